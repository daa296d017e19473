//! The package around the parts: content types, relations, settings, properties, zip.
//!
//! docx-rs's own carry East Asian settings, an author "unknown" and empty parts, so all of it is
//! written here; it is short and the same for every document.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::anchors;
use super::archive::{Archive, Shared};
use super::names::{END, FONT};
use super::notes::SEPARATORS;
use super::xml::{self, DECLARATION, R as OFFICE_RELATIONS, W, escape};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::export::anchors::{Anchors, NAMESPACE};
use crate::export::untouched::{CUSTOM, HASH};
use crate::export::{Attachment, CARRIED, Metadata, TermKind};
use crate::picture::{Format, Picture};

const WORDPROCESSING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Colours and fonts that Word offers in its menus; a document must have them, ours uses none.
const THEME: &str = include_str!("theme.xml");

/// What a document carries besides its text, each in a custom part: Word keeps these when it saves, others it drops.
pub(super) struct Carried<'a> {
    pub(super) attachments: &'a [Attachment],
    pub(super) anchors: &'a Anchors,
}

/// A custom part; its number is its place among them, from 1.
struct Custom {
    /// Any identifier will do that stays the same.
    id: &'static str,
    namespace: &'static str,
    xml: String,
}

impl Carried<'_> {
    fn parts(&self) -> Vec<Custom> {
        let data = (!self.attachments.is_empty()).then(|| Custom {
            id: "B7A0F0D2-30A5-4C1E-9E0B-6D5A20303030",
            namespace: CARRIED,
            xml: carried(self.attachments),
        });
        let anchors = (!self.anchors.paragraphs.is_empty()).then(|| Custom {
            id: "B7A0F0D2-30A5-4C1E-9E0B-6D5A20303031",
            namespace: NAMESPACE,
            xml: anchors::part(self.anchors),
        });
        data.into_iter().chain(anchors).collect()
    }
}

/// Relations to a first header and footer without words.
pub(super) const BARE_HEADER: &str = "rIdBareHeader";
pub(super) const BARE_FOOTER: &str = "rIdBareFooter";

/// A part in the folder `word`.
pub(super) struct Part {
    name: String,
    xml: String,
    /// The headers and footers it names.
    pub(super) relations: Vec<Relation>,
    /// Link targets; the first is `rIdLink1`.
    links: Vec<String>,
    /// Whether other documents have the same.
    is_shared: bool,
}

impl Part {
    pub(super) fn new(name: impl Into<String>, xml: String, links: Vec<String>) -> Self {
        Part { name: name.into(), xml, relations: Vec::new(), links, is_shared: false }
    }

    /// A part that holds no words of the document.
    pub(super) fn shared(name: impl Into<String>, xml: String) -> Self {
        Part { is_shared: true, ..Part::new(name, xml, Vec::new()) }
    }

    /// A header or footer without words.
    pub(super) fn bare(relation: &Relation, root: &str) -> Self {
        let xml = xml::part(root, &format!("<w:p><w:pPr><w:pStyle w:val=\"{END}\"/></w:pPr></w:p>"));
        Part::shared(relation.target.clone(), xml)
    }

    /// The kind in content types and relations: the name without its number.
    fn kind(&self) -> &str {
        self.name.trim_end_matches(|c: char| c.is_ascii_digit())
    }

    fn relations_xml(&self) -> Option<String> {
        if self.relations.is_empty() && self.links.is_empty() {
            return None;
        }
        let mut out = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
        for Relation { id, kind, target } in &self.relations {
            let ending = if *kind == "image" { "" } else { ".xml" };
            _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{OFFICE_RELATIONS}/{kind}\" Target=\"{target}{ending}\"/>");
        }
        for (i, link) in self.links.iter().enumerate() {
            _ = write!(out, "<Relationship Id=\"rIdLink{}\" Type=\"{OFFICE_RELATIONS}/hyperlink\" Target=\"", i + 1);
            escape(&uri(link), &mut out);
            out.push_str("\" TargetMode=\"External\"/>");
        }
        out.push_str("</Relationships>");
        Some(out)
    }
}

/// A relation to another part of the folder.
pub(super) struct Relation {
    id: String,
    kind: &'static str,
    target: String,
}

impl Relation {
    fn new(kind: &'static str, id: impl Into<String>, target: impl Into<String>) -> Self {
        Relation { id: id.into(), kind, target: target.into() }
    }

    /// To a header, by the id that docx-rs gives it.
    pub(super) fn header(number: usize) -> Self {
        Self::new("header", format!("rIdHeader{number}"), format!("header{number}"))
    }

