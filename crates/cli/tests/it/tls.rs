//! `--ca-file`.

use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::server::{Answer, converse};
use crate::shell::{TOKEN, file, with_token};

/// Serves over TLS with a certificate of an authority made for this test; gives the URL and the authority's PEM.
async fn serve() -> (String, String) {
    let (authority_key, key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate: CertificateDer<'static> = params.signed_by(&key, &issuer).unwrap().into();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let (acceptor, listener) = (TlsAcceptor::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    let script = Arc::new(|_: &_| Answer::new(401, "application/json", "{}"));
                    converse(stream, Arc::new(Mutex::new(Vec::new())), script).await;
                }
            });
        }
    });
    (format!("https://localhost:{port}/v2"), pem)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_of_ones_own_is_trusted_when_its_file_is_named() {
    let (url, pem) = serve().await;
    let folder = tempfile::tempdir().unwrap();
    let pem = file(folder.path(), "ca.pem", pem);
    let ended = with_token(&["pull", "--url", &url], TOKEN).await.problem(3, "certificate-untrusted");
    assert!(ended.err.contains("--ca-file"), "the way out is an option: {}", ended.err);
    with_token(&["pull", "--url", &url, "--ca-file", &pem], TOKEN).await.problem(3, "credential-refused");
    let verdict = async |more: &[&str]| {
        let report =
            with_token(&[&["check", "--url", &url, "--format", "json"], more].concat(), TOKEN).await.with(1).json();
        let checks = report["checks"].as_array().unwrap();
        checks.iter().find(|check| check["id"] == "tls").unwrap()["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict(&[]).await, "fail");
    assert_ne!(verdict(&["--ca-file", &pem]).await, "fail");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_an_authority_is_told_from_a_missing_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = file(folder.path(), "ca.txt", "hello");
    let missing = folder.path().join("missing.pem");
    for what in ["check", "pull"] {
        let with = |ca: &str| [what, "--url", "https://localhost:9/v2", "--ca-file", ca].map(str::to_owned);
        let run = async |ca: &str| with_token(&with(ca).each_ref().map(String::as_str), TOKEN).await;
        let ended = run(&text).await.problem(2, "input-unreadable");
        assert!(ended.err.contains("PEM"), "{}", ended.err);
        let ended = run(missing.to_str().unwrap()).await.problem(3, "file-failed");
        assert!(ended.err.contains("missing.pem"), "{}", ended.err);
    }
}
