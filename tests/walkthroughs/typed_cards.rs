//! Card numbers typed and pasted into every field of every form, the filters and the palette, in the real loop.
//!
//! What may be seen of a number is the field that it was typed into, for as long as somebody stays there: going back
//! loses no input, and so the number stands where it was refused. It never is anywhere else on the screen, in an error,
//! in the title, in what is copied; and once the form was left, by whichever way, it is neither shown again nor kept.
//!
//! `OFFERDESK_TEST_CARD_ACTIONS=10000` makes it as many as one likes, `OFFERDESK_TEST_CARD_SEED` the same ones again.

use std::collections::BTreeSet;
use std::path::Path;

use offerdesk::tui::canvas::Target;
use ratatui::layout::Size;

use crate::card_numbers::{self, Kind, Numbers};
use crate::chance::Chance;
use crate::pilot::asking::{Ask, SOFIA};
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Pilot, Seat};
use crate::said::{Log, Said};

/// A place where people type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Card,
    Transfer,
    Review,
    Profile,
    Rejection,
    Request,
    Cancellation,
    Attachment,
    Reply,
    Decision,
    Closing,
    Booking,
    Palette,
    Accounts,
    AwaitedPayments,
    Settling,
    Seller,
}

const PLACES: [Place; 17] = [
    Place::Card,
    Place::Transfer,
    Place::Review,
    Place::Profile,
    Place::Rejection,
    Place::Request,
    Place::Cancellation,
    Place::Attachment,
    Place::Reply,
    Place::Decision,
    Place::Closing,
    Place::Booking,
    Place::Palette,
    Place::Accounts,
    Place::AwaitedPayments,
    Place::Settling,
    Place::Seller,
];

/// The files of `src/tui` that make the fields of these places.
const MADE_IN: [&str; 12] = [
    "list/filter.rs",
    "screens/finance/booking.rs",
    "screens/palette.rs",
    "screens/profile.rs",
    "screens/profile/edit.rs",
    "screens/requests/form.rs",
    "screens/requests/form/fields.rs",
    "screens/requests/path_prompt.rs",
    "screens/requests/task.rs",
    "screens/seller/edit.rs",
    "screens/settling.rs",
    "screens/wizard/details.rs",
];

/// Those that cannot be come to here: the set-up, which has no desk yet (`tests/terminal/setup.rs`), and days and numbers of
/// orders by themselves, which are parsed as such and kept nowhere else.
const ELSEWHERE: [&str; 4] = [
    "screens/charges/errands.rs",
    "screens/receipts/errands.rs",
    "screens/returns.rs",
    "screens/setup/pages.rs",
];

