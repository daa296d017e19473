//! What a type demands and the source does not say: dots, and a note that somebody has to fill them in.

use serde_json::Value as Json;

use super::yaml::{Map, Node, Value, text};
use crate::model::doc_type::{Constituent, DocType, Summary};

/// Dots for words that the source leaves open.
pub(super) const DOTS: &str = "……………………";

/// Leaves room for what the source does not say.
pub(super) fn leave_room(fields: &mut Map, doc_type: &DocType) {
    let declaration = &doc_type.declaration;
    let notation = declaration.abbreviation.as_ref().map_or(DOTS.to_owned(), |abbreviation| format!("{abbreviation}-……"));
    let has_symbol = fields.iter().any(|(known, _)| ["organ_code", "code_notation"].contains(known));
    let demanded = [
        ("organ_name", declaration.demands(Constituent::Organ), DOTS.to_owned(), "Bản gốc không ghi tên cơ quan ban hành: điền vào."),
        (
            "code_notation",
            declaration.demands(Constituent::Code) && !has_symbol,
            notation,
            "Bản gốc không có số, ký hiệu: ghi chữ viết tắt của cơ quan ở organ_code, bỏ dòng này.",
        ),
        (
            "subject",
            declaration.summary != Summary::None,
            DOTS.to_owned(),
            "Bản gốc không có trích yếu: ghi nội dung của văn bản trong một câu ngắn.",
        ),
    ];
    for (key, demanded, room, note) in demanded {
        if demanded && fields.iter().all(|(known, _)| *known != key) {
            let after = |last: &[&str]| fields.iter().rposition(|(known, _)| last.contains(known)).map_or(0, |at| at + 1);
            let at = if key == "organ_name" { after(&BEFORE_ORGAN) } else { after(&BEFORE_SUBJECT) };
            fields.insert(at, (key, text(room).noted(note)));
        }
    }
    if let Some((_, Node { value: Value::Map(content), .. })) = fields.iter_mut().find(|(key, _)| *key == "content") {
        leave_room_in_content(content, &doc_type.content);
    }
}

/// What a person writes before the body's name, and before the summary.
const BEFORE_ORGAN: [&str; 2] = ["type", "organization_in_charge"];
const BEFORE_SUBJECT: [&str; 8] =
    ["type", "organization_in_charge", "organ_name", "organ_code", "place", "code_number", "code_notation", "issued_date"];

fn leave_room_in_content(content: &mut Map, schema: &Json) {
    let mut first = 0;
    for (key, kind) in DEMANDED {
        let demanded = schema["required"].as_array().is_some_and(|all| all.iter().any(|name| name == key));
        let is_empty = |node: &Node| matches!(&node.value, Value::List(list) if list.is_empty());
        content.retain(|(known, node)| *known != key || !is_empty(node));
        if demanded && content.iter().all(|(known, _)| *known != key) {
            let title = schema["properties"][key]["title"].as_str().unwrap_or(key);
            let room = match kind {
                Kind::Words => text(DOTS),
                Kind::Bases => Value::List(vec![text(format!("Căn cứ {DOTS}"))]).into(),
                Kind::List => Value::List(vec![text(DOTS)]).into(),
            };
            let at = if key == "body" { content.len() } else { first };
            content.insert(at, (key, room.noted(format!("Bản gốc không có phần “{title}”: điền vào."))));
            first += 1;
        }
    }
}

/// How a field is written.
#[derive(Clone, Copy)]
enum Kind {
    Words,
    Bases,
    List,
}

/// Fields of the forms that dots may stand in.
const DEMANDED: [(&str, Kind); 12] = [
    ("legal_bases", Kind::Bases),
    ("invitees", Kind::List),
    ("occasion", Kind::Words),
    ("time", Kind::Words),
    ("full_name", Kind::Words),
    ("position", Kind::Words),
    ("destination", Kind::Words),
    ("purpose", Kind::Words),
    ("duration", Kind::Words),
    ("location", Kind::Words),
    ("counted_as", Kind::Words),
    ("body", Kind::List),
];

/// Whether a value is room that was left.
pub(super) fn is_room(node: &Node) -> bool {
    matches!(&node.value, Value::Text(words) if words.ends_with("……"))
}
