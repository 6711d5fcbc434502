//! The catalog in force: kept in the store, and changed by taking another one over. What the new one must still have
//! because records refer to it, `in_use` finds.

mod in_use;

use crate::catalog::difference::differences;
use crate::catalog::{Loaded, Texts};
use crate::domain::audit::{AuditAction, AuditEntry, Chain};
use crate::domain::catalog_copy::{CatalogHash, CatalogPart};
use crate::domain::change::FieldChange;
use crate::domain::offer::Catalog;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::record::{Batch, Expect, Stored};
use crate::store::records::catalog_part_id;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;

/// A catalog that was taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Adopted {
    /// Which one.
    pub hash: CatalogHash,
    /// Whether another one was in force; otherwise nothing was written.
    pub is_new: bool,
    /// What differs from the one before, as far as that could be read.
    pub changes: Changes,
}

/// What one catalog has otherwise than another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// Values: prices, rates and terms first, then whatever else differs, under its file and key.
    pub values: Vec<FieldChange>,
    /// The files, by the beginnings of their hashes.
    pub files: Vec<FieldChange>,
    /// The files of which no value differs.
    pub only_layout: Vec<&'static str>,
}

/// What a catalog says, as (key of a label, of what, value): prices, rates and the version of the terms.
pub fn lines(catalog: &Catalog) -> Vec<(&'static str, String, String)> {
    let mut lines = vec![("label-terms", String::new(), catalog.terms_version.clone())];
    for market in &catalog.markets {
        let rates = market.taxes.iter().map(|tax| {
            let rate = format!("{}.{:02} %", tax.rate.0 / 100, tax.rate.0 % 100);
            ("label-tax", format!("{}, {}", market.country, tax.from), rate)
        });
        lines.extend(rates);
    }
    for offer in &catalog.offers {
        let prices = offer.prices.iter().map(|price| {
            let of = format!("{}, {}, {}", offer.id.as_str(), price.market, price.from);
            ("label-price", of, price.net.to_string())
        });
        lines.extend(prices);
    }
    lines
}

/// What another catalog has otherwise.
pub fn changes(before: &Loaded, after: &Loaded) -> Changes {
    let mut values = in_lines(&lines(&before.catalog), &lines(&after.catalog));
    let mut concerned: Vec<&'static str> = values.iter().map(|change| file_of(change.label)).collect();
    for found in differences(&before.texts, &after.texts) {
        // Those have a name of their own, above.
        let is_told = match found.file {
            OFFERS => found.key.ends_with("].net"),
            MARKETS => found.key.ends_with("].percent"),
            TERMS => found.key == "version",
            _ => false,
        };
        if !is_told {
            concerned.push(found.file);
            values.push(FieldChange {
                label: "label-catalog-value",
                of: Some(format!("{}, {}", found.file, found.key)),
                from: found.from,
                to: found.to,
            });
        }
    }
    let files = before.texts.files().zip(after.texts.files());
    let files = files.filter(|((_, from), (_, to))| from != to);
    let (names, files): (Vec<&'static str>, _) = files
        .map(|((file, from), (_, to))| {
            let change = FieldChange {
                label: "label-catalog-file",
                of: Some(file.to_owned()),
                from: short(from),
                to: short(to),
            };
            (file, change)
        })
        .unzip();
    let only_layout = names.into_iter().filter(|file| !concerned.contains(file));
    Changes {
        values,
        files,
        only_layout: only_layout.collect(),
    }
}

const OFFERS: &str = "offers.toml";
const MARKETS: &str = "markets.toml";
const TERMS: &str = "terms.toml";

/// Where that stands of which [`lines`] tells.
fn file_of(label: &str) -> &'static str {
    match label {
        "label-price" => OFFERS,
        "label-tax" => MARKETS,
        _ => TERMS,
    }
}

