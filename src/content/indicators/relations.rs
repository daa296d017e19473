//! Declared relations between indicators: sum, share, change, target reached. A missing result is
//! computed, a given one is checked.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::figure::{Figure, NOTHING};
use super::known::{Indicator, Indicators};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::limits;
use crate::model::spanned::{Given, List, Spanned};
use crate::text::figure;

/// Kết quả bỏ trống được tính, kết quả đã ghi được kiểm tra.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "relations", title = "Quan hệ giữa các chỉ tiêu")]
pub(super) struct Relations(List<Stated>);

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline, title = "Quan hệ", extend("required" = ["result"]))]
struct Stated {
    #[schemars(title = "Chỉ tiêu kết quả")]
    result: Given<String>,
    /// Các mã được cộng.
    #[schemars(title = "Tổng của", length(min = 1))]
    sum: Given<Vec<Spanned<String>>>,
    /// Mã làm tử số; mã làm mẫu số ghi ở `of`.
    #[schemars(title = "Tỷ lệ % của")]
    share: Given<String>,
    #[schemars(title = "Trên")]
    of: Given<String>,
    /// So với `previous` của chỉ tiêu đó.
    #[schemars(title = "Mức tăng, giảm % của")]
    change: Given<String>,
    /// So với `target` của chỉ tiêu đó.
    #[schemars(title = "Mức đạt mục tiêu % của")]
    reached: Given<String>,
}

/// How the result comes from the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// All parts added up.
    Sum,
    /// The first part as a percentage of the second.
    Share,
    /// By how many percent the part differs from its previous figure.
    Change,
    /// The part as a percentage of its target.
    Reached,
}

/// Which figure of the indicators is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Term {
    /// This period's.
    Current,
    /// The previous period's.
    Previous,
}

impl Term {
    fn of(self, indicator: &Indicator) -> &Figure {
        match self {
            Term::Current => &indicator.value,
            Term::Previous => &indicator.previous,
        }
    }
}

struct Relation {
    rule: Rule,
    result: String,
    parts: Vec<String>,
    span: Span,
}

/// What a relation makes of its parts.
enum Outcome {
    /// The exact result.
    Exact(f64),
    /// A ratio of which the denominator is zero.
    Nothing,
    /// A part is not known yet.
    Unknown,
}

/// Applies `content.relations`, until nothing more can be computed; gives the results that lack a
/// figure only because a part does.
pub(super) fn apply(stated: &Relations, indicators: &mut Indicators, found: &mut Diagnostics) -> BTreeSet<String> {
    if let Some(beyond) = stated.0.items.get(limits::RELATIONS) {
        let message = format!("Có quá {} quan hệ giữa các chỉ tiêu", limits::RELATIONS);
        found.push(Diagnostic::error(code::TOO_LONG, beyond.span, message).help("Chia cho nhiều báo cáo."));
    }
    let relations: Vec<Relation> =
        stated.0.items.iter().take(limits::RELATIONS).filter_map(|relation| relation.known(indicators, found)).collect();
    // Previous figures of ratios to the previous period would need the period before that.
    let of_both = |relation: &&Relation| matches!(relation.rule, Rule::Sum | Rule::Share);
    settle(relations.iter().collect(), Term::Current, indicators, found);
    settle(relations.iter().filter(of_both).collect(), Term::Previous, indicators, found);
    explained(&relations, indicators, found)
}

/// Results without a figure whose part is missing, which is reported there, or is words, which is
/// reported here.
fn explained(relations: &[Relation], indicators: &Indicators, found: &mut Diagnostics) -> BTreeSet<String> {
    let results: BTreeSet<&str> = relations.iter().map(|r| r.result.as_str()).collect();
    let mut explained = BTreeSet::new();
    loop {
        let before = explained.len();
        for relation in relations.iter().filter(|r| indicators.get(&r.result).is_some_and(|i| i.value == Figure::Missing)) {
            for part in relation.parts.iter().filter_map(|code| indicators.get(code)) {
                match &part.value {
                    Figure::Words(words) => found.push(
                        Diagnostic::error(
                            code::BAD_INDICATOR,
                            part.value_span,
                            format!("{} ghi “{words}”, không phải số, nên không tính được {}", part.code, relation.result),
                        )
                        .help("Ghi số; không phát sinh thì ghi 0."),
                    ),
                    Figure::Missing if !results.contains(part.code.as_str()) || explained.contains(&part.code) => {}
                    _ => continue,
                }
                explained.insert(relation.result.clone());
            }
        }
        if explained.len() == before {
            return explained;
        }
    }
}

