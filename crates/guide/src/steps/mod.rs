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

use crate::model::{Stage, Step};

/// The whole guide, in order.
pub fn stages() -> &'static [Stage] {
    static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
        vec![
            Stage {
                id: "before-you-start",
                title: "Before you start",
                steps: vec![your_rights::step(), verify_domain::step(), auto_assign_off::step()],
            },
            Stage {
                id: "create-application",
                title: "Create the application",
                steps: vec![create_app::step(), choose_saml::step(), name_app::step()],
            },
            Stage {
                id: "saml",
                title: "Sign-in with SAML",
                steps: vec![
                    add_saml_idp::step(),
                    saml_addresses::step(),
                    name_id_format::step(),
                    internal_app::step(),
                    idp_metadata::step(),
                    trusted_domains::step(),
                ],
            },
            Stage {
                id: "provisioning",
                title: "Provisioning (SCIM)",
                steps: vec![enable_scim::step(), scim_url_token::step(), connector_settings::step(), to_app::step()],
            },
            Stage {
                id: "people-and-groups",
                title: "People and groups",
                steps: vec![
                    assign_groups::step(),
                    separate_groups::step(),
                    push_groups::step(),
                    push_status::step(),
                    arrived::step(),
                ],
            },
            Stage {
                id: "permissions-and-start",
                title: "Permissions and start",
                steps: vec![
                    group_permissions::step(),
                    priority::step(),
                    review_people::step(),
                    start::step(),
                    future_users::step(),
                    unmanaged_accounts::step(),
                ],
            },
        ]
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
