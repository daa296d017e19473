//! Bodies of equal rank that agree with each other: what the head and the text say of each, and who signs for it. The
//! decree has no form for hợp đồng, bản ghi nhớ and bản thỏa thuận; this is practice, after PL V Mục V.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::signatories::{COMPETENCE, Post};
use super::{Complete, Fragment};
use crate::derive::{self, GRID, Signatory};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::spanned::{Given, List, Spanned, read};
use crate::standard::Clause;

use crate::text::{folded, letter, upper};

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        "parties"
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.fields::<Agreement>();
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let agreement = document.content().and_then(read::<Agreement>).unwrap_or_default();
        let start = Span { end: document.root.span.start, ..document.root.span };
        if agreement.parties.items.len() < 2 {
            let message = format!("Văn bản thỏa thuận cần ít nhất hai bên, đang có {}", agreement.parties.items.len());
            found.push(
                Diagnostic::error(code::NO_SIGNER, agreement.parties.span.unwrap_or(start), message)
                    .help("Ghi `content.parties`: mỗi bên một phần tử; cơ quan ban hành đứng đầu."),
            );
        }
        let issuer = document.root.text_at("organ_name").unwrap_or_default();
        let parties: Vec<Named<'_>> = agreement
            .parties
            .items
            .iter()
            .enumerate()
            .map(|(at, party)| Named {
                label: party.value.label.text().map_or_else(|| format!("Bên {}", upper(&letter(at + 1))), str::to_owned),
                name: party.value.name.text().unwrap_or(if at == 0 { issuer } else { "" }),
                party,
            })
            .collect();
        for party in parties.iter().filter(|party| party.name.is_empty()) {
            found.push(
                Diagnostic::error(code::MISSING_FIELD, party.party.start(), format!("{} chưa có tên", party.label))
                    .help("Ghi `name`: tên đầy đủ của cơ quan, tổ chức, hoặc họ tên cá nhân."),
            );
        }
        let sides = parties.len() as u64;
        let copies = agreement.copies.get().copied().unwrap_or(sides);
        let signatories: Vec<Signatory> = parties.iter().map(|party| party.signatory(found)).collect();
        Map::from_iter(
            [
                ("signatories", json!(signatories.chunks(GRID).collect::<Vec<_>>())),
                ("parties", json!(parties.iter().map(Named::particulars).collect::<Vec<_>>())),
                ("head", json!(head(&agreement, &parties, issuer))),
                ("copies", json!(copies)),
                ("each_keeps_one", json!(copies == sides)),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Agreement {
    /// Từ hai bên trở lên, mỗi bên một phần tử; bên thứ nhất là cơ quan ban hành. Tên các bên ở phần đầu, thông tin từng bên và khối chữ ký do chương trình ghép từ đây.
    #[schemars(title = "Các bên", length(min = 2, max = 12))]
    parties: List<Party>,
    /// all (mặc định): tên các bên ngang hàng nhau ở phần đầu văn bản; issuer: chỉ cơ quan ban hành, cùng cơ quan chủ quản.
    #[schemars(title = "Tên cơ quan ở phần đầu")]
    head: Given<Head>,
    /// Bỏ trống thì mỗi bên một bản.
    #[schemars(title = "Số bản", range(min = 1, max = 50))]
    copies: Given<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Head {
    All,
    Issuer,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Một bên")]
struct Party {
    /// Tên đầy đủ của cơ quan, tổ chức, hoặc họ tên cá nhân. Bên thứ nhất bỏ trống thì là cơ quan ban hành.
    #[schemars(title = "Tên bên", length(min = 1))]
    name: Given<String>,
    /// Cách gọi trong văn bản, ví dụ: Bên thuê. Mặc định: Bên A, Bên B …
    #[schemars(title = "Cách gọi", length(min = 1))]
    label: Given<String>,
    /// Chữ viết tắt của bên thứ hai trở đi, nối vào ký hiệu của văn bản, ví dụ STC: BGN-SNV-STC.
    #[schemars(title = "Chữ viết tắt của bên", length(min = 1))]
    organ_code: Given<String>,
    #[schemars(title = "Địa chỉ của bên", length(min = 1))]
    address: Given<String>,
    #[schemars(title = "Điện thoại của bên", length(min = 1))]
    telephone: Given<String>,
    #[schemars(title = "Mã số thuế", length(min = 1))]
    tax_code: Given<String>,
    /// Số tài khoản và ngân hàng, kho bạc.
    #[schemars(title = "Tài khoản", length(min = 1))]
    bank_account: Given<String>,
    /// Thông tin khác, mỗi dòng một phần tử, ví dụ: Mã số đơn vị quan hệ ngân sách: 1012345.
    #[schemars(title = "Thông tin khác của bên")]
    details: List<Detail>,
    /// Họ và tên người ký thay mặt bên này; bỏ trống thì chừa chỗ ghi.
    #[schemars(title = "Họ và tên người đại diện", length(min = 1, max = 50))]
    full_name: Given<String>,
    /// Chức vụ của người đó, ví dụ: Giám đốc; Phó Giám đốc.
    #[schemars(title = "Chức vụ người đại diện", length(min = 1))]
    position: Given<String>,
    /// Quyền hạn ký: KT. với cấp phó ký thay người đứng đầu; TM., TUQ., Q., TM. KT. …
    #[schemars(title = "Quyền hạn ký của người đại diện", extend("pattern" = COMPETENCE))]
    competence: Given<String>,
    /// Chức vụ người đứng đầu sau KT., TL., TUQ.; thường suy ra được từ chức vụ người ký.
    #[schemars(title = "Chức vụ người đứng đầu bên", length(min = 1))]
    head_position: Given<String>,
    /// Văn bản ủy quyền, ví dụ: Giấy ủy quyền số 05/GUQ-STC ngày 02/11/2026.
    #[schemars(title = "Theo văn bản ủy quyền", length(min = 1))]
    authorization: Given<String>,
    /// Dòng đầu trên chữ ký; mặc định: Đại diện Bên A.
    #[schemars(title = "Bên ký với tư cách", length(min = 1))]
    signs_as: Given<String>,
    /// false: bên này không đóng dấu (cá nhân).
    #[schemars(title = "Bên có đóng dấu")]
    seal: Given<bool>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(inline, title = "Dòng thông tin", extend("minLength" = 1))]
struct Detail(String);

/// A party with what it is called.
struct Named<'a> {
    label: String,
    name: &'a str,
    party: &'a Spanned<Party>,
}

impl Named<'_> {
    /// What the text says of it, line by line.
    fn particulars(&self) -> Json {
        let party = &self.party.value;
        let named = |word: &str, given: &Given<String>| given.text().map(|text| format!("{word}: {text}"));
        let representative = named("Người đại diện", &party.full_name)
            .map(|line| party.position.text().map_or(line.clone(), |position| format!("{line}; chức vụ: {position}")));
        let lines: Vec<String> = [
            named("Địa chỉ", &party.address),
            named("Điện thoại", &party.telephone),
            named("Mã số thuế", &party.tax_code),
            named("Tài khoản", &party.bank_account),
        ]
        .into_iter()
        .flatten()
        .chain(party.details.values().map(|Detail(line)| line.clone()))
        .chain(representative)
        .chain(party.authorization.text().map(|text| format!("(Theo {text})")))
        .collect();
        json!({"label": self.label, "name": self.name, "lines": lines})
    }

    /// A deputy signs for the head, or by a mandate that the text names.
    fn deputy_without_powers(&self, found: &mut Diagnostics) {
        let Party { position, competence, authorization, .. } = &self.party.value;
        let Some(title) = position.text().filter(|title| folded(title).starts_with("pho ")) else { return };
        if competence.text().is_none() && authorization.text().is_none() {
            found.push(
                Diagnostic::warning(
                    code::DOUBTFUL_NAME,
                    position.span(),
                    format!("{}: “{title}” ký mà không ghi quyền hạn ký", self.label),
                )
                .help("Cấp phó ký thay người đứng đầu: ghi competence: KT.; ký theo ủy quyền thì ghi authorization: văn bản ủy quyền.")
                .clause(Clause::Authority),
            );
        }
    }

    /// Who signs for it.
    fn signatory(&self, found: &mut Diagnostics) -> Signatory {
        let Party { full_name, position, competence, head_position, seal, signs_as, .. } = &self.party.value;
        let text = |given: &Given<String>| given.text().map(str::to_owned);
        let post = Post { competence, position, head_position, organ: self.name };
        self.deputy_without_powers(found);
        Signatory {
            name: if self.name.is_empty() { self.label.clone() } else { self.name.to_owned() },
            authority: text(signs_as).unwrap_or_else(|| format!("Đại diện {}", self.label)),
            positions: post.lines(&self.label, found),
            full_name: text(full_name),
            seal: seal.get() != Some(&false),
            ..Signatory::default()
        }
        .with_hint_for_names()
    }
}

/// The lines of the head: each body's name after the other, joined by a dash.
fn head(agreement: &Agreement, parties: &[Named<'_>], issuer: &str) -> Vec<String> {
    let names: Vec<&str> = match agreement.head.get() {
        Some(Head::Issuer) => vec![issuer],
        _ => parties.iter().map(|party| party.name).filter(|name| !name.is_empty()).collect(),
    };
    derive::head(&names)
}

#[cfg(test)]
mod tests {
    use super::super::Record as _;
    use super::super::testing::{messages, node};
    use super::*;

    fn composed(content: &str) -> (Map<String, Json>, Vec<String>) {
        let root = node(&format!("{{organ_name: Sở Nội vụ, content: {{{content}}}}}"));
        let mut found = Diagnostics::default();
        let composed = Record.compose(&Complete { root: &root, linked: &[], open: 0 }, &mut found);
        (composed, messages(&found))
    }

    const THREE: &str = "parties: [
        {full_name: An, position: Phó Giám đốc, competence: KT., address: phường Tân Phong},
        {name: Ủy ban nhân dân xã Mường Than, full_name: Bình, position: Chủ tịch, competence: TM., details: ['Mã số: 1']},
        {name: Lò Văn Páo, label: Bên làm khoán, seal: false}]";

    #[test]
    fn bodies_of_equal_rank_share_the_head() {
        let (agreement, found) = composed(THREE);
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(agreement["head"], json!(["Sở Nội vụ -", "Ủy ban nhân dân", "xã Mường Than -", "Lò Văn Páo"]));
        assert_eq!(composed(&format!("head: issuer, {THREE}")).0["head"], json!(["Sở Nội vụ"]));
        assert_eq!(agreement["copies"], 3);
    }

    #[test]
    fn each_party_is_named_and_signs() {
        let (agreement, _) = composed(THREE);
        let said = |at: usize| (agreement["parties"][at]["label"].clone(), agreement["parties"][at]["lines"].clone());
        assert_eq!(said(0), (json!("Bên A"), json!(["Địa chỉ: phường Tân Phong", "Người đại diện: An; chức vụ: Phó Giám đốc"])));
        assert_eq!(said(1), (json!("Bên B"), json!(["Mã số: 1", "Người đại diện: Bình; chức vụ: Chủ tịch"])));
        assert_eq!(said(2), (json!("Bên làm khoán"), json!([])));
        let signs = |at: usize| {
            let signatory = &agreement["signatories"][0][at];
            (signatory["authority"].clone(), signatory["positions"].clone(), signatory["seal"].clone(), signatory["hint"].is_null())
        };
        assert_eq!(signs(0), (json!("Đại diện Bên A"), json!(["KT. Giám đốc", "Phó Giám đốc"]), json!(true), true));
        assert_eq!(signs(1), (json!("Đại diện Bên B"), json!(["TM. Ủy ban nhân dân", "Chủ tịch"]), json!(true), true));
        assert_eq!(signs(2), (json!("Đại diện Bên làm khoán"), json!([]), json!(false), false));
    }

    #[test]
    fn one_party_makes_no_agreement() {
        assert_eq!(composed("parties: [{name: A}]").1, ["Văn bản thỏa thuận cần ít nhất hai bên, đang có 1"]);
        assert_eq!(
            composed("parties: [{name: A, competence: KT., position: Giám đốc}, {name: B}]").1,
            ["Bên A: không ghép được dòng quyền hạn, chức vụ trên chữ ký"]
        );
    }

    /// Decree PL I-1.II.7: a deputy signs KT.; one who has a mandate names it.
    #[test]
    fn a_deputy_signs_for_the_head_or_by_a_mandate() {
        let told =
            |powers: &str| composed(&format!("parties: [{{name: A, position: Phó Giám đốc{powers}}}, {{name: B, position: Giám đốc}}]")).1;
        assert_eq!(told(""), ["Bên A: “Phó Giám đốc” ký mà không ghi quyền hạn ký"]);
        assert!(told(", competence: KT.").is_empty());
        assert!(told(", authorization: Giấy ủy quyền số 05/GUQ-STC ngày 02/11/2026").is_empty());
    }
}
