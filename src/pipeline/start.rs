//! New data files from other documents: reading what they know, writing the file's text.

use serde_json::Value as Json;

use super::linked::Recording;
use super::{Broken, Compilation, Engine};
use crate::content::start::Source;
use crate::diag::{Diagnostics, Sources};
use crate::model::{Files, read};

impl Engine {
    /// A document's data, checked and complete, with what was found on the way; no data when there was an error.
    pub fn read(&self, name: &str, bytes: Vec<u8>, files: &dyn Files) -> (Sources, Diagnostics, Option<Source>) {
        let files = Recording::new(files);
        let mut run = Compilation::new(self, &files, Sources::default());
        let source = run.source(name, bytes);
        let found = run.found.placed(&run.sources, self.standard);
        (run.sources, found, source)
    }

    /// The text of a new data file of type `slug`, made from a document of type `from`; `None` when
    /// the type has no template for that.
    pub fn start(&self, slug: &str, from: &str, context: Json) -> Option<Result<String, Broken>> {
        let template = format!("{slug}/from-{from}");
        self.templates.contains(&template).then(|| {
            let mut sources = Sources::default();
            self.templates.start(&template, context, &mut sources).map_err(|found| (sources, found))
        })
    }
}

impl Compilation<'_> {
    fn source(&mut self, name: &str, bytes: Vec<u8>) -> Option<Source> {
        let text = read::decode(name, bytes).map_err(|found| self.found.extend(found)).ok()?;
        let id = self.sources.add(name, text);
        let data = self.load(id)?;
        let whole = self.whole(data, &[])?;
        Some(Source { code_notation: whole.derived.notation.clone(), root: whole.root })
    }
}
