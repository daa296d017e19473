//! From a styled flow to pages of placed lines, and the near misses that the DOCX must agree to.
//!
//! Steps: `set` breaks every paragraph into lines, `paginate` fills pages, then the lines are
//! placed. Nothing here knows a number of the standard or a file format.

mod paginate;
mod set;

use crate::font::Fonts;
use crate::style::{Columns, Flow, FlowBlock, Para};
use crate::units::Twips;
use paginate::{Unit, paginate};
use set::{SetPara, set};

pub use set::FRAME_PADDING;

/// Thickness of drawn lines and frames, pt.
pub const STROKE: f64 = 0.75;
/// Height of the paragraph that Word wants behind a table which ends the text.
pub const END_HEIGHT: Twips = Twips(20);

/// The laid-out document.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Pages in order.
    pub pages: Vec<Page>,
    /// What the layout decided for both exporters.
    pub facts: Facts,
}

/// One page; all places are pt from its upper left corner.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its content in reading order.
    pub items: Vec<Placed>,
}

/// A thing at its place.
#[derive(Clone, Debug)]
pub enum Placed {
    /// A line of text.
    Line(TextLine),
    /// A horizontal drawn line.
    Rule {
        /// Left end.
        x: f64,
        /// Height on the page of the line's middle.
        y: f64,
        /// Length.
        width: f64,
    },
    /// A drawn rectangle.
    Frame {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Outer width.
        width: f64,
        /// Outer height.
        height: f64,
        /// RRGGBB.
        color: String,
    },
}

/// A line of one paragraph.
#[derive(Clone, Debug)]
pub struct TextLine {
    /// Its paragraph's number in reading order; `None` for page numbers.
    pub para: Option<usize>,
    /// Height of the baseline.
    pub baseline: f64,
    /// Type size.
    pub size: f64,
    /// RRGGBB, black when absent.
    pub color: Option<String>,
    /// Stretches of one face.
    pub fragments: Vec<Fragment>,
}

/// A stretch of text in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Words with their spaces.
    pub text: String,
    /// Left end.
    pub x: f64,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// What justification adds to each space.
    pub stretch: f64,
    /// Link target.
    pub link: Option<String>,
}

/// Decisions by paragraph number.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Near misses: the run and byte after which the space is widened.
    pub widened: Vec<Vec<(usize, usize)>>,
    /// Space added above a paragraph so that a page surely breaks where it breaks here.
    pub extra_before: Vec<Twips>,
    /// Page (from 0) and height of the first baseline of each heading paragraph: (paragraph, page, y).
    pub headings: Vec<(usize, usize, f64)>,
}

/// Numbers all paragraphs of a flow in reading order, as facts and lines refer to them.
pub fn paragraphs(flow: &Flow) -> impl Iterator<Item = &Para> {
    let blocks = flow.blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Para>> {
        match block {
            FlowBlock::Para(para) => Box::new(std::iter::once(para)),
            FlowBlock::Columns(columns) => Box::new(columns.rows.iter().flatten().flatten()),
        }
    });
    flow.first_header.iter().chain(blocks).chain(&flow.first_footer)
}

/// Lays a flow out.
pub fn layout(flow: &Flow, fonts: &Fonts) -> Pages {
    let mut numbers = 0..;
    let text_width = flow.page.text_width();
    let squeeze = flow.compatibility_mode >= 15;
    let mut set_one = |para: &Para, width: Twips| {
        let number = numbers.next().unwrap_or_default();
        set(para, number, width, fonts, squeeze)
    };
    let first_header: Vec<SetPara> = flow.first_header.iter().map(|p| set_one(p, text_width)).collect();
    let mut bodies: Vec<Body> = Vec::new();
    for block in &flow.blocks {
        match block {
            FlowBlock::Para(para) => bodies.push(Body::Para(set_one(para, text_width))),
            FlowBlock::Columns(Columns { widths, rows }) => {
                for row in rows {
                    let cells = [0, 1].map(|side| row[side].iter().map(|p| set_one(p, widths[side])).collect());
                    bodies.push(Body::Row { cells, left: widths[0] });
                }
            }
        }
    }
    let first_footer: Vec<SetPara> = flow.first_footer.iter().map(|p| set_one(p, text_width)).collect();

    let height = flow.page.text_height().pt();
    let footer_height: f64 = first_footer.iter().map(|p| p.before + p.height()).sum();
    let mut units: Vec<Unit> = bodies.iter().map(Body::unit).collect();
    if let (Some(FlowBlock::Columns(_)), Some(last)) = (flow.blocks.last(), units.last_mut()) {
        last.tail = END_HEIGHT.pt();
    }
    let breaks = paginate(&units, height - footer_height, height);

    let mut place = Place { flow, fonts, pages: Vec::new(), headings: Vec::new() };
    for (number, page) in breaks.pages.iter().enumerate() {
        place.pages.push(Page::default());
        if number == 0 {
            let top = flow.page.page_number.pt();
            place.stack(&first_header, flow.page.left.pt(), top);
        } else {
            place.page_number(number + 1);
        }
        for part in page {
            let top = flow.page.top.pt() + part.top;
            match &bodies[part.unit] {
                Body::Para(para) => place.lines(para, part.lines.clone(), flow.page.left.pt(), top),
                Body::Row { cells, left } => {
                    place.stack(&cells[0], flow.page.left.pt(), top);
                    place.stack(&cells[1], (flow.page.left + *left).pt(), top);
                }
            }
        }
        if number == 0 {
            let top = (flow.page.height - flow.page.bottom).pt() - footer_height;
            place.stack(&first_footer, flow.page.left.pt(), top);
        }
    }

    let all = || {
        let body = bodies.iter().flat_map(|b| -> Vec<&SetPara> {
            match b {
                Body::Para(p) => vec![p],
                Body::Row { cells, .. } => cells.iter().flatten().collect(),
            }
        });
        first_header.iter().chain(body).chain(&first_footer)
    };
    let mut extra_before = vec![Twips(0); all().count()];
    for (unit, extra) in bodies.iter().zip(&breaks.extra) {
        if let Body::Para(para) = unit {
            extra_before[para.number] = *extra;
        }
    }
    let facts = Facts { widened: all().map(|p| p.widened.clone()).collect(), extra_before, headings: place.headings };
    Pages { pages: place.pages, facts }
}

