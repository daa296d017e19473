//! Elements of a text as items of the data: nested by their levels, with headings, marks kept where the program
//! would set others.

use super::Context;
use super::table;
use super::words::{Look, notation};
use super::yaml::{Map, Node, Value, text};
use crate::paper::{Alignment, Drawing, Paragraph};
use crate::recognise::{Certainty, Element, Item, MarkKind, Piece};
use crate::text::{folded, is_letter_or_digit, letter, roman};
use crate::tree::{Level, Numbering};

/// Most words of a heading that is not bold.
const HEADING: usize = 25;

/// An item that is still open.
struct Open {
    level: Level,
    map: Map,
    below: Vec<Node>,
}

/// The numbers that the program would count, for marks that name the one above.
#[derive(Default)]
struct Counted {
    clause: usize,
}

/// The items of some elements.
pub(super) fn of<'p>(elements: &[Element<'p>], numbering: Numbering, context: &mut Context<'p>) -> Vec<Node> {
    let mut builder = Builder { root: Vec::new(), open: Vec::new(), numbering, counted: Counted::default() };
    let mut at = 0;
    while let Some(element) = elements.get(at) {
        at += 1;
        match element {
            Element::Item(item) => {
                let map = builder.item(item, leads(item, elements.get(at)), context);
                builder.begin(item.level, map);
                builder.pictures(item.piece.paragraph, context);
            }
            Element::Paragraph(piece) => {
                let (caption, unit, table) = table::ahead(&elements[at - 1..]);
                match table {
                    Some((table, shape)) => {
                        at += usize::from(caption.is_some()) + usize::from(unit.is_some());
                        builder.add(table::of(table, shape, caption, unit, context));
                    }
                    None => {
                        builder.add(paragraph(piece, context));
                        builder.pictures(piece.paragraph, context);
                    }
                }
            }
            Element::Table(table, shape) => builder.add(table::of(table, shape, None, None, context)),
            Element::Picture(paragraph) => {
                let before = builder.count();
                builder.pictures(paragraph, context);
                // What stands in the middle below a picture is its name.
                if let Some(Element::Paragraph(piece)) = elements.get(at)
                    && builder.count() > before
                    && piece.paragraph.format.alignment == Alignment::Center
                    && piece.text().chars().count() < 200
                {
                    builder.caption(notation(std::slice::from_ref(piece), Look::TITLE, &context.notes));
                    at += 1;
                }
            }
        }
    }
    builder.finish()
}

/// Whether what follows an item belongs to it.
fn leads(item: &Item, next: Option<&Element>) -> bool {
    match next {
        Some(Element::Item(next)) => next.level > item.level,
        Some(_) => true,
        None => false,
    }
}

/// A paragraph without a mark; all in italics it is a note.
pub(super) fn paragraph(piece: &Piece, context: &Context<'_>) -> Node {
    let one = std::slice::from_ref(piece);
    if piece.all(|f| f.italic && !f.bold) {
        let words = notation(one, Look::ITALIC, &context.notes);
        return Value::Map(vec![("level", text("note")), ("text", text(words))]).into();
    }
    text(notation(one, Look::TEXT, &context.notes))
}

struct Builder {
    root: Vec<Node>,
    open: Vec<Open>,
    numbering: Numbering,
    counted: Counted,
}

impl Builder {
    fn begin(&mut self, level: Level, map: Map) {
        while self.open.last().is_some_and(|open| open.level >= level) {
            self.close();
        }
        self.open.push(Open { level, map, below: Vec::new() });
    }

    /// Ends the innermost item.
    fn close(&mut self) {
        let Some(Open { mut map, below, .. }) = self.open.pop() else { return };
        if !below.is_empty() {
            map.push(("items", Value::List(below).into()));
        }
        self.list().push(Value::Map(map).into());
    }

    fn list(&mut self) -> &mut Vec<Node> {
        self.open.last_mut().map_or(&mut self.root, |open| &mut open.below)
    }

    fn count(&mut self) -> usize {
        self.list().len()
    }

    /// Adds what has no level: it belongs to the numbered item above.
    fn add(&mut self, node: Node) {
        while self.open.last().is_some_and(|open| !open.level.is_numbered()) {
            self.close();
        }
        self.list().push(node);
    }

    fn pictures(&mut self, paragraph: &Paragraph, context: &mut Context<'_>) {
        for drawing in &paragraph.drawings {
            if let Drawing::Picture(picture) = drawing
                && let Some(image) = context.image(picture, &paragraph.place)
            {
                self.add(Value::Map(vec![("image", image)]).into());
            }
        }
    }

    /// Names the last picture.
    fn caption(&mut self, words: String) {
        if let Some(Node { value: Value::Map(map), .. }) = self.list().last_mut()
            && let Some((_, Node { value: Value::Map(image), .. })) = map.first_mut()
        {
            image.push(("caption", text(words)));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.close();
        }
        self.root
    }

