//! Okta gets no further than the door: token, URL, network.

use super::{Area, Cause, OKTA, Otherwise};
use crate::explain::proof::{Proof, Sign};
use crate::explain::rule::Rule;
use crate::words::still_at_hand;

const TOKEN: &str = "token-accepted";

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "token-refused",
        area: Area::Connection,
        title: "The token that Okta sends is not accepted",
        means: "The endpoint answered 401: it does not know the token. Usually the token was replaced (`REGENERATE` ends the \
                old one at once), cut off while copying, or taken from another place. Everything that Okta pushed since \
                then failed.",
        change: concat!(
            still_at_hand!(),
            " Only if it is not, make a new one with `REGENERATE` in ConfigCat: the old one stops at once. Set it in Okta under \
             `Provisioning › Integration › Authorization`, alone, without “Bearer”; press `Test Connector Configuration` and \
             `Save`. Then press `Retry Selected` under `Dashboard › Tasks`: failed tasks stay failed until then."
        ),
        proof: "The check of the token is answered 401, and the failures in the System Log all begin at one moment.",
        otherwise: Otherwise::OktaMayDiffer(
            "The token set in Catflap is accepted, so Okta holds another one. Set the same token in Okta under \
             `Provisioning › Integration › Authorization`, press `Test Connector Configuration` and `Save`, then \
             `Retry Selected` under `Dashboard › Tasks`.",
        ),
        source: "Okta support: provisioning error “unauthorized”, token invalid or expired; Okta developer forum 22746; \
                 Okta help: troubleshoot provisioning",
        rules: &[
            Rule::certain(92, &["error authenticating unauthorized", "unauthorized"]),
            Rule::certain(
                92,
                &["unauthorized", "verifying if user / errors reported by / while creating / push mapping"],
            ),
            Rule::certain(91, &["credentials used to connect .. invalid|incorrect|expired"]),
            Rule::certain(91, &["invalid|wrong|expired|bad|revoked scim|bearer|api|access token", OKTA]),
            Rule::likely(
                90,
                &[
                    "token is|was|has invalid|expired|revoked|wrong / token is|was|has been|not valid|revoked|accepted",
                    OKTA,
                ],
            ),
            Rule::likely(90, &["token .. regenerated|replaced|rotated|revoked", OKTA]),
            Rule::likely(90, &["invalid|wrong|expired token", OKTA]),
            Rule::likely(80, &["unauthorized / 401", OKTA]),
            Rule::possible(44, &["401 unauthorized / http|status|code|error 401"]),
        ],
        near: &["bearer-typed-twice", "token-forbidden", "url-not-found"],
        confirm: &[Proof::new(TOKEN, Sign::Status(&[401])), Proof::row("look-up-person", Sign::Status(&[401]))],
        rule_out: &[Proof::new(TOKEN, Sign::Passes)],
    },
    Cause {
        id: "bearer-typed-twice",
        area: Area::Connection,
        title: "The Authorization field holds more than the token",
        means: "Okta puts “Bearer” before what stands in the field. Typed in again, or with a blank or a quote pasted along, \
                the header is malformed, and the answer is 401 although the token is right.",
        change: "In Okta under `Provisioning › Integration › Authorization`, empty the field and paste the token alone: \
                 without “Bearer”, blanks, quotes or a line break. Press `Test Connector Configuration`, then `Save`.",
        proof: "The check of what was pasted finds something beside the token.",
        otherwise: Otherwise::OktaMayDiffer(
            "The token set in Catflap is alone and accepted. Copy the same one into `Authorization` in Okta: what \
             stands there can’t be read from outside.",
        ),
        source: "Sourcegraph help; GitHub airbytehq/airbyte#84388; Okta support: “authentication header is invalid or \
                 missing”",
        rules: &[
            Rule::certain(95, &["invalid|malformed|bad authorization|authentication|auth header"]),
            Rule::certain(95, &["authorization|authentication|auth header .. invalid|malformed|missing|wrong"]),
            Rule::certain(95, &["bearer bearer"]),
            Rule::likely(93, &["malformed .. token|bearer / header .. not .. bearer", OKTA]),
        ],
        near: &["token-refused", "token-forbidden"],
        confirm: &[Proof::new("paste-shape", Sign::Says("token"))],
        rule_out: &[Proof::new(TOKEN, Sign::Passes), Proof::new("paste-shape", Sign::Passes)],
    },
    Cause {
        id: "token-forbidden",
        area: Area::Connection,
        title: "The endpoint knows the token and refuses it",
        means: "The answer was 403. The token belongs to something else than this endpoint (another organization, the \
                Public Management API, an SDK key), or its owner may not do this.",
        change: "Compare both on ConfigCat’s Authentication & Provisioning page: URL and token must belong to the same \
                 organization. Set them in Okta under `Provisioning › Integration` as `SCIM connector base URL` and \
                 `Authorization`, press `Test Connector Configuration`, then `Save`.",
        proof: "The check of the token is answered 403.",
        otherwise: Otherwise::OktaMayDiffer(
            "With the URL and the token set in Catflap, users can be read. Set the same two in Okta: `SCIM connector \
             base URL` and `Authorization` under `Provisioning › Integration`.",
        ),
        source: "Okta’s text “Error authenticating: Forbidden. Errors reported by remote server: null”; status 403 as RFC \
                 9110 section 15.5.4 means it",
        rules: &[
            Rule::certain(92, &["error authenticating forbidden"]),
            Rule::certain(91, &["forbidden", "verifying if user / errors reported by / while creating / push mapping"]),
            Rule::likely(79, &["forbidden / 403", OKTA]),
            Rule::likely(78, &["insufficient|missing scope|scopes|permission|permissions|rights", OKTA]),
        ],
        near: &["token-refused", "url-not-found"],
        confirm: &[
            Proof::new(TOKEN, Sign::Status(&[403])),
            // It may read and not write.
            Proof::row("create-person", Sign::Status(&[403])),
            Proof::row("create-group", Sign::Status(&[403])),
        ],
        rule_out: &[Proof::new(TOKEN, Sign::Passes)],
    },
    Cause {
        id: "url-not-found",
        area: Area::Connection,
        title: "There is no SCIM endpoint at the URL that Okta has",
        means: "The server answers, but knows nothing at that address: a part of the URL is missing or doubled, `/Users` or a \
                slash stands behind it, or it is the address of a page or of single sign-on.",
        change: "Copy the SCIM URL again from ConfigCat’s Authentication & Provisioning page \
                 (https://scim-api.configcat.com/v2/ with the organization’s id behind it, nothing more) and set it in Okta \
                 under `Provisioning › Integration › SCIM connector base URL`.",
        proof: "The check of the token is answered 404, or with a redirect.",
        otherwise: Otherwise::OktaMayDiffer(
            "The URL set in Catflap is right. Compare it, character by character, with `SCIM connector base URL` in \
             Okta under `Provisioning › Integration`.",
        ),
        source: "GitHub growthbook/growthbook#3365, kortix-ai/suna#4237; the slash: general knowledge",
        rules: &[
            Rule::certain(91, &["error authenticating not found"]),
            Rule::certain(90, &["exists not found", "verifying if user"]),
            Rule::certain(
                90,
                &["error authenticating moved permanently / error authenticating found / uri is not absolute / \
                                 target host is not specified / uri does not specify a valid host / no scheme|protocol"],
            ),
            Rule::likely(
                76,
                &["404", "connector / base url / error authenticating / scim|connector url / verifying if user"],
            ),
            Rule::likely(76, &["url|endpoint not found", OKTA]).unless(&["push mapping", "matching user"]),
            Rule::likely(
                75,
                &[
                    "error authenticating method not allowed / error authenticating bad request / unrecognized ssl message",
                ],
            ),
            Rule::possible(40, &["implementation available at the url"]),
        ],
        near: &["no-results", "token-forbidden", "host-unknown"],
        confirm: &[
            Proof::new(TOKEN, Sign::Status(&[301, 302, 303, 307, 308, 404])),
            Proof::new(TOKEN, Sign::Says("a web page")),
        ],
        rule_out: &[Proof::new(TOKEN, Sign::Passes)],
    },
    Cause {
        id: "connect-timed-out",
        area: Area::Connection,
        title: "Okta’s connection to the host is not answered",
        means: "Okta found an address for the host, and nothing answered there in time. A firewall drops Okta’s connections, \
                the address leads into a private network, or the host is off.",
        change: "Compare the host in `SCIM connector base URL` (Okta, `Provisioning › Integration`) with ConfigCat’s SCIM \
                 URL. If it is right and the endpoint is your own, let Okta’s addresses through the firewall: they are \
                 listed in Okta under `Settings › Downloads`.",
        proof: "The check of the connection gets no answer from here either.",
        otherwise: Otherwise::OktaMayDiffer(
            "This computer reaches the host, Okta does not. Compare the host in `SCIM connector base URL` in Okta with \
             Catflap’s; if they are the same, a firewall before the endpoint must let Okta’s addresses through, or \
             the host has a private address inside your network and another one outside.",
        ),
        source: "Okta support: SCIM connector configuration error “connect timed out”",
        rules: &[
            Rule::certain(
                94,
                &["connect|connection timed out / connect timeout / connecttimeoutexception / connection timeout"],
            ),
            Rule::certain(94, &["connect to .. failed .. timed|time out"]),
            Rule::certain(93, &["no route to host / network is unreachable", OKTA]),
        ],
        near: &["host-unknown", "connection-refused", "slow-answer"],
        confirm: &[Proof::new("tcp", Sign::Says("over ")), Proof::new("tcp", Sign::Says("no route"))],
        rule_out: &[Proof::new("tcp", Sign::Passes)],
    },
    Cause {
        id: "host-unknown",
        area: Area::Connection,
        title: "The host name has no address for Okta",
        means: "Okta’s name servers know no address for the host: it is mistyped, or known only inside your network.",
        change: "Compare the host in `SCIM connector base URL` (Okta, `Provisioning › Integration`) with ConfigCat’s SCIM \
                 URL, scim-api.configcat.com.",
        proof: "The check of the name finds no address.",
        otherwise: Otherwise::OktaMayDiffer(
            "The name set in Catflap has an address. Compare it, letter by letter, with `SCIM connector base URL` in \
             Okta under `Provisioning › Integration`; a name that only your own name server knows is unknown to Okta.",
        ),
        source: "Okta support: SCIM connector configuration error “connect timed out” (DNS among its causes); Java’s text \
                 for an unknown host",
        rules: &[
            Rule::certain(
                94,
                &["unknownhostexception / unknown host / nodename nor servname / name or service not known / \
                                 temporary failure in name resolution / could not resolve host"],
            ),
            Rule::likely(
                93,
                &["dns|name resolution|lookup failed|failure|error / resolve .. host|hostname|dns|name", OKTA],
            ),
        ],
        near: &["connect-timed-out", "url-not-found"],
        confirm: &[Proof::new("dns", Sign::Says("no address"))],
        rule_out: &[Proof::new("dns", Sign::Passes)],
    },
    Cause {
        id: "connection-refused",
        area: Area::Connection,
        title: "Nothing listens where Okta knocks",
        means: "The host answered at once that nothing listens on that port: the port or the host in the URL is wrong, or the \
                service is down.",
        change: "Compare `SCIM connector base URL` (Okta, `Provisioning › Integration`) with ConfigCat’s SCIM URL: https, no \
                 port, the host scim-api.configcat.com.",
        proof: "The check of the connection is refused from here too.",
        otherwise: Otherwise::OktaMayDiffer(
            "From here the port is open. Compare `SCIM connector base URL` in Okta with the URL set in Catflap; if they \
             are the same, the service is up again: press `Retry Selected` under `Dashboard › Tasks`.",
        ),
        source: "General knowledge; the text is Java’s",
        rules: &[
            Rule::certain(94, &["connection refused"]),
            Rule::certain(93, &["connect to .. failed .. refused"]),
            Rule::likely(90, &["connection reset / connection was closed / failed to respond / premature end", OKTA]),
        ],
        near: &["connect-timed-out", "host-unknown", "server-error"],
        confirm: &[
            Proof::new("tcp", Sign::Says("refused")),
            Proof::new("http", Sign::Says("closed")),
            Proof::new(TOKEN, Sign::Says("closed")),
        ],
        rule_out: &[Proof::new("tcp", Sign::Passes), Proof::new("http", Sign::Passes)],
    },
];
