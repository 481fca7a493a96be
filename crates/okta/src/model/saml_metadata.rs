//! SAML 2.0 metadata of an application: who signs, and until when its certificates are good.

use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;
use x509_parser::prelude::{FromDer, X509Certificate};

/// What an `EntityDescriptor` says (SAML 2.0 Metadata, section 2.3.2), reduced to what is asked here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SamlMetadata {
    /// `entityID`: the `Identity Provider Issuer`.
    pub entity_id: String,
    /// Addresses of `SingleSignOnService`, in order, each once.
    pub single_sign_on_urls: Vec<String>,
    /// Signing certificates, in order.
    pub certificates: Vec<SamlCertificate>,
}

/// A certificate of the metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SamlCertificate {
    /// Subject, such as `CN=acme`.
    pub subject: String,
    /// First moment it is good.
    #[ts(type = "string")]
    pub not_before: Timestamp,
    /// Last moment it is good.
    #[ts(type = "string")]
    pub not_after: Timestamp,
}

impl SamlCertificate {
    /// Whether it is good at `now`.
    pub fn is_valid_at(&self, now: Timestamp) -> bool {
        self.not_before <= now && now <= self.not_after
    }
}

/// Why a text is not SAML metadata of an identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SamlMetadataError {
    /// Not XML.
    #[error("the answer is not XML (byte {at})")]
    NotXml {
        /// Where reading stopped, in bytes from the start.
        at: u64,
    },
    /// XML, but no `EntityDescriptor` with an `entityID`.
    #[error("the XML holds no EntityDescriptor with an entityID")]
    NoEntity,
    /// An `X509Certificate` could not be read.
    #[error("certificate {number} of the metadata cannot be read")]
    Certificate {
        /// Which one, from 1.
        number: usize,
    },
}

impl SamlMetadata {
    /// Reads metadata. Prefixes do not matter; entities and processing instructions are not followed.
    pub fn parse(xml: &str) -> Result<Self, SamlMetadataError> {
        let mut reader = Reader::from_str(xml);
        let mut entity_id = None;
        let mut single_sign_on_urls: Vec<String> = Vec::new();
        let mut certificates = Vec::new();
        let mut signing_key = true;
        let mut certificate_text: Option<String> = None;
        loop {
            let event = reader.read_event().map_err(|_| SamlMetadataError::NotXml { at: reader.error_position() })?;
            match event {
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "EntityDescriptor" =>
                {
                    entity_id = entity_id.or(attribute(&element, "entityID"));
                }
                Event::Start(element) | Event::Empty(element)
                    if element.local_name().as_ref() == "SingleSignOnService" =>
                {
                    if let Some(url) = attribute(&element, "Location")
                        && !single_sign_on_urls.contains(&url)
                    {
                        single_sign_on_urls.push(url);
                    }
                }
                // A KeyDescriptor without `use` serves signing too (section 2.4.1.1).
                Event::Start(element) if element.local_name().as_ref() == "KeyDescriptor" => {
                    signing_key = attribute(&element, "use").is_none_or(|usage| usage == "signing");
                }
                Event::Start(element) if element.local_name().as_ref() == "X509Certificate" && signing_key => {
                    certificate_text = Some(String::new());
                }
                Event::Text(ref text) => {
                    if let Some(collected) = &mut certificate_text {
                        collected.push_str(text);
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "X509Certificate" => {
                    if let Some(text) = certificate_text.take() {
                        let number = certificates.len() + 1;
                        let read = certificate(&text).ok_or(SamlMetadataError::Certificate { number })?;
                        certificates.push(read);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let entity_id = entity_id.filter(|id| !id.is_empty()).ok_or(SamlMetadataError::NoEntity)?;
        Ok(Self { entity_id, single_sign_on_urls, certificates })
    }
}

fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let text = found.value.as_ref();
    Some(quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned))
}

fn certificate(base64: &str) -> Option<SamlCertificate> {
    use base64::Engine as _;
    let compact: String = base64.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let der = base64::engine::general_purpose::STANDARD.decode(compact).ok()?;
    let (_, certificate) = X509Certificate::from_der(&der).ok()?;
    let validity = certificate.validity();
    Some(SamlCertificate {
        subject: certificate.subject().to_string(),
        not_before: Timestamp::from_second(validity.not_before.timestamp()).ok()?,
        not_after: Timestamp::from_second(validity.not_after.timestamp()).ok()?,
    })
}
