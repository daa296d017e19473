//! Where the words of a template come from: what is written of the data carries its place along,
//! as the attribute `origin` of an element `value` around it.
//!
//! Templates need not say it. A mapping of the context knows its place (`context`), a value is found
//! from the mapping that it stands in.

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError};
use serde_json::{Map, Value as Json};

use super::escape;
use crate::text::is_letter_or_digit;

/// The key under which mappings of the context hold their place.
pub(super) const ORIGIN: &str = "origin";

/// The tag behind words with a place.
pub(super) const CLOSE: &str = "</value>";

/// Writes the tag that opens the words of the helper's first argument.
pub(super) fn open(h: &Helper<'_>, ctx: &Context, rc: &RenderContext<'_, '_>, out: &mut dyn Output) -> Result<(), RenderError> {
    match place(h, ctx, rc) {
        Some(place) => {
            out.write("<value origin=\"")?;
            out.write(&escape(&place))?;
            out.write("\">")?;
        }
        None => out.write("<value>")?,
    }
    Ok(())
}

/// Writes the tag that opens the words of a field of a mapping.
pub(super) fn open_at(mapping: &Map<String, Json>, step: &str, out: &mut dyn Output) -> Result<(), RenderError> {
    open_below(mapping.get(ORIGIN).and_then(Json::as_str), step, out)
}

/// The same of a mapping whose place is known.
pub(super) fn open_below(place: Option<&str>, step: &str, out: &mut dyn Output) -> Result<(), RenderError> {
    match place {
        Some(place) => {
            out.write("<value origin=\"")?;
            out.write(&escape(place))?;
            out.write("/")?;
            out.write(step)?;
            out.write("\">")?;
        }
        None => out.write("<value>")?,
    }
    Ok(())
}

/// The helper that opens what another helper writes of a value.
pub(super) struct Open;

impl HelperDef for Open {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        open(h, ctx, rc, out)
    }
}

/// The place of a helper's first argument in the data.
pub(super) fn place(h: &Helper<'_>, ctx: &Context, rc: &RenderContext<'_, '_>) -> Option<String> {
    let param = h.param(0)?;
    if let Some(own) = own(param.value()) {
        return Some(own.to_owned());
    }
    if let Some(path) = param.context_path() {
        return along(ctx.data(), path.iter().map(String::as_str)).map(|(place, _)| place);
    }
    // In a template around others the data is a copy, whose mappings know their places still.
    let path = param.relative_path()?;
    let block = rc.block()?;
    let first = path.split('.').next()?;
    let plain = path.chars().all(|c| is_letter_or_digit(c) || matches!(c, '_' | '.'));
    let (place, value) = along(block.base_value()?, path.split('.')).filter(|_| plain && block.get_block_param(first).is_none())?;
    (value == param.value()).then_some(place)
}

/// Follows a path: its place, counted from the last mapping on it that knows its own, and the value at its end.
fn along<'a, 'p>(from: &'a Json, path: impl Iterator<Item = &'p str>) -> Option<(String, &'a Json)> {
    let mut at = from;
    let mut place = own(at).map(str::to_owned);
    for step in path {
        at = match at {
            Json::Object(map) => map.get(step)?,
            Json::Array(list) => list.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
        match (own(at), &mut place) {
            (Some(own), place) => *place = Some(own.to_owned()),
            (None, Some(place)) => {
                place.push('/');
                place.push_str(step);
            }
            (None, None) => {}
        }
    }
    Some((place?, at))
}

fn own(value: &Json) -> Option<&str> {
    value.as_object()?.get(ORIGIN)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::super::{Outline, Store, Templates, context};
    use crate::diag::Sources;
    use serde_json::json;

    fn rendered(template: &str) -> String {
        let cells = json!({ "items": { "type": ["string", "object"], "x-shorthand": "text", "properties": { "text": {} } } });
        let schema = json!({ "properties": {
            "subject": {}, "to": { "type": "array" },
            "people": { "items": { "properties": { "full_name": {}, "notes": {} } } },
            "row": { "x-shorthand-list": "cells", "properties": { "cells": cells } },
        } });
        let data = json!({
            "subject": "Kiểm tra", "to": ["Sở A", "Sở B"], "row": ["một", "hai"],
            "people": [{ "full_name": "An", "notes": ["x"] }],
        });
        let templates = Templates::new(Store::with_template("thu", template)).map_err(|_| ()).unwrap();
        let context = context(data, &Outline::new(&schema), String::new(), [("composed", json!({ "number": "05" }))]);
        templates.render("thu", context, &mut Sources::default()).map_err(|found| found.iter().next().unwrap().message.clone()).unwrap()
    }

    #[test]
    fn words_carry_the_place_of_their_value() {
        for (template, expected) in [
            ("<p>{{subject}}</p>", r#"<p><value origin="/subject">Kiểm tra</value></p>"#),
            ("<p>{{upper subject}}.</p>", r#"<p><value origin="/subject">KIỂM TRA</value>.</p>"#),
            ("{{#each to}}{{this}}{{/each}}", r#"<value origin="/to/0">Sở A</value><value origin="/to/1">Sở B</value>"#),
            (r#"{{#each people}}{{answer full_name title="tên"}}{{/each}}"#, r#"<value origin="/people/0/full_name">An</value>"#),
            (
                "{{#each row.cells}}{{text}};{{/each}}",
                r#"<value origin="/row/0/text">một</value>;<value origin="/row/1/text">hai</value>;"#,
            ),
            ("{{composed.number}}", r#"<value origin="/composed/number">05</value>"#),
        ] {
            assert_eq!(rendered(template), expected, "{template}");
        }
    }

    /// A template around others gets a copy of the data, in which an argument has no place.
    #[test]
    fn a_shared_template_with_arguments_knows_the_places_of_its_data() {
        let inner = r#"{{#*inline "person"}}{{title}}: {{full_name}}{{#each notes}}, {{this}}{{/each}}{{/inline}}"#;
        let told = r#"<value>Ông</value>: <value origin="/people/0/full_name">An</value>, <value origin="/people/0/notes/0">x</value>"#;
        let copied = told.replace(r#" origin="/people/0/notes/0""#, "");
        for (called, expected) in [
            (r#"{{#each people}}{{> person title="Ông"}}{{/each}}"#, told),
            (r#"{{> person people.[0] title="Ông"}}"#, told),
            (r#"{{#each people}}{{#> person title="Ông"}}{{/person}}{{/each}}"#, &copied),
        ] {
            assert_eq!(rendered(&format!("{inner}{called}")), expected, "{called}");
        }
    }

    #[test]
    fn attributes_hold_the_value_alone() {
        assert_eq!(rendered(r#"<a b="{{subject}}">{{subject}}</a>"#), r#"<a b="Kiểm tra"><value origin="/subject">Kiểm tra</value></a>"#);
        assert_eq!(rendered(r#"<a {{#if to}}b="{{subject}}"{{/if}}/>"#), r#"<a b="Kiểm tra"/>"#);
    }
}
