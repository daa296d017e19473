//! `vanban serve`, asked over HTTP.

mod client;
mod documents;
mod endurance;
mod safety;
mod screens;
