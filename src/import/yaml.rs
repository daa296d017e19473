//! Data as a person would write it: YAML with comments, block scalars for long texts, short rows on one line.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::text::{is_letter, upper};

/// Columns that a line of text takes at most, its indent aside.
pub(super) const WIDTH: usize = 110;
/// Texts up to this length stay on the line of their key.
const SHORT: usize = 90;

/// A value with what is said of it above.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node<K = &'static str> {
    pub(super) value: Value<K>,
    /// A comment above it.
    pub(super) note: Option<String>,
}

/// A value of the data.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<K = &'static str> {
    /// Words.
    Text(String),
    /// Something that is written as it stands: a number, `true`, an empty value.
    Bare(String),
    List(Vec<Node<K>>),
    Map(Map<K>),
}

/// Keys with their values, in the order they are written.
pub(super) type Map<K = &'static str> = Vec<(K, Node<K>)>;

impl<K> From<Value<K>> for Node<K> {
    fn from(value: Value<K>) -> Self {
        Node { value, note: None }
    }
}

/// Words as a value.
pub(super) fn text(words: impl Into<String>) -> Node {
    Value::Text(words.into()).into()
}

/// A number or word of YAML's own as a value.
pub(super) fn bare(word: impl ToString) -> Node {
    Value::Bare(word.to_string()).into()
}

/// A list of texts.
pub(super) fn texts(all: impl IntoIterator<Item = String>) -> Node {
    Value::List(all.into_iter().map(text).collect()).into()
}

impl<K> Node<K> {
    /// Adds what is to be said of it.
    pub(super) fn noted(mut self, note: impl Into<String>) -> Self {
        let note = note.into();
        self.note = Some(match self.note {
            Some(before) => format!("{before} {note}"),
            None => note,
        });
        self
    }

    /// Whether a row of cells can show it on its line.
    fn is_plain(&self) -> bool {
        self.note.is_none() && matches!(&self.value, Value::Text(_) | Value::Bare(_))
    }
}

/// A value as JSON in capitals, in which words of two files are compared.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Text(words) => Json::String(upper(words)),
        Value::Bare(word) => word.parse::<i64>().map_or_else(|_| Json::String(upper(word)), Json::from),
        Value::List(list) => Json::Array(list.iter().map(|node| json(&node.value)).collect()),
        Value::Map(map) => Json::Object(map.iter().map(|(key, node)| ((*key).to_owned(), json(&node.value))).collect()),
    }
}

/// JSON of another file in capitals.
pub(super) fn shouted(value: Json) -> Json {
    match value {
        Json::String(words) => Json::String(upper(&words)),
        Json::Array(list) => Json::Array(list.into_iter().map(shouted).collect()),
        Json::Object(map) => Json::Object(map.into_iter().map(|(key, value)| (key, shouted(value))).collect()),
        other => other,
    }
}

/// Calls `visit` with every comment and the key that it stands at, or the one above.
pub(super) fn notes(map: &Map, visit: &mut impl FnMut(&str, &str)) {
    for (key, node) in map {
        noted(key, node, visit);
    }
}

fn noted(key: &str, node: &Node, visit: &mut impl FnMut(&str, &str)) {
    if let Some(note) = &node.note {
        visit(key, note);
    }
    match &node.value {
        Value::Map(map) => map.iter().for_each(|(key, node)| noted(key, node, visit)),
        Value::List(list) => list.iter().for_each(|node| noted(key, node, visit)),
        Value::Text(_) | Value::Bare(_) => {}
    }
}

/// The file's text; `head` are the comments at its top.
pub(super) fn write<K: AsRef<str>>(head: &[String], map: &Map<K>) -> String {
    let mut out: String = head.iter().map(|line| format!("# {line}\n")).collect();
    entries(map, 0, false, &mut out);
    out
}

/// Writes the keys of a mapping; the first one may go on on a line that is begun.
fn entries<K: AsRef<str>>(map: &Map<K>, indent: usize, begun: bool, out: &mut String) {
    for (at, (key, node)) in map.iter().enumerate() {
        if !(begun && at == 0) {
            comment(node, indent, out);
            out.push_str(&" ".repeat(indent));
        }
        let _ = write!(out, "{}:", shown_key(key.as_ref()));
        value(&node.value, indent, out);
    }
}

