//! Figures and records that texts and tables are composed from: a report's period, indicators with
//! their relations, the progress of a plan's tasks, and the references to all of them in texts.
//!
//! Any type whose schema has the fields gets this. The words around the figures are the templates'.

mod indicators;
mod period;
mod progress;
mod references;
mod relations;
mod tasks;

use serde::Serialize;
use serde_json::Value as Json;

use crate::diag::Diagnostics;
use crate::model::link::{LinkField, Linked};
use crate::model::node::Node;
use crate::model::schema::property;
use crate::standard::Standard;

/// What is computed from a document's records; templates see it as `records`.
#[derive(Debug, Default, Serialize)]
pub struct Records {
    /// The report's period.
    pub period: Option<period::Period>,
    /// The indicators by group.
    pub indicator_groups: Vec<indicators::Group>,
    /// The progress of the plan's tasks.
    pub progress: Option<progress::Progress>,
}

/// Whether a type's schema has such records; links to other documents are asked elsewhere.
pub fn applies(schema: &Json) -> bool {
    let content = property(schema, schema, "content");
    let has = |name: &str| content.and_then(|c| property(schema, c, name)).is_some();
    ["period", "indicators", "progress"].into_iter().any(has)
}

/// Computes what is missing, checks what is given, and writes both into the data: figures into the
/// indicators, words for references into the texts.
pub fn complete(root: &mut Node, link_fields: &[LinkField], linked: &[Linked], standard: &Standard) -> (Records, Diagnostics) {
    let mut found = Diagnostics::default();
    let plan = linked.iter().find(|l| l.field == "plan");
    // A plan that is named but cannot be used was reported where it is named.
    let judged = if plan.is_none() && field(root, "plan").is_some() { None } else { field(root, "progress") };
    let period = field(root, "period").and_then(|node| period::read(node, &standard.reporting, &mut found));
    if let Some(period) = &period {
        period::check_issued(root, period, &mut found);
    }
    let mut indicators = indicators::Indicators::read(field(root, "indicators"), &mut found);
    let explained = relations::apply(field(root, "relations"), &mut indicators, &mut found);
    indicators.report_missing(&explained, &mut found);
    let progress = judged.and_then(|node| progress::read(node, plan, period.as_ref(), &mut found));
    if let Some(node) = root.get_mut("content").and_then(|c| c.get_mut("indicators")) {
        indicators.write(node);
    }
    let fields: Vec<String> = root.get("content").map(Node::entries).unwrap_or_default().iter().map(|e| e.key.clone()).collect();
    let organ_name = root.get("organ_name").and_then(Node::text).map(str::to_owned);
    let names = references::Names {
        period: period.as_ref(),
        indicators: &indicators,
        progress: progress.as_ref(),
        linked,
        link_fields,
        fields: &fields,
        organ_name: organ_name.as_deref(),
    };
    references::resolve(root, &names, &mut found);
    // Notes and evidence may refer, too: the tables show the texts as they are now.
    let told = &mut Diagnostics::default();
    let indicator_groups = indicators::Indicators::read(field(root, "indicators"), told).groups();
    let progress = progress.and_then(|_| progress::read(field(root, "progress")?, plan, period.as_ref(), told));
    (Records { period, indicator_groups, progress }, found)
}

fn field<'a>(root: &'a Node, name: &str) -> Option<&'a Node> {
    root.get("content")?.get(name)
}
