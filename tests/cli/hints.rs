//! Hints: what a command proposes is about the same store, the same person and the same day, and can be run as it stands.

use clap::Parser;
use offerdesk::cli::args::Args;

use crate::requests::{CANCEL, demo, done, renew};
use crate::support::{CARD, Home};

/// The command line that a text ends with.
fn command_in(text: &str) -> Option<&str> {
    text.find("offerdesk --demo").and_then(|at| text.get(at..))
}

/// Refuses a command line that cannot be run as it was printed.
fn runs(line: &str) {
    let parsed = Args::try_parse_from(line.split_whitespace());
    assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
}

/// Seen: the hint left out `--today`, so the command that it named was about another day; and `--transfer` alone is refused.
#[test]
fn a_hint_left_out_the_day_and_the_network_that_the_user_named() {
    let home = Home::new();
    let gateway = home.gateway("");
    let begin = format!(
        "--demo --today 2026-06-22 --as dana.whitfield@example.com --gateway {} --lang en",
        gateway.socket().display()
    );
    let refused = CARD.replace("4242 4242 4242 4242", "4000 0000 0000 9995");
    let buy = "renew --account 1234567 --offer action-pack --accept-terms 2026-1 --card-stdin --yes";
    let said = home.run_with(&format!("{begin} {buy}"), &refused);
    let line = command_in(&said).unwrap_or_else(|| panic!("{said}"));
    runs(line);
    assert_eq!(
        line,
        "offerdesk --demo --today 2026-06-22 --as dana.whitfield@example.com --gateway [home]/gateway/socket --lang en \
         orders change-method OD-xxxx-xxxx --transfer --contact-name NAME --phone PHONE --email EMAIL"
    );
}

#[test]
fn every_next_step_of_a_request_can_be_run() {
    let home = Home::new();
    renew(&home);
    done(&home, CANCEL);
    for who in ["", "--as sofia.lindqvist@seller.example", "--lang pl"] {
        let said = home.run(&demo(&format!("requests show 1010 {who}")));
        let lines: Vec<&str> = said.lines().filter_map(command_in).collect();
        assert!(lines.len() >= 3, "{said}");
        lines.into_iter().for_each(runs);
    }
}

/// Seen: without `--today` the reason of a refusal was that of this computer's day, and nothing told it.
#[test]
fn a_demo_store_that_is_asked_without_its_day_says_which_day_it_is() {
    let home = Home::new();
    let day = "2031-01-05";
    let made = home.run(&format!("--demo --today {day} offers list"));
    assert!(made.starts_with("exit 0"), "{made}");
    let renew = "renew --account 1234567 --offer action-pack --accept-terms 2026-1 --transfer --contact-name Dana \
                 --phone '+1 425 555 0100' --email dana@example.com --yes";
    let refused = home.run(&format!("--demo {renew}"));
    assert!(refused.starts_with("exit 4"), "{refused}");
    assert!(
        refused.contains("in this demo store, which was last changed on January 5, 2031."),
        "{refused}"
    );
    assert!(refused.ends_with("add --today 2031-01-05"), "{refused}");
    let polish = home.run(&format!("--demo --lang pl {renew}"));
    assert!(polish.ends_with("dodaj --today 2031-01-05"), "{polish}");
    let renewed = home.run(&format!("--demo --today {day} {renew}"));
    assert!(renewed.starts_with("exit 0"), "{renewed}");
}
