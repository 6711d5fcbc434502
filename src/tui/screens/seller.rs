//! "Seller": who sells, and where money is to be sent; and its correction by whoever the store's folder belongs to.

mod asks;
mod edit;

use crate::domain::country::CountryBook;
use crate::services::error::ServiceError;
use crate::services::seller::{SellerPage, SellerRefusal};
use crate::services::watch::What;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::form::{Form, Outcome};
use crate::tui::layer::{Context, Copyable, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Command, Id, Page, PageLayer, PageScreen, Question, Wait};
use crate::tui::term::event::Key;

use super::asks::{Countries, FoundCountries};
use super::doors::Door;
use super::notice::{self, Message};
use super::summary;
use asks::{EditSeller, EditedSeller, FoundSeller, LoadSeller};
use edit::SellerEdit;

/// To the seller.
impl Action {
    /// Who sells.
    pub const SELLER: Self = Self::new("seller", "title-seller", &[Key::char('S')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::SELLER];

/// To it.
pub(super) const DOOR: Door = Door {
    action: Action::SELLER,
    is_there: |_| true,
    screen: |_| Some(Box::new(SellerScreen::new())),
};

/// The screen of the seller.
pub type SellerScreen = PageLayer<Vendor>;

/// What is known of it, and what is done with it.
#[derive(Debug)]
pub struct Vendor {
    page: Option<Box<SellerPage>>,
    countries: Option<Box<CountryBook>>,
    error: Option<ServiceError>,
    edit: Option<SellerEdit>,
    notice: Option<Message>,
    sending: bool,
    leaving: bool,
}

impl SellerScreen {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Self::of(Vendor {
            page: None,
            countries: None,
            error: None,
            edit: None,
            notice: None,
            sending: false,
            leaving: false,
        })
    }
}

impl Default for SellerScreen {
    fn default() -> Self {
        Self::new()
    }
}

impl Vendor {
    fn answered(&mut self, answer: Answer) -> Step {
        let answer = match answer.take() {
            Ok(FoundSeller(Ok(page))) => {
                self.page = Some(page);
                self.error = None;
                return Step::none();
            }
            Ok(FoundSeller(Err(error))) => {
                self.error = Some(error);
                return Step::none();
            }
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(FoundCountries(countries)) => {
                self.countries = Some(countries);
                return Step::none();
            }
            Err(answer) => answer,
        };
        match answer.take() {
            Ok(edited) => self.edited(edited),
            Err(_) => Step::none(),
        }
    }

    fn edited(&mut self, EditedSeller(edited): EditedSeller) -> Step {
        self.sending = false;
        match edited {
            Ok(changes) => {
                self.edit = None;
                let key = if changes {
                    "seller-changed"
                } else {
                    "cli-seller-unchanged"
                };
                self.notice = Some(Message::Done(key, Vec::new()));
                Step::ask(LoadSeller)
            }
            Err(SellerRefusal::Fields(errors)) => {
                if let Some(edit) = &mut self.edit {
                    edit.refuse(errors);
                }
                Step::none()
            }
            Err(SellerRefusal::Service(error)) => {
                self.notice = Some(Message::of(&error));
                Step::none()
            }
        }
    }

    fn would_lose(&self) -> bool {
        !self.sending && self.edit.as_ref().is_some_and(SellerEdit::is_changed)
    }

