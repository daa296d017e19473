//! Which constituents a type must, may and never have (nd30 §13), checked on the finished tree, so
//! that an overridden template cannot drop the signature.

#[cfg(test)]
mod tests;

use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::model::doc_type::{Constituent, Declaration, Presence, Signers, Summary};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::text::{is_letter_or_digit, lower, roman_value};
use crate::tree::{Block, Document, Inlines, plain};
use crate::validate::no_notation;

/// Checks a composed tree; `root` is the data it came from, for the places of messages.
pub fn check(document: &Document, declaration: &Declaration, root: &Node) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (constituent, presence) in &declaration.constituents {
        let there = is_there(document, declaration, *constituent);
        let term = match (constituent, declaration.summary) {
            (Constituent::Title, Summary::UnderNumber) => "Trích yếu dưới số, ký hiệu (V/v …)",
            (Constituent::Title, Summary::None) => "Tên loại",
            (Constituent::Signature, _) if declaration.signers == Signers::Pair => "Chức vụ, họ tên người ký (hai người cạnh nhau)",
            _ => constituent.term(),
        };
        let start = Span { end: root.span.start, ..root.span };
        let place = root.entry(field(*constituent)).map_or(start, |e| e.key_span);
        let name = &declaration.name;
        match presence {
            Presence::Must if !there => found.push(
                Diagnostic::error(code::COMPONENT_MISSING, place, format!("Văn bản loại {name} phải có thành phần: {term}"))
                    .help("Điền trường dữ liệu tương ứng; nếu đã điền, mẫu trình bày (.hbs) đã bỏ mất thành phần này.")
                    .clause(constituent.clause()),
            ),
            Presence::Never if there => found.push(
                Diagnostic::error(code::COMPONENT_NOT_ALLOWED, place, format!("Văn bản loại {name} không có thành phần: {term}"))
                    .help("Bỏ trường dữ liệu tương ứng.")
                    .clause(constituent.clause()),
            ),
            Presence::May if !there && *constituent == Constituent::Recipients => found.extend(unprinted(root)),
            _ => {}
        }
    }
    found.extend(unmentioned(document, root));
    document.opening.iter().chain(&document.closing).for_each(|inlines| absent(document, inlines, root, &mut found));
    document.body.iter().for_each(|block| each_text(block, &mut |inlines| absent(document, inlines, root, &mut found)));
    found.extend(head(document, declaration, root));
    let code = document.header.code.as_ref();
    found.extend(code.filter(|code| code.notation.as_deref() == Some("")).map(|_| no_notation(root)));
    found
}

/// Recipients that the document itself gives and that its form does not print: minutes between parties.
fn unprinted(root: &Node) -> Option<Diagnostic> {
    let own = root.entry("to_places").filter(|entry| entry.key_span.source == root.span.source && !entry.node.list().is_empty())?;
    Some(
        Diagnostic::warning(code::COMPONENT_MISSING, own.key_span, "Văn bản này không in Nơi nhận: biên bản giữa các bên thường không có")
            .help("Muốn in thì ghi `with_recipients: true` trong `content`; không thì bỏ `to_places`."),
    )
}

/// An appendix must be referred to in the document (decree PL I-1.III.1a).
fn unmentioned(document: &Document, root: &Node) -> Option<Diagnostic> {
    let place = root.entry("appendices").map_or(root.span, |e| e.key_span);
    let mentioned = || document.opening.iter().chain(&document.closing).any(mentions_one) || document.body.iter().any(block_mentions_one);
    (!document.appendices.is_empty() && !mentioned()).then(|| {
        Diagnostic::warning(code::APPENDIX_UNMENTIONED, place, "Văn bản có phụ lục nhưng nội dung không nhắc đến phụ lục nào")
            .help("Ghi chỗ dẫn trong nội dung, ví dụ: (chi tiết tại Phụ lục kèm theo).")
            .clause(Clause::AppendixMentioned)
    })
}

/// An appendix that the text names as its own and that is not there: `(Phụ lục II đính kèm)`.
fn absent(document: &Document, inlines: &Inlines, root: &Node, found: &mut Diagnostics) {
    // Few texts have the letter that it begins with.
    if !inlines.iter().any(|inline| inline.text.contains('P')) {
        return;
    }
    let text = plain(inlines);
    let count = document.appendices.len();
    for (at, _) in text.match_indices("Phụ lục") {
        let rest = text[at + "Phụ lục".len()..].trim_start();
        let word = rest.split(|c: char| !is_letter_or_digit(c)).next().unwrap_or_default();
        let number = roman_value(word).or_else(|| word.parse().ok());
        let after = rest[if number.is_some() { word.len() } else { 0 }..].trim_start();
        // “Phụ lục II Nghị định số …” is another document's.
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([')', '.', ';', ',', ':']);
        let own = ["đính kèm", "gửi kèm"].iter().any(|words| after.starts_with(words))
            || after.strip_prefix("kèm theo").is_some_and(|rest| ends(rest) || rest.contains("này"))
            || (number.is_some() && (after.is_empty() || after.starts_with([')', ';', ','])) && count > 0);
        if !own || number.unwrap_or(1) <= count {
            continue;
        }
        let named = if number.is_some() { format!("Phụ lục {word}") } else { "Phụ lục".to_owned() };
        let has = if count == 0 { "không có phụ lục nào".to_owned() } else { format!("chỉ có {count} phụ lục") };
        let place = inlines.iter().find_map(|inline| inline.origin.as_ref()).map_or(root.span, |origin| origin.span);
        found.push(
            Diagnostic::warning(code::APPENDIX_ABSENT, place, format!("Nội dung dẫn “{named}” nhưng văn bản {has}"))
                .quoting(named)
                .help("Thêm phụ lục ở trường `appendices` (ngoài cùng, thẳng cột với `content`), hoặc sửa chỗ dẫn.")
                .clause(Clause::AppendixMentioned),
        );
    }
}

