use catflap_check::{Report, Verdict};
use serde_json::{Value, json};

use crate::provider::{self, list, looked_for, page, user};
use crate::server::{Answer, Asked};
use crate::{find, off, twisted};

fn json_of(answer: &Answer) -> Value {
    let Answer::Whole { body, .. } = answer else { panic!("{answer:?}") };
    serde_json::from_slice(body).unwrap()
}

/// Whether this asks for a page of users, without a filter.
fn is_page(asked: &Asked) -> bool {
    provider::authorized(asked) && asked.path() == "/scim/v2/Users" && asked.query("filter").is_none()
}

/// Checks a provider whose pages of users are bent by this.
async fn bent_pages(bend: impl Fn(&mut Value) + Send + Sync + 'static) -> Report {
    twisted(move |asked| {
        is_page(asked).then(|| {
            let mut body = json_of(&page(asked, 40));
            bend(&mut body);
            Answer::scim(200, &body)
        })
    })
    .await
}

#[tokio::test]
async fn numbers_in_quotes_are_okta_s_connector_test_failing() {
    let report = bent_pages(|body| {
        body["totalResults"] = json!("40");
        body["startIndex"] = json!("1");
    })
    .await;
    assert_eq!(off(&report), [("okta-connector-test", Verdict::Fail)]);
    let finding = find(&report, "okta-connector-test");
    assert!(finding.saw.contains("totalResults of /Users is a text instead of an integer."), "{}", finding.saw);
    assert_eq!(finding.exchanges.len(), 2, "both requests are shown");
}

#[tokio::test]
async fn an_array_nothing_and_null_are_no_list_for_okta() {
    for (body, fails) in [
        ("[]", "token-accepted"),
        ("", "token-accepted"),
        (r#"{"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":null}"#, "okta-connector-test"),
    ] {
        let report =
            twisted(move |asked| is_page(asked).then(|| Answer::new(200, "application/scim+json", body))).await;
        assert_eq!(find(&report, fails).verdict, Verdict::Fail, "{body:?}");
        assert_ne!(find(&report, "users-shape").verdict, Verdict::Pass, "{body:?}");
    }
}

#[tokio::test]
async fn an_id_that_two_users_have_fails() {
    let (report, _) = many(40, |user| {
        if user["id"] == "id-00005" {
            user["id"] = json!("id-00004");
        }
    })
    .await;
    let users = find(&report, "users-shape");
    assert_eq!((users.verdict, users.saw.as_str()), (Verdict::Fail, "An id that another user has too (1 of 40)."));
}

#[tokio::test]
async fn a_list_without_its_schema_or_with_another_content_type_is_worth_knowing() {
    let report = bent_pages(|body| {
        body.as_object_mut().unwrap().remove("schemas");
    })
    .await;
    assert_eq!(off(&report), [("okta-connector-test", Verdict::Warn)]);
    let report =
        twisted(|asked| is_page(asked).then(|| Answer::new(200, "text/plain", json_of(&page(asked, 40)).to_string())))
            .await;
    assert_eq!(off(&report), [("okta-connector-test", Verdict::Warn)]);
}

#[tokio::test]
async fn users_without_what_okta_needs_fail_and_without_what_the_rfc_wants_are_noted() {
    let change = |name: &'static str, value: Value| {
        bent_pages(move |body| {
            for user in body["Resources"].as_array_mut().unwrap() {
                user[name] = value.clone();
            }
        })
    };
    assert_eq!(off(&change("active", json!("True")).await), [("users-shape", Verdict::Fail)]);
    let without_emails = change("emails", Value::Null).await;
    assert_eq!(off(&without_emails), [("users-shape", Verdict::Note), ("lookup-by-email", Verdict::Note)]);
    assert_eq!(off(&change("name", Value::Null).await), [("users-shape", Verdict::Note)]);
    let nameless = change("userName", Value::Null).await;
    assert_eq!(find(&nameless, "users-shape").verdict, Verdict::Fail);
    assert_eq!(find(&nameless, "lookup-known-user").verdict, Verdict::Skip, "there is nobody to look for");
}

