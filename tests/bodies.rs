//! Bodies since 1 July 2025, two tiers: what the head, the symbol and the lines above the signature are for each (nd30 §2.2,
//! §2.3, §2.7, §9.2), with the long names that they have.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::{Disk, ENGINE, docx_text, flow_text, pdf_text, squeezed};
use vanban::layout::{Placed, paragraphs};
use vanban::pipeline::Compiled;
use vanban::standard::Component;

/// A body as its office declares it, and how its documents show it.
struct Body {
    /// Lines of YAML of the envelope: who issues, who signs.
    office: &'static str,
    /// The words of the left half of the head, line for line as they are given.
    head: &'static [&'static str],
    /// Bold among them.
    bold: &'static [&'static str],
    /// The symbol of a Thông báo.
    notation: &'static str,
    /// The lines above the signature.
    authority: &'static [&'static str],
}

const BODIES: [Body; 14] = [
    // Sở: the parent is the UBND of the province, abbreviated (PL I-1.II.2a).
    Body {
        office: "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Dân tộc và Tôn giáo\norgan_code: SDTTG\nplace: Lai Châu\n\
                 signer_info: {competence: KT., position: Phó Giám đốc, full_name: Lò Văn An}",
        head: &["UBND TỈNH LAI CHÂU", "SỞ DÂN TỘC VÀ TÔN GIÁO"],
        bold: &["SỞ DÂN TỘC VÀ TÔN GIÁO"],
        notation: "TB-SDTTG",
        authority: &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
    },
    // Ban of a province that is no sở.
    Body {
        office: "organization_in_charge: UBND Thành phố Hồ Chí Minh\norgan_name: Ban Quản lý các khu chế xuất và công nghiệp Thành phố Hồ Chí Minh\n\
                 organ_code: BQL\nplace: Thành phố Hồ Chí Minh\nsigner_info: {competence: KT., position: Phó Trưởng ban, full_name: Lò Văn An}",
        head: &["UBND THÀNH PHỐ HỒ CHÍ MINH", "BAN QUẢN LÝ CÁC KHU CHẾ XUẤT VÀ CÔNG NGHIỆP THÀNH PHỐ HỒ CHÍ MINH"],
        bold: &["BAN QUẢN LÝ CÁC KHU CHẾ XUẤT VÀ CÔNG NGHIỆP THÀNH PHỐ HỒ CHÍ MINH"],
        notation: "TB-BQL",
        authority: &["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"],
    },
    // UBND of a province: no parent, its place on a second line (practice); a deputy signs TM. and KT. (Đ13.2).
    Body {
        office: "organ_name: Ủy ban nhân dân tỉnh Lai Châu\norgan_code: UBND\nplace: Lai Châu\n\
                 signer_info: {competence: [TM., KT.], position: Phó Chủ tịch, full_name: Lò Văn An}",
        head: &["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"],
        bold: &["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"],
        notation: "TB-UBND",
        authority: &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    },
    // UBND and HĐND of xã, phường, đặc khu: a number or event keeps its common noun (PL I-1.II.4a).
    Body {
        office: "organ_name: Ủy ban nhân dân phường Điện Biên Phủ\norgan_code: UBND\nplace: Phường Điện Biên Phủ\n\
                 signer_info: {competence: TM., position: Chủ tịch, full_name: Lò Văn An}",
        head: &["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐIỆN BIÊN PHỦ"],
        bold: &["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐIỆN BIÊN PHỦ"],
        notation: "TB-UBND",
        authority: &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    },
    Body {
        office: "organ_name: Ủy ban nhân dân đặc khu Phú Quốc\norgan_code: UBND\nplace: Phú Quốc\n\
                 signer_info: {competence: KT., position: Phó Chủ tịch, full_name: Lò Văn An}",
        head: &["ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC"],
        bold: &["ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC"],
        notation: "TB-UBND",
        authority: &["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    },
    Body {
        office: "organ_name: Hội đồng nhân dân xã Mường Than\norgan_code: HĐND\nplace: Mường Than\n\
                 signer_info: {competence: [TM.], collective: Thường trực Hội đồng nhân dân, position: Chủ tịch, full_name: Lò Văn An}",
        head: &["HỘI ĐỒNG NHÂN DÂN", "XÃ MƯỜNG THAN"],
        bold: &["HỘI ĐỒNG NHÂN DÂN", "XÃ MƯỜNG THAN"],
        notation: "TB-HĐND",
        authority: &["TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"],
    },
    // A unit of a commune, by order of its chairman too (Đ13.4).
    Body {
        office: "organization_in_charge: UBND xã Mường Than\norgan_name: Văn phòng Hội đồng nhân dân và Ủy ban nhân dân\norgan_code: VP\n\
                 place: Mường Than\nsigner_info: {position: Chánh Văn phòng, full_name: Lò Văn An}",
        head: &["UBND XÃ MƯỜNG THAN", "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN"],
        bold: &["VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN"],
        notation: "TB-VP",
        authority: &["CHÁNH VĂN PHÒNG"],
    },
    Body {
        office: "organization_in_charge: UBND xã Mường Than\norgan_name: Trung tâm Phục vụ hành chính công\norgan_code: TTPVHCC\n\
                 place: Mường Than\nsigner_info: {competence: KT., position: Phó Giám đốc, full_name: Lò Văn An}",
        head: &["UBND XÃ MƯỜNG THAN", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"],
        bold: &["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"],
        notation: "TB-TTPVHCC",
        authority: &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
    },
    // Đơn vị sự nghiệp of a sở.
    Body {
        office: "organization_in_charge: Sở Khoa học và Công nghệ tỉnh Lai Châu\n\
                 organ_name: Trung tâm Ứng dụng tiến bộ khoa học và công nghệ, Thông tin và Truyền thông tỉnh Lai Châu\n\
                 organ_code: TTƯD\nplace: Lai Châu\nsigner_info: {competence: Q., position: Giám đốc, full_name: Lò Văn An}",
        head: &[
            "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH LAI CHÂU",
            "TRUNG TÂM ỨNG DỤNG TIẾN BỘ KHOA HỌC VÀ CÔNG NGHỆ, THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LAI CHÂU",
        ],
        bold: &["TRUNG TÂM ỨNG DỤNG TIẾN BỘ KHOA HỌC VÀ CÔNG NGHỆ, THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LAI CHÂU"],
        notation: "TB-TTƯD",
        authority: &["Q. GIÁM ĐỐC"],
    },
    // Ban chỉ đạo, hội đồng, đoàn: a series of its own (PL I-1.II.3a); the post in the parent above the name (II.7c).
    Body {
        office: "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Ban Chỉ đạo Cải cách hành chính và Chuyển đổi số tỉnh Lai Châu\n\
                 organ_code: BCĐ\nplace: Lai Châu\n\
                 signer_info: {competence: KT., position: Phó Trưởng ban, other_position: Phó Chủ tịch UBND tỉnh, full_name: Lò Văn An}",
        head: &["UBND TỈNH LAI CHÂU", "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH VÀ CHUYỂN ĐỔI SỐ TỈNH LAI CHÂU"],
        bold: &["BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH VÀ CHUYỂN ĐỔI SỐ TỈNH LAI CHÂU"],
        notation: "TB-BCĐ",
        authority: &["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"],
    },
    Body {
        office: "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Hội đồng Thi đua - Khen thưởng tỉnh Lai Châu\norgan_code: HĐTĐKT\n\
                 place: Lai Châu\n\
                 signer_info: {competence: TM., collective: Hội đồng, position: Chủ tịch, other_position: Chủ tịch UBND tỉnh, full_name: Lò Văn An}",
        head: &["UBND TỈNH LAI CHÂU", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH LAI CHÂU"],
        bold: &["HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH LAI CHÂU"],
        notation: "TB-HĐTĐKT",
        authority: &["TM. HỘI ĐỒNG", "CHỦ TỊCH"],
    },
    Body {
        office: "organization_in_charge: Sở Nội vụ tỉnh Lai Châu\norgan_name: Đoàn kiểm tra công tác văn thư, lưu trữ năm 2026\norgan_code: ĐKT\n\
                 place: Lai Châu\nsigner_info: {position: Trưởng đoàn, other_position: Phó Giám đốc Sở Nội vụ, full_name: Lò Văn An}",
        head: &["SỞ NỘI VỤ TỈNH LAI CHÂU", "ĐOÀN KIỂM TRA CÔNG TÁC VĂN THƯ, LƯU TRỮ NĂM 2026"],
        bold: &["ĐOÀN KIỂM TRA CÔNG TÁC VĂN THƯ, LƯU TRỮ NĂM 2026"],
        notation: "TB-ĐKT",
        authority: &["TRƯỞNG ĐOÀN"],
    },
    // Đoàn đại biểu Quốc hội: no parent; a collective (practice).
    Body {
        office: "organ_name: Đoàn đại biểu Quốc hội tỉnh Lai Châu\norgan_code: ĐĐBQH\nplace: Lai Châu\n\
                 signer_info: {competence: [TM., KT.], collective: Đoàn đại biểu Quốc hội, position: Phó Trưởng đoàn, full_name: Lò Văn An}",
        head: &["ĐOÀN ĐẠI BIỂU QUỐC HỘI", "TỈNH LAI CHÂU"],
        bold: &["ĐOÀN ĐẠI BIỂU QUỐC HỘI", "TỈNH LAI CHÂU"],
        notation: "TB-ĐĐBQH",
        authority: &["TM. ĐOÀN ĐẠI BIỂU QUỐC HỘI", "KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN"],
    },
    // Doanh nghiệp nhà nước (Đ2).
    Body {
        office: "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Công ty trách nhiệm hữu hạn một thành viên Quản lý thủy nông Lai Châu\n\
                 organ_code: CTTN\nplace: Lai Châu\n\
                 signer_info: {competence: TUQ., head_position: Chủ tịch Công ty, position: Giám đốc, full_name: Lò Văn An}",
        head: &["UBND TỈNH LAI CHÂU", "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN QUẢN LÝ THỦY NÔNG LAI CHÂU"],
        bold: &["CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN QUẢN LÝ THỦY NÔNG LAI CHÂU"],
        notation: "TB-CTTN",
        authority: &["TUQ. CHỦ TỊCH CÔNG TY", "GIÁM ĐỐC"],
    },
];

fn rendered(body: &Body) -> Compiled {
    let data = format!(
        "type: thong-bao\n{}\nissued_date: 2/3/2026\nsubject: Lịch làm việc\nto_places: [Các phòng]\ncontent: {{body: [Nội dung.]}}\n",
        body.office
    );
    let outcome = ENGINE.compile("data/a.yaml", data.into_bytes(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    assert!(report.is_empty(), "{report}");
    outcome.compiled.unwrap()
}

#[test]
fn head_symbol_and_signature_are_right_for_every_body() {
    for body in &BODIES {
        let document = rendered(body);
        let flow: Vec<_> = paragraphs(&document.flow).collect();
        let words = |components: &[Component]| -> Vec<String> {
            let those = flow.iter().filter(|p| components.contains(&p.component));
            those.map(|p| p.runs.iter().map(|r| r.text.as_str()).collect::<String>().replace('\u{a0}', " ")).collect()
        };
        assert_eq!(words(&[Component::OrganizationInCharge, Component::OrganName]), body.head);
        assert_eq!(words(&[Component::OrganName]), body.bold);
        assert_eq!(words(&[Component::Authority]), body.authority);
        assert_eq!(document.document.header.code.as_ref().and_then(|c| c.notation.as_deref()), Some(body.notation));
        let text = squeezed(&flow_text(&document));
        assert_eq!(squeezed(&docx_text(&ENGINE.docx(&document).unwrap())), text);
        assert_eq!(squeezed(&pdf_text(&ENGINE.pdf(&document).unwrap())), text);
    }
}

/// PL I-1.II.1: Quốc hiệu and Tiêu ngữ stay on a line each beside the longest name, which stays in the left half.
#[test]
fn no_name_pushes_the_national_title() {
    for body in &BODIES {
        let document = rendered(body);
        let flow: Vec<_> = paragraphs(&document.flow).collect();
        let lines = |component: Component| {
            let items = document.pages.pages[0].items.iter();
            let placed = items.filter_map(|item| if let Placed::Line(line) = item { line.para } else { None });
            placed.filter(|id| flow[id.index()].component == component).count()
        };
        assert_eq!((lines(Component::NationalTitle), lines(Component::Motto)), (1, 1), "{:?}", body.head);
        let name = flow.iter().filter(|p| p.component == Component::OrganName).count();
        assert!(lines(Component::OrganName) >= name && lines(Component::OrganName) <= 5, "{:?}", body.head);
    }
}
