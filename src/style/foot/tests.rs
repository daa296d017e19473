//! The foot of a document: recipients and signatures.

use super::super::*;
use crate::diag::SourceId;
use crate::line::{FillKind, line_widths};
use crate::markup;
use crate::tree;

fn styled(foot: &str) -> Flow {
    let text = format!("<document><body><p>Nội dung</p></body>{foot}</document>");
    let mut document = markup::parse(&text, SourceId(0), &|_| None).unwrap();
    tree::compose(&mut document, Standard::nd30());
    flow(&document, &Choices::default(), Standard::nd30(), &Fonts::builtin().unwrap()).0
}

/// The two-column blocks behind the text, and the paragraphs behind them.
fn foot(markup: &str) -> (Vec<Columns>, Vec<Para>) {
    let flow = styled(&format!("<foot>{markup}</foot>"));
    let text = |b: &FlowBlock| matches!(b, FlowBlock::Para(p) if p.component == Component::Paragraph);
    let text = flow.sections[0].blocks.iter().position(text).unwrap();
    let (mut columns, mut paras) = (Vec::new(), Vec::new());
    for block in &flow.sections[0].blocks[text + 1..] {
        match block {
            FlowBlock::Columns(block) => columns.push(block.clone()),
            FlowBlock::Para(para) => paras.push(para.clone()),
            FlowBlock::Table(_) => unreachable!("no table"),
        }
    }
    (columns, paras)
}

fn words(paras: &[Para]) -> Vec<String> {
    paras.iter().map(|p| p.runs.iter().map(|r| r.text.as_str()).collect()).collect()
}

fn name(cell: &[Para]) -> &Para {
    cell.iter().find(|p| p.component == Component::FullName).unwrap()
}

/// From the top of a cell to the line of its name, pt.
fn level(cell: &[Para], column: Twips) -> f64 {
    let fonts = Fonts::builtin().unwrap();
    let until = cell.iter().position(|p| p.component == Component::FullName).unwrap();
    let height = |p: &Para| {
        let room = (column - p.look.left - p.look.right).pt();
        p.look.line_height(&fonts).pt() * line_widths(&p.runs, &fonts, p.look.size.pt(), room).len() as f64
    };
    cell[..until].iter().map(|p| p.look.before.pt() + height(p)).sum::<f64>() + cell[until].look.before.pt()
}

const RECIPIENTS: &str = "<recipients><recipient>UBND tỉnh</recipient><recipient kind=\"filing\">VT</recipient></recipients>";
const SIGNATURE: &str =
    "<signature><authority>KT. Giám đốc</authority><authority>Phó Giám đốc</authority><full-name>Trần Văn Tuấn</full-name></signature>";

