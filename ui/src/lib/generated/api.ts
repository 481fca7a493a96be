// Written from crates/app by `cargo run -p catflap-app --example typescript`. Do not edit.

/**
 * What a change is about, in the order in which changes are told.
 */
export type About = "run" | "check" | "asked" | "endpoint" | "certificate" | "network" | "announced" | "people" | "time";

/**
 * What one person may do once provisioning is started for them, and why.
 */
export type Access = { 
/**
 * SCIM `userName`.
 */
user_name: string, 
/**
 * SCIM `active`. The rest says what the groups give; while this is false, none of it can be used.
 */
active: boolean, 
/**
 * Whether any of the person's groups carries Organization Admin.
 */
organization_admin: boolean, 
/**
 * Whether any of the person's groups carries Billing Manager.
 */
billing_manager: boolean, 
/**
 * The groups that give Organization Admin, in priority order.
 */
admin_from: Array<string>, 
/**
 * The groups that give Billing Manager, in priority order.
 */
billing_from: Array<string>, 
/**
 * One grant a product, by product name. Empty with Organization Admin, which grants everything.
 */
permissions: Array<Grant>, 
/**
 * What is worth knowing about the outcome.
 */
notes: Array<Note>, };

/**
 * What starting with a plan would change against today.
 */
export type AccessDifference = { 
/**
 * Everybody who is synced, those who lose first, in the order of the inventory within a kind.
 */
effects: Effects, 
/**
 * Dangers, worst first.
 */
guards: Array<GuardFinding>, 
/**
 * Addresses of the members who are not synced: starting touches nothing of theirs.
 */
not_managed: Array<string>, };

/**
 * One user of `catflap-cli access --format json`.
 */
export type AccessLine = { 
/**
 * SCIM `userName`.
 */
user_name: string, 
/**
 * Whether the person becomes Organization Admin.
 */
organization_admin: boolean, 
/**
 * Whether the person becomes Billing Manager.
 */
billing_manager: boolean, 
/**
 * One entry a product, by product name.
 */
permissions: Array<GrantLine>, 
/**
 * Plain sentences.
 */
notes: Array<string>, };

/**
 * A window of the list of what people would be allowed.
 */
export type AccessPage = { 
/**
 * Rows that match.
 */
total: number, 
/**
 * What starting would do, over everybody; none where today can't be seen or nothing is planned.
 */
effect: EffectCounts | null, 
/**
 * The rows from `offset`.
 */
rows: Array<AccessRow>, };

/**
 * A window of the list of what people would be allowed.
 */
export type AccessRequest = { 
/**
 * Words that must all occur in name or e-mail.
 */
search: string, 
/**
 * Only those whom starting would do this to; none for everybody.
 */
kind: EffectKind | null, 
/**
 * First row wanted, from 0.
 */
offset: number, 
/**
 * How many rows at most; 500 is the most that is answered.
 */
limit: number, };

/**
 * What one person would be allowed, each permission with the group that gave it.
 */
export type AccessRow = { 
/**
 * Key of the person.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * Computed permissions.
 */
access: Access, 
/**
 * What starting would change against today, a line each; empty where nothing changes or today can't be seen.
 */
changes: Array<string>, 
/**
 * In words, e.g. `WhiskerShop / Readers`.
 */
words: Array<string>, 
/**
 * Notes in words.
 */
notes: Array<string>, };

/**
 * One product or role, with the people who lost it, gained it or have it in another way.
 */
export type AccessShift = { 
/**
 * The product's name, or the role's.
 */
what: string, 
/**
 * What became of it.
 */
kind: AccessShiftKind, 
/**
 * e.g. `2 lost WhiskerShop`, `3 changed in FurBall Finder`, `1 gained Organization Admin`.
 */
words: string, 
/**
 * The people's user names in the later reading, sorted.
 */
names: Array<string>, };

/**
 * What became of a product or a role for some people.
 */
export type AccessShiftKind = "lost" | "changed" | "gained";

/**
 * The plan with all that follows from it.
 */
export type AccessView = { 
/**
 * The verdict in one bold sentence.
 */
verdict: string, 
/**
 * RFC 3339, when people were read; none before the first time.
 */
read_at: string | null, 
/**
 * Groups in priority order.
 */
plan: Plan, 
/**
 * How many people each group of the plan has; none when it is not synced.
 */
people: Array<number | null>, 
/**
 * Products with the names of their permission groups.
 */
products: Array<Product>, 
/**
 * True: read from ConfigCat. False: typed in.
 */
products_read: boolean, 
/**
 * Dangers, worst first.
 */
guards: Array<GuardFinding>, 
/**
 * How many people starting provisioning with this plan would touch, and how.
 */
effect: EffectCounts, 
/**
 * Whom it would touch: those who lose first; at most 100.
 */
touched: Array<Touched>, 
/**
 * Today's permissions could be read. Without them everybody seems to have nothing today, and `effect` is empty.
 */
today_seen: boolean, 
/**
 * Groups with permissions: how many the plan uses.
 */
groups_with_permissions: number, 
/**
 * On which of ConfigCat's plans so many groups with permissions fit, in one sentence.
 */
fits: string, 
/**
 * Synced users.
 */
synced_users: number, 
/**
 * So many may be synced.
 */
synced_users_most: number, 
/**
 * An earlier plan can be brought back.
 */
can_undo: boolean, };

/**
 * What an act came to: a line to show beside the form.
 */
export type ActOutcome = { 
/**
 * It was carried out (or the test passed).
 */
ok: boolean, 
/**
 * The product's own words, e.g. `Connector configured successfully` or `Error authenticating: …`.
 */
message: string, };

/**
 * The latest activity of the open profile.
 */
export type Activity = { 
/**
 * Newest first, at most 500.
 */
rows: Array<ActivityRow>, };

/**
 * What happened in a profile, newest first.
 */
export type ActivityRow = { 
/**
 * RFC 3339.
 */
at: string, 
/**
 * `profile`, `connection`, `guide`, `check`, `people`, `access` or `practice`.
 */
kind: string, 
/**
 * One sentence.
 */
text: string, };

/**
 * What edits would do.
 */
export type Ahead = { 
/**
 * What starting with the edited plan would do against today; all zero where today can't be seen.
 */
effect: EffectCounts, 
/**
 * How many gain by the edits, against the plan in force.
 */
gain: number, 
/**
 * How many lose by the edits, against the plan in force.
 */
lose: number, 
/**
 * How many get another permission group by the edits.
 */
change: number, 
/**
 * Those of the three above, who lose first; at most 100.
 */
people: Array<ShiftedPerson>, 
/**
 * Dangers of the edited plan, worst first.
 */
guards: Array<GuardFinding>, 
/**
 * Verdict over the edited plan, in one sentence.
 */
verdict: string, };

/**
 * Many were lost from one reading to the next: a changed rule or directory often looks like this, and Okta then
 * deactivates people by itself (Okta support: “The logs show that Okta deprovisioned users”).
 */
export type Alarm = { 
/**
 * Users who left or were switched off.
 */
people: number, 
/**
 * Of how many active users before.
 */
of_people: number, 
/**
 * Memberships that ended.
 */
memberships: number, 
/**
 * Of how many memberships before.
 */
of_memberships: number, 
/**
 * In a sentence.
 */
words: string, 
/**
 * What to do.
 */
todo: string, };

/**
 * Many people or memberships were lost from one reading to the next.
 */
export type AlarmView = { 
/**
 * What was lost, in a sentence.
 */
words: string, 
/**
 * What to do.
 */
todo: string, 
/**
 * The entry of the history before the loss.
 */
from: number, 
/**
 * The entry of the history with the loss.
 */
to: number, };

/**
 * Id of an application (`0oa…`).
 */
export type AppId = string;

/**
 * A change that the audit log shows.
 */
export type AuditLine = { 
/**
 * RFC 3339.
 */
at: string, 
/**
 * Who did it.
 */
who: string, 
/**
 * What was done, in ConfigCat's words, with what it was done to.
 */
what: string, };

/**
 * What the audit log shows of rules, priority and provisioning.
 */
export type AuditSight = { 
/**
 * RFC 3339, when it was read; none when it was not.
 */
read_at: string | null, 
/**
 * Why it can't be seen; empty when it was read or not asked for yet.
 */
unseen: string, 
/**
 * How far back it was read, and what that leaves open, in a sentence; empty when it was not read.
 */
reach: string, 
/**
 * What was changed there since the plan was last edited, newest first: who, what, when.
 */
since_edit: Array<AuditLine>, };

/**
 * What a window needs to draw its first screen.
 */
export type Boot = { 
/**
 * Version of Catflap, e.g. `0.1.0`.
 */
version: string, 
/**
 * Folder with the database; empty for one in memory.
 */
data_folder: string, 
/**
 * Where secrets are kept.
 */
keychain: KeychainState, 
/**
 * Real profiles by name, then practice.
 */
profiles: Array<ProfileRow>, 
/**
 * The profile that is open; none at a first start.
 */
open: ProfileView | null, 
/**
 * Settings of this installation.
 */
settings: Settings, 
/**
 * What to call each state of a person, in order of weight.
 */
states: Array<StateWords>, };

/**
 * Another cause that may be behind the text.
 */
export type Candidate = { 
/**
 * The cause's id.
 */
cause: string, 
/**
 * What would be the matter, short.
 */
title: string, 
/**
 * Whether the text itself tells of it too (a text may hold several errors). Otherwise it is only near.
 */
in_text: boolean, };

/**
 * What goes wrong at this step, told where the mistake is made.
 */
export type Caution = { 
/**
 * One bold sentence.
 */
title: string, 
/**
 * With marks.
 */
text: string, };

/**
 * The whole chain of one person.
 */
export type Chain = { 
/**
 * All seven links, in order.
 */
links: Array<ChainLink>, 
/**
 * The first broken one, to be lit.
 */
broken: ChainPart | null, 
/**
 * Whether the person gets in; `None` where that can't be seen.
 */
gets_in: boolean | null, 
/**
 * The answer, in a sentence.
 */
answer: string, };

/**
 * A link with its proof.
 */
export type ChainLink = { 
/**
 * Which one.
 */
part: ChainPart, 
/**
 * What to call it.
 */
title: string, 
/**
 * How it stands.
 */
state: LinkState, 
/**
 * What was seen, in a sentence.
 */
proof: string, 
/**
 * What to do; empty where the link holds.
 */
fix: string, };

/**
 * One link of the chain, in its order.
 */
export type ChainPart = "okta_user" | "assignment" | "push" | "scim_user" | "groups" | "member" | "permission";

/**
 * One change.
 */
export type Change = { 
/**
 * What it is about.
 */
about: About, 
/**
 * The check that shows it; none when it is about the whole run, or about several checks.
 */
check: string | null, 
/**
 * Whether it is for the better.
 */
direction: Direction, 
/**
 * What changed, a part of a sentence without a full stop: “the token: was accepted, is refused now (401)”.
 */
text: string, };

/**
 * Names an entry of a journal.
 */
export type ChangeEntryId = number;

/**
 * A line: one change, shown before it is done.
 */
export type ChangeLine = { 
/**
 * Its place in the list, from 1.
 */
number: number, 
/**
 * What is done, in words: “Assign “Developers””.
 */
title: string, 
/**
 * What follows from it, or why it is already so; may be empty.
 */
detail: string, 
/**
 * Method and address as sent: `PUT /api/v1/apps/0oa…/groups/00g…`. `{id}` stands for what a line before makes.
 * Empty for a line that sends nothing.
 */
sends: string, 
/**
 * The body as it is sent, as JSON text; none when there is none.
 */
body: string | null, 
/**
 * The change.
 */
change: OktaChange, 
/**
 * How far it has come.
 */
state: LineState, 
/**
 * Why it was not done.
 */
trouble: Trouble | null, 
/**
 * Okta's id of what it made or found: an application, group or mapping.
 */
made: string | null, 
/**
 * When it ended, RFC 3339.
 */
ended_at: string | null, 
/**
 * How long it took, in milliseconds.
 */
duration_ms: number | null, };

/**
 * A change list.
 */
export type ChangeList = { 
/**
 * Names this list; from outside, another each time.
 */
id: string, 
/**
 * The org's address.
 */
org: string, 
/**
 * Okta's id of the application; none for a list that makes one.
 */
app: AppId | null, 
/**
 * The application's name.
 */
app_label: string, 
/**
 * The lines, in the order in which they are done.
 */
lines: Array<ChangeLine>, 
/**
 * What a person should know before.
 */
cautions: Array<string>, };

/**
 * A change list before it is carried out. Nothing was written yet.
 */
export type ChangePlan = { 
/**
 * The list.
 */
list: ChangeList, 
/**
 * The list in a sentence.
 */
headline: string, 
/**
 * Who would come, and who would fail; none where the wishes are not about groups.
 */
preflight: Preflight | null, };

/**
 * Points at a change list.
 */
export type ChangeRef = { 
/**
 * Its id.
 */
id: string, };

/**
 * Which group a line is about.
 */
export type ChangeTarget = { "kind": "known", 
/**
 * The group.
 */
group: OktaGroup, } | { "kind": "made", 
/**
 * The number of that line.
 */
line: number, 
/**
 * How it will be called.
 */
name: string, };

/**
 * What is wanted in Okta.
 */
export type ChangeWishes = { 
/**
 * The states that are wanted, in order.
 */
wishes: Array<Wish>, };

/**
 * What a run tells while it goes on.
 */
export type CheckEvent = { "kind": "started", 
/**
 * The check's id.
 */
id: string, } | { "kind": "ended", 
/**
 * Its finding.
 */
finding: Finding, };

/**
 * Earlier runs of the connection tester.
 */
export type CheckHistory = { 
/**
 * Newest first, at most 50.
 */
runs: Array<PastCheck>, };

/**
 * Every check of the connection tester, in order.
 */
export type CheckList = { 
/**
 * In order.
 */
checks: Array<Listed>, };

/**
 * The plan as what is to be done on ConfigCat's page, which has no API for it.
 */
export type Checklist = { 
/**
 * In the order in which it is done.
 */
lines: Array<ChecklistLine>, 
/**
 * How many are done, by hand or seen.
 */
done: number, 
/**
 * What the audit log shows of it.
 */
audit: AuditSight, 
/**
 * All of it in Markdown.
 */
text: string, };

/**
 * One thing to do on ConfigCat's page.
 */
export type ChecklistLine = { 
/**
 * Stays the same as long as the line asks for the same.
 */
id: string, 
/**
 * What it belongs to.
 */
part: ChecklistPart, 
/**
 * What to do, e.g. `Developers`.
 */
title: string, 
/**
 * What it should be, e.g. `FurBall Finder / Developers`.
 */
text: string, 
/**
 * How it stands.
 */
state: ChecklistState, 
/**
 * What was seen, by whom and when, in a sentence; empty where nothing was.
 */
seen: string, };

/**
 * Which part of ConfigCat's page a line belongs to.
 */
export type ChecklistPart = "permissions" | "priority" | "before";

/**
 * How a line of the check-list stands.
 */
export type ChecklistState = "open" | "ticked" | "seen" | "stale";

/**
 * Ticks a line of the check-list, or takes the tick away.
 */
export type ChecklistTick = { 
/**
 * Id of the line.
 */
id: string, 
/**
 * Ticked.
 */
on: boolean, };

/**
 * Chooses the application.
 */
export type ChooseOktaApp = { 
/**
 * Okta's id of the application; empty lets Catflap recognise it again.
 */
id: string, };

/**
 * One thing that was cleaned away or added.
 */
export type Cleaned = { 
/**
 * What kind of thing.
 */
code: CleanedCode, 
/**
 * What was done, in a sentence.
 */
sentence: string, };

/**
 * The kinds of things that are cleaned.
 */
export type CleanedCode = "invisible-characters" | "line-breaks" | "spaces" | "quotes" | "authorization-prefix" | "bearer-prefix" | "bearer-twice" | "scheme-added" | "user-info" | "query" | "fragment" | "trailing-slash" | "double-slash" | "endpoint";

/**
 * What became of an entry that was cleaned. It never holds the token.
 */
export type CleanedEntry = { 
/**
 * The SCIM URL as it will be used; empty when it can't be.
 */
url: string, 
/**
 * What was cleaned from the URL.
 */
url_cleaned: Array<Cleaned>, 
/**
 * Why the URL can't be used.
 */
url_problem: Problem | null, 
/**
 * What was cleaned from the token.
 */
token_cleaned: Array<Cleaned>, 
/**
 * Why the token can't be used.
 */
token_problem: Problem | null, 
/**
 * Worth knowing, e.g. that the URL has another shape than ConfigCat's. With marks.
 */
warnings: Array<string>, };

/**
 * A person who would come.
 */
export type Comer = { 
/**
 * Okta's id.
 */
id: string, 
/**
 * What to call them.
 */
name: string, 
/**
 * The user name that Okta would send; none when the template can't be followed.
 */
user_name: string | null, 
/**
 * What happens.
 */
coming: Coming, 
/**
 * Names of the groups they come by.
 */
groups: Array<string>, 
/**
 * Whether a concern says that they would fail.
 */
fails: boolean, };

