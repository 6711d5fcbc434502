//! How the Legal profile looks: where its verification stands, the profile line by line with what differs marked,
//! and the form.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::address::LegalProfile;
use crate::domain::country::CountryBook;
use crate::domain::message::Arg;
use crate::domain::partner::Vetting;
use crate::domain::profile::LegalProfileInput;
use crate::services::profiles::ProfilePage;
use crate::tui::canvas::Canvas;
use crate::tui::form::FormView;
use crate::tui::layer::Desk;
use crate::tui::plain::{self, Page};
use crate::tui::screens::{address, explain, signaled, summary};
use crate::tui::widgets::ScrollArea;

use super::edit::rows;
use super::{Face, Profile};

/// A field's value as people read it.
pub(super) fn in_words(
    name: &str,
    input: &LegalProfileInput,
    countries: &CountryBook,
    desk: &Desk,
) -> String {
    let value = rows(input).into_iter().find(|(row, ..)| *row == name);
    let value = value.map_or("", |(_, _, value)| value);
    if value.is_empty() {
        return desk.i18n.t("word-empty");
    }
    match name {
        "country" => desk.i18n.t(&format!("country-{value}")),
        "state" => address::state_in_words(&input.address, countries, desk),
        _ => value.to_owned(),
    }
}

impl Profile {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        if let Some(error) = &self.error {
            return explain(canvas, area, desk, error);
        }
        let (Some(page), Some(countries)) = (&self.page, &self.countries) else {
            return canvas.render_widget(Paragraph::new(desk.i18n.t("word-loading")), area);
        };
        let width = FormView::text_width(area.width);
        let form = match (self.face, &self.edit) {
            (Face::Editing, Some(edit)) => {
                let mut above = status(page, desk, width);
                above.extend(summary::paragraph(
                    &desk.i18n.t("profile-note"),
                    width,
                    desk.theme.faint,
                ));
                above.push(Line::default());
                Some((&edit.form, above))
            }
            (Face::Rejecting, _) => {
                let mut above = changes(page, countries, desk, width, true);
                above.push(Line::default());
                Some((&self.reason, above))
            }
            _ => None,
        };
        if let Some((form, above)) = form {
            let view = FormView::new(form).above(above);
            let view = if self.leaving { view.covered() } else { view };
            view.draw(canvas, area, desk);
        } else {
            let lines = self.lines(desk, area.width);
            ScrollArea::new(&lines, self.scroll, &desk.theme).view(canvas, area);
        }
    }

    /// The whole screen in plain mode.
    pub(super) fn page(&self, desk: &Desk) -> Page {
        if let Some(error) = &self.error {
            return Page::explaining(desk, error);
        }
        let (Some(page), Some(countries)) = (&self.page, &self.countries) else {
            return Page::loading(desk);
        };
        if self.sending {
            return Page::waiting(desk, "word-saving");
        }
        let notice = self.notice.iter().flat_map(|notice| notice.said(desk));
        let said = |lines: Vec<String>| Page::saying(notice.chain(lines));
        let (text, _, _, note) = status_words(page, desk);
        let mut lines = vec![text];
        lines.extend(note);
        match (self.face, &self.edit) {
            (Face::Editing, Some(edit)) => {
                lines.push(desk.i18n.t("profile-note"));
                said(lines).and_form(&edit.form, desk)
            }
            (Face::Rejecting, _) => Page {
                step: Some(desk.i18n.t("plain-step-rejecting")),
                ..said(changes_said(page, countries, desk, true)).and_form(&self.reason, desk)
            },
            _ => {
                lines.extend(self.read_only_words(page, desk));
                lines.extend(changes_said(page, countries, desk, false));
                said(lines)
            }
        }
    }

    /// Why it is for reading only, and who could change it.
    fn read_only_words(&self, page: &ProfilePage, desk: &Desk) -> Vec<String> {
        let (Face::Reading, Some(closed)) = (self.face, &page.edit_closed) else {
            return Vec::new();
        };
        let explained = desk.i18n.explain(closed);
        let reason = Arg::Text(explained.sentence);
        let mut words = vec![desk.i18n.tr("profile-read-only", &[("reason", reason)])];
        words.extend(explained.hint);
        words
    }

    /// The profile to read, or to decide on.
    pub(super) fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let (Some(page), Some(countries)) = (&self.page, &self.countries) else {
            return Vec::new();
        };
        let width = ScrollArea::text_width(width);
        let mut lines = status(page, desk, width);
        for words in self.read_only_words(page, desk) {
            lines.extend(summary::paragraph(&words, width, desk.theme.text));
        }
        lines.push(Line::default());
        lines.extend(changes(page, countries, desk, width, false));
        lines
    }
}

