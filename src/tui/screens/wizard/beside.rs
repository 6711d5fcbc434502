//! What stands beside a step of the wizard on a wide screen: what is being ordered, and beside the review the terms
//! that are accepted with it.

use crate::tui::layer::Context;
use crate::tui::page::blocks::facts::Facts;
use crate::tui::page::blocks::words::{Heading, Text};
use crate::tui::page::{Block, Framed};
use crate::tui::screens::summary;

use super::{Wizard, WizardStage, blocks};

/// What stands beside the step that is shown.
pub(super) fn aside(wizard: &Wizard, context: &Context) -> Option<Framed> {
    match wizard.stage {
        WizardStage::Method | WizardStage::Card | WizardStage::Transfer => Some(Framed::new(
            context.i18n.t("title-your-order"),
            order(wizard, context),
        )),
        // Of an order that is there the terms were accepted.
        WizardStage::Review if wizard.change.is_some() => None,
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
    let Some(review) = &wizard.review else {
        return Vec::new();
    };
    let facts = Facts {
        facts: blocks::ordered(wizard, review, context),
        at_right: true,
    };
    let bill_to = Heading::new(context.i18n.t("label-bill-to"));
    let mut beside = vec![Block::Facts(facts), Block::Heading(bill_to)];
    let lines = summary::bill_to(context, &review.bill_to).into_iter();
    beside.extend(lines.map(|line| Block::Text(Text::plain(line))));
    beside
}
