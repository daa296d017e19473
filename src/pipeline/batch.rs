//! One document for each row of a sheet, laid over a data file that holds what they share.
//!
//! Reading and matching is done once; the rows are then compiled one by one, from any thread.

use std::mem;

use super::linked::Recording;
use super::{Broken, Compilation, Engine, Outcome, Prepared};
use crate::diag::{Diagnostic, Diagnostics, Severity, Sources, Span, code, column_name};
use crate::export;
use crate::model::doc_type::{Constituent, Declaration, Presence, Signers};
use crate::model::entry_form::entry_form;
use crate::model::node::Node;
use crate::model::rows::{ColumnMatch, Rows};
use crate::model::sheet::{Book, Cell, Correction};
use crate::model::{Data, Files, read};
use crate::template::{file_name, unknown_type};
use crate::text::slug;

/// Longest name of a file without its ending, bytes: Windows takes 255 with the folder's part.
const LONGEST: usize = 120;

/// Documents waiting to be compiled, one for each row.
pub struct Batch<'e> {
    /// The base, its profile, the sheets.
    pub sources: Sources,
    /// What is wrong with the base or the sheet as a whole; rows have their own findings.
    pub diagnostics: Diagnostics,
    engine: &'e Engine,
    stem: String,
    base: Option<Node>,
    rows: Option<Rows>,
}

/// A file of rows and how it is to be read.
#[derive(Clone, Debug, Default)]
pub struct RowsFile<'a> {
    /// How messages name it.
    pub name: &'a str,
    /// XLSX, CSV or JSON lines.
    pub bytes: Vec<u8>,
    /// The sheet of the documents; the first that is visible where none is named.
    pub sheet: Option<&'a str>,
    /// Cells as a person put them right.
    pub corrections: &'a [Correction],
}

impl<'a> RowsFile<'a> {
    /// The first sheet of a file as it is.
    pub fn new(name: &'a str, bytes: Vec<u8>) -> Self {
        RowsFile { name, bytes, ..RowsFile::default() }
    }
}

/// A cell as a person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCell {
    /// Its column's letters.
    pub column: String,
    /// Its name, as corrections name it.
    pub cell: String,
    /// What it shows.
    pub words: String,
}

/// A row as messages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowLabel {
    /// Its place: `don-vi.xlsx, Sheet1!14`.
    pub place: String,
    /// Its number, as a spreadsheet program counts.
    pub number: u32,
    /// The words of its first column.
    pub key: String,
}

