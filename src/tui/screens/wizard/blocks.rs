//! What the review and the outcome say, as blocks: both are drawn and said from them.

use crate::domain::order::OrderState;
use crate::domain::review::{Review, ReviewPart};
use crate::services::orders::OrderView;
use crate::tui::layer::Context;
use crate::tui::page::blocks::buttons::Buttons;
use crate::tui::page::blocks::done::Done;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::frames::Framed;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Command, Signal};
use crate::tui::screens::summary;

use super::{Wizard, change, words};

/// What Buy would buy: what it means first, then the order, and whom it is billed to.
pub(super) fn review(wizard: &Wizard, context: &Context) -> Vec<Block> {
    let (Some(review), Some(_)) = (&wizard.review, &wizard.start) else {
        return Vec::new();
    };
    let i18n = &context.i18n;
    let mut blocks = Vec::new();
    if !wizard.changed.is_empty() {
        blocks.push(warning(i18n.t("wizard-changed")));
    }
    blocks.push(Block::Text(Text::plain(words::buy_text(wizard, context, review))));
    blocks.extend(change::freed(wizard, context));
    if let Some(text) = words::withdraws_text(review, context) {
        let is_new = wizard.changed.contains(&ReviewPart::Withdraws);
        let signal = if is_new { Signal::Warn } else { Signal::None };
        blocks.push(Block::Notice(Notice {
            is_new,
            ..Notice::new(signal, text)
        }));
    }
    blocks.push(Block::Frames(vec![
        order(wizard, review, context),
        bill_to(wizard, review, context),
    ]));
    if review.bill_to_pending {
        blocks.push(Block::Text(Text::faint(i18n.t("vetting-pending-note"))));
    }
    blocks
}

pub(super) fn warning(text: String) -> Block {
    Block::Notice(Notice::new(Signal::Warn, text))
}

/// What is ordered, at which price: what changed under the buyer's eyes is marked.
pub(super) fn ordered(wizard: &Wizard, review: &Review, context: &Context) -> Vec<Fact> {
    let i18n = &context.i18n;
    let has_changed = |part: ReviewPart| wizard.changed.contains(&part);
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let offer = wizard.names.in_language(i18n.locale().tag()).to_owned();
    let [price, tax, total] = summary::quote_rows(context, &review.quote);
    vec![
        fact("label-offer", offer),
        fact("label-term", words::term(review, context))
            .briefly(words::term_briefly(review, context))
            .changed(has_changed(ReviewPart::Term)),
        fact(price.0, price.1).changed(has_changed(ReviewPart::Price)),
        fact(tax.0, tax.1).changed(has_changed(ReviewPart::Tax)),
        fact(total.0, total.1)
            .strong()
            .changed(has_changed(ReviewPart::Price) || has_changed(ReviewPart::Tax)),
    ]
}

/// Whom it is billed to, line by line.
fn billed(review: &Review, context: &Context) -> Vec<Block> {
    let lines = summary::bill_to(context, &review.bill_to).into_iter();
    let texts = lines.enumerate().map(|(place, line)| match place {
        0 => Text::strong(line),
        _ => Text::plain(line),
    });
    texts.map(Block::Text).collect()
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
    Framed {
        is_changed: wizard.changed.contains(&ReviewPart::BillTo),
        ..Framed::new(context.i18n.t("label-bill-to"), billed(review, context))
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
            blocks.extend(change::replaced(wizard, order, context));
            blocks.push(Block::Facts(summary::billed_facts(order, context)));
            return blocks;
        }
        OrderState::AwaitingPayment => {
            let done = Done {
                title: i18n.t("title-order-placed"),
                large: standing.text,
                buttons: buttons(),
                ..Done::default()
            };
            let mut blocks = vec![Block::Done(done), placed];
            blocks.extend(change::replaced(wizard, order, context));
            blocks.extend(instructions(order, context));
            return blocks;
        }
        OrderState::Declined(_) => {
            let note = change::declined(wizard, context);
            let mut blocks = vec![
                Block::Notice(standing),
                placed,
                note.unwrap_or_else(|| text("wizard-declined-note")),
            ];
            blocks.extend(change::replaced(wizard, order, context));
            blocks.push(number(order, context));
            blocks
        }
        _ => {
            let waits = wizard.is_waiting_for_the_bank();
            let note = waits.then(|| text("wizard-asking-bank-note"));
            let mut blocks = vec![Block::Notice(standing), placed];
            blocks.extend(note);
            blocks.extend(change::replaced(wizard, order, context));
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

/// How to pay a transfer.
fn instructions(order: &OrderView, context: &Context) -> Vec<Block> {
    let Some(how) = &order.instructions else {
        return Vec::new();
    };
    vec![
        Block::Heading(Heading::new(context.i18n.t("title-transfer-instructions"))),
        Block::Facts(summary::instruction_facts(order, how, context)),
        Block::Text(Text::faint(context.i18n.t("wizard-transfer-reference-keep"))),
    ]
}
