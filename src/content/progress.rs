//! How far a plan's tasks have come at a report's cut-off: counted, judged against their deadlines,
//! and laid out for tables and texts. Only dates make a task on time, late or overdue; recurring,
//! event-bound and undated tasks are counted apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::references::{Answers, Problem, choose};
use super::tasks::{Due, Line, Task, Tasks};
use super::{Ask, Composition, Fragment, Known};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::link::Linked;
use crate::model::node::Node;
use crate::model::spanned::{Given, List, Spanned, Words, read};
use crate::text::{PartialDate, figure, padded};

const NAME: &str = "progress";
/// The field that names the plan.
const PLAN: &str = "plan";

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Stated>(NAME);
    }

    fn compositions(&self) -> &'static [Composition] {
        &[
            Composition { name: "progress_table", title: "bảng tiến độ nhiệm vụ", needs: &[NAME], asks: &[] },
            Composition { name: "progress_summary", title: "các dòng tổng hợp tiến độ", needs: &[NAME], asks: &[Ask::Level] },
        ]
    }

    fn seen_as(&self) -> Option<&'static str> {
        Some(NAME)
    }

    fn read(&self, root: &mut Node, known: &Known<'_>, found: &mut Diagnostics) -> Option<Box<dyn Answers>> {
        let content = root.get("content")?;
        let plan = known.linked.iter().find(|l| l.field == PLAN);
        if plan.is_none() && content.get(PLAN).is_some() {
            // It was reported where it is named.
            return None;
        }
        let node = content.get(NAME)?;
        let Stated(list) = read(node)?;
        let start = Span { end: node.span.start, ..node.span };
        let cut_off = known.earlier.iter().find_map(|answers| answers.cut_off());
        Some(Box::new(progress(&list, start, plan, cut_off, found)?))
    }
}

/// Mỗi nhiệm vụ của kế hoạch ở `plan` một dòng. Trong văn bản: [[progress:tổng số]], [[progress:quá hạn]] …; bảng và các dòng tổng hợp ghép bằng compose: progress_table, progress_summary.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "progress", title = "Tiến độ thực hiện kế hoạch", extend("x-rows-from" = true))]
struct Stated(List<StatedProgress>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Tiến độ của một nhiệm vụ", extend("required" = ["task", "status"]))]
struct StatedProgress {
    /// Nhóm và số trong bảng của kế hoạch, ví dụ B.25; chỉ ghi số khi số không trùng; hoặc mã `id` của nhiệm vụ.
    #[schemars(title = "Nhiệm vụ")]
    task: Given<Words>,
    /// done: đã hoàn thành; in_progress: đang thực hiện; not_started: chưa thực hiện.
    #[schemars(title = "Tình trạng")]
    status: Given<Status>,
    #[schemars(title = "Ngày hoàn thành", extend("format" = "vanban-date"))]
    done_on: Given<String>,
    /// Khi nhiệm vụ có nhiều thời hạn và mỗi thời hạn xong vào một ngày.
    #[schemars(title = "Sản phẩm đã xong")]
    steps: List<Step>,
    #[schemars(title = "Minh chứng")]
    evidence: Given<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Sản phẩm", extend("required" = ["deadline", "done_on"]))]
struct Step {
    /// Đếm từ 1 theo danh sách thời hạn của nhiệm vụ trong kế hoạch.
    #[schemars(title = "Thời hạn thứ", range(min = 1))]
    deadline: Given<u32>,
    #[schemars(title = "Ngày hoàn thành", extend("format" = "vanban-date"))]
    done_on: Given<String>,
    #[schemars(title = "Minh chứng")]
    evidence: Given<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Status {
    Done,
    InProgress,
    NotStarted,
}

/// Where a task stands at the cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    OnTime,
    Late,
    NotDue,
    Overdue,
    Recurring,
    OnEvent,
    Undated,
}

/// The progress of all tasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Progress {
    total: usize,
    dated: usize,
    on_time: usize,
    late: usize,
    /// On time or late.
    completed: usize,
    not_due: usize,
    overdue: usize,
    recurring: usize,
    on_event: usize,
    undated: usize,
    /// Finished tasks among the dated ones, in percent.
    rate: Option<String>,
    /// The overdue tasks.
    overdue_tasks: Vec<Shown>,
    /// The table of results: the plan's headings and tasks.
    rows: Vec<Shown>,
}

/// A line of the table of results.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Shown {
    /// The row's kind, as markup names it.
    kind: &'static str,
    /// The task's number in the plan.
    marker: String,
    /// Group letter and number.
    key: String,
    /// Heading or task.
    text: String,
    /// Who leads.
    lead_unit: String,
    /// When it is due.
    deadline: String,
    /// What came of it.
    result: String,
    /// What proves it.
    evidence: Vec<String>,
}

