//! 0.2 The e-mail domain is verified.

use super::draw::{act, act_note, buttons, caution, fixed, line, page, paste};
use crate::facts::Facts;
use crate::look::Look;
use crate::look::act::Act;
use crate::model::{Connection, Drawing, Page, Place, Step, ValueKind};

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
        proven_by: vec![Connection::ConfigCat],
        proof_note: "The audit log shows when a domain was verified and by whom, as far back as your plan keeps it; it does not show that it still is.",
        optional: false,
    }
}

/// Proven by the audit log.
pub(super) fn look(facts: &Facts) -> Look {
    Act {
        point: ("domain", "A domain is verified"),
        kinds: &["domainVerified"],
        undone: &["domainRemoved"],
        done_words: "A domain was verified",
        undone_words: "A domain was removed",
    }
    .look(facts)
}