    /// To the first header of sections that have none.
    pub(super) fn bare_header() -> Self {
        Self::new("header", BARE_HEADER, "header3")
    }

    /// To the first footer of sections that have none.
    pub(super) fn bare_footer() -> Self {
        Self::new("footer", BARE_FOOTER, "footer3")
    }

    /// To a picture.
    pub(super) fn image(number: usize, file: &str) -> Self {
        Self::new("image", format!("rIdImage{number}"), file)
    }

    /// To the footnotes.
    pub(super) fn footnotes() -> Self {
        Self::new("footnotes", "rIdFootnotes", "footnotes")
    }

    /// To a footer.
    pub(super) fn footer(number: usize) -> Self {
        Self::new("footer", format!("rIdFooter{number}"), format!("footer{number}"))
    }
}

/// Packs the text and the other parts into a DOCX of fixed order and times.
pub(super) fn pack(
    mut text: Part,
    others: Vec<Part>,
    media: &[(String, &Picture)],
    compatibility_mode: u32,
    metadata: &Metadata,
    carried: &Carried,
    shared: &Shared,
) -> Result<Vec<u8>, Diagnostics> {
    for (i, name) in ["styles", "settings", "fontTable", "theme"].into_iter().enumerate() {
        text.relations.insert(i, Relation::new(name, format!("rId{}", i + 1), name));
    }
    let custom = carried.parts();
    for number in 1..=custom.len() {
        text.relations.push(Relation::new("customXml", format!("rIdData{number}"), format!("../customXml/item{number}")));
    }
    let mut parts = vec![text];
    parts.extend(others);
    let noted = parts.iter().any(|p| p.name == "footnotes");
    parts.push(Part::shared("settings", settings(compatibility_mode, if noted { &SEPARATORS } else { &[] })));
    parts.push(Part::shared("fontTable", font_table()));
    parts.push(Part::shared("theme", THEME.to_owned()));
    packed(parts, media, metadata, custom, shared).ok_or_else(|| {
        let message = "Không đóng gói được tệp DOCX: một phần của tệp quá lớn";
        Diagnostic::error(code::UNREADABLE, None, message).help("Dùng ảnh nhỏ hơn, hoặc bớt tệp kèm theo.").into()
    })
}

fn packed(
    parts: Vec<Part>,
    media: &[(String, &Picture)],
    metadata: &Metadata,
    custom_parts: Vec<Custom>,
    shared: &Shared,
) -> Option<Vec<u8>> {
    let files = [
        ("[Content_Types].xml".to_owned(), content_types(&parts, media, custom_parts.len()), true),
        ("_rels/.rels".to_owned(), package_relations(), true),
        ("docProps/core.xml".to_owned(), core(metadata), false),
        ("docProps/app.xml".to_owned(), app(), true),
    ];
    let rels = |p: &Part| p.relations_xml().map(|xml| (format!("word/_rels/{}.xml.rels", p.name), xml, p.links.is_empty()));
    let relations: Vec<(String, String, bool)> = parts.iter().filter_map(rels).collect();
    let texts = parts.into_iter().map(|p| (format!("word/{}.xml", p.name), p.xml, p.is_shared));
    let data = (1..).zip(custom_parts).flat_map(|(number, part)| custom_part(number, part));
    let mut archive = Archive::new(shared);
    for (name, xml, is_shared) in files.into_iter().chain(relations).chain(texts).chain(data) {
        if is_shared { archive.add_shared(&name, xml.as_bytes()) } else { archive.add(&name, xml.as_bytes()) }?;
    }
    for (name, picture) in media {
        archive.add(&format!("word/{name}"), &picture.bytes)?;
    }
    let hash = archive.content_hash();
    archive.add(CUSTOM, custom(metadata, &hash).as_bytes())?;
    archive.finish()
}

fn content_types(parts: &[Part], media: &[(String, &Picture)], custom: usize) -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
         <Override PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>"
    );
    for format in [Format::Png, Format::Jpeg].into_iter().filter(|f| media.iter().any(|(_, p)| p.format == *f)) {
        _ = write!(out, "<Default Extension=\"{0}\" ContentType=\"image/{0}\"/>", format.ending());
    }
    for part in parts {
        let kind = match part.kind() {
            "document" => format!("{WORDPROCESSING}.document.main"),
            "theme" => "application/vnd.openxmlformats-officedocument.theme".to_owned(),
            kind => format!("{WORDPROCESSING}.{kind}"),
        };
        _ = write!(out, "<Override PartName=\"/word/{}.xml\" ContentType=\"{kind}+xml\"/>", part.name);
    }
    for number in 1..=custom {
        let kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
        _ = write!(out, "<Override PartName=\"/customXml/itemProps{number}.xml\" ContentType=\"{kind}\"/>");
    }
    out.push_str("</Types>");
    out
}

