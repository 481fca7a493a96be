//! The rows before they are played, in the order in which Okta sends.

use futures::future::BoxFuture;

use super::line::End;
use super::stage::Stage;
use super::{groups, patch, people};
use crate::answer::Answer;

/// The throwaway resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prop {
    First,
    Second,
    Group,
}

/// A write that a row sends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Write {
    /// Method and address below the SCIM URL.
    pub request: &'static str,
    pub on: Prop,
}

type Play = for<'a, 'b> fn(&'a mut Stage<'b>) -> BoxFuture<'a, Result<Answer, End>>;

/// A row before it is played.
pub(super) struct Part {
    /// Kebab-case, stable.
    pub id: &'static str,
    pub title: &'static str,
    /// What Okta sends; `{name}` is the name looked up.
    pub sends: &'static str,
    pub needs: &'static str,
    /// What it means for the administrator when it fails.
    pub breaks: &'static str,
    pub why: &'static str,
    /// What must be there; without it the row is skipped.
    pub props: &'static [Prop],
    pub writes: &'static [Write],
    /// Sent by apps of Okta's catalogue only: failing is a note.
    pub catalogue: bool,
    pub play: Play,
}

macro_rules! plays {
    ($play:path) => {
        |stage| Box::pin($play(stage))
    };
}

const USER_PUT: &str = "PUT /Users/{id}";
const USER_PATCH: &str = "PATCH /Users/{id}";
const GROUP_PUT: &str = "PUT /Groups/{id}";
const GROUP_PATCH: &str = "PATCH /Groups/{id}";

const fn on(request: &'static str, on: Prop) -> Write {
    Write { request, on }
}

const EMPTY_HANDS: &str = "Okta pushes a group’s people as the whole list, by PUT. What it is answered it believes: a member who is not kept is missing until somebody notices, and has not the permissions of the group.";
const STAYS: &str = "Okta takes people out of a group by sending the list without them. Who stays in keeps the permissions of the group.";
const CATALOGUE: &str = "Only apps of Okta’s catalogue send PATCH. An app that was made with the wizard, as ConfigCat’s guide makes it, sends PUT.";

const MEMBERS: &[Prop] = &[Prop::Group, Prop::First];
const BOTH: &[Prop] = &[Prop::Group, Prop::First, Prop::Second];

