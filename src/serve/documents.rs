//! Documents of the store as data: what is kept of them, what is found of them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::app::App;
use super::failure::Failure;
use super::given::document_of;
use super::store::{Content, Store};
use crate::diag::Sources;
use crate::limits;
use crate::model::read;
use crate::text::folded;

/// What is stored of a document's data.
pub(super) fn content(app: &App, data: &Json) -> Result<Content, Failure> {
    let Some(slug) = data["type"].as_str() else {
        return Err(Failure::bad("Dữ liệu không có trường type (loại văn bản)", "Chọn loại văn bản rồi làm lại."));
    };
    let Some(Ok(doc_type)) = app.engine().declared(slug) else {
        return Err(Failure::bad(format!("Không có loại văn bản “{slug}”"), "Chọn một loại trong danh sách."));
    };
    let name = &doc_type.declaration.name;
    let subject = data["subject"].as_str().map(|s| s.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|s| !s.is_empty());
    let title = subject.map_or_else(|| format!("{name} (chưa có trích yếu)"), |subject| format!("{name} {}", short(&subject)));
    let mut words = title.clone();
    collect(data, &mut words);
    let text = data.to_string();
    if text.len() > 2 * limits::WORDS {
        return Err(Failure::bad(
            "Văn bản dài quá mức một văn bản cần",
            "Tách thành nhiều văn bản, hoặc đưa phần dài thành phụ lục riêng.",
        ));
    }
    Ok(Content { title, document_type: slug.to_owned(), data: text, words: folded(&words) })
}

/// A title that a list has room for.
fn short(subject: &str) -> String {
    match subject.char_indices().nth(300) {
        Some((at, _)) => format!("{}…", &subject[..at]),
        None => subject.to_owned(),
    }
}

/// All texts of some data, one after the other.
fn collect(data: &Json, out: &mut String) {
    match data {
        Json::String(text) => out.extend([" ", text]),
        Json::Number(number) => out.extend([" ", &number.to_string()]),
        Json::Array(list) => list.iter().for_each(|one| collect(one, out)),
        Json::Object(map) => map.values().for_each(|one| collect(one, out)),
        Json::Null | Json::Bool(_) => {}
    }
}

/// A document's data of the store.
pub(super) async fn data(app: &App, id: i64) -> Result<Json, Failure> {
    let (_, text) = app.store().document(id).await?;
    stored(&text)
}

/// Documents that the data names and those that they name: their numbers and texts.
pub(super) async fn linked(app: &App, data: &Json) -> Result<BTreeMap<i64, String>, Failure> {
    let (mut next, mut found) = (named(data), BTreeMap::new());
    while let Some(id) = next.pop_first() {
        if let Entry::Vacant(place) = found.entry(id) {
            let text = app.store().document(id).await?.1;
            next.extend(named(&stored(&text)?));
            place.insert(text);
        }
    }
    Ok(found)
}

/// Documents that the data names itself.
pub(super) fn named(data: &Json) -> BTreeSet<i64> {
    match data {
        Json::String(text) => document_of(&read::normal(text)).into_iter().collect(),
        Json::Array(list) => list.iter().flat_map(named).collect(),
        Json::Object(map) => map.values().flat_map(named).collect(),
        _ => BTreeSet::new(),
    }
}

/// Data as it is stored.
pub(super) fn stored(text: &str) -> Result<Json, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::bad("Văn bản này lưu hỏng", "Mở phiên bản trước của nó."))
}

/// Data out of YAML or JSON that somebody gives.
pub(super) fn read_text(name: &str, bytes: Vec<u8>) -> Result<Json, Failure> {
    let wrong = "Tệp dữ liệu không đọc được";
    let text = read::decode(name, bytes).map_err(|found| Failure::found(wrong, &Sources::default(), &found))?;
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let (node, found) = read::read(&sources, id);
    match node.filter(|_| !found.has_errors()) {
        Some(node) => Ok(node.to_json()),
        None => Err(Failure::found(wrong, &sources, &found)),
    }
}
