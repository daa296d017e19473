//! What the file says about itself: the XMP packet and the Info dictionary, which say the same.
//!
//! No dates: the same document gives the same bytes.

use lopdf::{Dictionary, dictionary};

use super::values::{LANGUAGE, hundredths, text};
use crate::export::metadata::NAMESPACE;
use crate::export::{Metadata, TermKind};
use crate::layout::{OpenPlace, Pages};
use crate::standard::{Blank, Component};
use crate::style::{Para, ParaId};

const PRODUCER: &str = "vanban";
/// The property that lists open places.
const BLANKS: &str = "Blanks";

/// The Info dictionary.
pub(super) fn info(metadata: &Metadata) -> Dictionary {
    let mut info = dictionary! { "Producer" => text(PRODUCER) };
    for (key, value) in [("Title", &metadata.title), ("Author", &metadata.author), ("Subject", &metadata.subject)] {
        if !value.is_empty() {
            info.set(key, text(value));
        }
    }
    info
}

/// The XMP packet, with the schema extensions that PDF/A asks for before PDF/UA's property and the
/// decree's terms. `part` is the part of PDF/A that the file conforms to.
pub(super) fn packet(metadata: &Metadata, blanks: &[String], part: u8) -> String {
    let ours = ours(metadata, blanks);
    let declared = if ours.is_empty() { String::new() } else { declared(metadata) };
    let title = alternatives("title", &metadata.title);
    let description = alternatives("description", &metadata.subject);
    let creator = list("creator", "Seq", &metadata.author);
    let category = list("type", "Bag", &metadata.category);
    let language = list("language", "Bag", LANGUAGE);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:nd30="{NAMESPACE}">
<dc:format>application/pdf</dc:format>
{title}{creator}{description}{category}{language}<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{ours}<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>{declared}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}'
    )
}

/// The places that a draft leaves open in number and date: name, page, left, bottom, right, top.
pub(super) fn blanks(pages: &Pages, paras: &[&Para]) -> Vec<String> {
    let header = |para: ParaId| paras.get(para.index()).is_some_and(|p| matches!(p.component, Component::Code | Component::PlaceDate));
    let open = pages.facts.blanks.iter().filter(|b| header(b.para));
    let entry = |blank: &OpenPlace| {
        let name = match blank.kind {
            Blank::Number => "CodeNumber",
            Blank::Day => "Day",
            Blank::Month => "Month",
            Blank::Year => "Year",
        };
        let area = blank.area;
        let height = pages.pages.get(area.page)?.height;
        let [left, bottom, right, top] = [area.x, height - area.y - area.height, area.x + area.width, height - area.y].map(hundredths);
        Some(format!("{name} {} {left} {bottom} {right} {top}", area.page + 1))
    };
    open.filter_map(entry).collect()
}

/// The decree's terms and the open places as properties of our namespace.
fn ours(metadata: &Metadata, blanks: &[String]) -> String {
    let mut out: String = metadata.terms.iter().map(|(t, v)| format!("<nd30:{0}>{1}</nd30:{0}>\n", t.name, escaped(v))).collect();
    if !blanks.is_empty() {
        let entries: String = blanks.iter().map(|b| format!("<rdf:li>{b}</rdf:li>")).collect();
        out.push_str(&format!("<nd30:{BLANKS}><rdf:Seq>{entries}</rdf:Seq></nd30:{BLANKS}>\n"));
    }
    out
}

/// The description of our namespace.
fn declared(metadata: &Metadata) -> String {
    let property = |name: &str, kind: &str, title: &str| {
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
             <pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
             <pdfaProperty:description>{title}</pdfaProperty:description></rdf:li>\n"
        )
    };
    let kind = |kind: TermKind| match kind {
        TermKind::Text => "Text",
        TermKind::Date => "Date",
        TermKind::Number => "Integer",
    };
    let terms: String = metadata.terms.iter().map(|(t, _)| property(t.name, kind(t.kind), t.title)).collect();
    let blanks = property(BLANKS, "seq Text", "Chỗ để trống của dự thảo: tên, trang, trái, dưới, phải, trên (pt)");
    format!(
        "<rdf:li rdf:parseType=\"Resource\">\n\
         <pdfaSchema:schema>Siêu dữ liệu văn bản, Phụ lục VI Nghị định 30/2020/NĐ-CP</pdfaSchema:schema>\n\
         <pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>\n<pdfaSchema:prefix>nd30</pdfaSchema:prefix>\n\
         <pdfaSchema:property><rdf:Seq>\n{terms}{blanks}</rdf:Seq></pdfaSchema:property>\n</rdf:li>"
    )
}

fn alternatives(name: &str, value: &str) -> String {
    wrapped(name, value, |value| format!(r#"<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>"#))
}

fn list(name: &str, kind: &str, value: &str) -> String {
    wrapped(name, value, |value| format!("<rdf:{kind}><rdf:li>{value}</rdf:li></rdf:{kind}>"))
}

/// A Dublin Core property; nothing when it has no value.
fn wrapped(name: &str, value: &str, inner: impl Fn(String) -> String) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!("<dc:{name}>{}</dc:{name}>\n", inner(escaped(value)))
}

fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
