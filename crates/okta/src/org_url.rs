//! The address of an org, from whatever an administrator pastes.

use std::net::IpAddr;

use thiserror::Error;
use url::{Host, Url};

use crate::model::AppId;

/// Domains under which Okta runs orgs: one label before them is the org's name. The list is that of Okta's Python client
/// 3.4.6 (`okta/config/config_validator.py`).
const OKTA_DOMAINS: [&str; 7] = [
    "okta.com",
    "oktapreview.com",
    "okta-emea.com",
    "okta-gov.com",
    "okta.mil",
    "okta-miltest.com",
    "trex-govcloud.com",
];

/// Names under Okta's domains that are pages of Okta, not orgs.
const OKTA_PAGES: [&str; 8] = ["www", "login", "help", "support", "developer", "trust", "status", "admin"];

/// Origin of an org: `https://acme.okta.com`, a custom domain, or plain http on loopback for practice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrgUrl {
    origin: Url,
}

/// Why a text is not the address of an org. What was pasted is not repeated, as it may be a token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OrgUrlError {
    /// Nothing was given.
    #[error("no address was given")]
    Empty,
    /// Not an address, or none with a domain in it.
    #[error("this is not the address of an Okta org")]
    Unreadable,
    /// Neither `https` nor, for practice, `http` on loopback.
    #[error("an Okta org is reached by https only")]
    Scheme,
    /// A user name or password stands in it.
    #[error("the address carries a user name or password")]
    Credentials,
    /// A page of Okta's own that belongs to no org.
    #[error("{host} is a page of Okta, not an org")]
    NotAnOrg {
        /// The host.
        host: String,
    },
}

/// A page of an app in the admin console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppTab {
    /// `General`.
    General,
    /// `Sign On`.
    SignOn,
    /// `Provisioning`.
    Provisioning,
    /// `Assignments`.
    Assignments,
    /// `Push Groups`. Its fragment is a guess (?): no source confirms it.
    PushGroups,
}

impl AppTab {
    /// Every tab, in the order of the admin console.
    pub const ALL: [Self; 5] = [Self::General, Self::SignOn, Self::Provisioning, Self::Assignments, Self::PushGroups];

    /// The tab's label.
    pub fn label(self) -> &'static str {
        match self {
            Self::General => "General",
            Self::SignOn => "Sign On",
            Self::Provisioning => "Provisioning",
            Self::Assignments => "Assignments",
            Self::PushGroups => "Push Groups",
        }
    }

    fn fragment(self) -> &'static str {
        match self {
            Self::General => "tab-general",
            Self::SignOn => "tab-signon",
            Self::Provisioning => "tab-user-management",
            Self::Assignments => "tab-assignments",
            Self::PushGroups => "tab-group-push",
        }
    }
}

