//! What was read from each connection, at one time: the only thing that a verifier sees.

use std::collections::BTreeMap;

use catflap_inventory::{Inventory, LogFailure};

use crate::model::Witness;

/// Everything that is known, from whatever connections are at hand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// RFC 3339, now.
    pub now: String,
    /// ConfigCat's SCIM endpoint; none without that connection.
    pub scim: Option<Seen<ScimFacts>>,
    /// Okta; none without that connection.
    pub okta: Option<Seen<OktaFacts>>,
    /// ConfigCat's Public Management API; none without that connection.
    pub configcat: Option<Seen<ConfigCatFacts>>,
    /// TXT records of the domains of people's addresses; none when nobody asked, or no address is known.
    pub dns: Option<Seen<DnsFacts>>,
    /// The permission plan kept in Catflap; none while there is none.
    pub plan: Option<PlanFacts>,
    /// Values of ConfigCat's pages that no API tells, where the profile or practice knows them.
    pub values: KnownValues,
}

/// What was read, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen<T> {
    /// RFC 3339, when it was read.
    pub at: String,
    /// What was read.
    pub facts: T,
}

/// One part that was read, or why it could not be: a part refused takes no other with it.
pub type Read<T> = Result<T, Unreadable>;

/// Why a part could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unreadable {
    /// One sentence for people: what happened, without secrets.
    pub why: String,
}

impl Unreadable {
    /// A part that could not be read, for this reason (one sentence).
    pub fn because(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }
}

/// Values that stand on ConfigCat's pages. Each is none while it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownValues {
    /// `Entity ID` of the SAML identity provider.
    pub entity_id: Option<String>,
    /// `Assertion Consumer Service` of the SAML identity provider.
    pub acs_url: Option<String>,
    /// SCIM URL.
    pub scim_url: Option<String>,
    /// RFC 3339, when `SCIM_PROVISIONING` was last seen on this application; none if never.
    pub provisioning_seen_at: Option<String>,
}

/// What the SCIM endpoint answered.
#[derive(Debug, Clone, PartialEq)]
pub struct ScimFacts {
    /// SCIM URL that was asked.
    pub url: String,
    /// What it said to this token.
    pub answer: ScimAnswer,
    /// Synced users and groups.
    pub inventory: Read<Inventory>,
}

/// What the SCIM endpoint said to the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScimAnswer {
    /// Users and groups were listed.
    Accepted,
    /// The token was refused (401 or 403).
    TokenRefused {
        /// One sentence.
        why: String,
    },
    /// Nothing answered, or the connection failed.
    NoAnswer {
        /// One sentence.
        why: String,
    },
    /// It answered that it can't right now (429, 5xx): that says nothing of URL and token.
    Unavailable {
        /// One sentence.
        why: String,
    },
    /// Something answered that does not speak SCIM here.
    NotScim {
        /// One sentence.
        why: String,
    },
}

/// What Okta said.
#[derive(Debug, Clone, PartialEq)]
pub struct OktaFacts {
    /// Whose credential it is, where Okta tells.
    pub who: Read<String>,
    /// Which application is looked at.
    pub choice: Read<AppChoice>,
}

/// Which application is looked at, and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub enum AppChoice {
    /// No application looks like ConfigCat.
    None,
    /// Several do, and none was chosen.
    Several(Vec<AppSummary>),
    /// This one.
    One {
        /// How it was found, as a sentence's end, e.g. `chosen in Settings`.
        how: String,
        /// What was read of it.
        app: Box<AppFacts>,
    },
}

/// An application that may be the one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSummary {
    /// Okta's id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// ACTIVE or INACTIVE.
    pub status: String,
}

/// What was read of the application.
#[derive(Debug, Clone, PartialEq)]
pub struct AppFacts {
    /// Okta's id.
    pub id: String,
    /// `name`: Okta's key for the kind of application, part of its page's address.
    pub name: String,
    /// `label`.
    pub label: String,
    /// `status`: ACTIVE or INACTIVE.
    pub status: String,
    /// `signOnMode`, e.g. `SAML_2_0`.
    pub sign_on_mode: String,
    /// SAML settings; empty texts for what is not set.
    pub saml: SamlFacts,
    /// `credentials.userNameTemplate.template`, e.g. `${source.login}`; empty when Okta does not tell.
    pub user_name_template: String,
    /// `credentials.userNameTemplate.pushStatus` is `DONT_PUSH`: a changed name does not follow to those assigned already.
    pub user_name_on_create_only: bool,
    /// `features`.
    pub features: Vec<String>,
    /// `features/USER_PROVISIONING`.
    pub to_app: Read<ToAppFacts>,
    /// `connections/default`.
    pub connector: Read<ConnectorFacts>,
    /// Assigned groups.
    pub groups: Read<Vec<AssignedGroup>>,
    /// Assigned people, by group or directly.
    pub people: Read<Vec<AppPerson>>,
    /// Okta's ids of the org's people who are suspended, assigned or not.
    pub suspended: Read<Vec<String>>,
    /// Push groups.
    pub pushed: Read<Vec<PushedGroup>>,
    /// SAML metadata.
    pub metadata: Read<MetadataFacts>,
    /// Failures of people in the latest part of the System Log that no later success cured.
    pub failures: Read<Vec<PushFailure>>,
}

