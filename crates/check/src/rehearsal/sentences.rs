//! The sentences on top of a rehearsal, and the journal's.

use super::{Fate, Row, Written};
use crate::{Verdict, words};

/// What is said on top.
pub(super) struct Top {
    pub headline: String,
    pub advice: String,
    pub todo: String,
}

/// What happened to the run as a whole.
pub(super) struct Outcome<'a> {
    pub rows: &'a [Row],
    /// What the first failing row breaks, as a sentence; empty when a sentence about the row itself says more.
    pub breaks: &'a str,
    /// What the first failing row found, short.
    pub claim: &'a str,
    pub cancelled: bool,
    pub provider: &'a str,
    pub written: &'a [Written],
}

pub(super) fn top(outcome: &Outcome<'_>) -> Top {
    let back = taken_back(outcome.written);
    let of = |verdict| outcome.rows.iter().filter(move |row| row.verdict == verdict);
    let left = left_todo(outcome.written);
    if let Some(first) = of(Verdict::Fail).next() {
        let headline = if outcome.breaks.is_empty() {
            format!("The rehearsal could not go on: {}.", words::lower_first(outcome.claim))
        } else {
            outcome.breaks.to_owned()
        };
        let more = match of(Verdict::Fail).count() {
            1 => String::new(),
            2 => " One more row failed.".to_owned(),
            many => format!(" {} more rows failed; the first often explains the rest.", many - 1),
        };
        let advice = format!("{}{more} {back}", first.saw);
        return Top { headline, advice, todo: join(&first.todo, &left) };
    }
    if outcome.cancelled {
        return Top { headline: "The rehearsal was cancelled before its end.".to_owned(), advice: back, todo: left };
    }
    let warned = of(Verdict::Warn).count();
    let advice = match warned {
        0 => back,
        1 => format!("One thing is worth knowing. {back}"),
        more => format!("{more} things are worth knowing. {back}"),
    };
    let todo = of(Verdict::Warn).map(|row| row.todo.as_str()).find(|todo| !todo.is_empty()).unwrap_or_default();
    Top {
        headline: format!("{} keeps everything that Okta sends.", crate::words::first_up(outcome.provider)),
        advice,
        todo: if left.is_empty() { todo.to_owned() } else { left },
    }
}

/// Whether everything is gone, in a sentence.
fn taken_back(written: &[Written]) -> String {
    let not = |fate| written.iter().filter(|one| one.fate == fate).count();
    match (written.len(), not(Fate::Left), not(Fate::Unsure)) {
        (0, ..) => "Nothing was written.".to_owned(),
        (_, 0, 0) => "Everything written was taken back.".to_owned(),
        (all, 0, unsure) => format!("Of {all} things written it is not known of {unsure} whether they are gone."),
        (all, left, 0) => format!("Of {all} things written {left} could not be taken back."),
        (all, left, unsure) => {
            format!("Of {all} things written {left} could not be taken back, and of {unsure} it is not known.")
        }
    }
}

/// What was written and that it is gone, by name.
pub(super) fn proof(written: &[Written]) -> String {
    if written.is_empty() {
        return "Nothing was written.".to_owned();
    }
    let count = match written.len() {
        1 => "1 thing was written".to_owned(),
        many => format!("{many} things were written"),
    };
    let all = names(written.iter());
    let gone = match (written.len(), written.iter().all(|one| one.fate == Fate::Gone)) {
        (1, true) => " It is gone: looked up again by name and by id.",
        (2, true) => " Both are gone: looked up again by name and by id.",
        (_, true) => " All are gone: looked up again by name and by id.",
        (_, false) => "",
    };
    let of = |fate, words: &str| {
        let some = names(written.iter().filter(|one| one.fate == fate));
        if some.is_empty() { String::new() } else { format!(" {words}: {some}.") }
    };
    format!("{count}: {all}.{gone}{}{}", of(Fate::Left, "Still there"), of(Fate::Unsure, "Not known"))
}

/// What to do about what is left; empty when nothing is.
pub(super) fn left_todo(written: &[Written]) -> String {
    let left = names(written.iter().filter(|one| one.fate != Fate::Gone));
    if left.is_empty() {
        return String::new();
    }
    format!(
        "Let Catflap take back again what its journal still holds ({left}), or delete it by hand on {}.",
        words::CONFIGCAT_PAGE
    )
}

fn names<'a>(written: impl Iterator<Item = &'a Written>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for one in written {
        if !all.contains(&one.name.as_str()) {
            all.push(&one.name);
        }
    }
    match all.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn join(first: &str, second: &str) -> String {
    [first, second].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::{EntryId, ResourceKind};

    fn written(name: &str, fate: Fate) -> Written {
        Written {
            entry: EntryId(1),
            kind: ResourceKind::User,
            name: name.into(),
            scim_id: None,
            fate,
            saw: String::new(),
            closed: fate == Fate::Gone,
        }
    }

    #[test]
    fn the_proof_names_what_was_written_and_what_is_left() {
        assert_eq!(proof(&[]), "Nothing was written.");
        let all = [written("a", Fate::Gone), written("b", Fate::Gone)];
        assert_eq!(proof(&all), "2 things were written: a and b. Both are gone: looked up again by name and by id.");
        assert_eq!(left_todo(&all), "");
        let some = [written("a", Fate::Gone), written("b", Fate::Left), written("c", Fate::Unsure)];
        assert_eq!(proof(&some), "3 things were written: a, b and c. Still there: b. Not known: c.");
        assert!(left_todo(&some).contains("(b and c)"));
    }
}
