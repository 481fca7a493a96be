//! Errors that Okta shows, explained.

use super::{check, rehearsal};
use crate::core::App;
use crate::wire::{ExplainText, Explained, FieldPage, Problem};

pub(crate) async fn explain(app: &App, request: ExplainText) -> Result<Explained, Problem> {
    let explanation = catflap_check::explain(&request.text);
    // Without a profile the text alone speaks.
    let (report, rehearsal) = match app.opened() {
        Some(profile) => (check::newest(app)?, rehearsal::newest(app, &profile)),
        None => (None, None),
    };
    let seen = report.is_some() || rehearsal.is_some();
    let judged = seen.then(|| catflap_check::judge_with(&explanation, report.as_ref(), rehearsal.as_ref()));
    let change = judged.as_ref().map_or(&explanation.change, |judged| &judged.change);
    Ok(Explained { field: page_of(change), checked_at: report.map(|report| report.started_at), judged, explanation })
}

/// Labels of Okta that a change can name, the longer of two that begin alike first, each with the step of the guide that
/// is done on its page.
const LABELS: [(&str, &str); 9] = [
    ("Provisioning › To App", "to-app"),
    ("Provisioning", "connector-settings"),
    ("SCIM connector base URL", "connector-settings"),
    ("Authorization", "connector-settings"),
    ("Sign On", "idp-metadata"),
    ("Assignments", "assign-groups"),
    ("Push Groups", "push-groups"),
    ("General", "enable-scim"),
    ("Directory › Groups", "separate-groups"),
];

/// The page with the first field that a change names, as the guide opens it.
fn page_of(change: &str) -> Option<FieldPage> {
    // Every other part stands between marks.
    let labels = change.split('`').skip(1).step_by(2);
    let mut steps = labels.filter_map(|label| LABELS.iter().find(|(start, _)| label.starts_with(start)));
    let step = catflap_guide::step(steps.next()?.1)?;
    let link = step.page?;
    Some(FieldPage { page: link.page, label: link.label.to_owned(), step: step.id.to_owned() })
}

#[cfg(test)]
mod tests {
    use catflap_guide::Page;

    use super::*;

    #[test]
    fn the_field_that_a_change_names_is_one_click_away() {
        for (text, page) in [
            ("Error authenticating: Unauthorized. Errors reported by remote server: null", Page::OktaProvisioning),
            ("Error authenticating: Not Found", Page::OktaProvisioning),
            ("User was assigned this application before Provisioning was enabled", Page::OktaAssignments),
        ] {
            let field = page_of(&catflap_check::explain(text).change).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(field.page, page, "{text}");
            assert!(field.label.starts_with("Open "), "{}", field.label);
        }
    }

    #[test]
    fn every_label_leads_to_a_step_with_a_page() {
        for (label, _) in LABELS {
            assert!(page_of(&format!("In Okta under `{label} › Anything`, change it.")).is_some(), "{label}");
        }
        assert_eq!(page_of("Press `Retry Selected` under `Dashboard › Tasks`."), None);
    }
}