/// SAML settings as they take effect (an override before the plain value).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SamlFacts {
    /// `Audience URI (SP Entity ID)`.
    pub audience: String,
    /// `Single sign on URL`.
    pub acs_url: String,
    /// `Name ID format` as a URN.
    pub name_id_format: String,
    /// `subjectNameIdTemplate`, e.g. `${user.userName}`.
    pub name_id_template: String,
}

/// Provisioning → To App. True: ENABLED. None: not told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ToAppFacts {
    /// `capabilities.create.lifecycleCreate.status`.
    pub create: Option<bool>,
    /// `capabilities.update.profile.status`.
    pub update: Option<bool>,
    /// `capabilities.update.lifecycleDeactivate.status`.
    pub deactivate: Option<bool>,
    /// `capabilities.update.password.status`.
    pub password: Option<bool>,
}

/// The connector, as far as Okta tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectorFacts {
    /// ENABLED, DISABLED or UNKNOWN.
    pub status: String,
    /// `baseUrl`, where told.
    pub base_url: Option<String>,
    /// TOKEN, OAUTH2 or UNKNOWN; empty when not told.
    pub auth_scheme: String,
}

/// A group under Assignments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignedGroup {
    /// Okta's id.
    pub id: String,
    /// Its name; the id where Okta refuses the name.
    pub name: String,
}

/// A person assigned to the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppPerson {
    /// Okta's id of the user.
    pub id: String,
    /// `credentials.userName`: what is sent as `userName`.
    pub user_name: String,
    /// `profile.email`, where told.
    pub email: Option<String>,
    /// Okta login; read only where the user name comes from it, and then of the first thousand people.
    pub login: Option<String>,
    /// `status`, e.g. PROVISIONED, STAGED, ACTIVE.
    pub status: String,
    /// `syncState`, e.g. SYNCHRONIZED, ERROR, DISABLED; empty when not told.
    pub sync_state: String,
    /// `externalId`: the SCIM id that ConfigCat gave; none until the person was sent.
    pub external_id: Option<String>,
}

/// A failure of a person in the System Log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushFailure {
    /// Whom and when, with Okta's own words.
    pub logged: LogFailure,
    /// What these words mean, where somebody knows.
    pub meaning: Option<String>,
}

/// A group under Push Groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PushedGroup {
    /// Okta's id of the mapping.
    pub mapping_id: String,
    /// Okta's id of the source group.
    pub group_id: String,
    /// Name of the source group; the id where Okta refuses the name.
    pub name: String,
    /// ACTIVE, INACTIVE or ERROR.
    pub status: String,
    /// Okta's words on the last failure.
    pub error_summary: Option<String>,
    /// The source group's members.
    pub members: Read<Vec<GroupMember>>,
}

/// A member of a group in Okta.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    /// Okta's id of the user.
    pub id: String,
    /// Login, for naming the person.
    pub login: String,
    /// ACTIVE, SUSPENDED, DEPROVISIONED, …
    pub status: String,
}

/// Okta's SAML metadata of the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataFacts {
    /// `entityID` of the `EntityDescriptor`.
    pub entity_id: String,
    /// Signing certificates.
    pub certificates: Vec<CertificateDates>,
}

/// When a certificate is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateDates {
    /// RFC 3339.
    pub not_before: String,
    /// RFC 3339.
    pub not_after: String,
}

/// What ConfigCat's Public Management API said.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigCatFacts {
    /// Whose credential it is: e-mail address.
    pub me: Read<String>,
    /// The organization that is looked at.
    pub organization: Read<Organization>,
    /// Its members.
    pub members: Read<Members>,
    /// Its audit log.
    pub audit: Read<AuditLog>,
}

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// ConfigCat's id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Members of the organization with what they may do today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// One entry a person, whatever lists ConfigCat names them in.
    pub people: Vec<MemberFacts>,
}

/// One member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberFacts {
    /// E-mail address.
    pub email: String,
    /// Full name.
    pub name: String,
    /// `Organization Admin`.
    pub organization_admin: bool,
    /// `Billing Manager`.
    pub billing_manager: bool,
    /// Product name → permission group name.
    pub permissions: BTreeMap<String, String>,
}

/// Entries of the audit log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditLog {
    /// How many days back were asked for.
    pub days: u32,
    /// Entries, in any order.
    pub entries: Vec<AuditEntry>,
}

/// One entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// RFC 3339, `auditLogDateTime`.
    pub at: String,
    /// `auditLogTypeEnum`, e.g. `syncGroupsReordered`.
    pub kind: String,
    /// `userEmail` or `userName`: who did it.
    pub by: String,
    /// `details`, or what stands in their place. Shown, never parsed: their wording is not documented.
    pub details: String,
}

