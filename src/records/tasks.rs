//! A plan's tasks as its records hold them, with the numbers that its table gives them.

use crate::diag::Span;
use crate::model::node::{Node, Value};
use crate::text::{PartialDate, capital_letter};

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
    /// Group letter and number, `B.25`; the bare number outside lettered groups.
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

/// A row of the plan's table.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// A heading, with the kind of its row.
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

impl Tasks {
    /// Reads `content.task_groups` of a plan; numbers run on through a lettered group, as in
    /// `tree::Table`.
    pub(super) fn read(plan: &Node) -> Self {
        let mut out = Tasks::default();
        let groups = plan.get("content").and_then(|c| c.get("task_groups")).map(Node::list).unwrap_or_default();
        let (mut letters, mut number) = (0, 0);
        for group in groups {
            let lettered = !is_unnumbered(group);
            if lettered {
                (letters, number) = (letters + 1, 0);
            }
            let letter = if letters > 0 { capital_letter(letters) } else { String::new() };
            out.heading(group, if lettered { "group" } else { "heading" });
            out.tasks(group, &letter, &mut number);
            for inner in group.get("groups").map(Node::list).unwrap_or_default() {
                out.heading(inner, if is_unnumbered(inner) { "heading" } else { "subgroup" });
                out.tasks(inner, &letter, &mut number);
            }
        }
        out
    }

    fn heading(&mut self, group: &Node, kind: &'static str) {
        self.lines.push(Line::Heading(kind, text(group, "heading")));
    }

    fn tasks(&mut self, group: &Node, letter: &str, number: &mut u64) {
        for task in group.get("tasks").map(Node::list).unwrap_or_default() {
            *number = task.get("number").and_then(Node::number).map_or(*number + 1, |n| n as u64);
            let key = if letter.is_empty() { number.to_string() } else { format!("{letter}.{number}") };
            self.lines.push(Line::Task(self.all.len()));
            self.all.push(Task {
                key,
                number: *number,
                id: task.get("id").and_then(Node::text).map(str::to_owned),
                task: text(task, "task"),
                lead_unit: text(task, "lead_unit"),
                deadlines: task.get("deadlines").map(Node::list).unwrap_or_default().iter().map(due).collect(),
                span: task.span,
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

fn is_unnumbered(group: &Node) -> bool {
    group.get("unnumbered").is_some_and(|u| u.value == Value::Bool(true))
}

fn text(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::text).unwrap_or_default().to_owned()
}

fn due(line: &Node) -> Due {
    match line.get("due").and_then(Node::text) {
        Some("recurring") => Due::Recurring,
        Some("on_event") => Due::OnEvent,
        Some(date) => PartialDate::parse(date).map_or(Due::Open, Due::Date),
        None => Due::Open,
    }
}
