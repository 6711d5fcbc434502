//! How the wizard looks: the stepper on top of every step, the step's lines, its form or list.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::domain::order::{OrderState, Payment, Purpose};
use crate::domain::payment::{CardBrand, PaymentMethod, TokenizedCard};
use crate::domain::review::Review;
use crate::payments::gateway::DeclineReason;
use crate::payments::sandbox::{Behavior, TEST_CARDS};
use crate::services::orders::{OrderView, PayWith};
use crate::services::wizard::WizardStart;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::form;
use crate::tui::layer::Desk;
use crate::tui::page;
use crate::tui::screens::{explained, summary};
use crate::tui::widgets::{ScrollArea, SelectItem, SelectList, Stepper};

use super::notices::{error_lines, notices};
use super::{Stage, Wizard, beside, blocks};

/// Rows of the fields of the review with their button.
const LAST_FORM: u16 = 4;

/// The step in which money moves.
const PAYMENT: usize = 3;

/// Draws the wizard.
pub(super) fn view(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let [top, _, body] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(1)]).areas(area);
    if wizard.stage != Stage::Closed {
        stepper(wizard, canvas, top, desk);
    }
    let body = beside::view(wizard, canvas, body, desk);
    match wizard.stage {
        Stage::Opening => canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), body),
        Stage::Closed => closed(wizard, canvas, body, desk),
        Stage::Method => method(wizard, canvas, body, desk),
        Stage::Card => card(wizard, canvas, body, desk),
        Stage::Transfer => transfer(wizard, canvas, body, desk),
        Stage::Review => review(wizard, canvas, body, desk),
        Stage::Asking => asking(wizard, canvas, body, desk),
        Stage::Outcome => {
            let width = ScrollArea::text_width(body.width);
            let lines = page::lines(&blocks::outcome(wizard, desk), width, desk);
            ScrollArea::new(&lines, wizard.scroll, &desk.theme).view(canvas, body);
        }
    }
}

/// Whether a further term is bought.
pub(super) const fn is_renewal(review: &Review) -> bool {
    matches!(review.purpose, Purpose::Renew { .. })
}

/// Number of scrolled lines, and the rows that they have.
pub(super) fn scrolled(wizard: &Wizard, desk: &Desk) -> (usize, u16) {
    let columns = beside::width(wizard, desk);
    let width = ScrollArea::text_width(columns);
    let rows = desk.size.height.saturating_sub(6);
    if wizard.stage != Stage::Review {
        let lines = page::lines(&blocks::outcome(wizard, desk), width, desk);
        return (lines.len(), rows);
    }
    let errors = error_lines(wizard, desk, columns).len();
    let taken = LAST_FORM.saturating_add(u16::try_from(errors).unwrap_or(u16::MAX));
    let lines = page::lines(&blocks::review(wizard, desk), width, desk);
    (lines.len(), rows.saturating_sub(taken))
}

/// Paging: named in the footer where not everything is in sight, so that nobody buys what they could not read.
pub(super) fn paging(wizard: &Wizard, desk: &Desk) -> [Hint; 2] {
    let (total, rows) = scrolled(wizard, desk);
    if total > usize::from(rows) {
        [
            Hint::labeled(Action::PageDown, "action-more"),
            Hint::hidden(Action::PageUp),
        ]
    } else {
        [Action::PageDown, Action::PageUp].map(Hint::hidden)
    }
}

/// Whether the order stands: paid, or placed and waiting for its transfer.
fn is_confirmed(wizard: &Wizard) -> bool {
    let state = wizard.order.as_ref().map(|order| order.order.state);
    matches!(state, Some(OrderState::Paid { .. } | OrderState::AwaitingPayment))
}

fn stepper(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let (keys, current) = steps(wizard);
    let labels = keys.map(|key| desk.i18n.t(key));
    let short = position(wizard, desk);
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let stepper = Stepper::new(&labels, current, &short, &desk.theme);
    // A transfer that was placed is confirmed before it is paid.
    let stepper = match wizard.order.as_ref().map(|order| order.order.state) {
        Some(OrderState::AwaitingPayment) => stepper.but_for(PAYMENT),
        _ => stepper,
    };
    canvas.render_widget(stepper, area);
}

