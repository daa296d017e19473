//! Pictures in the text.

use std::sync::Arc;

use super::{Block, Document, Inlines, Origin};
use crate::picture::Picture;

/// A picture with its caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    /// The file, as the data names it.
    pub file: String,
    /// What it shows, for whoever cannot see it.
    pub alt: String,
    /// Its width; as large as it is, when absent.
    pub width: Option<Extent>,
    /// A line below it.
    pub caption: Inlines,
    /// The file's content, once it is read.
    pub picture: Option<Arc<Picture>>,
    /// Where it came from.
    pub origin: Option<Origin>,
}

/// How wide a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// Millimetres.
    Mm(f64),
    /// A share of the text's width.
    Share(f64),
}

impl Extent {
    /// From `120mm` or `60%`.
    pub fn parse(text: &str) -> Option<Extent> {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
        match (text.strip_suffix("mm"), text.strip_suffix('%')) {
            (Some(mm), _) => number(mm).map(Extent::Mm),
            (_, Some(share)) => number(share).map(|share| Extent::Share(share / 100.0)),
            _ => None,
        }
    }
}

impl Document {
    /// Visits all pictures in reading order.
    pub fn each_image(&mut self, visit: &mut impl FnMut(&mut Image)) {
        each(&mut self.body, visit);
        self.attachments.iter_mut().for_each(|a| each(&mut a.body, visit));
        self.appendices.iter_mut().for_each(|a| each(&mut a.body, visit));
    }
}

fn each(blocks: &mut [Block], visit: &mut impl FnMut(&mut Image)) {
    for block in blocks {
        match block {
            Block::Image(image) => visit(image),
            Block::Item(item) => each(&mut item.children, visit),
            Block::Table(table) => table.rows.iter_mut().flat_map(|r| &mut r.cells).for_each(|c| each(&mut c.content, visit)),
            Block::Paragraph(_) | Block::Aside(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_millimetres_or_a_share() {
        assert_eq!(Extent::parse("120mm"), Some(Extent::Mm(120.0)));
        assert_eq!(Extent::parse("62,5%"), Some(Extent::Share(0.625)));
        for wrong in ["", "120", "mm", "-3mm", "0%", "NaN%"] {
            assert_eq!(Extent::parse(wrong), None, "{wrong}");
        }
    }
}