fn settle(mut pending: Vec<&Relation>, term: Term, indicators: &mut Indicators, found: &mut Diagnostics) {
    loop {
        let before = pending.len();
        pending.retain(|relation| match relation.outcome(term, indicators) {
            Outcome::Unknown => true,
            outcome => {
                relation.conclude(outcome, term, indicators, found);
                false
            }
        });
        if pending.len() == before {
            break;
        }
    }
}

impl Spanned<Stated> {
    /// The relation, when it is one and its codes are known.
    fn known(&self, indicators: &Indicators, found: &mut Diagnostics) -> Option<Relation> {
        let Stated { result, sum, share, of, change, reached } = &self.value;
        let given = [
            (Rule::Sum, sum.is_there()),
            (Rule::Share, share.is_there()),
            (Rule::Change, change.is_there()),
            (Rule::Reached, reached.is_there()),
        ];
        let mut given = given.into_iter().filter(|(_, is_there)| *is_there);
        let (Some((rule, _)), None) = (given.next(), given.next()) else {
            found.push(
                Diagnostic::error(code::BAD_INDICATOR, self.span, "Quan hệ phải có đúng một trong các trường sum, share, change, reached")
                    .help("Ví dụ: {result: TTHC_TY_LE, share: TTHC_DUNG_HAN, of: TTHC_DA_GIAI_QUYET}."),
            );
            return None;
        };
        let parts: Vec<&Spanned<String>> = match rule {
            Rule::Sum => sum.get()?.iter().collect(),
            Rule::Share => {
                if !of.is_there() {
                    found.push(
                        Diagnostic::error(code::MISSING_FIELD, self.span, "Quan hệ share thiếu trường `of`")
                            .help("`of` là mã của chỉ tiêu làm mẫu số."),
                    );
                }
                vec![share.spanned()?, of.spanned()?]
            }
            Rule::Change => vec![change.spanned()?],
            Rule::Reached => vec![reached.spanned()?],
        };
        let result = result.spanned()?;
        let mut known = true;
        for Spanned { span, value: name } in parts.iter().copied().chain([result]) {
            if indicators.get(name).is_none() {
                known = false;
                let unknown = Diagnostic::error(code::BAD_INDICATOR, *span, format!("Không có chỉ tiêu mã {name}"));
                found.push(match indicators.nearest(name) {
                    Some(similar) => unknown.help(format!("Có phải ý bạn là {similar}?")),
                    None => unknown.help("Mã phải có trong `content.indicators`."),
                });
            }
        }
        let parts = parts.into_iter().map(|part| part.value.clone()).collect();
        known.then(|| Relation { rule, result: result.value.clone(), parts, span: self.span })
    }
}

impl Relation {
    fn outcome(&self, term: Term, indicators: &Indicators) -> Outcome {
        let part = |at: usize| self.parts.get(at).and_then(|code| indicators.get(code));
        let number = |at: usize| part(at).and_then(|p| term.of(p).number());
        let ratio = |over: Option<f64>, under: Option<f64>| match (over, under) {
            (Some(_), Some(0.0)) => Outcome::Nothing,
            (Some(over), Some(under)) => Outcome::Exact(over / under * 100.0),
            _ => Outcome::Unknown,
        };
        match self.rule {
            Rule::Sum => {
                let all: Option<Vec<f64>> = (0..self.parts.len()).map(number).collect();
                all.map_or(Outcome::Unknown, |all| Outcome::Exact(all.iter().sum()))
            }
            Rule::Share => ratio(number(0), number(1)),
            Rule::Change => {
                let before = part(0).and_then(|p| p.previous.number());
                ratio(number(0).zip(before).map(|(now, before)| now - before), before.map(f64::abs))
            }
            Rule::Reached => ratio(number(0), part(0).and_then(|p| p.target.number())),
        }
    }

