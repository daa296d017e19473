//! A TrueType program with a table of codes: subsets have none, and a font of one byte needs one.

/// Where the records of tables begin, and how long one is: tag, checksum, offset, length.
pub(super) const RECORDS: usize = 12;
const RECORD: usize = 16;
/// What all words of a file add up to, with `head`'s own number.
const WHOLE: u32 = 0xB1B0_AFBA;

/// The program with a `cmap` of one subtable (Macintosh, format 0) that gives each byte its glyph. `None` if it is
/// no such program.
pub(super) fn with_codes(program: &[u8], glyphs: &[u8; 256]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(program.get(4..6)?.try_into().ok()?));
    let body = program.get(RECORDS + RECORD * count..)?;
    let mut records: Vec<[u8; RECORD]> =
        program.get(RECORDS..)?.chunks_exact(RECORD).take(count).map_while(|r| r.try_into().ok()).collect();
    for record in &mut records {
        let moved = word(record, 8)?.checked_add(RECORD as u32)?;
        record[8..12].copy_from_slice(&moved.to_be_bytes());
    }
    let mut table = [[0, 0, 0, 1, 0, 1], [0, 0, 0, 0, 0, 12], [0, 0, 1, 6, 0, 0]].concat();
    table.extend(glyphs);
    let at = (program.len() + RECORD).next_multiple_of(4);
    let numbers = [sum(&table), u32::try_from(at).ok()?, table.len() as u32].map(u32::to_be_bytes).concat();
    records.push([b"cmap".as_slice(), &numbers].concat().try_into().ok()?);
    records.sort_unstable();

    let mut out = Vec::with_capacity(at + table.len() + 3);
    out.extend(program.get(..4)?);
    let tables = u16::try_from(records.len()).ok()?;
    let power = tables.ilog2() as u16;
    for number in [tables, RECORD as u16 * (1 << power), power, RECORD as u16 * (tables - (1 << power))] {
        out.extend(number.to_be_bytes());
    }
    out.extend(records.iter().flatten());
    out.extend(body);
    out.resize(at, 0);
    out.extend(table);
    out.resize(out.len().next_multiple_of(4), 0);
    let head = records.iter().find(|record| record.starts_with(b"head"))?;
    let own = word(head, 8)? as usize + 8;
    out.get_mut(own..own + 4)?.fill(0);
    let rest = WHOLE.wrapping_sub(sum(&out));
    out.get_mut(own..own + 4)?.copy_from_slice(&rest.to_be_bytes());
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
