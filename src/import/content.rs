//! Bases, text, appendices and attachments as the fields that a type's content has.

use super::Context;
use super::case::Running;
use super::items;
use super::signing;
use super::words::{Look, notation};
use super::yaml::{Map, Node, Value, bare, text};
use crate::model::doc_type::{Constituent, Declaration, DocType, Presence, Signers, Summary};
use crate::recognise::{Appendix, Certainty, Draft, Element, Piece, TYPES};
use crate::text::{folded, is_letter_or_digit};
use crate::tree::{Level, Numbering};

/// The content, and what stands beside it: appendices, attachments.
pub(super) fn of<'p>(draft: &Draft<'p>, doc_type: &DocType, running: &Running, context: &mut Context<'p>) -> Map {
    let has = |field: &str| doc_type.content.get("properties").is_some_and(|p| p.get(field).is_some());
    let mut content: Map = Vec::new();
    let mut first: Vec<Node> = Vec::new();
    let front = &draft.front;
    if let Some(found) = front.issuing_authority.as_ref().filter(|_| has("authority_title")) {
        content.push(("authority_title", text(running.natural(&found.value).0)));
    }
    if !has("authority_title") {
        first.extend(front.issuing_authority.iter().map(|found| {
            text(super::words::escaped(&found.value, true, true))
                .noted("Bản gốc ghi ở trên như thẩm quyền ban hành; loại văn bản này không có.")
        }));
    }
    // A summary that the type has no place for, and a second one.
    let two = front.subject.is_some() && draft.header.subject.is_some();
    if two || doc_type.declaration.summary == Summary::None {
        let spare = if two { draft.header.subject.as_ref() } else { draft.subject() };
        first.extend(spare.map(|found| {
            text(super::words::escaped(&found.value, true, true)).noted("Bản gốc ghi làm trích yếu; mẫu của loại văn bản này không có chỗ.")
        }));
    }
    if let Some(heading) = front.addressee_heading.as_ref().filter(|_| has("sender")) {
        let words = heading.words();
        let sender = words.trim_end_matches([':', ' ']);
        content.push(("sender", text(sender.strip_suffix(" điện").or_else(|| sender.strip_suffix(" ĐIỆN")).unwrap_or(sender))));
    }
    // Those whom an invitation is sent to are invited (Mẫu 1.7); any other type without addressees keeps their words in its text.
    let all: Vec<&str> = front.addressees.iter().map(|a| a.value.as_str()).collect();
    let addressed = doc_type.declaration.constituents.get(&Constituent::Addressees) != Some(&Presence::Never);
    if !addressed && has("invitees") && !all.is_empty() {
        let invited = front.addressees.iter().map(|a| {
            let words = notation(&a.pieces, Look::TEXT, &context.notes);
            text(words.trim_start_matches(['-', '–', '+', ' ']).trim_end_matches(['.', ';', ',', ' ']))
        });
        let invited = Value::List(invited.collect());
        content.push(("invitees", Node::from(invited).noted("Bản gốc ghi ở Kính gửi; giấy mời ghi ở “Trân trọng kính mời”.")));
    } else if !addressed && !all.is_empty() {
        let words = super::words::escaped(&format!("Kính gửi: {}", all.join("; ")), true, true);
        first.push(text(words).noted("Bản gốc có Kính gửi; loại văn bản này không có."));
    }
    let free = doc_type.declaration.slug == "bien-ban" && has("type_name");
    if free {
        content.extend(front.type_name.as_ref().map(|t| ("type_name", text(running.natural(&t.value).0))));
    }
    let mut bases: Vec<Node> = Vec::new();
    for found in &front.legal_bases {
        // A sentence that may as well open the text, and is not set as bases are, opens it.
        if found.certainty != Certainty::Sure && !found.pieces.iter().all(|p| p.all(|f| f.italic)) {
            first.push(text(notation(&found.pieces, Look::TEXT, &context.notes)));
            continue;
        }
        let words = notation(&found.pieces, Look::ITALIC, &context.notes);
        bases.push(text(words.trim_end_matches([';', '.', ',', ' '])));
    }
    if has("legal_bases") && !bases.is_empty() {
        content.push(("legal_bases", Value::List(bases).into()));
    } else {
        first.extend(bases);
    }
    let signers = &draft.foot.signers;
    let one_signer = doc_type.declaration.signers == Signers::One;
    if has("signatories") && (signers.len() > 1 || !one_signer && !signers.is_empty()) {
        content.push(("signatories", signing::signatories(signers, running)));
    }
    // Paragraphs up to the first item open the text, those behind the last one close it.
    let (body, closing) = draft.body.split_at(draft.body.len() - draft.closing);
    let form = doc_type.declaration.form.as_str();
    let body = super::forms::fields(form, body, context, &mut content);
    let closing = super::forms::fields(form, closing, context, &mut content);
    let (mut body, mut closing, mut issuer, mut issued, mut agreed) = (body, closing, None, None, false);
    if has("parties") && form == "thoa-thuan" {
        let whole: Vec<Element> = body.iter().chain(&closing).cloned().collect();
        if let Some(agreement) = super::parties::fields(draft, &whole, running, context, &mut content) {
            (body, closing, issuer, issued, agreed) = (agreement.rest, Vec::new(), agreement.issuer, agreement.issued, true);
        }
    }
    let any_items = body.iter().any(|e| matches!(e, Element::Item(_)));
    let lead = if any_items && has("opening") { body.iter().take_while(|e| is_text(e)).count() } else { 0 };
    let mut opening = std::mem::take(&mut first);
    opening.extend(body[..lead].iter().filter_map(|e| paragraph(e, context)));
    let (opening, mut list) = if has("opening") && !opening.is_empty() { (opening, Vec::new()) } else { (Vec::new(), opening) };
    list.extend(items::of(&body[lead..], doc_type.declaration.numbering, context));
    list.extend(unplaced(&draft.foot.rest, "Bản gốc ghi ở phần chữ ký, chưa rõ là gì."));
    // Room for the place of a leave to confirm it is a field (Mẫu 1.10); its words are the program's.
    let confirms = |e: &Element| matches!(e, Element::Table(t, _) if t.cells().next().is_some_and(|c| folded(c.text().trim_start()).starts_with("xac nhan cua co quan")));
    let confirmed = has("confirmation") && draft.after.iter().any(confirms);
    let after: Vec<Element> = draft.after.iter().filter(|e| !(confirmed && confirms(e))).cloned().collect();
    list.extend(items::of(&after, doc_type.declaration.numbering, context).into_iter().map(|n| n.noted("Bản gốc ghi sau chữ ký.")));
    if confirmed {
        content.push(("confirmation", bare(true)));
    }
    list.splice(0..0, unplaced(&draft.header.rest, "Bản gốc ghi ở đầu văn bản, chưa rõ là gì."));
    let joint = !super::joint::bodies(draft, doc_type).is_empty();
    if !agreed && !joint && !has("signatories") && (signers.len() > 1 || !one_signer && !signers.is_empty()) {
        let others = if one_signer { &signers[..signers.len() - 1] } else { signers.as_slice() };
        list.extend(signed(others));
    }
    if !opening.is_empty() {
        content.push(("opening", Value::List(opening).into()));
    }
    let closing: Vec<Node> = closing.iter().filter_map(|e| paragraph(e, context)).map(without_end).collect();
    let (closing, more) = if has("closing") { (closing, Vec::new()) } else { (Vec::new(), closing) };
    list.extend(more);
    without_end_mark(&mut list);
    // Some forms are complete without.
    let demanded = doc_type.content.get("required").and_then(|r| r.as_array()).is_some_and(|r| r.iter().any(|f| f == "body"));
    if demanded || !list.is_empty() {
        content.push(("body", Value::List(list).into()));
    }
    if !closing.is_empty() {
        content.push(("closing", Value::List(closing).into()));
    }
    if free {
        content.insert(0, ("form", text("free")));
        if !draft.foot.recipients.is_empty() {
            content.push(("with_recipients", bare(true)));
        }
        if draft.header.code.is_some() {
            content.push(("numbered", bare(true)));
        }
    }
    let named = front.type_name.as_ref().filter(|t| !free && has("type_name") && folded(&t.value) != folded(&doc_type.declaration.name));
    if let Some(name) = named {
        content.insert(0, ("type_name", text(running.natural(&name.value).0)));
    }
    if agreed && draft.header.code.is_some() {
        content.push(("numbered", bare(true)));
    }
    let mut map: Map = Vec::new();
    // The head of an agreement names all parties; who issues it is the first one.
    map.extend(issuer.map(|name| ("organ_name", text(name))));
    map.extend(issued.map(|day| ("issued_date", day)));
    if on_paper(draft) {
        map.push(("medium", text("paper")));
    }
    map.push(("content", Value::Map(content).into()));
    beside(draft, &doc_type.declaration, has("attachments") || takes_attachments(doc_type), context, &mut map);
    map
}

