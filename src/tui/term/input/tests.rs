//! What terminals really send, byte by byte, and what nobody should be able to break.

use proptest::prelude::*;

use super::*;
use crate::tui::term::event::{Mouse, MouseButton, MouseKind, Paste};

fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    decoder.feed(bytes);
    std::iter::from_fn(|| decoder.pop()).collect()
}

fn check(bytes: &[u8], expected: &[Key]) {
    let expected: Vec<Input> = expected.iter().copied().map(Input::Key).collect();
    assert_eq!(decode(bytes), expected, "{}", bytes.escape_ascii());
}

fn check_paste(bytes: &[u8], expected: &str) {
    let mut all = b"\x1b[200~".to_vec();
    all.extend_from_slice(bytes);
    all.extend_from_slice(b"\x1b[201~");
    assert_eq!(decode(&all), [Input::Paste(Paste::new(expected.to_owned()))]);
}

fn with(code: KeyCode, mods: Mods) -> Key {
    Key { code, mods }
}

#[test]
fn characters_and_controls_are_keys() {
    check(
        "aŻ🧾".as_bytes(),
        &[Key::char('a'), Key::char('Ż'), Key::char('🧾')],
    );
    check(
        b"\r\t\x7f\x08\x03\x10\x00\n",
        &[
            Key::plain(KeyCode::Enter),
            Key::plain(KeyCode::Tab),
            Key::plain(KeyCode::Backspace),
            Key::plain(KeyCode::Backspace),
            Key::ctrl('c'),
            Key::ctrl('p'),
            Key::ctrl(' '),
            Key::ctrl('j'),
        ],
    );
    check("\u{9b}\u{85}".as_bytes(), &[]);
}

#[test]
fn each_terminal_family_has_its_arrows_and_function_keys() {
    check(b"\x1b[A\x1bOA", &[Key::plain(KeyCode::Up); 2]);
    check(b"\x1b[1;5C", &[with(KeyCode::Right, Mods::CTRL)]);
    check(b"\x1b[d", &[with(KeyCode::Left, Mods::SHIFT)]);
    check(b"\x1bOb", &[with(KeyCode::Down, Mods::CTRL)]);
    check(
        b"\x1b[3~\x1b[3;2~",
        &[Key::plain(KeyCode::Delete), with(KeyCode::Delete, Mods::SHIFT)],
    );
    check(
        b"\x1b[3^\x1b[3$",
        &[
            with(KeyCode::Delete, Mods::CTRL),
            with(KeyCode::Delete, Mods::SHIFT),
        ],
    );
    check(b"\x1b[H\x1b[1~\x1b[7~\x1bOH", &[Key::plain(KeyCode::Home); 4]);
    check(b"\x1b[F\x1b[4~\x1b[8~\x1bOF", &[Key::plain(KeyCode::End); 4]);
    check(
        b"\x1b[5~\x1b[6~",
        &[Key::plain(KeyCode::PageUp), Key::plain(KeyCode::PageDown)],
    );
    check(b"\x1b[Z", &[Key::plain(KeyCode::BackTab)]);
    check(b"\x1bOP\x1b[[A\x1b[11~\x1b[P", &[Key::plain(KeyCode::F(1)); 4]);
    let numbers = [
        (15, 5),
        (17, 6),
        (21, 10),
        (23, 11),
        (24, 12),
        (26, 14),
        (28, 15),
        (29, 16),
        (31, 17),
        (34, 20),
    ];
    for (number, function) in numbers {
        check(
            format!("\x1b[{number}~").as_bytes(),
            &[Key::plain(KeyCode::F(function))],
        );
    }
    check(b"\x1bOM\x1bOp", &[Key::plain(KeyCode::Enter), Key::char('0')]);
    check(
        b"\x1b[97;5u\x1b[27;2;13~",
        &[Key::ctrl('a'), with(KeyCode::Enter, Mods::SHIFT)],
    );
}