#[tokio::test]
async fn groups_without_a_name_fail() {
    let report = twisted(|asked| {
        let list_of_groups = asked.path() == "/scim/v2/Groups" && asked.query("filter").is_none();
        let group = json!({"schemas": [], "id": "g", "members": [{"value": "id-00002"}]});
        (provider::authorized(asked) && list_of_groups).then(|| Answer::scim(200, &list(&[group], 1, 1)))
    })
    .await;
    assert_eq!(off(&report), [("groups-shape", Verdict::Fail), ("lookup-known-group", Verdict::Skip)]);
}

#[tokio::test]
async fn groups_that_can_not_be_read_fail_in_both_checks_that_read_them() {
    let report = twisted(|asked| {
        (provider::authorized(asked) && asked.path() == "/scim/v2/Groups").then(|| provider::error(403, "no groups"))
    })
    .await;
    let skipped = |id| (id, Verdict::Skip);
    assert_eq!(
        off(&report),
        [
            ("okta-connector-test", Verdict::Fail),
            ("groups-shape", Verdict::Fail),
            skipped("lookup-known-group"),
            skipped("lookup-unknown-group"),
            skipped("unknown-group-id"),
            skipped("odd-characters"),
            skipped("members-exist")
        ]
    );
}

#[tokio::test]
async fn a_filter_that_is_ignored_refused_or_blind_is_told() {
    let look_ups = |answer: fn(&Asked) -> Answer| twisted(move |asked| looked_for(asked).map(|_| answer(asked)));
    let ignored = look_ups(|asked| page(asked, 40)).await;
    assert_eq!(
        off(&ignored),
        [
            ("service-provider-config", Verdict::Note),
            ("lookup-known-user", Verdict::Fail),
            ("lookup-stranger", Verdict::Fail),
            ("capital-letters", Verdict::Warn),
            ("odd-characters", Verdict::Skip)
        ]
    );
    let refused = look_ups(|_| provider::error(400, "invalidFilter")).await;
    assert_eq!(find(&refused, "lookup-known-user").title, "Filters are refused");
    assert_eq!(find(&refused, "lookup-stranger").verdict, Verdict::Fail);
    let blind = look_ups(|_| Answer::scim(200, &list(&[], 0, 1))).await;
    assert_eq!(off(&blind), [("lookup-known-user", Verdict::Fail), ("capital-letters", Verdict::Warn)]);
    let someone_else = look_ups(|asked| {
        let stranger = looked_for(asked).unwrap().contains("nobody");
        let found = if stranger { vec![] } else { vec![user(40)] };
        Answer::scim(200, &list(&found, found.len() as u64, 1))
    })
    .await;
    assert_eq!(off(&someone_else), [("lookup-known-user", Verdict::Fail), ("capital-letters", Verdict::Fail)]);
}

#[tokio::test]
async fn a_stranger_may_be_answered_404_with_a_scim_error_but_not_without() {
    let stranger = |answer: Answer| {
        twisted(move |asked| looked_for(asked).filter(|name| name.contains("nobody")).map(|_| answer.clone()))
    };
    assert_eq!(off(&stranger(provider::error(404, "none")).await), []);
    assert_eq!(off(&stranger(Answer::new(404, "text/plain", "none")).await), [("lookup-stranger", Verdict::Warn)]);
    assert_eq!(
        off(&stranger(Answer::new(500, "text/plain", "")).await),
        [("lookup-stranger", Verdict::Fail), ("odd-characters", Verdict::Skip)]
    );
}

#[tokio::test]
async fn an_unknown_id_is_404_with_a_scim_error_or_worth_knowing() {
    let unknown = |answer: Answer| {
        twisted(move |asked| {
            (provider::authorized(asked) && asked.path().starts_with("/scim/v2/Users/ca7f1a90")).then(|| answer.clone())
        })
    };
    let empty = unknown(Answer::new(404, "text/plain", "")).await;
    assert_eq!(off(&empty), [("unknown-id", Verdict::Warn)]);
    assert_eq!(find(&empty, "unknown-id").title, "An unknown person is answered without a SCIM error");
    assert_eq!((empty.verdict, empty.advice.as_str()), (Verdict::Warn, "One thing is worth knowing."));
    assert_eq!(off(&unknown(Answer::scim(200, &user(1))).await), [("unknown-id", Verdict::Fail)]);
    assert_eq!(off(&unknown(provider::error(400, "bad id")).await), [("unknown-id", Verdict::Warn)]);
}