/// Which step this is.
pub(super) fn position(wizard: &Wizard, desk: &Desk) -> String {
    let (keys, current) = steps(wizard);
    let count = |number: usize| Arg::Count(i64::try_from(number).unwrap_or(0));
    let args = [("step", count(current + 1)), ("steps", count(keys.len()))];
    let name = keys.get(current).map(|key| desk.i18n.t(key));
    format!(
        "{}: {}",
        desk.i18n.tr("step-position", &args),
        name.unwrap_or_default()
    )
}

/// Keys of the steps, and the place of the one that is shown.
fn steps(wizard: &Wizard) -> ([&'static str; 5], usize) {
    let by_transfer = wizard
        .draft
        .as_ref()
        .is_some_and(|draft| draft.method == Some(PaymentMethod::BankTransfer));
    let details = if by_transfer { "step-transfer" } else { "step-card" };
    let keys = [
        "step-payment-method",
        details,
        "step-review",
        "step-progress",
        "step-confirmation",
    ];
    let current = match wizard.stage {
        Stage::Opening | Stage::Closed | Stage::Method => 0,
        Stage::Card | Stage::Transfer => 1,
        Stage::Review => 2,
        Stage::Asking => PAYMENT,
        Stage::Outcome if is_confirmed(wizard) => PAYMENT + 1,
        Stage::Outcome => PAYMENT,
    };
    (keys, current)
}

fn closed(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let mut lines = wizard
        .error
        .as_ref()
        .map(|error| explained(desk, area.width, error))
        .unwrap_or_default();
    lines.push(Line::default());
    lines.extend(summary::paragraph(
        &desk.i18n.t("wizard-closed-kept"),
        area.width,
        desk.theme.faint,
    ));
    canvas.render_widget(Paragraph::new(lines), area);
}

/// Lines above a step's form, and the room that is left below them.
fn above(canvas: &mut Canvas<'_>, area: Rect, lines: Vec<Line<'_>>) -> Rect {
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    canvas.render_widget(Paragraph::new(lines), Rect { height, ..area });
    Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    }
}

fn method(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let Some(start) = &wizard.start else { return };
    let i18n = &desk.i18n;
    let mut lines = notices(wizard, desk, area.width);
    lines.push(Line::styled(i18n.t("wizard-choose-payment"), desk.theme.title));
    lines.push(Line::default());
    let words = method_words(start, desk);
    let items: Vec<SelectItem> = words
        .iter()
        .map(|(label, detail, closed)| match closed {
            true => SelectItem::new(label).closed(detail),
            false => SelectItem::new(label).detail(detail),
        })
        .collect();
    let list = SelectList::new(&items, wizard.methods.index(), &desk.theme);
    let height = list.height();
    let rest = above(canvas, area, lines);
    list.view(canvas, rest);
    if let Some(text) = late_text(start, desk) {
        let lines = summary::paragraph(&text, area.width, desk.theme.warning);
        let y = rest.y + (height + 1).min(rest.height);
        let room = Rect {
            y,
            height: rest.bottom().saturating_sub(y),
            ..rest
        };
        canvas.render_widget(Paragraph::new(lines), room);
    }
}

/// That a transfer may come too late, where it may and could be chosen.
pub(super) fn late_text(start: &WizardStart, desk: &Desk) -> Option<String> {
    let window = start.transfer_may_be_late.as_ref()?;
    let args = [("day", Arg::Day(window.closes))];
    start
        .transfer_closed
        .is_none()
        .then(|| desk.i18n.tr("wizard-transfer-late", &args))
}

