//! `vanban check`: DOCX and data files, folders of them → what is wrong in each.

mod files;
mod judge;
mod output;
mod rules;

use std::io::{self, Write};

use rayon::prelude::*;

use super::args::Check;
use super::progress::Progress;
use super::{Exit, engine, report};
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
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
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
