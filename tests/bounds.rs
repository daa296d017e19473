//! Inputs that harm, by accident or on purpose: what is refused, what is never touched, and that time and
//! memory are bounded by the input. Files in `hostile/`; larger ones are made here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::place::{GOOD, Place, Ran};
use common::word::{Word, plain};
use common::{ENGINE, compiled};
use vanban::export::Attachment;

/// Resident memory that no input of less than a megabyte may take.
const MEMORY: u64 = 1 << 30;

/// The built program takes ten times as long as a release; whoever tests may share the machine.
const TIME: Duration = Duration::from_secs(60);

/// The most memory that a process has taken so far, where the system tells.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kilobytes = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse::<u64>().ok()?;
    Some(kilobytes << 10)
}

/// How long a process has used a processor, where the system tells: other programs do not count.
fn used(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Behind the name in brackets; times in hundredths of a second.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut time = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (time()? + time()?)))
}

/// Runs the program within bounds.
#[track_caller]
fn bounded(place: &Place, arguments: &[&str]) -> Ran {
    bounded_by(MEMORY, place, arguments)
}

#[track_caller]
fn bounded_by(memory: u64, place: &Place, arguments: &[&str]) -> Ran {
    let file = |name: &str| File::create(place.path(name)).unwrap();
    let started = Instant::now();
    let mut child = place.command(arguments).stdout(file("said.out")).stderr(file("said.err")).spawn().unwrap();
    let status = loop {
        let taken = peak(child.id()).unwrap_or_default();
        // One that only waits is stopped, too.
        let late = used(child.id()).unwrap_or_else(|| started.elapsed()) > TIME || started.elapsed() > 10 * TIME;
        if taken > memory || late {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?}: {} MB after {:?}", taken >> 20, started.elapsed());
        }
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let said = |name: &str| fs::read_to_string(place.path(name)).unwrap();
    Ran { status: status.code().unwrap_or_else(|| panic!("{arguments:?}: {status}")), out: said("said.out"), err: said("said.err") }
}

#[track_caller]
fn says(ran: &Ran, status: i32, words: &str) {
    assert_eq!(ran.status, status, "{}", ran.err);
    assert!(ran.err.contains(words), "“{words}” is not in:\n{}", ran.err);
}

/// A plan with this in its body.
fn plan(body: &str) -> String {
    GOOD.replace("    - Các phòng tổ chức thực hiện Kế hoạch.\n", body)
}

fn table(file: &str) -> String {
    plan(&format!("    - table: {{columns: [A, B], rows_from: {{file: {file}, header: false}}}}\n"))
}

#[test]
fn data_leads_nowhere_but_to_its_own_folder() {
    let place = Place::with(&[("d/a.yaml", &table("/etc/passwd")), ("d/b.yaml", &table("../mật/c.csv")), ("mật/c.csv", "một,hai\n")]);
    let ran = place.run(&["render", "d/a.yaml"]);
    says(&ran, 1, "Không đọc được bảng tính “/etc/passwd”: tệp nằm ngoài thư mục của tệp dữ liệu");
    says(&place.run(&["render", "d/b.yaml"]), 1, "--allow-outside");
    assert!(!place.path("output/b.pdf").exists());
    says(&place.run(&["render", "d/b.yaml", "--allow-outside", "không-có"]), 2, "không có thư mục không-có");
    says(&place.run(&["render", "d/b.yaml", "--allow-outside", "mật"]), 0, "");
    // The same of a base's rows.
    place.save("d/base.yaml", fs::read_to_string(place.path("d/b.yaml")).unwrap().replace("organ_name: Sở Nội vụ\n", "").as_bytes());
    place.save("r/rows.csv", "organ_name\nSở Nội vụ\n".as_bytes());
    says(&place.run(&["render", "d/base.yaml", "--rows", "r/rows.csv", "--check"]), 1, "--allow-outside");
}

