//! Where a page is drawn on, as far as its content tells without its fonts: rectangles around words, lines,
//! filled areas and pictures, as they are seen. White is nothing, and so is what is clipped away.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::scan::drawn_down_to;
use super::view::{Area, Matrix, View, applied, area, around, bounds, entry, inherited, then};
use crate::limits;

/// Forms in one another that are looked into.
const FORMS: usize = 8;
/// Letters reach so far above and below their line, and take so much of it on average, in ems.
const ASCENT: f64 = 0.8;
const DESCENT: f64 = 0.22;
const ADVANCE: f64 = 0.5;
/// Stands behind the content while it is read: a mark that draws nothing.
const END: &[u8] = b"\n/End MP\n";
const NOWHERE: Area = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Ink {
    areas: Vec<Area>,
    /// Open `q` at the content's end, and the most `Q` too many on the way there.
    pub(super) open: usize,
    pub(super) missing: usize,
    /// The words of each operator that shows some, a line each, as far as the fonts tell.
    pub(super) words: String,
    /// What pictures cover most of the page and how fine they are.
    pub(super) scans: Vec<Scan>,
}

/// A picture that covers most of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scan {
    /// The picture, where it has a number.
    picture: Option<ObjectId>,
    /// Where it stands, the lower left corner and what leads up from there.
    area: Area,
    upright: bool,
    /// Dots an inch, the fewer of both ways.
    pub(super) dpi: f64,
    pub(super) colored: bool,
}

impl Ink {
    /// Looks at a page; nothing when its content cannot be followed.
    pub(super) fn of(document: &Document, page: ObjectId, view: &View) -> Option<Ink> {
        let content = document.get_page_content_with_limit(page, limits::pdf::CONTENT).ok()?;
        let (width, height) = view.size();
        let none = Dictionary::new();
        let resources = inherited(document, page, b"Resources").and_then(|o| o.as_dict().ok()).unwrap_or(&none);
        let sheet = [0.0, 0.0, width, height];
        let state = State { clip: sheet, ..State::new(view.seen()) };
        let mut reader = Reader { document, sheet, ink: Ink::default(), within: BTreeSet::new(), operations: 0, fonts: BTreeMap::new() };
        let (open, missing) = reader.content(&content, resources, state)?;
        let mut ink = reader.ink;
        (ink.open, ink.missing) = (open, missing);
        annotations(document, page, view, sheet, &mut ink);
        Some(ink)
    }

    /// The lower edge of the lowest thing; of an empty page nothing.
    pub(super) fn lowest(&self) -> Option<f64> {
        self.areas.iter().map(|area| area[1]).reduce(f64::min)
    }

    /// Looks into the pictures that cover most of the page: below what is drawn on them they are as good as empty.
    pub(super) fn look_into_scans(&mut self, document: &Document) {
        for scan in self.scans.iter().filter(|scan| scan.upright) {
            let Some(share) = scan.picture.and_then(|picture| drawn_down_to(document, picture)) else { continue };
            let low = scan.area[3] - share * (scan.area[3] - scan.area[1]);
            self.areas.iter_mut().filter(|area| **area == scan.area).for_each(|area| area[1] = low);
        }
    }

    /// Whether something is drawn in an area.
    pub(super) fn touches(&self, area: Area) -> bool {
        self.areas.iter().any(|ink| meets(*ink, area))
    }
}

