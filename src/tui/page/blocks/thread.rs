//! What people wrote to each other, and what they did: who, when and what stand above each text, which is moved in, so
//! that nobody's text passes for somebody else's or for the desk's own.

use ratatui::text::{Line, Span};

use crate::domain::message::Arg;
use crate::tui::layer::Context;
use crate::tui::page::pen::Pen;
use crate::tui::page::rows::Rows;
use crate::tui::widgets::scroll::wrap;

/// Columns by which a text is moved in.
const INDENT: u16 = 2;

/// Something that was written or done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Post {
    /// Who it was.
    pub by: String,
    /// For whom they spoke, when, and what they did.
    pub about: String,
    /// Whether they answer for the desk.
    pub is_answer: bool,
    /// What they wrote, if they wrote something.
    pub text: Option<String>,
}

/// A blank row stands between them, however short room is: that is what one reads them by.
pub(super) fn paint(posts: &[Post], pen: Pen<'_>) -> Rows {
    let mut rows = Rows::default();
    for (place, post) in posts.iter().enumerate() {
        if place > 0 {
            rows.blank();
        }
        rows.extend(post.paint(pen));
    }
    rows
}

pub(super) fn say(posts: &[Post], context: &Context) -> Vec<String> {
    posts.iter().map(|post| post.say(context)).collect()
}

impl Post {
    fn heading(&self) -> String {
        format!("{} · {}", self.by, self.about)
    }

    fn paint(&self, pen: Pen<'_>) -> Rows {
        let name = if self.is_answer {
            pen.theme.accent
        } else {
            pen.theme.title
        };
        let mut rows = Rows::default();
        for (place, line) in wrap(&self.heading(), pen.width).into_iter().enumerate() {
            let about = line.strip_prefix(&self.by).filter(|_| place == 0);
            rows.push(match about {
                Some(about) => Line::from(vec![
                    Span::styled(self.by.clone(), name),
                    Span::styled(about.to_owned(), pen.theme.faint),
                ]),
                None => Line::styled(line, pen.theme.faint),
            });
        }
        if let Some(text) = &self.text {
            let text = Rows::text(text, pen.width.saturating_sub(INDENT), pen.theme.text);
            rows.extend(text.indented(INDENT));
        }
        rows
    }

    /// Who wrote it comes first here, too.
    fn say(&self, context: &Context) -> String {
        let Some(text) = &self.text else {
            return format!("{}.", self.heading());
        };
        // A sentence holds no line break: one would be said as a sign that stands for what cannot be shown.
        let words: Vec<&str> = text.split_whitespace().collect();
        let args = [
            ("label", Arg::Text(self.heading())),
            ("value", Arg::Text(words.join(" "))),
        ];
        context.i18n.tr("plain-value", &args)
    }
}
