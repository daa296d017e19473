//! Paragraphs: direct formatting only where one differs from its style.

use std::fmt::Write as _;

use super::body::{Around, Writer};
use super::text::Runs;
use crate::layout::{FRAME_PADDING, Leaders, STROKE};
use crate::standard::Align;
use crate::style::{Frame, LineHeight, Para, ParaLook};
use crate::units::Twips;

impl<'a> Writer<'a> {
    pub(super) fn paragraph(&mut self, para: &'a Para, around: Around) {
        let (flow, facts) = (self.flow, self.facts.of(para.id));
        let style = flow.styles.look(para.component);
        self.out.push_str("<w:p><w:pPr>");
        self.properties(para, style, around);
        self.out.push_str("</w:pPr>");
        if let Some(figure) = &para.figure {
            self.out.push_str("<w:r>");
            self.pictures.draw(figure, &mut self.out);
            self.out.push_str("</w:r>");
        }
        let anchor = if around.anchored { self.open_anchor(para) } else { None };
        if para.outline.is_some() {
            self.bookmarks += 1;
            _ = write!(self.out, "<w:bookmarkStart w:id=\"{0}\" w:name=\"Muc_{0}\"/>", self.bookmarks);
        }
        Runs::write(self, para, style, facts);
        if para.outline.is_some() {
            _ = write!(self.out, "<w:bookmarkEnd w:id=\"{}\"/>", self.bookmarks);
        }
        anchor.into_iter().for_each(|id| self.close_anchor(id));
        self.out.push_str("</w:p>");
    }

    fn properties(&mut self, para: &Para, style: &ParaLook, around: Around) {
        let (look, facts) = (&para.look, self.facts.of(para.id));
        _ = write!(self.out, "<w:pStyle w:val=\"{}\"/>", self.ids[&para.component]);
        switch(&mut self.out, "keepNext", look.keep_next, style.keep_next, around.keep_next);
        switch(&mut self.out, "keepLines", look.keep_lines, style.keep_lines, false);
        let (mut left, mut right) = (look.left, look.right);
        if let Some(frame) = &para.frame {
            framed(&mut self.out, frame);
            // Word draws the sides outside the indents.
            left += Twips::from_pt(STROKE);
            right += Twips::from_pt(STROKE);
            // Frames one below the other with the same edges would be drawn as one.
            if self.framed == Some((left, right)) {
                right += Twips(1);
            }
        }
        self.framed = para.frame.as_ref().map(|_| (left, right));
        if let Some(Leaders { end, .. }) = &facts.leaders {
            // What follows the dots ends there, from the column's left edge.
            _ = write!(self.out, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>", end.0);
        }
        // A frame's height comes from its lines and padding.
        let line = (look.line != style.line && para.frame.is_none()).then_some(look.line);
        let before = look.before + facts.extra_before;
        spacing(&mut self.out, (line.is_some() || before != style.before).then_some(before), around.after, line);
        if (left, right, look.first_line) != (style.left, style.right, style.first_line) {
            _ = write!(self.out, "<w:ind w:left=\"{}\" w:right=\"{}\"", left.0, right.0);
            if look.first_line != style.first_line || look.first_line != Twips(0) {
                _ = write!(self.out, " w:firstLine=\"{}\"", look.first_line.0);
            }
            self.out.push_str("/>");
        }
        if look.align != style.align {
            _ = write!(self.out, "<w:jc w:val=\"{}\"/>", alignment(look.align));
        }
        let level = self.levels.get(&para.component).copied();
        if para.outline != level {
            _ = write!(self.out, "<w:outlineLvl w:val=\"{}\"/>", para.outline.unwrap_or(BODY_TEXT));
        }
    }
}

/// Word's outline level of what is no heading.
const BODY_TEXT: u8 = 9;

fn alignment(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// A property that is on, or off against the style.
fn switch(out: &mut String, name: &str, on: bool, in_style: bool, forced: bool) {
    if forced || (on && !in_style) {
        _ = write!(out, "<w:{name}/>");
    } else if in_style && !on {
        _ = write!(out, "<w:{name} w:val=\"0\"/>");
    }
}

/// A box around a paragraph.
fn framed(out: &mut String, frame: &Frame) {
    out.push_str("<w:pBdr>");
    for (side, space) in [("top", FRAME_PADDING), ("left", 0.0), ("bottom", FRAME_PADDING), ("right", 0.0)] {
        // `w:sz` counts eighths of a point.
        let size = (STROKE * 8.0) as usize;
        _ = write!(out, "<w:{side} w:val=\"single\" w:space=\"{space}\" w:sz=\"{size}\" w:color=\"{}\"/>", frame.color);
    }
    out.push_str("</w:pBdr>");
}

fn spacing(out: &mut String, before: Option<Twips>, after: Twips, line: Option<LineHeight>) {
    if before.is_none() && after == Twips(0) && line.is_none() {
        return;
    }
    out.push_str("<w:spacing");
    if let Some(before) = before {
        _ = write!(out, " w:before=\"{}\"", before.0);
    }
    if after > Twips(0) {
        _ = write!(out, " w:after=\"{}\"", after.0);
    }
    _ = match line {
        None => Ok(()),
        Some(LineHeight::Multiple(m)) => write!(out, " w:line=\"{m}\" w:lineRule=\"auto\""),
        Some(LineHeight::Exact(height)) => write!(out, " w:line=\"{}\" w:lineRule=\"exact\"", height.0),
    };
    out.push_str("/>");
}
