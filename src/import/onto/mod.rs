//! What people changed in a finished document comes back into its data: words, paragraphs, rows. The data is patched
//! in place; what cannot be taken over is told, and whether nothing was missed is seen by making the document again.

mod base;
mod looks;
mod order;
mod outline;
mod pairs;
mod patch;
mod revise;
mod roles;
mod rows;
mod tokens;
mod units;
mod values;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use super::tell;
use crate::diag::{Diagnostic, Diagnostics, SourceId, Sources, Span, code};
use crate::facts::{Places, of_flow};
use crate::model::{Files, read};
use crate::paper::{self, Paper, Paragraph, Place, Story};
use crate::pipeline::{Compiled, Engine};
use crate::recognise::{Draft, Piece, recognise};
use base::Base;
use patch::apply;
use tokens::{core, plain};
use values::Data;
use work::Work;

/// What is asked.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The data's name.
    pub name: &'a str,
    /// The data file.
    pub data: &'a [u8],
    /// The files that the data names.
    pub files: &'a dyn Files,
    /// The edited file's name.
    pub edited_name: &'a str,
    /// The edited DOCX.
    pub edited: &'a [u8],
}

/// Data with the edits of a document.
pub struct Onto {
    /// The data file as it is now.
    pub data: String,
    /// New pictures by their names in the data.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// What was taken over: where it stands in the document, and what was done.
    pub taken: Vec<(Place, String)>,
    /// What was not taken; then what the changed data is found to be. Each with the files it points into.
    pub reports: [(Sources, Diagnostics); 2],
}

impl Onto {
    /// Whether something was not taken, or the changed data makes no document.
    pub fn has_errors(&self) -> bool {
        self.reports.iter().any(|(_, found)| found.has_errors())
    }
}

/// Takes the edits of a document over into the data it was made from.
///
/// # Errors
///
/// The data makes no document, or the edited file is no DOCX that can be read.
pub fn onto(engine: &Engine, request: Request) -> Result<Onto, (Sources, Diagnostics)> {
    let outcome = engine.compile(request.name, request.data.to_vec(), request.files);
    let Some(compiled) = outcome.compiled else { return Err((outcome.sources, outcome.diagnostics)) };
    let mut sources = outcome.sources;
    let edited = match paper::read(request.edited) {
        Ok(edited) => edited,
        Err(refusal) => return Err((sources, Diagnostic::from(refusal).into())),
    };
    let source = SourceId(0);
    let (Some(root), _) = read::read(&sources, source) else { return Err((sources, outcome.diagnostics)) };
    let written = sources.get(source).map(|s| s.text.to_string()).unwrap_or_default();
    let theirs = Theirs { draft: recognise(&edited), paper: &edited, places: Places::of_file(request.edited_name, &edited, &mut sources) };
    let made = nearest(engine, &compiled, &theirs);
    let (mine, origins) = of_flow(&made.flow, engine.fonts());
    let mut work = Work::new(
        engine,
        request.name,
        &theirs,
        &mine,
        Data::new(&root, source, &origins),
        Base::read(request.edited, &edited),
        compiled.document.numbering,
    );
    work.compare();
    work.head();
    let made = work.finish();
    let pictures = named(request.edited, &made.pictures);
    let mut found = made.found;
    tell(&edited, &mut found);
    let Some(data) = apply(&written, &root, &made.patch) else {
        let message = "Tệp dữ liệu trình bày theo cách không thêm bớt được từng phần; không ghi gì";
        let help = "Dùng tệp YAML, mỗi phần tử của danh sách bắt đầu bằng “- ” trên dòng riêng.";
        return Err((sources, Diagnostic::error(code::WORDS_LOST, root.span, message).help(help).into()));
    };
    // Whatever was missed shows in the document that the new data makes.
    let files = Beside { files: request.files, pictures: &pictures };
    let outcome = engine.compile(request.name, data.clone().into_bytes(), &files);
    if let Some(now) = &outcome.compiled {
        let now = nearest(engine, now, &theirs);
        let (now, _) = of_flow(&now.flow, engine.fonts());
        found.extend(missed(&theirs, &now, &made.told));
    }
    let mut taken = made.taken;
    taken.sort_by_key(|(place, _)| (place.story, place.paragraph));
    Ok(Onto { data, pictures, taken, reports: [(sources, found), (outcome.sources, outcome.diagnostics)] })
}

