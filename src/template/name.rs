//! File names from data: a pattern in Handlebars, without any helper of documents.

use handlebars::{Handlebars, RenderErrorReason, no_escape};
use serde_json::Value as Json;

/// Fills a pattern such as `{{organ_code}}-{{row}}`; `Err` says in Vietnamese why not.
pub fn file_name(pattern: &str, data: &Json) -> Result<String, String> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(no_escape);
    registry.register_template_string("name", pattern).map_err(|_| "cặp ngoặc {{ }} mở, đóng không đúng".to_owned())?;
    registry.render("name", data).map_err(|error| match error.reason() {
        RenderErrorReason::MissingVariable(Some(name)) => format!("hàng này không có `{name}`"),
        _ => "chỉ ghi tên trường trong ngoặc {{ }}".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn patterns_are_filled_or_explained() {
        let data = json!({ "organ_name": "Sở Y tế", "signer_info": { "full_name": "A" }, "row": 5 });
        assert_eq!(file_name("{{organ_name}} {{signer_info.full_name}}-{{row}}", &data).as_deref(), Ok("Sở Y tế A-5"));
        assert_eq!(file_name("{{place}}", &data), Err("hàng này không có `place`".into()));
        assert_eq!(file_name("{{place", &data), Err("cặp ngoặc {{ }} mở, đóng không đúng".into()));
    }
}
