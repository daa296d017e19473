//! Who signs minutes: whether everybody is there who must be (decree PL III Mẫu 1.9, PL V Mục V;
//! NĐ 217/2025/NĐ-CP Đ15).

use super::minutes::{INSPECTION, missing, start};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;

const MEETING: &str = "PL III Mẫu 1.9";

/// The secretary and the chair sign.
pub(super) fn meeting(content: &Node, found: &mut Diagnostics) {
    for (field, title) in [("secretary", "Thư ký"), ("chair", "Chủ trì")] {
        if content.get(field).is_none() {
            found.push(missing(content, field, title, "Biên bản cuộc họp do thư ký và chủ tọa ký.", MEETING));
        }
    }
}

/// Every party signs; for one that refuses there are witnesses.
pub(super) fn inspection(content: &Node, found: &mut Diagnostics) {
    let parties = content.list_at("parties");
    if parties.len() < 2 {
        let few = format!("Biên bản kiểm tra cần ít nhất hai bên, đang có {}", parties.len());
        let place = content.get("parties").map_or(start(content), start);
        found.push(
            Diagnostic::error(code::NO_SIGNER, place, few)
                .help("Ghi `parties`: Đoàn kiểm tra trước, rồi đơn vị được kiểm tra.")
                .clause(INSPECTION),
        );
    }
    for party in parties {
        let name = party.text_at("name").unwrap_or_default();
        if !party.list_at("people").iter().any(|person| person.text_at("signs_as").is_some()) {
            found.push(
                Diagnostic::error(code::NO_SIGNER, start(party), format!("Bên “{name}” chưa có người ký"))
                    .help("Ghi signs_as ở người ký thay mặt bên này, ví dụ signs_as: Trưởng đoàn; signs_as: Đại diện đơn vị được kiểm tra.")
                    .clause(INSPECTION),
            );
        }
        if let Some(reason) = party.get("refused").filter(|_| content.list_at("witnesses").is_empty()) {
            found.push(
                Diagnostic::error(code::REFUSED, reason.span, format!("Bên “{name}” từ chối ký nhưng không có người chứng kiến"))
                    .help("Ghi `witnesses`: đại diện UBND cấp xã hoặc ít nhất một người chứng kiến, họ ký thay.")
                    .clause("NĐ 217/2025/NĐ-CP Đ15.3a"),
            );
        }
    }
}
