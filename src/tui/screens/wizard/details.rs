//! The wizard's forms: how they are made out of a draft, read back into it, and checked; every wrong field is told
//! at once.

use crate::domain::address::{CountryCode, Email, Name, NotACountryCode, Phone};
use crate::domain::country::CountryBook;
use crate::domain::date::Day;
use crate::domain::draft::{CardForm, DRAFT_FIELD_LIMIT, TransferForm};
use crate::domain::message::Coded;
use crate::domain::payment::{CardBrand, CardExpiry, TokenizedCard, TransferContact};
use crate::domain::text::{NAME_LIMIT, clean_line};
use crate::payments::card::{CardData, CardError, check_code, check_number};
use crate::services::wizard::PURCHASE_ORDER_LIMIT;
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::screens::address;
use crate::tui::widgets::SecretInput;

/// Longest postal code of any country, with room for blanks.
const POSTAL_CODE_LIMIT: usize = 20;

/// The card form of a draft, in the order in which a card is read; number and security code are always empty at first.
/// The country begins with the one that is billed, and nothing else of the card's address is taken from there.
pub(super) fn card_form(
    form: &CardForm,
    billed: CountryCode,
    countries: &CountryBook,
    context: &Context,
) -> Form {
    let known = |text: &str| countries.find(text).map(|code| code.to_string());
    let country = match form.country.as_str() {
        "" => billed.to_string(),
        // What was typed before there was a list; what is no country is there to be seen.
        typed => known(typed).unwrap_or_else(|| typed.to_owned()),
    };
    let fields = vec![
        Field::card_number("number", "label-card-number").note("wizard-card-secrecy"),
        Field::text("expiry", "label-card-expiry", 9, &form.expiry),
        Field::secret("code", "label-card-code", 4),
        Field::text("holder", "label-card-holder", NAME_LIMIT, &form.holder),
        Field::list(
            "country",
            "label-country-of-card",
            address::options(countries, context),
            &country,
        )
        .called(address::other_names(countries))
        .note("wizard-card-address-note"),
        Field::text(
            "postal-code",
            "label-card-postal-code",
            POSTAL_CODE_LIMIT,
            &form.postal_code,
        )
        .note("wizard-card-address-note"),
        Field::check("keep", "label-card-keep", form.keep).note("wizard-card-keep-note"),
    ];
    Form::new(fields, "button-submit")
}

/// The card form before anything is known.
pub(super) const fn unfilled() -> Form {
    Form::new(Vec::new(), "button-submit")
}

/// The transfer form of a draft: exactly contact name, phone number and email (source S8).
pub(super) fn transfer_form(form: &TransferForm) -> Form {
    let fields = vec![
        Field::text("name", "label-contact-name", NAME_LIMIT, &form.name).note("wizard-transfer-note"),
        Field::text("phone", "label-phone", 64, &form.phone),
        Field::text("email", "label-email", 254.min(DRAFT_FIELD_LIMIT), &form.email),
    ];
    Form::new(fields, "button-submit")
}

/// What is agreed to before Buy.
pub(super) const ACCEPT: &str = "accept";
/// That the transfer of the order that gives way was not sent.
pub(super) const UNSENT: &str = "unsent";

/// Where the keys go in the review: to what is still to be agreed to, and then to Buy.
pub(super) fn focus_on_agreement(form: &mut Form) {
    let agreements = [UNSENT, ACCEPT];
    let open = (agreements.iter()).find(|name| form.has(name) && !form.is_checked(name));
    match open {
        Some(name) => form.focus_on(name),
        None => form.focus_on_button(),
    }
}

/// The fields of the review.
/// Whoever pays by card in place of an overdue transfer says that it was not sent.
pub(super) fn last_form(purchase_order: &str, asks_unsent: bool) -> Form {
    let mut fields = vec![
        Field::text(
            "purchase-order",
            "label-purchase-order",
            PURCHASE_ORDER_LIMIT,
            purchase_order,
        )
        .optional(),
    ];
    if asks_unsent {
        fields.push(Field::check(UNSENT, "change-not-sent", false));
    }
    fields.push(Field::check(ACCEPT, "wizard-accept-terms", false));
    Form::new(fields, "button-buy").with_own_key()
}

/// The field of the review of an order that is to be paid in another way: the rest was decided when it was placed. What
/// is agreed to has the label with this key.
pub(super) fn change_form(agreed: &'static str) -> Form {
    let fields = vec![Field::check(ACCEPT, agreed, false)];
    Form::new(fields, "button-buy").with_own_key()
}

/// Gives an expiration that was typed in digits alone the slash that it has on the card.
pub(super) fn write_as_on_the_card(form: &mut Form) {
    let typed = form.text("expiry");
    let is_plain = typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((month, year)) = typed.split_at_checked(2).filter(|_| is_plain) {
        let written = format!("{month}/{year}");
        form.set_text("expiry", &written);
    }
}

