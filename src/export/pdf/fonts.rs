//! Subsets of the faces that a document uses, and their complete dictionaries.
//!
//! Each character has a code of its own (`codes`), also where a font shows two with one glyph, so that the
//! text read back is the text that was set.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use md5::{Digest, Md5};
use printpdf::{FontId, FontMetrics, Op, ParsedFont, PdfFont, PdfFontHandle, Pt, TextItem};
use subsetter::GlyphRemapper;

use super::codes::{Bytes, Codes};
use super::file::deflated;
use super::sfnt::{self, Program};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::export::kept::Kept;
use crate::font::{Face, Fonts};
use crate::layout::{Pages, Placed};

/// A face of the family as weight and slant.
pub(super) type Slot = (bool, bool);

/// Every face, in the order of the fonts in the file.
const SLOTS: [Slot; 4] = [(false, false), (true, false), (false, true), (true, true)];

/// The name of a face among a page's resources.
pub(super) fn resource(slot: Slot) -> &'static str {
    match slot {
        (false, false) => "Regular",
        (true, false) => "Bold",
        (false, true) => "Italic",
        (true, true) => "BoldItalic",
    }
}

/// A face in a document.
pub(super) struct Embedded<'a> {
    slot: Slot,
    face: &'a Face,
    family: &'a str,
    subset: Arc<Subset>,
}

/// Subsets that documents share, by face and characters.
pub(super) type Subsets = Kept<(Slot, Characters), Subset>;

/// A face cut down to some characters, all that a file holds of it made and deflated.
pub(super) struct Subset {
    /// With the subset's tag.
    name: String,
    /// What printpdf is given for the program.
    stand_in: Vec<u8>,
    codes: Codes,
    /// A letter that shows the face in use, its code and width.
    sample: (char, u16, u16),
    /// What is set in place of printpdf's: the program, words by codes, glyphs and exact widths by codes.
    deflated_program: Stream,
    to_unicode: Stream,
    letters: Letters,
}

/// How the font's dictionary tells glyphs and widths.
enum Letters {
    /// A simple font, the most programs read: the program knows the glyphs; the first code, and widths from it on.
    Simple(u16, Object),
    /// A composite font: widths, and the glyphs if they are not the codes.
    Composite(Object, Option<Stream>),
}

/// A character's glyphs in the face and in the subset.
struct Letter {
    character: char,
    glyph: u16,
    subset_glyph: u16,
}

/// Cuts the faces in use down to the characters of the pages.
pub(super) fn embed<'a>(pages: &Pages, fonts: &'a Fonts, subsets: &Subsets) -> Result<Vec<Embedded<'a>>, Diagnostics> {
    let mut used = SLOTS.map(|_| Characters::default());
    for item in pages.pages.iter().flat_map(|p| &p.items) {
        let Placed::Line(line) = item else { continue };
        for fragment in &line.fragments {
            used[usize::from(fragment.bold) + 2 * usize::from(fragment.italic)].add(&fragment.text);
        }
    }
    let mut embedded = Vec::new();
    let mut found = Diagnostics::default();
    for (slot, characters) in SLOTS.into_iter().zip(used) {
        if characters.is_empty() {
            continue;
        }
        let face = fonts.face(slot.0, slot.1);
        let key = (slot, characters);
        match subsets.try_get(&key, || Subset::new(face, &key.1)) {
            Ok(subset) => embedded.push(Embedded { slot, face, family: fonts.family(), subset }),
            Err(errors) => found.extend(errors),
        }
    }
    if found.is_empty() { Ok(embedded) } else { Err(found) }
}

impl Subset {
    fn new(face: &Face, characters: &Characters) -> Result<Self, Diagnostics> {
        let mut remapper = GlyphRemapper::new();
        let mut letters = Vec::new();
        let mut found = Diagnostics::default();
        let mut digest = Md5::new();
        digest.update(face.postscript_name());
        for character in characters.iter() {
            let Some(glyph) = face.glyph(character) else {
                found.push(no_glyph(character, face));
                continue;
            };
            letters.push(Letter { character, glyph, subset_glyph: remapper.remap(glyph) });
            digest.update(glyph.to_be_bytes());
        }
        if !found.is_empty() {
            return Err(found);
        }
        let program = subsetter::subset(face.data(), 0, &remapper).map_err(|e| {
            let message = format!("Không trích được phông {} để nhúng vào PDF: {e}", face.postscript_name());
            Diagnostic::error(code::BAD_FONT, None, message).help("Dùng phông đi kèm chương trình, hoặc phông TrueType khác.")
        })?;
        let tag: String = digest.finalize().iter().take(6).map(|b| char::from(b'A' + b % 26)).collect();
        let (program, codes) = coded(program, &letters, face);
        let mut by_code: Vec<(u16, &Letter)> = letters.iter().map(|l| (codes.of(l.character), l)).collect();
        by_code.sort_by_key(|(code, _)| *code);
        by_code.dedup_by_key(|(code, _)| *code);
        Ok(Subset {
            name: format!("{tag}+{}", face.postscript_name()),
            sample: letters.first().map_or((' ', 0, 0), |l| (l.character, codes.of(l.character), face.advance(l.glyph))),
            stand_in: match codes.bytes() {
                // printpdf looks no further than at the kind of a TrueType program, and copies it several times.
                Bytes::One => program.iter().take(sfnt::RECORDS).copied().collect(),
                Bytes::Two => program.clone(),
            },
            deflated_program: deflated(Stream::new(dictionary! { "Length1" => program.len() as i64 }, program)),
            to_unicode: codes.to_unicode(),
            letters: match codes.bytes() {
                Bytes::One => simple(&by_code, face),
                Bytes::Two => Letters::Composite(widths(&by_code, face), glyphs(&by_code)),
            },
            codes,
        })
    }
}

