use std::collections::BTreeMap;

use catflap_http::Exchange;
use proptest::prelude::*;

use super::*;
use crate::{Level, Waterfall, all};

fn finding(id: &str, verdict: Verdict, summary: &str) -> Finding {
    Finding {
        id: id.into(),
        level: Level::Read,
        verdict,
        title: format!("{id} {verdict:?}"),
        summary: summary.into(),
        question: "Is it so?".into(),
        saw: String::new(),
        why: String::new(),
        todo: String::new(),
        duration_ms: 1,
        exchanges: Vec::new(),
        facts: BTreeMap::new(),
    }
}

fn report(findings: Vec<Finding>) -> Report {
    Report {
        url: "https://scim.example.com/v2".into(),
        started_at: String::new(),
        duration_ms: 1,
        verdict: crate::verdict::worst(&findings),
        headline: String::new(),
        advice: String::new(),
        findings,
        waterfall: None,
        token_hint: "…3f9a".into(),
        cancelled: false,
    }
}

fn with(id: &str, facts: &[(&str, &str)]) -> Report {
    let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    report(vec![Finding { facts, ..finding(id, Verdict::Pass, "") }])
}

fn answered(id: &str, times: &[u64], body: &str) -> Report {
    let exchange = |ms: &u64| Exchange {
        status: Some(200),
        total_ms: *ms,
        response_body: Some(body.to_owned()),
        ..Exchange::default()
    };
    report(vec![Finding { exchanges: times.iter().map(exchange).collect(), ..finding(id, Verdict::Pass, "") }])
}

fn texts(old: &Report, new: &Report) -> Vec<String> {
    compare(old, new).into_iter().map(|change| change.text).collect()
}

#[test]
fn a_token_that_is_refused_now_goes_first_and_what_hangs_on_it_is_one_line() {
    let checks = ["token-accepted", "users-shape", "groups-shape"];
    let old = report(checks.iter().map(|id| finding(id, Verdict::Pass, "200")).collect());
    let mut new = old.clone();
    new.verdict = Verdict::Fail;
    new.findings[0] = finding("token-accepted", Verdict::Fail, "401");
    new.findings[1] = finding("users-shape", Verdict::Skip, "not asked");
    new.findings[2] = finding("groups-shape", Verdict::Skip, "not asked");
    assert_eq!(
        texts(&old, &new),
        [
            "the connection: was working, is failing now",
            "the token: was accepted, is refused (401) now",
            "2 checks could be asked before and not now",
        ]
    );
    let back = compare(&new, &old);
    assert_eq!(back[1].text, "the token: was refused (401), is accepted now");
    assert_eq!((back[1].direction, back[1].check.as_deref()), (Direction::Better, Some("token-accepted")));
}

#[test]
fn what_got_worse_goes_before_what_got_better() {
    let old = report(vec![finding("dns", Verdict::Fail, "x"), finding("tls", Verdict::Pass, "")]);
    let new = report(vec![finding("dns", Verdict::Pass, ""), finding("tls", Verdict::Warn, "9 days left")]);
    let changes = compare(&old, &new);
    assert_eq!(changes[0].about, About::Run);
    assert_eq!(changes[1].text, "the certificate: was good, is worth a look (9 days left) now");
    assert_eq!(changes[2].text, "the host name: was unknown (x), is known now");
}

#[test]
fn another_failure_of_the_same_check_is_a_change_and_another_number_is_none() {
    let old = report(vec![finding("token-accepted", Verdict::Fail, "401")]);
    let mut new = report(vec![finding("token-accepted", Verdict::Fail, "403")]);
    assert_eq!(texts(&old, &new).len(), 0, "the title says the same");
    new.findings[0].title = "The token may not read users".into();
    assert_eq!(texts(&old, &new), ["the token: was refused (401), is refused (403) now"]);
}

#[test]
fn a_check_without_words_of_its_own_is_told_by_its_question() {
    let old = report(vec![finding("brand-new", Verdict::Pass, "")]);
    let new = report(vec![finding("brand-new", Verdict::Note, "odd")]);
    assert_eq!(texts(&old, &new), ["“Is it so?”: was fine, is noted (odd) now"]);
}

#[test]
fn words_belong_to_checks_that_exist() {
    for words in &WORDS {
        assert!(all().iter().any(|listed| listed.id == words.id), "{}", words.id);
    }
}

#[test]
fn a_cancelled_run_makes_no_changes_of_what_it_did_not_ask() {
    let old = report(vec![finding("dns", Verdict::Pass, ""), finding("tls", Verdict::Fail, "expired")]);
    let mut new = report(vec![finding("dns", Verdict::Skip, "cancelled"), finding("tls", Verdict::Fail, "expired")]);
    new.verdict = Verdict::Pass;
    new.cancelled = true;
    assert_eq!(texts(&old, &new).len(), 0);
}

