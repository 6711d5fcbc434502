//! The pictures in README.md and docs: made from what the real desk sends to a terminal, and held up to date.
//!
//! Each is a walk through the demo, its bytes shown by an independent emulator, and that emulator's cells drawn as an
//! SVG. A picture that is no longer what the desk shows fails; the failure names the command that makes them anew.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "pictures/moving.rs"]
mod moving;
#[path = "support/pilot.rs"]
mod pilot;
#[path = "pictures/svg.rs"]
mod svg;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use offerdesk::i18n::Locale;
use pilot::asking::SOFIA;
use pilot::fixture::Fixture;
use pilot::{FIONA, Pilot, Seat};
use ratatui::layout::Size;

const MAKE_ANEW: &str = "OFFERDESK_PICTURES=write cargo test --test pictures";

/// Seconds for each screen of a moving picture.
const SECONDS: usize = 3;

/// Pictures by the name of their file.
#[derive(Default)]
struct Album(BTreeMap<String, String>);

impl Album {
    fn keep(&mut self, name: &str, pilot: &Pilot, title: &str) {
        let picture = pilot.with_emulator(|screen| svg::drawn(screen, title));
        let former = self.0.insert(format!("{name}.svg"), picture);
        assert!(former.is_none(), "{name} is kept twice");
    }
}

#[tokio::test]
async fn the_pictures_show_what_the_desk_shows() {
    let mut album = Album::default();
    renewal(&mut album).await;
    due(&mut album).await;
    card(&mut album).await;
    transfer(&mut album).await;
    support(&mut album).await;
    looks(&mut album).await;
    let folder = folder();
    if std::env::var("OFFERDESK_PICTURES").as_deref() == Ok("write") {
        std::fs::create_dir_all(&folder).unwrap();
        for stale in files() {
            std::fs::remove_file(folder.join(stale)).unwrap();
        }
        for (name, picture) in &album.0 {
            std::fs::write(folder.join(name), picture).unwrap();
        }
    }
    let shown: Vec<&String> = album.0.keys().collect();
    assert_eq!(
        files().iter().collect::<Vec<_>>(),
        shown,
        "other files than pictures: {MAKE_ANEW}"
    );
    for (name, picture) in &album.0 {
        let kept = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(
            kept == *picture,
            "docs/pictures/{name} is stale; make all of them anew: {MAKE_ANEW}"
        );
    }
}

/// A renewal from what is due, with the card that the account keeps: from the first page to the next one.
async fn renewal(album: &mut Album) {
    let fixture = Fixture::demo();
    // The card was kept with an earlier purchase.
    let mut earlier = fixture.seat(Seat::default()).await;
    earlier.press("Down Down Enter").await;
    earlier.wait_for("Select your payment preference").await;
    earlier.press("Enter").await;
    earlier.wait_for("Name on card").await;
    earlier
        .fill(&["4242424242424242", "12/30", "737", "Dana Whitfield", "US"])
        .await;
    earlier.type_text("98052").await;
    earlier.press("Tab Space C-s").await;
    earlier.wait_for("Bill-to address").await;
    earlier.press("Space b").await;
    earlier.wait_for("Order confirmed").await;
    drop(earlier);

    let wide = Seat {
        at_account: false,
        size: Size::new(120, 32),
        ..Seat::default()
    };
    let mut pilot = Pilot::begin_blank(&fixture, wide).await;
    let mut screens = Vec::new();
    let mut keep = async |pilot: &mut Pilot, keys: &str, awaited: &str| {
        if !keys.is_empty() {
            pilot.press(keys).await;
        }
        pilot.wait_for(awaited).await;
        pilot.settle().await;
        screens.push(pilot.with_emulator(svg::contents));
    };
    keep(&mut pilot, "", "Renewals by month").await;
    keep(&mut pilot, "Down Down", "Visa 4242").await;
    keep(&mut pilot, "Enter", "Visa ending in 4242").await;
    keep(&mut pilot, "Enter", "Bill-to address").await;
    keep(&mut pilot, "Space", "[x]").await;
    keep(&mut pilot, "b", "Order confirmed").await;
    keep(&mut pilot, "Esc", "Renewals by month").await;
    let size = pilot.with_emulator(vt100::Screen::size);
    let title =
        "A renewal from what is due in all accounts, in four keys: the row, the saved card, the review, Buy";
    let picture = moving::moving(&screens, size, SECONDS, title);
    album.0.insert("renewal.svg".to_owned(), picture);
}

