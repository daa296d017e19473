//! The helpers that templates may call: one table, one function each.

use std::cell::Cell;

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, Renderable, ScopedJson,
};
use serde_json::{Map, Value as Json};

use super::builtin;
use super::context::record;
use super::escape;
use super::origin::{self, Open};
use crate::content;
use crate::text;

/// Why one of our helpers gives nothing.
#[derive(Debug)]
pub(super) enum Failure {
    /// The data leaves a field empty; its path.
    Empty(String),
    /// Templates include each other too deeply; the last two of them.
    TooDeep(String, String),
    /// The helper is called wrongly, in Vietnamese.
    Misused(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for RenderError {
    fn from(failure: Failure) -> Self {
        RenderErrorReason::NestedError(Box::new(failure)).into()
    }
}

/// Every helper: how it is called and what it gives, in Vietnamese, for the manual.
pub const HELPERS: &[(&str, &str)] = &[
    ("{{upper x}}", "Viết hoa: KẾ HOẠCH"),
    ("{{capital x}}", "Viết hoa chữ đầu: Văn phòng"),
    ("{{date x}}", "Ngày dạng ngắn: 18/3/2025; tháng 3–9 không thêm số 0"),
    ("{{long_date x}}", "Ngày đầy đủ: ngày 18 tháng 3 năm 2025"),
    ("{{number x}}", "Số theo lối Việt Nam: 1.234.567; 98,5"),
    ("{{words x}}", "Số bằng chữ: hai mươi mốt"),
    ("{{roman x}}", "Số La Mã: IV"),
    ("{{amount x}}", "Số tiền bằng chữ: Một triệu hai trăm nghìn đồng"),
    ("{{change x before}}", "Mức tăng, giảm so với số trước: tăng 12,5%; giảm 3%; không thay đổi"),
    ("{{pad x}}", "Ít nhất hai chữ số: 05"),
    (
        "{{citation x}}",
        "Viện dẫn một văn bản: Kế hoạch số 475/KH-SKHCN ngày 18/3/2025 của …; x cũng là văn bản được dẫn, ví dụ linked.plan",
    ),
    (
        "{{join list \"name\" where=\"mode\" is=mode}}",
        "Nối một trường của các phần tử bằng dấu phẩy, chỉ lấy phần tử có trường where bằng is",
    ),
    ("<cell {{attributes x \"columns\" \"align\"}}>", "Thuộc tính của thẻ lấy từ các trường cùng tên của x; trường để trống thì không ghi"),
    (
        "{{elements x \"heading\" \"text\"}}",
        "Những trường có chữ của x, mỗi trường một thẻ cùng tên (heading_note thành <heading-note>); trường để trống thì không ghi",
    ),
    ("{{cells row}}", "Các ô của một hàng viết trong dữ liệu (rows của bảng): chữ, các đoạn, ảnh"),
    ("{{cells record columns}}", "Các ô của một bản ghi theo các cột: trường mà cột nêu ở field, hoặc ô riêng của bản ghi (cells)"),
    ("{{uncapital x}}", "Viết thường chữ đầu: kiểm tra"),
    ("{{clock x}}", "Giờ: 08 giờ 30 phút; “?” thành hai chỗ chấm"),
    ("{{answer x lines=3 width=\"30mm\" title=\"…\"}}", "Câu trả lời của biểu mẫu: văn bản, hoặc dòng chấm khi dữ liệu ghi “?”"),
    ("{{answer x lines=(lines text per=30 least=3)}}", "Số dòng chấm cao bằng một văn bản đứng bên cạnh, mỗi dòng chừng per chữ cái"),
    ("{{#if (contains x \"…\")}}", "Trong văn bản có một chuỗi"),
    ("{{yaml x indent=4}}", "Giá trị viết trong tệp YAML: chỉ trong mẫu tạo tệp dữ liệu (from-….hbs)"),
    ("{{#if (eq a b)}}", "So sánh: eq, ne, and, or, not, gt, lt có sẵn của Handlebars"),
];

/// Whether a helper of that name takes a value.
pub(super) fn is_helper(name: &str) -> bool {
    HELPERS.iter().any(|(call, _)| call.strip_prefix("{{").and_then(|call| call.split(' ').next()) == Some(name))
}

type Convert = fn(&Json) -> Result<String, String>;

/// Registers all helpers.
pub(super) fn register(registry: &mut Handlebars<'static>) {
    let convert: [(&str, Convert); 11] = [
        ("value", |v| plain(v)),
        ("upper", |v| plain(v).map(|t| text::upper(&t))),
        ("capital", |v| plain(v).map(|t| text::capitalized(&t))),
        ("uncapital", |v| plain(v).map(|t| text::uncapitalized(&t))),
        ("date", |v| date(v).map(text::PartialDate::short)),
        ("long_date", long_date),
        ("number", |v| plain(v).map(|t| text::grouped(&t))),
        ("words", |v| whole(v).map(text::in_words)),
        ("amount", |v| whole(v).map(text::amount_in_words)),
        ("roman", |v| whole(v).map(|n| text::roman(n as usize))),
        ("pad", |v| whole(v).map(text::padded)),
    ];
    for (name, function) in convert {
        registry.register_helper(name, Box::new(Value { name, function }));
    }
    registry.register_helper("placed", Box::new(Placed(Value { name: "value", function: |v| plain(v) })));
    registry.register_helper("open", Box::new(Open));
    registry.register_helper("citation", Box::new(Written(cite)));
    registry.register_helper("include", Box::new(Include { own: false }));
    registry.register_helper("include_own", Box::new(Include { own: true }));
    registry.register_helper("join", Box::new(Written(join)));
    registry.register_helper("attributes", Box::new(Written(attributes)));
    registry.register_helper("change", Box::new(Written(change)));
    registry.register_helper("if", Box::new(Condition { positive: true }));
    registry.register_helper("unless", Box::new(Condition { positive: false }));
}

pub(super) fn missing(h: &Helper<'_>) -> RenderError {
    RenderErrorReason::MissingVariable(h.param(0).and_then(|p| p.relative_path().cloned())).into()
}

pub(super) fn other(message: impl Into<String>) -> RenderError {
    Failure::Misused(message.into()).into()
}

/// A helper that writes markup made from its arguments.
pub(super) struct Written(pub(super) fn(&Helper<'_>) -> Result<String, RenderError>);

impl HelperDef for Written {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(&(self.0)(h)?)?;
        Ok(())
    }
}

/// A helper that turns one value into text.
struct Value {
    name: &'static str,
    function: Convert,
}

impl HelperDef for Value {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(&escape(&self.text(h)?))?;
        Ok(())
    }

    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(Json::String(self.text(h)?)))
    }
}

