//! `vanban render`: data files, folders of them, or a sheet's rows → documents.

mod documents;
mod findings;
mod make;
mod manifest;
mod proof;
mod record;
mod replaced;
mod summary;

pub(super) use replaced::is_a_persons;

use std::io;
use std::path::{Path, PathBuf};

use super::args::{Format, Render, Target};
use super::files::{Disk, expand, read, sha256_of, shown};
use super::output::Output;
use super::within::Within;
use super::{Exit, engine, report};
use crate::font::Face;
use crate::model::sheet::Correction;
use crate::pipeline::{Engine, Judged, RowsFile};
pub(super) use documents::may_be_document;
use documents::{DataFiles, Documents, SheetRows};
use make::Order;
use proof::Earlier;
use record::MadeWith;

/// SHA-256 of the four faces that come with the program: a run need not hash 1.5 MB that are always the same.
const BUILT_IN_FONTS: &str = "9cb1428af80600e3cc911a4ee1f4c9e8e4602ed5dc32812dc7912020aa8e2e9c";

/// What a shell expects of a program that Ctrl-C ended.
const STOPPED: i32 = 130;

pub(super) fn run(command: &Render) -> io::Result<Exit> {
    if let Some(folder) = command.target.reach.allow_outside.iter().find(|folder| !folder.is_dir()) {
        return Ok(report::could_not_run(&format!("--allow-outside cần một thư mục, không có thư mục {}", shown(folder))));
    }
    match &command.rows {
        None => files(command),
        Some(rows) => sheet_rows(command, rows),
    }
}

