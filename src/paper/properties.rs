//! Properties as a style or a run states them, before anything is inherited.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use roxmltree::Node;

use super::look::{Alignment, Borders, Edge, LineSpacing, Rgb, Vertical};
use super::xml::{attr, child, is_true, length, on, twips, val, word};
use crate::units::{HalfPt, Twips};

/// Font names, each kept once, and those that a theme stands for.
#[derive(Default)]
pub(super) struct Names {
    kept: RefCell<BTreeMap<String, Arc<str>>>,
    /// The theme's fonts for headings and for the text.
    pub(super) theme: [Option<String>; 2],
}

impl Names {
    /// The one copy of a name.
    pub(super) fn name(&self, name: &str) -> Arc<str> {
        self.kept.borrow_mut().entry(name.to_owned()).or_insert_with(|| Arc::from(name)).clone()
    }

    /// The font of `w:rFonts` for one kind of letters: a theme's goes before a named one.
    fn font(&self, fonts: Node, key: &str) -> Option<Arc<str>> {
        let themed = attr(fonts, &format!("{key}Theme")).and_then(|t| self.theme[usize::from(t.starts_with("minor"))].as_deref());
        themed.or_else(|| attr(fonts, key)).filter(|n| !n.is_empty()).map(|n| self.name(n))
    }
}

macro_rules! properties {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name { $(pub(super) $field: Option<$kind>,)* }

        impl $name {
            /// Takes over everything that the other one states.
            pub(super) fn take(&mut self, other: &$name) {
                $(if other.$field.is_some() { self.$field.clone_from(&other.$field); })*
            }
        }
    };
}

properties! {
    /// What `w:rPr` states.
    RunProps {
        style: String,
        name: Arc<str>,
        other: Arc<str>,
        size: HalfPt,
        bold: bool,
        italic: bool,
        caps: bool,
        small_caps: bool,
        strike: bool,
        hidden: bool,
        right_to_left: bool,
        underline: bool,
        color: Option<Rgb>,
        highlight: bool,
        shaded: bool,
        vertical: Vertical,
        spacing: Twips,
    }
}

impl RunProps {
    /// Reads `w:rPr`.
    pub(super) fn read(node: Node, names: &Names) -> Self {
        let mut p = RunProps::default();
        for n in node.children() {
            match word(n) {
                "rStyle" => p.style = val(n).map(str::to_owned),
                "rFonts" => {
                    p.name = names.font(n, "ascii").or(p.name);
                    p.other = names.font(n, "hAnsi").or(p.other);
                }
                "sz" => p.size = val(n).and_then(half_points),
                "b" => p.bold = Some(on(n)),
                "i" => p.italic = Some(on(n)),
                "caps" => p.caps = Some(on(n)),
                "smallCaps" => p.small_caps = Some(on(n)),
                "strike" | "dstrike" => p.strike = Some(on(n) || p.strike == Some(true)),
                "vanish" | "specVanish" => p.hidden = Some(on(n) || p.hidden == Some(true)),
                "rtl" => p.right_to_left = Some(on(n)),
                "u" => p.underline = Some(val(n).is_some_and(is_true)),
                "color" => p.color = val(n).map(Rgb::from_hex),
                "highlight" => p.highlight = Some(val(n).is_some_and(|v| is_true(v) && v != "white")),
                "shd" => p.shaded = Some(shaded(n)),
                "vertAlign" => {
                    p.vertical = Some(match val(n) {
                        Some("superscript") => Vertical::Superscript,
                        Some("subscript") => Vertical::Subscript,
                        _ => Vertical::Baseline,
                    });
                }
                "spacing" => p.spacing = length(n, "val"),
                _ => {}
            }
        }
        p
    }
}

/// A size: half points, or a number with its unit.
fn half_points(text: &str) -> Option<HalfPt> {
    let size = match text.parse::<f64>() {
        Ok(halves) => halves.round(),
        Err(_) => f64::from(twips(text)?.0) / 10.0,
    };
    (1.0..=3276.0).contains(&size).then_some(HalfPt(size as u32))
}

/// Whether `w:shd` colours anything.
pub(super) fn shaded(node: Node) -> bool {
    let fill = attr(node, "fill").is_some_and(|f| !matches!(f.to_ascii_uppercase().as_str(), "AUTO" | "FFFFFF"));
    fill || val(node).is_some_and(|v| !matches!(v, "clear" | "nil" | "none"))
}

properties! {
    /// What `w:pPr` states.
    ParaProps {
        style: String,
        alignment: Alignment,
        left: Twips,
        right: Twips,
        first_line: Twips,
        before: Twips,
        after: Twips,
        contextual: bool,
        line: LineSpacing,
        keep_next: bool,
        keep_lines: bool,
        page_break_before: bool,
        widow_control: bool,
        right_to_left: bool,
        outline: Option<u8>,
        top: Option<Edge>,
        bottom: Option<Edge>,
        left_edge: Option<Edge>,
        right_edge: Option<Edge>,
        list: i64,
        list_level: usize,
        framed: bool,
    }
}

/// Room that browsers and Word put around a paragraph when left to themselves.
const AUTOMATIC: Twips = Twips(280);

