//! The head of page 1: in a table, in tabs, in one paragraph.

use super::organs;
use super::piece::{Certainty, Found, Piece, begins, is_dots, is_typed_rule, joined};
use crate::paper::{Block, Drawing, Paragraph, Table, paragraphs};
use crate::text;

/// Number and symbol (box 3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// The number as it is typed; absent where room is left for it.
    pub code_number: Option<String>,
    /// The year in the number, as normative documents have it.
    pub year: Option<String>,
    /// The symbol.
    pub code_notation: String,
}

/// Place and date (box 4); what is left open is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct PlaceDate {
    pub place: String,
    pub day: Option<String>,
    pub month: Option<String>,
    pub year: Option<String>,
}

/// What was found above the title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header<'p> {
    /// Quốc hiệu.
    pub national_title: Option<Found<'p, ()>>,
    /// Tiêu ngữ.
    pub motto: Option<Found<'p, ()>>,
    /// Cơ quan chủ quản.
    pub organization_in_charge: Option<Found<'p, String>>,
    /// The issuing body.
    pub organ_name: Option<Found<'p, String>>,
    /// Số, ký hiệu.
    pub code: Option<Found<'p, Code>>,
    /// Địa danh, thời gian.
    pub place_date: Option<Found<'p, PlaceDate>>,
    /// Trích yếu under the number (box 5b), without its `V/v`.
    pub subject: Option<Found<'p, String>>,
    /// `DỰ THẢO` and other marks.
    pub marks: Vec<Piece<'p>>,
    /// Lines drawn with signs.
    pub typed_rules: Vec<Piece<'p>>,
    /// The table it stands in.
    pub table: Option<&'p Table>,
    /// Lines that are none of these.
    pub rest: Vec<Piece<'p>>,
}

/// A line of the header and the side it stands on.
struct Line<'p> {
    piece: Piece<'p>,
    left: bool,
}

const TITLE: &str = "cong hoa xa hoi chu nghia viet nam";
const MOTTO: &str = "doc lap";

fn has_title(text: &str) -> bool {
    text.len() > TITLE.len() && text::folded(&text.chars().take(200).collect::<String>()).contains(TITLE)
}

fn is_motto(piece: &Piece) -> bool {
    piece.begins(MOTTO) && text::folded(&piece.text()).contains("hanh phuc")
}

/// The number of the first block after the header, and what is in it.
pub(super) fn read<'p>(blocks: &'p [Block]) -> (usize, Header<'p>) {
    let mut header = Header::default();
    let near = blocks.iter().take(12);
    let holds = |of: fn(&Paragraph) -> bool| near.clone().position(|b| paragraphs(std::slice::from_ref(b)).any(of));
    // Without the national title the motto says where the header is.
    let motto = |p: &Paragraph| Piece::lines(p).iter().any(is_motto);
    let Some(at) = holds(|p| has_title(&p.text())).or_else(|| holds(motto)) else {
        return (0, header);
    };
    for before in &blocks[..at] {
        header.rest.extend(paragraphs(std::slice::from_ref(before)).flat_map(Piece::lines));
    }
    let mut lines = Vec::new();
    let mut next = at + 1;
    match &blocks[at] {
        Block::Table(table) => {
            header.table = Some(table);
            lines = of_table(table, &mut header);
        }
        Block::Paragraph(_) => {
            next = at;
            // Until a line is none of the header's.
            while let Some(Block::Paragraph(paragraph)) = blocks.get(next) {
                let found = of_paragraph(paragraph);
                let any = || (0..found.len()).any(|line| belongs(&found[line], next == at) && !is_titled(&found[..=line]));
                if !found.is_empty() && !any() && !goes_on(&found, &lines) {
                    break;
                }
                lines.extend(boxes(paragraph, &mut header));
                lines.extend(found);
                next += 1;
            }
        }
    }
    sort(lines, &mut header);
    // Place and date, and marks, may stand below the table.
    while let Some(Block::Paragraph(paragraph)) = blocks.get(next) {
        let boxed = boxes(paragraph, &mut header);
        sort(boxed, &mut header);
        let found = Piece::lines(paragraph);
        let dated = found.first().is_some_and(|p| header.place_date.is_none() && place_date(&p.words()).is_some());
        let coded = found.first().is_some_and(|p| header.code.is_none() && code(&p.words()).is_some());
        let marked = found.first().is_some_and(is_mark);
        if !(found.is_empty() || dated || coded || marked || found.iter().all(|p| is_typed_rule(&p.text()))) {
            break;
        }
        sort(found.into_iter().map(|piece| Line { left: !dated, piece }).collect(), &mut header);
        next += 1;
    }
    (next, header)
}

