//! The markup that templates write, parsed once into the typed tree.
//!
//! A small XML vocabulary, strict about every element and attribute; the table is `VOCABULARY`.
//! Light notation (`**bold**`, `^[footnote]` …) is parsed here too, after escaping, in text only.

mod brackets;
mod emphasis;
mod fill;
mod foot;
mod spaces;
mod table;
mod vocabulary;

pub use brackets::{blank_notation, is_blank};
pub use vocabulary::{Element, REPEATED, TEXT, VOCABULARY};

use brackets::BLANKS;
use emphasis::Within;
use roxmltree::Node;

use crate::diag::{Diagnostic, Diagnostics, SourceId, Span, code};
use crate::tree::{
    Appendix, Attachment, Block, Code, Document, Extent, Header, Image, Inline, Inlines, Item, LINE_BREAK, Level, Marks, Origin, PlaceDate,
    plain,
};

const INLINE: [&str; 8] = ["value", "b", "i", "a", "blank", "leader", "check", "footnote"];
/// Where a line ends where its author ends it.
const LINED: [&str; 3] = ["subject", "title", "caption"];
/// What may refer to a footnote, outside the address.
const NOTED: [&str; 8] = ["basis", "p", "note", "heading", "run-in", "text", "caption", "unit"];

/// Parses markup into a tree, reporting everything that is wrong with it.
///
/// `source` is the number of the markup's own text among the sources; `origins` knows what the
/// attribute `origin` names.
pub fn parse(markup: &str, source: SourceId, origins: &dyn Fn(&str) -> Option<Origin>) -> Result<Document, Diagnostics> {
    if let Some(at) = too_deep(markup) {
        let span = Span { source, start: at, end: at };
        let deep = Diagnostic::error(code::MARKUP_SYNTAX, span, format!("Mã đánh dấu lồng nhau quá {DEPTH} cấp"));
        return Err(deep.help("Kiểm tra thẻ mở và thẻ đóng trong tệp mẫu (.hbs).").into());
    }
    let xml = roxmltree::Document::parse(markup).map_err(|e| {
        let at = offset(markup, e.pos());
        Diagnostics::from(
            Diagnostic::error(
                code::MARKUP_SYNTAX,
                Span { source, start: at, end: at },
                format!("Mẫu sinh ra mã đánh dấu không đúng dạng: {}", malformed(&e)),
            )
            .help("Kiểm tra thẻ mở và thẻ đóng trong tệp mẫu (.hbs)."),
        )
    })?;
    let mut parser = Parser { source, origins, found: Diagnostics::default() };
    let document = parser.document(xml.root_element());
    if parser.found.has_errors() { Err(parser.found) } else { Ok(document) }
}

/// The library's complaint in Vietnamese.
fn malformed(error: &roxmltree::Error) -> String {
    use roxmltree::Error;
    match error {
        Error::UnexpectedCloseTag(open, closed, _) => format!("thẻ <{open}> chưa đóng mà đã gặp </{closed}>"),
        Error::UnclosedRootNode => "thẻ ngoài cùng chưa đóng".to_owned(),
        Error::NoRootNode => "không có thẻ nào".to_owned(),
        Error::UnknownEntityReference(name, _) => format!("không có ký hiệu &{name};"),
        Error::MalformedEntityReference(_) => "dấu & phải viết là &amp;".to_owned(),
        Error::DuplicatedAttribute(name, _) => format!("thuộc tính `{name}` ghi hai lần"),
        Error::InvalidAttributeValue(_) => "dấu < đứng trong giá trị của thuộc tính".to_owned(),
        Error::UnknownNamespace(prefix, _) => format!("không có tiền tố `{prefix}:`"),
        Error::DtdDetected => "không được khai báo DOCTYPE".to_owned(),
        Error::NonXmlChar(bad, _) => format!("ký tự U+{:04X} không được dùng", u32::from(*bad)),
        _ => "thẻ hoặc thuộc tính viết sai".to_owned(),
    }
}

/// Deepest nesting of elements; readers of trees call themselves for each level.
const DEPTH: usize = 256;

