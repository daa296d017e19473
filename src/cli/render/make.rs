//! One run: documents are compiled and their files staged, all findings are reported, then the
//! files get their names.
//!
//! Staging first keeps memory flat, shows every mistake before anything is written, and makes "all
//! or nothing" a decision that is taken once.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

use super::documents::Documents;
use super::findings::{self, Finding};
use super::manifest;
use super::proof::{self, Earlier, State};
use super::record::{Input, Made, MadeWith, Record};
use super::replaced::Replaced;
use super::summary::Summary;
use crate::cli::args::{Format, Target};
use crate::cli::files::{Disk, sha256, shown};
use crate::cli::kept::Kept;
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::within::Within;
use crate::cli::{Exit, report};
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, code};
use crate::export::{Attachment, Metadata};
use crate::pipeline::{Compiled, Engine};
use crate::standard::Clause;

/// Up to so many documents are told of one by one.
pub(super) const FEW: usize = 20;

/// What a command orders.
pub(super) struct Order<'a> {
    pub(super) engine: &'a Engine,
    pub(super) documents: &'a dyn Documents,
    pub(super) target: &'a Target,
    pub(super) deny_warnings: bool,
    /// Open places of forms are wanted.
    pub(super) blank: bool,
    /// One refused document refuses all.
    pub(super) strict: bool,
    /// Whether findings are told as one list, and the whole in numbers.
    pub(super) listed: bool,
    /// How many documents are made at a time.
    pub(super) jobs: usize,
    /// For a batch: what the manifest says of the whole.
    pub(super) batch: Option<MadeWith>,
    /// What need not be made again.
    pub(super) earlier: Earlier,
    /// The folders that data may lead to besides its own.
    pub(super) allowed: Vec<PathBuf>,
}

/// One document after it was compiled.
#[derive(Serialize, Deserialize)]
struct Done {
    label: String,
    exit: Exit,
    /// Taken over from an earlier run.
    proved: bool,
    record: Record,
    states: Vec<State>,
    findings: Vec<Finding>,
    /// The same findings in full, when they are shown one by one.
    report: String,
    /// How many warnings only `check` tells.
    untold: usize,
    /// Body, type, year and number of a document that has one: no two documents share them.
    entry: Option<String>,
}

/// How the register names a document: `Kế hoạch số 51 năm 2026 của Sở Nội vụ`.
fn entry(metadata: &Metadata) -> Option<String> {
    let term = |name: &str| metadata.terms.iter().find(|(term, _)| term.name == name).map(|(_, value)| value.as_str());
    let number = term("CodeNumber")?;
    let year = term("IssuedDate").and_then(|date| date.get(..4)).map(|year| format!(" năm {year}")).unwrap_or_default();
    let parent = term("OrganizationInCharge").map(|parent| format!(" ({parent})")).unwrap_or_default();
    Some(format!("{} số {number}{year} của {}{parent}", metadata.category, metadata.author))
}

