//! `vanban render`: data files to documents.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::args::{Format, Render, Target};
use super::files::{Output, expand, read, shown};
use super::kept::Kept;
use super::{Exit, disk, engine, report};
use crate::diag::{Diagnostic, Sources, code};
use crate::export::Attachment;
use crate::pipeline::{Compiled, Engine, Outcome};

pub(super) fn run(command: &Render) -> io::Result<Exit> {
    let files = match expand(&command.files).and_then(distinct) {
        Ok(files) => files,
        Err(message) => return Ok(could_not_run(&message)),
    };
    let engine = match engine(&command.target.setup)? {
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    let output = if command.check { None } else { Some(Output::open(&command.target.output)) };
    let output = match output.transpose() {
        Ok(output) => output,
        Err(message) => return Ok(could_not_run(&message)),
    };
    let stems = files.iter().map(|f| stem(f).to_lowercase()).collect();
    let mut exit = Exit::Done;
    for file in &files {
        let job = Job { engine: &engine, file, target: &command.target, deny_warnings: command.deny_warnings, stems: &stems };
        exit = exit.max(job.run(output.as_ref())?);
    }
    if output.is_some() && exit == Exit::Done && command.target.format.contains(&Format::Pdf) {
        report::line(&format!("Phông chữ nhúng trong PDF: {}; DOCX ghi Times New Roman.", engine.fonts().family()));
    }
    Ok(exit)
}

fn could_not_run(message: &str) -> Exit {
    report::diagnostics(&Sources::default(), &Diagnostic::error(code::UNREADABLE, None, message).into());
    Exit::CouldNotRun
}

/// One data file to be made into documents.
pub(super) struct Job<'a> {
    pub(super) engine: &'a Engine,
    pub(super) file: &'a Path,
    pub(super) target: &'a Target,
    pub(super) deny_warnings: bool,
    /// The names of all data files of the run, in small letters: no part of one may be called like another.
    pub(super) stems: &'a BTreeSet<String>,
}

impl Job<'_> {
    /// Compiles and, when there is an output, writes; everything wrong is reported.
    pub(super) fn run(&self, output: Option<&Output>) -> io::Result<Exit> {
        let name = shown(self.file);
        let bytes = match read(self.file) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(could_not_run(&format!("Không đọc được {name}: {why}"))),
        };
        let disk = disk();
        let kept = Kept::new(&disk, self.file, &bytes);
        let mut outcome = self.engine.compile(&name, bytes, &kept);
        if let Some(compiled) = &mut outcome.compiled {
            let attachments = if self.target.attach_data { kept.attachments() } else { Vec::new() };
            self.equip(compiled, &attachments);
            compiled.separate.iter_mut().for_each(|part| self.equip(part, &attachments));
        }
        report::diagnostics(&outcome.sources, &outcome.diagnostics);
        let (errors, warnings) = outcome.diagnostics.counts();
        let refused = errors > 0 || (self.deny_warnings && warnings > 0);
        if refused || output.is_none() {
            let verdict = if refused { "không tạo văn bản" } else { "dữ liệu dùng được" };
            report::line(&format!("{name}: {errors} lỗi, {warnings} cảnh báo; {verdict}."));
        }
        match output {
            _ if refused => Ok(Exit::Errors),
            None => Ok(Exit::Done),
            Some(output) => self.write(&outcome, output),
        }
    }

    /// What a file carries besides the document.
    fn equip(&self, file: &mut Compiled, attachments: &[Attachment]) {
        if self.target.no_fields {
            file.extras.fields.clear();
        }
        file.extras.attachments = attachments.to_vec();
    }

    fn write(&self, outcome: &Outcome, output: &Output) -> io::Result<Exit> {
        let Some(compiled) = &outcome.compiled else { return Ok(Exit::Errors) };
        let stem = stem(self.file);
        let formats: Vec<Format> = [Format::Docx, Format::Pdf].into_iter().filter(|f| self.target.format.contains(f)).collect();
        // All are made before the first is written: a document whose files disagree is worse than none.
        let mut made = Vec::new();
        for file in compiled.files() {
            let (stem, pages) = (format!("{stem}{}", file.suffix()), file.pages.pages.len());
            if file.document.part.is_some() && self.stems.contains(&stem.to_lowercase()) {
                return Ok(could_not_run(&format!(
                    "Phụ lục của {} và một tệp dữ liệu khác cùng cho {stem}; hãy đổi tên một tệp",
                    shown(self.file)
                )));
            }
            for format in &formats {
                let bytes = match format {
                    Format::Docx => self.engine.docx(file),
                    Format::Pdf => self.engine.pdf(file),
                };
                match bytes {
                    Ok(bytes) => made.push((format!("{stem}.{}", format.extension()), pages, bytes)),
                    Err(found) => {
                        report::diagnostics(&outcome.sources, &found);
                        return Ok(Exit::Errors);
                    }
                }
            }
        }
        for (name, pages, bytes) in made {
            match output.write(&name, &bytes) {
                Ok(path) => report::result(&format!("{}  ({pages} trang, {} KB)", shown(&path), bytes.len().div_ceil(1024)))?,
                Err(message) => return Ok(could_not_run(&message)),
            }
        }
        Ok(Exit::Done)
    }
}

/// What the results of a data file are called, without their ending.
fn stem(file: &Path) -> String {
    file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Refuses two data files whose results would have one name; a file named twice is one file.
fn distinct(files: Vec<PathBuf>) -> Result<Vec<PathBuf>, String> {
    let mut stems: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut out = Vec::new();
    for file in files {
        // File systems that ignore case must not lose a document.
        match stems.insert(stem(&file).to_lowercase(), file.clone()) {
            None => out.push(file),
            Some(other) if other == file => {}
            Some(other) => return Err(format!("{} và {} cho kết quả trùng tên; hãy đổi tên một tệp", shown(&other), shown(&file))),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_never_share_a_name() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert!(distinct(paths(&["a/x.yaml", "b/X.json"])).is_err());
        assert_eq!(distinct(paths(&["a/x.yaml", "a/x.yaml", "y.json"])).unwrap().len(), 2);
    }
}
