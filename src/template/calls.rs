//! Which templates call which: calls of partials that do not exist, and circles that would never end.

use std::collections::{BTreeMap, BTreeSet};

use handlebars::template::{Parameter, Template, TemplateElement as Element};

use super::span_at;
use crate::diag::{Diagnostic, Diagnostics, SourceId, code};
use crate::text::closest;

/// A call of a partial.
pub(super) struct Call {
    /// The partial's name.
    pub(super) name: String,
    /// Line and column in the calling template.
    place: (usize, usize),
    /// Whether it stands in a list or a record of the data, so that each round goes deeper into it.
    deeper: bool,
}

/// What a template calls, and the partials that it holds itself.
#[derive(Default)]
pub(super) struct Calls {
    pub(super) calls: Vec<Call>,
    held: Vec<String>,
}

/// A template with all that it calls.
pub(super) struct Caller<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its text and the number of that among the sources.
    pub(super) text: &'a str,
    pub(super) source: SourceId,
    pub(super) of: Calls,
}

/// The calls of a compiled template.
pub(super) fn of(template: &Template) -> Calls {
    let mut calls = Calls::default();
    collect(template, (1, 1), false, &mut calls);
    calls
}

fn literal(parameter: &Parameter) -> Option<&str> {
    if let Parameter::Literal(value) = parameter { value.as_str() } else { None }
}

/// Adds the calls of a template that begins at a line and column.
fn collect(template: &Template, start: (usize, usize), deeper: bool, out: &mut Calls) {
    for (number, element) in template.elements.iter().enumerate() {
        // The branch of an `else if` has no places of its own.
        let place = template.mapping.get(number).map_or(start, |mapping| (mapping.0, mapping.1));
        match element {
            Element::PartialExpression(partial) | Element::PartialBlock(partial) => {
                if let Some(name) = partial.name.as_name().or(literal(&partial.name)) {
                    out.calls.push(Call { name: name.to_owned(), place, deeper });
                }
                partial.template.iter().for_each(|inner| collect(inner, place, deeper, out));
            }
            Element::DecoratorBlock(inline) => {
                out.held.extend(inline.params.first().and_then(literal).map(str::to_owned));
                inline.template.iter().for_each(|inner| collect(inner, place, deeper, out));
            }
            Element::HelperBlock(helper) => {
                let deeper = deeper || matches!(helper.name.as_name(), Some("each" | "with"));
                [&helper.template, &helper.inverse].into_iter().flatten().for_each(|inner| collect(inner, place, deeper, out));
            }
            _ => {}
        }
    }
}

/// Reports calls of what does not exist, and circles of calls that go no deeper into the data.
pub(super) fn check(callers: &[Caller<'_>], found: &mut Diagnostics) {
    let known: BTreeMap<&str, &Caller<'_>> = callers.iter().map(|caller| (caller.name, caller)).collect();
    let held: BTreeSet<&str> = callers.iter().flat_map(|caller| caller.of.held.iter().map(String::as_str)).collect();
    for caller in callers {
        let unknown = |call: &&Call| !known.contains_key(call.name.as_str()) && !held.contains(call.name.as_str());
        for call in caller.of.calls.iter().filter(unknown) {
            let partials = known.keys().filter(|name| !name.contains('/')).map(|name| (*name, *name));
            let help = match closest(&call.name, partials) {
                Some(similar) => format!("Có phải ý bạn là {{{{> {similar}}}}}?"),
                None => format!("Thêm tệp partials/{}.hbs, hoặc gọi một mẫu dùng chung có sẵn.", call.name),
            };
            found.push(
                Diagnostic::error(code::NO_TEMPLATE, caller.span(call), format!("Không có mẫu dùng chung `{}`", call.name)).help(help),
            );
        }
    }
    let mut told = BTreeSet::new();
    for caller in callers {
        let mut chain = vec![caller.name];
        if let Some(call) = circle(caller, &known, &mut BTreeSet::new(), &mut chain) {
            let mut members = chain.clone();
            members.sort_unstable();
            if told.insert(members) {
                chain.push(caller.name);
                found.push(
                    Diagnostic::error(code::NO_TEMPLATE, caller.span(call), format!("Các mẫu gọi vòng nhau: {}", chain.join(" → ")))
                        .help("Bỏ một lời gọi trong vòng đó."),
                );
            }
        }
    }
}

/// The first call of a circle that leads back to where the chain begins.
fn circle<'a>(
    at: &'a Caller<'a>,
    known: &BTreeMap<&str, &'a Caller<'a>>,
    visited: &mut BTreeSet<&'a str>,
    chain: &mut Vec<&'a str>,
) -> Option<&'a Call> {
    for call in at.of.calls.iter().filter(|call| !call.deeper) {
        if call.name == chain[0] {
            return Some(call);
        }
        let Some(next) = known.get(call.name.as_str()).filter(|next| visited.insert(next.name)) else { continue };
        chain.push(next.name);
        if circle(next, known, visited, chain).is_some() {
            return Some(call);
        }
        chain.pop();
    }
    None
}

impl Caller<'_> {
    fn span(&self, call: &Call) -> crate::diag::Span {
        span_at(self.text, call.place.0, call.place.1, self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_in_every_branch_are_seen() {
        let template =
            Template::compile("{{#if a}}{{> one}}{{else if b}}{{> two}}{{else if c}}x{{#each d}}{{> three}}{{/each}}{{/if}}").unwrap();
        let names: Vec<(String, bool)> = of(&template).calls.into_iter().map(|call| (call.name, call.deeper)).collect();
        assert_eq!(names, [("one".to_owned(), false), ("two".to_owned(), false), ("three".to_owned(), true)]);
    }
}
