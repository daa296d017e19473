//! The stages in order: data → template → markup → tree → flow → pages → files.
//!
//! Everything that many documents share (fonts, templates, schemas) is prepared once in
//! [`Engine`]. Nothing here reads the disk, the clock or the environment.

mod batch;
mod copy;
mod linked;
mod pictures;
mod start;

pub use batch::{Batch, RowLabel, RowsFile, SheetCell};
pub use copy::Given;
use linked::{Recording, Shelf};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value as Json};

use crate::constituents;
use crate::content::{self, Complete, OpenPlace};
use crate::derive::{Derived, derive};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity, SourceId, Sources, Span, code};
use crate::export::{self, Extras, Metadata};
use crate::facts::{self, Facts, Places};
use crate::font::Fonts;
use crate::layout::{self, Pages};
use crate::limits;
use crate::markup;
use crate::model::doc_type::{Declaration, DocType};
use crate::model::envelope::Envelope;
use crate::model::link::{self, LinkField, Linked};
use crate::model::node::{Node, Value};
use crate::model::{self, Data, Files, Origins, read, rows_from, schema};
use crate::rules::{self, Family};
use crate::shape::Checker;
use crate::standard::{self, Clause, Edition, Standard};
use crate::style::{self, Choices, Flow};
use crate::template::{Outline, Store, Templates, TypeFolder, context};
use crate::text::grouped;
use crate::tree::{self, Document};
use crate::validate::{self, Faultless};

/// Why a type or template cannot be used: its files and what is wrong in them.
pub type Broken = (Sources, Diagnostics);

/// A type's part of something, unless its folder is broken.
type OfType<'a, T> = Result<&'a T, &'a Broken>;

/// What all documents of a run share.
pub struct Engine {
    standard: &'static Standard,
    fonts: Fonts,
    templates: Templates,
    profile: OnceLock<Checker>,
    types: BTreeMap<String, OnceLock<Result<Prepared, Broken>>>,
    docx: export::docx::Shared,
    pdf: export::pdf::Shared,
    judged: Judged,
    faultless: Faultless,
    /// Linked documents that many documents name.
    shelf: Shelf,
}

/// What the rules on a finished document may say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Judged {
    /// What forbids it.
    #[default]
    Errors,
    /// The same, but only as warnings: whoever makes it wants it all the same.
    Allowed,
    /// What forbids it, and the pages are made all the same: it is somebody's that is taken over.
    TakenOver,
    /// All that is wrong, or worth knowing.
    InFull,
    /// The same, and the pages are shown all the same: it is being written.
    Draft,
}

/// A document type, ready for use.
struct Prepared {
    folder: TypeFolder,
    checker: Checker,
    outline: Outline,
    links: Vec<LinkField>,
}

/// What became of one document.
pub struct Outcome {
    /// The files that findings point into.
    pub sources: Sources,
    /// All findings, in the order of their places.
    pub diagnostics: Diagnostics,
    /// How many findings of rules a person decided to pass over.
    pub silenced: usize,
    /// How many warnings of rules were not told, because errors alone were asked for.
    pub untold: usize,
    /// The document, unless there was an error.
    pub compiled: Option<Compiled>,
}

/// A document, laid out, as far as it is one file.
pub struct Compiled {
    /// The composed tree, without the parts that are files of their own.
    pub document: Document,
    /// The styled flow.
    pub flow: Flow,
    /// The pages.
    pub pages: Pages,
    /// What the files say about themselves.
    pub metadata: Metadata,
    /// Fields of a form that the data leaves open.
    pub open_places: Vec<OpenPlace>,
    /// What the files carry besides; whoever renders may take from it or add to it.
    pub extras: Extras,
    /// What the office chose for its look.
    pub choices: Choices,
    /// The attachments and appendices that are files of their own; they have none in turn.
    pub separate: Vec<Compiled>,
}

impl Compiled {
    pub(crate) fn new(document: Document, flow: Flow, pages: Pages, metadata: Metadata, choices: Choices) -> Self {
        let extras = Extras { fields: pages.facts.fields.clone(), ..Extras::default() };
        Compiled { document, flow, pages, metadata, open_places: Vec::new(), extras, choices, separate: Vec::new() }
    }