impl Place {
    const fn person(self) -> &'static str {
        match self {
            Self::Rejection | Self::Reply | Self::Decision | Self::Closing => SOFIA,
            Self::Booking | Self::AwaitedPayments | Self::Settling => FIONA,
            _ => DANA,
        }
    }

    /// Who sits there.
    fn seat(self) -> Seat {
        Seat {
            person: self.person(),
            is_local: self == Self::Seller,
            ..Seat::default()
        }
    }

    /// Goes there from the first page; the draft that was left may open another step of the wizard.
    async fn open(self, pilot: &mut Pilot) {
        match self {
            Self::Card | Self::Transfer | Self::Review => self.open_wizard(pilot).await,
            Self::Profile => {
                pilot.press("p").await;
                pilot.wait_for("15250 NE Alder Street").await;
                pilot.wait_for("Submit").await;
            }
            Self::Rejection => {
                pilot.press("C-p").await;
                pilot.settle().await;
                pilot.type_text("1234567").await;
                pilot.settle().await;
                pilot.press("Enter").await;
                pilot.settle().await;
                pilot.press("p").await;
                pilot.settle().await;
                pilot.press("n").await;
            }
            Self::Request => {
                pilot.press("s").await;
                pilot.wait_for("Partner Center requests").await;
                pilot.press("n").await;
                pilot.wait_for("Report problems with Partner Center").await;
                pilot.settle().await;
                // A draft opens the form at once.
                if !pilot.shows("Contact name") {
                    pilot.press("Enter").await;
                    pilot.wait_for("What is your request about?").await;
                    pilot.press("Down Down Down Enter").await;
                    pilot.wait_for("Contact name").await;
                }
            }
            Self::Cancellation | Self::Attachment => {
                pilot.press("Tab x").await;
                // What a restored draft is about may be something that can't be canceled.
                pilot.wait_for("Contact name").await;
                if self == Self::Attachment {
                    pilot.press("C-o").await;
                    pilot.wait_for("Path of the file").await;
                }
            }
            Self::Reply | Self::Decision | Self::Closing => {
                pilot.wait_for("Cancel Action Pack").await;
                while !pilot.row_of("Cancel Action Pack").contains('▸') {
                    pilot.press("Down").await;
                }
                pilot.press("Enter").await;
                pilot.settle().await;
                pilot
                    .press(match self {
                        Self::Reply => "r",
                        Self::Decision => "d",
                        _ => "x",
                    })
                    .await;
            }
            Self::Booking => {
                pilot.press("m").await;
                pilot.wait_for("OD-").await;
                pilot.press("Enter").await;
                // What the order owes is not said once its number was emptied.
                pilot.wait_for("Amount").await;
            }
            Self::Palette => {
                pilot.press("C-p").await;
            }
            Self::Settling => {
                pilot.press("U").await;
                pilot.wait_for("Can be settled now").await;
                pilot.press("e").await;
                pilot.wait_for("What you found").await;
            }
            Self::Seller => {
                pilot.press("C-p").await.type_text("seller").await;
                pilot.press("Enter").await;
                pilot.wait_for("Account number").await;
                pilot.press("u").await;
                pilot.wait_for("Seller company").await;
            }
            Self::Accounts => {
                pilot.press("a").await;
                pilot.settle().await;
                pilot.press("/").await;
            }
            Self::AwaitedPayments => {
                pilot.press("m").await;
                pilot.settle().await;
                pilot.press("/").await;
            }
        }
        pilot.settle().await;
    }

    async fn open_wizard(self, pilot: &mut Pilot) {
        pilot.press("Enter").await;
        pilot.settle().await;
        if !pilot.shows("Select your payment preference") {
            // The draft knows how far one was.
            pilot.press("Esc").await;
            pilot.settle().await;
            if !pilot.shows("Select your payment preference") {
                pilot.press("Esc").await;
            }
            pilot.wait_for("Select your payment preference").await;
        }
        let method = if self == Self::Card {
            "Credit card"
        } else {
            "Electronic bank transfer"
        };
        pilot.press("Home").await;
        while !pilot.row_of(method).contains('▸') {
            pilot.press("Down").await;
        }
        pilot.press("Enter").await;
        if self == Self::Card {
            pilot.wait_for("Name on card").await;
            return;
        }
        pilot.wait_for("Contact name").await;
        if self == Self::Review {
            for text in ["Ana Example", "+1 425 555 0100", "ana@example.com"] {
                pilot.press("Home C-k").await.type_text(text).await;
                pilot.press("Tab").await;
            }
            pilot.press("C-s").await;
            pilot.wait_for("Bill-to address").await;
        }
    }
}

/// The stops of a form that Tab goes to: one more than the last field, which is the button, and one for another button
/// that may stand beside it. One where there is no form.
async fn stops(pilot: &mut Pilot) -> usize {
    let mut stops = 1;
    for _ in 0..25 {
        for (_, target) in pilot.targets() {
            if let Target::Field(place) = target {
                stops = stops.max(place + 1);
            }
        }
        if stops == 1 {
            break;
        }
        pilot.press("Tab").await;
    }
    stops + usize::from(stops > 1)
}

