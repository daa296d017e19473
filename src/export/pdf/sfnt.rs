//! A TrueType program as a PDF has it: without what nobody reads there (ISO 32000-1, 9.9), and in a simple font with the table of
//! codes that subsets have not.
//!
//! Instructions that fit outlines to a screen's pixels are more than half of a text face. Printers have no use for them;
//! poppler and MuPDF leave them aside, and PDFium's pages at 96 dpi look the same without.

use std::borrow::Cow;

/// Where the records of tables begin, and how long one is: tag, checksum, offset, length.
pub(super) const RECORDS: usize = 12;
const RECORD: usize = 16;
/// What all words of a file add up to, with the number in `head` that is there for it, and where in `head` it is.
const WHOLE: u32 = 0xB1B0_AFBA;
const WHOLE_AT: usize = 8;
/// Names of the font and of its glyphs, for systems that install it; what instructions share.
const UNREAD: [&[u8]; 5] = [b"name", b"post", b"cvt ", b"fpgm", b"prep"];
/// Where `maxp` tells what instructions need at most, and that they need nothing: of the two zones of points one remains.
const NEEDED_AT: usize = 14;
const NOTHING: [u8; 14] = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// Flags of a part of a composed glyph (OpenType, `glyf`).
const WORDS: u16 = 1;
const SCALE: u16 = 1 << 3;
const MORE: u16 = 1 << 5;
const TWO_SCALES: u16 = 1 << 6;
const MATRIX: u16 = 1 << 7;
const INSTRUCTIONS: u16 = 1 << 8;

/// The tables of a program that a PDF needs.
pub(super) struct Program<'a> {
    kind: &'a [u8],
    tables: Vec<(&'a [u8], Cow<'a, [u8]>)>,
}

impl<'a> Program<'a> {
    /// Of a subset; `None` if it is no such program.
    pub(super) fn read(subset: &'a [u8]) -> Option<Self> {
        let count = usize::from(half(subset, 4)?);
        let mut tables = Vec::with_capacity(count + 1);
        for record in subset.get(RECORDS..RECORDS + RECORD * count)?.chunks_exact(RECORD) {
            let (from, long) = (word(record, 8)? as usize, word(record, 12)? as usize);
            tables.push((&record[..4], subset.get(from..from.checked_add(long)?)?));
        }
        let table = |tag: &[u8]| tables.iter().find(|(of, _)| *of == tag).map(|(_, table)| *table);
        let (mut head, mut maxp) = (table(b"head")?.to_vec(), table(b"maxp")?.to_vec());
        let (glyf, loca) = plain_glyphs(table(b"glyf")?, table(b"loca")?, half(&head, 50)? != 0)?;
        // Its number is made of all others, and counts as nothing.
        head.get_mut(WHOLE_AT..WHOLE_AT + 4)?.fill(0);
        maxp.get_mut(NEEDED_AT..NEEDED_AT + NOTHING.len())?.copy_from_slice(&NOTHING);
        let mut changed = [(b"head", head), (b"maxp", maxp), (b"glyf", glyf), (b"loca", loca)].map(|(tag, table)| (tag, Some(table)));
        let tables = tables.into_iter().filter(|(tag, _)| !UNREAD.contains(tag)).map(|(tag, table)| {
            let change = changed.iter_mut().find(|(of, _)| of.as_slice() == tag).and_then(|(_, change)| change.take());
            (tag, change.map_or(Cow::Borrowed(table), Cow::Owned))
        });
        Some(Program { kind: subset.get(..4)?, tables: tables.collect() })
    }

    /// With a `cmap` of one subtable (Macintosh, format 0) that gives each byte its glyph.
    pub(super) fn with_codes(mut self, glyphs: &[u8; 256]) -> Self {
        let codes = [[0, 0, 0, 1, 0, 1], [0, 0, 0, 0, 0, 12], [0, 0, 1, 6, 0, 0]].concat();
        self.tables.push((b"cmap", Cow::Owned([&codes[..], glyphs].concat())));
        self
    }

    /// The file.
    pub(super) fn written(mut self) -> Option<Vec<u8>> {
        self.tables.sort_unstable_by_key(|(tag, _)| *tag);
        let mut out = self.kind.to_vec();
        let count = u16::try_from(self.tables.len()).ok()?;
        let power = count.checked_ilog2()? as u16;
        for number in [count, RECORD as u16 * (1 << power), power, RECORD as u16 * (count - (1 << power))] {
            out.extend(number.to_be_bytes());
        }
        let mut at = RECORDS + RECORD * self.tables.len();
        for (tag, table) in &self.tables {
            out.extend(*tag);
            for number in [sum(table), u32::try_from(at).ok()?, u32::try_from(table.len()).ok()?] {
                out.extend(number.to_be_bytes());
            }
            at += table.len().next_multiple_of(4);
        }
        let mut head = None;
        for (tag, table) in &self.tables {
            if *tag == b"head" {
                head = Some(out.len());
            }
            out.extend(table.iter());
            out.resize(out.len().next_multiple_of(4), 0);
        }
        let rest = WHOLE.wrapping_sub(sum(&out));
        let at = head? + WHOLE_AT;
        out.get_mut(at..at + 4)?.copy_from_slice(&rest.to_be_bytes());
        Some(out)
    }
}