fn is_mark(piece: &Piece) -> bool {
    ["du thao", "hoa toc", "thuong khan", "khan", "mat", "toi mat", "tuyet mat", "luu hanh noi bo", "xem xong tra lai"]
        .iter()
        .any(|m| piece.is_capitals() && piece.begins(m) && piece.text().chars().count() < 30)
}

/// What text boxes hold: marks; where one of them has the national title, the two sides of the header.
fn boxes<'p>(paragraph: &'p Paragraph, header: &mut Header<'p>) -> Vec<Line<'p>> {
    let pieces = |drawing: &'p Drawing| match drawing {
        Drawing::TextBox(blocks) => paragraphs(blocks).flat_map(Piece::lines).collect(),
        _ => Vec::new(),
    };
    let boxes: Vec<Vec<Piece>> = paragraph.drawings.iter().map(pieces).collect();
    let is_right = |lines: &[Piece]| lines.iter().any(|l| has_title(&l.text()) || is_motto(l));
    let sides = boxes.iter().any(|lines| is_right(lines));
    let mut out = Vec::new();
    for lines in boxes {
        let left = !is_right(&lines);
        for piece in lines {
            match () {
                () if is_mark(&piece) => header.marks.push(piece),
                () if sides => out.push(Line { piece, left }),
                () => header.rest.push(piece),
            }
        }
    }
    out
}

/// The lines of a header table: what stands left of the national title's cell is the left side.
fn of_table<'p>(table: &'p Table, header: &mut Header<'p>) -> Vec<Line<'p>> {
    let holds = |of: fn(&Paragraph) -> bool| table.cells().find(|c| paragraphs(&c.blocks).any(of));
    let titled = holds(|p| has_title(&p.text())).or_else(|| holds(|p| Piece::lines(p).iter().any(is_motto)));
    let boundary = titled.map_or(0, |c| c.column);
    let mut lines = Vec::new();
    for cell in table.cells() {
        for paragraph in paragraphs(&cell.blocks).filter(|p| !p.place.boxed) {
            lines.extend(boxes(paragraph, header));
            if boundary == 0 || cell.column + cell.columns > boundary && cell.column < boundary {
                lines.extend(of_paragraph(paragraph));
            } else {
                lines.extend(Piece::lines(paragraph).into_iter().map(|piece| Line { left: cell.column < boundary, piece }));
            }
        }
    }
    lines
}

/// The lines of a paragraph that has both sides between tabs.
fn of_paragraph(paragraph: &Paragraph) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    for line in Piece::lines(paragraph) {
        if line.begins("so")
            && let Some(both) = number_and_date(&line)
        {
            out.extend(both);
            continue;
        }
        let (columns, words) = (line.columns(), line.words());
        // The blanks of a date or number are no columns.
        if columns.len() < 2 || code(&words).is_some() || place_date(&words).is_some() {
            let right = has_title(&words) || is_motto(&line) || place_date(&words).is_some();
            out.push(Line { piece: line, left: !right });
            continue;
        }
        let rightmost = columns.len() - 1;
        for (at, piece) in columns.into_iter().enumerate() {
            let right = has_title(&piece.text()) || is_motto(&piece) || at == rightmost;
            out.push(Line { piece, left: !right });
        }
    }
    out
}

/// `Số: …/…` and `…, ngày … tháng …` on one line: parted at the last gap before the place.
fn number_and_date<'p>(line: &Piece<'p>) -> Option<[Line<'p>; 2]> {
    let text = line.text();
    let day = text.to_lowercase().find("ngày").filter(|at| text.is_char_boundary(*at))?;
    let before = text[..day].trim_end().trim_end_matches(',');
    let gap = before.rfind('\t').or_else(|| before.rfind("   "))?;
    let [number, date] = [line.part(0..gap)?, line.part(gap..text.len())?];
    place_date(&date.words())?;
    Some([Line { piece: number, left: true }, Line { piece: date, left: false }])
}

