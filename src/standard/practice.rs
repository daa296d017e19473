//! Rooms and shares that the decree leaves to practice: the head, Kính gửi, the foot, tables, pictures.

use serde::Deserialize;

/// The head of page 1: boxes 1–4.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Room between the two columns, pt.
    pub gutter_pt: f64,
    /// Least share of the text's width that the left column has.
    pub left_least: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// Kính gửi.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressees {
    /// Room above it, pt.
    pub above_pt: f64,
    /// Room above each of several addressees, pt.
    pub each_above_pt: f64,
    /// Where `Kính gửi:` begins above several addressees, as a share of the text's width.
    pub heading_left: f64,
    /// Most share of the text's width that stands free at the left of several addressees.
    pub list_most: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// The end of the document: recipients beside a signature, or the parties that sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// Room above the block and above each row of parties, pt.
    pub above_pt: f64,
    /// Share of the text's width that the signature has at least.
    pub signature_least: f64,
    /// Share of the text's width that the signature has at most.
    pub signature_most: f64,
    /// Room beside the longest line of the signature, pt.
    pub signature_spare_pt: f64,
    /// Room between two parties, pt.
    pub gutter_pt: f64,
    /// Length of the dots on which a party's name is written, mm.
    pub name_mm: f64,
    /// Least length of the dots on which a page is signed, mm.
    pub page_signature_mm: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// Marks of circulation: box 11.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circulation {
    /// Where one begins, as a share of the text's width.
    pub left: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// The body's address at the foot of page 1: box 13.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressBlock {
    /// Room that the line above it takes, pt.
    pub rule_pt: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// Lines of dots in a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DottedLines {
    /// From one to the next at least, mm.
    pub apart_mm: f64,
    /// Room to write in that a gap in a sentence keeps, mm.
    pub least_mm: f64,
    /// White between two words that nobody minds, in widths of a space.
    pub widest: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// Tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    /// Room between a cell's side borders and its words, pt.
    pub side_pt: f64,
    /// The same where words would be cut else, pt.
    pub least_side_pt: f64,
    /// Room below a cell's words, pt: as much as stands above its first paragraph.
    pub bottom_pt: f64,
    /// Room for words that no column may fall below, pt.
    pub least_pt: f64,
    /// Where that is ruled.
    pub clause: String,
}

/// Pictures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    /// Share of the text's height that one may take, so that its caption stays on the page.
    pub tallest: f64,
    /// Where that is ruled.
    pub clause: String,
}
