//! An organization in which everything is done, as all three connections and DNS see it.

use std::collections::BTreeMap;

use catflap_guide::{
    AppChoice, AppFacts, AppPerson, AssignedGroup, AuditEntry, AuditLog, CertificateDates, ConfigCatFacts,
    ConnectorFacts, DnsFacts, DomainFacts, Facts, GroupMember, Heard, KnownValues, MemberFacts, Members, MetadataFacts,
    OktaFacts, Organization, PlanFacts, PlannedGroup, PlannedPerson, PushedGroup, SamlFacts, ScimAnswer, ScimFacts,
    Seen, ToAppFacts,
};
use catflap_inventory::{Group, Inventory, User};

pub const NOW: &str = "2026-05-12T14:02:11Z";
pub const SCIM_URL: &str = "https://scim-api.configcat.com/v2/08d920f2-0000-4000-8000-000000000001";
pub const RECORD: &str = "configcat-domain-verification=6a1f0c2e-0000-4000-8000-00000000d0ab";
const ENTITY_ID: &str = "https://configcat.example/saml/entity/1";
const ACS_URL: &str = "https://configcat.example/saml/acs/1";

/// Ana administers; Ben and Cleo develop; Dora reads.
const PEOPLE: [(&str, &str, &[&str]); 4] = [
    ("1", "ana@whisker.co", &["CC Owners"]),
    ("2", "ben@whisker.co", &["CC Developers"]),
    ("3", "cleo@whisker.co", &["CC Developers", "CC Readers"]),
    ("4", "dora@whisker.co", &["CC Readers"]),
];
const PUSHED: [&str; 3] = ["CC Owners", "CC Developers", "CC Readers"];

pub fn facts() -> Facts {
    Facts {
        now: NOW.into(),
        scim: Some(Seen { at: NOW.into(), facts: scim() }),
        okta: Some(Seen {
            at: "2026-05-12T14:02:10Z".into(),
            facts: OktaFacts {
                who: Ok("ana@whisker.co".into()),
                choice: Ok(AppChoice::One {
                    how: "the only one that points at ConfigCat".into(),
                    app: Box::new(app()),
                }),
            },
        }),
        configcat: Some(Seen { at: NOW.into(), facts: configcat() }),
        dns: Some(Seen { at: NOW.into(), facts: dns() }),
        plan: Some(plan()),
        values: KnownValues {
            entity_id: Some(ENTITY_ID.into()),
            acs_url: Some(ACS_URL.into()),
            scim_url: Some(SCIM_URL.into()),
            provisioning_seen_at: None,
        },
    }
}

fn dns() -> DnsFacts {
    let record = || vec!["v=spf1 -all".to_owned(), RECORD.to_owned()];
    let heard = ["your computer’s resolver", "Cloudflare (1.1.1.1)"]
        .map(|resolver| Heard { resolver: resolver.into(), records: Ok(record()) });
    let domain = DomainFacts { name: "whisker.co".into(), people: 4, heard: heard.into(), misplaced: vec![] };
    DnsFacts { domains: vec![domain], not_asked: 0 }
}

fn scim() -> ScimFacts {
    let users = PEOPLE
        .iter()
        .map(|(id, mail, _)| User {
            id: format!("scim-{id}"),
            user_name: (*mail).into(),
            display_name: None,
            email: Some((*mail).into()),
            active: true,
            external_id: Some(format!("okta-{id}")),
            groups: vec![],
        })
        .collect();
    let groups = PUSHED
        .iter()
        .enumerate()
        .map(|(at, name)| Group {
            id: format!("scim-group-{at}"),
            display_name: (*name).into(),
            members: PEOPLE
                .iter()
                .filter(|(_, _, of)| of.contains(name))
                .map(|(id, ..)| format!("scim-{id}"))
                .collect(),
        })
        .collect();
    ScimFacts { url: SCIM_URL.into(), answer: ScimAnswer::Accepted, inventory: Ok(Inventory::link(users, groups).0) }
}

fn app() -> AppFacts {
    let features =
        ["SCIM_PROVISIONING", "PUSH_NEW_USERS", "PUSH_PROFILE_UPDATES", "PUSH_USER_DEACTIVATION", "GROUP_PUSH"];
    AppFacts {
        id: "0oa1".into(),
        name: "whisker_configcat_1".into(),
        label: "ConfigCat".into(),
        status: "ACTIVE".into(),
        sign_on_mode: "SAML_2_0".into(),
        saml: SamlFacts {
            audience: ENTITY_ID.into(),
            acs_url: ACS_URL.into(),
            name_id_format: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress".into(),
            name_id_template: "${user.userName}".into(),
        },
        user_name_template: "${source.login}".into(),
        user_name_on_create_only: false,
        suspended: Ok(vec![]),
        features: features.map(String::from).to_vec(),
        to_app: Ok(ToAppFacts {
            create: Some(true),
            update: Some(true),
            deactivate: Some(true),
            password: Some(false),
        }),
        connector: Ok(ConnectorFacts {
            status: "ENABLED".into(),
            base_url: Some(SCIM_URL.into()),
            auth_scheme: "TOKEN".into(),
        }),
        groups: Ok(vec![AssignedGroup { id: "g-all".into(), name: "All Staff".into() }]),
        people: Ok(PEOPLE
            .iter()
            .map(|(id, mail, _)| AppPerson {
                id: format!("okta-{id}"),
                user_name: (*mail).into(),
                email: Some((*mail).into()),
                login: Some((*mail).into()),
                status: "PROVISIONED".into(),
                sync_state: "DISABLED".into(),
                external_id: Some(format!("scim-{id}")),
            })
            .collect()),
        pushed: Ok(PUSHED
            .iter()
            .enumerate()
            .map(|(at, name)| PushedGroup {
                mapping_id: format!("gpm-{at}"),
                group_id: format!("g-{at}"),
                name: (*name).into(),
                status: "ACTIVE".into(),
                error_summary: None,
                members: Ok(PEOPLE
                    .iter()
                    .filter(|(_, _, of)| of.contains(name))
                    .map(|(id, mail, _)| GroupMember {
                        id: format!("okta-{id}"),
                        login: (*mail).into(),
                        status: "ACTIVE".into(),
                    })
                    .collect()),
            })
            .collect()),
        failures: Ok(vec![]),
        metadata: Ok(MetadataFacts {
            entity_id: "http://www.okta.com/exk1".into(),
            certificates: vec![CertificateDates {
                not_before: "2026-01-01T00:00:00Z".into(),
                not_after: "2036-01-01T00:00:00Z".into(),
            }],
        }),
    }
}

