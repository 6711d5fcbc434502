//! The files of each language, compiled in. A new file is named once here and put in both folders; a test holds
//! that no file in the folders is left out.

use super::locale::Locale;

/// One file of sentences.
#[derive(Clone, Copy, Debug)]
pub struct LocaleFile {
    /// Name without folder: the same in every language.
    pub name: &'static str,
    /// Its text, in Fluent syntax.
    pub text: &'static str,
}

/// The files of a language.
pub const fn files(locale: Locale) -> &'static [LocaleFile] {
    match locale {
        Locale::EnUs => ENGLISH,
        Locale::PlPl => POLISH,
    }
}

macro_rules! locale_files {
    ($constant:ident, $folder:literal, [$($name:literal),+ $(,)?]) => {
        const $constant: &[LocaleFile] = &[$(LocaleFile {
            name: $name,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/locales/", $folder, "/", $name)),
        }),+];
    };
}

macro_rules! in_both_languages {
    ($($name:literal),+ $(,)?) => {
        locale_files!(ENGLISH, "en-US", [$($name),+]);
        locale_files!(POLISH, "pl-PL", [$($name),+]);
    };
}

in_both_languages!(
    "common.ftl",
    "keymap.ftl",
    "offers.ftl",
    "due.ftl",
    "wizard.ftl",
    "profile.ftl",
    "finance.ftl",
    "payments.ftl",
    "requests.ftl",
    "request_commands.ftl",
    "request_form.ftl",
    "lists.ftl",
    "errors.ftl",
    "services.ftl",
    "screens.ftl",
    "roles.ftl",
    "countries.ftl",
    "actions.ftl",
    "setup.ftl",
    "cli.ftl",
    "audit.ftl",
    "copies.ftl",
    "checks.ftl",
    "plain.ftl",
    "themes.ftl",
);
