use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use catflap_http::{Client, Fault, TlsFault, probe};
use jiff::Timestamp;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::server::{Answer, Server, converse};
use crate::{client, get, policy};

/// An authority made for one test.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "Catflap Test CA");
        let pem = params.self_signed(&key).unwrap().pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    fn issue(&self, names: &[&str], until_year: i32) -> (CertificateDer<'static>, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()).unwrap();
        params.distinguished_name.push(DnType::CommonName, names[0]);
        params.not_before = date_time_ymd(2001, 1, 1);
        params.not_after = date_time_ymd(until_year, 1, 1);
        (params.signed_by(&key, &self.issuer).unwrap().into(), key)
    }

    fn client(&self) -> Client {
        Client::new(policy().with_ca_pem(self.pem.as_bytes()).unwrap()).unwrap()
    }
}

/// Serves HTTP over TLS with this certificate, and gives its port.
async fn serve((cert, key): (CertificateDer<'static>, KeyPair)) -> u16 {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    let script = Arc::new(|_: &_| Answer::new(200, "text/plain", "hello"));
                    converse(stream, Arc::new(Mutex::new(Vec::new())), script).await;
                }
            });
        }
    });
    port
}

async fn tls_fault(client: &Client, port: u16) -> TlsFault {
    match client.send(get(&format!("https://localhost:{port}/"))).await.unwrap_err().fault {
        Fault::Tls { cause, .. } => cause,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_authority_of_the_policy_is_trusted() {
    let authority = Authority::new();
    let port = serve(authority.issue(&["localhost"], 2999)).await;
    let reply = authority.client().send(get(&format!("https://localhost:{port}/"))).await.unwrap();
    assert_eq!(reply.text(), "hello");
}

#[tokio::test]
async fn the_ways_in_which_a_certificate_fails_are_told_apart() {
    let authority = Authority::new();
    let trusting = authority.client();
    assert_eq!(tls_fault(&client(), serve(authority.issue(&["localhost"], 2999)).await).await, TlsFault::UnknownIssuer);
    assert_eq!(tls_fault(&trusting, serve(authority.issue(&["localhost"], 2002)).await).await, TlsFault::Expired);
    assert_eq!(
        tls_fault(&trusting, serve(authority.issue(&["scim.example.com"], 2999)).await).await,
        TlsFault::WrongName
    );
    let self_signed = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let port = serve((self_signed.cert.into(), self_signed.signing_key)).await;
    assert_eq!(tls_fault(&client(), port).await, TlsFault::UnknownIssuer);
}

#[tokio::test]
async fn plain_http_on_an_https_url_is_told() {
    let server = Server::start(|_| Answer::new(400, "text/plain", "")).await;
    let chatty = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = chatty.local_addr().unwrap().port();
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        while let Ok((mut stream, _)) = chatty.accept().await {
            let _ = stream.read(&mut [0; 512]).await;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    assert_eq!(tls_fault(&client(), port).await, TlsFault::NotTls);
    drop(server);
}

#[tokio::test]
async fn a_probe_takes_the_connection_step_by_step() {
    let authority = Authority::new();
    let port = serve(authority.issue(&["localhost"], 2999)).await;
    let limit = Duration::from_secs(10);
    let resolved = probe::resolve("localhost", port, limit).await.unwrap();
    assert!(resolved.addresses.iter().all(std::net::IpAddr::is_loopback));
    let connected = probe::connect(SocketAddr::from(([127, 0, 0, 1], port)), limit).await.unwrap();
    let now: Timestamp = "2998-12-02T00:00:00Z".parse().unwrap();
    let shaken = probe::handshake(&authority.client(), "localhost", connected.stream, now).await.unwrap();
    assert_eq!(shaken.version, "TLS 1.3");
    assert_eq!(shaken.chain.len(), 1);
    let leaf = &shaken.chain[0];
    assert_eq!((leaf.days_left, leaf.names.as_slice()), (30, ["localhost".to_owned()].as_slice()));
    assert!(leaf.subject.contains("localhost") && leaf.issuer.contains("Catflap Test CA") && !leaf.self_issued);
    assert_eq!(leaf.not_after, "2999-01-01T00:00:00Z");
    assert_eq!((leaf.fingerprint.len(), leaf.names_issuer_address), (64, false));
    assert!(
        leaf.fingerprint.chars().all(|c| c.is_ascii_hexdigit()) && shaken.by_extra_roots,
        "the CA file vouches alone"
    );
}

#[tokio::test]
async fn a_failed_handshake_still_shows_the_chain_that_was_served() {
    let authority = Authority::new();
    let port = serve(authority.issue(&["scim.example.com"], 2999)).await;
    let connected = probe::connect(SocketAddr::from(([127, 0, 0, 1], port)), Duration::from_secs(10)).await.unwrap();
    let error =
        probe::handshake(&authority.client(), "localhost", connected.stream, Timestamp::UNIX_EPOCH).await.unwrap_err();
    assert!(matches!(error.fault, Fault::Tls { cause: TlsFault::WrongName, .. }), "{error:?}");
    assert_eq!(error.chain[0].names, ["scim.example.com"]);
}

#[tokio::test]
async fn a_probe_tells_a_name_that_does_not_resolve_and_a_refused_port() {
    let limit = Duration::from_secs(10);
    assert!(matches!(probe::resolve("no-such-host.invalid", 443, limit).await, Err(Fault::Dns { .. })));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(probe::connect(address, limit).await.unwrap_err(), Fault::Refused);
}

/// A proxy that opens every tunnel to this port, whatever host is asked for; with another status, none.
async fn proxy_to(port: u16, status: u16) -> (probe::Proxy, Arc<Mutex<Vec<String>>>) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&heard);
    tokio::spawn(async move {
        let (mut inside, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(inside.read_u8().await.unwrap());
        }
        log.lock().unwrap().push(String::from_utf8(request).unwrap());
        inside.write_all(format!("HTTP/1.1 {status} Scripted\r\nX: y\r\n\r\n").as_bytes()).await.unwrap();
        if status == 200 {
            let mut outside = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            let _ = tokio::io::copy_bidirectional(&mut inside, &mut outside).await;
        }
    });
    let authorization = Some(catflap_http::Secret::new("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==".into()));
    (probe::Proxy { address, authorization }, heard)
}

#[tokio::test]
async fn the_certificate_behind_a_proxy_is_seen_through_its_tunnel() {
    let authority = Authority::new();
    let port = serve(authority.issue(&["scim.example.com"], 2999)).await;
    let (proxy, heard) = proxy_to(port, 200).await;
    let limit = Duration::from_secs(10);
    let stream = probe::tunnel(&proxy, "scim.example.com", 443, limit).await.unwrap();
    let shaken =
        probe::handshake(&authority.client(), "scim.example.com", stream, Timestamp::UNIX_EPOCH).await.unwrap();
    assert_eq!(shaken.chain[0].names, ["scim.example.com"]);
    let heard = heard.lock().unwrap()[0].clone();
    assert!(heard.starts_with("CONNECT scim.example.com:443 HTTP/1.1\r\n"), "{heard}");
    assert!(heard.contains("Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), "{heard}");
    let (closed, _) = proxy_to(port, 407).await;
    let fault = probe::tunnel(&closed, "scim.example.com", 443, limit).await.unwrap_err();
    assert_eq!(fault, Fault::Proxy { detail: "it answered 407".into() });
}
