//! Where the endpoint may be when it is not at the URL that was given: the mistakes people make with SCIM URLs, undone.

use catflap_http::Url;

use super::clean_url;
use super::shape::is_uuid;

/// As many addresses are worth asking; more would be a search.
const MOST: usize = 8;

/// SCIM URLs near this one, all of the same origin, the likeliest first, without the one given: without `/Users` or a
/// doubled part, with `/v2` or `/scim/v2` added or taken away, with a slash at the end.
pub fn near_urls(url: &Url) -> Vec<Url> {
    let given = parts_of(url);
    let cleaned = clean_url(url.as_str()).url.map_or_else(|| given.clone(), |cleaned| parts_of(&cleaned));
    let mut paths: Vec<Vec<String>> = vec![cleaned.clone()];
    let mut once = cleaned.clone();
    once.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    paths.push(once);
    // The whole of it pasted twice.
    let (front, back) = cleaned.split_at(cleaned.len() / 2);
    if front == back {
        paths.push(front.to_vec());
    }
    // ConfigCat's form: the organization's id stands right behind v2.
    if let Some(id) = cleaned.iter().find(|part| is_uuid(part)) {
        paths.push(vec!["v2".into(), id.clone()]);
        paths.push(vec!["scim".into(), "v2".into(), id.clone()]);
    }
    let is = |part: Option<&String>, word: &str| part.is_some_and(|part| part.eq_ignore_ascii_case(word));
    let with = |base: &[String], more: &[&str]| -> Vec<String> {
        base.iter().cloned().chain(more.iter().map(|part| (*part).to_owned())).collect()
    };
    let last = cleaned.last();
    if is(last, "v1") {
        paths.push(with(&cleaned[..cleaned.len() - 1], &["v2"]));
    }
    if is(last, "v2") {
        let above = &cleaned[..cleaned.len() - 1];
        if !is(above.last(), "scim") {
            paths.push(with(above, &["scim", "v2"]));
        }
        paths.push(above.to_vec());
    } else {
        paths.push(with(&cleaned, &["v2"]));
        if !is(last, "scim") {
            paths.push(with(&cleaned, &["scim", "v2"]));
            paths.push(with(&cleaned, &["scim"]));
        }
    }
    paths.push(with(&[], &["scim", "v2"]));
    paths.push(with(&[], &["v2"]));

    let mut found: Vec<Url> = Vec::new();
    for path in paths {
        let mut near = url.clone();
        near.set_query(None);
        near.set_fragment(None);
        near.set_path(&path.join("/"));
        if path != given && !found.contains(&near) {
            found.push(near);
        }
    }
    found.truncate(MOST - 1);
    // Last, since hardly any server wants it: Okta then asks for …//Users.
    let mut slashed = url.clone();
    slashed.set_query(None);
    slashed.set_fragment(None);
    slashed.set_path(&format!("{}/", cleaned.join("/")));
    if !cleaned.is_empty() && !url.path().ends_with('/') {
        found.push(slashed);
    }
    found
}

fn parts_of(url: &Url) -> Vec<String> {
    url.path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(text: &str) -> Vec<String> {
        near_urls(&Url::parse(text).unwrap()).iter().map(|url| url.path().to_owned()).collect()
    }

    #[test]
    fn the_usual_mistakes_are_undone() {
        assert_eq!(near("https://x.example/scim/v2/Users")[0], "/scim/v2");
        assert_eq!(near("https://x.example/scim/v2/v2")[0], "/scim/v2");
        assert_eq!(near("https://x.example/scim/v2/scim/v2")[0], "/scim/v2");
        assert!(near("https://x.example/scim").contains(&"/scim/v2".to_owned()));
        assert!(near("https://x.example/api/v1").contains(&"/api/v2".to_owned()));
        assert!(near("https://x.example/").contains(&"/scim/v2".to_owned()));
        assert!(near("https://x.example/scim/v2").contains(&"/scim".to_owned()));
        assert!(near("https://x.example/scim/v2").contains(&"/scim/v2/".to_owned()), "with a slash at its end");
        let id = "08d920f2-1c1a-4d6c-8d2b-5f7a5f0c9a11";
        assert_eq!(near(&format!("https://scim-api.configcat.com/{id}"))[0], format!("/v2/{id}"));
        assert_eq!(near(&format!("https://scim-api.configcat.com/scim/{id}/Groups"))[1], format!("/v2/{id}"));
    }

    proptest! {
        #[test]
        fn what_is_near_is_of_the_same_origin_few_and_never_the_same(path in "(/|/v2|/v1|/scim|/Users|/x|//){0,5}") {
            let url = Url::parse(&format!("https://x.example{path}")).unwrap();
            let near = near_urls(&url);
            prop_assert!(near.len() <= MOST);
            for one in &near {
                prop_assert_eq!(one.origin(), url.origin());
                prop_assert_ne!(one.as_str(), url.as_str());
            }
        }
    }
}
