//! The words of lines, and of what stands against them.

use super::model::{Change, NamedPerson};
use super::scheme::SchemeError;
use crate::trouble::Trouble;

pub(super) fn twice(name: &str, is: &str, wanted: &str) -> Trouble {
    Trouble::new(
        format!("“{name}” is {is}, so it must not be {wanted} as well."),
        "Okta does not support the same group in both roles: its memberships get out of step.",
        match wanted {
            "pushed" => "Make a push group beside it, with the same people.",
            _ => "Assign another group that holds the same people.",
        },
    )
}

pub(super) fn bad_scheme(error: &SchemeError) -> Trouble {
    Trouble::new(
        "The scheme of names gives no usable name.",
        format!("{}.", crate::trouble::first_up(&error.to_string())),
        "Write {name} once, and something beside it: {name} (push).",
    )
}

pub(super) fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn person(person: &NamedPerson) -> &str {
    if person.name.trim().is_empty() { &person.login } else { &person.name }
}

pub(super) fn title(change: &Change) -> String {
    match change {
        Change::CreateApp { app } => format!("Create the SAML application “{}”", app.label),
        Change::AssignGroup { group } => format!("Assign “{}”", group.name),
        Change::CreateGroup { name, beside } => format!("Create the group “{name}” beside “{}”", beside.name),
        Change::AddMember { target, person: one } => format!("Add {} to “{}”", person(one), target.name()),
        Change::PushGroup { target } => format!("Push “{}”", target.name()),
        Change::StopPush { group, .. } => format!("Stop pushing “{}”", group.name),
        Change::StartPush { group, .. } => format!("Start pushing “{}”", group.name),
        Change::Unlink { group, .. } => format!("Unlink “{}”", group.name),
        Change::SetToApp { switches } => {
            let named = |wanted: bool| -> Vec<&str> {
                switches.labelled().into_iter().filter(|(_, on)| *on == Some(wanted)).map(|(label, _)| label).collect()
            };
            let mut parts = Vec::new();
            for (wanted, verb) in [(true, "switch on"), (false, "switch off")] {
                let labels = named(wanted);
                if !labels.is_empty() {
                    parts.push(format!("{verb} {}", labels.join(", ")));
                }
            }
            crate::trouble::first_up(&parts.join("; "))
        }
    }
}
