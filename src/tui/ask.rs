//! How a screen asks something of the services: by a value of its own type, which knows how it is run, how it is
//! treated on the way, and which type its answer has.
//!
//! ```text
//! WizardAsk ─► Request ─► Step, Effect ─► runtime ─► Ask::run on the services ─► Answer ─► Screen::update ─► WizardAnswer
//! ```
//!
//! Nobody on the way knows what is asked: layers and loop see a [`Request`] and its [`Manner`], and carry an [`Answer`]
//! back to the layer that asked. So no list of all asks has to grow with a screen.
//!
//! An ask is moved, never copied, from the screen to where it runs, and is dropped there: what it holds is wiped as
//! soon as it wipes itself when it is dropped. What must not be read has a `Debug` that doesn't show it.

use std::any::{Any, type_name};
use std::fmt::{self, Debug};
use std::future::Future;
use std::pin::Pin;

use crate::services::Services;
use crate::services::context::Actor;

/// Something that a screen asks of the services.
pub trait Ask: Debug + Send + Sized + 'static {
    /// What comes of it.
    type Answer: Send + 'static;

    /// Runs it for somebody.
    fn run(self, services: &Services, actor: &Actor) -> impl Future<Output = Self::Answer> + Send;

    /// How it is treated on the way.
    fn manner(&self) -> Manner {
        Manner::USUAL
    }
}

/// How an ask is treated on the way to the services, and while they work on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Manner {
    /// Where it stands in the order in which drafts are kept.
    pub turn: DraftOrder,
    /// Whether a former one of the same layer is of no use any more once this one is asked.
    pub replaces_the_former: bool,
    /// Whether it brings what was typed into a form earlier: keys that come before that would stand in its place.
    pub fills_a_form: bool,
    /// Whether the session waits for it before it ends, so that nothing typed or bought is lost sight of.
    pub outlives_the_session: bool,
}

/// Where an ask stands in the order in which drafts are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DraftOrder {
    /// Drafts are no concern of it.
    Any,
    /// It keeps a draft or throws one away: these are done one after the other, and on the side.
    OfDrafts,
    /// The drafts before it must be kept first: it reads one, or ends one.
    AfterDrafts,
}

impl Manner {
    /// Nothing special.
    pub const USUAL: Self = Self {
        turn: DraftOrder::Any,
        replaces_the_former: false,
        fills_a_form: false,
        outlives_the_session: false,
    };

    /// That of what keeps a draft or throws one away. All of them are done before the session ends, in their order.
    pub const OF_DRAFTS: Self = Self {
        turn: DraftOrder::OfDrafts,
        ..Self::USUAL
    };

    /// With the drafts before it kept first.
    #[must_use]
    pub const fn after_drafts(self) -> Self {
        Self {
            turn: DraftOrder::AfterDrafts,
            ..self
        }
    }

    /// In place of a former one of the same layer.
    #[must_use]
    pub const fn replacing_the_former(self) -> Self {
        Self {
            replaces_the_former: true,
            ..self
        }
    }

    /// Bringing what was typed into a form earlier.
    #[must_use]
    pub const fn filling_a_form(self) -> Self {
        Self {
            fills_a_form: true,
            ..self
        }
    }

    /// Done before the session ends.
    #[must_use]
    pub const fn outliving_the_session(self) -> Self {
        Self {
            outlives_the_session: true,
            ..self
        }
    }

    /// Whether it keeps a draft or throws one away.
    pub fn is_of_drafts(self) -> bool {
        self.turn == DraftOrder::OfDrafts
    }
}

/// An ask of whatever type.
pub struct Request(Box<dyn Erased>);

/// What all asks have in common once their types are forgotten.
trait Erased: Any + Debug + Send {
    fn manner(&self) -> Manner;

    fn run<'a>(
        self: Box<Self>,
        services: &'a Services,
        actor: &'a Actor,
    ) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;
}

