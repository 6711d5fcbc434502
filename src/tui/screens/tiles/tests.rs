//! Which answers the tiles take: those to their own question, about the person and the account that are open now.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::date::Day;
use crate::domain::ids::{AccountId, OrderId, RequestId};
use crate::domain::money::{CurrencyCode, Money};
use crate::domain::offer::{Names, OfferId, Quote, TaxTreatment};
use crate::domain::order::OrderState;
use crate::domain::request::RequestNumber;
use crate::domain::subscription::{State, WindowDays};
use crate::i18n::{I18n, Locale};
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::offers::{CancellationMark, Held, MainAction, OffersPage, OpenOrder, Progress, Tile};
use crate::services::requests::Access;
use crate::services::waiting::{Count, Part, StaffWaiting, Waiting};
use crate::services::watch::{Changed, What};
use crate::tui::canvas::Canvas;
use crate::tui::layer::{Context, ContextChange, Header, Screen, ScreenEvent, Step};
use crate::tui::page::{self, Block, Page, PageScreen, Signal};
use crate::tui::preferences::PreferenceKept;
use crate::tui::screens::testing::{self, ACCOUNT, BEN, Stage};
use crate::tui::theme::Theme;

use super::asks::{TilesAnswer, TilesAsk, WaitingAnswer, WaitingAsk};
use super::{Tiles, page as words};

const OTHER: AccountId = AccountId::new(8);

fn stage() -> Stage<Tiles> {
    let mut stage = Stage {
        screen: Tiles::new(),
        context: testing::fresh_context(Locale::EnUs, 80, 24),
    };
    stage.context.account = Some(ACCOUNT);
    let step = stage.tell(ScreenEvent::Shown);
    assert!(asks_for(&step, ACCOUNT));
    stage
}

fn page(account: AccountId, person: &str) -> TilesAnswer {
    page_of(account, person, Vec::new())
}

fn page_of(account: AccountId, person: &str, tiles: Vec<Tile>) -> TilesAnswer {
    TilesAnswer::Offers(Ok(Box::new(OffersPage {
        account,
        company: "Contoso".to_owned(),
        mpn_id: "1000007".parse().unwrap(),
        role_keys: Vec::new(),
        person: person.to_owned(),
        parts: vec![Part::Support],
        begins_with: None,
        accounts: 1,
        waiting: Waiting::default(),
        today: Day::from_ymd(2026, 7, 3).unwrap(),
        tiles,
    })))
}

fn asks_for(step: &Step, account: AccountId) -> bool {
    matches!(step.requests.as_slice(), [ask] if ask.get() == Some(&TilesAsk::Offers(account)))
}

/// Whether a step asks for what waits for the staff, and for nothing else.
fn counts(step: &Step) -> bool {
    matches!(step.requests.as_slice(), [ask] if ask.get() == Some(&WaitingAsk))
}

#[test]
fn what_waits_for_the_staff_is_counted_once_at_a_time_after_a_change_of_any_account() {
    let mut stage = stage();
    stage.answer(page(ACCOUNT, "Ana"));
    let changed = ScreenEvent::Changed(Changed {
        account: Some(OTHER),
        what: What::Order(OrderId::new(1)),
    });
    let again = || match &changed {
        ScreenEvent::Changed(changed) => ScreenEvent::Changed(*changed),
        _ => ScreenEvent::NewDay,
    };
    assert!(stage.tell(again()).requests.is_empty(), "nobody of the staff");
    stage.context.header = Arc::new(Header {
        parts: vec![Part::Money],
        ..Header::default()
    });
    assert!(counts(&stage.tell(again())));
    assert!(stage.tell(again()).requests.is_empty(), "one at a time");
    let waits = |number| StaffWaiting {
        money: Count::new(number, false),
        ..StaffWaiting::default()
    };
    let step = stage.answer(WaitingAnswer(Ok(waits(1))));
    assert!(counts(&step), "something changed meanwhile");
    let Some(ContextChange::Header(header)) = step.tell else {
        panic!("{step:?}");
    };
    assert_eq!(header.waiting.staff, waits(1));
    // Somebody else acts by the time it was counted.
    stage.context.actor = Actor::demo(BEN);
    let step = stage.answer(WaitingAnswer(Ok(waits(2))));
    assert!(counts(&step) && step.tell.is_none(), "{step:?}");
}

