//! The output folder: every file is made in a folder of this run and renamed when it is whole.
//!
//! `.vanban-tmp/` holds, for each run, the folder `N/` and the file `N.lock`, locked while the run
//! lives. A killed run's lock is free: what it left is swept by the next run, or proved and used by
//! `--resume`. Only such pairs are swept, and a `.vanban-tmp` that is a link or holds anything else is
//! refused: it is somebody else's. Nothing is flushed to the disk's platters: after a power cut the
//! proof (hashes) fails and the document is made again.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::files::{read_within, shown, why};
use crate::limits;

/// Folder for files in the making, inside the output folder so that renaming never copies.
const UNFINISHED: &str = ".vanban-tmp";

/// The documents that a run has finished, one a line.
const JOURNAL: &str = "journal.jsonl";

/// Writes files into a folder, each under a temporary name first.
pub(super) struct Output {
    folder: PathBuf,
    run: Unfinished,
    dead: Vec<Unfinished>,
    /// How many other runs live.
    alive: usize,
    journal: Mutex<Option<File>>,
    steps: Steps,
}

impl Output {
    /// Makes the folder and sweeps what killed runs left.
    pub(super) fn open(folder: &Path) -> Result<Self, String> {
        let mut output = Self::resume(folder)?;
        output.sweep();
        Ok(output)
    }

    /// Gives up what killed runs left.
    pub(super) fn sweep(&mut self) {
        self.dead.drain(..).for_each(Unfinished::sweep);
    }

    /// Makes the folder and takes over what killed runs left.
    pub(super) fn resume(folder: &Path) -> Result<Self, String> {
        let unfinished = folder.join(UNFINISHED);
        let fail = |error: io::Error| format!("Không tạo được thư mục {}: {}", shown(folder), why(&error));
        fs::create_dir_all(folder).map_err(fail)?;
        match fs::create_dir(&unfinished) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(fail(error)),
            _ => ours(&unfinished)?,
        }
        let (dead, alive) = Unfinished::earlier(&unfinished);
        let run = Unfinished::new(&unfinished).map_err(fail)?;
        Ok(Output { folder: folder.to_owned(), run, dead, alive, journal: Mutex::new(None), steps: Steps::from_environment() })
    }

    /// Whether another run is writing into the folder now.
    pub(super) fn is_shared(&self) -> bool {
        self.alive > 0
    }

    /// How many documents killed runs had finished, as their journals tell.
    pub(super) fn left_behind(&self) -> usize {
        self.journals().map(|(_, journal)| journal.lines().count()).sum()
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes a file in this run's own folder.
    pub(super) fn stage(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        let path = self.run.folder.join(name);
        File::create(&path)
            .and_then(|file| self.in_steps(file, bytes))
            .map_err(|e| format!("Không ghi được {}: {}", shown(&path), why(&e)))?;
        Ok(path)
    }

    /// Gives a finished file its name; the old one stays if anything fails.
    pub(super) fn publish(&self, staged: &Path, name: &str) -> Result<PathBuf, String> {
        let target = self.folder.join(name);
        fs::rename(staged, &target).map_err(|e| format!("Không ghi được {}: {}", shown(&target), why(&e)))?;
        self.steps.step();
        Ok(target)
    }

    /// Writes one file whole.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        self.publish(&self.stage(name, bytes)?, name)
    }

    /// Notes a line that `--resume` will read if this run is killed.
    pub(super) fn note(&self, line: &str) -> Result<(), String> {
        let path = self.run.folder.join(JOURNAL);
        let mut journal = self.journal.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let file = match journal.take() {
            Some(file) => Ok(file),
            None => OpenOptions::new().create(true).append(true).open(&path),
        };
        file.and_then(|file| {
            self.in_steps(&file, format!("{line}\n").as_bytes())?;
            *journal = Some(file);
            Ok(())
        })
        .map_err(|e| format!("Không ghi được {}: {}", shown(&path), why(&e)))
    }

    /// The journals of killed runs, each with the folder of its staged files.
    pub(super) fn journals(&self) -> impl Iterator<Item = (&Path, String)> {
        self.dead.iter().filter_map(|run| {
            let bytes = read_within(&run.folder.join(JOURNAL), limits::RECORDS).ok()?;
            Some((run.folder.as_path(), String::from_utf8(bytes).ok()?))
        })
    }

    /// Writes in two halves where a test may end the program between them.
    fn in_steps(&self, mut file: impl Write, bytes: &[u8]) -> io::Result<()> {
        let parts = if self.steps.last.is_some() { 2 } else { 1 };
        let (first, second) = bytes.split_at(bytes.len() / parts);
        file.write_all(first)?;
        self.steps.step();
        file.write_all(second)?;
        self.steps.step();
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Windows removes no open file.
        if let Ok(journal) = self.journal.get_mut() {
            journal.take();
        }
        self.dead.drain(..).for_each(Unfinished::sweep);
        self.run.remove();
        // Another run's folder keeps it.
        let _ = fs::remove_dir(self.folder.join(UNFINISHED));
    }
}