/// One entry of `content.progress`.
struct Entry<'a> {
    stated: &'a Spanned<StatedProgress>,
    task: usize,
    status: Status,
    done_on: Option<PartialDate>,
    /// Deadlines met on their own, from 0.
    steps: Vec<(usize, PartialDate)>,
}

/// The progress that a list tells of a plan's tasks; `start` is where the list begins.
fn progress(
    list: &List<StatedProgress>,
    start: Span,
    plan: Option<&Linked>,
    cut_off: Option<PartialDate>,
    found: &mut Diagnostics,
) -> Option<Progress> {
    let needs = |what: &str, help: &str| Diagnostic::error(code::BAD_PROGRESS, start, what).help(help);
    if cut_off.is_none() {
        found.push(needs("Tiến độ cần kỳ báo cáo để biết ngày chốt số liệu", "Ghi `content.period`, ví dụ: {quarter: 3, year: 2025}."));
    }
    let Some(plan) = plan else {
        found.push(needs("Tiến độ cần kế hoạch có các nhiệm vụ này", "Ghi đường dẫn tệp kế hoạch ở `content.plan`."));
        return None;
    };
    let cut_off = cut_off?;
    let tasks = Tasks::of_plan(&plan.root);
    let beginning = beginning(plan, &tasks);
    let mut entries: Vec<Option<Entry<'_>>> = tasks.all.iter().map(|_| None).collect();
    for stated in &list.items {
        let Some(entry) = Entry::new(stated, &tasks, found) else { continue };
        match &entries[entry.task] {
            Some(first) => found.push(
                wrong(stated, stated.value.task.span(), format!("Nhiệm vụ {} có hai dòng tiến độ", tasks.all[entry.task].key))
                    .also(first.stated.span, "dòng thứ nhất")
                    .help("Gộp thành một dòng."),
            ),
            None => {
                entry.check(&tasks.all[entry.task], cut_off, beginning, found);
                let task = entry.task;
                entries[task] = Some(entry);
            }
        }
    }
    let missing: Vec<&str> = tasks.all.iter().zip(&entries).filter(|(_, e)| e.is_none()).map(|(t, _)| t.key.as_str()).collect();
    if !missing.is_empty() {
        found.push(
            Diagnostic::error(code::BAD_PROGRESS, start, format!("Chưa có tiến độ của {} nhiệm vụ: {}", missing.len(), missing.join(", ")))
                .help("Mỗi nhiệm vụ của kế hoạch có một dòng; chưa làm thì ghi status: not_started."),
        );
        return None;
    }
    Some(Progress::new(&tasks, &entries, cut_off))
}

/// From when a plan's tasks may be done: its date, or, when it sets deadlines before its own date,
/// the whole year.
fn beginning(plan: &Linked, tasks: &Tasks) -> Option<PartialDate> {
    let issued = PartialDate::parse(plan.root.get("issued_date")?.text()?).ok().filter(|d| d.day.is_some())?;
    let first = tasks.all.iter().flat_map(Task::dates).min();
    Some(match first {
        Some(first) if first < issued => PartialDate { year: first.year, month: Some(1), day: Some(1) },
        _ => issued,
    })
}

fn wrong<T>(record: &Spanned<T>, at: Option<Span>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code::BAD_PROGRESS, at.unwrap_or(record.span), message)
}

fn date(given: &Given<String>) -> Option<PartialDate> {
    given.text().and_then(|t| PartialDate::parse(t).ok()).filter(|d| d.day.is_some())
}

