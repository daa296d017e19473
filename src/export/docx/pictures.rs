//! Pictures: inline drawings in the text, their files in the folder `media`.
//!
//! docx-rs numbers pictures by a counter of the process and has no words for what they show, so a
//! sign stands for each in its text until the part is finished.

use std::fmt::Write as _;
use std::sync::Arc;

use super::normal::escape;
use crate::picture::Picture;
use crate::style::Figure;

/// Stands for a picture in a text; no font shows it, so no text holds it.
const SIGN: char = '\u{fdd0}';
/// English Metric Units a twip.
const EMU: i64 = 635;

/// The pictures of a document in the order of the text.
#[derive(Default)]
pub(super) struct Pictures<'a> {
    figures: Vec<&'a Figure>,
    files: Vec<&'a Arc<Picture>>,
}

impl<'a> Pictures<'a> {
    /// Adds a picture and gives the text that stands for it.
    pub(super) fn add(&mut self, figure: &'a Figure) -> String {
        self.figures.push(figure);
        if !self.files.iter().any(|f| Arc::ptr_eq(f, &figure.picture)) {
            self.files.push(&figure.picture);
        }
        format!("{SIGN}{}{SIGN}", self.figures.len() - 1)
    }

    /// The files, with the names they have in the package.
    pub(super) fn files(&self) -> Vec<(String, &'a Picture)> {
        let names = self.files.iter().enumerate().map(|(i, picture)| format!("media/image{}.{}", i + 1, picture.format.ending()));
        names.zip(self.files.iter().copied().map(Arc::as_ref)).collect()
    }

    /// The part with drawings in the place of the signs.
    pub(super) fn drawn(&self, part: &str) -> String {
        let (open, close) = (format!("<w:t>{SIGN}"), format!("{SIGN}</w:t>"));
        let mut pieces = part.split(open.as_str());
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_once(close.as_str()).unwrap_or_default();
            if let Some((number, figure)) = number.parse().ok().and_then(|n: usize| Some((n, self.figures.get(n)?))) {
                self.drawing(number + 1, figure, &mut out);
            }
            out.push_str(rest);
        }
        out
    }

    fn drawing(&self, number: usize, figure: &Figure, out: &mut String) {
        let file = self.files.iter().position(|f| Arc::ptr_eq(f, &figure.picture)).unwrap_or_default() + 1;
        let [width, height] = [figure.width, figure.height].map(|length| i64::from(length.0) * EMU);
        let mut alt = String::new();
        escape(&figure.alt, &mut alt);
        let main = "http://schemas.openxmlformats.org/drawingml/2006";
        _ = write!(
            out,
            "<w:drawing><wp:inline xmlns:wp=\"{main}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"Hình {number}\" descr=\"{alt}\"/>\
             <a:graphic xmlns:a=\"{main}/main\"><a:graphicData uri=\"{main}/picture\"><pic:pic xmlns:pic=\"{main}/picture\">\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Hình {number}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"rIdImage{file}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        );
    }
}
