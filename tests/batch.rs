//! One document for each row: matching, overlaying, names, and what is said of wrong cells.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use calamine::Reader as _;
use common::{Disk, ENGINE};
use serde_json::json;
use vanban::model::sheet::Correction;
use vanban::pipeline::{Batch, RowsFile};

const BASE: &str = "\
type: ke-hoach
organization_in_charge: UBND tỉnh Lai Châu
organ_code: SKHCN
issued_date: 9/2025
shared: [organ_code, place, signer_info]
subject: Cải cách hành chính năm 2025
signer_info: {competence: KT., position: Phó Giám đốc, full_name: Trần Văn Tuấn}
to_places: [Sở Nội vụ]
content:
  opening: [\"Sở ban hành Kế hoạch như sau:\"]
  body:
    - {level: section, heading: Nội dung}
    - Nội dung chung.
  closing: [Trên đây là Kế hoạch cải cách hành chính]
";

fn batch(base: &str, name: &str, rows: impl Into<Vec<u8>>) -> Batch<'static> {
    ENGINE.batch("data/ke-hoach-chung.yaml", base.as_bytes().to_vec(), RowsFile::new(name, rows.into()), &Disk)
}

fn messages(sources: &vanban::diag::Sources, found: &vanban::diag::Diagnostics) -> Vec<String> {
    let place = |d: &vanban::diag::Diagnostic| d.span().and_then(|s| sources.place(s)).unwrap_or_default();
    found.iter().map(|d| format!("{}: {}", place(d), d.message)).collect()
}

#[test]
fn every_row_is_a_document_of_its_own() {
    let rows = "Cơ quan ban hành;Địa danh;Họ và tên;ngay ban hanh;#ghi chú\n\
                Sở Nội vụ;Lai Châu;Nguyễn Văn An;5/9/2025;gửi sớm\n\
                # Ví dụ: Sở A;;;;\n\
                Sở Tài chính;Than Uyên;Lê Thị Bình;;\n";
    let batch = batch(BASE, "don-vi.csv", rows);
    assert_eq!(messages(&batch.sources, &batch.diagnostics), Vec::<String>::new());
    assert_eq!(batch.len(), 2);
    let matched: Vec<_> = batch.matches().iter().map(|m| (m.column.as_str(), m.path.as_str())).collect();
    assert_eq!(matched, [("A", "organ_name"), ("B", "place"), ("C", "signer_info.full_name"), ("D", "issued_date")]);
    let text = |index| common::flow_text(&batch.compile(index, &Disk).compiled.unwrap());
    let (first, second) = (text(0), text(1));
    assert!(first.contains("SỞ NỘI VỤ") && first.contains("Nguyễn Văn An") && first.contains("Lai Châu, ngày 05 tháng 9 năm 2025"));
    // An empty cell empties the field: the date of the base is not this row's.
    assert!(second.contains("SỞ TÀI CHÍNH") && second.contains("Lê Thị Bình") && !second.contains("2025, ngày"));
    let label = batch.row(1).unwrap();
    assert_eq!((label.place.as_str(), label.number, label.key.as_str()), ("don-vi.csv, 4", 4, "Sở Tài chính"));
    assert_eq!(batch.name(0, None).unwrap(), "ke-hoach-chung-so-noi-vu");
    assert_eq!(batch.name(1, Some("KH {{organ_code}} {{row}}")).unwrap(), "kh-skhcn-4");
    assert!(batch.name(0, Some("{{khong_co}}")).is_err());
}

#[test]
fn json_lines_and_csv_make_the_same_documents() {
    let csv = batch(BASE, "a.csv", "organ_name,place\nSở Nội vụ,Lai Châu\n");
    let lines = batch(BASE, "a.jsonl", "{\"organ_name\": \"Sở Nội vụ\", \"place\": \"Lai Châu\"}\n");
    let bytes = |batch: &Batch<'_>| ENGINE.docx(&batch.compile(0, &Disk).compiled.unwrap()).unwrap();
    assert!(bytes(&csv) == bytes(&lines));
    assert_eq!(lines.row(0).unwrap().place, "a.jsonl:1:1");
}

