//! People who left, or came back.

use super::{Area, Cause, Otherwise};
use crate::explain::rule::Rule;

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "leaver-still-active",
        area: Area::Leavers,
        title: "Okta does not deactivate who is unassigned",
        means: "`Deactivate Users` is off, so unassigning sends nothing; or the person was only suspended in Okta, which sends \
                nothing either. The account stays active.",
        change: "In Okta under `Provisioning › To App`, press `Edit`, tick `Deactivate Users`, and `Save`. For those who left \
                 meanwhile: assign them again, then unassign them.",
        proof: "Under People, these stand as active in ConfigCat and not assigned in Okta.",
        otherwise: Otherwise::Over,
        source: "Okta support: System Log query for the Deactivate Users setting; Okta’s SCIM 2.0 reference",
        rules: &[
            Rule::certain(86, &["stop deprovisioning unassigned"]),
            Rule::certain(85, &["deactivate users .. off|disabled|unticked|unchecked|not|deselected"]),
            Rule::likely(
                75,
                &[
                    "still .. active|enabled|access|member / remains|stays .. active|enabled",
                    "left / leaver|leavers / unassigned|unassign / deactivated / suspended / offboard+ / removed from|in",
                ],
            ),
        ],
        near: &["no-external-id", "active-refused"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "no-external-id",
        area: Area::Leavers,
        title: "Okta lost the link to this person’s account",
        means: "The last push failed, so Okta holds no external id for the person and sends neither changes nor a deactivation, \
                whatever is ticked. The account lives on in ConfigCat.",
        change: "In Okta on the `Assignments` tab, assign the person again until the push succeeds, and unassign only then. \
                 Until it does, disable the person on ConfigCat’s Members page.",
        proof: "Under People, the person stands in ConfigCat, and Okta has no external id for them.",
        otherwise: Otherwise::Over,
        source: "Okta developer forum: removing user from app, 7207; Okta support: why the external ID is needed",
        rules: &[
            Rule::certain(
                87,
                &[
                    "no|missing|empty|null|without|lacking|lacks|invalid external|an id / no|missing|null|empty externalid",
                    "external id / externalid",
                ],
            ),
            Rule::certain(
                86,
                &["external id|identifier .. missing|null|empty|not|blank / externalid .. null|missing|empty|not"],
            ),
        ],
        near: &["leaver-still-active", "assigned-before-provisioning", "matching-user-not-found"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "old-groups-kept",
        area: Area::Leavers,
        title: "Memberships of inactive people are not pushed",
        means: "Okta pushes no membership of somebody who is inactive or staged. Who comes back keeps the groups of before, with \
                their permissions, until the group is pushed again.",
        change: "In Okta on the `Push Groups` tab, open the menu of each group the person was in, and press `Push now`. Do the \
                 same after reactivating somebody.",
        proof: "Under People, the groups in ConfigCat are more than those in Okta.",
        otherwise: Otherwise::Over,
        source: "Atlassian community 2349197; GitHub metabase/metabase#48276; Okta help: troubleshoot Group Push",
        rules: &[
            Rule::certain(
                79,
                &[
                    "inactive / staged / deactivated user|users|people|member|members|person",
                    "group / groups / membership|memberships",
                    "pushed / push / kept / keeps / old / removed",
                ],
            ),
            Rule::likely(
                78,
                &[
                    "old|previous|former groups|group|memberships|membership",
                    "return+ / reactivat+ / rehired / came back / comes back / still / keeps / rejoin+",
                ],
            ),
        ],
        near: &["group-members-missing", "leaver-still-active"],
        confirm: &[],
        rule_out: &[],
    },
];
