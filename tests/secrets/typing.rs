//! People who type card numbers into everything: after many random actions no file, log, backup or output has one.
//!
//! `OFFERDESK_TEST_CARD_ACTIONS=10000` makes it as many as one likes, `OFFERDESK_TEST_CARD_SEED` the same ones again.
//! These are the use cases; `tests/walkthroughs/typed_cards.rs` has the keys, `tests/cli/typed_cards.rs` the commands.

use std::path::Path;
use std::sync::Mutex;

use offerdesk::catalog;
use offerdesk::domain::audit::Chain;
use offerdesk::domain::country::AddressInput;
use offerdesk::domain::order::OrderNumber;
use offerdesk::domain::profile::LegalProfileInput;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::maintenance::{BackUp, Holder, Opening, Source, back_up, restore};
use offerdesk::services::requests::{NewRequest, RequestForm};
use offerdesk::services::search::ListFilter;
use offerdesk::store::check::TypedView;
use offerdesk::store::error::{LockHolder, StoreError};
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Envelope, Kind};
use offerdesk::store::records;

use crate::cards::{self, Numbers};
use crate::chance::Chance;
use crate::desk::{ANA, BEN, CONTOSO, Desk, Setup, actor, offer_id, store_in};
use crate::said::{Log, Said};

/// Types the text into one field of one use case; the fields take turns.
async fn act(desk: &Desk, said: &Said, turn: u64, text: &str, form: &RequestForm) {
    let services = &desk.services;
    let text = text.to_owned();
    let whole = |place: u64| {
        if turn / 8 % 7 == place {
            text.clone()
        } else {
            "x".to_owned()
        }
    };
    match turn % 8 {
        0 => {
            let mut draft = desk.wizard(ANA, "action-pack").await.draft;
            for (place, field) in [
                &mut draft.card_form.holder,
                &mut draft.card_form.expiry,
                &mut draft.card_form.postal_code,
                &mut draft.transfer_form.name,
                &mut draft.transfer_form.phone,
                &mut draft.transfer_form.email,
                &mut draft.purchase_order,
            ]
            .into_iter()
            .enumerate()
            {
                *field = whole(u64::try_from(place).unwrap());
            }
            said.result(&services.save_draft(&actor(ANA), draft.clone()).await);
            draft.purchase_order = text;
            said.result(&services.review(&actor(ANA), &draft).await);
        }
        1 => {
            // As it is typed, a sign at a time.
            let mut draft = form.draft.clone();
            for end in (1..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                draft.fields = vec![("title".to_owned(), text.get(..end).unwrap().to_owned())];
                if end + 8 > text.len() || end % 5 == 0 {
                    said.result(&services.save_form_draft(&actor(ANA), draft.clone()).await);
                }
            }
        }
        2 => {
            let new = NewRequest {
                problem: whole(0),
                title: whole(1),
                description: whole(2),
                name: whole(3),
                email: whole(4),
                phone: whole(5),
                ..request(form)
            };
            said.say(&services.send_request(&actor(ANA), &new).await.is_err());
            if let Err(refused) = services.send_request(&actor(ANA), &new).await {
                said.say(&refused);
            }
        }
        3 => {
            let input = LegalProfileInput {
                company: whole(0),
                address: AddressInput {
                    line1: whole(1),
                    line2: whole(2),
                    city: whole(3),
                    state: whole(4),
                    postal_code: whole(5),
                    country: "US".to_owned(),
                },
                vat_id: whole(6),
                contact_name: text.clone(),
                contact_email: text.clone(),
                contact_phone: text.clone(),
            };
            said.say(&services.countries().check_profile(&input));
        }
        4 => {
            let name = format!("{text}.pdf");
            let content = b"%PDF-1.4\n".to_vec();
            let kept = services
                .keep_attachment(&actor(ANA), CONTOSO, &name, content)
                .await;
            said.result(&kept);
            said.result(
                &services
                    .keep_local_file(&actor(ANA), CONTOSO, &format!("/tmp/{text}.pdf"))
                    .await,
            );
        }
        5 => {
            let filter = ListFilter {
                text: text.clone(),
                i18n: I18n::new(Locale::PlPl),
            };
            said.result(&services.find_orders(&actor(BEN), CONTOSO, &filter).await);
            said.result(&services.find_accounts(&actor(BEN), &filter).await);
            said.result(&services.find(&actor(BEN), &text, 10).await);
        }
        6 => {
            said.result(&services.person_by_email(&text).await);
            said.result(&services.local_actor(&text).await);
            said.say(&text.parse::<OrderNumber>());
        }
        _ => {
            let file =
                offerdesk::config::file::File::new("theme.toml", format!("[a]\n\"{text}\" = \"{text}\"\n"));
            let (_, mistakes) = file.read(|table, mistakes| table.only(&["b"], mistakes));
            said.say(&mistakes);
            for mistake in &mistakes {
                said.result(&Err::<(), _>(mistake.clone()));
            }
        }
    }
}

