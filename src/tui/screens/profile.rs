//! "Legal profile": what orders are billed to, where its verification stands, and its change.
//!
//! Four faces: reading for those who may not change it, a form for those who may, and for Support the decision on
//! a pending change with the reason of a rejection. Nothing that was typed is lost without being asked: when
//! somebody else was faster, the form takes over what they changed and keeps what was typed here; a draft keeps it when
//! the line drops.

mod asks;
mod blocks;
pub(in crate::tui::screens) mod edit;

use crate::domain::country::CountryBook;
use crate::domain::form_draft::{FormDraft, FormSubject};
use crate::domain::ids::{AccountId, RequestId};
use crate::domain::message::Arg;
use crate::domain::partner::Vetting;
use crate::domain::text::TextError;
use crate::services::error::{ErrorKind, ServiceError};
use crate::services::profiles::{Buying, ProfilePage, ProfileRefusal, REASON_LIMIT};
use crate::tui::action::{Action, Hint};
use crate::tui::ask::Answer;
use crate::tui::form::{Field, Form, Outcome, Refusal};
use crate::tui::layer::{Context, Copyable, Navigation, ScreenEvent, Step};
use crate::tui::page::blocks::notice::Notice;
use crate::tui::page::blocks::words::Text;
use crate::tui::page::{Block, Command, Id, Page, PageLayer, PageScreen, Question, Wait};
use crate::tui::places::Place;

use super::asks::{Countries, FoundCountries};
use super::cards::SavedCards;
use super::drafts::{self, DraftAsk};
use super::keeping::Keeping;
use super::notice::{self, Message};
use super::summary;
use crate::tui::term::event::Key;
use asks::{ProfileAnswer, ProfileAsk};
use edit::ProfileEdit;

/// What Support decides.
impl Action {
    /// Support: verify a change of the profile.
    pub const AUTHORIZE: Self = Self::new("authorize", "button-authorize", &[Key::char('y')]);
    /// Support: reject a change of the profile.
    pub const REJECT: Self = Self::new("reject", "button-reject", &[Key::char('n')]);
}

/// All of them.
pub(in crate::tui) const ACTIONS: &[Action] = &[Action::AUTHORIZE, Action::REJECT];

/// How the field for the reason of a rejection is called.
const REASON: &str = "reason";

/// The Legal profile of one account.
pub type Profile = PageLayer<Particulars>;

/// What is known of it, and what is done with it.
#[derive(Debug)]
pub struct Particulars {
    account: AccountId,
    page: Option<Box<ProfilePage>>,
    countries: Option<Box<CountryBook>>,
    /// Why there is nothing to show.
    error: Option<ServiceError>,
    edit: Option<ProfileEdit>,
    reason: Form,
    mode: ProfileMode,
    notice: Option<Message>,
    /// A change or a decision is on its way.
    sending: bool,
    /// Whether it is asked if what was typed is to be thrown away.
    leaving: bool,
    /// What an earlier session left, until it is shown.
    left: Option<Box<FormDraft>>,
    keeping: Keeping,
}

/// What the screen is for right now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ProfileMode {
    Reading,
    Editing,
    Deciding,
    Rejecting,
}

impl ProfileMode {
    /// Tells the pages of the modes apart.
    const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Editing => "editing",
            Self::Deciding => "deciding",
            Self::Rejecting => "rejecting",
        }
    }
}

impl Profile {
    /// Not loaded yet.
    pub fn new(account: AccountId) -> Self {
        let reason = Field::text(REASON, "field-reason", REASON_LIMIT, "");
        Self::of(Particulars {
            account,
            page: None,
            countries: None,
            error: None,
            edit: None,
            reason: Form::new(vec![reason], "button-reject"),
            mode: ProfileMode::Reading,
            notice: None,
            sending: false,
            leaving: false,
            left: None,
            keeping: Keeping::new(),
        })
    }
}

impl Particulars {
    fn load(&self) -> Step {
        let step = Step::ask(ProfileAsk::Load(self.account));
        if self.countries.is_none() {
            step.and_ask(Countries)
        } else {
            step
        }
    }

