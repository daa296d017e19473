//! Cells put right by a person who may not, or would rather not, change the file: laid over what the file holds before
//! anything judges it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::cell::{Content, cleaned};
use super::{RawCell, one_line};

/// A cell as a person put it right. A heading is a cell like any other: put right it names another field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The cell as messages name it: `C14`, `Sheet1!C14`, `'Quý III'!C14`.
    pub cell: String,
    /// What the file shows there; where it shows something else the correction is void.
    pub was: String,
    /// What is to stand there, as if it were typed.
    pub is: String,
}

/// Corrections by their cells.
#[derive(Default)]
pub(super) struct Corrections(HashMap<String, Correction>);

impl Corrections {
    pub(super) fn new(all: &[Correction]) -> Self {
        Corrections(all.iter().map(|one| (one.cell.clone(), one.clone())).collect())
    }

    /// The cell of a name as it was put right, if it was; nothing that was wrong with it is any more.
    pub(super) fn applied(&self, raw: RawCell, name: impl FnOnce() -> String) -> RawCell {
        if self.0.is_empty() {
            return raw;
        }
        match self.0.get(&name()) {
            Some(one) if one_line(&cleaned(raw.content.clone()).shown()) == one_line(&one.was) => Content::Text(one.is.clone()).into(),
            _ => raw,
        }
    }
}
