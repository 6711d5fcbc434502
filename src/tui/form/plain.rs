//! A form said line by line: one field is asked after the other, and from the button all of them are looked over.
//!
//! The focus is the same one that the cells show: the field that has it is the one that is asked for.

use crate::domain::message::Arg;
use crate::domain::payment::CardBrand;
use crate::payments::card;
use crate::tui::layer::Context;
use crate::tui::plain::{self, AnswerKind, Means, SpokenPage, SpokenQuestion, SpokenRow};
use crate::tui::term::event::Paste;
use crate::tui::widgets::SecretInput;

use super::list::{ListMatch, no_such_name};
use super::{Field, FieldInput, Form, Outcome, Refusal, too_long};

/// How many of several are read out at once; of more, a name is asked for.
const FEW: usize = 9;

impl Form {
    /// Asks for the field that has the focus, or lists all of them for the button.
    pub fn say(&self, page: &mut SpokenPage, context: &Context) {
        if let Some(field) = self.fields.get(self.focus) {
            return field.ask(page, context);
        }
        let fields = self.fields.iter().enumerate();
        page.rows.extend(fields.map(|(place, field)| SpokenRow {
            heading: (place == 0).then(|| context.i18n.t("plain-answers")),
            ..field.overview(place, context)
        }));
    }

    /// Takes a whole answer to the field that has the focus, in place of what it held. The focus stays.
    pub fn reply(&mut self, answer: &Paste) -> Outcome {
        let text = answer.as_str().trim();
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Outcome::Nothing;
        };
        let changed = match &mut field.input {
            FieldInput::Text(input) => input.set(text).map(|()| true).map_err(|_| too_long()),
            FieldInput::Area(area) => area.input().set(text).map(|()| true).map_err(|_| too_long()),
            FieldInput::Secret(input) => {
                input.clear();
                input
                    .paste(text)
                    .map(|()| true)
                    .map_err(|error| Refusal::of(&error))
            }
            FieldInput::Check(on) => {
                *on = text == YES;
                Ok(true)
            }
            FieldInput::Pick { options, chosen } => {
                let place = options.iter().position(|(value, _)| value == text);
                *chosen = place.unwrap_or(*chosen);
                Ok(true)
            }
            FieldInput::Shown(..) => Ok(false),
            FieldInput::List(list) => match list.find(text) {
                ListMatch::One => Ok(true),
                ListMatch::Several => Ok(false),
                ListMatch::None => Err(no_such_name(text)),
            },
        };
        self.took(changed)
    }
}

/// The answer that ticks a field.
const YES: &str = "yes";
/// The answer that unticks it.
const NO: &str = "no";

impl Field {
    fn ask(&self, page: &mut SpokenPage, context: &Context) {
        let i18n = &context.i18n;
        let answer = |value: &str, label: String| SpokenRow {
            means: Means::Answer(value.to_owned()),
            ..SpokenRow::new(0, label)
        };
        let mut is_open = false;
        let kind = match &self.input {
            FieldInput::Text(_) => AnswerKind::Text,
            FieldInput::Area(_) => AnswerKind::Lines,
            FieldInput::Secret(_) => AnswerKind::Secret,
            FieldInput::Check(_) => {
                page.rows.push(answer(YES, i18n.t("button-yes")));
                page.rows.push(answer(NO, i18n.t("plain-no")));
                AnswerKind::Choice
            }
            FieldInput::Pick { options, .. } => {
                // That nothing is chosen yet is no answer.
                let options = options.iter().filter(|(value, _)| !value.is_empty());
                let options = options.map(|(value, label)| answer(value, i18n.t(label)));
                page.rows.extend(options);
                AnswerKind::Choice
            }
            FieldInput::Shown(..) => {
                page.rows.push(answer("", i18n.t("plain-go-on")));
                AnswerKind::Choice
            }
            FieldInput::List(list) => {
                is_open = !list.matches().is_empty();
                // That nothing is chosen is a choice only where the field may stay empty.
                let few = list.few(FEW).into_iter();
                page.rows.extend(
                    few.filter(|(value, _)| self.optional || !value.is_empty())
                        .map(|(value, name)| answer(value, name.to_owned())),
                );
                AnswerKind::Name
            }
        };
        let error = self.error.as_ref().map(|error| {
            let explained = i18n.explain_code(error.code, &error.args);
            let hint = explained.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
            format!("{}{hint}", explained.sentence)
        });
        let mut notes: Vec<String> = self.note.map(|note| i18n.t(note)).into_iter().collect();
        notes.extend(self.remark.clone());
        if kind == AnswerKind::Name && page.rows.is_empty() {
            notes.push(i18n.t("plain-name-note"));
        }
        if is_open {
            notes.push(i18n.t("plain-several-names"));
        }
        page.question = Some(SpokenQuestion {
            label: self.asked_as(context),
            notes,
            now: self.now(context),
            written: match &self.input {
                FieldInput::Area(area) => area.text().to_owned(),
                _ => String::new(),
            },
            error,
            kind,
            is_open,
        });
    }

