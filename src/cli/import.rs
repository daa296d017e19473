//! `vanban import`: data out of somebody's document, with every word accounted for.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::args::Import;
use super::files::{read, shown, why, write_new};
use super::{Exit, engine, onto, report};
use crate::diag::{Diagnostic, Diagnostics, Sources, code};
use crate::import::{Checked, Request, checked, checked_text};
use crate::limits;
use crate::model::read::decode;
use crate::pipeline::Judged;

pub(super) fn run(command: &Import) -> io::Result<Exit> {
    let engine = match engine(&command.setup)? {
        Ok(engine) => engine.judging(Judged::TakenOver),
        Err(exit) => return Ok(exit),
    };
    if let Some(data) = &command.onto {
        return onto::run(command, data, &engine.judging(Judged::Allowed));
    }
    let file = shown(&command.file);
    let pasted = command.file.as_os_str() == "-";
    let bytes = match if pasted { from_standard_input() } else { read(&command.file) } {
        Ok(bytes) => bytes,
        Err(why) => return Ok(report::could_not_run(&format!("Không đọc được {file}: {why}"))),
    };
    let profile = match command.profile.as_deref().map(|path| profile(path, command.output.as_deref())).transpose() {
        Ok(profile) => profile,
        Err(why) => return Ok(report::could_not_run(&why)),
    };
    let name = command.output.as_deref().map_or_else(|| format!("{file}.yaml"), shown);
    let request = Request {
        name: &name,
        document_type: command.reading.document_type.as_deref(),
        renumber: command.reading.renumber,
        stretch: false,
        profile: profile.as_ref().map(|(path, text)| (path.as_str(), text.as_str())),
    };
    let is_text = pasted || command.file.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt"));
    let made = match if is_text {
        decode(&file, bytes).and_then(|text| checked_text(&engine, &text, request))
    } else {
        checked(&engine, &bytes, request)
    } {
        Ok(made) => made,
        Err(found) => {
            report::diagnostics(&Sources::default(), &found);
            return Ok(Exit::Errors);
        }
    };
    report::diagnostics(&made.sources, &made.found);
    if (made.loses || made.account.is_none()) && !command.partial {
        report::line(&format!("{file}: không ghi tệp nào vì những lỗi trên. Vẫn muốn lấy phần còn lại: thêm --partial."));
        return Ok(Exit::Errors);
    }
    match &command.output {
        None => io::stdout().lock().write_all(made.data.as_bytes()).map(|()| done(&made)),
        Some(output) => match write(output, &made) {
            Ok(()) => {
                report::line(&summary(&file, &shown(output), &made));
                Ok(done(&made))
            }
            Err(why) => {
                report::diagnostics(&Sources::default(), &Diagnostics::from(Diagnostic::error(code::UNREADABLE, None, why)));
                Ok(Exit::CouldNotRun)
            }
        },
    }
}

/// What is typed or piped into the program, within what any document needs.
fn from_standard_input() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(limits::FILE + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
    if bytes.len() as u64 > limits::FILE { Err(format!("dài quá {} MB", limits::FILE >> 20)) } else { Ok(bytes) }
}

/// A profile as the data names it, and its text.
fn profile(path: &Path, output: Option<&Path>) -> Result<(String, String), String> {
    let fail = |why: String| format!("Không đọc được hồ sơ cơ quan {}: {why}", shown(path));
    let bytes = read(path).map_err(fail)?;
    let text = decode(&shown(path), bytes).map_err(|_| fail("không phải văn bản UTF-8".to_owned()))?;
    let beside = output.and_then(Path::parent).is_none_or(|folder| folder.as_os_str().is_empty());
    let named = if beside { path.to_owned() } else { path.canonicalize().map_err(|e| fail(why(&e)))? };
    Ok((shown(&named), text))
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

/// How it ended: mistakes of the source that are taken over are still mistakes.
pub(super) fn done(made: &Checked) -> Exit {
    if made.found.has_errors() { Exit::Errors } else { Exit::Done }
}

/// One line on what became of the words.
pub(super) fn summary(file: &str, output: &str, made: &Checked) -> String {
    let pictures = if made.pictures.is_empty() { String::new() } else { format!("; {} ảnh", made.pictures.len()) };
    let wrong = match made.found.counts().0 - made.account.as_ref().map_or(0, |account| account.lost.len()) {
        0 => String::new(),
        errors => format!("; {errors} lỗi phải sửa trước khi ký"),
    };
    match &made.account {
        Some(account) => format!(
            "{file} → {output}: {} chữ, giữ {}; chương trình ghi khác {} chỗ; không chuyển được {} chỗ{pictures}{wrong}",
            account.words,
            account.carried,
            account.changed.len(),
            account.lost.len()
        ),
        None => format!("{file} → {output}: chưa đối chiếu được từng chữ vì dữ liệu còn lỗi{pictures}"),
    }
}
