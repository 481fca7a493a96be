//! ConfigCat’s audit log: what was done there to rules, priority and provisioning.

use std::fmt::Write as _;

use catflap_configcat::AuditQuery;
use catflap_configcat::model::{AuditEntry, AuditType, Organization};
use jiff::Timestamp;

use crate::act::people::how_many;
use crate::clients;
use crate::core::{App, text_of};
use crate::look::AUDIT_DAYS;
use crate::problems;
use crate::profile::Profile;
use crate::when;
use crate::wire::{AuditLine, AuditSight, Problem, ProblemCode};

/// So many changes are shown.
const SHOWN: usize = 100;

/// What the audit log showed, or why it did not.
pub(crate) struct AuditRead {
    pub at: Timestamp,
    /// Newest first.
    pub entries: Result<Vec<AuditEntry>, String>,
}

/// The audit log of the last 90 days, newest first; else why it can't be read and what to do, in sentences.
pub(crate) async fn read(app: &App, profile: &Profile, now: Timestamp) -> Result<Vec<AuditEntry>, String> {
    let unseen = |problem: Problem| {
        format!(
            "What was set can’t be seen in ConfigCat’s audit log: {} {} Until then, tick each line by hand.",
            problem.message, problem.remedy
        )
    };
    let asked = |error| unseen(problems::configcat(&error));
    let client = clients::configcat_client(app, profile, None).await.map_err(unseen)?;
    let scim = clients::scim_target(app, profile).await.ok().map(|(url, _)| url);
    let all = client.organizations().await.map_err(asked)?;
    let organization = Organization::meant(&all, scim.as_ref()).map_err(|error| {
        unseen(Problem::new(
            ProblemCode::NotThere,
            error.to_string(),
            "Enter the SCIM URL of the organization, or credentials that see it, in Settings.",
        ))
    })?;
    let query = AuditQuery::recent(AUDIT_DAYS, now);
    client.audit_log(organization.organization_id, query).all().await.map_err(asked)
}

/// `by ana@whisker.co on 12 May 2026, 14:02 UTC`.
pub(crate) fn by_and_when(entry: &AuditEntry) -> String {
    format!("by {} on {}", who(entry), when::said(entry.at))
}

fn who(entry: &AuditEntry) -> &str {
    let named = entry.user_email.as_deref().or(entry.user_name.as_deref());
    named.filter(|name| !name.trim().is_empty()).unwrap_or("somebody whom ConfigCat does not name")
}

pub(crate) fn sight(looked: Option<&AuditRead>, edited: Option<Timestamp>) -> AuditSight {
    let Some(looked) = looked else { return AuditSight::default() };
    match &looked.entries {
        Err(why) => AuditSight { unseen: why.clone(), ..AuditSight::default() },
        Ok(entries) => AuditSight {
            read_at: Some(text_of(looked.at)),
            unseen: String::new(),
            reach: format!(
                "The audit log was read {AUDIT_DAYS} days back; yours may be kept for less. What it does not show may \
                 have been done before."
            ),
            since_edit: told(entries.iter().filter(|entry| edited.is_none_or(|edited| entry.at > edited))),
        },
    }
}

/// What concerns provisioning, newest first; people who were started or stopped in one go are counted.
fn told<'a>(entries: impl Iterator<Item = &'a AuditEntry>) -> Vec<AuditLine> {
    use AuditType as Type;
    let concerns = |entry: &&AuditEntry| {
        matches!(
            entry.audit_type,
            Type::SyncGroupProvisioningRuleChanged
                | Type::SyncGroupsReordered
                | Type::UserProvisioningConfigurationChanged
                | Type::SyncUserProvisioningEnabled
                | Type::SyncUserProvisioningDisabled
                | Type::AutoProvisioningConfigurationChanged
                | Type::AutoProvisioningEnabledChanged
        )
    };
    let mut runs: Vec<(&AuditEntry, usize)> = Vec::new();
    for entry in entries.filter(concerns) {
        let of_people =
            matches!(entry.audit_type, Type::SyncUserProvisioningEnabled | Type::SyncUserProvisioningDisabled);
        if let Some((newest, count)) = runs.last_mut()
            && of_people
            && newest.audit_type == entry.audit_type
            && who(newest) == who(entry)
        {
            *count += 1;
        } else if runs.len() == SHOWN {
            break;
        } else {
            runs.push((entry, 1));
        }
    }
    let line = |(entry, count): (&AuditEntry, usize)| AuditLine {
        at: text_of(entry.at),
        who: who(entry).to_owned(),
        what: if count > 1 { format!("{}: {}", title(entry), how_many(count)) } else { what(entry) },
    };
    runs.into_iter().map(line).collect()
}

/// In ConfigCat’s words where it has some.
fn title(entry: &AuditEntry) -> String {
    let words = || serde_json::to_value(&entry.audit_type).ok()?.as_str().map(|kind| kind.replace('_', " "));
    entry.title.clone().filter(|title| !title.trim().is_empty()).or_else(words).unwrap_or_default()
}

fn what(entry: &AuditEntry) -> String {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let mut what = title(entry);
    if let Some(target) = said(&entry.action_target) {
        let _ = write!(what, ": {target}");
    }
    if let Some(details) = said(&entry.details) {
        let _ = write!(what, " ({details})");
    }
    what
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    pub(crate) fn entry(second: i64, kind: AuditType, target: &str) -> AuditEntry {
        AuditEntry {
            id: second,
            at: at(second),
            audit_type: kind,
            title: Some("Rule changed".into()),
            user_email: Some("ana@whisker.co".into()),
            user_name: None,
            place: None,
            reason: None,
            action_target: Some(target.into()),
            details: Some("in words of its own".into()),
            truncated: false,
        }
    }

    pub(crate) const CHANGED: AuditType = AuditType::SyncGroupProvisioningRuleChanged;

    #[test]
    fn people_started_in_one_go_are_one_line() {
        let started = |second| entry(second, AuditType::SyncUserProvisioningEnabled, "someone");
        let entries =
            [started(9), started(8), entry(7, CHANGED, "Readers"), started(6), entry(5, AuditType::DomainAdded, "x")];
        let lines: Vec<String> = told(entries.iter()).into_iter().map(|line| line.what).collect();
        assert_eq!(
            lines,
            [
                "Rule changed: 2 people",
                "Rule changed: Readers (in words of its own)",
                "Rule changed: someone (in words of its own)"
            ]
        );
    }
}
