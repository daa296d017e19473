//! Appendices and attachments that are issued as files of their own, taken out of the composed tree.

use super::{Document, notes};

/// Which part of a document a file holds alone, numbered from 1 as in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A document that the decision issues or approves.
    Attachment(usize),
    /// A phụ lục.
    Appendix(usize),
}

impl Part {
    /// What its file is called after the document's own name.
    pub fn suffix(self) -> String {
        match self {
            Part::Attachment(number) => format!("-kem-theo-{number}"),
            Part::Appendix(number) => format!("-phu-luc-{number}"),
        }
    }
}

impl Document {
    /// Takes out what is a file of its own; each becomes a document that holds nothing else, and
    /// counts its footnotes itself.
    pub fn take_separate(&mut self) -> Vec<Document> {
        let mut out = Vec::new();
        for (number, attachment) in (1..).zip(std::mem::take(&mut self.attachments)) {
            if attachment.separate {
                let (part, header) = (Some(Part::Attachment(number)), attachment.header.clone());
                out.push(Document { part, header, attachments: vec![attachment], ..Document::default() });
            } else {
                self.attachments.push(attachment);
            }
        }
        for (number, appendix) in (1..).zip(std::mem::take(&mut self.appendices)) {
            if appendix.separate {
                out.push(Document { part: Some(Part::Appendix(number)), appendices: vec![appendix], ..Document::default() });
            } else {
                self.appendices.push(appendix);
            }
        }
        out.iter_mut().chain([self]).for_each(notes::number);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Appendix;

    #[test]
    fn a_part_keeps_the_number_that_it_has_in_the_document() {
        let appendix = |separate| Appendix { separate, ..Appendix::default() };
        let mut document = Document { appendices: vec![appendix(false), appendix(true)], ..Document::default() };
        let parts = document.take_separate();
        assert_eq!((document.appendices.len(), parts.len()), (1, 1));
        assert_eq!(parts[0].part.unwrap().suffix(), "-phu-luc-2");
        assert!(document.take_separate().is_empty());
    }
}
