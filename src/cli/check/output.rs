//! What is printed of all files: in full, a line each, or for programs.

use serde_json::{Value, json};

use super::judge::{Counts, Judged};
use crate::cli::args::{Check, Report};
use crate::cli::report;
use crate::diag::{Severity, json};
use crate::paper::Detail;
use crate::recognise::Kind;
use crate::rules;

/// Everything that is printed.
pub(super) fn written(command: &Check, judged: &[Judged]) -> String {
    match command.format {
        Report::Full => judged.iter().map(full).collect::<String>() + &summary(judged),
        Report::Concise => judged.iter().map(concise).collect(),
        Report::Json => format!("{:#}\n", as_json(judged)),
        Report::Sarif => format!("{:#}\n", super::sarif::log(judged)),
    }
}

/// What a document is, where it is none of the decree's types.
fn other_kind(kind: Option<&Kind>) -> Option<String> {
    let what = match kind? {
        Kind::Decree(_) => return None,
        Kind::Normative(title) => format!("{title} là văn bản quy phạm pháp luật"),
        Kind::Form(title) => format!("{title} là biểu mẫu để điền"),
        Kind::Other(title) => format!("“{title}” không phải tên loại văn bản hành chính"),
        Kind::Unknown => "không nhận ra tên loại văn bản".to_owned(),
    };
    Some(format!("{what}: chỉ kiểm tra những gì đúng với mọi văn bản, không theo thể thức của Nghị định 30/2020/NĐ-CP"))
}

fn full(judged: &Judged) -> String {
    let other = other_kind(judged.kind.as_ref()).map(|what| format!("{}: {what}.\n\n", judged.file)).unwrap_or_default();
    let unchecked = judged.partly.map(|detail| format!("{}: {}.\n\n", judged.file, not_checked(detail))).unwrap_or_default();
    other + &unchecked + &report::for_standard_output(&judged.sources, &judged.found)
}

/// What is not judged where not all of a document is known.
fn not_checked(detail: Detail) -> String {
    let (read, about) = match detail {
        Detail::Words => ("chỉ đọc được chữ", "phông chữ, cỡ chữ, trang giấy, đường kẻ"),
        _ => ("tệp .doc đời cũ không cho biết hết", "phông chữ, cỡ chữ, trang giấy, đường kẻ"),
    };
    let codes: Vec<&str> = rules::unchecked(detail).map(|rule| rule.code.id).collect();
    let (first, last) = (codes.first().copied().unwrap_or_default(), codes.last().copied().unwrap_or_default());
    let way_out = if detail == Detail::Marks { "; muốn kiểm tra đủ thì lưu lại thành .docx" } else { "" };
    format!("{read}: {} quy tắc về {about} ({first}, …, {last}) không kiểm tra{way_out}", codes.len())
}

fn concise(judged: &Judged) -> String {
    let mut out = String::new();
    for found in judged.found.iter() {
        let place = found.place.as_ref().and_then(|at| judged.sources.place(judged.sources.narrowed(at)));
        let place = place.unwrap_or_else(|| judged.file.clone());
        let expected = if found.label.is_empty() { String::new() } else { format!(" ({})", found.label) };
        let (level, code, message) = (found.severity.title(), found.code.id, &found.message);
        out += &format!("{place}: {level} {code}: {message}{expected}\n");
    }
    out
}

/// How many findings there are, and in how many files.
fn summary(judged: &[Judged]) -> String {
    let mut sum = Counts::default();
    for counts in judged.iter().map(Judged::counts) {
        sum.errors += counts.errors;
        sum.warnings += counts.warnings;
        sum.notes += counts.notes;
    }
    let silenced: usize = judged.iter().map(|j| j.silenced).sum();
    let silenced = if silenced > 0 { format!(", {silenced} chỗ bỏ qua có lý do") } else { String::new() };
    let notes = if sum.notes > 0 { format!(", {} {}", sum.notes, Severity::Note.title()) } else { String::new() };
    let files = judged.len();
    let clean = judged.iter().filter(|j| j.found.is_empty()).count();
    match (sum.errors + sum.warnings + sum.notes, files) {
        (0, 1) => format!("{}: không thấy lỗi{silenced}.\n", judged[0].file),
        (0, _) => format!("{files} tệp, không thấy lỗi{silenced}.\n"),
        (_, 1) => {
            format!("{}: {} lỗi, {} cảnh báo{notes}{silenced}. Xem cách sửa: vanban explain MÃ\n", judged[0].file, sum.errors, sum.warnings)
        }
        _ => {
            let (errors, warnings) = (sum.errors, sum.warnings);
            table(judged)
                + &format!(
                    "{files} tệp ({clean} tệp không thấy lỗi): {errors} lỗi, {warnings} cảnh báo{notes}{silenced}. Xem cách sửa: vanban explain MÃ\n"
                )
        }
    }
}

/// Of several files: each with its counts.
fn table(judged: &[Judged]) -> String {
    let mut out = format!("{:>5} {:>9}  tệp\n", "lỗi", "cảnh báo");
    for one in judged {
        let Counts { errors, warnings, .. } = one.counts();
        out += &format!("{errors:>5} {warnings:>9}  {}\n", one.file);
    }
    out + "\n"
}

fn as_json(judged: &[Judged]) -> Value {
    let files = judged.iter().map(|one| {
        let findings: Vec<Value> = one.found.iter().map(|found| json::finding(&one.sources, found)).collect();
        let unchecked: Vec<&str> = one.partly.into_iter().flat_map(rules::unchecked).map(|rule| rule.code.id).collect();
        json!({ "file": one.file, "kind": one.kind.as_ref().map(Kind::name), "findings": findings, "not_checked": unchecked })
    });
    json!({ "files": files.collect::<Vec<_>>() })
}
