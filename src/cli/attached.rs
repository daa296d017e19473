//! Whether a finished document still says what the data says that it carries.

use std::io;
use std::path::{Component, Path};

use super::args::Setup;
use super::engine;
use crate::export::Attachment;
use crate::import::{OntoRequest, onto};
use crate::model::Files;
use crate::pipeline::Judged;

/// Places that are named.
const NAMED: usize = 5;

/// What comes out when a document is compared with its own data.
pub(super) enum Compared {
    /// The words are those of the data.
    Same,
    /// People changed some: where, and what.
    Edited(Vec<String>),
    /// The data makes no document with this program, so nothing can be said.
    Unknown,
}

impl Compared {
    /// What a person is told.
    pub(super) fn sentence(&self) -> Option<String> {
        match self {
            Compared::Same => None,
            Compared::Unknown => {
                Some("Chưa đối chiếu được chữ trong văn bản với dữ liệu kèm theo: dữ liệu ấy không còn soạn ra văn bản được".to_owned())
            }
            Compared::Edited(all) => {
                let more = if all.len() > NAMED { format!("\n  … và {} chỗ nữa", all.len() - NAMED) } else { String::new() };
                let lines: String = all.iter().take(NAMED).map(|line| format!("\n  {line}")).collect();
                Some(format!(
                    "Chữ trong văn bản đã sửa tay, khác dữ liệu kèm theo ở {} chỗ:{lines}{more}\n  \
                     Đưa những chỗ sửa ấy về dữ liệu: vanban import --onto <TỆP_DỮ_LIỆU> <TỆP.docx>",
                    all.len()
                ))
            }
        }
    }
}

/// Compares a DOCX with the data that it carries.
pub(super) fn compared(name: &str, docx: &[u8], attachments: &[Attachment]) -> io::Result<Option<Compared>> {
    let Some(data) = attachments.first() else { return Ok(None) };
    let Ok(engine) = engine(&Setup::default())? else { return Ok(None) };
    let engine = engine.judging(Judged::Allowed);
    let request = OntoRequest { name: &data.name, data: &data.bytes, files: &Carried(attachments), edited_name: name, edited: docx };
    Ok(Some(match onto(&engine, request) {
        Err(_) => Compared::Unknown,
        Ok(onto) => {
            let taken = onto.taken.iter().map(|(place, what)| format!("{place}: {what}"));
            let refused = onto.reports[0].1.iter().filter(|d| d.is_error()).map(|d| d.message.clone());
            let all: Vec<String> = taken.chain(refused).collect();
            if all.is_empty() { Compared::Same } else { Compared::Edited(all) }
        }
    }))
}

/// The files that a document carries.
struct Carried<'a>(&'a [Attachment]);

impl Files for Carried<'_> {
    fn read(&self, from: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let mut steps: Vec<String> = Vec::new();
        let wanted = Path::new(from).parent().unwrap_or(Path::new("")).join(path.replace('\\', "/"));
        for step in wanted.components() {
            match step {
                Component::Normal(step) => steps.push(step.to_string_lossy().into_owned()),
                Component::ParentDir => drop(steps.pop()),
                _ => {}
            }
        }
        let wanted = steps.join("/");
        let last = steps.last().cloned().unwrap_or_default();
        // A file from another folder is carried under its name alone.
        let found = self.0.iter().find(|a| a.name == wanted).or_else(|| self.0.iter().find(|a| a.name == last));
        found.map(|a| (a.name.clone(), a.bytes.clone())).ok_or_else(|| "tệp không có trong văn bản".to_owned())
    }
}
