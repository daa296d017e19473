//! Reading files: patterns, folders, what documents refer to. Writing them is `output`'s work.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

use crate::limits;
use crate::model::Files;
use crate::model::read::decode;
use crate::text::nfc;

/// The disk, as documents see it. What many documents of a run share is read once, so that all of
/// them see the same even when somebody saves the file meanwhile.
#[derive(Default)]
pub(crate) struct Disk {
    shared: Mutex<Shared>,
}

/// Files by path, and the sum of their sizes.
#[derive(Default)]
struct Shared {
    files: BTreeMap<PathBuf, Hashed>,
    size: u64,
}

/// The bytes of a file and their SHA-256 in hexadecimal.
pub(super) type Hashed = (Arc<[u8]>, Arc<str>);

impl Disk {
    /// A file with its hash.
    pub(super) fn hashed(&self, path: &Path) -> Result<Hashed, String> {
        let shared = || self.shared.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(hashed) = shared().files.get(path) {
            return Ok(hashed.clone());
        }
        let bytes = read(path)?;
        let hashed: Hashed = (bytes.as_slice().into(), sha256(&bytes).into());
        let mut shared = shared();
        // Memory stays flat where every document has files of its own.
        if shared.size + bytes.len() as u64 <= limits::FILE {
            shared.size += bytes.len() as u64;
            shared.files.insert(path.to_owned(), hashed.clone());
        }
        Ok(hashed)
    }
}

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let folder = Path::new(from).parent().unwrap_or(Path::new(""));
        let path = standing(&folder.join(path.replace('\\', "/")));
        Ok((shown(&path), self.hashed(&path)?.0.to_vec()))
    }
}

/// The path under which a file stands: the same letters may be composed otherwise, as in archives made
/// on a Mac. What is not there at all stays as it is.
fn standing(path: &Path) -> PathBuf {
    if path.exists() {
        return path.to_owned();
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return path.to_owned() };
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { standing(folder) };
    let wanted = nfc(&name.to_string_lossy());
    let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
    let same = entries.map(|e| e.path()).find(|p| p.file_name().is_some_and(|n| nfc(&n.to_string_lossy()) == wanted));
    same.unwrap_or_else(|| path.to_owned())
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    sha256_of([bytes])
}

/// SHA-256 in hexadecimal, of bytes that come in parts.
pub(super) fn sha256_of<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a file that is no larger than any document needs.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    read_within(path, limits::FILE)
}

/// The bytes of a file of that size at most: a device, a pipe or a film must neither fill the memory nor
/// keep us waiting.
pub(super) fn read_within(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let known = fs::metadata(path).map_err(|e| why(&e))?;
    if known.is_dir() {
        return Err(why(&io::ErrorKind::IsADirectory.into()));
    }
    if !known.is_file() {
        return Err("không phải tệp thường mà là thiết bị hoặc đường ống".into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(|e| why(&e))?;
    if bytes.len() as u64 > limit {
        return Err(format!("tệp lớn quá {} MB, không phải dữ liệu của văn bản", limit >> 20));
    }
    Ok(bytes)
}

/// Writes a file that must not be there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(bytes)).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => format!("Đã có tệp {}; hãy chọn tên khác", shown(path)),
        _ => format!("Không ghi được {}: {}", shown(path), why(&e)),
    })
}

/// A path as messages show it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// An I/O error in Vietnamese.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "không có tệp hoặc thư mục này".into(),
        io::ErrorKind::PermissionDenied => "không có quyền; nếu tệp đang mở, hãy đóng tệp trong Word rồi chạy lại".into(),
        io::ErrorKind::IsADirectory => "đây là thư mục, không phải tệp".into(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "trên đường dẫn có một tệp ở chỗ phải là thư mục".into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "ổ đĩa đã đầy".into(),
        io::ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".into(),
        io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => "tên tệp quá dài hoặc có ký tự không dùng được".into(),
        // Windows: another program has the file open.
        _ if error.raw_os_error() == Some(32) && cfg!(windows) => "tệp đang mở: hãy đóng tệp trong Word rồi chạy lại".into(),
        // The system's own words are in English, or in the language of the machine.
        _ => match error.raw_os_error() {
            Some(number) => format!("hệ điều hành báo lỗi số {number}"),
            None => "hệ điều hành báo lỗi không rõ".into(),
        },
    }
}

