//! What was done to a document, for the person who gave it: the form that was set right, the words that are others
//! now, and what only a person can decide.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Checked;
use crate::diag::{Diagnostic, code};
use crate::paper::{Alignment, LineSpacing, Paper, Paragraph, Section};
use crate::recognise::{Draft, Found, Piece, recognise};
use crate::text::is_letter_or_digit;

/// What was done to a document, a line for each thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What became of its words, in numbers; empty where they could not be compared.
    pub sum: String,
    /// The form that was set right.
    pub looks: Vec<String>,
    /// Words that are others now, or gone.
    pub words: Vec<String>,
    /// What only a person can decide.
    pub open: Vec<String>,
}

/// Compares a document with what was made of it.
pub fn changes(source: &Paper, made: &Checked, result: &Paper) -> Changes {
    let sum = made.account.as_ref().map(|account| {
        format!(
            "Bản gốc có {} chữ: giữ nguyên {}, chương trình ghi khác {} chỗ, không chuyển được {} chỗ; chương trình ghi thêm {} chữ. Tệp gốc không bị sửa.",
            account.words,
            account.carried,
            account.changed.len(),
            account.lost.len(),
            account.written
        )
    });
    Changes { sum: sum.unwrap_or_default(), looks: looks(source, result), words: words(made), open: open(made) }
}

impl Changes {
    /// The list as Markdown; `file` is the name of the source.
    pub fn markdown(&self, file: &str) -> String {
        let mut out = format!("# Những gì đã thay đổi so với {file}\n");
        if !self.sum.is_empty() {
            let _ = write!(out, "\n{}\n", self.sum);
        }
        part(&mut out, "1. Thể thức đã sửa theo Nghị định 30/2020/NĐ-CP", "Không có.", &self.looks);
        part(&mut out, "2. Chữ đã đổi", "Không có chữ nào đổi.", &self.words);
        part(&mut out, "3. Việc chỉ người soạn quyết định được", "Không có.", &self.open);
        out
    }
}

fn part(out: &mut String, title: &str, none: &str, lines: &[String]) {
    let _ = write!(out, "\n## {title}\n\n");
    if lines.is_empty() {
        let _ = writeln!(out, "{none}");
    }
    for line in lines {
        let _ = writeln!(out, "- {line}");
    }
}

/// A property of the look in both documents, where it differs.
fn looks(source: &Paper, result: &Paper) -> Vec<String> {
    let mut out = Vec::new();
    let mut differ = |what: &str, before: String, after: String| {
        if before != after && !before.is_empty() {
            out.push(format!("{what}: {before} → {after}"));
        }
    };
    let of = |paper: &Paper, show: fn(&Section) -> String| paper.sections.first().map(show).unwrap_or_default();
    differ("Khổ giấy", of(source, paper_size), of(result, paper_size));
    differ("Lề trang (trên, dưới, trái, phải)", of(source, margins), of(result, margins));
    let (old, new) = (recognise(source), recognise(result));
    for ((what, before), (_, after)) in components(&old).into_iter().zip(components(&new)) {
        if !after.is_empty() {
            differ(what, before, after);
        }
    }
    differ("Phông chữ", most(source, fonts), most(result, fonts));
    differ("Cỡ chữ nội dung", most(source, sizes), most(result, sizes));
    differ("Canh lề đoạn văn", most(source, alignments), most(result, alignments));
    differ("Lùi đầu dòng", most(source, indents), most(result, indents));
    differ("Khoảng cách giữa các đoạn", most(source, spacings), most(result, spacings));
    differ("Khoảng cách dòng", most(source, lines), most(result, lines));
    let (before, after) = (numbered(source), numbered(result));
    if before > 0 && after == 0 {
        out.push(format!("Số thứ tự tự động của Word ({before} đoạn) thành số ghi trong văn bản"));
    }
    out
}

/// Size, weight and slant of the lines of head and foot.
fn components(draft: &Draft) -> Vec<(&'static str, String)> {
    fn look<'p, T: 'p>(found: impl IntoIterator<Item = &'p Found<'p, T>>) -> String {
        look_of(found.into_iter().flat_map(|f| f.pieces.iter()).next())
    }
    let (header, front, foot) = (&draft.header, &draft.front, &draft.foot);
    let signer = foot.signers.first();
    vec![
        ("Cơ quan chủ quản", look(&header.organization_in_charge)),
        ("Tên cơ quan ban hành", look(&header.organ_name)),
        ("Quốc hiệu", look(&header.national_title)),
        ("Tiêu ngữ", look(&header.motto)),
        ("Số, ký hiệu", look(&header.code)),
        ("Địa danh và thời gian", look(&header.place_date)),
        ("Tên loại", look(&front.type_name)),
        ("Trích yếu", look(draft.subject())),
        ("Căn cứ", look(front.legal_bases.first())),
        ("“Nơi nhận:”", look_of(foot.recipients_heading.as_ref())),
        ("Danh sách nơi nhận", look(foot.recipients.first())),
        ("Quyền hạn, chức vụ người ký", look(signer.and_then(|s| s.authority.first()))),
        ("Họ tên người ký", look(signer.and_then(|s| s.full_name.as_ref()))),
    ]
}