/**
 * What happens to a person.
 */
export type Coming = "new" | "linked" | "already_there" | "not_pushed" | "unseen";

/**
 * Two runs to compare.
 */
export type CompareChecks = { 
/**
 * The earlier one.
 */
old: number, 
/**
 * The later one.
 */
new: number, };

/**
 * Two inventories that come from outside.
 */
export type CompareInventories = { 
/**
 * The one that was read first.
 */
earlier: Inventory, 
/**
 * The one that was read after it.
 */
later: Inventory, 
/**
 * What the groups give; none leaves access out.
 */
plan: Plan | null, };

/**
 * What changed between two runs.
 */
export type ComparedChecks = { 
/**
 * Verdict changes first; empty when nothing changed that matters.
 */
changes: Array<Change>, };

/**
 * What changed between two inventories.
 */
export type ComparedInventories = { 
/**
 * All of it in a sentence: `3 joined, 1 left, 1 moved from Readers to Developers, 2 lost WhiskerShop`.
 */
sentence: string, 
/**
 * Line by line, with names.
 */
lines: Array<DifferenceLine>, 
/**
 * What people who are in both may do under the plan, and could not before, or the other way round.
 */
access: Array<AccessShift>, 
/**
 * Many were lost.
 */
alarm: Alarm | null, };

/**
 * Access computed for an inventory and a plan that come from outside.
 */
export type ComputeAccess = { 
/**
 * Who is synced.
 */
inventory: Inventory, 
/**
 * Groups in priority order.
 */
plan: Plan, 
/**
 * Who is in the organization today, as ConfigCat answers (`GET /v2/organizations/{id}/members`); none where it is not
 * known.
 */
members: unknown, 
/**
 * The address of whoever asks: they are told when they would lose Organization Admin. None asks for nobody.
 */
you: string | null, };

/**
 * What everybody would be allowed.
 */
export type ComputedAccess = { 
/**
 * In the order of the inventory.
 */
users: Array<AccessLine>, 
/**
 * What starting would change; none where today is not known.
 */
difference: AccessDifference | null, };

/**
 * Something to know before.
 */
export type Concern = { 
/**
 * What it is about.
 */
kind: ConcernKind, 
/**
 * How much it weighs.
 */
gravity: Gravity, 
/**
 * What is the matter, short: “3 people share an e-mail address”.
 */
title: string, 
/**
 * Why it matters.
 */
why: string, 
/**
 * What to do next.
 */
next: string, 
/**
 * The people or groups it is about, each as it is to be shown.
 */
about: Array<string>, 
/**
 * Okta's ids of the people it is about; empty when it is about groups.
 */
people: Array<string>, };

/**
 * What a concern is about. Stable.
 */
export type ConcernKind = "both_roles" | "user_name_twins" | "email_twins" | "other_case" | "made_by_others" | "inactive" | "domain" | "no_address" | "control_character" | "blank" | "no_name" | "user_name_is_not_email" | "template" | "status" | "suspended" | "not_assigned" | "empty" | "group_exists" | "group_twins" | "limit";

/**
 * How sure the text alone makes of the cause.
 */
export type Confidence = "possible" | "likely" | "certain";

/**
 * What an administrator does by hand on ConfigCat's page.
 */
export type ConfigCatAction = { "kind": "add_domain", 
/**
 * e.g. `whisker.co`.
 */
name: string, } | { "kind": "verify_domain", 
/**
 * e.g. `whisker.co`.
 */
name: string, } | { "kind": "set_auto_assign", 
/**
 * On.
 */
on: boolean, } | { "kind": "add_saml_idp", 
/**
 * Its name.
 */
name: string, } | { "kind": "set_saml_idp", 
/**
 * `Metadata URL`; empty when set by hand.
 */
metadata_url: string, 
/**
 * `Sign-on URL` by hand.
 */
sign_on_url: string, 
/**
 * `X.509 Certificate` by hand.
 */
certificate: string, 
/**
 * Trusted domains.
 */
trusted_domains: Array<string>, } | { "kind": "generate_token" } | { "kind": "set_group_permissions", 
/**
 * SCIM id of the group.
 */
group_id: string, 
/**
 * `Organization Admin`.
 */
organization_admin: boolean, 
/**
 * `Billing Manager`.
 */
billing_manager: boolean, 
/**
 * Product name → permission group name.
 */
permissions: { [key in string]: string }, } | { "kind": "set_priority", 
/**
 * SCIM ids of the groups, first wins.
 */
group_ids: Array<string>, } | { "kind": "start_all" } | { "kind": "start_user", 
/**
 * SCIM id of the user.
 */
user_id: string, } | { "kind": "stop_user", 
/**
 * SCIM id of the user.
 */
user_id: string, } | { "kind": "set_provision_future", 
/**
 * On.
 */
on: boolean, } | { "kind": "remove_member", 
/**
 * ConfigCat's id of the user.
 */
user_id: string, };

/**
 * What was typed or pasted for ConfigCat's Public Management API.
 */
export type ConfigCatEntry = { 
/**
 * User name of the Public API credentials.
 */
user_name: string, 
/**
 * Password; empty keeps the one that is stored.
 */
password: Secret, };

/**
 * The practice ConfigCat, page Authentication & Provisioning.
 */
export type ConfigCatView = { 
/**
 * Name of the organization.
 */
organization_name: string, 
/**
 * Domains (panel Domain verification & Auto-assign users).
 */
domains: Array<DomainRow>, 
/**
 * Auto-assign users is on.
 */
auto_assign: boolean, 
/**
 * The SAML identity provider; none until it is added.
 */
saml: SamlIdp | null, 
/**
 * Section 1: SCIM URL.
 */
scim_url: string, 
/**
 * How the SCIM token ends; none until it is generated. The value itself never leaves the sandbox.
 */
scim_token_hint: string | null, 
/**
 * Products with the names of their permission groups.
 */
products: Array<ProductRow>, 
/**
 * Section 2: synced groups in priority order.
 */
groups: Array<SyncedGroupRow>, 
/**
 * Section 3: synced users, by e-mail. At most 200 rows; `users_total` tells how many there are.
 */
users: Array<SyncedUserRow>, 
/**
 * How many users are synced.
 */
users_total: number, 
/**
 * Section 4: `Provision future users automatically`.
 */
provision_future: boolean, 
/**
 * Accounts of the organization that provisioning does not manage.
 */
unmanaged: Array<UnmanagedRow>, };

/**
 * Which of the three connections.
 */
export type Connection = "scim" | "okta" | "configcat";

/**
 * Points at a connection.
 */
export type ConnectionRef = { 
/**
 * Which one.
 */
which: Connection, };

/**
 * A connection was saved (and asked once, where that is cheap).
 */
export type ConnectionSaved = { 
/**
 * All connections now.
 */
connections: Connections, 
/**
 * What was cleaned.
 */
cleaned: Array<Cleaned>, };

/**
 * How a connection stands.
 */
export type ConnectionStatus = "unset" | "unknown" | "live" | "failing";

/**
 * One connection. It never holds the secret itself.
 */
export type ConnectionView = { 
/**
 * Which one.
 */
which: Connection, 
/**
 * How it stands.
 */
status: ConnectionStatus, 
/**
 * SCIM URL, org URL or API address; empty when not set.
 */
address: string, 
/**
 * User name, where the connection has one; empty otherwise.
 */
account: string, 
/**
 * The secret, as far as it may be shown.
 */
secret: SecretView | null, 
/**
 * What is wrong with it now.
 */
problem: Problem | null, 
/**
 * Okta: the application in use.
 */
okta_app: OktaAppChoice | null, };

/**
 * The three connections of the open profile.
 */
export type Connections = { 
/**
 * ConfigCat's SCIM endpoint.
 */
scim: ConnectionView, 
/**
 * Okta's management API.
 */
okta: ConnectionView, 
/**
 * ConfigCat's Public Management API.
 */
configcat: ConnectionView, };

/**
 * Something is on the clipboard.
 */
export type Copied = { 
/**
 * Seconds until it is cleared from the clipboard, if it is still there; none for what is no secret.
 */
clears_after: number | null, };

/**
 * A text to put on the clipboard.
 */
export type CopyText = { 
/**
 * The text. Never a secret: those are copied by `secret_copy`.
 */
text: string, };

/**
 * How many of the found people each filter would show.
 */
export type Counts = { 
/**
 * Everybody.
 */
all: number, 
/**
 * Those an administrator should look at.
 */
needs_look: number, 
/**
 * The states that occur, in their order.
 */
states: Array<StateCount>, };

/**
 * Something that a credential may see or change, or not.
 */
export type CredentialArea = { 
/**
 * e.g. `Push groups`.
 */
title: string, 
/**
 * Whether it may.
 */
may: MayIt, 
/**
 * Why not, or why nobody knows; empty when it may.
 */
why: string, 
/**
 * Scopes that a service app needs for it.
 */
scopes: Array<string>, 
/**
 * Numbers of the steps that can't be proven by Okta without it.
 */
costs: Array<string>, };

/**
 * What the Okta credential is and may do.
 */
export type CredentialView = { 
/**
 * e.g. `API token of ana@whisker.co`.
 */
who: string, 
/**
 * Roles or scopes, in words.
 */
detail: string, 
/**
 * What proving reads.
 */
sees: Array<CredentialArea>, 
/**
 * What doing changes.
 */
changes: Array<CredentialArea>, 
/**
 * RFC 3339, when it ends if it is not used again; none where it does not end by itself.
 */
ends_unused_at: string | null, };

/**
 * Of what there can be so many that they are counted.
 */
export type Crowd = "plan_groups_not_synced" | "synced_groups_without_permissions" | "pairs_in_order";

/**
 * What a line of a difference is about.
 */
export type DifferenceKind = "joined" | "left" | "switched_off" | "switched_on" | "readdressed" | "renamed" | "moved" | "groups";

/**
 * One line of a difference.
 */
export type DifferenceLine = { 
/**
 * What it is about.
 */
kind: DifferenceKind, 
/**
 * e.g. `3 joined`, `1 moved from Readers to Developers`.
 */
words: string, 
/**
 * User names or group names, sorted.
 */
names: Array<string>, };

/**
 * Whether a change is for the better.
 */
export type Direction = "better" | "worse" | "other";

/**
 * A change under Directory.
 */
export type DirectoryAct = { "kind": "add_person", 
/**
 * First name.
 */
first_name: string, 
/**
 * Last name.
 */
last_name: string, 
/**
 * Primary e-mail address.
 */
email: string, 
/**
 * Okta login, an address that nobody else has.
 */
login: string, } | { "kind": "suspend", 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "deactivate", 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "activate", 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "rename", 
/**
 * Okta's id of the user.
 */
user_id: string, 
/**
 * First name.
 */
first_name: string, 
/**
 * Last name.
 */
last_name: string, 
/**
 * Primary e-mail address.
 */
email: string, } | { "kind": "add_member", 
/**
 * Okta's id of the group.
 */
group_id: string, 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "remove_member", 
/**
 * Okta's id of the group.
 */
group_id: string, 
/**
 * Okta's id of the user.
 */
user_id: string, };

/**
 * A domain of the organization.
 */
export type DomainRow = { 
/**
 * e.g. `whisker.co`.
 */
name: string, 
/**
 * Verified.
 */
verified: boolean, 
/**
 * The TXT record that proves it.
 */
txt_record: string, };

/**
 * A drawing of the form: the labels in order, with the field in question marked.
 */
export type Drawing = { 
/**
 * e.g. `SCIM Connection`.
 */
title: string, 
/**
 * `Okta` or `ConfigCat`.
 */
product: string, 
/**
 * Rows from top to bottom.
 */
rows: Array<DrawnRow>, };

/**
 * A button of a drawn form.
 */
export type DrawnButton = { 
/**
 * Label.
 */
label: string, 
/**
 * This is what the step is about.
 */
mark: boolean, };

/**
 * A box or radio button.
 */
export type DrawnChoice = { 
/**
 * Stable id; a proof point with the same id marks it.
 */
id: string, 
/**
 * Label.
 */
label: string, 
/**
 * Ticked, as it should be.
 */
on: boolean, 
/**
 * This is what the step is about.
 */
mark: boolean, };

/**
 * A row of a drawn form.
 */
export type DrawnRow = { "kind": "text", 
/**
 * Label.
 */
label: string, 
/**
 * Text.
 */
text: string, } | { "kind": "field", 
/**
 * Stable id; a proof point with the same id marks it.
 */
id: string, 
/**
 * Label.
 */
label: string, 
/**
 * What stands before the field inside its border, e.g. `Bearer`; may be empty.
 */
prefix: string, 
/**
 * What to fill in; none draws it empty.
 */
value: ValueKind | null, 
/**
 * Fixed text where no value applies; may be empty.
 */
text: string, 
/**
 * This is what the step is about.
 */
mark: boolean, } | { "kind": "choices", 
/**
 * Label; may be empty.
 */
label: string, 
/**
 * True: one of many (radio). False: boxes to tick.
 */
single: boolean, 
/**
 * In order.
 */
choices: Array<DrawnChoice>, } | { "kind": "buttons", 
/**
 * Labels in order, with whether the step is about it.
 */
buttons: Array<DrawnButton>, } | { "kind": "table", 
/**
 * Column heads.
 */
head: Array<string>, 
/**
 * Example rows.
 */
rows: Array<Array<string>>, };

/**
 * How a step stands.
 */
export type DrillState = "later" | "now" | "proven" | "wrong" | "unseen";

/**
 * A single edit. Groups are display names, as in the plan.
 */
export type Edit = { "kind": "join", 
/**
 * SCIM `userName`.
 */
user_name: string, 
/**
 * The group.
 */
group: string, } | { "kind": "leave", 
/**
 * SCIM `userName`.
 */
user_name: string, 
/**
 * The group.
 */
group: string, } | { "kind": "give", 
/**
 * The group.
 */
group: string, 
/**
 * The product.
 */
product: string, 
/**
 * The permission group.
 */
permission_group: string, } | { "kind": "take", 
/**
 * The group.
 */
group: string, 
/**
 * The product.
 */
product: string, } | { "kind": "role", 
/**
 * The group.
 */
group: string, 
/**
 * The role.
 */
role: Role, 
/**
 * True gives it.
 */
on: boolean, } | { "kind": "move", 
/**
 * The group.
 */
group: string, 
/**
 * The group that it comes before; none puts it behind all others.
 */
before: string | null, };

/**
 * Makes edits of the plan. Edits of memberships are not among them: those are made in Okta.
 */
export type EditPlan = { 
/**
 * In order.
 */
edits: Array<Edit>, 
/**
 * What was done, for activity and undo.
 */
what: string, };

/**
 * What starting provisioning would do to one person.
 */
export type Effect = { 
/**
 * SCIM `userName`.
 */
user_name: string, 
/**
 * In one word.
 */
kind: EffectKind, 
/**
 * Today's access in a phrase.
 */
before: string, 
/**
 * The access after starting, in a phrase.
 */
after: string, 
/**
 * One line for each difference, as `FurBall Finder / Admins → nothing`.
 */
lines: Array<string>, };

/**
 * How many people each kind has.
 */
export type EffectCounts = { 
/**
 * See [`EffectKind::Gain`].
 */
gain: number, 
/**
 * See [`EffectKind::Lose`].
 */
lose: number, 
/**
 * See [`EffectKind::Change`].
 */
change: number, 
/**
 * See [`EffectKind::Unchanged`].
 */
unchanged: number, 
/**
 * See [`EffectKind::Nothing`].
 */
nothing: number, };

/**
 * In one word, what starting would do to a person.
 */
export type EffectKind = "lose" | "change" | "gain" | "unchanged" | "nothing";

/**
 * What starting would do to everybody.
 */
export type Effects = { 
/**
 * How many of each kind.
 */
counts: EffectCounts, 
/**
 * Everybody, those who lose first, in the given order within a kind.
 */
people: Array<Effect>, };

/**
 * An open entry: something that may exist at the service provider because of a rehearsal.
 */
export type Entry = { 
/**
 * Its number in the journal.
 */
id: EntryId, 
/**
 * What was intended.
 */
intent: Intent, 
/**
 * The service provider's id, once it was told.
 */
scim_id: string | null, };

/**
 * Names an entry of the journal.
 */
export type EntryId = number;

/**
 * What the core tells without being asked.
 */
