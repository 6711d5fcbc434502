//! What terminals really send, byte by byte, and what nobody should be able to break.

use proptest::prelude::*;

use super::*;
use crate::tui::term::event::{Ground, Mouse, MouseButton, MouseKind, Paste};

fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new();
    decoder.feed(bytes, Instant::now());
    events(&mut decoder)
}

fn events(decoder: &mut Decoder) -> Vec<Input> {
    std::iter::from_fn(|| decoder.pop()).collect()
}

/// A terminal, and a clock that is moved by hand.
struct Typist {
    decoder: Decoder,
    now: Instant,
}

impl Typist {
    fn new() -> Self {
        Self {
            decoder: Decoder::new(),
            now: Instant::now(),
        }
    }

    /// What comes of bytes that are sent now.
    fn sends(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.decoder.feed(bytes, self.now);
        events(&mut self.decoder)
    }

    /// What comes of a time in which nothing is sent.
    fn waits(&mut self, wait: Duration) -> Vec<Input> {
        let until = self.now + wait;
        while let Some(deadline) = self.decoder.deadline().filter(|deadline| *deadline <= until) {
            self.decoder.timeout(deadline);
        }
        self.now = until;
        events(&mut self.decoder)
    }
}

fn pasted(text: &str) -> Input {
    Input::Paste(Paste::new(text.to_owned()))
}

const MOMENT: Duration = Duration::from_millis(500);
const CTRL_C: Input = Input::Key(Key::ctrl('c'));
const X: Input = Input::Key(Key::char('x'));

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
            Key::plain(KeyCode::Enter),
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
        b"\x1b]10;rgb:0000/0000/0000\x07",
        b"\x1b]12;rgb:0/0/0\x1b\\",
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
fn the_terminals_background_is_told_in_two_ways_and_hostile_answers_tell_nothing() {
    let ground = |bytes: &[u8], expected: Option<Ground>| {
        let expected: Vec<Input> = expected.map(Input::Ground).into_iter().collect();
        assert_eq!(decode(bytes), expected, "{}", bytes.escape_ascii());
        // Whatever it was, the next key is a key.
        let mut all = bytes.to_vec();
        all.push(b'x');
        assert_eq!(
            decode(&all),
            [expected, vec![X]].concat(),
            "{}",
            all.escape_ascii()
        );
    };
    ground(b"\x1b[?997;1n", Some(Ground::Dark));
    ground(b"\x1b[?997;2n", Some(Ground::Light));
    ground(b"\x1b]11;rgb:1616/1818/1d1d\x07", Some(Ground::Dark));
    ground(b"\x1b]11;rgb:fbfb/fafa/f7f7\x1b\\", Some(Ground::Light));
    for hostile in [
        &b"\x1b[?997n"[..],
        b"\x1b[?997;0n",
        b"\x1b[?997;3n",
        b"\x1b[?997;1;1n",
        b"\x1b[?997;1:2n",
        b"\x1b[?65533;1n",
        b"\x1b[997;1n",
        b"\x1b[>997;1n",
        b"\x1b[?997;1$n",
        b"\x1b]10;rgb:ffff/ffff/ffff\x07",
        b"\x1b]11;rgb:ffff/ffff/ffff\x18",
        b"\x1b]11;rgb:ffff/ffff/ffff/ffff\x07",
        b"\x1b]11;rgb:ffff/ffff\x07",
        b"\x1bP11;rgb:ffff/ffff/ffff\x1b\\",
        b"\x1b_11;rgb:ffff/ffff/ffff\x07",
        b"\x1b]52;c;11;rgb:ffff/ffff/ffff\x07",
    ] {
        ground(hostile, None);
    }
    // One that breaks off begins no other one.
    assert_eq!(
        decode(b"\x1b]11;rgb:ffff/\x1b]11;rgb:0/0/0\x07"),
        [Input::Ground(Ground::Dark)]
    );
    let mut typist = Typist::new();
    assert_eq!(typist.sends(b"\x1b]11;rgb:ffff/ffff"), []);
    assert_eq!(typist.waits(TEXT_LONGEST), []);
    assert!(typist.decoder.answer.is_wiped());
    assert_eq!(typist.sends(b"x"), [X]);
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
    let (mut decoder, now) = (Decoder::new(), Instant::now());
    decoder.feed(b"\x1b[200~", now);
    for portion in 0..10 * 256 {
        decoder.feed(&[b'7'; 4096], now);
        // Told as soon as it is known, and once.
        let told = (portion == 256).then_some(Input::PasteTooLarge);
        assert_eq!(decoder.pop(), told, "{portion}");
        assert!(decoder.paste.capacity() <= 2 * PASTE_LIMIT);
    }
    decoder.feed(b"\x1b[201~x", now);
    assert_eq!(decoder.pop(), Some(X));
    assert_eq!(decoder.paste.capacity(), 0);
    // Exactly the limit is not too much.
    decoder.feed(b"\x1b[200~", now);
    decoder.feed(&vec![b'7'; PASTE_LIMIT], now);
    decoder.feed(b"\x1b[201~", now);
    assert!(matches!(decoder.pop(), Some(Input::Paste(paste)) if paste.len() == PASTE_LIMIT));
}

