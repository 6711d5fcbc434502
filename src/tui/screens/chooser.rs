//! Choosing one of a list: the account that is open, in a demo store the person to act as, an order of an account.

use crate::domain::ids::{AccountId, UserId};
use crate::domain::order::OrderState;
use crate::domain::user::User;
use crate::services::orders::OrderView;
use crate::services::people::AccountLine;
use crate::services::watch::{Changed, What};
use crate::tui::action::{Action, Hint};
use crate::tui::layer::{Context, ContextChange, Navigation, ScreenEvent, Step};
use crate::tui::list::{Column, List, ListLabels, ListRow, ListWords};
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Framed, Hears, Id, Mark, Page, PageLayer, PageScreen, Signal, Table};
use crate::tui::places::Place;
use crate::tui::preferences::Preference;

use super::doors::Door;
use super::order::{self, OrderScreen};
use asks::{ActAs, ActsAs, OrdersOf};

pub mod asks;

/// The list of accounts.
pub type AccountChooser = PageLayer<Chooser<AccountLine>>;
/// The list of people of a demo store.
pub type PersonChooser = PageLayer<Chooser<User>>;
/// The orders of an account, newest first.
pub type Orders = PageLayer<Chooser<OrderView>>;

/// To the accounts.
pub(super) const ACCOUNTS: Door = Door {
    action: Action::SWITCH_ACCOUNT,
    is_there: |_| true,
    screen: |_| Some(Box::new(AccountChooser::new())),
};

/// To the people of a demo store.
pub(super) const PEOPLE: Door = Door {
    action: Action::SWITCH_PERSON,
    is_there: |context| context.demo,
    screen: |_| Some(Box::new(PersonChooser::new())),
};

/// A list of which one is chosen.
#[derive(Debug)]
pub struct Chooser<R: ListRow> {
    list: List<R>,
    /// Whose records these are, if they are of one account.
    account: Option<AccountId>,
}

/// A record that can be chosen from a list of its kind.
pub trait Choosable: ListRow {
    /// Key of the list's title.
    const TITLE: &'static str;
    /// Key of the sentence for a list without rows.
    const EMPTY: &'static str;
    /// Key of the word for choosing.
    const CHOOSE: &'static str;
    /// The place that the list is.
    const PLACE: Option<Place> = None;
    /// Its columns.
    const COLUMNS: &'static [Column];

    /// Its words in the list.
    fn words(&self, context: &Context) -> ListWords;

    /// What a wide screen tells of it beside the list, if there is more than its words.
    fn more(&self, _context: &Context) -> Option<Framed> {
        None
    }

    /// What choosing it does.
    fn choose(&self, context: &Context) -> Step;

    /// The record that is chosen already.
    fn current(context: &Context) -> Option<u128>;

    /// Whether a change may show in a list of these.
    fn is_concerned(changed: Changed, account: Option<AccountId>) -> bool;
}

impl<R: Choosable> Chooser<R> {
    const fn listing(list: R::Of, account: Option<AccountId>) -> PageLayer<Self> {
        PageLayer::of(Self {
            list: List::new(list),
            account,
        })
    }
}

impl AccountChooser {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Chooser::listing((), None)
    }
}

impl Default for AccountChooser {
    fn default() -> Self {
        Self::new()
    }
}

impl PersonChooser {
    /// Not loaded yet.
    pub const fn new() -> Self {
        Chooser::listing((), None)
    }
}

impl Default for PersonChooser {
    fn default() -> Self {
        Self::new()
    }
}

impl Orders {
    /// Not loaded yet.
    pub const fn new(account: AccountId) -> Self {
        Chooser::listing(OrdersOf::Account(account), Some(account))
    }
}

/// Opens an account: its tiles, and nothing above them.
pub(super) fn open_account(account: AccountId) -> Step {
    let keep = Preference::Account(account);
    Step {
        go: Some(Navigation::Home),
        ..Step::ask(keep)
    }
    .and_tell(ContextChange::Account(account))
}

/// The columns of orders of many companies.
pub(super) const ORDER_COLUMNS: &[Column] = &[
    Column::new("column-order", 12),
    Column::new("column-company", 20).growing(),
    Column::new("column-state", 20).leaving(2),
    Column::new("label-total", 14).at_right(),
    Column::new("column-due", 13).leaving(1),
    Column::new("label-offer", 24).growing().leaving(4),
    Column::new("column-placed-by", 18).leaving(3),
];

/// An order of one of many companies, in those columns.
pub(super) fn order_words(order: &OrderView, context: &Context) -> ListWords {
    let due = order.order.due().map(|due| context.i18n.day_short(due));
    ListWords::new(
        vec![
            Mark::plain(order.order.number.to_string()),
            Mark::plain(order.company.clone()),
            state_of(order, context),
            Mark::plain(context.i18n.money(order.order.quote.total)),
            Mark::plain(due.unwrap_or_default()),
            Mark::plain(offer_of(order, context)),
            Mark::plain(order.placed_by.clone()),
        ],
        3,
    )
}

fn offer_of(order: &OrderView, context: &Context) -> String {
    order.offer.in_language(context.i18n.locale().tag()).to_owned()
}

