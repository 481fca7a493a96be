use serde_json::json;

use super::*;

fn at(minute: u32) -> Timestamp {
    format!("2026-05-12T12:{minute:02}:00Z").parse().unwrap()
}

fn event(minute: u32, kind: &str, who: &str, reason: Option<&str>) -> LogEvent {
    serde_json::from_value(json!({
        "uuid": format!("e{minute:03}"),
        "published": at(minute),
        "eventType": kind,
        "outcome": {"result": if reason.is_some() { "FAILURE" } else { "SUCCESS" }, "reason": reason},
        "target": [{"id": who, "type": "User", "alternateId": format!("{who}@x.co"), "displayName": who}],
    }))
    .unwrap()
}

const PUSH: &str = "application.provision.user.push";

fn state_of(rotation: &Rotation, id: &str) -> StepState {
    rotation.steps.iter().find(|step| step.id == id).unwrap().state
}

#[test]
fn a_rotation_goes_through_its_stages_as_it_is_seen() {
    let mut seen = RotationSeen::default();
    assert_eq!(rotation(&seen).stage, RotationStage::Before);

    seen.began_at = Some(at(1));
    seen.events = Some(vec![event(0, PUSH, "Old", Some("Unauthorized"))]);
    let now = rotation(&seen);
    assert_eq!((now.stage, now.may_leave_page), (RotationStage::NewToken, false));
    assert_eq!(state_of(&now, "regenerate"), StepState::Now);

    seen.new_token = Some(TokenAnswer::Accepted);
    seen.proven_at = Some(at(3));
    seen.old_token = Some(TokenAnswer::Refused);
    seen.events.as_mut().unwrap().push(event(2, PUSH, "Ada", Some("Unauthorized")));
    let now = rotation(&seen);
    assert_eq!((now.stage, now.may_leave_page), (RotationStage::IntoOkta, true));
    assert_eq!(state_of(&now, "old-refused"), StepState::Proven);
    assert_eq!(now.to_retry.len(), 1, "what failed before the old token stopped is not of this change");
    assert_eq!(now.to_retry[0].people[0].name, "Ada");

    seen.events.as_mut().unwrap().push(event(4, "application.configuration.update", "x", None));
    assert_eq!(rotation(&seen).stage, RotationStage::AwaitOkta);

    seen.events.as_mut().unwrap().push(event(5, PUSH, "Bob", None));
    let now = rotation(&seen);
    assert_eq!(now.stage, RotationStage::Retry);
    assert_eq!(now.first_success.as_ref().unwrap().what, "Bob was pushed.");
    assert_eq!(state_of(&now, "retry"), StepState::Now);

    seen.events.as_mut().unwrap().push(event(6, PUSH, "Ada", None));
    assert_eq!(rotation(&seen).stage, RotationStage::Through);
}

#[test]
fn a_token_that_is_wrong_or_the_old_one_keeps_the_page_open() {
    let seen = RotationSeen { began_at: Some(at(1)), new_token: Some(TokenAnswer::Refused), ..RotationSeen::default() };
    let now = rotation(&seen);
    assert_eq!((now.stage, now.may_leave_page), (RotationStage::NewToken, false));
    assert!(now.headline.contains("keep ConfigCat’s page open"));
    assert_eq!(state_of(&now, "regenerate"), StepState::Now, "some text was entered, no more");
    let same = RotationSeen { new_token: Some(TokenAnswer::Accepted), same: true, ..seen };
    assert!(!rotation(&same).may_leave_page);
    assert_eq!(state_of(&rotation(&same), "regenerate"), StepState::Now);
}

#[test]
fn an_old_token_that_still_works_is_told() {
    let seen = RotationSeen {
        began_at: Some(at(1)),
        new_token: Some(TokenAnswer::Accepted),
        proven_at: Some(at(2)),
        old_token: Some(TokenAnswer::Accepted),
        ..RotationSeen::default()
    };
    let now = rotation(&seen);
    assert_eq!(state_of(&now, "old-refused"), StepState::Wrong);
    assert_eq!(state_of(&now, "first-success"), StepState::Unseen, "the log can’t be read");
}

#[test]
fn okta_that_still_fails_after_the_proof_is_told_from_okta_that_is_silent() {
    let mut seen = RotationSeen {
        began_at: Some(at(1)),
        new_token: Some(TokenAnswer::Accepted),
        proven_at: Some(at(2)),
        events: Some(Vec::new()),
        ..RotationSeen::default()
    };
    assert_eq!(state_of(&rotation(&seen), "first-success"), StepState::Now);
    seen.events = Some(vec![event(3, PUSH, "Ada", Some("Unauthorized"))]);
    assert_eq!(state_of(&rotation(&seen), "first-success"), StepState::Wrong);
}

#[test]
fn a_forecast_counts_jobs_and_names_what_stops() {
    let events =
        vec![event(0, PUSH, "Ada", None), event(5, PUSH, "Bob", Some("x")), event(6, "user.session.start", "x", None)];
    let since = at(0).checked_sub(jiff::SignedDuration::from_hours(24 * 7)).unwrap();
    let told = crate::rotate::forecast(&events, since, at(30));
    assert_eq!((told.jobs, told.last.as_deref()), (2, Some("2026-05-12T12:05:00Z")));
    assert_eq!(told.usual, "Okta sent 2 jobs to ConfigCat in the last 7 days: about one every 84 hours.");
    let none = crate::rotate::forecast(&[], since, at(30));
    assert_eq!(none.usual, "Okta sent nothing to ConfigCat in the last 7 days.");
}
