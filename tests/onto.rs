//! What people change in a finished DOCX comes back into its data.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::io::{Cursor, Read, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use vanban::import::{Onto, OntoRequest, onto};

use crate::common::place::Place;
use crate::common::{Disk, ENGINE, compile, compiled, plans};

const DATA: &str = "type: ke-hoach
# Cơ quan
organization_in_charge: UBND tỉnh Lai Châu
organ_name: Sở Nội vụ
organ_code: SNV
place: Lai Châu
code_number:
issued_date: 2026
subject: Kiểm tra công tác cải cách hành chính năm 2026
to_places: [Sở Tài chính, Các phòng thuộc Sở]   # nơi nhận
signer_info: {position: Giám đốc, full_name: Trần Văn Bình}
content:
  opening:
    - Thực hiện chỉ đạo của tỉnh, Sở ban hành Kế hoạch như sau:
  body:
    # Mục I
    - level: section
      heading: Mục đích
      items:
        - level: clause
          text: Đánh giá **đúng kết quả** của từng phòng.   # giữ lại
        - level: clause
          text: Chỉ ra việc chậm.
          items:
            - level: dash
              text: Nêu rõ nguyên nhân chậm trễ của phòng.
            - level: dash
              text: Nêu rõ trách nhiệm của người đứng đầu.
    # Mục II
    - level: section
      heading: Nội dung
      items:
        - table:
            columns: [STT, Việc, Thời hạn]
            rows:
              - kind: numbered
                cells: [\"\", Rà soát thủ tục, Tháng 3]
              - kind: numbered
                cells: [\"\", Công khai kết quả, Tháng 6]   # sáu tháng
        - level: clause
          text: Văn phòng tổng hợp.
";

/// A DOCX whose text is another one.
fn edited(docx: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "word/document.xml" {
            bytes = edit(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The element `<w:NAME>` around some words.
fn around(xml: &str, name: &str, words: &str) -> Range<usize> {
    let at = xml.find(words).unwrap_or_else(|| panic!("{words}"));
    let start = xml[..at].rfind(&format!("<w:{name}>")).unwrap();
    let close = format!("</w:{name}>");
    start..at + xml[at..].find(&close).unwrap() + close.len()
}

fn replaced(xml: &str, from: &str, to: &str) -> String {
    assert!(xml.contains(from), "{from}");
    xml.replacen(from, to, 1)
}

/// A copy of the paragraph or row around some words, with other words, behind it.
fn copied(xml: &str, name: &str, words: &str, changes: &[(&str, &str)]) -> String {
    let range = around(xml, name, words);
    let copy = changes.iter().fold(xml[range.clone()].to_owned(), |copy, (from, to)| replaced(&copy, from, to));
    format!("{}{copy}{}", &xml[..range.end], &xml[range.end..])
}

fn without(xml: &str, name: &str, words: &str) -> String {
    let range = around(xml, name, words);
    format!("{}{}", &xml[..range.start], &xml[range.end..])
}

/// The data after an edit.
fn after(data: &str, edit: impl Fn(&str) -> String) -> Onto {
    let outcome = compile("data/ke.yaml", data);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    let docx = ENGINE.docx(&outcome.compiled.unwrap_or_else(|| panic!("{report}"))).unwrap();
    let request =
        OntoRequest { name: "data/ke.yaml", data: data.as_bytes(), files: &Disk, edited_name: "sua.docx", edited: &edited(&docx, edit) };
    onto(&ENGINE, request).unwrap_or_else(|(sources, found)| panic!("{}", vanban::cli::report(&sources, &found)))
}

/// All that is told.
fn told(onto: &Onto) -> String {
    onto.reports.iter().map(|(sources, found)| vanban::cli::report(sources, found)).collect()
}

/// The same, where nothing may be left out.
fn taken(data: &str, edit: impl Fn(&str) -> String) -> String {
    let onto = after(data, edit);
    assert!(!onto.has_errors(), "{}\n{}", told(&onto), onto.data);
    onto.data
}

/// All data with a document of its own.
fn documents() -> Vec<PathBuf> {
    let examples = std::fs::read_dir("templates").unwrap().map(|e| e.unwrap().path().join("example.yaml")).filter(|p| p.exists());
    let data = std::fs::read_dir("data").unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "yaml"));
    let copies = ["sao-y", "sao-luc", "trich-sao"];
    let mut all: Vec<PathBuf> =
        examples.filter(|p| !copies.iter().any(|c| p.parent().unwrap().ends_with(c))).chain(data).chain(plans()).collect();
    all.retain(|p| !p.ends_with("bao-cao-cchc-quy-3-2025-don-vi.yaml"));
    all.sort();
    all.dedup();
    all
}

#[test]
fn a_document_that_nobody_edited_changes_nothing() {
    for path in documents() {
        let data = std::fs::read(&path).unwrap();
        let made = compiled(&path);
        for file in made.files() {
            let docx = ENGINE.docx(file).unwrap();
            let name = path.display().to_string();
            let back = onto(&ENGINE, OntoRequest { name: &name, data: &data, files: &Disk, edited_name: "sua.docx", edited: &docx });
            let back = back.unwrap_or_else(|(sources, found)| panic!("{}", vanban::cli::report(&sources, &found)));
            assert_eq!(back.data.as_bytes(), data, "{name}");
            assert!(back.taken.is_empty() && !back.has_errors(), "{name}: {:?}", back.taken);
        }
    }
}

#[test]
fn changed_words_come_back_in_their_place() {
    let now = taken(DATA, |xml| {
        let xml = replaced(xml, "Chỉ ra việc chậm", "Chỉ rõ việc làm chậm");
        let xml = replaced(&xml, "đúng kết quả", "đúng, đủ kết quả");
        let xml = replaced(&xml, "Tháng 6", "Tháng 7");
        replaced(&xml, "Trần Văn Bình", "Lê Văn Bình")
    });
    let expected = DATA
        .replace("Chỉ ra việc chậm.", "Chỉ rõ việc làm chậm.")
        .replace("**đúng kết quả**", "**đúng, đủ kết quả**")
        .replace("Tháng 6", "Tháng 7")
        .replace("Trần Văn Bình", "Lê Văn Bình");
    assert_eq!(now, expected);
}

#[test]
fn paragraphs_are_added_removed_and_moved() {
    let added = taken(DATA, |xml| copied(xml, "p", "Chỉ ra việc chậm", &[("Chỉ ra việc chậm", "Nhân rộng cách làm hay"), ("2.", "3.")]));
    // Behind all that stands below the second one in the data it would be the third; here it comes right behind the second.
    assert!(added.contains("text: Nhân rộng cách làm hay."), "{added}");
    let removed = taken(DATA, |xml| without(xml, "p", "Nêu rõ nguyên nhân"));
    assert_eq!(removed, DATA.replace("            - level: dash\n              text: Nêu rõ nguyên nhân chậm trễ của phòng.\n", ""));
    let moved = taken(DATA, |xml| {
        let range = around(xml, "p", "Nêu rõ trách nhiệm");
        let paragraph = xml[range.clone()].to_owned();
        let rest = without(xml, "p", "Nêu rõ trách nhiệm");
        let at = around(&rest, "p", "Nêu rõ nguyên nhân").start;
        format!("{}{paragraph}{}", &rest[..at], &rest[at..])
    });
    let dash = |words: &str| format!("            - level: dash\n              text: {words}\n");
    let [cause, duty] = [dash("Nêu rõ nguyên nhân chậm trễ của phòng."), dash("Nêu rõ trách nhiệm của người đứng đầu.")];
    assert_eq!(moved, DATA.replace(&format!("{cause}{duty}"), &format!("{duty}{cause}")));
}

#[test]
fn recipients_and_rows_are_added_and_removed() {
    let places = taken(DATA, |xml| copied(xml, "p", "Sở Tài chính", &[("Sở Tài chính", "Công an tỉnh")]));
    assert_eq!(places, DATA.replace("[Sở Tài chính, Các", "[Sở Tài chính, Công an tỉnh, Các"));
    let row =
        taken(DATA, |xml| copied(xml, "tr", "Rà soát thủ tục", &[("Rà soát thủ tục", "Tập huấn"), ("Tháng 3", "Tháng 4"), (">1<", ">2<")]));
    let cells = "                cells: [\"\", Rà soát thủ tục, Tháng 3]\n";
    let kind = "              - kind: numbered\n";
    assert_eq!(row, DATA.replace(cells, &format!("{cells}{kind}                cells: [\"\", Tập huấn, Tháng 4]\n")));
    let fewer = taken(DATA, |xml| without(xml, "tr", "Rà soát thủ tục"));
    assert_eq!(fewer, DATA.replace(&format!("{kind}{cells}"), ""));
}

#[test]
fn number_and_date_that_somebody_wrote_come_back() {
    let now = taken(DATA, |xml| {
        let blank = around(xml, "p", "Số:");
        let number = format!("{}{}{}", &xml[..blank.start], replaced(&xml[blank.clone()], "\u{a0}", "47"), &xml[blank.end..]);
        let date = around(&number, "p", "tháng");
        let words = number[date.clone()].to_owned();
        let text: String = words.split('<').filter_map(|t| t.split_once('>')).map(|(_, t)| t).collect();
        let first = words.find("<w:t").unwrap();
        let open = first + words[first..].find('>').unwrap() + 1;
        assert!(text.contains("năm 2026"));
        format!("{}{}Lai Châu, ngày 05 tháng 02 năm 2026</w:t></w:r></w:p>{}", &number[..date.start], &words[..open], &number[date.end..])
    });
    assert_eq!(now, DATA.replace("code_number:", "code_number: 47").replace("issued_date: 2026", "issued_date: 5/2/2026"));
}

#[test]
fn what_the_program_wrote_is_told_and_the_file_left() {
    let place = Place::with(&[("ke.yaml", DATA)]);
    let ran = place.run(&["render", "ke.yaml"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let docx = std::fs::read(place.path("output/ke.docx")).unwrap();
    place.save("sua.docx", &edited(&docx, |xml| replaced(&replaced(xml, "Độc lập", "Đoàn kết"), "việc chậm", "việc trễ")));
    let ran = place.run(&["import", "--onto", "ke.yaml", "sua.docx"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("Đoàn kết") && ran.err.contains("--partial"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(place.path("ke.yaml")).unwrap(), DATA);
    let ran = place.run(&["import", "--onto", "ke.yaml", "sua.docx", "--partial"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(std::fs::read_to_string(place.path("ke.yaml")).unwrap(), DATA.replace("việc chậm", "việc trễ"));
}

/// What comes back onto data that was changed since the document was made.
fn onto_changed(changed: &str, edit: impl Fn(&str) -> String) -> Onto {
    let docx = ENGINE.docx(&compile("data/ke.yaml", DATA).compiled.unwrap()).unwrap();
    let edited = edited(&docx, edit);
    let request = OntoRequest { name: "data/ke.yaml", data: changed.as_bytes(), files: &Disk, edited_name: "sua.docx", edited: &edited };
    onto(&ENGINE, request).unwrap_or_else(|(sources, found)| panic!("{}", vanban::cli::report(&sources, &found)))
}

#[test]
fn what_the_data_changed_since_stays() {
    let changed = DATA
        .replace("Văn phòng tổng hợp.", "Văn phòng Sở tổng hợp, báo cáo.")
        .replace("            - level: dash\n              text: Nêu rõ nguyên nhân chậm trễ của phòng.\n", "")
        .replace(
            "        - level: clause\n          text: Văn",
            "        - level: clause\n          text: Việc thêm vào dữ liệu sau.\n        - level: clause\n          text: Văn",
        )
        .replace("Tháng 6]", "Tháng 9]");
    let onto = onto_changed(&changed, |xml| replaced(xml, "Chỉ ra việc chậm", "Chỉ rõ việc chậm"));
    assert!(!onto.has_errors(), "{}", told(&onto));
    assert_eq!(onto.data, changed.replace("Chỉ ra việc chậm", "Chỉ rõ việc chậm"));
}

#[test]
fn what_both_changed_is_a_conflict() {
    let changed = DATA.replace("Chỉ ra việc chậm.", "Chỉ ra việc quá hạn.").replace("Tháng 6]", "Tháng 9]");
    let onto = onto_changed(&changed, |xml| replaced(&replaced(xml, "Chỉ ra việc chậm", "Chỉ ra việc trễ"), "Tháng 6", "Tháng 7"));
    assert_eq!(onto.data, changed);
    let conflicts: Vec<String> =
        onto.reports[0].1.iter().filter(|d| d.code.id == "D035").map(|d| format!("{:?} {:?}", d.span(), d.also)).collect();
    assert_eq!(conflicts.len(), 2, "{}", told(&onto));
    let told = told(&onto);
    for words in ["quá hạn", "việc trễ", "Tháng 9", "Tháng 7", "ke.yaml", "sua.docx"] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn formatting_is_told_and_not_taken() {
    let onto = after(DATA, |xml| {
        let range = around(xml, "p", "Văn phòng tổng hợp");
        let bold = replaced(&xml[range.clone()], "<w:r>", "<w:r><w:rPr><w:b/></w:rPr>");
        format!("{}{bold}{}", &xml[..range.start], &xml[range.end..])
    });
    assert_eq!(onto.data, DATA);
    let told = told(&onto);
    assert!(told.contains("Định dạng sửa tay") && told.contains("đậm"), "{told}");
}

#[test]
fn words_of_a_profile_are_told_with_their_file() {
    let path = Path::new("data/ke-hoach-cchc-2025-son-la.yaml");
    let docx = ENGINE.docx(&compiled(path)).unwrap();
    let data = std::fs::read(path).unwrap();
    let edited = edited(&docx, |xml| replaced(xml, "Phạm Thị Doan", "Người Khác"));
    let back = onto(
        &ENGINE,
        OntoRequest { name: &path.display().to_string(), data: &data, files: &Disk, edited_name: "sua.docx", edited: &edited },
    );
    let back = back.unwrap_or_else(|_| panic!("no data"));
    assert_eq!(back.data.as_bytes(), data);
    assert!(told(&back).contains("profiles/so-khcn-son-la.yaml"));
}

/// `extract` gives the data back and says, with its exit status too, that people changed the words since.
#[test]
fn an_edited_file_no_longer_says_what_its_data_say() {
    let place = Place::with(&[("ke.yaml", DATA)]);
    assert_eq!(place.run(&["render", "ke.yaml", "--attach-data", "-o", "ra"]).status, 0);
    let docx = std::fs::read(place.path("ra/ke.docx")).unwrap();
    place.save("sua.docx", &edited(&docx, |xml| replaced(xml, "Chỉ ra việc chậm", "Chỉ rõ việc chậm")));
    assert_eq!(place.run(&["extract", "ra/ke.docx", "-o", "nguyen"]).status, 0);
    let ran = place.run(&["extract", "sua.docx", "-o", "goc"]);
    assert!(ran.status == 1 && ran.err.contains("đã sửa tay, khác dữ liệu kèm theo ở 1 chỗ"), "{} {}", ran.status, ran.err);
    assert_eq!(std::fs::read_to_string(place.path("goc/ke.yaml")).unwrap(), DATA);
}
