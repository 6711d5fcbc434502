//! Where everything of a page stands: title and steps above, what stays in sight below, what it is about to the right,
//! and between them the blocks with a form or a table.

use std::collections::HashMap;
use std::sync::Arc;

use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::body::Table;
use super::layer::PageLayer;
use super::layout::{self, Laid, lines};
use super::pen::Painted;
use super::rows::Rows;
use super::{Block, Command, Id, Narrow, Page, PageScreen, Steps, Wait};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Target};
use crate::tui::chrome;
use crate::tui::form::{Form, FormView};
use crate::tui::layer::Context;
use crate::tui::layout::{aside, sides};
use crate::tui::theme::Theme;
use crate::tui::widgets::cells::columns;
use crate::tui::widgets::scroll::more_signs;
use crate::tui::widgets::{Dialog, Stepper, TextField};

use super::body::Body;

/// Fewest rows that stay for what is worked on.
const WORK: u16 = 4;
/// Rows of a table's headings.
const HEADINGS: u16 = 1;
/// A table has so many rows at least.
const TABLE: u16 = 5;

/// Widest content of a picker's box.
const PICKER: u16 = 62;
/// Most rows of it.
const TALLEST: u16 = 28;

/// The parts of a page's room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Areas {
    title: Rect,
    steps: Rect,
    head: Rect,
    /// The blocks, with a form or a table.
    pub work: Rect,
    aside: Option<Rect>,
    /// Lowest place of the page's button: it stands right below what is read where that is short.
    button: Rect,
    foot: Rect,
}

/// What a page has between its blocks and its form: how many rows there are, and how many of them are in sight. A form
/// that is short stays in sight below them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pinned {
    pub total: usize,
    pub height: u16,
}

/// Takes rows from the top of an area.
fn take(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let taken = Rect {
        height: rows,
        ..*area
    };
    area.y += rows;
    area.height -= rows;
    taken
}

impl Areas {
    /// The parts of a screen's room.
    pub(super) fn of(page: &Page, mut area: Rect, context: &Context) -> Self {
        if page.is_picker {
            let inner = picker(page, area, context).inner(area);
            return Self::of_picker(page, inner, context);
        }
        let roomy = u16::from(layout::is_roomy(context));
        let title = take(&mut area, if page.shows_title { 1 + roomy } else { 0 });
        // Where the places have a row of their own, the steps have room below them.
        let apart = u16::from(context.size.height >= chrome::PLACES);
        let steps = take(&mut area, if page.steps.is_some() { 1 + apart } else { 0 });
        // With a blank row below the head, and a rule above the foot.
        let rows = |blocks: &[Block], area: Rect| {
            let rows = match blocks {
                [] => 0,
                blocks => lines(blocks, area.width, context).len() + 1,
            };
            let rows = u16::try_from(rows).unwrap_or(u16::MAX);
            rows.min(area.height.saturating_sub(WORK))
        };
        let height = rows(&page.head, area);
        let head = take(&mut area, height);
        let has_side = page.aside.is_some() && sides(area).1.is_some();
        let rows = rows(&foot(page, has_side), area);
        let mut work = area;
        work.height -= rows;
        let foot = Rect {
            y: work.bottom(),
            height: rows,
            ..area
        };
        let mut button = Rect::default();
        if page.button.is_some() && work.height > 1 {
            work.height -= 1;
            button = Rect {
                y: work.bottom(),
                height: 1,
                ..work
            };
        }
        let mut beside = None;
        if page.aside.is_some() {
            (work, beside) = sides(work);
        }
        Self {
            title,
            steps,
            head,
            work,
            aside: beside,
            button,
            foot,
        }
    }

    /// The parts of a picker's box: the line that is typed, what there is to choose, and what there is to say.
    fn of_picker(page: &Page, mut area: Rect, context: &Context) -> Self {
        let search = take(&mut area, 2);
        let rows = u16::try_from(lines(&page.foot, area.width, context).len()).unwrap_or(u16::MAX);
        let mut work = area;
        work.height -= rows.min(area.height);
        let foot = Rect {
            y: work.bottom(),
            height: area.height - work.height,
            ..area
        };
        Self {
            title: search,
            steps: Rect::ZERO,
            head: Rect::ZERO,
            work,
            aside: None,
            button: Rect::default(),
            foot,
        }
    }

    /// The parts of the screen that is shown.
    pub(super) fn on_screen(page: &Page, context: &Context) -> Self {
        Self::of(page, chrome::room(context.size), context)
    }
}

