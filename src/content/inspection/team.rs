//! The inspection team as a decision names it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use crate::content::columns::{self, Columned, Columns, UsualColumn};
use crate::content::{Complete, Composition, Fragment};
use crate::diag::Diagnostics;
use crate::model::node::Node;
use crate::model::spanned::{Given, List, Spanned, Words, read};

const NAME: &str = "inspection_team";

/// The record.
pub(in crate::content) struct Record;

impl crate::content::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Team>(NAME);
        columns::describe::<Record>(fragment);
    }

    fn compositions(&self) -> &'static [Composition] {
        &[Composition { name: "team_table", title: "danh sách thành viên đoàn", needs: &[NAME], asks: &[] }]
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let columns = Columns::of::<Record>(document.content(), found);
        for Spanned { span, value: member } in &Team::of_decision(document.root).0.items {
            columns.check::<Record>(member.cells.values().count(), *span, found);
        }
        columns.composed::<Record>()
    }
}

impl Columned for Record {
    const FIELD: &'static str = "team_columns";
    const ORDINAL: &'static str = "team_ordinal";
    const TABLE: &'static str = "danh sách thành viên";
    const ONE: &'static str = "thành viên";
    const USUAL: &'static [UsualColumn] = &TEAM_COLUMNS;
}

/// The usual columns of a team's list behind the first one, in their order.
pub const TEAM_COLUMNS: [UsualColumn; 3] = [
    UsualColumn { name: "full_name", title: "Họ và tên", align: "left", width: Some("2.6*"), means: "cách gọi, họ và tên" },
    UsualColumn {
        name: "position",
        title: "Chức vụ, đơn vị công tác",
        align: "left",
        width: Some("3.6*"),
        means: "chức vụ, đơn vị công tác",
    },
    UsualColumn { name: "role", title: "Nhiệm vụ", align: "left", width: Some("3*"), means: "nhiệm vụ trong đoàn, tổ" },
];

/// Bảng danh sách (compose: team_table) và biên bản kiểm tra lấy từ đây.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "team", title = "Thành viên đoàn, tổ", extend("maxItems" = 60))]
pub(super) struct Team(List<Member>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Thành viên", extend("required" = ["full_name", "position", "role"]))]
struct Member {
    #[schemars(title = "Họ và tên", length(min = 1))]
    full_name: Given<String>,
    #[schemars(title = "Chức vụ, đơn vị công tác", length(min = 1))]
    position: Given<String>,
    /// Ví dụ: Trưởng đoàn; Thành viên, Thư ký.
    #[schemars(title = "Nhiệm vụ trong đoàn", length(min = 1))]
    role: Given<String>,
    /// In trước họ tên trong danh sách.
    #[schemars(title = "Cách gọi", extend("enum" = ["Ông", "Bà", "Đồng chí"]))]
    salutation: Given<String>,
    /// Theo thứ tự các cột riêng (cột không có field) ở content.team_columns.
    #[schemars(title = "Ô của các cột riêng")]
    cells: List<Words>,
}

impl Team {
    /// The team of a decision; empty when it names none.
    pub(super) fn of_decision(decision: &Node) -> Self {
        decision.get("content").and_then(|content| read(content.get(NAME)?)).unwrap_or_default()
    }

    /// The members' names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.values().filter_map(|member| member.full_name.text())
    }
}

/// As templates see it.
impl Serialize for Team {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.values().map(|Member { full_name, position, role, salutation, .. }| {
            json!({ "salutation": salutation.text(), "full_name": full_name.text(), "position": position.text(), "role": role.text() })
        }))
    }
}