fn package_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE_RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE_RELATIONS}/extended-properties\" Target=\"docProps/app.xml\"/>\
         <Relationship Id=\"rId4\" Type=\"{OFFICE_RELATIONS}/custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>"
    )
}

fn core(metadata: &Metadata) -> String {
    let mut out = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
    );
    for (element, text) in [
        ("dc:title", metadata.title.as_str()),
        ("dc:subject", &metadata.subject),
        ("dc:creator", &metadata.author),
        ("dc:language", "vi-VN"),
        ("cp:category", &metadata.category),
    ] {
        if !text.is_empty() {
            _ = write!(out, "<{element}>");
            escape(text, &mut out);
            _ = write!(out, "</{element}>");
        }
    }
    out.push_str("</cp:coreProperties>");
    out
}

fn app() -> String {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!("{DECLARATION}<Properties xmlns=\"{namespace}\"><Application>vanban</Application></Properties>")
}

/// The decree's terms, as Word shows them under the document's advanced properties, and the hash of the other parts.
fn custom(metadata: &Metadata, hash: &str) -> String {
    // The identifier of user-defined properties; their numbers begin at 2.
    const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006";
    let mut out = format!("{DECLARATION}<Properties xmlns=\"{office}/custom-properties\" xmlns:vt=\"{office}/docPropsVTypes\">");
    for (number, (term, value)) in (2..).zip(&metadata.terms) {
        let kind = if term.kind == TermKind::Number { "i4" } else { "lpwstr" };
        _ = write!(out, "<property fmtid=\"{FORMAT}\" pid=\"{number}\" name=\"{}\"><vt:{kind}>", term.name);
        escape(value, &mut out);
        _ = write!(out, "</vt:{kind}></property>");
    }
    let number = metadata.terms.len() + 2;
    _ = write!(out, "<property fmtid=\"{FORMAT}\" pid=\"{number}\" name=\"{HASH}\"><vt:lpwstr>{hash}</vt:lpwstr></property>");
    out.push_str("</Properties>");
    out
}

/// A custom part and the two that Word wants beside it; whether others have the same.
fn custom_part(number: usize, part: Custom) -> [(String, String, bool); 3] {
    let relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE_RELATIONS}/customXmlProps\" Target=\"itemProps{number}.xml\"/></Relationships>"
    );
    let properties = format!(
        "{DECLARATION}<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" \
         ds:itemID=\"{{{}}}\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{}\"/></ds:schemaRefs></ds:datastoreItem>",
        part.id, part.namespace
    );
    [
        (format!("customXml/item{number}.xml"), part.xml, false),
        (format!("customXml/_rels/item{number}.xml.rels"), relations, true),
        (format!("customXml/itemProps{number}.xml"), properties, true),
    ]
}

/// The attachments as a custom part.
fn carried(attachments: &[Attachment]) -> String {
    let mut out = format!("{DECLARATION}<files xmlns=\"{CARRIED}\">");
    for attachment in attachments {
        out.push_str("<file name=\"");
        escape(&attachment.name, &mut out);
        _ = write!(out, "\" type=\"{}\">{}</file>", attachment.mime(), BASE64_STANDARD.encode(&attachment.bytes));
    }
    out.push_str("</files>");
    out
}

fn settings(compatibility_mode: u32, separators: &[(&str, i32)]) -> String {
    let named: String = separators.iter().map(|(_, id)| format!("<w:footnote w:id=\"{id}\"/>")).collect();
    let notes = if named.is_empty() { named } else { format!("<w:footnotePr>{named}</w:footnotePr>") };
    let setting = |name: &str, value: u32| {
        format!("<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>")
    };
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{W}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>{notes}<w:compat>{}{}{}</w:compat>\
         <w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>",
        setting("compatibilityMode", compatibility_mode),
        setting("overrideTableStyleFontSizeAndJustification", 1),
        setting("doNotFlipMirrorIndents", 1),
    )
}

fn font_table() -> String {
    format!(
        "{DECLARATION}<w:fonts xmlns:w=\"{W}\"><w:font w:name=\"{FONT}\"><w:panose1 w:val=\"02020603050405020304\"/>\
         <w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// A link target with everything escaped that no URI can hold.
fn uri(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for byte in target.trim().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