    /// Its label, with what an empty field is filled with.
    fn asked_as(&self, context: &Context) -> String {
        let label = super::view::label(self, context);
        if self.example.is_empty() || self.now(context).is_some() {
            return label;
        }
        format!("{label}, {}", super::view::example(self, context))
    }

    fn overview(&self, place: usize, context: &Context) -> SpokenRow {
        let now = self.now(context).unwrap_or_else(|| context.i18n.t("word-empty"));
        let args = [
            ("label", Arg::Text(super::view::label(self, context))),
            ("value", Arg::Text(now)),
        ];
        let mut row = SpokenRow {
            means: Means::Field(place),
            ..SpokenRow::new(place, context.i18n.tr("plain-value", &args))
        };
        if let Some(error) = &self.error {
            row = row.detail(context.i18n.explain_code(error.code, &error.args).sentence);
        }
        row.detail(self.remark.clone().unwrap_or_default())
    }

    /// What it holds, in words; nothing when it is empty.
    fn now(&self, context: &Context) -> Option<String> {
        let i18n = &context.i18n;
        let now = match &self.input {
            FieldInput::Text(input) => input.text().to_owned(),
            FieldInput::Area(area) => area.text().to_owned(),
            FieldInput::Secret(input) => self.secret_now(input, context),
            FieldInput::Check(true) => i18n.t("word-yes"),
            FieldInput::Check(false) => i18n.t("word-no"),
            FieldInput::Pick { options, chosen } => options
                .get(*chosen)
                .filter(|(value, _)| !value.is_empty())
                .map(|(_, label)| i18n.t(label))
                .unwrap_or_default(),
            FieldInput::List(list) if list.value().is_empty() => String::new(),
            FieldInput::List(list) => list.name().to_owned(),
            FieldInput::Shown(text, _) => text.replace('\n', "; "),
        };
        Some(plain::aloud(&now)).filter(|now| !now.is_empty())
    }

    /// A number is told by its brand and its last four digits, as everywhere; a code only by being there.
    fn secret_now(&self, input: &SecretInput, context: &Context) -> String {
        let digits = input.digits();
        let mask = match &self.given {
            _ if !input.is_empty() => card::mask(digits),
            Some(given) => given.clone(),
            None => return String::new(),
        };
        let shown: String = mask.chars().filter(char::is_ascii_digit).collect();
        if !self.is_card_number || shown.len() != 4 {
            return context.i18n.t("plain-filled-in");
        }
        let shown = ("digits", Arg::Text(shown));
        match card::brand_of(digits).filter(|brand| *brand != CardBrand::Other) {
            Some(brand) => {
                let brand = ("brand", Arg::Text(brand.name().to_owned()));
                context.i18n.tr("cli-card", &[brand, shown])
            }
            None => context.i18n.tr("plain-ending", &[shown]),
        }
    }
}
