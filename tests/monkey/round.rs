//! One round: a new demo store, two seats at it, and as many keys as the round has.

use std::time::{Duration, Instant};

use offerdesk::domain::date::Timestamp;
use offerdesk::domain::money::Money;
use offerdesk::i18n::Locale;
use offerdesk::services::context::Actor;
use offerdesk::tui::action::Action;
use offerdesk::tui::keymap::Keymap;
use offerdesk::tui::term::caps::{Caps, ColorDepth};
use offerdesk::tui::term::event::{Input, Key, KeyCode, Mods, Mouse, MouseButton, MouseKind, Paste};
use offerdesk::tui::term::input::Decoder;
use offerdesk::tui::theme::directory;
use ratatui::layout::Size;
use tempfile::TempDir;

use crate::chance::Chance;
use crate::direct::Direct;
use crate::facts::Facts;
use crate::pilot::fixture::Fixture;
use crate::pilot::{DANA, FIONA, Seat};
use crate::strategy::{Move, Strategy};
use crate::values::{self, Awaiting, Known};
use crate::verdict::{self, Seen};

/// What was done, told when the round does not come to its end.
struct Log {
    seed: u64,
    keys: u64,
    moves: Vec<String>,
}

impl Drop for Log {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last = self.moves.len().saturating_sub(60);
            eprintln!(
                "after {} keys; the last moves:\n{}",
                self.keys,
                self.moves[last..].join("\n")
            );
            eprintln!(
                "again: OFFERDESK_MONKEY_SEED={} OFFERDESK_MONKEY_KEYS={}",
                self.seed,
                self.keys + 1
            );
        }
    }
}

struct Round {
    fixture: Fixture,
    files: TempDir,
    seats: Vec<Direct>,
    at: usize,
    chance: Chance,
    strategy: Strategy,
    has_waited: bool,
    log: Log,
}

/// Plays a round; gives the keys that were pressed.
pub async fn run(seed: u64, keys: u64, seen: &mut Seen) -> u64 {
    let fixture = Fixture::demo();
    let before = verdict::orders(&fixture).await;
    let mut chance = Chance::new(seed);
    let seats = vec![
        sit_down(&fixture, DANA, &mut chance).await,
        sit_down(&fixture, FIONA, &mut chance).await,
    ];
    let files = TempDir::new().unwrap();
    std::fs::write(files.path().join(values::LETTER), b"%PDF-1.7\n").unwrap();
    let mut round = Round {
        fixture,
        files,
        seats,
        at: 0,
        chance,
        strategy: Strategy::new(seed),
        has_waited: false,
        log: Log {
            seed,
            keys: 0,
            moves: Vec::new(),
        },
    };
    while round.log.keys < keys {
        round.step(seen).await;
    }
    for seat in &mut round.seats {
        seat.input(Input::Hangup);
        seat.settle().await;
    }
    verdict::reach(&round.fixture, &before, seen).await;
    round.log.keys
}

async fn sit_down(fixture: &Fixture, person: &'static str, chance: &mut Chance) -> Direct {
    let depths = [
        ColorDepth::None,
        ColorDepth::Ansi16,
        ColorDepth::Ansi256,
        ColorDepth::True,
    ];
    let seat = Seat {
        person,
        locale: *chance.one_of(&[Locale::EnUs, Locale::EnUs, Locale::PlPl]),
        caps: Caps {
            color: *chance.one_of(&depths),
            ascii: chance.below(4) == 0,
            dumb: false,
        },
        size: *chance.one_of(&[Size::new(80, 24), Size::new(60, 18), Size::new(120, 40)]),
        theme: chance.one_of::<&str>(&directory::BUILT_IN),
        ..Seat::default()
    };
    let mut direct = Direct::new(&fixture.services, seat).await;
    direct.settle().await;
    direct
}

impl Round {
    async fn step(&mut self, seen: &mut Seen) {
        let facts = Facts::of(&mut self.seats[self.at]);
        let chosen = self.strategy.choose(&facts, seen, &mut self.chance);
        self.log
            .moves
            .push(format!("{}: {chosen:?} in {:?}", self.at, facts.field));
        if let Move::Act(action) = chosen
            && facts.can(action)
        {
            seen.does(action);
        }
        self.log.keys += 1; // whatever it is, so that every round ends
        self.make(chosen, &facts, seen).await;
        match self.chance.below(10) {
            _ if self.strategy.is_patient() => self.seats[self.at].settle().await,
            0..=5 => self.seats[self.at].settle().await,
            6 => _ = self.seats[self.at].answer_one().await,
            7 => self.seats[self.at].tell_news(),
            _ => {}
        }
        if self.seats[self.at].is_over {
            self.seats[self.at].settle().await;
            let person = *self.chance.one_of(&[DANA, FIONA]);
            self.seats[self.at] = sit_down(&self.fixture, person, &mut self.chance).await;
        }
    }