impl Value {
    fn text(&self, h: &Helper<'_>) -> Result<String, RenderError> {
        let param = h.param(0).ok_or_else(|| other(format!("`{}` cần một giá trị", self.name)))?;
        if param.is_value_missing() {
            return Err(missing(h));
        }
        if param.value().is_null() {
            return Err(Failure::Empty(param.relative_path().map_or("giá trị", String::as_str).to_owned()).into());
        }
        (self.function)(param.value()).map_err(|e| other(format!("`{}`: {e}", self.name)))
    }
}

/// A value among words, with its place.
struct Placed(Value);

impl HelperDef for Placed {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let text = self.0.text(h)?;
        origin::open(h, ctx, rc, out)?;
        out.write(&escape(&text))?;
        out.write(origin::CLOSE)?;
        Ok(())
    }
}

/// A shared template in the place where it is called, with the data as it is there, or with a part of it that is
/// named after the template; a type may have one of its own by that name.
struct Include {
    own: bool,
}

/// Deepest nesting of includes: data is nested less.
const INCLUDES: usize = 80;

thread_local! {
    /// How deep the includes of the rendering at hand are nested.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

impl HelperDef for Include {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        r: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = h.param(0).and_then(|p| p.value().as_str()).unwrap_or_default();
        let slug = ctx.data().get("type").and_then(Json::as_str).filter(|_| self.own);
        let known = |name: &str| builtin::template(r, name);
        let template = rc.get_partial(name).or_else(|| known(&format!("{}/{name}", slug?))).or_else(|| known(name));
        let template = template.ok_or_else(|| RenderErrorReason::PartialNotFound(name.to_owned()))?;
        let caller = rc.get_current_template_name();
        let depth = DEPTH.get();
        if depth == INCLUDES {
            return Err(Failure::TooDeep(caller.cloned().unwrap_or_default(), name.to_owned()).into());
        }
        let block = block(h, rc)?;
        let has_block = block.is_some();
        if let Some(block) = block {
            rc.push_block(block);
        }
        DEPTH.set(depth + 1);
        let result = template.render(r, ctx, rc, out);
        DEPTH.set(depth);
        if has_block {
            rc.pop_block();
        }
        rc.set_current_template_name(caller);
        result
    }
}

