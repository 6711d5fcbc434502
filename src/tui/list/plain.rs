//! A list line by line: a screenful of rows with numbers, and how to go on from there.

use crate::domain::message::Arg;
use crate::tui::action::Action;
use crate::tui::layer::Context;
use crate::tui::page::blocks::notice::Notice;
use crate::tui::plain::{self, AnswerKind, Means, SpokenPage, SpokenQuestion};

use super::{List, ListLabels, ListRow, ListWords, signed};

impl<R: ListRow> List<R> {
    /// The rows in sight in words, or why there are none; or the question what to look for.
    pub fn plain(
        &self,
        context: &Context,
        labels: &ListLabels,
        words: impl Fn(&R) -> ListWords,
    ) -> SpokenPage {
        if let Some(error) = &self.error {
            return SpokenPage::saying(Notice::error(error, context).say(context));
        }
        let Some(window) = &self.window else {
            return SpokenPage::loading();
        };
        if self.is_typing() {
            return self.ask_what(context);
        }
        let mut page = SpokenPage::saying(self.found(context));
        if window.len() == 0 && !self.has_button_now() {
            if window.matches().is_none() {
                page.lines.push(labels.nothing(context));
            }
            return page;
        }
        let lowest = self.lowest();
        let count = self.highest() - lowest + 1;
        let rows = signed(self.rows_in_sight(context));
        let caret = self.caret - lowest;
        let first = (self.top - lowest)
            .clamp(caret - rows + 1, caret)
            .min(count - rows)
            .max(0);
        let last = (first + rows).min(count) - 1;
        let places = first..=last;
        page.rows.extend(places.filter_map(|index| {
            let place = usize::try_from(index).ok()?;
            let row = usize::try_from(index + lowest).ok();
            let Some(record) = row.and_then(|row| window.get(row)) else {
                let button = context.i18n.t(labels.button?.label);
                return Some(plain::SpokenRow::new(place, button));
            };
            let words = words(record);
            let row = plain::SpokenRow::new(place, words.label());
            Some(match &words.closed {
                Some(why) => row.closed(why.clone()),
                None => row.detail(words.detail(labels.columns, context)),
            })
        }));
        let onward = |from: isize, action, key: &str| {
            let from = usize::try_from(from).unwrap_or(0);
            plain::SpokenRow {
                means: Means::Onward(from, action),
                ..plain::SpokenRow::new(from, context.i18n.t(key))
            }
        };
        if last + 1 < count || window.below().is_some() {
            page.rows
                .push(onward(last, Action::PAGE_DOWN, "plain-list-after"));
        }
        if first > 0 || window.above().is_some() {
            page.rows
                .push(onward(first, Action::PAGE_UP, "plain-list-before"));
        }
        page.selected = usize::try_from(caret).ok();
        page
    }

    fn ask_what(&self, context: &Context) -> SpokenPage {
        let text = self.filter.as_ref().map(|filter| filter.input.text().to_owned());
        SpokenPage {
            question: Some(SpokenQuestion {
                written: String::new(),
                label: context.i18n.t("plain-list-filter"),
                notes: vec![context.i18n.t("plain-list-filter-note")],
                now: text.filter(|text| !text.is_empty()),
                error: None,
                kind: AnswerKind::Search,
                is_open: false,
            }),
            ..SpokenPage::default()
        }
    }

    /// What was looked for, and how much of it there is.
    fn found(&self, context: &Context) -> Vec<String> {
        let window = self.window.as_ref();
        let (Some(filter), Some(matches)) = (&self.filter, window.and_then(super::Window::matches)) else {
            return Vec::new();
        };
        let shown = window.map_or(0, super::Window::len);
        let found = Self::how_many(shown, matches, context);
        let text = Arg::Text(filter.input.text().to_owned());
        let args = [("text", text), ("found", Arg::Text(found))];
        vec![context.i18n.tr("plain-list-found", &args)]
    }
}
