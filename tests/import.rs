//! Documents into data and back: what the data makes is the document it came from.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use vanban::diag::Severity;
use vanban::import::{Checked, Request, checked};
use vanban::pipeline::Compiled;
use vanban::style::{FlowBlock, Para};

use crate::common::word::{Word, plain, table, title};
use crate::common::{ENGINE, compiled, plans};

/// Minutes come back as minutes of one's own making, whose look is another one.
const COMPOSED: [&str; 1] = ["bien-ban"];

/// A document line by line: what each paragraph is, its words with their emphasis; tables with their cells.
pub(crate) fn shown(document: &Compiled) -> String {
    let mut out = String::new();
    for section in &document.flow.sections {
        let _ = writeln!(out, "section {} × {}", section.page.width.0, section.page.height.0);
        for block in &section.blocks {
            match block {
                FlowBlock::Para(para) => line(para, "", &mut out),
                FlowBlock::Columns(columns) => {
                    columns.rows.iter().flat_map(|r| &r.cells).flatten().for_each(|para| line(para, "| ", &mut out));
                }
                FlowBlock::Table(table) => {
                    let _ = writeln!(out, "table of {} columns, {} rows repeated, lined {}", table.widths.len(), table.head, table.lined);
                    for cell in table.rows.iter().flat_map(|r| &r.cells) {
                        for para in &cell.paras {
                            line(
                                para,
                                &format!(
                                    "  [{}+{}×{} {:?} {}] ",
                                    cell.column,
                                    cell.columns,
                                    cell.rows,
                                    para.look.align,
                                    para.look.size.pt()
                                ),
                                &mut out,
                            );
                        }
                    }
                }
            }
        }
        section.notes.iter().for_each(|note| line(&note.para, "note ", &mut out));
    }
    out
}

fn line(para: &Para, before: &str, out: &mut String) {
    let words: String = para
        .runs
        .iter()
        .map(|r| {
            let text = if r.blank.is_some() { "…" } else { r.text.as_str() };
            let (b, i) = (if r.bold { "**" } else { "" }, if r.italic { "*" } else { "" });
            if text.trim().is_empty() { text.to_owned() } else { format!("{b}{i}{text}{i}{b}") }
        })
        .collect();
    // A sentence of citations that opens a text is a legal basis to a reader, and set like one.
    let cites = words.trim_matches('*').starts_with("Căn cứ ");
    let (component, words) = if cites {
        ("LegalBasis".to_owned(), words.replace('*', "").trim_end_matches([';', '.', ',']).to_owned())
    } else {
        (format!("{:?}", para.component), words)
    };
    let _ = writeln!(out, "{before}{component}: {}{words}", if para.figure.is_some() { "(picture) " } else { "" });
}

/// Widths of all columns of all tables, mm.
fn widths(document: &Compiled) -> Vec<f64> {
    let blocks = document.flow.sections.iter().flat_map(|s| &s.blocks);
    blocks.filter_map(|b| if let FlowBlock::Table(t) = b { Some(t) } else { None }).flat_map(|t| t.widths.iter().map(|w| w.mm())).collect()
}

/// Imports a finished document without what is attached to it.
pub(crate) fn imported(docx: &[u8], document_type: Option<&str>) -> Checked {
    checked(&ENGINE, docx, Request { name: "data/lai.yaml", document_type, ..Request::default() })
        .unwrap_or_else(|found| panic!("{}", vanban::cli::report(&vanban::diag::Sources::default(), &found)))
}

