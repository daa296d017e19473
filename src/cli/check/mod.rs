//! `vanban check`: DOCX and data files, folders of them → what is wrong in each.

mod files;
mod judge;
mod output;
mod rules;
mod sarif;

use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::Check;
use super::files::{shown, write_new};
use super::progress::Progress;
use super::{Exit, engine, report};
use crate::pipeline;
use judge::Judged;
pub(super) use rules::{explain, list};

/// So many files are judged without a word on how far it is.
const FEW: usize = 20;

pub(super) fn run(command: &Check) -> io::Result<Exit> {
    let paths = match files::named(&command.files) {
        Ok(paths) => paths,
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    let engine = match engine(&command.setup)? {
        Ok(engine) => engine.judging(pipeline::Judged::InFull),
        Err(exit) => return Ok(exit),
    };
    if let Some(out) = &command.annotate {
        let [path] = paths.as_slice() else {
            return Ok(report::could_not_run("--annotate cần đúng một tệp DOCX"));
        };
        return annotate(command, path, out);
    }
    let jobs = command.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool,
        Err(error) => return Ok(report::could_not_run(&format!("Không chạy được {jobs} luồng: {error}"))),
    };
    let progress = Progress::new(paths.len(), FEW, "kiểm tra");
    let judged: Vec<Judged> = pool.install(|| {
        paths
            .par_iter()
            .map(|path| {
                let judged = judge::file(&engine, path, &command.reach.allow_outside);
                progress.one();
                judged
            })
            .collect()
    });
    progress.finish();
    io::stdout().lock().write_all(output::written(command, &judged).as_bytes())?;
    let count = |wanted: fn(&Judged) -> usize| judged.iter().map(wanted).sum::<usize>();
    let errors = count(|j| j.counts().errors);
    let denied = command.deny_warnings && count(|j| j.counts().warnings) > 0;
    Ok(if errors > 0 || denied { Exit::Errors } else { Exit::Done })
}

/// Writes the person's own file with a comment at each finding, and prints the findings.
fn annotate(command: &Check, path: &Path, out: &Path) -> io::Result<Exit> {
    let (judged, commented) = judge::annotated(path);
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
