//! `vanban watch`: renders on every save and survives errors.

use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use notify::{RecursiveMode, Watcher};

use super::args::Watch;
use super::files::{Output, shown};
use super::render::Job;
use super::{Exit, engine, report};

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
    let mut watcher = notify::recommended_watcher(sender).map_err(io::Error::other)?;
    watcher.watch(folder, RecursiveMode::Recursive).map_err(io::Error::other)?;
    if let Some(templates) = &command.target.setup.templates {
        watcher.watch(templates, RecursiveMode::Recursive).map_err(io::Error::other)?;
    }
    loop {
        once(command)?;
        report::line(&format!("Đang chờ {} thay đổi (dừng bằng Ctrl-C)…", shown(&command.file)));
        loop {
            match receiver.recv() {
                Ok(Ok(event)) if concerns(&event, &command.target.output) => break,
                Ok(_) => {}
                Err(_) => return Ok(Exit::Done),
            }
        }
        while receiver.recv_timeout(QUIET).is_ok() {}
    }
}

/// Our own results must not wake us.
fn concerns(event: &notify::Event, output: &Path) -> bool {
    let changed = event.kind.is_modify() || event.kind.is_create() || event.kind.is_remove();
    let output = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    changed && !event.paths.iter().all(|p| std::path::absolute(p).is_ok_and(|p| p.starts_with(&output)))
}

fn once(command: &Watch) -> io::Result<()> {
    let engine = match engine(&command.target.setup)? {
        Ok(engine) => engine,
        Err(_) => return Ok(()),
    };
    match Output::open(&command.target.output) {
        Ok(output) => {
            let job = Job { engine: &engine, file: &command.file, target: &command.target, deny_warnings: false };
            job.run(Some(&output))?;
        }
        Err(message) => report::line(&format!("lỗi: {message}")),
    }
    Ok(())
}