    /// Writes the result, or compares it with the one that is given.
    fn conclude(&self, outcome: Outcome, term: Term, indicators: &mut Indicators, found: &mut Diagnostics) {
        let Some(result) = indicators.get(&self.result) else { return };
        match (term.of(result), outcome) {
            (Figure::Missing, outcome) => {
                if let (Outcome::Exact(share), Rule::Share, Term::Current) = (&outcome, self.rule, term) {
                    found.extend(self.more_than_all(*share, indicators));
                }
                let figure = match outcome {
                    Outcome::Exact(x) => Figure::computed(x),
                    _ => Figure::Words(NOTHING.to_owned()),
                };
                if let Some(result) = indicators.get_mut(&self.result) {
                    match term {
                        Term::Current => result.value = figure,
                        Term::Previous => result.previous = figure,
                    }
                }
            }
            (Figure::Number(given, shown), Outcome::Exact(exact)) if !self.agrees(*given, shown, exact) => {
                found.push(self.broken(exact, shown, term, result, indicators));
            }
            _ => {}
        }
    }

    /// A part of more than all is hardly meant; the part's own place is to blame.
    fn more_than_all(&self, share: f64, indicators: &Indicators) -> Option<Diagnostic> {
        let [part, of] = &self.parts[..] else { return None };
        let (part, of) = (indicators.get(part)?, indicators.get(of)?);
        let message =
            format!("{} ({}) lớn hơn {} ({}): tỷ lệ {}%", part.code, part.value.shown(), of.code, of.value.shown(), figure(share));
        (share > 100.0).then(|| {
            Diagnostic::warning(code::DOUBTFUL_FIGURE, part.value_span, message)
                .also(of.value_span, of.value.shown())
                .help("Kiểm tra lại hai số; tỷ lệ của một phần không quá 100%.")
        })
    }

    fn broken(&self, exact: f64, given: &str, term: Term, result: &Indicator, indicators: &Indicators) -> Diagnostic {
        let parts: Vec<&Indicator> = self.parts.iter().filter_map(|code| indicators.get(code)).collect();
        let said = |indicator: &&Indicator| format!("{} ({})", indicator.code, term.of(indicator).shown());
        let first = parts.first().map(said).unwrap_or_default();
        let due = figure(exact);
        let reason = match (self.rule, parts.as_slice()) {
            (Rule::Sum, parts) => format!("{} = {due}", parts.iter().map(said).collect::<Vec<_>>().join(" + ")),
            (Rule::Share, [_, of]) => format!("{first} trên {} là {due}%", said(of)),
            (Rule::Change, [one]) => format!("{first} so với kỳ trước ({}) là {due}%", one.previous.shown()),
            (Rule::Reached, [one]) => format!("{first} so với mục tiêu ({}) là {due}%", one.target.shown()),
            _ => due,
        };
        let when = if term == Term::Previous { ", số kỳ trước" } else { "" };
        let mut diagnostic = Diagnostic::error(
            code::BROKEN_RELATION,
            result.value_span,
            format!("Số liệu không khớp{when}: {reason}, nhưng {} ghi {given}", result.code),
        )
        .label(given)
        .help("Sửa số liệu sai, hoặc bỏ số của chỉ tiêu kết quả để chương trình tự tính.");
        for part in parts {
            diagnostic = diagnostic.also(part.value_span, term.of(part).shown());
        }
        diagnostic.also(self.span, "quan hệ được khai báo")
    }

