//! A copy on paper (decree PL III Mẫu 3.1): the block of the copying body below what is copied, or on a page of
//! its own where there is no room.

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::graft;
use super::ink::Ink;
use super::source::Source;
use super::view::{View, entry, inherited};
use crate::export::{Extras, Metadata, pdf};
use crate::font::Fonts;
use crate::layout::{self, Pages, Placed};
use crate::pipeline::Compiled;
use crate::standard::Standard;
use crate::style::{self, Flow, PageSetup};
use crate::units::Twips;

/// Where the block came to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// On the last page, below what is copied.
    Below,
    /// On a page of its own behind the last.
    OwnPage,
}

/// Puts the block of a copy into a document.
pub(super) fn stamp(source: &mut Source<'_>, block: &Compiled, standard: &'static Standard, fonts: &Fonts) -> Option<Stand> {
    let last = *source.pages.last()?;
    if let Some(place) = Place::below(source, last, block, standard, fonts) {
        let page = written(&place.flow, &place.pages, fonts)?;
        let graft = graft::tagged(source, &page, last)?;
        place.draw(source, last, graft.form);
        if graft.tagged {
            source.change(last, |page| page.set("Tabs", "S"));
        }
        return Some(Stand::Below);
    }
    let page = add_page(source, &block.pages)?;
    let graft = graft::tagged(source, &written(&block.flow, &block.pages, fonts)?, page)?;
    let content = source.add(Stream::new(Dictionary::new(), b"/BanSao Do\n".to_vec()));
    source.change(page, |page| {
        page.set("Resources", dictionary! { "XObject" => dictionary! { "BanSao" => graft.form } });
        page.set("Contents", content);
    });
    Some(Stand::OwnPage)
}

/// The block alone as a PDF.
fn written(flow: &Flow, pages: &Pages, fonts: &Fonts) -> Option<Vec<u8>> {
    pdf::write(flow, pages, fonts, &Metadata::default(), &Extras::default(), &pdf::Shared::default()).ok()
}

/// The block laid out for a page that has room for it.
struct Place {
    view: View,
    ink: Ink,
    flow: Flow,
    pages: Pages,
    /// How far the block is moved up on the page, pt.
    up: f64,
}

impl Place {
    /// Looks for room below all that is drawn on a page.
    fn below(source: &Source<'_>, page: ObjectId, block: &Compiled, standard: &'static Standard, fonts: &Fonts) -> Option<Place> {
        let view = View::of(&source.document, page)?;
        let mut ink = Ink::of(&source.document, page, &view)?;
        ink.look_into_scans(&source.document);
        let (width, height) = view.size();
        let usual = style::page_setup(standard, &block.choices);
        if width < (usual.width - Twips::from_mm(standard.copy_block.narrower_mm)).pt() {
            return None;
        }
        let setup = PageSetup { width: Twips::from_pt(width), height: Twips::from_pt(height), ..usual };
        let (flow, unfit) = style::flow_on(&block.document, &block.choices, setup, standard, fonts);
        let (pages, unset) = layout::layout(&flow, fonts);
        if unfit.has_errors() || unset.has_errors() || pages.pages.len() != 1 {
            return None;
        }
        let (top, bottom) = extent(&pages)?;
        let room = ink.lowest().unwrap_or(height - setup.top.pt()) - standard.copy_block.above_pt;
        let place = Place { up: room - (height - top), view, ink, flow, pages };
        (room - (bottom - top) >= setup.bottom.pt()).then_some(place)
    }

    /// Draws the block behind a page's own content, whatever state that leaves.
    fn draw(&self, source: &mut Source<'_>, page: ObjectId, form: ObjectId) {
        let saved = 1 + self.ink.missing;
        let before = source.add(Stream::new(Dictionary::new(), b"q\n".repeat(saved)));
        let m = super::view::then(&[1.0, 0.0, 0.0, 1.0, 0.0, self.up], &self.view.matrix());
        let matrix = m.map(|n| format!("{:.4}", n).trim_end_matches('0').trim_end_matches('.').to_owned()).join(" ");
        let name = free_name(source, page);
        let closed = "Q\n".repeat(1 + self.ink.open);
        let after = format!("{closed}q\n{matrix} cm\n/{name} Do\nQ\n");
        let after = source.add(Stream::new(Dictionary::new(), after.into_bytes()));
        let old = source.document.get_dictionary(page).ok().and_then(|page| page.get(b"Contents").ok()).cloned();
        let old = match old {
            Some(Object::Reference(id)) => match source.document.get_object(id) {
                Ok(Object::Array(list)) => list.clone(),
                _ => vec![id.into()],
            },
            Some(Object::Array(list)) => list,
            _ => Vec::new(),
        };
        let mut resources = inherited(&source.document, page, b"Resources").and_then(|o| o.as_dict().ok()).cloned().unwrap_or_default();
        let mut forms = entry(&source.document, &resources, b"XObject").and_then(|o| o.as_dict().ok()).cloned().unwrap_or_default();
        forms.set(name, form);
        resources.set("XObject", forms);
        let contents: Vec<Object> = std::iter::once(before.into()).chain(old).chain([after.into()]).collect();
        source.change(page, |page| {
            page.set("Contents", contents);
            page.set("Resources", resources);
        });
    }
}

/// A name that no object among a page's resources has.
fn free_name(source: &Source<'_>, page: ObjectId) -> String {
    let resources = inherited(&source.document, page, b"Resources").and_then(|o| o.as_dict().ok());
    let forms = resources.and_then(|r| entry(&source.document, r, b"XObject")).and_then(|o| o.as_dict().ok());
    let taken = |name: &String| forms.is_some_and(|forms| forms.has(name.as_bytes()));
    let mut names = (1..).map(|n| format!("BanSao{n}"));
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// Upper and lower end of what is drawn on the only page, from the page's upper edge.
fn extent(pages: &Pages) -> Option<(f64, f64)> {
    let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
    for item in &pages.pages.first()?.items {
        let (top, bottom) = match item {
            Placed::Line(line) => (line.baseline - line.size, line.baseline + line.size * DESCENT),
            Placed::Rule { y, thickness, .. } => (y - thickness, y + thickness),
            _ => continue,
        };
        ends = (ends.0.min(top), ends.1.max(bottom));
    }
    ends.0.is_finite().then_some(ends)
}

/// How far letters hang below their line, in ems.
const DESCENT: f64 = 0.25;

/// Adds a page of the block's size behind the last.
fn add_page(source: &mut Source<'_>, block: &Pages) -> Option<ObjectId> {
    let (width, height) = block.pages.first().map(|page| (page.width, page.height))?;
    let tree = source.part("Pages")?;
    let edge = [0.0, 0.0, width, height].map(|n| Object::Real(n as f32)).to_vec();
    // What the tree would hand down is of other pages.
    let page = source.add(dictionary! {
        "Type" => "Page", "Parent" => tree, "MediaBox" => edge.clone(), "CropBox" => edge, "Rotate" => 0, "Tabs" => "S",
    });
    let mut kids = source.list(tree, b"Kids");
    kids.push(page.into());
    let count = source.pages.len() as i64 + 1;
    source.change(tree, |tree| {
        tree.set("Kids", kids);
        tree.set("Count", count);
    });
    Some(page)
}
