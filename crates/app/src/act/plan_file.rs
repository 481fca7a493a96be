//! The plan on its way out and back in.

use catflap_access::{Plan, Planner};

use super::access;
use crate::core::App;
use crate::file_name::{file_name, profile_name};
use crate::people::with_synced_groups;
use crate::plan_file::{changes, notes, read as read_plan, write};
use crate::when;
use crate::wire::{Nothing, PlanFormat, PlanIn, PlanOut, PlanText, Problem, ProblemCode, SavedFile, Text};

pub(crate) async fn text(app: &App, request: PlanOut) -> Result<Text, Problem> {
    Ok(Text { text: written(app, request.format)? })
}

pub(crate) async fn save(app: &App, request: PlanOut) -> Result<SavedFile, Problem> {
    let profile = app.profile()?;
    let ending = match request.format {
        PlanFormat::Toml => "toml",
        PlanFormat::Json => "json",
    };
    let name = file_name("plan", &profile_name(app, &profile)?, app.now(), ending);
    let text = written(app, request.format)?;
    let path = app.0.desktop.save_file(&name, text.as_bytes()).await?;
    if path.is_some() {
        app.note(&profile, "access", "Plan: it was saved to a file.");
    }
    Ok(SavedFile { path: path.map(|path| path.display().to_string()) })
}

fn written(app: &App, format: PlanFormat) -> Result<String, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let title = format!(
        "Permission plan of “{}”, written by Catflap on {}.",
        profile_name(app, &profile)?,
        when::said(app.now())
    );
    write(people.planner.plan(), format, &title).map_err(|error| {
        Problem::new(
            ProblemCode::FileFailed,
            "The plan could not be written down.",
            "Report it with the evidence below.",
        )
        .evidence(error)
    })
}

pub(crate) async fn open(app: &App, _: Nothing) -> Result<PlanIn, Problem> {
    match app.0.desktop.open_file().await? {
        None => Ok(PlanIn { plan: None, file: None, changes: Vec::new(), notes: Vec::new() }),
        Some(file) => {
            let plan = read_plan(&file.text)
                .map_err(|error| access::plan_problem(&error).evidence(format!("In the file {}.", file.name)))?;
            come_in(app, plan, Some(file.name))
        }
    }
}

pub(crate) async fn read(app: &App, request: PlanText) -> Result<PlanIn, Problem> {
    come_in(app, read_plan(&request.text).map_err(|error| access::plan_problem(&error))?, None)
}

/// Holds a plan against the one in force and what was read.
fn come_in(app: &App, plan: Plan, file: Option<String>) -> Result<PlanIn, Problem> {
    let profile = app.profile()?;
    let people = access::people(app, &profile)?;
    let (products, _) = access::products(app, &profile, &people.pulled)?;
    // Synced groups that it leaves out stand behind it when it is taken, and give nothing.
    let after = with_synced_groups(plan.clone(), &people.pulled.inventory);
    let planner = Planner::new(plan.clone()).map_err(|error| access::plan_problem(&error))?;
    Ok(PlanIn {
        changes: changes(people.planner.plan(), &after),
        notes: notes(&planner, &people.pulled, &products),
        plan: Some(plan),
        file,
    })
}