/// PL I-1.II.7, 9: recipients at the left, the signature at the right, 25 to 30 mm to sign in (practice).
#[test]
fn one_signature_stands_beside_the_recipients() {
    let (columns, rest) = foot(&format!("{RECIPIENTS}{SIGNATURE}"));
    let [block] = &columns[..] else { unreachable!("{columns:?}") };
    let [row] = &block.rows[..] else { unreachable!("{block:?}") };
    assert!(rest.is_empty());
    assert_eq!(words(&row.cells[0])[..2], ["Nơi nhận:", "- UBND tỉnh;"]);
    assert_eq!(words(&row.cells[1]), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Tuấn"]);
    assert_eq!(row.cells[0][0].look.before, row.cells[1][0].look.before, "the columns begin on one level");
    let gap = name(&row.cells[1]).look.before.mm();
    assert!((24.9..=30.0).contains(&gap), "{gap} mm to sign in");
    assert!(name(&row.cells[1]).signing.is_some());
}

#[test]
fn a_post_stands_between_the_room_to_sign_in_and_the_name() {
    let signature = SIGNATURE.replace("<full-name>", "<other-position>Phó Trưởng ban</other-position><full-name>");
    let (columns, _) = foot(&signature);
    let cell = &columns[0].rows[0].cells[1];
    assert_eq!(cell[2].component, Component::OtherPosition);
    assert!(cell[2].look.before.mm() > 24.9 && name(cell).look.before < cell[2].look.before);
    assert!(cell[2].signing.is_some() && name(cell).signing.is_none());
}

#[test]
fn recipients_alone_and_nothing_at_all() {
    let (columns, _) = foot(RECIPIENTS);
    assert!(columns[0].rows[0].cells[1].is_empty());
    assert_eq!(foot(""), (Vec::new(), Vec::new()));
}

/// PL III Mẫu 1.10: whoever confirms a leave signs at the left, below the recipients; no signature field is theirs.
#[test]
fn a_leave_is_confirmed_below_the_recipients() {
    let (columns, rest) =
        foot(&format!("{RECIPIENTS}{SIGNATURE}<confirmation><p>Xác nhận của nơi nghỉ phép</p><hint>(Chữ ký, dấu)</hint></confirmation>"));
    let [_, block] = &columns[..] else { unreachable!("{columns:?}") };
    let [row] = &block.rows[..] else { unreachable!("{block:?}") };
    assert!(rest.is_empty() && row.cells[1].is_empty());
    assert_eq!(words(&row.cells[0])[..2], ["Xác nhận của nơi nghỉ phép", "(Chữ ký, dấu)"]);
    assert!(matches!(name(&row.cells[0]).runs[0].fill.as_ref().map(|f| f.kind), Some(FillKind::Gap(_))), "dots to write the name on");
    assert!((24.9..=30.0).contains(&name(&row.cells[0]).look.before.mm()));
    assert!(row.cells[0].iter().all(|p| p.signing.is_none()));
}

fn party(title: &str, more: &str) -> String {
    format!("<party><authority>{title}</authority>{more}</party>")
}

/// PL III Mẫu 1.9: two parties a row, the odd one in the middle, the recipients below them at the left.
#[test]
fn parties_stand_in_pairs() {
    let three = ["Chủ tọa", "Thư ký", "Chứng kiến"].map(|t| party(t, "<full-name>Lò Văn Páo</full-name>")).concat();
    let two = ["Bên A", "Bên B", "Bên C"].map(|t| party(t, "<full-name>Vàng A Páo</full-name>")).concat();
    let (columns, rest) = foot(&format!("{RECIPIENTS}<parties>{three}</parties><parties>{two}</parties>"));
    let cells: Vec<Vec<usize>> = columns.iter().map(|c| c.rows.iter().map(|r| r.cells.len()).collect()).collect();
    assert_eq!(cells, [[2, 1, 2, 1]]);
    // All who sign stay together, and the recipients with them.
    let keeps: Vec<Vec<bool>> = columns.iter().map(|c| c.rows.iter().map(|r| r.keep_next).collect()).collect();
    assert_eq!(keeps, [[true, true, true, true]]);
    let [left, right] = columns[0].widths;
    assert!((left.0 - right.0).abs() <= 1);
    assert_eq!(words(&rest)[0], "Nơi nhận:");
    assert!(rest.iter().all(|p| p.look.right >= right), "recipients keep to the left half");
}

#[test]
fn names_of_a_row_are_level_whatever_stands_above_them() {
    let long = "Đại diện Trung tâm Ứng dụng tiến bộ khoa học và công nghệ, Thông tin và Truyền thông tỉnh Lai Châu";
    let post = "<other-position>Phó Giám đốc</other-position><full-name>Lò Văn Páo</full-name>";
    let (columns, _) = foot(&format!("<parties>{}{}</parties>", party(long, "<full-name>Vàng A Páo</full-name>"), party("Thư ký", post)));
    let cells = &columns[0].rows[0].cells;
    let [first, second] = [0, 1].map(|i| level(&cells[i], columns[0].widths[i]));
    assert!((first - second).abs() < 0.2, "{first} {second}");
    let least = cells.iter().map(|c| c.iter().find(|p| p.signing.is_some()).unwrap().look.before.mm()).fold(f64::MAX, f64::min);
    assert!((24.9..=30.5).contains(&least), "{least} mm to sign in");
}

#[test]
fn a_party_signs_seals_refuses_or_is_left_open() {
    let named = "<full-name>Lò Văn Páo</full-name>";
    let parties = [
        "<party seal=\"true\" name=\"Đoàn\"><authority>Trưởng đoàn</authority><full-name>Lò Văn Páo</full-name></party>".to_owned(),
        party("Văn phòng", named),
        party("Trung tâm", &format!("<refused>Từ chối ký</refused>{named}")),
        party("Người ghi", "<hint>(Ký, ghi rõ họ tên)</hint>"),
    ];
    let (columns, _) = foot(&format!("<parties>{}</parties>", parties.concat()));
    let cells: Vec<&Vec<Para>> = columns[0].rows.iter().flat_map(|r| &r.cells).collect();
    let signing = |i: usize| cells[i].iter().find_map(|p| p.signing.as_ref());
    assert!(signing(0).is_some_and(|s| s.seal.is_some()) && signing(1).is_some_and(|s| s.seal.is_none()));
    let party = |i: usize| signing(i).and_then(|s| s.party.clone()).unwrap();
    assert_eq!((party(0).number, party(0).name.as_str(), party(1).number), (1, "Đoàn", 2));
    // Who refuses has no field, and the words stand where the signature would.
    assert_eq!((signing(2), words(cells[2])[1].as_str()), (None, "Từ chối ký"));
    assert_eq!(words(cells[3])[1], "(Ký, ghi rõ họ tên)");
    assert!(matches!(name(cells[3]).runs[0].fill.as_ref().map(|f| f.kind), Some(FillKind::Gap(_))), "dots to write the name on");
}

#[test]
fn each_page_is_signed_on_dots_behind_each_label() {
    let flow = styled("<page-signatures><p>Đoàn kiểm tra</p><p>Văn phòng</p></page-signatures>");
    let [line] = &flow.sections[0].footer[..] else { unreachable!("one line") };
    let fills: Vec<FillKind> = line.runs.iter().filter_map(|r| r.fill.as_ref()).map(|f| f.kind).collect();
    assert!(matches!(fills[..], [FillKind::Gap(_), FillKind::Leader(1)]), "{fills:?}");
    assert!(styled("").sections[0].footer.is_empty());
}
