//! What a file says about itself: title and author for any program, and the decree's own terms.
//!
//! The terms are those of Phụ lục VI (nested names with a dot), and of edXML where the decree has
//! none. They stand in the PDF's XMP packet and among the DOCX's custom properties; `inspect`
//! reads them back.

use crate::text::upper;
use crate::tree::{Document, Inlines, RecipientKind, Signature, plain};

/// The namespace of the terms in XMP.
pub(super) const NAMESPACE: &str = "urn:vanban:nd30-2020:phu-luc-vi#";

/// What kind of value a term has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum TermKind {
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
    pub kind: TermKind,
}

const fn term(name: &'static str, title: &'static str, kind: TermKind) -> Term {
    Term { name, title, kind }
}

/// The terms that we know values of, in the decree's order.
pub static TERMS: [Term; 18] = [
    term("TypeName", "Tên loại văn bản", TermKind::Text),
    term("CodeNumber", "Số của văn bản", TermKind::Text),
    term("CodeNotation", "Ký hiệu của văn bản", TermKind::Text),
    term("Place", "Địa danh", TermKind::Text),
    term("IssuedDate", "Ngày, tháng, năm văn bản", TermKind::Date),
    term("OrganizationInCharge", "Cơ quan chủ quản trực tiếp", TermKind::Text),
    term("OrganName", "Tên cơ quan ban hành", TermKind::Text),
    term("Subject", "Trích yếu nội dung", TermKind::Text),
    term("Language", "Ngôn ngữ", TermKind::Text),
    term("PageAmount", "Số trang của văn bản", TermKind::Number),
    term("SignerInfo.Competence", "Quyền hạn của người ký", TermKind::Text),
    term("SignerInfo.Position", "Chức vụ của người ký", TermKind::Text),
    term("SignerInfo.FullName", "Họ và tên người ký", TermKind::Text),
    term("To.OrganName", "Tên cơ quan nhận", TermKind::Text),
    term("Priority", "Mức độ khẩn, độ mật", TermKind::Text),
    term("SphereOfPromulgation", "Phạm vi lưu hành", TermKind::Text),
    term("TyperNotation", "Ký hiệu người soạn thảo", TermKind::Text),
    term("IssuedAmount", "Số lượng bản phát hành", TermKind::Number),
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
    /// Reads the metadata off a composed tree that makes so many pages.
    pub fn new(document: &Document, pages: usize) -> Self {
        let subject = summary(document);
        let terms = TERMS.iter().filter_map(|t| Some((t, value(t.name, document, pages)?))).filter(|(_, v)| !v.is_empty());
        Metadata {
            title: format!("{} {subject}", upper(&document.category)).trim().to_owned(),
            author: organ_name(document),
            subject,
            category: document.category.clone(),
            terms: terms.collect(),
        }
    }

    /// What a part says that is a file of its own: it belongs to this document, with a title and pages of
    /// its own.
    pub fn of_part(&self, part: &Document, pages: usize) -> Self {
        let (kind, name) = match (part.attachments.first(), part.appendices.first()) {
            (Some(attachment), _) => (plain(&attachment.type_name), plain(&attachment.subject)),
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

/// The summary, wherever it stands.
fn summary(document: &Document) -> String {
    plain(document.header.subject.as_ref().unwrap_or(&document.subject))
}

fn organ_name(document: &Document) -> String {
    document.header.organ_name.iter().map(|line| plain(line)).collect::<Vec<_>>().join(" ")
}

fn value(name: &str, document: &Document, pages: usize) -> Option<String> {
    let (header, marks) = (&document.header, &document.marks);
    let code = header.code.as_ref();
    let place_date = header.place_date.as_ref();
    let signature = document.foot.signature.as_ref();
    let drafter = document.foot.drafter.as_ref();
    match name {
        "TypeName" => Some(document.category.clone()),
        "CodeNumber" => code?.number.clone(),
        "CodeNotation" => code?.notation.clone(),
        "Place" => place_date?.place.clone(),
        "IssuedDate" => place_date?.issued_date.clone(),
        "OrganizationInCharge" => header.organization_in_charge.as_ref().map(|name| plain(name)),
        "OrganName" => Some(organ_name(document)),
        "Subject" => Some(summary(document)),
        "Language" => Some("Tiếng Việt".to_owned()),
        "PageAmount" => Some(pages.to_string()),
        "SignerInfo.Competence" => signature?.competence.clone(),
        "SignerInfo.Position" => signature?.position.clone(),
        "SignerInfo.FullName" => signature.map(|Signature { full_name, .. }| plain(full_name)),
        "To.OrganName" => Some(recipients(document).join("; ")),
        "Priority" => Some([&marks.secrecy, &marks.urgency].into_iter().flatten().cloned().collect::<Vec<_>>().join("; ")),
        "SphereOfPromulgation" => marks.circulation.clone(),
        "TyperNotation" => drafter?.notation.clone(),
        "IssuedAmount" => drafter?.amount.clone(),
        _ => None,
    }
}

/// Whom the document goes to, without the punctuation of the lists.
fn recipients(document: &Document) -> Vec<String> {
    let named = document.foot.recipients.iter().filter(|recipient| recipient.kind == RecipientKind::Named);
    let lines = document.addressees.iter().chain(named.map(|recipient| &recipient.words));
    lines.map(|line: &Inlines| plain(line).trim_end_matches([';', '.']).to_owned()).collect()
}
