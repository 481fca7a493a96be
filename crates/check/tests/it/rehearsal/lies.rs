//! Servers that say one thing and store another.

use catflap_check::Verdict;
use catflap_check::rehearsal::{self, Entry, EntryId, Fate, Intent, Journal as _, Rehearsal, ResourceKind};
use serde_json::{Value, json};

use super::{Books, Scripted, all_gone, fails, off, row, twisted};
use crate::provider::{error, list};
use crate::server::{Answer, Asked};

/// Without a method: whatever is asked of that endpoint.
fn is(asked: &Asked, method: &str, endpoint: &str) -> bool {
    (method.is_empty() || asked.method == method) && asked.path().starts_with(&format!("/scim/v2/{endpoint}"))
}

fn sent(asked: &Asked) -> Value {
    serde_json::from_str(&asked.body).unwrap_or_default()
}

#[tokio::test]
async fn a_right_server_passes_every_row() {
    let (held, server, _) = twisted(|_, _| None).await;
    assert_eq!(off(&held), []);
    assert!(server.is_as_before());
}

#[tokio::test]
async fn a_member_that_is_said_and_not_stored_is_found() {
    let (held, server, _) = twisted(|asked, store| {
        if !is(asked, "PUT", "Groups") {
            return None;
        }
        // It answers with the members, and stores the group without them.
        let answer = store.answer(asked);
        let id = asked.path().rsplit('/').next().unwrap();
        store.groups.get_mut(id).unwrap()["members"] = json!([]);
        Some(answer)
    })
    .await;
    assert_eq!(held.headline, "Groups arrive without their people.");
    let first = row(&held, "add-one-member");
    assert_eq!((first.verdict, first.got.as_str()), (Verdict::Fail, "200, but the member is not stored"));
    assert_eq!(
        first.saw,
        "PUT /Groups/{id} was answered 200, and the answer shows the change. Read back by its id, the member is not stored."
    );
    let methods: Vec<&str> = first.exchanges.iter().map(|exchange| exchange.method.as_str()).collect();
    assert_eq!(methods, ["PUT", "GET", "GET", "GET", "GET"], "the write, and two looks by id and by name");
    assert!(held.advice.ends_with("Everything written was taken back."), "{}", held.advice);
    assert_eq!(row(&held, "rename-group").verdict, Verdict::Pass, "a rename is not blamed for the members");
    assert!(server.is_as_before() && all_gone(&held));
}

/// The answer, its groups changed: one alone, or each of a list.
fn groups_bent(answer: Answer, bend: impl Fn(&mut Value)) -> Answer {
    let Answer::Whole { status, body, .. } = &answer else { return answer };
    let Ok(mut body) = serde_json::from_slice::<Value>(body) else { return answer };
    match body["Resources"].as_array_mut() {
        Some(groups) => groups.iter_mut().for_each(bend),
        None => bend(&mut body),
    }
    Answer::scim(*status, &body)
}

fn without_members(group: &mut Value) {
    group.as_object_mut().unwrap().remove("members");
}

/// Rehearses with a server that drops the members of every write to a group and shows none of an empty group. `said` makes
/// its answer to the write of what it would have been.
async fn dropping_members(said: impl Fn(&mut Value) + Send + Sync + 'static, others: bool) -> Rehearsal {
    let (held, server, _) = twisted(move |asked, store| {
        if !is(asked, "", "Groups") {
            return None;
        }
        if !others {
            store.groups.remove("dev");
        }
        let answer = store.answer(asked);
        store.groups.iter_mut().filter(|(id, _)| *id != "dev").for_each(|(_, group)| group["members"] = json!([]));
        Some(groups_bent(answer, |group| {
            if asked.method != "GET" {
                said(group);
            } else if group["members"].as_array().is_some_and(Vec::is_empty) {
                without_members(group);
            }
        }))
    })
    .await;
    assert!(all_gone(&held) && server.store.lock().unwrap().users.len() == 1);
    held
}

const NONE_KEPT: [(&str, &str); 4] = [
    ("add-one-member", "200, but the member is not stored"),
    ("add-another-member", "200, but no member is stored"),
    ("add-several-members", "200, but no member is stored"),
    ("same-members-again", "200, but no member is stored"),
];

