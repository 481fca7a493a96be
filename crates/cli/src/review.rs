//! `catflap-cli review`.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use catflap_app::Desktop;
use catflap_app::wire::{Problem, ReviewFormat as Format};
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

impl Desktop for Out {
    fn save_file<'a>(
        &'a self,
        _name: &'a str,
        bytes: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Option<PathBuf>, Problem>> + Send + 'a>> {
        Box::pin(async move {
            output::write(self.file.as_deref(), |out| out.write_all(bytes))?;
            Ok(self.file.clone())
        })
    }
}