    fn answered(&mut self, answer: Answer, context: &Context) -> Step {
        let answer = match answer.take() {
            Ok(answer) => return self.own_answered(answer, context),
            Err(answer) => answer,
        };
        let answer = match answer.take() {
            Ok(FoundCountries(countries)) => {
                self.countries = Some(countries);
                self.settle_mode(context);
                return Step::none();
            }
            Err(answer) => answer,
        };
        if !self.sending {
            self.notice = drafts::not_kept(answer).or(self.notice.take());
        }
        Step::none()
    }

    fn own_answered(&mut self, answer: ProfileAnswer, context: &Context) -> Step {
        match answer {
            ProfileAnswer::Loaded(Ok(page)) => self.loaded(page, context),
            ProfileAnswer::Loaded(Err(error)) if self.page.is_none() => self.error = Some(error),
            ProfileAnswer::Loaded(Err(error)) => self.notice = Some(Message::of(&error)),
            ProfileAnswer::Changed(changed) => return self.changed(changed, context),
            ProfileAnswer::Decided(decided) => return self.decided(decided, context),
        }
        Step::none()
    }

    /// Takes the page as it is now. A form in which something was typed keeps it, and takes over the rest.
    fn loaded(&mut self, page: Box<ProfilePage>, context: &Context) {
        let seen = self.page.as_ref().map(|page| page.version);
        if seen.is_none() {
            self.left.clone_from(&page.draft);
        }
        if seen.is_some_and(|seen| seen > page.version) {
            return; // Answers may overtake each other.
        }
        let moved = seen.is_some_and(|seen| seen != page.version);
        self.error = None;
        if moved {
            match (&mut self.edit, &self.countries) {
                (Some(edit), Some(countries)) if edit.is_changed() => {
                    edit.merge(&page.account.profile, countries, context);
                    self.notice = Some(changed_by(&page));
                }
                _ => self.edit = None,
            }
        }
        if moved && self.has_reason() {
            self.notice = Some(changed_by(&page));
        }
        self.page = Some(page);
        self.settle_mode(context);
    }

    /// What the screen is for follows from the page, unless something is being typed.
    fn settle_mode(&mut self, context: &Context) {
        let (Some(page), Some(countries)) = (&self.page, &self.countries) else {
            return;
        };
        if self.edit.as_ref().is_some_and(ProfileEdit::is_changed) {
            return;
        }
        let may_edit = page.edit_closed.is_none();
        self.mode = match self.mode {
            ProfileMode::Rejecting if page.may_decide => ProfileMode::Rejecting,
            ProfileMode::Editing if may_edit && self.edit.is_some() => ProfileMode::Editing,
            _ if page.may_decide => ProfileMode::Deciding,
            _ if may_edit => ProfileMode::Editing,
            _ => ProfileMode::Reading,
        };
        if self.mode != ProfileMode::Editing {
            self.edit = None;
        } else if self.edit.is_none() {
            self.edit = Some(ProfileEdit::new(&page.account, countries, context));
        }
        if let Some(left) = self.left.take() {
            self.resume(&left, context);
        }
    }

    /// Shows what an earlier session left: the change that was typed, or the reason for rejecting one.
    fn resume(&mut self, left: &FormDraft, context: &Context) {
        let (Some(page), Some(countries)) = (&self.page, &self.countries) else {
            return;
        };
        let reason = left.text(REASON);
        if page.may_decide && !reason.is_empty() {
            self.reason.set_text(REASON, reason);
            self.mode = ProfileMode::Rejecting;
        } else if page.edit_closed.is_none() && left.fields.iter().any(|(name, _)| name != REASON) {
            let mut edit = ProfileEdit::new(&page.account, countries, context);
            edit.resume(left, countries, context);
            self.mode = ProfileMode::Editing;
            self.edit = Some(edit);
        }
        if self.has_unsaved() {
            self.notice = Some(drafts::restored(left));
        }
    }

