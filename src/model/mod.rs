//! Data files to one model: read, merged with the office profile, every value with its place.
//!
//! Whether the values are right is `validate`'s question; how they look is nobody's here.

pub mod columns;
mod consistency;
pub mod doc_type;
pub mod entry_form;
pub mod envelope;
pub mod link;
pub mod measure;
pub mod node;
pub mod read;
pub mod rows;
pub mod rows_from;
pub mod schema;
pub mod sheet;
pub mod spanned;

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, SourceId, Sources, Span, code};
use crate::tree::Origin;
use node::{Entry, Node, Value};

/// Where named files come from; the library itself touches no disk.
pub trait Files {
    /// The bytes of `path`, which stands in the file named `from`, and the name to show for it.
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String>;

    /// The same of an office's profile, which may lie where nothing else that data names may.
    fn profile(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        self.read(from, path)
    }
}

/// A merged document, still untyped.
pub struct Data {
    /// The document with the profile's fields filled in.
    pub root: Node,
    /// The profile as it was read, for checking it by itself.
    pub profile: Option<Node>,
}

/// Fields that a document takes from its profile piece by piece; all others are replaced whole.
const MERGED: [&str; 2] = ["style", "address"];

/// Lists that a document adds to its profile's: the later entry wins.
const ADDED: [&str; 1] = ["rules"];

/// Reads a document that is already among the sources, and its profile.
pub fn load(sources: &mut Sources, id: SourceId, files: &dyn Files) -> (Option<Data>, Diagnostics) {
    let (root, mut found) = read::read(sources, id);
    let Some(mut root) = root else { return (None, found) };
    if !matches!(root.value, Value::Map(_)) {
        found.push(
            Diagnostic::error(code::WRONG_TYPE, root.span, "Tệp phải chứa các trường `tên: giá trị`")
                .help("Chạy `vanban new ke-hoach` để có tệp mẫu."),
        );
        return (None, found);
    }
    let named = root.get("profile").and_then(|p| p.text().map(|t| (t.to_owned(), p.span)));
    let mut profile = None;
    if let Some((path, span)) = named {
        let from = sources.get(id).map(|s| s.name.clone()).unwrap_or_default();
        match files
            .profile(&from, &path)
            .map_err(|e| Diagnostics::from(unreadable(&path, span, &e)))
            .and_then(|(name, bytes)| Ok((read::decode(&name, bytes)?, name)))
        {
            Ok((text, name)) => {
                let id = sources.add(name, text);
                let (node, more) = read::read(sources, id);
                found.extend(more);
                if let Some(node) = &node {
                    merge(&mut root, node);
                }
                profile = node;
            }
            Err(more) => found.extend(more),
        }
    }
    (Some(Data { root, profile }), found)
}

fn unreadable(path: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::error(code::UNREADABLE, span, format!("Không đọc được hồ sơ cơ quan “{path}”: {why}"))
        .help("Đường dẫn tính từ thư mục của tệp văn bản.")
}

/// Fills what the document leaves out from the profile; the document wins.
fn merge(document: &mut Node, profile: &Node) {
    let (Value::Map(own), Value::Map(theirs)) = (&mut document.value, &profile.value) else { return };
    for entry in theirs {
        match own.iter_mut().find(|e| e.key == entry.key) {
            None => own.push(entry.clone()),
            Some(Entry { node, .. }) if node.value == Value::Null => *node = entry.node.clone(),
            Some(Entry { key, node, .. }) if MERGED.contains(&key.as_str()) => merge(node, &entry.node),
            Some(Entry { key, node, .. }) if ADDED.contains(&key.as_str()) => {
                if let (Value::List(own), Value::List(theirs)) = (&mut node.value, &entry.node.value) {
                    own.splice(0..0, theirs.iter().cloned());
                }
            }
            Some(_) => {}
        }
    }
}

/// The linked documents of a run, whose values templates name by number and path.
#[derive(Clone, Default)]
pub struct Origins(Vec<Arc<Node>>);

