//! The columns of a table that may be one of records: what their heads say, and how the data states them.

use super::yaml::{Map, Node, Value, text};
use crate::content::{ORDINAL_COLUMN, UsualColumn};
use crate::paper::Alignment;
use crate::text::folded;

/// A field of a record and what the head of its column says, folded; the first that fits is it.
pub(super) type Heads = [(&'static str, &'static [&'static str])];

/// The columns of a table.
pub(super) struct Columns {
    ordinal: String,
    /// Those behind the first one.
    pub(super) all: Vec<Column>,
}

/// A column of the table behind the first one.
pub(super) struct Column {
    /// The field that it shows; `None` for one of the author's own.
    pub(super) field: Option<&'static UsualColumn>,
    title: String,
    align: &'static str,
}

impl Columns {
    /// The columns by their titles; absent unless each field of `needed` is there once, and no other twice.
    pub(super) fn of(
        titles: &[String],
        aligned: &[Alignment],
        fields: &[&'static UsualColumn],
        heads: &Heads,
        needed: &[&str],
    ) -> Option<Self> {
        let (ordinal, titles) = titles.split_first()?;
        let all: Vec<Column> =
            titles.iter().zip(aligned.iter().skip(1)).map(|(title, align)| column(title, *align, fields, heads)).collect();
        let named: Vec<&str> = all.iter().filter_map(|c| Some(c.field?.name)).collect();
        let once = |name: &&str| named.iter().filter(|field| *field == name).count() == 1;
        (needed.iter().all(once) && named.iter().all(once)).then(|| Columns { ordinal: ordinal.clone(), all })
    }

    /// As data states them in the field `name`, no more than it must; nothing where they are the `usual` ones.
    pub(super) fn stated(&self, name: &'static str, usual: &[UsualColumn]) -> Option<(&'static str, Node)> {
        let numbered = self.ordinal != ORDINAL_COLUMN.title;
        let same = self.all.len() == usual.len() && self.all.iter().zip(usual).all(|(column, usual)| column.is(usual));
        let ordinal = || Value::Map(vec![("field", text(ORDINAL_COLUMN.name)), ("title", text(&self.ordinal))]).into();
        let columns = || numbered.then(ordinal).into_iter().chain(self.all.iter().map(Column::stated)).collect();
        (numbered || !same).then(|| (name, Value::List(columns()).into()))
    }
}

fn column(title: &str, align: Alignment, fields: &[&'static UsualColumn], heads: &Heads) -> Column {
    let said = folded(title);
    let said = said.trim();
    let says = |word: &&str| said == *word || said.strip_prefix(*word).is_some_and(|rest| rest.starts_with([' ', ',', '/']));
    let name = heads.iter().find(|(_, words)| words.iter().any(&says)).map(|(name, _)| *name);
    let align = match align {
        Alignment::Left | Alignment::Justify => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    };
    Column { field: fields.iter().copied().find(|c| Some(c.name) == name), title: title.to_owned(), align }
}

impl Column {
    fn is(&self, usual: &UsualColumn) -> bool {
        self.field.is_some_and(|f| f.name == usual.name) && self.title == usual.title && self.align == usual.align
    }

    fn stated(&self) -> Node {
        let mut map: Map = Vec::new();
        map.extend(self.field.map(|field| ("field", text(field.name))));
        let title = self.field.is_none_or(|field| field.title != self.title);
        map.extend(title.then(|| ("title", text(self.title.clone()))));
        let align = self.field.map_or("left", |field| field.align) != self.align;
        map.extend(align.then(|| ("align", text(self.align))));
        match self.field.filter(|_| map.len() == 1) {
            Some(field) => text(field.name),
            None => Value::Map(map).into(),
        }
    }
}
