//! All sides of one organization, read once: ConfigCat's SCIM endpoint, Okta, ConfigCat's own API.

use std::sync::Arc;

use catflap_app::inventory::Sight;
use catflap_app::wire::Problem;
use catflap_app::{App, Desktop};
use serde_json::{Value, json};

use crate::args::SidesArgs;
use crate::outcome::Outcome;
use crate::{endpoint, files, okta, pull, words};

/// No page of the core is longer.
pub const PAGE: usize = 500;

/// Connects, takes the plan over and reads. Where that does not come to its end, the run ends so.
pub async fn read(args: &SidesArgs, desktop: Arc<dyn Desktop>) -> Result<App, Outcome> {
    let plan = args.plan.as_deref().map(files::plan).transpose()?;
    let app = endpoint::open(desktop, None)?;
    endpoint::policy(&app, args.timeout, args.ca_file.as_deref()).await?;
    endpoint::connect(&app, connections(args).await?).await?;
    if let Some(plan) = plan {
        app.call("plan_save", json!({"plan": plan, "what": "From a file"})).await?;
    }
    pull::read(&app).await?;
    Ok(app)
}

async fn connections(args: &SidesArgs) -> Result<Value, Problem> {
    let scim_token = endpoint::variable(&args.scim_token_env, "--scim-token-env", "the SCIM token")?;
    let okta = match &args.org {
        None => Value::Null,
        Some(org) => {
            let (token, private_key) = okta::credential(&args.credential).await?;
            let client_id = args.credential.client_id.as_deref().unwrap_or_default();
            json!({"org_url": org, "token": token, "client_id": client_id, "private_key": private_key})
        }
    };
    let configcat = if args.configcat {
        let (user, password) = (&args.configcat_user_env, &args.configcat_password_env);
        json!({
            "user_name": endpoint::variable(user, "--configcat-user-env", "the user name")?,
            "password": endpoint::variable(password, "--configcat-password-env", "the password")?,
        })
    } else {
        Value::Null
    };
    Ok(json!({
        "scim": {"url": args.scim_url, "token": scim_token},
        "okta": okta,
        "okta_app": args.app.as_deref().unwrap_or_default(),
        "configcat": configcat,
        "configcat_api": args.configcat_url.as_deref().unwrap_or_default(),
    }))
}

/// What was read, as a whole.
pub struct Seen {
    pub verdict: String,
    pub advice: String,
    pub read_at: Value,
    /// What could not be read, one sentence each.
    pub unread: Vec<String>,
    /// Every connection that was asked for could be read.
    pub whole: bool,
}

impl Seen {
    pub async fn of(app: &App, args: &SidesArgs) -> Result<Self, Problem> {
        let page = page(app, "", 0, 1).await?;
        let sentences = page["unread"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let unread: Vec<String> = sentences.map(words::for_shell).collect();
        // A source that can't be read is unseen for everybody.
        let is_unseen = |sight: &str| match page["rows"].get(0) {
            Some(row) => row[sight] == json!(Sight::Unseen),
            None => !unread.is_empty(),
        };
        let lacking = args.org.is_some() && is_unseen("okta") || args.configcat && is_unseen("configcat");
        Ok(Self {
            verdict: words::of(&page["verdict"]),
            advice: words::of(&page["advice"]),
            read_at: page["read_at"].clone(),
            whole: !lacking,
            unread,
        })
    }
}

/// A window of everybody whom the search finds, what needs a look first.
pub async fn page(app: &App, search: &str, offset: usize, limit: usize) -> Result<Value, Problem> {
    let request = json!({
        "search": search, "filter": {"kind": "all"}, "news": false, "group": null,
        "sort": "state", "descending": false, "offset": offset, "limit": limit,
    });
    app.call("people", request).await
}
