//! What a field holds, as it is drawn: a strip as wide as that, in which one types or that shows what is chosen.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::domain::payment::CardBrand;
use crate::payments::card;
use crate::tui::action::{Action, key_name};
use crate::tui::canvas::{Canvas, Target};
use crate::tui::form::list::{ListField, Open};
use crate::tui::form::{Field, FieldInput};
use crate::tui::layer::Context;
use crate::tui::widgets::cells::{columns as columns_of, shortened};
use crate::tui::widgets::scroll::wrap;
use crate::tui::widgets::{AreaBox, SecretField, SecretInput, TextField};

use super::{WIDEST, example};

/// Widest strip of a line of text.
const LINE: u16 = 48;
/// Narrowest one: an example has to fit.
const SHORTEST: u16 = 12;
/// A card number in groups of four, and the cursor behind it.
const NUMBER: u16 = 24;
/// Narrowest strip of what is chosen.
const CHOICE: u16 = 20;
/// Columns behind a name: a blank, the sign that it opens, a blank.
const OPENS: u16 = 3;
/// Columns for a key beside something to read.
const KEY_ROOM: u16 = 8;

/// The columns of a field: as wide as what it holds.
pub(super) fn strip(field: &Field, context: &Context) -> u16 {
    match &field.input {
        // A digit more than it takes: the cursor stands behind the last one.
        FieldInput::Text(input) => {
            let limit = u16::try_from(input.limit()).unwrap_or(u16::MAX);
            // An example stands there as long as nothing else does.
            let example = columns_of(&example(field, context));
            let holds = field.holds.map_or(limit, |holds| holds.max(example));
            holds.saturating_add(1).clamp(SHORTEST, LINE)
        }
        FieldInput::Secret(_) if field.is_card_number => NUMBER,
        FieldInput::Secret(input) => u16::try_from(input.limit()).unwrap_or(u16::MAX).saturating_add(2),
        FieldInput::List(list) => {
            let widest = list.names().map(columns_of).max().unwrap_or(0);
            widest.saturating_add(OPENS).max(CHOICE)
        }
        FieldInput::Pick { options, .. } => {
            let names = options
                .iter()
                .map(|(_, label)| columns_of(&context.i18n.t(label)));
            let signs = around_name(context);
            names.max().unwrap_or(0).saturating_add(signs).max(CHOICE)
        }
        FieldInput::Area(_) | FieldInput::Check(_) | FieldInput::Shown(..) => WIDEST,
    }
}

/// Draws it into its strip; the room goes on behind that.
pub(super) fn draw(
    field: &Field,
    (focused, covered): (bool, bool),
    canvas: &mut Canvas<'_>,
    strip: Rect,
    room: Rect,
    context: &Context,
) {
    let theme = &context.theme;
    let cursor = focused && !covered;
    let style = if focused { theme.field_focused } else { theme.field };
    match &field.input {
        FieldInput::Text(input) => {
            let example = example(field, context);
            let widget = TextField::new(input, theme).placeholder(&example);
            let widget = if focused { widget.focused() } else { widget };
            if cursor {
                canvas.set_cursor_position(widget.cursor(strip));
            }
            canvas.render_widget(widget, strip);
        }
        FieldInput::Area(_) => {
            let top = AreaBox::new(theme, strip.width, 0).focused(focused).top();
            canvas.render_widget(Paragraph::new(top), strip);
        }
        FieldInput::Secret(input) => {
            draw_secret(field, input, (focused, cursor), canvas, (strip, room), context);
        }
        // It has its label behind it, and is drawn with that.
        FieldInput::Check(_) => {}
        FieldInput::Pick { options, chosen } => {
            let name = options.get(*chosen).map(|(_, label)| context.i18n.t(label));
            draw_pick(
                &name.unwrap_or_default(),
                (focused, cursor),
                style,
                canvas,
                strip,
                context,
            );
        }
        FieldInput::List(list) => draw_list(list, cursor, style, canvas, strip, context),
        FieldInput::Shown(text, action) => {
            draw_shown(text, *action, (focused, cursor), canvas, strip, context);
        }
    }
}

/// The brand stands beside a card number, with a check mark once the number is whole and right; the mask itself shows at
/// most the last four digits, also of a number that was given before.
fn draw_secret(
    field: &Field,
    input: &SecretInput,
    (focused, cursor): (bool, bool),
    canvas: &mut Canvas<'_>,
    (strip, room): (Rect, Rect),
    context: &Context,
) {
    let theme = &context.theme;
    let digits = input.digits();
    let mask = match &field.given {
        Some(given) if input.is_empty() => given.clone(),
        _ if field.is_card_number => card::mask(digits),
        _ => input.mask(theme.symbols.mask),
    };
    let mask = mask.replace('•', theme.symbols.mask);
    let brand = card::brand_of(digits).filter(|brand| field.is_card_number && *brand != CardBrand::Other);
    let is_right = brand.is_some() && card::check_number(digits).is_ok();
    let beside = brand.map_or(0, |brand| columns_of(brand.name()).saturating_add(1));
    // Where there is little room, the name of the brand matters more than room for 19 digits.
    let left = room.width.saturating_sub(beside).max(20);
    let short = Rect {
        width: strip.width.min(left),
        ..strip
    };
    let example = example(field, context);
    let widget = SecretField::new(&mask, theme).placeholder(&example);
    let widget = if focused { widget.focused() } else { widget };
    if cursor {
        // What was given before is typed anew from its beginning.
        let first = (short.x, short.y).into();
        let typed = if input.is_empty() {
            first
        } else {
            widget.cursor(short)
        };
        canvas.set_cursor_position(typed);
    }
    canvas.render_widget(widget, short);
    let Some(brand) = brand else { return };
    let beside = Rect {
        x: short.right().saturating_add(1),
        width: room.width.saturating_sub(short.width + 1),
        ..strip
    };
    let name = shortened(brand.name(), beside.width, theme.symbols.ellipsis);
    let check = is_right.then(|| Span::styled(format!(" {}", theme.symbols.check), theme.success));
    let words = std::iter::once(Span::raw(name)).chain(check);
    canvas.render_widget(words.collect::<Line>(), beside);
}

