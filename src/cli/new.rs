//! `vanban new`: a type's commented example, or data files filled from another document (`--from`).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::New;
use super::files::{Disk, read, shown, write_new};
use super::within::Within;
use super::{Exit, engine, give, report};
use crate::content::start::{Choice, Paths, Source, Start};
use crate::diag::{Diagnostic, Diagnostics, Sources, code};
use crate::pipeline::Engine;
use crate::text::folded;

pub(super) fn run(command: &New) -> io::Result<Exit> {
    let Some(from) = &command.from else {
        // A shell's redirection may change the encoding (Windows PowerShell does), so a file is written here.
        let output = command.output.as_deref();
        return give(&command.document_type, &command.setup, output, |engine, slug| engine.example(slug).map(|r| r.map(str::to_owned)));
    };
    match engine(&command.setup)? {
        Ok(engine) => Filled { engine: &engine, command, from }.run().or_else(|stop| {
            if let Stop::Found(sources, found) = &stop {
                report::diagnostics(sources, found);
            }
            match stop {
                Stop::Io(error) => Err(error),
                Stop::Found(..) => Ok(Exit::CouldNotRun),
            }
        }),
        Err(exit) => Ok(exit),
    }
}

/// Why no file was written.
enum Stop {
    Found(Sources, Diagnostics),
    Io(io::Error),
}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Stop::Found(Sources::default(), diagnostic.into())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Io(error)
    }
}

/// Data files to be filled from another document.
struct Filled<'a> {
    engine: &'a Engine,
    command: &'a New,
    from: &'a Path,
}

impl Filled<'_> {
    fn run(&self) -> Result<Exit, Stop> {
        let from = self.source(self.from)?;
        let with = self.command.with.as_deref().map(|path| self.source(path)).transpose()?;
        let start = Start::new(&from, with.as_ref());
        let text_at = |key: &str| from.root.text_at(key);
        let mut files = Vec::new();
        for (part, target) in self.targets(&start)? {
            let folder = target.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            let profile = text_at("profile").map(|p| self.from.parent().unwrap_or(Path::new("")).join(p));
            let paths = Paths {
                from: relative(folder, self.from)?,
                with: self.command.with.as_deref().map(|with| relative(folder, with)).transpose()?,
                profile: profile.map(|p| relative(folder, &p)).transpose()?,
            };
            files.push((target, self.text(text_at("type").unwrap_or_default(), start.context(part, &paths))?));
        }
        // None is written when one of them would be lost.
        if let Some(taken) = files.iter().filter_map(|(target, _)| target.as_deref()).find(|t| t.exists()) {
            return Err(Diagnostic::error(code::UNREADABLE, None, format!("Đã có tệp {}; hãy chọn tên khác", shown(taken))).into());
        }
        let mut open = Vec::new();
        for (target, text) in &files {
            match target {
                None => io::stdout().lock().write_all(text.as_bytes())?,
                Some(path) => {
                    write_new(path, text.as_bytes()).map_err(|why| Diagnostic::error(code::UNREADABLE, None, why))?;
                    open.push(self.open_places(path, text)?);
                }
            }
        }
        match open.as_slice() {
            [one] => one.iter().for_each(|kind| report::line(&kind.shown())),
            several => {
                let mut titles: Vec<&str> = Vec::new();
                for kind in several.iter().flatten() {
                    if !titles.contains(&kind.title.as_str()) {
                        titles.push(&kind.title);
                    }
                }
                if !titles.is_empty() {
                    report::line(&format!("Chỗ để trống: {}.", titles.join("; ")));
                    report::line("Xem từng chỗ của một tệp: vanban render --check TỆP");
                }
            }
        }
        Ok(Exit::Done)
    }

    /// A document's data; its errors end the run.
    fn source(&self, path: &Path) -> Result<Source, Stop> {
        let name = shown(path);
        let bytes = read(path).map_err(|why| Diagnostic::error(code::UNREADABLE, None, format!("Không đọc được {name}: {why}")))?;
        let (sources, found, source) =
            self.engine.read(&name, bytes, &Within::new(&Disk::default(), path, &self.command.reach.allow_outside));
        source.ok_or(Stop::Found(sources, found))
    }

    /// The chosen parts with the files to be written; no file means the terminal.
    fn targets<'s>(&self, start: &'s Start<'_>) -> Result<Vec<(&'s str, Option<PathBuf>)>, Stop> {
        let New { output, each_part, part, document_type, .. } = self.command;
        let choice = match (each_part, part) {
            (true, _) if output.is_some() => Choice::Each,
            (_, Some(name)) => Choice::Named(name),
            _ => Choice::Only,
        };
        let chosen = start.chosen(choice, &shown(self.from))?;
        let target = |part: &str| match (choice, output) {
            (Choice::Each, Some(folder)) => Some(folder.join(format!("{document_type}-{}.yaml", slug(part)))),
            _ => output.clone(),
        };
        if let (Choice::Each, Some(folder)) = (choice, output) {
            std::fs::create_dir_all(folder)?;
        }
        Ok(chosen.into_iter().map(|part| (part, target(part))).collect())
    }

    fn text(&self, from: &str, context: serde_json::Value) -> Result<String, Stop> {
        let slug = &self.command.document_type;
        match self.engine.start(slug, from, context) {
            Some(Ok(text)) => Ok(text),
            Some(Err((sources, found))) => Err(Stop::Found(sources, found)),
            None => Err(Diagnostic::error(code::NO_TEMPLATE, None, format!("Không ghép được `{slug}` từ `{from}`"))
                .help(format!("Loại văn bản cần có mẫu templates/{slug}/from-{from}.hbs."))
                .into()),
        }
    }

    /// Says how much the new file still leaves open, and gives each kind of place once.
    fn open_places(&self, path: &Path, text: &str) -> Result<Vec<OpenKind>, Stop> {
        let outcome = self.engine.compile(&shown(path), text.as_bytes().to_vec(), &Disk::default());
        let Some(compiled) = outcome.compiled else { return Err(Stop::Found(outcome.sources, outcome.diagnostics)) };
        let mut kinds: Vec<OpenKind> = Vec::new();
        for place in compiled.open_places {
            match kinds.iter_mut().find(|kind| kind.title == place.title) {
                Some(kind) => kind.count += 1,
                None => {
                    let line = outcome.sources.line_column(place.span).map_or(0, |(line, _)| line);
                    kinds.push(OpenKind { title: place.title, line, count: 1 });
                }
            }
        }
        let all: usize = kinds.iter().map(|kind| kind.count).sum();
        report::result(&format!("{}  ({all} chỗ để trống)", shown(path)))?;
        Ok(kinds)
    }
}

