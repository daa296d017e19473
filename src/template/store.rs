//! The document types: folders embedded in the program, any file of which a user's own folder
//! may replace, and new folders that only the user has.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use include_dir::{Dir, DirEntry, include_dir};

use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code};
use crate::model::doc_type::{Declaration, DocType};

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

const PARTIALS: &str = "partials";

/// All template files by their path under `templates/`.
pub struct Store {
    files: BTreeMap<String, String>,
}

/// One type's folder.
pub struct TypeFolder {
    /// The parsed declaration and content schema.
    pub doc_type: DocType,
    /// The commented example that `vanban new` writes.
    pub example: String,
}

impl Store {
    /// The types that come with the program.
    pub fn builtin() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILTIN, &mut files);
        Store { files }
    }

    /// Puts the files of a user's folder over the built-in ones; paths are relative, with `/`.
    pub fn with_overrides(mut self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        self.files.extend(files);
        self
    }

    /// A store with one bare template, for tests.
    #[cfg(test)]
    pub(super) fn with_template(name: &str, text: &str) -> Self {
        Store { files: BTreeMap::from([(format!("{name}/template.hbs"), text.to_owned())]) }
    }

    /// Slugs of all types, in order.
    pub fn slugs(&self) -> Vec<&str> {
        self.files.keys().filter_map(|path| path.strip_suffix("/type.toml")).collect()
    }

    /// Every file by its path, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Every template: the name it is called by, its file, its text.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.files.iter().filter_map(|(path, text)| {
            let name = path.strip_suffix(".hbs")?;
            let starter = || name.contains("/from-").then_some(name);
            let name = name.strip_suffix("/template").or_else(|| name.strip_prefix("partials/")).or_else(starter)?;
            Some((name, path.as_str(), text.as_str()))
        })
    }

    /// Reads a type's folder.
    pub fn folder(&self, slug: &str) -> Result<TypeFolder, (Sources, Diagnostics)> {
        let mut sources = Sources::default();
        let file = |name: &str| self.files.get(&format!("{slug}/{name}")).map(String::as_str);
        let Some(declaration) = file("type.toml") else {
            return Err((sources, no_type(slug, &self.slugs()).into()));
        };
        let id = sources.add(format!("{slug}/type.toml"), declaration);
        let bad = |sources, span, message: String| {
            Err((
                sources,
                Diagnostic::error(code::BAD_TYPE_FOLDER, span, message).help("Xem CONTRIBUTING.md, mục “Thêm một loại văn bản”.").into(),
            ))
        };
        let declaration: Declaration = match toml::from_str(declaration) {
            Ok(declaration) => declaration,
            Err(error) => {
                let span = error.span().map(|r| Span { source: id, start: r.start, end: r.end });
                return bad(sources, span, format!("type.toml sai: {}", error.message()));
            }
        };
        if declaration.slug != slug {
            return bad(sources, None, format!("Thư mục {slug} khai báo slug là “{}”; hai tên phải giống nhau", declaration.slug));
        }
        let shared = self.files.get("definitions.json").map(|t| serde_json::from_str::<serde_json::Map<String, Json>>(t));
        let shared = match shared {
            Some(Ok(shared)) => shared,
            Some(Err(error)) => return bad(sources, None, format!("definitions.json không phải JSON: {error}")),
            None => serde_json::Map::new(),
        };
        let content = match file("schema.json").map(serde_json::from_str::<Json>) {
            Some(Ok(mut content)) => {
                // A type's own definitions stand beside the shared ones, and win.
                let own = content.as_object_mut().and_then(|c| c.remove("definitions"));
                let mut definitions = shared;
                definitions.extend(own.and_then(|o| o.as_object().cloned()).unwrap_or_default());
                content["definitions"] = Json::Object(definitions);
                content
            }
            Some(Err(error)) => return bad(sources, None, format!("{slug}/schema.json không phải JSON: {error}")),
            None => return bad(sources, None, format!("Thiếu tệp {slug}/schema.json")),
        };
        let Some(example) = file("example.yaml") else {
            return bad(sources, None, format!("Thiếu tệp {slug}/example.yaml"));
        };
        if file("template.hbs").is_none() {
            return bad(sources, None, format!("Thiếu tệp {slug}/template.hbs"));
        }
        Ok(TypeFolder { doc_type: DocType { declaration, content }, example: example.to_owned() })
    }
}

/// The file of a template's name.
pub(super) fn file_name(template: &str) -> String {
    let is_type = BUILTIN.get_dir(template).is_some();
    if template.contains('/') {
        return format!("templates/{template}.hbs");
    }
    if is_type { format!("templates/{template}/template.hbs") } else { format!("templates/{PARTIALS}/{template}.hbs") }
}

fn no_type(slug: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(code::UNKNOWN_TYPE, None, format!("Không có loại văn bản “{slug}”")).help(format!("Các loại: {}.", known.join(", ")))
}

fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, String>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                if let Some(text) = file.contents_utf8() {
                    files.insert(file.path().to_string_lossy().replace('\\', "/"), text.to_owned());
                }
            }
        }
    }
}
