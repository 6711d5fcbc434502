//! The shortest way for the cursor.

/// Where the terminal's cursor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spot {
    /// Nobody knows: after a symbol whose width terminals do not agree about, or at the start.
    Unknown,
    /// At a column and row.
    At(u16, u16),
    /// Behind the last column of a row, where terminals differ in what a relative move does.
    PastEnd(u16),
}

/// Appends what moves the cursor from `from` to (`theme::directory`, `y`); nothing when it is there.
pub(super) fn path(from: Spot, x: u16, y: u16, out: &mut Vec<u8>) {
    let (column, row) = match from {
        Spot::Unknown => return absolute(x, y, out),
        Spot::At(column, row) if (column, row) == (x, y) => return,
        Spot::At(column, row) => (Some(column), row),
        Spot::PastEnd(row) => (None, row),
    };
    let start = out.len();
    absolute(x, y, out);
    if let Some(column) = column {
        shorter(start, out, |out| {
            vertical(row, y, out);
            horizontal(column, x, out);
        });
    }
    // A carriage return first, so that nothing moves from behind the last column.
    shorter(start, out, |out| {
        out.push(b'\r');
        vertical(row, y, out);
        horizontal(0, x, out);
    });
}

/// Appends another way to say what stands from `start` on, and keeps the shorter one.
fn shorter(start: usize, out: &mut Vec<u8>, other: impl FnOnce(&mut Vec<u8>)) {
    let middle = out.len();
    other(out);
    if out.len() - middle < middle - start {
        out.drain(start..middle);
    } else {
        out.truncate(middle);
    }
}

fn absolute(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if y > 0 {
        number(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number(x + 1, out);
    }
    out.push(b'H');
}

fn vertical(from: u16, to: u16, out: &mut Vec<u8>) {
    let count = to.abs_diff(from);
    match count {
        0 => {}
        // Never in the last row, so it cannot scroll; raw mode leaves the column alone.
        1..=3 if to > from => out.extend(std::iter::repeat_n(b'\n', usize::from(count))),
        _ => counted(count, if to > from { b'B' } else { b'A' }, out),
    }
}

fn horizontal(from: u16, to: u16, out: &mut Vec<u8>) {
    let count = to.abs_diff(from);
    match count {
        0 => {}
        1..=3 if to < from => out.extend(std::iter::repeat_n(b'\x08', usize::from(count))),
        _ => counted(count, if to > from { b'C' } else { b'D' }, out),
    }
}

/// Appends `ESC [ count letter`, where a count of one goes without saying.
pub(super) fn counted(count: u16, letter: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if count != 1 {
        number(count, out);
    }
    out.push(letter);
}

/// Appends a number in digits.
pub(super) fn number(number: u16, out: &mut Vec<u8>) {
    let mut place = 10_000;
    while place > 1 && number < place {
        place /= 10;
    }
    while place > 0 {
        let digit = number / place % 10;
        out.push(b'0' + u8::try_from(digit).unwrap_or(0));
        place /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Spot, (x, y): (u16, u16), expected: &[u8]) {
        let mut out = b"before".to_vec();
        path(from, x, y, &mut out);
        let expected = [b"before", expected].concat();
        assert_eq!(
            out.escape_ascii().to_string(),
            expected.escape_ascii().to_string()
        );
    }

    #[test]
    fn the_shortest_way_is_taken() {
        check(Spot::At(5, 5), (5, 5), b"");
        check(Spot::At(5, 5), (6, 5), b"\x1b[C");
        check(Spot::At(5, 5), (4, 5), b"\x08");
        check(Spot::At(70, 5), (0, 5), b"\r");
        check(Spot::At(70, 5), (0, 6), b"\r\n");
        check(Spot::At(5, 5), (5, 6), b"\n");
        check(Spot::At(5, 5), (5, 20), b"\x1b[15B");
        check(Spot::At(5, 5), (5, 4), b"\x1b[A");
        check(Spot::At(5, 20), (0, 0), b"\x1b[H");
        check(Spot::At(70, 20), (12, 4), b"\x1b[5;13H");
        check(Spot::At(79, 5), (1, 6), b"\r\n\x1b[C");
        check(Spot::PastEnd(5), (0, 6), b"\r\n");
        check(Spot::PastEnd(5), (79, 5), b"\r\x1b[79C");
        check(Spot::Unknown, (0, 0), b"\x1b[H");
        check(Spot::Unknown, (3, 0), b"\x1b[;4H");
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for given in [0, 1, 9, 10, 99, 100, 12_345, u16::MAX] {
            let mut out = Vec::new();
            number(given, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), given.to_string());
        }
    }
}