/// Places of one kind that a file leaves open.
struct OpenKind {
    title: String,
    /// The line of the first one.
    line: usize,
    count: usize,
}

impl OpenKind {
    fn shown(&self) -> String {
        let more = if self.count > 1 { format!(" ({} chỗ)", self.count) } else { String::new() };
        format!("  dòng {}: {}{more}", self.line, self.title)
    }
}

/// A name as part of a file's name.
fn slug(name: &str) -> String {
    let plain = folded(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A path as a file in `folder` names it.
fn relative(folder: &Path, path: &Path) -> io::Result<String> {
    let plain = |path: &Path| -> io::Result<Vec<String>> {
        let mut parts: Vec<String> = Vec::new();
        for part in std::path::absolute(path)?.components() {
            match part {
                std::path::Component::ParentDir => drop(parts.pop()),
                std::path::Component::CurDir => {}
                part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
            }
        }
        Ok(parts)
    };
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (from, to) = (plain(here)?, plain(path)?);
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let steps = from[shared..].iter().map(|_| "..").chain(to[shared..].iter().map(String::as_str));
    // Another drive of Windows has no way there.
    Ok(if shared == 0 { shown(path) } else { steps.collect::<Vec<_>>().join("/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_file_names() {
        assert_eq!(slug("Trung tâm CNTT&TT"), "trung-tam-cntt-tt");
        assert_eq!(slug("Phòng Đào tạo"), "phong-dao-tao");
    }

    #[test]
    fn paths_lead_from_the_new_file() {
        let way = |folder: &str, path: &str| relative(Path::new(folder), Path::new(path)).unwrap();
        assert_eq!(way("data", "data/plan.yaml"), "plan.yaml");
        assert_eq!(way("data/minutes", "data/profiles/../plan.yaml"), "../plan.yaml");
        assert_eq!(way("", "data/plan.yaml"), "data/plan.yaml");
        assert_eq!(way("out", "data/plan.yaml"), "../data/plan.yaml");
    }
}
