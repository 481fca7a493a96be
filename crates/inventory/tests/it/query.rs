use catflap_inventory::{
    Filter, GroupIndex, GroupQuery, GroupSort, GroupState, PeopleIndex, PersonState, Query, Sight, Sort, State,
};
use proptest::prelude::*;

fn person(name: &str, email: &str, state: State, groups: &[&str]) -> PersonState {
    PersonState {
        key: format!("scim:{email}"),
        name: name.into(),
        email: email.into(),
        user_id: Some(format!("id-{email}")),
        user_name: Some(email.into()),
        okta_id: None,
        member_id: None,
        okta: Sight::There,
        synced: Sight::There,
        configcat: Sight::Unseen,
        state,
        reason: String::new(),
        ghost: None,
        groups: groups.iter().map(ToString::to_string).collect(),
    }
}

fn some() -> Vec<PersonState> {
    vec![
        person("Zoé Ångström", "zoe@whisker.co", State::InSync, &["Developers", "Readers"]),
        person("Ana Costa", "ana.costa@whisker.co", State::Failed, &["Readers"]),
        person("Ivo Brandt", "ivo@catnip.dev", State::NotManaged, &[]),
        person("Ben Costa", "ben@whisker.co", State::InSync, &["Product owners"]),
    ]
}

fn ask(query: Query) -> (Vec<u32>, usize) {
    let page = PeopleIndex::new(&some()).page(&Query { limit: 10, ..query });
    (page.rows, page.total)
}

fn search(words: &str) -> Vec<u32> {
    ask(Query { search: words.into(), sort: Sort::Name, ..Query::default() }).0
}

#[test]
fn a_search_finds_names_addresses_ids_and_groups_without_regard_to_capitals() {
    assert_eq!(search("COSTA"), [1, 3]);
    assert_eq!(search("ZOÉ ång"), [0]);
    assert_eq!(search("catnip"), [2]);
    assert_eq!(search("id-ben"), [3]);
    assert_eq!(search("readers"), [1, 0]);
    assert_eq!(search(""), [1, 3, 2, 0]);
}

#[test]
fn all_words_must_stand_somewhere_in_the_row() {
    assert_eq!(search("costa readers"), [1]);
    assert_eq!(search("costa developers"), [] as [u32; 0]);
    assert_eq!(search("costaana"), [] as [u32; 0], "a word does not reach from one text into the next");
}

#[test]
fn filters_sorting_and_the_group_narrow_and_order() {
    assert_eq!(ask(Query { filter: Filter::NeedsLook, ..Query::default() }), (vec![1, 2], 2));
    assert_eq!(ask(Query { filter: Filter::State { state: State::InSync }, ..Query::default() }), (vec![3, 0], 2));
    assert_eq!(ask(Query { group: Some("Readers".into()), sort: Sort::Email, ..Query::default() }), (vec![1, 0], 2));
    assert_eq!(ask(Query { sort: Sort::Groups, descending: true, ..Query::default() }).0[0], 0);
    assert_eq!(ask(Query { group: Some("No such".into()), ..Query::default() }), (vec![], 0));
}

#[test]
fn counts_are_of_the_search_and_not_of_the_filter() {
    let query = Query {
        search: "whisker".into(),
        filter: Filter::State { state: State::Failed },
        limit: 10,
        ..Query::default()
    };
    let page = PeopleIndex::new(&some()).page(&query);
    assert_eq!(page.total, 1);
    assert_eq!((page.counts.all, page.counts.needs_look, page.counts.of_state(State::InSync)), (3, 1, 2));
}

#[test]
fn groups_are_found_and_sorted_by_members() {
    let group = |key: &str, name: &str, members: usize| GroupState {
        key: key.into(),
        name: name.into(),
        group_id: key.strip_prefix("scim:").map(str::to_owned),
        okta_id: Some("00g".into()),
        okta: Sight::There,
        synced: Sight::There,
        state: State::InSync,
        reason: String::new(),
        members,
        missing: vec![],
        extra: vec![],
    };
    let index = GroupIndex::new(&[group("scim:1", "Readers", 2), group("okta:00g", "Cooks", 1)]);
    let query = GroupQuery { limit: 10, ..GroupQuery::default() };
    assert_eq!(index.page(&query).rows, [1, 0]);
    assert_eq!(index.page(&GroupQuery { sort: GroupSort::Members, descending: true, ..query.clone() }).rows, [0, 1]);
    assert_eq!(index.page(&GroupQuery { search: "READ".into(), ..query.clone() }).rows, [0]);
    assert_eq!(index.page(&GroupQuery { search: "00G cook".into(), ..query }).rows, [1], "one that is not synced");
}

#[test]
fn marked_people_are_counted_under_the_search_and_listed_alone_where_that_is_wanted() {
    let index = PeopleIndex::new(&some());
    let query = |search: &str| Query { search: search.into(), sort: Sort::Name, limit: 10, ..Query::default() };
    let marked = |search: &str, filter, only| {
        let (page, marked) = index.page_marked(&Query { filter, ..query(search) }, &[1, 2, 3], only);
        (page.rows, page.total, marked)
    };
    assert_eq!(marked("", Filter::All, false), (vec![1, 3, 2, 0], 4, 3));
    assert_eq!(marked("", Filter::All, true), (vec![1, 3, 2], 3, 3));
    assert_eq!(marked("costa", Filter::NeedsLook, true), (vec![1], 1, 2));
}

prop_compose! {
    fn people()(rows in prop::collection::vec(("[a-cÄä ]{0,4}", "[a-c]{1,3}", 0..State::ALL.len(), prop::collection::btree_set("[a-d]{1,2}", 0..3)), 0..12)) -> Vec<PersonState> {
        rows.into_iter().map(|(name, email, state, groups)| {
            let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
            person(&name, &email, State::ALL[state], &groups)
        }).collect()
    }
}

proptest! {
    #[test]
    fn a_search_finds_what_a_plain_look_at_every_row_finds(people in people(), words in prop::collection::vec("[a-dÄ]{1,2}", 0..3)) {
        let search = words.join(" ");
        let query = Query { search: search.clone(), sort: Sort::Email, limit: 100, ..Query::default() };
        let mut rows = PeopleIndex::new(&people).page(&query).rows;
        rows.sort_unstable();
        let plain: Vec<u32> = (0u32..).zip(&people).filter(|(_, person)| {
            let texts: Vec<String> = [&person.name, &person.email, person.user_id.as_ref().unwrap()].into_iter()
                .chain(&person.groups).map(|text| text.to_lowercase()).collect();
            words.iter().all(|word| texts.iter().any(|text| text.contains(&word.to_lowercase())))
        }).map(|(at, _)| at).collect();
        prop_assert_eq!(rows, plain);
    }

    #[test]
    fn pages_side_by_side_are_the_whole_list(people in people(), size in 1..5usize, descending in any::<bool>()) {
        let index = PeopleIndex::new(&people);
        let whole = index.page(&Query { descending, limit: 1000, ..Query::default() });
        prop_assert_eq!(whole.rows.len(), people.len());
        prop_assert_eq!(whole.total, people.len());
        let mut joined = Vec::new();
        while joined.len() < whole.total {
            let page = index.page(&Query { descending, offset: joined.len(), limit: size, ..Query::default() });
            prop_assert!(!page.rows.is_empty());
            joined.extend(page.rows);
        }
        prop_assert_eq!(joined, whole.rows);
    }
}
