//! Minutes as the data states them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::content::BLANK;
use crate::content::fragment::DataFile;
use crate::content::inspection::Mode;
use crate::diag::{Diagnostic, Span, code};
use crate::model::spanned::{Given, List, Shorthand, Spanned};
use crate::standard::Clause;
use crate::text::PartialDate;

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
    pub(super) fn written(&self) -> &str {
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
    pub(super) fn written(&self) -> Option<&str> {
        self.get().map(Answer::written)
    }

    /// The answer, when it is not left open.
    pub(super) fn known(&self) -> Option<&str> {
        if let Some(Answer::Known(text)) = self.get() { Some(text) } else { None }
    }
}

#[derive(Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(inline, title = "Đoạn", extend("x-prose" = true))]
pub(super) struct Paragraph(pub(super) Answer);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct Minutes {
    /// inspection (mặc định): biên bản kiểm tra, có địa danh và ngày, không có số, các phần do chương trình ghép; meeting: biên bản cuộc họp, hội nghị (Mẫu 1.9), có số; free: biên bản thẩm định, nghiệm thu, bàn giao, làm việc, các phần và người ký tự viết (PL V Mục V).
    #[schemars(title = "Dạng biên bản")]
    pub(super) form: Given<Occasion>,
    /// Tệp dữ liệu của kế hoạch: câu viện dẫn và thời gian kiểm tra lấy từ đó.
    #[schemars(title = "Kế hoạch kiểm tra", extend("x-data-file" = ["ke-hoach"]))]
    pub(super) plan: Given<DataFile>,
    /// Tệp dữ liệu của quyết định: câu viện dẫn và thành viên Đoàn được đối chiếu với đó.
    #[schemars(title = "Quyết định thành lập Đoàn", extend("x-data-file" = ["quyet-dinh"]))]
    pub(super) decision: Given<DataFile>,
    /// Tên như trong kế hoạch.
    #[schemars(title = "Đơn vị được kiểm tra", length(min = 1))]
    pub(super) unit: Given<String>,
    /// online: trực tuyến; on_site: trực tiếp.
    #[schemars(title = "Hình thức kiểm tra")]
    pub(super) mode: Given<Mode>,
    /// Giờ bắt đầu, ví dụ 08:30; ngày khác ngày lập biên bản thì ghi {time: 08:30, date: 11/9/2025}. Chưa biết thì ghi "?".
    #[schemars(title = "Thời điểm bắt đầu")]
    pub(super) started_at: Given<Shorthand<Started>>,
    /// Giờ kết thúc, ví dụ 16:30; kết thúc vào ngày khác thì ghi {time: 16:30, date: 13/9/2025}. Chưa biết thì ghi "?".
    #[schemars(title = "Thời điểm kết thúc")]
    pub(super) ended_at: Given<Shorthand<Ended>>,
    /// Nơi lập biên bản, đứng sau chữ “tại”.
    #[schemars(title = "Địa điểm")]
    pub(super) location: Given<Answer>,
    /// Từ hai đến sáu bên; bên đầu tiên là Đoàn kiểm tra. Biên bản tự do có thể bỏ trống.
    #[schemars(title = "Các bên", length(max = 6))]
    pub(super) parties: List<Party>,
    /// Đại diện UBND cấp xã hoặc người chứng kiến, bắt buộc khi có bên từ chối ký.
    #[schemars(title = "Người chứng kiến", length(max = 12))]
    pub(super) witnesses: List<Person>,
    /// Ví dụ: từ ngày 01/01/2025 đến ngày 12/9/2025.
    #[schemars(title = "Thời kỳ kiểm tra")]
    pub(super) period_covered: Given<Answer>,
    #[schemars(title = "Hồ sơ, tài liệu kiểm tra")]
    pub(super) documents: List<Paragraph>,
    #[schemars(title = "Kết quả theo nội dung")]
    pub(super) results: List<Finding>,
    #[schemars(title = "Ý kiến của đơn vị được kiểm tra")]
    pub(super) opinions: List<Paragraph>,
    #[schemars(title = "Kết luận")]
    pub(super) conclusions: List<Paragraph>,
    #[schemars(title = "Kiến nghị")]
    pub(super) recommendations: List<Recommendation>,
    #[schemars(title = "Kiến nghị của đơn vị được kiểm tra")]
    pub(super) proposals: List<Paragraph>,
    #[schemars(title = "Chủ trì (chủ tọa)")]
    pub(super) chair: Given<Chair>,
    #[schemars(title = "Thư ký (người ghi biên bản)")]
    pub(super) secretary: Given<Secretary>,
    #[schemars(title = "Thành phần tham dự", length(max = 200))]
    pub(super) attendees: List<Person>,
    /// Bỏ trống thì mỗi bên một bản.
    #[schemars(title = "Số bản", range(min = 1, max = 50))]
    pub(super) copies: Given<u64>,
    #[schemars(skip)]
    pub(super) opening: Given<IgnoredAny>,
    #[schemars(skip)]
    pub(super) closing: Given<IgnoredAny>,
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
pub(super) struct Started {
    /// Viết 08:30, từ 00:00 đến 23:59.
    #[schemars(title = "Giờ bắt đầu", extend("pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$"))]
    pub(super) time: Given<Answer>,
    /// Ngày cụ thể, ví dụ 12/9/2025.
    #[schemars(title = "Ngày bắt đầu", extend("pattern" = r"^(\?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$"))]
    pub(super) date: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    inline,
    extend("type" = ["string", "object"], "x-shorthand" = "time", "required" = ["time"], "pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$")
)]
pub(super) struct Ended {
    /// Viết 08:30, từ 00:00 đến 23:59.
    #[schemars(title = "Giờ kết thúc", extend("pattern" = r"^(\?|([01]?\d|2[0-3]):[0-5]\d)$"))]
    pub(super) time: Given<Answer>,
    /// Ngày cụ thể, ví dụ 12/9/2025.
    #[schemars(title = "Ngày kết thúc", extend("pattern" = r"^(\?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$"))]
    pub(super) date: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["full_name"]))]