/// What a draft keeps of the card form.
pub(super) fn card_input(form: &Form) -> CardForm {
    CardForm {
        holder: form.text("holder").to_owned(),
        expiry: form.text("expiry").to_owned(),
        country: form.text("country").to_owned(),
        postal_code: form.text("postal-code").to_owned(),
        keep: form.is_checked("keep"),
    }
}

/// What a draft keeps of the transfer form.
pub(super) fn transfer_input(form: &Form) -> TransferForm {
    TransferForm {
        name: form.text("name").to_owned(),
        phone: form.text("phone").to_owned(),
        email: form.text("email").to_owned(),
    }
}

/// Shows that number and code were given, or that they have to be typed: a number by its last four digits, which are all
/// that is known of it, and a code by as many signs as codes of its brand have.
pub(super) fn show_given(form: &mut Form, card: Option<&TokenizedCard>) {
    let code = |card: &TokenizedCard| match card.brand {
        CardBrand::Amex => "••••",
        _ => "•••",
    };
    form.was_given("number", card.map(|card| format!("•••• {}", card.last_four)));
    form.was_given("code", card.map(|card| code(card).to_owned()));
}

/// Whether neither a number nor a code is typed.
pub(super) fn is_without_secrets(form: &Form) -> bool {
    ["number", "code"]
        .iter()
        .all(|name| form.secret(name).is_none_or(SecretInput::is_empty))
}

/// The contact of a transfer form, when all of it is right.
pub(super) fn contact(input: &TransferForm) -> Option<TransferContact> {
    let name = Name::parse(&input.name).ok()?;
    Some(TransferContact {
        name,
        phone: Phone::parse(&input.phone).ok()?,
        email: Email::parse(&input.email).ok()?,
    })
}

/// Checks the transfer form; what is wrong is told at the fields.
pub(super) fn check_transfer(form: &mut Form) -> Option<TransferContact> {
    form.clear_errors();
    let input = transfer_input(form);
    keep_or_refuse(form, "name", Name::parse(&input.name));
    keep_or_refuse(form, "phone", Phone::parse(&input.phone));
    keep_or_refuse(form, "email", Email::parse(&input.email));
    form.focus_on_error();
    contact(&input)
}

/// Checks the card form; what is wrong is told at the fields.
pub(super) fn check_card(form: &mut Form, countries: &CountryBook, today: Day) -> Option<Box<CardData>> {
    form.clear_errors();
    let input = card_input(form);
    let holder = keep_or_refuse(form, "holder", Name::parse(&input.holder));
    let brand = check_secret(form, "number", |input| {
        check_number(input.digits()).map_err(|error| Refusal::of(&error))
    });
    check_secret(form, "code", |input| {
        match check_code(input.digits(), brand.unwrap_or(CardBrand::Other)) {
            Err(CardError::Empty) => Err(Refusal::plain("card-code-empty")),
            checked => checked.map_err(|error| Refusal::of(&error)),
        }
    });
    let expiry = keep_or_refuse(form, "expiry", CardExpiry::parse(&input.expiry, today));
    let country = keep_or_refuse(
        form,
        "country",
        countries.find(&input.country).ok_or(NotACountryCode),
    );
    let postal_code = match country.and_then(|country| countries.rules(country)) {
        Some(rules) => keep_or_refuse(form, "postal-code", rules.check_postal_code(&input.postal_code)),
        None => keep_or_refuse(
            form,
            "postal-code",
            clean_line(&input.postal_code, POSTAL_CODE_LIMIT),
        ),
    };
    form.focus_on_error();
    if form.has_errors() {
        return None;
    }
    let digits = |name| form.secret(name).map(|input| input.digits().clone());
    // Built in its final place: a move would leave copies of what must be wiped.
    Some(Box::new(CardData {
        number: digits("number")?,
        code: digits("code")?,
        expiry: expiry?,
        holder: holder?,
        country: country?,
        postal_code: postal_code?,
    }))
}

fn keep_or_refuse<T, E: Coded>(form: &mut Form, name: &str, checked: Result<T, E>) -> Option<T> {
    match checked {
        Ok(value) => Some(value),
        Err(error) => {
            form.refuse(name, Refusal::of(&error));
            None
        }
    }
}

fn check_secret<T>(
    form: &mut Form,
    name: &str,
    check: impl Fn(&SecretInput) -> Result<T, Refusal>,
) -> Option<T> {
    match form.secret(name).map(check)? {
        Ok(value) => Some(value),
        Err(refusal) => {
            form.refuse(name, refusal);
            None
        }
    }
}
