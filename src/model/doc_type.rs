//! A document type as its folder declares it in `type.toml`, on a form of the decree that says the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Diagnostics, SourceId, Span, code};
use crate::standard::Clause;
use crate::text::closest;
use crate::tree::{Closing, Numbering};

/// One document type.
#[derive(Clone, Debug)]
pub struct DocType {
    /// What `type.toml` and its form say.
    pub declaration: Declaration,
    /// The schema of its content: the form's, with what `schema.json` adds.
    pub content: Json,
}

/// What a type is; the keys of `type.toml`.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// Name of the folder and of `type:` in data: the official name without marks.
    pub slug: String,
    /// Official name, e.g. `Kế hoạch`.
    pub name: String,
    /// Abbreviation in the symbol (decree PL III), absent for công văn.
    pub abbreviation: Option<String>,
    /// Form of the decree (PL III.II), e.g. `1.4`.
    pub form: String,
    /// Beside which other types an office looks for it.
    pub group: Group,
    /// How the body is numbered.
    pub numbering: Numbering,
    /// How the text ends.
    pub closing: Closing,
    /// Where the summary stands.
    pub summary: Summary,
    /// Who signs.
    pub signers: Signers,
    /// The records that its content has, besides the fields of its own schema.
    pub records: Vec<String>,
    /// What each constituent does in this type; `components` in the file.
    pub constituents: BTreeMap<Constituent, Presence>,
}

/// The kinds of types, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "see `term`")]
pub enum Group {
    Decisions,
    Plans,
    Reports,
    Correspondence,
    Agreements,
    Slips,
    Copies,
    Own,
}

impl Group {
    const VALUES: &'static [(&'static str, Group)] = &[
        ("decisions", Group::Decisions),
        ("plans", Group::Plans),
        ("reports", Group::Reports),
        ("correspondence", Group::Correspondence),
        ("agreements", Group::Agreements),
        ("slips", Group::Slips),
        ("copies", Group::Copies),
    ];

    /// What an office calls it.
    pub fn term(self) -> &'static str {
        match self {
            Group::Decisions => "Quyết định, chỉ đạo, hướng dẫn",
            Group::Plans => "Chương trình, kế hoạch, đề án",
            Group::Reports => "Báo cáo, tờ trình, biên bản",
            Group::Correspondence => "Công văn, thông tin",
            Group::Agreements => "Hợp đồng, thỏa thuận",
            Group::Slips => "Giấy, phiếu",
            Group::Copies => "Bản sao (xem `vanban copy`)",
            Group::Own => "Loại riêng",
        }
    }
}

/// Where the summary (trích yếu) stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summary {
    /// Below the type's name (box 5a).
    UnderTitle,
    /// Below the number, behind `V/v` (box 5b); the type's name is not shown.
    UnderNumber,
    /// Nowhere.
    None,
}

impl Summary {
    const VALUES: &'static [(&'static str, Summary)] =
        &[("under_title", Summary::UnderTitle), ("under_number", Summary::UnderNumber), ("none", Summary::None)];
}

/// Who signs a type's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signers {
    /// The envelope's `signer_info`.
    One,
    /// Two people side by side, as the content says.
    Pair,
    /// As many people as the content says, two in a row.
    Grid,
    /// Nobody.
    None,
}

impl Signers {
    const VALUES: &'static [(&'static str, Signers)] =
        &[("one", Signers::One), ("pair", Signers::Pair), ("grid", Signers::Grid), ("none", Signers::None)];
}

const CLOSINGS: &[(&str, Closing)] = &[("./.", Closing::EndMark), (".", Closing::Stop), ("none", Closing::AsWritten)];
const NUMBERINGS: &[(&str, Numbering)] = &[("a", Numbering::A), ("b", Numbering::B)];

/// Constituents of a document (thành phần thể thức) that a type may demand or exclude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named after the decree's constituents; see `term`")]
pub enum Constituent {
    Organ,
    Code,
    PlaceDate,
    Title,
    IssuingAuthority,
    LegalBases,
    EnactingWords,
    Addressees,
    Recipients,
    Closing,
    Signature,
}