#[tokio::test]
async fn members_who_are_dropped_are_found_though_an_empty_group_shows_no_members() {
    let others_show_theirs = dropping_members(|group| group["members"] = Value::Null, true).await;
    let it_said_so = dropping_members(|_| {}, false).await;
    for held in [others_show_theirs, it_said_so] {
        assert_eq!(fails(&held)[..4], NONE_KEPT);
        assert_eq!(held.headline, "Groups arrive without their people.");
    }
}

#[tokio::test]
async fn members_that_a_server_shows_nowhere_can_not_be_seen() {
    let (held, server, _) =
        twisted(|asked, store| is(asked, "", "Groups").then(|| groups_bent(store.answer(asked), without_members)))
            .await;
    assert_eq!(fails(&held), []);
    let row = row(&held, "add-one-member");
    assert_eq!((row.verdict, row.got.as_str()), (Verdict::Note, "200, members can’t be seen"));
    assert!(row.saw.contains("shows the members of no group"), "{}", row.saw);
    assert!(server.is_as_before());
}

#[tokio::test]
async fn members_that_are_shown_when_asked_for_are_seen() {
    let (held, server, _) = twisted(|asked, store| {
        let shown = asked.method != "GET" || asked.query("attributes").is_some();
        (is(asked, "", "Groups") && !shown).then(|| groups_bent(store.answer(asked), without_members))
    })
    .await;
    assert_eq!(off(&held), []);
    assert!(server.is_as_before());
}

#[tokio::test]
async fn one_member_of_two_is_found() {
    let (held, _, _) = twisted(|asked, store| {
        if !is(asked, "PUT", "Groups") {
            return None;
        }
        let answer = store.answer(asked);
        let id = asked.path().rsplit('/').next().unwrap();
        store.groups.get_mut(id).unwrap()["members"].as_array_mut().unwrap().truncate(1);
        Some(answer)
    })
    .await;
    assert_eq!(
        fails(&held),
        ["add-another-member", "add-several-members", "same-members-again"]
            .map(|id| (id, "200, but 1 of 2 members stored"))
    );
}

#[tokio::test]
async fn a_create_that_is_answered_without_a_body_fails_and_is_still_taken_back() {
    let (held, server, _) = twisted(|asked, store| {
        if asked.method != "POST" {
            return None;
        }
        Some(match store.answer(asked) {
            Answer::Whole { status: 201, .. } => Answer::new(201, "application/scim+json", ""),
            other => other,
        })
    })
    .await;
    assert_eq!(
        fails(&held),
        ["create-person", "create-second-person", "create-group"].map(|id| (id, "201 without a body"))
    );
    assert_eq!(held.headline, "People can’t be created.");
    assert!(row(&held, "create-person").saw.contains("Create new user returned empty user"));
    assert!(server.is_as_before() && all_gone(&held));
}

#[tokio::test]
async fn an_active_that_is_ignored_is_found_off_and_on() {
    let (held, server, _) = twisted(|asked, store| {
        if !is(asked, "PUT", "Users") && !is(asked, "PATCH", "Users") {
            return None;
        }
        let answer = store.answer(asked);
        let id = asked.path().rsplit('/').next().unwrap();
        store.users.get_mut(id).unwrap()["active"] = json!(true);
        Some(answer)
    })
    .await;
    assert_eq!(
        fails(&held),
        [
            ("deactivate-person", "200, but the person stays active"),
            ("deactivate-member", "200, but the person stays active")
        ]
    );
    assert_eq!(row(&held, "patch-deactivate").verdict, Verdict::Note, "PATCH is not what the guide’s app sends");
    assert_eq!(held.headline, "Leavers stay active.");
    assert!(server.is_as_before());
}

#[tokio::test]
async fn a_server_that_takes_only_patch_fails_as_it_would_in_use() {
    let (held, server, _) = twisted(|asked, _| (asked.method == "PUT").then(|| error(405, "use PATCH"))).await;
    let failing: Vec<&str> = fails(&held).iter().map(|(id, _)| *id).collect();
    assert_eq!(failing[..3], ["change-profile", "deactivate-person", "reactivate-person"]);
    assert!(fails(&held).iter().all(|(_, got)| *got == "405"));
    assert_eq!(held.headline, "Changed names don’t arrive.");
    assert!(held.todo.contains("must accept PUT"), "{}", held.todo);
    for id in ["patch-deactivate", "patch-reactivate", "patch-add-member", "patch-remove-member", "patch-rename-group"]
    {
        assert_eq!(row(&held, id).verdict, Verdict::Pass, "{id}");
    }
    assert!(server.is_as_before());
}