#[test]
fn an_office_keeps_its_profiles_beside_its_data() {
    let place = Place::with(&[
        ("nhà/2026/q1/a.yaml", &format!("profile: ../../profiles/so.yaml\n{}", table("../../chung.csv"))),
        ("nhà/profiles/so.yaml", "style: {body_size: 13}\n"),
        ("nhà/chung.csv", "một,hai\n"),
    ]);
    says(&place.run(&["render", "nhà/2026/q1/a.yaml"]), 0, "");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_waited_for() {
    let place = Place::with(&[("a.yaml", &format!("profile: ống\n{GOOD}")), ("b.yaml", GOOD)]);
    let made = std::process::Command::new("mkfifo").arg(place.path("ống")).status();
    if made.is_ok_and(|status| status.success()) {
        says(&bounded(&place, &["render", "a.yaml"]), 1, "“ống”: không phải tệp thường mà là thiết bị hoặc đường ống");
        says(&bounded(&place, &["render", "ống"]), 2, "không phải tệp thường");
        says(&bounded(&place, &["info", "ống"]), 2, "không phải tệp thường");
        says(&bounded(&place, &["render", "b.yaml", "--rows", "ống"]), 2, "không phải tệp thường");
    }
}

#[cfg(unix)]
#[test]
fn links_in_circles_are_left() {
    let place = Place::with(&[("d/a.yaml", GOOD), ("mẫu/partials/compose/x.hbs", "x"), ("mẫu/partials/y.txt", "y")]);
    for (folder, count) in [("d", 3), ("mẫu/partials", 3)] {
        for number in 0..count {
            std::os::unix::fs::symlink(".", place.path(&format!("{folder}/vòng{number}"))).unwrap();
        }
    }
    says(&bounded(&place, &["render", "--templates", "mẫu", "d/a.yaml"]), 0, "");
    let ran = bounded(&place, &["render", "d/**/*.yaml"]);
    assert!(ran.status == 0 || ran.err.contains("liên kết thư mục dẫn vòng"), "{}", ran.err);
}

#[test]
fn a_template_in_another_encoding_is_read_or_named() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    let utf_16: Vec<u8> = [0xfeff_u16].into_iter().chain("{{sai".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    place.save("mẫu/partials/title.hbs", &utf_16);
    says(&place.run(&["render", "--templates", "mẫu", "a.yaml"]), 2, "lỗi[T002]");
    place.save("mẫu/partials/title.hbs", b"\xd0\xf5n");
    says(&place.run(&["render", "--templates", "mẫu", "a.yaml"]), 2, "mẫu/partials/title.hbs không phải văn bản UTF-8");
}

#[cfg(unix)]
#[test]
fn a_folder_for_unfinished_files_that_is_somebody_elses_is_left_alone() {
    let place = Place::with(&[("a.yaml", GOOD), ("nạn nhân/quan-trong.txt", "a"), ("nạn nhân/con/x.txt", "b"), ("ra/x.txt", "")]);
    std::os::unix::fs::symlink("../nạn nhân", place.path("ra/.vanban-tmp")).unwrap();
    says(&place.run(&["render", "a.yaml", "-o", "ra"]), 2, "ra/.vanban-tmp là liên kết đến nơi khác");
    assert!(place.path("nạn nhân/quan-trong.txt").exists() && place.path("nạn nhân/con/x.txt").exists());
    assert!(!place.path("ra/a.docx").exists());
}

#[test]
fn files_in_a_folder_of_ours_that_are_not_ours_are_kept() {
    let place = Place::with(&[("a.yaml", GOOD), ("output/.vanban-tmp/thư.docx", "a")]);
    says(&place.run(&["render", "a.yaml"]), 2, "có chứa “thư.docx”");
    assert!(place.path("output/.vanban-tmp/thư.docx").exists());
}

#[test]
fn another_run_in_the_folder_is_told() {
    let place = Place::with(&[("a.yaml", GOOD), ("output/.vanban-tmp/7.lock", "")]);
    fs::create_dir(place.path("output/.vanban-tmp/7")).unwrap();
    let lock = File::open(place.path("output/.vanban-tmp/7.lock")).unwrap();
    lock.lock().unwrap();
    says(&place.run(&["render", "a.yaml"]), 0, "Một lần chạy khác của vanban đang ghi vào thư mục output");
    assert!(place.path("output/.vanban-tmp/7").is_dir());
    drop(lock);
    assert!(!place.run(&["render", "a.yaml"]).err.contains("Một lần chạy khác"));
    assert!(!place.path("output/.vanban-tmp").exists());
}

#[cfg(unix)]
#[test]
fn a_stopped_run_says_how_to_go_on() {
    let place = Place::new();
    for number in 0..60 {
        place.save(&format!("d/{number}.yaml"), GOOD.as_bytes());
    }
    let said = place.path("said.txt");
    let mut child =
        place.command(&["render", "d", "--jobs", "1"]).stdout(Stdio::null()).stderr(File::create(&said).unwrap()).spawn().unwrap();
    let started = Instant::now();
    while !fs::read_to_string(&said).unwrap().contains("Đã soạn") {
        assert!(started.elapsed() < TIME);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(fs::read_to_string(&said).unwrap().contains("Chạy lại lệnh này với --resume"));
    // Whoever starts anew hears of it, too.
    let ran = place.run(&["render", "d/1.yaml", "--check"]);
    assert!(!ran.err.contains("--resume"), "{}", ran.err);
    let ran = place.run(&["render", "d", "--resume"]);
    assert!(ran.status == 0 && ran.err.contains("Giữ từ lần trước"), "{}", ran.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_keeps_no_file_from_its_name() {
    let place = Place::with(&[("a.yaml", GOOD), ("b.yaml", GOOD)]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = place.command(&["render", "a.yaml", "b.yaml"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("không in được kết quả: ổ đĩa đã đầy"));
    for name in ["a.docx", "a.pdf", "b.docx", "b.pdf", "vanban-manifest.json"] {
        assert!(place.path(&format!("output/{name}")).exists(), "{name}");
    }
}

#[test]
fn extract_writes_data_and_nothing_that_runs() {
    let mut document = compiled(Path::new("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"));
    let place = Place::new();
    for (names, said) in [
        (&["a.yaml", ".bashrc"][..], "“.bashrc” không an toàn"),
        (&["a.desktop"], "“a.desktop” không an toàn"),
        (&["autorun.inf"], "không an toàn"),
        (&["../a.yaml"], "không an toàn"),
        (&["a\u{202e}lmay.yaml"], "“a\\u{202e}lmay.yaml” không an toàn"),
        (&["a.yaml", "A.yaml"], "“A.yaml” trùng với một tệp khác"),
        (&["ệ.yaml", "e\u{323}\u{302}.yaml"], "trùng với một tệp khác"),
    ] {
        document.extras.attachments =
            names.iter().map(|name| Attachment { name: (*name).into(), bytes: name.as_bytes().to_vec() }).collect();
        place.save("a.pdf", &ENGINE.pdf(&document).unwrap());
        place.save("a.docx", &ENGINE.docx(&document).unwrap());
        for file in ["a.pdf", "a.docx"] {
            let ran = place.run(&["extract", file, "-o", "ra"]);
            says(&ran, 1, said);
            assert!(!place.path("ra").exists(), "{names:?}");
        }
    }
}

#[test]
fn finished_files_that_harm_are_read_within_bounds() {
    let place = Place::new();
    for name in ["form-loop.pdf", "af-100x60MB.pdf", "xs-wide.pdf"] {
        place.save(name, &fs::read(format!("tests/hostile/{name}")).unwrap());
    }
    let ran = bounded(&place, &["info", "form-loop.pdf"]);
    says(&ran, 0, "");
    assert_eq!(ran.out.matches("ChuKy_NguoiKy").count(), 1, "{}", ran.out);
    says(&bounded(&place, &["info", "af-100x60MB.pdf"]), 1, "tệp đính kèm hỏng hoặc quá lớn");
    says(&bounded(&place, &["extract", "af-100x60MB.pdf"]), 1, "tệp đính kèm hỏng hoặc quá lớn");
    says(&bounded(&place, &["info", "xs-wide.pdf"]), 1, "cấu trúc không bình thường");
}

/// Each ends in a message, whatever else is in the folder.
#[test]
fn word_files_that_harm_are_judged_within_bounds() {
    let place = Place::new();
    let encrypted: Vec<u8> =
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let circle = r#"<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let entity = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";
    let nested = "<w:tbl><w:tr><w:tc>".repeat(100_000) + &"</w:tc></w:tr></w:tbl>".repeat(100_000);
    for (name, bytes, said) in [
        ("bomb.docx", Word::new(&plain(&" ".repeat(30 << 20))).bytes(), "giải nén ra hơn 24 MB"),
        ("nested.docx", Word::new(&nested).bytes(), "lồng nhau quá 256 tầng"),
        ("huge.docx", Word::new(&"<w:p/>".repeat(150_000)).bytes(), "có quá 100000 đoạn"),
        ("entity.docx", Word::new(&plain("x")).raw("styles", entity).bytes(), "khai báo DTD"),
        ("circle.docx", Word::new(&plain("x")).styles(circle).bytes(), "dựa trên chính nó"),
        ("part.docx", Word::new(&plain("x")).raw("numbering", "<a><b></a>").bytes(), "không phải XML đúng"),
        ("locked.docx", encrypted, "Tệp được đặt mật khẩu"),
        ("cut.docx", Word::new(&plain("x")).bytes()[..300].to_vec(), "không đọc được gói ZIP"),
    ] {
        place.save(name, &bytes);
        let ran = bounded_by(200 << 20, &place, &["check", name]);
        assert_eq!(ran.status, 1, "{name}: {}", ran.err);
        assert!(ran.out.contains(said), "{name}: {}", ran.out);
    }
}

#[test]
fn sheets_that_harm_are_refused_within_bounds() {
    let base = GOOD.replace("organ_name: Sở Nội vụ\n", "");
    let keys: String = (0..10_000).map(|n| format!("{{\"organ_name\":\"Sở {n}\",\"k{n}\":1}}\n")).collect();
    let place = Place::with(&[
        ("base.yaml", &base),
        ("keys.jsonl", &keys),
        ("one.jsonl", &format!("{{{}\"a\":1}}\n", (0..50_000).map(|n| format!("\"k{n}\":1,")).collect::<String>())),
        ("wide.csv", &",".repeat(900_000)),
        ("long.csv", &"a\n".repeat(400_000)),
        ("text.csv", &format!("organ_name\n{}\n", "chữ ".repeat(200_000))),
    ]);
    place.save("amp.xlsx", &fs::read("tests/hostile/amp-1MBx500.xlsx").unwrap());
    for (rows, said) in [
        ("keys.jsonl", "lớn hơn mọi biểu số liệu"),
        ("one.jsonl", "Một nhóm có quá 2.000 trường"),
        ("wide.csv", ""),
        ("long.csv", "bảng có 400.000 hàng × 1 cột, lớn hơn mọi biểu số liệu"),
        ("text.csv", "A2: Ô dài 800.000 ký tự, quá 20.000"),
        ("amp.xlsx", "nhiều ô và chữ hơn mọi biểu số liệu"),
    ] {
        says(&bounded(&place, &["render", "base.yaml", "--rows", rows]), 1, said);
        let data = format!("{rows}.yaml");
        place.save(&data, plan(&format!("    - table: {{rows_from: {{file: {rows}}}}}\n")).as_bytes());
        assert_eq!(bounded(&place, &["render", &data]).status, 1, "{rows}");
    }
}

#[test]
fn a_document_without_end_is_refused_before_memory_is() {
    let place = Place::with(&[
        ("rows.csv", &"a,b\n".repeat(60_000)),
        ("a.yaml", &table("rows.csv")),
        ("b.yaml", &plan(&"    - a\n".repeat(100_000))),
        ("c.yaml", &plan(&format!("    - \"{}\"\n", "chữ ".repeat(6000)))),
        ("d.yaml", &plan(&"    - table: {columns: [A, B], rows_from: {file: rows.csv, header: false}}\n".repeat(2000))),
    ]);
    says(&bounded(&place, &["render", "a.yaml"]), 1, "Văn bản có 120.014 ô và đoạn; nhiều nhất là 100.000");
    says(&bounded(&place, &["render", "b.yaml"]), 1, "nhiều nhất là 100.000");
    says(&bounded(&place, &["render", "c.yaml"]), 1, "Văn bản dài 24.000 ký tự, quá 20.000");
    says(&bounded(&place, &["render", "d.yaml"]), 1, "Văn bản lấy quá nhiều ô từ các bảng tính");
}

#[test]
fn pictures_of_a_document_are_bounded_together() {
    let images: String = (0..8).map(|n| format!("    - image: {{file: c{n}.png, alt: A}}\n")).collect();
    let place = Place::with(&[("a.yaml", &plan(&images))]);
    for number in 0..8 {
        place.save(&format!("c{number}.png"), &fs::read("tests/hostile/40M-rgb.png").unwrap());
    }
    says(&bounded(&place, &["render", "a.yaml"]), 1, "Ảnh “c2.png” cùng các ảnh khác quá lớn cho một văn bản");
}

#[test]
fn findings_without_end_are_counted() {
    let unknown: String = (0..5000).map(|n| format!("    - {{level: dash, text: A., k{n}: 1}}\n")).collect();
    let place = Place::with(&[
        ("a.yaml", &plan(&unknown)),
        ("b.yaml", &plan(&"    - {level: claus, text: a}\n".repeat(5000))),
        ("c.json", &format!("{{{}\"a\":1}}", (0..50_000).map(|n| format!("\"k{n}\":1,")).collect::<String>())),
    ]);
    let ran = bounded(&place, &["render", "--check", "a.yaml"]);
    says(&ran, 1, "Còn 4800 lỗi, cảnh báo nữa ở a.yaml");
    says(&ran, 1, "a.yaml: 5000 lỗi");
    let ran = bounded(&place, &["render", "--check", "b.yaml"]);
    assert!(ran.err.lines().count() < 1000 && ran.err.contains(" chỗ nữa (b.yaml:"), "{}", ran.err);
    assert!(bounded(&place, &["render", "--check", "c.json"]).err.len() < 400_000);
}

/// Figures that are each computed from the next: every pass over the relations finds one.
#[test]
fn a_chain_of_relations_is_followed_within_bounds() {
    let chain = |n: usize| {
        let figures: String = (0..=n).map(|i| format!("    - {{code: A{i}, name: Chỉ tiêu {i}}}\n")).collect();
        let relations: String = (0..n).map(|i| format!("    - {{result: A{i}, sum: [A{}]}}\n", i + 1)).collect();
        let head = GOOD.replace("ke-hoach", "bao-cao").split("content:").next().unwrap().to_owned();
        format!("{head}content:\n  period: {{quarter: 3, year: 2025}}\n  indicators:\n{figures}  relations:\n{relations}  body: [x]\n")
    };
    let place = Place::with(&[("a.yaml", &chain(900)), ("b.yaml", &chain(9000))]);
    says(&bounded(&place, &["render", "--check", "a.yaml"]), 1, "chưa có số liệu");
    says(&bounded(&place, &["render", "--check", "b.yaml"]), 1, "Chỉ tiêu A1000 (Chỉ tiêu 1000) chưa có số liệu");
}

/// What stands in the output folder after somebody has signed, changed or put it there is theirs.
#[test]
fn what_a_person_made_of_a_result_is_kept() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    let (pdf, docx) = (place.path("output/a.pdf"), place.path("output/a.docx"));
    let render = |more: &[&str]| place.run(&[&["render", "a.yaml"], more].concat());
    says(&render(&[]), 0, "");
    let first = fs::read(&docx).unwrap();
    // Our own results are replaced, also after the data has changed.
    place.save("a.yaml", GOOD.replace("cải cách", "đổi mới").as_bytes());
    says(&render(&[]), 0, "");
    assert_ne!(fs::read(&docx).unwrap(), first);

    // As a signer adds to a PDF, and a program saves a DOCX anew.
    let signed = [fs::read(&pdf).unwrap(), b"9 0 obj\n<</Type/Sig>>\nendobj\nstartxref\n9\n%%EOF\n".to_vec()].concat();
    fs::write(&pdf, &signed).unwrap();
    let before = fs::read(&docx).unwrap();
    place.save("a.yaml", GOOD.as_bytes());
    says(&render(&[]), 1, "output/a.pdf đã được ký, được sửa hoặc không phải do vanban tạo: giữ nguyên");
    says(&render(&["--resume"]), 1, "--overwrite");
    assert_eq!((fs::read(&pdf).unwrap(), fs::read(&docx).unwrap()), (signed.clone(), before));
    let ran = render(&["--beside"]);
    says(&ran, 0, "");
    assert!(ran.out.contains("output/a-2.docx") && ran.out.contains("output/a-2.pdf"), "{}", ran.out);
    says(&render(&["--beside"]), 0, "");
    assert!(place.path("output/a-3.pdf").exists());
    assert_eq!(fs::read(&pdf).unwrap(), signed);
    says(&render(&["--overwrite"]), 0, "");
    assert_ne!(fs::read(&pdf).unwrap(), signed);

    let mut changed = zip::ZipWriter::new_append(std::io::Cursor::new(fs::read(&docx).unwrap())).unwrap();
    changed.start_file("word/comments.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut changed, b"<c/>").unwrap();
    fs::write(&docx, changed.finish().unwrap().into_inner()).unwrap();
    says(&render(&[]), 1, "output/a.docx đã được ký, được sửa");
    place.save("output/a.docx", b"of the clerk");
    says(&render(&[]), 1, "output/a.docx đã được ký, được sửa");
}

/// SECURITY.md says what `limits` does.
#[test]
fn the_bounds_are_written_down() {
    use vanban::limits::{
        CARRIED, CELLS, DEPTH, FIELDS, FILE, FINDINGS, FINISHED, LINKS, NAME, PICTURES, PIXELS, ROWS, TEXT, UNPACKED, VALUES, WORDS, docx,
    };
    let said = fs::read_to_string("SECURITY.md").unwrap();
    let grouped = |n: usize| {
        let digits = n.to_string();
        let (first, rest) = digits.split_at((digits.len() - 1) % 3 + 1);
        rest.as_bytes().chunks(3).fold(first.to_owned(), |out, group| format!("{out},{}", std::str::from_utf8(group).unwrap()))
    };
    for (number, of) in [
        (TEXT, "characters; a name"),
        (NAME, "|"),
        (DEPTH, "levels"),
        (ROWS, "rows"),
        (FIELDS, "columns"),
        (CELLS, "cells"),
        (VALUES, "values"),
        (LINKS, "linked files"),
        (PIXELS as usize, "pixels"),
        (FINDINGS, "of a file are shown"),
        (FILE as usize >> 20, "MB; a finished"),
        (FINISHED as usize >> 20, "MB |"),
        (UNPACKED as usize >> 20, "MB |"),
        (WORDS >> 20, "MB of text"),
        (PICTURES >> 20, "MB unpacked"),
        (CARRIED >> 20, "MB together"),
        (docx::PARAGRAPHS, "paragraphs"),
        (docx::PART as usize >> 20, "MB of one part"),
        (docx::UNPACKED as usize >> 20, "MB of all unpacked"),
        (docx::NODES as usize, "elements,"),
        (docx::DEPTH, "levels of elements"),
    ] {
        let words = format!("{} {of}", grouped(number));
        assert!(said.contains(&words), "SECURITY.md lacks “{words}”");
    }
}
