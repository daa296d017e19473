//! The workbook of 120 invented units that README's batch command uses, and its copy with a dozen
//! mistakes: `UPDATE=1 cargo test units::` writes them, and the messages of the mistakes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::fs;
use std::io::{Cursor, Read, Write};

use common::{Disk, ENGINE, UNITS_BASE as BASE};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};
use vanban::pipeline::{Batch, RowsFile};

const UNITS: &str = "data/don-vi-quy-3-2025.xlsx";
const WRONG: &str = "data/vi-du-loi/don-vi-quy-3-2025-nhieu-loi.xlsx";

/// Provincial bodies: name, abbreviation, head, deputy.
const BODIES: [(&str, &str, &str, &str); 16] = [
    ("Văn phòng UBND tỉnh", "VPUB", "Chánh Văn phòng", "Phó Chánh Văn phòng"),
    ("Sở Tài chính", "STC", "Giám đốc", "Phó Giám đốc"),
    ("Sở Công Thương", "SCT", "Giám đốc", "Phó Giám đốc"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", "Giám đốc", "Phó Giám đốc"),
    ("Sở Xây dựng", "SXD", "Giám đốc", "Phó Giám đốc"),
    ("Sở Khoa học và Công nghệ", "SKHCN", "Giám đốc", "Phó Giám đốc"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT", "Giám đốc", "Phó Giám đốc"),
    ("Sở Y tế", "SYT", "Giám đốc", "Phó Giám đốc"),
    ("Sở Tư pháp", "STP", "Giám đốc", "Phó Giám đốc"),
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "Giám đốc", "Phó Giám đốc"),
    ("Sở Dân tộc và Tôn giáo", "SDTTG", "Giám đốc", "Phó Giám đốc"),
    ("Sở Ngoại vụ", "SNgV", "Giám đốc", "Phó Giám đốc"),
    ("Thanh tra tỉnh", "TTT", "Chánh Thanh tra", "Phó Chánh Thanh tra"),
    ("Ban Quản lý các khu công nghiệp", "BQLKCN", "Trưởng ban", "Phó Trưởng ban"),
    ("Ban Quản lý dự án đầu tư xây dựng", "BQLDA", "Giám đốc", "Phó Giám đốc"),
    ("Trung tâm Phục vụ hành chính công", "TTPVHCC", "Giám đốc", "Phó Giám đốc"),
];

// Communes and people are made of these: none of them exists.
const FIRST: [&str; 8] = ["Chiềng", "Mường", "Nà", "Bản", "Pá", "Huổi", "Phiêng", "Co"];
const SECOND: [&str; 13] = ["Mận", "Sương", "Đào", "Mây", "Lúa", "Trúc", "Thông", "Quế", "Lan", "Chè", "Mơ", "Nhài", "Sen"];
const FAMILY: [&str; 11] = ["Lò", "Quàng", "Cầm", "Hà", "Lường", "Tòng", "Vì", "Giàng", "Đinh", "Hoàng", "Nguyễn"];
const MIDDLE: [&str; 5] = ["Văn", "Thị", "Minh", "Thanh", "Xuân"];
const GIVEN: [&str; 12] = ["Hải", "Bình", "Cường", "Duyên", "Hạnh", "Khánh", "Linh", "Nam", "Phương", "Sơn", "Thảo", "Yên"];

const COLUMNS: [&str; 27] = [
    "Cơ quan ban hành",
    "Cơ quan chủ quản",
    "Chữ viết tắt tên cơ quan",
    "Địa danh",
    "Quyền hạn ký",
    "Chức vụ người đứng đầu",
    "Chức vụ",
    "Họ và tên",
    "Ngày ban hành",
    "CDDH_VAN_BAN",
    "CDDH_VAN_BAN (kỳ trước)",
    "CDDH_NHIEM_VU",
    "CDDH_HOAN_THANH",
    "CDDH_KIEM_TRA",
    "TC_VBQPPL",
    "TTHC_HIEU_LUC",
    "TTHC_TIEP_NHAN",
    "TTHC_TIEP_NHAN (kỳ trước)",
    "TTHC_GIAI_QUYET",
    "TTHC_DUNG_HAN",
    "TTHC_TRE_HAN",
    "BM_BIEN_CHE",
    "BM_CO_MAT",
    "CV_BOI_DUONG",
    "CV_BOI_DUONG (kỳ trước)",
    "TCC_GIAI_NGAN",
    "CQS_TRUC_TUYEN",
];
const LAST: &str = "CQS_TRUC_TUYEN (kỳ trước)";

/// A unit of the province.
struct Unit {
    words: [String; 8],
    figures: [u32; 19],
}

fn units() -> Vec<Unit> {
    let person = |n: usize| format!("{} {} {}", FAMILY[n * 7 % 11], MIDDLE[n * 3 % 5], GIVEN[n * 5 % 12]);
    let body = |(n, (name, code, head, deputy)): (usize, (&str, &str, &str, &str))| {
        let words = [name, "UBND tỉnh Sơn La", code, "Sơn La", "KT.", head, deputy, &person(n)].map(str::to_owned);
        Unit { words, figures: figures(n, 900) }
    };
    let commune = |n: usize| {
        let name = format!("{} {}", FIRST[n % 8], SECOND[n / 8]);
        let kind = if n % 13 == 5 { "phường" } else { "xã" };
        let organ = format!("Ủy ban nhân dân {kind} {name}");
        let chairman = n.is_multiple_of(3);
        let (competence, position) = if chairman { ("TM.", "Chủ tịch") } else { ("TM.; KT.", "Phó Chủ tịch") };
        let head = if chairman { "" } else { "Chủ tịch" };
        let words = [organ.as_str(), "", "UBND", &name, competence, head, position, &person(n + 16)].map(str::to_owned);
        Unit { words, figures: figures(n + 16, 240) }
    };
    BODIES.into_iter().enumerate().map(body).chain((0..104).map(commune)).collect()
}

/// Figures in the order of the columns from CDDH_VAN_BAN on; they add up.
fn figures(n: usize, size: u32) -> [u32; 19] {
    let spread = |factor: u32, below: u32| (n as u32 * factor + 3) % below;
    let received = size + spread(137, size);
    let late = spread(5, 9);
    let in_time = received - spread(11, 25) - late;
    let (tasks, staff) = (14 + spread(3, 12), 24 + spread(7, 40));
    let online = received * (70 + spread(13, 28)) / 100;
    [
        6 + spread(5, 14),
        5 + spread(3, 14),
        tasks,
        tasks - spread(7, 3),
        2 + spread(3, 5),
        spread(2, 4),
        90 + spread(17, 60),
        received,
        received * 100 / (95 + spread(19, 30)),
        in_time + late,
        in_time,
        late,
        staff,
        staff - spread(5, 4),
        10 + spread(11, 30),
        8 + spread(13, 28),
        // Tenths of a percent.
        620 + spread(31, 320),
        online,
        online * 100 / (104 + spread(23, 40)),
    ]
}

/// Writes the workbook, and lets `mistakes` spoil it.
fn workbook(mistakes: impl Fn(&mut Worksheet) -> Result<(), XlsxError>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 9, 10)?;
    workbook.set_properties(&DocProperties::new().set_title("Số liệu minh họa, quý III năm 2025").set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Đơn vị")?;
    sheet.set_freeze_panes(1, 1)?;
    let head = Format::new().set_bold().set_text_wrap();
    let (date, percent, number) =
        (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("0.0%"), Format::new().set_num_format("#,##0"));
    for (at, heading) in COLUMNS.iter().chain([&LAST]).enumerate() {
        sheet.write_with_format(0, at as u16, *heading, &head)?;
        sheet.set_column_width(at as u16, if at == 0 { 36 } else { 15 })?;
    }
    for (index, unit) in units().iter().enumerate() {
        let row = index as u32 + 1;
        for (at, word) in unit.words.iter().enumerate().filter(|(_, w)| !w.is_empty()) {
            sheet.write(row, at as u16, word)?;
        }
        // Most leave the day to their clerk; some know it.
        if index % 10 == 0 {
            sheet.write_with_format(row, 8, &ExcelDateTime::from_ymd(2025, 9, 11)?, &date)?;
        } else {
            sheet.write(row, 8, "9/2025")?;
        }
        for (at, figure) in unit.figures.iter().enumerate() {
            let column = at as u16 + 9;
            match COLUMNS.get(at + 9) {
                Some(&"TTHC_GIAI_QUYET") => {
                    let sum = Formula::new(format!("=T{0}+U{0}", row + 1)).set_result(figure.to_string());
                    sheet.write_with_format(row, column, sum, &number)?
                }
                Some(&"TCC_GIAI_NGAN") => sheet.write_with_format(row, column, f64::from(*figure) / 1000.0, &percent)?,
                _ => sheet.write_with_format(row, column, *figure, &number)?,
            };
        }
    }
    mistakes(sheet)?;
    workbook.save_to_buffer()
}

/// The workbook with the mistakes. The library always writes a result behind a formula; that of
/// S5 is taken out again.
fn wrong_workbook() -> Vec<u8> {
    let bytes = workbook(spoil).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        new.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(content.replace("<f>T5+U5</f><v>0</v>", "<f>T5+U5</f>").as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A dozen slips of different kinds, one a row, as units make them.
fn spoil(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write(2, 16, "1045 hồ sơ")?;
    sheet.write(3, 25, Formula::new("=1/0").set_result("#DIV/0!"))?;
    sheet.write(4, 18, Formula::new("=T5+U5").set_result(""))?;
    sheet.write(5, 18, 1300)?;
    sheet.write(6, 26, "1,045")?;
    sheet.write(7, 8, "31/9/2025")?;
    sheet.write_blank(8, 7, &Format::new().set_italic())?;
    sheet.write(9, 4, "KT")?;
    sheet.write(10, 7, "ThS. Quàng Minh Hạnh")?;
    sheet.write(11, 2, "sdttg")?;
    sheet.write_blank(12, 16, &Format::new().set_italic())?;
    sheet.write(14, 3, "Sơn La 😀")?;
    sheet.set_row_hidden(119)?;
    Ok(())
}

#[track_caller]
fn assert_kept(path: &str, bytes: &[u8]) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, bytes).unwrap();
    }
    assert!(fs::read(path).unwrap_or_default() == bytes, "{path} is out of date: run UPDATE=1 cargo test units::");
}