    /// Everything that becomes a file: the document, then its separate parts.
    pub fn files(&self) -> impl Iterator<Item = &Compiled> {
        std::iter::once(self).chain(&self.separate)
    }

    /// Lets the trees go, which the files need no more: that of a long table is as large as its pages.
    pub fn drop_trees(&mut self) {
        self.document = Document { part: self.document.part, ..Document::default() };
        self.separate.iter_mut().for_each(Compiled::drop_trees);
    }

    /// What a file is called after the data's name: nothing, or the part it holds.
    pub fn suffix(&self) -> String {
        self.document.part.map(|part| part.suffix()).unwrap_or_default()
    }
}

impl Engine {
    /// Prepares templates and fonts; errors in any template of a user's folder are reported with their sources.
    pub fn new(store: Store, fonts: Fonts) -> Result<Self, Broken> {
        let standard = standard::of(Edition::IN_FORCE);
        let templates = Templates::new(store)?;
        let types = templates.store().slugs().into_iter().map(|s| (s.to_owned(), OnceLock::new())).collect();
        Ok(Engine {
            standard,
            fonts,
            templates,
            profile: OnceLock::new(),
            types,
            docx: Default::default(),
            pdf: Default::default(),
            judged: Judged::default(),
            faultless: Faultless::default(),
            shelf: Shelf::default(),
        })
    }

    /// Says what the rules may say of its documents.
    pub fn judging(self, judged: Judged) -> Self {
        Engine { judged, ..self }
    }

    /// The fonts in use.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The templates in use.
    pub fn store(&self) -> &Store {
        self.templates.store()
    }

    /// Slug and declaration of every type; what else is wrong is reported when it is used.
    pub fn types(&self) -> Vec<(&str, Result<Declaration, Broken>)> {
        self.types.keys().map(|slug| (slug.as_str(), self.store().declaration(slug))).collect()
    }

    /// The schema of a type.
    pub fn schema(&self, slug: &str) -> Option<OfType<'_, serde_json::Value>> {
        self.types.contains_key(slug).then(|| self.prepared(slug).map(|p| p.checker.schema()))
    }

    /// A type as its folder declares it.
    pub fn declared(&self, slug: &str) -> Option<OfType<'_, DocType>> {
        self.types.contains_key(slug).then(|| self.prepared(slug).map(|p| &p.folder.doc_type))
    }

    /// The standard in force.
    pub fn standard(&self) -> &'static Standard {
        self.standard
    }

    /// The commented example of a type.
    pub fn example(&self, slug: &str) -> Option<OfType<'_, str>> {
        self.types.contains_key(slug).then(|| self.prepared(slug).map(|p| &*p.folder.example))
    }

    fn prepared(&self, slug: &str) -> OfType<'_, Prepared> {
        static NONE: OnceLock<Broken> = OnceLock::new();
        let Some(cell) = self.types.get(slug) else { return Err(NONE.get_or_init(Default::default)) };
        cell.get_or_init(|| {
            let folder = self.store().folder(slug)?;
            let checker = Checker::new(schema::document_schema(self.standard, &folder.doc_type));
            let checker = if self.store().is_own() { proven(checker, slug)? } else { checker };
            let links = link::fields(checker.schema());
            Ok(Prepared { folder, outline: Outline::new(checker.schema()), checker, links })
        })
        .as_ref()
    }

    fn profile_checker(&self) -> &Checker {
        self.profile.get_or_init(|| Checker::new(schema::profile_schema(self.standard)))
    }

    /// The schema of an office's profile.
    pub fn profile_schema(&self) -> &serde_json::Value {
        self.profile_checker().schema()
    }

    /// Checks an office's profile by itself.
    pub fn check_profile(&self, name: &str, bytes: Vec<u8>) -> (Sources, Diagnostics) {
        let mut sources = Sources::default();
        let mut found = Diagnostics::default();
        match read::decode(name, bytes) {
            Ok(text) => {
                let id = sources.add(name, text);
                let (profile, wrong) = read::read(&sources, id);
                found.extend(wrong);
                profile.iter().for_each(|profile| _ = self.profile_checker().check(profile, &mut found));
            }
            Err(wrong) => found.extend(wrong),
        }
        let found = found.placed(&sources, self.standard);
        (sources, found)
    }

    /// Compiles one data file. `name` is shown in messages and is what the profile's path is
    /// relative to.
    pub fn compile(&self, name: &str, bytes: Vec<u8>, files: &dyn Files) -> Outcome {
        let files = Recording::new(files);
        let mut run = Compilation::new(self, &files, Sources::default());
        let compiled = run.document(name, bytes);
        run.outcome(compiled)
    }

    /// The document as DOCX.
    pub fn docx(&self, compiled: &Compiled) -> Result<Vec<u8>, Diagnostics> {
        export::docx::write(&compiled.flow, &compiled.pages.facts, &self.fonts, &compiled.metadata, &compiled.extras, &self.docx)
    }

    /// The document as PDF.
    pub fn pdf(&self, compiled: &Compiled) -> Result<Vec<u8>, Diagnostics> {
        export::pdf::write(&compiled.flow, &compiled.pages, &self.fonts, &compiled.metadata, &compiled.extras, &self.pdf)
    }

    /// The document's pages as SVG, with findings marked; `picture` gives the address of a picture.
    pub fn svg(&self, compiled: &Compiled, marks: &[export::svg::Mark], picture: &dyn Fn(&style::Figure) -> String) -> Vec<String> {
        export::svg::write(&compiled.flow, &compiled.pages, &self.fonts, marks, picture)
    }
}

