//! A plan's tasks as its records hold them, with the numbers that its table gives them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::{Complete, Composition, Fragment};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::node::Node;
use crate::model::spanned::{Given, List, Shorthand, Spanned, Words, read};
use crate::text::{PartialDate, capital_letter, roman};

const NAME: &str = "task_groups";
/// The field that says which columns the table of tasks has.
const COLUMNS: &str = "task_columns";

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        "tasks"
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<TaskColumns>(COLUMNS);
        fragment.field::<TaskGroups>(NAME);
    }

    fn compositions(&self) -> &'static [Composition] {
        &[Composition { name: "task_table", title: "bảng nhiệm vụ", needs: &[NAME], asks: &[] }]
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let content = document.content();
        let stated = content.and_then(|content| read::<TaskColumns>(content.get(COLUMNS)?)).map(|TaskColumns(columns)| columns);
        let columns = match &stated {
            Some(stated) => columns(stated),
            None => {
                Field::ALL.map(|field| Column { field: Some(field), title: field.title().to_owned(), align: field.align(), own: 0 }).into()
            }
        };
        if let Some(TaskGroups(groups)) = content.and_then(|content| read(content.get(NAME)?)) {
            let own = columns.iter().filter(|column| column.field.is_none()).count();
            groups.values().for_each(|group| check_cells(group, own, found));
        }
        Map::from_iter([(COLUMNS.to_owned(), json!(columns))])
    }
}

/// Các cột sau cột STT của bảng nhiệm vụ; bỏ trống thì đủ sáu cột thường dùng. Cột không có trong danh sách field: ghi title, nội dung của cột lấy từ cells của từng nhiệm vụ.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "task_columns", title = "Cột của bảng nhiệm vụ", extend("minItems" = 1, "maxItems" = 12))]
struct TaskColumns(List<Shorthand<TaskColumn>>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Cột", extend("type" = ["string", "object"], "x-shorthand" = "field", "anyOf" = [{"required": ["field"]}, {"required": ["title"]}]))]
struct TaskColumn {
    /// task: nhiệm vụ; products: kết quả, sản phẩm; lead_unit: đơn vị chủ trì; cooperating_units: phối hợp; deadlines: thời gian; note: ghi chú.
    #[schemars(title = "Trường của nhiệm vụ")]
    field: Given<Field>,
    #[schemars(title = "Tiêu đề cột", length(min = 1))]
    title: Given<String>,
    #[schemars(title = "Căn lề")]
    align: Given<Align>,
}

/// What of a task a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Field {
    Task,
    Products,
    LeadUnit,
    CooperatingUnits,
    Deadlines,
    Note,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Align {
    Left,
    Center,
    Right,
}

/// A column that a table of tasks usually has.
#[derive(Clone, Copy, Debug)]
pub struct UsualColumn {
    /// The field of a task that it shows, as data names it.
    pub name: &'static str,
    /// What its head says.
    pub title: &'static str,
    /// How its cells stand: `left`, `center`.
    pub align: &'static str,
}

/// The usual columns of a table of tasks behind the first one, in their order.
pub const TASK_COLUMNS: [UsualColumn; 6] = [
    UsualColumn { name: "task", title: "Nhiệm vụ cụ thể", align: "left" },
    UsualColumn { name: "products", title: "Kết quả/Sản phẩm", align: "left" },
    UsualColumn { name: "lead_unit", title: "Đơn vị chủ trì", align: "center" },
    UsualColumn { name: "cooperating_units", title: "Phối hợp thực hiện", align: "center" },
    UsualColumn { name: "deadlines", title: "Thời gian thực hiện", align: "left" },
    UsualColumn { name: "note", title: "Ghi chú", align: "center" },
];

impl Field {
    const ALL: [Field; 6] = [Field::Task, Field::Products, Field::LeadUnit, Field::CooperatingUnits, Field::Deadlines, Field::Note];

    /// What the head of its column says.
    fn title(self) -> &'static str {
        TASK_COLUMNS[self as usize].title
    }

    fn align(self) -> Align {
        if TASK_COLUMNS[self as usize].align == "center" { Align::Center } else { Align::Left }
    }
}

