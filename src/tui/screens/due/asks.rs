//! What Due asks for: its rows as a list, and what stands above and below them.

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::due::{Due, DueMonths, DueRow, DueWanted};
use crate::services::error::ServiceError;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::{ListPart, Listed, Wanted};

/// What has to be done in the accounts of who acts.
impl Listed for DueRow {
    type Of = ();

    async fn read(
        (): (),
        wanted: Wanted,
        services: &Services,
        actor: &Actor,
    ) -> Result<ListPart<Self>, ServiceError> {
        match wanted {
            Wanted::Page(place, limit) => services.due_lines(actor, place, limit).await.map(ListPart::Page),
            Wanted::Matches(filter) => services.find_due(actor, &filter).await.map(ListPart::Matches),
        }
    }
}

/// How many rows of each sort there are, and how many renewals end in each of the next months.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountDue;

/// What was counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountedDue(pub Result<Box<(Due, DueMonths)>, ServiceError>);

impl Ask for CountDue {
    type Answer = CountedDue;

    async fn run(self, services: &Services, actor: &Actor) -> CountedDue {
        CountedDue(count(services, actor).await.map(Box::new))
    }

    /// A draft is a row.
    fn manner(&self) -> Manner {
        Manner::USUAL.after_drafts()
    }
}

async fn count(services: &Services, actor: &Actor) -> Result<(Due, DueMonths), ServiceError> {
    let counted = DueWanted {
        limit: 0,
        ..DueWanted::default()
    };
    Ok((
        services.due(actor, counted).await?,
        services.due_months(actor).await?,
    ))
}
