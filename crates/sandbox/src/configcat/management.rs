//! The Public Management API (`configcat-public-api.yaml`, 2024-10), with HTTP Basic.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::state::Account;
use crate::core::Core;
use crate::http::{Asked, Reply};
use crate::world::{World, rfc3339};

/// Requests a minute.
const LIMIT: u64 = 6_000;

/// Answers a request outside of the SCIM endpoint.
pub(crate) fn answer(core: &Core, asked: &Asked) -> Reply {
    let rate = core.rate("management", LIMIT);
    let reply = if rate.exceeded {
        Reply::text(429, "text/plain", "Too many requests.").with("retry-after", rate.wait.to_string())
    } else if !asked.let_in && !authorized(core, asked) {
        Reply::text(401, "text/plain", "").with("www-authenticate", "Basic realm=\"ConfigCat\"")
    } else {
        let path: Vec<&str> = asked.segments.iter().map(String::as_str).collect();
        let result = match asked.method.as_str() {
            "GET" => core.world().management_get(&path, &asked.query),
            method => core.change(|world| world.management_change(method, &path, &asked.body)),
        };
        match result {
            Ok(Some(body)) => Reply::json(200, &body),
            Ok(None) => Reply::empty(if asked.method == "DELETE" { 204 } else { 200 }),
            Err((status, words)) => Reply::text(status, "text/plain", words),
        }
    };
    reply.with("x-rate-limit-remaining", rate.remaining.to_string()).with("x-rate-limit-reset", rate.wait.to_string())
}

fn authorized(core: &Core, asked: &Asked) -> bool {
    let given = asked.authorization.as_deref().and_then(|header| header.strip_prefix("Basic "));
    let secrets = core.secrets();
    let wanted = STANDARD.encode(format!("{}:{}", secrets.configcat_user, secrets.configcat_password));
    given.is_some_and(|given| given.trim() == wanted)
}

type Answer = Result<Option<Value>, (u16, String)>;

fn not_found() -> (u16, String) {
    (404, "Not found.".into())
}

impl World {
    fn management_get(&self, path: &[&str], query: &HashMap<String, String>) -> Answer {
        let configcat = &self.configcat;
        let organization = |id: &str| if id == configcat.organization_id { Ok(()) } else { Err(not_found()) };
        let product = |id: &str| configcat.products.iter().find(|product| product.id == id).ok_or_else(not_found);
        let body = match path {
            ["v1", "me"] => {
                let me = configcat.accounts.get(&configcat.me).ok_or_else(not_found)?;
                json!({"email": me.email, "fullName": me.full_name})
            }
            ["v1", "organizations"] => json!([self.organization_json()]),
            ["v1", "products"] => configcat.products.iter().map(|product| self.product_json(product)).collect(),
            ["v1", "products", id, "permissions"] => {
                let product = product(id)?;
                product.permission_groups.iter().map(|group| self.permission_group_json(product, group)).collect()
            }
            ["v1", "products", id, "members"] => self.product_members(&product(id)?.id),
            ["v1", "products", id, "invitations"] => {
                let id = &product(id)?.id;
                configcat
                    .invitations
                    .iter()
                    .filter(|invitation| invitation.product_id == *id)
                    .map(|invitation| self.invitation_json(invitation, false))
                    .collect()
            }
            ["v1", "permissions", id] => {
                let id: u64 = id.parse().map_err(|_| (400, "Bad request.".to_owned()))?;
                configcat
                    .products
                    .iter()
                    .flat_map(|product| product.permission_groups.iter().map(move |group| (product, group)))
                    .find(|(_, group)| group.id == id)
                    .map(|(product, group)| self.permission_group_json(product, group))
                    .ok_or_else(not_found)?
            }
            ["v1", "organizations", id, "auditlogs"] => {
                organization(id)?;
                return self.audit_log(query).map(Some);
            }
            ["v2", "organizations", id, "members"] => {
                organization(id)?;
                self.organization_members()
            }
            ["v1", "organizations", id, "invitations"] => {
                organization(id)?;
                configcat.invitations.iter().map(|invitation| self.invitation_json(invitation, true)).collect()
            }
            _ => return Err(not_found()),
        };
        Ok(Some(body))
    }

    fn management_change(&mut self, method: &str, path: &[&str], body: &[u8]) -> Answer {
        let ["v1", "organizations", organization, "members", user] = path else { return Err(not_found()) };
        if *organization != self.configcat.organization_id {
            return Err(not_found());
        }
        let account = self.configcat.accounts.get(*user).filter(|account| account.in_organization);
        let managed = self.is_managed(account.ok_or_else(not_found)?);
        match method {
            "DELETE" => {
                self.leave_organization(user);
                Ok(None)
            }
            "POST" if managed => Err((400, "The permissions of this member are managed by user provisioning.".into())),
            "POST" => {
                let request: Value = serde_json::from_slice(body).map_err(|_| (400, "Bad request.".to_owned()))?;
                self.update_member(user, &request)
            }
            _ => Err((405, String::new())),
        }
    }

