//! Runs the engine below where it may panic, and turns a panic into a plain answer.
//!
//! sled panics on some damaged files instead of returning an error. A panic message in the middle of a screen helps
//! nobody, so the hook stays silent for a thread that is inside [`catch`], and for sled's own threads while some
//! thread is; every other panic goes to the hook that was there before.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

static ANYBODY_INSIDE: AtomicUsize = AtomicUsize::new(0);
static HOOK: Once = Once::new();

/// Runs `work`; a panic in it becomes its message.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(silence_our_own);
    let before = INSIDE.replace(true);
    ANYBODY_INSIDE.fetch_add(1, Ordering::SeqCst);
    let result = catch_unwind(AssertUnwindSafe(work));
    ANYBODY_INSIDE.fetch_sub(1, Ordering::SeqCst);
    INSIDE.set(before);
    result.map_err(|panic| message(panic.as_ref()))
}

fn silence_our_own() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let of_sled = std::thread::current()
            .name()
            .is_some_and(|name| name.starts_with("sled-io-") || name == "log flusher");
        let quiet = INSIDE.get() || (of_sled && ANYBODY_INSIDE.load(Ordering::SeqCst) > 0);
        if quiet {
            tracing::error!("panic inside the engine: {info}");
        } else {
            before(info);
        }
    }));
}

fn message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "the engine panicked".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message_and_the_next_call_works() {
        assert_eq!(
            catch(|| -> u8 { panic!("torn page {}", 7) }),
            Err("torn page 7".to_owned())
        );
        assert_eq!(catch(|| 3), Ok(3));
    }
}
