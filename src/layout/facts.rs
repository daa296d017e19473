//! What the layout decided, for both exporters to ask by the ids of paragraphs and rows.

use super::galley::Galley;
use crate::line::Words;
use crate::standard::Blank;
use crate::style::{Flow, ParaId, PartyName, RowId};
use crate::units::Twips;

/// The layout's decisions.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    paras: Vec<ParaFacts>,
    rows: Vec<RowFacts>,
    /// The heading paragraphs at their places.
    pub headings: Vec<HeadingPlace>,
    /// Where signatures and seals go, in reading order.
    pub fields: Vec<SignatureField>,
    /// The places that a draft leaves open.
    pub blanks: Vec<OpenPlace>,
}

/// What was decided of one paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParaFacts {
    /// Its words as they were cut, those before a near miss with a widened space.
    pub words: Words,
    /// Space added above it so that a page surely breaks where it breaks here.
    pub extra_before: Twips,
    /// Its leaders, where it has any.
    pub leaders: Option<Leaders>,
    /// Run and place in its text of the dashes at which other engines would end a line, and we do not.
    pub held: Vec<(usize, usize)>,
}

/// What was decided of one row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowFacts {
    /// Whether it stands on one page with the next.
    pub keep_next: bool,
    /// Whether it is carried over a page's end.
    pub splits: bool,
    /// Whether its cells' words stand in the middle of its height.
    pub centred: bool,
}

impl Facts {
    /// Nothing decided yet.
    pub(super) fn new(flow: &Flow) -> Facts {
        let (paras, rows) = (flow.paragraphs().count(), flow.row_count());
        Facts { paras: vec![ParaFacts::default(); paras], rows: vec![RowFacts::default(); rows], ..Facts::default() }
    }

    /// What was decided of a paragraph of the flow that was laid out.
    pub fn of(&self, id: ParaId) -> &ParaFacts {
        &self.paras[id.index()]
    }

    /// What was decided of a row of the flow that was laid out.
    pub fn row(&self, id: RowId) -> &RowFacts {
        &self.rows[id.index()]
    }

    /// All rows in the order of their ids.
    pub fn rows(&self) -> &[RowFacts] {
        &self.rows
    }

    pub(crate) fn of_mut(&mut self, id: ParaId) -> &mut ParaFacts {
        &mut self.paras[id.index()]
    }

    pub(super) fn row_mut(&mut self, id: RowId) -> &mut RowFacts {
        &mut self.rows[id.index()]
    }

    /// Notes what setting a section's paragraphs found.
    pub(super) fn record(&mut self, galley: Galley) {
        for para in galley.into_paras() {
            let facts = self.of_mut(para.id);
            (facts.words, facts.leaders, facts.held) = (para.words, para.leaders, para.held);
        }
    }
}

/// What the DOCX must know of the leaders of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaders {
    /// Where they end, from the column's left edge.
    pub end: Twips,
    /// The runs of those that begin a line of their own.
    pub alone: Vec<usize>,
}

/// A heading at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadingPlace {
    /// The heading.
    pub para: ParaId,
    /// Its page, from 0.
    pub page: usize,
    /// Upper edge of its first line, pt from that of the page.
    pub y: f64,
}

/// A rectangle on a page (from 0), pt from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "self-explanatory")]
pub struct Area {
    pub page: usize,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Room for a picture that signing puts on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureField {
    /// What goes there.
    pub purpose: Purpose,
    /// Whose it is, where several sign.
    pub party: Option<PartyName>,
    /// The paragraph that it stands above.
    pub para: ParaId,
    /// Its place.
    pub area: Area,
}

/// What a field waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The signer's signature.
    Signature,
    /// The agency's seal.
    Seal,
    /// The agency's signature as words, on a part that is a file of its own.
    AgencyText,
}

/// A blank at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPlace {
    /// What it waits for.
    pub kind: Blank,
    /// Its paragraph.
    pub para: ParaId,
    /// Its place, as high as the line.
    pub area: Area,
}
