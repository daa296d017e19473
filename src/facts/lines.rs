//! The components of a document as a list of lines.

use super::line::{Line, Within};
use crate::paper::{Alignment, Paper, Paragraph, Table, paragraphs};
use crate::recognise::{Certainty, Draft, Element, Foot, Found, Item, MarkKind, Piece, Shape};
use crate::standard::Component;
use crate::tree::Level;

/// Components whose words the decree or an office sets: no running text.
pub(super) const FIXED: [Component; 9] = [
    Component::NationalTitle,
    Component::Motto,
    Component::OrganizationInCharge,
    Component::OrganName,
    Component::Code,
    Component::Authority,
    Component::FullName,
    Component::Mark,
    Component::PageNumber,
];

/// All lines of a document in reading order.
pub(super) fn of<'p>(paper: &'p Paper, draft: &Draft<'p>) -> Vec<Line<'p>> {
    let copy = draft.copy.as_ref();
    let mut out = Lines { within: Within::Document, until: copy.map_or(usize::MAX, |c| c.paragraph), list: Vec::new() };
    let header = &draft.header;
    out.found(Component::NationalTitle, header.national_title.as_ref());
    out.found(Component::Motto, header.motto.as_ref());
    out.found(Component::OrganizationInCharge, header.organization_in_charge.as_ref());
    out.found(Component::OrganName, header.organ_name.as_ref());
    out.found(Component::Code, header.code.as_ref());
    out.found(Component::SubjectUnderNumber, header.subject.as_ref());
    out.found(Component::PlaceDate, header.place_date.as_ref());
    out.pieces(Component::Mark, Certainty::Sure, &header.marks);
    out.pieces(Component::Aside, Certainty::Doubtful, &header.rest);
    let front = &draft.front;
    out.found(Component::TypeName, front.type_name.as_ref());
    out.found(Component::Subject, front.subject.as_ref());
    out.pieces(Component::Addressee, Certainty::Sure, front.addressee_heading.as_slice());
    out.all(Component::Addressee, &front.addressees);
    out.found(Component::IssuingAuthority, front.issuing_authority.as_ref());
    out.all(Component::LegalBasis, &front.legal_bases);
    out.found(Component::EnactingWords, front.enacting_words.as_ref());
    out.elements(&draft.body);
    out.foot(&draft.foot);
    out.elements(&draft.after);
    for (at, appendix) in draft.appendices.iter().enumerate() {
        out.within = Within::Appendix(at);
        out.found(Component::AppendixLabel, appendix.label.as_ref());
        out.found(Component::AppendixTitle, appendix.title.as_ref());
        out.found(Component::AppendixReference, appendix.reference.as_ref());
        out.elements(&appendix.body);
    }
    if let Some(copy) = copy {
        out.within = Within::Copy;
        out.found(Component::OrganName, copy.organ_name.as_ref());
        out.found(Component::CopyForm, copy.form.as_ref());
        out.found(Component::Code, copy.code.as_ref());
        out.found(Component::PlaceDate, copy.place_date.as_ref());
        out.foot(&copy.foot);
    }
    out.within = Within::Note;
    for note in &paper.notes {
        out.paragraphs(Component::Footnote, paragraphs(&note.blocks));
    }
    out.within = Within::Margin;
    for margin in &paper.margins {
        for paragraph in paragraphs(&margin.blocks) {
            let component = if paragraph.fields.is_empty() { Component::Aside } else { Component::PageNumber };
            out.paragraphs(component, std::iter::once(paragraph));
        }
    }
    out.list
}

struct Lines<'p> {
    within: Within,
    /// The paragraph with which a copy's block begins: it is no text of the document.
    until: usize,
    list: Vec<Line<'p>>,
}

