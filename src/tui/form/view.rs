//! How a form looks: labels to the left, fields to the right, what is wrong below its field, the button last; what
//! has the focus is always in sight, and signs at the right say where there is more. The box of an area is as many
//! rows as it has, so that a form that is too high scrolls within it as well.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use crate::domain::message::Arg;
use crate::domain::payment::CardBrand;
use crate::payments::card;
use crate::tui::action::{Action, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Context;
use crate::tui::widgets::cells::{columns as columns_of, shortened};
use crate::tui::widgets::scroll::{more_signs, wrap};
use crate::tui::widgets::{AreaBox, SecretField, TextField};

use super::{Field, FieldInput, Form};

/// Widest field, columns.
const WIDEST: u16 = 48;
/// Narrowest field: an example has to fit.
const SHORTEST: u16 = 12;
/// A field narrower than this gives its messages the whole width.
const NARROW: u16 = 36;
/// Columns for a key beside something to read.
const KEY_ROOM: u16 = 8;
/// Columns that the signs for "there is more" take at the right.
const SIGNS: u16 = 2;

/// A form with lines above it that scroll away with it.
pub struct FormView<'a> {
    form: &'a Form,
    above: Vec<Line<'a>>,
    covered: bool,
}

/// One row of a form.
enum FormRow<'a> {
    Text(Line<'a>),
    Field(usize),
    /// A further row of the field in that place, and what its sign that there is more is for.
    Inside(usize, Line<'a>, Option<Action>),
    Below(Line<'a>),
    Button,
}

impl FormRow<'_> {
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
    rows: Vec<FormRow<'a>>,
    /// The first row of what has the focus, and the one behind its last.
    focus: (u16, u16),
    /// Column in its field and row of a cursor that is not in the first row of what has the focus.
    cursor: Option<(u16, u16)>,
}

/// Where things are.
struct Columns {
    /// Where the fields are.
    field: u16,
    width: u16,
    /// Where messages are.
    message: u16,
    message_width: u16,
}

impl<'a> FormView<'a> {
    /// A form.
    pub const fn new(form: &'a Form) -> Self {
        Self {
            form,
            above: Vec::new(),
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

    /// Behind something that has the keys: without cursor, and with nothing to click.
    #[must_use]
    pub fn covered(self) -> Self {
        Self {
            covered: true,
            ..self
        }
    }

    /// So many rows it has in an area of that width.
    pub fn height(&self, area: Rect, context: &Context) -> u16 {
        let labels: Vec<String> = self
            .form
            .fields
            .iter()
            .map(|field| label(field, context))
            .collect();
        let rows = self
            .rows(&columns(&labels, area), box_height(area), context)
            .rows
            .len();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// Draws it.
    pub fn draw(self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        let labels: Vec<String> = self
            .form
            .fields
            .iter()
            .map(|field| label(field, context))
            .collect();
        let columns = columns(&labels, area);
        let room = Size::new(AreaBox::text_width(columns.width), box_height(area));
        self.form.room.set(room);
        let Layout { rows, focus, cursor } = self.rows(&columns, room.height, context);
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
            match row {
                FormRow::Text(text) => canvas.render_widget(Paragraph::new(text.clone()), line),
                FormRow::Below(text) => {
                    let room = Rect {
                        x: columns.message,
                        width: columns.message_width,
                        ..line
                    };
                    canvas.render_widget(Paragraph::new(text.clone()), room);
                }
                FormRow::Field(place) => {
                    canvas.target(line, Target::Field(*place));
                    self.field(*place, &labels, &columns, canvas, line, context);
                }
                FormRow::Inside(place, text, sign) => {
                    canvas.target(line, Target::Field(*place));
                    let room = columns.of_field(line);
                    canvas.render_widget(Paragraph::new(text.clone()), room);
                    if let Some(action) = sign {
                        let sign = Rect::new(room.right().saturating_sub(2), y, 1, 1);
                        canvas.target(sign, Target::Action(*action));
                    }
                }
                FormRow::Button => self.button(canvas, line, context),
            }
        }
        if let Some((column, row)) = cursor.filter(|_| !self.covered && !area.is_empty()) {
            canvas.set_cursor_position(Position::new(columns.field + column, area.y + (row - top)));
        }
        let (above, below) = rows.split_at(usize::from(top).min(rows.len()));
        let below = below.get(usize::from(area.height)..).unwrap_or_default();
        let field_or = |field: Option<Target>, action| field.unwrap_or(Target::Action(action));
        let above = (top > 0).then(|| field_or(above.iter().rev().find_map(FormRow::field), Action::UP));
        let below = (total - top > area.height)
            .then(|| field_or(below.iter().find_map(FormRow::field), Action::DOWN));
        more_signs(canvas, area, above, below, &context.theme);
        if self.covered {
            canvas.cover(area);
        }
    }

    /// All rows; an area shows so many rows of its text.
    fn rows(&self, columns: &Columns, height: u16, context: &Context) -> Layout<'a> {
        let mut rows: Vec<FormRow> = self.above.iter().cloned().map(FormRow::Text).collect();
        let (mut focus, mut cursor) = ((0, 0), None);
        let at = |rows: &Vec<FormRow>| u16::try_from(rows.len()).unwrap_or(u16::MAX);
        for (place, field) in self.form.fields.iter().enumerate() {
            let first = at(&rows);
            let focused = place == self.form.focus;
            rows.push(FormRow::Field(place));
            if let FieldInput::Area(area) = &field.input {
                let example = example(field, context);
                let content = AreaBox::new(&context.theme, columns.width, height)
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
                    FormRow::Inside(place, line, above.or(below).filter(|_| focused))
                }));
            }
            let continued = continued(field, columns.width, context).into_iter();
            rows.extend(continued.map(|line| FormRow::Inside(place, line, None)));
            rows.extend(
                below(field, focused, columns.message_width, context)
                    .into_iter()
                    .map(FormRow::Below),
            );
            if focused {
                focus = (first, at(&rows));
            }
        }
        rows.push(FormRow::Text(Line::default()));
        rows.push(FormRow::Button);
        if self.form.focus >= self.form.fields.len() {
            focus = (at(&rows) - 1, at(&rows));
        }
        Layout { rows, focus, cursor }
    }

    fn field(
        &self,
        place: usize,
        labels: &[String],
        columns: &Columns,
        canvas: &mut Canvas<'_>,
        line: Rect,
        context: &Context,
    ) {
        let focused = place == self.form.focus;
        let style = if focused {
            context.theme.accent
        } else {
            context.theme.text
        };
        let caret = if focused { context.theme.symbols.caret } else { " " };
        let text = labels.get(place).map_or("", String::as_str);
        let before = Rect {
            width: columns.field.saturating_sub(line.x + 1),
            ..line
        };
        canvas.render_widget(
            Paragraph::new(Line::styled(
                shortened(
                    &format!("{caret} {text}"),
                    before.width,
                    context.theme.symbols.ellipsis,
                ),
                style,
            )),
            before,
        );
        if let Some(field) = self.form.fields.get(place) {
            let room = columns.of_field(line);
            let room = Rect {
                width: room.width.min(strip(field)),
                ..room
            };
            draw_input(field, (focused, self.covered), canvas, room, context);
        }
    }

    fn button(&self, canvas: &mut Canvas<'_>, line: Rect, context: &Context) {
        let focused = self.form.focus >= self.form.fields.len();
        let caret = if focused { context.theme.symbols.caret } else { " " };
        let button = context
            .theme
            .button_of(focused, &context.i18n.t(self.form.button));
        if focused && !self.covered {
            canvas.set_cursor_position((line.x, line.y));
        }
        let place = Rect {
            x: line.x.saturating_add(2),
            width: columns_of(&button.content),
            ..line
        };
        canvas.target(place.intersection(line), Target::Field(self.form.fields.len()));
        let button = Line::from(vec![Span::raw(format!("{caret} ")), button]);
        canvas.render_widget(Paragraph::new(button), line);
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

/// Rows of text in an area: three on the smallest screen, and no more than half a dozen on a large one.
fn box_height(area: Rect) -> u16 {
    (area.height / 4).clamp(3, 6)
}

fn columns(labels: &[String], area: Rect) -> Columns {
    let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    // Caret and blank before the label, two blanks behind it.
    let before = u16::try_from(widest).unwrap_or(u16::MAX).min(area.width * 3 / 5) + 4;
    let width = area.width.saturating_sub(before + SIGNS).min(WIDEST);
    let (message, message_width) = if width < NARROW {
        (area.x + 4, area.width.saturating_sub(4 + SIGNS))
    } else {
        (area.x + before, width)
    };
    Columns {
        field: area.x + before,
        width,
        message,
        message_width,
    }
}

pub(super) fn label(field: &Field, context: &Context) -> String {
    let label = context.i18n.t(field.label);
    if field.optional {
        format!("{label} ({})", context.i18n.t("word-optional"))
    } else {
        label
    }
}

/// The columns of a field: as wide as what it holds.
fn strip(field: &Field) -> u16 {
    match &field.input {
        // A digit more than it takes: the cursor stands behind the last one.
        FieldInput::Text(input) => {
            let limit = u16::try_from(input.limit()).unwrap_or(u16::MAX);
            limit.saturating_add(1).max(SHORTEST)
        }
        _ => u16::MAX,
    }
}

/// What is wrong, or a word about the focused field; and what always stands below it.
fn below<'a>(field: &Field, focused: bool, width: u16, context: &Context) -> Vec<Line<'a>> {
    let styled = |text: &str, style| {
        let lines = wrap(text, width).into_iter();
        lines.map(move |line| Line::styled(line, style))
    };
    let mut lines = Vec::new();
    if let Some(error) = &field.error {
        let explained = context.i18n.explain_code(error.code, &error.args);
        let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
        let text = format!("{} {}{hint}", context.theme.symbols.cross, explained.sentence);
        lines.extend(styled(&text, context.theme.error));
    } else if let Some(note) = field.note.filter(|_| focused) {
        lines.extend(styled(&context.i18n.t(note), context.theme.faint));
    }
    if let FieldInput::Area(area) = &field.input
        && let Some(left) = area.scarce().filter(|_| focused)
    {
        let count = Arg::Count(i64::try_from(left).unwrap_or(i64::MAX));
        let text = context.i18n.tr("field-room-left", &[("count", count)]);
        lines.extend(styled(&text, context.theme.faint));
    }
    if let Some(remark) = &field.remark {
        lines.extend(styled(remark, context.theme.warning));
    }
    lines
}

fn draw_input(
    field: &Field,
    (focused, covered): (bool, bool),
    canvas: &mut Canvas<'_>,
    area: Rect,
    context: &Context,
) {
    let theme = &context.theme;
    let cursor = focused && !covered;
    match &field.input {
        FieldInput::Text(input) => {
            let example = example(field, context);
            let widget = TextField::new(input, theme).placeholder(&example);
            let widget = if focused { widget.focused() } else { widget };
            if cursor {
                canvas.set_cursor_position(widget.cursor(area));
            }
            canvas.render_widget(widget, area);
        }
        FieldInput::Area(_) => {
            let top = AreaBox::new(theme, area.width, 0).focused(focused).top();
            canvas.render_widget(Paragraph::new(top), area);
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
            let brand =
                card::brand_of(digits).filter(|brand| field.name == "number" && *brand != CardBrand::Other);
            // Where there is little room, the name of the brand matters more than room for 19 digits.
            let beside = brand.map_or(0, |brand| columns_of(brand.name()).saturating_add(1));
            let room = area.width.saturating_sub(beside).clamp(20, 24);
            let short = Rect {
                width: area.width.min(room),
                ..area
            };
            let example = example(field, context);
            let widget = SecretField::new(&mask, theme).placeholder(&example);
            let widget = if focused { widget.focused() } else { widget };
            if cursor {
                canvas.set_cursor_position(widget.cursor(short));
            }
            canvas.render_widget(widget, short);
            if let Some(brand) = brand {
                let beside = Rect {
                    x: area.x + short.width + 1,
                    width: area.width.saturating_sub(short.width + 1),
                    ..area
                };
                let name = shortened(brand.name(), beside.width, theme.symbols.ellipsis);
                canvas.render_widget(Paragraph::new(name), beside);
            }
        }
        FieldInput::Check(on) => {
            let style = if focused { theme.selected } else { theme.text };
            let mark = if *on { "[x]" } else { "[ ]" };
            let word = context.i18n.t(if *on { "word-yes" } else { "word-no" });
            canvas.render_widget(
                Paragraph::new(Line::styled(format!("{mark} {word}"), style)),
                area,
            );
        }
        FieldInput::Pick { options, chosen } => {
            let name = options.get(*chosen).map(|(_, label)| context.i18n.t(label));
            draw_choice(&name.unwrap_or_default(), focused, canvas, area, context);
        }
        FieldInput::List(list) => draw_choice(list.name(), focused, canvas, area, context),
        FieldInput::Shown(text, action) => draw_shown(text, *action, focused, canvas, area, context),
    }
}

/// The rows of what has no room in the first row of its field.
fn continued<'a>(field: &Field, width: u16, context: &Context) -> Vec<Line<'a>> {
    let (text, room, indent) = match &field.input {
        FieldInput::List(list) => (list.name(), name_room(width, context), "  "),
        FieldInput::Shown(text, _) => (text.as_str(), width.saturating_sub(KEY_ROOM), ""),
        _ => return Vec::new(),
    };
    if fits(text, room) {
        return Vec::new();
    }
    let rows = wrap(text, room).into_iter().skip(1);
    rows.map(|row| Line::styled(format!("{indent}{row}"), context.theme.text))
        .collect()
}

/// Whether a text has room in one row.
fn fits(text: &str, room: u16) -> bool {
    columns_of(text) <= room && !text.contains('\n')
}

/// As much of a text as has room in one row, up to the end of a word.
fn first_row(text: &str, room: u16) -> Cow<'_, str> {
    if fits(text, room) {
        return Cow::Borrowed(text);
    }
    wrap(text, room).into_iter().next().unwrap_or_default().into()
}

