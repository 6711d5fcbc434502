//! A text of several lines, said line by line: it grows, loses its last line, and ends with an empty one.

use offerdesk::i18n::Locale;
use offerdesk::services::context::Actor;
use offerdesk::tui::action::{Action, Hint};
use offerdesk::tui::canvas::Canvas;
use offerdesk::tui::form::{self, Field, Form};
use offerdesk::tui::layer::{Desk, Go, Screen, ScreenEvent, Step};
use offerdesk::tui::plain::Page;
use ratatui::layout::Rect;

use super::conversation::Conversation;
use super::hold;
use crate::pilot::DANA;
use crate::pilot::office::Office;

/// Nothing but a form with a line and an area.
#[derive(Debug)]
struct Letter(Form);

impl Screen for Letter {
    fn update(&mut self, event: ScreenEvent<'_>, _desk: &Desk) -> Step {
        match event {
            ScreenEvent::Action(Action::Back) => return Step::go(Go::Back),
            ScreenEvent::Action(action) => self.0.act(action),
            event => return self.0.take(&event).map_or_else(Step::none, |_| Step::none()),
        };
        Step::none()
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, desk: &Desk) {
        form::view(&self.0, canvas, area, desk);
    }

    fn plain(&self, desk: &Desk) -> Page {
        Page::saying(["One tells what happened here.".to_owned()]).and_form(&self.0, desk)
    }

    fn title(&self, _desk: &Desk) -> String {
        "Letter".to_owned()
    }

    fn actions(&self, _desk: &Desk) -> Vec<Hint> {
        let mut actions = self.0.actions("button-submit");
        actions.push(Hint::shown(Action::Back));
        actions
    }

    fn is_typing(&self) -> bool {
        self.0.is_typing()
    }
}

async fn letter(locale: Locale, text: &str) -> Conversation {
    let office = Office::demo();
    let user = office.services.person_by_email(DANA).await.unwrap();
    let fields = vec![
        Field::text("company", "label-company", 40, ""),
        Field::area("text", "label-contact-name", 60, text),
    ];
    let letter = Letter(Form::new(fields, "button-submit"));
    Conversation::open(
        &office,
        Actor::demo(user.id),
        locale,
        true,
        Some(Box::new(letter)),
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
