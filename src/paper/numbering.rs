//! The numbers that Word computes: `numbering.xml` and a count for each list.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::properties::{Names, ParaProps, RunProps};
use super::xml::{attr, child, on, val, word};
use crate::limits::docx as limits;
use crate::text;
use crate::text::is_letter_or_digit;

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
pub(super) struct Level {
    start: i64,
    format: String,
    pattern: String,
    /// The level is counted anew after an item of a level before this one.
    restart: usize,
    decimal: bool,
    style: Option<String>,
    pub(super) para: ParaProps,
    pub(super) run: RunProps,
}

impl Level {
    fn read(node: Node, number: usize, names: &Names) -> Self {
        let value = |name: &str| child(node, name).and_then(val);
        Level {
            start: value("start").and_then(|v| v.parse().ok()).unwrap_or(0),
            format: value("numFmt").unwrap_or("decimal").chars().take(limits::LABEL).collect(),
            pattern: value("lvlText").unwrap_or_default().chars().take(limits::LABEL).collect(),
            restart: value("lvlRestart").and_then(|v| v.parse().ok()).unwrap_or(number),
            decimal: child(node, "isLgl").is_some_and(on),
            style: value("pStyle").map(str::to_owned),
            para: child(node, "pPr").map(ParaProps::read).unwrap_or_default(),
            run: child(node, "rPr").map(|n| RunProps::read(n, names)).unwrap_or_default(),
        }
    }
}

/// A list as paragraphs name it.
#[derive(Clone, Debug, Default)]
struct List {
    pattern: i64,
    starts: BTreeMap<usize, i64>,
    levels: BTreeMap<usize, Level>,
}

/// All lists and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    patterns: BTreeMap<i64, BTreeMap<usize, Level>>,
    lists: BTreeMap<i64, List>,
    counts: BTreeMap<i64, [Option<i64>; LEVELS]>,
    started: BTreeSet<(i64, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(root: Node, names: &Names) -> Self {
        let mut numbering = Numbering::default();
        let (mut linked, mut by_style) = (Vec::new(), BTreeMap::new());
        let number = |n: Node, name: &str| attr(n, name).and_then(|v| v.parse::<i64>().ok());
        let levels = |n: Node| -> BTreeMap<usize, Level> {
            let levels = n.children().filter(|l| word(*l) == "lvl");
            levels.filter_map(|l| attr(l, "ilvl")?.parse().ok().filter(|l| *l < LEVELS).map(|i| (i, Level::read(l, i, names)))).collect()
        };
        for node in root.children() {
            match word(node) {
                "abstractNum" => {
                    let Some(id) = number(node, "abstractNumId") else { continue };
                    numbering.patterns.insert(id, levels(node));
                    if let Some(style) = child(node, "numStyleLink").and_then(val) {
                        linked.push((id, style.to_owned()));
                    }
                    if let Some(style) = child(node, "styleLink").and_then(val) {
                        by_style.insert(style.to_owned(), id);
                    }
                }
                "num" => {
                    let pattern = child(node, "abstractNumId").and_then(val).and_then(|v| v.parse().ok());
                    let (Some(id), Some(pattern)) = (number(node, "numId"), pattern) else { continue };
                    let mut list = List { pattern, ..List::default() };
                    for change in node.children().filter(|n| word(*n) == "lvlOverride") {
                        let Some(level) = attr(change, "ilvl").and_then(|v| v.parse().ok()).filter(|l| *l < LEVELS) else { continue };
                        if let Some(start) = child(change, "startOverride").and_then(val).and_then(|v| v.parse().ok()) {
                            list.starts.insert(level, start);
                        }
                        list.levels.extend(child(change, "lvl").map(|l| (level, Level::read(l, level, names))));
                    }
                    numbering.lists.insert(id, list);
                }
                _ => {}
            }
        }
        for (id, style) in linked {
            if let Some(levels) = by_style.get(&style).and_then(|id| numbering.patterns.get(id)).cloned() {
                numbering.patterns.insert(id, levels);
            }
        }
        numbering
    }

    /// The definition of a list's level.
    pub(super) fn level(&self, list: i64, level: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        list.levels.get(&level).or_else(|| self.patterns.get(&list.pattern)?.get(&level))
    }

    /// The level that a list gives to paragraphs of a style.
    pub(super) fn level_of_style(&self, list: i64, style: &str) -> Option<usize> {
        let pattern = self.patterns.get(&self.lists.get(&list)?.pattern)?;
        pattern.iter().find(|(_, l)| l.style.as_deref() == Some(style)).map(|(i, _)| *i)
    }

    /// Counts one item and gives its letters; absent for a list that is not there or shows nothing.
    pub(super) fn count(&mut self, list_id: i64, at: usize) -> Option<String> {
        let list = self.lists.get(&list_id)?;
        let of = |level: usize| list.levels.get(&level).or_else(|| self.patterns.get(&list.pattern)?.get(&level));
        let (own, levels) = (of(at)?, [0, 1, 2, 3, 4, 5, 6, 7, 8].map(of));
        let counts = self.counts.entry(list.pattern).or_default();
        let first_of_list = self.started.insert((list_id, at));
        counts[at] = Some(match (list.starts.get(&at).filter(|_| first_of_list), counts[at]) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => own.start,
        });
        for (deeper, level) in levels.iter().enumerate().skip(at + 1) {
            if level.is_none_or(|l| at < l.restart) {
                counts[deeper] = None;
            }
        }
        if own.format == "none" && !own.pattern.contains(|c: char| is_letter_or_digit(c)) {
            return None;
        }
        let mut shown = String::new();
        let mut signs = own.pattern.chars().peekable();
        while let Some(sign) = signs.next() {
            let referred = if sign == '%' { signs.peek().and_then(|c| c.to_digit(10)).filter(|d| *d > 0) } else { None };
            let Some(level) = referred.map(|d| d as usize - 1).filter(|l| *l < LEVELS) else {
                shown.push(sign);
                continue;
            };
            signs.next();
            let format = levels[level];
            let value = counts[level].or(format.map(|l| l.start)).unwrap_or(1);
            shown.push_str(&number(value, if own.decimal { "decimal" } else { format.map_or("decimal", |l| &l.format) }));
        }
        let shown: String = shown.chars().map(bullet).take(limits::LABEL).collect();
        Some(shown.trim().to_owned()).filter(|s| !s.is_empty())
    }
}

