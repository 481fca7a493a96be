//! The shape of ConfigCat's SCIM URL: `https://scim-api.configcat.com/v2/<uuid>`, the uuid being the organization's.

use thiserror::Error;
use url::Url;
use uuid::Uuid;

/// Host of ConfigCat's SCIM endpoint.
const HOST: &str = "scim-api.configcat.com";

/// A URL recognised as ConfigCat's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScimUrl {
    organization: Uuid,
}

/// What keeps a URL from being ConfigCat's SCIM URL. No reason to refuse it: there may be proxies and practice servers.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScimUrlMismatch {
    /// Another host.
    #[error("the host is {host}, not {HOST}")]
    OtherHost {
        /// The host.
        host: String,
    },
    /// A page of ConfigCat's, pasted in place of the endpoint.
    #[error("this is ConfigCat’s page {host}, not its SCIM endpoint")]
    ConfigCatPage {
        /// The host.
        host: String,
    },
    /// Not `https`, or a port of its own.
    #[error("ConfigCat’s SCIM endpoint is reached by https on its usual port")]
    NotPlainHttps,
    /// The path does not begin with `/v2/`.
    #[error("the path does not begin with /v2/")]
    OtherVersion,
    /// Nothing, or no uuid, stands after `/v2/`.
    #[error("no organization id stands after /v2/")]
    NoOrganization,
    /// The path goes on, or a query follows.
    #[error("something follows the organization id")]
    SomethingAfter,
}

impl ScimUrl {
    /// Recognises a URL. A slash at its end does not matter.
    ///
    /// # Errors
    /// The first thing that differs.
    pub fn recognise(url: &Url) -> Result<Self, ScimUrlMismatch> {
        let host = url.host_str().unwrap_or_default();
        if host != HOST {
            let host = host.to_owned();
            let is_page = host == "configcat.com" || host.ends_with(".configcat.com");
            return Err(if is_page {
                ScimUrlMismatch::ConfigCatPage { host }
            } else {
                ScimUrlMismatch::OtherHost { host }
            });
        }
        if url.scheme() != "https" || url.port().is_some() {
            return Err(ScimUrlMismatch::NotPlainHttps);
        }
        let mut segments = url.path().trim_matches('/').split('/');
        if segments.next() != Some("v2") {
            return Err(ScimUrlMismatch::OtherVersion);
        }
        let organization = segments.next().and_then(|text| Uuid::try_parse(text).ok());
        let organization = organization.ok_or(ScimUrlMismatch::NoOrganization)?;
        if segments.next().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(ScimUrlMismatch::SomethingAfter);
        }
        Ok(Self { organization })
    }

    /// The organization's id.
    pub fn organization(&self) -> Uuid {
        self.organization
    }
}

impl std::fmt::Display for ScimUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "https://{HOST}/v2/{}", self.organization)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "046b6c7f-0b8a-43b9-b35d-6489e6daee91";

    fn recognise(text: &str) -> Result<ScimUrl, ScimUrlMismatch> {
        ScimUrl::recognise(&Url::parse(text).unwrap())
    }

    #[test]
    fn the_url_of_the_guide_is_recognised_with_and_without_a_slash() {
        for end in ["", "/"] {
            let url = recognise(&format!("https://scim-api.configcat.com/v2/{ID}{end}")).unwrap();
            assert_eq!(url.organization().to_string(), ID);
        }
    }

    #[test]
    fn each_difference_is_told() {
        use ScimUrlMismatch as M;
        let cases = [
            (format!("https://scim.example.com/v2/{ID}"), M::OtherHost { host: "scim.example.com".into() }),
            (
                "https://app.configcat.com/organization/authentication".into(),
                M::ConfigCatPage { host: "app.configcat.com".into() },
            ),
            (format!("http://scim-api.configcat.com/v2/{ID}"), M::NotPlainHttps),
            (format!("https://scim-api.configcat.com:8443/v2/{ID}"), M::NotPlainHttps),
            (format!("https://scim-api.configcat.com/v1/{ID}"), M::OtherVersion),
            ("https://scim-api.configcat.com/v2/".into(), M::NoOrganization),
            ("https://scim-api.configcat.com/v2/acme".into(), M::NoOrganization),
            (format!("https://scim-api.configcat.com/v2/{ID}/Users"), M::SomethingAfter),
            (format!("https://scim-api.configcat.com/v2/{ID}?count=1"), M::SomethingAfter),
        ];
        for (text, mismatch) in cases {
            assert_eq!(recognise(&text), Err(mismatch), "{text}");
        }
    }

    #[test]
    fn a_host_that_only_ends_alike_is_not_configcats() {
        let host = "evilconfigcat.com".to_owned();
        assert_eq!(recognise(&format!("https://{host}/v2/{ID}")), Err(ScimUrlMismatch::OtherHost { host }));
    }

    proptest! {
        #[test]
        fn what_is_recognised_is_written_back_as_it_stood(id in any::<u128>()) {
            let text = format!("https://scim-api.configcat.com/v2/{}", Uuid::from_u128(id));
            prop_assert_eq!(recognise(&text).unwrap().to_string(), text);
        }
    }
}
