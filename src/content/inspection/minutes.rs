//! Minutes: their fields, whether times, people, copies and recommendations go together, and what is composed from
//! them (NĐ 217/2025/NĐ-CP Đ15; decree PL III Mẫu 1.9, PL V Mục V).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json, json};

use super::Mode;
use super::plan::Inspection;
use super::signatories;
use super::team::Team;
use crate::content::fragment::DataFile;
use crate::content::signatories::{self as stated, Signatory};
use crate::content::{Complete, Fragment};
use crate::derive::BLANK;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::Node;
use crate::model::spanned::{Given, List, Shorthand, Spanned, read};
use crate::standard::Clause;
use crate::text::{PartialDate, folded};

/// The record.
pub(in crate::content) struct Record;

impl crate::content::Record for Record {
    fn name(&self) -> &'static str {
        "minutes"
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.fields::<Minutes>();
        stated::describe(fragment);
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let Some(content) = document.content() else { return Map::new() };
        let minutes = Spanned { span: content.span, value: read::<Minutes>(content).unwrap_or_default() };
        minutes.check(document, found);
        let stated = stated::stated(content, document.root, found);
        minutes.value.composed(document.open, stated)
    }
}

/// An answer that may be left open: `?`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(super) enum Answer {
    Open,
    Known(String),
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        if text == BLANK { Answer::Open } else { Answer::Known(text) }
    }
}

impl Answer {
    fn written(&self) -> &str {
        if let Answer::Known(text) = self { text } else { BLANK }
    }
}

impl JsonSchema for Answer {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Answer".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "x-blank": true })
    }
}

impl Given<Answer> {
    /// The answer as the data writes it, open or not.
    fn written(&self) -> Option<&str> {
        self.get().map(Answer::written)
    }

    /// The answer, when it is not left open.
    pub(super) fn known(&self) -> Option<&str> {
        if let Some(Answer::Known(text)) = self.get() { Some(text) } else { None }
    }
}