/// A column as templates see it.
#[derive(Debug, Serialize)]
struct Column {
    /// What it shows; `None` for one of the author's own.
    field: Option<Field>,
    title: String,
    align: Align,
    /// Its place among the author's own columns.
    own: usize,
}

fn columns(stated: &List<Shorthand<TaskColumn>>) -> Vec<Column> {
    let mut own = 0;
    let mut out = Vec::new();
    for Shorthand(column) in stated.values() {
        let field = column.field.get().copied();
        let title = column.title.text().map(str::to_owned).or_else(|| field.map(|field| field.title().to_owned())).unwrap_or_default();
        let align = column.align.get().copied().or_else(|| field.map(Field::align)).unwrap_or(Align::Left);
        out.push(Column { field, title, align, own });
        own += usize::from(field.is_none());
    }
    out
}

/// A task has no more cells than there are columns of the author's own.
fn check_cells(group: &TaskGroup, own: usize, found: &mut Diagnostics) {
    for Spanned { span, value: task } in &group.tasks.items {
        let cells = task.cells.values().count();
        if cells > own {
            let message = format!("Nhiệm vụ này có {cells} ô ở cells, bảng có {own} cột riêng");
            let help = "Khai báo cột ở content.task_columns bằng title (không ghi field), mỗi cột riêng một ô theo thứ tự.";
            found.push(Diagnostic::error(code::BAD_TABLE, *span, message).help(help));
        }
    }
    group.groups.get().into_iter().flat_map(|TaskGroups(groups)| groups.values()).for_each(|inner| check_cells(inner, own, found));
}

/// Nhiệm vụ của kế hoạch dưới dạng bản ghi: bảng phụ lục và báo cáo kết quả lấy từ đây.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "task_groups", title = "Nhóm nhiệm vụ")]
struct TaskGroups(List<TaskGroup>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["heading"]))]
struct TaskGroup {
    #[schemars(title = "Tên nhóm", length(min = 1))]
    heading: Given<String>,
    /// group: A, B, STT đánh lại từ 1; subgroup: I, II, STT đếm tiếp (đánh lại: number: 1 ở nhiệm vụ đầu). Bỏ trống: nhóm là group, nhóm con là subgroup.
    #[schemars(title = "Kiểu đánh số nhóm")]
    kind: Given<GroupKind>,
    #[schemars(title = "Không đánh số nhóm")]
    unnumbered: Given<bool>,
    #[schemars(title = "Nhóm con")]
    groups: Given<TaskGroups>,
    #[schemars(title = "Nhiệm vụ")]
    tasks: List<StatedTask>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "task", title = "Nhiệm vụ", extend("required" = ["task"]))]
