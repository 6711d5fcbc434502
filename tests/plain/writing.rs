//! A text of several lines, said line by line: it grows, loses its last line, and ends with an empty one.

use offerdesk::i18n::Locale;
use offerdesk::services::context::Actor;
use offerdesk::tui::action::{Action, Hint};
use offerdesk::tui::form::{Field, Form};
use offerdesk::tui::layer::{Context, Navigation, Step};
use offerdesk::tui::page::blocks::words::Text;
use offerdesk::tui::page::{Block, Command, Id, Page, PageLayer, PageScreen};

use super::conversation::{Conversation, First};
use super::hold;
use crate::pilot::DANA;
use crate::pilot::fixture::Fixture;

/// Nothing but a form with a line and an area.
#[derive(Debug)]
struct Letter(Form);

impl PageScreen for Letter {
    fn page(&self, _context: &Context) -> Page {
        Page {
            commands: vec![Command::open(Hint::shown(Action::BACK))],
            ..Page::new("Letter".to_owned())
        }
        .with(Block::Text(Text::plain(
            "One tells what happened here.".to_owned(),
        )))
    }

    fn run(&mut self, _action: Action, _item: Option<&Id>, _context: &Context) -> Step {
        Step::go(Navigation::Back)
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.0)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.0)
    }
}

async fn letter(locale: Locale, text: &str) -> Conversation {
    let fixture = Fixture::demo();
    let user = fixture.services.person_by_email(DANA).await.unwrap();
    let fields = vec![
        Field::text("company", "label-company", 40, ""),
        Field::area("text", "label-contact-name", 60, text),
    ];
    let letter = PageLayer::of(Letter(Form::new(fields, "button-submit")));
    Conversation::open(
        &fixture,
        Actor::demo(user.id),
        locale,
        true,
        First::Screen(Box::new(letter)),
    )
    .await
}

#[tokio::test]
async fn a_text_grows_by_lines_until_an_empty_one() {
    let mut talk = letter(Locale::EnUs, "").await;
    talk.say_all(&["Fabrikam", "It fails.", "Every Munday.", "<", "  Every Monday."])
        .await;
    // All of it is looked over; what does not fit is refused, and nothing of it is kept.
    talk.say_all(&["", "2", &"x".repeat(60), "Help!", "."]).await;
    // From what can be done back to the text; emptied, and begun anew.
    talk.say_all(&["", "-", "Anew.", "<", "<", "", "2", "It works.", "Thanks.", ""])
        .await;
    hold("writing", &talk.hang_up().await);
}

#[tokio::test]
async fn lines_that_were_there_before_are_added_to() {
    let mut talk = letter(Locale::PlPl, "Pierwszy\n\nTrzeci\n").await;
    talk.say_all(&["Fabrikam", "Czwarty", "<", "<", "<", "?"]).await;
    hold("writing-pl", &talk.hang_up().await);
}
