//! The document types: folders embedded in the program, any file of which a user's own folder
//! may replace, and new folders that only the user has.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use include_dir::{Dir, DirEntry, include_dir};

use crate::content::{self, Records};
use crate::diag::{Diagnostic, Diagnostics, Sources, Span, code};
use crate::model::doc_type::{Declaration, DocType};

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

const PARTIALS: &str = "partials";
/// Partials that items may name in `compose`.
const COMPOSE: &str = "partials/compose/";

/// All template files by their path under `templates/`.
pub struct Store {
    files: BTreeMap<String, String>,
}

/// One type's folder.
pub struct TypeFolder {
    /// The parsed declaration and content schema.
    pub doc_type: DocType,
    /// The records it names.
    pub records: Records,
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
        // A composition's partial is found where it was before it had a folder of its own.
        let moved = |path: String| match path.strip_prefix("partials/").map(|name| format!("{COMPOSE}{name}")) {
            Some(new) if BUILTIN.get_file(&new).is_some() => new,
            _ => path,
        };
        self.files.extend(files.into_iter().map(|(path, text)| (moved(path), text)));
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
            let name = name
                .strip_suffix("/template")
                .or_else(|| name.strip_prefix(COMPOSE))
                .or_else(|| name.strip_prefix("partials/"))
                .or_else(starter)?;
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
        let records = match Records::named(&declaration.records) {
            Ok(records) => records,
            Err(name) => {
                let known = content::names().collect::<Vec<_>>().join(", ");
                return bad(sources, None, format!("type.toml: không có loại dữ liệu “{name}”; records nhận: {known}"));
            }
        };
        let shared = self.files.get("definitions.json").map(|t| serde_json::from_str::<serde_json::Map<String, Json>>(t));
        let shared = match shared {
            Some(Ok(shared)) => shared,
            Some(Err(error)) => return bad(sources, None, format!("definitions.json không phải JSON: {error}")),
            None => serde_json::Map::new(),
        };
        let content = match file("schema.json").map(serde_json::from_str::<Json>) {
            Some(Ok(mut content)) => {
                records.fragment().complete(&mut content, shared);
                if let Some(record) = content::undeclared(&content, &declaration.records) {
                    let message = format!("{slug}/schema.json dùng dữ liệu `{record}` mà type.toml không khai báo");
                    return bad(sources, None, format!("{message}: thêm {record:?} vào records = [...]"));
                }
                self.compose(&mut content, &records);
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
        Ok(TypeFolder { doc_type: DocType { declaration, content }, records, example: example.to_owned() })
    }

    /// Says in the schema of items what they may have composed: what the type's records offer, and every partial of
    /// the user's own.
    fn compose(&self, content: &mut Json, records: &Records) {
        let Some(property) = content.pointer_mut("/definitions/item/properties/compose") else { return };
        let known = |name: &str| content::compositions().any(|c| c.name == name);
        let own = self.files.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix(COMPOSE)?.strip_suffix(".hbs").filter(|name| !known(name))?;
            let title = text.trim_start().strip_prefix("{{!").and_then(|comment| comment.split_once("}}")).map_or("", |(title, _)| title);
            Some((name, title.trim_matches(['-', ' ', '.', '\n'])))
        });
        let all: Vec<(&str, &str)> = records.compositions().map(|c| (c.name, c.title)).chain(own).collect();
        let mut names: Vec<Json> = all.iter().map(|(name, _)| json!(name)).collect();
        // A user's definitions may name more.
        let more = property.get("enum").and_then(Json::as_array).into_iter().flatten().filter(|name| !names.contains(name)).cloned();
        names.extend(more.collect::<Vec<_>>());
        let titled = |(name, title): &(&str, &str)| if title.is_empty() { (*name).to_owned() } else { format!("{name}: {title}") };
        property["description"] = match all.as_slice() {
            [] => json!("Loại văn bản này không có dữ liệu để ghép: records trong type.toml, hoặc mẫu trong partials/compose/."),
            all => json!(format!("{}.", all.iter().map(titled).collect::<Vec<_>>().join("; "))),
        };
        property["enum"] = Json::Array(names);
    }
}

/// The file of a template's name.
pub(super) fn file_name(template: &str) -> String {
    let is_type = BUILTIN.get_dir(template).is_some();
    if template.contains('/') {
        return format!("templates/{template}.hbs");
    }
    match content::compositions().any(|c| c.name == template) {
        true => format!("templates/{COMPOSE}{template}.hbs"),
        false if is_type => format!("templates/{template}/template.hbs"),
        false => format!("templates/{PARTIALS}/{template}.hbs"),
    }
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
