//! Word files as clerks type them: which tables become records, and where names, days and numbers stand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common::word::{Word, plain, table, title};
use crate::import::{assert_whole, foot, head, imported, ruled};

/// A document of a type whose text has a table of these rows.
fn with_table(notation: &str, names: [&str; 2], rows: &[&[&str]], to: &str) -> Vec<u8> {
    let [type_name, subject] = names;
    let body = head(notation)
        + &title(type_name)
        + &title(subject)
        + &plain("1. Như bảng sau:")
        + &ruled(rows)
        + &plain("2. Theo dõi./.")
        + &foot(to);
    Word::new(&body).bytes()
}

#[test]
fn a_list_of_a_team_becomes_records_where_its_head_says_so() {
    let rows: &[&[&str]] = &[
        &["TT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Nhiệm vụ trong Đoàn"],
        &["1", "Ông Lò Văn Ín", "Phó Giám đốc", "Sở Nội vụ", "Trưởng đoàn"],
        &["2", "Bà Tẩn Thị Quỳnh", "Chuyên viên", "Phòng Pháp chế", "Thành viên, Thư ký"],
        &["3", "Vàng A Dế", "Chuyên viên", "", "Thành viên"],
    ];
    let decision = |rows: &[&[&str]]| with_table("QĐ-SNV", ["QUYẾT ĐỊNH", "Thành lập Đoàn kiểm tra"], rows, "- Như Điều 2;");
    let made = imported(&decision(rows), None);
    for lines in [
        "- compose: team_table\n",
        "  team_columns:\n    - field: number\n      title: TT\n    - full_name\n",
        "    - field: position\n      title: Chức vụ\n    - title: Đơn vị công tác\n    - field: role\n      title: Nhiệm vụ trong Đoàn\n",
        "    - salutation: Ông\n      full_name: Lò Văn Ín\n      position: Phó Giám đốc\n      role: Trưởng đoàn\n      cells: [Sở Nội vụ]\n",
        "    - full_name: Vàng A Dế\n      position: Chuyên viên\n      role: Thành viên\n",
    ] {
        assert!(made.data.contains(lines), "{lines}\n---\n{}", made.data);
    }
    assert_whole(made, rows);
    // One without a role, a name below another, a head that does not say what the members do: a table.
    let open: &[&[&str]] = &[rows[0], &["1", "Lò Văn Ín", "Phó Giám đốc", "Sở Nội vụ", ""]];
    let two: &[&[&str]] = &[rows[0], &["1", "Lò Văn Ín\nVàng A Dế", "Phó Giám đốc", "Sở Nội vụ", "Trưởng đoàn"]];
    let list: &[&[&str]] = &[&["STT", "Họ và tên", "Chức vụ", "Số tiền"], &["1", "Lò Văn Ín", "Phó Giám đốc", "500.000"]];
    for rows in [open, two, list] {
        let made = imported(&decision(rows), None);
        assert!(made.data.contains("- table:") && !made.data.contains("inspection_team"), "{}", made.data);
        assert_whole(made, rows);
    }
}

#[test]
fn a_table_of_figures_becomes_indicators_where_its_head_says_so() {
    let head: &[&str] = &["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2025", "Thực hiện", "Tỷ lệ"];
    let rows: &[&[&str]] = &[
        head,
        &["A", "THỦ TỤC HÀNH CHÍNH"],
        &["1", "Hồ sơ tiếp nhận", "Hồ sơ", "", "1.248", ""],
        &["2", "Hồ sơ trực tuyến", "%", "80", "94,1", "117,6%"],
        &["B", "CHUYỂN ĐỔI SỐ"],
        &["1", "Thôn có sóng di động", "Thôn", "12", "12", "100%"],
    ];
    let report = |rows: &[&[&str]]| with_table("BC-SNV", ["BÁO CÁO", "Kết quả năm 2025"], rows, "- Giám đốc Sở;");
    let made = imported(&report(rows), None);
    for lines in [
        "- compose: indicator_table\n",
        "  indicator_columns:\n    - field: name\n      title: Chỉ tiêu\n    - field: unit\n      title: ĐVT\n",
        "    - field: target\n      title: Kế hoạch năm 2025\n      align: left\n    - field: value\n      title: Thực hiện\n      align: left\n    - title: Tỷ lệ\n",
        "    - code: CT_01\n      name: Hồ sơ tiếp nhận\n      unit: Hồ sơ\n      value: 1248\n      group: THỦ TỤC HÀNH CHÍNH\n",
        "      target: 80\n      value: 94.1\n      group: THỦ TỤC HÀNH CHÍNH\n      cells: [\"117,6%\"]\n",
        "      group: CHUYỂN ĐỔI SỐ\n",
    ] {
        assert!(made.data.contains(lines), "{lines}\n---\n{}", made.data);
    }
    assert_whole(made, rows);
    // Figures that would come out otherwise, words for one, none, a row without a number: a table.
    let odd = |figure: &'static str| vec!["1", "Hồ sơ tiếp nhận", "Hồ sơ", "", figure, ""];
    let total: &[&str] = &["", "Hồ sơ còn lại", "Hồ sơ", "", "5", ""];
    for row in [odd("1248"), odd("94.1"), odd("khoảng 20"), odd(""), total.to_vec()] {
        let rows = [head, row.as_slice()];
        let made = imported(&report(&rows), None);
        assert!(made.data.contains("- table:") && !made.data.contains("indicators"), "{}", made.data);
        assert_whole(made, &rows);
    }
}

