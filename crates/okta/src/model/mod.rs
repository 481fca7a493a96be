//! What Okta answers, as far as Catflap looks at it.
//!
//! Field names and shapes follow Okta's management API description 5.1.0. The models are lenient: what is missing or
//! `null` reads as `None` or empty, what is unknown is ignored, and a value that an enum does not know is kept as
//! `Other`. They are read in Okta's camelCase and written (to the window) in `snake_case`, so they are not made to be
//! read back from what they write.

mod app;
mod assignment;
mod connection;
mod credential;
mod event;
mod feature;
mod group;
mod id;
mod mapping;
mod new_app;
mod open;
mod org;
mod push;
mod saml_metadata;
mod user;

pub(crate) use open::open_enum;

pub use app::{
    App, AppCredentials, AppFeature, AppSettings, AppSigning, AppStatus, SAML_NAME_ID_EMAIL, SignOn, SignOnMode,
    UserNameTemplate,
};
pub use assignment::{
    AppGroup, AppUser, AppUserCredentials, AppUserProfile, AppUserScope, AppUserStatus, AppUserSyncState,
};
pub use connection::{AuthScheme, Connection, ConnectionProfile, ConnectionStatus};
pub use credential::{Area, Change, CredentialDescription, Identity, Permission, Right, Role, RoleType, Sight};
pub use event::{
    DebugContext, EventActor, EventOutcome, EventResult, EventSeverity, EventTarget, EventTransaction, LogEvent,
};
pub use feature::{Capabilities, CreateCapabilities, EnabledStatus, Feature, FeatureName, Setting, UpdateCapabilities};
pub use group::{Group, GroupProfile, GroupSource, GroupType};
pub use id::{AppId, GroupId, MappingId, ProfileMappingId, UserId};
pub use mapping::{MappedProperty, MappingEnd, MappingPush, ProfileMapping};
pub use new_app::{NewSamlApp, USER_NAME_IS_EMAIL};
pub use org::{Href, OrgSettings, WellKnownLinks, WellKnownOrg};
pub use push::{NewPushMapping, PushMapping, PushStatus, PushTarget};
pub use saml_metadata::{SamlCertificate, SamlMetadata, SamlMetadataError};
pub use user::{NewUser, User, UserProfile, UserStatus};
