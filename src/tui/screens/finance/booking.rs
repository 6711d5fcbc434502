//! The form that books money: what was typed becomes values, each refusal stands at its field, and one id makes
//! sending it twice one receipt, also when the line dropped in between.

use crate::domain::date::Day;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, ReceiptId, RequestId};
use crate::domain::message::Arg;
use crate::domain::money::{self, Money, MoneyError};
use crate::domain::order::{OrderNumber, OrderState};
use crate::domain::receipt::{BANK_REFERENCE_LIMIT, BankReference, PAYER_REFERENCE_LIMIT};
use crate::domain::text::{TextError, clean_line};
use crate::services::error::{ServiceError, Thing};
use crate::services::orders::OrderView;
use crate::services::receipts::{MoneyIn, NotBooked, value_date};
use crate::tui::form::{Field, Form, Refusal};
use crate::tui::layer::{Context, Step};
use crate::tui::page::Question;
use crate::tui::screens::asks::{NewId, NumberedOrder, OrderByNumber};
use crate::tui::screens::drafts::DraftAsk;
use crate::tui::screens::keeping::Keeping;
use crate::tui::screens::money_fields::{self, DAY, NUMBER, SHORT};
use crate::tui::screens::notice::Message;

use super::asks::FinanceAsk;

/// Columns of an amount and of a currency.
const AMOUNT: u16 = 15;
const CURRENCY: u16 = 3;
/// A currency with as many decimal places as any has.
const FINEST: money::CurrencyCode = money::CurrencyCode::CLF;
/// Key of the label of the button.
const BUTTON: &str = "button-book";
/// The fields in their order.
const FIELDS: [&str; 6] = [NUMBER, "amount", "currency", DAY, "reference", "bank-reference"];

/// Money that is being booked.
#[derive(Debug)]
pub(super) struct Booking {
    form: Form,
    /// The order that was chosen from the list.
    order: Option<OrderView>,
    /// The order of another number that was typed.
    named: Option<OrderView>,
    /// What the form began with.
    began: [String; 6],
    id: Option<ReceiptId>,
    sending: Option<Sending>,
    /// Money as it was refused, and what may be done with it all the same.
    refused: Option<(SubmitMode, Values)>,
    keeping: Keeping,
}

/// What is to become of the money.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SubmitMode {
    /// It pays its order.
    Pay,
    /// It is kept as unallocated.
    Keep,
    /// It pays its order, and is other money than what was booked with the same amount and value date.
    Other,
}

/// What is on its way, or waits for its id.
#[derive(Debug)]
struct Sending {
    wish: SubmitMode,
    values: Values,
    asked: bool,
}

/// What was typed, as values.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Values {
    number: OrderNumber,
    amount: Money,
    value_date: Day,
    payer_reference: String,
    bank_reference: String,
}

impl Booking {
    /// A form for an order of the list, or for a number that is typed.
    pub(super) fn new(order: Option<OrderView>, context: &Context) -> Self {
        let (number, currency, reference) = order.as_ref().map_or_else(Default::default, |view| {
            let reference = view.instructions.as_ref().map(|how| how.reference.clone());
            (
                view.order.number.to_string(),
                view.order.quote.total.currency.code().to_owned(),
                reference.unwrap_or_default(),
            )
        });
        let fields = vec![
            money_fields::number(&number),
            Field::text("amount", "label-receipt-amount", SHORT, "")
                .note("finance-amount-note")
                .holding(AMOUNT),
            Field::text("currency", "label-receipt-currency", SHORT, &currency)
                .example("USD")
                .holding(CURRENCY),
            money_fields::day(context).note("finance-value-date-note"),
            Field::text(
                "reference",
                "label-receipt-reference",
                PAYER_REFERENCE_LIMIT,
                &reference,
            )
            .optional(),
            Field::text("bank-reference", "label-bank-reference", BANK_REFERENCE_LIMIT, "")
                .note("finance-bank-reference-note")
                .optional(),
        ];
        let mut form = Form::new(fields, BUTTON);
        if order.is_some() {
            form.focus_on("amount");
        }
        Self {
            began: FIELDS.map(|name| form.text(name).to_owned()),
            form,
            order,
            named: None,
            id: None,
            sending: None,
            refused: None,
            keeping: Keeping::new(),
        }
    }