#[test]
fn a_wrong_cell_fails_its_own_row() {
    let batch = batch(BASE, "a.csv", "organ_name;place;issued_date\nSở Nội vụ;Lai Châu;31/2/2025\nSở Y tế;Lai Châu;\n;Lai Châu;\n");
    let said = |index| {
        let outcome = batch.compile(index, &Disk);
        messages(&outcome.sources, &outcome.diagnostics)
    };
    assert_eq!(said(0), ["a.csv, C2: Trường `issued_date` (Ngày ban hành): không có ngày “31/2/2025” trong lịch"]);
    assert_eq!(said(1), Vec::<String>::new());
    assert_eq!(said(2).len(), 1, "{:?}", said(2));
}

#[test]
fn headings_that_mean_nothing_are_reported_once() {
    let batch = batch(BASE, "a.csv", "organ_name;Nguoi ky ten;place\nSở Nội vụ;A;B\n");
    assert_eq!(messages(&batch.sources, &batch.diagnostics), ["a.csv, B1: Không có trường nào tên là “Nguoi ky ten”"]);
    let empty = self::batch(BASE, "a.csv", "organ_name;place\n");
    assert_eq!(messages(&empty.sources, &empty.diagnostics), ["a.csv, B1: Bảng tính không có hàng dữ liệu nào dưới hàng tiêu đề"]);
}

#[test]
fn titles_of_what_a_column_may_name_are_unique() {
    for (slug, _) in ENGINE.types() {
        let schema = ENGINE.schema(slug).unwrap().map_err(|_| "schema").unwrap();
        let mut seen = std::collections::HashMap::new();
        for field in vanban::model::columns::fields(schema, schema) {
            let title = vanban::model::columns::compared(&field.title);
            if let Some(other) = seen.insert(title, field.dotted()) {
                panic!("{slug}: `{other}` and `{}` are both titled {}", field.dotted(), field.title);
            }
        }
    }
}

#[test]
fn what_the_form_asks_the_reader_understands() {
    for (slug, _) in ENGINE.types() {
        let form = ENGINE.form(slug, None, &Disk).unwrap_or_else(|(s, found)| panic!("{}", vanban::cli::report(&s, &found)));
        assert!(form == ENGINE.form(slug, None, &Disk).unwrap_or_else(|_| panic!("form")), "{slug}: other bytes the second time");
        let base = ENGINE.example(slug).unwrap().unwrap_or_else(|_| panic!("example"));
        let headings = headings(&form);
        let batch = ENGINE.batch("data/chung.yaml", base.as_bytes().to_vec(), RowsFile::new("mau.xlsx", form), &Disk);
        let found = messages(&batch.sources, &batch.diagnostics);
        let errors: Vec<_> =
            found.iter().filter(|m| !m.contains("không có hàng dữ liệu") && !m.contains("số liệu của tệp chung")).collect();
        assert!(errors.is_empty(), "{slug}: {errors:?}");
        let understood: Vec<&str> = batch.matches().iter().map(|m| m.heading.as_str()).collect();
        assert_eq!(understood, headings, "{slug}");
        assert_eq!(batch.len(), 0, "{slug}: the example row is a document");
    }
}

/// The workbook of every type, filled from its example, gives that document again.
#[test]
fn every_type_is_rendered_from_its_workbook() {
    let copies = |declaration: &vanban::model::doc_type::Declaration| declaration.group == vanban::model::doc_type::Group::Copies;
    for (slug, _) in ENGINE.types().into_iter().filter(|(_, declaration)| !declaration.as_ref().is_ok_and(copies)) {
        let form = ENGINE.form(slug, None, &Disk).unwrap_or_else(|_| panic!("{slug}"));
        let example = ENGINE.example(slug).unwrap().unwrap_or_else(|_| panic!("example"));
        let whole = ENGINE.compile("data/a.yaml", example.as_bytes().to_vec(), &Disk);
        let headings = headings(&form);
        let asked = ENGINE.batch("data/a.yaml", example.as_bytes().to_vec(), RowsFile::new("mau.xlsx", form), &Disk);
        let mut sources = vanban::diag::Sources::default();
        let id = sources.add("example.yaml", example);
        let data = vanban::model::read::read(&sources, id).0.unwrap().to_json();
        let cell = |path: &str| match path.split('.').try_fold(&data, |at, step| at.get(step)) {
            Some(serde_json::Value::Array(list)) => list.iter().map(shown).collect::<Vec<_>>().join("\n"),
            Some(value) => shown(value),
            None => String::new(),
        };
        let row: Vec<String> = asked.matches().iter().map(|column| cell(&column.path)).collect();
        let rows: [Vec<&str>; 2] = [headings.iter().map(String::as_str).collect(), row.iter().map(String::as_str).collect()];
        let filled = workbook(&[("Đơn vị", &[&rows[0], &rows[1]])]);
        let batch = ENGINE.batch("data/a.yaml", example.as_bytes().to_vec(), RowsFile::new("mau.xlsx", filled), &Disk);
        assert_eq!(batch.len(), 1, "{slug}");
        let outcome = batch.compile(0, &Disk);
        let said = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
        assert!(!outcome.diagnostics.has_errors(), "{slug}: {said}");
        let text = |compiled: Option<vanban::pipeline::Compiled>| common::lines(&common::flow_text(&compiled.unwrap()));
        assert_eq!(text(outcome.compiled), text(whole.compiled), "{slug}");
    }
}