/// A schema that a user had a part in: all that is wrong with it is told.
fn proven(checker: Checker, slug: &str) -> Result<Checker, Broken> {
    checker.proven().map_err(|why| {
        let found = Diagnostic::error(code::BAD_TYPE_FOLDER, None, format!("Schema của {slug} sai: {why}"));
        (Sources::default(), found.into())
    })
}

/// One document, or several that share their sources, on the way from data to tree.
struct Compilation<'e> {
    engine: &'e Engine,
    files: &'e Recording<'e>,
    sources: Sources,
    found: Diagnostics,
    /// Errors that keep no pages back.
    tolerated: usize,
    silenced: usize,
    untold: usize,
    origins: Origins,
    /// Values and bytes of all data read so far.
    weight: (usize, usize),
}

/// A document's data, checked and complete.
struct Whole<'e> {
    prepared: &'e Prepared,
    root: Arc<Node>,
    /// The same as templates want it.
    json: Json,
    envelope: Envelope,
    derived: Derived,
    /// What templates see of the records that texts refer to.
    records: Map<String, Json>,
    /// What the records compose.
    composed: Map<String, Json>,
    open_places: Vec<OpenPlace>,
    linked: Vec<Linked>,
}

impl Whole<'_> {
    /// How many places the data leaves open to be filled in by hand.
    fn open(&self) -> usize {
        content::count_open(&self.open_places)
    }
}

impl<'e> Compilation<'e> {
    fn new(engine: &'e Engine, files: &'e Recording<'e>, sources: Sources) -> Self {
        Compilation {
            engine,
            files,
            sources,
            found: Diagnostics::default(),
            tolerated: 0,
            silenced: 0,
            untold: 0,
            origins: Origins::default(),
            weight: (0, 0),
        }
    }

    fn outcome(self, compiled: Option<Compiled>) -> Outcome {
        let failed = self.has_failed();
        let diagnostics = self.found.placed(&self.sources, self.engine.standard);
        let compiled = compiled.filter(|_| !failed);
        Outcome { sources: self.sources, diagnostics, silenced: self.silenced, untold: self.untold, compiled }
    }

    /// Whether something is wrong that keeps the pages back.
    fn has_failed(&self) -> bool {
        self.found.counts().0 > self.tolerated
    }

    /// Takes up what is wrong with a document that can be made all the same, if only to be looked at.
    fn tell(&mut self, wrong: Diagnostics) {
        if matches!(self.engine.judged, Judged::Draft | Judged::TakenOver) {
            self.tolerated += wrong.counts().0;
        }
        self.found.extend(wrong);
    }

    fn document(&mut self, name: &str, bytes: Vec<u8>) -> Option<Compiled> {
        let text = read::decode(name, bytes).map_err(|found| self.found.extend(found)).ok()?;
        let id = self.sources.add(name, text);
        let data = self.load(id)?;
        self.finish(data)
    }

