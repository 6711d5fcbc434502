//! A row in words that the command and the screen share.

use crate::domain::message::Arg;
use crate::i18n::I18n;

use super::{DueKind, DueRow};

impl DueRow {
    /// How much time is left, or what it waits for.
    pub fn left(&self, i18n: &I18n) -> String {
        let counted = |key: &str, days: i32| i18n.tr(key, &[("count", Arg::Count(days.into()))]);
        match (self.kind, self.days_left, self.opens_in) {
            (_, Some(1), _) => i18n.t("due-last-day"),
            (_, Some(days), _) => counted("due-days", days),
            (_, None, Some(days)) => counted("due-opens-in", days),
            (DueKind::Answer, ..) => i18n.t("due-attention"),
            (DueKind::Retry, ..) => i18n.t("due-not-charged"),
            _ => i18n.t("due-draft"),
        }
    }

    /// What is to be done.
    pub fn what(&self, i18n: &I18n) -> String {
        self.named(self.kind.key(), i18n)
    }

    /// The same in as few words as a column of a table has room for.
    pub fn what_briefly(&self, i18n: &I18n) -> String {
        self.named(self.kind.brief_key(), i18n)
    }

    fn named(&self, key: &str, i18n: &I18n) -> String {
        let name = self.names.in_language(i18n.locale().tag()).to_owned();
        let order = self.order.map(|(_, number)| number.to_string());
        let request = self.request.map(|(_, number)| number.to_string());
        i18n.tr(
            key,
            &[
                ("offer", Arg::Text(name)),
                ("order", Arg::Text(order.unwrap_or_default())),
                ("request", Arg::Text(request.unwrap_or_default())),
            ],
        )
    }

    /// What else is to be known: that it can't be done, that it is to be cancelled, that nothing was charged on its order,
    /// that it was begun. When a window opens stands in front already.
    pub fn notes(&self, i18n: &I18n) -> Vec<String> {
        let mut notes: Vec<String> = self.refusal(i18n).into_iter().collect();
        if let Some(asked) = self.cancellation {
            let number = ("request", Arg::Text(asked.number.to_string()));
            notes.push(i18n.tr("due-cancellation", &[number]));
        }
        if let (DueKind::Renew, Some((_, number))) = (self.kind, self.order) {
            let number = ("order", Arg::Text(number.to_string()));
            notes.push(i18n.tr("due-called-off", &[number]));
        }
        if self.has_draft && self.kind != DueKind::Resume {
            notes.push(i18n.t("due-draft"));
        }
        notes
    }

    /// Why it can't be done, where that isn't only that its window opens later.
    pub fn refusal(&self, i18n: &I18n) -> Option<String> {
        let closed = self.closed.as_ref().filter(|_| self.kind != DueKind::Opens)?;
        Some(i18n.explain(closed).sentence)
    }
}
