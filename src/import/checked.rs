//! An import with its proof: the data is rendered, and every word of the source is looked for in the result.

use std::collections::BTreeMap;

use super::signs::{self, Signs};
use super::{Account, Change, Options, account, import};
use crate::diag::{Diagnostic, Diagnostics, Sources, code};
use crate::facts::of_flow;
use crate::model::doc_type::DocType;
use crate::model::{Files, read};
use crate::paper::{self, Paper};
use crate::pipeline::{Compiled, Engine};
use crate::recognise::{Draft, Kind, recognise};
use crate::style::{Choices, page_setup};

/// What is asked of an import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// The data's name: what its pictures' folder is called after, and what messages show.
    pub name: &'a str,
    /// The type to take it for, whatever it looks like.
    pub document_type: Option<&'a str>,
    /// Whether numbers out of order are set right.
    pub renumber: bool,
    /// Whether it is a stretch of a document: no room is left for what else a document has.
    pub stretch: bool,
    /// The office's profile: how the data names it, and its text.
    pub profile: Option<(&'a str, &'a str)>,
}

/// An import and what is known of it.
pub struct Checked {
    /// The data file.
    pub data: String,
    /// Pictures by their names in the data.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// What became of the words; absent where the data makes no document.
    pub account: Option<Account>,
    /// The files that findings point into.
    pub sources: Sources,
    /// What is to be told, words that are lost first.
    pub found: Diagnostics,
    /// Whether something of the source is not in the data.
    pub loses: bool,
    /// Whether a table became records.
    pub has_records: bool,
    /// The document that the data makes, and its DOCX.
    pub made: Option<(Compiled, Vec<u8>)>,
}

/// Pictures that are not written yet.
struct Held<'a> {
    pictures: &'a BTreeMap<String, Vec<u8>>,
    profile: Option<(&'a str, &'a str)>,
}

impl Files for Held<'_> {
    fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let profile = self.profile.filter(|(name, _)| *name == path).map(|(_, text)| text.as_bytes());
        let bytes = self.pictures.get(path).map(Vec::as_slice).or(profile);
        bytes.map(|bytes| (path.to_owned(), bytes.to_vec())).ok_or_else(|| "không có tệp này".to_owned())
    }
}

/// Makes data of a DOCX, renders it, and compares.
///
/// # Errors
///
/// The file is no DOCX that can be read, or of no type that the program makes.
pub fn checked(engine: &Engine, bytes: &[u8], request: Request) -> Result<Checked, Diagnostics> {
    let paper = paper::read(bytes).map_err(Diagnostic::from)?;
    of_paper(engine, bytes, &paper, request)
}

/// The same of plain text: each line is a paragraph, its levels are read from the marks it begins with.
///
/// # Errors
///
/// Nothing says what type it is.
pub fn checked_text(engine: &Engine, text: &str, request: Request) -> Result<Checked, Diagnostics> {
    of_paper(engine, &[], &crate::recognise::of_text(text), request)
}

fn of_paper(engine: &Engine, bytes: &[u8], paper: &Paper, request: Request) -> Result<Checked, Diagnostics> {
    let (paper, signs) = signs::within(paper, engine.fonts());
    let draft = recognise(&paper);
    let doc_type = doc_type(engine, &draft, request.document_type)?;
    let page = page_setup(engine.standard(), &Choices::default());
    let stem = request.name.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let pictures = format!("{stem}-anh");
    let options = Options {
        renumber: request.renumber,
        room: !request.stretch,
        pictures: &pictures,
        page: (page.text_width(), page.turned().text_width()),
        records: true,
    };
    let source = Source { bytes, paper: &paper, draft: &draft, doc_type };
    let checked = attempt(engine, &source, request, options, &signs)?;
    // Records that do not say all that the table said: it stays a table.
    if checked.has_records && !checked.account.as_ref().is_some_and(|account| account.lost == signs.lost) {
        return attempt(engine, &source, request, Options { records: false, ..options }, &signs);
    }
    Ok(checked)
}

/// A document as it was recognised.
struct Source<'s, 'p> {
    bytes: &'s [u8],
    paper: &'p Paper,
    draft: &'s Draft<'p>,
    doc_type: &'s DocType,
}

