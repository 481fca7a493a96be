//! The one TLS set-up: ring, the system's trust store, and the authorities of the policy.

use std::sync::{Arc, Mutex, OnceLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use rustls_platform_verifier::Verifier;

use crate::{Policy, PolicyError};

/// The verifier that every connection of this policy is held to. Authorities of the policy are read at once: one that can't
/// be used is told before anything is asked. Without any, the system's trust store is read by the first handshake, since
/// that takes longer than many a request to a server without TLS.
pub(crate) fn verifier(policy: &Policy) -> Result<Arc<dyn ServerCertVerifier>, PolicyError> {
    let roots = policy.extra_roots.clone();
    if roots.is_empty() {
        return Ok(Arc::new(SystemTrust { provider: provider(), read: OnceLock::new() }));
    }
    let verifier = Verifier::new_with_extra_roots(roots, provider());
    Ok(Arc::new(verifier.map_err(|error| PolicyError::Trust { detail: error.to_string() })?))
}

/// Mozilla's list of public authorities, as `webpki-roots` brings it: the list of the day on which that was published.
pub(crate) fn public_roots() -> RootCertStore {
    webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
}

/// Whether a chain, as it was served, leads to one of these authorities for this name now.
pub(crate) fn is_vouched_for(roots: RootCertStore, served: &[CertificateDer<'_>], name: &ServerName<'_>) -> bool {
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build();
    let (Ok(verifier), Some((leaf, others))) = (verifier, served.split_first()) else { return false };
    verifier.verify_server_cert(leaf, others, name, &[], UnixTime::now()).is_ok()
}

/// A client configuration around a verifier.
pub(crate) fn config(verifier: Arc<dyn ServerCertVerifier>) -> Result<ClientConfig, PolicyError> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| PolicyError::Trust { detail: error.to_string() })?;
    Ok(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Remembers the chain as it was served, then lets the true verifier decide.
#[derive(Debug)]
pub(crate) struct Recorder {
    inner: Arc<dyn ServerCertVerifier>,
    served: Mutex<Vec<CertificateDer<'static>>>,
}

impl Recorder {
    pub(crate) fn new(inner: Arc<dyn ServerCertVerifier>) -> Self {
        Self { inner, served: Mutex::new(Vec::new()) }
    }

    /// The certificates in the order in which they came; empty when the handshake did not get that far.
    pub(crate) fn served(&self) -> Vec<CertificateDer<'static>> {
        self.served.lock().map(|chain| chain.clone()).unwrap_or_default()
    }
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Ok(mut served) = self.served.lock() {
            *served = std::iter::once(end_entity).chain(intermediates).map(|cert| cert.clone().into_owned()).collect();
        }
        self.inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

/// The system's trust store, read when the first certificate is to be verified.
#[derive(Debug)]
struct SystemTrust {
    provider: Arc<CryptoProvider>,
    read: OnceLock<Result<Verifier, Error>>,
}

impl SystemTrust {
    fn store(&self) -> Result<&Verifier, Error> {
        let read = self.read.get_or_init(|| {
            Verifier::new(Arc::clone(&self.provider)).map_err(|error| match error {
                // A computer without a trust store trusts nobody: every certificate has an unknown issuer.
                Error::General(_) => Error::InvalidCertificate(CertificateError::UnknownIssuer),
                error => error,
            })
        });
        read.as_ref().map_err(Clone::clone)
    }
}

impl ServerCertVerifier for SystemTrust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.store()?.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.store()?.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.store()?.verify_tls13_signature(message, cert, dss)
    }

    /// Asked for before any certificate: what the provider verifies, as the system's verifiers say too.
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

    use super::*;

    #[test]
    fn a_company_s_authority_vouches_and_is_on_no_public_list() {
        let (key, mut params) = (KeyPair::generate().unwrap(), CertificateParams::new(Vec::new()).unwrap());
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root: CertificateDer<'static> = params.self_signed(&key).unwrap().into();
        let company = Issuer::new(params, key);
        let leaf_key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["scim.example.com".to_owned()]).unwrap();
        let served: Vec<CertificateDer<'static>> = vec![leaf.signed_by(&leaf_key, &company).unwrap().into()];
        let name = |text: &'static str| ServerName::try_from(text).unwrap();

        let own = || {
            let mut roots = RootCertStore::empty();
            roots.add(root.clone()).unwrap();
            roots
        };
        assert!(is_vouched_for(own(), &served, &name("scim.example.com")));
        assert!(!is_vouched_for(own(), &served, &name("other.example.com")));
        assert!(!is_vouched_for(own(), &[], &name("scim.example.com")));
        assert!(!is_vouched_for(public_roots(), &served, &name("scim.example.com")));
        assert!(public_roots().len() > 100, "the public list is there");
    }
}
