//! Reads `offers.toml`.

use super::countries::country_code;
use super::error::{CatalogError, Problem};
use super::markets::{currency, source};
use super::reader::{File, Placed, Table};
use crate::domain::money::Money;
use crate::domain::offer::{Benefit, Market, Names, Offer, OfferId, Price};
use crate::domain::subscription::WindowDays;

/// Days of a term, before its end.
const TERM: i16 = 365;

/// Farthest day of a window after the end of a term.
const FARTHEST: i32 = 365;

/// The offers of the file, in its order.
pub(super) fn read(file: &File, markets: &[Market]) -> Result<Vec<Offer>, CatalogError> {
    let fields = file.parse()?;
    let root = file.root(&fields);
    root.only(&["offer"])?;
    let mut offers: Vec<Offer> = Vec::new();
    for table in root.tables("offer")? {
        let (id, offer) = offer(&table, markets)?;
        if offers.iter().any(|other| other.id == offer.id) {
            return Err(id.duplicate());
        }
        offers.push(offer);
    }
    if offers.is_empty() {
        return Err(root.error(Problem::MissingField { field: "offer" }));
    }
    Ok(offers)
}

fn offer<'t>(table: &Table<'t>, markets: &[Market]) -> Result<(Placed<'t, String>, Offer), CatalogError> {
    table.only(&["id", "name", "requirements", "window", "benefit", "price"])?;
    let id = table.line("id")?;
    let offer = Offer {
        id: OfferId::parse(&id.value).map_err(|_| {
            id.error(Problem::NotAnId {
                found: id.value.clone(),
            })
        })?,
        names: names(table)?,
        requirements: table.boolean("requirements")?,
        benefits: (table.tables("benefit")?.iter())
            .map(benefit)
            .collect::<Result<_, _>>()?,
        prices: prices(&table.tables("price")?, markets)?,
        window: (table.optional_table("window")?)
            .map(|table| window(&table))
            .transpose()?
            .unwrap_or(WindowDays::USUAL),
    };
    Ok((id, offer))
}

/// Days from the expiry; none of them lies more than a year away from it.
fn window(table: &Table) -> Result<WindowDays, CatalogError> {
    table.only(&["first", "last", "transfer_warning", "source"])?;
    let day = |field: &'static str, least: i16| {
        let days = table.optional_number(field, (i32::from(least), FARTHEST))?;
        let days = days.ok_or_else(|| table.error(Problem::MissingField { field }))?;
        i16::try_from(days).map_err(|_| table.error(Problem::MissingField { field }))
    };
    source(table)?;
    let first = day("first", -TERM)?;
    Ok(WindowDays {
        first,
        last: day("last", first)?,
        transfer_warning: day("transfer_warning", first)?,
    })
}

pub(super) fn names(table: &Table) -> Result<Names, CatalogError> {
    let name = table.table("name")?;
    name.only(&["en", "pl"])?;
    Ok(Names {
        en: name.line("en")?.value,
        pl: name.line("pl")?.value,
    })
}

fn benefit(table: &Table) -> Result<Benefit, CatalogError> {
    table.only(&["name", "quantity", "source"])?;
    Ok(Benefit {
        names: names(table)?,
        quantity: (table.optional_number("quantity", (1, 1_000_000))?)
            .and_then(|number| u32::try_from(number).ok()),
        source: source(table)?,
    })
}

fn prices(tables: &[Table], markets: &[Market]) -> Result<Vec<Price>, CatalogError> {
    let mut prices: Vec<Price> = Vec::new();
    for table in tables {
        table.only(&["market", "from", "net", "source"])?;
        let country = table.line("market")?;
        let code = country_code(&country)?;
        let market = (markets.iter().find(|market| market.country == code)).ok_or_else(|| {
            country.error(Problem::UnknownMarket {
                found: country.value.clone(),
                expected: markets.iter().map(|market| market.country.to_string()).collect(),
            })
        })?;
        let from = table.day("from")?;
        let is_same = |price: &Price| price.market == code && price.from == from.value;
        if prices.iter().any(is_same) {
            return Err(from.error(Problem::Duplicate {
                found: format!("{code} {}", from.value),
            }));
        }
        // A market without any rate has no tax; a first rate that begins later is a slip in one of the two days.
        if let Some(first) = market
            .taxes
            .iter()
            .map(|tax| tax.from)
            .min()
            .filter(|first| *first > from.value)
        {
            return Err(from.error(Problem::Untaxed {
                found: from.value.to_string(),
                first: first.to_string(),
            }));
        }
        prices.push(Price {
            market: code,
            from: from.value,
            net: net(&table.line("net")?, market)?,
            source: source(table)?,
        });
    }
    Ok(prices)
}

/// `475.00 USD`, in the market's currency and more than zero.
fn net(text: &Placed<String>, market: &Market) -> Result<Money, CatalogError> {
    let found = || text.value.clone();
    let not_an_amount = || text.error(Problem::NotAnAmount { found: found() });
    let (amount, code) = text.value.split_once(' ').ok_or_else(not_an_amount)?;
    let currency = currency(text, code)?;
    if currency != market.currency {
        return Err(text.error(Problem::PriceCurrency {
            found: currency.code().to_owned(),
            expected: market.currency.code().to_owned(),
        }));
    }
    let (negative, digits) = amount
        .strip_prefix('-')
        .map_or((false, amount), |rest| (true, rest));
    let money = Money::parse(digits, currency).map_err(|_| not_an_amount())?;
    if negative || money.minor == 0 {
        return Err(text.error(Problem::PriceNotPositive { found: found() }));
    }
    Ok(money)
}