fn request(form: &RequestForm) -> NewRequest {
    NewRequest {
        intent: form.draft.intent,
        account: CONTOSO,
        problem: "something-else".to_owned(),
        severity: offerdesk::domain::request::Severity::Minimal,
        about: offerdesk::services::requests::Subject::Account,
        cancel: false,
        title: "x".to_owned(),
        description: "x".to_owned(),
        name: "x".to_owned(),
        email: "x".to_owned(),
        phone: "x".to_owned(),
        attachments: Vec::new(),
    }
}

/// What the records of a store are, out of the blocks and segments in which they lie; the store's own thread reads them.
static DECODED: Mutex<(usize, Vec<u8>)> = Mutex::new((0, Vec::new()));

/// Inspects as the desk does, and keeps what it saw.
fn keep(kind: Kind, envelope: &Envelope) -> Result<TypedView, StoreError> {
    let mut decoded = DECODED.lock().unwrap();
    decoded.0 += usize::from(matches!(kind, Kind::Draft | Kind::FormDraft));
    decoded.1.extend_from_slice(&envelope.payload);
    decoded
        .1
        .extend_from_slice(format!("{:?}", envelope.claims).as_bytes());
    for entry in &envelope.entries {
        decoded.1.extend_from_slice(&entry.key);
    }
    drop(decoded);
    records::inspect(kind, envelope)
}

/// Insists that a store holds drafts, and no card number in any record, key of an index, claim or audit entry.
async fn no_record_holds_any(numbers: &Numbers, path: &Path) {
    let engine = offerdesk::store::open(path, &OpenOptions::new(LockHolder::default())).unwrap();
    let report = engine.check(keep).await.unwrap();
    assert_eq!(report.problems, []);
    let (drafts, seen) = std::mem::take(&mut *DECODED.lock().unwrap());
    let audited = engine.audit(Chain::Account(CONTOSO), 0, 100_000).await.unwrap();
    engine.close().await.unwrap();
    assert!(
        drafts >= 2 && report.audited > 0,
        "drafts of both kinds are kept: {drafts}"
    );
    assert_eq!(
        numbers.found_in(&String::from_utf8_lossy(&seen)),
        None,
        "a record"
    );
    assert_eq!(numbers.found_in(&format!("{audited:?}")), None, "the audit log");
}

#[test]
fn card_numbers_typed_into_everything_are_nowhere_afterwards() {
    let actions = cards::actions(cards::Kind::Services, 320);
    let mut chance = Chance::new(cards::seed());
    let folder = tempfile::tempdir().unwrap();
    let said = Said::default();
    let mut numbers = Numbers::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let _log = tracing::subscriber::set_default(Log(said.clone()));
    let home = folder.path().join("desk");
    let (backup, elsewhere) = (folder.path().join("backup.tar"), folder.path().join("restored"));
    runtime.block_on(async {
        let desk = Desk::within(&home, "2026-07-03", Setup::default()).await;
        desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
        let form = desk
            .services
            .request_form(&actor(ANA), CONTOSO, Some(&offer_id("action-pack")))
            .await
            .unwrap();
        for turn in 0..actions {
            let text = numbers.typed(&mut chance);
            act(&desk, &said, turn, &text, &form).await;
        }
        desk.checked().await;
        // The first with all of it in the journal, the second with a checkpoint as well.
        for (to, replace) in [(&backup, false), (&folder.path().join("later.tar"), false)] {
            let to = BackUp::File {
                path: to.clone(),
                replace,
            };
            said.say(&back_up(store_in(&home), to).await.unwrap());
            desk.engine.rebuild().await.unwrap();
        }
        desk.engine.close().await.unwrap();
        let restored = restore(opening(&elsewhere), Source::File(backup.clone()), false).await;
        let restored = restored.unwrap();
        assert_eq!(restored.problems, 0);
        said.say(&restored);
        no_record_holds_any(&numbers, &store_in(&home)).await;
        no_record_holds_any(&numbers, &elsewhere).await;
    });
    let said = said.text();
    assert!(
        said.contains("CardNumber") || said.contains("card-number-in-text"),
        "refusals were heard"
    );
    assert_eq!(numbers.found_in(&said), None, "what was said");
    let files = cards::files(folder.path());
    for name in ["journal.0", "backup.tar", "later.tar"] {
        assert!(files.iter().any(|(path, _)| path.ends_with(name)), "{name}");
    }
    numbers.are_in_no_file(folder.path());
    numbers.can_be_found();
}

fn opening(path: &Path) -> Opening {
    Opening {
        path: path.to_owned(),
        holder: Holder::default(),
        today: None,
        gateway: None,
        catalog: catalog::embedded().unwrap(),
        adopts_catalog: false,
        notice: None,
    }
}