/// Glyphs without their instructions, and where each begins: in words of four bytes, or halved in such of two.
fn plain_glyphs(glyf: &[u8], loca: &[u8], is_long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let starts: Vec<usize> = if is_long {
        (0..loca.len() / 4).map(|i| Some(word(loca, 4 * i)? as usize)).collect::<Option<_>>()?
    } else {
        (0..loca.len() / 2).map(|i| Some(2 * usize::from(half(loca, 2 * i)?))).collect::<Option<_>>()?
    };
    let (mut glyphs, mut places) = (Vec::with_capacity(glyf.len() / 2), Vec::with_capacity(loca.len()));
    let mut place = |at: usize| {
        if is_long {
            places.extend(u32::try_from(at).ok()?.to_be_bytes())
        } else {
            places.extend(u16::try_from(at / 2).ok()?.to_be_bytes())
        }
        Some(())
    };
    place(0)?;
    for ends in starts.windows(2) {
        let glyph = glyf.get(ends[0]..ends[1])?;
        if !glyph.is_empty() {
            plain_glyph(glyph, &mut glyphs)?;
            glyphs.resize(glyphs.len().next_multiple_of(if is_long { 4 } else { 2 }), 0);
        }
        place(glyphs.len())?;
    }
    Some((glyphs, places))
}

