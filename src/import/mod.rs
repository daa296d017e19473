//! Anybody's document as data: what was recognised becomes fields, what is unsure a comment at its place.
//!
//! [`import`] makes the data; [`account`] says what became of every word of the source when it is rendered. Nothing is
//! lost in silence: who imports renders, compares, and refuses what does not add up.

mod account;
mod case;
mod changes;
mod checked;
mod columns;
mod content;
mod fixed;
mod forms;
mod grid;
mod indicators;
mod items;
mod joint;
mod missing;
mod office;
mod onto;
mod parties;
mod record_rows;
mod records;
mod signing;
mod signs;
mod table;
mod tasks;
mod team;
mod words;
mod yaml;

pub use account::{Account, Change, account};
pub use changes::{Changes, changes};
pub use checked::{Checked, Request, checked, checked_text};
pub use fixed::{Fixed, fixed};
pub use onto::{Onto, Request as OntoRequest, onto};
pub use yaml::written;

use std::collections::{BTreeMap, BTreeSet};

use case::Running;
use words::Notes;
use yaml::{Map, Node, Value, text};

use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::doc_type::DocType;
use crate::paper::{Drawing, Paper, Paragraph, Picture, Place, Remark, RemarkKind, paragraphs, parts};
use crate::recognise::{Appendix, Draft, Element, Found, Piece};
use crate::text::is_letter;
use crate::units::Twips;

/// What is asked of an import.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Whether numbers out of order are set right; else they are kept.
    pub renumber: bool,
    /// Whether room is left for what the type demands and the source does not say.
    pub room: bool,
    /// The folder of pictures, as the data names it.
    pub pictures: &'a str,
    /// Width and height of the text on an upright page.
    pub page: (Twips, Twips),
    /// Whether a table of tasks, a team or figures becomes records where its head says so plainly.
    pub records: bool,
}

/// Fields of the office, which a profile may hold.
const OFFICE: [&str; 6] = ["organization_in_charge", "organ_name", "organ_code", "place", "signer_info", "filing"];

/// Data made from a document.
#[derive(Clone, Debug)]
pub struct Imported<'p> {
    /// The data's fields; [`Imported::data`] writes them.
    fields: Map,
    /// The pictures, by their names in the data.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// What is to be told: comments and changes of the source, what has no place in the data.
    pub found: Diagnostics,
    /// Whether a table became records.
    pub has_records: bool,
    /// Stretches of the source in whose stead the program writes its own words.
    composed: Vec<Piece<'p>>,
}

impl Imported<'_> {
    /// Leaves to an office's profile what stands in it with the same words; `path` is how the data names it.
    pub fn leave_to(&mut self, path: &str, profile: &crate::model::node::Node) {
        let same =
            |key: &str, node: &Node| profile.get(key).is_some_and(|theirs| yaml::json(&node.value) == yaml::shouted(theirs.to_json()));
        let given = |key: &str, node: &Node| match key {
            "code_notation" => missing::is_room(node) && profile.get("organ_code").is_some(),
            _ => OFFICE.contains(&key) && (same(key, node) || missing::is_room(node) && profile.get(key).is_some()),
        };
        self.fields.retain(|(key, node)| !given(key, node));
        self.fields.insert(1, ("profile", text(path)));
    }

    /// The data file.
    pub fn data(&self) -> String {
        let head = ["Lấy từ văn bản Word: soát lại những chỗ có ghi chú “Chưa chắc”, rồi chạy vanban render."];
        yaml::write(&head.map(str::to_owned), &self.fields)
    }
}

/// What is at hand while a document is read.
struct Context<'p> {
    notes: Notes,
    renumber: bool,
    /// Room between the margins where the text at hand stands, and beside it on a page that is turned.
    text_width: Twips,
    page: (Twips, Twips),
    folder: String,
    /// Pictures: part of the package → name in the data.
    pictures: BTreeMap<String, String>,
    composed: Vec<Piece<'p>>,
    found: Diagnostics,
    /// The kinds of records that a table may still become, and those that became of one.
    wanted: Vec<&'static records::Kind>,
    records: Map,
}

