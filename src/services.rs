//! What an operator may do. Each use case: permission, load, domain rule, one durable commit with its audit entry.
//!
//! | room | what it does |
//! |---|---|
//! | [`context`] | who acts, and from where |
//! | [`people`] | who that is, their preferences, who could do something |
//! | [`lines`] | lists of any length, a page at a time |
//! | [`search`] | finding in lists, and going to an order or an account by what was typed |
//! | [`fuzzy`] | what a few letters match, and how well |
//! | [`offers`] | the tiles |
//! | [`due`] | what has to be done in all accounts of a person, soonest first |
//! | [`catalog`] | the catalog in force, and taking another one over |
//! | [`wizard`] | opening the wizard, the review, drafts |
//! | [`cards`] | a card becomes a token; cards that paid and are kept |
//! | [`orders`] | placing an order, looking at it, giving it up |
//! | [`settlement`] | what the bank's answer does to an order: every step after placing |
//! | [`reconciler`] | brings every unfinished order to an end; never charges |
//! | [`payments`] | which payment network is the store's; attempts settled by hand; charges that no order counts |
//! | [`receipts`] | booking money in |
//! | [`requests`] | support requests: the form, the thread, Support's queue, the decision on a cancellation |
//! | [`form_drafts`] | drafts of forms |
//! | [`refunds`] | whether money goes back, and transfers that Finance returns |
//! | [`attachments`] | the files of requests: kept, read, swept |
//! | [`files`] | files of this machine, to attach and to save |
//! | [`profiles`] | the legal profile: change, authorize, reject |
//! | [`vat_ids`] | what a rejected VAT ID does to orders |
//! | [`store_day`] | whether the store takes today, and taking it all the same |
//! | [`seller`] | who sells, after the set-up: looked at and changed by whoever the folder belongs to |
//! | [`setup`] | what a new store needs before anybody can act in it |
//! | [`demo`] | the sample data of a demo store |
//! | [`maintenance`] | opening, creating and checking stores, so that no face names the store |
//!
//! The faces know this module and the domain; they never see the store.

pub mod attachments;
pub mod audit_log;
pub mod cards;
pub mod catalog;
pub mod clock;
pub mod context;
pub mod demo;
pub mod due;
pub mod error;
pub mod files;
pub mod form_drafts;
pub mod fuzzy;
pub mod ids;
mod in_flight;
pub mod lines;
pub mod maintenance;
pub mod offers;
pub mod orders;
pub mod payments;
pub mod people;
pub mod profiles;
pub mod receipts;
pub mod reconciler;
pub mod refunds;
pub mod requests;
pub mod search;
pub mod seller;
pub mod settlement;
pub mod setup;
pub mod store_day;
pub mod vat_ids;
pub mod waiting;
pub mod watch;
pub mod wizard;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, RwLock};

use crate::catalog::Texts;
use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::catalog_copy::CatalogHash;
use crate::domain::country::CountryBook;
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::AccountId;
use crate::domain::offer::Catalog;
use crate::domain::partner::Account;
use crate::domain::seller::Seller;
use crate::payments::gateway::Gateway;
use crate::store::Store;
use crate::store::day;
use crate::store::error::StoreError;
use crate::store::files::Files;
use crate::store::record::{Batch, Committed, Stored};
use crate::store::records::SELLER_ID;

use clock::Clock;
use context::Actor;
use error::{ServiceError, Thing};
use ids::Ids;
use in_flight::InFlight;

/// The use cases, over one store. Cheap to clone: every session has one.
#[derive(Clone)]
pub struct Services {
    store: Store,
    dependencies: Arc<Dependencies>,
}

/// What the use cases are made of, besides the store.
pub struct Dependencies {
    /// The card network; `None` closes payment by card.
    pub gateway: Option<Arc<dyn Gateway>>,
    /// What is sold.
    pub catalog: Catalog,
    /// What each country demands of an address.
    pub countries: CountryBook,
    /// The files of the catalog, which a new store keeps; `None` where a test has none.
    pub catalog_texts: Option<Texts>,
    /// Which catalog it is.
    pub catalog_hash: CatalogHash,
    /// The clock.
    pub clock: Clock,
    /// Maker of ids.
    pub ids: Ids,
    /// Whether this is a demo store, in which one may act as any of its people.
    pub demo: bool,
    /// Where attached files are kept; `None` where a test has no folder.
    pub files: Option<Files>,
    /// How long the card network may take.
    pub timeouts: Timeouts,
    /// Orders that a task of this process is charging right now.
    pub(crate) in_flight: InFlight,
    /// Wakes the reconciler.
    pub(crate) unsettled: Notify,
    /// Shared by those who commit a new order, had alone by whoever changes what orders are billed to: an order is either
    /// read by that change, or placed after it.
    pub(crate) placing: RwLock<()>,
}

