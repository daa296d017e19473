//! The package: opened within limits, or told what it is instead and what to do about it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::{Refusal, broken};
use super::{container, xml};
use crate::limits::{FILE, docx as limits};

/// A relation of a part to another one or to an address.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// Last word of its type: `styles`, `header`, `hyperlink`.
    pub(super) kind: String,
    /// Name of the part, or the address.
    pub(super) target: String,
}

/// An opened package.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens a DOCX.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        if bytes.len() as u64 > FILE {
            return Err(Refusal::beyond(&format!("Tệp lớn hơn {} MB", FILE >> 20)));
        }
        if !bytes.starts_with(b"PK") {
            return Err(not_a_package(bytes));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken("không đọc được gói ZIP"))?;
        if zip.len() > limits::ENTRIES {
            return Err(Refusal::beyond(&format!("Gói có quá {} phần", limits::ENTRIES)));
        }
        let mut package = Package { zip, left: limits::UNPACKED };
        package.is_a_document()?;
        Ok(package)
    }

    /// Tells other kinds of packages apart.
    fn is_a_document(&mut self) -> Result<(), Refusal> {
        if let Some(kind) = self.part("mimetype")? {
            let what = if kind.contains("opendocument.text") { "văn bản OpenDocument (.odt)" } else { "tệp OpenDocument" };
            return Err(other(what, "Mở bằng LibreOffice hoặc Word rồi chọn Lưu thành… (Save As) kiểu Word (.docx)"));
        }
        let Some(types) = self.part("[Content_Types].xml")? else {
            return Err(other("gói ZIP", "Giải nén ra, rồi đưa vào từng tệp .docx bên trong"));
        };
        for (sign, what, help) in [
            (
                "macroEnabled",
                "văn bản Word có macro (.docm, .dotm)",
                "Mở bằng Word, chọn Lưu thành… (Save As) kiểu Word (.docx): macro được bỏ đi",
            ),
            ("spreadsheetml.sheet.main", "bảng tính Excel", "Dùng tệp này làm dữ liệu hàng: vanban render --rows"),
            ("presentationml", "bài trình chiếu PowerPoint", "Chép phần chữ sang một văn bản Word (.docx)"),
        ] {
            if types.contains(sign) {
                return Err(other(what, help));
            }
        }
        Ok(())
    }

    /// The text of a part; absent when the package has none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let unreadable = || broken(&format!("không giải nén được phần {name}"));
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(unreadable()),
        };
        let most = limits::PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
        if bytes.len() as u64 > most {
            return Err(Refusal::beyond(&format!("Phần {name} giải nén ra hơn {} MB", most >> 20)));
        }
        self.left -= bytes.len() as u64;
        decoded(bytes).map(Some).ok_or_else(|| broken(&format!("phần {name} không phải UTF-8")))
    }

    /// The bytes of a part.
    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let most = limits::PART.min(self.left);
        let mut bytes = Vec::new();
        self.zip.by_name(name).ok()?.take(most + 1).read_to_end(&mut bytes).ok()?;
        self.left = self.left.checked_sub(bytes.len() as u64)?;
        (bytes.len() as u64 <= most).then_some(bytes)
    }

    /// Whether the package carries a digital signature.
    pub(super) fn is_signed(&self) -> bool {
        self.zip.file_names().filter_map(Result::ok).any(|name| name.starts_with("_xmlsignatures/"))
    }

    /// The relations of a part, by their ids; those of the package for an empty name.
    pub(super) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, Refusal> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(text) = self.part(&name)? else { return Ok(BTreeMap::new()) };
        let document = xml::parse(&text, &name)?;
        let relations = document.root_element().children().filter(|n| n.is_element()).filter_map(|n| {
            let (id, kind, target) = (xml::attr(n, "Id")?, xml::attr(n, "Type")?, xml::attr(n, "Target")?);
            let external = xml::attr(n, "TargetMode") == Some("External");
            let target = if external { target.to_owned() } else { resolved(folder, target) };
            Some((id.to_owned(), Relation { kind: kind.rsplit('/').next()?.to_owned(), target }))
        });
        Ok(relations.collect())
    }
}

/// The name of a part that another one in `folder` calls by a relative name.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = parts.pop(),
            step => parts.push(step),
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join("/")
}

/// The text of bytes in UTF-8, or in UTF-16 with its mark.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let encoding = if bytes[0] == 0xff { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[2..]).map(|t| t.into_owned());
    }
    String::from_utf8(bytes).ok().map(|text| text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// A file of another kind.
fn other(what: &str, help: &str) -> Refusal {
    Refusal::new(format!("Tệp là {what}, không phải văn bản Word (.docx)"), help)
}

/// What a file is that is no ZIP.
fn not_a_package(bytes: &[u8]) -> Refusal {
    const SAVE: &str = "Mở bằng Word hoặc LibreOffice rồi chọn Lưu thành… (Save As) kiểu Word (.docx)";
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let text = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if bytes.is_empty() {
        Refusal::new("Tệp rỗng", "Xin lại tệp: có thể việc tải về hoặc sao chép đã dừng giữa chừng")
    } else if container::is_office97(bytes) {
        if container::holds(bytes, "EncryptedPackage") {
            Refusal::encrypted()
        } else {
            other("tệp Office đời cũ (.xls, .ppt, .msg…)", "Đưa vào một tệp .docx")
        }
    } else if text.starts_with("{\\rtf") {
        other("văn bản RTF", SAVE)
    } else if text.contains("%pdf-") {
        other("tệp PDF", "Dùng tệp Word gốc của văn bản; Word cũng mở được PDF và lưu lại thành .docx, nhưng phải soát lại từng chữ")
    } else if text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("mime-version") {
        other("trang web (HTML)", SAVE)
    } else if text.starts_with("<?xml") {
        other("tệp XML", SAVE)
    } else if !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        other("văn bản thuần (text)", "Dán vào Word rồi lưu thành .docx; tệp dữ liệu YAML, JSON thì dùng vanban render")
    } else {
        other("tệp không rõ kiểu hoặc đã hỏng phần đầu", SAVE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_part_that_names_them() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "../media/a.png"), "media/a.png");
        assert_eq!(resolved("word", "../../../a"), "a");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        assert_eq!(decoded(vec![0xff, 0xfe, b'a', 0]).as_deref(), Some("a"));
        assert_eq!(decoded(vec![0xfe, 0xff, 0, b'a']).as_deref(), Some("a"));
        assert_eq!(decoded(b"\xef\xbb\xbfa".to_vec()).as_deref(), Some("a"));
        assert_eq!(decoded(vec![0x80]), None);
    }
}
