//! References in texts: `[[TTHC_01]]`, `[[TTHC_01:tăng/giảm]]`, `[[period]]`, `[[plan]]`,
//! `[[progress:quá hạn]]` become the figure or words they name, before any template runs.

use serde_json::{Map, Value as Json};

use super::indicators::{Figure, Indicator, Indicators};
use super::period::Period;
use super::progress::Progress;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::markup;
use crate::model::citation;
use crate::model::link::{LinkField, Linked};
use crate::model::node::{Node, Value};
use crate::text::{amount_in_words, change, difference, folded, in_words, typed_number};

/// Parts of a document whose texts may refer.
const PARTS: [&str; 4] = ["subject", "content", "appendices", "attachments"];

/// What references may name.
pub(super) struct Names<'a> {
    pub(super) period: Option<&'a Period>,
    pub(super) indicators: &'a Indicators,
    pub(super) progress: Option<&'a Progress>,
    pub(super) linked: &'a [Linked],
    /// The fields that may name other documents.
    pub(super) link_fields: &'a [LinkField],
    /// The body that issues the document.
    pub(super) organ_name: Option<&'a str>,
    /// The content's fields; one that is there but could not be read was reported already.
    pub(super) fields: &'a [String],
}

/// Why a reference says nothing: what is wrong, what to do, and the place that is to be mended when it
/// is not the reference.
struct Problem(String, String, Option<Span>);

/// Writes what references name into all texts of a document.
pub(super) fn resolve(root: &mut Node, names: &Names<'_>, found: &mut Diagnostics) {
    for part in PARTS {
        if let Some(node) = root.get_mut(part) {
            walk(node, names, found);
        }
    }
}

fn walk(node: &mut Node, names: &Names<'_>, found: &mut Diagnostics) {
    let span = node.span;
    match &mut node.value {
        Value::Text(text) if text.contains("[[") => {
            let mut report = |reference: &str, Problem(message, help, place): Problem| {
                let told = Diagnostic::error(code::UNKNOWN_REFERENCE, place.unwrap_or(span), message).help(help);
                found.push(match place {
                    Some(_) => told.also(span, "văn bản cần số này").help_in_cell("Điền số vào ô này; không phát sinh thì ghi 0."),
                    None => told.quoting(reference),
                });
            };
            *text = names.replaced(text, &mut report);
        }
        Value::List(list) => list.iter_mut().for_each(|n| walk(n, names, found)),
        Value::Map(entries) => entries.iter_mut().for_each(|e| walk(&mut e.node, names, found)),
        _ => {}
    }
}

impl Names<'_> {
    fn replaced(&self, text: &str, report: &mut impl FnMut(&str, Problem)) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once("[[") {
            // A reference may stand first in a footnote `^[…]` or a link `[…](…)`.
            let inner = after.trim_start_matches('[');
            out.push_str(before);
            out.push_str(&after[..after.len() - inner.len()]);
            let after = inner;
            let Some((inside, following)) = after.split_once("]]") else {
                report("[[", Problem("Dấu [[ mở mà không đóng bằng ]]".into(), "Viết [[MÃ]] hoặc [[MÃ:cách viết]].".into(), None));
                return out + "[[" + after;
            };
            rest = following;
            if markup::is_blank(inside) {
                out.push_str(&format!("[[{inside}]]"));
                continue;
            }
            let (name, form) = inside.split_once(':').unwrap_or((inside, ""));
            match self.named(name.trim(), &folded(form.trim())) {
                Ok(words) => out.push_str(&words),
                Err(problem) => report(&format!("[[{inside}]]"), problem),
            }
        }
        out + rest
    }

    fn named(&self, name: &str, form: &str) -> Result<String, Problem> {
        let linked = |name: &str| self.linked.iter().find(|l| l.field == name);
        if let Some(indicator) = self.indicators.get(name) {
            return shown(indicator, form);
        }
        // An amount needs no record: `[[1.250.000.000:bằng chữ]]`.
        if let (Ok(Ok(amount)), "bang chu") = (typed_number(name).map(|n| n.parse::<u64>()), form) {
            return Ok(amount_in_words(amount));
        }
        match (name, linked(name)) {
            ("organ_name", _) => choose(name, form, &[("", self.organ_name.ok_or_else(|| absent("organ_name"))?)]),
            ("period", _) => {
                let Some(period) = self.period else { return self.unread(name) };
                choose("period", form, &[("", &period.words), ("từ ngày", &period.from), ("đến ngày", &period.to)])
            }
            ("progress", _) => {
                let Some(progress) = self.progress else { return self.unread(name) };
                let words = progress.words();
                choose("progress", form, &words.iter().map(|(form, words)| (*form, words.as_str())).collect::<Vec<_>>())
            }
            (_, Some(document)) => {
                let mut record = document.json.as_object().cloned().unwrap_or_default();
                let full = cited(&record)?;
                record.retain(|field, _| !["organ_name", "subject"].contains(&field.as_str()));
                choose(name, form, &[("", &full), ("số", &cited(&record)?)])
            }
            _ if self.link_fields.iter().any(|field| field.name == name) => self.unread(name),
            _ => Err(self.unknown(name)),
        }
    }

    fn unread(&self, field: &str) -> Result<String, Problem> {
        if self.fields.iter().any(|known| known == field) { Ok(String::new()) } else { Err(absent(&format!("content.{field}"))) }
    }

    fn unknown(&self, name: &str) -> Problem {
        let help = match self.indicators.similar(name) {
            Some(similar) => format!("Có phải ý bạn là [[{similar}]]?"),
            None => {
                "Ghi mã của một chỉ tiêu trong `content.indicators`, hoặc period, progress, tên trường dẫn tệp (ví dụ plan).".to_owned()
            }
        };
        Problem(format!("Không có chỉ tiêu hay dữ liệu nào tên “{name}”"), help, None)
    }
}

