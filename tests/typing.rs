//! Data as clerks type it: what is read, and what is told. Each file of `tests/typing` was typed by somebody; the
//! words expected are those that a reader of the file expects.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::{Disk, ENGINE};

/// The text of a document, and what is said of it, with its place.
fn read(name: &str) -> (String, Vec<String>) {
    let path = format!("tests/typing/{name}.yaml");
    compiled(&path, std::fs::read(&path).unwrap())
}

fn compiled(path: &str, data: Vec<u8>) -> (String, Vec<String>) {
    let outcome = ENGINE.compile(path, data, &Disk);
    let place =
        |d: &vanban::diag::Diagnostic| d.span().and_then(|s| outcome.sources.place(s)).map(|p| format!("{p}: ")).unwrap_or_default();
    let said = outcome.diagnostics.iter().map(|d| format!("{}{}", place(d).replace("tests/typing/", ""), d.message)).collect();
    (outcome.compiled.map(|c| common::flow_text(&c)).unwrap_or_default(), said)
}

/// A document whose text has these parts, of which nothing is said.
#[track_caller]
fn holds(name: &str, parts: &[&str]) {
    let (text, said) = read(name);
    assert_eq!(said, [] as [&str; 0]);
    for part in parts {
        assert!(text.contains(part), "“{part}” is not in {text}");
    }
}

#[test]
fn a_text_with_a_colon_is_the_text_that_it_is() {
    holds(
        "c15-hai-cham-tung-loi",
        &["UBND tỉnh ban hành Kế hoạch như sau:", "1. Kết quả hồ sơ: tỷ lệ đúng hạn", "2. Kiểm tra trực tuyến: qua báo cáo"],
    );
    holds("colon-in-text", &["Lưu ý: kiểm tra: đánh giá tình hình thực hiện nhiệm vụ."]);
    holds("colon-at-the-end", &["ban hành Kế hoạch như sau:", "Kiểm tra, đánh giá các nội dung sau:"]);
    let plan = |items: &str| {
        let data = std::fs::read_to_string("tests/typing/c15-hai-cham-tung-loi.yaml").unwrap();
        let head = data.split("      items:\n").next().unwrap().to_owned();
        compiled("tests/typing/a.yaml", format!("{head}      items:\n{items}").into_bytes())
    };
    for (typed, shown) in [
        ("        - Tỷ lệ: 1.234: “tốt”, 'khá'\n", "Tỷ lệ: 1.234: “tốt”, 'khá'"),
        ("        - Ghi chú: \"a\"\n", "Ghi chú: \"a\""),
        ("        - level: dash\n          text: Một: hai\n            Ba: bốn\n", "- Một: hai Ba: bốn"),
        ("        - {level: dash, text: Một: hai: ba}\n", "- Một: hai: ba"),
        ("        - level: dash\n          text:\n            Một: hai: ba\n", "- Một: hai: ba"),
        ("        - Một:\n        - Lưu: VT\n", "Một: Lưu: VT"),
    ] {
        let (text, said) = plan(typed);
        assert_eq!(said, [] as [&str; 0], "{typed}");
        assert!(text.replace('\n', " ").contains(shown), "“{shown}” is not in {text}");
    }
}

/// Whatever is typed or lost: no panic, places within the file, and valid YAML as it was.
#[test]
fn slips_of_any_kind_are_survived() {
    let source = std::fs::read_to_string("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml").unwrap();
    let signs = [":", ": ", "- ", "\"", "'", "[", "]", "{", "}", "#", " ", "\n", "\t", "\u{a0}", "“", "*", "|", ">-", "\\", "&", "ế"];
    let mut seed = 7_u32;
    let mut random = |most: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % most
    };
    let ends: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
    for _ in 0..400 {
        let mut text = source.clone();
        for _ in 0..=random(3) {
            let at = ends[random(ends.len())];
            let at = if text.is_char_boundary(at) { at } else { 0 };
            if random(3) == 0 {
                text.remove(at);
            } else {
                text.insert_str(at, signs[random(signs.len())]);
            }
        }
        let mut sources = vanban::diag::Sources::default();
        let id = sources.add("a.yaml", text.clone());
        let (_, found) = vanban::model::read::read(&sources, id);
        for found in found.iter() {
            let span = found.span().unwrap();
            assert!(text.get(span.start..span.end).is_some(), "{found:?} in {text}");
        }
    }
}

