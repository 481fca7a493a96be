//! A world in a file: without any secret, and without the ports of the run that wrote it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::core::Secrets;
use crate::error::Error;
use crate::world::{Origins, World};

const VERSION: u64 = 1;

/// What is known of the credential that an application's connector keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kept {
    /// It is the SCIM token of now.
    Current,
    /// It is something else, such as a token that was replaced.
    Stale,
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u64,
    world: Value,
    /// By application; one that is not named keeps none.
    authorization: BTreeMap<String, Kept>,
}

/// Writes a world with placeholders for where it was served.
pub(crate) fn save(world: &World, secrets: &Secrets) -> Value {
    let kept = |text: &String| if *text == secrets.scim_token { Kept::Current } else { Kept::Stale };
    let authorization = secrets.authorization.iter().map(|(app, text)| (app.clone(), kept(text))).collect();
    let mut value = serde_json::to_value(world).unwrap_or_default();
    let origins = &world.origins;
    let places = [(origins.configcat.as_str(), "{configcat}"), (origins.okta.as_str(), "{okta}")];
    replace(&mut value, &places);
    serde_json::to_value(File { version: VERSION, world: value, authorization }).unwrap_or_default()
}

/// Reads a kept world for new places, and gives each connector the credential that it had: the new token for a current
/// one, one that opens nothing for a stale one. Service apps get new keys.
pub(crate) fn load(kept: Value, origins: Origins, secrets: &mut Secrets) -> Result<World, Error> {
    let found = kept.get("version").and_then(Value::as_u64).unwrap_or_default();
    if found != VERSION {
        return Err(Error::Version { found, known: VERSION });
    }
    let mut file: File = serde_json::from_value(kept)?;
    let places = [("{configcat}", origins.configcat.as_str()), ("{okta}", origins.okta.as_str())];
    replace(&mut file.world, &places);
    let mut world: World = serde_json::from_value(file.world)?;
    world.configcat.index();
    world.origins = origins;
    for (app, kept) in file.authorization {
        let text = match kept {
            Kept::Current => secrets.scim_token.clone(),
            Kept::Stale => "replaced-in-an-earlier-run".to_owned(),
        };
        secrets.authorization.insert(app, text);
    }
    for id in world.okta.services.keys() {
        secrets.oauth.generate(id)?;
    }
    // A world of before kept no user names of assignments.
    for app in &mut world.okta.apps {
        let names: Vec<(String, String)> =
            app.users.keys().filter_map(|id| Some((id.clone(), app.user_name(world.okta.people.get(id)?)))).collect();
        for (id, name) in names {
            if let Some(user) = app.users.get_mut(&id).filter(|user| user.user_name.is_empty()) {
                user.user_name = name;
            }
        }
    }
    Ok(world)
}

fn replace(value: &mut Value, places: &[(&str, &str)]) {
    match value {
        Value::String(text) => {
            for (from, to) in places {
                if text.contains(from) {
                    *text = text.replace(from, to);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, places)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, places)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