    /// Whether a given figure is the exact one; ratios may be rounded to the decimals they show.
    fn agrees(&self, given: f64, shown: &str, exact: f64) -> bool {
        let decimals = shown.split_once(',').map_or(0, |(_, fraction)| fraction.len());
        let rounding = if self.rule == Rule::Sum { 0.0 } else { 0.5 * 10_f64.powi(-(decimals as i32)) };
        (given - exact).abs() <= rounding + 1e-6
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::model::read::read as parse;
    use crate::model::spanned::read;

    /// The indicators after all relations, the results that are explained, and what was found.
    fn related(yaml: &str) -> (Indicators, Vec<String>, Vec<String>) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", yaml);
        let node = parse(&sources, id).0.unwrap();
        let mut found = Diagnostics::default();
        let mut indicators = Indicators::new(read(node.get("indicators").unwrap()).unwrap(), &mut found);
        let explained = apply(&read(node.get("relations").unwrap()).unwrap(), &mut indicators, &mut found);
        (indicators, explained.into_iter().collect(), found.iter().map(|d| d.message.clone()).collect())
    }

    /// The figures after all relations, and what was found.
    fn applied(yaml: &str) -> (Vec<String>, Vec<String>) {
        let (indicators, _, found) = related(yaml);
        (indicators.all.iter().map(|i| i.value.shown().to_owned()).collect(), found)
    }

    #[test]
    fn missing_results_are_computed_in_any_order() {
        let (shown, found) = applied(
            "indicators: [{code: T, previous: 100}, {code: A, value: 120}, {code: B, value: 5, target: 4}, {code: R}, {code: C}, {code: G}]
relations: [{result: R, share: A, of: T}, {result: C, change: T}, {result: T, sum: [A, B]}, {result: G, reached: B}]",
        );
        assert_eq!((shown, found), (["125", "120", "5", "96", "25", "125"].map(str::to_owned).to_vec(), Vec::new()));
    }

    #[test]
    fn given_results_are_checked() {
        let data = |total: &str, share: &str| {
            applied(&format!(
                "indicators: [{{code: T, value: {total}}}, {{code: A, value: 120}}, {{code: B, value: 5}}, {{code: R, value: {share}}}]
relations: [{{result: T, sum: [A, B]}}, {{result: R, share: B, of: A}}]"
            ))
            .1
        };
        assert_eq!(data("125", "4.17"), Vec::<String>::new());
        assert_eq!(data("125", "4.2"), Vec::<String>::new());
        assert_eq!(data("130", "4.17"), ["Số liệu không khớp: A (120) + B (5) = 125, nhưng T ghi 130"]);
        assert_eq!(data("125", "4.3"), ["Số liệu không khớp: B (5) trên A (120) là 4,17%, nhưng R ghi 4,3"]);
    }

    #[test]
    fn previous_figures_are_related_too() {
        let (_, found) = applied(
            "indicators: [{code: T, value: 3, previous: 5}, {code: A, value: 1, previous: 2}, {code: B, value: 2, previous: 2}]
relations: [{result: T, sum: [A, B]}]",
        );
        assert_eq!(found, ["Số liệu không khớp, số kỳ trước: A (2) + B (2) = 4, nhưng T ghi 5"]);
    }

    #[test]
    fn nothing_to_divide_by_is_said_in_words() {
        let (shown, found) = applied("indicators: [{code: A, value: 0}, {code: R}]\nrelations: [{result: R, share: A, of: A}]");
        assert_eq!((shown[1].as_str(), found.len()), ("không phát sinh", 0));
    }

    #[test]
    fn a_part_without_a_number_explains_its_results() {
        let explained = |parts: &str| {
            let relations = "relations: [{result: T, sum: [A, B]}, {result: R, share: A, of: T}]";
            let (_, explained, found) =
                related(&format!("indicators: [{parts}, {{code: B, value: 1}}, {{code: T}}, {{code: R}}]\n{relations}"));
            (explained, found)
        };
        let both = vec!["R".to_owned(), "T".to_owned()];
        assert_eq!(explained("{code: A}"), (both.clone(), vec![]));
        let said = ["T", "R"].map(|result| format!("A ghi “ba”, không phải số, nên không tính được {result}")).to_vec();
        assert_eq!(explained("{code: A, value: ba}"), (both, said));
        assert_eq!(explained("{code: A, value: 2}"), (vec![], vec![]));
    }

    #[test]
    fn circles_end() {
        let (shown, _) = applied("indicators: [{code: A}, {code: B}]\nrelations: [{result: A, sum: [B]}, {result: B, sum: [A]}]");
        assert_eq!(shown, ["", ""]);
    }
}
