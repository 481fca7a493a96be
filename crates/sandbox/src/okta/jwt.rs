//! Signed tokens: reading, and verifying by a public key (RFC 7515, 7517, 7518). RS256 and ES256, as Okta takes them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde_json::{Value, json};

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Jwk {
    /// Modulus and exponent, big-endian without leading zeros.
    Rsa { n: Vec<u8>, e: Vec<u8> },
    /// The point of a P-256 key, uncompressed: 4, then 32 bytes each of x and y.
    P256(Vec<u8>),
}

/// A compact token, taken apart and not yet believed.
#[derive(Debug)]
pub(crate) struct Jwt {
    pub header: Value,
    pub claims: Value,
    signed: String,
    signature: Vec<u8>,
}

/// base64url of SHA-256, as `ath` and thumbprints are written.
pub(crate) fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()))
}

impl Jwk {
    /// Reads a public key; one with a private part is refused.
    pub fn read(jwk: &Value) -> Option<Self> {
        if jwk.get("d").is_some() {
            return None;
        }
        let bytes = |name: &str| URL_SAFE_NO_PAD.decode(jwk.get(name)?.as_str()?).ok();
        match jwk.get("kty")?.as_str()? {
            "RSA" => Some(Self::Rsa { n: bytes("n")?, e: bytes("e")? }),
            "EC" if jwk.get("crv")? == "P-256" => {
                let (x, y) = (bytes("x")?, bytes("y")?);
                (x.len() == 32 && y.len() == 32).then(|| Self::P256([&[4][..], &x, &y].concat()))
            }
            _ => None,
        }
    }

    /// RFC 7638: the hash of the key's required members in the order of their names.
    pub fn thumbprint(&self) -> String {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let members = match self {
            Self::Rsa { n, e } => json!({"e": text(e), "kty": "RSA", "n": text(n)}),
            Self::P256(point) => {
                json!({"crv": "P-256", "kty": "EC", "x": text(&point[1..33]), "y": text(&point[33..])})
            }
        };
        hash(&members.to_string())
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa { .. } => "RS256",
            Self::P256(_) => "ES256",
        }
    }
}

impl Jwt {
    /// Takes a compact token apart.
    pub fn read(text: &str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let json = |part: &str| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
        Some(Self {
            header: json(header)?,
            claims: json(claims)?,
            signed: signed.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// The token was signed by the holder of this key, with the algorithm that belongs to it.
    pub fn is_signed_by(&self, key: &Jwk) -> bool {
        if self.header["alg"] != key.algorithm() {
            return false;
        }
        let (message, signature) = (self.signed.as_bytes(), self.signature.as_slice());
        match key {
            Jwk::Rsa { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
            Jwk::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
        }
    }

    /// A claim that is text; nothing when it is missing.
    pub fn text(&self, claim: &str) -> &str {
        self.claims[claim].as_str().unwrap_or_default()
    }

    /// A claim that is a time in seconds since 1970.
    pub fn seconds(&self, claim: &str) -> Option<i64> {
        self.claims[claim].as_i64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signed by Python's `cryptography`, so that no code of ours judges itself.
    const MODULUS: &str = "kSPzDhw-WVN9rdyeRJ6reDXyt4AFHKExe1lVR-LCAB3A61Ol5DNyw_hxBp4YKzl7KMwFDogZoGnYkDntrC-BK_g_1jfy_4OzqkNcdb8oyrQtB_0Lqi6jNUCn8M04rK41aTqlcWerSILFG97iqgSGY-wmZmSljZ1_b4ypjBOO_i6TwtR65OaFqrcFE58dC3pBy7RZA6m4tVUuKDWz9u6jX_FcoKA-8S4VjC9wjE5kSiOK6AI7b-5LOFpdC2miu2yyMmuxUMZy5CXX5VfTozxkLQrWm7UyLGPQl25cMnXpH4WzXvWm0jq9glzUgWsguBv2-h_YRwmbLQ4sE3oqVsszJQ";
    const SIGNED: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIwb2FQcmFjdGljZSJ9";
    const SIGNATURE: &str = "P7vylrEI-Mn1M-_SiSgeHU7TGi-ZSftDc1TPf06d7O0veJxahB9gUcm5wRxO4QTlNRiJdq8pVQyMrFEc2mYDnUkvqTHQeeZbRUEIaVy3S7a-OgLm_7kBw7OtglLXFkHYXIdee9uOK8r_M_2gwyRwyBXevHCKukCkkrSFEIVS1sLJQ0Qbq0qrh3aUeWeYm89J0hakl_8JJ-b9DLY-gltGWpUiflxxGEI4UzGWF6UIvy_8SUXJHzQ_3Pa2kwDAbFa7Lr-rJOWNQk_NjGG4wUHZCtbsl7SthKtzXKV-e_dn6bXxw2hTPC73Ln9JEXouSCd9RMzruppusqQGl5Rz1bIC4Q";

    #[test]
    fn an_rs256_signature_of_another_library_holds_and_a_changed_one_does_not() {
        let key = Jwk::read(&json!({"kty": "RSA", "n": MODULUS, "e": "AQAB"})).unwrap();
        assert_eq!(key.thumbprint(), "6PmZZwhQdoY1x73mYICFVFse4XpkwiU339lMr9ITc6E");
        let jwt = Jwt::read(&format!("{SIGNED}.{SIGNATURE}")).unwrap();
        assert_eq!(jwt.text("iss"), "0oaPractice");
        assert!(jwt.is_signed_by(&key));
        let changed = SIGNED.replace("cmFjdGlj", "cmFjdGlk");
        assert!(!Jwt::read(&format!("{changed}.{SIGNATURE}")).unwrap().is_signed_by(&key));
    }

    #[test]
    fn the_es256_example_of_rfc_7515_holds() {
        let key = Jwk::read(&json!({
            "kty": "EC", "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        }))
        .unwrap();
        let token = "eyJhbGciOiJFUzI1NiJ9.\
            eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
            DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        assert!(Jwt::read(token).unwrap().is_signed_by(&key));
        let none = token.replacen("eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJub25lIn0", 1);
        assert!(!Jwt::read(&none).unwrap().is_signed_by(&key), "the algorithm “none” opens nothing");
    }

    #[test]
    fn a_private_key_is_no_public_key() {
        assert_eq!(Jwk::read(&json!({"kty": "RSA", "n": MODULUS, "e": "AQAB", "d": "AQAB"})), None);
        assert_eq!(Jwk::read(&json!({"kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"})), None);
    }
}
