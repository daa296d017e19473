//! YAML 1.2 without anchors, aliases, tags and second documents; `true` and `false` are the only
//! booleans, and every trap of the plain style gets advice on how to write the text.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::Reader;
use super::mend::{is_field_name, mend};
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::limits::DEPTH;
use crate::model::node::{Entry, Node, Value};
use crate::text::is_grouped;

pub(super) fn read(reader: Reader<'_>, found: &mut Diagnostics) -> Option<Node> {
    let mut of_source = Diagnostics::default();
    let read = Walk::new(reader, reader.text, &|at| at).document(&mut of_source);
    if !matches!(read, Err(Stop::Refused(_))) {
        found.extend(of_source);
        return read.unwrap_or_default();
    }
    // What the library refuses is mended line by line and read again.
    let mended = mend(reader);
    let source = |at| mended.source(at);
    let mut walk = Walk::new(reader, &mended.text, &source);
    let mut of_mended = Diagnostics::default();
    let read = walk.document(&mut of_mended);
    found.extend(mended.found.iter().cloned());
    match read {
        Err(Stop::Refused(at)) => {
            let refused = walk.refused(at);
            // What stands beside a slip may follow from it.
            if !mended.found.has_errors() {
                found.push(refused);
            }
            None
        }
        read => {
            if !mended.guessed {
                found.extend(of_mended);
            }
            read.unwrap_or_default()
        }
    }
}

/// Character numbers, which the library counts in, to byte numbers. Asked mostly forwards.
struct Bytes<'a> {
    text: &'a str,
    ascii: bool,
    at: (usize, usize),
}

impl<'a> Bytes<'a> {
    fn new(text: &'a str) -> Self {
        Bytes { text, ascii: text.is_ascii(), at: (0, 0) }
    }

    fn of(&mut self, character: usize) -> usize {
        if self.ascii {
            return character.min(self.text.len());
        }
        if character < self.at.0 {
            // A text's end may lie behind the beginning of what comes next: a few steps back, not all.
            let back = self.at.0 - character;
            let byte = self.text[..self.at.1].char_indices().nth_back(back - 1).map_or(0, |(at, _)| at);
            self.at = (character, byte);
        }
        let ahead = character - self.at.0;
        let rest = &self.text[self.at.1..];
        let byte = self.at.1 + rest.char_indices().nth(ahead).map_or(rest.len(), |(i, _)| i);
        self.at = (character, byte);
        byte
    }
}

struct Walk<'a> {
    reader: Reader<'a>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    bytes: Bytes<'a>,
    /// A place of the text that is read, in the source.
    source: &'a dyn Fn(usize) -> usize,
}

/// Why reading ended early.
enum Stop {
    /// The text is no YAML; where that shows, in bytes of the text that is read.
    Refused(usize),
    /// Something was reported after which nothing can be read.
    Told,
}

type Step<T> = Result<T, Stop>;

impl<'a> Walk<'a> {
    fn new(reader: Reader<'a>, text: &'a str, source: &'a dyn Fn(usize) -> usize) -> Self {
        Walk { reader, parser: Parser::new_from_str(text), bytes: Bytes::new(text), source }
    }

    fn next(&mut self) -> Step<(Event<'a>, YamlSpan)> {
        let next = self.parser.next_event().unwrap_or(Ok((Event::StreamEnd, YamlSpan::default())));
        next.map_err(|error| Stop::Refused(self.bytes.of(error.marker().index())))
    }

    fn span(&mut self, span: YamlSpan) -> Span {
        let (start, end) = (self.bytes.of(span.start.index()), self.bytes.of(span.end.index()));
        self.reader.span((self.source)(start), (self.source)(end))
    }

