//! The screens: each a noun with its own state.

mod address;
pub mod asks;
pub mod audit;
pub mod cards;
pub mod charges;
pub mod chooser;
pub mod copies;
mod doors;
mod drafts;
pub mod due;
mod errand;
pub mod finance;
mod give_up;
pub mod help;
mod keeping;
mod money_fields;
mod notice;
pub mod order;
pub mod palette;
pub mod profile;
pub mod receipts;
mod register;
pub mod requests;
pub mod returns;
pub mod seller;
pub mod settling;
pub mod setup;
mod summary;
pub mod terms;
#[cfg(test)]
pub(super) mod testing;
pub mod themes;
pub mod tiles;
pub mod wizard;

use crate::domain::message::Arg;
use crate::domain::partner::MpnId;

use super::action::Action;
use super::layer::Context;

use doors::Door;

/// The actions of every room, in the order in which the help lists them.
pub(in crate::tui) const ACTIONS: &[&[Action]] = &[
    super::action::ACTIONS,
    wizard::ACTIONS,
    tiles::ACTIONS,
    due::ACTIONS,
    finance::ACTIONS,
    profile::ACTIONS,
    give_up::ACTIONS,
    requests::ACTIONS,
    audit::ACTIONS,
    cards::ACTIONS,
    receipts::ACTIONS,
    charges::ACTIONS,
    settling::ACTIONS,
    seller::ACTIONS,
    super::places::ACTIONS,
    super::session::ACTIONS,
];

/// The screens that are no places and that the palette leads to, in the order in which it lists them.
pub(in crate::tui) const DOORS: &[Door] = &[
    chooser::ACCOUNTS,
    cards::DOOR,
    returns::DOOR,
    receipts::DOOR,
    charges::DOOR,
    settling::DOOR,
    audit::DOOR,
    seller::DOOR,
    chooser::PEOPLE,
];

/// An MPN ID with the word for it.
fn mpn(context: &Context, mpn_id: &MpnId) -> String {
    context
        .i18n
        .tr("account-mpn", &[("id", Arg::Text(mpn_id.to_string()))])
}
