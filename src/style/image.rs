//! A picture of the tree as a paragraph that holds it, and its caption.

use super::flow::Builder;
use super::{Figure, Para};
use crate::diag::{Diagnostic, code};
use crate::picture::Picture;
use crate::standard::Component;
use crate::tree::{Extent, Image};
use crate::units::Twips;

/// Pixels an inch of a picture whose width nobody gives: as screens and Word take them.
const DENSITY: f64 = 96.0;

impl Builder<'_> {
    /// The picture in the middle of a room, its caption below it on the same page.
    pub(super) fn image(&self, image: &Image, room: Twips) -> Vec<Para> {
        let Some(picture) = &image.picture else { return Vec::new() };
        let mut para = self.para(Component::Picture, &Vec::new());
        let (width, height) = self.extent(image, picture, room);
        para.origin = image.origin.clone();
        para.figure = Some(Figure { picture: picture.clone(), width, height, alt: image.alt.clone() });
        para.look.keep_next = !image.caption.is_empty();
        std::iter::once(para).chain(self.lined(Component::PictureCaption, &image.caption)).collect()
    }

    /// Width and height of a picture in a room, which it never overruns.
    pub(super) fn extent(&self, image: &Image, picture: &Picture, room: Twips) -> (Twips, Twips) {
        let shape = f64::from(picture.height) / f64::from(picture.width);
        let width = wished(image, picture, room).min(room.pt()).min(self.text_height.pt() * self.standard.pictures.tallest / shape);
        (Twips::from_pt(width).max(Twips(1)), Twips::from_pt(width * shape).max(Twips(1)))
    }

    /// Reports a picture that wishes for more than its room, which is called `what`.
    pub(super) fn check_width(&self, image: &Image, room: Twips, what: &str) {
        let wish = image.picture.as_ref().map_or(0.0, |picture| wished(image, picture, room));
        if wish <= room.pt() + 0.05 {
            return;
        }
        let [wish, room] = [Twips::from_pt(wish), room].map(|w| format!("{:.1}", w.mm()).replace('.', ","));
        let message = format!("Ảnh “{}” rộng {wish} mm, quá {what} {room} mm", image.file);
        let help = format!("Giảm `width`, hoặc bỏ trống để ảnh vừa {what}.");
        let place = image.origin.as_ref().map(|o| o.span);
        self.found.borrow_mut().push(Diagnostic::error(code::PICTURE_TOO_WIDE, place, message).help(help));
    }
}

/// The width that a picture asks for, pt; without a wish it is as wide as its pixels, or as the room.
fn wished(image: &Image, picture: &Picture, room: Twips) -> f64 {
    match image.width {
        Some(Extent::Mm(mm)) => Twips::from_mm(mm).pt(),
        Some(Extent::Share(share)) => room.pt() * share,
        None => (f64::from(picture.width) * 72.0 / DENSITY).min(room.pt()),
    }
}