fn batch(path: &str, bytes: Vec<u8>) -> Batch<'static> {
    ENGINE.batch(BASE, fs::read(BASE).unwrap(), RowsFile::new(path, bytes), &Disk)
}

#[test]
fn the_workbooks_are_as_generated() {
    assert_kept(UNITS, &workbook(|_| Ok(())).unwrap());
    assert_kept(WRONG, &wrong_workbook());
}

#[test]
fn every_unit_gets_its_report() {
    let batch = batch(UNITS, workbook(|_| Ok(())).unwrap());
    assert_eq!(vanban::cli::report(&batch.sources, &batch.diagnostics), "");
    assert_eq!((batch.len(), batch.matches().len()), (120, 28));
    let mut names: Vec<String> = (0..120).map(|i| batch.name(i, None).unwrap()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 120);
    // A department, a chairman's commune and a deputy's one; the command line's test runs them all.
    for (index, words) in [(1, "KT. GIÁM ĐỐC"), (16, "TM. ỦY BAN NHÂN DÂN"), (17, "KT. CHỦ TỊCH")] {
        let outcome = batch.compile(index, &Disk);
        assert_eq!(vanban::cli::report(&outcome.sources, &outcome.diagnostics), "");
        let text = common::flow_text(&outcome.compiled.unwrap());
        let figure = vanban::text::grouped(&units()[index].figures[7].to_string());
        assert!(text.contains(words) && text.contains(&format!("Tiếp nhận {figure} hồ sơ")), "{text}");
    }
}

#[test]
fn every_mistake_is_named_by_its_cell() {
    let batch = batch(WRONG, wrong_workbook());
    let mut said = vanban::cli::report(&batch.sources, &batch.diagnostics);
    for index in 0..16 {
        let outcome = batch.compile(index, &Disk);
        said.push_str(&vanban::cli::report(&outcome.sources, &outcome.diagnostics));
    }
    assert_kept("tests/sheets/nhieu-loi.txt", said.as_bytes());
}
