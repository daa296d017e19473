//! A plan's tasks as its records hold them, with the numbers that its table gives them.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::columns::{self, Columned, Columns, UsualColumn};
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
        columns::describe::<Record>(fragment);
        fragment.field::<TaskGroups>(NAME);
    }

    fn compositions(&self) -> &'static [Composition] {
        &[Composition { name: "task_table", title: "bảng nhiệm vụ", needs: &[NAME], asks: &[] }]
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let content = document.content();
        let columns = Columns::of::<Record>(content, found);
        if let Some(groups) = content.and_then(|content| read::<TaskGroups>(content.get(NAME)?)) {
            check(&groups, true, &columns, found);
        }
        columns.composed::<Record>()
    }
}

impl Columned for Record {
    const FIELD: &'static str = COLUMNS;
    const ORDINAL: &'static str = "task_ordinal";
    const TABLE: &'static str = "bảng nhiệm vụ";
    const ONE: &'static str = "nhiệm vụ";
    const USUAL: &'static [UsualColumn] = &TASK_COLUMNS;
}

/// The usual columns of a table of tasks behind the first one, in their order.
pub const TASK_COLUMNS: [UsualColumn; 6] = [
    UsualColumn { name: "task", title: "Nhiệm vụ cụ thể", align: "left", width: None, means: "nhiệm vụ" },
    UsualColumn { name: "products", title: "Kết quả/Sản phẩm", align: "left", width: None, means: "kết quả, sản phẩm" },
    UsualColumn { name: "lead_unit", title: "Đơn vị chủ trì", align: "center", width: None, means: "đơn vị chủ trì" },
    UsualColumn { name: "cooperating_units", title: "Phối hợp thực hiện", align: "center", width: None, means: "phối hợp" },
    UsualColumn { name: "deadlines", title: "Thời gian thực hiện", align: "left", width: None, means: "thời gian" },
    UsualColumn { name: "note", title: "Ghi chú", align: "center", width: None, means: "ghi chú" },
];

/// What is wrong in groups of one list: cells without columns, and a group without a name anywhere but first, where
/// tasks stand before all groups.
fn check(groups: &TaskGroups, outermost: bool, columns: &Columns, found: &mut Diagnostics) {
    for (at, Spanned { span, value: group }) in groups.0.items.iter().enumerate() {
        let inner = group.groups.get();
        if group.heading.text().is_none() && !(outermost && at == 0 && inner.is_none()) {
            let message = "Nhóm nhiệm vụ này chưa có tên".to_owned();
            let help = "Ghi `heading`. Chỉ nhóm đầu tiên được bỏ trống: nhiệm vụ của nó đứng trước mọi nhóm, không có hàng tên nhóm.";
            found.push(Diagnostic::error(code::MISSING_FIELD, *span, message).help(help));
        }
        for Spanned { span, value: task } in &group.tasks.items {
            columns.check::<Record>(task.cells.values().count(), *span, found);
        }
        inner.into_iter().for_each(|inner| check(inner, false, columns, found));
    }
}

/// Nhiệm vụ của kế hoạch dưới dạng bản ghi: bảng phụ lục và báo cáo kết quả lấy từ đây.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "task_groups", title = "Nhóm nhiệm vụ")]
struct TaskGroups(List<TaskGroup>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
struct TaskGroup {
    /// Chỉ nhóm đầu tiên được bỏ trống: nhiệm vụ của nó đứng trước mọi nhóm.
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
        if let Some(heading) = group.heading.text() {
            let kind = group.kind(usual);
            count.enter(kind);
            self.lines.push(Line::Heading(kind, heading.to_owned()));
        }
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
