//! Reads `offers.toml`.

use super::Standing;
use super::countries::country_code;
use super::declared::{Declared, Lookup};
use super::markets::{currency, source};
use super::refusal::CatalogRefusal;
use crate::config::file::FileTable;
use crate::config::file::fields::Placed;
use crate::config::mistake::{Mistake, Problem};
use crate::domain::date::Day;
use crate::domain::money::Money;
use crate::domain::offer::{Benefit, Market, Names, Offer, OfferId, Price};
use crate::domain::subscription::WindowDays;

/// Days of a term, before its end.
const TERM: i16 = 365;

/// Farthest day of a window after the end of a term.
const FARTHEST: i16 = 365;

/// Highest price in minor units: far below where sums of several prices with tax end.
const MOST: i64 = 100_000_000_000;

/// The offers of the file, in its order, without those in which something is wrong.
pub(super) fn read(
    root: &FileTable<'_>,
    markets: &Declared<Market>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Offer> {
    root.only(&["offer"], mistakes);
    let mut ids: Vec<OfferId> = Vec::new();
    let mut offers = Vec::new();
    for table in root.some_tables("offer", mistakes) {
        offers.extend(offer(&table, markets, &mut ids, standing, mistakes));
    }
    offers
}

fn offer(
    table: &FileTable<'_>,
    markets: &Declared<Market>,
    ids: &mut Vec<OfferId>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Option<Offer> {
    table.only(
        &[
            "id",
            "name",
            "short",
            "requirements",
            "window",
            "benefit",
            "price",
        ],
        mistakes,
    );
    let id = id(table, ids, mistakes);
    let names = names(table, mistakes);
    let short = table.optional_table("short", mistakes);
    let short = short.map(|short| both(&short, mistakes));
    let requirements = table.boolean("requirements", mistakes);
    let benefits = table.tables("benefit", mistakes);
    let benefits = benefits
        .iter()
        .filter_map(|table| benefit(table, mistakes))
        .collect();
    let prices = prices(&table.tables("price", mistakes), markets, standing, mistakes);
    let window = match table.optional_table("window", mistakes) {
        Some(table) => window(&table, standing, mistakes),
        None => Some(WindowDays::USUAL),
    };
    Some(Offer {
        id: id?,
        names: names?,
        short: short.map_or(Some(None), |names| names.map(Some))?,
        requirements: requirements?,
        benefits,
        prices,
        window: window?,
    })
}

fn id(table: &FileTable<'_>, ids: &mut Vec<OfferId>, mistakes: &mut Vec<Mistake>) -> Option<OfferId> {
    let text = table.line("id", mistakes)?;
    let Ok(id) = OfferId::parse(&text.value) else {
        let found = text.value.clone();
        mistakes.push(text.refused(&CatalogRefusal::NotAnId { found }));
        return None;
    };
    if ids.contains(&id) {
        mistakes.push(text.duplicate());
    }
    ids.push(id.clone());
    Some(id)
}

/// Days from the expiry; none of them lies more than a year away from it.
fn window(table: &FileTable<'_>, standing: Standing, mistakes: &mut Vec<Mistake>) -> Option<WindowDays> {
    table.only(&["first", "last", "transfer_warning", "source"], mistakes);
    source(table, mistakes);
    let mut day = |field: &str, least: i16, most: i16| {
        let days = table.number(field, i32::from(least)..=i32::from(most), mistakes)?;
        i16::try_from(days).ok()
    };
    let first = day("first", -TERM, FARTHEST);
    // Of a day that is wrong, nothing can be said about the others.
    let least = first.unwrap_or(-TERM);
    let last = day("last", least, FARTHEST);
    // A warning after the last day is never given.
    let most = last.filter(|_| standing == Standing::Offered).unwrap_or(FARTHEST);
    let transfer_warning = day("transfer_warning", least, most);
    Some(WindowDays {
        first: first?,
        last: last?,
        transfer_warning: transfer_warning?,
    })
}

pub(super) fn names(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<Names> {
    both(&table.table("name", mistakes)?, mistakes)
}

/// A text in both languages.
fn both(text: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<Names> {
    text.only(&["en", "pl"], mistakes);
    let (en, pl) = (text.line("en", mistakes), text.line("pl", mistakes));
    Some(Names {
        en: en?.value,
        pl: pl?.value,
    })
}

fn benefit(table: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<Benefit> {
    table.only(&["name", "quantity", "source"], mistakes);
    let names = names(table, mistakes);
    let quantity = table.optional_number("quantity", 1..=1_000_000, mistakes);
    let source = source(table, mistakes);
    Some(Benefit {
        names: names?,
        quantity: quantity.and_then(|number| u32::try_from(number).ok()),
        source: source?,
    })
}

fn prices(
    tables: &[FileTable<'_>],
    markets: &Declared<Market>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Price> {
    let mut prices: Vec<Price> = Vec::new();
    for table in tables {
        prices.extend(price(table, markets, &prices, standing, mistakes));
    }
    prices
}

fn price(
    table: &FileTable<'_>,
    markets: &Declared<Market>,
    others: &[Price],
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Option<Price> {
    table.only(&["market", "from", "net", "source"], mistakes);
    let country = table.line("market", mistakes);
    let code = (country.as_ref()).and_then(|country| country_code(country, mistakes));
    let mut market = None;
    if let (Some(country), Some(code)) = (&country, code) {
        match markets.get(code) {
            Lookup::Whole(found) => market = Some(found),
            Lookup::Faulty => {}
            Lookup::Nothing => mistakes.push(country.refused(&CatalogRefusal::UnknownMarket {
                found: country.value.clone(),
                expected: markets.codes(),
            })),
        }
    }
    let from = table.day("from", mistakes);
    if let (Some(from), Some(market)) = (&from, market) {
        mistakes.extend(wrong_day(from, market, others));
    }
    let net = table
        .line("net", mistakes)
        .and_then(|text| net(&text, market, standing, mistakes));
    let source = source(table, mistakes);
    Some(Price {
        market: market?.country,
        from: from?.value,
        net: net?,
        source: source?,
    })
}

/// What is wrong with the day from which a price is asked for.
fn wrong_day(from: &Placed<'_, Day>, market: &Market, others: &[Price]) -> Option<Mistake> {
    let is_same = |price: &Price| price.market == market.country && price.from == from.value;
    if others.iter().any(is_same) {
        let found = format!("{} {}", market.country, from.value);
        return Some(from.mistake(Problem::Duplicate { found }));
    }
    // A market in force that has no rate at all has no tax; a first rate that begins later is a slip in one of the two days.
    let first = market.taxes.iter().map(|tax| tax.from).min()?;
    (first > from.value).then(|| {
        from.refused(&CatalogRefusal::Untaxed {
            found: from.value.to_string(),
            first: first.to_string(),
        })
    })
}

/// `475.00 USD`, in the market's currency, where that is known, and more than zero.
fn net(
    text: &Placed<'_, String>,
    market: Option<&Market>,
    standing: Standing,
    mistakes: &mut Vec<Mistake>,
) -> Option<Money> {
    let found = || text.value.clone();
    let Some((amount, code)) = text.value.split_once(' ') else {
        mistakes.push(text.refused(&CatalogRefusal::NotAnAmount { found: found() }));
        return None;
    };
    let currency = currency(text, code, mistakes)?;
    if let Some(market) = market
        && currency != market.currency
    {
        mistakes.push(text.refused(&CatalogRefusal::PriceCurrency {
            found: currency.code().to_owned(),
            expected: market.currency.code().to_owned(),
        }));
        return None;
    }
    let (negative, digits) = amount
        .strip_prefix('-')
        .map_or((false, amount), |rest| (true, rest));
    let problem = match Money::parse(digits, currency) {
        Err(_) => CatalogRefusal::NotAnAmount { found: found() },
        Ok(money) if negative || money.minor == 0 => CatalogRefusal::PriceNotPositive { found: found() },
        Ok(money) if standing == Standing::Offered && money.minor > MOST => CatalogRefusal::PriceTooHigh {
            found: found(),
            most: Money::new(MOST, currency).to_string(),
        },
        Ok(money) => return Some(money),
    };
    mistakes.push(text.refused(&problem));
    None
}
