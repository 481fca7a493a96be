//! The one table of commands. Window and shell know the core by it alone.
//!
//! A row is a name, the request it takes, the reply it gives and the body that serves it. From the table come the
//! router of [`App::call`](crate::App::call) and the TypeScript of the window.

use serde_json::Value;

#[allow(clippy::wildcard_imports, reason = "the table names nearly every wire type")]
use crate::wire::*;
use crate::{App, act, typescript::Commands};
use catflap_change::round_trip::TripTakenBack;
use catflap_check::rehearsal::TakenBack;
use catflap_inventory::Inventory;
use catflap_sandbox::panel::PracticeView;

macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident ($request:ty) -> $reply:ty = $body:path;)*) => {
        /// Names of all commands, in the order of the table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        pub(crate) async fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, Problem> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request)
                        .map_err(|error| Problem::bad_request(name, &error))?;
                    // On the heap: the bodies of all commands together are too large for a thread's stack.
                    let reply: $reply = Box::pin($body(app, request)).await?;
                    serde_json::to_value(reply).map_err(|error| Problem::bad_request(name, &error))
                })*
                _ => Err(Problem::unknown_command(name)),
            }
        }

        pub(crate) fn describe(out: &mut Commands) {
            $(out.command::<$request, $reply>(stringify!($name), &[$($doc),*]);)*
        }
    };
}

