//! Values as the file writes them.

use lopdf::Object;

/// The language of every document.
pub(super) const LANGUAGE: &str = "vi-VN";

/// A text string: plain when it is ASCII, else UTF-16.
pub(super) fn text(words: &str) -> Object {
    lopdf::text_string(words)
}

/// Rounds to hundredths: a length on the page that prints short.
pub(super) fn hundredths(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}
