//! The table of all kinds of problems. A number is never changed and never used again.
//!
//! Letters by stage: `D` reading data, `V` validation, `T` templates, `M` markup and numbering,
//! `L` layout and fonts, `C` copies, `X` faults of the program.

/// A stable number and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Letter and three digits.
    pub id: &'static str,
    /// What is wrong, in English kebab case, for programs.
    pub slug: &'static str,
}

macro_rules! codes {
    ($($name:ident = $id:literal, $slug:literal, $doc:literal;)*) => {
        $(#[doc = $doc] pub const $name: Code = Code { id: $id, slug: $slug };)*
        /// Every code, in order, with a sentence on when it is given.
        pub const ALL: &[(Code, &str)] = &[$(($name, $doc)),*];
    };
}

codes! {
    UNREADABLE = "D001", "unreadable-file", "A named file cannot be read, or is not UTF-8 text.";
    SYNTAX = "D002", "syntax", "The text is not JSON or YAML.";
    DUPLICATE_KEY = "D003", "duplicate-key", "One mapping holds a key twice.";
    YAML_FEATURE = "D004", "yaml-feature", "An anchor, alias, tag or second document: not part of the accepted YAML.";
    CONTROL_CHARACTER = "D005", "control-character", "A character that no document can hold.";
    TEXT_AFTER_HASH = "D006", "text-after-hash", "A plain YAML text is cut short by ` #`.";
    UNKNOWN_TYPE = "D007", "unknown-document-type", "`type` is missing or names no known document type.";
    TOO_DEEP = "D008", "too-deep", "The data is nested more deeply than any document needs.";
    LINKED_FILE = "D009", "linked-file", "A data file named by another is wrong, of the wrong type, or leads round in a circle.";
    BAD_SHEET = "D010", "bad-sheet", "A spreadsheet, or a sheet of it, cannot be read.";
    CELL_ERROR = "D011", "cell-error", "A cell holds an error value or a formula without its result.";
    HIDDEN_ROWS = "D012", "hidden-rows", "Hidden rows or columns of a spreadsheet are passed over.";
    BAD_COLUMN = "D013", "bad-column", "A column's heading names no field, several fields, or one that another column names.";
    BAD_FILE_NAME = "D014", "bad-file-name", "A pattern for file names is wrong, or gives no name.";
    SHARED_FIGURES = "D015", "shared-figures", "Figures of the common file that no column of the sheet gives: every document has the same.";
    BAD_PICTURE = "D016", "bad-picture", "A picture file is damaged, too large, or of a kind that cannot be used.";
    LEGACY_TEXT = "D017", "legacy-text", "A text is written in TCVN3 or VNI, is UTF-8 misread, or has lost its letters to `?`.";
    CELL_LOOK = "D018", "cell-look", "A spreadsheet shows something that no document takes from it: raised words, pasted pictures.";
    UNIT_TWICE = "D019", "unit-twice", "A sheet has one unit in two rows, or two documents of one body with one number.";
    SHARED_IDENTITY = "D020", "shared-identity", "Signer, place, symbol or number of the common file would be those of every body in the sheet.";
    TOO_LONG = "D021", "too-long", "A text, a list or a file is longer than any document needs.";
    CURLY_QUOTES = "D022", "curly-quotes", "A text stands in curly quotes, which are words of it, not YAML's quotes.";
    LIST_IN_TEXT = "D023", "list-in-text", "A list below a text, whose dashes YAML joins to the text.";
    WORDS_LOST = "D030", "words-lost", "Words of an imported document that would stand nowhere in the result.";
    WORDS_CHANGED = "D031", "words-changed", "Words of an imported document that the program writes otherwise.";
    NOT_CARRIED = "D032", "not-carried", "Something of an imported document that data cannot hold: comments, tracked changes, page headers, pictures of other kinds.";
    NOT_A_TYPE = "D033", "not-a-type", "An imported document is of no type that the program makes.";
    DOUBTFUL_READING = "D034", "doubtful-reading", "A part of an imported document may be read otherwise; the data has a comment there.";
    EDIT_CONFLICT = "D035", "edit-conflict", "Words that were changed in the Word file, and in the data since that file was made.";
    UNKNOWN_KEY = "V001", "unknown-key", "A key that the schema does not have.";
    MISSING_FIELD = "V002", "missing-field", "A required field is absent or empty.";
    WRONG_TYPE = "V003", "wrong-type", "A value is of another kind than the schema asks for.";
    NOT_IN_LIST = "V004", "not-in-list", "A value is none of the allowed ones.";
    OUT_OF_RANGE = "V005", "out-of-range", "A number is outside the range the decree allows.";
    BAD_DATE = "V006", "bad-date", "A date has a wrong form or does not exist.";
    BAD_FORM = "V007", "bad-form", "A text does not have the form the schema asks for.";
    BAD_NUMBER = "V008", "bad-code-number", "The document's number is not written as the decree asks.";
    BAD_NOTATION = "V009", "bad-code-notation", "The document's symbol is not written as the decree asks.";
    BAD_AUTHORITY = "V010", "bad-signing-authority", "The signer's authority cannot be composed or is written wrongly.";
    TITLE_BEFORE_NAME = "V011", "title-before-name", "The signer's name carries a rank, degree or honour.";
    COMPONENT_NOT_ALLOWED = "V012", "component-not-allowed", "The document type never has this component.";
    COMPONENT_MISSING = "V013", "component-missing", "The document type must have this component.";
    TYPED_MARK = "V014", "typed-mark", "A mark that the program sets was typed into the data.";
    EMPTY_ITEM = "V015", "empty-item", "An item says nothing.";
    OVERRIDE_DIFFERS = "V016", "override-differs", "A text given by hand differs from what the decree's rule composes.";
    SECRET = "V017", "secret-document", "A document with a secrecy mark is processed on this machine.";
    CITED_DRAFT = "V018", "cited-draft", "A cited document has no number or date yet.";
    DOUBLED_WORD = "V019", "doubled-word", "The same word stands twice in a row.";
    WRONG_REFERENCE = "V020", "empty-composition", "An item is composed from records that are not there.";
    APPENDIX_UNMENTIONED = "V021", "appendix-unmentioned", "There is an appendix, but the document does not refer to any.";
    BAD_PERIOD = "V022", "bad-period", "A report's period is not one, or its first and last day do not belong to it.";
    BAD_INDICATOR = "V023", "bad-indicator", "An indicator has no figure, stands twice, or a relation names one that is not there.";
    BROKEN_RELATION = "V024", "broken-relation", "Figures do not fit together as a declared relation says.";
    UNKNOWN_REFERENCE = "V025", "unknown-reference", "A reference `[[…]]` in a text names nothing, or asks for what is not known.";
    BAD_PROGRESS = "V026", "bad-progress", "The progress list does not fit the plan or the report's period.";
    OPEN_BLANK = "V027", "open-blank", "A form leaves a place open (`?`), or does so where it cannot be.";
    TIME_ORDER = "V028", "time-order", "A time lies before the one that it follows.";
    PERSON_TWICE = "V029", "person-twice", "Minutes name one person twice.";
    NO_SIGNER = "V030", "no-signer", "Minutes lack a party, or a party lacks somebody who signs.";
    NO_DEADLINE = "V031", "no-deadline", "A recommendation has no deadline.";
    COPIES = "V032", "copies-differ", "There are more or fewer copies than parties.";
    REFUSED = "V033", "refused-without-witness", "A party refuses to sign and nobody witnesses it.";
    OUTSIDE_PERIOD = "V034", "outside-period", "Minutes are dated outside the time that the plan sets.";
    FOREIGN_RECORD = "V035", "foreign-record", "A unit or person is not in the document that it should come from.";
    ABBREVIATED_NAME = "V036", "abbreviated-name", "The issuing body's name is abbreviated.";
    WRONG_CASE = "V037", "wrong-case", "A recipient begins with a small letter, or the summary is in capitals.";
    NO_DIACRITICS = "V038", "no-diacritics", "A text is typed without diacritics.";
    FOREIGN_ORGAN = "V039", "foreign-organ", "The first or last paragraph names another body than the one that issues the document.";
    MISSING_COLON = "V040", "missing-colon", "A text that leads to a list ends without its colon.";
    NOT_A_BASIS = "V041", "not-a-basis", "A legal basis does not begin with the words of one.";
    UNFINISHED = "V042", "unfinished-paragraph", "A paragraph of the opening or closing does not end its sentence, and another one follows.";
    DOUBTFUL_FIGURE = "V043", "doubtful-figure", "A figure is hardly what was meant: a part of a thing that is counted, a share above 100 %.";
    DOUBTFUL_NAME = "V044", "doubtful-name", "The name of a body, place or person is hardly one, or a deputy signs without authority.";
    AMOUNT_IN_WORDS = "V045", "amount-in-words", "An amount of money differs from its words.";
    DOUBTFUL_DATE = "V046", "doubtful-date", "A report is dated before its figures end, or long after.";
    APPENDIX_ABSENT = "V047", "appendix-absent", "The text names an appendix of its own that the document does not have.";
    MISTYPED_NOTE = "V048", "mistyped-note", "A footnote was typed as `[^…]`, which is printed as it stands.";
    NO_TEMPLATE = "T001", "no-template", "A template or partial cannot be found.";
    TEMPLATE_SYNTAX = "T002", "template-syntax", "The template is not valid Handlebars.";
    RAW_OUTPUT = "T003", "raw-output", "The template writes a value without escaping it.";
    TEMPLATE_VALUE = "T004", "template-value", "A value that the template writes is absent or not in the schema.";
    TEMPLATE_HELPER = "T005", "template-helper", "A helper was called wrongly.";
    BAD_TYPE_FOLDER = "T006", "bad-type-folder", "A document type's folder is incomplete or its type.toml wrong.";
    MARKUP_SYNTAX = "M001", "markup-syntax", "The template's result is not well-formed markup.";
    MARKUP_ELEMENT = "M002", "markup-element", "An element or attribute is not in the vocabulary, or stands in the wrong place.";
    WRONG_MARKER = "M003", "wrong-marker", "An explicit marker is out of order.";
    LEVEL_INVERSION = "M004", "level-inversion", "An item stands inside one of the same or a lower level.";
    BAD_TABLE = "M005", "bad-table", "Rows of a table do not cover its columns, or cells overlap.";
    FOREIGN_LEVEL = "M006", "foreign-level", "A chapter, subsection or article in a document that is not numbered by articles.";
    NO_TITLE = "M007", "no-title", "A part, chapter, section or subsection without the title it must have.";
    BAD_FOOTNOTE = "M008", "bad-footnote", "A footnote where none can stand, inside another one, or without words.";
    NO_GLYPH = "L001", "no-glyph", "No letter of the font shows this character.";
    BAD_FONT = "L002", "bad-font", "A font file cannot be used.";
    BLOCK_TOO_TALL = "L003", "block-too-tall", "A part that must stay together does not fit one page.";
    TABLE_TOO_WIDE = "L004", "table-too-wide", "A table does not fit the width of its page.";
    PICTURE_TOO_WIDE = "L005", "picture-too-wide", "A picture does not fit the width of its page.";
    WORD_CUT = "L006", "word-cut", "A word in a table is wider than its column.";
    COPY_WAY = "C001", "copy-way", "A copy of this kind does not lead from this medium to that one, or its data is of another kind.";
    COPY_SOURCE = "C002", "copy-source", "What is copied is not what copies of this kind are made of.";
    COPY_PART = "C003", "copy-part", "A page or part to be copied is not there, or the copy lacks parts that it must show.";
    COPY_SIGNATURES = "C004", "copy-signatures", "The copy loses the signatures of its source, or nothing may be added to it.";
    COPY_QUALITY = "C005", "copy-quality", "An electronic copy is not as the decree asks: PDF version, colour, resolution, size; or no archival file.";
    INTERNAL = "X001", "internal", "A fault of the program itself.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_form() {
        let mut ids: Vec<_> = ALL.iter().map(|(c, _)| c.id).collect();
        let mut slugs: Vec<_> = ALL.iter().map(|(c, _)| c.slug).collect();
        assert!(ids.iter().all(|id| id.len() == 4 && "DVTMLCX".contains(&id[..1])));
        ids.sort_unstable();
        ids.dedup();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!((ids.len(), slugs.len()), (ALL.len(), ALL.len()));
    }
}