fn gives(mail: &str) -> PlannedPerson {
    let permissions = match mail {
        "ben@whisker.co" | "cleo@whisker.co" => BTreeMap::from([("Shop".to_owned(), "Developers".to_owned())]),
        "dora@whisker.co" => BTreeMap::from([("Shop".to_owned(), "Readers".to_owned())]),
        _ => BTreeMap::new(),
    };
    PlannedPerson {
        user_name: mail.into(),
        organization_admin: mail == "ana@whisker.co",
        billing_manager: mail == "ana@whisker.co",
        permissions,
    }
}

fn plan() -> PlanFacts {
    PlanFacts {
        rules_edited_at: Some("2026-05-10T08:00:00Z".into()),
        order_edited_at: Some("2026-05-10T08:05:00Z".into()),
        groups: PUSHED.iter().map(|name| PlannedGroup { name: (*name).into(), gives_anything: true }).collect(),
        people: PEOPLE.iter().map(|(_, mail, _)| gives(mail)).collect(),
    }
}

pub fn entry(at: &str, kind: &str) -> AuditEntry {
    AuditEntry { at: at.into(), kind: kind.into(), by: "ana@whisker.co".into(), details: String::new() }
}

fn configcat() -> ConfigCatFacts {
    ConfigCatFacts {
        me: Ok("ana@whisker.co".into()),
        organization: Ok(Organization {
            id: "08d920f2-0000-4000-8000-000000000001".into(),
            name: "Whisker Co.".into(),
        }),
        members: Ok(Members {
            people: PEOPLE
                .iter()
                .map(|(_, mail, _)| {
                    let given = gives(mail);
                    MemberFacts {
                        email: (*mail).into(),
                        name: (*mail).into(),
                        organization_admin: given.organization_admin,
                        billing_manager: given.billing_manager,
                        permissions: given.permissions,
                    }
                })
                .collect(),
        }),
        audit: Ok(AuditLog {
            days: 30,
            entries: vec![
                entry("2026-05-01T08:00:00Z", "domainAdded"),
                entry("2026-05-01T08:10:00Z", "domainVerified"),
                entry("2026-05-01T08:20:00Z", "autoProvisioningEnabledChanged"),
                entry("2026-05-02T08:00:00Z", "samlIdpConfigurationAdded"),
                entry("2026-05-02T08:30:00Z", "samlIdpConfigurationUpdated"),
                entry("2026-05-10T09:00:00Z", "syncGroupProvisioningRuleChanged"),
                entry("2026-05-10T09:10:00Z", "syncGroupsReordered"),
                entry("2026-05-11T09:00:00Z", "syncUserProvisioningEnabled"),
                entry("2026-05-11T10:00:00Z", "userProvisioningConfigurationChanged"),
            ],
        }),
    }
}

/// What the application's facts are, to change one thing in them.
pub fn the_app(facts: &mut Facts) -> &mut AppFacts {
    match &mut facts.okta.as_mut().unwrap().facts.choice {
        Ok(AppChoice::One { app, .. }) => app,
        other => panic!("healthy facts have an application, not {other:?}"),
    }
}

pub fn the_scim(facts: &mut Facts) -> &mut ScimFacts {
    &mut facts.scim.as_mut().unwrap().facts
}

pub fn the_configcat(facts: &mut Facts) -> &mut ConfigCatFacts {
    &mut facts.configcat.as_mut().unwrap().facts
}

pub fn the_log(facts: &mut Facts) -> &mut AuditLog {
    the_configcat(facts).audit.as_mut().unwrap()
}

/// Changes the inventory by its users and groups, and links it anew.
pub fn resync(facts: &mut Facts, change: impl FnOnce(&mut Vec<User>, &mut Vec<Group>)) {
    let scim = the_scim(facts);
    let Inventory { mut users, mut groups } = scim.inventory.clone().unwrap();
    for user in &mut users {
        user.groups.clear();
    }
    change(&mut users, &mut groups);
    scim.inventory = Ok(Inventory::link(users, groups).0);
}
