//! What a file is called that leaves the app.

use jiff::Timestamp;

use crate::core::App;
use crate::profile::Profile;
use crate::wire::Problem;

/// How the open profile is called.
pub(crate) fn profile_name(app: &App, profile: &Profile) -> Result<String, Problem> {
    Ok(app.store(|store| store.profile(profile.id))?.map(|kept| kept.name).unwrap_or_default())
}

/// `access-review-whisker-2026-05-12.html`: whatever the profile is called, each system takes it.
pub(crate) fn file_name(what: &str, profile: &str, at: Timestamp, ending: &str) -> String {
    let mut name = what.to_owned();
    for word in profile.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        name.push('-');
        name.push_str(word);
    }
    format!("{name}-{}.{ending}", at.strftime("%Y-%m-%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_profile_name_leads_out_of_the_folder_or_hides_the_ending() {
        let at = "2026-05-12T14:02:00Z".parse().unwrap();
        assert_eq!(file_name("plan", "../Whisker & Co. / EU", at, "toml"), "plan-whisker-co-eu-2026-05-12.toml");
        assert_eq!(file_name("plan", "ユキ\u{202e}", at, "json"), "plan-ユキ-2026-05-12.json");
        assert_eq!(file_name("plan", "", at, "json"), "plan-2026-05-12.json");
    }
}
