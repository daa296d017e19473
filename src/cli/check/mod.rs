//! `vanban check`: Word files, text and data, folders of them, rows of a sheet → what is wrong in each.

mod files;
mod judge;
mod output;
mod rules;
mod sarif;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::Check;
use super::files::{Disk, read, shown, write_new};
use super::progress::Progress;
use super::within::Within;
use super::{Exit, engine, report};
use crate::limits;
use crate::pipeline::{self, RowsFile};
use judge::{INPUT, Judge, Judged};
pub(super) use rules::{explain, list};

/// So many files are judged without a word on how far it is.
const FEW: usize = 20;

pub(super) fn run(command: &Check) -> io::Result<Exit> {
    let engine = match engine(&command.setup)? {
        Ok(engine) => engine.judging(pipeline::Judged::InFull),
        Err(exit) => return Ok(exit),
    };
    let settings = match command.profile.as_deref().map(judge::settings).transpose() {
        Ok(settings) => settings.unwrap_or_default(),
        Err((sources, found)) => {
            report::diagnostics(&sources, &found);
            return Ok(Exit::CouldNotRun);
        }
    };
    let judge = Judge { engine: &engine, allowed: &command.reach.allow_outside, settings };
    if command.files == [INPUT] {
        let mut text = Vec::new();
        io::stdin().lock().take(limits::FILE + 1).read_to_end(&mut text)?;
        return ended(command, &[judge.text("văn bản dán vào".to_owned(), text)]);
    }
    let paths = match files::named(&command.files) {
        Ok(paths) => paths,
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    if let Some(out) = &command.annotate {
        let [path] = paths.as_slice() else {
            return Ok(report::could_not_run("--annotate cần đúng một tệp DOCX"));
        };
        return annotate(command, &judge, path, out);
    }
    let jobs = command.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool,
        Err(error) => return Ok(report::could_not_run(&format!("Không chạy được {jobs} luồng: {error}"))),
    };
    if let Some(rows) = &command.rows {
        return pool.install(|| sheet_rows(command, &judge, &paths, rows));
    }
    let progress = Progress::new(paths.len(), FEW, "kiểm tra");
    let judged: Vec<Judged> = pool.install(|| {
        let one = |path: &PathBuf| {
            let judged = judge.file(path);
            progress.one();
            judged
        };
        paths.par_iter().map(one).collect()
    });
    progress.finish();
    ended(command, &judged)
}

/// Prints what was found; the exit says whether anything is wrong.
fn ended(command: &Check, judged: &[Judged]) -> io::Result<Exit> {
    io::stdout().lock().write_all(output::written(command, judged).as_bytes())?;
    let count = |wanted: fn(&Judged) -> usize| judged.iter().map(wanted).sum::<usize>();
    let errors = count(|j| j.counts().errors);
    let denied = command.deny_warnings && count(|j| j.counts().warnings) > 0;
    Ok(if errors > 0 || denied { Exit::Errors } else { Exit::Done })
}

/// Judges the document of each row of a sheet over a data file; what is wrong is shown at its cell.
fn sheet_rows(command: &Check, judge: &Judge, paths: &[PathBuf], rows: &Path) -> io::Result<Exit> {
    let [base] = paths else {
        return Ok(report::could_not_run("--rows cần đúng một tệp dữ liệu gốc chứa phần chung của mọi văn bản"));
    };
    let bytes = |path: &Path| read(path).map_err(|why| format!("Không đọc được {}: {why}", shown(path)));
    let (base_bytes, row_bytes) = match (bytes(base), bytes(rows)) {
        (Ok(base), Ok(rows)) => (base, rows),
        (Err(message), _) | (_, Err(message)) => return Ok(report::could_not_run(&message)),
    };
    let disk = Disk::default();
    let beside: Vec<PathBuf> = rows.parent().into_iter().map(Path::to_owned).chain(judge.allowed.iter().cloned()).collect();
    let files = Within::new(&disk, base, &beside);
    let rows_name = shown(rows);
    let workbook = RowsFile { sheet: command.sheet.as_deref(), ..RowsFile::new(&rows_name, row_bytes) };
    let batch = judge.engine.batch(&shown(base), base_bytes, workbook, &files);
    let shared = Judged { file: shown(rows), sources: batch.sources.clone(), found: batch.diagnostics.clone(), ..Judged::default() };
    let progress = Progress::new(batch.len(), FEW, "kiểm tra");
    let name = |row: usize| batch.row(row).map_or_else(|| shown(rows), |label| label.place);
    let each = (0..batch.len()).into_par_iter().map(|row| {
        let disk = Disk::default();
        let judged = Judged::of_data(name(row), batch.compile(row, &Within::new(&disk, base, &beside)));
        progress.one();
        judged
    });
    let mut judged: Vec<Judged> = each.collect();
    progress.finish();
    if !shared.found.is_empty() {
        judged.insert(0, shared);
    }
    ended(command, &judged)
}

/// Writes the person's own file with a comment at each finding, and prints the findings.
fn annotate(command: &Check, judge: &Judge, path: &Path, out: &Path) -> io::Result<Exit> {
    let (judged, commented) = judge.annotated(path);
    io::stdout().lock().write_all(output::written(command, std::slice::from_ref(&judged)).as_bytes())?;
    let bytes = match commented {
        Ok(bytes) => bytes,
        Err(why) => {
            report::line(&format!("Không ghi được lời nhận xét vào {}: {why}", judged.file));
            return Ok(Exit::CouldNotRun);
        }
    };
    if let Err(why) = write_new(out, &bytes) {
        return Ok(report::could_not_run(&why));
    }
    report::line(&format!("Đã ghi {}: bản của bạn kèm {} lời nhận xét, ngoài ra giữ nguyên.", shown(out), judged.found.iter().count()));
    Ok(if judged.counts().errors > 0 { Exit::Errors } else { Exit::Done })
}
