//! The content of the pages: text in its marked content, drawn lines and frames as artifacts.
//!
//! Reading order is the order of the layout's items. Places are kept in hundredths of a point, so
//! that moves from line to line add up without rounding errors.

use std::borrow::Cow;

use super::annotations::{Action, Annotation};
use super::content::Content;
use super::fonts::{Embedded, Slot, resource};
use super::images::Images;
use super::tags::{ParaElements, Tree};
use super::values::hundredths;
use crate::font::Fonts;
use crate::layout::{Check, Fragment, Page, Pages, Placed, STROKE, TextLine};
use crate::standard::Blank;
use crate::style::ParaId;

/// A gap wider than this, pt, between two fragments gets a space in the text.
const GAP: f64 = 0.5;
/// Width of a dot and distance from dot to dot, in ems: those of Times New Roman's full stop.
pub(in crate::export) const DOT: f64 = 0.12;
pub(in crate::export) const DOT_STEP: f64 = 0.25;
/// Side of a box, as a share of the room that it takes.
pub(in crate::export) const BOX: f64 = 0.9;

/// Writes the content of all pages and hangs it on the tree.
pub(super) fn write(pages: &Pages, fonts: &Fonts, embedded: &[Embedded<'_>], images: &Images<'_>, tree: &mut Tree) -> Vec<Vec<u8>> {
    let mut open_link = None;
    let mut write_page = |(number, page): (usize, &Page)| {
        let mut writer = Writer {
            fonts,
            embedded,
            images,
            tree,
            number,
            height: page.height,
            content: Content::default(),
            open: Open::Nothing,
            pen: (0, 0),
            font: None,
            color: None,
            thickness: None,
            link: open_link.take(),
        };
        page.items.iter().for_each(|item| writer.item(item));
        writer.close();
        open_link = writer.link.take();
        writer.content.into_bytes()
    };
    pages.pages.iter().enumerate().map(&mut write_page).collect()
}

/// What marked content is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Element(usize),
    /// An element that is drawn.
    Figure(usize),
    /// Page numbers and repeated table heads.
    PageNumber,
    Drawing,
}

struct Writer<'a> {
    fonts: &'a Fonts,
    embedded: &'a [Embedded<'a>],
    images: &'a Images<'a>,
    tree: &'a mut Tree,
    number: usize,
    height: f64,
    content: Content,
    open: Open,
    /// Where the text's line began, in hundredths of a point from the lower left corner.
    pen: (i64, i64),
    font: Option<(Slot, f64)>,
    color: Option<String>,
    /// Of drawn lines, pt.
    thickness: Option<f64>,
    /// The link that the last fragment belonged to: paragraph, target, element.
    link: Option<(ParaId, String, usize)>,
}

/// Words of one element in one face.
struct Segment<'a> {
    element: Open,
    fragment: &'a Fragment,
    text: Cow<'a, str>,
    x: f64,
}

