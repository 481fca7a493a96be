//! The attributes that the practice SCIM endpoint knows, once, for checking what comes in and for `/Schemas`
//! (RFC 7643 sections 4 and 7).

use serde_json::{Map, Value, json};

use super::scim_error::ScimError;

pub(crate) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub(crate) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// One attribute of a schema.
pub(crate) struct Attribute {
    pub name: &'static str,
    pub kind: Kind,
    pub multi: bool,
    pub required: bool,
    pub case_exact: bool,
    pub mutability: &'static str,
    pub uniqueness: &'static str,
    pub returned: &'static str,
    pub sub: &'static [Attribute],
}

/// The type of an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Bool,
    Reference,
    Complex,
}

const fn text(name: &'static str) -> Attribute {
    Attribute {
        name,
        kind: Kind::Text,
        multi: false,
        required: false,
        case_exact: false,
        mutability: "readWrite",
        uniqueness: "none",
        returned: "default",
        sub: &[],
    }
}

const fn complex(name: &'static str, multi: bool, sub: &'static [Attribute]) -> Attribute {
    Attribute { kind: Kind::Complex, multi, sub, ..text(name) }
}

const fn boolean(name: &'static str) -> Attribute {
    Attribute { kind: Kind::Bool, ..text(name) }
}

/// What a user may carry. Of these ConfigCat itself uses `userName`, `displayName`, `active` and `externalId`.
pub(crate) const USER_ATTRIBUTES: &[Attribute] = &[
    Attribute { required: true, uniqueness: "server", ..text("userName") },
    Attribute { case_exact: true, ..text("externalId") },
    complex("name", false, &[text("formatted"), text("familyName"), text("givenName")]),
    text("displayName"),
    text("locale"),
    boolean("active"),
    complex("emails", true, &[text("value"), text("display"), text("type"), boolean("primary")]),
    Attribute {
        mutability: "readOnly",
        ..complex(
            "groups",
            true,
            &[
                Attribute { case_exact: true, mutability: "readOnly", ..text("value") },
                Attribute { kind: Kind::Reference, case_exact: true, mutability: "readOnly", ..text("$ref") },
                Attribute { mutability: "readOnly", ..text("display") },
            ],
        )
    },
];

/// What a group may carry.
pub(crate) const GROUP_ATTRIBUTES: &[Attribute] = &[
    Attribute { required: true, ..text("displayName") },
    Attribute { case_exact: true, ..text("externalId") },
    complex(
        "members",
        true,
        &[
            Attribute { case_exact: true, mutability: "immutable", ..text("value") },
            Attribute { kind: Kind::Reference, case_exact: true, mutability: "immutable", ..text("$ref") },
            Attribute { mutability: "readOnly", ..text("display") },
            Attribute { mutability: "immutable", ..text("type") },
        ],
    ),
];

/// Keeps what the schema knows, under its own spelling, and refuses wrong types. Unknown and read-only attributes are
/// ignored (RFC 7644 section 3.3); a null is the same as nothing (RFC 7643 section 2.5).
pub(crate) fn accept(body: &Value, attributes: &'static [Attribute]) -> Result<Map<String, Value>, ScimError> {
    let Some(fields) = body.as_object() else {
        return Err(ScimError::bad("invalidSyntax", "The request body is not a JSON object."));
    };
    let mut accepted = Map::new();
    for (name, value) in fields {
        let Some(attribute) = find(attributes, name) else { continue };
        if attribute.mutability == "readOnly" || value.is_null() {
            continue;
        }
        let value = if attribute.multi {
            let Some(items) = value.as_array() else { return Err(wrong(attribute, "an array")) };
            let items: Result<Vec<Value>, ScimError> = items.iter().map(|item| accept_one(item, attribute)).collect();
            Value::Array(items?)
        } else {
            accept_one(value, attribute)?
        };
        if !matches!(&value, Value::Array(items) if items.is_empty()) {
            accepted.insert(attribute.name.to_owned(), value);
        }
    }
    for attribute in attributes.iter().filter(|attribute| attribute.required) {
        let given = accepted.get(attribute.name).and_then(Value::as_str).unwrap_or_default();
        if given.trim().is_empty() {
            return Err(ScimError::bad("invalidValue", format!("Attribute {} is required.", attribute.name)));
        }
    }
    Ok(accepted)
}

/// Finds an attribute by its name in any case.
pub(crate) fn find(attributes: &'static [Attribute], name: &str) -> Option<&'static Attribute> {
    attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}

fn accept_one(value: &Value, attribute: &'static Attribute) -> Result<Value, ScimError> {
    match attribute.kind {
        Kind::Text | Kind::Reference if value.as_str().is_some_and(|text| text.contains(char::is_control)) => {
            let detail = format!("Attribute {} contains a control character.", attribute.name);
            Err(ScimError::bad("invalidValue", detail))
        }
        Kind::Text | Kind::Reference if value.is_string() => Ok(value.clone()),
        Kind::Text | Kind::Reference => Err(wrong(attribute, "a string")),
        Kind::Bool if value.is_boolean() => Ok(value.clone()),
        Kind::Bool => Err(wrong(attribute, "a boolean")),
        Kind::Complex if value.is_object() => Ok(Value::Object(accept(value, attribute.sub)?)),
        Kind::Complex => Err(wrong(attribute, "an object")),
    }
}

fn wrong(attribute: &Attribute, wanted: &str) -> ScimError {
    ScimError::bad("invalidValue", format!("Attribute {} must be {wanted}.", attribute.name))
}

/// An attribute as `/Schemas` describes it.
pub(crate) fn describe(attribute: &Attribute) -> Value {
    let mut described = json!({
        "name": attribute.name,
        "type": match attribute.kind {
            Kind::Text => "string",
            Kind::Bool => "boolean",
            Kind::Reference => "reference",
            Kind::Complex => "complex",
        },
        "multiValued": attribute.multi,
        "description": attribute.name,
        "required": attribute.required,
        "mutability": attribute.mutability,
        "returned": attribute.returned,
    });
    match attribute.kind {
        Kind::Text | Kind::Reference => {
            described["caseExact"] = attribute.case_exact.into();
            described["uniqueness"] = attribute.uniqueness.into();
        }
        Kind::Complex => {
            described["subAttributes"] = attribute.sub.iter().map(describe).collect();
        }
        Kind::Bool => {}
    }
    if attribute.kind == Kind::Reference {
        described["referenceTypes"] = json!(["User", "Group"]);
    }
    if attribute.name == "type" && attribute.mutability == "immutable" {
        described["canonicalValues"] = json!(["User"]);
    }
    described
}