    fn item(&mut self, item: &Item, leads: bool, context: &mut Context<'_>) -> Map {
        let level = if self.numbering == Numbering::B && matches!(item.level, Level::Chapter | Level::Subsection | Level::Article) {
            // Only texts by articles have these.
            Level::Part
        } else {
            item.level
        };
        let mut map: Map = vec![("level", text(name(level)))];
        if let Some(marker) = self.marker(item, level, context) {
            map.push(("marker", text(marker)));
        }
        self.words(item, level, leads, context, &mut map);
        if item.certainty == Certainty::Doubtful
            && let Some((_, first)) = map.first_mut()
        {
            *first = first.clone().noted("Chưa chắc: cấp của mục này.");
        }
        map
    }

    /// The mark that must be given because the program would set another one.
    fn marker(&mut self, item: &Item, level: Level, context: &mut Context<'_>) -> Option<String> {
        if level == Level::Clause {
            self.counted.clause = item.rank;
        }
        let due = match (item.kind, level) {
            (MarkKind::Star, _) => return Some(item.marker.clone()),
            (MarkKind::Dash | MarkKind::Plus, _) => return None,
            (_, Level::Part) => format!("Phần {}", roman(item.rank)),
            (_, Level::Chapter) => format!("Chương {}", roman(item.rank)),
            (_, Level::Section) if self.numbering == Numbering::A => format!("Mục {}", item.rank),
            (_, Level::Section) => format!("{}.", roman(item.rank)),
            (_, Level::Subsection) => format!("Tiểu mục {}", item.rank),
            (_, Level::Article) => format!("Điều {}.", item.rank),
            (_, Level::Clause) => format!("{}.", item.rank),
            (_, Level::Subclause) => format!("{}.{}.", self.counted.clause, item.rank),
            (_, _) => format!("{})", letter(item.rank)),
        };
        let same = bare(&due) == bare(&item.marker);
        if same && item.in_sequence || context.renumber {
            return None;
        }
        Some(if same { due } else { item.marker.clone() })
    }

    /// Heading, heading that runs on, text.
    fn words(&self, item: &Item, level: Level, leads: bool, context: &mut Context<'_>, map: &mut Map) {
        let notes = &context.notes;
        let piece = &item.piece;
        let whole = |look| notation(std::slice::from_ref(piece), look, notes);
        if !item.title.is_empty() || level.stands_alone(self.numbering) {
            let own = Some(piece).filter(|p| !p.range.is_empty()).cloned();
            let pieces: Vec<Piece> = own.into_iter().chain(item.title.iter().cloned()).collect();
            map.push(("heading", text(notation(&pieces, Look::TITLE, notes))));
            return;
        }
        if piece.range.is_empty() {
            return;
        }
        // A heading with a remark behind it that is not bold, and one that runs on into the text.
        let taken = item.bold_start();
        let parted =
            piece.part(0..taken).zip(piece.part(taken..piece.text().len())).filter(|(a, b)| !a.range.is_empty() && !b.range.is_empty());
        let runs_on = matches!(level, Level::Article | Level::Clause | Level::Subclause);
        let run_in = |words: &str| text(if words.ends_with(':') { words.trim_end_matches([':', ' ']) } else { words });
        if let Some((start, rest)) = parted {
            let (first, second) = (notation(&[start], Look::TITLE, notes), notation(std::slice::from_ref(&rest), Look::ITALIC, notes));
            let remark = second.starts_with('(') && second.ends_with(')') && level <= Level::Subclause;
            if remark && !first.ends_with([':', '.']) {
                map.push(("heading", text(first)));
                map.push(("heading_note", text(second)));
                return;
            }
            if runs_on && first.ends_with([':', '.']) {
                map.push(("run_in", run_in(&first)));
                map.push(("text", text(notation(&[rest], Look::TEXT, notes))));
                return;
            }
        }
        let plain = piece.words();
        let short = !plain.ends_with(['.', ';', ':', ',']) && plain.split(' ').count() <= HEADING;
        let bold = piece.all(|f| f.bold);
        let is_heading = match level {
            Level::Section | Level::Part => bold || piece.is_capitals() || short,
            Level::Article => bold,
            _ => bold || short && leads,
        };
        match (is_heading, runs_on && plain.ends_with(':')) {
            (true, true) => map.push(("run_in", run_in(&whole(Look::TITLE)))),
            (true, false) => map.push(("heading", text(whole(Look::TITLE)))),
            (false, _) => map.push(("text", text(whole(Look::TEXT)))),
        }
    }
}

/// The name of a level in data.
fn name(level: Level) -> &'static str {
    Level::NAMES.iter().find(|(l, _)| *l == level).map_or("", |(_, name)| name)
}

/// Letters and figures of a mark.
fn bare(marker: &str) -> String {
    folded(marker).chars().filter(|c| is_letter_or_digit(*c) || *c == '.').collect::<String>().trim_end_matches('.').to_owned()
}
