//! Service apps: token requests with a signed assertion, scopes, `DPoP`.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use catflap_sandbox::OktaAction;
use reqwest::Method;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use crate::support::{Answer, Practice, ask};

struct Key(EcdsaKeyPair);

impl Key {
    fn new() -> Self {
        let random = SystemRandom::new();
        let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self::of(der.as_ref())
    }

    fn of(der: &[u8]) -> Self {
        Self(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &SystemRandom::new()).unwrap())
    }

    fn from_pem(pem: &str) -> Self {
        let text: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        Self::of(&STANDARD.decode(text).unwrap())
    }

    fn jwk(&self) -> Value {
        let point = self.0.public_key().as_ref();
        let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
        json!({"kty": "EC", "crv": "P-256", "x": part(1), "y": part(33)})
    }

    fn sign(&self, mut header: Value, claims: &Value) -> String {
        header["alg"] = "ES256".into();
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&header), encode(claims));
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Makes claims wrong.
type Change = fn(&mut Value);

struct Service {
    practice: Practice,
    key: Key,
    id: String,
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

fn unique() -> String {
    uuid::Uuid::new_v4().to_string()
}

impl Service {
    async fn new(scopes: &[&str], dpop: bool) -> Self {
        let practice = Practice::tidy().await;
        let key = Key::new();
        let action = OktaAction::CreateServiceApp {
            label: "Catflap".into(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            dpop,
            public_key: Some(key.jwk().to_string()),
        };
        practice.okta(action).await;
        let id = practice.sandbox.view().okta.service_apps[0].client_id.clone();
        Self { practice, key, id }
    }

    fn url(&self) -> String {
        format!("{}/oauth2/v1/token", self.practice.at().okta_org)
    }

    fn claims(&self) -> Value {
        json!({"iss": self.id, "sub": self.id, "aud": self.url(), "exp": now() + 300, "iat": now(), "jti": unique()})
    }

    async fn request(&self, assertion: &str, scope: &str, proof: Option<&str>) -> Answer {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
            ("scope", scope),
        ];
        let mut request = self.practice.client.post(self.url()).form(&form);
        if let Some(proof) = proof {
            request = request.header("dpop", proof);
        }
        ask(request).await
    }

    async fn token(&self, scope: &str) -> Answer {
        self.request(&self.key.sign(json!({}), &self.claims()), scope, None).await
    }

    async fn api(&self, method: &str, path: &str, authorization: &str, proof: Option<&str>) -> Answer {
        let url = format!("{}{path}", self.practice.at().okta_org);
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.practice.client.request(method, url).header("authorization", authorization);
        if let Some(proof) = proof {
            request = request.header("dpop", proof);
        }
        ask(request).await
    }