fn meets(a: Area, b: Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn within(a: Area, b: Area) -> Area {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// What annotations show: signatures, stamps, filled fields.
fn annotations(document: &Document, page: ObjectId, view: &View, sheet: Area, ink: &mut Ink) {
    const UNSEEN: i64 = 1 << 1 | 1 << 5;
    let list = inherited(document, page, b"Annots").and_then(|o| o.as_array().ok());
    for annotation in list.into_iter().flatten().take(limits::PROPERTIES) {
        let Some(annotation) = document.dereference(annotation).ok().and_then(|(_, o)| o.as_dict().ok()) else { continue };
        let flags = entry(document, annotation, b"F").and_then(|o| o.as_i64().ok()).unwrap_or(0);
        let appearance = entry(document, annotation, b"AP").and_then(|o| entry(document, o.as_dict().ok()?, b"N"));
        let empty = match appearance {
            Some(Object::Stream(stream)) => stream.content.is_empty(),
            Some(Object::Dictionary(states)) => states.is_empty(),
            _ => true,
        };
        let place = entry(document, annotation, b"Rect").and_then(|o| area(document, o));
        if let Some(place) = place.filter(|_| !empty && flags & UNSEEN == 0) {
            let seen = within(bounds(&view.seen(), place), sheet);
            if seen[0] < seen[2] && seen[1] < seen[3] {
                ink.areas.push(seen);
            }
        }
    }
}

/// The graphics state, as far as it decides where something is drawn.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    clip: Area,
    white_fill: bool,
    white_stroke: bool,
    size: f64,
    leading: f64,
    rise: f64,
    scale: f64,
    unseen: bool,
}

impl State {
    fn new(matrix: Matrix) -> State {
        State {
            matrix,
            clip: NOWHERE,
            white_fill: false,
            white_stroke: false,
            size: 0.0,
            leading: 0.0,
            rise: 0.0,
            scale: 1.0,
            unseen: false,
        }
    }
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

struct Reader<'d> {
    document: &'d Document,
    sheet: Area,
    ink: Ink,
    /// Forms that are being drawn: one may draw itself.
    within: BTreeSet<*const Dictionary>,
    operations: usize,
    /// How the fonts met so far read, by where they stand.
    fonts: BTreeMap<*const Dictionary, Option<Encoding<'d>>>,
}

/// A path as it is made.
#[derive(Default)]
struct Path {
    points: Vec<(f64, f64)>,
    clips: bool,
}

impl<'d> Reader<'d> {
    /// Follows content; gives the open `q` at its end and the most `Q` too many.
    fn content(&mut self, content: &[u8], resources: &'d Dictionary, state: State) -> Option<(usize, usize)> {
        let mut operations = Content::decode(&[content, END].concat()).ok()?.operations;
        // What cannot be read is passed over with all that follows.
        operations.pop().filter(|last| last.operator == "MP")?;
        self.operations += operations.len();
        if self.operations > limits::pdf::OPERATIONS {
            return None;
        }
        let first = state.clone();
        let (mut state, mut saved, mut missing) = (state, Vec::new(), 0);
        let (mut path, mut text, mut line) = (Path::default(), IDENTITY, IDENTITY);
        let mut font: Option<&'d Dictionary> = None;
        for Operation { operator, operands } in &operations {
            let number = |at: usize| operands.get(at).and_then(|o| o.as_float().ok()).map_or(0.0, f64::from);
            let matrix = || [0, 1, 2, 3, 4, 5].map(number);
            match operator.as_str() {
                "q" => saved.push((state.clone(), font)),
                "Q" => match saved.pop() {
                    Some(old) => (state, font) = old,
                    None => {
                        missing += 1;
                        state = first.clone();
                    }
                },
                "cm" => state.matrix = then(&matrix(), &state.matrix),
                "m" | "l" => path.points.push(applied(&state.matrix, (number(0), number(1)))),
                "c" => path.points.extend([0, 2, 4].map(|i| applied(&state.matrix, (number(i), number(i + 1))))),
                "v" | "y" => path.points.extend([0, 2].map(|i| applied(&state.matrix, (number(i), number(i + 1))))),
                "re" => {
                    let [x, y, width, height] = [0, 1, 2, 3].map(number);
                    let corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)];
                    path.points.extend(corners.map(|corner| applied(&state.matrix, corner)));
                }
                "W" | "W*" => path.clips = true,
                "S" | "s" => self.paint(&mut path, &mut state, |state| !state.white_stroke),
                "f" | "F" | "f*" => self.paint(&mut path, &mut state, |state| !state.white_fill),
                "B" | "B*" | "b" | "b*" => self.paint(&mut path, &mut state, |state| !(state.white_fill && state.white_stroke)),
                "n" => self.paint(&mut path, &mut state, |_| false),
                "sh" => self.mark(state.clip, &state),
                "g" | "rg" | "k" | "sc" | "scn" => state.white_fill = is_white(operands),
                "cs" => state.white_fill = false,
                "G" | "RG" | "K" | "SC" | "SCN" => state.white_stroke = is_white(operands),
                "CS" => state.white_stroke = false,
                "BI" => self.picture(&state, operands.first().and_then(|o| o.as_stream().ok()).map(|s| &s.dict), None),
                "Do" => self.object(operands, resources, &state)?,
                "BT" => (text, line) = (IDENTITY, IDENTITY),
                "Tf" => {
                    let fonts = entry(self.document, resources, b"Font").and_then(|o| o.as_dict().ok());
                    let name = operands.first().and_then(|o| o.as_name().ok());
                    font = fonts.zip(name).and_then(|(fonts, name)| entry(self.document, fonts, name)?.as_dict().ok());
                    state.size = number(1);
                }
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Tz" => state.scale = number(0) / 100.0,
                "Tr" => state.unseen = number(0) == 3.0 || number(0) == 7.0,
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = then(&[1.0, 0.0, 0.0, 1.0, number(0), number(1)], &line);
                    text = line;
                }
                "Tm" => {
                    line = matrix();
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = then(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], &line);
                    text = line;
                }
                _ => {}
            }
            match operator.as_str() {
                "Tj" | "'" | "\"" => operands.last().into_iter().for_each(|shown| self.words(shown, font, &mut text, &state)),
                "TJ" => {
                    for shown in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        match shown.as_float() {
                            Ok(back) => {
                                let moved = -f64::from(back) / 1000.0 * state.size * state.scale;
                                text = then(&[1.0, 0.0, 0.0, 1.0, moved, 0.0], &text);
                            }
                            Err(_) => self.words(shown, font, &mut text, &state),
                        }
                    }
                }
                _ => {}
            }
        }
        Some((saved.len(), missing))
    }

    /// Ends a path.
    fn paint(&mut self, path: &mut Path, state: &mut State, seen: impl Fn(&State) -> bool) {
        let Path { points, clips } = std::mem::take(path);
        let area = around(&points);
        if seen(state) && !points.is_empty() {
            // Lines have no width here, yet are seen.
            self.mark([area[0] - 0.3, area[1] - 0.3, area[2] + 0.3, area[3] + 0.3], state);
        }
        if clips {
            state.clip = within(state.clip, area);
        }
    }

    fn mark(&mut self, area: Area, state: &State) {
        let seen = within(within(area, state.clip), self.sheet);
        if seen[0] < seen[2] && seen[1] < seen[3] {
            self.ink.areas.push(seen);
        }
    }

    fn words(&mut self, shown: &Object, font: Option<&'d Dictionary>, text: &mut Matrix, state: &State) {
        let Ok(bytes) = shown.as_str() else { return };
        let wide = font.is_some_and(|font| font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0"));
        let letters = if wide { bytes.len() / 2 } else { bytes.len() } as f64;
        let advance = letters * ADVANCE * state.size * state.scale;
        if !state.unseen && !self.is_space(bytes, font) {
            let low = state.rise - DESCENT * state.size;
            let area = [0.0, low.min(low + state.size), advance, state.rise + ASCENT * state.size];
            self.mark(bounds(&then(text, &state.matrix), area), state);
        }
        *text = then(&[1.0, 0.0, 0.0, 1.0, advance, 0.0], text);
    }

    /// Reads words; whether they are nothing but spaces: Word shows one in each empty paragraph.
    fn is_space(&mut self, bytes: &[u8], font: Option<&'d Dictionary>) -> bool {
        let plain = || bytes.iter().all(|b| *b == b' ');
        let Some(font) = font.filter(|_| self.ink.words.len() + bytes.len() < limits::pdf::WORDS) else { return plain() };
        let document = self.document;
        let read = || font.get_font_encoding_with_limit(document, limits::pdf::CONTENT).ok();
        let Some(encoding) = self.fonts.entry(std::ptr::from_ref(font)).or_insert_with(read) else { return plain() };
        let before = self.ink.words.len();
        if encoding.write_to_string(bytes, &mut self.ink.words).is_err() {
            return plain();
        }
        let blank = !bytes.is_empty() && self.ink.words.len() > before && self.ink.words[before..].trim().is_empty();
        self.ink.words.push('\n');
        blank
    }

    /// A picture in the unit square.
    fn picture(&mut self, state: &State, dictionary: Option<&Dictionary>, number: Option<ObjectId>) {
        let area = bounds(&state.matrix, [0.0, 0.0, 1.0, 1.0]);
        self.mark(area, state);
        let [width, height] = [self.sheet[2], self.sheet[3]];
        if (area[2] - area[0]) * (area[3] - area[1]) < 0.5 * width * height {
            return;
        }
        let Some(dictionary) = dictionary else { return };
        let pixels = |key: &[u8]| entry(self.document, dictionary, key).and_then(|o| o.as_float().ok()).map(f64::from);
        let (Some(across), Some(down)) = (pixels(b"Width"), pixels(b"Height")) else { return };
        let long = |a: f64, b: f64| 72.0 / a.hypot(b).max(1e-6);
        let [a, b, c, d, ..] = state.matrix;
        let dpi = (across * long(a, b)).min(down * long(c, d));
        // What is seen of it may be less than the whole; then it is not looked into.
        let (seen, whole) = (self.ink.areas.last().copied().unwrap_or(NOWHERE), a > 0.0 && d > 0.0 && b.abs().max(c.abs()) < 0.01);
        let upright = whole && seen.iter().zip(area).all(|(a, b)| (a - b).abs() < 1.0);
        self.ink.scans.push(Scan { picture: number, area: seen, upright, dpi, colored: self.is_colored(dictionary) });
    }

    fn is_colored(&self, picture: &Dictionary) -> bool {
        let mask = entry(self.document, picture, b"ImageMask").and_then(|o| o.as_bool().ok()) == Some(true);
        let space = entry(self.document, picture, b"ColorSpace");
        let named = |object: &Object| object.as_name().is_ok_and(|n| n != b"DeviceGray" && n != b"CalGray" && n != b"G");
        !mask
            && match space {
                // JPEG 2000 may bring its own.
                None => true,
                Some(Object::Array(parts)) => {
                    let family = parts.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    let inner = parts.get(1).and_then(|o| self.document.dereference(o).ok()).map(|(_, o)| o);
                    match family {
                        b"ICCBased" => inner.and_then(|o| o.as_stream().ok()?.dict.get(b"N").ok()?.as_i64().ok()) != Some(1),
                        b"CalGray" => false,
                        b"Indexed" | b"I" => inner.is_none_or(|base| !base.as_name().is_ok_and(|n| n == b"DeviceGray")),
                        _ => true,
                    }
                }
                Some(space) => named(space),
            }
    }

    /// A picture or form that resources name.
    fn object(&mut self, operands: &[Object], resources: &'d Dictionary, state: &State) -> Option<()> {
        let objects = entry(self.document, resources, b"XObject").and_then(|o| o.as_dict().ok());
        let name = operands.first().and_then(|o| o.as_name().ok());
        let Some(Object::Stream(stream)) = objects.zip(name).and_then(|(objects, name)| entry(self.document, objects, name)) else {
            return Some(());
        };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
            let number = objects.zip(name).and_then(|(objects, name)| objects.get(name).ok()?.as_reference().ok());
            self.picture(state, Some(&stream.dict), number);
            return Some(());
        }
        let own = std::ptr::from_ref(&stream.dict);
        if self.within.len() >= FORMS || !self.within.insert(own) {
            return None;
        }
        let content = stream.decompressed_content_with_limit(limits::pdf::CONTENT).ok()?;
        let matrix = entry(self.document, &stream.dict, b"Matrix").and_then(|o| o.as_array().ok());
        let matrix = matrix.filter(|m| m.len() == 6).map_or(IDENTITY, |m| {
            let numbers: Vec<f64> = m.iter().map(|o| o.as_float().map_or(0.0, f64::from)).collect();
            [numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]]
        });
        let mut state = state.clone();
        state.matrix = then(&matrix, &state.matrix);
        if let Some(edge) = entry(self.document, &stream.dict, b"BBox").and_then(|o| area(self.document, o)) {
            state.clip = within(state.clip, bounds(&state.matrix, edge));
        }
        let resources = entry(self.document, &stream.dict, b"Resources").and_then(|o| o.as_dict().ok()).unwrap_or(resources);
        self.content(&content, resources, state)?;
        self.within.remove(&own);
        Some(())
    }
}

/// Whether a colour of one (grey), three or four parts is white.
fn is_white(operands: &[Object]) -> bool {
    let parts: Option<Vec<f32>> = operands.iter().map(|o| o.as_float().ok()).collect();
    match parts.as_deref() {
        Some([_] | [_, _, _]) => operands.iter().all(|o| o.as_float().is_ok_and(|part| part >= 0.995)),
        Some([_, _, _, _]) => operands.iter().all(|o| o.as_float().is_ok_and(|part| part <= 0.005)),
        _ => false,
    }
}
