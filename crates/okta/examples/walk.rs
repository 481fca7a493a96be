//! Calls every read of the client, for the contract test: `okta-walk`, with `OKTA_ORG`, `OKTA_APP` and either `OKTA_TOKEN` or
//! `OKTA_CLIENT` and `OKTA_KEY` in the environment. With `OKTA_WRITE=1` (a practice org only) also the calls that write, leaving the app as it was. Prints
//! what was called, and nothing secret; exit code 1 on any failure.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use catflap_http::{Client, Credential, Policy, Secret};
use catflap_okta::model::{
    Capabilities, EnabledStatus, NewPushMapping, NewSamlApp, NewUser, Permission, PushTarget, Setting,
    UpdateCapabilities, UserProfile,
};
use catflap_okta::{
    AppId, AppQuery, GroupQuery, LogQuery, MappingQuery, Okta, OktaError, OrgUrl, PrivateKey, ServiceApp, UserId,
    UserQuery,
};

#[tokio::main]
async fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).map_err(|_| format!("{name} is not set"));
    let setting = || -> Result<(Okta, AppId), String> {
        let org = OrgUrl::parse(&variable("OKTA_ORG")?).map_err(|error| error.to_string())?;
        let http = Client::new(Policy::default()).map_err(|error| error.to_string())?;
        let okta = if let Ok(client) = variable("OKTA_CLIENT") {
            let key = PrivateKey::parse(&Secret::new(variable("OKTA_KEY")?)).map_err(|error| error.to_string())?;
            Okta::with_service_app(http, org, ServiceApp::new(&client, key))
        } else {
            Okta::new(http, org, Credential::Ssws(Secret::new(variable("OKTA_TOKEN")?)))
        };
        Ok((okta, AppId::new(variable("OKTA_APP")?)))
    };
    let (okta, app) = match setting() {
        Ok(setting) => setting,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    let write = std::env::var("OKTA_WRITE").is_ok_and(|value| value == "1") && okta.url().is_loopback();
    let result = async {
        read(&okta, &app).await?;
        if write { change(&okta, &app).await } else { Ok(()) }
    };
    match result.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let exchange = error.exchange();
            eprintln!("{error}\n{} {}", exchange.method, exchange.url);
            eprintln!("{:?} {}", exchange.status, exchange.response_body.as_deref().unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

async fn read(okta: &Okta, app: &AppId) -> Result<(), OktaError> {
    println!("org: {}", okta.org().well_known().await?.id);
    println!("settings: {}", okta.org().settings().await?.id);
    let query = AppQuery { filter: Some("status eq \"ACTIVE\"".to_owned()), ..AppQuery::default() };
    println!("apps: {}", okta.apps().list(&query).all().await?.len());
    let found = okta.apps().get(app).await?;
    println!("app: {:?}", found.features);
    let key = found.signing_key_id().unwrap_or("none").to_owned();
    match okta.apps().saml_metadata(app, &key).await {
        Ok(metadata) => println!("metadata: {} certificates", metadata.certificates.len()),
        // A mock answers with a made-up string; the contract itself demands no XML of any shape.
        Err(OktaError::Metadata { .. }) if std::env::var_os("OKTA_MOCK").is_some() => println!("metadata: made up"),
        Err(error) => return Err(error),
    }
    println!("features: {}", okta.apps().features(app).await?.len());
    println!("user provisioning: {:?}", okta.apps().user_provisioning(app).await?.create_users());
    println!("connection: {:?}", okta.apps().connection(app).await?.status);
    println!("app groups: {}", okta.apps().groups(app).all().await?.len());
    let users = okta.apps().users(app).all().await?;
    println!("app users: {}", users.len());
    if let Some(user) = users.first() {
        okta.apps().user(app, &user.id).await?;
        println!("user: {:?}", okta.users().get(&user.id).await?.status);
    }
    let mappings = okta.apps().push_mappings(app).all().await?;
    println!("push groups: {}", mappings.len());
    if let Some(mapping) = mappings.first() {
        okta.apps().push_mapping(app, &mapping.id).await?;
    }
    let people = UserQuery { search: Some("status eq \"ACTIVE\"".to_owned()), ..UserQuery::default() };
    println!("people: {}", okta.users().list(&people).all().await?.len());
    let to_app = MappingQuery { target: Some(app.to_string()), source: None };
    if let Some(mapping) = okta.mappings().list(&to_app).all().await?.first() {
        println!("mapped properties: {}", okta.mappings().get(&mapping.id).await?.properties.len());
    }
    let groups = okta.groups().list(&GroupQuery::default()).all().await?;
    println!("groups: {}", groups.len());
    if let Some(group) = groups.first() {
        println!("group: {}", okta.groups().get(&group.id).await?.profile.name);
        println!("members: {}", okta.groups().members(&group.id).all().await?.len());
    }
    println!("events: {}", okta.logs().list(&LogQuery::default()).all().await?.len());
    println!("events of the app: {}", okta.logs().list(&LogQuery::provisioning_of(app)).all().await?.len());
    let failures = LogQuery::provisioning_of(app).failures();
    println!("failures: {}", okta.logs().follow(&failures).look().await?.len());
    let described = okta.describe_credential(Some(app)).await?;
    let allowed = described.sees.iter().filter(|sight| sight.answer == Permission::Allowed).count();
    println!("the credential sees {allowed} of {}", described.sees.len());
    Ok(())
}

async fn change(okta: &Okta, app: &AppId) -> Result<(), OktaError> {
    let apps = okta.apps();
    let on = Setting { status: Some(EnabledStatus::Enabled) };
    let update = UpdateCapabilities { profile: Some(on), ..UpdateCapabilities::default() };
    apps.set_user_provisioning(app, &Capabilities { create: None, update: Some(update) }).await?;
    println!("switches set");
    let group = okta.groups().create("Catflap contract", Some("Made by the contract test")).await?;
    if let Some(user) = apps.users(app).next().await?.and_then(|page| page.items.into_iter().next()) {
        okta.groups().add_member(&group.id, &user.id).await?;
    }
    println!("group made");
    let made = person(okta).await?;
    apps.assign_user(app, &made, None).await?;
    okta.groups().add_member(&group.id, &made).await?;
    let changed = UserProfile { last_name: Some("Changed".to_owned()), ..UserProfile::default() };
    okta.users().update_profile(&made, &changed).await?;
    okta.groups().remove_member(&group.id, &made).await?;
    apps.unassign_user(app, &made).await?;
    okta.users().deactivate(&made).await?;
    okta.users().delete(&made).await?;
    println!("person made, assigned, changed, unassigned and deleted");
    apps.assign_group(app, &group.id, None).await?;
    apps.unassign_group(app, &group.id).await?;
    println!("assigned and unassigned");
    let new = NewPushMapping {
        source: group.id.clone(),
        target: PushTarget::NewGroup("Catflap contract".to_owned()),
        active: false,
    };
    let mapping = apps.create_push_mapping(app, &new).await?;
    apps.retry_push_mapping(app, &mapping.id).await?;
    apps.set_push_mapping(app, &mapping.id, false).await?;
    apps.delete_push_mapping(app, &mapping.id, true).await?;
    println!("push group made and deleted");
    okta.groups().delete(&group.id).await?;
    let address = "https://app.configcat.com/saml/contract";
    println!("app made: {}", apps.create(&NewSamlApp::new("Catflap contract", address, address)).await?.label);
    Ok(())
}

/// Makes a person who is not mailed.
async fn person(okta: &Okta) -> Result<UserId, OktaError> {
    let address = Some("catflap.contract@example.com".to_owned());
    let profile = UserProfile {
        login: address.clone(),
        email: address,
        first_name: Some("Catflap".to_owned()),
        last_name: Some("Contract".to_owned()),
        display_name: None,
    };
    let password = Some(Secret::new("Practice-only-7c1d!".to_owned()));
    Ok(okta.users().create(&NewUser { profile, password }, true).await?.id)
}
