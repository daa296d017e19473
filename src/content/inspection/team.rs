//! The inspection team as a decision names it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::json;

use crate::content::{Composition, Fragment};
use crate::model::node::Node;
use crate::model::spanned::{Given, List, read};

const NAME: &str = "inspection_team";

/// The record.
pub(in crate::content) struct Record;

impl crate::content::Record for Record {
    fn name(&self) -> &'static str {
        NAME
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Team>(NAME);
    }

    fn compositions(&self) -> &'static [Composition] {
        &[Composition { name: "team_table", title: "danh sách thành viên đoàn", needs: &[NAME], asks: &[] }]
    }
}

/// Bảng danh sách (compose: team_table) và biên bản kiểm tra lấy từ đây.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "team", title = "Thành viên Đoàn kiểm tra", extend("maxItems" = 60))]
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
        serializer.collect_seq(self.0.values().map(|Member { full_name, position, role, salutation }| {
            json!({ "salutation": salutation.text(), "full_name": full_name.text(), "position": position.text(), "role": role.text() })
        }))
    }
}
