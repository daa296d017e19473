//! The picture files that a document names, read and checked once each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Compilation;
use crate::diag::{Diagnostic, Span, code};
use crate::limits;
use crate::model::Files;
use crate::picture::{Fault, Picture};
use crate::tree::{Document, Image};

impl Compilation<'_> {
    /// Reads all pictures of a document; what is wrong with one is reported where the data names it.
    pub(super) fn pictures(&mut self, document: &mut Document) {
        let mut read: BTreeMap<String, Option<Arc<Picture>>> = BTreeMap::new();
        let mut found = Vec::new();
        let mut kept = 0;
        document.each_image(&mut |image| {
            let load = || {
                self.picture(image)
                    .and_then(|picture| {
                        kept += picture.pixels.len() + picture.alpha.len() + picture.bytes.len();
                        if kept > limits::PICTURES {
                            Err(faulty(&image.file, image.origin.as_ref().map(|o| o.span), Fault::TooMany))
                        } else {
                            Ok(picture)
                        }
                    })
                    .map_err(|diagnostic| found.push(diagnostic))
                    .ok()
                    .map(Arc::new)
            };
            image.picture = read.entry(image.file.clone()).or_insert_with(load).clone();
        });
        self.found.extend(found);
    }

    fn picture(&self, image: &Image) -> Result<Picture, Diagnostic> {
        let place = image.origin.as_ref().map(|o| o.span);
        let source = place.and_then(|span| self.sources.get(span.source));
        let from = source.map_or("", |s| &s.name);
        let (_, bytes) = self.files.read(from, &image.file).map_err(|why| unreadable(&image.file, place, &why))?;
        Picture::read(bytes).map_err(|fault| faulty(&image.file, place, fault))
    }
}

fn unreadable(file: &str, place: Option<Span>, why: &str) -> Diagnostic {
    Diagnostic::error(code::UNREADABLE, place, format!("Không đọc được ảnh “{file}”: {why}"))
        .quoting(file)
        .help("Đường dẫn tính từ thư mục của tệp văn bản.")
}

fn faulty(file: &str, place: Option<Span>, fault: Fault) -> Diagnostic {
    let (message, help) = match fault {
        Fault::Foreign => ("không phải ảnh PNG hay JPEG".to_owned(), "Mở ảnh rồi lưu lại thành PNG hoặc JPEG."),
        Fault::Damaged => ("bị hỏng hoặc thiếu phần cuối".to_owned(), "Chép lại tệp ảnh gốc."),
        Fault::TooLarge(width, height) => {
            (format!("có {width} × {height} điểm ảnh, quá lớn cho một trang"), "Thu nhỏ ảnh; trang A4 in đẹp chỉ cần 2500 × 3500 điểm ảnh.")
        }
        Fault::Cmyk => ("dùng hệ màu không lưu trữ được trong PDF/A (CMYK)".to_owned(), "Mở ảnh rồi lưu lại theo hệ màu RGB."),
        Fault::Unusual => {
            ("là loại JPEG ít gặp, nhiều máy không mở được".to_owned(), "Mở ảnh rồi lưu lại thành PNG hoặc JPEG thông thường.")
        }
        Fault::TooMany => ("cùng các ảnh khác quá lớn cho một văn bản".to_owned(), "Thu nhỏ các ảnh, hoặc bớt ảnh."),
        Fault::Turned => ("còn ghi hướng xoay của máy ảnh".to_owned(), "Mở ảnh, xoay cho đúng chiều rồi lưu lại."),
    };
    Diagnostic::error(code::BAD_PICTURE, place, format!("Ảnh “{file}” {message}")).quoting(file).help(help)
}
