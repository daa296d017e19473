//! Places that the data leaves open: a form's are told, others refused.

use crate::content::OpenPlace;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;

/// Fields of head and title that nobody fills in by hand, and their names.
const HEAD: [(&str, &str); 6] = [
    ("organization_in_charge", "Cơ quan chủ quản"),
    ("organ_name", "Cơ quan ban hành"),
    ("place", "Địa danh"),
    ("code_notation", "Ký hiệu"),
    ("subject", "Trích yếu"),
    ("signer_info.full_name", "Họ tên người ký"),
];

/// Reports every open place.
pub(super) fn check(root: &Node, places: &[OpenPlace], found: &mut Diagnostics) {
    let dotted = HEAD.iter().filter_map(|(field, title)| {
        let node = field.split('.').try_fold(root, |node, key| node.get(key))?;
        node.text().is_some_and(|t| t.contains("……")).then_some((node, title))
    });
    found.extend(dotted.map(|(node, title)| {
        Diagnostic::warning(code::OPEN_BLANK, node.span, format!("Chỗ để trống: {title}")).help("Điền vào trước khi trình ký.")
    }));
    found.extend(places.iter().map(|place| {
        match place.allowed {
            true => Diagnostic::warning(code::OPEN_BLANK, place.span, format!("Chỗ để trống: {}", place.title))
                .help("Điền vào, hoặc in bản để điền tay bằng `vanban render --blank`."),
            false => Diagnostic::error(code::OPEN_BLANK, place.span, format!("{} không để trống bằng dấu “?” được", place.title))
                .help("Ghi giá trị, hoặc bỏ trường này nếu không bắt buộc."),
        }
    }));
}
