//! Words of two syllables that titles and names of bodies are made of, and names of people and places. A centred title whose
//! line ends inside one reads badly. No rule tells words from two words, so they are listed; names are known by their capitals.

use super::letters::{is_letter, lower};

const COMPOUNDS: [&str; 189] = [
    "an ninh",
    "an toàn",
    "ban hành",
    "báo cáo",
    "bền vững",
    "bệnh viện",
    "bồi dưỡng",
    "bộ máy",
    "cải cách",
    "cán bộ",
    "chất lượng",
    "chỉ tiêu",
    "chính quyền",
    "chính sách",
    "chức năng",
    "chuyển đổi",
    "chữa cháy",
    "cộng đồng",
    "công chức",
    "công dân",
    "công nghệ",
    "công tác",
    "công thương",
    "cơ quan",
    "cơ sở",
    "chủ trì",
    "chức vụ",
    "căn cứ",
    "danh mục",
    "danh sách",
    "dân tộc",
    "dịch vụ",
    "doanh nghiệp",
    "du lịch",
    "đánh giá",
    "đào tạo",
    "đầu tư",
    "điện tử",
    "đo lường",
    "đô thị",
    "đơn vị",
    "giải pháp",
    "giải quyết",
    "giám sát",
    "giảm nghèo",
    "giao thông",
    "giáo dục",
    "ghi chú",
    "hạ tầng",
    "hàng hóa",
    "hành chính",
    "hoạt động",
    "học sinh",
    "hội đồng",
    "hồ sơ",
    "hướng dẫn",
    "hoàn thành",
    "họ tên",
    "kế hoạch",
    "kết luận",
    "kết quả",
    "khen thưởng",
    "khiếu nại",
    "khoa học",
    "kiểm định",
    "kiểm soát",
    "kiểm tra",
    "kinh tế",
    "kỷ cương",
    "kỷ luật",
    "kinh phí",
    "ký hiệu",
    "lao động",
    "lãng phí",
    "lưu trữ",
    "lĩnh vực",
    "môi trường",
    "mục tiêu",
    "ngân sách",
    "nghiên cứu",
    "nhân dân",
    "nhân sự",
    "nhà nước",
    "nhiệm vụ",
    "nội vụ",
    "nông nghiệp",
    "nông thôn",
    "nội dung",
    "pháp luật",
    "phân công",
    "phát triển",
    "phòng chống",
    "phổ biến",
    "phối hợp",
    "quản lý",
    "quốc phòng",
    "quy chế",
    "quy định",
    "quyết định",
    "sáng kiến",
    "sản phẩm",
    "sinh viên",
    "số liệu",
    "sở hữu",
    "số lượng",
    "tài chính",
    "tài nguyên",
    "tập huấn",
    "tham nhũng",
    "thanh tra",
    "thành lập",
    "thể thao",
    "thi đua",
    "thông báo",
    "thông tin",
    "thủ tục",
    "thực hành",
    "thực hiện",
    "thực phẩm",
    "tiền lương",
    "tiêu chuẩn",
    "tiết kiệm",
    "tố cáo",
    "tổ chức",
    "tôn giáo",
    "tổng hợp",
    "triển khai",
    "trí tuệ",
    "trung tâm",
    "trực tuyến",
    "truyền thông",
    "trường học",
    "trật tự",
    "tuyên truyền",
    "tư pháp",
    "thời gian",
    "thời hạn",
    "tiến độ",
    "trách nhiệm",
    "tổng số",
    "tỷ lệ",
    "thành phần",
    "tài liệu",
    "ủy ban",
    "ứng dụng",
    "vận tải",
    "văn bản",
    "văn hóa",
    "văn phòng",
    "văn thư",
    "vệ sinh",
    "viên chức",
    "xã hội",
    "xây dựng",
    "y tế",
    "địa điểm",
    "chuyên môn",
    "chữ ký",
    "chức danh",
    "địa chỉ",
    "điện thoại",
    "đơn giá",
    "đề xuất",
    "giới tính",
    "hiệu lực",
    "hình thức",
    "khối lượng",
    "kiến nghị",
    "lý do",
    "mã số",
    "mức độ",
    "năm sinh",
    "nguồn vốn",
    "nguyên nhân",
    "phương pháp",
    "quê quán",
    "số hiệu",
    "số tiền",
    "thành tiền",
    "thẩm quyền",
    "tổng cộng",
    "trích yếu",
    "trình độ",
    "biện pháp",
    "dự toán",
    "so sánh",
    "trung ương",
    "địa phương",
    "dự án",
];

/// Whether two syllables in this order are one word, in whatever case; marks around them do not count.
pub fn is_compound(first: &str, second: &str) -> bool {
    // A mark between them parts them.
    if !first.ends_with(is_letter) {
        return false;
    }
    let syllable = |s: &str| lower(s.trim_matches(|c: char| !is_letter(c)));
    let (first, second) = (syllable(first), syllable(second));
    COMPOUNDS.iter().any(|word| word.strip_prefix(&*first).and_then(|rest| rest.strip_prefix(' ')) == Some(&*second))
}

/// Whether two syllables that follow each other are part of one name, as its capitals tell (`Nguyễn Văn`, `Phú Thọ`); a mark
/// between them parts them.
pub fn is_name(first: &str, second: &str) -> bool {
    let first = first.trim_start_matches(['“', '"', '(']);
    let second = second.trim_end_matches(|c: char| !is_letter(c));
    is_capitalized(first) && is_capitalized(second)
}

/// Whether two words that follow each other are part of one date or number: `tháng 02`, `02 năm`, `quý III`, `số 08/KH-UBND`.
pub fn is_dated(first: &str, second: &str) -> bool {
    let first = first.trim_start_matches(['“', '"', '(']).to_lowercase();
    let counts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match first.as_str() {
        "ngày" | "tháng" | "năm" | "số" => counts(second),
        "quý" => counts(second) || second.starts_with(['I', 'V']),
        _ => counts(&first) && first.len() < 3 && matches!(second.to_lowercase().as_str(), "tháng" | "năm"),
    }
}

/// Whether a word has one capital letter, its first.
fn is_capitalized(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_hold_together() {
        for (first, second) in [("tháng", "02"), ("05", "tháng"), ("02", "năm"), ("NĂM", "2026"), ("Quý", "III"), ("(số", "08/KH-UBND")]
        {
            assert!(is_dated(first, second), "{first} {second}");
        }
        for (first, second) in [("năm", "học"), ("2026", "tháng"), ("số", "liệu"), ("quý", "Ủy"), ("05", "người")] {
            assert!(!is_dated(first, second), "{first} {second}");
        }
    }

    #[test]
    fn case_and_marks_do_not_matter_but_a_mark_between_does() {
        assert!(is_compound("CẢI", "CÁCH"));
        assert!(is_compound("“Khoa", "học”,"));
        assert!(!is_compound("cải", "hành"));
        assert!(!is_compound("Kế,", "hoạch"));
    }
    #[test]
    fn names_are_known_by_their_capitals() {
        for (first, second) in [("Nguyễn", "Văn"), ("Phú", "Thọ."), ("(Hà", "Nội)"), ("Như", "Ý")] {
            assert!(is_name(first, second), "{first} {second}");
        }
        for (first, second) in [("phủ", "Nguyễn"), ("Thọ,", "Lào"), ("Giám", "đốc"), ("NGUYỄN", "VĂN"), ("Bình", "-"), ("", "An")]
        {
            assert!(!is_name(first, second), "{first} {second}");
        }
    }
}
