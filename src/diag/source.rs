//! The files that findings point into.

/// Which file of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A stretch of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A file's name and text as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name to show: a path as the user gave it.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: String,
}

/// All files of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file and gives its number; a file that is there already keeps its own.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let (name, text) = (name.into(), text.into());
        if let Some(same) = self.0.iter().position(|s| s.name == name && s.text == text) {
            return SourceId(same as u32);
        }
        self.0.push(Source { name, text });
        SourceId(self.0.len() as u32 - 1)
    }

    /// The file of that number.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(id.0 as usize)
    }

    /// The place of some words inside a span; the whole span when they are not there as written.
    pub fn narrowed(&self, span: Span, words: &str) -> Span {
        let text = self.get(span.source).and_then(|s| s.text.get(span.start..span.end)).unwrap_or_default();
        match text.find(words) {
            Some(at) => Span { start: span.start + at, end: span.start + at + words.len(), ..span },
            None => span,
        }
    }

    /// Line and column, both from 1; the column counts characters.
    pub fn line_column(&self, span: Span) -> Option<(usize, usize)> {
        let before = self.get(span.source)?.text.get(..span.start)?;
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_letters_not_bytes() {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "một\nhướng dẫn");
        let span = |start| Span { source, start, end: start + 1 };
        assert_eq!(sources.line_column(span(0)), Some((1, 1)));
        let at = "một\nhướng ".len();
        assert_eq!(sources.line_column(span(at)), Some((2, 7)));
    }
}
