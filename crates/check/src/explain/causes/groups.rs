//! Group push.

use super::{Area, Cause, OKTA, Otherwise};
use crate::explain::proof::{Proof, Sign};
use crate::explain::rule::Rule;

const PUSH: &str = "push mapping / group push / push group|groups / pushed group|groups / user group";

pub(super) static CAUSES: &[Cause] = &[
    Cause {
        id: "group-members-missing",
        area: Area::Groups,
        title: "Members of the group are not synced, so they are left out",
        means: "Okta pushes a member only when the person is in the group, active, and assigned to the app with success. All \
                others are left out without an error, or make the push fail as “user not found”.",
        change: "In Okta on the `Assignments` tab, assign the missing people through a group of their own (not the pushed one) \
                 and wait until no red mark is left; then press `Push now` for the group on the `Push Groups` tab.",
        proof: "Under Groups, Catflap lists who is missing, each with the reason.",
        otherwise: Otherwise::Over,
        source: "Okta help: troubleshoot Group Push; GitHub getsentry/sentry#122540 (“User not found”)",
        rules: &[
            Rule::certain(81, &["server user|member|members|users .. not found|exist / user|member|users|members not found / unknown member|user / \
                                 invalid member|members", PUSH])
                .unless(&["matching user"]),
            Rule::likely(76, &["group|groups .. without .. users|members|people / group|groups .. empty|short / members|users .. missing|appear|absent / \
                                no members|users|people", "group / groups", "okta / scim / push+ / target app / configcat / assigned"])
                .unless(&["same group"]),
        ],
        near: &["same-group-assigned-and-pushed", "group-push-refused", "old-groups-kept", "group-gone"],
        confirm: &[Proof::new("members-exist", Sign::Troubled)],
        rule_out: &[],
    },
    Cause {
        id: "same-group-assigned-and-pushed",
        area: Area::Groups,
        title: "The same group is assigned and pushed",
        means: "Okta does not support one group for both: assigning and pushing race each other, people who were removed stay in \
                the group, and others come too late.",
        change: "Make a second group in Okta with the same members. Leave the one on the `Assignments` tab, and push the other \
                 on the `Push Groups` tab; unlink the old one there and choose `Leave the group in the target app`.",
        proof: "Catflap’s step on push groups compares the two tabs, once Okta is connected.",
        otherwise: Otherwise::Over,
        source: "Okta help: troubleshoot Group Push; GitHub okta/terraform-provider-okta#1164",
        rules: &[
            Rule::certain(84, &["same .. group", "assign+ / assignment|assignments", "push+ / group push"]),
            Rule::likely(77, &["removed user|users|people|member|members .. still|stay|remain|appear", "group / groups"]),
        ],
        near: &["group-members-missing", "old-groups-kept"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "group-gone",
        area: Area::Groups,
        title: "The group was deleted where Okta pushes it to",
        means: "Okta holds the id of a group that is no longer there: it was deleted in ConfigCat. Each push asks for that id and \
                is answered 404.",
        change: "In Okta on the `Push Groups` tab, open the group’s menu, choose `Unlink pushed group` with `Leave the group in \
                 the target app`, and push the group anew. Give the new group its permissions in ConfigCat: those of the old \
                 one are gone with it.",
        proof: "Under Groups, the push group has no counterpart in ConfigCat.",
        otherwise: Otherwise::Over,
        source: "Okta help: troubleshoot Group Push (a group deleted directly from the target app)",
        rules: &[
            Rule::certain(80, &["not found / 404 / does not|longer exist / no longer exists / was deleted / been deleted / resource .. not exist", PUSH])
                .unless(&["server user|member|members|users .. not found|exist / user|member|users|members not found", "matching user"]),
            Rule::certain(80, &["group .. deleted .. target|app|configcat / deleted .. group .. target|app"]),
        ],
        near: &["group-push-refused", "group-exists", "group-members-missing"],
        confirm: &[],
        rule_out: &[],
    },
    Cause {
        id: "group-push-refused",
        area: Area::Groups,
        title: "The endpoint refuses what Okta does to the group",
        means: "The push reached the endpoint, and it does not take this operation: a way of changing members or the name that it \
                does not know. Custom apps send the whole group by PUT, others a PATCH.",
        change: "In Okta on the `Push Groups` tab, look at the red mark for the whole text. Then unlink the group with `Leave the \
                 group in the target app` and push it anew. If it fails again, send the text to whoever runs the endpoint.",
        proof: "The rehearsal pushes a throwaway group and shows the answer to each operation.",
        otherwise: Otherwise::Told("A throwaway group is created, filled, renamed and emptied as it should be, so it is about this one. Unlink it in \
                    Okta on the `Push Groups` tab with `Leave the group in the target app`, and push it anew."),
        source: "GitHub Captain-P-Goldfish/scim-for-keycloak#144; Okta help: troubleshoot Group Push",
        rules: &[
            Rule::certain(79, &["not implemented / not supported / unsupported / method not allowed / patch .. operation / 501 / 405 / bad request / 400", PUSH]),
            Rule::likely(62, &["unable to update group push mapping / failed to push group|groups / while updating user group / \
                                while creating user group / group push mapping update or delete failed / group push error"]),
        ],
        near: &["group-gone", "group-exists", "group-members-missing"],
        confirm: &[
            Proof::new("lookup-unknown-group", Sign::Fails),
            Proof::new("unknown-group-id", Sign::Fails),
            Proof::row("create-group", Sign::Fails),
            Proof::row("add-one-member", Sign::Fails),
            Proof::row("add-several-members", Sign::Fails),
            Proof::row("same-members-again", Sign::Fails),
            Proof::row("rename-group", Sign::Fails),
            Proof::row("remove-one-member", Sign::Fails),
        ],
        rule_out: &[
            Proof::row("create-group", Sign::Passes),
            Proof::row("add-several-members", Sign::Passes),
            Proof::row("rename-group", Sign::Passes),
            Proof::row("remove-one-member", Sign::Passes),
        ],
    },
    Cause {
        id: "group-exists",
        area: Area::Groups,
        title: "A group of this name exists already where Okta pushes to",
        means: "Okta creates a group for each push group. The name is taken, by a group made by hand or left over from an earlier \
                push.",
        change: "In Okta on the `Push Groups` tab, choose `Link Group` and the one that exists, instead of `Create Group`; or \
                 rename one of the two. If nobody needs the old one, delete it in ConfigCat and push again.",
        proof: "Under Groups, a group of that name stands in ConfigCat without a push group in Okta.",
        otherwise: Otherwise::Over,
        source: "Okta support: Okta group push to existing groups",
        rules: &[
            Rule::certain(85, &["displayname .. already exists|exist|taken|use / group .. already exists|exist|taken / duplicate group|displayname / \
                                 group .. name .. taken|exists", OKTA]),
            Rule::certain(84, &["conflict / 409 / uniqueness / already exists", PUSH]),
        ],
        near: &["group-gone", "group-push-refused"],
        confirm: &[
            Proof::new("lookup-known-group", Sign::Troubled),
            Proof::row("create-group", Sign::Says("no look-up finds it")),
        ],
        rule_out: &[],
    },
];
