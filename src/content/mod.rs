//! Records: what documents hold as data beside their texts, and what is made of it — a report's period, indicators,
//! a plan's tasks and their progress, an inspection and its minutes, who signs together.
//!
//! Every record is one file with its Rust types, which are its schema, too (their doc comments are what editors show,
//! so they are Vietnamese); `RECORDS` lists them all. A type names those it has in `type.toml`; only these are read.
//! A document's records are read once, in the order of the list: first those that texts refer to by `[[…]]`, then,
//! when all references are words, the others.

mod blanks;
mod citation;
mod columns;
mod composition;
mod fragment;
mod indicators;
mod inspection;
mod parties;
mod period;
mod progress;
mod references;
mod signatories;
mod tasks;

pub use blanks::{OpenPlace, count_open, open_places};
pub use citation::{Stretch, cite};
pub use columns::{ORDINAL_COLUMN, UsualColumn};
pub use composition::{Ask, Composition};
pub use fragment::Fragment;
pub use indicators::{INDICATOR_COLUMNS, MORE_INDICATOR_COLUMNS};
pub use inspection::start;
pub use inspection::team::TEAM_COLUMNS;
pub use references::Answers;
pub use tasks::TASK_COLUMNS;

use serde_json::{Map, Value as Json};

use blanks::BLANK;

use crate::diag::Diagnostics;
use crate::model::link::{LinkField, Linked};
use crate::model::node::Node;
use crate::standard::Standard;

/// A kind of record.
pub trait Record: Sync {
    /// What `records` of `type.toml` calls it.
    fn name(&self) -> &'static str;

    /// Adds the schemas of its fields of the content.
    fn describe(&self, fragment: &mut Fragment);

    /// What items may have composed from it.
    fn compositions(&self) -> &'static [Composition] {
        &[]
    }

    /// Under which name of `records` templates see it; only such records are read before references are resolved.
    fn seen_as(&self) -> Option<&'static str> {
        None
    }

    /// Reads and checks what texts may refer to, and writes what it computes into the data. `None` when there is
    /// nothing, or nothing right.
    fn read(&self, _root: &mut Node, _known: &Known<'_>, _found: &mut Diagnostics) -> Option<Box<dyn Answers>> {
        None
    }

    /// Checks a document whose references are words; what it makes of it, templates see in `composed`.
    fn compose(&self, _document: &Complete<'_>, _found: &mut Diagnostics) -> Map<String, Json> {
        Map::new()
    }
}

/// All kinds of records, in the order in which they are read: later ones build on earlier ones.
const RECORDS: [&dyn Record; 10] = [
    &period::Record,
    &indicators::Record,
    &progress::Record,
    &tasks::Record,
    &inspection::plan::Record,
    &inspection::team::Record,
    &inspection::minutes::Record,
    &inspection::summary::Record,
    &signatories::Record,
    &parties::Record,
];

/// The names of all kinds of records.
pub fn names() -> impl Iterator<Item = &'static str> {
    RECORDS.iter().map(|record| record.name())
}

/// What every kind of record composes.
pub fn compositions() -> impl Iterator<Item = &'static Composition> {
    RECORDS.iter().flat_map(|record| record.compositions())
}

/// A record that the fields of a content refer to although its type does not name it; `content` has its definitions.
pub fn undeclared(content: &Json, declared: &[String]) -> Option<&'static str> {
    let references = content.get("properties")?.as_object()?.values().filter_map(|field| field.get("$ref")?.as_str()?.rsplit('/').next());
    let is_other = |record: &&dyn Record| declared.iter().all(|name| name != record.name());
    let defined = |name: &str| content.get("definitions").is_some_and(|d| d.get(name).is_some());
    let is_read = |name: &str| RECORDS.iter().any(|record| record.name() == name && record.seen_as().is_some());
    references.filter(|name| is_read(name) || !defined(name)).find_map(|name| {
        let has_it = |record: &&dyn Record| {
            let mut fragment = Fragment::default();
            record.describe(&mut fragment);
            fragment.defines(name)
        };
        RECORDS.into_iter().filter(is_other).find(has_it).map(|record| record.name())
    })
}

/// The records of a type.
#[derive(Clone, Default)]
pub struct Records(Vec<&'static dyn Record>);

/// What is known of a document when a record is read.
pub struct Known<'a> {
    /// The documents that it names.
    pub linked: &'a [Linked],
    /// The standard.
    pub standard: &'a Standard,
    /// What was read before.
    pub earlier: &'a [Box<dyn Answers>],
}

/// A document whose references are words.
pub struct Complete<'a> {
    /// Its data.
    pub root: &'a Node,
    /// The documents that it names.
    pub linked: &'a [Linked],
    /// How many places it leaves open to be filled in by hand.
    pub open: usize,
}