export type Event = { "kind": "check", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What happened.
 */
event: CheckEvent, } | { "kind": "check_ended", 
/**
 * Number of the job.
 */
job: number, 
/**
 * The report.
 */
report: Report, } | { "kind": "job_failed", 
/**
 * Number of the job.
 */
job: number, 
/**
 * Why.
 */
problem: Problem, } | { "kind": "rehearsal", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What happened.
 */
event: RehearsalEvent, } | { "kind": "rehearsal_ended", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What came of it.
 */
rehearsal: Rehearsal, } | { "kind": "change", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What happened.
 */
event: ListEvent, } | { "kind": "change_ended", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What came of it.
 */
report: ListReport, } | { "kind": "trip", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What happened.
 */
event: TripEvent, } | { "kind": "trip_ended", 
/**
 * Number of the job.
 */
job: number, 
/**
 * What came of it.
 */
trip: Trip, } | { "kind": "waiting", 
/**
 * Number of the job that waits; none for a look at the connections.
 */
job: number | null, 
/**
 * Who makes it wait and why: “ConfigCat asks for fewer requests (429)”.
 */
why: string, 
/**
 * For how long, in milliseconds.
 */
wait_ms: number, 
/**
 * Until when, RFC 3339.
 */
until: string, } | { "kind": "pull", 
/**
 * Number of the job.
 */
job: number, 
/**
 * How far it is.
 */
progress: PullProgress, } | { "kind": "pull_ended", 
/**
 * Number of the job.
 */
job: number, 
/**
 * Why it did not reach its end; none when it did.
 */
problem: Problem | null, 
/**
 * It was cancelled.
 */
cancelled: boolean, } | { "kind": "progress", 
/**
 * All steps now.
 */
progress: Progress, } | { "kind": "connections", 
/**
 * All connections now.
 */
connections: Connections, } | { "kind": "practice_changed" } | { "kind": "window_focused" };

/**
 * What was asked and what came back, secrets masked: safe to show, to store and to hand to support.
 */
export type Exchange = { 
/**
 * `GET`, `PUT`, …
 */
method: string, 
/**
 * The whole URL with its query.
 */
url: string, 
/**
 * The headers that were sent; the credential stands as `Bearer ••••3f9a`.
 */
request_headers: Array<Header>, 
/**
 * The body that was sent, with passwords masked; none when there was none.
 */
request_body: string | null, 
/**
 * The status code; none when no answer came.
 */
status: number | null, 
/**
 * `HTTP/1.1`, `HTTP/2`; none when no answer came.
 */
http_version: string | null, 
/**
 * The headers that came back.
 */
response_headers: Array<Header>, 
/**
 * The body that came back as text, unpacked (`content-encoding` says whether it was packed), cut at the policy's limit; none when no answer came.
 */
response_body: string | null, 
/**
 * How many bytes of body came, as they are after unpacking.
 */
response_bytes: number, 
/**
 * Whether `response_body` shows less than what came.
 */
response_truncated: boolean, 
/**
 * Milliseconds from the last attempt's start to the end of the answer or to the failure.
 */
total_ms: number, 
/**
 * Milliseconds from the last attempt's start to the answer's headers; a new connection's set-up is in it.
 */
first_byte_ms: number | null, 
/**
 * How often it was tried: 1 unless the first attempt was repeated.
 */
attempts: number, 
/**
 * Milliseconds spent waiting, before the first attempt and between attempts.
 */
waited_ms: number, 
/**
 * Why there is no whole answer, in a sentence; none when there is one.
 */
error: string | null, };

/**
 * A text that somebody saw in Okta.
 */
export type ExplainText = { 
/**
 * The text, as it was pasted.
 */
text: string, };

/**
 * What it means.
 */
export type Explained = { 
/**
 * What the text alone says.
 */
explanation: Explanation, 
/**
 * What the last check and the last rehearsal of this profile add; none before the first of either.
 */
judged: Judged | null, 
/**
 * RFC 3339, when that check was; none without.
 */
checked_at: string | null, 
/**
 * Where the field to change stands; none when the change names no page.
 */
field: FieldPage | null, };

/**
 * What a pasted text says.
 */
export type Explanation = { 
/**
 * Whether a cause was recognised. If not, `others` holds the nearest ones, if any are near at all.
 */
known: boolean, 
/**
 * The cause's id, kebab-case, stable; none when it is not known.
 */
cause: string | null, 
/**
 * What is the matter, short.
 */
title: string, 
/**
 * Whom and what it is about, in a sentence of the names inside; empty without names.
 */
about: string, 
/**
 * What it means, in a sentence or two.
 */
means: string, 
/**
 * What to change and where; labels of Okta and `ConfigCat` stand in backticks.
 */
change: string, 
/**
 * How to be sure of it.
 */
proof: string, 
/**
 * How sure the text alone makes; none when the cause is not known.
 */
confidence: Confidence | null, 
/**
 * The names inside the text.
 */
names: Names, 
/**
 * The phrases by which it was recognised, `…` for what varies.
 */
recognised_by: Array<string>, 
/**
 * Ids of the checks whose findings can confirm the cause.
 */
confirmed_by: Array<string>, 
/**
 * Ids of the checks that rule the cause out when all of them find nothing.
 */
ruled_out_by: Array<string>, 
/**
 * Ids of the rehearsal's rows that can confirm the cause or rule it out: what only a write can tell.
 */
rehearsed_by: Array<string>, 
/**
 * What else it may be: first what the text tells of too, then what is near.
 */
others: Array<Candidate>, 
/**
 * Where the cause is known from.
 */
source: string, };

/**
 * The same failure of one or many.
 */
export type FailureCluster = { 
/**
 * Who and what: “14 people: Unauthorized”.
 */
title: string, 
/**
 * The failure in a few plain words.
 */
in_short: string, 
/**
 * Okta's own reason, the newest; for whoever explains it.
 */
reason: string | null, 
/**
 * The people who met it, each once.
 */
people: Array<LogSubject>, 
/**
 * The groups that met it, each once.
 */
groups: Array<LogSubject>, 
/**
 * Those of both who have not come through since: for them it is still to be mended.
 */
open: Array<LogSubject>, 
/**
 * First event, RFC 3339.
 */
since: string, 
/**
 * Last event, RFC 3339.
 */
last: string, 
/**
 * Ids of the lines, oldest first.
 */
lines: Array<string>, };

/**
 * What became of something that was written.
 */
export type Fate = "gone" | "left" | "unsure";

/**
 * A page with a field to change.
 */
export type FieldPage = { 
/**
 * Which page; `guide_open` opens it.
 */
page: Page, 
/**
 * What the button says.
 */
label: string, 
/**
 * Id of the step of the guide that is done there.
 */
step: string, };

/**
 * Which people to list.
 */
export type Filter = { "kind": "all" } | { "kind": "needs_look" } | { "kind": "state", 
/**
 * The state.
 */
state: State, };

/**
 * What to look for with the finder.
 */
export type Find = { 
/**
 * What was typed.
 */
text: string, };

/**
 * The answer to one check.
 */
export type Finding = { 
/**
 * The check's id, kebab-case, stable.
 */
id: string, 
/**
 * Its level.
 */
level: Level, 
/**
 * How it ended.
 */
verdict: Verdict, 
/**
 * What is true now, short: “Refused without a token”.
 */
title: string, 
/**
 * At most 30 characters for the right column: “401”, “62 days left”; may be empty.
 */
summary: string, 
/**
 * What was asked.
 */
question: string, 
/**
 * What was seen, in a sentence or two.
 */
saw: string, 
/**
 * Why it matters to Okta and `ConfigCat`.
 */
why: string, 
/**
 * What to do next; empty when there is nothing to do.
 */
todo: string, 
/**
 * How long the check took, in milliseconds.
 */
duration_ms: number, 
/**
 * Requests and answers, secrets masked, in the order in which they were sent; but the one that a failure rests on
 * stands last.
 */
exchanges: Array<Exchange>, 
/**
 * Facts by name, for people: “addresses”, “issuer”, “not after”.
 */
facts: { [key in string]: string }, };

/**
 * What a rotation will interrupt.
 */
export type Forecast = { 
/**
 * How many jobs Okta sent to `ConfigCat` since `since`, failed ones included.
 */
jobs: number, 
/**
 * From when on the log was read, RFC 3339.
 */
since: string, 
/**
 * When it sent the last one, RFC 3339; none when it sent none.
 */
last: string | null, 
/**
 * How often that is, in words.
 */
usual: string, 
/**
 * What stops, and for how long.
 */
stops: Array<string>, };

/**
 * What the finder found.
 */
export type Found = { 
/**
 * Best first, at most 20.
 */
hits: Array<Hit>, };

/**
 * Why somebody who should not be active here still is.
 */
export type GhostCause = "suspended_only" | "deactivate_users_off" | "push_failed" | "unknown";

/**
 * What a person should have.
 */
export type Goal = { "kind": "permission", 
/**
 * The product's name.
 */
product: string, 
/**
 * The permission group's name.
 */
permission_group: string | null, } | { "kind": "role", 
/**
 * Which one.
 */
role: Role, 
/**
 * Whether the person should have it.
 */
on: boolean, };

/**
 * The permission group that a person gets in one product.
 */
export type Grant = { 
/**
 * The product's name.
 */
product: string, 
/**
 * The permission group's name.
 */
permission_group: string, 
/**
 * The synced group that decided: the first listed of the person's groups that names the product.
 */
from_group: string, 
/**
 * Other permission groups that the person's later listed groups name for this product; they have no effect.
 */
overrode: Array<Overridden>, };

/**
 * One permission of an [`AccessLine`].
 */
export type GrantLine = { 
/**
 * The product's name.
 */
product: string, 
/**
 * The permission group's name.
 */
permission_group: string, 
/**
 * The synced group that decided.
 */
from_group: string, };

/**
 * How much a concern weighs.
 */
export type Gravity = "stop" | "fail" | "warn" | "note";

/**
 * A SCIM group (RFC 7643, 4.2).
 */
export type Group = { 
/**
 * The service provider's id.
 */
id: string, 
/**
 * `displayName`.
 */
display_name: string, 
/**
 * Ids of the members that are synced users, each once.
 */
members: Array<string>, };

/**
 * Everything about one group.
 */
export type GroupCard = { 
/**
 * The group.
 */
group: GroupRow, 
/**
 * Its place in the priority, from 1; none where the plan does not name it.
 */
place: number | null, 
/**
 * Synced members, by name; at most 500.
 */
members: Array<PersonState>, 
/**
 * Who is in it in Okta and not here, with the reason.
 */
missing: Array<MemberDifference>, 
/**
 * Who is in it here and not in Okta, with the reason.
 */
extra: Array<MemberDifference>, 
/**
 * Whether its members in Okta were read: without them nothing is known to be missing.
 */
okta_members_read: boolean, };

/**
 * Id of a group (`00g…`).
 */
export type GroupId = string;

/**
 * Points at a group.
 */
export type GroupRef = { 
/**
 * Key of the group.
 */
key: string, };

/**
 * A group, synced or pushed by Okta or both.
 */
export type GroupRow = { 
/**
 * `scim:ID`, else `okta:ID`.
 */
key: string, 
/**
 * SCIM id; none when it is not synced.
 */
id: string | null, 
/**
 * Display name.
 */
name: string, 
/**
 * Synced members.
 */
people: number, 
/**
 * What the plan gives it, in words; empty for nothing.
 */
gives: string, 
/**
 * In one word.
 */
state: State, 
/**
 * Why, in a sentence; empty where there is nothing to say.
 */
reason: string, };

/**
 * A window of the list of groups.
 */
export type GroupsPage = { 
/**
 * Rows that match.
 */
total: number, 
/**
 * The rows from `offset`, by name.
 */
rows: Array<GroupRow>, };

/**
 * A window of the list of groups.
 */
export type GroupsRequest = { 
/**
 * Words that must all occur in name or id.
 */
search: string, 
/**
 * First row wanted, from 0.
 */
offset: number, 
/**
 * How many rows at most; 500 is the most that is answered.
 */
limit: number, };

/**
 * One thing that a guard saw.
 */
export type Guard = { "kind": "nobody_organization_admin", 
/**
 * The groups of the plan that carry the role, though nobody active is in them.
 */
admin_groups: Array<string>, } | { "kind": "you_lose_organization_admin", 
/**
 * SCIM `userName`.
 */
user_name: string, 
/**
 * Whether today shows the role; else today can't be seen.
 */
seen_today: boolean, } | { "kind": "left_with_nothing", 
/**
 * How many.
 */
count: number, 
/**
 * The first of their user names, at most 20.
 */
people: Array<string>, } | { "kind": "near_limit", 
/**
 * What is counted.
 */
what: Limited, 
/**
 * How many there are.
 */
count: number, 
/**
 * `ConfigCat`'s limit.
 */
limit: number, } | { "kind": "too_many_groups_with_permissions", 
/**
 * How many groups of this plan carry a role or a permission.
 */
with_permissions: number, 
/**
 * How many the `ConfigCat` plan allows.
 */
limit: number, } | { "kind": "plan_group_not_synced", 
/**
 * Its name in the plan.
 */
group: string, 
/**
 * A synced group whose name differs by capitals, spaces or the spelling of an accent only.
 */
near: string | null, } | { "kind": "synced_group_without_permissions", 
/**
 * Display name.
 */
group: string, 
/**
 * How many synced users are in it.
 */
people: number, 
/**
 * Whether it stands in the plan.
 */
in_plan: boolean, } | { "kind": "order_decides", 
/**
 * The group that is listed first and wins.
 */
winner: string, 
/**
 * The group that has no effect there.
 */
loser: string, 
/**
 * The products in question, sorted.
 */
products: Array<string>, 
/**
 * For how many people.
 */
count: number, 
/**
 * The first of their user names, at most 20.
 */
people: Array<string>, } | { "kind": "more", 
/**
 * Of which kind.
 */
what: Crowd, 
/**
 * How many more.
 */
count: number, };

/**
 * A guard with its weight and words.
 */
export type GuardFinding = { 
/**
 * What was seen.
 */
guard: Guard, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * What was seen, in words.
 */
message: string, 
/**
 * What to do, in words.
 */
remedy: string, };

/**
 * A value to paste, as the open profile knows it.
 */
export type GuideValue = { 
/**
 * Which value.
 */
value: ValueKind, 
/**
 * The text; for a secret how it ends; empty when it is not known.
 */
text: string, 
/**
 * True: copied in Rust by `secret_copy`, never shown.
 */
secret: boolean, 
/**
 * What to do when it is not known, with marks; empty when it is.
 */
missing: string, };

/**
 * The whole guide, with the values of the open profile.
 */
export type GuideView = { 
/**
 * Stages in order.
 */
stages: Array<Stage>, 
/**
 * Values to paste.
 */
values: Array<GuideValue>, };

/**
 * One header line as evidence.
 */
export type Header = { 
/**
 * The name, lower case.
 */
name: string, 
/**
 * The value, secrets masked.
 */
value: string, };

/**
 * What changed between two entries.
 */
export type HistoryDifference = { 
/**
 * The earlier one.
 */
from: HistoryEntry, 
/**
 * The later one.
 */
to: HistoryEntry, 
/**
 * All of it in a sentence: `3 joined, 1 left, 1 moved from Readers to Developers, 2 lost WhiskerShop`.
 */
sentence: string, 
/**
 * Line by line, with names.
 */
lines: Array<DifferenceLine>, 
/**
 * What people who are in both may do under the plan in force, and did not, or the other way round.
 */
access: Array<AccessShift>, 
/**
 * Many were lost.
 */
alarm: Alarm | null, };

/**
 * One entry of the history: a reading that brought something new.
 */
export type HistoryEntry = { 
/**
 * Grows with every entry.
 */
id: number, 
/**
 * RFC 3339, when it was first read so.
 */
read_at: string, 
/**
 * RFC 3339, when it was last read so.
 */
seen_at: string, 
/**
 * Synced users.
 */
users: number, 
/**
 * Synced groups.
 */
groups: number, 
/**
 * What changed against the entry before, in a sentence, permissions included; none for the oldest.
 */
changed: string | null, 
/**
 * Many were lost with it.
 */
alarm: boolean, };

/**
 * Two entries of the history.
 */
export type HistoryPair = { 
/**
 * The earlier one.
 */
from: number, 
/**
 * The later one.
 */
to: number, };

/**
 * Points at an entry of the history.
 */
export type HistoryRef = { 
/**
 * Its id.
 */
id: number, };

/**
 * The history of who is synced.
 */
export type HistoryView = { 
/**
 * Newest first.
 */
entries: Array<HistoryEntry>, 
/**
 * So many are kept; set in the settings.
 */
most: number, };

/**
 * One thing found.
 */
export type Hit = { 
/**
 * What it is.
 */
kind: HitKind, 
/**
 * Id of the step, key of the person, id of the group, id of the check.
 */
id: string, 
/**
 * Main line.
 */
title: string, 
/**
 * Second line.
 */
detail: string, };

/**
 * What a hit is.
 */
export type HitKind = "step" | "check" | "person" | "group";

/**
 * One thing to do.
 */
export type Instruction = { 
/**
 * With marks.
 */
text: string, 
/**
 * Values to paste, each with its own Copy.
 */
values: Array<ValueKind>, 
/**
 * A line below, with marks; may be empty.
 */
note: string, };

