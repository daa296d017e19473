//! `vanban import --onto`: what people changed in a finished document comes back into its data.

use std::fs;
use std::io;
use std::path::Path;

use super::args::Import;
use super::files::{Disk, read, shown, why, write_new};
use super::output::Output;
use super::within::Within;
use super::{Exit, report};
use crate::import::{Onto, OntoRequest, onto};
use crate::pipeline::Engine;

pub(super) fn run(command: &Import, data: &Path, engine: &Engine) -> io::Result<Exit> {
    let [name, file] = [data, &command.file].map(shown);
    let (bytes, edited) = match (read(data), read(&command.file)) {
        (Ok(bytes), Ok(edited)) => (bytes, edited),
        (Err(why), _) => return Ok(report::could_not_run(&format!("Không đọc được {name}: {why}"))),
        (_, Err(why)) => return Ok(report::could_not_run(&format!("Không đọc được {file}: {why}"))),
    };
    let disk = Disk::default();
    let files = Within::new(&disk, data, &[]);
    let made = match onto(engine, OntoRequest { name: &name, data: &bytes, files: &files, edited_name: &file, edited: &edited }) {
        Ok(made) => made,
        Err((sources, found)) => {
            report::diagnostics(&sources, &found);
            return Ok(Exit::Errors);
        }
    };
    made.reports.iter().for_each(|(sources, found)| report::diagnostics(sources, found));
    let refused = made.has_errors();
    for (place, what) in &made.taken {
        report::line(&format!("{place}: {what}"));
    }
    if refused && !command.partial {
        report::line(&format!("{name}: không ghi gì vì những lỗi trên. Vẫn muốn lấy phần còn lại: thêm --partial."));
        return Ok(Exit::Errors);
    }
    if made.data.as_bytes() == bytes.as_slice() {
        report::line(&format!("{file}: chữ không khác dữ liệu {name}; không có gì để lấy."));
        return Ok(if refused { Exit::Errors } else { Exit::Done });
    }
    let target = command.output.as_deref().unwrap_or(data);
    if let Err(why) = write(target, &made, command.output.is_none()) {
        return Ok(report::could_not_run(&why));
    }
    report::line(&format!("{file} → {}: lấy {} chỗ sửa", shown(target), made.taken.len()));
    Ok(if refused { Exit::Errors } else { Exit::Done })
}

/// Writes the data, in the place of the old one where that is wanted, and new pictures.
fn write(target: &Path, made: &Onto, replace: bool) -> Result<(), String> {
    let folder = target.parent().unwrap_or(Path::new(""));
    for (name, bytes) in &made.pictures {
        let path = folder.join(name);
        let below = path.parent().unwrap_or(folder);
        fs::create_dir_all(below).map_err(|e| format!("Không tạo được thư mục {}: {}", shown(below), why(&e)))?;
        write_new(&path, bytes)?;
    }
    if !replace {
        return write_new(target, made.data.as_bytes());
    }
    let last = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Output::open(folder)?.write(&last, made.data.as_bytes()).map(|_| ())
}
