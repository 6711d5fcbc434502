//! What every engine of a store must keep (`store/record.rs`), as one suite that engines are put under: the embedded
//! one, and a model in memory (`support/model.rs`) against which the contract can be read.
//!
//! To put a further engine under it (Postgres is planned):
//! 1. Give it a [`place::Place`]: how a store of it is opened or created there, and another place with nothing in it.
//!    What it needs outside, such as a server, is started there; without that the place says so and fails.
//! 2. Add `suite!(postgres, Server::new())` below: every test of the contract runs on it.
//! 3. Add a test that plays random batches on it and on the model, as `the_embedded_engine_answers_as_the_model_does`
//!    does.
//!
//! A test takes nothing for granted but the trait `Engine`: what is an engine's own (files, crashes, memory, more than
//! one process) has tests of its own (`store_opening.rs`, `store_crash.rs` and others for the embedded one).
//!
//! | what | file |
//! |---|---|
//! | expected versions, claims, series, refusals, published changes | `records.rs` |
//! | which day is taken | `days.rs` |
//! | pages of an index, holders of claims | `pages.rs` |
//! | audit chains, the head of the log and its hash | `audit.rs` |
//! | opening, closing, facts, check, rebuild, races | `life.rs` |
//! | random batches beside the model | `play.rs`; `reading.rs` is what is compared |

// A test reports by panicking, also in the functions beside the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/model.rs"]
mod model;
#[path = "support/store.rs"]
mod support;

#[path = "store_contract/audit.rs"]
mod audit;
#[path = "store_contract/days.rs"]
mod days;
#[path = "store_contract/life.rs"]
mod life;
#[path = "store_contract/pages.rs"]
mod pages;
#[path = "store_contract/place.rs"]
mod place;
#[path = "store_contract/play.rs"]
mod play;
#[path = "store_contract/reading.rs"]
mod reading;
#[path = "store_contract/records.rs"]
mod records;

use model::Memory;
use place::Folder;

/// Every test of the contract, on one engine. A test that is missing here is told by the compiler as unused.
macro_rules! suite {
    ($engine:ident, $place:expr) => {
        mod $engine {
            use super::*;

            suite!(@ $place, records:
                a_record_is_read_as_it_was_written_with_who_and_when,
                a_batch_that_relies_on_an_old_version_is_refused_and_told_what_moved_and_who_moved_it,
                a_claim_is_held_by_one_record_until_it_is_released,
                two_records_of_one_batch_cannot_hold_the_same_claim,
                a_record_deleted_and_made_again_never_repeats_a_version,
                private_records_need_no_audit_and_no_version_and_publish_nothing,
                a_batch_that_breaks_the_contract_is_refused_whatever_is_stored,
                an_empty_batch_is_a_barrier_that_writes_nothing_but_still_checks_what_it_relies_on,
                a_batch_that_changes_nothing_gets_no_number_of_its_own,
                a_series_has_no_gaps_even_when_batches_are_refused_or_the_store_is_reopened,
                changes_are_published_in_order_with_the_entries_gained_and_lost,
            );
            suite!(@ $place, days:
                a_real_store_refuses_an_earlier_day_and_remembers_it_across_openings,
                a_real_store_refuses_a_day_more_than_sixty_days_ahead_across_openings,
                what_is_private_is_kept_on_any_day_and_moves_no_day,
                a_day_that_is_said_to_be_right_is_taken_both_ways_and_goes_for_what_follows,
                a_demo_store_may_go_back,
            );
            suite!(@ $place, pages:
                pages_follow_the_index_in_both_directions_whatever_the_page_size,
                a_scan_begins_where_a_key_would_stand,
                a_page_goes_on_behind_an_entry_that_is_gone_by_then,
                a_cursor_of_another_scan_is_ignored_instead_of_leading_out_of_this_one,
                a_record_is_found_where_it_is_now_and_once_under_a_key_that_it_names_twice,
                holders_come_in_the_order_of_their_claims_and_no_more_than_asked,
            );
            suite!(@ $place, audit:
                audit_chains_count_by_themselves_and_are_read_in_pages,
                the_head_of_the_log_is_the_hash_of_its_entries_and_moves_with_each,
                a_former_head_can_be_verified_however_the_log_has_grown_since,
                there_is_no_hash_over_more_entries_than_there_are,
                a_log_in_which_anything_is_different_ends_differently,
            );
            suite!(@ $place, life:
                a_store_is_opened_where_one_is_and_created_where_none_is,
                after_closing_everything_is_refused_and_the_reason_is_told,
                closing_finishes_what_was_committed_and_nothing_else_is_there_afterwards,
                a_store_says_what_it_is_and_how_far_it_has_come,
                a_store_of_sample_data_says_no_day,
                a_check_counts_everything_and_finds_nothing_in_a_store_that_was_only_committed_to,
                a_check_asks_what_each_record_says_of_itself_and_tells_what_does_not_fit,
                neither_rebuilding_nor_opening_anew_changes_anything_that_is_read,
                entries_that_records_say_otherwise_by_now_are_written_anew_and_nothing_else_changes,
                commits_that_race_are_each_applied_once_and_in_one_order,
                of_those_who_race_for_a_claim_one_has_it_and_the_others_are_told_who,
            );
        }
    };
    (@ $place:expr, $part:ident: $($test:ident,)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                $part::$test(&$place).await;
            }
        )+
    };
}

suite!(embedded, Folder::new());
suite!(memory, Memory::default());

#[test]
fn the_embedded_engine_answers_as_the_model_does() {
    play::against_the_model(&Folder::hasty(), 48);
}