impl Origins {
    /// Takes in a linked document; gives what the paths of its values begin with.
    pub fn add(&mut self, root: Arc<Node>) -> String {
        self.0.push(root);
        self.0.len().to_string()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those from a number on.
    pub fn since(&self, first: usize) -> &[Arc<Node>] {
        self.0.get(first..).unwrap_or_default()
    }

    /// Where a value came from: `/to/0` in the document itself, `2/content/results/0` in the second
    /// linked one. What is not in the data but in a part of it that is there came from that part;
    /// `composed` tells which fields a composed value may be made from.
    pub fn origin(&self, root: &Node, place: &str, composed: impl Fn(&str) -> &'static [&'static str]) -> Option<Origin> {
        let (number, path) = place.split_at(place.find('/').unwrap_or(place.len()));
        let root = if number.is_empty() { root } else { self.0.get(number.parse::<usize>().ok()?.checked_sub(1)?)? };
        let path = match path.strip_prefix("/composed/") {
            Some(field) => composed(field).iter().find(|path| root.nearest_on(path).1 == path.len())?,
            None => path,
        };
        let (node, end) = root.nearest_on(path);
        let found = end > 0 || path.is_empty();
        found.then(|| Origin { path: format!("{number}{}", &path[..end]).into(), span: node.span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Memory(&'static [(&'static str, &'static str)]);

    impl Files for Memory {
        fn read(&self, _from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
            self.0
                .iter()
                .find(|(n, _)| *n == path)
                .map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec()))
                .ok_or_else(|| "không có tệp".into())
        }
    }

    fn loaded(name: &str, text: &str, files: &'static [(&'static str, &'static str)]) -> (Option<Data>, Diagnostics, Sources) {
        let mut sources = Sources::default();
        let id = sources.add(name, text);
        let (data, found) = load(&mut sources, id, &Memory(files));
        (data, found, sources)
    }

    fn messages(text: &str) -> Vec<String> {
        loaded("a.yaml", text, &[]).1.iter().map(|d| d.message.clone()).collect()
    }

    #[test]
    fn json_and_yaml_read_alike() {
        let yaml = loaded("a.yaml", "a: 1\nb: [x, \"05\", true]\nc:\n  d: 18/3/2025\n", &[]).0.unwrap();
        let json = loaded("a.json", r#"{"a": 1, "b": ["x", "05", true], "c": {"d": "18/3/2025"}}"#, &[]).0.unwrap();
        assert_eq!(yaml.root.to_json(), json.root.to_json());
    }

    #[test]
    fn the_document_wins_over_the_profile() {
        let files: &[(&str, &str)] =
            &[("p.yaml", "place: Lai Châu\nstyle: {body_size: 13, indent: 10}\nsigner_info: {competence: KT., full_name: A}")];
        let (data, found, _) = loaded("a.yaml", "profile: p.yaml\nplace:\nstyle: {body_size: 14}\nsigner_info: {full_name: B}", files);
        assert!(found.is_empty());
        let json = data.unwrap().root.to_json();
        assert_eq!(json["place"], "Lai Châu");
        assert_eq!(json["style"], serde_json::json!({"body_size": 14, "indent": 10}));
        assert_eq!(json["signer_info"], serde_json::json!({"full_name": "B"}));
    }

    #[test]
    fn a_missing_profile_is_reported_where_it_is_named() {
        let (_, found, sources) = loaded("a.yaml", "subject: x\nprofile: khong-co.yaml\n", &[]);
        let diagnostic = found.iter().next().unwrap();
        assert_eq!(sources.line_column(diagnostic.span().unwrap()), Some((2, 10)));
    }

    #[test]
    fn yaml_traps_are_explained() {
        for (text, message) in [
            ("a: **đậm** x", "Tệp YAML sai cú pháp: văn bản không được bắt đầu bằng dấu *"),
            ("a: Phòng họp #2", "Phần sau dấu # bị coi là chú thích và không vào văn bản"),
            ("a: &x b", "Neo (&tên) không được dùng"),
            ("a: 1\na: 2", "Trường `a` được khai báo hai lần"),
            ("a:\n\t- b", "Tệp YAML sai cú pháp: dòng thụt vào bằng phím Tab"),
            ("", "Tệp rỗng"),
            ("a: \"mở", "Tệp YAML sai cú pháp: dấu nháy mở mà không đóng"),
        ] {
            assert_eq!(messages(text), [message], "{text}");
        }
        assert!(messages("a: b  # ghi chú\nc: 5 # ba").len() == 1);
    }

    #[test]
    fn a_text_with_a_colon_is_no_group() {
        let text = "a: Thanh tra Sở: Đề xuất: x\nb:\n  - Tỷ lệ: 05\n  - Ghi chú:\n  - {c: x}\n";
        let (data, found, _) = loaded("a.yaml", text, &[]);
        assert!(found.is_empty());
        let expected = serde_json::json!({"a": "Thanh tra Sở: Đề xuất: x", "b": ["Tỷ lệ: 05", "Ghi chú:", {"c": "x"}]});
        assert_eq!(data.unwrap().root.to_json(), expected);
    }

    #[test]
    fn leading_zeros_and_yes_stay_text() {
        let json = loaded("a.yaml", "a: 05\nb: yes\nc: 007\nd: 1.5", &[]).0.unwrap().root.to_json();
        assert_eq!(json, serde_json::json!({"a": "05", "b": "yes", "c": "007", "d": 1.5}));
    }

    #[test]
    fn texts_are_cleaned() {
        let json = loaded("a.yaml", "a: \" vie\u{323}\u{302}t\u{200b} \"\nb: 2021\u{2011}2025", &[]).0.unwrap().root.to_json();
        assert_eq!(json, serde_json::json!({"a": "việt", "b": "2021-2025"}));
        assert_eq!(messages("a: \"x\\u0001\""), ["Văn bản có ký tự điều khiển U+0001"]);
    }

    #[test]
    fn byte_order_marks_and_utf_16_are_read() {
        assert_eq!(read::decode("a", b"\xef\xbb\xbfa: 1".to_vec()).unwrap(), "a: 1");
        let utf_16: Vec<u8> = [0xfeff_u16].into_iter().chain("số: 1".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read::decode("a", utf_16).unwrap(), "số: 1");
        assert!(read::decode("a", vec![0x80]).is_err());
    }

    #[test]
    fn json_errors_are_explained() {
        let (_, found, sources) = loaded("a.json", "{\"a\": 1,}", &[]);
        let diagnostic = found.iter().next().unwrap();
        assert_eq!(diagnostic.message, "Tệp JSON sai cú pháp: thừa dấu phẩy");
        assert_eq!(sources.line_column(diagnostic.span().unwrap()), Some((1, 8)));
    }

    #[test]
    fn deep_nesting_is_refused() {
        for name in ["a.yaml", "a.json"] {
            let text = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
            let (_, found, _) = loaded(name, &text, &[]);
            assert!(found.has_errors(), "{name}");
        }
    }

    #[test]
    fn values_are_found_by_document_and_path() {
        let text = "a:\n  - b: 1\n  - b: 2\nc: x\n";
        let root = loaded("a.yaml", text, &[]).0.unwrap().root;
        let mut origins = Origins::default();
        let linked = origins.add(Arc::new(loaded("b.yaml", "  d: y\n", &[]).0.unwrap().root));
        let found = |place: &str| {
            origins.origin(&root, place, |field| if field == "e" { &["/z", "/c"] } else { &[] }).map(|o| (o.path.to_string(), o.span.start))
        };
        assert_eq!(found("/a/1/b"), Some(("/a/1/b".into(), text.find('2').unwrap())));
        assert_eq!(found("/a/1/b/text"), found("/a/1/b"));
        assert_eq!(found("/composed/e"), found("/c"));
        assert_eq!(found(&format!("{linked}/d")), Some(("1/d".into(), 5)));
        assert_eq!((found("/composed/f"), found("/z"), found("7/d")), (None, None, None));
        assert_eq!(found("").map(|(path, _)| path).as_deref(), Some(""));
    }
}