fn state_of(order: &OrderView, context: &Context) -> Mark {
    Mark::new(super::summary::signal(order), context.i18n.t(order.state_key()))
}

impl ListRow for AccountLine {
    fn id(&self) -> u128 {
        self.id.bits()
    }
}

impl Choosable for AccountLine {
    const TITLE: &'static str = "title-accounts";
    const EMPTY: &'static str = "offers-no-account";
    const CHOOSE: &'static str = "action-switch-account";

    const COLUMNS: &'static [Column] = &[
        Column::new("column-company", 20).growing(),
        Column::new("column-mpn", 9),
        Column::new("label-city", 14).leaving(2),
        Column::new("column-note", 20).leaving(1),
    ];

    fn words(&self, context: &Context) -> ListWords {
        // What has to be looked at comes first; a sign says that it is the open one as well.
        let note = if self.profile_pending {
            Mark::new(Signal::Warn, context.i18n.t("account-profile-pending"))
        } else if Self::current(context) == Some(self.id()) {
            Mark::plain(context.i18n.t("account-current"))
        } else {
            Mark::default()
        };
        ListWords::new(
            vec![
                Mark::plain(self.company.clone()),
                Mark::plain(self.mpn_id.to_string()),
                Mark::plain(self.city.clone()),
                note,
            ],
            1,
        )
    }

    fn choose(&self, _context: &Context) -> Step {
        open_account(self.id)
    }

    fn current(context: &Context) -> Option<u128> {
        context.account.map(AccountId::bits)
    }

    fn is_concerned(changed: Changed, _account: Option<AccountId>) -> bool {
        matches!(changed.what, What::Account | What::Everything)
    }
}

/// The names of a person's roles, each once.
fn roles_of(person: &User, context: &Context) -> Vec<String> {
    let granted = person.grants.iter().map(|grant| grant.role.key());
    let mut keys: Vec<&str> = granted.collect();
    keys.extend(person.staff.iter().map(|role| role.key()));
    keys.dedup();
    keys.into_iter().map(|key| context.i18n.t(key)).collect()
}

impl ListRow for User {
    fn id(&self) -> u128 {
        self.id.bits()
    }
}

impl Choosable for User {
    const TITLE: &'static str = "title-people";
    const EMPTY: &'static str = "word-none";
    const CHOOSE: &'static str = "action-act-as";
    const COLUMNS: &'static [Column] = &[
        Column::new("column-name", 24).growing(),
        Column::new("column-roles", 30),
        Column::new("column-note", 14).leaving(1),
    ];

    fn words(&self, context: &Context) -> ListWords {
        let is_current = Self::current(context) == Some(ListRow::id(self));
        let note = is_current.then(|| context.i18n.t("person-current"));
        ListWords::new(
            vec![
                Mark::plain(self.name.to_string()),
                Mark::plain(roles_of(self, context).join(", ")),
                Mark::plain(note.unwrap_or_default()),
            ],
            1,
        )
    }

    fn more(&self, context: &Context) -> Option<Framed> {
        let roles = roles_of(self, context).join("\n");
        let facts = Facts {
            facts: vec![Fact::new(context.i18n.t("column-roles"), roles)],
            at_right: false,
        };
        let email = Text::plain(self.email.as_str().to_owned());
        let blocks = vec![Block::Text(email), Block::Facts(facts)];
        Some(Framed::new(self.name.to_string(), blocks))
    }

    fn choose(&self, context: &Context) -> Step {
        // Who they are already stays where they were.
        if context.actor.user == Some(self.id) {
            return Step::go(Navigation::Back);
        }
        Step::ask(ActAs(self.id, Box::new(context.theme_selection.clone())))
    }

    fn current(context: &Context) -> Option<u128> {
        context.actor.user.map(UserId::bits)
    }

    fn is_concerned(changed: Changed, _account: Option<AccountId>) -> bool {
        matches!(changed.what, What::Person | What::Everything)
    }
}

impl ListRow for OrderView {
    fn id(&self) -> u128 {
        self.order.id.bits()
    }
}

impl Choosable for OrderView {
    const TITLE: &'static str = "title-orders";
    const EMPTY: &'static str = "orders-none";
    const CHOOSE: &'static str = "action-open";
    const PLACE: Option<Place> = Some(Place::Orders);
    const COLUMNS: &'static [Column] = &[
        Column::new("column-order", 12),
        Column::new("column-placed", 12).leaving(3),
        Column::new("column-state", 20),
        Column::new("label-total", 14).at_right().leaving(1),
        Column::new("column-due", 12),
        Column::new("label-offer", 22).growing().leaving(2),
        Column::new("column-placed-by", 18).leaving(4),
    ];

    fn words(&self, context: &Context) -> ListWords {
        // Of what is paid or over nobody needs the day any more.
        let is_awaited = self.order.state == OrderState::AwaitingPayment;
        let due = self.order.due().filter(|_| is_awaited);
        let due = due.map(|due| context.i18n.day_short(due));
        // All of them are of one company.
        ListWords::new(
            vec![
                Mark::plain(self.order.number.to_string()),
                Mark::plain(context.i18n.day_short(self.order.placed_at.day())),
                state_of(self, context),
                Mark::plain(context.i18n.money(self.order.quote.total)),
                Mark::plain(due.unwrap_or_default()),
                Mark::plain(offer_of(self, context)),
                Mark::plain(self.placed_by.clone()),
            ],
            3,
        )
    }

    fn more(&self, context: &Context) -> Option<Framed> {
        Some(Framed::new(
            order::title(self, context),
            order::blocks(self, context),
        ))
    }

    fn choose(&self, _context: &Context) -> Step {
        Step::open(OrderScreen::new(self.order.id))
    }

    fn current(_context: &Context) -> Option<u128> {
        None
    }

    fn is_concerned(changed: Changed, account: Option<AccountId>) -> bool {
        account.is_some_and(|account| changed.concerns(account))
    }
}

