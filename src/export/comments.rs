//! A person's own DOCX with comments at places of its text: everything else stays byte for byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::limits;

/// A comment to be put into a file.
pub struct Comment {
    /// The bytes of the paragraph's element in the main part; absent for the document as a whole.
    pub paragraph: Option<Range<usize>>,
    /// What it says, a paragraph each.
    pub lines: Vec<String>,
}

const AUTHOR: &str = "vanban";
const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const COMMENTS_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes comments into a DOCX whose text stands in the part `main`.
///
/// # Errors
///
/// The package cannot be read, or its parts are not as Word writes them; says why.
pub fn commented(bytes: &[u8], main: &str, comments: &[Comment]) -> Result<Vec<u8>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let slash = if folder.is_empty() { "" } else { "/" };
    let relations_name = format!("{folder}{slash}_rels/{file}.rels");
    let text = part(&mut archive, main)?;
    let relations = part(&mut archive, &relations_name).unwrap_or_else(|_| EMPTY_RELATIONS.to_owned());
    let known =
        target(&relations).map(|t| if let Some(root) = t.strip_prefix('/') { root.to_owned() } else { format!("{folder}{slash}{t}") });
    let old = known.as_ref().map(|name| part(&mut archive, name)).transpose()?;
    let first = old.as_deref().map_or(0, next_id);

    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    changed.insert(main.to_owned(), with_references(&text, comments, first)?);
    let written = |prefix: &str| comments.iter().enumerate().map(|(at, c)| comment(prefix, first + at, &c.lines)).collect::<String>();
    match (known, old) {
        (Some(name), Some(old)) => {
            let end = old.rfind("</").ok_or("phần lời nhận xét không có thẻ đóng")?;
            let prefix = old[end + 2..].split_once(':').map_or("", |(p, _)| p).to_owned();
            changed.insert(name, format!("{}{}{}", &old[..end], written(&prefix), &old[end..]));
        }
        _ => {
            let name = format!("{folder}{slash}vanban-comments.xml");
            let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
            changed.insert(name.clone(), format!("{head}<w:comments xmlns:w=\"{WORD}\">{}</w:comments>", written("w")));
            let relation = format!("<Relationship Id=\"rIdVanbanComments\" Type=\"{COMMENTS_RELATION}\" Target=\"vanban-comments.xml\"/>");
            changed.insert(relations_name, before_end(&relations, &relation)?);
            let types = part(&mut archive, TYPES)?;
            let declared = format!("<Override PartName=\"/{name}\" ContentType=\"{COMMENTS_TYPE}\"/>");
            changed.insert(TYPES.to_owned(), before_end(&types, &declared)?);
        }
    }
    packed(archive, changed)
}

const EMPTY_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The package with some parts in the place of its own; all others are copied as they are.
fn packed(mut archive: ZipArchive<Cursor<&[u8]>>, mut changed: BTreeMap<String, String>) -> Result<Vec<u8>, String> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|e| e.to_string())?;
        let name = file.name().map_err(|e| e.to_string())?.into_owned();
        match changed.remove(&name) {
            None => out.raw_copy_file(file).map_err(|e| e.to_string())?,
            Some(text) => {
                out.start_file(name, options).map_err(|e| e.to_string())?;
                out.write_all(text.as_bytes()).map_err(|e| e.to_string())?;
            }
        }
    }
    for (name, text) in changed {
        out.start_file(name, options).map_err(|e| e.to_string())?;
        out.write_all(text.as_bytes()).map_err(|e| e.to_string())?;
    }
    out.finish().map(Cursor::into_inner).map_err(|e| e.to_string())
}