/// Columns for a name between the signs of a choice.
fn name_room(width: u16, context: &Context) -> u16 {
    let symbols = &context.theme.symbols;
    width.saturating_sub(columns_of(symbols.more_left) + columns_of(symbols.more_right) + 2)
}

fn draw_shown(
    text: &str,
    action: Action,
    focused: bool,
    canvas: &mut Canvas<'_>,
    area: Rect,
    context: &Context,
) {
    let theme = &context.theme;
    let style = if focused { theme.selected } else { theme.text };
    // Beside it there is the key of what changes it.
    let first = first_row(text, area.width.saturating_sub(KEY_ROOM));
    canvas.render_widget(Line::styled(first, style), area);
    let Some(key) = context.keymap.key_shown(action, true).map(key_name) else {
        return;
    };
    let place = Rect {
        x: area.right().saturating_sub(columns_of(&key)),
        width: columns_of(&key),
        ..area
    };
    canvas.target(place.intersection(area), Target::Action(action));
    canvas.render_widget(Line::styled(key, theme.key), place);
}

/// The example of an empty field, told apart from a value by more than its style.
pub(super) fn example(field: &Field, context: &Context) -> String {
    if field.example.is_empty() {
        return String::new();
    }
    let example = Arg::Text(field.example.to_owned());
    context.i18n.tr("word-example", &[("example", example)])
}

fn draw_choice(name: &str, focused: bool, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
    let theme = &context.theme;
    let name = first_row(name, name_room(area.width, context));
    let style = if focused { theme.selected } else { theme.text };
    let (left, right) = (theme.symbols.more_left, theme.symbols.more_right);
    if focused {
        // Behind the left sign, the name and a blank beside each of them.
        let behind = columns_of(left)
            .saturating_add(columns_of(&name))
            .saturating_add(2);
        let mut target = |x: u16, sign: &str, action: Action| {
            let place = Rect::new(x, area.y, columns_of(sign), 1).intersection(area);
            if !place.is_empty() {
                canvas.target(place, Target::Action(action));
            }
        };
        target(area.x, left, Action::LEFT);
        target(area.x.saturating_add(behind), right, Action::RIGHT);
    }
    canvas.render_widget(
        Paragraph::new(Line::styled(format!("{left} {name} {right}"), style)),
        area,
    );
}