/// The box of a picker. Nothing of the screen below is drawn around it, so that no part of a word or of a frame stands at
/// its sides.
fn picker<'a>(page: &'a Page, area: Rect, context: &'a Context) -> Dialog<'a> {
    let height = area.height.saturating_sub(2).min(TALLEST);
    Dialog::new(&page.title, PICKER, height, &context.theme)
}

/// What stays in sight at the bottom: what has no place beside the page as well.
fn foot(page: &Page, has_side: bool) -> Vec<Block> {
    let mut foot = page.foot.clone();
    if let Narrow::Below(blocks) = &page.narrow
        && !has_side
    {
        foot.extend_from_slice(blocks);
    }
    foot
}

/// What stands above a form.
pub(super) struct Above {
    rows: Rows,
    /// Whether the form stays in sight below them.
    pub pinned: Option<Pinned>,
}

/// The blocks above a form, and a blank row below them if both scroll together; where room is short a heading stands right
/// above.
pub(super) fn above(page: &Page, form: &Form, areas: &Areas, context: &Context) -> Above {
    let area = areas.work;
    let mut blocks = page.blocks.clone();
    if let Narrow::Above(more) = &page.narrow
        && areas.aside.is_none()
    {
        blocks.extend_from_slice(more);
    }
    let mut rows = layout::rows(&blocks, FormView::text_width(area.width), context);
    let is_headed = matches!(blocks.last(), Some(Block::Heading(_)));
    let blank = !rows.0.is_empty() && (layout::is_roomy(context) || !is_headed);
    let (total, form) = (rows.0.len(), FormView::new(form).height(area, context));
    let fits = total + usize::from(blank) + usize::from(form) <= area.height.into();
    let pinned = (!fits && form <= area.height / 2).then(|| Pinned {
        total,
        height: area.height - form,
    });
    if blank && pinned.is_none() {
        rows.blank();
    }
    Above { rows, pinned }
}

impl<S: PageScreen> PageLayer<S> {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        let page = self.page(context);
        let areas = Areas::of(&page, area, context);
        if let Some((search, placeholder)) = self.screen.search() {
            let dialog = picker(&page, area, context);
            canvas.render_widget(&dialog, area);
            canvas.cover(dialog.area(area));
            let line = Rect {
                height: areas.title.height.min(1),
                ..areas.title
            };
            let placeholder = context.i18n.t(placeholder);
            let field = TextField::new(search, &context.theme)
                .focused()
                .placeholder(&placeholder);
            let cursor = field.cursor(line);
            canvas.render_widget(field, line);
            self.draw_items(&page, canvas, areas.work, context);
            canvas.render_widget(
                Paragraph::new(lines(&page.foot, areas.foot.width, context)),
                areas.foot,
            );
            canvas.set_cursor_position(cursor);
            return;
        }
        if page.shows_title {
            canvas.render_widget(Span::styled(page.title.clone(), context.theme.title), areas.title);
            draw_amount(&page, canvas, &areas, context);
        }
        if let Some(steps) = &page.steps {
            steps.draw(canvas, areas.steps, context);
        }
        if let Some(question) = &page.question {
            // It stands alone below them: of what is behind it no caret and no part of a frame is left.
            let top = areas.head.y;
            let room = Rect {
                y: top,
                height: area.bottom().saturating_sub(top),
                ..area
            };
            question.view(canvas, room, context);
            return;
        }
        canvas.render_widget(Paragraph::new(lines(&page.head, area.width, context)), areas.head);
        let framed = page.aside.as_ref().filter(|framed| !framed.blocks.is_empty());
        if let (Some(framed), Some(area)) = (framed, areas.aside) {
            let mut beside = lines(&framed.blocks, area.width, context);
            if page.ends {
                let unseen = beside.len().saturating_sub(area.height.into());
                beside.drain(..unseen);
            }
            match &framed.command {
                Some(command) => aside_with(command, beside, canvas, area, (&framed.title, context)),
                None => aside(canvas, area, context, &framed.title, beside),
            }
        }
        draw_foot(&foot(&page, areas.aside.is_some()), canvas, areas.foot, context);
        match self.body(context) {
            Body::Items => {
                let rows = self.draw_items(&page, canvas, areas.work, context);
                draw_button(&page, canvas, (&areas, rows), context);
            }
            Body::Form(form) => self.draw_form(&page, form, canvas, &areas, context),
            Body::Table(table) => draw_table(&page, &*table, canvas, areas.work, context),
        }
    }

    /// Draws blocks and items; so many rows they have.
    fn draw_items(&self, page: &Page, canvas: &mut Canvas<'_>, area: Rect, context: &Context) -> u16 {
        if let Some(Wait::Quiet(key)) = page.wait.filter(|_| page.blocks.is_empty()) {
            canvas.render_widget(Span::styled(context.i18n.t(key), context.theme.faint), area);
            return 1;
        }
        let laid = self.laid(page, area.as_size(), context);
        let top = if laid.fits {
            0
        } else {
            self.top(&laid, page, area.as_size())
        };
        draw_rows(&laid.rows, top, canvas, area, context);
        laid.rows.height()
    }

    fn draw_form(&self, page: &Page, form: &Form, canvas: &mut Canvas<'_>, areas: &Areas, context: &Context) {
        let area = areas.work;
        let Above { rows, pinned } = above(page, form, areas, context);
        let view = FormView::new(form).at_button(&page.at_button);
        // What is on its way takes no keys: it has no cursor, and nothing in it can be clicked.
        let view = if page.wait.is_some() { view.covered() } else { view };
        let Some(Pinned { total, height }) = pinned else {
            let above = rows.0.into_iter().map(|row| row.line);
            view.above(above.collect()).draw(canvas, area, context);
            return;
        };
        let text = Rect { height, ..area };
        draw_rows(
            &rows,
            self.scrolled(page).top(total, height),
            canvas,
            text,
            context,
        );
        let rest = Rect {
            y: text.bottom(),
            height: area.height - height,
            ..area
        };
        view.draw(canvas, rest, context);
    }

    /// The page in rows. What was laid is kept: a key that moves the focus looks where it is to go, and often goes back.
    pub(super) fn laid(&self, page: &Page, room: Size, context: &Context) -> Arc<Laid> {
        /// Where the focus may stand in layouts that are kept.
        const PLACES: usize = 8;
        let look = (room, context.size, context.theme);
        let mut kept = self.laid.borrow_mut();
        let same = kept.take().filter(|kept| kept.look == look);
        let Kept { laid, painted, .. } = kept.insert(same.unwrap_or_else(|| Kept {
            look,
            laid: HashMap::new(),
            painted: Painted::default(),
        }));
        if laid.len() >= PLACES {
            laid.clear();
        }
        let focus = self.focused(page).map(|item| &item.id);
        let made = || Arc::new(lay(page, focus, room, painted, context));
        Arc::clone(laid.entry(self.place(page)).or_insert_with(made))
    }
}