#[tokio::test]
async fn capital_letters_that_find_nobody_are_worth_knowing() {
    let report = twisted(|asked| {
        let name = looked_for(asked)?;
        let found: Vec<Value> = (1..=40).map(user).filter(|user| user["userName"] == json!(name)).collect();
        Some(Answer::scim(200, &list(&found, found.len() as u64, 1)))
    })
    .await;
    assert_eq!(off(&report), [("capital-letters", Verdict::Warn)]);
    assert!(find(&report, "capital-letters").todo.contains("lower case"));
}

#[tokio::test]
async fn pages_that_do_not_join_are_told_apart() {
    let title = |report: &Report| {
        assert_eq!(off(report), [("pages-join", find(report, "pages-join").verdict)]);
        find(report, "pages-join").title.clone()
    };
    let pages = |give: fn(&Asked) -> Answer| twisted(move |asked| is_page(asked).then(|| give(asked)));
    let repeats = pages(|asked| {
        let count = asked.query("count").unwrap();
        page(&Asked { target: format!("/scim/v2/Users?startIndex=1&count={count}"), ..asked.clone() }, 40)
    })
    .await;
    assert_eq!(title(&repeats), "The pages repeat");

    let overlaps = pages(|asked| {
        let start: u64 = asked.query("startIndex").unwrap().parse().unwrap();
        let count = asked.query("count").unwrap();
        page(
            &Asked {
                target: format!("/scim/v2/Users?startIndex={}&count={count}", start.saturating_sub(1).max(1)),
                ..asked.clone()
            },
            40,
        )
    })
    .await;
    assert_eq!(title(&overlaps), "Users come twice");

    let short = bent_pages(|body| body["totalResults"] = json!(60)).await;
    assert_eq!(title(&short), "The pages end too early");

    let hidden = bent_pages(|body| body["totalResults"] = json!(20)).await;
    assert_eq!(title(&hidden), "More users than the total says");
}

#[tokio::test]
async fn ten_thousand_users_are_judged_by_few_pages() {
    let server = crate::Server::start(|asked| provider::right(asked, 10_000)).await;
    let report = crate::check(crate::target(&format!("{}/scim/v2", server.base))).await;
    let finding = find(&report, "pages-join");
    assert_eq!((finding.verdict, finding.summary.as_str()), (Verdict::Pass, "6 pages, 10,000 users"));
    assert!(server.asked().len() < 45, "{} requests", server.asked().len());
}

#[tokio::test]
async fn a_server_with_small_pages_joins_all_the_same() {
    let server = crate::Server::start(|asked| {
        if is_page(asked) {
            let count: u64 = asked.query("count").unwrap().parse().unwrap();
            let start = asked.query("startIndex").unwrap();
            page(
                &Asked {
                    target: format!("/scim/v2/Users?startIndex={start}&count={}", count.min(50)),
                    ..asked.clone()
                },
                200,
            )
        } else {
            provider::right(asked, 200)
        }
    })
    .await;
    let report = crate::check(crate::target(&format!("{}/scim/v2", server.base))).await;
    assert_eq!(find(&report, "pages-join").verdict, Verdict::Pass);
}

#[tokio::test]
async fn an_endpoint_without_anybody_is_right_and_what_needs_somebody_is_skipped() {
    let server = crate::Server::start(|asked| provider::right(asked, 0)).await;
    let report = crate::check(crate::target(&format!("{}/scim/v2", server.base))).await;
    assert_eq!(
        off(&report),
        [
            "lookup-known-user",
            "capital-letters",
            "lookup-by-email",
            "user-by-id",
            "lookup-known-group",
            "pages-join",
            "stable-ids",
            "twins"
        ]
        .map(|id| (id, Verdict::Skip))
    );
    assert_eq!(report.verdict, Verdict::Pass);
    assert!(find(&report, "lookup-known-user").saw.contains("no user is synced yet"));
}

