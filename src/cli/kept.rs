//! What a document is made from, kept as it was read for `render --attach-data`.

use std::cell::RefCell;
use std::path::{Component, Path};

use crate::export::Attachment;
use crate::model::Files;

/// Files that are remembered when they are read.
pub(super) struct Kept<'a> {
    files: &'a dyn Files,
    read: RefCell<Vec<Attachment>>,
}

impl<'a> Kept<'a> {
    /// Begins with the data file itself.
    pub(super) fn new(files: &'a dyn Files, data: &Path, bytes: &[u8]) -> Self {
        let data = Attachment { name: last(data), bytes: bytes.to_vec() };
        Kept { files, read: RefCell::new(vec![data]) }
    }

    /// All that was read.
    pub(super) fn attachments(self) -> Vec<Attachment> {
        self.read.into_inner()
    }
}

impl Files for Kept<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let (name, bytes) = self.files.read(from, path)?;
        let mut read = self.read.borrow_mut();
        let wanted = below(path);
        // A profile from elsewhere may be called as the data is.
        let name_taken = read.iter().any(|a| a.name == wanted);
        let wanted = if name_taken { format!("ho-so/{wanted}") } else { wanted };
        read.push(Attachment { name: wanted, bytes: bytes.clone() });
        Ok((name, bytes))
    }
}

/// The path as the data names it when it leads below the data's folder, so that the data finds the
/// file again after `extract`; else the file's name.
fn below(path: &str) -> String {
    let path = path.replace('\\', "/");
    let parts = Path::new(&path).components().filter(|c| *c != Component::CurDir);
    let plain: Option<Vec<String>> =
        parts.map(|c| if let Component::Normal(part) = c { Some(part.to_string_lossy().into_owned()) } else { None }).collect();
    plain.map_or_else(|| last(Path::new(&path)), |parts| parts.join("/"))
}

fn last(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_below_the_data_keeps_its_place() {
        assert_eq!(below("profiles/so-khcn.yaml"), "profiles/so-khcn.yaml");
        assert_eq!(below(".\\profiles\\a.yaml"), "profiles/a.yaml");
        assert_eq!(below("../chung/a.yaml"), "a.yaml");
        assert_eq!(below("/etc/a.yaml"), "a.yaml");
    }
}
