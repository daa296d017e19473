//! What is read out of spreadsheets: every kind of cell, what is passed over, what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{Color, Format, Workbook};
use vanban::diag::{Diagnostics, Sources};
use vanban::model::sheet::{Book, Content, Sheet};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
// Styles: 0 plain, 1 percentage with a decimal, 2 day/month/year, 3 thousands, 4 hours and minutes.
const STYLES: &str = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>"##;

/// A workbook of one visible and one hidden sheet with this content.
fn workbook(content: &str, date_1904: bool) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="{}"/><sheets><sheet name="Quý III" sheetId="1" r:id="r1"/><sheet name="Ẩn" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>"#,
        u8::from(date_1904)
    );
    let sheet = format!(r#"<worksheet xmlns="{main}">{content}</worksheet>"#);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(name: &str, bytes: &[u8]) -> Result<(Sheet, Sources, Diagnostics), String> {
    let mut sources = Sources::default();
    let mut book = Book::open(name, bytes.to_vec(), None).map_err(|d| d.message)?;
    let sheet = book.find(None, None).map_err(|d| d.message)?.map(str::to_owned);
    let (sheet, found) = book.read(sheet.as_deref(), &mut sources);
    Ok((sheet, sources, found))
}

fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    sheet.rows.iter().map(|r| (r.number, r.cells.iter().map(|c| c.content.shown()).collect())).collect()
}

fn said(sources: &Sources, found: &Diagnostics) -> Vec<String> {
    found.iter().map(|d| format!("{}: {}", d.span().and_then(|s| sources.place(s)).unwrap_or_default(), d.message)).collect()
}

#[test]
fn every_kind_of_cell() {
    let rows = r#"<sheetData><row r="1">
        <c r="A1" t="inlineStr"><is><t xml:space="preserve"> Viê&#x323;t  </t></is></c>
        <c r="B1"><v>1234567</v></c>
        <c r="C1" s="3"><v>1234567</v></c>
        <c r="D1" s="1"><v>0.985</v></c>
        <c r="E1" s="2"><v>45910</v></c>
        <c r="F1" s="4"><v>0.354166666666667</v></c>
        <c r="G1" t="b"><v>1</v></c>
        <c r="H1" t="str"><f>A1&amp;"x"</f><v>Viêtx</v></c>
        <c r="I1"><f>B1*2</f><v>2469134</v></c>
        <c r="J1"/>
        <c r="K1"><v>0.30000000000000004</v></c>
    </row></sheetData>"#;
    let (sheet, _, found) = read("a.xlsx", &workbook(rows, false)).unwrap();
    assert!(found.is_empty());
    let cells: Vec<&Content> = sheet.rows[0].cells.iter().map(|c| &c.content).collect();
    let shown: Vec<String> = cells.iter().map(|c| c.shown()).collect();
    assert_eq!(shown, ["Việt", "1234567", "1.234.567", "98,5%", "10/09/2025", "8:30", "TRUE", "Viêtx", "2469134", "", "0,3"]);
    let number = |at: usize| match cells[at] {
        Content::Number(figure) => (figure.value, figure.percent),
        other => panic!("{other:?}"),
    };
    assert_eq!((number(3), number(10)), ((98.5, true), (0.3, false)));
    // Days count from another day in workbooks that come from old Macs.
    let (sheet, ..) = read("a.xlsx", &workbook(&rows.replace("45910", "44448"), true)).unwrap();
    assert_eq!(sheet.rows[0].cells[4].content.shown(), "10/09/2025");
}

#[test]
fn error_values_and_uncomputed_formulas_are_named_by_their_cells() {
    let rows = r##"<sheetData><row r="14">
        <c r="B14" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C14"><f>SUM(A1:A9)</f></c><c r="D14" t="inlineStr"><is><t>a&#7;</t></is></c>
    </row></sheetData>"##
        .replace("&#7;", "_x0007_");
    let (_, sources, found) = read("đơn vị.xlsx", &workbook(&rows, false)).unwrap();
    let said = said(&sources, &found);
    assert_eq!(said[0], "đơn vị.xlsx, 'Quý III'!B14: Ô có giá trị lỗi #DIV/0!");
    assert_eq!(said[1], "đơn vị.xlsx, 'Quý III'!C14: Ô có công thức nhưng tệp không lưu kết quả tính");
}