#[tokio::test]
async fn nobody_is_called_not_synced_who_only_can_not_be_read() {
    let users = |bend: fn(&mut Value)| {
        twisted(move |asked| {
            is_page(asked).then(|| {
                let mut body = json_of(&page(asked, 40));
                bend(&mut body);
                Answer::scim(200, &body)
            })
        })
    };
    let null = users(|body| body["Resources"] = Value::Null).await;
    let empty = users(|body| body["Resources"] = json!([])).await;
    let without_ids = users(|body| {
        for user in body["Resources"].as_array_mut().unwrap() {
            user.as_object_mut().unwrap().remove("id");
        }
    })
    .await;
    let uncounted = users(|body| body["totalResults"] = json!(0)).await;
    for (report, cause) in [
        (null, "The list of users can’t be read"),
        (empty, "The list of users holds nobody"),
        (without_ids, "Users lack what Okta needs"),
    ] {
        assert_eq!(
            (find(&report, "users-shape").verdict, &*find(&report, "users-shape").title),
            (Verdict::Fail, cause)
        );
        for id in ["lookup-known-user", "user-by-id", "pages-join", "stable-ids", "twins"] {
            let open = find(&report, id);
            assert_eq!((open.verdict, &*open.facts["blocked by"]), (Verdict::Skip, "users-shape"), "{cause}: {id}");
            assert!(open.saw.contains(cause), "{}", open.saw);
        }
        assert!(report.findings.iter().all(|finding| !finding.saw.contains("no user is synced yet")), "{cause}");
    }
    assert_eq!(find(&uncounted, "pages-join").saw, "totalResults says 0, but 40 users came.");
    let nameless = twisted(|asked| {
        (asked.path().ends_with("/Groups") && asked.query("filter").is_none() && provider::authorized(asked))
            .then(|| Answer::scim(200, &list(&[json!({"id": "g1"})], 1, 1)))
    })
    .await;
    let group = find(&nameless, "lookup-known-group");
    assert_eq!(group.saw, "Not asked: no group of the list has both an id and a name to look for.");
}

/// Checks a provider that answers groups looked up by name so.
async fn groups_looked_up(answer: impl Fn(&Asked, &str) -> Answer + Send + Sync + 'static) -> Report {
    twisted(move |asked| {
        let name = provider::filtered(asked, "displayName").filter(|_| provider::authorized(asked))?;
        Some(answer(asked, &name))
    })
    .await
}

#[tokio::test]
async fn groups_are_looked_up_by_name_a_known_one_and_an_unknown_one() {
    let all = groups_looked_up(|_, _| Answer::scim(200, &list(&[provider::group()], 1, 1))).await;
    assert_eq!(off(&all), [("lookup-unknown-group", Verdict::Fail), ("odd-characters", Verdict::Skip)]);
    let none = groups_looked_up(|_, _| Answer::scim(200, &list(&[], 0, 1))).await;
    assert_eq!(off(&none), [("lookup-known-group", Verdict::Fail)]);
    let refused = groups_looked_up(|_, _| provider::error(400, "invalidFilter")).await;
    assert_eq!(
        off(&refused),
        [
            ("lookup-known-group", Verdict::Fail),
            ("lookup-unknown-group", Verdict::Fail),
            ("odd-characters", Verdict::Skip)
        ]
    );
    let twice = groups_looked_up(|_, name| {
        let found = if name == "Developers" { vec![provider::group(), provider::group()] } else { vec![] };
        Answer::scim(200, &list(&found, found.len() as u64, 1))
    })
    .await;
    assert_eq!(off(&twice), [("lookup-known-group", Verdict::Warn)]);
    let missing = groups_looked_up(|_, name| {
        if name == "Developers" {
            Answer::scim(200, &list(&[provider::group()], 1, 1))
        } else {
            provider::error(404, "none")
        }
    })
    .await;
    assert_eq!(off(&missing), [], "404 with a SCIM error is right too");
}

#[tokio::test]
async fn a_group_id_that_is_not_there_is_404_with_a_scim_error() {
    let unknown = |answer: Answer| {
        twisted(move |asked| {
            (provider::authorized(asked) && asked.path().starts_with("/scim/v2/Groups/")).then(|| answer.clone())
        })
    };
    assert_eq!(off(&unknown(Answer::new(404, "text/html", "")).await), [("unknown-group-id", Verdict::Warn)]);
    assert_eq!(off(&unknown(provider::error(400, "bad")).await), [("unknown-group-id", Verdict::Warn)]);
    assert_eq!(off(&unknown(Answer::scim(200, &provider::group())).await), [("unknown-group-id", Verdict::Fail)]);
}

