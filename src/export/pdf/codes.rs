//! Codes of a face's letters in the pages' content, and the table that says what they are.
//!
//! A letter is one byte where a face has few enough: half of two bytes, and a single byte 32 is the one code that
//! `Tw` widens (ISO 32000-1, 9.3.3), so that a line needs no number behind each of its spaces.

use std::fmt::Write as _;

use lopdf::{Stream, dictionary};

use super::file::deflated;

/// What stands for itself: printed ASCII, the space among it.
const ASCII: std::ops::RangeInclusive<char> = ' '..='~';
/// The most entries that a block of a CMap may have.
const BLOCK: usize = 100;

/// The codes of a face's letters.
pub(super) struct Codes {
    bytes: Bytes,
    by_character: Vec<u16>,
}

/// How many bytes a code has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bytes {
    One,
    Two,
}

impl Codes {
    /// Gives each of the characters, in the order of their numbers, a code of its own; `None` if one byte
    /// is not enough for them.
    pub(super) fn of_one_byte(characters: impl Iterator<Item = char>) -> Option<Codes> {
        let mut free = (0x80..=0xFF).chain(1..=0x1F);
        let code = |c: char| Some((c, if ASCII.contains(&c) { c as u16 } else { free.next()? }));
        let pairs: Option<Vec<(char, u16)>> = characters.map(code).collect();
        Some(Codes::new(Bytes::One, pairs?.into_iter()))
    }

    /// Codes of two bytes as they are given.
    pub(super) fn of_two_bytes(pairs: impl Iterator<Item = (char, u16)>) -> Codes {
        Codes::new(Bytes::Two, pairs)
    }

    fn new(bytes: Bytes, pairs: impl Iterator<Item = (char, u16)>) -> Codes {
        let mut by_character = Vec::new();
        for (character, code) in pairs {
            let at = character as usize;
            if at >= by_character.len() {
                by_character.resize(at + 1, 0);
            }
            by_character[at] = code;
        }
        Codes { bytes, by_character }
    }

    pub(super) fn bytes(&self) -> Bytes {
        self.bytes
    }

    /// The code of a character; 0, which shows no letter, if it has none.
    pub(super) fn of(&self, character: char) -> u16 {
        self.by_character.get(character as usize).copied().unwrap_or_default()
    }

    /// The characters by their codes.
    fn pairs(&self) -> Vec<(u16, char)> {
        let coded = self.by_character.iter().zip(0..).filter(|(code, _)| **code > 0);
        let mut pairs: Vec<_> = coded.filter_map(|(code, number)| Some((*code, char::from_u32(number)?))).collect();
        pairs.sort_unstable();
        pairs
    }

    /// The table that readers take words from, deflated.
    pub(super) fn to_unicode(&self) -> Stream {
        let digits = match self.bytes {
            Bytes::One => 2,
            Bytes::Two => 4,
        };
        let mut table = format!(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<{:0digits$X}> <{:0digits$X}>\nendcodespacerange\n",
            0,
            (1_u32 << (4 * digits)) - 1,
        );
        // Letter by letter: Ghostscript 10.0 takes other letters from ranges.
        for block in self.pairs().chunks(BLOCK) {
            _ = writeln!(table, "{} beginbfchar", block.len());
            for (code, character) in block {
                _ = write!(table, "<{code:0digits$X}> <");
                character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(table, "{unit:04X}"));
                table.push_str(">\n");
            }
            table.push_str("endbfchar\n");
        }
        table.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        deflated(Stream::new(dictionary! {}, table.into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_itself_and_other_letters_have_bytes_of_their_own() {
        let codes = Codes::of_one_byte(" A~\u{a0}Đế".chars()).unwrap();
        assert_eq!(" A~\u{a0}Đế?".chars().map(|c| codes.of(c)).collect::<Vec<_>>(), [0x20, 0x41, 0x7E, 0x80, 0x81, 0x82, 0]);
    }

    /// The 134 letters of Vietnamese that are not ASCII, signs, and more: as many as there are bytes.
    #[test]
    fn no_letter_has_the_code_of_the_space_and_none_two_of_one_byte() {
        let other = || (0xC0..).filter_map(char::from_u32);
        let codes = Codes::of_one_byte(ASCII.chain(other().take(159))).unwrap();
        let mut all: Vec<u16> = ASCII.chain(other().take(159)).map(|c| codes.of(c)).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), all[0], *all.last().unwrap()), (95 + 159, 1, 0xFF));
        assert!(Codes::of_one_byte(other().take(160)).is_none());
    }

    #[test]
    fn the_table_of_letters_names_each_by_its_code() {
        let codes = Codes::of_two_bytes([('ế', 0x2BC), ('a', 1), ('𝐀', 2)].into_iter());
        let one = Codes::of_one_byte("aế".chars()).unwrap();
        let lines = |codes: &Codes| {
            let text = String::from_utf8(codes.to_unicode().decompressed_content().unwrap()).unwrap();
            text.lines().filter(|l| l.starts_with('<')).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&codes), ["<0000> <FFFF>", "<0001> <0061>", "<0002> <D835DC00>", "<02BC> <1EBF>"]);
        assert_eq!(lines(&one), ["<00> <FF>", "<61> <0061>", "<80> <1EBF>"]);
    }
}
