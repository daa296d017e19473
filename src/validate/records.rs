//! Records that texts are composed from: cited documents, the inspection.

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::{Node, Value};
use crate::text::PartialDate;

/// Looks through all parts of the document; the records stand in its content.
pub(super) fn check(root: &Node, found: &mut Diagnostics) {
    let Some(content) = root.get("content") else { return };
    let parts = ["content", "attachments", "appendices"].into_iter().filter_map(|name| root.get(name));
    parts.for_each(|part| walk(part, content, found));
}

fn walk(node: &Node, content: &Node, found: &mut Diagnostics) {
    match &node.value {
        Value::List(list) => list.iter().for_each(|n| walk(n, content, found)),
        Value::Map(entries) => {
            if node.get("type_name").is_some() {
                citation(node, found);
            }
            if let Some(kind) = node.get("compose") {
                composition(node, kind, content, found);
            }
            entries.iter().for_each(|e| walk(&e.node, content, found));
        }
        _ => {}
    }
}

/// A cited document that has a symbol but lacks its number or day is still a draft.
fn citation(node: &Node, found: &mut Diagnostics) {
    if node.get("code_notation").is_none() {
        return;
    }
    let dated = match node.get("issued_date").map(|d| &d.value) {
        Some(Value::Text(text)) => PartialDate::parse(text).is_ok_and(|d| d.day.is_some()),
        _ => false,
    };
    if node.get("code_number").is_none() || !dated {
        found.push(
            Diagnostic::warning(code::CITED_DRAFT, node.span, "Văn bản được viện dẫn chưa có số hoặc ngày; chỗ đó để trống")
                .help("Ghi `code_number` và `issued_date` (đủ ngày, tháng, năm) khi văn bản đó đã ban hành.")
                .clause("PL I-1.II.6b"),
        );
    }
}

fn composition(item: &Node, kind: &Node, content: &Node, found: &mut Diagnostics) {
    let needs: &[&str] = match kind.text().unwrap_or_default() {
        "inspection_units" => &["inspection", "units"],
        "inspection_period" => &["inspection", "period"],
        "inspection_team" => &["inspection", "team"],
        "task_table" => &["task_groups"],
        "indicator_table" => &["indicators"],
        "progress_table" | "progress_summary" => &["progress"],
        "minutes_units" | "minutes_results" | "recommendation_table" => &["minutes"],
        "team_table" => &["inspection_team"],
        _ => &["inspection", "contents"],
    };
    let mut at = Some(content);
    for step in needs {
        at = at.and_then(|n| n.get(step));
    }
    let by_mode = matches!(kind.text(), Some("inspection_topics" | "inspection_contents" | "inspection_units"));
    let mode = item.get("mode").and_then(Node::text);
    let empty = Diagnostic::error(code::WRONG_REFERENCE, kind.span, String::new());
    let path = needs.join(".");
    if at.is_none() {
        found.push(
            Diagnostic { message: format!("Không có dữ liệu `content.{path}` để ghép"), ..empty }
                .help(format!("Khai báo dữ liệu ở `content.{}`.", needs[0])),
        );
    } else if by_mode && mode.is_none() {
        found.push(Diagnostic { message: "Mục ghép này cần trường `mode`".into(), ..empty }.help("Ghi mode: online hoặc mode: on_site."));
    } else if by_mode && !holds(at, mode) {
        found.push(
            Diagnostic { message: format!("`content.{path}` không có phần tử nào cho mode: {}", mode.unwrap_or_default()), ..empty }
                .help("Thêm dữ liệu, hoặc bỏ mục ghép này."),
        );
    }
    if item.get("level").is_none() && !kind.text().unwrap_or_default().ends_with("_table") {
        found.push(
            Diagnostic::error(code::MISSING_FIELD, kind.span, "Mục ghép này thiếu trường `level`")
                .help("Ghi cấp của các dòng được ghép, ví dụ level: dash."),
        );
    }
    let led = matches!(kind.text(), Some("inspection_units" | "inspection_period"));
    if led && item.get("run_in").is_none() {
        found.push(
            Diagnostic::error(code::MISSING_FIELD, kind.span, "Mục ghép này thiếu trường `run_in`")
                .help("Ghi phần đứng trước dấu hai chấm, ví dụ run_in: Thời gian kiểm tra."),
        );
    }
}

/// Whether the records hold anything for an inspection mode.
fn holds(records: Option<&Node>, mode: Option<&str>) -> bool {
    let (Some(records), Some(mode)) = (records, mode) else { return false };
    match &records.value {
        Value::List(list) => list.iter().any(|r| r.get("mode").and_then(Node::text) == Some(mode)),
        _ => records.get(mode).is_some_and(|r| !r.list().is_empty()),
    }
}