/// What other lines say otherwise of the same.
fn in_lines(
    old: &[(&'static str, String, String)],
    new: &[(&'static str, String, String)],
) -> Vec<FieldChange> {
    let value = |lines: &[(&'static str, String, String)], label, of: &str| {
        let found = lines.iter().find(|line| (line.0, line.1.as_str()) == (label, of));
        found.map(|line| line.2.clone()).unwrap_or_default()
    };
    let gone = old
        .iter()
        .filter(|line| !new.iter().any(|other| (other.0, &other.1) == (line.0, &line.1)));
    let all = new.iter().chain(gone);
    all.map(|(label, of, _)| FieldChange {
        label,
        of: (!of.is_empty()).then(|| of.clone()),
        from: value(old, label, of),
        to: value(new, label, of),
    })
    .filter(|change| change.from != change.to)
    .collect()
}

fn short(text: &str) -> String {
    CatalogHash::of(text.as_bytes())
        .to_string()
        .chars()
        .take(12)
        .collect()
}

/// The parts that the store keeps, in their order, as far as they are there.
async fn stored_parts(store: &Store) -> Result<Vec<Stored<CatalogPart>>, ServiceError> {
    let mut parts = Vec::new();
    for place in 0..u16::MAX {
        let of = parts
            .first()
            .map_or(1, |first: &Stored<CatalogPart>| first.record.of);
        if place >= of {
            break;
        }
        match store.get::<CatalogPart>(catalog_part_id(place)).await? {
            Some(part) => parts.push(part),
            None => break,
        }
    }
    Ok(parts)
}

fn texts_of(parts: &[Stored<CatalogPart>]) -> Option<Texts> {
    let parts: Vec<CatalogPart> = parts.iter().map(|part| part.record.clone()).collect();
    Texts::from_bytes(&CatalogPart::join(&parts)?)
}

/// The texts that the store keeps; `None` in a store that was never set up.
pub(super) async fn kept(store: &Store) -> Result<Option<Texts>, ServiceError> {
    let parts = stored_parts(store).await?;
    if parts.is_empty() {
        return Ok(None);
    }
    let damaged = || StoreError::Damaged("the catalog in force".to_owned());
    Ok(Some(texts_of(&parts).ok_or_else(damaged)?))
}

/// Puts a catalog into a batch, instead of the parts that were there.
fn put(batch: &mut Batch, texts: &Texts, former: &[Stored<CatalogPart>]) -> Result<(), ServiceError> {
    let too_long = || StoreError::Damaged("the catalog is too long".to_owned());
    let parts = CatalogPart::split(&texts.to_bytes()).ok_or_else(too_long)?;
    let mut former = former.iter();
    for part in &parts {
        let expects = former
            .next()
            .map_or(Expect::Absent, |former| Expect::Version(former.version));
        batch.put(part, expects)?;
    }
    for surplus in former {
        let id = catalog_part_id(surplus.record.place);
        batch.delete::<CatalogPart>(id, Expect::Version(surplus.version));
    }
    Ok(())
}

impl Services {
    /// Which catalog is in force.
    pub fn catalog_hash(&self) -> CatalogHash {
        self.dependencies.catalog_hash
    }

    /// Puts the catalog of a new store into a batch.
    pub(super) fn add_catalog(&self, batch: &mut Batch) -> Result<(), ServiceError> {
        if let Some(texts) = &self.dependencies.catalog_texts {
            put(batch, texts, &[])?;
        }
        Ok(())
    }

    /// Takes a catalog over: from the next opening on, everything is sold as it says. Orders that were placed keep
    /// their price, and which catalog it came from.
    pub async fn adopt_catalog(&self, actor: &Actor, new: &Loaded) -> Result<Adopted, ServiceError> {
        Self::owner_only(actor)?;
        let hash = new.texts.hash();
        let parts = stored_parts(&self.store).await?;
        let before = texts_of(&parts);
        if before.as_ref().is_some_and(|before| before.hash() == hash) {
            return Ok(Adopted {
                hash,
                is_new: false,
                changes: Changes::default(),
            });
        }
        // One that this program cannot read any more has nothing to be compared with.
        let before = before.and_then(|before| before.read().ok());
        self.may_follow(before.as_ref(), new).await?;
        self.commit(actor, |batch| {
            put(batch, &new.texts, &parts)?;
            let entry = AuditEntry {
                at: batch.at,
                actor: actor.user,
                origin: actor.origin.clone(),
                action: AuditAction::CatalogAdopted,
                subjects: Vec::new(),
            };
            batch.audit(Chain::System, entry);
            Ok(())
        })
        .await?;
        let changes = before.map(|before| changes(&before, new)).unwrap_or_default();
        Ok(Adopted {
            hash,
            is_new: true,
            changes,
        })
    }
}