    fn update_member(&mut self, user: &str, request: &Value) -> Answer {
        let wanted: Vec<u64> =
            request["permissionGroupIds"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let mut found = Vec::new();
        for id in &wanted {
            let product = self
                .configcat
                .products
                .iter()
                .find(|product| product.permission_groups.iter().any(|group| group.id == *id))
                .ok_or_else(|| (400, format!("There is no permission group {id}.")))?;
            found.push((product.id.clone(), *id));
        }
        let Some(account) = self.configcat.accounts.get_mut(user) else { return Err(not_found()) };
        if request["removeFromPermissionGroupsWhereIdNotSet"] == true {
            account.granted.permissions.retain(|_, group| wanted.contains(group));
        }
        account.granted.permissions.extend(found);
        if let Some(admin) = request["isAdmin"].as_bool() {
            account.granted.organization_admin = admin;
        }
        if let Some(billing) = request["isBillingManager"].as_bool() {
            account.granted.billing_manager = billing;
        }
        let (email, granted) = (account.email.clone(), account.granted.clone());
        let details = self.configcat.rule_words(&granted);
        self.audit("teamMemberPermissionGroupChanged", email, details);
        Ok(None)
    }

    fn members(&self) -> impl Iterator<Item = (&String, &Account)> {
        self.configcat.accounts.iter().filter(|(_, account)| account.in_organization)
    }

    fn product_members(&self, product_id: &str) -> Value {
        self.members()
            .filter_map(|(id, account)| {
                let group = account.granted.permissions.get(product_id)?;
                Some(json!({
                    "userId": id,
                    "productId": product_id,
                    "permissionGroupId": group,
                    "fullName": account.full_name,
                    "email": account.email,
                }))
            })
            .collect()
    }

    fn organization_members(&self) -> Value {
        let person = |(id, account): (&String, &Account)| {
            json!({
                "userId": id,
                "fullName": account.full_name,
                "email": account.email,
                "twoFactorEnabled": account.two_factor,
            })
        };
        let admins: Vec<Value> = self.members().filter(|(_, a)| a.granted.organization_admin).map(person).collect();
        let billing: Vec<Value> = self.members().filter(|(_, a)| a.granted.billing_manager).map(person).collect();
        let members: Vec<Value> = self
            .members()
            .filter(|(_, account)| !account.granted.organization_admin)
            .map(|(id, account)| {
                let mut member = person((id, account));
                member["permissions"] = account
                    .granted
                    .permissions
                    .iter()
                    .map(|(product, group)| {
                        let (product_name, group_name) = self.configcat.permission_name(product, *group);
                        json!({
                            "product": {"productId": product, "name": product_name},
                            "permissionGroup": {"permissionGroupId": group, "name": group_name},
                        })
                    })
                    .collect();
                member
            })
            .collect();
        json!({"admins": admins, "billingManagers": billing, "members": members})
    }

    fn invitation_json(&self, invitation: &super::state::Invitation, whole: bool) -> Value {
        let mut body = json!({
            "invitationId": invitation.id,
            "email": invitation.email,
            "permissionGroupId": invitation.permission_group_id,
            "createdAt": rfc3339(invitation.created),
            "expired": invitation.expires < self.now,
        });
        if whole {
            let (product, _) = self.configcat.permission_name(&invitation.product_id, invitation.permission_group_id);
            body["productId"] = invitation.product_id.as_str().into();
            body["productName"] = product.into();
            body["expires"] = rfc3339(invitation.expires).into();
        }
        body
    }

    /// The last 7 days when no times are given; at most 30 days a call.
    fn audit_log(&self, query: &HashMap<String, String>) -> Result<Value, (u16, String)> {
        let time = |name: &str| match query.get(name).filter(|text| !text.is_empty()) {
            None => Ok(None),
            Some(text) => text
                .parse::<jiff::Timestamp>()
                .map(Some)
                .map_err(|_| (400, format!("The value '{text}' is not valid for {name}."))),
        };
        let days = |count: i64| (count * 24).hours();
        let to = time("toUtcDateTime")?;
        let from = match time("fromUtcDateTime")? {
            Some(from) => from,
            None => to.unwrap_or(self.now).checked_sub(days(7)).unwrap_or(jiff::Timestamp::MIN),
        };
        let to = to.unwrap_or(self.now);
        if from.checked_add(days(30)).is_ok_and(|latest| latest < to) {
            return Err((400, "The time range can be at most 30 days.".into()));
        }
        let kind = query.get("auditLogType").filter(|kind| !kind.is_empty());
        Ok(self
            .configcat
            .audit
            .iter()
            .rev()
            .filter(|entry| from <= entry.at && entry.at <= to && kind.is_none_or(|kind| *kind == entry.kind))
            .map(|entry| self.audit_json(entry))
            .collect())
    }
}
