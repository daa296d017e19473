//! Pictures: inline drawings in the text, their files in the folder `media`.

use std::fmt::Write as _;
use std::sync::Arc;

use super::xml::escape;
use crate::picture::Picture;
use crate::style::Figure;

/// English Metric Units a twip.
const EMU: i64 = 635;

/// The pictures of a document in the order of the text.
#[derive(Default)]
pub(super) struct Pictures<'a> {
    /// How many there are so far.
    drawn: usize,
    /// Each file once.
    files: Vec<&'a Arc<Picture>>,
}

impl<'a> Pictures<'a> {
    /// Draws a picture into a text.
    pub(super) fn draw(&mut self, figure: &'a Figure, out: &mut String) {
        self.drawn += 1;
        let number = self.drawn;
        let known = self.files.iter().position(|f| Arc::ptr_eq(f, &figure.picture));
        let file = known.unwrap_or(self.files.len()) + 1;
        if known.is_none() {
            self.files.push(&figure.picture);
        }
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

    /// The files, with the names they have in the package.
    pub(super) fn files(&self) -> Vec<(String, &'a Picture)> {
        let names = self.files.iter().enumerate().map(|(i, picture)| format!("media/image{}.{}", i + 1, picture.format.ending()));
        names.zip(self.files.iter().copied().map(Arc::as_ref)).collect()
    }
}
