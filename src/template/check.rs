//! Compiling a template and making it strict: raw output is refused, and every place where the
//! library would be lenient is rewritten to a helper that is not.

use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement as Element};

use super::span_at;
use crate::diag::{Diagnostic, Diagnostics, SourceId, Sources, Span, code};

/// Compiles a template; `source` is its place among the sources.
pub(super) fn compile(name: &str, text: &str, source: SourceId, sources: &Sources) -> Result<Template, Diagnostics> {
    if let Some(at) = too_deep(text) {
        let span = Span { source, start: at, end: at };
        let deep = Diagnostic::error(code::TEMPLATE_SYNTAX, span, format!("Mẫu lồng nhau quá {DEPTH} cấp"));
        return Err(deep.help("Tách bớt ra mẫu dùng chung ({{> tên}}).").into());
    }
    let mut template = Template::compile_with_name(text, name.to_owned()).map_err(|error| {
        let (line, column) = error.pos().unwrap_or((1, 1));
        Diagnostics::from(
            Diagnostic::error(
                code::TEMPLATE_SYNTAX,
                span_at(text, line, column, source),
                format!("Mẫu sai cú pháp Handlebars: {}", error.reason()),
            )
            .help("Mỗi {{#…}} cần một {{/…}} cùng tên."),
        )
    })?;
    let mut found = Diagnostics::default();
    let file = File { text: sources.get(source).map(|s| s.text.as_str()).unwrap_or_default(), source };
    file.tighten(&mut template, &mut found);
    if found.is_empty() { Ok(template) } else { Err(found) }
}

/// Deepest nesting of blocks and of brackets; the library's parser calls itself for each level.
const DEPTH: usize = 64;

/// The first place where blocks or brackets are nested too deeply.
fn too_deep(text: &str) -> Option<usize> {
    let mut blocks = 0_usize;
    let mut tags = text.match_indices("{{");
    tags.find_map(|(at, _)| {
        let tag = &text[at + 2..];
        match tag.trim_start_matches(['{', '~']).chars().next() {
            Some('#' | '^') => blocks += 1,
            Some('/') => blocks = blocks.saturating_sub(1),
            _ => {}
        }
        let inside = &tag[..tag.find("}}").unwrap_or(tag.len())];
        let brackets = inside.matches('(').count();
        (blocks > DEPTH || brackets > DEPTH).then_some(at)
    })
}

struct File<'a> {
    text: &'a str,
    source: SourceId,
}

impl File<'_> {
    fn tighten(&self, template: &mut Template, found: &mut Diagnostics) {
        let places: Vec<(usize, usize)> = template.mapping.iter().map(|m| (m.0, m.1)).collect();
        for (element, place) in template.elements.iter_mut().zip(places) {
            self.element(element, place, found);
        }
    }

    fn element(&self, element: &mut Element, (line, column): (usize, usize), found: &mut Diagnostics) {
        match element {
            Element::HtmlExpression(_) => found.push(
                Diagnostic::error(
                    code::RAW_OUTPUT,
                    span_at(self.text, line, column, self.source),
                    "Mẫu ghi giá trị không qua bảo vệ ký tự",
                )
                .help("Dùng {{…}}; không dùng {{{…}}} hay {{&…}}."),
            ),
            Element::Expression(helper) if is_value(helper) => {
                helper.params = vec![helper.name.clone()];
                helper.name = Parameter::Name("value".into());
            }
            Element::HelperBlock(helper) => {
                // `each` and `with` are the library's own: without an else branch they are strict.
                let lenient = matches!(helper.name.as_name(), Some("each" | "with")) && helper.inverse.is_some();
                if lenient {
                    found.push(
                        Diagnostic::error(
                            code::TEMPLATE_SYNTAX,
                            span_at(self.text, line, column, self.source),
                            "{{#each}} và {{#with}} không dùng {{else}}",
                        )
                        .help("Dùng {{#if}}…{{else}}…{{/if}} bao ngoài."),
                    );
                }
                for inner in [&mut helper.template, &mut helper.inverse].into_iter().flatten() {
                    self.tighten(inner, found);
                }
            }
            Element::PartialExpression(partial) if partial.params.is_empty() && partial.hash.is_empty() => {
                if let Some(call) = partial.name.as_name().and_then(include) {
                    *element = call;
                }
            }
            Element::PartialBlock(partial) | Element::DecoratorBlock(partial) => {
                partial.template.iter_mut().for_each(|t| self.tighten(t, found));
            }
            _ => {}
        }
    }
}

/// A call of our helper in the place of `{{> name}}`: the library would copy all data below the place.
fn include(name: &str) -> Option<Element> {
    Template::compile(&format!("{{{{include \"{name}\"}}}}")).ok()?.elements.pop()
}

/// `{{x.y}}`: a path without parameters that is not a helper of ours.
fn is_value(helper: &HelperTemplate) -> bool {
    helper.params.is_empty() && helper.hash.is_empty() && matches!(helper.name, Parameter::Path(_))
}
