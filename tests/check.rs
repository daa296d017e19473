//! `vanban check` as it is typed: what is printed, in all forms, and what is left alone.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;
use vanban::paper;

use crate::common::word::{Word, plain};
use crate::common::{ENGINE, compiled};

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vanban")).arg("check").args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A plan of data/ as DOCX, with words of its main part replaced.
fn plan(changes: &[(&str, &str)]) -> Vec<u8> {
    let document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    let docx = ENGINE.docx(&document).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if name == "word/document.xml" {
            let mut xml = String::from_utf8(bytes).unwrap();
            for (from, to) in changes {
                assert!(xml.contains(from), "the plan lacks {from}");
                xml = xml.replacen(from, to, 1);
            }
            bytes = xml.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, &bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A folder with a wrong plan and a right one.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("dung.docx"), plan(&[])).unwrap();
    fs::write(folder.path().join("sai.docx"), plan(&[("Độc lập", "Độc Lập")])).unwrap();
    folder
}

#[test]
fn a_wrong_file_is_told_with_place_words_and_clause_a_right_one_is_not() {
    let folder = folder();
    let right = check(folder.path(), &["dung.docx"]);
    assert_eq!((right.status.code(), text(&right).as_str()), (Some(0), "dung.docx: không thấy lỗi.\n"));
    let wrong = check(folder.path(), &["sai.docx", "--format", "concise"]);
    assert_eq!(wrong.status.code(), Some(1));
    let expected = "sai.docx, bảng 1, hàng 1, cột 2: lỗi R204: Tiêu ngữ viết “Độc Lập - Tự do - Hạnh phúc” (Độc lập - Tự do - Hạnh phúc)\n";
    assert_eq!(text(&wrong), expected);
    let full = text(&check(folder.path(), &["sai.docx"]));
    assert!(full.contains("lỗi[R204]") && full.contains("căn cứ: PL I-1.II.1b") && full.contains("1 lỗi, 0 cảnh báo"), "{full}");
}

#[test]
fn programs_get_code_severity_words_clause_and_place() {
    let folder = folder();
    let json: Json = serde_json::from_str(&text(&check(folder.path(), &["sai.docx", "--format", "json"]))).unwrap();
    let finding = &json["files"][0]["findings"][0];
    assert_eq!(json["files"][0]["file"], "sai.docx");
    for (key, value) in [("code", "R204"), ("slug", "motto-words"), ("severity", "error")] {
        assert_eq!(finding[key], value, "{finding}");
    }
    let place = &finding["place"];
    assert_eq!(
        (&place["part"], &place["table"], &place["row"], &place["column"]),
        (&"word/document.xml".into(), &1.into(), &1.into(), &2.into())
    );
    assert_eq!(place["words"].as_str().unwrap().replace('\u{2011}', "-"), "Độc Lập - Tự do - Hạnh phúc");
    let sarif: Json = serde_json::from_str(&text(&check(folder.path(), &["sai.docx", "--format", "sarif"]))).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&sarif["version"], &result["ruleId"], &result["level"]), (&"2.1.0".into(), &"R204".into(), &"error".into()));
}

#[test]
fn one_broken_file_stops_nothing_and_a_folder_is_told_as_a_table() {
    let folder = folder();
    fs::write(folder.path().join("hong.docx"), b"PK\x03\x04 hong").unwrap();
    fs::write(folder.path().join("~$dung.docx"), b"khoa").unwrap();
    let all = check(folder.path(), &["."]);
    let said = text(&all);
    assert_eq!(all.status.code(), Some(1));
    assert!(said.contains("3 tệp (1 tệp không thấy lỗi): 2 lỗi"), "{said}");
    for name in ["dung.docx", "sai.docx", "hong.docx"] {
        assert!(said.contains(&format!("  ./{name}\n")), "{said}");
    }
}

