//! Standard input. It is read on a thread of its own: a signal must end the process though nobody writes to it, which an
//! async runtime that waits for its own reading threads does not.

use std::io::{self, IsTerminal as _, Read as _};

use tokio::sync::oneshot;

/// No token is longer; a pipe that never ends is no token.
const LONGEST: u64 = 64 * 1024;

/// Whether somebody types.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// All of standard input.
pub async fn whole() -> io::Result<String> {
    let (tell, told) = oneshot::channel();
    std::thread::spawn(move || {
        let mut text = String::new();
        let read = io::stdin()
            .take(LONGEST + 1)
            .read_to_string(&mut text)
            .and_then(|_| if text.len() as u64 > LONGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) });
        let _ = tell.send(read);
    });
    told.await.unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

/// Until standard input ends; what comes on it says nothing.
pub async fn ended() {
    let (tell, told) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        drop(tell);
    });
    let _ = told.await;
}