/// Whether documents of the type may have others attached: their own schema says so.
fn takes_attachments(doc_type: &DocType) -> bool {
    doc_type.content.get("definitions").is_some_and(|d| d.get("attachments").is_some())
}

/// Whether the reference of what is attached names number and date, as on paper (PL I-1.III.1c).
fn on_paper(draft: &Draft) -> bool {
    let number = draft.header.code.as_ref().and_then(|c| c.value.code_number.as_deref());
    let references = || draft.appendices.iter().filter_map(|a| a.reference.as_ref());
    number.is_some_and(|n| references().any(|r| r.value.contains(&format!("số {n}/"))))
}

fn is_text(element: &Element) -> bool {
    matches!(element, Element::Paragraph(piece) if piece.paragraph.drawings.is_empty())
}

/// A paragraph as plain text of the opening or closing.
fn paragraph(element: &Element, context: &Context<'_>) -> Option<Node> {
    match element {
        Element::Paragraph(piece) => Some(text(notation(std::slice::from_ref(piece), Look::TEXT, &context.notes))),
        _ => None,
    }
}

/// Lines of header or foot that are none of its components.
fn unplaced(rest: &[Piece], why: &str) -> Vec<Node> {
    rest.iter()
        .filter(|p| p.text().contains(is_letter_or_digit))
        .map(|p| text(super::words::escaped(&p.words(), true, true)).noted(why))
        .collect()
}

