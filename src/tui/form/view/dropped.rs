//! An open list: a box below its field, or above it where there is more room, over whatever is there, so that nothing
//! moves when it opens. The marked entry has the caret; what no entry goes on with is said in its last row.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Padding};

use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::form::list::{ListField, Open, PAGE};
use crate::tui::layer::Context;
use crate::tui::widgets::cells::{columns, shortened};
use crate::tui::widgets::scroll::{more_signs, wrap};

/// Rows and columns of the frame at each side.
const FRAME: u16 = 1;
/// Columns beside a name: the frame with a blank at each side, the caret and a blank, a blank and the sign of more.
const BESIDE: u16 = 8;
/// Narrowest box.
const NARROWEST: u16 = 24;
/// Most rows of what is said.
const SAID: usize = 2;

/// Draws the box of a list whose field is at `anchor`, within bounds.
pub(super) fn draw(list: &ListField, canvas: &mut Canvas<'_>, anchor: Rect, bounds: Rect, context: &Context) {
    let Some(open) = list.opened() else { return };
    // As wide as for all of them, so that it keeps its width while one types.
    let widest = list
        .names()
        .map(columns)
        .max()
        .unwrap_or(0)
        .saturating_add(BESIDE);
    let width = widest.max(NARROWEST).min(anchor.width);
    let said = said(open, width.saturating_sub(2 * FRAME + 2), context);
    let rows = open.shown().len().min(PAGE) + said.len();
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2 * FRAME);
    let area = place(anchor, bounds, width, wanted);
    if area.height <= 2 * FRAME {
        return;
    }
    let theme = &context.theme;
    // No word that is cut by the frame touches it.
    let around = Rect {
        x: area.x.saturating_sub(1),
        width: area.width.saturating_add(2),
        ..area
    };
    canvas.render_widget(Clear, around.intersection(bounds));
    canvas.cover(area);
    let block = Block::bordered()
        .border_set(theme.symbols.border)
        .border_style(theme.border_focused)
        .padding(Padding::horizontal(1));
    let inner = block.inner(area);
    canvas.render_widget(block, area);
    let below = u16::try_from(said.len())
        .unwrap_or(0)
        .min(inner.height.saturating_sub(1));
    let entries = Rect {
        height: inner.height - below,
        ..inner
    };
    draw_entries(list, open, canvas, entries, context);
    let said = said.into_iter().zip(entries.bottom()..inner.bottom());
    for (line, y) in said {
        canvas.render_widget(
            Line::styled(line, theme.error),
            Rect {
                y,
                height: 1,
                ..inner
            },
        );
    }
}

/// Below the field where that is room enough, or else where there is more of it.
fn place(anchor: Rect, bounds: Rect, width: u16, wanted: u16) -> Rect {
    let below = bounds.bottom().saturating_sub(anchor.bottom());
    let above = anchor.y.saturating_sub(bounds.y);
    let (y, height) = if wanted <= below || below >= above {
        (anchor.bottom(), wanted.min(below))
    } else {
        let height = wanted.min(above);
        (anchor.y - height, height)
    };
    Rect {
        y,
        height,
        width,
        ..anchor
    }
    .intersection(bounds)
}

fn draw_entries(list: &ListField, open: &Open, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
    let (theme, symbols) = (&context.theme, &context.theme.symbols);
    let height = usize::from(area.height);
    let total = open.shown().len();
    // The mark stays in the middle, so that one sees what comes before and after.
    let top = open
        .place()
        .saturating_sub(height / 2)
        .min(total.saturating_sub(height));
    let shown = open.shown().iter().enumerate().skip(top);
    for ((place, option), row) in shown.zip(area.rows()) {
        canvas.target(row, Target::Option(place));
        let (caret, style) = if place == open.place() {
            (symbols.caret, theme.selected)
        } else {
            (" ", theme.text)
        };
        let name = shortened(
            list.name_of(*option),
            row.width.saturating_sub(4),
            symbols.ellipsis,
        );
        let words = [
            Span::styled(format!("{caret} "), theme.accent),
            Span::styled(name, style),
        ];
        canvas.render_widget(Line::from(words.to_vec()), row);
    }
    let above = (top > 0).then_some(Target::Action(Action::PAGE_UP));
    let below = (top + height < total).then_some(Target::Action(Action::PAGE_DOWN));
    more_signs(canvas, area, above, below, theme);
}

/// What no entry goes on with, in rows.
fn said(open: &Open, width: u16, context: &Context) -> Vec<String> {
    let Some(refusal) = open.refusal() else {
        return Vec::new();
    };
    let explained = context.i18n.explain_code(refusal.code, &refusal.args);
    let text = format!("{} {}", context.theme.symbols.cross, explained.sentence);
    wrap(&text, width).into_iter().take(SAID).collect()
}