impl<'a> Entry<'a> {
    /// Takes an entry and finds its task.
    fn new(stated: &'a Spanned<StatedProgress>, tasks: &Tasks, found: &mut Diagnostics) -> Option<Self> {
        let Spanned { span, value: Words(name) } = stated.value.task.spanned()?;
        let task = match tasks.named(name).as_slice() {
            [one] => *one,
            [] => {
                let known: Vec<&str> = tasks.all.iter().map(|t| t.key.as_str()).collect();
                let message = format!("Kế hoạch không có nhiệm vụ {name}");
                found.push(wrong(stated, Some(*span), message).help(format!("Các nhiệm vụ: {}.", known.join(", "))));
                return None;
            }
            several => {
                let keys: Vec<&str> = several.iter().map(|i| tasks.all[*i].key.as_str()).collect();
                let message = format!("Số {name} có ở nhiều nhóm của kế hoạch");
                found.push(wrong(stated, Some(*span), message).help(format!("Ghi cả nhóm: {}.", keys.join(" hoặc "))));
                return None;
            }
        };
        let count = tasks.all[task].deadlines.len();
        let mut met = Vec::new();
        for step in &stated.value.steps.items {
            let (Some(rank), Some(day)) = (step.value.deadline.get(), date(&step.value.done_on)) else { continue };
            if (1..=count).contains(&(*rank as usize)) {
                met.push((*rank as usize - 1, day));
            } else {
                let message = format!("Nhiệm vụ {} không có thời hạn thứ {rank}", tasks.all[task].key);
                found.push(
                    wrong(step, step.value.deadline.span(), message).help(format!("Kế hoạch ghi {count} thời hạn cho nhiệm vụ này.")),
                );
            }
        }
        Some(Entry { stated, task, status: *stated.value.status.get()?, done_on: date(&stated.value.done_on), steps: met })
    }

    /// Whether what the entry says can be.
    fn check(&self, task: &Task, cut_off: PartialDate, beginning: Option<PartialDate>, found: &mut Diagnostics) {
        let key = &task.key;
        let StatedProgress { status, done_on, steps, .. } = &self.stated.value;
        match self.status {
            Status::Done if !done_on.is_there() => found.push(
                wrong(self.stated, status.span(), format!("Nhiệm vụ {key} đã hoàn thành nhưng không ghi ngày"))
                    .help("Ghi `done_on`.")
                    .help_in_cell("Ghi ngày hoàn thành ở cùng hàng.")
                    .also(task.span, "nhiệm vụ trong kế hoạch"),
            ),
            Status::InProgress | Status::NotStarted if done_on.is_there() => found.push(
                wrong(self.stated, done_on.span(), format!("Nhiệm vụ {key} có ngày hoàn thành nhưng không ghi là đã hoàn thành"))
                    .help("Ghi status: done, hoặc bỏ `done_on`.")
                    .help_in_cell("Sửa cột tình trạng thành done, hoặc xóa ngày hoàn thành."),
            ),
            Status::NotStarted if !steps.items.is_empty() => found.push(
                wrong(self.stated, status.span(), format!("Nhiệm vụ {key} chưa thực hiện nhưng có sản phẩm đã xong"))
                    .help("Ghi status: in_progress."),
            ),
            _ => {}
        }
        for done_on in steps.values().map(|step| &step.done_on).chain([done_on]) {
            let Some(day) = date(done_on) else { continue };
            if day > cut_off {
                found.push(
                    wrong(
                        self.stated,
                        done_on.span(),
                        format!("Nhiệm vụ {key}: ngày {} sau ngày chốt số liệu {}", day.short(), cut_off.short()),
                    )
                    .help("Việc xong sau ngày chốt thuộc báo cáo kỳ sau."),
                );
            } else if beginning.is_some_and(|first| day < first) {
                found.push(
                    wrong(self.stated, done_on.span(), format!("Nhiệm vụ {key}: ngày {} trước khi có kế hoạch", day.short()))
                        .help("Kiểm tra lại ngày, hoặc ngày ban hành của kế hoạch."),
                );
            }
        }
    }

    /// When each dated deadline was met, if it was.
    fn met<'t>(&'t self, task: &'t Task) -> impl Iterator<Item = (PartialDate, Option<PartialDate>)> + 't {
        task.deadlines.iter().enumerate().filter_map(|(i, due)| match due {
            Due::Date(due) => Some((*due, self.steps.iter().find(|(at, _)| *at == i).map(|(_, day)| *day).or(self.done_on))),
            _ => None,
        })
    }

    fn state(&self, task: &Task, cut_off: PartialDate) -> State {
        let open = self.met(task).filter(|(_, met)| met.is_none()).map(|(due, _)| due).min();
        match open {
            _ if task.dates().next().is_none() => task.undated_state(),
            None if self.late(task) => State::Late,
            None => State::OnTime,
            Some(due) if due <= cut_off => State::Overdue,
            Some(_) => State::NotDue,
        }
    }

    /// Whether a deadline was met too late.
    fn late(&self, task: &Task) -> bool {
        self.met(task).any(|(due, met)| met.is_some_and(|day| day > due))
    }

