//! What a rule is, and what it finds.

use super::basis::{Basis, Family, Scope};
use crate::diag::{Code, Diagnostic, Severity};
use crate::facts::{Facts, Places};
use crate::paper::Story;
use crate::recognise::Piece;

/// A rule with its manual and its tests.
#[derive(Debug)]
pub struct Rule {
    /// Stable number and name: the family's letters, then its number there.
    pub code: Code,
    /// What it is about.
    pub family: Family,
    /// How bad what it finds is.
    pub severity: Severity,
    /// Who asks for it.
    pub basis: Basis,
    /// Which documents it is meant for.
    pub scope: Scope,
    /// What is right, in one Vietnamese sentence without a full stop.
    pub title: &'static str,
    /// How it judges, what it passes over and why, what to do: for people, in Vietnamese.
    pub manual: &'static str,
    /// Documents in which it finds something (see `rules/example.rs`).
    pub wrong: &'static [&'static str],
    /// Documents that come close and are right.
    pub right: &'static [&'static str],
    /// Finds it.
    pub check: for<'p> fn(&Facts<'p>, &mut Findings<'p>),
}

/// Something that a rule found.
#[derive(Clone, Debug)]
pub struct Finding<'p> {
    /// The rule.
    pub rule: &'static Rule,
    /// The rule's, unless the case is milder.
    pub severity: Severity,
    /// Where; absent for what the whole document lacks.
    pub at: Option<Piece<'p>>,
    /// One Vietnamese sentence: what was found.
    pub message: String,
    /// What was expected, to stand beside the place.
    pub expected: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that belong to it, with the words beside them.
    pub also: Vec<(Piece<'p>, String)>,
}

impl<'p> Finding<'p> {
    /// Says what was expected.
    pub fn expected(&mut self, label: impl Into<String>) -> &mut Self {
        self.expected = label.into();
        self
    }

    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to it.
    pub fn also(&mut self, at: Piece<'p>, label: impl Into<String>) -> &mut Self {
        self.also.push((at, label.into()));
        self
    }

    /// Makes it milder than its rule's findings are.
    pub fn only(&mut self, severity: Severity) -> &mut Self {
        self.severity = self.severity.min(severity);
        self
    }

    /// By this findings are sorted: those of the text by their paragraphs, others behind, those of no place last.
    pub(super) fn order(&self) -> (u8, usize, usize) {
        let key = |at: &Piece| (u8::from(at.place().story != Story::Body), at.place().paragraph, at.range.start);
        self.at.as_ref().map_or((2, 0, 0), key)
    }

    /// The finding in a file's terms.
    pub fn diagnostic(&self, places: &Places) -> Diagnostic {
        let mut out = Diagnostic::new(self.rule.code, self.severity, None, self.message.clone());
        out.place = self.at.as_ref().and_then(|at| places.of(at));
        out.label.clone_from(&self.expected);
        out.help.extend(self.help.clone());
        out.also = self.also.iter().filter_map(|(at, label)| Some((places.of(at)?.span, label.clone()))).collect();
        out.clause(self.rule.basis)
    }
}

/// Gathers what one rule finds.
pub struct Findings<'p> {
    rule: &'static Rule,
    list: Vec<Finding<'p>>,
}

impl<'p> Findings<'p> {
    pub(super) fn new(rule: &'static Rule) -> Self {
        Findings { rule, list: Vec::new() }
    }

    pub(super) fn into_list(self) -> Vec<Finding<'p>> {
        self.list
    }

    /// Adds a finding at a place.
    pub fn add(&mut self, at: Piece<'p>, message: impl Into<String>) -> &mut Finding<'p> {
        self.push(Some(at), message.into())
    }

    /// Adds a finding about the document as a whole.
    pub fn whole(&mut self, message: impl Into<String>) -> &mut Finding<'p> {
        self.push(None, message.into())
    }

    fn push(&mut self, at: Option<Piece<'p>>, message: String) -> &mut Finding<'p> {
        self.list.push(Finding {
            rule: self.rule,
            severity: self.rule.severity,
            at,
            message,
            expected: String::new(),
            help: None,
            also: Vec::new(),
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }
}