#[test]
fn that_a_preference_was_saved_does_not_end_the_loading_of_the_tiles() {
    let mut stage = stage();
    assert!(stage.answer(PreferenceKept(Ok(()))).requests.is_empty());
    assert!(stage.screen.screen().is_loading());
    let again = stage.tell(ScreenEvent::NewDay);
    assert!(again.requests.is_empty(), "one load at a time");
    assert!(asks_for(&stage.answer(page(ACCOUNT, "Ana")), ACCOUNT));
}

#[test]
fn after_a_journey_the_error_of_the_account_that_was_left_is_not_shown_for_the_other() {
    let mut stage = stage();
    stage.context.account = Some(OTHER);
    assert!(stage.tell(ScreenEvent::Shown).requests.is_empty());
    let failed = TilesAnswer::Offers(Err(ServiceError::Interrupted));
    assert!(asks_for(&stage.answer(failed), OTHER));
    assert!(stage.screen.screen().error.is_none());
    assert!(stage.answer(page(OTHER, "Ana")).requests.is_empty());
    assert_eq!(
        stage.screen.screen().page.as_ref().map(|page| page.account),
        Some(OTHER)
    );
}

#[test]
fn a_change_during_a_load_that_failed_is_looked_for_all_the_same() {
    let mut stage = stage();
    assert!(stage.tell(ScreenEvent::NewDay).requests.is_empty());
    let failed = TilesAnswer::Offers(Err(ServiceError::Interrupted));
    assert!(asks_for(&stage.answer(failed), ACCOUNT));
    assert!(stage.answer(page(ACCOUNT, "Ana")).requests.is_empty());
    assert!(stage.screen.screen().error.is_none());
}

#[test]
fn the_page_of_the_person_who_acted_before_is_never_shown() {
    let mut stage = stage();
    stage.context.actor = Actor::demo(BEN);
    stage.context.account = None;
    assert!(stage.tell(ScreenEvent::Shown).requests.is_empty());
    let step = stage.answer(page(ACCOUNT, "Ana"));
    assert!(matches!(step.requests.as_slice(), [ask] if ask.get() == Some(&TilesAsk::FirstAccount)));
    assert!(step.tell.is_none() && stage.screen.screen().page.is_none());
    let step = stage.answer(TilesAnswer::FirstAccount(Ok(Some(OTHER))));
    assert!(asks_for(&step, OTHER));
    stage.context.account = Some(OTHER);
    stage.answer(page(OTHER, "Ben"));
    assert_eq!(
        stage
            .screen
            .screen()
            .page
            .as_ref()
            .map(|page| page.person.as_str()),
        Some("Ben")
    );
}

/// A tile that runs for some days from the day of the desk on.
fn tile(expires: &str) -> Tile {
    let expires: Day = expires.parse().unwrap();
    Tile {
        offer: OfferId::parse("action-pack").unwrap(),
        names: Names {
            en: "Action Pack".into(),
            pl: "Pakiet".into(),
        },
        short_names: Names {
            en: "Action Pack".into(),
            pl: "Pakiet".into(),
        },
        held: Some(Held {
            state: State::Active,
            expires,
            window: WindowDays::USUAL.of(expires),
            transfer_may_be_late: false,
            ends: None,
            days_to_renew: 0,
            is_urgent: false,
            days_of_term: 100,
            benefits_end: expires.plus(30),
            benefits_off: expires.plus(31),
            next_expiry: expires.plus(365),
            progress: Some(Progress {
                from: expires.plus(-364),
                to: expires,
                passed: 0,
            }),
        }),
        order: None,
        price: None,
        unsold: None,
        action: MainAction::Renew,
        closed: None,
        cancel: Access::Hidden,
        cancellation: None,
        has_draft: false,
        who_could: Vec::new(),
    }
}

fn drawn(tiles: &Tiles, context: &Context) -> Buffer {
    let area = Rect::from((ratatui::layout::Position::ORIGIN, context.size));
    let mut buffer = Buffer::empty(area);
    tiles.view(&mut Canvas::new(&mut buffer), area, context);
    buffer
}