#[derive(Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(inline, title = "Đoạn")]
struct Paragraph(Answer);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct Minutes {
    /// inspection (mặc định): biên bản kiểm tra, có địa danh và ngày, không có số, các phần do chương trình ghép; meeting: biên bản cuộc họp, hội nghị (Mẫu 1.9), có số; free: biên bản thẩm định, nghiệm thu, bàn giao, làm việc, các phần và người ký tự viết (PL V Mục V).
    #[schemars(title = "Dạng biên bản")]
    pub(super) form: Given<Occasion>,
    /// Tệp dữ liệu của kế hoạch: câu viện dẫn và thời gian kiểm tra lấy từ đó.
    #[schemars(title = "Kế hoạch kiểm tra", extend("x-data-file" = ["ke-hoach"]))]
    plan: Given<DataFile>,
    /// Tệp dữ liệu của quyết định: câu viện dẫn và thành viên Đoàn được đối chiếu với đó.
    #[schemars(title = "Quyết định thành lập Đoàn", extend("x-data-file" = ["quyet-dinh"]))]
    decision: Given<DataFile>,
    /// Tên như trong kế hoạch.
    #[schemars(title = "Đơn vị được kiểm tra", length(min = 1))]
    unit: Given<String>,
    /// online: trực tuyến; on_site: trực tiếp.
    #[schemars(title = "Hình thức kiểm tra")]
    mode: Given<Mode>,
    /// Giờ bắt đầu, ví dụ 08:30; ngày khác ngày lập biên bản thì ghi {time: 08:30, date: 11/9/2025}. Chưa biết thì ghi "?".
    #[schemars(title = "Thời điểm bắt đầu")]
    started_at: Given<Shorthand<Started>>,
    /// Giờ kết thúc, ví dụ 16:30; kết thúc vào ngày khác thì ghi {time: 16:30, date: 13/9/2025}. Chưa biết thì ghi "?".
    #[schemars(title = "Thời điểm kết thúc")]
    ended_at: Given<Shorthand<Ended>>,
    /// Nơi lập biên bản, đứng sau chữ “tại”.
    #[schemars(title = "Địa điểm")]
    location: Given<Answer>,
    /// Từ hai đến sáu bên; bên đầu tiên là Đoàn kiểm tra. Biên bản tự do có thể bỏ trống.
    #[schemars(title = "Các bên", length(max = 6))]
    pub(super) parties: List<Party>,
    /// Đại diện UBND cấp xã hoặc người chứng kiến, bắt buộc khi có bên từ chối ký.
    #[schemars(title = "Người chứng kiến", length(max = 12))]
    pub(super) witnesses: List<Person>,
    /// Ví dụ: từ ngày 01/01/2025 đến ngày 12/9/2025.
    #[schemars(title = "Thời kỳ kiểm tra")]
    period_covered: Given<Answer>,
    #[schemars(title = "Hồ sơ, tài liệu kiểm tra")]
    documents: List<Paragraph>,
    #[schemars(title = "Kết quả theo nội dung")]
    results: List<Finding>,
    #[schemars(title = "Ý kiến của đơn vị được kiểm tra")]
    opinions: List<Paragraph>,
    #[schemars(title = "Kết luận")]
    conclusions: List<Paragraph>,
    #[schemars(title = "Kiến nghị")]
    recommendations: List<Recommendation>,
    #[schemars(title = "Kiến nghị của đơn vị được kiểm tra")]
    proposals: List<Paragraph>,
    #[schemars(title = "Chủ trì (chủ tọa)")]
    pub(super) chair: Given<Chair>,
    #[schemars(title = "Thư ký (người ghi biên bản)")]
    pub(super) secretary: Given<Secretary>,
    #[schemars(title = "Thành phần tham dự", length(max = 200))]
    attendees: List<Person>,
    /// Bỏ trống thì mỗi bên một bản.
    #[schemars(title = "Số bản", range(min = 1, max = 50))]
    copies: Given<u64>,
    #[schemars(skip)]
    opening: Given<IgnoredAny>,
    #[schemars(skip)]
    closing: Given<IgnoredAny>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub(super) enum Occasion {
    Inspection,
    Meeting,
    Free,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    inline,
    extend("type" = ["string", "object"], "x-shorthand" = "time", "required" = ["time"], "pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$")
)]
struct Started {
    /// Viết 08:30, từ 00:00 đến 23:59.
    #[schemars(title = "Giờ bắt đầu", extend("pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$"))]
    time: Given<Answer>,
    /// Ngày cụ thể, ví dụ 12/9/2025.
    #[schemars(title = "Ngày bắt đầu", extend("pattern" = r"^(\?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$"))]
    date: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    inline,
    extend("type" = ["string", "object"], "x-shorthand" = "time", "required" = ["time"], "pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$")
)]
struct Ended {
    /// Viết 08:30, từ 00:00 đến 23:59.
    #[schemars(title = "Giờ kết thúc", extend("pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$"))]
    time: Given<Answer>,
    /// Ngày cụ thể, ví dụ 12/9/2025.
    #[schemars(title = "Ngày kết thúc", extend("pattern" = r"^(\?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$"))]
    date: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["full_name"]))]
pub(super) struct Chair {
    #[schemars(title = "Họ và tên chủ tọa")]
    pub(super) full_name: Given<Answer>,
    #[schemars(title = "Chức vụ chủ tọa")]
    pub(super) position: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["full_name"]))]
pub(super) struct Secretary {
    #[schemars(title = "Họ và tên thư ký")]
    pub(super) full_name: Given<Answer>,
    #[schemars(title = "Chức vụ thư ký")]
    position: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "person", title = "Người tham gia", extend("required" = ["full_name"]))]
