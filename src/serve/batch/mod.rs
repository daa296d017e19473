//! Many documents from a workbook: looked at before anything is made, made by a job that goes on after a restart.

mod corrections;
mod job;
mod judged;
mod look;
mod order;
mod pages;

pub(super) use job::work;
pub(super) use pages::{again, begin, correct, corrected, corrected_table, empty, one_row, receive, show, state, taken, zip};
