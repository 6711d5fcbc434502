//! The form of the Legal profile: what it shows, what was typed into it, and how it takes over what somebody else
//! changed meanwhile.

use crate::domain::address::LegalProfile;
use crate::domain::country::CountryBook;
use crate::domain::form_draft::FormDraft;
use crate::domain::message::{Arg, FieldError};
use crate::domain::partner::{Account, Vetting};
use crate::domain::profile::{LegalProfileInput, ProfileField};
use crate::domain::text::NAME_LIMIT;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::screens::address::{self, AddressMemory};
use crate::tui::screens::notice::Message;

use super::blocks::in_words;

/// Longest email address and phone number that can be typed, bytes.
const CONTACT_LIMIT: usize = 254;

/// The form.
#[derive(Debug)]
pub(super) struct ProfileEdit {
    pub(super) form: Form,
    /// The profile that the form began with, or took over since.
    base: LegalProfileInput,
    memory: AddressMemory,
}

/// Name in the form, label and value of every field, in the order of the form.
pub(in crate::tui::screens) fn rows(input: &LegalProfileInput) -> [(&'static str, &'static str, &str); 11] {
    let address = &input.address;
    [
        ("company", "label-company", &input.company),
        ("line1", "label-address-line1", &address.line1),
        ("line2", "label-address-line2", &address.line2),
        ("city", "label-city", &address.city),
        ("state", "label-state-or-province", &address.state),
        ("postal-code", "label-postal-code", &address.postal_code),
        ("country", "label-country", &address.country),
        ("vat-id", "label-vat-id", &input.vat_id),
        ("contact-name", "label-primary-contact-name", &input.contact_name),
        (
            "contact-email",
            "label-primary-contact-email",
            &input.contact_email,
        ),
        (
            "contact-phone",
            "label-primary-contact-phone",
            &input.contact_phone,
        ),
    ]
}

/// How the form calls a field.
pub(in crate::tui::screens) const fn name(field: ProfileField) -> &'static str {
    match field {
        ProfileField::Company => "company",
        ProfileField::Address(field) => address::name(field),
        ProfileField::VatId => "vat-id",
        ProfileField::ContactName => "contact-name",
        ProfileField::ContactEmail => "contact-email",
        ProfileField::ContactPhone => "contact-phone",
    }
}

/// The fields of a profile, without the state: [`AddressMemory::follow`] brings it in.
pub(in crate::tui::screens) fn fields(
    input: &LegalProfileInput,
    countries: &CountryBook,
    context: &Context,
) -> Vec<Field> {
    let mut fields = vec![Field::text(
        "company",
        "label-company",
        NAME_LIMIT,
        &input.company,
    )];
    fields.extend(address::fields(&input.address, countries, context));
    fields.push(address::vat_id(&input.vat_id));
    let contact = [
        (
            "contact-name",
            "label-primary-contact-name",
            NAME_LIMIT,
            &input.contact_name,
        ),
        (
            "contact-email",
            "label-primary-contact-email",
            CONTACT_LIMIT,
            &input.contact_email,
        ),
        (
            "contact-phone",
            "label-primary-contact-phone",
            CONTACT_LIMIT,
            &input.contact_phone,
        ),
    ];
    fields.extend(contact.map(|(name, label, limit, text)| Field::text(name, label, limit, text)));
    fields
}

/// The profile as it stands in a form.
pub(in crate::tui::screens) fn input(form: &Form) -> LegalProfileInput {
    let text = |name: &str| form.text(name).to_owned();
    LegalProfileInput {
        company: text("company"),
        address: address::input(form),
        vat_id: text("vat-id"),
        contact_name: text("contact-name"),
        contact_email: text("contact-email"),
        contact_phone: text("contact-phone"),
    }
}

impl ProfileEdit {
    pub(super) fn new(account: &Account, countries: &CountryBook, context: &Context) -> Self {
        let base = LegalProfileInput::from(&account.profile);
        let mut form = Form::new(fields(&base, countries, context), "button-submit");
        let mut memory = AddressMemory::of(&base.address);
        memory.follow(&mut form, countries, context);
        if context.plain {
            // Line by line, what is there is read first, and only what is wrong is typed anew.
            form.focus_on_button();
        }
        let mut edit = Self { form, base, memory };
        if let Vetting::Rejected { rejected, .. } = &account.vetting {
            edit.remark("profile-rejected-value", rejected, countries, context);
        }
        edit
    }