    /// Everything from the data's check to the pages.
    fn finish(&mut self, data: Data) -> Option<Compiled> {
        let mut whole = self.whole(data, &[])?;
        let json = std::mem::take(&mut whole.json);
        let declaration = &whole.prepared.folder.doc_type.declaration;
        let mut document = self.tree(&whole, json)?;
        document.numbering = declaration.numbering;
        document.end = match declaration.closing {
            tree::Closing::EndMark if whole.envelope.end_mark == Some(false) => tree::Closing::AsWritten,
            closing => closing,
        };
        document.category.clone_from(&declaration.name);
        self.pictures(&mut document);
        self.found.extend(tree::compose(&mut document, self.engine.standard));
        self.tell(constituents::check(&document, declaration, &whole.root));
        if self.has_failed() {
            return None;
        }
        let (choices, root) = (choices(&whole.envelope), whole.root.span);
        let settings = rules::of_data(&whole.root);
        self.found.extend(rules::unknown(&whole.root));
        let open_places = whole.open_places;
        // The data of a long table is not kept beside its pages.
        drop((whole.root, whole.records, whole.composed, whole.linked));
        let parts = document.take_separate();
        let flow = self.styled(&document, &choices);
        self.found = rules::settled_in_data(std::mem::take(&mut self.found), &settings, &self.sources);
        // What the rules look at is gone before the pages are made: of a long table both are large.
        self.judge(&flow, !parts.is_empty(), root, &settings);
        let pages = self.paged(&flow, root, &settings);
        let metadata = Metadata::new(&document, pages.pages.len());
        let mut compiled = Compiled::new(document, flow, pages, metadata, choices.clone());
        for part in parts {
            let flow = self.styled(&part, &choices);
            let pages = self.paged(&flow, root, &settings);
            let metadata = compiled.metadata.of_part(&part, pages.pages.len());
            compiled.separate.push(Compiled::new(part, flow, pages, metadata, choices.clone()));
        }
        compiled.open_places = open_places;
        Some(compiled)
    }

    /// A document, or a part that is a file of its own, in its styles.
    fn styled(&mut self, document: &Document, choices: &Choices) -> Flow {
        let (flow, unfit) = style::flow(document, choices, self.engine.standard, &self.engine.fonts);
        self.found.extend(unfit);
        flow
    }

    /// Its pages.
    fn paged(&mut self, flow: &Flow, root: Span, settings: &[rules::Setting]) -> Pages {
        let (pages, unfit) = layout::layout(flow, &self.engine.fonts);
        // Words that are the template's own have no place in the data.
        let start = Span { end: root.start, ..root };
        let mut found = Diagnostics::default();
        found.extend(unfit.into_iter().map(|d| Diagnostic { place: d.place.or(Some(start.into())), ..d }));
        self.found.extend(rules::settled_in_data(found, settings, &self.sources));
        pages
    }

    /// Judges the finished document by the rules that judge anybody's file.
    fn judge(&mut self, flow: &Flow, has_separate_parts: bool, root: Span, settings: &[rules::Setting]) {
        let (paper, origins) = facts::of_flow(flow, &self.engine.fonts);
        let places = Places::Data(origins);
        let start = Span { end: root.start, ..root };
        let mut facts = Facts::new(&paper);
        facts.has_separate_parts = has_separate_parts;
        let (findings, passed) = rules::settled(rules::check_own(&facts), settings);
        self.silenced += passed;
        for finding in findings {
            let mut found = finding.diagnostic(&places);
            // What is composed of one value has one mistake: where the data was told of the value the line is not told again.
            let composed = matches!(finding.rule.family, Family::Looks | Family::Header | Family::Title | Family::Ending);
            let meets = |a: Span, b: Span| a.source == b.source && a.start < b.end && b.start < a.end;
            let told = |span| self.found.iter().filter_map(Diagnostic::span).any(|known| known != root && meets(known, span));
            if composed && found.span().is_some_and(told) {
                continue;
            }
            match self.engine.judged {
                Judged::InFull => {}
                Judged::Draft => self.tolerated += usize::from(found.is_error()),
                Judged::TakenOver if found.is_error() => self.tolerated += 1,
                _ if !found.is_error() => {
                    self.untold += usize::from(found.severity == Severity::Warning);
                    continue;
                }
                Judged::Errors | Judged::TakenOver => {}
                Judged::Allowed => found.severity = Severity::Warning,
            }
            found.place = found.place.or(Some(start.into()));
            self.found.push(found);
        }
    }

