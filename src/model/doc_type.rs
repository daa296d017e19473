//! A document type as its folder declares it in `type.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

use crate::standard::Clause;
use crate::tree::Numbering;

/// One document type.
#[derive(Clone, Debug)]
pub struct DocType {
    /// What `type.toml` says.
    pub declaration: Declaration,
    /// The schema of its content, `schema.json`.
    pub content: Json,
}

/// The content of `type.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Name of the folder and of `type:` in data: the official name without marks.
    pub slug: String,
    /// Official name, e.g. `Kế hoạch`.
    pub name: String,
    /// Abbreviation in the symbol (decree PL III), absent for công văn.
    pub abbreviation: Option<String>,
    /// Form of the decree, e.g. `1.4`.
    pub form: String,
    /// How the body is numbered.
    pub numbering: Numbering,
    /// How the text ends.
    pub closing: String,
    /// Who signs.
    #[serde(default)]
    pub signers: Signers,
    /// The records that its content has, besides the fields of its own schema.
    #[serde(default)]
    pub records: Vec<String>,
    /// What each component does in this type.
    pub components: BTreeMap<Part, Presence>,
}

/// Who signs a type's documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signers {
    /// The envelope's `signer_info`.
    #[default]
    One,
    /// The people that the content says sign.
    Several,
}

/// Components that a type may demand or exclude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named after the decree's components; see `term`")]
pub enum Part {
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

impl Part {
    /// The decree's word for it.
    pub fn term(self) -> &'static str {
        match self {
            Part::Organ => "Tên cơ quan ban hành",
            Part::Code => "Số, ký hiệu",
            Part::PlaceDate => "Địa danh và thời gian ban hành",
            Part::Title => "Tên loại và trích yếu",
            Part::IssuingAuthority => "Thẩm quyền ban hành",
            Part::LegalBases => "Căn cứ",
            Part::EnactingWords => "Từ “QUYẾT ĐỊNH:”",
            Part::Addressees => "Kính gửi",
            Part::Recipients => "Nơi nhận",
            Part::Closing => "Kết thúc văn bản (./.)",
            Part::Signature => "Chức vụ, họ tên người ký",
        }
    }

    /// Where the decree speaks of it.
    pub fn clause(self) -> Clause {
        match self {
            Part::Organ => Clause::OrganName,
            Part::Code => Clause::Code,
            Part::PlaceDate => Clause::PlaceDate,
            Part::Title => Clause::Title,
            Part::LegalBases => Clause::LegalBases,
            Part::IssuingAuthority | Part::EnactingWords => Clause::DecisionForm,
            Part::Addressees | Part::Recipients => Clause::Recipients,
            Part::Closing => Clause::Forms,
            Part::Signature => Clause::Signature,
        }
    }
}

/// Whether a component stands in a type's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Presence {
    Must,
    May,
    Never,
}