/**
 * What is about to be created.
 */
export type Intent = { 
/**
 * The SCIM URL it will be created at, without a slash at its end.
 */
url: string, 
/**
 * What it is.
 */
kind: ResourceKind, 
/**
 * Its `userName` or `displayName`.
 */
name: string, };

/**
 * All synced users and groups. Its JSON is what `catflap-cli pull` writes and `catflap-cli access` reads.
 *
 * Build it with [`Inventory::link`], which makes both sides of a membership say the same.
 */
export type Inventory = { 
/**
 * The users, in the order the service provider listed them.
 */
users: Array<User>, 
/**
 * The groups, in the order the service provider listed them.
 */
groups: Array<Group>, };

/**
 * A job that runs.
 */
export type JobRef = { 
/**
 * Number of the job, unique in this run.
 */
job: number, };

/**
 * What to act on.
 */
export type Judged = { 
/**
 * The cause to act on; none when neither text nor check names one.
 */
act_on: string | null, 
/**
 * How that cause stands; [`Standing::Open`] without one.
 */
standing: Standing, 
/**
 * The outcome in one sentence.
 */
headline: string, 
/**
 * What to change and where; labels stand in backticks.
 */
change: string, 
/**
 * Every candidate, and what the check found beside them.
 */
causes: Array<JudgedCause>, };

/**
 * One cause after the check.
 */
export type JudgedCause = { 
/**
 * The cause's id.
 */
cause: string, 
/**
 * What is the matter, short.
 */
title: string, 
/**
 * How it stands.
 */
standing: Standing, 
/**
 * Whether the text told of it; otherwise it is near, or only the check found it.
 */
in_text: boolean, 
/**
 * Ids of the checks whose findings say so.
 */
because: Array<string>, 
/**
 * Ids of the rehearsal's rows that say so.
 */
rows: Array<string>, };

/**
 * Where secrets are kept.
 */
export type KeychainState = { 
/**
 * True: in the system's keychain. False: for this run only.
 */
lasting: boolean, 
/**
 * What that means, for a person.
 */
message: string, };

/**
 * The last run of the connection tester.
 */
export type LastCheck = { 
/**
 * The report; none before the first run.
 */
report: Report | null, };

/**
 * The last rehearsal, and what may be left of any.
 */
export type LastRehearsal = { 
/**
 * The last one of this profile; none before the first.
 */
rehearsal: Rehearsal | null, 
/**
 * What may be left at the SCIM URL, oldest first.
 */
left: Array<Entry>, };

/**
 * The last round trip, and what may be left of any.
 */
export type LastTrip = { 
/**
 * The last one of this profile; none before the first.
 */
trip: Trip | null, 
/**
 * What an earlier trip may have left, in words, oldest first.
 */
left: Array<string>, };

/**
 * A leg of the trip.
 */
export type Leg = { 
/**
 * Kebab-case, stable: `create-person`, `assign`, `change-name`, `push-group`, `unassign`, `take-back`.
 */
id: string, 
/**
 * What is done: “Assign the person”.
 */
title: string, 
/**
 * How it ended.
 */
outcome: LegOutcome, 
/**
 * What was seen, a sentence or two.
 */
saw: string, 
/**
 * Why it matters, or what may be the cause; may be empty.
 */
why: string, 
/**
 * What to do next; empty when there is nothing to do.
 */
next: string, 
/**
 * Okta's own reason for a failure of this leg, for whoever explains it.
 */
reason: string | null, 
/**
 * When it began, RFC 3339; none when it was not begun.
 */
began_at: string | null, 
/**
 * From the write to the arrival, in milliseconds, as exact as it is looked.
 */
took_ms: number | null, 
/**
 * Okta's log of this person or group since the leg began, oldest first.
 */
events: Array<LogLine>, 
/**
 * The last look at `ConfigCat`, or the request that failed; secrets masked.
 */
evidence: Exchange | null, };

/**
 * How a leg ended.
 */
export type LegOutcome = "arrived" | "already_so" | "not_arrived" | "failed" | "skipped";

/**
 * The levels, each built on the one before.
 */
export type Level = "reach" | "auth" | "discovery" | "read";

/**
 * A limit, and what would be used of it.
 */
export type LimitLine = { 
/**
 * What is limited.
 */
what: string, 
/**
 * As it would be afterwards; none when it can't be known.
 */
after: number | null, 
/**
 * The limit; none when it is not known.
 */
limit: number | null, 
/**
 * Where the limit is known from, or why it is not.
 */
note: string, 
/**
 * Whether it would be exceeded.
 */
exceeded: boolean, };

/**
 * What `ConfigCat` limits on each of its plans ("User Provisioning (SCIM)", "Plan limits").
 */
export type Limited = "users" | "groups";

/**
 * How far a line has come.
 */
export type LineState = "blocked" | "planned" | "doing" | "done" | "already_so" | "by_hand" | "failed";

/**
 * How a link stands.
 */
export type LinkState = "there" | "broken" | "unseen";

/**
 * What a list tells while it is carried out.
 */
export type ListEvent = { "kind": "started", 
/**
 * Its number.
 */
number: number, } | { "kind": "ended", 
/**
 * The line as it is now.
 */
line: ChangeLine, };

/**
 * How a list ended.
 */
export type ListReport = { 
/**
 * The list with its lines as they are now.
 */
list: ChangeList, 
/**
 * Whether nothing is left to be done. Otherwise the list is open in the journal.
 */
finished: boolean, 
/**
 * Whether it was cancelled between two lines.
 */
cancelled: boolean, 
/**
 * How it ended, in a sentence.
 */
headline: string, 
/**
 * What that means and what to do next; empty when there is nothing to do.
 */
next: string, };

/**
 * A check before it is asked.
 */
export type Listed = { 
/**
 * The check's id.
 */
id: string, 
/**
 * Its level.
 */
level: Level, 
/**
 * Its name, short.
 */
title: string, };

/**
 * One kind of request that Okta would send.
 */
export type LoadLine = { 
/**
 * What is sent, for whom: “look up and create, 12 people”.
 */
what: string, 
/**
 * How many requests.
 */
requests: number, };

/**
 * The log laid out.
 */
export type LogDigest = { 
/**
 * How it stands, a sentence.
 */
headline: string, 
/**
 * Failures, those that are still open first, then the newest first.
 */
failures: Array<FailureCluster>, 
/**
 * Every event, the newest first.
 */
lines: Array<LogLine>, };

/**
 * An event in plain words.
 */
export type LogLine = { 
/**
 * Okta's id of the event.
 */
id: string, 
/**
 * When it was published, RFC 3339.
 */
at: string, 
/**
 * Okta's type of the event, such as `application.provision.user.push`.
 */
event_type: string, 
/**
 * What happened, a sentence.
 */
what: string, 
/**
 * How it ended.
 */
outcome: LogOutcome, 
/**
 * The person, when it is about one.
 */
person: LogSubject | null, 
/**
 * The group, when it is about one.
 */
group: LogSubject | null, 
/**
 * Why it failed, in a few plain words; empty when it did not.
 */
in_short: string, 
/**
 * Okta's own reason, as it wrote it; for whoever explains it.
 */
reason: string | null, 
/**
 * Okta's own words for the event.
 */
okta_says: string, };

/**
 * What a reason of Okta's means.
 */
export type LogMeaning = { 
/**
 * Okta's reason, as it stands in the failure.
 */
reason: string, 
/**
 * What is the matter, short.
 */
title: string, 
/**
 * What it means.
 */
means: string, 
/**
 * What to change and where, with marks.
 */
change: string, };

/**
 * How what an event tells ended.
 */
export type LogOutcome = "done" | "failed" | "neither";

/**
 * Whom or what an event is about.
 */
export type LogSubject = { 
/**
 * Okta's id, by which the person or group is found.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * A person's login; empty for a group.
 */
login: string, };

/**
 * Edits to look at before they are made.
 */
export type LookAhead = { 
/**
 * In order.
 */
edits: Array<Edit>, };

/**
 * Id of a group-push mapping (`gPm…`).
 */
export type MappingId = string;

/**
 * Whether a credential may.
 */
export type MayIt = "yes" | "no" | "unknown";

/**
 * Why a person is in a group on one side only.
 */
export type MemberCause = "not_assigned" | "inactive_in_okta" | "failed" | "not_synced" | "group_not_pushed" | "left_group" | "not_arrived";

/**
 * A person who is in a group on one side only.
 */
export type MemberDifference = { 
/**
 * What to call the person; Okta's id where no name is known.
 */
name: string, 
/**
 * SCIM id, when synced.
 */
user_id: string | null, 
/**
 * Okta's user id, where it is known.
 */
okta_id: string | null, 
/**
 * Why.
 */
cause: MemberCause, 
/**
 * Why, in a sentence.
 */
reason: string, };

/**
 * How a push group in error is mended.
 */
export type MendWay = "retry" | "relink";

/**
 * One mistake. Its name in JSON and on a command line is kebab-case.
 */
export type Mistake = "app-inactive" | "wrong-audience" | "wrong-acs" | "wrong-name-id-format" | "user-name-template" | "expired-idp-certificate" | "provisioning-off" | "import-ticked" | "push-new-users-off" | "push-profile-updates-off" | "push-groups-off" | "create-users-off" | "update-users-off" | "deactivate-users-off" | "sync-password-on" | "no-group-assigned" | "group-assigned-and-pushed" | "push-group-empty" | "push-mapping-inactive" | "push-mapping-error" | "push-member-not-assigned" | "push-group-extra-member" | "push-group-missing-member" | "group-deleted-in-target" | "email-twin" | "control-character" | "unverified-domain" | "no-matching-user" | "assigned-before-provisioning" | "token-replaced" | "ghost-not-deactivated" | "ghost-failed-push" | "only-suspended" | "renamed-keeps-old-name";

/**
 * A mistake that can be put into a finished org.
 */
export type MistakeRow = { 
/**
 * Which one.
 */
mistake: Mistake, 
/**
 * In words.
 */
title: string, };

/**
 * A text with `{name}` in it once, such as `{name} (push)` or `configcat-{name}`.
 */
export type NameScheme = string;

/**
 * A person of the org.
 */
export type NamedPerson = { 
/**
 * Okta's id.
 */
id: UserId, 
/**
 * Name shown, else the login.
 */
name: string, 
/**
 * The login.
 */
login: string, };

/**
 * Whom and what an error is about, as far as its text says. Nothing here looks like a credential.
 */
export type Names = { 
/**
 * E-mail addresses, user names and names of people, in the order in which they stand.
 */
people: Array<string>, 
/**
 * Groups.
 */
groups: Array<string>, 
/**
 * The application in Okta.
 */
app: string | null, 
/**
 * The host that Okta asked.
 */
host: string | null, 
/**
 * The HTTP status of the answer, by number or by name (`Unauthorized` is 401).
 */
status: number | null, };

/**
 * Names a new profile.
 */
export type NewProfile = { 
/**
 * Its name; blank takes “My organization”.
 */
name: string, };

/**
 * A custom SAML 2.0 application, as the guide has it made: the Name ID is the person's user name in the app, in the
 * form `EmailAddress`, and no attribute statements are sent.
 */
export type NewSamlApp = { 
/**
 * `App name`.
 */
label: string, 
/**
 * `Audience URI (SP Entity ID)`, an URI.
 */
audience: string, 
/**
 * `Single sign on URL`; also `Recipient URL` and `Destination URL`, as the wizard's tick makes them.
 */
acs_url: string, 
/**
 * Where a person's user name in the app comes from; [`USER_NAME_IS_EMAIL`] unless there is a reason.
 */
user_name_template: string, };

/**
 * The new token of a rotation.
 */
export type NewToken = { 
/**
 * As it was pasted.
 */
token: Secret, };

/**
 * Something worth knowing about one person's access.
 */
export type Note = { "kind": "inactive" } | { "kind": "skipped_by_organization_admin", 
/**
 * The products' names, sorted.
 */
products: Array<string>, } | { "kind": "no_permission", 
/**
 * Whether that is because the person is in no synced group at all.
 */
in_no_group: boolean, } | { "kind": "group_not_in_plan", 
/**
 * The synced group's display name.
 */
group: string, } | { "kind": "near_miss", 
/**
 * The synced group's display name.
 */
group: string, 
/**
 * The name in the plan.
 */
plan_group: string, };

/**
 * A request that asks for nothing more than its name, and a reply that says nothing more than “done”.
 */
export type Nothing = Record<symbol, never>;

/**
 * What an administrator does by hand in Okta.
 */
export type OktaAction = { "kind": "create_app", 
/**
 * `SAML 2.0`, `OIDC - OpenID Connect`, `SWA - Secure Web Authentication` or `API Services`.
 */
sign_in_method: string, 
/**
 * `App name`.
 */
label: string, 
/**
 * SAML settings.
 */
saml: OktaSaml, 
/**
 * `I'm an Okta customer adding an internal app`.
 */
internal_app: boolean, } | { "kind": "set_saml", 
/**
 * The form.
 */
saml: OktaSaml, } | { "kind": "set_general", 
/**
 * `App name`.
 */
label: string, 
/**
 * `Enable SCIM provisioning`.
 */
scim_provisioning: boolean, } | { "kind": "test_connector", 
/**
 * The form as it stands.
 */
connector: OktaConnector, 
/**
 * What was typed into `Authorization`; none keeps what is stored.
 */
authorization: string | null, } | { "kind": "set_connector", 
/**
 * The form as it stands.
 */
connector: OktaConnector, 
/**
 * What was typed into `Authorization`; none keeps what is stored.
 */
authorization: string | null, } | { "kind": "set_to_app", 
/**
 * The form.
 */
to_app: OktaToApp, } | { "kind": "assign_group", 
/**
 * Okta's id of the group.
 */
group_id: string, } | { "kind": "unassign_group", 
/**
 * Okta's id of the group.
 */
group_id: string, } | { "kind": "assign_person", 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "unassign_person", 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "push_group", 
/**
 * Okta's id of the group.
 */
group_id: string, } | { "kind": "unlink_push", 
/**
 * Okta's id of the mapping.
 */
mapping_id: string, 
/**
 * `Delete the group in the target app`.
 */
delete_target: boolean, } | { "kind": "push_now", 
/**
 * Okta's id of the mapping.
 */
mapping_id: string, } | { "kind": "create_group", 
/**
 * Name of the new group.
 */
name: string, 
/**
 * Whose people it gets; none makes it empty.
 */
like_group_id: string | null, } | { "kind": "set_push_status", 
/**
 * Okta's id of the mapping.
 */
mapping_id: string, 
/**
 * `Activate group push`, or `Deactivate group push`.
 */
active: boolean, } | { "kind": "retry_tasks" } | { "kind": "retry_task", 
/**
 * Id of the task.
 */
task_id: string, } | { "kind": "provision_user", 
/**
 * Okta's id of the user.
 */
user_id: string, } | { "kind": "set_app_status", 
/**
 * Active.
 */
active: boolean, } | { "kind": "directory", 
/**
 * The change.
 */
act: DirectoryAct, } | { "kind": "set_api_token", 
/**
 * From now on.
 */
rights: OktaRights, } | { "kind": "create_service_app", 
/**
 * Its name.
 */
label: string, 
/**
 * Scopes under `Okta API Scopes`, e.g. `okta.apps.read`.
 */
scopes: Array<string>, 
/**
 * `Require Demonstrating Proof of Possession (DPoP) header in token requests`.
 */
dpop: boolean, 
/**
 * `Add key`: the public key as a JWK; none to `Generate new key`.
 */
public_key: string | null, } | { "kind": "revoke_service_app", 
/**
 * Its client id.
 */
client_id: string, } | { "kind": "seed_mistake", 
/**
 * Which one.
 */
mistake: Mistake, };

/**
 * An application of the Okta org.
 */
export type OktaAppChoice = { 
/**
 * Okta's id of the application.
 */
id: string, 
/**
 * Its label.
 */
label: string, 
/**
 * True: an administrator chose it. False: Catflap recognised it.
 */
chosen: boolean, };

/**
 * An application to choose.
 */
export type OktaAppRow = { 
/**
 * Okta's id of the application.
 */
id: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Why it looks like ConfigCat; empty when it does not.
 */
because: string, };

/**
 * One application of the practice org.
 */
export type OktaAppView = { 
/**
 * Okta's id of the application.
 */
id: string, 
/**
 * `App name`.
 */
label: string, 
/**
 * ACTIVE or INACTIVE.
 */
status: string, 
/**
 * SAML settings.
 */
saml: OktaSaml, 
/**
 * `I'm an Okta customer adding an internal app` was chosen.
 */
internal_app: boolean, 
/**
 * `View IdP metadata`: where the metadata answers.
 */
metadata_url: string, 
/**
 * `Identity Provider Single Sign-On URL`, for the manual way.
 */
idp_sso_url: string, 
/**
 * `X.509 Certificate` in PEM, for the manual way.
 */
idp_certificate: string, 
/**
 * `Enable SCIM provisioning` (General → App Settings).
 */
scim_provisioning: boolean, 
/**
 * Provisioning → Integration.
 */
connector: OktaConnector, 
/**
 * Provisioning → To App.
 */
to_app: OktaToApp, 
/**
 * Assignments.
 */
assignments: Array<OktaAssignmentRow>, 
/**
 * Push Groups.
 */
push_groups: Array<OktaPushRow>, };

