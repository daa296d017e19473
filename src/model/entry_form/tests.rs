//! Which columns units are asked for.

use super::*;
use crate::diag::Sources;
use crate::model::read;
use serde_json::json;

fn schema() -> Json {
    let figure = json!({"type": "object", "required": ["code", "name"], "properties": {
        "code": {"type": "string", "title": "Mã"}, "name": {"type": "string", "title": "Tên"}, "unit": {"type": "string", "title": "Đơn vị tính"},
        "value": {"type": ["number", "string"], "title": "Số liệu"}, "previous": {"type": ["number", "string"], "title": "Kỳ trước"}
    }});
    let task = json!({"type": "object", "required": ["task"], "properties": {
        "task": {"type": "string", "title": "Nhiệm vụ"}, "status": {"enum": ["done", "late"], "title": "Tình trạng"}, "done_at": {"type": "string", "format": "date", "title": "Ngày hoàn thành"}
    }});
    json!({
        "type": "object", "required": ["organ_name", "subject", "content"],
        "properties": {
            "organ_name": {"type": "string", "title": "Cơ quan ban hành", "description": "Tên đầy đủ, ví dụ: Sở Nội vụ.", "x-clause": "PL I-1.II.2"},
            "subject": {"type": "string", "title": "Trích yếu"},
            "to": {"type": "array", "items": {"type": "string"}, "title": "Kính gửi"},
            "issued_date": {"type": "string", "format": "date", "title": "Ngày ban hành"},
            "content": {"type": "object", "required": ["staff"], "properties": {
                "staff": {"type": "integer", "minimum": 3, "maximum": 500, "title": "Số công chức"},
                "grade": {"enum": ["A", "B"], "title": "Xếp loại"},
                "modes": {"type": "array", "items": {"type": "string", "enum": ["trực tiếp", "trực tuyến"]}, "title": "Hình thức"},
                "online": {"type": "boolean", "title": "Có trực tuyến"},
                "share": {"type": "number", "title": "Tỷ lệ"},
                "indicators": {"type": "array", "items": figure, "title": "Chỉ tiêu"},
                "progress": {"type": "array", "items": task, "title": "Tiến độ: thực hiện/kế hoạch", "x-rows-from": true}
            }}
        }
    })
}

fn asked(base: &str) -> EntryForm {
    let mut sources = Sources::default();
    let id = sources.add("a.yaml", base);
    entry_form("Báo cáo", &schema(), read::read(&sources, id).0.as_ref())
}

fn headings(columns: &[Column]) -> Vec<&str> {
    columns.iter().map(|c| c.heading.as_str()).collect()
}

/// What every unit has of its own, then the content; what all share is not asked.
#[test]
fn a_unit_fills_in_what_is_its_own() {
    let form = entry_form("Báo cáo", &schema(), None);
    let columns =
        ["Cơ quan ban hành", "Ngày ban hành", "Trích yếu", "Kính gửi", "Số công chức", "Xếp loại", "Hình thức", "Có trực tuyến", "Tỷ lệ"];
    assert_eq!(headings(&form.units), columns);
    let required: Vec<&str> = form.units.iter().filter(|c| c.required).map(|c| c.heading.as_str()).collect();
    assert_eq!(required, ["Cơ quan ban hành", "Trích yếu", "Số công chức"]);
    let kinds: Vec<&CellKind> = form.units.iter().map(|c| &c.kind).collect();
    let choices = |list: &[&str]| list.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        kinds,
        [
            &CellKind::Text,
            &CellKind::Date,
            &CellKind::Text,
            &CellKind::Text,
            &CellKind::Whole(3, 500),
            &CellKind::Choice(choices(&["A", "B"])),
            &CellKind::Several(choices(&["trực tiếp", "trực tuyến"])),
            &CellKind::Choice(choices(&["Có", "Không"])),
            &CellKind::Number,
        ]
    );
}

#[test]
fn a_column_says_what_to_type_and_shows_it() {
    let form = entry_form("Báo cáo", &schema(), None);
    let organ = &form.units[0];
    assert_eq!((organ.note.as_str(), organ.example.as_str()), ("Tên đầy đủ, ví dụ: Sở Nội vụ. Căn cứ: PL I-1.II.2.", "Sở Nội vụ"));
    assert_eq!(form.units[4].example, "3", "within its limits");
    assert!(form.units[6].note.ends_with("Nhiều giá trị ngăn cách bằng dấu chấm phẩy."), "{}", form.units[6].note);
}

#[test]
fn what_the_base_gives_is_not_asked_again() {
    let form = asked("subject: Kết quả năm 2026\ncontent: {staff: 12, share: 0.5}\n");
    assert_eq!(headings(&form.units), ["Cơ quan ban hành", "Ngày ban hành", "Kính gửi", "Xếp loại", "Hình thức", "Có trực tuyến"]);
}

/// A figure that the base leaves out is computed, or nobody's to give.
#[test]
fn each_figure_of_the_base_is_a_column() {
    let form = asked(
        "content:\n  indicators:\n    - {code: TIEP_NHAN, name: Hồ sơ tiếp nhận, unit: hồ sơ, value: 20, previous: 18}\n    \
         - {code: DUNG_HAN, name: Tỷ lệ đúng hạn, unit: \"%\", value: 98.5}\n    - {code: TONG, name: Tổng số}\n",
    );
    let figures: Vec<&Column> = form.units.iter().filter(|c| c.heading.contains(" – ")).collect();
    let told: Vec<(&str, &CellKind, bool)> = figures.iter().map(|c| (c.heading.as_str(), &c.kind, c.required)).collect();
    assert_eq!(
        told,
        [
            ("TIEP_NHAN – Hồ sơ tiếp nhận", &CellKind::Number, true),
            ("TIEP_NHAN – Hồ sơ tiếp nhận (Kỳ trước)", &CellKind::Number, false),
            ("DUNG_HAN – Tỷ lệ đúng hạn", &CellKind::Percent, true),
        ]
    );
    assert_eq!(figures[0].note, "Hồ sơ tiếp nhận. Đơn vị tính: hồ sơ.");
}

/// Excel takes 31 letters and no `/` or `:` in a sheet's name.
#[test]
fn lists_of_records_are_sheets_whose_rows_name_their_unit() {
    let form = entry_form("Báo cáo", &schema(), None);
    let [(name, columns)] = &form.lists[..] else { panic!("{:?}", form.lists) };
    assert_eq!(name, "Tiến độ thực hiệnkế hoạch");
    assert_eq!(headings(columns), ["Cơ quan ban hành", "Nhiệm vụ", "Tình trạng", "Ngày hoàn thành"]);
    assert_eq!(columns.iter().map(|c| c.required).collect::<Vec<_>>(), [true, true, false, false]);
}
