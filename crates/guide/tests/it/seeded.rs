//! Every mistake that can be seeded into a practice org where all is well: which step tells it, and that no other does.

use std::collections::{BTreeMap, BTreeSet};

use catflap_guide::{Outcome, PointMark, Proof};
use catflap_sandbox::{Mistake, Options, Sandbox};

use crate::support::{NEVER_PROVEN, prove};

/// Where a mistake shows.
struct Shown {
    /// The step that tells it.
    step: &'static str,
    outcome: Outcome,
    /// How the id of its point begins, and how the point is marked.
    point: (&'static str, PointMark),
    /// In its headline, or in the evidence of that point.
    says: &'static str,
    /// Steps that can't be done before it is mended, and wait.
    waiting: &'static [&'static str],
    /// Steps that stay proven and tell what follows from it, without making it their own.
    beside: &'static [&'static str],
}

impl Shown {
    fn waiting(self, waiting: &'static [&'static str]) -> Self {
        Self { waiting, ..self }
    }

    fn beside(self, beside: &'static [&'static str]) -> Self {
        Self { beside, ..self }
    }
}

fn fails(step: &'static str, point: &'static str, says: &'static str) -> Shown {
    Shown { step, outcome: Outcome::Failing, point: (point, PointMark::Bad), says, waiting: &[], beside: &[] }
}

fn not_yet(step: &'static str, point: &'static str, says: &'static str) -> Shown {
    Shown { step, outcome: Outcome::NotYet, point: (point, PointMark::Missing), says, waiting: &[], beside: &[] }
}

/// Worth knowing, and the step stays proven.
fn told(step: &'static str, point: &'static str, says: &'static str) -> Shown {
    Shown { step, outcome: Outcome::Proven, point: (point, PointMark::Warn), says, waiting: &[], beside: &[] }
}

fn shown(mistake: Mistake) -> Shown {
    use Mistake as M;
    match mistake {
        M::AppInactive => fails("name-app", "app-status", "“ConfigCat” is not active"),
        M::WrongAudience => fails("saml-addresses", "audience-uri", "is not ConfigCat’s Entity ID"),
        M::WrongAcs => fails("saml-addresses", "single-sign-on-url", "is not ConfigCat’s Assertion Consumer Service"),
        M::WrongNameIdFormat => fails("name-id-format", "name-id-format", "not EmailAddress"),
        M::UserNameTemplate => fails("name-id-format", "application-username", "is the Okta login"),
        M::ExpiredIdpCertificate => fails("idp-metadata", "x509-certificate", "certificate expired on"),
        // What was filled in under Provisioning went with it: these steps come again.
        M::ProvisioningOff => fails("enable-scim", "enable-scim-provisioning", "was on and is off now").waiting(&[
            "connector-settings",
            "to-app",
            "push-status",
        ]),
        M::ImportTicked => {
            fails("connector-settings", "import-users", "Import New Users and Profile Updates is ticked")
        }
        M::PushNewUsersOff => fails("connector-settings", "push-new-users", "Push New Users is not ticked"),
        M::PushProfileUpdatesOff => {
            fails("connector-settings", "push-profile-updates", "Push Profile Updates is not ticked")
        }
        // The box leads; that no group is sent follows from it.
        M::PushGroupsOff => {
            fails("connector-settings", "push-groups", "Push Groups is not ticked").waiting(&["push-status"])
        }
        M::CreateUsersOff => fails("to-app", "create-users", "Create Users is not ticked"),
        M::UpdateUsersOff => fails("to-app", "update-user-attributes", "Update User Attributes is not ticked"),
        M::DeactivateUsersOff => fails("to-app", "deactivate-users", "Deactivate Users is not ticked"),
        M::SyncPasswordOn => fails("to-app", "sync-password", "Sync Password is ticked"),
        // Separate groups are nothing to be proven while one of the two kinds is missing.
        M::NoGroupAssigned => {
            not_yet("assign-groups", "assigned-groups", "No group is assigned").waiting(&["separate-groups"])
        }
        // Its members can't be held against ConfigCat's while it is both: the two roles lead.
        M::GroupAssignedAndPushed => {
            fails("separate-groups", "separate-groups", "is both assigned and pushed").beside(&["push-status"])
        }
        M::PushGroupEmpty => fails("push-groups", "members-", "“ConfigCat Testers” has no members"),
        M::PushMappingInactive => fails("push-status", "status-", "“ConfigCat Readers” is not active"),
        M::PushMappingError => fails("push-status", "status-", "Pushing “ConfigCat Readers” failed"),
        M::PushMemberNotAssigned => fails("push-groups", "members-", "has 1 member who is not assigned"),
        M::PushGroupExtraMember | M::PushGroupMissingMember => {
            fails("push-status", "members-", "has other members in ConfigCat than in Okta")
        }
        M::GroupDeletedInTarget => fails("push-status", "members-", "“ConfigCat Readers” has not arrived in ConfigCat"),
        M::EmailTwin => fails("arrived", "own-address", "assigned with the address of somebody else"),
        M::ControlCharacter | M::NoMatchingUser | M::AssignedBeforeProvisioning => {
            fails("arrived", "everyone-assigned", "1 person is assigned and not in ConfigCat")
        }
        // One domain is verified, as the step asks; guests of another may never be. Told, and nothing fails.
        M::UnverifiedDomain => told("verify-domain", "domain-catnip.dev", "provisioning can’t be started for them"),
        // The token leads, since it is mended there; who is behind for it is counted where people arrive.
        M::TokenReplaced => {
            fails("connector-settings", "authorization", "refuses the token that Okta sends").beside(&["arrived"])
        }
        M::GhostNotDeactivated | M::GhostFailedPush => {
            fails("arrived", "leavers", "1 person is active in ConfigCat and not assigned in Okta")
        }
        // Whether a suspended person shall be kept out, only the administrator knows: told, and nothing fails.
        M::OnlySuspended => told("arrived", "suspended", "suspended in Okta and active in ConfigCat"),
        M::RenamedKeepsOldName => {
            fails("name-id-format", "update-username-on", "1 renamed person keeps an old user name")
        }
    }
}