#[test]
fn comments_are_put_into_a_copy_that_is_otherwise_the_same() {
    let folder = folder();
    let before = fs::read(folder.path().join("sai.docx")).unwrap();
    let done = check(folder.path(), &["sai.docx", "--annotate", "nhan-xet.docx"]);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(fs::read(folder.path().join("sai.docx")).unwrap(), before);
    let after = fs::read(folder.path().join("nhan-xet.docx")).unwrap();
    let [own, commented] = [&before, &after].map(|bytes| paper::read(bytes).unwrap());
    let words = |paper: &paper::Paper| paper.paragraphs().map(|p| p.shown() + "\n").collect::<String>();
    assert_eq!(words(&own), words(&commented));
    let [comment] = commented.comments.as_slice() else { panic!("{} comments", commented.comments.len()) };
    assert_eq!(comment.author, "vanban");
    assert!(comment.text.contains("R204") && comment.text.contains("PL I-1.II.1b"), "{}", comment.text);
    let again = check(folder.path(), &["sai.docx", "--annotate", "nhan-xet.docx"]);
    assert_eq!(again.status.code(), Some(2), "an existing file is never replaced");
}

#[test]
fn a_rule_is_explained_by_its_code() {
    let run = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_vanban")).args(arguments).output().unwrap();
    let said = text(&run(&["explain", "r204"]));
    assert!(
        said.contains("motto-words") && said.contains("Căn cứ: PL I-1.II.1b") && said.contains("Sai:") && said.contains("Đúng:"),
        "{said}"
    );
    assert!(text(&run(&["rules"])).contains("R204 lỗi"));
    assert_eq!(run(&["explain", "R000"]).status.code(), Some(2));
}

/// A decree's rule that the office leaves to its own statute, and one that a person settles at a place.
#[test]
fn a_rule_is_silenced_with_a_reason_by_office_file_and_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let run = |arguments: &[&str]| text(&check(folder.path(), arguments));
    write("sai.docx", &plan(&[("Độc lập", "Độc Lập")]));
    write("coquan.yaml", "rules:\n  - {code: R204, reason: theo mẫu của ngành, level: note}\n".as_bytes());
    assert!(run(&["sai.docx", "--profile", "coquan.yaml", "--format", "concise"]).contains("lưu ý R204"));
    write("coquan.yaml", "rules:\n  - {code: R204, reason: theo mẫu của ngành}\n".as_bytes());
    assert_eq!(run(&["sai.docx", "--profile", "coquan.yaml"]), "sai.docx: không thấy lỗi, 1 chỗ bỏ qua có lý do.\n");
    write("coquan.yaml", "rules:\n  - {code: R204, reason: theo mẫu, at: Số}\n".as_bytes());
    assert!(run(&["sai.docx", "--profile", "coquan.yaml", "--format", "concise"]).contains("lỗi R204"), "other words");
    write("coquan.yaml", "rules:\n  - {code: R2O4, reason: theo mẫu của ngành}\n".as_bytes());
    let unknown = check(folder.path(), &["sai.docx", "--profile", "coquan.yaml"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("Không có quy tắc “R2O4”"));
}

#[test]
fn data_settles_rules_after_its_profile_and_only_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let codes = |name: &str| {
        let json: Json = serde_json::from_str(&text(&check(folder.path(), &[name, "--format", "json"]))).unwrap();
        let found = json["files"][0]["findings"].as_array().unwrap().clone();
        found.iter().map(|f| format!("{} {}", f["code"].as_str().unwrap(), f["severity"].as_str().unwrap())).collect::<Vec<_>>()
    };
    let doubtful = crate::common::place::doubtful();
    write("a.yaml", &doubtful);
    assert_eq!(codes("a.yaml"), ["V019 warning"]);
    write("coquan.yaml", "rules:\n  - {code: V019, reason: từ láy của địa phương, level: note}\n");
    write("b.yaml", &format!("{doubtful}profile: coquan.yaml\n"));
    assert_eq!(codes("b.yaml"), ["V019 note"]);
    write("c.yaml", &format!("{doubtful}profile: coquan.yaml\nrules:\n  - {{code: V019, reason: đúng nguyên văn, at: của của}}\n"));
    assert!(codes("c.yaml").is_empty());
    write("d.yaml", &format!("{doubtful}rules:\n  - {{code: V019}}\n"));
    assert!(codes("d.yaml").iter().any(|code| code == "V002 error"), "no reason");
    write("e.yaml", &format!("{doubtful}rules:\n  - {{code: R000, reason: không rõ}}\n"));
    assert!(codes("e.yaml").iter().any(|code| code == "V004 error"), "no such rule");
}

