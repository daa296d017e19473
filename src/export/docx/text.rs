//! A paragraph's words as runs: spaces, hyphens and dashes as the layout reads them.

use docx_rs::Run as DocxRun;

use super::normal::{LINE_END, NO_BREAK_HYPHEN, TAB};
use crate::font::Fonts;
use crate::layout::ParaFacts;
use crate::line::{Fill, FillKind, NoteMark, Run, WIDENING, Word, words};
use crate::style::{Para, ParaLook};
use crate::text::Glue;
use crate::units::Twips;

/// Zero width no-break space, against a break behind a dash. LibreOffice heeds this and U+2060,
/// not U+200D, Word's "No-Width Non Break"; U+2060 shows as a box where a font lacks it (Word: not
/// tried).
const NO_BREAK: &str = "\u{feff}";

/// Text of one look.
#[derive(Debug, PartialEq)]
pub(super) struct Stretch<'a> {
    pub(super) text: String,
    pub(super) link: Option<&'a str>,
    /// Where it differs from the style's.
    bold: Option<bool>,
    italic: Option<bool>,
    size: Option<usize>,
    color: Option<&'a str>,
    /// A space before a forced break.
    widened: bool,
    /// A footnote's number, which Word counts itself.
    pub(super) mark: Option<NoteMark>,
    /// A place to fill in, in the place of a text.
    pub(super) fill: Option<&'a Fill>,
}

impl Stretch<'_> {
    /// As docx-rs's run.
    pub(super) fn run(&self) -> DocxRun {
        let mut run = DocxRun::new().add_text(self.text.as_str());
        run = match self.bold {
            Some(true) => run.bold(),
            Some(false) => run.disable_bold(),
            None => run,
        };
        run = match self.italic {
            Some(true) => run.italic(),
            Some(false) => run.disable_italic(),
            None => run,
        };
        if let Some(size) = self.size {
            run = run.size(size);
        }
        if let Some(color) = self.color {
            run = run.color(color);
        }
        if self.widened {
            run = run.character_spacing(Twips::from_pt(WIDENING).0);
        }
        run
    }
}

/// A paragraph's text.
pub(super) fn stretches<'a>(para: &'a Para, style: &ParaLook, facts: &ParaFacts, fonts: &Fonts) -> Vec<Stretch<'a>> {
    let mut out = Stretches { para, style, fonts, done: Vec::new(), last: None };
    for word in words(&para.runs, fonts, para.look.size.pt()) {
        if word.leader(&para.runs).is_some_and(|run| facts.leaders.as_ref().is_some_and(|l| l.alone.contains(&run))) {
            out.end_line(word.pieces[0].run);
        }
        out.word(&word);
        let Some(join) = word.glue else { continue };
        let forced = word.pieces.last().is_some_and(|p| facts.widened.contains(&(p.run, p.range.end)));
        match join.glue {
            Glue::Space => out.push(join.run, " ", forced),
            Glue::NoBreakSpace => out.push(join.run, "\u{a0}", false),
            Glue::LineEnd => out.end_line(join.run),
            Glue::Nothing => {}
        }
    }
    out.done
}

struct Stretches<'a, 's> {
    para: &'a Para,
    style: &'s ParaLook,
    fonts: &'s Fonts,
    done: Vec<Stretch<'a>>,
    /// The run of the last stretch, and whether it is a widened space.
    last: Option<(usize, bool)>,
}

impl Stretches<'_, '_> {
    fn word(&mut self, word: &Word) {
        let runs = &self.para.runs;
        let end = word.pieces.last().map(|p| (p.run, p.range.end));
        let mut at_start = true;
        for piece in &word.pieces {
            if let Some(fill) = &runs[piece.run].fill {
                self.alone(Stretch { text: self.filling(piece.run, fill.kind), ..self.look(&runs[piece.run], false) });
                at_start = false;
                continue;
            }
            let text = &runs[piece.run].text[piece.range.clone()];
            if !text.contains(['-', '–', '—']) {
                self.push(piece.run, text, false);
                at_start = false;
                continue;
            }
            for (at, c) in text.char_indices() {
                let last = end == Some((piece.run, piece.range.start + at + c.len_utf8()));
                let (before, after) = match c {
                    // Lines may begin with an em dash too.
                    '—' => (!at_start, !last),
                    '–' => (false, !last),
                    _ => (false, false),
                };
                if before {
                    self.push(piece.run, NO_BREAK, false);
                }
                let mut letter = [0; 4];
                let letter: &str = if c == '-' && !last { NO_BREAK_HYPHEN } else { c.encode_utf8(&mut letter) };
                self.push(piece.run, letter, false);
                if after {
                    self.push(piece.run, NO_BREAK, false);
                }
                at_start = false;
            }
        }
    }

    /// Adds a text to the last stretch if it looks like that.
    fn push(&mut self, run: usize, text: &str, widened: bool) {
        let same = self.last == Some((run, widened));
        self.last = Some((run, widened));
        if let Some(last) = self.done.last_mut().filter(|_| same) {
            last.text.push_str(text);
            return;
        }
        let mut stretch = self.look(&self.para.runs[run], widened);
        match self.done.last_mut() {
            Some(last) if last.same_look(&stretch) => last.text.push_str(text),
            _ => {
                stretch.text.push_str(text);
                self.done.push(stretch);
            }
        }
    }
}

impl<'a> Stretches<'a, '_> {
    /// What stands at a place to fill in until somebody does.
    fn filling(&self, run: usize, kind: FillKind) -> String {
        let run = &self.para.runs[run];
        match kind {
            FillKind::Leader(_) => TAB.to_owned(),
            _ => kind.text(self.fonts.face(run.bold, run.italic), self.para.look.size.pt()),
        }
    }

    /// Ends a line, outside of what is to be filled in: LibreOffice begins a content control that
    /// holds a line break on a new line.
    fn end_line(&mut self, run: usize) {
        self.alone(Stretch { text: LINE_END.to_owned(), fill: None, ..self.look(&self.para.runs[run], false) });
    }

    /// Adds a stretch that nothing is added to.
    fn alone(&mut self, stretch: Stretch<'a>) {
        self.done.push(stretch);
        self.last = None;
    }

    fn look(&self, run: &'a Run, widened: bool) -> Stretch<'a> {
        let (look, style) = (&self.para.look, self.style);
        Stretch {
            text: String::new(),
            link: run.link.as_deref().filter(|l| !l.is_empty()),
            bold: (run.bold != style.bold).then_some(run.bold),
            italic: (run.italic != style.italic).then_some(run.italic),
            size: (look.size != style.size).then_some(look.size.0 as usize),
            color: self.para.frame.as_ref().map(|f| f.color.as_str()),
            widened,
            mark: run.mark,
            fill: run.fill.as_ref(),
        }
    }
}

impl Stretch<'_> {
    fn same_look(&self, other: &Stretch<'_>) -> bool {
        // A place to fill in never grows beyond its own run.
        self.fill.is_none()
            && other.fill.is_none()
            && (self.link, self.bold, self.italic, self.size, self.color, self.widened, self.mark)
                == (other.link, other.bold, other.italic, other.size, other.color, other.widened, other.mark)
    }
}
