//! The pages as SVG, for a browser: what the PDF shows, at the PDF's places.
//!
//! Words are text in the faces that the layout measured with, which the browser loads as web fonts: whoever shows the
//! pages names them `FAMILY`, lets them have no kerning and no ligatures, and keeps their spaces. Every line knows the value
//! of the data that its paragraph came from; findings are marked where their words stand.

mod marks;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

pub use marks::Mark;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::escape::escape;
use super::pdf::{BOX, DOT, DOT_STEP};
use crate::font::Fonts;
use crate::layout::{self, Check, Fragment, Page, Pages, Placed, STROKE, TextLine};
use crate::style::{Figure, Flow, Para, ParaId};
use marks::Marked;

/// What the pages call the family of the four faces.
pub const FAMILY: &str = "vanban";

/// Writes every page as an element `svg`, one unit a point. Every line of text is a group with the attributes `data-line`, its
/// number on the page from 1, and `data-path`, the JSON pointer of the data that its paragraph came from, where it came from
/// data. `picture` gives the address of a picture.
pub fn write(flow: &Flow, pages: &Pages, fonts: &Fonts, marks: &[Mark], picture: &dyn Fn(&Figure) -> String) -> Vec<String> {
    let paras: Vec<&Para> = layout::paragraphs(flow).collect();
    let marked = Marked::find(marks, &paras, pages);
    let write_page = |(number, page): (usize, &Page)| {
        let mut writer = Writer { paras: &paras, fonts, marked: &marked, picture, number, line: 0, out: String::new() };
        writer.page(page, pages.pages.len());
        writer.out
    };
    pages.pages.iter().enumerate().map(write_page).collect()
}

/// A picture's address that holds the picture itself.
pub fn inline(figure: &Figure) -> String {
    let picture = &figure.picture;
    format!("data:image/{};base64,{}", picture.format.ending(), STANDARD.encode(&picture.bytes))
}

struct Writer<'a> {
    paras: &'a [&'a Para],
    fonts: &'a Fonts,
    marked: &'a Marked<'a>,
    picture: &'a dyn Fn(&Figure) -> String,
    /// The page, from 0.
    number: usize,
    /// Lines of text so far.
    line: usize,
    out: String,
}

