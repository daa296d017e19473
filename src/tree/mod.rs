//! The document tree: what the document is, free of any look, page or file format.
//!
//! `compose` finishes a freshly parsed tree: numbers, closing punctuation. Its words are in the case
//! they were written in: capitals and the marks of lists are looks, which `style` sets. Beside the
//! words stand the terms of the decree's metadata list (Phụ lục VI) that cannot be read off them.

mod compose;
mod image;
mod markers;
mod notes;
mod numbering;
mod origin;
mod part;
mod table;

pub use crate::line::{Fill, FillKind};
pub use crate::standard::Blank;
pub use compose::compose;
pub use image::{Extent, Image};
pub use numbering::Numbering;
pub use origin::{Origin, origin};
pub use part::Part;
pub use table::{Cell, CellAlign, Column, Row, RowKind, Table, Width};

/// A whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The official name of its type, whether it is shown or not; set from the type's declaration.
    pub category: String,
    /// Set when this is not the document itself but a part of it that is a file of its own.
    pub part: Option<Part>,
    /// How the body is numbered.
    pub numbering: Numbering,
    /// How the text ends.
    pub end: Closing,
    /// Boxes 1–4 of the diagram.
    pub header: Header,
    /// Boxes 10, 11 and the draft mark.
    pub marks: Marks,
    /// Tên loại, box 5a.
    pub type_name: Inlines,
    /// Trích yếu, box 5a.
    pub subject: Inlines,
    /// Who sends word to the addressees, of a công điện: `Thủ tướng Chính phủ điện:`.
    pub sender: Inlines,
    /// Kính gửi, box 9a.
    pub addressees: Vec<Inlines>,
    /// Thẩm quyền ban hành, above the legal bases of a decision.
    pub issuing_authority: Inlines,
    /// Căn cứ, one line each.
    pub legal_bases: Vec<Inlines>,
    /// `QUYẾT ĐỊNH:`, below the legal bases of a decision.
    pub enacting_words: Inlines,
    /// The paragraphs before the first heading.
    pub opening: Vec<Inlines>,
    /// The body.
    pub body: Vec<Block>,
    /// The paragraphs after the last item; the last one ends `./.`.
    pub closing: Vec<Inlines>,
    /// Boxes 7, 9b and 12.
    pub foot: Foot,
    /// Who signs at the foot of each page.
    pub page_signatures: Vec<Inlines>,
    /// Box 13, one entry a line.
    pub address: Vec<Inlines>,
    /// What a decision issues or approves, each with pages of its own.
    pub attachments: Vec<Attachment>,
    /// Phụ lục, each with pages of its own.
    pub appendices: Vec<Appendix>,
}

/// How the text of a document ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Closing {
    /// `./.`, as on all forms of the decree.
    #[default]
    EndMark,
    /// A full stop.
    Stop,
    /// As its last sentence was written.
    AsWritten,
}

/// A document issued or approved by a decision (decree PL III Mẫu 1.3).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    /// The decision's head without number and date; set by `compose`.
    pub header: Header,
    /// Its own type: `Quy chế`.
    pub type_name: Inlines,
    /// Its summary.
    pub subject: Inlines,
    /// Whether it ends without the end mark.
    pub unmarked: bool,
    /// `(Kèm theo Quyết định …)`.
    pub reference: Inlines,
    /// Whether it is a file of its own.
    pub separate: bool,
    /// How its content is numbered; set by `compose`.
    pub numbering: Numbering,
    /// Its content.
    pub body: Vec<Block>,
}

/// An appendix (decree PL I-1.III.1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appendix {
    /// `Phụ lục`, or `Phụ lục II` when there are several; set by `compose`.
    pub label: Inlines,
    /// Its title.
    pub title: Inlines,
    /// `(Kèm theo …)`.
    pub reference: Inlines,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// Whether it ends without the end mark, as some issued plans do.
    pub unmarked: bool,
    /// Whether it is a file of its own.
    pub separate: bool,
    /// How its content is numbered; set by `compose`.
    pub numbering: Numbering,
    /// Its content.
    pub body: Vec<Block>,
}

