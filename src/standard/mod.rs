//! The standard as data: every value of Nghị định 30/2020/NĐ-CP with its range, unit and clause.
//!
//! The numbers live in `nd30-2020.toml` beside this file; this module only gives them types. The
//! generator, the schema and the validation all read them here. No rule's logic lives here.

mod clause;
mod copies;
mod practice;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use clause::Clause;
pub use copies::{CopyBlock, CopyKind, CopyScan, Copying, Medium};
pub use practice::{AddressBlock, Addressees, Circulation, DottedLines, Ending, Head, Pictures, Tables};
use serde::Deserialize;

/// The editions that documents may be made by. Whatever differs by edition is matched without a catch-all arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Nghị định 30/2020/NĐ-CP of 5 March 2020.
    Nd30_2020,
}

impl Edition {
    /// The edition that new documents are made by.
    pub const IN_FORCE: Edition = Edition::Nd30_2020;
}

/// One edition of the standard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Stable name of the edition.
    pub id: String,
    /// Its official short title.
    pub title: String,
    /// Literal strings.
    pub words: Words,
    /// Where the rules stand that findings cite.
    pub clauses: BTreeMap<Clause, String>,
    /// Where each form of documents is drawn (PL III.II), or that practice has it.
    pub forms: BTreeMap<String, String>,
    /// Paper.
    pub page: Page,
    /// The page number's place.
    pub page_number: PageNumber,
    /// Values an office may choose within limits.
    pub ranges: Ranges,
    /// Room for the pictures of signature and seal.
    pub signature: SignaturePicture,
    /// The seal over the signature.
    pub seal: Seal,
    /// The words of the agency's signature on a separate file.
    pub text_signature: TextSignature,
    /// Where they stand.
    pub text_signature_room: TextSignatureRoom,
    /// The kinds of copies.
    pub copies: BTreeMap<CopyKind, Copying>,
    /// What an electronic copy of a paper is scanned like.
    pub copy_scan: CopyScan,
    /// The block below what is copied on paper.
    pub copy_block: CopyBlock,
    /// Room that a draft leaves open.
    pub blanks: Blanks,
    /// Footnotes.
    pub footnote: Footnote,
    /// The head of page 1.
    pub head: Head,
    /// Kính gửi.
    pub addressees: Addressees,
    /// Recipients, signature, parties.
    pub ending: Ending,
    /// Marks of circulation.
    pub circulation: Circulation,
    /// The address at the foot of page 1.
    pub address_block: AddressBlock,
    /// Lines of dots in a form.
    pub dotted_lines: DottedLines,
    /// Tables.
    pub tables: Tables,
    /// Pictures.
    pub pictures: Pictures,
    /// From when to when a report's figures count.
    pub reporting: Reporting,
    /// Framed marks by their key.
    pub marks: BTreeMap<String, Mark>,
    /// The look of each component.
    pub components: BTreeMap<Component, Look>,
}

/// A report's figures run from a day of the month before its period to a day of its last month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporting {
    /// Day of the month before the period.
    pub first_day: u32,
    /// Day of the period's last month.
    pub last_day: u32,
    /// Where that is ruled.
    pub clause: String,
}

/// Literal strings of the decree.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named after the decree's term")]
pub struct Words {
    pub national_title: String,
    pub motto: String,
    pub about: String,
    pub addressee: String,
    pub recipients: String,
    pub code: String,
    pub as_above: String,
    pub as_in: String,
    pub filing: String,
    pub filing_clerk: String,
    pub end: String,
    pub appendix: String,
}

/// Paper size in mm.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Width in mm.
    pub width_mm: f64,
    /// Height in mm.
    pub height_mm: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// Place of the page number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageNumber {
    /// Distance of the line's top from the paper's upper edge, mm.
    pub from_edge_mm: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// A value that may be chosen within limits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Vietnamese name.
    pub title: String,
    /// Smallest allowed value.
    pub min: f64,
    /// Largest allowed value.
    pub max: f64,
    /// The value used when nobody chooses.
    pub default: f64,
    /// Unit of the three values.
    pub unit: String,
    /// The only allowed values, when they are few.
    #[serde(default)]
    pub choices: Vec<f64>,
    /// Where the decree says so.
    pub clause: String,
}

impl Range {
    /// Whether a value is allowed.
    pub fn allows(&self, value: f64) -> bool {
        if self.choices.is_empty() { (self.min..=self.max).contains(&value) } else { self.choices.contains(&value) }
    }
}

/// All values that may be chosen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is named after the value it limits")]
pub struct Ranges {
    pub margin_top: Range,
    pub margin_bottom: Range,
    pub margin_left: Range,
    pub margin_right: Range,
    pub header_size: Range,
    pub body_size: Range,
    pub table_size: Range,
    pub indent: Range,
    pub paragraph_spacing: Range,
    pub line_spacing: Range,
    pub short_rule: Range,
    pub signature_gap: Range,
    pub seal_diameter: Range,
}

