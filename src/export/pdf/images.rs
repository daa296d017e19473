//! The pictures of a document, each written once however often it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::picture::{Format, Picture};
use crate::style::{Para, ParaId};

/// The pictures of a document's paragraphs.
#[derive(Default)]
pub(super) struct Images<'a> {
    pictures: Vec<&'a Arc<Picture>>,
    /// Which of them a paragraph shows.
    shown: BTreeMap<ParaId, usize>,
}

impl<'a> Images<'a> {
    pub(super) fn of(paras: &[&'a Para]) -> Self {
        let mut out = Images::default();
        for (id, figure) in paras.iter().filter_map(|p| Some((p.id, p.figure.as_ref()?))) {
            let known = out.pictures.iter().position(|p| Arc::ptr_eq(p, &figure.picture));
            out.shown.insert(id, known.unwrap_or(out.pictures.len()));
            if known.is_none() {
                out.pictures.push(&figure.picture);
            }
        }
        out
    }

    /// What pages call a paragraph's picture.
    pub(super) fn name(&self, para: ParaId) -> Option<String> {
        self.shown.get(&para).map(|picture| name(*picture))
    }

    /// Writes all pictures; gives the pages' names for them.
    pub(super) fn write(&self, document: &mut Document) -> Dictionary {
        let objects = self.pictures.iter().enumerate().map(|(i, picture)| (name(i).into_bytes(), write(document, picture).into()));
        objects.collect::<Vec<(Vec<u8>, Object)>>().into_iter().collect()
    }
}

fn name(picture: usize) -> String {
    format!("Anh{}", picture + 1)
}

fn write(document: &mut Document, picture: &Picture) -> ObjectId {
    let colours = if picture.grey { "DeviceGray" } else { "DeviceRGB" };
    let mut dict = image(picture, colours);
    let content = match picture.format {
        Format::Jpeg => {
            dict.set("Filter", "DCTDecode");
            picture.bytes.clone()
        }
        Format::Png => picture.pixels.clone(),
    };
    if !picture.alpha.is_empty() {
        let mask = Stream::new(image(picture, "DeviceGray"), picture.alpha.clone());
        dict.set("SMask", document.add_object(mask));
    }
    document.add_object(Stream::new(dict, content))
}

fn image(picture: &Picture, colours: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height),
        "ColorSpace" => colours,
        "BitsPerComponent" => 8,
    }
}
