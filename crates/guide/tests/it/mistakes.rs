//! One mistake at a time: exactly that step fails (or is not yet done), and no other step turns failing.

use catflap_guide::{
    AppChoice, AppPerson, AppSummary, AssignedGroup, CertificateDates, Facts, MemberFacts, Outcome, PointMark, Proof,
    PushFailure, ScimAnswer, Unreadable, verify, verify_all,
};
use catflap_inventory::LogFailure;

use crate::healthy::{entry, facts, resync, the_app, the_configcat, the_log, the_scim};
use crate::support::NEVER_PROVEN;

#[test]
fn a_healthy_organization_is_proven_in_every_step_that_can_be() {
    for (id, proof) in verify_all(&facts()) {
        let wanted = if NEVER_PROVEN.contains(&id) { Outcome::Unseen } else { Outcome::Proven };
        assert_eq!(proof.outcome, wanted, "{id}: {proof:#?}");
        assert!(!proof.headline.is_empty(), "{id} says what was seen");
        assert!(proof.points.iter().all(|point| point.mark != PointMark::Bad), "{id}: {proof:#?}");
    }
}

/// What is changed, and in which step it shows as what, with which point marked (and how) and which words.
struct Mistake {
    name: &'static str,
    make: fn(&mut Facts),
    step: &'static str,
    outcome: Outcome,
    point: (&'static str, PointMark),
    says: &'static str,
}

const fn fails(
    name: &'static str,
    step: &'static str,
    point: &'static str,
    says: &'static str,
    make: fn(&mut Facts),
) -> Mistake {
    Mistake { name, make, step, outcome: Outcome::Failing, point: (point, PointMark::Bad), says }
}

const fn waits(
    name: &'static str,
    step: &'static str,
    point: (&'static str, PointMark),
    says: &'static str,
    make: fn(&mut Facts),
) -> Mistake {
    Mistake { name, make, step, outcome: Outcome::NotYet, point, says }
}

fn failed(id: &str, reason: &str) -> PushFailure {
    PushFailure {
        logged: LogFailure {
            user_id: Some(format!("okta-{id}")),
            user_name: None,
            reason: reason.into(),
            at: "2026-05-12T12:02:00Z".into(),
        },
        meaning: Some("Okta’s token is not ConfigCat’s present one.".into()),
    }
}

fn drop_feature(facts: &mut Facts, feature: &str) {
    the_app(facts).features.retain(|have| have != feature);
}

fn drop_entries(facts: &mut Facts, kind: &str) {
    the_log(facts).entries.retain(|entry| entry.kind != kind);
}

const MISTAKES: &[Mistake] = &[
    fails("no admin", "your-rights", "configcat-rights", "not Organization Admin", |f| {
        the_configcat(f).members.as_mut().unwrap().people[0].organization_admin = false;
        // The plan says the same, so that only the right to administer is in question.
        f.plan.as_mut().unwrap().people[0].organization_admin = false;
    }),
    fails("another account", "your-rights", "configcat-rights", "not a member", |f| {
        the_configcat(f).me = Ok("eve@elsewhere.com".into());
    }),
    fails("not SAML", "choose-saml", "saml-2-0", "does not sign in by SAML", |f| {
        the_app(f).sign_on_mode = "OPENID_CONNECT".into();
    }),
    fails("inactive app", "name-app", "app-status", "is not active", |f| the_app(f).status = "INACTIVE".into()),
    fails("wrong audience", "saml-addresses", "audience-uri", "is not ConfigCat’s Entity ID", |f| {
        the_app(f).saml.audience.push('x');
    }),
    fails("wrong sign-on URL", "saml-addresses", "single-sign-on-url", "Assertion Consumer Service", |f| {
        the_app(f).saml.acs_url = "https://whisker.co/acs".into();
    }),
    fails("addresses swapped", "saml-addresses", "single-sign-on-url", "wrong way round", |f| {
        let saml = &mut the_app(f).saml;
        std::mem::swap(&mut saml.audience, &mut saml.acs_url);
    }),
    fails("name ID unspecified", "name-id-format", "name-id-format", "unspecified, not EmailAddress", |f| {
        the_app(f).saml.name_id_format = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified".into();
    }),
    fails("user name prefix", "name-id-format", "application-username", "not an e-mail address", |f| {
        the_app(f).user_name_template = "${fn:substringBefore(source.login, \"@\")}".into();
    }),
    fails("user name is another address", "name-id-format", "application-username", "of 1 person is not", |f| {
        the_app(f).people.as_mut().unwrap()[1].email = Some("benjamin@whisker.co".into());
    }),
    fails("login is another address", "name-id-format", "application-username", "is the Okta login", |f| {
        the_app(f).people.as_mut().unwrap()[1].login = Some("bw@whisker.co".into());
    }),
    fails("renamed, and names set once", "name-id-format", "update-username-on", "1 renamed person keeps", |f| {
        the_app(f).user_name_on_create_only = true;
        the_app(f).people.as_mut().unwrap()[1].email = Some("benjamin@whisker.co".into());
    }),
    fails(
        "sign-in by mail, provisioning by login",
        "name-id-format",
        "name-id-value",
        "name people differently",
        |f| {
            the_app(f).saml.name_id_template = "${user.email}".into();
            the_app(f).people.as_mut().unwrap()[1].email = Some("benjamin@whisker.co".into());
        },
    ),
    fails("certificate expired", "idp-metadata", "x509-certificate", "expired on 1 May 2026", |f| {
        the_app(f).metadata.as_mut().unwrap().certificates[0].not_after = "2026-05-01T00:00:00Z".into();
    }),
    fails("no certificate", "idp-metadata", "x509-certificate", "holds no certificate", |f| {
        the_app(f).metadata.as_mut().unwrap().certificates = Vec::<CertificateDates>::new();
    }),
    fails("provisioning lost", "enable-scim", "enable-scim-provisioning", "was on and is off now", |f| {
        the_app(f).features.clear();
    }),
    fails("token refused", "scim-url-token", "scim-token", "refuses the token", |f| {
        the_scim(f).answer = ScimAnswer::TokenRefused { why: "The endpoint answered 401.".into() };
        the_scim(f).inventory = Err(Unreadable::because("The endpoint answered 401."));
    }),
    fails("nothing answers", "scim-url-token", "scim-url", "Nothing answers", |f| {
        the_scim(f).answer = ScimAnswer::NoAnswer { why: "No connection within 10 s.".into() };
        the_scim(f).inventory = Err(Unreadable::because("No connection within 10 s."));
    }),
    fails("a web page answers", "scim-url-token", "scim-url", "is not the SCIM endpoint", |f| {
        the_scim(f).answer = ScimAnswer::NotScim { why: "The endpoint answered with HTML.".into() };
        the_scim(f).inventory = Err(Unreadable::because("The endpoint answered with HTML."));
    }),
    fails("push groups unticked", "connector-settings", "push-groups", "Push Groups is not ticked", |f| {
        drop_feature(f, "GROUP_PUSH");
    }),
    fails("push new users unticked", "connector-settings", "push-new-users", "Push New Users is not ticked", |f| {
        drop_feature(f, "PUSH_NEW_USERS");
    }),
    fails("push updates unticked", "connector-settings", "push-profile-updates", "Push Profile Updates is not", |f| {
        drop_feature(f, "PUSH_PROFILE_UPDATES");
    }),
    fails("imports on", "connector-settings", "import-users", "Import New Users and Profile Updates is ticked", |f| {
        the_app(f).features.push("IMPORT_NEW_USERS".into());
    }),
    fails("wrong connector URL", "connector-settings", "scim-connector-base-url", "not ConfigCat’s SCIM URL", |f| {
        the_app(f).connector.as_mut().unwrap().base_url = Some("https://whisker.co/scim".into());
    }),
    fails("OAuth", "connector-settings", "authentication-mode", "is OAuth 2", |f| {
        the_app(f).connector.as_mut().unwrap().auth_scheme = "OAUTH2".into();
    }),
    fails("no create", "to-app", "create-users", "Create Users is not ticked", |f| {
        the_app(f).to_app.as_mut().unwrap().create = Some(false);
    }),
    fails("no update", "to-app", "update-user-attributes", "Update User Attributes is not ticked", |f| {
        the_app(f).to_app.as_mut().unwrap().update = Some(false);
    }),
    fails("no deactivate", "to-app", "deactivate-users", "Deactivate Users is not ticked", |f| {
        the_app(f).to_app.as_mut().unwrap().deactivate = Some(false);
    }),
    fails("no deactivate, by the list alone", "to-app", "deactivate-users", "Deactivate Users is not ticked", |f| {
        the_app(f).to_app = Err(Unreadable::because("Okta refuses."));
        drop_feature(f, "PUSH_USER_DEACTIVATION");
    }),
    fails("passwords synced", "to-app", "sync-password", "Sync Password is ticked", |f| {
        the_app(f).to_app.as_mut().unwrap().password = Some(true);
    }),
    waits(
        "people alone",
        "assign-groups",
        ("assigned-groups", PointMark::Missing),
        "4 people are assigned one by",
        |f| {
            the_app(f).groups = Ok(vec![]);
        },
    ),
    waits("no group assigned", "assign-groups", ("assigned-groups", PointMark::Missing), "No group is assigned", |f| {
        the_app(f).groups = Ok(vec![]);
        the_app(f).people = Ok(vec![]);
        resync(f, |users, _| users.iter_mut().for_each(|user| user.active = false));
    }),
    fails("assigned and pushed", "separate-groups", "separate-groups", "CC Readers is both assigned and pushed", |f| {
        the_app(f).groups.as_mut().unwrap().push(AssignedGroup { id: "g-2".into(), name: "CC Readers".into() });
    }),
    fails(
        "both roles, and members out of step for it",
        "separate-groups",
        "separate-groups",
        "CC Readers is both",
        |f| {
            the_app(f).groups.as_mut().unwrap().push(AssignedGroup { id: "g-2".into(), name: "CC Readers".into() });
            resync(f, |_, groups| groups[2].members.clear());
        },
    ),
    waits("nothing pushed", "push-groups", ("push-group-name", PointMark::Missing), "No group is pushed yet", |f| {
        the_app(f).pushed = Ok(vec![]);
    }),
    fails("empty push group", "push-groups", "members-g-0", "has no members", |f| {
        the_app(f).pushed.as_mut().unwrap()[0].members = Ok(vec![]);
        resync(f, |_, groups| groups[0].members.clear());
    }),
    fails("member not assigned", "push-groups", "members-g-2", "not assigned", |f| {
        // Finn is in a push group, in no assigned group, and so never came to ConfigCat.
        let finn = catflap_guide::GroupMember {
            id: "okta-9".into(),
            login: "finn@whisker.co".into(),
            status: "ACTIVE".into(),
        };
        the_app(f).pushed.as_mut().unwrap()[2].members.as_mut().unwrap().push(finn);
    }),
    fails("mapping in error", "push-status", "status-g-1", "Pushing “CC Developers” failed", |f| {
        let group = &mut the_app(f).pushed.as_mut().unwrap()[1];
        group.status = "ERROR".into();
        group.error_summary = Some("Unable to update Group Push mapping target App group".into());
    }),
    fails("mapping inactive", "push-status", "status-g-1", "is not active", |f| {
        the_app(f).pushed.as_mut().unwrap()[1].status = "INACTIVE".into();
    }),
    fails("group not arrived", "push-status", "members-g-2", "has not arrived", |f| {
        resync(f, |_, groups| drop(groups.remove(2)));
    }),
    fails("member missing in ConfigCat", "push-status", "members-g-1", "other members", |f| {
        resync(f, |_, groups| groups[1].members.retain(|id| id != "scim-2"));
    }),
    fails("member still in ConfigCat", "push-status", "members-g-2", "other members", |f| {
        resync(f, |_, groups| groups[2].members.push("scim-2".into()));
    }),
    fails("person missing", "arrived", "everyone-assigned", "1 person is assigned and not in ConfigCat", |f| {
        the_app(f).people.as_mut().unwrap()[3].external_id = None;
        resync(f, |users, _| users.retain(|user| user.id != "scim-4"));
    }),
    fails("person without a link", "arrived", "linked", "Okta holds no id", |f| {
        the_app(f).people.as_mut().unwrap()[3].external_id = None;
    }),
    fails("push of a person failed", "arrived", "last-push", "last push failed", |f| {
        the_app(f).people.as_mut().unwrap()[3].sync_state = "ERROR".into();
    }),
    fails("Okta has an older token", "connector-settings", "authorization", "refuses the token that Okta sends", |f| {
        the_app(f).failures = Ok(["1", "2", "3", "4"].map(|id| failed(id, "Unauthorized")).to_vec());
    }),
    fails("two people, one address", "arrived", "own-address", "with the address of somebody else", |f| {
        let people = the_app(f).people.as_mut().unwrap();
        let twin = AppPerson { id: "okta-9".into(), external_id: None, ..people[3].clone() };
        people.push(twin);
    }),
    fails("switched off", "arrived", "active", "switched off in ConfigCat", |f| {
        resync(f, |users, _| users[3].active = false);
    }),
    fails("leaver still active", "arrived", "leavers", "active in ConfigCat and not assigned", |f| {
        let mut gone = f.scim.as_ref().unwrap().facts.inventory.as_ref().unwrap().users[0].clone();
        gone.id = "scim-8".into();
        gone.user_name = "gone@whisker.co".into();
        gone.email = None;
        resync(f, |users, _| users.push(gone));
    }),
    waits("nobody arrived", "arrived", ("users", PointMark::Missing), "Nobody has arrived", |f| {
        the_app(f).people = Ok(vec![]);
        the_app(f).pushed = Ok(vec![]);
        resync(f, |users, groups| {
            users.clear();
            groups.clear();
        });
    }),
    waits(
        "plan edited after the rules",
        "group-permissions",
        ("group-permissions", PointMark::Missing),
        "newer than ConfigCat’s rules",
        |f| f.plan.as_mut().unwrap().rules_edited_at = Some("2026-05-11T08:00:00Z".into()),
    ),
    waits(
        "rules never set since the plan",
        "group-permissions",
        ("group-permissions", PointMark::Missing),
        "newer than ConfigCat’s rules",
        |f| drop_entries(f, "syncGroupProvisioningRuleChanged"),
    ),
    waits("order edited after it was set", "priority", ("priority", PointMark::Missing), "order is newer", |f| {
        f.plan.as_mut().unwrap().order_edited_at = Some("2026-05-11T08:00:00Z".into());
    }),
    waits("no plan", "review-people", ("plan", PointMark::Missing), "no plan yet", |f| f.plan = None),
    waits("group not planned", "review-people", ("covers-groups", PointMark::Missing), "not in your plan", |f| {
        f.plan.as_mut().unwrap().groups.pop();
    }),
    fails("a member has other permissions", "start", "carried", "other permissions than the plan gives", |f| {
        the_configcat(f).members.as_mut().unwrap().people[3].permissions.clear();
    }),
    waits("most are not started", "start", ("carried", PointMark::Missing), "1 of 4 members carry", |f| {
        for member in &mut the_configcat(f).members.as_mut().unwrap().people[1..] {
            member.permissions.clear();
        }
    }),
    waits("an account outside", "unmanaged-accounts", ("managed", PointMark::Warn), "1 account is not managed", |f| {
        let stranger = MemberFacts { email: "old-hand@elsewhere.com".into(), ..MemberFacts::default() };
        the_configcat(f).members.as_mut().unwrap().people.push(stranger);
    }),
];

fn point<'a>(proof: &'a Proof, id: &str) -> Option<&'a PointMark> {
    proof.points.iter().find(|point| point.id == id).map(|point| &point.mark)
}