pub(super) struct Chair {
    #[schemars(title = "Họ và tên chủ tọa")]
    pub(super) full_name: Given<Answer>,
    #[schemars(title = "Chức vụ chủ tọa")]
    pub(super) position: Given<Answer>,
    #[schemars(title = "Cách gọi chủ tọa", extend("enum" = ["Ông", "Bà", "Đồng chí"]))]
    pub(super) salutation: Given<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["full_name"]))]
pub(super) struct Secretary {
    #[schemars(title = "Họ và tên thư ký")]
    pub(super) full_name: Given<Answer>,
    #[schemars(title = "Chức vụ thư ký")]
    pub(super) position: Given<Answer>,
    #[schemars(title = "Cách gọi thư ký", extend("enum" = ["Ông", "Bà", "Đồng chí"]))]
    pub(super) salutation: Given<String>,
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
    pub(super) role: Given<Answer>,
    /// In trước họ tên trong danh sách; không in dưới chữ ký.
    #[schemars(title = "Cách gọi", extend("enum" = ["Ông", "Bà", "Đồng chí"]))]
    pub(super) salutation: Given<String>,
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
pub(super) struct Finding {
    #[schemars(title = "Nội dung kiểm tra", length(min = 1))]
    pub(super) heading: Given<String>,
    #[schemars(title = "Các việc được kiểm tra")]
    pub(super) checked_items: List<Shorthand<CheckedItem>>,
    /// Mặc định: Đạt, Chưa đạt. Ô được in khi kết luận còn để trống.
    #[schemars(title = "Các ô kết luận", length(min = 2, max = 4))]
    pub(super) choices: List<Choice>,
    #[schemars(title = "Ưu điểm")]
    pub(super) strengths: List<Paragraph>,
    #[schemars(title = "Tồn tại, hạn chế")]
    pub(super) weaknesses: List<Paragraph>,
    #[schemars(title = "Nguyên nhân")]
    pub(super) causes: List<Paragraph>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(inline, title = "Ô", extend("minLength" = 1))]
#[expect(dead_code, reason = "the schema; only templates see it")]
pub(super) struct Choice(String);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    rename = "checked_item",
    title = "Việc được kiểm tra",
    extend("type" = ["string", "object"], "x-shorthand" = "text", "required" = ["text"])
)]
pub(super) struct CheckedItem {
    #[schemars(title = "Việc được kiểm tra", length(min = 1))]
    pub(super) text: Given<String>,
    #[schemars(title = "Kết quả ghi nhận")]
    pub(super) finding: Given<Answer>,
    #[schemars(title = "Hồ sơ, minh chứng")]
    pub(super) evidence: Given<Answer>,
    /// Ví dụ: Đạt; Chưa đạt; Có; Không.
    #[schemars(title = "Kết luận")]
    pub(super) conclusion: Given<Answer>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "recommendation", title = "Kiến nghị", extend("required" = ["text"]))]
