//! `vanban copy`: sao y, sao lục, trích sao of a PDF.

use std::io;
use std::path::Path;

use super::args::Copy;
use super::files::{Disk, read, read_within, sha256, shown};
use super::output::Output;
use super::render::is_a_persons;
use super::within::Within;
use super::{Exit, engine, report};
use crate::copy::{self, Copied, Request, Stand};
use crate::diag::{Diagnostics, Sources};
use crate::export::{Attachment, inspect};
use crate::limits;
use crate::model::Files;
use crate::pipeline::{Engine, Given};
use crate::standard::{self, Edition, Standard};

pub(super) fn run(command: &Copy) -> io::Result<Exit> {
    let standard = standard::of(Edition::IN_FORCE);
    let pages = match command.pages.as_deref().map(page_numbers).transpose() {
        Ok(pages) => pages,
        Err(message) => return Ok(report::could_not_run(&message)),
    };
    let engine = match engine(&command.setup)? {
        Ok(engine) => engine,
        Err(exit) => return Ok(exit),
    };
    let unread = |path: &Path, why: String| Ok(report::could_not_run(&format!("Không đọc được {}: {why}", shown(path))));
    let source = match read_within(&command.file, limits::FINISHED) {
        Ok(bytes) => bytes,
        Err(why) => return unread(&command.file, why),
    };
    let data = match read(&command.data) {
        Ok(bytes) => bytes,
        Err(why) => return unread(&command.data, why),
    };
    let kind = command.kind.into();
    let request = Request { kind, from: command.from.into(), to: command.to.into(), pages, of_parts: !command.part.is_empty() };
    let disk = Disk::default();
    let files = Within::new(&disk, &command.data, &command.reach.allow_outside);
    let given = Given { number: command.number.clone(), date: command.date.clone() };
    let outcome = engine.copy_block(kind, &given, &shown(&command.data), data, &files);
    report::diagnostics(&outcome.sources, &outcome.diagnostics);
    let (source, mut found) =
        if command.part.is_empty() { (Some(source), Diagnostics::default()) } else { parts(&engine, command, &source, standard) };
    let copied = match (&outcome.compiled, source) {
        (_, None) => None,
        (None, Some(source)) => {
            found.extend(copy::check(&source, &request, standard));
            None
        }
        (Some(block), Some(source)) => {
            let (copied, more) = copy::copy(&source, block, &request, standard, engine.fonts());
            found.extend(more);
            copied
        }
    };
    if !found.is_empty() {
        report::line(&format!("{}:", shown(&command.file)));
        report::diagnostics(&Sources::default(), &found);
    }
    match copied.filter(|_| !found.has_errors()) {
        None => {
            report::line(&format!("{}: có lỗi, không tạo bản sao.", shown(&command.file)));
            Ok(Exit::Errors)
        }
        Some(_) if command.check => Ok(Exit::Done),
        Some(copied) => write(command, &copied),
    }
}

/// The excerpt of a document of ours as a PDF, from the data that it carries.
fn parts(engine: &Engine, command: &Copy, source: &[u8], standard: &'static Standard) -> (Option<Vec<u8>>, Diagnostics) {
    let Ok(known) = inspect::read(source) else { return (None, copy::without_data()) };
    let Some(data) = known.attachments.first() else { return (None, copy::without_data()) };
    let given = Given { number: command.source_number.clone(), date: command.source_date.clone() };
    let outcome = engine.compile_given(&given, &data.name, data.bytes.clone(), &Carried(&known.attachments));
    if outcome.diagnostics.has_errors() {
        report::diagnostics(&outcome.sources, &outcome.diagnostics);
    }
    let Some(whole) = outcome.compiled else { return (None, copy::without_data()) };
    let made = copy::excerpt(&whole, &command.part, standard, engine.fonts()).and_then(|excerpt| engine.pdf(&excerpt));
    let mut found = copy::differences(&known, &whole);
    match made {
        Ok(bytes) => (Some(bytes), found),
        Err(more) => {
            found.extend(more);
            (None, found)
        }
    }
}

/// The files that a document carries, by the names that its data calls them.
struct Carried<'a>(&'a [Attachment]);

impl Files for Carried<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
        for step in path.split(['/', '\\']) {
            match step {
                "" | "." => {}
                ".." => drop(steps.pop()),
                step => steps.push(step),
            }
        }
        let (whole, last) = (steps.join("/"), steps.last().copied().unwrap_or_default());
        let found = self.0.iter().find(|a| a.name == whole).or_else(|| self.0.iter().find(|a| a.name == last));
        found.map(|a| (a.name.clone(), a.bytes.clone())).ok_or_else(|| "tệp này không kèm trong PDF".into())
    }
}

