//! Spreadsheets that went wrong once: what the sheet shows is what the document says, or it is told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{Disk, ENGINE, UNITS_BASE};
use vanban::diag::{Diagnostics, Severity, Sources};
use vanban::model::Files;
use vanban::pipeline::{Batch, RowsFile};

/// A plan with a table out of a file beside the tests.
fn plan(rows_from: &str) -> (String, Vec<String>) {
    let data = format!(
        "type: ke-hoach\norganization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\n\
         issued_date: 3/2026\nsubject: Hỗ trợ hộ nghèo năm 2026\n\
         signer_info: {{competence: KT., position: Phó Giám đốc, full_name: Nguyễn Văn An}}\nto_places: [UBND tỉnh]\n\
         content:\n  opening: [\"Sở Nội vụ ban hành Kế hoạch như sau:\"]\n  body:\n    - level: section\n      heading: Danh sách\n      items:\n        \
         - table: {{rows_from: {{file: {rows_from}}}}}\n  closing: [Trên đây là Kế hoạch của Sở Nội vụ]\n"
    );
    let outcome = ENGINE.compile("tests/sheets/a.yaml", data.into_bytes(), &Disk);
    let said = said(&outcome.sources, &outcome.diagnostics);
    (outcome.compiled.map(|c| common::flow_text(&c)).unwrap_or_default(), said)
}

fn said(sources: &Sources, found: &Diagnostics) -> Vec<String> {
    let place = |d: &vanban::diag::Diagnostic| d.span().and_then(|s| sources.place(s)).map(|p| format!("{p}: ")).unwrap_or_default();
    found.iter().map(|d| format!("{}{}", place(d).replace("tests/sheets/", ""), d.message.replace("tests/sheets/", ""))).collect()
}

fn batch(file: &str) -> Batch<'static> {
    let path = format!("tests/sheets/{file}");
    ENGINE.batch(UNITS_BASE, fs::read(UNITS_BASE).unwrap(), RowsFile::new(&path, fs::read(&path).unwrap()), &Disk)
}

/// All findings of a batch, of the whole and of every row.
fn all_said(batch: &Batch<'_>) -> Vec<String> {
    let mut out = said(&batch.sources, &batch.diagnostics);
    for index in 0..batch.len() {
        let outcome = batch.compile(index, &Disk);
        for line in said(&outcome.sources, &outcome.diagnostics) {
            if !out.contains(&line) {
                out.push(line);
            }
        }
    }
    out
}

#[track_caller]
fn says(said: &[String], words: &str) {
    assert!(said.iter().any(|line| line.contains(words)), "“{words}” is not in {said:#?}");
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "“{part}” is not in {text}");
    }
}

#[test]
fn leading_zeros_of_a_format_are_shown() {
    let (text, said) = plan("so-0-o-dau.xlsx");
    assert_eq!(said, Vec::<String>::new());
    holds(&text, &["012345678901", "0912345678", "0000512"]);
}

#[test]
fn formats_decide_what_a_number_looks_like() {
    let (text, _) = plan("dinh-dang.xlsx");
    holds(&text, &["1,2", "2,68", "2.750.001", "1.234,6", "1.500.000 đ", "Quý 3", "-1,5 điểm %", "36,6°C"]);
}

#[test]
fn a_head_of_two_rows_keeps_its_groups_and_the_unit() {
    let (text, said) = plan("tieu-de-hai-hang.xlsx");
    assert_eq!(said, Vec::<String>::new());
    holds(&text, &["Đơn vị tính: đồng", "Số dư tạm ứng", "Kế hoạch tạm ứng", "(6)"]);
    assert_eq!(text.matches("Quý I").count(), 2);
    let (text, _) = plan("bm1.xlsx");
    holds(&text, &["Kết quả thống kê", "Đơn vị tính", "Ghi chú gộp"]);
}

#[test]
fn merged_cells_of_a_table_stay_merged() {
    let (text, said) = plan("o-gop.xlsx");
    assert_eq!(said, Vec::<String>::new());
    holds(&text, &["Xã Mường Than", "Bản Mường", "Tổng cộng"]);
    assert_eq!(text.matches("Xã Mường Than").count(), 1);
    let (text, said) = plan("c16.xlsx");
    assert_eq!(said, Vec::<String>::new());
    holds(&text, &["Cải cách thể chế", "Theo phân công tại Quyết định số 1441/QĐ-UBND"]);
}