/// Every data file is a document.
fn files(command: &Render) -> io::Result<Exit> {
    let documents = match expand(&command.files).and_then(in_folders).and_then(DataFiles::distinct) {
        Ok(documents) => documents,
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    let engine = match engine(&command.target.setup)? {
        Ok(engine) if command.allow_errors => engine.judging(Judged::Allowed),
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    make(command, &engine, &documents, command.target.reach.allow_outside.clone())
}

/// Every row of a sheet is a document.
fn sheet_rows(command: &Render, rows: &Path) -> io::Result<Exit> {
    let bases = match expand(&command.files) {
        Ok(bases) => bases,
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    let [base] = bases.as_slice() else {
        return Ok(report::could_not_run("--rows cần đúng một tệp dữ liệu gốc chứa phần chung của mọi văn bản"));
    };
    let engine = match engine(&command.target.setup)? {
        Ok(engine) if command.allow_errors => engine.judging(Judged::Allowed),
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    let bytes = |path: &Path| read(path).map_err(|why| format!("Không đọc được {}: {why}", shown(path)));
    let (base_bytes, row_bytes) = match (bytes(base), bytes(rows)) {
        (Ok(base), Ok(rows)) => (base, rows),
        (Err(message), _) | (_, Err(message)) => return Ok(report::could_not_run(&message)),
    };
    let corrections = match command.corrections.as_deref().map(corrections).transpose() {
        Ok(corrections) => corrections.unwrap_or_default(),
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    let disk = Disk::default();
    // What the sheet names may lie beside it.
    let beside: Vec<PathBuf> = rows.parent().into_iter().map(Path::to_owned).chain(command.target.reach.allow_outside.clone()).collect();
    let files = Within::new(&disk, base, &beside);
    let rows_name = shown(rows);
    let workbook = RowsFile { name: &rows_name, bytes: row_bytes, sheet: command.sheet.as_deref(), corrections: &corrections };
    let batch = engine.batch(&shown(base), base_bytes, workbook, &files);
    for column in batch.matches() {
        report::line(&format!("Cột {:<3} {} → {} ({})", column.column, column.heading, column.path, column.title));
    }
    report::diagnostics(&batch.sources, &batch.diagnostics);
    let (errors, warnings) = batch.diagnostics.counts();
    let documents = SheetRows { batch, base, pattern: command.name.as_deref() };
    if errors == 0 && (warnings == 0 || !command.deny_warnings) {
        return make(command, &engine, &documents, files.folders());
    }
    // A wrong heading would leave out a whole column; the cells are checked all the same.
    if documents.len() > 0 {
        order_of(command, &engine, &documents, files.folders()).go(None)?;
    }
    report::line("Tệp gốc hoặc bảng tính có lỗi chung cho mọi hàng nên không ghi tệp nào.");
    Ok(Exit::Errors)
}

/// Reads the cells that a person put right beside the workbook.
fn corrections(path: &Path) -> Result<Vec<Correction>, String> {
    let bytes = read(path).map_err(|why| format!("Không đọc được {}: {why}", shown(path)))?;
    serde_json::from_slice(&bytes).map_err(|_| {
        format!("{} không phải danh sách ô đã sửa: [{{\"cell\": \"Sheet1!C14\", \"was\": \"…\", \"is\": \"…\"}}]", shown(path))
    })
}

fn make(command: &Render, engine: &Engine, documents: &dyn Documents, allowed: Vec<PathBuf>) -> io::Result<Exit> {
    let output = match (!command.check).then(|| Output::resume(&command.target.output)).transpose() {
        Ok(output) => output,
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    if let Some(output) = &output {
        tell_of_other_runs(output, command.resume);
    }
    let mut order = order_of(command, engine, documents, allowed);
    if output.is_some() && order.batch.is_some() {
        say_how_to_go_on();
    }
    if let (Some(output), Some(made_with)) = (&output, &order.batch)
        && command.resume
    {
        order.earlier = Earlier::read(output, made_with);
    }
    let exit = order.go(output.as_ref())?;
    if command.target.setup.fonts.is_some() && !engine.fonts().is_as_wide_as_times() {
        report::line(&format!(
            "Chữ của phông {} rộng khác Times New Roman mà DOCX ghi: chỗ ngắt dòng, ngắt trang của PDF và DOCX có thể khác nhau.",
            engine.fonts().family()
        ));
    }
    if output.is_some() && exit == Exit::Done && command.target.format.contains(&Format::Pdf) {
        report::line(&format!("Phông chữ nhúng trong PDF: {}; DOCX ghi Times New Roman.", engine.fonts().family()));
    }
    Ok(exit)
}

/// Says who else writes into the folder, and what a run that was stopped left there; it stays until this
/// run ends.
fn tell_of_other_runs(output: &Output, resume: bool) {
    let folder = shown(output.folder());
    if output.is_shared() {
        report::line(&format!("Một lần chạy khác của vanban đang ghi vào thư mục {folder}: tệp trùng tên là của lần xong sau."));
    }
    let left = output.left_behind();
    if left > 0 && !resume {
        report::line(&format!(
            "Lần chạy trước vào thư mục {folder} bị dừng khi đã soạn {left} văn bản; lần này soạn lại từ đầu. \
             Muốn giữ phần đã soạn: dừng lại (Ctrl-C) rồi chạy lệnh này với --resume."
        ));
    }
}

/// A run that is stopped leaves its journal: the next one may go on from there.
#[expect(clippy::exit, reason = "the answer to Ctrl-C; what is in the making stays for --resume")]
fn say_how_to_go_on() {
    // Without a handler the run ends all the same.
    let _ = ctrlc::set_handler(|| {
        report::line("\nĐã dừng giữa chừng. Chạy lại lệnh này với --resume để giữ những văn bản đã soạn xong.");
        std::process::exit(STOPPED)
    });
}

fn order_of<'a>(command: &'a Render, engine: &'a Engine, documents: &'a dyn Documents, allowed: Vec<PathBuf>) -> Order<'a> {
    let batch = documents.len() > 1 || command.rows.is_some() || command.manifest || command.resume;
    Order {
        engine,
        documents,
        target: &command.target,
        deny_warnings: command.deny_warnings,
        blank: command.blank,
        strict: command.strict,
        jobs: command.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from),
        listed: command.rows.is_some() || documents.len() > make::FEW,
        batch: batch.then(|| made_with(engine, &command.target)),
        earlier: Earlier::default(),
        allowed,
    }
}

/// Makes one data file's document, as `watch` does.
pub(super) fn one(engine: &Engine, file: &Path, target: &Target, output: &Output) -> io::Result<Exit> {
    let documents = DataFiles::one(file);
    let order = Order {
        engine,
        documents: &documents,
        target,
        deny_warnings: false,
        blank: false,
        strict: false,
        jobs: 1,
        listed: false,
        batch: None,
        earlier: Earlier::default(),
        allowed: target.reach.allow_outside.clone(),
    };
    order.go(Some(output))
}

/// Puts a folder's documents in its place and says what was passed over.
fn in_folders(paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let (documents, others) = documents::in_folder(&path)?;
        if documents.is_empty() {
            return Err(format!("Thư mục {} không có tệp dữ liệu nào của văn bản (.yaml, .yml, .json có trường `type`)", shown(&path)));
        }
        for other in others {
            report::line(&format!("Bỏ qua {}: không có trường `type`, không phải văn bản.", shown(&other)));
        }
        files.extend(documents);
    }
    Ok(files)
}

fn made_with(engine: &Engine, target: &Target) -> MadeWith {
    let texts = engine.store().files().flat_map(|(path, text)| [path.as_bytes(), b"\0", text.as_bytes(), b"\0"]);
    let fonts = engine.fonts();
    let options = [("no-fields", target.no_fields), ("attach-data", target.attach_data)];
    MadeWith {
        program: format!("vanban {}", env!("CARGO_PKG_VERSION")),
        templates_sha256: sha256_of(texts),
        fonts: fonts.family().to_owned(),
        fonts_sha256: if fonts.are_built_in() { BUILT_IN_FONTS.to_owned() } else { sha256_of(fonts.faces().iter().map(Face::data)) },
        formats: target.formats().map(|format| format.extension().to_owned()).collect(),
        options: options.iter().filter(|(_, on)| *on).map(|(name, _)| (*name).to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Fonts;

    #[test]
    fn the_fonts_that_come_with_the_program_have_this_hash() {
        let fonts = Fonts::builtin().unwrap_or_else(|_| unreachable!("the fonts are in the program"));
        assert!(fonts.are_built_in());
        assert_eq!(sha256_of(fonts.faces().iter().map(Face::data)), BUILT_IN_FONTS);
    }
}
