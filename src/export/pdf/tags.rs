//! The structure tree: what each paragraph is, independent of the pages it stands on.
//!
//! It is planned from the paragraphs; the page writer then hangs marked content on it. How content
//! is drawn is the page writer's work.

use std::borrow::Cow;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::annotations::{self, Action, Annotation};
use super::values::text;
use super::written::{Entries, Written};
use crate::layout::{Pages, SignatureField};
use crate::line::{Fill, FillKind};
use crate::standard::{Blank, Component};
use crate::style::{Figure, Flow, FlowBlock, Para, ParaId};

/// The deepest heading that PDF 1.7 knows.
const DEEPEST: u8 = 6;
const DOCUMENT: usize = 0;

/// The structure tree of one document.
pub(super) struct Tree {
    elements: Vec<Element>,
    places: Vec<Option<ParaElements>>,
    /// The element of each piece of marked content, by page.
    marks: Vec<Vec<usize>>,
    annotations: Vec<Annotation>,
}

struct Element {
    role: &'static str,
    parent: usize,
    /// What a table's cell says of itself.
    cell: Option<CellInfo>,
    /// A footnote's paragraph, from which it has its name.
    note: Option<ParaId>,
    figure: Option<FigureInfo>,
    /// What is said in the place of content that cannot be read.
    alt: Option<&'static str>,
    /// Content of its own and links in it, in reading order.
    content: Vec<Kid>,
    /// What the plan put below it; comes after the content.
    children: Vec<usize>,
}

impl Element {
    fn new(role: &'static str, parent: usize) -> Element {
        Element { role, parent, cell: None, note: None, figure: None, alt: None, content: Vec::new(), children: Vec::new() }
    }
}

/// What a figure says of itself.
struct FigureInfo {
    /// What it shows.
    shows: Cow<'static, str>,
    /// Left, bottom, right, top.
    edges: [f32; 4],
    /// Whether it stands by itself, as a picture does, or among words: a box to mark.
    alone: bool,
}

/// A cell of a table, as far as a reader must know it.
#[derive(Clone, Copy, PartialEq)]
struct CellInfo {
    /// Numbers of table, row and first column.
    place: (usize, usize, usize),
    /// What it heads, where it heads others: its column or, as the words of a group, its row.
    heads: Option<&'static str>,
    columns: usize,
    rows: usize,
    /// Whether it holds one paragraph, which then needs no element of its own.
    alone: bool,
}

#[derive(Clone, Copy)]
enum Kid {
    Mark {
        page: usize,
        id: usize,
    },
    Element(usize),
    /// Number of an annotation.
    Annotation(usize),
}

/// Where the words of a paragraph go.
#[derive(Clone, Copy, Debug)]
pub(super) struct ParaElements {
    /// The element of the first word, when that is a list item's marker.
    pub(super) label: Option<usize>,
    /// The element of the rest.
    pub(super) body: usize,
    /// Whether the next paragraph goes on in the same element.
    pub(super) goes_on: bool,
}

