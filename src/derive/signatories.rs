//! Who signs minutes, grid by grid: the parties' representatives, then everybody else (decree PL III
//! Mẫu 1.9, PL V Mục V; nd30 §10.3).

use serde::Serialize;

use super::blanks::BLANK;
use crate::model::node::{Node, Value};
use crate::text::folded;

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

/// Who signs, grid by grid; a form names nobody and asks for names.
pub(super) fn derive(content: &Node, form: bool) -> Vec<Vec<Signatory>> {
    match content.text_at("form") {
        Some("meeting") => meeting(content, form),
        _ => inspection(content, form),
    }
}

fn signatory(person: &Node, name: &str, authority: &str, form: bool) -> Signatory {
    let known = |field: &str| person.text_at(field).filter(|t| *t != BLANK).map(str::to_owned);
    let full_name = known("full_name");
    let hint = (form || full_name.is_none()).then(|| "(Ký, ghi rõ họ tên)".to_owned());
    let other_position = known("position").filter(|p| folded(p) != folded(authority));
    Signatory { name: name.to_owned(), authority: authority.to_owned(), hint, other_position, full_name, ..Signatory::default() }
}

/// The chair right, the secretary left (decree PL III Mẫu 1.9).
fn meeting(content: &Node, form: bool) -> Vec<Vec<Signatory>> {
    let of = |(field, authority): (&str, &str)| content.get(field).map(|person| signatory(person, authority, authority, form));
    let mut row: Vec<Signatory> = [("secretary", "Thư ký"), ("chair", "Chủ tọa")].into_iter().filter_map(of).collect();
    if let [secretary, chair] = row.as_mut_slice() {
        // The chair's post may stand above the name (note 5); the seal is the chair's, if any.
        secretary.other_position = None;
        chair.seal = true;
    }
    vec![row]
}

/// The inspected party left, the team right, further parties below (nd30 §10.3); then everybody
/// else who signs, in the order of the lists.
fn inspection(content: &Node, form: bool) -> Vec<Vec<Signatory>> {
    let mut first = Vec::new();
    let mut further: Vec<Signatory> = Vec::new();
    for party in content.list_at("parties") {
        let name = party.text_at("name").unwrap_or_default();
        let mut signers = party.list_at("people").iter().filter_map(|p| Some((p, p.text_at("signs_as")?)));
        if let Some((person, authority)) = signers.next() {
            let refused = party.get("refused").is_some().then(|| "(Từ chối ký)".to_owned());
            let seal = refused.is_none() && party.get("seal").is_none_or(|s| s.value != Value::Bool(false));
            first.push(Signatory { seal, refused, ..signatory(person, name, authority, form) });
        }
        let beside = |(person, authority)| Signatory { other_position: None, ..signatory(person, authority, authority, form) };
        further.extend(signers.map(beside));
    }
    if first.len() > 1 {
        first.swap(0, 1);
    }
    let witness = |person: &Node| {
        let authority = person.text_at("signs_as").unwrap_or("Người chứng kiến");
        signatory(person, authority, authority, form)
    };
    further.extend(content.list_at("witnesses").iter().map(witness));
    std::iter::once(first).chain(further.chunks(GRID).map(<[_]>::to_vec)).collect()
}
