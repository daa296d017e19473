//! The queue of batches that are to be made; it outlives the program.

use std::path::Path;

use apalis::prelude::*;
use apalis_sqlite::{SqliteConnectOptions, SqlitePool, SqliteStorage};
use serde::{Deserialize, Serialize};

/// A batch that is to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Job {
    /// Its fingerprint.
    pub(super) batch: String,
}

/// The queue, in a file of its own: what its jobs are about stands in their folders, so it may be made anew.
pub(super) struct Queue(SqliteStorage<Job>);

impl Queue {
    pub(super) async fn open(path: &Path) -> Result<Self, String> {
        let told = |error: &dyn std::fmt::Display| format!("Không mở được hàng đợi {}: {error}", path.display());
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
        let pool = SqlitePool::connect_with(options).await.map_err(|e| told(&e))?;
        SqliteStorage::setup(&pool).await.map_err(|e| told(&e))?;
        Ok(Queue(SqliteStorage::new(&pool)))
    }

    /// For the worker.
    pub(super) fn storage(&self) -> SqliteStorage<Job> {
        self.0.clone()
    }

    /// One more job.
    pub(super) async fn push(&self, batch: &str) -> Result<(), String> {
        self.storage().push(Job { batch: batch.to_owned() }).await.map_err(|error| error.to_string())
    }
}
