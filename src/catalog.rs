//! Reads the catalog: what is sold, where, at what price and tax, and what each country demands of an address.
//!
//! The catalog is data, so that a price or a rule changes without a new build: five files of TOML, built in
//! ([`embedded`]), in a folder ([`load_folder`]), or kept by a store ([`Texts`]), which sells by its own. They are read as
//! every file that people write (`config::file`): by hand rather than through `serde`, which would stop at the first
//! mistake and tell it in English. All mistakes of all five files are told at once ([`CatalogError`]), and then nothing of
//! the catalog is used.
//!
//! | file | holds |
//! |---|---|
//! | `countries.toml` | rules of postal codes, states and VAT IDs |
//! | `markets.toml` | currencies and dated tax rates; needs the countries |
//! | `offers.toml` | offers, benefits, dated prices; needs the markets |
//! | `terms.toml` | the purchase terms and their version |
//! | `problems.toml` | the types of problems of support requests |
//!
//! A rule that came later than a catalog that a store sells by (`Standing`) does not keep that store shut.

use std::path::Path;

use crate::config::file::{File, FileTable};
use crate::config::mistake::{Mistake, Problem};
use crate::domain::country::CountryBook;
use crate::domain::offer::Catalog;

mod countries;
mod declared;
pub mod difference;
mod error;
pub mod in_use;
mod markets;
mod names;
mod offers;
mod problems;
mod refusal;
mod terms;
mod texts;

pub use error::CatalogError;
pub use texts::{FILES, Texts};

use declared::Declared;
use in_use::Missed;
use texts::ROLE;

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

impl Loaded {
    /// Refuses a catalog that cannot come after another one, where that can be read, in a store whose records refer to
    /// this.
    ///
    /// Of terms that were changed under their version nobody could tell any more what a buyer has accepted: orders keep
    /// the version alone. What comes of anything else that is gone, [`in_use`] says.
    pub fn must_follow(&self, before: Option<&Self>, missed: Missed) -> Result<(), CatalogError> {
        let mut mistakes = self.refused_drops(missed);
        let new = &self.catalog;
        let is_changed = |old: &Catalog| old.terms_version == new.terms_version && old.terms != new.terms;
        if before.is_some_and(|before| is_changed(&before.catalog)) {
            mistakes.extend(self.texts.refused_version());
        }
        CatalogError::of(mistakes).map_or(Ok(()), Err)
    }
}

/// Where a catalog stands that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    /// Somebody offers it to be taken over: every rule holds.
    Offered,
    /// A store sells by it. What was no mistake when it was taken over is none now, or the store could not be opened.
    InForce,
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
    texts.read_as(Standing::Offered)
}

/// The catalog of a folder that holds the five files.
pub fn load_folder(folder: &Path) -> Result<Loaded, CatalogError> {
    let mut mistakes = Vec::new();
    let files = FILES.map(|name| {
        let loaded = File::load_of(ROLE, &folder.join(name));
        // Nothing of a file with a card number is used or repeated.
        let judged =
            loaded.and_then(|file| file.card_number().map_or(Ok(file), |found| Err(Box::new(found))));
        judged.map_err(|mistake| mistakes.push(*mistake)).ok()
    });
    // Where no file is there, the folder is what is wrong, and the first of them says it.
    let is_missing =
        |mistake: &Mistake| matches!(mistake.problem, Problem::Missing | Problem::Unreadable { .. });
    if mistakes.len() == FILES.len() && mistakes.iter().all(is_missing) {
        mistakes.truncate(1);
    }
    read(&files, Standing::Offered, mistakes)
}

/// Reads the five files, in the order of [`FILES`]. What one that could not be loaded would declare for others is not
/// missed there; why it could not is among the mistakes already.
fn read(
    files: &[Option<File>; 5],
    standing: Standing,
    mut mistakes: Vec<Mistake>,
) -> Result<Loaded, CatalogError> {
    let [in_countries, in_markets, in_offers, in_terms, in_problems] = files.each_ref().map(Option::as_ref);
    let countries = part(in_countries, &mut mistakes, |root, mistakes| {
        countries::read(root, standing, mistakes)
    });
    let countries = countries.unwrap_or_else(Declared::new);
    let markets = part(in_markets, &mut mistakes, |root, mistakes| {
        markets::read(root, &countries, standing, mistakes)
    });
    let markets = markets.unwrap_or_else(Declared::new);
    let offers = part(in_offers, &mut mistakes, |root, mistakes| {
        offers::read(root, &markets, standing, mistakes)
    });
    let terms = part(in_terms, &mut mistakes, terms::read).flatten();
    let problems = part(in_problems, &mut mistakes, problems::read);
    if let Some(error) = CatalogError::of(mistakes) {
        return Err(error);
    }
    // Nothing is missing of files in which nothing is wrong.
    let (terms_version, terms) = terms.unwrap_or_default();
    let catalog = Catalog {
        offers: offers.unwrap_or_default(),
        markets: markets.into_whole(),
        terms_version,
        terms,
        problems: problems.unwrap_or_default(),
    };
    Ok(Loaded {
        catalog,
        countries: CountryBook::new(countries.into_whole()).with_names(names::all()),
        texts: Texts::new(files.each_ref().map(|file| {
            let text = file.as_ref().map(|file| file.text().to_owned());
            text.unwrap_or_default()
        })),
    })
}

/// What a file holds; nothing where it cannot be parsed.
fn part<T>(
    file: Option<&File>,
    mistakes: &mut Vec<Mistake>,
    read: impl FnOnce(&FileTable<'_>, &mut Vec<Mistake>) -> T,
) -> Option<T> {
    let (made, found) = file?.read_known(read);
    mistakes.extend(found);
    made
}

#[cfg(test)]
mod tests;
