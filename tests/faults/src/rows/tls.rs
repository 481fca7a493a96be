//! TLS and certificates.

use std::time::Duration;

use catflap_check::Verdict::{Fail, Warn};

use crate::chain::{Chain, HOST};
use crate::directory::{BASE, Directory};
use crate::row::{CHECK, Row, Stage};
use crate::wire::{Answer, Asked};

fn well(asked: &Asked, directory: &mut Directory) -> Answer {
    directory.answer(asked)
}

const fn serves(id: &'static str, does: &'static str, chain: Chain) -> Row {
    Row { id, does, stage: Stage::Tls(chain, well), finds: &[("tls", Fail)], ..CHECK }
}

/// Speaks something else where TLS is expected.
const fn instead(id: &'static str, does: &'static str, script: crate::wire::Script) -> Row {
    Row {
        id,
        does,
        stage: Stage::Plain(script),
        at: Some(|port| format!("https://{HOST}:{port}{BASE}")),
        finds: &[("tls", Fail)],
        ..CHECK
    }
}

pub(super) const ROWS: &[Row] = &[
    serves("tls-expired", "has a certificate that has expired", Chain::Expired),
    serves("tls-not-yet", "has a certificate that is not valid yet", Chain::NotYet),
    serves("tls-self-signed", "has a certificate that nobody but itself vouches for", Chain::SelfSigned),
    serves("tls-wrong-host", "has a certificate for another host", Chain::OtherHost),
    serves("tls-chain-cut", "leaves out the intermediate certificate", Chain::Cut),
    Row {
        now: "2998-12-20T00:00:00Z",
        finds: &[("tls", Warn)],
        ..serves("tls-soon", "has a certificate that expires in twelve days", Chain::Good)
    },
    Row {
        finds: &[("tls", Warn)],
        ..serves("tls-private", "has a certificate of the company’s own authority, which a CA file names", Chain::Good)
    },
    instead("tls-plain-http", "speaks plain http on the port for https", |_, _| {
        Answer::Bytes(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec())
    }),
    instead("tls-too-old", "refuses TLS 1.2 and 1.3, and knows nothing but what is older", |_, _| {
        // An alert: fatal, protocol_version (RFC 8446 section 6).
        Answer::Bytes(vec![21, 3, 1, 0, 2, 2, 70])
    }),
    instead("tls-1-0", "answers a handshake of TLS 1.3 with TLS 1.0", |_, _| {
        // A record of 42 bytes with a ServerHello of 38: version, random, no session, cipher suite, no compression
        // (RFC 2246 section 7.4.1.3).
        let hello = [&[2, 0, 0, 38, 3, 1][..], &[7; 32], &[0, 0, 0x2f, 0]].concat();
        Answer::Bytes([vec![22, 3, 1, 0, 42], hello].concat())
    }),
    instead("tls-hangs-up", "hangs up during the TLS handshake", |_, _| Answer::Close),
    Row {
        limits: |policy| policy.connect_timeout = Duration::from_secs(1),
        ..instead("tls-silent", "takes the connection and says nothing", |_, _| Answer::Silence)
    },
];
