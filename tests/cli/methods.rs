//! Giving an order up, and paying it in another way: what a command asks, says before, keeps and refuses.

use crate::support::{CARD, Home, SEEDED, TODAY};

const CONTACT: &str = "--transfer --contact-name Dana --phone '+1 425 555 0100' --email dana@example.com";
const RENEW: &str = "renew --account 1234567 --offer action-pack --accept-terms 2026-1";
const FIONA: &str = "--as fiona.grant@seller.example";

fn demo(words: &str) -> String {
    on(TODAY, words)
}

fn on(day: &str, words: &str) -> String {
    format!("--demo --today {day} {words}")
}

fn declined() -> String {
    CARD.replace("4242 4242 4242 4242", "4000 0000 0000 9995")
}

fn says(said: &str, texts: &[&str]) {
    for text in texts {
        assert!(said.contains(text), "{text:?} is not said:\n{said}");
    }
}

/// Insists that the order is what it was: it awaits its transfer.
fn still_awaits(home: &Home) {
    assert_eq!(
        home.json(&demo(&format!("orders show {SEEDED}")))["state"],
        "awaiting-payment"
    );
}

#[test]
fn an_order_is_given_up_only_after_a_clear_yes() {
    let home = Home::new();
    let cancel = demo(&format!("orders cancel {SEEDED}"));
    for answer in ["", "n\n", "maybe\n"] {
        let said = home.run_with(&cancel, answer);
        assert!(said.starts_with("exit 1"), "{said}");
        says(&said, &["Cancel order OD-9KD5-HYX0 for $475.00? (y/n)"]);
        still_awaits(&home);
    }
    let polish = home.run_with(&format!("{cancel} --lang pl"), "n\n");
    says(
        &polish,
        &["Anulować zamówienie OD-9KD5-HYX0 na kwotę 475,00 USD? (t/n)"],
    );
    // Only the error, and no question, is said to a program.
    let refused = home.run(&format!("{cancel} --json"));
    says(&refused, &["exit 2\n--- stderr\n{", "\"yes-needed\""]);
    assert!(!refused.contains("--- stdout"), "{refused}");
    still_awaits(&home);

    let given_up = home.run_with(&cancel, "y\n");
    assert!(given_up.starts_with("exit 0"), "{given_up}");
    says(&given_up, &["Order OD-9KD5-HYX0 was canceled."]);
    assert!(
        !given_up.contains("unallocated"),
        "no money had come in: {given_up}"
    );
    let again = home.run(&format!("{cancel} --yes"));
    assert!(again.starts_with("exit 4"), "{again}");
    assert_eq!(
        home.json(&demo(&format!("orders show {SEEDED}")))["state"],
        "cancelled"
    );
}

#[test]
fn an_order_that_is_given_up_is_told_as_json_and_frees_its_money() {
    let home = Home::new();
    let part = format!("{FIONA} orders book {SEEDED} --amount 100.00 --currency USD --value-date 2026-06-22");
    let booked = home.run(&demo(&part));
    assert!(booked.starts_with("exit 0"), "{booked}");
    let said = home.run(&demo(&format!("orders cancel {SEEDED} --yes")));
    says(
        &said,
        &["$100.00 received for it is now unallocated. Finance will apply it to another order or return it."],
    );
    let receipts = home.json(&demo(&format!("{FIONA} receipts list")));
    says(&receipts.to_string(), &["100.00 USD"]);

    let other = Home::new();
    let given_up = other.json(&demo(&format!("orders cancel {SEEDED} --yes")));
    assert_eq!(
        (&given_up["number"], &given_up["state"]),
        (&SEEDED.into(), &"cancelled".into())
    );
}

#[test]
fn who_may_not_buy_gives_nothing_up_and_changes_nothing() {
    let home = Home::new();
    for person in [
        "fiona.grant@seller.example",
        "sofia.lindqvist@seller.example",
        "aoife.byrne@seller.example",
        "ingrid.koehler@example.de",
    ] {
        for command in [
            format!("orders cancel {SEEDED} --yes"),
            format!("orders change-method {SEEDED} --card-stdin --yes"),
        ] {
            let said = home.run_with(&demo(&format!("--as {person} {command}")), CARD);
            assert!(
                said.starts_with("exit 5") || said.starts_with("exit 3"),
                "{person}, {command}: {said}"
            );
            still_awaits(&home);
        }
    }
    // An admin agent of the company may.
    let said = home.run(&demo(&format!(
        "--as tom.okafor@example.com orders cancel {SEEDED} --yes"
    )));
    assert!(said.starts_with("exit 0"), "{said}");
}

