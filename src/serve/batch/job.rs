//! The job of a batch: the very command `render --rows --resume`, over the batch's folder. Killed with the program or by
//! itself, it is run again at the next start and keeps what was made.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use apalis::prelude::*;
use serde::{Deserialize, Serialize};

use super::order::{Order, all, folder};
use crate::cli::files::why;
use crate::cli::tell;
use crate::serve::app::App;
use crate::serve::queue::Job;

/// That a batch is to be made, and how it ended.
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

/// Works as long as the program runs; takes up what was not ended.
pub(in crate::serve) async fn work(app: App) {
    for id in all(&app) {
        if let Ok(folder) = folder(&app, &id)
            && folder.join(WANTED).is_file()
            && ended(&folder).is_none()
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
pub(super) async fn order(app: &App, folder: &Path, id: &str) -> Result<(), String> {
    drop(fs::remove_file(folder.join(RESULT)));
    fs::write(folder.join(WANTED), "").map_err(|e| why(&e))?;
    app.queue().push(id).await
}

async fn run(job: Job, app: Data<App>) -> Result<(), BoxDynError> {
    let Ok(folder) = folder(&app, &job.batch) else { return Ok(()) };
    if ended(&folder).is_none() {
        tokio::task::spawn_blocking(move || made(&folder)).await?;
    }
    Ok(())
}

/// Runs the command and keeps how it ended.
fn made(folder: &Path) {
    let ended = command(folder).unwrap_or_else(|said| Ended { status: 2, said });
    let text = serde_json::to_vec(&ended).unwrap_or_default();
    // A run that was killed has not ended: it goes on at the next start.
    if ended.status >= 0 && fs::write(folder.join("result.new"), text).is_ok() {
        drop(fs::rename(folder.join("result.new"), folder.join(RESULT)));
    }
}

fn command(folder: &Path) -> Result<Ended, String> {
    let order = Order::read(folder).map_err(|_| "Không đọc được lượt soạn".to_owned())?;
    let program = std::env::current_exe().map_err(|e| why(&e))?;
    let mut command = Command::new(program);
    command.current_dir(folder).arg("render").arg(&order.base).args(["--resume", "-o", "output", "--rows"]).arg(&order.rows);
    command.args(order.sheet.map(|sheet| format!("--sheet={sheet}"))).args(order.name.map(|name| format!("--name={name}")));
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

/// Whether a batch was ordered.
pub(super) fn is_wanted(folder: &Path) -> bool {
    folder.join(WANTED).is_file()
}

/// How many documents the runs that live, or were killed, have finished.
pub(super) fn finished(folder: &Path) -> usize {
    let runs = fs::read_dir(folder.join("output/.vanban-tmp")).into_iter().flatten().filter_map(Result::ok);
    let journals = runs.filter_map(|run| fs::read_to_string(run.path().join("journal.jsonl")).ok());
    journals.map(|journal| journal.lines().count()).max().unwrap_or(0)
}
