//! What lies in the stores that are measured: accounts with a legal profile and one to three subscriptions each, the
//! people who look after them, paid orders, and the seller's own people. Everything follows from the numbers, so that
//! each run measures the same.
//!
//! | for 1,000,000 subscriptions | records |
//! |---|---:|
//! | accounts, with 1, 2 or 3 subscriptions each | 500,000 |
//! | subscriptions; an eleventh of them may be renewed | 1,000,000 |
//! | orders, all paid: of every fifth subscription | 200,000 |
//! | people of partners, each Global admin of five accounts | 100,000 |

use offerdesk::catalog;
use offerdesk::domain::address::{Address, BillTo, Contact, Email, LegalProfile, Name, Phone};
use offerdesk::domain::bank::{AccountNumber, BankCode};
use offerdesk::domain::catalog_copy::CatalogHash;
use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::domain::ids::{AccountId, NetworkId, OrderId, UserId};
use offerdesk::domain::money::{self, Money};
use offerdesk::domain::offer::{Catalog, OfferId, Quote};
use offerdesk::domain::order::{Attempt, Course, Order, OrderNumber, OrderState, Payment, Purpose};
use offerdesk::domain::partner::{Account, Vetting};
use offerdesk::domain::payment::{CardBrand, CardExpiry, CardToken, Fingerprint, TokenizedCard};
use offerdesk::domain::seller::{BankAccount, Seller};
use offerdesk::domain::subscription::{Subscription, TERM_DAYS, Term, WindowDays};
use offerdesk::domain::user::{Grant, Role, StaffRole, User};
use offerdesk::services::ids::subscription_id;

const FIRST_WORDS: [&str; 16] = [
    "Adatum",
    "Bellows",
    "Contoso",
    "Datum",
    "Elm",
    "Fabrikam",
    "Graphic",
    "Humongous",
    "Litware",
    "Łódzkie",
    "Northwind",
    "Proseware",
    "Tailspin",
    "Wilga",
    "Wingtip",
    "Żuraw",
];
const SECOND_WORDS: [&str; 8] = [
    "Cloud",
    "Consulting",
    "Data",
    "Design",
    "Networks",
    "Software",
    "Systems",
    "Usługi",
];
const CITIES: [(&str, &str, &str, &str); 6] = [
    ("Redmond", "WA", "98052", "US"),
    ("Austin", "TX", "78701", "US"),
    ("Warszawa", "", "00-950", "PL"),
    ("Łódź", "", "90-001", "PL"),
    ("Seattle", "WA", "98101", "US"),
    ("Kraków", "", "30-001", "PL"),
];
const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];

/// Accounts that one person looks after.
const ACCOUNTS_A_PERSON: u32 = 5;

/// A world of some size.
pub struct World {
    /// Subscriptions in it.
    pub subscriptions: u32,
    /// The day on which it was made.
    pub today: Day,
    catalog: Catalog,
}

/// The person who acts when the desk is opened: staff, so that lists are as long as they can be.
pub const STAFF: UserId = UserId::new(1);
const PEOPLE: u128 = 1_000;

/// One account with everything that belongs to it.
pub struct House {
    /// The account.
    pub account: Account,
    /// Its subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// Its orders.
    pub orders: Vec<Order>,
    /// The person who looks after it and the next four; `None` for those four.
    pub person: Option<User>,
}

impl World {
    /// A world with that many subscriptions, as of a day.
    pub fn new(subscriptions: u32, today: Day) -> Self {
        let catalog = catalog::embedded()
            .expect("the built-in catalog is whole")
            .catalog;
        Self {
            subscriptions,
            today,
            catalog,
        }
    }

    /// Every account with what belongs to it.
    pub fn houses(&self) -> impl Iterator<Item = House> {
        let mut left = self.subscriptions;
        (0..).map_while(move |place: u32| {
            let held = (place % 3 + 1).min(left);
            left -= held;
            (held > 0).then(|| self.house(place, held))
        })
    }

