//! What the review and the outcome say, as blocks: both are drawn and said from them.

use crate::domain::message::Arg;
use crate::domain::order::OrderState;
use crate::domain::review::{Review, ReviewPart};
use crate::services::orders::OrderView;
use crate::tui::action::{Action, Hint};
use crate::tui::layer::Context;
use crate::tui::page::blocks::buttons::Buttons;
use crate::tui::page::blocks::done::Done;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::frames::Framed;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Signal};
use crate::tui::screens::summary;

use super::{Wizard, change, replaced, words};

/// What Buy would buy: what it means first, then the order, and whom it is billed to.
pub(super) fn review(wizard: &Wizard, context: &Context) -> Vec<Block> {
    let (Some(review), Some(_)) = (&wizard.review, &wizard.start) else {
        return Vec::new();
    };
    let i18n = &context.i18n;
    let changed = words::changed_text(wizard, context);
    let mut blocks: Vec<Block> = changed.map(warning).into_iter().collect();
    // What was left for a renewal may be a purchase by now.
    blocks.extend(words::draft_text(wizard, context).map(warning));
    blocks.extend(replaced::before_buy(wizard, context));
    // On a screen the amount stands beside the button, in sight wherever one has scrolled to.
    if context.plain {
        blocks.push(Block::Text(Text::plain(words::buy_text(wizard, context, review))));
    } else if !wizard.asks_bank() {
        blocks.push(Block::Text(Text::plain(i18n.t("wizard-transfer-blocks"))));
    }
    if let Some(text) = words::withdraws_text(review, context) {
        let is_new = wizard.changed.contains(&ReviewPart::Withdraws);
        blocks.push(Block::Notice(Notice {
            is_new,
            ..Notice::new(Signal::Warn, text)
        }));
    }
    // Above the frames: what lies below them may be out of sight.
    if review.bill_to_pending {
        blocks.push(Block::Text(Text::faint(i18n.t("vetting-pending-note"))));
    }
    blocks.push(Block::Frames(vec![
        order(wizard, review, context),
        bill_to(wizard, review, context),
    ]));
    blocks
}

pub(super) fn warning(text: String) -> Block {
    Block::Notice(Notice::new(Signal::Warn, text))
}

/// What is ordered, at which price: what changed under the buyer's eyes is marked.
pub(super) fn ordered(wizard: &Wizard, review: &Review, context: &Context) -> Vec<Fact> {
    let i18n = &context.i18n;
    let language = i18n.locale().tag();
    let offer = wizard.names.in_language(language).to_owned();
    let short = wizard.start.as_ref().map(|start| &start.short_names);
    let short = short.unwrap_or(&wizard.names).in_language(language).to_owned();
    let term = Fact::new(i18n.t("label-term"), words::term(review, context))
        .briefly(words::term_in_short(review, context))
        .briefly(words::term_briefly(review, context));
    let term_before = wizard.was(ReviewPart::Term);
    let term_before = term_before.map(|before| words::term_briefly(before, context));
    let before = |part| {
        wizard
            .was(part)
            .map(|before| summary::quote_facts(context, &before.quote))
    };
    let [price, tax, total] = summary::quote_facts(context, &review.quote);
    let price_before = before(ReviewPart::Price).map(|[price, ..]| price.value);
    let tax_before = before(ReviewPart::Tax).map(|[_, tax, _]| tax.value);
    let total_before = before(ReviewPart::Price).or_else(|| before(ReviewPart::Tax));
    let total_before = total_before.map(|[_, _, total]| total.value);
    vec![
        Fact::new(i18n.t("label-offer"), offer).briefly(short),
        words::changed(term, term_before, context),
        words::changed(price, price_before, context),
        words::changed(tax, tax_before, context),
        words::changed(total.strong(), total_before, context),
    ]
}

