//! The practice servers, and clients that speak to them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use catflap_change::Clock;
use catflap_change::round_trip::TripSettings;
use catflap_http::{Client, Credential, Policy, Secret};
use catflap_okta::model::{NewUser, UserProfile};
use catflap_okta::{AppId, GroupId, Okta, OrgUrl, UserId};
use catflap_sandbox::{OktaAction, Options, Sandbox, Side};
use serde_json::Value;

pub struct Bench {
    pub sandbox: Sandbox,
    pub okta: Okta,
    pub scim: catflap_scim::Client,
    pub app: AppId,
}

impl Bench {
    /// A practice organization with the whole guide done.
    pub async fn ready() -> Self {
        let options = Options { ready: true, push_pause: Duration::ZERO, ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let app = AppId::new(sandbox.endpoints().okta_app_id.unwrap());
        Self { okta: okta(&sandbox), scim: scim(&sandbox), app, sandbox }
    }

    /// An organization in which nothing is done yet; there is no application.
    pub async fn fresh() -> Self {
        let options = Options { push_pause: Duration::ZERO, ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        Self { okta: okta(&sandbox), scim: scim(&sandbox), app: AppId::new("none"), sandbox }
    }

    pub async fn act(&self, action: OktaAction) {
        let outcome = self.sandbox.okta(action).await;
        assert!(outcome.ok, "{}", outcome.message);
        self.sandbox.settled().await;
    }

    pub fn group(&self, name: &str) -> GroupId {
        let groups = self.sandbox.view().okta.groups;
        let found = groups.iter().find(|group| group.name == name);
        GroupId::new(found.unwrap_or_else(|| panic!("no group {name}: {groups:?}")).id.clone())
    }

    /// The world of both products, without what only tells of the past.
    pub fn world(&self) -> Value {
        let mut world = self.sandbox.save()["world"].clone();
        forget(&mut world);
        world
    }

    /// Whatever in either product carries a name that a trip gave.
    pub fn left(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.world(), &mut found);
        found
    }

    /// Requests to Okta that change something, from the n-th request on.
    pub fn writes(&self, from: usize) -> Vec<String> {
        let seen = self.sandbox.seen();
        let writes = seen.into_iter().skip(from).filter(|seen| seen.side == Side::Okta && seen.method != "GET");
        writes.map(|seen| format!("{} {}", seen.method, seen.target)).collect()
    }

    /// Somebody ordinary who is in no group and does not have the application.
    pub async fn newcomer(&self) -> (UserId, String) {
        let text = |text: &str| Some(text.to_owned());
        let login = "zora.new@whisker.co";
        let profile = UserProfile {
            login: text(login),
            email: text(login),
            first_name: text("Zora"),
            last_name: text("New"),
            // Given, as one that Okta makes up is a given one once it was set back.
            display_name: text("Zora N."),
        };
        let password = Some(Secret::new("Long-enough-2026".to_owned()));
        let user = self.okta.users().create(&NewUser { profile, password }, true).await.unwrap();
        (user.id, login.to_owned())
    }

    /// Somebody who has the application by a group, by Okta's id and login.
    pub fn by_group(&self) -> (UserId, String) {
        let world = self.sandbox.save()["world"].clone();
        let users = world["okta"]["apps"][0]["users"].as_object().unwrap();
        let (id, _) = users.iter().find(|(_, user)| user["direct"] == false).unwrap();
        (UserId::new(id.clone()), world["okta"]["people"][id]["login"].as_str().unwrap().to_owned())
    }

    pub fn settings(&self, run_id: &str) -> TripSettings {
        let throwaway = TripSettings::throwaway(self.app.clone(), "whisker.co", true, run_id);
        TripSettings { limit_ms: 1_500, poll_ms: 10, ..throwaway }
    }
}

fn http() -> Client {
    Client::new(Policy { max_attempts: 1, ..Policy::default() }).unwrap()
}

pub fn okta(sandbox: &Sandbox) -> Okta {
    let at = sandbox.endpoints();
    Okta::new(http(), OrgUrl::parse(&at.okta_org).unwrap(), Credential::Ssws(Secret::new(at.okta_token)))
}

pub fn scim(sandbox: &Sandbox) -> catflap_scim::Client {
    let at = sandbox.endpoints();
    scim_with(sandbox, &at.scim_token)
}

pub fn scim_with(sandbox: &Sandbox, token: &str) -> catflap_scim::Client {
    let at = sandbox.endpoints();
    catflap_scim::Client::new(at.scim_url.parse().unwrap(), Secret::new(token.to_owned()), http())
}

pub fn clock() -> Clock {
    Arc::new(jiff::Timestamp::now)
}

/// Where two worlds differ, each place with both values.
pub fn differences(before: &Value, after: &Value) -> Vec<String> {
    fn walk(place: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
        match (before, after) {
            (Value::Object(one), Value::Object(other)) => {
                let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
                for name in names {
                    let at = |fields: &serde_json::Map<String, Value>| fields.get(name).cloned().unwrap_or_default();
                    walk(&format!("{place}/{name}"), &at(one), &at(other), found);
                }
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                for (at, (before, after)) in one.iter().zip(other).enumerate() {
                    walk(&format!("{place}/{at}"), before, after, found);
                }
            }
            _ if before == after => {}
            _ => found.push(format!("{place}: {before} → {after}")),
        }
    }
    let mut found = Vec::new();
    walk("", before, after, &mut found);
    found
}

/// Takes away logs, times, counters and failed tasks: they tell of the past, not of the state.
fn forget(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let past = [
                "tasks",
                "log",
                "audit",
                "ids",
                "now",
                "created",
                "updated",
                "members_updated",
                "modified",
                "last_sync",
                "last_push",
                "version",
                "seed",
            ];
            fields.retain(|name, _| !past.contains(&name.as_str()));
            fields.values_mut().for_each(forget);
        }
        Value::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

fn collect(value: &Value, found: &mut Vec<String>) {
    let carries = |text: &str| {
        let text = text.to_lowercase();
        text.contains("catflap-trip") || text.contains("catflap trip") || text.contains("(catflap ")
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| {
            if carries(name) {
                found.push(name.clone());
            }
            collect(field, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::String(text) if carries(text) => found.push(text.clone()),
        _ => {}
    }
}

/// Names of the groups of `ConfigCat`, each with its number of members.
pub fn synced_groups(bench: &Bench) -> BTreeMap<String, u32> {
    bench.sandbox.view().configcat.groups.into_iter().map(|group| (group.name, group.people)).collect()
}
