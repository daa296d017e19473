//! The folder that holds everything a person made: the database, its backups, the token, the port.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::cli::files::{shown, why};

/// Where an office puts templates of its own.
pub(super) const TEMPLATES: &str = "mau";

/// A folder that is ours while this lives.
pub(super) struct Folder {
    path: PathBuf,
    /// Free again when the process ends, however it ends.
    _lock: File,
}

/// What became of opening a folder.
pub(super) enum Opened {
    /// It is ours.
    Free(Folder),
    /// Another process serves it, at this address.
    Running(String),
}

impl Folder {
    /// Opens the folder that was named, or the user's own.
    pub(super) fn open(named: Option<&Path>) -> Result<Opened, String> {
        let path = named.map(Path::to_owned).or_else(usual).ok_or("Không biết thư mục dữ liệu của người dùng: hãy ghi --data THƯ_MỤC")?;
        let fail = |what: &Path, error: std::io::Error| format!("Không dùng được {}: {}", shown(what), why(&error));
        fs::create_dir_all(path.join("backups")).map_err(|e| fail(&path, e))?;
        let file = path.join("vanban.lock");
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&file).map_err(|e| fail(&file, e))?;
        match lock.try_lock() {
            Ok(()) => Ok(Opened::Free(Folder { path, _lock: lock })),
            Err(TryLockError::WouldBlock) => {
                let running = port(&path).zip(token(&path)).map(|(port, token)| entry(port, &token));
                running.map(Opened::Running).ok_or_else(|| format!("Một vanban khác đang dùng thư mục {}", shown(&path)))
            }
            Err(TryLockError::Error(error)) => Err(fail(&file, error)),
        }
    }

    /// A file or folder inside.
    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The folder of the office's own templates, where there are any.
    pub(super) fn templates(&self) -> Option<PathBuf> {
        let path = self.at(TEMPLATES);
        fs::read_dir(&path).ok()?.next().map(|_| path)
    }

    /// Removes what a killed run left half written; what is whole has another name.
    pub(super) fn sweep(&self) {
        for folder in ["", "batches", "backups"] {
            for entry in fs::read_dir(self.at(folder)).into_iter().flatten().filter_map(Result::ok) {
                let (name, path) = (entry.file_name(), entry.path());
                let name = name.to_string_lossy();
                if name.ends_with(".new") || name.ends_with(".new-journal") || name.starts_with("vanban.khoi-phuc") {
                    drop(if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) });
                }
            }
        }
    }

    /// The port of the last time.
    pub(super) fn port(&self) -> Option<u16> {
        port(&self.path)
    }

    /// Keeps the port for the next time.
    pub(super) fn keep_port(&self, port: u16) -> Result<(), String> {
        self.write("port", &format!("{port}\n"))
    }

    /// The secret that opens the program; it is made the first time.
    pub(super) fn token(&self) -> Result<String, String> {
        if let Some(token) = token(&self.path) {
            return Ok(token);
        }
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|_| "Hệ điều hành không cho số ngẫu nhiên để tạo mã mở chương trình")?;
        let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        self.write("token", &token)?;
        Ok(token)
    }

    /// Writes a small file whole; only its owner may read it.
    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let (path, new) = (self.at(name), self.at(&format!("{name}.new")));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&new)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&new, &path))
            .map_err(|e| format!("Không ghi được {}: {}", shown(&path), why(&e)))
    }
}

/// The address that opens the program: browsers send nothing of what stands behind the `#`.
pub(super) fn entry(port: u16, token: &str) -> String {
    format!("http://127.0.0.1:{port}/#token={token}")
}

fn port(folder: &Path) -> Option<u16> {
    small(&folder.join("port"))?.trim().parse().ok()
}

fn token(folder: &Path) -> Option<String> {
    let text = small(&folder.join("token"))?.trim().to_owned();
    (text.len() >= 32 && text.bytes().all(|b| b.is_ascii_hexdigit())).then_some(text)
}

fn small(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(1000).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Where the system keeps what programs hold for a user.
fn usual() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")))
    };
    folder.map(|folder| folder.join("vanban"))
}
