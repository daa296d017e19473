//! Compiling a template and making it strict: raw output is refused, and every place where the
//! library would be lenient is rewritten to a helper that is not. Where a value is written among words,
//! the words get their place (`origin`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use handlebars::TemplateErrorReason as Reason;
use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter, Template, TemplateElement as Element};

use super::origin::CLOSE;
use super::span_at;
use crate::diag::{Diagnostic, Diagnostics, SourceId, Span, code};

/// Compiles a template; `source` is its place among the sources.
pub(super) fn compile(name: &str, text: &str, source: SourceId) -> Result<Template, Diagnostics> {
    if let Some(at) = too_deep(text) {
        let span = Span { source, start: at, end: at };
        let deep = Diagnostic::error(code::TEMPLATE_SYNTAX, span, format!("Mẫu lồng nhau quá {DEPTH} cấp"));
        return Err(deep.help("Tách bớt ra mẫu dùng chung ({{> tên}}).").into());
    }
    Template::compile_with_name(text, name.to_owned()).map_err(|error| {
        let (line, column) = error.pos().unwrap_or((1, 1));
        let (message, help) = match error.reason() {
            Reason::MismatchingClosedHelper(open, close) | Reason::MismatchingClosedDecorator(open, close) => (
                format!("Mẫu mở {{{{#{}}}}} nhưng đóng {{{{/{}}}}}", bare(open), bare(close)),
                "Mỗi {{#…}} cần một {{/…}} cùng tên, đóng theo thứ tự ngược với khi mở.",
            ),
            _ => (
                "Mẫu sai cú pháp Handlebars".to_owned(),
                "Mỗi {{ cần một }}; mỗi {{#…}} cần một {{/…}} cùng tên; chữ trong ngoặc kép phải đóng ngoặc.",
            ),
        };
        Diagnostic::error(code::TEMPLATE_SYNTAX, span_at(text, line, column, source), message).help(help).into()
    })
}

/// A block's name as it was written.
fn bare(name: &str) -> &str {
    name.split('"').nth(1).unwrap_or(name)
}

/// Makes a compiled template strict; types may have partials of their own by the names in `own`.
pub(super) fn tighten(template: &mut Template, name: &str, text: &str, source: SourceId, own: &BTreeSet<String>) -> Diagnostics {
    let mut found = Diagnostics::default();
    // The templates of data files hold no tags.
    let mut around = if name.contains("/from-") { Around::Tag } else { Around::Words };
    File { text, source, own }.tighten(template, (1, 1), &mut around, &mut found);
    found
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
    own: &'a BTreeSet<String>,
}

/// What a place of a template stands in.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    Words,
    Tag,
    /// An attribute's value.
    Quoted,
}

impl Around {
    /// What comes after a stretch of markup.
    fn after(self, markup: &str) -> Self {
        markup.chars().fold(self, |around, c| match (around, c) {
            (Around::Words, '<') => Around::Tag,
            (Around::Tag, '>') => Around::Words,
            (Around::Tag, '"') => Around::Quoted,
            (Around::Quoted, '"') => Around::Tag,
            _ => around,
        })
    }
}

impl File<'_> {
    /// Goes through a template that begins at a line and column.
    fn tighten(&self, template: &mut Template, start: (usize, usize), around: &mut Around, found: &mut Diagnostics) {
        // The branch of an `else if` has no places of its own.
        let mut mappings = std::mem::take(&mut template.mapping).into_iter();
        for mut element in std::mem::take(&mut template.elements) {
            let mapping = mappings.next();
            if let Element::RawString(markup) = &element {
                *around = around.after(markup);
            }
            let call = if *around == Around::Words { placed(&mut element) } else { None };
            self.element(&mut element, mapping.as_ref().map_or(start, |m| (m.0, m.1)), around, found);
            let closing = call.is_some().then(|| Element::RawString(CLOSE.to_owned()));
            for element in call.into_iter().chain([element]).chain(closing) {
                template.elements.push(element);
                template.mapping.extend(mapping.clone());
            }
        }
    }

    fn element(&self, element: &mut Element, (line, column): (usize, usize), around: &mut Around, found: &mut Diagnostics) {
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
                let before = *around;
                for inner in [&mut helper.template, &mut helper.inverse].into_iter().flatten() {
                    *around = before;
                    self.tighten(inner, (line, column), around, found);
                }
            }
            Element::PartialExpression(partial) => {
                if let Some(call) = include(partial, self.own) {
                    *element = call;
                }
            }
            Element::PartialBlock(partial) | Element::DecoratorBlock(partial) => {
                partial.template.iter_mut().for_each(|t| self.tighten(t, (line, column), around, found));
            }
            _ => {}
        }
    }
}

/// A call of our helper in the place of `{{> name}}`: the library would copy all data below the place.
fn include(partial: &mut DecoratorTemplate, own: &BTreeSet<String>) -> Option<Element> {
    static CALL: LazyLock<Option<Element>> = LazyLock::new(|| Template::compile("{{include x}}").ok()?.elements.pop());
    let name = partial.name.as_name()?.to_owned();
    let mut call = CALL.clone()?;
    if let Element::Expression(include) = &mut call {
        if own.contains(&name) {
            include.name = Parameter::Name("include_own".into());
        }
        include.params = std::iter::once(Parameter::Literal(name.into())).chain(std::mem::take(&mut partial.params)).collect();
        include.hash = std::mem::take(&mut partial.hash);
    }
    Some(call)
}

/// Gives a place to what is written among words: to a value by another helper, which is told in passing,
/// to what a helper makes of a value by a call before it.
fn placed(element: &mut Element) -> Option<Element> {
    static CALL: LazyLock<Option<Element>> = LazyLock::new(|| Template::compile("{{open x}}").ok()?.elements.pop());
    let Element::Expression(helper) = element else { return None };
    // Another template writes words of its own, and these helpers give each their place.
    if matches!(helper.name.as_name(), Some("include" | "include_own" | "cells" | "elements")) {
        return None;
    }
    if is_value(helper) {
        helper.params = vec![std::mem::replace(&mut helper.name, Parameter::Name("placed".into()))];
        return None;
    }
    let of = helper.params.first().filter(|p| matches!(p, Parameter::Path(_)))?.clone();
    let mut call = CALL.clone()?;
    if let Element::Expression(open) = &mut call {
        open.params = vec![of];
    }
    Some(call)
}

/// `{{x.y}}`: a path without parameters that is not a helper of ours.
fn is_value(helper: &HelperTemplate) -> bool {
    helper.params.is_empty() && helper.hash.is_empty() && matches!(helper.name, Parameter::Path(_))
}
