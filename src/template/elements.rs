//! Fields of a record, each in an element of its own: every item of a document has some, so they are written without a
//! condition and a lookup each.

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason};
use serde_json::Value as Json;

use super::context::record;
use super::escape;
use super::helpers::{other, plain, says};
use super::origin::{self, CLOSE};

/// Writes those of the named fields that say something, in elements of their names (`heading_note` in `<heading-note>`).
pub(super) struct Elements;

impl HelperDef for Elements {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let fields = h.param(0).and_then(|p| record(p.value())).ok_or_else(|| other("`elements` cần một nhóm trường"))?;
        let place = origin::place(h, ctx, rc);
        for name in h.params().iter().skip(1).filter_map(|p| p.value().as_str()) {
            let text = fields.get(name).ok_or_else(|| RenderErrorReason::MissingVariable(Some(name.to_owned())))?;
            if says(text) {
                let element = name.replace('_', "-");
                out.write(&format!("<{element}>"))?;
                origin::open_below(place.as_deref(), name, out)?;
                say("elements", text, out)?;
                out.write(&format!("</{element}>"))?;
            }
        }
        Ok(())
    }
}

/// Writes a value whose tag was opened, and the tag behind it, for the helper of that name.
pub(super) fn say(helper: &str, value: &Json, out: &mut dyn Output) -> HelperResult {
    let text = plain(value).map_err(|e| other(format!("`{helper}`: {e}")))?;
    out.write(&escape(&text))?;
    out.write(CLOSE)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::{Outline, Store, Templates, context};
    use crate::diag::Sources;

    fn rendered(template: &str, item: Json) -> Result<String, String> {
        let fields = json!({ "heading": {}, "heading_note": {}, "text": {} });
        let schema = json!({ "properties": { "items": { "type": "array", "items": { "x-shorthand": "text", "properties": fields } } } });
        let templates = Templates::new(Store::with_template("thu", template)).map_err(|_| ()).unwrap();
        let context = context(json!({ "items": [item] }), &Outline::new(&schema), String::new(), []);
        templates.render("thu", context, &mut Sources::default()).map_err(|found| found.iter().next().unwrap().message.clone())
    }

    /// As if the template asked for each field and wrote it: same order, same places, nothing of an empty one.
    #[test]
    fn fields_that_say_something_are_written_with_their_places() {
        let short = r#"{{#each items}}{{elements this "heading" "heading_note" "text"}}{{/each}}"#;
        let long = "{{#each items}}{{#if heading}}<heading>{{heading}}</heading>{{/if}}\
                    {{#if heading_note}}<heading-note>{{heading_note}}</heading-note>{{/if}}{{#if text}}<text>{{text}}</text>{{/if}}{{/each}}";
        let items =
            [json!({ "text": "A & B", "heading": "Mục <1>", "heading_note": 5 }), json!({ "heading": "", "text": "x" }), json!("bare")];
        for item in items {
            assert_eq!(rendered(short, item.clone()), rendered(long, item));
        }
        let all = rendered(short, json!({ "heading_note": "(Mẫu 1)" })).unwrap();
        assert_eq!(all, "<heading-note><value origin=\"/items/0/heading_note\">(Mẫu 1)</value></heading-note>");
    }

    #[test]
    fn a_field_that_no_schema_knows_is_told() {
        let told = rendered(r#"{{#each items}}{{elements this "head"}}{{/each}}"#, json!("x")).unwrap_err();
        assert!(told.contains("head"), "{told}");
    }
}
