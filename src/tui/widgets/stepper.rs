//! Where in a wizard one is, in one row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::cells::shortened;
use crate::tui::theme::Theme;

/// The steps of a wizard with the current one marked; where they do not fit, the short text alone.
pub struct Stepper<'a> {
    steps: &'a [&'a str],
    current: usize,
    /// A step that was passed and is not done.
    open: Option<usize>,
    /// Such as "Step 2 of 5: Review".
    short: &'a str,
    theme: &'a Theme,
}

impl<'a> Stepper<'a> {
    /// `current` counts from 0; `short` is what to say where the steps do not fit.
    pub const fn new(steps: &'a [&'a str], current: usize, short: &'a str, theme: &'a Theme) -> Self {
        Self {
            steps,
            current,
            open: None,
            short,
            theme,
        }
    }

    /// With a step that was passed and is not done yet.
    #[must_use]
    pub const fn but_for(mut self, step: usize) -> Self {
        self.open = Some(step);
        self
    }

    /// The steps with so many signs between them.
    fn line(&self, joint: usize) -> Line<'a> {
        let symbols = &self.theme.symbols;
        let mut spans = Vec::new();
        for (index, step) in self.steps.iter().enumerate() {
            if index > 0 {
                let joint = symbols.joint.repeat(joint);
                spans.push(Span::styled(format!(" {joint} "), self.theme.faint));
            }
            let (sign, style) = match index.cmp(&self.current) {
                _ if self.open == Some(index) => (symbols.todo, self.theme.faint),
                std::cmp::Ordering::Less => (symbols.check, self.theme.success),
                std::cmp::Ordering::Equal => (symbols.current, self.theme.accent),
                std::cmp::Ordering::Greater => (symbols.todo, self.theme.faint),
            };
            spans.push(Span::styled(format!("{sign} {step}"), style));
        }
        Line::from(spans)
    }
}

impl Widget for Stepper<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let lines = [3, 1].map(|joint| self.line(joint));
        let fits = |line: &Line<'_>| line.width() <= usize::from(area.width);
        if let Some(line) = lines.into_iter().find(fits) {
            line.render(area, buffer);
        } else {
            let short = shortened(self.short, area.width, self.theme.symbols.ellipsis);
            buffer.set_string(area.x, area.y, short, self.theme.accent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    fn check(width: u16, expected: &str, marked: std::ops::Range<u16>) {
        let theme = Theme::plain();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let steps = ["Payment", "Details", "Review", "Buy"];
        Stepper::new(&steps, 1, "Step 2 of 4: Details", &theme).render(area, &mut buffer);
        let row: String = (0..width).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row.trim_end(), expected);
        for x in 0..width {
            let bold = buffer[(x, 0)].modifier.contains(Modifier::BOLD);
            assert_eq!(bold, marked.contains(&x), "column {x}");
        }
    }

    /// "Payment" was ticked while the transfer had yet to come.
    #[test]
    fn a_step_that_was_passed_and_is_not_done_is_not_ticked() {
        let theme = Theme::plain();
        let line = |stepper: Stepper<'_>| stepper.line(1).to_string();
        let steps = ["Payment", "Confirmation"];
        assert_eq!(
            line(Stepper::new(&steps, 1, "", &theme)),
            "✓ Payment ─ ● Confirmation"
        );
        assert_eq!(
            line(Stepper::new(&steps, 1, "", &theme).but_for(0)),
            "○ Payment ─ ● Confirmation"
        );
    }

    #[test]
    fn the_current_step_is_marked_at_every_width() {
        check(60, "✓ Payment ─── ● Details ─── ○ Review ─── ○ Buy", 14..23);
        check(40, "✓ Payment ─ ● Details ─ ○ Review ─ ○ Buy", 12..21);
        check(39, "Step 2 of 4: Details", 0..20);
        check(10, "Step 2 of…", 0..10);
    }
}
