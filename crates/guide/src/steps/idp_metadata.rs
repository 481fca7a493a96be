//! 2.5 Okta's metadata in ConfigCat.

use super::draw::{act, act_note, caution, field, fixed, page, paste};
use crate::facts::{CertificateDates, Facts, MetadataFacts};
use crate::look::{Draft, Look, act, reach, time};
use crate::model::{Drawing, Page, Place, Step, ValueKind, Witness};

pub(super) fn step() -> Step {
    Step {
        id: "idp-metadata",
        number: "2.5",
        title: "Give ConfigCat Okta’s metadata",
        why: "The metadata holds Okta’s sign-on address and the certificate by which ConfigCat recognises Okta.",
        place: Place::Both,
        page: page(Page::OktaSignOn, "Open Sign On in Okta"),
        instructions: vec![
            act("In Okta, open the tab `Sign On` and copy the address behind `View IdP metadata`."),
            paste(
                "In ConfigCat, into `Metadata URL` paste",
                ValueKind::MetadataUrl,
                "ConfigCat then follows when Okta changes its certificate.",
            ),
            act_note(
                "Or by hand: `View SAML setup instructions` in Okta shows `Identity Provider Single Sign-On URL` and `X.509 Certificate`.",
                "A certificate set by hand has to be replaced by hand before it expires.",
            ),
        ],
        cautions: vec![caution(
            "The address, not the page.",
            "Copy the link of `View IdP metadata`. The address of the admin console’s page leads ConfigCat to a sign-in form.",
        )],
        drawing: Some(Drawing {
            title: "SAML identity provider",
            product: "ConfigCat",
            rows: vec![
                field("metadata-url", "Metadata URL", ValueKind::MetadataUrl, true),
                fixed("sign-on-url", "Sign-on URL", "", false),
                fixed("x509-certificate", "X.509 Certificate", "", false),
            ],
        }),
        proven_by: vec![Witness::Okta, Witness::ConfigCat],
        proof_note: "Okta’s metadata is read and its certificate’s dates are checked; that ConfigCat’s form was saved shows in its audit log, what was pasted there does not.",
        optional: false,
    }
}

/// Okta's half by its metadata, ConfigCat's half by the audit log. Okta's half alone is no proof: it is right as soon as
/// the application exists, whether or not anyone gave it to ConfigCat.
pub(super) fn look(facts: &Facts) -> Look {
    let app = reach::app(facts)?;
    let metadata =
        app.metadata.as_ref().map_err(|no| reach::refused(facts, Witness::Okta, "Okta’s metadata", &no.why))?;
    let mut draft = Draft::new(facts).saw(Witness::Okta);
    if metadata.entity_id.trim().is_empty() {
        draft.bad(
            ("metadata-url", "Metadata URL"),
            "no EntityDescriptor in the answer",
            "Okta’s metadata names no identity provider",
            "On the tab `Sign On`, copy the address behind `View IdP metadata` again. If the page stays empty, save the application’s SAML settings once more.",
        );
    } else {
        draft.ok("metadata-url", "Metadata URL", format!("answers; issuer {}", metadata.entity_id));
    }
    let until = certificate(&mut draft, facts, metadata);
    if draft.is_wrong() {
        return Ok(draft.failing());
    }
    let saved = facts.audit().and_then(|log| act::last(log, &["samlIdpConfigurationUpdated"]));
    if let Some(saved) = saved {
        draft.add_witness(Witness::ConfigCat);
        draft.ok("saved-in-configcat", "Saved in ConfigCat", act::evidence(saved));
        return Ok(draft.proven_but(
            format!("Okta’s metadata answers, {until}, and ConfigCat’s form was saved {}", act::when_and_who(saved)),
            "What was pasted there, no API tells.",
        ));
    }
    let why = match &facts.configcat {
        None => "ConfigCat’s API is not connected".to_owned(),
        Some(configcat) => match &configcat.facts.audit {
            Err(no) => no.why.clone(),
            Ok(log) => format!("no save in the audit log of the last {} days", log.days),
        },
    };
    draft.blind("saved-in-configcat", "Saved in ConfigCat", why);
    Ok(draft.unseen(
        format!("Okta’s half is right, {until}"),
        "Whether ConfigCat has it can’t be seen. Tick the step when it is pasted and saved there.",
    ))
}

/// Adds the point; returns how long the certificate is valid, in words.
fn certificate(draft: &mut Draft<'_>, facts: &Facts, metadata: &MetadataFacts) -> String {
    let point = ("x509-certificate", "X.509 Certificate");
    // Okta can list a coming certificate beside the present one: the one that lasts longest among those valid now counts.
    let now = time::parse(&facts.now);
    let valid =
        |dates: &&CertificateDates| time::parse(&dates.not_before) <= now && now <= time::parse(&dates.not_after);
    let newest = |dates: &&CertificateDates| time::parse(&dates.not_after);
    let Some(best) = metadata.certificates.iter().filter(valid).max_by_key(newest) else {
        let (evidence, headline) = match metadata.certificates.iter().max_by_key(newest) {
            None => ("none in the metadata".to_owned(), "Okta’s metadata holds no certificate".to_owned()),
            Some(dates) if time::later(&dates.not_before, &facts.now) => (
                format!("valid from {}", time::day(&dates.not_before)),
                format!("Okta’s certificate is not valid before {}", time::day(&dates.not_before)),
            ),
            Some(dates) => (
                format!("expired on {}", time::day(&dates.not_after)),
                format!("Okta’s certificate expired on {}", time::day(&dates.not_after)),
            ),
        };
        draft.bad(
            point,
            evidence,
            headline,
            "On the tab `Sign On`, under `SAML Signing Certificates`, generate a new certificate and activate it. With `Metadata URL` ConfigCat follows; set by hand, paste the new one there.",
        );
        return String::new();
    };
    let until = format!("the certificate is valid until {}", time::day(&best.not_after));
    match time::days_between(&facts.now, &best.not_after) {
        Some(days) if days < 30 => {
            draft.warn(point.0, point.1, format!("expires in {days} days, on {}", time::day(&best.not_after)));
        }
        _ => draft.ok(point.0, point.1, until.clone()),
    }
    until
}
