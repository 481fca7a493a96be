//! JSON that is read, but not as Okta reads it.

use catflap_check::Verdict::{Fail, Note, Warn};
use serde_json::{Value, json};

use super::list_bent;
use crate::row::{CHECK, Row, Stage};

macro_rules! bent {
    ($id:literal, $does:literal, $change:expr) => {
        Row {
            id: $id,
            does: $does,
            stage: Stage::Plain(|asked, directory| {
                let change: fn(&mut Value) = $change;
                list_bent(asked, directory, "Users", change)
            }),
            finds: &[("okta-connector-test", Fail)],
            ..CHECK
        }
    };
}

fn without(body: &mut Value, name: &str) {
    if let Some(fields) = body.as_object_mut() {
        fields.remove(name);
    }
}

/// A list of nobody: a page behind the last is none.
fn is_nobody(body: &Value) -> bool {
    body["totalResults"] == 0
}

pub(super) const ROWS: &[Row] = &[
    Row {
        also: &[("lookup-stranger", Fail)],
        ..bent!("numbers-as-text", "writes totalResults, startIndex and itemsPerPage as texts", |body| {
            for name in ["totalResults", "startIndex", "itemsPerPage"] {
                body[name] = body[name].to_string().into();
            }
        })
    },
    Row {
        finds: &[("token-accepted", Fail)],
        ..bent!("wrong-types", "writes the total as a list and the resources as an object", |body| {
            body["totalResults"] = json!([12]);
            body["Resources"] = json!({"0": {}});
        })
    },
    Row {
        also: &[("lookup-stranger", Fail), ("pages-join", Fail), ("count-zero", Note)],
        ..bent!("total-missing", "leaves totalResults out", |body| without(body, "totalResults"))
    },
    Row {
        also: &[("lookup-stranger", Fail), ("pages-join", Fail), ("count-zero", Note)],
        ..bent!("total-null", "writes totalResults as null", |body| body["totalResults"] = Value::Null)
    },
    Row {
        also: &[("lookup-stranger", Fail), ("pages-join", Fail), ("count-zero", Note)],
        ..bent!("total-fraction", "writes totalResults as 12.0", |body| body["totalResults"] = json!(12.0))
    },
    Row {
        finds: &[("okta-connector-test", Warn)],
        ..bent!("start-missing", "leaves startIndex and itemsPerPage out", |body| {
            without(body, "startIndex");
            without(body, "itemsPerPage");
        })
    },
    Row {
        finds: &[("okta-connector-test", Warn)],
        ..bent!("list-schema-missing", "does not name the ListResponse schema", |body| without(body, "schemas"))
    },
    Row {
        finds: &[("okta-connector-test", Note)],
        ..bent!(
            "page-size-echoed",
            "repeats the count that was asked for as itemsPerPage",
            |body| body["itemsPerPage"] = 100.into()
        )
    },
    Row {
        also: &[("users-shape", Fail), ("lookup-stranger", Fail)],
        ..bent!("resources-null", "writes Resources as null", |body| body["Resources"] = Value::Null)
    },
    Row {
        also: &[("users-shape", Fail), ("lookup-stranger", Warn)],
        ..bent!("resources-missing", "leaves Resources out", |body| without(body, "Resources"))
    },
    Row {
        also: &[("users-shape", Fail), ("lookup-stranger", Warn)],
        ..bent!("resources-small", "writes resources with a small r", |body| {
            body["resources"] = body["Resources"].take();
            without(body, "Resources");
        })
    },
    Row {
        finds: &[("lookup-stranger", Fail)],
        ..bent!("resources-null-when-nobody", "writes Resources as null when nobody is found", |body| {
            if is_nobody(body) {
                body["Resources"] = Value::Null;
            }
        })
    },
    Row {
        finds: &[("lookup-stranger", Warn)],
        ..bent!("resources-missing-when-nobody", "leaves Resources out when nobody is found", |body| {
            if is_nobody(body) {
                without(body, "Resources");
            }
        })
    },
    Row {
        finds: &[("lookup-stranger", Warn)],
        ..bent!("total-wrong-when-nobody", "says totalResults 1 when nobody is found", |body| {
            if is_nobody(body) {
                body["totalResults"] = 1.into();
            }
        })
    },
    Row {
        finds: &[("token-accepted", Fail)],
        ..bent!("one-instead-of-list", "answers with a user instead of a list of users", |body| {
            *body = body["Resources"].get(0).cloned().unwrap_or_default();
        })
    },
];
