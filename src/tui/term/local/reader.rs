//! The thread that reads the keyboard.
//!
//! Standard input cannot be read without blocking, and making it non-blocking would change it for the shell as
//! well; so a thread waits for it, together with a pipe whose closing tells it to end. What it read passes through
//! fixed buffers that are wiped as soon as the bytes moved on: an ordinary channel would keep them.

use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::thread::JoinHandle;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio;
use zeroize::{Zeroize, Zeroizing};

const PORTION: usize = 4096;

/// The reading side: a thread and what it handed over.
pub(super) struct Reader {
    handover: Arc<Handover>,
    /// Closing it ends the thread.
    stop: Option<PipeWriter>,
    thread: Option<JoinHandle<()>>,
}

/// What there was to take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Received {
    /// Bytes, which were given to the consumer.
    Bytes,
    /// Nothing yet; the task will be woken.
    Nothing,
    /// Nothing ever again.
    End,
}

#[derive(Default)]
struct Handover {
    state: Mutex<State>,
    emptied: Condvar,
}

struct State {
    bytes: Box<[u8; PORTION]>,
    length: usize,
    ended: bool,
    closed: bool,
    waker: Option<Waker>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            bytes: Box::new([0; PORTION]),
            length: 0,
            ended: false,
            closed: false,
            waker: None,
        }
    }
}

impl Reader {
    /// Starts reading standard input.
    pub(super) fn start() -> io::Result<Self> {
        Self::read_from(stdio::stdin())
    }

    fn read_from(input: BorrowedFd<'static>) -> io::Result<Self> {
        let (stopped, stop) = io::pipe()?;
        let handover = Arc::new(Handover::default());
        let theirs = Arc::clone(&handover);
        let thread = std::thread::Builder::new()
            .name("keyboard".to_owned())
            .spawn(move || {
                read_until_end(input, &stopped, &theirs);
                theirs.end();
            })?;
        Ok(Self {
            handover,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Gives waiting bytes to `consume` and wipes them.
    pub(super) fn poll(&self, context: &mut Context<'_>, consume: impl FnOnce(&[u8])) -> Received {
        let mut state = self.handover.lock();
        if state.length > 0 {
            let length = state.length;
            if let Some(bytes) = state.bytes.get_mut(..length) {
                consume(bytes);
                bytes.zeroize();
            }
            state.length = 0;
            drop(state);
            self.handover.emptied.notify_one();
            return Received::Bytes;
        }
        if state.ended {
            return Received::End;
        }
        state.waker = Some(context.waker().clone());
        Received::Nothing
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut state = self.handover.lock();
        state.closed = true;
        state.bytes.zeroize();
        drop(state);
        self.handover.emptied.notify_one();
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Handover {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands bytes over, once the former ones were taken; tells whether anybody wants more.
    fn pass(&self, bytes: &[u8]) -> bool {
        let mut state = self
            .emptied
            .wait_while(self.lock(), |state| state.length > 0 && !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return false;
        }
        if let Some(room) = state.bytes.get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            state.length = bytes.len();
        }
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        true
    }

    fn end(&self) {
        let mut state = self.lock();
        state.ended = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Until the input ends, fails or is no longer wanted.
fn read_until_end(input: BorrowedFd<'_>, stopped: &PipeReader, handover: &Handover) {
    let mut portion = Zeroizing::new([0; PORTION]);
    loop {
        let mut ready = [
            PollFd::from_borrowed_fd(input, PollFlags::IN),
            PollFd::from_borrowed_fd(stopped.as_fd(), PollFlags::IN),
        ];
        match poll(&mut ready, None) {
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return,
        }
        let [readable, stop] = ready;
        if !stop.revents().is_empty() {
            return;
        }
        if readable.revents().is_empty() {
            continue;
        }
        let length = match rustix::io::read(input, &mut portion[..]) {
            Ok(0) => return,
            Ok(length) => length,
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Err(_) => return,
        };
        let bytes = portion.get_mut(..length).unwrap_or_default();
        let wanted = handover.pass(bytes);
        bytes.zeroize();
        if !wanted {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::OwnedFd;

    /// A pipe instead of a keyboard; its reading end lives as long as the process, as standard input does.
    fn keyboard() -> (Reader, PipeWriter) {
        let (input, keys) = io::pipe().unwrap();
        let input: &'static OwnedFd = Box::leak(Box::new(OwnedFd::from(input)));
        (Reader::read_from(input.as_fd()).unwrap(), keys)
    }

    async fn next(reader: &Reader) -> Vec<u8> {
        let mut bytes = Vec::new();
        std::future::poll_fn(
            |context| match reader.poll(context, |new| bytes.extend_from_slice(new)) {
                Received::Nothing => std::task::Poll::Pending,
                _ => std::task::Poll::Ready(()),
            },
        )
        .await;
        bytes
    }

    #[tokio::test]
    async fn everything_typed_arrives_in_order_and_nothing_of_it_stays() {
        let (reader, mut keys) = keyboard();
        let text: Vec<u8> = (0..100_000_u32).map(|index| index.to_le_bytes()[0]).collect();
        let typed = text.clone();
        let typing = std::thread::spawn(move || keys.write_all(&typed));
        let mut arrived = Vec::new();
        loop {
            let bytes = next(&reader).await;
            if bytes.is_empty() {
                break;
            }
            arrived.extend(bytes);
        }
        typing.join().unwrap().unwrap();
        assert!(arrived == text, "{} bytes arrived", arrived.len());
        assert!(reader.handover.lock().bytes.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn the_thread_ends_when_nobody_listens_any_more() {
        let (reader, mut keys) = keyboard();
        // Two portions: one waits to be taken, the other one to be read.
        keys.write_all(&[b'x'; 2 * PORTION]).unwrap();
        drop(reader);
        let (reader, _keys) = keyboard();
        drop(reader);
    }
}
