//! Footnotes: references to them, and the line that Word draws above them.
//!
//! What a note says is a paragraph like any other and written by `body`.

use std::fmt::Write as _;

use super::names::END;
use crate::layout::BORDER;
use crate::line::NoteId;
use crate::style::NoteRule;
use crate::units::Twips;

/// The footnotes that settings must name: what stands above the others.
pub(super) const SEPARATORS: [(&str, i32); 2] = [("separator", -1), ("continuationSeparator", 0)];

/// A footnote's number in the file, behind those of the separators.
pub(super) fn number(id: NoteId) -> u32 {
    id.0 + 1
}

/// Where a note is referred to; before the note itself, its own number.
pub(super) fn reference(refers: Option<NoteId>, out: &mut String) {
    match refers {
        Some(id) => _ = write!(out, "<w:footnoteReference w:id=\"{}\"/>", number(id)),
        None => out.push_str("<w:footnoteRef/>"),
    }
}

/// The separators. The line is as high as the room that the layout leaves above the first note.
pub(super) fn separators(rule: NoteRule) -> String {
    let height = (rule.above + rule.below + Twips::from_pt(BORDER)).0;
    let separator = |(kind, id): (&str, i32)| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"{END}\"/>\
             <w:spacing w:line=\"{height}\" w:lineRule=\"exact\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        )
    };
    SEPARATORS.into_iter().map(separator).collect()
}