/// What the control sequences of a stream say that no row of the screen shows: titles and the clipboard.
fn unseen(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b]").skip(1);
    sequences
        .map(|sequence| sequence.split(['\x07', '\x1b']).next().unwrap_or_default())
        .flat_map(|sequence| [sequence, "\n----\n"])
        .collect()
}

struct Typist {
    chance: Chance,
    numbers: Numbers,
    said: Said,
    /// Where a number was seen in the field into which it was typed.
    seen: BTreeSet<String>,
}

impl Typist {
    async fn sit(&mut self, fixture: &Fixture, place: Place) -> Pilot {
        let size = *self.chance.one_of(&[Size::new(80, 24), Size::new(140, 40)]);
        let seat = Seat { size, ..place.seat() };
        let pilot = fixture.seat_blank(seat).await;
        pilot.record();
        pilot.settle().await;
        pilot
    }

    fn looks_beside(&self, pilot: &Pilot, what: &str) {
        let beside = pilot.beside_what_is_typed();
        let found = self.numbers.found_in(&beside);
        assert_eq!(found, None, "{what}:\n{}", pilot.screen());
    }

    /// Neither on the screen nor in what is sent to draw it anew.
    async fn is_gone(&self, pilot: &mut Pilot, what: &str) {
        pilot.record();
        pilot.press("C-l").await;
        let found = self.numbers.found_in(&pilot.screen());
        assert_eq!(found, None, "{what}:\n{}", pilot.screen());
        let found = self.numbers.found_in(&String::from_utf8_lossy(&pilot.sent()));
        assert_eq!(found, None, "{what}: in the bytes of the frame");
    }

    /// Whether a number was shown in a field of the place.
    fn has_seen(&self, place: Place) -> bool {
        let place = format!("{place:?},");
        self.seen.iter().any(|what| what.starts_with(&place))
    }

    /// Types a number into one stop of a place, has it refused or not, and leaves.
    async fn act(&mut self, fixture: &Fixture, place: Place, stop: usize) {
        let what = format!("{place:?}, stop {stop}");
        let mut pilot = self.sit(fixture, place).await;
        place.open(&mut pilot).await;
        for _ in 0..stop {
            pilot.press("Tab").await;
        }
        let text = self.numbers.typed(&mut self.chance);
        // Where no text is typed, a letter would be another action.
        if pilot.cursor().is_some() {
            // Glued to digits that stand there already it would be another, longer run, and no card number by the rule.
            pilot.press("Home C-k").await;
        }
        if pilot.cursor().is_some() && self.chance.below(3) > 0 {
            pilot.type_text(&text).await;
        } else {
            pilot.paste(&text).await;
        }
        self.looks_beside(&pilot, &what);
        let is_shown = self.numbers.found_in(&pilot.screen()).is_some();
        if is_shown {
            self.seen.insert(what.clone());
        }
        pilot.settle_after_edits().await;
        self.looks_beside(&pilot, &what);
        if is_shown && self.chance.below(2) == 0 {
            // Refused, in words; the words do not repeat it.
            pilot.press("C-s").await;
            pilot.settle().await;
            self.looks_beside(&pilot, &format!("{what}, sent"));
        }
        pilot.press("Tab").await;
        self.looks_beside(&pilot, &format!("{what}, Tab"));
        let sent = unseen(&pilot.sent());
        assert_eq!(self.numbers.found_in(&sent), None, "{what}: title or clipboard");
        match self.chance.below(3) {
            // The line drops, without a word and with one.
            0 => drop(pilot),
            1 => drop(pilot.hang_up().await),
            _ => {
                let mut tries = 0;
                while self.numbers.found_in(&pilot.screen()).is_some() {
                    assert!(tries < 6, "{what}: cannot be left:\n{}", pilot.screen());
                    // What would be lost is asked about.
                    let leaves = pilot.shows("Leave without saving?");
                    pilot.press(if leaves { "C-d" } else { "Esc" }).await;
                    pilot.settle().await;
                    tries += 1;
                }
                self.is_gone(&mut pilot, &format!("{what}, left")).await;
                drop(pilot.hang_up().await);
            }
        }
        fixture.settle().await;
        // Whoever comes back finds none.
        let mut pilot = self.sit(fixture, place).await;
        place.open(&mut pilot).await;
        self.is_gone(&mut pilot, &format!("{what}, opened again")).await;
        let title = unseen(&pilot.sent());
        assert_eq!(self.numbers.found_in(&title), None, "{what}: title");
        drop(pilot.hang_up().await);
    }
}

