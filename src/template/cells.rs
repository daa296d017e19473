//! The cells of a row that the data writes: thousands in a table, so they are written without a template each.

use handlebars::{
    BlockContext, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason, Renderable,
};
use serde_json::{Map, Value as Json};

use super::context::record;
use super::helpers::{other, plain, written_attributes};
use super::{escape, origin};

/// Writes the cells of the row that is its argument: text, paragraphs, an image by the shared template for it.
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
                let template = r.get_template("image").ok_or_else(|| RenderErrorReason::PartialNotFound("image".to_owned()))?;
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

/// A paragraph of a cell, whose words carry their place.
fn paragraph(cell: &Map<String, Json>, step: &str, text: &Json, out: &mut dyn Output) -> HelperResult {
    let text = plain(text).map_err(|e| other(format!("`cells`: {e}")))?;
    out.write("<p>")?;
    origin::open_at(cell, step, out)?;
    out.write(&escape(&text))?;
    out.write(origin::CLOSE)?;
    out.write("</p>")?;
    Ok(())
}
