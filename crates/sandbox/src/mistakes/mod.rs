//! Mistakes that administrators make, one at a time, in an org where all else is well: each comes about by the acts and
//! pushes that make it in reality, so that both APIs show what they would show there.

mod app;
mod groups;
mod org;
mod people;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::act_okta::{done, refused};
use crate::core::Core;
use crate::panel::ActOutcome;
use org::Org;

macro_rules! mistakes {
    ($($(#[doc = $doc:literal])+ $name:ident => $title:literal,)+) => {
        /// One mistake. Its name in JSON and on a command line is kebab-case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum Mistake {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Mistake {
            /// Every mistake, in the order of the guide.
            pub const ALL: [Self; [$(Self::$name),+].len()] = [$(Self::$name),+];

            /// What is wrong, in a few words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }
        }
    };
}

mistakes! {
    /// The application is deactivated.
    AppInactive => "The application is inactive",
    /// `Audience URI (SP Entity ID)` is not ConfigCat's `Entity ID`.
    WrongAudience => "Wrong Audience URI",
    /// `Single sign on URL` is not ConfigCat's `Assertion Consumer Service`.
    WrongAcs => "Wrong Single sign on URL",
    /// `Name ID format` is `Unspecified`.
    WrongNameIdFormat => "Wrong Name ID format",
    /// `Application username` is the Okta login, which of some people is not their e-mail address.
    UserNameTemplate => "Application username is not the e-mail address",
    /// The certificate in the identity provider's metadata has run out.
    ExpiredIdpCertificate => "The signing certificate has expired",
    /// Provisioning was on until a tool replaced the application by the API (okta.md, traps).
    ProvisioningOff => "Provisioning was switched off by an API call",
    /// `Import New Users and Profile Updates` is ticked.
    ImportTicked => "Import New Users is ticked",
    /// `Push New Users` is not ticked.
    PushNewUsersOff => "Push New Users is off",
    /// `Push Profile Updates` is not ticked.
    PushProfileUpdatesOff => "Push Profile Updates is off",
    /// `Push Groups` is not ticked.
    PushGroupsOff => "Push Groups is off",
    /// To App: `Create Users` is not ticked.
    CreateUsersOff => "Create Users is off",
    /// To App: `Update User Attributes` is not ticked.
    UpdateUsersOff => "Update User Attributes is off",
    /// To App: `Deactivate Users` is not ticked.
    DeactivateUsersOff => "Deactivate Users is off",
    /// To App: `Sync Password` is ticked.
    SyncPasswordOn => "Sync Password is on",
    /// Everyone is assigned by themselves and no group is.
    NoGroupAssigned => "No group is assigned",
    /// One group stands under Assignments and under Push Groups.
    GroupAssignedAndPushed => "A group is both assigned and pushed",
    /// A push group has nobody in it.
    PushGroupEmpty => "A push group has no members",
    /// A push group's push is deactivated.
    PushMappingInactive => "A push group is inactive",
    /// A push group is in error: the service failed once, and nobody pushed again.
    PushMappingError => "A push group is in error",
    /// Someone in a push group is not assigned, and so is missing there.
    PushMemberNotAssigned => "A member of a push group is not assigned",
    /// Someone was added to a pushed group in the target app by hand.
    PushGroupExtraMember => "A pushed group has a member whom Okta does not know there",
    /// Someone was taken out of a pushed group in the target app by hand.
    PushGroupMissingMember => "A pushed group lacks a member",
    /// A pushed group was deleted in the target app.
    GroupDeletedInTarget => "A pushed group was deleted in ConfigCat",
    /// Two people have one e-mail address: the second is refused with 409.
    EmailTwin => "Two people have the same e-mail address",
    /// A name with a control character in it is refused.
    ControlCharacter => "A name has a control character in it",
    /// Someone's e-mail domain is not verified in ConfigCat: they arrive and can't be started.
    UnverifiedDomain => "Someone’s e-mail domain is not verified",
    /// `Matching user not found`: assigned while `Create Users` was off.
    NoMatchingUser => "Matching user not found",
    /// `User was assigned this application before Provisioning was enabled`.
    AssignedBeforeProvisioning => "Someone was assigned before provisioning was on",
    /// The SCIM token was regenerated and Okta still has the old one: what is pushed since fails.
    TokenReplaced => "The SCIM token was replaced",
    /// Left while `Deactivate Users` was off: still active in ConfigCat.
    GhostNotDeactivated => "A leaver is still active: Deactivate Users was off",
    /// Left after a push that failed: Okta has no id to deactivate.
    GhostFailedPush => "A leaver is still active: their push had failed",
    /// Only suspended, which Okta tells nobody.
    OnlySuspended => "A suspended person is still active",
    /// The application username is set on create only, and someone's e-mail address changed.
    RenamedKeepsOldName => "A renamed person keeps the old name",
}

/// Puts a mistake into the org and waits until what follows from it has been pushed.
pub(crate) async fn seed(core: &Core, mistake: Mistake) -> ActOutcome {
    let Some(org) = Org::finished(core) else {
        return refused(
            "A mistake needs a finished org: walk the guide to its end first, with groups assigned and pushed.",
        );
    };
    org.settle().await;
    match make(&org, mistake).await {
        Ok(()) => {
            org.settle().await;
            done(format!("Seeded: {}", mistake.title()))
        }
        Err(outcome) => outcome,
    }
}

async fn make(org: &Org<'_>, mistake: Mistake) -> Result<(), ActOutcome> {
    use Mistake as M;
    match mistake {
        M::AppInactive => app::inactive(org).await,
        M::WrongAudience => {
            app::saml(org, |saml| "https://saml.configcat.com/other".clone_into(&mut saml.audience_uri)).await
        }
        M::WrongAcs => {
            app::saml(org, |saml| "https://saml.configcat.com/other/acs".clone_into(&mut saml.single_sign_on_url)).await
        }
        M::WrongNameIdFormat => app::saml(org, |saml| "Unspecified".clone_into(&mut saml.name_id_format)).await,
        M::UserNameTemplate => app::saml(org, |saml| "Okta username".clone_into(&mut saml.application_username)).await,
        M::ExpiredIdpCertificate => app::expired_certificate(org),
        M::ProvisioningOff => app::overwritten(org),
        M::ImportTicked => app::connector(org, |connector| connector.import_users = true).await,
        M::PushNewUsersOff => app::connector(org, |connector| connector.push_new_users = false).await,
        M::PushProfileUpdatesOff => app::connector(org, |connector| connector.push_profile_updates = false).await,
        M::PushGroupsOff => app::connector(org, |connector| connector.push_groups = false).await,
        M::CreateUsersOff => app::to_app(org, |to_app| to_app.create_users = false).await,
        M::UpdateUsersOff => app::to_app(org, |to_app| to_app.update_user_attributes = false).await,
        M::DeactivateUsersOff => app::to_app(org, |to_app| to_app.deactivate_users = false).await,
        M::SyncPasswordOn => app::to_app(org, |to_app| to_app.sync_password = true).await,
        M::NoGroupAssigned => groups::none_assigned(org).await,
        M::GroupAssignedAndPushed => groups::assigned_and_pushed(org).await,
        M::PushGroupEmpty => groups::empty(org).await,
        M::PushMappingInactive => groups::inactive(org).await,
        M::PushMappingError => groups::in_error(org).await,
        M::PushMemberNotAssigned => groups::member_not_assigned(org),
        M::PushGroupExtraMember => groups::extra_member(org),
        M::PushGroupMissingMember => groups::missing_member(org),
        M::GroupDeletedInTarget => groups::deleted_in_target(org),
        M::EmailTwin => people::email_twin(org).await,
        M::ControlCharacter => people::control_character(org).await,
        M::UnverifiedDomain => people::unverified_domain(org).await,
        M::NoMatchingUser => people::no_matching_user(org).await,
        M::AssignedBeforeProvisioning => people::assigned_before(org).await,
        M::TokenReplaced => people::token_replaced(org).await,
        M::GhostNotDeactivated => people::ghost_not_deactivated(org).await,
        M::GhostFailedPush => people::ghost_failed_push(org).await,
        M::OnlySuspended => people::only_suspended(org).await,
        M::RenamedKeepsOldName => people::renamed(org).await,
    }
}
