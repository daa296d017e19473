//! XML written by hand: its namespaces, and text that is safe in it.

use crate::diag::{Diagnostic, Diagnostics, code};
pub(super) use crate::export::escape::escape;

/// The first line of every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// A whole part around its content.
pub(super) fn part(root: &str, content: &str) -> String {
    let newer = if content.contains("<w14:") {
        // Word 2007 passes over what it does not know.
        format!(" xmlns:mc=\"{MC}\" xmlns:w14=\"{W14}\" mc:Ignorable=\"w14\"")
    } else {
        String::new()
    };
    format!("{DECLARATION}<w:{root} xmlns:w=\"{W}\" xmlns:r=\"{R}\"{newer}>{content}</w:{root}>")
}

/// Refuses a part with a character that no XML file can hold.
pub(super) fn checked(part: String) -> Result<String, Diagnostics> {
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    // Bytes are looked at first, many at once: nearly no text holds one of these, and letters cost more to read.
    let doubtful = |b: u8| (b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0xef;
    if !part.as_bytes().chunks(256).any(|some| some.iter().fold(false, |any, b| any | doubtful(*b))) {
        return Ok(part);
    }
    match part.chars().find(|c| forbidden(*c)) {
        None => Ok(part),
        Some(c) => {
            let message = format!("Văn bản có ký tự không ghi được vào DOCX: U+{:04X}", u32::from(c));
            Err(Diagnostic::error(code::CONTROL_CHARACTER, None, message).help("Xóa ký tự điều khiển khỏi dữ liệu.").into())
        }
    }
}