#[test]
fn kept_words_are_never_those_of_another_page_language_theme_or_width() {
    let mut stage = stage();
    let mut expires = "2026-07-03";
    let load = |stage: &mut Stage<Tiles>, expires: &str| {
        stage.answer(page_of(ACCOUNT, "Ana", vec![tile(expires)]));
    };
    load(&mut stage, expires);
    let changes: [fn(&mut Context); 5] = [
        |context| context.i18n = I18n::new(Locale::PlPl),
        |context| context.theme = context.theme.ascii(),
        |context| context.theme = Theme::default(),
        |context| context.size.width = 64,
        |_| (), // another page
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let before = drawn(&stage.screen, &stage.context);
        change(&mut stage.context);
        if place == 4 {
            expires = "2026-07-04";
            stage.tell(ScreenEvent::NewDay);
            load(&mut stage, expires);
        }
        let mut fresh = Stage {
            screen: Tiles::new(),
            context: stage.context.clone(),
        };
        fresh.tell(ScreenEvent::Shown);
        load(&mut fresh, expires);
        let (kept, anew) = (
            drawn(&stage.screen, &stage.context),
            drawn(&fresh.screen, &fresh.context),
        );
        assert_ne!(before, anew, "change {place} shows");
        assert_eq!(kept, anew, "change {place}");
    }
}

/// Every order that a tile tells of, on the days with the longest names, in each state of what is held.
fn tiles_with_orders() -> Vec<Tile> {
    let on: Day = "2026-09-25".parse().unwrap();
    let order = |state, due: Option<i32>, expired| OpenOrder {
        id: crate::domain::ids::OrderId::new(1),
        number: "OD-9KD5-HYX0".parse().unwrap(),
        state,
        by: "Tom Okafor".to_owned(),
        on,
        is_renewal: true,
        due: due.map(|days| on.plus(days)),
        expired,
        total: Money::new(47_500, CurrencyCode::USD),
        missing: Money::new(47_500, CurrencyCode::USD),
        give_up: Access::Open,
        change: Access::Open,
    };
    let orders = [
        order(OrderState::AwaitingPayment, Some(30), false),
        order(OrderState::AwaitingPayment, Some(30), true),
        order(OrderState::Unknown, None, false),
        order(OrderState::Voided, None, false),
    ];
    let net = Money::new(47_500, CurrencyCode::USD);
    let price = Quote {
        net,
        treatment: TaxTreatment::Untaxed,
        tax: Money::zero(CurrencyCode::USD),
        total: net,
    };
    let states = [
        State::Active,
        State::RenewalWindow,
        State::Lapsed,
        State::Cancelled,
    ];
    let mut tiles = Vec::new();
    for order in orders {
        for state in states {
            let mut tile = tile("2026-09-13");
            if let Some(held) = &mut tile.held {
                held.state = state;
                held.transfer_may_be_late = true;
            }
            tile.order = Some(order.clone());
            tile.price = Some(price.clone());
            tiles.push(tile.clone());
            tile.closed = Some(Unavailable::AwaitingPayment {
                number: order.number.to_string(),
                by: order.by.clone(),
                on,
                due: on.plus(30),
            });
            tile.who_could = vec!["Dana Whitfield".to_owned(), "Tom Okafor".to_owned()];
            tiles.push(tile);
        }
    }
    tiles
}

/// The words inside the only tile that is drawn.
fn words_in_tile(buffer: &Buffer) -> Vec<String> {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        text.extend(row.split('│').skip(1).take(1));
        text.push(' ');
    }
    in_words(&text)
}

fn in_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    let words = words.filter(|word| *word != "·" && !word.starts_with('─'));
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort();
    words
}

/// Everything that a tile has to say inside its frame.
fn all_words(tile: &page::Tile, locale: Locale) -> Vec<String> {
    let i18n = I18n::new(locale);
    let mut texts: Vec<String> = tile
        .lead
        .iter()
        .chain(&tile.notes)
        .map(|mark| mark.text.clone())
        .collect();
    texts.extend(
        tile.amount
            .iter()
            .map(|(amount, about)| format!("{amount} {about}")),
    );
    // The end date is told by the bar alone.
    let ends = tile.bar.iter();
    texts.extend(ends.map(|bar| format!("{} {}", bar.ends.0, bar.ends.1)));
    for button in tile.item.commands.iter().take(tile.buttons) {
        texts.push(i18n.t(button.hint.label_key()));
        texts.extend(button.unavailable.iter().map(|why| why.brief.clone()));
    }
    in_words(&texts.join(" "))
}

