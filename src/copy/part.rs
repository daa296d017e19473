//! An extract of parts of a document of ours: its whole form with only those parts of its text.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::export::inspect::Known;
use crate::export::{Extras, Metadata};
use crate::font::Fonts;
use crate::layout;
use crate::pipeline::Compiled;
use crate::standard::{Clause, Standard};
use crate::style;
use crate::tree::{Block, Document, Item, plain};

/// The document with these parts of its text only: `Điều 3`, `Mục I`, `Chương II`, `Phụ lục II`. Numbers stay as they are.
pub fn excerpt(compiled: &Compiled, parts: &[String], standard: &'static Standard, fonts: &Fonts) -> Result<Compiled, Diagnostics> {
    let whole = &compiled.document;
    let mut wanted: Vec<Wanted> = parts.iter().map(|part| Wanted::new(part)).collect();
    let body = chosen(&whole.body, &mut Vec::new(), &mut wanted);
    let mut document = Document { body, closing: Vec::new(), opening: Vec::new(), ..whole.clone() };
    document.appendices.retain(|appendix| wanted.iter_mut().any(|wanted| wanted.is(&[plain(&appendix.label)])));
    document.attachments.clear();
    let mut found = Diagnostics::default();
    for Wanted { part, .. } in wanted.iter().filter(|wanted| !wanted.found) {
        let known: Vec<String> = markers(&whole.body).chain(whole.appendices.iter().map(|a| plain(&a.label))).take(30).collect();
        found.push(
            Diagnostic::error(code::COPY_PART, None, format!("Văn bản không có phần “{part}”"))
                .help(format!("Các phần: {}.", known.join("; ")))
                .clause(Clause::CopyExtract),
        );
    }
    if found.has_errors() {
        return Err(found);
    }
    let (flow, unfit) = style::flow(&document, &compiled.choices, standard, fonts);
    let (pages, unset) = layout::layout(&flow, fonts);
    found.extend(unfit);
    found.extend(unset);
    if found.has_errors() {
        return Err(found);
    }
    let metadata = Metadata::new(&document, pages.pages.len());
    // Nobody signs an extract where the original was signed.
    Ok(Compiled { extras: Extras::default(), ..Compiled::new(document, flow, pages, metadata, compiled.choices.clone()) })
}

/// A part that is asked for: `Điều 3`, `Mục I`, `điểm a khoản 2 Điều 3`.
struct Wanted<'p> {
    part: &'p str,
    /// Its units from the smallest to the largest, each with its number.
    units: Vec<(String, String)>,
    found: bool,
}

/// The words for units of a text.
const UNITS: [&str; 8] = ["điểm", "khoản", "điều", "tiểu mục", "mục", "chương", "phần", "phụ lục"];

impl<'p> Wanted<'p> {
    fn new(part: &'p str) -> Self {
        let mut units: Vec<(String, String)> = Vec::new();
        let mut rest = bare(part);
        while !rest.is_empty() {
            let unit = UNITS.iter().find(|unit| rest.starts_with(*unit)).copied().unwrap_or_default();
            let after = rest[unit.len()..].trim_start();
            // A number goes as far as the next unit.
            let end = UNITS.iter().filter_map(|unit| after.find(&format!(" {unit}"))).min().unwrap_or(after.len());
            units.push((unit.to_owned(), bare(&after[..end])));
            rest = after[end..].trim_start().to_owned();
        }
        Wanted { part, units, found: false }
    }

    /// Whether the last of these marks, each inside the one before it, is that of the part.
    fn is(&mut self, marks: &[String]) -> bool {
        let mut inner = marks.iter().rev();
        let here = self.units.first().zip(inner.next()).is_some_and(|(unit, mark)| is_marked(unit, mark));
        let same = here && self.units[1..].iter().all(|unit| inner.any(|mark| is_marked(unit, mark)));
        self.found |= same;
        same
    }
}