pub(super) struct Person {
    #[schemars(title = "Họ và tên")]
    pub(super) full_name: Given<Answer>,
    #[schemars(title = "Chức vụ, đơn vị công tác")]
    pub(super) position: Given<Answer>,
    /// Ví dụ: Trưởng đoàn; Thành viên, Thư ký.
    #[schemars(title = "Vai trò")]
    role: Given<Answer>,
    /// Ghi trên chữ ký, ví dụ: Trưởng đoàn; Đại diện đơn vị được kiểm tra; Thư ký. Người đầu tiên có trường này ký thay mặt bên mình.
    #[schemars(title = "Ký với tư cách", length(min = 1))]
    pub(super) signs_as: Given<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "party", title = "Một bên", extend("required" = ["name"]))]
pub(super) struct Party {
    /// Ví dụ: Đoàn kiểm tra; Văn phòng Sở.
    #[schemars(title = "Tên", length(min = 1))]
    pub(super) name: Given<String>,
    #[schemars(title = "Người tham gia", length(max = 60))]
    pub(super) people: List<Person>,
    /// false: bên này không đóng dấu.
    #[schemars(title = "Có đóng dấu")]
    pub(super) seal: Given<bool>,
    /// Lý do bên này không ký biên bản.
    #[schemars(title = "Từ chối ký", length(min = 1))]
    pub(super) refused: Given<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "result", title = "Kết quả một nội dung", extend("required" = ["heading"]))]
struct Finding {
    #[schemars(title = "Nội dung kiểm tra", length(min = 1))]
    heading: Given<String>,
    #[schemars(title = "Các việc được kiểm tra")]
    checked_items: List<Shorthand<CheckedItem>>,
    /// Mặc định: Đạt, Chưa đạt. Ô được in khi kết luận còn để trống.
    #[schemars(title = "Các ô kết luận", length(min = 2, max = 4))]
    choices: List<Choice>,
    #[schemars(title = "Ưu điểm")]
    strengths: List<Paragraph>,
    #[schemars(title = "Tồn tại, hạn chế")]
    weaknesses: List<Paragraph>,
    #[schemars(title = "Nguyên nhân")]
    causes: List<Paragraph>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(inline, title = "Ô", extend("minLength" = 1))]
#[expect(dead_code, reason = "the schema; only templates see it")]
struct Choice(String);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    rename = "checked_item",
    title = "Việc được kiểm tra",
    extend("type" = ["string", "object"], "x-shorthand" = "text", "required" = ["text"])
)]
struct CheckedItem {
    #[schemars(title = "Việc được kiểm tra", length(min = 1))]
    text: Given<String>,
    #[schemars(title = "Kết quả ghi nhận")]
    finding: Given<Answer>,
    #[schemars(title = "Hồ sơ, minh chứng")]
    evidence: Given<Answer>,
    /// Ví dụ: Đạt; Chưa đạt; Có; Không.
    #[schemars(title = "Kết luận")]
    conclusion: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "recommendation", title = "Kiến nghị", extend("required" = ["text"]))]
struct Recommendation {
    #[schemars(title = "Nội dung kiến nghị")]
    text: Given<Answer>,
    #[schemars(title = "Đơn vị thực hiện")]
    unit: Given<Answer>,
    /// Ngày cụ thể như 30/9/2025, hoặc recurring (thường xuyên).
    #[schemars(
        title = "Thời hạn",
        extend("pattern" = r"^(\?|recurring|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$")
    )]
    deadline: Given<Answer>,
}

/// A day and a time of that day as minutes state them, as far as they are known.
struct Moment<'a> {
    time: Option<&'a str>,
    date: Option<&'a str>,
}

impl Moment<'_> {
    fn day(&self) -> Option<PartialDate> {
        self.date.and_then(|d| PartialDate::parse(d).ok())
    }

    /// Minutes since midnight.
    fn minute(&self) -> Option<u32> {
        let (hour, minute) = self.time?.split_once(':')?;
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    }

    fn words(&self) -> String {
        let time = self.time.unwrap_or_default();
        self.date.map_or(time.to_owned(), |date| format!("{time} ngày {date}"))
    }
}