/// In what the document made from imported data differs from the one that was imported.
pub(crate) fn differences(path: &Path) -> Option<String> {
    let first = compiled(path);
    // A letter is called after its occasion.
    let letter = path.to_string_lossy().contains("thu-cong").then_some("thu-cong");
    let back = imported(&ENGINE.docx(&first).unwrap(), letter);
    let report = vanban::cli::report(&back.sources, &back.found);
    let Some((second, _)) = &back.made else { return Some(format!("{}: {report}", path.display())) };
    let (wanted, found) = (shown(&first), shown(second));
    let mut out = String::new();
    for (a, b) in wanted.lines().zip(found.lines()).filter(|(a, b)| a != b).take(3) {
        let _ = writeln!(out, "  {a}\n  {b}");
    }
    if out.is_empty() && wanted.lines().count() != found.lines().count() {
        let _ = writeln!(out, "  {} lines, not {}", found.lines().count(), wanted.lines().count());
    }
    for (a, b) in widths(&first).into_iter().zip(widths(second)).filter(|(a, b)| (a - b).abs() > 1.5) {
        let _ = writeln!(out, "  a column of {b} mm, not {a}");
    }
    let account = back.account.as_ref().unwrap();
    if !account.lost.is_empty() || !account.changed.is_empty() || account.carried != account.words {
        let _ = writeln!(out, "  {:?} {:?}", account.lost, account.changed);
    }
    (!out.is_empty()).then(|| format!("{}:\n{out}", path.display()))
}

/// Examples of the decree's types; copies of documents have theirs elsewhere.
fn examples() -> Vec<PathBuf> {
    let slugs: Vec<String> = vanban::recognise::TYPES.iter().map(|t| vanban::text::slug(t.name, 40)).collect();
    let mut all: Vec<PathBuf> = std::fs::read_dir("templates")
        .unwrap()
        .map(|folder| folder.unwrap().path().join("example.yaml"))
        .filter(|path| slugs.iter().any(|slug| path.parent().unwrap().ends_with(slug)))
        .filter(|path| path.exists() && !COMPOSED.iter().any(|slug| path.parent().unwrap().ends_with(slug)))
        .collect();
    all.sort();
    all
}

