//! `vanban info`: what a finished file says of itself, for people and for programs.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::Info;
use super::attached::{self, Compared};
use super::files::{read_within, shown};
use super::{Exit, recognised, report};
use crate::diag::{Diagnostic, Diagnostics, Sources};
use crate::export::TermKind;
use crate::export::inspect::{self, Format, Known, PageArea};
use crate::{limits, paper, recognise};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

pub(super) fn run(command: &Info) -> io::Result<Exit> {
    let file = shown(&command.file);
    let bytes = match bytes(&command.file) {
        Ok(bytes) => bytes,
        Err(exit) => return Ok(exit),
    };
    // A PDF says of itself what is known; a DOCX of anybody is read as well.
    let known = inspect::read(&bytes);
    let paper = if command.text || !matches!(&known, Ok(Known { format: Format::Pdf, .. })) { Some(paper::read(&bytes)) } else { None };
    let text = match (known, paper) {
        (_, Some(Ok(paper))) if command.text => recognised::words(&paper),
        (known, Some(Ok(paper))) => {
            let draft = recognise::recognise(&paper);
            let carried = known.as_ref().map(|k| k.attachments.as_slice()).unwrap_or_default();
            let compared = attached::compared(&file, &bytes, carried)?;
            match (known, command.json) {
                (Ok(known), false) => {
                    let edited = compared.and_then(|c| c.sentence()).map(|s| s + "\n").unwrap_or_default();
                    as_text(&file, &known) + &edited + &recognised::as_text(&paper, &draft)
                }
                (Err(_), false) => format!("{file} (DOCX)\n") + &recognised::as_text(&paper, &draft),
                (known, true) => {
                    let mut value = known.map_or_else(|_| json!({ "file": file, "format": "docx" }), |k| as_json(&file, &k));
                    if let Some(compared) = compared {
                        value["edited"] = match compared {
                            Compared::Same => json!([]),
                            Compared::Edited(all) => json!(all),
                            Compared::Unknown => Value::Null,
                        };
                    }
                    value["recognised"] = recognised::as_json(&paper, &draft);
                    format!("{value:#}\n")
                }
            }
        }
        (Ok(known), _) if !command.text => {
            if command.json {
                format!("{:#}\n", as_json(&file, &known))
            } else {
                as_text(&file, &known)
            }
        }
        // What is no DOCX at all is told with the way out; a PDF by what is wrong with it.
        (Err(found), _) if bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-") && !command.text => {
            return Ok(refused(&file, &found));
        }
        (_, Some(Err(refusal))) => return Ok(refused(&file, &Diagnostic::from(refusal).into())),
        (Err(found), None) => return Ok(refused(&file, &found)),
        (Ok(known), None) => as_text(&file, &known),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// Reads a finished file: its bytes, and what is known of it. What is wrong with it is reported.
pub(super) fn read(path: &Path) -> io::Result<Result<(Vec<u8>, Known), Exit>> {
    let known = |bytes: Vec<u8>| inspect::read(&bytes).map(|known| (bytes, known)).map_err(|found| refused(&shown(path), &found));
    Ok(bytes(path).and_then(known))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Exit> {
    read_within(path, limits::FINISHED).map_err(|why| {
        report::line(&format!("lỗi: Không đọc được {}: {why}", shown(path)));
        Exit::CouldNotRun
    })
}

fn refused(name: &str, found: &Diagnostics) -> Exit {
    report::line(&format!("{name}:"));
    report::diagnostics(&Sources::default(), found);
    Exit::Errors
}

fn as_text(file: &str, known: &Known) -> String {
    let format = match known.format {
        Format::Pdf => "PDF",
        Format::Docx => "DOCX",
    };
    let pages = known.pages.map(|n| format!(", {n} trang")).unwrap_or_default();
    let mut out = format!("{file} ({format}{pages})\n");
    for (term, value) in &known.terms {
        let shown = if term.kind == TermKind::Date { vietnamese_date(value) } else { value.clone() };
        out.push_str(&format!("{}: {shown}\n", term.title));
    }
    if !known.fields.is_empty() {
        out.push_str("Ô chữ ký (tính từ góc dưới bên trái của trang):\n");
    }
    for field in &known.fields {
        let state = if field.signed { "đã ký" } else { "chưa ký" };
        out.push_str(&format!("  {}: {}; {state}\n    {}\n", field.name, place(field.area), field.tooltip));
    }
    if !known.blanks.is_empty() {
        out.push_str("Chỗ để trống:\n");
    }
    for blank in &known.blanks {
        let what = match blank.name.as_str() {
            "CodeNumber" => "Số",
            "Day" => "Ngày",
            "Month" => "Tháng",
            _ => "Năm",
        };
        out.push_str(&format!("  {what}: {}\n", place(blank.area)));
    }
    if !known.attachments.is_empty() {
        let names: Vec<&str> = known.attachments.iter().map(|a| a.name.as_str()).collect();
        out.push_str(&format!("Tệp dữ liệu kèm theo: {}\n", names.join(", ")));
    }
    out
}

/// `2025-03-18` as `18/3/2025`.
fn vietnamese_date(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').rev().collect();
    match parts.as_slice() {
        [day, month, year] => format!("{day}/{}/{year}", month.trim_start_matches('0')),
        [month, year] => format!("{}/{year}", month.trim_start_matches('0')),
        _ => iso.to_owned(),
    }
}

fn place(area: PageArea) -> String {
    let [left, bottom, right, top] = area.corners;
    let mm = |pt: f64| format!("{:.1}", pt / MM).replace('.', ",");
    let (width, height) = (mm(right - left), mm(top - bottom));
    format!("trang {}, cách trái {} mm, cách dưới {} mm, rộng {width} mm, cao {height} mm", area.page, mm(left), mm(bottom))
}

fn as_json(file: &str, known: &Known) -> Value {
    let mut metadata = Map::new();
    for (term, value) in &known.terms {
        let value = match (term.kind, value.parse::<u64>()) {
            (TermKind::Number, Ok(number)) => json!(number),
            _ => json!(value),
        };
        match term.name.split_once('.') {
            None => _ = metadata.insert(term.name.to_owned(), value),
            Some((group, name)) => {
                if let Value::Object(group) = metadata.entry(group).or_insert_with(|| json!({})) {
                    group.insert(name.to_owned(), value);
                }
            }
        }
    }
    let fields: Vec<Value> =
        known.fields.iter().map(|f| with_area(json!({ "name": f.name, "tooltip": f.tooltip, "signed": f.signed }), f.area)).collect();
    let blanks: Vec<Value> = known.blanks.iter().map(|b| with_area(json!({ "name": b.name }), b.area)).collect();
    let format = match known.format {
        Format::Pdf => "pdf",
        Format::Docx => "docx",
    };
    let attachments: Vec<Value> = known.attachments.iter().map(|a| json!({ "name": a.name, "bytes": a.bytes.len() })).collect();
    json!({
        "file": file, "format": format, "pages": known.pages, "metadata": metadata,
        "fields": fields, "blanks": blanks, "attachments": attachments,
    })
}

/// Adds page and rectangle: left, bottom, right, top from the page's lower left corner.
fn with_area(mut value: Value, area: PageArea) -> Value {
    let rounded = |v: f64| (v * 100.0).round() / 100.0;
    value["page"] = json!(area.page);
    value["rect_pt"] = json!(area.corners.map(rounded));
    value["rect_mm"] = json!(area.corners.map(|v| rounded(v / MM)));
    value
}
