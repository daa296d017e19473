//! The rules that findings cite, by what they rule; where each stands is the edition's (`[clauses]`).

use serde::Deserialize;

macro_rules! clauses {
    ($($name:ident: $doc:literal;)*) => {
        /// A rule that findings cite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Clause {
            $(#[doc = $doc] $name,)*
        }

        impl Clause {
            /// Every rule.
            pub const ALL: &[Clause] = &[$(Clause::$name),*];
        }
    };
}

clauses! {
    DocumentTypes: "The types of administrative documents.";
    Orientation: "Upright or on its side.";
    HeaderSizes: "Sizes of the head go up or down together.";
    Letters: "Unicode, one family of letters.";
    OrganName: "The issuing body's name.";
    OrganNameInFull: "The issuing body's name is written in full.";
    Code: "Number and symbol.";
    CodeNumber: "The number: Arabic figures, a zero before those below ten.";
    NumberSeries: "One series of numbers a year: no number twice.";
    CodeNotation: "What the symbol is composed of.";
    CodeNotationForm: "How the symbol is written.";
    PlaceDate: "Place and date.";
    Place: "The place where a document is issued.";
    Title: "Type and summary.";
    SubjectLook: "How the summary is written.";
    LegalBases: "Legal bases and how they begin.";
    Citation: "How another document is cited.";
    Levels: "Into which levels a text is parted.";
    LevelsOfSections: "The levels of a text that is not parted into articles.";
    LevelTitles: "Which levels have titles.";
    Numbering: "How the levels are numbered.";
    Signature: "Post, name and signature.";
    Authority: "The words of a signer's authority.";
    FullName: "What does not stand before a signer's name.";
    Recipients: "Kính gửi and Nơi nhận.";
    RecipientsForm: "How recipients are set out.";
    Capitals: "Capitals.";
    CapitalsOfPlaces: "Capitals of places.";
    CapitalsOfBodies: "Capitals of bodies.";
    CapitalsOfDays: "Capitals of holidays and weekdays.";
    CitedUnits: "Capitals of cited parts of a document.";
    AppendixMentioned: "An appendix is referred to in the document.";
    Secrecy: "Secret documents.";
    Forms: "The forms of documents.";
    DecisionForm: "The form of a decision.";
    IssuingAuthority: "Who a decision is made by.";
    MeetingMinutes: "The form of a meeting's minutes.";
    MinutesHead: "Minutes have a number, or a place and a date.";
    InspectionMinutes: "Minutes of an inspection.";
    RefusedSignature: "What is done when a party refuses to sign.";
    CopyExtract: "An extract shows the whole form of its document, and the part that is copied.";
    CopyPaper: "The block of a copy on paper.";
    CopyElectronic: "What an electronic copy is like, and the agency's signature on it.";
    Metadata: "What the files say about themselves.";
}