/**
 * The applications of the Okta org that may be the one.
 */
export type OktaApps = { 
/**
 * Those that look like ConfigCat first.
 */
apps: Array<OktaAppRow>, };

/**
 * One row of the Assignments tab.
 */
export type OktaAssignmentRow = { 
/**
 * Okta's id of the group or user.
 */
id: string, 
/**
 * `group` or `person`.
 */
scope: string, 
/**
 * Name of the group or person.
 */
name: string, 
/**
 * How many people come with it.
 */
people: number, };

/**
 * One change in Okta: one write.
 */
export type OktaChange = { "kind": "create_app", 
/**
 * Its settings.
 */
app: NewSamlApp, } | { "kind": "assign_group", 
/**
 * The group.
 */
group: OktaGroup, } | { "kind": "create_group", 
/**
 * How it is called.
 */
name: string, 
/**
 * Whose people it is to hold.
 */
beside: OktaGroup, } | { "kind": "add_member", 
/**
 * The group.
 */
target: ChangeTarget, 
/**
 * The person.
 */
person: NamedPerson, } | { "kind": "push_group", 
/**
 * The group.
 */
target: ChangeTarget, } | { "kind": "stop_push", 
/**
 * The mapping.
 */
mapping: MappingId, 
/**
 * The group.
 */
group: OktaGroup, } | { "kind": "start_push", 
/**
 * The mapping.
 */
mapping: MappingId, 
/**
 * The group.
 */
group: OktaGroup, } | { "kind": "unlink", 
/**
 * The mapping.
 */
mapping: MappingId, 
/**
 * The group.
 */
group: OktaGroup, } | { "kind": "set_to_app", 
/**
 * The switches that are set; the others stay.
 */
switches: ToAppSwitches, };

/**
 * Provisioning → Integration.
 */
export type OktaConnector = { 
/**
 * `SCIM connector base URL`.
 */
base_url: string, 
/**
 * `Unique identifier field for users`.
 */
unique_identifier: string, 
/**
 * `Import New Users and Profile Updates`.
 */
import_users: boolean, 
/**
 * `Push New Users`.
 */
push_new_users: boolean, 
/**
 * `Push Profile Updates`.
 */
push_profile_updates: boolean, 
/**
 * `Push Groups`.
 */
push_groups: boolean, 
/**
 * `Import Groups`.
 */
import_groups: boolean, 
/**
 * `Authentication Mode`: `Basic Auth`, `HTTP Header` or `OAuth 2`.
 */
authentication_mode: string, 
/**
 * How the stored `Authorization` ends; none when nothing is stored. The value itself never leaves the sandbox.
 */
authorization_hint: string | null, 
/**
 * The form was saved at least once with a passing connector test.
 */
saved: boolean, };

/**
 * What was typed or pasted for the Okta connection.
 */
export type OktaEntry = { 
/**
 * Org URL in any form.
 */
org_url: string, 
/**
 * API token; empty keeps the one that is stored. Not looked at beside a client id.
 */
token: Secret, 
/**
 * Client id of a service app; empty for an API token.
 */
client_id: string, 
/**
 * Its private key, as JWK or PEM; empty keeps the one that is stored.
 */
private_key: Secret, };

/**
 * A group of the org.
 */
export type OktaGroup = { 
/**
 * Okta's id.
 */
id: GroupId, 
/**
 * Its name.
 */
name: string, };

/**
 * A group of the practice org.
 */
export type OktaGroupRow = { 
/**
 * Okta's id of the group.
 */
id: string, 
/**
 * Name of the group.
 */
name: string, 
/**
 * How many people are in it.
 */
people: number, 
/**
 * Stands under Assignments.
 */
assigned: boolean, 
/**
 * Stands under Push Groups.
 */
pushed: boolean, };

/**
 * Okta's log of the application.
 */
export type OktaLog = { 
/**
 * Failures first.
 */
digest: LogDigest, 
/**
 * What Okta's reasons mean, in the order of the failures.
 */
meanings: Array<LogMeaning>, 
/**
 * RFC 3339, from when on events are listed.
 */
since: string, 
/**
 * RFC 3339, when it was read last.
 */
read_at: string, };

/**
 * One event of the system log.
 */
export type OktaLogRow = { 
/**
 * RFC 3339.
 */
at: string, 
/**
 * Okta's event type, e.g. `application.provision.user.push`.
 */
event_type: string, 
/**
 * SUCCESS or FAILURE.
 */
result: string, 
/**
 * The event in words, with the reason of a failure.
 */
text: string, };

/**
 * A person of the practice org.
 */
export type OktaPersonRow = { 
/**
 * Okta's id of the user.
 */
id: string, 
/**
 * First and last name.
 */
name: string, 
/**
 * Okta login.
 */
login: string, 
/**
 * Primary e-mail address.
 */
email: string, 
/**
 * ACTIVE, SUSPENDED, DEPROVISIONED, …
 */
status: string, 
/**
 * Assigned to the application (by a group or directly).
 */
assigned: boolean, 
/**
 * Known to the service provider, too.
 */
provisioned: boolean, };

/**
 * One row of the Push Groups tab.
 */
export type OktaPushRow = { 
/**
 * Okta's id of the mapping.
 */
mapping_id: string, 
/**
 * Okta's id of the source group.
 */
group_id: string, 
/**
 * Name of the group.
 */
name: string, 
/**
 * `Active`, `Pushing`, `Inactive` or `Error`.
 */
status: string, 
/**
 * Okta's words when it is in error.
 */
error: string | null, };

/**
 * What an API token may do: the rights of the administrator who made it.
 */
export type OktaRights = "super_admin" | "read_only_admin" | "app_admin_without_groups" | "revoked";

/**
 * SAML settings of the application, by the labels of Okta's form.
 */
export type OktaSaml = { 
/**
 * `Single sign on URL`.
 */
single_sign_on_url: string, 
/**
 * `Audience URI (SP Entity ID)`.
 */
audience_uri: string, 
/**
 * `Name ID format`: `Unspecified`, `EmailAddress`, `x509SubjectName`, `Persistent` or `Transient`.
 */
name_id_format: string, 
/**
 * `Application username`: `Okta username`, `Email` or `Okta username prefix`.
 */
application_username: string, };

/**
 * A service app of the practice org. Its key never leaves the sandbox by this way.
 */
export type OktaServiceAppRow = { 
/**
 * Client id.
 */
client_id: string, 
/**
 * Its name.
 */
label: string, 
/**
 * Scopes granted.
 */
scopes: Array<string>, 
/**
 * `DPoP` is required.
 */
dpop: boolean, };

/**
 * A failed provisioning job, as Dashboard → Tasks shows it.
 */
export type OktaTaskRow = { 
/**
 * Id of the task.
 */
id: string, 
/**
 * The person or group it is about.
 */
subject: string, 
/**
 * Okta's words.
 */
message: string, 
/**
 * RFC 3339.
 */
at: string, };

/**
 * Provisioning → To App.
 */
export type OktaToApp = { 
/**
 * `Create Users`.
 */
create_users: boolean, 
/**
 * `Update User Attributes`.
 */
update_user_attributes: boolean, 
/**
 * `Deactivate Users`.
 */
deactivate_users: boolean, 
/**
 * `Sync Password`.
 */
sync_password: boolean, };

/**
 * The practice Okta admin console.
 */
export type OktaView = { 
/**
 * Name of the org.
 */
org_name: string, 
/**
 * The application; none until it is created.
 */
app: OktaAppView | null, 
/**
 * Every group of the org, by name.
 */
groups: Array<OktaGroupRow>, 
/**
 * Every person of the org, by name. At most 200 rows; `people_total` tells how many there are.
 */
people: Array<OktaPersonRow>, 
/**
 * How many people the org has.
 */
people_total: number, 
/**
 * Provisioning jobs that still wait to be sent.
 */
waiting: number, 
/**
 * Failed jobs (Dashboard → Tasks), newest first.
 */
tasks: Array<OktaTaskRow>, 
/**
 * The newest 50 events of the system log, newest first.
 */
log: Array<OktaLogRow>, 
/**
 * What the API token in use may do.
 */
api_token: OktaRights, 
/**
 * Service apps (`API Services`), oldest first.
 */
service_apps: Array<OktaServiceAppRow>, 
/**
 * Mistakes that can be put into a finished org.
 */
mistakes: Array<MistakeRow>, };

/**
 * Change lists that were begun and not ended.
 */
export type OpenChanges = { 
/**
 * Oldest first, with their lines as far as they have come.
 */
lists: Array<ChangeList>, };

/**
 * A page to open.
 */
export type OpenPage = { 
/**
 * Which page.
 */
page: Page, };

/**
 * What became of it.
 */
export type Opened = { "kind": "browser", 
/**
 * The address.
 */
url: string, } | { "kind": "panel", 
/**
 * Which page.
 */
page: Page, };

/**
 * A group of the org, and what it is to the application.
 */
export type OrgGroupRow = { 
/**
 * Okta's id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its description; may be empty.
 */
description: string, 
/**
 * It is assigned to the application.
 */
assigned: boolean, 
/**
 * Its push group's status: `ACTIVE`, `INACTIVE` or `ERROR`; none when it is not pushed.
 */
push: string | null, };

/**
 * Groups of the org.
 */
export type OrgGroups = { 
/**
 * By name, at most 100.
 */
groups: Array<OrgGroupRow>, 
/**
 * There are more than these.
 */
more: boolean, };

/**
 * People of the org.
 */
export type OrgPeople = { 
/**
 * By name, at most 100.
 */
people: Array<OrgPersonRow>, 
/**
 * There are more than these.
 */
more: boolean, };

/**
 * A person of the org.
 */
export type OrgPersonRow = { 
/**
 * Okta's id.
 */
id: string, 
/**
 * First and last name, else the login.
 */
name: string, 
/**
 * The login.
 */
login: string, 
/**
 * Okta's status, e.g. `ACTIVE`.
 */
status: string, };

/**
 * What is looked for.
 */
export type OrgSearch = { 
/**
 * Beginning of a name; empty lists the first ones.
 */
text: string, };

/**
 * What evidence comes to.
 */
export type Outcome = "proven" | "failing" | "not_yet" | "unseen";

/**
 * The connections of a command line. They are kept for one run.
 */
export type OutsideConnections = { 
/**
 * ConfigCat's SCIM endpoint.
 */
scim: ScimEntry, 
/**
 * Okta's management API; none leaves it out.
 */
okta: OktaEntry | null, 
/**
 * Okta's id of the application; empty has it recognised.
 */
okta_app: string, 
/**
 * ConfigCat's Public Management API; none leaves it out.
 */
configcat: ConfigCatEntry | null, 
/**
 * The address of that API; empty for ConfigCat's own.
 */
configcat_api: string, };

/**
 * Somebody of Okta's directory whom the application does not reach.
 */
export type OutsidePerson = { 
/**
 * Okta's id.
 */
okta_id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Login.
 */
login: string, 
/**
 * Why they do not get in.
 */
chain: Chain, };

/**
 * A permission group that lost to a group of higher priority.
 */
export type Overridden = { 
/**
 * The permission group that has no effect.
 */
permission_group: string, 
/**
 * The synced group that names it.
 */
from_group: string, };

/**
 * The pages that the guide opens. The app turns them into addresses; practice mode into panels.
 */
export type Page = "okta_applications" | "okta_general" | "okta_sign_on" | "okta_provisioning" | "okta_assignments" | "okta_push_groups" | "okta_groups" | "configcat_domains" | "configcat_saml" | "configcat_scim" | "configcat_groups" | "configcat_users" | "configcat_members";

/**
 * A page that a step opens in the browser, or the practice panel that stands for it.
 */
export type PageLink = { 
/**
 * Which page.
 */
page: Page, 
/**
 * Text of the button, e.g. `Open Provisioning in Okta`.
 */
label: string, };

/**
 * An earlier run.
 */
export type PastCheck = { 
/**
 * Its number.
 */
id: number, 
/**
 * RFC 3339.
 */
at: string, 
/**
 * `pass`, `warn` or `fail`.
 */
verdict: string, };

/**
 * A window of the list of people.
 */
export type PeoplePage = { 
/**
 * One bold sentence, e.g. `304 of 312 are in sync.`
 */
verdict: string, 
/**
 * What needs a look, in one sentence; may be empty.
 */
advice: string, 
/**
 * RFC 3339, when it was read; none before the first time.
 */
read_at: string | null, 
/**
 * What could not be read, in one sentence each.
 */
unread: Array<string>, 
/**
 * Rows that match search and filter.
 */
total: number, 
/**
 * Counts for the filters, under this search.
 */
counts: Counts, 
/**
 * How many are new or changed since they were last looked at, under this search.
 */
news: number, 
/**
 * Many were lost at once and nobody has looked at it yet.
 */
alarm: AlarmView | null, 
/**
 * RFC 3339, when people will be read again by itself; none when that is off.
 */
next_at: string | null, 
/**
 * The rows from `offset`.
 */
rows: Array<PersonRow>, };

/**
 * A window of the list of people.
 */
export type PeopleRequest = { 
/**
 * Words that must all occur in name, e-mail, groups or id.
 */
search: string, 
/**
 * Which states.
 */
filter: Filter, 
/**
 * Only those who are new or changed since they were last looked at.
 */
news: boolean, 
/**
 * Only members of the group with this display name.
 */
group: string | null, 
/**
 * By what.
 */
sort: Sort, 
/**
 * Last first.
 */
descending: boolean, 
/**
 * First row wanted, from 0.
 */
offset: number, 
/**
 * How many rows at most; 500 is the most that is answered.
 */
limit: number, };

/**
 * Everything about one person.
 */
export type PersonCard = { 
/**
 * The state.
 */
person: PersonState, 
/**
 * The SCIM user; none when not synced.
 */
user: SyncedUser | null, 
/**
 * What is new since people were last looked at, in a few words.
 */
news: string | null, 
/**
 * When the person was last seen to change, newest first; at most 20.
 */
history: Array<PersonChange>, 
/**
 * Groups, with their ids.
 */
groups: Array<GroupRow>, 
/**
 * Why they get in, or not, link by link.
 */
chain: Chain, 
/**
 * What they would be allowed once provisioning is started; none when not synced.
 */
access: AccessRow | null, 
/**
 * What they may do today, in words; none when it can't be seen.
 */
today: string | null, };

/**
 * A change of one person, as a reading found it.
 */
export type PersonChange = { 
/**
 * RFC 3339.
 */
at: string, 
/**
 * e.g. `Moved from Readers to Developers`.
 */
words: string, };

/**
 * Points at a person.
 */
export type PersonRef = { 
/**
 * Key of the person.
 */
key: string, };

/**
 * A row of the list of people.
 */
export type PersonRow = { 
/**
 * What is new since people were last looked at, in a few words: `New`, `Was: Waiting for Okta`, `Groups changed`.
 */
news: string | null, 
/**
 * Stays the same from one reading to the next: `scim:ID`, else `okta:ID`, else `configcat:ID`.
 */
key: string, 
/**
 * What to call the person.
 */
name: string, 
/**
 * The address, from the first source that has one: SCIM, Okta, `ConfigCat`.
 */
email: string, 
/**
 * SCIM id, when synced.
 */
user_id: string | null, 
/**
 * SCIM `userName`, when synced; it is what the plan's outcome is found by.
 */
user_name: string | null, 
/**
 * Okta's user id, when assigned.
 */
okta_id: string | null, 
/**
 * `ConfigCat`'s user id, when a member.
 */
member_id: string | null, 
/**
 * What Okta shows.
 */
okta: Sight, 
/**
 * What the SCIM endpoint shows.
 */
synced: Sight, 
/**
 * What `ConfigCat`'s members show.
 */
configcat: Sight, 
/**
 * In one word.
 */
state: State, 
/**
 * Why, in a sentence; empty where there is nothing to say.
 */
reason: string, 
/**
 * With [`State::Ghost`], its cause.
 */
ghost: GhostCause | null, 
/**
 * Display names of the synced groups the person is in.
 */
groups: Array<string>, };

/**
 * One person, as all sources together show them.
 */