/// Whether a line without a table still belongs to the header.
fn belongs(line: &Line, first: bool) -> bool {
    let (piece, words) = (&line.piece, line.piece.words());
    first
        || has_title(&words)
        || is_motto(piece)
        || is_typed_rule(&words)
        || code(&words).is_some()
        || place_date(&words).is_some()
        || is_mark(piece)
        || is_about(&words)
}

/// Whether the last of some lines of a paragraph is a summary below the name of a type: `TỜ TRÌNH`, `Về việc …`.
fn is_titled(lines: &[Line]) -> bool {
    let Some((last, above)) = lines.split_last() else { return false };
    is_about(&last.piece.words()) && above.last().is_some_and(|l| code(&l.piece.words()).is_none() && l.piece.is_capitals())
}

/// Whether lines go on with the summary under the number.
fn goes_on(found: &[Line], before: &[Line]) -> bool {
    let about = before.iter().rev().take(3).any(|l| is_about(&l.piece.words()));
    about && found.iter().all(|l| l.piece.text().starts_with(char::is_lowercase))
}

/// Says which line is what.
fn sort<'p>(lines: Vec<Line<'p>>, header: &mut Header<'p>) {
    let (mut bodies, mut subject): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    let found = |piece: Piece<'p>| Found { value: (), pieces: vec![piece], certainty: Certainty::Sure };
    for Line { piece, left } in lines {
        let words = piece.words();
        if is_typed_rule(&words) {
            header.typed_rules.push(piece);
        } else if has_title(&words) {
            header.national_title.get_or_insert(found(piece));
        } else if is_motto(&piece) {
            header.motto.get_or_insert(found(piece));
        } else if let Some(value) = place_date(&words).filter(|_| header.place_date.is_none() && (!left || subject.is_empty())) {
            header.place_date = Some(Found { value, pieces: vec![piece], certainty: Certainty::Sure });
        } else if let Some(value) = code(&words).filter(|_| header.code.is_none()) {
            let certainty = if left { Certainty::Sure } else { Certainty::Likely };
            header.code = Some(Found { value, pieces: vec![piece], certainty });
        } else if is_mark(&piece) {
            header.marks.push(piece);
        } else if left && (is_about(&words) || !subject.is_empty()) {
            subject.push(piece);
        } else if left && header.code.is_none() && header.subject.is_none() {
            bodies.push(piece);
        } else {
            header.rest.push(piece);
        }
    }
    if !subject.is_empty() {
        let words = joined(&subject);
        let value = words[about(&words).map_or(0, str::len)..].trim_start_matches([':', '.', ' ']).to_owned();
        header.subject = Some(Found { value, pieces: subject, certainty: Certainty::Sure });
    }
    if !bodies.is_empty() {
        let (parent, own) = organs::parted(bodies);
        (header.organization_in_charge, header.organ_name) = (parent, Some(own));
    }
}

/// The words with which a summary under the number begins: `V/v`, or wrongly `Về việc`.
fn about(words: &str) -> Option<&str> {
    ["v/v", "ve viec"].into_iter().find(|start| begins(words, start)).and_then(|start| {
        let end = words.char_indices().nth(start.chars().count()).map_or(words.len(), |(at, _)| at);
        words.get(..end)
    })
}

fn is_about(words: &str) -> bool {
    about(words).is_some()
}

impl Header<'_> {
    /// The bodies that issue the document: more than one where their names follow each other behind dashes or on lines.
    pub fn issuers(&self) -> Vec<String> {
        self.organ_name.as_ref().map(organs::issuers).unwrap_or_default()
    }
}

/// Reads `Số: 12/KH-UBND`, `Số:      /SCT-CN`, `Luật số: 54/2024/QH15`.
pub(super) fn code(words: &str) -> Option<Code> {
    let start = text::folded(&words.chars().take(12).collect::<String>());
    let skip = ["so", "luat so", "bo luat so", "phap lenh so", "lenh so"]
        .iter()
        .find(|p| start.strip_prefix(**p).is_some_and(|rest| rest.starts_with([':', ' ', '.', '…']) || rest.is_empty()))?;
    let rest: String = words.chars().skip(skip.chars().count()).collect();
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}']);
    let (number, rest) = rest.split_once('/')?;
    let number = number.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_'));
    if number.chars().count() > 10 || number.contains(' ') {
        return None;
    }
    let (year, notation) = match rest.split_once('/') {
        Some((year, notation)) if year.trim().len() == 4 && year.trim().parse::<u32>().is_ok() => (Some(year.trim().to_owned()), notation),
        _ => (None, rest),
    };
    Some(Code { code_number: Some(number.to_owned()).filter(|n| !n.is_empty()), year, code_notation: notation.trim().to_owned() })
}

