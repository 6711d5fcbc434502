//! The form of the seller: name, address, VAT ID, and the bank accounts that there are with one more to add. An account
//! whose fields are all emptied is taken away.

use crate::domain::country::{AddressInput, CountryBook};
use crate::domain::seller::{BankAccount, Seller};
use crate::domain::text::NAME_LIMIT;
use crate::services::setup::{BankAccountForm, SellerForm, SetupErrors, SetupField};
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::screens::address::{self, AddressMemory};

/// Longest short code that can be typed, bytes.
const SHORT: usize = 40;
/// How the fields of each bank account are called: currency, bank, number, BIC.
const ACCOUNTS: [[&str; 4]; 12] = [
    ["currency-1", "bank-1", "number-1", "bic-1"],
    ["currency-2", "bank-2", "number-2", "bic-2"],
    ["currency-3", "bank-3", "number-3", "bic-3"],
    ["currency-4", "bank-4", "number-4", "bic-4"],
    ["currency-5", "bank-5", "number-5", "bic-5"],
    ["currency-6", "bank-6", "number-6", "bic-6"],
    ["currency-7", "bank-7", "number-7", "bic-7"],
    ["currency-8", "bank-8", "number-8", "bic-8"],
    ["currency-9", "bank-9", "number-9", "bic-9"],
    ["currency-10", "bank-10", "number-10", "bic-10"],
    ["currency-11", "bank-11", "number-11", "bic-11"],
    ["currency-12", "bank-12", "number-12", "bic-12"],
];

/// The seller as it is being changed.
#[derive(Debug)]
pub(super) struct SellerEdit {
    form: Form,
    memory: AddressMemory,
    began: SellerForm,
}

impl SellerEdit {
    /// How many bank accounts it has room for.
    pub(super) const ROOM: usize = ACCOUNTS.len();

    /// The seller as it is.
    pub(super) fn new(seller: &Seller, countries: &CountryBook, context: &Context) -> Self {
        let of = &seller.address;
        let input = AddressInput {
            line1: of.line1.clone(),
            line2: of.line2.clone(),
            city: of.city.clone(),
            state: of.state.clone(),
            postal_code: of.postal_code.clone(),
            country: of.country.to_string(),
        };
        let mut fields = vec![Field::text(
            "name",
            "label-seller-name",
            NAME_LIMIT,
            seller.name.as_str(),
        )];
        fields.extend(address::fields(&input, countries, context));
        fields.push(address::vat_id(seller.vat_id.as_deref().unwrap_or_default()));
        let accounts = seller.bank_accounts.iter().map(Some).chain([None]);
        for (names, account) in ACCOUNTS.iter().zip(accounts) {
            fields.extend(account_fields(*names, account));
        }
        let mut form = Form::new(fields, "button-save");
        let mut memory = AddressMemory::of(&input);
        memory.follow(&mut form, countries, context);
        let mut edit = Self {
            form,
            memory,
            began: SellerForm::default(),
        };
        edit.began = edit.input();
        edit
    }

    pub(super) const fn form(&self) -> &Form {
        &self.form
    }

    pub(super) const fn form_mut(&mut self) -> &mut Form {
        &mut self.form
    }

    /// Whether anything differs from the seller as it is.
    pub(super) fn is_changed(&self) -> bool {
        self.input() != self.began
    }

    /// Asks for the state as the country has it.
    pub(super) fn follow(&mut self, countries: &CountryBook, context: &Context) {
        self.memory.follow(&mut self.form, countries, context);
    }

    /// What stands in the form.
    pub(super) fn input(&self) -> SellerForm {
        SellerForm {
            name: self.form.text("name").to_owned(),
            address: address::input(&self.form),
            vat_id: self.form.text("vat-id").to_owned(),
            bank_accounts: self.accounts().map(|(_, account)| account).collect(),
        }
    }

    /// The bank accounts of which anything stands in the form, with the names of their fields.
    fn accounts(&self) -> impl Iterator<Item = ([&'static str; 4], BankAccountForm)> {
        let read = ACCOUNTS.into_iter().map(|names| {
            let [currency, bank, number, bic] = names.map(|name| self.form.text(name).to_owned());
            let account = BankAccountForm {
                currency,
                bank,
                number,
                bic,
            };
            (names, account)
        });
        read.filter(|(_, account)| *account != BankAccountForm::default())
    }

    /// Puts each refusal at its field.
    pub(super) fn refuse(&mut self, errors: SetupErrors) {
        self.form.clear_errors();
        let names: Vec<[&str; 4]> = self.accounts().map(|(names, _)| names).collect();
        let of = |place: usize, pick: fn([&'static str; 4]) -> &'static str| {
            let first = ACCOUNTS.first().copied().unwrap_or_default();
            pick(names.get(place).copied().unwrap_or(first))
        };
        for error in errors {
            let name = match error.field {
                SetupField::SellerAddress(field) => address::name(field),
                SetupField::SellerVatId => "vat-id",
                SetupField::BankCurrency(place) => of(place, |[currency, ..]| currency),
                SetupField::Bank(place) => of(place, |[_, bank, ..]| bank),
                SetupField::BankNumber(place) => of(place, |[_, _, number, _]| number),
                SetupField::Bic(place) => of(place, |[.., bic]| bic),
                _ => "name",
            };
            let refusal = Refusal {
                code: error.code,
                args: error.args,
            };
            self.form.refuse(name, refusal);
        }
        self.form.focus_on_error();
    }
}

fn account_fields(
    [currency, bank, number, bic]: [&'static str; 4],
    account: Option<&BankAccount>,
) -> [Field; 4] {
    let text = |of: fn(&BankAccount) -> &str| account.map(of).unwrap_or_default();
    let fields = [
        Field::text(
            currency,
            "label-bank-account-currency",
            SHORT,
            text(|account| account.currency.code()),
        )
        .example("USD"),
        Field::text(
            bank,
            "label-bank",
            NAME_LIMIT,
            text(|account| account.bank.as_str()),
        ),
        Field::text(
            number,
            "label-account-number",
            NAME_LIMIT,
            text(|account| account.number.as_str()),
        ),
        Field::text(bic, "label-bic", NAME_LIMIT, text(|account| account.bic.as_str())),
    ];
    // There need not be one more.
    if account.is_none() {
        fields.map(|field| field.optional().note("seller-one-more"))
    } else {
        fields
    }
}
