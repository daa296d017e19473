//! Reports over generated figures and plans: sums and shares hold to the last unit, every task is
//! counted once and where it belongs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::{ENGINE, flow_text, lines};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use vanban::model::Files;
use vanban::pipeline::Outcome;

/// The plan that a generated report names.
struct Plan(Json);

impl Files for Plan {
    fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        Ok((path.to_owned(), self.0.to_string().into_bytes()))
    }
}

fn document(slug: &str, content: Json) -> Json {
    json!({
        "type": slug, "organ_name": "Sở Nội vụ", "organ_code": "SNV", "place": "Lai Châu", "code_number": 1, "issued_date": "02/01/2025",
        "subject": "Thử", "to_places": ["Các phòng"], "signer_info": {"position": "Giám đốc", "full_name": "Nguyễn Văn A"},
        "content": content
    })
}

/// A report whose only line is `text`.
fn report(text: &str, records: Json, plan: Json) -> Outcome {
    let mut content = json!({"body": [text], "closing": ["Trên đây"]});
    content.as_object_mut().unwrap().extend(records.as_object().unwrap().clone());
    ENGINE.compile("a.json", document("bao-cao", content).to_string().into_bytes(), &Plan(plan))
}

/// The line as the document shows it.
#[track_caller]
fn line(outcome: &Outcome) -> String {
    let found: Vec<&str> = outcome.diagnostics.iter().map(|d| d.message.as_str()).collect();
    let text = lines(&flow_text(outcome.compiled.as_ref().unwrap_or_else(|| panic!("{found:?}"))));
    text.lines().find(|l| l.starts_with("Kết:")).unwrap().to_owned()
}

fn has_error(outcome: &Outcome, id: &str) -> bool {
    outcome.compiled.is_none() && outcome.diagnostics.iter().any(|d| d.code.id == id)
}

/// `1.234.567` as a plain number.
fn number(shown: &str) -> f64 {
    shown.replace('.', "").replace(',', ".").parse().unwrap()
}

/// A task with one deadline, and what became of it: its state by hand, from the rule of the cut-off.
#[derive(Clone, Debug)]
struct Task {
    due: Option<(u32, u32)>,
    otherwise: &'static str,
    done: Option<(u32, u32)>,
}

const CUT_OFF: (u32, u32) = (9, 14);

impl Task {
    fn state(&self) -> &'static str {
        match (self.due, self.done) {
            (None, _) => self.otherwise,
            (Some(due), Some(done)) => {
                if done <= due {
                    "on_time"
                } else {
                    "late"
                }
            }
            (Some(due), None) => {
                if due <= CUT_OFF {
                    "overdue"
                } else {
                    "not_due"
                }
            }
        }
    }

    fn record(&self) -> Json {
        let due = self.due.map_or(self.otherwise.to_owned(), date);
        json!({"task": "Việc", "deadlines": [{"text": "Hạn", "due": due}]})
    }
}

fn date((month, day): (u32, u32)) -> String {
    format!("2025-{month:02}-{day:02}")
}