#[tokio::test]
async fn a_server_without_patch_gets_notes_and_passes() {
    for answer in [|| error(501, "no PATCH"), || Answer::Close] {
        let (held, server, _) = twisted(move |asked, _| (asked.method == "PATCH").then(answer)).await;
        assert_eq!(held.verdict, Verdict::Pass);
        assert!(
            off(&held).iter().all(|(id, verdict, _)| id.starts_with("patch-") && *verdict != Verdict::Fail),
            "{:?}",
            off(&held)
        );
        assert!(off(&held).iter().any(|(_, verdict, _)| *verdict == Verdict::Note));
        assert!(server.is_as_before());
    }
}

#[tokio::test]
async fn twins_are_found_and_both_are_taken_back() {
    let (held, server, books) =
        twisted(|asked, store| is(asked, "POST", "Users").then(|| Answer::scim(201, &store.add("Users", sent(asked)))))
            .await;
    assert_eq!(fails(&held), [("create-person-again", "201, a twin was created")]);
    assert_eq!(held.headline, "The same person can be created twice.");
    assert_eq!((held.written.len(), books.opened()), (4, 4));
    assert!(server.is_as_before() && all_gone(&held));
}

#[tokio::test]
async fn a_server_that_answers_a_second_create_with_400_is_warned_about() {
    let (held, server, _) = twisted(|asked, store| match store.answer(asked) {
        Answer::Whole { status: 409, .. } => Some(error(400, "exists")),
        other => Some(other),
    })
    .await;
    assert_eq!(off(&held), [("create-person-again", Verdict::Warn, "400 instead of 409")]);
    assert!(server.is_as_before());
}

#[tokio::test]
async fn a_delete_that_does_nothing_is_told_and_stays_in_the_journal() {
    let (held, server, books) =
        twisted(|asked, _| (asked.method == "DELETE").then(|| Answer::new(204, "text/plain", ""))).await;
    assert_eq!(fails(&held), [("delete-group", "204, but it is still there")]);
    assert_eq!(row(&held, "delete-people").got, "2 of 2 left");
    assert_eq!(row(&held, "nothing-left").got, "3 of 3 left or not known");
    assert!(held.written.iter().all(|one| one.fate == Fate::Left && !one.closed));
    assert_eq!(books.open_names().len(), 3);
    assert!(held.todo.contains("catflap-rehearsal-7f3a@whisker.co") && held.todo.contains("journal"), "{}", held.todo);
    assert!(held.proof.contains("Still there: "), "{}", held.proof);
    assert!(!server.is_as_before());
}

#[tokio::test]
async fn who_can_not_be_deleted_is_at_least_set_inactive() {
    let (held, server, books) = twisted(|asked, _| is(asked, "DELETE", "Users").then(|| error(405, "never"))).await;
    assert_eq!(
        off(&held).iter().map(|(id, verdict, _)| (*id, *verdict)).collect::<Vec<_>>(),
        [("delete-people", Verdict::Warn), ("nothing-left", Verdict::Warn)]
    );
    let store = server.store.lock().unwrap();
    let left: Vec<&Value> = store.users.values().filter(|user| user["id"] != "ada").collect();
    assert!(left.len() == 2 && left.iter().all(|user| user["active"] == false), "{left:?}");
    assert_eq!(books.open_names().len(), 2);
}

#[tokio::test]
async fn a_filter_that_is_ignored_never_costs_somebody_else() {
    let (held, server, _) = twisted(|asked, store| {
        let ignored = asked.method == "GET" && asked.query("filter").is_some();
        ignored.then(|| {
            let mut plain = asked.clone();
            plain.target = asked.path().to_owned();
            store.answer(&plain)
        })
    })
    .await;
    assert_eq!(row(&held, "look-up-person").got, "1 found, of other names");
    assert_eq!(held.headline, "People can’t be looked up.");
    assert!(server.is_as_before() && all_gone(&held), "the whole list proves it: {:?}", held.written);
}

#[tokio::test]
async fn a_server_that_gives_another_persons_id_does_not_lose_that_person() {
    let (held, server, books) = twisted(|asked, store| {
        is(asked, "POST", "Users").then(|| {
            let ada = store.users["ada"].clone();
            Answer::scim(201, &ada)
        })
    })
    .await;
    assert!(!fails(&held).is_empty());
    let writes: Vec<String> = server.asked().into_iter().filter(|a| a.method == "DELETE").map(|a| a.target).collect();
    assert!(writes.iter().all(|target| !target.ends_with("/ada")), "{writes:?}");
    assert!(held.written.iter().any(|one| one.fate == Fate::Unsure && one.saw.contains("somebody else")));
    assert!(!books.open_names().is_empty());
}

