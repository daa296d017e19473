//! As above needs an addressee.

use crate::diag::{Code, Severity};
use crate::facts::Facts;
use crate::recognise::Kind;
use crate::rules::{Basis, Family, Findings, Rule, Scope};
use crate::standard::{Clause, Standard};

pub(super) const RULE: Rule = Rule {
    code: Code { id: "R607", slug: "as-above-without-addressee" },
    family: Family::Ending,
    severity: Severity::Error,
    basis: Basis::Clause(Clause::Recipients),
    scope: Scope::Decree,
    title: "“Như trên” chỉ ghi khi có Kính gửi",
    manual: "Nơi nhận ghi “Như trên” nghĩa là gửi đến nơi đã nêu ở Kính gửi. Văn bản không có Kính gửi thì ghi rõ nơi nhận.",
    wrong: &["@nơi nhận - Như trên;\n@nơi nhận - Lưu: VT, CCHC."],
    right: &["@bỏ loại\n\
             @bỏ trích yếu\n\
             @số Số: 15/SNV-CCHC\n\
             @vv V/v kiểm tra công tác năm 2025\n\
             @kính gửi Kính gửi: Sở Tài chính\n\
             Sở Nội vụ đề nghị quý cơ quan phối hợp./.\n\
             @nơi nhận - Như trên;\n\
             @nơi nhận - Lưu: VT, CCHC."],
    check,
};

fn check<'p>(facts: &Facts<'p>, found: &mut Findings<'p>) {
    let front = &facts.draft.front;
    // A công điện names its addressees otherwise, invitations and letters of introduction in their text.
    let otherwise = matches!(facts.kind(), Kind::Decree(of) if ["Công điện", "Giấy mời", "Giấy giới thiệu", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo", "Giấy nghỉ phép", "Giấy ủy quyền"].contains(&of.name));
    let addressed =
        !front.addressees.is_empty() || front.addressee_heading.is_some() || facts.lines.iter().any(|l| l.text.contains("Kính gửi"));
    for line in facts.draft.foot.recipients.iter().filter(|_| !addressed && !otherwise) {
        if line.value.starts_with(&Standard::nd30().words.as_above) {
            found
                .add(line.pieces[0].clone(), "Nơi nhận ghi “Như trên” mà văn bản không có Kính gửi")
                .help("Ghi rõ tên nơi nhận, hoặc bổ sung Kính gửi.");
        }
    }
}