/// Reads `Lai Châu, ngày 18 tháng 3 năm 2025` with any of the numbers left open, and `Lai Châu, ngày 18/3/2025`.
pub(super) fn place_date(words: &str) -> Option<PlaceDate> {
    if words.chars().count() > 90 {
        return None;
    }
    let (place, [day, month, year]) = spelt_date(words).or_else(|| short_date(words))?;
    let place = place.trim().trim_end_matches(',').trim();
    if place.chars().count() > 40 || begins(place, "can cu") || place.contains([':', ';', '(']) {
        return None;
    }
    let number = |text: &str| {
        let text = text.trim().trim_matches([',', '.']).trim();
        (text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
    };
    let place = if is_dots(place) { String::new() } else { place.to_owned() };
    Some(PlaceDate { place, day: number(day), month: number(month), year: number(year) })
}

/// The place, and what stands behind `ngày`, `tháng` and `năm`.
fn spelt_date(words: &str) -> Option<(&str, [&str; 3])> {
    let at = |from: usize, word: &str| words.get(from..).and_then(|rest| rest.to_lowercase().find(word)).map(|i| from + i);
    let day = at(0, "ngày")?;
    let month = at(day, "tháng")?;
    let year = at(month, "năm").unwrap_or(words.len());
    let after_year = (year + "năm".len()).min(words.len());
    Some((words.get(..day)?, [words.get(day + "ngày".len()..month)?, words.get(month + "tháng".len()..year)?, words.get(after_year..)?]))
}

/// The place, and the numbers of `18/3/2025` at the end.
fn short_date(words: &str) -> Option<(&str, [&str; 3])> {
    let (before, date) = words.trim_end_matches('.').rsplit_once([' ', ','])?;
    let numbers: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [day, month, year] = numbers.try_into().ok()?;
    let are_numbers = [day, month, year].iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let day_word = before.trim_end();
    let place = ["ngày", "Ngày"].iter().find_map(|w| day_word.strip_suffix(w)).unwrap_or(day_word);
    // Without the word the comma says that this is a place and its date.
    let says = place.len() < day_word.len() || place.trim_end().ends_with(',') || words[before.len()..].starts_with(',');
    (are_numbers && year.len() == 4 && says && !place.trim().is_empty()).then_some((place, [day, month, year]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_what_is_left_open() {
        let code = |words| code(words).map(|c| (c.code_number, c.year, c.code_notation));
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(code("Số: 05/KH-UBND"), Some((some("05"), None, "KH-UBND".into())));
        assert_eq!(code("Số: /SCT-CN"), Some((None, None, "SCT-CN".into())));
        assert_eq!(code("Số: ……/GCN-…(2)…"), Some((None, None, "GCN-…(2)…".into())));
        assert_eq!(code("Luật số: 54/2024/QH15"), Some((some("54"), some("2024"), "QH15".into())));
        assert_eq!(code("Sở Công Thương"), None);
        assert_eq!(code("Số liệu 5/6"), None);
    }

    #[test]
    fn dates_are_read_with_what_is_left_open() {
        let date = |words| place_date(words).map(|d| (d.place, d.day, d.month, d.year));
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(date("Lào Cai, ngày 06 tháng 3 năm 2026"), Some(("Lào Cai".into(), some("06"), some("3"), some("2026"))));
        assert_eq!(date("Lào Cai, ngày tháng 3 năm 2026"), Some(("Lào Cai".into(), None, some("3"), some("2026"))));
        assert_eq!(date("……, ngày … tháng … năm ……"), Some((String::new(), None, None, None)));
        for short in ["Lào Cai, ngày 06/3/2026", "Lào Cai ngày 06-3-2026", "Lào Cai, 06.3.2026"] {
            assert_eq!(date(short), Some(("Lào Cai".into(), some("06"), some("3"), some("2026"))), "{short}");
        }
        assert_eq!(date("Tờ trình số 12 ngày 06/3/2026;"), None);
        assert_eq!(date("Căn cứ Luật ngày 19 tháng 6 năm 2015"), None);
        assert_eq!(date("Nơi nhận"), None);
    }
}
