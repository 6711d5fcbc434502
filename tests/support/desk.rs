//! A desk to test: a real store in a temporary folder, people of every role, the built-in catalog, the sandbox bank,
//! and a clock that stands still until a test moves it.

#![allow(dead_code)] // Each test binary uses another part of it.

#[path = "ledger.rs"]
pub mod ledger;
#[path = "set_back.rs"]
mod set_back;
#[path = "turnstile.rs"]
pub mod turnstile;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use offerdesk::catalog::{self, Loaded};
use offerdesk::domain::address::{Address, Contact, Email, LegalProfile, Name, Phone};
use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::domain::ids::{AccountId, OrderId, ReceiptId, SubscriptionId, UserId};
use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::offer::OfferId;
use offerdesk::domain::partner::{Account, Vetting};
use offerdesk::domain::payment::{CardExpiry, TokenizedCard, TransferContact};
use offerdesk::domain::seller::{BankAccount, Seller};
use offerdesk::domain::subscription::{Subscription, TERM_DAYS, WindowDays};
use offerdesk::domain::user::{Grant, Role, StaffRole, User};
use offerdesk::payments::card::{CardData, SecretDigits};
use offerdesk::payments::gateway::Gateway;
use offerdesk::payments::sandbox::{
    Behavior, BookedAttempt, Sandbox, SandboxOptions, TEST_CARDS, attempts_in,
};
use offerdesk::services::clock::Clock;
use offerdesk::services::context::Actor;
use offerdesk::services::error::ServiceError;
use offerdesk::services::ids::Ids;
use offerdesk::services::orders::{OrderView, PayWith, PlaceOrder};
use offerdesk::services::receipts::MoneyIn;
use offerdesk::services::wizard::WizardStart;
use offerdesk::services::{Dependencies, Services, Timeouts};
use offerdesk::store::Store;
use offerdesk::store::check::CheckReport;
use offerdesk::store::error::LockHolder;
use offerdesk::store::opening::{OpenOptions, StoreKind};
use offerdesk::store::record::{Batch, Expect, Record};
use offerdesk::store::records;

/// Longer than anything here may take.
pub const LIMIT: Duration = Duration::from_mins(1);

/// An American company, whose subscriptions most tests renew; and a Polish one: it pays tax, its prices change in 2027.
pub const CONTOSO: AccountId = AccountId::new(1);
pub const WILGA: AccountId = AccountId::new(2);

pub const ANA: UserId = UserId::new(1);
pub const BEN: UserId = UserId::new(2);
pub const CID: UserId = UserId::new(3);
pub const DEE: UserId = UserId::new(4);
pub const ZOE: UserId = UserId::new(5);
pub const FAY: UserId = UserId::new(6);
pub const SUE: UserId = UserId::new(7);
pub const SAM: UserId = UserId::new(8);
pub const AUD: UserId = UserId::new(9);

pub const GOOD: &str = "4242 4242 4242 4242"; // the card that is charged

/// What a test changes about the way in which a store is opened.
pub type Opening = Arc<dyn Fn(OpenOptions) -> OpenOptions + Send + Sync>;

/// The desk.
pub struct Desk {
    pub folder: Arc<Folder>,
    pub engine: Arc<dyn offerdesk::store::record::Engine>,
    pub store: Store,
    pub services: Services,
    pub clock: Clock,
    pub sandbox: Sandbox,
    setup: Setup,
}

/// Where a desk keeps its files.
pub enum Folder {
    Temporary(tempfile::TempDir),
    Kept(PathBuf),
}

impl Folder {
    pub fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

/// What a desk is made of.
#[derive(Clone)]
pub struct Setup {
    pub sandbox: SandboxOptions,
    pub patience: Timeouts,
    pub catalog: Loaded,
    /// Put in front of the sandbox.
    pub gateway: Arc<dyn Fn(Sandbox) -> Arc<dyn Gateway> + Send + Sync>,
    pub open: Opening,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            sandbox: SandboxOptions {
                silence: Duration::from_millis(30),
                late: Duration::from_millis(400),
                ..SandboxOptions::default()
            },
            patience: Timeouts {
                confirm: Duration::from_secs(5),
                other: Duration::from_secs(5),
                retry: Duration::from_millis(20),
            },
            catalog: catalog::embedded().unwrap(),
            gateway: Arc::new(|sandbox| Arc::new(sandbox)),
            open: Arc::new(|options| options),
        }
    }
}

