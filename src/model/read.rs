//! Text to nodes: JSON and YAML through libraries, with one idea of what data may hold.
//!
//! What the libraries report is said here in Vietnamese, once. Schemas and merging live elsewhere.

mod json;
mod mend;
mod yaml;

use super::node::{Node, Value};
use crate::diag::{Diagnostic, Diagnostics, SourceId, Sources, Span, code};
use crate::limits::{self, DEPTH};
use crate::standard::Clause;
use crate::text::{grouped, is_forbidden, is_invisible, is_plain, legacy, nfc, turns_direction};

/// Letters of a proposed text that a message shows.
const PROPOSED: usize = 160;

/// Reads a file that is already among the sources; the name's ending decides the form.
pub fn read(sources: &Sources, id: SourceId) -> (Option<Node>, Diagnostics) {
    let mut found = Diagnostics::default();
    let Some(source) = sources.get(id) else { return (None, found) };
    let is_json = source.name.rsplit('.').next().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let reader = Reader { id, text: &source.text };
    let node = if is_json { json::read(reader, &mut found) } else { yaml::read(reader, &mut found) };
    let node = node.map(|mut n| {
        reader.clean(&mut n, &mut found);
        n
    });
    (node, found)
}

/// Reads one line of a file of JSON lines.
pub fn json_line(sources: &Sources, line: Span) -> (Option<Node>, Diagnostics) {
    let mut found = Diagnostics::default();
    let text = sources.get(line.source).and_then(|s| s.text.get(line.start..line.end)).unwrap_or_default();
    let reader = Reader { id: line.source, text };
    let node = json::read(reader, &mut found).map(|mut node| {
        reader.clean(&mut node, &mut found);
        node.shift(line.start);
        node
    });
    let placed = found.into_iter().map(|mut d| {
        let moved = |s: Span| Span { start: s.start + line.start, end: s.end + line.start, ..s };
        d.place.iter_mut().for_each(|place| place.span = moved(place.span));
        d
    });
    let mut all = Diagnostics::default();
    all.extend(placed);
    (node, all)
}

/// The bytes of a file as text, without a byte order mark. Windows shells redirect into UTF-16, so
/// that is read too when it says so.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostics> {
    if let [0xff, 0xfe, rest @ ..] = bytes.as_slice() {
        let units = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        return Ok(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect());
    }
    if matches!(bytes.as_slice(), [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..]) {
        let message = format!("Tệp {name} là tệp của Word hoặc Excel, không phải tệp dữ liệu");
        return Err(Diagnostic::error(code::UNREADABLE, None, message)
            .help("Tệp dữ liệu là YAML hoặc JSON. Bảng tính thì ghi sau --rows: vanban render chung.yaml --rows don-vi.xlsx.")
            .into());
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        Diagnostic::error(
            code::UNREADABLE,
            None,
            format!("Tệp {name} không phải văn bản UTF-8 (byte thứ {})", e.utf8_error().valid_up_to() + 1),
        )
        .help("Mở tệp bằng Notepad, chọn “Lưu thành…” (Save as) với mã hóa UTF-8.")
    });
    let text = text.map_err(Diagnostics::from)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    id: SourceId,
    text: &'a str,
}

