//! How a list stands in the journal: one entry a line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{ChangeLine, ChangeList};
use crate::journal::{ChangeEntryId, Entry, Journal, JournalError};

/// A line of a list, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLine {
    /// Names the list.
    pub list: String,
    /// The list without its lines; kept with its first line only.
    pub head: Option<ChangeList>,
    /// The line.
    pub line: ChangeLine,
}

/// A list that was begun and not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenList {
    /// The list, its lines as they were kept last.
    pub list: ChangeList,
    /// The entry of each line, in the order of the lines.
    pub entries: Vec<ChangeEntryId>,
}

/// The lists of a journal that were begun and not ended, oldest first.
///
/// # Errors
/// The journal can't be read.
pub fn open_lists(journal: &dyn Journal<KeptLine>) -> Result<Vec<OpenList>, JournalError> {
    let mut lists: BTreeMap<String, Vec<Entry<KeptLine>>> = BTreeMap::new();
    for entry in journal.left()? {
        lists.entry(entry.what.list.clone()).or_default().push(entry);
    }
    let mut open: Vec<OpenList> = lists.into_values().filter_map(together).collect();
    open.sort_by_key(|list| list.entries.first().copied());
    Ok(open)
}

fn together(mut entries: Vec<Entry<KeptLine>>) -> Option<OpenList> {
    entries.sort_by_key(|entry| entry.what.line.number);
    let head = entries.iter_mut().find_map(|entry| entry.what.head.take())?;
    let (entries, lines) = entries.into_iter().map(|entry| (entry.id, entry.what.line)).unzip();
    Some(OpenList { list: ChangeList { lines, ..head }, entries })
}

/// The entries of a list that is about to begin.
pub(super) fn kept(list: &ChangeList) -> Vec<KeptLine> {
    let head = ChangeList { lines: Vec::new(), ..list.clone() };
    let mut kept: Vec<KeptLine> =
        list.lines.iter().map(|line| KeptLine { list: list.id.clone(), head: None, line: line.clone() }).collect();
    if let Some(first) = kept.first_mut() {
        first.head = Some(head);
    }
    kept
}
