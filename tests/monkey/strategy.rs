//! What the monkey does next.

use offerdesk::payments::sandbox::{Behavior, TEST_CARDS};
use offerdesk::tui::action::Action;
use offerdesk::tui::term::event::{Key, KeyCode, Mods};

use crate::chance::Chance;
use crate::facts::Facts;
use crate::pilot::{DANA, FIONA};
use crate::verdict::Seen;

/// One thing to do.
#[derive(Clone, Debug)]
pub enum Move {
    /// A key of an action that is possible, or any key.
    Press(Key),
    /// The key of an action.
    Act(Action),
    /// What the field that has the focus asks for, or noise, instead of what is there; then on to the next field.
    Fill {
        valid: bool,
    },
    /// A paste.
    Paste,
    /// Raw bytes, as a broken line or a cat on the keyboard sends them.
    Bytes(Vec<u8>),
    /// A click, or a turn of the wheel.
    Click(u16, u16),
    ClickOnSomething,
    Wheel(bool),
    /// The terminal's size.
    Resize(u16, u16),
    /// Hours pass.
    Pass(i64),
    /// What the desk does by itself behind the sessions.
    Reconcile,
    /// A subscription is taken away while an order on it is being settled, as support will be able to.
    TakeAway,
    /// Somebody asks to cancel what was paid last, and Support does so with a refund.
    Refund,
    /// A pause is over.
    EndPauses,
    /// Everything that was asked for is answered.
    Settle,
    /// To the other seat.
    OtherSeat,
    /// Somebody sits down at this seat anew.
    SitDown(&'static str),
}

/// Something that the monkey is set on for a while.
#[derive(Clone, Debug)]
struct Errand {
    pays: Option<Behavior>,
    books: bool,
    /// Whether it is about changes of legal profiles.
    decides: bool,
    /// What leads on in a support request, the most wanted first; nothing where the errand is about something else.
    supports: &'static [Action],
    /// Whether any tile of any account will do, or the first one only, which can be renewed.
    wanders: bool,
    /// What follows once the order is placed.
    then: Vec<Move>,
    patience: u64,
}

#[derive(Default)]
pub struct Strategy {
    errand: Option<Errand>,
    /// The errand that it begins with.
    first: Option<u64>,
    next: Vec<Move>,
}

/// Kinds of errands.
const ERRANDS: u64 = 13;

/// Support.
const SOFIA: &str = "sofia.lindqvist@seller.example";

const SAM: &str = "sam.ortega@seller.example";

const PEOPLE: [&str; 9] = [
    DANA,
    FIONA,
    "wojciech.laczny@example.pl",
    "ingrid.koehler@example.de",
    "tom.okafor@example.com",
    "hanako.yamada@example.com",
    SOFIA,
    SAM,
    "aoife.byrne@seller.example",
];

impl Strategy {
    /// A strategy that begins with an errand, another one for each number.
    pub fn new(number: u64) -> Self {
        Self {
            first: Some(number % ERRANDS),
            ..Self::default()
        }
    }

    /// The card that the errand is about.
    pub fn card(&self) -> Option<Behavior> {
        self.errand.as_ref().and_then(|errand| errand.pays)
    }

    /// Whether it is set on something, and waits for answers.
    pub const fn is_patient(&self) -> bool {
        self.errand.is_some()
    }