/// Okta's own reason, in the evidence of the step that tells the mistake.
fn reason(mistake: Mistake) -> Option<&'static str> {
    match mistake {
        Mistake::EmailTwin => Some("already exists"),
        Mistake::ControlCharacter => Some("contains a control character"),
        Mistake::NoMatchingUser => Some("Matching user not found"),
        Mistake::AssignedBeforeProvisioning => Some("before Provisioning was enabled"),
        Mistake::TokenReplaced => Some("Unauthorized"),
        Mistake::PushMappingError => Some("An unexpected error occurred"),
        _ => None,
    }
}

async fn tidy() -> Sandbox {
    Sandbox::start(Options { ready: true, tidy: true, ..Options::default() }).await.unwrap()
}

fn outcomes(proofs: &BTreeMap<&'static str, Proof>) -> BTreeMap<&'static str, Outcome> {
    proofs.iter().map(|(id, proof)| (*id, proof.outcome)).collect()
}

/// Step and id of every point that is not as it should be.
fn findings(proofs: &BTreeMap<&'static str, Proof>) -> BTreeSet<(&'static str, String)> {
    let found = |mark| matches!(mark, PointMark::Bad | PointMark::Missing | PointMark::Warn);
    proofs
        .iter()
        .flat_map(|(id, proof)| proof.points.iter().map(move |point| (*id, point)))
        .filter(|(_, point)| found(point.mark))
        .map(|(id, point)| (id, point.id.clone()))
        .collect()
}

#[tokio::test]
async fn a_tidy_org_is_proven_in_every_step_that_can_be() {
    let sandbox = tidy().await;
    for (id, proof) in prove(&sandbox).await {
        let wanted = if NEVER_PROVEN.contains(&id) { Outcome::Unseen } else { Outcome::Proven };
        assert_eq!(proof.outcome, wanted, "{id}: {proof:#?}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn each_seeded_mistake_shows_in_its_step_and_in_no_other() {
    let sandbox = tidy().await;
    let proofs = prove(&sandbox).await;
    let (healthy, before) = (outcomes(&proofs), findings(&proofs));
    let kept = sandbox.save();
    sandbox.stop().await;
    let mut wrong = Vec::new();
    for mistake in Mistake::ALL {
        let sandbox = Sandbox::start(Options { world: Some(kept.clone()), ..Options::default() }).await.unwrap();
        let done = sandbox.mistake(mistake).await;
        assert!(done.ok, "{mistake:?}: {}", done.message);
        let proofs = prove(&sandbox).await;
        sandbox.stop().await;
        let shown = shown(mistake);
        let mut expected = healthy.clone();
        expected.insert(shown.step, shown.outcome);
        expected.extend(shown.waiting.iter().map(|step| (*step, Outcome::NotYet)));
        for (id, outcome) in outcomes(&proofs) {
            if expected[id] != outcome {
                wrong.push(format!("{mistake:?}: {id} is not {:?}: {:#?}", expected[id], proofs[id]));
            }
        }
        let proof = &proofs[shown.step];
        let marked: Vec<_> = proof.points.iter().filter(|point| point.mark == shown.point.1).collect();
        let told = marked.len() == 1
            && marked[0].id.starts_with(shown.point.0)
            && [&proof.headline, &marked[0].evidence].iter().any(|text| text.contains(shown.says));
        let own = [&[shown.step], shown.waiting, shown.beside].concat();
        let elsewhere = |step: &str| !own.contains(&step);
        for found in findings(&proofs).difference(&before).filter(|(step, _)| elsewhere(step)) {
            wrong.push(format!("{mistake:?} shows elsewhere too: {found:?}"));
        }
        let explained = reason(mistake).is_none_or(|words| proof.points.iter().any(|p| p.evidence.contains(words)));
        if !told || !explained || (proof.remedy.is_empty() && proof.outcome != Outcome::Proven) {
            wrong.push(format!("{mistake:?} is told by {proof:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
