//! The inspection as a plan holds it: units, contents by mode, who sends how many people, when.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{INSPECTION, Mode};
use crate::content::fragment::Items;
use crate::content::{Ask, Composition, Fragment};
use crate::model::node::Node;
use crate::model::spanned::{Given, List, read};
use crate::text::PartialDate;

/// The record.
pub(in crate::content) struct Record;

impl crate::content::Record for Record {
    fn name(&self) -> &'static str {
        INSPECTION
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.field::<Inspection>(INSPECTION);
        fragment.item_field::<Mode>(Ask::Mode.field());
    }

    fn compositions(&self) -> &'static [Composition] {
        const LEVEL_MODE: &[Ask] = &[Ask::Mode, Ask::Level];
        &[
            Composition {
                name: "inspection_topics",
                title: "dòng tóm tắt các nội dung kiểm tra",
                needs: &[INSPECTION, "contents"],
                asks: LEVEL_MODE,
            },
            Composition {
                name: "inspection_contents", title: "các nội dung kiểm tra", needs: &[INSPECTION, "contents"], asks: LEVEL_MODE
            },
            Composition {
                name: "inspection_units",
                title: "các đơn vị được kiểm tra",
                needs: &[INSPECTION, "units"],
                asks: &[Ask::Mode, Ask::Level, Ask::RunIn],
            },
            Composition {
                name: "inspection_period",
                title: "thời gian kiểm tra",
                needs: &[INSPECTION, "period"],
                asks: &[Ask::Level, Ask::RunIn],
            },
            Composition {
                name: "inspection_team", title: "thành phần đoàn kiểm tra", needs: &[INSPECTION, "team"], asks: &[Ask::Level]
            },
        ]
    }
}

/// Đơn vị, nội dung, thành phần đoàn kiểm tra: khai báo một lần, các dòng của kế hoạch và biên bản kiểm tra lấy từ đây.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Hồ sơ kiểm tra", extend("required" = ["units"]))]
pub(super) struct Inspection {
    #[schemars(title = "Thời gian kiểm tra")]
    period: Given<String>,
    /// Ngày đầu của thời gian kiểm tra; biên bản lập ngoài thời gian này được nhắc.
    #[schemars(title = "Kiểm tra từ ngày", extend("format" = "vanban-date"))]
    from: Given<String>,
    #[schemars(title = "Kiểm tra đến ngày", extend("format" = "vanban-date"))]
    to: Given<String>,
    #[schemars(title = "Đơn vị được kiểm tra", length(min = 1))]
    units: List<Unit>,
    #[schemars(title = "Thành phần đoàn kiểm tra")]
    team: List<Delegation>,
    #[schemars(title = "Nội dung kiểm tra")]
    contents: Given<Contents>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["name", "mode"]))]
pub(super) struct Unit {
    #[schemars(title = "Tên đơn vị", length(min = 1))]
    name: Given<String>,
    /// online: trực tuyến; on_site: trực tiếp.
    #[schemars(title = "Hình thức")]
    mode: Given<Mode>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, extend("required" = ["unit", "head_count"]))]
struct Delegation {
    #[schemars(title = "Đơn vị cử người", length(min = 1))]
    unit: Given<String>,
    #[schemars(title = "Số người", range(min = 1, max = 99))]
    head_count: Given<u32>,
    /// Ví dụ: làm trưởng đoàn.
    #[schemars(title = "Vai trò")]
    role: Given<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
struct Contents {
    #[schemars(title = "Kiểm tra trực tuyến")]
    online: Given<ContentsOfMode>,
    #[schemars(title = "Kiểm tra trực tiếp")]
    on_site: Given<ContentsOfMode>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "inspection_contents")]
struct ContentsOfMode(List<Matter>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub(super) struct Matter {
    #[schemars(title = "Tiêu đề", length(min = 1))]
    heading: Given<String>,
    #[schemars(title = "Văn bản", length(min = 1))]
    text: Given<String>,
    #[schemars(title = "Dòng tóm tắt", length(min = 1))]
    topic: Given<String>,
    #[schemars(title = "Chi tiết")]
    items: Given<Items>,
}

impl Inspection {
    /// The inspection of a plan.
    pub(super) fn of_plan(plan: &Node) -> Option<Self> {
        read(plan.get("content")?.get(INSPECTION)?)
    }

    /// Its first and last day, as far as the plan gives them.
    pub(super) fn days(&self) -> (Option<PartialDate>, Option<PartialDate>) {
        let date = |given: &Given<String>| given.text().and_then(|t| PartialDate::parse(t).ok());
        (date(&self.from), date(&self.to))
    }

    /// The names of the inspected units.
    pub(super) fn unit_names(&self) -> Vec<&str> {
        self.units.values().filter_map(|unit| unit.name.text()).collect()
    }

    /// The unit of a name.
    pub(super) fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.values().find(|unit| unit.name.text() == Some(name))
    }

    /// What is looked at in units of a mode.
    pub(super) fn contents(&self, mode: Mode) -> Vec<&Matter> {
        let Some(contents) = self.contents.get() else { return Vec::new() };
        let of_mode = match mode {
            Mode::Online => &contents.online,
            Mode::OnSite => &contents.on_site,
        };
        of_mode.get().into_iter().flat_map(|contents| contents.0.values()).collect()
    }

    /// The body that sends them, for each person of the team.
    pub(super) fn delegated(&self) -> impl Iterator<Item = &str> {
        let people = |of: &Delegation| of.head_count.get().copied().unwrap_or_default() as usize;
        self.team.values().flat_map(move |of| std::iter::repeat_n(of.unit.or_empty(), people(of)))
    }
}

impl Unit {
    /// How it is inspected.
    pub(super) fn mode(&self) -> Option<Mode> {
        self.mode.get().copied()
    }
}

impl Matter {
    /// Its heading, or its text where it has none.
    pub(super) fn heading(&self) -> &str {
        self.heading.text().unwrap_or(self.text.or_empty())
    }

    /// What belongs to it.
    pub(super) fn items(&self) -> Option<&Items> {
        self.items.get()
    }
}
