//! Reads the catalog: what is sold, where, at what price and tax, and what each country demands of an address.
//!
//! The catalog is data, so that a price or a rule changes without a new build: five files of TOML, built in
//! ([`embedded`]), in a folder ([`load_folder`]), or kept by a store ([`Texts`]), which sells by its own. A mistake in them is told with file, line and column, what was
//! found and what was expected ([`CatalogError`]), and then nothing of the catalog is used.
//!
//! | file | holds |
//! |---|---|
//! | `countries.toml` | rules of postal codes, states and VAT IDs |
//! | `markets.toml` | currencies and dated tax rates; needs the countries |
//! | `offers.toml` | offers, benefits, dated prices; needs the markets |
//! | `terms.toml` | the purchase terms and their version |
//! | `problems.toml` | the types of problems of support requests |

use std::fs::OpenOptions;
use std::io::{self, Read};
use std::path::Path;

use crate::domain::card_number::place_of_card_number;
use crate::domain::country::CountryBook;
use crate::domain::offer::Catalog;
use crate::regular;

mod countries;
mod error;
mod kind;
mod markets;
mod names;
mod offers;
mod problems;
mod reader;
mod terms;
mod texts;

pub use error::{CatalogError, Problem};
pub use kind::Kind;
pub use texts::{FILES, Texts};

use reader::File;
use texts::unreadable;

/// A file of a catalog is small; a larger one is a mistake.
const FILE_LIMIT: u64 = 1 << 20;

/// A catalog that was read whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// Offers, markets and terms.
    pub catalog: Catalog,
    /// Rules of addresses and VAT IDs.
    pub countries: CountryBook,
    /// The files that it was read from.
    pub texts: Texts,
}

/// The catalog that is built in. A test holds that it can be read.
pub fn embedded() -> Result<Loaded, CatalogError> {
    macro_rules! built_in {
        ($name:literal) => {
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/assets/catalog/",
                $name
            ))
            .to_owned()
        };
    }
    let texts = Texts::new([
        built_in!("countries.toml"),
        built_in!("markets.toml"),
        built_in!("offers.toml"),
        built_in!("terms.toml"),
        built_in!("problems.toml"),
    ]);
    texts.read("")
}

/// The catalog of a folder that holds the five files.
pub fn load_folder(folder: &Path) -> Result<Loaded, CatalogError> {
    let mut texts: [String; 5] = Default::default();
    for (name, text) in FILES.into_iter().zip(&mut texts) {
        let path = folder.join(name);
        let shown = path.display().to_string();
        *text = read_file(&path).map_err(|error| unreadable(shown.clone(), &error))?;
        if let Some(start) = place_of_card_number(text) {
            return Err(CatalogError {
                file: shown,
                line: text.get(..start).unwrap_or_default().matches('\n').count() + 1,
                column: 1,
                problem: Problem::CardNumber,
            });
        }
    }
    Texts::new(texts).read(&folder.join("").display().to_string())
}

/// The text of a file, if it is one and not too large: reading a pipe or a device would never end.
fn read_file(path: &Path) -> io::Result<String> {
    let file = regular::open(OpenOptions::new().read(true), path)?;
    let mut text = String::new();
    let read = file.take(FILE_LIMIT + 1).read_to_string(&mut text)?;
    if u64::try_from(read).is_ok_and(|read| read <= FILE_LIMIT) {
        Ok(text)
    } else {
        Err(io::ErrorKind::FileTooLarge.into())
    }
}

/// The five files, not yet read.
struct Files<'t> {
    countries: File<'t>,
    markets: File<'t>,
    offers: File<'t>,
    terms: File<'t>,
    problems: File<'t>,
}

fn read(files: &Files) -> Result<(Catalog, CountryBook), CatalogError> {
    let countries = countries::read(&files.countries)?;
    let markets = markets::read(&files.markets, &countries)?;
    let offers = offers::read(&files.offers, &markets)?;
    let (terms_version, terms) = terms::read(&files.terms)?;
    let catalog = Catalog {
        offers,
        markets,
        terms_version,
        terms,
        problems: problems::read(&files.problems)?,
    };
    Ok((catalog, countries))
}

#[cfg(test)]
mod tests;
