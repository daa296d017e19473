//! What a document is made from, kept as it was read for `render --attach-data`.

use std::cell::RefCell;
use std::path::{Component, Path, PathBuf};

use crate::export::Attachment;
use crate::model::Files;

/// Files that are remembered when they are read.
pub(super) struct Kept<'a> {
    files: &'a dyn Files,
    /// The data's folder, to which the names of all that is kept relate.
    folder: PathBuf,
    read: RefCell<Vec<Attachment>>,
    names: RefCell<Vec<String>>,
}

impl<'a> Kept<'a> {
    /// Begins with the data file itself.
    pub(super) fn new(files: &'a dyn Files, data: &Path, bytes: &[u8]) -> Self {
        let folder = data.parent().map(plain).unwrap_or_default();
        let data = Attachment { name: last(data), bytes: bytes.to_vec() };
        Kept { files, folder, read: RefCell::new(vec![data]), names: RefCell::default() }
    }

    /// What was read besides the data file, each once, as messages show it.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.borrow().clone()
    }

    /// All that was read.
    pub(super) fn attachments(self) -> Vec<Attachment> {
        self.read.into_inner()
    }
}

impl Files for Kept<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        Ok(self.keep(self.files.read(from, path)?))
    }

    fn profile(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        Ok(self.keep(self.files.profile(from, path)?))
    }
}

impl Kept<'_> {
    fn keep(&self, (name, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
        let mut read = self.read.borrow_mut();
        let mut names = self.names.borrow_mut();
        if !names.contains(&name) {
            names.push(name.clone());
        }
        let wanted = below(&self.folder, Path::new(&name));
        // A file from elsewhere may be called as another is.
        let mut free = std::iter::once(wanted.clone()).chain((1..).map(|n| format!("tep-khac-{n}/{wanted}")));
        let free = free.find(|name| read.iter().all(|a| a.name != *name || a.bytes == bytes)).unwrap_or(wanted);
        if read.iter().all(|a| a.name != free) {
            read.push(Attachment { name: free, bytes: bytes.clone() });
        }
        (name, bytes)
    }
}

/// The path from the data's folder when the file is below it, so that the data finds the file again
/// after `extract`; else the file's name.
fn below(folder: &Path, file: &Path) -> String {
    let file = plain(file);
    match file.strip_prefix(folder) {
        Ok(below) if !below.starts_with("..") => below.to_string_lossy().replace('\\', "/"),
        _ => last(&file),
    }
}

/// A path without `.` and `..`, as far as it tells.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

fn last(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_below_the_data_keeps_its_place() {
        let name = |folder: &str, file: &str| below(&plain(Path::new(folder)), Path::new(file));
        assert_eq!(name("data", "data/profiles/so-khcn.yaml"), "profiles/so-khcn.yaml");
        assert_eq!(name("./data", "./data/x/../profiles/a.yaml"), "profiles/a.yaml");
        assert_eq!(name("", "profiles/a.yaml"), "profiles/a.yaml");
        assert_eq!(name("data", "data/../chung/a.yaml"), "a.yaml");
        assert_eq!(name("", "../chung/a.yaml"), "a.yaml");
        assert_eq!(name("data", "/etc/a.yaml"), "a.yaml");
        assert_eq!(name("..", "../chung/a.yaml"), "chung/a.yaml");
    }

    #[test]
    fn one_name_means_one_file() {
        struct Elsewhere;
        impl Files for Elsewhere {
            fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
                Ok((path.to_owned(), path.as_bytes().to_vec()))
            }
        }
        let kept = Kept::new(&Elsewhere, Path::new("data/a.yaml"), b"data");
        for path in ["x/a.yaml", "y/a.yaml", "x/a.yaml", "data/p.yaml"] {
            kept.read("data/a.yaml", path).unwrap();
        }
        let names: Vec<String> = kept.attachments().into_iter().map(|a| a.name).collect();
        assert_eq!(names, ["a.yaml", "tep-khac-1/a.yaml", "tep-khac-2/a.yaml", "p.yaml"]);
    }
}
