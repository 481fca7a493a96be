//! Texts as administrators see them, for the tests: by cause, with names inside. The fragments are quoted from Okta's
//! support articles, forum and help, and from the issues that each cause's `source` names; the people are invented.

/// Cause id, and texts that tell of it.
pub(super) const SAMPLES: &[(&str, &[&str])] = &[
    (
        "token-refused",
        &[
            "Automatic provisioning of user Ada Lovelace to app ConfigCat failed: Error while verifying if user ada@example.com exists: Unauthorized. Errors reported by remote server: Unauthorized",
            "Error authenticating: Unauthorized. The connector configuration could not be tested. Make sure that the URL, Authentication Parameters are correct and that there is an implementation available at the URL provided.",
            "Automatic provisioning of user grace@example.com to app ConfigCat (Acme) failed: Error while verifying if user grace@example.com exists: Unauthorized. Errors reported by remote server: Invalid SCIM token, please check your configuration",
            "Automatic provisioning of user John Doe to app ConfigCat failed: The credentials used to connect to the API were invalid; please check your configuration",
            "Unable to update Group Push mapping target App group Cat Owners: Error while creating user group Cat Owners: Unauthorized. Errors reported by remote server: null",
            "Error while verifying if user <b>ada@example.com</b> exists: Unauthorized.",
            "The token was regenerated yesterday, now provisioning of Ada fails",
            "Error: HTTP 401 Unauthorized",
            "{\"eventType\":\"application.provision.user.verify_exists\",\"outcome\":{\"result\":\"FAILURE\",\"reason\":\"Unauthorized. Errors reported by remote server: null\"}}",
        ],
    ),
    (
        "bearer-typed-twice",
        &[
            "Error authenticating: Unauthorized. Errors reported by remote server: 401 Invalid Authorization header",
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while verifying if user ada exists: Unauthorized. Errors reported by remote server: Authentication failure. The authentication header is invalid or missing",
            "Okta sends Authorization: Bearer Bearer abc123, the log of the server says",
            "401 malformed Authorization header for grace@example.com",
        ],
    ),
    (
        "token-forbidden",
        &[
            "Error authenticating: Forbidden. Errors reported by remote server: null",
            "Automatic provisioning of user Grace Hopper to app ConfigCat failed: Error while verifying if user grace@example.com exists: Forbidden. Errors reported by remote server: null",
            "Okta test of the connector for ConfigCat: HTTP 403 for scim-api.configcat.com",
            "Error while creating user ada@example.com: Forbidden. Errors reported by remote server: Insufficient permissions",
        ],
    ),
    (
        "url-not-found",
        &[
            "Error authenticating: Not Found. Errors reported by remote server: null",
            "Automatic provisioning of user Ada Lovelace to app ConfigCat failed: Error while verifying if user ada@example.com exists: Not Found. Errors reported by remote server: Page not found",
            "Error authenticating: Target host is not specified. Base URL /v2/08d5a03c",
            "The connector configuration could not be tested. Make sure that the URL is correct and that there is an implementation available at the URL provided.",
            "Error authenticating: Method Not Allowed. Errors reported by remote server: null",
            "SCIM connector base URL of app ConfigCat: the test answers 404",
        ],
    ),
    (
        "connect-timed-out",
        &[
            "Error authenticating: Connect to scim.example.com:443 [scim.example.com/203.0.113.7] failed: Connect timed out",
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while verifying if user ada@example.com exists: connect timed out",
            "org.apache.http.conn.ConnectTimeoutException: Connect to scim-api.configcat.com:443 failed: connection timed out",
            "Unable to update Group Push mapping target App group Cats: Connect to scim.example.com:443 failed: Connection timed out (Connection timed out)",
        ],
    ),
    (
        "host-unknown",
        &[
            "Error authenticating: scim-apii.configcat.com: Name or service not known",
            "Automatic provisioning of user Ada to app ConfigCat failed: java.net.UnknownHostException: scim.internal.example.com",
            "Okta connector: could not resolve host scim.example.com",
        ],
    ),
    (
        "connection-refused",
        &[
            "Error authenticating: Connect to scim.example.com:8443 [scim.example.com/203.0.113.7] failed: Connection refused (Connection refused)",
            "Automatic provisioning of user grace@example.com to app ConfigCat failed: Error while verifying if user grace@example.com exists: Connection reset",
            "java.net.ConnectException: Connection refused while Okta asked for Ada",
        ],
    ),
    (
        "certificate-not-trusted",
        &[
            "Error authenticating: sun.security.validator.ValidatorException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while verifying if user ada@example.com exists: PKIX path building failed",
            "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure, connector of Okta at scim.example.com",
            "Error authenticating: Remote host terminated the handshake",
            "Error authenticating: self-signed certificate in certificate chain of scim.example.com",
        ],
    ),
    (
        "tls-too-old",
        &[
            "Error authenticating: javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version",
            "Error authenticating: The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]",
            "Automatic provisioning of user Ada to app ConfigCat failed: error:0A00042E:SSL routines::tlsv1 alert protocol version",
        ],
    ),
    (
        "certificate-expired",
        &[
            "Error authenticating: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed",
            "Error authenticating: java.security.cert.CertificateExpiredException: NotAfter: Tue May 05 12:00:00 UTC 2026",
            "Automatic provisioning of user Grace to app ConfigCat failed: the certificate of scim.example.com has expired",
        ],
    ),
    (
        "certificate-wrong-name",
        &[
            "Error authenticating: Certificate for <scim.example.com> doesn't match any of the subject alternative names: [www.example.com]",
            "Automatic provisioning of user Ada to app ConfigCat failed: No subject alternative DNS name matching scim.example.com found.",
            "javax.net.ssl.SSLPeerUnverifiedException: Host name 'scim.example.com' does not match the certificate subject",
        ],
    ),
    (
        "no-results",
        &[
            "No results for users returned",
            "Test Connector Configuration of ConfigCat (Acme): Error: no results for users returned!",
            "The connector for scim.example.com failed: no users returned by the endpoint",
        ],
    ),
    (
        "filter-ignored",
        &[
            "FAILURE: Multiple users found by userName. Expected 0 or 1 results but was 57",
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while verifying if user ada@example.com exists: expected 0 or 1 results but was 2",
            "Okta says: multiple users returned for the userName grace@example.com",
            "Error while verifying if user ada@example.com exists: Not Implemented. Errors reported by remote server: filter is not supported",
        ],
    ),
    (
        "sync-failed-without-reason",
        &[
            "{\"displayMessage\":\"Sync user in external application\",\"eventType\":\"application.provision.user.sync\",\"outcome\":{\"result\":\"FAILURE\",\"reason\":null},\"target\":[{\"type\":\"AppUser\",\"alternateId\":\"ada@example.com\",\"displayName\":\"Ada\"}]}",
            "Sync user in external application, Ada Lovelace (AppUser): FAILURE",
            "application.provision.user.sync for grace@example.com ended in FAILURE, reason: null",
            "the startIndex in the answer is a string, says the developer",
        ],
    ),
    (
        "empty-user",
        &[
            "Create new user returned empty user",
            "Automatic provisioning of user Ada Lovelace to app ConfigCat failed: Error while creating user ada@example.com: Create new user returned empty user.",
            "Okta task for grace@example.com: create new user returned an empty user",
        ],
    ),
    (
        "put-refused",
        &[
            "Automatic profile push of user Ada to app ConfigCat failed: Error while trying to push profile update for ada@example.com: Method Not Allowed. Errors reported by remote server: null",
            "Error while trying to push profile update for grace@example.com: Not Implemented. Errors reported by remote server: null",
            "Errors reported by remote server: PUT is not supported, use PATCH (user Ada)",
        ],
    ),
    (
        "error-body-not-scim",
        &[
            "Automatic provisioning of user Ada to app ConfigCat failed: Errors reported by remote server: null",
            "Error while creating user ada@example.com: Unrecognized token 'User': was expecting ('true', 'false' or 'null'). Errors reported by remote server: null",
            "com.fasterxml.jackson.core.JsonParseException in the Okta connector for grace@example.com",
            "Automatic profile push of user Grace to app ConfigCat failed: Unexpected character ('N' (code 78)): expected a valid value",
        ],
    ),
    (
        "server-error",
        &[
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while creating user ada@example.com: Internal Server Error. Errors reported by remote server: null",
            "Error authenticating: Service Unavailable. Errors reported by remote server: null",
            "Unable to update Group Push mapping target App group Cats: Bad Gateway. Errors reported by remote server: null",
            "Okta connector, user grace@example.com: status 502",
        ],
    ),
    (
        "people-missing",
        &[
            "The import from ConfigCat in Okta shows only 100 of 312 users",
            "Import of ConfigCat is incomplete: ada@example.com and others are not in Okta",
            "Okta has only the first 100 users of the SCIM app",
            "After the SCIM import, people missing: Ada, Grace",
        ],
    ),
    (
        "already-exists",
        &[
            "Automatic provisioning of user Ada Lovelace to app ConfigCat failed: Error while creating user ada@example.com: Conflict. Errors reported by remote server: User already exists",
            "Error while creating user grace@example.com: Conflict. Errors reported by remote server: A user with this email address is already registered",
            "Okta provisioning, 409 uniqueness: userName grace@example.com",
            "Automatic provisioning of user Bob to app ConfigCat failed: Errors reported by remote server: Account bob@example.com already exists in the organization",
        ],
    ),
    (
        "twins",
        &[
            "Ada@example.com and ada@example.com are different users in ConfigCat, the userName differs only in case",
            "Okta provisioning: duplicate users for Grace.Hopper@example.com and grace.hopper@example.com",
            "The user name is case-sensitive at the SCIM endpoint, so ADA@EXAMPLE.COM is created again",
            "Errors reported by remote server: userName must be lowercase (Ada@example.com)",
        ],
    ),
    (
        "matching-user-not-found",
        &[
            "Automatic provisioning of user John Doe to app ConfigCat failed: Matching user not found",
            "Automatic profile push of user Ada to app ConfigCat (Acme) failed: Matching user not found.",
            "No matching user for grace@example.com in ConfigCat",
            "Automatic profile push of user Ada to app ConfigCat failed: Error while trying to push profile update for ada@example.com: Not Found. Errors reported by remote server: User 4711 not found",
            "FAILURE: Not Found. Errors reported by remote server: User not found.",
            "Matching user ada@example.com was not found in the app",
        ],
    ),
    (
        "assigned-before-provisioning",
        &[
            "User was assigned this application before Provisioning was enabled and not provisioned in the downstream application. Click Provision User.",
            "Ada Lovelace: user was assigned to the application before provisioning was turned on",
            "grace@example.com is not provisioned in the downstream application. Click Provision User",
        ],
    ),
    (
        "cannot-sign-in",
        &[
            "Ada is provisioned by SCIM and still can't sign in to ConfigCat",
            "SAML NameID ada.lovelace does not match the email of the synced user ada@example.com",
            "Grace Hopper cannot log in after provisioning from Okta",
            "SSO: no account found for grace@example.com",
        ],
    ),
    (
        "old-name-stays",
        &[
            "The application username of Ada is not updated in ConfigCat after her e-mail address changed in Okta",
            "Grace was renamed in Okta, ConfigCat still shows the old email grace.murray@example.com",
            "Error while trying to push profile update for Ada: Bad Request. Errors reported by remote server: The username cannot be modified",
            "Application username update is set to username on Create only for bob@example.com",
        ],
    ),
    (
        "value-refused",
        &[
            "Error while creating user Ada: Bad Request. Errors reported by remote server: Request is unparsable, syntactically incorrect, or violates schema.",
            "Automatic provisioning of user Grace to app ConfigCat failed: Error while creating grace@example.com: Unprocessable Entity. Errors reported by remote server: VALIDATION_ERROR.",
            "Automatic profile push of user Ada to app ConfigCat failed: Errors reported by remote server: name.familyName is required",
            "Error while trying to push profile update for bob@example.com: Bad Request. Errors reported by remote server: missing attribute givenName",
            "Automatic provisioning of user Eve to app ConfigCat failed: Bad Request. Errors reported by remote server: One (or more) of the arguments is wrong",
        ],
    ),
    (
        "active-refused",
        &[
            "Automatic reactivation of user Ada to app ConfigCat failed: Error while reactivating user ada@example.com: Bad Request. Errors reported by remote server: Invalid value",
            "Automatic deactivation of user Grace in app ConfigCat failed: Internal Server Error. Errors reported by remote server: null",
            "Okta: error while trying to deactivate bob@example.com in ConfigCat",
            "Errors reported by remote server: active must be a boolean (user Ada)",
        ],
    ),
    (
        "leaver-still-active",
        &[
            "application.lifecycle.update ConfigCat: Stop deprovisioning unassigned users",
            "Ada left the company, was unassigned in Okta, and is still active in ConfigCat",
            "Deactivate Users is not enabled for the app ConfigCat",
            "grace@example.com was suspended in Okta but still has access",
        ],
    ),
    (
        "no-external-id",
        &[
            "Okta did not deactivate Ada Lovelace: no external id",
            "Automatic deprovisioning of user Grace from app ConfigCat failed: the external ID of the user is missing",
            "app user bob@example.com has \"externalId\": null, so no deactivation is sent",
        ],
    ),
    (
        "old-groups-kept",
        &[
            "Users shown as inactive in Okta aren't pushed to the group Cat Owners",
            "Grace was reactivated in Okta and keeps her old groups in ConfigCat",
            "The membership of the deactivated user ada@example.com in Cats is not pushed",
            "Ada came back to the company and still has the previous group memberships",
        ],
    ),
    (
        "group-members-missing",
        &[
            "Groups appear in the target app without their users: Cat Owners",
            "Unable to update Group Push mapping target App group Cat Owners: Error while updating user group membership for group Cat Owners: Not Found. Errors reported by remote server: User not found.",
            "The pushed group Cats is empty in ConfigCat",
            "Okta group Cats: members Ada and Grace are missing in ConfigCat",
        ],
    ),
    (
        "same-group-assigned-and-pushed",
        &[
            "Using the same Okta group for assignments and for group push is not currently supported: Cat Owners",
            "The group you pushed, Cats, is the same group that you assigned to ConfigCat",
            "Removed users still appear in target app groups (Cat Owners: Ada, Grace)",
        ],
    ),
    (
        "group-gone",
        &[
            "Unable to update Group Push mapping target App group Cat Owners: Error while updating user group Cat Owners: Not Found. Errors reported by remote server: Group 4711 not found",
            "Failed to push group Cats to app ConfigCat: the resource no longer exists",
            "The group Cats has been deleted directly from the target app",
        ],
    ),
    (
        "group-push-refused",
        &[
            "Unable to update Group Push mapping target App group Cat Owners: Error while updating user group membership for group Cat Owners Not Implemented. Errors reported by remote server: patch-REPLACE-operation not supported for group.members",
            "Unable to update Group Push mapping target App group Cats: Bad Request. Errors reported by remote server: null",
            "Failed to push group Cats to app ConfigCat",
            "Unable to update Group Push mapping target App group “Dogs”",
        ],
    ),
    (
        "group-exists",
        &[
            "Errors reported by remote server: Resource [GROUP]: with displayName Cat Owners already exists.",
            "Unable to update Group Push mapping target App group Cats: Error while creating user group Cats: Conflict. Errors reported by remote server: null",
            "Okta push group Cats: a group with this name already exists in ConfigCat",
            "Push group Dogs to app ConfigCat failed: 409 uniqueness",
        ],
    ),
    (
        "rate-limited",
        &[
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while creating user ada@example.com: Too Many Requests. Errors reported by remote server: API rate limit exceeded",
            "Rate Limit Exceeded",
            "Unable to update Group Push mapping target App group Cats: Too Many Requests. Errors reported by remote server: null",
            "Okta provisioning of grace@example.com: HTTP 429",
        ],
    ),
    (
        "group-too-large",
        &[
            "Unable to update Group Push mapping target App group All Employees: Error while updating user group membership for group All Employees: Read timed out",
            "Push group Everyone to app ConfigCat failed: java.net.SocketTimeoutException: timeout",
            "Unable to update Group Push mapping target App group Everyone: Payload Too Large. Errors reported by remote server: null",
            "Okta can't push the large group Everyone with 9,000 members, it fails",
        ],
    ),
    (
        "slow-answer",
        &[
            "Automatic provisioning of user Ada to app ConfigCat failed: Error while creating user ada@example.com: Read timed out",
            "Error authenticating: java.net.SocketTimeoutException: Read timed out",
            "Automatic profile push of user Grace to app ConfigCat failed: Request timed out",
        ],
    ),
    (
        "mass-deprovisioning",
        &[
            "System Log: multiple users deprovisioned from ConfigCat (Ada, Grace, Bob)",
            "Okta suddenly deactivated 250 users in ConfigCat after a group rule changed",
            "All people of the group Cats were unassigned and deactivated in ConfigCat",
        ],
    ),
    (
        "okta-token-expired",
        &[
            "{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token provided\",\"errorId\":\"oaeAuWNFw1kQY\"}",
            "Okta answered: Invalid token provided (acme.okta.com)",
            "The Okta API token of ada@example.com has expired",
            "API token Catflap was not used for 30 days",
        ],
    ),
];

/// Texts that tell of none of the causes.
pub(super) const UNRELATED: &[&str] = &[
    "",
    " \n\t ",
    "Lunch is at twelve in the large kitchen. Ada brings the cake.",
    "lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor",
    "thread 'main' panicked at src/main.rs:3:5: index out of bounds: the len is 3 but the index is 7",
    "User single sign on to app SUCCESS",
    "Evaluation of sign-on policy ALLOW, Ada Lovelace (ada@example.com) in Okta",
    "Your order 404 has shipped; 500 pieces, status: on the way",
    "The meeting about groups and people was moved to Tuesday.",
    "git push origin main: everything up to date",
    "Add user to group membership SUCCESS Cat Owners (UserGroup)",
    "👩‍💻 日本語のエラー\u{0}\u{202e}",
    "{\"eventType\":\"user.session.start\",\"outcome\":{\"result\":\"SUCCESS\"}}",
];
