//! The schema of a document type: the envelope from the Rust types, the content from the type's
//! own file, the limits from the standard. Draft-07, closed everywhere, so that editors help.

use serde_json::{Map, Value as Json, json};

use super::doc_type::{Declaration, DocType, Summary};
use super::envelope::{Envelope, Office};
use crate::limits;
use crate::standard::{Range, Standard};

/// Fields of a profile file.
pub fn profile_schema(standard: &Standard) -> Json {
    let mut schema = generate::<Office>();
    finish(&mut schema, standard);
    schema["title"] = json!("Hồ sơ cơ quan");
    close(&mut schema);
    schema
}

/// The whole schema of a type.
pub fn document_schema(standard: &Standard, doc_type: &DocType) -> Json {
    let mut schema = generate::<Envelope>();
    finish(&mut schema, standard);
    let Declaration { slug, name, summary, .. } = &doc_type.declaration;
    let mut content = doc_type.content.clone();
    let own: Map<String, Json> = match content.as_object_mut().and_then(|c| c.remove("definitions")) {
        Some(Json::Object(own)) => own,
        _ => Map::new(),
    };
    if let Some(c) = content.as_object_mut() {
        c.remove("$schema");
    }
    schema["title"] = json!(name);
    schema["properties"]["type"] = json!({ "type": "string", "const": slug, "title": "Loại văn bản" });
    schema["properties"]["content"] = content;
    for (name, title) in [("attachments", "Văn bản kèm theo"), ("appendices", "Phụ lục")] {
        if own.contains_key(name) {
            schema["properties"][name] = json!({ "$ref": format!("#/definitions/{name}"), "title": title });
        }
    }
    schema["required"] = json!(["type", "subject", "content"]);
    let mut without = |key: &str| {
        schema["properties"].as_object_mut().and_then(|properties| properties.remove(key));
        schema["required"].as_array_mut().into_iter().for_each(|required| required.retain(|name| name != key));
    };
    if *summary == Summary::None {
        without("subject");
    }
    if doc_type.content.get("properties").and_then(Json::as_object).is_some_and(Map::is_empty) {
        without("content");
    }
    if let Some(definitions) = schema.get_mut("definitions").and_then(Json::as_object_mut) {
        definitions.extend(own);
    }
    if let Some(size) = schema.pointer_mut("/definitions/table/properties/size").and_then(Json::as_object_mut) {
        let Range { min, max, default, unit, .. } = &standard.ranges.table_size;
        size.insert("minimum".to_owned(), json!(*min as u32));
        size.insert("maximum".to_owned(), json!(*max as u32));
        size.insert("description".to_owned(), json!(format!("Đơn vị: {unit}. Mặc định {default}.")));
    }
    rows_from(&mut schema);
    close(&mut schema);
    schema
}

/// A list marked `x-rows-from` may also be given as `{rows_from: …}`.
fn rows_from(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            map.values_mut().for_each(rows_from);
            if map.get("x-rows-from") == Some(&json!(true)) {
                map.insert("type".into(), json!(["array", "object"]));
                map.insert("properties".into(), json!({ "rows_from": { "$ref": "#/definitions/rows_from" } }));
                map.insert("required".into(), json!(["rows_from"]));
            }
        }
        Json::Array(list) => list.iter_mut().for_each(rows_from),
        _ => {}
    }
}

/// The names of the definitions that every document's schema has besides those of its content.
pub fn envelope_definitions() -> Vec<String> {
    let schema = generate::<Envelope>();
    schema.get("definitions").and_then(Json::as_object).into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

fn generate<T: schemars::JsonSchema>() -> Json {
    let schema = schemars::generate::SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    schema.to_value()
}

/// Takes what schemars writes to what people can read: no `null` alternatives (an empty field is
/// an absent one), no Rust words.
fn finish(schema: &mut Json, standard: &Standard) {
    simplify(schema);
    name_lengths(schema);
    if let Some(style) = schema.pointer_mut("/definitions/Style/properties").and_then(Json::as_object_mut) {
        for (name, property) in style {
            if let Some(range) = range(standard, name) {
                *property = limits(range);
            }
        }
    }
    if let Some(signer) = schema.pointer_mut("/definitions/SignerInfo") {
        signer["required"] = json!(["full_name"]);
    }
}

fn range<'a>(standard: &'a Standard, name: &str) -> Option<&'a Range> {
    let r = &standard.ranges;
    Some(match name {
        "header_size" => &r.header_size,
        "body_size" => &r.body_size,
        "margin_top" => &r.margin_top,
        "margin_bottom" => &r.margin_bottom,
        "margin_left" => &r.margin_left,
        "margin_right" => &r.margin_right,
        "indent" => &r.indent,
        "paragraph_spacing" => &r.paragraph_spacing,
        "line_spacing" => &r.line_spacing,
        "seal_diameter" => &r.seal_diameter,
        _ => return None,
    })
}

fn limits(range: &Range) -> Json {
    let description = format!("Đơn vị: {}. Mặc định {}.", range.unit, crate::text::grouped(&range.default.to_string()));
    let mut out = json!({ "type": "number", "title": range.title, "description": description, "x-clause": range.clause });
    if range.choices.is_empty() {
        out["minimum"] = json!(range.min);
        out["maximum"] = json!(range.max);
    } else {
        out["enum"] = json!(range.choices);
    }
    out
}