#[test]
fn a_transfer_is_changed_to_a_card_in_one_step_and_keeps_its_price_and_its_day() {
    let home = Home::new();
    let before = home.json(&demo(&format!("orders show {SEEDED}")));
    let change = format!("orders change-method {SEEDED} --card-stdin");
    // Three days later, and not without a yes.
    let asked = home.run_with(&on("2026-06-25", &change), &format!("{CARD}n\n"));
    assert!(asked.starts_with("exit 1"), "{asked}");
    says(
        &asked,
        &[
            "Change how order OD-9KD5-HYX0 for $475.00 is paid? (y/n)",
            // Seen: the command printed the wire instructions and then charged the card without this.
            "If you've already sent the transfer, don't pay by card",
        ],
    );
    // Seen: the warning stood below the instructions that it is about.
    let at = |text| asked.find(text).unwrap();
    assert!(
        at("If you've already sent") < at("OD-9KD5-HYX0 6789012"),
        "{asked}"
    );
    let json = home.run_with(&on("2026-06-25", &format!("{change} --json")), CARD);
    says(&json, &["\"yes-needed\""]);
    assert!(!json.contains("--- stdout"), "{json}");
    still_awaits_on(&home, "2026-06-25");

    let paid = home.run_with(&on("2026-06-25", &format!("{change} --yes --json")), CARD);
    assert!(paid.starts_with("exit 0"), "{paid}");
    let orders = home.json(&on("2026-06-25", "orders list --account 6789012"));
    let of = |state: &str| {
        let orders = orders["orders"].as_array().unwrap().iter();
        let found: Vec<_> = orders.filter(|order| order["state"] == state).collect();
        assert_eq!(found.len(), 1, "{state}: {found:?}");
        found[0].clone()
    };
    let (paid, given_up) = (of("paid"), of("cancelled"));
    assert_eq!(given_up["number"], SEEDED);
    assert_ne!(paid["number"], SEEDED);
    for kept in ["price", "placed_on", "offer", "purpose"] {
        assert_eq!(paid[kept], before[kept], "{kept}");
    }
    assert_eq!(paid["payment"]["method"], "card");
    let again = home.run_with(&on("2026-06-25", &format!("{change} --yes")), CARD);
    assert!(again.starts_with("exit 4"), "{again}");
}

fn still_awaits_on(home: &Home, day: &str) {
    let order = home.json(&on(day, &format!("orders show {SEEDED}")));
    assert_eq!(order["state"], "awaiting-payment");
}

#[test]
fn a_transfer_is_not_changed_to_a_transfer() {
    let home = Home::new();
    let said = home.run(&demo(&format!("orders change-method {SEEDED} {CONTACT} --yes")));
    assert!(said.starts_with("exit 4"), "{said}");
    says(
        &said,
        &[
            "Bank transfer is already this order's payment method. Nothing was changed.",
            "Pay it, or choose a card.",
        ],
    );
    still_awaits(&home);
}

