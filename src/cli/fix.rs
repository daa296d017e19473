//! `vanban fix`: somebody's document set right, as DOCX, PDF and data, with the list of what was changed. The original is
//! never touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::Fix;
use super::files::{read, read_within, shown, why};
use super::import::{done, summary};
use super::output::Output;
use super::{Exit, engine, report};
use crate::diag::Sources;
use crate::export::untouched::is_untouched;
use crate::import::{Fixed, Request, fixed};
use crate::limits;
use crate::pipeline::Judged;

pub(super) fn run(command: &Fix) -> io::Result<Exit> {
    let engine = match engine(&command.setup)? {
        // What the original has wrong is told, and is no reason to give nothing back.
        Ok(engine) => engine.judging(Judged::Draft),
        Err(exit) => return Ok(exit),
    };
    let file = shown(&command.file);
    let bytes = match read(&command.file) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(report::could_not_run(&format!("Không đọc được {file}: {why}"))),
    };
    let stem = command.file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let name = format!("{stem}.yaml");
    let request = Request {
        name: &name,
        document_type: command.reading.document_type.as_deref(),
        renumber: command.reading.renumber,
        ..Request::default()
    };
    let fixed = match fixed(&engine, &file, &bytes, request) {
        Ok(fixed) => fixed,
        Err(found) => {
            report::diagnostics(&Sources::default(), &found);
            return Ok(Exit::Errors);
        }
    };
    let Fixed { checked: made, files, .. } = &fixed;
    if made.loses && !command.partial || files.is_empty() {
        report::diagnostics(&made.sources, &made.found);
        let partial = if files.is_empty() { "" } else { " Vẫn muốn lấy phần còn lại: thêm --partial." };
        report::line(&format!("{file}: không ghi tệp nào vì những lỗi trên.{partial}"));
        return Ok(Exit::Errors);
    }
    if let Some(path) = files
        .iter()
        .map(|(name, bytes)| (command.output.join(name), bytes.as_slice()))
        .find_map(|(path, new)| in_the_way(&path, new, &command.file))
    {
        report::line(&format!(
            "lỗi: {} đã có và không phải do vanban tạo, hoặc đã được sửa, được ký: giữ nguyên, không ghi tệp nào. Chọn thư mục khác bằng -o.",
            shown(&path)
        ));
        return Ok(Exit::Errors);
    }
    report::diagnostics(&made.sources, &made.found);
    for (name, bytes) in files {
        if let Err(why) = write(&command.output, name, bytes) {
            return Ok(report::could_not_run(&why));
        }
        report::result(&shown(&command.output.join(name)))?;
    }
    report::line(&summary(&file, &shown(&command.output), made));
    Ok(done(made))
}

/// A file of somebody's under a result's name: the original itself, what was signed or changed, data that a person went on with.
fn in_the_way(path: &Path, new: &[u8], original: &Path) -> Option<PathBuf> {
    let there = fs::metadata(path).ok()?;
    let same_file = || path.canonicalize().ok().zip(original.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    let finished = path.extension().is_some_and(|e| e == "docx" || e == "pdf");
    let bytes = read_within(path, limits::FINISHED).ok();
    let ours = bytes.is_some_and(|bytes| bytes == new || finished && is_untouched(&bytes));
    (there.is_dir() || there.permissions().readonly() || same_file() || !ours).then(|| path.to_owned())
}

/// Writes one file whole, pictures in their folder.
fn write(output: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = output.join(name);
    let folder = path.parent().unwrap_or(output);
    fs::create_dir_all(folder).map_err(|e| format!("Không tạo được thư mục {}: {}", shown(folder), why(&e)))?;
    let last = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Output::open(folder)?.write(&last, bytes).map(|_| ())
}
