//! Runs what a session asked for on the services: the only place where a session meets them.

use crate::domain::ids::{RequestId, UserId};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::requests::RequestView;

use super::effect::{
    Answer, ListOf, Listed, Part, Preference, Request, RequestChange, SetUp, SetUpDone, SetUpRefusal, Wanted,
};
use super::theme::looks::{Look, Looks};
use super::theme::shelf::{Offered, Shelf};

/// How many places to go to are found at once.
const HITS: usize = 12;

/// Runs one request for somebody.
pub async fn perform(services: &Services, actor: &Actor, request: Request) -> Answer {
    match request {
        Request::Offers(account) => Answer::Offers(services.offers_page(actor, account).await.map(Box::new)),
        Request::FirstAccount => {
            let first = services.accounts(actor, None, 1).await;
            Answer::FirstAccount(first.map(|accounts| accounts.lines.first().map(|line| line.id)))
        }
        Request::List { ticket, list, wanted } => {
            Answer::List(ticket, part(services, actor, list, wanted).await)
        }
        Request::Find { ticket, text } => Answer::Found(ticket, services.find(actor, &text, HITS).await),
        Request::OpenWizard(account, offer) => {
            Answer::Wizard(services.open_wizard(actor, account, &offer).await.map(Box::new))
        }
        Request::Review(draft) => Answer::Review(services.review(actor, &draft).await.map(Box::new)),
        Request::SaveDraft(draft) => Answer::Draft(services.save_draft(actor, *draft).await),
        Request::DiscardDraft(account, offer) => {
            Answer::Draft(services.discard_draft(actor, account, &offer).await)
        }
        Request::Tokenize { account, card } => {
            Answer::Tokenized(services.tokenize(actor, account, *card).await)
        }
        Request::Place(order) => Answer::Placed(services.place_order(actor, *order).await.map(Box::new)),
        Request::GiveUp(order) => Answer::GivenUp(services.give_up_order(actor, order).await),
        Request::GiveUpOrder(number) => {
            Answer::OrderGivenUp(services.give_up(actor, number).await.map(Box::new))
        }
        Request::Order(order) => Answer::Order(
            services
                .order_by_id(actor, order)
                .await
                .map(|order| order.map(Box::new)),
        ),
        Request::BookMoney(money) => Answer::Booked(services.book_money(actor, &money).await.map(Box::new)),
        Request::BookUnallocated(money) => {
            Answer::Booked(services.book_unallocated(actor, &money).await.map(Box::new))
        }
        Request::ReturnMoney(back) => {
            Answer::Returned(services.return_money(actor, back).await.map(Box::new))
        }
        Request::RequestForm(account, cancel) => {
            let form = services.request_form(actor, account, cancel.as_ref()).await;
            Answer::RequestForm(form.map(Box::new))
        }
        Request::SendRequest(new) => {
            Answer::RequestSent(services.send_request(actor, &new).await.map(Box::new))
        }
        Request::SupportRequest(id) => {
            Answer::SupportRequest(services.request_by_id(actor, id).await.map(Box::new))
        }
        Request::ChangeRequest(id, change) => {
            Answer::RequestChanged(change_request(services, actor, id, &change).await.map(Box::new))
        }
        Request::NoteDraft(id) => Answer::NoteDraft(services.note_draft(actor, id).await.map(Box::new)),
        Request::MoneyDraft(account, subject) => {
            let draft = services.money_draft(actor, account, subject).await;
            Answer::MoneyDraft(draft.map(Box::new))
        }
        Request::SaveFormDraft(draft) => Answer::FormDraft(services.save_form_draft(actor, *draft).await),
        Request::DiscardFormDraft(account, subject) => {
            Answer::FormDraft(services.discard_form_draft(actor, account, subject).await)
        }
        Request::KeepFile(account, path) => {
            Answer::FileKept(services.keep_local_file(actor, account, &path).await)
        }
        Request::SaveFile(id, place, path) => {
            Answer::FileSaved(services.save_attachment(actor, id, place, &path).await)
        }
        Request::Profile(account) => {
            Answer::Profile(services.legal_profile(actor, account).await.map(Box::new))
        }
        Request::ChangeProfile(account, version, input) => {
            let changed = services.change_profile(actor, account, version, &input).await;
            Answer::ProfileChanged(changed.map(Box::new))
        }
        Request::AuthorizeProfile(account, version) => Answer::ProfileDecided(
            services
                .authorize_profile(actor, account, version)
                .await
                .map(Box::new),
        ),
        Request::RejectProfile(account, version, reason) => Answer::ProfileDecided(
            services
                .reject_profile(actor, account, version, &reason)
                .await
                .map(Box::new),
        ),
        Request::Countries => Answer::Countries(Box::new(services.countries().clone())),
        Request::SetUp(request) => Answer::SetUp(set_up(services, actor, &request).await),
        Request::NewId => Answer::NewId(services.new_id()),
        Request::SavePreferences(preference) => {
            Answer::Preferences(save_preference(services, actor, preference).await)
        }
        Request::Themes(shelf) => Answer::Themes(offered(shelf).await),
        Request::ActAs(user, looks) => Answer::ActAs(act_as(services, user, *looks).await.map(Box::new)),
    }
}

