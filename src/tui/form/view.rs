//! How a form looks: labels to the left, fields to the right as strips as wide as what they hold, the buttons last. What
//! has the focus is always in sight, and signs at the right say where there is more. What is wrong stands beside its
//! field where there is room, or else below it; what helps with the focused field has rows of its own at the bottom,
//! as many as the longest help needs, so that nothing jumps while one goes through the form. The box of an area is as
//! many rows as it has, so that a form that is too high scrolls within it as well.

mod dropped;
mod input;

use ratatui::layout::{Position, Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use crate::domain::message::Arg;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::chrome;
use crate::tui::layer::Context;
use crate::tui::widgets::AreaBox;
use crate::tui::widgets::cells::{columns as columns_of, shortened};
use crate::tui::widgets::scroll::{more_signs, wrap};

use super::{Field, FieldInput, Form};
use input::strip;

/// Widest text: longer lines are hard to read.
const WIDEST: u16 = 72;
/// A field narrower than this gives its messages the whole width.
const NARROW: u16 = 36;
/// Columns that the signs for "there is more" take at the right.
const SIGNS: u16 = 2;
/// Rows that stay for the fields.
const FEWEST: u16 = 4;
/// Columns before the label of what is ticked: the caret, a blank, and the mark with a blank.
const BEFORE_TICKED: u16 = 6;
/// Blank columns before a verdict that stands beside its field.
const BEFORE_VERDICT: u16 = 2;
/// From so many rows of the terminal on, fields have a blank row between them.
const ROOMY: u16 = 30;

/// A form with lines above it that scroll away with it.
pub struct FormView<'a> {
    form: &'a Form,
    above: Vec<Line<'a>>,
    /// What the button does, the fewest words last.
    at_button: &'a [String],
    covered: bool,
}

