//! The files of a catalog together: what is wrong in one of them hides nothing in another one.

use super::*;

#[test]
fn all_mistakes_of_all_files_are_told_at_once_and_each_where_it_is() {
    let wrong = [
        COUNTRIES.replace("calling_code = \"48\"", "calling_code = \"+48\""),
        MARKETS.replace("currency = \"USD\"", "curency = \"USD\""),
        OFFERS
            .replace("id = \"gold\"\n", "")
            .replace("quantity = 50", "quantity = 0")
            .replace("475.00 USD", "475.001 USD"),
        TERMS.replace("version = \"1\"", "version = 1"),
    ];
    let error = read_texts(wrong.each_ref().map(String::as_str)).unwrap_err();
    assert_eq!(
        told(&error),
        [
            // The market of the country with the mistake and the price in the market with the mistake are fine.
            "countries.toml:12:16 catalog-number-range",
            "markets.toml:4:1 catalog-unknown-field",
            "offers.toml:2:1 catalog-missing-field",
            "offers.toml:5:66 catalog-number-range",
            "offers.toml:10:7 catalog-not-an-amount",
            "terms.toml:2:11 catalog-wrong-type",
        ]
    );
    assert_eq!(error.code(), "catalog-number-range");
    let said = I18n::new(Locale::EnUs).explain(&error).sentence;
    assert!(said.contains("6 mistakes"), "{said}");
}

#[test]
fn a_file_that_is_no_toml_is_not_missed_in_the_others() {
    let error = read_texts(["[[country]", "[[market", OFFERS, TERMS]).unwrap_err();
    let mut files: Vec<&str> = error.mistakes().map(|mistake| mistake.file.as_str()).collect();
    files.dedup();
    assert_eq!(files, ["countries.toml", "markets.toml"]);
    assert!(
        error.mistakes().all(|mistake| mistake.code() == "catalog-syntax"),
        "{error:?}"
    );
}

#[test]
fn a_file_that_cannot_be_loaded_does_not_hide_the_mistakes_of_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let files = FILES
        .into_iter()
        .zip([COUNTRIES, MARKETS, OFFERS, TERMS, PROBLEMS]);
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text.replace("Warunki.", "")).unwrap();
    }
    let large = "#".repeat(usize::try_from(ROLE.size_limit).unwrap() + 1);
    std::fs::write(folder.path().join("markets.toml"), large).unwrap();
    std::fs::remove_file(folder.path().join("problems.toml")).unwrap();
    let error = load_folder(folder.path()).unwrap_err();
    let place = |mistake: &Mistake| {
        let name = mistake.file.rsplit('/').next().unwrap();
        format!("{name}:{} {}", mistake.line, mistake.code())
    };
    let mut told: Vec<String> = error.mistakes().map(place).collect();
    told.sort();
    assert_eq!(
        told,
        [
            "markets.toml:1 catalog-unreadable",
            "problems.toml:1 catalog-unreadable",
            "terms.toml:5 catalog-empty",
        ]
    );
}

#[test]
fn a_folder_is_read_like_the_catalog_that_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/catalog");
    assert_eq!(load_folder(&folder), embedded());
    let error = load_folder(&folder.join("nowhere")).unwrap_err();
    assert_eq!(error.code(), "catalog-unreadable");
    let files: Vec<&str> = error.mistakes().map(|mistake| mistake.file.as_str()).collect();
    assert!(
        matches!(files[..], [file] if file.ends_with("countries.toml")),
        "{files:?}"
    );
}
