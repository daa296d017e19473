//! A figure as the data gives it or a relation computes it.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Visitor};
use serde_json::Number;

use crate::diag::{Diagnostic, Span};
use crate::model::measure::Measure;
use crate::model::node::Value;
use crate::text::{figure, grouped};

/// What a ratio without a denominator says.
pub(super) const NOTHING: &str = "không phát sinh";

/// A figure as the data gives it or a relation computes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Figure {
    /// A number, and how it is written.
    Number(f64, String),
    /// Words instead of a number.
    Words(String),
    /// Nothing yet.
    #[default]
    Missing,
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Typed;
        let number = |number: Number| Figure::Number(number.as_f64().unwrap_or_default(), grouped(&number.to_string()));
        impl Visitor<'_> for Typed {
            type Value = Result<Number, String>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or words")
            }
            fn visit_u64<E>(self, whole: u64) -> Result<Self::Value, E> {
                Ok(Ok(whole.into()))
            }
            fn visit_i64<E>(self, whole: i64) -> Result<Self::Value, E> {
                Ok(Ok(whole.into()))
            }
            fn visit_f64<E: serde::de::Error>(self, x: f64) -> Result<Self::Value, E> {
                Number::from_f64(x).map(Ok).ok_or_else(|| E::custom("no number"))
            }
            fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
                Ok(Err(words.to_owned()))
            }
        }
        Ok(deserializer.deserialize_any(Typed)?.map_or_else(Figure::Words, number))
    }
}

impl JsonSchema for Figure {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}

impl Figure {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Figure::Number(x, _) => Some(*x),
            _ => None,
        }
    }

    /// What is wrong with it as a figure of a measure.
    pub(super) fn judge(&self, measure: &Measure, span: Span) -> Option<Diagnostic> {
        match self {
            Figure::Number(x, _) => measure.judge(*x, false, span),
            Figure::Words(words) => measure.judge_words(words, span),
            Figure::Missing => None,
        }
    }

    /// A computed number: at most two decimals.
    pub(super) fn computed(x: f64) -> Self {
        let rounded = (x * 100.0).round() / 100.0;
        Figure::Number(rounded, figure(rounded))
    }

    /// As data holds it.
    pub(super) fn value(&self) -> Option<Value> {
        Some(match self {
            Figure::Number(x, _) if x.fract() == 0.0 && x.abs() < 1e15 => Value::Number((*x as i64).into()),
            Figure::Number(x, _) => Value::Number(Number::from_f64(*x)?),
            Figure::Words(words) => Value::Text(words.clone()),
            Figure::Missing => return None,
        })
    }

    /// As tables and texts show it.
    pub(super) fn shown(&self) -> &str {
        match self {
            Figure::Number(_, shown) => shown,
            Figure::Words(words) => words,
            Figure::Missing => "",
        }
    }
}
