//! A document that several bodies issue together (văn bản liên tịch): all of them in the head and in the symbol, and a
//! signer for each. The decree has no form for it; this is practice.

use serde::Serialize;

use super::{Unsignable, authority, organ_lines};
use crate::model::envelope::{Envelope, SignerInfo};

/// One of those who sign together, as the foot shows them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signatory {
    /// Whom the signature stands for, for the signature field.
    pub name: String,
    /// The line above the signature.
    pub authority: String,
    /// The lines below that: powers and post.
    pub positions: Vec<String>,
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

/// The lines of a head that names several bodies: one after the other, joined by a dash.
pub fn head(names: &[&str]) -> Vec<String> {
    let last = names.len().saturating_sub(1);
    let joined = |(at, name): (usize, &&str)| {
        let mut lines = organ_lines(name);
        if let Some(end) = lines.last_mut().filter(|_| at < last) {
            end.push_str(" -");
        }
        lines
    };
    names.iter().enumerate().flat_map(joined).collect()
}

/// All bodies that issue a document, the first one first, each with its signer.
fn issuers(envelope: &Envelope) -> Vec<(&str, Option<&SignerInfo>)> {
    let first = (envelope.office.organ_name.as_deref().unwrap_or_default(), envelope.office.signer_info.as_ref());
    let others = envelope.co_issuers.iter().flatten().map(|other| (other.organ_name.as_str(), other.signer_info.as_ref()));
    std::iter::once(first).chain(others).collect()
}

/// The names of all bodies that issue a document.
pub(super) fn names(envelope: &Envelope) -> Vec<&str> {
    issuers(envelope).into_iter().map(|(name, _)| name).collect()
}

/// The names of all bodies in a sentence: `Sở Nội vụ, Sở Tài chính và Sở Y tế`.
pub(super) fn spoken(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

/// The lines above the signature of one of several: which body, unless TM. says it, then powers and post.
pub fn lines(signer: &SignerInfo, organ: &str) -> Result<Vec<String>, Unsignable> {
    if let Some(given) = &signer.authority_lines {
        return Ok(given.clone());
    }
    let mut lines = authority::lines(signer, organ)?;
    if !lines.first().is_some_and(|first| first.starts_with("TM. ")) {
        lines.insert(0, organ.to_owned());
    }
    Ok(lines)
}

/// Who signs for each body, from left to right; nobody where one body issues the document.
pub(super) fn signatories(envelope: &Envelope) -> Vec<Signatory> {
    let Some(others) = envelope.co_issuers.as_ref().filter(|others| !others.is_empty()) else { return Vec::new() };
    let first = std::iter::once(false).chain(others.iter().map(|other| other.signs_first == Some(true)));
    let (before, after): (Vec<_>, Vec<_>) = issuers(envelope).into_iter().zip(first).partition(|(_, first)| *first);
    before.into_iter().chain(after).filter_map(|((organ, signer), _)| signatory(organ, signer?)).collect()
}

fn signatory(organ: &str, signer: &SignerInfo) -> Option<Signatory> {
    let mut lines = lines(signer, organ).ok()?.into_iter();
    Some(Signatory {
        name: organ.to_owned(),
        authority: lines.next()?,
        positions: lines.collect(),
        other_position: signer.other_position.clone(),
        full_name: Some(signer.full_name.clone()).filter(|name| !name.is_empty()),
        seal: true,
        ..Signatory::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::envelope::{CoIssuer, Office, OneOrMany};

    fn signer(competence: Option<&str>, position: &str, full_name: &str) -> SignerInfo {
        SignerInfo {
            competence: competence.map(|by| OneOrMany::One(by.to_owned())),
            position: Some(position.to_owned()),
            full_name: full_name.to_owned(),
            ..SignerInfo::default()
        }
    }

    fn envelope(signs_first: Option<bool>) -> Envelope {
        let other = |name: &str, signer, signs_first| CoIssuer {
            organ_name: name.to_owned(),
            organ_code: None,
            signer_info: Some(signer),
            signs_first,
        };
        Envelope {
            office: Office {
                organ_name: Some("Sở Nội vụ".to_owned()),
                signer_info: Some(signer(None, "Giám đốc", "An")),
                ..Office::default()
            },
            co_issuers: Some(vec![
                other("Sở Tài chính", signer(Some("KT."), "Phó Giám đốc", "Bình"), signs_first),
                other("Ủy ban nhân dân xã Mường Than", signer(Some("TM."), "Chủ tịch", "Chi"), None),
            ]),
            ..Envelope::default()
        }
    }

    #[test]
    fn all_bodies_stand_in_the_head() {
        assert_eq!(head(&names(&envelope(None))), ["Sở Nội vụ -", "Sở Tài chính -", "Ủy ban nhân dân", "xã Mường Than"]);
        assert_eq!(spoken(&names(&envelope(None))), "Sở Nội vụ, Sở Tài chính và Ủy ban nhân dân xã Mường Than");
        assert_eq!((head(&["Sở Y tế"]), spoken(&["Sở Y tế"])), (vec!["Sở Y tế".to_owned()], "Sở Y tế".to_owned()));
    }

    #[test]
    fn one_signs_for_each_body_from_left_to_right() {
        let said = |signs_first| {
            let all = signatories(&envelope(signs_first));
            all.into_iter()
                .map(|s| ([vec![s.authority], s.positions].concat().join(" / "), s.full_name.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let [first, second, third] = [
            ("Sở Nội vụ / Giám đốc", "An"),
            ("Sở Tài chính / KT. Giám đốc / Phó Giám đốc", "Bình"),
            ("TM. Ủy ban nhân dân / Chủ tịch", "Chi"),
        ]
        .map(|(lines, name)| (lines.to_owned(), name.to_owned()));
        assert_eq!(said(None), [first.clone(), second.clone(), third.clone()]);
        assert_eq!(said(Some(true)), [second, first, third]);
        assert_eq!(signatories(&Envelope { co_issuers: None, ..envelope(None) }), []);
    }
}
