//! The ordered list of steps. One file a step: its words and its verifier.

mod draw;

mod add_saml_idp;
mod arrived;
mod assign_groups;
mod auto_assign_off;
mod choose_saml;
mod connector_settings;
mod create_app;
mod enable_scim;
mod future_users;
mod group_permissions;
mod idp_metadata;
mod internal_app;
mod name_app;
mod name_id_format;
mod priority;
mod push_groups;
mod push_status;
mod review_people;
mod saml_addresses;
mod scim_url_token;
mod separate_groups;
mod start;
mod to_app;
mod trusted_domains;
mod unmanaged_accounts;
mod verify_domain;
mod your_rights;

use std::sync::LazyLock;

use crate::facts::Facts;
use crate::look::Look;
use crate::model::{Proof, Stage, Step};

/// A step's words and its verifier.
type Entry = (fn() -> Step, fn(&Facts) -> Look);

/// Id, title and steps of each stage, in order.
const GUIDE: &[(&str, &str, &[Entry])] = &[
    (
        "before-you-start",
        "Before you start",
        &[
            (your_rights::step, your_rights::look),
            (verify_domain::step, verify_domain::look),
            (auto_assign_off::step, auto_assign_off::look),
        ],
    ),
    (
        "create-application",
        "Create the application",
        &[
            (create_app::step, create_app::look),
            (choose_saml::step, choose_saml::look),
            (name_app::step, name_app::look),
        ],
    ),
    (
        "saml",
        "Sign-in with SAML",
        &[
            (add_saml_idp::step, add_saml_idp::look),
            (saml_addresses::step, saml_addresses::look),
            (name_id_format::step, name_id_format::look),
            (internal_app::step, internal_app::look),
            (idp_metadata::step, idp_metadata::look),
            (trusted_domains::step, trusted_domains::look),
        ],
    ),
    (
        "provisioning",
        "Provisioning (SCIM)",
        &[
            (enable_scim::step, enable_scim::look),
            (scim_url_token::step, scim_url_token::look),
            (connector_settings::step, connector_settings::look),
            (to_app::step, to_app::look),
        ],
    ),
    (
        "people-and-groups",
        "People and groups",
        &[
            (assign_groups::step, assign_groups::look),
            (separate_groups::step, separate_groups::look),
            (push_groups::step, push_groups::look),
            (push_status::step, push_status::look),
            (arrived::step, arrived::look),
        ],
    ),
    (
        "permissions-and-start",
        "Permissions and start",
        &[
            (group_permissions::step, group_permissions::look),
            (priority::step, priority::look),
            (review_people::step, review_people::look),
            (start::step, start::look),
            (future_users::step, future_users::look),
            (unmanaged_accounts::step, unmanaged_accounts::look),
        ],
    ),
];

/// The whole guide, in order.
pub fn stages() -> &'static [Stage] {
    static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
        GUIDE
            .iter()
            .map(|&(id, title, entries)| Stage { id, title, steps: entries.iter().map(|(step, _)| step()).collect() })
            .collect()
    });
    &STAGES
}

/// Every step in order, without its stage.
pub fn steps() -> impl Iterator<Item = &'static Step> {
    stages().iter().flat_map(|stage| &stage.steps)
}

/// The step with this id; none for an id that the guide does not have.
pub fn step(id: &str) -> Option<&'static Step> {
    steps().find(|step| step.id == id)
}

/// What the facts prove of this step; none for an id that the guide does not have. Pure.
pub fn verify(id: &str, facts: &Facts) -> Option<Proof> {
    verifiers().find(|(step, _)| step.id == id).map(|(_, look)| proof(look, facts))
}

/// What the facts prove of every step, in order. Pure.
pub fn verify_all(facts: &Facts) -> Vec<(&'static str, Proof)> {
    verifiers().map(|(step, look)| (step.id, proof(look, facts))).collect()
}

fn verifiers() -> impl Iterator<Item = (&'static Step, fn(&Facts) -> Look)> {
    steps().zip(GUIDE.iter().flat_map(|&(_, _, entries)| entries).map(|&(_, look)| look))
}

fn proof(look: fn(&Facts) -> Look, facts: &Facts) -> Proof {
    look(facts).unwrap_or_else(|ended_early| *ended_early)
}
