//! Mistakes in the application and its provisioning.

use jiff::ToSpan as _;

use super::org::Org;
use crate::act_okta::refused;
use crate::okta::{api_apps, certificate};
use crate::panel::{ActOutcome, OktaAction, OktaConnector, OktaSaml, OktaToApp};

pub(super) async fn inactive(org: &Org<'_>) -> Result<(), ActOutcome> {
    org.act(OktaAction::SetAppStatus { active: false }).await
}

/// The SAML settings, with one of them changed.
pub(super) async fn saml(org: &Org<'_>, change: impl FnOnce(&mut OktaSaml)) -> Result<(), ActOutcome> {
    let mut saml = org.view()?.saml;
    change(&mut saml);
    org.act(OktaAction::SetSaml { saml }).await
}

/// The integration's form, with one tick changed.
pub(super) async fn connector(org: &Org<'_>, change: impl FnOnce(&mut OktaConnector)) -> Result<(), ActOutcome> {
    let mut connector = org.view()?.connector;
    change(&mut connector);
    org.act(OktaAction::SetConnector { connector, authorization: None }).await
}

/// To App, with one tick changed.
pub(super) async fn to_app(org: &Org<'_>, change: impl FnOnce(&mut OktaToApp)) -> Result<(), ActOutcome> {
    let mut to_app = org.view()?.to_app;
    change(&mut to_app);
    org.act(OktaAction::SetToApp { to_app }).await
}

/// The certificate was made eleven years ago, for ten years.
pub(super) fn expired_certificate(org: &Org<'_>) -> Result<(), ActOutcome> {
    org.core.change(|world| {
        let then = world.now.checked_sub((11 * 365 * 24).hours()).unwrap_or(world.now);
        let subdomain = world.okta.subdomain.clone();
        world.okta.certificate =
            certificate::make(then, &subdomain).map_err(|_| refused("The certificate could not be made."))?;
        Ok(())
    })
}

/// A tool replaces the application by the API with what it is already.
pub(super) fn overwritten(org: &Org<'_>) -> Result<(), ActOutcome> {
    let view = org.view()?;
    api_apps::overwrite(org.core, &org.app, &view.label, view.saml);
    Ok(())
}
