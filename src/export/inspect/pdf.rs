//! Our PDF read back: its XMP packet, its form, the files it carries.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::{Format, Known, KnownField, KnownPlace, PageArea, bounds, damaged, foreign, known};
use crate::diag::Diagnostics;
use crate::export::Attachment;
use crate::export::metadata::NAMESPACE;
use crate::limits;

/// How deep a form may nest.
const DEEPEST: usize = 8;

/// Reads anybody's PDF within bounds.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, Diagnostics> {
    bounds::check(bytes).map_err(|_| damaged("PDF", "cấu trúc không bình thường"))?;
    let options = LoadOptions { max_decompressed_size: Some(bounds::STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| damaged("PDF", "không đọc được cấu trúc"))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(super::unreadable("Tệp PDF có mật khẩu"));
    }
    Ok(document)
}

pub(super) fn read(bytes: &[u8]) -> Result<Known, Diagnostics> {
    let document = open(bytes)?;
    let catalog = document.catalog().map_err(|_| damaged("PDF", "không có mục gốc"))?;
    let packet = dictionary_entry(&document, catalog, b"Metadata").and_then(|o| o.as_stream().ok());
    let packet = packet.map(|s| s.decompressed_content_with_limit(bounds::STREAM).unwrap_or_else(|_| s.content.clone()));
    let packet = packet.ok_or_else(|| foreign("PDF"))?;
    if packet.iter().filter(|b| **b == b'<').count() > limits::PROPERTIES {
        return Err(damaged("PDF", "siêu dữ liệu quá lớn"));
    }
    let packet = String::from_utf8_lossy(&packet);
    let (terms, blanks) = ours(&packet);
    if terms.is_empty() {
        return Err(foreign("PDF"));
    }
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let form = dictionary_entry(&document, catalog, b"AcroForm").and_then(|o| o.as_dict().ok());
    let mut fields = Vec::new();
    if let Some(list) = form.and_then(|f| dictionary_entry(&document, f, b"Fields")) {
        let mut form = FormFields { document: &document, pages: &pages, seen: BTreeSet::new(), fields: Vec::new() };
        form.collect(list, DEEPEST);
        fields = form.fields;
    }
    Ok(Known {
        format: Format::Pdf,
        pages: Some(pages.len()),
        terms: known(&terms),
        fields,
        blanks,
        attachments: attachments(&document, catalog)?,
    })
}

/// The entry of a dictionary, followed to its object.
pub(crate) fn dictionary_entry<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    dict.get(key).ok().and_then(|o| document.dereference(o).ok()).map(|(_, o)| o)
}

/// Terms and open places in an XMP packet.
fn ours(packet: &str) -> (Vec<(String, String)>, Vec<KnownPlace>) {
    let packet = packet.trim_matches(['\u{feff}', '\0', ' ', '\n', '\r']);
    let Ok(xml) = roxmltree::Document::parse(packet) else { return Default::default() };
    let (mut terms, mut blanks) = (Vec::new(), Vec::new());
    for node in xml.descendants().filter(|n| n.is_element() && n.tag_name().namespace() == Some(NAMESPACE)) {
        match node.tag_name().name() {
            "Blanks" => {
                let entries = node.descendants().filter(|n| n.tag_name().name() == "li").filter_map(|n| place(n.text()?));
                blanks.extend(entries);
            }
            name => terms.push((name.to_owned(), node.text().unwrap_or_default().to_owned())),
        }
    }
    // Who saves the packet anew may write simple values as attributes: XMP takes both for the same.
    let attributes = xml.descendants().flat_map(|n| n.attributes()).filter(|a| a.namespace() == Some(NAMESPACE));
    terms.extend(attributes.map(|a| (a.name().to_owned(), a.value().to_owned())));
    (terms, blanks)
}

/// `CodeNumber 1 113.39 735.2 147.41 750.14`: name, page, left, bottom, right, top.
fn place(entry: &str) -> Option<KnownPlace> {
    let mut words = entry.split_whitespace();
    let (name, page) = (words.next()?.to_owned(), words.next()?.parse().ok()?);
    let mut corners = [0.0; 4];
    for corner in &mut corners {
        *corner = words.next()?.parse().ok()?;
    }
    Some(KnownPlace { name, area: PageArea { page, corners } })
}

