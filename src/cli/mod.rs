//! The command line: what was typed → what is done. The only part of the program that touches
//! disk, environment and terminal.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "disk, environment and clock are the program's, not the library's"
)]

pub mod args;
mod attached;
mod check;
mod copy;
mod extract;
pub(crate) mod files;
mod fix;
mod help;
mod import;
mod info;
mod kept;
mod new;
mod onto;
mod output;
mod progress;
mod recognised;
mod render;
mod report;
mod rows;
mod watch;
pub(crate) mod within;

pub use report::plain as report;
#[cfg(feature = "serve")]
pub(crate) use report::{could_not_run, line as tell};

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use serde::{Deserialize, Serialize};

use args::{Args, Command, Setup};

use crate::diag::{Diagnostic, Diagnostics, Sources, code};
use crate::font::Fonts;
use crate::model::doc_type::Declaration;
use crate::pipeline::Engine;
use crate::recognise::TYPES;
use crate::standard::Standard;
use crate::template::{Store, unknown_type};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Exit {
    /// Done; there may be warnings.
    Done,
    /// Errors in the input; nothing was written for those documents.
    Errors,
    /// Could not run.
    CouldNotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// What `vanban serve` does; the room that does it stands on this one.
pub type Server = fn(&args::Serve) -> Exit;

/// Answers `vanban serve` in a program that was built without it.
pub fn without_server(_: &args::Serve) -> Exit {
    report::could_not_run("Bản vanban này được dựng không kèm `serve`: dựng lại bằng cargo install --path . --features serve")
}

/// What was typed; on Windows a double click types nothing and means `serve`.
fn typed() -> impl Iterator<Item = OsString> {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let clicked = cfg!(all(windows, feature = "serve")) && typed.len() <= 1;
    typed.into_iter().chain(clicked.then(|| "serve".into()))
}

/// Runs the program with the process's arguments.
pub fn run(server: Server) -> Exit {
    let args = match Args::try_parse_from(typed()) {
        Ok(args) => args,
        Err(error) => return help::explain(&error),
    };
    let result = match &args.command {
        Command::Render(command) => render::run(command),
        Command::Watch(command) => watch::run(command),
        Command::Check(command) => check::run(command),
        Command::Rules => check::list(),
        Command::Explain { rule } => check::explain(rule),
        Command::Info(command) => info::run(command),
        Command::Copy(command) => copy::run(command),
        Command::Extract(command) => extract::run(command),
        Command::Fix(command) => fix::run(command),
        Command::Import(command) => import::run(command),
        Command::Rows(command) => rows::run(command),
        Command::Types(setup) => types(setup),
        Command::New(command) => new::run(command),
        Command::Schema { document_type, setup } => schema(document_type, setup),
        Command::Serve(command) => Ok(server(command)),
        Command::Completions { shell } => completions(*shell),
        Command::Man => man(),
    };
    match result {
        Ok(exit) => exit,
        // Whoever reads our output may stop early.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            report::line(&format!("lỗi: không in được kết quả: {}", files::why(&error)));
            Exit::CouldNotRun
        }
    }
}

/// Prepares what all commands share; problems are reported and end the run.
pub(crate) fn engine(setup: &Setup) -> io::Result<Result<Engine, Exit>> {
    let fail = |sources: &Sources, found: &Diagnostics| {
        report::diagnostics(sources, found);
        Ok(Err(Exit::CouldNotRun))
    };
    let mut store = Store::builtin();
    if let Some(folder) = &setup.templates {
        match files::texts_below(folder) {
            Ok(texts) => store = store.with_overrides(texts).called(&files::shown(folder)),
            Err(why) => return fail(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, why).into()),
        }
    }
    let fonts = match &setup.fonts {
        None => Fonts::builtin(),
        Some(folder) => match files::bytes_in(folder) {
            Ok(found) => Fonts::from_files(found),
            Err(why) => return fail(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, why).into()),
        },
    };
    match fonts.map_err(|found| (Sources::default(), found)).and_then(|fonts| Engine::new(store, fonts)) {
        Ok(engine) => Ok(Ok(engine)),
        Err((sources, found)) => fail(&sources, &found),
    }
}

fn types(setup: &Setup) -> io::Result<Exit> {
    let engine = match engine(setup)? {
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    let mut out = io::stdout().lock();
    let mut exit = Exit::Done;
    let mut all = Vec::new();
    for (_, declaration) in engine.types() {
        match declaration {
            Ok(declaration) => all.push(declaration),
            Err((sources, found)) => {
                report::diagnostics(&sources, &found);
                exit = Exit::CouldNotRun;
            }
        }
    }
    // Within a group in the order of Điều 7.
    let rank = |name: &str| TYPES.iter().position(|kind| kind.name == name).unwrap_or(TYPES.len());
    all.sort_by_key(|declaration| (declaration.group, rank(&declaration.name)));
    let mut group = None;
    for declaration in &all {
        if group.replace(declaration.group) != Some(declaration.group) {
            writeln!(out, "{}", declaration.group.term())?;
        }
        let Declaration { slug, name, abbreviation, form, .. } = declaration;
        let drawn = Standard::nd30().forms.get(form).map_or("mẫu riêng", String::as_str);
        writeln!(out, "  {slug:<16} {name:<16} {:<4} {drawn}", abbreviation.as_deref().unwrap_or_default())?;
    }
    Ok(exit)
}

fn schema(document_type: &str, setup: &Setup) -> io::Result<Exit> {
    give(document_type, setup, None, |engine, slug| {
        engine.schema(slug).map(|r| r.map(|schema| format!("{}\n", serde_json::to_string_pretty(schema).unwrap_or_default())))
    })
}

type Found<'a> = Option<Result<String, &'a (Sources, Diagnostics)>>;

/// Prints something that a type has, or writes it into a file that is not there yet.
fn give(slug: &str, setup: &Setup, output: Option<&Path>, what: impl for<'a> Fn(&'a Engine, &str) -> Found<'a>) -> io::Result<Exit> {
    let engine = match engine(setup)? {
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    match what(&engine, slug) {
        Some(Ok(text)) => match output.map(|path| files::write_new(path, text.as_bytes())) {
            None => io::stdout().lock().write_all(text.as_bytes()).map(|()| Exit::Done),
            Some(Ok(())) => Ok(Exit::Done),
            Some(Err(why)) => {
                report::diagnostics(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, why).into());
                Ok(Exit::CouldNotRun)
            }
        },
        Some(Err((sources, found))) => {
            report::diagnostics(sources, found);
            Ok(Exit::CouldNotRun)
        }
        None => {
            let known: Vec<&str> = engine.types().into_iter().map(|(slug, _)| slug).collect();
            report::diagnostics(&Sources::default(), &unknown_type(slug, &known).into());
            Ok(Exit::CouldNotRun)
        }
    }
}

fn completions(shell: clap_complete::Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "vanban", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Exit::Done)
}

fn man() -> io::Result<Exit> {
    io::stdout().lock().write_all(help::man(Args::command())?.as_bytes())?;
    Ok(Exit::Done)
}