    /// Keeps what was typed, or that nothing is typed any more.
    fn save(&mut self) -> Step {
        if self.sending || !self.keeping.is_due() {
            return Step::none();
        }
        self.keeping.settle();
        let mut fields = self
            .edit
            .as_ref()
            .map(ProfileEdit::changed_fields)
            .unwrap_or_default();
        if self.has_reason() {
            fields.push((REASON.to_owned(), self.reason.text(REASON).to_owned()));
        }
        if fields.is_empty() {
            return self.discard();
        }
        let draft = FormDraft {
            fields,
            ..FormDraft::new(self.account, FormSubject::Profile, RequestId::new(0))
        };
        Step::ask(DraftAsk::Keep(Box::new(draft)))
    }

    fn discard(&mut self) -> Step {
        self.keeping.settle();
        Step::ask(DraftAsk::Discard(self.account, FormSubject::Profile))
    }

    fn changed(&mut self, changed: Result<Box<ProfilePage>, ProfileRefusal>, context: &Context) -> Step {
        self.sending = false;
        match changed {
            Ok(page) => {
                let sent = match page.buying {
                    Buying::NotSold => {
                        let country = format!("country-{}", page.account.profile.address.country);
                        let country = [("country", Arg::Key(country))];
                        context.i18n.tr("profile-sent-not-sold", &country)
                    }
                    Buying::Open | Buying::NotTheirs => context.i18n.t("profile-sent"),
                };
                Step::go(Navigation::Back).and_say(sent)
            }
            Err(ProfileRefusal::Fields(errors)) => {
                self.notice = self.edit.as_mut().and_then(|edit| edit.refuse(errors));
                Step::none()
            }
            Err(ProfileRefusal::Service(error)) => self.failed(&error),
        }
    }

    fn decided(&mut self, decided: Result<Box<ProfilePage>, ServiceError>, context: &Context) -> Step {
        self.sending = false;
        match decided {
            Ok(page) => {
                self.notice = Some(match page.account.vetting {
                    Vetting::Rejected { .. } => Message::Done("profile-change-rejected", Vec::new()),
                    _ => Message::Done("profile-change-authorized", Vec::new()),
                });
                self.reason.set_text(REASON, "");
                self.reason.clear_errors();
                self.mode = ProfileMode::Reading;
                self.edit = None;
                self.page = Some(page);
                self.settle_mode(context);
                Step::none()
            }
            Err(ServiceError::Field { code, args, .. }) => {
                self.notice = None;
                self.reason.refuse(REASON, Refusal { code, args });
                self.reason.focus_on_error();
                Step::none()
            }
            Err(error) => self.failed(&error),
        }
    }

    /// Says what was refused. After a conflict the page is loaded anew, and says who was faster.
    fn failed(&mut self, error: &ServiceError) -> Step {
        self.notice = Some(Message::of(error));
        if error.kind() == ErrorKind::Conflict {
            self.load()
        } else {
            Step::none()
        }
    }

    /// Does what was answered to the question what is to become of what was typed.
    fn leave(&mut self, answer: Action, context: &Context) -> Step {
        self.leaving = false;
        match answer {
            Action::DISCARD => self.discard().and(Step::go(Navigation::Back)),
            Action::CONFIRM => {
                let kept = context.i18n.t("request-draft-kept");
                self.save().and(Step::go(Navigation::Back)).and_say(kept)
            }
            _ => Step::none(),
        }
    }

    /// Opens the form for another change of a profile whose change waits already.
    fn edit(&mut self, context: &Context) {
        if let (Some(page), Some(countries)) = (&self.page, &self.countries) {
            self.notice = None;
            self.mode = ProfileMode::Editing;
            self.edit = Some(ProfileEdit::new(&page.account, countries, context));
        }
    }

    /// Sends the change, unless nothing changed.
    fn submit(&mut self) -> Step {
        let Some(edit) = &mut self.edit else {
            return Step::none();
        };
        if !edit.is_changed() {
            // That is no mistake.
            self.notice = Some(Message::Told("profile-nothing-changed", Vec::new()));
            return Step::none();
        }
        edit.form.clear_errors();
        let input = Box::new(edit.input());
        self.send(|account, version| ProfileAsk::Change(account, version, input))
    }

