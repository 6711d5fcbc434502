//! Tries one fault and judges what becomes of the store.
//!
//! Healed: everything is shown as before, the check is clean, an order is taken and is there at the next opening.
//! Found: what is shown is true or refused, and the check says that something is wrong.
//! Refused: every command ends with an error of the store, and every file is byte for byte as before.
//! Anything else is a failure.

use serde_json::Value;

use crate::fault::{Base, Fault, What, Work};
use crate::files::{self, Listing};
use crate::program::{Effect, Injection, Program, Said};
use crate::truth::{Answer, Look, ORDERS, Truth, refusal};
use crate::world::{ATTACHED_TO, OTHER_PDF, WRITTEN, attach_words, order_words};

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    Healed,
    Found,
    Refused,
    /// The command under the fault was refused after something had been written; the store is sound at the next opening.
    RefusedLater,
    /// The fault changed nothing, or the call was not reached in this run.
    NotHit,
}

/// What a whole inspection of a store says.
struct Inspection {
    look: Look,
    check: Answer,
    wrote: Wrote,
    again: Look,
    check_again: Answer,
}

enum Wrote {
    Acknowledged(String),
    Not(Answer),
}

/// Tries a fault in a program's home. A failure says why.
pub fn judge(program: &Program, base: &Base, fault: &Fault) -> Result<Outcome, String> {
    match &fault.what {
        What::Rest { file, damage } => {
            let truth = base.truth(program);
            files::copy(&base.folder, &program.store());
            if !damage.apply(&program.store().join(file)) {
                return Ok(Outcome::NotHit);
            }
            let before = Listing::of(&program.store());
            // Most damages of a file are healed by the first command, to the same files, byte for byte: what those
            // show and take is found out once.
            let is_shown = truth.judge_orders(&program.run(ORDERS)) == Answer::True;
            let left = Listing::of(&program.store());
            let is_healed = is_shown && !before.changed(&left).is_empty();
            if is_healed && base.found_sound.lock().unwrap().contains(&left) {
                return Ok(Outcome::Healed);
            }
            let found = inspect(program, &truth);
            let outcome = conclude(program, &before, &found);
            if is_healed && outcome == Ok(Outcome::Healed) {
                base.found_sound.lock().unwrap().insert(left);
            }
            outcome
        }
        What::Injected { work, injection } => under_injection(program, base, *work, injection),
    }
}

fn inspect(program: &Program, truth: &Truth) -> Inspection {
    let look = truth.look(program);
    let check = truth.check(program);
    let wrote = place(&program.run(&order_words(WRITTEN[1])));
    let again = truth.look_again(program);
    let check_again = truth.check(program);
    Inspection {
        look,
        check,
        wrote,
        again,
        check_again,
    }
}

/// What a command that ordered said. A number that was told counts, however the command ended afterwards.
fn place(said: &Said) -> Wrote {
    let order: Option<Value> = serde_json::from_slice(&said.out).ok();
    let number = order.and_then(|order| order["number"].as_str().map(str::to_owned));
    match number {
        Some(number) => Wrote::Acknowledged(number),
        None if said.code == Some(0) => Wrote::Not(Answer::Wrong("done, without a number".to_owned())),
        None => Wrote::Not(refusal(said)),
    }
}

impl Inspection {
    /// Every answer, with what was asked.
    fn answers(&self) -> impl Iterator<Item = (&str, &Answer)> {
        let shown = self.look.answers.iter().chain(&self.again.answers);
        let shown = shown.map(|(words, answer)| (words.as_str(), answer));
        let checks = [("store check", &self.check), ("store check", &self.check_again)];
        let wrote = match &self.wrote {
            Wrote::Not(answer) => Some(("subscribe", answer)),
            Wrote::Acknowledged(_) => None,
        };
        shown.chain(checks).chain(wrote)
    }

    /// What is wrong whatever else holds.
    fn wrong(&self) -> Option<String> {
        let wrong = self.answers().find_map(|(words, answer)| match answer {
            Answer::Wrong(why) => Some(format!("{words}: {why}")),
            _ => None,
        });
        wrong.or_else(|| match (&self.wrote, &self.again.orders) {
            (Wrote::Acknowledged(number), Some(orders)) if !orders.contains(number) => {
                Some(format!("the acknowledged order {number} is missing"))
            }
            _ => None,
        })
    }

    fn is_refused(&self) -> bool {
        matches!(self.wrote, Wrote::Not(_)) && self.answers().all(|(_, answer)| is_refusal(answer))
    }

    fn is_sound(&self) -> bool {
        matches!(self.wrote, Wrote::Acknowledged(_))
            && self.answers().all(|(_, answer)| *answer == Answer::True)
    }

    /// The refusals among the answers, for whoever reads of a failure.
    fn refusals(&self) -> String {
        let mut told: Vec<String> = self
            .answers()
            .filter_map(|(words, answer)| match answer {
                Answer::Refused { code, .. } => Some(format!("{words}: {code}")),
                _ => None,
            })
            .collect();
        told.dedup();
        told.join("; ")
    }
}

fn is_refusal(answer: &Answer) -> bool {
    matches!(answer, Answer::Refused { code, .. } if code != "store-problems")
}

fn conclude(program: &Program, before: &Listing, found: &Inspection) -> Result<Outcome, String> {
    if let Some(wrong) = found.wrong() {
        return Err(wrong);
    }
    if found.is_refused() {
        unchanged(program, before)?;
        return not_set_up_over(program, before).map(|()| Outcome::Refused);
    }
    if found.is_sound() {
        return Ok(Outcome::Healed);
    }
    if found.check != Answer::True {
        return Ok(Outcome::Found);
    }
    Err(format!("the check is clean, but: {}", found.refusals()))
}

