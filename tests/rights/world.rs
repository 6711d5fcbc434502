//! What there must be so that something can be tried: a desk, and what somebody did at it before.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use offerdesk::catalog;
use offerdesk::domain::attachment::{Attachment, FileHash};
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::draft::Draft;
use offerdesk::domain::form_draft::{FormDraft, FormSubject};
use offerdesk::domain::ids::{OrderId, ReceiptId, RequestId, SavedCardId, UserId};
use offerdesk::domain::money::Money;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::payment::{DeclineReason, TokenizedCard};
use offerdesk::domain::profile::LegalProfileInput;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::Dependencies;
use offerdesk::services::Services;
use offerdesk::services::ids::Ids;
use offerdesk::services::orders::OrderView;
use offerdesk::services::payments::SettledByHand;
use offerdesk::services::receipts::MoneyIn;
use offerdesk::services::requests::{NewRequest, RequestView};
use offerdesk::services::wizard::WizardStart;
use offerdesk::store::files::Files;

use crate::asking::{WANTED, cancellation, decide, question};
use crate::desk::{
    ANA, AUD, CONTOSO, Desk, Dump, FAY, Folder, SUE, Setup, actor, noon, offer_id, request, store_in,
    transfer,
};
use crate::forgetful::Memory;
use crate::people::people;

const TODAY: &str = "2026-07-03";
const MINUTE: i64 = 60_000;

/// What there is before somebody tries something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// A folder with a store that was not set up.
    Fresh,
    /// A subscription that may be renewed.
    Window,
    /// A subscription that ends in a few months.
    Ahead,
    /// Months later.
    MonthsLater,
    /// An order that waits for its transfer.
    Ordered,
    /// The same after its due day.
    Overdue,
    /// An order whose card was declined.
    Declined,
    /// A card that is kept.
    CardKept,
    /// Money of which something is left, and another order that waits for some.
    Unallocated,
    /// A transfer that is to be sent back.
    ToReturn,
    /// An attempt that its network has not known for an hour.
    Forgotten,
    /// A charge that no order counts, of the order that it was asked for.
    Orphan,
    /// The same after the bank refused to refund it.
    Refused,
    /// A change of the legal profile that waits for Support.
    Pending,
    /// A support request with a file.
    Asked,
    /// The same, closed.
    Closed,
    /// A request to cancel.
    Cancelling,
}

/// A desk and what was done at it.
pub struct World {
    pub desk: Desk,
    files: Files,
    memory: Memory,
    order: Option<OrderView>,
    other: Option<OrderView>,
    asked: Option<RequestView>,
    wizard: Option<WizardStart>,
    token: Option<TokenizedCard>,
    pub receipt: ReceiptId,
    pub reference: String,
    pub card: SavedCardId,
}

/// Everything that a refusal must leave as it was.
#[derive(PartialEq, Eq, Debug)]
pub struct Mark(Dump, Vec<FileHash>);

static IDS: AtomicU64 = AtomicU64::new(1_000_000);

/// A number that nothing else has.
fn fresh() -> u128 {
    u128::from(IDS.fetch_add(1, Ordering::Relaxed))
}

impl World {
    /// A world in which `by` did what there must be.
    pub async fn new(start: Start, by: UserId) -> Self {
        let memory = Memory::default();
        let mut desk = if start == Start::Fresh {
            let folder = Arc::new(Folder::Temporary(tempfile::tempdir().unwrap()));
            let clock = offerdesk::services::clock::Clock::manual(noon(TODAY));
            Desk::open(folder, clock, Setup::default())
        } else {
            Desk::with(TODAY, memory.setup()).await
        };
        let files = Files::in_folder(&store_in(desk.folder.path()));
        desk.services = with_files(&desk, &memory, files.clone());
        let mut world = Self {
            desk,
            files,
            memory,
            order: None,
            other: None,
            asked: None,
            wizard: None,
            token: None,
            receipt: ReceiptId::new(fresh()),
            reference: String::new(),
            card: SavedCardId::new(0),
        };
        if start != Start::Fresh {
            for person in people() {
                world.desk.put(&person).await;
            }
            for offer in [WANTED, "silver"] {
                world.desk.holds(CONTOSO, offer, "2026-06-22").await;
            }
            world.token = Some(world.desk.token(crate::desk::GOOD).await);
            world.wizard = Some(world.desk.wizard(ANA, WANTED).await);
            Box::pin(world.begin(start, by)).await;
        }
        world
    }

