//! What a DOCX is made of: our own documents read back, and headers, lists and ends as offices write them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::path::Path;

use vanban::paper::{self, Paper};
use vanban::recognise::{Certainty, Draft, Element, Kind, MarkKind, recognise};
use vanban::tree::{self, Level};

use crate::common::word::{Word, plain, styled, table, title};
use crate::common::{ENGINE, compiled, docx_text, plans, squeezed};

fn read(word: Word) -> Paper {
    paper::read(&word.bytes()).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// The levels of all items of a tree, in order.
fn levels(blocks: &[tree::Block]) -> Vec<Level> {
    let mut out = Vec::new();
    for block in blocks {
        if let tree::Block::Item(item) = block {
            out.push(item.level);
            out.extend(levels(&item.children));
        }
    }
    out
}

fn found_levels(elements: &[Element]) -> Vec<Level> {
    elements.iter().filter_map(|e| if let Element::Item(item) = e { Some(item.level) } else { None }).collect()
}

fn markers(draft: &Draft) -> Vec<String> {
    draft.body.iter().filter_map(|e| if let Element::Item(item) = e { Some(item.marker.clone()) } else { None }).collect()
}

/// Our own documents, read without their attached data, have their words and components.
#[test]
fn our_own_documents_are_recognised() {
    let golden = std::fs::read_dir("tests/golden").unwrap().map(|e| e.unwrap().path());
    let golden = golden.map(|p| Path::new("data").join(p.file_stem().unwrap()).with_extension("yaml"));
    let wrong: Vec<String> = golden.chain(plans()).flat_map(|path| differences(&path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In what a document read back differs from its tree.
fn differences(path: &Path) -> Vec<String> {
    let document = compiled(path);
    let docx = ENGINE.docx(&document).unwrap();
    let paper = paper::read(&docx).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", path.display()));
    let (tree, draft) = (&document.document, recognise(&paper));
    let plain = |inlines: &[tree::Inline]| squeezed(&tree::plain(inlines)).replace('\u{2011}', "-");
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: String, wanted: String| {
        if found != wanted {
            wrong.push(format!("{}: {what}: {found}, not {wanted}", path.display()));
        }
    };
    // Boxes of forms are drawings in one reading and signs in the other.
    let words: String = paper.paragraphs().map(|p| p.shown() + "\n").collect();
    if paper.notes.is_empty() && !words.contains('☐') {
        let [found, wanted] = [words, docx_text(&docx)].map(|t| squeezed(&t).replace('\u{2011}', "-"));
        same("words", (found == wanted).to_string(), "true".into());
    }
    // A công văn shows no name, and minutes say what they are about in theirs.
    let (found, wanted) = (draft.kind.title().to_uppercase(), tree.category.to_uppercase());
    same("type", found, wanted);
    let subject = tree.header.subject.as_ref().unwrap_or(&tree.subject);
    same("subject", draft.subject().map(|s| squeezed(&s.value)).unwrap_or_default(), plain(subject));
    // What several bodies of equal rank have above them is the first body itself.
    let equals = tree.header.organ_name.len() > 1 && tree.header.organization_in_charge.is_none();
    let header =
        [&(draft.header.organization_in_charge.is_some() && !equals), &draft.header.code.is_some(), &draft.header.place_date.is_some()];
    let of_tree = [&tree.header.organization_in_charge.is_some(), &tree.header.code.is_some(), &tree.header.place_date.is_some()];
    same("header", format!("{header:?}"), format!("{of_tree:?}"));
    let counts = [draft.front.addressees.len(), draft.foot.recipients.len(), draft.foot.signers.len()];
    let signers = tree.foot.parties.iter().flatten().count() + usize::from(tree.foot.signature.is_some());
    same("counts", format!("{counts:?}"), format!("{:?}", [tree.addressees.len(), tree.foot.recipients.len(), signers]));
    // A paragraph of citations that the data gives as the opening is a legal basis to a reader.
    let citing = tree.opening.iter().filter(|p| plain(p).starts_with("Căncứ")).count();
    let bases = draft.front.legal_bases.len();
    same("bases", (tree.legal_bases.len()..=tree.legal_bases.len() + citing).contains(&bases).to_string(), "true".into());
    same("levels", format!("{:?}", found_levels(&draft.body)), format!("{:?}", levels(&tree.body)));
    let wrong_order = draft.body.iter().filter(|e| matches!(e, Element::Item(i) if !i.in_sequence)).count();
    same("out of sequence", wrong_order.to_string(), "0".into());
    let attached = tree.attachments.iter().map(|a| levels(&a.body)).chain(tree.appendices.iter().map(|a| levels(&a.body)));
    let found = draft.appendices.iter().map(|a| found_levels(&a.body));
    same("appendices", format!("{:?}", found.collect::<Vec<_>>()), format!("{:?}", attached.collect::<Vec<_>>()));
    if let (Some(signature), Some(signer)) = (&tree.foot.signature, draft.foot.signers.first()) {
        same("name", signer.full_name.as_ref().map(|n| squeezed(&n.value)).unwrap_or_default(), plain(&signature.full_name));
        same("authority", signer.authority.len().to_string(), signature.authority.len().to_string());
        same("other post", signer.other_position.is_some().to_string(), signature.other_position.is_some().to_string());
    }
    wrong
}

const TITLE: &str = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập – Tự do – Hạnh phúc";

/// Number, symbol, place, parent, body of a header.
fn header(draft: &Draft) -> [String; 5] {
    let header = &draft.header;
    let code = header.code.as_ref().map(|c| c.value.clone()).unwrap_or_default();
    let date = header.place_date.as_ref().map(|d| format!("{} {:?}", d.value.place, d.value.day)).unwrap_or_default();
    let said = |f: &Option<vanban::recognise::Found<String>>| f.as_ref().map(|f| f.value.clone()).unwrap_or_default();
    assert!(header.national_title.is_some() && header.motto.is_some());
    [code.code_number.unwrap_or_default(), code.code_notation, date, said(&header.organization_in_charge), said(&header.organ_name)]
}

#[test]
fn headers_are_found_in_tables_tabs_and_plain_lines() {
    let date = "Lào Cai, ngày 05 tháng 3 năm 2026";
    let wanted = ["12", "KH-SCT", "Lào Cai Some(\"05\")", "UBND TỈNH LÀO CAI", "SỞ CÔNG THƯƠNG"].map(str::to_owned);
    let end = title("KẾ HOẠCH") + &title("Kiểm tra năm 2026") + &plain("I. NỘI DUNG");
    let tabs = plain(&format!("UBND TỈNH LÀO CAI\t{TITLE}"))
        + &plain(&format!("SỞ CÔNG THƯƠNG\t{MOTTO}"))
        + &plain("-------\t---------------")
        + &plain(&format!("Số: 12/KH-SCT\t{date}"));
    let one_table = table(&[&[
        &plain("UBND TỈNH LÀO CAI\nSỞ CÔNG THƯƠNG\n-------\nSố: 12/KH-SCT"),
        &plain(&format!("{TITLE}\n{MOTTO}\n---------------\n{date}")),
    ]]);
    let rows = table(&[
        &[&plain("UBND TỈNH LÀO CAI"), &plain(TITLE)],
        &[&styled("", "<w:b/>", "SỞ CÔNG THƯƠNG"), &plain(MOTTO)],
        &[&plain("Số: 12/KH-SCT"), &plain(date)],
    ]);
    let below =
        table(&[&[&(plain("UBND TỈNH LÀO CAI") + &plain("SỞ CÔNG THƯƠNG") + &plain("Số: 12/KH-SCT")), &(plain(TITLE) + &plain(MOTTO))]])
            + &plain(date);
    for (how, head) in [("tabs", tabs), ("one table", one_table), ("rows", rows), ("date below", below)] {
        let paper = read(Word::new(&(head + &end)));
        let draft = recognise(&paper);
        assert_eq!(header(&draft), wanted, "{how}");
        assert_eq!(draft.front.type_name.as_ref().map(|t| t.value.as_str()), Some("KẾ HOẠCH"), "{how}");
        assert_eq!(draft.subject().map(|t| t.value.as_str()), Some("Kiểm tra năm 2026"), "{how}");
        assert_eq!(markers(&draft), ["I."], "{how}");
    }
}

#[test]
fn a_peoples_committee_over_its_place_is_one_body() {
    let left = styled("", "<w:b/>", "ỦY BAN NHÂN DÂN")
        + &styled("", "<w:b/>", "TỈNH LAI CHÂU")
        + &plain("Số:        /UBND-KT")
        + &plain("V/v kiểm tra")
        + &plain("năm 2026");
    let right = plain(TITLE) + &plain(MOTTO) + &plain("Lai Châu, ngày      tháng 3 năm 2026");
    let paper = read(Word::new(
        &(table(&[&[&left, &right]]) + &plain("Kính gửi:\t- Sở Nội vụ;") + &plain("- Sở Tài chính.") + &plain("Nội dung./.")),
    ));
    let draft = recognise(&paper);
    assert_eq!(header(&draft), ["", "UBND-KT", "Lai Châu None", "", "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"].map(str::to_owned));
    assert_eq!(draft.subject().map(|s| s.value.as_str()), Some("kiểm tra năm 2026"));
    assert_eq!(draft.kind.name(), "cong-van");
    let to: Vec<&str> = draft.front.addressees.iter().map(|a| a.value.as_str()).collect();
    assert_eq!(to, ["Sở Nội vụ", "Sở Tài chính"]);
}

fn of_body(paragraphs: &[String]) -> Paper {
    let head = table(&[&[&(plain("SỞ NỘI VỤ") + &plain("Số: 12/KH-SNV")), &(plain(TITLE) + &plain(MOTTO))]]);
    read(Word::new(&(head + &title("KẾ HOẠCH") + &title("Năm 2026") + &paragraphs.concat())))
}

#[test]
fn levels_come_from_marks_their_sequence_and_their_weight() {
    let texts = [
        "Mở đầu.",
        "I. MỘT",
        "1. a",
        "1.1. b",
        "a) c",
        "- d",
        "+ e",
        "* f",
        "Đoạn giữa.",
        "b) g",
        "3. h",
        "II. HAI",
        "1. i",
        "(1) k",
        "IV. BA",
    ];
    let paper = of_body(&texts.map(plain));
    let draft = recognise(&paper);
    use Level::*;
    let wanted = [Section, Clause, Subclause, Point, Dash, Plus, Plus, Point, Clause, Section, Clause, Point, Section];
    assert_eq!(found_levels(&draft.body), wanted);
    let wrong: Vec<&str> = draft
        .body
        .iter()
        .filter_map(|e| if let Element::Item(i) = e { Some(i) } else { None })
        .filter(|i| !i.in_sequence)
        .map(|i| i.marker.as_str())
        .collect();
    assert_eq!(wrong, ["3.", "IV."]);
    // A number without its dot is one where it is the next and bold.
    let bare = [styled("", "<w:b/>", "1. a"), styled("", "<w:b/>", "2 Biện pháp"), plain("3 người"), styled("", "<w:b/>", "5 Khác")];
    let paper = of_body(&bare);
    assert_eq!(markers(&recognise(&paper)), ["1.", "2"]);
}

#[test]
fn capital_letters_and_roman_numbers_are_told_apart_by_their_sequence() {
    let letters: Vec<String> = ["A. a", "I. b", "II. c", "B. d", "I. e"].map(plain).into();
    let paper = of_body(&letters);
    let draft = recognise(&paper);
    use Level::*;
    assert_eq!(found_levels(&draft.body), [Part, Section, Section, Part, Section]);
    let sequence: Vec<String> = ["A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K"].map(|l| plain(&format!("{l}. x"))).into();
    let paper = of_body(&sequence);
    let kinds: Vec<MarkKind> =
        recognise(&paper).body.iter().filter_map(|e| if let Element::Item(i) = e { Some(i.kind) } else { None }).collect();
    assert_eq!(kinds, [MarkKind::Capital; 10]);
}

#[test]
fn lists_of_word_count_as_typed_marks() {
    let lists = r#"<w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
      </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let item = |level: u8, text: &str| styled(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"), "", text);
    let body = title("KẾ HOẠCH")
        + &title("Năm 2026")
        + &item(0, "MỘT")
        + &item(1, "a")
        + &item(2, "b")
        + &item(1, "c")
        + &item(0, "HAI")
        + &item(1, "d");
    let head = table(&[&[&plain("SỞ NỘI VỤ"), &(plain(TITLE) + &plain(MOTTO))]]);
    let paper = read(Word::new(&(head + &body)).lists(lists));
    let draft = recognise(&paper);
    assert_eq!(markers(&draft), ["I.", "1.", "-", "2.", "II.", "1."]);
    let Some(Element::Item(item)) = draft.body.first() else { panic!() };
    assert!(!item.typed && item.in_sequence && item.piece.words() == "MỘT");
}

#[test]
fn the_end_is_read_from_tables_and_tabs() {
    let recipients = ["Nơi nhận:", "- Như trên;", "- Các cơ quan, đơn vị,", "địa phương;", "- Lưu: VT, CCHC."];
    let signer = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "", "", "", "Nguyễn Văn A"];
    let cell = |lines: &[&str]| lines.iter().map(|l| styled("<w:jc w:val=\"center\"/>", "", l)).collect::<String>();
    let in_table = table(&[&[&cell(&recipients), &cell(&signer)]]);
    let in_tabs: String = [
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
        "- Như trên;\tKT. CHỦ TỊCH",
        "- Các cơ quan, đơn vị,\tPHÓ CHỦ TỊCH",
        "địa phương;",
        "- Lưu: VT, CCHC.",
        "",
        "",
        "\tNguyễn Văn A",
    ]
    .map(plain)
    .concat();
    for (how, end) in [("table", in_table), ("tabs", in_tabs)] {
        let paper = of_body(&[plain("1. Nội dung./."), end]);
        let draft = recognise(&paper);
        let to: Vec<&str> = draft.foot.recipients.iter().map(|r| r.value.as_str()).collect();
        assert_eq!(to, ["Như trên", "Các cơ quan, đơn vị, địa phương", "Lưu: VT, CCHC"], "{how}");
        let [signer] = draft.foot.signers.as_slice() else { panic!("{how}: {:?}", draft.foot.signers) };
        let authority: Vec<&str> = signer.authority.iter().map(|a| a.value.as_str()).collect();
        assert_eq!(authority, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "{how}");
        assert_eq!(signer.full_name.as_ref().map(|n| (n.value.as_str(), n.certainty)), Some(("Nguyễn Văn A", Certainty::Sure)), "{how}");
        assert_eq!(markers(&draft), ["1."], "{how}");
    }
}

#[test]
fn appendices_are_parted_by_label_and_reference() {
    let foot =
        table(&[&[&(plain("Nơi nhận:") + &plain("- Lưu: VT.")), &(plain("GIÁM ĐỐC") + &plain("") + &plain("") + &plain("Lê Thị B"))]]);
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let body = [
        plain("1. Nội dung./."),
        foot,
        plain("Ghi chú: không in."),
        page.into(),
        title("Phụ lục I"),
        title("DANH MỤC"),
        title("(Kèm theo Kế hoạch số 12/KH-SNV)"),
        plain("1. a"),
        page.into(),
        title("QUY CHẾ"),
        title("Phối hợp"),
        title("(Ban hành kèm theo Quyết định số 1/QĐ-SNV)"),
        plain("Điều 1. b"),
        plain("Điều 2. c"),
    ];
    let paper = of_body(&body);
    let draft = recognise(&paper);
    assert!(matches!(draft.after.as_slice(), [Element::Paragraph(p)] if p.begins("ghi chu")));
    let [first, second] = draft.appendices.as_slice() else { panic!("{:?}", draft.appendices.len()) };
    let said = |f: &Option<vanban::recognise::Found<String>>| f.as_ref().map(|f| f.value.clone()).unwrap_or_default();
    assert_eq!((said(&first.label).as_str(), said(&first.title).as_str()), ("Phụ lục I", "DANH MỤC"));
    assert_eq!((said(&second.label).as_str(), said(&second.title).as_str()), ("", "QUY CHẾ Phối hợp"));
    assert_eq!((found_levels(&first.body), found_levels(&second.body)), (vec![Level::Clause], vec![Level::Article, Level::Article]));
}

#[test]
fn what_is_none_of_the_decrees_types_is_told() {
    let of = |left: &str, heading: &str| {
        let head = table(&[&[&left.split('|').map(plain).collect::<String>(), &(plain(TITLE) + &plain(MOTTO))]]);
        let paper = read(Word::new(&(head + &title(heading) + &title("Về một việc") + &plain("Điều 1. Nội dung"))));
        recognise(&paper).kind
    };
    assert_eq!(of("QUỐC HỘI|Luật số: 54/2024/QH15", "LUẬT"), Kind::Normative("Luật".into()));
    assert_eq!(of("BỘ NỘI VỤ|Số: 05/2025/TT-BNV", "THÔNG TƯ"), Kind::Normative("Thông tư".into()));
    assert_eq!(of("UBND TỈNH A|Số: 05/2025/QĐ-UBND", "QUYẾT ĐỊNH"), Kind::Normative("Quyết định".into()));
    assert_eq!(of("(TÊN TỔ CHỨC ĐỀ NGHỊ)", "BẢNG KÊ PHƯƠNG TIỆN"), Kind::Form("Bảng kê phương tiện".into()));
    assert_eq!(of("SỞ NỘI VỤ|Số: 05/QĐ-SNV", "QUYẾT ĐỊNH").name(), "quyet-dinh");
    assert_eq!(of("SỞ NỘI VỤ|Số: 05/GCN-SNV", "GIẤY CHỨNG NHẬN").name(), "other");
}

/// Text boxes as columns, a date in figures, a summary under the number between tabs.
#[test]
fn headers_are_found_in_boxes_and_with_what_is_wrong_in_them() {
    let boxed = |words: &str| {
        format!("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>", words)
    };
    let left = plain("UBND TỈNH LÀO CAI") + &styled("", "<w:b/>", "SỞ CÔNG THƯƠNG") + &plain("Số: 12/KH-SCT");
    let right = plain(TITLE) + &plain(MOTTO) + &plain("Lào Cai, ngày 05/3/2026");
    let boxes = format!("<w:p>{}{}</w:p>", boxed(&left), boxed(&right));
    let tabs = plain(&format!("UBND TỈNH LÀO CAI\t{TITLE}"))
        + &plain(&format!("SỞ CÔNG THƯƠNG\t{MOTTO}"))
        + &plain("Số: 12/KH-SCT\tLào Cai ngày 05 tháng 3 năm 2026");
    let wanted = ["12", "KH-SCT", "Lào Cai Some(\"05\")", "UBND TỈNH LÀO CAI", "SỞ CÔNG THƯƠNG"].map(str::to_owned);
    for (how, head) in [("boxes", boxes), ("tabs", tabs)] {
        let paper = read(Word::new(&(head + &title("KẾ HOẠCH") + &title("Kiểm tra năm 2026"))));
        assert_eq!(header(&recognise(&paper)), wanted, "{how}");
    }
    let letter = plain(&format!("SỞ CÔNG THƯƠNG\t{TITLE}"))
        + &plain(&format!("\t{MOTTO}"))
        + &plain("Số: 12/SCT-CN\tLào Cai, ngày 05 tháng 3 năm 2026")
        + &plain("\tV/v kiểm tra công tác\n\tnăm 2026")
        + &plain("Kính gửi: Sở Nội vụ.");
    let paper = read(Word::new(&letter));
    let draft = recognise(&paper);
    assert_eq!((draft.kind.name().as_str(), draft.front.addressees.len()), ("cong-van", 1));
    assert!(draft.subject().is_some_and(|s| s.value.starts_with("kiểm tra công tác")));
}

#[test]
fn a_signer_above_the_recipients_is_found_without_a_table() {
    let right = |text: &str| styled("<w:ind w:left=\"5000\"/><w:jc w:val=\"center\"/>", "", text);
    let body = title("KẾ HOẠCH") + &title("Kiểm tra") + &plain("Nội dung./.");
    let foot = right("KT. GIÁM ĐỐC") + &right("PHÓ GIÁM ĐỐC") + &plain("").repeat(4) + &right("Lò Văn Mẫu");
    let paper = read(Word::new(&(body + &foot + &plain("Nơi nhận:") + &plain("- Như trên;") + &plain("- Lưu: VT."))));
    let draft = recognise(&paper);
    let [signer] = draft.foot.signers.as_slice() else { panic!("{} signers", draft.foot.signers.len()) };
    assert_eq!((signer.authority.len(), signer.full_name.as_ref().map(|n| n.value.as_str())), (2, Some("Lò Văn Mẫu")));
    assert_eq!(draft.foot.recipients.len(), 2);
}

/// Mẫu 3.1: the block below the document is the copy's, not an end or appendix of the document.
#[test]
fn the_block_of_a_copy_is_known() {
    let document = title("KẾ HOẠCH") + &title("Kiểm tra") + &plain("Nội dung./.");
    let foot =
        |who: &str| table(&[&[&(plain("Nơi nhận:") + &plain("- Lưu: VT.")), &(plain("CHỦ TỊCH") + &plain("").repeat(4) + &plain(who))]]);
    let head = table(&[
        &[&plain("ỦY BAN NHÂN DÂN\nXÃ BẢN MẪU"), &plain("SAO Y")],
        &[&plain("Số: 05/SY-UBND"), &plain("Bản Mẫu, ngày 20 tháng 3 năm 2025")],
    ]);
    let paper = read(Word::new(&(document + &foot("Lò Văn Mẫu") + &plain("") + &head + &foot("Lò Thị Sao"))));
    let draft = recognise(&paper);
    assert_eq!(draft.foot.signers[0].full_name.as_ref().unwrap().value, "Lò Văn Mẫu");
    let copy = draft.copy.as_ref().unwrap();
    assert!(copy.form.as_ref().is_some_and(|f| f.value.is_some()));
    assert_eq!(copy.organ_name.as_ref().unwrap().value, "ỦY BAN NHÂN DÂN XÃ BẢN MẪU");
    assert_eq!(copy.code.as_ref().unwrap().value.code_notation, "SY-UBND");
    assert_eq!(copy.foot.signers[0].full_name.as_ref().unwrap().value, "Lò Thị Sao");
    assert_eq!(recognise(&read(Word::new(&(title("KẾ HOẠCH") + &plain("I. SAO Y") + &plain("Số: 5"))))).copy, None);
}

#[test]
fn a_header_without_the_national_title_is_found_by_its_motto() {
    let left = |text: &str| plain(text);
    let rows = table(&[
        &[&left("SỞ NỘI VỤ"), &plain("Độc lập - Tự do - Hạnh phúc")],
        &[&left("Số: 15/KH-SNV"), &plain("Lai Châu, ngày 18 tháng 3 năm 2025")],
    ]);
    let paper = read(Word::new(&(rows + &title("KẾ HOẠCH") + &title("Kiểm tra năm 2025"))));
    let draft = recognise(&paper);
    assert!(draft.header.national_title.is_none() && draft.header.motto.is_some());
    assert_eq!(draft.header.code.map(|c| c.value.code_notation).as_deref(), Some("KH-SNV"));
    assert_eq!(draft.kind.title(), "Kế hoạch");
}

/// PL I-1.II.2a: the state title of the one who issues; PL III Mẫu 1.6: who wires to whom.
#[test]
fn a_title_over_its_body_issues_and_wires() {
    let left = plain("CHỦ TỊCH") + &plain("ỦY BAN NHÂN DÂN TỈNH LÀO CAI");
    let rows = table(&[
        &[&left, &(plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &plain("Độc lập - Tự do - Hạnh phúc"))],
        &[&plain("Số: 06/CĐ-UBND"), &plain("Lào Cai, ngày 08 tháng 9 năm 2025")],
    ]);
    let wires = title("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI ĐIỆN:") + &plain("- Giám đốc các sở;") + &plain("- Chủ tịch các xã.");
    let paper = read(Word::new(&(rows + &title("CÔNG ĐIỆN") + &title("Về việc ứng phó với bão") + &wires + &plain("1. Rà soát."))));
    let draft = recognise(&paper);
    assert_eq!(draft.header.organ_name.map(|o| o.value).as_deref(), Some("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI"));
    assert!(draft.header.organization_in_charge.is_none());
    assert_eq!(draft.front.subject.map(|s| s.value).as_deref(), Some("Về việc ứng phó với bão"));
    assert_eq!(draft.front.addressees.len(), 2);
}

/// Names that are spelt like a post or a total without their marks.
#[test]
fn names_are_told_from_posts_and_totals_by_their_marks() {
    let signer = plain("GIÁM ĐỐC") + &plain("") + &plain("") + &plain("") + &plain("Trương Văn Mẫu");
    let rows = [["STT", "Họ và tên"], ["1", "Tòng Văn Mẫu"], ["2", "Lò Thị Thử"], ["", "Tổng cộng"]];
    let cells: Vec<[String; 2]> = rows.iter().map(|row| row.map(plain)).collect();
    let cells: Vec<[&str; 2]> = cells.iter().map(|[a, b]| [a.as_str(), b.as_str()]).collect();
    let content = table(&cells.iter().map(<[&str; 2]>::as_slice).collect::<Vec<_>>());
    let foot = table(&[&[&(plain("Nơi nhận:") + &plain("- Lưu: VT.")), &signer]]);
    let paper = read(Word::new(&(plain("1. Danh sách:") + &content + &plain("Hết./.") + &foot)));
    let draft = recognise(&paper);
    let name = draft.foot.signers[0].full_name.clone().unwrap();
    assert_eq!((name.value.as_str(), name.certainty), ("Trương Văn Mẫu", Certainty::Sure));
    let sums: Vec<Vec<usize>> = draft.tables().map(|(_, shape)| shape.sums.clone()).collect();
    assert_eq!(sums, [vec![3]]);
}

#[test]
fn a_list_on_a_page_of_its_own_behind_the_signature_is_an_appendix() {
    let foot = table(&[&[&(plain("Nơi nhận:") + &plain("- Lưu: VT.")), &(plain("GIÁM ĐỐC") + &plain("Lò Văn Mẫu"))]]);
    let page = styled("<w:pageBreakBefore/><w:jc w:val=\"center\"/>", "<w:b/>", "DANH SÁCH");
    let paper = read(Word::new(&(plain("1. Thành lập Tổ.") + &foot + &page + &title("TỔ CÔNG TÁC") + &plain("1. Ông Lò Văn Thử."))));
    let draft = recognise(&paper);
    assert_eq!(draft.appendices.len(), 1);
    assert_eq!(draft.appendices[0].title.as_ref().map(|t| t.value.as_str()), Some("DANH SÁCH TỔ CÔNG TÁC"));
    assert!(draft.appendices[0].reference.is_none());
}

/// The last sentence belongs to its section where nothing else does.
#[test]
fn a_section_keeps_its_only_paragraph() {
    let heading = |text: &str| styled("", "<w:b/>", text);
    let body = heading("I. NỘI DUNG") + &plain("Rà soát.") + &heading("II. TỔ CHỨC THỰC HIỆN");
    let closing = |last: &str| recognise(&read(Word::new(&(body.clone() + &plain(last))))).closing;
    assert_eq!(closing("Các đơn vị thực hiện./."), 0);
    assert_eq!(closing("Trên đây là Kế hoạch năm 2025./."), 1);
}
