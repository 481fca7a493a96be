//! Search as you type: every row's text in one buffer, walked once for each word.

use memchr::memmem;

use crate::fold::lower;

/// Which rows a search keeps.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    words: Vec<u64>,
}

impl Rows {
    fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    fn add(&mut self, row: usize) {
        self.words[row / 64] |= 1 << (row % 64);
    }

    pub(crate) fn has(&self, row: usize) -> bool {
        self.words[row / 64] >> (row % 64) & 1 == 1
    }

    fn keep_only(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }
}

/// Texts without capitals, one after the other, a line break between them: no search word can reach over it.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    buffer: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a row with several texts in which a word may stand.
    pub(crate) fn push<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        for text in texts {
            self.buffer.extend(text.chars().flat_map(char::to_lowercase).map(|c| if c == '\n' { ' ' } else { c }));
            self.buffer.push('\n');
        }
        self.ends.push(self.buffer.len());
    }

    /// A text of a row as it was pushed, without capitals.
    fn text(&self, row: usize, nth: usize) -> &str {
        let from = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.buffer[from..self.ends[row]].split('\n').nth(nth).unwrap_or_default()
    }

    fn each_match(&self, word: &str, mut found: impl FnMut(usize)) {
        let finder = memmem::Finder::new(word);
        let (mut from, mut row) = (0, 0);
        while let Some(at) = finder.find(&self.buffer.as_bytes()[from..]) {
            let at = from + at;
            while self.ends[row] <= at {
                row += 1;
            }
            found(row);
            // one match is enough for a row
            from = self.ends[row];
        }
    }
}

/// Rows with texts of their own and texts shared through groups.
#[derive(Debug, Default)]
pub(crate) struct Index {
    rows: Texts,
    groups: Texts,
    rows_of_group: Vec<Vec<u32>>,
}

impl Index {
    pub(crate) fn new(rows: Texts, groups: Texts, rows_of_group: Vec<Vec<u32>>) -> Self {
        Self { rows, groups, rows_of_group }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.ends.len()
    }

    /// A row's own text, without capitals.
    pub(crate) fn text(&self, row: usize, nth: usize) -> &str {
        self.rows.text(row, nth)
    }

    /// The rows in which every word of `search` stands, be it in the row's own text or in a group's. `None`: no search.
    pub(crate) fn search(&self, search: &str) -> Option<Rows> {
        let mut kept: Option<Rows> = None;
        for word in lower(search).split_whitespace() {
            let mut rows = Rows::none(self.rows.ends.len());
            self.rows.each_match(word, |row| rows.add(row));
            self.groups.each_match(word, |group| {
                for &row in &self.rows_of_group[group] {
                    rows.add(row as usize);
                }
            });
            match &mut kept {
                Some(kept) => kept.keep_only(&rows),
                None => kept = Some(rows),
            }
        }
        kept
    }
}