#[test]
fn examples_of_all_types_come_back_as_they_were() {
    let wrong: Vec<String> = examples().iter().filter_map(|path| differences(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn reference_documents_come_back_as_they_were() {
    let golden =
        std::fs::read_dir("tests/golden").unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let mut all: Vec<PathBuf> = golden.map(|p| Path::new("data").join(p.file_stem().unwrap()).with_extension("yaml")).collect();
    all.retain(|p| !COMPOSED.iter().any(|slug| p.file_stem().unwrap().to_string_lossy().starts_with(slug)));
    all.extend(plans());
    all.sort();
    let wrong: Vec<String> = all.iter().filter_map(|path| differences(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_word_of_minutes_is_lost() {
    let data = std::fs::read_dir("data").unwrap().map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = data.filter(|p| p.to_string_lossy().contains("bien-ban") && p.is_file()).collect();
    all.push("templates/bien-ban/example.yaml".into());
    for path in all {
        let back = imported(&ENGINE.docx(&compiled(&path)).unwrap(), None);
        let account = back.account.unwrap_or_else(|| panic!("{}", path.display()));
        assert_eq!((account.carried, account.lost), (account.words, vec![]), "{}", path.display());
    }
}

/// The letters and figures of the data as they are typed.
fn from_text(text: &str, document_type: Option<&str>) -> Checked {
    vanban::import::checked_text(&ENGINE, text, Request { name: "data/dan.yaml", document_type, ..Request::default() })
        .unwrap_or_else(|found| panic!("{}", vanban::cli::report(&vanban::diag::Sources::default(), &found)))
}

#[test]
fn pasted_lines_become_levels() {
    let text = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nThực hiện chỉ đạo của tỉnh, Sở ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n\
                1. Nâng cao hiệu quả.\n- Rõ việc.\n- Rõ người.\n2. Tiết kiệm:\na) Thời gian;\nb) Kinh phí.\nII. TỔ CHỨC\nVăn phòng chủ trì.\n";
    let data = from_text(text, None).data;
    for line in [
        "type: ke-hoach",
        "subject: Cải cách hành chính năm 2026",
        "    - level: section\n      heading: MỤC ĐÍCH\n",
        "        - level: clause\n          text: Nâng cao hiệu quả.\n          items:\n            - level: dash\n              text: Rõ việc.\n",
        "            - level: point\n              text: Thời gian;\n",
        "      heading: TỔ CHỨC\n      items:\n        - Văn phòng chủ trì.\n",
    ] {
        assert!(data.contains(line), "{line}\n---\n{data}");
    }
    assert!(!data.contains("marker"), "{data}");
}

#[test]
fn a_stretch_that_is_pasted_brings_nothing_but_itself() {
    let request = Request { name: "dan.yaml", document_type: Some("quyet-dinh"), stretch: true, ..Request::default() };
    let made = vanban::import::checked_text(&ENGINE, "Điều 1. Thành lập Tổ công tác.\n", request).unwrap_or_else(|_| panic!("no type"));
    assert!(made.data.contains("text: Thành lập Tổ công tác."), "{}", made.data);
    assert!(!["organ_name", "subject", "legal_bases", "code_notation"].iter().any(|field| made.data.contains(field)), "{}", made.data);
}

#[test]
fn numbers_that_are_wrong_are_kept_unless_asked() {
    let text = "KẾ HOẠCH\nVề việc kiểm tra\n\nI. NỘI DUNG\n5. Việc thứ nhất.\n7. Việc thứ hai.\n";
    let kept = from_text(text, None).data;
    assert!(kept.contains("marker: \"5.\"") && kept.contains("marker: \"7.\""), "{kept}");
    let request = Request { name: "data/dan.yaml", renumber: true, ..Request::default() };
    let renumbered = vanban::import::checked_text(&ENGINE, text, request).unwrap_or_else(|_| panic!("no type")).data;
    assert!(!renumbered.contains("marker"), "{renumbered}");
}

#[test]
fn what_a_profile_says_is_left_to_it() {
    let docx = ENGINE.docx(&compiled(Path::new("templates/ke-hoach/example.yaml"))).unwrap();
    let profile = "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\n";
    let request = Request { name: "data/lai.yaml", profile: Some(("so.yaml", profile)), ..Request::default() };
    let made = checked(&ENGINE, &docx, request).unwrap_or_else(|_| panic!("no type"));
    assert!(made.data.contains("profile: so.yaml") && made.data.contains("signer_info:"), "{}", made.data);
    assert!(!made.data.contains("organ_name") && !made.data.contains("place:"), "{}", made.data);
    let account = made.account.unwrap();
    assert_eq!((account.carried, account.lost), (account.words, vec![]));
}

/// `vanban` in a folder of its own; exit code and what was said.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_vanban")).args(arguments).current_dir(folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_document_is_fixed_beside_the_original() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy("tests/errors/runs/import-reviewed/cu.docx", folder.path().join("cu.docx")).unwrap();
    let original = std::fs::read(folder.path().join("cu.docx")).unwrap();
    let (code, said) = run(folder.path(), &["fix", "cu.docx", "-o", "sửa"]);
    assert_eq!(code, Some(0), "{said}");
    let read = |name: &str| std::fs::read(folder.path().join("sửa").join(name)).unwrap();
    assert!(read("cu.docx").starts_with(b"PK") && read("cu.pdf").starts_with(b"%PDF-"));
    let list = String::from_utf8(read("cu-thay-doi.md")).unwrap();
    for line in ["“HOÀ” → “HÒA”", "Trần Văn Cường", "Track Changes", "Lề trang", "mang số “3.”"] {
        assert!(list.contains(line), "{line}\n---\n{list}");
    }
    assert_eq!(std::fs::read(folder.path().join("cu.docx")).unwrap(), original);
    // A person's file under a result's name stays, the original among them.
    std::fs::write(folder.path().join("sửa/cu.pdf"), "bản đã ký").unwrap();
    let (code, said) = run(folder.path(), &["fix", "cu.docx", "-o", "sửa"]);
    assert!(code == Some(1) && said.contains("sửa/cu.pdf"), "{said}");
    assert_eq!(read("cu.pdf"), "bản đã ký".as_bytes());
    let (code, said) = run(folder.path(), &["fix", "cu.docx", "-o", "."]);
    assert!(code == Some(1) && said.contains("cu.docx"), "{said}");
    assert_eq!(std::fs::read(folder.path().join("cu.docx")).unwrap(), original);
}

/// WMF, EMF and the like cannot be set; neither can what stands in no text: told with the place, the files kept, the words carried.
#[test]
fn pictures_that_cannot_be_set_are_kept_beside() {
    let picture = |id: usize| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"914400\" cy=\"914400\"/><a:graphic><a:graphicData><pic:pic \
             xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:blipFill><a:blip r:embed=\"r{id}\"/></pic:blipFill></pic:pic>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let foot = table(&[&[&(plain("Nơi nhận:") + &plain("- Lưu: VT.")), &(plain("GIÁM ĐỐC") + &picture(1) + &plain("Lò Văn Mẫu"))]]);
    let head = table(&[
        &[
            &(plain("UBND TỈNH LAI CHÂU") + &plain("SỞ NỘI VỤ")),
            &(plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &plain("Độc lập - Tự do - Hạnh phúc")),
        ],
        &[&plain("Số: 15/KH-SNV"), &plain("Lai Châu, ngày 18 tháng 3 năm 2025")],
    ]);
    let body = head
        + &title("KẾ HOẠCH")
        + &title("Kiểm tra năm 2025")
        + &plain("1. Rà soát hồ sơ.")
        + &picture(0)
        + &plain("2. Báo cáo./.")
        + &foot;
    let word = Word::new(&body).raw("image", *b"\xd7\xcd\xc6\x9a").raw("image", *b"stamp");
    let made = imported(&word.bytes(), Some("ke-hoach"));
    let told: Vec<&str> = made.found.iter().filter(|d| d.message.starts_with("Ảnh ở")).map(|d| d.message.as_str()).collect();
    let wanted = [
        "Ảnh ở đoạn 10 là loại XML, không đặt được vào văn bản: bản làm lại chưa có ảnh này, ảnh gốc giữ ở lai-anh/hinh-1.xml",
        "Ảnh ở bảng 2, hàng 1, cột 2 không đặt vào bản làm lại, ảnh gốc giữ ở lai-anh/hinh-2.xml",
    ];
    assert_eq!(told, wanted);
    assert!(made.found.iter().filter(|d| d.message.starts_with("Ảnh ở")).all(|d| d.severity == Severity::Warning));
    assert_eq!(made.pictures.keys().map(String::as_str).collect::<Vec<_>>(), ["lai-anh/hinh-1.xml", "lai-anh/hinh-2.xml"]);
    assert!(made.account.is_some_and(|account| account.lost.is_empty()));
}

/// The head of a document of Sở Nội vụ with a number of some type.
pub(crate) fn head(notation: &str) -> String {
    table(&[
        &[
            &(plain("UBND TỈNH LAI CHÂU") + &plain("SỞ NỘI VỤ")),
            &(plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &plain("Độc lập - Tự do - Hạnh phúc")),
        ],
        &[&plain(&format!("Số: 15/{notation}")), &plain("Lai Châu, ngày 18 tháng 3 năm 2025")],
    ])
}

pub(crate) fn foot(to: &str) -> String {
    table(&[&[&(plain("Nơi nhận:") + &plain(to) + &plain("- Lưu: VT.")), &(plain("GIÁM ĐỐC") + &plain("Lò Văn Mẫu"))]])
}

#[test]
fn signs_that_the_font_lacks_are_set_by_the_nearest_and_raised_figures_stay_raised() {
    let raised = |kind: &str, text: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"{kind}script\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let mixed = |parts: &[String]| format!("<w:p>{}</w:p>", parts.concat());
    let (up, down) = ("super", "sub");
    let body = head("KH-SNV")
        + &title("KẾ HOẠCH")
        + &title("Đo khí thải năm 2025")
        + &mixed(&[
            run("1. Mật độ 10"),
            raised(up, "5"),
            run(" hạt/m"),
            raised(up, "3"),
            run(", CO"),
            raised(down, "2"),
            run(" ở 30"),
            raised(up, "o"),
            run("C."),
        ])
        + &plain("2. Kết quả: ☐ đạt, ☑ không đạt; hệ số ∛Q.")
        + &mixed(&[run("3. Giá trị T"), raised(down, "max"), run(" trong quý./.")])
        + &foot("- Giám đốc Sở;");
    let made = imported(&Word::new(&body).bytes(), None);
    for words in ["Mật độ 10⁵ hạt/m³, CO₂ ở 30°C.", "□ đạt, ■ không đạt; hệ số ³√Q."] {
        assert!(made.data.contains(words), "{words}\n---\n{}", made.data);
    }
    let account = made.account.unwrap();
    let changed: Vec<_> = account.changed.iter().map(|c| (c.place.to_string(), c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(changed.iter().map(|(_, before, after)| (*before, *after)).collect::<Vec<_>>(), [("☐", "□"), ("☑", "■"), ("∛", "³√")]);
    assert!(changed.iter().all(|(place, ..)| place == "đoạn 10"), "{changed:?}");
    assert_eq!(account.lost, vec![]);
    let told =
        made.found.iter().filter(|d| d.message.contains("chữ nâng cao hoặc hạ thấp")).map(|d| d.message.as_str()).collect::<Vec<_>>();
    assert_eq!(told, ["1 chỗ có chữ nâng cao hoặc hạ thấp không có ký tự riêng; đọc như chữ thường: đoạn 11 “max”"]);
}

#[test]
fn a_sign_that_nothing_stands_for_is_named_and_keeps_the_data_back() {
    let body = head("KH-SNV") + &title("KẾ HOẠCH") + &title("Kiểm tra") + &plain("1. Rà soát 👍./.") + &foot("- Giám đốc Sở;");
    let made = imported(&Word::new(&body).bytes(), None);
    let account = made.account.unwrap();
    assert_eq!(account.lost.iter().map(|c| (c.place.to_string(), c.before.as_str())).collect::<Vec<_>>(), [("đoạn 9".to_owned(), "👍")]);
    assert!(made.loses);
}

/// What the source has wrong is told, and is no reason to give nothing back.
#[test]
fn a_document_with_mistakes_comes_back_with_them_told() {
    let folder = tempfile::tempdir().unwrap();
    let body = head("KH-SNV") + &title("KẾ HOẠCH") + &title("Kiểm tra") + &plain("1. Rà soát./.") + &foot("- Như trên;");
    std::fs::write(folder.path().join("cu.docx"), Word::new(&body).bytes()).unwrap();
    let (code, said) = run(folder.path(), &["fix", "cu.docx", "-o", "ra"]);
    assert!(code == Some(1) && said.contains("lỗi[R607]") && said.contains("1 lỗi phải sửa trước khi ký"), "{said}");
    for name in ["cu.docx", "cu.pdf", "cu.yaml"] {
        assert!(folder.path().join("ra").join(name).exists(), "{name}");
    }
    let list = std::fs::read_to_string(folder.path().join("ra/cu-thay-doi.md")).unwrap();
    assert!(list.contains("Nơi nhận ghi “Như trên” mà văn bản không có Kính gửi"), "{list}");
    let (code, said) = run(folder.path(), &["import", "cu.docx", "-o", "moi.yaml"]);
    assert!(code == Some(1) && said.contains("lỗi[R607]") && folder.path().join("moi.yaml").exists(), "{said}");
}

#[test]
fn what_a_type_demands_and_the_source_does_not_say_is_left_open() {
    let body = title("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &title("Độc lập - Tự do - Hạnh phúc")
        + &title("QUYẾT ĐỊNH")
        + &plain("Điều 1. Thành lập Tổ công tác.")
        + &plain("Điều 2. Quyết định có hiệu lực từ ngày ký./.")
        + &foot("- Như Điều 2;");
    let made = imported(&Word::new(&body).bytes(), None);
    for words in ["organ_name: ……………………", "subject: ……………………", "code_notation: QĐ-……", "  legal_bases:\n    - Căn cứ ……………………\n  body:"]
    {
        let plain = made.data.replace('"', "");
        assert!(plain.contains(words), "{words}\n---\n{}", made.data);
    }
    let noted = |field: &str| made.found.iter().any(|d| d.code.id == "D034" && d.message.starts_with(&format!("`{field}`: Bản gốc không")));
    assert!(["organ_name", "subject", "legal_bases", "place"].into_iter().all(noted));
    assert!(made.made.is_some() && !made.loses, "{}", vanban::cli::report(&made.sources, &made.found));
    // A profile says what the source does not.
    let request = Request {
        name: "lai.yaml",
        profile: Some(("so.yaml", "organ_name: Sở Nội vụ\norgan_code: SNV\nplace: Lai Châu\n")),
        ..Request::default()
    };
    let made = checked(&ENGINE, &Word::new(&body).bytes(), request).unwrap_or_else(|_| panic!("no type"));
    assert!(!["organ_name", "place:", "code_notation"].iter().any(|field| made.data.contains(field)), "{}", made.data);
}

/// A wrong date, number, symbol, a missing addressee: told, and the document comes back with them, or with room where it cannot hold them.
#[test]
fn mistakes_of_head_and_parts_keep_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let document = |head: &str, kind: &str| {
        head.to_owned() + &title(kind) + &title("Kiểm tra năm 2026") + &plain("1. Rà soát./.") + &foot("- Giám đốc Sở;")
    };
    let right = head("KH-SNV");
    for (name, head, told) in [
        (
            "ngay",
            right.replace("ngày 18 tháng 3 năm 2025", "ngày 31 tháng 02 năm 2026"),
            "Bản gốc ghi ngày 31 tháng 02 năm 2026, không có trong lịch",
        ),
        ("so", right.replace("Số: 15/", "Số: 15a/"), "lỗi[V008]"),
        ("ky-hieu", right.replace("15/KH-SNV", "15/KHSNV"), "lỗi[V009]"),
        ("ten", right.replace("SỞ NỘI VỤ", "UBND XÃ MƯỜNG THAN"), "Tên cơ quan ban hành không được viết tắt: “UBND”"),
    ] {
        let source = folder.path().join(format!("{name}.docx"));
        std::fs::write(&source, Word::new(&document(&head, "KẾ HOẠCH")).bytes()).unwrap();
        let (_, said) = run(folder.path(), &["fix", &format!("{name}.docx"), "-o", "ra"]);
        assert!(said.contains(told) && folder.path().join(format!("ra/{name}.pdf")).exists(), "{name}: {said}");
    }
    // The same data is refused by who renders it.
    let (code, said) = run(folder.path(), &["render", "ra/so.yaml", "-o", "nua"]);
    assert!(code == Some(1) && said.contains("lỗi[V008]") && !folder.path().join("nua/so.pdf").exists(), "{said}");
}

#[test]
fn whom_an_invitation_is_sent_to_is_invited() {
    let body = head("GM-SNV")
        + &title("GIẤY MỜI")
        + &title("Dự họp giao ban")
        + &plain("Kính gửi:")
        + &plain("- Lãnh đạo Sở;")
        + &plain("- Trưởng các phòng.")
        + &plain("Sở Nội vụ tổ chức họp giao ban, cụ thể như sau:")
        + &plain("1. Thời gian, hình thức: 14 giờ ngày 16/6/2025, trực tiếp.")
        + &plain("Chủ trì cuộc họp:")
        + &plain("- Giám đốc Sở./.")
        + &foot("- Như trên;");
    let made = imported(&Word::new(&body).bytes(), None);
    assert!(
        made.data.contains("invitees: [Lãnh đạo Sở, Trưởng các phòng]")
            || made.data.contains("    - Lãnh đạo Sở\n    - Trưởng các phòng\n"),
        "{}",
        made.data
    );
    assert!(!made.data.contains("chair:"), "{}", made.data);
    let account = made.account.unwrap();
    assert_eq!(account.lost, vec![]);
}

/// A table with lines, its columns of one width.
pub(crate) fn ruled(rows: &[&[&str]]) -> String {
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or_default();
    let edge = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\"/>");
    let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(edge).collect();
    let cell = |content: &str, span: usize, strong: bool| {
        let lines: String = content.split('\n').map(if strong { title } else { plain }).collect();
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/></w:tcPr>{lines}</w:tc>", 1400 * span)
    };
    let row = |(number, row): (usize, &&[&str])| {
        let last = row.len() - 1;
        let strong = number == 0 || last + 1 < columns;
        let cells = row.iter().enumerate().map(|(at, content)| cell(content, if at == last { columns - last } else { 1 }, strong));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    let grid = "<w:gridCol w:w=\"1400\"/>".repeat(columns);
    format!(
        "<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>",
        rows.iter().enumerate().map(row).collect::<String>()
    )
}

/// Whether all words of some rows stand in what was made, and nothing was lost.
pub(crate) fn assert_whole(made: Checked, rows: &[&[&str]]) {
    let account = made.account.unwrap();
    assert_eq!((account.carried, account.lost), (account.words, vec![]));
    let rendered = shown(&made.made.unwrap().0).replace('\u{a0}', " ");
    for line in rows.iter().flat_map(|row| row.iter()).flat_map(|cell| cell.split('\n')) {
        assert!(rendered.contains(line), "{line}\n---\n{rendered}");
    }
}

#[test]
fn a_table_of_tasks_becomes_records_where_its_head_says_so() {
    let head_of_tasks: &[&str] = &["STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Kinh phí", "Thời hạn hoàn thành"];
    let rows: &[&[&str]] = &[
        head_of_tasks,
        &["A", "CẢI CÁCH THỂ CHẾ"],
        &["1", "Rà soát văn bản", "Báo cáo", "Phòng Pháp chế", "15 triệu đồng", "Quý I/2026"],
        &["2", "Kiểm tra thực hiện", "- Kế hoạch\n- Kết luận", "Thanh tra Sở", "", "Trước ngày 15/9/2026"],
        &["B", "CHUYỂN ĐỔI SỐ"],
        &["4", "Vận hành hệ thống", "", "Văn phòng", "", "Thường xuyên"],
    ];
    let document = |rows: &[&[&str]]| {
        head("KH-SNV")
            + &title("KẾ HOẠCH")
            + &title("Cải cách năm 2026")
            + &plain("1. Nhiệm vụ như bảng sau:")
            + &ruled(rows)
            + &plain("2. Văn phòng theo dõi./.")
            + &foot("- Giám đốc Sở;")
    };
    let made = imported(&Word::new(&document(rows)).bytes(), None);
    for lines in [
        "- compose: task_table\n",
        "  task_columns:\n    - field: task\n      title: Nhiệm vụ\n    - field: products\n      title: Sản phẩm\n    - field: lead_unit\n      align: left\n    - title: Kinh phí\n    - field: deadlines\n      title: Thời hạn hoàn thành\n",
        "  task_groups:\n    - heading: CẢI CÁCH THỂ CHẾ\n      tasks:\n",
        "        - task: Rà soát văn bản\n          products: [Báo cáo]\n          lead_unit: Phòng Pháp chế\n",
        "            - text: Quý I/2026\n              due: 31/3/2026\n",
        "          products: [Kế hoạch, Kết luận]\n",
        "        - number: 4\n          task: Vận hành hệ thống\n",
        "            - text: Trước ngày 15/9/2026\n              due: 15/9/2026\n",
        "            - text: Thường xuyên\n              due: recurring\n",
        "          cells:\n            - \"15 triệu đồng\"\n",
    ] {
        assert!(made.data.contains(lines), "{lines}\n---\n{}", made.data);
    }
    let account = made.account.unwrap();
    assert_eq!((account.carried, account.lost), (account.words, vec![]));
    // Tasks without a group, also before the first one, have a group without a name.
    let without = [&[&["TT"][..], &head_of_tasks[1..]].concat()[..], rows[2], rows[3]];
    let before = [rows[0], rows[2], rows[3], &["A", "CHUYỂN ĐỔI SỐ"], &["1", "Vận hành", "", "Văn phòng", "", "Thường xuyên"]];
    for (rows, lines) in [
        (&without[..], "  task_columns:\n    - field: number\n      title: TT\n    - field: task\n"),
        (&before[..], "  task_groups:\n    - tasks:\n        - task: Rà soát văn bản\n"),
    ] {
        let made = imported(&Word::new(&document(rows)).bytes(), None);
        assert!(made.data.contains(lines) && made.data.contains("task_groups:\n    - tasks:\n"), "{}", made.data);
        assert_whole(made, rows);
    }
    // Without who does it, or with a row that is neither group nor task, it stays a table.
    let who = |row: &[&'static str]| [&row[..3], &["Người theo dõi"], &row[4..]].concat();
    let unnamed = who(head_of_tasks);
    for rows in
        [[&[unnamed.as_slice()][..], &rows[1..]].concat(), [rows, &[&["", "Phát sinh", "", "Văn phòng", "", "Quý II/2026"]]].concat()]
    {
        let made = imported(&Word::new(&document(&rows)).bytes(), None);
        assert!(made.data.contains("- table:") && !made.data.contains("task_groups"), "{}", made.data);
        assert_eq!(made.account.unwrap().lost, vec![]);
    }
}