enum Body {
    Para(SetPara),
    Row { cells: [Vec<SetPara>; 2], left: Twips },
}

impl Body {
    fn unit(&self) -> Unit {
        match self {
            Body::Para(para) => Unit {
                before: para.before,
                lines: para.lines.len(),
                line_height: para.line_height,
                leading: para.leading,
                around: para.around,
                keep_next: para.keep_next,
                keep_lines: para.keep_lines,
                may_grow: true,
                tail: 0.0,
            },
            Body::Row { cells, .. } => {
                let height = |cell: &Vec<SetPara>| cell.iter().map(|p| p.before + p.height()).sum::<f64>();
                let height = cells.iter().map(height).fold(0.0, f64::max);
                Unit {
                    before: 0.0,
                    lines: 1,
                    line_height: height,
                    leading: 0.0,
                    around: 0.0,
                    keep_next: false,
                    keep_lines: true,
                    may_grow: false,
                    tail: 0.0,
                }
            }
        }
    }
}

struct Place<'a> {
    flow: &'a Flow,
    fonts: &'a Fonts,
    pages: Vec<Page>,
    headings: Vec<(usize, usize, f64)>,
}

impl Place<'_> {
    fn push(&mut self, item: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// Paragraphs one below the other, with their spaces.
    fn stack(&mut self, paras: &[SetPara], x: f64, mut top: f64) {
        for para in paras {
            top += para.before;
            self.lines(para, 0..para.lines.len(), x, top);
            top += para.height();
        }
    }

    /// Some lines of a paragraph, the first one's top at `top`.
    fn lines(&mut self, para: &SetPara, lines: std::ops::Range<usize>, x: f64, top: f64) {
        let left = x + para.left;
        if para.rule {
            self.push(Placed::Rule { x: left, y: top + STROKE / 2.0, width: para.width });
        }
        if let Some(color) = &para.frame {
            let (width, height) = (para.width, para.height());
            self.push(Placed::Frame { x: left, y: top, width, height, color: color.clone() });
        }
        for (row, line) in lines.clone().map(|i| (i - lines.start, &para.lines[i])) {
            let baseline = top + para.around / 2.0 + row as f64 * para.line_height + para.baseline;
            if row == 0 && lines.start == 0 && para.heading {
                self.headings.push((para.number, self.pages.len() - 1, baseline - para.baseline));
            }
            let mut fragments = line.clone();
            fragments.iter_mut().for_each(|f| f.x += x);
            if fragments.is_empty() {
                continue;
            }
            let color = para.frame.clone();
            self.push(Placed::Line(TextLine { para: Some(para.number), baseline, size: para.size, color, fragments }));
        }
    }

    fn page_number(&mut self, number: usize) {
        let look = self.flow.styles.look(crate::standard::Component::PageNumber);
        let (face, size) = (self.fonts.face(look.bold, look.italic), look.size.pt());
        let text = number.to_string();
        let middle = (self.flow.page.left + self.flow.page.text_width() * 0.5).pt();
        let x = middle - face.width(&text, size) / 2.0;
        let baseline = self.flow.page.page_number.pt() + face.baseline(size);
        let fragments = vec![Fragment { text, x, bold: look.bold, italic: look.italic, stretch: 0.0, link: None }];
        self.push(Placed::Line(TextLine { para: None, baseline, size, color: None, fragments }));
    }
}
