//! Who signs minutes, grid by grid: the parties' representatives, then everybody else (decree PL III
//! Mẫu 1.9, PL V Mục V; nd30 §10.3).

use serde::Serialize;

use super::blanks::BLANK;
use super::minutes::{INSPECTION, list, missing, start, text};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::{Node, Value};
use crate::text::folded;

const MEETING: &str = "PL III Mẫu 1.9";
/// Most signers in one grid; further ones stand in the next.
const GRID: usize = 6;

/// One of those who sign, as the foot shows them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signatory {
    /// Whom the signature stands for, for the signature field.
    pub name: String,
    /// The line above the signature.
    pub authority: String,
    /// `(Ký, ghi rõ họ tên)` on a form.
    pub hint: Option<String>,
    /// The post, above the name.
    pub other_position: Option<String>,
    /// The name, when known.
    pub full_name: Option<String>,
    /// Whether a seal has its place.
    pub seal: bool,
    /// What stands where the signature would be.
    pub refused: Option<String>,
}

fn signatory(person: &Node, name: &str, authority: &str, form: bool) -> Signatory {
    let known = |field: &str| text(person, field).filter(|t| *t != BLANK).map(str::to_owned);
    let full_name = known("full_name");
    let hint = (form || full_name.is_none()).then(|| "(Ký, ghi rõ họ tên)".to_owned());
    let other_position = known("position").filter(|p| folded(p) != folded(authority));
    Signatory { name: name.to_owned(), authority: authority.to_owned(), hint, other_position, full_name, ..Signatory::default() }
}

/// The chair right, the secretary left (decree PL III Mẫu 1.9).
pub(super) fn meeting(content: &Node, form: bool, found: &mut Diagnostics) -> Vec<Vec<Signatory>> {
    let mut row = Vec::new();
    for (field, title, authority) in [("secretary", "Thư ký", "Thư ký"), ("chair", "Chủ trì", "Chủ tọa")] {
        match content.get(field) {
            Some(person) => row.push(signatory(person, authority, authority, form)),
            None => found.push(missing(content, field, title, "Biên bản cuộc họp do thư ký và chủ tọa ký.", MEETING)),
        }
    }
    if let [secretary, chair] = row.as_mut_slice() {
        // The chair's post may stand above the name (note 5); the seal is the chair's, if any.
        secretary.other_position = None;
        chair.seal = true;
    }
    vec![row]
}

/// The inspected party left, the team right, further parties below (nd30 §10.3); then everybody
/// else who signs, in the order of the lists.
pub(super) fn inspection(content: &Node, form: bool, found: &mut Diagnostics) -> Vec<Vec<Signatory>> {
    let parties = list(content, "parties");
    if parties.len() < 2 {
        let few = format!("Biên bản kiểm tra cần ít nhất hai bên, đang có {}", parties.len());
        let place = content.get("parties").map_or(start(content), start);
        found.push(
            Diagnostic::error(code::NO_SIGNER, place, few)
                .help("Ghi `parties`: Đoàn kiểm tra trước, rồi đơn vị được kiểm tra.")
                .clause(INSPECTION),
        );
    }
    let witnesses = list(content, "witnesses");
    let mut first = Vec::new();
    let mut further: Vec<Signatory> = Vec::new();
    for party in parties {
        let name = text(party, "name").unwrap_or_default();
        let mut signers = list(party, "people").iter().filter_map(|p| Some((p, text(p, "signs_as")?)));
        match signers.next() {
            Some((person, authority)) => {
                let refused = party.get("refused").is_some().then(|| "(Từ chối ký)".to_owned());
                let seal = refused.is_none() && party.get("seal").is_none_or(|s| s.value != Value::Bool(false));
                first.push(Signatory { seal, refused, ..signatory(person, name, authority, form) });
            }
            None => found.push(
                Diagnostic::error(code::NO_SIGNER, start(party), format!("Bên “{name}” chưa có người ký"))
                    .help("Ghi signs_as ở người ký thay mặt bên này, ví dụ signs_as: Trưởng đoàn; signs_as: Đại diện đơn vị được kiểm tra.")
                    .clause(INSPECTION),
            ),
        }
        let beside = |(person, authority)| Signatory { other_position: None, ..signatory(person, authority, authority, form) };
        further.extend(signers.map(beside));
        if let Some(reason) = party.get("refused").filter(|_| witnesses.is_empty()) {
            found.push(
                Diagnostic::error(code::REFUSED, reason.span, format!("Bên “{name}” từ chối ký nhưng không có người chứng kiến"))
                    .help("Ghi `witnesses`: đại diện UBND cấp xã hoặc ít nhất một người chứng kiến, họ ký thay.")
                    .clause("NĐ 217/2025/NĐ-CP Đ15.3a"),
            );
        }
    }
    if first.len() > 1 {
        first.swap(0, 1);
    }
    let witness = |person: &Node| {
        let authority = text(person, "signs_as").unwrap_or("Người chứng kiến");
        signatory(person, authority, authority, form)
    };
    further.extend(witnesses.iter().map(witness));
    std::iter::once(first).chain(further.chunks(GRID).map(<[_]>::to_vec)).collect()
}