    fn proof(&self, key: &Key, change: impl FnOnce(&mut Value)) -> String {
        let mut claims = json!({"htm": "POST", "htu": self.url(), "iat": now(), "jti": unique()});
        change(&mut claims);
        key.sign(json!({"typ": "dpop+jwt", "jwk": key.jwk()}), &claims)
    }
}

#[tokio::test]
async fn scopes_open_what_they_name_and_nothing_else() {
    let service = Service::new(&["okta.apps.read", "okta.groups.manage"], false).await;
    let granted = service.token("okta.apps.read okta.groups.manage okta.logs.read").await;
    assert_eq!(granted.status, 200, "{}", granted.text);
    assert_eq!((&granted.body["token_type"], &granted.body["expires_in"]), (&json!("Bearer"), &json!(3600)));
    assert_eq!(granted.body["scope"], "okta.apps.read okta.groups.manage", "what is not granted is left out");
    let bearer = format!("Bearer {}", granted.body["access_token"].as_str().unwrap());
    for path in ["/api/v1/apps", "/api/v1/groups"] {
        assert_eq!(service.api("GET", path, &bearer, None).await.status, 200, "{path}");
    }
    let refused = service.api("GET", "/api/v1/logs", &bearer, None).await;
    assert_eq!((refused.status, &refused.body["errorCode"]), (403, &json!("E0000006")));
    let challenge = refused.header("www-authenticate");
    assert!(challenge.starts_with("Bearer ") && challenge.contains("error=\"insufficient_scope\""), "{challenge}");
    assert!(challenge.contains("scope=\"okta.logs.read\""), "{challenge}");
    let group = format!("{}/groups/{}", service.practice.app_path(), service.practice.group("All Engineers"));
    assert_eq!(service.api("PUT", &group, &bearer, None).await.status, 403, "reading is not managing");
    let read = service.token("okta.apps.read").await.body["access_token"].as_str().unwrap().to_owned();
    let mappings = format!("{}/group-push/mappings", service.practice.app_path());
    assert_eq!(
        service.api("GET", &mappings, &format!("Bearer {read}"), None).await.status,
        403,
        "it needs both scopes"
    );
    assert_eq!(service.api("GET", &mappings, &bearer, None).await.status, 200);

    service.practice.okta(OktaAction::RevokeServiceApp { client_id: service.id.clone() }).await;
    let gone = service.api("GET", "/api/v1/apps", &bearer, None).await;
    assert_eq!((gone.status, &gone.body["errorCode"]), (401, &json!("E0000011")));
    assert!(gone.header("www-authenticate").contains("invalid_token"));
    assert_eq!(service.token("okta.apps.read").await.body["error"], "invalid_client");
}

#[tokio::test]
async fn nobody_is_me_to_a_service_app() {
    let service = Service::new(&["okta.users.read"], false).await;
    let token = service.token("okta.users.read").await.body["access_token"].as_str().unwrap().to_owned();
    assert_eq!(service.api("GET", "/api/v1/users/me", &format!("Bearer {token}"), None).await.status, 404);
}

#[tokio::test]
async fn an_assertion_that_is_not_right_is_refused_and_says_why() {
    let service = Service::new(&["okta.apps.read"], false).await;
    let wrong: [(&str, Change); 6] = [
        ("audience", |claims| claims["aud"] = "https://whisker.okta.com".into()),
        ("issuer", |claims| claims["iss"] = "0oaOther".into()),
        ("client_id", |claims| claims["sub"] = "0oaOther".into()),
        ("expired", |claims| claims["exp"] = (now() - 1).into()),
        ("expired", |claims| claims["exp"] = Value::Null),
        ("future", |claims| claims["exp"] = (now() + 7200).into()),
    ];
    for (words, change) in wrong {
        let mut claims = service.claims();
        change(&mut claims);
        let refused = service.request(&service.key.sign(json!({}), &claims), "okta.apps.read", None).await;
        assert_eq!((refused.status, refused.body["error"].as_str()), (401, Some("invalid_client")), "{words}");
        assert!(refused.body["error_description"].as_str().unwrap().contains(words), "{}", refused.text);
    }
    let forged = service.request(&Key::new().sign(json!({}), &service.claims()), "okta.apps.read", None).await;
    assert_eq!(forged.body["error_description"], "The client_assertion signature is invalid.");
    let once = service.key.sign(json!({}), &service.claims());
    assert_eq!(service.request(&once, "okta.apps.read", None).await.status, 200);
    let twice = service.request(&once, "okta.apps.read", None).await;
    assert!(twice.status == 401 && twice.text.contains("already been used"), "{}", twice.text);
    for (scope, error) in [("", "invalid_scope"), ("openid", "invalid_scope"), ("okta.logs.read", "consent_required")] {
        let refused = service.token(scope).await;
        assert_eq!((refused.status, refused.body["error"].as_str()), (400, Some(error)), "{scope}");
    }
}

#[tokio::test]
async fn a_bound_token_opens_only_with_a_proof_of_its_key() {
    let service = Service::new(&["okta.apps.read"], true).await;
    let scope = "okta.apps.read";
    let missing = service.token(scope).await;
    assert_eq!((missing.status, missing.body["error"].as_str()), (400, Some("invalid_dpop_proof")));
    let bound = Key::new();
    let assertion = service.key.sign(json!({}), &service.claims());
    let first = service.request(&assertion, scope, Some(&service.proof(&bound, |_| {}))).await;
    assert_eq!((first.status, first.body["error"].as_str()), (400, Some("use_dpop_nonce")), "{}", first.text);
    let nonce = first.header("dpop-nonce").to_owned();
    let proof = service.proof(&bound, |claims| claims["nonce"] = nonce.as_str().into());
    let granted = service.request(&assertion, scope, Some(&proof)).await;
    assert_eq!((granted.status, &granted.body["token_type"]), (200, &json!("DPoP")), "{}", granted.text);
    let replayed = service.request(&service.key.sign(json!({}), &service.claims()), scope, Some(&proof)).await;
    assert_eq!(replayed.body["error"], "invalid_dpop_proof");

    let token = granted.body["access_token"].as_str().unwrap().to_owned();
    let digest = ring::digest::digest(&ring::digest::SHA256, token.as_bytes());
    let ath = URL_SAFE_NO_PAD.encode(digest);
    let htu = format!("{}/api/v1/apps", service.practice.at().okta_org);
    let right = |claims: &mut Value| {
        claims["htm"] = "GET".into();
        claims["htu"] = htu.as_str().into();
        claims["ath"] = ath.as_str().into();
    };
    let header = format!("DPoP {token}");
    let path = "/api/v1/apps?limit=2";
    let good = service.proof(&bound, right);
    assert_eq!(service.api("GET", path, &header, Some(&good)).await.status, 200);
    let again = service.api("GET", path, &header, Some(&good)).await;
    assert!(again.status == 401 && again.header("www-authenticate").contains("invalid_dpop_proof"));
    let other = service.proof(&Key::new(), right);
    let no_ath = service.proof(&bound, |claims| {
        right(claims);
        claims["ath"] = Value::Null;
    });
    let elsewhere = service.proof(&bound, |claims| {
        right(claims);
        claims["htu"] = "https://whisker.okta.com/api/v1/apps".into();
    });
    let posting = service.proof(&bound, |claims| {
        right(claims);
        claims["htm"] = "POST".into();
    });
    let old = service.proof(&bound, |claims| {
        right(claims);
        claims["iat"] = (now() - 3600).into();
    });
    for (what, proof) in [
        ("another key", Some(&other)),
        ("no hash of the token", Some(&no_ath)),
        ("another address", Some(&elsewhere)),
        ("another method", Some(&posting)),
        ("an old proof", Some(&old)),
        ("no proof", None),
    ] {
        let refused = service.api("GET", path, &header, proof.map(String::as_str)).await;
        assert_eq!((refused.status, &refused.body["errorCode"]), (401, &json!("E0000011")), "{what}");
    }
    assert_eq!(
        service.api("GET", path, &format!("Bearer {token}"), None).await.status,
        401,
        "a bound token is no bearer"
    );
}

#[tokio::test]
async fn a_generated_key_signs_and_a_kept_world_gets_new_keys() {
    let practice = Practice::tidy().await;
    let action = OktaAction::CreateServiceApp {
        label: "Catflap".into(),
        scopes: vec!["okta.orgs.read".into()],
        dpop: false,
        public_key: None,
    };
    practice.okta(action).await;
    let row = practice.sandbox.view().okta.service_apps.remove(0);
    let pem = practice.sandbox.service_app_key(&row.client_id).unwrap();
    let service = Service { practice, key: Key::from_pem(&pem), id: row.client_id.clone() };
    let token = service.token("okta.orgs.read").await;
    assert_eq!(token.status, 200, "{}", token.text);
    let kept = service.practice.sandbox.save();
    let text = kept.to_string();
    assert!(!text.contains(token.body["access_token"].as_str().unwrap()) && !text.contains("PRIVATE"));
    let options = catflap_sandbox::Options { world: Some(kept), ..catflap_sandbox::Options::default() };
    let practice = Practice::start(options).await;
    assert_eq!(practice.sandbox.view().okta.service_apps[0], row);
    let fresh = practice.sandbox.service_app_key(&row.client_id).unwrap();
    assert_ne!(fresh, pem);
    let service = Service { practice, key: Key::from_pem(&fresh), id: row.client_id };
    assert_eq!(service.token("okta.orgs.read").await.status, 200);
    let wrong = OktaAction::CreateServiceApp {
        label: "X".into(),
        scopes: Vec::new(),
        dpop: false,
        public_key: Some("{\"kty\":\"oct\"}".into()),
    };
    assert!(!service.practice.sandbox.okta(wrong).await.ok);
}