/// A value as a clerk types it into a cell.
fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(yes) => if *yes { "Có" } else { "Không" }.to_owned(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The workbook of giấy mời asks for guests alone where the shared file knows the rest.
#[test]
fn guests_are_a_list_of_their_own() {
    let example = ENGINE.example("giay-moi").unwrap().unwrap_or_else(|_| panic!("example"));
    let form = ENGINE.form("giay-moi", Some(("data/a.yaml".into(), example.as_bytes().to_vec())), &Disk).unwrap_or_else(|_| panic!("form"));
    assert_eq!(headings(&form), ["Số", "Kính mời *", "Đoạn kết"]);
    let guests: String = (1..=100).map(|i| format!("\"Ông Lò Văn {i}, Phó Giám đốc Sở {i}\"\n")).collect();
    let batch = ENGINE.batch(
        "data/giay-moi.yaml",
        example.as_bytes().to_vec(),
        RowsFile::new("khach.csv", format!("Kính mời\n{guests}").into()),
        &Disk,
    );
    assert_eq!(batch.len(), 100);
    assert_eq!(batch.name(99, None).unwrap_or_else(|_| panic!("name")), "giay-moi-101");
    let outcome = batch.compile(99, &Disk);
    assert!(!outcome.diagnostics.has_errors());
    assert!(common::flow_text(&outcome.compiled.unwrap()).contains("Ông Lò Văn 100, Phó Giám đốc Sở 100"));
}

/// A letter to many asks for each addressee where the shared file leaves that open; a plan has none.
#[test]
fn addressees_are_asked_where_a_type_has_them() {
    let open = |slug: &str| {
        let example = ENGINE.example(slug).unwrap().unwrap_or_else(|_| panic!("example"));
        let mut lines: Vec<&str> = example.lines().collect();
        if let Some(at) = lines.iter().position(|line| line.starts_with("to:")) {
            let more = lines[at + 1..].iter().take_while(|line| line.starts_with("  ") || line.starts_with("- ")).count();
            lines.drain(at..=at + more);
        }
        let form = ENGINE.form(slug, Some(("data/a.yaml".into(), lines.join("\n").into_bytes())), &Disk);
        headings(&form.unwrap_or_else(|_| panic!("form"))).iter().any(|heading| heading == "Kính gửi")
    };
    let asked: Vec<bool> = ["cong-van", "to-trinh", "phieu-chuyen", "thu-cong", "ke-hoach", "giay-moi"].into_iter().map(open).collect();
    assert_eq!(asked, [true, true, true, true, false, false]);
}

/// What stands in the first row of a workbook's first sheet.
fn headings(workbook: &[u8]) -> Vec<String> {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().next().unwrap().iter().map(ToString::to_string).collect()
}

/// A workbook: sheet names and rows of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            sheet.write_row(row as u32, 0, cells.iter().copied()).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_second_sheet_gives_each_unit_its_records() {
    let base = ENGINE.example("bao-cao").unwrap().unwrap_or_else(|_| panic!("example")).replace("# plan: ke-hoach", "plan: ke-hoach");
    let units: &[&[&str]] = &[&["Cơ quan ban hành"], &["Sở Y tế"], &["Sở Tài chính"]];
    let progress: &[&[&str]] = &[
        &["Đơn vị", "Nhiệm vụ", "Tình trạng", "Ngày hoàn thành"],
        &["Sở Tài chính", "B.1", "done", "5/9/2025"],
        &["so y te", "B.2", "not_started", ""],
        &["Sở Tài chính", "B.3", "DONE", "31/8/2025"],
        &["Sở Tài chánh", "B.4", "done", ""],
    ];
    let bytes = workbook(&[("Đơn vị", units), ("Tiến độ thực hiện kế hoạch", progress), ("# Hướng dẫn", &[]), ("Nháp", &[])]);
    let batch = ENGINE.batch("data/chung.yaml", base.as_bytes().to_vec(), RowsFile::new("a.xlsx", bytes), &Disk);
    let tasks = |index| -> Vec<String> {
        let data = batch.data(index);
        let records = data["content"]["progress"].as_array().cloned().unwrap_or_default();
        records.iter().map(|r| format!("{} {}", r["task"].as_str().unwrap(), r["status"].as_str().unwrap())).collect()
    };
    assert_eq!(tasks(0), ["B.2 not_started"]);
    assert_eq!(tasks(1), ["B.1 done", "B.3 done"]);
    let said = messages(&batch.sources, &batch.diagnostics);
    assert!(
        said.contains(&"a.xlsx, 'Tiến độ thực hiện kế hoạch'!A5: Trang chính không có hàng nào là “Sở Tài chánh”".to_owned()),
        "{said:?}"
    );
    assert!(said.iter().any(|m| m.contains("Trang “Nháp” không ứng với danh sách nào")), "{said:?}");
}

