//! A paragraph's words as runs: spaces, hyphens and dashes as the layout reads them.

use std::fmt::Write as _;
use std::ops::Range;

use super::body::Writer;
use super::names::{FONT, REFERENCE};
use super::notes;
use super::xml::escape;
use crate::layout::ParaFacts;
use crate::line::{Fill, FillKind, NoteMark, Run, Word, Words};
use crate::style::{Para, ParaLook};
use crate::text::Glue;
use crate::units::Twips;

/// Word joiner, against a break at a dash that has no sign of its own for it; written only where an engine would break.
const NO_BREAK: &str = "\u{2060}";
/// What makes a run: how its words look where that differs from the style, and where they lead.
#[derive(Clone, Copy, PartialEq)]
struct Look<'a> {
    link: Option<&'a str>,
    bold: Option<bool>,
    italic: Option<bool>,
    /// In half points.
    size: Option<u32>,
    color: Option<&'a str>,
    /// By how much a space before a forced break is widened.
    widened: Twips,
    /// A footnote's number, which Word counts itself.
    mark: Option<NoteMark>,
}

/// Writes the runs of one paragraph; words of one look go into one run.
pub(super) struct Runs<'w, 'a> {
    writer: &'w mut Writer<'a>,
    para: &'a Para,
    style: &'a ParaLook,
    words: &'a Words,
    /// Dashes at which no line may end: run and place in its text.
    held: &'a [(usize, usize)],
    /// The run that is open.
    open: Option<Look<'a>>,
    /// Its words that are not written yet.
    text: String,
    /// The paragraph's run that the last words came from, and by how much they were widened.
    last: Option<(usize, Twips)>,
}

impl<'w, 'a> Runs<'w, 'a> {
    pub(super) fn write(writer: &'w mut Writer<'a>, para: &'a Para, style: &'a ParaLook, facts: &'a ParaFacts) {
        let (words, held) = (&facts.words, facts.held.as_slice());
        let mut runs = Runs { writer, para, style, words, held, open: None, text: String::new(), last: None };
        for word in words.iter() {
            if words.leader(word, &para.runs).is_some_and(|run| facts.leaders.as_ref().is_some_and(|l| l.alone.contains(&run))) {
                runs.end_line(words.pieces(word)[0].run);
            }
            runs.word(word);
            let Some(join) = word.glue else { continue };
            match join.glue {
                Glue::Space => runs.push(join.run, " ", join.widened),
                Glue::NoBreakSpace => runs.push(join.run, "\u{a0}", Twips(0)),
                Glue::LineEnd => runs.end_line(join.run),
                Glue::Nothing => {}
            }
        }
        runs.close();
    }

    /// A word, or the rest of one that was cut.
    fn word(&mut self, word: &Word) {
        let (para, words) = (self.para, self.words);
        for piece in words.pieces(word) {
            let run = &para.runs[piece.run];
            if let Some(fill) = &run.fill {
                self.fill(piece.run, fill);
            } else if let Some(blank) = run.blank {
                let face = self.writer.fonts.face(run.bold, run.italic);
                self.push(piece.run, &blank.text(face, para.look.size.pt()), Twips(0));
            } else {
                self.dashed(piece.run, &run.text, piece.range.clone());
            }
        }
    }

    /// Part of a word, with what keeps a line from ending at its dashes where one would.
    fn dashed(&mut self, run: usize, text: &'a str, range: Range<usize>) {
        let mut from = range.start;
        for (_, at) in self.held.iter().filter(|(of, at)| *of == run && range.contains(at)) {
            self.push(run, &text[from..*at], Twips(0));
            from = at + text[*at..].chars().next().map_or(1, char::len_utf8);
            match &text[*at..from] {
                "-" => self.element(run, "<w:noBreakHyphen/>"),
                dash => {
                    // Lines may begin with an em dash too.
                    if dash == "—" {
                        self.push(run, NO_BREAK, Twips(0));
                    }
                    self.push(run, dash, Twips(0));
                    self.push(run, NO_BREAK, Twips(0));
                }
            }
        }
        self.push(run, &text[from..range.end], Twips(0));
    }

    /// Adds words of a run.
    fn push(&mut self, run: usize, text: &str, widened: Twips) {
        if text.is_empty() {
            return;
        }
        self.begin(run, widened);
        // Word counts footnotes itself.
        if self.open.is_some_and(|look| look.mark.is_none()) {
            self.text.push_str(text);
        }
    }

    /// Adds a sign that is an element.
    fn element(&mut self, run: usize, element: &str) {
        self.begin(run, Twips(0));
        self.flush();
        self.writer.out.push_str(element);
    }

    /// Ends a line, outside of what is to be filled in: LibreOffice begins a content control that
    /// holds a line break on a new line.
    fn end_line(&mut self, run: usize) {
        self.close();
        self.element(run, "<w:br/>");
    }

