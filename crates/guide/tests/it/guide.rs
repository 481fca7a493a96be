//! The guide's words.

use std::collections::HashSet;

use catflap_guide::{DrawnRow, Step, Witness, markdown, stages, step, steps, text, verify_all};

use crate::healthy::facts;

/// guide.md's numbers, in order: none left out.
const NUMBERS: [&str; 27] = [
    "0.1", "0.2", "0.3", "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4",
    "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6",
];

#[test]
fn every_step_is_there_in_order_under_its_stage() {
    assert_eq!(steps().map(|step| step.number).collect::<Vec<_>>(), NUMBERS);
    assert_eq!(stages().len(), 6);
    for (at, stage) in stages().iter().enumerate() {
        assert!(stage.steps.iter().all(|step| step.number.starts_with(&format!("{at}."))), "{}", stage.id);
    }
}

#[test]
fn ids_are_kebab_case_and_occur_once() {
    let mut seen = HashSet::new();
    for id in stages().iter().map(|stage| stage.id).chain(steps().map(|step| step.id)) {
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id}");
        assert!(seen.insert(id), "{id} twice");
    }
    assert_eq!(step("connector-settings").map(|step| step.number), Some("3.3"));
    assert_eq!(step("no-such-step"), None);
}

/// Every text of a step that may hold marks.
fn marked(step: &Step) -> Vec<&'static str> {
    let mut texts = vec![step.why, step.proof_note];
    texts.extend(step.instructions.iter().flat_map(|instruction| [instruction.text, instruction.note]));
    texts.extend(step.cautions.iter().flat_map(|caution| [caution.title, caution.text]));
    texts
}

#[test]
fn marks_are_closed_and_labels_not_empty() {
    for step in steps() {
        for text in marked(step) {
            assert_eq!(text.matches('`').count() % 2, 0, "{}: {text}", step.id);
            assert_eq!(text.matches('*').count() % 2, 0, "{}: {text}", step.id);
            assert!(!text.contains("``"), "{}: {text}", step.id);
        }
    }
}

#[test]
fn the_words_keep_the_houses_manners() {
    for step in steps() {
        assert!(!step.title.is_empty() && !step.why.is_empty() && !step.proof_note.is_empty(), "{}", step.id);
        assert!(!step.instructions.is_empty(), "{} says what to do", step.id);
        for text in marked(step).into_iter().chain([step.title]) {
            let small = text.to_lowercase();
            for word in ["!", "please", "successfully", "simply", "  "] {
                assert!(!small.contains(word), "{}: “{word}” in “{text}”", step.id);
            }
        }
    }
}

#[test]
fn proofs_keep_their_marks_closed() {
    for (id, proof) in verify_all(&facts()) {
        assert_eq!(proof.remedy.matches('`').count() % 2, 0, "{id}: {}", proof.remedy);
        assert!(!proof.headline.contains('`'), "{id}: headlines carry no marks: {}", proof.headline);
    }
}

fn drawn_ids(step: &Step) -> Vec<(&'static str, &'static str)> {
    let rows = step.drawing.iter().flat_map(|drawing| &drawing.rows);
    rows.flat_map(|row| match row {
        DrawnRow::Field { id, label, .. } => vec![(*id, *label)],
        DrawnRow::Choices { choices, .. } => choices.iter().map(|choice| (choice.id, choice.label)).collect(),
        DrawnRow::Text { .. } | DrawnRow::Buttons { .. } | DrawnRow::Table { .. } => vec![],
    })
    .collect()
}

#[test]
fn drawn_rows_have_ids_of_their_own() {
    for step in steps() {
        let ids = drawn_ids(step);
        let unique: HashSet<_> = ids.iter().map(|(id, _)| id).collect();
        assert_eq!(unique.len(), ids.len(), "{}", step.id);
    }
}

#[test]
fn points_of_the_connector_and_of_to_app_stand_for_the_drawn_rows_by_id_and_label() {
    let proofs = verify_all(&facts());
    for id in ["connector-settings", "to-app", "saml-addresses", "scim-url-token", "enable-scim"] {
        let proof = &proofs.iter().find(|(step, _)| *step == id).unwrap().1;
        for (row, label) in drawn_ids(step(id).unwrap()) {
            let point = proof.points.iter().find(|point| point.id == row);
            assert_eq!(point.map(|point| point.title.as_str()), Some(label), "{id}: {row}");
        }
    }
}

#[test]
fn the_form_of_step_3_3_is_drawn_from_top_to_bottom() {
    let drawing = step("connector-settings").unwrap().drawing.as_ref().unwrap();
    let labels: Vec<&str> = drawing
        .rows
        .iter()
        .flat_map(|row| match row {
            DrawnRow::Text { label, .. } | DrawnRow::Field { label, .. } => vec![*label],
            DrawnRow::Choices { label, choices, .. } => {
                [*label].into_iter().chain(choices.iter().map(|choice| choice.label)).collect()
            }
            DrawnRow::Buttons { buttons } => buttons.iter().map(|button| button.label).collect(),
            DrawnRow::Table { .. } => vec![],
        })
        .collect();
    assert_eq!(
        labels,
        [
            "SCIM version",
            "SCIM connector base URL",
            "Unique identifier field for users",
            "Supported provisioning actions",
            "Import New Users and Profile Updates",
            "Push New Users",
            "Push Profile Updates",
            "Push Groups",
            "Import Groups",
            "Authentication Mode",
            "Authorization",
            "Test Connector Configuration",
            "Save",
            "Cancel",
        ]
    );
}

#[test]
fn only_the_answer_that_no_api_shows_has_no_connection() {
    let alone: Vec<_> = steps().filter(|step| step.proven_by.is_empty()).map(|step| step.id).collect();
    assert_eq!(alone, ["internal-app"]);
    assert!(steps().any(|step| step.proven_by.contains(&Witness::Scim)));
}

#[test]
fn the_guide_as_text_and_as_markdown_has_every_step_and_instruction() {
    let (plain, marked) = (text(), markdown());
    for step in steps() {
        assert!(plain.contains(&format!("\n{} {}", step.number, step.title)), "{}", step.id);
        assert!(marked.contains(&format!("\n### {} {}\n", step.number, step.title)), "{}", step.id);
        for instruction in &step.instructions {
            assert!(marked.contains(instruction.text), "{}", instruction.text);
        }
    }
    assert!(!plain.contains('`'), "marks are taken off in plain text");
    assert!(marked.contains("→   [x] Push Groups\n"), "the drawing shows the boxes");
}

#[test]
fn the_json_of_the_stages_carries_numbers_and_tagged_rows() {
    let json = serde_json::to_value(stages()).unwrap();
    let step = &json[3]["steps"][2];
    assert_eq!(step["number"], "3.3");
    assert_eq!(step["proven_by"][0], "okta");
    assert_eq!(step["drawing"]["rows"][0]["kind"], "text");
    assert_eq!(step["page"]["page"], "okta_provisioning");
}
