//! The rule by which a person's groups become permissions (`ConfigCat`'s documentation, "User Provisioning (SCIM)").
//!
//! Organization Admin if any of the groups carries it; Billing Manager if any carries it. With Organization Admin, product
//! permissions are skipped. Otherwise, per product, the permission group of the first listed group that names the product.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt as _};

use crate::error::PlanError;
use crate::model::{Access, Grant, Note, Overridden, Person, Plan};
use crate::names::fold;
use crate::table::{ADMIN, AccessTable, BILLING};

/// Marks "no group of the person names this product".
pub(crate) const NOBODY: u32 = u32::MAX;

/// A place as a number. Nobody has four thousand million of anything here.
pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NOBODY)
}

/// A synced user as [`Planner::compute_all`] borrows it, so that 100,000 of them need no copy.
pub trait Memberships {
    /// SCIM `userName`.
    fn user_name(&self) -> &str;
    /// SCIM `active`.
    fn is_active(&self) -> bool;
    /// Display names of the person's synced groups, in any order, doubles allowed.
    fn group_names(&self) -> impl Iterator<Item = &str>;
}

impl Memberships for Person {
    fn user_name(&self) -> &str {
        &self.user_name
    }

    fn is_active(&self) -> bool {
        self.active
    }

    fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(String::as_str)
    }
}

impl<M: Memberships> Memberships for &M {
    fn user_name(&self) -> &str {
        (**self).user_name()
    }

    fn is_active(&self) -> bool {
        (**self).is_active()
    }

    fn group_names(&self) -> impl Iterator<Item = &str> {
        (**self).group_names()
    }
}

/// What one group gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    pub organization_admin: bool,
    pub billing_manager: bool,
    /// (number of the product, number of the permission group), by the first
    pub permissions: Vec<(u32, u32)>,
}

impl Rule {
    /// The permission group in a product.
    pub(crate) fn permission(&self, product: u32) -> Option<u32> {
        let at = self.permissions.binary_search_by_key(&product, |&(product, _)| product).ok()?;
        Some(self.permissions[at].1)
    }

    pub(crate) fn roles(&self) -> u8 {
        (if self.organization_admin { ADMIN } else { 0 }) | (if self.billing_manager { BILLING } else { 0 })
    }

    /// Whether `ConfigCat` counts the group among those with permissions.
    pub(crate) fn gives_anything(&self) -> bool {
        self.roles() != 0 || !self.permissions.is_empty()
    }
}

/// Names by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    names: Vec<String>,
    by_name: HashMap<String, u32>,
}

impl Numbers {
    fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut numbers = Self::default();
        for name in names {
            numbers.number(name);
        }
        numbers
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.by_name.get(name) {
            return number;
        }
        let number = index(self.names.len());
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), number);
        number
    }
}

/// A [`Plan`] compiled: names are looked up once, then only numbers are compared. A group's number is its place in the plan,
/// a product's its place among the sorted products.
#[derive(Debug, Clone)]
pub struct Planner {
    plan: Plan,
    groups: Numbers,
    by_fold: HashMap<String, Vec<u32>>,
    /// Those that the plan mentions, sorted; behind them others that have a number.
    products: Numbers,
    mentioned: usize,
    permission_groups: Numbers,
    rules: Vec<Rule>,
}

impl Planner {
    /// Compiles a plan.
    ///
    /// # Errors
    /// What [`Plan::check`] finds.
    pub fn new(plan: Plan) -> Result<Self, PlanError> {
        plan.check()?;
        let mut products = Numbers::of(plan.products());
        let mut permission_groups = Numbers::default();
        let rules = plan
            .groups
            .iter()
            .map(|group| Rule {
                organization_admin: group.organization_admin,
                billing_manager: group.billing_manager,
                permissions: group
                    .permissions
                    .iter()
                    .map(|(product, permission)| (products.number(product), permission_groups.number(permission)))
                    .collect(),
            })
            .collect();
        let groups = Numbers::of(plan.groups.iter().map(|group| group.name.as_str()));
        let mut by_fold: HashMap<String, Vec<u32>> = HashMap::with_capacity(plan.groups.len());
        for (at, group) in (0u32..).zip(&plan.groups) {
            by_fold.entry(fold(&group.name)).or_default().push(at);
        }
        let mentioned = products.names.len();
        Ok(Self { plan, groups, by_fold, products, mentioned, permission_groups, rules })
    }

    /// The plan as it was given.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The products that the plan mentions, sorted; the order of a table's columns.
    pub fn products(&self) -> &[String] {
        &self.products.names[..self.mentioned]
    }