impl Constituent {
    const VALUES: &'static [(&'static str, Constituent)] = &[
        ("organ", Constituent::Organ),
        ("code", Constituent::Code),
        ("place_date", Constituent::PlaceDate),
        ("title", Constituent::Title),
        ("issuing_authority", Constituent::IssuingAuthority),
        ("legal_bases", Constituent::LegalBases),
        ("enacting_words", Constituent::EnactingWords),
        ("addressees", Constituent::Addressees),
        ("recipients", Constituent::Recipients),
        ("closing", Constituent::Closing),
        ("signature", Constituent::Signature),
    ];

    /// The decree's word for it.
    pub fn term(self) -> &'static str {
        match self {
            Constituent::Organ => "Tên cơ quan ban hành",
            Constituent::Code => "Số, ký hiệu",
            Constituent::PlaceDate => "Địa danh và thời gian ban hành",
            Constituent::Title => "Tên loại và trích yếu",
            Constituent::IssuingAuthority => "Thẩm quyền ban hành",
            Constituent::LegalBases => "Căn cứ",
            Constituent::EnactingWords => "Từ “QUYẾT ĐỊNH:”",
            Constituent::Addressees => "Kính gửi",
            Constituent::Recipients => "Nơi nhận",
            Constituent::Closing => "Kết thúc văn bản (./.)",
            Constituent::Signature => "Chức vụ, họ tên người ký",
        }
    }

    /// Where the decree speaks of it.
    pub fn clause(self) -> Clause {
        match self {
            Constituent::Organ => Clause::OrganName,
            Constituent::Code => Clause::Code,
            Constituent::PlaceDate => Clause::PlaceDate,
            Constituent::Title => Clause::Title,
            Constituent::LegalBases => Clause::LegalBases,
            Constituent::IssuingAuthority | Constituent::EnactingWords => Clause::DecisionForm,
            Constituent::Addressees | Constituent::Recipients => Clause::Recipients,
            Constituent::Closing => Clause::Forms,
            Constituent::Signature => Clause::Signature,
        }
    }
}

/// Whether a constituent stands in a type's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Presence {
    Must,
    May,
    Never,
}

impl Presence {
    const VALUES: &'static [(&'static str, Presence)] = &[("must", Presence::Must), ("may", Presence::May), ("never", Presence::Never)];
}

const KEYS: [&str; 10] = ["slug", "name", "abbreviation", "form", "group", "numbering", "closing", "summary", "signers", RECORDS];
const RECORDS: &str = "records";
const COMPONENTS: &str = "components";

/// The keys of a `type.toml` or of a form's file, each with its value and place; those of the table
/// `components` have its name before them.
#[derive(Debug, Default)]
pub struct Keys {
    /// Where the file begins.
    start: Option<Span>,
    texts: BTreeMap<String, (String, Span)>,
    /// Keys whose values were told to be wrong.
    refused: BTreeSet<String>,
    records: Option<(Vec<String>, Span)>,
}