#[test]
fn hidden_rows_are_passed_over_and_said() {
    let cell = |at: &str| format!(r#"<c r="{at}"><v>{}</v></c>"#, &at[1..]);
    let rows = format!(
        r#"<sheetData><row r="1">{}</row><row r="2" hidden="1">{}</row><row r="3" ht="0" customHeight="1">{}</row><row r="5">{}</row><row r="6" hidden="1"/><row r="900"><c r="A900" s="1"/></row></sheetData>"#,
        cell("A1"),
        cell("A2"),
        cell("A3"),
        cell("A5")
    );
    let (sheet, sources, found) = read("a.xlsx", &workbook(&rows, false)).unwrap();
    assert_eq!(texts(&sheet), [(1, vec!["1".to_owned()]), (5, vec!["5".to_owned()])]);
    assert_eq!(said(&sources, &found), [": a.xlsx, trang Quý III: bỏ qua 2 hàng đang ẩn (2–3)"]);
}

#[test]
fn a_head_of_merged_cells_is_read_by_its_lowest_words() {
    let text = |at: &str, words: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#);
    let rows = format!(
        r#"<sheetData><row r="1">{}</row><row r="3">{}{}</row><row r="4">{}{}</row><row r="5">{}{}{}</row></sheetData><mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:C3"/></mergeCells>"#,
        text("A1", "TỔNG HỢP SỐ LIỆU"),
        text("A3", "Đơn vị"),
        text("B3", "Hồ sơ"),
        text("B4", "Tiếp nhận"),
        text("C4", "Giải quyết"),
        text("A5", "Sở Y tế"),
        text("B5", "5"),
        text("C5", "4"),
    );
    let (sheet, ..) = read("a.xlsx", &workbook(&rows, false)).unwrap();
    let table = sheet.table();
    assert_eq!(table.headings.iter().map(|h| h.cell.content.shown()).collect::<Vec<_>>(), ["Đơn vị", "Tiếp nhận", "Giải quyết"]);
    assert_eq!(table.headings[2].groups, ["Hồ sơ"]);
    assert_eq!(table.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [5]);
}

#[test]
fn a_head_of_three_rows_is_read_to_its_end() {
    let text = |at: &str, words: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#);
    let row = |number: u32, cells: &[(&str, &str)]| {
        let cells: String = cells.iter().map(|(at, words)| text(at, words)).collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let rows = format!(
        r#"<sheetData>{}{}{}{}</sheetData><mergeCells><mergeCell ref="B1:E1"/><mergeCell ref="B2:C2"/><mergeCell ref="D2:E2"/><mergeCell ref="A4:C4"/></mergeCells>"#,
        row(1, &[("A1", "Đơn vị"), ("B1", "Hồ sơ")]),
        row(2, &[("B2", "Quý I"), ("D2", "Quý II")]),
        row(3, &[("B3", "Nhận"), ("C3", "Trả"), ("D3", "Nhận"), ("E3", "Trả")]),
        row(4, &[("A4", "Khối sở"), ("D4", "5"), ("E4", "4")]),
    );
    let (sheet, ..) = read("a.xlsx", &workbook(&rows, false)).unwrap();
    let table = sheet.table();
    assert_eq!((table.head.len(), table.rows.len()), (3, 1));
    assert_eq!(
        (table.headings[3].cell.content.shown(), &table.headings[3].groups),
        ("Nhận".into(), &vec!["Hồ sơ".to_owned(), "Quý II".to_owned()])
    );
}

#[test]
fn a_row_that_numbers_the_columns_belongs_to_the_head() {
    let first = |below: &str| {
        let text = format!("STT;Đơn vị;Tiếp nhận;Giải quyết;Tỷ lệ\n{below}\n1;Sở Y tế;5;4;80\n");
        read("a.csv", text.as_bytes()).unwrap().0.table().rows[0].number
    };
    for numbers in
        ["(1);(2);(3);(4);(5)", "1;2;3;4;5", "A;B;1;2;3", "A;B;(1);(2);(3)=(2)/(1)*100", ";(2);(3);;", "(1);(2);(3);(4);(5)=(4):(3)"]
    {
        let due = if numbers.starts_with(';') { 2 } else { 3 };
        assert_eq!(first(numbers), due, "{numbers}");
    }
    for figures in ["1;2;3;4;6", "1;Sở Tài chính;3;4;5", "2;3;4;5;6"] {
        assert_eq!(first(figures), 2, "{figures}");
    }
}

#[test]
fn error_values_of_text_files_are_no_words() {
    let (_, sources, found) = read("a.csv", "a;b;c\n#DIV/0!;#N/A;####\nErr:502;#gấp;5\n# nhớ;x;y\n".as_bytes()).unwrap();
    let errors = ["a.csv, A2: Ô có giá trị lỗi #DIV/0!", "a.csv, B2: Ô có giá trị lỗi #N/A"].map(str::to_owned).to_vec();
    let narrow = "a.csv, C2: Ô chỉ có ####: cột hẹp hơn số nên số không được lưu".to_owned();
    assert_eq!(said(&sources, &found), [errors, vec![narrow, "a.csv, A3: Ô có giá trị lỗi Err:502".to_owned()]].concat());
}

#[test]
fn hidden_sheets_cannot_be_chosen() {
    let book = Book::open("a.xlsx", workbook("<sheetData/>", false), None).unwrap();
    assert_eq!(book.sheets(), [Some("Quý III")]);
    assert_eq!(book.find(Some("quy iii"), None).unwrap(), Some("Quý III"));
    assert_eq!(book.find(Some("Ẩn"), None).unwrap_err().help, ["Các trang: Quý III."]);
}

#[test]
fn files_that_are_no_sheets_are_explained() {
    let refused = |name: &str, bytes: &[u8]| read(name, bytes).err().unwrap();
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 512]].concat();
    assert_eq!(refused("a.xls", &old), "Tệp a.xls là dạng .xls cũ");
    let locked = [old.clone(), "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    assert_eq!(refused("a.xlsx", &locked), "Bảng tính a.xlsx có mật khẩu");
    let whole = workbook("<sheetData/>", false);
    assert_eq!(refused("a.xlsx", &whole[..whole.len() / 2]), "Không đọc được bảng tính a.xlsx: tệp hỏng hoặc bị cắt cụt");
    for (name, text, what) in [
        ("a.csv", "\u{feff}  <table><tr><td>x</td></tr></table>", "trang web (HTML)"),
        ("a.csv", "<div>x</div>", "trang web (HTML) hoặc XML"),
        ("a.xls", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "XML Spreadsheet 2003"),
        ("a.csv", "[{\"a\": 1}]", "JSON"),
        ("a.xlsx", "a;b\n1;2\n", "văn bản thường"),
        ("a.csv", "{\\rtf1 x}", "văn bản RTF"),
    ] {
        assert_eq!(refused(name, text.as_bytes()), format!("Tệp {name} không phải bảng tính: nội dung là {what}"));
    }
    assert_eq!(refused("a.csv", b"\x00\x01\x02"), "Tệp a.csv không phải bảng tính XLSX, CSV hay JSONL");
    let (_, sources, found) = read("a.xlsx", &workbook("<sheetData><row><c r=\"A1\">", false)).unwrap();
    assert_eq!(said(&sources, &found), [": Không đọc được trang Quý III của a.xlsx: phần XML của trang tính hỏng"]);
}

/// Counting on in such a place once overflowed.
#[test]
fn a_place_that_no_sheet_has_is_refused() {
    for place in ["U9999999920", "AAAAAAAAAA1"] {
        let cell = format!(r#"<sheetData><row r="1"><c r="{place}"><v>1</v></c></row></sheetData>"#);
        let area = format!(r#"<dimension ref="A1:{place}"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#);
        for content in [cell, area] {
            let (_, sources, found) = read("a.xlsx", &workbook(&content, false)).unwrap();
            assert_eq!(said(&sources, &found), [": Không đọc được trang Quý III của a.xlsx: phần XML của trang tính hỏng"], "{content}");
        }
    }
}

#[test]
fn a_cell_that_the_file_holds_twice_is_refused() {
    let cell = |words: &str| format!(r#"<c r="B1" t="inlineStr"><is><t>{words}</t></is></c>"#);
    let rows = format!(r#"<sheetData><row r="1">{}{}<c r="A1"><v>1</v></c></row></sheetData>"#, cell("một"), cell("hai"));
    let (sheet, sources, found) = read("a.xlsx", &workbook(&rows, false)).unwrap();
    assert_eq!(said(&sources, &found), ["a.xlsx, 'Quý III'!B1: Ô B1 có hai lần trong tệp: không biết lần nào đúng"]);
    assert_eq!(texts(&sheet)[0].1[0], "1");
}

#[test]
fn a_bomb_does_not_go_off() {
    // A cell at the far corner must not make a billion empty ones.
    let rows: String = (1..=2000).map(|r| format!(r#"<row r="{r}"><c r="XFD{r}"><v>1</v></c></row>"#)).collect();
    let (sheet, _, found) = read("a.xlsx", &workbook(&format!("<sheetData>{rows}</sheetData>"), false)).unwrap();
    assert!(sheet.rows.is_empty() && found.has_errors());
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row></sheetData>"#;
    let (sheet, ..) = read("a.xlsx", &workbook(far, false)).unwrap();
    assert_eq!(sheet.rows.len(), 2);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    (0..257).for_each(|_| zip.write_all(&zeros).unwrap());
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    assert!(read("a.xlsx", &bomb).err().unwrap().contains("bung ra quá 256 MB"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// What a table holds comes out of its CSV, whatever the separator, with every cell named.
    #[test]
    fn csv_round_trip(table in prop::collection::vec(prop::collection::vec("[a-zđế1-9][ a-zđế;,\"\n\t]{0,6}[a-z.]", 2..5), 1..6), separator in 0..3_usize) {
        let separator = [',', ';', '\t'][separator];
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string());
        let csv = table.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let (sheet, sources, found) = read("a.csv", csv.as_bytes()).unwrap();
        prop_assert!(found.is_empty());
        for (row, expected) in sheet.rows.iter().zip(&table) {
            for (column, (cell, words)) in row.cells.iter().zip(expected).enumerate() {
                prop_assert_eq!(&cell.content.shown(), words);
                let name = format!("a.csv, {}{}", char::from(b'A' + column as u8), row.number);
                prop_assert_eq!(sources.place(cell.span), Some(name));
            }
        }
        prop_assert_eq!(sheet.rows.len(), table.len());
    }

    /// Damaged workbooks, damaged sheets in whole workbooks and any bytes are read or refused, never a panic.
    #[test]
    fn damage_is_survived(at in 0..4000_usize, byte in any::<u8>(), letter in "[ -~]{0,3}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let rows = r#"<sheetData><row r="1" ht="9"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" s="2"><v>45910</v></c><c r="C1" s="1"><f>B1/2</f><v>0.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#;
        let mut damaged = workbook(rows, false);
        let length = damaged.len();
        damaged[at % length] = byte;
        let _ = read("a.xlsx", &damaged);
        let (before, after) = rows.split_at(at % rows.len());
        if let Ok((sheet, ..)) = read("a.xlsx", &workbook(&format!("{before}{letter}{}", &after[1..]), false)) {
            sheet.table();
        }
        for name in ["a.csv", "a.jsonl", "a.xlsx"] {
            let _ = read(name, &bytes);
        }
    }
}

/// What a person sees struck out, or does not see, is printed: they are told.
#[test]
fn struck_out_and_white_cells_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (struck, white) = (Format::new().set_font_strikethrough(), Format::new().set_font_color(Color::White));
    let on_blue = Format::new().set_font_color(Color::White).set_background_color(Color::Navy);
    sheet.write_string_with_format(0, 0, "Đơn vị", &on_blue).unwrap();
    sheet.write_string_with_format(1, 0, "Phường Tân Phong", &struck).unwrap();
    sheet.write_number_with_format(2, 0, 12, &struck).unwrap();
    sheet.write_number_with_format(3, 0, 34, &white).unwrap();
    let parts: [(&Format, &str); 2] = [(&Format::new(), "Xã "), (&struck, "Mường Than")];
    sheet.write_rich_string(4, 0, &parts).unwrap();
    sheet.write_blank(5, 0, &struck).unwrap();
    let (_, sources, found) = read("a.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(
        said(&sources, &found),
        [
            "a.xlsx, Sheet1!A2: Chữ “Phường Tân Phong” trong ô bị gạch ngang: văn bản vẫn in",
            "a.xlsx, Sheet1!A3: Chữ “12” trong ô bị gạch ngang: văn bản vẫn in",
            "a.xlsx, Sheet1!A4: Ô có chữ trắng trên nền trắng, không nhìn thấy trong bảng tính: “34”; văn bản vẫn in",
            "a.xlsx, Sheet1!A5: Chữ “Mường Than” trong ô bị gạch ngang: văn bản vẫn in",
        ]
    );
}
