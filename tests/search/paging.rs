//! Walking through a list to its end and back.

use std::collections::HashMap;

use offerdesk::domain::ids::AccountId;
use offerdesk::domain::user::Grant;
use offerdesk::services::error::ServiceError;
use offerdesk::services::lines::{Lines, Place};
use offerdesk::services::people::AccountLine;

use crate::desk::{ANA, AUD, BEN, CONTOSO, Desk, actor};
use crate::{add, crowd, member};

const COUNT: u128 = 2_500;

async fn page(desk: &Desk, place: Place) -> Lines<AccountLine> {
    let lines = desk.services.accounts(&actor(AUD), place, 64).await.unwrap();
    assert_eq!(lines.lines.len(), lines.places.len());
    lines
}

fn met_once(met: &[AccountId], wanted: impl Iterator<Item = u128>) {
    let mut times: HashMap<AccountId, usize> = HashMap::new();
    for id in met {
        *times.entry(*id).or_default() += 1;
    }
    for (id, times) in &times {
        assert_eq!(*times, 1, "{id} was met more than once");
    }
    for number in wanted {
        assert!(times.contains_key(&AccountId::new(number)), "{number} was missed");
    }
}

#[tokio::test]
async fn every_account_is_met_once_to_the_end_and_back_while_others_are_added() {
    let desk = crowd(COUNT).await;
    let (mut place, mut met, mut names) = (Place::Start, Vec::new(), Vec::new());
    for turn in 0_u128.. {
        let lines = page(&desk, place).await;
        met.extend(lines.lines.iter().map(|line| line.id));
        names.extend(lines.lines.iter().map(|line| line.company.to_lowercase()));
        // Before the place, after it, and right at it.
        add(&desk, 100_000 + turn * 7..100_000 + turn * 7 + 7).await;
        match lines.next {
            Some(next) => place = Place::After(next),
            None => break,
        }
    }
    met_once(&met, 1_000..1_000 + COUNT);
    assert!(names.is_sorted(), "the list is in the order of the names");

    let (mut place, mut met) = (Place::End, Vec::new());
    for turn in 0_u128.. {
        let lines = page(&desk, place).await;
        met.extend(lines.lines.iter().rev().map(|line| line.id));
        add(&desk, 200_000 + turn * 7..200_000 + turn * 7 + 7).await;
        match lines.previous {
            Some(previous) => place = Place::Before(previous),
            None => break,
        }
    }
    met_once(&met, (1_000..1_000 + COUNT).chain(100_000..100_200));
}

#[tokio::test]
async fn pages_meet_in_both_directions_and_a_place_outlives_its_line() {
    let desk = crowd(300).await;
    let first = page(&desk, Place::Start).await;
    assert_eq!(first.previous, None);
    let second = page(&desk, Place::After(first.next.clone().unwrap())).await;
    let back = page(&desk, Place::Before(second.previous.clone().unwrap())).await;
    assert_eq!(back.lines, first.lines);
    assert_eq!(back.previous, None);
    let again = page(&desk, Place::After(back.next.unwrap())).await;
    assert_eq!(again, second);

    // The line at the place is renamed away; the list goes on where it stood.
    let middle = 30;
    let (id, place) = (second.lines[middle].id, second.places[middle].clone());
    let mut renamed = member(id.bits());
    renamed.profile.company = offerdesk::domain::address::Name::parse("東京ソフト").unwrap();
    assert_eq!(page(&desk, Place::At(place.clone())).await.lines[0].id, id);
    desk.put(&renamed).await;
    let on = page(&desk, Place::At(place)).await;
    assert_eq!(on.lines[0], second.lines[middle + 1]);
    assert!(on.previous.is_some());
    let top = page(&desk, Place::At(first.places[0].clone())).await;
    assert_eq!((&top.lines, &top.previous), (&first.lines, &None));

    let last = page(&desk, Place::End).await;
    assert_eq!(last.next, None);
    assert_eq!(last.lines.last().unwrap().company, "東京ソフト");
}

#[tokio::test]
async fn who_is_no_staff_pages_through_their_own_accounts_only() {
    let desk = crowd(300).await;
    let lines = desk.services.accounts(&actor(ANA), None, 64).await.unwrap();
    let companies: Vec<&str> = lines.lines.iter().map(|line| line.company.as_str()).collect();
    assert_eq!(companies, ["Contoso", "Wilga sp. z o.o."]);
    assert_eq!((lines.previous, lines.next), (None, None));
    let ben = desk.services.accounts(&actor(BEN), None, 64).await.unwrap();
    assert_eq!(ben.lines.len(), 1);
    assert_eq!(ben.lines[0].id, CONTOSO);
    let grant = Grant {
        account: AccountId::new(1_000),
        role: offerdesk::domain::user::Role::AdminAgent,
    };
    let orders = desk.services.orders(&actor(BEN), grant.account, None, 9).await;
    assert!(matches!(orders, Err(ServiceError::Denied(_))), "{orders:?}");
}
