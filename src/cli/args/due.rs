//! Arguments of `due`.

use crate::services::due::MOST;

/// The most days that `--within` takes: windows that open later are not on Due.
const FARTHEST: u16 = 366;

/// Options of `due`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "With --within, the exit code is 6 if something is due and 0 if nothing is. Example for cron: offerdesk due --within 7d >due.txt; [ $? -ne 6 ] || mail -s 'Due this week' me@example.com <due.txt"
)]
pub struct DueArgs {
    /// Only the account with this MPN ID.
    #[arg(long, value_name = "MPN_ID")]
    pub account: Option<String>,
    /// Only what has its last day within so many days, today being the first: 1d is today.
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub within: Option<u16>,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = rows)]
    pub limit: usize,
}

fn days(text: &str) -> Result<u16, String> {
    let number = text.strip_suffix('d').and_then(|digits| digits.parse().ok());
    let is_written_so = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'd');
    number
        .filter(|days| is_written_so && (1..=FARTHEST).contains(days))
        .ok_or_else(|| format!("write a number of days with a d behind it, from 1d to {FARTHEST}d"))
}

fn rows(text: &str) -> Result<usize, String> {
    let number = text.parse().ok();
    number
        .filter(|rows| (1..=MOST).contains(rows))
        .ok_or_else(|| format!("write a number from 1 to {MOST}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_a_number_with_a_d_behind_it() {
        assert_eq!(days("1d"), Ok(1));
        assert_eq!(days("366d"), Ok(366));
        for wrong in [
            "",
            "d",
            "7",
            "0d",
            "-1d",
            "+7d",
            "7 d",
            "7D",
            "1w",
            "367d",
            "99999999d",
            "٧d",
        ] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }
}
