//! Takes what looks like a credential out of a pasted text before anything of the text is repeated.

/// Stands where a credential stood.
pub(super) const DOTS: &str = "••••";

/// Words after which a credential comes.
const SCHEMES: [&str; 11] = [
    "bearer",
    "ssws",
    "basic",
    "dpop",
    "token",
    "password",
    "secret",
    "apikey",
    "api_key",
    "access_token",
    "client_secret",
];

/// Opaque runs from this length on are taken for credentials, whatever stands before them.
const OPAQUE: usize = 20;

/// The text without what looks like a credential: what follows `Bearer`, `SSWS` and their like, runs of letters and digits
/// too long to be a word, and every other place where the same value stands.
pub(super) fn without(text: &str) -> String {
    let mut secrets: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_scheme = false;
    while let Some(first) = rest.chars().next() {
        let end = if after_scheme && !lead(first) {
            rest.find(ends_value).unwrap_or(rest.len()).max(first.len_utf8())
        } else {
            let inside = in_run(first);
            let whole = rest.find(|c| in_run(c) != inside).unwrap_or(rest.len());
            if after_scheme { rest.find(|c| !lead(c)).unwrap_or(rest.len()).min(whole) } else { whole }
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        let scheme = SCHEMES.iter().any(|scheme| piece.eq_ignore_ascii_case(scheme));
        if after_scheme && lead(first) {
            out.push_str(piece);
            continue;
        }
        if !scheme && (after_scheme || opaque(piece)) {
            // An ordinary word after “token” is left out here and left alone elsewhere.
            if opaque(piece) || telling(piece) {
                secrets.push(piece);
            }
            out.push_str(DOTS);
        } else {
            out.push_str(piece);
        }
        after_scheme = scheme;
    }
    secrets.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.dedup();
    for secret in secrets {
        if out.contains(secret) {
            out = out.replace(secret, DOTS);
        }
    }
    out
}

/// What may stand between a scheme and its credential.
fn lead(c: char) -> bool {
    c.is_whitespace() || ":='\"“”‘’`<\\".contains(c)
}

/// What ends a credential, whatever it is made of.
fn ends_value(c: char) -> bool {
    c.is_whitespace() || ",;&'\"“”‘’`<>(){}[]".contains(c)
}

/// `:` and `=` end a run, so that `token=abc` is two.
fn in_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~+/".contains(c)
}

/// Too long, and too mixed, for a word, a host name or a path.
fn opaque(run: &str) -> bool {
    run.split(['.', '/']).any(|part| part.len() >= OPAQUE && telling(part) && !is_uuid(part))
}

/// Holds a digit, or capital letters inside: no ordinary word.
fn telling(run: &str) -> bool {
    run.len() >= 4
        && (run.chars().any(|c| c.is_ascii_digit())
            || run.chars().skip(1).any(|c| c.is_ascii_uppercase())
            || run.len() >= 16)
}

fn is_uuid(part: &str) -> bool {
    part.len() == 36 && part.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_scheme_is_taken_out_wherever_it_stands() {
        assert_eq!(without("Authorization: Bearer abC1-x, again abC1-x"), "Authorization: Bearer ••••, again ••••");
        assert_eq!(without("ssws \"00aBcDe\""), "ssws \"••••\"");
        assert_eq!(without("Bearer Bearer abc123"), "Bearer Bearer ••••");
        assert_eq!(without("token=s3cr3t&x"), "token=••••&x");
    }

    #[test]
    fn a_long_opaque_run_is_taken_out_and_names_and_hosts_stay() {
        assert_eq!(without("key 8f14e45fceea167a5a36dedd4bea2543 end"), "key •••• end");
        let text = "ada.lovelace@example.com at scim-api.configcat.com/v2/08d5a03c-feb7-af1e-a1fa-40b3329f8bed";
        assert_eq!(without(text), text);
    }
}
