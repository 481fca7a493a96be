//! The private key of a service app, from whatever an administrator pastes.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use catflap_http::Secret;
use ring::rand::SystemRandom;
use ring::rsa::{KeyPairComponents, PublicKeyComponents};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;
use zeroize::Zeroizing;

use super::jwt::Signer;

/// An RSA (2048 bits or more) or P-256 key. Its `Debug` shows nothing of it.
pub struct PrivateKey {
    pub(super) signer: Signer,
    /// `kid`, as a JWK carries it.
    pub(super) id: Option<String>,
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PrivateKey")
    }
}

/// Why a text is not a key to sign with. Nothing of the text is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyError {
    /// Nothing was given.
    #[error("no key was given")]
    Empty,
    /// Neither JSON nor PEM, or cut off.
    #[error("this is neither a JWK nor a PEM private key, or a part of it is missing")]
    Unreadable,
    /// A public key, or a certificate.
    #[error("this is the public key; the service app is proven by its private key")]
    Public,
    /// A PEM that is encrypted.
    #[error("this key is locked with a passphrase; give it without one")]
    Locked,
    /// A JWKS without or with several private keys.
    #[error("this JWK set does not hold exactly one private key")]
    NotOneKey,
    /// An RSA JWK without its prime factors, or an EC JWK without its point.
    #[error("this JWK is incomplete: Okta shows the whole of it only once, when it is made")]
    Incomplete,
    /// An RSA key below 2048 bits.
    #[error("this RSA key is shorter than 2048 bits")]
    TooShort,
    /// Another kind of key or curve.
    #[error("this kind of key is not supported: RSA and EC P-256 are")]
    Unsupported,
}

#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

/// RFC 7517 section 4, RFC 7518 section 6.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    n: Option<Secret>,
    #[serde(default)]
    e: Option<Secret>,
    #[serde(default)]
    d: Option<Secret>,
    #[serde(default)]
    p: Option<Secret>,
    #[serde(default)]
    q: Option<Secret>,
    #[serde(default)]
    dp: Option<Secret>,
    #[serde(default)]
    dq: Option<Secret>,
    #[serde(default)]
    qi: Option<Secret>,
    #[serde(default)]
    x: Option<Secret>,
    #[serde(default)]
    y: Option<Secret>,
}

/// What an `ECPrivateKey` (RFC 5915) lacks to be a PKCS#8 one: its algorithm, ecPublicKey on prime256v1.
const P256_ALGORITHM: [u8; 21] = [
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03,
    0x01, 0x07,
];

impl PrivateKey {
    /// Takes a JWK, a JWK set with one private key, or PEM (PKCS#8, PKCS#1, SEC 1); blanks and quotes around it do not
    /// matter, nor line breaks that were written as `\n`.
    ///
    /// # Errors
    /// [`KeyError`] when it can't be signed with.
    pub fn parse(pasted: &Secret) -> Result<Self, KeyError> {
        let key = Self::read(pasted)?;
        // Numbers that contradict each other come out only now.
        key.signer.signature(b"").map(|_| key).ok_or(KeyError::Unreadable)
    }

    fn read(pasted: &Secret) -> Result<Self, KeyError> {
        let text = pasted.expose().trim().trim_matches(['"', '\'']).trim();
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        if text.starts_with('{') {
            return Self::from_json(text);
        }
        let lines = Zeroizing::new(text.replace("\\n", "\n").replace("\\r", ""));
        Self::from_pem(&lines)
    }

    /// `kid` of the key, when it has one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn from_json(text: &str) -> Result<Self, KeyError> {
        if let Ok(set) = serde_json::from_str::<JwkSet>(text) {
            let had_keys = !set.keys.is_empty();
            let mut private: Vec<Jwk> = set.keys.into_iter().filter(|key| key.d.is_some()).collect();
            return match (private.pop(), private.is_empty()) {
                (Some(only), true) => Self::from_jwk(&only),
                (None, _) if had_keys => Err(KeyError::Public),
                _ => Err(KeyError::NotOneKey),
            };
        }
        Self::from_jwk(&serde_json::from_str(text).map_err(|_| KeyError::Unreadable)?)
    }

    fn from_jwk(jwk: &Jwk) -> Result<Self, KeyError> {
        let signer = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("RSA", _) => rsa_of(jwk)?,
            ("EC", Some("P-256")) => ec_of(jwk)?,
            _ => return Err(KeyError::Unsupported),
        };
        Ok(Self { signer, id: jwk.kid.clone() })
    }

    fn from_pem(text: &str) -> Result<Self, KeyError> {
        if text.contains("ENCRYPTED") {
            return Err(KeyError::Locked);
        }
        let signer = match PrivateKeyDer::from_pem_slice(text.as_bytes()) {
            Ok(PrivateKeyDer::Pkcs8(der)) => from_pkcs8(der.secret_pkcs8_der())?,
            Ok(PrivateKeyDer::Pkcs1(der)) => {
                Signer::Rsa(Box::new(RsaKeyPair::from_der(der.secret_pkcs1_der()).map_err(why)?))
            }
            Ok(PrivateKeyDer::Sec1(der)) => from_pkcs8(&as_pkcs8(der.secret_sec1_der()).ok_or(KeyError::Unreadable)?)?,
            _ if text.contains("PUBLIC KEY") || text.contains("CERTIFICATE") => return Err(KeyError::Public),
            _ => return Err(KeyError::Unreadable),
        };
        Ok(Self { signer, id: None })
    }
}