impl<A: Ask> Erased for A {
    fn manner(&self) -> Manner {
        Ask::manner(self)
    }

    fn run<'a>(
        self: Box<Self>,
        services: &'a Services,
        actor: &'a Actor,
    ) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>> {
        let is_of_drafts = Ask::manner(&*self).is_of_drafts();
        Box::pin(async move {
            let answer = Ask::run(*self, services, actor).await;
            Answer {
                is_of_drafts,
                ..Answer::of(answer)
            }
        })
    }
}

impl<A: Ask> From<A> for Request {
    fn from(ask: A) -> Self {
        Self(Box::new(ask))
    }
}

impl Request {
    /// How it is treated on the way.
    pub fn manner(&self) -> Manner {
        self.0.manner()
    }

    /// The ask, if it is of this type.
    pub fn get<A: Ask>(&self) -> Option<&A> {
        let ask: &dyn Any = &*self.0;
        ask.downcast_ref()
    }

    /// Runs it for somebody.
    pub async fn run(self, services: &Services, actor: &Actor) -> Answer {
        self.0.run(services, actor).await
    }
}

impl Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An answer of whatever type.
pub struct Answer {
    value: Box<dyn Any + Send>,
    /// What the type is called.
    name: &'static str,
    is_of_drafts: bool,
}

impl Answer {
    /// An answer of a screen's own type.
    pub fn of<T: Send + 'static>(answer: T) -> Self {
        Self {
            value: Box::new(answer),
            name: type_name::<T>(),
            is_of_drafts: false,
        }
    }

    /// Whether it is of this type.
    pub fn is<T: 'static>(&self) -> bool {
        self.value.is::<T>()
    }

    /// The answer, if it is of this type; otherwise it is given back.
    pub fn take<T: 'static>(self) -> Result<T, Self> {
        match self.value.downcast() {
            Ok(answer) => Ok(*answer),
            Err(value) => Err(Self { value, ..self }),
        }
    }

    /// Whether it tells how keeping a draft went, or throwing one away.
    pub const fn is_of_drafts(&self) -> bool {
        self.is_of_drafts
    }
}

/// Only the name of its type: answers are large, and hold what is nobody's business in a log.
impl Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Answer").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(PartialEq, Debug)]
    struct Number(u8);
    #[derive(PartialEq, Debug)]
    struct Word;

    impl Ask for Number {
        type Answer = u16;

        async fn run(self, _services: &Services, _actor: &Actor) -> u16 {
            u16::from(self.0) + 1
        }

        fn manner(&self) -> Manner {
            Manner::USUAL.after_drafts().outliving_the_session()
        }
    }

    impl Ask for Word {
        type Answer = ();

        async fn run(self, _services: &Services, _actor: &Actor) {}
    }

    #[test]
    fn an_ask_is_seen_as_what_it_is_and_keeps_its_manner() {
        let request = Request::from(Number(7));
        assert_eq!(request.get(), Some(&Number(7)));
        assert_eq!(request.get::<Word>(), None);
        assert_eq!(format!("{request:?}"), "Number(7)");
        let manner = request.manner();
        assert_eq!(
            (manner.turn, manner.is_of_drafts()),
            (DraftOrder::AfterDrafts, false)
        );
        assert!(manner.outlives_the_session && !manner.fills_a_form && !manner.replaces_the_former);
        assert_eq!(Request::from(Word).manner(), Manner::USUAL);
    }

    #[test]
    fn an_answer_of_another_type_is_given_back_whole() {
        let answer = Answer {
            is_of_drafts: true,
            ..Answer::of(8_u16)
        };
        assert!(answer.is::<u16>() && !answer.is::<u8>());
        let answer = answer.take::<u8>().unwrap_err();
        assert!(answer.is_of_drafts());
        assert_eq!(format!("{answer:?}"), "Answer(\"u16\")");
        assert_eq!(answer.take::<u16>().unwrap(), 8);
    }
}