/// A key as it is written: one that is no plain word in quotes.
fn shown_key(key: &str) -> String {
    let plain = is_plain(key) && !key.contains([':', '[', ']', '{', '}', ',']);
    if plain { key.to_owned() } else { quoted(key) }
}

/// Data of any document as its file: what the program reads out of it is the same data.
pub fn written(data: &Json) -> String {
    match of_json(data) {
        Value::Map(map) => write(&[], &map),
        other => {
            let mut out = String::new();
            value(&other, 0, &mut out);
            out.trim_start().to_owned()
        }
    }
}

fn of_json(data: &Json) -> Value<String> {
    match data {
        Json::String(words) => Value::Text(words.clone()),
        Json::Array(list) => Value::List(list.iter().map(|one| of_json(one).into()).collect()),
        Json::Object(map) => Value::Map(map.iter().map(|(key, value)| (key.clone(), of_json(value).into())).collect()),
        Json::Null => Value::Bare(String::new()),
        bare => Value::Bare(bare.to_string()),
    }
}

fn comment<K>(node: &Node<K>, indent: usize, out: &mut String) {
    for line in node.note.iter().flat_map(|note| wrapped(note, WIDTH)) {
        let _ = writeln!(out, "{}# {line}", " ".repeat(indent));
    }
}

/// Writes what stands behind a key or a dash.
pub(super) fn value<K: AsRef<str>>(value: &Value<K>, indent: usize, out: &mut String) {
    match value {
        Value::Bare(word) if word.is_empty() => out.push('\n'),
        Value::Bare(word) => _ = writeln!(out, " {word}"),
        Value::Text(words) => scalar(words, indent, out),
        Value::List(list) if list.is_empty() => out.push_str(" []\n"),
        Value::List(list) => match flow(list) {
            Some(line) if line.chars().count() < SHORT => _ = writeln!(out, " {line}"),
            _ => {
                out.push('\n');
                for node in list {
                    item(node, indent + 2, out);
                }
            }
        },
        Value::Map(map) if map.is_empty() => out.push_str(" {}\n"),
        Value::Map(map) => {
            out.push('\n');
            entries(map, indent + 2, false, out);
        }
    }
}

/// Writes an element of a list.
pub(super) fn item<K: AsRef<str>>(node: &Node<K>, indent: usize, out: &mut String) {
    comment(node, indent, out);
    out.push_str(&" ".repeat(indent));
    out.push('-');
    match &node.value {
        Value::Map(map) if !map.is_empty() => {
            // A comment on the first key stands above the whole.
            if let Some((_, first)) = map.first().filter(|(_, first)| first.note.is_some()) {
                out.truncate(out.len() - 1 - indent);
                comment(first, indent, out);
                out.push_str(&" ".repeat(indent));
                out.push('-');
            }
            out.push(' ');
            entries(map, indent + 2, true, out);
        }
        other => value(other, indent, out),
    }
}

/// A short list of plain values on one line; texts that are paragraphs have lines of their own.
fn flow<K>(list: &[Node<K>]) -> Option<String> {
    if list.len() < 2 && !list.iter().all(|n| matches!(&n.value, Value::Text(t) if t.chars().count() < 12)) {
        return None;
    }
    let all: Option<Vec<String>> = list
        .iter()
        .map(|node| match &node.value {
            _ if !node.is_plain() => None,
            Value::Bare(word) => Some(word.clone()),
            Value::Text(words) if words.chars().count() > SHORT => None,
            Value::Text(words) => Some(flow_scalar(words)),
            Value::List(_) | Value::Map(_) => None,
        })
        .collect();
    all.map(|all| format!("[{}]", all.join(", ")))
}

/// Words in a list on one line, or before a comment.
pub(super) fn flow_scalar(words: &str) -> String {
    if is_plain(words) && !words.contains([',', '[', ']', '{', '}']) { words.to_owned() } else { quoted(words) }
}

/// Writes words behind a key or a dash in the column `indent`.
pub(super) fn scalar(words: &str, indent: usize, out: &mut String) {
    let length = words.chars().count();
    if is_plain(words) && length <= SHORT {
        let _ = writeln!(out, " {words}");
    } else if length > SHORT && is_foldable(words) {
        out.push_str(" >-\n");
        for line in wrapped(words, WIDTH) {
            let _ = writeln!(out, "{}{line}", " ".repeat(indent + 2));
        }
    } else {
        let _ = writeln!(out, " {}", quoted(words));
    }
}

