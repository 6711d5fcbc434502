//! What a session asks the outside to do, and what comes back. Values only: the session itself does nothing.

use crate::domain::attachment::Attachment;
use crate::domain::country::CountryBook;
use crate::domain::draft::Draft;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, OrderId, RequestId, UserId};
use crate::domain::offer::OfferId;
use crate::domain::order::OrderNumber;
use crate::domain::payment::TokenizedCard;
use crate::domain::profile::LegalProfileInput;
use crate::domain::review::Review;
use crate::domain::user::{Appearance, User};
use crate::payments::card::CardData;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::offers::OffersPage;
use crate::services::orders::{OrderView, PlaceOrder};
use crate::services::people::AccountLine;
use crate::services::profiles::{ProfilePage, ProfileRefusal};
use crate::services::receipts::{Booked, MoneyIn};
use crate::services::refunds::MoneyBack;
use crate::services::requests::{
    Decide, NewRequest, Reply, RequestForm, RequestLine, RequestList, RequestRefusal, RequestView,
};
use crate::services::search::{Hit, OrderFilter};
use crate::services::setup::{SetupErrors, SetupForm};
use crate::services::watch::Changed;
use crate::services::wizard::WizardStart;

use crate::domain::date::Day;

use super::term::event::Input;
use super::theme::looks::{Look, Looks};
use super::theme::shelf::{Offered, Shelf};

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
    /// Put a text on the clipboard of the operator's own machine.
    Copy(String),
    /// Ask the terminal whether its background is dark or light, and to tell when that changes; or no more. Nobody waits
    /// for the answer.
    Listen(bool),
    /// Draw everything anew: the terminal may show something else than was drawn.
    Redraw,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// End the session once what is being saved is saved.
    Quit,
}

/// A use case to run.
#[derive(Clone, Debug)]
pub enum Request {
    /// The tiles of an account.
    Offers(AccountId),
    /// The first account that the acting person may see.
    FirstAccount,
    /// A part of a list. A later one of the same layer takes its place.
    List {
        /// Given back.
        ticket: u64,
        /// The list.
        list: ListOf,
        /// What part of it.
        wanted: Wanted,
    },
    /// Where one can go by what was typed. A later one of the same layer takes its place.
    Find {
        /// Given back.
        ticket: u64,
        /// What was typed.
        text: String,
    },
    /// Open the wizard.
    OpenWizard(AccountId, OfferId),
    /// The review as it stands now.
    Review(Box<Draft>),
    /// Keep a draft.
    SaveDraft(Box<Draft>),
    /// Throw a draft away.
    DiscardDraft(AccountId, OfferId),
    /// A card becomes a token.
    Tokenize {
        /// Account that will pay with it.
        account: AccountId,
        /// The card; wiped when the request is over.
        card: Box<CardData>,
    },
    /// Place an order.
    Place(Box<PlaceOrder>),
    /// Give up an order on which nothing was charged.
    GiveUp(OrderId),
    /// Give up an order that a person looks at.
    GiveUpOrder(OrderNumber),
    /// An order by its id.
    Order(OrderId),
    /// Book money in.
    BookMoney(Box<MoneyIn>),
    /// Keep money that pays nothing as unallocated.
    BookUnallocated(Box<MoneyIn>),
    /// Mark the transfer of an order as sent back.
    ReturnMoney(MoneyBack),
    /// The form for a new support request, by hand or to cancel what is held of an offer.
    RequestForm(AccountId, Option<OfferId>),
    /// Send a support request.
    SendRequest(Box<NewRequest>),
    /// A support request.
    SupportRequest(RequestId),
    /// Change a support request.
    ChangeRequest(RequestId, Box<RequestChange>),
    /// The note that was left unfinished in a request.
    NoteDraft(RequestId),
    /// What was left unfinished of money that came in or goes back.
    MoneyDraft(AccountId, FormSubject),
    /// Keep the draft of a form.
    SaveFormDraft(Box<FormDraft>),
    /// Throw the draft of a form away.
    DiscardFormDraft(AccountId, FormSubject),
    /// Keep the file of a path that was typed, for a request of an account.
    KeepFile(AccountId, String),
    /// Save a file of a request, by its place from 1, under a path that was typed.
    SaveFile(RequestId, usize, String),
    /// The legal profile.
    Profile(AccountId),
    /// Change the legal profile that was seen at a version.
    ChangeProfile(AccountId, u64, Box<LegalProfileInput>),
    /// Verify the pending change that was seen at a version.
    AuthorizeProfile(AccountId, u64),
    /// Reject the pending change that was seen at a version, with a reason.
    RejectProfile(AccountId, u64, String),
    /// The rules of each country.
    Countries,
    /// Set a new store up.
    SetUp(Box<SetUp>),
    /// Make a new id, for a form that must not be sent twice.
    NewId,
    /// Keep something that the acting person set for themselves.
    SavePreferences(Preference),
    /// The themes that one may choose.
    Themes(Shelf),
    /// Act as another person (demo): whether one may, and how the screen looks to them.
    ActAs(UserId, Box<Looks>),
}

