//! What a pre-flight foretells is what then happens.

use catflap_change::preflight::{Coming, Intake, IntakeGroup, IntakePerson, IntakeRole, preflight};
use catflap_inventory::{Inventory, User};
use catflap_sandbox::OktaAction;
use tokio_util::sync::CancellationToken;

use crate::bench::Bench;

async fn inventory(bench: &Bench) -> Inventory {
    let users = bench.scim.all_users(&CancellationToken::new(), |_| {}).await.unwrap().items;
    let users = users
        .into_iter()
        .map(|user| User {
            id: user.id,
            user_name: user.user_name,
            display_name: user.display_name,
            email: None,
            active: user.active != Some(false),
            external_id: user.external_id,
            groups: Vec::new(),
        })
        .collect();
    Inventory::link(users, Vec::new()).0
}

#[tokio::test]
async fn as_many_come_as_were_foretold() {
    let bench = Bench::ready().await;
    let app = bench.sandbox.view().okta.app.unwrap();
    let assigned = app.assignments.iter().find(|row| row.scope == "group").unwrap().clone();
    // Back to before anybody was assigned: those who were pushed stay in ConfigCat, deactivated.
    bench.act(OktaAction::UnassignGroup { group_id: assigned.id.clone() }).await;
    let group = catflap_okta::GroupId::new(assigned.id.clone());
    let members = bench.okta.groups().members(&group).all().await.unwrap();
    let members: Vec<IntakePerson> = members.iter().map(IntakePerson::from).collect();
    let before = inventory(&bench).await;
    let template = bench.okta.apps().get(&bench.app).await.unwrap().user_name_template().unwrap().to_owned();
    let flight = preflight(&Intake {
        groups: vec![IntakeGroup {
            id: assigned.id.clone(),
            name: assigned.name.clone(),
            role: IntakeRole::Assign,
            members,
        }],
        user_name_template: template,
        synced: Some(&before),
        ..Intake::default()
    });
    let linked = flight.comers.iter().filter(|comer| comer.coming == Coming::Linked).count();
    let new = flight.comers.iter().filter(|comer| comer.coming == Coming::New).count();
    assert!(linked > 0, "{}", flight.headline);

    bench.act(OktaAction::AssignGroup { group_id: assigned.id }).await;
    let after = inventory(&bench).await;
    assert_eq!(after.users.len(), before.users.len() + new, "{:?}", flight.headline);
    let active = |inventory: &Inventory| inventory.users.iter().filter(|user| user.active).count();
    assert_eq!(active(&after) - active(&before), linked + new);
    bench.sandbox.stop().await;
}