    fn update_command(page: &SellerPage, context: &Context) -> Command {
        let hint = Hint::shown(Action::UPDATE);
        match &page.edit_closed {
            Some(why) => Command::unavailable(hint, context.i18n.explain(why).sentence),
            // What has no field would be gone when the others are saved.
            None if page.seller.bank_accounts.len() > SellerEdit::ROOM => {
                Command::unavailable(hint, context.i18n.t("seller-of-file"))
            }
            None => Command::open(hint),
        }
    }
}

/// The seller as instructions for payment say it.
fn told(page: &SellerPage, context: &Context) -> Vec<Block> {
    let seller = &page.seller;
    let address = summary::letterhead(context, &seller.name, &seller.address, seller.vat_id.as_deref());
    let mut blocks = vec![Block::Text(Text::plain(address.join("\n")))];
    for account in &seller.bank_accounts {
        let facts = [
            ("label-bank", account.bank.to_string()),
            ("label-account-number", account.number.to_string()),
            ("label-bic", account.bic.to_string()),
        ];
        blocks.push(Block::Heading(Heading::new(account.currency.code().to_owned())));
        blocks.push(Block::Facts(Facts::labeled(facts, context)));
    }
    blocks
}

impl PageScreen for Vendor {
    fn page(&self, context: &Context) -> Page {
        let page = Page::new(context.i18n.t("title-seller"));
        if let Some(error) = &self.error {
            let page = page.with(Block::Notice(Notice::error(error, context)));
            return Page {
                commands: Command::closing(),
                ..page
            };
        }
        let (Some(seller), Some(_)) = (&self.page, &self.countries) else {
            return Page {
                wait: Some(Wait::Quiet("word-loading")),
                commands: Command::closing(),
                ..page
            };
        };
        let sending = self.sending.then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        let page = Page { foot, wait, ..page };
        if self.edit.is_some() {
            return Page {
                about: "edit".to_owned(),
                blocks: vec![Block::Text(Text::faint(context.i18n.t("seller-note")))],
                question: self.leaving.then(|| Question::leaving(context)),
                commands: vec![Command::open(Hint::shown(Action::BACK))],
                ..page
            };
        }
        let accounts = seller.seller.bank_accounts.iter();
        let numbers = accounts.filter_map(|account| {
            Copyable::new(&context.i18n, "label-account-number", account.number.as_str())
        });
        Page {
            copyable: numbers.collect(),
            ..page
        }
        .with_buttons(vec![
            Self::update_command(seller, context),
            Command::open(Hint::shown(Action::CLOSE)),
        ])
        .with_all(told(seller, context))
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        if std::mem::take(&mut self.leaving) {
            if action == Action::DISCARD {
                self.edit = None;
            }
            return Step::none();
        }
        match action {
            _ if self.sending => {}
            Action::UPDATE => {
                if let (Some(page), Some(countries)) = (&self.page, &self.countries) {
                    self.notice = None;
                    self.edit = Some(SellerEdit::new(&page.seller, countries, context));
                }
            }
            _ if self.would_lose() => self.leaving = true,
            _ if self.edit.is_some() => {
                self.edit = None;
                self.notice = None;
            }
            _ => return Step::go(Navigation::Back),
        }
        Step::none()
    }

    fn update(&mut self, event: ScreenEvent<'_>, _context: &Context) -> Step {
        match event {
            ScreenEvent::Shown => Step::ask(LoadSeller).and_ask(Countries),
            ScreenEvent::Changed(changed)
                if self.edit.is_none() && matches!(changed.what, What::Other | What::Everything) =>
            {
                Step::ask(LoadSeller)
            }
            ScreenEvent::Answer(answer) => self.answered(answer),
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        self.edit.as_ref().map(SellerEdit::form)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        let edit = self.edit.as_mut().filter(|_| !self.sending);
        edit.map(SellerEdit::form_mut)
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        let (Some(edit), Some(countries)) = (&mut self.edit, &self.countries) else {
            return Step::none();
        };
        match outcome {
            Outcome::Submit => {
                self.notice = None;
                self.sending = true;
                return Step::ask(EditSeller(Box::new(edit.input())));
            }
            Outcome::Edited => {
                self.notice = None;
                edit.follow(countries, context);
            }
            Outcome::Left | Outcome::Nothing => {}
        }
        Step::none()
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && self.would_lose()
    }

    fn is_sending(&self) -> bool {
        self.sending
    }

    fn is_elsewhere(&self) -> bool {
        true
    }

    fn leads_on(&self) -> bool {
        self.edit.is_none()
    }

    fn is_of_account(&self, _context: &Context) -> bool {
        false
    }

    /// The names of countries are those of the language in which the form was opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && self.edit.is_some()
    }
}
