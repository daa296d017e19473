//! What rules are about, who asks for them and which documents they are meant for.

use crate::diag::Cited;
use crate::recognise::Kind;
use crate::standard::{Clause, Component, Standard};

/// What a rule is about; its codes begin with the letter R and the family's digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`title` says it in Vietnamese")]
pub enum Family {
    Page,
    Header,
    Title,
    Body,
    Tables,
    Ending,
    Appendices,
    Leftovers,
    Proofreading,
    Looks,
}

impl Family {
    /// Every family.
    pub const ALL: [Family; 10] = [
        Family::Looks,
        Family::Page,
        Family::Header,
        Family::Title,
        Family::Body,
        Family::Tables,
        Family::Ending,
        Family::Appendices,
        Family::Leftovers,
        Family::Proofreading,
    ];

    /// What its codes begin with.
    pub fn letters(self) -> &'static str {
        match self {
            Family::Looks => "R0",
            Family::Page => "R1",
            Family::Header => "R2",
            Family::Title => "R3",
            Family::Body => "R4",
            Family::Tables => "R5",
            Family::Ending => "R6",
            Family::Appendices => "R7",
            Family::Leftovers => "R8",
            Family::Proofreading => "R9",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Family::Looks => "Cỡ chữ, kiểu chữ từng thành phần",
            Family::Page => "Trang giấy, phông chữ, số trang",
            Family::Header => "Quốc hiệu, cơ quan, số, ký hiệu, địa danh, ngày",
            Family::Title => "Tên loại, trích yếu, căn cứ",
            Family::Body => "Bố cục, đánh số nội dung",
            Family::Tables => "Bảng, số liệu",
            Family::Ending => "Nơi nhận, người ký",
            Family::Appendices => "Phụ lục, chỗ dẫn",
            Family::Leftovers => "Chỗ sót của văn bản cũ",
            Family::Proofreading => "Chính tả, dấu câu, viết hoa",
        }
    }
}

/// Who asks for a rule.
#[derive(Clone, Copy, Debug)]
pub enum Basis {
    /// A clause that the standard names.
    Clause(Clause),
    /// The row of the decree's table of sizes and styles.
    Look(Component),
    /// Where a value of the standard says so.
    Of(fn(&'static Standard) -> &'static str),
    /// Offices do so; the decree is silent.
    Practice,
}

/// What is cited where the decree is silent.
pub const PRACTICE: &str = "thông lệ";

impl From<Basis> for Cited {
    fn from(basis: Basis) -> Cited {
        let standard = Standard::nd30();
        match basis {
            Basis::Clause(clause) => clause.into(),
            Basis::Look(component) => standard.look(component).clause.clone().into(),
            Basis::Of(clause) => clause(standard).to_owned().into(),
            Basis::Practice => PRACTICE.to_owned().into(),
        }
    }
}

/// Which documents a rule is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All, laws and forms among them.
    Any,
    /// The decree's types.
    Decree,
    /// Some of the decree's types, by their official names.
    Types(&'static [&'static str]),
    /// The decree's types but some.
    Except(&'static [&'static str]),
}

/// Types of which head or end may be missing: what is attached to another document, and what parties or people sign.
pub(super) const MAY_LACK_PARTS: &[&str] = &[
    "Biên bản",
    "Hợp đồng",
    "Bản thỏa thuận",
    "Bản ghi nhớ",
    "Thư công",
    "Giấy ủy quyền",
    "Quy chế",
    "Quy định",
    "Đề án",
    "Dự án",
    "Phương án",
    "Chương trình",
    "Giấy nghỉ phép",
];

impl Scope {
    /// Whether documents of a kind are judged.
    pub fn covers(self, kind: &Kind) -> bool {
        let name = match kind {
            Kind::Decree(of) => Some(of.name),
            Kind::Normative(_) | Kind::Form(_) | Kind::Other(_) | Kind::Unknown => None,
        };
        match self {
            Scope::Any => true,
            Scope::Decree => name.is_some(),
            Scope::Types(names) => name.is_some_and(|name| names.contains(&name)),
            Scope::Except(names) => name.is_some_and(|name| !names.contains(&name)),
        }
    }
}