impl Minutes {
    fn started(&self) -> Option<Moment<'_>> {
        let Started { time, date } = &self.started_at.get()?.0;
        Some(Moment { time: time.written(), date: date.written() })
    }

    fn ended(&self) -> Option<Moment<'_>> {
        let Ended { time, date } = &self.ended_at.get()?.0;
        Some(Moment { time: time.written(), date: date.written() })
    }

    /// The names of everybody, in the order of the lists.
    fn everybody(&self) -> impl Iterator<Item = &Given<Answer>> {
        let people = self.parties.values().flat_map(|party| party.people.values()).chain(self.witnesses.values());
        let alone = [self.chair.get().map(|p| &p.full_name), self.secretary.get().map(|p| &p.full_name)];
        people.map(|p| &p.full_name).chain(alone.into_iter().flatten()).chain(self.attendees.values().map(|p| &p.full_name))
    }

    /// What templates see; `open` is the number of places that are left open, `stated` are the signers that the data
    /// lists itself.
    fn composed(&self, open: usize, stated: Option<Vec<Vec<Signatory>>>) -> Map<String, Json> {
        // Whoever signs keeps a copy where no parties are listed.
        let sides =
            if self.parties.items.is_empty() { stated.iter().flatten().map(Vec::len).sum() } else { self.parties.items.len() } as u64;
        let free = self.form.get() == Some(&Occasion::Free);
        let copies = self.copies.get().copied().unwrap_or(if free { 0 } else { sides });
        let all = |part: fn(&Finding) -> &List<Paragraph>| {
            let paragraphs = self.results.values().flat_map(|result| part(result).values());
            json!(paragraphs.map(|Paragraph(answer)| answer.written()).collect::<Vec<_>>())
        };
        Map::from_iter(
            [
                ("signatories", json!(stated.unwrap_or_else(|| signatories::compose(self, open > 0)))),
                ("copies", json!(copies)),
                ("each_keeps_one", json!(copies == sides)),
                ("open", json!(open)),
                ("strengths", all(|result| &result.strengths)),
                ("weaknesses", all(|result| &result.weaknesses)),
                ("causes", all(|result| &result.causes)),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}

impl Spanned<Minutes> {
    fn check(&self, document: &Complete<'_>, found: &mut Diagnostics) {
        let minutes = &self.value;
        let held_on = held_on(minutes, document.root);
        let is_stated = |field: &str| document.content().is_some_and(|content| content.get(field).is_some());
        self.times(document.root, found);
        twice(minutes, found);
        let named = |field: &str| document.linked.iter().find(|l| l.field == field).map(|l| &l.root);
        if let Some(inspection) = named("plan").and_then(|plan| Inspection::of_plan(plan)) {
            minutes.planned(held_on.as_ref(), &inspection, found);
        }
        if let Some(decision) = named("decision") {
            minutes.decided(&Team::of_decision(decision), found);
        }
        if minutes.form.get() != Some(&Occasion::Meeting) {
            minutes.deadlines(held_on.as_ref(), found);
        }
        if minutes.form.get() == Some(&Occasion::Free) && !is_stated("body") {
            let help = "Viết các phần của biên bản ở `body`: đề mục, đoạn văn, bảng.";
            found.push(self.missing("body", "Nội dung", help, Clause::MinutesHead));
        }
        if !is_stated("signatories") {
            signatories::check(self, found);
        }
        minutes.copies(found);
    }

    /// A field that minutes must have.
    pub(super) fn missing(&self, field: &str, title: &str, help: &str, clause: Clause) -> Diagnostic {
        Diagnostic::error(code::MISSING_FIELD, self.start(), format!("Biên bản thiếu trường `{field}` ({title})")).help(help).clause(clause)
    }

    fn times(&self, root: &Node, found: &mut Diagnostics) {
        let Minutes { started_at, ended_at, location, opening, closing, .. } = &self.value;
        let free = self.value.form.get() == Some(&Occasion::Free);
        for (is_there, field, title, instead) in [
            (started_at.is_there(), "started_at", "Bắt đầu", opening),
            (location.is_there(), "location", "Địa điểm", opening),
            (ended_at.is_there(), "ended_at", "Kết thúc", closing),
        ] {
            if !free && !is_there && !instead.is_there() {
                found.push(self.missing(field, title, "Chưa biết thì ghi \"?\" để chừa chỗ điền tay.", Clause::InspectionMinutes));
            }
        }
        let (Some(started), Some(ended), Some(place)) = (self.value.started(), self.value.ended(), ended_at.span()) else { return };
        let day = root.text_at("issued_date").and_then(|t| PartialDate::parse(t).ok());
        let first = started.date.map_or(day, |_| started.day());
        let last = ended.date.map_or(first, |_| ended.day());
        let earlier = match ((first, started.minute()), (last, ended.minute())) {
            ((Some(a), Some(m)), (Some(b), Some(n))) => (b, n) <= (a, m),
            ((None, Some(m)), (None, Some(n))) => n <= m,
            ((Some(a), _), (Some(b), _)) => b < a,
            _ => false,
        };
        if earlier {
            let message = format!("Kết thúc ({}) không sau lúc bắt đầu ({})", ended.words(), started.words());
            found.push(
                Diagnostic::error(code::TIME_ORDER, place, message)
                    .help("Sửa giờ; nếu kết thúc vào ngày khác thì ghi ended_at: {time: 09:00, date: 13/9/2025}."),
            );
        }
    }
}

/// The day that minutes are of, when known to the day.
fn held_on(minutes: &Minutes, root: &Node) -> Option<Spanned<PartialDate>> {
    let whole = |text: &str| PartialDate::parse(text).ok().filter(|d| d.day.is_some());
    let of_start = minutes.started_at.get().filter(|start| start.0.date.is_there());
    if let Some(Shorthand(Started { date, .. })) = of_start {
        return Some(Spanned { span: date.span()?, value: whole(date.known()?)? });
    }
    let issued = root.get("issued_date")?;
    Some(Spanned { span: issued.span, value: whole(issued.text()?)? })
}

/// Nobody stands in two lists.
fn twice(minutes: &Minutes, found: &mut Diagnostics) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for name in minutes.everybody() {
        let (Some(text), Some(span)) = (name.known(), name.span()) else { continue };
        let key = folded(text);
        match seen.iter().find(|(k, _)| *k == key) {
            Some((_, first)) if *first == text => found.push(
                Diagnostic::error(code::PERSON_TWICE, span, format!("“{text}” được ghi hai lần"))
                    .help("Mỗi người chỉ đứng ở một bên; hai người trùng tên thì thêm chữ để phân biệt, ví dụ: Trần Văn Tuấn (A)."),
            ),
            Some(_) => {}
            None => seen.push((key, text)),
        }
    }
}

impl Minutes {
    /// The day lies in the plan's time, the unit is one of those to be inspected.
    fn planned(&self, held_on: Option<&Spanned<PartialDate>>, inspection: &Inspection, found: &mut Diagnostics) {
        let (first, last) = inspection.days();
        if let Some(Spanned { span, value: day }) = held_on
            && (first.is_some_and(|first| *day < first) || last.is_some_and(|last| *day > last))
        {
            let limit = |date: Option<PartialDate>, word: &str| date.map(|d| format!("{word} ngày {}", d.short()));
            let period: Vec<String> = [limit(first, "từ"), limit(last, "đến")].into_iter().flatten().collect();
            found.push(
                Diagnostic::warning(code::OUTSIDE_PERIOD, *span, format!("Ngày {} ngoài thời gian kiểm tra của kế hoạch", day.short()))
                    .label(period.join(" "))
                    .help("Sửa ngày, hoặc kiểm tra lại thời gian ghi trong kế hoạch."),
            );
        }
        let units = inspection.unit_names();
        if let Some(Spanned { span, value: unit }) = self.unit.spanned().filter(|unit| !units.contains(&unit.value.as_str())) {
            found.push(
                Diagnostic::error(code::FOREIGN_RECORD, *span, format!("Kế hoạch không kiểm tra “{unit}”"))
                    .help(format!("Các đơn vị trong kế hoạch: {}.", units.join("; "))),
            );
        }
    }

    /// The team's people are those of the decision.
    fn decided(&self, team: &Team, found: &mut Diagnostics) {
        let members: Vec<String> = team.names().map(folded).collect();
        let people = self.parties.values().next().into_iter().flat_map(|party| party.people.values());
        for name in people.map(|person| &person.full_name) {
            let (Some(text), Some(span)) = (name.known(), name.span()) else { continue };
            if !members.is_empty() && !members.contains(&folded(text)) {
                found.push(
                    Diagnostic::warning(code::FOREIGN_RECORD, span, format!("“{text}” không có trong quyết định thành lập Đoàn"))
                        .help("Thành viên Đoàn lấy từ quyết định; người thay thế phải có quyết định thay đổi."),
                );
            }
        }
    }

    fn deadlines(&self, held_on: Option<&Spanned<PartialDate>>, found: &mut Diagnostics) {
        for recommendation in &self.recommendations.items {
            let Some(place) = recommendation.value.deadline.span() else {
                found.push(
                    Diagnostic::error(code::NO_DEADLINE, recommendation.start(), "Kiến nghị chưa có thời hạn")
                        .help("Ghi deadline: 30/9/2025, hoặc recurring (thường xuyên), hoặc \"?\" nếu để điền sau."),
                );
                continue;
            };
            let due = recommendation.value.deadline.known().and_then(|t| PartialDate::parse(t).ok());
            if let (Some(due), Some(Spanned { value: day, .. })) = (due, held_on)
                && due < *day
            {
                let message = format!("Thời hạn {} trước ngày lập biên bản {}", due.short(), day.short());
                found.push(Diagnostic::error(code::TIME_ORDER, place, message).help("Sửa thời hạn của kiến nghị."));
            }
        }
    }

    /// One copy for each party, unless the data says otherwise.
    fn copies(&self, found: &mut Diagnostics) {
        let (Some(Spanned { span, value: copies }), parties) = (self.copies.spanned(), self.parties.items.len() as u64) else { return };
        if parties > 0 && *copies != parties {
            let (more, help) = if *copies < parties {
                ("ít hơn", "Mỗi bên giữ một bản: tăng `copies`, hoặc bỏ trường này.")
            } else {
                ("nhiều hơn", "Viết `closing` nếu cần ghi rõ ai giữ các bản còn lại.")
            };
            found.push(Diagnostic::warning(code::COPIES, *span, format!("Số bản ({copies}) {more} số bên ({parties})")).help(help));
        }
    }
}

/// Where a list begins, or the minutes.
pub(super) fn begin<T>(list: &List<T>, minutes: &Spanned<Minutes>) -> Span {
    list.span.map_or(minutes.start(), |span| Span { end: span.start, ..span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Record as _;
    use crate::content::testing::{messages, node};

    const PARTIES: &str = "parties: [
        {name: Đoàn kiểm tra, people: [{full_name: An, signs_as: Trưởng đoàn}, {full_name: Bình, signs_as: Thư ký}]},
        {name: Văn phòng Sở, people: [{full_name: '?', position: '?', signs_as: Đại diện đơn vị}]}]";

    fn composed(content: &str, open: usize) -> (Map<String, Json>, Vec<String>) {
        let root = node(&format!("{{issued_date: 12/9/2025, content: {{started_at: '08:30', location: Sở, {content}}}}}"));
        let mut found = Diagnostics::default();
        let composed = Record.compose(&Complete { root: &root, linked: &[], open }, &mut found);
        (composed, messages(&found))
    }

    #[test]
    fn the_end_comes_after_the_start() {
        let ends = |end: &str| composed(&format!("ended_at: {end}, {PARTIES}"), 0).1;
        assert_eq!(ends("'08:30'"), ["Kết thúc (08:30) không sau lúc bắt đầu (08:30)"]);
        assert_eq!(ends("{time: '09:00', date: 11/9/2025}"), ["Kết thúc (09:00 ngày 11/9/2025) không sau lúc bắt đầu (08:30)"]);
        for right in ["'08:31'", "{time: '07:00', date: 13/9/2025}", "'?'", "{time: '?', date: '?'}"] {
            assert_eq!(ends(right), Vec::<String>::new(), "{right}");
        }
        let (_, found) = composed(PARTIES, 0);
        assert_eq!(found, ["Biên bản thiếu trường `ended_at` (Kết thúc)"]);
        assert_eq!(composed(&format!("closing: [x], {PARTIES}"), 0).1, Vec::<String>::new());
    }

    #[test]
    fn who_signs_is_composed_grid_by_grid() {
        let (composed, found) = composed(&format!("ended_at: '09:00', {PARTIES}"), 0);
        assert_eq!(found, Vec::<String>::new());
        let name = |grid: usize, at: usize| composed["signatories"][grid][at]["authority"].as_str().unwrap_or_default().to_owned();
        assert_eq!([name(0, 0), name(0, 1), name(1, 0)], ["Đại diện đơn vị", "Trưởng đoàn", "Thư ký"]);
        assert_eq!(composed["signatories"][0][0]["hint"], "(Ký, ghi rõ họ tên)");
        assert!(composed["signatories"][0][0]["full_name"].is_null() && composed["signatories"][0][1]["hint"].is_null());
        assert_eq!(composed["copies"], 2);
    }

    #[test]
    fn a_meeting_is_signed_by_secretary_and_chair() {
        let (minutes, found) = composed("form: meeting, ended_at: '09:00', chair: {full_name: An, position: Giám đốc}", 1);
        assert_eq!(found, ["Biên bản thiếu trường `secretary` (Thư ký)"]);
        assert_eq!(
            (&minutes["signatories"][0][0]["other_position"], &minutes["signatories"][0][0]["seal"]),
            (&json!("Giám đốc"), &json!(true))
        );
    }

    #[test]
    fn people_copies_and_refusals_are_checked() {
        let (_, found) = composed(
            "ended_at: '09:00', copies: 1, attendees: [{full_name: An}], recommendations: [{text: x}, {text: y, deadline: 1/9/2025}], \
             parties: [{name: A, people: [{full_name: An, signs_as: x}]}, {name: B, refused: vắng}]",
            0,
        );
        assert_eq!(
            found,
            [
                "“An” được ghi hai lần",
                "Kiến nghị chưa có thời hạn",
                "Thời hạn 01/9/2025 trước ngày lập biên bản 12/9/2025",
                "Bên “B” chưa có người ký",
                "Bên “B” từ chối ký nhưng không có người chứng kiến",
                "Số bản (1) ít hơn số bên (2)",
            ]
        );
    }

    #[test]
    fn results_are_gathered_for_reports() {
        let (composed, _) = composed(
            &format!(
                "ended_at: '09:00', results: [{{heading: a, strengths: [x, '?']}}, {{heading: b, strengths: [y], causes: [z]}}], {PARTIES}"
            ),
            0,
        );
        assert_eq!(
            (&composed["strengths"], &composed["causes"], &composed["weaknesses"]),
            (&json!(["x", "?", "y"]), &json!(["z"]), &json!([]))
        );
    }
}
