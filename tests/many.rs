//! Many documents in one run: order, names, manifest, resuming, and runs that are killed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::place::{GOOD, Place, doubtful, wrong};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A folder with plans of so many units.
fn units(count: usize) -> Place {
    let place = Place::new();
    for number in 1..=count {
        place.save(&format!("đơn vị/phòng-{number:02}.yaml"), GOOD.replace("cải cách", &format!("số {number} cải cách")).as_bytes());
    }
    place
}

/// All files of a folder.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.map(|p| (p.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&p).unwrap())).collect()
}

fn manifest(place: &Place) -> Value {
    serde_json::from_slice(&fs::read(place.path("output/vanban-manifest.json")).unwrap()).unwrap()
}

#[test]
fn a_folder_stands_for_its_documents() {
    let place = Place::with(&[
        ("d/b.yaml", GOOD),
        ("d/a.YML", GOOD),
        ("d/hồ sơ.yaml", "place: Lai Châu\n"),
        ("d/con/c.yaml", GOOD),
        ("rỗng/x.txt", ""),
    ]);
    let ran = place.run(&["render", "d"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("Bỏ qua d/hồ sơ.yaml: không có trường `type`"), "{}", ran.err);
    let names: Vec<&str> = ran.out.lines().map(|l| l.split("  ").next().unwrap()).collect();
    assert_eq!(names, ["output/a.docx", "output/a.pdf", "output/b.docx", "output/b.pdf"]);
    let ran = place.run(&["render", "rỗng"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Thư mục rỗng không có tệp dữ liệu nào của văn bản"), "{}", ran.err);
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let place = units(7);
    place.save("đơn vị/phòng-03.yaml", wrong().as_bytes());
    place.save("đơn vị/phòng-05.yaml", doubtful().as_bytes());
    let one = place.run(&["render", "đơn vị", "--jobs", "1"]);
    let alone = contents(&place.path("output"));
    let three = place.run(&["render", "đơn vị", "--jobs", "3"]);
    assert_eq!((one.status, one.out, one.err), (three.status, three.out, three.err));
    assert_eq!(alone, contents(&place.path("output")));
    assert_eq!(one.status, 1);
    assert_eq!(alone.len(), 6 * 2 + 2);
}

#[test]
fn the_manifest_holds_what_was_made_of_what() {
    let place = Place::with(&[
        ("d/a.yaml", &format!("profile: ../hồ sơ.yaml\n{}", doubtful())),
        ("d/b.yaml", &wrong()),
        ("hồ sơ.yaml", "style: {body_size: 13}\n"),
    ]);
    assert_eq!(place.run(&["render", "d"]).status, 1);
    let manifest = manifest(&place);
    assert_eq!(manifest["made_with"]["program"], format!("vanban {}", env!("CARGO_PKG_VERSION")));
    let [good, bad] = manifest["documents"].as_array().unwrap().as_slice() else { panic!("{manifest}") };
    let known = |name: &str| {
        let hash = Sha256::digest(fs::read(place.path(name)).unwrap());
        hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    assert_eq!((&good["source"], &good["name"], &good["pages"]), (&"d/a.yaml".into(), &"a".into(), &1.into()));
    assert_eq!(good["data_sha256"], known("d/a.yaml"));
    assert_eq!(good["inputs"][0]["file"], "d/../hồ sơ.yaml");
    assert_eq!(good["inputs"][0]["sha256"], known("hồ sơ.yaml"));
    assert_eq!(good["files"][0]["name"], "a.docx");
    assert_eq!(good["files"][1]["sha256"], known("output/a.pdf"));
    assert!(good["warnings"][0].as_str().unwrap().starts_with("d/a.yaml:"));
    assert_eq!((bad["files"].as_array().unwrap().len(), bad["errors"].as_array().unwrap().len()), (0, 2));
    let csv = fs::read_to_string(place.path("output/vanban-manifest.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}Nguồn;Tệp;Số trang;"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 1 + 2 + 1);
}

#[test]
fn one_document_has_a_manifest_when_it_is_asked_for() {
    let place = Place::with(&[("a.yaml", GOOD)]);
    assert_eq!(place.run(&["render", "a.yaml", "--manifest"]).status, 0);
    assert_eq!(manifest(&place)["documents"].as_array().unwrap().len(), 1);
}

#[test]
fn long_runs_are_told_in_short() {
    let place = units(24);
    place.save("đơn vị/phòng-07.yaml", wrong().as_bytes());
    place.save("đơn vị/phòng-19.yaml", wrong().as_bytes());
    let ran = place.run(&["render", "đơn vị"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, "output/vanban-manifest.json\n"));
    assert!(ran.err.contains("Đã soạn 24/24 văn bản.") && ran.err.matches("Đã soạn").count() <= 10, "{}", ran.err);
    // Two files with the same mistake: one entry, two places.
    assert_eq!(ran.err.matches("lỗi[V001]").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("  đơn vị/phòng-07.yaml:7:1: ") && ran.err.contains("  đơn vị/phòng-19.yaml:7:1: "), "{}", ran.err);
    for row in ["Văn bản                24", "Đã tạo                 22", "Có lỗi                  2", "Lỗi                     4"]
    {
        assert!(ran.err.contains(row), "{row}\n{}", ran.err);
    }
}

#[test]
fn strict_is_all_or_nothing() {
    let place = units(3);
    place.save("đơn vị/phòng-02.yaml", wrong().as_bytes());
    let ran = place.run(&["render", "đơn vị", "--strict"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("không ghi tệp nào (--strict)"), "{}", ran.err);
    assert!(contents(&place.path("output")).is_empty());
}

#[test]
fn resuming_keeps_what_is_proved_and_nothing_else() {
    let place = units(6);
    for number in [1, 2] {
        let name = format!("đơn vị/phòng-0{number}.yaml");
        let text = fs::read_to_string(place.path(&name)).unwrap();
        place.save(&name, format!("profile: ../hồ sơ {number}.yaml\n{text}").as_bytes());
        place.save(&format!("hồ sơ {number}.yaml"), b"style: {body_size: 13}\n");
    }
    let kept = |arguments: &[&str]| {
        let ran = place.run(&[&["render", "đơn vị", "--resume"], arguments].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.err.lines().find_map(|l| l.strip_prefix("Giữ từ lần trước")).map_or(0, |n| n.trim().parse::<usize>().unwrap())
    };
    assert_eq!(kept(&[]), 0);
    let whole = contents(&place.path("output"));
    assert_eq!(kept(&[]), 6);
    assert_eq!(whole, contents(&place.path("output")));

    // A profile, a data file and a result that changed, and one result that is gone.
    place.save("hồ sơ 2.yaml", b"style: {body_size: 14}\n");
    place.save("đơn vị/phòng-03.yaml", doubtful().as_bytes());
    place.save("output/phòng-04.pdf", b"%PDF-1.7 changed");
    fs::remove_file(place.path("output/phòng-05.docx")).unwrap();
    // The changed result is a person's, which only this takes away.
    assert_eq!(kept(&["--overwrite"]), 2);
    let again = contents(&place.path("output"));
    for same in ["phòng-01.pdf", "phòng-04.pdf", "phòng-05.docx", "phòng-06.docx"] {
        assert_eq!(whole[same], again[same], "{same}");
    }
    assert_ne!(whole["phòng-02.pdf"], again["phòng-02.pdf"]);
    assert_eq!(kept(&[]), 6);
    // Other options make other documents.
    assert_eq!(kept(&["--no-fields"]), 0);
}

#[test]
fn two_runs_at_once_in_one_folder_do_not_disturb_each_other() {
    let place = units(4);
    let runs: Vec<_> = ["đơn vị/phòng-0[12].yaml", "đơn vị/phòng-0[34].yaml", "đơn vị/phòng-0[14].yaml"]
        .map(|pattern| place.command(&["render", pattern]).spawn().unwrap())
        .into_iter()
        .map(|run| run.wait_with_output().unwrap())
        .collect();
    for run in runs {
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    }
    let names: Vec<String> = contents(&place.path("output")).into_keys().collect();
    assert_eq!(names.len(), 4 * 2 + 2, "{names:?}");
    assert!(contents(&place.path("output")).values().all(|bytes| !bytes.is_empty()));
}

/// What the units' plans share; their rows say the rest.
fn base() -> String {
    let own = ["organ_name", "signer_info"];
    let shared = ["shared: [organ_code, place]"];
    let lines = GOOD.lines().filter(|line| !own.iter().any(|field| line.starts_with(field)));
    lines.chain(shared).map(|line| format!("{line}\n")).collect()
}

const ROWS: &str = "Cơ quan ban hành;ngày ban hành;signer_info.position;Họ và tên;# ghi chú
Sở Nội vụ;3/2026;Giám đốc;Nguyễn Văn An;
Sở Tài chính;31/9/2026;Giám đốc;Trần Thị Bình;
Sở Y tế;3/2026;Giám đốc;Lê Văn Cường;gửi trước
Sở Xây dựng;tháng ba;Giám đốc;TS. Phạm Văn Dũng;
";

#[test]
fn every_row_of_a_sheet_is_a_document_and_every_wrong_cell_is_told() {
    let place = Place::with(&[("gốc.yaml", &base()), ("đơn vị.csv", ROWS)]);
    let ran = place.run(&["render", "gốc.yaml", "--rows", "đơn vị.csv"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let names: Vec<&str> = ran.out.lines().map(|l| l.split("  ").next().unwrap()).collect();
    assert_eq!(names, ["so-noi-vu.docx", "so-noi-vu.pdf", "so-y-te.docx", "so-y-te.pdf"].map(|name| format!("output/goc-{name}")));
    for said in [
        "Cột B   ngày ban hành → issued_date (Ngày ban hành)\n",
        "3 lỗi, 0 cảnh báo ở 2 trong 4 văn bản:\n",
        "\n\nđơn vị.csv\n\nlỗi[V006]\n  B3: ",
        "lỗi[V011]\n  D5: ",
        "  B5: ",
        "Đã tạo                  2\n",
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    let documents = &manifest(&place)["documents"];
    assert_eq!((&documents[2]["source"], &documents[2]["name"]), (&"đơn vị.csv, 4".into(), &"goc-so-y-te".into()));
    assert_eq!(documents[1]["errors"].as_array().unwrap().len(), 1);

    let ran = place.run(&["render", "gốc.yaml", "--rows", "đơn vị.csv", "--check", "-o", "x"]);
    assert_eq!((ran.status, place.path("x").exists()), (1, false));
    let ran = place.run(&["render", "gốc.yaml", "--rows", "đơn vị.csv", "--strict", "-o", "x"]);
    assert_eq!((ran.status, contents(&place.path("x")).len()), (1, 0));
}

#[test]
fn a_wrong_heading_stops_all_rows_but_their_cells_are_checked() {
    let place = Place::with(&[("gốc.yaml", &base()), ("a.csv", &ROWS.replace("Họ và tên", "Tên người kí"))]);
    let ran = place.run(&["render", "gốc.yaml", "--rows", "a.csv"]);
    assert_eq!(ran.status, 1);
    for said in ["Không có trường nào tên là “Tên người kí”", "\n  B3: ", "lỗi chung cho mọi hàng nên không ghi tệp nào"]
    {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    assert!(!place.path("output").exists());
}

#[test]
fn rows_with_one_name_are_refused_before_anything_is_written() {
    let rows = ROWS.replace("31/9", "30/9").replace("TS. ", "").replace("tháng ba", "3/2026");
    let place = Place::with(&[("gốc.yaml", &base()), ("a.csv", &rows)]);
    let ran = place.run(&["render", "gốc.yaml", "--rows", "a.csv", "--name", "ke-hoach"]);
    assert_eq!((ran.status, contents(&place.path("output")).len()), (2, 0));
    assert!(ran.err.contains("a.csv, 2 và a.csv, 3 cùng cho tệp tên ke-hoach; hãy dùng --name"), "{}", ran.err);
    let ran = place.run(&["render", "gốc.yaml", "--rows", "a.csv", "--name", "{{row}} {{organ_name}}", "--jobs", "2"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(place.path("output/4-so-y-te.pdf").exists(), "{:?}", place.files());
    let ran = place.run(&["render", "gốc.yaml", "--rows", "a.csv", "--name", "{{ten}}"]);
    assert_eq!((ran.status, ran.err.matches("không dùng được").count()), (1, 1), "{}", ran.err);
}

#[test]
fn a_unit_in_two_rows_gets_no_advice_that_would_issue_both() {
    let place = Place::with(&[("gốc.yaml", &base()), ("a.csv", &ROWS.replace("Sở Y tế", "SỞ NỘI VỤ"))]);
    let ran = place.run(&["render", "gốc.yaml", "--rows", "a.csv"]);
    assert!(ran.status == 1 && ran.err.contains("“SỞ NỘI VỤ” đứng ở hai hàng: hàng 2 và hàng 4"), "{}", ran.err);
    assert!(!ran.err.contains("--name"), "{}", ran.err);
}

#[test]
fn two_documents_of_one_body_do_not_share_a_number() {
    let numbered = GOOD.replace("issued_date:", "code_number: 51\nissued_date:");
    let other = numbered.replace("Tuyên truyền", "Kiểm tra");
    let place = Place::with(&[("a.yaml", &numbered), ("b.yaml", &other), ("c.yaml", &other.replace("51", "52"))]);
    let ran = place.run(&["render", "a.yaml", "b.yaml", "c.yaml"]);
    assert_eq!((ran.status, contents(&place.path("output")).len()), (2, 0), "{}", ran.err);
    assert!(ran.err.contains("a.yaml và b.yaml cùng là Kế hoạch số 51 năm 2026 của Sở Nội vụ (UBND tỉnh Lai Châu)"), "{}", ran.err);
    assert_eq!(place.run(&["render", "a.yaml", "c.yaml"]).status, 0);
}

#[test]
fn files_of_an_earlier_run_are_told_where_a_row_fails_now() {
    let rows = ROWS.replace("31/9", "30/9").replace("TS. ", "").replace("tháng ba", "3/2026");
    let place = Place::with(&[("gốc.yaml", &base()), ("a.csv", &rows)]);
    assert_eq!(place.run(&["render", "gốc.yaml", "--rows", "a.csv"]).status, 0);
    fs::write(place.path("a.csv"), rows.replace("30/9", "31/9")).unwrap();
    let ran = place.run(&["render", "gốc.yaml", "--rows", "a.csv"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("Tệp cũ, không phải của lần này (hàng đang có lỗi): goc-so-tai-chinh.docx"), "{}", ran.err);
    assert_eq!(manifest(&place)["documents"][1]["old_files"], serde_json::json!(["goc-so-tai-chinh.docx", "goc-so-tai-chinh.pdf"]));
    let csv = fs::read_to_string(place.path("output/vanban-manifest.csv")).unwrap();
    assert!(csv.contains("goc-so-tai-chinh.docx (tệp cũ, không phải của lần này)"), "{csv}");
}

#[test]
fn a_row_carries_its_data_and_nothing_of_others() {
    let place = Place::with(&[("gốc.yaml", &base()), ("a.csv", ROWS)]);
    place.run(&["render", "gốc.yaml", "--rows", "a.csv", "--attach-data"]);
    assert_eq!(place.run(&["extract", "output/goc-so-y-te.pdf", "-o", "lại"]).status, 0);
    let data = fs::read_to_string(place.path("lại/goc-so-y-te.json")).unwrap();
    assert!(data.contains("Lê Văn Cường") && !data.contains("Nguyễn Văn An"), "{data}");
    assert_eq!(place.run(&["render", "lại/goc-so-y-te.json", "-o", "lại", "--attach-data"]).status, 0);
    assert_eq!(fs::read(place.path("lại/goc-so-y-te.pdf")).unwrap(), fs::read(place.path("output/goc-so-y-te.pdf")).unwrap());
}

#[test]
fn wrong_uses_of_rows_are_explained() {
    let place = Place::with(&[("gốc.yaml", &base()), ("a.csv", ROWS), ("b.yaml", GOOD)]);
    for (arguments, said) in [
        (&["render", "gốc.yaml", "b.yaml", "--rows", "a.csv"][..], "--rows cần đúng một tệp dữ liệu gốc"),
        (&["render", "gốc.yaml", "--rows", "không-có.xlsx"], "Không đọc được không-có.xlsx: không có tệp"),
        (&["render", "không-có.yaml", "--rows", "a.csv"], "Không đọc được không-có.yaml: không có tệp"),
        (&["render", "gốc.yaml", "--name", "x"], "thiếu --rows <BẢNG>"),
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
}

/// A generator of its own, so that the points are the same on every machine.
fn seeded(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

/// The program dies by its own hand in the middle of a write, after it, or after a rename; only
/// debug builds can be asked to.
#[cfg(debug_assertions)]
#[test]
fn a_killed_run_leaves_whole_documents_and_can_be_resumed() {
    let place = units(5);
    let run = |arguments: &[&str], last_step: Option<u64>| {
        let mut command = place.command(&[&["render", "đơn vị"], arguments].concat());
        if let Some(step) = last_step {
            command.env("VANBAN_TEST_LAST_STEP", step.to_string());
        }
        command.output().unwrap()
    };
    assert!(run(&["-o", "nguyên"], None).status.success());
    let whole = contents(&place.path("nguyên"));
    // Two steps for each of 10 files staged, for each of 5 lines of the journal; 10 renames; the
    // manifest's two files take three each.
    let steps = 10 * 2 + 5 * 2 + 10 + 2 * 3;
    let mut seed = seeded(30_2020);
    for jobs in ["1", "2"] {
        for _ in 0..10 {
            let step = 1 + seed(steps);
            let killed = run(&["-o", "ra", "--jobs", jobs], Some(step));
            assert_eq!(killed.status.code(), None, "step {step}: {}", String::from_utf8_lossy(&killed.stderr));
            for (name, bytes) in fs::read_dir(place.path("ra"))
                .unwrap()
                .map(|e| e.unwrap().path())
                .filter(|p| p.is_file())
                .map(|p| (p.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&p).unwrap()))
            {
                assert_eq!(whole[&name], bytes, "{name} after step {step} with {jobs} jobs");
            }
            let resumed = run(&["-o", "ra", "--jobs", jobs, "--resume"], None);
            assert!(resumed.status.success(), "{}", String::from_utf8_lossy(&resumed.stderr));
            assert_eq!(contents(&place.path("ra")), whole, "after step {step} with {jobs} jobs");
            fs::remove_dir_all(place.path("ra")).unwrap();
        }
    }
    let after_all = run(&["-o", "ra"], Some(steps + 1));
    assert!(after_all.status.success(), "the number of steps is wrong");
}