#[test]
fn a_merged_cell_speaks_for_every_unit_it_covers() {
    let batch = batch("merged-competence.xlsx");
    assert_eq!(said(&batch.sources, &batch.diagnostics), Vec::<String>::new());
    for index in [0, 1, 29] {
        let outcome = batch.compile(index, &Disk);
        assert_eq!(said(&outcome.sources, &outcome.diagnostics), Vec::<String>::new());
        holds(&common::flow_text(&outcome.compiled.unwrap()), &["KT. CHỦ TỊCH"]);
    }
}

#[test]
fn a_thousand_typed_with_a_dot_is_an_error_at_its_cell() {
    let base = "type: bao-cao\norganization_in_charge: UBND tỉnh\norgan_code: UBND\nplace: Than Uyên\nsubject: Kết quả\nshared: [organ_code, place, signer_info]\n\
        signer_info: {position: Chủ tịch, full_name: Lò Văn An}\nto_places: [Lãnh đạo]\ncontent:\n  indicators:\n    \
        - {code: TTHC_TIEP_NHAN, name: Hồ sơ tiếp nhận, unit: hồ sơ, value: 1}\n    - {code: TTHC_DUNG_HAN, name: Đúng hạn, unit: hồ sơ, value: 1}\n  \
        body: [\"Tiếp nhận [[TTHC_TIEP_NHAN:kèm đơn vị]].\"]\n  closing: [Trên đây là báo cáo]\n";
    let rows = fs::read("tests/sheets/cham-nghin.xlsx").unwrap();
    let batch = ENGINE.batch("tests/sheets/a.yaml", base.into(), RowsFile::new("cham-nghin.xlsx", rows), &Disk);
    let said = all_said(&batch);
    says(&said, "cham-nghin.xlsx, Biểu!B3: Số 1,248 hồ sơ: dấu chấm hàng nghìn bị đọc là dấu thập phân?");
    says(&said, "cham-nghin.xlsx, Biểu!C3: Số 1,192 hồ sơ");
}

#[test]
fn records_that_name_a_unit_have_figures_of_it() {
    let base = "type: bao-cao\nprofile: profiles/so-khcn-lai-chau.yaml\nissued_date: 9/2025\nsubject: Kết quả\nto_places: [Sở Nội vụ]\ncontent:\n  \
        indicators: {rows_from: {file: so-lieu.csv}}\n  body: [\"x.\"]\n  closing: [Trên đây là báo cáo]\n";
    struct Rows;
    impl Files for Rows {
        fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
            let rows = "Mã;Tên chỉ tiêu;Đơn vị tính;Kết quả\nA;Hồ sơ;hồ sơ;~15\nB;Tỷ lệ;%;101\nC;Xếp loại;;Tốt\nD;Hồ sơ;hồ sơ;12\n";
            if path.ends_with(".csv") { Ok((path.into(), rows.into())) } else { Disk.read(from, path) }
        }
    }
    let outcome = ENGINE.compile("data/a.yaml", base.as_bytes().to_vec(), &Rows);
    let said = said(&outcome.sources, &outcome.diagnostics);
    says(&said, "so-lieu.csv, D2: “~15” không phải số");
    says(&said, "so-lieu.csv, D3: Tỷ lệ 101% lớn hơn 100%");
    assert!(!said.iter().any(|line| line.contains("D4:") || line.contains("D5:")), "{said:?}");
}

#[test]
fn hidden_columns_are_passed_over_and_said() {
    let (text, said) = plan("cot-an.xlsx");
    assert_eq!(said.len(), 1, "{said:?}");
    says(&said, "cot-an.xlsx, trang Biểu: bỏ qua 2 cột đang ẩn (C–D)");
    assert!(!text.contains("012345678901") && !text.contains("chờ xác minh"));
    holds(&text, &["Nguyễn Văn A", "Bản Én"]);
}

