//! The built program in folders of its own.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A plan without a finding.
pub const GOOD: &str = "type: ke-hoach
organization_in_charge: UBND tỉnh Lai Châu
organ_name: Sở Nội vụ
organ_code: SNV
place: Lai Châu
issued_date: 3/2026
subject: Tuyên truyền cải cách hành chính
signer_info: {position: Giám đốc, full_name: Nguyễn Văn An}
to_places: [UBND tỉnh]
content:
  body:
    - Các phòng tổ chức thực hiện Kế hoạch.
";

/// A word twice: a warning.
pub fn doubtful() -> String {
    GOOD.replace("tổ chức", "của của")
}

/// A field that there is not: an error.
pub fn wrong() -> String {
    GOOD.replace("subject:", "subjet:")
}

/// What a run said and how it ended.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A folder to run the program in.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Place(tempfile::tempdir().unwrap())
    }

    /// A folder with these data files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let place = Place::new();
        for (name, text) in files {
            place.save(name, text.as_bytes());
        }
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn save(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// All files below, sorted, with `/`.
    pub fn files(&self) -> Vec<String> {
        let (mut out, mut folders) = (Vec::new(), vec![self.0.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path.clone());
                }
                out.push(path.strip_prefix(self.0.path()).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
        out.sort();
        out
    }
}