fn from_pkcs8(der: &[u8]) -> Result<Signer, KeyError> {
    match RsaKeyPair::from_pkcs8(der).map_err(why) {
        Ok(key) => Ok(Signer::Rsa(Box::new(key))),
        Err(KeyError::Unsupported) => {
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &SystemRandom::new())
                .map(|key| Signer::Ec(Box::new(key)))
                .map_err(why)
        }
        Err(error) => Err(error),
    }
}

/// Ring tells its reasons by their names only.
fn why(rejected: ring::error::KeyRejected) -> KeyError {
    match rejected.to_string().as_str() {
        "WrongAlgorithm" => KeyError::Unsupported,
        "TooSmall" => KeyError::TooShort,
        _ => KeyError::Unreadable,
    }
}

fn rsa_of(jwk: &Jwk) -> Result<Signer, KeyError> {
    if jwk.d.is_none() {
        return Err(KeyError::Public);
    }
    let components = KeyPairComponents {
        public_key: PublicKeyComponents { n: number(jwk.n.as_ref())?, e: number(jwk.e.as_ref())? },
        d: number(jwk.d.as_ref())?,
        p: number(jwk.p.as_ref())?,
        q: number(jwk.q.as_ref())?,
        dP: number(jwk.dp.as_ref())?,
        dQ: number(jwk.dq.as_ref())?,
        qInv: number(jwk.qi.as_ref())?,
    };
    RsaKeyPair::from_components(&components).map(|key| Signer::Rsa(Box::new(key))).map_err(why)
}

fn ec_of(jwk: &Jwk) -> Result<Signer, KeyError> {
    if jwk.d.is_none() {
        return Err(KeyError::Public);
    }
    let d = coordinate(jwk.d.as_ref())?;
    let mut point = vec![4];
    point.extend_from_slice(&coordinate(jwk.x.as_ref())?);
    point.extend_from_slice(&coordinate(jwk.y.as_ref())?);
    EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &d, &point, &SystemRandom::new())
        .map(|key| Signer::Ec(Box::new(key)))
        .map_err(why)
}

/// An unsigned number without leading zeros, which some libraries write and ring refuses.
fn number(field: Option<&Secret>) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let field = field.filter(|field| !field.is_empty()).ok_or(KeyError::Incomplete)?;
    let bytes = Zeroizing::new(decode(field)?);
    let start = bytes.iter().position(|byte| *byte != 0).ok_or(KeyError::Unreadable)?;
    Ok(Zeroizing::new(bytes[start..].to_vec()))
}

/// A number of 32 bytes.
fn coordinate(field: Option<&Secret>) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let short = number(field)?;
    let lacking = 32_usize.checked_sub(short.len()).ok_or(KeyError::Unreadable)?;
    Ok(Zeroizing::new([vec![0; lacking], short.to_vec()].concat()))
}

fn decode(field: &Secret) -> Result<Vec<u8>, KeyError> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&URL_SAFE, lenient).decode(field.expose()).map_err(|_| KeyError::Unreadable)
}

/// Wraps an `ECPrivateKey` into a PKCS#8 `PrivateKeyInfo` (RFC 5958 section 2): version 0, algorithm, octet string.
fn as_pkcs8(sec1: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut inner = Zeroizing::new(vec![0x02, 0x01, 0x00]);
    inner.extend_from_slice(&P256_ALGORITHM);
    inner.extend_from_slice(&tagged(0x04, sec1)?);
    tagged(0x30, &inner)
}

