//! Who signs a document together with others: each stands beside the next, in grids. Any type may have them as plain
//! data; minutes compose theirs.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::{Complete, Fragment};
use crate::derive::{GRID, Signatory, authority_lines};
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::envelope::{OneOrMany, SignerInfo};
use crate::model::node::Node;
use crate::model::spanned::{Given, List, read};
use crate::standard::Clause;

const NAME: &str = "signatories";

/// How the data writes by which powers somebody signs.
pub(super) const COMPETENCE: &str = r"^(TM\.|Q\.|KT\.|TL\.|TUQ\.)( (KT\.|Q\.))?$";

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        describe(fragment);
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let grids = document.content().and_then(|content| stated(content, document.root, found)).unwrap_or_default();
        Map::from_iter([(NAME.to_owned(), json!(grids))])
    }
}

/// Adds the schema of those that a content states.
pub(super) fn describe(fragment: &mut Fragment) {
    fragment.field::<Stated>(NAME);
}

/// Those that a content states, grid by grid; `None` when it states nobody.
pub(super) fn stated(content: &Node, root: &Node, found: &mut Diagnostics) -> Option<Vec<Vec<Signatory>>> {
    let stated = read::<Stated>(content.get(NAME)?)?;
    let issuer = root.text_at("organ_name").unwrap_or_default();
    let all: Vec<Signatory> = stated.0.values().map(|signatory| signatory.signatory(issuer, found)).collect();
    Some(all.chunks(GRID).map(<[_]>::to_vec).collect())
}

/// Mỗi người ký một phần tử, đứng từ trái sang phải; hai người thì bên trái, bên phải.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "signatories", title = "Những người cùng ký", extend("minItems" = 1, "maxItems" = 60))]
struct Stated(List<StatedSignatory>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Người ký", extend("required" = ["authority"]))]
struct StatedSignatory {
    /// Tên bên mà người này ký thay mặt, ví dụ: Sở Tài chính; bỏ trống thì lấy từ authority.
    #[schemars(title = "Bên", length(min = 1))]
    name: Given<String>,
    /// Dòng trên chữ ký, chương trình tự viết hoa, ví dụ: Giám đốc; Đại diện Bên A.
    #[schemars(title = "Ký với tư cách", length(min = 1))]
    authority: Given<String>,
    /// Dòng thứ hai trên chữ ký, chương trình tự viết hoa.
    #[schemars(title = "Chức vụ người ký", length(min = 1))]
    position: Given<String>,
    /// Quyền hạn ký, khi dưới authority còn dòng này: KT. với cấp phó ký thay (KT. Giám đốc, Phó Giám đốc thành hai dòng).
    #[schemars(title = "Quyền hạn ký", extend("pattern" = COMPETENCE))]
    competence: Given<String>,
    /// Chức vụ người đứng đầu sau KT., TL., TUQ.; thường suy ra được từ chức vụ người ký.
    #[schemars(title = "Chức vụ người đứng đầu bên ký", length(min = 1))]
    head_position: Given<String>,
    /// Chức vụ khác, ghi trên họ tên, chữ thường.
    #[schemars(title = "Chức vụ khác", length(min = 1))]
    other_position: Given<String>,
    /// Chưa biết thì bỏ trống: dưới tư cách có chữ (Ký, ghi rõ họ tên).
    #[schemars(title = "Họ và tên", length(min = 1, max = 50))]
    full_name: Given<String>,
    /// true: chừa chỗ cho dấu của bên này.
    #[schemars(title = "Có đóng dấu")]
    seal: Given<bool>,
}

impl StatedSignatory {
    fn signatory(&self, issuer: &str, found: &mut Diagnostics) -> Signatory {
        let text = |given: &Given<String>| given.text().map(str::to_owned);
        let authority = self.authority.or_empty().to_owned();
        let organ = self.name.text().unwrap_or(issuer);
        let post = Post { competence: &self.competence, position: &self.position, head_position: &self.head_position, organ };
        Signatory {
            positions: post.lines(&authority, found),
            name: text(&self.name).unwrap_or_else(|| authority.clone()),
            authority,
            other_position: text(&self.other_position),
            full_name: text(&self.full_name),
            seal: self.seal.get() == Some(&true),
            ..Signatory::default()
        }
        .with_hint_for_names()
    }
}

/// By which powers and in which post somebody signs for a body.
pub(super) struct Post<'a> {
    pub(super) competence: &'a Given<String>,
    pub(super) position: &'a Given<String>,
    pub(super) head_position: &'a Given<String>,
    pub(super) organ: &'a str,
}

impl Post<'_> {
    /// The lines between whom the signature stands for, `whom`, and the signature (decree PL I-1.II.7).
    pub(super) fn lines(&self, whom: &str, found: &mut Diagnostics) -> Vec<String> {
        let text = |given: &Given<String>| given.text().map(str::to_owned);
        let signer = SignerInfo {
            competence: self.competence.text().map(|powers| OneOrMany::Many(powers.split(' ').map(str::to_owned).collect())),
            position: text(self.position),
            head_position: text(self.head_position),
            ..SignerInfo::default()
        };
        match (authority_lines(&signer, self.organ), self.competence.span()) {
            (Ok(lines), _) => lines,
            (Err(_), None) => Vec::new(),
            (Err(_), Some(place)) => {
                found.push(
                    Diagnostic::error(code::BAD_AUTHORITY, place, format!("{whom}: không ghép được dòng quyền hạn, chức vụ trên chữ ký"))
                        .help("Cấp phó ký thay ghi competence: KT. và position: Phó Giám đốc; ký TL., TUQ. thì ghi thêm `head_position`.")
                        .clause(Clause::Authority),
                );
                Vec::new()
            }
        }
    }
}

impl Signatory {
    /// Asks for the name.
    pub(super) fn with_hint(self) -> Self {
        Signatory { hint: Some("(Ký, ghi rõ họ tên)".to_owned()), ..self }
    }

    /// Asks for the name unless it is known.
    pub(super) fn with_hint_for_names(self) -> Self {
        if self.full_name.is_none() { self.with_hint() } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Record as _;
    use super::super::testing::node;
    use super::*;

    fn composed(content: &str) -> Json {
        let root = node(&format!("{{content: {{{content}}}}}"));
        let mut found = Diagnostics::default();
        let composed = Record.compose(&Complete { root: &root, linked: &[], open: 0 }, &mut found);
        assert!(found.is_empty());
        composed[NAME].clone()
    }

    #[test]
    fn two_stand_side_by_side() {
        let both =
            composed("signatories: [{name: Bên A, authority: Giám đốc, full_name: An, seal: true}, {authority: Chủ tịch, position: X}]");
        let [left, right] = [&both[0][0], &both[0][1]];
        assert_eq!((left["name"].as_str(), left["full_name"].as_str(), left["seal"].as_bool()), (Some("Bên A"), Some("An"), Some(true)));
        assert_eq!(
            (right["name"].as_str(), right["hint"].as_str(), right["seal"].as_bool()),
            (Some("Chủ tịch"), Some("(Ký, ghi rõ họ tên)"), Some(false))
        );
        assert!(left["hint"].is_null() && both.as_array().unwrap().len() == 1);
    }

    #[test]
    fn grids_hold_six() {
        let seven = ["{authority: x}"; 7].join(", ");
        let lengths: Vec<usize> =
            composed(&format!("signatories: [{seven}]")).as_array().unwrap().iter().map(|g| g.as_array().unwrap().len()).collect();
        assert_eq!(lengths, [6, 1]);
        assert_eq!(composed("body: []"), json!([]));
    }
}
