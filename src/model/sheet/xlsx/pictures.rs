//! Pictures that lie over a sheet: which cells they begin in. They are no values of cells.

use std::io::Cursor;

use roxmltree::Document;
use zip::ZipArchive;

use super::part;
use crate::diag::column_name;

/// Most pictures that are named.
const MOST: usize = 1000;

/// The cells that pictures of a sheet begin in, in the order of rows; `sheet` is the sheet's part.
pub(super) fn places(zip: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> Vec<String> {
    let mut places: Vec<(u32, u32)> = related(zip, sheet, "/drawing").iter().flat_map(|drawing| anchors(zip, drawing)).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().take(MOST).map(|(row, column)| format!("{}{}", column_name(column as usize), row + 1)).collect()
}

/// The parts that a part names as being of a kind.
fn related(zip: &mut ZipArchive<Cursor<&[u8]>>, part_name: &str, kind: &str) -> Vec<String> {
    let (folder, file) = part_name.rsplit_once('/').unwrap_or(("", part_name));
    let Some(xml) = part(zip, &format!("{folder}/_rels/{file}.rels")) else { return Vec::new() };
    let Ok(document) = Document::parse(&xml) else { return Vec::new() };
    let relations = document.descendants().filter(|n| n.attribute("Type").is_some_and(|t| t.ends_with(kind)));
    relations.filter_map(|n| n.attribute("Target")).map(|target| joined(folder, target)).collect()
}

/// A target as seen from a folder: `../drawings/drawing1.xml`.
fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Where a drawing's pictures begin: row and column, from 0.
fn anchors(zip: &mut ZipArchive<Cursor<&[u8]>>, drawing: &str) -> Vec<(u32, u32)> {
    let Some(xml) = part(zip, drawing) else { return Vec::new() };
    let Ok(document) = Document::parse(&xml) else { return Vec::new() };
    let named = |name: &'static str| move |n: &roxmltree::Node<'_, '_>| n.tag_name().name() == name;
    let anchors = document.descendants().filter(|n| n.tag_name().name().ends_with("Anchor") && n.descendants().any(|d| named("pic")(&d)));
    anchors
        .filter_map(|anchor| {
            let from = anchor.children().find(named("from"))?;
            let number = |name| from.children().find(named(name))?.text()?.trim().parse().ok();
            Some((number("row")?, number("col")?))
        })
        .collect()
}