#[test]
fn another_certificate_is_told_and_days_left_are_not() {
    let old = [("issuer", "CN=R3"), ("not after", "2026-05-03T10:00:00Z"), ("days left", "62"), ("version", "TLS 1.3")];
    let mut new = old;
    new[2].1 = "61";
    assert_eq!(texts(&with("tls", &old), &with("tls", &new)).len(), 0);
    new[0].1 = "CN=R10";
    new[1].1 = "2026-08-01T10:00:00Z";
    new[3].1 = "TLS 1.2";
    assert_eq!(
        texts(&with("tls", &old), &with("tls", &new)),
        [
            "the certificate changed (valid until 2026-05-03 → 2026-08-01; issuer CN=R3 → CN=R10)",
            "another TLS version (TLS 1.3 → TLS 1.2)",
        ]
    );
}

#[test]
fn a_certificate_that_differs_in_nothing_but_itself_is_told_by_its_fingerprint() {
    let print =
        |print| with("tls", &[("issuer", "CN=R3"), ("not after", "2026-05-03T10:00:00Z"), ("fingerprint", print)]);
    let (old, new) = (print("3f9a00aa11bb22cc"), print("77aa00aa11bb22cc"));
    assert_eq!(texts(&old, &new), ["the certificate changed (fingerprint 3f9a00aa… → 77aa00aa…)"]);
    let before_there_were_any = with("tls", &[("issuer", "CN=R3"), ("not after", "2026-05-03T10:00:00Z")]);
    assert_eq!(texts(&before_there_were_any, &new).len(), 0);
}

#[test]
fn since_yesterday_the_certificate_changed_and_look_ups_take_three_times_as_long() {
    let day = |until: &str, print: &str, ms: &[u64]| {
        let mut day = with("tls", &[("not after", until), ("fingerprint", print)]);
        for id in ["lookup-known-user", "lookup-stranger", "lookup-known-group", "odd-characters"] {
            day.findings.extend(answered(id, ms, "").findings);
        }
        day
    };
    let yesterday = day("2026-09-01T00:00:00Z", "aa", &[240]);
    let today = day("2026-12-01T00:00:00Z", "bb", &[720]);
    assert_eq!(
        texts(&yesterday, &today),
        [
            "the certificate changed (valid until 2026-09-01 → 2026-12-01)",
            "look-ups take three times as long (240 → 720 ms)",
        ]
    );
}

#[test]
fn addresses_of_a_load_balancer_come_and_go_and_another_network_is_told() {
    let at = |addresses| with("dns", &[("addresses", addresses)]);
    assert_eq!(texts(&at("203.0.113.7, 203.0.113.8"), &at("203.0.200.1")).len(), 0);
    assert_eq!(texts(&at("2606:4700::1"), &at("2606:4700::2, 10.0.0.1")).len(), 0);
    assert_eq!(texts(&at("203.0.113.7"), &at("10.0.0.1")), ["the host is at other addresses (203.0.113.7 → 10.0.0.1)"]);
}

#[test]
fn a_proxy_that_comes_is_told() {
    let free = with("dns", &[("addresses", "203.0.113.7")]);
    let behind = report(vec![Finding {
        facts: BTreeMap::from([("proxy".to_owned(), "proxy.example.com:3128".to_owned())]),
        ..finding("dns", Verdict::Skip, "by the proxy")
    }]);
    assert_eq!(
        texts(&free, &behind),
        ["1 check could be asked before and not now", "a proxy since then (proxy.example.com:3128)"]
    );
    assert!(texts(&behind, &free).contains(&"no proxy any more (proxy.example.com:3128)".to_owned()));
}

#[test]
fn what_is_announced_no_longer_is_told() {
    let says = |supported| with("service-provider-config", &[("supported", supported)]);
    assert_eq!(texts(&says("patch, filter"), &says("filter, patch")).len(), 0, "the order means nothing");
    assert_eq!(texts(&says("patch, filter"), &says("filter")), ["the endpoint supports patch no longer"]);
    assert_eq!(texts(&says("filter"), &says("filter, etag")), ["the endpoint supports etag since then"]);
}

#[test]
fn users_and_groups_are_counted() {
    let listed = |total: u64| answered("users-shape", &[1], &format!("{{\"totalResults\" : {total},\"Reso"));
    assert_eq!(texts(&listed(312), &listed(315)), ["3 users more (312 → 315)"]);
    assert_eq!(texts(&listed(2), &listed(1)), ["1 user fewer (2 → 1)"]);
    let groups = |total| with("groups-shape", &[("groups", total), ("groups looked at", "100")]);
    assert_eq!(texts(&groups("120"), &groups("118")), ["2 groups fewer (120 → 118)"]);
    let looked_at = |number| with("users-shape", &[("users looked at", number)]);
    assert_eq!(texts(&looked_at("99"), &looked_at("100")).len(), 0, "a hundred may be more");
    assert_eq!(texts(&looked_at("5"), &looked_at("7")), ["2 users more (5 → 7)"]);
}

