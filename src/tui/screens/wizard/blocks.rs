//! What the review and the outcome say, as blocks: both are drawn and said from them.

use crate::domain::order::OrderState;
use crate::domain::review::{Review, ReviewPart};
use crate::services::orders::OrderView;
use crate::tui::layer::Context;
use crate::tui::page::blocks::done::Done;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::frames::Framed;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Signal};
use crate::tui::screens::summary;

use super::{Wizard, words};

/// What Buy would buy: the order, and whom it is billed to.
pub(super) fn review(wizard: &Wizard, context: &Context) -> Vec<Block> {
    let (Some(review), Some(_)) = (&wizard.review, &wizard.start) else {
        return Vec::new();
    };
    let i18n = &context.i18n;
    let mut blocks = Vec::new();
    if !wizard.changed.is_empty() {
        blocks.push(warning(i18n.t("wizard-changed")));
    }
    blocks.push(Block::Frames(vec![
        order(wizard, review, context),
        bill_to(wizard, review, context),
    ]));
    if review.bill_to_pending {
        blocks.push(Block::Text(Text::faint(i18n.t("vetting-pending-note"))));
    }
    if let Some(text) = words::withdraws_text(review, context) {
        let is_new = wizard.changed.contains(&ReviewPart::Withdraws);
        let signal = if is_new { Signal::Warn } else { Signal::None };
        blocks.push(Block::Notice(Notice {
            is_new,
            ..Notice::new(signal, text)
        }));
    }
    blocks.push(Block::Text(Text::faint(words::buy_text(wizard, context, review))));
    blocks
}

pub(super) fn warning(text: String) -> Block {
    Block::Notice(Notice::new(Signal::Warn, text))
}

fn order(wizard: &Wizard, review: &Review, context: &Context) -> Framed {
    let i18n = &context.i18n;
    let has_changed = |part: ReviewPart| wizard.changed.contains(&part);
    let fact = |label: &str, value: String| Fact::new(i18n.t(label), value);
    let offer = wizard.names.in_language(i18n.locale().tag()).to_owned();
    let [price, tax, total] = summary::quote_rows(context, &review.quote);
    let facts = vec![
        fact("label-offer", offer),
        fact("label-term", words::term(review, context))
            .briefly(words::term_briefly(review, context))
            .changed(has_changed(ReviewPart::Term)),
        fact(price.0, price.1).changed(has_changed(ReviewPart::Price)),
        fact(tax.0, tax.1).changed(has_changed(ReviewPart::Tax)),
        fact(total.0, total.1)
            .strong()
            .changed(has_changed(ReviewPart::Price) || has_changed(ReviewPart::Tax)),
        match words::payment_briefly(wizard) {
            Some(brief) => fact("label-payment", words::payment(wizard, context)).briefly(brief),
            None => fact("label-payment", words::payment(wizard, context)),
        },
    ];
    Framed {
        title: i18n.t("column-order"),
        blocks: vec![Block::Facts(Facts {
            facts,
            at_right: true,
        })],
        is_changed: false,
    }
}

fn bill_to(wizard: &Wizard, review: &Review, context: &Context) -> Framed {
    let has_changed = wizard.changed.contains(&ReviewPart::BillTo);
    let lines = summary::bill_to_text(context, &review.bill_to);
    let mut blocks: Vec<Block> = Vec::new();
    for (place, line) in lines.lines().enumerate() {
        let text = line.to_owned();
        blocks.push(Block::Text(if place == 0 {
            Text::strong(text)
        } else {
            Text::plain(text)
        }));
    }
    Framed {
        title: context.i18n.t("label-bill-to"),
        blocks,
        is_changed: has_changed,
    }
}

/// What came of Buy.
pub(super) fn outcome(wizard: &Wizard, context: &Context) -> Vec<Block> {
    let Some(order) = &wizard.order else {
        return Vec::new();
    };
    let i18n = &context.i18n;
    let text = |key: &str| Block::Text(Text::plain(i18n.t(key)));
    let (standing, placed) = summary::standing(order, context);
    let placed = Block::Text(Text::faint(placed));
    match order.order.state {
        OrderState::Paid { expires } => {
            let brought = words::confirmed_texts(wizard, order, context, expires).into_iter();
            vec![
                Block::Done(Done {
                    title: i18n.t("title-confirmed"),
                    brought: brought.filter(|text| !text.is_empty()).collect(),
                }),
                Block::Facts(summary::order_facts(order, context)),
            ]
        }
        OrderState::AwaitingPayment => {
            let mut blocks = vec![
                Block::Done(Done {
                    title: i18n.t("title-order-placed"),
                    brought: vec![standing.text],
                }),
                placed,
            ];
            blocks.extend(instructions(order, context));
            blocks
        }
        OrderState::Declined(_) => vec![
            Block::Notice(standing),
            placed,
            text("wizard-declined-note"),
            number(order, context),
        ],
        _ => {
            let waits = wizard.is_waiting_for_the_bank();
            let note = waits.then(|| text("wizard-asking-bank-note"));
            let mut blocks = vec![Block::Notice(standing), placed];
            blocks.extend(note);
            blocks.push(number(order, context));
            blocks
        }
    }
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
