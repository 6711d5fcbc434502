//! What the chooser of themes asks for: what there is to choose from.

use crate::services::Services;
use crate::services::context::Actor;
use crate::tui::ask::Ask;
use crate::tui::theme::directory::{Offered, ThemeDirectory};

/// The themes of a directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ThemesAsk(pub ThemeDirectory);

/// The themes that one may choose.
#[derive(Debug)]
pub struct ThemesAnswer(pub Vec<Offered>);

impl Ask for ThemesAsk {
    type Answer = ThemesAnswer;

    /// Files may lie on a slow disk, so they are read beside the session.
    async fn run(self, _services: &Services, _actor: &Actor) -> ThemesAnswer {
        let read = tokio::task::spawn_blocking(move || self.0.offered()).await;
        ThemesAnswer(read.unwrap_or_default())
    }
}
