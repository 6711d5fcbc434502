//! Options of `receipts`: money that came in by bank transfer.

use clap::Subcommand;

/// Commands about money that came in by bank transfer.
#[derive(Subcommand, Debug)]
pub enum ReceiptsCommand {
    /// List receipts: those with unallocated money, the longest waiting first (Finance, Auditor).
    #[command(after_help = "Example: offerdesk receipts list --all")]
    List {
        /// Only those of which something is unallocated; this is the default.
        #[arg(long, conflicts_with = "all")]
        unallocated: bool,
        /// All of them, the latest first.
        #[arg(long)]
        all: bool,
        /// At most so many receipts.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// Apply the unallocated money of a receipt to an order that awaits payment (Finance).
    #[command(after_help = "Example: offerdesk receipts apply 0123456789abcdef0123456789abcdef OD-XXXX-XXXX")]
    Apply {
        /// Id of the receipt, as `receipts list` prints it.
        receipt: String,
        /// Number of the order.
        number: String,
    },
    /// Mark the unallocated money of a receipt as sent back to the payer (Finance).
    #[command(
        after_help = "Example: offerdesk receipts return 0123456789abcdef0123456789abcdef --value-date 2026-11-22"
    )]
    Return {
        /// Id of the receipt, as `receipts list` prints it.
        receipt: String,
        /// The day on which the bank sent the money.
        #[arg(long, value_name = "YYYY-MM-DD")]
        value_date: String,
    },
}