impl Engine {
    /// Prepares a document for each row. Paths in the base are relative to `base_name`.
    pub fn batch(&self, base_name: &str, base_bytes: Vec<u8>, rows: RowsFile<'_>, files: &dyn Files) -> Batch<'_> {
        let files = Recording::new(files);
        let mut run = Compilation::new(self, &files, Sources::default());
        let base = run.base(base_name, base_bytes);
        let book = Book::open(rows.name, rows.bytes, None).map_err(|d| run.found.push(d));
        let book = book.map(|book| book.corrected(rows.corrections));
        let rows = match (&base, book) {
            (Some((base, prepared)), Ok(mut book)) => {
                Rows::read(&mut book, rows.sheet, prepared.checker.schema(), base, &mut run.sources, &mut run.found)
            }
            _ => None,
        };
        let file = base_name.rsplit(['/', '\\']).next().unwrap_or(base_name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let Compilation { sources, found, .. } = run;
        let base = base.map(|(node, _)| node);
        let diagnostics = found.placed(&sources, self.standard);
        Batch { sources, diagnostics, engine: self, stem, base, rows }
    }
}

impl Engine {
    /// The empty workbook that units fill in for a type. With a base (its name and bytes) it asks
    /// only what that leaves open, and every coded record of it is a column.
    pub fn form(&self, slug: &str, base: Option<(String, Vec<u8>)>, files: &dyn Files) -> Result<Vec<u8>, Broken> {
        let files = Recording::new(files);
        let mut run = Compilation::new(self, &files, Sources::default());
        let prepared = match self.prepared(slug) {
            Ok(prepared) => prepared,
            Err((sources, found)) if !found.is_empty() => return Err((sources.clone(), found.clone())),
            Err(_) => return Err((run.sources, self.no_type(slug).into())),
        };
        let schema = prepared.checker.schema();
        let base = base.and_then(|(name, bytes)| Some((name.clone(), run.base(&name, bytes)?.0)));
        if let Some((name, root)) = &base
            && let Some(other) = root.get("type").filter(|t| t.text() != Some(slug))
        {
            let message = format!("{name} không phải dữ liệu của loại văn bản “{slug}”");
            run.found.push(Diagnostic::error(code::UNKNOWN_TYPE, other.span, message).help("Chọn tệp dữ liệu cùng loại, hoặc bỏ --base."));
        }
        if run.found.has_errors() {
            return Err((run.sources, run.found));
        }
        let declaration = &prepared.folder.doc_type.declaration;
        let form = entry_form(&declaration.name, &asked(schema, declaration), base.as_ref().map(|(_, root)| root));
        export::workbook::write(&form).map_err(|found| (run.sources, found))
    }

    fn no_type(&self, slug: &str) -> Diagnostic {
        let known: Vec<&str> = self.types.keys().map(String::as_str).collect();
        unknown_type(slug, &known)
    }
}

impl<'e> Compilation<'e> {
    /// The shared data with its profile, and its type.
    fn base(&mut self, name: &str, bytes: Vec<u8>) -> Option<(Node, &'e Prepared)> {
        let text = read::decode(name, bytes).map_err(|found| self.found.extend(found)).ok()?;
        let id = self.sources.add(name, text);
        let mut data = self.load(id)?;
        self.profile(&data);
        let prepared = self.type_of(&data.root)?;
        self.expand(&mut data, prepared);
        Some((data.root, prepared))
    }
}

/// A type's schema without what its documents never show.
fn asked(schema: &serde_json::Value, declaration: &Declaration) -> serde_json::Value {
    let mut asked = schema.clone();
    let never = |constituent| declaration.constituents.get(&constituent) == Some(&Presence::Never);
    let needless = [
        (declaration.signers != Signers::One).then_some(&["signer_info"][..]),
        never(Constituent::Code).then_some(&["organ_code", "code_number"][..]),
        never(Constituent::Addressees).then_some(&["to"][..]),
    ];
    if let Some(fields) = asked["properties"].as_object_mut() {
        fields.retain(|name, _| !needless.iter().flatten().any(|names| names.contains(&name.as_str())));
    }
    asked
}

impl Batch<'_> {
    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, Rows::len)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which column is which field.
    pub fn matches(&self) -> &[ColumnMatch] {
        self.rows.as_ref().map_or(&[], |rows| rows.matches.as_slice())
    }

    /// The heading of every column, whether it means a field or not; none of JSON lines, whose cells are no cells.
    pub fn headings(&self) -> Vec<SheetCell> {
        self.shown(self.rows.as_ref().map_or(&[], |rows| rows.headings.as_slice()))
    }

    /// The cells of a row; none of JSON lines.
    pub fn cells(&self, index: usize) -> Vec<SheetCell> {
        self.shown(self.rows.as_ref().map_or(&[], |rows| rows.cells(index)))
    }

    /// What a column may mean: the path of each field and its title.
    pub fn fields(&self) -> Vec<(String, &str)> {
        let fields = self.rows.as_ref().map_or(&[][..], Rows::fields);
        fields.iter().map(|field| (field.dotted(), field.title.as_str())).collect()
    }

    fn shown(&self, cells: &[Cell]) -> Vec<SheetCell> {
        let one = |(at, cell): (usize, &Cell)| {
            let grid = self.sources.get(cell.span.source)?.labels.cells()?;
            Some(SheetCell { column: column_name(at), cell: grid.label(cell.span), words: cell.content.shown() })
        };
        cells.iter().enumerate().filter_map(one).collect()
    }