impl Writer<'_> {
    fn item(&mut self, item: &Placed) {
        match item {
            Placed::Line(line) => self.line(line),
            Placed::Rule { x, y, width, thickness } => self.stroke((*x, *y), (x + width, *y), *thickness),
            Placed::VerticalRule { x, y, height, thickness } => self.stroke((*x, *y), (*x, y + height), *thickness),
            Placed::Dots { x, baseline, width, size } => self.dots(*x, *baseline, *width, *size),
            Placed::Figure { para, x, y, width, height } => self.figure(*para, [*x, *y, *width, *height]),
            Placed::Frame { x, y, width, height, color } => {
                // The stroke lies inside the outer edges.
                let (left, bottom) = (x + STROKE / 2.0, self.height - (y + height - STROKE / 2.0));
                let (color, size) = (rgb(color), [width - STROKE, height - STROKE]);
                let content = self.drawing();
                content.word("q");
                content.op(color, "RG");
                content.op([STROKE], "w");
                content.op([left, bottom, size[0], size[1]], "re");
                content.word("S");
                content.word("Q");
            }
        }
    }

    /// A picture: an element of its own.
    fn figure(&mut self, para: ParaId, [x, y, width, height]: [f64; 4]) {
        let (Some(place), Some(name)) = (self.tree.place(para), self.images.name(para)) else { return };
        self.close();
        let bottom = self.height - y - height;
        let [left, bottom, width, height] = [x, bottom, width, height].map(hundredths);
        self.tree.frame(place.body, [left, bottom, left + width, bottom + height]);
        self.mark(place.body);
        self.content.word("q");
        self.content.op([width, 0.0, 0.0, height, left, bottom].map(f64::from), "cm");
        self.content.picture(&name);
        self.content.word("Q");
        self.content.word("EMC");
    }

    /// Begins marked content of an element.
    fn mark(&mut self, element: usize) {
        let id = self.tree.mark(element, self.number);
        self.content.begin_marked(self.tree.role(element), id);
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), thickness: f64) {
        let (height, thin) = (self.height, self.thickness.replace(thickness) != Some(thickness));
        let content = self.drawing();
        if thin {
            content.op([thickness], "w");
        }
        content.op([from.0, height - from.1], "m");
        content.op([to.0, height - to.1], "l");
        content.word("S");
    }

    /// A row of dots as full stops would stand, up to the right end.
    fn dots(&mut self, x: f64, baseline: f64, width: f64, size: f64) {
        let (diameter, step) = (size * DOT, size * DOT_STEP);
        let y = self.height - (baseline - diameter / 2.0);
        let last = x + width - step / 2.0;
        // Dashes of no length with round ends; the last one must not fall behind the line's end.
        let first = last - ((width / step + 0.01).floor() - 1.0) * step;
        let content = self.drawing();
        content.word("q");
        content.op([diameter], "w");
        content.word("1 J");
        content.dots(step);
        content.op([first, y], "m");
        content.op([last + diameter / 10.0, y], "l");
        content.word("S");
        content.word("Q");
    }

    /// A box to mark, a figure among the words.
    fn check(&mut self, check: Check, fragment: &Fragment, line: &TextLine, parent: usize) {
        let side = check.width * BOX;
        let (left, bottom) = (fragment.x + (check.width - side) / 2.0, self.height - line.baseline);
        let area = [left, bottom, left + side, bottom + side].map(hundredths);
        let element = self.tree.figure(parent, if check.on { "ô đã đánh dấu" } else { "ô chưa đánh dấu" }, area);
        self.open(Open::Figure(element));
        let inner = STROKE / 2.0;
        self.paint(line.color.as_deref());
        self.content.op([STROKE], "w");
        self.content.op([left + inner, bottom + inner, side - STROKE, side - STROKE], "re");
        self.content.word(if check.on { "B" } else { "S" });
        // Lines that follow may be of another thickness.
        self.thickness = Some(STROKE);
    }

    /// Room left open: nothing to see, but something to be told of.
    fn blank(&mut self, kind: Blank, parent: usize) {
        self.close();
        let element = self.tree.blank(parent, kind);
        self.mark(element);
        self.content.word("EMC");
    }

    /// Drawing that says nothing to a reader; what is drawn in a row is one artifact.
    fn drawing(&mut self) -> &mut Content {
        if self.open != Open::Drawing {
            self.close();
            self.content.begin_artifact("Layout");
            self.open = Open::Drawing;
        }
        &mut self.content
    }

    fn line(&mut self, line: &TextLine) {
        let place = line.para.and_then(|para| self.tree.place(para));
        for (i, fragment) in line.fragments.iter().enumerate() {
            if let (Some(check), Some(place)) = (fragment.check, place) {
                self.check(check, fragment, line, place.body);
                continue;
            }
            if let Some(kind) = fragment.blank {
                place.into_iter().for_each(|place| self.blank(kind, place.body));
                continue;
            }
            let next = line.fragments[i + 1..].iter().find(|f| f.blank.is_none());
            let text = self.spaced(fragment, next, line, place);
            let refers = fragment.mark.is_some_and(|m| m.refers.is_some());
            let element = match (&fragment.link, place, line.para) {
                (Some(target), Some(place), Some(para)) => self.link(para, target, place.body),
                (None, Some(place), _) if refers => {
                    // It stands in its paragraph between what is before and after it.
                    self.close();
                    Open::Element(self.tree.inline("Reference", place.body))
                }
                (_, Some(place), _) => Open::Element(place.body),
                _ => Open::PageNumber,
            };
            let whole = Segment { element, fragment, text, x: fragment.x };
            let label = place.and_then(|p| p.label).filter(|_| i == 0 && fragment.link.is_none());
            match label {
                Some(label) => self.labelled(label, whole, line),
                None => self.segment(whole, line),
            }
        }
    }

    /// A fragment's text, with a space where only a gap parts it from what follows.
    fn spaced<'f>(&self, fragment: &'f Fragment, next: Option<&Fragment>, line: &TextLine, place: Option<ParaElements>) -> Cow<'f, str> {
        let text = Cow::Borrowed(fragment.text.as_str());
        let parted = match next {
            Some(next) => next.x - self.end(fragment, &fragment.text, line) > GAP,
            None => place.is_some_and(|p| p.goes_on),
        };
        if parted && !text.ends_with(' ') { text + " " } else { text }
    }

    /// Where the text of a fragment ends.
    fn end(&self, fragment: &Fragment, text: &str, line: &TextLine) -> f64 {
        let spaces = text.matches(' ').count() as f64;
        fragment.x + self.fonts.face(fragment.bold, fragment.italic).width(text, fragment.size(line.size)) + spaces * fragment.stretch
    }

    /// A list item's first words: the marker apart from the rest.
    fn labelled(&mut self, label: usize, whole: Segment, line: &TextLine) {
        let at = whole.text.find(' ').map_or(whole.text.len(), |space| space + 1);
        let (marker, rest) = whole.text.split_at(at);
        let x = self.end(whole.fragment, marker, line);
        self.segment(Segment { element: Open::Element(label), text: marker.into(), ..whole }, line);
        if !rest.is_empty() {
            self.segment(Segment { x, text: rest.into(), ..whole }, line);
        }
    }

    /// The element of a link; words that follow each other share it.
    fn link(&mut self, para: ParaId, target: &str, parent: usize) -> Open {
        if let Some((of, to, element)) = &self.link
            && (*of, to.as_str()) == (para, target)
        {
            return Open::Element(*element);
        }
        // The link stands in its paragraph between what is before and after it.
        self.close();
        let element = self.tree.inline("Link", parent);
        self.link = Some((para, target.to_owned(), element));
        Open::Element(element)
    }

    fn segment(&mut self, segment: Segment, line: &TextLine) {
        let fragment = segment.fragment;
        self.open(segment.element);
        self.paint(line.color.as_deref());
        let slot = (fragment.bold, fragment.italic);
        let size = fragment.size(line.size);
        if self.font != Some((slot, size)) {
            self.font = Some((slot, size));
            self.content.font(resource(slot), size);
        }
        let place = |length: f64| (length * 100.0).round() as i64;
        let rise = fragment.mark.map_or(0.0, |m| m.rise);
        let at = (place(segment.x), place(self.height - line.baseline + rise));
        let moved = [at.0 - self.pen.0, at.1 - self.pen.1].map(|way| way as f64 / 100.0);
        self.pen = at;
        self.content.op(moved, "Td");
        if let Some(face) = self.embedded.iter().find(|e| e.slot() == slot) {
            self.content.show(&segment.text, face.codes(), size, fragment.stretch);
        }
        match (&fragment.link, segment.element) {
            (Some(target), Open::Element(element)) => self.link_area(target, element, fragment, line),
            // A page number does not interrupt a link.
            (_, Open::PageNumber) => {}
            _ => self.link = None,
        }
    }

    fn link_area(&mut self, target: &str, element: usize, fragment: &Fragment, line: &TextLine) {
        let face = self.fonts.face(fragment.bold, fragment.italic);
        let (ascent, descent) = face.ascent_descent();
        let height = |units: i16| f64::from(units) * line.size / f64::from(face.units_per_em());
        let (left, right) = (fragment.x, self.end(fragment, fragment.text.trim_end(), line));
        let base = self.height - line.baseline;
        let area = [left, base + height(descent), right, base + height(ascent)].map(hundredths);
        self.tree.annotate(Annotation { page: self.number, area, action: Action::Link(target.to_owned()), element });
    }

    fn open(&mut self, wanted: Open) {
        if self.open == wanted {
            return;
        }
        self.close();
        match wanted {
            Open::Element(element) | Open::Figure(element) => self.mark(element),
            _ => self.content.begin_artifact("Pagination"),
        }
        if !matches!(wanted, Open::Figure(_)) {
            self.content.word("BT");
        }
        self.open = wanted;
        self.pen = (0, 0);
    }

    fn close(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Drawing | Open::Figure(_) => self.content.word("EMC"),
            Open::Element(_) | Open::PageNumber => self.content.word("ET\nEMC"),
        }
        self.open = Open::Nothing;
    }

    fn paint(&mut self, color: Option<&str>) {
        if self.color.as_deref() != color {
            match color {
                Some(color) => self.content.op(rgb(color), "rg"),
                None => self.content.word("0 g"),
            }
            self.color = color.map(str::to_owned);
        }
    }
}

/// RRGGBB as shares of red, green and blue; black when it is nothing of the kind.
fn rgb(hex: &str) -> [f64; 3] {
    [0, 2, 4].map(|at| {
        let value = hex.get(at..at + 2).and_then(|s| u8::from_str_radix(s, 16).ok()).unwrap_or_default();
        f64::from(value) / 255.0
    })
}