/// `1,3-5`: page 1 and pages 3 to 5.
fn page_numbers(text: &str) -> Result<Vec<usize>, String> {
    let wrong = || format!("--pages không nhận “{text}”: ghi số trang, ví dụ 1,3-5");
    let mut out = Vec::new();
    for part in text.split([',', ';']).map(str::trim) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|n| (1..=limits::pdf::PAGES).contains(n)).ok_or_else(wrong);
        let (first, last) = (number(first)?, number(last)?);
        if first > last {
            return Err(wrong());
        }
        out.extend(first..=last);
    }
    Ok(out)
}

fn write(command: &Copy, copied: &Copied) -> io::Result<Exit> {
    let stem = command.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let kind: standard::CopyKind = command.kind.into();
    let mut name = format!("{stem}-{}.pdf", kind.slug());
    let folder = &command.output;
    if !command.overwrite && is_a_persons(&folder.join(&name), &sha256(&copied.bytes), |_| false) {
        if !command.beside {
            return Ok(report::could_not_run(&format!(
                "{} đã được ký, được sửa hoặc không phải do vanban tạo: giữ nguyên. Thay bằng bản mới thì thêm --overwrite; ghi bản mới \
                 bên cạnh thì thêm --beside.",
                shown(&folder.join(&name))
            )));
        }
        let free = (2..).map(|n| format!("{stem}-{}-{n}.pdf", kind.slug())).find(|name| !folder.join(name).exists());
        name = free.unwrap_or(name);
    }
    match Output::open(folder).and_then(|output| output.write(&name, &copied.bytes)) {
        Ok(path) => report::result(&format!("{}  ({} trang, {} KB)", shown(&path), copied.pages, copied.bytes.len().div_ceil(1024)))?,
        Err(message) => return Ok(report::could_not_run(&message)),
    }
    match &copied.stand {
        Some(Stand::Below) => report::line("Phần của cơ quan sao đứng dưới văn bản, ở trang cuối (Mẫu 3.1). In, ký, đóng dấu trên giấy."),
        Some(Stand::OwnPage) => {
            report::line(
                "Trang cuối không đủ chỗ: phần của cơ quan sao đứng ở một trang riêng phía sau (Mẫu 3.1). In, ký, đóng dấu trên giấy.",
            );
        }
        None => {}
    }
    if let Some(field) = &copied.field {
        let area = field.area.map(|n| n.to_string()).join(" ");
        report::line(&format!("Ô chữ ký của cơ quan sao: {}, trang 1, [{area}] pt (trái, dưới, phải, trên; Mẫu 3.2).", field.name));
        report::line(&format!("Phần mềm ký số ghi vào ô: {}", field.words));
        if copied.archival_part.is_none() {
            report::line("Tệp nguồn không phải PDF/A nên bản sao cũng không phải.");
        }
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbers_and_stretches() {
        assert_eq!(page_numbers("1,3-5").unwrap(), [1, 3, 4, 5]);
        assert_eq!(page_numbers(" 2 ; 4 - 4 ").unwrap(), [2, 4]);
        for wrong in ["", "0", "5-3", "a", "1,", "1-", "-1", "999999999999", "1-99999999"] {
            assert!(page_numbers(wrong).unwrap_err().contains("ví dụ 1,3-5"), "{wrong}");
        }
    }

    #[test]
    fn carried_files_are_found_by_path_or_name() {
        let file = |name: &str| Attachment { name: name.into(), bytes: name.as_bytes().to_vec() };
        let all = [file("a.yaml"), file("profiles/so.yaml"), file("chung.yaml")];
        let name = |from: &str, path: &str| Carried(&all).read(from, path).map(|found| found.0);
        assert_eq!(name("a.yaml", "profiles/so.yaml").as_deref(), Ok("profiles/so.yaml"));
        assert_eq!(name("a.yaml", "./profiles\\so.yaml").as_deref(), Ok("profiles/so.yaml"));
        // From outside the data's folder only the name was kept.
        assert_eq!(name("a.yaml", "../../x/chung.yaml").as_deref(), Ok("chung.yaml"));
        assert!(name("a.yaml", "so.yaml").is_err());
    }
}
