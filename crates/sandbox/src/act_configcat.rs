//! What an administrator does on ConfigCat's page Authentication & Provisioning.

use std::collections::BTreeMap;

use crate::act_okta::{done, refused};
use crate::configcat::provisioning::State;
use crate::configcat::state::{Domain, Rule, Saml};
use crate::core::Core;
use crate::panel::{ActOutcome, ConfigCatAction};
use crate::world::World;

/// Carries out an act; the outcome is what the page would say.
pub(crate) async fn act(core: &Core, action: ConfigCatAction) -> ActOutcome {
    match action {
        ConfigCatAction::SetSamlIdp { metadata_url, sign_on_url, certificate, trusted_domains } => {
            let metadata_url = metadata_url.trim().to_owned();
            if metadata_url.is_empty() && (sign_on_url.trim().is_empty() || certificate.trim().is_empty()) {
                return refused("Enter a metadata URL, or a sign-on URL and a certificate.");
            }
            if !metadata_url.is_empty() {
                match core.wire.text(&metadata_url).await {
                    Ok(text) if text.contains("EntityDescriptor") => {}
                    Ok(_) => return refused("There is no SAML metadata at the metadata URL."),
                    Err(error) => return refused(format!("The metadata URL can't be read: {error}")),
                }
            }
            core.change(|world| world.set_saml(metadata_url, &sign_on_url, &certificate, trusted_domains))
        }
        ConfigCatAction::GenerateToken => {
            let token = crate::secret("scim");
            core.secrets().scim_token = token;
            core.change(|world| world.audit("userProvisioningConfigurationChanged", "SCIM token", "Token generated"));
            done("A new token is in place. The old one has stopped.")
        }
        action => core.change(|world| act_on(world, action)),
    }
}

fn act_on(world: &mut World, action: ConfigCatAction) -> ActOutcome {
    match action {
        ConfigCatAction::AddDomain { name } => world.add_domain(&name),
        ConfigCatAction::VerifyDomain { name } => world.verify_domain(&name),
        ConfigCatAction::SetAutoAssign { on } => {
            if std::mem::replace(&mut world.configcat.auto_assign, on) != on {
                world.audit("autoProvisioningEnabledChanged", "Auto-assign users", if on { "On" } else { "Off" });
            }
            done(if on { "Auto-assign users is on." } else { "Auto-assign users is off." })
        }
        ConfigCatAction::AddSamlIdp { name } => world.add_saml(&name),
        ConfigCatAction::SetGroupPermissions { group_id, organization_admin, billing_manager, permissions } => {
            world.set_rule(&group_id, organization_admin, billing_manager, &permissions)
        }
        ConfigCatAction::SetPriority { group_ids } => world.set_priority(group_ids),
        ConfigCatAction::StartAll => world.start_all(),
        ConfigCatAction::StartUser { user_id } => match world.start_user(&user_id) {
            Ok(()) => done("Provisioning started."),
            Err(words) => refused(words),
        },
        ConfigCatAction::StopUser { user_id } => {
            if world.stop_user(&user_id) {
                done("Provisioning stopped. What the person may do stays as it is.")
            } else {
                refused("The user is not synced any more.")
            }
        }
        ConfigCatAction::SetProvisionFuture { on } => {
            if std::mem::replace(&mut world.configcat.provision_future, on) != on {
                let details = if on { "On" } else { "Off" };
                world.audit("userProvisioningConfigurationChanged", "Provision future users automatically", details);
            }
            done(if on { "Future users are provisioned automatically." } else { "Future users wait to be started." })
        }
        ConfigCatAction::RemoveMember { user_id } => {
            let Some(account) = world.configcat.accounts.get(&user_id) else {
                return refused("There is no such member.");
            };
            if user_id == world.configcat.me {
                return refused("You can't remove yourself from the organization.");
            }
            if world.is_managed(account) {
                return refused("Provisioning manages this member.");
            }
            if world.leave_organization(&user_id) {
                done("The member was removed.")
            } else {
                refused("There is no such member.")
            }
        }
        ConfigCatAction::SetSamlIdp { .. } | ConfigCatAction::GenerateToken => {
            refused("This act needs more than the page.")
        }
    }
}

impl World {
    fn add_domain(&mut self, name: &str) -> ActOutcome {
        let name = name.trim().to_lowercase();
        if !name.contains('.') || name.contains(|c: char| c.is_whitespace() || c == '@' || c == '/') {
            return refused("Enter a domain such as whisker.co.");
        }
        if self.configcat.domains.iter().any(|domain| domain.name == name) {
            return refused(format!("{name} was added already."));
        }
        let proof = format!("configcat-domain-verification={}", self.ids.uuid());
        self.configcat.domains.push(Domain { name: name.clone(), verified: false, proof });
        self.audit("domainAdded", name.clone(), "");
        done(format!("{name} was added. It waits to be verified."))
    }