pub(super) struct Recommendation {
    #[schemars(title = "Nội dung kiến nghị")]
    pub(super) text: Given<Answer>,
    #[schemars(title = "Đơn vị thực hiện")]
    pub(super) unit: Given<Answer>,
    /// Ngày cụ thể như 30/9/2025, hoặc recurring (thường xuyên).
    #[schemars(
        title = "Thời hạn",
        extend("pattern" = r"^(\?|recurring|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$")
    )]
    pub(super) deadline: Given<Answer>,
}

/// A day and a time of that day as minutes state them, as far as they are known.
pub(super) struct Moment<'a> {
    pub(super) time: Option<&'a str>,
    pub(super) date: Option<&'a str>,
}

impl Moment<'_> {
    pub(super) fn day(&self) -> Option<PartialDate> {
        self.date.and_then(|d| PartialDate::parse(d).ok())
    }

    /// Minutes since midnight.
    pub(super) fn minute(&self) -> Option<u32> {
        let (hour, minute) = self.time?.split_once(':')?;
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    }

    pub(super) fn words(&self) -> String {
        let time = self.time.unwrap_or_default();
        self.date.map_or(time.to_owned(), |date| format!("{time} ngày {date}"))
    }
}

impl Minutes {
    pub(super) fn started(&self) -> Option<Moment<'_>> {
        let Started { time, date } = &self.started_at.get()?.0;
        Some(Moment { time: time.written(), date: date.written() })
    }

    pub(super) fn ended(&self) -> Option<Moment<'_>> {
        let Ended { time, date } = &self.ended_at.get()?.0;
        Some(Moment { time: time.written(), date: date.written() })
    }

    /// The names of everybody, in the order of the lists.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &Given<Answer>> {
        let people = self.parties.values().flat_map(|party| party.people.values()).chain(self.witnesses.values());
        let alone = [self.chair.get().map(|p| &p.full_name), self.secretary.get().map(|p| &p.full_name)];
        people.map(|p| &p.full_name).chain(alone.into_iter().flatten()).chain(self.attendees.values().map(|p| &p.full_name))
    }
}

impl Spanned<Minutes> {
    /// A field that minutes must have.
    pub(super) fn missing(&self, field: &str, title: &str, help: &str, clause: Clause) -> Diagnostic {
        Diagnostic::error(code::MISSING_FIELD, self.start(), format!("Biên bản thiếu trường `{field}` ({title})")).help(help).clause(clause)
    }
}

/// Where a list begins, or the minutes.
pub(super) fn begin<T>(list: &List<T>, minutes: &Spanned<Minutes>) -> Span {
    list.span.map_or(minutes.start(), |span| Span { end: span.start, ..span })
}
