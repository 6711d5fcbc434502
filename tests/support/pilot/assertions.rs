//! What a pilot sees: the screen of the emulator, where a click means something in it, and what was sent to it.

use std::sync::atomic::Ordering;

use offerdesk::tui::canvas::Target;
use ratatui::layout::Rect;

use super::Pilot;

impl Pilot {
    /// Where a click means something in the frame that is shown.
    pub fn targets(&self) -> Vec<(Rect, Target)> {
        self.targets.lock().unwrap().iter().copied().collect()
    }

    /// The text in an area, without blanks around it.
    pub fn text_in(&self, area: Rect) -> String {
        self.terminal.lock().unwrap().text_in(area)
    }

    /// Column and row of the first place that shows a text.
    pub fn place_of(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let place = screen.lines().enumerate().find_map(|(row, line)| {
            let (before, _) = line.split_once(text)?;
            Some((before.chars().count(), row))
        });
        let (column, row) = place.unwrap_or_else(|| panic!("{text:?} is not shown:\n{screen}"));
        (column.try_into().unwrap(), row.try_into().unwrap())
    }

    /// Whether the screen shows a text, wrapped or not.
    pub fn shows(&self, text: &str) -> bool {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let screen = self.screen();
        let inside: String = screen
            .lines()
            .map(|line| line.trim_matches(['│', '|', ' ']))
            .collect::<Vec<_>>()
            .join(" ");
        screen.contains(text) || squeezed(&inside).contains(&squeezed(text))
    }

    /// Insists on a text.
    pub fn sees(&self, text: &str) {
        assert!(self.shows(text), "{text:?} is not shown:\n{}", self.screen());
    }

    /// Insists that a text is not there.
    pub fn sees_no(&self, text: &str) {
        assert!(!self.shows(text), "{text:?} is shown:\n{}", self.screen());
    }

    /// The screen as text, a line a row.
    pub fn screen(&self) -> String {
        self.terminal.lock().unwrap().text()
    }

    /// The row that holds a text, without blanks at its end: whether those were written or erased is not seen.
    pub fn row_of(&self, text: &str) -> String {
        let screen = self.screen();
        let row = screen.lines().find(|row| row.contains(text));
        row.unwrap_or_else(|| panic!("{text:?} is not shown:\n{screen}"))
            .trim_end()
            .to_owned()
    }

    /// The screen, each row without blanks at its end.
    pub fn rows(&self) -> Vec<String> {
        let screen = self.screen();
        screen.lines().map(|row| row.trim_end().to_owned()).collect()
    }

    /// The styles of the screen, a line for each run of cells that are not plain: `row 3: 4..12 yellow bold`.
    pub fn style_map(&self) -> String {
        self.terminal.lock().unwrap().style_map()
    }

    /// The style of each cell, row by row, on each terminal that shows the session.
    pub fn looks(&self) -> Vec<Vec<String>> {
        let terminals = std::iter::once(&self.terminal).chain(&self.beside);
        terminals
            .map(|terminal| terminal.lock().unwrap().looks())
            .collect()
    }

    /// Looks at the emulator itself.
    pub fn with_emulator<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.terminal.lock().unwrap().emulator())
    }

    /// Column and row of the cursor, if it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.terminal.lock().unwrap().cursor()
    }

    /// The sequences for the clipboard so far, whole.
    pub fn copied(&self) -> Vec<String> {
        self.terminal.lock().unwrap().copied.clone()
    }

    /// Keeps the bytes of the frames from now on, for [`Self::sent`].
    pub fn record(&self) {
        self.terminal.lock().unwrap().sent = Some(Vec::new());
    }

    /// The bytes that were sent since they are kept.
    pub fn sent(&self) -> Vec<u8> {
        let terminal = self.terminal.lock().unwrap();
        terminal.sent.clone().expect("they are kept")
    }

    /// The screen without the fields of forms, and without the row of the cursor: what is not there because somebody
    /// types it there.
    pub fn beside_what_is_typed(&self) -> String {
        let targets = self.targets.lock().unwrap();
        let cursor = self.cursor().map(|(_, row)| row);
        self.with_emulator(|screen| {
            let (rows, columns) = screen.size();
            let mut text = String::new();
            for row in 0..rows.get() {
                for column in 0..columns.get() {
                    let place = targets.at((column, row).into());
                    let is_field = matches!(place, Some(Target::Field(_)));
                    let cell = screen.cell(row, column).unwrap();
                    if is_field || cursor == Some(row) {
                        text.push(' ');
                    } else if !cell.is_wide_continuation() {
                        text.push_str(if cell.has_contents() { cell.contents() } else { " " });
                    }
                }
                text.push('\n');
            }
            text
        })
    }

    /// Bytes of all frames so far.
    pub fn bytes(&self) -> usize {
        self.terminal.lock().unwrap().bytes
    }

    /// Number of frames so far that were not empty.
    pub fn frames(&self) -> usize {
        self.terminal.lock().unwrap().frames
    }

    /// How often the session's task was woken.
    pub fn wake_ups(&self) -> usize {
        self.gauge.polls.load(Ordering::SeqCst)
    }
}