impl Keys {
    /// Reads a file; `file` is its name in messages. What is wrong is reported, the rest is kept; nothing when it is no
    /// TOML.
    pub fn read(file: &str, text: &str, source: SourceId, found: &mut Diagnostics) -> Option<Self> {
        let span = |range: std::ops::Range<usize>| Span { source, start: range.start, end: range.end };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                found.push(
                    Diagnostic::error(code::BAD_TYPE_FOLDER, error.span().map(span), format!("{file} không đúng cách viết TOML"))
                        .help("Mỗi dòng một khóa, ví dụ: form = \"1.4\"; giá trị đặt trong ngoặc kép."),
                );
                return None;
            }
        };
        let mut keys = Keys { start: Some(span(0..0)), ..Keys::default() };
        for (key, value) in table.get_ref() {
            let name = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::Table(components) if name == COMPONENTS => {
                    for (key, value) in components {
                        let names = Constituent::VALUES.iter().map(|(name, _)| *name);
                        keys.add(file, &format!("{COMPONENTS}.{}", key.get_ref()), key.get_ref(), names, (span(key.span()), value), found);
                    }
                }
                _ => keys.add(file, name, name, KEYS.into_iter(), (span(key.span()), value), found),
            }
        }
        Some(keys)
    }

    fn add<'k>(
        &mut self,
        file: &str,
        path: &str,
        name: &str,
        known: impl Iterator<Item = &'k str> + Clone,
        (at, value): (Span, &toml::Spanned<DeValue<'_>>),
        found: &mut Diagnostics,
    ) {
        if !known.clone().any(|known| known == name) {
            let help = match closest(name, known.clone().map(|known| (known, known))) {
                Some(similar) => format!("Có phải ý bạn là `{similar}`?"),
                None => format!("Các khóa: {}.", known.collect::<Vec<_>>().join(", ")),
            };
            found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, at, format!("{file} không có khóa `{path}`")).help(help));
            return;
        }
        let range = value.span();
        let at = Span { start: range.start, end: range.end, ..at };
        if name == RECORDS {
            let list: Option<Vec<String>> =
                value.get_ref().as_array().and_then(|list| list.iter().map(|v| Some(v.get_ref().as_str()?.to_owned())).collect());
            match list {
                Some(list) => self.records = Some((list, at)),
                None => found.push(
                    Diagnostic::error(code::BAD_TYPE_FOLDER, at, format!("{file}: giá trị của `{path}` phải là danh sách chữ"))
                        .help("Ví dụ: records = [\"signatories\"]."),
                ),
            }
            return;
        }
        match value.get_ref().as_str() {
            Some(text) => drop(self.texts.insert(path.to_owned(), (text.trim().to_owned(), at))),
            None => {
                self.refused.insert(path.to_owned());
                found.push(
                    Diagnostic::error(code::BAD_TYPE_FOLDER, at, format!("{file}: giá trị của `{path}` phải là chữ"))
                        .help(format!("Đặt trong ngoặc kép: {name} = \"…\".")),
                );
            }
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(|(value, _)| value.as_str())
    }

    /// Where a key's value stands.
    pub fn span(&self, key: &str) -> Option<Span> {
        if key == RECORDS { self.records.as_ref().map(|(_, span)| *span) } else { self.texts.get(key).map(|(_, span)| *span) }
    }

    /// Takes over the keys that another file has besides.
    pub fn or(mut self, other: Keys) -> Keys {
        for (key, value) in other.texts {
            self.texts.entry(key).or_insert(value);
        }
        self.records = self.records.or(other.records);
        self
    }

    /// One of the values that a key may have.
    fn choice<T: Copy>(&self, key: &str, values: &[(&str, T)], found: &mut Diagnostics) -> Option<T> {
        let (given, span) = self.texts.get(key)?;
        let value = values.iter().find(|(name, _)| name == given).map(|(_, value)| *value);
        if value.is_none() {
            let names: Vec<String> = values.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            found.push(
                Diagnostic::error(code::BAD_TYPE_FOLDER, *span, format!("`{key}` không nhận giá trị “{given}”"))
                    .help(format!("Ghi một trong: {}.", names.join(", "))),
            );
        }
        value
    }
}

