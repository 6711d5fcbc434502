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
use crate::tui::screens::{address, explain, summary};
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

    /// The profile to read, or to decide on.
    pub(super) fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let (Some(page), Some(countries)) = (&self.page, &self.countries) else {
            return Vec::new();
        };
        let width = ScrollArea::text_width(width);
        let mut lines = status(page, desk, width);
        if let (Face::Reading, Some(closed)) = (self.face, &page.edit_closed) {
            let explained = desk.i18n.explain(closed);
            let reason = Arg::Text(explained.sentence);
            let text = desk.i18n.tr("profile-read-only", &[("reason", reason)]);
            lines.extend(summary::paragraph(&text, width, desk.theme.text));
            let hint = explained.hint.unwrap_or_default();
            lines.extend(summary::paragraph(&hint, width, desk.theme.text));
        }
        lines.push(Line::default());
        lines.extend(changes(page, countries, desk, width, false));
        lines
    }
}

/// Where the verification stands.
fn status<'a>(page: &ProfilePage, desk: &Desk, width: u16) -> Vec<Line<'a>> {
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
    let text = format!("{sign} {}", i18n.tr(key, &args));
    let mut lines = summary::paragraph(&text, width, style);
    lines.extend(
        note.into_iter()
            .flat_map(|note| summary::paragraph(&i18n.t(note), width, theme.text)),
    );
    lines
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
    let now = LegalProfileInput::from(&page.account.profile);
    let other: Option<(&LegalProfile, &str, Style)> = match &page.account.vetting {
        Vetting::Authorized { .. } => None,
        Vetting::Pending { authorized, .. } => Some((authorized, "profile-value-before", desk.theme.title)),
        Vetting::Rejected { rejected, .. } => Some((rejected, "profile-rejected-value", desk.theme.text)),
    };
    let before = other.map(|(profile, ..)| LegalProfileInput::from(profile));
    let before = before.as_ref().unwrap_or(&now);
    let (key, style) = other.map_or(("", desk.theme.text), |(_, key, style)| (key, style));
    let mut lines = Vec::new();
    for ((name, label, value), (_, _, was)) in rows(&now).into_iter().zip(rows(before)) {
        let differs = value != was;
        if !differs && (only_changed || value.is_empty()) {
            continue;
        }
        let text = in_words(name, &now, countries, desk);
        let style = if differs { style } else { desk.theme.text };
        lines.extend(summary::row(desk, width, label, &text, style));
        if differs {
            let value = Arg::Text(in_words(name, before, countries, desk));
            let text = desk.i18n.tr(key, &[("value", value)]);
            lines.extend(summary::row(desk, width, "", &text, desk.theme.warning));
        }
    }
    lines
}