/// Appends one glyph without its instructions.
fn plain_glyph(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    const BOX: usize = 10;
    let contours = half(glyph, 0)? as i16;
    // What draws nothing need not tell so.
    if contours == 0 {
        return Some(());
    }
    if let Ok(contours) = usize::try_from(contours) {
        let at = BOX + 2 * contours;
        out.extend(glyph.get(..at)?);
        out.extend([0, 0]);
        out.extend(glyph.get(at + 2 + usize::from(half(glyph, at)?)..)?);
        return Some(());
    }
    out.extend(glyph.get(..BOX)?);
    let mut at = BOX;
    loop {
        let flags = half(glyph, at)?;
        let scale = if flags & SCALE != 0 {
            2
        } else if flags & TWO_SCALES != 0 {
            4
        } else if flags & MATRIX != 0 {
            8
        } else {
            0
        };
        let end = at + 4 + if flags & WORDS != 0 { 4 } else { 2 } + scale;
        out.extend((flags & !INSTRUCTIONS).to_be_bytes());
        out.extend(glyph.get(at + 2..end)?);
        at = end;
        if flags & MORE == 0 {
            return Some(());
        }
    }
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// All words added up, what is missing of the last as zero.
fn sum(bytes: &[u8]) -> u32 {
    let word = |part: &[u8]| part.iter().zip([24, 16, 8, 0]).fold(0, |sum: u32, (byte, shift)| sum | u32::from(*byte) << shift);
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use subsetter::GlyphRemapper;

    use super::*;
    use crate::font::Fonts;

    /// The subset of some letters, and the glyph of each code.
    fn subset(face: &crate::font::Face, letters: impl Iterator<Item = (char, usize)>) -> (Vec<u8>, [u8; 256]) {
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = [0; 256];
        letters.for_each(|(letter, code)| glyphs[code] = remapper.remap(face.glyph(letter).unwrap()) as u8);
        (subsetter::subset(face.data(), 0, &remapper).unwrap(), glyphs)
    }

    fn table(name: &str, of: &[u8]) -> Option<Vec<u8>> {
        let parsed = ttf_parser::RawFace::parse(of, 0).unwrap();
        parsed.table(ttf_parser::Tag::from_bytes(name.as_bytes().try_into().unwrap())).map(<[u8]>::to_vec)
    }

    /// Read by another's parser: each byte's glyph, the other tables as they were, sums that are right.
    #[test]
    fn each_byte_has_its_glyph() {
        let fonts = Fonts::builtin().unwrap();
        let face = fonts.face(false, false);
        let letters = [('A', 0x41), ('ế', 0x80), ('Ỷ', 0x01), ('~', 0xFF)];
        let (program, glyphs) = subset(face, letters.into_iter());
        let with = Program::read(&program).unwrap().with_codes(&glyphs).written().unwrap();
        for name in ["hmtx", "hhea"] {
            assert!(table(name, &with).is_some_and(|t| Some(t) == table(name, &program)), "{name}");
        }
        for name in ["name", "post", "cvt ", "fpgm", "prep"] {
            assert_eq!((table(name, &program).is_some(), table(name, &with).is_some()), (true, false), "{name}");
        }
        for record in ttf_parser::RawFace::parse(&with, 0).unwrap().table_records {
            let mut content = with[record.offset as usize..(record.offset + record.length) as usize].to_vec();
            if record.tag == ttf_parser::Tag::from_bytes(b"head") {
                content[8..12].fill(0);
            }
            assert_eq!((record.offset % 4, sum(&content)), (0, record.check_sum), "{}", record.tag);
        }
        let cmap = table("cmap", &with).unwrap();
        let cmap = ttf_parser::cmap::Table::parse(&cmap).unwrap();
        assert_eq!(cmap.subtables.len(), 1);
        let subtable = cmap.subtables.get(0).unwrap();
        assert_eq!((subtable.platform_id, subtable.encoding_id), (ttf_parser::PlatformId::Macintosh, 0));
        for (i, (_, code)) in letters.iter().enumerate() {
            assert_eq!(subtable.glyph_index(*code as u32), Some(ttf_parser::GlyphId(i as u16 + 1)));
        }
        assert_eq!(sum(&with), WHOLE);
        assert!(Program::read(b"OTTO").is_none() && Program::read(&program[..40]).is_none());
    }

    /// One contour of one point behind instructions; no contour, with and without a number of instructions; one part of another glyph.
    #[test]
    fn glyphs_lose_their_instructions_alone() {
        let plain = |glyph: &[u8]| {
            let mut out = Vec::new();
            plain_glyph(glyph, &mut out).map(|()| out)
        };
        let bounds = [0; 8];
        let simple = |instructions: &[u8]| [&[0, 1][..], &bounds, &[0, 0], instructions, &[1, 2, 3]].concat();
        assert_eq!(plain(&simple(&[0, 2, 9, 9])), Some(simple(&[0, 0])));
        assert_eq!(
            (plain(&[&[0, 0][..], &bounds].concat()), plain(&[&[0, 0][..], &bounds, &[0, 0]].concat())),
            (Some(vec![]), Some(vec![]))
        );
        let composed = |flags: [u8; 2], behind: &[u8]| [&[0xFF, 0xFF][..], &bounds, &flags, &[0, 7, 1, 2], behind].concat();
        assert_eq!(plain(&composed([1, 2], &[0, 2, 9, 9])), Some(composed([0, 2], &[])));
        assert_eq!((plain(&[0]), plain(&simple(&[0, 200]))), (None, None));
    }

    /// What a glyph draws, step by step.
    #[derive(Default, PartialEq, Debug)]
    struct Drawn(Vec<String>);

    impl ttf_parser::OutlineBuilder for Drawn {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(format!("m {x} {y}"));
        }

        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(format!("l {x} {y}"));
        }

        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push(format!("q {x1} {y1} {x} {y}"));
        }

        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.0.push(format!("c {x1} {y1} {x2} {y2} {x} {y}"));
        }

        fn close(&mut self) {
            self.0.push("z".to_owned());
        }
    }

    /// Every letter of every face draws the same without instructions, simple and composed.
    #[test]
    fn outlines_are_as_they_were() {
        let fonts = Fonts::builtin().unwrap();
        let alphabet: Vec<char> = ('!'..='~').chain('À'..='ỹ').chain("–—“”‘’…•₫½²".chars()).collect();
        for (bold, italic) in [(false, false), (true, false), (false, true), (true, true)] {
            let face = fonts.face(bold, italic);
            let known: Vec<char> = alphabet.iter().copied().filter(|c| face.glyph(*c).is_some()).collect();
            assert!(known.len() > 300);
            for letters in known.chunks(200) {
                let (program, _) = subset(face, letters.iter().copied().zip(1..));
                let plain = Program::read(&program).unwrap().written().unwrap();
                let (with, without) = (ttf_parser::Face::parse(&program, 0).unwrap(), ttf_parser::Face::parse(&plain, 0).unwrap());
                assert_eq!(with.number_of_glyphs(), without.number_of_glyphs());
                for glyph in (0..with.number_of_glyphs()).map(ttf_parser::GlyphId) {
                    let [drawn, again] = [&with, &without].map(|face| {
                        let mut drawn = Drawn::default();
                        (face.outline_glyph(glyph, &mut drawn), face.glyph_hor_advance(glyph), face.glyph_hor_side_bearing(glyph), drawn)
                    });
                    assert_eq!(drawn, again);
                }
                // Nothing is left to leave out.
                assert_eq!(Program::read(&plain).unwrap().written().unwrap(), plain);
                assert!(plain.len() * 5 < program.len() * 3, "{} of {}", plain.len(), program.len());
            }
        }
    }
}