impl ParaProps {
    /// Reads `w:pPr`.
    pub(super) fn read(node: Node) -> Self {
        let mut p = ParaProps::default();
        for n in node.children() {
            match word(n) {
                "pStyle" => p.style = val(n).map(str::to_owned),
                "jc" => {
                    p.alignment = Some(match val(n) {
                        Some("center") => Alignment::Center,
                        Some("right" | "end") => Alignment::Right,
                        Some("both" | "distribute" | "thaiDistribute" | "lowKashida" | "mediumKashida" | "highKashida") => {
                            Alignment::Justify
                        }
                        _ => Alignment::Left,
                    });
                }
                "ind" => p.indents(n),
                "spacing" => p.room(n),
                "contextualSpacing" => p.contextual = Some(on(n)),
                "keepNext" => p.keep_next = Some(on(n)),
                "keepLines" => p.keep_lines = Some(on(n)),
                "pageBreakBefore" => p.page_break_before = Some(on(n)),
                "widowControl" => p.widow_control = Some(on(n)),
                "bidi" => p.right_to_left = Some(on(n)),
                "outlineLvl" => p.outline = val(n).and_then(|v| v.parse().ok()).map(|level: u8| (level < 9).then_some(level)),
                "framePr" => p.framed = Some(true),
                "pBdr" => {
                    p.top = child(n, "top").map(edge).or(p.top);
                    p.bottom = child(n, "bottom").map(edge).or(p.bottom);
                    p.left_edge = child(n, "left").map(edge).or(p.left_edge);
                    p.right_edge = child(n, "right").map(edge).or(p.right_edge);
                }
                "numPr" => {
                    p.list = child(n, "numId").and_then(val).and_then(|v| v.parse().ok());
                    p.list_level = child(n, "ilvl").and_then(val).and_then(|v| v.parse().ok()).map(|l: usize| l.min(8));
                }
                _ => {}
            }
        }
        p
    }

    fn indents(&mut self, n: Node) {
        self.left = length(n, "left").or_else(|| length(n, "start"));
        self.right = length(n, "right").or_else(|| length(n, "end"));
        self.first_line = match (length(n, "hanging"), length(n, "firstLine")) {
            (Some(hanging), _) if hanging.0 != 0 => Some(Twips(-hanging.0)),
            (hanging, first) => first.or(hanging.map(|_| Twips(0))),
        };
    }

    fn room(&mut self, n: Node) {
        let side = |name: &str| {
            let automatic = attr(n, &format!("{name}Autospacing")).is_some_and(is_true);
            let lines = attr(n, &format!("{name}Lines")).and_then(|v| v.parse::<i32>().ok()).filter(|l| *l != 0);
            if automatic { Some(AUTOMATIC) } else { lines.map(|l| Twips(l.saturating_mul(12) / 5)).or_else(|| length(n, name)) }
        };
        (self.before, self.after) = (side("before"), side("after"));
        self.line = length(n, "line").map(|line| match attr(n, "lineRule") {
            Some("exact") => LineSpacing::Exactly(Twips(line.0.abs())),
            Some("atLeast") => LineSpacing::AtLeast(Twips(line.0.abs())),
            _ if line.0 < 0 => LineSpacing::Exactly(Twips(-line.0)),
            _ => LineSpacing::Multiple(f64::from(line.0) / 240.0),
        });
    }
}

/// An edge; none where it is switched off.
pub(super) fn edge(node: Node) -> Option<Edge> {
    let kind = val(node)?;
    let eighths = attr(node, "sz").and_then(|s| s.parse().ok()).unwrap_or(4);
    (!matches!(kind, "nil" | "none")).then(|| Edge {
        eighths,
        color: attr(node, "color").and_then(Rgb::from_hex),
        single: kind == "single",
    })
}

/// The edges that `w:tblBorders` or `w:tcBorders` states; the outer option tells "not stated".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StatedBorders {
    pub(super) top: Option<Option<Edge>>,
    pub(super) bottom: Option<Option<Edge>>,
    pub(super) left: Option<Option<Edge>>,
    pub(super) right: Option<Option<Edge>>,
    pub(super) inside_h: Option<Option<Edge>>,
    pub(super) inside_v: Option<Option<Edge>>,
}

impl StatedBorders {
    /// Reads them.
    pub(super) fn read(node: Node) -> Self {
        let side = |names: [&str; 2]| names.into_iter().find_map(|n| child(node, n)).map(edge);
        StatedBorders {
            top: side(["top", "top"]),
            bottom: side(["bottom", "bottom"]),
            left: side(["left", "start"]),
            right: side(["right", "end"]),
            inside_h: side(["insideH", "insideH"]),
            inside_v: side(["insideV", "insideV"]),
        }
    }

    /// Takes over what the other one states.
    pub(super) fn take(&mut self, other: &StatedBorders) {
        self.top = other.top.or(self.top);
        self.bottom = other.bottom.or(self.bottom);
        self.left = other.left.or(self.left);
        self.right = other.right.or(self.right);
        self.inside_h = other.inside_h.or(self.inside_h);
        self.inside_v = other.inside_v.or(self.inside_v);
    }

    /// The edges of a cell that lies at these sides of the table.
    pub(super) fn of_cell(&self, own: &StatedBorders, [first_row, last_row, first_column, last_column]: [bool; 4]) -> Borders {
        type Stated = Option<Option<Edge>>;
        let side = |own: Stated, outer: Stated, inner: Stated, at_edge: bool| own.unwrap_or(if at_edge { outer } else { inner }.flatten());
        Borders {
            top: side(own.top, self.top, self.inside_h, first_row),
            bottom: side(own.bottom, self.bottom, self.inside_h, last_row),
            left: side(own.left, self.left, self.inside_v, first_column),
            right: side(own.right, self.right, self.inside_v, last_column),
        }
    }
}