impl Tree {
    /// Plans the tree of a document's paragraphs, which fill these pages, with form fields between.
    pub(super) fn plan(flow: &Flow, paras: &[&Para], pages: &Pages, fields: &[SignatureField]) -> Tree {
        let cells = cells(flow, paras.len());
        let notes: Vec<ParaId> = flow.notes().map(|n| n.para.id).collect();
        let mut open = OpenCell::default();
        let mut tree = Tree {
            elements: vec![Element::new("Document", DOCUMENT)],
            places: vec![None; paras.len()],
            marks: vec![Vec::new(); pages.pages.len()],
            annotations: Vec::new(),
        };
        let words: Vec<&&Para> = paras.iter().filter(|p| has_words(p)).collect();
        // Below the title when there is one, so that the first heading is H1 either way.
        let top = if words.iter().any(|p| p.component == Component::TypeName) { 2 } else { 1 };
        let mut lists = Lists::default();
        let mut previous: Option<(Component, usize)> = None;
        let mut fields = annotations::fields(fields, pages).into_iter().peekable();
        for (i, para) in paras.iter().enumerate() {
            // What is repeated on every page is an artifact; footnotes stand behind the paragraph that refers to them.
            if matches!(para.component, Component::Footnote | Component::PageSignature) {
                continue;
            }
            while let Some((_, page, area, action)) = fields.next_if(|(above, ..)| *above <= para.id) {
                lists.close();
                let element = tree.element("Form", DOCUMENT);
                tree.annotate(Annotation { page, area, action, element });
            }
            if let Some(cell) = cells[para.id.index()] {
                lists.close();
                let parent = open.cell(&mut tree, cell);
                let body = match &para.figure {
                    Some(figure) => Some(tree.picture(figure, parent)),
                    None if cell.alone => has_words(para).then_some(parent),
                    None => has_words(para).then(|| tree.element("P", parent)),
                };
                let place = body.map(|body| ParaElements { label: None, body, goes_on: false });
                tree.places[para.id.index()] = place;
                tree.notes(para, &notes);
                previous = None;
                continue;
            }
            if let Some(figure) = &para.figure {
                lists.close();
                let body = tree.picture(figure, DOCUMENT);
                tree.places[para.id.index()] = Some(ParaElements { label: None, body, goes_on: false });
                previous = None;
            }
            if !has_words(para) {
                continue;
            }
            let joined = previous.filter(|(component, _)| goes_on(*component, para.component));
            let (label, body) = match (joined, rank(para)) {
                (Some((_, element)), _) => (None, element),
                (None, Some(rank)) => {
                    let (label, body) = lists.item(&mut tree, rank);
                    (Some(label), body)
                }
                (None, None) => {
                    lists.close();
                    (None, tree.element(role(para, top), DOCUMENT))
                }
            };
            let next = paras[i + 1..].iter().find(|p| has_words(p));
            let goes_on = next.is_some_and(|n| goes_on(para.component, n.component));
            tree.places[para.id.index()] = Some(ParaElements { label, body, goes_on });
            tree.notes(para, &notes);
            previous = Some((para.component, body));
        }
        tree
    }

    fn element(&mut self, role: &'static str, parent: usize) -> usize {
        let number = self.elements.len();
        self.elements.push(Element::new(role, parent));
        self.elements[parent].children.push(number);
        number
    }

    /// The elements of the footnotes that a paragraph refers to: behind the paragraph, in its list item or cell.
    fn notes(&mut self, para: &Para, notes: &[ParaId]) {
        let Some(ParaElements { body, .. }) = self.places[para.id.index()] else { return };
        let parent = if matches!(self.role(body), "LBody" | "TD" | "TH") { body } else { self.elements[body].parent };
        for note in para.runs.iter().filter_map(|r| r.mark?.refers).map(|id| notes[id.index()]) {
            let element = self.element("Note", parent);
            self.elements[element].note = Some(note);
            let label = self.element("Lbl", element);
            self.places[note.index()] = Some(ParaElements { label: Some(label), body: self.element("P", element), goes_on: false });
        }
    }

    /// Where a paragraph's next words go; the label is given once.
    pub(super) fn place(&mut self, para: ParaId) -> Option<ParaElements> {
        let place = self.places.get_mut(para.index())?.as_mut()?;
        let label = place.label.take();
        Some(ParaElements { label, ..*place })
    }

