//! Reads the catalog: what is sold, where, at what price and tax, and what each country demands of an address.
//!
//! The catalog is data, so that a price or a rule changes without a new build: five files of TOML, built in
//! ([`embedded`]) or in a folder ([`load_folder`]). A mistake in them is told with file, line and column, what was
//! found and what was expected ([`CatalogError`]), and then nothing of the catalog is used.
//!
//! | file | holds |
//! |---|---|
//! | `countries.toml` | rules of postal codes, states and VAT IDs |
//! | `markets.toml` | currencies and dated tax rates; needs the countries |
//! | `offers.toml` | offers, benefits, dated prices; needs the markets |
//! | `terms.toml` | the purchase terms and their version |
//! | `problems.toml` | the types of problems of support requests |

use std::path::Path;

use crate::domain::country::CountryBook;
use crate::domain::offer::Catalog;

mod countries;
mod error;
mod kind;
mod markets;
mod offers;
mod problems;
mod reader;
mod terms;

pub use error::{CatalogError, Problem};
pub use kind::Kind;

use reader::File;

/// A catalog that was read whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// Offers, markets and terms.
    pub catalog: Catalog,
    /// Rules of addresses and VAT IDs.
    pub countries: CountryBook,
}

/// The catalog that is built in. A test holds that it can be read.
pub fn embedded() -> Result<Loaded, CatalogError> {
    macro_rules! built_in {
        ($name:literal) => {
            File::new(
                $name,
                include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/assets/catalog/",
                    $name
                )),
            )
        };
    }
    read(&Files {
        countries: built_in!("countries.toml"),
        markets: built_in!("markets.toml"),
        offers: built_in!("offers.toml"),
        terms: built_in!("terms.toml"),
        problems: built_in!("problems.toml"),
    })
}

/// The catalog of a folder that holds the five files.
pub fn load_folder(folder: &Path) -> Result<Loaded, CatalogError> {
    let text = |name: &str| {
        let path = folder.join(name);
        let shown = path.display().to_string();
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok((shown, text)),
            Err(error) => Err(CatalogError {
                file: shown,
                line: 1,
                column: 1,
                problem: Problem::Unreadable {
                    what: error.to_string(),
                },
            }),
        }
    };
    let countries = text("countries.toml")?;
    let markets = text("markets.toml")?;
    let offers = text("offers.toml")?;
    let terms = text("terms.toml")?;
    let problems = text("problems.toml")?;
    read(&Files {
        countries: File::new(&countries.0, &countries.1),
        markets: File::new(&markets.0, &markets.1),
        offers: File::new(&offers.0, &offers.1),
        terms: File::new(&terms.0, &terms.1),
        problems: File::new(&problems.0, &problems.1),
    })
}

/// The five files, not yet read.
struct Files<'t> {
    countries: File<'t>,
    markets: File<'t>,
    offers: File<'t>,
    terms: File<'t>,
    problems: File<'t>,
}

fn read(files: &Files) -> Result<Loaded, CatalogError> {
    let countries = countries::read(&files.countries)?;
    let markets = markets::read(&files.markets, &countries)?;
    let offers = offers::read(&files.offers, &markets)?;
    let (terms_version, terms) = terms::read(&files.terms)?;
    Ok(Loaded {
        catalog: Catalog {
            offers,
            markets,
            terms_version,
            terms,
            problems: problems::read(&files.problems)?,
        },
        countries,
    })
}

#[cfg(test)]
mod tests;
