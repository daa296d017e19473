//! JSON, strictly: no comments, no trailing commas, no duplicate keys.

use std::collections::HashSet;

use jsonc_parser::ast::Value as Ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::Reader;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::limits::DEPTH;
use crate::model::node::{Entry, Node, Value};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn read(reader: Reader<'_>, found: &mut Diagnostics) -> Option<Node> {
    match parse_to_ast(reader.text, &CollectOptions::default(), &STRICT) {
        Ok(result) => match result.value {
            Some(value) => node(&value, reader, 0, found),
            None => {
                found
                    .push(Diagnostic::error(code::SYNTAX, reader.span(0, 0), "Tệp rỗng").help("Chạy `vanban new ke-hoach` để có tệp mẫu."));
                None
            }
        },
        Err(error) => {
            let range = error.range();
            let (message, help) = explain(error.kind());
            let span = reader.span(range.start, range.end);
            found.push(Diagnostic::error(code::SYNTAX, span, format!("Tệp JSON sai cú pháp: {message}")).help(help));
            None
        }
    }
}

fn node(ast: &Ast<'_>, reader: Reader<'_>, depth: usize, found: &mut Diagnostics) -> Option<Node> {
    let range = ast.range();
    let span = reader.span(range.start, range.end);
    if depth > DEPTH {
        found.push(reader.too_deep(span));
        return None;
    }
    let value = match ast {
        Ast::NullKeyword(_) => Value::Null,
        Ast::BooleanLit(b) => Value::Bool(b.value),
        Ast::StringLit(s) => {
            raw_control(reader, span, found);
            Value::Text(s.value.to_string())
        }
        Ast::NumberLit(n) => match n.value.parse() {
            Ok(number) => Value::Number(number),
            Err(_) => {
                found.push(Diagnostic::error(code::SYNTAX, span, format!("Số “{}” không đọc được", n.value)));
                Value::Null
            }
        },
        Ast::Array(array) => Value::List(array.elements.iter().filter_map(|e| node(e, reader, depth + 1, found)).collect()),
        Ast::Object(object) => {
            let mut entries: Vec<Entry> = Vec::new();
            let mut seen = HashSet::new();
            for property in &object.properties {
                let range = property.name.range();
                let key = property.name.as_str().to_owned();
                let key_span = reader.span(range.start, range.end);
                raw_control(reader, key_span, found);
                if reader.is_full(seen.len(), key_span, found) {
                    break;
                }
                if !seen.insert(key.clone()) {
                    found.push(reader.duplicate(&key, key_span));
                } else if let Some(node) = node(&property.value, reader, depth + 1, found) {
                    entries.push(Entry { key, key_span, node });
                }
            }
            Value::Map(entries)
        }
    };
    Some(Node { span, value })
}

/// The library takes line ends and tabs inside texts, which no other JSON reader does.
fn raw_control(reader: Reader<'_>, text: Span, found: &mut Diagnostics) {
    if let Some(at) = reader.text[text.start..text.end].find(|c: char| c < ' ') {
        let span = reader.span(text.start + at, text.start + at);
        found.push(
            Diagnostic::error(code::SYNTAX, span, "Tệp JSON sai cú pháp: văn bản trong nháy kép có chỗ xuống dòng hoặc phím Tab")
                .help("Xuống dòng viết là \\n, Tab viết là \\t; hoặc dùng tệp YAML (.yaml)."),
        );
    }
}

fn explain(kind: &ParseErrorKind) -> (&'static str, &'static str) {
    use ParseErrorKind as K;
    match kind {
        K::TrailingCommasNotAllowed | K::UnexpectedComma => ("thừa dấu phẩy", "Xóa dấu phẩy sau phần tử cuối cùng."),
        K::ExpectedComma => ("thiếu dấu phẩy", "Các phần tử và các trường cách nhau bằng dấu phẩy."),
        K::CommentsNotAllowed | K::UnterminatedCommentBlock => ("JSON không có chú thích", "Xóa chú thích, hoặc dùng tệp YAML (.yaml)."),
        K::ExpectedColonAfterObjectKey | K::ExpectedObjectValue | K::UnexpectedColon => {
            ("sau tên trường phải là dấu hai chấm rồi đến giá trị", "Viết \"tên\": giá_trị.")
        }
        K::ExpectedStringObjectProperty | K::SingleQuotedStringsNotAllowed => {
            ("tên trường và văn bản đặt trong dấu nháy kép", "Viết \"tên\": \"văn bản\".")
        }
        K::UnterminatedArray | K::UnterminatedObject | K::UnexpectedCloseBrace | K::UnexpectedCloseBracket => {
            ("dấu ngoặc mở và đóng không khớp", "Mỗi { cần một }, mỗi [ cần một ].")
        }
        K::String(_) => {
            ("văn bản trong nháy kép không hợp lệ", "Đóng dấu nháy kép; dấu \\ viết là \\\\, dấu nháy trong văn bản viết là \\\".")
        }
        K::MultipleRootJsonValues => ("sau giá trị đầu tiên còn nội dung khác", "Một tệp chỉ chứa một văn bản."),
        K::NestingDepthExceeded => ("dữ liệu lồng nhau quá sâu", "Kiểm tra lại dấu ngoặc."),
        _ => ("ký tự không được phép ở đây", "Văn bản phải đặt trong dấu nháy kép."),
    }
}