/// A list typed one column off, whose lines were in part pasted with no-break spaces, moves back as one.
#[test]
fn lines_indented_by_no_break_spaces_move_with_the_others() {
    let text = "tasks:\n  - một\n V   - {kind: a}\n     \u{a0}{kind: b}\n    \t{kind: c}\n";
    let mut sources = vanban::diag::Sources::default();
    let id = sources.add("a.yaml", text);
    let (_, found) = vanban::model::read::read(&sources, id);
    let said = vanban::cli::report(&sources, &found);
    assert!(said.contains("a.yaml:3:2") && said.contains("Bớt 1 dấu cách"), "{said}");
}

/// A document around a sample: its fields, or its items as the whole body.
fn around(sample: &str) -> String {
    let base = [
        ("type", "ke-hoach"),
        ("organization_in_charge", "UBND tỉnh Lai Châu"),
        ("organ_name", "Sở Nội vụ"),
        ("organ_code", "SNV"),
        ("place", "Lai Châu"),
        ("issued_date", "3/2026"),
        ("subject", "Kiểm tra công tác"),
        ("signer_info", "{competence: KT., position: Phó Giám đốc, full_name: Nguyễn Văn An}"),
        ("to_places", "[Các sở]"),
        ("content", "{body: [Nội dung.]}"),
    ];
    let is_body = sample.starts_with("- ");
    let given = |field: &str| sample.lines().any(|line| line.starts_with(&format!("{field}:")));
    let mut out = String::new();
    for (field, value) in base.iter().filter(|(field, _)| !(given(field) || is_body && *field == "content")) {
        out += &format!("{field}: {value}\n");
    }
    if is_body {
        out += "content:\n  body:\n";
        sample.lines().for_each(|line| out += &format!("    {line}\n"));
    } else {
        out += sample;
    }
    out
}