    fn house(&self, place: u32, held: u32) -> House {
        let account = account(place);
        let first = place / ACCOUNTS_A_PERSON * ACCOUNTS_A_PERSON;
        let person = UserId::new(PEOPLE + u128::from(first));
        let mut subscriptions = Vec::new();
        let mut orders = Vec::new();
        for which in 0..held {
            let offer = OfferId::parse(OFFERS[which as usize]).expect("an offer");
            // The days are spread over the year around today: one in eleven lies in its window.
            let spread = mixed(u64::from(place) * 3 + u64::from(which)) % 365;
            let expires = self.today.plus(i32::try_from(spread).unwrap_or(0) - 35);
            let mut subscription = Subscription::activated(
                subscription_id(account.id, &offer),
                account.id,
                offer,
                expires.plus(-TERM_DAYS),
                None,
                WindowDays::USUAL,
            );
            if (place * 3 + which).is_multiple_of(5) {
                let order = self.order(
                    &account,
                    &subscription,
                    person,
                    u64::from(place) * 3 + u64::from(which),
                );
                subscription.terms[0].order = Some(order.id);
                orders.push(order);
            }
            subscriptions.push(subscription);
        }
        House {
            person: (first == place).then(|| self.person(person, place)),
            account,
            subscriptions,
            orders,
        }
    }

    /// The paid order of a subscription's newest term.
    fn order(&self, account: &Account, subscription: &Subscription, by: UserId, number: u64) -> Order {
        let placed = Timestamp(Timestamp::start_of(subscription.expires.plus(-TERM_DAYS)).0 + 36_000_000);
        let quote = self.quote(account, &subscription.offer);
        Order {
            id: OrderId::new(
                u128::from(placed.0.unsigned_abs()) << 80
                    | u128::from(mixed(number)) << 16
                    | u128::from(number),
            ),
            // An odd factor keeps the numbers apart: no two orders share one.
            number: OrderNumber::from_random(number.wrapping_mul(0x1_2345_6789)),
            account: account.id,
            offer: subscription.offer.clone(),
            purpose: Purpose::Renew {
                subscription: subscription.id,
                from: subscription.expires.plus(-TERM_DAYS),
            },
            placed_by: by,
            placed_at: placed,
            follows: None,
            bill_to: BillTo::of(&account.profile, String::new()),
            terms_version: self.catalog.terms_version.clone(),
            catalog: CatalogHash::default(),
            rerated: None,
            window: WindowDays::USUAL,
            due_days: 30,
            payment: Payment::Card {
                attempts: vec![attempt(number, placed)],
            },
            state: OrderState::Paid {
                expires: subscription.expires,
            },
            since: placed,
            quote,
        }
    }

    /// What an offer costs an account; a sample price where the catalog sells it not.
    fn quote(&self, account: &Account, offer: &OfferId) -> Quote {
        let seller = offerdesk::domain::offer::Seat {
            country: "US".parse().expect("a country"),
            in_union: false,
        };
        self.catalog
            .quote(offer, account.buyer(), seller, self.today)
            .unwrap_or_else(|_| {
                let money = |minor| Money::new(minor, money::currency("USD").expect("a currency"));
                Quote {
                    net: money(48_500),
                    treatment: offerdesk::domain::offer::TaxTreatment::Untaxed,
                    tax: money(0),
                    total: money(48_500),
                }
            })
    }

    /// A renewal that is paid today: the subscription's next term and the order that pays it.
    pub fn renewal(
        &self,
        account: &Account,
        subscription: &Subscription,
        number: u64,
    ) -> (Subscription, Order) {
        let mut renewed = subscription.clone();
        renewed.expires = subscription.expires.plus(TERM_DAYS);
        let mut order = self.order(account, &renewed, STAFF, 1 << 34 | number);
        let placed = Timestamp(Timestamp::start_of(self.today).0 + 43_200_000);
        (order.placed_at, order.since) = (placed, placed);
        renewed.terms.push(Term {
            activated: self.today,
            expires: renewed.expires,
            order: Some(order.id),
            window: WindowDays::USUAL,
        });
        if renewed.terms.len() > 4 {
            renewed.terms.remove(0); // a record of the usual length, however often it is renewed here
        }
        (renewed, order)
    }

    fn person(&self, id: UserId, place: u32) -> User {
        let accounts = self.subscriptions.div_ceil(2).max(1);
        let grants = (place..place + ACCOUNTS_A_PERSON).filter(|account| *account < accounts.max(place + 1));
        User {
            id,
            name: name(&format!(
                "{} {}",
                ["Ana", "Żaneta", "Ben", "Dee"][place as usize / 5 % 4],
                company(place + 7)
            )),
            email: email(&format!("person{place}@partner.example")),
            grants: grants
                .map(|account| Grant {
                    account: account_id(account),
                    role: Role::GlobalAdmin,
                })
                .collect(),
            staff: Vec::new(),
            os_user: None,
            disabled: false,
        }
    }
}