/// The text of a part without a byte order mark, as places count its bytes.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|_| format!("thiếu phần {name}"))?;
    let mut bytes = Vec::new();
    file.take(limits::docx::PART + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| format!("phần {name} không phải UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The part that holds the comments there are.
fn target(relations: &str) -> Option<&str> {
    let relation = relations.split('<').find(|tag| tag.contains("/relationships/comments\""))?;
    relation.split("Target=\"").nth(1)?.split('"').next()
}

/// A number that no comment has.
fn next_id(comments: &str) -> usize {
    let ids = comments.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
    ids.max().map_or(0, |most| most + 1)
}

fn before_end(xml: &str, added: &str) -> Result<String, String> {
    // `<Relationships …/>` without content has no end of its own.
    if let Some(open) = xml.trim_end().strip_suffix("/>")
        && let Some(name) = open.rsplit('<').next().and_then(|tag| tag.split_whitespace().next()).filter(|n| n.ends_with("Relationships"))
    {
        return Ok(format!("{open}>{added}</{name}>"));
    }
    let end = xml.rfind("</").ok_or("phần không có thẻ đóng")?;
    Ok(format!("{}{added}{}", &xml[..end], &xml[end..]))
}

/// The main part with the references to all comments.
fn with_references(text: &str, comments: &[Comment], first: usize) -> Result<String, String> {
    let whole = first_paragraph(text);
    // What is put in, by where; the ends of inner paragraphs come before those of outer ones.
    let mut added: BTreeMap<usize, String> = BTreeMap::new();
    let mut opened: BTreeMap<usize, (Range<usize>, String)> = BTreeMap::new();
    for (id, comment) in (first..).zip(comments) {
        let Some(range) = comment.paragraph.clone().or_else(|| whole.clone()) else { continue };
        let element = text.get(range.clone()).ok_or("vị trí đoạn không đúng")?;
        let name = element.trim_start_matches('<').split([' ', '>', '/', '\t', '\r', '\n']).next().unwrap_or_default();
        let prefix = name.strip_suffix('p').unwrap_or("w:");
        let reference =
            format!("<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>");
        let start = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        if element.ends_with("/>") && !element.contains("</") {
            // An empty paragraph.
            let (_, inside) = opened.entry(range.start).or_insert_with(|| (range.clone(), String::new()));
            *inside += &(start + &reference);
            continue;
        }
        let end = range.end - format!("</{name}>").len();
        *added.entry(range.start + content(element, prefix)).or_default() += &start;
        *added.entry(end).or_default() += &reference;
    }
    let mut out = String::with_capacity(text.len() + 256 * comments.len());
    let mut from = 0;
    let empty = opened.into_iter().map(|(_, (range, inside))| (range, inside));
    let mut edits: Vec<(Range<usize>, String)> = added.into_iter().map(|(at, text)| (at..at, text)).collect();
    for (range, inside) in empty {
        let element = &text[range.clone()];
        let open = element.trim_end_matches("/>").trim_end();
        let name = open.trim_start_matches('<').split_whitespace().next().unwrap_or_default();
        edits.push((range, format!("{open}>{inside}</{name}>")));
    }
    edits.sort_by_key(|(range, _)| range.start);
    for (range, put) in edits {
        out.push_str(text.get(from..range.start).ok_or("các vị trí chồng nhau")?);
        out.push_str(&put);
        from = range.end;
    }
    out.push_str(&text[from..]);
    Ok(out)
}

/// The first paragraph of a text.
fn first_paragraph(text: &str) -> Option<Range<usize>> {
    let document = roxmltree::Document::parse(text).ok()?;
    document
        .descendants()
        .find(|n| n.tag_name().name() == "p" && n.tag_name().namespace() == n.document().root_element().tag_name().namespace())
        .map(|n| n.range())
}

/// Where a paragraph's content begins: behind its tag and properties.
fn content(element: &str, prefix: &str) -> usize {
    let open = element.find('>').map_or(0, |i| i + 1);
    let properties = format!("<{prefix}pPr");
    let rest = &element[open..];
    let gap = rest.len() - rest.trim_start().len();
    let Some(inside) = rest.trim_start().strip_prefix(&properties) else { return open };
    if !inside.starts_with([' ', '>', '/']) {
        return open;
    }
    let tag = inside.find('>').unwrap_or(0);
    if inside[..tag].ends_with('/') {
        return open + gap + properties.len() + tag + 1;
    }
    let end = format!("</{prefix}pPr>");
    element.find(&end).map_or(open, |at| at + end.len())
}

fn comment(prefix: &str, id: usize, lines: &[String]) -> String {
    let p = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
    let mut out = format!("<{p}comment {p}id=\"{id}\" {p}author=\"{AUTHOR}\" {p}initials=\"vb\">");
    for line in lines {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        _ = write!(out, "<{p}p><{p}r><{p}t xml:space=\"preserve\">{escaped}</{p}t></{p}r></{p}p>");
    }
    out + &format!("</{p}comment>")
}