/// The program and its letters' codes, of one byte if that suffices. A CFF program is addressed by its own glyph
/// numbers; there two characters may share a code.
fn coded(program: Vec<u8>, letters: &[Letter], face: &Face) -> (Vec<u8>, Codes) {
    if face.data().starts_with(b"OTTO") {
        return (program, Codes::of_two_bytes(letters.iter().map(|l| (l.character, l.subset_glyph))));
    }
    let characters = || letters.iter().map(|l| l.character);
    let one = Codes::of_one_byte(characters()).and_then(|codes| {
        let mut glyphs = [0; 256];
        for letter in letters {
            *glyphs.get_mut(usize::from(codes.of(letter.character)))? = letter.subset_glyph.try_into().ok()?;
        }
        Some((Program::read(&program)?.with_codes(&glyphs).written()?, codes))
    });
    one.unwrap_or_else(|| {
        let plain = Program::read(&program).and_then(Program::written);
        (plain.unwrap_or(program), Codes::of_two_bytes(characters().zip(1..)))
    })
}

/// Widths from the first code to the last.
fn simple(by_code: &[(u16, &Letter)], face: &Face) -> Letters {
    let first = by_code.first().map_or(0, |(code, _)| *code);
    let mut widths = Vec::new();
    for (code, letter) in by_code {
        widths.resize(usize::from(code - first), Object::Integer(0));
        widths.push(width(letter, face));
    }
    Letters::Simple(first, widths.into())
}

/// The subset's glyphs by code, deflated; `None` where they are the codes.
fn glyphs(by_code: &[(u16, &Letter)]) -> Option<Stream> {
    if by_code.iter().all(|(code, letter)| *code == letter.subset_glyph) {
        return None;
    }
    let mut table = vec![0; by_code.last().map_or(0, |(code, _)| usize::from(*code) + 1)];
    by_code.iter().for_each(|(code, letter)| table[usize::from(*code)] = letter.subset_glyph);
    Some(deflated(Stream::new(Dictionary::new(), table.into_iter().flat_map(u16::to_be_bytes).collect())))
}

/// Runs of widths, each behind its first code.
fn widths(by_code: &[(u16, &Letter)], face: &Face) -> Object {
    let mut widths: Vec<Object> = Vec::new();
    let mut next = None;
    for (code, letter) in by_code {
        match widths.last_mut() {
            Some(Object::Array(run)) if next == Some(*code) => run.push(width(letter, face)),
            _ => widths.extend([Object::Integer((*code).into()), Object::Array(vec![width(letter, face)])]),
        }
        next = code.checked_add(1);
    }
    widths.into()
}

/// An exact width; printpdf cuts them to whole numbers.
fn width(letter: &Letter, face: &Face) -> Object {
    Object::Real(thousandths(face, face.advance(letter.glyph).into()))
}

/// A length in font units as thousandths of an em.
fn thousandths(face: &Face, units: f32) -> f32 {
    units * 1000.0 / f32::from(face.units_per_em())
}

impl Embedded<'_> {
    pub(super) fn slot(&self) -> Slot {
        self.slot
    }

    pub(super) fn codes(&self) -> &Codes {
        &self.subset.codes
    }

    /// A letter shown: printpdf embeds what it sees in use.
    pub(super) fn specimen(&self) -> [Op; 4] {
        let font = PdfFontHandle::External(FontId(resource(self.slot).to_owned()));
        let items = vec![TextItem::Text(self.subset.sample.0.to_string())];
        [Op::StartTextSection, Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items }, Op::EndTextSection]
    }

    /// The subset as printpdf wants it: with codes in the place of glyph numbers.
    pub(super) fn for_printpdf(&self) -> (FontId, PdfFont) {
        let (character, code, width) = self.subset.sample;
        let (ascent, descent) = self.face.ascent_descent();
        let parsed = ParsedFont::with_glyph_data(
            self.subset.stand_in.clone(),
            0,
            Some(self.subset.name.clone()),
            BTreeMap::from([(character.into(), code)]),
            BTreeMap::from([(code, width)]),
            self.face.units_per_em(),
            FontMetrics { ascent, descent },
        );
        (FontId(resource(self.slot).to_owned()), PdfFont::new(parsed))
    }

    fn descriptor(&self) -> Dictionary {
        const SERIF: i64 = 1 << 1;
        const SYMBOLIC: i64 = 1 << 2;
        const NONSYMBOLIC: i64 = 1 << 5;
        const ITALIC: i64 = 1 << 6;
        // A font whose codes are its own is symbolic, whatever its letters.
        let codes = match self.subset.letters {
            Letters::Simple(..) => SYMBOLIC,
            Letters::Composite(..) => NONSYMBOLIC,
        };
        let (bold, italic) = self.slot;
        let whole = |units: i16| Object::Integer(thousandths(self.face, units.into()).round() as i64);
        let (ascent, descent) = self.face.ascent_descent();
        dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(self.subset.name.clone().into_bytes()),
            "FontFamily" => Object::string_literal(self.family),
            "FontWeight" => if bold { 700 } else { 400 },
            "Flags" => SERIF | codes | if italic { ITALIC } else { 0 },
            "FontBBox" => self.face.bbox().map(whole).to_vec(),
            "ItalicAngle" => self.face.italic_angle(),
            "Ascent" => whole(ascent),
            "Descent" => whole(descent),
            "CapHeight" => whole(self.face.cap_height()),
            // No table of a font holds it; the usual estimates for the two weights.
            "StemV" => if bold { 166 } else { 88 },
        }
    }
}