/// The methods: label, detail, and whether it is closed.
pub(super) fn method_words(start: &WizardStart, desk: &Desk) -> Vec<(String, String, bool)> {
    let i18n = &desk.i18n;
    let mut words: Vec<(String, String, bool)> = start
        .saved_cards
        .iter()
        .map(|card| (summary::card(desk, &card.card), String::new(), false))
        .collect();
    let why = |closed: &crate::services::error::Closed| i18n.explain(closed).sentence;
    let card_label = if start.saved_cards.is_empty() {
        "payment-method-card"
    } else {
        "wizard-new-card"
    };
    let card_closed = start.card_closed.as_ref().map(why);
    words.push((
        i18n.t(card_label),
        card_closed
            .clone()
            .unwrap_or_else(|| i18n.t("payment-method-card-note")),
        card_closed.is_some(),
    ));
    let transfer_closed = start.transfer_closed.as_ref().map(why);
    let count = Arg::Count(i64::from(start.review.due_days));
    let note = i18n.tr("payment-method-transfer-short", &[("count", count)]);
    let is_closed = transfer_closed.is_some();
    words.push((
        i18n.t("payment-method-bank-transfer"),
        transfer_closed.unwrap_or(note),
        is_closed,
    ));
    words
}

fn card(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let mut lines = notices(wizard, desk, area.width);
    if wizard.busy {
        lines.push(Line::styled(
            desk.i18n.t("wizard-checking-card"),
            desk.theme.warning,
        ));
        lines.push(Line::default());
    } else if let Some(token) = wizard.draft.as_ref().and_then(|draft| draft.card.as_ref()) {
        lines.extend(summary::paragraph(
            &card_ready(token, desk),
            area.width,
            desk.theme.success,
        ));
        lines.push(Line::default());
    } else if desk.demo && lines.is_empty() && !wizard.card.has_errors() {
        lines = summary::paragraph(&demo_cards(desk), area.width, desk.theme.faint);
        lines.push(Line::default());
    }
    let rest = above(canvas, area, lines);
    form::view(&wizard.card, canvas, rest, desk);
}

/// That a card is there already.
pub(super) fn card_ready(token: &TokenizedCard, desk: &Desk) -> String {
    let card = Arg::Text(summary::card(desk, token));
    desk.i18n.tr("wizard-card-ready", &[("card", card)])
}

/// Cards that a demo charges and declines: nobody types a real one there.
pub(super) fn demo_cards(desk: &Desk) -> String {
    let number = |behavior: Behavior| {
        // The last one of its kind: the first is what people try anyway. A number is not broken in the middle.
        let card = TEST_CARDS
            .iter()
            .rfind(|card| card.behavior == behavior && card.brand != CardBrand::Amex);
        Arg::Sample(card.map_or("", |card| card.number))
    };
    let args = [
        ("charged", number(Behavior::Approve)),
        (
            "declined",
            number(Behavior::Decline(DeclineReason::InsufficientFunds)),
        ),
    ];
    desk.i18n.tr("wizard-demo-cards", &args)
}

fn transfer(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let rest = above(canvas, area, notices(wizard, desk, area.width));
    form::view(&wizard.transfer, canvas, rest, desk);
}

fn review(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let errors = error_lines(wizard, desk, area.width);
    let rest = above(canvas, area, errors);
    let form_rows = LAST_FORM.min(rest.height);
    let width = ScrollArea::text_width(rest.width);
    let lines = page::lines(&blocks::review(wizard, desk), width, desk);
    // The form follows what it is about, with a blank row where there is room for one.
    let needed = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(1);
    let rows = needed.min(rest.height - form_rows);
    let [top, bottom, _] = Layout::vertical([
        Constraint::Length(rows),
        Constraint::Length(form_rows),
        Constraint::Min(0),
    ])
    .areas(rest);
    ScrollArea::new(&lines, wizard.scroll, &desk.theme).view(canvas, top);
    form::view(&wizard.last, canvas, bottom, desk);
}

/// The term that would be bought.
pub(super) fn term(review: &Review, desk: &Desk) -> String {
    match review.begins() {
        Some(first) => {
            let args = [("first", Arg::Day(first)), ("last", Arg::Day(review.expires))];
            desk.i18n.tr("wizard-term", &args)
        }
        None => desk.i18n.t("wizard-term-from-payment"),
    }
}