commands! {
    /// What a window needs to draw its first screen.
    boot(Nothing) -> Boot = act::session::boot;
    /// Makes a real profile and opens it.
    profile_create(NewProfile) -> ProfileView = act::session::create;
    /// Opens a profile.
    profile_open(ProfileRef) -> ProfileView = act::session::open;
    /// Closes the open profile: the first screen again.
    profile_close(Nothing) -> Boot = act::session::close;
    /// Gives a profile another name.
    profile_rename(RenameProfile) -> Boot = act::session::rename;
    /// Deletes a profile with all that was kept for it, its secrets included.
    profile_delete(ProfileRef) -> Boot = act::session::delete;
    /// Saves the settings of this installation.
    settings_save(Settings) -> Settings = act::session::save_settings;
    /// The latest activity of the open profile.
    activity(Nothing) -> Activity = act::session::activity;
    /// Finds steps, checks, people and groups.
    find(Find) -> Found = act::session::find;
    /// Puts a text on the clipboard.
    text_copy(CopyText) -> Copied = act::session::copy_text;

    /// Cleans what is being typed or pasted, and says what was cleaned. Keeps nothing.
    scim_clean(ScimEntry) -> CleanedEntry = act::connections::clean;
    /// Saves SCIM URL and token.
    scim_save(ScimEntry) -> ConnectionSaved = act::connections::save_scim;
    /// Saves org URL and API token, after asking Okta once.
    okta_save(OktaEntry) -> ConnectionSaved = act::connections::save_okta;
    /// Saves user name and password, after asking ConfigCat once.
    configcat_save(ConfigCatEntry) -> ConnectionSaved = act::connections::save_configcat;
    /// Forgets a connection and its secret.
    connection_forget(ConnectionRef) -> Connections = act::connections::forget;
    /// Puts a secret on the clipboard, for a minute.
    secret_copy(ConnectionRef) -> Copied = act::connections::copy_secret;
    /// The SAML applications of the Okta org, those that look like ConfigCat first.
    okta_apps(Nothing) -> OktaApps = act::connections::okta_apps;
    /// Chooses the application.
    okta_choose(ChooseOktaApp) -> Connections = act::connections::choose_okta_app;

    /// What the Okta credential is and may do, and what it costs that it may not do more.
    okta_credential(Nothing) -> CredentialView = act::credential::look;
    /// Groups of the org, with what they are to the application.
    okta_groups(OrgSearch) -> OrgGroups = act::directory::groups;
    /// People of the org.
    okta_people(OrgSearch) -> OrgPeople = act::directory::people;
    /// Okta's log of the application, read on from where it was left.
    okta_log(Nothing) -> OktaLog = act::okta_log::look;

    /// What would have to be changed in Okta, line by line, and who would come. Writes nothing.
    change_plan(ChangeWishes) -> ChangePlan = act::changes::plan_it;
    /// Carries out the change list that was planned last.
    change_start(ChangeRef) -> JobRef = act::changes::start;
    /// Change lists that were begun and not ended.
    change_open(Nothing) -> OpenChanges = act::changes::open;
    /// Goes on with a change list that was left half done.
    change_go_on(ChangeRef) -> JobRef = act::changes::go_on;
    /// Forgets a change list that was left half done. What it did stays done.
    change_give_up(ChangeRef) -> OpenChanges = act::changes::forget;

    /// What a round trip would write where, and how it is taken back. Writes nothing.
    trip_plan(TripAsk) -> TripView = act::trip::plan_it;
    /// Starts a round trip.
    trip_start(TripStart) -> JobRef = act::trip::start;
    /// The last round trip, and what may be left of any.
    trip_last(Nothing) -> LastTrip = act::trip::last;
    /// Takes back what an earlier round trip left.
    trip_take_back(Nothing) -> TripTakenBack = act::trip::take_back_left;

    /// How the rotation of the SCIM token stands.
    rotation(Nothing) -> RotationView = act::rotation::look;
    /// Begins the rotation.
    rotation_begin(Nothing) -> RotationView = act::rotation::begin;
    /// Proves the new token, and keeps it once ConfigCat takes it.
    rotation_token(NewToken) -> RotationView = act::rotation::token;
    /// Ends the rotation, wherever it stands. A token that was proven stays.
    rotation_end(Nothing) -> RotationView = act::rotation::end;

    /// The guide, with the values of the open profile.
    guide(Nothing) -> GuideView = act::guide::guide;
    /// Keeps `Entity ID` and `Assertion Consumer Service` of ConfigCat's page.
    guide_values(SamlValues) -> GuideView = act::guide::save_values;
    /// How the steps stand, from what is kept.
    guide_progress(Nothing) -> Progress = act::guide::progress;
    /// Ticks a step by hand, or takes the tick away.
    guide_tick(Tick) -> Progress = act::guide::tick;
    /// Looks at every connection and proves what it can.
    guide_verify(Nothing) -> Progress = act::guide::verify;
    /// Proves the steps for an org and an application that come from outside. Only reads, and keeps nothing.
    okta_verify(VerifyOkta) -> VerifyReport = act::verify::okta;
    /// Opens a page of Okta or ConfigCat.
    guide_open(OpenPage) -> Opened = act::guide::open;

    /// Every check of the connection tester.
    check_list(Nothing) -> CheckList = act::check::list;
    /// Starts the connection tester.
    check_start(Nothing) -> JobRef = act::check::start;
    /// The last run of the connection tester.
    check_last(Nothing) -> LastCheck = act::check::last;
    /// The last run as Markdown, for a support case. Secrets are masked.
    check_support(Nothing) -> Text = act::check::support;
    /// Earlier runs of the connection tester.
    check_history(Nothing) -> CheckHistory = act::check::history;
    /// What changed between two runs.
    check_compare(CompareChecks) -> ComparedChecks = act::check::compare;
    /// What an error text from Okta means, and what the last check says to it.
    explain(ExplainText) -> Explained = act::explain::explain;
    /// What a rehearsal would write and how it is taken back. Writes nothing.
    rehearsal_plan(RehearsalDomain) -> RehearsalPlan = act::rehearsal::plan_it;
    /// Starts a rehearsal.
    rehearsal_start(RehearsalStart) -> JobRef = act::rehearsal::start;
    /// The last rehearsal, and what may be left of any.
    rehearsal_last(Nothing) -> LastRehearsal = act::rehearsal::last;
    /// Takes back what an earlier rehearsal left.
    rehearsal_take_back(Nothing) -> TakenBack = act::rehearsal::take_back_left;
    /// The last rehearsal as Markdown, for a support case. Secrets are masked.
    rehearsal_support(Nothing) -> Text = act::rehearsal::support;
    /// Cancels a job; a job that ended already stays as it is.
    job_cancel(JobRef) -> Nothing = act::check::cancel;

    /// Starts reading users and groups, and what Okta and ConfigCat say of them.
    pull_start(Nothing) -> JobRef = act::pull::start;
    /// All synced users and groups, as they were read last.
    inventory(Nothing) -> Inventory = act::people::inventory;
    /// A window of the list of people.
    people(PeopleRequest) -> PeoplePage = act::people::people;
    /// Everything about one person.
    person(PersonRef) -> PersonCard = act::people::person;
    /// What starting provisioning would do with the plan in force, in one sentence.
    people_start(Nothing) -> StartOutlook = act::access::outlook;
    /// Everybody has been looked at: what is new is marked from here on.
    people_seen(Nothing) -> Nothing = act::people::seen;
    /// Why somebody gets in, or not.
    why(Why) -> WhyAnswer = act::why::answer;
    /// A window of the list of groups.
    groups(GroupsRequest) -> GroupsPage = act::people::groups;
    /// Everything about one group.
    group(GroupRef) -> GroupCard = act::people::group;

    /// The history of readings.
    history(Nothing) -> HistoryView = act::history::list;
    /// What changed between two entries of the history.
    history_between(HistoryPair) -> HistoryDifference = act::history::between;
    /// The alarm of this entry was looked at and is shown no more.
    history_alarm_seen(HistoryRef) -> Nothing = act::history::alarm_seen;

    /// An access review before it is written.
    review(ReviewAsk) -> ReviewView = act::review::look;
    /// Writes an access review to a file of the administrator's choice.
    review_save(ReviewOut) -> SavedFile = act::review::save;

    /// The permission plan with all that follows from it.
    plan(Nothing) -> AccessView = act::access::plan;
    /// Changes the plan.
    plan_save(SavePlan) -> AccessView = act::access::save;
    /// Brings the plan before the last change back.
    plan_undo(Nothing) -> AccessView = act::access::undo;
    /// Keeps products that are typed in, where ConfigCat's API is not connected.
    products_save(Products) -> AccessView = act::access::save_products;
    /// A window of the list of what people would be allowed.
    access_people(AccessRequest) -> AccessPage = act::access::people_page;
    /// What edits would do, before they are made. Keeps nothing.
    plan_ahead(LookAhead) -> Ahead = act::ahead::look;
    /// Makes edits of the plan.
    plan_edit(EditPlan) -> AccessView = act::ahead::edit;
    /// The smallest changes by which a person gets what they should.
    plan_ways(WaysAsk) -> WaysView = act::ways::find;
    /// The plan as a check-list to carry out on ConfigCat's page, from what is kept.
    plan_checklist(Nothing) -> Checklist = act::checklist::list;
    /// Reads ConfigCat's audit log and ticks what it shows.
    plan_checklist_look(Nothing) -> Checklist = act::checklist::look;
    /// Ticks a line of the check-list by hand, or takes the tick away.
    plan_checklist_tick(ChecklistTick) -> Checklist = act::checklist::tick;
    /// The plan as a text.
    plan_text(PlanOut) -> Text = act::plan_file::text;
    /// Writes the plan to a file of the administrator's choice.
    plan_save_file(PlanOut) -> SavedFile = act::plan_file::save;
    /// Reads a plan from a file of the administrator's choice. Keeps nothing.
    plan_open_file(Nothing) -> PlanIn = act::plan_file::open;
    /// Reads a plan from a text. Keeps nothing.
    plan_read(PlanText) -> PlanIn = act::plan_file::read;
    /// Prints what the window shows, by the dialog of the system.
    print(Nothing) -> Nothing = act::session::print;
    /// Access for an inventory and a plan that come from outside.
    access_compute(ComputeAccess) -> ComputedAccess = act::compute::access;
    /// What changed between two inventories that come from outside.
    inventory_compare(CompareInventories) -> ComparedInventories = act::compute::compare;
    /// Keeps connections that come from outside, for one run. Asks nobody.
    outside_connect(OutsideConnections) -> ConnectionSaved = act::outside::connect;

    /// Starts the practice servers and opens the practice profile.
    practice_open(Nothing) -> ProfileView = act::practice::open;
    /// Practice from the beginning.
    practice_restart(Nothing) -> ProfileView = act::practice::restart;
    /// Both practice products, as an administrator sees them.
    practice_view(Nothing) -> PracticeView = act::practice::view;
    /// An act in the practice Okta.
    practice_okta(PracticeOkta) -> PracticeDone = act::practice::okta;
    /// An act in the practice ConfigCat.
    practice_configcat(PracticeConfigCat) -> PracticeDone = act::practice::configcat;
    /// Puts the SCIM token of the practice ConfigCat on the clipboard, as its own page would.
    practice_copy_token(Nothing) -> Copied = act::practice::copy_token;
    /// Puts the private key of a service app of the practice Okta on the clipboard, as Okta shows it when it is made.
    practice_copy_service_key(PracticeServiceApp) -> Copied = act::practice::copy_service_key;
}
