//! The cells of a row that the data writes: thousands in a table, so they are written without a template each.

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason, Renderable,
};
use serde_json::{Map, Value as Json};

use super::builtin;
use super::context::record;
use super::elements::say;
use super::helpers::{other, says, written_attributes};
use super::origin;

/// Writes the cells of the row that is its argument: text, paragraphs, an image by the shared template for it. With columns as
/// a second argument it writes those of a record: the field that each column names, or the author's own cell for it.
pub(super) struct Cells;

impl HelperDef for Cells {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        r: &'reg Handlebars<'reg>,
        ctx: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let row = h.param(0).and_then(|p| record(p.value())).ok_or_else(|| other("`cells` cần một hàng của bảng"))?;
        if let Some(columns) = h.param(1) {
            let columns = columns.value().as_array().ok_or_else(|| other("`cells` cần một danh sách cột"))?;
            return of_record(row, origin::place(h, ctx, rc).as_deref(), columns, out);
        }
        for cell in row.get("cells").and_then(Json::as_array).into_iter().flatten() {
            let cell = record(cell).ok_or_else(|| other("`cells` cần một hàng của bảng"))?;
            out.write("<cell")?;
            out.write(&written_attributes(cell, ["columns", "rows", "align"])?)?;
            out.write(">")?;
            if let Some(text) = cell.get("text").filter(|text| !text.is_null() && text.as_str() != Some("")) {
                paragraph(cell, "text", text, out)?;
            }
            for (number, text) in cell.get("paragraphs").and_then(Json::as_array).into_iter().flatten().enumerate() {
                paragraph(cell, &format!("paragraphs/{number}"), text, out)?;
            }
            if let Some(image) = cell.get("image").filter(|image| !image.is_null()) {
                let template = builtin::template(r, "image").ok_or_else(|| RenderErrorReason::PartialNotFound("image".to_owned()))?;
                let mut block = BlockContext::new();
                block.set_base_value(image.clone());
                rc.push_block(block);
                let result = template.render(r, ctx, rc, out);
                rc.pop_block();
                result?;
            }
            out.write("</cell>")?;
        }
        Ok(())
    }
}

/// The cells of a record that stands at a place, in the order of the columns.
fn of_record(shown: &Map<String, Json>, place: Option<&str>, columns: &[Json], out: &mut dyn Output) -> HelperResult {
    let own = shown.get("cells").and_then(Json::as_array);
    for column in columns {
        let number = column.get("own").and_then(Json::as_u64).unwrap_or_default() as usize;
        let (step, text) = match column.get("field").and_then(Json::as_str) {
            Some(field) => (field.to_owned(), shown.get(field)),
            None => (format!("cells/{number}"), own.and_then(|own| own.get(number))),
        };
        out.write("<cell>")?;
        match text {
            Some(Json::Array(lines)) => lines.iter().filter_map(record).try_for_each(|one| line(one, lines.len() > 1, out))?,
            Some(text) if says(text) => {
                out.write("<p>")?;
                origin::open_below(place, &step, out)?;
                words(text, out)?;
            }
            _ => {}
        }
        out.write("</cell>")?;
    }
    Ok(())
}

/// One of the lines of a field, with its own mark; a dash stands before each of several that say nothing of a mark.
fn line(line: &Map<String, Json>, several: bool, out: &mut dyn Output) -> HelperResult {
    out.write("<p>")?;
    match line.get("mark") {
        Some(mark) if says(mark) => {
            origin::open_at(line, "mark", out)?;
            say("cells", mark, out)?;
            out.write(" ")?;
        }
        None | Some(Json::Null) if several => out.write("- ")?,
        _ => {}
    }
    origin::open_at(line, "text", out)?;
    words(line.get("text").unwrap_or(&Json::Null), out)
}

/// A paragraph of a cell, whose words carry their place.
fn paragraph(cell: &Map<String, Json>, step: &str, text: &Json, out: &mut dyn Output) -> HelperResult {
    out.write("<p>")?;
    origin::open_at(cell, step, out)?;
    words(text, out)
}

/// What a paragraph says, and its end.
fn words(text: &Json, out: &mut dyn Output) -> HelperResult {
    say("cells", text, out)?;
    out.write("</p>")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::{Outline, Store, Templates, context};
    use crate::diag::Sources;

    fn rendered(record: Json) -> String {
        let template = "{{cells task composed.columns}}";
        let lines = json!({ "type": "array", "items": { "x-shorthand": "text", "properties": { "text": {}, "mark": {} } } });
        let schema = json!({ "properties": { "task": { "properties": { "name": {}, "products": lines, "cells": { "type": "array" } } } } });
        let columns = json!([{ "field": "name", "own": 1 }, { "field": "products", "own": 1 }, { "own": 0 }, { "own": 1 }]);
        let templates = Templates::new(Store::with_template("thu", template)).map_err(|_| ()).unwrap();
        let context =
            context(json!({ "task": record }), &Outline::new(&schema), String::new(), [("composed", json!({ "columns": columns }))]);
        templates.render("thu", context, &mut Sources::default()).map_err(|_| ()).unwrap()
    }

    /// Words carry their places; one line has no dash; what is empty or absent leaves an empty cell.
    #[test]
    fn a_record_is_shown_by_columns() {
        let task = json!({ "name": "Rà soát <1>", "products": ["Báo cáo"], "cells": ["", "Quý II"] });
        assert_eq!(
            rendered(task),
            "<cell><p><value origin=\"/task/name\">Rà soát &lt;1&gt;</value></p></cell>\
             <cell><p><value origin=\"/task/products/0/text\">Báo cáo</value></p></cell><cell></cell>\
             <cell><p><value origin=\"/task/cells/1\">Quý II</value></p></cell>"
        );
        assert_eq!(rendered(json!({ "name": "Rà soát" })).matches("<cell></cell>").count(), 3);
        let without = rendered(json!({ "products": [], "cells": ["", "Quý II"] }));
        assert!(without.starts_with("<cell></cell><cell></cell><cell></cell><cell><p>"), "{without}");
    }

    #[test]
    fn each_of_several_lines_has_a_dash_or_its_own_mark() {
        let products = json!(["Báo cáo", { "text": "Kế hoạch", "mark": "+" }, { "text": "Tờ trình", "mark": "" }]);
        let all = rendered(json!({ "name": "x", "products": products }));
        for (number, line) in ["<p>- <value", "<p><value origin=\"/task/products/1/mark\">+</value> <value", "<p><value"].iter().enumerate()
        {
            assert!(all.contains(&format!("{line} origin=\"/task/products/{number}/text\">")), "{all}");
        }
    }
}