    /// A place to fill in: a content control, and what stands there until somebody does.
    fn fill(&mut self, index: usize, fill: &Fill) {
        self.close();
        let run = &self.para.runs[index];
        let out = &mut self.writer.out;
        out.push_str("<w:sdt><w:sdtPr>");
        if let Some(title) = &fill.title {
            out.push_str("<w:alias w:val=\"");
            escape(title, out);
            out.push_str("\"/>");
        }
        control(fill.kind, out);
        out.push_str("</w:sdtPr><w:sdtContent>");
        self.open_run(Look { link: None, ..self.look(run, Twips(0)) });
        match fill.kind {
            FillKind::Leader(_) => self.writer.out.push_str("<w:tab/>"),
            kind => self.text.push_str(&kind.text(self.writer.fonts.face(run.bold, run.italic), self.para.look.size.pt())),
        }
        self.close();
        self.writer.out.push_str("</w:sdtContent></w:sdt>");
    }

    /// Opens a run of the look that words of a run have, unless it is open.
    fn begin(&mut self, run: usize, widened: Twips) {
        if self.last.replace((run, widened)) == Some((run, widened)) && self.open.is_some() {
            return;
        }
        let look = self.look(&self.para.runs[run], widened);
        if self.open != Some(look) {
            self.close();
            self.open_run(look);
            self.last = Some((run, widened));
        }
    }

    fn open_run(&mut self, look: Look<'a>) {
        if let Some(target) = look.link {
            let out = &mut self.writer.out;
            out.push_str("<w:hyperlink ");
            if let Some(anchor) = target.strip_prefix('#') {
                out.push_str("w:anchor=\"");
                escape(anchor, out);
            } else {
                self.writer.links.push(target.to_owned());
                _ = write!(out, "r:id=\"rIdLink{}", self.writer.links.len());
            }
            out.push_str("\" w:history=\"1\">");
        }
        self.writer.out.push_str("<w:r>");
        properties(&look, &mut self.writer.out);
        if let Some(mark) = look.mark {
            notes::reference(mark.refers, &mut self.writer.out);
        }
        self.open = Some(look);
    }

    fn close(&mut self) {
        let Some(look) = self.open else { return };
        self.flush();
        self.writer.out.push_str("</w:r>");
        if look.link.is_some() {
            self.writer.out.push_str("</w:hyperlink>");
        }
        (self.open, self.last) = (None, None);
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let outer_space = self.text.starts_with(' ') || self.text.ends_with(' ');
        let out = &mut self.writer.out;
        out.push_str(if outer_space { "<w:t xml:space=\"preserve\">" } else { "<w:t>" });
        escape(&self.text, out);
        out.push_str("</w:t>");
        self.text.clear();
    }

    fn look(&self, run: &'a Run, widened: Twips) -> Look<'a> {
        let (look, style) = (&self.para.look, self.style);
        Look {
            link: run.link.as_deref().filter(|l| !l.is_empty()),
            bold: (run.bold != style.bold).then_some(run.bold),
            italic: (run.italic != style.italic).then_some(run.italic),
            size: (look.size != style.size).then_some(look.size.0),
            color: self.para.frame.as_ref().map(|f| f.color.as_str()),
            widened,
            mark: run.mark,
        }
    }
}

/// A run's properties, where it has any.
fn properties(look: &Look<'_>, out: &mut String) {
    let start = out.len();
    out.push_str("<w:rPr>");
    let empty = out.len();
    if look.mark.is_some() {
        _ = write!(out, "<w:rStyle w:val=\"{}\"/>", REFERENCE);
    }
    for (name, value) in [("b", look.bold), ("i", look.italic)] {
        match value {
            Some(true) => _ = write!(out, "<w:{name}/><w:{name}Cs/>"),
            Some(false) => _ = write!(out, "<w:{name} w:val=\"false\"/><w:{name}Cs/>"),
            None => {}
        }
    }
    if let Some(color) = look.color {
        _ = write!(out, "<w:color w:val=\"{color}\"/>");
    }
    if look.widened != Twips(0) {
        _ = write!(out, "<w:spacing w:val=\"{}\"/>", look.widened.0);
    }
    if let Some(size) = look.size {
        _ = write!(out, "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    }
    if out.len() == empty {
        out.truncate(start);
    } else {
        out.push_str("</w:rPr>");
    }
}

/// The kind of a content control.
fn control(kind: FillKind, out: &mut String) {
    let FillKind::Check(on) = kind else {
        // The dots give way to what is typed. No `w:text`: where such a control ends a cell, LibreOffice 7.4 drops its dots.
        return out.push_str("<w:showingPlcHdr/>");
    };
    _ = write!(out, "<w14:checkbox><w14:checked w14:val=\"{}\"/>", u8::from(on));
    for (name, on) in [("checked", true), ("unchecked", false)] {
        let sign = u32::from(FillKind::check(on));
        _ = write!(out, "<w14:{name}State w14:val=\"{sign:04X}\" w14:font=\"{FONT}\"/>");
    }
    out.push_str("</w14:checkbox>");
}
