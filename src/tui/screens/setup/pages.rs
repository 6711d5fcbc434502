//! The three pages of the set-up: their fields, what was typed, and where each refusal belongs.

use crate::domain::country::CountryBook;
use crate::domain::profile::LegalProfileInput;
use crate::domain::text::NAME_LIMIT;
use crate::services::setup::{
    BankAccountForm, OS_USER_LIMIT, PersonForm, SellerForm, SetupErrors, SetupField, SetupForm,
};
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::Context;
use crate::tui::screens::address::{self, AddressMemory};
use crate::tui::screens::profile::edit;

/// Keys of the pages' names.
pub(super) const STEPS: [&str; 3] = ["step-seller", "step-account", "step-first-people"];
/// The last page.
pub(super) const LAST: usize = STEPS.len() - 1;
/// Longest short code that can be typed, bytes.
const SHORT: usize = 40;
/// Longest email address that can be typed, bytes.
const EMAIL_LIMIT: usize = 254;

/// The pages.
#[derive(Debug)]
pub(super) struct Pages {
    forms: [Form; 3],
    /// Of the addresses on the first two pages.
    memories: [AddressMemory; 3],
    began: SetupForm,
}

impl Pages {
    pub(super) fn new(os_user: &str, countries: &CountryBook, context: &Context) -> Self {
        let text = |name, label| Field::text(name, label, NAME_LIMIT, "");
        let mut seller = vec![text("name", "label-seller-name")];
        seller.extend(address::fields(
            &LegalProfileInput::default().address,
            countries,
            context,
        ));
        seller.push(address::vat_id(""));
        seller.push(
            Field::text("currency", "label-bank-account-currency", SHORT, "")
                .example("USD")
                .note("setup-bank-note"),
        );
        seller.push(text("bank", "label-bank"));
        seller.push(text("account-number", "label-account-number"));
        seller.push(text("bic", "label-bic"));
        let mut account = vec![
            Field::text("mpn-id", "label-mpn-id", SHORT, "")
                .example("1234567")
                .note("setup-mpn-note"),
        ];
        account.extend(edit::fields(&LegalProfileInput::default(), countries, context));
        let admin = vec![
            text("admin-name", "label-admin-name"),
            Field::text("admin-email", "label-admin-email", EMAIL_LIMIT, ""),
            Field::text("os-user", "label-admin-os-user", OS_USER_LIMIT, os_user).note("setup-os-user-note"),
            text("staff-name", "label-staff-name")
                .optional()
                .note("setup-staff-note"),
            Field::text("staff-email", "label-staff-email", EMAIL_LIMIT, "")
                .optional()
                .note("setup-staff-note"),
            Field::text("staff-os-user", "label-staff-os-user", OS_USER_LIMIT, "")
                .optional()
                .note("setup-staff-note"),
        ];
        let mut pages = Self {
            forms: [
                Form::new(seller, "button-next"),
                Form::new(account, "button-next"),
                Form::new(admin, "button-create-store"),
            ],
            memories: Default::default(),
            began: SetupForm::default(),
        };
        pages.began = pages.input();
        pages
    }

    pub(super) fn form(&self, page: usize) -> Option<&Form> {
        self.forms.get(page)
    }

    /// Whether anything was typed.
    pub(super) fn is_changed(&self) -> bool {
        self.input() != self.began
    }

    pub(super) fn form_mut(&mut self, page: usize) -> Option<&mut Form> {
        self.forms.get_mut(page)
    }

    /// Asks for the state as the country has it that a page holds now.
    pub(super) fn follow(&mut self, page: usize, countries: &CountryBook, context: &Context) {
        if let (Some(form), Some(memory)) = (self.forms.get_mut(page), self.memories.get_mut(page))
            && form.has("country")
        {
            memory.follow(form, countries, context);
        }
    }

    /// Everything that was typed.
    pub(super) fn input(&self) -> SetupForm {
        let [seller, account, admin] = &self.forms;
        let text = |form: &Form, name: &str| form.text(name).to_owned();
        SetupForm {
            seller: SellerForm {
                name: text(seller, "name"),
                address: address::input(seller),
                vat_id: text(seller, "vat-id"),
                bank_accounts: vec![BankAccountForm {
                    currency: text(seller, "currency"),
                    bank: text(seller, "bank"),
                    number: text(seller, "account-number"),
                    bic: text(seller, "bic"),
                }],
            },
            mpn_id: text(account, "mpn-id"),
            profile: edit::input(account),
            admin: PersonForm {
                name: text(admin, "admin-name"),
                email: text(admin, "admin-email"),
                os_user: text(admin, "os-user"),
            },
            staff: PersonForm {
                name: text(admin, "staff-name"),
                email: text(admin, "staff-email"),
                os_user: text(admin, "staff-os-user"),
            },
        }
    }

    pub(super) fn clear_errors(&mut self) {
        for form in &mut self.forms {
            form.clear_errors();
        }
    }

    /// Puts every refusal at its field; gives the first page that has one.
    pub(super) fn refuse(&mut self, errors: SetupErrors) -> Option<usize> {
        for error in errors {
            let (page, name) = place(error.field);
            let refusal = Refusal {
                code: error.code,
                args: error.args,
            };
            if let Some(form) = self.forms.get_mut(page) {
                form.refuse(name, refusal);
            }
        }
        for form in &mut self.forms {
            form.focus_on_error();
        }
        self.forms.iter().position(Form::has_errors)
    }

    /// Puts the refusals of one page at their fields; whether there are none.
    pub(super) fn refuse_on(&mut self, page: usize, mut errors: SetupErrors) -> bool {
        errors.retain(|error| place(error.field).0 == page);
        self.refuse(errors).is_none()
    }
}

/// Page and name of a field.
const fn place(field: SetupField) -> (usize, &'static str) {
    match field {
        SetupField::SellerName => (0, "name"),
        SetupField::SellerAddress(field) => (0, address::name(field)),
        SetupField::SellerVatId => (0, "vat-id"),
        SetupField::BankCurrency(_) => (0, "currency"),
        SetupField::Bank(_) => (0, "bank"),
        SetupField::BankNumber(_) => (0, "account-number"),
        SetupField::Bic(_) => (0, "bic"),
        SetupField::MpnId => (1, "mpn-id"),
        SetupField::Profile(field) => (1, edit::name(field)),
        SetupField::AdminName => (2, "admin-name"),
        SetupField::AdminEmail => (2, "admin-email"),
        SetupField::OsUser => (2, "os-user"),
        SetupField::StaffName => (2, "staff-name"),
        SetupField::StaffEmail => (2, "staff-email"),
        SetupField::StaffOsUser => (2, "staff-os-user"),
    }
}