#[test]
fn alt_comes_as_an_escape_before_the_key() {
    check("\x1bx\x1bż".as_bytes(), &[Key::alt('x'), Key::alt('ż')]);
    check(
        b"\x1b\r\x1b\x7f",
        &[
            with(KeyCode::Enter, Mods::ALT),
            with(KeyCode::Backspace, Mods::ALT),
        ],
    );
    check(
        b"\x1b\x1b[A",
        &[Key::plain(KeyCode::Esc), Key::plain(KeyCode::Up)],
    );
    check(b"\x1bOz", &[Key::alt('O'), Key::char('z')]);
}

#[test]
fn reports_that_nobody_asked_for_are_ignored() {
    for report in [
        &b"\x1b[?2026;2$y"[..],
        b"\x1b[?1;2c",
        b"\x1b[>0;276;0c",
        b"\x1b[?0u",
        b"\x1b[12;40R",
        b"\x1b[0n",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]11;rgb:0/0/0\x1b\\",
        b"\x1bP>|XTerm(380)\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[M !!",
        b"\x1b[1;2;3;4;5;6;7;8;9z",
        b"\x1b[201~",
        b"\x1b[57358u",
    ] {
        let mut bytes = report.to_vec();
        bytes.push(b'x');
        check(&bytes, &[Key::char('x')]);
    }
}

#[test]
fn a_control_key_gets_out_of_a_broken_sequence() {
    check(b"\x1b[12\x03", &[Key::ctrl('c')]);
    check(b"\x1b[12\x1b[A", &[Key::plain(KeyCode::Up)]);
    check(b"\xe2\x82a\xffb", &[Key::char('a'), Key::char('b')]);
}

#[test]
fn mouse_and_focus_are_told() {
    let mouse = |kind, column, row, mods| {
        Input::Mouse(Mouse {
            kind,
            column,
            row,
            mods,
        })
    };
    let left = MouseButton::Left;
    assert_eq!(
        decode(b"\x1b[<0;1;1M\x1b[<0;500;200m\x1b[<65;3;4M\x1b[<80;0;0M\x1b[<35;1;1M\x1b[I\x1b[O"),
        [
            mouse(MouseKind::Press(left), 0, 0, Mods::NONE),
            mouse(MouseKind::Release(left), 499, 199, Mods::NONE),
            mouse(MouseKind::WheelDown, 2, 3, Mods::NONE),
            mouse(MouseKind::WheelUp, 0, 0, Mods::CTRL),
            Input::FocusGained,
            Input::FocusLost,
        ]
    );
}

#[test]
fn a_paste_is_text_and_never_a_key() {
    check_paste(b"4111 1111\r\n2\r3\n\t4", "4111 1111\n2\n3\n\t4");
    check_paste(b"a\x1b[Ab\x03\x00\x7fc", "a[Abc");
    check_paste("a\u{9b}2Jb".as_bytes(), "a2Jb");
    check_paste(b"\x1b\x1b[20\x1b[200~x", "[20[200~x");
    check_paste(b"\xffa\xc4", "\u{fffd}a\u{fffd}");
    check_paste(b"", "");
}

#[test]
fn ten_megabytes_are_refused_in_bounded_memory_and_the_next_key_is_heard() {
    let mut decoder = Decoder::new();
    decoder.feed(b"\x1b[200~");
    for _ in 0..10 * 256 {
        decoder.feed(&[b'7'; 4096]);
        assert!(decoder.pop().is_none());
        assert!(decoder.paste.capacity() <= 2 * PASTE_LIMIT);
    }
    decoder.feed(b"\x1b[201~x");
    assert_eq!(decoder.pop(), Some(Input::PasteTooLarge));
    assert_eq!(decoder.pop(), Some(Input::Key(Key::char('x'))));
    assert_eq!(decoder.paste.capacity(), 0);
    // Exactly the limit is not too much.
    decoder.feed(b"\x1b[200~");
    decoder.feed(&vec![b'7'; PASTE_LIMIT]);
    decoder.feed(b"\x1b[201~");
    assert!(matches!(decoder.pop(), Some(Input::Paste(paste)) if paste.len() == PASTE_LIMIT));
}