    /// Under which account and subject its draft is kept: one for each order, and one for a number that is typed.
    pub(super) fn drafted(&self) -> (AccountId, FormSubject) {
        let order = self.order.as_ref().map(|view| &view.order);
        (
            order.map_or(FormDraft::NO_ACCOUNT, |order| order.account),
            FormSubject::Receipt(order.map(|order| order.id)),
        )
    }

    /// Takes what an earlier session left, and the id under which it would have been booked; whether anything was left.
    /// What was typed since stays.
    pub(super) fn resume(&mut self, draft: &FormDraft) -> bool {
        if draft.subject != self.drafted().1 || self.sending.is_some() {
            return false;
        }
        self.id = Some(ReceiptId::new(draft.intent.bits()));
        for (name, began) in FIELDS.iter().zip(&self.began) {
            let left = draft.fields.iter().find(|(left, _)| left == name);
            if let Some((_, text)) = left.filter(|_| self.form.text(name) == began) {
                self.form.set_text(name, text);
            }
        }
        self.is_changed()
    }

    /// Keeps what was typed, or that nothing is typed any more.
    pub(super) fn save(&mut self) -> Step {
        let Some(id) = self.id.filter(|_| self.keeping.is_due()) else {
            return Step::none();
        };
        self.keeping.settle();
        let fields = FIELDS.iter().zip(&self.began);
        let fields = fields.filter(|(name, began)| self.form.text(name) != *began);
        let fields: Vec<_> = fields
            .map(|(name, _)| ((*name).to_owned(), self.form.text(name).to_owned()))
            .collect();
        if fields.is_empty() {
            return self.discard();
        }
        let (account, subject) = self.drafted();
        Step::ask(DraftAsk::Keep(Box::new(FormDraft {
            fields,
            ..FormDraft::new(account, subject, RequestId::new(id.bits()))
        })))
    }

    /// The same after a pause, unless something was typed since.
    pub(super) fn save_after(&mut self, edits: u64) -> Step {
        if self.keeping.is_quiet_since(edits) {
            self.save()
        } else {
            Step::none()
        }
    }

    /// Something was typed: it is kept when nothing follows for a while, and what was refused stands there no more.
    pub(super) fn edited(&mut self) -> Step {
        self.refused = None;
        self.form.name_button(BUTTON);
        self.keeping.edited()
    }

    /// Whether what is typed is kept as a draft: once it is known under which id it would be booked.
    pub(super) const fn keeps_draft(&self) -> bool {
        self.id.is_some()
    }

    /// Throws away what was kept.
    pub(super) fn discard(&self) -> Step {
        let (account, subject) = self.drafted();
        Step::ask(DraftAsk::Discard(account, subject))
    }

    pub(super) const fn form(&self) -> &Form {
        &self.form
    }

