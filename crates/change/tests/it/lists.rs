//! Change lists.

use std::sync::{Arc, Mutex};

use catflap_change::list::{
    ChangeList, LineState, ListEvent, ListReport, MendWay, NameScheme, Running, ToAppSwitches, Wish, open_lists, plan,
    read, resume, run,
};
use catflap_okta::AppId;
use catflap_okta::model::NewSamlApp;
use catflap_sandbox::panel::OktaToApp;
use catflap_sandbox::{Fault, OktaAction, Side, When};
use tokio_util::sync::CancellationToken;

use crate::bench::{Bench, clock, synced_groups};
use crate::books::{At, Books, until_killed};

fn running<'a>(bench: &'a Bench, books: &'a Books) -> Running<'a> {
    Running { okta: &bench.okta, journal: books, clock: clock(), cancel: CancellationToken::new() }
}

async fn planned(bench: &Bench, wishes: &[Wish]) -> ChangeList {
    plan(&read(&bench.okta, Some(&bench.app), wishes).await.unwrap(), wishes, "7f3a")
}

async fn carried_out(bench: &Bench, wishes: &[Wish]) -> ListReport {
    let list = planned(bench, wishes).await;
    let books = Books::default();
    let report = run(running(bench, &books), list, |_| {}).await.unwrap();
    assert!(report.finished && books.is_empty(), "{report:#?}");
    bench.sandbox.settled().await;
    report
}

fn states(list: &ChangeList) -> Vec<LineState> {
    list.lines.iter().map(|line| line.state).collect()
}

/// Whom the practice organization has assigned to the application in its story.
fn assigned_name(bench: &Bench) -> String {
    let app = bench.sandbox.view().okta.app.unwrap();
    app.assignments.iter().find(|row| row.scope == "group").unwrap().name.clone()
}

fn free_name(bench: &Bench) -> String {
    let groups = bench.sandbox.view().okta.groups;
    groups.iter().find(|group| !group.assigned && !group.pushed && group.people > 0).unwrap().name.clone()
}