/// Takes `null` alternatives, Rust defaults and formats, and needless wrappers out of what schemars writes.
pub(crate) fn simplify(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            for key in ["default", "format"] {
                let ours = key == "format" && map.get(key).is_some_and(|f| f == "vanban-date");
                if !ours && map.get(key).is_some_and(|v| !v.is_object()) {
                    map.remove(key);
                }
            }
            if let Some(Json::Array(kinds)) = map.get_mut("type") {
                kinds.retain(|k| k != "null");
                if let [one] = kinds.as_slice() {
                    let one = one.clone();
                    map.insert("type".into(), one);
                }
            }
            if let Some(Json::Array(kinds)) = map.get_mut("enum") {
                kinds.retain(|k| !k.is_null());
            }
            for key in ["anyOf", "allOf"] {
                let Some(Json::Array(alternatives)) = map.get_mut(key) else { continue };
                alternatives.retain(|a| a.get("type").is_none_or(|t| t != "null"));
                if let [one] = alternatives.as_slice()
                    && let Some(reference) = one.get("$ref").cloned()
                {
                    map.remove(key);
                    map.insert("$ref".into(), reference);
                }
            }
            map.values_mut().for_each(simplify);
        }
        Json::Array(list) => list.iter_mut().for_each(simplify),
        _ => {}
    }
}

/// What the envelope holds are names: of bodies, posts, places, people, files.
fn name_lengths(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            let is_text =
                map.get("type").is_some_and(|kind| kind == "string" || kind.as_array().is_some_and(|k| k.contains(&json!("string"))));
            let open = ["enum", "const", "maxLength"].iter().all(|key| !map.contains_key(*key));
            if is_text && open {
                map.insert("maxLength".into(), json!(limits::NAME));
            }
            map.values_mut().for_each(name_lengths);
        }
        Json::Array(list) => list.iter_mut().for_each(name_lengths),
        _ => {}
    }
}

/// Closes every object that lists its properties.
fn close(schema: &mut Json) {
    match schema {
        Json::Object(map) => {
            if map.get("properties").is_some_and(Json::is_object) && !map.contains_key("additionalProperties") {
                map.insert("additionalProperties".into(), json!(false));
            }
            map.values_mut().for_each(close);
        }
        Json::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

/// The subschema at a step, with references followed.
pub fn property<'a>(root: &'a Json, schema: &'a Json, step: &str) -> Option<&'a Json> {
    let schema = resolve(root, schema);
    let next = if step.parse::<usize>().is_ok() { schema.get("items") } else { schema.get("properties").and_then(|p| p.get(step)) };
    next.map(|n| resolve(root, n))
}

/// Follows `$ref` within the same schema.
pub fn resolve<'a>(root: &'a Json, schema: &'a Json) -> &'a Json {
    let mut at = schema;
    for _ in 0..8 {
        let Some(reference) = at.get("$ref").and_then(Json::as_str) else { break };
        // Asked for at every value; following a pointer step by step copies each step.
        let target = match reference.strip_prefix("#/definitions/").filter(|name| !name.contains(['/', '~'])) {
            Some(name) => root.get("definitions").and_then(|d| d.get(name)),
            None => reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer)),
        };
        match target {
            Some(target) => at = target,
            None => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Json {
        of_summary("under_title")
    }

    fn of_summary(summary: &str) -> Json {
        let mut found = crate::diag::Diagnostics::default();
        let toml = format!("slug = \"thu\"\nname = \"Thử\"\nform = \"1.4\"\nsummary = \"{summary}\"");
        let keys = crate::model::doc_type::Keys::read("type.toml", &toml, crate::diag::SourceId(0), &mut found);
        let declaration = Declaration::new(&keys.unwrap(), &mut found).unwrap();
        let content = json!({ "type": "object", "properties": { "a": { "$ref": "#/definitions/item" } }, "definitions": { "item": { "type": "string" } } });
        document_schema(Standard::nd30(), &DocType { declaration, content })
    }

    /// Mẫu 1.8 and 1.10 have no summary.
    #[test]
    fn a_summary_is_asked_for_where_the_type_has_one() {
        let asks = |schema: &Json| (schema["properties"].get("subject").is_some(), schema["required"].to_string().contains("subject"));
        assert_eq!(["under_title", "under_number", "none"].map(|s| asks(&of_summary(s))), [(true, true), (true, true), (false, false)]);
    }

    #[test]
    fn the_schema_is_closed_and_has_no_null() {
        let schema = schema();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["additionalProperties"], false);
        assert_eq!(schema["properties"]["content"]["additionalProperties"], false);
        assert_eq!(schema["definitions"]["SignerInfo"]["additionalProperties"], false);
        assert!(!schema.to_string().contains("\"null\""), "{schema:#}");
    }

    #[test]
    fn limits_come_from_the_standard() {
        let schema = schema();
        let left = schema.pointer("/definitions/Style/properties/margin_left").unwrap();
        assert_eq!((left["minimum"].as_f64(), left["maximum"].as_f64()), (Some(30.0), Some(35.0)));
        assert_eq!(left["x-clause"], "PL I-1.I.3");
        let indent = schema.pointer("/definitions/Style/properties/indent/enum").unwrap();
        assert_eq!(indent, &json!([10.0, 12.7]));
    }

    #[test]
    fn every_envelope_field_has_a_vietnamese_title() {
        let schema = schema();
        let check = |pointer: &str| {
            for (name, property) in schema.pointer(pointer).and_then(Json::as_object).unwrap() {
                if name != "content" {
                    assert!(property.get("title").is_some(), "{pointer}/{name}");
                }
            }
        };
        check("/properties");
        ["SignerInfo", "Filing", "Address", "Style"].iter().for_each(|d| check(&format!("/definitions/{d}/properties")));
    }

    #[test]
    fn steps_follow_references() {
        let schema = schema();
        let content = property(&schema, &schema, "content").unwrap();
        assert_eq!(property(&schema, content, "a").unwrap()["type"], "string");
        assert_eq!(property(&schema, content, "b"), None);
    }
}