    fn reject(&mut self) -> Step {
        let reason = self.reason.text(REASON).trim().to_owned();
        if reason.is_empty() {
            self.reason.refuse(REASON, Refusal::of(&TextError::Empty));
            self.reason.focus_on(REASON);
            return Step::none();
        }
        self.send(|account, version| ProfileAsk::Reject(account, version, reason))
    }

    fn send(&mut self, ask: impl FnOnce(AccountId, u64) -> ProfileAsk) -> Step {
        let Some(page) = &self.page else {
            return Step::none();
        };
        self.sending = true;
        self.notice = None;
        Step::ask(ask(self.account, page.version))
    }

    fn may_edit(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.edit_closed.is_none())
    }

    fn may_decide(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.may_decide)
    }

    fn has_reason(&self) -> bool {
        !self.reason.text(REASON).trim().is_empty()
    }

    fn has_unsaved(&self) -> bool {
        self.has_reason() || self.edit.as_ref().is_some_and(ProfileEdit::is_changed)
    }

    /// A page with what there is to see of a profile, and the buttons of what is decided.
    fn filled(
        &self,
        mut page: Page,
        profile: &ProfilePage,
        countries: &CountryBook,
        context: &Context,
    ) -> Page {
        let status = blocks::status(profile, context);
        match self.mode {
            ProfileMode::Editing => {
                let note = Text::faint(context.i18n.t("profile-note"));
                page.with(status).with(Block::Text(note))
            }
            ProfileMode::Rejecting => page.with(blocks::changes(profile, countries, context, true)),
            ProfileMode::Reading => page
                .with(status)
                .with_all(blocks::read_only(profile, context))
                .with(blocks::changes(profile, countries, context, false)),
            ProfileMode::Deciding => {
                // What leads out comes behind what is decided.
                let leaving = std::mem::take(&mut page.commands);
                let mut page = page
                    .with(status)
                    .with_buttons(self.decisions())
                    .with(blocks::changes(profile, countries, context, false));
                page.commands.extend(leaving);
                page
            }
        }
    }

    /// What can be done about a change that is to be decided on. First stands what only opens a form: nobody authorizes
    /// with an Enter that they didn't think about.
    fn decisions(&self) -> Vec<Command> {
        let mut hints = vec![Hint::shown(Action::REJECT), Hint::shown(Action::AUTHORIZE)];
        hints.extend(self.may_edit().then(|| Hint::shown(Action::UPDATE)));
        hints.into_iter().map(Command::open).collect()
    }

    /// The address as on a letter, and the MPN ID.
    fn copyable(&self, context: &Context) -> Vec<Copyable> {
        let Some(page) = self.page.as_ref().filter(|_| !self.leaving) else {
            return Vec::new();
        };
        let profile = &page.account.profile;
        let lines = summary::letterhead(
            context,
            &profile.company,
            &profile.address,
            profile.vat_id.as_deref(),
        );
        let address = Copyable::new(&context.i18n, "label-bill-to", &lines.join("\n"));
        let mpn_id = Copyable::new(&context.i18n, "label-mpn-id", &page.account.mpn_id.to_string());
        address.into_iter().chain(mpn_id).collect()
    }
}

/// Somebody else changed the account meanwhile.
fn changed_by(page: &ProfilePage) -> Message {
    match &page.changed_by {
        Some(person) => Message::Warned("profile-changed-by", vec![("person", Arg::Text(person.clone()))]),
        None => Message::Warned("profile-changed-meanwhile", Vec::new()),
    }
}

