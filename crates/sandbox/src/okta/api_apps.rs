//! Applications: list, create, read, replace, metadata.

use std::sync::Arc;

use serde_json::{Value, json};

use super::api::{ApiError, ApiResult, body, unsupported};
use super::page::{Limit, page};
use super::state::{App, Connector};
use crate::core::Core;
use crate::filter;
use crate::filter_match::matches;
use crate::http::{Asked, Reply};
use crate::panel::{OktaSaml, OktaToApp};
use crate::world::{World, rfc3339};

const NAME_IDS: [(&str, &str); 5] = [
    ("EmailAddress", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
    ("Persistent", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
    ("Transient", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),
    ("x509SubjectName", "urn:oasis:names:tc:SAML:1.1:nameid-format:x509SubjectName"),
    ("Unspecified", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"),
];

const USERNAMES: [(&str, &str); 3] = [
    ("Okta username", "${source.login}"),
    ("Email", "${source.email}"),
    ("Okta username prefix", "${fn:substringBefore(source.login, \"@\")}"),
];

/// `GET /api/v1/apps`.
pub(crate) fn list(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let world = core.world();
    let wanted = match asked.query.get("filter") {
        Some(text) => Some(filter::parse(text).map_err(|e| ApiError::invalid("filter", e.to_string()))?),
        None => None,
    };
    let start = asked.query.get("q").map(|text| text.to_lowercase()).unwrap_or_default();
    let found = world
        .okta
        .apps
        .iter()
        .filter(|app| app.label.to_lowercase().starts_with(&start) || app.name.starts_with(&start))
        .filter(|app| wanted.as_ref().is_none_or(|filter| matches(filter, &world.app_json(app))))
        .map(|app| (app.id.clone(), app));
    page(asked, &world.origins.okta, Limit { usual: 20, least: 1, most: 200 }, found, |_, app| world.app_json(app))
}

/// `GET /api/v1/apps/{id}`.
pub(crate) fn read(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let app = world.okta.app(id).ok_or_else(|| ApiError::not_found(id, "AppInstance"))?;
    Ok(Reply::json(200, &world.app_json(app)))
}

/// `POST /api/v1/apps`. `features` is taken and ignored, as Okta does (okta.md, traps).
pub(crate) fn create(core: &Arc<Core>, asked: &Asked) -> ApiResult {
    let body = body(asked)?;
    let label = label(&body)?;
    let mode = body["signOnMode"].as_str().ok_or_else(|| ApiError::invalid("signOnMode", "signOnMode: required"))?;
    let saml = if mode == "SAML_2_0" { Some(saml(&body, None)?) } else { None };
    let active = asked.query.get("activate").is_none_or(|text| text != "false");
    Ok(core.change(|world| {
        let id = world.create_app(&label, mode, saml.unwrap_or_else(empty_saml), true);
        if let Some(app) = world.okta.app_mut(&id) {
            app.active = active;
        }
        world.okta.app(&id).map_or_else(|| Reply::empty(500), |app| Reply::json(200, &world.app_json(app)))
    }))
}

/// `PUT /api/v1/apps/{id}`. Provisioning goes off and the connector is lost: the trap that others fell into (okta.md).
pub(crate) fn replace(core: &Arc<Core>, asked: &Asked, id: &str) -> ApiResult {
    let body = body(asked)?;
    let label = label(&body)?;
    let before = core.world().okta.app(id).map(|app| app.saml.clone());
    let saml = saml(&body, before.as_ref())?;
    overwrite(core, id, &label, saml);
    read(core, id)
}

/// What a replacement does to an application.
pub(crate) fn overwrite(core: &Core, id: &str, label: &str, saml: OktaSaml) {
    core.secrets().authorization.remove(id);
    core.change(|world| {
        let now = world.now;
        let Some(app) = world.okta.app_mut(id) else { return };
        label.clone_into(&mut app.label);
        app.saml = saml;
        app.updated = now;
        app.switch_off();
        world.event("application.lifecycle.update", id, None, "Update application", None);
    });
}

/// `POST /api/v1/apps/{id}/lifecycle/{activate|deactivate}`.
pub(crate) fn lifecycle(core: &Arc<Core>, id: &str, change: &str) -> ApiResult {
    let active = match change {
        "activate" => true,
        "deactivate" => false,
        _ => return Err(unsupported()),
    };
    core.change(|world| world.set_app_status(id, active));
    Ok(Reply::json(200, &json!({})))
}

/// `GET /api/v1/apps/{id}/sso/saml/metadata`.
pub(crate) fn metadata(core: &Arc<Core>, id: &str) -> ApiResult {
    let world = core.world();
    let app = world.okta.app(id).filter(|app| app.sign_on_mode == "SAML_2_0");
    let app = app.ok_or_else(|| ApiError::not_found(id, "SamlMetadata"))?;
    Ok(Reply::text(200, "text/xml; charset=utf-8", world.metadata(app)))
}

/// `View IdP metadata`, without a credential.
pub(crate) fn public_metadata(core: &Arc<Core>, issuer: &str) -> ApiResult {
    let world = core.world();
    let app = world.okta.apps.iter().find(|app| app.issuer == issuer && app.sign_on_mode == "SAML_2_0");
    let app = app.ok_or_else(|| ApiError::not_found(issuer, "SamlMetadata"))?;
    Ok(Reply::text(200, "text/xml; charset=utf-8", world.metadata(app)))
}

fn label(body: &Value) -> Result<String, ApiError> {
    let label = body["label"].as_str().map(str::trim).unwrap_or_default();
    if label.is_empty() { Err(ApiError::invalid("label", "label: required")) } else { Ok(label.to_owned()) }
}

fn saml(body: &Value, before: Option<&OktaSaml>) -> Result<OktaSaml, ApiError> {
    let sign_on = &body["settings"]["signOn"];
    let text = |name: &str| {
        sign_on[name]
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| ApiError::invalid("settings.signOn", format!("settings.signOn.{name}: required")))
    };
    let format = text("subjectNameIdFormat")?;
    let name_id_format = NAME_IDS
        .iter()
        .find(|(_, urn)| *urn == format)
        .map(|(label, _)| (*label).to_owned())
        .ok_or_else(|| ApiError::invalid("settings.signOn", "subjectNameIdFormat: invalid"))?;
    let template = body["credentials"]["userNameTemplate"]["template"].as_str();
    let username = template.and_then(|template| USERNAMES.iter().find(|(_, known)| *known == template));
    let usual = before.map_or("Okta username", |saml| saml.application_username.as_str());
    Ok(OktaSaml {
        single_sign_on_url: text("ssoAcsUrl")?,
        audience_uri: text("audience")?,
        name_id_format,
        application_username: username.map_or(usual, |(label, _)| *label).to_owned(),
    })
}

fn empty_saml() -> OktaSaml {
    OktaSaml {
        single_sign_on_url: String::new(),
        audience_uri: String::new(),
        name_id_format: "Unspecified".into(),
        application_username: "Okta username".into(),
    }
}

impl App {
    /// Provisioning goes off; what the connector knew is lost.
    pub(crate) fn switch_off(&mut self) {
        self.scim_provisioning = false;
        self.connector = Connector::default();
        self.to_app = OktaToApp::default();
    }
}

impl World {
    /// Adds an application; it becomes the one that the panel shows.
    pub(crate) fn create_app(&mut self, label: &str, mode: &str, saml: OktaSaml, internal_app: bool) -> String {
        let id = self.ids.okta("0oa");
        let slug: String = label.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        let app = App {
            id: id.clone(),
            name: format!("{}_{slug}_{}", self.okta.subdomain, self.okta.apps.len() + 1),
            label: label.to_owned(),
            sign_on_mode: mode.to_owned(),
            active: true,
            created: self.now,
            updated: self.now,
            issuer: self.ids.okta("exk"),
            saml,
            user_name_on_create_only: false,
            internal_app,
            scim_provisioning: false,
            connector: Connector::default(),
            to_app: OktaToApp::default(),
            assigned_groups: std::collections::BTreeMap::new(),
            assigned_people: std::collections::BTreeSet::new(),
            users: std::collections::BTreeMap::new(),
            mappings: std::collections::BTreeMap::new(),
            targets: std::collections::BTreeMap::new(),
        };
        self.okta.apps.push(app);
        self.event("application.lifecycle.create", &id, None, "Create application", None);
        self.event("application.lifecycle.activate", &id, None, "Activate application", None);
        id
    }

    /// Activates or deactivates an application; false when there is none.
    pub(crate) fn set_app_status(&mut self, id: &str, active: bool) -> bool {
        let now = self.now;
        let Some(app) = self.okta.app_mut(id) else { return false };
        app.active = active;
        app.updated = now;
        let (kind, text) = if active {
            ("application.lifecycle.activate", "Activate application")
        } else {
            ("application.lifecycle.deactivate", "Deactivate application")
        };
        self.event(kind, id, None, text, None);
        true
    }

    /// `SamlApplication`, or as much of `Application` as the other kinds have.
    pub(crate) fn app_json(&self, app: &App) -> Value {
        let origin = &self.origins.okta;
        let base = format!("{origin}/api/v1/apps/{}", app.id);
        let format = NAME_IDS.iter().find(|(label, _)| *label == app.saml.name_id_format).map(|(_, urn)| *urn);
        let template = USERNAMES.iter().find(|(label, _)| *label == app.saml.application_username).map(|(_, t)| *t);
        let sign_on = if app.sign_on_mode == "SAML_2_0" {
            json!({
                "defaultRelayState": "",
                "ssoAcsUrl": app.saml.single_sign_on_url,
                "idpIssuer": "http://www.okta.com/${org.externalKey}",
                "audience": app.saml.audience_uri,
                "recipient": app.saml.single_sign_on_url,
                "destination": app.saml.single_sign_on_url,
                "subjectNameIdTemplate": "${user.userName}",
                "subjectNameIdFormat": format,
                "responseSigned": true,
                "assertionSigned": true,
                "signatureAlgorithm": "RSA_SHA256",
                "digestAlgorithm": "SHA256",
                "honorForceAuthn": true,
                "authnContextClassRef": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
                "spIssuer": null,
                "requestCompressed": false,
                "allowMultipleAcsEndpoints": false,
                "acsEndpoints": [],
                "attributeStatements": [],
                "slo": {"enabled": false},
            })
        } else {
            json!({})
        };
        json!({
            "id": app.id,
            "orn": format!("orn:okta:idp:{}:apps:{}:{}", self.okta.org_id, app.name, app.id),
            "name": app.name,
            "label": app.label,
            "status": if app.active { "ACTIVE" } else { "INACTIVE" },
            "created": rfc3339(app.created),
            "lastUpdated": rfc3339(app.updated),
            "accessibility": {"selfService": false, "errorRedirectUrl": null, "loginRedirectUrl": null},
            "visibility": {
                "autoLaunch": false,
                "autoSubmitToolbar": false,
                "hide": {"iOS": false, "web": false},
                "appLinks": {format!("{}_link", app.name): true},
            },
            "features": app.features(),
            "signOnMode": app.sign_on_mode,
            "credentials": {
                "userNameTemplate": {
                    "template": template,
                    "type": "BUILT_IN",
                    "pushStatus": if app.user_name_on_create_only { "DONT_PUSH" } else { "PUSH" },
                },
                "signing": {"kid": app.issuer},
            },
            "settings": {
                "app": {},
                "notifications": {"vpn": {"network": {"connection": "DISABLED"}, "message": null, "helpUrl": null}},
                "manualProvisioning": false,
                "implicitAssignment": false,
                "signOn": sign_on,
            },
            "_links": {
                "self": {"href": base},
                "metadata": {"href": format!("{base}/sso/saml/metadata"), "type": "application/xml"},
                "users": {"href": format!("{base}/users")},
                "groups": {"href": format!("{base}/groups")},
            },
        })
    }

    /// The identity provider's SAML metadata.
    pub(crate) fn metadata(&self, app: &App) -> String {
        let format = NAME_IDS.iter().find(|(label, _)| *label == app.saml.name_id_format).map_or("", |(_, urn)| *urn);
        let certificate: String = self.okta.certificate.lines().filter(|line| !line.starts_with("-----")).collect();
        let location = self.sso_url(app);
        let service = |binding: &str| {
            format!(
                "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:{binding}\" \
                 Location=\"{location}\"/>"
            )
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
             entityID=\"http://www.okta.com/{}\"><md:IDPSSODescriptor WantAuthnRequestsSigned=\"false\" \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><md:KeyDescriptor use=\"signing\">\
             <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data><ds:X509Certificate>{certificate}\
             </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\
             <md:NameIDFormat>{format}</md:NameIDFormat>{}{}</md:IDPSSODescriptor></md:EntityDescriptor>",
            app.issuer,
            service("HTTP-POST"),
            service("HTTP-Redirect"),
        )
    }

    /// `Identity Provider Single Sign-On URL`.
    pub(crate) fn sso_url(&self, app: &App) -> String {
        format!("{}/app/{}/{}/sso/saml", self.origins.okta, app.name, app.issuer)
    }

    /// `View IdP metadata`.
    pub(crate) fn metadata_url(&self, app: &App) -> String {
        format!("{}/app/{}/sso/saml/metadata", self.origins.okta, app.issuer)
    }
}
