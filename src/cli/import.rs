//! `vanban import`: data out of somebody's document, with every word accounted for.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::args::Import;
use super::files::{read, shown, why, write_new};
use super::{Exit, engine, report};
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};
use crate::import::{Checked, Request, checked};

pub(super) fn run(command: &Import) -> io::Result<Exit> {
    let engine = match engine(&command.setup)? {
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    let file = shown(&command.file);
    let bytes = match read(&command.file) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(report::could_not_run(&format!("Không đọc được {file}: {why}"))),
    };
    let name = command.output.as_deref().map_or_else(|| format!("{file}.yaml"), shown);
    let request = Request { name: &name, document_type: command.reading.document_type.as_deref(), renumber: command.reading.renumber };
    let made = match checked(&engine, &bytes, request) {
        Ok(made) => made,
        Err(found) => {
            report::diagnostics(&Sources::default(), &found);
            return Ok(Exit::Errors);
        }
    };
    report::diagnostics(&made.sources, &made.found);
    let lost = made.found.iter().any(|d| d.severity == Severity::Error);
    if lost && !command.partial {
        report::line(&format!("{file}: không ghi tệp nào vì những lỗi trên. Vẫn muốn lấy phần còn lại: thêm --partial."));
        return Ok(Exit::Errors);
    }
    let done = if lost { Exit::Errors } else { Exit::Done };
    match &command.output {
        None => io::stdout().lock().write_all(made.data.as_bytes()).map(|()| done),
        Some(output) => match write(output, &made) {
            Ok(()) => {
                report::line(&summary(&file, &shown(output), &made));
                Ok(done)
            }
            Err(why) => {
                report::diagnostics(&Sources::default(), &Diagnostics::from(Diagnostic::error(code::UNREADABLE, None, why)));
                Ok(Exit::CouldNotRun)
            }
        },
    }
}

/// Writes the data and its pictures; nothing that is there is replaced.
fn write(output: &Path, made: &Checked) -> Result<(), String> {
    let folder = output.parent().unwrap_or(Path::new(""));
    for (name, bytes) in &made.pictures {
        let path = folder.join(name);
        let below = path.parent().unwrap_or(folder);
        fs::create_dir_all(below).map_err(|e| format!("Không tạo được thư mục {}: {}", shown(below), why(&e)))?;
        write_new(&path, bytes)?;
    }
    write_new(output, made.data.as_bytes())
}

/// One line on what became of the words.
fn summary(file: &str, output: &str, made: &Checked) -> String {
    let pictures = if made.pictures.is_empty() { String::new() } else { format!("; {} ảnh", made.pictures.len()) };
    match &made.account {
        Some(account) => format!(
            "{file} → {output}: {} chữ, giữ {}; chương trình ghi khác {} chỗ; không chuyển được {} chỗ{pictures}",
            account.words,
            account.carried,
            account.changed.len(),
            account.lost.len()
        ),
        None => format!("{file} → {output}: chưa đối chiếu được từng chữ vì dữ liệu còn lỗi{pictures}"),
    }
}