export type PersonState = { 
/**
 * Stays the same from one reading to the next: `scim:ID`, else `okta:ID`, else `configcat:ID`.
 */
key: string, 
/**
 * What to call the person.
 */
name: string, 
/**
 * The address, from the first source that has one: SCIM, Okta, `ConfigCat`.
 */
email: string, 
/**
 * SCIM id, when synced.
 */
user_id: string | null, 
/**
 * SCIM `userName`, when synced; it is what the plan's outcome is found by.
 */
user_name: string | null, 
/**
 * Okta's user id, when assigned.
 */
okta_id: string | null, 
/**
 * `ConfigCat`'s user id, when a member.
 */
member_id: string | null, 
/**
 * What Okta shows.
 */
okta: Sight, 
/**
 * What the SCIM endpoint shows.
 */
synced: Sight, 
/**
 * What `ConfigCat`'s members show.
 */
configcat: Sight, 
/**
 * In one word.
 */
state: State, 
/**
 * Why, in a sentence; empty where there is nothing to say.
 */
reason: string, 
/**
 * With [`State::Ghost`], its cause.
 */
ghost: GhostCause | null, 
/**
 * Display names of the synced groups the person is in.
 */
groups: Array<string>, };

/**
 * Where a step is done.
 */
export type Place = "okta" | "configcat" | "both" | "catflap";

/**
 * The permissions of every synced group, in priority order: the first listed wins where two groups name one product.
 *
 * Its JSON is the plan file of `catflap-cli access`. Two groups of one name are refused by [`Plan::check`], not by
 * deserializing, so that a window can hold a plan that is being edited.
 */
export type Plan = { 
/**
 * The groups, highest priority first.
 */
groups: Array<PlanGroup>, };

/**
 * How a plan is written down.
 */
export type PlanFormat = "toml" | "json";

/**
 * What membership in one synced group gives.
 */
export type PlanGroup = { 
/**
 * The group's display name as it is synced.
 */
name: string, 
/**
 * Whether members become Organization Admin: full access to every product, billing excepted.
 */
organization_admin: boolean, 
/**
 * Whether members become Billing Manager.
 */
billing_manager: boolean, 
/**
 * Product name → permission group name; at most one permission group a product.
 */
permissions: { [key in string]: string }, };

/**
 * A plan that comes in, before it takes the place of the one in force. Nothing was kept.
 */
export type PlanIn = { 
/**
 * The plan; none when the question for a file was closed without an answer.
 */
plan: Plan | null, 
/**
 * Name of the file; none for a pasted text.
 */
file: string | null, 
/**
 * What would be another than now, one sentence each; empty for nothing.
 */
changes: Array<string>, 
/**
 * What is worth knowing before it is taken: names that are not synced or not read, one sentence each.
 */
notes: Array<string>, };

/**
 * Asks for the plan as a file or a text.
 */
export type PlanOut = { 
/**
 * How.
 */
format: PlanFormat, };

/**
 * A plan as a text, pasted.
 */
export type PlanText = { 
/**
 * TOML or JSON: which is found out.
 */
text: string, };

/**
 * One write before it is done, in the order in which they are sent.
 */
export type PlannedWrite = { 
/**
 * The id of the row it belongs to.
 */
row: string, 
/**
 * That row's title: “Add one member”.
 */
title: string, 
/**
 * Method and address below the SCIM URL: `PUT /Groups/{id}`.
 */
request: string, 
/**
 * What it is done to.
 */
kind: ResourceKind, 
/**
 * The name of what it is done to.
 */
name: string, 
/**
 * Whether something comes into being by it.
 */
creates: boolean, 
/**
 * How it is taken back, in a sentence.
 */
taken_back: string, };

/**
 * One point of evidence.
 */
export type Point = { 
/**
 * Stable id; equals a drawn row's id where the form has one.
 */
id: string, 
/**
 * How the point stands.
 */
mark: PointMark, 
/**
 * e.g. `Push Groups`.
 */
title: string, 
/**
 * e.g. `GROUP_PUSH is missing`, with what was read.
 */
evidence: string, };

/**
 * How a point of evidence stands.
 */
export type PointMark = "ok" | "bad" | "missing" | "warn" | "unseen";

/**
 * An act in the practice ConfigCat.
 */
export type PracticeConfigCat = { 
/**
 * What to do.
 */
action: ConfigCatAction, };

/**
 * What became of an act.
 */
export type PracticeDone = { 
/**
 * The product's own words.
 */
outcome: ActOutcome, 
/**
 * Both products now.
 */
view: PracticeView, };

/**
 * An act in the practice Okta.
 */
export type PracticeOkta = { 
/**
 * What to do.
 */
action: OktaAction, };

/**
 * A service app of the practice Okta.
 */
export type PracticeServiceApp = { 
/**
 * Its client id.
 */
client_id: string, };

/**
 * Both practice products, as an administrator sees them now.
 */
export type PracticeView = { 
/**
 * The practice Okta org.
 */
okta: OktaView, 
/**
 * The practice ConfigCat organization.
 */
configcat: ConfigCatView, };

/**
 * What a pre-flight says.
 */
export type Preflight = { 
/**
 * In a sentence: “12 people would come; 2 of them would fail.”
 */
headline: string, 
/**
 * The people, by name.
 */
comers: Array<Comer>, 
/**
 * What to know before, the gravest first.
 */
concerns: Array<Concern>, 
/**
 * What Okta would send.
 */
load: Array<LoadLine>, 
/**
 * All requests together.
 */
requests: number, 
/**
 * The limits.
 */
limits: Array<LimitLine>, 
/**
 * How long.
 */
time: TimeLine, };

/**
 * What went wrong, for a person: what happened, why it matters, what to do next.
 */
export type Problem = { 
/**
 * Stable; scripts may rely on it.
 */
code: ProblemCode, 
/**
 * What happened, in one sentence.
 */
message: string, 
/**
 * Why it matters; may be empty.
 */
why: string, 
/**
 * What to do next, and where.
 */
remedy: string, 
/**
 * What was seen, redacted: status, host, request id.
 */
evidence: string | null, };

/**
 * Stable codes of problems.
 */
export type ProblemCode = "bad-request" | "no-profile" | "profile-gone" | "not-connected" | "secret-missing" | "url-unusable" | "secret-unusable" | "name-unknown" | "unreachable" | "timed-out" | "certificate-untrusted" | "answer-unreadable" | "credential-refused" | "not-allowed" | "not-there" | "rate-limited" | "server-error" | "keychain-failed" | "storage-failed" | "storage-newer" | "file-failed" | "input-unreadable" | "desktop-failed" | "practice-failed" | "not-practice" | "not-confirmed" | "cancelled" | "busy";

/**
 * A product.
 */
export type Product = { 
/**
 * Its name.
 */
name: string, 
/**
 * Names of its permission groups.
 */
permission_groups: Array<string>, };

/**
 * A product of the organization.
 */
export type ProductRow = { 
/**
 * Its name.
 */
name: string, 
/**
 * Names of its permission groups.
 */
permission_groups: Array<string>, };

/**
 * Products that are typed in.
 */
export type Products = { 
/**
 * In order.
 */
products: Array<Product>, };

/**
 * Real or practice.
 */
export type ProfileKind = "real" | "practice";

/**
 * Points at a profile.
 */
export type ProfileRef = { 
/**
 * Id of the profile.
 */
id: string, };

/**
 * A profile: one pairing of Okta and ConfigCat.
 */
export type ProfileRow = { 
/**
 * Id of the profile.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Real or practice.
 */
kind: ProfileKind, };

/**
 * The profile that is open.
 */
export type ProfileView = { 
/**
 * The profile.
 */
profile: ProfileRow, 
/**
 * Its connections.
 */
connections: Connections, };

/**
 * How all steps stand.
 */
export type Progress = { 
/**
 * In the order of the guide.
 */
steps: Array<StepState>, 
/**
 * How many are proven.
 */
proven: number, 
/**
 * How many are ticked by hand.
 */
ticked: number, 
/**
 * How many are failing.
 */
failing: number, 
/**
 * How many there are.
 */
total: number, 
/**
 * The first step that is neither proven nor ticked; none when all are.
 */
next: string | null, 
/**
 * RFC 3339, when the connections were last looked at; none before the first time.
 */
looked_at: string | null, };

/**
 * What a verifier says of one step.
 */
export type Proof = { 
/**
 * What the evidence comes to.
 */
outcome: Outcome, 
/**
 * One bold sentence: what was seen, e.g. `Push Groups is not ticked`.
 */
headline: string, 
/**
 * What it means and what to do, with marks; may be empty when proven.
 */
remedy: string, 
/**
 * RFC 3339, when it was seen.
 */
seen_at: string, 
/**
 * Which connections saw it.
 */
seen_by: Array<Witness>, 
/**
 * The evidence, point by point.
 */
points: Array<Point>, };

/**
 * How far reading users and groups is.
 */
export type PullProgress = { 
/**
 * Synced users read so far.
 */
users: number, 
/**
 * How many the server says there are; none before its first answer.
 */
users_total: number | null, 
/**
 * Synced groups read so far.
 */
groups: number, 
/**
 * How many the server says there are; none before its first answer.
 */
groups_total: number | null, 
/**
 * Assigned people read from Okta so far; none without that connection.
 */
okta: number | null, };

/**
 * A whole rehearsal.
 */
export type Rehearsal = { 
/**
 * The SCIM URL it was held at.
 */
url: string, 
/**
 * The e-mail domain of the throwaway people.
 */
domain: string, 
/**
 * What marks its names.
 */
run_id: string, 
/**
 * When it began, RFC 3339.
 */
started_at: string, 
/**
 * How long it took, in milliseconds.
 */
duration_ms: number, 
/**
 * The worst row: pass, warn or fail. A note counts as pass.
 */
verdict: Verdict, 
/**
 * The verdict in one sentence: “Groups arrive without their people.”
 */
headline: string, 
/**
 * What happened, and whether everything was taken back.
 */
advice: string, 
/**
 * What to do next; may be empty.
 */
todo: string, 
/**
 * Every row, in the order in which Okta sends.
 */
rows: Array<Row>, 
/**
 * Everything that was written, in the order in which it was.
 */
written: Array<Written>, 
/**
 * The journal's proof in a sentence or two: what was written, and that it is gone.
 */
proof: string, 
/**
 * When the last look-up by name ended, RFC 3339; none when nothing was written.
 */
looked_up_at: string | null, 
/**
 * The token's last characters as `…3f9a`; empty for a short one.
 */
token_hint: string, 
/**
 * Whether it was cancelled before its end.
 */
cancelled: boolean, };

/**
 * Where throwaway people would be created.
 */
export type RehearsalDomain = { 
/**
 * An e-mail domain of the organization; empty takes the one that most synced users have.
 */
domain: string, };

/**
 * What a rehearsal tells while it goes on.
 */
export type RehearsalEvent = { "kind": "started", 
/**
 * The row's id.
 */
id: string, } | { "kind": "waiting", 
/**
 * The row's id.
 */
id: string, 
/**
 * How long, in seconds.
 */
seconds: number, } | { "kind": "ended", 
/**
 * The row.
 */
row: Row, };

/**
 * What a rehearsal would write, shown before it is asked for.
 */
export type RehearsalPlan = { 
/**
 * The domain; empty when none is known yet.
 */
domain: string, 
/**
 * The SCIM URL it would be held at.
 */
url: string, 
/**
 * What marks its names.
 */
run_id: string, 
/**
 * Every write, in the order in which it is sent.
 */
writes: Array<PlannedWrite>, 
/**
 * What to look at before, with marks.
 */
caution: string, 
/**
 * What an earlier rehearsal may have left.
 */
left: Array<Entry>, };

/**
 * Begins a rehearsal.
 */
export type RehearsalStart = { 
/**
 * The e-mail domain of the throwaway people.
 */
domain: string, 
/**
 * The name that the plan showed.
 */
run_id: string, 
/**
 * Somebody said that people may be created at this domain.
 */
confirmed: boolean, };

/**
 * One thing that was written, and the proof of what became of it.
 */
export type Remain = { 
/**
 * Its entry in the journal.
 */
entry: ChangeEntryId, 
/**
 * What it is, in words.
 */
what: string, 
/**
 * What became of it.
 */
fate: RemainFate, 
/**
 * How that is known, a sentence.
 */
saw: string, 
/**
 * Whether its journal entry is closed.
 */
closed: boolean, };

/**
 * What became of something that was written.
 */
export type RemainFate = "gone" | "restored" | "stays" | "left" | "unsure";

/**
 * Gives a profile another name.
 */
export type RenameProfile = { 
/**
 * Id of the profile.
 */
id: string, 
/**
 * The new name.
 */
name: string, };

/**
 * A whole run.
 */
export type Report = { 
/**
 * The SCIM URL that was checked.
 */
url: string, 
/**
 * When it began, RFC 3339, as given to the run.
 */
started_at: string, 
/**
 * How long it took, in milliseconds.
 */
duration_ms: number, 
/**
 * The worst verdict: pass, warn or fail. A note counts as pass.
 */
verdict: Verdict, 
/**
 * The verdict in one sentence.
 */
headline: string, 
/**
 * What follows from it, in one sentence; may be empty.
 */
advice: string, 
/**
 * Every check's finding, in the order of [`all`](crate::all).
 */
findings: Array<Finding>, 
/**
 * Where the time goes; none when not even the name resolved.
 */
waterfall: Waterfall | null, 
/**
 * The token's last characters as `…3f9a`; empty for a short one.
 */
token_hint: string, 
/**
 * Whether the run was cancelled before its end.
 */
cancelled: boolean, };

/**
 * Which kind of resource.
 */
export type ResourceKind = "user" | "group";

/**
 * Whom an access review is about.
 */
export type ReviewAsk = { 
/**
 * Words that must all occur in name, e-mail, groups or id; empty for everybody.
 */
search: string, 
/**
 * Which states.
 */
filter: Filter, 
/**
 * Only members of the group with this display name.
 */
group: string | null, 
/**
 * Only who would be allowed something in this product.
 */
product: string | null, 
/**
 * An entry of the history; none for the last reading. Of an earlier one only who was synced is known.
 */
entry: number | null, };

/**
 * How an access review is written.
 */
export type ReviewFormat = "html" | "csv" | "json";

/**
 * Asks for an access review as a file.
 */
export type ReviewOut = { 
/**
 * Whom it is about.
 */
ask: ReviewAsk, 
/**
 * How it is written.
 */
format: ReviewFormat, };

/**
 * One person in an access review.
 */
export type ReviewRow = { 
/**
 * Name.
 */
name: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * Okta, synced and ConfigCat, in one word each; `Can’t be seen` where nothing is known.
 */
okta: string, 
/**
 * The SCIM user: active, inactive, not synced.
 */
synced: string, 
/**
 * The ConfigCat member.
 */
configcat: string, 
/**
 * The state in words, with its reason.
 */
state: string, 
/**
 * Names of the synced groups.
 */
groups: Array<string>, 
/**
 * What the plan gives, each with the group that gives it: `WhiskerShop / Readers (from Readers)`.
 */
planned: Array<string>, 
/**
 * What the person may do today; none where that can't be seen.
 */
today: Array<string> | null, };

/**
 * An access review before it is written.
 */
export type ReviewView = { 
/**
 * What it is about, in one sentence: `312 people, as read on 12 May 2026 at 14:01`.
 */
sentence: string, 
/**
 * What it can't say, one sentence each.
 */
unseen: Array<string>, 
/**
 * Rows in all.
 */
total: number, 
/**
 * The first rows, at most 50.
 */
rows: Array<ReviewRow>, };

/**
 * A role of the organization.
 */
export type Role = "organization_admin" | "billing_manager";

/**
 * How a rotation stands.
 */
export type Rotation = { 
/**
 * Where it stands.
 */
stage: RotationStage, 
/**
 * In a sentence.
 */
headline: string, 
/**
 * The steps, in order.
 */
steps: Array<RotationStep>, 
/**
 * Okta's first success with the new token.
 */
first_success: LogLine | null, 
/**
 * What failed since the old token stopped and has not come through: to be retried.
 */
to_retry: Array<FailureCluster>, 
/**
 * Whether the page in `ConfigCat` may be left: the new token is proven.
 */
may_leave_page: boolean, };

/**
 * Where a rotation stands.
 */
export type RotationStage = "before" | "new_token" | "into_okta" | "await_okta" | "retry" | "through";

/**
 * A step of the drill.
 */
export type RotationStep = { 
/**
 * Kebab-case, stable.
 */
id: string, 
/**
 * What is to be done: “Prove the new token”.
 */
title: string, 
/**
 * How it stands.
 */
state: DrillState, 
/**
 * What was seen, a sentence; may be empty.
 */
saw: string, 
/**
 * What to do; may be empty.
 */
next: string, };

/**
 * How the rotation of the SCIM token stands.
 */
export type RotationView = { 
/**
 * The drill.
 */
rotation: Rotation, 
/**
 * What it interrupts; none while Okta's log can't be read.
 */
forecast: Forecast | null, 
/**
 * Why Okta's log can't be read.
 */
problem: Problem | null, };

/**
 * One request of Okta's, what it needs and what it got.
 */