#[test]
fn jitter_is_no_change_and_three_times_as_long_is() {
    let took = |times: &[u64]| answered("lookup-known-user", times, "");
    assert_eq!(texts(&took(&[400]), &took(&[900])).len(), 0, "not three times as long");
    assert_eq!(texts(&took(&[27]), &took(&[600])).len(), 0, "fast enough for Okta’s own test");
    assert_eq!(texts(&took(&[50, 52, 53]), &took(&[51, 54, 9000])).len(), 0, "one outlier");
    let changes = compare(&took(&[230]), &took(&[690]));
    assert_eq!(changes[0].text, "look-ups take three times as long (230 → 690 ms)");
    assert_eq!(changes[0].direction, Direction::Worse);
    assert_eq!(texts(&took(&[690]), &took(&[230])), ["look-ups are three times as fast (690 → 230 ms)"]);
    assert_eq!(texts(&took(&[0]), &took(&[1700])), ["look-ups take over 100 times as long (0 → 1700 ms)"]);
}

#[test]
fn parts_of_the_connection_are_told_apart() {
    let falls = |dns, tls| Report {
        waterfall: Some(Waterfall { dns_ms: Some(dns), tls_ms: Some(tls), ..Waterfall::default() }),
        ..report(Vec::new())
    };
    assert_eq!(texts(&falls(0, 40), &falls(300, 90)).len(), 0, "a name server that asked another");
    assert_eq!(texts(&falls(0, 80), &falls(0, 800)), ["the TLS handshake takes 10 times as long (80 → 800 ms)"]);
}

#[test]
fn another_token_and_another_url_are_told() {
    let old = report(Vec::new());
    let new = Report { url: "https://scim.example.com/v3".into(), token_hint: "…77aa".into(), ..report(Vec::new()) };
    assert_eq!(
        texts(&old, &new),
        [
            "another SCIM URL (https://scim.example.com/v2 → https://scim.example.com/v3)",
            "another token (…3f9a → …77aa)",
        ]
    );
}

fn any_report() -> impl Strategy<Value = Report> {
    let verdict = prop_oneof![
        Just(Verdict::Pass),
        Just(Verdict::Note),
        Just(Verdict::Warn),
        Just(Verdict::Fail),
        Just(Verdict::Skip)
    ];
    let fact = prop::sample::select(vec![
        "addresses",
        "proxy",
        "issuer",
        "not after",
        "version",
        "supported",
        "announced",
        "users",
        "users looked at",
        "http version",
    ]);
    let facts = prop::collection::btree_map(fact.prop_map(str::to_owned), "[a-c0-9., ]{0,8}", 0..4);
    let one = (verdict, "[a-c]{0,2}", facts, prop::collection::vec(0..2000u64, 0..4));
    let ids: Vec<String> = all().into_iter().map(|listed| listed.id).collect();
    let findings = prop::collection::vec(one, ids.len()).prop_map(move |parts| {
        let each = ids.iter().zip(parts).map(|(id, (verdict, title, facts, times))| {
            let exchanges = times.iter().map(|ms| Exchange {
                status: Some(200),
                total_ms: *ms,
                response_body: Some(format!("{{\"totalResults\":{ms}}}")),
                ..Exchange::default()
            });
            Finding { title, facts, exchanges: exchanges.collect(), ..finding(id, verdict, "s") }
        });
        each.collect::<Vec<_>>()
    });
    let waterfall = prop::option::of((prop::option::of(0..3000u64), prop::option::of(0..3000u64)));
    (findings, waterfall, any::<bool>(), "[a-b]{1}").prop_map(|(findings, waterfall, cancelled, url)| Report {
        waterfall: waterfall.map(|(dns_ms, tls_ms)| Waterfall { dns_ms, tls_ms, ..Waterfall::default() }),
        cancelled,
        url,
        ..report(findings)
    })
}

proptest! {
    #[test]
    fn a_report_beside_itself_gives_nothing(report in any_report()) {
        prop_assert_eq!(compare(&report, &report), []);
    }

    #[test]
    fn there_and_back_tell_of_the_same_things_the_other_way_round(old in any_report(), new in any_report()) {
        let key = |change: &Change, turned: bool| {
            let direction = match (change.direction, turned) {
                (Direction::Better, true) => Direction::Worse,
                (Direction::Worse, true) => Direction::Better,
                (direction, _) => direction,
            };
            format!("{:?} {:?} {direction:?}", change.about, change.check)
        };
        let mut there: Vec<String> = compare(&old, &new).iter().map(|change| key(change, false)).collect();
        let mut back: Vec<String> = compare(&new, &old).iter().map(|change| key(change, true)).collect();
        there.sort();
        back.sort();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn changes_stand_in_order_verdicts_first(old in any_report(), new in any_report()) {
        let changes = compare(&old, &new);
        prop_assert!(changes.windows(2).all(|pair| pair[0].about <= pair[1].about));
        prop_assert!(changes.iter().all(|change| !change.text.ends_with('.') && !change.text.is_empty()));
    }
}