/// The edited document.
struct Theirs<'p> {
    draft: Draft<'p>,
    paper: &'p Paper,
    places: Places,
}

impl Theirs<'_> {
    /// Where a paragraph stands, for findings.
    fn span(&self, paragraph: &Paragraph) -> Option<Span> {
        self.places.of(&Piece::whole(paragraph)).map(|place| place.span)
    }
}

/// Of a document and its separate parts the one that the edited file was.
fn nearest<'c>(engine: &Engine, compiled: &'c Compiled, theirs: &Theirs) -> &'c Compiled {
    if compiled.separate.is_empty() {
        return compiled;
    }
    let have: BTreeSet<String> = theirs.paper.paragraphs().map(|p| core(&plain(p)).to_owned()).filter(|t| t.len() > 20).collect();
    let common = |c: &&Compiled| {
        let (paper, _) = of_flow(&c.flow, engine.fonts());
        let all: Vec<bool> = paper.paragraphs().map(|p| have.contains(core(&plain(p)))).collect();
        all.iter().filter(|known| **known).count() * 1000 / all.len().max(1)
    };
    compiled.files().max_by_key(common).unwrap_or(compiled)
}

/// The bytes of new pictures.
fn named(edited: &[u8], pictures: &BTreeMap<String, String>) -> BTreeMap<String, Vec<u8>> {
    let parts: Vec<&str> = pictures.keys().map(String::as_str).collect();
    let read = paper::parts(edited, &parts);
    pictures.values().cloned().zip(read).filter_map(|(name, bytes)| Some((name, bytes?))).collect()
}

/// The data's files, and pictures that are not written yet.
struct Beside<'a> {
    files: &'a dyn Files,
    pictures: &'a BTreeMap<String, Vec<u8>>,
}

impl Files for Beside<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        match self.pictures.get(path) {
            Some(bytes) => Ok((path.to_owned(), bytes.clone())),
            None => self.files.read(from, path),
        }
    }

    fn profile(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        self.files.profile(from, path)
    }
}

/// Lines of the edited document that the new one does not have.
fn missed(theirs: &Theirs, now: &Paper, told: &BTreeSet<(Story, usize)>) -> Vec<Diagnostic> {
    // Lead-ins lose their colon with what they led to.
    let key = |p: &Paragraph| core(&plain(p)).trim_end_matches(':').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    // The program counts rows.
    let counts = |p: &Paragraph, key: &str| p.place.cell.is_some_and(|c| c.column == 1) && key.bytes().all(|b| b.is_ascii_digit());
    fn all(paper: &Paper) -> impl Iterator<Item = &Paragraph> {
        paper.paragraphs().chain(paper.notes.iter().flat_map(|n| paper::paragraphs(&n.blocks)))
    }
    let mut have: BTreeMap<String, usize> = BTreeMap::new();
    all(now).for_each(|p| *have.entry(key(p)).or_default() += 1);
    let mut out = Vec::new();
    for paragraph in all(theirs.paper) {
        let key = key(paragraph);
        if key.is_empty() || counts(paragraph, &key) {
            continue;
        }
        match have.get_mut(&key).filter(|n| **n > 0) {
            Some(n) => *n -= 1,
            None if told.contains(&(paragraph.place.story, paragraph.place.paragraph)) => {}
            None => {
                let message = format!("Chưa đưa được vào dữ liệu: “{}”", super::shortened(&plain(paragraph)));
                out.push(Diagnostic::error(code::WORDS_LOST, theirs.span(paragraph), message).help("Sửa chỗ này trong tệp dữ liệu."));
            }
        }
    }
    out
}
