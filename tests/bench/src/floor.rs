//! The least that reading every page can take, no client: requests one after the other over one socket, bodies thrown away.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

use crate::directory::PAGE;

/// Reads every page of each endpoint, given how many resources it has.
pub fn run(url: &str, token: &str, endpoints: &[(&str, usize)]) -> io::Result<()> {
    let rest = url.strip_prefix("http://").ok_or_else(|| io::Error::other("an http URL is wanted"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    for (endpoint, total) in endpoints {
        for start in (1..=*total).step_by(PAGE) {
            let request = format!(
                "GET /{path}/{endpoint}?startIndex={start}&count={PAGE} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nAccept: application/scim+json\r\n\r\n"
            );
            reader.get_mut().write_all(request.as_bytes())?;
            throw_away(&mut reader)?;
        }
    }
    Ok(())
}

/// One answer with a `Content-Length`, as the server of this crate gives.
fn throw_away(reader: &mut BufReader<TcpStream>) -> io::Result<()> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    if !line.starts_with("HTTP/1.1 200") {
        return Err(io::Error::other(format!("not answered 200: {}", line.trim())));
    }
    let mut length = None;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let length = length.ok_or_else(|| io::Error::other("no Content-Length"))?;
    let thrown = io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
    if thrown == length { Ok(()) } else { Err(io::Error::other("the answer was cut short")) }
}