    fn result(&self, state: State, late: bool) -> String {
        let work = if self.status == Status::NotStarted { "chưa thực hiện" } else { "đang thực hiện" };
        let done = self.done_on.map(|day| format!("Hoàn thành ngày {}", day.short()));
        match (state, done) {
            (State::OnTime, Some(done)) => format!("{done}, đúng hạn"),
            (State::Late, Some(done)) => format!("{done}, trễ hạn"),
            (State::OnTime, None) => "Các sản phẩm có thời hạn đã hoàn thành đúng hạn; phần còn lại đang thực hiện".to_owned(),
            (State::Late, None) => "Các sản phẩm có thời hạn đã hoàn thành, có sản phẩm trễ hạn; phần còn lại đang thực hiện".to_owned(),
            (State::NotDue, _) if late => format!("Chưa đến hạn, {work}; có sản phẩm xong trễ hạn"),
            (State::NotDue, _) => format!("Chưa đến hạn, {work}"),
            (State::Overdue, _) => format!("Quá hạn, {work}"),
            (State::Recurring, None) if self.status == Status::InProgress => "Thực hiện thường xuyên".to_owned(),
            (State::OnEvent, None) if self.status == Status::NotStarted => "Chưa phát sinh".to_owned(),
            (_, Some(done)) => done,
            (_, None) => crate::text::capitalized(work),
        }
    }

    fn evidence(&self) -> Vec<String> {
        let StatedProgress { steps, evidence, .. } = &self.stated.value;
        steps.values().map(|step| &step.evidence).chain([evidence]).filter_map(Given::text).map(str::to_owned).collect()
    }
}

impl Task {
    fn dates(&self) -> impl Iterator<Item = PartialDate> + '_ {
        self.deadlines.iter().filter_map(|due| if let Due::Date(date) = due { Some(*date) } else { None })
    }

    fn undated_state(&self) -> State {
        if self.deadlines.contains(&Due::Recurring) {
            State::Recurring
        } else if self.deadlines.contains(&Due::OnEvent) {
            State::OnEvent
        } else {
            State::Undated
        }
    }

    /// When it is due, in words.
    fn deadline(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        for due in &self.deadlines {
            let word = match due {
                Due::Date(date) => date.short(),
                Due::Recurring => "định kỳ, thường xuyên".to_owned(),
                Due::OnEvent => "khi phát sinh".to_owned(),
                Due::Open => continue,
            };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        crate::text::capitalized(&words.join("; "))
    }
}

impl Progress {
    fn new(tasks: &Tasks, entries: &[Option<Entry<'_>>], cut_off: PartialDate) -> Self {
        let mut out = Progress { total: tasks.all.len(), ..Progress::default() };
        for line in &tasks.lines {
            match line {
                Line::Heading(kind, heading) => out.rows.push(Shown { kind, text: heading.clone(), ..Shown::default() }),
                Line::Task(at) => {
                    let (task, Some(entry)) = (&tasks.all[*at], &entries[*at]) else { continue };
                    out.count(task, entry, cut_off);
                }
            }
        }
        out.completed = out.on_time + out.late;
        out.dated = out.completed + out.not_due + out.overdue;
        out.rate = (out.dated > 0).then(|| figure(out.completed as f64 / out.dated as f64 * 100.0));
        out
    }

    fn count(&mut self, task: &Task, entry: &Entry<'_>, cut_off: PartialDate) {
        let state = entry.state(task, cut_off);
        let row = Shown {
            kind: "numbered",
            marker: task.number.to_string(),
            key: task.key.clone(),
            text: task.task.clone(),
            lead_unit: task.lead_unit.clone(),
            deadline: task.deadline(),
            result: entry.result(state, entry.late(task)),
            evidence: entry.evidence(),
        };
        match state {
            State::OnTime => self.on_time += 1,
            State::Late => self.late += 1,
            State::NotDue => self.not_due += 1,
            State::Overdue => {
                self.overdue += 1;
                self.overdue_tasks.push(row.clone());
            }
            State::Recurring => self.recurring += 1,
            State::OnEvent => self.on_event += 1,
            State::Undated => self.undated += 1,
        }
        self.rows.push(row);
    }

    /// What references may ask for.
    fn words(&self) -> Vec<(&'static str, String)> {
        let count = |n: usize| if n == 0 { "0".to_owned() } else { padded(n as u64) };
        let overdue: Vec<String> = self.overdue_tasks.iter().map(|t| format!("{} ({})", t.text.trim_end_matches('.'), t.key)).collect();
        vec![
            ("tổng số", count(self.total)),
            ("có thời hạn", count(self.dated)),
            ("hoàn thành", count(self.completed)),
            ("đúng hạn", count(self.on_time)),
            ("trễ hạn", count(self.late)),
            ("chưa đến hạn", count(self.not_due)),
            ("quá hạn", count(self.overdue)),
            ("thường xuyên", count(self.recurring)),
            ("khi phát sinh", count(self.on_event)),
            ("không thời hạn", count(self.undated)),
            ("tỷ lệ hoàn thành", self.rate.clone().map_or_else(|| "không phát sinh".to_owned(), |rate| format!("{rate}%"))),
            ("nhiệm vụ quá hạn", if overdue.is_empty() { "không có".to_owned() } else { overdue.join("; ") }),
        ]
    }
}

impl Answers for Progress {
    fn say(&self, name: &str, form: &str) -> Option<Result<String, Problem>> {
        (name == NAME).then(|| choose(NAME, form, &self.words().iter().map(|(form, words)| (*form, words.as_str())).collect::<Vec<_>>()))
    }