#[test]
fn one_mistake_shows_in_exactly_its_step() {
    for mistake in MISTAKES {
        let mut facts = facts();
        (mistake.make)(&mut facts);
        for (id, proof) in verify_all(&facts) {
            let name = mistake.name;
            if id == mistake.step {
                assert_eq!(proof.outcome, mistake.outcome, "{name}: {proof:#?}");
                assert!(proof.headline.contains(mistake.says), "{name}: {}", proof.headline);
                assert!(!proof.remedy.is_empty(), "{name} says what to do");
                assert_eq!(point(&proof, mistake.point.0), Some(&mistake.point.1), "{name}: {proof:#?}");
                let bad = proof.points.iter().filter(|point| point.mark == PointMark::Bad).count();
                assert_eq!(bad, usize::from(mistake.outcome == Outcome::Failing), "{name}: {proof:#?}");
            } else {
                assert_ne!(proof.outcome, Outcome::Failing, "{name} makes {id} fail too: {proof:#?}");
            }
        }
    }
}

#[test]
fn every_step_that_can_be_proven_is_tried_with_a_mistake_or_from_the_log_alone() {
    let by_log_alone = ["verify-domain", "add-saml-idp", "trusted-domains", "create-app-integration"];
    for (id, _) in verify_all(&facts()) {
        let tried = MISTAKES.iter().any(|mistake| mistake.step == id);
        assert!(tried || by_log_alone.contains(&id) || NEVER_PROVEN.contains(&id), "{id} is never seen to fail");
    }
}

