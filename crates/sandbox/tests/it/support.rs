//! A sandbox and an HTTP client to try it with.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use catflap_sandbox::panel::{OktaConnector, OktaSaml, OktaToApp};
use catflap_sandbox::{ActOutcome, ConfigCatAction, Endpoints, OktaAction, Options, Sandbox};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

pub const TO_APP: OktaToApp =
    OktaToApp { create_users: true, update_user_attributes: true, deactivate_users: true, sync_password: false };

pub fn client() -> Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Client::builder().no_proxy().tls_backend_preconfigured(tls).timeout(Duration::from_secs(60)).build().unwrap()
}

pub struct Practice {
    pub sandbox: Sandbox,
    pub client: Client,
}

pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
    pub body: Value,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The address of the next page.
    pub fn next(&self) -> Option<String> {
        let links = self.headers.get_all("link").iter().map(|link| link.to_str().unwrap());
        links.filter_map(|link| link.strip_suffix(">; rel=\"next\"")).map(|link| link[1..].to_owned()).next()
    }
}

pub async fn ask(request: RequestBuilder) -> Answer {
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let text = answer.text().await.unwrap();
    Answer { status, headers, body: serde_json::from_str(&text).unwrap_or_default(), text }
}

impl Practice {
    pub async fn start(options: Options) -> Self {
        Self { sandbox: Sandbox::start(options).await.unwrap(), client: client() }
    }

    pub async fn new() -> Self {
        Self::start(Options { push_pause: Duration::ZERO, ..Options::default() }).await
    }

    pub async fn ready() -> Self {
        Self::start(Options { push_pause: Duration::ZERO, ready: true, ..Options::default() }).await
    }

    /// The guide done, and nothing to be found.
    pub async fn tidy() -> Self {
        Self::start(Options { push_pause: Duration::ZERO, ready: true, tidy: true, ..Options::default() }).await
    }

    pub fn at(&self) -> Endpoints {
        self.sandbox.endpoints()
    }

    pub async fn scim(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let at = self.at();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.client.request(method, format!("{}{path}", at.scim_url)).bearer_auth(at.scim_token);
        if let Some(body) = body {
            request = request.header("content-type", "application/scim+json").body(body.to_string());
        }
        ask(request).await
    }

    pub async fn okta_api(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let at = self.at();
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", at.okta_org) };
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request =
            self.client.request(method, address).header("authorization", format!("SSWS {}", at.okta_token));
        if let Some(body) = body {
            request = request.json(&body);
        }
        ask(request).await
    }

    /// A list of Okta's, all pages of it.
    pub async fn okta_all(&self, path: &str) -> Vec<Value> {
        let mut next = Some(path.to_owned());
        let mut all = Vec::new();
        while let Some(path) = next {
            let page = self.okta_api("GET", &path, None).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
            let items = page.body.as_array().unwrap().clone();
            // The log always has a next page, to come back to.
            next = if items.is_empty() { None } else { page.next() };
            all.extend(items);
        }
        all
    }

    /// Events of one type about the application, oldest first.
    pub async fn events(&self, kind: &str) -> Vec<Value> {
        self.okta_all(&format!("/api/v1/logs?limit=1000&filter=eventType%20eq%20%22{kind}%22")).await
    }

    /// The path of the application in Okta's API.
    pub fn app_path(&self) -> String {
        format!("/api/v1/apps/{}", self.at().okta_app_id.unwrap())
    }

    pub async fn management(&self, path: &str) -> Answer {
        let at = self.at();
        let request = self.client.get(format!("{}{path}", at.configcat_api));
        ask(request.basic_auth(at.configcat_user, Some(at.configcat_password))).await
    }

    pub async fn okta(&self, action: OktaAction) {
        let outcome = self.sandbox.okta(action.clone()).await;
        assert!(outcome.ok, "{action:?}: {}", outcome.message);
    }

    pub async fn configcat(&self, action: ConfigCatAction) {
        let outcome = self.sandbox.configcat(action.clone()).await;
        assert!(outcome.ok, "{action:?}: {}", outcome.message);
    }

    pub async fn create_app(&self) {
        let saml = OktaSaml {
            single_sign_on_url: "https://saml.configcat.com/x/acs".into(),
            audience_uri: "https://saml.configcat.com/x".into(),
            name_id_format: "EmailAddress".into(),
            application_username: "Email".into(),
        };
        let (sign_in_method, label) = ("SAML 2.0".into(), "ConfigCat".into());
        self.okta(OktaAction::CreateApp { sign_in_method, label, saml, internal_app: true }).await;
        self.okta(OktaAction::SetGeneral { label: "ConfigCat".into(), scim_provisioning: true }).await;
    }

    pub fn connector(&self) -> OktaConnector {
        OktaConnector {
            base_url: self.at().scim_url,
            unique_identifier: "email".into(),
            import_users: false,
            push_new_users: true,
            push_profile_updates: true,
            push_groups: true,
            import_groups: false,
            authentication_mode: "HTTP Header".into(),
            authorization_hint: None,
            saved: false,
        }
    }

    pub async fn connect(&self, connector: OktaConnector, typed: Option<&str>) -> ActOutcome {
        self.sandbox.okta(OktaAction::SetConnector { connector, authorization: typed.map(str::to_owned) }).await
    }

    /// An application that provisions, with nobody assigned.
    pub async fn provisioning(&self) {
        self.create_app().await;
        let outcome = self.connect(self.connector(), Some(&self.at().scim_token)).await;
        assert_eq!((outcome.ok, outcome.message.as_str()), (true, "Connector configured successfully"));
        self.okta(OktaAction::SetToApp { to_app: TO_APP }).await;
    }

    pub fn group(&self, name: &str) -> String {
        self.sandbox.view().okta.groups.into_iter().find(|group| group.name == name).unwrap().id
    }

    pub fn person(&self, email: &str) -> String {
        self.sandbox.view().okta.people.into_iter().find(|person| person.email == email).unwrap().id
    }

    pub async fn assign(&self, name: &str) {
        self.okta(OktaAction::AssignGroup { group_id: self.group(name) }).await;
        self.sandbox.settled().await;
    }

    pub async fn push(&self, name: &str) {
        self.okta(OktaAction::PushGroup { group_id: self.group(name) }).await;
        self.sandbox.settled().await;
    }

    /// userName → active of everyone who is synced.
    pub async fn synced(&self) -> BTreeMap<String, bool> {
        let answer = self.scim("GET", "/Users?count=1000", None).await;
        let users = answer.body["Resources"].as_array().unwrap().clone();
        users
            .iter()
            .map(|user| (user["userName"].as_str().unwrap().to_owned(), user["active"].as_bool().unwrap()))
            .collect()
    }

    /// How many members a synced group has; none when it is not synced.
    pub async fn members_of(&self, name: &str) -> Option<usize> {
        let answer = self.scim("GET", &format!("/Groups?filter=displayName%20eq%20%22{name}%22"), None).await;
        Some(answer.body["Resources"].get(0)?["members"].as_array().unwrap().len())
    }
}
