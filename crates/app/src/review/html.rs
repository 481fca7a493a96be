//! One page that stands for itself: no script, nothing from elsewhere; to be read, kept and printed.

use std::fmt::Write as _;

use catflap_access::{PlanGroup, Severity};

use super::{Review, UNSEEN, whom};
use crate::act::access::gives;
use crate::when;
use crate::wire::ReviewRow;

/// Nothing may be loaded or run, whatever a name contains.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 40px 28px; color: #2b2723; background: #fff;
  font: 14px/1.5 Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0; font-size: 26px; letter-spacing: -0.01em; }
h2 { margin: 34px 0 8px; font-size: 16px; }
p { margin: 6px 0; }
.lead { font-size: 17px; font-weight: 600; }
.quiet, dt { color: #6d645b; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 16px 0 0; }
dd { margin: 0; }
ul { margin: 6px 0; padding-left: 20px; }
table { width: 100%; border-collapse: collapse; font-size: 12.5px; }
th { text-align: left; font-weight: 600; color: #6d645b; }
th, td { padding: 7px 10px 7px 0; vertical-align: top; border-bottom: 1px solid #e6e0d8; overflow-wrap: anywhere;
  unicode-bidi: isolate; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
#people { table-layout: fixed; }
td div { padding-left: 8px; text-indent: -8px; }
td.place { width: 2.5em; color: #6d645b; }
.name { font-weight: 600; }
@page { size: A4 landscape; margin: 14mm; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } table { font-size: 8.5pt; } h2 { break-after: avoid; } }
";

pub(super) fn page(review: &Review) -> String {
    let mut out = String::with_capacity(8_192 + review.rows.len() * 512);
    let (profile, day) = (escaped(&review.profile), escaped(&when::said_of(&review.read_at)));
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>Access review of {profile}, \
         {day}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>Access review</h1>\n<p class=\"lead\">{}</p>\n<dl>\n",
        escaped(&review.sentence)
    );
    for (term, what) in [
        ("Profile", review.profile.clone()),
        ("People read", when::said_of(&review.read_at)),
        ("Written", format!("{}, by Catflap", when::said_of(&review.written_at))),
        ("Seen by", review.connections.join(", ")),
    ] {
        let _ = writeln!(out, "<dt>{term}</dt><dd>{}</dd>", escaped(&what));
    }
    out.push_str("</dl>\n</header>\n");
    unseen(&mut out, &review.unseen);
    plan(&mut out, &review.plan.groups);
    if !review.guards.is_empty() {
        out.push_str("<section>\n<h2>To know of this plan</h2>\n<ul>\n");
        for guard in &review.guards {
            let weight = match guard.severity {
                Severity::Stop => "Stop",
                Severity::Warn => "Warning",
                Severity::Info => "Worth knowing",
            };
            let (message, remedy) = (escaped(&guard.message), escaped(&guard.remedy));
            let _ = write!(out, "<li><b>{weight}.</b> {message} <span class=\"quiet\">{remedy}</span>");
            let (named, more) = whom(&guard.guard);
            if !named.is_empty() {
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let _ = write!(out, "<br><span class=\"quiet\">{}{more}</span>", escaped(&named.join(", ")));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n</section>\n");
    }
    people(&mut out, &review.rows);
    out.push_str("</body>\n</html>\n");
    out
}

fn unseen(out: &mut String, sentences: &[String]) {
    out.push_str("<section>\n<h2>What this review can’t say</h2>\n<ul>\n");
    for sentence in sentences {
        let _ = writeln!(out, "<li>{}</li>", escaped(sentence));
    }
    out.push_str("</ul>\n</section>\n");
}

fn plan(out: &mut String, groups: &[PlanGroup]) {
    out.push_str(
        "<section>\n<h2>The plan, in priority order</h2>\n<p class=\"quiet\">Where two of a person’s groups name one product, \
         the first decides.</p>\n<table>\n<thead><tr><th></th><th>Group</th><th>Gives</th></tr></thead>\n<tbody>\n",
    );
    for (at, group) in groups.iter().enumerate() {
        let gives = Some(gives(group)).filter(|gives| !gives.is_empty()).unwrap_or_else(|| "Nothing".to_owned());
        let (name, gives) = (escaped(&group.name), escaped(&gives));
        let _ = writeln!(out, "<tr><td class=\"place\">{}</td><td>{name}</td><td>{gives}</td></tr>", at + 1);
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// Columns of the people, with how much of the width each takes in percent.
const COLUMNS: [(&str, u8); 8] = [
    ("Name", 18),
    ("Okta", 8),
    ("Synced", 8),
    ("ConfigCat", 9),
    ("State", 16),
    ("Groups", 13),
    ("Would be allowed", 15),
    ("Allowed today", 13),
];

fn people(out: &mut String, rows: &[ReviewRow]) {
    out.push_str("<section>\n<h2>People</h2>\n<table id=\"people\">\n<colgroup>");
    for (_, width) in COLUMNS {
        let _ = write!(out, "<col style=\"width: {width}%\">");
    }
    out.push_str("</colgroup>\n<thead><tr>");
    for (column, _) in COLUMNS {
        let _ = write!(out, "<th>{column}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        let _ =
            write!(out, "<tr><td><span class=\"name\">{}</span><br>{}</td>", escaped(&row.name), escaped(&row.email));
        for cell in [&row.okta, &row.synced, &row.configcat, &row.state] {
            let _ = write!(out, "<td>{}</td>", escaped(cell));
        }
        list(out, &row.groups, "None");
        list(out, &row.planned, "Nothing");
        match &row.today {
            Some(today) => list(out, today, "Nothing"),
            None => {
                let _ = write!(out, "<td class=\"quiet\">{UNSEEN}</td>");
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn list(out: &mut String, things: &[String], none: &str) {
    if things.is_empty() {
        let _ = write!(out, "<td class=\"quiet\">{none}</td>");
        return;
    }
    out.push_str("<td>");
    for thing in things {
        let _ = write!(out, "<div>{}</div>", escaped(thing));
    }
    out.push_str("</td>");
}

/// As text, wherever it stands. What no page may contain (control characters) is shown as such.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !c.is_whitespace() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::{Html, Selector};

    use super::*;
    use crate::review::sample;

    fn select(page: &Html, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(|element| element.text().collect()).collect()
    }

    #[test]
    fn a_name_that_is_markup_is_read_as_text() {
        let name = "<script>alert(1)</script><img src=x onerror=\"alert(2)\">";
        let page = Html::parse_document(&page(&sample::review(vec![sample::row(name)])));
        assert_eq!(page.errors, Vec::<String>::new(), "the page is well formed");
        for never in ["script", "img", "link", "iframe", "[src]", "[href]", "[onerror]"] {
            assert_eq!(select(&page, never), Vec::<String>::new(), "{never}");
        }
        assert_eq!(select(&page, ".name"), [name]);
        assert_eq!(select(&page, "title"), ["Access review of Whisker & Co, 12 May 2026, 14:01 UTC"]);
    }

    #[test]
    fn the_plan_stands_in_its_order_and_everybody_in_theirs() {
        let rows = vec![sample::row("Ana"), sample::row("Ben")];
        let page = Html::parse_document(&page(&sample::review(rows)));
        assert_eq!(
            select(&page, "section:nth-of-type(2) td:nth-child(2)"),
            ["Readers", "</td><script>alert(1)</script>"]
        );
        assert_eq!(select(&page, "section:nth-of-type(3) li span:last-child"), ["<i>ana, ben and 3 more"]);
        assert_eq!(select(&page, ".name"), ["Ana", "Ben"]);
        assert_eq!(select(&page, "#people tbody tr:first-child td:last-child"), [UNSEEN]);
    }

    #[test]
    fn the_page_names_no_address_to_load_from() {
        let page = page(&sample::review(vec![sample::row("Ana")]));
        for remote in ["http:", "https:", "url(", "@import"] {
            assert!(!page.contains(remote), "{remote}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_name_is_the_page_says_it_and_nothing_more(name in any::<String>()) {
            let page = Html::parse_document(&page(&sample::review(vec![sample::row(&name)])));
            let shown: String = name.chars().map(|c| if c.is_control() && !c.is_whitespace() { '\u{fffd}' } else { c }).collect();
            // a reader of HTML takes every end of a line for \n
            prop_assert_eq!(&select(&page, ".name"), &[shown.replace("\r\n", "\n").replace('\r', "\n")]);
            prop_assert_eq!(select(&page, "#people tbody tr").len(), 1);
        }
    }
}