#[test]
fn two_mistakes_in_one_form_are_both_told() {
    let mut facts = facts();
    drop_feature(&mut facts, "GROUP_PUSH");
    the_app(&mut facts).features.push("IMPORT_PROFILE_UPDATES".into());
    let proof = verify("connector-settings", &facts).unwrap();
    assert_eq!(proof.headline, "Push Groups is not ticked, and 1 more thing is wrong");
    assert!(
        proof.remedy.contains("Tick `Push Groups`") && proof.remedy.contains("Untick `Import New Users"),
        "{}",
        proof.remedy
    );
}

#[test]
fn what_was_taken_back_in_the_log_is_not_proven() {
    for (step, kind) in [
        ("verify-domain", "domainRemoved"),
        ("add-saml-idp", "samlIdpConfigurationRemoved"),
        ("trusted-domains", "samlIdpConfigurationRemoved"),
    ] {
        let mut facts = facts();
        the_log(&mut facts).entries.push(entry("2026-05-12T08:00:00Z", kind));
        let proof = verify(step, &facts).unwrap();
        assert_eq!(proof.outcome, Outcome::Unseen, "another one may stand: {proof:#?}");
        assert!(proof.headline.contains("removed on 12 May 2026"), "{}", proof.headline);
        the_log(&mut facts).entries.push(entry("2026-05-12T09:00:00Z", kind_again(step)));
        assert_eq!(verify(step, &facts).unwrap().outcome, Outcome::Proven, "done again after it");
    }
}

