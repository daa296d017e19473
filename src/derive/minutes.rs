//! Minutes: what is composed from their records (decree PL III Mẫu 1.9, PL V Mục V).

use serde::Serialize;

use super::signatories::{self, Signatory};
use crate::model::node::{Node, Value};

/// What is composed from the records of minutes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Minutes {
    /// Who signs, grid by grid, in the order of reading.
    pub signatories: Vec<Vec<Signatory>>,
    /// How many copies there are.
    pub copies: u64,
    /// How many places are still open.
    pub open: usize,
    /// The good points of all results together, for those who report on several minutes.
    pub strengths: Vec<String>,
    /// The weak points.
    pub weaknesses: Vec<String>,
    /// What they come from.
    pub causes: Vec<String>,
}

/// Composes from the content; `open` is the number of places that are left open.
pub(super) fn derive(content: &Node, open: usize) -> Minutes {
    let all = |field: &str| {
        let of_each = content.list_at("results").iter().flat_map(|result| result.list_at(field));
        of_each.filter_map(Node::text).map(str::to_owned).collect()
    };
    Minutes {
        signatories: signatories::derive(content, open > 0),
        copies: copies(content),
        open,
        strengths: all("strengths"),
        weaknesses: all("weaknesses"),
        causes: all("causes"),
    }
}

/// One copy for each party, unless the data says otherwise.
fn copies(content: &Node) -> u64 {
    let given = match content.get("copies").map(|node| &node.value) {
        Some(Value::Number(number)) => number.as_u64(),
        _ => None,
    };
    given.unwrap_or(content.list_at("parties").len() as u64)
}