/// What some of the places need.
async fn prepare(fixture: &Fixture) {
    fixture
        .ask(Ask {
            cancel: Some("action-pack"),
            title: "Cancel Action Pack",
            ..Ask::default()
        })
        .await;
    let mut dana = fixture.seat(Seat::default()).await;
    dana.press("p").await;
    dana.wait_for("Submit").await;
    dana.press("End").await.type_text(" II").await;
    dana.press("C-s").await;
    dana.settle().await;
    drop(dana.hang_up().await);
    fixture.has_a_payment_without_a_result("gold").await;
}

#[tokio::test]
async fn card_numbers_typed_into_every_field_are_nowhere_else() {
    let mut chance = Chance::new(card_numbers::seed());
    let said = Said::default();
    let _log = tracing::subscriber::set_default(Log(said.clone()));
    let fixture = Fixture::demo();
    prepare(&fixture).await;
    let mut all = Vec::new();
    for place in PLACES {
        let mut pilot = fixture.seat_blank(place.seat()).await;
        pilot.settle().await;
        place.open(&mut pilot).await;
        let stops = stops(&mut pilot).await;
        all.extend((0..stops).map(|stop| (place, stop)));
        drop(pilot.hang_up().await);
    }
    // Every one at least once, in another order each time.
    let actions = card_numbers::actions(Kind::Screens, 0).max(u64::try_from(all.len()).unwrap());
    let from = chance.below(u64::try_from(all.len()).unwrap());
    let mut typist = Typist {
        chance,
        numbers: Numbers::default(),
        said,
        seen: BTreeSet::new(),
    };
    for turn in 0..actions {
        let place = usize::try_from(turn + from).unwrap() % all.len();
        let (place, stop) = all[place];
        typist.act(&fixture, place, stop).await;
    }
    // What a field scrolls or breaks is no number on the screen: such a place is tried again.
    for place in PLACES {
        for _ in 0..10 {
            if typist.has_seen(place) {
                break;
            }
            for (_, stop) in all.iter().filter(|(other, _)| *other == place) {
                typist.act(&fixture, place, *stop).await;
            }
        }
    }
    fixture.is_whole().await;
    typist.numbers.are_in_no_file(fixture.folder());
    assert_eq!(typist.numbers.found_in(&typist.said.text()), None, "the log");
    typist.numbers.can_be_found();
    println!(
        "{actions} actions in {} stops, seen where it was typed in {:?}",
        all.len(),
        typist.seen
    );
    // Each place took it somewhere.
    for place in PLACES {
        assert!(
            typist.has_seen(place),
            "{place:?} never took a number: {:?}",
            typist.seen
        );
    }
}

/// A form that is added is to be typed into as well.
#[test]
fn every_file_that_makes_fields_is_among_those_that_are_typed_into() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui");
    let mut found = BTreeSet::new();
    for (path, content) in card_numbers::files(&root) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let content = String::from_utf8(content).unwrap();
        let makes = ["Form::new(", "TextInput::new(", "TextInput::with_text("];
        let is_own = name.starts_with("form") || name.starts_with("widgets") || name.contains("tests");
        if !is_own && makes.iter().any(|made| content.contains(made)) {
            found.insert(name);
        }
    }
    let known: BTreeSet<String> = MADE_IN
        .iter()
        .chain(&ELSEWHERE)
        .map(|name| (*name).to_owned())
        .collect();
    assert_eq!(found, known);
}