#[test]
fn old_and_lost_letters_are_told() {
    let (_, said) = plan("dau-hoi.csv");
    says(&said, "dau-hoi.csv, B2: Ô bị mất chữ có dấu (thành dấu ?) khi lưu bằng mã cũ: “Nguy?n”");
    let batch = batch("legacy-encodings.xlsx");
    let said = all_said(&batch);
    says(&said, "A3: Ô gõ bằng mã TCVN3 (phông .VnTime)");
    says(&said, "A4: Ô gõ bằng mã VNI (phông VNI-Times)");
    says(&said, "A5: Ô là UTF-8 bị đọc nhầm thành mã khác");
    says(&all_said(&self::batch("tcvn3-bytes.csv")), "A2: Ô gõ bằng mã TCVN3");
    let outcome = common::compile("a.yaml", "type: ke-hoach\nsubject: Céng hßa x· héi chñ nghÜa ViÖt Nam\ncontent: {body: [x]}\n");
    let told = outcome.diagnostics.iter().find(|d| d.code.id == "D017").unwrap();
    assert_eq!(told.help, ["Gõ lại bằng Unicode; có lẽ là: “Cộng hòa xã hội chủ nghĩa Việt Nam”."]);
}

#[test]
fn text_that_turns_direction_is_refused() {
    let outcome = common::compile("a.yaml", "type: thong-bao\nsubject: \"Mức phạt \\u202e000.1\\u202c đồng\"\ncontent: {body: [x]}\n");
    says(&said(&outcome.sources, &outcome.diagnostics), "Văn bản có ký tự đổi chiều chữ U+202E");
}

#[test]
fn files_that_only_look_like_sheets_are_named() {
    says(&plan("html.xls").1, "html.xls không phải bảng tính: nội dung là trang web (HTML)");
    says(&said(&batch("badutf8.csv").sources, &batch("badutf8.csv").diagnostics), "badutf8.csv hỏng ở dòng 2: ngay sau “");
}

#[test]
fn raised_figures_stay_raised() {
    let (text, said) = plan("so-mu.xlsx");
    assert_eq!(said, Vec::<String>::new());
    holds(&text, &["120 m²", "10⁶ CFU", "CO₂"]);
}

#[test]
fn long_numbers_that_lost_their_digits_are_errors() {
    says(&plan("so-e.csv").1, "đã mất chữ số: Excel ghi số dài ở dạng rút gọn (E+)");
}

#[test]
fn pictures_come_from_a_column_of_files_and_pasted_ones_are_told() {
    let (_, said) = plan("anh.xlsx");
    assert_eq!(said.len(), 1, "{said:?}");
    says(&said, "anh.xlsx, trang Biểu: ảnh dán trong bảng tính không vào văn bản (C3)");
}

#[test]
fn cells_out_of_order_are_read_where_they_say() {
    let base = "type: thong-bao\norgan_code: SCT\nshared: [organ_code]\nsubject: x\ncontent: {body: [x.]}\n";
    let rows = fs::read("tests/sheets/cells-out-of-order.xlsx").unwrap();
    let batch = ENGINE.batch("tests/sheets/a.yaml", base.into(), RowsFile::new("a.xlsx", rows), &Disk);
    assert_eq!(said(&batch.sources, &batch.diagnostics), Vec::<String>::new());
    let data = batch.data(0);
    assert_eq!([&data["organ_name"], &data["place"], &data["subject"]], ["Sở Công Thương", "Sơn La", "Thử nghiệm thứ tự ô"]);
}

#[test]
fn what_differs_from_body_to_body_is_not_the_bases() {
    let batch = batch("no-signer-cols-all.xlsx");
    assert_eq!(
        said(&batch.sources, &batch.diagnostics)[0],
        "data/bao-cao-cchc-quy-3-2025-don-vi.yaml:15:3: 30 văn bản của bảng tính đều lấy chung người ký của tệp gốc"
    );
}

/// Three bodies with a column left out, as CSV.
fn without(column: &str) -> String {
    let sheet = [
        ["Cơ quan ban hành", "Chữ viết tắt tên cơ quan", "Địa danh", "Quyền hạn ký", "Chức vụ", "Họ và tên"],
        ["Sở Tài chính", "STC", "Sơn La", "", "Giám đốc", "Lò Văn An"],
        ["UBND xã Mường La", "UBND", "Mường La", "TM.", "Chủ tịch", "Hà Thị Bình"],
        ["Sở Y tế", "SYT", "Sơn La", "", "Giám đốc", "Lê Thị Cúc"],
    ];
    let kept: Vec<usize> = (0..sheet[0].len()).filter(|at| sheet[0][*at] != column).collect();
    sheet.map(|row| kept.iter().map(|at| row[*at]).collect::<Vec<_>>().join(",") + "\n").concat()
}