/// A change of a support request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RequestChange {
    /// Write in it.
    Reply(Reply),
    /// Take it, or take it over.
    Take,
    /// Close or withdraw the version that was seen, with a note.
    Close(u64, String),
    /// Reopen the version that was seen, with a note.
    Reopen(u64, String),
    /// Cancel the subscription.
    Decide(Decide),
    /// Add a file that was kept.
    Attach(Attachment),
}

/// Something that a person set for themselves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Preference {
    /// The language, by its tag, and the account that was open then.
    Language(&'static str, Option<AccountId>),
    /// How the screen looks.
    Appearance(Appearance),
}

/// A list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListOf {
    /// The accounts that the acting person may see, by company.
    Accounts,
    /// The people of a demo store, by name.
    People,
    /// The orders of an account, newest first.
    Orders(AccountId),
    /// The orders that wait for money, the one that is due soonest first.
    AwaitingPayment,
    /// The orders whose transfer is to be returned, the longest waiting first.
    ToReturn,
    /// Support requests.
    Requests(RequestList),
}

/// A part of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// So many lines from a place on.
    Page(Place, usize),
    /// What matches.
    Matches(OrderFilter),
}

/// What a part of a list is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part<T> {
    /// Lines of the list.
    Page(Lines<T>),
    /// The best of what matches.
    Matches(Matches<T>),
}

/// A part of one of the lists.
#[derive(Debug)]
pub enum Listed {
    /// Of `Accounts`.
    Accounts(Result<Part<AccountLine>, ServiceError>),
    /// Of `People`.
    People(Result<Part<User>, ServiceError>),
    /// Of `Orders`, `AwaitingPayment` and `ToReturn`.
    Orders(Result<Part<OrderView>, ServiceError>),
    /// Of `Requests`.
    Requests(Result<Part<RequestLine>, ServiceError>),
}

/// The set-up of a new store.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// What was typed.
    pub form: SetupForm,
    /// Login name of the person at this terminal.
    pub os_user: String,
}

/// A store that was set up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetUpDone {
    /// Whom the person at this terminal acts as from now on; `None` when the set-up names another login name.
    pub actor: Option<Actor>,
}

/// Why a store was not set up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SetUpRefusal {
    /// Fields that are wrong, all of them.
    Fields(SetupErrors),
    /// Anything else.
    Service(ServiceError),
}

impl From<ServiceError> for SetUpRefusal {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl Request {
    /// Whether a former one of the same layer is of no use any more once this one is asked.
    pub const fn replaces_the_former(&self) -> bool {
        matches!(self, Self::List { .. } | Self::Find { .. })
    }

    /// Whether it keeps a draft or throws one away: these are done one after the other.
    pub const fn is_of_drafts(&self) -> bool {
        matches!(
            self,
            Self::SaveDraft(_) | Self::DiscardDraft(..) | Self::SaveFormDraft(_) | Self::DiscardFormDraft(..)
        )
    }

    /// Whether the drafts before it must be kept first: it reads one, or ends one.
    pub const fn follows_drafts(&self) -> bool {
        matches!(
            self,
            Self::Offers(_)
                | Self::OpenWizard(..)
                | Self::RequestForm(..)
                | Self::NoteDraft(_)
                | Self::MoneyDraft(..)
                | Self::Profile(_)
                | Self::ChangeProfile(..)
                | Self::AuthorizeProfile(..)
                | Self::RejectProfile(..)
                | Self::BookMoney(_)
                | Self::BookUnallocated(_)
                | Self::ReturnMoney(_)
                | Self::SendRequest(_)
                | Self::ChangeRequest(..)
        )
    }