/// The first page of whoever looks after several accounts.
async fn due(album: &mut Album) {
    let wide = Seat {
        at_account: false,
        size: Size::new(120, 36),
        ..Seat::default()
    };
    let pilot = Pilot::begin_blank(&Fixture::demo(), wide).await;
    pilot.wait_for("Renewals by month").await;
    pilot.settle().await;
    album.keep(
        "due",
        &pilot,
        "What is due in all accounts: the most urgent renewal first, with what is known of it beside the table",
    );
}

/// From the tiles to the confirmation, by card.
async fn card(album: &mut Album) {
    let mut pilot = Pilot::demo().await;
    album.keep(
        "tiles",
        &pilot,
        "The tiles of an account: Action Pack can be renewed, Silver is active, Gold is for sale",
    );
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    album.keep("method", &pilot, "Choosing between card and bank transfer");
    pilot.press("Enter").await;
    pilot.wait_for("Name on card").await;
    pilot
        .fill(&["4242424242424242", "12/30", "737", "Dana Whitfield", "US"])
        .await;
    pilot.type_text("98052").await;
    album.keep(
        "card",
        &pilot,
        "Card details, filled in: number and code are masked",
    );
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.settle().await;
    album.keep(
        "review",
        &pilot,
        "The review before buying: term, price, bill-to address, card and terms",
    );
    pilot.fixture().close_bank();
    pilot.press("Space b").await;
    pilot.fixture().bank_is_asked().await;
    pilot.wait_for("bank").await;
    album.keep("asking", &pilot, "While the bank is asked for the money");
    pilot.fixture().open_bank();
    pilot.wait_for("Order confirmed").await;
    pilot.settle().await;
    album.keep(
        "confirmed",
        &pilot,
        "The order is confirmed, and the subscription renewed for a year",
    );
}

/// The other way to pay, up to Finance.
async fn transfer(album: &mut Album) {
    let mut pilot = Pilot::demo().await;
    pilot.press("Enter").await;
    pilot.wait_for("Select your payment preference").await;
    pilot.press("Down Enter").await;
    pilot.wait_for("Contact name").await;
    pilot.refill(&["Ana Example", "+1 425 555 0100"]).await;
    pilot.press("Home C-k").await.type_text("ana@example.com").await;
    album.keep("transfer", &pilot, "Whom to ask about a bank transfer");
    pilot.press("C-s").await;
    pilot.wait_for("Bill-to address").await;
    pilot.press("Space b").await;
    pilot.wait_for("Order placed").await;
    pilot.settle().await;
    album.keep(
        "instructions",
        &pilot,
        "What a bank transfer needs: amount, due date, account and reference",
    );
    let mut fiona = pilot.fixture().seat_blank_as(FIONA).await;
    fiona.wait_for("Fiona Grant").await;
    fiona.press("m").await;
    fiona.wait_for("Aurora Cloud Works LLC").await;
    fiona.settle().await;
    album.keep("money", &fiona, "Finance: the orders that wait for money");
}

