//! The commands about the catalog.

use std::path::PathBuf;

use clap::Subcommand;

/// Commands about the catalog.
#[derive(Subcommand, Debug)]
pub enum CatalogCommand {
    /// Show the catalog in force: its hash, prices, tax rates and the version of the terms.
    Show {
        /// Print this file of it instead, such as offers.toml.
        #[arg(long, value_name = "NAME", conflicts_with = "json")]
        file: Option<String>,
    },
    /// Read the files of a folder, and show what they would change. Changes nothing.
    Check {
        /// The folder with the five files.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Sell by the files of a folder from now on (whoever the store's folder belongs to).
    #[command(
        after_help = "The folder holds countries.toml, markets.toml, offers.toml, terms.toml and problems.toml. Example:\n  offerdesk catalog show --file offers.toml >catalog/offers.toml\n  offerdesk catalog check catalog\n  offerdesk catalog adopt catalog"
    )]
    Adopt {
        /// The folder with the five files.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}
