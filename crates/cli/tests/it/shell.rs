//! Runs the binary, and holds every run to what must be true of all: no token in its output, no Rust in its words.

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use catflap_sandbox::{Options, Sandbox};
use serde_json::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, Command};

/// The token that is right at scripted servers.
pub const TOKEN: &str = "marker-secret-token-b81d-3f9a";

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ended {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Fails unless it ended with `code`; gives it back.
    #[track_caller]
    pub fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Fails unless it is a problem as the shell tells one: code in brackets, then what to do, and no result.
    #[track_caller]
    pub fn problem(self, exit: i32, code: &str) -> Self {
        let ended = self.with(exit);
        assert_eq!(ended.out, "", "{ended:?}");
        assert!(ended.err.contains(&format!("[{code}]\n  ")), "{ended:?}");
        ended
    }
}

/// The binary with a clean environment, and a temporary folder of its own if there is one.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_catflap-cli"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(proxy);
    }
    command
}

/// Waits for the end of a run and looks through what it wrote.
pub async fn ended(child: Child, secret: &str) -> Ended {
    let ended =
        tokio::time::timeout(Duration::from_secs(60), child.wait_with_output()).await.expect("it ends").unwrap();
    look(&ended, secret)
}

fn look(output: &Output, secret: &str) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    let ended = Ended {
        code: output.status.code().expect("it ends by itself"),
        out: text(&output.stdout),
        err: text(&output.stderr),
    };
    for written in [&ended.out, &ended.err] {
        // The hint is four characters long; ten would be a part of the token.
        for part in secret.as_bytes().windows(10).map(|part| std::str::from_utf8(part).unwrap()) {
            assert!(!written.contains(part), "the token is in the output: {ended:?}");
        }
        for rust in ["panicked", "RUST_BACKTRACE", "Some(", "Err(", "Os {", "Custom {", "Error {", "os error", "\u{1b}"]
        {
            assert!(!written.contains(rust), "{rust} is in the output: {ended:?}");
        }
    }
    for place in ["in Settings", "under Settings", "under Connection", "the field", "`"] {
        assert!(!ended.err.contains(place), "{place} is a word of the window: {ended:?}");
    }
    ended
}

/// Runs to the end without a token.
pub async fn run(args: &[&str]) -> Ended {
    ended(command(args).spawn().unwrap(), "\0no secret").await
}

/// Runs with the token in the variable `SCIM_TOKEN`.
pub async fn with_token(args: &[&str], token: &str) -> Ended {
    let mut command = command(args);
    command.args(["--token-env", "SCIM_TOKEN"]).env("SCIM_TOKEN", token);
    ended(command.spawn().unwrap(), token).await
}

/// Runs with this on standard input; `secret` must not come back.
pub async fn with_input(args: &[&str], input: &[u8], secret: &str) -> Ended {
    let mut child = command(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Who does not want to hear all of it closes the pipe.
    let _ = stdin.write_all(input).await;
    drop(stdin);
    ended(child, secret).await
}

/// Practice servers with everyone synced.
pub struct Practice {
    pub sandbox: Sandbox,
    pub url: String,
    pub token: String,
}

impl Practice {
    pub async fn ready() -> Self {
        Self::of(Options { ready: true, ..Options::default() }).await
    }

    pub async fn of(options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let at = sandbox.endpoints();
        Self { sandbox, url: at.scim_url, token: at.scim_token }
    }

    /// Runs a command against the SCIM URL with the right token.
    pub async fn run(&self, command: &str, more: &[&str]) -> Ended {
        with_token(&[&[command, "--url", &self.url], more].concat(), &self.token).await
    }
}

/// A file of that content.
pub fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}
