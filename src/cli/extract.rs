//! `vanban extract`: gives back the data files that a document carries.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::Extract;
use super::files::shown;
use super::output::Output;
use super::{Exit, info, report};

pub(super) fn run(command: &Extract) -> io::Result<Exit> {
    let known = match info::read(&command.file)? {
        Ok(known) => known,
        Err(exit) => return Ok(exit),
    };
    let file = shown(&command.file);
    if known.attachments.is_empty() {
        report::line(&format!("{file}: không kèm tệp dữ liệu nào. Muốn có thì tạo bằng `vanban render --attach-data`."));
        return Ok(Exit::Errors);
    }
    let mut targets = Vec::with_capacity(known.attachments.len());
    for attachment in &known.attachments {
        let Some(path) = inside(&attachment.name) else {
            report::line(&format!("lỗi: {file}: tên tệp đính kèm “{}” không an toàn, không ghi tệp nào", attachment.name.escape_debug()));
            return Ok(Exit::Errors);
        };
        let target = command.output.join(&path);
        // What somebody has changed since must not be lost.
        if target.exists() && fs::read(&target).ok().as_ref() != Some(&attachment.bytes) {
            report::line(&format!("lỗi: đã có {} với nội dung khác; chọn thư mục khác bằng -o", shown(&target)));
            return Ok(Exit::CouldNotRun);
        }
        targets.push((path, &attachment.bytes));
    }
    for (path, bytes) in targets {
        let folder = command.output.join(path.parent().unwrap_or(Path::new("")));
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        match Output::open(&folder).and_then(|output| output.write(&name, bytes)) {
            Ok(path) => writeln!(io::stdout().lock(), "{}", shown(&path))?,
            Err(message) => {
                report::line(&format!("lỗi: {message}"));
                return Ok(Exit::CouldNotRun);
            }
        }
    }
    Ok(Exit::Done)
}

/// An attachment's name as a path that stays inside the output folder, on every system.
fn inside(name: &str) -> Option<PathBuf> {
    let safe = |part: &str| {
        let odd = |c: char| c.is_control() || r#"<>:"|?*"#.contains(c);
        // Windows opens devices by these names, whatever the ending.
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt")).is_some_and(|n| n.chars().count() == 1);
        let device = numbered || ["con", "prn", "aux", "nul"].contains(&stem.as_str());
        !part.is_empty() && !part.ends_with(['.', ' ']) && !part.contains(odd) && !device
    };
    let parts: Vec<&str> = name.split(['/', '\\']).collect();
    parts.iter().all(|part| safe(part)).then(|| parts.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_folder() {
        assert_eq!(inside("profiles/sở.yaml"), Some(PathBuf::from("profiles/sở.yaml")));
        assert_eq!(inside("kế hoạch.v2.json"), Some(PathBuf::from("kế hoạch.v2.json")));
        for name in ["", "..", "../a", "a/../b", "/etc/passwd", "\\\\host\\x", "C:\\x", "a//b", "nul.txt", "COM1", "a\0b", "a/.", "x "] {
            assert_eq!(inside(name), None, "{name:?}");
        }
    }
}