/// Several signers of a type that one person signs.
fn signed(signers: &[crate::recognise::Signer]) -> Vec<Node> {
    let lines = signers.iter().map(|signer| {
        let all = signer.authority.iter().chain(&signer.other_position).chain(&signer.full_name).map(|f| f.value.clone());
        all.collect::<Vec<_>>().join(", ")
    });
    lines
        .map(|line| {
            text(super::words::escaped(&line, true, true))
                .noted("Bản gốc có nhiều người ký: loại văn bản này chỉ có một, chuyển lại vào đúng chỗ.")
        })
        .collect()
}

/// A text without `./.`, which the program writes.
fn without_end(node: Node) -> Node {
    match node.value {
        Value::Text(words) => Node { value: Value::Text(bare_end(&words)), ..node },
        value => Node { value, ..node },
    }
}

fn bare_end(words: &str) -> String {
    let bare = words.trim_end_matches(['.', '/', ' ']);
    match words.strip_prefix(bare) {
        Some(end) if end.contains('/') => format!("{bare}{}", if bare.ends_with([';', ',', ':']) { "" } else { "." }),
        _ => words.to_owned(),
    }
}

/// Takes the end mark off the last words of some items; says whether there was one.
fn without_end_mark(list: &mut Vec<Node>) -> bool {
    let Some(last) = list.last_mut() else { return false };
    match &mut last.value {
        Value::Text(words) if matches!(words.trim(), "./." | "/.") => {
            list.pop();
            true
        }
        Value::Text(words) => {
            let bare = bare_end(words);
            let had = bare != *words;
            *words = bare;
            had
        }
        Value::Map(map) => {
            if let Some((_, Node { value: Value::List(below), .. })) = map.iter_mut().find(|(key, _)| *key == "items") {
                return without_end_mark(below);
            }
            match map.iter_mut().find(|(key, _)| *key == "text") {
                Some((_, Node { value: Value::Text(words), .. })) => {
                    let bare = bare_end(words);
                    let had = bare != *words;
                    *words = bare;
                    had
                }
                _ => false,
            }
        }
        Value::List(_) | Value::Bare(_) => false,
    }
}