/// The dashes and dots that symbol fonts keep in a range of their own.
pub(super) fn bullet(sign: char) -> char {
    match sign {
        '\u{f02d}' | '\u{f0be}' => '-',
        '\u{f02b}' => '+',
        '\u{f02a}' => '*',
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f0fc}' => '✓',
        '\u{f0d8}' => '➢',
        '\u{f076}' => '❖',
        '\u{f0a8}' | '\u{f06f}' | '\u{f071}' => '☐',
        '\u{f0fe}' => '☑',
        '\u{f0e0}' => '→',
        other => other,
    }
}

/// A number in one of Word's formats; those that Vietnamese texts never use are read as digits.
fn number(value: i64, format: &str) -> String {
    let Ok(n) = usize::try_from(value) else { return value.to_string() };
    let letters = |n: usize| match n {
        0 => String::new(),
        n => {
            let letter = char::from(b'a' + u8::try_from((n - 1) % 26).unwrap_or(0));
            letter.to_string().repeat(((n - 1) / 26 + 1).min(limits::LABEL))
        }
    };
    match format {
        "upperRoman" if n < 10_000 => text::roman(n),
        "lowerRoman" if n < 10_000 => text::roman(n).to_lowercase(),
        "upperLetter" => letters(n).to_uppercase(),
        "lowerLetter" => letters(n),
        "decimalZero" => format!("{n:02}"),
        "vietnameseCounting" | "cardinalText" => text::in_words(value.unsigned_abs()),
        "bullet" | "none" => String::new(),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::xml;

    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
        <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    fn shown(items: &[(i64, usize)]) -> Vec<String> {
        let document = xml::parse(LISTS, "numbering.xml").unwrap_or_else(|r| unreachable!("{}", r.message));
        let mut numbering = Numbering::read(document.root_element(), &Names::default());
        items.iter().map(|(list, level)| numbering.count(*list, *level).unwrap_or_default()).collect()
    }

    #[test]
    fn levels_restart_below_a_higher_one() {
        let items = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)];
        assert_eq!(shown(&items), ["I.", "1.1.", "a)", "b)", "1.2.", "a)", "II.", "2.1."]);
    }

    #[test]
    fn a_list_of_the_same_pattern_goes_on_or_starts_where_it_says() {
        assert_eq!(shown(&[(1, 0), (1, 1), (2, 1), (2, 1), (1, 1)]), ["I.", "1.1.", "1.5.", "1.6.", "1.7."]);
    }

    #[test]
    fn bullets_are_signs_and_lists_without_signs_show_nothing() {
        assert_eq!(shown(&[(1, 3), (1, 4), (7, 0), (0, 0)]), ["•", "", "", ""]);
    }
}
