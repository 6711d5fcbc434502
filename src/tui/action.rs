//! The one table of actions: footer hints, the help overlay, the palette and the keymap all read it, so they cannot
//! drift apart.

use super::term::event::{Key, KeyCode};

/// Something that can be done with a key. Screens say which ones are possible now.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Do the selected thing.
    Activate,
    /// Move the selection up.
    Up,
    /// Move the selection down.
    Down,
    /// Move the selection left.
    Left,
    /// Move the selection right.
    Right,
    /// To the next field.
    NextField,
    /// To the previous field.
    PreviousField,
    /// Tick or untick.
    Toggle,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Narrow a list by a few letters.
    Filter,
    /// **Submit** a form.
    Submit,
    /// **Update**: correct the bill-to on the Legal profile.
    Update,
    /// **Buy**.
    Buy,
    /// Leave: never validates, never loses input.
    Back,
    /// **Close**.
    Close,
    /// Throw the draft away.
    Discard,
    /// Copy something to the clipboard of the operator's own machine.
    Copy,
    /// Read the purchase terms.
    Terms,
    /// The orders of the account.
    Orders,
    /// The Legal profile.
    Profile,
    /// Another account.
    SwitchAccount,
    /// Another person (demo only).
    SwitchPerson,
    /// Finance: book money in.
    BookMoney,
    /// Keep money that pays nothing as unallocated.
    KeepUnallocated,
    /// Support: verify a change of the profile.
    Authorize,
    /// Support: reject a change of the profile.
    Reject,
    /// **Cancel subscription**: a support request with everything known filled in.
    CancelSubscription,
    /// Give an order up.
    GiveUpOrder,
    /// **Support**: the requests of the account, or the queue.
    Support,
    /// **New request**.
    NewRequest,
    /// Write in a request.
    Reply,
    /// Take a request, or take it over.
    Take,
    /// Decide on a cancellation.
    Decide,
    /// Close or withdraw a request.
    CloseRequest,
    /// Open a closed request again.
    Reopen,
    /// Add a file.
    Attach,
    /// Take the file that was added last away.
    Detach,
    /// Save a file of a request.
    SaveFile,
    /// Finance: money that is to be returned.
    MoneyToReturn,
    /// To the requests of all accounts.
    PlaceQueue,
    /// To the tiles.
    PlaceOffers,
    /// To the orders of the account.
    PlaceOrders,
    /// To the requests of the account.
    PlaceSupport,
    /// To the Legal profile.
    PlaceCompany,
    /// To the money that is awaited.
    PlaceMoney,
    /// The other language.
    Language,
    /// How the screen looks.
    Theme,
    /// Every action, every place to go to, in one list.
    Palette,
    /// Take back the last change of a text field.
    Undo,
    /// Make the change again that was taken back.
    Redo,
    /// Help.
    Help,
    /// Draw everything anew, after something else wrote on the terminal.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Leave offerdesk.
    Quit,
}

/// An action that is possible now, as the footer and the help show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The action.
    pub action: Action,
    /// Key of its label, where the screen has a better word than the table.
    pub label: Option<&'static str>,
    /// Whether the footer shows it; the help shows all.
    pub in_footer: bool,
}

impl Hint {
    /// A hint that the footer shows.
    pub const fn shown(action: Action) -> Self {
        Self {
            action,
            label: None,
            in_footer: true,
        }
    }

    /// A hint that only the help shows.
    pub const fn hidden(action: Action) -> Self {
        Self {
            action,
            label: None,
            in_footer: false,
        }
    }

    /// A hint that only the help shows, with a label of the screen's own.
    pub const fn hidden_as(action: Action, label: &'static str) -> Self {
        Self {
            action,
            label: Some(label),
            in_footer: false,
        }
    }

    /// A hint with a label of the screen's own.
    pub const fn labeled(action: Action, label: &'static str) -> Self {
        Self {
            action,
            label: Some(label),
            in_footer: true,
        }
    }

    /// Key of the label in `assets/locales`.
    pub fn label_key(&self) -> &'static str {
        self.label.unwrap_or_else(|| self.action.label_key())
    }
}