#[test]
fn a_clerks_contract_keeps_its_day_its_number_and_who_speaks() {
    let body = title("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &title("Độc lập - Tự do - Hạnh phúc")
        + &title("HỢP ĐỒNG")
        + &title("Cung cấp dịch vụ vệ sinh")
        + &title("Số: 12/HĐ-SYT")
        + &plain("Hôm nay, ngày 05 tháng 01 năm 2026, tại Sở Y tế tỉnh Lai Châu, chúng tôi gồm:")
        + &plain("BÊN A: SỞ Y TẾ TỈNH LAI CHÂU")
        + &plain("Đại diện: Ông Lò Văn Mẫu\tChức vụ: Giám đốc")
        + &plain("BÊN B: CÔNG TY SẠCH")
        + &plain("Đại diện: Bà Tẩn Thị Quỳnh\tChức vụ: Giám đốc")
        + &plain("Hai bên thống nhất ký hợp đồng như sau:")
        + &plain("Điều 1. Bên B làm vệ sinh trụ sở.")
        + &plain("Điều 2. Hợp đồng này được lập thành 02 bản./.")
        + &table(&[&[
            &(plain("ĐẠI DIỆN BÊN A") + &plain("GIÁM ĐỐC") + &plain("").repeat(4) + &plain("Lò Văn Mẫu")),
            &(plain("ĐẠI DIỆN BÊN B") + &plain("GIÁM ĐỐC") + &plain("").repeat(4) + &plain("Tẩn Thị Quỳnh")),
        ]]);
    let made = imported(&Word::new(&body).bytes(), None);
    for lines in [
        "issued_date: 5/1/2026\n",
        "code_number: 12\n",
        "subject: Cung cấp dịch vụ vệ sinh\n",
        "full_name: Lò Văn Mẫu\n",
        "full_name: Tẩn Thị Quỳnh\n",
    ] {
        assert!(made.data.contains(lines), "{lines}\n---\n{}", made.data);
    }
    // The head names no body: who issues it is the first party.
    assert!(made.data.contains("organ_name: Sở Y tế") && !made.data.contains("organ_name: \"…"), "{}", made.data);
    assert_eq!(made.account.unwrap().lost, vec![]);
}

#[test]
fn a_title_of_lines_in_one_paragraph_is_no_summary_under_the_number() {
    let body = plain("UBND TỈNH LAI CHÂU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &plain("SỞ TƯ PHÁP\tĐộc lập - Tự do - Hạnh phúc")
        + &plain("Số: 45/TTr-STP\tLai Châu, ngày 03 tháng 6 năm 2025")
        + &title("TỜ TRÌNH\nVề việc ban hành Quy chế\nquản lý hồ sơ")
        + &plain("Kính gửi: Ủy ban nhân dân tỉnh.")
        + &plain("Sở Tư pháp kính trình xem xét./.")
        + &foot("- Như trên;");
    let made = imported(&Word::new(&body).bytes(), None);
    assert!(
        made.data.contains("type: to-trinh\n") && made.data.contains("subject: Về việc ban hành Quy chế quản lý hồ sơ\n"),
        "{}",
        made.data
    );
    assert_eq!(made.account.unwrap().lost, vec![]);
}
