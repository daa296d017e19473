//! Minutes: files filled from the plan, and what holds for every number of parties and people, blank
//! and filled. The examples' whole texts are in `golden/`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use std::path::Path;

use common::{Disk, ENGINE, compile, docx_text, flow_text, lines, pdf_text, squeezed};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use vanban::content::start::{self, Paths, Source, Start};
use vanban::diag::{Severity, code};
use vanban::layout::Placed;
use vanban::model::Files;
use vanban::pipeline::{Compiled, Engine};
use vanban::standard::Component;

const PLAN: &str = "data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml";
const DECISION: &str = "data/quyet-dinh-thanh-lap-doan-kiem-tra-2025-lai-chau.yaml";

/// The files of `data/`, one place of the minutes changed.
struct Changed;

const OLD: &str = "deadline: 31/10/2025";

impl Files for Changed {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let (name, bytes) = Disk.read(from, path)?;
        let text = String::from_utf8(bytes).unwrap();
        Ok((name, text.replace(OLD, "deadline: 17/11/2025").into_bytes()))
    }
}

/// The head and a place of minutes, and what they hold.
fn minutes_of(content: &Json) -> Compiled {
    let data = json!({"type": "bien-ban", "organization_in_charge": "Sở Nội vụ tỉnh Lai Châu", "organ_name": "Phòng Tài chính", "organ_code": "PTC",
        "place": "Lai Châu", "issued_date": "14/5/2026", "subject": "Bàn giao hồ sơ năm 2025", "content": content});
    compile("data/a.yaml", &data.to_string()).compiled.unwrap()
}

