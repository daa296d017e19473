//! How far a plan's tasks have come at a report's cut-off: counted, judged against their deadlines,
//! and laid out for tables and texts. Only dates make a task on time, late or overdue; recurring,
//! event-bound and undated tasks are counted apart.

use serde::Serialize;

use super::period::Period;
use super::tasks::{Due, Line, Task, Tasks};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::link::Linked;
use crate::model::node::Node;
use crate::text::{PartialDate, figure, padded};

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
pub struct Progress {
    pub total: usize,
    pub dated: usize,
    pub on_time: usize,
    pub late: usize,
    /// On time or late.
    pub completed: usize,
    pub not_due: usize,
    pub overdue: usize,
    pub recurring: usize,
    pub on_event: usize,
    pub undated: usize,
    /// Finished tasks among the dated ones, in percent.
    pub rate: Option<String>,
    /// The overdue tasks.
    pub overdue_tasks: Vec<Row>,
    /// The table of results: the plan's headings and tasks.
    pub rows: Vec<Row>,
}

/// A row of the table of results.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// The row's kind, as markup names it.
    pub kind: &'static str,
    /// The task's number in the plan.
    pub marker: String,
    /// Group letter and number.
    pub key: String,
    /// Heading or task.
    pub text: String,
    /// Who leads.
    pub lead_unit: String,
    /// When it is due.
    pub deadline: String,
    /// What came of it.
    pub result: String,
    /// What proves it.
    pub evidence: Vec<String>,
}

/// One entry of `content.progress`.
struct Entry<'a> {
    node: &'a Node,
    task: usize,
    status: &'a str,
    done_on: Option<PartialDate>,
    /// Deadlines met on their own, from 0.
    steps: Vec<(usize, PartialDate)>,
}