/// One row of a form.
enum Row<'a> {
    Text(Line<'a>),
    Field(usize),
    /// A further row of the field in that place, and what its sign that there is more is for.
    Inside(usize, Line<'a>, Option<Action>),
    /// A further row of the label of what is ticked in that place.
    Label(usize, Line<'a>),
    Below(Line<'a>),
    Button,
}

impl Row<'_> {
    /// The last rows: a blank one, and the button.
    const OF_BUTTON: usize = 2;

    /// The field that the row begins, to be pointed at. Not the button: who only wants to see it sends nothing.
    const fn field(&self) -> Option<Target> {
        match self {
            Self::Field(place) => Some(Target::Field(*place)),
            _ => None,
        }
    }
}

/// The rows of a form, and what has to be in sight.
struct Layout<'a> {
    rows: Vec<Row<'a>>,
    /// The first row of what has the focus, and the one behind its last.
    focus: (u16, u16),
    /// Column in its field and row of a cursor that is not in the first row of what has the focus.
    cursor: Option<(u16, u16)>,
}

/// Where things are.
struct Columns {
    /// Where the fields are, and the most columns of one.
    field: u16,
    width: u16,
    /// Where messages are.
    message: u16,
    message_width: u16,
    /// All columns of a row.
    whole: u16,
}

impl<'a> FormView<'a> {
    /// A form.
    pub const fn new(form: &'a Form) -> Self {
        Self {
            form,
            above: Vec::new(),
            at_button: &[],
            covered: false,
        }
    }

    /// Columns for the lines above the form in an area of that width.
    pub const fn text_width(width: u16) -> u16 {
        width.saturating_sub(SIGNS)
    }

    /// With lines above it.
    #[must_use]
    pub fn above(self, above: Vec<Line<'a>>) -> Self {
        Self { above, ..self }
    }

    /// With what the button does, beside it: the first of several wordings that has room, the fewest words last.
    #[must_use]
    pub fn at_button(self, at_button: &'a [String]) -> Self {
        Self { at_button, ..self }
    }

    /// Behind something that has the keys: without cursor, and with nothing to click.
    #[must_use]
    pub fn covered(self) -> Self {
        Self {
            covered: true,
            ..self
        }
    }

    /// So many rows it needs in an area of that width.
    pub fn height(&self, area: Rect, context: &Context) -> u16 {
        let columns = self.columns(area, context);
        let rows = self.rows(&columns, box_height(area), false, context).rows.len();
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        rows.saturating_add(self.help_rows(area.width, context))
    }

    /// Draws it.
    pub fn draw(self, canvas: &mut Canvas<'_>, whole: Rect, context: &Context) {
        let help = self.help_rows(whole.width, context);
        let help = help.min(whole.height.saturating_sub(FEWEST));
        let mut area = Rect {
            height: whole.height - help,
            ..whole
        };
        self.draw_help(
            canvas,
            Rect::new(whole.x, area.bottom(), whole.width, help),
            context,
        );
        let columns = self.columns(area, context);
        let room = Size::new(AreaBox::text_width(columns.width.min(WIDEST)), box_height(whole));
        self.form.room.set(room);
        let spaced = || self.rows(&columns, room.height, true, context);
        let is_roomy = context.size.height >= ROOMY;
        let spaced = is_roomy
            .then(spaced)
            .filter(|spaced| spaced.rows.len() <= area.height.into());
        let layout = spaced.unwrap_or_else(|| self.rows(&columns, room.height, false, context));
        let Layout {
            mut rows,
            mut focus,
            cursor,
        } = layout;
        // What sends a form that is too high stays in sight below it.
        if rows.len() > area.height.into() && area.height > FEWEST {
            rows.truncate(rows.len().saturating_sub(Row::OF_BUTTON));
            let last = u16::try_from(rows.len()).unwrap_or(u16::MAX);
            focus = (focus.0.min(last.saturating_sub(1)), focus.1.min(last));
            area.height -= 1;
            let line = Rect {
                y: area.bottom(),
                height: 1,
                ..area
            };
            self.button(canvas, line, context);
        }
        let total = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let top = focus.1.saturating_sub(area.height).min(focus.0);
        // What is too high for the area is shown from where one types.
        let top = cursor.map_or(top, |(_, row)| top.max((row + 1).saturating_sub(area.height)));
        for (place, row) in (0..total).zip(&rows).skip(top.into()) {
            let y = area.y + (place - top);
            if y >= area.bottom() {
                break;
            }
            let line = Rect { y, height: 1, ..area };
            self.row(row, &columns, canvas, line, context);
        }
        if let Some((column, row)) = cursor.filter(|_| !self.covered && !area.is_empty()) {
            canvas.set_cursor_position(Position::new(columns.field + column, area.y + (row - top)));
        }
        let (above, below) = rows.split_at(usize::from(top).min(rows.len()));
        let below = below.get(usize::from(area.height)..).unwrap_or_default();
        let field_or = |field: Option<Target>, action| field.unwrap_or(Target::Action(action));
        let above = (top > 0).then(|| field_or(above.iter().rev().find_map(Row::field), Action::UP));
        let below =
            (total - top > area.height).then(|| field_or(below.iter().find_map(Row::field), Action::DOWN));
        more_signs(canvas, area, above, below, &context.theme);
        if self.covered {
            canvas.cover(whole);
        } else if let Some(list) = self.form.open_list() {
            let row = area.y + focus.0.saturating_sub(top);
            let anchor = columns.of_field(Rect::new(area.x, row, area.width, 1));
            let bounds = chrome::room(context.size).intersection(canvas.area());
            dropped::draw(list, canvas, anchor, bounds, context);
        }
    }

    fn row(&self, row: &Row<'a>, columns: &Columns, canvas: &mut Canvas<'_>, line: Rect, context: &Context) {
        match row {
            Row::Text(text) => canvas.render_widget(text, line),
            Row::Below(text) => {
                let room = Rect {
                    x: columns.message,
                    width: columns.message_width,
                    ..line
                };
                canvas.render_widget(text, room);
            }
            Row::Label(place, text) => {
                canvas.target(line, Target::Field(*place));
                canvas.render_widget(text, line);
            }
            Row::Field(place) => {
                canvas.target(line, Target::Field(*place));
                if let Some(field) = self.form.fields.get(*place) {
                    self.field(field, *place == self.form.focus, columns, canvas, line, context);
                }
            }
            Row::Inside(place, text, sign) => {
                canvas.target(line, Target::Field(*place));
                let room = columns.of_field(line);
                canvas.render_widget(text, room);
                if let Some(action) = sign {
                    let right = room.x + columns.width.min(WIDEST);
                    let sign = Rect::new(right.saturating_sub(2), line.y, 1, 1);
                    canvas.target(sign, Target::Action(*action));
                }
            }
            Row::Button => self.button(canvas, line, context),
        }
    }

    /// All rows; an area shows so many rows of its text. Spaced, each field has a blank row below it.
    fn rows(&self, columns: &Columns, height: u16, spaced: bool, context: &Context) -> Layout<'a> {
        let mut rows: Vec<Row> = self.above.iter().cloned().map(Row::Text).collect();
        let (mut focus, mut cursor) = ((0, 0), None);
        let at = |rows: &Vec<Row>| u16::try_from(rows.len()).unwrap_or(u16::MAX);
        for (place, field) in self.form.fields.iter().enumerate() {
            let first = at(&rows);
            let focused = place == self.form.focus;
            rows.push(Row::Field(place));
            if let FieldInput::Area(area) = &field.input {
                let example = example(field, context);
                let content = AreaBox::new(&context.theme, columns.width.min(WIDEST), height)
                    .focused(focused)
                    .placeholder(&example)
                    .content(area);
                if focused {
                    cursor = Some((content.cursor.0, at(&rows).saturating_add(content.cursor.1)));
                }
                let lines = content.lines.into_iter().zip(0..);
                rows.extend(lines.map(|(line, row)| {
                    // A click on the sign of a box that has not the keys gives them to it first.
                    let above = (row == 0 && content.more.0).then_some(Action::PAGE_UP);
                    let below = (row + 1 == height && content.more.1).then_some(Action::PAGE_DOWN);
                    Row::Inside(place, line, above.or(below).filter(|_| focused))
                }));
            }
            if let FieldInput::Check(_) = &field.input {
                let more = ticked_label(field, columns, context).into_iter().skip(1);
                let indent = " ".repeat(BEFORE_TICKED.into());
                rows.extend(more.map(|text| Row::Label(place, Line::from(format!("{indent}{text}")))));
            }
            let continued = input::continued(field, columns.width, context).into_iter();
            rows.extend(continued.map(|line| Row::Inside(place, line, None)));
            rows.extend(below(field, columns, context).into_iter().map(Row::Below));
            if focused {
                focus = (first, at(&rows));
            }
            if spaced && place + 1 < self.form.fields.len() {
                rows.push(Row::Text(Line::default()));
            }
        }
        rows.push(Row::Text(Line::default()));
        rows.push(Row::Button);
        if self.form.focus >= self.form.fields.len() {
            focus = (at(&rows) - 1, at(&rows));
        }
        Layout { rows, focus, cursor }
    }

    fn field(
        &self,
        field: &Field,
        focused: bool,
        columns: &Columns,
        canvas: &mut Canvas<'_>,
        line: Rect,
        context: &Context,
    ) {
        let theme = &context.theme;
        let style = if focused { theme.accent } else { theme.text };
        // What is marked in an open list has the caret.
        let has_caret = focused && !self.form.is_open();
        let caret = if has_caret { theme.symbols.caret } else { " " };
        if let FieldInput::Check(on) = &field.input {
            let mark = if *on { "[x]" } else { "[ ]" };
            let label = ticked_label(field, columns, context);
            let label = label.first().map_or("", String::as_str);
            canvas.render_widget(Line::styled(format!("{caret} {mark} {label}"), style), line);
            if focused && !self.covered {
                canvas.set_cursor_position((line.x.saturating_add(3), line.y));
            }
            return;
        }
        let before = Rect {
            width: columns.field.saturating_sub(line.x + 1),
            ..line
        };
        let label = format!("{caret} {}", label(field, context));
        let label = shortened(&label, before.width, theme.symbols.ellipsis);
        canvas.render_widget(Line::styled(label, style), before);
        let room = columns.of_field(line);
        let strip = Rect {
            width: room.width.min(strip(field, context)),
            ..room
        };
        input::draw(field, (focused, self.covered), canvas, strip, room, context);
        if let Some(verdict) = beside(field, columns, context) {
            let place = Rect {
                x: strip.right().saturating_add(BEFORE_VERDICT),
                width: columns_of(&verdict),
                ..line
            };
            canvas.render_widget(signed(verdict, context), place);
        }
    }

    /// The button, and what it does.
    fn button(&self, canvas: &mut Canvas<'_>, line: Rect, context: &Context) {
        let own = self.form.fields.len();
        let focused = self.form.focus >= own;
        let caret = if focused { context.theme.symbols.caret } else { " " };
        canvas.render_widget(Span::styled(caret, context.theme.accent), line);
        let button = context
            .theme
            .button_of(focused, &context.i18n.t(self.form.button));
        let room = Rect {
            x: line.x.saturating_add(2),
            width: columns_of(&button.content),
            ..line
        };
        let room = room.intersection(line);
        if focused && !self.covered {
            canvas.set_cursor_position((room.x, room.y));
        }
        canvas.target(room, Target::Field(own));
        let x = room.right().saturating_add(1);
        canvas.render_widget(button, room);
        let room = line.right().saturating_sub(SIGNS).saturating_sub(x + 1);
        let mut wordings = self.at_button.iter();
        if let Some(words) = wordings.find(|words| columns_of(words) <= room) {
            let place = Rect {
                x: x + 1,
                width: room,
                ..line
            };
            canvas.render_widget(Span::styled(words, context.theme.text), place);
        }
    }

    /// Rows for what helps with the fields: as many as the longest of them needs, whichever has the focus.
    fn help_rows(&self, width: u16, context: &Context) -> u16 {
        let rows = self.form.fields.iter().map(|field| {
            let note = field
                .note
                .map_or(0, |note| wrap(&context.i18n.t(note), help_width(width)).len());
            note.max(usize::from(matches!(field.input, FieldInput::Area(_))))
        });
        u16::try_from(rows.max().unwrap_or(0)).unwrap_or(u16::MAX)
    }

    fn draw_help(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        let Some(field) = self.form.fields.get(self.form.focus) else {
            return;
        };
        let scarce = match &field.input {
            FieldInput::Area(area) => area.scarce(),
            _ => None,
        };
        let text = match (scarce, field.note) {
            (Some(left), _) => {
                let count = Arg::Count(i64::try_from(left).unwrap_or(i64::MAX));
                context.i18n.tr("field-room-left", &[("count", count)])
            }
            (None, Some(note)) => context.i18n.t(note),
            (None, None) => return,
        };
        let lines = wrap(&text, help_width(area.width)).into_iter();
        let lines: Vec<Line> = lines
            .map(|line| Line::styled(line, context.theme.faint))
            .collect();
        canvas.render_widget(Paragraph::new(lines), area);
    }

    fn columns(&self, area: Rect, context: &Context) -> Columns {
        // What is ticked has its label behind it.
        let fields = self.form.fields.iter();
        let fields = fields.filter(|field| !matches!(field.input, FieldInput::Check(_)));
        let widest = fields
            .map(|field| label(field, context).width())
            .max()
            .unwrap_or(0);
        // Caret and blank before the label, two blanks behind it.
        let before = u16::try_from(widest).unwrap_or(u16::MAX).min(area.width * 3 / 5) + 4;
        let width = area.width.saturating_sub(before + SIGNS);
        let (message, message_width) = if width < NARROW {
            (area.x + 4, area.width.saturating_sub(4 + SIGNS))
        } else {
            (area.x + before, width.min(WIDEST))
        };
        Columns {
            field: area.x + before,
            width,
            message,
            message_width,
            whole: area.width.saturating_sub(SIGNS),
        }
    }
}