/// PL V Mục V: own name, own parts, own signers; what is not said is not printed, and what is said is composed.
#[test]
fn free_minutes_say_what_their_writer_says() {
    let people = |name: &str, role: &str| json!({"name": role, "people": [{"full_name": name, "position": "Chuyên viên"}]});
    let free = json!({"form": "free", "type_name": "Biên bản bàn giao", "opening": ["Chúng tôi gồm có các ông, bà dưới đây."],
        "body": ["Bên giao đã giao 12 hồ sơ."], "signatories": [
            {"authority": "Đại diện bên giao", "full_name": "Trần Văn Cường"},
            {"authority": "Đại diện bên nhận", "competence": "KT.", "position": "Phó Trưởng phòng", "full_name": "Lê Thị Bình"}]});
    let text = lines(&flow_text(&minutes_of(&free)));
    let from = text.find("BIÊN BẢN BÀN GIAO\n").unwrap();
    assert_eq!(
        &text[from..],
        "BIÊN BẢN BÀN GIAO\nBàn giao hồ sơ năm 2025\nChúng tôi gồm có các ông, bà dưới đây.\nBên giao đã giao 12 hồ sơ./.\n\
         ĐẠI DIỆN BÊN GIAO\nTrần Văn Cường\nĐẠI DIỆN BÊN NHẬN\nKT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG\nLê Thị Bình\n"
    );
    assert!(!text.contains("Số:") && text.contains("Lai Châu, ngày 14 tháng 5 năm 2026"));
    let mut offered = free;
    offered.as_object_mut().unwrap().remove("opening");
    for (field, value) in [
        ("started_at", json!("08:00")),
        ("location", json!("Phòng họp số 1")),
        ("ended_at", json!("09:30")),
        ("copies", json!(2)),
        ("parties", json!([people("Lò Văn An", "Bên giao"), people("Lò Văn Bảo", "Bên nhận")])),
    ] {
        offered[field] = value;
    }
    let text = flow_text(&minutes_of(&offered)).replace('\u{a0}', " ");
    for said in [
        "Hôm nay, vào hồi 08 giờ 00 phút, ngày 14 tháng 5 năm 2026, tại Phòng họp số 1, chúng tôi gồm:",
        "Lò Văn Bảo",
        "Biên bản kết thúc vào hồi 09 giờ 30 phút cùng ngày, đã được đọc lại cho những người có mặt cùng nghe; được lập thành \
         02 (hai) bản có giá trị như nhau, mỗi bên giữ 01 (một) bản./.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// Minutes of an inspection with nothing but who was there have one part.
#[test]
fn no_part_is_printed_empty() {
    let party =
        |name: &str| json!({"name": name, "people": [{"full_name": format!("Lò Văn {name}"), "signs_as": format!("Đại diện {name}")}]});
    let text =
        flow_text(&minutes_of(&json!({"started_at": "08:00", "ended_at": "09:00", "location": "Sở", "parties": [party("A"), party("B")]})));
    assert!(text.contains("I. THÀNH PHẦN") && !text.contains("II. "), "{text}");
    let text = flow_text(&minutes_of(&json!({"form": "meeting", "started_at": "08:00", "ended_at": "09:00", "location": "Sở",
        "chair": {"full_name": "Lò Văn A"}, "secretary": {"full_name": "Lò Văn B"}})));
    assert!(!text.contains("Thành phần tham dự") && !text.contains("Nội dung (theo"), "{text}");
}

/// What is changed in the minutes changes in the report and in the notice, and nowhere else.
#[test]
fn the_chain_runs_on_one_set_of_facts() {
    for stem in ["bao-cao-kiem-tra-cchc-2025-lai-chau", "thong-bao-ket-luan-kiem-tra-cchc-2025-lai-chau"] {
        let path = format!("data/{stem}.yaml");
        let bytes = std::fs::read(&path).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(OLD));
        let text = |files: &dyn Files| lines(&flow_text(&ENGINE.compile(&path, bytes.clone(), files).compiled.unwrap()));
        let (before, after) = (text(&Disk), text(&Changed));
        assert_eq!(before.matches("Trước ngày 31/10/2025").count(), 2);
        assert_eq!(before.replace("31/10/2025", "17/11/2025"), after);
    }
}

fn source(path: &str) -> Source {
    let (sources, found, source) = ENGINE.read(path, std::fs::read(path).unwrap(), &Disk);
    source.unwrap_or_else(|| panic!("{}", vanban::cli::report(&sources, &found)))
}

fn named(path: &str) -> String {
    Path::new(path).file_name().unwrap().to_str().unwrap().to_owned()
}

/// The new file for a unit, as if in `data/`.
fn started(unit: &str, decision: bool) -> String {
    let (plan, decided) = (source(PLAN), decision.then(|| source(DECISION)));
    let with = decision.then(|| named(DECISION));
    let paths = Paths { from: named(PLAN), with, profile: Some("profiles/so-khcn-lai-chau.yaml".into()) };
    let context = Start::new(&plan, decided.as_ref()).context(unit, &paths);
    ENGINE.start("bien-ban", "ke-hoach", context).unwrap().unwrap_or_else(|(s, f)| panic!("{}", vanban::cli::report(&s, &f)))
}

/// The kept forms are what the program makes of plan and decision today.
#[test]
fn the_forms_of_all_units_are_up_to_date() {
    let kept = std::fs::read_dir("data/bien-ban-cchc-2025-lai-chau").unwrap().count();
    assert_eq!(kept, start::parts(&source(PLAN).root).len());
    let text = started("Văn phòng Sở", true);
    let file = std::fs::read_to_string("data/bien-ban-cchc-2025-lai-chau/bien-ban-van-phong-so.yaml").unwrap();
    assert_eq!(file.replace("\"../", "\""), text);
}

#[test]
fn a_new_file_is_right_and_says_what_is_open() {
    for (unit, decision) in [("Văn phòng Sở", true), ("Trung tâm CNTT&TT", false), ("Phòng quản lý KH&CN", true)] {
        let outcome = compile("moi.yaml", &started(unit, decision));
        let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
        let document = outcome.compiled.unwrap_or_else(|| panic!("{report}"));
        let open = outcome.diagnostics.iter().filter(|d| d.code == code::OPEN_BLANK).collect::<Vec<_>>();
        assert!(open.len() > 20 && open.iter().all(|d| d.severity == Severity::Warning), "{report}");
        let text = flow_text(&document);
        assert!(text.contains(&format!("tại {unit}")), "{text}");
        // On-site contents are for the units that are visited, the others have theirs.
        assert_eq!(text.contains("Cải cách tổ chức bộ máy"), unit != "Phòng quản lý KH&CN", "{unit}");
        assert_eq!(text.contains("Trần Văn Tuấn"), decision);
        assert!(text.contains("Kế hoạch số 512/KH-SKHCN ngày 31/3/2025") == decision, "{text}");
    }
}

/// The words of a filled form and of its blank are the same but for the answers.
#[test]
fn a_blank_form_has_no_question_marks() {
    let document = compile("moi.yaml", &started("Văn phòng Sở", true)).compiled.unwrap();
    let text = flow_text(&document);
    assert!(!text.contains('?'), "{text}");
    assert!(text.contains("(Ký, ghi rõ họ tên)"));
    assert_eq!(squeezed(&docx_text(&ENGINE.docx(&document).unwrap())).matches('?').count(), 0);
}

/// Never both parts of the head missing, whatever a template leaves out.
#[test]
fn minutes_have_a_number_or_a_date() {
    let template = "<document><header>{{> organ}}</header>{{> title}}{{> inspection_minutes}}<foot>{{> parties}}</foot></document>";
    let store = vanban::template::Store::builtin().with_overrides([("bien-ban/template.hbs".to_owned(), template.to_owned())]);
    let engine = Engine::new(store, vanban::font::Fonts::builtin().ok().unwrap()).ok().unwrap();
    let outcome = engine.compile("data/a.json", inspection(2, 1, false, "x").to_string().into_bytes(), &Disk);
    let found: Vec<&str> = outcome.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(found, ["Biên bản phải có số, ký hiệu hoặc địa danh và thời gian"]);
}

/// Every page but the last has a line for each party, when it is asked for.
#[test]
fn pages_are_signed_when_asked_for() {
    let mut minutes = inspection(2, 30, false, "Văn phòng");
    assert!(rendered(&minutes).document.page_signatures.is_empty());
    minutes["content"]["sign_every_page"] = json!(true);
    let lines: Vec<String> = rendered(&minutes).document.page_signatures.iter().map(|l| vanban::tree::plain(l)).collect();
    assert_eq!(lines, ["Đại diện Văn phòng 2", "Đại diện Văn phòng 1"]);
}

/// A party that refuses is witnessed (NĐ 217/2025/NĐ-CP Đ15.3a).
#[test]
fn a_refusal_is_told_and_witnessed() {
    let mut minutes = inspection(2, 1, false, "Văn phòng");
    minutes["content"]["parties"][1]["refused"] = json!("không nhất trí với kết quả kiểm tra");
    minutes["content"]["witnesses"] = json!([{"full_name": "Vũ Văn Chính", "position": "Phó Chủ tịch UBND phường Tân Phong"}]);
    let document = rendered(&minutes);
    let text = lines(&flow_text(&document));
    for line in [
        "2. Văn phòng 2",
        "3. Người chứng kiến",
        "Đại diện Văn phòng 2 không ký biên bản với lý do: không nhất trí với kết quả kiểm tra.",
        "NGƯỜI CHỨNG KIẾN",
        "(Từ chối ký)",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n{text}");
    }
    assert_eq!(text.matches("Vũ Văn Chính").count(), 2);
}

fn inspection(parties: usize, people: usize, open: bool, name: &str) -> Json {
    let answer = |text: &str| if open { "?".to_owned() } else { text.to_owned() };
    let person = |party: usize, n: usize| {
        let mut person = json!({"full_name": answer(&format!("Người {party} Số {n}")), "position": answer("Chuyên viên phụ trách công tác cải cách hành chính")});
        if n == 0 {
            person["signs_as"] = json!(format!("Đại diện {name} {party}"));
        }
        person
    };
    let party = |p: usize| json!({"name": format!("{name} {p}"), "people": (0..people).map(|n| person(p, n)).collect::<Vec<_>>()});
    json!({
        "type": "bien-ban", "profile": "profiles/so-khcn-lai-chau.yaml", "issued_date": "12/9/2025", "subject": "Kiểm tra công tác cải cách hành chính",
        "content": {
            "started_at": answer("08:30"), "ended_at": answer("11:00"), "location": answer("Phòng họp"),
            "parties": (1..=parties).map(party).collect::<Vec<_>>(),
            "results": [{"heading": "Điều hành", "strengths": [answer("Đúng hạn.")], "checked_items": [{"text": "Báo cáo", "finding": answer("Đủ"), "conclusion": answer("Đạt")}]}],
            "recommendations": [{"text": answer("Nộp hồ sơ."), "unit": "Văn phòng", "deadline": answer("30/10/2025")}]
        }
    })
}

fn meeting(attendees: usize, open: bool) -> Json {
    let answer = |text: &str| if open { "?".to_owned() } else { text.to_owned() };
    let people: Vec<Json> =
        (0..attendees).map(|n| json!({"full_name": answer(&format!("Người Số {n}")), "position": answer("Chuyên viên")})).collect();
    json!({
        "type": "bien-ban", "profile": "profiles/so-khcn-lai-chau.yaml", "issued_date": "12/9/2025", "subject": "Họp giao ban", "to_places": ["Các phòng"],
        "content": {
            "form": "meeting", "started_at": answer("08:30"), "ended_at": answer("11:00"), "location": answer("Phòng họp"), "attendees": people,
            "chair": {"full_name": answer("Trần Văn Chủ"), "position": answer("Phó Giám đốc Sở")}, "secretary": {"full_name": answer("Lò Thị Thư")},
            "body": ["Các phòng báo cáo."]
        }
    })
}

fn rendered(minutes: &Json) -> Compiled {
    let outcome = compile("sinh.json", &minutes.to_string());
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    outcome.compiled.unwrap_or_else(|| panic!("{report}"))
}

/// The pages that a paragraph stands on.
fn pages_of(document: &Compiled, para: usize) -> Vec<usize> {
    let shows =
        |page: &vanban::layout::Page| page.items.iter().any(|i| matches!(i, Placed::Line(l) if l.para.is_some_and(|p| p.index() == para)));
    document.pages.pages.iter().enumerate().filter(|(_, page)| shows(page)).map(|(n, _)| n).collect()
}

fn check(document: &Compiled, signers: usize) -> Result<(), TestCaseError> {
    let components: Vec<Component> = vanban::layout::paragraphs(&document.flow).map(|p| p.component).collect();
    let titles: Vec<usize> = (0..components.len()).filter(|n| components[*n] == Component::Authority).collect();
    prop_assert_eq!(titles.len(), signers);
    // The closing words stand before the grid and never part from it.
    let (closing, grid) = (pages_of(document, titles[0] - 1), pages_of(document, titles[0]));
    prop_assert_eq!(closing.last(), grid.first(), "the grid stands apart from the closing words");
    // Dots and boxes to be filled in are no words.
    let words = |text: &str| squeezed(text).replace(['.', '□'], "");
    let wanted = words(&flow_text(document));
    prop_assert_eq!(words(&docx_text(&ENGINE.docx(document).unwrap())), wanted.clone(), "the DOCX differs");
    prop_assert_eq!(words(&pdf_text(&ENGINE.pdf(document).unwrap())), wanted, "the PDF differs");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parties_sign_together(
        parties in 2_usize..=6, people in 1_usize..=40, open in any::<bool>(), name in prop::sample::select(vec![
            "Đoàn", "Phòng KH&CN <\"A\">", "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ, Thông tin và Truyền thông tỉnh Lai Châu khu vực",
        ]),
    ) {
        let document = rendered(&inspection(parties, people, open, name));
        check(&document, parties)?;
        // Each has room for its signature and its seal.
        prop_assert_eq!(document.extras.fields.len(), 2 * parties);
    }

    #[test]
    fn secretary_and_chair_sign_together(attendees in 0_usize..=40, open in any::<bool>()) {
        let document = rendered(&meeting(attendees, open));
        check(&document, 2)?;
        let text = flow_text(&document);
        prop_assert!(text.find("THƯ KÝ").unwrap() < text.find("CHỦ TỌA").unwrap());
        prop_assert!(text.contains("/BB-SKHCN") && !text.contains("Lai Châu, ngày"), "{}", text);
    }
}

/// People stand in aligned columns, numbered as items are, called as the data calls them; under a signature is the bare name.
#[test]
fn people_are_called_as_the_data_says() {
    let minutes = minutes_of(&json!({
        "parties": [
            {"name": "Phòng Tài chính", "people": [{"salutation": "Bà", "full_name": "Lò Thị Hoa", "position": "Trưởng phòng", "signs_as": "Trưởng phòng"}]},
            {"name": "Văn phòng", "people": [{"full_name": "Lò Văn Páo", "role": "Thành viên", "signs_as": "Đại diện"}]}
        ],
        "started_at": "08:00", "ended_at": "09:00", "location": "Sở"
    }));
    let text = flow_text(&minutes).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("1. Bà Lò Thị Hoa Trưởng phòng") && text.contains("1. Lò Văn Páo Thành viên"), "{text}");
    assert!(text.ends_with("Lò Thị Hoa") && !text.ends_with("Bà Lò Thị Hoa"), "{text}");
}