/// Seen: `order-illegal-step`, until 24 hours had passed.
#[test]
fn a_declined_order_is_paid_by_transfer_at_its_price_and_the_words_say_what_that_blocks() {
    for (lang, blocks) in [
        (
            "en",
            "an order by bank transfer blocks other orders for this offer and canceling it.",
        ),
        ("pl", "tej oferty nie można zamówić ponownie ani anulować."),
    ] {
        for by_number in [false, true] {
            let home = Home::new();
            let said = home.run_with(&demo(&format!("{RENEW} --card-stdin --yes")), &declined());
            assert!(said.starts_with("exit 1"), "{said}");
            let order = home.json(&demo("orders list --account 1234567"))["orders"][0].clone();
            let number = order["number"].as_str().unwrap();
            let pay = if by_number {
                format!("orders change-method {number} {CONTACT} --yes --lang {lang}")
            } else {
                format!("{RENEW} {CONTACT} --yes --lang {lang}")
            };
            let said = home.run(&demo(&pay));
            assert!(said.starts_with("exit 0"), "{pay}: {said}");
            says(&said, &[blocks]);
            let orders = home.json(&demo("orders list --account 1234567"));
            let awaiting: Vec<_> = (orders["orders"].as_array().unwrap().iter())
                .filter(|order| order["state"] == "awaiting-payment")
                .collect();
            assert_eq!(awaiting.len(), 1, "{orders}");
            for kept in ["price", "placed_on", "offer", "purpose"] {
                assert_eq!(awaiting[0][kept], order[kept], "{kept}");
            }
            let shown = home.json(&demo(&format!(
                "orders show {}",
                awaiting[0]["number"].as_str().unwrap()
            )));
            assert_eq!(shown["instructions"]["due"], "2026-07-22", "{shown}");
        }
    }
}

/// Another catalog came between: what was declined keeps its price, and what is bought anew does not.
#[test]
fn a_declined_order_keeps_its_price_over_another_catalog() {
    let home = Home::new();
    home.run_with(&demo(&format!("{RENEW} --card-stdin --yes")), &declined());
    std::fs::create_dir(home.path("catalog")).unwrap();
    for name in [
        "countries.toml",
        "markets.toml",
        "offers.toml",
        "terms.toml",
        "problems.toml",
    ] {
        let text = home
            .command(&demo(&format!("catalog show --file {name}")))
            .output()
            .unwrap()
            .stdout;
        let text = String::from_utf8(text)
            .unwrap()
            .replace("475.00 USD", "500.00 USD");
        std::fs::write(home.path("catalog").join(name), text).unwrap();
    }
    let adopted = home.run(&demo("catalog adopt catalog"));
    assert!(adopted.starts_with("exit 0"), "{adopted}");
    let said = home.run(&demo(&format!("{RENEW} {CONTACT} --yes")));
    assert!(said.starts_with("exit 0"), "{said}");
    says(&said, &["Transfer exactly $475.00 by July 22, 2026."]);
}

/// The window of Aurora's Action Pack closes on July 14; from the 20th day after the expiry a transfer may be late.
#[test]
fn commands_warn_of_a_transfer_that_may_come_too_late() {
    for (lang, warning) in [
        (
            "en",
            "A bank transfer can take up to a week, and renewal closes July 14, 2026.",
        ),
        (
            "pl",
            "Przelew może trwać nawet tydzień, a odnowienie jest możliwe do 14 lipca 2026.",
        ),
    ] {
        let home = Home::new();
        // The days of a demo store are those of its making.
        home.demo("offers list");
        let renew = format!("{RENEW} {CONTACT} --lang {lang}");
        let early = home.run_with(&on("2026-07-03", &renew), "n\n");
        assert!(!early.contains(warning), "{early}");
        let late = home.run_with(&on("2026-07-05", &renew), "n\n");
        says(&late, &[warning]);
        let declined = home.run_with(
            &on("2026-07-05", &format!("{RENEW} --card-stdin --yes")),
            &declined(),
        );
        assert!(declined.starts_with("exit 1"), "{declined}");
        let order = home.json(&on("2026-07-05", "orders list --account 1234567"))["orders"][0].clone();
        let number = order["number"].as_str().unwrap();
        let change = format!("orders change-method {number} {CONTACT} --lang {lang}");
        says(&home.run_with(&on("2026-07-05", &change), "n\n"), &[warning]);
        // Who asks for no question is warned as well.
        says(
            &home.run(&on("2026-07-05", &format!("{change} --yes"))),
            &[warning],
        );
    }
}

