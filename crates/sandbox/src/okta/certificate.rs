//! The signing certificate that SAML metadata shows.

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};

use crate::error::Error;

/// Makes a self-signed certificate, valid for ten years from the day before `from`. Its key is thrown away: practice
/// signs nothing.
pub(crate) fn make(from: jiff::Timestamp, subdomain: &str) -> Result<String, Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, subdomain);
    name.push(DnType::OrganizationName, "Okta");
    name.push(DnType::CountryName, "US");
    params.distinguished_name = name;
    let from = jiff::tz::Offset::UTC.to_datetime(from).date().yesterday().unwrap_or_default();
    let (month, day) = (u8::try_from(from.month()).unwrap_or(1), u8::try_from(from.day()).unwrap_or(1).min(28));
    params.not_before = date_time_ymd(i32::from(from.year()), month, day);
    params.not_after = date_time_ymd(i32::from(from.year()) + 10, month, day);
    Ok(params.self_signed(&key)?.pem())
}
