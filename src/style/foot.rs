//! The end of the document: recipients beside one signature, or the grid of the parties that sign.

#[cfg(test)]
mod tests;

use super::flow::{Builder, dashed};
use super::header::balance;
use super::{Columns, ColumnsRow, FlowBlock, Para, PartyName, Signing, natural_width};
use crate::line::line_widths;
use crate::standard::Component;
use crate::tree::{Confirmation, FillKind, Foot, Inline, Inlines, Party, Signature, plain};
use crate::units::Twips;

/// Signatures that take more of a page than this are not kept together: the paragraph above them needs room too.
const MOST_OF_A_PAGE: f64 = 0.8;

impl Builder<'_> {
    /// Recipients and signatures, where there are any.
    pub(super) fn foot(&self, foot: &Foot) -> Vec<FlowBlock> {
        if !foot.parties.is_empty() {
            return self.parties(foot);
        }
        let mut left = self.recipients(foot);
        let mut right = foot.signature.as_ref().map(|s| self.signature(s)).unwrap_or_default();
        if left.is_empty() && right.is_empty() {
            return Vec::new();
        }
        // Level with each other, a little below the text.
        [&mut left, &mut right].into_iter().for_each(|cell| self.set_off(cell));
        let (ending, room) = (&self.standard.ending, self.text_width.pt());
        let widest = right.iter().map(|p| natural_width(self.fonts, p)).fold(0.0, f64::max) + ending.signature_spare_pt;
        let right_width = Twips::from_pt(widest.max(room * ending.signature_least).min(room * ending.signature_most));
        right.iter_mut().for_each(|para| balance(para, self.fonts, right_width));
        let rows = vec![ColumnsRow::new([left, right])];
        let signed = FlowBlock::Columns(Columns { widths: [self.text_width - right_width, right_width], rows });
        std::iter::once(signed).chain(foot.confirmation.as_ref().map(|confirmation| self.confirmation(confirmation))).collect()
    }

    /// Who confirms signs at the left, below the recipients (PL III Mẫu 1.10).
    fn confirmation(&self, confirmation: &Confirmation) -> FlowBlock {
        let right = self.text_width * 0.5;
        let party = Party { name: Some(plain(&confirmation.words)), ..Party::default() };
        let mut block = self.party(&party, 0, self.text_width - right);
        block.below.iter_mut().for_each(|para| para.signing = None);
        let hint = (!confirmation.hint.is_empty()).then(|| self.para(Component::SignatureNote, &confirmation.hint));
        block.above.push(self.para(Component::Confirmation, &confirmation.words));
        block.above.extend(hint);
        self.set_off(&mut block.above);
        let left = self.level(vec![block]).pop().unwrap_or_default();
        FlowBlock::Columns(Columns { widths: [self.text_width - right, right], rows: vec![ColumnsRow::new([left, Vec::new()])] })
    }

    fn recipients(&self, foot: &Foot) -> Vec<Para> {
        let mut out = Vec::new();
        if !foot.recipients.is_empty() {
            out.push(self.para(Component::RecipientsHeading, &vec![Inline::text(self.standard.words.recipients.clone())]));
            out.extend(foot.recipients.iter().map(|recipient| self.para(Component::Recipient, &dashed(&recipient.words))));
        }
        out.extend(foot.drafter.iter().map(|drafter| self.para(Component::Drafter, &drafter.words)));
        out
    }

    fn signature(&self, signature: &Signature) -> Vec<Para> {
        let mut out: Vec<Para> = signature.authority.iter().map(|i| self.para(Component::Authority, i)).collect();
        let mut below: Vec<Para> = signature.other_position.iter().map(|i| self.para(Component::OtherPosition, i)).collect();
        below.push(self.para(Component::FullName, &signature.full_name));
        if let Some(first) = below.first_mut() {
            first.look.before = self.gap();
            first.signing = Some(self.signing.clone());
        }
        out.extend(below);
        out
    }

    /// Room for a signature between title and name.
    fn gap(&self) -> Twips {
        Twips::from_mm(self.standard.ranges.signature_gap.default)
    }

    /// The grids one below the other, then the recipients at the left (PL III Mẫu 1.9).
    fn parties(&self, foot: &Foot) -> Vec<FlowBlock> {
        let right = self.text_width * 0.5;
        let widths = [self.text_width - right, right];
        let mut grids: Vec<Columns> = Vec::new();
        let mut number = 0;
        for parties in &foot.parties {
            let rows = parties.chunks(2).map(|pair| {
                let widths = if pair.len() == 1 { vec![self.text_width] } else { widths.to_vec() };
                let blocks = pair.iter().zip(widths).map(|(party, width)| {
                    number += 1;
                    self.party(party, number, width)
                });
                ColumnsRow { cells: self.level(blocks.collect()), keep_next: false }
            });
            let rows = rows.collect();
            grids.push(Columns { widths, rows });
        }
        let mut recipients = self.recipients(foot);
        self.set_off(&mut recipients);
        let grids = self.hold_grids(grids, &recipients);
        let mut out: Vec<FlowBlock> = grids.into_iter().map(FlowBlock::Columns).collect();
        let last = recipients.len().saturating_sub(1);
        for (i, para) in recipients.iter_mut().enumerate() {
            para.look.right = right;
            para.look.keep_next = i < last;
            para.look.keep_lines = true;
        }
        out.extend(recipients.into_iter().map(FlowBlock::Para));
        out
    }

    /// All who sign stay in one block with the paragraph above them, and the recipients with them; where that is more than
    /// a page has room for, the first grid does.
    fn hold_grids(&self, mut grids: Vec<Columns>, recipients: &[Para]) -> Vec<Columns> {
        let row = |columns: &Columns, row: &ColumnsRow| columns.cells(row).map(|(cell, width)| self.height(cell, width)).max();
        let height = |columns: &Columns| columns.rows.iter().filter_map(|r| row(columns, r)).fold(Twips(0), |sum, h| sum + h);
        let all = grids.iter().map(height).fold(self.height(recipients, self.text_width * 0.5), |sum, h| sum + h);
        let whole = all <= self.text_height * MOST_OF_A_PAGE;
        if whole && let Some(widths) = grids.first().map(|grid| grid.widths) {
            let rows = grids.into_iter().flat_map(|grid| grid.rows).collect();
            grids = vec![Columns { widths, rows }];
        }
        if let Some(first) = grids.first_mut() {
            let end = first.rows.len().saturating_sub(1);
            // LibreOffice (7.4) does not keep a table of one row with the paragraph below it.
            let follows = whole && end > 0 && !recipients.is_empty();
            first.rows.iter_mut().enumerate().for_each(|(i, row)| row.keep_next = i < end || follows);
        }
        grids
    }

    fn party(&self, party: &Party, number: usize, width: Twips) -> PartyBlock {
        let name = party.name.clone().unwrap_or_default();
        let full_name = if party.full_name.is_empty() {
            vec![Inline::fill(FillKind::Gap(self.standard.ending.name_mm), Some(format!("Họ và tên: {name}")))]
        } else {
            party.full_name.clone()
        };
        let some = |c, inlines: &Vec<Inline>| (!inlines.is_empty()).then(|| self.para(c, inlines));
        let mut block = PartyBlock {
            above: party.authority.iter().map(|i| self.para(Component::Authority, i)).collect(),
            note: some(Component::SignatureNote, &party.refused),
            below: some(Component::OtherPosition, &party.other_position).into_iter().collect(),
            width,
        };
        block.above.extend(some(Component::SignatureNote, &party.hint));
        block.below.push(self.para(Component::FullName, &full_name));
        self.set_off(&mut block.above);
        let gutter = self.gutter();
        for para in block.above.iter_mut().chain(&mut block.below).chain(&mut block.note) {
            balance(para, self.fonts, width - gutter);
            let spare = gutter * 0.5;
            para.look.left += spare;
            para.look.right += spare;
        }
        if block.note.is_none()
            && let Some(first) = block.below.first_mut()
        {
            let seal = self.signing.seal.filter(|_| party.seal);
            first.signing = Some(Signing { seal, party: Some(PartyName { number, name }), ..self.signing.clone() });
        }
        block
    }

    /// The parties of a row as cells, their names on one level.
    fn level(&self, blocks: Vec<PartyBlock>) -> Vec<Vec<Para>> {
        let heights: Vec<[Twips; 2]> = blocks.iter().map(|b| [&b.above, b.posts()].map(|paras| self.height(paras, b.width))).collect();
        let lowest = heights.iter().map(|[above, posts]| *above + *posts).max().unwrap_or_default();
        let cells = blocks.into_iter().zip(heights).map(|(block, [above, posts])| {
            let mut room = lowest - above - posts + self.gap();
            let PartyBlock { above: mut cell, note, mut below, width } = block;
            if let Some(mut note) = note {
                let height = self.height(std::slice::from_ref(&note), width);
                note.look.before = (room - height) * 0.5;
                room = room - height - note.look.before;
                cell.push(note);
            }
            if let Some(first) = below.first_mut() {
                first.look.before = room;
            }
            cell.extend(below);
            cell
        });
        cells.collect()
    }

    /// The line on which each page is signed: labels at equal distances, dots behind each.
    pub(super) fn page_signatures(&self, labels: &[Inlines]) -> Vec<Para> {
        let share = self.text_width.mm() / labels.len().max(1) as f64;
        let mut line = Inlines::new();
        for (i, label) in labels.iter().enumerate() {
            let mut own = label.clone();
            own.push(Inline::text(" "));
            if i + 1 < labels.len() {
                let space = Twips::from_pt(natural_width(self.fonts, &self.para(Component::PageSignature, &own)));
                own.push(Inline::fill(
                    FillKind::Gap((share - space.mm() - self.gutter().mm()).max(self.standard.ending.page_signature_mm)),
                    None,
                ));
                own.push(Inline::text(" "));
            } else {
                own.push(Inline::fill(FillKind::Leader(1), None));
            }
            line.extend(own);
        }
        if line.is_empty() { Vec::new() } else { vec![self.para(Component::PageSignature, &line)] }
    }

    /// Room between two parties.
    fn gutter(&self) -> Twips {
        Twips::from_pt(self.standard.ending.gutter_pt)
    }

    /// Lets a cell begin a little below what is above it.
    fn set_off(&self, cell: &mut [Para]) {
        if let Some(first) = cell.first_mut() {
            first.look.before = Twips::from_pt(self.standard.ending.above_pt);
        }
    }

    /// Height of paragraphs in a cell.
    fn height(&self, paras: &[Para], width: Twips) -> Twips {
        paras.iter().fold(Twips(0), |sum, para| {
            let look = &para.look;
            let lines = line_widths(&para.runs, self.fonts, look.size.pt(), (width - look.left - look.right).pt()).len();
            sum + look.before + Twips(look.line_height(self.fonts).0 * lines as i32)
        })
    }
}

/// What stands in a party's cell: above the room for the signature, in it and below it.
struct PartyBlock {
    above: Vec<Para>,
    note: Option<Para>,
    below: Vec<Para>,
    width: Twips,
}

impl PartyBlock {
    /// What stands between the signature and the name.
    fn posts(&self) -> &[Para] {
        &self.below[..self.below.len().saturating_sub(1)]
    }
}
