//! The words of the agency's signature on an electronic copy (decree PL I-2.I.3): one paragraph as large as its room.

use super::{Choices, Flow, FlowBlock, LineHeight, PageSetup, Section, Styles, flow, natural_width, order, page_setup};
use crate::font::Fonts;
use crate::line::{Run, line_widths};
use crate::standard::{Component, Standard};
use crate::units::Twips;

/// Sets the words at the right end of their room, whose size is the page's: one line where it fits the text's width,
/// with as much room besides as `later` takes, which the signing program adds.
pub fn copy_signature(words: &str, later: &str, choices: &Choices, standard: &'static Standard, fonts: &Fonts) -> Flow {
    let styles = Styles::new(standard, choices, standard.ranges.header_size.default);
    let para = |text: String| styles.para(Component::CopySignature, vec![Run { text, ..Run::default() }]);
    let whole = para(format!("{words} {later}"));
    let most = page_setup(standard, choices).text_width();
    let width = Twips::from_pt(natural_width(fonts, &whole).ceil() + 1.0).min(most);
    let lines = line_widths(&whole.runs, fonts, whole.look.size.pt(), width.pt()).len();
    let line = whole.look.line_height(fonts);
    let mut shown = para(words.to_owned());
    shown.look.line = LineHeight::Exact(line);
    let none = Twips(0);
    // Room below the last line, lest rounding send it to another page.
    let height = Twips(line.0 * lines as i32 + 20);
    let page = PageSetup { width, height, top: none, bottom: none, left: none, right: none, page_number: none };
    let mut sections = vec![Section {
        page,
        blocks: vec![FlowBlock::Para(shown)],
        first_header: Vec::new(),
        first_footer: Vec::new(),
        footer: Vec::new(),
        text_signature: None,
        notes: Vec::new(),
    }];
    order::number(&mut sections);
    Flow { styles, sections, compatibility_mode: flow::CLASSIC, note_rule: flow::note_rule(standard) }
}