impl Action {
    /// Every action, in the order in which the help lists them.
    pub const ALL: [Self; 57] = [
        Self::Activate,
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::NextField,
        Self::PreviousField,
        Self::Toggle,
        Self::PageUp,
        Self::PageDown,
        Self::First,
        Self::Last,
        Self::Filter,
        Self::Submit,
        Self::Update,
        Self::Buy,
        Self::Close,
        Self::Back,
        Self::Discard,
        Self::Copy,
        Self::Terms,
        Self::Orders,
        Self::Profile,
        Self::SwitchAccount,
        Self::SwitchPerson,
        Self::BookMoney,
        Self::KeepUnallocated,
        Self::Authorize,
        Self::Reject,
        Self::CancelSubscription,
        Self::GiveUpOrder,
        Self::Support,
        Self::NewRequest,
        Self::Reply,
        Self::Take,
        Self::Decide,
        Self::CloseRequest,
        Self::Reopen,
        Self::Attach,
        Self::Detach,
        Self::SaveFile,
        Self::MoneyToReturn,
        Self::PlaceQueue,
        Self::PlaceOffers,
        Self::PlaceOrders,
        Self::PlaceSupport,
        Self::PlaceCompany,
        Self::PlaceMoney,
        Self::Language,
        Self::Theme,
        Self::Palette,
        Self::Undo,
        Self::Redo,
        Self::Help,
        Self::Suspend,
        Self::Quit,
        Self::Redraw,
    ];