#[tokio::test]
async fn a_push_group_beside_an_assigned_one_brings_its_people_to_configcat_and_is_planned_only_once() {
    let bench = Bench::ready().await;
    let name = assigned_name(&bench);
    let wishes =
        [Wish::PushBeside { groups: vec![bench.group(&name)], scheme: NameScheme("{name} in ConfigCat".into()) }];
    let from = bench.sandbox.seen().len();
    let list = planned(&bench, &wishes).await;
    assert_eq!(bench.writes(from), Vec::<String>::new(), "planning writes nothing");
    let people = list.lines.len() - 2;

    let report = carried_out(&bench, &wishes).await;
    assert_eq!(report.headline, format!("{} changes are done.", people + 2));
    assert_eq!(
        report.list.lines.iter().map(|line| line.state).filter(|state| *state == LineState::Done).count(),
        people + 2
    );
    let there = synced_groups(&bench);
    assert_eq!(there.get(&format!("{name} in ConfigCat")).copied(), Some(u32::try_from(people).unwrap()));

    let made = report.list.lines[0].made.clone().unwrap();
    let mapping = report.list.lines.last().unwrap().made.clone().unwrap();
    assert!(made.starts_with("00g") && mapping.starts_with("gPm"), "{made} {mapping}");
    assert!(states(&planned(&bench, &wishes).await).iter().all(|state| *state == LineState::AlreadySo));
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn what_is_sent_is_exactly_what_was_shown() {
    let bench = Bench::ready().await;
    let (assigned, free) = (assigned_name(&bench), free_name(&bench));
    let wishes = [
        Wish::PushBeside { groups: vec![bench.group(&assigned)], scheme: NameScheme::default() },
        Wish::Assign { groups: vec![bench.group(&free)] },
        Wish::ToApp { switches: ToAppSwitches { password: Some(true), ..ToAppSwitches::default() } },
    ];
    let list = planned(&bench, &wishes).await;
    let from = bench.sandbox.seen().len();
    // Spawned, as the app does it.
    let going = tokio::spawn(async move {
        let report = carried_out(&bench, &wishes).await;
        (bench, report)
    });
    let (bench, report) = going.await.unwrap();
    let made = report.list.lines[0].made.clone().unwrap();
    let shown: Vec<String> = list
        .lines
        .iter()
        .filter(|line| line.state == LineState::Planned)
        .map(|line| line.sends.replace("{id}", &made))
        .collect();
    assert_eq!(bench.writes(from), shown);
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn the_same_group_is_refused_in_the_other_role_also_when_that_came_about_after_planning() {
    let bench = Bench::ready().await;
    let free = free_name(&bench);
    let wishes = [Wish::Push { groups: vec![bench.group(&free)] }];
    let list = planned(&bench, &wishes).await;
    bench.act(OktaAction::AssignGroup { group_id: bench.group(&free).to_string() }).await;
    let books = Books::default();
    let report = run(running(&bench, &books), list, |_| {}).await.unwrap();
    assert_eq!(states(&report.list), [LineState::Failed]);
    assert!(
        !report.finished && report.headline.contains("is assigned, so it must not be pushed"),
        "{}",
        report.headline
    );
    assert_eq!(states(&planned(&bench, &wishes).await), [LineState::Blocked]);
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn a_push_group_in_error_is_mended_either_way() {
    for way in [MendWay::Retry, MendWay::Relink] {
        let bench = Bench::ready().await;
        let free = free_name(&bench);
        let group = bench.group(&free);
        bench
            .sandbox
            .faults()
            .always(When::of(Side::Scim, "POST", "/Groups"), Fault::Status { status: 500, body: "{}".into() });
        carried_out(&bench, &[Wish::Push { groups: vec![group.clone()] }]).await;
        bench.sandbox.faults().clear();
        let again = planned(&bench, &[Wish::Push { groups: vec![group.clone()] }]).await;
        assert_eq!(states(&again), [LineState::Blocked], "{:#?}", again.lines);

        let mend = [Wish::Mend { group: group.clone(), way }];
        carried_out(&bench, &mend).await;
        assert!(synced_groups(&bench).contains_key(&free), "{way:?}");
        assert_eq!(states(&planned(&bench, &mend).await), [LineState::AlreadySo]);
        let pushes = bench.sandbox.view().okta.app.unwrap().push_groups;
        assert_eq!(pushes.iter().find(|row| row.name == free).unwrap().status, "Active", "{way:?}");
        bench.sandbox.stop().await;
    }
}

#[tokio::test]
async fn a_stopped_push_is_started_and_the_switches_of_to_app_are_set() {
    let bench = Bench::ready().await;
    let pushed = bench.sandbox.view().okta.app.unwrap().push_groups[0].clone();
    let mapping_id = pushed.mapping_id.clone();
    bench.act(OktaAction::SetPushStatus { mapping_id, active: false }).await;
    let off = OktaToApp { create_users: true, ..OktaToApp::default() };
    bench.act(OktaAction::SetToApp { to_app: off }).await;
    let wishes = [
        Wish::Push { groups: vec![bench.group(&pushed.name)] },
        Wish::ToApp { switches: ToAppSwitches::of_the_guide() },
    ];
    let report = carried_out(&bench, &wishes).await;
    assert_eq!(states(&report.list), [LineState::Done, LineState::Done]);
    let app = bench.sandbox.view().okta.app.unwrap();
    assert_eq!(app.push_groups.iter().find(|row| row.name == pushed.name).unwrap().status, "Active");
    assert!(app.to_app.update_user_attributes && app.to_app.deactivate_users && !app.to_app.sync_password);
    assert_eq!(states(&planned(&bench, &wishes).await), [LineState::AlreadySo, LineState::AlreadySo]);
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn switches_that_okta_refuses_remain_a_step_by_hand_and_do_not_stop_the_list() {
    let bench = Bench::ready().await;
    bench.act(OktaAction::SetToApp { to_app: OktaToApp::default() }).await;
    let refused = r#"{"errorCode":"E0000001","errorSummary":"Api validation failed: features","errorCauses":[]}"#;
    bench
        .sandbox
        .faults()
        .always(When::of(Side::Okta, "PUT", "/features"), Fault::Status { status: 400, body: refused.into() });
    let free = free_name(&bench);
    let wishes =
        [Wish::ToApp { switches: ToAppSwitches::of_the_guide() }, Wish::Assign { groups: vec![bench.group(&free)] }];
    let report = carried_out(&bench, &wishes).await;
    assert_eq!(states(&report.list), [LineState::ByHand, LineState::Done]);
    let trouble = report.list.lines[0].trouble.as_ref().unwrap();
    assert!(trouble.why.contains("Api validation failed") && trouble.next.contains("To App"), "{trouble:?}");
    assert!(report.headline.contains("by hand"), "{}", report.headline);
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn the_application_is_made_once_as_shown() {
    let bench = Bench::fresh().await;
    let app = NewSamlApp::new("ConfigCat", "https://app.configcat.com/saml/x", "https://app.configcat.com/saml/acs/x");
    let wishes = [Wish::CreateApp { app: app.clone() }];
    let list = plan(&read(&bench.okta, None, &wishes).await.unwrap(), &wishes, "7f3a");
    assert_eq!(list.lines[0].body.as_deref(), Some(app.body().to_string().as_str()));
    let books = Books::default();
    let report = run(running(&bench, &books), list, |_| {}).await.unwrap();
    let made = AppId::new(report.list.lines[0].made.clone().unwrap());
    let there = bench.okta.apps().get(&made).await.unwrap();
    assert_eq!(there.sign_on().unwrap().effective_acs_url(), Some(app.acs_url.as_str()));
    let again = plan(&read(&bench.okta, None, &wishes).await.unwrap(), &wishes, "7f3b");
    assert_eq!(states(&again), [LineState::AlreadySo]);
    bench.sandbox.stop().await;
}

/// What a whole run does to the world, ids of what is made left out.
async fn whole(wishes: impl Fn(&Bench) -> Vec<Wish>) -> (usize, std::collections::BTreeMap<String, u32>) {
    let bench = Bench::ready().await;
    let report = carried_out(&bench, &wishes(&bench)).await;
    let end = (report.list.lines.len(), synced_groups(&bench));
    bench.sandbox.stop().await;
    end
}

fn some_wishes(bench: &Bench) -> Vec<Wish> {
    // The smaller the group, the fewer servers are started below.
    let groups = bench.sandbox.view().okta.groups;
    let least =
        groups.iter().filter(|group| !group.pushed && group.people > 1).min_by_key(|group| group.people).unwrap();
    vec![
        Wish::Assign { groups: vec![bench.group(&least.name)] },
        Wish::PushBeside { groups: vec![bench.group(&least.name)], scheme: NameScheme::default() },
    ]
}

#[tokio::test]
async fn a_list_cut_off_at_any_call_of_the_journal_is_found_there_and_gone_on_with_to_the_same_end() {
    let (lines, end) = whole(some_wishes).await;
    assert!(lines > 4, "{lines}");
    for what in [At::Fails, At::EndsBefore, At::EndsAfter] {
        // One call opens the list; each line is written before and after.
        for at in 2..=lines * 2 + 1 {
            let bench = Bench::ready().await;
            let list = planned(&bench, &some_wishes(&bench)).await;
            let books = Books::with(move |call| if call < at { At::Kept } else { what });
            let report = until_killed(run(running(&bench, &books), list, |_| {})).await;
            assert_eq!(report.is_none(), what != At::Fails, "{what:?} {at}");
            if let Some(report) = report {
                let report = report.unwrap();
                let unfinished = report.list.lines.iter().any(|line| !line.state.is_settled());
                assert_eq!(unfinished, !report.finished, "{what:?} {at}");
            }
            let books = books.reopened();
            for open in open_lists(&books).unwrap() {
                let report = resume(running(&bench, &books), open, |_| {}).await;
                assert!(report.finished, "{what:?} {at}: {report:#?}");
            }
            assert!(books.is_empty(), "{what:?} {at}");
            bench.sandbox.settled().await;
            assert_eq!(synced_groups(&bench), end, "{what:?} {at}");
            bench.sandbox.stop().await;
        }
    }
}

#[tokio::test]
async fn a_list_without_a_journal_sends_nothing() {
    let bench = Bench::ready().await;
    let list = planned(&bench, &some_wishes(&bench)).await;
    let from = bench.sandbox.seen().len();
    let books = Books::with(|_| At::Fails);
    run(running(&bench, &books), list, |_| {}).await.unwrap_err();
    assert_eq!(bench.writes(from), Vec::<String>::new());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn a_refused_line_stops_the_list_and_it_can_be_gone_on_with() {
    let bench = Bench::ready().await;
    let list = planned(&bench, &some_wishes(&bench)).await;
    bench.sandbox.faults().always(When::of(Side::Okta, "PUT", "/users/"), Fault::Drop);
    let books = Books::default();
    let events = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&events);
    let report = run(running(&bench, &books), list, move |event| hears.lock().unwrap().push(event)).await.unwrap();
    let third = &report.list.lines[2];
    assert_eq!(third.state, LineState::Failed);
    assert!(third.trouble.as_ref().unwrap().evidence.is_some());
    assert!(report.headline.starts_with("Stopped at line 3 of"), "{}", report.headline);
    assert!(matches!(events.lock().unwrap().last(), Some(ListEvent::Ended { line }) if line.number == 3));

    bench.sandbox.faults().clear();
    let open = open_lists(&books).unwrap().remove(0);
    assert_eq!(open.list.lines[2].state, LineState::Failed);
    let report = resume(running(&bench, &books), open, |_| {}).await;
    assert!(report.finished && books.is_empty());
    bench.sandbox.stop().await;
}

#[tokio::test]
async fn cancelling_ends_a_list_between_two_lines() {
    let bench = Bench::ready().await;
    let list = planned(&bench, &some_wishes(&bench)).await;
    let books = Books::default();
    let running = running(&bench, &books);
    let cancel = running.cancel.clone();
    let sink = move |event| {
        if matches!(event, ListEvent::Started { number: 2 }) {
            cancel.cancel();
        }
    };
    let report = run(running, list, sink).await.unwrap();
    assert!(report.cancelled && !report.finished);
    assert_eq!(states(&report.list)[..3], [LineState::Done, LineState::Done, LineState::Planned]);
    assert_eq!(open_lists(&books).unwrap().len(), 1);
    bench.sandbox.stop().await;
}
