//! People who type card numbers into everything: after many random actions no file, log, backup or output has one.
//!
//! `OFFERDESK_TEST_CARD_ACTIONS=10000` makes it as many as one likes, `OFFERDESK_TEST_CARD_SEED` the same ones again.

use std::collections::HashSet;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use offerdesk::domain::country::AddressInput;
use offerdesk::domain::message::Coded;
use offerdesk::domain::numeral;
use offerdesk::domain::order::OrderNumber;
use offerdesk::domain::profile::LegalProfileInput;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::requests::{NewRequest, RequestForm};
use offerdesk::services::search::OrderFilter;

use crate::chance::Chance;
use crate::desk::{ANA, BEN, CONTOSO, Desk, Setup, actor, offer_id};
use crate::files;

/// Prefixes of brands with the number of digits of their cards.
const BRANDS: [(&str, usize); 6] = [
    ("4", 16),
    ("5123", 16),
    ("37", 15),
    ("3000", 14),
    ("6304", 19),
    ("3530", 17),
];

/// A valid card number.
fn draw(chance: &mut Chance) -> String {
    let (prefix, length) = BRANDS[usize::try_from(chance.below(6)).unwrap()];
    let mut digits = prefix.to_owned();
    while digits.len() < length - 1 {
        digits.push(char::from(b'0' + u8::try_from(chance.below(10)).unwrap()));
    }
    let passes = |digits: &str| {
        let sum: u32 = digits
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| {
                let digit = u32::from(byte - b'0') * if place % 2 == 0 { 1 } else { 2 };
                digit / 10 + digit % 10
            })
            .sum();
        sum.is_multiple_of(10)
    };
    let last = (0..10).find(|last| passes(&format!("{digits}{last}"))).unwrap();
    format!("{digits}{last}")
}

/// The same as somebody types it.
fn typed(chance: &mut Chance, number: &str) -> String {
    let signs = [" ", "-", ".", ",", "/", "\u{a0}", "\u{2009}", "–", "\u{200b}", ""];
    let sign = signs[usize::try_from(chance.below(10)).unwrap()];
    let every = 1 + usize::try_from(chance.below(6)).unwrap();
    let wide = chance.below(5) == 0;
    let mut text = String::new();
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && place % every == 0 {
            text.push_str(sign);
        }
        let shifted = u32::from(digit) + if wide { 0xfee0 } else { 0 };
        text.push(char::from_u32(shifted).unwrap());
    }
    match chance.below(3) {
        0 => text,
        1 => format!("my card: {text}"),
        _ => format!("{text}; thanks"),
    }
}

/// Whether a text has one of the numbers, with at most three other signs between two digits.
fn has_any(text: &str, numbers: &HashSet<String>) -> Option<String> {
    let mut runs = vec![String::new()];
    let mut others = 0;
    for c in text.chars() {
        match numeral::digit(c) {
            Some(digit) => {
                if others > 3 {
                    runs.push(String::new());
                }
                runs.last_mut().unwrap().push(digit);
                others = 0;
            }
            None => others += 1,
        }
    }
    for run in runs {
        for length in [14, 15, 16, 17, 19] {
            let places = (0..run.len()).filter_map(|from| run.get(from..from + length));
            if let Some(found) = places.into_iter().find(|piece| numbers.contains(*piece)) {
                return Some(found.to_owned());
            }
        }
    }
    None
}

/// All that is said: results, refusals in both languages, and the log.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<String>>);

impl Said {
    fn say(&self, value: &impl Debug) {
        writeln!(self.0.lock().unwrap(), "{value:?}").unwrap();
    }

    fn result<T: Debug, E: Debug + Coded>(&self, result: &Result<T, E>) {
        self.say(result);
        if let Err(error) = result {
            for locale in [Locale::EnUs, Locale::PlPl] {
                self.say(&I18n::new(locale).explain(error).sentence);
            }
        }
    }
}

struct Log(Said);

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        self.0.say(span);
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        self.0.say(values);
    }
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        self.0.say(event);
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

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
            let filter = OrderFilter {
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

#[test]
fn card_numbers_typed_into_everything_are_nowhere_afterwards() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let actions = number("OFFERDESK_TEST_CARD_ACTIONS").unwrap_or(320);
    let seed = number("OFFERDESK_TEST_CARD_SEED").unwrap_or_else(|| getrandom::u64().unwrap());
    println!("OFFERDESK_TEST_CARD_SEED={seed}");
    let folder = tempfile::tempdir().unwrap();
    let said = Said::default();
    let mut chance = Chance::new(seed);
    let mut numbers = HashSet::new();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let _log = tracing::subscriber::set_default(Log(said.clone()));
    runtime.block_on(async {
        let desk = Desk::within(&folder.path().join("desk"), "2026-07-03", Setup::default()).await;
        desk.holds(CONTOSO, "action-pack", "2026-06-22").await;
        let form = desk
            .services
            .request_form(&actor(ANA), CONTOSO, Some(&offer_id("action-pack")))
            .await
            .unwrap();
        for turn in 0..actions {
            let number = draw(&mut chance);
            let text = typed(&mut chance, &number);
            numbers.insert(number);
            act(&desk, &said, turn, &text, &form).await;
        }
        desk.checked().await;
        desk.engine.rebuild().await.unwrap();
        desk.engine.close().await.unwrap();
    });
    let said = said.0.lock().unwrap();
    assert!(
        said.contains("CardNumber") || said.contains("card-number-in-text"),
        "refusals were heard"
    );
    assert_eq!(has_any(&said, &numbers), None, "what was said");
    let files = files(folder.path());
    assert!(files.iter().any(|(path, _)| path.ends_with("journal.0")));
    for (path, content) in &files {
        let found = has_any(&String::from_utf8_lossy(content), &numbers);
        assert_eq!(found, None, "{}", path.display());
    }
    // The search finds what is there to be found.
    let some = numbers.iter().next().unwrap();
    let spread: String = some.chars().flat_map(|digit| [digit, ',']).collect();
    assert!(has_any(&spread, &numbers).is_some());
}
