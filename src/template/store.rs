//! The document types: folders embedded in the program, any file of which a user's own folder
//! may replace, and new folders that only the user has.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, DirEntry, include_dir};
use serde_json::{Map, Value as Json, json};

use super::fields::{self, Known};
use crate::content::{self, Records};
use crate::diag::{Diagnostic, Diagnostics, Sources, code};
use crate::model::doc_type::{Declaration, DocType, Keys};
use crate::model::{read, schema};
use crate::text::{closest, slug};

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Partials that items may name in `compose`.
const COMPOSE: &str = "partials/compose/";
const GUIDE: &str = "Xem docs/MAU.md, mục “Mẫu của Nghị định”.";
/// What a type's folder may hold besides templates of data files and partials of its own.
const OF_A_TYPE: [&str; 4] = ["type.toml", "schema.json", "example.yaml", "template.hbs"];

/// All template files by their path under `templates/`.
pub struct Store {
    /// In UTF-8; the program's own are not looked at before they are read.
    files: BTreeMap<String, Cow<'static, [u8]>>,
    /// Which of them are the user's.
    own: BTreeSet<String>,
    /// What messages call the user's folder.
    folder: String,
}

/// One type's folder.
pub struct TypeFolder {
    /// The declaration and the content's schema.
    pub doc_type: DocType,
    /// The records it names.
    pub records: Records,
    /// The commented example that `vanban new` writes.
    pub example: String,
    /// The name of its template: its own, or its form's.
    pub template: String,
}

