//! What Due asks for: its rows as a list, what stands above and below them, and the card that would pay for a row.

use crate::domain::ids::AccountId;
use crate::domain::payment::TokenizedCard;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::due::{Due, DueMonths, DueOrder, DueRow, DueWanted, NextOpening};
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Matches, Place};
use crate::services::search::ListFilter;
use crate::tui::ask::{Ask, Manner};
use crate::tui::list::Listed;

/// What has to be done in the accounts of who acts.
impl Listed for DueRow {
    type Of = DueOrder;

    async fn page(
        order: DueOrder,
        place: Place,
        limit: usize,
        services: &Services,
        actor: &Actor,
    ) -> Result<Lines<Self>, ServiceError> {
        services.due_lines(actor, order, place, limit).await
    }

    async fn matches(
        order: DueOrder,
        filter: &ListFilter,
        services: &Services,
        actor: &Actor,
    ) -> Result<Matches<Self>, ServiceError> {
        services.find_due(actor, order, filter).await
    }
}

/// How many rows of each sort there are, and how many renewals end in each of the next months.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountDue;

/// What was counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountedDue(pub Result<Box<Counted>, ServiceError>);

/// Figures, months, and what comes next where nothing is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// The figures; no rows.
    pub due: Due,
    /// The months.
    pub months: DueMonths,
    /// The renewal window that opens next, if nothing is due.
    pub next: Option<NextOpening>,
}

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

async fn count(services: &Services, actor: &Actor) -> Result<Counted, ServiceError> {
    let counted = DueWanted {
        limit: 0,
        ..DueWanted::default()
    };
    let due = services.due(actor, counted).await?;
    let next = match due.count {
        0 => services.next_opening(actor).await?,
        _ => None,
    };
    Ok(Counted {
        months: services.due_months(actor).await?,
        due,
        next,
    })
}

/// The card that an account would be charged by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CardOf(pub AccountId);

/// The account, and its card, if it keeps one that may be charged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardKept(pub AccountId, pub Option<TokenizedCard>);

impl Ask for CardOf {
    type Answer = CardKept;

    async fn run(self, services: &Services, actor: &Actor) -> CardKept {
        // What can't be read isn't told; the wizard says why.
        let kept = services.card_kept(actor, self.0).await.ok().flatten();
        CardKept(self.0, kept.map(|saved| saved.card))
    }
}
