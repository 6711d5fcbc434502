//! How a form looks: labels to the left, fields to the right, what is wrong below its field, the button last; what
//! has the focus is always in sight, and signs at the right say where there is more.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use crate::domain::message::Arg;
use crate::domain::payment::CardBrand;
use crate::payments::card;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::layer::Desk;
use crate::tui::widgets::cells::{columns as columns_of, shortened};
use crate::tui::widgets::scroll::{more_signs, wrap};
use crate::tui::widgets::{SecretField, TextField};

use super::{Field, FieldInput, Form};

/// Widest field, columns.
const WIDEST: u16 = 48;
/// A field narrower than this gives its messages the whole width.
const NARROW: u16 = 36;
/// Columns that the signs for "there is more" take at the right.
const SIGNS: u16 = 2;

/// A form with lines above it that scroll away with it.
pub struct FormView<'a> {
    form: &'a Form,
    above: Vec<Line<'a>>,
    covered: bool,
}

/// One row of a form.
enum Row<'a> {
    Text(Line<'a>),
    Field(usize),
    Below(Line<'a>),
    Button,
}

impl Row<'_> {
    /// The field that the row begins, to be pointed at. Not the button: who only wants to see it sends nothing.
    const fn field(&self) -> Option<Target> {
        match self {
            Self::Field(place) => Some(Target::Field(*place)),
            _ => None,
        }
    }
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

/// Draws a form; gives the rows it used.
pub fn view(form: &Form, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) -> u16 {
    FormView::new(form).draw(canvas, area, desk)
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

    /// Draws it; gives the rows it used.
    pub fn draw(self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) -> u16 {
        let labels: Vec<String> = self.form.fields.iter().map(|field| label(field, desk)).collect();
        let columns = columns(&labels, area);
        let (rows, focus) = self.rows(&columns, desk);
        let total = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let top = focus.1.saturating_sub(area.height).min(focus.0);
        for (place, row) in (0..total).zip(&rows).skip(top.into()) {
            let y = area.y + (place - top);
            if y >= area.bottom() {
                break;
            }
            let line = Rect { y, height: 1, ..area };
            match row {
                Row::Text(text) => canvas.render_widget(Paragraph::new(text.clone()), line),
                Row::Below(text) => {
                    let room = Rect {
                        x: columns.message,
                        width: columns.message_width,
                        ..line
                    };
                    canvas.render_widget(Paragraph::new(text.clone()), room);
                }
                Row::Field(place) => {
                    canvas.target(line, Target::Field(*place));
                    self.field(*place, &labels, &columns, canvas, line, desk);
                }
                Row::Button => self.button(canvas, line, desk),
            }
        }
        let (above, below) = rows.split_at(usize::from(top).min(rows.len()));
        let below = below.get(usize::from(area.height)..).unwrap_or_default();
        let field_or = |field: Option<Target>, action| field.unwrap_or(Target::Action(action));
        let above = (top > 0).then(|| field_or(above.iter().rev().find_map(Row::field), Action::Up));
        let below =
            (total - top > area.height).then(|| field_or(below.iter().find_map(Row::field), Action::Down));
        more_signs(canvas, area, above, below, &desk.theme);
        if self.covered {
            canvas.cover(area);
        }
        total.min(area.height)
    }

    /// All rows, and the first row of what has the focus with the one behind its last.
    fn rows(&self, columns: &Columns, desk: &Desk) -> (Vec<Row<'a>>, (u16, u16)) {
        let mut rows: Vec<Row> = self.above.iter().cloned().map(Row::Text).collect();
        let mut focus = (0, 0);
        let at = |rows: &Vec<Row>| u16::try_from(rows.len()).unwrap_or(u16::MAX);
        for (place, field) in self.form.fields.iter().enumerate() {
            let first = at(&rows);
            let focused = place == self.form.focus;
            rows.push(Row::Field(place));
            rows.extend(
                below(field, focused, columns.message_width, desk)
                    .into_iter()
                    .map(Row::Below),
            );
            if focused {
                focus = (first, at(&rows));
            }
        }
        rows.push(Row::Text(Line::default()));
        rows.push(Row::Button);
        if self.form.focus >= self.form.fields.len() {
            focus = (at(&rows) - 1, at(&rows));
        }
        (rows, focus)
    }

    fn field(
        &self,
        place: usize,
        labels: &[String],
        columns: &Columns,
        canvas: &mut Canvas<'_>,
        line: Rect,
        desk: &Desk,
    ) {
        let focused = place == self.form.focus;
        let style = if focused {
            desk.theme.title
        } else {
            desk.theme.text
        };
        let caret = if focused { desk.theme.symbols.caret } else { " " };
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
                    desk.theme.symbols.ellipsis,
                ),
                style,
            )),
            before,
        );
        let room = Rect {
            x: columns.field,
            width: columns.width,
            ..line
        };
        if let Some(field) = self.form.fields.get(place) {
            draw_input(field, (focused, self.covered), canvas, room, desk);
        }
    }

    fn button(&self, canvas: &mut Canvas<'_>, line: Rect, desk: &Desk) {
        let focused = self.form.focus >= self.form.fields.len();
        let style = if focused {
            desk.theme.selected
        } else {
            desk.theme.text
        };
        let caret = if focused { desk.theme.symbols.caret } else { " " };
        let button = Span::styled(format!("[ {} ]", desk.i18n.t(self.form.button)), style);
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

pub(super) fn label(field: &Field, desk: &Desk) -> String {
    let label = desk.i18n.t(field.label);
    if field.optional {
        format!("{label} ({})", desk.i18n.t("word-optional"))
    } else {
        label
    }
}

/// What is wrong, or a word about the focused field; and what always stands below it.
fn below<'a>(field: &Field, focused: bool, width: u16, desk: &Desk) -> Vec<Line<'a>> {
    let styled = |text: &str, style| {
        let lines = wrap(text, width).into_iter();
        lines.map(move |line| Line::styled(line, style))
    };
    let mut lines = Vec::new();
    if let Some(error) = &field.error {
        let explained = desk.i18n.explain_code(error.code, &error.args);
        let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
        let text = format!("{} {}{hint}", desk.theme.symbols.cross, explained.sentence);
        lines.extend(styled(&text, desk.theme.error));
    } else if let Some(note) = field.note.filter(|_| focused) {
        lines.extend(styled(&desk.i18n.t(note), desk.theme.faint));
    }
    if let Some(remark) = &field.remark {
        lines.extend(styled(remark, desk.theme.warning));
    }
    lines
}

fn draw_input(
    field: &Field,
    (focused, covered): (bool, bool),
    canvas: &mut Canvas<'_>,
    area: Rect,
    desk: &Desk,
) {
    let theme = &desk.theme;
    let cursor = focused && !covered;
    match &field.input {
        FieldInput::Text(input) => {
            let example = example(field, desk);
            let widget = TextField::new(input, theme).placeholder(&example);
            let widget = if focused { widget.focused() } else { widget };
            if cursor {
                canvas.set_cursor_position(widget.cursor(area));
            }
            canvas.render_widget(widget, area);
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
            let example = example(field, desk);
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
            let word = desk.i18n.t(if *on { "word-yes" } else { "word-no" });
            canvas.render_widget(
                Paragraph::new(Line::styled(format!("{mark} {word}"), style)),
                area,
            );
        }
        FieldInput::Pick { options, chosen } => {
            let name = options.get(*chosen).map(|(_, label)| desk.i18n.t(label));
            draw_choice(&name.unwrap_or_default(), focused, canvas, area, desk);
        }
        FieldInput::List(list) => draw_choice(list.name(), focused, canvas, area, desk),
    }
}

/// The example of an empty field, told apart from a value by more than its style.
pub(super) fn example(field: &Field, desk: &Desk) -> String {
    if field.example.is_empty() {
        return String::new();
    }
    let example = Arg::Text(field.example.to_owned());
    desk.i18n.tr("word-example", &[("example", example)])
}

fn draw_choice(name: &str, focused: bool, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
    let theme = &desk.theme;
    let style = if focused { theme.selected } else { theme.text };
    let (left, right) = (theme.symbols.more_left, theme.symbols.more_right);
    if focused {
        // Behind the left sign, the name and a blank beside each of them.
        let behind = columns_of(left)
            .saturating_add(columns_of(name))
            .saturating_add(2);
        let mut target = |x: u16, sign: &str, action: Action| {
            let place = Rect::new(x, area.y, columns_of(sign), 1).intersection(area);
            if !place.is_empty() {
                canvas.target(place, Target::Action(action));
            }
        };
        target(area.x, left, Action::Left);
        target(area.x.saturating_add(behind), right, Action::Right);
    }
    canvas.render_widget(
        Paragraph::new(Line::styled(format!("{left} {name} {right}"), style)),
        area,
    );
}
