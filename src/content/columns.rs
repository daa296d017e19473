//! Which columns the table of a record has: the usual ones, or those that the data names, some of them the author's own.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};
use serde::{Deserialize as Read, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::Node;
use crate::model::spanned::{Given, List, Shorthand, read};
use crate::text::{capitalized, in_words};

/// The column that the program numbers: always the first one.
pub const ORDINAL_COLUMN: UsualColumn =
    UsualColumn { name: "number", title: "STT", align: "center", width: None, means: "số thứ tự, luôn đứng đầu" };

/// A column that the table of a record usually has.
#[derive(Clone, Copy, Debug)]
pub struct UsualColumn {
    /// The field of the record that it shows, as data names it.
    pub name: &'static str,
    /// What its head says.
    pub title: &'static str,
    /// How its cells stand: `left`, `center`, `right`.
    pub align: &'static str,
    /// Its width as templates write it, where it has one.
    pub width: Option<&'static str>,
    /// What it shows, in an editor's words.
    pub means: &'static str,
}

/// A table of records whose columns data may choose.
pub(super) trait Columned {
    /// The field of the content that names the columns.
    const FIELD: &'static str;
    /// How templates call the head of the first column.
    const ORDINAL: &'static str;
    /// The table, in an editor's words.
    const TABLE: &'static str;
    /// One of its records, in an editor's words.
    const ONE: &'static str;
    /// The columns behind the first one where data says nothing.
    const USUAL: &'static [UsualColumn];
    /// Those that only data asks for.
    const MORE: &'static [UsualColumn] = &[];
}

/// The columns as data states them.
struct Stated<T>(List<Shorthand<StatedColumn>>, PhantomData<T>);

#[derive(Debug, Default, Read)]
#[serde(default)]
struct StatedColumn {
    field: Given<String>,
    title: Given<String>,
    align: Given<String>,
}

impl<'de, T> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        List::deserialize(deserializer).map(|columns| Stated(columns, PhantomData))
    }
}

impl<T: Columned> JsonSchema for Stated<T> {
    fn schema_name() -> Cow<'static, str> {
        T::FIELD.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let all = || T::USUAL.iter().chain(T::MORE).chain([&ORDINAL_COLUMN]);
        let names: Vec<&str> = all().map(|column| column.name).collect();
        let meanings: Vec<String> = all().map(|column| format!("{}: {}", column.name, column.means)).collect();
        json_schema!({
            "title": format!("Cột của {}", T::TABLE),
            "description": format!(
                "Các cột của {}; bỏ trống thì STT và {} cột thường dùng. Cột không có trong danh sách field: ghi title, nội dung của cột \
                 lấy từ cells của từng {}.",
                T::TABLE,
                in_words(T::USUAL.len() as u64),
                T::ONE
            ),
            "type": "array",
            "minItems": 1,
            "maxItems": 12,
            "items": {
                "title": "Cột",
                "type": ["string", "object"],
                "x-shorthand": "field",
                "anyOf": [{ "required": ["field"] }, { "required": ["title"] }],
                "properties": {
                    "field": { "title": "Trường của bản ghi", "description": format!("{}.", meanings.join("; ")), "type": "string", "enum": names },
                    "title": { "title": "Tiêu đề cột", "type": "string", "minLength": 1 },
                    "align": { "title": "Căn lề", "type": "string", "enum": ["left", "center", "right"] },
                },
            },
        })
    }
}

/// A column as templates see it.
#[derive(Debug, Serialize)]
struct Column {
    /// What it shows; `None` for one of the author's own.
    field: Option<&'static str>,
    title: String,
    align: String,
    width: Option<&'static str>,
    /// Its place among the author's own columns.
    own: usize,
}

impl Column {
    fn usual(usual: &UsualColumn) -> Self {
        let UsualColumn { name, title, align, width, .. } = *usual;
        Column { field: Some(name), title: title.to_owned(), align: align.to_owned(), width, own: 0 }
    }
}

/// Adds the field to a schema.
pub(super) fn describe<T: Columned>(fragment: &mut super::Fragment) {
    fragment.field::<Stated<T>>(T::FIELD);
}

/// The columns of a content's table.
pub(super) struct Columns {
    ordinal: String,
    shown: Vec<Column>,
}

