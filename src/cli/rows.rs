//! `vanban rows`: the empty workbook that units fill in.

use std::io;
use std::path::Path;

use super::args::Rows;
use super::files::{Disk, read, shown, write_new};
use super::within::Within;
use super::{Exit, engine, report};
use crate::diag::{Diagnostic, Sources, code};

pub(super) fn run(command: &Rows) -> io::Result<Exit> {
    let engine = match engine(&command.setup)? {
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    let could_not_run = |message: String| {
        report::diagnostics(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, message).into());
        Ok(Exit::CouldNotRun)
    };
    if !command.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return could_not_run(format!("Bảng tính ghi ở dạng Excel: đặt tên tệp có đuôi .xlsx, không phải {}", shown(&command.output)));
    }
    let base = match &command.base {
        None => None,
        Some(path) => match read(path) {
            Ok(bytes) => Some((shown(path), bytes)),
            Err(why) => return could_not_run(format!("Không đọc được {}: {why}", shown(path))),
        },
    };
    let disk = Disk::default();
    let files = Within::new(&disk, command.base.as_deref().unwrap_or(Path::new("")), &command.reach.allow_outside);
    match engine.form(&command.document_type, base, &files) {
        Ok(bytes) => match write_new(&command.output, &bytes) {
            Ok(()) => report::result(&shown(&command.output)).map(|()| Exit::Done),
            Err(why) => could_not_run(why),
        },
        Err((sources, found)) => {
            report::diagnostics(&sources, &found);
            Ok(if command.base.is_some() { Exit::Errors } else { Exit::CouldNotRun })
        }
    }
}
