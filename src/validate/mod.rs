//! Whether the data is right, and what the decree makes of it: symbol, date, authority lines.
//!
//! Every problem is found in one pass. Rules that need the finished tree are in `parts`; nothing
//! here reads files or templates.

mod authority;
mod blanks;
mod habits;
mod identity;
mod minutes;
mod parts;
mod records;
mod shape;
mod signatories;
mod wording;

pub use identity::symbol;
pub use minutes::Minutes;
pub use parts::parts;
pub use shape::Checker;
pub use signatories::Signatory;

use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::font::Fonts;
use crate::model::doc_type::{DocType, Part, Presence, Signers};
use crate::model::envelope::{Circulation, Envelope, Medium, Priority, Secrecy};
use crate::model::link::Linked;
use crate::model::node::Node;
use crate::standard::Standard;

/// What the program composes from plain data; templates see it as `composed`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Composed {
    /// The body's name in the lines it is always parted into.
    pub organ_lines: Vec<String>,
    /// The number with its leading zero, when given.
    pub number: Option<String>,
    /// The symbol, e.g. `KH-SKHCN`.
    pub notation: String,
    /// Day of the date line.
    pub day: Option<String>,
    /// Month of the date line.
    pub month: Option<String>,
    /// Year of the date line.
    pub year: Option<String>,
    /// Number and date as an appendix refers to them: on paper only (decree PL I-1.III.1c).
    pub reference_number: Option<String>,
    /// Day of the reference.
    pub reference_day: Option<String>,
    /// Month of the reference.
    pub reference_month: Option<String>,
    /// Year of the reference.
    pub reference_year: Option<String>,
    /// Lines of authority and title.
    pub authority: Vec<String>,
    /// Who a decision is made by: the head's title with the body's name, or the body.
    pub issuing_authority: Option<String>,
    /// Whom the reference of an appendix or attachment names after `của`.
    pub reference_issuer: String,
    /// The filing line without its dash: `Lưu: VT, VP`.
    pub filing: String,
    /// Drafter's symbol and number of copies: `PL.(300)`.
    pub drafter: Option<String>,
    /// Key of the urgency mark.
    pub urgency: Option<String>,
    /// Key of the circulation mark.
    pub circulation: Option<String>,
    /// Lines of the address block.
    pub address: Vec<String>,
    /// Official name of the type.
    pub type_name: String,
    /// Signatures and copies of a document that several sign.
    #[serde(flatten)]
    pub minutes: Minutes,
}

/// Checks the meaning of data whose shape is right, and composes.
pub fn check(
    root: &Node,
    envelope: &Envelope,
    linked: &[Linked],
    doc_type: &DocType,
    standard: &Standard,
    fonts: &Fonts,
) -> (Composed, Diagnostics) {
    let mut found = Diagnostics::default();
    let mut composed = Composed { type_name: doc_type.declaration.name.clone(), ..Composed::default() };
    identity::compose(root, envelope, doc_type, &mut composed, &mut found);
    if envelope.medium == Some(Medium::Paper) {
        composed.reference_number = composed.number.clone();
        (composed.reference_day, composed.reference_month, composed.reference_year) =
            (composed.day.clone(), composed.month.clone(), composed.year.clone());
    }
    let open = root.get("content").map_or(0, |content| blanks::check(content, &doc_type.content, &mut found));
    match doc_type.declaration.signers {
        Signers::One => composed.authority = authority::compose(root, envelope, &mut found),
        Signers::Several => composed.minutes = minutes::compose(root, linked, open, &mut found),
    }
    if doc_type.declaration.components.get(&Part::IssuingAuthority) == Some(&Presence::Must) {
        let given = root.get("content").and_then(|c| c.get("authority_title")).and_then(Node::text);
        composed.issuing_authority = given.map(str::to_owned).or_else(|| authority::issuing(root, envelope, &mut found));
    }
    composed.reference_issuer = composed.issuing_authority.clone().or_else(|| envelope.office.organ_name.clone()).unwrap_or_default();
    composed.filing = filing(envelope, standard);
    composed.drafter = drafter(envelope);
    composed.urgency = envelope.priority.map(|p| key(p).to_owned());
    composed.circulation = envelope.sphere_of_promulgation.map(|c| circulation_key(c).to_owned());
    composed.address = address(envelope);
    if let Some(secrecy) = envelope.secrecy {
        found.push(secret(root, secrecy));
    }
    records::check(root, &mut found);
    wording::check(root, &mut found);
    coverage(root, fonts, &mut found);
    (composed, found)
}

