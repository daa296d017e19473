//! Anybody's Word file, as its reader sees it: paragraphs, cells and sections with effective formatting,
//! each with its place.
//!
//! `package` opens the file within [limits](crate::limits::docx), `styles` and `numbering` resolve what Word inherits and
//! computes, `story` walks the text. Nothing here knows the standard or what a document means.

mod block;
mod container;
mod drawing;
mod inline;
mod letters;
mod look;
mod numbering;
mod package;
mod place;
mod properties;
mod read;
mod reader;
mod refusal;
mod section;
mod story;
mod styles;
mod table;
mod word97;
mod xml;

pub use block::{Block, Cell, Drawing, FieldKind, Label, Line, NoteRef, Paragraph, Picture, Row, Run, Table, paragraphs};
pub use look::{Alignment, Borders, Edge, Font, LineSpacing, ParaFormat, Rgb, Vertical};
pub use place::{CellPlace, Place, Story};
pub use read::{parts, read};
pub use refusal::Refusal;
pub use section::{Margins, PageMargin, PageNumber, Pages, Section};

/// A document that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The text.
    pub blocks: Vec<Block>,
    /// The sections, in order; there is at least one.
    pub sections: Vec<Section>,
    /// Page headers and footers; sections name them by number.
    pub margins: Vec<PageMargin>,
    /// Footnotes and endnotes in the order of their references.
    pub notes: Vec<Note>,
    /// Comments that people left.
    pub comments: Vec<Comment>,
    /// What the reader saw and the page does not show, or what it could not read.
    pub remarks: Vec<Remark>,
    /// Word's compatibility mode, when given.
    pub compatibility: Option<u32>,
    /// Whether somebody signed the package digitally; whatever is changed ends the signature.
    pub signed: bool,
    /// How much of the document its file tells.
    pub detail: Detail,
}

/// How much of a document its file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Its words: a text.
    Words,
    /// What is struck out, highlighted or hidden too, and looks as far as they are stated at the words: a `.doc`.
    Marks,
    /// All of it: a DOCX.
    All,
}

impl Paper {
    /// The section that a block of the text belongs to.
    pub fn section_of(&self, block: usize) -> Option<&Section> {
        self.sections.get(self.sections.partition_point(|s| s.blocks.end <= block))
    }

    /// Whether a block is the first of a page that a new section begins.
    pub fn begins_section(&self, block: usize) -> bool {
        block > 0 && self.section_of(block).is_some_and(|s| s.blocks.start == block && !s.continuous)
    }

    /// All paragraphs of the text, tables' and text boxes' among them, in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        paragraphs(&self.blocks)
    }

    /// Shows all words of text and notes to somebody who may write them otherwise, with their places.
    pub fn each_words(&mut self, visit: &mut dyn FnMut(&Place, &mut String)) {
        block::each_words(&mut self.blocks, visit);
        self.notes.iter_mut().for_each(|note| block::each_words(&mut note.blocks, visit));
    }
}

/// A footnote or endnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// How the text refers to it.
    pub reference: NoteRef,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// Its number in the file.
    pub id: i32,
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
    /// The paragraph at which it begins.
    pub at: Option<Place>,
}

/// Something to be told beside the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Where.
    pub place: Place,
    /// The words concerned.
    pub words: String,
}

/// What is told beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// Words added with changes tracked; read.
    Inserted,
    /// Words deleted with changes tracked; left out.
    Deleted,
    /// Formatting changed with changes tracked; read as it is now.
    Reformatted,
    /// Hidden words; left out.
    Hidden,
    /// Words in an old encoding (TCVN3, VNI); converted.
    Legacy,
    /// Letters of an old encoding that were lost before.
    Lost,
    /// Decomposed letters (NFD); composed.
    Decomposed,
    /// Letters of the left-to-right kind that are set from right to left; read as they were typed.
    Turned,
    /// Words raised or lowered that have no characters of their own; read as if they stood on the line.
    Shifted,
    /// A formula; its signs are read one after the other.
    Formula,
    /// A chart, diagram or embedded object; not read.
    Object,
    /// Another file put into this one; not read.
    Embedded,
}

impl RemarkKind {
    /// What a person is told.
    pub fn title(self) -> &'static str {
        match self {
            RemarkKind::Inserted => "chữ thêm vào khi bật theo dõi thay đổi (Track Changes); đọc như đã chấp nhận",
            RemarkKind::Deleted => "chữ xóa đi khi bật theo dõi thay đổi (Track Changes); đọc như đã chấp nhận nên bỏ qua",
            RemarkKind::Reformatted => "định dạng đổi khi bật theo dõi thay đổi (Track Changes); đọc như đã chấp nhận",
            RemarkKind::Hidden => "chữ ẩn; bỏ qua vì không in ra",
            RemarkKind::Legacy => "chữ theo bảng mã cũ (TCVN3, VNI); đọc sau khi chuyển sang Unicode",
            RemarkKind::Lost => "chữ theo bảng mã cũ đã mất dấu, không khôi phục được",
            RemarkKind::Decomposed => "chữ Unicode tổ hợp; đọc sau khi chuyển sang Unicode dựng sẵn",
            RemarkKind::Turned => "chữ đặt chiều từ phải sang trái: hiện ra và in ra khác thứ tự gõ; đọc theo thứ tự gõ",
            RemarkKind::Shifted => "chữ nâng cao hoặc hạ thấp không có ký tự riêng; đọc như chữ thường",
            RemarkKind::Formula => "công thức; chỉ đọc được các ký tự nối nhau",
            RemarkKind::Object => "biểu đồ, sơ đồ hoặc đối tượng nhúng; không đọc được chữ trong đó",
            RemarkKind::Embedded => "tệp khác được chèn vào; không đọc",
        }
    }
}