impl<R: Choosable> PageScreen for Chooser<R> {
    fn page(&self, context: &Context) -> Page {
        Page {
            aside: self.list.chosen().and_then(|row| row.more(context)),
            commands: vec![Command::open(Hint::labeled(Action::ACTIVATE, R::CHOOSE))],
            ..Page::new(context.i18n.t(R::TITLE))
        }
    }

    fn run(&mut self, _action: Action, _item: Option<&Id>, context: &Context) -> Step {
        self.list
            .chosen()
            .map_or_else(Step::none, |row| row.choose(context))
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown => self.list.open_at(R::current(context), context),
            ScreenEvent::Changed(changed) if R::is_concerned(changed, self.account) => {
                self.list.refresh(context)
            }
            // Only the list of people asks for it.
            ScreenEvent::Answer(answer) if answer.is::<ActsAs>() => match answer.take() {
                Ok(ActsAs(Ok(person))) => {
                    let (actor, look) = *person;
                    Step::go(Navigation::Home).and_tell(ContextChange::Actor(actor, Box::new(look)))
                }
                Ok(ActsAs(Err(error))) => {
                    self.list.refuse(error);
                    Step::none()
                }
                Err(_) => Step::none(),
            },
            event => self.list.tell(event, context),
        }
    }

    fn table<'a>(&'a self, context: &'a Context) -> Option<Box<dyn Table + 'a>> {
        let labels = ListLabels {
            columns: R::COLUMNS,
            empty: R::EMPTY,
            no_match: "list-no-match",
            more: None,
            button: None,
        };
        let current = R::current(context);
        Some(self.list.shown(labels, move |row| ListWords {
            is_current: current == Some(row.id()),
            ..row.words(context)
        }))
    }

    fn table_mut(&mut self) -> Option<&mut dyn Hears> {
        Some(&mut self.list)
    }

    fn place(&self) -> Option<Place> {
        R::PLACE
    }

    fn is_elsewhere(&self) -> bool {
        R::PLACE.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{I18n, Locale};
    use crate::services::lines::Lines;
    use crate::tui::layer::Screen;
    use crate::tui::list::{ListAnswer, ListPart};
    use crate::tui::screens::testing::{ACCOUNT, Stage};
    use crate::tui::term::event::KeyCode;

    #[test]
    fn the_note_of_an_account_left_at_80_columns_though_its_company_had_room_to_spare() {
        for locale in Locale::ALL {
            let (mut stage, _) = Stage::open(AccountChooser::new(), 80, 24);
            stage.context.i18n = I18n::new(locale);
            stage.answer(ListAnswer {
                ticket: 1,
                part: Ok(ListPart::Page(Lines::whole(vec![AccountLine {
                    id: ACCOUNT,
                    company: "Bałtyk Systemy sp. z o.o.".to_owned(),
                    mpn_id: "123456789".parse().unwrap(),
                    city: "Edinburgh, GB".to_owned(),
                    profile_pending: true,
                }]))),
            });
            stage.shows("Bałtyk Systemy sp. z o.o. 123456789 Edinburgh, GB");
            stage.shows(&stage.context.i18n.t("account-profile-pending"));
        }
    }

    #[test]
    fn the_open_account_lost_its_mark_once_the_caret_was_on_another_one() {
        let account = |id, company: &str| AccountLine {
            id,
            company: company.to_owned(),
            mpn_id: "1234567".parse().unwrap(),
            city: "Redmond, US".to_owned(),
            profile_pending: false,
        };
        let (mut stage, _) = Stage::open(AccountChooser::new(), 80, 24);
        stage.context.account = Some(ACCOUNT);
        let other = account(AccountId::new(ACCOUNT.bits() + 1), "Bałtyk");
        stage.answer(ListAnswer {
            ticket: 1,
            part: Ok(ListPart::Page(Lines::whole(vec![
                account(ACCOUNT, "Aurora"),
                other,
            ]))),
        });
        stage.shows("▸ Aurora 1234567 Redmond, US Current");
        stage.code(KeyCode::Down);
        stage.shows("● Aurora 1234567 Redmond, US Current ▸ Bałtyk");
        assert!(stage.screen.is_elsewhere(), "it is none of the places");
    }
}
