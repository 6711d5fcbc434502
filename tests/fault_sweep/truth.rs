//! What a sound store shows through the product, and how a command's answer compares with it.

use std::collections::BTreeSet;

use serde_json::Value;

use offerdesk::domain::date::Day;
use offerdesk::services::clock::Clock;

use crate::program::{Program, Said};
use crate::world::{ASKED, ATTACHED_TO, WRITTEN, WRITTEN_NAME, request_numbers};

/// The command that lists every order: the acknowledged ones are looked for in it.
pub const ORDERS: &str = "orders list --limit 1000000 --json";
const OFFERS: &str = "offers list --limit 1000000 --json";
const REQUESTS: &str = "requests list --queue --status all --limit 1000000 --json";
const CHECK: &str = "store check --json";

/// What a sound store shows on one day: lists say how old something is.
pub struct Truth {
    pub day: Day,
    whole: bool,
    reads: Vec<(String, Shown)>,
    records: Value,
}

#[derive(PartialEq, Eq, Debug)]
enum Shown {
    Json(Value),
    Bytes(Vec<u8>),
}

/// How a command answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// With the truth.
    True,
    /// With an error of the store that has a stable code.
    Refused { code: String, claims_unchanged: bool },
    /// With anything else: something old, a hang, a panic, an error without a code.
    Wrong(String),
}

/// The answers of all reading commands.
pub struct Look {
    pub answers: Vec<(String, Answer)>,
    /// The numbers of all orders, where they could be read.
    pub orders: Option<BTreeSet<String>>,
}

impl Truth {
    /// Reads it from a sound store. All that any command shows is read if it is to be whole, and otherwise a command of
    /// each kind.
    pub fn capture(program: &Program, whole: bool) -> Self {
        let records = program.done(CHECK);
        assert_eq!(records["clean"], true, "{records}");
        let mut words: Vec<String> = [ORDERS, OFFERS].map(str::to_owned).to_vec();
        words.push(format!("requests show {ASKED} --json"));
        words.push(format!("requests save {ASKED} 1 --to - --json"));
        if whole {
            let list = program.done(REQUESTS);
            words.push(REQUESTS.to_owned());
            let numbers = request_numbers(&list);
            words.extend(
                numbers
                    .iter()
                    .filter(|number| **number != ASKED)
                    .map(|number| format!("requests show {number} --json")),
            );
            words.push("orders list --awaiting-payment --limit 1000000 --json".to_owned());
            words.push("orders to-return --limit 1000000 --json".to_owned());
            words.push("profile show --account 2000000 --json".to_owned());
        }
        let read = |words: String| {
            let said = program.run(&words);
            assert_eq!(said.code, Some(0), "{words}: {}", said.err);
            let shown = shown(&words, &said).unwrap();
            (words, shown)
        };
        Self {
            day: Clock::system().today(),
            whole,
            reads: words.into_iter().map(read).collect(),
            records: counted(&records),
        }
    }

    /// Runs all reading commands.
    pub fn look(&self, program: &Program) -> Look {
        self.look_at(program, self.reads.len())
    }

    /// Looks again after an order was taken: at what an order can have changed.
    pub fn look_again(&self, program: &Program) -> Look {
        self.look_at(program, if self.whole { 2 } else { 1 })
    }

    fn look_at(&self, program: &Program, most: usize) -> Look {
        let mut orders = None;
        let mut answers = Vec::new();
        for (words, expected) in self.reads.iter().take(most) {
            let said = program.run(words);
            if words == ORDERS {
                orders = numbers(&said);
            }
            answers.push((words.clone(), compare(words, &said, expected)));
        }
        Look { answers, orders }
    }

    /// Judges what the list of orders said, which the caller ran.
    pub fn judge_orders(&self, said: &Said) -> Answer {
        compare(ORDERS, said, &self.reads[0].1)
    }

    /// Runs `store check`: true is a clean store with as many records as before, beside what may have been written.
    pub fn check(&self, program: &Program) -> Answer {
        let said = program.run(CHECK);
        if said.code != Some(0) {
            return refusal(&said);
        }
        match serde_json::from_slice::<Value>(&said.out) {
            Ok(report) if report["clean"] == true && counted(&report) == self.records => Answer::True,
            other => Answer::Wrong(format!("the check is content with other records: {other:?}")),
        }
    }
}

/// The numbers of records of kinds that nothing writes while a fault is tried.
fn counted(report: &Value) -> Value {
    let mut records = report["records"].clone();
    for written in ["orders", "request-notes"] {
        records.as_object_mut().unwrap().remove(written);
    }
    records
}

fn compare(words: &str, said: &Said, expected: &Shown) -> Answer {
    if said.code != Some(0) {
        return refusal(said);
    }
    match shown(words, said) {
        Some(shown) if shown == *expected => Answer::True,
        Some(Shown::Json(shown)) => Answer::Wrong(format!("it shows something else: {}", cut(&shown))),
        _ => Answer::Wrong("it shows something else".to_owned()),
    }
}

fn cut(value: &Value) -> String {
    let text = value.to_string();
    text.chars().take(300).collect()
}

/// What a command showed, without what is written while faults are tried.
fn shown(words: &str, said: &Said) -> Option<Shown> {
    if words.starts_with("requests save") {
        return Some(Shown::Bytes(said.out.clone()));
    }
    let mut value: Value = serde_json::from_slice(&said.out).ok()?;
    retain(&mut value, "orders", |order| {
        let company = order["company"].as_str();
        !company.is_some_and(|company| company.starts_with(WRITTEN_NAME))
    });
    retain(&mut value, "accounts", |account| {
        let mpn_id = account["mpn_id"].as_str();
        !mpn_id.is_some_and(|mpn_id| WRITTEN.contains(&mpn_id))
    });
    retain(&mut value, "requests", |request| request["number"] != ATTACHED_TO);
    Some(Shown::Json(value))
}

fn retain(value: &mut Value, list: &str, keep: impl Fn(&Value) -> bool) {
    if let Some(list) = value.get_mut(list).and_then(Value::as_array_mut) {
        list.retain(keep);
    }
}

fn numbers(said: &Said) -> Option<BTreeSet<String>> {
    let list: Value = serde_json::from_slice(&said.out).ok()?;
    let orders = list["orders"].as_array()?;
    let numbers = orders.iter().filter_map(|order| order["number"].as_str());
    Some(numbers.map(str::to_owned).collect())
}

/// Judges a command that did not succeed.
pub fn refusal(said: &Said) -> Answer {
    let err: String = said.err.trim().chars().take(400).collect();
    if said.hung {
        return Answer::Wrong("it hangs".to_owned());
    }
    if let Some(signal) = said.signal {
        return Answer::Wrong(format!("it ended by signal {signal}: {err}"));
    }
    if said.err.contains("panicked") || said.err.contains("unexpected") {
        return Answer::Wrong(format!("it tells of a panic: {err}"));
    }
    let Ok(told) = serde_json::from_str::<Value>(&said.err) else {
        return Answer::Wrong(format!("an error without a code, exit {:?}: {err}", said.code));
    };
    let code = told["error"]["code"].as_str().unwrap_or_default().to_owned();
    if !code.starts_with("store-") || code == "store-locked" {
        return Answer::Wrong(format!("no error of the store: {err}"));
    }
    let message = told["error"]["message"].as_str().unwrap_or_default();
    Answer::Refused {
        code,
        claims_unchanged: message.contains("Nothing was") || message.contains("Nothing there was"),
    }
}
