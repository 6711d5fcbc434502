//! `due`: what has to be done, in words and for programs, and an exit code for cron.

use insta::assert_snapshot;
use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin};
use offerdesk::domain::date::Timestamp;
use offerdesk::store::error::LockHolder;
use offerdesk::store::opening::OpenOptions;
use offerdesk::store::record::{Batch, Expect, Kind, Put, RecordRef, Scan};
use offerdesk::store::records::{SELLER_ID, index};

use crate::support::{Home, TODAY};

#[test]
fn what_is_due_is_a_table_soonest_first() {
    let home = Home::new();
    assert_snapshot!(home.demo("due"), @"
    exit 0
    --- stdout
    Left       Company                       MPN ID   What                    Until          Total
    last day   Brücke Datentechnik GmbH      3456789  Renew Action Pack       June 22, 2026  €487.90
    7 days     株式会社みらいソフト          7890123  Renew Gold              June 28, 2026  $4,730.00
    23 days    Aurora Cloud Works LLC        1234567  Renew Action Pack       July 14, 2026  $475.00
    31 days    Harbor Point Consulting Inc.  6789012  Pay order OD-9KD5-HYX0  July 22, 2026  $475.00
    attention  Bałtyk Systemy sp. z o.o.     2345678  Answer request 1003     –              –
    in 1 day   Bałtyk Systemy sp. z o.o.     2345678  Renew Action Pack       July 22, 2026  PLN 1,800.00
    ");
    assert_snapshot!(home.demo("due --lang pl"), @"
    exit 0
    --- stdout
    Zostało        Firma                         Identyfikator MPN  Co zrobić                      Do               Razem
    ostatni dzień  Brücke Datentechnik GmbH      3456789            Odnów: Action Pack             22 czerwca 2026  487,90 EUR
    7 dni          株式会社みらいソフト          7890123            Odnów: Gold                    28 czerwca 2026  4 730,00 USD
    23 dni         Aurora Cloud Works LLC        1234567            Odnów: Action Pack             14 lipca 2026    475,00 USD
    31 dni         Harbor Point Consulting Inc.  6789012            Opłać zamówienie OD-9KD5-HYX0  22 lipca 2026    475,00 USD
    wymaga uwagi   Bałtyk Systemy sp. z o.o.     2345678            Odpowiedz na zgłoszenie 1003   –                –
    za 1 dzień     Bałtyk Systemy sp. z o.o.     2345678            Odnów: Action Pack             22 lipca 2026    1 800,00 zł
    ");
    assert_snapshot!(home.demo("due --limit 1"), @"
    exit 0
    --- stdout
    Left      Company                   MPN ID   What               Until          Total
    last day  Brücke Datentechnik GmbH  3456789  Renew Action Pack  June 22, 2026  €487.90
    --- stderr
    These aren't all. To see more, use a larger --limit.
    ");
}

#[test]
fn a_span_of_days_ends_with_a_code_that_tells_whether_anything_is_due() {
    let home = Home::new();
    assert_snapshot!(home.demo("due --within 1d"), @"
    exit 6
    --- stdout
    Left      Company                   MPN ID   What               Until          Total
    last day  Brücke Datentechnik GmbH  3456789  Renew Action Pack  June 22, 2026  €487.90
    ");
    assert_snapshot!(home.demo("due --within 7d --account 1234567"), @"
    exit 0
    --- stdout
    Nothing is due within 7 days.
    ");
    assert_snapshot!(home.demo("due --within 1d --account 1234567 --lang pl"), @"
    exit 0
    --- stdout
    Dzisiaj nie mija żaden termin.
    ");
    // Without a span nothing is asked.
    assert!(home.demo("due --account 1234567").starts_with("exit 0"));
    assert!(home.demo("due --within 30d --json").starts_with("exit 6"));
}

#[test]
fn nonsense_is_refused_before_anything_is_opened() {
    let home = Home::new();
    for wrong in ["0d", "7", "-1d", "1w", "400d"] {
        let said = home.demo(&format!("due --within={wrong}"));
        assert!(said.starts_with("exit 2"), "{said}");
        assert!(said.contains("from 1d to 366d"), "{said}");
    }
    assert!(home.demo("due --limit 0").starts_with("exit 2"));
    assert!(!home.path("data").exists());
    assert_snapshot!(home.demo("due --account 7654321"), @"
    exit 3
    --- stderr
    Error: There's no account “7654321”. Nothing was changed.
    Hint: Check the spelling.
    ");
}

#[test]
fn whoever_holds_no_role_is_told_that_nothing_is_due_for_them() {
    let home = Home::new();
    assert_snapshot!(home.demo("due --as fiona.grant@seller.example --within 7d"), @"
    exit 0
    --- stdout
    You don't have a role in any account, so nothing is due for you.
    ");
}

#[test]
fn programs_get_every_row_with_its_ids() {
    let home = Home::new();
    assert_snapshot!(home.demo("due --json --account 1234567"), @r#"
    exit 0
    --- stdout
    {
      "day": "2026-06-22",
      "figures": {
        "last_day": {
          "number": 0,
          "more": false
        },
        "renewal_open": {
          "number": 1,
          "more": false
        },
        "money_awaited": {
          "number": 0,
          "more": false
        },
        "attention": {
          "number": 0,
          "more": false
        },
        "called_off": {
          "number": 0,
          "more": false
        },
        "drafts": {
          "number": 0,
          "more": false
        },
        "opening_soon": {
          "number": 0,
          "more": false
        }
      },
      "due": [
        {
          "what": "renew",
          "mpn_id": "1234567",
          "company": "Aurora Cloud Works LLC",
          "offer": "action-pack",
          "name": "Action Pack",
          "first_day": "2026-06-15",
          "last_day": "2026-07-14",
          "days_left": 23,
          "opens_in": null,
          "urgent": false,
          "total": {
            "minor": 47500,
            "currency": "USD",
            "text": "475.00 USD"
          },
          "order": null,
          "request": null,
          "cancellation": null,
          "draft": false,
          "closed": null
        }
      ],
      "more": false
    }
    "#);
}

/// The incident that must not come: a store of a build without these indexes was opened, and nothing was due.
#[test]
fn a_store_of_an_older_build_is_due_for_the_same() {
    let home = Home::new();
    let before = home.demo("due --json");
    strip(&home, true);
    assert_eq!(home.demo("due --json"), before);
    let checked = home.demo("store check");
    assert!(checked.starts_with("exit 0"), "{checked}");
}

/// An older build had written to a store that was brought up to date already: rows were missing on Due ever after, and
/// no command brought them back.
#[test]
fn what_an_older_build_wrote_later_was_never_due() {
    let home = Home::new();
    let before = home.demo("due --json");
    strip(&home, false);
    assert_ne!(home.demo("due --json"), before);
    let checked = home.demo("store check");
    assert!(checked.starts_with("exit 1"), "{checked}");
    let rebuilt = home.demo("store rebuild");
    assert!(rebuilt.starts_with("exit 0"), "{rebuilt}");
    assert_eq!(home.demo("due --json"), before);
}

/// Takes the entries away that an older build did not write, that of the seller as well if the store is to be known as an
/// old one.
fn strip(home: &Home, is_old: bool) {
    let added = [
        index::DUE_BY_ACCOUNT,
        index::DUE_BY_DAY,
        index::DRAFTS_BY_PERSON,
        index::INDEXES,
    ];
    let path = home.path("data/offerdesk/demo");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(async {
        let engine = offerdesk::store::open(&path, &OpenOptions::new(LockHolder::default())).unwrap();
        let seller = RecordRef {
            kind: Kind::Setting,
            id: SELLER_ID.to_vec(),
        };
        let mut records: Vec<RecordRef> = is_old.then_some(seller).into_iter().collect();
        let scan = Scan {
            index: index::DUE_BY_DAY,
            prefix: Vec::new(),
            after: None,
            limit: 1_000,
            descending: false,
        };
        let found = engine.scan(scan.clone()).await.unwrap();
        records.extend(found.into_iter().map(|found| found.record));
        assert!(records.len() > 5);
        let today = TODAY.parse().unwrap();
        let mut batch = Batch::new(Timestamp::start_of(today), None);
        for record in records {
            let kept = engine.get(record.clone()).await.unwrap().unwrap();
            batch.puts.push(Put {
                record,
                expects: Expect::Version(kept.version),
                schema: kept.schema,
                account: kept.account,
                entries: kept
                    .entries
                    .into_iter()
                    .filter(|entry| !added.contains(&entry.index))
                    .collect(),
                claims: kept.claims,
                payload: kept.payload,
            });
        }
        let entry = AuditEntry {
            at: batch.at,
            actor: None,
            origin: Origin::Desk,
            action: AuditAction::SubscriptionRecorded,
            subjects: Vec::new(),
        };
        batch.audit(Chain::System, entry);
        engine.commit(batch).await.unwrap();
        assert_eq!(engine.scan(scan).await.unwrap(), []);
        engine.close().await.unwrap();
    });
}

#[test]
fn the_desk_begins_at_an_account_that_is_there_and_a_command_takes_its_own() {
    let home = Home::new();
    assert_snapshot!(home.demo("--account 1234567 due"), @"
    exit 2
    --- stderr
    error: in front of a command, --account means nothing: write it behind the command

    Usage: offerdesk [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ");
    assert_snapshot!(home.demo("--account 7654321 --plain"), @"
    exit 3
    --- stderr
    Error: There's no account “7654321”. Nothing was changed.
    Hint: Check the spelling.
    ");
}