    async fn make(&mut self, chosen: Move, facts: &Facts, seen: &mut Seen) {
        match chosen {
            Move::Press(key) => self.key(key),
            Move::Act(action) => self.act(action, facts.types),
            Move::Fill { valid } => self.fill(valid, facts).await,
            Move::Paste => {
                let text = match self.chance.below(3) {
                    0 => "4242 4242 4242 4242\n".to_owned(),
                    1 => values::noise(&mut self.chance),
                    _ => "long ".repeat(usize::try_from(self.chance.below(400)).unwrap()),
                };
                self.input(Input::Paste(Paste::new(text)));
            }
            Move::Bytes(bytes) => {
                let mut decoder = Decoder::new();
                let now = Instant::now();
                decoder.feed(&bytes, now);
                decoder.timeout(now);
                while let Some(input) = decoder.pop() {
                    self.input(input);
                }
            }
            Move::Click(column, row) => self.click(column, row),
            Move::ClickOnSomething => {
                let targets = self.seats[self.at].session.targets();
                let areas: Vec<_> = targets.iter().map(|(area, _)| *area).collect();
                if !areas.is_empty() {
                    let area = self.chance.one_of(&areas);
                    self.click(area.x, area.y);
                }
            }
            Move::Wheel(up) => self.input(Input::Mouse(Mouse {
                kind: if up {
                    MouseKind::WheelUp
                } else {
                    MouseKind::WheelDown
                },
                column: 3,
                row: 9,
                mods: Mods::default(),
            })),
            Move::Resize(width, height) => self.input(Input::Resize(Size::new(width, height))),
            Move::Pass(hours) => {
                let now = self.fixture.clock.now();
                self.fixture.clock.set(Timestamp(now.0 + hours * 3_600_000));
                seen.expired |= verdict::any_is_expired(&self.fixture).await;
                for seat in &mut self.seats {
                    seat.tell_news();
                }
            }
            Move::Reconcile => _ = self.fixture.services.reconcile().await.unwrap(),
            Move::Refund => verdict::refund(&self.fixture).await,
            Move::TakeAway => verdict::take_away(&self.fixture).await,
            Move::Settle => self.seats[self.at].settle().await,
            Move::EndPauses => self.seats[self.at].end_pauses(),
            Move::OtherSeat => self.at = 1 - self.at,
            Move::SitDown(person) => {
                self.input(Input::Hangup);
                self.seats[self.at].settle().await;
                self.seats[self.at] = sit_down(&self.fixture, person, &mut self.chance).await;
            }
        }
        // A request that is stuck at the bank gets there before the next key, so that a run can be repeated.
        let settles = verdict::is_being_settled(&self.fixture).await;
        if settles && !self.has_waited {
            tokio::time::sleep(Duration::from_millis(120)).await;
        }
        self.has_waited = settles;
    }

    /// Presses a key of an action; while text is typed, one that is no text.
    fn act(&mut self, action: Action, types: bool) {
        let keymap = Keymap::default();
        let mut keys = keymap.keys(action).to_vec();
        keys.retain(|key| !types || !key.is_text());
        if !keys.is_empty() {
            let key = *self.chance.one_of(&keys);
            self.key(key);
        }
    }

    async fn fill(&mut self, valid: bool, facts: &Facts) {
        let field = facts.field.unwrap_or_default();
        let value = if valid {
            let waiting = if field.starts_with("label-receipt") {
                self.waiting().await
            } else {
                Vec::new()
            };
            let known = Known {
                today: self.fixture.clock.today(),
                waiting: &waiting,
                text: &facts.text,
                files: self.files.path(),
            };
            values::valid(field, self.strategy.card(), &known, &mut self.chance)
        } else {
            values::noise(&mut self.chance)
        };
        self.log.moves.push(format!("   {field} {value:?}"));
        self.key(Key::plain(KeyCode::Home));
        self.key(Key::ctrl('k'));
        if matches!(field, "label-card-number" | "label-card-code") {
            self.key(Key::plain(KeyCode::End));
            let typed = if self.chance.below(3) == 0 { 19 } else { 0 };
            for _ in 0..typed {
                self.key(Key::plain(KeyCode::Backspace));
            }
        }
        for c in value.chars().filter(|c| !c.is_control()) {
            self.key(Key::char(c));
        }
        if self.chance.below(8) > 0 {
            self.key(Key::plain(KeyCode::Tab));
        }
    }

    async fn waiting(&self) -> Vec<Awaiting> {
        let services = &self.fixture.services;
        let fiona = services.person_by_email(FIONA).await.unwrap();
        let lines = services
            .awaiting_payment(&Actor::demo(fiona.id), None, 50)
            .await
            .unwrap();
        let of = |total: Money| match total.currency.code() {
            "JPY" => total.minor.to_string(),
            _ => format!("{}.{:02}", total.minor / 100, total.minor % 100),
        };
        lines
            .lines
            .iter()
            .map(|view| Awaiting {
                number: view.order.number.to_string(),
                amount: of(view.order.quote.total),
                currency: view.order.quote.total.currency.code().to_owned(),
            })
            .collect()
    }

    fn click(&mut self, column: u16, row: u16) {
        self.input(Input::Mouse(Mouse {
            kind: MouseKind::Press(MouseButton::Left),
            column,
            row,
            mods: Mods::default(),
        }));
    }

    fn key(&mut self, key: Key) {
        self.input(Input::Key(key));
    }

    /// Every input is followed by its frame.
    fn input(&mut self, input: Input) {
        self.log.keys += 1;
        let seat = &mut self.seats[self.at];
        seat.input(input);
        seat.draw();
    }
}
