//! What somebody writes who wants the pages and nothing of them: GETs one after the other by the HTTP library that Catflap is
//! built on, over one kept connection, bodies read and thrown away.

use std::io;

use reqwest::StatusCode;
use reqwest::header::ACCEPT;
use rustls::{ClientConfig, RootCertStore};

use crate::directory::PAGE;

/// Reads every page of each endpoint, given how many resources it has.
pub fn run(url: &str, token: &str, endpoints: &[(&str, usize)]) -> io::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let http = client()?;
        for (endpoint, total) in endpoints {
            for start in (1..=*total).step_by(PAGE) {
                let request = http
                    .get(format!("{url}/{endpoint}?startIndex={start}&count={PAGE}"))
                    .header(ACCEPT, "application/scim+json")
                    .bearer_auth(token);
                let mut answer = request.send().await.map_err(io::Error::other)?;
                if answer.status() != StatusCode::OK {
                    return Err(io::Error::other(format!("not answered 200: {}", answer.status())));
                }
                while answer.chunk().await.map_err(io::Error::other)?.is_some() {}
            }
        }
        Ok(())
    })
}

/// Trusts nobody: it speaks to loopback without TLS, and to read the system's certificates would only make it slower.
fn client() -> io::Result<reqwest::Client> {
    let tls = ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().build().map_err(io::Error::other)
}