    async fn begin(&mut self, start: Start, by: UserId) {
        let desk = &self.desk;
        match start {
            Start::Fresh | Start::Window => {}
            Start::Ahead => {
                desk.holds(CONTOSO, "gold", "2026-09-01").await;
            }
            Start::MonthsLater => desk.go_to("2026-10-15"),
            Start::Ordered => self.order = Some(self.order_by(by).await),
            Start::Overdue => {
                self.order = Some(self.order_by(by).await);
                self.desk.go_to("2026-08-05");
            }
            Start::Declined => {
                let card = desk.card_that(Behavior::Decline(DeclineReason::InsufficientFunds));
                let declined = desk.renew(by, WANTED, card.await).await.unwrap();
                assert!(matches!(declined.order.state, OrderState::Declined(_)));
                self.order = Some(declined);
            }
            Start::CardKept => {
                let mut buy = request(&desk.wizard(by, WANTED).await, desk.good().await);
                buy.keep_card = true;
                desk.services.place_order(&actor(by), buy).await.unwrap();
                let cards = desk.services.saved_cards(&actor(AUD), CONTOSO, None, 10).await;
                self.card = cards.unwrap().lines[0].saved.id;
            }
            Start::Unallocated => {
                self.order = Some(self.order_by(by).await);
                self.other = Some(desk.renew(by, "silver", transfer()).await.unwrap());
                let total = self.order().order.quote.total;
                let money = MoneyIn {
                    id: self.receipt,
                    amount: Money::new(total.minor + 10_000, total.currency),
                    ..self.money()
                };
                desk.services.book_money(&actor(FAY), &money).await.unwrap();
            }
            Start::ToReturn => {
                self.order = Some(self.order_by(by).await);
                desk.services
                    .book_money(&actor(FAY), &self.money())
                    .await
                    .unwrap();
                let asked = desk.send(ANA, &cancellation(WANTED)).await;
                desk.services
                    .decide_request(&actor(SUE), &decide(&asked, true))
                    .await
                    .unwrap();
            }
            Start::Forgotten | Start::Orphan | Start::Refused => self.forget(start, by).await,
            Start::Pending => {
                let page = desk.services.legal_profile(&actor(by), CONTOSO).await.unwrap();
                let input = self.moved().await;
                desk.services
                    .change_profile(&actor(by), CONTOSO, page.version, &input)
                    .await
                    .unwrap();
            }
            Start::Asked | Start::Closed => {
                let author = actor(by);
                let file = desk.services.keep_attachment(&author, CONTOSO, "a.pdf", pdf());
                let new = NewRequest {
                    attachments: vec![file.await.unwrap()],
                    ..question()
                };
                let mut asked = desk.send(by, &new).await;
                if start == Start::Closed {
                    asked = desk.close(SUE, &asked).await.unwrap();
                }
                self.asked = Some(asked);
            }
            Start::Cancelling => self.asked = Some(desk.send(by, &cancellation(WANTED)).await),
        }
    }

    async fn forget(&mut self, start: Start, by: UserId) {
        let desk = &self.desk;
        let card = desk.card_that(Behavior::SilentAfter).await;
        self.order = Some(desk.renew(by, WANTED, card).await.unwrap());
        self.memory.forget();
        assert_eq!(desk.services.reconcile().await.unwrap().left, 1);
        desk.clock.set(Timestamp(desk.clock.now().0 + 60 * MINUTE));
        if start != Start::Forgotten {
            let settled = desk
                .services
                .settle_by_hand(&actor(FAY), &self.found(false))
                .await;
            assert_eq!(settled.unwrap().order.state, OrderState::Voided);
            self.memory.remember();
            assert_eq!(desk.services.reconcile().await.unwrap().orphans, 1);
            let lines = desk.services.orphans(&actor(AUD), false, None, 10).await;
            self.reference
                .clone_from(&lines.unwrap().lines[0].orphan.reference);
        }
        if start == Start::Refused {
            self.memory.mistake();
            let refunding = desk.services.refund_orphan(&actor(FAY), &self.reference).await;
            assert!(refunding.is_ok());
            assert_eq!(desk.services.reconcile().await.unwrap().left, 0);
        }
    }

