//! For a spreadsheet: RFC 4180, UTF-8 with a byte order mark, so that Excel reads names as they are.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::UNSEEN;
use crate::wire::ReviewRow;

const HEAD: [&str; 9] =
    ["Name", "E-mail", "Okta", "Synced", "ConfigCat", "State", "Groups", "Would be allowed", "Allowed today"];

/// A cell that a spreadsheet would take for a formula is kept as text by an apostrophe before it: names come from people
/// (OWASP, “CSV Injection”).
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A line a person; what is many is separated by semicolons.
pub(super) fn table(rows: &[ReviewRow]) -> Result<String, String> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(HEAD).map_err(|error| error.to_string())?;
    for row in rows {
        let (groups, planned) = (row.groups.join("; "), listed(&row.planned));
        let today = row.today.as_deref().map_or_else(|| UNSEEN.to_owned(), listed);
        let cells =
            [&row.name, &row.email, &row.okta, &row.synced, &row.configcat, &row.state, &groups, &planned, &today];
        out.write_record(cells.map(|cell| harmless(cell).into_owned())).map_err(|error| error.to_string())?;
    }
    let bytes = out.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

fn listed(things: &[String]) -> String {
    if things.is_empty() { "Nothing".to_owned() } else { things.join("; ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::review::sample;

    fn read(text: &str) -> Vec<Vec<String>> {
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), HEAD);
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn what_begins_like_a_formula_reaches_a_spreadsheet_as_text() {
        for name in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"] {
            let cells = &read(&table(&[sample::row(name)]).unwrap())[0];
            assert_eq!(cells[0], format!("'{name}"));
        }
        assert_eq!(harmless("ana = ben"), "ana = ben");
    }

    #[test]
    fn what_was_not_seen_is_no_nothing() {
        let mut row = sample::row("Ana");
        row.planned.clear();
        assert_eq!(read(&table(&[row.clone()]).unwrap())[0][7..], ["Nothing", UNSEEN]);
        row.today = Some(vec![]);
        assert_eq!(read(&table(&[row]).unwrap())[0][8], "Nothing");
    }

    #[test]
    fn lines_end_as_the_standard_says() {
        let text = table(&[sample::row("Ana")]).unwrap();
        assert_eq!((text.matches('\n').count(), text.matches("\r\n").count()), (2, 2));
    }

    proptest! {
        #[test]
        fn whatever_a_name_is_it_is_one_cell_and_no_formula(name in any::<String>(), group in "[=+@;,\"\r\n' a-c-]{0,12}") {
            let mut row = sample::row(&name);
            row.groups = vec![group.clone()];
            let read = read(&table(&[row]).unwrap());
            prop_assert_eq!((read.len(), read[0].len()), (1, HEAD.len()));
            for (cell, meant) in [(&read[0][0], &name), (&read[0][6], &group)] {
                prop_assert_eq!(cell.strip_prefix('\'').filter(|_| !meant.starts_with('\'')).unwrap_or(cell), meant);
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            }
        }
    }
}
