//! Whether a PDF may be given to the library that reads it. Its tables may claim more objects than there
//! are, name one object a thousand times, and pack bombs; the library makes room for all of that. So every
//! object is looked at where it stands, and what reading it would cost is added up first.

use std::collections::HashMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Object, Stream};

/// Bytes that one stream may unpack to.
pub(crate) const STREAM: usize = 48 << 20;
/// Objects in all tables.
const ENTRIES: i64 = 1_000_000;
/// Words of all packed objects; each takes about a hundred bytes once it is read.
const WORDS: usize = 6_000_000;
/// How many times its own size a file may take to read, for it may be saved again and again.
const TIMES: usize = 16;
/// Longest dictionary, bytes.
const DICTIONARY: usize = 4 << 20;

/// An object is not as any writer makes it, or there is too much.
pub(super) struct Strange;

/// Adds up what a file would cost.
pub(super) fn check(bytes: &[u8]) -> Result<(), Strange> {
    let mut file = File { bytes, objects: Vec::new(), tables: Vec::new(), words: 0 };
    let places = places(bytes, b"obj").filter(|at| !bytes[..*at].ends_with(b"end")).collect::<Vec<_>>();
    let lengths: HashMap<u64, usize> =
        places.iter().filter_map(|at| Some((number_before(bytes, *at)?, number(&bytes[at + 3..])?))).collect();
    let ends: Vec<usize> = self::places(bytes, b"endobj").collect();
    for at in places {
        let end = ends.get(ends.partition_point(|end| *end < at)).copied().unwrap_or(bytes.len());
        file.object(at, end, &lengths)?;
    }
    file.tables()
}

struct File<'a> {
    bytes: &'a [u8],
    /// Where each object stands, and what it costs to read, in bytes.
    objects: Vec<(usize, usize)>,
    /// Where tables say that objects stand.
    tables: Vec<usize>,
    words: usize,
}