/// The span of the value at a dotted path, or of what is nearest to it.
fn at(root: &Node, path: &str) -> Span {
    root.nearest(path.split('.')).span
}

fn filing(envelope: &Envelope, standard: &Standard) -> String {
    let words = &standard.words;
    let filing = envelope.office.filing.clone().unwrap_or_default();
    let mut units = vec![words.filing_clerk.clone()];
    units.extend(filing.units.unwrap_or_default().into_iter().filter(|u| *u != words.filing_clerk));
    let copies = filing.copies.map(|n| format!(" ({n})")).unwrap_or_default();
    format!("{} {}{copies}", words.filing, units.join(", "))
}

fn drafter(envelope: &Envelope) -> Option<String> {
    match (&envelope.typer_notation, envelope.issued_amount) {
        (None, None) => None,
        (symbol, amount) => {
            let symbol = symbol.as_deref().map(|s| format!("{}.", crate::text::upper(s.trim_end_matches('.')))).unwrap_or_default();
            Some(format!("{symbol}{}", amount.map(|n| format!("({n})")).unwrap_or_default()))
        }
    }
}

fn address(envelope: &Envelope) -> Vec<String> {
    let Some(address) = &envelope.office.address else { return Vec::new() };
    let named = |word: &str, value: &Option<String>| value.as_ref().map(|v| format!("{word}: {v}"));
    let first = named("Địa chỉ", &address.organ_add);
    let rest: Vec<String> = [
        named("Điện thoại", &address.telephone),
        named("Fax", &address.fax),
        named("Thư điện tử", &address.email),
        named("Trang thông tin điện tử", &address.website),
    ]
    .into_iter()
    .flatten()
    .collect();
    first.into_iter().chain((!rest.is_empty()).then(|| rest.join("; "))).collect()
}

fn key(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "KHAN",
        Priority::VeryUrgent => "THUONG_KHAN",
        Priority::Express => "HOA_TOC",
    }
}

fn circulation_key(circulation: Circulation) -> &'static str {
    match circulation {
        Circulation::Return => "XEM_XONG_TRA_LAI",
        Circulation::Internal => "LUU_HANH_NOI_BO",
    }
}

fn secret(root: &Node, _: Secrecy) -> Diagnostic {
    Diagnostic::warning(code::SECRET, at(root, "secrecy"), "Văn bản có độ mật: chỉ chừa chỗ đóng dấu độ mật, không in dấu")
        .help("Không soạn, lưu hay chuyển văn bản mật trên máy có nối mạng.")
        .clause("Luật Bảo vệ bí mật nhà nước 117/2025/QH15; PL I-1.III.2a")
}

/// Characters that the fonts cannot show.
fn coverage(root: &Node, fonts: &Fonts, found: &mut Diagnostics) {
    root.each_text(&mut |node, text| {
        let mut reported = Vec::new();
        for c in text.chars().filter(|c| !c.is_control()) {
            if !fonts.covers(c) && !reported.contains(&c) {
                reported.push(c);
                found.push(
                    Diagnostic::error(
                        code::NO_GLYPH,
                        node.span,
                        format!("Phông chữ {} không có ký tự “{c}” (U+{:04X})", fonts.family(), c as u32),
                    )
                    .quoting(c)
                    .help("Thay ký tự này bằng chữ; văn bản hành chính không dùng biểu tượng.")
                    .clause("PL I-1.I.4"),
                );
            }
        }
    });
}
