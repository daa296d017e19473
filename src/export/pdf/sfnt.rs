//! A TrueType program as a PDF's simple font has it: with a table of codes, which subsets have not, and without those that
//! nobody reads there (ISO 32000-1, 9.9).

use std::borrow::Cow;

/// Where the records of tables begin, and how long one is: tag, checksum, offset, length.
pub(super) const RECORDS: usize = 12;
const RECORD: usize = 16;
/// What all words of a file add up to, with the number in `head` that is there for it, and where in `head` it is.
const WHOLE: u32 = 0xB1B0_AFBA;
const WHOLE_AT: usize = 8;
/// Names of the font and of its glyphs, for systems that install it.
const FOR_SYSTEMS: [&[u8]; 2] = [b"name", b"post"];

/// The program with a `cmap` of one subtable (Macintosh, format 0) that gives each byte its glyph. `None` if it is
/// no such program.
pub(super) fn with_codes(program: &[u8], glyphs: &[u8; 256]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(program.get(4..6)?.try_into().ok()?));
    let records = program.get(RECORDS..RECORDS + RECORD * count)?.chunks_exact(RECORD);
    let mut tables = Vec::with_capacity(count + 1);
    for record in records.filter(|record| !FOR_SYSTEMS.contains(&&record[..4])) {
        let (from, long) = (word(record, 8)? as usize, word(record, 12)? as usize);
        let mut table = Cow::Borrowed(program.get(from..from.checked_add(long)?)?);
        if record.starts_with(b"head") {
            // Its number is made of all others, and counts as nothing.
            table.to_mut().get_mut(WHOLE_AT..WHOLE_AT + 4)?.fill(0);
        }
        tables.push((&record[..4], table));
    }
    let codes = [[0, 0, 0, 1, 0, 1], [0, 0, 0, 0, 0, 12], [0, 0, 1, 6, 0, 0]].concat();
    tables.push((b"cmap", Cow::Owned([&codes[..], glyphs].concat())));
    tables.sort_unstable_by_key(|(tag, _)| *tag);

    let mut out = Vec::with_capacity(program.len() + RECORD + codes.len() + glyphs.len());
    out.extend(program.get(..4)?);
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.ilog2() as u16;
    for number in [count, RECORD as u16 * (1 << power), power, RECORD as u16 * (count - (1 << power))] {
        out.extend(number.to_be_bytes());
    }
    let mut at = RECORDS + RECORD * tables.len();
    for (tag, table) in &tables {
        out.extend(*tag);
        for number in [sum(table), u32::try_from(at).ok()?, u32::try_from(table.len()).ok()?] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    let mut head = None;
    for (tag, table) in &tables {
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

    /// Read by another's parser: each byte's glyph, the other tables as they were, sums that are right.
    #[test]
    fn each_byte_has_its_glyph() {
        let fonts = Fonts::builtin().unwrap();
        let face = fonts.face(false, false);
        let mut remapper = GlyphRemapper::new();
        let letters = [('A', 0x41), ('ế', 0x80), ('Ỷ', 0x01), ('~', 0xFF)];
        let mut glyphs = [0; 256];
        letters.iter().for_each(|(letter, code)| glyphs[*code] = remapper.remap(face.glyph(*letter).unwrap()) as u8);
        let program = subsetter::subset(face.data(), 0, &remapper).unwrap();
        let with = with_codes(&program, &glyphs).unwrap();
        let table = |bytes: &'static str, of: &[u8]| {
            let parsed = ttf_parser::RawFace::parse(of, 0).unwrap();
            parsed.table(ttf_parser::Tag::from_bytes(bytes.as_bytes().try_into().unwrap())).map(<[u8]>::to_vec)
        };
        for name in ["glyf", "loca", "hmtx", "hhea", "maxp", "cvt ", "fpgm", "prep"] {
            assert!(table(name, &with).is_some_and(|t| Some(t) == table(name, &program)), "{name}");
        }
        for (name, others) in [("head", true), ("name", false), ("post", false)] {
            assert_eq!((table(name, &program).is_some(), table(name, &with).is_some()), (true, others), "{name}");
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
        assert!(with_codes(b"OTTO", &glyphs).is_none() && with_codes(&program[..40], &glyphs).is_none());
    }
}