impl Reader<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span { source: self.id, start: start.min(self.text.len()), end: end.min(self.text.len()).max(start.min(self.text.len())) }
    }

    fn too_deep(&self, at: Span) -> Diagnostic {
        Diagnostic::error(code::TOO_DEEP, at, format!("Dữ liệu lồng nhau quá {DEPTH} cấp"))
            .help("Không văn bản nào cần lồng sâu như vậy: kiểm tra lại chỗ thụt đầu dòng hoặc dấu ngoặc.")
    }

    /// Whether a mapping has all the keys that one may have; the first one too many is reported.
    fn is_full(&self, keys: usize, at: Span, found: &mut Diagnostics) -> bool {
        if keys == limits::FIELDS {
            let message = format!("Một nhóm có quá {} trường", grouped(&limits::FIELDS.to_string()));
            found
                .push(Diagnostic::error(code::TOO_LONG, at, message).help("Không văn bản nào cần nhiều trường như vậy: kiểm tra lại tệp."));
        }
        keys >= limits::FIELDS
    }

    fn duplicate(&self, key: &str, at: Span) -> Diagnostic {
        Diagnostic::error(code::DUPLICATE_KEY, at, format!("Trường `{key}` được khai báo hai lần"))
            .label("lần thứ hai")
            .help("Giữ lại một lần; chương trình không tự chọn giúp.")
    }

    /// Word makes “…” of the quotes that a text is to stand in; then they are words of it.
    fn curly_quotes(&self, text: &str, at: Span) -> Option<Diagnostic> {
        let inside = text.strip_prefix('“')?.strip_suffix(['”', '"', '“'])?;
        let typed = self.text[at.start..].starts_with('“') && !inside.contains(['“', '”']);
        typed.then(|| {
            Diagnostic::warning(code::CURLY_QUOTES, at, "Văn bản đứng trong dấu ngoặc kép cong “…”, dấu này sẽ được in ra").help(
                "Nếu chỉ để đặt văn bản trong nháy: gõ dấu nháy thẳng \"…\". Nếu đúng là in ra: đặt cả văn bản trong dấu nháy đơn '“…”'.",
            )
        })
    }

    /// Brings all texts to NFC, drops invisible characters and refuses control characters.
    fn clean(&self, node: &mut Node, found: &mut Diagnostics) {
        match &mut node.value {
            Value::Text(text) => {
                found.extend(unfit(text, node.span, "Văn bản"));
                found.extend(self.curly_quotes(text, node.span));
                *text = normal(text);
            }
            Value::List(list) => list.iter_mut().for_each(|n| self.clean(n, found)),
            Value::Map(entries) => entries.iter_mut().for_each(|e| self.clean(&mut e.node, found)),
            _ => {}
        }
    }
}

/// What no document can hold, or is no Unicode; `what` is where it stands: a text, a cell. Give the text as
/// it was read.
pub(super) fn unfit(text: &str, span: Span, what: &str) -> Option<Diagnostic> {
    if !is_plain(text)
        && let Some(bad) = text.chars().find(|c| is_forbidden(*c))
    {
        let kind = if turns_direction(bad) { "ký tự đổi chiều chữ" } else { "ký tự điều khiển" };
        return Some(
            Diagnostic::error(code::CONTROL_CHARACTER, span, format!("{what} có {kind} U+{:04X}", bad as u32))
                .help("Xóa ký tự này; thường là do chép từ chương trình khác."),
        );
    }
    if let Some(long) = too_long(text, span, what) {
        return Some(long);
    }
    let spoilt = legacy::spoilt(text)?;
    let message = format!("{what} {}: “{}”", spoilt.how.name(), spoilt.word);
    Some(match spoilt.proposed {
        Some(proposed) => {
            let (shown, more) = proposed.char_indices().nth(PROPOSED).map_or((proposed.as_str(), ""), |(at, _)| (&proposed[..at], " …"));
            Diagnostic::error(code::LEGACY_TEXT, span, message)
                .help(format!("Gõ lại bằng Unicode; có lẽ là: “{}{more}”.", shown.trim()))
                .clause(Clause::Letters)
        }
        None => Diagnostic::warning(code::LEGACY_TEXT, span, message)
            .help("Lấy lại văn bản từ tệp gốc; trong Excel chọn lưu dạng CSV UTF-8 hoặc .xlsx.")
            .clause(Clause::Letters),
    })
}

/// A text of more characters than any paragraph has.
fn too_long(text: &str, span: Span, what: &str) -> Option<Diagnostic> {
    // Most texts have fewer bytes than the limit has characters.
    let count = if text.len() > limits::TEXT { text.chars().count() } else { 0 };
    (count > limits::TEXT).then(|| {
        let [long, most] = [count, limits::TEXT].map(|n| grouped(&n.to_string()));
        Diagnostic::error(code::TOO_LONG, span, format!("{what} dài {long} ký tự, quá {most}")).help("Chia thành nhiều đoạn.")
    })
}

/// NFC; a hyphen is a hyphen (the exporters decide where it may break), a line's end a line's end;
/// invisible characters that pasting brings along are dropped; the ends carry no white space.
pub(crate) fn normal(text: &str) -> String {
    if is_plain(text) {
        return text.trim().to_owned();
    }
    let plain = |c| match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2028}' | '\u{2029}' => '\n',
        c => c,
    };
    let plain: String = text.chars().filter(|c| !is_invisible(*c)).map(plain).collect();
    nfc(plain.trim())
}