/// The picture of a signature.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignaturePicture {
    /// Largest width in mm.
    pub width_mm: f64,
    /// Largest height in mm.
    pub height_mm: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// The seal over the picture of a signature.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Share of the picture that it covers on the left.
    pub share: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// The agency's signature as words at the upper right of a separate file's first page (box 14).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextSignature {
    /// Type size in pt.
    pub size: f64,
    /// Where the decree says so.
    pub clause: String,
    /// Lines: number and symbol, time of signing.
    pub lines: u32,
}

/// Where those words stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextSignatureRoom {
    /// Width in mm.
    pub width_mm: f64,
    /// Distance of its top from the paper's upper edge, mm.
    pub from_edge_mm: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// Widths of the blanks that a draft leaves, pt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blanks {
    /// Room for the number.
    pub number_pt: f64,
    /// Room for the day.
    pub day_pt: f64,
    /// Room for the month.
    pub month_pt: f64,
    /// Room for the year.
    pub year_pt: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// Footnotes and the short line above them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Footnote {
    /// Size of the raised number as a share of the size of the words.
    pub mark_share: f64,
    /// How far the number is raised, as a share of the size of the words.
    pub mark_rise: f64,
    /// Room between the text and the line, mm.
    pub above_mm: f64,
    /// Room between the line and the first note, mm.
    pub below_mm: f64,
    /// Length of the line, mm.
    pub separator_mm: f64,
    /// Where the decree says so.
    pub clause: String,
}

/// What a blank waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Blank {
    Number,
    Day,
    Month,
    Year,
}

impl Blanks {
    /// Width of a blank, pt.
    pub fn pt(&self, blank: Blank) -> f64 {
        match blank {
            Blank::Number => self.number_pt,
            Blank::Day => self.day_pt,
            Blank::Month => self.month_pt,
            Blank::Year => self.year_pt,
        }
    }
}

/// A framed mark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Its words.
    pub text: String,
    /// Outer width of the frame, mm.
    pub width_mm: f64,
    /// Outer height of the frame, mm.
    pub height_mm: f64,
    /// Colour of frame and words, RRGGBB.
    pub color: String,
    /// Where the decree says so.
    pub clause: String,
}

macro_rules! components {
    ($($name:ident)*) => {
        /// The components of a document (boxes of the decree's diagram, PL I-1.IV) that have a look.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the Vietnamese term of each stands in nd30-2020.toml and docs/GLOSSARY.md")]
        pub enum Component {
            $($name,)*
        }

        impl Component {
            /// Every component, in the order of the page.
            pub const ALL: &[Component] = &[$(Component::$name),*];
        }
    };
}

components! {
    NationalTitle
    Motto
    CopyForm
    CopySignature
    OrganizationInCharge
    OrganName
    Code
    PlaceDate
    Mark
    TypeName
    SubjectUnderNumber
    Subject
    Addressee
    IssuingAuthority
    LegalBasis
    EnactingWords
    Paragraph
    Aside
    Part
    PartTitle
    Section
    Article
    ArticleText
    ClauseHeading
    Clause
    PointHeading
    Point
    Dash
    Plus
    Authority
    SignatureNote
    Confirmation
    OtherPosition
    FullName
    RecipientsHeading
    Recipient
    Drafter
    PageSignature
    Address
    PageNumber
    Rule
    AttachedType
    AppendixLabel
    AppendixTitle
    AppendixReference
    TableHead
    TableGroup
    TableCell
    TableCaption
    TableUnit
    Picture
    PictureCaption
    Footnote
}

/// Upper or lower case, as the size table says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// As written.
    #[default]
    Sentence,
    /// Capitals.
    Upper,
}

/// How a component's lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Hash)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Align {
    Left,
    Center,
    Right,
    Justify,
}

/// What decides a component's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Size {
    /// A size the decree fixes, pt.
    Fixed(u32),
    /// A size that follows a choice of the office.
    Follows(Follows),
}

/// The choice a size follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Follows {
    /// Quốc hiệu's size.
    #[serde(rename = "header")]
    Header,
    /// One point more than Quốc hiệu's (PL I-1.V, footnote 1).
    #[serde(rename = "header+1")]
    HeaderPlusOne,
    /// The body's size.
    #[serde(rename = "body")]
    Body,
}

/// Space above a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Before {
    /// Points.
    Points(f64),
    /// The document's paragraph spacing.
    Named(ParagraphSpacing),
}

/// Marker for [`Before::Named`].
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphSpacing {
    /// The document's paragraph spacing.
    Paragraph,
}

/// What a component keeps together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// With the paragraph after it.
    Next,
    /// Its own lines.
    Lines,
}

