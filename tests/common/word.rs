//! Small DOCX files written by hand: the XML of a body, styles, lists and other parts, put into a package.

use std::io::{Cursor, Write};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What drawings need.
const DRAWING: &str = r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A package to be.
pub struct Word {
    parts: Vec<(String, Vec<u8>)>,
    relations: Vec<(String, String)>,
    strict: bool,
}

impl Word {
    /// A document with this body.
    pub fn new(body: &str) -> Self {
        let mut word = Word { parts: Vec::new(), relations: Vec::new(), strict: false };
        word.parts.push(("word/document.xml".into(), element("document", &format!("<w:body>{body}</w:body>")).into()));
        word
    }

    /// Adds a part that the document is related to; the content of its root element.
    pub fn part(self, kind: &str, root: &str, content: &str) -> Self {
        self.raw(kind, element(root, content))
    }

    /// Adds a part that the document is related to, as it is.
    pub fn raw(mut self, kind: &str, xml: impl Into<Vec<u8>>) -> Self {
        let name = format!("{kind}{}.xml", self.relations.len());
        self.parts.push((format!("word/{name}"), xml.into()));
        self.relations.push((kind.into(), name));
        self
    }

    /// Styles.
    pub fn styles(self, content: &str) -> Self {
        self.part("styles", "styles", content)
    }

    /// Lists.
    pub fn lists(self, content: &str) -> Self {
        self.part("numbering", "numbering", content)
    }

    /// In the strict namespaces.
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The file.
    pub fn bytes(self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let mut add = |name: &str, bytes: &[u8]| {
            zip.start_file(name, options).unwrap();
            let text = String::from_utf8_lossy(bytes);
            let text = if self.strict {
                text.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
                    .replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            } else {
                text.into_owned()
            };
            zip.write_all(text.as_bytes()).unwrap();
        };
        let types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        add(
            "[Content_Types].xml",
            format!("<Types><Override PartName=\"/word/document.xml\" ContentType=\"{types}\"/></Types>").as_bytes(),
        );
        let relation =
            |id: usize, kind: &str, target: &str| format!("<Relationship Id=\"r{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
        add("_rels/.rels", format!("<Relationships>{}</Relationships>", relation(0, "officeDocument", "word/document.xml")).as_bytes());
        let own: String = self.relations.iter().enumerate().map(|(i, (kind, target))| relation(i, kind, target)).collect();
        add("word/_rels/document.xml.rels", format!("<Relationships>{own}</Relationships>").as_bytes());
        for (name, bytes) in &self.parts {
            add(name, bytes);
        }
        zip.finish().unwrap().into_inner()
    }
}

fn element(root: &str, content: &str) -> String {
    format!("<w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\" {DRAWING}>{content}</w:{root}>")
}

/// A paragraph of one run with properties of both.
pub fn styled(paragraph: &str, run: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.split('\t').map(|t| format!("<w:t xml:space=\"preserve\">{t}</w:t>")).collect::<Vec<_>>().join("<w:tab/>");
    let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr>{text}</w:r></w:p>")
}

/// A plain paragraph; tabs and line ends are kept.
pub fn plain(text: &str) -> String {
    styled("", "", text)
}

/// A centred bold paragraph.
pub fn title(text: &str) -> String {
    styled("<w:jc w:val=\"center\"/>", "<w:b/>", text)
}

/// A table without lines: rows of cells of paragraphs.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |content: &&str| format!("<w:tc><w:tcPr><w:tcW w:w=\"3000\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>");
    let rows: String = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>())).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"6000\"/></w:tblGrid>{rows}</w:tbl>")
}