impl Columns {
    /// The part of a row that is the field's.
    const fn of_field(&self, line: Rect) -> Rect {
        Rect {
            x: self.field,
            width: self.width,
            ..line
        }
    }
}

/// Columns of a line that helps.
fn help_width(width: u16) -> u16 {
    width.saturating_sub(SIGNS).min(100)
}

/// Rows of text in an area: three on the smallest screen, and no more than half a dozen on a large one.
fn box_height(area: Rect) -> u16 {
    (area.height / 4).clamp(3, 6)
}

pub(super) fn label(field: &Field, context: &Context) -> String {
    let label = context.i18n.t(field.label);
    if field.optional {
        format!("{label} ({})", context.i18n.t("word-optional"))
    } else {
        label
    }
}

/// The label of what is ticked, which stands behind its mark, in rows.
fn ticked_label(field: &Field, columns: &Columns, context: &Context) -> Vec<String> {
    wrap(
        &label(field, context),
        columns.whole.saturating_sub(BEFORE_TICKED),
    )
}

/// The example of an empty field, told apart from a value by more than its style.
pub(super) fn example(field: &Field, context: &Context) -> String {
    if field.example.is_empty() {
        return String::new();
    }
    let example = Arg::Text(field.example.to_owned());
    context.i18n.tr("word-example", &[("example", example)])
}