fn kind_again(step: &str) -> &'static str {
    if step == "verify-domain" { "domainVerified" } else { "samlIdpConfigurationUpdated" }
}

#[test]
fn a_proof_from_the_log_says_who_when_and_what_it_does_not_show() {
    let proof = verify("priority", &facts()).unwrap();
    assert_eq!(
        proof.headline,
        "The priority was set on 10 May 2026, 09:10 UTC, by ana@whisker.co, after your plan’s order was last edited"
    );
    assert_eq!(proof.remedy, "It proves the act, not the present state.");
}

#[test]
fn several_applications_are_named_and_none_is_guessed() {
    let mut facts = facts();
    let app = |id: &str, label: &str| AppSummary { id: id.into(), label: label.into(), status: "ACTIVE".into() };
    facts.okta.as_mut().unwrap().facts.choice =
        Ok(AppChoice::Several(vec![app("0oa1", "ConfigCat"), app("0oa2", "ConfigCat EU")]));
    let proof = verify("create-app-integration", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Unseen);
    assert!(proof.remedy.contains("ConfigCat and ConfigCat EU"), "{}", proof.remedy);
    assert!(verify_all(&facts).iter().all(|(_, proof)| proof.outcome != Outcome::Failing));
}

#[test]
fn without_an_application_stage_one_is_not_yet_done() {
    let mut facts = facts();
    facts.okta.as_mut().unwrap().facts.choice = Ok(AppChoice::None);
    for step in ["create-app-integration", "choose-saml", "name-app", "enable-scim", "connector-settings", "to-app"] {
        assert_eq!(verify(step, &facts).unwrap().outcome, Outcome::NotYet, "{step}");
    }
}

