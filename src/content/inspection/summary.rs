//! What reports and notices make of several minutes, which they name by their data files.

use crate::content::fragment::DataFiles;
use crate::content::{Ask, Composition, Fragment};
use schemars::JsonSchema;
use serde::Deserialize;

const NAME: &str = "minutes";

/// The record.
pub(in crate::content) struct Record;

impl crate::content::Record for Record {
    fn name(&self) -> &'static str {
        "minutes_summary"
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.fields::<Summary>();
    }

    fn compositions(&self) -> &'static [Composition] {
        &[
            Composition { name: "minutes_units", title: "câu kể các đơn vị đã kiểm tra", needs: &[NAME], asks: &[Ask::Level] },
            Composition { name: "minutes_results", title: "kết quả từng đơn vị", needs: &[NAME], asks: &[Ask::Level] },
            Composition { name: "recommendation_table", title: "bảng kiến nghị và thời hạn", needs: &[NAME], asks: &[] },
        ]
    }
}

#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "the schema; only templates see it")]
struct Summary {
    /// Kết quả từng đơn vị và bảng kiến nghị ghép từ đây: compose: minutes_units, minutes_results, recommendation_table.
    #[schemars(title = "Biên bản được tổng hợp", extend("x-data-file" = ["bien-ban"]))]
    minutes: DataFiles,
}