#[test]
fn a_paste_whose_end_got_lost_does_not_swallow_keys_for_ever() {
    // It was silent for long enough: it is what it looks like, and a key is a key.
    let mut typist = Typist::new();
    assert_eq!(typist.sends(b"\x1b[200~4 Harbor Way"), []);
    assert_eq!(typist.waits(PASTE_WAIT), [pasted("4 Harbor Way")]);
    assert_eq!(typist.sends(b"x"), [X]);
    // Somebody types into it without a pause: each key began the wait anew, for ever.
    let mut typist = Typist::new();
    typist.sends(b"\x1b[200~4 Harbor Way");
    let mut told = Vec::new();
    for _ in 0..80 {
        told.extend(typist.sends(b"q"));
        told.extend(typist.waits(MOMENT));
    }
    assert_eq!(
        told,
        [Input::PasteTooLarge],
        "after 30 seconds, and none of it is a key"
    );
    assert_eq!(typist.waits(PASTE_WAIT), []);
    assert_eq!(typist.sends(b"x"), [X]);
}

#[test]
fn what_never_rests_is_told_when_it_is_too_long_and_dropped_until_a_silence_or_its_end() {
    for ends in [true, false] {
        let mut typist = Typist::new();
        typist.sends(b"\x1b[200~");
        assert_eq!(typist.sends(&vec![b'7'; PASTE_LIMIT + 1]), [Input::PasteTooLarge]);
        assert_eq!(typist.sends(b"q\r"), []);
        assert_eq!(typist.waits(PASTE_WAIT.checked_sub(MOMENT).unwrap()), []);
        assert_eq!(typist.sends(b"q\r"), []);
        if ends {
            assert_eq!(typist.sends(b"\x1b[201~"), []);
        } else {
            assert_eq!(typist.waits(PASTE_WAIT), []);
        }
        assert_eq!(typist.sends(b"x"), [X]);
    }
}

#[test]
fn the_rest_of_a_paste_that_stalled_is_no_keys() {
    let mut typist = Typist::new();
    typist.sends(b"\x1b[200~4 Harbor");
    assert_eq!(typist.waits(PASTE_WAIT), [pasted("4 Harbor")]);
    assert_eq!(typist.sends(b" Way, Suite 2\rq"), []);
    assert_eq!(typist.waits(MOMENT), []);
    assert_eq!(typist.sends(b"q"), []);
    assert_eq!(typist.sends(b"q\x1b[201~x"), [X], "its end is the end of it");
    typist.sends(b"\x1b[200~4 Harbor");
    assert_eq!(typist.waits(PASTE_WAIT), [pasted("4 Harbor")]);
    assert_eq!(typist.sends(b"q\r\x1b[201~x"), [X], "short, but its end is in it");
    // Another paste is no rest of it.
    typist.sends(b"\x1b[200~a");
    assert_eq!(typist.waits(PASTE_WAIT), [pasted("a")]);
    assert_eq!(typist.sends(b"\x1b[200~b\x1b[201~"), [pasted("b")]);
}

