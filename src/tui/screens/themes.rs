//! Choosing how the screen looks. The theme under the caret is shown at once, on the whole screen; Enter keeps it for
//! the person, Esc goes back to the one from before.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::domain::message::{Arg, Coded};
use crate::services::error::ServiceError;
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::effect::{Answer, Preference, Request};
use crate::tui::layer::{Desk, Go, Screen, ScreenEvent, Step, Tell};
use crate::tui::plain::Page;
use crate::tui::term::caps::ColorDepth;
use crate::tui::theme::Signal;
use crate::tui::theme::looks::Look;
use crate::tui::theme::shelf::{BUILT_IN, Offered, ThemeError};

use super::short_list::ShortList;

/// The list of themes.
#[derive(Debug)]
pub struct Themes {
    list: ShortList<Offered>,
    former: Look,
    ascii: bool,
    /// Why the choice was not kept, until the next key.
    unsaved: Option<ServiceError>,
}

impl Themes {
    /// Not loaded yet.
    pub fn new(desk: &Desk) -> Self {
        Self {
            list: ShortList::new(),
            former: desk.looks.shown.clone(),
            ascii: desk.looks.shown.ascii,
            unsaved: None,
        }
    }

    fn take(&mut self, mut offered: Vec<Offered>) {
        let former = &self.former;
        // A theme of a file that the command line named lies on no shelf.
        if !offered.iter().any(|(name, _)| *name == former.name) {
            offered.insert(0, (former.name.clone(), Ok(former.theme)));
        }
        let shown = offered.iter().position(|(name, _)| *name == former.name);
        self.list.take(Ok(offered));
        self.list.choice.select(shown.unwrap_or(0));
    }

    /// The look under the caret; `None` when its file is wrong.
    fn look(&self) -> Option<Look> {
        let (name, theme) = self.list.chosen()?;
        Some(Look {
            name: name.clone(),
            theme: *theme.as_ref().ok()?,
            ascii: self.ascii,
        })
    }

    fn show(&self) -> Step {
        match self.look() {
            Some(look) => Step::none().and_tell(Tell::Theme(Box::new(look))),
            None => Step::none(),
        }
    }

    fn keep(&self, desk: &Desk) -> Step {
        match self.look() {
            Some(look) if desk.looks.shelf.has(&look.name) => Step::ask(Request::SavePreferences(
                Preference::Appearance(look.appearance()),
            ))
            .and_tell(Tell::Theme(Box::new(look))),
            // What lies on no shelf is not found again next time: it is the command line's to name.
            Some(look) => Step::go(Go::Back)
                .and_tell(Tell::Theme(Box::new(look)))
                .and_say(desk.i18n.t("theme-for-now")),
            None => Step::none(),
        }
    }

    fn point(&mut self, place: usize, desk: &Desk) -> Step {
        if self.list.choice.index() == Some(place) {
            return self.keep(desk);
        }
        self.list.choice.select(place);
        self.show()
    }

    /// Why the theme under the caret cannot be shown, or was not kept.
    fn refusal(&self) -> Option<&dyn Coded> {
        if let Some(error) = &self.unsaved {
            return Some(error);
        }
        match self.list.chosen()? {
            (_, Err(ThemeError::Mistakes(mistakes))) => mistakes.first().map(|mistake| mistake as &dyn Coded),
            (_, Err(error)) => Some(error),
            (_, Ok(_)) => None,
        }
    }

    /// What is said below the list: a mistake in a file, or what the colors mean.
    fn below<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let mut lines = vec![Line::default()];
        if let Some(error) = self.refusal() {
            lines.extend(super::explained(desk, width, error));
        } else if desk.caps.color == ColorDepth::None {
            lines.push(Line::from(desk.i18n.t("theme-no-color-here")));
        } else if self.list.lines.is_some() {
            lines.extend(samples(desk));
        }
        lines
    }
}

/// A theme in one line and a word about it.
fn words((name, theme): &Offered, desk: &Desk) -> (String, String) {
    // What people named themselves is shown as they named it.
    let is_ours = BUILT_IN.contains(&name.as_str());
    let label = if is_ours {
        desk.i18n.t(&format!("theme-{name}"))
    } else {
        name.clone()
    };
    let own = [("name", Arg::Text(name.clone()))];
    let detail = match theme {
        Ok(_) if is_ours => desk.i18n.t(&format!("theme-{name}-detail")),
        Ok(_) => desk.i18n.tr("theme-own", &own),
        Err(_) => desk.i18n.tr("theme-own-wrong", &own),
    };
    (label, detail)
}