/// Changes a support request.
async fn change_request(
    services: &Services,
    actor: &Actor,
    id: RequestId,
    change: &RequestChange,
) -> Result<RequestView, ServiceError> {
    match change {
        RequestChange::Reply(reply) => services.reply_to_request(actor, reply).await,
        RequestChange::Take => services.take_request(actor, id).await,
        RequestChange::Close(seen, text) => services.close_request(actor, id, *seen, text).await,
        RequestChange::Reopen(seen, text) => services.reopen_request(actor, id, *seen, text).await,
        RequestChange::Decide(decide) => services.decide_request(actor, decide).await,
        RequestChange::Attach(file) => services.attach_to_request(actor, id, file).await,
    }
}

/// Reads a part of a list.
async fn part(services: &Services, actor: &Actor, list: ListOf, wanted: Wanted) -> Listed {
    match (list, wanted) {
        (ListOf::Accounts, Wanted::Page(place, limit)) => {
            Listed::Accounts(services.accounts(actor, place, limit).await.map(Part::Page))
        }
        (ListOf::Accounts, Wanted::Matches(filter)) => {
            let found = services.find_accounts(actor, &filter).await;
            Listed::Accounts(found.map(Part::Matches))
        }
        (ListOf::People, Wanted::Page(place, limit)) => {
            Listed::People(services.people(place, limit).await.map(Part::Page))
        }
        (ListOf::People, Wanted::Matches(filter)) => {
            Listed::People(services.find_people(&filter.text).await.map(Part::Matches))
        }
        (ListOf::Orders(account), Wanted::Page(place, limit)) => {
            let orders = services.orders(actor, account, place, limit).await;
            Listed::Orders(orders.map(Part::Page))
        }
        (ListOf::Orders(account), Wanted::Matches(filter)) => {
            let found = services.find_orders(actor, account, &filter).await;
            Listed::Orders(found.map(Part::Matches))
        }
        (ListOf::AwaitingPayment, Wanted::Page(place, limit)) => {
            let orders = services.awaiting_payment(actor, place, limit).await;
            Listed::Orders(orders.map(Part::Page))
        }
        (ListOf::ToReturn, Wanted::Page(place, limit)) => {
            let orders = services.money_to_return(actor, place, limit).await;
            Listed::Orders(orders.map(Part::Page))
        }
        (ListOf::ToReturn, Wanted::Matches(filter)) => {
            let found = services.find_money_to_return(actor, &filter).await;
            Listed::Orders(found.map(Part::Matches))
        }
        (ListOf::Requests(list), Wanted::Page(place, limit)) => {
            let requests = services.requests(actor, list, place, limit).await;
            Listed::Requests(requests.map(Part::Page))
        }
        (ListOf::Requests(list), Wanted::Matches(filter)) => {
            let found = services.find_requests(actor, list, &filter).await;
            Listed::Requests(found.map(Part::Matches))
        }
        (ListOf::AwaitingPayment, Wanted::Matches(filter)) => {
            let found = services.find_awaiting_payment(actor, &filter).await;
            Listed::Orders(found.map(Part::Matches))
        }
    }
}

async fn save_preference(
    services: &Services,
    actor: &Actor,
    preference: Preference,
) -> Result<(), ServiceError> {
    services
        .change_preferences(actor, |preferences| match &preference {
            Preference::Language(language, account) => {
                preferences.language = Some((*language).to_owned());
                preferences.account = *account;
            }
            Preference::Appearance(appearance) => preferences.appearance = appearance.clone(),
        })
        .await
}

/// The themes of a shelf. Files may lie on a slow disk, so they are read beside the session.
async fn offered(shelf: Shelf) -> Vec<Offered> {
    let read = tokio::task::spawn_blocking(move || shelf.offered()).await;
    read.unwrap_or_default()
}

/// Finds out how the screen looks to another person. A theme of theirs that cannot be read is no reason to keep them
/// out of the demo: the chooser of themes says what is wrong with it.
async fn act_as(services: &Services, user: UserId, looks: Looks) -> Result<(Actor, Look), ServiceError> {
    let actor = Actor::demo(user);
    let appearance = services.preferences(&actor).await?.appearance;
    let look = tokio::task::spawn_blocking(move || looks.of_person(&appearance)).await;
    let look = look.map_err(|_| ServiceError::Interrupted)?;
    Ok((actor, look.unwrap_or_default()))
}

/// Sets the store up, and finds out whom the person at this terminal acts as from now on.
async fn set_up(services: &Services, actor: &Actor, request: &SetUp) -> Result<SetUpDone, SetUpRefusal> {
    let new = request
        .form
        .check(services.countries())
        .map_err(SetUpRefusal::Fields)?;
    services.set_up(actor, &new).await?;
    // Whatever may be wrong with looking the person up: the store is set up.
    let actor = services.local_actor(&request.os_user).await.ok();
    Ok(SetUpDone { actor })
}
