//! The legal profile as it is typed, and its check: every field that is wrong is told at once.

use serde::{Deserialize, Serialize};

use super::address::{Contact, Email, LegalProfile, Name, Phone};
use super::country::{AddressField, AddressInput, CountryBook};
use super::message::FieldError;
use super::vat::VatError;

/// A legal profile as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LegalProfileInput {
    /// Company name.
    pub company: String,
    /// Address.
    pub address: AddressInput,
    /// VAT ID, possibly empty.
    pub vat_id: String,
    /// Primary contact: name.
    pub contact_name: String,
    /// Primary contact: email.
    pub contact_email: String,
    /// Primary contact: phone.
    pub contact_phone: String,
}

/// A field of a legal profile.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ProfileField {
    /// Company name.
    Company,
    /// One of the address.
    Address(AddressField),
    /// VAT ID.
    VatId,
    /// Primary contact: name.
    ContactName,
    /// Primary contact: email.
    ContactEmail,
    /// Primary contact: phone.
    ContactPhone,
}

impl CountryBook {
    /// Checks a legal profile as it was typed; every field that is wrong is reported, in the order of the form.
    pub fn check_profile(
        &self,
        input: &LegalProfileInput,
    ) -> Result<LegalProfile, Vec<FieldError<ProfileField>>> {
        let mut errors = Vec::new();
        let company = Name::parse(&input.company)
            .map_err(|error| errors.push(FieldError::new(ProfileField::Company, &error)));
        let address = self.check_address(&input.address).map_err(|found| {
            errors.extend(found.into_iter().map(|error| FieldError {
                field: ProfileField::Address(error.field),
                code: error.code,
                args: error.args,
            }));
        });
        let vat_id = self
            .vat_id_of(input)
            .map_err(|error| errors.push(FieldError::new(ProfileField::VatId, &error)));
        let name = Name::parse(&input.contact_name)
            .map_err(|error| errors.push(FieldError::new(ProfileField::ContactName, &error)));
        let email = Email::parse(&input.contact_email)
            .map_err(|error| errors.push(FieldError::new(ProfileField::ContactEmail, &error)));
        let phone = Phone::parse(&input.contact_phone)
            .map_err(|error| errors.push(FieldError::new(ProfileField::ContactPhone, &error)));
        match (company, address, vat_id, name, email, phone) {
            (Ok(company), Ok(address), Ok(vat_id), Ok(name), Ok(email), Ok(phone)) => Ok(LegalProfile {
                company,
                address,
                vat_id,
                primary_contact: Contact { name, email, phone },
            }),
            _ => Err(errors),
        }
    }

    /// An empty field is no VAT ID. With a country that is wrong itself, nothing can be said of the VAT ID, and
    /// one message (at the country) is enough.
    fn vat_id_of(&self, input: &LegalProfileInput) -> Result<Option<String>, VatError> {
        match self.country_of(&input.address.country) {
            Ok(rules) if !input.vat_id.trim().is_empty() => {
                self.check_vat_id(rules.code, &input.vat_id).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl From<&LegalProfile> for LegalProfileInput {
    /// What the form shows before anything was typed.
    fn from(profile: &LegalProfile) -> Self {
        let address = &profile.address;
        Self {
            company: profile.company.as_str().to_owned(),
            address: AddressInput {
                line1: address.line1.clone(),
                line2: address.line2.clone(),
                city: address.city.clone(),
                state: address.state.clone(),
                postal_code: address.postal_code.clone(),
                country: address.country.to_string(),
            },
            vat_id: profile.vat_id.clone().unwrap_or_default(),
            contact_name: profile.primary_contact.name.as_str().to_owned(),
            contact_email: profile.primary_contact.email.as_str().to_owned(),
            contact_phone: profile.primary_contact.phone.as_str().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::country::{CountryRules, Pattern, PostalRule};
    use crate::domain::vat::{VatChecksum, VatRule};

    fn book() -> CountryBook {
        let rules = |code: &str, vat| CountryRules {
            code: code.parse().unwrap(),
            calling_code: "48".to_owned(),
            european_union: true,
            postal: Some(PostalRule {
                pattern: Pattern::new(r"^\d{5}$").unwrap(),
                sample: "10115".to_owned(),
                required: true,
                separator: None,
            }),
            state_required: false,
            states: Vec::new(),
            vat,
        };
        CountryBook::new(vec![
            rules(
                "PL",
                Some(VatRule {
                    prefix: "PL".to_owned(),
                    pattern: Pattern::new(r"^\d{10}$").unwrap(),
                    sample: "PL5260001246".to_owned(),
                    checksum: VatChecksum::Poland,
                }),
            ),
            rules("US", None),
        ])
    }

    fn input() -> LegalProfileInput {
        LegalProfileInput {
            company: "Zażółć sp. z o.o.".to_owned(),
            address: AddressInput {
                line1: "ul. Prosta 1".to_owned(),
                city: "Warszawa".to_owned(),
                postal_code: "00950".to_owned(),
                country: "PL".to_owned(),
                ..AddressInput::default()
            },
            vat_id: "526-000-12-46".to_owned(),
            contact_name: "Jan Kowalski".to_owned(),
            contact_email: "jan@example.pl".to_owned(),
            contact_phone: "+48 22 123 45 67".to_owned(),
        }
    }

    fn check(input: &LegalProfileInput, expected: &[(ProfileField, &str)]) {
        let errors = book().check_profile(input).err().unwrap_or_default();
        let found: Vec<_> = errors.iter().map(|error| (error.field, error.code)).collect();
        assert_eq!(found, expected, "{input:?}");
    }

    #[test]
    fn a_profile_is_kept_in_canonical_form_and_shown_again_as_it_is_kept() {
        let profile = book().check_profile(&input()).unwrap();
        assert_eq!(profile.vat_id.as_deref(), Some("PL5260001246"));
        let shown = LegalProfileInput::from(&profile);
        assert_eq!(book().check_profile(&shown), Ok(profile));
    }

    #[test]
    fn every_wrong_field_is_told_in_the_order_of_the_form() {
        check(
            &LegalProfileInput::default(),
            &[
                (ProfileField::Company, "text-empty"),
                (ProfileField::Address(AddressField::Line1), "text-empty"),
                (ProfileField::Address(AddressField::City), "text-empty"),
                (ProfileField::Address(AddressField::Country), "text-empty"),
                (ProfileField::ContactName, "text-empty"),
                (ProfileField::ContactEmail, "email-empty"),
                (ProfileField::ContactPhone, "phone-empty"),
            ],
        );
        let wrong = LegalProfileInput {
            vat_id: "5260001247".to_owned(),
            contact_phone: "call me".to_owned(),
            ..input()
        };
        check(
            &wrong,
            &[
                (ProfileField::VatId, "vat-id-check-digit"),
                (ProfileField::ContactPhone, "phone-characters"),
            ],
        );
    }

    #[test]
    fn a_vat_id_may_be_missing_but_not_where_there_are_none() {
        let missing = LegalProfileInput {
            vat_id: "  ".to_owned(),
            ..input()
        };
        assert_eq!(book().check_profile(&missing).unwrap().vat_id, None);
        let mut american = input();
        american.address.country = "US".to_owned();
        check(&american, &[(ProfileField::VatId, "vat-id-not-used")]);
    }
}