/// Whom it is billed to, line by line. Where that changed under the buyer's eyes, each new line has a sign, and the
/// lines of before come last.
fn billed(wizard: &Wizard, review: &Review, context: &Context) -> Vec<Block> {
    let lines = summary::bill_to(context, &review.bill_to);
    let before = wizard.was(ReviewPart::BillTo);
    let before = before.map(|before| summary::bill_to(context, &before.bill_to));
    let is_new = |line: &String| before.as_ref().is_some_and(|before| !before.contains(line));
    let mut blocks: Vec<Block> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        blocks.push(match place {
            _ if is_new(line) && !context.plain => warning(line.clone()),
            0 => Block::Text(Text::strong(line.clone())),
            _ => Block::Text(Text::plain(line.clone())),
        });
    }
    let gone = before.iter().flatten().filter(|line| !lines.contains(line));
    blocks.extend(gone.map(|line| {
        let line = [("value", Arg::Text(line.clone()))];
        Block::Text(Text::faint(context.i18n.tr("profile-value-before", &line)))
    }));
    blocks
}

fn order(wizard: &Wizard, review: &Review, context: &Context) -> Framed {
    let mut facts = ordered(wizard, review, context);
    facts.extend(words::payment(wizard, review, context));
    let facts = Facts {
        facts,
        at_right: true,
    };
    Framed::new(context.i18n.t("column-order"), vec![Block::Facts(facts)])
}

fn bill_to(wizard: &Wizard, review: &Review, context: &Context) -> Framed {
    let update = wizard
        .change
        .is_none()
        .then(|| Command::open(Hint::shown(Action::UPDATE)));
    Framed {
        is_changed: wizard.changed.contains(&ReviewPart::BillTo),
        command: update,
        ..Framed::new(context.i18n.t("label-bill-to"), billed(wizard, review, context))
    }
}

/// What came of Buy, and what can be done next.
pub(super) fn outcome(wizard: &Wizard, commands: &[Command], context: &Context) -> Vec<Block> {
    let Some(order) = &wizard.order else {
        return Vec::new();
    };
    let i18n = &context.i18n;
    let text = |key: &str| Block::Text(Text::plain(i18n.t(key)));
    let buttons = || Buttons::of(commands.iter().filter(|command| command.hint.in_footer));
    let (standing, placed) = summary::standing(order, context);
    let placed = Block::Text(Text::faint(placed));
    let mut blocks = match order.order.state {
        OrderState::Paid { expires } => {
            let facts = summary::confirmed_facts(order, context);
            let done = Done {
                title: i18n.t("title-confirmed"),
                about: words::confirmed(wizard, order, context),
                large: i18n.day(expires),
                facts,
                buttons: buttons(),
                ..Done::default()
            };
            let mut blocks = vec![Block::Done(done)];
            blocks.extend(replaced::told(wizard, order, context));
            blocks.push(Block::Facts(summary::billed_facts(order, context)));
            return blocks;
        }
        OrderState::AwaitingPayment => {
            let how = order.instructions.as_ref();
            let facts = how.map(|how| summary::instruction_facts(order, how, context));
            let done = Done {
                title: i18n.t("title-order-placed"),
                large: standing.text,
                facts: facts.unwrap_or_default(),
                buttons: buttons(),
                ..Done::default()
            };
            let mut blocks = vec![Block::Done(done), text("wizard-transfer-reference-keep")];
            blocks.extend(replaced::told(wizard, order, context));
            blocks.push(placed);
            return blocks;
        }
        OrderState::Declined(_) | OrderState::Voided => {
            let next = match order.order.state {
                OrderState::Voided => "wizard-voided-note",
                _ if wizard.was_typed() => "wizard-declined-note",
                _ => "wizard-declined-saved-note",
            };
            let closing = change::if_closed(wizard, context);
            let mut blocks = vec![
                Block::Notice(standing),
                placed,
                text(next),
                closing.unwrap_or_else(|| text("wizard-if-closed")),
            ];
            blocks.extend(replaced::told(wizard, order, context));
            blocks.push(number(order, context));
            blocks
        }
        state => {
            let waits = wizard.is_waiting_for_the_bank();
            let note = waits.then(|| match state {
                OrderState::Unknown => text("wizard-unknown-note"),
                _ => text("wizard-asking-bank-note"),
            });
            let mut blocks = vec![Block::Notice(standing), placed];
            blocks.extend(note);
            blocks.extend(replaced::told(wizard, order, context));
            blocks.push(number(order, context));
            blocks
        }
    };
    blocks.push(Block::Buttons(buttons()));
    blocks
}

fn number(order: &OrderView, context: &Context) -> Block {
    let number = ("label-order-number", order.order.number.to_string());
    Block::Facts(Facts::labeled([number], context))
}
