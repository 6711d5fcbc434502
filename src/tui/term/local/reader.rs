//! Reads the keyboard on the thread that draws: a key goes from the system to the session without a thread between.
//!
//! Standard input must not be made non-blocking: it shares its settings with the shell, and often with standard output.
//! So the runtime only watches it, and it is read when it says that there is something. What was read stands in one
//! fixed buffer, which is wiped as soon as the bytes moved on.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::task::{Context, Poll};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use zeroize::{Zeroize, Zeroizing};

const PORTION: usize = 4096;

/// What is typed, or comes from a file or a pipe.
pub(super) struct Reader {
    input: Source,
    /// Empty but while it is read.
    portion: Box<Zeroizing<[u8; PORTION]>>,
}

/// Where it comes from.
enum Source {
    /// A terminal or a pipe: it says when there is something.
    Watched(AsyncFd<BorrowedFd<'static>>),
    /// A file: there is always something, if only its end.
    File(BorrowedFd<'static>),
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

impl Reader {
    /// Starts reading standard input. Must be called inside a tokio runtime.
    pub(super) fn start() -> io::Result<Self> {
        Self::read_from(stdio::stdin())
    }

    fn read_from(input: BorrowedFd<'static>) -> io::Result<Self> {
        let input = match watch(input) {
            Ok(watched) => Source::Watched(watched),
            // How the system says that there is nothing to watch.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Source::File(input),
            Err(error) => return Err(error),
        };
        Ok(Self {
            input,
            portion: Box::new(Zeroizing::new([0; PORTION])),
        })
    }

    /// Gives waiting bytes to `consume` and wipes them.
    pub(super) fn poll(&mut self, context: &mut Context<'_>, consume: impl FnOnce(&[u8])) -> Received {
        loop {
            let input = match &self.input {
                Source::File(file) => *file,
                Source::Watched(watched) => match watched.poll_read_ready(context) {
                    Poll::Pending => return Received::Nothing,
                    Poll::Ready(Err(_)) => return Received::End,
                    Poll::Ready(Ok(mut ready)) => {
                        // It tells of bytes once, also of those that were read meanwhile: a read might block.
                        if !has_something(watched.as_fd()) {
                            ready.clear_ready();
                            continue;
                        }
                        *watched.get_ref()
                    }
                },
            };
            match rustix::io::read(input, &mut self.portion[..]) {
                Ok(0) => return Received::End,
                Ok(length) => {
                    let bytes = self.portion.get_mut(..length).unwrap_or_default();
                    consume(bytes);
                    bytes.zeroize();
                    return Received::Bytes;
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return Received::End,
            }
        }
    }
}

#[expect(
    deprecated,
    reason = "what took its place is unsafe for the sake of descriptors that may be closed meanwhile; a borrowed one cannot be"
)]
fn watch(input: BorrowedFd<'static>) -> io::Result<AsyncFd<BorrowedFd<'static>>> {
    AsyncFd::with_interest(input, Interest::READABLE)
}

/// Whether a read would not wait: for bytes, for the end, or for an error.
fn has_something(input: BorrowedFd<'_>) -> bool {
    let mut ready = [PollFd::from_borrowed_fd(input, PollFlags::IN)];
    loop {
        match poll(&mut ready, Some(&Timespec::default())) {
            Err(Errno::INTR) => {}
            // An error is told by the read.
            told => return told != Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::{PipeWriter, Seek, Write};
    use std::os::fd::OwnedFd;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Wake, Waker};

    /// Lives as long as the process, as standard input does.
    fn lasting(input: impl Into<OwnedFd>) -> BorrowedFd<'static> {
        let input: &'static OwnedFd = Box::leak(Box::new(input.into()));
        input.as_fd()
    }

    /// A pipe instead of a keyboard.
    fn keyboard() -> (Reader, PipeWriter) {
        let (input, keys) = io::pipe().unwrap();
        (Reader::read_from(lasting(input)).unwrap(), keys)
    }

    /// The next portion, or nothing at the end.
    async fn next(reader: &mut Reader) -> Vec<u8> {
        let mut bytes = Vec::new();
        std::future::poll_fn(
            |context| match reader.poll(context, |new| bytes.extend_from_slice(new)) {
                Received::Nothing => Poll::Pending,
                _ => Poll::Ready(()),
            },
        )
        .await;
        assert!(reader.portion.iter().all(|byte| *byte == 0), "something stayed");
        bytes
    }

    async fn everything(reader: &mut Reader) -> Vec<u8> {
        let mut arrived = Vec::new();
        loop {
            let bytes = next(reader).await;
            if bytes.is_empty() {
                return arrived;
            }
            arrived.extend(bytes);
        }
    }

    #[tokio::test]
    async fn everything_typed_arrives_in_order_and_nothing_of_it_stays() {
        let (mut reader, mut keys) = keyboard();
        let text: Vec<u8> = (0..100_000_u32).map(|index| index.to_le_bytes()[0]).collect();
        let typed = text.clone();
        let typing = std::thread::spawn(move || keys.write_all(&typed));
        let arrived = everything(&mut reader).await;
        typing.join().unwrap().unwrap();
        assert!(arrived == text, "{} bytes arrived", arrived.len());
    }

    #[tokio::test]
    async fn a_file_is_read_to_its_end_although_nothing_tells_when_there_is_something() {
        let mut file = tempfile::tempfile().unwrap();
        let text = b"1\nb\n".repeat(10_000);
        file.write_all(&text).unwrap();
        file.rewind().unwrap();
        let mut reader = Reader::read_from(lasting(file)).unwrap();
        assert!(everything(&mut reader).await == text);
        let mut reader = Reader::read_from(lasting(File::open("/dev/null").unwrap())).unwrap();
        assert_eq!(everything(&mut reader).await, b"");
    }

    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// The input blocks, as the shell's does, so a read without need would hang here.
    #[tokio::test]
    async fn what_is_taken_wakes_nobody_again_and_what_comes_later_does() {
        let (mut reader, mut keys) = keyboard();
        let woken = Arc::new(Woken(AtomicUsize::new(0)));
        let waker = Waker::from(Arc::clone(&woken));
        let mut context = Context::from_waker(&waker);
        let rest = || tokio::time::sleep(std::time::Duration::from_millis(20));
        for presses in 1..=3 {
            assert_eq!(reader.poll(&mut context, |_| ()), Received::Nothing);
            keys.write_all(b"\x1b[B").unwrap();
            rest().await;
            assert_eq!(woken.0.load(Ordering::SeqCst), presses);
            assert_eq!(
                reader.poll(&mut context, |bytes| assert_eq!(bytes, b"\x1b[B")),
                Received::Bytes
            );
            assert_eq!(reader.poll(&mut context, |_| ()), Received::Nothing);
            rest().await;
            assert_eq!(woken.0.load(Ordering::SeqCst), presses, "woken by what was taken");
        }
    }

    #[tokio::test]
    async fn the_input_stays_as_the_shell_has_it() {
        let (input, _keys) = io::pipe().unwrap();
        let input = lasting(input);
        let before = rustix::fs::fcntl_getfl(input).unwrap();
        let reader = Reader::read_from(input).unwrap();
        assert_eq!(rustix::fs::fcntl_getfl(input).unwrap(), before);
        drop(reader);
        assert_eq!(rustix::fs::fcntl_getfl(input).unwrap(), before);
    }
}