#[test]
fn a_new_application_has_nothing_failing() {
    let mut facts = facts();
    let app = the_app(&mut facts);
    app.features.clear();
    app.groups = Ok(vec![]);
    app.people = Ok(vec![]);
    app.pushed = Ok(vec![]);
    resync(&mut facts, |users, groups| {
        users.clear();
        groups.clear();
    });
    for (id, proof) in verify_all(&facts) {
        assert_ne!(proof.outcome, Outcome::Failing, "{id}: {proof:#?}");
    }
    for step in ["enable-scim", "connector-settings", "to-app", "assign-groups", "separate-groups", "push-groups"] {
        assert_eq!(verify(step, &facts).unwrap().outcome, Outcome::NotYet, "{step}");
    }
}

#[test]
fn a_deactivated_member_of_a_push_group_is_not_missed() {
    let mut facts = facts();
    the_app(&mut facts).pushed.as_mut().unwrap()[0].members.as_mut().unwrap().push(catflap_guide::GroupMember {
        id: "okta-7".into(),
        login: "left@whisker.co".into(),
        status: "DEPROVISIONED".into(),
    });
    assert_eq!(verify("push-groups", &facts).unwrap().outcome, Outcome::Proven);
}

#[test]
fn a_certificate_that_ends_soon_is_worth_knowing_and_no_failure() {
    let mut facts = facts();
    the_app(&mut facts).metadata.as_mut().unwrap().certificates[0].not_after = "2026-05-20T00:00:00Z".into();
    let proof = verify("idp-metadata", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Proven);
    assert_eq!(point(&proof, "x509-certificate"), Some(&PointMark::Warn));
}

