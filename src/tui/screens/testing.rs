//! What the unit tests of screens share: a desk, records to show, keys to press, and the screen as rows of text.

use crate::domain::catalog_copy::CatalogHash;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::{Position, Size};

use crate::domain::address::{Address, BillTo, Contact, Email, LegalProfile, Name, Phone};
use crate::domain::bank::{AccountNumber, BankCode};
use crate::domain::country::CountryBook;
use crate::domain::date::Timestamp;
use crate::domain::ids::{AccountId, OrderId, SubscriptionId, UserId};
use crate::domain::money::{CurrencyCode, Money};
use crate::domain::offer::{Names, OfferId, Quote, TaxTreatment};
use crate::domain::order::{Order, OrderNumber, OrderState, Payment, Purpose};
use crate::domain::partner::{Account, Vetting};
use crate::domain::payment::TransferContact;
use crate::domain::seller::BankAccount;
use crate::domain::subscription::WindowDays;
use crate::i18n::{I18n, Locale};
use crate::services::context::Actor;
use crate::services::orders::{Instructions, OrderView};
use crate::services::profiles::{Buying, ProfilePage};
use crate::tui::ask::{Answer, Ask};
use crate::tui::canvas::Canvas;
use crate::tui::chrome::{self, HeadBar};
use crate::tui::layer::{Context, Screen, ScreenEvent, Step};
use crate::tui::term::caps::Caps;
use crate::tui::term::event::{Key, KeyCode};
use crate::tui::theme::Theme;
use crate::tui::theme::selection::ThemeSelection;

pub const ACCOUNT: AccountId = AccountId::new(7);
pub const ANA: UserId = UserId::new(1);
pub const BEN: UserId = UserId::new(2);

/// A screen with the desk that it is on.
pub struct Stage<S> {
    pub screen: S,
    pub context: Context,
}

impl<S: Screen> Stage<S> {
    /// Opens a screen; gives what it asks for first.
    pub fn open(screen: S, columns: u16, rows: u16) -> (Self, Step) {
        let mut stage = Self {
            screen,
            context: fresh_context(Locale::EnUs, columns, rows),
        };
        let step = stage.tell(ScreenEvent::Shown);
        (stage, step)
    }

    pub fn tell(&mut self, event: ScreenEvent<'_>) -> Step {
        self.screen.update(event, &self.context)
    }

