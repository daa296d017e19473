//! Dictionaries written as bytes, entry by entry: a structure tree has so many that objects of them took longer
//! to make than to write.

use lopdf::{Object, ObjectId};

use super::syntax::{integer, name, object, reference};

/// Objects that are bytes already: so many small ones would take much more room as objects.
#[derive(Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    /// Number and end of each.
    ends: Vec<(usize, usize)>,
}

impl Written {
    /// A dictionary, written entry by entry.
    pub(super) fn add(&mut self, id: ObjectId, write: impl FnOnce(&mut Entries<'_>)) {
        Entries(&mut self.bytes).within(write);
        self.ends.push((id.0 as usize, self.bytes.len()));
    }

    pub(super) fn objects(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        self.ends.iter().zip(starts).map(|((id, end), start)| (*id, &self.bytes[start..*end]))
    }
}

/// The entries of a dictionary on their way into bytes.
pub(super) struct Entries<'a>(&'a mut Vec<u8>);

impl Entries<'_> {
    fn within(&mut self, write: impl FnOnce(&mut Entries<'_>)) {
        self.0.extend(b"<<");
        write(&mut Entries(self.0));
        self.0.extend(b">>");
    }

    fn key(&mut self, key: &str) {
        name(self.0, key.as_bytes());
    }

    pub(super) fn name(&mut self, key: &str, value: &str) {
        self.key(key);
        self.key(value);
    }

    pub(super) fn number(&mut self, key: &str, value: usize) {
        self.key(key);
        self.0.push(b' ');
        integer(self.0, value as u64);
    }

    pub(super) fn reference(&mut self, key: &str, id: ObjectId) {
        self.key(key);
        self.0.push(b' ');
        reference(self.0, id);
    }

    pub(super) fn value(&mut self, key: &str, value: &Object) {
        self.key(key);
        object(self.0, value);
    }

    pub(super) fn dictionary(&mut self, key: &str, write: impl FnOnce(&mut Entries<'_>)) {
        self.key(key);
        self.within(write);
    }

    /// Some values, one of them by itself: signing programs know a field's place in the tree by its path so.
    pub(super) fn values<T>(&mut self, key: &str, values: impl ExactSizeIterator<Item = T>, write: impl Fn(&mut Values<'_>, T)) {
        self.key(key);
        let listed = values.len() != 1;
        self.0.push(if listed { b'[' } else { b' ' });
        for (i, value) in values.enumerate() {
            if i > 0 {
                self.0.push(b' ');
            }
            write(&mut Values(self.0), value);
        }
        if listed {
            self.0.push(b']');
        }
    }
}

/// A value on its way into bytes.
pub(super) struct Values<'a>(&'a mut Vec<u8>);

impl Values<'_> {
    pub(super) fn number(&mut self, value: usize) {
        integer(self.0, value as u64);
    }

    pub(super) fn reference(&mut self, id: ObjectId) {
        reference(self.0, id);
    }

    pub(super) fn dictionary(&mut self, write: impl FnOnce(&mut Entries<'_>)) {
        Entries(self.0).within(write);
    }
}