    /// Whether it brings what was typed into a form earlier: keys that come before that would stand in its place.
    pub const fn fills_a_form(&self) -> bool {
        matches!(self, Self::NoteDraft(_) | Self::MoneyDraft(..))
    }

    /// Whether the session waits for it before it ends, so that nothing typed or bought is lost sight of.
    pub const fn outlives_the_session(&self) -> bool {
        matches!(
            self,
            Self::SaveDraft(_)
                | Self::Place(_)
                | Self::GiveUp(_)
                | Self::GiveUpOrder(_)
                | Self::BookMoney(_)
                | Self::BookUnallocated(_)
                | Self::ReturnMoney(_)
                | Self::SendRequest(_)
                | Self::ChangeRequest(..)
                | Self::DiscardFormDraft(..)
                | Self::SaveFormDraft(_)
                | Self::SaveFile(..)
                | Self::ChangeProfile(..)
                | Self::AuthorizeProfile(..)
                | Self::RejectProfile(..)
                | Self::SetUp(_)
                | Self::SavePreferences(_)
        )
    }
}

/// What came of a request.
#[derive(Debug)]
pub enum Answer {
    /// To `Offers`.
    Offers(Result<Box<OffersPage>, ServiceError>),
    /// To `FirstAccount`.
    FirstAccount(Result<Option<AccountId>, ServiceError>),
    /// To `List`: its ticket, and the part.
    List(u64, Listed),
    /// To `Find`: its ticket, and where one can go.
    Found(u64, Result<Vec<Hit>, ServiceError>),
    /// To `OpenWizard`.
    Wizard(Result<Box<WizardStart>, ServiceError>),
    /// To `Review`.
    Review(Result<Box<Review>, ServiceError>),
    /// To `SaveDraft` and `DiscardDraft`.
    Draft(Result<(), ServiceError>),
    /// To `Tokenize`.
    Tokenized(Result<TokenizedCard, ServiceError>),
    /// To `Place`.
    Placed(Result<Box<OrderView>, ServiceError>),
    /// To `GiveUp`.
    GivenUp(Result<(), ServiceError>),
    /// To `GiveUpOrder`.
    OrderGivenUp(Result<Box<OrderView>, ServiceError>),
    /// To `Order`.
    Order(Result<Option<Box<OrderView>>, ServiceError>),
    /// To `BookMoney` and `BookUnallocated`.
    Booked(Result<Box<Booked>, ServiceError>),
    /// To `ReturnMoney`.
    Returned(Result<Box<OrderView>, ServiceError>),
    /// To `RequestForm`.
    RequestForm(Result<Box<RequestForm>, ServiceError>),
    /// To `SendRequest`.
    RequestSent(Result<Box<RequestView>, RequestRefusal>),
    /// To `SupportRequest`.
    SupportRequest(Result<Box<RequestView>, ServiceError>),
    /// To `ChangeRequest`.
    RequestChanged(Result<Box<RequestView>, ServiceError>),
    /// To `NoteDraft`.
    NoteDraft(Result<Box<FormDraft>, ServiceError>),
    /// To `MoneyDraft`.
    MoneyDraft(Result<Box<FormDraft>, ServiceError>),
    /// To `SaveFormDraft` and `DiscardFormDraft`.
    FormDraft(Result<(), ServiceError>),
    /// To `KeepFile`.
    FileKept(Result<Attachment, ServiceError>),
    /// To `SaveFile`: where the file lies now.
    FileSaved(Result<String, ServiceError>),
    /// To `Profile`.
    Profile(Result<Box<ProfilePage>, ServiceError>),
    /// To `AuthorizeProfile` and `RejectProfile`.
    ProfileDecided(Result<Box<ProfilePage>, ServiceError>),
    /// To `ChangeProfile`.
    ProfileChanged(Result<Box<ProfilePage>, ProfileRefusal>),
    /// To `NewId`.
    NewId(Result<u128, ServiceError>),
    /// To `Countries`.
    Countries(Box<CountryBook>),
    /// To `SetUp`.
    SetUp(Result<SetUpDone, SetUpRefusal>),
    /// To `SavePreferences`.
    Preferences(Result<(), ServiceError>),
    /// To `Themes`.
    Themes(Vec<Offered>),
    /// To `ActAs`.
    ActAs(Result<Box<(Actor, Look)>, ServiceError>),
}
