//! `catflap-cli guide`.

use catflap_app::guide::{markdown, stages, text};
use catflap_app::wire::Problem;

use crate::args::{GuideArgs, GuideFormat};
use crate::outcome::Outcome;
use crate::output;

pub fn run(args: &GuideArgs) -> Result<Outcome, Problem> {
    let printed = match args.format {
        GuideFormat::Text => text(),
        GuideFormat::Md => markdown(),
        GuideFormat::Json => output::json(&stages())?,
    };
    output::result(&printed)?;
    Ok(Outcome::Well)
}