/// Seen: an order whose money was on its way back was told as one on which nothing was charged.
#[test]
fn no_sentence_about_a_refund_says_that_nothing_was_charged() {
    let nothing = [
        "nothing was charged",
        "nothing is charged",
        "not charged",
        "wasn't charged",
        "nie została obciążona",
        "nic nie pobrano",
        "nie pobrano",
        "nieobciążon",
    ];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
    let mut looked_at = 0;
    for language in ["en-US", "pl-PL"] {
        for entry in std::fs::read_dir(root.join(language)).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for line in text.lines() {
                let Some((key, sentence)) = line.split_once(" = ") else {
                    continue;
                };
                let is_of_refund = key.contains("refund") || key.contains("money-goes-back");
                if is_of_refund {
                    looked_at += 1;
                    let sentence = sentence.to_lowercase();
                    assert!(
                        !nothing.iter().any(|text| sentence.contains(text)),
                        "{language}: {line}"
                    );
                }
            }
        }
    }
    assert!(looked_at > 40, "{looked_at} sentences");

    let home = Home::new();
    let bought = home.run_with(&demo(&format!("{RENEW} --card-stdin --yes")), CARD);
    assert!(bought.starts_with("exit 0"), "{bought}");
    let asked = home.json(&demo(
        "requests new --account 1234567 --offer action-pack --cancel --description x",
    ));
    let number = asked["number"].to_string();
    let decide =
        format!("--as sofia.lindqvist@seller.example requests decide {number} --refund --no-benefit-used");
    for lang in ["en", "pl"] {
        let mut said = home.run(&demo(&format!("{decide} --lang {lang}")));
        for words in ["orders list --account 1234567", "offers list --account 1234567"] {
            said.push_str(&home.run(&demo(&format!("{words} --lang {lang}"))));
        }
        let order = home.json(&demo("orders list --account 1234567"))["orders"][0]["number"].clone();
        said.push_str(&home.run(&demo(&format!(
            "orders show {} --lang {lang}",
            order.as_str().unwrap()
        ))));
        let low = said.to_lowercase();
        assert!(!nothing.iter().any(|text| low.contains(text)), "{said}");
        says(&low, &[if lang == "en" { "refund" } else { "zwr" }]);
    }
}

/// Seen: `orders show` told how to pay an order that was overdue, as if it could still be paid.
#[test]
fn an_overdue_order_was_shown_with_instructions_to_pay_it() {
    let home = Home::new();
    still_awaits(&home);
    let show = format!("orders show {SEEDED}");
    let said = home.run_with(&on("2026-07-22", &show), "");
    says(&said, &["Wire transfer instructions"]);
    let said = home.run_with(&on("2026-07-23", &show), "");
    says(
        &said,
        &[
            "Not paid by July 22, 2026.",
            "don't pay again.",
            "The transfer that was due",
        ],
    );
    assert!(!said.contains("Wire transfer instructions"), "{said}");
}

/// Seen: the command canceled the overdue order, whose transfer was perhaps on its way, without a word in text or JSON.
#[test]
fn an_overdue_order_gave_way_to_another_one_without_a_word() {
    const LATE: &str = "2026-07-23";
    let buy = "subscribe --account 6789012 --offer action-pack --accept-terms 2026-1";
    for (payment, before) in [
        (
            "--card-stdin",
            "Buy cancels it, even if the card is declined. If you've already sent its transfer",
        ),
        (CONTACT, "Buy cancels it. If you've already sent its transfer"),
    ] {
        let home = Home::new();
        still_awaits(&home);
        let said = home.run_with(&on(LATE, &format!("{buy} {payment} --yes")), CARD);
        assert!(said.starts_with("exit 0"), "{said}");
        let replaced = format!("This order replaces order {SEEDED}, which was canceled.");
        says(
            &said,
            &[&format!("Order {SEEDED} is overdue. {before}"), &replaced],
        );

        let home = Home::new();
        still_awaits(&home);
        let said = home.run_with(&on(LATE, &format!("{buy} {payment} --yes --json")), CARD);
        says(&said, &[&format!("\"replaces\": \"{SEEDED}\"")]);
    }
    let home = Home::new();
    still_awaits(&home);
    let said = home.run_with(&on(LATE, &format!("{buy} --card-stdin --yes")), &declined());
    assert!(said.starts_with("exit 1"), "{said}");
    says(
        &said,
        &[&format!(
            "This order replaces order {SEEDED}, which was canceled."
        )],
    );
}
