//! Lines, pictures and text boxes, in DrawingML and in the older VML.

use roxmltree::Node;

use super::block::{Drawing, Line, Picture};
use super::look::Rgb;
use super::reader::Reader;
use super::xml::{attr, emu, is_true, twips, word};
use crate::units::Twips;

/// Thickness units: EMU in an eighth of a point.
const EMU_EIGHTH: f64 = 1587.5;

/// Namespaces whose drawings are understood: the first alternative that needs no others is read.
const KNOWN: [&str; 6] = [
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/drawing/2010/main",
];

/// The one alternative of `mc:AlternateContent` that is read.
pub(super) fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let understood = |choice: &Node| {
        attr(*choice, "Requires")
            .unwrap_or_default()
            .split_whitespace()
            .all(|prefix| choice.lookup_namespace_uri(Some(prefix)).is_some_and(|uri| KNOWN.contains(&uri) || uri.contains("/word/20")))
    };
    let named = |name: &'static str| node.children().filter(move |c| c.tag_name().name() == name);
    named("Choice").find(understood).or_else(|| named("Fallback").next())
}

/// What is gathered of one `w:drawing` or `w:pict`.
#[derive(Default)]
struct Frame {
    inline: bool,
    size: Option<(Twips, Twips)>,
    alt: Option<String>,
}

/// A drawing, or a text box whose blocks are still to be read.
pub(super) enum Shown<'a, 'i> {
    Drawing(Drawing),
    TextBox(Node<'a, 'i>),
}

/// What `w:drawing`, `w:pict` or `w:object` shows.
pub(super) fn read<'a, 'i>(reader: &Reader, node: Node<'a, 'i>) -> Vec<Shown<'a, 'i>> {
    let (mut out, mut frame) = (Vec::new(), Frame::default());
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        let mut enter = true;
        match node.tag_name().name() {
            "inline" | "anchor" => frame.inline = node.tag_name().name() == "inline",
            "extent" => frame.size = emu(attr(node, "cx")).zip(emu(attr(node, "cy"))),
            "docPr" => frame.alt = attr(node, "descr").filter(|d| !d.is_empty()).map(str::to_owned),
            "AlternateContent" => {
                left.extend(alternative(node));
                enter = false;
            }
            "wsp" | "cxnSp" => {
                out.extend(shape(&node, &frame).map(Shown::Drawing));
                left.extend(text_of(node));
                enter = false;
            }
            "pic" => {
                out.push(Shown::Drawing(Drawing::Picture(picture(reader, node, &frame))));
                enter = false;
            }
            "chart" | "relIds" => out.push(Shown::Drawing(Drawing::Object)),
            "txbxContent" if word(node) == "txbxContent" => {
                out.push(Shown::TextBox(node));
                enter = false;
            }
            "line" | "shape" | "rect" | "roundrect" | "polyline" if is_vml(node) => out.extend(vml_line(node).map(Shown::Drawing)),
            "imagedata" if is_vml(node) => out.extend(vml_picture(reader, node).map(Shown::Drawing)),
            "OLEObject" => out.push(Shown::Drawing(Drawing::Object)),
            "shapetype" => enter = false,
            _ => {}
        }
        if enter {
            left.extend(node.children().filter(|c| c.is_element()).rev());
        }
    }
    // A picture of an embedded object stands for it.
    let is_object = |shown: &Shown| matches!(shown, Shown::Drawing(Drawing::Object));
    if out.iter().any(is_object) && out.iter().any(|shown| matches!(shown, Shown::Drawing(Drawing::Picture(_)))) {
        out.retain(|shown| !is_object(shown));
    }
    out
}

/// The text box inside a shape.
fn text_of<'a, 'i>(shape: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let text = shape.children().find(|c| c.tag_name().name() == "txbx")?;
    text.children().find(|c| word(*c) == "txbxContent")
}

fn inside<'a, 'i>(node: Node<'a, 'i>, names: &[&str]) -> Option<Node<'a, 'i>> {
    names.iter().try_fold(node, |at, name| at.children().find(|c| c.tag_name().name() == *name))
}

