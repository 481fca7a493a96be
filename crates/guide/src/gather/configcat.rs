//! ConfigCat's Public Management API: who is a member, and what the audit log tells.

use catflap_configcat::model::{AuditType, Members as ReadMembers, NoOrganization};
use catflap_configcat::{AuditQuery, ConfigCat, ConfigCatError, OrganizationId};
use url::Url;

use super::sentence;
use crate::facts::{AuditEntry, AuditLog, ConfigCatFacts, MemberFacts, Members, Organization, Read, Unreadable};
use crate::look::time;

/// ConfigCat's Public Management API.
#[derive(Debug, Clone)]
pub struct ConfigCatSource {
    /// The client.
    pub client: ConfigCat,
    /// How many days of audit log to ask for: 30 a request.
    pub audit_days: u32,
}

pub(super) async fn read(source: &ConfigCatSource, now: &str, scim_url: Option<&str>) -> ConfigCatFacts {
    let api = &source.client;
    let (me, found) = tokio::join!(api.me(), organization(source, scim_url));
    let me = me
        .map_err(|error| unreadable(&error))
        .and_then(|me| me.email.ok_or_else(|| Unreadable::because("ConfigCat does not say whose credential it is.")));
    let (id, organization) = match found {
        Ok(found) => found,
        Err(no) => {
            return ConfigCatFacts { me, organization: Err(no.clone()), members: Err(no.clone()), audit: Err(no) };
        }
    };
    let (members, audit) = tokio::join!(api.members(id), audit(source, id, now));
    ConfigCatFacts {
        me,
        organization: Ok(organization),
        members: members.map(|read| with_address(&read)).map_err(|error| unreadable(&error)),
        audit,
    }
}

async fn organization(source: &ConfigCatSource, scim_url: Option<&str>) -> Read<(OrganizationId, Organization)> {
    let all = source.client.organizations().await.map_err(|error| unreadable(&error))?;
    let scim_url = scim_url.and_then(|url| Url::parse(url).ok());
    let meant = catflap_configcat::model::Organization::meant(&all, scim_url.as_ref());
    meant
        .map(|one| (one.organization_id, Organization { id: one.organization_id.to_string(), name: one.name.clone() }))
        .map_err(|error| {
            Unreadable::because(match error {
                NoOrganization::None => "The credential sees no organization.".to_owned(),
                NoOrganization::Several { names } => {
                    let names = crate::look::words::names(names.iter().map(String::as_str));
                    format!("The credential sees several organizations ({names}), and none was chosen.")
                }
            })
        })
}

/// Who has no address can't be compared with anybody, and is left out.
fn with_address(read: &ReadMembers) -> Members {
    let people = read.people().into_iter().filter(|person| !person.email.is_empty());
    Members {
        people: people
            .map(|person| MemberFacts {
                email: person.email,
                name: person.full_name.unwrap_or_default(),
                organization_admin: person.organization_admin,
                billing_manager: person.billing_manager,
                permissions: person.permissions.into_iter().collect(),
            })
            .collect(),
    }
}

async fn audit(source: &ConfigCatSource, organization: OrganizationId, now: &str) -> Read<AuditLog> {
    let now = time::parse(now)
        .ok_or_else(|| Unreadable::because("The time is not known, so no part of the log can be asked for."))?;
    let query = AuditQuery::recent(source.audit_days, now);
    let entries = source.client.audit_log(organization, query).all().await.map_err(|error| unreadable(&error))?;
    let entries = entries
        .into_iter()
        .map(|entry| AuditEntry {
            at: entry.at.to_string(),
            kind: kind(&entry.audit_type),
            by: entry.user_email.or(entry.user_name).unwrap_or_default(),
            details: [entry.action_target, entry.details]
                .into_iter()
                .flatten()
                .filter(|text| !text.trim().is_empty())
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    Ok(AuditLog { days: source.audit_days, entries })
}

/// ConfigCat's own word for the type: the client writes its names in `snake_case`.
fn kind(audit_type: &AuditType) -> String {
    if let AuditType::Other(word) = audit_type {
        return word.clone();
    }
    let written = serde_json::to_value(audit_type).ok();
    let mut parts = written.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().split('_');
    let mut word = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        word.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        word.extend(letters);
    }
    word
}

fn unreadable(error: &ConfigCatError) -> Unreadable {
    Unreadable::because(sentence(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_keep_configcats_own_words() {
        for word in [
            "domainVerified",
            "samlIdpConfigurationAdded",
            "autoProvisioningEnabledChanged",
            "userProvisioningConfigurationChanged",
            "syncGroupProvisioningRuleChanged",
            "syncGroupsReordered",
            "syncUserProvisioningEnabled",
            "somethingNew",
        ] {
            let read: AuditType = serde_json::from_value(word.into()).unwrap();
            assert_eq!(kind(&read), word);
        }
    }
}
