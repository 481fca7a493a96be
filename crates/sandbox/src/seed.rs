//! The world as it is before anyone has done anything: Whisker Co. with its people, groups, products and accounts.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use jiff::ToSpan as _;

use crate::Options;
use crate::configcat::state::{Account, ConfigCat, Environment, Invitation, Level, PermissionGroup, Product, Rule};
use crate::error::Error;
use crate::ids::{Ids, splitmix};
use crate::names::{mailbox, name};
use crate::okta::certificate;
use crate::okta::state::{Group, Okta, Person, PersonStatus};
use crate::panel::OktaRights;
use crate::world::{Origins, World};

const DOMAIN: &str = "whisker.co";

/// Groups in the order in which they are made: a smaller org has the first of them. Every second one is for pushing.
const GROUPS: [(&str, &str); 8] = [
    ("Everyone at Whisker", "Everybody who works here"),
    ("ConfigCat Developers", "Change feature flags in both products"),
    ("All Engineers", "Engineering"),
    ("ConfigCat Readers", "See feature flags"),
    ("All Product", "Product management and design"),
    ("ConfigCat Owners", "Run ConfigCat"),
    ("Contractors", "External people"),
    ("ConfigCat Billing Managers", "Pay for ConfigCat"),
];

/// Makes the world. `users` is at least 12, so that every part of the story has its person; `groups` at least 2.
pub(crate) fn world(options: &Options, now: jiff::Timestamp) -> Result<World, Error> {
    let mut ids = Ids::new(options.seed);
    let okta = okta(&mut ids, options, now)?;
    let configcat = configcat(&mut ids, &okta, options.tidy, now);
    Ok(World { ids, okta, configcat, now, origins: Origins::default() })
}

fn okta(ids: &mut Ids, options: &Options, now: jiff::Timestamp) -> Result<Okta, Error> {
    let (users, groups, seed) = (options.users.max(12), options.groups.max(2), options.seed);
    let mut people = BTreeMap::new();
    let mut order = Vec::with_capacity(users);
    for index in 0..users {
        let id = ids.okta("00u");
        people.insert(id.clone(), person(index, options.tidy, now));
        order.push(id);
    }
    let mut made = BTreeMap::new();
    let since = ago(now, 200);
    for at in 0..groups {
        let (name, description) = match GROUPS.get(at) {
            Some((name, description)) => ((*name).to_owned(), (*description).to_owned()),
            None => (format!("ConfigCat Team {:03}", at - 7), "A team with its own feature flags".to_owned()),
        };
        let members: BTreeSet<String> = order
            .iter()
            .enumerate()
            .filter(|(index, _)| belongs(*index, at, groups, seed))
            .map(|(_, id)| id.clone())
            .collect();
        let group = Group { name, description, members, created: since, updated: since, members_updated: since };
        made.insert(ids.okta("00g"), group);
    }
    Ok(Okta {
        org_id: ids.okta("00o"),
        name: "Whisker Co.".into(),
        subdomain: "whisker".into(),
        admin: order[0].clone(),
        people,
        groups: made,
        apps: Vec::new(),
        certificate: certificate::make(now, "whisker")?,
        tasks: Vec::new(),
        log: VecDeque::new(),
        queue: VecDeque::new(),
        token_rights: OktaRights::default(),
        services: BTreeMap::new(),
    })
}

/// Person 0 is the administrator; 1 to 3 are the guide's John, Jane and Peter.
fn person(index: usize, tidy: bool, now: jiff::Timestamp) -> Person {
    let ((first, last), mailbox) = match index {
        0 => (("Robin", "Ashworth"), "robin.ashworth".to_owned()),
        _ => (name(index - 1), mailbox(index - 1)),
    };
    // One comes from a company that was bought: its domain is not Whisker's to verify.
    let domain = if index == 11 && !tidy { "catnip.dev" } else { DOMAIN };
    let email = format!("{mailbox}@{domain}");
    // One has a login from the old days.
    let login = if index == 6 {
        let (first, last) = mailbox.split_once('.').unwrap_or((&mailbox, ""));
        format!("{}{last}@{DOMAIN}", &first[..1])
    } else {
        email.clone()
    };
    Person {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email,
        login,
        display_name: None,
        department: department(index).to_owned(),
        status: if index == 8 && !tidy { PersonStatus::Suspended } else { PersonStatus::Active },
        created: ago(now, 300),
        updated: ago(now, 30),
    }
}

fn department(index: usize) -> &'static str {
    match index {
        0 | 1 | 3 => "Engineering",
        2 => "Finance",
        10 => "External",
        _ => match index % 10 {
            0..=4 => "Engineering",
            5 | 6 => "Product",
            7 => "External",
            8 => "Sales",
            _ => "People",
        },
    }
}

