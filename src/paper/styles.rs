//! Styles, each with all that it inherits, and the order in which layers of formatting cover one another.

use std::collections::BTreeMap;
use std::sync::Arc;

use roxmltree::Node;

use super::look::{Borders, Font, LineSpacing, ParaFormat};
use super::properties::{Names, ParaProps, RunProps, StatedBorders, shaded};
use super::refusal::Refusal;
use super::xml::{attr, child, is_true, val, word};
use crate::limits::docx as limits;
use crate::units::HalfPt;

/// The formatting of a table, or of one of its conditional parts.
#[derive(Clone, Debug, Default)]
pub(super) struct TablePart {
    pub(super) run: RunProps,
    pub(super) para: ParaProps,
    pub(super) borders: StatedBorders,
    pub(super) cell_borders: StatedBorders,
    pub(super) shaded: Option<bool>,
}

impl TablePart {
    fn read(node: Node, names: &Names) -> Self {
        let inner = |outer: &str, name: &str| child(node, outer).and_then(|n| child(n, name));
        TablePart {
            run: child(node, "rPr").map(|n| RunProps::read(n, names)).unwrap_or_default(),
            para: child(node, "pPr").map(ParaProps::read).unwrap_or_default(),
            borders: inner("tblPr", "tblBorders").map(StatedBorders::read).unwrap_or_default(),
            cell_borders: inner("tcPr", "tcBorders").map(StatedBorders::read).unwrap_or_default(),
            shaded: inner("tcPr", "shd").map(shaded),
        }
    }

    /// Takes over what the other one states.
    pub(super) fn take(&mut self, other: &TablePart) {
        self.run.take(&other.run);
        self.para.take(&other.para);
        self.borders.take(&other.borders);
        self.cell_borders.take(&other.cell_borders);
        self.shaded = other.shaded.or(self.shaded);
    }
}

/// A style, first as it is written, then with all that it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: Option<Arc<str>>,
    based_on: Option<String>,
    pub(super) run: RunProps,
    pub(super) para: ParaProps,
    pub(super) table: TablePart,
    /// Conditional parts of a table style by their type: `firstRow`, `band1Horz` …
    pub(super) parts: BTreeMap<String, TablePart>,
    /// Whether the style, or one below the one that states its list, states indents of its own.
    pub(super) indents_over_list: bool,
}

impl Style {
    fn read(node: Node, names: &Names) -> Self {
        let parts = node.children().filter(|n| word(*n) == "tblStylePr");
        let table = TablePart::read(node, names);
        Style {
            name: child(node, "name").and_then(val).map(|n| names.name(n)),
            based_on: child(node, "basedOn").and_then(val).map(str::to_owned),
            run: table.run.clone(),
            para: table.para.clone(),
            parts: parts.filter_map(|n| Some((attr(n, "type")?.to_owned(), TablePart::read(n, names)))).collect(),
            table,
            indents_over_list: false,
        }
    }

    /// This style upon the one that it is based on.
    fn upon(&self, base: &Style) -> Style {
        let mut all = base.clone();
        all.name.clone_from(&self.name);
        all.run.take(&self.run);
        all.para.take(&self.para);
        all.table.take(&self.table);
        for (kind, part) in &self.parts {
            all.parts.entry(kind.clone()).or_default().take(part);
        }
        let own_indent = self.para.left.is_some() || self.para.first_line.is_some();
        all.indents_over_list = own_indent || (base.indents_over_list && self.para.list.is_none());
        all
    }
}

/// All styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    pub(super) names: Names,
    defaults: (RunProps, ParaProps),
    all: BTreeMap<String, Style>,
    paragraph: Style,
    table: Style,
}

impl Styles {
    /// No styles but the theme's fonts.
    pub(super) fn none(names: Names) -> Self {
        Styles { names, ..Styles::default() }
    }

    /// Reads `styles.xml`.
    pub(super) fn read(root: Node, names: Names) -> Result<Self, Refusal> {
        let mut styles = Styles::none(names);
        let default = |outer: &str, inner: &str| child(root, "docDefaults").and_then(|d| child(d, outer)).and_then(|d| child(d, inner));
        styles.defaults.0 = default("rPrDefault", "rPr").map(|n| RunProps::read(n, &styles.names)).unwrap_or_default();
        styles.defaults.1 = default("pPrDefault", "pPr").map(ParaProps::read).unwrap_or_default();
        let mut written = BTreeMap::new();
        let mut standard: [Option<String>; 2] = [None, None];
        for node in root.children().filter(|n| word(*n) == "style") {
            let Some(id) = attr(node, "styleId") else { continue };
            if attr(node, "default").is_some_and(is_true) {
                match attr(node, "type") {
                    Some("paragraph") => standard[0] = Some(id.to_owned()),
                    Some("table") => standard[1] = Some(id.to_owned()),
                    _ => {}
                }
            }
            written.insert(id.to_owned(), Style::read(node, &styles.names));
        }
        for id in written.keys() {
            resolve(id, &written, &mut styles.all)?;
        }
        let named = |id: &Option<String>| id.as_ref().and_then(|id| styles.all.get(id)).cloned().unwrap_or_default();
        (styles.paragraph, styles.table) = (named(&standard[0]), named(&standard[1]));
        Ok(styles)
    }

