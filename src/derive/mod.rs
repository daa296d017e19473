//! What the decree makes of plain data: symbol, date, authority lines, filing line, marks.
//!
//! Everything here is composed once for each document and checks nothing; what cannot be composed is left
//! out, with its reason in types, and `validate` finds the words for it.

mod authority;
mod identity;
mod joint;

pub use authority::{Unsignable, collective, lines as authority_lines, superior};
pub use identity::organ_lines;
pub use joint::{Signatory, head, lines as joint_lines};

use serde::Serialize;

use crate::model::doc_type::{Constituent, DocType, Signers};
use crate::model::envelope::{Envelope, Medium};
use crate::model::node::Node;
use crate::standard::Standard;

/// Most signers in one grid; further ones stand in the next.
pub const GRID: usize = 6;

/// What the program composes from plain data; templates see it as `composed`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Derived {
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
    /// The date as far as it is known: 2025-03-18, 2025-03 or 2025.
    pub issued_date: Option<String>,
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
    /// What stands before the number: `Số:`.
    pub code_word: String,
    /// The recipients that are those whom the document addresses: `Như trên`.
    pub as_above: String,
    /// The filing line without its dash: `Lưu: VT, VP`.
    pub filing: String,
    /// The powers that the signer signs by: `TM. KT.`.
    pub competence: Option<String>,
    /// Drafter's symbol and number of copies: `PL.(300)`.
    pub drafter: Option<String>,
    /// Lines of the address block.
    pub address: Vec<String>,
    /// The summary as the document shows it: behind `V/v` of a công văn in its own case; none where the type has none.
    pub subject: Option<String>,
    /// Official name of the type.
    pub type_name: String,
    /// The symbol by rule, whatever the data says.
    #[serde(skip)]
    pub due_notation: Option<String>,
    /// Who signs together with others, grid by grid: for bodies that issue a document together.
    pub signatories: Vec<Vec<Signatory>>,
    /// The lines of authority and title by rule, whatever the data says; none where nobody of the envelope signs.
    #[serde(skip)]
    pub due_authority: Option<Result<Vec<String>, Unsignable>>,
}

impl Derived {
    /// The fields of the data that a derived one may be made from, as JSON pointers; the first that is there is it.
    pub fn sources(field: &str) -> &'static [&'static str] {
        match field.split('/').next().unwrap_or_default() {
            "organ_lines" | "reference_issuer" => &["/organ_name"],
            "subject" => &["/subject"],
            "number" | "reference_number" => &["/code_number"],
            "notation" => &["/code_notation", "/organ_code"],
            "day" | "month" | "year" | "reference_day" | "reference_month" | "reference_year" => &["/issued_date"],
            "authority" => &["/signer_info/authority_lines", "/signer_info"],
            "issuing_authority" => &["/content/authority_title", "/signer_info"],
            "filing" => &["/filing"],
            "drafter" => &["/typer_notation", "/issued_amount"],
            "address" => &["/address"],
            "type_name" => &["/content/type_name", "/type"],
            "signatories" | "parties" | "head" => &["/content/signatories", "/content/parties", "/co_issuers"],
            _ => &[],
        }
    }
}

/// Composes what follows from data whose shape is right.
pub fn derive(root: &Node, envelope: &Envelope, doc_type: &DocType, standard: &Standard) -> Derived {
    let declaration = &doc_type.declaration;
    // A document of the type may have a name of its own: Biên bản nghiệm thu, Thư khen.
    let own_name = root.get("content").and_then(|content| content.text_at("type_name"));
    let mut derived = Derived {
        type_name: own_name.unwrap_or(&declaration.name).to_owned(),
        code_word: standard.words.code.clone(),
        as_above: standard.words.as_above.clone(),
        ..Derived::default()
    };
    identity::derive(envelope, doc_type, &partners(root), &mut derived);
    derived.signatories = joint::signatories(envelope).chunks(GRID).map(<[_]>::to_vec).collect();
    if envelope.medium == Some(Medium::Paper) {
        derived.reference_number = derived.number.clone();
        (derived.reference_day, derived.reference_month, derived.reference_year) =
            (derived.day.clone(), derived.month.clone(), derived.year.clone());
    }
    let content = root.get("content");
    let organ = envelope.office.organ_name.as_deref().unwrap_or_default();
    let signer = envelope.office.signer_info.as_ref();
    if declaration.signers == Signers::One {
        derived.due_authority = signer.map(|signer| authority::lines(signer, organ));
        let given = signer.and_then(|signer| signer.authority_lines.clone());
        derived.authority = given.or_else(|| derived.due_authority.clone()?.ok()).unwrap_or_default();
    }
    if declaration.demands(Constituent::IssuingAuthority) {
        let given = content.and_then(|c| c.text_at("authority_title")).map(str::to_owned);
        derived.issuing_authority = given.or_else(|| authority::issuer(signer?, organ));
    }
    derived.reference_issuer = derived.issuing_authority.clone().unwrap_or_else(|| joint::spoken(&joint::names(envelope)));
    derived.filing = filing(envelope, standard);
    derived.drafter = drafter(envelope);
    derived.competence = signer.and_then(|signer| signer.competence.as_ref()).map(|competence| competence.all().join(" "));
    derived.address = address(envelope);
    derived
}

/// The abbreviations of the bodies that agree with the issuing one, or issue the document with it.
fn partners(root: &Node) -> Vec<&str> {
    let parties = root.get("content").and_then(|content| content.get("parties")).map(Node::list).unwrap_or_default();
    let issuers = root.get("co_issuers").map(Node::list).unwrap_or_default();
    parties.iter().chain(issuers).filter_map(|body| body.text_at("organ_code")).collect()
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
