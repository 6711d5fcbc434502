//! Markdown on standard output: what is printed can be pasted into the documents as it is.

/// A heading above a part.
pub fn heading(text: &str) {
    println!("\n## {text}\n");
}

/// A line of text.
pub fn note(text: &str) {
    println!("{text}");
}

/// A table whose columns are as wide as their widest cell; every column but the first is set right.
pub fn print(head: &[&str], rows: &[Vec<String>]) {
    let columns = head.len();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        widest
            .max(head.get(column).map_or(0, |cell| cell.chars().count()))
            .max(3)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(place, (cell, width))| {
                if place == 0 {
                    format!(" {cell:<width$} ")
                } else {
                    format!(" {cell:>width$} ")
                }
            });
        println!("|{}|", padded.collect::<Vec<_>>().join("|"));
    };
    line(&head.iter().map(ToString::to_string).collect::<Vec<_>>());
    let rule = widths.iter().enumerate().map(|(place, width)| {
        if place == 0 {
            "-".repeat(width + 2)
        } else {
            format!("{}:", "-".repeat(width + 1))
        }
    });
    println!("|{}|", rule.collect::<Vec<_>>().join("|"));
    for row in rows {
        line(row);
    }
    println!();
}