/// Every sample of docs/SOAN-THAO.md gives what the page says, and nothing is said of it but numbers out of order.
#[test]
fn what_the_page_shows_is_what_comes() {
    let page = std::fs::read_to_string("docs/SOAN-THAO.md").unwrap();
    let blocks: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
    assert!(blocks.len() >= 40, "{}", blocks.len());
    let words = |text: &str| text.split([' ', '\n', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    for pair in blocks.chunks(2) {
        let (shown, sample) = (pair[0].strip_prefix("text\n").unwrap(), pair[1].strip_prefix("yaml\n").unwrap());
        let (text, said) = compiled("tests/typing/mau.yaml", around(sample).into_bytes());
        assert!(said.iter().all(|said| said.contains("theo thứ tự phải là")), "{sample}\n{said:#?}");
        let text = words(&text).to_lowercase();
        for line in shown.lines() {
            assert!(text.contains(&words(line).to_lowercase()), "“{line}” is not in {text}");
        }
    }
}

/// All that is said of a file, without its name.
fn said(name: &str) -> Vec<String> {
    read(name).1.iter().map(|said| said.split_once(": ").unwrap().1.to_owned()).collect()
}

#[test]
fn the_author_ends_the_lines_of_a_title() {
    let (text, said) = read("c03-trich-yeu-hai-dong");
    assert_eq!(said, [] as [&str; 0]);
    assert!(text.contains("năm 2026\ntrên địa bàn tỉnh Lâm Đồng\n"), "{text}");
}

#[test]
fn typed_marks_are_told_with_their_level() {
    let told = |mark: &str| format!("“{mark}” gõ trong đoạn văn được in như chữ thường, không thành mục");
    assert_eq!(said("f01-go-so-trong-doan"), ["a)", "b)", "-", "1."].map(told));
    assert_eq!(said("typed-markers-in-paragraphs"), ["I.", "1.", "2.", "a)", "-", "+", "II."].map(told));
}

#[test]
fn only_what_is_doubled_is_told() {
    let told = |words: &str| format!("Lặp từ: “{words}”");
    assert_eq!(said("doubled-word-false-alarms"), ["càng càng", "bản bản", "hai hai", "trên trên", "của của"].map(told));
    assert_eq!(said("c06-ten-nguoi-bi-tach"), [] as [&str; 0]);
}

#[test]
fn numbers_of_tables_are_judged() {
    let told = |shown: &str, due: &str| format!("Hàng này mang số “{shown}” nhưng theo thứ tự phải là “{due}”");
    assert_eq!(said("c10-bang-sai-so"), [told("3", "2"), told("09", "4"), told("3", "2"), told("3", "4")]);
    let (text, said) = read("c04-subgroup-khong-chay-lai");
    assert!(said.is_empty() && text.replace('\n', " ").contains("II Cấp xã 3 Xã Đắk Song"), "{text}");
}

#[test]
fn blanks_are_as_wide_as_they_were_typed() {
    let text = read("blanks-in-text").0;
    for shown in ["hồi\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}giờ", "hồi … giờ", "hồi ..... giờ", "ngày ___ tháng ___."] {
        assert!(text.contains(shown), "“{shown}” is not in {text}");
    }
}

#[test]
fn stars_are_emphasis_as_in_common_mark() {
    let text = read("bold-italic").0;
    assert!(text.contains("Đậm nghiêng cả câu.") && !text.contains("***"), "{text}");
    assert!(text.contains("(*) Ghi chú thứ nhất; (**) Ghi chú thứ hai; (*) lặp lại."), "{text}");
}

#[test]
fn what_a_clerk_would_not_see_is_told() {
    assert_eq!(said("f05-phu-luc-khong-co"), ["Nội dung dẫn “Phụ lục II” nhưng văn bản không có phụ lục nào"]);
    let broken = said("c12-cau-gay");
    assert_eq!(
        broken[..2],
        ["Câu này chưa hết mà đã sang mục khác", "Mục này không có dấu câu ở cuối, các mục bên cạnh thì có"],
        "{broken:?}"
    );
    assert_eq!(said("authority-in-position"), ["“KT.” là quyền hạn ký, không ghi trong chức vụ"]);
    let (text, said) = read("nhu-tren-twice");
    assert_eq!((text.matches("Như trên").count(), said.len()), (1, 0));
}

/// PL I-1.III.1c: an electronic document leaves number and date open; on paper they are known.
#[test]
fn the_reference_of_an_appendix_can_be_worded() {
    let (text, said) = read("c13-so-ngay-phu-luc-trong");
    assert!(said.is_empty() && text.contains("(Kèm theo Kế hoạch số"), "{text}");
    let data = std::fs::read_to_string("tests/typing/c13-so-ngay-phu-luc-trong.yaml").unwrap();
    let paper = compiled("tests/typing/a.yaml", format!("medium: paper\n{data}").into_bytes()).0;
    assert!(paper.replace('\n', " ").contains("số 617/KH-UBND ngày 01 tháng 12 năm 2025"), "{paper}");
    let worded = data
        .replace("    body: [Nội dung phụ lục.]", "    reference: (Ban hành kèm theo)\n    end_mark: false\n    body: [Nội dung phụ lục.]");
    let text = compiled("tests/typing/a.yaml", worded.into_bytes()).0;
    assert!(text.contains("(Ban hành kèm theo)") && text.trim_end().ends_with("Nội dung phụ lục."), "{text}");
}

/// PL I-1.II.6: `./.` ends a text; where the author says that it has none, none is written.
#[test]
fn a_text_may_have_no_end_mark() {
    let data = around("content: {body: [Nội dung.]}");
    let text = |data: &str| compiled("tests/typing/a.yaml", data.as_bytes().to_vec()).0;
    assert!(text(&data).contains("Nội dung./."));
    let open = text(&format!("end_mark: false\n{data}"));
    assert!(open.contains("Nội dung.") && !open.contains("./."), "{open}");
}

/// PL I-1.III.1a: what a text calls its own appendix must be there; that of another document is none of its.
#[test]
fn an_appendix_that_is_named_at_a_sentence_s_end_is_missed() {
    let said = |words: &str| compiled("tests/typing/a.yaml", around(&format!("content: {{body: [\"{words}\"]}}")).into_bytes()).1;
    for words in ["Chi tiết theo Phụ lục II kèm theo.", "Các bước theo Phụ lục kèm theo:", "Theo Phụ lục I kèm theo, các sở thực hiện."]
    {
        assert!(said(words).iter().any(|s| s.contains("nhưng văn bản không có phụ lục nào")), "{words}: {:?}", said(words));
    }
    assert_eq!(said("Theo Phụ lục II kèm theo Nghị định số 30/2020/NĐ-CP."), [] as [&str; 0]);
}

/// What `vanban new ke-hoach` shows as comments can be used as it stands.
#[test]
fn the_comments_of_the_example_can_be_used() {
    let example = std::fs::read_to_string("templates/ke-hoach/example.yaml").unwrap();
    let (before, after) = example.split_once("# appendices:\n").unwrap();
    let appendix: String = after.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap())).collect();
    let committee = before.lines().find_map(|line| line.strip_prefix("#   signer_info: {competence: [TM., KT.]")).unwrap();
    let office = before.lines().find_map(|line| line.strip_prefix("#   signer_info: {competence: [TL., KT.]")).unwrap();
    let (head, rest) = before.split_once("signer_info:\n").unwrap();
    let rest =
        rest.split_once("to_places:").unwrap().1.replacen("heading: Mục đích, yêu cầu", "heading: Mục đích, yêu cầu (Phụ lục kèm theo)", 1);
    for (competence, signer, lines) in [
        ("[TM., KT.]", committee, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("[TL., KT.]", office, "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"),
    ] {
        let head = head
            .replace("organization_in_charge: UBND tỉnh Lai Châu\n", "")
            .replace("organ_name: Sở Nội vụ", "organ_name: Ủy ban nhân dân tỉnh Lai Châu");
        let head = head.replace("organ_code: SNV", "organ_code: UBND");
        let data = format!("{head}signer_info: {{competence: {competence}{signer}\nto_places:{rest}appendices:\n{appendix}");
        let (text, _) = compiled("tests/typing/a.yaml", data.into_bytes());
        assert!(text.contains(lines), "{text}");
        assert!(text.replace('\n', " ").contains("A Cải cách thể chế I Xây dựng văn bản 1 Rà soát"), "{text}");
    }
}

/// A plan's table of tasks with columns of its author's own, under groups I and II.
#[test]
fn a_table_of_tasks_has_the_columns_that_its_author_names() {
    let data = |cells: &str| {
        around(&format!(
            "content:
  task_columns: [{{field: task, title: Nội dung công việc}}, lead_unit, {{title: Kinh phí, align: right}}, deadlines]
  task_groups:
    - {{heading: Chỉ đạo, kind: subgroup, tasks: [{{task: Ban hành kế hoạch, lead_unit: Văn phòng, deadlines: [Quý I, Quý III], cells: {cells}}}]}}
    - {{heading: Thể chế, kind: subgroup, tasks: [{{task: Tự kiểm tra, cells: [\"12,5\"]}}, {{task: Báo cáo, number: 1}}]}}
  body: [{{compose: task_table}}]
"
        ))
    };
    let (text, said) = compiled("tests/typing/a.yaml", data("[20]").into_bytes());
    assert_eq!(said, [] as [&str; 0]);
    let shown = "STT Nội dung công việc Đơn vị chủ trì Kinh phí Thời gian thực hiện I CHỈ ĐẠO 1 Ban hành kế hoạch Văn phòng 20 - Quý I - Quý III \
                 II THỂ CHẾ 2 Tự kiểm tra 12,5 1 Báo cáo";
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(shown), "{text}");
    let said = compiled("tests/typing/a.yaml", data("[20, 30]").into_bytes()).1;
    assert!(said[0].ends_with("Nhiệm vụ này có 2 ô ở cells, bảng có 1 cột riêng"), "{said:?}");
}