    /// The fields that differ from the profile, for a draft.
    pub(super) fn changed_fields(&self) -> Vec<(String, String)> {
        let typed = self.input();
        let both = rows(&self.base).into_iter().zip(rows(&typed));
        both.filter(|((_, _, was), (_, _, now))| was != now)
            .map(|(_, (name, _, now))| (name.to_owned(), now.to_owned()))
            .collect()
    }

    /// Takes what was typed in an earlier session.
    pub(super) fn resume(&mut self, draft: &FormDraft, countries: &CountryBook, context: &Context) {
        let left = |name: &str| draft.fields.iter().find(|(left, _)| left == name);
        // The country first: which states there are depends on it.
        if let Some((name, country)) = left("country") {
            if let Some((_, state)) = left("state") {
                self.memory.remember(country, state);
            }
            self.form.set_text(name, country);
            self.memory.follow(&mut self.form, countries, context);
        }
        for (name, text) in &draft.fields {
            self.form.set_text(name, text);
        }
    }

    /// What was typed.
    pub(super) fn input(&self) -> LegalProfileInput {
        input(&self.form)
    }

    /// Whether anything differs from what the form began with.
    pub(super) fn is_changed(&self) -> bool {
        self.input() != self.base
    }

    /// Asks for what the country that is chosen now has.
    pub(super) fn follow(&mut self, countries: &CountryBook, context: &Context) {
        self.memory.follow(&mut self.form, countries, context);
    }

    /// Puts each refusal at its field, and the focus on the first. A refusal of a field that is not shown is told
    /// otherwise.
    pub(super) fn refuse(&mut self, errors: Vec<FieldError<ProfileField>>) -> Option<Message> {
        let mut homeless = None;
        for FieldError { field, code, args } in errors {
            let refusal = Refusal { code, args };
            if self.form.has(name(field)) {
                self.form.refuse(name(field), refusal);
            } else {
                homeless = homeless.or(Some(Message::Refused(refusal)));
            }
        }
        self.form.focus_on_error();
        homeless
    }

    /// Takes over what somebody else changed, but for what was typed here; there it says what they made of it.
    pub(super) fn merge(&mut self, newer: &LegalProfile, countries: &CountryBook, context: &Context) {
        let newer = LegalProfileInput::from(newer);
        let typed = self.input();
        let untouched = |(before, typed): (&str, &str)| before == typed;
        let values = || {
            let before = rows(&self.base).map(|(_, _, value)| value.to_owned());
            let typed = rows(&typed).map(|(_, _, value)| value.to_owned());
            before.into_iter().zip(typed)
        };
        let keeps: Vec<bool> = values()
            .map(|(before, typed)| !untouched((&before, &typed)))
            .collect();
        self.memory.remember(&newer.address.country, &newer.address.state);
        // The country first: what a state is depends on it.
        let mut order: Vec<_> = rows(&newer).into_iter().zip(keeps).collect();
        order.sort_by_key(|((name, ..), _)| *name != "country");
        for ((name, _, value), keep) in order {
            if !keep {
                self.form.set_text(name, value);
            }
            if name == "country" {
                self.memory.follow(&mut self.form, countries, context);
            }
        }
        let before = std::mem::replace(&mut self.base, newer.clone());
        for ((name, _, was), (_, _, now)) in rows(&before).into_iter().zip(rows(&newer)) {
            let remark = (was != now && self.form.text(name) != now).then(|| {
                let args = [("value", Arg::Text(in_words(name, &newer, countries, context)))];
                context.i18n.tr("profile-value-meanwhile", &args)
            });
            if was != now {
                self.form.remark(name, remark);
            }
        }
    }

    /// Says below each field that differs what another version of the profile has there.
    fn remark(&mut self, key: &str, other: &LegalProfile, countries: &CountryBook, context: &Context) {
        let other = LegalProfileInput::from(other);
        for ((name, _, here), (_, _, there)) in rows(&self.base).into_iter().zip(rows(&other)) {
            if here != there {
                let args = [("value", Arg::Text(in_words(name, &other, countries, context)))];
                self.form.remark(name, Some(context.i18n.tr(key, &args)));
            }
        }
    }
}