#[test]
fn ctrl_c_leaves_a_paste_whose_end_got_lost_and_is_text_in_one_that_goes_on() {
    let mut typist = Typist::new();
    typist.sends(b"\x1b[200~a\x03");
    typist.waits(SEQUENCE_WAIT / 2);
    assert_eq!(typist.sends(b"b\x1b[201~"), [pasted("ab")]);
    typist.sends(b"\x1b[200~a");
    typist.waits(MOMENT);
    assert_eq!(typist.sends(b"\x03"), []);
    assert_eq!(typist.waits(SEQUENCE_WAIT), [CTRL_C]);
    // What is dropped does not hold it back either.
    assert_eq!(typist.sends(b"q\x03"), []);
    assert_eq!(typist.waits(SEQUENCE_WAIT), [CTRL_C]);
    assert_eq!(typist.sends(b"q"), []);
    assert_eq!(typist.waits(PASTE_WAIT), []);
    assert_eq!(typist.sends(b"x"), [X]);
}

#[test]
fn a_string_without_its_end_does_not_swallow_keys_for_ever() {
    let mut typist = Typist::new();
    typist.sends(b"\x1b]11;");
    let mut heard = Vec::new();
    for _ in 0..30 {
        heard.extend(typist.sends(b"x"));
        heard.extend(typist.waits(Duration::from_millis(100)));
    }
    assert_eq!(heard, vec![X; 10], "of three seconds the last one is heard");
    assert_eq!(typist.sends(b"\x1b]11;x\x03"), [CTRL_C]);
    assert_eq!(
        typist.sends(b"\x1b\x03"),
        [Input::Key(Key::plain(KeyCode::Esc)), CTRL_C]
    );
}

#[test]
fn a_line_feed_is_enter_and_one_line_end_is_one_enter() {
    let enter = Key::plain(KeyCode::Enter);
    check(b"\n\no", &[enter, enter, Key::char('o')]);
    check(b"\r\n\r\r\n", &[enter; 3]);
    let enter = Input::Key(enter);
    let mut typist = Typist::new();
    assert_eq!(typist.sends(b"\r"), std::slice::from_ref(&enter));
    assert_eq!(typist.sends(b"\n"), [], "cut between the two");
    assert_eq!(typist.sends(b"\r"), std::slice::from_ref(&enter));
    typist.waits(MOMENT);
    assert_eq!(typist.sends(b"\n"), [enter], "another key");
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
        let (mut decoder, now) = (Decoder::new(), Instant::now());
        decoder.feed(bytes, now);
        let deadline = wait.map(|wait| now + wait);
        assert_eq!(decoder.deadline(), deadline, "{}", bytes.escape_ascii());
        assert_eq!(decoder.pop(), None);
        decoder.timeout(deadline.unwrap_or(now));
        assert_eq!(
            decoder.pop(),
            expected.map(Input::Key),
            "{}",
            bytes.escape_ascii()
        );
        assert_eq!(decoder.deadline(), None);
        decoder.feed(b"x", now);
        assert_eq!(decoder.pop(), Some(X));
    }
}

#[test]
fn nothing_that_was_typed_or_pasted_stays_in_the_decoder() {
    let (mut decoder, now) = (Decoder::new(), Instant::now());
    // More than the first ring holds, so that growing is covered.
    for _ in 0..100 {
        decoder.feed(b"4111111111111111\x1b[4111;1111x", now);
    }
    decoder.feed(b"\x1b[200~4111111111111111\x1b[201~\xc4", now);
    decoder.feed(b"\x1b[200~4111111111111111\x1b[201~", now);
    decoder.timeout(now);
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
        let (mut decoder, now) = (Decoder::new(), Instant::now());
        let mut events = Vec::new();
        let mut rest = &bytes[..];
        let mut cuts = cuts.iter().cycle();
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.len().min(*cuts.next().unwrap()));
            decoder.feed(chunk, now);
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
        while let Some(deadline) = decoder.deadline() {
            decoder.timeout(deadline);
        }
        prop_assert!(decoder.paste.capacity() == 0);
    }
}
