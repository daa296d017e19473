//! How texts are written in YAML: with and without quotes.

/// Whether a word has the form of a field's name. Nothing else is one in any schema.
pub(in super::super) fn is_field_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The first colon of a plain text that YAML would take for the end of a key.
pub(super) fn colon(text: &str) -> Option<usize> {
    text.match_indices(':').map(|(at, _)| at).find(|at| text[at + 1..].chars().next().is_none_or(|c| c.is_whitespace() && c != '\u{a0}'))
}

/// Where a comment cuts a plain text.
pub(super) fn comment(text: &str) -> Option<usize> {
    text.match_indices('#').map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with([' ', '\t']))
}

/// A name of a field and its colon at the beginning of a text.
pub(super) struct Key<'a> {
    pub(super) name: &'a str,
    /// Where its value may begin.
    pub(super) end: usize,
    pub(super) form: KeyForm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyForm {
    /// `heading: `
    Field,
    /// `heading:Kết quả`
    Glued,
    /// `Kết quả: `, which may be a text.
    Foreign,
}

pub(super) fn key(text: &str) -> Option<Key<'_>> {
    if let Some(mark) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = quoted(text, 0, text.len(), mark).end?;
        let gap = text[end..].len() - text[end..].trim_start_matches(' ').len();
        let end = end + gap;
        let follows = text[end..].strip_prefix(':')?;
        let ends = follows.is_empty() || follows.starts_with([' ', '\t']);
        return ends.then(|| Key { name: text[1..end].trim_end().trim_end_matches(mark), end: end + 1, form: KeyForm::Field });
    }
    if text.starts_with(['[', '{', '*', '&', '!', '|', '>', '%', '@', '`', '#']) {
        return None;
    }
    let word = text.find(':').map(|at| (&text[..at], at + 1));
    if let Some((name, end)) = word.filter(|(name, _)| is_field_name(name.trim_end())) {
        let rest = &text[end..];
        let form = if rest.is_empty() || rest.starts_with([' ', '\t']) { KeyForm::Field } else { KeyForm::Glued };
        return (!rest.starts_with("//")).then(|| Key { name: name.trim_end(), end, form });
    }
    let shown = &text[..comment(text).unwrap_or(text.len())];
    colon(shown).map(|at| Key { name: text[..at].trim_end(), end: at + 1, form: KeyForm::Foreign })
}

/// A text in quotes.
pub(super) struct Quoted {
    /// Behind the closing quote, if there is one before the limit.
    pub(super) end: Option<usize>,
    /// Backslashes before letters, and the first one that YAML does not know there.
    pub(super) backslashes: Vec<usize>,
    pub(super) wrong: Option<usize>,
}

/// Reads the text in quotes that begins at a place.
pub(super) fn quoted(text: &str, start: usize, limit: usize, mark: char) -> Quoted {
    let mut out = Quoted { end: None, backslashes: Vec::new(), wrong: None };
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < limit {
        match (bytes[at], bytes.get(at + 1)) {
            (b'\\', next) if mark == '"' => {
                let digits = match next {
                    Some(b'x') => 2,
                    Some(b'u') => 4,
                    Some(b'U') => 8,
                    _ => 0,
                };
                let hex = bytes.get(at + 2..at + 2 + digits).is_some_and(|all| all.iter().all(u8::is_ascii_hexdigit));
                if !hex || !next.is_some_and(|next| b"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(next)) {
                    out.wrong = out.wrong.or(Some(at));
                }
                if next.is_some_and(|next| !b"\"\\\r\n".contains(next)) {
                    out.backslashes.push(at);
                }
                at += 2;
            }
            (b'\'', Some(b'\'')) if mark == '\'' => at += 2,
            (byte, _) if char::from(byte) == mark => {
                out.end = Some(at + 1);
                break;
            }
            _ => at += 1,
        }
    }
    out
}

/// Whether a text cannot begin so without quotes.
pub(super) fn forbids(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    let alone = text[first.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
    let forbidden = match first {
        '*' | '%' | '@' | '`' | ',' | ']' | '}' | '|' | '>' => true,
        '&' | '!' | '-' | '?' | ':' => alone,
        _ => false,
    };
    forbidden.then_some(first)
}

/// Whether a value is the head of a block of text: `>-`, `|`.
pub(super) fn is_block_head(value: &str) -> bool {
    let head = value.split([' ', '\t']).next().unwrap_or_default();
    let rest = value[head.len()..].trim_start();
    head.starts_with(['|', '>'])
        && head.len() <= 3
        && head[1..].bytes().all(|b| b == b'-' || b == b'+' || b.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_told_from_texts() {
        let form = |text: &str| key(text).map(|key| (key.name.to_owned(), key.form));
        for (text, expected) in [
            ("heading: Kết quả", Some(("heading", KeyForm::Field))),
            ("heading:", Some(("heading", KeyForm::Field))),
            ("\"heading\" : x", Some(("heading", KeyForm::Field))),
            ("heading:Kết quả", Some(("heading", KeyForm::Glued))),
            ("Kết quả: đạt", Some(("Kết quả", KeyForm::Foreign))),
            ("VNPT: phối hợp", Some(("VNPT", KeyForm::Foreign))),
            ("https://a.vn", None),
            ("lúc 8:30", None),
            ("\"a\" và b", None),
        ] {
            assert!(form(text) == expected.map(|(name, form)| (name.to_owned(), form)), "{text}");
        }
    }

    #[test]
    fn what_a_backslash_may_stand_before() {
        let wrong = |text: &str| quoted(text, 0, text.len(), '"').wrong;
        assert_eq!(wrong(r#""C:\new\so-lieu""#), Some(7));
        assert_eq!(wrong(r#""a \"b\" \u00e1\n""#), None);
    }

    #[test]
    fn heads_of_blocks() {
        assert!(is_block_head(">-") && is_block_head("|2 # ghi chú") && is_block_head(">"));
        assert!(!is_block_head("> 50% hồ sơ") && !is_block_head("a"));
    }
}
