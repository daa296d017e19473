//! Handlebars, strictly: data in, markup out.
//!
//! Every value is escaped, raw output is refused, a value that is absent or not in the schema is
//! an error at its line and column. What templates exist is `store`'s question.

mod builtin;
mod calls;
mod cells;
mod check;
mod context;
mod elements;
mod fields;
mod forms;
mod helpers;
mod name;
mod origin;
mod outline;
mod store;

pub use context::context;
pub use helpers::HELPERS;
pub use name::file_name;
pub use outline::Outline;
pub use store::{Store, TypeFolder, unknown_type};

use std::borrow::Cow;

use calls::Caller;
use handlebars::{Context, Handlebars, RenderContext, RenderError, RenderErrorReason, Renderable, StringOutput};
use helpers::Failure;
use serde_json::Value as Json;

use crate::diag::{Diagnostic, Diagnostics, SourceId, Sources, Span, code};

/// Templates of all types. The program's own are compiled when a document first calls them; with a user's files
/// all are at once, so that every mistake is told.
pub struct Templates {
    store: Store,
    registry: Handlebars<'static>,
}

impl Templates {
    /// The templates of a store; with a user's files, every one that is wrong is reported, and every file that nothing
    /// reads.
    pub fn new(store: Store) -> Result<Self, (Sources, Diagnostics)> {
        let registry = if store.is_own() { compiled(&store)? } else { registry() };
        Ok(Templates { store, registry })
    }

    /// The files that they are made of.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether there is a template of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.store.template(name).is_some()
    }

    /// Renders a document's template. An error is placed in the template, which is added to the sources.
    pub fn render(&self, name: &str, context: Json, sources: &mut Sources) -> Result<String, Diagnostics> {
        self.rendered(&self.registry, name, context, sources)
    }

    /// Renders the template of a data file (`from-….hbs`), which writes YAML.
    pub fn start(&self, name: &str, context: Json, sources: &mut Sources) -> Result<String, Diagnostics> {
        let mut registry = self.registry.clone();
        forms::register_for_data(&mut registry);
        self.rendered(&registry, name, context, sources)
    }
    fn rendered(&self, registry: &Handlebars<'_>, name: &str, context: Json, sources: &mut Sources) -> Result<String, Diagnostics> {
        written(registry, name, &context.into()).map_err(|error| {
            let name = error.template_name.as_deref().unwrap_or(name);
            let (file, text) = self.store.template(name).unwrap_or_default();
            let id = sources.add(file, text);
            let span = span_at(text, error.line_no.unwrap_or(1), error.column_no.unwrap_or(1), id);
            explain(error.reason(), text.get(span.start..span.end).unwrap_or_default(), span).into()
        })
    }
}

/// What a template makes of the data.
fn written(registry: &Handlebars<'_>, name: &str, context: &Context) -> Result<String, RenderError> {
    let template = builtin::template(registry, name);
    let template = template.ok_or_else(|| RenderErrorReason::TemplateNotFound(name.to_owned()))?;
    let mut out = StringOutput::new();
    template.render(registry, context, &mut RenderContext::new(template.name.as_ref()), &mut out)?;
    Ok(out.into_string()?)
}

/// All templates and partials of a store.
fn compiled(store: &Store) -> Result<Handlebars<'static>, (Sources, Diagnostics)> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let (mut callers, mut compiled) = (Vec::new(), Vec::new());
    for (name, path, text) in store.templates() {
        let source = sources.add(store.shown(path), text);
        match check::compile(name, text, source) {
            Ok(template) => {
                callers.push(Caller { name, text, source, of: calls::of(&template) });
                compiled.push(template);
            }
            Err(diagnostics) => found.extend(diagnostics),
        }
    }
    if !found.has_errors() {
        calls::check(&callers, &mut found);
    }
    let called = callers.iter().flat_map(|caller| caller.of.calls.iter().map(|call| call.name.clone())).collect();
    found.extend(store.unread(&called));
    let (own, mut registry) = (store.versions(), registry());
    for (caller, mut template) in callers.iter().zip(compiled) {
        found.extend(check::tighten(&mut template, caller.name, caller.text, caller.source, &own));
        registry.register_template(caller.name, template);
    }
    if found.has_errors() { Err((sources, found)) } else { Ok(registry) }
}

