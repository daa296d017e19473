//! Data as it was written: values that know their place.

use serde_json::Value as Json;

use crate::diag::Span;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The kinds of values that JSON and our YAML have.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Value {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value under a key, when this is a mapping that has it and it is not null.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|e| &e.node).filter(|n| n.value != Value::Null)
    }

    /// The entry of a key, null or not.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|e| e.key == key),
            _ => None,
        }
    }

    /// The entries, when this is a mapping.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Puts a value at a path, making the mappings that lead there; in a list of records a step
    /// names the record's `code`.
    pub fn put(&mut self, path: &[String], span: Span, value: Value) {
        let Some((step, rest)) = path.split_first() else {
            *self = Node { span, value };
            return;
        };
        if let Value::List(records) = &mut self.value {
            if let Some(record) = records.iter_mut().find(|r| r.get("code").and_then(Node::text) == Some(step)) {
                record.put(rest, span, value);
            }
            return;
        }
        if !matches!(self.value, Value::Map(_)) {
            *self = Node { span, value: Value::Map(Vec::new()) };
        }
        let Value::Map(entries) = &mut self.value else { return };
        let at = entries.iter().position(|e| e.key == *step).unwrap_or_else(|| {
            entries.push(Entry { key: step.clone(), key_span: span, node: Node { span, value: Value::Null } });
            entries.len() - 1
        });
        let entry = &mut entries[at];
        // An emptied field is marked where it was emptied.
        if rest.is_empty() {
            entry.key_span = span;
        }
        entry.node.put(rest, span, value);
    }

    /// The value at a path, when it is there and not null; in a list of records a step names the
    /// record's `code`.
    pub fn at(&self, path: &[String]) -> Option<&Node> {
        path.iter().try_fold(self, |at, step| match &at.value {
            Value::List(records) => records.iter().find(|r| r.get("code").and_then(Node::text) == Some(step)),
            _ => at.get(step),
        })
    }

    /// The value under a key, null or not, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Map(entries) => entries.iter_mut().find(|e| e.key == key).map(|e| &mut e.node),
            _ => None,
        }
    }

    /// The value one step down: under a key, or of that number in a list.
    pub fn child(&self, step: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(_) => self.entry(step).map(|e| &e.node),
            Value::List(list) => step.parse::<usize>().ok().and_then(|i| list.get(i)),
            _ => None,
        }
    }

    /// The node at a JSON pointer; where the path ends early, the last node on it.
    pub fn nearest<'a>(&'a self, pointer: impl IntoIterator<Item = &'a str>) -> &'a Node {
        let mut at = self;
        for step in pointer {
            match at.child(step) {
                Some(node) => at = node,
                None => break,
            }
        }
        at
    }

    /// The node at a JSON pointer, or the last one on it that is there, and how far the pointer leads, bytes.
    pub fn nearest_on(&self, pointer: &str) -> (&Node, usize) {
        let mut at = (self, 0);
        for step in pointer.split('/').skip(1) {
            match at.0.child(step) {
                Some(next) => at = (next, at.1 + 1 + step.len()),
                None => break,
            }
        }
        at
    }

    /// The JSON pointer to what stands at a byte of this file: the deepest value that holds it, or whose key does.
    pub fn path_at(&self, byte: usize) -> String {
        let mut out = String::new();
        let mut at = self;
        let holds = |span: Span| span.start <= byte && byte < span.end;
        loop {
            let below = match &at.value {
                Value::Map(entries) => entries
                    .iter()
                    .find(|e| holds(e.key_span) || holds(e.node.span))
                    .map(|e| (e.key.replace('~', "~0").replace('/', "~1"), &e.node)),
                Value::List(list) => list.iter().position(|node| holds(node.span)).map(|at| (at.to_string(), &list[at])),
                _ => None,
            };
            let Some((step, node)) = below else { return out };
            out.extend(["/", &step]);
            at = node;
        }
    }

    /// How many values there are here and below, and the bytes of their texts.
    pub fn weight(&self) -> (usize, usize) {
        let sum = |below: &mut dyn Iterator<Item = &Node>| below.map(Node::weight).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        match &self.value {
            Value::Text(text) => (1, text.len()),
            Value::List(list) => sum(&mut list.iter()),
            Value::Map(entries) => sum(&mut entries.iter().map(|e| &e.node)),
            _ => (1, 0),
        }
    }

    /// The text, when this is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, when this is one.
    pub fn number(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// The elements, when this is a list.
    pub fn list(&self) -> &[Node] {
        match &self.value {
            Value::List(list) => list,
            _ => &[],
        }
    }

    /// The text under a key, when there is one.
    pub fn text_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// The elements of the list under a key.
    pub fn list_at(&self, key: &str) -> &[Node] {
        self.get(key).map(Node::list).unwrap_or_default()
    }

    /// The value as JSON; nulls inside mappings are left out, as if the key had not been written.
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(b) => Json::Bool(*b),
            Value::Number(n) => Json::Number(n.clone()),
            Value::Text(t) => Json::String(t.clone()),
            Value::List(list) => Json::Array(list.iter().map(Node::to_json).collect()),
            Value::Map(entries) => {
                let present = entries.iter().filter(|e| e.node.value != Value::Null);
                Json::Object(present.map(|e| (e.key.clone(), e.node.to_json())).collect())
            }
        }
    }

    /// Moves all places along by some bytes.
    pub(super) fn shift(&mut self, by: usize) {
        let moved = |span: &mut Span| (span.start, span.end) = (span.start + by, span.end + by);
        moved(&mut self.span);
        match &mut self.value {
            Value::List(list) => list.iter_mut().for_each(|n| n.shift(by)),
            Value::Map(entries) => entries.iter_mut().for_each(|e| {
                moved(&mut e.key_span);
                e.node.shift(by);
            }),
            _ => {}
        }
    }

    /// Calls `visit` with every text of the tree.
    pub fn each_text<'a>(&'a self, visit: &mut impl FnMut(&'a Node, &'a str)) {
        match &self.value {
            Value::Text(text) => visit(self, text),
            Value::List(list) => list.iter().for_each(|n| n.each_text(visit)),
            Value::Map(entries) => entries.iter().for_each(|e| e.node.each_text(visit)),
            _ => {}
        }
    }
}
