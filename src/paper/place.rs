//! Where something stands in a DOCX, as a person and a program find it again.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of the document with an order of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Story {
    /// The text itself.
    Body,
    /// A page header; its number in [`super::Paper::margins`].
    Header(usize),
    /// A page footer; its number in [`super::Paper::margins`].
    Footer(usize),
    /// A footnote, by its `w:id`.
    Footnote(i32),
    /// An endnote, by its `w:id`.
    Endnote(i32),
    /// A comment, by its `w:id`.
    Comment(i32),
}

/// The cell of a table, all counted from 1; of nested tables the innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellPlace {
    /// The table in its story.
    pub table: usize,
    /// The row.
    pub row: usize,
    /// The column of the grid.
    pub column: usize,
}

/// The place of a paragraph or table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The stretch it belongs to.
    pub story: Story,
    /// Name of the part in the package.
    pub part: Arc<str>,
    /// Number of the paragraph among those of its story, from 1; that of a table is its first paragraph's.
    pub paragraph: usize,
    /// The cell it stands in.
    pub cell: Option<CellPlace>,
    /// Whether it stands in a text box.
    pub boxed: bool,
    /// The page it began on when Word last laid the file out, where Word wrote that down.
    pub page: Option<u32>,
    /// The bytes of its element in the part's text.
    pub bytes: Range<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.cell {
            Some(CellPlace { table, row, column }) => write!(f, "bảng {table}, hàng {row}, cột {column}")?,
            None => write!(f, "đoạn {}", self.paragraph)?,
        }
        if self.boxed {
            write!(f, " (trong khung chữ)")?;
        }
        if let Some(page) = self.page {
            write!(f, " (trang {page})")?;
        }
        match self.story {
            Story::Body => Ok(()),
            Story::Header(_) => write!(f, " của đầu trang"),
            Story::Footer(_) => write!(f, " của chân trang"),
            Story::Footnote(_) => write!(f, " của chú thích cuối trang"),
            Story::Endnote(_) => write!(f, " của chú thích cuối văn bản"),
            Story::Comment(_) => write!(f, " của lời nhận xét"),
        }
    }
}