/// In lower case, without stops.
fn bare(text: &str) -> String {
    text.split_whitespace().map(|word| word.trim_end_matches(['.', ')', ','])).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Marks of some units have their word, those of others the number only: `Điều 3.`, `2.`, `a)`.
fn is_marked((unit, number): &(String, String), mark: &str) -> bool {
    let mark = bare(mark);
    let numbered = matches!(unit.as_str(), "điểm" | "khoản" | "mục" | "") && mark == *number;
    !mark.is_empty() && (numbered || mark == format!("{unit} {number}").trim())
}

/// The items that are asked for, each with all below it, in the larger items that hold them; `above` are the marks of these.
fn chosen(blocks: &[Block], above: &mut Vec<String>, wanted: &mut [Wanted<'_>]) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        let Block::Item(item) = block else { continue };
        above.push(item.marker.clone().unwrap_or_default());
        // Each wish is asked, that all are known to be met.
        let here = wanted.iter_mut().filter_map(|wanted| wanted.is(above).then_some(())).count() > 0;
        let children = if here { item.children.clone() } else { chosen(&item.children, above, wanted) };
        above.pop();
        if here || !children.is_empty() {
            out.push(Block::Item(Item { children, ..item.clone() }));
        }
    }
    out
}

/// The marks of the items, the larger ones first.
fn markers(blocks: &[Block]) -> impl Iterator<Item = String> {
    let items = |blocks: &[Block]| -> Vec<Item> {
        blocks.iter().filter_map(|block| if let Block::Item(item) = block { Some(item.clone()) } else { None }).collect()
    };
    let top = items(blocks);
    let below: Vec<Item> = top.iter().flat_map(|item| items(&item.children)).collect();
    top.into_iter().chain(below).filter_map(|item| item.marker).map(|marker| marker.trim_end_matches('.').to_owned())
}

/// A PDF from whose data no excerpt can be made.
pub fn without_data() -> Diagnostics {
    Diagnostic::error(code::COPY_PART, None, "Không trích được theo phần: PDF không kèm dữ liệu dùng được")
        .help("Văn bản tạo bằng `vanban render --attach-data` mới trích được theo phần; tệp khác thì trích cả trang bằng --pages.")
        .clause(Clause::CopyExtract)
        .into()
}

/// What the data does not say as the PDF does: number and date are often given after the file was made.
pub fn differences(known: &Known, whole: &Compiled) -> Diagnostics {
    let mut found = Diagnostics::default();
    if whole.metadata.terms.iter().all(|(term, _)| term.name != "CodeNumber") {
        found.push(
            Diagnostic::warning(code::COPY_PART, None, "Dữ liệu kèm theo chưa có số văn bản: bản trích sao để trống chỗ ghi số, ngày")
                .help("Ghi số và ngày đã cấp bằng --source-number, --source-date; hoặc trích cả trang bằng --pages.")
                .clause(Clause::CopyExtract),
        );
    }
    let signed = known.fields.iter().any(|field| field.signed);
    if signed {
        found.push(
            Diagnostic::warning(code::COPY_SIGNATURES, None, "Bản trích sao theo phần không mang chữ ký số và hình dấu của tệp nguồn")
                .help("Giữ tệp nguồn để đối chiếu; cần hình chữ ký, dấu thì trích cả trang bằng --pages.")
                .clause(Clause::CopyExtract),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_called_as_the_decree_cites_them() {
        let is = |part: &str, marks: &[&str]| Wanted::new(part).is(&marks.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>());
        assert!(is("Điều 3", &["Chương I", "Điều 3."]) && is("điều 3.", &["Điều 3."]) && !is("Điều 3", &["Điều 13."]));
        assert!(is("điểm a khoản 2 Điều 3", &["Điều 3.", "2.", "a)"]) && !is("điểm a khoản 2 Điều 3", &["Điều 3.", "1.", "a)"]));
        assert!(
            is("Mục II", &["II."]) && is("II", &["II."]) && is("khoản 1 Mục II", &["II.", "1."]) && !is("khoản 1 Mục II", &["I.", "1."])
        );
        assert!(is("Phụ lục II", &["Phụ lục II"]) && is("Phụ lục", &["Phụ lục"]) && !is("Phụ lục I", &["Phụ lục II"]));
        assert!(!is("Điều 2", &["Điều 1.", "2."]));
        assert!(!is("", &["1."]) && !is("Điều 3", &["Điều 3.", "1."]) && !is("Điều", &["Điều 1."]));
    }
}