/// Everything that a refused use case must leave as it was: the number of the last commit tells of any change.
#[derive(PartialEq, Eq, Debug)]
pub struct Dump(CheckReport, Vec<BookedAttempt>);

impl Desk {
    /// A desk on a day, with its people and nothing bought.
    pub async fn on(day: &str) -> Self {
        Self::with(day, Setup::default()).await
    }

    pub async fn with(day: &str, setup: Setup) -> Self {
        let folder = Arc::new(Folder::Temporary(tempfile::tempdir().unwrap()));
        Self::set_up(folder, day, setup).await
    }

    /// A desk whose files somebody else will look at.
    pub async fn within(folder: &Path, day: &str, setup: Setup) -> Self {
        std::fs::create_dir(folder).unwrap();
        Self::set_up(Arc::new(Folder::Kept(folder.to_owned())), day, setup).await
    }

    async fn set_up(folder: Arc<Folder>, day: &str, setup: Setup) -> Self {
        let clock = Clock::manual(noon(day));
        let desk = Self::open(folder, clock, setup);
        desk.put(&seller()).await;
        desk.put(&account(CONTOSO, "Contoso", &american())).await;
        desk.put(&account(WILGA, "Wilga sp. z o.o.", &polish())).await;
        for person in people() {
            desk.put(&person).await;
        }
        desk
    }

    /// Opens the store of a folder, or makes a new one.
    pub fn open(folder: Arc<Folder>, clock: Clock, setup: Setup) -> Self {
        let engine = open_store(&store_in(folder.path()), &setup.open).unwrap();
        let sandbox = Sandbox::open(&ledger_in(folder.path()), setup.sandbox.clone()).unwrap();
        let store = Store::new(engine.clone());
        let services = services(
            store.clone(),
            (setup.gateway)(sandbox.clone()),
            clock.clone(),
            setup.patience,
            setup.catalog.clone(),
        );
        Self {
            folder,
            engine,
            store,
            services,
            clock,
            sandbox,
            setup,
        }
    }

    /// The same store with another catalog: a new version of the terms, other prices.
    pub fn selling(&self, catalog: Loaded) -> Services {
        self.front(self.store.clone(), catalog)
    }

    /// The same over another front of its store.
    pub fn over(&self, store: Store) -> Services {
        self.front(store, self.setup.catalog.clone())
    }

    fn front(&self, store: Store, catalog: Loaded) -> Services {
        let gateway: Arc<dyn Gateway> = Arc::new(self.sandbox.clone());
        services(store, gateway, self.clock.clone(), self.setup.patience, catalog)
    }

    /// Goes on at noon of another day.
    pub fn go_to(&self, day: &str) {
        self.clock.set(noon(day));
    }

    /// Takes the day as right to which a test went in one step: the store refuses one that is months ahead.
    pub async fn accept_today(&self) {
        self.services.accept_today(&Actor::desk()).await.unwrap();
    }

    /// Records what no use case makes: written as the desk itself, whatever was there.
    pub async fn put<R: Record>(&self, record: &R) {
        let found = self.store.get::<R>(record.id()).await.unwrap();
        let expects = found.map_or(Expect::Absent, |found| Expect::Version(found.version));
        let mut batch = Batch::new(self.clock.now(), None);
        batch.put(record, expects).unwrap();
        let chain = record.account().map_or(Chain::System, Chain::Account);
        let entry = recorded(&batch);
        batch.audit(chain, entry);
        self.store.commit(batch).await.unwrap();
    }