/// Calls `visit` with every text of a block.
fn each_text(block: &Block, visit: &mut impl FnMut(&Inlines)) {
    match block {
        Block::Paragraph(inlines) | Block::Aside(inlines) => visit(inlines),
        Block::Item(item) => {
            [&item.heading, &item.heading_note, &item.run_in, &item.text].into_iter().for_each(&mut *visit);
            item.children.iter().for_each(|child| each_text(child, visit));
        }
        Block::Image(image) => visit(&image.caption),
        Block::Table(table) => {
            table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.content).for_each(|block| each_text(block, visit));
        }
    }
}

fn mentions_one(inlines: &Inlines) -> bool {
    mentions_appendix(&plain(inlines))
}

/// Whether a text refers to an appendix; a list, a budget or a form is one, too: `(có danh sách kèm theo)`.
pub fn mentions_appendix(text: &str) -> bool {
    const ATTACHED: [&str; 9] = ["danh sách", "danh mục", "biểu", "bảng", "dự toán", "lịch", "mẫu", "đề cương", "phân công"];
    let text = lower(text);
    let attached = || text.match_indices(" kèm theo").any(|(at, _)| ATTACHED.iter().any(|what| text[..at].ends_with(what)));
    text.contains("phụ lục") || attached()
}

fn block_mentions_one(block: &Block) -> bool {
    let mut mentioned = false;
    each_text(block, &mut |inlines| mentioned = mentioned || mentions_one(inlines));
    mentioned
}

/// Minutes have a number or a place and date, each form its own; none has neither (decree PL III
/// Mẫu 1.9, PL V Mục V).
fn head(document: &Document, declaration: &Declaration, root: &Node) -> Option<Diagnostic> {
    let either = [Constituent::Code, Constituent::PlaceDate];
    let optional = either.iter().all(|constituent| declaration.constituents.get(constituent) == Some(&Presence::May));
    let start = Span { end: root.span.start, ..root.span };
    (optional && !either.iter().any(|constituent| is_there(document, declaration, *constituent))).then(|| {
        Diagnostic::error(code::COMPONENT_MISSING, start, format!("{} phải có số, ký hiệu hoặc địa danh và thời gian", declaration.name))
            .help("Mẫu trình bày (.hbs) đã bỏ cả hai; biên bản cuộc họp có số, biên bản giữa các bên có địa danh và ngày.")
            .clause(Clause::MinutesHead)
    })
}

/// The data field that a constituent is made from.
fn field(constituent: Constituent) -> &'static str {
    match constituent {
        Constituent::Organ => "organ_name",
        Constituent::Code => "code_number",
        Constituent::PlaceDate => "issued_date",
        Constituent::Title => "subject",
        Constituent::IssuingAuthority | Constituent::LegalBases | Constituent::EnactingWords | Constituent::Closing => "content",
        Constituent::Addressees => "to",
        Constituent::Recipients => "to_places",
        Constituent::Signature => "signer_info",
    }
}

fn is_there(document: &Document, declaration: &Declaration, constituent: Constituent) -> bool {
    match constituent {
        Constituent::Organ => !document.header.organ_name.is_empty(),
        Constituent::Code => document.header.code.is_some(),
        Constituent::PlaceDate => document.header.place_date.is_some(),
        Constituent::Title => match declaration.summary {
            Summary::UnderTitle => !document.type_name.is_empty() && !document.subject.is_empty(),
            Summary::UnderNumber => document.header.subject.is_some(),
            Summary::None => !document.type_name.is_empty(),
        },
        Constituent::IssuingAuthority => !document.issuing_authority.is_empty(),
        Constituent::EnactingWords => !document.enacting_words.is_empty(),
        Constituent::LegalBases => !document.legal_bases.is_empty(),
        Constituent::Addressees => !document.addressees.is_empty(),
        Constituent::Recipients => !document.foot.recipients.is_empty(),
        Constituent::Closing => !document.closing.is_empty() || !document.body.is_empty(),
        Constituent::Signature => {
            let foot = &document.foot;
            match declaration.signers {
                Signers::Pair => foot.parties.first().is_some_and(|row| row.len() == 2),
                _ => {
                    foot.signature.as_ref().is_some_and(|s| !s.authority.is_empty() && !s.full_name.is_empty()) || !foot.parties.is_empty()
                }
            }
        }
    }
}