fn belongs(index: usize, group: usize, groups: usize, seed: u64) -> bool {
    let department = department(index);
    match group {
        // Person 10 is in a push group and in no group that the guide assigns.
        0 => index != 10,
        1 => index == 3 || (index > 11 && department == "Engineering" && !index.is_multiple_of(4)),
        2 => department == "Engineering",
        3 => matches!(index, 1..=4 | 8 | 10 | 11) || (index > 11 && index.is_multiple_of(3)),
        4 => department == "Product",
        5 => matches!(index, 0 | 1),
        6 => department == "External" && index != 10,
        7 => index == 2 || (index > 11 && department == "Sales" && index < 50),
        team => {
            let teams = u64::try_from(groups.saturating_sub(8)).unwrap_or(1).max(1);
            let draw = splitmix(seed ^ (u64::try_from(index).unwrap_or_default() << 1));
            usize::try_from(draw % teams).is_ok_and(|drawn| drawn == team - 8)
        }
    }
}

fn configcat(ids: &mut Ids, okta: &Okta, tidy: bool, now: jiff::Timestamp) -> ConfigCat {
    let products =
        vec![product(ids, "FurBall Finder", "Finds what the cat brought in"), product(ids, "WhiskerShop", "The shop")];
    let granted = |level: Level| {
        let pick = |product: &Product| {
            let group = product.permission_groups.iter().find(|group| group.level == level);
            (product.id.clone(), group.map_or(0, |group| group.id))
        };
        Rule { permissions: products.iter().map(pick).collect(), ..Rule::default() }
    };
    let mut accounts = BTreeMap::new();
    let mut me = String::new();
    for (index, person) in okta.people.values().enumerate() {
        // A few have never signed up.
        if index > 11 && index % 9 == 5 && !tidy {
            continue;
        }
        let id = ids.uuid();
        let granted = match index {
            0 => Rule { organization_admin: true, billing_manager: true, ..Rule::default() },
            1 | 3 => granted(Level::Administer),
            2 => Rule { billing_manager: true, ..granted(Level::Read) },
            4 => granted(Level::Own),
            5..=9 => granted(Level::Develop),
            _ => Rule::default(),
        };
        if index == 0 {
            me.clone_from(&id);
        }
        let account = Account {
            full_name: person.name(),
            email: person.email.clone(),
            two_factor: index % 3 != 1,
            in_organization: index < 10,
            disabled: false,
            granted,
        };
        accounts.insert(id, account);
    }
    let unmanaged = [
        ("Release Robot", "release-bot@whisker.co", Level::Develop),
        ("Casey Drummond", "casey.drummond@proton.example", Level::Read),
    ];
    for (full_name, email, level) in unmanaged.into_iter().filter(|_| !tidy) {
        let account = Account {
            full_name: full_name.into(),
            email: email.into(),
            two_factor: false,
            in_organization: true,
            disabled: false,
            granted: granted(level),
        };
        accounts.insert(ids.uuid(), account);
    }
    let reader = products[1].permission_groups.iter().find(|group| group.level == Level::Read);
    let invitations = vec![Invitation {
        id: ids.uuid(),
        email: format!("sam.lantern@{DOMAIN}"),
        product_id: products[1].id.clone(),
        permission_group_id: reader.map_or(0, |group| group.id),
        created: ago(now, 2),
        expires: now.checked_add((5 * 24).hours()).unwrap_or(now),
    }];
    let mut configcat = ConfigCat {
        organization_id: ids.uuid(),
        organization_name: "Whisker Co.".into(),
        tenant: ids.uuid(),
        me,
        domains: Vec::new(),
        auto_assign: true,
        saml: None,
        users: BTreeMap::new(),
        groups: BTreeMap::new(),
        priority: Vec::new(),
        provision_future: false,
        products,
        accounts,
        invitations,
        audit: Vec::new(),
        user_names: HashMap::new(),
        account_emails: HashMap::new(),
    };
    configcat.index();
    configcat
}

fn product(ids: &mut Ids, name: &str, description: &str) -> Product {
    let groups = [
        ("Admins", Level::Administer),
        ("Developers", Level::Develop),
        ("Product owners", Level::Own),
        ("Readers", Level::Read),
    ];
    Product {
        id: ids.uuid(),
        name: name.into(),
        description: description.into(),
        permission_groups: groups
            .map(|(name, level)| PermissionGroup { id: ids.number(), name: name.into(), level })
            .to_vec(),
        environments: [("Test", "#3b82f6"), ("Production", "#dc2626")]
            .map(|(name, color)| Environment { id: ids.uuid(), name: name.into(), color: color.into() })
            .to_vec(),
    }
}

fn ago(now: jiff::Timestamp, days: i64) -> jiff::Timestamp {
    now.checked_sub((days * 24).hours()).unwrap_or(now)
}
