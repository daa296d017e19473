//! What a document is: a type of the decree, a normative document, a form, or something else.

use super::piece::Piece;
use crate::text;

/// A document type of the decree (Điều 7), with its abbreviation (PL III).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecreeType {
    /// Official name.
    pub name: &'static str,
    /// Abbreviation in the symbol; `công văn` and `thư công` have none.
    pub abbreviation: &'static str,
}

const fn kind(name: &'static str, abbreviation: &'static str) -> DecreeType {
    DecreeType { name, abbreviation }
}

/// The decree's 29 types, those with the longer of two names that begin alike first.
pub const TYPES: [DecreeType; 29] = [
    kind("Nghị quyết", "NQ"),
    kind("Quyết định", "QĐ"),
    kind("Chỉ thị", "CT"),
    kind("Quy chế", "QC"),
    kind("Quy định", "QyĐ"),
    kind("Thông cáo", "TC"),
    kind("Thông báo", "TB"),
    kind("Hướng dẫn", "HD"),
    kind("Chương trình", "CTr"),
    kind("Kế hoạch", "KH"),
    kind("Phương án", "PA"),
    kind("Đề án", "ĐA"),
    kind("Dự án", "DA"),
    kind("Báo cáo", "BC"),
    kind("Biên bản", "BB"),
    kind("Tờ trình", "TTr"),
    kind("Hợp đồng", "HĐ"),
    kind("Công văn", ""),
    kind("Công điện", "CĐ"),
    kind("Bản ghi nhớ", "BGN"),
    kind("Bản thỏa thuận", "BTT"),
    kind("Giấy ủy quyền", "GUQ"),
    kind("Giấy mời", "GM"),
    kind("Giấy giới thiệu", "GGT"),
    kind("Giấy nghỉ phép", "GNP"),
    kind("Phiếu gửi", "PG"),
    kind("Phiếu chuyển", "PC"),
    kind("Phiếu báo", "PB"),
    kind("Thư công", ""),
];

/// Titles of normative documents, which the decree does not govern.
const NORMATIVE: [&str; 8] = ["Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư liên tịch", "Thông tư"];

/// What a document is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A type of the decree.
    Decree(DecreeType),
    /// A normative document: `Luật`, `Nghị định`, or a decision with the year in its number.
    Normative(String),
    /// A form that is to be filled in: its title.
    Form(String),
    /// A document with a title that is no type of the decree.
    Other(String),
    /// No title was found.
    Unknown,
}

impl Kind {
    /// Its name for people.
    pub fn title(&self) -> &str {
        match self {
            Kind::Decree(kind) => kind.name,
            Kind::Normative(title) | Kind::Form(title) | Kind::Other(title) => title,
            Kind::Unknown => "không rõ",
        }
    }

    /// Its name for programs: the slug of a type, or what else it is.
    pub fn name(&self) -> String {
        match self {
            Kind::Decree(kind) => text::slug(kind.name, 40),
            Kind::Normative(_) => "normative".to_owned(),
            Kind::Form(_) => "form".to_owned(),
            Kind::Other(_) => "other".to_owned(),
            Kind::Unknown => "unknown".to_owned(),
        }
    }

    /// Whether the decree's rules of form are meant for it.
    pub fn is_decree(&self) -> bool {
        matches!(self, Kind::Decree(_))
    }
}

/// A công văn, which shows no name.
pub(super) fn letter() -> Kind {
    TYPES.into_iter().find(|t| t.name == "Công văn").map_or(Kind::Unknown, Kind::Decree)
}

/// The type whose name a title begins with.
pub(super) fn decree_type(title: &Piece) -> Option<DecreeType> {
    TYPES.into_iter().find(|t| title.begins(&text::folded(t.name)))
}

/// The normative title that a line is.
pub(super) fn normative(title: &Piece) -> Option<String> {
    NORMATIVE.iter().find(|n| title.begins(&text::folded(n))).map(|n| (*n).to_owned())
}
