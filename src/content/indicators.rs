//! Indicators: figures that live once, by their codes, for texts and tables alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value as Json, json};

use super::references::{Answers, Problem, choose};
use super::relations::{self, Relations};
use super::{Composition, Fragment, Known};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::measure::Measure;
use crate::model::node::{Node, Value};
use crate::model::spanned::{Given, List, Spanned, read};
use crate::text::{change, difference, figure, grouped, in_words};

const NAME: &str = "indicators";
const RELATIONS: &str = "relations";

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Stated>(NAME);
        fragment.field::<Relations>(RELATIONS);
    }

    fn compositions(&self) -> &'static [Composition] {
        &[Composition { name: "indicator_table", title: "bảng số liệu theo chỉ tiêu", needs: &[NAME], asks: &[] }]
    }

    fn seen_as(&self) -> Option<&'static str> {
        Some("indicator_groups")
    }

    fn read(&self, root: &mut Node, _: &Known<'_>, found: &mut Diagnostics) -> Option<Box<dyn Answers>> {
        let content = root.get_mut("content")?;
        let stated = content.get(NAME).and_then(read::<Stated>).unwrap_or_default();
        let mut indicators = Indicators::new(stated, found);
        let stated = content.get(RELATIONS).and_then(read::<Relations>).unwrap_or_default();
        let explained = relations::apply(&stated, &mut indicators, found);
        indicators.report_missing(&explained, found);
        if let Some(records) = content.get_mut(NAME) {
            indicators.write(records);
        }
        Some(Box::new(indicators))
    }
}

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
}

/// What a ratio without a denominator says.
pub(super) const NOTHING: &str = "không phát sinh";

/// A figure as the data gives it or a relation computes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Figure {
    /// A number, and how it is written.
    Number(f64, String),
    /// Words instead of a number.
    Words(String),
    /// Nothing yet.
    #[default]
    Missing,
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Typed;
        let number = |number: Number| Figure::Number(number.as_f64().unwrap_or_default(), grouped(&number.to_string()));
        impl Visitor<'_> for Typed {
            type Value = Result<Number, String>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or words")
            }
            fn visit_u64<E>(self, whole: u64) -> Result<Self::Value, E> {
                Ok(Ok(whole.into()))
            }
            fn visit_i64<E>(self, whole: i64) -> Result<Self::Value, E> {
                Ok(Ok(whole.into()))
            }
            fn visit_f64<E: serde::de::Error>(self, x: f64) -> Result<Self::Value, E> {
                Number::from_f64(x).map(Ok).ok_or_else(|| E::custom("no number"))
            }
            fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
                Ok(Err(words.to_owned()))
            }
        }
        Ok(deserializer.deserialize_any(Typed)?.map_or_else(Figure::Words, number))
    }
}

impl JsonSchema for Figure {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}

impl Figure {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Figure::Number(x, _) => Some(*x),
            _ => None,
        }
    }

    /// What is wrong with it as a figure of a measure.
    fn judge(&self, measure: &Measure, span: Span) -> Option<Diagnostic> {
        match self {
            Figure::Number(x, _) => measure.judge(*x, false, span),
            Figure::Words(words) => measure.judge_words(words, span),
            Figure::Missing => None,
        }
    }

    /// A computed number: at most two decimals.
    pub(super) fn computed(x: f64) -> Self {
        let rounded = (x * 100.0).round() / 100.0;
        Figure::Number(rounded, figure(rounded))
    }

    fn value(&self) -> Option<Value> {
        Some(match self {
            Figure::Number(x, _) if x.fract() == 0.0 && x.abs() < 1e15 => Value::Number((*x as i64).into()),
            Figure::Number(x, _) => Value::Number(Number::from_f64(*x)?),
            Figure::Words(words) => Value::Text(words.clone()),
            Figure::Missing => return None,
        })
    }

    /// As tables and texts show it.
    pub(super) fn shown(&self) -> &str {
        match self {
            Figure::Number(_, shown) => shown,
            Figure::Words(words) => words,
            Figure::Missing => "",
        }
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
    /// Where it stands.
    pub(super) span: Span,
    /// Where its figure stands, or itself.
    pub(super) value_span: Span,
    /// Where its figure was left empty, or where it begins; none when there is one, right or wrong.
    empty_span: Option<Span>,
    /// Where its previous figure was left empty.
    no_previous: Option<Span>,
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
                name: text(stated.name),
                unit: text(stated.unit),
                note: text(stated.note),
                span,
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

    /// As the annex shows them: by group, in the order in which groups first come.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for indicator in &self.all {
            let shown = Shown {
                name: indicator.name.clone(),
                unit: indicator.unit.clone(),
                value: indicator.value.shown().to_owned(),
                previous: indicator.previous.shown().to_owned(),
                target: indicator.target.shown().to_owned(),
                note: indicator.note.clone(),
            };
            match groups.iter_mut().find(|g| g.heading == indicator.group) {
                Some(group) => group.rows.push(shown),
                None => groups.push(Group { heading: indicator.group.clone(), rows: vec![shown] }),
            }
        }
        groups
    }
}

impl Indicator {
    /// The figure in one of its forms.
    fn say(&self, form: &str) -> Result<String, Problem> {
        let Indicator { code, unit, value, previous, target, .. } = self;
        let with_unit = |figure: &Figure, spelt: bool| match figure {
            Figure::Number(_, shown) if unit == "%" => format!("{shown}%"),
            Figure::Number(_, shown) if spelt => format!("{shown} {unit}").trim_end().to_owned(),
            figure => figure.shown().to_owned(),
        };
        let empty = self.no_previous;
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
                    return Err(Problem(
                        format!("Mục tiêu của {code} là 0, không tính được tỷ lệ đạt"),
                        "Chọn cách viết khác.".into(),
                        None,
                    ));
                }
                Ok(format!("đạt {}% mục tiêu", figure(now / target * 100.0)))
            }
            _ => choose(code, form, &FORMS.map(|form| (form, ""))),
        }
    }
}

/// The forms of an indicator.
const FORMS: [&str; 8] = ["", "kèm đơn vị", "bằng chữ", "kỳ trước", "mục tiêu", "tăng/giảm", "chênh lệch", "đạt mục tiêu"];

impl Answers for Indicators {
    fn say(&self, name: &str, form: &str) -> Option<Result<String, Problem>> {
        self.get(name).map(|indicator| indicator.say(form))
    }

    fn similar(&self, name: &str) -> Option<&str> {
        self.nearest(name)
    }

    fn seen(&self) -> Json {
        json!(self.groups())
    }
}

/// Indicators under one heading, as a table shows them.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Group {
    /// The group's name.
    heading: Option<String>,
    /// Its indicators.
    rows: Vec<Shown>,
}

/// An indicator as a table shows it; what is not known is empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Shown {
    name: String,
    unit: String,
    value: String,
    previous: String,
    target: String,
    note: String,
}