/// How a page was laid out, and what was painted for it, for as long as the page is the same and looks the same.
#[derive(Debug)]
pub(super) struct Kept {
    /// Its room, the size of the terminal and the theme.
    look: (Size, Size, Theme),
    /// By the place of the item that has the focus.
    laid: HashMap<Option<usize>, Arc<Laid>>,
    painted: Painted,
}

fn lay(page: &Page, focus: Option<&Id>, room: Size, painted: &Painted, context: &Context) -> Laid {
    /// Columns for the signs that there is more, with a blank before them.
    const SIGNS: u16 = 2;
    // What stands at the right end of a picker's rows stays where it is, whatever is typed.
    if !page.is_picker {
        let whole = layout::lay(page, focus, room, painted, context);
        if whole.fits {
            return whole;
        }
    }
    let width = room.width.saturating_sub(SIGNS);
    layout::lay(page, focus, Size { width, ..room }, painted, context)
}

/// The amount at the right end of the title's row, above what is worked on; the word about it goes first.
fn draw_amount(page: &Page, canvas: &mut Canvas<'_>, areas: &Areas, context: &Context) {
    let Some((amount, about)) = &page.amount else {
        return;
    };
    let room = areas.work.width.saturating_sub(columns(&page.title) + 2);
    let theme = &context.theme;
    let mut words = Line::styled(amount.clone(), theme.title);
    if columns(amount) + 3 + columns(about) <= room && !about.is_empty() {
        words.push_span(Span::styled(format!(" · {about}"), theme.faint));
    }
    let width = u16::try_from(words.width()).unwrap_or(u16::MAX);
    if width <= room {
        let place = Rect {
            x: areas.work.right().saturating_sub(width),
            width,
            height: 1,
            ..areas.title
        };
        canvas.render_widget(words, place);
    }
}