fn task() -> impl Strategy<Value = Task> {
    let due = prop::option::weighted(0.7, (1_u32..=12, 3_u32..=28));
    let done = prop::option::of((1_u32..=8, 3_u32..=28));
    (due, prop::sample::select(vec!["recurring", "on_event", "none"]), done).prop_map(|(due, otherwise, done)| Task {
        due,
        otherwise,
        done,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_and_shares_hold(parts in prop::collection::vec(0_u32..3_000_000, 1..6)) {
        let code = |i: usize| format!("P{i}");
        let mut indicators: Vec<Json> = parts.iter().enumerate().map(|(i, n)| json!({"code": code(i), "name": "Phần", "value": n})).collect();
        indicators.extend([json!({"code": "T", "name": "Tổng"}), json!({"code": "R", "name": "Tỷ lệ", "unit": "%"})]);
        let codes: Vec<String> = (0..parts.len()).map(code).collect();
        let relations = json!([{"result": "R", "share": "P0", "of": "T"}, {"result": "T", "sum": codes}]);
        let total: u64 = parts.iter().map(|n| u64::from(*n)).sum();

        let outcome = report("Kết: [[T]] và [[R]]", json!({"indicators": indicators, "relations": relations}), Json::Null);
        let line = line(&outcome);
        let (sum, share) = line.trim_start_matches("Kết: ").split_once(" và ").unwrap();
        prop_assert_eq!(number(sum), total as f64);
        if total > 0 {
            let exact = f64::from(parts[0]) / total as f64 * 100.0;
            prop_assert!((number(share.trim_end_matches('%')) - exact).abs() <= 0.005 + 1e-9, "{share} {exact}");
        } else {
            prop_assert_eq!(share, "không phát sinh");
        }

        let given = |value: u64| {
            let mut indicators = indicators.clone();
            indicators[parts.len()]["value"] = json!(value);
            report("Kết: [[T]]", json!({"indicators": indicators, "relations": relations}), Json::Null)
        };
        prop_assert!(given(total).compiled.is_some());
        prop_assert!(has_error(&given(total + 1), "V024"));
    }

    #[test]
    fn every_task_is_counted_once(tasks in prop::collection::vec(task(), 1..12), second in 0_usize..12) {
        // Two lettered groups, so that numbers repeat.
        let parted = second.min(tasks.len());
        let groups: Vec<Json> = [&tasks[..parted], &tasks[parted..]]
            .iter()
            .map(|group| json!({"heading": "Nhóm", "tasks": group.iter().map(Task::record).collect::<Vec<_>>()}))
            .collect();
        let key = |i: usize| if i < parted { format!("A.{}", i + 1) } else { format!("B.{}", i - parted + 1) };
        let progress: Vec<Json> = tasks
            .iter()
            .enumerate()
            .map(|(i, task)| match task.done {
                Some(done) => json!({"task": key(i), "status": "done", "done_on": date(done)}),
                None => json!({"task": key(i), "status": "in_progress"}),
            })
            .collect();
        let plan = document("ke-hoach", json!({"body": ["Việc"], "closing": ["Trên đây"], "task_groups": groups}));
        let forms = [("on_time", "đúng hạn"), ("late", "trễ hạn"), ("not_due", "chưa đến hạn"), ("overdue", "quá hạn"), ("recurring", "thường xuyên"), ("on_event", "khi phát sinh"), ("none", "không thời hạn")];
        let text: Vec<String> = forms.iter().map(|(_, form)| format!("[[progress:{form}]]")).collect();
        let records = json!({"plan": "plan.json", "period": {"quarter": 3, "year": 2025}, "progress": progress});
        let outcome = report(&format!("Kết: {} [[progress:tổng số]]", text.join(" ")), records, plan);
        let line = line(&outcome);
        let counts: Vec<usize> = line.trim_start_matches("Kết: ").split(' ').map(|n| n.parse().unwrap()).collect();
        for ((state, _), count) in forms.iter().zip(&counts) {
            prop_assert_eq!(*count, tasks.iter().filter(|t| t.state() == *state).count(), "{}: {}", state, &line);
        }
        prop_assert_eq!(counts[..7].iter().sum::<usize>(), counts[7]);
        prop_assert_eq!(counts[7], tasks.len());
    }
}

/// The small plan of `records/`: its second task has two deadlines, one of them met.
fn second_task(entry: &str, to: &str) -> String {
    let text = format!(
        "type: bao-cao
profile: profiles/so-khcn-son-la.yaml
issued_date: 12/2025
subject: Thử
to_places: [Các phòng]
content:
  plan: ../tests/records/ke-hoach-nho.yaml
  period: {{year: 2025, to: {to}}}
  progress:
    - {{task: A.1, status: done, done_on: 20/3/2025}}
    - {{task: A.2, {entry}}}
    - {{task: B.1, status: in_progress}}
    - {{task: B.2, status: not_started}}
    - {{task: B.7, status: in_progress}}
  body: [{{compose: progress_table}}]
  closing: [Trên đây]
"
    );
    let outcome = common::compile("bao-cao.yaml", &text);
    let found: Vec<&str> = outcome.diagnostics.iter().map(|d| d.message.as_str()).collect();
    let text = lines(&flow_text(outcome.compiled.as_ref().unwrap_or_else(|| panic!("{found:?}"))));
    text.lines().skip_while(|l| *l != "30/6/2025; 30/11/2025").nth(1).unwrap().to_owned()
}

#[test]
fn a_task_is_done_when_all_its_dates_are_met() {
    let steps = |first: &str, second: &str| {
        format!("status: in_progress, steps: [{{deadline: 1, done_on: {first}}}, {{deadline: 2, done_on: {second}}}]")
    };
    let first = |day: &str| format!("status: in_progress, steps: [{{deadline: 1, done_on: {day}}}]");
    for (entry, to, result) in [
        ("status: not_started".to_owned(), "29/6/2025", "Chưa đến hạn, chưa thực hiện"),
        // On the last day it is still to be done; whoever has not done it then is late.
        ("status: in_progress".to_owned(), "30/6/2025", "Quá hạn, đang thực hiện"),
        (first("30/6/2025"), "14/9/2025", "Chưa đến hạn, đang thực hiện"),
        (first("01/7/2025"), "14/9/2025", "Chưa đến hạn, đang thực hiện; có sản phẩm xong trễ hạn"),
        (first("30/6/2025"), "30/11/2025", "Quá hạn, đang thực hiện"),
        (steps("30/6/2025", "30/11/2025"), "09/12/2025", "Các sản phẩm có thời hạn đã hoàn thành đúng hạn; phần còn lại đang thực hiện"),
        (
            steps("30/6/2025", "01/12/2025"),
            "09/12/2025",
            "Các sản phẩm có thời hạn đã hoàn thành, có sản phẩm trễ hạn; phần còn lại đang thực hiện",
        ),
        ("status: done, done_on: 25/6/2025".to_owned(), "09/12/2025", "Hoàn thành ngày 25/6/2025, đúng hạn"),
        ("status: done, done_on: 25/7/2025".to_owned(), "09/12/2025", "Hoàn thành ngày 25/7/2025, trễ hạn"),
    ] {
        assert_eq!(second_task(&entry, to), result, "{entry}, {to}");
    }
}

/// Texts that only look like references, or like markup, stay what they are.
#[test]
fn references_never_become_markup() {
    let indicators = json!([{"code": "A", "name": "<b>x</b>", "unit": "<p>", "value": 3, "note": "{{x}} [[A]]"}]);
    let text = "Kết: [[A:kèm đơn vị]] [A] ] [ {{a}} [[[A]] mục](https://vi.du)";
    let outcome = report(text, json!({"indicators": indicators}), Json::Null);
    assert_eq!(line(&outcome), "Kết: 3 <p> [A] ] [ {{a}} 3 mục");
}