impl File<'_> {
    fn object(&mut self, at: usize, end: usize, lengths: &HashMap<u64, usize>) -> Result<(), Strange> {
        let mut cost = end - at;
        if let Some((dictionary, start)) = stream(&self.bytes[at + 3..])? {
            let start = at + 3 + start;
            let rest = self.bytes.len() - start;
            let length = match dictionary.get(b"Length") {
                Ok(Object::Integer(length)) => usize::try_from(*length).unwrap_or(0),
                Ok(Object::Reference((id, _))) => lengths.get(&u64::from(*id)).copied().unwrap_or(rest),
                _ => rest,
            };
            let content = &self.bytes[start..start + length.min(rest)];
            cost += content.len();
            if dictionary.has(b"W") || dictionary.has_type(b"XRef") {
                self.table(dictionary, content)?;
            } else if dictionary.has_type(b"ObjStm") {
                cost += self.packed(dictionary, content)?;
            }
        }
        self.objects.push((at, cost));
        Ok(())
    }

    /// A stream of places: each entry takes as many bytes as its three widths say.
    fn table(&mut self, dictionary: Dictionary, content: &[u8]) -> Result<(), Strange> {
        let numbers =
            |key: &[u8]| -> Option<Vec<i64>> { dictionary.get(key).ok()?.as_array().ok()?.iter().map(|n| n.as_i64().ok()).collect() };
        let widths = numbers(b"W").filter(|w| w.len() == 3 && w.iter().all(|w| (0..=8).contains(w)) && w.iter().any(|w| *w > 0));
        let widths: Vec<usize> = widths.ok_or(Strange)?.into_iter().map(|w| w as usize).collect();
        let size = dictionary.get(b"Size").and_then(Object::as_i64).map_err(|_| Strange)?;
        let counts = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
        let count = counts.chunks(2).try_fold(0_i64, |sum, pair| sum.checked_add(pair.get(1).copied().filter(|n| *n >= 0)?));
        if count.is_none_or(|count| count > ENTRIES) || self.tables.len() > ENTRIES as usize {
            return Err(Strange);
        }
        let unpacked = unpacked(dictionary, content)?;
        for entry in unpacked.chunks_exact(widths.iter().sum()) {
            let number = |bytes: &[u8]| bytes.iter().fold(0_usize, |n, byte| n << 8 | usize::from(*byte));
            if widths[0] == 0 || number(&entry[..widths[0]]) == 1 {
                self.tables.push(number(&entry[widths[0]..widths[0] + widths[1]]));
            }
        }
        Ok(())
    }

    /// Objects packed into a stream, after a list of their numbers and places; no place twice.
    fn packed(&mut self, dictionary: Dictionary, content: &[u8]) -> Result<usize, Strange> {
        let first = dictionary.get(b"First").and_then(Object::as_i64).ok().and_then(|n| usize::try_from(n).ok()).ok_or(Strange)?;
        let unpacked = unpacked(dictionary, content)?;
        let delimiter = |b: &u8| b.is_ascii_whitespace() || b"<>[]()/".contains(b);
        let words = unpacked.split(delimiter).filter(|word| !word.is_empty()).count();
        let brackets = unpacked.iter().filter(|b| b"<[(/".contains(b)).count();
        self.words += words + brackets;
        let head = String::from_utf8_lossy(unpacked.get(..first).ok_or(Strange)?).into_owned();
        let mut places: Vec<&str> = head.split_whitespace().skip(1).step_by(2).collect();
        let count = places.len();
        places.sort_unstable();
        places.dedup();
        if self.words > WORDS || places.len() < count { Err(Strange) } else { Ok(unpacked.len()) }
    }

    /// The old kind of table has a line for each object; then all that tables name is added up.
    fn tables(&mut self) -> Result<(), Strange> {
        for at in places(self.bytes, b" n").filter(|at| self.bytes.get(at + 2).is_none_or(u8::is_ascii_whitespace)) {
            let before = self.bytes[..at].trim_ascii_end();
            let generation = before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
            self.tables.extend(number_ending(before[..before.len() - generation].trim_ascii_end()));
        }
        let cost = |place: &usize| {
            let next = self.objects.partition_point(|(at, _)| at < place);
            self.objects.get(next).map_or(0, |(_, cost)| *cost)
        };
        let sum: usize = self.tables.iter().map(cost).sum();
        if sum > TIMES * self.bytes.len() + STREAM { Err(Strange) } else { Ok(()) }
    }
}

/// The dictionary of a stream and where its content begins; `None` when the object is none.
fn stream(object: &[u8]) -> Result<Option<(Dictionary, usize)>, Strange> {
    let begin = object.len() - without_space(object).len();
    if !object[begin..].starts_with(b"<<") {
        return Ok(None);
    }
    let near = &object[begin..object.len().min(begin + DICTIONARY)];
    // The words may stand in a text of the dictionary, too: then what is before them is no whole one.
    let mut stops: Vec<usize> = places(near, b"stream").take(64).chain(places(near, b"endobj").take(64)).collect();
    stops.sort_unstable();
    for stop in stops.into_iter().take(16) {
        let operation = [&near[..stop], b" q"].concat();
        let Ok(Content { operations }) = Content::decode(&operation) else { continue };
        if let [only] = operations.as_slice()
            && let ("q", [Object::Dictionary(dictionary)]) = (only.operator.as_str(), only.operands.as_slice())
        {
            let is_stream = near[stop..].starts_with(b"stream");
            let line = near[stop..].iter().position(|b| *b == b'\n').unwrap_or(6) + 1;
            return Ok(is_stream.then(|| (dictionary.clone(), begin + stop + line)));
        }
    }
    Err(Strange)
}

/// A stream's content; only what writers use for tables and packed objects is unpacked.
fn unpacked(dictionary: Dictionary, content: &[u8]) -> Result<Vec<u8>, Strange> {
    let plain = match dictionary.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Name(name)) => name == b"FlateDecode",
        Ok(Object::Array(names)) => names.iter().all(|n| n.as_name().is_ok_and(|name| name == b"FlateDecode")) && names.len() < 2,
        Ok(_) => false,
    };
    if !plain {
        return Err(Strange);
    }
    Stream::new(dictionary, content.to_vec()).decompressed_content_with_limit(STREAM).map_err(|_| Strange)
}

