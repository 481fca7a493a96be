//! `catflap-cli review`.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use catflap_app::http::Secret;
use catflap_app::wire::{Problem, ReviewFormat as Format};
use catflap_app::{Desktop, NoDesktop, OpenedFile};
use serde_json::json;

use crate::args::{ReviewArgs, ReviewFormat};
use crate::outcome::Outcome;
use crate::output;
use crate::sides::{self, Seen};

pub async fn run(args: ReviewArgs) -> Result<Outcome, Problem> {
    let file = args.out.filter(|file| file != Path::new("-"));
    if let Some(file) = &file {
        output::writable(file)?;
    }
    let app = match sides::read(&args.sides, Arc::new(Out { file })).await {
        Ok(app) => app,
        Err(ended) => return Ok(ended),
    };
    let ask = json!({
        "search": args.search.unwrap_or_default(), "filter": {"kind": "all"},
        "group": args.group, "product": args.product, "entry": null,
    });
    let format = match args.format {
        ReviewFormat::Html => Format::Html,
        ReviewFormat::Csv => Format::Csv,
        ReviewFormat::Json => Format::Json,
    };
    app.call("review_save", json!({"ask": ask, "format": format})).await?;
    let seen = Seen::of(&app, &args.sides).await?;
    for sentence in &seen.unread {
        output::aside(sentence);
    }
    Ok(if seen.whole { Outcome::Well } else { Outcome::Partly })
}

/// The desktop of a command line: a file goes where an option says, or to standard output.
struct Out {
    file: Option<PathBuf>,
}

type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send + 'a>>;

impl Desktop for Out {
    fn save_file<'a>(&'a self, _name: &'a str, bytes: &'a [u8]) -> Later<'a, Option<PathBuf>> {
        Box::pin(async move {
            output::write(self.file.as_deref(), |out| out.write_all(bytes))?;
            Ok(self.file.clone())
        })
    }

    fn open_url(&self, url: &str) -> Result<(), Problem> {
        NoDesktop.open_url(url)
    }

    fn copy_text(&self, text: &str) -> Result<(), Problem> {
        NoDesktop.copy_text(text)
    }

    fn copy_secret(&self, secret: &Secret, seconds: u32) -> Result<(), Problem> {
        NoDesktop.copy_secret(secret, seconds)
    }

    fn notify<'a>(&'a self, title: &'a str, body: &'a str) -> Later<'a, ()> {
        Box::pin(async move { NoDesktop.notify(title, body).await })
    }

    fn open_file(&self) -> Later<'_, Option<OpenedFile>> {
        Box::pin(async { NoDesktop.open_file().await })
    }

    fn print(&self) -> Result<(), Problem> {
        NoDesktop.print()
    }
}
