//! Many at once, and trust in Okta itself.

use super::{Area, Cause, OKTA, Otherwise};
use crate::explain::proof::{Proof, Sign};
use crate::explain::rule::Rule;

const GROUP: &str = "group / groups / membership|memberships";

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "rate-limited",
        area: Area::Scale,
        title: "Okta pushed more than the endpoint takes at a time",
        means: "The answer was 429: so many were assigned or pushed at once that the limit was reached. Some of what failed is \
                repeated by itself after the wait that the endpoint asks for, the rest stays failed.",
        change: "Wait for the time that the endpoint names, then press `Retry Selected` under `Dashboard › Tasks`, a few hundred \
                 at a time. Assign and push large groups in waves.",
        proof: "A check that is answered 429 shows that the limit is still reached.",
        otherwise: Otherwise::Told(
            "The limit is not reached now. Press `Retry Selected` under `Dashboard › Tasks`, a few hundred at a time.",
        ),
        source: "Okta support: avoid rate limits during provisioning operations; slack provisioning jobs failed",
        rules: &[
            Rule::certain(
                91,
                &["rate limit .. exceeded|reached|hit|error / rate limited / ratelimited / too many requests", OKTA],
            ),
            Rule::likely(88, &["429 / throttl+", OKTA]),
            Rule::likely(60, &["rate limit exceeded / too many requests"]),
        ],
        near: &["slow-answer", "group-too-large"],
        confirm: &[
            Proof::new("token-accepted", Sign::Says("429")),
            Proof::new("http", Sign::Status(&[429])),
            Proof::new("token-accepted", Sign::Status(&[429])),
            Proof::new("okta-connector-test", Sign::Says("429")),
            Proof::new("users-shape", Sign::Says("429")),
            Proof::new("pages-join", Sign::Says("429")),
        ],
        rule_out: &[
            Proof::new("token-accepted", Sign::Passes),
            Proof::new("okta-connector-test", Sign::Passes),
            Proof::new("pages-join", Sign::Passes),
        ],
    },
    Cause {
        id: "group-too-large",
        area: Area::Scale,
        title: "The group is too large for one request",
        means: "Custom apps send all members of a group in one PUT, and members can’t be paged. With some thousands the endpoint \
                needs longer than the 60 s after which Okta gives up, or refuses the size.",
        change: "Push several smaller groups instead of the large one (Okta, `Push Groups`), and give each the same permissions \
                 in ConfigCat.",
        proof: "Catflap shows how many members each group has and how long reading it takes.",
        otherwise: Otherwise::Over,
        source: "GitHub FusionAuth/fusionauth-issues#3307; IETF 125 slides on SCIM group membership; the 60 s limit: general \
                 knowledge",
        rules: &[
            Rule::certain(87, &["timed out / timeout / time out / sockettimeoutexception / 504", GROUP, OKTA])
                .unless(&["connect|connection timed|timeout", "connect to"]),
            Rule::certain(87, &["payload|entity|request|body|content too large / 413 / too many members", OKTA]),
            Rule::likely(
                78,
                &["group|groups .. too large|big|many / large|big group|groups", "fail+ / time+ / slow / error"],
            ),
        ],
        near: &["slow-answer", "rate-limited", "group-push-refused"],
        confirm: &[
            Proof::new("groups-shape", Sign::SlowerThan(10_000)),
            Proof::row("add-several-members", Sign::SlowerThan(10_000)),
        ],
        rule_out: &[],
    },
    Cause {
        id: "slow-answer",
        area: Area::Scale,
        title: "The endpoint took the request and answered too late",
        means: "The connection stood, and the answer did not come before Okta gave up (after about 60 s). What was asked may have \
                been done all the same.",
        change: "Press `Retry Selected` under `Dashboard › Tasks` when the endpoint is quick again; if many were pushed at once, a \
                 part at a time. If it stays slow, send the times that the check shows to whoever runs the endpoint.",
        proof: "The check shows how long each answer takes: more than 10 s is on the way to Okta’s limit.",
        otherwise: Otherwise::Told(
            "The endpoint answers in time now. Press `Retry Selected` under `Dashboard › Tasks`.",
        ),
        source: "Okta’s limit of 60 s: general knowledge; the text is Java’s",
        rules: &[
            Rule::certain(
                86,
                &[
                    "read timed out / sockettimeoutexception / response timed out / request timed out / \
                                 timed out waiting / read timeout",
                    OKTA,
                ],
            )
            .unless(&[
                "connect|connection timed|timeout",
                "push mapping / group push / user group / membership for group",
            ]),
            Rule::likely(75, &["timed out / timeout", OKTA]).unless(&[
                "connect|connection timed|timeout",
                "connect to",
                "push mapping / group push / user group",
                "gateway timeout",
            ]),
        ],
        near: &["connect-timed-out", "rate-limited", "group-too-large"],
        confirm: &[
            Proof::new("answer-times", Sign::Troubled),
            Proof::row("create-person", Sign::SlowerThan(10_000)),
            Proof::row("change-profile", Sign::SlowerThan(10_000)),
            Proof::new("token-accepted", Sign::Says("over ")),
            Proof::new("okta-connector-test", Sign::Says("over ")),
            Proof::new("users-shape", Sign::Says("over ")),
        ],
        rule_out: &[Proof::new("answer-times", Sign::Passes), Proof::new("token-accepted", Sign::Passes)],
    },
    Cause {
        id: "mass-deprovisioning",
        area: Area::Scale,
        title: "Many people lost their assignment at once",
        means: "A group rule, a group’s assignment or the directory behind Okta changed, and everybody who came in through it was \
                unassigned and deactivated. Okta does what it was told; retrying now repeats the harm.",
        change: "Restore the cause first: in Okta look at `Directory › Groups › Rules`, at the groups on the app’s `Assignments` \
                 tab, and at the directory’s last import. Only when the people stand in their groups again, let Okta push \
                 them.",
        proof: "Catflap’s snapshots show who was there before, and when they went.",
        otherwise: Otherwise::Over,
        source: "Okta support: System Log shows users deprovisioned from an application",
        rules: &[
            Rule::likely(
                78,
                &[
                    "many|multiple|all|mass|several|hundreds|everybody|everyone .. \
                                deprovision+|deactivated|unassigned|deprovisioned / mass deprovisioning|deactivation|unassignment",
                    "user|users / people / everybody|everyone / okta / group / accounts",
                ],
            ),
            Rule::likely(
                77,
                &["suddenly|sudden .. deprovision+|deactivated|unassigned|removed / deprovisioned .. suddenly"],
            ),
        ],
        near: &["leaver-still-active"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "okta-token-expired",
        area: Area::Scale,
        title: "Okta’s own API token is no longer valid",
        means: "This is the token for Okta’s management API, not the SCIM token: it ends 30 days after its last use, or when the \
                administrator who made it is deactivated. Provisioning goes on; Catflap no longer sees Okta’s side.",
        change: "In Okta under `Security › API › Tokens`, press `Create token`, and set it in Catflap’s settings under Okta.",
        proof: "Catflap’s test of the Okta connection is answered 401 with E0000011.",
        otherwise: Otherwise::Over,
        source: "Okta support: how an API token expires; Okta error code E0000011",
        rules: &[
            Rule::certain(97, &["e0000011"]),
            Rule::certain(96, &["invalid token provided"]),
            Rule::certain(
                96,
                &[
                    "okta api token .. expired|revoked|invalid|inactive / ssws .. expired|invalid|revoked",
                    "token / ssws",
                ],
            ),
            Rule::certain(96, &["api token .. 30 days / token .. 30 days .. inactiv+|unused|use"]),
        ],
        near: &["token-refused"],
        confirm: &[],
        rule_out: &[],
    },
];
