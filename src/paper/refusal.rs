//! Why a file is not read, and the way out.

use crate::diag::{Diagnostic, code};

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is or what is wrong, in Vietnamese.
    pub message: String,
    /// The way out, in Vietnamese.
    pub help: String,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal { message: message.into(), help: help.into() }
    }

    /// A file with a password.
    pub(super) fn encrypted() -> Self {
        Refusal::new(
            "Tệp được đặt mật khẩu nên không đọc được",
            "Mở bằng Word với mật khẩu, chọn Tệp > Thông tin > Bảo vệ tài liệu > Mã hóa bằng mật khẩu (Encrypt with Password), xóa mật khẩu rồi lưu lại",
        )
    }

    /// Something goes beyond a limit.
    pub(super) fn beyond(what: &str) -> Self {
        Refusal::new(
            format!("{what}, nhiều hơn mức mà một văn bản cần: dừng đọc để máy không hết bộ nhớ"),
            "Chia văn bản thành nhiều tệp; nếu tệp do người lạ gửi thì không mở",
        )
    }
}

impl From<Refusal> for Diagnostic {
    fn from(refusal: Refusal) -> Self {
        Diagnostic::error(code::UNREADABLE, None, refusal.message).help(refusal.help)
    }
}

/// The way out of a damaged file.
pub(super) const REOPEN: &str =
    "Mở tệp bằng Word hoặc LibreOffice (các chương trình này có thể tự sửa) rồi lưu lại thành .docx; nếu không mở được thì xin lại tệp";

/// A damaged file.
pub(super) fn broken(what: &str) -> Refusal {
    Refusal::new(format!("Tệp DOCX hỏng hoặc thiếu: {what}"), REOPEN)
}