    async fn order_by(&self, by: UserId) -> OrderView {
        self.desk.renew(by, WANTED, transfer()).await.unwrap()
    }

    /// The use cases.
    pub const fn services(&self) -> &Services {
        &self.desk.services
    }

    /// The order that all is about.
    pub fn order(&self) -> &OrderView {
        self.order.as_ref().unwrap()
    }

    /// Another one, which waits for money.
    pub fn other(&self) -> &OrderView {
        self.other.as_ref().unwrap()
    }

    /// The support request.
    pub fn asked(&self) -> &RequestView {
        self.asked.as_ref().unwrap()
    }

    /// The wizard as a Global admin opened it.
    pub fn wizard(&self) -> &WizardStart {
        self.wizard.as_ref().unwrap()
    }

    /// A card that may be charged.
    pub fn token(&self) -> TokenizedCard {
        self.token.clone().unwrap()
    }

    /// An intent that nothing has.
    pub fn intent() -> OrderId {
        OrderId::new(fresh())
    }

    /// The money that pays the order.
    pub fn money(&self) -> MoneyIn {
        let order = &self.order().order;
        MoneyIn {
            id: ReceiptId::new(fresh()),
            number: order.number,
            amount: order.quote.total,
            value_date: self.desk.clock.today(),
            payer_reference: String::new(),
            bank_reference: String::new(),
            is_other_money: false,
        }
    }

    /// What Finance found out about the order.
    pub fn found(&self, charged: bool) -> SettledByHand {
        SettledByHand {
            number: self.order().order.number,
            charged,
            note: "The bank told it by phone.".to_owned(),
        }
    }

    /// A draft of the wizard.
    pub fn draft(&self) -> Draft {
        Draft::new(
            ANA,
            CONTOSO,
            offer_id(WANTED),
            Self::intent(),
            self.desk.clock.now(),
        )
    }

    /// A draft of a form.
    pub fn form_draft(&self, subject: FormSubject) -> FormDraft {
        FormDraft {
            user: ANA,
            account: CONTOSO,
            subject,
            intent: RequestId::new(fresh()),
            fields: vec![("text".to_owned(), "Half a senten".to_owned())],
            attachments: Vec::new(),
            updated: self.desk.clock.now(),
        }
    }

    /// The legal profile at another address.
    pub async fn moved(&self) -> LegalProfileInput {
        let page = self.services().legal_profile(&actor(AUD), CONTOSO).await.unwrap();
        let mut input = LegalProfileInput::from(&page.account.profile);
        "2 Side St".clone_into(&mut input.address.line1);
        input
    }

    /// The version of the account as it is now.
    pub async fn version(&self) -> u64 {
        let page = self.services().legal_profile(&actor(AUD), CONTOSO).await;
        page.unwrap().version
    }

    /// Another file, kept already.
    pub async fn file(&self) -> Attachment {
        let kept = self
            .services()
            .keep_attachment(&actor(ANA), CONTOSO, "b.pdf", pdf())
            .await;
        kept.unwrap()
    }

    /// A path in the folder of the test at which nothing lies.
    pub fn free_path(&self) -> String {
        let name = format!("saved-{}.pdf", fresh());
        self.desk.folder.path().join(name).display().to_string()
    }

    /// A file of this machine.
    pub fn local_file(&self) -> String {
        let path = self.desk.folder.path().join("local.pdf");
        std::fs::write(&path, pdf()).unwrap();
        path.display().to_string()
    }

    /// What a refusal must leave as it was.
    pub async fn mark(&self) -> Mark {
        let mut files = self.files.names().await.unwrap();
        files.sort_unstable_by_key(|hash| hash.to_bytes());
        Mark(self.desk.dump().await, files)
    }
}

/// A file that is taken for a PDF.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n%%EOF\n".to_vec()
}

/// The use cases of a desk, with a folder for files.
fn with_files(desk: &Desk, memory: &Memory, files: Files) -> Services {
    let setup = memory.setup();
    let loaded = catalog::embedded().unwrap();
    let gateway = (setup.gateway)(desk.sandbox.clone());
    let clock = desk.clock.clone();
    let mut parts = Dependencies::new(
        Some(gateway),
        loaded.catalog,
        loaded.countries,
        clock,
        Ids::random(),
    );
    parts.demo = true;
    parts.timeouts = setup.patience;
    parts.files = Some(files);
    Services::new(desk.store.clone(), parts)
}