    fn load(&mut self, id: SourceId) -> Option<Data> {
        let (data, found) = model::load(&mut self.sources, id, self.files);
        self.found.extend(found);
        data
    }

    /// Completes data and checks it in every respect; `above` are the files that led here.
    fn whole(&mut self, mut data: Data, above: &[String]) -> Option<Whole<'e>> {
        let unfinished = self.found.has_errors();
        let Some(prepared) = self.type_of(&data.root) else {
            self.profile(&data);
            return None;
        };
        let schema = prepared.checker.schema();
        self.expand(&mut data, prepared);
        if self.is_too_long(&data.root) {
            return None;
        }
        let linked = self.linked(&data.root, &prepared.links, above);
        let of_type = &prepared.folder.records;
        let records = of_type.read(&mut data.root, &prepared.links, &linked, self.engine.standard, &mut self.found);
        let open_places = content::open_places(&data.root, schema);
        // Without its profile the document would seem to lack what the profile gives.
        let composed = (!unfinished).then(|| {
            let document = Complete { root: &data.root, linked: &linked, open: content::count_open(&open_places) };
            of_type.compose(&document, schema, &mut self.found)
        });
        self.profile(&data);
        let envelope = self.envelope(&data.root, prepared);
        let ((envelope, json), composed) = envelope.zip(composed)?;
        let doc_type = &prepared.folder.doc_type;
        let derived = derive(&data.root, &envelope, doc_type, self.engine.standard);
        let given = validate::Given { root: &data.root, envelope: &envelope, derived: &derived, open_places: &open_places };
        let wrong = validate::check(&given, &doc_type.declaration, &self.engine.fonts, &self.engine.faultless);
        // A linked document is not on these pages: its mistakes are mended before it is cited.
        if above.is_empty() {
            self.tell(wrong);
        } else {
            self.found.extend(wrong);
        }
        let root = Arc::new(data.root);
        (!self.has_failed()).then_some(Whole { prepared, root, json, envelope, derived, records, composed, open_places, linked })
    }

    /// Checks the shape of an office's profile by itself.
    fn profile(&mut self, data: &Data) {
        if let Some(profile) = &data.profile {
            self.engine.profile_checker().check(profile, &mut self.found);
        }
    }

    /// Checks the shape of complete data; what is right of it is read.
    fn envelope(&mut self, root: &Node, prepared: &Prepared) -> Option<(Envelope, Json)> {
        let checked = prepared.checker.check(root, &mut self.found);
        let misshapen = self.found.has_errors();
        let read = checked.read().map_err(|error| {
            if !misshapen {
                self.unread(root, &error.to_string())
            }
        });
        Some((read.ok()?, checked.json))
    }

    /// What is not broken; of what is, the files that its findings point into are taken over.
    fn usable<T>(&mut self, part: OfType<'e, T>) -> Option<&'e T> {
        let Err((sources, found)) = part else { return part.ok() };
        for finding in found.iter().cloned() {
            let mut here = |span| self.sources.taken_over(sources, span);
            let place = finding.place.and_then(|place| Some(Place { span: here(place.span)?, ..place }));
            let also = finding.also.into_iter().filter_map(|(span, words)| Some((here(span)?, words))).collect();
            self.found.push(Diagnostic { place, also, ..finding });
        }
        None
    }

    fn type_of(&mut self, root: &Node) -> Option<&'e Prepared> {
        let slug = root.get("type").and_then(Node::text).unwrap_or_default();
        if !self.engine.types.contains_key(slug) {
            self.found.push(self.unknown_type(root, slug));
            return None;
        }
        self.usable(self.engine.prepared(slug))
    }

    /// Brings in the rows that stand in spreadsheets.
    fn expand(&mut self, data: &mut Data, prepared: &Prepared) {
        rows_from::expand(&mut data.root, prepared.checker.schema(), &mut self.sources, self.files, &mut self.found);
    }

    /// Reports data that would make more pages than anybody reads, before memory runs out.
    fn is_too_long(&mut self, root: &Node) -> bool {
        let (values, bytes) = root.weight();
        self.weight = (self.weight.0 + values, self.weight.1 + bytes);
        let too_long = self.weight.0 > limits::VALUES || self.weight.1 > limits::WORDS;
        if too_long {
            let [values, most] = [self.weight.0, limits::VALUES].map(|n| grouped(&n.to_string()));
            let megabytes = limits::WORDS >> 20;
            let message = format!("Văn bản có {values} ô và đoạn; nhiều nhất là {most}, tổng cộng {megabytes} MB chữ");
            let place = Span { end: root.span.start, ..root.span };
            self.found.push(
                Diagnostic::error(code::TOO_LONG, place, message)
                    .help("Bảng dài như vậy nên gửi kèm dưới dạng tệp Excel, hoặc chia cho nhiều văn bản."),
            );
        }
        too_long
    }

    fn unknown_type(&self, root: &Node, slug: &str) -> Diagnostic {
        let start = Span { end: root.span.start, ..root.span };
        let known: Vec<&str> = self.engine.types.keys().map(String::as_str).collect();
        let similar = known.iter().find(|k| crate::text::folded(slug).replace([' ', '_'], "-") == **k);
        let (span, message) = match root.get("type") {
            Some(node) if !matches!(node.value, Value::Null) => (node.span, format!("Không có loại văn bản “{slug}”")),
            _ => (start, "Thiếu trường `type` (Loại văn bản)".to_owned()),
        };
        let help = match similar {
            Some(similar) => format!("Có phải ý bạn là `{similar}`?"),
            None => format!("Các loại: {}.", known.join(", ")),
        };
        Diagnostic::error(code::UNKNOWN_TYPE, span, message).help(help).clause(Clause::DocumentTypes)
    }

    /// The data as templates see it; `place` is what the places of its values begin with.
    fn context(&mut self, whole: &Whole<'_>, json: Json, place: String) -> Option<serde_json::Value> {
        let mut composed = serde_json::to_value(&whole.derived).map_err(|e| self.found.push(Diagnostic::internal(&e.to_string()))).ok()?;
        if let Some(composed) = composed.as_object_mut() {
            composed.extend(whole.composed.clone());
        }
        let records = Json::Object(whole.records.clone());
        let linked = link::by_field(&whole.prepared.links, &whole.linked);
        let added = [("composed", composed), ("records", records), ("linked", linked)];
        Some(context(json, &whole.prepared.outline, place, added))
    }

    fn tree(&mut self, whole: &Whole<'_>, json: Json) -> Option<Document> {
        let context = self.context(whole, json, String::new())?;
        let slug = &whole.prepared.folder.doc_type.declaration.slug;
        let markup = match self.engine.templates.render(&whole.prepared.folder.template, context, &mut self.sources) {
            Ok(markup) => markup,
            Err(found) => {
                self.found.extend(found);
                return None;
            }
        };
        let id = self.sources.add(format!("kết quả của mẫu {slug}"), markup.clone());
        let origins = |place: &str| self.origins.origin(&whole.root, place, Derived::sources);
        markup::parse(&markup, id, &origins).map_err(|found| self.found.extend(found)).ok()
    }

    /// A value that its schema takes and its type does not: the field is to be mended, by whoever is to blame.
    fn unread(&mut self, root: &Node, why: &str) {
        let wrong = root.entries().iter().filter(|entry| {
            let alone = serde_json::json!({ entry.key.as_str(): entry.node.to_json() });
            serde_json::from_value::<Envelope>(alone).is_err()
        });
        let wrong: Vec<Diagnostic> = wrong
            .map(|entry| {
                let message = format!("Giá trị của `{}` không dùng được", entry.key);
                Diagnostic::error(code::BAD_FORM, entry.node.span, message).help("Xem ví dụ bằng `vanban new`.")
            })
            .collect();
        if wrong.is_empty() {
            self.found.push(Diagnostic::internal(why));
        }
        self.found.extend(wrong);
    }
}

fn choices(envelope: &Envelope) -> Choices {
    let s = envelope.office.style.clone().unwrap_or_default();
    Choices {
        header_size: s.header_size,
        body_size: s.body_size,
        margin_top: s.margin_top,
        margin_bottom: s.margin_bottom,
        margin_left: s.margin_left,
        margin_right: s.margin_right,
        indent: s.indent,
        paragraph_spacing: s.paragraph_spacing,
        line_spacing: s.line_spacing,
        seal_diameter: s.seal_diameter,
        compatibility_mode: s.compatibility_mode,
    }
}