#[test]
fn a_comment_in_word_silences_its_own_paragraph() {
    let docx = |comment: &str| {
        let comment = format!("<w:comment w:id=\"1\" w:author=\"A\">{}</w:comment>", plain(comment));
        let anchor =
            "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>Thực hiện của của Sở.</w:t></w:r><w:commentRangeEnd w:id=\"1\"/></w:p>";
        Word::new(&(plain("Nội dung") + anchor + &plain("Hai của của ba."))).part("comments", "comments", &comment).bytes()
    };
    let folder = tempfile::tempdir().unwrap();
    let found = |comment: &str| {
        fs::write(folder.path().join("a.docx"), docx(comment)).unwrap();
        text(&check(folder.path(), &["a.docx", "--format", "concise"])).matches("V019").count()
    };
    assert_eq!(found("Xem lại"), 2);
    assert_eq!(found("vanban bỏ qua V019: đúng nguyên văn"), 1);
    assert_eq!(found("vanban bỏ qua V019 cả văn bản: đúng nguyên văn"), 0);
    assert_eq!(found("vanban bỏ qua V019"), 2, "no reason");
}

#[test]
fn pasted_text_is_judged_by_its_words_and_says_what_is_not_judged() {
    let folder = tempfile::tempdir().unwrap();
    let document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    let right = crate::common::flow_text(&document).replace('\u{2011}', "-");
    fs::write(folder.path().join("a.txt"), right.replacen("của", "của của", 1)).unwrap();
    let said = text(&check(folder.path(), &["a.txt"]));
    assert!(said.contains("V019") && said.contains("quy tắc về phông chữ, cỡ chữ") && !said.contains("[R0"), "{said}");
    let json: Json = serde_json::from_str(&text(&check(folder.path(), &["a.txt", "--format", "json"]))).unwrap();
    let unchecked = json["files"][0]["not_checked"].as_array().unwrap();
    assert!(unchecked.contains(&"R001".into()) && unchecked.contains(&"R103".into()) && !unchecked.contains(&"R204".into()));
}

#[test]
fn rows_are_judged_at_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let base = crate::common::place::GOOD.replace("subject: Tuyên truyền cải cách hành chính\n", "");
    fs::write(folder.path().join("base.yaml"), base).unwrap();
    let rows = "organ_name,subject\nSở Nội vụ,Tuyên truyền cải cách\nSở Xây dựng,TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH\n";
    fs::write(folder.path().join("rows.csv"), rows).unwrap();
    let said = text(&check(folder.path(), &["base.yaml", "--rows", "rows.csv", "--format", "concise"]));
    assert!(said.contains("rows.csv, B3: cảnh báo V037: Trích yếu viết toàn chữ in hoa (chữ in thường)\n"), "{said}");
    assert!(said.contains("base.yaml:4:13: lỗi D020"), "{said}");
}

/// Where Word wrote down on which page a paragraph began, people are told.
#[test]
fn the_page_is_told_where_the_file_knows_it() {
    let folder = tempfile::tempdir().unwrap();
    let second = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Thực hiện của của Sở.</w:t></w:r></w:p>";
    fs::write(folder.path().join("a.docx"), Word::new(&(plain("Nội dung") + second)).bytes()).unwrap();
    let said = text(&check(folder.path(), &["a.docx", "--format", "concise"]));
    assert!(said.contains("a.docx, đoạn 2 (trang 2): cảnh báo V019"), "{said}");
    let json: Json = serde_json::from_str(&text(&check(folder.path(), &["a.docx", "--format", "json"]))).unwrap();
    let found = json["files"][0]["findings"].as_array().unwrap().iter().find(|f| f["code"] == "V019").unwrap().clone();
    assert_eq!(found["place"]["page"], 2);
}