    fn seen(&self) -> Json {
        json!(self)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, node};
    use super::*;

    const DATA: &str = "{issued_date: 5/1/2026, content: {task_groups: [{heading: x, tasks: [
        {task: a, deadlines: [{text: q, due: 31/3/2026}]},
        {task: b, deadlines: [{text: q, due: 31/3/2026}, {text: r, due: 30/9/2026}]},
        {task: c, deadlines: [{text: r, due: recurring}]}]}]}}";

    /// The progress at the end of June 2026.
    fn told(list: &str) -> (Option<Progress>, Vec<String>) {
        let plan = node(DATA);
        let span = plan.span;
        let plan = Linked { field: super::PLAN.into(), named: span, root: plan.into(), json: Json::Null.into() };
        let list = node(list);
        let Stated(list) = read(&list).unwrap();
        let mut found = Diagnostics::default();
        let cut_off = PartialDate::parse("30/6/2026").ok();
        (progress(&list, span, Some(&plan), cut_off, &mut found), messages(&found))
    }

    #[test]
    fn tasks_are_judged_at_the_cut_off() {
        let (progress, found) = told(
            "[{task: A.1, status: done, done_on: 2/4/2026}, \
              {task: 2, status: in_progress, steps: [{deadline: 1, done_on: 30/3/2026, evidence: Công văn}]}, \
              {task: A.3, status: in_progress}]",
        );
        assert_eq!(found, Vec::<String>::new());
        let progress = progress.unwrap();
        let results: Vec<&str> = progress.rows.iter().map(|r| r.result.as_str()).collect();
        assert_eq!(results, ["", "Hoàn thành ngày 02/4/2026, trễ hạn", "Chưa đến hạn, đang thực hiện", "Thực hiện thường xuyên"]);
        assert_eq!((progress.total, progress.dated, progress.late, progress.not_due, progress.recurring), (3, 2, 1, 1, 1));
        assert_eq!((progress.rate.as_deref(), progress.rows[2].evidence.as_slice()), (Some("50"), &["Công văn".to_owned()][..]));
    }

    #[test]
    fn what_cannot_be_is_told() {
        let (none, found) = told(
            "[{task: A.1, status: done}, {task: A.1, status: not_started}, {task: A.9, status: done, done_on: 1/2/2026}, \
              {task: A.2, status: not_started, steps: [{deadline: 3, done_on: 1/2/2026}]}]",
        );
        assert!(none.is_none());
        assert_eq!(
            found,
            [
                "Nhiệm vụ A.1 đã hoàn thành nhưng không ghi ngày",
                "Nhiệm vụ A.1 có hai dòng tiến độ",
                "Kế hoạch không có nhiệm vụ A.9",
                "Nhiệm vụ A.2 không có thời hạn thứ 3",
                "Nhiệm vụ A.2 chưa thực hiện nhưng có sản phẩm đã xong",
                "Chưa có tiến độ của 1 nhiệm vụ: A.3",
            ]
        );
    }

    #[test]
    fn days_lie_between_plan_and_cut_off() {
        let dated = |day: &str| {
            told(&format!(
                "[{{task: A.1, status: done, done_on: {day}}}, {{task: A.2, status: not_started}}, {{task: A.3, status: not_started}}]"
            ))
            .1
        };
        assert_eq!(dated("1/7/2026"), ["Nhiệm vụ A.1: ngày 01/7/2026 sau ngày chốt số liệu 30/6/2026"]);
        assert_eq!(dated("4/1/2026"), ["Nhiệm vụ A.1: ngày 04/01/2026 trước khi có kế hoạch"]);
        assert_eq!(dated("5/1/2026"), Vec::<String>::new());
    }
}