/// The first place where elements are nested too deeply. Escaped text holds no `<`.
fn too_deep(markup: &str) -> Option<usize> {
    let (mut depth, mut opened) = (0_usize, None);
    for (at, byte) in markup.bytes().enumerate() {
        if byte == b'<' {
            opened = Some(at);
        }
        let Some(start) = opened.take_if(|_| byte == b'>') else { continue };
        let tag = &markup.as_bytes()[start + 1..at];
        if tag.starts_with(b"/") {
            depth = depth.saturating_sub(1);
        } else if !tag.ends_with(b"/") && !tag.starts_with(b"!") && !tag.starts_with(b"?") {
            depth += 1;
        }
        if depth > DEPTH {
            return Some(start);
        }
    }
    None
}

fn offset(text: &str, pos: roxmltree::TextPos) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(pos.row.saturating_sub(1) as usize).map(str::len).sum();
    let column = pos.col.saturating_sub(1) as usize;
    text.get(line_start..).map_or(text.len(), |l| line_start + l.char_indices().nth(column).map_or(l.len(), |(i, _)| i))
}

struct Parser<'o> {
    source: SourceId,
    origins: &'o dyn Fn(&str) -> Option<Origin>,
    found: Diagnostics,
}

impl Parser<'_> {
    /// The place in the data that an element names.
    fn origin(&self, node: Node<'_, '_>) -> Option<Origin> {
        node.attribute("origin").and_then(self.origins)
    }

    /// Where an element can be mended: in the data that it or what holds it comes from, else in the markup.
    fn place(&self, node: Node<'_, '_>) -> Span {
        let start = node.range().start;
        let origin = node.ancestors().find_map(|n| self.origin(n));
        origin.map_or(Span { source: self.source, start, end: start }, |o| o.span)
    }

    fn wrong(&mut self, node: Node<'_, '_>, message: String, help: String) {
        let range = node.range();
        let span = Span { source: self.source, start: range.start, end: range.end.min(range.start + 60) };
        self.found.push(Diagnostic::error(code::MARKUP_ELEMENT, span, message).help(help));
    }

    /// A value that comes from data: told where the data has it.
    fn wrong_value(&mut self, node: Node<'_, '_>, message: String, help: String) {
        match node.ancestors().find_map(|n| self.origin(n)) {
            Some(from) => self.found.push(Diagnostic::error(code::MARKUP_ELEMENT, from.span, message).help(help)),
            None => self.wrong(node, message, help),
        }
    }

    /// Checks an element against the vocabulary and gives its element children.
    fn children<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let name = node.tag_name().name();
        let Some(element) = vocabulary::find(name) else {
            self.wrong(node, format!("Không có phần tử <{name}> trong bộ mã đánh dấu"), "Xem bảng phần tử trong docs/MARKUP.md.".into());
            return Vec::new();
        };
        for attribute in node.attributes() {
            if !element.attributes.contains(&attribute.name()) {
                let allowed =
                    if element.attributes.is_empty() { "không có thuộc tính nào".into() } else { element.attributes.join(", ") };
                self.wrong(
                    node,
                    format!("Phần tử <{name}> không có thuộc tính `{}`", attribute.name()),
                    format!("Thuộc tính được dùng: {allowed}."),
                );
            }
        }
        let holds_text = element.content.contains(&TEXT);
        let mut children = Vec::new();
        for child in node.children() {
            let child_name = child.tag_name().name();
            // A value of the data is words, too; nobody wrote its tag.
            let words = child_name == "value" || child.is_text() && !child.text().unwrap_or_default().trim().is_empty();
            if words && !holds_text {
                self.wrong(
                    child,
                    format!("Không được ghi chữ trực tiếp trong <{name}>"),
                    format!("Đặt chữ vào một trong các phần tử: {}.", element.content.join(", ")),
                );
            } else if child.is_element() {
                let known = element.content.contains(&child_name);
                if known && !REPEATED.contains(&child_name) && children.iter().any(|c: &Node<'_, '_>| c.tag_name().name() == child_name) {
                    self.wrong(
                        child,
                        format!("Phần tử <{child_name}> đứng hai lần trong <{name}>"),
                        format!("Giữ lại một <{child_name}>; chương trình không tự chọn giúp."),
                    );
                } else if known || (holds_text && INLINE.contains(&child_name)) {
                    children.push(child);
                } else if vocabulary::find(child_name).is_some() {
                    self.wrong(
                        child,
                        format!("Phần tử <{child_name}> không được đứng trong <{name}>"),
                        format!("<{name}> chứa: {}.", element.content.join(", ")),
                    );
                } else {
                    self.children(child);
                }
            }
        }
        children
    }

    fn document(&mut self, root: Node<'_, '_>) -> Document {
        let mut document = Document::default();
        if root.tag_name().name() != "document" {
            self.wrong(
                root,
                format!("Phần tử ngoài cùng là <{}>, phải là <document>", root.tag_name().name()),
                "Bọc cả mẫu trong <document>…</document>.".into(),
            );
            return document;
        }
        for child in self.children(root) {
            match child.tag_name().name() {
                "header" => document.header = self.header(child),
                "marks" => document.marks = self.marks(child),
                "type-name" => document.type_name = self.inlines(child),
                "subject" => document.subject = self.inlines(child),
                "addressees" => {
                    document.sender = vec![Inline::text(child.attribute("sender").unwrap_or_default())];
                    document.sender.retain(|inline| !inline.text.is_empty());
                    document.addressees = self.list(child);
                }
                "issuing-authority" => document.issuing_authority = self.inlines(child),
                "enacting-words" => document.enacting_words = self.inlines(child),
                "legal-bases" => document.legal_bases = self.list(child),
                "opening" => document.opening = self.list(child),
                "body" => document.body = self.blocks(child),
                "closing" => document.closing = self.list(child),
                "foot" => document.foot = self.foot(child),
                "page-signatures" => document.page_signatures = self.list(child),
                "attachment" => document.attachments.push(self.attachment(child)),
                "appendix" => document.appendices.push(self.appendix(child)),
                _ => document.address = self.list(child),
            }
        }
        document
    }

    fn header(&mut self, node: Node<'_, '_>) -> Header {
        let mut header = Header::default();
        for child in self.children(node) {
            let inlines = self.inlines(child);
            match child.tag_name().name() {
                "copy-form" => header.copy_form = Some(inlines),
                "organization-in-charge" => header.organization_in_charge = Some(inlines),
                "organ-name" => header.organ_name.push(inlines),
                "subject" => header.subject = Some(inlines),
                "code" => header.code = Some(Code { words: inlines, number: term(child, "number"), notation: term(child, "notation") }),
                _ => {
                    let (place, issued_date) = (term(child, "place"), term(child, "issued-date"));
                    header.place_date = Some(PlaceDate { words: inlines, place, issued_date });
                }
            }
        }
        header
    }

    fn marks(&mut self, node: Node<'_, '_>) -> Marks {
        self.children(node);
        Marks {
            secrecy: term(node, "secrecy"),
            urgency: term(node, "urgency"),
            circulation: term(node, "circulation"),
            draft: node.attribute("draft") == Some("true"),
        }
    }

    fn attachment(&mut self, node: Node<'_, '_>) -> Attachment {
        let unmarked = node.attribute("end-mark") == Some("false");
        let mut attachment = Attachment { separate: separate(node), unmarked, ..Attachment::default() };
        for child in self.children(node) {
            match child.tag_name().name() {
                "type-name" => attachment.type_name = self.inlines(child),
                "subject" => attachment.subject = self.inlines(child),
                "reference" => attachment.reference = self.inlines(child),
                _ => attachment.body = self.blocks(child),
            }
        }
        attachment
    }

    fn appendix(&mut self, node: Node<'_, '_>) -> Appendix {
        let landscape = node.attribute("landscape") == Some("true");
        let unmarked = node.attribute("end-mark") == Some("false");
        let mut appendix = Appendix { landscape, unmarked, separate: separate(node), ..Appendix::default() };
        for child in self.children(node) {
            match child.tag_name().name() {
                "title" => appendix.title = self.inlines(child),
                "reference" => appendix.reference = self.inlines(child),
                _ => appendix.body = self.blocks(child),
            }
        }
        appendix
    }

    fn list(&mut self, node: Node<'_, '_>) -> Vec<Inlines> {
        self.children(node).into_iter().map(|child| self.inlines(child)).collect()
    }

    fn blocks(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let children = self.children(node);
        self.blocks_of(children)
    }

    fn blocks_of(&mut self, nodes: Vec<Node<'_, '_>>) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(nodes.len());
        for node in nodes {
            blocks.push(match node.tag_name().name() {
                "p" => Block::Paragraph(self.inlines(node)),
                "note" => Block::Aside(self.inlines(node)),
                "table" => Block::Table(self.table(node)),
                "image" => Block::Image(self.image(node)),
                _ => match self.item(node) {
                    Some(item) => Block::Item(item),
                    None => continue,
                },
            });
        }
        blocks
    }

    fn image(&mut self, node: Node<'_, '_>) -> Image {
        let attribute = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
        let mut image = Image { file: attribute("file"), alt: attribute("alt"), origin: self.origin(node), ..Image::default() };
        for (name, value, help) in [
            ("file", &image.file, "Ghi đường dẫn tệp PNG hoặc JPEG."),
            ("alt", &image.alt, "Tả bằng lời nội dung ảnh cho người không nhìn thấy."),
        ] {
            if value.trim().is_empty() {
                self.wrong(node, format!("<image> thiếu `{name}`"), help.into());
            }
        }
        if node.ancestors().any(|n| n.tag_name().name() == "head") {
            let place = self.place(node);
            self.found.push(
                Diagnostic::error(code::MARKUP_ELEMENT, place, "Không đặt được ảnh trong hàng tiêu đề của bảng")
                    .help("Chuyển ảnh vào một ô bên dưới, hoặc đặt trên bảng."),
            );
        }
        if let Some(width) = node.attribute("width").filter(|w| !w.is_empty()) {
            image.width = Extent::parse(width);
            if image.width.is_none() {
                self.wrong_value(node, format!("Bề rộng ảnh “{width}” không đúng"), "Viết 120mm hoặc 60% (phần của bề rộng chữ).".into());
            }
        }
        for child in self.children(node) {
            image.caption = self.inlines(child);
        }
        image
    }

    fn item(&mut self, node: Node<'_, '_>) -> Option<Item> {
        let name = node.attribute("level").unwrap_or_default();
        let Some(level) = Level::from_name(name) else {
            let known: Vec<&str> = Level::NAMES.iter().map(|(_, n)| *n).collect();
            self.wrong(node, format!("<item> có cấp `{name}` không được biết"), format!("Cấp được dùng: {}.", known.join(", ")));
            return None;
        };
        let mut item = Item {
            level,
            marker: node.attribute("marker").filter(|m| !m.is_empty()).map(str::to_owned),
            heading: vec![],
            heading_note: vec![],
            run_in: vec![],
            text: vec![],
            children: vec![],
            origin: self.origin(node),
        };
        let mut below = Vec::new();
        for child in self.children(node) {
            match child.tag_name().name() {
                "heading" => item.heading = self.inlines(child),
                "heading-note" => item.heading_note = self.inlines(child),
                "run-in" => item.run_in = self.inlines(child),
                "text" => item.text = self.inlines(child),
                _ => below.push(child),
            }
        }
        item.children = self.blocks_of(below);
        Some(item)
    }

    fn inlines(&mut self, node: Node<'_, '_>) -> Inlines {
        // Most texts are one run, those of a long table nearly all.
        let mut out = Vec::with_capacity(1);
        self.collect(node, Within::Text, &Inline::default(), &mut out);
        self.notes(node, &out);
        trim(&mut out);
        out
    }

    /// Footnotes stand in running text and say something, without footnotes of their own.
    fn notes(&mut self, node: Node<'_, '_>, inlines: &Inlines) {
        let name = node.tag_name().name();
        let foreign = !NOTED.contains(&name) || node.ancestors().any(|n| n.tag_name().name() == "address");
        for (inline, note) in inlines.iter().filter_map(|i| Some((i, i.note.as_ref()?))) {
            let (message, help) = if foreign {
                ("Không đặt được chú thích chân trang ở đây", "Chuyển chú thích vào một đoạn văn, một mục hoặc một ô của bảng.")
            } else if note.iter().any(|i| i.note.is_some() || i.text.contains("^[")) {
                ("Chú thích chân trang nằm trong một chú thích khác", "Gộp hai chú thích làm một.")
            } else if plain(note).trim().is_empty() {
                ("Chú thích chân trang để trống", "Ghi nội dung chú thích: ^[nội dung].")
            } else {
                continue;
            };
            let place = inline.origin.as_ref().map_or_else(|| self.place(node), |o| o.span);
            self.found.push(Diagnostic::error(code::BAD_FOOTNOTE, place, message).quoting(&inline.text).help(help));
        }
    }

    /// A text of the data with the blanks that it was typed with, and in titles with its lines.
    fn typed(&self, node: Node<'_, '_>, text: &str) -> String {
        let text = spaces::kept(text);
        let lined = text.contains('\n') && node.ancestors().any(|n| LINED.contains(&n.tag_name().name()));
        if lined { text.trim().replace('\n', &LINE_BREAK.to_string()) } else { text }
    }

    fn collect(&mut self, node: Node<'_, '_>, within: Within, style: &Inline, out: &mut Inlines) {
        self.children(node);
        let open = |inline: Inline| Inline { origin: style.origin.clone(), ..inline };
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                // What a person typed is kept; the template's own white space is not.
                let typed = style.origin.as_ref().map(|_| self.typed(node, text));
                emphasis::parse(typed.as_deref().unwrap_or(text), within, style, out);
                continue;
            }
            match child.tag_name().name() {
                "value" => {
                    let origin = self.origin(child).or_else(|| style.origin.clone());
                    self.collect(child, within, &Inline { origin, ..style.clone() }, out);
                }
                "b" => self.collect(child, within, &Inline { bold: true, ..style.clone() }, out),
                "i" => self.collect(child, within, &Inline { italic: true, ..style.clone() }, out),
                "a" => {
                    let link = child.attribute("href").map(str::to_owned);
                    self.collect(child, Within::Link, &Inline { link, ..style.clone() }, out);
                }
                "footnote" => {
                    let mut note = Vec::new();
                    self.collect(child, Within::Note, &Inline { origin: style.origin.clone(), ..Inline::default() }, &mut note);
                    out.push(Inline { note: Some(note), ..style.clone() });
                }
                "blank" => {
                    let given = child.attribute("of").unwrap_or_default();
                    match BLANKS.iter().find(|(_, name, _)| *name == given) {
                        Some((kind, ..)) => out.push(open(Inline::blank(*kind))),
                        None => self.wrong(
                            child,
                            format!("<blank> không biết `{given}`"),
                            "Dùng of=\"number\", \"day\", \"month\" hoặc \"year\".".into(),
                        ),
                    }
                }
                "leader" | "check" => out.extend(self.fill(child).map(|fill| open(Inline { fill: Some(fill), ..Inline::default() }))),
                _ => {}
            }
        }
    }
}