    /// Gives an answer of one of the screen's types.
    pub fn answer<T: Send + 'static>(&mut self, answer: T) -> Step {
        self.tell(ScreenEvent::Answer(Answer::of(answer)))
    }

    /// Presses a key as the session does: an action where the screen says that it is possible, text otherwise.
    pub fn press(&mut self, key: Key) -> Step {
        let actions = self.screen.actions(&self.context);
        match self
            .context
            .keymap
            .action_of(key, self.screen.typing(&self.context).is_on(), &actions)
        {
            Some(action) => self.tell(ScreenEvent::Action(action)),
            None => self.tell(ScreenEvent::Key(key)),
        }
    }

    pub fn code(&mut self, code: KeyCode) -> Step {
        self.press(Key::plain(code))
    }

    pub fn submit(&mut self) -> Step {
        self.press(Key::ctrl('s'))
    }

    pub fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.press(Key::char(c));
        }
    }

    /// Empties the focused field.
    pub fn clear(&mut self) {
        self.press(Key::ctrl('w'));
        for _ in 0..60 {
            self.code(KeyCode::Backspace);
        }
    }

    /// Goes to the field whose label begins so.
    pub fn focus(&mut self, label: &str) {
        // What is ticked has its mark before its label.
        let here = ["▸ ", "▸ [x] ", "▸ [ ] "].map(|before| format!("{before}{label}"));
        let is_here = |row: &String| here.iter().any(|here| row.trim_start().starts_with(here));
        for _ in 0..40 {
            if self.rows().iter().any(is_here) {
                return;
            }
            self.code(KeyCode::Tab);
        }
        panic!("no field {label:?} on\n{}", self.rows().join("\n"));
    }

    /// The whole screen, row by row.
    pub fn rows(&self) -> Vec<String> {
        self.drawn().0
    }

    /// The whole screen and where its cursor is, if there is one.
    pub fn drawn(&self) -> (Vec<String>, Option<Position>) {
        let Size { width, height } = self.context.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut cursor = None;
        terminal.hide_cursor().unwrap();
        terminal
            .draw(|frame| {
                let actions = self.screen.actions(&self.context);
                let bar = HeadBar {
                    has_places: self.screen.place().is_some(),
                    place: self.screen.place(),
                    of_account: self.screen.is_of_account(&self.context),
                    hints: actions,
                    typing: self.screen.typing(&self.context).is_on(),
                    says: false,
                };
                let mut canvas = Canvas::new(frame.buffer_mut());
                if let Some(area) = chrome::view(&mut canvas, &self.context, bar, &chrome::Words::default()) {
                    self.screen.view(&mut canvas, area, &self.context);
                }
                if let Some(cursor) = canvas.cursor() {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        let backend = terminal.backend_mut();
        if backend.cursor_visible() {
            cursor = Some(backend.get_cursor_position().unwrap());
        }
        let buffer = backend.buffer();
        let rows = (0..height).map(|y| {
            let row: String = (0..width).map(|x| buffer[(x, y)].symbol()).collect();
            row.trim_end().to_owned()
        });
        (rows.collect(), cursor)
    }

    /// The screen's text as one line, for sentences that wrap.
    pub fn text(&self) -> String {
        let rows = self.rows().join(" ");
        rows.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn shows(&self, text: &str) {
        assert!(
            self.text().contains(text),
            "no {text:?} on\n{}",
            self.rows().join("\n")
        );
    }

    pub fn hides(&self, text: &str) {
        assert!(
            !self.text().contains(text),
            "{text:?} on\n{}",
            self.rows().join("\n")
        );
    }

    /// What the footer says.
    pub fn footer(&self) -> String {
        self.rows().pop().unwrap_or_default()
    }
}

/// The only thing that a step asks for, which is of this type.
pub fn only<A: Ask + Clone>(step: Step) -> A {
    let requests = step.requests;
    let ask = match requests.as_slice() {
        [request] => request.get::<A>().cloned(),
        _ => None,
    };
    ask.unwrap_or_else(|| panic!("{requests:?}"))
}

pub fn fresh_context(locale: Locale, columns: u16, rows: u16) -> Context {
    Context {
        i18n: I18n::new(locale),
        theme: Theme::plain(),
        theme_selection: ThemeSelection::default(),
        caps: Caps::default(),
        today: "2026-06-22".parse().unwrap(),
        actor: Actor::demo(ANA),
        account: Some(ACCOUNT),
        header: Arc::default(),
        demo: true,
        size: Size::new(columns, rows),
        keymap: Arc::default(),
        at_account: true,
        suspends: false,
        plain: false,
    }
}

pub fn countries() -> CountryBook {
    crate::catalog::embedded().unwrap().countries
}

pub fn profile() -> LegalProfile {
    LegalProfile {
        company: Name::parse("Fabrikam sp. z o.o.").unwrap(),
        address: Address {
            line1: "ul. Prosta 1".into(),
            line2: String::new(),
            city: "Warszawa".into(),
            state: String::new(),
            postal_code: "00-950".into(),
            country: "PL".parse().unwrap(),
        },
        vat_id: Some("PL5260001246".into()),
        primary_contact: Contact {
            name: Name::parse("Jan Kowalski").unwrap(),
            email: Email::parse("jan@fabrikam.example").unwrap(),
            phone: Phone::parse("+48 22 123 45 67").unwrap(),
        },
    }
}

pub fn page(version: u64) -> Box<ProfilePage> {
    Box::new(ProfilePage {
        changes: Vec::new(),
        rated_anew: Vec::new(),
        draft: None,
        account: Account {
            id: ACCOUNT,
            mpn_id: "1234567".parse().unwrap(),
            profile: profile(),
            vetting: Vetting::Authorized {
                on: "2026-01-05".parse().unwrap(),
            },
            requirements_met: Vec::new(),
            tax_exempt: false,
        },
        version,
        changed_by: Some("Ben Nowak".into()),
        buying: Buying::Open,
        edit_closed: None,
        may_decide: false,
    })
}

/// An order that waits for 475 dollars.
pub fn order(id: u128, placed_by: UserId) -> OrderView {
    let total = Money::new(47_500, CurrencyCode::USD);
    let due = "2026-07-20".parse().unwrap();
    let number = OrderNumber::from_random(u64::try_from(id).unwrap() * 7_919);
    let (name, phone, email) = (
        Name::parse("Jan Kowalski").unwrap(),
        Phone::parse("+48 22 123 45 67").unwrap(),
        Email::parse("jan@fabrikam.example").unwrap(),
    );
    let at = Timestamp::start_of("2026-06-20".parse().unwrap());
    OrderView {
        order: Order {
            id: OrderId::new(id),
            number,
            account: ACCOUNT,
            offer: OfferId::parse("action-pack").unwrap(),
            purpose: Purpose::Renew {
                subscription: SubscriptionId::new(3),
                from: "2026-06-01".parse().unwrap(),
            },
            placed_by,
            placed_at: at,
            follows: None,
            quote: Quote {
                net: total,
                treatment: TaxTreatment::Untaxed,
                tax: Money::zero(CurrencyCode::USD),
                total,
            },
            bill_to: BillTo {
                company: profile().company,
                address: profile().address,
                vat_id: None,
                purchase_order: String::new(),
            },
            terms_version: "1".into(),
            catalog: CatalogHash::default(),
            rerated: None,
            window: WindowDays::USUAL,
            due_days: 30,
            payment: Payment::Transfer {
                contact: TransferContact { name, phone, email },
                due,
                received: Vec::new(),
            },
            state: OrderState::AwaitingPayment,
            since: at,
        },
        offer: Names {
            en: "Microsoft Action Pack Subscription".into(),
            pl: "Subskrypcja Microsoft Action Pack".into(),
        },
        placed_by: "Ben Nowak".into(),
        company: "Fabrikam sp. z o.o.".into(),
        instructions: Some(Instructions {
            seller: "Seller Inc.".into(),
            bank_account: BankAccount {
                currency: CurrencyCode::USD,
                bank: Name::parse("Sample Bank").unwrap(),
                number: AccountNumber::parse("12345").unwrap(),
                bic: BankCode::parse("SAMPUS33").unwrap(),
            },
            reference: format!("{number} 1234567"),
            due,
        }),
        expired: false,
        give_up: crate::services::requests::Access::Hidden,
        change: crate::services::requests::Access::Hidden,
    }
}
