//! The endpoint answers, and Okta can’t read the answer.

use super::{Area, Cause, OKTA, Otherwise};
use crate::explain::proof::{Proof, Sign};
use crate::explain::rule::Rule;

const UNKNOWN: &[u16] = &[405, 501];
const FAILS: &[u16] = &[500, 502, 503, 504];

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "no-results",
        area: Area::Answers,
        title: "What answers Okta’s first question is no list of users",
        means: "The answer was 200, but held a web page, a bare `[]` or nothing where a ListResponse belongs. An endpoint without \
                users must still answer with an empty ListResponse. Usually the URL is that of a page, or something stands \
                before the endpoint and answers in its place.",
        change: "Copy the SCIM URL again from ConfigCat’s Authentication & Provisioning page and set it in Okta under \
                 `Provisioning › Integration › SCIM connector base URL`, exactly so.",
        proof: "Okta’s own connector test, asked by Catflap, shows what came in place of the list.",
        otherwise: Otherwise::OktaMayDiffer(
            "With the URL set in Catflap, both lists are right. Compare it, character by character, with `SCIM connector \
             base URL` in Okta.",
        ),
        source: "Okta support: SCIM connector error “No results for users returned”",
        rules: &[
            Rule::certain(93, &["no results for users / no results for groups"]),
            Rule::likely(85, &["no users|results returned", OKTA]),
            Rule::likely(84, &["unexpected character 60 / html|web page / doctype", OKTA]),
        ],
        near: &["url-not-found", "error-body-not-scim"],
        confirm: &[
            Proof::new("token-accepted", Sign::Says("a web page")),
            Proof::new("token-accepted", Sign::Says("no list")),
            Proof::new("okta-connector-test", Sign::Fails),
        ],
        rule_out: &[Proof::new("okta-connector-test", Sign::Passes)],
    },
    Cause {
        id: "filter-ignored",
        area: Area::Answers,
        title: "The endpoint ignores the filter that Okta looks people up with",
        means: "Okta asked for one user name and got several people. It does not guess which one is meant, and stops. Either the \
                endpoint ignores the filter and gives everybody, or the person exists more than once.",
        change: "If the look-up of a stranger finds people, only whoever runs the endpoint can mend it: send them the finding. \
                 If it finds nobody, the person exists twice: delete the twin in ConfigCat after comparing both in Okta, then \
                 press `Retry Selected` under `Dashboard › Tasks`.",
        proof: "The look-up of somebody who can’t exist finds people all the same.",
        otherwise: Otherwise::Told(
            "The endpoint filters as it should, so the person of this task exists more than once: delete the twin in \
             ConfigCat after comparing both in Okta, then press `Retry Selected` under `Dashboard › Tasks`.",
        ),
        source: "Okta support: provisioning to HRMOS fails with “Multiple users found by userName”",
        rules: &[
            Rule::certain(
                89,
                &[
                    "multiple|several users|results found|returned|matched",
                    "username / user name / filter / expected 0 or 1",
                ],
            ),
            Rule::certain(89, &["expected 0 or 1 result|results"]),
            Rule::likely(
                82,
                &["filter+ .. ignored|unsupported|refused / filter+ .. not .. supported|allowed / invalidfilter", OKTA],
            ),
        ],
        near: &["twins", "already-exists"],
        confirm: &[
            Proof::new("lookup-stranger", Sign::Fails),
            Proof::new("lookup-known-user", Sign::Fails),
            Proof::row("look-up-person", Sign::Says("of other names")),
        ],
        rule_out: &[Proof::new("lookup-stranger", Sign::Passes), Proof::new("lookup-known-user", Sign::Passes)],
    },
    Cause {
        id: "sync-failed-without-reason",
        area: Area::Answers,
        title: "Okta can’t read the answer to its look-up, and creates nobody",
        means: "Okta looked the person up, could not read the answer, and ended without a reason and without creating anybody. \
                Likely a number came as a text: `startIndex`, `itemsPerPage` and `totalResults` must be integers.",
        change: "Nothing in Okta mends this. Send the finding on the form of the list to whoever runs the endpoint with `Copy \
                 for support`.",
        proof: "The checks of the lists name each number that came as a text.",
        otherwise: Otherwise::Told(
            "The lists have the right form now. Press `Retry Selected` under `Dashboard › Tasks`.",
        ),
        source: "Okta support question 0D54z0000A4i091CQA (startIndex in quotes); Okta’s SCIM 2.0 reference",
        rules: &[
            Rule::certain(88, &["provision user sync", "failure", "reason null / reason none / reason unknown"]),
            Rule::certain(87, &["sync user in external application", "failure / failed"])
                .unless(&["errors reported by"]),
            Rule::likely(86, &["startindex|itemsperpage|totalresults .. string|text|quotes|integer"]),
            Rule::likely(60, &["provision user sync", "failure"]).unless(&["errors reported by", "error while"]),
        ],
        near: &["error-body-not-scim", "no-results"],
        confirm: &[
            Proof::new("okta-connector-test", Sign::Fails),
            Proof::new("lookup-stranger", Sign::Troubled),
            Proof::row("look-up-person", Sign::Says("no list")),
        ],
        rule_out: &[Proof::new("okta-connector-test", Sign::Passes), Proof::new("lookup-stranger", Sign::Passes)],
    },
    Cause {
        id: "empty-user",
        area: Area::Answers,
        title: "The endpoint created the person and sent nothing back",
        means: "The answer to the create was a success without a body. Okta needs the whole user back, with the `id`: without \
                it, it can neither change nor deactivate that person later.",
        change: "Only whoever runs the endpoint can mend this: a create must be answered 201 with the whole user. After that, \
                 press `Retry Selected` under `Dashboard › Tasks`; the person may exist already and is then matched.",
        proof: "The rehearsal creates a throwaway person and shows the answer.",
        otherwise: Otherwise::Over,
        source: "Okta’s SCIM 2.0 reference: “Create new user returned empty user”",
        rules: &[
            Rule::certain(89, &["returned empty user / returned an empty user / returned no user"]),
            Rule::likely(85, &["creat+ .. empty|blank|no|without body|response|user", OKTA]).unless(&["matching user"]),
        ],
        near: &["already-exists", "no-external-id"],
        confirm: &[
            Proof::row("create-person", Sign::Says("without a body")),
            Proof::row("create-person", Sign::Says("without an id")),
            Proof::row("create-second-person", Sign::Says("without a body")),
            Proof::row("create-second-person", Sign::Says("without an id")),
        ],
        rule_out: &[Proof::row("create-person", Sign::Passes)],
    },
    Cause {
        id: "put-refused",
        area: Area::Answers,
        title: "The endpoint takes changes by PATCH only",
        means: "An app that was made with Okta’s wizard sends the whole user or group by PUT. The endpoint answers that it does \
                not know this: people and groups can be created, and never changed or switched off.",
        change: "Whoever runs the endpoint must accept PUT: send them the row of the rehearsal with `Copy for support`. Until \
                 then only an app of Okta’s catalogue, which sends PATCH, could work with it.",
        proof: "The rehearsal changes a throwaway person by PUT and by PATCH and shows both answers.",
        otherwise: Otherwise::Told(
            "By PUT, a throwaway person is changed as it should be. Press `Retry Selected` under `Dashboard › Tasks`; if \
             it fails again, send the text and the time to the support of whoever runs the endpoint.",
        ),
        source: "Okta’s SCIM 2.0 reference (custom apps update by PUT); RFC 9110 sections 15.5.6 and 15.6.2",
        rules: &[
            Rule::certain(
                84,
                &[
                    "method not allowed / not implemented / not supported / unsupported method / 405 / 501",
                    "profile push / push profile / profile update / while updating user",
                ],
            )
            .unless(&["push mapping / group push / user group / membership for group", "filter"]),
            Rule::likely(83, &["put .. not .. supported|allowed|implemented / only patch / patch only", OKTA]),
        ],
        near: &["active-refused", "group-push-refused", "server-error"],
        confirm: &[
            Proof::row("change-profile", Sign::Status(UNKNOWN)),
            Proof::row("deactivate-person", Sign::Status(UNKNOWN)),
            Proof::row("add-one-member", Sign::Status(UNKNOWN)),
        ],
        rule_out: &[Proof::row("change-profile", Sign::Passes), Proof::row("deactivate-person", Sign::Passes)],
    },
    Cause {
        id: "error-body-not-scim",
        area: Area::Answers,
        title: "The endpoint does not say why, or not in SCIM’s way",
        means: "Okta shows the reason that the endpoint gives in a SCIM error. “null” or a complaint about a token or a \
                character means that the body was empty, plain text or a web page. The status before it is all that is known.",
        change: "Nothing in Okta mends this. Check the connection with Catflap: it shows the answers that Okta hides. Send them \
                 to whoever runs the endpoint with `Copy for support`.",
        proof: "The check of an unknown id shows whether errors come as SCIM errors.",
        otherwise: Otherwise::Told(
            "Errors come as SCIM errors where Catflap asked. What failed in Okta may be a write: a rehearsal shows the \
             answers to those.",
        ),
        source: "General knowledge on “Errors reported by remote server: null”; GitHub Metatavu/keycloak-scim-server#114 \
                 (“Unrecognized token”)",
        rules: &[
            Rule::likely(
                72,
                &[
                    "unrecognized token / unexpected character / jsonparseexception / not valid json / invalid json / \
                                cannot parse|deserialize / end of input",
                    OKTA,
                ],
            ),
            Rule::possible(
                35,
                &["reported by remote server null / reported by remote server none / remote server empty"],
            ),
        ],
        near: &["token-forbidden", "url-not-found", "server-error"],
        confirm: &[
            Proof::new("unknown-id", Sign::Says("without a SCIM error")),
            Proof::new("lookup-stranger", Sign::Says("without a SCIM error")),
            Proof::new("unknown-group-id", Sign::Says("without a SCIM error")),
        ],
        rule_out: &[Proof::new("unknown-id", Sign::Passes), Proof::new("unknown-group-id", Sign::Passes)],
    },
    Cause {
        id: "server-error",
        area: Area::Answers,
        title: "The endpoint failed by itself",
        means: "The answer was 500 or its like: the service provider had a trouble of its own. What Okta pushed meanwhile \
                failed and is not repeated by itself.",
        change: "Look at status.configcat.com. When the endpoint is well again, press `Retry Selected` under `Dashboard › \
                 Tasks`. If one person fails again and again, compare that profile with others in Okta’s `Profile Editor`.",
        proof: "The check of the token is answered 5xx.",
        otherwise: Otherwise::Told(
            "The endpoint is well now. Press `Retry Selected` under `Dashboard › Tasks`. If the same person or group \
             fails again, send the text and the time to the support of whoever runs the endpoint.",
        ),
        source: "Status codes as RFC 9110 section 15.6 means them",
        rules: &[
            Rule::likely(
                73,
                &["internal server error / bad gateway / service unavailable / gateway timeout / server error", OKTA],
            ),
            Rule::likely(64, &["500 / 502 / 503 / 504", OKTA]),
        ],
        near: &["error-body-not-scim", "value-refused", "active-refused"],
        confirm: &[
            Proof::new("token-accepted", Sign::Status(FAILS)),
            Proof::row("create-person", Sign::Status(FAILS)),
            Proof::row("change-profile", Sign::Status(FAILS)),
            Proof::row("deactivate-person", Sign::Status(FAILS)),
            Proof::row("create-group", Sign::Status(FAILS)),
            Proof::row("add-one-member", Sign::Status(FAILS)),
        ],
        rule_out: &[Proof::new("token-accepted", Sign::Passes)],
    },
];
