//! Reads a whole file: the parts in their order, then what belongs together.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{NoteRef, Paragraph, paragraphs};
use super::numbering::Numbering;
use super::package::{Package, Relation};
use super::place::Story;
use super::properties::Names;
use super::reader::Reader;
use super::refusal::{Refusal, broken};
use super::section::{self, PageMargin, Pages, Section, Stated};
use super::story;
use super::styles::Styles;
use super::xml::{self, attr, child, val, word};
use super::{Comment, Detail, Note, Paper};
use super::{container, word97};

/// Reads a DOCX, or a `.doc` of Word 97 to 2003.
///
/// # Errors
///
/// It is of another kind, encrypted, damaged, or beyond the [limits](crate::limits::docx); the refusal says
/// what it is and the way out.
pub fn read(bytes: &[u8]) -> Result<Paper, Refusal> {
    if container::holds(bytes, "WordDocument") {
        return word97::read(bytes);
    }
    let mut package = Package::open(bytes)?;
    let main = package.relations("")?.into_values().find(|r| r.kind == "officeDocument").map(|r| r.target);
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(text) = package.part(&main)? else {
        return Err(broken(&format!("thiếu phần {main}")));
    };
    let document = xml::parse(&text, &main)?;
    let Some(body) = child(document.root(), "document").and_then(|d| child(d, "body")) else {
        return Err(broken(&format!("phần {main} không phải một văn bản Word")));
    };
    let relations = package.relations(&main)?;
    let styles = styles(&mut package, &relations)?;
    let numbering = numbering(&mut package, &relations, &styles)?;
    let settings = Settings::read(&mut package, &relations)?;

    let mut reader = Reader::new(&styles, numbering);
    reader.enter(Story::Body, &main, relations.clone());
    reader.page = text.contains("lastRenderedPageBreak").then_some(1);
    let blocks = story::blocks(&mut reader, body)?;
    let mut stated = std::mem::take(&mut reader.sections);
    close_sections(&mut stated, body, blocks.len(), &relations);
    let (sections, margins) = page_margins(&mut package, &mut reader, stated, settings.even_pages)?;
    let notes = notes(&mut package, &mut reader, &relations)?;
    let comments = comments(&mut package, &mut reader, &relations)?;
    let signed = package.is_signed();
    Ok(Paper {
        blocks,
        sections,
        margins,
        notes,
        comments,
        remarks: reader.remarks,
        compatibility: settings.compatibility,
        signed,
        detail: Detail::All,
    })
}

/// The bytes of some parts of a package, which its text names; absent where there are none of that name, or too many.
pub fn parts(bytes: &[u8], names: &[&str]) -> Vec<Option<Vec<u8>>> {
    let Ok(mut package) = Package::open(bytes) else { return names.iter().map(|_| None).collect() };
    names.iter().map(|name| package.bytes(name)).collect()
}

/// The part that a relation of that kind leads to, with its name.
fn related(package: &mut Package, relations: &BTreeMap<String, Relation>, kind: &str) -> Result<Option<(String, String)>, Refusal> {
    let Some(name) = relations.values().find(|r| r.kind == kind).map(|r| r.target.clone()) else { return Ok(None) };
    Ok(package.part(&name)?.map(|text| (name, text)))
}

fn styles(package: &mut Package, relations: &BTreeMap<String, Relation>) -> Result<Styles, Refusal> {
    let mut names = Names::default();
    if let Some((name, text)) = related(package, relations, "theme")? {
        let theme = xml::parse(&text, &name)?;
        for (at, kind) in ["majorFont", "minorFont"].into_iter().enumerate() {
            let font = theme.descendants().find(|n| n.tag_name().name() == kind);
            let latin = font.and_then(|f| f.children().find(|n| n.tag_name().name() == "latin"));
            names.theme[at] = latin.and_then(|n| attr(n, "typeface")).filter(|t| !t.is_empty()).map(str::to_owned);
        }
    }
    match related(package, relations, "styles")? {
        Some((name, text)) => Styles::read(xml::parse(&text, &name)?.root_element(), names),
        None => Ok(Styles::none(names)),
    }
}

fn numbering(package: &mut Package, relations: &BTreeMap<String, Relation>, styles: &Styles) -> Result<Numbering, Refusal> {
    match related(package, relations, "numbering")? {
        Some((name, text)) => Ok(Numbering::read(xml::parse(&text, &name)?.root_element(), &styles.names)),
        None => Ok(Numbering::default()),
    }
}

/// What the whole document says of itself.
#[derive(Default)]
struct Settings {
    even_pages: bool,
    compatibility: Option<u32>,
}

impl Settings {
    fn read(package: &mut Package, relations: &BTreeMap<String, Relation>) -> Result<Self, Refusal> {
        let Some((name, text)) = related(package, relations, "settings")? else { return Ok(Settings::default()) };
        let document = xml::parse(&text, &name)?;
        let settings = document.root_element();
        let mode = child(settings, "compat").into_iter().flat_map(|c| c.children().filter(|n| word(*n) == "compatSetting"));
        let mode = mode.filter(|n| attr(*n, "name") == Some("compatibilityMode")).find_map(val);
        Ok(Settings { even_pages: section::even_pages(settings), compatibility: mode.and_then(|v| v.parse().ok()) })
    }
}