impl Declaration {
    /// What the keys of a type on its form declare; nothing when something is missing or wrong.
    pub fn new(keys: &Keys, found: &mut Diagnostics) -> Option<Self> {
        let mut required = |key: &str, help: &str| match keys.get(key).filter(|value| !value.is_empty()) {
            Some(value) => value.to_owned(),
            None => {
                if !keys.refused.contains(key) {
                    let place = keys.span(key).or(keys.start);
                    found.push(Diagnostic::error(code::BAD_TYPE_FOLDER, place, format!("type.toml thiếu `{key}`")).help(help));
                }
                String::new()
            }
        };
        let slug = required("slug", "Ghi tên thư mục của loại, ví dụ: slug = \"to-trinh\".");
        let name = required("name", "Ghi tên loại văn bản, ví dụ: name = \"Tờ trình\".");
        let form = required("form", "Ghi mẫu của Phụ lục III, ví dụ: form = \"1.4\".");
        let group = keys.choice("group", Group::VALUES, found);
        let numbering = keys.choice("numbering", NUMBERINGS, found);
        let closing = keys.choice("closing", CLOSINGS, found);
        let summary = keys.choice("summary", Summary::VALUES, found);
        let signers = keys.choice("signers", Signers::VALUES, found);
        let mut constituents = BTreeMap::new();
        for (name, constituent) in Constituent::VALUES {
            let presence = keys.choice(&format!("{COMPONENTS}.{name}"), Presence::VALUES, found);
            constituents.extend(presence.map(|presence| (*constituent, presence)));
        }
        (!found.has_errors()).then(|| Declaration {
            slug,
            name,
            abbreviation: keys.get("abbreviation").filter(|a| !a.is_empty()).map(str::to_owned),
            form,
            group: group.unwrap_or(Group::Own),
            numbering: numbering.unwrap_or(Numbering::B),
            closing: closing.unwrap_or(Closing::EndMark),
            summary: summary.unwrap_or(Summary::UnderTitle),
            signers: signers.unwrap_or(Signers::One),
            records: keys.records.as_ref().map(|(records, _)| records.clone()).unwrap_or_default(),
            constituents,
        })
    }

    /// Whether the type's documents must have a constituent.
    pub fn demands(&self, constituent: Constituent) -> bool {
        self.constituents.get(&constituent) == Some(&Presence::Must)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(form: &str, own: &str) -> Result<Declaration, Vec<String>> {
        let mut found = Diagnostics::default();
        let mut read = |file, text, id| Keys::read(file, text, SourceId(id), &mut found);
        let (own, form) = (read("type.toml", own, 0), read("forms/1.4.toml", form, 1));
        let declaration = own.and_then(|own| Declaration::new(&own.or(form.unwrap_or_default()), &mut found));
        declaration.filter(|_| found.is_empty()).ok_or_else(|| found.iter().map(|d| d.message.clone()).collect())
    }

    const OWN: &str = "slug = \"chuong-trinh\"\nname = \"Chương trình\"\nabbreviation = \"CTr\"\nform = \"1.4\"\n";

    #[test]
    fn a_type_says_what_differs_from_its_form() {
        let form = "closing = \"none\"\n[components]\norgan = \"must\"\naddressees = \"never\"\n";
        let declaration = declared(form, &format!("{OWN}summary = \"under_number\"\n[components]\naddressees = \"may\"\n")).unwrap();
        assert_eq!((declaration.closing, declaration.summary), (Closing::AsWritten, Summary::UnderNumber));
        let given: Vec<_> = declaration.constituents.into_iter().collect();
        assert_eq!(given, [(Constituent::Organ, Presence::Must), (Constituent::Addressees, Presence::May)]);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = "slug = \"x\"\nname = 3\nsumary = \"none\"\nclosing = \"Xin cảm ơn.\"\nsigners = \"several\"\n[components]\norgan = \"maybe\"\nseal = \"must\"\n";
        assert_eq!(
            declared("", wrong).unwrap_err(),
            [
                "type.toml không có khóa `components.seal`",
                "type.toml: giá trị của `name` phải là chữ",
                "type.toml không có khóa `sumary`",
                "type.toml thiếu `form`",
                "`closing` không nhận giá trị “Xin cảm ơn.”",
                "`signers` không nhận giá trị “several”",
                "`components.organ` không nhận giá trị “maybe”",
            ]
        );
        assert_eq!(declared("", "slug = [\n").unwrap_err(), ["type.toml không đúng cách viết TOML"]);
    }
}