struct StatedTask {
    /// Khi báo cáo gọi nhiệm vụ bằng mã thay cho nhóm và số.
    #[schemars(title = "Mã nhiệm vụ", length(min = 1))]
    id: Given<String>,
    #[schemars(title = "Số thứ tự viết tay", range(min = 1))]
    number: Given<u64>,
    #[schemars(title = "Nhiệm vụ cụ thể", length(min = 1))]
    task: Given<String>,
    #[schemars(title = "Kết quả, sản phẩm")]
    products: List<Shorthand<TaskLine>>,
    #[schemars(title = "Đơn vị chủ trì")]
    lead_unit: Given<String>,
    #[schemars(title = "Đơn vị phối hợp")]
    cooperating_units: Given<String>,
    #[schemars(title = "Thời gian thực hiện")]
    deadlines: List<Shorthand<TaskLine>>,
    #[schemars(title = "Ghi chú")]
    note: Given<String>,
    /// Theo thứ tự các cột riêng (cột không có field) ở content.task_columns.
    #[schemars(title = "Ô của các cột riêng")]
    cells: List<Words>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum GroupKind {
    Group,
    Subgroup,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(
    rename = "task_line",
    title = "Một dòng",
    extend("type" = ["string", "object"], "x-shorthand" = "text", "required" = ["text"])
)]
struct TaskLine {
    #[schemars(title = "Văn bản", length(min = 1))]
    text: Given<String>,
    /// Ngày cụ thể, hoặc recurring (định kỳ), on_event (theo sự kiện), none.
    #[schemars(title = "Thời hạn", regex(pattern = r"^(recurring|on_event|none|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})$"))]
    due: Given<String>,
    /// Bỏ trống trường này: từ hai dòng trở lên có gạch đầu dòng. "" là không có dấu.
    #[schemars(title = "Dấu đầu dòng", extend("enum" = ["", "-", "+"]))]
    mark: Given<String>,
}

impl TaskGroup {
    /// The kind of its row in markup; `usual` is what it is where the data says nothing.
    fn kind(&self, usual: GroupKind) -> &'static str {
        match self.kind.get().copied().unwrap_or(usual) {
            _ if self.unnumbered.get() == Some(&true) => "heading",
            GroupKind::Group => "group",
            GroupKind::Subgroup => "subgroup",
        }
    }
}

impl TaskLine {
    fn due(&self) -> Due {
        match self.due.text() {
            Some("recurring") => Due::Recurring,
            Some("on_event") => Due::OnEvent,
            Some(date) => PartialDate::parse(date).map_or(Due::Open, Due::Date),
            None => Due::Open,
        }
    }
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// On a day.
    Date(PartialDate),
    /// Again and again.
    Recurring,
    /// When something happens.
    OnEvent,
    /// The plan sets no date.
    Open,
}

/// A task of the plan.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// Group letter and number, `B.25`; where no group has a letter its Roman number, `II.3`; the bare number outside of groups.
    pub(super) key: String,
    pub(super) number: u64,
    /// The task's own code, when the plan gives one.
    pub(super) id: Option<String>,
    pub(super) task: String,
    pub(super) lead_unit: String,
    /// Its deadlines in the plan's order.
    pub(super) deadlines: Vec<Due>,
    /// Where the plan holds it.
    pub(super) span: Span,
}

/// A line of the plan's table.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// A heading, with the kind of its row in markup.
    Heading(&'static str, String),
    /// A task, by its rank among all tasks.
    Task(usize),
}

/// The tasks of a plan, and the lines of its table.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    pub(super) all: Vec<Task>,
    pub(super) lines: Vec<Line>,
}

/// How far the numbers of a table have come.
#[derive(Debug, Default)]
struct Count {
    letters: usize,
    romans: usize,
    number: u64,
}

impl Count {
    fn enter(&mut self, kind: &str) {
        match kind {
            "group" => (self.letters, self.romans, self.number) = (self.letters + 1, 0, 0),
            "subgroup" => self.romans += 1,
            _ => {}
        }
    }

    fn key(&self) -> String {
        match (self.letters, self.romans) {
            (0, 0) => self.number.to_string(),
            (0, romans) => format!("{}.{}", roman(romans), self.number),
            (letters, _) => format!("{}.{}", capital_letter(letters), self.number),
        }
    }
}

impl Tasks {
    /// Reads the tasks of a plan; numbers run on through a lettered group, as in `tree::Table`.
    pub(super) fn of_plan(plan: &Node) -> Self {
        let mut out = Tasks::default();
        let Some(TaskGroups(groups)) = plan.get("content").and_then(|content| read(content.get(NAME)?)) else { return out };
        let mut count = Count::default();
        for group in groups.values() {
            out.group(group, GroupKind::Group, &mut count);
            for inner in group.groups.get().into_iter().flat_map(|groups| groups.0.values()) {
                out.group(inner, GroupKind::Subgroup, &mut count);
            }
        }
        out
    }