impl Context<'_> {
    /// A picture as an image of the data, unless it cannot be one: then its file is kept beside the data, and that is told.
    fn image(&mut self, picture: &Picture, place: &Place) -> Option<Node> {
        let ending = picture.part.as_deref().and_then(|p| p.rsplit_once('.')).map(|(_, e)| e.to_lowercase()).unwrap_or_default();
        let Some(part) = &picture.part else {
            let message = format!("Ảnh ở {place} không nằm trong tệp (chỉ liên kết đến nơi khác): bản làm lại chưa có ảnh này");
            let help = "Lưu ảnh thành tệp PNG hoặc JPEG, thêm mục `image` vào dữ liệu ở chỗ ấy.";
            self.found.push(Diagnostic::warning(code::NOT_CARRIED, None, message).help(help));
            return None;
        };
        let next = self.pictures.len() + 1;
        let name = self.pictures.entry(part.clone()).or_insert_with(|| format!("{}/hinh-{next}.{ending}", self.folder)).clone();
        if !["png", "jpg", "jpeg"].contains(&ending.as_str()) {
            let kind = ending.to_uppercase();
            let message =
                format!("Ảnh ở {place} là loại {kind}, không đặt được vào văn bản: bản làm lại chưa có ảnh này, ảnh gốc giữ ở {name}");
            let help = "Mở tệp ảnh ấy, lưu thành PNG, thêm mục `image` vào dữ liệu ở chỗ ấy; ảnh chỉ để trang trí thì bỏ.";
            self.found.push(Diagnostic::warning(code::NOT_CARRIED, None, message).help(help));
            return None;
        }
        let alt = match picture.alt.as_deref().map(str::trim).filter(|a| !a.is_empty()) {
            Some(alt) => text(alt),
            None => text(format!("Hình {next}")).noted("Bản gốc không có lời tả ảnh: viết một câu tả nội dung."),
        };
        let mut map: Map = vec![("file", text(name)), ("alt", alt)];
        if picture.width.0 > 0 {
            let width =
                if picture.width > self.text_width { "100%".to_owned() } else { format!("{}mm", picture.width.mm().round().max(1.0)) };
            map.push(("width", text(width)));
        }
        Some(Value::Map(map).into())
    }

    /// Tells of the pictures that stand in no text: in the head, beside the signature, in cells.
    fn leave_out(&mut self, paper: &Paper, draft: &Draft) {
        let appendices = draft.appendices.iter().flat_map(|a| &a.body);
        let elements = draft.body.iter().chain(&draft.after).chain(appendices);
        let mut carried: BTreeSet<usize> = elements.filter(|e| !matches!(e, Element::Table(..))).map(Element::paragraph).collect();
        // A cell holds its first picture.
        for cell in draft.tables().flat_map(|(table, _)| table.cells()) {
            let pictured = |p: &&Paragraph| p.drawings.iter().any(|d| matches!(d, Drawing::Picture(_)));
            carried.extend(paragraphs(&cell.blocks).find(pictured).map(|p| p.place.paragraph));
        }
        for paragraph in paper.paragraphs().filter(|p| !carried.contains(&p.place.paragraph)) {
            for part in paragraph.drawings.iter().filter_map(|d| if let Drawing::Picture(picture) = d { Some(&picture.part) } else { None })
            {
                let kept = part.as_ref().map(|part| {
                    let ending = part.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
                    let next = self.pictures.len() + 1;
                    self.pictures.entry(part.clone()).or_insert_with(|| format!("{}/hinh-{next}.{ending}", self.folder)).clone()
                });
                let kept = kept.map(|name| format!(", ảnh gốc giữ ở {name}")).unwrap_or_default();
                let message = format!("Ảnh ở {} không đặt vào bản làm lại{kept}", paragraph.place);
                let help = "Con dấu, chữ ký, biểu tượng không chèn vào văn bản; ảnh thuộc nội dung thì thêm mục `image` ở chỗ ấy.";
                self.found.push(Diagnostic::warning(code::NOT_CARRIED, None, message).help(help));
            }
        }
    }

    /// Goes on to a page of some orientation; gives the width before.
    fn turn(&mut self, landscape: bool) -> Twips {
        let (width, height) = self.page;
        std::mem::replace(&mut self.text_width, if landscape { height } else { width })
    }
}

