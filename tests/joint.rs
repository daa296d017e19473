//! Documents that several bodies issue together: what the data says, and what anybody's Word file of one becomes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::path::Path;

use crate::common::word::{Word, plain, table, title};
use vanban::diag::Severity;

use crate::common::{Disk, ENGINE, compiled, docx_text};
use crate::import::{differences, imported, shown};

const TWO: &str = "tests/outside/cases/ke-hoach-lien-nganh.yaml";
const THREE: &str = "tests/outside/cases/huong-dan-lien-tich.yaml";

#[test]
fn head_symbol_and_signatures_name_all_bodies() {
    let [two, three] = [TWO, THREE].map(|path| shown(&compiled(Path::new(path))));
    let lines = |text: &str, kinds: &[&str]| -> Vec<String> {
        let of = |line: &str| kinds.iter().find_map(|kind| Some(line.strip_prefix(&format!("| {kind}: "))?.replace("**", "")));
        text.lines().filter_map(of).collect()
    };
    assert_eq!(lines(&two, &["OrganName"]), ["SỞ NỘI VỤ -", "SỞ TÀI CHÍNH"]);
    assert_eq!(lines(&two, &["Code"]), ["Số: 15/KH-SNV-STC"]);
    // The one who signs first stands at the left.
    let signed = lines(&two, &["Authority", "FullName"]);
    assert_eq!(signed, ["SỞ TÀI CHÍNH", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Vàng A Dế", "SỞ NỘI VỤ", "GIÁM ĐỐC", "Lò Văn Mẫu"]);
    // TM. says the body by itself; the appendix is of all of them.
    let signed = lines(&three, &["Authority"]);
    assert_eq!(signed[..3], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    assert!(three.contains("của Ủy ban nhân dân tỉnh Lai Châu, Ban Thường trực") && three.contains("và Tỉnh đoàn Lai Châu)"), "{three}");
}

/// One body copied from the other and half put right; committees of two provinces have one abbreviation.
#[test]
fn a_body_is_not_two() {
    let data = std::fs::read_to_string(TWO).unwrap();
    let told = |from: &str, to: &str| {
        let found = ENGINE.compile("a.yaml", data.replace(from, to).into_bytes(), &Disk).diagnostics;
        found.iter().map(|d| (d.severity, d.message.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told("", ""), []);
    let said = |severity, what: &str| vec![(severity, format!("{what} là của hai cơ quan cùng ban hành"))];
    assert_eq!(told("organ_code: STC", "organ_code: SNV"), said(Severity::Warning, "Chữ viết tắt “SNV”"));
    assert_eq!(told("organ_name: Sở Tài chính", "organ_name: Sở Nội vụ"), said(Severity::Error, "Tên “Sở Nội vụ”"));
}

#[test]
fn our_own_files_come_back_as_they_were() {
    let wrong: Vec<String> = [TWO, THREE].into_iter().filter_map(|path| differences(Path::new(path))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A plan as a clerk types it: the bodies of the head, the lines above each name.
fn plan(bodies: &[&str], signers: &[&[&str]]) -> Vec<u8> {
    let lines = |lines: &[&str]| lines.iter().map(|line| title(line)).collect::<String>();
    let right = plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &plain("Độc lập - Tự do - Hạnh phúc");
    let head = table(&[&[&lines(bodies), &right], &[&plain("Số: 27/KH-SNV-STC"), &plain("Lai Châu, ngày 18 tháng 3 năm 2025")]]);
    let signer = |lines: &&[&str]| {
        let (name, above) = lines.split_last().unwrap();
        above.iter().map(|line| title(line)).collect::<String>() + &plain("").repeat(4) + &title(name)
    };
    let cells: Vec<String> = signers.iter().map(signer).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let body = head
        + &title("KẾ HOẠCH")
        + &title("Phối hợp kiểm tra năm 2025")
        + &plain("1. Hai sở phối hợp kiểm tra.")
        + &plain("2. Các phòng thực hiện./.")
        + &table(&[&cells])
        + &plain("Nơi nhận:")
        + &plain("- Các phòng;")
        + &plain("- Lưu: VT.");
    Word::new(&body).bytes()
}

/// The data's lines from the body's name to the place, as they are written; nothing is lost.
fn head_of(docx: &[u8]) -> String {
    let made = imported(docx, None);
    let account = made.account.unwrap();
    assert_eq!((account.carried, account.lost), (account.words, vec![]), "{}", made.data);
    let (document, docx) = made.made.unwrap();
    assert!(docx_text(&docx).contains("Vàng A Dế") && shown(&document).contains("Lò Văn Mẫu"));
    let from = made.data.find("organ_name:").unwrap();
    made.data[from..made.data.find("\nplace:").unwrap()].lines().filter(|line| !line.starts_with('#')).map(|l| format!("{l}\n")).collect()
}

#[test]
fn a_clerks_file_of_two_bodies_has_a_signer_for_each() {
    let names =
        "organ_name: Sở Nội vụ\norgan_code: SNV\nco_issuers:\n  - organ_name: Sở Tài chính\n    organ_code: STC\n    signer_info:\n";
    let deputy: &[&str] = &["SỞ TÀI CHÍNH", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Vàng A Dế"];
    let head: &[&str] = &["SỞ NỘI VỤ", "GIÁM ĐỐC", "Lò Văn Mẫu"];
    let told = "      competence: KT.\n      position: Phó Giám đốc\n      full_name: Vàng A Dế\n";
    for bodies in [&["SỞ NỘI VỤ - SỞ TÀI CHÍNH"][..], &["SỞ NỘI VỤ -", "SỞ TÀI CHÍNH"], &["SỞ NỘI VỤ", "SỞ TÀI CHÍNH"]]
    {
        assert_eq!(head_of(&plan(bodies, &[head, deputy])), format!("{names}{told}"), "{bodies:?}");
        assert_eq!(head_of(&plan(bodies, &[deputy, head])), format!("{names}{told}    signs_first: true\n"), "{bodies:?}");
    }
    // Lines that name the body together with the post stay as they are; so do those that name none.
    let joined =
        plan(&["SỞ NỘI VỤ - SỞ TÀI CHÍNH"], &[&["GIÁM ĐỐC SỞ NỘI VỤ", "Lò Văn Mẫu"], &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Vàng A Dế"]]);
    assert_eq!(head_of(&joined), format!("{names}      authority_lines: [KT. Giám đốc, Phó Giám đốc]\n      full_name: Vàng A Dế\n"));
}

#[test]
fn two_signers_of_one_body_are_told() {
    let made = imported(&plan(&["SỞ NỘI VỤ"], &[&["TRƯỞNG PHÒNG", "Vàng A Dế"], &["GIÁM ĐỐC", "Lò Văn Mẫu"]]), None);
    assert!(!made.data.contains("co_issuers") && made.data.contains("Bản gốc có nhiều người ký"), "{}", made.data);
    assert_eq!(made.account.unwrap().lost, vec![]);
}