/// Fills a strip.
fn fill(strip: Rect, style: Style, canvas: &mut Canvas<'_>) {
    let strip = strip.intersection(canvas.area());
    canvas.buffer_mut().set_style(strip, style);
}

/// What is chosen, or what is typed to find something else; at the right, the sign that it opens.
fn draw_list(
    list: &ListField,
    cursor: bool,
    style: Style,
    canvas: &mut Canvas<'_>,
    strip: Rect,
    context: &Context,
) {
    let symbols = &context.theme.symbols;
    let typed = list.opened().map_or("", Open::typed);
    let room = strip.width.saturating_sub(OPENS);
    let shown = if typed.is_empty() {
        first_row(list.name(), room)
    } else {
        Cow::Owned(shortened(typed, room, symbols.ellipsis))
    };
    fill(strip, style, canvas);
    canvas.render_widget(Span::styled(shown.clone(), style), strip);
    let sign = Rect {
        x: strip.right().saturating_sub(2),
        width: 1,
        ..strip
    };
    canvas.render_widget(Span::styled(symbols.opens, style), sign);
    if cursor {
        let behind = if typed.is_empty() { 0 } else { columns_of(&shown) };
        canvas.set_cursor_position((strip.x.saturating_add(behind), strip.y));
    }
    if cursor && list.opened().is_none() {
        canvas.target(sign.intersection(strip), Target::Action(Action::RIGHT));
    }
}

/// One of a few, with a sign at each side that turns it.
fn draw_pick(
    name: &str,
    (focused, cursor): (bool, bool),
    style: Style,
    canvas: &mut Canvas<'_>,
    strip: Rect,
    context: &Context,
) {
    let symbols = &context.theme.symbols;
    let (left, right) = (symbols.more_left, symbols.more_right);
    let name = first_row(name, name_room(strip.width, context));
    if focused {
        // Behind the left sign, the name and a blank beside each of them.
        let behind = columns_of(left)
            .saturating_add(columns_of(&name))
            .saturating_add(2);
        let mut target = |x: u16, sign: &str, action: Action| {
            let place = Rect::new(x, strip.y, columns_of(sign), 1).intersection(strip);
            if !place.is_empty() {
                canvas.target(place, Target::Action(action));
            }
        };
        target(strip.x, left, Action::LEFT);
        target(strip.x.saturating_add(behind), right, Action::RIGHT);
    }
    if cursor {
        canvas.set_cursor_position((strip.x.saturating_add(2), strip.y));
    }
    fill(strip, style, canvas);
    canvas.render_widget(Line::styled(format!("{left} {name} {right}"), style), strip);
}

/// Something to read, with the key of what changes it beside it.
fn draw_shown(
    text: &str,
    action: Action,
    (focused, cursor): (bool, bool),
    canvas: &mut Canvas<'_>,
    area: Rect,
    context: &Context,
) {
    let theme = &context.theme;
    let style = if focused { theme.selected } else { theme.text };
    let first = first_row(text, area.width.saturating_sub(KEY_ROOM));
    if cursor {
        canvas.set_cursor_position((area.x, area.y));
    }
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

/// The rows of what has no room in the first row of its field, in a room of so many columns.
pub(super) fn continued<'a>(field: &Field, width: u16, context: &Context) -> Vec<Line<'a>> {
    let strip = strip(field, context).min(width);
    let (text, room, style) = match &field.input {
        FieldInput::List(list) => (list.name(), strip.saturating_sub(OPENS), context.theme.field),
        FieldInput::Shown(text, _) => (text.as_str(), strip.saturating_sub(KEY_ROOM), context.theme.text),
        _ => return Vec::new(),
    };
    if fits(text, room) {
        return Vec::new();
    }
    let rows = wrap(text, room).into_iter().skip(1);
    rows.map(|row| Line::styled(row, style)).collect()
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

/// Columns of the signs of a choice, and of the blanks beside its name.
fn around_name(context: &Context) -> u16 {
    let symbols = &context.theme.symbols;
    columns_of(symbols.more_left)
        .saturating_add(columns_of(symbols.more_right))
        .saturating_add(2)
}

/// Columns for a name between the signs of a choice.
fn name_room(width: u16, context: &Context) -> u16 {
    width.saturating_sub(around_name(context))
}