/// What a shared template sees that is called with arguments: the part of the data that is named, and the arguments
/// before the fields of their names.
fn block<'rc>(h: &Helper<'rc>, rc: &RenderContext<'_, 'rc>) -> Result<Option<BlockContext<'rc>>, RenderError> {
    let part = h.param(1);
    if part.is_none() && h.hash().is_empty() {
        return Ok(None);
    }
    if let Some(missing) = part.into_iter().chain(h.hash().values()).find(|given| given.is_value_missing()) {
        return Err(RenderErrorReason::MissingVariable(missing.relative_path().cloned()).into());
    }
    let mut block = BlockContext::new();
    let around = rc.block();
    if let Some(around) = around {
        block.local_variables_mut().clone_from(around.local_variables());
    }
    let (path, value) = match (part, around) {
        (Some(part), _) => (part.context_path(), Some(part.value()).filter(|_| part.context_path().is_none())),
        (None, Some(around)) => (Some(around.base_path()), around.base_value()),
        (None, None) => (None, None),
    };
    path.into_iter().for_each(|path| block.base_path_mut().clone_from(path));
    value.cloned().into_iter().for_each(|value| block.set_base_value(value));
    for (name, value) in h.hash() {
        block.set_block_param(name, BlockParamHolder::value(value.value().clone()));
    }
    Ok(Some(block))
}

/// `if` and `unless` that know the difference between empty and unknown.
struct Condition {
    positive: bool,
}

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        r: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let param = h.param(0).ok_or_else(|| other("`if` cần một giá trị"))?;
        if param.is_value_missing() {
            return Err(missing(h));
        }
        let truthy = match param.value() {
            Json::Null => false,
            Json::Bool(b) => *b,
            Json::Number(_) => true,
            Json::String(s) => !s.is_empty(),
            Json::Array(list) => !list.is_empty(),
            Json::Object(map) => !map.is_empty(),
        };
        let branch = if truthy == self.positive { h.template() } else { h.inverse() };
        branch.map_or(Ok(()), |t| t.render(r, ctx, rc, out))
    }
}

/// One field of each record of a list, joined by commas; `where` and `is` choose records.
fn join(h: &Helper<'_>) -> Result<String, RenderError> {
    let list = h.param(0).ok_or_else(|| other("`join` cần một danh sách"))?;
    if list.is_value_missing() {
        return Err(missing(h));
    }
    let field = h.param(1).and_then(|p| p.value().as_str()).ok_or_else(|| other("`join` cần tên trường"))?;
    let filter = h.hash_get("where").and_then(|w| w.value().as_str()).zip(h.hash_get("is").map(|v| v.value()));
    let records = list.value().as_array().ok_or_else(|| other("`join` cần một danh sách"))?;
    let chosen = records.iter().filter(|r| filter.is_none_or(|(name, value)| r.get(name) == Some(value)));
    let texts: Result<Vec<String>, String> = chosen.filter_map(|r| r.get(field)).map(plain).collect();
    Ok(escape(&texts.map_err(other)?.join(", ")).into_owned())
}