export type Row = { 
/**
 * Kebab-case, stable.
 */
id: string, 
/**
 * What is done: “Add one member”.
 */
title: string, 
/**
 * What Okta sends: `PUT /Groups/{id}`.
 */
sends: string, 
/**
 * What Okta needs: “200, member stored”.
 */
needs: string, 
/**
 * What it got, short: “200, but no member is stored”.
 */
got: string, 
/**
 * How it ended.
 */
verdict: Verdict, 
/**
 * What was seen, in a sentence or two.
 */
saw: string, 
/**
 * Why it matters to Okta and `ConfigCat`; may be empty.
 */
why: string, 
/**
 * What to do next; empty when there is nothing to do.
 */
todo: string, 
/**
 * How long Okta's own requests of this row took, in milliseconds, without the reading back.
 */
duration_ms: number, 
/**
 * Requests and answers, secrets masked, reading back included, in the order in which they were sent.
 */
exchanges: Array<Exchange>, };

/**
 * The SAML identity provider in ConfigCat.
 */
export type SamlIdp = { 
/**
 * Its name.
 */
name: string, 
/**
 * `Entity ID`, to copy into Okta.
 */
entity_id: string, 
/**
 * `Assertion Consumer Service`, to copy into Okta.
 */
acs_url: string, 
/**
 * `Metadata URL`, empty when set by hand or not yet.
 */
metadata_url: string, 
/**
 * Set by hand: `Sign-on URL`, empty otherwise.
 */
sign_on_url: string, 
/**
 * Set by hand: a certificate is stored.
 */
has_certificate: boolean, 
/**
 * Trusted domains.
 */
trusted_domains: Array<string>, };

/**
 * What stands on ConfigCat's page of the SAML identity provider: no API tells it.
 */
export type SamlValues = { 
/**
 * `Entity ID`; empty forgets it.
 */
entity_id: string, 
/**
 * `Assertion Consumer Service`; empty forgets it.
 */
acs_url: string, };

/**
 * Changes the plan.
 */
export type SavePlan = { 
/**
 * The new plan.
 */
plan: Plan, 
/**
 * What was done, for activity and undo, e.g. `Developers moved up`.
 */
what: string, };

/**
 * A file was written, or the question where to was closed without an answer.
 */
export type SavedFile = { 
/**
 * Where it is; none when nothing was written.
 */
path: string | null, };

/**
 * What was typed or pasted for the SCIM connection.
 */
export type ScimEntry = { 
/**
 * SCIM URL.
 */
url: string, 
/**
 * Token; empty keeps the one that is stored.
 */
token: Secret, };

/**
 * A token or password. It has no `Display`, no `Serialize` and no `Deref`; its `Debug` shows nothing of it; its memory
 * is overwritten when it is dropped. It may be read in (a command of the window hands one over), never written out.
 */
export type Secret = string;

/**
 * A secret, as far as it may be shown.
 */
export type SecretView = { 
/**
 * RFC 3339, when it was set.
 */
set_at: string, 
/**
 * e.g. `3f9a`; empty for a short secret.
 */
ends_in: string, 
/**
 * False: kept for this run only, and gone now if the application was restarted.
 */
kept: boolean, };

/**
 * Settings of this installation.
 */
export type Settings = { 
/**
 * Light, dark, or as the system has it.
 */
theme: Theme, 
/**
 * Seconds until a request to a server is given up; 1 to 300.
 */
timeout_seconds: number, 
/**
 * A file with more certificate authorities (PEM), e.g. a company's; empty for none.
 */
ca_file: string, 
/**
 * Minutes until people are read again by themselves, at most 1,440; 0 is never.
 */
refresh_minutes: number, 
/**
 * A new failure is told by a notification of the desktop.
 */
notify: boolean, 
/**
 * So many entries of the history are kept for each profile; 1 to 1,000.
 */
history_most: number, };

/**
 * How much a guard weighs.
 */
export type Severity = "stop" | "warn" | "info";

/**
 * Somebody who gets another access by edits.
 */
export type ShiftedPerson = { 
/**
 * Key of the person.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * In one word.
 */
kind: EffectKind, 
/**
 * One line for each difference, e.g. `WhiskerShop / Readers → Developers`.
 */
lines: Array<string>, };

/**
 * What one source shows of a person or a group.
 */
export type Sight = "there" | "not_there" | "differs" | "failed" | "unseen";

/**
 * What people are sorted by; ties by name, then by the order of reading.
 */
export type Sort = "state" | "name" | "email" | "groups";

/**
 * A stage of the guide with its steps, in order.
 */
export type Stage = { 
/**
 * Stable id, kebab-case.
 */
id: string, 
/**
 * e.g. `Provisioning (SCIM)`.
 */
title: string, 
/**
 * Steps in order.
 */
steps: Array<Step>, };

/**
 * How a cause stands after the check.
 */
export type Standing = "confirmed" | "open" | "not_seen_here" | "ruled_out";

/**
 * What starting provisioning would do, in one sentence.
 */
export type StartOutlook = { 
/**
 * e.g. `If you start provisioning: 3 lose something, 128 gain.` Empty before people were read or anything is planned.
 */
sentence: string, };

/**
 * In one word, how a person or a group stands. The order is that of a list that shows what needs a look first.
 */
export type State = "failed" | "ghost" | "missing" | "duplicate" | "differs" | "domain_unverified" | "no_permission" | "waiting" | "not_managed" | "unknown" | "inactive" | "in_sync";

/**
 * How many people are in one state.
 */
export type StateCount = { 
/**
 * The state.
 */
state: State, 
/**
 * How many.
 */
count: number, };

/**
 * What to call a state of a person.
 */
export type StateWords = { 
/**
 * The state.
 */
state: State, 
/**
 * e.g. `In sync`.
 */
label: string, };

/**
 * How a step stands.
 */
export type Status = "open" | "ticked" | "proven" | "failing";

/**
 * One step of the guide.
 *
 * Texts may hold two marks: `` `label` `` is a label as it stands in the product, `*word*` is emphasis.
 */
export type Step = { 
/**
 * Stable id, kebab-case, e.g. `connector-settings`.
 */
id: string, 
/**
 * Number in the guide, e.g. `3.3`.
 */
number: string, 
/**
 * e.g. `Connector settings`.
 */
title: string, 
/**
 * Why it matters, in one to three sentences.
 */
why: string, 
/**
 * Where the step is done.
 */
place: Place, 
/**
 * The page that the primary action opens; none for a step that has no page.
 */
page: PageLink | null, 
/**
 * What to do, in order.
 */
instructions: Array<Instruction>, 
/**
 * What goes wrong here, told where the mistake is made.
 */
cautions: Array<Caution>, 
/**
 * The form in question; none where there is no form.
 */
drawing: Drawing | null, 
/**
 * Connections that can prove the step (any one of them adds proof); empty where no API shows it.
 */
proven_by: Array<Witness>, 
/**
 * What a proof of this step shows and does not show, in one sentence.
 */
proof_note: string, 
/**
 * The step may be left out (guide.md's "optional" and "if" steps).
 */
optional: boolean, };

/**
 * A step with its present state in one profile.
 */
export type StepState = { 
/**
 * Id of the step.
 */
id: string, 
/**
 * How it stands.
 */
status: Status, 
/**
 * RFC 3339, when the administrator ticked it.
 */
ticked_at: string | null, 
/**
 * What the last look saw; none before the first look.
 */
proof: Proof | null, };

/**
 * A synced group with its rule.
 */
export type SyncedGroupRow = { 
/**
 * SCIM id.
 */
id: string, 
/**
 * Display name.
 */
name: string, 
/**
 * How many members it has.
 */
people: number, 
/**
 * `Organization Admin`.
 */
organization_admin: boolean, 
/**
 * `Billing Manager`.
 */
billing_manager: boolean, 
/**
 * Product name → permission group name.
 */
permissions: { [key in string]: string }, };

/**
 * The SCIM user, as it was read.
 */
export type SyncedUser = { 
/**
 * SCIM id.
 */
id: string, 
/**
 * `userName`.
 */
user_name: string, 
/**
 * `displayName`.
 */
display_name: string | null, 
/**
 * Primary e-mail.
 */
email: string | null, 
/**
 * `active`.
 */
active: boolean, 
/**
 * `externalId`.
 */
external_id: string | null, };

/**
 * A synced user with the state of provisioning.
 */
export type SyncedUserRow = { 
/**
 * SCIM id.
 */
id: string, 
/**
 * `userName`, the e-mail address.
 */
user_name: string, 
/**
 * Names of the groups.
 */
groups: Array<string>, 
/**
 * `active` in SCIM.
 */
active: boolean, 
/**
 * Has a ConfigCat account.
 */
account: boolean, 
/**
 * `unverified_domain`, `no_account`, `stopped` or `active` (guide.md's provisioning states).
 */
provisioning: string, 
/**
 * What provisioning gives (or would give), in words.
 */
permissions: string, 
/**
 * What they may do today, in words.
 */
today: string, };

/**
 * What was left by an earlier rehearsal, after it was taken back.
 */
export type TakenBack = { 
/**
 * Each entry that was asked for, in the order given.
 */
written: Array<Written>, 
/**
 * Whether nothing is left.
 */
all_gone: boolean, 
/**
 * What happened, in a sentence or two.
 */
proof: string, 
/**
 * What to do next; empty when nothing is left.
 */
todo: string, 
/**
 * Requests and answers, secrets masked.
 */
exchanges: Array<Exchange>, };

/**
 * A text made for another place, e.g. Markdown for a support case.
 */
export type Text = { 
/**
 * The text.
 */
text: string, };

/**
 * Looks.
 */
export type Theme = "system" | "light" | "dark";

/**
 * Ticks a step by hand, or takes the tick away.
 */
export type Tick = { 
/**
 * Id of the step.
 */
step: string, 
/**
 * Ticked.
 */
ticked: boolean, };

/**
 * How long it would take.
 */
export type TimeLine = { 
/**
 * In seconds; none when it can't be known.
 */
seconds: number | null, 
/**
 * In how many waves, so that each fits into the rate limit; none when it can't be known.
 */
waves: number | null, 
/**
 * How many people go into a wave; none when it can't be known.
 */
people_a_wave: number | null, 
/**
 * In words.
 */
words: string, 
/**
 * What was taken for granted, a sentence each.
 */
assumptions: Array<string>, };

/**
 * Switches of `To App`: on, off, or not spoken of.
 */
export type ToAppSwitches = { 
/**
 * `Create Users`.
 */
create: boolean | null, 
/**
 * `Update User Attributes`.
 */
update: boolean | null, 
/**
 * `Deactivate Users`.
 */
deactivate: boolean | null, 
/**
 * `Sync Password`.
 */
password: boolean | null, };

/**
 * A person whom starting provisioning would touch.
 */
export type Touched = { 
/**
 * Key of the person.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * In one word.
 */
kind: EffectKind, 
/**
 * One line for each difference, e.g. `FurBall Finder / Admins → nothing`.
 */
lines: Array<string>, };

/**
 * A whole trip.
 */
export type Trip = { 
/**
 * Names it.
 */
run_id: string, 
/**
 * The application's name.
 */
app_label: string, 
/**
 * Who went, in words.
 */
person: string, 
/**
 * When it began, RFC 3339.
 */
started_at: string, 
/**
 * How long it took, in milliseconds.
 */
duration_ms: number, 
/**
 * Whether every leg arrived.
 */
proven: boolean, 
/**
 * How it ended, a sentence: “What Okta sends arrives in ConfigCat.”
 */
headline: string, 
/**
 * What that means; may be empty.
 */
advice: string, 
/**
 * What to do next; may be empty.
 */
next: string, 
/**
 * Every leg, in order; the last takes back.
 */
legs: Array<Leg>, 
/**
 * Everything that was written, in the order in which it was.
 */
remains: Array<Remain>, 
/**
 * Whether everything was taken back.
 */
taken_back: boolean, 
/**
 * The proof in a sentence or two.
 */
proof: string, 
/**
 * Whether it was cancelled before its end.
 */
cancelled: boolean, };

/**
 * A round trip that is thought of.
 */
export type TripAsk = { 
/**
 * Who goes. An empty domain of a throwaway person takes the one that most synced users have.
 */
person: TripPerson, 
/**
 * Which push group.
 */
group: TripGroup, 
/**
 * Whether the user that comes into being in ConfigCat is deleted there at the end.
 */
delete_in_configcat: boolean, };

/**
 * What a trip tells while it goes on.
 */
export type TripEvent = { "kind": "started", 
/**
 * The leg's id.
 */
id: string, } | { "kind": "waiting", 
/**
 * The leg's id.
 */
id: string, 
/**
 * Since the write, in milliseconds.
 */
waited_ms: number, 
/**
 * What was seen, short.
 */
saw: string, } | { "kind": "ended", 
/**
 * The leg.
 */
leg: Leg, };

/**
 * Which push group the person is put into.
 */
export type TripGroup = { "kind": "throwaway" } | { "kind": "named", 
/**
 * Okta's id.
 */
group: GroupId, };

/**
 * Who goes.
 */
export type TripPerson = { "kind": "named", 
/**
 * Okta's id.
 */
user: UserId, } | { "kind": "throwaway", 
/**
 * The e-mail domain: one that belongs to the organization.
 */
domain: string, 
/**
 * Whether a person said that people may be created at this domain.
 */
confirmed: boolean, };

/**
 * A round trip before it is begun.
 */
export type TripPlan = { 
/**
 * In a sentence.
 */
headline: string, 
/**
 * Who goes, in words.
 */
person: string, 
/**
 * The application's name.
 */
app_label: string, 
/**
 * Every write in Okta, and those by SCIM when something has to be deleted in `ConfigCat`.
 */
writes: Array<TripWrite>, 
/**
 * What Okta then writes in `ConfigCat`, a sentence each.
 */
effects: Array<string>, 
/**
 * What a person should know before.
 */
cautions: Array<string>, 
/**
 * The id and title of each leg, in order.
 */
legs: Array<[string, string]>, };

/**
 * Begins a round trip.
 */
export type TripStart = { 
/**
 * As the plan showed it, with the domain confirmed.
 */
ask: TripAsk, 
/**
 * The name that the plan showed.
 */
run_id: string, };

/**
 * What was left by an earlier trip, after it was taken back.
 */
export type TripTakenBack = { 
/**
 * Each entry, in the order of the journal.
 */
remains: Array<Remain>, 
/**
 * Whether nothing is left.
 */
taken_back: boolean, 
/**
 * What happened, a sentence or two.
 */
proof: string, 
/**
 * What to do next; empty when nothing is left.
 */
next: string, };

/**
 * A round trip before it is begun.
 */
export type TripView = { 
/**
 * What it would be held with: the domain is filled in.
 */
ask: TripAsk, 
/**
 * What marks its names.
 */
run_id: string, 
/**
 * What would be written where; none when it must not be begun.
 */
plan: TripPlan | null, 
/**
 * Why it must not be begun.
 */
problem: Problem | null, 
/**
 * What an earlier trip may have left, in words.
 */
left: Array<string>, };

/**
 * One write before it is done, in the order in which they are sent.
 */
export type TripWrite = { 
/**
 * The id of the leg it belongs to.
 */
leg: string, 
/**
 * What it is: “Assign the person”.
 */
title: string, 
/**
 * Method and address as sent; `{user}`, `{group}` and `{mapping}` stand for what is not known before.
 */
request: string, 
/**
 * What it is done to, in words.
 */
on: string, 
/**
 * How it is taken back, a sentence.
 */
taken_back: string, };

/**
 * What happened, why it matters, what to do next.
 */
export type Trouble = { 
/**
 * What happened, a sentence.
 */
what: string, 
/**
 * Why, or why it matters; may be empty.
 */
why: string, 
/**
 * What to do next, a sentence.
 */
next: string, 
/**
 * What was asked and what came, secrets masked; none when nothing was asked.
 */
evidence: Exchange | null, };

/**
 * An account that provisioning does not manage.
 */
export type UnmanagedRow = { 
/**
 * ConfigCat's id of the user.
 */
user_id: string, 
/**
 * Full name.
 */
name: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * What they may do today, in words.
 */
today: string, };

/**
 * A SCIM user (RFC 7643, 4.1), reduced to what `ConfigCat` uses.
 */
export type User = { 
/**
 * The service provider's id.
 */
id: string, 
/**
 * `userName`; in `ConfigCat` the e-mail address.
 */
user_name: string, 
/**
 * `displayName`.
 */
display_name: string | null, 
/**
 * The primary of `emails`, else the first.
 */
email: string | null, 
/**
 * `active`; false means that the `ConfigCat` account is disabled.
 */
active: boolean, 
/**
 * `externalId`: the identity provider's id of the user.
 */
external_id: string | null, 
/**
 * Ids of the groups the user is in, each once, in the order of [`Inventory::groups`].
 */
groups: Array<string>, };

/**
 * Id of a person in Okta (`00u…`). An app user carries the same id as the person.
 */
export type UserId = string;

/**
 * A value to paste. The app resolves it for the profile at hand.
 */