impl Order<'_> {
    /// Makes all documents; without an output they are only checked.
    pub(super) fn go(&self, output: Option<&Output>) -> io::Result<Exit> {
        let started = Instant::now();
        let mut done = match self.all(output) {
            Ok(done) => done,
            Err(message) => return Ok(report::could_not_run(&message)),
        };
        self.tell(&done, output.is_none());
        let mut exit = done.iter().map(|d| d.exit).max().unwrap_or(Exit::Done);
        let clashes = self.clashes(&done);
        let mut wrote = false;
        if !clashes.is_empty() {
            report::diagnostics(&Sources::default(), &clashes);
            if output.is_some() {
                report::line("Có văn bản trùng nhau nên không ghi tệp nào.");
            }
            exit = Exit::CouldNotRun;
        } else if self.strict && exit != Exit::Done {
            report::line("Có văn bản lỗi nên không ghi tệp nào (--strict).");
        } else if let Some(output) = output {
            exit = exit.max(self.publish(&mut done, output)?);
            wrote = true;
        }
        if self.listed || done.iter().any(|d| d.proved) {
            let mut summary = Summary::default();
            done.iter().for_each(|d| summary.add(&d.record, d.proved));
            report::line(&summary.table(wrote, started.elapsed()));
        }
        Ok(exit)
    }

    fn many(&self) -> bool {
        self.documents.len() > FEW
    }

    /// Compiles all; the result does not depend on which was finished first.
    fn all(&self, output: Option<&Output>) -> Result<Vec<Done>, String> {
        let disk = Disk::default();
        let progress = Progress::new(self.documents.len(), FEW, "soạn");
        // What is kept of a document goes to the end of one text: thousands of small pieces, made while
        // the large ones of the exporters come and go, would keep the allocator from using those again.
        let kept = Mutex::new(String::new());
        let one = |index| {
            let done = self.one(index, output, &disk)?;
            let line = serde_json::to_string(&(index, done)).map_err(|e| e.to_string())?;
            let mut kept = kept.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            kept.extend([line.as_str(), "\n"]);
            progress.one();
            Ok(())
        };
        let indices = 0..self.documents.len();
        // The files of a document alone are made side by side.
        let jobs = self.jobs.min(indices.len().max(self.target.formats().count()));
        let all: Result<(), String> = if jobs <= 1 {
            indices.into_iter().try_for_each(one)
        } else {
            // As much as the main thread has: deeply nested data must fare alike.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(8 << 20).build();
            let pool = pool.map_err(|_| "Hệ điều hành không cho chạy thêm luồng; hãy dùng --jobs 1".to_owned())?;
            pool.install(|| indices.into_par_iter().try_for_each(one))
        };
        progress.finish();
        all?;
        let kept = kept.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        let read = kept.lines().map(serde_json::from_str).collect::<Result<BTreeMap<usize, Done>, _>>();
        Ok(read.map_err(|e| e.to_string())?.into_values().collect())
    }

    /// Compiles one document and stages its files; an error ends the run.
    fn one(&self, index: usize, output: Option<&Output>, disk: &Disk) -> Result<Done, String> {
        let label = self.documents.label(index);
        let mut done = Done {
            exit: Exit::Done,
            proved: false,
            record: Record { source: label.clone(), ..Record::default() },
            states: Vec::new(),
            findings: Vec::new(),
            report: String::new(),
            untold: 0,
            entry: None,
            label,
        };
        match self.documents.stem(index) {
            Ok(name) => done.record.name = name,
            Err(found) => return Ok(self.found(done, &Sources::default(), &found)),
        }
        let (data_file, data) = match self.documents.data(index, &done.record.name) {
            Ok(data) => data,
            Err(why) => {
                let found = Diagnostic::error(code::UNREADABLE, None, format!("Không đọc được {}: {why}", done.label));
                done = self.found(done, &Sources::default(), &found.into());
                return Ok(Done { exit: Exit::CouldNotRun, ..done });
            }
        };
        done.record.data_sha256 = sha256(&data);
        if let Some(output) = output
            && let Some((record, states)) = self.earlier.proved(&done.record.name, &done.record.data_sha256, disk, output.folder())
            && (record.warnings.is_empty() || !self.deny_warnings)
        {
            return Ok(Done { record: Record { source: done.record.source, ..record }, states, proved: true, ..done });
        }
        let within = Within::new(disk, &data_file, &self.allowed);
        let kept = Kept::new(&within, &data_file, &data);
        let mut outcome = self.documents.compile(self.engine, index, data, &kept);
        if self.blank {
            outcome.diagnostics = outcome.diagnostics.without(code::OPEN_BLANK, Severity::Warning);
        }
        done = self.found(done, &outcome.sources, &outcome.diagnostics);
        done.untold = outcome.untold;
        if self.batch.is_some() {
            let input = |file: String| Some(Input { sha256: disk.hashed(Path::new(&file)).ok()?.1.to_string(), file });
            done.record.inputs = kept.names().into_iter().filter_map(input).collect();
        }
        let Some(mut compiled) = outcome.compiled.filter(|_| done.exit == Exit::Done) else { return Ok(done) };
        done.entry = entry(&compiled.metadata);
        done.record.pages = compiled.files().map(|file| file.pages.pages.len()).sum();
        let Some(output) = output else { return Ok(done) };
        compiled.drop_trees();
        let attachments = if self.target.attach_data { kept.attachments() } else { Vec::new() };
        self.equip(&mut compiled, &attachments);
        compiled.separate.iter_mut().for_each(|part| self.equip(part, &attachments));
        match self.files(&done.record.name, &compiled) {
            Ok(files) => self.stage(index, done, files, output),
            Err(found) => Ok(self.found(done, &outcome.sources, &found)),
        }
    }

    /// Adds findings to what is known of a document.
    fn found(&self, mut done: Done, sources: &Sources, found: &Diagnostics) -> Done {
        let (errors, warnings) = found.counts();
        if errors > 0 || (warnings > 0 && self.deny_warnings) {
            done.exit = Exit::Errors;
        }
        for diagnostic in found.iter() {
            let finding = Finding::new(&done.label, sources, diagnostic);
            let list = if finding.is_error() { &mut done.record.errors } else { &mut done.record.warnings };
            list.push(finding.line(None));
            done.findings.push(finding);
        }
        if !self.listed {
            done.report.push_str(&report::for_standard_error(sources, found));
        }
        done
    }

    /// What a file carries besides the document.
    fn equip(&self, file: &mut Compiled, attachments: &[Attachment]) {
        if self.target.no_fields {
            file.extras.fields.clear();
        }
        file.extras.attachments = attachments.to_vec();
    }

    /// The files of a document; all are made before the first is staged, since a document whose
    /// files disagree is worse than none.
    fn files(&self, stem: &str, compiled: &Compiled) -> Result<Vec<(Made, Vec<u8>)>, Diagnostics> {
        let mut files = Vec::new();
        for file in compiled.files() {
            let (stem, pages) = (format!("{stem}{}", file.suffix()), file.pages.pages.len());
            let make = |format| match format {
                Format::Docx => self.engine.docx(file),
                Format::Pdf => self.engine.pdf(file),
            };
            let formats: Vec<Format> = self.target.formats().collect();
            // Many documents keep all threads busy by themselves; one job has no threads.
            let alone = self.documents.len() == 1 && rayon::current_thread_index().is_some();
            let made: Result<Vec<_>, _> =
                if alone { formats.par_iter().map(|f| make(*f)).collect() } else { formats.iter().map(|f| make(*f)).collect() };
            for (format, bytes) in formats.into_iter().zip(made?) {
                let name = format!("{stem}.{}", format.extension());
                let sha256 = if self.batch.is_some() { sha256(&bytes) } else { String::new() };
                files.push((Made { name, pages, bytes: bytes.len(), sha256 }, bytes));
            }
        }
        Ok(files)
    }

    fn stage(&self, index: usize, mut done: Done, files: Vec<(Made, Vec<u8>)>, output: &Output) -> Result<Done, String> {
        let mut staged: Vec<PathBuf> = Vec::new();
        for (number, (made, bytes)) in files.into_iter().enumerate() {
            // Names may clash until all are known.
            staged.push(output.stage(&format!("{index}-{number}"), &bytes)?);
            done.record.files.push(made);
        }
        if let Some(made_with) = &self.batch {
            output.note(&proof::line(made_with, &done.record, &staged))?;
        }
        done.states = staged.into_iter().map(State::Staged).collect();
        Ok(done)
    }

    /// Reports all findings, and of few documents what became of each.
    fn tell(&self, done: &[Done], checked: bool) {
        if self.listed {
            let found: Vec<_> = done.iter().flat_map(|d| d.findings.iter().map(|f| (d.label.as_str(), f))).collect();
            if !found.is_empty() {
                let errors = found.iter().filter(|(_, f)| f.is_error()).count();
                let concerned = done.iter().filter(|d| !d.findings.is_empty()).count();
                let warnings = found.len() - errors;
                report::line(&format!("{errors} lỗi, {warnings} cảnh báo ở {concerned} trong {} văn bản:\n", done.len()));
            }
            report::text(&findings::list(&found));
            return;
        }
        for done in done {
            report::text(&done.report);
            let refused = done.exit != Exit::Done;
            if (refused || checked) && done.exit != Exit::CouldNotRun {
                let verdict = if refused { "không tạo văn bản" } else { "dữ liệu dùng được" };
                let (errors, warnings) = (done.record.errors.len(), done.record.warnings.len());
                report::line(&format!("{}: {errors} lỗi, {warnings} cảnh báo; {verdict}.", done.label));
            }
            if done.untold > 0 && !refused {
                let (label, untold) = (&done.label, done.untold);
                report::line(&format!("{label}: {untold} chỗ nên xem lại trước khi ký: vanban check {label}"));
            }
        }
    }

    /// Documents whose files would have one name; then nothing at all may be written.
    fn clashes(&self, done: &[Done]) -> Diagnostics {
        let mut names: BTreeMap<String, &Done> = BTreeMap::new();
        let mut entries: BTreeMap<&str, &Done> = BTreeMap::new();
        let mut clashes = Diagnostics::default();
        for done in done {
            if let Some(entry) = done.entry.as_deref()
                && let Some(other) = entries.insert(entry, done)
            {
                let message = format!("{} và {} cùng là {entry}", other.label, done.label);
                clashes.push(
                    Diagnostic::error(code::UNIT_TWICE, None, message)
                        .help("Trong một năm mỗi văn bản của một cơ quan có số riêng: sửa số ở một văn bản.")
                        .clause(Clause::NumberSeries),
                );
            }
            let files = done.record.files.iter().map(|made| made.name.rsplit_once('.').map_or(&*made.name, |(stem, _)| stem));
            // A document that is not written takes no name.
            if done.exit != Exit::Done {
                continue;
            }
            let stems: BTreeSet<&str> = files.chain([&*done.record.name]).filter(|stem| !stem.is_empty()).collect();
            for stem in stems {
                // File systems that ignore case must not lose a document.
                if let Some(other) = names.insert(stem.to_lowercase(), done) {
                    let advice = self.documents.renaming();
                    let message = format!("{} và {} cùng cho tệp tên {stem}; {advice}", other.label, done.label);
                    clashes.push(Diagnostic::error(code::BAD_FILE_NAME, None, message));
                }
            }
        }
        clashes
    }

    /// Files of an earlier run under the names of a document that this run does not give.
    fn old_files(&self, name: &str, output: &Output) -> Vec<String> {
        let named = |format: Format| format!("{name}.{}", format.extension());
        let all = [Format::Docx, Format::Pdf].map(named);
        all.into_iter().filter(|file| !name.is_empty() && output.folder().join(file).is_file()).collect()
    }

    /// Gives all files their names and writes the manifest.
    fn publish(&self, done: &mut [Done], output: &Output) -> io::Result<Exit> {
        let mut exit = Exit::Done;
        // A list that nobody can write must not keep the files from their names.
        let mut listed = Ok(());
        let mut list = |line: &str| {
            if listed.is_ok() {
                listed = report::result(line);
            }
        };
        let replaced = Replaced::new(output.folder());
        for done in done.iter_mut() {
            if let Err(message) = replaced.check(&mut done.record, self.target) {
                report::line(&format!("lỗi: {message}"));
                exit = if exit == Exit::CouldNotRun { exit } else { Exit::Errors };
                done.record.errors.push(message);
                done.record.files.clear();
                continue;
            }
            for (made, place) in done.record.files.iter().zip(&done.states) {
                let path = match place {
                    State::Published => Ok(output.folder().join(&made.name)),
                    State::Staged(staged) => output.publish(staged, &made.name),
                };
                match path {
                    Ok(path) if !self.many() => {
                        list(&format!("{}  ({} trang, {} KB)", shown(&path), made.pages, made.bytes.div_ceil(1024)));
                    }
                    Ok(_) => {}
                    Err(message) => {
                        exit = report::could_not_run(&message);
                        done.record.errors.push(message);
                    }
                }
            }
            if !done.record.errors.is_empty() {
                done.record.files.clear();
                done.record.old_files = self.old_files(&done.record.name, output);
            }
        }
        if let Some(made_with) = &self.batch {
            match manifest::write(output, made_with, done.iter().map(|d| &d.record).collect()) {
                Ok(()) if self.many() => list(&shown(&output.folder().join(manifest::JSON))),
                Ok(()) => {}
                Err(message) => exit = report::could_not_run(&message),
            }
        }
        listed.map(|()| exit)
    }
}
