//! The named styles: one for every component, based on Normal.

use std::collections::BTreeMap;

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, RunFonts,
    RunProperty, SpecialIndentType, Style, StyleType, Styles, VertAlignType,
};

use super::names::{END, FONT, REFERENCE, id};
use crate::layout::STROKE;
use crate::standard::{Align, Component};
use crate::style::{LineHeight, ParaLook, Styles as Looks};
use crate::units::Twips;

/// Normal's line height.
const SINGLE: LineHeight = LineHeight::Multiple(240);

/// A component's style name as Word shows it: `VB Quốc hiệu`.
fn name(component: Component, styles: &Looks) -> String {
    if component == Component::Footnote {
        return "footnote text".to_owned();
    }
    // A comma or semicolon would part the name into aliases.
    format!("VB {}", styles.term(component).replace([',', ';'], ""))
}

/// The usual outline level of each kind of heading, in its style: a heading that is added later has it too.
pub(super) fn levels() -> BTreeMap<Component, u8> {
    BTreeMap::from([
        (Component::Part, 0),
        (Component::AppendixLabel, 0),
        (Component::Section, 0),
        (Component::Article, 0),
        (Component::ClauseHeading, 1),
        (Component::PointHeading, 2),
    ])
}

/// All styles of a document.
pub(super) fn styles(looks: &Looks) -> Styles {
    let body = looks.look(Component::Paragraph);
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    let mut normal = Style::new("Normal", StyleType::Paragraph).name("Normal");
    normal.paragraph_property = normal.paragraph_property.widow_control(true).line_spacing(spacing(Twips(0), SINGLE).after(0));
    let styles = Styles::new().default_fonts(fonts).default_size(body.size.0 as usize).add_style(normal);
    let levels = levels();
    let styles = looks.iter().fold(styles, |styles, (component, look)| {
        let mut style = style(component, look, looks);
        if let Some(level) = levels.get(&component) {
            style.paragraph_property = style.paragraph_property.outline_lvl(usize::from(*level));
        }
        styles.add_style(style)
    });
    let mut reference = Style::new(REFERENCE, StyleType::Character).name("footnote reference");
    reference.run_property = RunProperty::new().vert_align(VertAlignType::SuperScript);
    let end = LineHeight::Exact(crate::layout::END_HEIGHT);
    styles.add_style(reference).add_style(
        Style::new(END, StyleType::Paragraph).name("VB Kết thúc văn bản").based_on("Normal").size(2).line_spacing(spacing(Twips(0), end)),
    )
}

fn style(component: Component, look: &ParaLook, styles: &Looks) -> Style {
    let mut style =
        Style::new(id(component), StyleType::Paragraph).name(name(component, styles)).based_on("Normal").size(look.size.0 as usize);
    if look.align != Align::Left {
        style = style.align(aligned(look.align));
    }
    if (look.before, look.line) != (Twips(0), SINGLE) {
        style = style.line_spacing(spacing(look.before, look.line));
    }
    if look.bold {
        style = style.bold();
    }
    if look.italic {
        style = style.italic();
    }
    if (look.left, look.right, look.first_line) != (Twips(0), Twips(0), Twips(0)) {
        style = style.indent(Some(look.left.0), first_line(look), Some(look.right.0), None);
    }
    let property = &mut style.paragraph_property;
    property.keep_next = look.keep_next.then_some(true);
    property.keep_lines = look.keep_lines.then_some(true);
    match component {
        Component::Rule => property.borders = Some(rule()),
        // What one goes on to write below a heading.
        Component::PartTitle | Component::Section | Component::ClauseHeading | Component::PointHeading => {
            style = style.next(id(Component::Paragraph));
        }
        _ => {}
    }
    style
}

fn aligned(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
        Align::Justify => AlignmentType::Both,
    }
}

/// A first-line indent, where there is one.
fn first_line(look: &ParaLook) -> Option<SpecialIndentType> {
    (look.first_line != Twips(0)).then_some(SpecialIndentType::FirstLine(look.first_line.0))
}

fn spacing(before: Twips, line: LineHeight) -> LineSpacing {
    let spacing = LineSpacing::new().before(before.0.unsigned_abs());
    match line {
        LineHeight::Multiple(m) => spacing.line(m as i32).line_rule(LineSpacingType::Auto),
        LineHeight::Exact(height) => spacing.line(height.0).line_rule(LineSpacingType::Exact),
    }
}

/// A line along a paragraph's upper edge.
fn rule() -> ParagraphBorders {
    ParagraphBorders::with_empty().set(stroke(ParagraphBorderPosition::Top))
}

fn stroke(side: ParagraphBorderPosition) -> ParagraphBorder {
    // `w:sz` counts eighths of a point.
    ParagraphBorder::new(side).val(BorderType::Single).size((STROKE * 8.0) as usize).space(0).color("auto")
}