/// Gives the rest of the text to the last section; a text without any has Word's own page.
fn close_sections(stated: &mut Vec<Stated>, body: roxmltree::Node, blocks: usize, relations: &BTreeMap<String, Relation>) {
    let from = stated.last().map_or(0, |s| s.section.blocks.end);
    match stated.last_mut() {
        Some(last) if child(body, "sectPr").is_some() || from == blocks => last.section.blocks.end = blocks,
        _ => {
            let own = section::read(body, from..blocks, relations, stated.last());
            stated.push(own);
        }
    }
}

/// Reads each header and footer once, and says which section has which.
fn page_margins(
    package: &mut Package,
    reader: &mut Reader,
    stated: Vec<Stated>,
    even_pages: bool,
) -> Result<(Vec<Section>, Vec<PageMargin>), Refusal> {
    let (mut sections, mut margins): (Vec<Section>, Vec<PageMargin>) = (Vec::new(), Vec::new());
    let mut known: BTreeMap<(bool, Pages, String), usize> = BTreeMap::new();
    for Stated { mut section, parts } in stated {
        for ((above, pages), part) in parts {
            let shown = match pages {
                Pages::All => true,
                Pages::First => section.title_page,
                Pages::Even => even_pages,
            };
            if !shown {
                continue;
            }
            let story = |n| if above { Story::Header(n) } else { Story::Footer(n) };
            let number = match known.get(&(above, pages, part.clone())) {
                Some(number) => *number,
                None => {
                    let Some(text) = package.part(&part)? else { continue };
                    let document = xml::parse(&text, &part)?;
                    reader.enter(story(margins.len()), &part, package.relations(&part)?);
                    let blocks = story::blocks(reader, document.root_element())?;
                    known.insert((above, pages, part.clone()), margins.len());
                    margins.push(PageMargin { story: story(margins.len()), part, pages, blocks });
                    margins.len() - 1
                }
            };
            section.page_margins.push(number);
        }
        sections.push(section);
    }
    Ok((sections, margins))
}

/// The notes that the text refers to, in its order.
fn notes(package: &mut Package, reader: &mut Reader, relations: &BTreeMap<String, Relation>) -> Result<Vec<Note>, Refusal> {
    let mut found: BTreeMap<(bool, i32), Note> = BTreeMap::new();
    let referred = std::mem::take(&mut reader.notes);
    let key = |r: &NoteRef| match r {
        NoteRef::Footnote(id) => (true, *id),
        NoteRef::Endnote(id) => (false, *id),
    };
    let wanted: BTreeSet<(bool, i32)> = referred.iter().map(key).collect();
    for (kind, foot) in [("footnotes", true), ("endnotes", false)] {
        if !wanted.iter().any(|(f, _)| *f == foot) {
            continue;
        }
        let Some((name, text)) = related(package, relations, kind)? else { continue };
        let document = xml::parse(&text, &name)?;
        let own = package.relations(&name)?;
        for node in document.root_element().children().filter(|n| matches!(word(*n), "footnote" | "endnote")) {
            let Some(id) = attr(node, "id").and_then(|i| i.parse::<i32>().ok()) else { continue };
            let reference = if foot { NoteRef::Footnote(id) } else { NoteRef::Endnote(id) };
            if !wanted.contains(&(foot, id)) || found.contains_key(&(foot, id)) {
                continue;
            }
            reader.enter(if foot { Story::Footnote(id) } else { Story::Endnote(id) }, &name, own.clone());
            let blocks = story::blocks(reader, node)?;
            found.insert((foot, id), Note { reference, blocks });
        }
    }
    Ok(referred.iter().filter_map(|r| found.remove(&key(r))).collect())
}

fn comments(package: &mut Package, reader: &mut Reader, relations: &BTreeMap<String, Relation>) -> Result<Vec<Comment>, Refusal> {
    let Some((name, text)) = related(package, relations, "comments")? else { return Ok(Vec::new()) };
    let document = xml::parse(&text, &name)?;
    let own = package.relations(&name)?;
    let begun: BTreeMap<_, _> = std::mem::take(&mut reader.comments).into_iter().collect();
    let mut out = Vec::new();
    for node in document.root_element().children().filter(|n| word(*n) == "comment") {
        let Some(id) = attr(node, "id").and_then(|i| i.parse().ok()) else { continue };
        reader.enter(Story::Comment(id), &name, own.clone());
        let blocks = story::blocks(reader, node)?;
        let lines: Vec<_> = paragraphs(&blocks).map(Paragraph::text).collect();
        let author = attr(node, "author").unwrap_or_default().to_owned();
        out.push(Comment { id, author, text: lines.join("\n"), at: begun.get(&id).cloned() });
    }
    Ok(out)
}
