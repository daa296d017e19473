//! Helpers of forms: answers that may still be open, hours, and values written into a data file.

use handlebars::{Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, ScopedJson};
use serde_json::Value as Json;

use super::escape;
use super::helpers::{Written, missing, other, plain};

/// What the data writes where a form is left open.
const BLANK: &str = "?";
/// Most characters of a value that stands on the line of its key in a data file.
const INLINE: usize = 70;
/// Line length of longer texts there.
const LINE: usize = 100;

/// Registers the helpers of this module.
pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper("answer", Box::new(Written(answer)));
    registry.register_helper("clock", Box::new(Written(clock)));
    registry.register_helper("contains", Box::new(Derived(contains)));
    registry.register_helper("lines", Box::new(Derived(lines)));
}

/// Registers what only the templates of data files may call: it writes no markup.
pub(super) fn register_for_data(registry: &mut Handlebars<'static>) {
    registry.register_helper("yaml", Box::new(Written(yaml)));
}

/// What a helper is given first, as text.
fn given(h: &Helper<'_>) -> Result<String, RenderError> {
    let param = h.param(0).ok_or_else(|| other(format!("`{}` cần một giá trị", h.name())))?;
    if param.is_value_missing() {
        return Err(missing(h));
    }
    plain(param.value()).map_err(|e| other(format!("`{}`: {e}", h.name())))
}

/// The text, or a dotted line to write it on.
fn answer(h: &Helper<'_>) -> Result<String, RenderError> {
    let text = given(h)?;
    if text != BLANK {
        return Ok(escape(&text).into_owned());
    }
    let attribute = |name: &str| {
        let value = h.hash_get(name).map(|v| plain(v.value()).map_err(other)).transpose()?;
        Ok::<_, RenderError>(value.map_or(String::new(), |v| format!(" {name}=\"{}\"", escape(&v))))
    };
    Ok(format!("<leader{}{}{}/>", attribute("lines")?, attribute("width")?, attribute("title")?))
}

/// `08:30` as it is written in a sentence.
fn clock(h: &Helper<'_>) -> Result<String, RenderError> {
    let text = given(h)?;
    let gap = |unit: &str| format!("<leader width=\"10mm\" title=\"{unit}\"/> {unit}");
    if text == BLANK {
        return Ok(format!("{} {}", gap("giờ"), gap("phút")));
    }
    let (hour, minute) = text.split_once(':').ok_or_else(|| other(format!("`clock`: “{text}” không phải giờ, ví dụ 08:30")))?;
    Ok(format!("{:0>2} giờ {:0>2} phút", escape(hour), escape(minute)))
}

/// A value as a YAML scalar: quoted; with an `indent`, folded over lines that deep when it is long.
fn yaml(h: &Helper<'_>) -> Result<String, RenderError> {
    let text = given(h)?;
    let indent = h.hash_get("indent").and_then(|i| i.value().as_u64()).map(|i| i as usize);
    let Some(indent) = indent.filter(|_| text.chars().count() > INLINE) else {
        return serde_json::to_string(&text).map_err(|e| other(e.to_string()));
    };
    let mut out = String::from(">-");
    let mut room = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if length > room {
            out.push_str(&format!("\n{}{word}", " ".repeat(indent)));
            room = LINE.saturating_sub(indent + length);
        } else {
            out.push_str(&format!(" {word}"));
            room -= length;
        }
    }
    Ok(out)
}

/// A helper whose value other helpers take.
struct Derived(fn(&Helper<'_>) -> Result<Json, RenderError>);

impl HelperDef for Derived {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        (self.0)(h).map(ScopedJson::Derived)
    }
}

/// How many dotted lines stand beside a text that takes so many letters a line, at least `least`.
fn lines(h: &Helper<'_>) -> Result<Json, RenderError> {
    let letters = h.param(0).and_then(|p| p.value().as_str()).unwrap_or_default().chars().count() as u64;
    let number = |name: &str| h.hash_get(name).and_then(|v| v.value().as_u64()).ok_or_else(|| other(format!("`lines` cần {name}=…")));
    let (per, least) = (number("per")?.max(1), number("least")?);
    Ok((letters / per).max(least).into())
}

/// Whether a text holds another.
fn contains(h: &Helper<'_>) -> Result<Json, RenderError> {
    let [text, part] = [0, 1].map(|i| h.param(i).and_then(|p| p.value().as_str()).unwrap_or_default());
    Ok(Json::Bool(!part.is_empty() && text.contains(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(template: &str, data: &Json) -> Result<String, String> {
        let mut registry = Handlebars::new();
        register(&mut registry);
        registry.render_template(template, data).map_err(|e| e.reason().to_string())
    }

    #[test]
    fn an_answer_is_its_text_or_dots_to_write_it_on() {
        let data = json!({"told": "Đạt <90%>", "open": "?", "number": 5});
        assert_eq!(written("{{answer told}}", &data).unwrap(), "Đạt &lt;90%&gt;");
        assert_eq!(written("{{answer number}}", &data).unwrap(), "5");
        assert_eq!(written("{{answer open}}", &data).unwrap(), "<leader/>");
        let said = written("{{answer open lines=3 width=\"30mm\" title=\"Kết quả \\\"đạt\\\"\"}}", &data).unwrap();
        assert!(said.starts_with("<leader lines=\"3\" width=\"30mm\" title=\"Kết quả ") && said.ends_with("\"/>"), "{said}");
        assert!(!said.contains("\\\"đạt\""), "a title stays inside its attribute: {said}");
        assert!(written("{{answer}}", &data).is_err());
    }

    /// Two digits for hour and minute, as the decree's forms have them.
    #[test]
    fn an_hour_is_said_in_words() {
        let data = json!({"at": "8:5", "late": "14:30", "open": "?", "wrong": "sáng"});
        assert_eq!(written("{{clock at}}", &data).unwrap(), "08 giờ 05 phút");
        assert_eq!(written("{{clock late}}", &data).unwrap(), "14 giờ 30 phút");
        assert_eq!(written("{{clock open}}", &data).unwrap().matches("<leader ").count(), 2);
        assert!(written("{{clock wrong}}", &data).unwrap_err().contains("“sáng” không phải giờ, ví dụ 08:30"));
    }

    #[test]
    fn a_form_leaves_as_many_lines_as_the_text_beside_it_takes() {
        let data = json!({"text": "x".repeat(95), "none": null});
        let lines = |of: &str| written(&format!("{{{{#if (eq (lines {of} per=30 least=2) 3)}}}}ba{{{{else}}}}khác{{{{/if}}}}"), &data);
        assert_eq!((lines("text").unwrap().as_str(), lines("none").unwrap().as_str()), ("ba", "khác"));
        assert!(written("{{#if (lines text per=30)}}x{{/if}}", &data).unwrap_err().contains("`lines` cần least=…"));
    }

    #[test]
    fn a_text_contains_another() {
        let data = json!({"text": "kiểm tra trực tiếp"});
        let found = |part: &str| written(&format!("{{{{#if (contains text \"{part}\")}}}}có{{{{else}}}}không{{{{/if}}}}"), &data).unwrap();
        assert_eq!([found("trực tiếp"), found("trực tuyến"), found("")], ["có", "không", "không"]);
    }
}
