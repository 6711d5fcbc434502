//! The fields of an address, as the Legal profile and the set-up of a store ask for them.
//!
//! What a country has decides what is asked: its states as a list, and no such field where there are none. A state
//! that was chosen is there again when one comes back to its country.

use std::collections::BTreeMap;

use crate::domain::address::CountryCode;
use crate::domain::country::{AddressField, AddressInput, CountryBook, CountryRules, plain};
use crate::domain::text::NAME_LIMIT;
use crate::tui::form::{Field, Form};
use crate::tui::layer::Context;

/// Longest postal code, country and VAT ID that can be typed, bytes.
const SHORT: usize = 40;

/// What the fields remember besides what they show: the state that was chosen in each country.
#[derive(Debug, Default)]
pub(super) struct AddressMemory {
    country: String,
    states: BTreeMap<String, String>,
}

/// How a form calls a field of an address.
pub(super) const fn name(field: AddressField) -> &'static str {
    match field {
        AddressField::Line1 => "line1",
        AddressField::Line2 => "line2",
        AddressField::City => "city",
        AddressField::State => "state",
        AddressField::PostalCode => "postal-code",
        AddressField::Country => "country",
    }
}

/// The fields, without the state: [`AddressMemory::follow`] brings it in where there is one.
pub(super) fn fields(input: &AddressInput, countries: &CountryBook, context: &Context) -> Vec<Field> {
    let mut options = options(countries, context);
    // Nothing is chosen until somebody chose; from then on that is no choice any more.
    if input.country.is_empty() {
        options.insert(0, (String::new(), context.i18n.t("word-not-chosen")));
    }
    vec![
        Field::text("line1", "label-address-line1", NAME_LIMIT, &input.line1),
        Field::text("line2", "label-address-line2", NAME_LIMIT, &input.line2).optional(),
        Field::text("city", "label-city", NAME_LIMIT, &input.city),
        Field::text("postal-code", "label-postal-code", SHORT, &input.postal_code),
        Field::list("country", "label-country", options, &input.country).called(other_names(countries)),
    ]
}

/// Every country as an option, by its name in the operator's language.
pub(super) fn options(countries: &CountryBook, context: &Context) -> Vec<(String, String)> {
    let named = countries.countries().iter().map(|rules| {
        let code = rules.code.to_string();
        let name = context.i18n.t(&format!("country-{code}"));
        (code, name)
    });
    let mut options: Vec<_> = named.collect();
    options.sort_by_cached_key(|(_, name)| plain(name));
    options
}

/// What else countries are called, as (code, name).
pub(super) fn other_names(countries: &CountryBook) -> Vec<(String, String)> {
    let of = |code: CountryCode| {
        countries
            .names(code)
            .iter()
            .map(move |name| (code.to_string(), name.clone()))
    };
    countries
        .countries()
        .iter()
        .flat_map(|rules| of(rules.code))
        .collect()
}

/// The field of a VAT ID.
pub(super) fn vat_id(text: &str) -> Field {
    Field::text("vat-id", "label-vat-id", SHORT, text)
        .optional()
        .note("profile-vat-note")
}

/// The address as it stands in a form.
pub(super) fn input(form: &Form) -> AddressInput {
    let text = |name: &str| form.text(name).to_owned();
    AddressInput {
        line1: text("line1"),
        line2: text("line2"),
        city: text("city"),
        state: text("state"),
        postal_code: text("postal-code"),
        country: text("country"),
    }
}

impl AddressMemory {
    /// Remembers the state of an address that is about to be shown.
    pub(super) fn of(input: &AddressInput) -> Self {
        let states = BTreeMap::from([(input.country.clone(), input.state.clone())]);
        Self {
            country: String::new(),
            states,
        }
    }

    /// Remembers a state for when its country is chosen.
    pub(super) fn remember(&mut self, country: &str, state: &str) {
        self.states.insert(country.to_owned(), state.to_owned());
    }

    /// Makes the form ask for the state as the chosen country has it.
    pub(super) fn follow(&mut self, form: &mut Form, countries: &CountryBook, context: &Context) {
        let country = form.text("country").to_owned();
        if country == self.country {
            return;
        }
        if form.has("state") {
            let state = form.text("state").to_owned();
            self.states.insert(std::mem::take(&mut self.country), state);
            form.remove("state");
        }
        self.country.clone_from(&country);
        let rules = country.parse().ok().and_then(|code| countries.rules(code));
        let state = self.states.get(&country).map_or("", String::as_str);
        if let Some(field) = rules.and_then(|rules| state_field(rules, state, context)) {
            form.insert_before("postal-code", field);
        }
    }
}

/// A list of the country's states. Where it has none, a field only for a state that is there all the same, so that
/// it can be seen and cleared.
fn state_field(rules: &CountryRules, state: &str, context: &Context) -> Option<Field> {
    let label = "label-state-or-province";
    if rules.states.is_empty() {
        return (!state.is_empty()).then(|| Field::text("state", label, NAME_LIMIT, state).optional());
    }
    let mut options = Vec::new();
    if !rules.state_required || state.is_empty() {
        options.push((String::new(), context.i18n.t("word-not-chosen")));
    }
    options.extend(
        rules
            .states
            .iter()
            .map(|state| (state.code.clone(), state_name(&state.names, context))),
    );
    let field = Field::list("state", label, options, state);
    Some(if rules.state_required {
        field
    } else {
        field.optional()
    })
}

fn state_name(names: &crate::domain::offer::Names, context: &Context) -> String {
    names.in_language(context.i18n.locale().tag()).to_owned()
}

/// A state of an address in words; its code where the country does not know it.
pub(super) fn state_in_words(address: &AddressInput, countries: &CountryBook, context: &Context) -> String {
    let rules = address
        .country
        .parse()
        .ok()
        .and_then(|code| countries.rules(code));
    let states = rules.map(|rules| rules.states.as_slice()).unwrap_or_default();
    let known = states.iter().find(|state| state.code == address.state);
    known.map_or_else(
        || address.state.clone(),
        |state| state_name(&state.names, context),
    )
}