/// The look of a component: one row of the decree's size and style table (PL I-1.V).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Vietnamese term.
    pub term: String,
    /// Box of the diagram, PL I-1.IV.
    pub box_number: String,
    /// Capitals or as written.
    #[serde(default)]
    pub case: Case,
    /// What decides the size.
    pub size: Size,
    /// Smallest allowed size, pt.
    pub min: u32,
    /// Largest allowed size, pt.
    pub max: u32,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Alignment.
    pub align: Align,
    /// Whether the first line is indented.
    #[serde(default)]
    pub indent: bool,
    /// Space above.
    #[serde(default)]
    pub before: Option<Before>,
    /// What stays together.
    #[serde(default)]
    pub keep: Option<Keep>,
    /// Where the decree says so.
    pub clause: String,
}

static ND30: LazyLock<Standard> = LazyLock::new(|| {
    // By way of a plain value, so that the types are compiled for one kind of reader, not for each of TOML's.
    #[expect(clippy::expect_used, reason = "the file is part of the program and a test reads it")]
    let read: serde_json::Value = toml::from_str(include_str!("nd30-2020.toml")).expect("nd30-2020.toml is well formed");
    #[expect(clippy::expect_used, reason = "the same")]
    serde_json::from_value(read).expect("nd30-2020.toml has all that a standard has")
});

/// The data of an edition.
pub fn of(edition: Edition) -> &'static Standard {
    match edition {
        Edition::Nd30_2020 => &ND30,
    }
}

impl Standard {
    /// Nghị định 30/2020/NĐ-CP.
    pub fn nd30() -> &'static Standard {
        of(Edition::Nd30_2020)
    }

    /// Where a rule stands.
    pub fn clause(&self, clause: Clause) -> &str {
        &self.clauses[&clause]
    }

    /// The look of a component.
    pub fn look(&self, component: Component) -> &Look {
        &self.components[&component]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_component_has_a_look_within_its_own_range() {
        let standard = Standard::nd30();
        assert_eq!(standard.components.len(), Component::ALL.len());
        for &component in Component::ALL {
            let look = standard.look(component);
            assert!(look.min <= look.max, "{component:?}");
            assert!(!look.clause.is_empty() && !look.term.is_empty(), "{component:?}");
            if let Size::Fixed(size) = look.size {
                assert!((look.min..=look.max).contains(&size), "{component:?}");
            }
        }
    }

    /// Read off the decree's table PL I-1.V by a person, not off the file under test.
    #[test]
    fn sizes_and_styles_are_those_of_table_v() {
        use Component::*;
        let look = |c| Standard::nd30().look(c);
        for (component, min, max, bold, italic) in [
            (NationalTitle, 12, 13, true, false),
            (Motto, 13, 14, true, false),
            (OrganizationInCharge, 12, 13, false, false),
            (OrganName, 12, 13, true, false),
            (Code, 13, 13, false, false),
            (PlaceDate, 13, 14, false, true),
            (TypeName, 13, 14, true, false),
            (Subject, 13, 14, true, false),
            (AttachedType, 13, 14, true, false),
            (IssuingAuthority, 13, 14, true, false),
            (LegalBasis, 13, 14, false, true),
            (EnactingWords, 13, 14, true, false),
            (Paragraph, 13, 14, false, false),
            (Part, 13, 14, true, false),
            (PartTitle, 13, 14, true, false),
            (Section, 13, 14, true, false),
            (Article, 13, 14, true, false),
            (ArticleText, 13, 14, false, false),
            (ClauseHeading, 13, 14, true, false),
            (Clause, 13, 14, false, false),
            (Point, 13, 14, false, false),
            (Authority, 13, 14, true, false),
            (FullName, 13, 14, true, false),
            (Addressee, 13, 14, false, false),
            (RecipientsHeading, 12, 12, true, true),
            (Recipient, 11, 11, false, false),
            (Drafter, 11, 11, false, false),
            (Address, 11, 12, false, false),
            (PageNumber, 13, 14, false, false),
        ] {
            let l = look(component);
            assert_eq!((l.min, l.max, l.bold, l.italic), (min, max, bold, italic), "{component:?}");
        }
    }

    #[test]
    fn every_clause_stands_somewhere() {
        let standard = of(Edition::IN_FORCE);
        let without: Vec<_> = Clause::ALL.iter().filter(|clause| !standard.clauses.contains_key(*clause)).collect();
        assert!(without.is_empty(), "{without:?}");
    }

    #[test]
    fn defaults_are_allowed() {
        let r = &Standard::nd30().ranges;
        for range in [
            &r.margin_top,
            &r.margin_bottom,
            &r.margin_left,
            &r.margin_right,
            &r.header_size,
            &r.body_size,
            &r.indent,
            &r.paragraph_spacing,
            &r.line_spacing,
            &r.short_rule,
            &r.signature_gap,
            &r.seal_diameter,
        ] {
            assert!(range.allows(range.default), "{}", range.title);
        }
        assert!(!r.indent.allows(11.0));
        assert!(!r.margin_left.allows(29.9));
    }
}