    fn group(&mut self, group: &TaskGroup, usual: GroupKind, count: &mut Count) {
        let kind = group.kind(usual);
        count.enter(kind);
        self.lines.push(Line::Heading(kind, group.heading.or_empty().to_owned()));
        for Spanned { span, value: task } in &group.tasks.items {
            let number = task.number.get().copied().unwrap_or(count.number + 1);
            count.number = number;
            self.lines.push(Line::Task(self.all.len()));
            self.all.push(Task {
                key: count.key(),
                number,
                id: task.id.text().map(str::to_owned),
                task: task.task.or_empty().to_owned(),
                lead_unit: task.lead_unit.or_empty().to_owned(),
                deadlines: task.deadlines.values().map(|line| line.0.due()).collect(),
                span: *span,
            });
        }
    }

    /// The tasks that a key, a code or a bare number may mean.
    pub(super) fn named(&self, name: &str) -> Vec<usize> {
        let matching = |test: &dyn Fn(&Task) -> bool| -> Vec<usize> { (0..self.all.len()).filter(|i| test(&self.all[*i])).collect() };
        let exact = matching(&|t| t.key == name || t.id.as_deref() == Some(name));
        if exact.is_empty() { matching(&|t| name.parse() == Ok(t.number)) } else { exact }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::node;
    use super::*;

    #[test]
    fn numbers_run_on_through_a_lettered_group() {
        let plan = node(
            "content: {task_groups: [
                {heading: Một, tasks: [{task: a}, {task: b, id: B2}], groups: [{heading: I, tasks: [{task: c}]}]},
                {heading: Chung, unnumbered: true, tasks: [{task: d}]},
                {heading: Hai, tasks: [{task: e}, {task: f, number: 7}, {task: g}]}]}",
        );
        let tasks = Tasks::of_plan(&plan);
        let keys: Vec<&str> = tasks.all.iter().map(|t| t.key.as_str()).collect();
        assert_eq!(keys, ["A.1", "A.2", "A.3", "A.4", "B.1", "B.7", "B.8"]);
        let kinds: Vec<&str> = tasks.lines.iter().filter_map(|l| if let Line::Heading(kind, _) = l { Some(*kind) } else { None }).collect();
        assert_eq!(kinds, ["group", "subgroup", "heading", "group"]);
        assert_eq!((tasks.named("B2"), tasks.named("1"), tasks.named("B.7")), (vec![1], vec![0, 4], vec![5]));
    }

    #[test]
    fn groups_of_roman_numbers_name_their_tasks() {
        let plan = node(
            "content: {task_groups: [
                {heading: Một, kind: subgroup, tasks: [{task: a}, {task: b}]},
                {heading: Hai, kind: subgroup, tasks: [{task: c, number: 1}, {task: d}]}]}",
        );
        let tasks = Tasks::of_plan(&plan);
        let keys: Vec<&str> = tasks.all.iter().map(|t| t.key.as_str()).collect();
        assert_eq!((keys, tasks.named("2")), (vec!["I.1", "I.2", "II.1", "II.2"], vec![1, 3]));
    }

    #[test]
    fn deadlines_are_days_or_say_why_not() {
        let plan = node(
            "content: {task_groups: [{heading: x, tasks: [{task: a, deadlines: \
             [{text: q, due: 30/6/2026}, {text: r, due: recurring}, {text: s, due: on_event}, {text: t, due: none}, quý IV]}]}]}",
        );
        let day = PartialDate::parse("30/6/2026").unwrap();
        assert_eq!(Tasks::of_plan(&plan).all[0].deadlines, [Due::Date(day), Due::Recurring, Due::OnEvent, Due::Open, Due::Open]);
        assert!(Tasks::of_plan(&node("content: {task_groups: 3}")).all.is_empty());
    }
}
