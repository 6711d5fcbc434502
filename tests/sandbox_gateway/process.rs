//! The sandbox as a process of its own: its socket, what it says to hostile peers, and what its clients say when
//! it is away.

use std::path::Path;
use std::time::Duration;

use offerdesk::payments::gateway::{AttemptStatus, Confirmation, Gateway, GatewayError, PaymentReference};
use offerdesk::payments::sandbox::{
    Behavior, LedgerError, ProcessError, Sandbox, SandboxClient, SandboxOptions, SandboxProcess, bind, serve,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

use crate::support::{
    APPROVED, Served, charge, ledger_in, options, prepared, run, socket_in, test_card, token, until,
};

/// Sends raw bytes and reads until the sandbox closes.
async fn raw(folder: &Path, bytes: &[u8]) -> String {
    let mut stream = UnixStream::connect(socket_in(folder)).await.unwrap();
    // The sandbox may close before it has read everything.
    let _sent = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _closed = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[test]
fn hostile_lines_are_answered_and_end_their_connection_only() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(folder.path(), options()).await;
        for line in [
            b"\n".to_vec(),
            b"GET / HTTP/1.1\r\n\r\n".to_vec(),
            b"\xff\xfe\x00\n".to_vec(),
            b"{\"Refund\":{}}\n{\"Lookup\":{\"reference\":\"x\"}}\n".to_vec(),
            vec![b'['; 100_000],
            [vec![b' '; 70_000], b"\n".to_vec()].concat(),
        ] {
            assert_eq!(
                raw(folder.path(), &line).await,
                "\"Malformed\"\n",
                "{:?}",
                &line[..2.min(line.len())]
            );
        }
        assert_eq!(
            charge(&served.client, "k", APPROVED).await.1,
            Ok(Confirmation::Charged)
        );
        served.stop().await;
    });
}

#[test]
fn one_connection_may_carry_several_requests() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(folder.path(), options()).await;
        let lookup = b"{\"Lookup\":{\"reference\":\"x\"}}\n".repeat(3);
        let answers = raw(folder.path(), &[lookup, b"bye\n".to_vec()].concat()).await;
        let unknown = "{\"Failed\":\"Unknown\"}\n".repeat(3);
        assert_eq!(answers, format!("{unknown}\"Malformed\"\n"));
        served.stop().await;
    });
}

#[test]
fn what_fails_before_the_request_was_sent_is_unreachable_and_later_is_no_answer() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let socket = socket_in(folder.path());
        let client = SandboxClient::new(socket.clone()).with_patience(Duration::from_millis(50));
        let lookup = || client.lookup(PaymentReference("x".to_owned()));
        assert_eq!(lookup().await, Err(GatewayError::Unreachable), "no socket");

        let listener = bind(&socket).unwrap();
        assert_eq!(lookup().await, Err(GatewayError::NoAnswer), "nobody answers");

        let hang_up = async {
            // The first connection is the one that gave up above.
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut taken = [0; 16];
                assert!(stream.read(&mut taken).await.unwrap() > 0);
            }
        };
        let (answer, ()) = tokio::join!(lookup(), hang_up);
        assert_eq!(answer, Err(GatewayError::NoAnswer), "hung up after the request");

        for nonsense in [
            "nonsense\n",
            "{\"Status\":\"Charg",
            "{\"Confirmed\":\"Charged\"}\n",
        ] {
            let babble = async {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut taken = [0; 16];
                assert!(stream.read(&mut taken).await.unwrap() > 0);
                // On a slow machine the client may have given up by now, which is no answer either.
                let _sent = stream.write_all(nonsense.as_bytes()).await;
            };
            let (answer, ()) = tokio::join!(lookup(), babble);
            assert_eq!(answer, Err(GatewayError::NoAnswer), "{nonsense}");
        }

        drop(listener);
        assert_eq!(lookup().await, Err(GatewayError::Unreachable), "nobody listens");
    });
}

#[test]
fn the_socket_is_closed_to_others_and_belongs_to_one_sandbox() {
    use std::os::unix::fs::PermissionsExt;
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let socket = socket_in(folder.path());
        let served = Served::start(folder.path(), options()).await;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(socket.parent().unwrap()), mode(&socket)), (0o700, 0o600));

        let same = SandboxProcess::open(&ledger_in(folder.path()), &socket, options()).await;
        assert_eq!(same.map(|_| ()), Err(ProcessError::Ledger(LedgerError::Locked)));
        let other = SandboxProcess::open(&folder.path().join("other"), &socket, options()).await;
        assert!(matches!(other.map(|_| ()), Err(ProcessError::Socket { .. })));
        served.stop().await;
        assert!(!socket.exists());

        // A killed sandbox leaves its socket behind.
        drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
        Served::start(folder.path(), options()).await.stop().await;

        std::fs::write(&socket, "not a socket").unwrap();
        let refused = bind(&socket).map(|_| ());
        assert!(refused.is_err() && std::fs::read(&socket).unwrap() == b"not a socket");

        let open = folder.path().join("open");
        std::fs::create_dir(&open).unwrap();
        std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o755)).unwrap();
        let refused = bind(&open.join("gateway.sock")).map(|_| ());
        assert_eq!(refused.unwrap_err().kind(), std::io::ErrorKind::PermissionDenied);
    });
}

#[test]
fn at_shutdown_a_request_that_was_taken_is_answered() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let slow = SandboxOptions {
            silence: Duration::from_millis(300),
            ..options()
        };
        let sandbox = Sandbox::open(&ledger_in(folder.path()), slow).unwrap();
        let silent = token(&sandbox, test_card(Behavior::SilentAfter)).await;
        let reference = prepared(&sandbox, "order-1/1").await;
        let listener = bind(&socket_in(folder.path())).unwrap();
        // It is told to stop as soon as the charge is in the ledger, while the caller still waits.
        let charged = {
            let (sandbox, reference) = (sandbox.clone(), reference.clone());
            async move { until(&sandbox, &reference, AttemptStatus::Charged).await }
        };
        let serving = tokio::spawn(serve(listener, sandbox, charged));
        let request = format!(
            "{{\"Confirm\":{{\"reference\":\"{}\",\"token\":\"{}\"}}}}\n",
            reference.0, silent.0
        );
        assert_eq!(
            raw(folder.path(), request.as_bytes()).await,
            "{\"Failed\":\"NoAnswer\"}\n"
        );
        serving.await.unwrap();
    });
}