/// Data as clerks type it: what Word would not underline is told, each at its place.
#[test]
fn slips_in_data_are_told_in_one_pass() {
    let told = |file: &str| text(&check(Path::new("tests/typing"), &[file, "--format", "concise"]));
    assert!(told("chinh-ta.yaml").contains("lỗi D017: Văn bản gõ bằng mã TCVN3"), "{}", told("chinh-ta.yaml"));
    let folder = tempfile::tempdir().unwrap();
    let data = fs::read_to_string("tests/typing/chinh-ta.yaml").unwrap();
    let data = data.replace("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Việc thứ nhất.");
    let profile = fs::canonicalize("data/profiles/so-khcn-lai-chau.yaml").unwrap();
    fs::copy(profile, folder.path().join("so-khcn-lai-chau.yaml")).unwrap();
    fs::write(folder.path().join("a.yaml"), data.replace("../../data/profiles/", "")).unwrap();
    let said = text(&check(folder.path(), &["a.yaml", "--format", "concise"]));
    for slip in ["“của của”", "“số hóa số hóa”", "“caỉ”", "“loỏng”", "“UNBD”", "dấu cách trước dấu “,”", "31/02/2025"]
    {
        assert!(said.contains(slip), "{slip} is not told:\n{said}");
    }
    let mixed = told("c12-cau-gay.yaml");
    assert!(mixed.contains("“Uỷ” (1 chỗ) và “Ủy” (1 chỗ)") && mixed.contains("Viết “qui”, chỗ khác viết “quy”"), "{mixed}");
}

/// `render` refuses errors alone: of what is only worth a look it says that there is some, and where it is told.
#[test]
fn render_says_that_check_has_more_to_tell() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("profiles")).unwrap();
    fs::copy("data/profiles/so-khcn-lai-chau.yaml", folder.path().join("profiles/so-khcn-lai-chau.yaml")).unwrap();
    let plan = fs::read_to_string("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml").unwrap();
    for (name, data, told) in [
        ("dung.yaml", plan.clone(), ""),
        (
            "sai.yaml",
            plan.replacen("UBND tỉnh kiểm tra", "UBND tỉnh kiễm tra", 1),
            "sai.yaml: 1 chỗ nên xem lại trước khi ký: vanban check sai.yaml\n",
        ),
    ] {
        fs::write(folder.path().join(name), data).unwrap();
        let output =
            Command::new(env!("CARGO_BIN_EXE_vanban")).args(["render", "--check", name]).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8(output.stderr).unwrap(), format!("{name}: 0 lỗi, 0 cảnh báo; dữ liệu dùng được.\n{told}"));
        assert_eq!(text(&check(folder.path(), &[name, "--format", "concise"])).is_empty(), told.is_empty());
    }
}

/// Last year's plan with this year's date and title: each place that still names the old year is told, once.
#[test]
fn all_that_is_left_of_last_years_plan_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("profiles")).unwrap();
    fs::copy("data/profiles/so-khcn-lai-chau.yaml", folder.path().join("profiles/so-khcn-lai-chau.yaml")).unwrap();
    let old = fs::read_to_string("data/ke-hoach-cchc-2026-lai-chau.yaml").unwrap();
    let title = "Cải cách hành chính Sở Khoa học và Công nghệ năm 202";
    let new = old.replace("issued_date: 12/2025", "issued_date: 12/2026").replace(&format!("{title}6"), &format!("{title}7"));
    fs::write(folder.path().join("a.yaml"), &new).unwrap();
    let output = text(&check(folder.path(), &["a.yaml", "--format", "concise"]));
    let of_years = output.lines().filter(|line| line.contains("R802") || line.contains("R816"));
    let mut told: Vec<usize> = of_years.map(|line| line.split(':').nth(1).unwrap().parse().unwrap()).collect();
    told.sort_unstable();
    // Read one by one: all of them speak of the plan's own year.
    let body = new.find("content:").unwrap();
    let left = new.match_indices("2026").filter(|(at, _)| *at > body && new[..*at].trim_end().ends_with("năm"));
    assert_eq!(told, left.map(|(at, _)| new[..at].matches('\n').count() + 1).collect::<Vec<usize>>(), "{output}");
}