export type ValueKind = "app_name" | "entity_id" | "acs_url" | "name_id_format" | "metadata_url" | "scim_url" | "scim_token" | "unique_identifier" | "txt_record";

/**
 * How a check ended, from best to worst but for [`Verdict::Skip`].
 */
export type Verdict = "pass" | "note" | "warn" | "fail" | "skip";

/**
 * What was seen of one step.
 */
export type VerifiedStep = { 
/**
 * The step's stable id.
 */
id: string, 
/**
 * Its number in the guide.
 */
number: string, 
/**
 * The stage's title.
 */
stage: string, 
/**
 * Proven passes, failing fails; what is not done yet is a warning; what can't be seen is skipped.
 */
verdict: Verdict, 
/**
 * The step's title.
 */
title: string, 
/**
 * What was seen, a sentence.
 */
saw: string, 
/**
 * Why the step matters.
 */
why: string, 
/**
 * What to do; empty when there is nothing to do.
 */
todo: string, 
/**
 * The evidence by its points.
 */
facts: { [key in string]: string }, };

/**
 * What is verified.
 */
export type VerifyOkta = { 
/**
 * Org URL in any form.
 */
org_url: string, 
/**
 * API token; not looked at beside a client id.
 */
token: Secret, 
/**
 * Client id of a service app; empty for an API token.
 */
client_id: string, 
/**
 * Its private key, as JWK or PEM.
 */
private_key: Secret, 
/**
 * Okta's id of the application; empty lets Catflap recognise it.
 */
app_id: string, 
/**
 * ConfigCat's SCIM endpoint, for the steps that both sides together prove.
 */
scim: ScimEntry | null, };

/**
 * What was seen, step by step.
 */
export type VerifyReport = { 
/**
 * The org.
 */
org: string, 
/**
 * Okta's id of the application; empty when none was found.
 */
app_id: string, 
/**
 * The application's name.
 */
app_label: string, 
/**
 * RFC 3339.
 */
started_at: string, 
/**
 * How long it took, in milliseconds.
 */
duration_ms: number, 
/**
 * The worst of all steps.
 */
verdict: Verdict, 
/**
 * In a sentence.
 */
headline: string, 
/**
 * In the guide's order.
 */
steps: Array<VerifiedStep>, };

/**
 * Where the time of one connection goes, in milliseconds. A part that was not there (TLS of plain http, a name behind a
 * proxy) is none.
 */
export type Waterfall = { 
/**
 * Name resolution.
 */
dns_ms: number | null, 
/**
 * TCP.
 */
tcp_ms: number | null, 
/**
 * TLS.
 */
tls_ms: number | null, 
/**
 * The shortest wait of this run from a request to its answer's first byte: on a connection that was open already, if
 * there was one.
 */
first_byte_ms: number | null, };

/**
 * One way to the goal.
 */
export type Way = { 
/**
 * What to edit.
 */
edits: Array<Edit>, 
/**
 * The edits as sentences, in order.
 */
words: Array<string>, 
/**
 * What changes for the person, the goal included, as `FurBall Finder / Admins → nothing`.
 */
for_them: Array<string>, 
/**
 * How many others get another access by it.
 */
others: number, 
/**
 * The first of them, by `userName`.
 */
other_names: Array<string>, };

/**
 * What a person should have.
 */
export type WaysAsk = { 
/**
 * Key of the person.
 */
key: string, 
/**
 * The goal.
 */
goal: Goal, };

/**
 * The smallest changes that lead to a goal.
 */
export type WaysView = { 
/**
 * The goal in words, e.g. `Ana Costa should be Developers in WhiskerShop`.
 */
goal: string, 
/**
 * Nothing has to be edited.
 */
met_already: boolean, 
/**
 * Fewest others touched first; at most 12. Empty where no way of up to three edits leads there.
 */
ways: Array<Way>, 
/**
 * What else has to hold before the goal has an effect, e.g. that the person is synced; empty for nothing.
 */
also: Array<string>, };

/**
 * Asks why somebody gets in, or not.
 */
export type Why = { 
/**
 * Name, e-mail address, login or id, as it is at hand.
 */
text: string, };

/**
 * Why somebody gets in, or not.
 */
export type WhyAnswer = { 
/**
 * Who is meant among those who were read; best first, at most 8. Their cards have the chain.
 */
people: Array<PersonState>, 
/**
 * How many of those who were read match.
 */
total: number, 
/**
 * Who is in Okta's directory and neither assigned nor synced; at most 5. Asked for only where nobody else is meant.
 */
outside: Array<OutsidePerson>, 
/**
 * The answer in a sentence where nobody was found, with what could not be looked at; empty otherwise.
 */
nobody: string, };

/**
 * One wish. It names the state that is wanted, not the steps: what is already so is left alone.
 */
export type Wish = { "kind": "create_app", 
/**
 * Its settings.
 */
app: NewSamlApp, } | { "kind": "assign", 
/**
 * Okta's ids of the groups.
 */
groups: Array<GroupId>, } | { "kind": "push_beside", 
/**
 * Okta's ids of the groups whose people are taken.
 */
groups: Array<GroupId>, 
/**
 * How the new groups are called.
 */
scheme: NameScheme, } | { "kind": "push", 
/**
 * Okta's ids of the groups.
 */
groups: Array<GroupId>, } | { "kind": "mend", 
/**
 * Okta's id of the group.
 */
group: GroupId, 
/**
 * How.
 */
way: MendWay, } | { "kind": "to_app", 
/**
 * The switches.
 */
switches: ToAppSwitches, };

/**
 * Where a proof looks: one of the three connections of a profile, or public DNS, which takes no credential.
 */
export type Witness = "scim" | "okta" | "configcat" | "dns";

/**
 * One thing that was written, and the proof of what became of it.
 */
export type Written = { 
/**
 * Its entry in the journal.
 */
entry: EntryId, 
/**
 * What it is.
 */
kind: ResourceKind, 
/**
 * The name it was created under.
 */
name: string, 
/**
 * The service provider's id, when it told one.
 */
scim_id: string | null, 
/**
 * What became of it.
 */
fate: Fate, 
/**
 * How that is known, in a sentence.
 */
saw: string, 
/**
 * Whether its journal entry is closed.
 */
closed: boolean, };

/** Every command: what it takes and what it gives. */
export type Commands = {
  /** What a window needs to draw its first screen. */
  boot: { request: Nothing; reply: Boot };
  /** Makes a real profile and opens it. */
  profile_create: { request: NewProfile; reply: ProfileView };
  /** Opens a profile. */
  profile_open: { request: ProfileRef; reply: ProfileView };
  /** Closes the open profile: the first screen again. */
  profile_close: { request: Nothing; reply: Boot };
  /** Gives a profile another name. */
  profile_rename: { request: RenameProfile; reply: Boot };
  /** Deletes a profile with all that was kept for it, its secrets included. */
  profile_delete: { request: ProfileRef; reply: Boot };
  /** Saves the settings of this installation. */
  settings_save: { request: Settings; reply: Settings };
  /** The latest activity of the open profile. */
  activity: { request: Nothing; reply: Activity };
  /** Finds steps, checks, people and groups. */
  find: { request: Find; reply: Found };
  /** Puts a text on the clipboard. */
  text_copy: { request: CopyText; reply: Copied };
  /** Cleans what is being typed or pasted, and says what was cleaned. Keeps nothing. */
  scim_clean: { request: ScimEntry; reply: CleanedEntry };
  /** Saves SCIM URL and token. */
  scim_save: { request: ScimEntry; reply: ConnectionSaved };
  /** Saves org URL and API token, after asking Okta once. */
  okta_save: { request: OktaEntry; reply: ConnectionSaved };
  /** Saves user name and password, after asking ConfigCat once. */
  configcat_save: { request: ConfigCatEntry; reply: ConnectionSaved };
  /** Forgets a connection and its secret. */
  connection_forget: { request: ConnectionRef; reply: Connections };
  /** Puts a secret on the clipboard, for a minute. */
  secret_copy: { request: ConnectionRef; reply: Copied };
  /** The SAML applications of the Okta org, those that look like ConfigCat first. */
  okta_apps: { request: Nothing; reply: OktaApps };
  /** Chooses the application. */
  okta_choose: { request: ChooseOktaApp; reply: Connections };
  /** What the Okta credential is and may do, and what it costs that it may not do more. */
  okta_credential: { request: Nothing; reply: CredentialView };
  /** Groups of the org, with what they are to the application. */
  okta_groups: { request: OrgSearch; reply: OrgGroups };
  /** People of the org. */
  okta_people: { request: OrgSearch; reply: OrgPeople };
  /** Okta's log of the application, read on from where it was left. */
  okta_log: { request: Nothing; reply: OktaLog };
  /** What would have to be changed in Okta, line by line, and who would come. Writes nothing. */
  change_plan: { request: ChangeWishes; reply: ChangePlan };
  /** Carries out the change list that was planned last. */
  change_start: { request: ChangeRef; reply: JobRef };
  /** Change lists that were begun and not ended. */
  change_open: { request: Nothing; reply: OpenChanges };
  /** Goes on with a change list that was left half done. */
  change_go_on: { request: ChangeRef; reply: JobRef };
  /** Forgets a change list that was left half done. What it did stays done. */
  change_give_up: { request: ChangeRef; reply: OpenChanges };
  /** What a round trip would write where, and how it is taken back. Writes nothing. */
  trip_plan: { request: TripAsk; reply: TripView };
  /** Starts a round trip. */
  trip_start: { request: TripStart; reply: JobRef };
  /** The last round trip, and what may be left of any. */
  trip_last: { request: Nothing; reply: LastTrip };
  /** Takes back what an earlier round trip left. */
  trip_take_back: { request: Nothing; reply: TripTakenBack };
  /** How the rotation of the SCIM token stands. */
  rotation: { request: Nothing; reply: RotationView };
  /** Begins the rotation. */
  rotation_begin: { request: Nothing; reply: RotationView };
  /** Proves the new token, and keeps it once ConfigCat takes it. */
  rotation_token: { request: NewToken; reply: RotationView };
  /** Ends the rotation, wherever it stands. A token that was proven stays. */
  rotation_end: { request: Nothing; reply: RotationView };
  /** The guide, with the values of the open profile. */
  guide: { request: Nothing; reply: GuideView };
  /** Keeps `Entity ID` and `Assertion Consumer Service` of ConfigCat's page. */
  guide_values: { request: SamlValues; reply: GuideView };
  /** How the steps stand, from what is kept. */
  guide_progress: { request: Nothing; reply: Progress };
  /** Ticks a step by hand, or takes the tick away. */
  guide_tick: { request: Tick; reply: Progress };
  /** Looks at every connection and proves what it can. */
  guide_verify: { request: Nothing; reply: Progress };
  /** Proves the steps for an org and an application that come from outside. Only reads, and keeps nothing. */
  okta_verify: { request: VerifyOkta; reply: VerifyReport };
  /** Opens a page of Okta or ConfigCat. */
  guide_open: { request: OpenPage; reply: Opened };
  /** Every check of the connection tester. */
  check_list: { request: Nothing; reply: CheckList };
  /** Starts the connection tester. */
  check_start: { request: Nothing; reply: JobRef };
  /** The last run of the connection tester. */
  check_last: { request: Nothing; reply: LastCheck };
  /** The last run as Markdown, for a support case. Secrets are masked. */
  check_support: { request: Nothing; reply: Text };
  /** Earlier runs of the connection tester. */
  check_history: { request: Nothing; reply: CheckHistory };
  /** What changed between two runs. */
  check_compare: { request: CompareChecks; reply: ComparedChecks };
  /** What an error text from Okta means, and what the last check says to it. */
  explain: { request: ExplainText; reply: Explained };
  /** What a rehearsal would write and how it is taken back. Writes nothing. */
  rehearsal_plan: { request: RehearsalDomain; reply: RehearsalPlan };
  /** Starts a rehearsal. */
  rehearsal_start: { request: RehearsalStart; reply: JobRef };
  /** The last rehearsal, and what may be left of any. */
  rehearsal_last: { request: Nothing; reply: LastRehearsal };
  /** Takes back what an earlier rehearsal left. */
  rehearsal_take_back: { request: Nothing; reply: TakenBack };
  /** The last rehearsal as Markdown, for a support case. Secrets are masked. */
  rehearsal_support: { request: Nothing; reply: Text };
  /** Cancels a job; a job that ended already stays as it is. */
  job_cancel: { request: JobRef; reply: Nothing };
  /** Starts reading users and groups, and what Okta and ConfigCat say of them. */
  pull_start: { request: Nothing; reply: JobRef };
  /** All synced users and groups, as they were read last. */
  inventory: { request: Nothing; reply: Inventory };
  /** A window of the list of people. */
  people: { request: PeopleRequest; reply: PeoplePage };
  /** Everything about one person. */
  person: { request: PersonRef; reply: PersonCard };
  /** What starting provisioning would do with the plan in force, in one sentence. */
  people_start: { request: Nothing; reply: StartOutlook };
  /** Everybody has been looked at: what is new is marked from here on. */
  people_seen: { request: Nothing; reply: Nothing };
  /** Why somebody gets in, or not. */
  why: { request: Why; reply: WhyAnswer };
  /** A window of the list of groups. */
  groups: { request: GroupsRequest; reply: GroupsPage };
  /** Everything about one group. */
  group: { request: GroupRef; reply: GroupCard };
  /** The history of readings. */
  history: { request: Nothing; reply: HistoryView };
  /** What changed between two entries of the history. */
  history_between: { request: HistoryPair; reply: HistoryDifference };
  /** The alarm of this entry was looked at and is shown no more. */
  history_alarm_seen: { request: HistoryRef; reply: Nothing };
  /** An access review before it is written. */
  review: { request: ReviewAsk; reply: ReviewView };
  /** Writes an access review to a file of the administrator's choice. */
  review_save: { request: ReviewOut; reply: SavedFile };
  /** The permission plan with all that follows from it. */
  plan: { request: Nothing; reply: AccessView };
  /** Changes the plan. */
  plan_save: { request: SavePlan; reply: AccessView };
  /** Brings the plan before the last change back. */
  plan_undo: { request: Nothing; reply: AccessView };
  /** Keeps products that are typed in, where ConfigCat's API is not connected. */
  products_save: { request: Products; reply: AccessView };
  /** A window of the list of what people would be allowed. */
  access_people: { request: AccessRequest; reply: AccessPage };
  /** What edits would do, before they are made. Keeps nothing. */
  plan_ahead: { request: LookAhead; reply: Ahead };
  /** Makes edits of the plan. */
  plan_edit: { request: EditPlan; reply: AccessView };
  /** The smallest changes by which a person gets what they should. */
  plan_ways: { request: WaysAsk; reply: WaysView };
  /** The plan as a check-list to carry out on ConfigCat's page, from what is kept. */
  plan_checklist: { request: Nothing; reply: Checklist };
  /** Reads ConfigCat's audit log and ticks what it shows. */
  plan_checklist_look: { request: Nothing; reply: Checklist };
  /** Ticks a line of the check-list by hand, or takes the tick away. */
  plan_checklist_tick: { request: ChecklistTick; reply: Checklist };
  /** The plan as a text. */
  plan_text: { request: PlanOut; reply: Text };
  /** Writes the plan to a file of the administrator's choice. */
  plan_save_file: { request: PlanOut; reply: SavedFile };
  /** Reads a plan from a file of the administrator's choice. Keeps nothing. */
  plan_open_file: { request: Nothing; reply: PlanIn };
  /** Reads a plan from a text. Keeps nothing. */
  plan_read: { request: PlanText; reply: PlanIn };
  /** Prints what the window shows, by the dialog of the system. */
  print: { request: Nothing; reply: Nothing };
  /** Access for an inventory and a plan that come from outside. */
  access_compute: { request: ComputeAccess; reply: ComputedAccess };
  /** What changed between two inventories that come from outside. */
  inventory_compare: { request: CompareInventories; reply: ComparedInventories };
  /** Keeps connections that come from outside, for one run. Asks nobody. */
  outside_connect: { request: OutsideConnections; reply: ConnectionSaved };
  /** Starts the practice servers and opens the practice profile. */
  practice_open: { request: Nothing; reply: ProfileView };
  /** Practice from the beginning. */
  practice_restart: { request: Nothing; reply: ProfileView };
  /** Both practice products, as an administrator sees them. */
  practice_view: { request: Nothing; reply: PracticeView };
  /** An act in the practice Okta. */
  practice_okta: { request: PracticeOkta; reply: PracticeDone };
  /** An act in the practice ConfigCat. */
  practice_configcat: { request: PracticeConfigCat; reply: PracticeDone };
  /** Puts the SCIM token of the practice ConfigCat on the clipboard, as its own page would. */
  practice_copy_token: { request: Nothing; reply: Copied };
  /** Puts the private key of a service app of the practice Okta on the clipboard, as Okta shows it when it is made. */
  practice_copy_service_key: { request: PracticeServiceApp; reply: Copied };
};