/// Completes the font dictionaries that printpdf wrote.
pub(super) fn complete(document: &mut Document, embedded: &[Embedded]) {
    let is_font = |object: &Object| object.as_dict().is_ok_and(|d| d.get(b"DescendantFonts").is_ok());
    let fonts: Vec<_> = document.objects.iter().filter(|(_, o)| is_font(o)).map(|(id, _)| *id).collect();
    for id in fonts {
        let name = document.get_dictionary(id).and_then(|d| d.get(b"BaseFont")).and_then(Object::as_name).map(<[u8]>::to_vec);
        let Some(face) = embedded.iter().find(|e| name.as_deref().is_ok_and(|n| n == e.subset.name.as_bytes())) else { continue };
        let subset = &*face.subset;
        let to_unicode = document.get_dictionary(id).and_then(|d| d.get(b"ToUnicode")).and_then(Object::as_reference);
        let Some(descendant) = descendant(document, id) else { continue };
        let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference);
        let (Ok(to_unicode), Ok(descriptor)) = (to_unicode, descriptor) else { continue };
        match &subset.letters {
            Letters::Simple(first, widths) => {
                let last = i64::from(*first) + widths.as_array().map_or(0, Vec::len) as i64 - 1;
                let font = dictionary! {
                    "Type" => "Font",
                    "Subtype" => "TrueType",
                    "BaseFont" => Object::Name(subset.name.clone().into_bytes()),
                    "FirstChar" => *first,
                    "LastChar" => last,
                    "Widths" => widths.clone(),
                    "FontDescriptor" => descriptor,
                    "ToUnicode" => to_unicode,
                };
                document.set_object(id, font);
            }
            Letters::Composite(widths, glyphs) => {
                descendant.set("W", widths.clone());
                if let Some(glyphs) = glyphs.clone() {
                    let glyphs = document.add_object(glyphs);
                    self::descendant(document, id).into_iter().for_each(|d| d.set("CIDToGIDMap", glyphs));
                }
            }
        }
        document.set_object(to_unicode, subset.to_unicode.clone());
        let Ok(written) = document.get_dictionary_mut(descriptor) else { continue };
        face.descriptor().into_iter().for_each(|(key, value)| written.set(key, value));
        let program = [b"FontFile2", b"FontFile3"].iter().find_map(|key| written.get(*key).and_then(Object::as_reference).ok());
        if let Some(program) = program.and_then(|id| document.get_object_mut(id).and_then(Object::as_stream_mut).ok()) {
            subset.deflated_program.dict.iter().for_each(|(key, value)| program.dict.set(key.clone(), value.clone()));
            program.content.clone_from(&subset.deflated_program.content);
        }
    }
}

/// The part of a composite font that holds its widths.
fn descendant(document: &mut Document, font: lopdf::ObjectId) -> Option<&mut Dictionary> {
    let descendants = document.get_dictionary_mut(font).ok()?.get_mut(b"DescendantFonts").ok()?;
    descendants.as_array_mut().ok()?.first_mut()?.as_dict_mut().ok()
}

fn no_glyph(character: char, face: &Face) -> Diagnostic {
    let message = format!("Phông {} không có chữ “{character}” (U+{:04X})", face.postscript_name(), u32::from(character));
    Diagnostic::error(code::NO_GLYPH, None, message).help("Thay ký tự này, hoặc chọn phông có ký tự đó.")
}

/// A set of characters, one bit each: it is filled with every letter of the document.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Characters(Vec<u64>);

impl Characters {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            let word = c as usize / 64;
            if word >= self.0.len() {
                self.0.resize(word + 1, 0);
            }
            self.0[word] |= 1 << (c as u32 % 64);
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of their numbers.
    fn iter(&self) -> impl Iterator<Item = char> {
        let words = self.0.iter().zip(0u32..);
        words.flat_map(|(word, i)| (0..64).filter(move |bit| word >> bit & 1 == 1).filter_map(move |bit| char::from_u32(i * 64 + bit)))
    }
}
