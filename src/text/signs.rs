//! Characters of their own for raised and lowered words, and what may stand in for a sign that a font lacks.

use unicode_normalization::UnicodeNormalization;

const RAISED: [(char, char); 19] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    // Degrees: 30 with a raised o.
    ('o', '°'),
    ('O', '°'),
];

const LOWERED: [(char, char); 16] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// What official documents write for signs that Times New Roman does not have: the nearest one that it has.
const STAND_INS: [(&str, &str); 16] = [
    ("☐❏❐❑❒◻▢⬜", "□"),
    ("☑☒⬛◼", "■"),
    ("✓✔", "√"),
    ("✗✘✕✖", "×"),
    ("⇒⟹➔➜➝➞", "→"),
    ("⇐", "←"),
    ("➢➤‣►❖◆✦⬥♦➣", "•"),
    ("◇", "◊"),
    ("★☆✱", "*"),
    ("∛", "³√"),
    ("∜", "⁴√"),
    ("⁰º", "°"),
    ("⁻", "¯"),
    ("⁺₊", "+"),
    ("⁼₌", "="),
    ("㎡", "m²"),
];

/// Raised words in characters of their own; `None` when one has none.
pub fn raised(words: &str) -> Option<String> {
    shifted(words, &RAISED)
}

/// Lowered words in characters of their own; `None` when one has none.
pub fn lowered(words: &str) -> Option<String> {
    shifted(words, &LOWERED)
}

fn shifted(words: &str, table: &[(char, char)]) -> Option<String> {
    let one = |c: char| if c.is_whitespace() { Some(c) } else { table.iter().find(|(from, _)| *from == c).map(|(_, to)| *to) };
    words.chars().map(one).collect()
}

/// What may stand for a sign that a font lacks and looks or reads the same; the font must have it.
pub fn stand_in(sign: char) -> Option<String> {
    if let Some((_, instead)) = STAND_INS.iter().find(|(signs, _)| signs.contains(sign)) {
        return Some((*instead).to_owned());
    }
    // ① … ⑳
    if let Some(rank) = (sign as u32).checked_sub(0x2460).filter(|rank| *rank < 20) {
        return Some(format!("({})", rank + 1));
    }
    let plain: String = sign.nfkc().collect();
    let is_shifted = matches!(sign, '\u{2070}'..='\u{209f}');
    let brackets = matches!(sign, '⁽' | '⁾' | '₍' | '₎');
    (plain.chars().ne([sign]) && (!is_shifted || brackets)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_and_lowered_words_have_characters_of_their_own_or_none() {
        assert_eq!(raised("5").as_deref(), Some("⁵"));
        assert_eq!(raised("-3").as_deref(), Some("⁻³"));
        assert_eq!(lowered("2").as_deref(), Some("₂"));
        assert_eq!((raised("st"), lowered("max")), (None, None));
    }

    #[test]
    fn a_sign_that_the_font_lacks_has_a_stand_in_that_reads_the_same() {
        let of = |sign| stand_in(sign);
        assert_eq!(of('☐').as_deref(), Some("□"));
        assert_eq!(of('∛').as_deref(), Some("³√"));
        assert_eq!(of('℃').as_deref(), Some("°C"));
        assert_eq!(of('③').as_deref(), Some("(3)"));
        assert_eq!(of('：').as_deref(), Some(":"));
        assert_eq!(of('⁽').as_deref(), Some("("));
        // Nothing says “ten to the power of x” without raising it, and nothing stands for a picture of a hand.
        assert_eq!((of('ₓ'), of('👍')), (None, None));
    }
}