impl PageScreen for Particulars {
    fn page(&self, context: &Context) -> Page {
        // Below a form the last row is for the form.
        let cards = Hint {
            in_footer: context.plain || self.mode == ProfileMode::Reading,
            ..Hint::shown(Action::SAVED_CARDS)
        };
        let page = Page {
            about: self.mode.name().to_owned(),
            commands: vec![Command::open(Hint::shown(Action::BACK)), Command::open(cards)],
            copyable: self.copyable(context),
            ..Page::new(Place::Company.title_of("title-legal-profile", context))
        };
        if let Some(error) = &self.error {
            return page.with(Block::Notice(Notice::error(error, context)));
        }
        let (Some(profile), Some(countries)) = (&self.page, &self.countries) else {
            return Page {
                wait: Some(Wait::Quiet("word-loading")),
                ..page
            };
        };
        let page = if self.mode == ProfileMode::Rejecting {
            let company = Arg::Text(profile.account.profile.company.to_string());
            let heading = context.i18n.tr("profile-rejecting", &[("company", company)]);
            page.headed(heading, context)
        } else {
            page
        };
        let page = self.filled(page, profile, countries, context);
        let sending = self.sending.then_some("word-saving");
        let (foot, wait) = notice::foot(self.notice.as_ref(), sending, context);
        Page {
            foot,
            question: self.leaving.then(|| Question::leaving_a_draft(context)),
            // Another version of it is another thing to decide on.
            decides: (self.mode == ProfileMode::Deciding).then(|| profile.version.to_string()),
            wait,
            ..page
        }
    }

    fn run(&mut self, action: Action, _item: Option<&Id>, context: &Context) -> Step {
        match (self.mode, action) {
            (_, answer) if self.leaving => return self.leave(answer, context),
            (ProfileMode::Rejecting, Action::BACK) => self.mode = ProfileMode::Deciding,
            (_, Action::QUIT) => self.leaving = true,
            (_, Action::BACK) if self.has_unsaved() => self.leaving = true,
            (ProfileMode::Editing, Action::BACK) if self.may_decide() => {
                self.edit = None;
                self.mode = ProfileMode::Deciding;
            }
            (_, Action::BACK) => return self.save().and(Step::go(Navigation::Back)),
            (_, Action::SAVED_CARDS) => return Step::open(SavedCards::new(self.account)),
            _ if self.sending => {}
            (_, Action::AUTHORIZE) => return self.send(ProfileAsk::Authorize),
            (_, Action::REJECT) => {
                self.notice = None;
                self.mode = ProfileMode::Rejecting;
            }
            (_, Action::UPDATE) => self.edit(context),
            _ => {}
        }
        Step::none()
    }

    fn update(&mut self, event: ScreenEvent<'_>, context: &Context) -> Step {
        match event {
            ScreenEvent::Shown | ScreenEvent::NewDay => self.load(),
            // What this screen changed itself comes as its answer.
            ScreenEvent::Changed(changed) if !self.sending && changed.concerns(self.account) => self.load(),
            ScreenEvent::Answer(answer) => self.answered(answer, context),
            ScreenEvent::Pause(edits) if self.keeping.is_quiet_since(edits) => self.save(),
            ScreenEvent::Leaving => self.save(),
            _ => Step::none(),
        }
    }

    fn form(&self) -> Option<&Form> {
        match (self.mode, &self.edit) {
            (ProfileMode::Editing, Some(edit)) => Some(&edit.form),
            (ProfileMode::Rejecting, _) => Some(&self.reason),
            _ => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match (self.mode, &mut self.edit) {
            _ if self.sending => None,
            (ProfileMode::Editing, Some(edit)) => Some(&mut edit.form),
            (ProfileMode::Rejecting, _) => Some(&mut self.reason),
            _ => None,
        }
    }

    fn after(&mut self, outcome: Outcome, context: &Context) -> Step {
        match outcome {
            Outcome::Submit if self.mode == ProfileMode::Rejecting => self.reject(),
            Outcome::Submit => self.submit(),
            Outcome::Edited => {
                if let (Some(edit), Some(countries)) = (&mut self.edit, &self.countries) {
                    edit.follow(countries, context);
                }
                self.notice = None;
                self.keeping.edited()
            }
            Outcome::Left => self.save(),
            Outcome::Nothing => Step::none(),
        }
    }

    fn asks_before_quitting(&self) -> bool {
        !self.leaving && self.has_unsaved()
    }

    fn is_sending(&self) -> bool {
        self.sending
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Company)
    }

    fn leads_on(&self) -> bool {
        self.mode == ProfileMode::Reading
    }

    /// The names of countries, and what is remarked on a field, are those of the language in which the form was opened.
    fn settles(&self, preference: Action) -> bool {
        preference == Action::LANGUAGE && self.edit.is_some()
    }
}

#[cfg(test)]
mod tests;