    /// How messages name a row.
    pub fn row(&self, index: usize) -> Option<RowLabel> {
        let (span, number, key) = self.rows.as_ref()?.row(index)?;
        Some(RowLabel { place: self.sources.place(span)?, number, key: key.to_owned() })
    }

    /// A row's whole data, base and profile included: a data file that gives the same document.
    pub fn data(&self, index: usize) -> serde_json::Value {
        let mut data = self.overlaid(index).map(|(root, _)| root.to_json()).unwrap_or_default();
        if let Some(fields) = data.as_object_mut() {
            fields.shift_remove("profile");
        }
        data
    }

    /// Compiles the document of a row; findings that every row shares come with each of them.
    pub fn compile(&self, index: usize, files: &dyn Files) -> Outcome {
        let files = Recording::new(files);
        let mut run = Compilation::new(self.engine, &files, self.sources.clone());
        let Some((root, own)) = self.overlaid(index) else { return run.outcome(None) };
        let compiled = run.finish(Data { root, profile: None });
        // A cell that is wrong or empty leaves a gap of which other places complain: the cell is to
        // be mended. What is wrong with the base itself shows in the rows that are right.
        let told = |d: &Diagnostic| own.iter().any(|o| o.place.is_some() && o.span() == d.span());
        let further: Vec<Diagnostic> = mem::take(&mut run.found).into_iter().filter(|d| !told(d)).collect();
        let found: Vec<Diagnostic> = own.iter().cloned().chain(further).collect();
        let in_base = |d: &Diagnostic| d.severity == Severity::Error && d.span().is_none_or(|span| self.is_of_base(span));
        let own_fault = found.iter().any(|d| d.severity == Severity::Error && !in_base(d));
        run.found.extend(found.into_iter().filter(|d| !(own_fault && in_base(d))));
        run.outcome(compiled)
    }

    /// The file name of a row's document, without its ending: the pattern filled with the row's
    /// data and `row`, its number; without a pattern the base's name and the body's, or the
    /// row's number where the rows name no bodies.
    pub fn name(&self, index: usize, pattern: Option<&str>) -> Result<String, Diagnostics> {
        let row = self.row(index);
        let number = row.as_ref().map_or(0, |r| r.number);
        let name = match pattern {
            Some(pattern) => {
                let mut data = self.overlaid(index).map(|(root, _)| root.to_json()).unwrap_or_default();
                data["row"] = number.into();
                file_name(pattern, &data).map_err(|why| {
                    Diagnostics::from(
                        Diagnostic::error(code::BAD_FILE_NAME, None, format!("Mẫu tên tệp “{pattern}” không dùng được: {why}"))
                            .help("Ví dụ: --name \"bao-cao-{{organ_name}}\"; {{row}} là số của hàng."),
                    )
                })?
            }
            None => match self.rows.as_ref().and_then(|rows| rows.text(index, "organ_name")) {
                Some(organ) => format!("{}-{organ}", self.stem),
                // Rows of one body differ in something else.
                None => format!("{}-{number}", self.stem),
            },
        };
        let name = slug(&name, LONGEST);
        if name.is_empty() {
            let message = format!("Mẫu tên tệp “{}” cho tên rỗng ở hàng {number}", pattern.unwrap_or_default());
            return Err(Diagnostic::error(code::BAD_FILE_NAME, None, message).help("Tên tệp cần ít nhất một chữ cái hoặc chữ số.").into());
        }
        Ok(name)
    }

    fn is_of_base(&self, span: Span) -> bool {
        self.base.as_ref().is_some_and(|base| base.span.source == span.source)
    }

    fn overlaid(&self, index: usize) -> Option<(Node, Diagnostics)> {
        Some(self.rows.as_ref()?.overlay(index, self.base.as_ref()?))
    }
}
