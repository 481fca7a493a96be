//! Which interface answers what on the two ports.

use std::sync::Arc;

use crate::configcat::{management, scim_api};
use crate::core::Core;
use crate::faults::Side;
use crate::http::{Asked, Product, Reply};
use crate::okta::api;

/// SCIM below `/v2/<uuid>`, the Public Management API elsewhere.
#[derive(Clone)]
pub(crate) struct ConfigCatServer;

impl Product for ConfigCatServer {
    fn side(&self, segments: &[String]) -> Side {
        match segments {
            [version, tenant, ..] if version == "v2" && tenant != "organizations" => Side::Scim,
            _ => Side::Management,
        }
    }

    fn answer(&self, core: &Arc<Core>, side: Side, asked: &Asked) -> Reply {
        if side == Side::Scim { scim_api::answer(core, asked) } else { management::answer(core, asked) }
    }
}

/// Okta's management API.
#[derive(Clone)]
pub(crate) struct OktaServer;

impl Product for OktaServer {
    fn side(&self, _segments: &[String]) -> Side {
        Side::Okta
    }

    fn answer(&self, core: &Arc<Core>, _side: Side, asked: &Asked) -> Reply {
        api::answer(core, asked)
    }
}