/// Dotted lines are written on with a pen: 8 mm from one to the next, in lists and tables too.
#[test]
fn dotted_lines_are_a_pen_apart() {
    let minutes = minutes_of(&json!({
        "parties": [
            {"name": "Phòng Tài chính", "people": [{"full_name": "?", "signs_as": "Trưởng phòng"}, {"full_name": "?"}, {"full_name": "?"}]},
            {"name": "Văn phòng", "people": [{"full_name": "?", "signs_as": "Đại diện"}]}
        ],
        "started_at": "?", "ended_at": "?", "location": "Sở", "results": [{"heading": "Văn thư", "checked_items":
            [{"text": "Sổ", "finding": "?", "evidence": "?", "conclusion": "?"}], "strengths": ["?"]}], "period_covered": "?", "documents": ["?"]
    }));
    let mut gaps = 0;
    for page in &minutes.pages.pages {
        let mut dots: Vec<(f64, f64)> =
            page.items.iter().filter_map(|i| if let Placed::Dots { x, baseline, .. } = i { Some((*x, *baseline)) } else { None }).collect();
        dots.sort_by(|a, b| a.1.total_cmp(&b.1));
        // Those of one column, or of the text itself, which begins further to the left.
        for (number, upper) in dots.iter().enumerate() {
            for lower in dots[number + 1..].iter().filter(|lower| lower.1 > upper.1 + 3.0 && (lower.0 - upper.0).abs() < 60.0) {
                assert!(lower.1 - upper.1 > 8.0 / 25.4 * 72.0 - 0.6, "{upper:?} {lower:?}");
                gaps += 1;
            }
        }
    }
    assert!(gaps > 10, "{gaps}");
}