    /// Gives numbers to a product and a permission group that the plan may not mention.
    pub(crate) fn number(&mut self, product: &str, permission: &str) -> (u32, u32) {
        (self.products.number(product), self.permission_groups.number(permission))
    }

    /// All products that have a number.
    pub(crate) fn product_names(&self) -> &[String] {
        &self.products.names
    }

    /// The group of the plan whose name differs from `name` by capitals, spaces or the spelling of an accent only.
    pub fn near_miss(&self, name: &str) -> Option<&str> {
        self.near_misses(name).first().map(|&group| self.group_name(group))
    }

    /// All such groups, in the plan's order.
    pub(crate) fn near_misses(&self, name: &str) -> &[u32] {
        if self.group(name).is_some() {
            return &[];
        }
        self.by_fold.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// What one person gets, with reasons.
    pub fn compute(&self, person: &impl Memberships) -> Access {
        let mut groups = Vec::new();
        self.resolve(person, &mut groups);
        self.explain(person, &groups)
    }

    /// What everybody gets. The table holds numbers; [`AccessTable::access`] gives one person's reasons.
    pub fn compute_all<M: Memberships>(&self, people: impl IntoIterator<Item = M>) -> AccessTable {
        AccessTable::new(self, people)
    }

    pub(crate) fn group_name(&self, group: u32) -> &str {
        &self.groups.names[group as usize]
    }

    pub(crate) fn product_name(&self, product: u32) -> &str {
        &self.products.names[product as usize]
    }

    pub(crate) fn permission_name(&self, permission: u32) -> &str {
        &self.permission_groups.names[permission as usize]
    }

    pub(crate) fn group(&self, name: &str) -> Option<u32> {
        self.groups.by_name.get(name).copied()
    }

    pub(crate) fn product(&self, name: &str) -> Option<u32> {
        self.products.by_name.get(name).copied()
    }

    pub(crate) fn permission(&self, name: &str) -> Option<u32> {
        self.permission_groups.by_name.get(name).copied()
    }

    pub(crate) fn permission_names(&self) -> &[String] {
        &self.permission_groups.names
    }

    pub(crate) fn rule(&self, group: u32) -> &Rule {
        &self.rules[group as usize]
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub(crate) fn permission_of(&self, group: u32, product: u32) -> Option<u32> {
        self.rule(group).permission(product)
    }

    /// The person's groups as numbers: in priority order, each once.
    pub(crate) fn resolve(&self, person: &impl Memberships, groups: &mut Vec<u32>) {
        groups.clear();
        groups.extend(person.group_names().filter_map(|name| self.groups.by_name.get(name)));
        groups.sort_unstable();
        groups.dedup();
    }

    pub(crate) fn explain(&self, person: &impl Memberships, groups: &[u32]) -> Access {
        let named = |carries: fn(&Rule) -> bool| -> Vec<String> {
            groups
                .iter()
                .filter(|&&group| carries(&self.rules[group as usize]))
                .map(|&group| self.group_name(group).to_owned())
                .collect()
        };
        let admin_from = named(|rule| rule.organization_admin);
        let billing_from = named(|rule| rule.billing_manager);
        let mut access = Access {
            user_name: person.user_name().to_owned(),
            active: person.is_active(),
            organization_admin: !admin_from.is_empty(),
            billing_manager: !billing_from.is_empty(),
            admin_from,
            billing_from,
            permissions: Vec::new(),
            notes: Vec::new(),
        };
        if !access.active {
            access.notes.push(Note::Inactive);
        }
        let products = groups.iter().flat_map(|&group| &self.rule(group).permissions);
        let named_products: BTreeMap<&str, u32> =
            products.map(|&(product, _)| (self.product_name(product), product)).collect();
        if access.organization_admin {
            if !named_products.is_empty() {
                let products = named_products.keys().map(|&name| name.to_owned()).collect();
                access.notes.push(Note::SkippedByOrganizationAdmin { products });
            }
        } else {
            access.permissions = named_products.values().filter_map(|&product| self.grant(product, groups)).collect();
        }
        if access.is_nothing() {
            access.notes.push(Note::NoPermission { in_no_group: person.group_names().next().is_none() });
        }
        let absent: BTreeSet<&str> = person.group_names().filter(|name| self.group(name).is_none()).collect();
        for group in absent {
            access.notes.push(match self.near_miss(group) {
                Some(plan_group) => Note::NearMiss { group: group.to_owned(), plan_group: plan_group.to_owned() },
                None => Note::GroupNotInPlan { group: group.to_owned() },
            });
        }
        access
    }

    fn grant(&self, product: u32, groups: &[u32]) -> Option<Grant> {
        let mut naming =
            groups.iter().filter_map(|&group| self.permission_of(group, product).map(|permission| (group, permission)));
        let (winner, decided) = naming.next()?;
        Some(Grant {
            product: self.product_name(product).to_owned(),
            permission_group: self.permission_name(decided).to_owned(),
            from_group: self.group_name(winner).to_owned(),
            overrode: naming
                .filter(|&(_, permission)| permission != decided)
                .map(|(group, permission)| Overridden {
                    permission_group: self.permission_name(permission).to_owned(),
                    from_group: self.group_name(group).to_owned(),
                })
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlanGroup;

    fn person(user_name: &str, groups: &[&str]) -> Person {
        Person { user_name: user_name.into(), active: true, groups: groups.iter().map(ToString::to_string).collect() }
    }

    fn group(name: &str, admin: bool, billing: bool, permissions: &[(&str, &str)]) -> PlanGroup {
        PlanGroup {
            name: name.into(),
            organization_admin: admin,
            billing_manager: billing,
            permissions: permissions.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        }
    }

    fn example() -> Planner {
        Planner::new(Plan {
            groups: vec![
                group("Owners", true, true, &[]),
                group("Billing Managers", false, true, &[]),
                group("Developers", false, false, &[("A", "Developers"), ("B", "Developers")]),
                group("Product owners", false, false, &[("B", "Product owners")]),
                group("Readers", false, false, &[("A", "Readers"), ("B", "Readers")]),
            ],
        })
        .unwrap()
    }

    fn permissions(access: &Access) -> Vec<(&str, &str, &str)> {
        access
            .permissions
            .iter()
            .map(|grant| (grant.product.as_str(), grant.permission_group.as_str(), grant.from_group.as_str()))
            .collect()
    }

    #[test]
    fn john_of_the_guide_becomes_organization_admin_and_billing_manager() {
        let john = example().compute(&person("john", &["Owners", "Readers"]));
        assert!(john.organization_admin && john.billing_manager);
        assert_eq!(permissions(&john), []);
        assert_eq!(john.admin_from, ["Owners"]);
        assert_eq!(john.notes, [Note::SkippedByOrganizationAdmin { products: vec!["A".into(), "B".into()] }]);
        assert_eq!(john.to_words(), "Organization Admin and Billing Manager");
    }

    #[test]
    fn jane_of_the_guide_becomes_billing_manager_and_reader() {
        let jane = example().compute(&person("jane", &["Readers", "Billing Managers"]));
        assert!(!jane.organization_admin && jane.billing_manager);
        assert_eq!(permissions(&jane), [("A", "Readers", "Readers"), ("B", "Readers", "Readers")]);
        assert_eq!(jane.billing_from, ["Billing Managers"]);
        assert_eq!(jane.notes, []);
    }

    #[test]
    fn peter_of_the_guide_becomes_developer_because_developers_are_listed_before_readers() {
        let peter = example().compute(&person("peter", &["Readers", "Developers"]));
        assert_eq!(permissions(&peter), [("A", "Developers", "Developers"), ("B", "Developers", "Developers")]);
        assert_eq!(
            peter.permissions[0].overrode,
            [Overridden { permission_group: "Readers".into(), from_group: "Readers".into() }]
        );
    }

    #[test]
    fn a_group_that_differs_by_capitals_gives_nothing_and_is_told() {
        let access = example().compute(&person("ana", &["readers ", "Cooks"]));
        assert!(access.is_nothing());
        assert_eq!(
            access.notes,
            [
                Note::NoPermission { in_no_group: false },
                Note::GroupNotInPlan { group: "Cooks".into() },
                Note::NearMiss { group: "readers ".into(), plan_group: "Readers".into() },
            ]
        );
    }

    #[test]
    fn a_person_in_no_group_is_told_apart() {
        let mut nobody = person("ana", &[]);
        nobody.active = false;
        assert_eq!(example().compute(&nobody).notes, [Note::Inactive, Note::NoPermission { in_no_group: true }]);
    }

    #[test]
    fn the_table_says_the_same_as_one_by_one() {
        let planner = example();
        let people =
            [person("a", &["Readers", "Owners"]), person("b", &["Product owners", "Readers"]), person("c", &[])];
        let table = planner.compute_all(&people);
        for (at, someone) in people.iter().enumerate() {
            let access = planner.compute(someone);
            assert_eq!(table.access(&planner, at, someone), access);
            assert_eq!(table.is_organization_admin(at), access.organization_admin);
            assert_eq!(table.is_nothing(at), access.is_nothing());
            assert_eq!(table.winners(at).count(), access.permissions.len());
        }
    }
}
