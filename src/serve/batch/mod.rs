//! Many documents from a workbook: looked at before anything is made, made by a job that goes on after a restart.

mod job;
mod order;
mod pages;

pub(super) use job::work;
pub(super) use pages::{again, begin, empty, one_row, receive, show, state, taken, zip};