fn tile_in(page: &Page) -> page::Tile {
    let tiles = page.blocks.iter().filter_map(|block| match block {
        Block::Tiles(tiles) => tiles.first(),
        _ => None,
    });
    tiles.into_iter().next().cloned().unwrap()
}

#[test]
fn the_line_of_an_order_was_cut_by_the_border_and_now_no_line_of_a_tile_loses_a_word() {
    for locale in Locale::ALL {
        for tile in tiles_with_orders() {
            let mut stage = stage();
            stage.context = Context {
                today: "2026-09-25".parse().unwrap(),
                ..testing::fresh_context(locale, 60, 40)
            };
            stage.answer(page_of(ACCOUNT, "Ana", vec![tile.clone()]));
            let all = all_words(&tile_in(&stage.screen.screen().page(&stage.context)), locale);
            for width in 60..=130 {
                stage.context.size.width = width;
                let drawn = drawn(&stage.screen, &stage.context);
                assert_eq!(words_in_tile(&drawn), all, "{locale} {width} {drawn:?}");
            }
        }
    }
}

#[test]
fn a_title_that_is_longer_than_its_tile_says_so_and_leaves_the_border_whole() {
    let mut tile = tile("2026-07-03");
    tile.names.en = "Long ".repeat(20);
    tile.short_names = tile.names.clone();
    let mut other = tile.clone();
    other.offer = OfferId::parse("silver").unwrap();
    for (ascii, selected, unselected) in [
        (false, "╭─ ▸ Long Long", "╭─ Long Long"),
        (true, "+- > Long", "+- Long"),
    ] {
        let mut stage = stage();
        stage.answer(page_of(ACCOUNT, "Ana", vec![tile.clone(), other.clone()]));
        if ascii {
            stage.context.theme = stage.context.theme.ascii();
        }
        let drawn = drawn(&stage.screen, &stage.context);
        let row = |y: u16| -> String { (0..80).map(|x| drawn[(x, y)].symbol()).collect() };
        let ends = if ascii {
            ("~ - Active -+", "Active -+")
        } else {
            ("… ─ Active ─╮", "Active ─╮")
        };
        assert!(
            row(1).starts_with(selected) && row(1).ends_with(ends.0),
            "{}",
            row(1)
        );
        let below: Vec<String> = (2..24).map(row).collect();
        let is_other = |row: &String| row.starts_with(unselected) && row.ends_with(ends.1);
        assert!(below.iter().any(is_other), "{below:?}");
    }
}

#[test]
fn a_canceled_subscription_says_when_it_ends_and_nothing_of_renewing_it() {
    let context = testing::fresh_context(Locale::EnUs, 80, 24);
    let shown = |tile: Tile| {
        let TilesAnswer::Offers(Ok(offers)) = page_of(ACCOUNT, "Ana", vec![tile]) else {
            unreachable!();
        };
        tile_in(&words::of(&offers, &context))
    };
    let mut ending = tile("2026-12-04");
    if let Some(held) = &mut ending.held {
        held.ends = Some(held.expires);
    }
    let ending = shown(ending);
    let said: Vec<String> = [ending.badge, ending.lead]
        .into_iter()
        .flatten()
        .map(|mark| mark.text)
        .collect();
    assert_eq!(
        said.join(" · ").replace('\u{a0}', " "),
        "Canceled · Ends December 4, 2026"
    );
    assert_eq!((ending.bar, ending.notes), (None, Vec::new()));
    let mut asked = tile("2026-12-04");
    asked.cancellation = Some(CancellationMark {
        id: RequestId::new(1),
        number: RequestNumber::in_series(41),
    });
    let asked = shown(asked);
    let badge = asked.badge.map(|badge| (badge.signal, badge.text));
    assert_eq!(badge, Some((Signal::Warn, "Cancellation requested".to_owned())));
    assert_eq!(asked.notes[0].text, "Request 1041: Support hasn't decided yet");
}