/// What DNS says of the domains of people's addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DnsFacts {
    /// The domains with the most people first.
    pub domains: Vec<DomainFacts>,
    /// How many further domains were not asked for.
    pub not_asked: usize,
}

/// What DNS says of one domain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DomainFacts {
    /// In small letters, as DNS knows it, e.g. `whisker.co`.
    pub name: String,
    /// How many synced or assigned people have an address there.
    pub people: usize,
    /// What each resolver said of the TXT records at the domain itself.
    pub heard: Vec<Heard>,
    /// Names below the domain at which ConfigCat's record stands by mistake. Looked for only when the domain has none.
    pub misplaced: Vec<String>,
}

/// What one resolver said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Which one, e.g. `Cloudflare (1.1.1.1)`.
    pub resolver: String,
    /// All TXT records at the name, each joined from its strings; empty when there are none.
    pub records: Read<Vec<String>>,
}

impl PushFailure {
    /// Whether ConfigCat refused Okta's token: Okta's words for a 401.
    pub(crate) fn is_unauthorized(&self) -> bool {
        self.logged.reason.to_lowercase().contains("unauthorized")
    }
}

impl DomainFacts {
    /// ConfigCat's records, each once.
    pub(crate) fn records(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for record in self.heard.iter().filter_map(|heard| heard.records.as_ref().ok()).flatten() {
            if is_configcats(record) && !found.contains(&record.as_str()) {
                found.push(record);
            }
        }
        found
    }

    /// Resolvers that see ConfigCat's record, that see none, and that gave no answer.
    pub(crate) fn resolvers(&self) -> (Vec<&str>, Vec<&str>, Vec<&str>) {
        let (mut see, mut do_not, mut silent) = (Vec::new(), Vec::new(), Vec::new());
        for heard in &self.heard {
            match &heard.records {
                Ok(records) if records.iter().any(|record| is_configcats(record)) => &mut see,
                Ok(_) => &mut do_not,
                Err(_) => &mut silent,
            }
            .push(heard.resolver.as_str());
        }
        (see, do_not, silent)
    }
}

/// How ConfigCat's TXT record begins (its documentation, “Domain verification”).
pub const TXT_PREFIX: &str = "configcat-domain-verification=";

/// Whether a TXT record is ConfigCat's.
pub(crate) fn is_configcats(record: &str) -> bool {
    record.trim().get(..TXT_PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(TXT_PREFIX))
}

/// The permission plan kept in Catflap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanFacts {
    /// RFC 3339, when the groups' permissions were last edited; none when not known.
    pub rules_edited_at: Option<String>,
    /// RFC 3339, when the order was last edited; none when not known.
    pub order_edited_at: Option<String>,
    /// Groups in priority order.
    pub groups: Vec<PlannedGroup>,
    /// What the plan gives each synced user who is active.
    pub people: Vec<PlannedPerson>,
}

/// A group of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedGroup {
    /// Display name.
    pub name: String,
    /// It carries a role or a permission.
    pub gives_anything: bool,
}

/// What the plan gives a synced user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannedPerson {
    /// `userName`, the e-mail address.
    pub user_name: String,
    /// `Organization Admin`; the products are then skipped.
    pub organization_admin: bool,
    /// `Billing Manager`.
    pub billing_manager: bool,
    /// Product name → permission group name.
    pub permissions: BTreeMap<String, String>,
}

impl Facts {
    /// When it was last looked there; none when nobody looked.
    pub(crate) fn seen_at(&self, witness: Witness) -> Option<&str> {
        match witness {
            Witness::Scim => self.scim.as_ref().map(|seen| seen.at.as_str()),
            Witness::Okta => self.okta.as_ref().map(|seen| seen.at.as_str()),
            Witness::ConfigCat => self.configcat.as_ref().map(|seen| seen.at.as_str()),
            Witness::Dns => self.dns.as_ref().map(|seen| seen.at.as_str()),
        }
    }

    /// Synced users and groups, where they could be read.
    pub(crate) fn inventory(&self) -> Option<&Inventory> {
        self.scim.as_ref()?.facts.inventory.as_ref().ok()
    }

    /// The audit log, where it could be read.
    pub(crate) fn audit(&self) -> Option<&AuditLog> {
        self.configcat.as_ref()?.facts.audit.as_ref().ok()
    }

    /// The application, where one was found and read.
    pub(crate) fn app(&self) -> Option<&AppFacts> {
        match self.okta.as_ref()?.facts.choice.as_ref().ok()? {
            AppChoice::One { app, .. } => Some(app),
            AppChoice::None | AppChoice::Several(_) => None,
        }
    }
}

impl AppFacts {
    /// Whether `features` names this one.
    pub(crate) fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|have| have == feature)
    }

    /// Whether Okta shows that provisioning is on: by its own feature, or by an action that needs it.
    pub(crate) fn provisioning_is_on(&self) -> bool {
        ["SCIM_PROVISIONING", "PUSH_NEW_USERS", "PUSH_PROFILE_UPDATES", "PUSH_USER_DEACTIVATION", "GROUP_PUSH"]
            .iter()
            .any(|feature| self.has(feature))
    }
}
