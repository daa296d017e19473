//! `vanban serve`, asked over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod client;
mod documents;
mod endurance;
mod hostile;
mod safety;
mod screens;