fn registry() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.set_prevent_indent(true);
    registry.register_escape_fn(|text| escape(text).into_owned());
    helpers::register(&mut registry);
    registry.register_helper("cells", Box::new(cells::Cells));
    registry.register_helper("elements", Box::new(elements::Elements));
    forms::register(&mut registry);
    registry
}

/// The span from a line and column, both from 1, to the end of the tag that begins there.
fn span_at(text: &str, line: usize, column: usize, source: SourceId) -> Span {
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    let start = line_start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(i, _)| i);
    let length = text[start..].find("}}").map_or(0, |i| i + 2);
    Span { source, start, end: start + length.min(text[start..].lines().next().map_or(0, str::len)) }
}

fn explain(reason: &RenderErrorReason, tag: &str, span: Span) -> Diagnostic {
    let helper = |message: String| misused(span, message);
    match reason {
        RenderErrorReason::MissingVariable(path) => missing(path.as_deref().unwrap_or_default(), tag, span),
        RenderErrorReason::PartialNotFound(name) => Diagnostic::error(code::NO_TEMPLATE, span, format!("Không có mẫu dùng chung `{name}`"))
            .help("Mẫu dùng chung nằm trong thư mục partials/."),
        RenderErrorReason::HelperNotFound(name) if name == "yaml" => {
            helper("Hàm `yaml` chỉ dùng trong mẫu tạo tệp dữ liệu (from-….hbs)".to_owned())
        }
        RenderErrorReason::HelperNotFound(name) => helper(format!("Không có hàm `{name}`")),
        RenderErrorReason::CannotIncludeSelf => Diagnostic::error(code::NO_TEMPLATE, span, "Mẫu gọi chính nó").help("Bỏ lời gọi đó."),
        RenderErrorReason::NestedError(failure) => match failure.downcast_ref::<Failure>() {
            Some(Failure::Empty(name)) => {
                Diagnostic::error(code::TEMPLATE_VALUE, span, format!("Mẫu ghi `{name}` nhưng dữ liệu để trống trường này"))
                    .help(format!("Bọc bằng {{{{#if {name}}}}}…{{{{/if}}}} nếu trường không bắt buộc."))
            }
            Some(Failure::TooDeep(caller, name)) => {
                Diagnostic::error(code::NO_TEMPLATE, span, format!("Các mẫu gọi nhau mãi không dứt: … → {caller} → {name} → …"))
                    .help("Kiểm tra lời gọi {{> …}} trong các mẫu này, và mục ghép (compose) nằm trong chính dữ liệu mà nó ghép.")
            }
            Some(Failure::Misused(message)) => helper(format!("Hàm trong mẫu dùng sai: {message}")),
            None => helper("Hàm trong mẫu dùng sai".to_owned()),
        },
        RenderErrorReason::ParamNotFoundForIndex(name, _) | RenderErrorReason::ParamNotFoundForName(name, _) => {
            helper(format!("Hàm trong mẫu dùng sai: `{name}` thiếu tham số"))
        }
        RenderErrorReason::ParamTypeMismatchForName(name, ..) | RenderErrorReason::HashTypeMismatchForName(name, ..) => {
            helper(format!("Hàm trong mẫu dùng sai: `{name}` không nhận giá trị này"))
        }
        RenderErrorReason::BlockContentRequired => helper("Hàm trong mẫu dùng sai: cần {{#…}}…{{/…}}".to_owned()),
        _ => helper("Mẫu không chạy được ở chỗ này".to_owned()),
    }
}

fn misused(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(code::TEMPLATE_HELPER, span, message).help("Xem bảng hàm trong docs/TEMPLATES.md.")
}

/// A field that is not there, or not of the kind that the tag goes over.
fn missing(name: &str, tag: &str, span: Span) -> Diagnostic {
    let wrong = |message: String| Diagnostic::error(code::TEMPLATE_VALUE, span, message);
    let help = "Tên trường phải có trong schema: xem `vanban schema`.";
    let block = |block: &str| tag.trim_start_matches(['{', '~']).starts_with(block);
    if name.is_empty() {
        wrong("Mẫu lấy một giá trị mà dữ liệu không có".to_owned()).help(help)
    } else if block("#each") {
        wrong(format!("Mẫu dùng `{name}` như danh sách nhưng không có trường này, hoặc nó không phải danh sách")).help(help)
    } else if helpers::is_helper(name) {
        misused(span, format!("Hàm trong mẫu dùng sai: `{name}` thiếu tham số"))
    } else {
        wrong(format!("Mẫu dùng `{name}` nhưng không có trường này")).help(help)
    }
}