/// Reads the progress list against the plan.
pub(super) fn read(node: &Node, plan: Option<&Linked>, period: Option<&Period>, found: &mut Diagnostics) -> Option<Progress> {
    let start = Span { end: node.span.start, ..node.span };
    let needs = |what: &str, help: &str| Diagnostic::error(code::BAD_PROGRESS, start, what).help(help);
    if period.is_none() {
        found.push(needs("Tiến độ cần kỳ báo cáo để biết ngày chốt số liệu", "Ghi `content.period`, ví dụ: {quarter: 3, year: 2025}."));
    }
    let Some(plan) = plan else {
        found.push(needs("Tiến độ cần kế hoạch có các nhiệm vụ này", "Ghi đường dẫn tệp kế hoạch ở `content.plan`."));
        return None;
    };
    let cut_off = period?.cut_off;
    let tasks = Tasks::read(&plan.root);
    let mut entries: Vec<Option<Entry<'_>>> = tasks.all.iter().map(|_| None).collect();
    for record in node.list() {
        let Some(entry) = entry(record, &tasks, found) else { continue };
        match &entries[entry.task] {
            Some(first) => found.push(
                wrong(record, "task", format!("Nhiệm vụ {} có hai dòng tiến độ", tasks.all[entry.task].key))
                    .also(first.node.span, "dòng thứ nhất")
                    .help("Gộp thành một dòng."),
            ),
            None => {
                entry.check(&tasks.all[entry.task], cut_off, beginning(plan, &tasks), found);
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

fn wrong(record: &Node, key: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code::BAD_PROGRESS, record.get(key).unwrap_or(record).span, message)
}

fn date(node: Option<&Node>) -> Option<PartialDate> {
    node.and_then(Node::text).and_then(|t| PartialDate::parse(t).ok()).filter(|d| d.day.is_some())
}

/// Reads an entry and finds its task.
fn entry<'a>(record: &'a Node, tasks: &Tasks, found: &mut Diagnostics) -> Option<Entry<'a>> {
    let name = record.get("task")?;
    let name = name.text().map_or_else(|| name.to_json().to_string(), str::to_owned);
    let task = match tasks.named(&name).as_slice() {
        [one] => *one,
        [] => {
            let known: Vec<&str> = tasks.all.iter().map(|t| t.key.as_str()).collect();
            found.push(
                wrong(record, "task", format!("Kế hoạch không có nhiệm vụ {name}")).help(format!("Các nhiệm vụ: {}.", known.join(", "))),
            );
            return None;
        }
        several => {
            let keys: Vec<&str> = several.iter().map(|i| tasks.all[*i].key.as_str()).collect();
            found.push(
                wrong(record, "task", format!("Số {name} có ở nhiều nhóm của kế hoạch"))
                    .help(format!("Ghi cả nhóm: {}.", keys.join(" hoặc "))),
            );
            return None;
        }
    };
    let steps = record.get("steps").map(Node::list).unwrap_or_default();
    let mut met = Vec::new();
    for step in steps {
        let (Some(rank), Some(day)) = (step.get("deadline").and_then(Node::number), date(step.get("done_on"))) else { continue };
        let count = tasks.all[task].deadlines.len();
        if (1..=count).contains(&(rank as usize)) {
            met.push((rank as usize - 1, day));
        } else {
            found.push(
                wrong(step, "deadline", format!("Nhiệm vụ {} không có thời hạn thứ {rank}", tasks.all[task].key))
                    .help(format!("Kế hoạch ghi {count} thời hạn cho nhiệm vụ này.")),
            );
        }
    }
    Some(Entry { node: record, task, status: record.get("status").and_then(Node::text)?, done_on: date(record.get("done_on")), steps: met })
}

impl Entry<'_> {
    /// Whether what the entry says can be.
    fn check(&self, task: &Task, cut_off: PartialDate, beginning: Option<PartialDate>, found: &mut Diagnostics) {
        let key = &task.key;
        let steps = self.node.get("steps").map(Node::list).unwrap_or_default();
        match self.status {
            "done" if self.node.get("done_on").is_none() => found.push(
                wrong(self.node, "status", format!("Nhiệm vụ {key} đã hoàn thành nhưng không ghi ngày"))
                    .help("Ghi `done_on`.")
                    .help_in_cell("Ghi ngày hoàn thành ở cùng hàng.")
                    .also(task.span, "nhiệm vụ trong kế hoạch"),
            ),
            "in_progress" | "not_started" if self.node.get("done_on").is_some() => found.push(
                wrong(self.node, "done_on", format!("Nhiệm vụ {key} có ngày hoàn thành nhưng không ghi là đã hoàn thành"))
                    .help("Ghi status: done, hoặc bỏ `done_on`.")
                    .help_in_cell("Sửa cột tình trạng thành done, hoặc xóa ngày hoàn thành."),
            ),
            "not_started" if !steps.is_empty() => found.push(
                wrong(self.node, "status", format!("Nhiệm vụ {key} chưa thực hiện nhưng có sản phẩm đã xong"))
                    .help("Ghi status: in_progress."),
            ),
            _ => {}
        }
        for dated in steps.iter().chain([self.node]) {
            let Some(day) = date(dated.get("done_on")) else { continue };
            if day > cut_off {
                found.push(
                    wrong(dated, "done_on", format!("Nhiệm vụ {key}: ngày {} sau ngày chốt số liệu {}", day.short(), cut_off.short()))
                        .help("Việc xong sau ngày chốt thuộc báo cáo kỳ sau."),
                );
            } else if beginning.is_some_and(|first| day < first) {
                found.push(
                    wrong(dated, "done_on", format!("Nhiệm vụ {key}: ngày {} trước khi có kế hoạch", day.short()))
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
        let work = if self.status == "not_started" { "chưa thực hiện" } else { "đang thực hiện" };
        let done = self.done_on.map(|day| format!("Hoàn thành ngày {}", day.short()));
        match (state, done) {
            (State::OnTime, Some(done)) => format!("{done}, đúng hạn"),
            (State::Late, Some(done)) => format!("{done}, trễ hạn"),
            (State::OnTime, None) => "Các sản phẩm có thời hạn đã hoàn thành đúng hạn; phần còn lại đang thực hiện".to_owned(),
            (State::Late, None) => "Các sản phẩm có thời hạn đã hoàn thành, có sản phẩm trễ hạn; phần còn lại đang thực hiện".to_owned(),
            (State::NotDue, _) if late => format!("Chưa đến hạn, {work}; có sản phẩm xong trễ hạn"),
            (State::NotDue, _) => format!("Chưa đến hạn, {work}"),
            (State::Overdue, _) => format!("Quá hạn, {work}"),
            (State::Recurring, None) if self.status == "in_progress" => "Thực hiện thường xuyên".to_owned(),
            (State::OnEvent, None) if self.status == "not_started" => "Chưa phát sinh".to_owned(),
            (_, Some(done)) => done,
            (_, None) => crate::text::capitalized(work),
        }
    }

    fn evidence(&self) -> Vec<String> {
        let steps = self.node.get("steps").map(Node::list).unwrap_or_default();
        steps.iter().chain([self.node]).filter_map(|n| n.get("evidence").and_then(Node::text)).map(str::to_owned).collect()
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
                Line::Heading(kind, heading) => out.rows.push(Row { kind, text: heading.clone(), ..Row::default() }),
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
        let row = Row {
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
    pub(super) fn words(&self) -> Vec<(&'static str, String)> {
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
