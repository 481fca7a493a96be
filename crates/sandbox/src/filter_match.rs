//! Whether a JSON object satisfies a filter (RFC 7644 section 3.4.2.2).

use std::cmp::Ordering;

use serde_json::Value;

use crate::filter::{Compare, Filter, Path};

/// Attributes whose text is compared with the case respected (RFC 7643, `caseExact`).
const CASE_EXACT: [&str; 5] = ["id", "externalid", "value", "$ref", "location"];

/// Tells whether `object` satisfies `filter`. Attribute names match in any case; an attribute that is not there has no
/// value; of a multi-valued attribute one matching value is enough.
pub(crate) fn matches(filter: &Filter, object: &Value) -> bool {
    match filter {
        Filter::And(left, right) => matches(left, object) && matches(right, object),
        Filter::Or(left, right) => matches(left, object) || matches(right, object),
        Filter::Not(inner) => !matches(inner, object),
        Filter::Present(path) => values(object, path).into_iter().any(is_present),
        Filter::Within(path, inner) => values(object, path).into_iter().any(|value| matches(inner, value)),
        Filter::Compare(path, Compare::Ne, wanted) => !compare_any(object, path, Compare::Eq, wanted),
        Filter::Compare(path, compare, wanted) => compare_any(object, path, *compare, wanted),
    }
}

/// Finds an attribute by its name in any case.
pub(crate) fn attribute<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let object = object.as_object()?;
    object.get(name).or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

fn compare_any(object: &Value, path: &Path, compare: Compare, wanted: &Value) -> bool {
    let found = values(object, path);
    if wanted.is_null() {
        return compare == Compare::Eq && !found.into_iter().any(is_present);
    }
    let last = path.0.last().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    // `emails.value` holds addresses, whose case tells nothing; `members.value` and `value` of a filter on members hold ids.
    let addresses = path.0.len() > 1 && path.0[0].eq_ignore_ascii_case("emails");
    let exact = CASE_EXACT.contains(&last.as_str()) && !addresses;
    // A multi-valued complex attribute named alone means its `value` (RFC 7644 section 3.4.2.2).
    let plain = |value| if path.0.len() == 1 { attribute(value, "value").unwrap_or(value) } else { value };
    found.into_iter().any(|value| holds(plain(value), compare, wanted, exact))
}

fn values<'a>(object: &'a Value, path: &Path) -> Vec<&'a Value> {
    let mut found = vec![object];
    for name in &path.0 {
        found = found
            .into_iter()
            .filter_map(|value| attribute(value, name))
            .flat_map(|value| match value {
                Value::Array(items) => items.iter().collect(),
                other => vec![other],
            })
            .collect();
    }
    found
}

fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn holds(value: &Value, compare: Compare, wanted: &Value, exact: bool) -> bool {
    match (value, wanted) {
        (Value::String(value), Value::String(wanted)) => {
            if let (Ok(value), Ok(wanted)) = (value.parse::<jiff::Timestamp>(), wanted.parse::<jiff::Timestamp>()) {
                return ordered(value.cmp(&wanted), compare);
            }
            if exact {
                text(value, compare, wanted)
            } else {
                text(&value.to_lowercase(), compare, &wanted.to_lowercase())
            }
        }
        (Value::Number(value), Value::Number(wanted)) => {
            value.as_f64().partial_cmp(&wanted.as_f64()).is_some_and(|order| ordered(order, compare))
        }
        (Value::Bool(value), Value::Bool(wanted)) => compare == Compare::Eq && value == wanted,
        _ => false,
    }
}

fn text(value: &str, compare: Compare, wanted: &str) -> bool {
    match compare {
        Compare::Co => value.contains(wanted),
        Compare::Sw => value.starts_with(wanted),
        Compare::Ew => value.ends_with(wanted),
        other => ordered(value.cmp(wanted), other),
    }
}

fn ordered(order: Ordering, compare: Compare) -> bool {
    match compare {
        Compare::Eq => order.is_eq(),
        Compare::Ne => order.is_ne(),
        Compare::Gt => order.is_gt(),
        Compare::Ge => order.is_ge(),
        Compare::Lt => order.is_lt(),
        Compare::Le => order.is_le(),
        Compare::Co | Compare::Sw | Compare::Ew => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::filter::parse;

    fn answer(filter: &str) -> bool {
        let user = json!({
            "id": "Ab1", "userName": "Zoë@Whisker.co", "active": true, "title": "",
            "name": {"familyName": "Núñez"},
            "emails": [{"value": "zoe@whisker.co", "type": "work"}, {"value": "z@home.example", "type": "home"}],
            "meta": {"lastModified": "2026-05-13T04:42:34.000Z"}
        });
        matches(&parse(filter).unwrap(), &user)
    }

    #[test]
    fn text_is_compared_without_case_except_for_ids() {
        assert!(answer(r#"USERNAME eq "zoë@whisker.CO""#));
        assert!(answer(r#"id eq "Ab1""#) && !answer(r#"id eq "ab1""#));
        assert!(answer(r#"emails.value eq "ZOE@whisker.co""#));
    }

    #[test]
    fn operators_do_what_they_say() {
        assert!(answer(r#"userName co "whisker""#) && answer(r#"userName sw "zo""#) && answer(r#"userName ew ".co""#));
        assert!(answer("active eq true") && !answer("active eq false") && answer("active ne false"));
        assert!(!answer("title pr") && answer("emails pr") && answer("nickName eq null"));
        assert!(answer(r#"meta.lastModified gt "2026-05-12T00:00:00Z""#));
        assert!(!answer(r#"meta.lastModified gt "2026-05-13T06:42:35+02:00""#));
        assert!(answer(r#"nothing ne "x""#));
    }

    #[test]
    fn a_value_filter_wants_one_value_to_satisfy_all_of_it() {
        assert!(answer(r#"emails[type eq "work" and value co "whisker"]"#));
        assert!(!answer(r#"emails[type eq "home" and value co "whisker"]"#));
        assert!(answer(r#"emails.type eq "home" and emails.value co "whisker""#));
    }
}