/// Where a word stands.
fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = word[0];
    let begins = bytes.iter().enumerate().filter(move |(_, b)| **b == first);
    begins.map(|(at, _)| at).filter(move |at| bytes[*at..].starts_with(word))
}

/// What follows white space and remarks.
fn without_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = bytes.trim_ascii_start();
        match bytes.first() {
            Some(0) => bytes = &bytes[1..],
            Some(b'%') => bytes = bytes.iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(&[], |end| &bytes[end..]),
            _ => return bytes,
        }
    }
}

/// The number that an object is, when it is one.
fn number(object: &[u8]) -> Option<usize> {
    let rest = without_space(object);
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

/// The number of an object, before its generation and `obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u64> {
    let before = bytes[..at].trim_ascii_end();
    let generation = before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    number_ending(before[..before.len() - generation].trim_ascii_end()).map(|n| n as u64)
}

fn number_ending(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().rev().take(20).take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[bytes.len() - digits..]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(objects: &str) -> Vec<u8> {
        format!("%PDF-1.7\n{objects}\ntrailer\n<</Root 1 0 R>>\n%%EOF\n").into_bytes()
    }

    #[track_caller]
    fn refused(objects: &str) {
        assert!(check(&file(objects)).is_err(), "{}", &objects[..objects.len().min(200)]);
    }

    #[test]
    fn tables_claim_no_more_than_there_is() {
        let table = |head: &str| format!("5 0 obj\n<</Type/XRef/Size 3/Root 1 0 R/Length 3{head}>>stream\nabc\nendstream\nendobj");
        refused(&table("/W[4000000000 1 1]"));
        refused(&table("/#57[4000000000 1 1]"));
        refused(&table("/W[0 0 0]/Index[0 4000000000]"));
        refused(&table("/W[1 1 1]/Index[0 4000000000]"));
        refused(&table("/W[1 1 1]/Index[0 -1]"));
        refused(&table("/X(endobj)/W[9 1 1]"));
        refused(&table("/X(stream\n)/W[9 1 1]"));
        refused(&table("/W[1 1 1]/Filter[/FlateDecode/FlateDecode]"));
        assert!(check(&file(&table("/W[1 1 1]"))).is_ok());
    }

    #[test]
    fn one_object_is_not_read_a_thousand_times() {
        let text = "x".repeat(200_000);
        let table: String = (0..2000).map(|_| "0000000009 00000 n \n".to_owned()).collect();
        refused(&format!("1 0 obj\n({text})\nendobj\nxref\n0 2000\n{table}"));
        // Each stream says that it holds all that follow.
        let nested: String = (0..3000).map(|n| format!("{n} 0 obj\n<</Length 900000>>stream\n")).collect();
        let places = places(nested.as_bytes(), b"obj").map(|at| format!("{:010} 00000 n \n", at + 7)).collect::<String>();
        refused(&format!("{nested}{}\nxref\n0 3000\n{places}", "y".repeat(400_000)));
    }

    /// A file that packs nothing has many streams behind the dictionary of its pages.
    #[test]
    fn a_dictionary_ends_where_it_ends_however_many_streams_follow() {
        let streams: String = (2..200).map(|n| format!("{n} 0 obj\n<</Length 3>>stream\nq Q\nendstream\nendobj\n")).collect();
        assert!(check(&file(&format!("1 0 obj\n<</Type/Pages/Kids[300 0 R]>>\nendobj\n{streams}"))).is_ok());
    }

    #[test]
    fn packed_objects_stand_in_places_of_their_own() {
        let packed = |head: &str| {
            let content = format!("{head} [1 2 3]");
            let length = content.len();
            format!("5 0 obj\n<</Type/ObjStm/N 2/First {}/Length {length}>>stream\n{content}\nendstream\nendobj", head.len() + 1)
        };
        refused(&packed("1 0 2 0 3 0"));
        assert!(check(&file(&packed("1 0"))).is_ok());
    }
}