/// The head of page 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Cơ quan chủ quản.
    pub organization_in_charge: Option<Inlines>,
    /// The body's name, in the lines it is always parted into.
    pub organ_name: Vec<Inlines>,
    /// Số, ký hiệu.
    pub code: Option<Code>,
    /// Hình thức sao of a copy, in the place of the national title (decree PL III Mẫu 3.1).
    pub copy_form: Option<Inlines>,
    /// Trích yếu of a công văn (box 5b), without `V/v`.
    pub subject: Option<Inlines>,
    /// Địa danh và thời gian.
    pub place_date: Option<PlaceDate>,
}

/// Số, ký hiệu.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// `Số: 05/KH-SKHCN`.
    pub words: Inlines,
    /// The number, when given.
    pub number: Option<String>,
    /// The symbol.
    pub notation: Option<String>,
}

/// Địa danh và thời gian.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceDate {
    /// `Lai Châu, ngày 18 tháng 3 năm 2025`.
    pub words: Inlines,
    /// The place.
    pub place: Option<String>,
    /// The date as far as it is known: 2025-03-18, 2025-03 or 2025.
    pub issued_date: Option<String>,
}

/// Marks by their names in data and in the standard: `Khẩn`, `Lưu hành nội bộ`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Độ mật, for whose stamp room is kept.
    pub secrecy: Option<String>,
    /// Mức độ khẩn.
    pub urgency: Option<String>,
    /// Phạm vi lưu hành.
    pub circulation: Option<String>,
    /// Dự thảo.
    pub draft: bool,
}

/// The end of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foot {
    /// Nơi nhận, without punctuation until composed; the filing line last.
    pub recipients: Vec<Recipient>,
    /// Drafter's symbol and number of copies.
    pub drafter: Option<Drafter>,
    /// Who signs.
    pub signature: Option<Signature>,
    /// The parties that sign instead, each list a grid.
    pub parties: Vec<Vec<Party>>,
    /// Where somebody else confirms the document (PL III Mẫu 1.10).
    pub confirmation: Option<Confirmation>,
}

/// The place where somebody else confirms a document by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Confirmation {
    /// Who confirms.
    pub words: Inlines,
    /// `(Chữ ký, dấu)`.
    pub hint: Inlines,
}

/// A line of Nơi nhận.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipient {
    /// Its words, without a dash.
    pub words: Inlines,
    /// What it stands for.
    pub kind: RecipientKind,
}

/// What a line of Nơi nhận stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecipientKind {
    /// A body or person.
    #[default]
    Named,
    /// Those whom another part of the document names: `Như trên`, `Như Điều 3`.
    Referred,
    /// `Lưu: VT, …`.
    Filing,
}

/// Ký hiệu người soạn thảo, số lượng bản.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafter {
    /// `PL.(300)`.
    pub words: Inlines,
    /// The drafter's symbol.
    pub notation: Option<String>,
    /// The number of copies issued.
    pub amount: Option<String>,
}

/// One signer's block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// By what power the signer signs: `TM. KT.`.
    pub competence: Option<String>,
    /// The signer's own post.
    pub position: Option<String>,
    /// Authority and title, a line each.
    pub authority: Vec<Inlines>,
    /// The other post, above the name.
    pub other_position: Option<Inlines>,
    /// Full name.
    pub full_name: Inlines,
}

/// One of the parties that sign a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// Whose the signature field is said to be; `compose` takes its title when absent.
    pub name: Option<String>,
    /// Whether its seal has a place.
    pub seal: bool,
    /// Its title, a line each.
    pub authority: Vec<Inlines>,
    /// `(Ký, ghi rõ họ tên)`.
    pub hint: Inlines,
    /// The other post, above the name.
    pub other_position: Inlines,
    /// Full name; without it there are dots to write it on.
    pub full_name: Inlines,
    /// Why there is no signature.
    pub refused: Inlines,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A plain paragraph.
    Paragraph(Inlines),
    /// A paragraph in italics.
    Aside(Inlines),
    /// A marked item.
    Item(Item),
    /// A table.
    Table(Table),
    /// A picture.
    Image(Image),
}

