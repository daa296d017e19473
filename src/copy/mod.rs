//! Copies of documents (decree Đ25–27, PL I-2): sao y, sao lục, trích sao of anybody's PDF.
//!
//! `source` reads the PDF and keeps its bytes: all that a copy adds stands behind them (`export::pdf::update`), so that
//! who signed it finds it as it was. `ink` finds where a page is empty, `paper` puts the block of the copying body there,
//! `electronic` the field of its signature; both are set by the program's own layout and taken in by `graft`. `extract`
//! makes a document of some pages, `part` one of some parts of the data.

mod electronic;
mod extract;
mod graft;
mod ink;
mod paper;
mod part;
mod request;
mod rules;
mod scan;
mod source;
mod structure;
mod view;

pub use electronic::SignatureField;
pub use paper::Stand;
pub use part::{differences, excerpt, without_data};
pub use request::Request;

use electronic::Room;
use ink::Ink;
use lopdf::Object;
use source::{Signed, Source};
use view::View;

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::font::Fonts;
use crate::pipeline::Compiled;
use crate::standard::{Medium, Standard};

/// A finished copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Where the block stands, on paper.
    pub stand: Option<Stand>,
    /// The field for the agency's signature, in an electronic copy.
    pub field: Option<SignatureField>,
    /// The part of PDF/A that source and copy say they conform to.
    pub archival_part: Option<u32>,
}

/// Copies a PDF; `block` is what the data of the copy became. Errors forbid the copy.
pub fn copy(
    bytes: &[u8],
    block: &Compiled,
    request: &Request,
    standard: &'static Standard,
    fonts: &Fonts,
) -> (Option<Copied>, Diagnostics) {
    let mut found = rules::request(request, standard);
    let copied = Source::read(bytes).map_err(|wrong| found.extend(wrong)).ok().and_then(|source| {
        let chosen = rules::chosen(request, source.pages.len(), &mut found);
        rules::source(&source, request, standard, &mut found);
        if found.has_errors() {
            return None;
        }
        let whole = chosen.iter().copied().eq(0..source.pages.len());
        if whole {
            return finish(source, block, request, standard, fonts, &mut found);
        }
        let alone = extract::pages(&source, &chosen);
        let Some(alone) = alone else {
            found.push(broken());
            return None;
        };
        let extract = Source::read(&alone).map_err(|wrong| found.extend(wrong)).ok()?;
        finish(extract, block, request, standard, fonts, &mut found)
    });
    (copied.filter(|_| !found.has_errors()), found)
}

/// What is wrong with a copy that is asked for, whatever its data says.
pub fn check(bytes: &[u8], request: &Request, standard: &'static Standard) -> Diagnostics {
    let mut found = rules::request(request, standard);
    match Source::read(bytes) {
        Ok(source) => {
            rules::chosen(request, source.pages.len(), &mut found);
            rules::source(&source, request, standard, &mut found);
        }
        Err(wrong) => found.extend(wrong),
    }
    found
}

/// Adds what the copying body says.
fn finish(
    mut source: Source<'_>,
    block: &Compiled,
    request: &Request,
    standard: &'static Standard,
    fonts: &Fonts,
    found: &mut Diagnostics,
) -> Option<Copied> {
    let archival_part = source.archival_part();
    let (mut stand, mut field) = (None, None);
    match request.to {
        Medium::Paper => {
            if source.signed() != Signed::No {
                found.push(rules::signatures_lost());
            }
            stand = paper::stamp(&mut source, block, standard, fonts);
        }
        Medium::Electronic => {
            if source.version() < standard.copy_scan.pdf_version
                && let Some(root) = source.root()
            {
                let version = Object::Name(standard.copy_scan.pdf_version.to_string().into_bytes());
                source.change(root, |catalog| catalog.set("Version", version));
            }
            let room = Room::of(&source, block, standard, fonts);
            if let Some(room) = &room {
                let first = source.pages[0];
                let ink = View::of(&source.document, first).and_then(|view| Ink::of(&source.document, first, &view));
                if ink.is_some_and(|ink| ink.scans.is_empty() && ink.touches(room.area)) {
                    found.push(rules::no_room());
                }
            }
            field = room.and_then(|room| room.add(&mut source));
        }
    }
    if stand.is_none() && field.is_none() {
        found.push(broken());
        return None;
    }
    let pages = source.pages.len() + usize::from(stand == Some(Stand::OwnPage));
    Some(Copied { bytes: source.updated(), pages, stand, field, archival_part })
}

/// The file's pages hang together in a way that nothing can be added to.
fn broken() -> Diagnostic {
    let help = "Mở tệp bằng trình đọc PDF, in ra PDF mới rồi sao từ tệp ấy; văn bản đã ký số thì lấy lại tệp gốc.";
    Diagnostic::error(code::UNREADABLE, None, "Tệp PDF hỏng: không thêm được phần của bản sao vào trang").help(help)
}