#[test]
fn figures_that_no_column_gives_are_named() {
    let base = std::fs::read(common::UNITS_BASE).unwrap();
    let rows = "organ_name;TTHC_TIEP_NHAN\nSở Y tế;5\n";
    let batch = ENGINE.batch(common::UNITS_BASE, base, RowsFile::new("a.csv", rows.into()), &Disk);
    let said = messages(&batch.sources, &batch.diagnostics);
    let told = said.iter().find(|m| m.contains("Mọi văn bản đều lấy số liệu của tệp chung ở"));
    assert!(told.is_some_and(|m| !m.contains("TTHC_TIEP_NHAN.value")), "{said:?}");
}

#[test]
fn cells_put_right_beside_the_sheet_are_read_as_if_they_stood_there() {
    let base = std::fs::read(common::UNITS_BASE).unwrap();
    let rows = "Tên;organ_name;TTHC_TIEP_NHAN\nNội vụ;Sở Nội vụ;5 hồ sơ\nY tế;Sở Y tế;\n";
    let correction = |cell: &str, was: &str, is: &str| Correction { cell: cell.into(), was: was.into(), is: is.into() };
    let corrections = [
        // A heading that no field has; a figure of words, one of nothing.
        correction("A1", "Tên", "# Tên"),
        correction("C2", "5 hồ sơ", "5"),
        correction("C3", "", "1.234"),
        // The sheet says something else meanwhile.
        correction("B3", "Sở Y Tế cũ", "Sở Khác"),
    ];
    let read = |corrections: &[Correction]| {
        let rows = RowsFile { corrections, ..RowsFile::new("a.csv", rows.into()) };
        let batch = ENGINE.batch(common::UNITS_BASE, base.clone(), rows, &Disk);
        let figure = |row: usize| {
            let data = batch.data(row);
            let all = data["content"]["indicators"].as_array().unwrap();
            all.iter().find(|one| one["code"] == "TTHC_TIEP_NHAN").unwrap()["value"].clone()
        };
        let outcome = batch.compile(0, &Disk);
        let in_sheet =
            messages(&outcome.sources, &outcome.diagnostics).into_iter().filter(|m| m.starts_with("a.csv, ")).collect::<Vec<_>>();
        let unknown = messages(&batch.sources, &batch.diagnostics).iter().any(|m| m.contains("Không có trường nào tên là “Tên”"));
        (figure(0), figure(1), batch.data(1)["organ_name"].clone(), in_sheet, unknown)
    };
    let wrong = "a.csv, C2: “5 hồ sơ” không phải số".to_owned();
    assert_eq!(read(&[]), (json!(null), json!(null), json!("Sở Y tế"), vec![wrong], true));
    assert_eq!(read(&corrections), (json!(5), json!(1234), json!("Sở Y tế"), vec![], false));
}

#[test]
fn the_form_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("mẫu.xlsx");
    let run = |document_type: &str, base: Option<&str>| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.args(["rows", document_type, "-o"]).arg(&form).args(base.iter().flat_map(|b| ["--base", b]));
        let output = command.output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run("bao-cao", Some(common::UNITS_BASE)), (0, String::new()));
    let (code, said) = run("bao-cao", None);
    assert!(code == 2 && said.contains("hãy chọn tên khác"), "{said}");
    let (code, said) = run("bao-cáo", None);
    assert!(code == 2 && said.contains("Không có loại văn bản “bao-cáo”"), "{said}");
    let (code, said) = run("ke-hoach", Some(common::UNITS_BASE));
    assert!(code == 1 && said.contains("không phải dữ liệu của loại văn bản “ke-hoach”"), "{said}");
}

