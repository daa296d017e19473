//! Who signs minutes, grid by grid: the parties' representatives, then everybody else (decree PL III Mẫu 1.9, PL V
//! Mục V; nd30 §10.3; NĐ 217/2025/NĐ-CP Đ15).

use super::stated::{Answer, Minutes, Occasion, begin};
use crate::derive::{GRID, Signatory};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::spanned::{Given, Spanned};
use crate::standard::Clause;
use crate::text::folded;

/// Whether everybody is there who must sign.
pub(super) fn check(minutes: &Spanned<Minutes>, found: &mut Diagnostics) {
    match minutes.value.form.get() {
        Some(Occasion::Meeting) => meeting_signs(minutes, found),
        Some(Occasion::Free) if minutes.value.parties.items.is_empty() => {
            let help = "Ghi mỗi người ký một phần tử, từ trái sang phải, ví dụ: {authority: Người thẩm định, full_name: Nguyễn Văn An}.";
            found.push(minutes.missing("signatories", "Những người cùng ký", help, Clause::MinutesHead));
        }
        _ => parties_sign(minutes, found),
    }
}

/// The secretary and the chair sign.
fn meeting_signs(minutes: &Spanned<Minutes>, found: &mut Diagnostics) {
    let Minutes { secretary, chair, .. } = &minutes.value;
    for (is_there, field, title) in [(secretary.is_there(), "secretary", "Thư ký"), (chair.is_there(), "chair", "Chủ trì")] {
        if !is_there {
            found.push(minutes.missing(field, title, "Biên bản cuộc họp do thư ký và chủ tọa ký.", Clause::MeetingMinutes));
        }
    }
}

/// Every party signs; for one that refuses there are witnesses.
fn parties_sign(minutes: &Spanned<Minutes>, found: &mut Diagnostics) {
    let Minutes { parties, witnesses, .. } = &minutes.value;
    if parties.items.len() < 2 {
        let few = format!("Biên bản giữa các bên cần ít nhất hai bên, đang có {}", parties.items.len());
        found.push(
            Diagnostic::error(code::NO_SIGNER, begin(parties, minutes), few)
                .help("Ghi `parties`: Đoàn kiểm tra trước, rồi đơn vị được kiểm tra; biên bản khác thì ghi form: free và người ký ở `signatories`.")
                .clause(Clause::InspectionMinutes),
        );
    }
    for party in &parties.items {
        let name = party.value.name.or_empty();
        if !party.value.people.values().any(|person| person.signs_as.get().is_some()) {
            found.push(
                Diagnostic::error(code::NO_SIGNER, party.start(), format!("Bên “{name}” chưa có người ký"))
                    .help("Ghi signs_as ở người ký thay mặt bên này, ví dụ signs_as: Trưởng đoàn; signs_as: Đại diện đơn vị được kiểm tra.")
                    .clause(Clause::InspectionMinutes),
            );
        }
        if let Some(reason) = party.value.refused.span().filter(|_| witnesses.items.is_empty()) {
            found.push(
                Diagnostic::error(code::REFUSED, reason, format!("Bên “{name}” từ chối ký nhưng không có người chứng kiến"))
                    .help("Ghi `witnesses`: đại diện UBND cấp xã hoặc ít nhất một người chứng kiến, họ ký thay.")
                    .clause(Clause::RefusedSignature),
            );
        }
    }
}

/// Who signs, grid by grid; a form asks for names.
pub(super) fn compose(minutes: &Minutes, form: bool) -> Vec<Vec<Signatory>> {
    match minutes.form.get() {
        Some(Occasion::Meeting) => meeting(minutes, form),
        _ => inspection(minutes, form),
    }
}

fn signatory(full_name: &Given<Answer>, position: &Given<Answer>, name: &str, authority: &str, form: bool) -> Signatory {
    let full_name = full_name.known().map(str::to_owned);
    let other_position = position.known().filter(|p| folded(p) != folded(authority)).map(str::to_owned);
    let signatory = Signatory { name: name.to_owned(), authority: authority.to_owned(), other_position, full_name, ..Signatory::default() };
    if form { signatory.with_hint() } else { signatory.with_hint_for_names() }
}

/// The chair right, the secretary left (decree PL III Mẫu 1.9).
fn meeting(minutes: &Minutes, form: bool) -> Vec<Vec<Signatory>> {
    // The chair's post may stand above the name (note 5); the seal is the chair's, if any.
    let secretary = minutes.secretary.get().map(|p| signatory(&p.full_name, &Given::Absent, "Thư ký", "Thư ký", form));
    let chair = minutes.chair.get().map(|p| signatory(&p.full_name, &p.position, "Chủ tọa", "Chủ tọa", form));
    let chair = chair.map(|chair| Signatory { seal: true, ..chair });
    vec![secretary.into_iter().chain(chair).collect()]
}

/// The inspected party left, the team right, further parties below (nd30 §10.3); then everybody
/// else who signs, in the order of the lists.
fn inspection(minutes: &Minutes, form: bool) -> Vec<Vec<Signatory>> {
    let mut first = Vec::new();
    let mut further: Vec<Signatory> = Vec::new();
    for party in minutes.parties.values() {
        let mut signers = party.people.values().filter_map(|p| Some((p, p.signs_as.text()?)));
        if let Some((person, authority)) = signers.next() {
            let refused = party.refused.is_there().then(|| "(Từ chối ký)".to_owned());
            let seal = refused.is_none() && party.seal.get() != Some(&false);
            let signatory = signatory(&person.full_name, &person.position, party.name.or_empty(), authority, form);
            first.push(Signatory { seal, refused, ..signatory });
        }
        further.extend(signers.map(|(person, authority)| signatory(&person.full_name, &Given::Absent, authority, authority, form)));
    }
    if first.len() > 1 {
        first.swap(0, 1);
    }
    further.extend(minutes.witnesses.values().map(|person| {
        let authority = person.signs_as.text().unwrap_or("Người chứng kiến");
        signatory(&person.full_name, &person.position, authority, authority, form)
    }));
    std::iter::once(first).chain(further.chunks(GRID).map(<[_]>::to_vec)).collect()
}
