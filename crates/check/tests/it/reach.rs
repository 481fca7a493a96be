use catflap_check::Verdict;
use tokio::net::TcpListener;

use crate::server::{Answer, Server};
use crate::{check, find, target};

#[tokio::test]
async fn a_refused_port_fails_at_tcp_and_nothing_else_is_blamed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let report = check(target(&format!("http://127.0.0.1:{port}/scim/v2"))).await;
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(find(&report, "dns").verdict, Verdict::Pass);
    let tcp = find(&report, "tcp");
    assert_eq!((tcp.verdict, tcp.summary.as_str()), (Verdict::Fail, "refused"));
    for id in ["http", "token-accepted", "refused-without-token", "schemas", "users-shape", "capital-letters"] {
        let finding = find(&report, id);
        assert_eq!(finding.verdict, Verdict::Skip, "{id}");
        assert!(finding.saw.contains("The connection is refused"), "{id} names the first cause: {}", finding.saw);
    }
    assert_eq!(find(&report, "paste-shape").verdict, Verdict::Pass, "the shape can be judged all the same");
    assert!(report.headline.contains("the connection is refused"), "{}", report.headline);
}

#[tokio::test]
async fn an_unknown_name_fails_at_dns() {
    let report = check(target("https://no-such-host.invalid/v2")).await;
    let dns = find(&report, "dns");
    assert_eq!((dns.verdict, dns.summary.as_str()), (Verdict::Fail, "no address"));
    assert!(dns.todo.contains("Authentication & Provisioning"));
    assert_eq!(report.waterfall, None);
}

#[tokio::test]
async fn a_port_without_tls_fails_at_tls() {
    let server = Server::start(|_| Answer::Close).await;
    let chatty = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = chatty.local_addr().unwrap().port();
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        while let Ok((mut stream, _)) = chatty.accept().await {
            let _ = stream.read(&mut [0; 512]).await;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let report = check(target(&format!("https://127.0.0.1:{port}/v2"))).await;
    let tls = find(&report, "tls");
    assert_eq!((tls.verdict, tls.summary.as_str()), (Verdict::Fail, "no TLS"));
    assert_eq!(find(&report, "http").verdict, Verdict::Skip);
    drop(server);
}

#[tokio::test]
async fn something_that_is_no_web_server_fails_at_http() {
    let server = Server::start(|_| Answer::Raw(b"220 mail.example.com ESMTP\r\n".to_vec())).await;
    let report = check(target(&server.base)).await;
    let http = find(&report, "http");
    assert_eq!((http.verdict, http.summary.as_str()), (Verdict::Fail, "no HTTP"));
    assert_eq!(find(&report, "token-accepted").verdict, Verdict::Skip);
}

#[tokio::test]
async fn plain_http_on_this_computer_is_said_and_blocks_nothing() {
    let report = crate::twisted(|_| None).await;
    let tls = find(&report, "tls");
    assert_eq!((tls.verdict, tls.summary.as_str()), (Verdict::Skip, "plain http"));
    assert!(tls.saw.contains("plain http on this computer"));
    assert_eq!(find(&report, "http").verdict, Verdict::Pass);
    let waterfall = report.waterfall.unwrap();
    assert!(waterfall.dns_ms.is_some() && waterfall.tcp_ms.is_some() && waterfall.first_byte_ms.is_some());
    assert_eq!(waterfall.tls_ms, None);
}
