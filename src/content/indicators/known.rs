//! All indicators, found by their codes.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::figure::Figure;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::measure::Measure;
use crate::model::node::{Node, Value};
use crate::model::spanned::{Given, List, Spanned, Words};

/// Mỗi số liệu ghi một lần ở đây; văn bản viết [[MÃ]] hoặc [[MÃ:cách viết]], phụ lục ghép bằng compose: indicator_table.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "indicators", title = "Chỉ tiêu thống kê", extend("x-rows-from" = true))]
pub(super) struct Stated(List<StatedIndicator>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Chỉ tiêu", extend("required" = ["code", "name"]))]
struct StatedIndicator {
    /// Chữ in hoa không dấu, số, dấu _ và dấu chấm; ví dụ TTHC_01.
    #[schemars(title = "Mã", regex(pattern = "^[A-Z][A-Z0-9_.]*$"), length(max = 40))]
    code: Given<String>,
    #[schemars(title = "Tên chỉ tiêu", length(min = 1))]
    name: Given<String>,
    /// Tỷ lệ ghi %.
    #[schemars(title = "Đơn vị tính")]
    unit: Given<String>,
    /// Bỏ trống khi một quan hệ trong `relations` tính được.
    #[schemars(title = "Kết quả")]
    value: Given<Figure>,
    #[schemars(title = "Kỳ trước", extend("type" = "number"))]
    previous: Given<Figure>,
    #[schemars(title = "Mục tiêu", extend("type" = "number"))]
    target: Given<Figure>,
    #[schemars(title = "Ghi chú")]
    note: Given<String>,
    #[schemars(title = "Nhóm", length(min = 1))]
    group: Given<String>,
    /// Theo thứ tự các cột riêng (cột không có field) ở content.indicator_columns.
    #[schemars(title = "Ô của các cột riêng")]
    cells: List<Words>,
}

impl Stated {
    /// How many cells of the author's own columns each indicator has, and where it stands.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, Span)> {
        self.0.items.iter().map(|indicator| (indicator.value.cells.values().count(), indicator.span))
    }
}

/// One indicator.
#[derive(Clone, Debug)]
pub(super) struct Indicator {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) note: String,
    pub(super) group: Option<String>,
    pub(super) value: Figure,
    pub(super) previous: Figure,
    pub(super) target: Figure,
    /// What it has in the columns of the author's own.
    pub(super) cells: Vec<String>,
    /// Where it stands.
    pub(super) span: Span,
    /// Where its figure stands, or itself.
    pub(super) value_span: Span,
    /// Where its figure was left empty, or where it begins; none when there is one, right or wrong.
    empty_span: Option<Span>,
    /// The fields of figures that are of the wrong shape.
    pub(super) wrong: Vec<&'static str>,
    /// Where its previous figure was left empty.
    pub(super) no_previous: Option<Span>,
}

/// All indicators in the data's order, found by their codes.
#[derive(Debug, Default)]
pub(super) struct Indicators {
    pub(super) all: Vec<Indicator>,
    by_code: BTreeMap<String, usize>,
}

impl Indicators {
    /// Takes indicators as the data states them.
    pub(super) fn new(stated: Stated, found: &mut Diagnostics) -> Self {
        let mut out = Indicators::default();
        for Spanned { span, value: stated } in stated.0.items {
            let Some(code) = stated.code.spanned().cloned() else { continue };
            let text = |given: Given<String>| given.or_empty().to_owned();
            let figure = |given: &Given<Figure>| given.get().cloned().unwrap_or_default();
            let measure = Measure { unit: stated.unit.or_empty().trim().to_owned() };
            for given in [&stated.value, &stated.previous, &stated.target] {
                found.extend(given.spanned().and_then(|figure| figure.value.judge(&measure, figure.span)));
            }
            let indicator = Indicator {
                code: code.value,
                value: figure(&stated.value),
                previous: figure(&stated.previous),
                target: figure(&stated.target),
                group: stated.group.text().map(str::to_owned),
                cells: stated.cells.values().map(|Words(words)| words.clone()).collect(),
                name: text(stated.name),
                unit: text(stated.unit),
                note: text(stated.note),
                span,
                wrong: [("value", &stated.value), ("previous", &stated.previous), ("target", &stated.target)]
                    .into_iter()
                    .filter(|(field, given)| match given {
                        Given::Wrong(_) => true,
                        // Only the figure itself may be words.
                        given => *field != "value" && matches!(given.get(), Some(Figure::Words(_))),
                    })
                    .map(|(field, _)| field)
                    .collect(),
                value_span: stated.value.span().unwrap_or(span),
                no_previous: if let Given::Empty(name) = stated.previous { Some(name) } else { None },
                empty_span: match stated.value {
                    Given::Empty(name) => Some(name),
                    Given::Absent => Some(Span { end: span.start, ..span }),
                    Given::Wrong(_) | Given::Right(_) => None,
                },
            };
            match out.get(&indicator.code) {
                Some(first) => found.push(
                    Diagnostic::error(code::BAD_INDICATOR, code.span, format!("Có hai chỉ tiêu cùng mã {}", indicator.code))
                        .label("lần thứ hai")
                        .also(first.span, "lần thứ nhất")
                        .help("Mỗi chỉ tiêu có một mã riêng."),
                ),
                None => {
                    out.by_code.insert(indicator.code.clone(), out.all.len());
                }
            }
            out.all.push(indicator);
        }
        out
    }

    pub(super) fn get(&self, code: &str) -> Option<&Indicator> {
        self.by_code.get(code).map(|i| &self.all[*i])
    }

    pub(super) fn get_mut(&mut self, code: &str) -> Option<&mut Indicator> {
        self.by_code.get(code).map(|i| &mut self.all[*i])
    }

    /// The code that was probably meant.
    pub(super) fn nearest(&self, code: &str) -> Option<&str> {
        let close = |known: &&String| strsim::jaro_winkler(known, code);
        self.by_code.keys().max_by(|a, b| close(a).total_cmp(&close(b))).filter(|k| close(k) > 0.85).map(String::as_str)
    }

    /// Reports indicators that have no figure after all was computed, but for those whose reason is told.
    pub(super) fn report_missing(&self, explained: &BTreeSet<String>, found: &mut Diagnostics) {
        for indicator in self.all.iter().filter(|i| i.value == Figure::Missing && !explained.contains(&i.code)) {
            let Some(span) = indicator.empty_span else { continue };
            found.push(
                Diagnostic::error(
                    code::BAD_INDICATOR,
                    span,
                    format!("Chỉ tiêu {} ({}) chưa có số liệu, và không quan hệ nào tính được", indicator.code, indicator.name),
                )
                .help("Ghi `value`; không phát sinh thì ghi 0.")
                .help_in_cell("Điền số vào ô này; không phát sinh thì ghi 0."),
            );
        }
    }

    /// Puts computed figures into the data.
    pub(super) fn write(&self, records: &mut Node) {
        let Value::List(list) = &mut records.value else { return };
        for record in list {
            let Some(indicator) = record.get("code").and_then(Node::text).and_then(|code| self.get(code)) else { continue };
            for (key, figure) in [("value", &indicator.value), ("previous", &indicator.previous)] {
                if let (None, Some(value)) = (record.get(key), figure.value()) {
                    record.put(&[key.to_owned()], record.span, value);
                }
            }
        }
    }
}