    /// Decides.
    pub fn choose(&mut self, facts: &Facts, seen: &Seen, chance: &mut Chance) -> Move {
        if let Some(next) = self.next.pop() {
            return next;
        }
        if self.errand.is_none() && (self.first.is_some() || chance.below(25) == 0) {
            let kind = self.first.take().unwrap_or_else(|| chance.below(ERRANDS));
            let (errand, person) = errand(kind, chance);
            self.errand = Some(errand);
            return Move::SitDown(person);
        }
        if self.errand.as_ref().is_some_and(|errand| errand.patience == 0) {
            self.errand = None;
        }
        // Nobody is set on something all the time.
        if chance.below(12) > 0
            && let Some(errand) = &mut self.errand
        {
            errand.patience -= 1;
            let chosen = diligently(errand, facts, chance);
            if matches!(chosen, Move::Act(Action::BUY)) {
                self.next = std::mem::take(&mut errand.then);
                self.next.push(Move::Settle);
                errand.patience = errand.patience.min(12);
            }
            return chosen;
        }
        at_random(facts, seen, chance)
    }
}

/// What leads on to where the errand goes.
fn diligently(errand: &Errand, facts: &Facts, chance: &mut Chance) -> Move {
    let wanted = errand.supports.iter().find(|action| facts.can(**action));
    if let Some(action) = wanted.filter(|_| chance.below(3) > 0) {
        return Move::Act(*action);
    }
    if facts.can(Action::BUY) {
        return Move::Act(if facts.is_unticked {
            Action::TOGGLE
        } else {
            Action::BUY
        });
    }
    if facts.can(Action::SUBMIT) {
        // That no benefit was used is ticked, or the refund is refused.
        if facts.is_unticked && chance.below(2) == 0 {
            return Move::Act(Action::TOGGLE);
        }
        return match (facts.field, chance.below(4)) {
            (Some(_), 1..) => Move::Fill { valid: true },
            _ => Move::Act(Action::SUBMIT),
        };
    }
    if facts.can(Action::AUTHORIZE) && errand.decides {
        return Move::Act(*chance.one_of(&[Action::AUTHORIZE, Action::REJECT]));
    }
    if facts.can(Action::PROFILE) && errand.decides && chance.below(3) == 0 {
        return Move::Act(Action::PROFILE);
    }
    if errand.books && facts.can(Action::BOOK_MONEY) {
        return Move::Act(Action::BOOK_MONEY);
    }
    match chance.below(10) {
        0 | 1 if errand.wanders => Move::Act(Action::DOWN),
        2 if errand.wanders && facts.can(Action::SWITCH_ACCOUNT) => Move::Act(Action::SWITCH_ACCOUNT),
        0..=3 if errand.pays.is_some() => Move::Act(Action::FIRST),
        4 if errand.pays.is_none() => Move::Act(Action::DOWN),
        _ => Move::Act(Action::ACTIVATE),
    }
}

/// An errand, and who runs it.
fn errand(kind: u64, chance: &mut Chance) -> (Errand, &'static str) {
    let (pays, then) = match kind {
        0 => {
            let then = vec![Move::Reconcile, Move::Pass(24 * 31)];
            return (errand_of(None, true, then), FIONA);
        }
        8 => {
            let errand = Errand {
                decides: true,
                ..errand_of(None, false, Vec::new())
            };
            return (errand, SOFIA);
        }
        // A company cancels, and Support decides and closes; Finance returns what came by transfer.
        9 => {
            let errand = Errand {
                supports: &[Action::CANCEL_SUBSCRIPTION],
                ..errand_of(None, false, Vec::new())
            };
            return (errand, DANA);
        }
        10 => (Some(Behavior::RefundRefused), vec![Move::Reconcile, Move::Refund]),
        11 => {
            let errand = Errand {
                supports: &[
                    Action::DECIDE,
                    Action::TAKE,
                    Action::CLOSE_REQUEST,
                    Action::SUPPORT,
                ],
                ..errand_of(None, false, vec![Move::Reconcile])
            };
            return (errand, *chance.one_of(&[SOFIA, SAM]));
        }
        12 => {
            let errand = Errand {
                supports: &[Action::MONEY_TO_RETURN],
                ..errand_of(None, false, Vec::new())
            };
            return (errand, FIONA);
        }
        1 | 2 => (
            None,
            vec![Move::Pass(
                24 * [0, 1, 33, 34][usize::try_from(chance.below(4)).unwrap()],
            )],
        ),
        3 => (Some(Behavior::SilentBefore), vec![Move::Reconcile]),
        4 => {
            // The answer is lost, and before anybody looks for it the window is over, or the subscription gone.
            let meanwhile = [
                Move::TakeAway,
                Move::TakeAway,
                Move::Pass(24 * 62),
                Move::TakeAway,
            ];
            let then = vec![
                Move::Reconcile,
                Move::Reconcile,
                chance.one_of(&meanwhile).clone(),
            ];
            (Some(Behavior::SilentAfter), then)
        }
        5 => (Some(Behavior::Late), vec![Move::Reconcile]),
        // Cards that are declined.
        6 => (
            Some(chance.one_of(&TEST_CARDS[3..8]).behavior),
            vec![Move::Reconcile, Move::Pass(25)],
        ),
        _ => (Some(Behavior::Approve), Vec::new()),
    };
    let errand = errand_of(pays, false, then);
    let person = if errand.wanders && chance.below(3) == 0 {
        *chance.one_of(&PEOPLE[..])
    } else {
        DANA
    };
    (errand, person)
}

const fn errand_of(pays: Option<Behavior>, books: bool, then: Vec<Move>) -> Errand {
    Errand {
        pays,
        books,
        decides: false,
        supports: &[],
        wanders: !matches!(pays, Some(Behavior::SilentAfter | Behavior::Late)),
        then,
        patience: 60,
    }
}

fn at_random(facts: &Facts, seen: &Seen, chance: &mut Chance) -> Move {
    match chance.below(1_000) {
        0..=249 => Move::Act(rarest(&facts.actions, seen, chance)),
        250..=499 => Move::Act(weighted(&facts.actions, chance)),
        500..=749 if facts.types => Move::Fill {
            valid: chance.below(2) == 0,
        },
        500..=799 => Move::Press(any_key(chance)),
        800..=829 => Move::Paste,
        830..=849 => Move::Bytes(bytes(chance)),
        850..=879 => Move::ClickOnSomething,
        880..=899 => Move::Click(below(260, chance), below(90, chance)),
        900..=919 => Move::Wheel(chance.below(2) == 0),
        920..=929 => resize(chance),
        930..=932 => Move::Pass(*chance.one_of(&[1, 12, 24, 24 * 7, 24 * 31, 24 * 62, 24 * 300])),
        933..=942 => Move::Reconcile,
        943..=962 => Move::EndPauses,
        963..=972 => Move::OtherSeat,
        973..=982 => Move::SitDown(chance.one_of::<&str>(&PEOPLE)),
        _ => Move::Act(Action::ACTIVATE),
    }
}

/// Of the actions that are possible the one that was done least, so that no corner stays dark.
fn rarest(actions: &[Action], seen: &Seen, chance: &mut Chance) -> Action {
    let but_quit = actions.iter().filter(|action| **action != Action::QUIT);
    let rarest = but_quit.min_by_key(|action| (seen.times(**action), chance.next()));
    rarest.copied().unwrap_or(Action::ACTIVATE)
}

/// One of the actions that are possible; those that lead away are rare.
fn weighted(actions: &[Action], chance: &mut Chance) -> Action {
    for _ in 0..8 {
        let action = *chance.one_of(actions);
        let likely = match action {
            Action::QUIT => 2,
            Action::LANGUAGE | Action::SUSPEND | Action::THEME | Action::HELP => 10,
            Action::BACK | Action::CLOSE | Action::DISCARD => 40,
            Action::ACTIVATE | Action::SUBMIT | Action::BUY | Action::TOGGLE | Action::AUTHORIZE => 100,
            _ => 60,
        };
        if chance.below(100) < likely {
            return action;
        }
    }
    Action::ACTIVATE
}

fn any_key(chance: &mut Chance) -> Key {
    const CODES: [KeyCode; 18] = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(1),
        KeyCode::F(20),
        KeyCode::Char('ż'),
    ];
    let code = match chance.below(3) {
        0 => *chance.one_of(&CODES),
        _ => KeyCode::Char(char::from(32 + u8::try_from(chance.below(95)).unwrap())),
    };
    let mods = Mods {
        shift: chance.below(20) == 0,
        alt: chance.below(20) == 0,
        ctrl: chance.below(6) == 0,
    };
    let quits = mods.ctrl && code == KeyCode::Char('c');
    if quits && chance.below(10) > 0 {
        return Key::plain(KeyCode::Tab);
    }
    Key { code, mods }
}

fn bytes(chance: &mut Chance) -> Vec<u8> {
    let length = 1 + chance.below(12);
    // Half of them escape sequences that went wrong.
    let mut bytes = if chance.below(2) == 0 {
        b"\x1b[".to_vec()
    } else {
        Vec::new()
    };
    bytes.extend((0..length).map(|_| u8::try_from(chance.below(256)).unwrap()));
    bytes
}

fn resize(chance: &mut Chance) -> Move {
    match chance.below(5) {
        0 => Move::Resize(1 + below(60, chance), 1 + below(18, chance)),
        1 => Move::Resize(60, 18),
        2 => Move::Resize(250, 80),
        _ => Move::Resize(60 + below(190, chance), 18 + below(62, chance)),
    }
}

fn below(limit: u64, chance: &mut Chance) -> u16 {
    u16::try_from(chance.below(limit)).unwrap()
}
