//! What isn't seen is never proven, and the step says what would let it be seen.

use catflap_guide::{Facts, Outcome, Unreadable, Witness, steps, verify, verify_all};

use crate::healthy::{NOW, facts, the_app, the_configcat, the_log, the_scim};

#[test]
fn with_no_connection_every_step_is_unseen_and_says_what_would_show_it() {
    for (id, proof) in verify_all(&Facts { now: NOW.into(), ..Facts::default() }) {
        assert_eq!(proof.outcome, Outcome::Unseen, "{id}: {proof:#?}");
        assert!(!proof.headline.is_empty() && !proof.remedy.is_empty(), "{id}: {proof:#?}");
        assert_eq!(proof.seen_by, [], "{id} saw nothing");
    }
}

#[test]
fn a_proof_names_only_connections_that_were_there_and_that_the_step_announces() {
    for missing in [Witness::Scim, Witness::Okta, Witness::ConfigCat, Witness::Dns] {
        let mut facts = facts();
        match missing {
            Witness::Scim => facts.scim = None,
            Witness::Okta => facts.okta = None,
            Witness::ConfigCat => facts.configcat = None,
            Witness::Dns => facts.dns = None,
        }
        for (id, proof) in verify_all(&facts) {
            assert!(!proof.seen_by.contains(&missing), "{id} claims to have seen through {missing:?}");
            assert_ne!(proof.outcome, Outcome::Failing, "{id} fails for want of {missing:?}: {proof:#?}");
        }
    }
    for (step, (id, proof)) in steps().zip(verify_all(&facts())) {
        if proof.outcome == Outcome::Proven {
            assert!(
                proof.seen_by.iter().any(|connection| step.proven_by.contains(connection)),
                "{id} is proven by {:?}, and announces {:?}",
                proof.seen_by,
                step.proven_by
            );
        }
    }
}

#[test]
fn without_its_only_connection_a_step_is_unseen() {
    for step in steps().filter(|step| step.proven_by.len() == 1) {
        let mut facts = facts();
        match step.proven_by[0] {
            Witness::Scim => facts.scim = None,
            Witness::Okta => facts.okta = None,
            Witness::ConfigCat => facts.configcat = None,
            Witness::Dns => facts.dns = None,
        }
        assert_eq!(verify(step.id, &facts).unwrap().outcome, Outcome::Unseen, "{}", step.id);
    }
}

#[test]
fn scim_alone_shows_that_people_and_groups_arrived() {
    let mut facts = facts();
    facts.okta = None;
    facts.configcat = None;
    for step in ["scim-url-token", "assign-groups", "push-groups", "arrived"] {
        let proof = verify(step, &facts).unwrap();
        assert_eq!(proof.outcome, Outcome::Proven, "{step}: {proof:#?}");
        assert_eq!(proof.seen_by, [Witness::Scim], "{step}");
    }
    assert_eq!(verify("push-status", &facts).unwrap().outcome, Outcome::Unseen, "the status stands in Okta alone");
}

#[test]
fn one_refused_part_takes_no_other_step_with_it() {
    let refused = || Unreadable::because("Okta answered 403: you do not have permission.");
    let mut facts = facts();
    let healthy = verify_all(&facts);
    the_app(&mut facts).metadata = Err(refused());
    for ((id, proof), (_, before)) in verify_all(&facts).into_iter().zip(healthy) {
        if id == "idp-metadata" {
            assert_eq!(proof.outcome, Outcome::Unseen);
            assert!(proof.remedy.contains("you do not have permission"), "{}", proof.remedy);
        } else {
            assert_eq!(proof, before, "{id}");
        }
    }
}

#[test]
fn whatever_is_refused_nothing_fails_for_it() {
    let no = || Unreadable::because("Refused.");
    let refusals: [fn(&mut Facts, Unreadable); 13] = [
        |f, no| the_app(f).to_app = Err(no),
        |f, no| the_app(f).connector = Err(no),
        |f, no| the_app(f).groups = Err(no),
        |f, no| the_app(f).people = Err(no),
        |f, no| the_app(f).pushed = Err(no),
        |f, no| the_app(f).pushed.as_mut().unwrap()[0].members = Err(no),
        |f, no| the_scim(f).inventory = Err(no),
        |f, no| the_configcat(f).me = Err(no),
        |f, no| the_configcat(f).members = Err(no),
        |f, no| the_configcat(f).audit = Err(no),
        |f, no| the_configcat(f).organization = Err(no),
        |f, no| f.okta.as_mut().unwrap().facts.choice = Err(no),
        |f, no| f.okta.as_mut().unwrap().facts.who = Err(no),
    ];
    for (at, refuse) in refusals.into_iter().enumerate() {
        let mut facts = facts();
        refuse(&mut facts, no());
        for (id, proof) in verify_all(&facts) {
            assert_ne!(proof.outcome, Outcome::Failing, "refusal {at} makes {id} fail: {proof:#?}");
        }
    }
}

#[test]
fn an_endpoint_that_cannot_answer_now_says_nothing_of_url_and_token() {
    let mut facts = facts();
    the_scim(&mut facts).answer = catflap_guide::ScimAnswer::Unavailable { why: "It answered 503.".into() };
    the_scim(&mut facts).inventory = Err(Unreadable::because("It answered 503."));
    assert_eq!(verify("scim-url-token", &facts).unwrap().outcome, Outcome::Unseen);
    for (id, proof) in verify_all(&facts) {
        assert_ne!(proof.outcome, Outcome::Failing, "{id}: {proof:#?}");
    }
}

#[test]
fn the_addresses_are_proven_only_beside_configcats_own() {
    let mut facts = facts();
    facts.values.entity_id = None;
    let proof = verify("saml-addresses", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Unseen);
    assert!(proof.points.iter().any(|point| point.evidence.contains("not compared")), "{proof:#?}");
}

#[test]
fn the_metadata_alone_does_not_prove_that_configcat_has_it() {
    let mut facts = facts();
    facts.configcat = None;
    let proof = verify("idp-metadata", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Unseen);
    assert!(proof.headline.contains("valid until 1 January 2036"), "{}", proof.headline);
}

#[test]
fn an_empty_log_says_how_far_it_reaches() {
    let mut facts = facts();
    facts.dns = None;
    *the_log(&mut facts) = catflap_guide::AuditLog { days: 7, entries: vec![] };
    facts.plan.as_mut().unwrap().rules_edited_at = Some("2026-04-01T00:00:00Z".into());
    for step in ["verify-domain", "add-saml-idp", "group-permissions", "start", "future-users"] {
        let proof = verify(step, &facts).unwrap();
        assert_eq!(proof.outcome, Outcome::Unseen, "{step}");
        assert!(proof.headline.contains("last 7 days"), "{step}: {}", proof.headline);
    }
}

#[test]
fn a_proof_is_as_old_as_the_oldest_thing_it_rests_on() {
    let proof = verify("arrived", &facts()).unwrap();
    assert_eq!(proof.seen_by, [Witness::Scim, Witness::Okta]);
    assert_eq!(proof.seen_at, "2026-05-12T14:02:10Z");
}

#[test]
fn an_application_that_could_not_be_asked_for_is_unseen_with_the_reason() {
    let mut facts = facts();
    facts.okta.as_mut().unwrap().facts.choice = Err(Unreadable::because("Okta does not accept this token."));
    let proof = verify("create-app-integration", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Unseen);
    assert!(proof.remedy.starts_with("Okta does not accept this token."), "{}", proof.remedy);
}
