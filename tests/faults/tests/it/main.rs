//! The fault table, played.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use catflap_check::Verdict;
use catflap_faults::{Played, Row, Said, complaints, document, play_all, table};
use tokio::sync::OnceCell;

static ALL: OnceCell<Vec<(Row, Played)>> = OnceCell::const_new();

/// Every row is played once for all tests.
async fn all() -> &'static [(Row, Played)] {
    ALL.get_or_init(play_all).await
}

fn said<'a>(all: &'a [(Row, Played)], id: &str) -> &'a [Said] {
    &all.iter().find(|(row, _)| row.id == id).unwrap().1.said
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_server_passes_everything() {
    for id in ["healthy", "healthy-rehearsal"] {
        let off: Vec<_> = said(all().await, id)
            .iter()
            .filter(|said| said.verdict != Verdict::Pass && said.id != "tls")
            .map(|said| (&said.id, said.verdict, &said.saw))
            .collect();
        assert!(off.is_empty(), "{id}: {off:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_found_by_the_check_it_names_and_by_no_other() {
    let all = all().await;
    let mut wrong = Vec::new();
    for (row, played) in all {
        let healthy = row.healthy().map_or(&[][..], |id| said(all, id));
        wrong.extend(complaints(row, played, healthy).into_iter().map(|what| format!("{}: {what}", row.id)));
    }
    let mut slow: Vec<_> = all.iter().map(|(row, played)| (played.ms, row.id)).collect();
    slow.sort_unstable();
    println!("slowest: {:?}", &slow[slow.len() - 5..]);
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documentation_is_what_the_runs_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/faults.md");
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    let fresh = document(all().await);
    let differing: Vec<_> = fresh.lines().filter(|line| !stored.lines().any(|other| other == *line)).collect();
    assert!(
        stored == fresh,
        "docs/faults.md is stale. Run: cargo run -p catflap-faults --example table\n{}",
        differing.join("\n")
    );
}

#[test]
fn every_row_has_an_id_of_its_own_and_a_sentence() {
    let rows: Vec<&Row> = table().into_iter().flat_map(|theme| theme.rows).collect();
    assert!(rows.len() >= 60, "{}", rows.len());
    let mut ids = HashSet::new();
    for row in rows {
        assert!(ids.insert(row.id), "{} stands twice", row.id);
        assert!(row.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", row.id);
        assert!(!row.does.is_empty() && !row.does.ends_with('.'), "{}", row.id);
        assert!(!row.finds.is_empty() || row.id.starts_with("healthy"), "{} is found by nobody", row.id);
    }
}