/// A cancellation: the form, what was sent, the thread and the decision.
async fn support(album: &mut Album) {
    let mut pilot = Pilot::demo().await;
    pilot.press("Down x").await;
    pilot.wait_for("Cancel it?").await;
    pilot.press("End Enter").await;
    pilot
        .type_text("We move to another program and no longer need it.")
        .await;
    pilot.settle_after_edits().await;
    album.keep(
        "request",
        &pilot,
        "New request: a cancellation with everything known filled in, and what applies to the money",
    );
    pilot.press("C-s").await;
    pilot.wait_for("Request sent").await;
    pilot.settle().await;
    album.keep(
        "request-sent",
        &pilot,
        "The request was sent: its number, and what happens next",
    );
    let mut sofia = pilot.beside(SOFIA).await;
    sofia.wait_for("Cancel Silver membership").await;
    sofia.settle().await;
    album.keep(
        "queue",
        &sofia,
        "Support's queue: the most urgent and oldest request first",
    );
    while !sofia.row_of("Cancel Silver membership").contains('▸') {
        sofia.press("Down").await;
    }
    sofia.press("Enter").await;
    sofia.wait_for("No refund").await;
    sofia.press("r").await;
    sofia
        .type_text("Happy to help. Should it count from today, or from the day your new program starts?")
        .await;
    sofia.press("Tab Space C-s").await;
    sofia.wait_for("Your reply was sent.").await;
    sofia.press("d").await;
    sofia.wait_for("not chosen yet").await;
    sofia.press("Space").await;
    sofia.wait_for("Cancel without a refund").await;
    sofia.settle().await;
    album.keep(
        "decision",
        &sofia,
        "Support decides, with what applies to the money above it",
    );
    pilot.press("Esc s").await;
    pilot.wait_for("Attention needed").await;
    while !pilot.row_of("Cancel Silver membership").contains('▸') {
        pilot.press("Down").await;
    }
    pilot.press("Enter").await;
    pilot.wait_for("Support needs your answer").await;
    pilot.press("PgDn").await;
    pilot.settle().await;
    album.keep(
        "thread",
        &pilot,
        "The thread of a request: where it stands, whose turn it is, and what was written",
    );
}

/// Another language, a small terminal, and the help.
async fn looks(album: &mut Album) {
    let polish = Seat {
        locale: Locale::PlPl,
        ..Seat::default()
    };
    let pilot = Fixture::demo().seat(polish).await;
    pilot.settle().await;
    album.keep("tiles-pl", &pilot, "The same tiles in Polish");
    let small = Seat {
        size: Size::new(60, 18),
        ..Seat::default()
    };
    let mut pilot = Fixture::demo().seat(small).await;
    pilot.settle().await;
    album.keep(
        "tiles-60x18",
        &pilot,
        "The same tiles in the smallest terminal, 60 columns by 18 rows",
    );
    pilot.resize(80, 24).await;
    pilot.press("C-p").await;
    pilot.type_text("pro").await;
    pilot.pass(std::time::Duration::from_secs(1)).await;
    album.keep(
        "palette",
        &pilot,
        "The palette: what was typed, and the actions, accounts and orders that match it",
    );
    pilot.press("Esc ?").await;
    pilot.settle().await;
    album.keep("help", &pilot, "The keys of the screen one is on");
}

/// What is documented, and what is not: every picture is linked, every linked picture is there, with words for those
/// who do not see it.
#[test]
fn every_picture_is_shown_somewhere_and_described() {
    let mut linked = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        for part in text.split("![").skip(1) {
            let (words, rest) = part.split_once("](").unwrap();
            let link = rest.split(')').next().unwrap();
            assert!(
                !words.trim().is_empty(),
                "{link} has no words in {}",
                document.display()
            );
            if let Some((_, name)) = link.split_once("pictures/") {
                linked.push(name.to_owned());
            }
        }
    }
    linked.sort();
    linked.dedup();
    assert_eq!(linked, files(), "left: linked; right: in docs/pictures");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> PathBuf {
    root().join("docs/pictures")
}

fn files() -> Vec<String> {
    let mut names = names_in(&folder());
    names.sort();
    names
}

fn documents() -> Vec<PathBuf> {
    let in_folder = |folder: PathBuf| {
        let names = names_in(&folder).into_iter();
        names
            .map(move |name| folder.join(name))
            .filter(|path| path.extension().is_some_and(|is| is == "md"))
    };
    in_folder(root().to_owned())
        .chain(in_folder(root().join("docs")))
        .collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}
