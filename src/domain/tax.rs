//! How a sale is taxed: at the market's rate, or by the buyer, where seller and buyer sit in two countries of the union.
//!
//! Memberships are services. So the place of the buyer decides, and Northern Ireland, which stays with the union for
//! goods only, is the United Kingdom here.

use serde::{Deserialize, Serialize};

use super::address::CountryCode;
use super::country::CountryBook;
use super::date::Day;
use super::money::{BasisPoints, Money, MoneyError};
use super::offer::{Market, Quote};

/// How a sale is taxed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum TaxTreatment {
    /// At the market's rate.
    Rate(BasisPoints),
    /// The buyer accounts for the tax: another EU country, with a valid VAT ID.
    ReverseCharge,
    /// Staff recorded an exemption.
    Exempt,
    /// The market has no tax on it.
    Untaxed,
}

/// What matters about the buyer for the price.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Buyer {
    /// Country of the legal profile.
    pub country: CountryCode,
    /// Whether it has a VAT ID of valid format and checksum.
    pub has_vat_id: bool,
    /// Whether staff recorded a tax exemption.
    pub exempt: bool,
}

/// Where the seller sits. The country book says whether that is in the union: a seller need not sell at home.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
    /// Country of the seller's address.
    pub country: CountryCode,
    /// Whether it is in the union's VAT area.
    pub in_union: bool,
}

impl Seat {
    /// A seller's seat, as the country book has it.
    pub fn of(country: CountryCode, countries: &CountryBook) -> Self {
        Self {
            country,
            in_union: countries.in_union(country),
        }
    }
}

impl Market {
    /// How a sale is taxed here on a day.
    ///
    /// Reverse charge: seller and buyer in two different countries of the union, buyer with a valid VAT ID (source:
    /// product rules; docs `vat-info`). Otherwise the market's rate; a market without a rate is untaxed.
    pub fn treatment(&self, buyer: Buyer, seller: Seat, day: Day) -> TaxTreatment {
        let across = self.european_union && seller.in_union && seller.country != buyer.country;
        let rate = self.taxes.iter().filter(|tax| tax.from <= day);
        match rate.max_by_key(|tax| tax.from) {
            _ if buyer.exempt => TaxTreatment::Exempt,
            _ if across && buyer.has_vat_id => TaxTreatment::ReverseCharge,
            Some(tax) if tax.rate.0 > 0 => TaxTreatment::Rate(tax.rate),
            _ => TaxTreatment::Untaxed,
        }
    }
}

impl Quote {
    /// A price before tax, taxed in this way.
    pub fn taxed(net: Money, treatment: TaxTreatment) -> Result<Self, MoneyError> {
        let tax = match treatment {
            TaxTreatment::Rate(rate) => net.share(rate)?,
            TaxTreatment::ReverseCharge | TaxTreatment::Exempt | TaxTreatment::Untaxed => {
                Money::zero(net.currency)
            }
        };
        Ok(Self {
            net,
            treatment,
            tax,
            total: net.plus(tax)?,
        })
    }
}