#[tokio::test]
async fn inactive_people_that_no_look_up_finds_are_warned_about() {
    let (held, server, _) = twisted(|asked, store| {
        let filtered = is(asked, "GET", "Users") && asked.query("filter").is_some();
        let name = asked.query("filter").unwrap_or_default();
        let hidden = store
            .users
            .values()
            .any(|user| user["active"] == false && name.contains(user["userName"].as_str().unwrap()));
        (filtered && hidden).then(|| Answer::scim(200, &list(&[], 0, 1)))
    })
    .await;
    assert_eq!(row(&held, "deactivate-person").got, "200, not found by name");
    assert_eq!(held.verdict, Verdict::Warn);
    assert!(server.is_as_before(), "found by their ids");
}

#[tokio::test]
async fn a_name_that_is_not_changed_is_found() {
    let (held, _, _) = twisted(|asked, store| {
        if asked.method != "PUT" {
            return None;
        }
        let id = asked.path().rsplit('/').next().unwrap().to_owned();
        let endpoint = if is(asked, "PUT", "Users") { "Users" } else { "Groups" };
        let old = store.of(endpoint).get(&id).unwrap().clone();
        let answer = store.answer(asked);
        let new = store.of(endpoint).get_mut(&id).unwrap();
        new["displayName"] = old["displayName"].clone();
        Some(answer)
    })
    .await;
    assert_eq!(
        fails(&held),
        [("change-profile", "200, but the old name is stored"), ("rename-group", "200, but another name is stored")]
    );
}

#[tokio::test]
async fn what_is_stored_a_moment_later_is_no_failure() {
    // Each write is seen from the second look by id on.
    let (held, server, _) = twisted(|asked, store| {
        let first = is(asked, "GET", "Groups/") && std::mem::take(&mut store.late);
        if asked.method == "PUT" && is(asked, "PUT", "Groups") {
            store.late = true;
        }
        first.then(|| {
            let id = asked.path().rsplit('/').next().unwrap();
            let mut old = store.groups[id].clone();
            old["displayName"] = json!("Catflap rehearsal before");
            Answer::scim(200, &old)
        })
    })
    .await;
    assert_eq!(row(&held, "add-one-member").got, "200, member stored after a moment");
    assert_eq!(held.verdict, Verdict::Warn);
    assert!(server.is_as_before());
}

#[tokio::test]
async fn a_name_that_is_taken_stops_it_and_its_owner_stays() {
    let server = Scripted::start(|_, _| None).await;
    server.store.lock().unwrap().add("Users", json!({"userName": "catflap-rehearsal-7f3a@whisker.co"}));
    let books = Books::default();
    let held = super::rehearse(server.target(), &books).await;
    assert_eq!(held.headline, "The rehearsal could not go on: the throwaway name is taken.");
    assert_eq!(books.opened(), 0);
    assert_eq!(server.store.lock().unwrap().users.len(), 2);
}

#[tokio::test]
async fn taking_back_touches_nobody_but_its_own() {
    let server = Scripted::start(|_, _| None).await;
    let url = server.url.clone();
    let books = Books::default();
    let entry = |id: i64, url: &str, kind, name: &str, scim_id: Option<&str>| Entry {
        id: EntryId(id),
        intent: Intent { url: url.into(), kind, name: name.into() },
        scim_id: scim_id.map(str::to_owned),
    };
    let (user, group) = (ResourceKind::User, ResourceKind::Group);
    let entries = vec![
        entry(0, &url, user, "ada@whisker.co", Some("ada")),
        entry(1, &url, group, "Developers", Some("dev")),
        entry(2, &url, user, "catflap-rehearsal-7f3a@whisker.co", Some("ada")),
        entry(3, "https://elsewhere.example/scim", user, "catflap-rehearsal-7f3a@whisker.co", None),
    ];
    for entry in &entries {
        books.intend(&entry.intent).unwrap();
    }
    let back = rehearsal::take_back(server.target(), entries, &books).await.unwrap();
    assert!(back.written.iter().all(|one| one.fate == Fate::Unsure && !one.closed), "{:?}", back.written);
    assert!(!back.all_gone && !back.todo.is_empty());
    assert!(server.is_as_before());
    assert!(server.asked().iter().all(|asked| asked.method == "GET"));
}