#[tokio::test]
async fn a_server_that_breaks_over_quotes_or_accents_is_worth_knowing() {
    let report = twisted(|asked| {
        let name = looked_for(asked)?;
        (!name.is_ascii()).then(|| Answer::new(500, "text/plain", ""))
    })
    .await;
    assert_eq!(off(&report), [("odd-characters", Verdict::Warn)]);
    let report = groups_looked_up(|asked, name| {
        if name.contains('"') { provider::error(400, "invalidFilter") } else { provider::right(asked, 40) }
    })
    .await;
    assert_eq!(off(&report), [("odd-characters", Verdict::Warn)]);
}

#[tokio::test]
async fn what_okta_does_without_is_a_note_only() {
    let report = twisted(|asked| {
        let by_email = asked.query("filter").is_some_and(|filter| filter.starts_with("emails"));
        let counts = asked.query("count").is_some_and(|count| count == "0");
        (provider::authorized(asked) && (by_email || counts)).then(|| provider::error(400, "no"))
    })
    .await;
    assert_eq!(off(&report), [("lookup-by-email", Verdict::Note), ("count-zero", Verdict::Note)]);
    assert_eq!(report.verdict, Verdict::Pass);
}

#[tokio::test]
async fn a_user_is_the_same_by_id_as_in_the_list() {
    let by_id = |answer: Answer| {
        twisted(move |asked| {
            (provider::authorized(asked) && asked.path() == "/scim/v2/Users/id-00001").then(|| answer.clone())
        })
    };
    assert_eq!(off(&by_id(provider::error(404, "no")).await), [("user-by-id", Verdict::Fail)]);
    assert_eq!(off(&by_id(Answer::scim(200, &user(2))).await), [("user-by-id", Verdict::Fail)]);
    assert_eq!(off(&by_id(Answer::scim(200, &list(&[user(1)], 1, 1))).await), [("user-by-id", Verdict::Fail)]);
    assert_eq!(off(&by_id(Answer::new(200, "application/json", "")).await), [("user-by-id", Verdict::Fail)]);
    let mut inactive = user(1);
    inactive.as_object_mut().unwrap().remove("active");
    assert_eq!(off(&by_id(Answer::scim(200, &inactive)).await), [("user-by-id", Verdict::Warn)]);
}

#[tokio::test]
async fn members_who_are_no_users_and_twins_are_worth_knowing() {
    let report = twisted(|asked| {
        let plain = provider::authorized(asked) && asked.path() == "/scim/v2/Groups" && asked.query("filter").is_none();
        plain.then(|| {
            let mut group = provider::group();
            group["members"] = json!([{"value": "id-00001"}, {"value": "ghost"}, {"value": "g-2", "type": "Group"}]);
            Answer::scim(200, &list(&[group], 1, 1))
        })
    })
    .await;
    assert_eq!(off(&report), [("members-exist", Verdict::Warn)]);
    assert!(find(&report, "members-exist").saw.contains("ghost"));

    let report = bent_pages(|body| {
        for user in body["Resources"].as_array_mut().unwrap() {
            if user["id"] == "id-00002" {
                user["emails"][0]["value"] = json!("Person1@Example.com");
            }
        }
    })
    .await;
    assert_eq!(off(&report), [("twins", Verdict::Warn)]);
    assert!(find(&report, "twins").saw.contains("person1@example.com and person2@example.com"));
}

/// Checks a provider of so many users, whose pages are bent by this.
async fn many(users: u64, bend: impl Fn(&mut Value) + Send + Sync + 'static) -> (Report, Vec<Asked>) {
    let server = crate::Server::start(move |asked| {
        if !is_page(asked) {
            return provider::right(asked, users);
        }
        let mut body = json_of(&page(asked, users));
        body["Resources"].as_array_mut().unwrap().iter_mut().for_each(&bend);
        Answer::scim(200, &body)
    })
    .await;
    let report = crate::check(crate::target(&format!("{}/scim/v2", server.base))).await;
    (report, server.asked())
}