/// A column of powers made the base's own name that of every signer; without the bodies' names all were the base's.
#[test]
fn what_a_sheet_lacks_of_a_body_is_told_one_by_one() {
    for (column, title) in [
        ("Cơ quan ban hành", Some("tên cơ quan ban hành")),
        ("Họ và tên", Some("họ tên người ký")),
        ("Chức vụ", Some("chức vụ người ký")),
        ("Địa danh", Some("địa danh")),
        ("Chữ viết tắt tên cơ quan", Some("chữ viết tắt tên cơ quan")),
        ("", None),
    ] {
        let base = fs::read("data/bao-cao-cchc-quy-3-2025-don-vi.yaml").unwrap();
        let rows = RowsFile::new("a.csv", without(column).into_bytes());
        let batch = ENGINE.batch("data/bao-cao-cchc-quy-3-2025-don-vi.yaml", base, rows, &Disk);
        let told: Vec<String> = said(&batch.sources, &batch.diagnostics).into_iter().filter(|said| said.contains("lấy chung")).collect();
        match title {
            Some(title) => {
                assert!(told.len() == 1 && told[0].ends_with(&format!("đều lấy chung {title} của tệp gốc")), "{column}: {told:?}")
            }
            None => assert_eq!(told, Vec::<String>::new()),
        }
    }
}

#[test]
fn a_row_that_adds_up_is_no_unit() {
    let rows = RowsFile::new("a.csv", format!("{}Tổng cộng:,,,,,\n", without("")).into_bytes());
    let base = fs::read("data/bao-cao-cchc-quy-3-2025-don-vi.yaml").unwrap();
    let batch = ENGINE.batch("data/bao-cao-cchc-quy-3-2025-don-vi.yaml", base, rows, &Disk);
    assert_eq!(batch.len(), 3);
    says(&said(&batch.sources, &batch.diagnostics), "Hàng 5 “Tổng cộng:” là hàng cộng, không phải một đơn vị: bỏ qua");
}

/// One cause, one message: a number of which digits are lost is not told to be none as well, nor is a figure that a text
/// asks for and the data lacks.
#[test]
fn one_fault_is_told_once() {
    let base = "type: bao-cao\norgan_name: Sở A\norgan_code: SA\nplace: Lai Châu\nsubject: x\nto_places: [Lãnh đạo]\n\
        signer_info: {position: Giám đốc, full_name: Lò Văn An}\ncontent:\n  indicators:\n    \
        - {code: A, name: Hồ sơ, unit: hồ sơ, value: , previous: 3}\n    - {code: B, name: Văn bản, unit: văn bản, value: 3, previous: chín}\n  \
        body: [\"Có [[A:kèm đơn vị]] ([[A:tăng/giảm]]) và [[B:tăng/giảm]].\"]\n";
    let outcome = ENGINE.compile("data/a.yaml", base.into(), &Disk);
    let codes: Vec<&str> = outcome.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code.id).collect();
    assert_eq!(codes, ["V023", "V003"]);
    let rows = RowsFile::new("a.csv", "Số,A\n1,1.486E+03\n".into());
    let batch = ENGINE.batch("data/a.yaml", base.replace("chín", "9").into(), rows, &Disk);
    let said: Vec<String> = all_said(&batch).into_iter().filter(|said| said.contains("a.csv")).collect();
    assert!(said.len() == 1 && said[0].contains("đã mất chữ số"), "{said:?}");
}

#[test]
fn damaged_tables_are_told_as_what_they_are() {
    let base = || fs::read("data/bao-cao-cchc-quy-3-2025-don-vi.yaml").unwrap();
    let told = |name: &str, bytes: Vec<u8>| {
        let batch = ENGINE.batch("data/bao-cao-cchc-quy-3-2025-don-vi.yaml", base(), RowsFile::new(name, bytes), &Disk);
        said(&batch.sources, &batch.diagnostics)
    };
    says(&told("a.xlsx", Vec::new()), "Tệp a.xlsx rỗng: không có byte nào");
    says(&told("a.csv", without("").replace("Sở Y tế", "Sở Y\0 tế").into_bytes()), "Tệp a.csv hỏng ở dòng 4: ngay sau “Sở Y” có byte 0");
    // UTF-8 read as Latin letters and saved again: what was meant is said once, at the heading.
    let misread: String = without("").bytes().map(char::from).collect();
    let said = told("a.csv", misread.into_bytes());
    says(&said, "a.csv, A1: Ô là UTF-8 bị đọc nhầm thành mã khác");
    assert!(said.iter().all(|said| !said.contains("A1: Không có trường")), "{said:?}");
}