/// Refuses a folder of unfinished files that is a link, or holds what no run puts there: it is not ours
/// to sweep.
fn ours(unfinished: &Path) -> Result<(), String> {
    let refuse =
        |what: String| Err(format!("{} {what}, không phải thư mục tạm của vanban; hãy xóa hoặc đổi tên, rồi chạy lại", shown(unfinished)));
    match fs::symlink_metadata(unfinished) {
        Ok(found) if found.is_symlink() => return refuse("là liên kết đến nơi khác".into()),
        Ok(found) if !found.is_dir() => return refuse("là một tệp".into()),
        Ok(_) => {}
        // Another run that ended just now took it away; making our own folder tells the rest.
        Err(_) => return Ok(()),
    }
    let entries = fs::read_dir(unfinished).map_err(|e| format!("Không đọc được thư mục {}: {}", shown(unfinished), why(&e)))?;
    let foreign = entries.filter_map(Result::ok).find(|entry| {
        let name = entry.file_name();
        let kind = entry.file_type();
        match (Unfinished::number(&name), kind) {
            (Some(Numbered::Folder), Ok(kind)) => !kind.is_dir(),
            (Some(Numbered::Lock), Ok(kind)) => !kind.is_file(),
            (_, Err(_)) => false,
            (None, _) => true,
        }
    });
    match foreign {
        Some(entry) => refuse(format!("có chứa “{}”", entry.file_name().to_string_lossy().escape_debug())),
        None => Ok(()),
    }
}

/// What the name of an entry below [`UNFINISHED`] says that it is.
enum Numbered {
    Folder,
    Lock,
}

/// One run's folder below [`UNFINISHED`] and the lock that shows whether the run lives.
struct Unfinished {
    folder: PathBuf,
    lock: Option<File>,
}

impl Unfinished {
    /// A folder that no other run uses.
    fn new(parent: &Path) -> io::Result<Self> {
        let first = std::process::id();
        let mut result = Err(io::ErrorKind::AlreadyExists.into());
        for number in first..first.saturating_add(1000) {
            result = Self::numbered(parent, number);
            match &result {
                // Another run that ended just now took the parent with it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(parent)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                _ => break,
            }
        }
        result
    }

    fn numbered(parent: &Path, number: u32) -> io::Result<Self> {
        let path = parent.join(format!("{number}.lock"));
        let lock = OpenOptions::new().write(true).create_new(true).open(&path)?;
        // Between these two lines a sweeping run may have taken the file for a dead one's.
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) || !path.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let folder = path.with_extension("");
        fs::create_dir(&folder)?;
        Ok(Unfinished { folder, lock: Some(lock) })
    }

    /// What an entry's name says: `7` is a run's folder, `7.lock` its lock.
    fn number(name: &OsStr) -> Option<Numbered> {
        let name = name.to_str()?;
        let (number, kind) = name.strip_suffix(".lock").map_or((name, Numbered::Folder), |number| (number, Numbered::Lock));
        (number.parse::<u32>().is_ok_and(|n| n.to_string() == number)).then_some(kind)
    }

    /// The runs that were killed, whose locks are free, and how many others live. A folder without a
    /// lock is nobody's that we know, and stays.
    fn earlier(parent: &Path) -> (Vec<Self>, usize) {
        let entries = fs::read_dir(parent).into_iter().flatten().filter_map(Result::ok);
        let mut locks: Vec<PathBuf> =
            entries.filter(|e| matches!(Self::number(&e.file_name()), Some(Numbered::Lock))).map(|e| e.path()).collect();
        locks.sort();
        let (mut dead, mut alive) = (Vec::new(), 0);
        for path in locks {
            match File::open(&path).map(|lock| lock.try_lock().map(|()| lock)) {
                Ok(Ok(lock)) => dead.push(Unfinished { folder: path.with_extension(""), lock: Some(lock) }),
                Ok(Err(_)) => alive += 1,
                // Its run ended meanwhile.
                Err(_) => {}
            }
        }
        (dead, alive)
    }

    fn sweep(mut self) {
        self.remove();
    }

    /// A leftover that cannot be removed is left to the next run.
    fn remove(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
        self.lock.take();
        let _ = fs::remove_file(self.folder.with_extension("lock"));
    }
}

