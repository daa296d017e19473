//! How much of a file is read: far above what any document needs, far below what would fill the memory.
//!
//! Every limit of the reader stands here; each is told by name when a file goes beyond it.

/// Bytes of the whole file.
pub const FILE: usize = 64 << 20;
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
/// Styles on which a style is based, one on the other.
pub const STYLE_CHAIN: usize = 64;
/// Columns that one cell may cover.
pub const COLUMNS: usize = 512;
/// Signs of one computed number.
pub const LABEL: usize = 200;
