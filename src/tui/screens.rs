//! The screens: each a noun with its own state.

mod address;
pub mod asks;
pub mod chooser;
pub mod copies;
mod drafts;
pub mod due;
pub mod finance;
mod give_up;
pub mod help;
mod keeping;
mod notice;
pub mod order;
pub mod palette;
pub mod profile;
pub mod requests;
pub mod returns;
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
    super::places::ACTIONS,
    super::session::ACTIONS,
];

/// An MPN ID with the word for it.
fn mpn(context: &Context, mpn_id: &MpnId) -> String {
    context
        .i18n
        .tr("account-mpn", &[("id", Arg::Text(mpn_id.to_string()))])
}
