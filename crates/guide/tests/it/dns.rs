//! The e-mail domain, as DNS shows it.

use std::net::SocketAddr;

use catflap_guide::{
    AuditLog, DnsFacts, DomainFacts, Facts, Heard, Outcome, PointMark, Proof, PublicDns, TxtLookup, Unreadable,
    Witness, verify,
};
use tokio::net::UdpSocket;

use crate::healthy::{RECORD, facts, the_log};

/// The healthy organization, whose audit log does not reach back to the verification.
fn without_log() -> Facts {
    let mut facts = facts();
    *the_log(&mut facts) = AuditLog { days: 7, entries: vec![] };
    facts
}

fn heard(resolver: &str, records: &[&str]) -> Heard {
    Heard { resolver: resolver.into(), records: Ok(records.iter().map(|&text| text.to_owned()).collect()) }
}

fn silent(resolver: &str) -> Heard {
    Heard { resolver: resolver.into(), records: Err(Unreadable::because("It did not answer.")) }
}

fn proof_with(heard: Vec<Heard>) -> Proof {
    let mut facts = without_log();
    dns(&mut facts).domains[0].heard = heard;
    verify("verify-domain", &facts).unwrap()
}

fn dns(facts: &mut Facts) -> &mut DnsFacts {
    &mut facts.dns.as_mut().unwrap().facts
}

#[test]
fn the_record_proves_the_domain_where_the_log_does_not_reach() {
    let proof = verify("verify-domain", &without_log()).unwrap();
    assert_eq!(proof.outcome, Outcome::Proven, "{proof:#?}");
    assert_eq!(proof.headline, "ConfigCat’s TXT record stands at whisker.co");
    assert!(proof.points[0].evidence.contains(RECORD), "{proof:#?}");
    assert!(proof.remedy.contains("its page alone"), "{proof:#?}");
}

#[test]
fn the_logs_word_leads_and_dns_stands_beside_it() {
    let mut facts = facts();
    dns(&mut facts).domains[0].heard = vec![heard("Quad9", &["v=spf1 -all"])];
    let proof = verify("verify-domain", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Proven, "a verified domain stays verified without its record: {proof:#?}");
    assert_eq!(proof.seen_by, [Witness::ConfigCat, Witness::Dns]);
    assert!(proof.points.iter().any(|point| point.evidence.contains("none of ConfigCat")), "{proof:#?}");
}

#[test]
fn a_domain_without_a_record_beside_a_verified_one_is_told_with_what_follows() {
    let mut facts = facts();
    let other =
        DomainFacts { name: "catnip.dev".into(), people: 1, heard: vec![heard("Google", &[])], misplaced: vec![] };
    dns(&mut facts).domains.push(other);
    let proof = verify("verify-domain", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Proven, "guests of other domains may stay without: {proof:#?}");
    let point = proof.points.iter().find(|point| point.id == "domain-catnip.dev").unwrap();
    assert_eq!(point.mark, PointMark::Warn);
    assert!(point.evidence.contains("can’t be started for them"), "{proof:#?}");
}

#[test]
fn a_record_that_spreads_is_proven_and_names_who_does_not_see_it() {
    let proof = proof_with(vec![heard("Google", &[RECORD]), heard("Quad9", &[])]);
    assert_eq!(proof.outcome, Outcome::Proven);
    assert!(proof.points.iter().any(|point| point.evidence == "not seen yet by Quad9"), "{proof:#?}");
}

#[test]
fn no_record_is_not_yet_done_and_a_file_is_thought_of() {
    let proof = proof_with(vec![heard("Google", &["v=spf1 -all"]), silent("Quad9")]);
    assert_eq!(proof.outcome, Outcome::NotYet);
    assert_eq!(proof.headline, "No TXT record of ConfigCat at whisker.co");
    assert!(proof.remedy.contains("by a file"), "{proof:#?}");
}

#[test]
fn a_record_below_the_domain_is_wrong_and_says_where_it_stands() {
    let mut facts = without_log();
    let domain = &mut dns(&mut facts).domains[0];
    domain.heard = vec![heard("Google", &[])];
    domain.misplaced = vec!["whisker.co.whisker.co".into()];
    let proof = verify("verify-domain", &facts).unwrap();
    assert_eq!(proof.outcome, Outcome::Failing);
    assert!(proof.headline.contains("whisker.co.whisker.co, not at whisker.co"), "{proof:#?}");
    assert!(proof.remedy.contains('@'), "{proof:#?}");
}

#[test]
fn silence_proves_nothing() {
    let proof = proof_with(vec![silent("Google"), silent("Quad9")]);
    assert_eq!(proof.outcome, Outcome::Unseen);
    assert_eq!(proof.headline, "DNS did not answer for whisker.co");
}

#[test]
fn without_dns_the_log_is_asked_as_before() {
    let mut facts = without_log();
    facts.dns = None;
    let proof = verify("verify-domain", &facts).unwrap();
    assert_eq!((proof.outcome, proof.seen_by.as_slice()), (Outcome::Unseen, [Witness::ConfigCat].as_slice()));
}

/// A name server of 30 lines: `there.example` has ConfigCat's record in two strings beside another, all else has none.
async fn name_server() -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut packet = [0u8; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut packet).await {
            // RFC 1035 section 4: the header's 12 bytes, then the name, then type and class.
            let name_ends = 12 + packet[12..length].iter().position(|&byte| byte == 0).unwrap() + 1;
            let question = &packet[12..name_ends + 4];
            let there = question.to_ascii_lowercase().starts_with(b"\x05there\x07example\0");
            let texts: &[&[&str]] =
                if there { &[&["v=spf1 ", "-all"], &["configcat-domain-", "verification=6a1f"]] } else { &[] };
            let count = u8::try_from(texts.len()).unwrap();
            let mut answer = packet[..2].to_vec();
            answer.extend([0x85, 0x80, 0, 1, 0, count, 0, 0, 0, 0]);
            answer.extend(question);
            for strings in texts {
                let data: Vec<u8> = strings
                    .iter()
                    .flat_map(|text| std::iter::once(u8::try_from(text.len()).unwrap()).chain(text.bytes()))
                    .collect();
                answer.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, u8::try_from(data.len()).unwrap()]);
                answer.extend(data);
            }
            socket.send_to(&answer, from).await.unwrap();
        }
    });
    address
}

#[tokio::test]
async fn a_name_servers_answer_is_read_and_the_pieces_of_a_record_joined() {
    let dns = PublicDns::only("one", name_server().await);
    let found = dns.txt("there.example").await;
    assert_eq!(found, [heard("one", &["v=spf1 -all", "configcat-domain-verification=6a1f"])]);
    assert_eq!(dns.txt("elsewhere.example").await, [heard("one", &[])], "no record is an answer");
}

#[tokio::test]
async fn a_resolver_that_does_not_answer_is_silent_and_not_without_records() {
    let nobody = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let found = PublicDns::only("nobody", nobody.local_addr().unwrap()).txt("there.example").await;
    assert!(found[0].records.is_err(), "{found:?}");
    assert!(PublicDns::only("one", nobody.local_addr().unwrap()).txt("a..b").await[0].records.is_err());
}
