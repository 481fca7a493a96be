//! Signed JSON Web Tokens in compact form (RFC 7515 section 7.1).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::Value;

/// A key was tried when it was read, so that only a system without randomness is left as a reason to fail.
pub(super) const RANDOM: &str = "the system gives random bytes";

/// A key that signs. Both are held boxed, as an RSA key is large.
pub(super) enum Signer {
    /// `RS256` (RFC 7518 section 3.3).
    Rsa(Box<RsaKeyPair>),
    /// `ES256` (RFC 7518 section 3.4): the key signs in the fixed form, which a JWS wants.
    Ec(Box<EcdsaKeyPair>),
}

impl Signer {
    /// `alg` of the header.
    pub fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
        }
    }

    /// Signs claims under a header.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let input = format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
        let signature = self.signature(input.as_bytes()).expect(RANDOM);
        format!("{input}.{}", encode(&signature))
    }

    /// The signature alone; none when the numbers of a key contradict each other.
    pub fn signature(&self, input: &[u8]) -> Option<Vec<u8>> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, input, &mut signature).ok()?;
                Some(signature)
            }
            Self::Ec(key) => Some(key.sign(&random, input).ok()?.as_ref().to_vec()),
        }
    }
}

/// Base64url without padding.
pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// 128 random bits, for `jti`.
pub(super) fn random_id() -> String {
    let bytes: [u8; 16] = ring::rand::generate(&SystemRandom::new()).expect(RANDOM).expose();
    encode(&bytes)
}
