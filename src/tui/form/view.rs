//! How a form looks: labels to the left, fields to the right, what is wrong below its field, the button last; what
//! has the focus is always in sight.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use crate::payments::card;
use crate::tui::session::Desk;
use crate::tui::widgets::scroll::wrap;
use crate::tui::widgets::{SecretField, TextField};

use super::{Field, FieldInput, Form};

/// Widest field, columns.
const WIDEST: u16 = 48;

/// Draws a form; gives the rows it used.
pub fn view(form: &Form, frame: &mut Frame, area: Rect, desk: &Desk) -> u16 {
    let labels: Vec<String> = form.fields.iter().map(|field| label(field, desk)).collect();
    let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let label_width = u16::try_from(widest).unwrap_or(u16::MAX).min(area.width / 2) + 4;
    let room = Rect {
        x: area.x + label_width,
        width: (area.width - label_width).min(WIDEST),
        ..area
    };
    let below: Vec<Vec<Line>> = form
        .fields
        .iter()
        .enumerate()
        .map(|(place, field)| below(form, place, field, room.width, desk))
        .collect();
    let heights: Vec<u16> = below
        .iter()
        .map(|lines| u16::try_from(lines.len() + 1).unwrap_or(1))
        .collect();
    let total: u16 = heights.iter().sum::<u16>() + 2;
    let focus_end =
        heights.iter().take(form.focus + 1).sum::<u16>() + if form.focus >= heights.len() { 2 } else { 0 };
    let mut skip = focus_end.saturating_sub(area.height);
    let mut y = area.y;
    for (place, field) in form.fields.iter().enumerate() {
        let height = heights.get(place).copied().unwrap_or(1);
        if skip >= height {
            skip -= height;
            continue;
        }
        if skip == 0 && y < area.bottom() {
            let focused = place == form.focus;
            let style = if focused {
                desk.theme.title
            } else {
                desk.theme.text
            };
            let text = labels.get(place).cloned().unwrap_or_default();
            let caret = if focused { desk.theme.symbols.caret } else { " " };
            let row = Rect { y, height: 1, ..area };
            frame.render_widget(
                Paragraph::new(Line::styled(format!("{caret} {text}"), style)),
                row,
            );
            draw_input(field, focused, frame, Rect { y, height: 1, ..room }, desk);
            y += 1;
        }
        let lines = below.get(place).cloned().unwrap_or_default();
        for line in lines.into_iter().skip(usize::from(skip.saturating_sub(1))) {
            if y < area.bottom() {
                frame.render_widget(Paragraph::new(line), Rect { y, height: 1, ..room });
                y += 1;
            }
        }
        skip = 0;
    }
    if y + 1 < area.bottom() {
        let focused = form.focus >= form.fields.len();
        let style = if focused {
            desk.theme.selected
        } else {
            desk.theme.text
        };
        let caret = if focused { desk.theme.symbols.caret } else { " " };
        let button = Span::styled(format!("[ {} ]", desk.i18n.t(form.button)), style);
        let row = Rect {
            y: y + 1,
            height: 1,
            ..area
        };
        frame.render_widget(
            Paragraph::new(Line::from(vec![Span::raw(format!("{caret} ")), button])),
            row,
        );
    }
    total.min(area.height)
}

fn label(field: &Field, desk: &Desk) -> String {
    let label = desk.i18n.t(field.label);
    if field.optional {
        format!("{label} ({})", desk.i18n.t("word-optional"))
    } else {
        label
    }
}

/// What is wrong, or a word about the focused field.
fn below<'a>(form: &Form, place: usize, field: &Field, width: u16, desk: &Desk) -> Vec<Line<'a>> {
    if let Some(error) = &field.error {
        let explained = desk.i18n.explain_code(error.code, &error.args);
        let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
        let text = format!("{} {}{hint}", desk.theme.symbols.cross, explained.sentence);
        return wrap(&text, width)
            .into_iter()
            .map(|line| Line::styled(line, desk.theme.error))
            .collect();
    }
    match field.note {
        Some(note) if place == form.focus => {
            let lines = wrap(&desk.i18n.t(note), width);
            lines
                .into_iter()
                .map(|line| Line::styled(line, desk.theme.faint))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn draw_input(field: &Field, focused: bool, frame: &mut Frame, area: Rect, desk: &Desk) {
    let theme = &desk.theme;
    match &field.input {
        FieldInput::Text(input) => {
            let widget = TextField::new(input, theme).placeholder(field.example);
            let widget = if focused { widget.focused() } else { widget };
            if focused {
                frame.set_cursor_position(widget.cursor(area));
            }
            frame.render_widget(widget, area);
        }
        FieldInput::Secret(input) => {
            // The brand stands beside the number; the mask itself shows at most the last four digits.
            let digits = input.digits();
            let mask = if field.name == "number" {
                card::mask(digits)
            } else {
                input.mask(theme.symbols.mask)
            };
            let mask = mask.replace('•', theme.symbols.mask);
            let short = Rect {
                width: area.width.min(24),
                ..area
            };
            let widget = SecretField::new(&mask, theme).placeholder(field.example);
            let widget = if focused { widget.focused() } else { widget };
            if focused {
                frame.set_cursor_position(widget.cursor(short));
            }
            frame.render_widget(widget, short);
            if let Some(brand) = card::brand_of(digits).filter(|_| field.name == "number") {
                let beside = Rect {
                    x: area.x + short.width + 1,
                    width: area.width.saturating_sub(short.width + 1),
                    ..area
                };
                frame.render_widget(Paragraph::new(brand.name()), beside);
            }
        }
        FieldInput::Check(on) => {
            let style = if focused { theme.selected } else { theme.text };
            let mark = if *on { "[x]" } else { "[ ]" };
            let word = desk.i18n.t(if *on { "word-yes" } else { "word-no" });
            frame.render_widget(
                Paragraph::new(Line::styled(format!("{mark} {word}"), style)),
                area,
            );
        }
        FieldInput::Pick { options, chosen } => {
            let style = if focused { theme.selected } else { theme.text };
            let name = options
                .get(*chosen)
                .map(|(_, label)| desk.i18n.t(label))
                .unwrap_or_default();
            let (left, right) = (theme.symbols.more_left, theme.symbols.more_right);
            frame.render_widget(
                Paragraph::new(Line::styled(format!("{left} {name} {right}"), style)),
                area,
            );
        }
    }
}