/// Counts the steps that change the disk. Where programs are tested (debug builds) the environment
/// may name the step after which this one dies.
struct Steps {
    taken: AtomicUsize,
    last: Option<usize>,
}

impl Steps {
    fn from_environment() -> Self {
        let last = if cfg!(debug_assertions) { std::env::var("VANBAN_TEST_LAST_STEP").ok() } else { None };
        Steps { taken: AtomicUsize::new(0), last: last.and_then(|n| n.parse().ok()) }
    }

    fn step(&self) {
        if Some(self.taken.fetch_add(1, Ordering::Relaxed) + 1) == self.last {
            std::process::abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output::open(folder.path()).unwrap();
        output.write("a.docx", b"old").unwrap();
        fs::remove_dir_all(folder.path().join(UNFINISHED)).unwrap();
        assert!(output.write("a.docx", b"new").is_err());
        assert_eq!(fs::read(folder.path().join("a.docx")).unwrap(), b"old");
    }

    #[test]
    fn nothing_unfinished_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output::open(folder.path()).unwrap();
        output.write("a.pdf", b"x").unwrap();
        output.note("a").unwrap();
        drop(output);
        assert_eq!(names(folder.path()), ["a.pdf"]);
    }

    #[test]
    fn two_runs_leave_each_other_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = Output::open(folder.path()).unwrap();
        let staged = first.stage("0", b"first").unwrap();
        let second = Output::open(folder.path()).unwrap();
        assert_eq!(second.journals().count(), 0);
        second.write("b.pdf", b"second").unwrap();
        drop(second);
        first.publish(&staged, "a.pdf").unwrap();
        drop(first);
        assert_eq!(names(folder.path()), ["a.pdf", "b.pdf"]);
    }

    #[test]
    fn a_dead_run_is_taken_over_or_swept() {
        let folder = tempfile::tempdir().unwrap();
        let unfinished = folder.path().join(UNFINISHED);
        fs::create_dir_all(unfinished.join("7")).unwrap();
        fs::write(unfinished.join("7.lock"), "").unwrap();
        fs::write(unfinished.join("7").join(JOURNAL), "line\n").unwrap();
        let taken: Vec<String> = Output::resume(folder.path()).unwrap().journals().map(|(_, text)| text).collect();
        assert_eq!(taken, ["line\n"]);
        assert!(names(folder.path()).is_empty());
    }
    #[test]
    fn what_is_not_ours_is_refused_and_kept() {
        for (foreign, said) in
            [("thư.docx", "có chứa “thư.docx”"), ("7/tài liệu/a.txt", ""), ("07/a.txt", "có chứa “07”"), ("7.lock/a", "có chứa “7.lock”")]
        {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(UNFINISHED).join(foreign);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "a").unwrap();
            match Output::open(folder.path()) {
                Err(message) => assert!(!said.is_empty() && message.contains(said), "{foreign}: {message}"),
                // Numbered like a run, but nobody's lock is beside it.
                Ok(_) => assert!(said.is_empty(), "{foreign}"),
            }
            assert!(path.exists(), "{foreign}");
        }
    }

    #[test]
    fn another_run_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let first = Output::open(folder.path()).unwrap();
        assert!(!first.is_shared());
        assert!(Output::open(folder.path()).unwrap().is_shared());
    }
}