/// Escapes for XML text and attributes; characters that XML has no place for are dropped.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    // The bytes that a character begins with of which some are escaped or dropped.
    let doubtful = |b: u8| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=8 | 11 | 12 | 14..=31 | 0x7f | 0xc2 | 0xef);
    if !text.as_bytes().chunks(64).any(|some| some.iter().fold(false, |any, b| any | doubtful(*b))) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(template: &str, data: Json) -> Result<String, String> {
        let first = |found: Diagnostics| found.iter().next().unwrap().message.clone();
        let templates = Templates::new(Store::with_template("thu", template)).map_err(|(_, found)| first(found))?;
        templates.render("thu", data, &mut Sources::default()).map_err(first)
    }

    use serde_json::json;

    /// Documents compile no more than they need: what is wrong elsewhere would never be seen.
    #[test]
    fn every_template_of_the_program_is_right() {
        assert!(compiled(&Store::builtin()).is_ok());
    }

    /// What users' schemas may say, those of the program say too.
    #[test]
    fn every_schema_of_the_program_is_right() {
        let all: Vec<(String, String)> = Store::builtin().files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let own = Store::builtin().with_overrides(all);
        for slug in own.slugs() {
            let said = own.folder(slug).err().map(|(_, found)| found.iter().map(|d| d.message.clone()).collect::<Vec<_>>());
            assert_eq!(said, None, "{slug}");
        }
    }

    #[test]
    fn data_never_becomes_markup() {
        let data = json!({"a": "<p>&amp; {{x}} \"'</p>\u{1}"});
        assert_eq!(rendered("<p>{{a}}</p>", data).unwrap(), "<p><value>&lt;p&gt;&amp;amp; {{x}} &quot;&#39;&lt;/p&gt;</value></p>");
    }

    #[test]
    fn raw_output_is_refused() {
        for template in ["{{{a}}}", "{{&a}}", "{{#if a}}{{{a}}}{{/if}}"] {
            assert_eq!(rendered(template, json!({"a": "x"})).unwrap_err(), "Mẫu ghi giá trị không qua bảo vệ ký tự");
        }
    }

    /// An argument is what its name means in a shared template, whatever the data says.
    #[test]
    fn arguments_come_before_fields() {
        let inner = r#"{{#*inline "x"}}{{#with b}}{{#if a}}{{upper a}}{{/if}}{{upper ../c}}{{/with}}{{/inline}}"#;
        let called = rendered(
            &format!(r#"<a b="{inner}{{{{> x a=c}}}}{{{{> x a=""}}}}{{{{> x}}}}">"#),
            json!({"a": "a", "b": {"a": "b"}, "c": "c"}),
        );
        assert_eq!(called.unwrap(), r#"<a b="CCCBC">"#);
        let derived =
            r#"<a b="{{#*inline "x"}}{{upper a}}{{upper c}}{{/inline}}{{#with (lookup list 0)}}{{> x b c=d}}{{> x c=b.a}}{{/with}}">"#;
        let data = json!({"list": [{"a": "a", "b": {"a": "b"}, "d": "d"}]});
        assert_eq!(rendered(derived, data).unwrap(), r#"<a b="BDAB">"#);
        for called in ["{{> x d}}", "{{> x a=d}}"] {
            let error = rendered(&format!("{{{{#*inline \"x\"}}}}{{{{/inline}}}}{called}"), json!({})).unwrap_err();
            assert_eq!(error, "Mẫu dùng `d` nhưng không có trường này", "{called}");
        }
    }

    #[test]
    fn absent_and_unknown_values_are_errors() {
        assert_eq!(rendered("{{a}}", json!({"a": null})).unwrap_err(), "Mẫu ghi `a` nhưng dữ liệu để trống trường này");
        assert_eq!(rendered("{{b.c}}", json!({"b": {}})).unwrap_err(), "Mẫu dùng `b.c` nhưng không có trường này");
        for template in
            ["{{#if b}}x{{/if}}", "{{#unless b}}x{{/unless}}", "{{#with b}}x{{/with}}", "{{upper b}}", "{{#each a}}{{x}}{{/each}}"]
        {
            let error = rendered(template, json!({"a": [{"y": 1}]})).unwrap_err();
            assert!(error.ends_with("nhưng không có trường này"), "{template}: {error}");
        }
    }

    #[test]
    fn what_a_tag_cannot_use_is_told_as_what_it_is() {
        let told = |template: &str| rendered(template, json!({"a": "x", "list": [1]})).unwrap_err();
        for of in ["a", "b"] {
            assert_eq!(
                told(&format!("{{{{#each {of}}}}}x{{{{/each}}}}")),
                format!("Mẫu dùng `{of}` như danh sách nhưng không có trường này, hoặc nó không phải danh sách")
            );
        }
        assert_eq!(told("{{date}}"), "Hàm trong mẫu dùng sai: `date` thiếu tham số");
        assert_eq!(told("{{lookup list \"x\"}}"), "Mẫu lấy một giá trị mà dữ liệu không có");
    }

    #[test]
    fn a_branch_of_else_if_is_strict_too() {
        let template = "{{#if a}}x{{else if b}}{{c}}{{/if}}";
        assert_eq!(rendered(template, json!({"a": null, "b": 1, "c": null})).unwrap_err(), "Mẫu ghi `c` nhưng dữ liệu để trống trường này");
    }

    #[test]
    fn null_is_false_and_an_empty_list_is_nothing() {
        let data = json!({"a": null, "list": []});
        assert_eq!(rendered("{{#if a}}x{{else}}y{{/if}}{{#unless a}}z{{/unless}}{{#each list}}w{{/each}}", data).unwrap(), "yz");
        assert_eq!(rendered("{{#if (eq a \"b\")}}x{{else if (eq a \"c\")}}y{{/if}}", json!({"a": "c"})).unwrap(), "y");
    }

    #[test]
    fn figures_are_said_in_words() {
        let data = json!({"now": 112.5, "before": 100, "none": 0, "money": 1_250_000});
        let template = "{{change now before}}; {{change before now}}; {{change now none}}; {{amount money}}";
        let words = rendered(template, data).unwrap().replace("<value>", "").replace("</value>", "");
        assert_eq!(words, "tăng 12,5%; giảm 11,11%; tăng 112,5; Một triệu hai trăm năm mươi nghìn đồng");
        assert_eq!(
            rendered("{{change a b}}", json!({"a": 1})).unwrap_err(),
            "Hàm trong mẫu dùng sai: `change` cần hai số: số này và số trước"
        );
    }

    #[test]
    fn attributes_are_the_fields_that_have_a_value() {
        let data = json!({"cell": {"columns": 2, "align": null, "rows": "\"<"}});
        assert_eq!(
            rendered("<cell{{attributes cell \"columns\" \"align\" \"rows\"}}/>", data.clone()).unwrap(),
            "<cell columns=\"2\" rows=\"&quot;&lt;\"/>"
        );
        assert_eq!(rendered("{{attributes cell \"width\"}}", data).unwrap_err(), "Mẫu dùng `width` nhưng không có trường này");
    }

    #[test]
    fn syntax_errors_have_their_place() {
        let store = Store::with_template("thu", "<p>\n{{#if a}}</p>");
        let (sources, found) = Templates::new(store).err().unwrap();
        let diagnostic = found.iter().next().unwrap();
        assert_eq!(diagnostic.code, code::TEMPLATE_SYNTAX);
        assert!(sources.line_column(diagnostic.span().unwrap()).unwrap().0 >= 1);
    }

    #[test]
    fn the_place_of_an_error_is_the_tag() {
        let store = Store::with_template("thu", "<p>\n  {{a}} {{ten_sai}}</p>");
        let templates = Templates::new(store).map_err(|_| ()).unwrap();
        let mut sources = Sources::default();
        let found = templates.render("thu", json!({"a": "x"}), &mut sources).unwrap_err();
        let diagnostic = found.iter().next().unwrap();
        let span = diagnostic.span().unwrap();
        assert_eq!(&sources.get(span.source).unwrap().text[span.start..span.end], "{{ten_sai}}");
        assert_eq!(sources.line_column(span), Some((2, 9)));
    }
}