/// Whether words mean themselves in YAML without quotes.
pub(super) fn is_plain(words: &str) -> bool {
    const WORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "none"];
    words.starts_with(|c: char| is_letter(c) || matches!(c, '“' | '('))
        && !words.ends_with([':', ' '])
        && !words.contains(": ")
        && !words.contains(['#', '\n', '\t', '\u{85}', '\u{2028}', '\u{2029}'])
        && !WORDS.contains(&words.to_lowercase().as_str())
}

/// Whether lines may be parted at its spaces and come together again as they were.
fn is_foldable(words: &str) -> bool {
    !words.contains("  ")
        && !words.contains(|c: char| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
        && words.trim() == words
}

/// Words in double quotes.
pub(super) fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') => _ = write!(out, "\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out + "\""
}

/// The words in lines of some columns.
pub(super) fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in words.split(' ') {
        let length = word.chars().count();
        match lines.last_mut() {
            Some((line, taken)) if *taken + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                *taken += 1 + length;
            }
            _ => lines.push((word.to_owned(), length)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::model::read;

    /// What the program reads out of what is written here.
    fn read_back(words: &str) -> Option<String> {
        let data = write(&[], &vec![("list", Value::List(vec![text(words), Value::Map(vec![("key", text(words))]).into()]).into())]);
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", data);
        let (node, found) = read::read(&sources, id);
        assert!(!found.has_errors(), "{words}: {found:?}");
        let list = node?.get("list")?.to_json();
        assert_eq!(list[0], list[1]["key"], "{words}");
        list[0].as_str().map(str::to_owned)
    }

    #[test]
    fn all_data_comes_back_as_it_was() {
        let data = serde_json::json!({
            "type": "ke-hoach", "khóa: lạ": [], "1.1": {}, "content": [
                { "text": "a\nb", "items": [{}, [], ["x", ["y: z"]], { "k": { "on": true, "so": 1.5, "am": -3 } }] },
                "một", "hai, ba", [1, 2], [[], {}]
            ]
        });
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", written(&data));
        let (node, found) = read::read(&sources, id);
        assert!(!found.has_errors(), "{found:?}\n{}", written(&data));
        assert_eq!(node.map(|node| node.to_json()), Some(data.clone()), "{}", written(&data));
    }

    #[test]
    fn every_text_comes_back_as_it_was() {
        let long = "Thực hiện Kế hoạch: # số 12 \"trong\" ngoặc – \\ và ".repeat(6);
        for words in [
            "Sở Nội vụ",
            "yes",
            "No",
            "12",
            "1.250",
            "- gạch",
            "a: b",
            "a #b",
            "hai  dấu cách",
            "[[?số]] ngày",
            "*nghiêng*",
            "\"ngoặc\"",
            "?",
            "kết thúc:",
            "{a}",
            "@x",
            "a, b",
            "",
            "null",
            "10:30",
            "(Kèm theo)",
            long.trim(),
        ] {
            assert_eq!(read_back(words).as_deref(), Some(words));
        }
    }

    #[test]
    fn data_looks_as_a_person_writes_it() {
        let row = |cells: [&str; 2]| Value::List(cells.into_iter().map(text).collect()).into();
        let map = vec![
            ("type", text("ke-hoach")),
            ("code_number", bare("")),
            ("subject", text("Kiểm tra").noted("Chưa chắc.")),
            ("rows", Value::List(vec![row(["1", "Sở, ngành"])]).into()),
            (
                "body",
                Value::List(vec![Value::Map(vec![("level", text("clause")), ("text", text("Nội dung."))]).into(), text("Đoạn.")]).into(),
            ),
        ];
        assert_eq!(
            write(&["Đầu tệp".to_owned()], &map),
            "# Đầu tệp\ntype: ke-hoach\ncode_number:\n# Chưa chắc.\nsubject: Kiểm tra\nrows:\n  - [\"1\", \"Sở, ngành\"]\n\
             body:\n  - level: clause\n    text: Nội dung.\n  - Đoạn.\n"
        );
    }
}
