//! Finishing touches on a parsed tree: capitals, list punctuation, `./.`, numbers.

use super::{Block, Document, Inline, Inlines, Item, numbering};
use crate::diag::Diagnostics;
use crate::standard::{Case, Component, Standard};
use crate::text::{roman, upper};

/// Composes what the decree fixes, so that no template and no data writes it.
pub fn compose(document: &mut Document, standard: &Standard) -> Diagnostics {
    let mut found = Diagnostics::default();
    let capitals = |component, inlines: &mut Inlines| {
        if standard.look(component).case == Case::Upper {
            inlines.iter_mut().for_each(|i| i.text = upper(&i.text));
        }
    };
    document.header.organization_in_charge.iter_mut().for_each(|i| capitals(Component::OrganizationInCharge, i));
    document.header.organ_name.iter_mut().for_each(|i| capitals(Component::OrganName, i));
    capitals(Component::TypeName, &mut document.type_name);
    document.foot.signature.iter_mut().flat_map(|s| &mut s.authority).for_each(|i| capitals(Component::Authority, i));

    // Trích yếu has no final stop (nd30 §2.5 TL-5).
    end_with(&mut document.subject, "");
    punctuate(&mut document.legal_bases, ";", ".");
    if document.addressees.len() > 1 {
        punctuate(&mut document.addressees, ";", ".");
    }
    punctuate(&mut document.foot.recipients, ";", ".");
    for line in &mut document.foot.recipients {
        line.insert(0, Inline::text("- "));
    }
    let last = document.closing.last_mut();
    match last {
        Some(paragraph) => end_with(paragraph, &standard.words.end),
        None => {
            if let Some(paragraph) = last_paragraph(&mut document.body) {
                end_with(paragraph, &standard.words.end);
            }
        }
    }
    numbering::number(&mut document.body, &mut found);
    capitalize_sections(&mut document.body, &capitals);
    let several = document.appendices.len() > 1;
    for (i, appendix) in document.appendices.iter_mut().enumerate() {
        // One appendix has no number, several have Roman ones (PL I-1.III.1a, b).
        let number = if several { format!(" {}", roman(i + 1)) } else { String::new() };
        appendix.label = vec![Inline::text(format!("{}{number}", standard.words.appendix))];
        capitals(Component::AppendixTitle, &mut appendix.title);
        if let Some(paragraph) = last_paragraph(&mut appendix.body) {
            end_with(paragraph, &standard.words.end);
        }
        numbering::number(&mut appendix.body, &mut found);
        capitalize_sections(&mut appendix.body, &capitals);
    }
    found
}

fn capitalize_sections(blocks: &mut [Block], capitals: &impl Fn(Component, &mut Inlines)) {
    for block in blocks {
        let Block::Item(item) = block else { continue };
        match item.level {
            super::Level::Part => capitals(Component::PartTitle, &mut item.heading),
            super::Level::Section => capitals(Component::Section, &mut item.heading),
            _ => {}
        }
        capitalize_sections(&mut item.children, capitals);
    }
}

/// Ends every line with `middle` and the last with `last`, whatever stop it carried.
fn punctuate(lines: &mut [Inlines], middle: &str, last: &str) {
    let count = lines.len();
    for (i, line) in lines.iter_mut().enumerate() {
        end_with(line, if i + 1 == count { last } else { middle });
    }
}

/// Replaces a paragraph's final stop.
fn end_with(inlines: &mut Inlines, stop: &str) {
    while inlines.len() > 1 && inlines.last().is_some_and(|i| i.blank.is_none() && is_stop(&i.text)) {
        inlines.pop();
    }
    if let Some(inline) = inlines.last_mut().filter(|i| i.blank.is_none()) {
        let bare = inline.text.trim_end_matches(is_stop_character).len();
        // An ellipsis of dots is a word, not a stop.
        let ellipsis = inline.text[bare..].contains("...");
        let kept = if ellipsis { inline.text.trim_end().len() } else { bare };
        inline.text.truncate(kept);
    }
    if let Some(inline) = inlines.last_mut() {
        inline.text.push_str(stop);
    }
}

fn is_stop(text: &str) -> bool {
    text.chars().all(is_stop_character)
}

fn is_stop_character(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ';' | ',' | '/')
}

fn last_paragraph(blocks: &mut [Block]) -> Option<&mut Inlines> {
    match blocks.last_mut()? {
        Block::Paragraph(inlines) | Block::Note(inlines) => Some(inlines),
        Block::Table(_) => None,
        Block::Item(Item { children, text, .. }) => {
            if children.is_empty() {
                Some(text).filter(|t| !t.is_empty())
            } else {
                last_paragraph(children)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::plain;

    fn lines(texts: &[&str]) -> Vec<Inlines> {
        texts.iter().map(|t| vec![Inline::text(*t)]).collect()
    }

    fn ended(text: &str, stop: &str) -> String {
        let mut inlines = vec![Inline::text(text)];
        end_with(&mut inlines, stop);
        plain(&inlines)
    }

    #[test]
    fn lists_end_with_semicolons_and_a_stop() {
        let mut bases = lines(&["Căn cứ A;", "Căn cứ B.", "Theo đề nghị của C,"]);
        punctuate(&mut bases, ";", ".");
        let got: Vec<String> = bases.iter().map(|l| plain(l)).collect();
        assert_eq!(got, ["Căn cứ A;", "Căn cứ B;", "Theo đề nghị của C."]);
    }

    #[test]
    fn the_end_mark_is_set_once() {
        for text in ["Trên đây là Kế hoạch", "Trên đây là Kế hoạch.", "Trên đây là Kế hoạch./."] {
            assert_eq!(ended(text, "./."), "Trên đây là Kế hoạch./.");
        }
        assert_eq!(ended("và các nhiệm vụ khác...", "./."), "và các nhiệm vụ khác..../.");
        assert_eq!(ended("Kiểm tra năm 2025.", ""), "Kiểm tra năm 2025");
    }

    #[test]
    fn capitals_and_end_mark_without_closing() {
        let mut document = Document {
            type_name: vec![Inline::text("Kế hoạch")],
            body: vec![Block::Paragraph(vec![Inline::text("Nội dung.")])],
            ..Document::default()
        };
        assert!(compose(&mut document, Standard::nd30()).is_empty());
        assert_eq!(plain(&document.type_name), "KẾ HOẠCH");
        let Block::Paragraph(last) = &document.body[0] else { unreachable!() };
        assert_eq!(plain(last), "Nội dung./.");
    }
}