    /// The style of a paragraph; the document's own for a name that is not there.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.all.get(id)).unwrap_or(&self.paragraph)
    }

    /// The style of a table.
    pub(super) fn table(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.all.get(id)).unwrap_or(&self.table)
    }

    /// The look of letters: table, paragraph's style, letters' own style, direct formatting, each over the one before.
    pub(super) fn font(&self, table: &RunProps, paragraph: &RunProps, direct: &RunProps) -> Font {
        let none = RunProps::default();
        let character = direct.style.as_ref().and_then(|id| self.all.get(id)).map_or(&none, |s| &s.run);
        let defaults = &self.defaults.0;
        let mut all = defaults.clone();
        for layer in [table, paragraph, character, direct] {
            all.take(layer);
        }
        // Switches of styles turn one another over; what is set directly holds.
        let toggle = |get: fn(&RunProps) -> Option<bool>| {
            let styles = [table, paragraph, character].into_iter().filter(|p| get(p) == Some(true)).count() % 2 == 1;
            get(direct).unwrap_or(styles || get(defaults) == Some(true))
        };
        let fallback = Font::default();
        let name = all.name.or_else(|| all.other.clone()).unwrap_or(fallback.name);
        Font {
            other: all.other.unwrap_or_else(|| name.clone()),
            name,
            size: all.size.unwrap_or(HalfPt(20)),
            bold: toggle(|p| p.bold),
            italic: toggle(|p| p.italic),
            underline: all.underline.unwrap_or(false),
            strike: toggle(|p| p.strike),
            caps: toggle(|p| p.caps),
            small_caps: toggle(|p| p.small_caps),
            hidden: toggle(|p| p.hidden),
            right_to_left: all.right_to_left.unwrap_or(false),
            vertical: all.vertical.unwrap_or_default(),
            color: all.color.flatten(),
            highlight: all.highlight.unwrap_or(false) || all.shaded.unwrap_or(false),
            spacing: all.spacing.unwrap_or_default(),
        }
    }

    /// The look of a paragraph. A list that is set directly covers the style's indents; one that
    /// the style names does so only where the style has none of its own.
    pub(super) fn format(&self, table: &ParaProps, style: &Style, list: Option<&ParaProps>, direct: &ParaProps) -> ParaFormat {
        let mut all = self.defaults.1.clone();
        all.take(table);
        let list_first = direct.list.is_none() && style.indents_over_list;
        let list = list.cloned().unwrap_or_default();
        if list_first {
            all.take(&list);
        }
        all.take(&style.para);
        if !list_first {
            all.take(&list);
        }
        all.take(direct);
        let fallback = ParaFormat::default();
        ParaFormat {
            alignment: all.alignment.unwrap_or_default(),
            left: all.left.unwrap_or_default(),
            right: all.right.unwrap_or_default(),
            first_line: all.first_line.unwrap_or_default(),
            before: all.before.unwrap_or_default(),
            after: all.after.unwrap_or_default(),
            contextual: all.contextual.unwrap_or(false),
            line: all.line.unwrap_or(LineSpacing::Multiple(1.0)),
            keep_next: all.keep_next.unwrap_or(false),
            keep_lines: all.keep_lines.unwrap_or(false),
            page_break_before: all.page_break_before.unwrap_or(false),
            widow_control: all.widow_control.unwrap_or(fallback.widow_control),
            right_to_left: all.right_to_left.unwrap_or(false),
            outline: all.outline.flatten(),
            borders: Borders {
                top: all.top.flatten(),
                bottom: all.bottom.flatten(),
                left: all.left_edge.flatten(),
                right: all.right_edge.flatten(),
            },
        }
    }
}

/// Puts a style, with all that it inherits, into `all`; its ancestors too.
fn resolve(id: &str, written: &BTreeMap<String, Style>, all: &mut BTreeMap<String, Style>) -> Result<(), Refusal> {
    let mut chain = Vec::new();
    let mut at = Some(id);
    while let Some((id, style)) = at.and_then(|id| Some((id, written.get(id)?))) {
        if all.contains_key(id) {
            break;
        }
        if chain.contains(&id) || chain.len() >= limits::STYLE_CHAIN {
            let name = style.name.as_deref().unwrap_or(id);
            return Err(Refusal::new(
                format!("Kiểu định dạng (style) “{name}” dựa trên chính nó, hoặc trên một chuỗi quá {} kiểu", limits::STYLE_CHAIN),
                "Mở tệp bằng Word, sửa mục “Style based on” của kiểu ấy (hoặc chép văn bản sang một tệp mới) rồi lưu lại",
            ));
        }
        chain.push(id);
        at = style.based_on.as_deref();
    }
    for id in chain.into_iter().rev() {
        let base = written[id].based_on.as_ref().and_then(|base| all.get(base)).cloned().unwrap_or_default();
        let resolved = written[id].upon(&base);
        all.insert(id.to_owned(), resolved);
    }
    Ok(())
}
