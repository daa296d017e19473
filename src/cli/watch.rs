//! `vanban watch`: renders on every save and survives errors.

use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher};

use super::args::Watch;
use super::files::{shown, why};
use super::output::Output;
use super::{Exit, engine, render, report};

/// Editors save in several steps; wait until they are done.
const QUIET: Duration = Duration::from_millis(150);

pub(super) fn run(command: &Watch) -> io::Result<Exit> {
    if !command.file.is_file() {
        report::line(&format!("lỗi: không có tệp {}", shown(&command.file)));
        return Ok(Exit::CouldNotRun);
    }
    let (sender, receiver) = mpsc::channel();
    // The folder is watched, not the file: editors replace files.
    let folder = command.file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let watching = notify::recommended_watcher(sender).and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::Recursive)?;
        if let Some(templates) = &command.target.setup.templates {
            watcher.watch(templates, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
    });
    let _watcher = match watching {
        Ok(watcher) => watcher,
        Err(error) => {
            report::line(&format!("lỗi: không theo dõi được thư mục {}: {}", shown(folder), reason(&error)));
            return Ok(Exit::CouldNotRun);
        }
    };
    loop {
        once(command)?;
        report::line(&format!("Đang chờ {} thay đổi (dừng bằng Ctrl-C)…", shown(&command.file)));
        loop {
            match receiver.recv() {
                Ok(Ok(event)) if concerns(&event) => break,
                Ok(_) => {}
                Err(_) => return Ok(Exit::Done),
            }
        }
        // Only our files' events prolong the wait: another program may write beside them all the time.
        let mut quiet = Instant::now() + QUIET;
        while let Ok(event) = receiver.recv_timeout(quiet.saturating_duration_since(Instant::now())) {
            if event.is_ok_and(|e| concerns(&e)) {
                quiet = Instant::now() + QUIET;
            }
        }
    }
}

/// Only data and templates wake us: our own results may lie in the same folder.
fn concerns(event: &notify::Event) -> bool {
    let changed = event.kind.is_modify() || event.kind.is_create() || event.kind.is_remove();
    let read =
        |p: &Path| p.extension().is_some_and(|e| ["yaml", "yml", "json", "hbs", "toml"].iter().any(|known| e.eq_ignore_ascii_case(known)));
    changed && event.paths.iter().any(|p| read(p))
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => why(error),
        notify::ErrorKind::PathNotFound => "không có thư mục này".into(),
        notify::ErrorKind::MaxFilesWatch => "hệ điều hành không cho theo dõi thêm; hãy để tệp dữ liệu trong một thư mục nhỏ hơn".into(),
        _ => "hệ điều hành không hỗ trợ".into(),
    }
}

fn once(command: &Watch) -> io::Result<()> {
    let engine = match engine(&command.target.setup)? {
        Ok(engine) => engine,
        Err(_) => return Ok(()),
    };
    match Output::open(&command.target.output) {
        Ok(output) => {
            render::one(&engine, &command.file, &command.target, &output)?;
        }
        Err(message) => report::line(&format!("lỗi: {message}")),
    }
    Ok(())
}
