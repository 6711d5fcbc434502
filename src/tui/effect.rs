//! What a session asks the outside to do, and what comes back. Values only: the session itself does nothing.

use crate::domain::draft::Draft;
use crate::domain::ids::{AccountId, OrderId};
use crate::domain::offer::OfferId;
use crate::domain::payment::{SavedCard, TokenizedCard};
use crate::domain::profile::LegalProfileInput;
use crate::domain::review::Review;
use crate::domain::user::User;
use crate::payments::card::CardData;
use crate::services::error::ServiceError;
use crate::services::offers::OffersPage;
use crate::services::orders::{OrderView, PlaceOrder};
use crate::services::people::{AccountLine, Lines};
use crate::services::profiles::{ProfilePage, ProfileRefusal};
use crate::services::receipts::{Booked, MoneyIn};
use crate::services::watch::Changed;
use crate::services::wizard::WizardStart;

use crate::domain::date::Day;

use super::term::event::Input;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// From the terminal.
    Input(Input),
    /// A request was answered.
    Answer {
        /// The layer that asked.
        layer: u64,
        /// The answer.
        answer: Answer,
    },
    /// A pause asked for is over.
    Pause {
        /// The layer that asked.
        layer: u64,
        /// What it gave along.
        token: u64,
    },
    /// A record changed.
    Changed(Changed),
    /// A new day began.
    NewDay(Day),
}

/// Something to do.
#[derive(Debug)]
pub enum Effect {
    /// Run a use case, and answer.
    Do {
        /// The layer that asks.
        layer: u64,
        /// What is asked.
        request: Request,
    },
    /// Tell when a time without further request is over.
    Pause {
        /// The layer that asks.
        layer: u64,
        /// Given back.
        token: u64,
        /// How long, milliseconds.
        millis: u64,
    },
    /// End the session once what is being saved is saved.
    Quit,
}

/// A use case to run.
#[derive(Clone, Debug)]
pub enum Request {
    /// The tiles of an account.
    Offers(AccountId),
    /// The accounts that the acting person may see.
    Accounts,
    /// The people of a demo store.
    People,
    /// Open the wizard.
    OpenWizard(AccountId, OfferId),
    /// The review as it stands now.
    Review(Box<Draft>),
    /// Keep a draft.
    SaveDraft(Box<Draft>),
    /// Throw a draft away.
    DiscardDraft(AccountId, OfferId),
    /// A card becomes a token, and is kept if asked.
    Tokenize {
        /// Account that will pay with it.
        account: AccountId,
        /// The card; wiped when the request is over.
        card: Box<CardData>,
        /// Whether to keep it.
        keep: bool,
    },
    /// Place an order.
    Place(Box<PlaceOrder>),
    /// Give up an order on which nothing was charged.
    GiveUp(OrderId),
    /// An order by its id.
    Order(OrderId),
    /// The orders of an account, newest first.
    Orders(AccountId),
    /// The orders that wait for money.
    AwaitingPayment,
    /// Book money in.
    BookMoney(Box<MoneyIn>),
    /// Keep money that pays nothing as unallocated.
    BookUnallocated(Box<MoneyIn>),
    /// The legal profile.
    Profile(AccountId),
    /// Change the legal profile that was seen at a version.
    ChangeProfile(AccountId, u64, Box<LegalProfileInput>),
    /// Verify the pending change.
    AuthorizeProfile(AccountId),
    /// Reject the pending change, with a reason.
    RejectProfile(AccountId, String),
    /// Make a new id, for a form that must not be sent twice.
    NewId,
    /// Keep the language and the account of the acting person.
    SavePreferences {
        /// Language tag.
        language: &'static str,
        /// Account.
        account: Option<AccountId>,
    },
}

impl Request {
    /// Whether the session waits for it before it ends, so that nothing typed or bought is lost sight of.
    pub const fn outlives_the_session(&self) -> bool {
        matches!(
            self,
            Self::SaveDraft(_)
                | Self::Place(_)
                | Self::GiveUp(_)
                | Self::BookMoney(_)
                | Self::BookUnallocated(_)
                | Self::ChangeProfile(..)
                | Self::SavePreferences { .. }
        )
    }
}

/// What came of a request.
#[derive(Debug)]
pub enum Answer {
    /// To `Offers`.
    Offers(Result<Box<OffersPage>, ServiceError>),
    /// To `Accounts`.
    Accounts(Result<Lines<AccountLine>, ServiceError>),
    /// To `People`.
    People(Result<Lines<User>, ServiceError>),
    /// To `OpenWizard`.
    Wizard(Result<Box<WizardStart>, ServiceError>),
    /// To `Review`.
    Review(Result<Box<Review>, ServiceError>),
    /// To `SaveDraft` and `DiscardDraft`.
    Draft(Result<(), ServiceError>),
    /// To `Tokenize`.
    Tokenized(Result<(TokenizedCard, Option<SavedCard>), ServiceError>),
    /// To `Place`.
    Placed(Result<Box<OrderView>, ServiceError>),
    /// To `GiveUp`.
    GivenUp(Result<(), ServiceError>),
    /// To `Order`.
    Order(Result<Option<Box<OrderView>>, ServiceError>),
    /// To `Orders` and `AwaitingPayment`.
    Orders(Result<Lines<OrderView>, ServiceError>),
    /// To `BookMoney` and `BookUnallocated`.
    Booked(Result<Box<Booked>, ServiceError>),
    /// To `Profile`, `AuthorizeProfile` and `RejectProfile`.
    Profile(Result<Box<ProfilePage>, ServiceError>),
    /// To `ChangeProfile`.
    ProfileChanged(Result<Box<ProfilePage>, ProfileRefusal>),
    /// To `NewId`.
    NewId(Result<u128, ServiceError>),
    /// To `SavePreferences`.
    Preferences(Result<(), ServiceError>),
}