/// The level of an item, from large to small; the numbered ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the marks beside the variants say all")]
pub enum Level {
    Part,       // Phần I
    Chapter,    // Chương I
    Section,    // I., or Mục 1 among articles
    Subsection, // Tiểu mục 1
    Article,    // Điều 1.
    Clause,     // 1.
    Subclause,  // 1.1.
    Point,      // a)
    Dash,       // -
    Plus,       // +
}

impl Level {
    /// All levels with their names in data and markup.
    pub const NAMES: [(Level, &'static str); 10] = [
        (Level::Part, "part"),
        (Level::Chapter, "chapter"),
        (Level::Section, "section"),
        (Level::Subsection, "subsection"),
        (Level::Article, "article"),
        (Level::Clause, "clause"),
        (Level::Subclause, "subclause"),
        (Level::Point, "point"),
        (Level::Dash, "dash"),
        (Level::Plus, "plus"),
    ];

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Level> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(level, _)| *level)
    }

    /// Whether the level carries a number or letter.
    pub fn is_numbered(self) -> bool {
        self < Level::Dash
    }

    /// Whether number and title stand on lines of their own, one below the other.
    pub fn stands_alone(self, numbering: Numbering) -> bool {
        match self {
            Level::Section => numbering == Numbering::A,
            level => level < Level::Article,
        }
    }
}

/// A marked item with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its level.
    pub level: Level,
    /// The marker given by hand, then the one that is shown.
    pub marker: Option<String>,
    /// A heading on its own line.
    pub heading: Inlines,
    /// Words after the heading that keep their case.
    pub heading_note: Inlines,
    /// A heading that runs on into the text.
    pub run_in: Inlines,
    /// The text.
    pub text: Inlines,
    /// What stands below it.
    pub children: Vec<Block>,
    /// Where it came from.
    pub origin: Option<Origin>,
}

/// A stretch of text of one kind.
pub type Inlines = Vec<Inline>;

/// A piece of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline {
    /// The words; empty for a place to be filled in.
    pub text: String,
    /// Emphasis by weight, against the component's own.
    pub bold: bool,
    /// Emphasis by slant.
    pub italic: bool,
    /// The target of a link.
    pub link: Option<String>,
    /// Room left open for a clerk.
    pub blank: Option<Blank>,
    /// What a footnote says; `compose` makes the words its number.
    pub note: Option<Inlines>,
    /// A place of a form to fill in.
    pub fill: Option<Fill>,
    /// The value of the data that it was written from; the template's own words have none.
    pub origin: Option<Origin>,
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Inline { text: text.into(), ..Inline::default() }
    }

    /// An open place.
    pub fn blank(blank: Blank) -> Self {
        Inline { blank: Some(blank), ..Inline::default() }
    }

    /// A place to fill in.
    pub fn fill(kind: FillKind, title: Option<String>) -> Self {
        Inline { fill: Some(Fill { kind, title }), ..Inline::default() }
    }

    /// Whether it holds a place to be filled in and no words.
    pub fn is_open(&self) -> bool {
        self.blank.is_some() || self.fill.is_some()
    }
}

/// Where the author of a title ends a line.
pub const LINE_BREAK: char = '\u{2028}';

/// The lines of a title, as its author parted them.
pub fn lines(inlines: &[Inline]) -> Vec<Inlines> {
    let mut out = vec![Inlines::new()];
    for inline in inlines {
        for (at, part) in inline.text.split(LINE_BREAK).enumerate() {
            if at > 0 {
                out.push(Inlines::new());
            }
            let line = out.len() - 1;
            let text = if at > 0 { part.trim_start() } else { part }.to_owned();
            out[line].push(Inline { text, ..inline.clone() });
        }
    }
    out.iter_mut().for_each(|line| line.retain(|i| i.is_open() || i.note.is_some() || !i.text.is_empty()));
    out.retain(|line| !line.is_empty());
    out
}

/// The plain words of a paragraph; a place to be filled in and a line's end read as a space, footnotes are left out.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines.iter().filter(|i| i.note.is_none()) {
        let text = if inline.is_open() { " " } else { inline.text.as_str() };
        for (number, line) in text.split(LINE_BREAK).enumerate() {
            out.push_str(if number > 0 { " " } else { "" });
            out.push_str(line);
        }
    }
    out
}
