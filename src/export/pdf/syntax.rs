//! Objects as bytes of a file.

use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// Appends text to bytes, which cannot fail.
pub(super) fn written(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

pub(super) fn object(out: &mut Vec<u8>, value: &Object) {
    match value {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => written(out, format_args!("{value}")),
        Object::Integer(value) => {
            if *value < 0 {
                out.push(b'-');
            }
            integer(out, value.unsigned_abs());
        }
        Object::Real(value) => written(out, format_args!("{value}")),
        Object::Name(value) => name(out, value),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            out.extend(bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|digit| b"0123456789ABCDEF"[usize::from(digit)]));
            out.push(b'>');
        }
        Object::String(bytes, StringFormat::Literal) => {
            out.push(b'(');
            for byte in bytes {
                match byte {
                    b'\r' => out.extend(b"\\r"),
                    b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
                    _ => out.push(*byte),
                }
            }
            out.push(b')');
        }
        Object::Array(values) => {
            out.push(b'[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    out.push(b' ');
                }
                object(out, value);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => dictionary(out, dict),
        Object::Reference(id) => reference(out, *id),
        // Streams are never inside other objects.
        Object::Stream(stream) => dictionary(out, &stream.dict),
    }
}

pub(super) fn reference(out: &mut Vec<u8>, (id, generation): ObjectId) {
    integer(out, id.into());
    out.push(b' ');
    integer(out, generation.into());
    out.extend(b" R");
}

pub(super) fn dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dict {
        name(out, key);
        if !matches!(value, Object::Name(_) | Object::Array(_) | Object::Dictionary(_) | Object::String(..)) {
            out.push(b' ');
        }
        object(out, value);
    }
    out.extend(b">>");
}

pub(super) fn name(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'/');
    for byte in bytes {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

/// A whole number in digits, without the library's formatter: a file has thousands.
pub(super) fn integer(out: &mut Vec<u8>, value: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return out.extend(&digits[at..]);
        }
    }
}