#[test]
fn waiting_decides_what_an_incomplete_sequence_was() {
    for (bytes, wait, expected) in [
        (&b"\x1b"[..], Some(ESC_WAIT), Some(Key::plain(KeyCode::Esc))),
        (b"\x1b[", Some(SEQUENCE_WAIT), Some(Key::alt('['))),
        (b"\x1bO", Some(SEQUENCE_WAIT), Some(Key::alt('O'))),
        (b"\x1b]", Some(SEQUENCE_WAIT), Some(Key::alt(']'))),
        (b"\x1b[?1;", Some(SEQUENCE_WAIT), None),
        (b"\x1b]0;title", Some(SEQUENCE_WAIT), None),
        (b"\x1b]0;title\x1b", Some(SEQUENCE_WAIT), None),
        (b"\xc4", Some(SEQUENCE_WAIT), None),
        (b"", None, None),
    ] {
        let mut decoder = Decoder::new();
        decoder.feed(bytes);
        assert_eq!(decoder.pending(), wait, "{}", bytes.escape_ascii());
        assert_eq!(decoder.pop(), None);
        decoder.timeout();
        assert_eq!(
            decoder.pop(),
            expected.map(Input::Key),
            "{}",
            bytes.escape_ascii()
        );
        assert_eq!(decoder.pending(), None);
        decoder.feed(b"x");
        assert_eq!(decoder.pop(), Some(Input::Key(Key::char('x'))));
    }
    let mut decoder = Decoder::new();
    decoder.feed(b"\x1b[200~half");
    assert_eq!(decoder.pending(), Some(PASTE_WAIT));
    decoder.timeout();
    assert_eq!(decoder.pop(), Some(Input::Paste(Paste::new("half".to_owned()))));
}

#[test]
fn nothing_that_was_typed_or_pasted_stays_in_the_decoder() {
    let mut decoder = Decoder::new();
    // More than the first ring holds, so that growing is covered.
    for _ in 0..100 {
        decoder.feed(b"4111111111111111\x1b[4111;1111x");
    }
    decoder.feed(b"\x1b[200~4111111111111111\x1b[201~\xc4");
    decoder.feed(b"\x1b[200~4111111111111111\x1b[201~");
    decoder.timeout();
    assert!(!decoder.queue.is_wiped(), "there was something to wipe");
    while decoder.pop().is_some() {}
    assert!(decoder.queue.is_wiped());
    assert!(decoder.sequence.is_wiped());
    assert_eq!(decoder.paste.capacity(), 0);
    assert!(!decoder.utf8.is_pending());
}

/// Bytes that look like what terminals send more often than chance would have it.
fn terminal_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..8),
        proptest::sample::select(vec![
            &b"\x1b"[..],
            b"\x1b[",
            b"\x1bO",
            b"\x1b]0;",
            b"\x1bP",
            b"\x1b\\",
            b"\x07",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1b[<0;",
            b";5",
            b"M",
            b"A",
            b"~",
            b"\r\n",
            b"\xc4\x85",
            b"\xf0\x9f\xa7\xbe",
            b"\x1b[M",
            b"\x1b[[",
        ])
        .prop_map(<[u8]>::to_vec),
        "[a-z0-9;\\[]{0,6}".prop_map(String::into_bytes),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_events_do_not_depend_on_how_the_bytes_are_cut(
        bytes in terminal_bytes(),
        cuts in proptest::collection::vec(1_usize..9, 1..20),
    ) {
        let mut decoder = Decoder::new();
        let mut events = Vec::new();
        let mut rest = &bytes[..];
        let mut cuts = cuts.iter().cycle();
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.len().min(*cuts.next().unwrap()));
            decoder.feed(chunk);
            events.extend(std::iter::from_fn(|| decoder.pop()));
            rest = after;
        }
        prop_assert_eq!(&events, &decode(&bytes));
        for event in &events {
            match event {
                Input::Key(Key { code: KeyCode::Char(c), .. }) => prop_assert!(!c.is_control()),
                Input::Paste(paste) => {
                    prop_assert!(paste.as_str().chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
                }
                _ => {}
            }
        }
        decoder.timeout();
        prop_assert_eq!(decoder.pending(), None);
    }
}
