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

/// What moves the cursor from `from` to (`x`, `y`); empty when it is there.
pub(super) fn path(from: Spot, x: u16, y: u16) -> Vec<u8> {
    let absolute = absolute(x, y);
    let (column, row) = match from {
        Spot::Unknown => return absolute,
        Spot::At(column, row) => (Some(column), row),
        Spot::PastEnd(row) => (None, row),
    };
    if column == Some(x) && row == y {
        return Vec::new();
    }
    let mut best = absolute;
    let mut consider = |candidate: Vec<u8>| {
        if candidate.len() < best.len() {
            best = candidate;
        }
    };
    if let Some(column) = column {
        consider([vertical(row, y), horizontal(column, x)].concat());
    }
    // A carriage return first, so that nothing moves from behind the last column.
    consider([vec![b'\r'], vertical(row, y), horizontal(0, x)].concat());
    best
}

fn absolute(x: u16, y: u16) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, _) => format!("\x1b[{}H", y + 1).into_bytes(),
        (_, 0) => format!("\x1b[;{}H", x + 1).into_bytes(),
        _ => format!("\x1b[{};{}H", y + 1, x + 1).into_bytes(),
    }
}

fn vertical(from: u16, to: u16) -> Vec<u8> {
    let count = to.abs_diff(from);
    match count {
        0 => Vec::new(),
        // Never in the last row, so it cannot scroll; raw mode leaves the column alone.
        1..=3 if to > from => vec![b'\n'; usize::from(count)],
        _ => counted(count, if to > from { b'B' } else { b'A' }),
    }
}

fn horizontal(from: u16, to: u16) -> Vec<u8> {
    let count = to.abs_diff(from);
    match count {
        0 => Vec::new(),
        1..=3 if to < from => vec![b'\x08'; usize::from(count)],
        _ => counted(count, if to > from { b'C' } else { b'D' }),
    }
}

/// `ESC [ count letter`, where a count of one goes without saying.
pub(super) fn counted(count: u16, letter: u8) -> Vec<u8> {
    let mut out = b"\x1b[".to_vec();
    if count != 1 {
        out.extend_from_slice(count.to_string().as_bytes());
    }
    out.push(letter);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Spot, (x, y): (u16, u16), expected: &[u8]) {
        assert_eq!(
            path(from, x, y).escape_ascii().to_string(),
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
}
