//! How much is taken in. Nobody's document comes near these bounds; beyond them a file is damaged or
//! meant to harm, and is refused with a message before time or memory run out. SECURITY.md shows them.

/// Bytes of one file.
pub const FILE: u64 = 64 << 20;

/// Bytes of a finished PDF or DOCX that is read back.
pub const FINISHED: u64 = 256 << 20;

/// Bytes of the manifest and of the journal of many documents: a few thousand for each.
pub const RECORDS: u64 = 1 << 30;

/// Bytes that the parts of one ZIP package (XLSX, DOCX), or the streams of one PDF, unpack to.
pub const UNPACKED: u64 = 256 << 20;

/// Beginnings and ends of elements in one part that is read as a tree of XML.
pub const ELEMENTS: usize = 5_000_000;

/// Elements of a finished file's properties, and fields of its form.
pub const PROPERTIES: usize = 20_000;

/// Bytes of the files that a document carries, together.
pub const CARRIED: usize = 128 << 20;

/// Characters of one text.
pub const TEXT: usize = 20_000;

/// Characters of a name: a body, a post, a place, a file.
pub const NAME: usize = 500;

/// Nested lists and mappings.
pub const DEPTH: usize = 64;

/// Different fields of one mapping, and columns of one sheet.
pub const FIELDS: usize = 2_000;

/// Findings that are shown of one file; the others are counted.
pub const FINDINGS: usize = 200;

/// Findings of the same words that are shown in full; of the others only the places.
pub const ALIKE: usize = 20;

/// Rows of one table or sheet.
pub const ROWS: usize = 100_000;

/// Cells of one sheet.
pub const CELLS: usize = 2_000_000;

/// Bytes of all texts of a sheet's cells together; cells may share one text.
pub const SHEET_TEXT: usize = 16 << 20;

/// Values of one document's data, linked documents and rows of sheets included: each becomes a cell or a
/// paragraph, and a page takes some fifty.
pub const VALUES: usize = 100_000;

/// Bytes of all texts of one document's data; a page takes some three thousand.
pub const WORDS: usize = 6 << 20;

/// Relations between figures: each may wait for the next to be computed.
pub const RELATIONS: usize = 1000;

/// Data files that one document names.
pub const LINKS: usize = 200;

/// Pixels of one picture: an A3 page at 400 dots an inch has 31 million.
pub const PIXELS: u64 = 40_000_000;

/// Bytes of all pictures of a document, unpacked.
pub const PICTURES: usize = 256 << 20;

/// Files that a pattern, a folder of templates or of fonts may hold.
pub const FILES: usize = 10_000;

/// Of anybody's PDF that is copied; `FINISHED` and `UNPACKED` hold for it too.
pub mod pdf {
    /// Bytes of one page's content, or of one form's, once unpacked.
    pub const CONTENT: usize = 16 << 20;
    /// Operators that are followed on one page.
    pub const OPERATIONS: usize = 400_000;
    /// Bytes of the words that are read on one page.
    pub const WORDS: usize = 256 << 10;
    /// The largest number of a page.
    pub const PAGES: usize = 100_000;
    /// Pages that are looked at for how finely they are scanned.
    pub const SCANS: usize = 500;
}

/// Of anybody's DOCX that is read paragraph by paragraph; `FILE` holds for it too.
pub mod docx {
    /// Entries of the package.
    pub const ENTRIES: usize = 5_000;
    /// Bytes of one part once unpacked.
    pub const PART: u64 = 24 << 20;
    /// Bytes of all parts that are read, once unpacked.
    pub const UNPACKED: u64 = 64 << 20;
    /// Elements and texts of one part.
    pub const NODES: u32 = 1_000_000;
    /// Levels of elements inside one another.
    pub const DEPTH: usize = 256;
    /// Paragraphs of a document.
    pub const PARAGRAPHS: usize = 100_000;
    /// Paragraphs and cells of a `.doc`: what its reader builds up takes 8 KB for each.
    pub const WORD97_PARAGRAPHS: usize = 40_000;
    /// Styles on which a style is based, one on the other.
    pub const STYLE_CHAIN: usize = 64;
    /// Columns that one cell may cover.
    pub const COLUMNS: usize = 512;
    /// Fields that stand in one another.
    pub const FIELDS: usize = 32;
    /// Signs of one computed number, and of its pattern.
    pub const LABEL: usize = 200;
}
