//! Short forms in which the steps are written.

use crate::model::{Caution, DrawnButton, DrawnChoice, DrawnRow, Instruction, Page, PageLink, ValueKind};

/// Something to do.
pub(super) const fn act(text: &'static str) -> Instruction {
    Instruction { text, values: Vec::new(), note: "" }
}

/// Something to do, with a line below.
pub(super) const fn act_note(text: &'static str, note: &'static str) -> Instruction {
    Instruction { text, values: Vec::new(), note }
}

/// A value to paste, with a line below (may be empty).
pub(super) fn paste(text: &'static str, value: ValueKind, note: &'static str) -> Instruction {
    Instruction { text, values: vec![value], note }
}

/// What goes wrong here.
pub(super) const fn caution(title: &'static str, text: &'static str) -> Caution {
    Caution { title, text }
}

/// The page of the primary action.
#[allow(clippy::unnecessary_wraps)] // every caller fills `Step::page`
pub(super) const fn page(page: Page, label: &'static str) -> Option<PageLink> {
    Some(PageLink { page, label })
}

/// A label with fixed text.
pub(super) const fn line(label: &'static str, text: &'static str) -> DrawnRow {
    DrawnRow::Text { label, text }
}

/// A field that holds a value of the profile.
pub(super) const fn field(id: &'static str, label: &'static str, value: ValueKind, mark: bool) -> DrawnRow {
    DrawnRow::Field { id, label, prefix: "", value: Some(value), text: "", mark }
}

/// A field with fixed text.
pub(super) const fn fixed(id: &'static str, label: &'static str, text: &'static str, mark: bool) -> DrawnRow {
    DrawnRow::Field { id, label, prefix: "", value: None, text, mark }
}

/// Boxes to tick.
pub(super) fn boxes(label: &'static str, choices: Vec<DrawnChoice>) -> DrawnRow {
    DrawnRow::Choices { label, single: false, choices }
}

/// Radio buttons.
pub(super) fn radios(label: &'static str, choices: Vec<DrawnChoice>) -> DrawnRow {
    DrawnRow::Choices { label, single: true, choices }
}

/// A box or radio button, on or off, marked when the step is about it.
pub(super) const fn choice(id: &'static str, label: &'static str, on: bool, mark: bool) -> DrawnChoice {
    DrawnChoice { id, label, on, mark }
}

/// Buttons in a row; the marked one is what the step presses.
pub(super) fn buttons(labels: &[(&'static str, bool)]) -> DrawnRow {
    DrawnRow::Buttons { buttons: labels.iter().map(|&(label, mark)| DrawnButton { label, mark }).collect() }
}
