//! What "Book money received" asks for.

use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::receipts::{Booked, MoneyIn};
use crate::tui::ask::{Ask, Manner};

/// Money that came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FinanceAsk {
    /// Book it.
    Book(Box<MoneyIn>),
    /// Keep it, though it pays nothing, as unallocated.
    KeepUnallocated(Box<MoneyIn>),
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FinanceAnswer(pub Result<Box<Booked>, ServiceError>);

impl Ask for FinanceAsk {
    type Answer = FinanceAnswer;

    async fn run(self, services: &Services, actor: &Actor) -> FinanceAnswer {
        let booked = match self {
            Self::Book(money) => services.book_money(actor, &money).await,
            Self::KeepUnallocated(money) => services.book_unallocated(actor, &money).await,
        };
        FinanceAnswer(booked.map(Box::new))
    }

    fn manner(&self) -> Manner {
        Manner::USUAL.after_drafts().outliving_the_session()
    }
}