/// The colors by what they mean: as words behind a sign, and as what is filled.
fn samples(desk: &Desk) -> [Line<'static>; 2] {
    let (theme, i18n) = (&desk.theme, &desk.i18n);
    let signals = [
        (Signal::Good, theme.symbols.check, "theme-good"),
        (Signal::Warn, "!", "theme-attention"),
        (Signal::Bad, theme.symbols.cross, "theme-wrong"),
    ];
    let mut words = Line::from(Span::styled(i18n.t("app-name"), theme.accent));
    let mut filled = Line::default();
    for (signal, sign, key) in signals {
        words.push_span(Span::raw("   "));
        words.push_span(Span::styled(
            format!("{sign} {}", i18n.t(key)),
            theme.signal(signal),
        ));
        filled.push_span(theme.badge_of(signal, &i18n.t(key)));
        filled.push_span(Span::raw("  "));
    }
    [words, filled]
}

impl Screen for Themes {
    fn update(&mut self, event: ScreenEvent<'_>, desk: &Desk) -> Step {
        if matches!(event, ScreenEvent::Action(_) | ScreenEvent::Pointed(_)) {
            self.unsaved = None;
        }
        match event {
            ScreenEvent::Shown if self.list.lines.is_none() => {
                Step::ask(Request::Themes(desk.looks.shelf.clone()))
            }
            ScreenEvent::Answer(Answer::Themes(offered)) => {
                self.take(offered);
                Step::none()
            }
            ScreenEvent::Answer(Answer::Preferences(Ok(()))) => {
                Step::go(Go::Back).and_say(desk.i18n.t("theme-kept"))
            }
            ScreenEvent::Answer(Answer::Preferences(Err(error))) => {
                self.unsaved = Some(error);
                Step::none()
            }
            ScreenEvent::Pointed(place) => self.point(place, desk),
            ScreenEvent::Leaving => Step::none().and_tell(Tell::Theme(Box::new(self.former.clone()))),
            ScreenEvent::Action(Action::Back) => {
                Step::go(Go::Back).and_tell(Tell::Theme(Box::new(self.former.clone())))
            }
            ScreenEvent::Action(Action::Activate) => self.keep(desk),
            ScreenEvent::Action(Action::Toggle) => {
                self.ascii = !self.ascii;
                let shown = Look {
                    ascii: self.ascii,
                    ..desk.looks.shown.clone()
                };
                Step::none().and_tell(Tell::Theme(Box::new(shown)))
            }
            ScreenEvent::Action(action) if self.list.act(action) => self.show(),
            _ => Step::none(),
        }
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        let below = self.below(desk, area.width);
        let rows = u16::try_from(below.len()).unwrap_or(u16::MAX);
        let most = self.list.height().min(area.height.saturating_sub(rows));
        let [list, rest] = Layout::vertical([Constraint::Length(most), Constraint::Min(0)]).areas(area);
        self.list
            .view(canvas, list, desk, "word-none", |offered| words(offered, desk));
        canvas.render_widget(Paragraph::new(below), rest);
    }

    fn plain(&self, desk: &Desk) -> Page {
        self.list.plain(desk, "word-none", |offered| words(offered, desk))
    }

    fn title(&self, desk: &Desk) -> String {
        desk.i18n.t("title-theme")
    }

    fn settles(&self, preference: Action) -> bool {
        preference == Action::Theme
    }

    fn actions(&self, desk: &Desk) -> Vec<Hint> {
        let mut actions = Vec::new();
        if self.look().is_some() {
            actions.push(Hint::labeled(Action::Activate, "action-keep"));
        }
        actions.push(Hint::shown(Action::Back));
        // A terminal without other signs leaves no choice.
        if !desk.caps.ascii {
            let borders = if self.ascii {
                "action-drawn"
            } else {
                "action-ascii"
            };
            actions.push(Hint::labeled(Action::Toggle, borders));
        }
        actions.extend(ShortList::<Offered>::moves());
        actions
    }
}