    /// The form, unless what it holds is on its way.
    pub(super) fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form).filter(|_| self.sending.is_none())
    }

    /// Whether anything was typed that has not been booked.
    pub(super) fn is_changed(&self) -> bool {
        FIELDS.map(|name| self.form.text(name).to_owned()) != self.began
    }

    pub(super) const fn is_sending(&self) -> bool {
        self.sending.is_some()
    }

    /// What may be done all the same with money that was refused as it stands there.
    pub(super) fn offered(&self) -> Option<SubmitMode> {
        let refused = self.refused.as_ref().filter(|_| self.sending.is_none());
        refused.map(|(wish, _)| *wish)
    }

    /// Whether to record money all the same that was refused: how much, from whom, for which order.
    pub(super) fn question(&self, context: &Context) -> Option<Question> {
        let (wish, values) = self.refused.as_ref()?;
        let (title, text, does) = match wish {
            SubmitMode::Other => (
                "finance-other-title",
                "finance-other-question",
                "action-book-other-money",
            ),
            SubmitMode::Keep | SubmitMode::Pay => (
                "finance-keep-title",
                "finance-keep-question",
                "action-keep-unallocated",
            ),
        };
        let payer = match values.payer_reference.as_str() {
            "" => context.i18n.t("word-none"),
            reference => reference.to_owned(),
        };
        let args = [
            ("money", Arg::Money(values.amount)),
            ("order", Arg::Text(values.number.to_string())),
            ("day", Arg::Day(values.value_date)),
            ("payer", Arg::Text(payer)),
        ];
        let text = context.i18n.tr(text, &args);
        Some(Question::confirming(context.i18n.t(title), text, does))
    }

    /// The order that is meant by the number that stands there, as far as it is known.
    fn meant(&self) -> Option<&OrderView> {
        let number: OrderNumber = self.form.text(NUMBER).trim().parse().ok()?;
        let known = [&self.order, &self.named].into_iter().flatten();
        known.into_iter().find(|view| view.order.number == number)
    }

    /// Looks the order up whose number was typed: whose it is stands above the form before money is recorded for it.
    pub(super) fn look_up(&self) -> Step {
        let number = self.form.text(NUMBER).trim().parse().ok();
        let number = number.filter(|_| self.meant().is_none());
        number.map_or_else(Step::none, |number| Step::ask(OrderByNumber(number)))
    }

    /// It was found. One that there isn't is refused with the money.
    pub(super) fn found(&mut self, NumberedOrder(found): NumberedOrder) {
        self.named = found.ok().map(|view| *view);
    }

    /// Whose order it is, and what it asks for, once that is known.
    pub(super) fn expected(&self, context: &Context) -> Option<String> {
        let view = self.meant()?;
        if view.order.state != OrderState::AwaitingPayment {
            let state = context.i18n.t(view.state_key());
            let args = [
                ("label", Arg::Text(view.company.clone())),
                ("value", Arg::Text(state)),
            ];
            return Some(context.i18n.tr("plain-value", &args));
        }
        let args = [
            ("company", Arg::Text(view.company.clone())),
            ("money", Arg::Money(view.order.missing())),
            ("day", Arg::Day(view.order.due().unwrap_or(context.today))),
        ];
        Some(context.i18n.tr("finance-expected", &args))
    }

    /// Sends what was typed, or puts each refusal at its field. What is booked all the same is what was refused.
    pub(super) fn submit(&mut self, wish: SubmitMode, context: &Context) -> Step {
        let values = match wish {
            SubmitMode::Keep | SubmitMode::Other => self.refused.take().map(|(_, values)| values),
            SubmitMode::Pay => self.check(context),
        };
        let Some(values) = values else {
            return Step::none();
        };
        self.refused = None;
        self.form.name_button(BUTTON);
        self.sending = Some(Sending {
            wish,
            values,
            asked: false,
        });
        match self.id {
            Some(id) => self.take_id(id),
            None => Step::ask(NewId),
        }
    }

    /// Takes the receipt's id, and sends what waits for it. The first id stays: answers may come twice.
    pub(super) fn take_id(&mut self, id: ReceiptId) -> Step {
        let id = *self.id.get_or_insert(id);
        let Some(sending) = self.sending.as_mut().filter(|sending| !sending.asked) else {
            return Step::none();
        };
        sending.asked = true;
        let values = sending.values.clone();
        let money = Box::new(MoneyIn {
            id,
            number: values.number,
            amount: values.amount,
            value_date: values.value_date,
            payer_reference: values.payer_reference,
            bank_reference: values.bank_reference,
            is_other_money: sending.wish == SubmitMode::Other,
        });
        Step::ask(match sending.wish {
            SubmitMode::Pay | SubmitMode::Other => FinanceAsk::Book(money),
            SubmitMode::Keep => FinanceAsk::KeepUnallocated(money),
        })
    }

    /// Nothing is on its way any more.
    pub(super) fn stop(&mut self) {
        self.sending = None;
    }

    /// Puts a refusal where it belongs: at its field, or below the form.
    pub(super) fn refuse(&mut self, error: &ServiceError) -> Option<Message> {
        let sent = self.sending.take();
        let field = match error {
            ServiceError::NotFound {
                thing: Thing::Order, ..
            } => NUMBER,
            ServiceError::ValueDateInFuture => DAY,
            ServiceError::Field {
                field: "field-payer-reference",
                ..
            } => "reference",
            ServiceError::Field {
                field: "field-bank-reference",
                ..
            }
            | ServiceError::Receipt(NotBooked::ReferenceUsed(_)) => "bank-reference",
            _ => {
                let wish = match error {
                    ServiceError::DoesNotPay { .. } => Some(SubmitMode::Keep),
                    ServiceError::Receipt(NotBooked::LooksBooked(_)) => Some(SubmitMode::Other),
                    _ => None,
                };
                self.refused = wish.zip(sent.map(|sent| sent.values));
                // What may be done with it all the same is the next step, so it is what the button does.
                self.form.name_button(match wish {
                    Some(SubmitMode::Other) => "action-book-other-money",
                    Some(SubmitMode::Keep) => "action-keep-unallocated",
                    Some(SubmitMode::Pay) | None => BUTTON,
                });
                return Some(Message::of(error));
            }
        };
        self.form.refuse(field, Refusal::of(error));
        self.form.focus_on_error();
        None
    }

    /// What was typed, as values; every field that is none is refused at once.
    fn check(&mut self, context: &Context) -> Option<Values> {
        self.form.clear_errors();
        let number = self.form.text(NUMBER).trim().parse::<OrderNumber>();
        let currency = match self.form.text("currency").trim() {
            "" => Err(Refusal::of(&TextError::Empty)),
            code => money::currency(code).map_err(|error| Refusal::of(&error)),
        };
        let amount = self.form.text("amount").trim();
        let amount = match &currency {
            _ if amount.is_empty() => Err(Refusal::of(&TextError::Empty)),
            Ok(currency) => amount_in(amount, *currency, context).map_err(|error| Refusal::of(&error)),
            // What it is worth is not known without a currency, but whether it is an amount in any.
            Err(_) => match amount_in(amount, FINEST, context) {
                Err(error) => Err(Refusal::of(&error)),
                Ok(_) => Ok(None),
            },
        };
        let day = self.form.text(DAY).trim().parse::<Day>();
        let day = day
            .map_err(|error| Refusal::of(&error))
            .and_then(|day| value_date(day, context.today).map_err(|error| Refusal::of(&error)));
        let reference = clean_line(self.form.text("reference"), PAYER_REFERENCE_LIMIT);
        let bank_reference = BankReference::parse(self.form.text("bank-reference"));
        let number = self.keep(NUMBER, number.map_err(|error| Refusal::of(&error)));
        let amount = self.keep("amount", amount);
        self.keep("currency", currency);
        let day = self.keep(DAY, day);
        let reference = self.keep("reference", reference.map_err(|error| Refusal::of(&error)));
        let bank_reference = self.keep(
            "bank-reference",
            bank_reference.map_err(|error| Refusal::of(&error)),
        );
        self.form.focus_on_error();
        Some(Values {
            number: number?,
            amount: amount??,
            value_date: day?,
            payer_reference: reference?,
            bank_reference: bank_reference?
                .map_or_else(String::new, |reference| reference.as_str().to_owned()),
        })
    }

    fn keep<T>(&mut self, field: &str, checked: Result<T, Refusal>) -> Option<T> {
        checked.map_err(|refusal| self.form.refuse(field, refusal)).ok()
    }
}

/// An amount that was typed; nothing is no money.
fn amount_in(
    text: &str,
    currency: money::CurrencyCode,
    context: &Context,
) -> Result<Option<Money>, MoneyError> {
    let amount = context.i18n.parse_money(text, currency)?;
    if amount.minor > 0 {
        Ok(Some(amount))
    } else {
        Err(MoneyError::NotAnAmount)
    }
}