/// A DrawingML shape, if it is a line.
fn shape(node: &Node, frame: &Frame) -> Option<Drawing> {
    let properties = inside(*node, &["spPr"])?;
    let kind = inside(properties, &["prstGeom"]).and_then(|g| attr(g, "prst")).unwrap_or_default();
    let size = inside(properties, &["xfrm", "ext"]).and_then(|e| emu(attr(e, "cx")).zip(emu(attr(e, "cy"))));
    let (width, height) = size.or(frame.size)?;
    let flat = height.0.abs() <= 40 && width.0 > 200 && text_of(*node).is_none();
    if !(matches!(kind, "line") || kind.starts_with("straightConnector") || flat) {
        return None;
    }
    let line = inside(properties, &["ln"]);
    if line.is_some_and(|l| inside(l, &["noFill"]).is_some()) {
        return None;
    }
    let thickness = line.and_then(|l| attr(l, "w")).and_then(|w| w.parse::<f64>().ok());
    let dash = line.and_then(|l| inside(l, &["prstDash"])).and_then(|d| attr(d, "val"));
    Some(Drawing::Line(Line {
        length: Twips(width.0.abs().max(height.0.abs())),
        eighths: thickness.map(|w| (w / EMU_EIGHTH).round() as u32),
        horizontal: height.0.abs() <= width.0.abs() / 8,
        solid: dash.is_none_or(|d| d == "solid"),
        color: line.and_then(|l| inside(l, &["solidFill", "srgbClr"])).and_then(|c| attr(c, "val")).and_then(Rgb::from_hex),
    }))
}

fn picture(reader: &Reader, node: Node, frame: &Frame) -> Picture {
    let relation = inside(node, &["blipFill", "blip"]).and_then(|b| attr(b, "embed").or_else(|| attr(b, "link")));
    let own = inside(node, &["spPr", "xfrm", "ext"]).and_then(|e| emu(attr(e, "cx")).zip(emu(attr(e, "cy"))));
    let (width, height) = frame.size.or(own).unwrap_or_default();
    Picture { part: relation.and_then(|r| reader.target(r)), width, height, alt: frame.alt.clone(), inline: frame.inline }
}

fn is_vml(node: Node) -> bool {
    node.tag_name().namespace() == Some("urn:schemas-microsoft-com:vml")
}

/// A length of a VML style: `width:120.5pt`.
fn styled(node: Node, name: &str) -> Option<Twips> {
    let style = attr(node, "style")?;
    let value = style.split(';').find_map(|s| s.split_once(':').filter(|(n, _)| n.trim() == name))?.1;
    measure(value)
}

/// A VML measure; without a unit it is pixels.
fn measure(value: &str) -> Option<Twips> {
    let value = value.trim();
    if value.ends_with(|c: char| c.is_ascii_digit()) { twips(&format!("{value}px")) } else { twips(value) }
}

/// A VML line, connector or ruler.
fn vml_line(node: Node) -> Option<Drawing> {
    let name = node.tag_name().name();
    let connector = attr(node, "type").is_some_and(|t| t.ends_with("_t32"));
    let ruler = attr(node, "hr").is_some_and(|v| is_true(v) && v != "f");
    let (width, height) = if name == "line" {
        let point = |value: Option<&str>| -> Option<(Twips, Twips)> {
            let (x, y) = value?.split_once(',')?;
            Some((measure(x).unwrap_or_default(), measure(y).unwrap_or_default()))
        };
        let (from, to) = (point(attr(node, "from"))?, point(attr(node, "to"))?);
        (to.0 - from.0, to.1 - from.1)
    } else if connector || ruler {
        (styled(node, "width").unwrap_or_default(), styled(node, "height").unwrap_or_default())
    } else {
        return None;
    };
    let stroke = node.children().find(|c| c.tag_name().name() == "stroke");
    let thickness = attr(node, "strokeweight").and_then(measure);
    Some(Drawing::Line(Line {
        length: Twips(width.0.abs().max(height.0.abs())),
        eighths: thickness.map(|t| (f64::from(t.0) * 8.0 / 20.0).round() as u32),
        horizontal: ruler || height.0.abs() <= width.0.abs() / 8,
        solid: stroke.and_then(|s| attr(s, "dashstyle")).is_none_or(|d| d == "solid"),
        color: attr(node, "strokecolor").and_then(|c| Rgb::from_hex(c.split_whitespace().next().unwrap_or_default())),
    }))
}

fn vml_picture(reader: &Reader, node: Node) -> Option<Drawing> {
    let shape = node.parent()?;
    let (width, height) = (styled(shape, "width").unwrap_or_default(), styled(shape, "height").unwrap_or_default());
    let alt = attr(shape, "alt").map(str::to_owned);
    Some(Drawing::Picture(Picture { part: attr(node, "id").and_then(|r| reader.target(r)), width, height, alt, inline: true }))
}