impl<'a> Writer<'a> {
    fn page(&mut self, page: &Page, of: usize) {
        let (width, height, number) = (Pt(page.width), Pt(page.height), self.number + 1);
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"page\" viewBox=\"0 0 {width} {height}\" width=\"{width}pt\" height=\"{height}pt\" \
             data-page=\"{number}\" role=\"group\" aria-label=\"Trang {number} trên {of}\" lang=\"vi\" xml:space=\"preserve\" \
             font-family=\"{FAMILY}\" text-rendering=\"geometricPrecision\">"
        ));
        page.items.iter().for_each(|item| self.item(item));
        self.out.push_str("</svg>");
    }

    fn put(&mut self, words: std::fmt::Arguments<'_>) {
        _ = self.out.write_fmt(words);
    }

    fn item(&mut self, item: &Placed) {
        match item {
            Placed::Line(line) => self.text_line(line),
            Placed::Rule { x, y, width, thickness } => self.stroke([*x, *y, x + width, *y], *thickness),
            Placed::VerticalRule { x, y, height, thickness } => self.stroke([*x, *y, *x, y + height], *thickness),
            Placed::Dots { x, baseline, width, size } => self.dots(*x, *baseline, *width, *size),
            Placed::Figure { para, x, y, width, height } => self.figure(*para, [*x, *y, *width, *height]),
            Placed::Frame { x, y, width, height, color } => {
                // The stroke lies inside the outer edges.
                let [x, y, width, height] = [x + STROKE / 2.0, y + STROKE / 2.0, width - STROKE, height - STROKE].map(Pt);
                self.put(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#"));
                escape(color, &mut self.out);
                self.put(format_args!("\" stroke-width=\"{STROKE}\"/>"));
            }
        }
    }

    fn stroke(&mut self, ends: [f64; 4], thickness: f64) {
        let [x1, y1, x2, y2] = ends.map(Pt);
        self.put(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"#000\" stroke-width=\"{thickness}\"/>"));
    }

    /// A row of dots as full stops would stand, up to the right end.
    fn dots(&mut self, x: f64, baseline: f64, width: f64, size: f64) {
        let (diameter, step) = (size * DOT, size * DOT_STEP);
        let last = x + width - step / 2.0;
        let first = last - ((width / step + 0.01).floor() - 1.0) * step;
        let [first, last, y, diameter, step] = [first, last + diameter / 10.0, baseline - diameter / 2.0, diameter, step].map(Pt);
        self.put(format_args!(
            "<line x1=\"{first}\" y1=\"{y}\" x2=\"{last}\" y2=\"{y}\" stroke=\"#000\" stroke-width=\"{diameter}\" \
             stroke-linecap=\"round\" stroke-dasharray=\"0 {step}\"/>"
        ));
    }

    fn figure(&mut self, id: ParaId, [x, y, width, height]: [f64; 4]) {
        let Some((para, figure)) = self.para(id).and_then(|para| Some((para, para.figure.as_ref()?))) else { return };
        let [x, y, width, height] = [x, y, width, height].map(Pt);
        self.put(format_args!("<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\""));
        self.path(para);
        for (name, value) in [("href", &(self.picture)(figure)), ("aria-label", &figure.alt)] {
            self.attribute(name, value);
        }
        self.out.push_str(" role=\"img\"/>");
    }

    fn para(&self, id: ParaId) -> Option<&'a Para> {
        self.paras.get(id.index()).copied()
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.put(format_args!(" {name}=\""));
        escape(value, &mut self.out);
        self.out.push('"');
    }

    /// Where a paragraph's words came from.
    fn path(&mut self, para: &Para) {
        let path = para.origin.as_ref().map(|origin| origin.path.clone());
        path.into_iter().for_each(|path| self.attribute("data-path", &path));
    }

    fn text_line(&mut self, line: &TextLine) {
        self.line += 1;
        let (number, size) = (self.line, Pt(line.size));
        self.put(format_args!("<g data-line=\"{number}\" font-size=\"{size}\""));
        if let Some(para) = line.para.and_then(|id| self.para(id)) {
            self.path(para);
        }
        if let Some(color) = &line.color {
            self.attribute("fill", &format!("#{color}"));
        }
        self.out.push('>');
        self.marks(line);
        for fragment in line.fragments.iter().filter(|fragment| fragment.blank.is_none()) {
            match fragment.check {
                Some(check) => self.check(check, fragment.x, line.baseline),
                None => self.words(fragment, line),
            }
        }
        self.out.push_str("</g>");
    }

    /// A box to mark.
    fn check(&mut self, check: Check, x: f64, baseline: f64) {
        let (side, inner) = (check.width * BOX, STROKE / 2.0);
        let [x, y, size] = [x + (check.width - side) / 2.0 + inner, baseline - side + inner, side - STROKE].map(Pt);
        let (fill, name) = if check.on { ("#000", "ô đã đánh dấu") } else { ("none", "ô chưa đánh dấu") };
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"{STROKE}\" \
             role=\"img\" aria-label=\"{name}\"/>"
        ));
    }

    fn words(&mut self, fragment: &Fragment, line: &TextLine) {
        let baseline = line.baseline - fragment.mark.map_or(0.0, |mark| mark.rise);
        self.put(format_args!("<text x=\"{}\" y=\"{}\"", Pt(fragment.x), Pt(baseline)));
        if fragment.mark.is_some() {
            self.put(format_args!(" font-size=\"{}\"", Pt(fragment.size(line.size))));
        }
        if fragment.bold {
            self.out.push_str(" font-weight=\"700\"");
        }
        if fragment.italic {
            self.out.push_str(" font-style=\"italic\"");
        }
        // In thousandths of a point: over a line's spaces hundredths would add up.
        if fragment.stretch.abs() >= 0.0005 {
            self.put(format_args!(" word-spacing=\"{:.3}\"", fragment.stretch));
        }
        self.out.push('>');
        escape(&fragment.text, &mut self.out);
        self.out.push_str("</text>");
    }

    /// What is marked on a line, below its words.
    fn marks(&mut self, line: &TextLine) {
        let marked = self.marked;
        for mark in marked.on(self.number, self.line) {
            let (left, right) = mark.extent(line, self.fonts);
            let face = self.fonts.face(false, false);
            let (ascent, descent) = face.ascent_descent();
            let reach = |units: i16| f64::from(units) * line.size / f64::from(face.units_per_em());
            let [x, y, width, height] = [left, line.baseline - reach(ascent), right - left, reach(ascent) - reach(descent)].map(Pt);
            self.put(format_args!(
                "<rect class=\"mark {}\" data-finding=\"{}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>",
                mark.severity.name(),
                mark.finding,
            ));
        }
    }
}

/// A length in points, written in hundredths as the PDF has it, as short as it can be.
struct Pt(f64);

impl std::fmt::Display for Pt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0 * 100.0).round() / 100.0;
        // No minus before nothing.
        write!(f, "{}", if hundredths == 0.0 { 0.0 } else { hundredths })
    }
}
