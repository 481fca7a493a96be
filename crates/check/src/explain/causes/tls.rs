//! Okta does not trust the certificate.

use super::{Area, Cause, OKTA, Otherwise};
use crate::explain::proof::{Proof, Sign};
use crate::explain::rule::Rule;

const PASSES: &[Proof] = &[Proof::new("tls", Sign::Passes)];

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "certificate-not-trusted",
        area: Area::Connection,
        title: "Okta does not trust the endpoint’s certificate",
        means: "Nobody whom Okta trusts vouches for the certificate: the server leaves out an intermediate certificate, or the \
                certificate is self-signed or from a private authority. Okta trusts public authorities only.",
        change: "Whoever runs the endpoint must serve a certificate of a public authority together with its intermediates \
                 (the “full chain”). If the endpoint should be ConfigCat’s, compare `SCIM connector base URL` in Okta under \
                 `Provisioning › Integration`: another host answers.",
        proof: "The check of the certificate shows the chain as the server sends it.",
        otherwise: Otherwise::OktaMayDiffer("This computer trusts the certificate, Okta does not. Look at the chain that the check shows: an \
                    intermediate that this computer fetched by itself is missing for Okta; and behind a company’s \
                    inspecting proxy this computer sees the proxy’s certificate, Okta the endpoint’s own."),
        source: "Okta support: importing certificates; the text is Java’s",
        rules: &[
            Rule::certain(95, &["pkix / unable to find valid certification path / unable to get local issuer / suncertpathbuilder+ / \
                                 self signed certificate / certificate signed by unknown / unable to verify the first certificate / \
                                 certpathbuilderexception / certpathvalidatorexception"])
                .unless(&["expired / certificateexpired+ / notafter"]),
            Rule::likely(92, &["certificate .. not .. trusted|verified|valid / untrusted certificate / trust anchor / \
                                certificate unknown / unknown ca", OKTA])
                .unless(&["expired", "alternative name+ / alternative dns"]),
            Rule::likely(90, &["sslhandshakeexception / sslexception / ssl|tls handshake / handshake failure / terminated|during the handshake", OKTA])
                .unless(&["expired", "alternative name+ / alternative dns"]),
        ],
        near: &["certificate-expired", "certificate-wrong-name"],
        confirm: &[
            Proof::new("tls", Sign::Says("unknown issuer")),
            Proof::new("tls", Sign::Says("chain cut")),
            Proof::new("tls", Sign::Says("revoked")),
            Proof::new("tls", Sign::Says("TLS")),
        ],
        rule_out: PASSES,
    },
    Cause {
        id: "certificate-expired",
        area: Area::Connection,
        title: "The endpoint’s certificate has expired",
        means: "The certificate is past its last day, so Okta closes the connection before it sends anything.",
        change: "Whoever runs the endpoint must renew the certificate. Nothing is to change in Okta; once it is renewed, press \
                 `Retry Selected` under `Dashboard › Tasks`.",
        proof: "The check of the certificate shows its last day.",
        otherwise: Otherwise::Over,
        source: "General knowledge; the text is Java’s",
        rules: &[
            Rule::certain(96, &["certificateexpiredexception / certificate .. expired / expired certificate / \
                                 certificatenotyetvalid+ / validity check failed"]),
        ],
        near: &["certificate-not-trusted"],
        confirm: &[Proof::new("tls", Sign::Says("expired")), Proof::new("tls", Sign::Says("not valid yet"))],
        rule_out: PASSES,
    },
    Cause {
        id: "certificate-wrong-name",
        area: Area::Connection,
        title: "The certificate is for another host name",
        means: "The server that answers is not the one that the URL names: the host is mistyped, an address stands in its \
                place, or something else answers for it.",
        change: "Compare the host in `SCIM connector base URL` (Okta, `Provisioning › Integration`) with ConfigCat’s SCIM URL, \
                 scim-api.configcat.com.",
        proof: "The check of the certificate shows the names it is for.",
        otherwise: Otherwise::OktaMayDiffer("The host set in Catflap shows the right certificate. Compare it with the one in `SCIM connector base URL` \
                    in Okta."),
        source: "General knowledge; the text is Java’s",
        rules: &[
            Rule::certain(96, &["subject alternative .. name|names|dns / doesn t match any of the subject / hostname .. not verified / \
                                 hostname mismatch / certificate for .. doesn|does|didn / certificate name mismatch / \
                                 sslpeerunverifiedexception"]),
        ],
        near: &["certificate-not-trusted", "host-unknown"],
        confirm: &[Proof::new("tls", Sign::Says("wrong name"))],
        rule_out: PASSES,
    },
    Cause {
        id: "tls-too-old",
        area: Area::Connection,
        title: "The endpoint offers no version of TLS that Okta takes",
        means: "Okta requires TLS 1.2 or later. The server, or what stands before it, offers only what is older, so Okta closes \
                the connection before it sends anything.",
        change: "Whoever runs the endpoint must switch on TLS 1.2 or 1.3. If the endpoint should be ConfigCat’s, compare `SCIM \
                 connector base URL` in Okta under `Provisioning › Integration`: another host answers.",
        proof: "The check of TLS shows the version that was agreed on, or that there was none.",
        otherwise: Otherwise::OktaMayDiffer(
            "The host set in Catflap speaks a safe version of TLS. Compare it with the one in `SCIM connector base URL` in Okta.",
        ),
        source: "Okta requires TLS 1.2 of what it connects to; the text is Java’s",
        rules: &[
            Rule::certain(96, &["fatal alert protocol version / server selected protocol version / no appropriate protocol / \
                                 unsupported|wrong tls version / tlsv1 alert protocol version"]),
        ],
        near: &["certificate-not-trusted"],
        confirm: &[Proof::new("tls", Sign::Says("version too old"))],
        rule_out: PASSES,
    },
];
