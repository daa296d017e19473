//! The job of a batch: the very command `render --rows --resume`, over the batch's folder. Killed with the program or by
//! itself, it is run again at the next start and keeps what was made.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use apalis::prelude::*;
use serde::{Deserialize, Serialize};

use super::look::named_apart;
use super::order::{CORRECTIONS, Order, all, folder, unreadable};
use crate::cli::args::Setup;
use crate::cli::files::{sha256, why};
use crate::cli::tell;
use crate::serve::app::App;
use crate::serve::failure::Failure;
use crate::serve::queue::Job;

/// That a batch is to be made, with a stamp of what it is made of; and how it ended.
const WANTED: &str = "wanted";
const RESULT: &str = "result.json";

/// How a job ended.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Ended {
    /// The command's exit status: 0 all made, 1 some rows have errors, 2 it could not run.
    pub(super) status: i32,
    /// What it told.
    pub(super) said: String,
}

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nobody ordered it.
    Waiting,
    Running,
    Done,
    Failed,
}

impl State {
    pub(super) fn of(folder: &Path) -> Self {
        match (ended(folder), folder.join(WANTED).is_file()) {
            (Some(Ended { status: 0 | 1, .. }), _) => State::Done,
            (Some(_), _) => State::Failed,
            (None, true) => State::Running,
            (None, false) => State::Waiting,
        }
    }

    /// For programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
        }
    }

    /// For people.
    pub(super) fn words(self) -> &'static str {
        match self {
            State::Waiting => "chưa tạo",
            State::Running => "đang soạn",
            State::Done => "đã tạo",
            State::Failed => "chưa tạo được",
        }
    }
}

/// Works as long as the program runs; takes up what was not ended.
pub(in crate::serve) async fn work(app: App) {
    for id in all(&app) {
        if let Ok(folder) = folder(&app, &id)
            && State::of(&folder) == State::Running
        {
            drop(app.queue().push(&id).await);
        }
    }
    let worker = WorkerBuilder::new(format!("vanban-{}", std::process::id())).backend(app.queue().storage()).data(app).build(run);
    if let Err(error) = worker.run().await {
        tell(&format!("Hàng đợi dừng: {error}"));
    }
}

/// Orders a batch; ordered twice it is made once.
pub(super) async fn order(app: &App, folder: &Path, id: &str) -> Result<(), Failure> {
    let (asked, at) = (app.clone(), folder.to_owned());
    tokio::task::spawn_blocking(move || named_apart(&asked, &at)).await??;
    drop(fs::remove_file(folder.join(RESULT)));
    let corrections = fs::read(folder.join(CORRECTIONS)).unwrap_or_default();
    fs::write(folder.join(WANTED), sha256(&corrections)).map_err(|e| unreadable(&e))?;
    app.queue().push(id).await.map_err(|why| Failure::bad(format!("Chưa xếp được việc: {why}"), "Thử lại."))
}

/// Takes an order back: what is made, or being made, is of other cells than there are now.
pub(super) fn withdraw(folder: &Path) {
    drop(fs::remove_file(folder.join(WANTED)));
    drop(fs::remove_file(folder.join(RESULT)));
}

async fn run(job: Job, app: Data<App>) -> Result<(), BoxDynError> {
    let Ok(folder) = folder(&app, &job.batch) else { return Ok(()) };
    if State::of(&folder) == State::Running {
        let setup = app.setup().clone();
        tokio::task::spawn_blocking(move || made(&folder, &setup)).await?;
    }
    Ok(())
}

/// Runs the command and keeps how it ended.
fn made(folder: &Path, setup: &Setup) {
    let wanted = fs::read(folder.join(WANTED)).ok();
    let ended = command(folder, setup).unwrap_or_else(|said| Ended { status: 2, said });
    let text = serde_json::to_vec(&ended).unwrap_or_default();
    // A run that was killed has not ended: it goes on at the next start.
    let is_still_wanted = fs::read(folder.join(WANTED)).ok() == wanted;
    if ended.status >= 0 && is_still_wanted && fs::write(folder.join("result.new"), text).is_ok() {
        drop(fs::rename(folder.join("result.new"), folder.join(RESULT)));
    }
}

fn command(folder: &Path, setup: &Setup) -> Result<Ended, String> {
    let order = Order::read(folder).map_err(|_| "Không đọc được lượt soạn".to_owned())?;
    let program = std::env::current_exe().map_err(|e| why(&e))?;
    let mut command = Command::new(program);
    command.current_dir(folder).arg("render").arg(&order.base).args(["--resume", "-o", "output", "--rows"]).arg(&order.rows);
    if folder.join(CORRECTIONS).is_file() {
        command.args(["--corrections", CORRECTIONS]);
    }
    command.args(order.sheet.map(|sheet| format!("--sheet={sheet}"))).args(order.name.map(|name| format!("--name={name}")));
    // The command runs in the batch's folder: what was named from elsewhere is named whole.
    for (option, folder) in [("--templates", &setup.templates), ("--fonts", &setup.fonts)] {
        if let Some(folder) = folder {
            command.arg(option).arg(std::path::absolute(folder).map_err(|e| why(&e))?);
        }
    }
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|e| why(&e))?;
    let lines = child.stderr.take().map(|stderr| BufReader::new(stderr).lines().map_while(Result::ok));
    let said: String = lines.into_iter().flatten().filter(|line| !line.starts_with("Cột ")).map(|line| line + "\n").collect();
    let status = child.wait().map_err(|e| why(&e))?;
    Ok(Ended { status: status.code().unwrap_or(-1), said })
}

/// How a batch ended, once it has.
pub(super) fn ended(folder: &Path) -> Option<Ended> {
    serde_json::from_slice(&fs::read(folder.join(RESULT)).ok()?).ok()
}

/// How many documents the runs that live, or were killed, have finished.
pub(super) fn finished(folder: &Path) -> usize {
    let runs = fs::read_dir(folder.join("output/.vanban-tmp")).into_iter().flatten().filter_map(Result::ok);
    let journals = runs.filter_map(|run| fs::read_to_string(run.path().join("journal.jsonl")).ok());
    journals.map(|journal| journal.lines().count()).max().unwrap_or(0)
}
