//! Indicators: figures that live once, by their codes, for texts and tables alike, and the relations between them.

mod figure;
mod known;
mod relations;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use self::figure::Figure;
use self::known::{Indicator, Indicators, Stated};
use self::relations::Relations;
use super::columns::{self, Columned, Columns, UsualColumn};
use super::references::{Answers, Problem, choose};
use super::{Complete, Composition, Fragment, Known};
use crate::diag::Diagnostics;
use crate::model::node::Node;
use crate::model::spanned::read;
use crate::text::{change, difference, figure, in_words};

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
        columns::describe::<Record>(fragment);
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

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let columns = Columns::of::<Record>(document.content(), found);
        if let Some(stated) = document.content().and_then(|content| read::<Stated>(content.get(NAME)?)) {
            stated.cells().for_each(|(cells, span)| columns.check::<Record>(cells, span, found));
        }
        columns.composed::<Record>()
    }
}

impl Columned for Record {
    const FIELD: &'static str = "indicator_columns";
    const ORDINAL: &'static str = "indicator_ordinal";
    const TABLE: &'static str = "biểu số liệu";
    const ONE: &'static str = "chỉ tiêu";
    const USUAL: &'static [UsualColumn] = &INDICATOR_COLUMNS;
    const MORE: &'static [UsualColumn] = &MORE_INDICATOR_COLUMNS;
}

/// The usual columns of a table of indicators behind the first one, in their order.
pub const INDICATOR_COLUMNS: [UsualColumn; 4] = [
    UsualColumn { name: "name", title: "Chỉ tiêu thống kê", align: "left", width: None, means: "tên chỉ tiêu" },
    UsualColumn { name: "unit", title: "Đơn vị tính", align: "center", width: None, means: "đơn vị tính" },
    UsualColumn { name: "value", title: "Kết quả", align: "right", width: None, means: "kết quả" },
    UsualColumn { name: "note", title: "Ghi chú", align: "left", width: None, means: "ghi chú" },
];

/// Those that only data asks for.
pub const MORE_INDICATOR_COLUMNS: [UsualColumn; 2] = [
    UsualColumn { name: "previous", title: "Kỳ trước", align: "right", width: None, means: "kỳ trước" },
    UsualColumn { name: "target", title: "Mục tiêu", align: "right", width: None, means: "mục tiêu, kế hoạch giao" },
];

impl Indicator {
    /// Whether a figure is told to be missing or of the wrong shape: without its own an indicator always is.
    fn is_told(&self, field: &str) -> bool {
        self.wrong.contains(&field) || field == "value" && self.value == Figure::Missing
    }

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
        let needs: &[&str] = match form {
            "bang chu" => &["value"],
            "ky truoc" => &["previous"],
            "muc tieu" => &["target"],
            "tang/giam" | "chenh lech" => &["value", "previous"],
            "dat muc tieu" => &["value", "target"],
            _ => &[],
        };
        // What is told at the figure itself is not told again wherever a text asks for it.
        if needs.iter().any(|field| self.is_told(field)) {
            return Ok(String::new());
        }
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

impl Indicators {
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
                cells: indicator.cells.clone(),
            };
            match groups.iter_mut().find(|g| g.heading == indicator.group) {
                Some(group) => group.rows.push(shown),
                None => groups.push(Group { heading: indicator.group.clone(), rows: vec![shown] }),
            }
        }
        groups
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
    cells: Vec<String>,
}
