//! What the palette asks for: where one can go by what was typed.

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::search::Hit;
use crate::tui::ask::{Ask, Manner};

/// How many places to go to are found at once.
const HITS: usize = 12;

/// Where one can go by what was typed. A later one takes its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteAsk {
    /// Given back.
    pub ticket: u64,
    /// What was typed.
    pub text: String,
}

/// Where one can go.
#[derive(Debug)]
pub struct PaletteAnswer {
    /// That of the question.
    pub ticket: u64,
    /// The best of what was found.
    pub hits: Result<Vec<Hit>, ServiceError>,
}

impl Ask for PaletteAsk {
    type Answer = PaletteAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> PaletteAnswer {
        PaletteAnswer {
            ticket: self.ticket,
            hits: services.find(actor, &self.text, HITS).await,
        }
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.replacing_the_former()
    }
}