impl Store {
    /// The types that come with the program.
    pub fn builtin() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILTIN, &mut files);
        Store { files, own: BTreeSet::new(), folder: String::new() }
    }

    /// Puts the files of a user's folder over the built-in ones; paths are relative, with `/`.
    pub fn with_overrides(mut self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        // A composition's partial is found where it was before it had a folder of its own.
        let moved = |path: String| match path.strip_prefix("partials/").map(|name| format!("{COMPOSE}{name}")) {
            Some(new) if BUILTIN.get_file(&new).is_some() => new,
            _ => path,
        };
        for (path, text) in files {
            let path = moved(path);
            self.own.insert(path.clone());
            self.files.insert(path, text.into_bytes().into());
        }
        self
    }

    /// Names the user's folder in messages.
    pub fn called(mut self, folder: &str) -> Self {
        self.folder = format!("{}/", folder.trim_end_matches('/'));
        self
    }

    /// A store with one bare template, for tests.
    #[cfg(test)]
    pub(super) fn with_template(name: &str, text: &str) -> Self {
        let template = format!("{name}/template.hbs");
        let files =
            BTreeMap::from([(template.clone(), text.as_bytes().to_vec().into()), (format!("{name}/type.toml"), Cow::Borrowed(&[][..]))]);
        Store { files, own: BTreeSet::from([template]), folder: String::new() }
    }

    /// Slugs of all types, in order.
    pub fn slugs(&self) -> Vec<&str> {
        self.files.keys().filter_map(|path| path.strip_suffix("/type.toml")).collect()
    }

    /// Every file by its path, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, bytes)| Some((path.as_str(), str::from_utf8(bytes).ok()?)))
    }

    /// A file's text by its path.
    fn text(&self, path: &str) -> Option<&str> {
        str::from_utf8(self.files.get(path)?).ok()
    }

    /// Every template: the name it is called by, its file, its text.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.names().filter_map(|(name, path)| Some((name, path, self.text(path)?)))
    }

    /// The name of every template, and its file.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter_map(|path| Some((name(path)?, path.as_str())))
    }

    /// The file and the text of a template by its name.
    pub(super) fn template(&self, name: &str) -> Option<(String, &str)> {
        let (_, path) = self.names().find(|(of, _)| *of == name)?;
        Some((self.shown(path), self.text(path)?))
    }

    /// The names of the shared templates that types have a version of for themselves.
    pub(super) fn versions(&self) -> BTreeSet<String> {
        self.names().filter_map(|(name, _)| Some(name.split_once('/')?.1.to_owned())).collect()
    }

    /// Whether files of a user's are among them.
    pub fn is_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// What messages call a file.
    pub(super) fn shown(&self, path: &str) -> String {
        if self.own.contains(path) { format!("{}{path}", self.folder) } else { format!("mẫu có sẵn: {path}") }
    }

    /// The user's files that nothing would read, by the names of the templates that are called, or that are not where
    /// their names are looked for.
    pub(super) fn unread(&self, called: &BTreeSet<String>) -> Diagnostics {
        let mut found = Diagnostics::default();
        for path in &self.own {
            let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
            let ends = |endings: &[&str]| endings.iter().any(|ending| file.ends_with(ending));
            let (known, whole): (Vec<String>, bool) = match folder {
                "" => (vec!["definitions.json".into()], false),
                "forms" => (vec!["1.4.hbs".into(), "1.4.toml".into(), "1.4.json".into()], ends(&[".hbs", ".toml", ".json"])),
                "partials/compose" => (Vec::new(), ends(&[".hbs"])),
                "partials" => (self.partials().map(|partial| format!("{partial}.hbs")).collect(), ends(&[".hbs"])),
                slug if self.files.contains_key(&format!("{slug}/type.toml")) => (
                    OF_A_TYPE.into_iter().map(str::to_owned).chain(self.partials().map(|p| format!("{p}.hbs"))).collect(),
                    file.starts_with("from-"),
                ),
                _ => (self.slugs().iter().map(|slug| format!("{slug}/{file}")).collect(), false),
            };
            let shown = self.shown(path);
            if file == "type.toml" && folder != slug(folder, folder.len()) {
                let message = format!("Tên thư mục “{folder}” của một loại văn bản phải viết thường, không dấu, nối bằng dấu -");
                let help = format!("Đổi tên thư mục thành {}, cũng ghi ở `slug` trong type.toml.", slug(folder, folder.len()));
                found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, None, message).help(help));
            }
            if !whole && !known.iter().any(|known| known == file) {
                let typed = if known.iter().any(|known| known.contains('/')) { path } else { file };
                found.extend(misplaced(typed, &shown, &known));
            }
            let partial = path.strip_prefix("partials/").and_then(|file| file.strip_suffix(".hbs")).filter(|name| !name.contains('/'));
            if let Some(partial) = partial.filter(|partial| !called.contains(*partial) && !self.is_named(partial)) {
                let others = self.partials().filter(|other| *other != partial).map(|other| (other, other));
                let help = match closest(partial, others) {
                    Some(similar) => format!("Có phải ý bạn là {similar}.hbs? Tệp cùng tên thay cho mẫu dùng chung có sẵn."),
                    None => format!(
                        "Gọi nó trong một mẫu bằng {{{{> {partial}}}}}; mẫu để ghép bằng `compose` thì đặt trong partials/compose/; không dùng nữa thì bỏ tệp."
                    ),
                };
                found.push(Diagnostic::error(code::NO_TEMPLATE, None, format!("Không mẫu nào dùng tệp {shown}")).help(help));
            }
        }
        found
    }

    /// The names of the partials.
    fn partials(&self) -> impl Iterator<Item = &str> {
        self.files.keys().filter_map(|path| path.strip_prefix("partials/")?.strip_suffix(".hbs")).filter(|name| !name.contains('/'))
    }

    /// Whether a schema or declaration of the user's names a partial: data then calls it.
    fn is_named(&self, partial: &str) -> bool {
        let data = self.own.iter().filter(|path| path.ends_with(".json") || path.ends_with(".toml"));
        data.filter_map(|path| self.text(path)).any(|text| text.contains(&format!("\"{partial}\"")))
    }

    /// Reads a type's folder and its form.
    pub fn folder(&self, slug: &str) -> Result<TypeFolder, (Sources, Diagnostics)> {
        told(|sources, found| self.read(slug, sources, found))
    }

    /// Reads no more than what a type declares.
    pub fn declaration(&self, slug: &str) -> Result<Declaration, (Sources, Diagnostics)> {
        told(|sources, found| self.declared(slug, sources, found).map(|(declaration, ..)| declaration))
    }

    fn read(&self, slug: &str, sources: &mut Sources, found: &mut Diagnostics) -> Option<TypeFolder> {
        let (declaration, records, template) = self.declared(slug, sources, found)?;
        let content = self.content(slug, &declaration, &records, sources, found)?;
        let Some(example) = self.text(&format!("{slug}/example.yaml")).map(str::to_owned) else {
            found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, None, format!("Thiếu tệp {slug}/example.yaml")).help(GUIDE));
            return None;
        };
        Some(TypeFolder { doc_type: DocType { declaration, content }, records, example, template })
    }

    /// What a type and its form declare, the records it names, and the name of its template.
    fn declared(&self, slug: &str, sources: &mut Sources, found: &mut Diagnostics) -> Option<(Declaration, Records, String)> {
        let path = format!("{slug}/type.toml");
        if !self.files.contains_key(&path) {
            found.push(unknown_type(slug, &self.slugs()));
            return None;
        }
        let own = self.keys(&path, sources, found)?;
        let bad = |span, message: String| Diagnostic::error(code::BAD_TYPE_FOLDER, span, message);
        let given = own.span("slug");
        if let Some(other) = own.get("slug").filter(|other| *other != slug) {
            found.push(bad(given, format!("Thư mục {slug} khai báo slug là “{other}”; hai tên phải giống nhau")).help(GUIDE));
        }
        let (form, form_span) = (own.get("form").unwrap_or_default().to_owned(), own.span("form"));
        let of_form = self.keys(&format!("forms/{form}.toml"), sources, found);
        let template = match (self.files.contains_key(&format!("{slug}/template.hbs")), &of_form) {
            (true, _) => slug.to_owned(),
            (false, Some(_)) => format!("forms/{form}"),
            // A form that is not named at all is told with the other keys.
            (false, None) if form.is_empty() => slug.to_owned(),
            (false, None) => {
                let forms: Vec<&str> = self.files.keys().filter_map(|path| path.strip_prefix("forms/")?.strip_suffix(".toml")).collect();
                found.push(
                    bad(form_span, format!("Không có mẫu trình bày “{form}”"))
                        .help(format!("Các mẫu: {}; mẫu khác thì thêm tệp {slug}/template.hbs.", forms.join(", "))),
                );
                slug.to_owned()
            }
        };
        let records_span = own.span("records");
        let declaration = Declaration::new(&own.or(of_form.unwrap_or_default()), found)?;
        let records = Records::named(&declaration.records).map_err(|name| {
            let known = content::names().collect::<Vec<_>>().join(", ");
            found.push(bad(records_span, format!("type.toml: không có loại dữ liệu “{name}”")).help(format!("records nhận: {known}.")));
        });
        Some((declaration, records.ok()?, template))
    }

    fn keys(&self, path: &str, sources: &mut Sources, found: &mut Diagnostics) -> Option<Keys> {
        let text = self.text(path)?;
        let id = sources.add(self.shown(path), text);
        Keys::read(path.rsplit('/').next().unwrap_or(path), text, id, found)
    }

    /// The content's schema: the form's fields, with what the type adds or says otherwise, its records' and all
    /// definitions.
    fn content(
        &self,
        slug: &str,
        declaration: &Declaration,
        records: &Records,
        sources: &mut Sources,
        found: &mut Diagnostics,
    ) -> Option<Json> {
        let files = ["definitions.json".to_owned(), format!("{slug}/schema.json"), format!("forms/{}.json", declaration.form)];
        let [shared, own, of_form] = files.each_ref().map(|path| self.json(path, sources, found));
        let shared = shared.unwrap_or_default();
        if own.is_none() && of_form.is_none() {
            found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, None, format!("Thiếu tệp {slug}/schema.json")).help(GUIDE));
            return None;
        }
        let (own, mut content) = (own.unwrap_or_default(), of_form.unwrap_or_default());
        // A schema that closes itself is complete without the form's fields.
        if own.get("additionalProperties") == Some(&Json::Bool(false)) {
            content.clear();
        }
        for (key, value) in own {
            match (key.as_str(), content.get_mut(&key), value) {
                ("properties" | "definitions", Some(Json::Object(of_form)), Json::Object(own)) => of_form.extend(own),
                (_, _, value) => drop(content.insert(key, value)),
            }
        }
        content.entry("type").or_insert_with(|| "object".into());
        content.entry("title").or_insert_with(|| format!("Nội dung {}", crate::text::uncapitalized(&declaration.name)).into());
        let mut content = Json::Object(content);
        records.fragment().complete(&mut content, shared);
        if let Some(record) = content::undeclared(&content, &declaration.records) {
            let message = format!("{slug}/schema.json dùng dữ liệu `{record}` mà type.toml không khai báo");
            found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, None, message).help(format!("Thêm {record:?} vào records = [...].")));
        }
        self.compose(&mut content, records);
        if !found.has_errors() {
            self.judge(files.iter().filter(|path| self.own.contains(*path)), &content, sources, found);
        }
        Some(content)
    }

    /// Judges files of a content's schema at their places.
    fn judge<'p>(&self, files: impl Iterator<Item = &'p String>, content: &Json, sources: &mut Sources, found: &mut Diagnostics) {
        let envelope = schema::envelope_definitions();
        let of_content = content.get("definitions").and_then(Json::as_object).into_iter().flatten().map(|(name, _)| name.as_str());
        let known = Known { definitions: &of_content.chain(envelope.iter().map(String::as_str)).collect(), types: &self.slugs(), content };
        for path in files {
            let Some(text) = self.text(path) else { continue };
            let id = sources.add(self.shown(path), text);
            let (node, slips) = read::read(sources, id);
            found.extend(slips);
            match node {
                Some(node) if path == "definitions.json" => fields::check_definitions(&node, &known, found),
                Some(node) => fields::check(&node, &known, found),
                None => {}
            }
        }
    }

    /// Says in the schema of items what they may have composed: what the type's records offer, and every partial of
    /// the user's own.
    fn compose(&self, content: &mut Json, records: &Records) {
        let Some(property) = content.pointer_mut("/definitions/item/properties/compose") else { return };
        let known = |name: &str| content::compositions().any(|c| c.name == name);
        let own = self.files.keys().filter_map(|path| {
            let name = path.strip_prefix(COMPOSE)?.strip_suffix(".hbs").filter(|name| !known(name))?;
            let title = self
                .text(path)?
                .trim_start()
                .strip_prefix("{{!")
                .and_then(|comment| comment.split_once("}}"))
                .map_or("", |(title, _)| title);
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

    /// A JSON file that holds an object; what is wrong with it is reported.
    fn json(&self, path: &str, sources: &mut Sources, found: &mut Diagnostics) -> Option<Map<String, Json>> {
        let text = self.text(path)?;
        if let Ok(map) = serde_json::from_str(text) {
            return Some(map);
        }
        let shown = self.shown(path);
        let id = sources.add(shown.as_str(), text);
        let (_, mut why) = read::read(sources, id);
        if !why.has_errors() {
            why.push(Diagnostic::error(code::BAD_TYPE_FOLDER, None, format!("{shown} phải là một nhóm trường JSON {{…}}")).help(GUIDE));
        }
        found.extend(why);
        None
    }
}

/// The name that a template is called by: a type's slug, `forms/1.4`, a partial's name, or
/// `slug/name` for a type's own partials and for the templates of data files.
fn name(path: &str) -> Option<&str> {
    let name = path.strip_suffix(".hbs")?;
    Some(name.strip_suffix("/template").or_else(|| name.strip_prefix(COMPOSE)).or_else(|| name.strip_prefix("partials/")).unwrap_or(name))
}

/// A file whose name looks like one that would be read.
fn misplaced(file: &str, shown: &str, known: &[String]) -> Option<Diagnostic> {
    let similar = closest(file, known.iter().map(|known| (known.as_str(), known)));
    let template = [".hbs", ".toml", ".json"].iter().any(|ending| file.contains(ending));
    let help = match similar {
        Some(similar) => format!("Có phải ý bạn là {similar}?"),
        None => "Xem các tệp của một thư mục mẫu trong docs/MAU.md; thư mục của một loại văn bản có tệp type.toml.".to_owned(),
    };
    (template || similar.is_some())
        .then(|| Diagnostic::error(code::NO_TEMPLATE, None, format!("Chương trình không dùng tệp {shown}")).help(help))
}

/// What a reading gives, unless it found an error.
fn told<T>(read: impl FnOnce(&mut Sources, &mut Diagnostics) -> Option<T>) -> Result<T, (Sources, Diagnostics)> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    match read(&mut sources, &mut found) {
        Some(read) if !found.has_errors() => Ok(read),
        _ => Err((sources, found)),
    }
}

/// A type that there is not, among those that are known.
pub fn unknown_type(slug: &str, known: &[&str]) -> Diagnostic {
    let unknown = Diagnostic::error(code::UNKNOWN_TYPE, None, format!("Không có loại văn bản “{slug}”"));
    let unknown = match closest(slug, known.iter().map(|known| (*known, *known))) {
        Some(similar) => unknown.help(format!("Có phải ý bạn là `{similar}`?")),
        None => unknown,
    };
    unknown.help(format!("Các loại: {}.", known.join(", ")))
}

fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().into());
            }
        }
    }
}