/// The files that the arguments name; patterns are expanded here, because not every shell does it.
pub(super) fn expand(patterns: &[String]) -> Result<Vec<PathBuf>, String> {
    let mut out: Vec<PathBuf> = Vec::new();
    for pattern in patterns {
        let literal = Path::new(pattern);
        if let (false, true) = (literal.exists(), standing(literal).exists()) {
            out.push(standing(literal));
            continue;
        }
        if literal.exists() || !pattern.contains(['*', '?', '[']) {
            out.push(literal.to_owned());
            continue;
        }
        let paths = glob::glob(pattern)
            .map_err(|_| format!("Mẫu tên “{pattern}” không đúng: ** chỉ đứng riêng giữa hai dấu /, mỗi dấu [ cần một dấu ]"))?;
        // Links may lead in circles: the pattern then finds the same files again and again.
        let mut found: Vec<PathBuf> = paths.take(limits::FILES + 1).filter_map(Result::ok).collect();
        if found.len() > limits::FILES {
            return Err(format!("Mẫu tên “{pattern}” khớp quá nhiều tệp: có thể có liên kết thư mục dẫn vòng; hãy ghi rõ thư mục"));
        }
        found.retain(|p| p.is_file());
        if found.is_empty() {
            return Err(format!("Không có tệp nào khớp “{pattern}”"));
        }
        out.extend(found);
    }
    Ok(out)
}

/// The templates, declarations and schemas below a folder, by their path from it.
pub(super) fn texts_below(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut out = Vec::new();
    let mut size = 0;
    for path in files_below(folder)?.into_iter().filter(|path| is_template(&shown(path))) {
        let name = shown(&path);
        let bytes = read(&path).map_err(|why| format!("Không đọc được {name}: {why}"))?;
        size += bytes.len() as u64;
        if size > limits::FILE {
            return Err(format!("Thư mục {} có quá {} MB mẫu trình bày", shown(folder), limits::FILE >> 20));
        }
        let text =
            decode(&name, bytes).map_err(|_| format!("Tệp {name} không phải văn bản UTF-8; mở bằng Notepad rồi lưu với mã hóa UTF-8"))?;
        out.push((shown(path.strip_prefix(folder).unwrap_or(&path)), text));
    }
    out.sort();
    Ok(out)
}

/// All files below a folder; a folder that links lead to a second time is entered once.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (mut out, mut folders, mut entered) = (Vec::new(), vec![folder.to_owned()], BTreeSet::new());
    while let Some(current) = folders.pop() {
        let fail = |e: io::Error| format!("Không đọc được thư mục {}: {}", shown(&current), why(&e));
        if !entered.insert(current.canonicalize().map_err(fail)?) {
            continue;
        }
        for path in fs::read_dir(&current).map_err(fail)?.filter_map(Result::ok).map(|e| e.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                out.push(path);
            }
            if out.len() + folders.len() > limits::FILES {
                return Err(format!("Thư mục {} có quá {} tệp, không phải thư mục mẫu", shown(folder), limits::FILES));
            }
        }
    }
    Ok(out)
}

/// Whether a file's name has the ending of one that a template folder is made of, whatever a program added to it.
fn is_template(name: &str) -> bool {
    let name = name.to_lowercase();
    if name.ends_with('~') || name.ends_with(".bak") {
        return false;
    }
    [".hbs", ".toml", ".json", ".yaml", ".yml"].iter().any(|ending| name.ends_with(ending) || name.contains(&format!("{ending}.")))
}

/// The font files in a folder, by name.
pub(super) fn bytes_in(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("Không đọc được thư mục {}: {}", shown(folder), why(&e)))?;
    let (mut out, mut size) = (Vec::new(), 0);
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    // The system's own folder may hold a gigabyte; Times New Roman comes first.
    let wanted = |path: &Path| path.file_name().is_some_and(|n| n.to_string_lossy().to_lowercase().starts_with("times"));
    paths.sort_by_key(|path| (!wanted(path), path.clone()));
    for path in paths {
        let font = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("ttf") || e.eq_ignore_ascii_case("otf"));
        if let (true, Ok(bytes)) = (font, read(&path)) {
            size += bytes.len() as u64;
            if size > limits::UNPACKED {
                break;
            }
            out.push((shown(&path), bytes));
        }
    }
    out.sort();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_expanded_and_must_match() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kế hoạch 1.yaml"), "").unwrap();
        let pattern = format!("{}/kế*.yaml", shown(folder.path()));
        assert_eq!(expand(&[pattern]).unwrap().len(), 1);
        assert!(expand(&[format!("{}/x*.yaml", shown(folder.path()))]).is_err());
    }
}
