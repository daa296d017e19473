//! Letters of the encodings before Unicode, known by their fonts.

use super::RemarkKind;
use super::look::Font;

/// The words in Unicode, and what is told of them; absent when they are Unicode already.
pub(super) fn unicode(_text: &str, _font: &Font) -> Option<(RemarkKind, String)> {
    None
}
