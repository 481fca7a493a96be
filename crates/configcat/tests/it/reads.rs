use catflap_configcat::model::{AccessType, AuditType, EnvironmentAccessType};
use catflap_configcat::{AuditQuery, OrganizationId, PermissionGroupId, ProductId};

use crate::server::{Server, expect};
use crate::{BASIC, configcat};

const ORGANIZATION: &str = "046b6c7f-0b8a-43b9-b35d-6489e6daee91";
const PRODUCT: &str = "08d86d63-2721-4da6-8c06-584521d516bc";

fn organization() -> OrganizationId {
    OrganizationId(ORGANIZATION.parse().unwrap())
}

#[tokio::test]
async fn the_person_organizations_and_products_are_read_with_basic_credentials() {
    let server = Server::start([
        expect("GET /v1/me").with("authorization", BASIC).json(r#"{"email":"olga@acme.example","fullName":null}"#),
        expect("GET /v1/organizations")
            .with("authorization", BASIC)
            .json(include_str!("../replies/organizations.json")),
        expect("GET /v1/products").with("authorization", BASIC).json(include_str!("../replies/products.json")),
    ])
    .await;
    let api = configcat(&server);
    assert_eq!(api.me().await.unwrap().email.as_deref(), Some("olga@acme.example"));
    let organizations = api.organizations().await.unwrap();
    assert_eq!((organizations[0].organization_id, organizations[0].name.as_str()), (organization(), "Acme"));
    assert_eq!(organizations[1].name, "");
    let products = api.products().await.unwrap();
    assert_eq!(products[0].organization.as_ref().unwrap().organization_id, organization());
    server.finish();
}

#[tokio::test]
async fn admins_managers_and_members_are_told_apart() {
    let line = format!("GET /v2/organizations/{ORGANIZATION}/members");
    let server = Server::start([expect(&line).json(include_str!("../replies/members.json"))]).await;
    let members = configcat(&server).members(organization()).await.unwrap();
    assert!(members.is_admin("olga@ACME.example") && !members.is_admin("jane@acme.example"));
    assert!(members.billing_managers.is_empty());
    let permission = &members.members[0].permissions[0];
    assert_eq!((permission.product.name.as_str(), permission.permission_group.name.as_str()), ("Web shop", "Readers"));
    assert!(members.members[1].permissions.is_empty());
    server.finish();
}

#[tokio::test]
async fn invitations_are_read_whatever_form_their_times_have() {
    let line = format!("GET /v1/organizations/{ORGANIZATION}/invitations");
    let server = Server::start([expect(&line).json(include_str!("../replies/invitations.json"))]).await;
    let invitations = configcat(&server).invitations(organization()).await.unwrap();
    assert!(invitations[0].expired);
    assert_eq!(invitations[0].created_at.unwrap().to_string(), "2026-04-01T08:00:00.1234567Z");
    assert_eq!(invitations[0].expires.unwrap().to_string(), "2026-04-15T08:00:00Z");
    server.finish();
}

#[tokio::test]
async fn a_permission_group_tells_its_flags_and_its_access_by_environment() {
    let group = include_str!("../replies/permission_group.json");
    let server = Server::start([
        expect(&format!("GET /v1/products/{PRODUCT}/permissions")).json(format!("[{group}]")),
        expect("GET /v1/permissions/101").json(group),
    ])
    .await;
    let api = configcat(&server);
    let groups = api.permission_groups(ProductId(PRODUCT.parse().unwrap())).await.unwrap();
    let readers = &groups[0];
    assert!(readers.can_view_sdk_key && readers.can_disable_2fa && !readers.can_delete_config);
    assert_eq!(readers.access_type, Some(AccessType::Custom));
    assert_eq!(readers.new_environment_access_type, Some(EnvironmentAccessType::None));
    let access: Vec<_> = readers.environment_accesses.iter().map(|e| e.environment_access_type.clone()).collect();
    assert_eq!(access, [Some(EnvironmentAccessType::ReadOnly), Some(EnvironmentAccessType::Other("ownWork".into()))]);
    assert_eq!(api.permission_group(PermissionGroupId(101)).await.unwrap(), *readers);
    let json = serde_json::to_value(readers).unwrap();
    assert_eq!((&json["access_type"], &json["can_disable_2fa"]), (&"custom".into(), &true.into()));
    assert_eq!(json["environment_accesses"][0]["environment_access_type"], "read_only");
    server.finish();
}

#[tokio::test]
async fn the_audit_log_is_walked_back_in_windows_and_an_entry_on_a_border_comes_once() {
    let window = |from: &str, to: &str| {
        let query = format!("fromUtcDateTime={from}T00%3A00%3A00Z&toUtcDateTime={to}T00%3A00%3A00Z");
        format!("GET /v1/organizations/{ORGANIZATION}/auditlogs?{query}")
    };
    let server = Server::start([
        expect(&window("2026-04-12", "2026-05-12")).json(include_str!("../replies/audit_late.json")),
        expect(&window("2026-03-13", "2026-04-12")).json(include_str!("../replies/audit_early.json")),
        expect(&window("2026-03-03", "2026-03-13")).json("[]"),
    ])
    .await;
    let now = "2026-05-12T00:00:00Z".parse().unwrap();
    let log = configcat(&server).audit_log(organization(), AuditQuery::last_days(70, now)).all().await.unwrap();
    let seen: Vec<(i64, AuditType)> = log.iter().map(|entry| (entry.id, entry.audit_type.clone())).collect();
    let expected = [
        (32, AuditType::SyncUserProvisioningEnabled),
        (31, AuditType::SyncGroupsReordered),
        (20, AuditType::Other("quantumFlagEntangled".into())),
        (3, AuditType::DomainVerified),
    ];
    assert_eq!(seen, expected);
    assert_eq!(log[0].action_target.as_deref(), Some("jane@acme.example"));
    assert!(log[0].truncated);
    server.finish();
}
