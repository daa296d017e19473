//! YAML 1.2 without anchors, aliases, tags and second documents; `true` and `false` are the only
//! booleans, and every trap of the plain style gets advice on how to write the text.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use super::Reader;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::limits::DEPTH;
use crate::model::node::{Entry, Node, Value};
use crate::text::is_grouped;

pub(super) fn read(reader: Reader<'_>, found: &mut Diagnostics) -> Option<Node> {
    let mut walk = Walk { reader, parser: Parser::new_from_str(reader.text), bytes: Bytes::new(reader.text) };
    match walk.document(found) {
        Ok(node) => node,
        Err(error) => {
            if error.info() != TOO_DEEP {
                found.push(walk.explain(&error));
            }
            None
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
}

type Step<T> = Result<T, ScanError>;

impl<'a> Walk<'a> {
    fn next(&mut self) -> Step<(Event<'a>, YamlSpan)> {
        self.parser.next_event().unwrap_or(Ok((Event::StreamEnd, YamlSpan::default())))
    }

    fn span(&mut self, span: YamlSpan) -> Span {
        let (start, end) = (self.bytes.of(span.start.index()), self.bytes.of(span.end.index()));
        self.reader.span(start, end)
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
            return Err(ScanError::new_str(at.start, TOO_DEEP));
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
                let entries = self.mapping(depth, &mut span, found)?;
                Value::Map(entries)
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
                Event::Scalar(text, ..) => text.into_owned(),
                other => {
                    self.node(other, at, depth + 1, found)?;
                    found.push(Diagnostic::error(code::SYNTAX, key_span, "Tên trường phải là một từ").help("Viết `tên_trường: giá trị`."));
                    String::new()
                }
            };
            let (event, at) = self.next()?;
            let node = self.node(event, at, depth + 1, found)?;
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

    /// A plain scalar by the core schema, strictly: numbers with a leading zero stay text, so that
    /// no zero is lost.
    fn plain(&mut self, text: &str, span: Span, found: &mut Diagnostics) -> Value {
        self.warn_of_hash(text, span, found);
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

    /// Slips that the library finds only further down: a Tab, `-` without a space, a bracket left open.
    fn slip(&self, error: usize) -> Option<Diagnostic> {
        let mut lines: Vec<(usize, &str)> = Vec::new();
        for line in self.reader.text.split_inclusive('\n') {
            let start = lines.last().map_or(0, |(start, line)| start + line.len());
            // A text that goes on may end on the line behind the error.
            let after = start > error;
            lines.push((start, line));
            if after {
                break;
            }
        }
        let found = |(start, line): &(usize, &str), from: usize, what: &str, help: &str| {
            let span = self.reader.span(start + from, start + line.trim_end().len().max(from + 1));
            Diagnostic::error(code::SYNTAX, span, format!("Tệp YAML sai cú pháp: {what}")).help(help)
        };
        let body = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let tabbed = lines.iter().find_map(|at| Some((at, at.1[..body(at.1)].find('\t')?)));
        if let Some((at, tab)) = tabbed {
            return Some(found(at, tab, "dòng thụt vào bằng phím Tab", "YAML chỉ thụt vào bằng dấu cách; đổi mỗi Tab thành hai dấu cách."));
        }
        let near = &lines[lines.len().saturating_sub(3)..];
        near.iter().find_map(|at| {
            let text = &at.1[body(at.1)..];
            let counted = |c: char| text.matches(c).count();
            if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
                Some(found(at, body(at.1), "sau dấu “-” đầu dòng không có dấu cách", "Viết “- ” rồi đến nội dung."))
            } else if counted('[') > counted(']') || counted('{') > counted('}') {
                Some(found(at, body(at.1), "dấu ngoặc mở mà không đóng", "Thêm ] hoặc } vào cuối dòng."))
            } else {
                None
            }
        })
    }

    /// The library's complaint in Vietnamese, with advice by what stands at the place.
    fn explain(&mut self, error: &ScanError) -> Diagnostic {
        let byte = self.bytes.of(error.marker().index());
        // The library reads brackets ahead, up to a depth of its own.
        if error.info() == "recursion limit exceeded" {
            return self.reader.too_deep(self.reader.span(byte, byte + 1));
        }
        let text = self.reader.text;
        // The place is where the quoted text begins, or the sign itself.
        let escape = text[byte..].lines().next().and_then(|rest| rest.find('\\')).map(|at| byte + at);
        if let (Some(at), true) = (escape, ["escape", "hex"].iter().any(|word| error.info().contains(word))) {
            let message = "Tệp YAML sai cú pháp: trong dấu nháy kép, dấu \\ và chữ sau nó là ký hiệu đặc biệt";
            return Diagnostic::error(code::SYNTAX, self.reader.span(at, at + 2), message)
                .help("Đường dẫn Windows viết bằng dấu /: \"C:/Users/Lan/so-lieu.csv\"; hoặc đặt trong dấu nháy đơn '…'.");
        }
        if let Some(slip) = self.slip(byte) {
            return slip;
        }
        let line_start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let value = line.split_once(": ").map_or(line, |(_, v)| v).trim_start_matches([' ', '-']);
        let quote = "Đặt cả văn bản trong dấu nháy kép \"…\", hoặc viết thành khối: `>-` rồi xuống dòng, thụt vào.";
        let (message, help) = if value.starts_with(['*', '&', '!', '%', '@', '`']) {
            (format!("văn bản không được bắt đầu bằng dấu {}", &value[..1]), quote)
        } else if error.info().contains("mapping values") {
            (
                "trong văn bản có dấu hai chấm và dấu cách “: ”, hoặc dòng thụt vào sai".to_owned(),
                "Văn bản có “: ” thì đặt trong dấu nháy kép \"…\"; nếu không, sửa dòng này cho thẳng cột với các trường cùng cấp.",
            )
        } else if value.starts_with(['"', '\'']) {
            (
                "dấu nháy mở mà không đóng, hoặc còn chữ sau dấu nháy đóng".to_owned(),
                "Đóng dấu nháy ở cuối văn bản; dấu nháy kép bên trong viết là \\\".",
            )
        } else if value.starts_with(['[', '{']) {
            ("dấu ngoặc không khớp".to_owned(), quote)
        } else {
            (
                "cấu trúc dòng không đúng".to_owned(),
                "Kiểm tra chỗ thụt đầu dòng: các trường cùng cấp phải thẳng cột; mỗi phần tử danh sách bắt đầu bằng “- ”.",
            )
        };
        let end = line_start + line.len();
        let start = if byte >= end { line_start + line.len() - line.trim_start().len() } else { byte };
        Diagnostic::error(code::SYNTAX, self.reader.span(start, end.max(start)), format!("Tệp YAML sai cú pháp: {message}")).help(help)
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

/// Marks the error that follows a reported depth, which says all there is to say.
const TOO_DEEP: &str = "too deep";