pub(super) static PARTS: [Part; 27] = [
    Part {
        id: "look-up-person",
        title: "Look up the person",
        sends: "GET /Users?filter=userName eq \"{name}\"",
        needs: "200 with nobody, or 404",
        breaks: "People can’t be looked up.",
        why: "Okta looks everybody up before it pushes them, and creates who is not found.",
        props: &[],
        writes: &[],
        catalogue: false,
        play: plays!(people::look_up),
    },
    Part {
        id: "create-person",
        title: "Create the person",
        sends: "POST /Users",
        needs: "201 with the user and its id",
        breaks: "People can’t be created.",
        why: "This is how everybody who is assigned arrives. Okta keeps the id of the answer and uses it for everything later.",
        props: &[],
        writes: &[on("POST /Users", Prop::First)],
        catalogue: false,
        play: plays!(people::create),
    },
    Part {
        id: "create-person-again",
        title: "Create the same again",
        sends: "POST /Users",
        needs: "409 uniqueness",
        breaks: "The same person can be created twice.",
        why: "Okta sends a create again when it did not get the answer to the first. Only a 409 keeps a twin from being made.",
        props: &[Prop::First],
        writes: &[on("POST /Users", Prop::First)],
        catalogue: false,
        play: plays!(people::create_again),
    },
    Part {
        id: "read-person",
        title: "Read the person",
        sends: "GET /Users/{id}",
        needs: "200 with what was created",
        breaks: "People are not kept as they were sent.",
        why: "Okta reads a user before every change of it.",
        props: &[Prop::First],
        writes: &[],
        catalogue: false,
        play: plays!(people::read),
    },
    Part {
        id: "change-profile",
        title: "Change the name",
        sends: "GET and PUT /Users/{id}",
        needs: "200, new name stored",
        breaks: "Changed names don’t arrive.",
        why: "Okta sends the whole user again when a profile changes.",
        props: &[Prop::First],
        writes: &[on(USER_PUT, Prop::First)],
        catalogue: false,
        play: plays!(people::change_profile),
    },
    Part {
        id: "deactivate-person",
        title: "Deactivate",
        sends: "GET and PUT /Users/{id} active: false",
        needs: "200, stays inactive",
        breaks: "Leavers stay active.",
        why: "Okta never deletes a user: who leaves is set inactive, by PUT. If that is not kept, leavers can go on signing in.",
        props: &[Prop::First],
        writes: &[on(USER_PUT, Prop::First)],
        catalogue: false,
        play: plays!(people::deactivate),
    },
    Part {
        id: "reactivate-person",
        title: "Reactivate",
        sends: "GET and PUT /Users/{id} active: true",
        needs: "200, active",
        breaks: "People who come back stay inactive.",
        why: "Okta sets who is assigned again active, by PUT.",
        props: &[Prop::First],
        writes: &[on(USER_PUT, Prop::First)],
        catalogue: false,
        play: plays!(people::reactivate),
    },
    Part {
        id: "create-second-person",
        title: "Create a second person",
        sends: "POST /Users",
        needs: "201 with the user and its id",
        breaks: "A second person can’t be created.",
        why: "This is how everybody who is assigned arrives.",
        props: &[Prop::First],
        writes: &[on("POST /Users", Prop::Second)],
        catalogue: false,
        play: plays!(people::create_second),
    },
    Part {
        id: "look-up-group",
        title: "Look up the group",
        sends: "GET /Groups?filter=displayName eq \"{name}\"",
        needs: "200 with nothing, or 404",
        breaks: "Groups can’t be looked up.",
        why: "Okta looks a group up before it pushes it, and creates it when it is not found.",
        props: &[],
        writes: &[],
        catalogue: false,
        play: plays!(groups::look_up),
    },
    Part {
        id: "create-group",
        title: "Create the group",
        sends: "POST /Groups",
        needs: "201 with an id",
        breaks: "Groups can’t be created.",
        why: "This is how every push group arrives, empty at first.",
        props: &[],
        writes: &[on("POST /Groups", Prop::Group)],
        catalogue: false,
        play: plays!(groups::create),
    },
    Part {
        id: "add-one-member",
        title: "Add one member",
        sends: GROUP_PUT,
        needs: "200, member stored",
        breaks: "Groups arrive without their people.",
        why: EMPTY_HANDS,
        props: MEMBERS,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::add_one),
    },
    Part {
        id: "add-another-member",
        title: "Add another member",
        sends: GROUP_PUT,
        needs: "200, both members stored",
        breaks: "Groups arrive without some of their people.",
        why: EMPTY_HANDS,
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::add_another),
    },
    Part {
        id: "empty-group",
        title: "Empty the group",
        sends: GROUP_PUT,
        needs: "200, no member stored",
        breaks: "People stay in groups that they left.",
        why: STAYS,
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::empty),
    },
    Part {
        id: "add-several-members",
        title: "Add several members",
        sends: GROUP_PUT,
        needs: "200, both members stored",
        breaks: "Groups arrive without some of their people.",
        why: EMPTY_HANDS,
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::add_several),
    },
    Part {
        id: "same-members-again",
        title: "The same members again",
        sends: GROUP_PUT,
        needs: "200, each member once",
        breaks: "Pushing a group again breaks it.",
        why: "“Push now” in Okta sends what is there already.",
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::same_again),
    },
    Part {
        id: "rename-group",
        title: "Rename the group",
        sends: GROUP_PUT,
        needs: "200, new name stored",
        breaks: "Renamed groups keep their old name.",
        why: "Okta sends a group’s new name together with its people, by PUT.",
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::rename),
    },
    Part {
        id: "remove-one-member",
        title: "Remove one member",
        sends: GROUP_PUT,
        needs: "200, the other stays",
        breaks: "People stay in groups that they left.",
        why: STAYS,
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::remove_one),
    },
    Part {
        id: "remove-last-member",
        title: "Remove the last member",
        sends: GROUP_PUT,
        needs: "200, no member stored",
        breaks: "The last person stays in a group that was emptied.",
        why: STAYS,
        props: BOTH,
        writes: &[on(GROUP_PUT, Prop::Group)],
        catalogue: false,
        play: plays!(groups::empty),
    },
    Part {
        id: "patch-deactivate",
        title: "Deactivate by PATCH",
        sends: "PATCH /Users/{id} replace {active: false}",
        needs: "200 or 204, inactive",
        breaks: "",
        why: CATALOGUE,
        props: &[Prop::First],
        writes: &[on(USER_PATCH, Prop::First)],
        catalogue: true,
        play: plays!(patch::deactivate),
    },
    Part {
        id: "patch-reactivate",
        title: "Reactivate by PATCH with a path",
        sends: "PATCH /Users/{id} replace active",
        needs: "200 or 204, active",
        breaks: "",
        why: CATALOGUE,
        props: &[Prop::First],
        writes: &[on(USER_PATCH, Prop::First)],
        catalogue: true,
        play: plays!(patch::reactivate),
    },
    Part {
        id: "patch-add-member",
        title: "Add a member by PATCH",
        sends: "PATCH /Groups/{id} add members",
        needs: "200 or 204, member stored",
        breaks: "",
        why: CATALOGUE,
        props: BOTH,
        writes: &[on(GROUP_PATCH, Prop::Group)],
        catalogue: true,
        play: plays!(patch::add_member),
    },
    Part {
        id: "patch-remove-member",
        title: "Remove a member by PATCH",
        sends: "PATCH /Groups/{id} remove members[value eq \"…\"]",
        needs: "200 or 204, member gone",
        breaks: "",
        why: CATALOGUE,
        props: BOTH,
        writes: &[on(GROUP_PATCH, Prop::Group)],
        catalogue: true,
        play: plays!(patch::remove_member),
    },
    Part {
        id: "patch-replace-members",
        title: "Replace all members by PATCH",
        sends: "PATCH /Groups/{id} replace members",
        needs: "200 or 204, both members stored",
        breaks: "",
        why: CATALOGUE,
        props: BOTH,
        writes: &[on(GROUP_PATCH, Prop::Group)],
        catalogue: true,
        play: plays!(patch::replace_members),
    },
    Part {
        id: "patch-rename-group",
        title: "Rename the group by PATCH",
        sends: "PATCH /Groups/{id} replace {id, displayName}",
        needs: "200 or 204, new name stored",
        breaks: "",
        why: CATALOGUE,
        props: &[Prop::Group],
        writes: &[on(GROUP_PATCH, Prop::Group)],
        catalogue: true,
        play: plays!(patch::rename),
    },
    Part {
        id: "deactivate-member",
        title: "Deactivate a member",
        sends: "GET and PUT /Users/{id} active: false",
        needs: "200, stays inactive",
        breaks: "Leavers stay active.",
        why: "Who leaves is often still a member of groups: Okta takes inactive people out of none.",
        props: &[Prop::First],
        writes: &[on(USER_PUT, Prop::First)],
        catalogue: false,
        play: plays!(people::deactivate),
    },
    Part {
        id: "delete-group",
        title: "Delete the group",
        sends: "DELETE /Groups/{id}",
        needs: "204, gone",
        breaks: "Groups that are unlinked in Okta stay.",
        why: "Okta sends this when a push group is unlinked with “Delete the group in the target app”.",
        props: &[Prop::Group],
        writes: &[on("DELETE /Groups/{id}", Prop::Group)],
        catalogue: false,
        play: plays!(groups::delete),
    },
    Part {
        id: "delete-people",
        title: "Delete the people",
        sends: "DELETE /Users/{id}",
        needs: "204, gone",
        breaks: "",
        why: "Okta never deletes a user. Catflap does, to take back what it wrote.",
        props: &[Prop::First],
        writes: &[on("DELETE /Users/{id}", Prop::Second), on("DELETE /Users/{id}", Prop::First)],
        catalogue: false,
        play: plays!(people::delete),
    },
];
