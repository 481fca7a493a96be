//! The audit log: each act on the page leaves an entry, in the shape of `AuditLogItemModel`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::world::{World, rfc3339};

/// One entry; newest last.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AuditEntry {
    pub id: u64,
    pub at: jiff::Timestamp,
    /// `AuditLogType`, e.g. `syncUserProvisioningEnabled`.
    pub kind: String,
    /// Who did it; none when a sync did.
    pub by: Option<String>,
    pub target: String,
    pub details: String,
}

impl World {
    /// Writes an entry for what the person at the page did.
    pub(crate) fn audit(&mut self, kind: &str, target: impl Into<String>, details: impl Into<String>) {
        let by = self.configcat.me.clone();
        self.audit_by(Some(by), kind, target.into(), details.into());
    }

    /// Writes an entry for what came by SCIM.
    pub(crate) fn audit_sync(&mut self, kind: &str, target: impl Into<String>, details: impl Into<String>) {
        self.audit_by(None, kind, target.into(), details.into());
    }

    fn audit_by(&mut self, by: Option<String>, kind: &str, target: String, details: String) {
        let entry = AuditEntry { id: self.ids.number(), at: self.now, kind: kind.to_owned(), by, target, details };
        self.configcat.audit.push(entry);
    }

    /// An entry as the API shows it.
    pub(crate) fn audit_json(&self, entry: &AuditEntry) -> Value {
        let author = entry.by.as_ref().and_then(|id| self.configcat.accounts.get(id));
        json!({
            "auditLogId": entry.id,
            "auditLogDateTime": rfc3339(entry.at),
            "auditLogTypeEnum": entry.kind,
            "auditLogType": words(&entry.kind),
            "changeSetId": null,
            "truncated": false,
            "userEmail": author.map(|account| account.email.as_str()),
            "userName": author.map(|account| account.full_name.as_str()),
            "where": self.configcat.organization_name,
            "why": null,
            "actionTarget": entry.target,
            "details": entry.details,
        })
    }
}

/// `syncGroupsReordered` → `Sync groups reordered`.
fn words(kind: &str) -> String {
    let mut text = String::new();
    for (at, c) in kind.chars().enumerate() {
        match c {
            first if at == 0 => text.extend(first.to_uppercase()),
            upper if upper.is_uppercase() => {
                text.push(' ');
                text.extend(upper.to_lowercase());
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn types_read_as_words() {
        assert_eq!(super::words("samlIdpConfigurationAdded"), "Saml idp configuration added");
    }
}