/// How long the card network may take before the desk goes on without its answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timeouts {
    /// For an answer to `confirm`; afterwards the order is unknown and the reconciler settles it.
    pub confirm: Duration,
    /// For any other answer.
    pub other: Duration,
    /// The reconciler's first pause after a failure; it doubles up to 60 times this.
    pub retry: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            confirm: Duration::from_secs(20),
            other: Duration::from_secs(10),
            retry: Duration::from_secs(1),
        }
    }
}

impl Dependencies {
    /// With the usual timeouts.
    pub fn new(
        gateway: Option<Arc<dyn Gateway>>,
        catalog: Catalog,
        countries: CountryBook,
        clock: Clock,
        ids: Ids,
    ) -> Self {
        Self {
            gateway,
            catalog,
            countries,
            catalog_texts: None,
            catalog_hash: CatalogHash::default(),
            clock,
            ids,
            demo: false,
            files: None,
            timeouts: Timeouts::default(),
            in_flight: InFlight::default(),
            unsettled: Notify::new(),
            placing: RwLock::new(()),
        }
    }
}

impl Dependencies {
    /// Says which files the catalog was read from.
    pub(crate) fn sells_by(&mut self, texts: Texts) {
        self.catalog_hash = texts.hash();
        self.catalog_texts = Some(texts);
    }
}

impl Services {
    /// Puts the use cases over a store.
    pub fn new(store: Store, dependencies: Dependencies) -> Self {
        Self {
            store,
            dependencies: Arc::new(dependencies),
        }
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.dependencies.clock
    }

    /// What is sold.
    pub fn catalog(&self) -> &Catalog {
        &self.dependencies.catalog
    }

    /// Makes an id for an intent that a face opens (a form that must not be sent twice).
    pub fn new_id(&self) -> Result<u128, ServiceError> {
        self.dependencies.ids.id(self.now())
    }

    /// Changes of shared records from now on. Subscribe before loading what is to be shown.
    pub fn changes(&self) -> watch::Changes {
        watch::Changes(self.store.changes())
    }

    /// The seller.
    pub async fn seller(&self) -> Result<Seller, ServiceError> {
        let seller = self.store.get::<Seller>(SELLER_ID).await?;
        seller
            .map(|seller| seller.record)
            .ok_or_else(|| ServiceError::not_found(Thing::Seller, ""))
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.dependencies.clock.now()
    }

    pub(crate) fn today(&self) -> Day {
        self.dependencies.clock.today()
    }

    pub(crate) async fn load_account(&self, id: AccountId) -> Result<Stored<Account>, ServiceError> {
        let account = self.store.get::<Account>(id.to_bytes()).await?;
        account.ok_or_else(|| ServiceError::not_found(Thing::Account, id.to_string()))
    }

    /// A batch asked for by a person now.
    pub(crate) fn batch(&self, actor: &Actor) -> Batch {
        Batch::new(self.now(), actor.user)
    }

    /// Commits a change that holds on whatever day it is made: when midnight passed on its way, it is made again.
    pub(crate) async fn commit(
        &self,
        actor: &Actor,
        fill: impl Fn(&mut Batch) -> Result<(), ServiceError>,
    ) -> Result<Committed, ServiceError> {
        let mut batch = self.batch(actor);
        fill(&mut batch)?;
        match self.store.commit(batch).await {
            Err(error) if self.takes_the_day_by_now(&error) => {
                let mut batch = self.batch(actor);
                fill(&mut batch)?;
                Ok(self.store.commit(batch).await?)
            }
            answer => Ok(answer?),
        }
    }

    /// Whether a use case is to look again and try anew: somebody else was faster, or its batch was made just before
    /// midnight and stood in the queue behind one of the new day. While the clock itself is wrong, trying is no use.
    pub(crate) fn may_try_again(&self, error: &ServiceError) -> bool {
        match error {
            ServiceError::Store(StoreError::Conflict(_)) => true,
            ServiceError::Store(error) => self.takes_the_day_by_now(error),
            _ => false,
        }
    }

    /// Whether a day was refused that is over: the store takes the one that it is by now.
    fn takes_the_day_by_now(&self, error: &StoreError) -> bool {
        match error {
            StoreError::ClockWentBack { last, .. } | StoreError::ClockRanAhead { last, .. } => {
                day::judge(*last, self.today()).is_ok()
            }
            _ => false,
        }
    }

    /// Writes into an account's audit chain.
    pub(crate) fn audit(
        batch: &mut Batch,
        actor: &Actor,
        account: AccountId,
        action: AuditAction,
        subjects: Vec<Subject>,
    ) {
        let (actor, origin) = (actor.user, actor.origin.clone());
        batch.audit(
            Chain::Account(account),
            AuditEntry {
                at: batch.at,
                actor,
                origin,
                action,
                subjects,
            },
        );
    }
}