/// What is wrong with a field.
fn verdict(field: &Field, context: &Context) -> Option<String> {
    let error = field.error.as_ref()?;
    let explained = context.i18n.explain_code(error.code, &error.args);
    let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
    Some(format!(
        "{} {}{hint}",
        context.theme.symbols.cross, explained.sentence
    ))
}

/// What is wrong with a field, where it has room beside it.
fn beside(field: &Field, columns: &Columns, context: &Context) -> Option<String> {
    let takes = matches!(
        field.input,
        FieldInput::Text(_) | FieldInput::List(_) | FieldInput::Pick { .. }
    );
    let strip = strip(field, context).saturating_add(BEFORE_VERDICT);
    let room = columns.width.checked_sub(strip).filter(|_| takes)?;
    verdict(field, context).filter(|text| columns_of(text) <= room)
}

/// What is wrong and has no room beside the field, and what always stands below it.
fn below<'a>(field: &Field, columns: &Columns, context: &Context) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if beside(field, columns, context).is_none()
        && let Some(text) = verdict(field, context)
    {
        let mut rows = wrap(&text, columns.message_width).into_iter();
        lines.extend(rows.next().map(|first| signed(first, context)));
        lines.extend(rows.map(|row| Line::styled(row, context.theme.text)));
    }
    if let Some(remark) = &field.remark {
        let rows = wrap(remark, columns.message_width).into_iter();
        lines.extend(rows.map(|row| Line::styled(row, context.theme.warning)));
    }
    lines
}

/// The first row of a verdict: its sign has a color, and the sentence is read like any other.
fn signed<'a>(row: String, context: &Context) -> Line<'a> {
    let (theme, sign) = (&context.theme, context.theme.symbols.cross);
    let Some(sentence) = row.strip_prefix(sign).map(str::to_owned) else {
        return Line::styled(row, theme.text);
    };
    Line::from(vec![
        Span::styled(sign, theme.error),
        Span::styled(sentence, theme.text),
    ])
}
