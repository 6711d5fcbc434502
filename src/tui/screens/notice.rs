//! What a form's screen has to say: what was refused or what was done, kept in sight below the form.

use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::domain::message::{Arg, Coded};
use crate::tui::action::{Action, Hint};
use crate::tui::canvas::Canvas;
use crate::tui::form::Refusal;
use crate::tui::layer::Desk;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Question, Signal, blocks};
use crate::tui::plain;
use crate::tui::widgets::scroll::wrap;

/// Fewest rows that stay for the form.
const FORM_ROWS: u16 = 4;

/// Something to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Notice {
    /// Something was refused.
    Refused(Refusal),
    /// Something that one may know.
    Told(&'static str, Vec<(&'static str, Arg)>),
    /// Something that needs attention.
    Warned(&'static str, Vec<(&'static str, Arg)>),
    /// Something was done.
    Done(&'static str, Vec<(&'static str, Arg)>),
}

impl Notice {
    /// What an error has to say.
    pub(super) fn of(error: &impl Coded) -> Self {
        Self::Refused(Refusal::of(error))
    }

    /// The same in plain mode.
    pub(super) fn said(&self, desk: &Desk) -> Vec<String> {
        match self {
            Self::Refused(refusal) => {
                let explained = desk.i18n.explain_code(refusal.code, &refusal.args);
                let sentence = [("sentence", Arg::Text(explained.sentence))];
                let mut lines = vec![desk.i18n.tr("plain-error", &sentence)];
                lines.extend(explained.hint);
                lines
            }
            Self::Told(key, args) | Self::Warned(key, args) | Self::Done(key, args) => {
                vec![desk.i18n.tr(key, args)]
            }
        }
    }

    /// The same as a block of a page.
    pub(super) fn block(&self, desk: &Desk) -> Block {
        let (signal, text, hint) = match self {
            Self::Refused(refusal) => {
                let explained = desk.i18n.explain_code(refusal.code, &refusal.args);
                (Signal::Bad, explained.sentence, explained.hint)
            }
            Self::Told(key, args) => return Block::Text(Text::plain(desk.i18n.tr(key, args))),
            Self::Warned(key, args) => (Signal::Warn, desk.i18n.tr(key, args), None),
            Self::Done(key, args) => (Signal::Good, desk.i18n.tr(key, args), None),
        };
        Block::Notice(blocks::notice::Notice {
            hint,
            ..blocks::notice::Notice::new(signal, text)
        })
    }

    fn lines<'a>(&self, desk: &Desk, width: u16) -> Vec<Line<'a>> {
        let (symbols, theme) = (&desk.theme.symbols, &desk.theme);
        let (sign, text, hint, signal) = match self {
            Self::Refused(refusal) => {
                let explained = desk.i18n.explain_code(refusal.code, &refusal.args);
                (symbols.cross, explained.sentence, explained.hint, theme.error)
            }
            Self::Told(key, args) => {
                let lines = wrap(&desk.i18n.tr(key, args), width).into_iter();
                return lines.map(Line::from).collect();
            }
            Self::Warned(key, args) => ("!", desk.i18n.tr(key, args), None, theme.warning),
            Self::Done(key, args) => (symbols.check, desk.i18n.tr(key, args), None, theme.success),
        };
        let text = super::signaled(sign, &text, width, signal).into_iter();
        let hint = hint.into_iter().flat_map(|hint| wrap(&hint, width));
        text.chain(hint.map(Line::from)).collect()
    }
}

/// Rows that it takes of an area.
fn rows(notice: Option<&Notice>, area: Rect, desk: &Desk) -> u16 {
    let lines = notice.map_or(0, |notice| notice.lines(desk, area.width).len() + 1);
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX);
    wanted.min(area.height.saturating_sub(FORM_ROWS))
}

/// Draws what there is to say at the bottom; gives the room above it.
pub(super) fn view(notice: Option<&Notice>, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) -> Rect {
    let height = rows(notice, area, desk);
    let Some(notice) = notice else { return area };
    let lines = notice.lines(desk, area.width);
    let [above, below] = Layout::vertical([Constraint::Min(0), Constraint::Length(height)]).areas(area);
    let [rule, text] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(below);
    let dashes = desk.theme.symbols.border.horizontal_top;
    let dashes = dashes.repeat(usize::from(rule.width));
    canvas.render_widget(Paragraph::new(Line::styled(dashes, desk.theme.border)), rule);
    canvas.render_widget(Paragraph::new(lines), text);
    above
}

/// What can be done while it is asked whether to leave what was typed.
pub(super) fn leaving_actions() -> Vec<Hint> {
    vec![
        Hint::labeled(Action::Back, "button-keep-editing"),
        Hint::hidden_as(Action::Activate, "button-keep-editing"),
        Hint::labeled(Action::Discard, "button-discard"),
    ]
}

/// The question whether to leave what was typed, in plain mode.
pub(super) fn leaving_said(desk: &Desk) -> plain::Page {
    Question::leaving(desk).said()
}

/// Asks whether to leave what was typed.
pub(super) fn ask_to_leave(canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    Question::leaving(desk).view(canvas, area, desk);
}