impl Columns {
    pub(super) fn of<T: Columned>(content: Option<&Node>, found: &mut Diagnostics) -> Self {
        let Some(Stated::<T>(stated, _)) = content.and_then(|content| read(content.get(T::FIELD)?)) else {
            return Columns { ordinal: ORDINAL_COLUMN.title.to_owned(), shown: T::USUAL.iter().map(Column::usual).collect() };
        };
        let mut columns = Columns { ordinal: ORDINAL_COLUMN.title.to_owned(), shown: Vec::new() };
        let mut own = 0;
        for (at, column) in stated.items.iter().enumerate() {
            let Shorthand(StatedColumn { field, title, align }) = &column.value;
            if field.text() == Some(ORDINAL_COLUMN.name) {
                if at > 0 {
                    let message = "Cột số thứ tự phải đứng đầu bảng".to_owned();
                    let help = format!("Chuyển {} lên đầu {}.", ORDINAL_COLUMN.name, T::FIELD);
                    found.push(Diagnostic::error(code::BAD_TABLE, column.span, message).help(help));
                }
                columns.ordinal = title.text().unwrap_or(ORDINAL_COLUMN.title).to_owned();
                continue;
            }
            let usual = field.text().and_then(|name| T::USUAL.iter().chain(T::MORE).find(|usual| usual.name == name));
            columns.shown.push(Column {
                field: usual.map(|usual| usual.name),
                title: title.text().or(usual.map(|usual| usual.title)).unwrap_or_default().to_owned(),
                align: align.text().or(usual.map(|usual| usual.align)).unwrap_or("left").to_owned(),
                width: usual.and_then(|usual| usual.width),
                own,
            });
            own += usize::from(usual.is_none());
        }
        columns
    }

    /// A record has no more cells than there are columns of the author's own.
    pub(super) fn check<T: Columned>(&self, cells: usize, span: Span, found: &mut Diagnostics) {
        let own = self.shown.iter().filter(|column| column.field.is_none()).count();
        if cells > own {
            let message = format!("{} này có {cells} ô ở cells, bảng có {own} cột riêng", capitalized(T::ONE));
            let field = T::FIELD;
            let help = format!("Khai báo cột ở content.{field} bằng title (không ghi field), mỗi cột riêng một ô theo thứ tự.");
            found.push(Diagnostic::error(code::BAD_TABLE, span, message).help(help));
        }
    }

    /// As templates see them.
    pub(super) fn composed<T: Columned>(&self) -> Map<String, Json> {
        Map::from_iter([(T::FIELD.to_owned(), json!(self.shown)), (T::ORDINAL.to_owned(), json!(self.ordinal))])
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, node};
    use super::*;

    struct Pairs;

    impl Columned for Pairs {
        const FIELD: &'static str = "pair_columns";
        const ORDINAL: &'static str = "pair_ordinal";
        const TABLE: &'static str = "bảng";
        const ONE: &'static str = "cặp";
        const USUAL: &'static [UsualColumn] = &[
            UsualColumn { name: "left", title: "Trái", align: "left", width: Some("2*"), means: "bên trái" },
            UsualColumn { name: "right", title: "Phải", align: "right", width: None, means: "bên phải" },
        ];
    }

    fn composed(content: &str) -> (Map<String, Json>, Vec<String>) {
        let mut found = Diagnostics::default();
        let columns = Columns::of::<Pairs>(Some(&node(content)), &mut found);
        columns.check::<Pairs>(2, Span { source: crate::diag::SourceId(0), start: 0, end: 0 }, &mut found);
        (columns.composed::<Pairs>(), messages(&found))
    }

    #[test]
    fn columns_are_the_usual_ones_or_those_that_are_named() {
        let (usual, _) = composed("{}");
        assert_eq!((&usual["pair_ordinal"], usual["pair_columns"][0]["title"].as_str()), (&json!("STT"), Some("Trái")));
        let (own, told) =
            composed("{pair_columns: [{field: number, title: TT}, right, {title: Ghi}, {field: left, title: Bên}, {title: X}]}");
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(own["pair_ordinal"], json!("TT"));
        let said: Vec<_> =
            own["pair_columns"].as_array().unwrap().iter().map(|c| (c["field"].as_str(), c["title"].as_str(), c["own"].as_u64())).collect();
        assert_eq!(
            said,
            [
                (Some("right"), Some("Phải"), Some(0)),
                (None, Some("Ghi"), Some(0)),
                (Some("left"), Some("Bên"), Some(1)),
                (None, Some("X"), Some(1))
            ]
        );
    }

    #[test]
    fn the_number_stands_first_and_cells_need_their_columns() {
        let (_, told) = composed("{pair_columns: [left, number]}");
        assert_eq!(told, ["Cột số thứ tự phải đứng đầu bảng", "Cặp này có 2 ô ở cells, bảng có 0 cột riêng"]);
    }
}
