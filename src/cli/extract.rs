//! `vanban extract`: gives back the data files that a document carries.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::Extract;
use super::files::{read_within, shown};
use super::output::Output;
use super::{Exit, attached, info, report};
use crate::export::inspect::Format;
use crate::limits;
use crate::text::{is_forbidden, is_invisible, nfc};

pub(super) fn run(command: &Extract) -> io::Result<Exit> {
    let (bytes, known) = match info::read(&command.file)? {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let file = shown(&command.file);
    if known.attachments.is_empty() {
        report::line(&format!("{file}: không kèm tệp dữ liệu nào. Muốn có thì tạo bằng `vanban render --attach-data`."));
        return Ok(Exit::Errors);
    }
    let refused = |name: &str, why: &str| {
        report::line(&format!("lỗi: {file}: tên tệp đính kèm “{}” {why}, không ghi tệp nào", name.escape_debug()));
        Ok(Exit::Errors)
    };
    let mut targets = Vec::with_capacity(known.attachments.len());
    let mut names = BTreeSet::new();
    for attachment in &known.attachments {
        let Some(path) = inside(&attachment.name) else { return refused(&attachment.name, "không an toàn") };
        // File systems that ignore case, or the form of marks, must not lose one of two files.
        if !names.insert(nfc(&path.to_string_lossy()).to_lowercase()) {
            return refused(&attachment.name, "trùng với một tệp khác");
        }
        let target = command.output.join(&path);
        // What somebody has changed since must not be lost.
        if fs::symlink_metadata(&target).is_ok() && read_within(&target, limits::CARRIED as u64).ok().as_ref() != Some(&attachment.bytes) {
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
    // What people changed in the text since is not in these files.
    let edited = if known.format == Format::Docx { attached::compared(&file, &bytes, &known.attachments)? } else { None };
    match edited.and_then(|compared| compared.sentence()) {
        None => Ok(Exit::Done),
        Some(sentence) => {
            report::line(&format!("{file}: {sentence}"));
            Ok(Exit::Errors)
        }
    }
}

/// Endings of the files that documents are made of. Others may be run by whoever opens them, or by the
/// place where they lie.
const DATA: [&str; 12] = ["yaml", "yml", "json", "jsonl", "ndjson", "csv", "tsv", "txt", "xlsx", "png", "jpg", "jpeg"];

/// An attachment's name as a path that stays inside the output folder, on every system: of data, not
/// hidden, and as it reads.
fn inside(name: &str) -> Option<PathBuf> {
    let safe = |part: &str| {
        let odd = |c: char| c.is_control() || is_forbidden(c) || is_invisible(c) || r#"<>:"|?*"#.contains(c);
        // Windows opens devices by these names, whatever the ending.
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
        let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt")).is_some_and(|n| n.chars().count() == 1);
        let device = numbered || ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str());
        let whole = !part.is_empty() && part.len() <= 255 && !part.starts_with(['.', ' ', '~']) && !part.ends_with(['.', ' ']);
        whole && !part.contains(odd) && !device
    };
    let parts: Vec<&str> = name.split(['/', '\\']).collect();
    let ending = parts.last().and_then(|last| last.rsplit_once('.'))?.1;
    let data = DATA.iter().any(|known| known.eq_ignore_ascii_case(ending));
    (data && parts.iter().all(|part| safe(part))).then(|| parts.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_folder() {
        assert_eq!(inside("profiles/sở.yaml"), Some(PathBuf::from("profiles/sở.yaml")));
        assert_eq!(inside("kế hoạch.v2.json"), Some(PathBuf::from("kế hoạch.v2.json")));
        for name in ["", "..", "../a", "a/../b", "/etc/passwd", "\\\\host\\x", "C:\\x", "a//b", "nul.txt", "COM1", "a\0b", "a/.", "x "]
            .into_iter()
            .chain([
                ".bashrc",
                ".ssh/a.yaml",
                "a.desktop",
                "a.bat",
                "a.exe",
                "a.lnk",
                "autorun.inf",
                "desktop.ini",
                "a.yaml.scr",
                "Makefile",
            ])
            .chain(["a\u{202e}lmay.yaml", "a\u{200b}.yaml", "a\u{2066}.yaml", "~a.yaml", "conin$.txt", "CON .yaml"])
        {
            assert_eq!(inside(name), None, "{name:?}");
        }
    }
}