    /// An element's role.
    pub(super) fn role(&self, element: usize) -> &'static str {
        self.elements[element].role
    }

    /// Hangs a piece of marked content on an element and gives its number on the page.
    pub(super) fn mark(&mut self, element: usize, page: usize) -> usize {
        let id = self.marks[page].len();
        self.marks[page].push(element);
        self.elements[element].content.push(Kid::Mark { page, id });
        id
    }

    /// The element of a picture, which a page is to say the place of.
    fn picture(&mut self, figure: &Figure, parent: usize) -> usize {
        let element = self.element("Figure", parent);
        self.elements[element].figure = Some(FigureInfo { shows: figure.alt.clone().into(), edges: [0.0; 4], alone: true });
        element
    }

    /// Says where a picture stands.
    pub(super) fn frame(&mut self, element: usize, edges: [f32; 4]) {
        if let Some(figure) = &mut self.elements[element].figure {
            figure.edges = edges;
        }
    }

    /// Begins a link or a reference among the content of an element.
    pub(super) fn inline(&mut self, role: &'static str, parent: usize) -> usize {
        let number = self.elements.len();
        self.elements.push(Element::new(role, parent));
        self.elements[parent].content.push(Kid::Element(number));
        number
    }

    /// Adds room left open to the content of an element: read aloud, but no text of the document.
    pub(super) fn blank(&mut self, parent: usize, kind: Blank) -> usize {
        let number = self.inline("Span", parent);
        self.elements[number].alt = Some(match kind {
            Blank::Number => "chỗ trống ghi số",
            Blank::Day => "chỗ trống ghi ngày",
            Blank::Month => "chỗ trống ghi tháng",
            Blank::Year => "chỗ trống ghi năm",
        });
        number
    }

    /// Begins a figure among the content of an element.
    pub(super) fn figure(&mut self, parent: usize, shows: &'static str, edges: [f32; 4]) -> usize {
        let number = self.inline("Figure", parent);
        self.elements[number].figure = Some(FigureInfo { shows: shows.into(), edges, alone: false });
        number
    }

    /// Adds an annotation to the content of its element.
    pub(super) fn annotate(&mut self, annotation: Annotation) {
        self.elements[annotation.element].content.push(Kid::Annotation(self.annotations.len()));
        self.annotations.push(annotation);
    }

    /// Writes the tree and the annotations into a document, its elements beside it; gives the numbers of the root
    /// and of the form fields.
    pub(super) fn write(&self, document: &mut Document, elements: &mut Written, pages: &[ObjectId]) -> (ObjectId, Vec<ObjectId>) {
        let root = document.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| document.new_object_id()).collect();
        let annotations: Vec<ObjectId> = self.annotations.iter().map(|_| document.new_object_id()).collect();
        for (element, id) in self.elements.iter().zip(&ids) {
            let parent = if *id == ids[DOCUMENT] { root } else { ids[element.parent] };
            elements.add(*id, |entries| self.write_element(entries, element, parent, (pages, &ids, &annotations)));
        }
        self.write_parents(document, root, &ids);
        // The parent tree counts the pages first, then the annotations.
        let numbers = self.marks.len() as i64..;
        for ((annotation, id), number) in self.annotations.iter().zip(&annotations).zip(numbers) {
            annotation.write(document, pages, *id, number);
        }
        let fields = self.annotations.iter().zip(annotations).filter(|(a, _)| matches!(a.action, Action::Waits { .. })).map(|(_, id)| id);
        (root, fields.collect())
    }

    /// An element by the objects of pages, elements and annotations.
    fn write_element(
        &self,
        entries: &mut Entries<'_>,
        element: &Element,
        parent: ObjectId,
        (pages, ids, annotations): (&[ObjectId], &[ObjectId], &[ObjectId]),
    ) {
        entries.name("S", element.role);
        entries.reference("P", parent);
        let home = element.content.iter().find_map(|kid| match kid {
            Kid::Mark { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = home {
            entries.reference("Pg", pages[page]);
        }
        if let Some(note) = element.note {
            entries.value("ID", &name(note));
        }
        if element.role == "L" {
            // Markers are text of the document, not numbers that a reader could make.
            entries.dictionary("A", |list| {
                list.name("O", "List");
                list.name("ListNumbering", "None");
            });
        }
        if let Some(figure) = &element.figure {
            entries.value("Alt", &text(&figure.shows));
            entries.dictionary("A", |layout| {
                layout.name("O", "Layout");
                layout.name("Placement", if figure.alone { "Block" } else { "Inline" });
                layout.value("BBox", &figure.edges.map(Object::from).to_vec().into());
            });
        }
        if let Some(alt) = element.alt {
            entries.value("Alt", &text(alt));
        }
        if let Some(cell) = element.cell.filter(|cell| cell.heads.is_some() || cell.columns > 1 || cell.rows > 1) {
            entries.dictionary("A", |table| {
                table.name("O", "Table");
                cell.heads.iter().for_each(|scope| table.name("Scope", scope));
                for (key, span) in [("ColSpan", cell.columns), ("RowSpan", cell.rows)] {
                    if span > 1 {
                        table.number(key, span);
                    }
                }
            });
        }
        let children = element.children.iter().map(|child| Kid::Element(*child));
        let kids: Vec<Kid> = element.content.iter().copied().chain(children).collect();
        entries.values("K", kids.into_iter(), |out, kid| match kid {
            Kid::Mark { page, id } if Some(page) == home => out.number(id),
            Kid::Mark { page, id } => out.dictionary(|mark| {
                mark.name("Type", "MCR");
                mark.reference("Pg", pages[page]);
                mark.number("MCID", id);
            }),
            Kid::Element(number) => out.reference(ids[number]),
            Kid::Annotation(number) => out.dictionary(|object| {
                object.name("Type", "OBJR");
                object.reference("Obj", annotations[number]);
                object.reference("Pg", pages[self.annotations[number].page]);
            }),
        });
    }

    /// The root, with the way back from marked content and annotations to their elements.
    fn write_parents(&self, document: &mut Document, root: ObjectId, ids: &[ObjectId]) {
        let pages = self.marks.iter().map(|marks| marks.iter().map(|e| Object::from(ids[*e])).collect::<Vec<_>>().into());
        let annotations = self.annotations.iter().map(|a| Object::from(ids[a.element]));
        let numbers: Vec<Object> = (0..).map(|i: i64| i.into()).zip(pages.chain(annotations)).flat_map(|(i, o)| [i, o]).collect();
        let next = numbers.len() as i64 / 2;
        let parents = document.add_object(dictionary! { "Nums" => numbers });
        let mut root_element = dictionary! {
            "Type" => "StructTreeRoot", "K" => ids[DOCUMENT], "ParentTree" => parents, "ParentTreeNextKey" => next,
        };
        let mut named: Vec<(ParaId, ObjectId)> = self.elements.iter().zip(ids).filter_map(|(e, id)| Some((e.note?, *id))).collect();
        named.sort_unstable();
        if let (Some((first, _)), Some((last, _))) = (named.first(), named.last()) {
            let limits = vec![name(*first), name(*last)];
            let names: Vec<Object> = named.iter().flat_map(|(note, id)| [name(*note), Object::from(*id)]).collect();
            let leaf = document.add_object(dictionary! { "Limits" => limits, "Names" => names });
            root_element.set("IDTree", document.add_object(dictionary! { "Kids" => vec![Object::from(leaf)] }));
        }
        document.set_object(root, root_element);
    }
}

/// The name of a footnote in the file; names are in the order of their letters.
fn name(note: ParaId) -> Object {
    Object::string_literal(format!("ChuThich-{:06}", note.0))
}

/// The cell that each of so many paragraphs stands in, for those of tables.
fn cells(flow: &Flow, paras: usize) -> Vec<Option<CellInfo>> {
    let mut out = vec![None; paras];
    let blocks = flow.sections.iter().flat_map(|s| &s.blocks);
    let tables = blocks.filter_map(|b| if let FlowBlock::Table(table) = b { Some(table) } else { None });
    for (table, number) in tables.zip(1..) {
        for (i, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                let group = cell.paras.iter().any(|p| p.component == Component::TableGroup && has_words(p));
                let heads = if i < table.head { Some("Column") } else { group.then_some("Row") };
                let alone = cell.paras.len() == 1;
                let info = CellInfo { place: (number, i, cell.column), heads, columns: cell.columns, rows: cell.rows, alone };
                cell.paras.iter().for_each(|para| out[para.id.index()] = Some(info));
            }
        }
    }
    out
}

/// The elements of the table, row and cell that paragraphs are being put into.
#[derive(Default)]
struct OpenCell {
    at: Option<(usize, usize, usize)>,
    table: usize,
    row: usize,
    cell: usize,
}

impl OpenCell {
    fn cell(&mut self, tree: &mut Tree, info: CellInfo) -> usize {
        let (table, row, _) = info.place;
        if self.at.is_none_or(|at| at.0 != table) {
            self.table = tree.element("Table", DOCUMENT);
            self.at = None;
        }
        if self.at.is_none_or(|at| at.1 != row) {
            self.row = tree.element("TR", self.table);
            self.at = None;
        }
        if self.at != Some(info.place) {
            self.cell = tree.element(if info.heads.is_some() { "TH" } else { "TD" }, self.row);
            tree.elements[self.cell].cell = Some(info);
            self.at = Some(info.place);
        }
        self.cell
    }
}

/// The lists that are open at a paragraph, the outermost first: rank, list, body of its last item.
#[derive(Default)]
struct Lists(Vec<(u8, usize, usize)>);

impl Lists {
    /// Adds an item; smaller ranks are larger levels. Gives the elements of marker and text.
    fn item(&mut self, tree: &mut Tree, rank: u8) -> (usize, usize) {
        while self.0.last().is_some_and(|(open, ..)| *open > rank) {
            self.0.pop();
        }
        if self.0.last().is_none_or(|(open, ..)| *open < rank) {
            let parent = self.0.last().map_or(DOCUMENT, |(_, _, body)| *body);
            let list = tree.element("L", parent);
            self.0.push((rank, list, list));
        }
        let list = self.0.last().map_or(DOCUMENT, |(_, list, _)| *list);
        let item = tree.element("LI", list);
        let label = tree.element("Lbl", item);
        let body = tree.element("LBody", item);
        if let Some(open) = self.0.last_mut() {
            open.2 = body;
        }
        (label, body)
    }

    fn close(&mut self) {
        self.0.clear();
    }
}

/// A paragraph's rank among list items: those that begin with a marker and are no headings.
fn rank(para: &Para) -> Option<u8> {
    if para.outline.is_some() || !para.runs.first().is_some_and(|r| r.text.contains(' ')) {
        return None;
    }
    match para.component {
        Component::Clause => Some(0),
        Component::Point => Some(1),
        Component::Dash | Component::Recipient => Some(2),
        Component::Plus => Some(3),
        _ => None,
    }
}

fn role(para: &Para, top: u8) -> &'static str {
    let level = match (para.component, para.outline) {
        (Component::TypeName, _) => 1,
        (_, Some(depth)) => depth.saturating_add(top).min(DEEPEST),
        _ => return "P",
    };
    ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level) - 1]
}

/// Two paragraphs that are one heading: type name and summary, a part's number and title, what an
/// attachment or appendix is and what it is about.
pub(super) fn goes_on(first: Component, second: Component) -> bool {
    use Component::{AppendixLabel, AppendixTitle, AttachedType, Part, PartTitle, Subject, TypeName};
    matches!((first, second), (TypeName | AttachedType, Subject) | (Part, PartTitle) | (AppendixLabel, AppendixTitle))
}

fn has_words(para: &Para) -> bool {
    para.runs
        .iter()
        .any(|r| r.blank.is_none() && !r.text.trim().is_empty() || matches!(r.fill, Some(Fill { kind: FillKind::Check(_), .. })))
}