    fn document(&mut self, found: &mut Diagnostics) -> Step<Option<Node>> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                event if root.is_none() => root = Some(self.node(event, span, 0, found)?),
                _ => {
                    let span = self.span(span);
                    found.push(
                        Diagnostic::error(code::YAML_FEATURE, span, "Một tệp chỉ chứa một văn bản")
                            .help("Tách phần sau dấu --- ra tệp khác."),
                    );
                    return Ok(None);
                }
            }
        }
        if root.is_none() {
            let help = "Chạy `vanban new ke-hoach` để có tệp mẫu.";
            found.push(Diagnostic::error(code::SYNTAX, self.reader.span(0, 0), "Tệp rỗng").help(help));
        }
        Ok(root)
    }

    fn node(&mut self, event: Event<'a>, at: YamlSpan, depth: usize, found: &mut Diagnostics) -> Step<Node> {
        let mut span = self.span(at);
        if depth > DEPTH {
            found.push(self.reader.too_deep(span));
            return Err(Stop::Told);
        }
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_features(anchor, tag.is_some(), span, found);
                if style == ScalarStyle::Plain { self.plain(&text, span, found) } else { Value::Text(text.into_owned()) }
            }
            Event::Alias(_) => {
                found.push(self.feature(span, "Tham chiếu (*tên) không được dùng"));
                Value::Null
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_features(anchor, tag.is_some(), span, found);
                let mut list = Vec::new();
                loop {
                    let (event, inner) = self.next()?;
                    if event == Event::SequenceEnd {
                        span.end = self.span(inner).end.max(span.end);
                        break;
                    }
                    list.push(self.node(event, inner, depth + 1, found)?);
                }
                Value::List(list)
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_features(anchor, tag.is_some(), span, found);
                let in_braces = self.reader.text[span.start..].starts_with('{');
                let entries = self.mapping(depth, &mut span, found)?;
                let text = if depth == 0 || in_braces { None } else { self.text_with_colon(&entries) };
                text.map_or(Value::Map(entries), Value::Text)
            }
            _ => Value::Null,
        };
        Ok(Node { span, value })
    }

    fn mapping(&mut self, depth: usize, span: &mut Span, found: &mut Diagnostics) -> Step<Vec<Entry>> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let (event, at) = self.next()?;
            let key_span = self.span(at);
            let key = match event {
                Event::MappingEnd => {
                    span.end = key_span.end.max(span.end);
                    return Ok(entries);
                }
                Event::Scalar(text, ..) => {
                    self.refuse_blanks(&text, key_span, found);
                    text.into_owned()
                }
                other => {
                    self.node(other, at, depth + 1, found)?;
                    found.push(Diagnostic::error(code::SYNTAX, key_span, "Tên trường phải là một từ").help("Viết `tên_trường: giá trị`."));
                    String::new()
                }
            };
            let (event, at) = self.next()?;
            let node = match event {
                // No field has such a name: what follows are the words of a text.
                Event::Scalar(text, ScalarStyle::Plain, 0, None) if !is_field_name(&key) && !text.is_empty() => {
                    let span = self.span(at);
                    self.warn_of_hash(&text, span, found);
                    Node { span, value: Value::Text(text.into_owned()) }
                }
                event => self.node(event, at, depth + 1, found)?,
            };
            if self.reader.is_full(seen.len(), key_span, found) {
                seen.insert(key);
                continue;
            }
            if !seen.insert(key.clone()) {
                found.push(self.reader.duplicate(&key, key_span));
            } else {
                entries.push(Entry { key, key_span, node });
            }
        }
    }

    /// A key behind no-break spaces, which look like its indentation.
    fn refuse_blanks(&self, key: &str, at: Span, found: &mut Diagnostics) {
        if key.starts_with('\u{a0}') {
            let message = "Tệp YAML sai cú pháp: dòng thụt vào bằng dấu cách không ngắt, do chép từ nơi khác";
            found.push(Diagnostic::error(code::SYNTAX, at, message).help("Xóa chỗ thụt đầu dòng rồi gõ lại bằng phím cách."));
        }
    }

    /// `Kết quả: đạt`, `Giám đốc Sở yêu cầu:`: to YAML a group of one field, but no field has such a name.
    fn text_with_colon(&self, entries: &[Entry]) -> Option<String> {
        let [Entry { key, node, .. }] = entries else { return None };
        if is_field_name(key) || key.is_empty() {
            return None;
        }
        match &node.value {
            Value::Null => Some(format!("{key}:")),
            // Quotes behind other words are words, too.
            Value::Text(text) if !self.reader.text[node.span.start..].starts_with(['"', '\'']) => Some(format!("{key}: {text}")),
            Value::Text(_) => Some(format!("{key}: {}", self.reader.text[node.span.start..node.span.end].trim_end())),
            _ => None,
        }
    }

    /// A plain scalar by the core schema, strictly: numbers with a leading zero stay text, so that
    /// no zero is lost.
    fn plain(&mut self, text: &str, span: Span, found: &mut Diagnostics) -> Value {
        self.warn_of_hash(text, span, found);
        self.warn_of_dashes(span, found);
        match text {
            "" | "null" | "~" => return Value::Null,
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            _ => {}
        }
        let numeric = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        match text.parse() {
            // The number parser has JSON's rules, so `05` and `1_000` are no numbers.
            Ok(number) if numeric => {
                if is_grouped(text) {
                    found.push(grouped_number(text, span));
                }
                Value::Number(number)
            }
            _ => Value::Text(text.to_owned()),
        }
    }

    /// A list below a text is no list to YAML: its dashes are words of the text.
    fn warn_of_dashes(&self, span: Span, found: &mut Diagnostics) {
        let mut at = span.start;
        for line in self.reader.text[span.start..span.end].split_inclusive('\n') {
            let body = line.trim();
            if at > span.start && body.starts_with("- ") {
                let start = at + line.len() - line.trim_start().len();
                let place = self.reader.span(start, start + body.len());
                found.push(
                    Diagnostic::warning(code::LIST_IN_TEXT, place, "Gạch đầu dòng này được nối vào văn bản ở dòng trên")
                        .help("Mục con viết dưới `items:`; văn bản đứng trước nó viết là `text: …`, thẳng cột với `items:`."),
                );
                return;
            }
            at += line.len();
        }
    }

    /// `Phòng họp #2` is cut short at ` #`; two spaces before `#` mean a comment on purpose.
    fn warn_of_hash(&self, text: &str, span: Span, found: &mut Diagnostics) {
        let rest = self.reader.text[span.end..].lines().next().unwrap_or_default();
        let cut = rest.starts_with(" #") && !rest.starts_with("  ");
        if cut && !text.is_empty() {
            let at = self.reader.span(span.end + 1, span.end + rest.trim_end().len());
            found.push(
                Diagnostic::warning(code::TEXT_AFTER_HASH, at, "Phần sau dấu # bị coi là chú thích và không vào văn bản")
                    .help("Nếu là nội dung: đặt cả văn bản trong dấu nháy kép \"…\". Nếu là chú thích: để hai dấu cách trước #."),
            );
        }
    }

    fn refuse_features(&self, anchor: usize, tagged: bool, span: Span, found: &mut Diagnostics) {
        if anchor > 0 {
            found.push(self.feature(span, "Neo (&tên) không được dùng"));
        }
        if tagged {
            found.push(self.feature(span, "Thẻ kiểu (!kiểu) không được dùng"));
        }
    }

    fn feature(&self, span: Span, message: &str) -> Diagnostic {
        Diagnostic::error(code::YAML_FEATURE, span, message).help("Văn bản bắt đầu bằng *, & hoặc ! phải đặt trong dấu nháy kép \"…\".")
    }

    /// A place where the text is no YAML, and no slip is known that would make it so.
    fn refused(&self, at: usize) -> Diagnostic {
        let text = self.bytes.text;
        // The library reads brackets ahead, up to a depth of its own.
        let open = text[..at].bytes().fold(0_usize, |open, byte| match byte {
            b'[' | b'{' => open + 1,
            b']' | b'}' => open.saturating_sub(1),
            _ => open,
        });
        let start = (self.source)(at);
        if open > DEPTH {
            return self.reader.too_deep(self.reader.span(start, start + 1));
        }
        let source = self.reader.text;
        let line = source[..start].rfind('\n').map_or(0, |end| end + 1);
        let end = line + source[line..].lines().next().unwrap_or_default().len();
        let body = end - source[line..end].trim_start().len();
        let span = self.reader.span(if start >= end { body } else { start }, end);
        Diagnostic::error(code::SYNTAX, span, "Tệp YAML sai cú pháp: cấu trúc dòng không đúng")
            .help("Kiểm tra chỗ thụt đầu dòng: các trường cùng cấp phải thẳng cột; mỗi phần tử danh sách bắt đầu bằng “- ”.")
    }
}

/// `1.234` is a thousand to Vietnamese eyes, and one and a bit to YAML.
fn grouped_number(text: &str, span: Span) -> Diagnostic {
    let (whole, decimal) = (text.replace('.', ""), text.replace('.', ","));
    Diagnostic::error(code::WRONG_TYPE, span, format!("“{text}” có thể đọc là hai số khác nhau"))
        .label(format!("{whole} hay {decimal}?"))
        .help(format!(
            "Từ một nghìn trở lên thì viết liền: {whole}; là số thập phân thì thêm số 0: {text}0; là chữ thì đặt trong dấu nháy kép."
        ))
}
