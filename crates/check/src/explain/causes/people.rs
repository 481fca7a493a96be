//! Single people do not get through, or not as they are in Okta.

use super::{Area, Cause, OKTA, Otherwise};
use crate::explain::proof::{Proof, Sign};
use crate::explain::rule::Rule;

const GROUP: &str = "push mapping / group push / push group / displayname / resource group / user group";
const PUSH: &str = "push mapping / group push / push group / user group / membership for group";

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "people-missing",
        area: Area::People,
        title: "Okta does not see everybody whom the endpoint has",
        means: "The pages of the list do not add up: totals are wrong, pages repeat, or a page is cut at 100. Who stands behind \
                the gap is not imported, and is created again or missing.",
        change: "Only whoever runs the endpoint can mend the pages: send them the finding. For ConfigCat leave both `Import …` \
                 actions unticked in Okta under `Provisioning › Integration`: nothing is imported from it.",
        proof: "The check of the pages walks past the end and counts.",
        otherwise: Otherwise::Told("The pages join as they should. Who is missing was never pushed: look under `Assignments` in Okta for a red \
                    mark, and under `Dashboard › Tasks`."),
        source: "GitHub ory/polis#4054, better-auth/better-auth#10398, scimmyjs/scimmy#101",
        rules: &[
            Rule::likely(70, &["import+ .. only|fewer|incomplete|stops|stopped|partial|missing / \
                                only .. people|users|of .. imported|synced|listed|returned / people|users missing|incomplete / \
                                missing people|users", OKTA]),
            Rule::likely(70, &["first 100 users|people / 100 users|people only|imported", OKTA]),
        ],
        near: &["assigned-before-provisioning", "filter-ignored"],
        confirm: &[Proof::new("pages-join", Sign::Troubled), Proof::new("stable-ids", Sign::Troubled)],
        rule_out: &[Proof::new("pages-join", Sign::Passes), Proof::new("stable-ids", Sign::Passes)],
    },
    Cause {
        id: "already-exists",
        area: Area::People,
        title: "The person exists already, and Okta’s look-up missed them",
        means: "Okta looked for the user name, found nobody, created, and was answered 409. The account was made by hand, under \
                another user name with the same e-mail address, or is inactive and left out of look-ups.",
        change: "Make both user names the same: in Okta the one under `Assignments` (pencil) or `Sign On › Application username \
                 format`, in ConfigCat the e-mail address. Then unassign and assign the person again, or press `Retry \
                 Selected` under `Dashboard › Tasks`.",
        proof: "Look the person up in Catflap under People: by user name, and by e-mail address.",
        otherwise: Otherwise::Over,
        source: "Okta support: Existing SCIM User Being Created; 15Five help 50988483845147; RFC 7644 section 3.3 (409, \
                 uniqueness)",
        rules: &[
            Rule::certain(82, &["user|account|person|member|username|email .. already exists|exist|taken|registered / \
                                 already .. user|account .. with .. username|email|name", OKTA]).unless(&[GROUP]),
            Rule::certain(81, &["conflict", "while creating / provisioning of user / errors reported by"]).unless(&[GROUP]),
            Rule::possible(45, &["conflict", OKTA]).unless(&[GROUP]),
            Rule::likely(80, &["uniqueness / 409 / duplicate key / unique constraint", OKTA]).unless(&[GROUP]),
        ],
        near: &["twins", "filter-ignored", "matching-user-not-found"],
        confirm: &[
            Proof::new("lookup-known-user", Sign::Says("0 matches")),
            Proof::row("create-person", Sign::Status(&[409])),
            Proof::row("create-person", Sign::Says("no look-up finds it")),
            // Who is inactive is left out of look-ups.
            Proof::row("deactivate-person", Sign::Says("not found by name")),
        ],
        rule_out: &[],
    },
    Cause {
        id: "twins",
        area: Area::People,
        title: "Capital letters in the user name make two people of one",
        means: "Okta sends the name in one spelling, the endpoint has it in another and takes them for two. The look-up misses, \
                and the create ends in 409, again and again, or in a twin.",
        change: "Let Okta send small letters: `Sign On › Application username format › Custom` with the expression \
                 String.toLowerCase(user.email). Delete the twin in ConfigCat after comparing both, then press `Retry \
                 Selected` under `Dashboard › Tasks`.",
        proof: "The check of capital letters looks one person up in both spellings.",
        otherwise: Otherwise::Told("The endpoint takes both spellings for the same person. Look for the person under People: the second account \
                    has another user name."),
        source: "GitHub ory/polis#4067; Okta support: how to change username format",
        rules: &[
            Rule::certain(86, &["differ+|different|same|only|wrong .. case|capitals|capitalisation|capitalization / \
                                 upper|lower case / uppercase|lowercase / case sensitiv+|insensitiv+ / capital letter|letters / casesensitiv+ / caseexact",
                                "username / user name / user|users|people|account|accounts|email"]),
            Rule::likely(84, &["duplicate|duplicated|double|twin user|users|account|accounts|people / exists twice / \
                                two|2 accounts|users|people for|with .. same", "okta / scim / provision+ / configcat / username / user name"]),
        ],
        near: &["already-exists", "filter-ignored"],
        confirm: &[
            Proof::new("twins", Sign::Troubled),
            Proof::new("capital-letters", Sign::Troubled),
            Proof::row("create-person-again", Sign::Says("a twin was created")),
            Proof::row("create-person-again", Sign::Says("are stored")),
        ],
        rule_out: &[Proof::new("twins", Sign::Passes), Proof::new("capital-letters", Sign::Passes)],
    },
    Cause {
        id: "matching-user-not-found",
        area: Area::People,
        title: "Okta found nobody to match, and may not create anybody",
        means: "The look-up found nobody, and Okta did not create: `Create Users` is off, or it was off when the person was \
                assigned. The same text comes when the account was deleted in ConfigCat while Okta still held its id.",
        change: "In Okta under `Provisioning › To App`, press `Edit`, tick `Create Users`, `Update User Attributes` and \
                 `Deactivate Users`, and `Save`. Then unassign and assign the person again, or press `Retry Selected` under \
                 `Dashboard › Tasks`.",
        proof: "Catflap’s step on To App shows what is ticked, once Okta is connected; a look-up shows whether the person exists.",
        otherwise: Otherwise::Over,
        source: "Okta support: Matching user not found; Okta help: troubleshoot provisioning",
        rules: &[
            Rule::certain(89, &["matching user .. not found / no matching user|account / matching user could not be found"]),
            Rule::likely(77, &["profile push|update / deactivation|reactivation|deprovisioning of user / deactivate|reactivate|deprovision user / provisioning of user",
                               "server user|resource|account .. not found|exist / failed|404 not found / for .. not found errors"])
                .unless(&[PUSH]),
            Rule::possible(45, &["not found errors reported by remote server user|resource"]).unless(&[PUSH]),
            Rule::likely(83, &["create users .. off|disabled|not|unticked|unchecked|enabled"]),
        ],
        near: &["assigned-before-provisioning", "no-external-id"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "assigned-before-provisioning",
        area: Area::People,
        title: "The person was assigned before provisioning was on",
        means: "Okta pushes at the moment of assigning. Who was assigned earlier was never pushed: no external id in Okta, no \
                user in ConfigCat.",
        change: "In Okta on the `Assignments` tab, press `Provision User` (above the list for all who carry the red mark, or \
                 behind it for one), and `OK`.",
        proof: "Under People, these stand as assigned in Okta and missing in ConfigCat.",
        otherwise: Otherwise::Over,
        source: "Okta support: User Was Assigned This Application Before Provisioning Was Enabled",
        rules: &[
            Rule::certain(90, &["assigned .. before provisioning"]),
            Rule::certain(89, &["not provisioned in the downstream / click provision user"]),
        ],
        near: &["matching-user-not-found", "no-external-id"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "cannot-sign-in",
        area: Area::People,
        title: "Provisioning and sign-in use different names for the person",
        means: "SCIM pushed one name (often the Okta login), SAML brings another (often the e-mail address). ConfigCat finds no \
                account for the name that comes with the sign-in.",
        change: "Use user.email in both: in Okta `Sign On › Application username format` = `Email`, and in the SAML settings \
                 `Name ID format` = `EmailAddress` with the application username behind it. Then let Okta push everybody \
                 again.",
        proof: "Catflap’s SAML steps compare the Name ID with the user names that were pushed.",
        otherwise: Otherwise::Over,
        source: "Claude support 13917840; GitHub github/docs#22900",
        rules: &[
            Rule::likely(74, &["cannot|unable|fails sign|log|login|signin / cannot|unable|fails to sign|log|login|signin / \
                                can|could t|not sign|log|login|signin / can|could not t sign|log / sign|log in fails|failed",
                               "provisioned / scim / nameid / name id / after provisioning"]),
            Rule::likely(75, &["nameid|saml .. mismatch|differ+|match / name id .. mismatch|differ+|match"]),
            Rule::likely(73, &["saml|sso|sign .. no account|user found|exists|matching"]),
        ],
        near: &["old-name-stays", "twins"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "old-name-stays",
        area: Area::People,
        title: "The user name is sent on create only",
        means: "Okta maps the application’s user name when a person is created and not again. Who was renamed later keeps the \
                old name in ConfigCat, while the e-mail address in Okta is the new one.",
        change: "In Okta under `Sign On › Application username format`, set `Update application username on` = `Create and \
                 update`, `Save`, and press `Update Now`. That touches everybody assigned: look at a few names first.",
        proof: "Under People, the user name in ConfigCat differs from the e-mail address in Okta.",
        otherwise: Otherwise::Over,
        source: "Okta support: Application Usernames are not updated",
        rules: &[
            Rule::likely(74, &["application username|usernames|user .. not .. updat+|chang+ / username|usernames not updated|updating|changing / \
                                username .. create only / update application username"]),
            Rule::likely(73, &["old|previous|former name|username|email|surname|e", "renam+ / still / keeps / changed / remains / updated"]),
            Rule::certain(76, &["username .. cannot|can be modified|changed / username is immutable / immutable .. username"]),
        ],
        near: &["cannot-sign-in", "value-refused"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "value-refused",
        area: Area::People,
        title: "A value in this person’s profile is refused",
        means: "Most people get through and a few fail: something in their profiles is not accepted. Control characters that \
                nobody sees, blanks around a name, special characters, a value that is missing or not in the right form.",
        change: "In Okta under `Directory › People`, open the person’s `Profile`, press `Edit`, and type first name, last name \
                 and e-mail address anew instead of pasting them. Then press `Retry Selected` under `Dashboard › Tasks`.",
        proof: "Compare the profile with one that got through; Catflap marks invisible characters in user names.",
        otherwise: Otherwise::Told("Not this profile alone: the throwaway person of the rehearsal, with a plain name, is refused as well. Send that \
                    row to whoever runs the endpoint with `Copy for support`."),
        source: "pmcc.net: AWS SCIM provisioning errors (control characters); Okta support: Perimeter 81 VALIDATION_ERROR",
        rules: &[
            Rule::certain(85, &["unparsable / violates schema / syntactically incorrect / invalidvalue / invalidsyntax / malformed syntax / \
                                 validation error|failed|exception / control character|characters / \
                                 special character|characters / invalid character|characters", OKTA]),
            Rule::certain(85, &["familyname|givenname|username|displayname|email|emails|firstname|lastname|surname|attribute|name|first .. \
                                 required|missing|blank|empty|invalid|null / \
                                 missing|required|invalid required|attribute|value|givenname|familyname|email|username|name|first|last", OKTA])
                .unless(&["authorization header / bearer", "reported by remote server null", "activat+ / deactivat+ / reactivat+", PUSH]),
            Rule::certain(84, &["unprocessable entity / 422", OKTA]).unless(&[PUSH]),
            Rule::possible(46, &["bad request / 400", OKTA]).unless(&[PUSH, "error authenticating", "activat+ / deactivat+ / reactivat+"]),
        ],
        near: &["old-name-stays", "active-refused", "error-body-not-scim"],
        confirm: &[],
        rule_out: &[Proof::row("create-person", Sign::Status(&[400, 422]))],
    },
    Cause {
        id: "active-refused",
        area: Area::People,
        title: "The endpoint does not take the switch that deactivates or reactivates",
        means: "Okta switches people off and on by `active`: custom apps send the whole user by PUT, others a PATCH without a \
                path. The endpoint refuses that form, or answers 200 and stores nothing. Who left may then still get in.",
        change: "Only whoever runs the endpoint can mend this: send them the finding of the rehearsal. Until then disable the \
                 people who left on ConfigCat’s Members page.",
        proof: "The rehearsal deactivates and reactivates a throwaway person by PUT and by PATCH, and reads back what is stored.",
        otherwise: Otherwise::Told("By PUT, as apps made with Okta’s wizard send it, a throwaway person goes off and on. If the app is one of \
                    Okta’s catalogue, look at the rehearsal’s rows by PATCH; otherwise press `Retry Selected` under `Dashboard \
                    › Tasks`."),
        source: "GitHub fleetdm/fleet#53446 (its cause is unconfirmed), Metatavu/keycloak-scim-server#95, \
                 NorthlandPositronics/Cogtrix#122",
        rules: &[
            Rule::certain(83, &["reactivat+ / deactivat+ / activation|activating|activate", 
                                "bad request / internal server error / not implemented / method not allowed / 400 / 405 / 500 / 501 / \
                                 invalid value / active .. boolean|value|attribute|invalid", OKTA]),
            Rule::likely(78, &["error while deactivating|reactivating|activating / while trying to deactivate|reactivate|activate"]),
            Rule::likely(77, &["active .. boolean|string|invalid|unsupported / patch .. active|path|operation .. not|unsupported|invalid", OKTA])
                .unless(&[PUSH]),
        ],
        near: &["leaver-still-active", "value-refused", "server-error"],
        confirm: &[
            Proof::row("deactivate-person", Sign::Fails),
            Proof::row("reactivate-person", Sign::Fails),
            Proof::row("deactivate-member", Sign::Fails),
        ],
        rule_out: &[Proof::row("deactivate-person", Sign::Passes), Proof::row("reactivate-person", Sign::Passes)],
    },
];
