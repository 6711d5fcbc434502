//! No card number as an argument: other people see arguments in the list of processes, and the shell keeps them.
//!
//! All arguments are looked through before any of them is read, so that no option and no command can forget it, and no
//! usage error can repeat the number.

use std::ffi::OsString;

use crate::domain::card_number::{holds_card_number, masked};
use crate::i18n::Locale;

/// Which argument holds a card number, by the name of its option or by its place.
pub fn in_arguments(arguments: &[OsString]) -> Option<String> {
    let place = arguments
        .iter()
        .position(|argument| holds_card_number(&argument.to_string_lossy()))?;
    let argument = arguments.get(place)?.to_string_lossy();
    let before = place.checked_sub(1).and_then(|before| arguments.get(before));
    let before = before.map(|before| before.to_string_lossy());
    let option = |text: &str| {
        text.split('=')
            .next()
            .filter(|name| name.starts_with("--"))
            .map(str::to_owned)
    };
    let own = option(&argument);
    let named = own.or_else(|| before.and_then(|before| option(&before).filter(|_| !before.contains('='))));
    // An option may be misspelled to be the number itself.
    Some(named.map_or_else(|| place.to_string(), |name| masked(&name).into_owned()))
}

/// The language that the arguments ask for, as long as none of them is read.
pub fn language(arguments: &[OsString]) -> Option<Locale> {
    let mut words = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(word) = words.next() {
        if let Some(locale) = word.strip_prefix("--lang=") {
            return Locale::parse(locale);
        }
        if word == "--lang" {
            return words.next().and_then(|locale| Locale::parse(&locale));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_that_holds_a_card_number_is_named_and_never_repeated() {
        let check = |line: &[&str], expected: Option<&str>| {
            let arguments: Vec<OsString> = line.iter().map(OsString::from).collect();
            assert_eq!(in_arguments(&arguments).as_deref(), expected, "{line:?}");
        };
        check(
            &["offerdesk", "renew", "--offer", "4242424242424242"],
            Some("--offer"),
        );
        check(
            &["offerdesk", "renew", "--offer=4242 4242 4242 4242"],
            Some("--offer"),
        );
        check(&["offerdesk", "orders", "show", "4242-4242-4242-4242"], Some("3"));
        check(&["offerdesk", "--json", "4242424242424242"], Some("--json"));
        check(&["offerdesk", "--4242424242424242"], Some("--…4242"));
        check(&["offerdesk", "renew", "--phone", "+48 58 555 01 00"], None);
        check(&["offerdesk", "renew", "--saved-card", "4242"], None);
    }
}
