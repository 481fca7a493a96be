//! Measures how long the application takes to show people after its start, and how much memory it holds:
//! `cargo run --release -p catflap-app --example open [PEOPLE]`.
//!
//! It keeps a reading of that many people (100,000 unless told) in a folder of its own, as a reading would have, and then
//! opens it in a process that holds nothing else.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that can't go on says so by failing")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use catflap_app::{App, NoDesktop, Options, Place, PracticeSize, system_clock};
use catflap_inventory::{Group, Inventory, Member, OktaPerson, OktaSide, PushGroup, User};
use catflap_store::{Profile, ProfileKind, Store};
use serde_json::{Value, json};
use uuid::Uuid;

const GROUPS: usize = 5_000;
const PRODUCTS: usize = 50;
/// Groups of each person, and products of each member.
const EACH: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [folder, people] = arguments.as_slice() {
        return open(Path::new(folder), people.parse().unwrap());
    }
    let people = arguments.first().map_or(100_000, |people| people.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    keep(folder.path(), people);
    let program = std::env::current_exe().unwrap();
    let ended = std::process::Command::new(program).arg(folder.path()).arg(people.to_string()).status().unwrap();
    assert!(ended.success());
}

/// Keeps a reading in which everything agrees, but for one in a hundred who is not synced.
fn keep(folder: &Path, people: usize) {
    let email = |at: usize| format!("given{at}.family{at}@whisker.co");
    let groups = GROUPS.min(people / 4).max(1);
    let users = (0..people).filter(|at| !at.is_multiple_of(100)).map(|at| User {
        id: format!("{at:08x}-0000-4000-8000-00000000c47f"),
        user_name: email(at),
        display_name: Some(format!("Given{at} Family{at}")),
        email: Some(email(at)),
        active: true,
        external_id: Some(format!("00u{at:017}")),
        groups: Vec::new(),
    });
    let users: Vec<User> = users.collect();
    let of_group =
        |group: usize| (0..EACH).flat_map(move |each| (0..people).skip((group + each * 7) % groups).step_by(groups));
    let synced = |at: &usize| !at.is_multiple_of(100);
    let scim_id = |at: usize| format!("{at:08x}-0000-4000-8000-00000000c47f");
    let synced_groups = (0..groups).map(|group| Group {
        id: format!("{group:08x}-0000-4000-8000-0000000096f5"),
        display_name: format!("Team {group:04}"),
        members: of_group(group).filter(synced).map(scim_id).collect(),
    });
    let (inventory, _) = Inventory::link(users, synced_groups.collect());
    let okta = OktaSide {
        people: (0..people)
            .map(|at| OktaPerson {
                id: format!("00u{at:017}"),
                login: email(at),
                email: Some(email(at)),
                name: Some(format!("Given{at} Family{at}")),
                status: Some("ACTIVE".into()),
                assigned_by: vec!["Everyone".into()],
                scope: Some("GROUP".into()),
                app_status: Some("PROVISIONED".into()),
                external_id: synced(&at).then(|| scim_id(at)),
                error: None,
                user_name: Some(email(at)),
            })
            .collect(),
        push_groups: (0..groups)
            .map(|group| PushGroup {
                source_group_id: format!("00g{group:017}"),
                name: format!("Team {group:04}"),
                target_group_id: Some(format!("00t{group:017}")),
                status: "ACTIVE".into(),
                error: None,
                members: Some(of_group(group).map(|at| format!("00u{at:017}")).collect()),
            })
            .collect(),
        log_failures: Vec::new(),
        deactivates_users: Some(true),
    };
    let product = |at: usize| format!("Product {:02}", at % PRODUCTS);
    let members: Vec<Member> = (0..people)
        .map(|at| Member {
            id: format!("08d{at:09x}-1111"),
            email: email(at),
            name: Some(format!("Given{at} Family{at}")),
            organization_admin: at < 3,
            billing_manager: at == 0,
            permissions: (0..EACH).map(|each| (product(at + each * 11), "Developers".to_owned())).collect(),
        })
        .collect();
    let products: Vec<Value> =
        (0..PRODUCTS).map(|at| json!({"name": product(at), "permission_groups": ["Developers", "Readers"]})).collect();
    let plan: Vec<Value> = (0..groups)
        .map(|group| json!({"name": format!("Team {group:04}"), "permissions": {product(group): "Developers"}}))
        .collect();

    let store = Store::open(folder).unwrap();
    let (id, at) = (Uuid::from_u128(1), jiff::Timestamp::now());
    store.add_profile(&Profile { id, name: "Whisker Co.".into(), kind: ProfileKind::Real, created_at: at }).unwrap();
    store.put_setting(None, "last-profile", &id).unwrap();
    store.put_plan(id, at, "Begun", &json!({"groups": plan})).unwrap();
    store.keep_snapshot(id, at, &inventory, 200).unwrap();
    let read_at = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    store.put_inventory_part(id, at, "okta", &okta).unwrap();
    store.put_inventory_part(id, at, "members", &members).unwrap();
    let pulled = json!({"read_at": read_at, "inventory": inventory, "products": products, "you": email(1)});
    store.put_inventory(id, at, &pulled).unwrap();
    println!("{people} people, {groups} groups, {PRODUCTS} products are kept");
}

#[tokio::main]
async fn open(folder: &Path, people: usize) {
    let start = Instant::now();
    let app = App::open(Options {
        place: Place::Folder(folder.to_path_buf()),
        desktop: Arc::new(NoDesktop),
        clock: system_clock(),
        practice: PracticeSize::default(),
        dns: None,
    })
    .unwrap();
    app.begin(false).await.unwrap();
    println!("opened in {}", said(start.elapsed()));
    let first = Instant::now();
    let page = app.call("people", ask("")).await.unwrap();
    println!("people are shown after {} more; {}", said(first.elapsed()), page["verdict"]);
    assert_eq!(page["total"], people);
    println!("memory {} MB, {} MB at most", memory("VmRSS"), memory("VmHWM"));
    for (name, request) in [
        ("people", ask("given777 whisker")),
        ("person", json!({"key": page["rows"][0]["key"]})),
        ("plan", json!({})),
        ("groups", json!({"search": "", "offset": 0, "limit": 100})),
        ("why", json!({"text": "given4711.family4711@whisker.co"})),
        ("history", json!({})),
        ("people_seen", json!({})),
    ] {
        let asked = Instant::now();
        app.call(name, request).await.unwrap();
        println!("{name}: {}", said(asked.elapsed()));
    }
    println!("memory {} MB, {} MB at most", memory("VmRSS"), memory("VmHWM"));
}

fn ask(search: &str) -> Value {
    json!({
        "search": search, "filter": {"kind": "all"}, "group": null, "sort": "state", "descending": false, "offset": 0,
        "limit": 100,
    })
}

fn said(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

/// Of this process, in MB; 0 where the system does not tell in this way.
fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':')).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() >> 10
}