fn look_of(piece: Option<&Piece>) -> String {
    let Some((run, _)) = piece.and_then(|p| p.runs().find(|(_, text)| text.contains(is_letter_or_digit))) else { return String::new() };
    let font = &run.font;
    let weight = if font.bold { "đậm" } else { "thường" };
    let slant = if font.italic { "nghiêng" } else { "đứng" };
    format!("{} pt, {weight}, {slant}", font.size.pt())
}

fn mm(twips: crate::units::Twips) -> String {
    format!("{:.0} mm", twips.mm())
}

fn paper_size(section: &Section) -> String {
    format!("{} × {}", mm(section.width), mm(section.height))
}

fn margins(section: &Section) -> String {
    let m = &section.margins;
    [m.top, m.bottom, m.left, m.right].map(mm).join(", ")
}

/// The value that most letters of running text have.
fn most(paper: &Paper, value: fn(&Paragraph) -> Vec<(String, usize)>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let running = paper.blocks.iter().filter_map(|b| if let crate::paper::Block::Paragraph(p) = b { Some(p) } else { None });
    for (value, weight) in running.filter(|p| p.text().chars().count() > 60).flat_map(value) {
        *counts.entry(value).or_default() += weight;
    }
    counts.into_iter().max_by_key(|(_, weight)| *weight).map(|(value, _)| value).unwrap_or_default()
}

fn fonts(paragraph: &Paragraph) -> Vec<(String, usize)> {
    paragraph.runs.iter().map(|r| (r.font.other.to_string(), r.text.len())).collect()
}

fn sizes(paragraph: &Paragraph) -> Vec<(String, usize)> {
    paragraph.runs.iter().map(|r| (format!("{} pt", r.font.size.pt()), r.text.len())).collect()
}

fn alignments(paragraph: &Paragraph) -> Vec<(String, usize)> {
    let name = match paragraph.format.alignment {
        Alignment::Left => "trái",
        Alignment::Center => "giữa",
        Alignment::Right => "phải",
        Alignment::Justify => "đều hai bên",
    };
    vec![(name.to_owned(), paragraph.text().len())]
}

fn indents(paragraph: &Paragraph) -> Vec<(String, usize)> {
    vec![(mm(paragraph.format.first_line), paragraph.text().len())]
}

fn spacings(paragraph: &Paragraph) -> Vec<(String, usize)> {
    let format = &paragraph.format;
    vec![(format!("trước {} pt, sau {} pt", format.before.pt(), format.after.pt()), paragraph.text().len())]
}

fn lines(paragraph: &Paragraph) -> Vec<(String, usize)> {
    let value = match paragraph.format.line {
        LineSpacing::Multiple(times) => format!("{times:.2} dòng"),
        LineSpacing::AtLeast(least) => format!("ít nhất {} pt", least.pt()),
        LineSpacing::Exactly(exact) => format!("đúng {} pt", exact.pt()),
    };
    vec![(value, paragraph.text().len())]
}

/// Paragraphs with a number that Word computes.
fn numbered(paper: &Paper) -> usize {
    paper.paragraphs().filter(|p| p.label.as_ref().is_some_and(|l| !l.text.is_empty())).count()
}

fn words(made: &Checked) -> Vec<String> {
    let Some(account) = &made.account else {
        return vec!["Chưa đối chiếu được: dữ liệu lấy ra còn lỗi, xem phần 3.".to_owned()];
    };
    let changed = account.changed.iter().map(|c| {
        let after = if c.after.is_empty() { "(bỏ)".to_owned() } else { format!("“{}”", c.after) };
        format!("Ở {}: “{}” → {after}", c.place, c.before)
    });
    let lost = account.lost.iter().map(|c| format!("**Không chuyển được** ở {}: “{}”", c.place, c.before));
    lost.chain(changed).collect()
}

/// What is told besides the words: doubts, things that are not carried, findings of the rules.
fn open(made: &Checked) -> Vec<String> {
    let told = made.found.iter().filter(|d| d.code != code::WORDS_LOST && d.code != code::WORDS_CHANGED);
    let line = |d: &Diagnostic| {
        let place = d.span().and_then(|span| made.sources.place(span)).map(|p| format!(" ({p})")).unwrap_or_default();
        let help: String = d.help.iter().map(|h| format!(" {h}")).collect();
        format!("{}{place}.{help}", d.message.trim_end_matches('.'))
    };
    told.map(line).collect()
}