impl Complete<'_> {
    /// The content.
    fn content(&self) -> Option<&Node> {
        self.root.get("content")
    }
}

impl Records {
    /// The records of these names, in the order of reading; `Err` gives a name that none has.
    pub fn named(names: &[String]) -> Result<Self, &str> {
        match names.iter().find(|name| RECORDS.iter().all(|record| record.name() != *name)) {
            Some(unknown) => Err(unknown),
            None => Ok(Records(RECORDS.into_iter().filter(|record| names.iter().any(|name| name == record.name())).collect())),
        }
    }

    /// The schemas of their fields.
    pub fn fragment(&self) -> Fragment {
        let mut fragment = Fragment::default();
        // Every type cites.
        fragment.definition::<citation::Citation>();
        self.0.iter().for_each(|record| record.describe(&mut fragment));
        fragment
    }

    /// What items of the type may have composed.
    pub fn compositions(&self) -> impl Iterator<Item = &'static Composition> {
        self.0.iter().flat_map(|record| record.compositions())
    }

    /// Reads what texts refer to (in a type without records `[[` still names something, or is a slip), computes what is missing, and writes both into the data: figures into the records,
    /// words for references into the texts. Gives what templates see as `records`.
    pub fn read(
        &self,
        root: &mut Node,
        link_fields: &[LinkField],
        linked: &[Linked],
        standard: &Standard,
        found: &mut Diagnostics,
    ) -> Map<String, Json> {
        let mut answers: Vec<Box<dyn Answers>> = Vec::new();
        let (mut unread, mut seen) = (Vec::new(), Map::new());
        for (record, seen_as) in self.0.iter().filter_map(|record| Some((record, record.seen_as()?))) {
            let answer = record.read(root, &Known { linked, standard, earlier: &answers }, found);
            seen.insert(seen_as.to_owned(), answer.as_ref().map_or(Json::Null, |answer| answer.seen()));
            match answer {
                Some(answer) => answers.push(answer),
                None => unread.push(record.name()),
            }
        }
        let references = references::References::new(root, &answers, unread, link_fields, linked);
        references.resolve(root, found);
        // What was read holds texts, too.
        seen.values_mut().for_each(|value| references.resolve_seen(value));
        seen
    }

    /// Checks the records of a document whose references are words, and what its texts have composed of them by the
    /// document's schema; gives what templates see in `composed`.
    pub fn compose(&self, document: &Complete<'_>, schema: &Json, found: &mut Diagnostics) -> Map<String, Json> {
        composition::check(document.root, schema, found);
        let mut composed = Map::new();
        self.0.iter().for_each(|record| composed.extend(record.compose(document, found)));
        composed
    }
}

#[cfg(test)]
mod testing {
    use crate::diag::{Diagnostics, Sources};
    use crate::model::node::Node;
    use crate::model::read;

    /// Data as it is read.
    pub(super) fn node(yaml: &str) -> Node {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", yaml);
        let (node, found) = read::read(&sources, id);
        assert!(!found.has_errors(), "{found:?}");
        node.unwrap()
    }

    /// The messages of findings, in the order of finding.
    pub(super) fn messages(found: &Diagnostics) -> Vec<String> {
        found.iter().map(|d| d.message.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::property;
    use serde_json::json;

    #[test]
    fn compositions_are_made_from_fields_of_their_record() {
        for record in RECORDS {
            let mut fragment = Fragment::default();
            record.describe(&mut fragment);
            let mut content = json!({});
            fragment.complete(&mut content, Map::from_iter([("item".to_owned(), json!({ "properties": { "compose": {} } }))]));
            for composition in record.compositions() {
                let last = composition.needs.iter().try_fold(&content, |at, step| property(&content, at, step));
                assert!(last.is_some(), "{}: no field {}", composition.name, composition.needs.join("."));
                let item = content.pointer("/definitions/item/properties").unwrap();
                assert!(!composition.asks.contains(&Ask::Mode) || item.get(Ask::Mode.field()).is_some(), "{}", composition.name);
            }
        }
    }

    #[test]
    fn names_are_one_records_own() {
        for mut all in [names().collect::<Vec<_>>(), compositions().map(|c| c.name).collect()] {
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }

    #[test]
    fn records_are_read_in_one_order() {
        let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let of_type = Records::named(&names(&["progress", "period"])).map_err(str::to_owned).unwrap();
        assert_eq!(of_type.0.iter().map(|r| r.name()).collect::<Vec<_>>(), ["period", "progress"]);
        assert_eq!(Records::named(&names(&["period", "kpi"])).err(), Some("kpi"));
    }
}