/// The disk, but for one file whose text is given, and whose readings are counted.
struct Plan {
    text: std::sync::Mutex<String>,
    read: std::sync::atomic::AtomicUsize,
}

impl Plan {
    fn new(text: &str) -> Plan {
        Plan { text: text.to_owned().into(), read: 0.into() }
    }
}

impl vanban::model::Files for Plan {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        if path != "ke-hoach.yaml" {
            return Disk.read(from, path);
        }
        self.read.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok(("data/ke-hoach.yaml".into(), self.text.lock().unwrap().clone().into_bytes()))
    }
}

fn report_on(plan: &str) -> String {
    format!(
        "type: bao-cao\norganization_in_charge: UBND tỉnh Lai Châu\norgan_code: SKHCN\nissued_date: 9/2025\nsubject: Kết quả thực hiện kế hoạch\n\
         signer_info: {{competence: KT., position: Phó Giám đốc, full_name: Trần Văn Tuấn}}\nto_places: [Sở Nội vụ]\nplace: Lai Châu\nshared: [organ_code, place, signer_info]\n\
         content:\n  period: {{quarter: 3, year: 2025}}\n  plan: {plan}\n  body: [\"Thực hiện [[plan:số]].\"]\n  closing: [Trên đây là báo cáo]\n"
    )
}

const PLAN: &str = "type: ke-hoach
profile: profiles/so-khcn-lai-chau.yaml
code_number: 7
issued_date: 18/3/2025
subject: Cải cách hành chính
to_places: [Sở Nội vụ]
content: {body: [Một], closing: [Trên đây là Kế hoạch]}
";

/// Rows take a linked document over from each other; each is still what it would be alone.
#[test]
fn what_all_rows_link_is_the_same_for_each() {
    let files = Plan::new(PLAN);
    let rows = "organ_name\nSở Nội vụ\nSở Tài chính\n";
    let batch = ENGINE.batch("data/chung.yaml", report_on("ke-hoach.yaml").into_bytes(), RowsFile::new("a.csv", rows.into()), &files);
    let told = |index| {
        let outcome = batch.compile(index, &files);
        (messages(&outcome.sources, &outcome.diagnostics), outcome.compiled)
    };
    for index in 0..2 {
        let (found, row) = told(index);
        let row = row.unwrap_or_else(|| panic!("{found:?}"));
        assert!(common::flow_text(&row).contains("Thực hiện Kế hoạch số 07/KH-SKHCN ngày 18/3/2025"));
        let alone = ENGINE.compile("data/hang.json", batch.data(index).to_string().into_bytes(), &files).compiled.unwrap();
        assert!(ENGINE.docx(&row).unwrap() == ENGINE.docx(&alone).unwrap() && ENGINE.pdf(&row).unwrap() == ENGINE.pdf(&alone).unwrap());
    }
    // Whoever keeps a document's files has to see them read for each.
    let before = files.read.load(std::sync::atomic::Ordering::Relaxed);
    told(0);
    assert_eq!(files.read.load(std::sync::atomic::Ordering::Relaxed), before + 1);
    // A file that is another one by now is read anew.
    *files.text.lock().unwrap() = PLAN.replace("code_number: 7", "code_number: 8");
    assert!(common::flow_text(&told(1).1.unwrap()).contains("Kế hoạch số 08/KH-SKHCN"));
}

#[test]
fn a_fault_in_what_all_rows_link_is_told_for_each() {
    let files = Plan::new(&PLAN.replace("18/3/2025", "31/2/2025"));
    let rows = "organ_name\nSở Nội vụ\nSở Tài chính\n";
    let batch = ENGINE.batch("data/chung.yaml", report_on("ke-hoach.yaml").into_bytes(), RowsFile::new("a.csv", rows.into()), &files);
    assert_eq!(messages(&batch.sources, &batch.diagnostics), Vec::<String>::new());
    for index in 0..2 {
        let outcome = batch.compile(index, &files);
        let found = messages(&outcome.sources, &outcome.diagnostics);
        // That the base's field leads there is the same in every row, and not said again.
        assert_eq!(found, ["data/ke-hoach.yaml:4:14: Trường `issued_date` (Ngày ban hành): không có ngày “31/2/2025” trong lịch"]);
    }
}
