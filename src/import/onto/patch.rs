//! A YAML file with some values and lists made anew; all else stays as it was written, comments and order among it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::import::yaml::{self, Node as Made};
use crate::model::node::{Node, Value};

/// An element of a list that is made anew.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Child {
    /// One that is there, by its path.
    Kept(String),
    /// A new one, and what stands below it.
    Added(Made, Vec<Child>),
}

/// What is to be changed in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Patch {
    /// New words, by their paths.
    pub(super) values: BTreeMap<String, String>,
    /// Lists whose elements are others or in another order, by their paths. The list `items` of an element may be a new one.
    pub(super) lists: BTreeMap<String, Vec<Child>>,
    /// Fields at the top of the file.
    pub(super) fields: Vec<(&'static str, Made)>,
}

/// The changed file; absent where its text is laid out in a way that cannot be changed piece by piece.
pub(super) fn apply(source: &str, root: &Node, patch: &Patch) -> Option<String> {
    let file = File { source, patch, json: source.trim_start().starts_with('{'), root };
    let mut edits = file.edits("", root, 0)?;
    for (key, made) in &patch.fields {
        edits.push(file.field(key, made)?);
    }
    file.copy(0..source.len(), edits)
}

/// A stretch of the file and what stands there instead.
type Edit = (Range<usize>, String);

struct File<'a> {
    source: &'a str,
    root: &'a Node,
    patch: &'a Patch,
    json: bool,
}