/// Tag, length and content in DER; none beyond 255 bytes, which no P-256 key reaches.
fn tagged(tag: u8, content: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let length = u8::try_from(content.len()).ok()?;
    let mut out = Zeroizing::new(vec![tag]);
    if length >= 0x80 {
        out.push(0x81);
    }
    out.push(length);
    out.extend_from_slice(content);
    Some(out)
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, KeyPair as _, UnparsedPublicKey};

    use super::*;

    const RSA_JWK: &str = include_str!("../../tests/keys/rsa.jwk.json");
    const EC_JWK: &str = include_str!("../../tests/keys/ec.jwk.json");
    const SIGNED: &str = include_str!("../../tests/keys/rfc7515-a2.jws");

    fn parsed(text: &str) -> Result<PrivateKey, KeyError> {
        PrivateKey::parse(&Secret::new(text.to_owned()))
    }

    #[test]
    fn an_rsa_key_signs_as_the_rfc_does_in_whatever_form_it_is_pasted() {
        let (input, signature) = SIGNED.trim().rsplit_once('.').unwrap();
        let escaped = include_str!("../../tests/keys/rsa-pkcs8.pem").replace('\n', "\\n");
        for (form, text) in [
            ("JWK", RSA_JWK.to_owned()),
            ("JWK set", format!(r#"{{"keys":[{RSA_JWK}]}}"#)),
            ("PKCS#8", include_str!("../../tests/keys/rsa-pkcs8.pem").to_owned()),
            ("PKCS#1", include_str!("../../tests/keys/rsa-pkcs1.pem").to_owned()),
            ("PKCS#8 of a JSON string", format!("\"{escaped}\"")),
        ] {
            let key = parsed(&text).unwrap_or_else(|error| panic!("{form}: {error}"));
            assert_eq!(key.signer.algorithm(), "RS256", "{form}");
            let made = key.signer.signature(input.as_bytes()).unwrap();
            assert_eq!(URL_SAFE_NO_PAD.encode(made), signature, "{form}");
        }
        assert_eq!(parsed(RSA_JWK).unwrap().id(), Some("rfc7515-a2"));
    }

    #[test]
    fn a_p256_key_signs_in_whatever_form_it_is_pasted() {
        for (form, text) in [
            ("JWK", EC_JWK),
            ("PKCS#8", include_str!("../../tests/keys/ec-pkcs8.pem")),
            ("SEC 1", include_str!("../../tests/keys/ec-sec1.pem")),
        ] {
            let key = parsed(text).unwrap_or_else(|error| panic!("{form}: {error}"));
            let made = key.signer.signature(b"text").unwrap();
            let Signer::Ec(pair) = &key.signer else { panic!("{form} is not EC") };
            let x = URL_SAFE_NO_PAD.encode(&pair.public_key().as_ref()[1..33]);
            assert_eq!(x, "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "{form}");
            let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, pair.public_key().as_ref());
            assert!(public.verify(b"text", &made).is_ok() && public.verify(b"texT", &made).is_err(), "{form}");
        }
    }

    #[test]
    fn what_can_not_sign_is_told_apart() {
        use KeyError as E;
        let mut public: serde_json::Value = serde_json::from_str(RSA_JWK).unwrap();
        let mut halved = public.clone();
        halved.as_object_mut().unwrap().remove("qi");
        public.as_object_mut().unwrap().remove("d");
        let ec_public = EC_JWK.replace("\"d\"", "\"was_d\"");
        let cut = include_str!("../../tests/keys/rsa-pkcs8.pem");
        for (text, error) in [
            (" \n".to_owned(), E::Empty),
            ("00a-token-and-no-key".to_owned(), E::Unreadable),
            (cut[..cut.len() / 2].to_owned(), E::Unreadable),
            ("{\"kty\":".to_owned(), E::Unreadable),
            (include_str!("../../tests/keys/rsa-public.pem").to_owned(), E::Public),
            ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----".to_owned(), E::Public),
            (public.to_string(), E::Public),
            (ec_public, E::Public),
            (format!(r#"{{"keys":[{public}]}}"#), E::Public),
            (format!(r#"{{"keys":[{RSA_JWK},{EC_JWK}]}}"#), E::NotOneKey),
            (r#"{"keys":[]}"#.to_owned(), E::NotOneKey),
            (include_str!("../../tests/keys/rsa-encrypted-pkcs8.pem").to_owned(), E::Locked),
            (include_str!("../../tests/keys/rsa-encrypted-pkcs1.pem").to_owned(), E::Locked),
            (halved.to_string(), E::Incomplete),
            (include_str!("../../tests/keys/rsa-1024-pkcs8.pem").to_owned(), E::TooShort),
            (include_str!("../../tests/keys/ec-p384-pkcs8.pem").to_owned(), E::Unsupported),
            (r#"{"kty":"oct","k":"c2VjcmV0","d":"x"}"#.to_owned(), E::Unsupported),
            (EC_JWK.replace("P-256", "P-384"), E::Unsupported),
        ] {
            let start: String = text.chars().take(60).collect();
            assert_eq!(parsed(&text).unwrap_err(), error, "{start}");
        }
    }

    #[test]
    fn a_key_can_not_be_printed() {
        assert_eq!(format!("{:?}", parsed(RSA_JWK).unwrap()), "PrivateKey");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in "(\\{\"kty\":\"(RSA|EC)\",\"d\":\"[A-Za-z0-9_-]{0,9}\"\\}|-----BEGIN (EC |RSA )?PRIVATE KEY-----[\\nA-Za-z0-9=]{0,40}|[ -~\\n]{0,60})") {
            prop_assert!(parsed(&text).is_err());
        }
    }
}