/// Attributes of an element, named as the fields of a record that they come from; an empty field gives none.
fn attributes(h: &Helper<'_>) -> Result<String, RenderError> {
    let fields = h.param(0).and_then(|p| record(p.value())).ok_or_else(|| other("`attributes` cần một nhóm trường"))?;
    written_attributes(fields, h.params().iter().skip(1).filter_map(|p| p.value().as_str()))
}

/// The attributes that hold these fields.
pub(super) fn written_attributes<'n>(fields: &Map<String, Json>, names: impl IntoIterator<Item = &'n str>) -> Result<String, RenderError> {
    let mut out = String::new();
    for name in names {
        let value = fields.get(name).ok_or_else(|| RenderErrorReason::MissingVariable(Some(name.to_owned())))?;
        if !value.is_null() {
            let text = plain(value).map_err(|e| other(format!("`attributes`: {name}: {e}")))?;
            out.push_str(&format!(" {name}=\"{}\"", escape(&text)));
        }
    }
    Ok(out)
}

/// How a figure moved from the one before it; from nothing there is no percentage, only a distance.
fn change(h: &Helper<'_>) -> Result<String, RenderError> {
    let number = |at: usize| h.param(at).and_then(|p| p.value().as_f64()).ok_or_else(|| other("`change` cần hai số: số này và số trước"));
    if h.param(0).is_some_and(|p| p.is_value_missing()) {
        return Err(missing(h));
    }
    let (now, before) = (number(0)?, number(1)?);
    Ok(escape(&text::change(now, before).unwrap_or_else(|| text::difference(now, before, ""))).into_owned())
}

/// A document cited in full; what a draft does not know yet leaves its blank.
fn cite(h: &Helper<'_>) -> Result<String, RenderError> {
    let param = h.param(0).ok_or_else(|| other("`citation` cần một văn bản được viện dẫn"))?;
    if param.is_value_missing() {
        return Err(missing(h));
    }
    let fields = record(param.value())
        .ok_or_else(|| other("`citation` cần nhóm trường type_name, code_number, code_notation, issued_date, organ_name, subject"))?;
    let parts = content::cite(fields).map_err(|e| other(format!("`citation`: {e}")))?;
    let written = |part: &content::Stretch| match part {
        content::Stretch::Text(text) => escape(text).into_owned(),
        content::Stretch::Blank(of) => format!("<blank of=\"{of}\"/>"),
    };
    Ok(parts.iter().map(written).collect())
}

/// Whether a value is more than nothing.
pub(super) fn says(value: &Json) -> bool {
    !value.is_null() && value.as_str() != Some("")
}

pub(super) fn plain(value: &Json) -> Result<String, String> {
    match value {
        Json::String(s) => Ok(s.clone()),
        // Whole numbers stay as they are: most of them are years.
        Json::Number(n) if n.is_f64() => Ok(text::grouped(&n.to_string())),
        Json::Number(n) => Ok(n.to_string()),
        Json::Bool(b) => Ok(b.to_string()),
        Json::Null => Err("giá trị để trống".into()),
        Json::Array(_) => Err("giá trị là danh sách, hãy dùng {{#each}}".into()),
        Json::Object(_) => Err("giá trị là nhóm trường, hãy ghi tên trường bên trong".into()),
    }
}

fn date(value: &Json) -> Result<text::PartialDate, String> {
    let text = plain(value)?;
    text::PartialDate::parse(&text).map_err(|_| format!("“{text}” không phải ngày"))
}

fn long_date(value: &Json) -> Result<String, String> {
    let date = date(value)?;
    Ok(match (date.day_text(), date.month_text()) {
        (Some(d), Some(m)) => format!("ngày {d} tháng {m} năm {}", date.year),
        (None, Some(m)) => format!("tháng {m} năm {}", date.year),
        _ => format!("năm {}", date.year),
    })
}

fn whole(value: &Json) -> Result<u64, String> {
    let text = plain(value)?;
    text.parse().map_err(|_| format!("“{text}” không phải số nguyên"))
}
