//! Effective formatting: what a reader of the page sees, whatever it was inherited from.

use std::sync::Arc;

use crate::units::{HalfPt, Twips};

/// A colour that is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// `RRGGBB`.
    pub fn from_hex(hex: &str) -> Option<Rgb> {
        let bits = u32::from_str_radix(hex.trim_start_matches('#'), 16).ok().filter(|_| hex.trim_start_matches('#').len() == 6)?;
        let [_, r, g, b] = bits.to_be_bytes();
        Some(Rgb(r, g, b))
    }
}

/// The look of letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Font {
    /// Font of plain Latin letters (`w:ascii`).
    pub name: Arc<str>,
    /// Font of all other letters, the Vietnamese ones among them (`w:hAnsi`).
    pub other: Arc<str>,
    /// Size in half points.
    pub size: HalfPt,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined in any way.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Shown as capitals though typed otherwise.
    pub caps: bool,
    /// Shown as small capitals.
    pub small_caps: bool,
    /// Hidden text.
    pub hidden: bool,
    /// Set from right to left.
    pub right_to_left: bool,
    /// Above or below the line.
    pub vertical: Vertical,
    /// Colour; absent is the automatic one, black on white.
    pub color: Option<Rgb>,
    /// Whether letters are marked with a highlighter or shaded.
    pub highlight: bool,
    /// Room added between letters.
    pub spacing: Twips,
}

impl Default for Font {
    fn default() -> Self {
        let name: Arc<str> = Arc::from("Times New Roman");
        Font {
            other: name.clone(),
            name,
            size: HalfPt(20),
            bold: false,
            italic: false,
            underline: false,
            strike: false,
            caps: false,
            small_caps: false,
            hidden: false,
            right_to_left: false,
            vertical: Vertical::Baseline,
            color: None,
            highlight: false,
            spacing: Twips(0),
        }
    }
}

/// How letters stand to the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Vertical {
    #[default]
    Baseline,
    Superscript,
    Subscript,
}

/// How lines stand between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Alignment {
    #[default]
    Left,
    Center,
    Right,
    Justify,
}

/// `w:line` with `w:lineRule`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LineSpacing {
    /// A multiple of the single line.
    Multiple(f64),
    /// At least this high.
    AtLeast(Twips),
    /// Just this high.
    Exactly(Twips),
}

/// One edge of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Thickness in eighths of a point.
    pub eighths: u32,
    /// Colour; absent is automatic.
    pub color: Option<Rgb>,
    /// Whether it is a plain single line.
    pub single: bool,
}

/// The edges that are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct Borders {
    pub top: Option<Edge>,
    pub bottom: Option<Edge>,
    pub left: Option<Edge>,
    pub right: Option<Edge>,
}

/// The look of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct ParaFormat {
    /// Alignment.
    pub alignment: Alignment,
    /// Indent from the left.
    pub left: Twips,
    /// Indent from the right.
    pub right: Twips,
    /// Indent of the first line against the others; negative hangs.
    pub first_line: Twips,
    /// Room above.
    pub before: Twips,
    /// Room below.
    pub after: Twips,
    /// No room between paragraphs of one style.
    pub contextual: bool,
    /// Line spacing.
    pub line: LineSpacing,
    /// Stays on the page of the next paragraph.
    pub keep_next: bool,
    /// Is not parted over pages.
    pub keep_lines: bool,
    /// Begins a page.
    pub page_break_before: bool,
    /// No single lines at a page's end or start.
    pub widow_control: bool,
    /// Set from right to left.
    pub right_to_left: bool,
    /// Level in the outline, from 0.
    pub outline: Option<u8>,
    /// Drawn edges.
    pub borders: Borders,
}

impl Default for ParaFormat {
    fn default() -> Self {
        ParaFormat {
            alignment: Alignment::Left,
            left: Twips(0),
            right: Twips(0),
            first_line: Twips(0),
            before: Twips(0),
            after: Twips(0),
            contextual: false,
            line: LineSpacing::Multiple(1.0),
            keep_next: false,
            keep_lines: false,
            page_break_before: false,
            widow_control: true,
            right_to_left: false,
            outline: None,
            borders: Borders::default(),
        }
    }
}
