//! What is worth knowing before a plan takes the place of the one in force.

use std::collections::{HashMap, HashSet};

use catflap_access::{Plan, Planner};

use crate::people::Pulled;
use crate::wire::Product;

/// So many names are listed.
const NAMED: usize = 8;

/// Groups that are not synced or left out, products and permission groups that nobody knows: a sentence each.
pub(crate) fn notes(plan: &Planner, pulled: &Pulled, products: &[Product]) -> Vec<String> {
    let mut notes = Vec::new();
    if pulled.read_at.is_empty() {
        notes.push("People and groups were not read yet, so whether these groups are synced can’t be said.".to_owned());
    } else {
        of_groups(plan, pulled, &mut notes);
    }
    of_products(plan.plan(), products, &mut notes);
    notes
}

fn of_groups(planner: &Planner, pulled: &Pulled, notes: &mut Vec<String>) {
    let synced = || pulled.inventory.groups.iter().map(|group| group.display_name.as_str());
    let in_plan = || planner.plan().groups.iter().map(|group| group.name.as_str());
    let near: HashMap<&str, &str> = synced().filter_map(|name| Some((planner.near_miss(name)?, name))).collect();
    let are_synced: HashSet<&str> = synced().collect();
    let unsynced = in_plan().filter(|name| !are_synced.contains(name));
    let (meant, unknown): (Vec<&str>, Vec<&str>) = unsynced.partition(|name| near.contains_key(name));
    for name in meant {
        notes.push(format!(
            "“{name}” is not synced; “{}” is, and differs in capitals, spaces or accents only. Names are compared exactly.",
            near[name]
        ));
    }
    match unknown.as_slice() {
        [] => {}
        [one] => notes.push(format!("“{one}” is not synced, so it gives nobody anything.")),
        more => {
            notes.push(format!("{} groups are not synced, so they give nobody anything: {}.", more.len(), some(more)));
        }
    }
    let are_planned: HashSet<&str> = in_plan().collect();
    let left = synced().filter(|name| !are_planned.contains(name) && planner.near_miss(name).is_none());
    let left: Vec<&str> = left.collect();
    match left.as_slice() {
        [] => {}
        [one] => notes.push(format!("The synced group “{one}” is not in it, and would give nothing.")),
        more => {
            notes.push(format!("{} synced groups are not in it, and would give nothing: {}.", more.len(), some(more)));
        }
    }
}

fn of_products(plan: &Plan, products: &[Product], notes: &mut Vec<String>) {
    if products.is_empty() {
        if !plan.products().is_empty() {
            notes.push("ConfigCat’s products are not known, so their names can’t be checked.".to_owned());
        }
        return;
    }
    for name in plan.products() {
        let Some(product) = products.iter().find(|product| product.name == name) else {
            let names = products.iter().map(|product| product.name.as_str());
            notes.push(format!("The product “{name}” is not known{}.", alike(name, names)));
            continue;
        };
        let mut unknown: Vec<&str> = plan
            .groups
            .iter()
            .filter_map(|group| group.permissions.get(name))
            .map(String::as_str)
            .filter(|wanted| !product.permission_groups.iter().any(|known| known == wanted))
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        for wanted in unknown {
            let names = product.permission_groups.iter().map(String::as_str);
            notes.push(format!("{name} has no permission group “{wanted}”{}.", alike(wanted, names)));
        }
    }
}

/// `; “Readers” is, and differs in capitals or spaces only`, else which there are.
fn alike<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> String {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let known: Vec<&str> = known.collect();
    match known.iter().find(|name| folded(name) == folded(wanted)) {
        Some(near) => format!("; there is “{near}”, which differs in capitals or spaces only"),
        None if known.is_empty() => String::new(),
        None => format!("; there is {}", some(&known)),
    }
}

fn some(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().take(NAMED).map(|name| format!("“{name}”")).collect();
    match names.len().checked_sub(NAMED) {
        None | Some(0) => quoted.join(", "),
        Some(more) => format!("{} and {more} more", quoted.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catflap_inventory::{Group, Inventory};

    use super::*;

    fn said(plan: &str, synced: &[&str], products: &[Product]) -> Vec<String> {
        let groups = synced.iter().enumerate();
        let groups =
            groups.map(|(at, name)| Group { id: format!("g{at}"), display_name: (*name).into(), members: vec![] });
        let (inventory, _) = Inventory::link(vec![], groups.collect());
        let pulled =
            Pulled { read_at: "2026-05-12T14:02:00Z".into(), inventory: Arc::new(inventory), ..Pulled::default() };
        notes(&Planner::new(Plan::from_json(plan).unwrap()).unwrap(), &pulled, products)
    }

    #[test]
    fn a_group_that_is_not_synced_or_left_out_is_told_with_the_one_that_may_be_meant() {
        let plan = r#"{"groups":[{"name":"readers"},{"name":"Gone"},{"name":"Owners"}]}"#;
        assert_eq!(
            said(plan, &["Readers", "Owners", "Extra"], &[]),
            [
                "“readers” is not synced; “Readers” is, and differs in capitals, spaces or accents only. Names are compared exactly.",
                "“Gone” is not synced, so it gives nobody anything.",
                "The synced group “Extra” is not in it, and would give nothing.",
            ]
        );
    }

    #[test]
    fn a_product_or_permission_group_that_nobody_knows_is_told() {
        let plan = r#"{"groups":[{"name":"A","permissions":{"Shop":"readers","Finder":"X"}}]}"#;
        let shop = Product { name: "Shop".into(), permission_groups: vec!["Readers".into(), "Admins".into()] };
        assert_eq!(
            said(plan, &["A"], &[shop]),
            [
                "The product “Finder” is not known; there is “Shop”.",
                "Shop has no permission group “readers”; there is “Readers”, which differs in capitals or spaces only.",
            ]
        );
        assert_eq!(said(plan, &["A"], &[]), ["ConfigCat’s products are not known, so their names can’t be checked."]);
    }
}
