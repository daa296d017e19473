//! What a run makes documents of: data files, or the rows of a sheet over a base.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::files::{read, shown, why};
use crate::diag::{Diagnostics, Sources};
use crate::model::node::Value;
use crate::model::{Files, read as model_read};
use crate::pipeline::{Batch, Engine, Outcome};

/// A set of documents to be made; their order is that of all reports.
pub(super) trait Documents: Sync {
    /// How many.
    fn len(&self) -> usize;

    /// What messages and the manifest call this one.
    fn label(&self, index: usize) -> String;

    /// The results' file name without its ending.
    fn stem(&self, index: usize) -> Result<String, Diagnostics>;

    /// What to do when two results have one name.
    fn renaming(&self) -> &'static str;

    /// A data file that gives this document: its path, if only in thought (called after the stem), and its bytes.
    fn data(&self, index: usize, stem: &str) -> Result<(PathBuf, Vec<u8>), String>;

    /// Compiles it; `data` is what [`Documents::data`] gave.
    fn compile(&self, engine: &Engine, index: usize, data: Vec<u8>, files: &dyn Files) -> Outcome;
}

/// Data files, each a document.
pub(super) struct DataFiles(Vec<PathBuf>);

impl DataFiles {
    /// One file.
    pub(super) fn one(file: &Path) -> Self {
        DataFiles(vec![file.to_owned()])
    }

    /// Refuses two data files whose results would have one name; a file named twice is one file.
    pub(super) fn distinct(files: Vec<PathBuf>) -> Result<Self, String> {
        let mut stems: BTreeMap<String, PathBuf> = BTreeMap::new();
        let mut out = Vec::new();
        for file in files {
            // File systems that ignore case must not lose a document.
            match stems.insert(stem(&file).to_lowercase(), file.clone()) {
                None => out.push(file),
                Some(other) if same(&other, &file) => {}
                Some(other) => return Err(format!("{} và {} cho kết quả trùng tên; hãy đổi tên một tệp", shown(&other), shown(&file))),
            }
        }
        Ok(DataFiles(out))
    }
}

impl Documents for DataFiles {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn label(&self, index: usize) -> String {
        shown(&self.0[index])
    }

    fn stem(&self, index: usize) -> Result<String, Diagnostics> {
        Ok(stem(&self.0[index]))
    }

    fn renaming(&self) -> &'static str {
        "hãy đổi tên một tệp"
    }

    fn data(&self, index: usize, _: &str) -> Result<(PathBuf, Vec<u8>), String> {
        Ok((self.0[index].clone(), read(&self.0[index])?))
    }

    fn compile(&self, engine: &Engine, index: usize, data: Vec<u8>, files: &dyn Files) -> Outcome {
        engine.compile(&self.label(index), data, files)
    }
}

/// The rows of a sheet, each a document, over the data file that holds what they share.
pub(super) struct SheetRows<'a> {
    pub(super) batch: Batch<'a>,
    pub(super) base: &'a Path,
    /// The name of each document's files, as a template.
    pub(super) pattern: Option<&'a str>,
}

impl Documents for SheetRows<'_> {
    fn len(&self) -> usize {
        self.batch.len()
    }

    fn label(&self, index: usize) -> String {
        self.batch.row(index).map(|row| row.place).unwrap_or_default()
    }

    fn stem(&self, index: usize) -> Result<String, Diagnostics> {
        self.batch.name(index, self.pattern)
    }

    fn renaming(&self) -> &'static str {
        "hãy dùng --name để mỗi hàng một tên, ví dụ --name \"{{organ_name}}-{{row}}\""
    }

    fn data(&self, index: usize, stem: &str) -> Result<(PathBuf, Vec<u8>), String> {
        let data = serde_json::to_string_pretty(&self.batch.data(index)).map_err(|e| e.to_string())?;
        Ok((self.base.with_file_name(format!("{stem}.json")), format!("{data}\n").into_bytes()))
    }

    fn compile(&self, _: &Engine, index: usize, _: Vec<u8>, files: &dyn Files) -> Outcome {
        self.batch.compile(index, files)
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The data files directly in a folder, and those that are no documents: profiles and the like.
pub(super) fn in_folder(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("Không đọc được thư mục {}: {}", shown(folder), why(&e)))?;
    let data = |p: &Path| p.extension().is_some_and(|e| ["yaml", "yml", "json"].iter().any(|known| e.eq_ignore_ascii_case(known)));
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.is_file() && data(p)).collect();
    files.sort();
    Ok(files.into_iter().partition(|file| may_be_document(file)))
}

/// A mapping without `type` is none; a file that cannot be read is left to the compiler's findings.
pub(in crate::cli) fn may_be_document(file: &Path) -> bool {
    let name = shown(file);
    let Some(text) = read(file).ok().and_then(|bytes| model_read::decode(&name, bytes).ok()) else { return true };
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    match model_read::read(&sources, id) {
        (Some(node), _) => !matches!(node.value, Value::Map(_)) || node.get("type").is_some(),
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_never_share_a_name() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert!(DataFiles::distinct(paths(&["a/x.yaml", "b/X.json"])).is_err());
        assert_eq!(DataFiles::distinct(paths(&["a/x.yaml", "a/x.yaml", "y.json"])).unwrap().len(), 2);
        assert_eq!(DataFiles::distinct(paths(&["Cargo.toml", "./Cargo.toml"])).unwrap().len(), 1);
    }

    #[test]
    fn folders_hold_documents_and_others() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("b.yaml", "type: x"),
            ("A.JSON", "{\"type\": \"x\"}"),
            ("hỏng.yml", "type: 'x"),
            ("hồ sơ.yaml", "place: Lai Châu"),
            ("c.txt", "type: x"),
            ("con/d.yaml", "type: x"),
        ] {
            fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            fs::write(folder.path().join(name), text).unwrap();
        }
        let names = |paths: Vec<PathBuf>| paths.iter().map(|p| p.file_name().unwrap().to_str().unwrap().to_owned()).collect::<Vec<_>>();
        let (documents, others) = in_folder(folder.path()).unwrap();
        assert_eq!(names(documents), ["A.JSON", "b.yaml", "hỏng.yml"]);
        assert_eq!(names(others), ["hồ sơ.yaml"]);
    }
}
