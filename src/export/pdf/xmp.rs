//! What the file says about itself: the XMP packet and the Info dictionary, which say the same.
//!
//! No dates: the same document gives the same bytes.

use lopdf::{Dictionary, dictionary};

use super::LANGUAGE;
use super::finish::text;
use crate::export::Metadata;

const PRODUCER: &str = "vanban";

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

/// The XMP packet, with the schema extension that PDF/A asks for before PDF/UA's property.
pub(super) fn packet(metadata: &Metadata) -> String {
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
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
{title}{creator}{description}{category}{language}<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}'
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
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<dc:{name}>{}</dc:{name}>\n", inner(escaped))
}