    /// Lets an account hold an offer whose term ends on a day.
    pub async fn holds(&self, account: AccountId, offer: &str, expires: &str) -> Subscription {
        let expires: Day = expires.parse().unwrap();
        let number = account.bits() << 32 | u128::from(crc(offer));
        let held = Subscription::activated(
            SubscriptionId::new(number),
            account,
            offer_id(offer),
            expires.plus(-TERM_DAYS),
            None,
            WindowDays::USUAL,
        );
        self.put(&held).await;
        held
    }

    pub async fn subscription(&self, account: AccountId, offer: &str) -> Option<Subscription> {
        let claim = records::claim::subscription(account, &offer_id(offer));
        let held = self.store.held_by::<Subscription>(claim).await.unwrap();
        held.map(|held| held.record)
    }

    pub async fn expires(&self, account: AccountId, offer: &str) -> String {
        self.subscription(account, offer)
            .await
            .unwrap()
            .expires
            .to_string()
    }

    pub async fn wizard(&self, who: UserId, offer: &str) -> WizardStart {
        self.services
            .open_wizard(&actor(who), CONTOSO, &offer_id(offer))
            .await
            .unwrap()
    }

    pub async fn token(&self, number: &str) -> TokenizedCard {
        self.services
            .tokenize(&actor(ANA), CONTOSO, card(number))
            .await
            .unwrap()
    }

    pub async fn card_that(&self, behavior: Behavior) -> PayWith {
        PayWith::Card(self.token(test_card(behavior)).await)
    }

    pub async fn good(&self) -> PayWith {
        PayWith::Card(self.token(GOOD).await)
    }

    /// Presses Buy for what the wizard shows.
    pub async fn buy(
        &self,
        who: UserId,
        start: &WizardStart,
        payment: PayWith,
    ) -> Result<OrderView, ServiceError> {
        self.services
            .place_order(&actor(who), request(start, payment))
            .await
    }

    /// Opens the wizard and buys.
    pub async fn renew(&self, who: UserId, offer: &str, payment: PayWith) -> Result<OrderView, ServiceError> {
        let start = self.wizard(who, offer).await;
        self.buy(who, &start, payment).await
    }