/// The associated files, in their order.
fn attachments(document: &Document, catalog: &Dictionary) -> Result<Vec<Attachment>, Diagnostics> {
    let Some(files) = dictionary_entry(document, catalog, b"AF").and_then(|o| o.as_array().ok()) else { return Ok(Vec::new()) };
    let mut room = limits::CARRIED;
    let mut file = |entry: &Object| {
        let file = document
            .dereference(entry)
            .map_err(|_| damaged("PDF", "không đọc được tệp đính kèm"))?
            .1
            .as_dict()
            .map_err(|_| damaged("PDF", "không đọc được tệp đính kèm"))?;
        let name = dictionary_entry(document, file, b"UF").and_then(|o| decode_text_string(o).ok()).unwrap_or_default();
        let embedded = dictionary_entry(document, file, b"EF").and_then(|o| o.as_dict().ok());
        let stream = embedded.and_then(|e| dictionary_entry(document, e, b"F")).and_then(|o| o.as_stream().ok());
        let stream = stream.ok_or_else(|| damaged("PDF", "tệp đính kèm không có nội dung"))?;
        let bytes = stream.decompressed_content_with_limit(room).map_err(|_| damaged("PDF", "tệp đính kèm hỏng hoặc quá lớn"))?;
        room -= bytes.len();
        // Deflate does not notice every damage.
        let size = dictionary_entry(document, &stream.dict, b"Params").and_then(|o| o.as_dict().ok()?.get(b"Size").ok()?.as_i64().ok());
        if size.is_some_and(|size| usize::try_from(size) != Ok(bytes.len())) {
            return Err(damaged("PDF", "tệp đính kèm không đủ độ dài"));
        }
        Ok(Attachment { name, bytes })
    };
    files.iter().map(&mut file).collect()
}

/// The signature fields of a form.
struct FormFields<'a> {
    document: &'a Document,
    pages: &'a [ObjectId],
    /// Fields that were met: a form may be its own kid.
    seen: BTreeSet<ObjectId>,
    fields: Vec<KnownField>,
}

impl FormFields<'_> {
    fn collect(&mut self, list: &Object, depth: usize) {
        let Ok(list) = list.as_array() else { return };
        for entry in list.iter().take(limits::PROPERTIES) {
            let Ok((id, field)) = self.document.dereference(entry) else { continue };
            let (Ok(field), true) = (field.as_dict(), id.is_none_or(|id| self.seen.insert(id))) else { continue };
            if field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig") {
                self.fields.extend(known_field(self.document, field, self.pages));
            } else if let Some(kids) = dictionary_entry(self.document, field, b"Kids").filter(|_| depth > 0) {
                self.collect(kids, depth - 1);
            }
        }
    }
}

fn known_field(document: &Document, field: &Dictionary, pages: &[ObjectId]) -> Option<KnownField> {
    let text = |key: &[u8]| dictionary_entry(document, field, key).and_then(|o| decode_text_string(o).ok()).unwrap_or_default();
    let page = field.get(b"P").and_then(Object::as_reference).ok();
    let page = page.and_then(|id| pages.iter().position(|p| *p == id))? + 1;
    let corners = dictionary_entry(document, field, b"Rect")?.as_array().ok()?;
    let corners: Vec<f64> = corners.iter().filter_map(|v| v.as_float().ok()).map(hundredths).collect();
    let corners = <[f64; 4]>::try_from(corners).ok()?;
    Some(KnownField { name: text(b"T"), tooltip: text(b"TU"), area: PageArea { page, corners }, signed: field.has(b"V") })
}

/// Single precision carries hundredths of a point, not more.
fn hundredths(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_may_be_elements_or_attributes() {
        // As pyHanko writes the packet anew when it signs.
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        let packet = format!(
            "<r:RDF xmlns:r=\"{rdf}\"><r:Description xmlns:a=\"{NAMESPACE}\" a:CodeNumber=\"07\"><a:TypeName>Thông báo</a:TypeName>\
             <a:Blanks><r:Seq><r:li>Day 1 10 20.5 30 40</r:li><r:li>Day 1 x</r:li></r:Seq></a:Blanks></r:Description></r:RDF>"
        );
        let (terms, blanks) = ours(&packet);
        let terms: Vec<(&str, &str)> = terms.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(terms, [("TypeName", "Thông báo"), ("CodeNumber", "07")]);
        let area = PageArea { page: 1, corners: [10.0, 20.5, 30.0, 40.0] };
        assert_eq!(blanks, [KnownPlace { name: "Day".into(), area }]);
    }
}
