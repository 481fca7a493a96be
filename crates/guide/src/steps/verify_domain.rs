//! 0.2 The e-mail domain is verified.

use super::draw::{act, act_note, buttons, caution, fixed, line, page, paste};
use crate::facts::{DnsFacts, Facts};
use crate::look::act::Act;
use crate::look::{Draft, Look, words};
use crate::model::{Drawing, Page, Place, PointMark, Proof, Step, ValueKind, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "verify-domain",
        number: "0.2",
        title: "Verify your e-mail domain",
        why: "ConfigCat starts provisioning only for people whose e-mail domain it knows to be yours. Without it they are synced, \
              and then stay where they are.",
        place: Place::ConfigCat,
        page: page(Page::ConfigCatDomains, "Open domains in ConfigCat"),
        instructions: vec![
            act(
                "On the page `Authentication & Provisioning` choose `ADD & VERIFY DOMAIN` and enter the part of your addresses behind the @.",
            ),
            paste(
                "At your DNS provider add a TXT record to the domain itself. It begins with",
                ValueKind::TxtRecord,
                "ConfigCat shows the whole record, with the id that belongs to you. The host is `@`, or stays blank. An HTML or TXT file on your web site does as well.",
            ),
            act_note(
                "Back in ConfigCat, verify the domain.",
                "DNS can take a while to spread. If ConfigCat does not see the record yet, try again later.",
            ),
        ],
        cautions: vec![caution(
            "The record belongs to the domain itself.",
            "Set at `www` or another name below the domain it is not found. Every domain that occurs in your people’s addresses needs its own; \
             the plans Free, Pro, Student and Teacher verify one.",
        )],
        drawing: Some(Drawing {
            title: "Domain verification & Auto-assign users",
            product: "ConfigCat",
            rows: vec![
                fixed("domain", "Domain", "your-company.com", false),
                line("Type", "TXT"),
                line("Host", "@"),
                fixed("txt-record", "Value", "configcat-domain-verification=…", true),
                buttons(&[("ADD & VERIFY DOMAIN", true)]),
            ],
        }),
        proven_by: vec![Witness::ConfigCat, Witness::Dns],
        proof_note: "DNS shows the record at the domains of your people, and the audit log shows when a domain was verified and by whom. Neither shows that ConfigCat still holds it verified.",
        optional: false,
    }
}

/// Proven by the record in DNS, or by the act in the audit log: the log knows more, so its word leads where it has one.
pub(super) fn look(facts: &Facts) -> Look {
    let act = Act {
        point: ("domain", "A domain is verified"),
        kinds: &["domainVerified"],
        undone: &["domainRemoved"],
        done_words: "A domain was verified",
        undone_words: "A domain was removed",
    }
    .look(facts);
    let Some(dns) = &facts.dns else { return act };
    let records = records(facts, &dns.facts);
    match act {
        Ok(act) if !act.points.iter().any(|point| point.mark == PointMark::Unseen) => Ok(joined(act, records)),
        _ => Ok(records),
    }
}

/// The log's word, with what DNS shows today beside it.
fn joined(mut act: Proof, records: Proof) -> Proof {
    for mut point in records.points {
        // A verified domain stays verified when its record goes; and it may have been verified by a file.
        if matches!(point.mark, PointMark::Missing | PointMark::Bad) {
            point.mark = PointMark::Warn;
            point.evidence.push_str("; unless it is verified by a file, provisioning can’t be started for them");
        }
        act.points.push(point);
    }
    act.seen_by.extend(records.seen_by);
    act
}

/// What DNS shows, domain by domain.
fn records(facts: &Facts, dns: &DnsFacts) -> Proof {
    let mut draft = Draft::new(facts).saw(Witness::Dns);
    let (mut with, mut without, mut silent) = (Vec::new(), Vec::new(), Vec::new());
    for domain in &dns.domains {
        let name = domain.name.as_str();
        let id = format!("domain-{name}");
        let title = format!("TXT record at {name}, {}", words::count(domain.people, "person", "people"));
        let (see, do_not, unheard) = domain.resolvers();
        let found = domain.records();
        if let Some(record) = found.first() {
            draft.ok(&id, &title, format!("`{record}`, seen by {}", words::names(see)));
            if found.len() > 1 {
                let more = words::count(found.len() - 1, "more record", "more records");
                draft.warn(
                    &format!("{id}-more"),
                    name,
                    format!("{more} of ConfigCat: {}", words::names(found[1..].to_vec())),
                );
            }
            if !do_not.is_empty() {
                draft.warn(&format!("{id}-spreading"), name, format!("not seen yet by {}", words::names(do_not)));
            }
            with.push(name);
        } else if let Some(below) = domain.misplaced.first() {
            draft.bad(
                (&id, &title),
                format!("the record stands at {below}"),
                format!("ConfigCat’s record stands at {below}, not at {name}"),
                "At your DNS provider give the record the host `@`, or leave the host blank: some providers add the domain by themselves.",
            );
        } else if do_not.is_empty() {
            draft.blind(&id, &title, format!("no answer from {}", words::names(unheard)));
            silent.push(name);
        } else {
            draft.missing(
                &id,
                &title,
                format!(
                    "none of ConfigCat, as {} {} it",
                    words::names(do_not.clone()),
                    if do_not.len() == 1 { "sees" } else { "see" }
                ),
            );
            without.push(name);
        }
    }
    if dns.not_asked > 0 {
        draft.blind(
            "domains-more",
            "Further domains",
            format!("{} not asked for", words::count(dns.not_asked, "domain", "domains")),
        );
    }
    if draft.is_wrong() {
        return draft.failing();
    }
    if !without.is_empty() {
        let lack =
            if with.is_empty() { "No TXT record of ConfigCat at" } else { "Still without ConfigCat’s TXT record:" };
        return draft.not_yet(
            format!("{lack} {}", words::names(without)),
            "Add the record that ConfigCat’s page shows. A new one can take hours to be seen everywhere. If the domain was verified by a file on its web site, DNS can’t show it: tick the step.",
        );
    }
    if with.is_empty() {
        return draft.unseen(
            format!("DNS did not answer for {}", words::names(silent)),
            "Look again when this computer reaches a DNS resolver. Until then, tick the step when it is done.",
        );
    }
    let headline = format!("ConfigCat’s TXT record stands at {}", words::names(with));
    draft.proven_but(headline, "DNS shows the record. That ConfigCat took it stands on its page alone.")
}
