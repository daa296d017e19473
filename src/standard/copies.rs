//! Copies of documents (bản sao): which kinds there are, between which media each leads (decree Đ25).

use schemars::JsonSchema;
use serde::Deserialize;

/// A kind of copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the decree's words, without their marks")]
pub enum CopyKind {
    SaoY,
    SaoLuc,
    TrichSao,
}

impl CopyKind {
    /// Every kind, in the decree's order.
    pub const ALL: [CopyKind; 3] = [CopyKind::SaoY, CopyKind::SaoLuc, CopyKind::TrichSao];

    /// Its name in data and commands, which is that of its document type.
    pub fn slug(self) -> &'static str {
        match self {
            CopyKind::SaoY => "sao-y",
            CopyKind::SaoLuc => "sao-luc",
            CopyKind::TrichSao => "trich-sao",
        }
    }
}

/// The medium a document is issued in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Medium {
    Electronic,
    Paper,
}

/// How a kind of copy is made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copying {
    /// The form of the copy (hình thức sao) in sentence case: `Sao y`.
    pub form: String,
    /// Its abbreviation in the symbol (PL III): `SY`.
    pub abbreviation: String,
    /// The kind that its source must be; of the original where there is none.
    #[serde(default)]
    pub source: Option<CopyKind>,
    /// From which medium to which.
    pub ways: Vec<(Medium, Medium)>,
    /// Where the decree says so.
    pub clause: String,
}

/// What an electronic copy of a paper is scanned like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyScan {
    /// Least version of PDF.
    pub pdf_version: f64,
    /// Least resolution, dots an inch.
    pub dpi: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// The block below what is copied on paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyBlock {
    /// Room above its line, pt.
    pub above_pt: f64,
    /// By how much a page may be less wide than the decree's paper and still hold it, mm.
    pub narrower_mm: f64,
    /// Where the decree says so.
    pub clause: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::Standard;

    /// nd30 §5, the table of kinds, row by row.
    #[test]
    fn each_kind_leads_between_the_media_that_the_decree_allows() {
        use Medium::{Electronic, Paper};
        let leads = |kind, from, to| Standard::nd30().copies[&kind].ways.contains(&(from, to));
        for kind in CopyKind::ALL {
            assert!(leads(kind, Paper, Paper) && leads(kind, Electronic, Paper) && leads(kind, Paper, Electronic));
            assert_eq!(leads(kind, Electronic, Electronic), kind == CopyKind::TrichSao);
        }
        assert_eq!(Standard::nd30().copies[&CopyKind::SaoLuc].source, Some(CopyKind::SaoY));
    }
}