impl<'p> Lines<'p> {
    fn foot(&mut self, foot: &Foot<'p>) {
        self.pieces(Component::RecipientsHeading, Certainty::Sure, foot.recipients_heading.as_slice());
        self.all(Component::Recipient, &foot.recipients);
        for signer in &foot.signers {
            self.all(Component::Authority, &signer.authority);
            self.pieces(Component::SignatureNote, Certainty::Sure, signer.hint.as_slice());
            self.found(Component::OtherPosition, signer.other_position.as_ref());
            self.found(Component::FullName, signer.full_name.as_ref());
        }
        self.pieces(Component::Aside, Certainty::Doubtful, &foot.rest);
    }

    fn pieces(&mut self, component: Component, certainty: Certainty, pieces: &[Piece<'p>]) {
        let said = pieces.iter().filter(|p| !p.range.is_empty());
        self.list.extend(said.map(|piece| Line::new(component, self.within, certainty, piece.clone())));
    }

    fn found<T>(&mut self, component: Component, found: Option<&Found<'p, T>>) {
        if let Some(found) = found {
            self.pieces(component, found.certainty, &found.pieces);
        }
    }

    fn all<T>(&mut self, component: Component, found: &[Found<'p, T>]) {
        found.iter().for_each(|f| self.found(component, Some(f)));
    }

    fn paragraphs(&mut self, component: Component, all: impl Iterator<Item = &'p Paragraph>) {
        for paragraph in all {
            self.pieces(component, Certainty::Sure, &[Piece::whole(paragraph)]);
        }
    }

    fn elements(&mut self, elements: &[Element<'p>]) {
        let until = self.until;
        for (at, element) in elements.iter().enumerate().filter(|(_, e)| e.paragraph() < until) {
            match element {
                Element::Paragraph(piece) => {
                    let beside = |at: Option<usize>| at.and_then(|at| elements.get(at));
                    let component = plain(piece, beside(at.checked_sub(1)), beside(Some(at + 1)));
                    self.pieces(component, Certainty::Sure, std::slice::from_ref(piece));
                }
                Element::Item(item) => {
                    let component = component(item);
                    let piece = if component == Component::Part { item.mark() } else { item.piece.clone() };
                    self.pieces(component, item.certainty, &[piece]);
                    self.pieces(Component::PartTitle, item.certainty, &item.title);
                }
                Element::Table(table, shape) => self.table(table, shape),
                Element::Picture(_) => {}
            }
        }
    }

    fn table(&mut self, table: &'p Table, shape: &Shape) {
        for (at, row) in table.rows.iter().enumerate() {
            let component = match at {
                at if at < shape.head => Component::TableHead,
                at if shape.groups.contains(&at) => Component::TableGroup,
                _ => Component::TableCell,
            };
            for cell in &row.cells {
                self.paragraphs(component, paragraphs(&cell.blocks));
            }
        }
    }
}

/// What a paragraph without a mark is by its neighbours: words above a table, below a picture, or text.
fn plain(piece: &Piece, before: Option<&Element>, after: Option<&Element>) -> Component {
    let alignment = piece.paragraph.format.alignment;
    match (before, after, alignment) {
        (_, Some(Element::Table(..)), Alignment::Right) => Component::TableUnit,
        (_, Some(Element::Table(..)), Alignment::Center) => Component::TableCaption,
        (Some(Element::Picture(_)), _, Alignment::Center) => Component::PictureCaption,
        _ => Component::Paragraph,
    }
}

/// What an item is by its level and by whether it is a heading: all bold.
fn component(item: &Item) -> Component {
    let bold = item.piece.all(|f| f.bold);
    match item.level {
        Level::Section if item.kind == MarkKind::Section => Component::Part,
        Level::Part if item.kind == MarkKind::Capital => Component::Section,
        Level::Part | Level::Chapter | Level::Subsection => Component::Part,
        Level::Section => Component::Section,
        Level::Article if bold => Component::Article,
        Level::Article => Component::ArticleText,
        Level::Clause | Level::Subclause if bold => Component::ClauseHeading,
        Level::Clause | Level::Subclause => Component::Clause,
        Level::Point => Component::Point,
        Level::Dash => Component::Dash,
        Level::Plus => Component::Plus,
    }
}
