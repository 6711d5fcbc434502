//! The same rows as the desk's list of accounts, for the programs that stand beside it, and the smallest of them.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crossterm::event::{self, Event, KeyCode};
use offerdesk::services::clock::Clock;
use ratatui::layout::Constraint;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Row, Table, TableState};

use crate::error::{Measured, failed};
use crate::stores;
use crate::world::World;

/// The accounts of a store as a file of comma-separated values, by name; made when there is none.
pub fn file(subscriptions: u32) -> Measured<PathBuf> {
    let path = stores::home().join(format!("accounts-{subscriptions}.csv"));
    if !path.exists() {
        let world = World::new(subscriptions, Clock::system().today());
        let mut lines: Vec<(String, String)> = world
            .houses()
            .map(|house| {
                let (company, city) = (
                    &house.account.profile.company,
                    &house.account.profile.address.city,
                );
                (
                    company.as_str().to_lowercase(),
                    format!("{company},{},{city}\n", house.account.mpn_id),
                )
            })
            .collect();
        lines.sort();
        let mut text = String::from("Company,MPN ID,City\n");
        for (_, line) in &lines {
            text.write_str(line)?;
        }
        fs::write(&path, text)?;
    }
    Ok(path)
}

/// The smallest table: the visible rows, one of them chosen; `j`, `k` and `q`.
pub fn table(arguments: &[String]) -> Measured<()> {
    let Some(path) = arguments.first() else {
        return failed("no file");
    };
    let text = fs::read_to_string(path)?;
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let mut terminal = ratatui::try_init()?;
    let (mut first, mut chosen) = (0_usize, 0_usize);
    loop {
        terminal.draw(|frame| {
            let height = usize::from(frame.area().height);
            first = first.clamp((chosen + 1).saturating_sub(height), chosen);
            let shown = rows
                .iter()
                .skip(first)
                .take(height)
                .map(|row| Row::new(row.iter().copied()));
            let widths = [Constraint::Fill(3), Constraint::Length(9), Constraint::Fill(1)];
            let table =
                Table::new(shown, widths).row_highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            let mut state = TableState::new().with_selected(chosen - first);
            frame.render_stateful_widget(table, frame.area(), &mut state);
        })?;
        let Event::Key(key) = event::read()? else {
            continue;
        };
        match key.code {
            KeyCode::Char('j') => chosen = (chosen + 1).min(rows.len().saturating_sub(1)),
            KeyCode::Char('k') => chosen = chosen.saturating_sub(1),
            KeyCode::Char('q') => break,
            _ => {}
        }
    }
    ratatui::try_restore()?;
    Ok(())
}
