//! The table of who may what: each line is tried by the person of each column.

use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream;
use offerdesk::domain::user::AnyRole;
use offerdesk::services::context::Actor;

use crate::desk::ANA;
use crate::people::{Column, columns};
use crate::seen::Seen;
use crate::world::{Start, World};
use crate::{asking_support, buying, looking, money, store};

/// How a use case is tried.
pub type Attempt = for<'a> fn(&'a World, Actor) -> LocalBoxFuture<'a, Seen>;

/// A use case, and how it is tried.
pub struct Try {
    /// Its name.
    pub use_case: &'static str,
    /// What there must be before.
    pub start: Start,
    /// How it is tried.
    pub attempt: Attempt,
}

/// What people do, and who may: one line of the table.
pub struct Row {
    /// What people do.
    pub what: &'static str,
    /// Why it is so.
    pub rule: &'static str,
    /// What is expected, a letter for each column; blanks are for reading.
    pub expected: &'static str,
    /// The use cases by which it is done; all of them end alike.
    pub tries: Vec<Try>,
}

/// Lines that belong together.
pub struct Group {
    /// What about.
    pub title: &'static str,
    /// The lines.
    pub rows: Vec<Row>,
}

/// Writes down how use cases are tried: `name @ what there must be: |world, actor| what is seen`.
macro_rules! tries {
    ($($use_case:ident @ $start:ident: |$world:ident, $actor:ident| $seen:expr);+ $(;)?) => {
        vec![$($crate::table::Try {
            use_case: stringify!($use_case),
            start: $crate::world::Start::$start,
            attempt: |$world, $actor| futures_util::FutureExt::boxed_local(async move { $seen }),
        }),+]
    };
}
pub(crate) use tries;

/// The whole table.
pub fn groups() -> Vec<Group> {
    vec![
        looking::group(),
        buying::group(),
        buying::profile(),
        money::group(),
        asking_support::group(),
        store::group(),
    ]
}

impl Row {
    /// What is expected, a letter for each column.
    pub fn letters(&self) -> Vec<char> {
        let letters: Vec<char> = self.expected.chars().filter(|sign| *sign != ' ').collect();
        assert_eq!(letters.len(), columns().len(), "{}", self.what);
        letters
    }

    /// Who has to be named by a refusal: the roles of the columns that may.
    fn allowed(&self, columns: &[Column]) -> Vec<AnyRole> {
        let letters = self.letters();
        let roles = columns.iter().zip(letters);
        roles
            .filter(|(_, letter)| matches!(letter, 'y' | 'w'))
            .filter_map(|(column, _)| column.role)
            .collect()
    }

    /// Tries everything as everybody; what was seen, a letter for each column, and what is wrong.
    pub async fn seen(&self) -> (String, Vec<String>) {
        let columns = columns();
        let (mut letters, mut wrong) = (Vec::new(), Vec::new());
        for (place, attempt) in self.tries.iter().enumerate() {
            let (found, odd) = Box::pin(self.tried(attempt, &columns)).await;
            if place > 0 && found != letters {
                wrong.push(format!(
                    "{}: {} is seen otherwise than {}",
                    self.what, attempt.use_case, self.tries[0].use_case
                ));
            }
            if place == 0 {
                letters.clone_from(&found);
            }
            let expected = self.letters();
            for (at, column) in columns.iter().enumerate() {
                if found[at] != expected[at] {
                    wrong.push(format!(
                        "{} ({}) as {}: {} is expected, {} was seen",
                        self.what, attempt.use_case, column.title, expected[at], found[at]
                    ));
                }
            }
            wrong.extend(odd);
        }
        (letters.into_iter().collect(), wrong)
    }

    async fn tried(&self, attempt: &Try, columns: &[Column]) -> (Vec<char>, Vec<String>) {
        let (mut letters, mut wrong) = (Vec::new(), Vec::new());
        let mut world = World::new(attempt.start, ANA).await;
        let mut before = world.mark().await;
        for column in columns {
            let mut in_column = Vec::new();
            for actor in &column.who {
                let seen = (attempt.attempt)(&world, actor.clone()).await;
                let after = world.mark().await;
                let told = || format!("{} ({}) as {}", self.what, attempt.use_case, column.title);
                if let Seen::No(named) = &seen {
                    let allowed = self.allowed(columns);
                    let mut unlike = allowed.iter().filter(|role| !named.contains(role));
                    let mut beside = named.iter().filter(|role| !allowed.contains(role));
                    let unnamed = unlike.next();
                    if named.is_empty() || unnamed.is_some() || beside.next().is_some() {
                        wrong.push(format!(
                            "{}: the refusal names {named:?}, not {allowed:?}",
                            told()
                        ));
                    }
                }
                if after != before {
                    if !seen.is_allowed() {
                        wrong.push(format!("{}: a refusal changed something", told()));
                    }
                    world = World::new(attempt.start, ANA).await;
                    before = world.mark().await;
                }
                in_column.push(seen.letter());
            }
            in_column.dedup();
            if in_column.len() > 1 {
                wrong.push(format!(
                    "{}: not all of them see the same: {in_column:?}",
                    self.what
                ));
            }
            letters.push(in_column[0]);
        }
        // People of one column are told the same.
        wrong.dedup();
        (letters, wrong)
    }
}

/// Tries the whole table, prints it, and compares it with what is expected and with what people are told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_may_what_the_rules_say_and_what_people_are_told() {
    let (mut seen, mut wrong) = (Vec::new(), Vec::new());
    let groups = groups();
    let rows: Vec<&Row> = groups.iter().flat_map(|group| &group.rows).collect();
    // Each line has stores of its own, and mostly waits for them to reach the disk.
    let mut tried = stream::iter(&rows).map(|row| row.seen()).buffered(6);
    for row in &rows {
        let (letters, odd) = tried.next().await.unwrap();
        seen.push((row.what, letters));
        wrong.extend(odd);
    }
    let table = crate::document::table(&groups, &seen);
    println!("{table}");
    wrong.extend(crate::document::told_otherwise("who", &table));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
