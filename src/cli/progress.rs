//! How far a long run is: a bar on a terminal, a few plain lines elsewhere.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::report;

/// Counts finished documents.
pub(super) enum Progress {
    /// So few that nobody waits.
    Silent,
    /// Rate and remaining time.
    Bar(ProgressBar),
    /// A line for every tenth of the whole.
    Lines { done: AtomicUsize, total: usize, work: &'static str },
}

impl Progress {
    /// Begins to count; `work` is what is done to each document.
    pub(super) fn new(total: usize, few: usize, work: &'static str) -> Self {
        if total <= few {
            return Progress::Silent;
        }
        if !io::stderr().is_terminal() {
            return Progress::Lines { done: AtomicUsize::new(0), total, work };
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} văn bản, {rate}, còn {eta_precise}");
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{:.0} văn bản/giây", state.per_sec());
        };
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate);
        Progress::Bar(ProgressBar::new(total as u64).with_style(style))
    }

    /// One more is finished.
    pub(super) fn one(&self) {
        match self {
            Progress::Silent => {}
            Progress::Bar(bar) => bar.inc(1),
            Progress::Lines { done, total, work } => {
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                if done * 10 / total > (done - 1) * 10 / total {
                    report::line(&format!("Đã {work} {done}/{total} văn bản."));
                }
            }
        }
    }

    /// Leaves the terminal to the findings.
    pub(super) fn finish(self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