    /// Runs the reconciler until nothing is left.
    pub async fn settle(&self) {
        tokio::time::timeout(LIMIT, async {
            while self.services.reconcile().await.unwrap().left > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await
        .unwrap();
    }

    pub async fn order(&self, id: OrderId) -> OrderView {
        let order = self.services.order_by_id(&actor(AUD), id).await.unwrap();
        order.unwrap()
    }

    pub async fn orders(&self, account: AccountId) -> Vec<OrderView> {
        let lines = self.services.orders(&actor(AUD), account, None, 1_000).await;
        lines.unwrap().lines
    }

    pub async fn charges(&self) -> Vec<BookedAttempt> {
        self.sandbox.charges().await.unwrap()
    }

    /// What the audit log says was done to an account, oldest first.
    pub async fn audited(&self, account: AccountId) -> Vec<(AuditAction, Option<UserId>, Vec<Subject>)> {
        let chain = Chain::Account(account);
        let entries = self.store.engine().audit(chain, 0, 10_000).await.unwrap();
        entries
            .into_iter()
            .map(|audited| (audited.entry.action, audited.entry.actor, audited.entry.subjects))
            .collect()
    }

    pub async fn dump(&self) -> Dump {
        Dump(self.checked().await, self.sandbox.attempts().await.unwrap())
    }

    /// Checks the store and insists that everything fits.
    pub async fn checked(&self) -> CheckReport {
        let report = self.engine.check(records::inspect).await.unwrap();
        assert_eq!(report.problems, [], "the check found problems");
        let between = self.services.mismatches().await.unwrap();
        assert_eq!(between, [], "records contradict each other");
        report
    }

    /// The end of most tests: the store is whole, and the bank's ledger agrees with the orders.
    pub async fn adds_up(&self) {
        self.checked().await;
        let mut orders = self.orders(CONTOSO).await;
        orders.extend(self.orders(WILGA).await);
        let orders: Vec<_> = orders.into_iter().map(|view| view.order).collect();
        ledger::agrees(&orders, &attempts_in(&ledger_in(self.folder.path())).unwrap());
    }
}

pub fn recorded(batch: &Batch) -> AuditEntry {
    AuditEntry {
        at: batch.at,
        actor: None,
        origin: offerdesk::domain::audit::Origin::Desk,
        action: AuditAction::SubscriptionRecorded,
        subjects: Vec::new(),
    }
}

/// Gives a batch that sets a store up its audit entry.
pub fn set_up_entry(batch: &mut Batch) {
    let entry = recorded(batch);
    batch.audit(Chain::System, entry);
}

pub fn services(
    store: Store,
    gateway: Arc<dyn Gateway>,
    clock: Clock,
    patience: Timeouts,
    catalog: Loaded,
) -> Services {
    let (sold, countries) = (catalog.catalog, catalog.countries);
    let mut parts = Dependencies::new(Some(gateway), sold, countries, clock, Ids::random());
    parts.demo = true; // its people are acted as by name
    parts.timeouts = patience;
    Services::new(store, parts)
}

pub fn open_store(
    path: &Path,
    change: &Opening,
) -> Result<Arc<dyn offerdesk::store::record::Engine>, offerdesk::store::error::StoreError> {
    let holder = LockHolder {
        pid: std::process::id(),
        os_user: "tester".to_owned(),
        command: "offerdesk test".to_owned(),
        since: "2026-06-22T09:00:00Z".to_owned(),
        stays: true,
    };
    let options = OpenOptions::new(holder).creating(StoreKind { demo: false });
    offerdesk::store::open(path, &change(options))
}

pub fn store_in(folder: &Path) -> PathBuf {
    folder.join("store")
}

pub fn ledger_in(folder: &Path) -> PathBuf {
    folder.join("ledger")
}

pub fn noon(day: &str) -> Timestamp {
    let day: Day = day.parse().unwrap();
    Timestamp(Timestamp::start_of(day).0 + 12 * 3_600_000)
}

/// The last millisecond of a day.
pub fn end_of(day: &str) -> Timestamp {
    let day: Day = day.parse().unwrap();
    Timestamp(Timestamp::start_of(day.plus(1)).0 - 1)
}

pub fn actor(who: UserId) -> Actor {
    Actor::local(who, "tester".to_owned())
}

pub fn offer_id(offer: &str) -> OfferId {
    OfferId::parse(offer).unwrap()
}

pub fn request(start: &WizardStart, payment: PayWith) -> PlaceOrder {
    PlaceOrder {
        intent: start.draft.intent,
        account: start.draft.account,
        offer: start.draft.offer.clone(),
        payment,
        keep_card: false,
        purchase_order: start.draft.purchase_order.clone(),
        seen: start.review.clone(),
        accepted_terms: true,
    }
}

pub fn transfer() -> PayWith {
    PayWith::Transfer(TransferContact {
        name: Name::parse("Ana Example").unwrap(),
        phone: Phone::parse("+1 425 555 0100").unwrap(),
        email: Email::parse("ana@contoso.example").unwrap(),
    })
}

pub fn money_for(view: &OrderView, amount: &str, value_date: &str) -> MoneyIn {
    let (amount, code) = amount.split_once(' ').unwrap();
    MoneyIn {
        id: ReceiptId::new(u128::from(crc(&format!(
            "{}{amount}{value_date}",
            view.order.number
        )))),
        number: view.order.number,
        amount: Money::parse(amount, currency(code).unwrap()).unwrap(),
        value_date: value_date.parse().unwrap(),
        payer_reference: String::new(),
        bank_reference: String::new(),
        is_other_money: false,
    }
}

pub fn test_card(behavior: Behavior) -> &'static str {
    let card = TEST_CARDS.iter().find(|card| card.behavior == behavior);
    card.unwrap().number
}

pub fn card(number: &str) -> CardData {
    let number = SecretDigits::parse(number).unwrap();
    let code = if number.len() == 15 { "7373" } else { "737" };
    CardData {
        number,
        code: SecretDigits::parse(code).unwrap(),
        expiry: CardExpiry {
            year: 2060,
            month: 12,
        },
        holder: Name::parse("Ada Byron").unwrap(),
        country: "GB".parse().unwrap(),
        postal_code: "SW1A 1AA".to_owned(),
    }
}

pub fn seller() -> Seller {
    let bank_account = |code: &str| BankAccount {
        currency: currency(code).unwrap(),
        bank: Name::parse("First Sample Bank").unwrap(),
        number: offerdesk::domain::bank::AccountNumber::parse("0000 0000 0000").unwrap(),
        bic: offerdesk::domain::bank::BankCode::parse("SAMPUS00").unwrap(),
    };
    Seller {
        name: Name::parse("Offerdesk Sample Seller").unwrap(),
        address: american(),
        vat_id: None,
        bank_accounts: ["USD", "PLN", "EUR"].map(bank_account).to_vec(),
    }
}

pub fn american() -> Address {
    Address {
        line1: "1 Main St".to_owned(),
        line2: String::new(),
        city: "Redmond".to_owned(),
        state: "WA".to_owned(),
        postal_code: "98052".to_owned(),
        country: "US".parse().unwrap(),
    }
}

pub fn polish() -> Address {
    Address {
        line1: "ul. Prosta 1".to_owned(),
        line2: String::new(),
        city: "Warszawa".to_owned(),
        state: String::new(),
        postal_code: "00-950".to_owned(),
        country: "PL".parse().unwrap(),
    }
}

pub fn account(id: AccountId, company: &str, address: &Address) -> Account {
    Account {
        id,
        mpn_id: format!("{}", 1_000_000 + id.bits()).parse().unwrap(),
        profile: LegalProfile {
            company: Name::parse(company).unwrap(),
            address: address.clone(),
            vat_id: None,
            primary_contact: Contact {
                name: Name::parse("Ana Example").unwrap(),
                email: Email::parse("ana@contoso.example").unwrap(),
                phone: Phone::parse("+1 425 555 0100").unwrap(),
            },
        },
        vetting: Vetting::Authorized {
            on: "2026-01-01".parse().unwrap(),
        },
        requirements_met: vec![offer_id("silver"), offer_id("gold")],
        tax_exempt: false,
    }
}

/// The people, in the order of their names.
pub fn people() -> Vec<User> {
    let contoso = |role| {
        vec![Grant {
            account: CONTOSO,
            role,
        }]
    };
    vec![
        user(
            ANA,
            "Ana",
            vec![
                Grant {
                    account: CONTOSO,
                    role: Role::GlobalAdmin,
                },
                Grant {
                    account: WILGA,
                    role: Role::GlobalAdmin,
                },
            ],
            &[],
        ),
        user(BEN, "Ben", contoso(Role::AdminAgent), &[]),
        user(CID, "Cid", contoso(Role::UserManagementAdmin), &[]),
        user(DEE, "Dee", contoso(Role::MpnPartnerAdmin), &[]),
        user(
            ZOE,
            "Zoe",
            vec![Grant {
                account: WILGA,
                role: Role::GlobalAdmin,
            }],
            &[],
        ),
        user(FAY, "Fay", Vec::new(), &[StaffRole::Finance]),
        user(SUE, "Sue", Vec::new(), &[StaffRole::Support]),
        user(SAM, "Sam", Vec::new(), &[StaffRole::Support]),
        user(AUD, "Aud", Vec::new(), &[StaffRole::Auditor]),
    ]
}

pub fn user(id: UserId, name: &str, grants: Vec<Grant>, staff: &[StaffRole]) -> User {
    User {
        id,
        name: Name::parse(name).unwrap(),
        email: Email::parse(&format!("{}@example.com", name.to_lowercase().replace(' ', "-"))).unwrap(),
        grants,
        staff: staff.to_vec(),
        os_user: None,
        disabled: false,
    }
}

/// A small number out of a text.
fn crc(text: &str) -> u32 {
    text.bytes().fold(17, |hash: u32, byte| {
        hash.wrapping_mul(31).wrapping_add(u32::from(byte))
    })
}
