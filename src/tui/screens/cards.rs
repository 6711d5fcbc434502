//! "Saved cards": the cards that an account keeps, by their last four digits, and removing one.

mod asks;

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::services::cards::SavedCardView;
use crate::services::orders::OrderView;
use crate::services::waiting::Part;
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Request;
use crate::tui::form::Form;
use crate::tui::layer::{Context, Step};
use crate::tui::list::{Column, ListRow, ListWords};
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::{Block, Command, Mark, Signal};
use crate::tui::places::Place;
use crate::tui::term::event::Key;

use super::doors::Door;
use super::errand::{Errand, ErrandScreen};
use super::register::{Entry, RegisterScreen};
use super::summary;
use asks::RemoveCard;

/// To saved cards, and what is done about one.
impl Action {
    /// The cards that the account keeps.
    pub const SAVED_CARDS: Self = Self::new(
        "saved-cards",
        "title-saved-cards",
        &[Key::char('K'), Key::alt('k')],
    );
    /// Remove a saved card.
    pub const REMOVE_CARD: Self = Self::new("remove-card", "action-remove-card", &[Key::char('x')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::SAVED_CARDS, Action::REMOVE_CARD];

/// To the cards of the open account.
pub(super) const DOOR: Door = Door {
    action: Action::SAVED_CARDS,
    is_there: |context| context.account.is_some(),
    screen: |context| Some(Box::new(SavedCards::new(context.account?))),
};

/// The cards that an account keeps.
pub type SavedCards = RegisterScreen<SavedCardView>;

impl SavedCards {
    /// Those of an account, not loaded yet.
    pub fn new(account: AccountId) -> Self {
        Self::listing(account, [])
    }
}

impl ListRow for SavedCardView {
    fn id(&self) -> u128 {
        self.saved.id.bits()
    }
}

impl Entry for SavedCardView {
    const COLUMNS: &'static [Column] = &[
        Column::new("payment-method-card", 30).growing(),
        Column::new("cli-column-valid-through", 14),
        Column::new("column-state", 14),
        Column::new("cli-column-saved-by", 18).leaving(1),
        Column::new("cli-column-saved-on", 13).leaving(2),
    ];
    const PLACE: Option<Place> = Some(Place::Company);

    fn title(context: &Context) -> String {
        Place::Company.title_of("title-saved-cards", context)
    }

    fn list_key(_list: AccountId) -> &'static str {
        "title-saved-cards"
    }

    fn empty_key(_list: AccountId) -> &'static str {
        "cli-cards-none"
    }

    fn words(&self, context: &Context) -> ListWords {
        let cells = vec![
            Mark::plain(summary::card_name(context, &self.saved.card)),
            Mark::plain(self.saved.card.expiry.to_string()),
            state(self, context),
            Mark::plain(self.saved_by.clone()),
            Mark::plain(context.i18n.day_short(self.saved.saved_at.day())),
        ];
        ListWords::new(cells, 1)
    }

    fn heading(&self, context: &Context) -> String {
        summary::card_name(context, &self.saved.card)
    }

    fn told(&self, context: &Context) -> Vec<Block> {
        let facts = [
            ("cli-column-valid-through", self.saved.card.expiry.to_string()),
            ("column-state", state(self, context).text),
            ("cli-column-saved-by", self.saved_by.clone()),
            ("cli-column-saved-on", context.i18n.day(self.saved.saved_at.day())),
        ];
        vec![Block::Facts(Facts::labeled(facts, context))]
    }

    fn commands(&self, context: &Context) -> Vec<Command> {
        let remove = Hint::shown(Action::REMOVE_CARD);
        vec![Command::of_part(Part::Buying, remove, context)]
    }

    fn act(&self, _action: Action, context: &Context) -> Step {
        Step::open(ErrandScreen::new(Removing(self.clone()), context))
    }

    fn is_of_account(_list: AccountId) -> bool {
        true
    }
}

/// Whether it can be charged.
fn state(view: &SavedCardView, context: &Context) -> Mark {
    let signal = if view.is_usable() {
        Signal::None
    } else {
        Signal::Warn
    };
    Mark::new(signal, context.i18n.t(view.state_key()))
}

/// Removing a card.
#[derive(Debug)]
struct Removing(SavedCardView);

impl Errand for Removing {
    type Of = SavedCardView;
    type Values = ();

    fn record(&self) -> &SavedCardView {
        &self.0
    }

    fn title(&self, context: &Context) -> String {
        SavedCardView::title(context)
    }

    fn form(&self, _context: &Context) -> Option<Form> {
        None
    }

    fn read(&self, _form: Option<&mut Form>, _context: &Context) -> Option<()> {
        Some(())
    }

    fn question(
        &self,
        (): &(),
        _order: Option<&OrderView>,
        context: &Context,
    ) -> (String, String, &'static str) {
        let card = Arg::Text(summary::card(context, &self.0.saved.card));
        let text = context.i18n.tr("card-remove-question", &[("card", card)]);
        (context.i18n.t("card-remove-title"), text, "action-remove-card")
    }

    fn ask(&self, (): ()) -> Request {
        RemoveCard(self.0.saved.account, self.0.saved.id).into()
    }
}