/// Imports a document in one way, renders it, and compares.
fn attempt(engine: &Engine, source: &Source, request: Request, options: Options, signs: &Signs) -> Result<Checked, Diagnostics> {
    let Source { bytes, paper, draft, doc_type } = *source;
    let mut imported = import(bytes, paper, draft, doc_type, options);
    if let Some((path, text)) = request.profile {
        let mut sources = Sources::default();
        let id = sources.add(path, text);
        let (profile, wrong) = read::read(&sources, id);
        if let Some(profile) = profile.filter(|_| !wrong.has_errors()) {
            imported.leave_to(path, &profile);
        }
    }
    let data = imported.data();
    let outcome = engine.compile(request.name, data.clone().into_bytes(), &Held { pictures: &imported.pictures, profile: request.profile });
    let mut found = imported.found.clone();
    let (mut accounted, mut made) = (None, None);
    if let Some(compiled) = outcome.compiled {
        let docx = engine.docx(&compiled)?;
        let (result, origins) = of_flow(&compiled.flow, engine.fonts());
        let mut account = account(paper, draft, &imported, &result, &origins);
        account.changed.extend(signs.changed.iter().cloned());
        account.lost.extend(signs.lost.iter().cloned());
        found.extend(account.lost.iter().map(lost).chain(account.changed.iter().map(changed)));
        (accounted, made) = (Some(account), Some((compiled, docx)));
    }
    let (loses, has_records) = (found.has_errors(), imported.has_records);
    found.extend(outcome.diagnostics);
    Ok(Checked { data, pictures: imported.pictures, account: accounted, sources: outcome.sources, found, loses, has_records, made })
}

/// The type to make.
fn doc_type<'e>(engine: &'e Engine, draft: &Draft, given: Option<&str>) -> Result<&'e DocType, Diagnostics> {
    let refused = |message: String, help: &str| Diagnostic::error(code::NOT_A_TYPE, None, message).help(help);
    let advice = "Vẫn muốn trình bày theo một loại thì ghi thêm --type, ví dụ: --type ke-hoach; các loại: vanban types.";
    let slug = match (given, &draft.kind) {
        (Some(given), _) => given.to_owned(),
        (None, Kind::Decree(_)) => draft.kind.name(),
        (None, Kind::Normative(title)) => {
            let message = format!(
                "Đây là văn bản quy phạm pháp luật ({title}), không theo thể thức của Nghị định 30/2020/NĐ-CP: không sửa, không đổi gì"
            );
            return Err(refused(message, advice).into());
        }
        (None, Kind::Form(title)) => {
            return Err(refused(format!("Đây là biểu mẫu để điền ({title}), chưa phải văn bản: không sửa, không đổi gì"), advice).into());
        }
        (None, Kind::Other(title)) => {
            return Err(refused(
                format!("“{title}” không phải một trong 29 loại của Nghị định 30/2020/NĐ-CP: không sửa, không đổi gì"),
                advice,
            )
            .into());
        }
        (None, Kind::Unknown) => {
            return Err(refused("Không nhận ra tên loại của văn bản: không sửa, không đổi gì".to_owned(), advice).into());
        }
    };
    match engine.declared(&slug) {
        Some(Ok(doc_type)) => Ok(doc_type),
        Some(Err((_, found))) => Err(found.clone()),
        None => Err(refused(format!("Chương trình chưa soạn được loại “{slug}”"), "Chọn loại gần nhất bằng --type.").into()),
    }
}

fn lost(change: &Change) -> Diagnostic {
    Diagnostic::error(code::WORDS_LOST, None, format!("Không chuyển được chữ ở {}: “{}”", change.place, change.before))
}

fn changed(change: &Change) -> Diagnostic {
    let now = if change.after.is_empty() { "bỏ".to_owned() } else { format!("nay là “{}”", change.after) };
    Diagnostic::warning(
        code::WORDS_CHANGED,
        None,
        format!("Chữ do chương trình ghi khác bản gốc, ở {}: “{}”, {now}", change.place, change.before),
    )
}
