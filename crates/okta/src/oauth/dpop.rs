//! Proof of possession (RFC 9449): an access token that is worth nothing without the key it is bound to.

use std::fmt;

use catflap_http::{Method, Secret};
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use url::Url;

use super::jwt::{RANDOM, Signer, encode, random_id};

/// A key that lives as long as its session and is never kept.
pub(super) struct DpopKey {
    signer: Signer,
    public: Value,
}

impl fmt::Debug for DpopKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("DpopKey")
    }
}

impl DpopKey {
    /// Makes a P-256 key.
    pub fn generate() -> Self {
        let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect(RANDOM);
        let key = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect(RANDOM);
        let public = public_jwk(&key);
        Self { signer: Signer::Ec(Box::new(key)), public }
    }

    /// A proof for one request (section 4.2): with the server's nonce where it gave one, and with the token's hash where
    /// a token goes along.
    pub fn proof(
        &self,
        method: &Method,
        url: &Url,
        token: Option<&Secret>,
        nonce: Option<&str>,
        now: Timestamp,
    ) -> String {
        let mut target = url.clone();
        target.set_query(None);
        target.set_fragment(None);
        let mut claims = json!({
            "htm": method.as_str(),
            "htu": target.as_str(),
            "iat": now.as_second(),
            "jti": random_id(),
        });
        if let Some(token) = token {
            claims["ath"] = json!(encode(digest(&SHA256, token.expose().as_bytes()).as_ref()));
        }
        if let Some(nonce) = nonce {
            claims["nonce"] = json!(nonce);
        }
        let header = json!({ "typ": "dpop+jwt", "alg": self.signer.algorithm(), "jwk": self.public });
        self.signer.sign(&header, &claims)
    }
}

/// The public half as JWK (RFC 7518 section 6.2.1).
fn public_jwk(key: &EcdsaKeyPair) -> Value {
    // Uncompressed point: 4, then x and y of equal length (SEC 1 section 2.3.3).
    let (_, point) = key.public_key().as_ref().split_at(1);
    let (x, y) = point.split_at(point.len() / 2);
    json!({ "kty": "EC", "crv": "P-256", "x": encode(x), "y": encode(y) })
}
