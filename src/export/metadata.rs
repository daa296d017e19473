//! What a file says about itself: title and author for any program, and the decree's own terms.
//!
//! The terms are those of Phụ lục VI (nested names with a dot), and of edXML where the decree has
//! none. They stand in the PDF's XMP packet and among the DOCX's custom properties; `inspect`
//! reads them back.

use crate::derive::Derived;
use crate::model::envelope::{Circulation, Envelope, Priority, Secrecy};
use crate::text::{PartialDate, capitalized};
use crate::tree::{Document, plain};

/// The namespace of the terms in XMP.
pub(super) const NAMESPACE: &str = "urn:vanban:nd30-2020:phu-luc-vi#";

/// What kind of value a term has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Kind {
    Text,
    Date,
    Number,
}

/// A name of the decree's list.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// The name, e.g. `SignerInfo.FullName`.
    pub name: &'static str,
    /// The Vietnamese name.
    pub title: &'static str,
    /// Its value.
    pub kind: Kind,
}

const fn term(name: &'static str, title: &'static str, kind: Kind) -> Term {
    Term { name, title, kind }
}

/// The terms that we know values of, in the decree's order.
pub static TERMS: [Term; 18] = [
    term("TypeName", "Tên loại văn bản", Kind::Text),
    term("CodeNumber", "Số của văn bản", Kind::Text),
    term("CodeNotation", "Ký hiệu của văn bản", Kind::Text),
    term("Place", "Địa danh", Kind::Text),
    term("IssuedDate", "Ngày, tháng, năm văn bản", Kind::Date),
    term("OrganizationInCharge", "Cơ quan chủ quản trực tiếp", Kind::Text),
    term("OrganName", "Tên cơ quan ban hành", Kind::Text),
    term("Subject", "Trích yếu nội dung", Kind::Text),
    term("Language", "Ngôn ngữ", Kind::Text),
    term("PageAmount", "Số trang của văn bản", Kind::Number),
    term("SignerInfo.Competence", "Quyền hạn của người ký", Kind::Text),
    term("SignerInfo.Position", "Chức vụ của người ký", Kind::Text),
    term("SignerInfo.FullName", "Họ và tên người ký", Kind::Text),
    term("To.OrganName", "Tên cơ quan nhận", Kind::Text),
    term("Priority", "Mức độ khẩn, độ mật", Kind::Text),
    term("SphereOfPromulgation", "Phạm vi lưu hành", Kind::Text),
    term("TyperNotation", "Ký hiệu người soạn thảo", Kind::Text),
    term("IssuedAmount", "Số lượng bản phát hành", Kind::Number),
];

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Type name and summary: `KẾ HOẠCH Kiểm tra công tác …`.
    pub title: String,
    /// The issuing body, in sentence case.
    pub author: String,
    /// Summary.
    pub subject: String,
    /// Type name in sentence case, e.g. `Kế hoạch`.
    pub category: String,
    /// The decree's terms, those that have a value.
    pub terms: Vec<(&'static Term, String)>,
}

impl Metadata {
    /// Reads the metadata off a composed tree; names that the tree holds in capitals come from
    /// the data.
    pub fn new(document: &Document, envelope: &Envelope, derived: &Derived, pages: usize) -> Self {
        let subject = plain(&document.subject);
        let organ = envelope.office.organ_name.clone().unwrap_or_default();
        let terms =
            TERMS.iter().filter_map(|t| Some((t, value(t.name, document, envelope, derived, pages)?))).filter(|(_, v)| !v.is_empty());
        Metadata {
            title: format!("{} {subject}", plain(&document.type_name)).trim().to_owned(),
            author: organ,
            subject,
            category: derived.type_name.clone(),
            terms: terms.collect(),
        }
    }

    /// What a part says that is a file of its own: it belongs to this document, with a title and pages of
    /// its own.
    pub fn of_part(&self, part: &Document, pages: usize) -> Self {
        let (kind, name) = match (part.attachments.first(), part.appendices.first()) {
            (Some(attachment), _) => (capitalized(&plain(&attachment.type_name).to_lowercase()), plain(&attachment.subject)),
            (None, appendix) => appendix.map(|a| (plain(&a.label), plain(&a.title))).unwrap_or_default(),
        };
        let subject = if name.is_empty() { format!("Kèm theo {}", self.title) } else { name };
        let own = |term: &'static Term, value: &str| match term.name {
            "TypeName" => kind.clone(),
            "Subject" => subject.clone(),
            "PageAmount" => pages.to_string(),
            _ => value.to_owned(),
        };
        Metadata {
            title: format!("{kind} {subject}"),
            author: self.author.clone(),
            terms: self.terms.iter().map(|(term, value)| (*term, own(term, value))).collect(),
            category: kind.clone(),
            subject,
        }
    }
}

/// Only what the document shows: minutes may have no number, and no signer of the profile's.
fn value(name: &str, document: &Document, envelope: &Envelope, derived: &Derived, pages: usize) -> Option<String> {
    let signer = document.foot.signature.as_ref().and(envelope.office.signer_info.as_ref());
    match name {
        "TypeName" => Some(derived.type_name.clone()),
        "CodeNumber" | "CodeNotation" if document.header.code.is_none() => None,
        "CodeNumber" => derived.number.clone(),
        "CodeNotation" => Some(derived.notation.clone()),
        "Place" => envelope.office.place.clone(),
        "IssuedDate" => PartialDate::parse(&envelope.issued_date.as_ref()?.text()).ok().map(PartialDate::iso),
        "OrganizationInCharge" => envelope.office.organization_in_charge.clone(),
        "OrganName" => envelope.office.organ_name.clone(),
        "Subject" => Some(envelope.subject.clone()),
        "Language" => Some("Tiếng Việt".to_owned()),
        "PageAmount" => Some(pages.to_string()),
        "SignerInfo.Competence" => signer?.competence.as_ref().map(|c| c.all().join(" ")),
        "SignerInfo.Position" => signer?.position.clone(),
        "SignerInfo.FullName" => signer.map(|s| s.full_name.clone()),
        "To.OrganName" if document.foot.recipients.is_empty() && document.addressees.is_empty() => None,
        "To.OrganName" => {
            let lists = [&envelope.to, &envelope.office.to_places];
            let all: Vec<&str> = lists.into_iter().flatten().flatten().map(String::as_str).collect();
            Some(all.join("; "))
        }
        "Priority" => {
            let both = [envelope.secrecy.map(secrecy), envelope.priority.map(priority)];
            Some(both.into_iter().flatten().collect::<Vec<_>>().join("; "))
        }
        "SphereOfPromulgation" => envelope.sphere_of_promulgation.map(|c| circulation(c).to_owned()),
        "TyperNotation" => envelope.typer_notation.clone(),
        "IssuedAmount" => envelope.issued_amount.map(|n| n.to_string()),
        _ => None,
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "Khẩn",
        Priority::VeryUrgent => "Thượng khẩn",
        Priority::Express => "Hỏa tốc",
    }
}

fn secrecy(secrecy: Secrecy) -> &'static str {
    match secrecy {
        Secrecy::Secret => "Mật",
        Secrecy::HighlySecret => "Tối mật",
        Secrecy::TopSecret => "Tuyệt mật",
    }
}

fn circulation(circulation: Circulation) -> &'static str {
    match circulation {
        Circulation::Return => "Xem xong trả lại",
        Circulation::Internal => "Lưu hành nội bộ",
    }
}
