//! A new request line by line.

use crate::tui::kept::Tone;
use crate::tui::layer::Desk;
use crate::tui::plain::Page;
use crate::tui::screens::notice;
use crate::tui::screens::requests::{problems, sent};

use super::{RequestFormScreen, Stage, beside};

/// The page that is shown.
pub(super) fn page(screen: &RequestFormScreen, desk: &Desk) -> Page {
    if screen.discarding {
        return notice::question_said(desk, "discard-title", "request-discard-question");
    }
    if let Some(prompt) = &screen.prompt {
        return prompt.plain(desk);
    }
    match (&screen.stage, &screen.start) {
        (Stage::Closed(error), _) => Page::explaining(desk, error),
        _ if screen.sending => Page::waiting(desk, "request-sending"),
        (Stage::Problems(problems), Some(start)) => problems.plain(start, desk),
        (Stage::Form, Some(_)) => {
            let mut lines: Vec<String> = screen
                .notice
                .iter()
                .flat_map(|notice| notice.said(desk))
                .collect();
            // What applies is heard where the request can be sent, and not before each field anew.
            if screen.form.focused().is_none() {
                lines.extend(beside::words(screen, desk));
            }
            Page {
                step: Some(problems::path(&Tone::of(desk))),
                ..Page::saying(lines).and_form(&screen.form, desk)
            }
        }
        (Stage::Sent(view), _) => Page::saying(sent::words(view, desk)),
        _ => Page::loading(desk),
    }
}
