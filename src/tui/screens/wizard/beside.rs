//! What stands beside a step of the wizard on a wide screen: what is being ordered, and beside the review the terms
//! that are accepted with it.

use crate::tui::layer::Context;
use crate::tui::page::blocks::facts::{Fact, Facts};
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Framed};
use crate::tui::screens::summary;

use super::words::{term, term_briefly};
use super::{Wizard, WizardStage};

/// What stands beside the step that is shown.
pub(super) fn aside(wizard: &Wizard, context: &Context) -> Option<Framed> {
    match wizard.stage {
        WizardStage::Method | WizardStage::Card | WizardStage::Transfer => Some(Framed::new(
            context.i18n.t("title-your-order"),
            order(wizard, context),
        )),
        WizardStage::Review => {
            let terms = &wizard.start.as_ref()?.terms;
            let terms = terms.in_language(context.i18n.locale().tag()).to_owned();
            let terms = vec![Block::Text(Text::plain(terms))];
            Some(Framed::new(context.i18n.t("title-terms"), terms))
        }
        _ => None,
    }
}

fn order(wizard: &Wizard, context: &Context) -> Vec<Block> {
    let Some((start, review)) = wizard.start.as_ref().map(|start| {
        let review = wizard.review.as_ref();
        (start, review.map_or(&start.review, |review| review))
    }) else {
        return Vec::new();
    };
    let fact = |label: &str, value: String| Fact::new(context.i18n.t(label), value);
    let offer = start.names.in_language(context.i18n.locale().tag()).to_owned();
    let [price, tax, total] = summary::quote_rows(context, &review.quote);
    let facts = vec![
        fact("label-offer", offer),
        fact("label-term", term(review, context)).briefly(term_briefly(review, context)),
        fact(price.0, price.1),
        fact(tax.0, tax.1),
        fact(total.0, total.1).strong(),
    ];
    let mut blocks = vec![Block::Facts(Facts {
        facts,
        at_right: true,
    })];
    let bill_to = summary::bill_to_text(context, &review.bill_to);
    blocks.push(Block::Heading(Heading::new(context.i18n.t("label-bill-to"))));
    blocks.extend(
        bill_to
            .lines()
            .map(|line| Block::Text(Text::plain(line.to_owned()))),
    );
    blocks
}
