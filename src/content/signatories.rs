//! Who signs a document together with others: each stands beside the next, in grids. Any type may have them as plain
//! data; minutes compose theirs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::{Complete, Fragment};
use crate::diag::Diagnostics;
use crate::model::spanned::{Given, List, read};

const NAME: &str = "signatories";

/// Most signers in one grid; further ones stand in the next.
pub(super) const GRID: usize = 6;

/// The record.
pub(super) struct Record;

impl super::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Stated>(NAME);
    }

    fn compose(&self, document: &Complete<'_>, _: &mut Diagnostics) -> Map<String, Json> {
        let stated = document.content().and_then(|content| read::<Stated>(content.get(NAME)?)).unwrap_or_default();
        let all: Vec<Signatory> = stated.0.values().map(StatedSignatory::signatory).collect();
        Map::from_iter([(NAME.to_owned(), json!(all.chunks(GRID).collect::<Vec<_>>()))])
    }
}

/// Mỗi người ký một phần tử, đứng từ trái sang phải; hai người thì bên trái, bên phải.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "signatories", title = "Những người cùng ký", extend("minItems" = 1, "maxItems" = 12))]
struct Stated(List<StatedSignatory>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Người ký", extend("required" = ["authority"]))]
struct StatedSignatory {
    /// Tên bên mà người này ký thay mặt, ví dụ: Sở Tài chính; bỏ trống thì lấy từ authority.
    #[schemars(title = "Bên", length(min = 1))]
    name: Given<String>,
    /// Dòng trên chữ ký, ví dụ: Giám đốc; Đại diện Bên A.
    #[schemars(title = "Ký với tư cách", length(min = 1))]
    authority: Given<String>,
    /// Chức vụ khác, ghi trên họ tên.
    #[schemars(title = "Chức vụ khác", length(min = 1))]
    other_position: Given<String>,
    /// Chưa biết thì bỏ trống: dưới tư cách có chữ (Ký, ghi rõ họ tên).
    #[schemars(title = "Họ và tên", length(min = 1, max = 50))]
    full_name: Given<String>,
    /// false: bên này không đóng dấu.
    #[schemars(title = "Có đóng dấu")]
    seal: Given<bool>,
}

impl StatedSignatory {
    fn signatory(&self) -> Signatory {
        let text = |given: &Given<String>| given.text().map(str::to_owned);
        let authority = self.authority.or_empty().to_owned();
        Signatory {
            name: text(&self.name).unwrap_or_else(|| authority.clone()),
            authority,
            other_position: text(&self.other_position),
            full_name: text(&self.full_name),
            seal: self.seal.get() != Some(&false),
            ..Signatory::default()
        }
        .with_hint_for_names()
    }
}

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