    fn verify_domain(&mut self, name: &str) -> ActOutcome {
        let name = name.trim().to_lowercase();
        let Some(domain) = self.configcat.domains.iter_mut().find(|domain| domain.name == name) else {
            return refused(format!("{name} is not added yet."));
        };
        // The practice DNS has records for the organization's own domain alone.
        if name != "whisker.co" {
            return refused(format!("There is no TXT record {} at {name}.", domain.proof));
        }
        if !std::mem::replace(&mut domain.verified, true) {
            self.audit("domainVerified", name.clone(), "");
            self.apply_to_all();
        }
        done(format!("{name} is verified."))
    }

    fn add_saml(&mut self, name: &str) -> ActOutcome {
        let name = name.trim();
        if name.is_empty() {
            return refused("Enter a name for the identity provider.");
        }
        if self.configcat.saml.is_some() {
            return refused("There is a SAML identity provider already.");
        }
        self.configcat.saml = Some(Saml {
            id: self.ids.uuid(),
            name: name.to_owned(),
            metadata_url: String::new(),
            sign_on_url: String::new(),
            certificate: String::new(),
            trusted_domains: Vec::new(),
        });
        self.audit("samlIdpConfigurationAdded", name, "");
        done("The identity provider was created.")
    }

    fn set_saml(&mut self, metadata: String, sign_on: &str, certificate: &str, trusted: Vec<String>) -> ActOutcome {
        for domain in &trusted {
            if !self.configcat.domains.iter().any(|known| known.verified && known.name.eq_ignore_ascii_case(domain)) {
                return refused(format!("{domain} can't be trusted: it is not a verified domain."));
            }
        }
        let Some(saml) = &mut self.configcat.saml else {
            return refused("Add a SAML identity provider first.");
        };
        saml.metadata_url = metadata;
        sign_on.trim().clone_into(&mut saml.sign_on_url);
        certificate.trim().clone_into(&mut saml.certificate);
        saml.trusted_domains = trusted;
        let (name, details) = (saml.name.clone(), saml.trusted_domains.join(", "));
        self.audit("samlIdpConfigurationUpdated", name, details);
        done("The identity provider was saved.")
    }

    fn set_rule(
        &mut self,
        group_id: &str,
        organization_admin: bool,
        billing_manager: bool,
        permissions: &BTreeMap<String, String>,
    ) -> ActOutcome {
        let mut rule = Rule { organization_admin, billing_manager, permissions: BTreeMap::new() };
        for (product, group) in permissions.iter().filter(|(_, group)| !group.is_empty()) {
            let found = self.configcat.products.iter().find(|known| known.name == *product).and_then(|known| {
                let group = known.permission_groups.iter().find(|known| known.name == *group)?;
                Some((known.id.clone(), group.id))
            });
            let Some((product, group)) = found else {
                return refused(format!("There is no permission group “{group}” in the product “{product}”."));
            };
            rule.permissions.insert(product, group);
        }
        let details = self.configcat.rule_words(&rule);
        let Some(group) = self.configcat.groups.get_mut(group_id) else {
            return refused("The group is not synced any more.");
        };
        group.rule = rule;
        let (name, members) = (group.display_name.clone(), group.members.clone());
        self.audit("syncGroupProvisioningRuleChanged", name, details);
        self.apply_to(members);
        done("The permissions of the group were saved.")
    }

    fn set_priority(&mut self, group_ids: Vec<String>) -> ActOutcome {
        let mut wanted = group_ids.clone();
        let mut known = self.configcat.priority.clone();
        wanted.sort();
        known.sort();
        if wanted != known {
            return refused("The list of groups has changed. Refresh it and set the order again.");
        }
        self.configcat.priority = group_ids;
        let names: Vec<&str> = self
            .configcat
            .priority
            .iter()
            .filter_map(|id| self.configcat.groups.get(id))
            .map(|group| group.display_name.as_str())
            .collect();
        let details = names.join(", ");
        self.audit("syncGroupsReordered", "Group priority", details);
        self.apply_to_all();
        done("The order of the groups was saved.")
    }

    fn start_all(&mut self) -> ActOutcome {
        let ids: Vec<String> = self.configcat.users.keys().cloned().collect();
        let (mut started, mut waiting, mut unverified) = (0, 0, 0);
        for id in ids {
            let Some(user) = self.configcat.users.get(&id).filter(|user| !user.started) else { continue };
            match self.provisioning_state(user) {
                State::UnverifiedDomain => unverified += 1,
                State::NoAccount => waiting += 1,
                State::Stopped | State::Active => started += 1,
            }
            let _ = self.start_user(&id);
        }
        let mut words = vec![format!("Provisioning started for {started} users.")];
        if waiting > 0 {
            words.push(format!("{waiting} have no account yet and get their permissions after sign-up."));
        }
        if unverified > 0 {
            words.push(format!("{unverified} can't be started: their domain is not verified."));
        }
        done(words.join(" "))
    }
}