fn absent(path: &str) -> Problem {
    Problem(format!("Văn bản không có `{path}`"), format!("Khai báo `{path}`, hoặc viết thẳng nội dung vào văn bản."), None)
}

fn cited(record: &Map<String, Json>) -> Result<String, Problem> {
    citation::cite(record)
        .map(|parts| citation::in_words(&parts))
        .map_err(|why| Problem(format!("Không viện dẫn được: {why}"), "Sửa tệp được dẫn.".into(), None))
}

/// The words of a form; forms are compared without marks and case.
fn choose(name: &str, form: &str, forms: &[(&str, &str)]) -> Result<String, Problem> {
    if let Some((_, words)) = forms.iter().find(|(known, _)| folded(known) == form) {
        return Ok((*words).to_owned());
    }
    let list: Vec<String> =
        forms.iter().map(|(form, _)| if form.is_empty() { format!("[[{name}]]") } else { format!("[[{name}:{form}]]") }).collect();
    let message =
        if form.is_empty() { format!("[[{name}]] chưa nói cần gì") } else { format!("“{name}” không có cách viết này") };
    Err(Problem(message, format!("Các cách viết: {}.", list.join(", ")), None))
}

/// An indicator in one of its forms.
fn shown(indicator: &Indicator, form: &str) -> Result<String, Problem> {
    let Indicator { code, unit, value, previous, target, .. } = indicator;
    let with_unit = |figure: &Figure, spelt: bool| match figure {
        Figure::Number(_, shown) if unit == "%" => format!("{shown}%"),
        Figure::Number(_, shown) if spelt => format!("{shown} {unit}").trim_end().to_owned(),
        figure => figure.shown().to_owned(),
    };
    let empty = indicator.no_previous;
    let number = |figure: &Figure, field: &str| {
        figure.number().ok_or_else(|| {
            Problem(
                format!("Chỉ tiêu {code} không có số ở `{field}`"),
                format!("Ghi `{field}` của {code}, hoặc chọn cách viết khác."),
                empty.filter(|_| field == "previous"),
            )
        })
    };
    match form {
        "" => Ok(with_unit(value, false)),
        "kem don vi" => Ok(with_unit(value, true)),
        "bang chu" => {
            number(value, "value")?;
            // The words come from the very digits that are shown.
            let whole = value.shown().replace('.', "").parse::<u64>();
            let Ok(whole) = whole else {
                let message = format!("Chỉ số nguyên mới viết được bằng chữ: {code} là {}", value.shown());
                return Err(Problem(message, "Bỏ “bằng chữ”.".into(), None));
            };
            Ok(format!("{} {unit}", in_words(whole)).trim_end().to_owned())
        }
        "ky truoc" => number(previous, "previous").map(|_| with_unit(previous, false)),
        "muc tieu" => number(target, "target").map(|_| with_unit(target, false)),
        "tang/giam" => {
            let (now, before) = (number(value, "value")?, number(previous, "previous")?);
            let relative = if unit == "%" { None } else { change(now, before) };
            Ok(relative.unwrap_or_else(|| difference(now, before, unit)))
        }
        "chenh lech" => Ok(difference(number(value, "value")?, number(previous, "previous")?, unit)),
        "dat muc tieu" => {
            let (now, target) = (number(value, "value")?, number(target, "target")?);
            if target == 0.0 {
                return Err(Problem(format!("Mục tiêu của {code} là 0, không tính được tỷ lệ đạt"), "Chọn cách viết khác.".into(), None));
            }
            Ok(format!("đạt {}% mục tiêu", crate::text::figure(now / target * 100.0)))
        }
        _ => choose(code, form, &FORMS.map(|form| (form, ""))),
    }
}

/// The forms of an indicator.
const FORMS: [&str; 8] = ["", "kèm đơn vị", "bằng chữ", "kỳ trước", "mục tiêu", "tăng/giảm", "chênh lệch", "đạt mục tiêu"];
