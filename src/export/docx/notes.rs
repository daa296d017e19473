//! Footnotes: their part, and the line that Word draws above them.
//!
//! What a note says is a paragraph like any other and written by `body`.

use super::styles;
use crate::layout::BORDER;
use crate::style::NoteRule;
use crate::units::Twips;

/// The style of a footnote's number.
pub(super) const REFERENCE: &str = "FootnoteReference";
/// The footnotes that settings must name: what stands above the others.
pub(super) const SEPARATORS: [(&str, i32); 2] = [("separator", -1), ("continuationSeparator", 0)];

/// Adds the separators to a part of footnotes. The line is as high as the room that the layout
/// leaves above the first note.
pub(super) fn with_separators(part: &str, rule: NoteRule) -> String {
    let height = (rule.above + rule.below + Twips::from_pt(BORDER)).0;
    let separator = |(kind, id): (&str, i32)| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"{}\"/>\
             <w:spacing w:line=\"{height}\" w:lineRule=\"exact\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>",
            styles::END
        )
    };
    let separators: String = SEPARATORS.into_iter().map(separator).collect();
    let root = part.find("<w:footnotes").and_then(|at| part[at..].find('>').map(|end| at + end + 1)).unwrap_or(part.len());
    format!("{}{separators}{}", &part[..root], &part[root..])
}