/// Draws what stands beside a page with the button of what Enter does about it, which stays in sight.
fn aside_with(
    command: &Command,
    mut beside: Vec<Line<'_>>,
    canvas: &mut Canvas<'_>,
    area: Rect,
    (title, context): (&str, &Context),
) {
    let theme = &context.theme;
    let room = usize::from(area.height).saturating_sub(2);
    if beside.len() > room {
        beside.truncate(room.saturating_sub(1));
        beside.push(Line::styled(theme.symbols.ellipsis, theme.faint));
    }
    let words = context.i18n.t(command.hint.label_key());
    let button = match command.unavailable {
        Some(_) => Span::styled(words, theme.faint),
        None => theme.button_of(true, &words),
    };
    beside.push(Line::default());
    let place = Rect {
        y: area.y + u16::try_from(beside.len()).unwrap_or(area.height),
        width: columns(&button.content),
        height: 1,
        ..area
    };
    beside.push(Line::from(button));
    aside(canvas, area, context, title, beside);
    canvas.target(place.intersection(area), Target::Action(command.hint.action));
}

/// Draws rows from one of them on, with signs where there are more; a click on a sign turns the page.
fn draw_rows(rows: &Rows, top: u16, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
    for (row, y) in rows.0.iter().skip(top.into()).zip(area.top()..area.bottom()) {
        row.draw(canvas, Rect { y, height: 1, ..area });
    }
    let above = (top > 0).then_some(Target::Action(Action::PAGE_UP));
    let is_below = top.saturating_add(area.height) < rows.height();
    let below = is_below.then_some(Target::Action(Action::PAGE_DOWN));
    more_signs(canvas, area, above, below, &context.theme);
}

/// The button of a page that is only read, a blank row below what is read: it has the keys.
fn draw_button(page: &Page, canvas: &mut Canvas<'_>, (areas, rows): (&Areas, u16), context: &Context) {
    let Some(hint) = &page.button else { return };
    let button = context.theme.button_of(true, &context.i18n.t(hint.label_key()));
    let below = areas.work.y.saturating_add(rows).saturating_add(1);
    let row = Rect {
        y: below.min(areas.button.y),
        ..areas.button
    };
    // The caret that buttons have everywhere.
    let caret = Span::styled(format!("{} ", context.theme.symbols.caret), context.theme.accent);
    let place = Rect {
        x: row.x.saturating_add(columns(&caret.content)),
        width: columns(&button.content),
        ..row
    };
    let place = place.intersection(row).intersection(canvas.area());
    if place.is_empty() {
        return;
    }
    canvas.target(place, Target::Action(hint.action));
    canvas.set_cursor_position((place.x, place.y));
    canvas.render_widget(caret, row);
    canvas.render_widget(button, place);
}

fn draw_table(page: &Page, table: &dyn Table, canvas: &mut Canvas<'_>, mut area: Rect, context: &Context) {
    let mut above = layout::rows(&page.blocks, area.width, context);
    if layout::is_roomy(context) && !above.0.is_empty() {
        above.blank();
    }
    let rows = above.height().min(area.height.saturating_sub(TABLE));
    let top = take(&mut area, rows);
    for (row, place) in above.0.iter().zip(top.rows()) {
        row.draw(canvas, place);
    }
    let outlook = layout::rows(&page.outlook, area.width, context);
    let whole = table.rows().and_then(|rows| u16::try_from(rows).ok());
    let needed = whole.filter(|_| layout::is_roomy(context) && outlook.height() > 0);
    if let Some(rows) = needed.map(|rows| rows.saturating_add(HEADINGS))
        && rows.saturating_add(1).saturating_add(outlook.height()) <= area.height
    {
        let mut below = area;
        area = take(&mut below, rows);
        take(&mut below, 1);
        for (row, place) in outlook.0.iter().zip(below.rows()) {
            row.draw(canvas, place);
        }
    }
    table.view(canvas, area, context);
}

/// What stays in sight, below a rule.
fn draw_foot(foot: &[Block], canvas: &mut Canvas<'_>, mut area: Rect, context: &Context) {
    if area.is_empty() {
        return;
    }
    let rule = take(&mut area, 1);
    let dashes = context.theme.symbols.border.horizontal_top;
    let dashes = dashes.repeat(usize::from(rule.width));
    canvas.render_widget(Line::styled(dashes, context.theme.border), rule);
    canvas.render_widget(Paragraph::new(lines(foot, area.width, context)), area);
}

impl Steps {
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, context: &Context) {
        let labels: Vec<&str> = self.labels.iter().map(String::as_str).collect();
        let stepper = Stepper::new(&labels, self.current, &self.said, &context.theme);
        let stepper = match self.open {
            Some(step) => stepper.but_for(step),
            None => stepper,
        };
        canvas.render_widget(
            stepper,
            Rect {
                height: area.height.min(1),
                ..area
            },
        );
    }
}