#[test]
fn one_unit_in_two_rows_is_told_as_that() {
    let said = all_said(&batch("dup-unit.xlsx"));
    says(&said, "đứng ở hai hàng");
    says(&all_said(&batch("trung-so-cung-co-quan.xlsx")), "“Văn phòng UBND tỉnh” có hai văn bản cùng loại, cùng số 15: hàng 2 và hàng 3");
}

#[test]
fn a_guide_before_the_sheet_of_units_is_known_as_one() {
    let batch = batch("guide-first.xlsx");
    let told = batch.diagnostics.iter().next().unwrap();
    assert_eq!(told.message, "Trang đầu tiên “Hướng dẫn” không có tiêu đề cột nào của văn bản");
    assert_eq!(told.help, ["Trang “Đơn vị” có: thêm --sheet \"Đơn vị\"; hoặc đặt # trước tên trang hướng dẫn."]);
}

#[test]
fn a_guide_before_a_table_is_known_as_one() {
    let (_, said) = plan("guide-first.xlsx");
    assert_eq!(said, ["a.yaml:16:37: Trang đầu tiên “Hướng dẫn” của guide-first.xlsx không có bảng nào"]);
}

#[test]
fn a_row_that_is_too_long_and_progress_without_a_plan() {
    says(&all_said(&batch("long-row.csv")), "AC4: Hàng này có nhiều ô hơn số cột của hàng tiêu đề (28)");
    says(
        &all_said(&batch("progress-known.xlsx")),
        "Trang “Tiến độ thực hiện kế hoạch” ghi tiến độ kế hoạch, nhưng tệp gốc không nêu kế hoạch nào",
    );
}

/// 500 units, 101 of their cells altered: the key says what each must get.
#[test]
fn every_altered_cell_of_500_units_is_found_and_no_other() {
    let key = fs::read_to_string("tests/sheets/bad500.csv").unwrap();
    let mut reader = csv::Reader::from_reader(key.as_bytes());
    let altered: BTreeMap<String, String> =
        reader.records().map(|r| r.unwrap()).map(|r| (r[0].to_owned(), format!("{} ({})", &r[2], &r[1]))).collect();
    let batch = batch("bad500.xlsx");
    assert_eq!(said(&batch.sources, &batch.diagnostics), Vec::<String>::new());
    let (mut errors, mut told, mut elsewhere) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for index in 0..batch.len() {
        let row = batch.row(index).unwrap().number;
        let of_row = |cell: &&String| cell.trim_start_matches(|c: char| c.is_ascii_uppercase()) == row.to_string();
        let touched = altered.keys().find(of_row);
        // Rows that were not touched are many and alike.
        if touched.is_none() && index % 5 != 0 {
            continue;
        }
        let outcome = batch.compile(index, &Disk);
        for d in outcome.diagnostics.iter() {
            let place = d.span().and_then(|s| outcome.sources.place(s)).unwrap_or_default();
            let cell = place.rsplit('!').next().unwrap_or_default().to_owned();
            // A wrong cell may make other figures of its row doubtful; a right one may not.
            if touched.is_none_or(|t| altered[t].starts_with("odd")) {
                elsewhere.push(format!("{cell}: {}", d.message));
            } else if d.severity == Severity::Error {
                errors.insert(cell.clone());
            }
            told.insert(cell);
        }
    }
    let of = |kind: &str| {
        altered
            .iter()
            .filter(|(_, verdict)| verdict.starts_with(kind))
            .map(|(cell, verdict)| (cell.clone(), verdict.clone()))
            .collect::<Vec<_>>()
    };
    let missed: Vec<_> = of("must").into_iter().filter(|(cell, _)| !errors.contains(cell)).collect();
    assert_eq!(missed, [], "errors that are not told at their cells");
    let doubtful = of("doubtful");
    let untold: Vec<_> = doubtful.iter().filter(|(cell, _)| !told.contains(cell)).collect();
    assert!(doubtful.len() - untold.len() >= 30, "{untold:#?}");
    let right: Vec<_> = of("odd").into_iter().filter(|(cell, _)| told.contains(cell)).collect();
    assert_eq!(right, [], "right cells that are blamed");
    // 1.234 is right at its cell, and fewer than the 1.993 of them that came online.
    assert_eq!(elsewhere, ["AA201: CQS_TRUC_TUYEN (1.993) lớn hơn TTHC_TIEP_NHAN (1.234): tỷ lệ 161,51%"]);
}
