//! An inspection: the plan's record of it, the team of the decision, the minutes of each unit, what is reported of
//! them, and new minutes made from the plan.

pub(super) mod minutes;
pub(super) mod plan;
pub mod start;
pub(super) mod summary;
pub(super) mod team;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The field of the plan that holds the inspection.
const INSPECTION: &str = "inspection";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline, title = "Hình thức kiểm tra")]
enum Mode {
    Online,
    OnSite,
}
