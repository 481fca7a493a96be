//! The plan as a text: TOML or JSON, out and back in.
//!
//! Both have one shape, that of [`Plan`]; `docs/files.md` tells it.

mod changes;
mod notes;
mod words;

use catflap_access::{Plan, PlanError};

pub(crate) use changes::changes;
pub(crate) use notes::notes;

use crate::wire::PlanFormat;

/// Writes a plan. `title` says whose it is and from when; TOML has it in a comment, JSON has no place for one.
///
/// # Errors
/// None for a plan that [`Plan::check`] accepts.
pub(crate) fn write(plan: &Plan, format: PlanFormat, title: &str) -> Result<String, String> {
    match format {
        PlanFormat::Json => {
            let mut text = serde_json::to_string_pretty(plan).map_err(|error| error.to_string())?;
            text.push('\n');
            Ok(text)
        }
        PlanFormat::Toml => {
            let title: String = title.chars().filter(|c| !c.is_control()).collect();
            let text = toml::to_string(plan).map_err(|error| error.to_string())?;
            Ok(format!(
                "# {title}\n# Groups stand in priority order: where two of a person’s groups name one product, the first \
                 decides.\n# Catflap reads this back under Access. ConfigCat has no API for it: what stands here is set \
                 on its page.\n\n{text}"
            ))
        }
    }
}

/// Reads and checks a plan; whether it is TOML or JSON is found out.
///
/// # Errors
/// [`PlanError::NotAPlan`] with line and column (in characters) and what was expected; else what [`Plan::check`] finds.
pub(crate) fn read(text: &str) -> Result<Plan, PlanError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(PlanError::NotAPlan { line: 1, column: 1, reason: "the text is empty".to_owned() });
    }
    if is_json(text) { read_json(text) } else { read_toml(text) }
}

/// TOML begins with a key, a comment, or with `[` and a name; JSON with `{`, or with `[` and what no name of TOML begins with.
fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    match text.strip_prefix('[') {
        Some(rest) => rest.trim_start().starts_with(['{', ']']),
        None => text.starts_with('{'),
    }
}

fn read_json(text: &str) -> Result<Plan, PlanError> {
    Plan::from_json(text).map_err(|error| match error {
        PlanError::NotAPlan { line, column, reason } => {
            let standing = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            let before = standing.get(..column.saturating_sub(1)).unwrap_or(standing);
            PlanError::NotAPlan { line, column: before.chars().count() + 1, reason: words::plain(&reason) }
        }
        other => other,
    })
}

fn read_toml(text: &str) -> Result<Plan, PlanError> {
    let plan: Plan = toml::from_str(text).map_err(|error| {
        let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        PlanError::NotAPlan { line, column, reason: words::plain(error.message()) }
    })?;
    plan.check()?;
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use catflap_access::PlanGroup;
    use proptest::prelude::*;

    use super::*;

    const DEVELOPERS: &str =
        "[[groups]]\nname = \"Developers\"\n\n[groups.permissions]\n\"FurBall Finder\" = \"Admins\"\n";

    fn wrong(text: &str) -> (usize, usize, String) {
        match read(text).unwrap_err() {
            PlanError::NotAPlan { line, column, reason } => (line, column, reason),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn toml_and_json_are_told_apart_by_how_they_begin() {
        let json = r#"{"groups":[{"name":"Developers","permissions":{"FurBall Finder":"Admins"}}]}"#;
        let commented = format!("\u{feff}# the plan\n{DEVELOPERS}");
        assert_eq!(read(json).unwrap(), read(DEVELOPERS).unwrap());
        assert_eq!(read(&commented).unwrap(), read(DEVELOPERS).unwrap());
    }

    #[test]
    fn the_plan_of_the_documentation_can_be_read() {
        let documented = include_str!("../../../../docs/files.md");
        let indented = documented.lines().filter(|line| line.starts_with("    ") || line.is_empty());
        let plan = read(&indented.collect::<Vec<_>>().join("\n")).unwrap();
        assert!(plan.groups[0].organization_admin);
        assert_eq!(plan.groups[1].permissions["FurBall Finder"], "Developers");
    }

    #[test]
    fn what_is_wrong_is_said_in_words_with_its_place() {
        let (line, column, reason) = wrong("[[groups]]\nname = \"A\"\norganization_admin = \"yes\"\n");
        assert_eq!((line, column), (3, 22));
        assert_eq!(reason, "the text “yes” stands where `true` or `false` is expected");
        let (line, _, reason) = wrong("{\"groups\": [\n  {\"name\": \"Ä\", \"permission\": {}}\n]}");
        assert_eq!(line, 2);
        assert_eq!(
            reason,
            "`permission` is no word of a plan; expected is one of `name`, `organization_admin`, `billing_manager`, \
             `permissions`"
        );
        assert_eq!(wrong("{\"groups\":[{\"organization_admin\":true}]}").2, "`name` is missing");
        assert_eq!(wrong("{\"groups\":[").2, "the text ends in the middle of a list");
        assert_eq!(wrong(" \n ").2, "the text is empty");
        assert_eq!(wrong("[{\"name\":\"A\"}]").0, 1);
    }

    #[test]
    fn a_place_is_counted_in_characters() {
        let toml = wrong("[[groups]]\nname = \"Ärzte\"  x\n");
        let json = wrong("{\"groups\":[{\"name\":\"Ärzte\" x}]}");
        assert_eq!((toml.0, toml.1, json.0, json.1), (2, 17, 1, 28), "{toml:?} {json:?}");
    }

    #[test]
    fn a_plan_with_one_group_twice_is_refused() {
        let twice = format!("{DEVELOPERS}\n{DEVELOPERS}");
        assert_eq!(read(&twice), Err(PlanError::GroupTwice { name: "Developers".into(), first: 1, second: 2 }));
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        let name = || {
            prop_oneof!["[a-zA-Z .\"'=#\\[\\]]{1,12}", any::<String>()]
                .prop_filter("named", |name| !name.trim().is_empty())
        };
        let permissions = prop::collection::btree_map(name(), name(), 0..4);
        let group = (name(), any::<bool>(), any::<bool>(), permissions).prop_map(
            |(name, organization_admin, billing_manager, permissions)| PlanGroup {
                name,
                organization_admin,
                billing_manager,
                permissions,
            },
        );
        prop::collection::vec(group, 0..5)
            .prop_map(|groups| Plan { groups })
            .prop_filter("checked", |plan| plan.check().is_ok())
    }

    proptest! {
        #[test]
        fn out_and_in_gives_the_same_plan(plan in any_plan(), title in any::<String>()) {
            for format in [PlanFormat::Toml, PlanFormat::Json] {
                let text = write(&plan, format, &title).unwrap();
                prop_assert_eq!(read(&text).unwrap(), plan.clone(), "{}", text);
            }
        }
    }
}