fn unchanged(program: &Program, before: &Listing) -> Result<(), String> {
    let changed = before.changed(&Listing::of(&program.store()));
    if changed.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "refused, but these files changed: {}",
            changed.join(", ")
        ))
    }
}

/// A store that is refused as "not there" must not be made anew over what is left of it.
fn not_set_up_over(program: &Program, before: &Listing) -> Result<(), String> {
    let said = program.run("setup --from setup.toml --json");
    if said.code == Some(0) {
        return Err("a new store was set up over the damaged one".to_owned());
    }
    unchanged(program, before)
}

fn under_injection(
    program: &Program,
    base: &Base,
    work: Work,
    injection: &Injection,
) -> Result<Outcome, String> {
    let truth = base.truth(program);
    files::copy(&base.folder, &program.store());
    let before = Listing::of(&program.store());
    let (said, hits) = program.injected(&work.words(), injection);
    if hits.is_empty() {
        return Ok(Outcome::NotHit);
    }
    let is_killed = injection.effect == Effect::Kills;
    let told = match work {
        Work::Read if is_killed => None,
        Work::Read => Some(truth.judge_orders(&said)),
        Work::Order => match place(&said) {
            Wrote::Acknowledged(_) => Some(Answer::True),
            Wrote::Not(_) if is_killed => None,
            Wrote::Not(answer) => Some(answer),
        },
        Work::Attach if said.code == Some(0) => Some(Answer::True),
        Work::Attach if is_killed => None,
        Work::Attach => Some(refusal(&said)),
    };
    if said.hung {
        return Err(format!("it hangs; hit: {}", hits.join("; ")));
    }
    if work == Work::Read && injection.effect == Effect::Full && told != Some(Answer::True) {
        return Err(format!(
            "a full disk keeps from reading; hit: {}",
            hits.join("; ")
        ));
    }
    if let Some(Answer::Wrong(why)) = &told {
        return Err(format!("under the fault: {why}; hit: {}", hits.join("; ")));
    }
    let left = Listing::of(&program.store());
    let was_changed = !before.changed(&left).is_empty();
    // An order that may have been placed has to be looked for; what was only read can leave nothing but files.
    let is_known = work == Work::Read && base.found_sound.lock().unwrap().contains(&left);
    if !is_known {
        inspect_after(program, &truth, work, &said, told.as_ref())
            .map_err(|why| format!("afterwards: {why}; hit: {}", hits.join("; ")))?;
        if work == Work::Read {
            base.found_sound.lock().unwrap().insert(left);
        }
    }
    match told {
        Some(Answer::Refused { claims_unchanged, .. }) => match (was_changed, work) {
            (false, _) => Ok(Outcome::Refused),
            (true, Work::Read) if claims_unchanged => Err(format!(
                "it said that nothing was changed, and files were; hit: {}",
                hits.join("; ")
            )),
            (true, _) => Ok(Outcome::RefusedLater),
        },
        _ => Ok(Outcome::Healed),
    }
}

/// Whether the store is sound when the fault is over, with everything that was acknowledged under it.
fn inspect_after(
    program: &Program,
    truth: &Truth,
    work: Work,
    said: &Said,
    told: Option<&Answer>,
) -> Result<(), String> {
    let found = inspect(program, truth);
    if let Some(wrong) = found.wrong() {
        return Err(wrong);
    }
    if found.is_refused() {
        return Err(format!(
            "nothing is damaged, and the store refuses: {}",
            found.refusals()
        ));
    }
    if !found.is_sound() {
        return Err(format!("the store is not sound: {}", found.refusals()));
    }
    let is_acknowledged = told == Some(&Answer::True);
    lost(program, work, said, is_acknowledged, &found, told).map_or(Ok(()), Err)
}

/// What was acknowledged under the fault and is not there, or is there although nothing was said to be changed.
fn lost(
    program: &Program,
    work: Work,
    said: &Said,
    is_acknowledged: bool,
    found: &Inspection,
    told: Option<&Answer>,
) -> Option<String> {
    let claims_unchanged = matches!(
        told,
        Some(Answer::Refused {
            claims_unchanged: true,
            ..
        })
    );
    match work {
        Work::Read => None,
        Work::Order => {
            let Wrote::Acknowledged(number) = place(said) else {
                let orders = program.run(ORDERS);
                let is_there = String::from_utf8_lossy(&orders.out).contains(&company_of(WRITTEN[0]));
                return (claims_unchanged && is_there)
                    .then(|| "it said that nothing was changed, and the order is there".to_owned());
            };
            let orders = found.again.orders.as_ref()?;
            (!orders.contains(&number)).then(|| format!("the acknowledged order {number} is missing"))
        }
        Work::Attach => {
            let saved = program.run(&format!("requests save {ATTACHED_TO} 1 --to - --json"));
            let is_there = saved.code == Some(0) && saved.out == OTHER_PDF;
            match (is_acknowledged, is_there) {
                (true, false) => Some("the acknowledged file is missing".to_owned()),
                (false, true) if claims_unchanged => {
                    Some("it said that nothing was changed, and the file is there".to_owned())
                }
                _ => None,
            }
        }
    }
}

fn company_of(mpn_id: &str) -> String {
    format!("{} {mpn_id}", crate::world::WRITTEN_NAME)
}

impl Work {
    /// The command that runs under a fault.
    pub fn words(self) -> String {
        match self {
            Self::Read => ORDERS.to_owned(),
            Self::Order => order_words(WRITTEN[0]),
            Self::Attach => attach_words(),
        }
    }
}