/// The same in fewer words: its last day is what one pays for.
pub(super) fn term_briefly(review: &Review, desk: &Desk) -> String {
    match review.begins() {
        Some(_) => {
            let last = Arg::Text(desk.i18n.day_short(review.expires));
            desk.i18n.tr("wizard-term-until", &[("last", last)])
        }
        None => desk.i18n.t("wizard-term-from-payment"),
    }
}

/// That Buy withdraws a request, where it does.
pub(super) fn withdraws_text(review: &Review, desk: &Desk) -> Option<String> {
    let number = Arg::Text(review.withdraws?.to_string());
    Some(desk.i18n.tr("wizard-withdraws", &[("number", number)]))
}

/// What Buy will do.
pub(super) fn buy_text(wizard: &Wizard, desk: &Desk, review: &Review) -> String {
    let money = Arg::Money(review.quote.total);
    let by_transfer = wizard
        .draft
        .as_ref()
        .is_some_and(|draft| draft.method == Some(PaymentMethod::BankTransfer));
    if by_transfer {
        let due = Arg::Day(review.due());
        desk.i18n
            .tr("wizard-buy-transfer-note", &[("money", money), ("day", due)])
    } else {
        desk.i18n.tr("wizard-buy-card-note", &[("money", money)])
    }
}

pub(super) fn payment(wizard: &Wizard, desk: &Desk) -> String {
    if let Some(card) = card_of(wizard) {
        return summary::card(desk, &card);
    }
    match wizard.pay_with() {
        Some(PayWith::Transfer(contact)) => summary::transfer(desk, &contact),
        _ => String::new(),
    }
}

/// The card that is charged.
fn card_of(wizard: &Wizard) -> Option<TokenizedCard> {
    match wizard.pay_with()? {
        PayWith::Card(card) => Some(card),
        PayWith::SavedCard(id) => {
            let mut saved = wizard.start.iter().flat_map(|start| &start.saved_cards);
            saved.find(|card| card.id == id).map(|saved| saved.card.clone())
        }
        PayWith::Transfer(_) => None,
    }
}

/// A card by its brand and last digits.
pub(super) fn payment_briefly(wizard: &Wizard) -> Option<String> {
    let card = card_of(wizard)?;
    Some(format!("{} {}", card.brand.name(), card.last_four))
}

fn asking(wizard: &Wizard, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    if !wizard.asks_bank() {
        canvas.render_widget(Line::raw(desk.i18n.t("word-saving")), area);
        return;
    }
    let mut lines = vec![
        Line::styled(desk.i18n.t("wizard-asking-bank"), desk.theme.title),
        Line::default(),
    ];
    lines.extend(summary::paragraph(
        &desk.i18n.t("wizard-asking-bank-note"),
        area.width,
        desk.theme.text,
    ));
    canvas.render_widget(Paragraph::new(lines), area);
}

/// What the order brought, and what was charged for it; nothing where it was no card.
pub(super) fn confirmed_texts(wizard: &Wizard, view: &OrderView, desk: &Desk, expires: Day) -> [String; 2] {
    let key = match view.order.purpose {
        Purpose::Renew { .. } => "wizard-confirmed-renewed",
        Purpose::Subscribe { .. } => "wizard-confirmed-purchased",
    };
    let offer = wizard.names.in_language(desk.i18n.locale().tag()).to_owned();
    let renewed = desk
        .i18n
        .tr(key, &[("offer", Arg::Text(offer)), ("day", Arg::Day(expires))]);
    let mut charged = String::new();
    if let Payment::Card { attempts } = &view.order.payment
        && let Some(attempt) = attempts.last()
    {
        let args = [
            ("money", Arg::Money(view.order.quote.total)),
            ("brand", Arg::Text(attempt.card.brand.name().to_owned())),
            ("digits", Arg::Text(attempt.card.last_four.clone())),
        ];
        charged = desk.i18n.tr("wizard-confirmed-charged", &args);
    }
    [renewed, charged]
}
