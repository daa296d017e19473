//! Which components a type must, may and never have (nd30 §13), checked on the finished tree, so
//! that an overridden template cannot drop the signature.

#[cfg(test)]
mod tests;

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::doc_type::{Declaration, Part, Presence};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::tree::{Block, Document, Inlines, plain};

/// Checks a composed tree; `root` is the data it came from, for the places of messages.
pub fn parts(document: &Document, declaration: &Declaration, root: &Node) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (part, presence) in &declaration.components {
        let there = is_there(document, declaration, *part);
        let term = part.term();
        let start = Span { end: root.span.start, ..root.span };
        let place = root.entry(field(*part)).map_or(start, |e| e.key_span);
        let name = &declaration.name;
        match presence {
            Presence::Must if !there => found.push(
                Diagnostic::error(code::COMPONENT_MISSING, place, format!("Văn bản loại {name} phải có thành phần: {term}"))
                    .help("Điền trường dữ liệu tương ứng; nếu đã điền, mẫu trình bày (.hbs) đã bỏ mất thành phần này.")
                    .clause(part.clause()),
            ),
            Presence::Never if there => found.push(
                Diagnostic::error(code::COMPONENT_NOT_ALLOWED, place, format!("Văn bản loại {name} không có thành phần: {term}"))
                    .help("Bỏ trường dữ liệu tương ứng.")
                    .clause(part.clause()),
            ),
            _ => {}
        }
    }
    found.extend(unmentioned(document, root));
    found.extend(head(document, declaration, root));
    found
}

/// An appendix must be referred to in the document (decree PL I-1.III.1a).
fn unmentioned(document: &Document, root: &Node) -> Option<Diagnostic> {
    let place = root.entry("appendices").map_or(root.span, |e| e.key_span);
    let text = document.opening.iter().chain(&document.closing);
    let mentioned = text.into_iter().any(mentions_one) || document.body.iter().any(block_mentions_one);
    (!document.appendices.is_empty() && !mentioned).then(|| {
        Diagnostic::warning(code::APPENDIX_UNMENTIONED, place, "Văn bản có phụ lục nhưng nội dung không nhắc đến phụ lục nào")
            .help("Ghi chỗ dẫn trong nội dung, ví dụ: (chi tiết tại Phụ lục kèm theo).")
            .clause(Clause::AppendixMentioned)
    })
}

fn mentions_one(inlines: &Inlines) -> bool {
    plain(inlines).to_lowercase().contains("phụ lục")
}

fn block_mentions_one(block: &Block) -> bool {
    match block {
        Block::Paragraph(inlines) | Block::Note(inlines) => mentions_one(inlines),
        Block::Item(item) => {
            [&item.heading, &item.heading_note, &item.run_in, &item.text].into_iter().any(mentions_one)
                || item.children.iter().any(block_mentions_one)
        }
        Block::Image(image) => mentions_one(&image.caption),
        Block::Table(table) => table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.content).any(block_mentions_one),
    }
}

/// Minutes have a number or a place and date, each form its own; none has neither (decree PL III
/// Mẫu 1.9, PL V Mục V).
fn head(document: &Document, declaration: &Declaration, root: &Node) -> Option<Diagnostic> {
    let either = [Part::Code, Part::PlaceDate];
    let optional = either.iter().all(|part| declaration.components.get(part) == Some(&Presence::May));
    let start = Span { end: root.span.start, ..root.span };
    (optional && !either.iter().any(|part| is_there(document, declaration, *part))).then(|| {
        Diagnostic::error(code::COMPONENT_MISSING, start, format!("{} phải có số, ký hiệu hoặc địa danh và thời gian", declaration.name))
            .help("Mẫu trình bày (.hbs) đã bỏ cả hai; biên bản cuộc họp có số, biên bản giữa các bên có địa danh và ngày.")
            .clause(Clause::MinutesHead)
    })
}

/// The data field that a component is made from.
fn field(part: Part) -> &'static str {
    match part {
        Part::Organ => "organ_name",
        Part::Code => "code_number",
        Part::PlaceDate => "issued_date",
        Part::Title => "subject",
        Part::IssuingAuthority | Part::LegalBases | Part::EnactingWords | Part::Closing => "content",
        Part::Addressees => "to",
        Part::Recipients => "to_places",
        Part::Signature => "signer_info",
    }
}

fn is_there(document: &Document, declaration: &Declaration, part: Part) -> bool {
    match part {
        Part::Organ => !document.header.organ_name.is_empty(),
        Part::Code => document.header.code.is_some(),
        Part::PlaceDate => document.header.place_date.is_some(),
        Part::Title => !document.type_name.is_empty() && !document.subject.is_empty(),
        Part::IssuingAuthority => !document.issuing_authority.is_empty(),
        Part::EnactingWords => !document.enacting_words.is_empty(),
        Part::LegalBases => !document.legal_bases.is_empty(),
        Part::Addressees => !document.addressees.is_empty(),
        Part::Recipients => !document.foot.recipients.is_empty(),
        Part::Closing => document.closing.last().is_some_and(|c| plain(c).ends_with(&declaration.closing)) || !document.body.is_empty(),
        Part::Signature => {
            let foot = &document.foot;
            foot.signature.as_ref().is_some_and(|s| !s.authority.is_empty() && !s.full_name.is_empty()) || !foot.parties.is_empty()
        }
    }
}