/// Where the verification stands.
fn status<'a>(page: &ProfilePage, desk: &Desk, width: u16) -> Vec<Line<'a>> {
    let (text, sign, style, note) = status_words(page, desk);
    let mut lines = signaled(sign, &text, width, style);
    lines.extend(
        note.into_iter()
            .flat_map(|note| summary::paragraph(&note, width, desk.theme.text)),
    );
    lines
}

/// Where the verification stands, with the sign and the style of that, and what follows from it.
fn status_words(page: &ProfilePage, desk: &Desk) -> (String, &'static str, Style, Option<String>) {
    let (i18n, theme) = (&desk.i18n, &desk.theme);
    let by = page.changed_by.clone().unwrap_or_else(|| i18n.t("word-unknown"));
    let (key, sign, style, note, args) = match &page.account.vetting {
        Vetting::Authorized { on } => {
            let args = vec![("day", Arg::Day(*on))];
            (
                "profile-authorized",
                theme.symbols.check,
                theme.success,
                None,
                args,
            )
        }
        Vetting::Pending { since, .. } => (
            "profile-pending",
            theme.symbols.todo,
            theme.warning,
            Some("vetting-pending-note"),
            vec![("day", Arg::Day(*since)), ("person", Arg::Text(by))],
        ),
        Vetting::Rejected { on, reason, .. } => (
            "profile-rejected",
            theme.symbols.cross,
            theme.error,
            Some("vetting-rejected-note"),
            vec![("day", Arg::Day(*on)), ("reason", Arg::Text(reason.clone()))],
        ),
    };
    (i18n.tr(key, &args), sign, style, note.map(|note| i18n.t(note)))
}

/// A line of the profile.
struct Entry {
    label: &'static str,
    value: String,
    /// What it was before the pending change, or what was rejected.
    other: Option<String>,
    style: Style,
}

/// The profile line by line; where another version of it matters, each line that differs also says what it was
/// before the pending change, or what was rejected.
fn changes<'a>(
    page: &ProfilePage,
    countries: &CountryBook,
    desk: &Desk,
    width: u16,
    only_changed: bool,
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for entry in entries(page, countries, desk, only_changed) {
        lines.extend(summary::row(desk, width, entry.label, &entry.value, entry.style));
        if let Some(other) = entry.other {
            lines.extend(summary::row(desk, width, "", &other, desk.theme.warning));
        }
    }
    lines
}

/// The same in plain mode.
fn changes_said(page: &ProfilePage, countries: &CountryBook, desk: &Desk, only_changed: bool) -> Vec<String> {
    let entries = entries(page, countries, desk, only_changed).into_iter();
    let said = entries.map(|entry| {
        let other = entry.other.map(|other| format!(", {other}"));
        let value = format!("{}{}", entry.value, other.unwrap_or_default());
        plain::labeled(desk, entry.label, &value)
    });
    said.collect()
}

fn entries(page: &ProfilePage, countries: &CountryBook, desk: &Desk, only_changed: bool) -> Vec<Entry> {
    let now = LegalProfileInput::from(&page.account.profile);
    let other: Option<(&LegalProfile, &str, Style)> = match &page.account.vetting {
        Vetting::Authorized { .. } => None,
        Vetting::Pending { authorized, .. } => Some((authorized, "profile-value-before", desk.theme.title)),
        Vetting::Rejected { rejected, .. } => Some((rejected, "profile-rejected-value", desk.theme.text)),
    };
    let before = other.map(|(profile, ..)| LegalProfileInput::from(profile));
    let before = before.as_ref().unwrap_or(&now);
    let (key, style) = other.map_or(("", desk.theme.text), |(_, key, style)| (key, style));
    let mut entries = Vec::new();
    for ((name, label, value), (_, _, was)) in rows(&now).into_iter().zip(rows(before)) {
        let differs = value != was;
        if !differs && (only_changed || value.is_empty()) {
            continue;
        }
        entries.push(Entry {
            label,
            value: in_words(name, &now, countries, desk),
            other: differs.then(|| {
                let value = Arg::Text(in_words(name, before, countries, desk));
                desk.i18n.tr(key, &[("value", value)])
            }),
            style: if differs { style } else { desk.theme.text },
        });
    }
    entries
}
