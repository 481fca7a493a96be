//! The guide's proofs for an org and an application that come from outside: nothing is kept.

use std::collections::BTreeMap;

use catflap_check::Verdict;
use catflap_http::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ScimEntry;

/// What is verified.
#[derive(Deserialize, TS)]
pub struct VerifyOkta {
    /// Org URL in any form.
    pub org_url: String,
    /// API token; not looked at beside a client id.
    pub token: Secret,
    /// Client id of a service app; empty for an API token.
    pub client_id: String,
    /// Its private key, as JWK or PEM.
    pub private_key: Secret,
    /// Okta's id of the application; empty lets Catflap recognise it.
    pub app_id: String,
    /// ConfigCat's SCIM endpoint, for the steps that both sides together prove.
    pub scim: Option<ScimEntry>,
}

/// What was seen, step by step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VerifyReport {
    /// The org.
    pub org: String,
    /// Okta's id of the application; empty when none was found.
    pub app_id: String,
    /// The application's name.
    pub app_label: String,
    /// RFC 3339.
    pub started_at: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The worst of all steps.
    pub verdict: Verdict,
    /// In a sentence.
    pub headline: String,
    /// In the guide's order.
    pub steps: Vec<VerifiedStep>,
}

/// What was seen of one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VerifiedStep {
    /// The step's stable id.
    pub id: String,
    /// Its number in the guide.
    pub number: String,
    /// The stage's title.
    pub stage: String,
    /// Proven passes, failing fails; what is not done yet is a warning; what can't be seen is skipped.
    pub verdict: Verdict,
    /// The step's title.
    pub title: String,
    /// What was seen, a sentence.
    pub saw: String,
    /// Why the step matters.
    pub why: String,
    /// What to do; empty when there is nothing to do.
    pub todo: String,
    /// The evidence by its points.
    pub facts: BTreeMap<String, String>,
}
