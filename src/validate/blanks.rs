//! Places that the data leaves open: a form's are told, others refused.

use crate::content::OpenPlace;
use crate::diag::{Diagnostic, Diagnostics, code};

/// Reports every open place.
pub(super) fn check(places: &[OpenPlace], found: &mut Diagnostics) {
    found.extend(places.iter().map(|place| {
        match place.allowed {
            true => Diagnostic::warning(code::OPEN_BLANK, place.span, format!("Chỗ để trống: {}", place.title))
                .help("Điền vào, hoặc in bản để điền tay bằng `vanban render --blank`."),
            false => Diagnostic::error(code::OPEN_BLANK, place.span, format!("{} không để trống bằng dấu “?” được", place.title))
                .help("Ghi giá trị, hoặc bỏ trường này nếu không bắt buộc."),
        }
    }));
}
