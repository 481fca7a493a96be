//! Certificates, good and bad, made anew for each run.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

/// The host that every certificate but one is for.
pub(crate) const HOST: &str = "localhost";

/// Which certificates a server serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chain {
    /// Current, for this host, issued by an authority that the CA file names.
    Good,
    /// Past its last day.
    Expired,
    /// Before its first day.
    NotYet,
    /// For another host.
    OtherHost,
    /// Its own authority.
    SelfSigned,
    /// Issued by an intermediate authority that is not served along.
    Cut,
}

/// What a server needs, and the authority to trust in PEM; none when nobody vouches for it.
pub(crate) fn make(chain: Chain) -> (TlsAcceptor, Option<String>) {
    let root = Authority::new("Catflap Fault Root", None);
    let leaf = |issuer: &Authority| {
        let names = vec![if chain == Chain::OtherHost { "scim.other.example" } else { HOST }.to_owned()];
        let mut params = CertificateParams::new(names).expect("names");
        params.distinguished_name.push(DnType::CommonName, "scim.whisker.example");
        params.not_before = date_time_ymd(if chain == Chain::NotYet { 2998 } else { 2001 }, 1, 1);
        params.not_after = date_time_ymd(if chain == Chain::Expired { 2002 } else { 2999 }, 1, 1);
        if chain == Chain::Cut {
            params.custom_extensions.push(where_the_issuer_is("http://ca.whisker.example/ca.der"));
        }
        let key = KeyPair::generate().expect("a key");
        (CertificateDer::from(params.signed_by(&key, &issuer.issuer).expect("a certificate")), key)
    };
    match chain {
        Chain::SelfSigned => {
            let own = rcgen::generate_simple_self_signed(vec![HOST.to_owned()]).expect("a certificate");
            (acceptor(own.cert.into(), &own.signing_key), None)
        }
        Chain::Cut => {
            let (certificate, key) = leaf(&Authority::new("Catflap Fault Intermediate", Some(&root)));
            (acceptor(certificate, &key), Some(root.pem))
        }
        _ => {
            let (certificate, key) = leaf(&root);
            (acceptor(certificate, &key), Some(root.pem))
        }
    }
}

struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new(name: &str, above: Option<&Authority>) -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let signed = match above {
            None => params.self_signed(&key),
            Some(above) => params.signed_by(&key, &above.issuer),
        };
        Self { pem: signed.expect("a certificate").pem(), issuer: Issuer::new(params, key) }
    }
}

fn acceptor(certificate: CertificateDer<'static>, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("TLS versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("the key fits");
    TlsAcceptor::from(Arc::new(config))
}

/// The extension by which public authorities say where their own certificate is to be had (RFC 5280 section 4.2.2.1).
fn where_the_issuer_is(url: &str) -> CustomExtension {
    let tagged = |tag: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).expect("short");
        [&[tag, length], content].concat()
    };
    let ca_issuers = tagged(0x06, &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02]);
    let access = tagged(0x30, &[ca_issuers, tagged(0x86, url.as_bytes())].concat());
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], tagged(0x30, &access))
}
