//! Options that say how an order is paid. Card data is never taken from an argument or from the environment.

/// Options that say how an order is paid.
#[derive(clap::Args, Debug)]
#[command(group = clap::ArgGroup::new("payment").required(true).args(["card_stdin", "card_prompt", "saved_card", "transfer"]))]
pub struct PayArgs {
    /// Pay with a card whose data stands on standard input.
    #[arg(long)]
    pub card_stdin: bool,
    /// Pay with a card whose data is asked for; number and code are not shown.
    #[arg(long)]
    pub card_prompt: bool,
    /// Pay with the saved card that ends in these digits, or has this ID where several do.
    #[arg(long, value_name = "LAST4|ID")]
    pub saved_card: Option<String>,
    /// Pay by electronic bank transfer.
    #[arg(long, requires_all = ["contact_name", "phone", "email"])]
    pub transfer: bool,
    /// Transfer: whom the seller may ask.
    #[arg(long, value_name = "NAME", requires = "transfer")]
    pub contact_name: Option<String>,
    /// Transfer: their phone number.
    #[arg(long, value_name = "PHONE", requires = "transfer")]
    pub phone: Option<String>,
    /// Transfer: their email address.
    #[arg(long, value_name = "EMAIL", requires = "transfer")]
    pub email: Option<String>,
}

/// Options of `orders change-method`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A new order takes the place of this one and keeps its day of placing, its price and its due day. With --card-stdin, standard input holds six lines, as with `renew`. Example: offerdesk orders change-method OD-XXXX-XXXX --saved-card 4242"
)]
pub struct ChangeMethodArgs {
    /// Number of the order.
    pub number: String,
    /// How it is paid.
    #[command(flatten)]
    pub pay: PayArgs,
    /// Change it without asking once more.
    #[arg(long)]
    pub yes: bool,
}
