//! What a document's paths may lead to: the folder of its data file and what lies below, and the folder
//! of its office's profile. Data may come from anybody; it must not bring a file into a document that
//! whoever renders it did not mean to give. Elsewhere `--allow-outside` lets it.

use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use super::files::shown;
use crate::model::Files;

/// The folder in which an office keeps its profiles, beside its data.
const PROFILES: &str = "profiles";

/// Files of certain folders only.
pub(crate) struct Within<'a> {
    files: &'a dyn Files,
    folders: Mutex<Vec<PathBuf>>,
}

impl<'a> Within<'a> {
    /// Files below the folder of a data file, and below those that are allowed besides.
    pub(crate) fn new(files: &'a dyn Files, data: &Path, allowed: &[PathBuf]) -> Self {
        let own = data.parent().unwrap_or(Path::new("")).to_owned();
        let folders = std::iter::once(&own).chain(allowed).filter_map(|folder| real(folder)).collect();
        Within { files, folders: Mutex::new(folders) }
    }

    /// The folders, those of profiles included that were read.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.folders.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// A profile's folder is its office's; so is the one that keeps it beside data.
    fn trust(&self, profile: &Path) {
        let Some(folder) = real(profile).and_then(|p| p.parent().map(Path::to_owned)) else { return };
        let office = folder.parent().filter(|_| folder.file_name().is_some_and(|name| name == PROFILES)).map(Path::to_owned);
        let mut folders = self.folders.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        for folder in office.into_iter().chain([folder]) {
            if folder.parent().is_some() && !folders.contains(&folder) {
                folders.push(folder);
            }
        }
    }
}

impl Files for Within<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let named = Path::new(from).parent().unwrap_or(Path::new("")).join(path.replace('\\', "/"));
        // What is not there cannot be outside, but whether it is there is nobody's business.
        let target = real(&named).unwrap_or_else(|| std::path::absolute(&named).map(|p| plain(&p)).unwrap_or(named));
        if !self.folders().iter().any(|folder| target.starts_with(folder)) {
            let folder = target.parent().map(shown).unwrap_or_default();
            return Err(format!(
                "tệp nằm ngoài thư mục của tệp dữ liệu; nếu đúng là tệp cần dùng, chạy lại với --allow-outside \"{}\"",
                folder.trim_start_matches("//?/")
            ));
        }
        self.files.read(from, path)
    }

    fn profile(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let read = self.files.profile(from, path)?;
        self.trust(Path::new(&read.0));
        Ok(read)
    }
}

/// Where a path leads, links followed; `None` when there is nothing.
fn real(path: &Path) -> Option<PathBuf> {
    if path.as_os_str().is_empty() { Path::new(".").canonicalize().ok() } else { path.canonicalize().ok() }
}

/// A path without `.` and `..`, as far as it tells.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::files::Disk;
    use std::fs;

    #[test]
    fn paths_stay_below_the_data_and_its_profile() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for name in ["nhà/profiles/so.yaml", "nhà/chung.csv", "nhà/2025/q1/a.yaml", "nhà/2025/q1/b.csv", "nhà/2025/c.csv", "khác/d.csv"]
        {
            fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            fs::write(at(name), name).unwrap();
        }
        let (disk, data) = (Disk::default(), at("nhà/2025/q1/a.yaml"));
        let from = shown(&data);
        let read = |files: &Within<'_>, path: &str| files.read(&from, path).is_ok();
        let alone = Within::new(&disk, &data, &[]);
        assert!(read(&alone, "b.csv") && read(&alone, "./../q1/b.csv") && read(&alone, &shown(&at("nhà/2025/q1/b.csv"))));
        for outside in ["../c.csv", "../../chung.csv", "/etc/passwd", "../khong-co.csv", "..\\c.csv"] {
            assert!(alone.read(&from, outside).unwrap_err().contains("--allow-outside"), "{outside}");
        }
        assert!(alone.read(&from, "khong-co.csv").unwrap_err().contains("không có tệp"));
        let allowed = Within::new(&disk, &data, &[at("nhà/2025")]);
        assert!(read(&allowed, "../c.csv") && !read(&allowed, "../../chung.csv"));
        // The profile opens its office's folder, and no other.
        alone.profile(&from, "../../profiles/so.yaml").unwrap();
        assert!(read(&alone, "../../chung.csv") && !read(&alone, "../../../khác/d.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_outside_as_a_path_does() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("d")).unwrap();
        fs::write(place.path().join("mật.csv"), "a").unwrap();
        std::os::unix::fs::symlink("../mật.csv", place.path().join("d/b.csv")).unwrap();
        let (disk, data) = (Disk::default(), place.path().join("d/a.yaml"));
        assert!(Within::new(&disk, &data, &[]).read(&shown(&data), "b.csv").is_err());
    }
}