impl OrgUrl {
    /// Takes what an administrator pastes: with or without scheme, of the admin console (`acme-admin.okta.com`), with
    /// a path, with quotes or blanks around it. `http` is raised to `https`, except on loopback.
    ///
    /// # Errors
    /// [`OrgUrlError`] when no org can be meant.
    pub fn parse(pasted: &str) -> Result<Self, OrgUrlError> {
        let text =
            pasted.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`' | '“' | '”'));
        if text.is_empty() {
            return Err(OrgUrlError::Empty);
        }
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let url = Url::parse(&with_scheme).map_err(|_| OrgUrlError::Unreadable)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(OrgUrlError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OrgUrlError::Credentials);
        }
        let host = url.host().ok_or(OrgUrlError::Unreadable)?;
        if is_loopback(&host) {
            // Practice servers speak http; a paste without scheme means them too.
            let scheme = if text.contains("://") { url.scheme() } else { "http" };
            return origin(scheme, &host.to_string(), url.port());
        }
        let Host::Domain(domain) = host else { return Err(OrgUrlError::Unreadable) };
        let domain = domain.trim_end_matches('.');
        if !domain.contains('.') {
            return Err(OrgUrlError::Unreadable);
        }
        let host = match okta_domain(domain) {
            None => domain.to_owned(),
            Some((name, okta)) => {
                let name = name.strip_suffix("-admin").unwrap_or(name);
                if name.is_empty() || name.contains('.') || OKTA_PAGES.contains(&name) {
                    return Err(OrgUrlError::NotAnOrg { host: domain.to_owned() });
                }
                format!("{name}.{okta}")
            }
        };
        // http://host:80 has no port left after parsing; another port would be meant.
        origin("https", &host, url.port())
    }

    /// The origin, with path `/`.
    pub fn as_url(&self) -> &Url {
        &self.origin
    }

    /// The host, as it is shown to people and kept with secrets.
    pub fn host(&self) -> &str {
        self.origin.host_str().unwrap_or_default()
    }

    /// Whether this is a practice org on this machine.
    pub fn is_loopback(&self) -> bool {
        self.origin.host().is_some_and(|host| is_loopback(&host.to_owned()))
    }

    /// Front page of the admin console; `None` for a custom domain (the console exists only under Okta's own domain,
    /// see [`crate::model::WellKnownOrg::okta_url`]) and for loopback.
    pub fn admin_console(&self) -> Option<Url> {
        self.console("admin/dashboard")
    }

    /// The list of applications in the admin console; `None` as in [`Self::admin_console`].
    pub fn applications_page(&self) -> Option<Url> {
        self.console("admin/apps/active")
    }

    /// A page of an app in the admin console; `None` as in [`Self::admin_console`]. `app_name` is the app's `name`, not
    /// its label.
    pub fn app_page(&self, app_name: &str, app_id: &AppId, tab: AppTab) -> Option<Url> {
        let mut page = self.console("")?;
        page.path_segments_mut().ok()?.extend(["admin", "app", app_name, "instance", app_id.as_str(), ""]);
        page.set_fragment(Some(tab.fragment()));
        Some(page)
    }

    /// An address of the org's API. `segments` are escaped.
    pub(crate) fn api<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Url {
        let mut url = self.origin.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    fn console(&self, path: &str) -> Option<Url> {
        let (name, okta) = okta_domain(self.host())?;
        Url::parse(&format!("https://{name}-admin.{okta}/{path}")).ok().map(|mut url| {
            if path.is_empty()
                && let Ok(mut segments) = url.path_segments_mut()
            {
                segments.pop_if_empty();
            }
            url
        })
    }
}

impl std::fmt::Display for OrgUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.origin.as_str().trim_end_matches('/'))
    }
}

fn origin(scheme: &str, host: &str, port: Option<u16>) -> Result<OrgUrl, OrgUrlError> {
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    let origin = Url::parse(&format!("{scheme}://{host}{port}/")).map_err(|_| OrgUrlError::Unreadable)?;
    Ok(OrgUrl { origin })
}

/// Splits `acme.okta.com` into `acme` and `okta.com`; `None` for a domain that is not Okta's.
fn okta_domain(domain: &str) -> Option<(&str, &'static str)> {
    OKTA_DOMAINS.iter().find_map(|okta| {
        let rest = domain.strip_suffix(okta)?;
        if rest.is_empty() { Some(("", *okta)) } else { rest.strip_suffix('.').map(|name| (name, *okta)) }
    })
}

fn is_loopback(host: &Host<impl AsRef<str>>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(ip) => IpAddr::V4(*ip).is_loopback(),
        Host::Ipv6(ip) => IpAddr::V6(*ip).is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(pasted: &str) -> Result<String, OrgUrlError> {
        OrgUrl::parse(pasted).map(|org| org.to_string())
    }

    #[test]
    fn whatever_an_administrator_pastes_becomes_the_orgs_origin() {
        for (pasted, org) in [
            ("https://acme.okta.com", "https://acme.okta.com"),
            ("acme.okta.com", "https://acme.okta.com"),
            (" \"https://acme-admin.okta.com/admin/dashboard?x=1#y\"\n", "https://acme.okta.com"),
            ("ACME-Admin.OktaPreview.com/", "https://acme.oktapreview.com"),
            ("https://acme.okta-emea.com/app/UserHome", "https://acme.okta-emea.com"),
            ("acme-admin.okta.mil/admin/apps/active", "https://acme.okta.mil"),
            ("https://acme-admin.okta-gov.com", "https://acme.okta-gov.com"),
            ("acme-admin.trex-govcloud.com", "https://acme.trex-govcloud.com"),
            ("http://acme.okta.com", "https://acme.okta.com"),
            ("https://acme.okta.com.", "https://acme.okta.com"),
            ("login.acme.example/oauth2/default", "https://login.acme.example"),
            ("dev-12345678.okta.com", "https://dev-12345678.okta.com"),
            ("http://127.0.0.1:40123/", "http://127.0.0.1:40123"),
            ("localhost:40123", "http://localhost:40123"),
            ("http://[::1]:40123/api/v1", "http://[::1]:40123"),
        ] {
            assert_eq!(parsed(pasted).as_deref(), Ok(org), "{pasted}");
        }
    }

    #[test]
    fn what_cannot_be_an_org_is_refused_and_not_repeated() {
        use OrgUrlError as E;
        for (pasted, error) in [
            ("  ", E::Empty),
            ("00aBcDeFgHiJkLmNoPqRsTuVwXyZ", E::Unreadable),
            ("https://", E::Unreadable),
            ("https://10.0.0.1/", E::Unreadable),
            ("ftp://acme.okta.com", E::Scheme),
            ("https://admin:secret@acme.okta.com", E::Credentials),
            ("https://login.okta.com/discovery", E::NotAnOrg { host: "login.okta.com".into() }),
            ("okta.com", E::NotAnOrg { host: "okta.com".into() }),
            ("a.b.okta.com", E::NotAnOrg { host: "a.b.okta.com".into() }),
        ] {
            assert_eq!(parsed(pasted), Err(error.clone()), "{pasted}");
        }
    }

    #[test]
    fn a_domain_that_only_ends_alike_is_a_custom_domain() {
        let org = OrgUrl::parse("https://notokta.com").unwrap();
        assert_eq!((org.host(), org.admin_console()), ("notokta.com", None));
    }

    #[test]
    fn pages_of_the_admin_console_stand_beside_the_org() {
        let org = OrgUrl::parse("acme.oktapreview.com").unwrap();
        assert_eq!(org.admin_console().unwrap().as_str(), "https://acme-admin.oktapreview.com/admin/dashboard");
        assert_eq!(org.applications_page().unwrap().as_str(), "https://acme-admin.oktapreview.com/admin/apps/active");
        let pages: Vec<String> = AppTab::ALL
            .iter()
            .map(|tab| org.app_page("acme_configcat_1", &AppId::from("0oa1"), *tab).unwrap().to_string())
            .collect();
        let page = "https://acme-admin.oktapreview.com/admin/app/acme_configcat_1/instance/0oa1/";
        let tabs = ["general", "signon", "user-management", "assignments", "group-push"];
        assert_eq!(pages, tabs.map(|tab| format!("{page}#tab-{tab}")));
    }

    #[test]
    fn practice_and_custom_domains_have_no_admin_console() {
        for pasted in ["http://127.0.0.1:40123", "https://login.acme.example"] {
            let org = OrgUrl::parse(pasted).unwrap();
            assert_eq!(org.app_page("x", &AppId::from("0oa1"), AppTab::General), None);
        }
        assert!(OrgUrl::parse("localhost:1").unwrap().is_loopback());
    }

    #[test]
    fn an_id_cannot_leave_its_place_in_the_path() {
        let org = OrgUrl::parse("acme.okta.com").unwrap();
        let url = org.api(["api", "v1", "apps", "../users?x=1#y"]);
        assert_eq!(url.as_str(), "https://acme.okta.com/api/v1/apps/..%2Fusers%3Fx=1%23y");
    }

    proptest! {
        #[test]
        fn only_loopback_is_ever_plain_http(pasted in "(https?://)?[a-z0-9.:/@-]{0,30}") {
            if let Ok(org) = OrgUrl::parse(&pasted) {
                prop_assert!(org.as_url().scheme() == "https" || org.is_loopback());
                prop_assert_eq!(org.as_url().path(), "/");
                prop_assert_eq!(OrgUrl::parse(&org.to_string()), Ok(org));
            }
        }
    }
}