fn beside<'p>(draft: &Draft<'p>, declaration: &Declaration, attaches: bool, context: &mut Context<'p>, map: &mut Map) {
    let (mut attached, mut appended): (Vec<Node>, Vec<Node>) = (Vec::new(), Vec::new());
    for appendix in &draft.appendices {
        match attached_type(appendix).filter(|_| attaches && declaration.form.starts_with("1.")) {
            Some((type_name, subject)) => {
                let mut body = items::of(&appendix.body, model(&appendix.body), context);
                without_end_mark(&mut body);
                let subject = text(subject);
                attached.push(
                    Value::Map(vec![("type_name", text(type_name)), ("subject", subject), ("body", Value::List(body).into())]).into(),
                );
            }
            None => appended.push(one(appendix, context)),
        }
    }
    if !attached.is_empty() {
        map.push(("attachments", Value::List(attached).into()));
    }
    if !appended.is_empty() {
        map.push(("appendices", Value::List(appended).into()));
    }
}

/// Type name and summary of a document that is attached.
fn attached_type(appendix: &Appendix) -> Option<(String, String)> {
    let title = appendix.title.as_ref().filter(|_| appendix.label.is_none() && appendix.reference.is_some())?;
    let first = title.pieces.first()?;
    let name = TYPES.iter().find(|t| folded(&first.words()) == folded(t.name)).map(|t| t.name)?;
    let rest: Vec<String> = title.pieces[1..].iter().map(Piece::words).collect();
    (!rest.is_empty()).then(|| (name.to_owned(), super::words::escaped(&rest.join(" "), true, true)))
}

/// The model by which a text is numbered.
fn model(elements: &[Element]) -> Numbering {
    let by_articles =
        elements.iter().any(|e| matches!(e, Element::Item(i) if matches!(i.level, Level::Chapter | Level::Subsection | Level::Article)));
    if by_articles { Numbering::A } else { Numbering::B }
}

fn one<'p>(appendix: &Appendix<'p>, context: &mut Context<'p>) -> Node {
    let mut map: Map = Vec::new();
    map.extend(appendix.title.as_ref().map(|t| ("title", text(super::words::escaped(&t.value, true, true)))));
    if appendix.landscape {
        map.push(("orientation", text("landscape")));
    }
    let width = context.turn(appendix.landscape);
    let mut body = items::of(&appendix.body, model(&appendix.body), context);
    context.text_width = width;
    if !without_end_mark(&mut body) && !ends_in_table(&appendix.body) {
        map.push(("end_mark", bare("false").noted("Bản gốc không có dấu ./. ở cuối phụ lục; bỏ dòng này thì chương trình ghi.")));
    }
    map.push(("body", Value::List(body).into()));
    Value::Map(map).into()
}

/// Whether the last cell of a table at the end holds the end mark.
fn ends_in_table(elements: &[Element]) -> bool {
    let Some(Element::Table(table, _)) = elements.last() else { return false };
    table.cells().map(crate::paper::Cell::text).filter(|t| !t.trim().is_empty()).last().is_some_and(|t| t.trim_end().ends_with("./."))
}