/// The seller's own people. The first one is whoever runs this, who has a role in the first account as well and so
/// begins with its tiles.
pub fn staff(os_user: &str) -> Vec<User> {
    let of_seller = |number: u128, who: &str, staff| User {
        id: UserId::new(number),
        name: name(who),
        email: email(&format!("staff{number}@seller.example")),
        grants: Vec::new(),
        staff,
        os_user: None,
        disabled: false,
    };
    let grant = Grant {
        account: account_id(0),
        role: Role::GlobalAdmin,
    };
    vec![
        User {
            grants: vec![grant],
            os_user: Some(os_user.to_owned()),
            ..of_seller(1, "Sue Support", vec![StaffRole::Finance])
        },
        of_seller(2, "Aud Auditor", vec![StaffRole::Auditor]),
    ]
}

/// The seller.
pub fn seller() -> Seller {
    let bank_account = |code: &str| BankAccount {
        currency: money::currency(code).expect("a currency"),
        bank: name("First Sample Bank"),
        number: AccountNumber::parse("0000 0000 0000").expect("an account number"),
        bic: BankCode::parse("SAMPUS00").expect("a BIC"),
    };
    Seller {
        name: name("Offerdesk Sample Seller"),
        address: address(0),
        vat_id: None,
        bank_accounts: ["USD", "PLN", "EUR"].map(bank_account).to_vec(),
    }
}

/// What every company's name ends with: the first useful frame shows it.
pub const COMPANY_ENDS: &str = " Ltd";

fn account(place: u32) -> Account {
    Account {
        id: account_id(place),
        mpn_id: format!("{}", 1_000_000 + place).parse().expect("an MPN ID"),
        profile: LegalProfile {
            company: name(&company(place)),
            address: address(place),
            vat_id: None,
            primary_contact: Contact {
                name: name("Ana Example"),
                email: email(&format!("billing{place}@partner.example")),
                phone: Phone::parse("+1 425 555 0100").expect("a phone number"),
            },
        },
        vetting: Vetting::Authorized {
            on: "2026-01-01".parse().expect("a day"),
        },
        requirements_met: OFFERS[1..]
            .iter()
            .map(|offer| OfferId::parse(offer).expect("an offer"))
            .collect(),
        tax_exempt: false,
    }
}

fn account_id(place: u32) -> AccountId {
    // Ids sort by creation, as those of the desk do.
    AccountId::new(
        0x0198_0000_0000_u128 << 80 | u128::from(place) << 32 | u128::from(mixed(u64::from(place)) >> 32),
    )
}

fn company(place: u32) -> String {
    let mixed = mixed(u64::from(place));
    let first = FIRST_WORDS[usize::try_from(mixed % 16).unwrap_or(0)];
    let second = SECOND_WORDS[usize::try_from(mixed / 16 % 8).unwrap_or(0)];
    format!("{first} {second} {place}{COMPANY_ENDS}")
}

fn address(place: u32) -> Address {
    let (city, state, postal_code, country) = CITIES[place as usize % CITIES.len()];
    Address {
        line1: format!("{} Main Street", place % 900 + 1),
        line2: String::new(),
        city: city.to_owned(),
        state: state.to_owned(),
        postal_code: postal_code.to_owned(),
        country: country.parse().expect("a country"),
    }
}

fn attempt(number: u64, began: Timestamp) -> Attempt {
    Attempt {
        reference: format!("pay_{:016x}", mixed(number)),
        card: TokenizedCard {
            token: CardToken(format!("tok_{:024x}", mixed(number ^ 7))),
            brand: CardBrand::Visa,
            last_four: format!("{:04}", number % 10_000),
            expiry: CardExpiry {
                year: 2030,
                month: 12,
            },
            fingerprint: Fingerprint(format!("card_{:024x}", mixed(number ^ 9))),
        },
        network: NetworkId::new(1),
        began,
        keeps_card: false,
        course: Course::Usual,
    }
}

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

fn email(text: &str) -> Email {
    Email::parse(text).expect("an email address")
}

/// `SplitMix64`: numbers that look like chance and are the same each time.
pub const fn mixed(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
