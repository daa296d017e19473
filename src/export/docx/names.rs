//! The names that parts call each other's styles and fonts by.

use crate::standard::Component;

/// The font that the DOCX names; the layout measures with one of the same widths.
pub(super) const FONT: &str = "Times New Roman";
/// The style of a low paragraph without words, as Word wants it behind a table at the end.
pub(super) const END: &str = "VbEnd";
/// Word's own style of footnotes.
const FOOTNOTE: &str = "FootnoteText";
/// The style of a footnote's number.
pub(super) const REFERENCE: &str = "FootnoteReference";
/// Styles that Word brings along, under its own names.
pub(super) const BUILT_IN: [&str; 3] = ["Normal", FOOTNOTE, REFERENCE];

/// Styles that Word's gallery does not show: of drawn lines, page numbers and places without words.
pub(super) const TECHNICAL: [&str; 3] = [END, "VbRule", "VbPageNumber"];

/// A component's style id: `VbNationalTitle`; Word has one of its own for footnotes.
pub(super) fn id(component: Component) -> String {
    match component {
        Component::Footnote => FOOTNOTE.to_owned(),
        _ => format!("Vb{component:?}"),
    }
}
