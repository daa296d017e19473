//! The program's own templates: each compiled when a document first calls it, and kept as long as the program runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use handlebars::{Handlebars, Template};

use super::{Store, check};
use crate::diag::SourceId;

static ALL: LazyLock<Builtin> = LazyLock::new(|| {
    let store = Store::builtin();
    let templates = store.names().map(|(name, _)| (name.to_owned(), OnceLock::new())).collect();
    Builtin { own: store.versions(), templates, store }
});

struct Builtin {
    store: Store,
    /// Shared templates that types have a version of for themselves.
    own: BTreeSet<String>,
    templates: BTreeMap<String, OnceLock<Option<Template>>>,
}

/// The template of that name, ready for use: one of the registry, which holds a user's, or the program's own.
pub(super) fn template<'r>(registry: &'r Handlebars<'_>, name: &str) -> Option<&'r Template> {
    registry.get_template(name).or_else(|| compiled(name))
}

/// All of the program's own templates are right, as a test shows.
fn compiled(name: &str) -> Option<&'static Template> {
    let all = &*ALL;
    let compiled = all.templates.get(name)?.get_or_init(|| {
        let (_, text) = all.store.template(name)?;
        let mut template = check::compile(name, text, SourceId(0)).ok()?;
        let found = check::tighten(&mut template, name, text, SourceId(0), &all.own);
        (!found.has_errors()).then_some(template)
    });
    compiled.as_ref()
}
