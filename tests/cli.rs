//! The program as a clerk meets it: exit status, files, messages, help – the built binary in
//! folders of its own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use common::place::{GOOD, Place, doubtful, wrong};
use unicode_normalization::UnicodeNormalization;

/// Words that only an English message has.
#[track_caller]
fn assert_vietnamese(text: &str) {
    let text = text.to_lowercase();
    for english in [
        "error:",
        "usage",
        "option",
        "for more information",
        "argument",
        "possible value",
        "required",
        "tip:",
        "print ",
        "no such file",
        "directory",
        "os error",
        "permission",
        "denied",
        "invalid",
        "unexpected",
    ] {
        assert!(!text.contains(english), "“{english}” in:\n{text}");
    }
}

/// Archives made on a Mac hold names in decomposed letters.
#[test]
fn a_file_is_found_under_its_name_in_either_form() {
    let decomposed = "Số liệu quý III.csv".nfd().collect::<String>();
    let data = GOOD.replace("    - Các phòng tổ chức thực hiện Kế hoạch.", "    - table: {rows_from: {file: Số liệu quý III.csv}}");
    let place = Place::with(&[("kế hoạch.yaml", &data), (decomposed.as_str(), "Tên;Số\nMột;2\n")]);
    let ran = place.run(&["render", "kế hoạch.yaml", "--check"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let place = Place::with(&[("kế hoạch.yaml".nfd().collect::<String>().as_str(), GOOD)]);
    let ran = place.run(&["render", "kế hoạch.yaml", "--check"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
}

#[test]
fn exit_status_says_how_it_went() {
    let place = Place::with(&[
        ("tốt.yaml", GOOD),
        ("ngờ.yaml", &doubtful()),
        ("sai.yaml", &wrong()),
        ("lạ.yaml", &GOOD.replace("ke-hoach", "ke-hoac")),
    ]);
    for (arguments, status, said) in [
        (&["render", "tốt.yaml"][..], 0, "Liberation Serif"),
        (&["render", "ngờ.yaml"], 0, "cảnh báo[V019]"),
        (&["render", "--deny-warnings", "tốt.yaml"], 0, ""),
        (&["render", "--deny-warnings", "ngờ.yaml"], 1, "0 lỗi, 1 cảnh báo; không tạo văn bản"),
        (&["render", "--check", "ngờ.yaml"], 0, "dữ liệu dùng được"),
        (&["render", "--check", "--deny-warnings", "ngờ.yaml"], 1, "không tạo văn bản"),
        (&["render", "sai.yaml"], 1, "Có phải ý bạn là `subject`?"),
        (&["render", "lạ.yaml"], 1, "Không có loại văn bản “ke-hoac”"),
        (&["render", "tốt.yaml", "sai.yaml"], 1, "sai.yaml: 2 lỗi"),
        (&["render", "không-có.yaml"], 2, "Không đọc được không-có.yaml: không có tệp hoặc thư mục này"),
        (&["render", "tốt.yaml", "không-có.yaml"], 2, "không có tệp"),
        (&["render", "*.yml"], 2, "Không có tệp nào khớp “*.yml”"),
        (&["render", "x***.yaml"], 2, "Mẫu tên “x***.yaml” không đúng"),
        (&["render", "--check", "."], 1, "sai.yaml: 2 lỗi"),
        (&["render", "--jobs", "0", "tốt.yaml"], 2, "giá trị “0” không dùng được cho --jobs"),
        (&["render", "--check", "--resume", "tốt.yaml"], 2, "--check không dùng chung được với --resume"),
        (&["render", "--templates", "không-có", "tốt.yaml"], 2, "Không đọc được thư mục không-có"),
        (&["render", "--fonts", "không-có", "tốt.yaml"], 2, "Không đọc được thư mục không-có"),
        (&["render", "--fonts", ".", "tốt.yaml"], 2, "lỗi[L002]"),
        (&["render"], 2, "thiếu <TỆP>"),
        (&["render", "--formt", "pdf", "x"], 2, "có phải ý bạn là `--format`?"),
        (&["render", "--format", "odt", "x"], 2, "giá trị “odt” không dùng được"),
        (&["rende", "x"], 2, "có phải ý bạn là `render`?"),
        (&["new", "ke-hoac"], 2, "Không có loại văn bản “ke-hoac”"),
        (&["new", "ke hoac"], 2, "Có phải ý bạn là `ke-hoach`?"),
        (&["rows", "bao-cao", "-o", "mẫu.csv"], 2, "đặt tên tệp có đuôi .xlsx, không phải mẫu.csv"),
        (&["new", "ke-hoach", "x"], 2, "thừa tham số x"),
        (&["schema", "../x"], 2, "Không có loại văn bản"),
        (&["watch", "không-có.yaml"], 2, "không có tệp không-có.yaml"),
        (&[], 2, "Cách dùng"),
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.status, status, "{arguments:?}\n{}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?} lacks “{said}”:\n{}", ran.err);
        assert_vietnamese(&ran.err);
    }
}

#[test]
fn help_is_vietnamese() {
    let place = Place::new();
    for command in ["", "render", "watch", "types", "new", "schema", "completions", "man"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let ran = place.run(&arguments);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains("Cách dùng: vanban") && ran.out.contains("Tùy chọn:"), "{}", ran.out);
        assert_vietnamese(&ran.out.replace("--templates", ""));
    }
    assert_eq!(place.run(&["--version"]).out, format!("vanban {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_manual_is_vietnamese_and_whole() {
    let page = Place::new().run(&["man"]).out;
    for heading in
        [".SH TÊN", ".SH \"CÁCH DÙNG\"", ".SH \"MÔ TẢ\"", ".SH \"TÙY CHỌN\"", ".SH LỆNH", ".SH \"VANBAN RENDER\"", ".SH \"VANBAN WATCH\""]
    {
        assert!(page.contains(&format!("{heading}\n")), "{heading}\n{page}");
    }
    assert!(page.contains("deny\\-warnings"));
    for english in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "EXTRA", "VERSION"] {
        let heading = |l: &str| l.starts_with(".S") && l[4..].trim_matches('"').split(' ').any(|word| word == english);
        assert!(!page.lines().any(|l| l.len() > 4 && heading(l)), "{english}");
    }
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = Place::new().run(&["completions", shell]);
        assert_eq!(ran.status, 0);
        assert!(ran.out.contains("render") && ran.out.contains("deny-warnings"), "{shell}");
    }
}

#[test]
fn a_run_writes_both_files_and_says_so() {
    let place = Place::with(&[("kế hoạch/số 1 – quý I.yaml", GOOD)]);
    let ran = place.run(&["render", "kế hoạch/số 1 – quý I.yaml", "-o", "kết quả/năm 2026"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines[0].starts_with("kết quả/năm 2026/số 1 – quý I.docx  (1 trang, "), "{lines:?}");
    assert!(lines[1].starts_with("kết quả/năm 2026/số 1 – quý I.pdf  (1 trang, "), "{lines:?}");
    assert!(fs::read(place.path("kết quả/năm 2026/số 1 – quý I.docx")).unwrap().starts_with(b"PK"));
    assert!(fs::read(place.path("kết quả/năm 2026/số 1 – quý I.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_eq!(place.files().len(), 6, "{:?}", place.files());
}

#[test]
fn the_format_can_be_chosen() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    assert_eq!(place.run(&["render", "a.yaml", "--format", "pdf"]).status, 0);
    assert_eq!(place.files(), ["a.yaml", "output", "output/a.pdf"]);
}

#[test]
fn checking_writes_nothing() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    let ran = place.run(&["render", "--check", "a.yaml", "-o", "ra"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", "a.yaml: 0 lỗi, 0 cảnh báo; dữ liệu dùng được.\n"));
    assert_eq!(place.files(), ["a.yaml"]);
}

#[test]
fn a_failed_run_leaves_the_old_files() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    assert_eq!(place.run(&["render", "a.yaml"]).status, 0);
    let old = [fs::read(place.path("output/a.docx")).unwrap(), fs::read(place.path("output/a.pdf")).unwrap()];
    place.save("a.yaml", wrong().as_bytes());
    assert_eq!(place.run(&["render", "a.yaml"]).status, 1);
    assert_eq!(old, [fs::read(place.path("output/a.docx")).unwrap(), fs::read(place.path("output/a.pdf")).unwrap()]);
    assert_eq!(place.files(), ["a.yaml", "output", "output/a.docx", "output/a.pdf"]);
}

#[test]
fn leftovers_of_a_killed_run_are_swept() {
    let place = Place::with(&[("a.yaml", GOOD), ("output/.vanban-tmp/7/0-0", "nửa chừng"), ("output/.vanban-tmp/7.lock", "")]);
    assert_eq!(place.run(&["render", "a.yaml"]).status, 0);
    assert_eq!(place.files(), ["a.yaml", "output", "output/a.docx", "output/a.pdf"]);
}

#[test]
fn two_files_with_one_name_are_refused_before_anything_is_written() {
    let place = Place::with(&[("a/x.yaml", GOOD), ("b/X.json", "{}"), ("c.yaml", GOOD)]);
    let ran = place.run(&["render", "c.yaml", "a/x.yaml", "b/X.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("a/x.yaml và b/X.json cho kết quả trùng tên"), "{}", ran.err);
    assert!(!place.path("output").exists());
}

#[test]
fn patterns_are_expanded_without_a_shell() {
    let place = Place::with(&[("d/một.yaml", GOOD), ("d/hai.yaml", GOOD), ("d/ba.txt", "x"), ("d/bốn [nháp].yaml", GOOD)]);
    assert_eq!(place.run(&["render", "d/*.yaml"]).status, 0);
    let results: Vec<String> = place.files().into_iter().filter(|f| f.ends_with(".docx")).collect();
    assert_eq!(results, ["output/bốn [nháp].docx", "output/hai.docx", "output/một.docx"]);
    // A name that looks like a pattern but is a file's own.
    assert_eq!(place.run(&["render", "d/bốn [nháp].yaml", "-o", "x"]).status, 0);
}

#[test]
fn a_file_from_windows_notepad_is_read_alike() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    place.save("b/a.yaml", format!("\u{feff}{}", GOOD.replace('\n', "\r\n")).as_bytes());
    assert_eq!(place.run(&["render", "a.yaml", "-o", "1"]).status, 0);
    let ran = place.run(&["render", "b/a.yaml", "-o", "2"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(fs::read(place.path("1/a.docx")).unwrap(), fs::read(place.path("2/a.docx")).unwrap());
    assert_eq!(fs::read(place.path("1/a.pdf")).unwrap(), fs::read(place.path("2/a.pdf")).unwrap());
}

#[test]
fn a_file_that_is_no_text_is_an_error_of_the_data() {
    let place = Place::new();
    place.save("a.yaml", b"type: ke-hoach\nsubject: \xff\xfe");
    let ran = place.run(&["render", "a.yaml"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("không phải văn bản UTF-8"), "{}", ran.err);
    place.save("b.xlsx", b"PK\x03\x04\x14\x00");
    let ran = place.run(&["render", "b.xlsx"]);
    assert!(ran.status == 1 && ran.err.contains("là tệp của Word hoặc Excel") && ran.err.contains("--rows don-vi.xlsx"), "{}", ran.err);
}

/// Memory must not follow a device without end.
#[cfg(unix)]
#[test]
fn a_file_without_end_is_refused() {
    let place = Place::with(&[("a.yaml", &format!("profile: /dev/zero\n{GOOD}"))]);
    let ran = place.run(&["render", "/dev/zero"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Không đọc được /dev/zero: không phải tệp thường"), "{}", ran.err);
    let ran = place.run(&["render", "a.yaml"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("Không đọc được hồ sơ cơ quan “/dev/zero”: không phải tệp thường"), "{}", ran.err);
}

fn types() -> Vec<String> {
    let listed = Place::new().run(&["types"]).out;
    let names = listed.lines().filter_map(|l| l.strip_prefix("  ")?.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn types_are_listed_in_the_groups_of_an_office() {
    let out = Place::new().run(&["types"]).out;
    assert!(out.contains("\n  ke-hoach         Kế hoạch         KH   PL III Mẫu 1.4\n"), "{out}");
    assert!(out.contains("\nHợp đồng, thỏa thuận\n  hop-dong         Hợp đồng         HĐ   thực tiễn\n"), "{out}");
    assert!(!out.contains("Loại riêng"), "every type of the decree has its group: {out}");
    let folders = fs::read_dir("templates").unwrap().map(|e| e.unwrap()).filter(|e| e.path().join("type.toml").is_file());
    let mut folders: Vec<String> = folders.map(|e| e.file_name().into_string().unwrap()).collect();
    folders.sort();
    let mut listed = types();
    listed.sort();
    assert_eq!((listed.len(), listed), (29 + 3, folders), "Điều 7 and the copies of Điều 25");
}

#[test]
fn what_new_gives_renders_without_a_finding() {
    for slug in types() {
        let place = Place::new();
        let ran = place.run(&["new", &slug]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        place.save("a.yaml", ran.out.as_bytes());
        let ran = place.run(&["render", "a.yaml", "--deny-warnings"]);
        assert_eq!(ran.status, 0, "{slug}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{slug}: {}", ran.err);
        assert!(place.path("output/a.pdf").is_file());
    }
}

#[test]
fn new_writes_a_file_once() {
    let place = Place::new();
    assert_eq!(place.run(&["new", "ke-hoach", "-o", "kế hoạch.yaml"]).status, 0);
    assert_eq!(fs::read_to_string(place.path("kế hoạch.yaml")).unwrap(), place.run(&["new", "ke-hoach"]).out);
    place.save("kế hoạch.yaml", b"of the clerk");
    let ran = place.run(&["new", "ke-hoach", "-o", "kế hoạch.yaml"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Đã có tệp kế hoạch.yaml; hãy chọn tên khác"), "{}", ran.err);
    assert_eq!(fs::read(place.path("kế hoạch.yaml")).unwrap(), b"of the clerk");
}

/// From the inspection plan to the minutes of all its units, and a form to fill in by hand.
#[test]
fn new_fills_minutes_from_the_plan() {
    let place = Place::new();
    let data = |name: &str| format!("{}/data/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let (plan, decision) = (data("ke-hoach-kiem-tra-cchc-2025-lai-chau"), data("quyet-dinh-thanh-lap-doan-kiem-tra-2025-lai-chau"));
    let from = ["new", "bien-ban", "--from", &plan, "--decision", &decision];
    let run = |more: &[&str]| place.run(&[&from[..], more].concat());

    let ran = run(&["--each-unit", "-o", "biên bản"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 5, "{}", ran.out);
    assert!(ran.out.contains("biên bản/bien-ban-van-phong-so.yaml  (78 chỗ để trống)"), "{}", ran.out);
    assert!(ran.err.contains("Chỗ để trống: Giờ bắt đầu; ") && ran.err.contains("vanban render --check"), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    let one = run(&["--unit", "Văn phòng Sở", "-o", "một.yaml"]);
    assert!(one.err.contains("Giờ bắt đầu") && one.err.contains("Họ và tên (3 chỗ)"), "{}", one.err);
    let again = run(&["--each-unit", "-o", "biên bản"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("Đã có tệp biên bản/"), "{}", again.err);

    let form = place.run(&["render", "--blank", "biên bản/bien-ban-van-phong-so.yaml"]);
    assert_eq!(form.status, 0, "{}", form.err);
    assert!(!form.err.contains("Chỗ để trống"), "{}", form.err);
    let checked = place.run(&["render", "--check", "biên bản/bien-ban-van-phong-so.yaml"]);
    assert_eq!(checked.err.matches("Chỗ để trống").count(), 78, "{}", checked.err);

    for (more, said) in [
        (&["--unit", "Văn phòng"][..], "Có phải ý bạn là “Văn phòng Sở”?"),
        (&["--unit", "kiem dinh"], "Có phải ý bạn là “Trung tâm Kiểm định và Phát triển KHCN”?"),
        (&[], "Ghi --unit với một trong: Phòng quản lý KH&CN;"),
        (&["--each-unit"], "thiếu --output"),
    ] {
        let ran = run(more);
        assert_eq!(ran.status, 2, "{more:?}");
        assert!(ran.err.contains(said), "{more:?}: {}", ran.err);
        assert_vietnamese(&ran.err);
    }
    let ran = place.run(&["new", "bien-ban", "--from", &decision, "--unit", "x"]);
    assert!(ran.status == 2 && ran.err.contains("không có đơn vị được kiểm tra"), "{}", ran.err);
}

#[test]
fn every_example_is_valid_against_its_schema() {
    for slug in types() {
        let schema: serde_json::Value = serde_json::from_str(&Place::new().run(&["schema", &slug]).out).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        let validator = jsonschema::draft7::new(&schema).unwrap();
        let mut sources = vanban::diag::Sources::default();
        let id = sources.add("example.yaml", Place::new().run(&["new", &slug]).out);
        let (example, found) = vanban::model::read::read(&sources, id);
        assert!(found.is_empty());
        let mut example = example.unwrap().to_json();
        let errors: Vec<String> = validator.iter_errors(&example).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{slug}: {errors:?}");
        example["subjet"] = "x".into();
        assert!(!validator.is_valid(&example), "{slug}: the schema takes anything");
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    for arguments in [
        &["schema", "ke-hoach"][..],
        &["types"],
        &["man"],
        &["--help"],
        &["completions", "zsh"],
        &["new", "ke-hoach"],
        &["render", "a.yaml"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = place.command(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    }
    // The list of results had no reader; the results are there.
    assert!(place.path("output/a.docx").is_file() && place.path("output/a.pdf").is_file());
}

#[test]
fn output_that_cannot_be_written_is_explained() {
    let place = Place::with(&[("a.yaml", GOOD), ("tệp", "x"), ("ra/a.pdf/x", "x")]);
    for (folder, said) in [
        ("tệp", "Không tạo được thư mục tệp: trên đường dẫn có một tệp"),
        ("tệp/trong", "Không tạo được thư mục tệp/trong: trên đường dẫn có một tệp"),
        ("ra", "Không ghi được ra/a.pdf: "),
        (&"x".repeat(300), "tên tệp quá dài"),
    ] {
        let ran = place.run(&["render", "a.yaml", "-o", folder]);
        assert_eq!(ran.status, 2, "{folder}: {}", ran.err);
        assert!(ran.err.contains(said), "{folder}: {}", ran.err);
        assert_vietnamese(&ran.err);
    }
    assert!(!place.path("ra/.vanban-tmp").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_explained() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with(&[("a.yaml", GOOD)]);
    fs::create_dir(place.path("ra")).unwrap();
    fs::set_permissions(place.path("ra"), fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator may write everywhere.
    if fs::write(place.path("ra/x"), "").is_ok() {
        return;
    }
    let ran = place.run(&["render", "a.yaml", "-o", "ra"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Không tạo được thư mục ra: không có quyền"), "{}", ran.err);
}

/// A running `watch`, ended when the test is.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until it is so; a slow machine may take its time.
#[track_caller]
fn wait_until(what: &str, so: impl Fn() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn watch_renders_again_after_every_save() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    let said = place.path("said.txt");
    let log = fs::File::create(&said).unwrap();
    // Results beside the data: they must not wake the watcher, nor hide the data from it.
    let mut child = Watching(place.command(&["watch", "a.yaml", "-o", "."]).stdout(Stdio::null()).stderr(log).spawn().unwrap());
    let waits = || fs::read_to_string(&said).unwrap_or_default().matches("Đang chờ").count();
    let docx = || fs::read(place.path("a.docx")).unwrap_or_default();

    wait_until("the first rendering", || waits() == 1);
    let first = docx();
    assert!(first.starts_with(b"PK"));

    place.save("a.yaml", wrong().as_bytes());
    wait_until("the finding", || waits() >= 2);
    assert!(fs::read_to_string(&said).unwrap().contains("không tạo văn bản"));
    assert_eq!(docx(), first);

    // As editors do it: a new file under the old name.
    place.save("mới.tmp", GOOD.replace("2026", "2027").as_bytes());
    fs::rename(place.path("mới.tmp"), place.path("a.yaml")).unwrap();
    wait_until("the second rendering", || docx() != first && docx().starts_with(b"PK"));

    // Nothing was saved: nothing may happen.
    wait_until("the end of the rendering", || waits() >= 3);
    std::thread::sleep(Duration::from_millis(600));
    let settled = waits();
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(waits(), settled, "watch wakes itself");
    assert!(child.0.try_wait().unwrap().is_none(), "watch ended");
}

#[test]
fn templates_of_ones_own_are_used_and_their_faults_explained() {
    let place =
        Place::with(&[("a.yaml", GOOD), ("mẫu/partials/title.hbs", "<type-name>KẾ HOẠCH</type-name><subject>Riêng {{subject}}</subject>")]);
    assert_eq!(place.run(&["render", "a.yaml", "--templates", "mẫu", "-o", "riêng"]).status, 0);
    assert_eq!(place.run(&["render", "a.yaml", "-o", "chung"]).status, 0);
    assert_ne!(fs::read(place.path("riêng/a.pdf")).unwrap(), fs::read(place.path("chung/a.pdf")).unwrap());
    place.save("mẫu/partials/title.hbs", "<subject>{{{subject}}}</subject>".as_bytes());
    let ran = place.run(&["render", "a.yaml", "--templates", "mẫu"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("lỗi[T003]") && ran.err.contains("partials/title.hbs:1:10"), "{}", ran.err);
    assert!(Path::new(&place.path("output")).read_dir().is_err());
}

#[test]
fn a_separate_appendix_is_a_file_of_its_own_and_never_over_another() {
    let with_appendix = GOOD.replace("Kế hoạch.", "Kế hoạch và Phụ lục.");
    let with_appendix = format!("{with_appendix}appendices:\n  - file: separate\n    body: [Danh sách các phòng.]\n");
    let place = Place::with(&[("a.yaml", &with_appendix), ("A-Phu-luc-1.yaml", GOOD)]);
    let ran = place.run(&["render", "a.yaml", "--format", "pdf", "--attach-data"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("output/a.pdf") && ran.out.contains("output/a-phu-luc-1.pdf"), "{}", ran.out);
    assert_eq!(place.run(&["extract", "output/a-phu-luc-1.pdf", "-o", "lại"]).status, 0);
    assert_eq!(fs::read_to_string(place.path("lại/a.yaml")).unwrap(), with_appendix);
    let info = place.run(&["info", "output/a-phu-luc-1.pdf"]);
    assert!(info.out.contains("ChuKy_CoQuan: trang 1"), "{}", info.out);

    // Some file systems take small and capital letters for the same.
    fs::remove_dir_all(place.path("output")).unwrap();
    let ran = place.run(&["render", "a.yaml", "A-Phu-luc-1.yaml"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("hãy đổi tên một tệp") && !place.path("output/a.pdf").exists(), "{}", ran.err);
}