/// What an attribute says, unless it is absent or empty.
fn term(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// Whether a part is a file of its own.
fn separate(node: Node<'_, '_>) -> bool {
    node.attribute("file") == Some("separate")
}

/// White space of the markup is one space between words and none at the edges.
fn trim(inlines: &mut Inlines) {
    let mut after_space = true;
    for inline in inlines.iter_mut() {
        if let Some(note) = &mut inline.note {
            trim(note);
        }
        if inline.is_open() || inline.note.is_some() {
            after_space = false;
            continue;
        }
        let mut last = after_space;
        let untidy = |b| matches!(b, b'\t' | b'\n' | b'\r') || std::mem::replace(&mut last, b == b' ') && b == b' ';
        // Nearly all texts are tidy already.
        if !inline.text.bytes().any(untidy) {
            after_space = last;
            continue;
        }
        let mut text = String::with_capacity(inline.text.len());
        for c in inline.text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if space && after_space {
                continue;
            }
            text.push(if space { ' ' } else { c });
            after_space = space;
        }
        inline.text = text;
    }
    if let Some(last) = inlines.last_mut().filter(|i| !i.is_open()) {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    inlines.retain(|i| i.is_open() || i.note.is_some() || !i.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;
    use crate::tree::{Blank, plain};

    fn messages(markup: &str) -> Vec<String> {
        parse(markup, SourceId(0), &|_| None).unwrap_err().iter().map(|d| d.message.clone()).collect()
    }

    #[test]
    fn a_document_is_read_into_the_tree() {
        let markup = "<document><header><organ-name>Sở A</organ-name><code>Số:<blank of=\"number\"/>/KH-A</code></header>
            <body><item level=\"section\" origin=\"/a\"><heading>Mục  đích</heading><p>Một &lt;p&gt; **đậm**</p></item></body></document>";
        let span = Span { source: SourceId(1), start: 2, end: 3 };
        let origins = |place: &str| Some(Origin { path: place.into(), span });
        let document = parse(markup, SourceId(0), &origins).unwrap();
        assert_eq!(document.header.code.as_ref().unwrap().words.len(), 3);
        let Block::Item(item) = &document.body[0] else { unreachable!() };
        assert_eq!((plain(&item.heading).as_str(), item.origin.as_ref()), ("Mục đích", origins("/a").as_ref()));
        let Block::Paragraph(p) = &item.children[0] else { unreachable!() };
        assert_eq!((plain(p).as_str(), p[1].bold), ("Một <p> đậm", true));
    }

    #[test]
    fn columns_that_do_not_say_it_are_aligned_by_their_content() {
        let row = |tag: &str, cells: [&str; 5]| {
            let cells: String = cells.iter().map(|c| format!("<cell><p>{c}</p></cell>")).collect();
            format!("<{tag}>{cells}</{tag}>").replace("<head>", "<head><row>").replace("</head>", "</row></head>")
        };
        let head = row("head", ["Số TT", "Tên", "Số", "Tỷ lệ", "Năm"]);
        let cell = |words: &str, spans: &str| format!("<cell {spans}><p>{words}</p></cell>");
        let tall =
            ["STT", "Tên"].map(|title| cell(title, "rows=\"2\"")).concat() + &cell("Số liệu", "columns=\"2\"") + &cell("Năm", "rows=\"2\"");
        let two_rows = format!("<head><row>{tall}</row><row>{}</row></head>", cell("Số", "") + &cell("Tỷ lệ", ""));
        let rows = row("row", ["1", "Sở A", "1.234", "98,5%", "2025"]) + &row("row", ["2", "Sở B", "-", "", "chưa rõ"]);
        let columns = "<column/>".repeat(4) + "<column align=\"center\"/>";
        for head in [head, two_rows] {
            let markup = format!("<document><body><table>{columns}{head}{rows}</table></body></document>");
            let document = parse(&markup, SourceId(0), &|_| None).unwrap();
            let Block::Table(table) = &document.body[0] else { unreachable!() };
            use crate::tree::CellAlign::{Center, Left, Right};
            assert_eq!(table.columns.iter().map(|c| c.align).collect::<Vec<_>>(), [Center, Left, Right, Right, Center]);
        }
    }

    #[test]
    fn a_blank_is_told_apart_from_the_spaces_of_a_clerk() {
        let text = "**Kế hoạch số[[?số]]/KH ngày[[?ngày]] tháng 3, ông:\u{a0}\u{a0}Lò\u{a0}Văn Páo**";
        let document = parse(&format!("<document><body><p>{text}</p></body></document>"), SourceId(0), &|_| None).unwrap();
        let Block::Paragraph(p) = &document.body[0] else { unreachable!() };
        let kinds: Vec<Option<Blank>> = p.iter().map(|i| i.blank).collect();
        assert_eq!(kinds, [None, Some(Blank::Number), None, Some(Blank::Day), None]);
        assert_eq!((p[2].text.as_str(), p[4].bold), ("/KH ngày", true));
        assert_eq!(p[4].text, " tháng 3, ông:\u{a0}\u{a0}Lò\u{a0}Văn Páo");
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let found =
            messages("<document><tabel/><body x=\"1\"><heading>a</heading>chữ<item level=\"muc\"/></body><value>b</value></document>");
        assert_eq!(
            found,
            [
                "Không có phần tử <tabel> trong bộ mã đánh dấu",
                "Không được ghi chữ trực tiếp trong <document>",
                "Phần tử <body> không có thuộc tính `x`",
                "Phần tử <heading> không được đứng trong <body>",
                "Không được ghi chữ trực tiếp trong <body>",
                "<item> có cấp `muc` không được biết",
            ]
        );
    }

    #[test]
    fn broken_markup_is_a_finding() {
        assert!(messages("<document><body></document>")[0].starts_with("Mẫu sinh ra mã đánh dấu không đúng dạng"));
        assert!(messages("").len() == 1);
    }

    #[test]
    fn the_vocabulary_is_closed() {
        for element in VOCABULARY {
            for child in element.content.iter().filter(|c| **c != TEXT) {
                assert!(VOCABULARY.iter().any(|e| e.name == *child), "{child}");
            }
        }
    }

    #[test]
    fn what_stands_once_is_not_chosen_in_silence() {
        let wrong = |inside: &str| messages(&format!("<document>{inside}</document>"));
        assert_eq!(wrong("<header><code>Số: 1</code><code>V/v a</code></header>"), ["Phần tử <code> đứng hai lần trong <header>"]);
        assert_eq!(wrong("<subject>a</subject><subject>b</subject>"), ["Phần tử <subject> đứng hai lần trong <document>"]);
        let all: Vec<&str> = VOCABULARY.iter().flat_map(|e| e.content).copied().filter(|c| *c != TEXT).collect();
        assert!(REPEATED.iter().all(|name| all.contains(name)));
        assert!(parse("<document><body><p>a</p><p>b</p></body></document>", SourceId(0), &|_| None).is_ok());
    }
}