/// Makes data of a document of a type; `bytes` is its file.
pub fn import<'p>(bytes: &[u8], paper: &'p Paper, draft: &Draft<'p>, doc_type: &DocType, options: Options) -> Imported<'p> {
    let running = Running::of(paper);
    let mut context = Context {
        notes: Notes::of(paper),
        renumber: options.renumber,
        text_width: options.page.0,
        page: options.page,
        folder: options.pictures.to_owned(),
        pictures: BTreeMap::new(),
        composed: form(draft),
        found: Diagnostics::default(),
        wanted: if options.records { records::kinds(doc_type) } else { Vec::new() },
        records: Vec::new(),
    };
    let mut fields: Map = vec![("type", text(doc_type.declaration.slug.clone()))];
    fields.extend(office::fields(draft, doc_type, &running, &mut context.composed));
    for (key, node) in content::of(draft, doc_type, &running, &mut context) {
        match fields.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = node,
            None => fields.push((key, node)),
        }
    }
    if options.room {
        missing::leave_room(&mut fields, doc_type);
    }
    context.leave_out(paper, draft);
    let Context { pictures, composed, mut found, records, .. } = context;
    let has_records = !records.is_empty();
    if let Some((_, Node { value: Value::Map(content), .. })) = fields.iter_mut().find(|(key, _)| *key == "content") {
        content.extend(records);
    }
    let names: Vec<&str> = pictures.keys().map(String::as_str).collect();
    let read = parts(bytes, &names);
    let pictures = pictures.values().cloned().zip(read).filter_map(|(name, bytes)| Some((name, bytes?))).collect();
    tell(paper, &mut found);
    yaml::notes(&fields, &mut |key, note| {
        found.push(Diagnostic::warning(code::DOUBTFUL_READING, None, format!("`{key}`: {note}")));
    });
    Imported { fields, pictures, found, has_records, composed }
}

/// What the program writes by itself whatever the source says.
fn form<'p>(draft: &Draft<'p>) -> Vec<Piece<'p>> {
    let (header, front, foot) = (&draft.header, &draft.front, &draft.foot);
    let mut out: Vec<Piece> = Vec::new();
    let of = |found: Option<&Found<'p, String>>| found.map(|f| f.pieces.clone()).unwrap_or_default();
    out.extend(header.national_title.iter().chain(&header.motto).flat_map(|f| f.pieces.clone()));
    out.extend(header.code.iter().flat_map(|f| f.pieces.clone()));
    out.extend(header.place_date.iter().flat_map(|f| f.pieces.clone()));
    out.extend(header.marks.iter().chain(&header.typed_rules).chain(&front.typed_rules).cloned());
    out.extend(of(front.type_name.as_ref()));
    out.extend(of(front.enacting_words.as_ref()));
    out.extend(front.addressee_heading.iter().chain(&foot.recipients_heading).cloned());
    out.extend(foot.signers.iter().filter_map(|s| s.hint.clone()));
    for Appendix { label, reference, .. } in &draft.appendices {
        out.extend(of(label.as_ref()));
        out.extend(of(reference.as_ref()));
    }
    out
}

/// Tells what the page does not show, and what no data holds.
fn tell(paper: &Paper, found: &mut Diagnostics) {
    let mut kinds: BTreeMap<RemarkKind, Vec<&Remark>> = BTreeMap::new();
    for remark in &paper.remarks {
        kinds.entry(remark.kind).or_default().push(remark);
    }
    for (kind, all) in kinds {
        let shown: Vec<String> = all.iter().take(3).map(|r| format!("{} “{}”", r.place, shortened(&r.words))).collect();
        let more = if all.len() > 3 { " …" } else { "" };
        let message = format!("{} chỗ có {}: {}{more}", all.len(), kind.title(), shown.join("; "));
        found.push(Diagnostic::warning(code::NOT_CARRIED, None, message));
    }
    for comment in &paper.comments {
        let place = comment.at.as_ref().map(|p| format!(" ở {p}")).unwrap_or_default();
        let message = format!("Lời nhận xét của {}{place} không chuyển sang: “{}”", comment.author, shortened(&comment.text));
        found.push(Diagnostic::warning(code::NOT_CARRIED, None, message));
    }
    if paper.signed {
        let message = "Tệp Word có chữ ký số; bản làm lại không có chữ ký ấy".to_owned();
        found.push(
            Diagnostic::warning(code::NOT_CARRIED, None, message).help("Tệp gốc giữ nguyên. Văn bản đã ký thì không sửa: làm văn bản mới."),
        );
    }
    for margin in &paper.margins {
        let words: String = crate::paper::paragraphs(&margin.blocks).map(|p| p.shown() + " ").collect();
        if words.chars().any(is_letter) {
            let message = format!("Chữ ở đầu, chân trang không chuyển sang: “{}”", shortened(&words));
            found.push(
                Diagnostic::warning(code::NOT_CARRIED, None, message)
                    .help("Đầu trang chỉ có số trang; địa chỉ cơ quan ghi ở trường `address`."),
            );
        }
    }
}

/// The beginning of some words.
fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}