#[tokio::test]
async fn twins_are_found_behind_the_first_page_too_and_what_was_looked_at_is_said() {
    let twin = |user: &mut Value| {
        if user["id"] == "id-00250" {
            user["emails"][0]["value"] = json!("PERSON1@example.com");
        }
    };
    let (report, _) = many(312, twin).await;
    let twins = find(&report, "twins");
    assert_eq!((twins.verdict, twins.facts["users compared"].as_str()), (Verdict::Warn, "312"));
    assert!(twins.saw.ends_with("Looked at were 312 users."), "{}", twins.saw);

    let (report, _) = many(4_312, twin).await;
    let twins = find(&report, "twins");
    assert!(twins.saw.ends_with("Looked at were the first 500 of 4,312 users."), "{}", twins.saw);
    let stable = find(&report, "stable-ids");
    assert!(stable.saw.ends_with("Compared were the first 100 of 4,312 users."), "{}", stable.saw);
    assert!(find(&report, "pages-join").saw.starts_with("The first 500 of 4,312 users and the last 100 were read"));
}

#[tokio::test]
async fn ids_that_change_behind_the_first_page_fail_too() {
    let readings = std::sync::atomic::AtomicU64::new(0);
    let (report, _) = many(312, move |user| {
        if user["id"] == "id-00250" {
            user["id"] = json!(format!("fresh-{}", readings.fetch_add(1, std::sync::atomic::Ordering::SeqCst)));
        }
    })
    .await;
    let stable = find(&report, "stable-ids");
    assert_eq!((stable.verdict, stable.facts["users compared"].as_str()), (Verdict::Fail, "312"));
}

#[tokio::test]
async fn members_among_those_who_were_read_are_not_asked_for_one_by_one() {
    let member = |number: u64| {
        twisted(move |asked| {
            if asked.path() == "/scim/v2/Groups" && asked.query("filter").is_none() && provider::authorized(asked) {
                let mut group = provider::group();
                group["members"] = json!([{"value": format!("id-{number:05}")}]);
                return Some(Answer::scim(200, &list(&[group], 1, 1)));
            }
            assert_ne!(asked.path(), "/scim/v2/Users/id-00250", "who was read needs no question");
            Some(provider::right(asked, 312))
        })
    };
    let report = member(250).await;
    assert_eq!(find(&report, "members-exist").saw, "1 member looked at: each is a user.");
    let ghost = member(400).await;
    assert_eq!(off(&ghost), [("members-exist", Verdict::Warn)]);
    assert_eq!(find(&ghost, "members-exist").exchanges.len(), 1);
}

#[tokio::test]
async fn an_answer_slower_than_the_policy_likes_is_named() {
    let server = crate::Server::start(|asked| {
        if asked.path().ends_with("/Schemas") {
            // Takes longer than nothing at all, which is the limit here.
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        provider::right(asked, 40)
    })
    .await;
    let mut target = crate::target(&format!("{}/scim/v2", server.base));
    assert_eq!(find(&crate::check(target.clone()).await, "answer-times").verdict, Verdict::Pass);
    target.policy.slow = std::time::Duration::ZERO;
    let report = crate::check(target).await;
    let times = find(&report, "answer-times");
    assert_eq!(times.verdict, Verdict::Warn);
    assert!(times.saw.starts_with("GET /") && times.saw.contains(" took "), "{}", times.saw);
    assert!(!times.exchanges.is_empty() && !times.facts["slowest request"].is_empty());
    assert_eq!(off(&report), [("answer-times", Verdict::Warn)], "one place says so");
}

#[tokio::test]
async fn ids_that_change_between_two_readings_fail() {
    let readings = std::sync::atomic::AtomicU64::new(0);
    let report = twisted(move |asked| {
        (is_page(asked) && asked.query("count").is_some_and(|count| count == "100")).then(|| {
            let reading = readings.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let mut body = json_of(&page(asked, 40));
            if reading > 0 {
                body["Resources"][3]["id"] = json!(format!("fresh-{reading}"));
            }
            Answer::scim(200, &body)
        })
    })
    .await;
    assert_eq!(off(&report), [("stable-ids", Verdict::Fail)]);
    assert_eq!(find(&report, "users-shape").facts["users"], "40");
    assert_eq!(find(&report, "groups-shape").facts["groups"], "1");
}