#[test]
fn provisioning_seen_earlier_and_gone_now_is_told_with_its_usual_cause() {
    let mut facts = facts();
    let app = the_app(&mut facts);
    app.features.clear();
    app.people = Ok(vec![]);
    app.pushed = Ok(vec![]);
    assert_eq!(verify("enable-scim", &facts).unwrap().outcome, Outcome::NotYet, "no trace of it yet");
    facts.values.provisioning_seen_at = Some("2026-05-11T14:00:00Z".into());
    let proof = verify("enable-scim", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Failing);
    assert!(proof.remedy.contains("Terraform"), "{}", proof.remedy);
}

#[test]
fn oktas_reason_stands_once_with_those_whom_it_struck_and_what_it_means() {
    let mut facts = facts();
    the_app(&mut facts).failures = Ok(vec![failed("1", "Conflict"), failed("2", "Conflict")]);
    let proof = verify("arrived", &facts).unwrap();
    let reasons: Vec<&str> =
        proof.points.iter().filter(|p| p.id.starts_with("reason-")).map(|p| p.evidence.as_str()).collect();
    assert_eq!(
        reasons,
        ["“Conflict” on 12 May 2026, 12:02 UTC, for ana@whisker.co and ben@whisker.co. It means: Okta’s token is \
          not ConfigCat’s present one."]
    );
}

#[test]
fn a_suspended_person_who_is_still_active_is_told_and_fails_nothing() {
    let mut facts = facts();
    the_app(&mut facts).suspended = Ok(vec!["okta-4".into()]);
    let proof = verify("arrived", &facts).unwrap();
    assert_eq!((proof.outcome, point(&proof, "suspended")), (Outcome::Proven, Some(&PointMark::Warn)), "{proof:#?}");
    the_app(&mut facts).suspended = Err(Unreadable::because("Okta answered 403."));
    assert_eq!(point(&verify("arrived", &facts).unwrap(), "suspended"), Some(&PointMark::Unseen));
}

#[test]
fn who_waits_for_the_token_is_counted_and_not_blamed() {
    let mut facts = facts();
    the_app(&mut facts).failures = Ok(vec![failed("1", "Unauthorized"), failed("2", "Unauthorized")]);
    let proof = verify("arrived", &facts).unwrap();
    assert_eq!((proof.outcome, point(&proof, "last-push")), (Outcome::Proven, Some(&PointMark::Warn)), "{proof:#?}");
}

#[test]
fn without_the_log_it_is_said_that_no_reason_can_be_seen() {
    let mut facts = facts();
    the_app(&mut facts).failures = Err(Unreadable::because("Okta answered 403."));
    let proof = verify("arrived", &facts).unwrap();
    assert_eq!(proof.outcome, catflap_guide::Outcome::Proven);
    assert_eq!(point(&proof, "reasons"), Some(&PointMark::Unseen));
}
