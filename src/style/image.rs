//! A picture of the tree as a paragraph that holds it, and its caption.

use super::flow::Builder;
use super::{Figure, FlowBlock};
use crate::diag::{Diagnostic, code};
use crate::standard::Component;
use crate::tree::{Extent, Image};
use crate::units::Twips;

/// Pixels an inch of a picture whose width nobody gives: as screens and Word take them.
const DENSITY: f64 = 96.0;
/// Share of the page's height that a picture may take, so that its caption stays on the page (practice).
const TALLEST: f64 = 0.8;

impl Builder<'_> {
    /// The picture in the middle of the text's width, its caption below it on the same page.
    pub(super) fn image(&self, image: &Image) -> Vec<FlowBlock> {
        let Some(picture) = &image.picture else { return Vec::new() };
        let (wide, high) = (f64::from(picture.width), f64::from(picture.height));
        let room = self.text_width.pt();
        let wished = match image.width {
            Some(Extent::Mm(mm)) => Twips::from_mm(mm).pt(),
            Some(Extent::Share(share)) => room * share,
            None => (wide * 72.0 / DENSITY).min(room),
        };
        if wished > room + 0.05 {
            self.too_wide(image, wished);
        }
        let width = wished.min(room).min(self.text_height.pt() * TALLEST * wide / high);
        let mut para = self.para(Component::Picture, &Vec::new());
        para.figure = Some(Figure {
            picture: picture.clone(),
            width: Twips::from_pt(width),
            height: Twips::from_pt(width * high / wide).max(Twips(1)),
            alt: image.alt.clone(),
        });
        para.look.keep_next = !image.caption.is_empty();
        let caption = (!image.caption.is_empty()).then(|| self.para(Component::PictureCaption, &image.caption));
        std::iter::once(para).chain(caption).map(FlowBlock::Para).collect()
    }

    fn too_wide(&self, image: &Image, wished: f64) {
        let [wished, room] = [Twips::from_pt(wished), self.text_width].map(|w| format!("{:.1}", w.mm()).replace('.', ","));
        let message = format!("Ảnh “{}” rộng {wished} mm, quá vùng trình bày {room} mm", image.file);
        let mut diagnostic =
            Diagnostic::error(code::PICTURE_TOO_WIDE, None, message).help("Giảm `width`, hoặc bỏ trống để ảnh vừa bề rộng chữ.");
        diagnostic.origin = image.origin.map(|o| o.0);
        self.found.borrow_mut().push(diagnostic);
    }
}