impl File<'_> {
    /// A stretch with the edits in it.
    fn copy(&self, range: Range<usize>, mut edits: Vec<Edit>) -> Option<String> {
        edits.sort_by_key(|(at, _)| (at.start, at.end));
        let (mut out, mut from) = (String::new(), range.start);
        for (at, text) in edits {
            out.push_str(self.source.get(from..at.start)?);
            out.push_str(&text);
            from = at.end;
        }
        out.push_str(self.source.get(from..range.end)?);
        Some(out)
    }

    /// What changes below a node; `indent` is the column of the key or dash that holds it.
    fn edits(&self, path: &str, node: &Node, indent: usize) -> Option<Vec<Edit>> {
        if let Some(children) = self.patch.lists.get(path).filter(|_| matches!(node.value, Value::List(_))) {
            return self.list(path, node, children, indent).map(|edit| vec![edit]);
        }
        let mut out = Vec::new();
        match &node.value {
            Value::List(list) => {
                for (at, below) in list.iter().enumerate() {
                    let path = format!("{path}/{at}");
                    out.extend(self.edits(&path, below, self.dash(below))?);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    let path = format!("{path}/{}", entry.key);
                    out.extend(self.edits(&path, &entry.node, self.column(entry.key_span.start))?);
                }
                let items = format!("{path}/items");
                if let Some(children) = self.patch.lists.get(&items).filter(|_| node.entry("items").is_none()) {
                    let column = self.column(entries.first()?.key_span.start);
                    let end = self.end(node);
                    out.push((end..end, format!("{}items:\n{}", " ".repeat(column), self.children(children, column + 2)?)));
                }
            }
            _ => {
                if let Some(words) = self.patch.values.get(path) {
                    out.push(self.scalar(node, words, indent));
                }
            }
        }
        Some(out)
    }

    /// Bytes from the beginning of the line.
    fn column(&self, at: usize) -> usize {
        at - self.line(at)
    }

    fn line(&self, at: usize) -> usize {
        self.source[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The column of the dash before an element.
    fn dash(&self, element: &Node) -> usize {
        let line = &self.source[self.dashed(element).unwrap_or_else(|| self.line(element.span.start))..];
        line.len() - line.trim_start_matches(' ').len()
    }

    /// Where the line of an element's dash begins: its first, or that above a block.
    fn dashed(&self, element: &Node) -> Option<usize> {
        let is_dashed = |line: &usize| self.source[*line..].trim_start_matches(' ').starts_with('-');
        let line = self.line(element.span.start);
        Some(line).filter(is_dashed).or_else(|| line.checked_sub(1).map(|end| self.line(end)).filter(is_dashed))
    }

    /// The end of the last line of a node.
    fn end(&self, node: &Node) -> usize {
        let end = last(node);
        let text = self.source[..end].trim_end();
        let end = text.len().max(node.span.start);
        self.source[end..].find('\n').map_or(self.source.len(), |at| end + at + 1)
    }

    /// The end of a list on one line.
    fn bracket(&self, node: &Node) -> Option<usize> {
        let from = if let Value::List(list) = &node.value { list.iter().map(last).max() } else { None };
        let from = from.unwrap_or(node.span.start);
        self.source[from..].find(']').map(|at| from + at + 1)
    }

    fn scalar(&self, node: &Node, words: &str, indent: usize) -> Edit {
        let Range { start, end } = node.span.start..node.span.end;
        let old = &self.source[start..end];
        if self.json {
            return (start..end, serde_json::Value::from(words).to_string());
        }
        // Of a block the span may begin with its words.
        let line = self.line(start);
        let head = self.source[line..start].trim_end();
        let header = old.starts_with(['>', '|']).then(|| old.lines().next().unwrap_or_default().to_owned());
        let above = self.source[..line].trim_end_matches(['\n', ' ']);
        let above_line = above.rfind('\n').map_or(0, |at| at + 1);
        let opened = above.rsplit_once(' ').map(|(_, sign)| sign).filter(|sign| sign.starts_with(['>', '|']) && sign.len() <= 3);
        let (begin, header) = match (header, opened.filter(|_| head.trim().is_empty())) {
            (Some(header), _) => (start, Some(header)),
            (None, Some(sign)) => (above_line + above[above_line..].len() - sign.len(), Some(sign.to_owned())),
            (None, None) => (start, None),
        };
        if let Some(header) = header {
            let stop = self.source[..end.max(start)].trim_end().len();
            let sign = header.chars().next().unwrap_or('>');
            // Lines stay about as long as they were.
            let width = self.source[begin..stop].lines().skip(1).map(|l| l.trim().chars().count()).max().unwrap_or(0);
            let width = if width < yaml::WIDTH / 2 { yaml::WIDTH } else { width };
            let lines: Vec<String> = if sign == '|' { words.split('\n').map(str::to_owned).collect() } else { yaml::wrapped(words, width) };
            let inner = " ".repeat(indent + 2);
            let body: String = lines.iter().map(|l| format!("\n{inner}{l}")).collect();
            return (begin..stop.max(begin), format!("{header}{body}"));
        }
        let stop = start + old.trim_end().len();
        let rest = self.source[stop..].lines().next().unwrap_or_default().trim();
        let in_flow = rest.starts_with([',', ']', '}']) || self.source[..start].trim_end().ends_with(['[', '{', ',']);
        let text = if old.starts_with('"') && (in_flow || words.chars().count() < yaml::WIDTH) {
            yaml::quoted(words)
        } else if in_flow {
            yaml::flow_scalar(words)
        } else if !rest.is_empty() {
            if yaml::is_plain(words) { words.to_owned() } else { yaml::quoted(words) }
        } else {
            let mut out = String::new();
            yaml::scalar(words, indent, &mut out);
            out.trim().to_owned()
        };
        (start..stop, text)
    }

    /// A list made anew, with the lines it takes.
    fn list(&self, path: &str, node: &Node, children: &[Child], indent: usize) -> Option<Edit> {
        let Value::List(old) = &node.value else { return None };
        if self.json {
            return None;
        }
        let flow = self.source[node.span.start..].starts_with('[');
        if flow || children.is_empty() {
            let nodes: Option<Vec<Made>> = children.iter().map(|child| self.made(child)).collect();
            let mut out = String::new();
            yaml::value(&yaml::Value::List(nodes?), indent, &mut out);
            // From the colon on.
            let start = self.source[..node.span.start].trim_end().len();
            let end = if flow { self.bracket(node)? } else { self.end(node) };
            let out = if flow { out.trim_end_matches('\n').to_owned() } else { out };
            return Some((start..end, out));
        }
        let (first, last) = (old.first()?, old.len() - 1);
        let start = self.start(first)?;
        let end = self.fragment(path, old, last)?.end;
        Some((start..end, self.children(children, self.dash(first))?))
    }

    /// An element of a list that is on one line, as it is or new.
    fn made(&self, child: &Child) -> Option<Made> {
        match child {
            Child::Added(made, below) if below.is_empty() => Some(made.clone()),
            Child::Added(..) => None,
            Child::Kept(path) => match (&self.at(path)?.value, self.patch.values.get(path)) {
                (_, Some(words)) => Some(yaml::text(words.clone())),
                (Value::Text(words), None) => Some(yaml::text(words.clone())),
                (Value::Number(number), None) => Some(yaml::bare(number)),
                _ => None,
            },
        }
    }

    fn at(&self, path: &str) -> Option<&Node> {
        let (node, end) = self.root.nearest_on(path);
        (end == path.len()).then_some(node)
    }

    /// Where the lines of an element begin: at its dash, or at the comments right above.
    fn start(&self, element: &Node) -> Option<usize> {
        let mut line = self.dashed(element)?;
        while line > 0 {
            let above = self.line(line - 1);
            if !self.source[above..line].trim_start().starts_with('#') {
                break;
            }
            line = above;
        }
        Some(line)
    }

    /// The lines of one element, with the comments above it.
    fn fragment(&self, _: &str, list: &[Node], at: usize) -> Option<Range<usize>> {
        let start = self.start(&list[at])?;
        let end = match list.get(at + 1) {
            Some(next) => self.start(next)?,
            None => self.end(&list[at]),
        };
        Some(start..end)
    }

    fn children(&self, children: &[Child], indent: usize) -> Option<String> {
        let mut out = String::new();
        for child in children {
            match child {
                Child::Kept(path) => {
                    let (list, at) = path.rsplit_once('/')?;
                    let Value::List(all) = &self.at(list)?.value else { return None };
                    let at: usize = at.parse().ok()?;
                    let element = all.get(at)?;
                    let range = self.fragment(list, all, at)?;
                    let text = self.copy(range, self.edits(path, element, self.dash(element))?)?;
                    out.push_str(&moved(&text, self.dash(element), indent));
                }
                Child::Added(made, below) => {
                    yaml::item(made, indent, &mut out);
                    if !below.is_empty() {
                        out.push_str(&format!("{}items:\n{}", " ".repeat(indent + 2), self.children(below, indent + 4)?));
                    }
                }
            }
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
        let end = out.trim_end_matches('\n').len();
        out.truncate(end + 1);
        Some(out)
    }

    /// A field at the top of the file: in the place of what is there, or behind the type.
    fn field(&self, key: &str, made: &Made) -> Option<Edit> {
        let entries = self.root.entries();
        let mut text = String::new();
        yaml::value(&made.value, 0, &mut text);
        let text = text.trim();
        if let Some(entry) = entries.iter().find(|e| e.key == key) {
            let colon = self.source[entry.key_span.end..].find(':')? + entry.key_span.end + 1;
            let end = last(&entry.node).max(colon);
            let end = colon + self.source[colon..end].trim_end().len();
            let quoted = if self.json && !matches!(made.value, yaml::Value::Bare(_)) { format!("\"{text}\"") } else { text.to_owned() };
            return Some((colon..end, format!(" {quoted}")));
        }
        let first = entries.first().filter(|_| !self.json)?;
        let end = self.end(&first.node);
        Some((end..end, format!("{key}: {text}\n")))
    }
}

/// The end of the last value below a node.
fn last(node: &Node) -> usize {
    match &node.value {
        Value::List(list) if !list.is_empty() => list.iter().map(last).max().unwrap_or(node.span.end),
        Value::Map(entries) if !entries.is_empty() => {
            entries.iter().map(|e| last(&e.node).max(e.key_span.end)).max().unwrap_or(node.span.end)
        }
        _ => node.span.end,
    }
}

/// Lines that stand some columns further in or out.
fn moved(text: &str, from: usize, to: usize) -> String {
    if from == to {
        return text.to_owned();
    }
    let line = |line: &str| match to.checked_sub(from) {
        Some(more) if !line.trim().is_empty() => " ".repeat(more) + line,
        Some(_) => line.to_owned(),
        None => {
            let spare = line.len() - line.trim_start_matches(' ').len();
            line[spare.min(from - to)..].to_owned()
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::model::read;

    const DATA: &str = "# Đầu tệp\ntype: ke-hoach\ncode_number:\nto_places: [Sở A, Sở B]  # hai nơi\nsubject: >-\n  Kế hoạch\n  năm nay\n\
        content:\n  body:\n    # Mục một\n    - level: section\n      heading: Một  # đầu\n      items:\n        - Đoạn thứ nhất.\n        - level: dash\n          text: \"Gạch\"\n\n    \
        # Mục hai\n    - level: section\n      heading: Hai\n      text: |-\n        Dòng một.\n        Dòng hai.\n";

    fn patched(patch: &Patch) -> String {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", DATA);
        let (root, found) = read::read(&sources, id);
        assert!(!found.has_errors(), "{found:?}");
        let out = apply(DATA, &root.unwrap(), patch).unwrap();
        let id = sources.add("b.yaml", out.clone());
        assert!(!read::read(&sources, id).1.has_errors(), "{out}");
        out
    }

    #[test]
    fn an_empty_patch_changes_nothing() {
        assert_eq!(patched(&Patch::default()), DATA);
    }

    #[test]
    fn words_change_in_their_place() {
        let values = [
            ("/subject", "Kế hoạch\u{20}năm sau"),
            ("/content/body/0/heading", "Mục: một"),
            ("/content/body/0/items/1/text", "Gạch mới"),
            ("/content/body/0/items/0", "Đoạn khác."),
            ("/content/body/1/text", "Dòng một.\nDòng ba."),
            ("/to_places/1", "Sở B, C"),
        ];
        let patch = Patch { values: values.iter().map(|(p, w)| ((*p).to_owned(), (*w).to_owned())).collect(), ..Patch::default() };
        let expected = DATA
            .replace("Kế hoạch\n  năm nay", "Kế hoạch năm sau")
            .replace("heading: Một ", "heading: \"Mục: một\" ")
            .replace("\"Gạch\"", "\"Gạch mới\"")
            .replace("Đoạn thứ nhất.", "Đoạn khác.")
            .replace("Dòng hai.", "Dòng ba.")
            .replace("Sở B]", "\"Sở B, C\"]");
        assert_eq!(patched(&patch), expected);
    }

    #[test]
    fn elements_are_added_removed_and_moved_with_their_comments() {
        let kept = |path: &str| Child::Kept(path.to_owned());
        let new = |words: &str| Child::Added(yaml::text(words), Vec::new());
        let lists = [
            ("/content/body", vec![kept("/content/body/1"), kept("/content/body/0")]),
            ("/content/body/0/items", vec![kept("/content/body/0/items/1"), new("Đoạn mới.")]),
            ("/content/body/1/items", vec![kept("/content/body/0/items/0")]),
            ("/to_places", vec![kept("/to_places/0"), new("Sở C")]),
        ];
        let patch = Patch {
            lists: lists.into_iter().map(|(p, l)| (p.to_owned(), l)).collect(),
            fields: vec![("code_number", yaml::bare(12)), ("issued_date", yaml::bare("1/2/2026"))],
            ..Patch::default()
        };
        let out = patched(&patch);
        assert_eq!(
            out,
            "# Đầu tệp\ntype: ke-hoach\nissued_date: 1/2/2026\ncode_number: 12\nto_places: [Sở A, Sở C]  # hai nơi\nsubject: >-\n  Kế hoạch\n  năm nay\n\
             content:\n  body:\n    # Mục hai\n    - level: section\n      heading: Hai\n      text: |-\n        Dòng một.\n        Dòng hai.\n      \
             items:\n        - Đoạn thứ nhất.\n    # Mục một\n    - level: section\n      heading: Một  # đầu\n      items:\n        - level: dash\n          text: \"Gạch\"\n        - Đoạn mới.\n"
        );
    }

    /// The words of a block stand further in than its dash.
    #[test]
    fn a_list_that_begins_with_a_block_keeps_its_column() {
        let data = "content:\n  body:\n    - >-\n      Như sau:\n    - level: dash\n      text: Một\n    - level: dash\n      text: Hai\n";
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", data);
        let root = read::read(&sources, id).0.unwrap();
        let kept = |at: usize| Child::Kept(format!("/content/body/{at}"));
        let patch = Patch { lists: [("/content/body".to_owned(), vec![kept(0), kept(1)])].into(), ..Patch::default() };
        assert_eq!(apply(data, &root, &patch).unwrap(), data.strip_suffix("    - level: dash\n      text: Hai\n").unwrap());
    }
}
