//! Calls every read of the client, for the contract test: `configcat-walk`, with `CONFIGCAT_API`, `CONFIGCAT_USER` and
//! `CONFIGCAT_PASSWORD` in the environment. Prints what was called, and nothing secret; exit code 1 on any failure.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use catflap_configcat::{AuditQuery, ConfigCat, ConfigCatError};
use catflap_http::{Client, Policy, Secret};
use jiff::Timestamp;

#[tokio::main]
async fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).map_err(|_| format!("{name} is not set"));
    let setting = || -> Result<ConfigCat, String> {
        let base = variable("CONFIGCAT_API")?.parse().map_err(|_| "CONFIGCAT_API is no URL".to_owned())?;
        let http = Client::new(Policy::default()).map_err(|error| error.to_string())?;
        let password = Secret::new(variable("CONFIGCAT_PASSWORD")?);
        Ok(ConfigCat::new(http, base, variable("CONFIGCAT_USER")?, password))
    };
    let api = match setting() {
        Ok(api) => api,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    match walk(&api).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let exchange = error.exchange();
            eprintln!("{error}\n{} {}", exchange.method, exchange.url);
            eprintln!("{:?} {}", exchange.status, exchange.response_body.as_deref().unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

async fn walk(api: &ConfigCat) -> Result<(), ConfigCatError> {
    api.me().await?;
    println!("me");
    let organizations = api.organizations().await?;
    println!("organizations: {}", organizations.len());
    for organization in &organizations {
        let id = organization.organization_id;
        let members = api.members(id).await?;
        println!("members: {} and {} admins", members.members.len(), members.admins.len());
        println!("invitations: {}", api.invitations(id).await?.len());
        let log = api.audit_log(id, AuditQuery::last_days(45, Timestamp::now())).all().await?;
        println!("audit log: {}", log.len());
    }
    let products = api.products().await?;
    println!("products: {}", products.len());
    for product in &products {
        let groups = api.permission_groups(product.product_id).await?;
        println!("permission groups: {}", groups.len());
        for group in &groups {
            api.permission_group(group.permission_group_id).await?;
        }
    }
    Ok(())
}