    /// Its keys unless the operator's keymap says otherwise; the first one is shown.
    pub const fn default_keys(self) -> &'static [Key] {
        match self {
            Self::Activate => const { &[Key::plain(KeyCode::Enter)] },
            Self::Up => const { &[Key::plain(KeyCode::Up), Key::char('k')] },
            Self::Down => const { &[Key::plain(KeyCode::Down), Key::char('j')] },
            Self::Left => const { &[Key::plain(KeyCode::Left), Key::char('h')] },
            Self::Right => const { &[Key::plain(KeyCode::Right), Key::char('l')] },
            Self::NextField => const { &[Key::plain(KeyCode::Tab)] },
            Self::PreviousField => const { &[Key::plain(KeyCode::BackTab)] },
            Self::Toggle => const { &[Key::char(' ')] },
            Self::PageUp => const { &[Key::plain(KeyCode::PageUp)] },
            Self::PageDown => const { &[Key::plain(KeyCode::PageDown)] },
            Self::First => const { &[Key::plain(KeyCode::Home), Key::char('g')] },
            Self::Last => const { &[Key::plain(KeyCode::End), Key::char('G')] },
            Self::Filter => const { &[Key::char('/')] },
            Self::Submit => const { &[Key::ctrl('s')] },
            Self::Update => const { &[Key::char('u'), Key::alt('e')] },
            Self::Buy => const { &[Key::ctrl('b'), Key::char('b')] },
            Self::Back => const { &[Key::plain(KeyCode::Esc)] },
            Self::Close => const { &[Key::plain(KeyCode::Esc)] },
            Self::Discard => const { &[Key::ctrl('d')] },
            Self::Copy => const { &[Key::char('c'), Key::alt('c')] },
            Self::Terms => const { &[Key::char('t'), Key::ctrl('t')] },
            Self::Orders => const { &[Key::char('o')] },
            Self::Profile => const { &[Key::char('p')] },
            Self::SwitchAccount => const { &[Key::char('a')] },
            Self::SwitchPerson => const { &[Key::char('w')] },
            Self::BookMoney => const { &[Key::char('m')] },
            Self::KeepUnallocated => const { &[Key::ctrl('n')] },
            Self::Authorize => const { &[Key::char('y')] },
            Self::Reject => const { &[Key::char('n')] },
            Self::CancelSubscription => const { &[Key::char('x')] },
            Self::GiveUpOrder => const { &[Key::char('x')] },
            Self::Support => const { &[Key::char('s')] },
            Self::NewRequest => const { &[Key::char('n')] },
            Self::Reply => const { &[Key::char('r')] },
            Self::Take => const { &[Key::char('t')] },
            Self::Decide => const { &[Key::char('d')] },
            Self::CloseRequest => const { &[Key::char('x')] },
            Self::Reopen => const { &[Key::char('o')] },
            Self::Attach => const { &[Key::ctrl('o'), Key::char('f')] },
            Self::Detach => const { &[Key::ctrl('x')] },
            Self::SaveFile => const { &[Key::char('s')] },
            Self::MoneyToReturn => const { &[Key::char('M')] },
            Self::PlaceQueue => const { &[Key::char('1')] },
            Self::PlaceOffers => const { &[Key::char('2')] },
            Self::PlaceOrders => const { &[Key::char('3')] },
            Self::PlaceSupport => const { &[Key::char('5')] },
            Self::PlaceCompany => const { &[Key::char('7')] },
            Self::PlaceMoney => const { &[Key::char('9')] },
            Self::Language => const { &[Key::char('L')] },
            Self::Theme => const { &[Key::char('T')] },
            Self::Palette => const { &[Key::ctrl('p')] },
            // Terminals send Ctrl-/ as Ctrl-_; Ctrl-Z is the shell's.
            Self::Undo => const { &[Key::ctrl('_'), Key::alt('u')] },
            Self::Redo => const { &[Key::ctrl('y')] },
            Self::Help => const { &[Key::char('?'), Key::plain(KeyCode::F(1))] },
            Self::Redraw => const { &[Key::ctrl('l')] },
            Self::Suspend => const { &[Key::ctrl('z')] },
            Self::Quit => const { &[Key::char('q'), Key::ctrl('c')] },
        }
    }

    /// Whether plain mode offers it: what only moves about, and what needs a terminal's own ways, is not.
    pub const fn is_said(self) -> bool {
        !matches!(
            self,
            Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::NextField
                | Self::PreviousField
                | Self::Toggle
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Theme
                | Self::Palette
                | Self::Copy
                | Self::Redraw
                | Self::Suspend
        )
    }

    /// Key of its label in `assets/locales`.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Activate => "action-open",
            Self::Up => "action-up",
            Self::Down => "action-down",
            Self::Left => "action-left",
            Self::Right => "action-right",
            Self::NextField => "action-next-field",
            Self::PreviousField => "action-previous-field",
            Self::Toggle => "action-toggle",
            Self::PageUp => "action-page-up",
            Self::PageDown => "action-page-down",
            Self::First => "action-first",
            Self::Last => "action-last",
            Self::Filter => "action-filter",
            Self::Submit => "button-submit",
            Self::Update => "button-update",
            Self::Buy => "button-buy",
            Self::Back => "action-back",
            Self::Close => "action-close",
            Self::Discard => "action-discard-draft",
            Self::Copy => "action-copy",
            Self::Terms => "action-terms",
            Self::Orders => "title-orders",
            Self::Profile => "title-legal-profile",
            Self::SwitchAccount => "title-accounts",
            Self::SwitchPerson => "title-people",
            Self::BookMoney => "title-book-receipt",
            Self::KeepUnallocated => "action-keep-unallocated",
            Self::Authorize => "button-authorize",
            Self::Reject => "button-reject",
            Self::CancelSubscription => "button-cancel-subscription",
            Self::GiveUpOrder => "action-give-up-order",
            Self::Support => "title-support",
            Self::NewRequest => "title-new-request",
            Self::Reply => "action-reply",
            Self::Take => "action-take",
            Self::Decide => "action-decide",
            Self::CloseRequest => "action-close-request",
            Self::Reopen => "action-reopen",
            Self::Attach => "action-attach",
            Self::Detach => "action-detach",
            Self::SaveFile => "action-save-file",
            Self::MoneyToReturn => "title-money-to-return",
            Self::PlaceQueue => "title-request-queue",
            Self::PlaceOffers => "title-membership-offers",
            Self::PlaceOrders => "title-orders",
            Self::PlaceSupport => "title-support",
            Self::PlaceCompany => "title-legal-profile",
            Self::PlaceMoney => "title-book-receipt",
            Self::Language => "action-language",
            Self::Theme => "action-theme",
            Self::Palette => "action-palette",
            Self::Undo => "action-undo",
            Self::Redo => "action-redo",
            Self::Help => "action-help",
            Self::Redraw => "action-redraw",
            Self::Suspend => "action-suspend",
            Self::Quit => "action-quit",
        }
    }
}

/// How a key is written on the screen, such as `Enter`, `Ctrl-S`, `?`.
pub fn key_name(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) if key.mods.ctrl || key.mods.alt => c.to_uppercase().to_string(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        other => format!("{other:?}"),
    };
    let held = [
        (key.mods.ctrl, "Ctrl-"),
        (key.mods.alt, "Alt-"),
        (key.mods.shift, "Shift-"),
    ];
    let held = held.into_iter().filter(|(is, _)| *is).map(|(_, word)| word);
    held.collect::<String>() + &name
}
