//! The lists and groups that are open where a line begins, and what may go on in which column.

use super::scalar::{KeyForm, key};

/// An open list or group.
pub(super) struct Frame<'a> {
    pub(super) column: usize,
    pub(super) kind: Kind,
    /// The names of its fields, and where the last one or the last dash stands.
    pub(super) names: Vec<&'a str>,
    pub(super) last: usize,
    /// Whether the value of its last field or dash has not come yet.
    pub(super) waits: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Group,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    Dash,
    Key,
    Text,
}

/// How many of the open lists and groups go on where something begins in a column.
pub(super) fn fits(frames: &[Frame<'_>], column: usize, begins: Begins) -> Option<usize> {
    for (depth, frame) in frames.iter().enumerate().rev() {
        if frame.column > column {
            continue;
        }
        let goes_on = match (frame.kind, begins) {
            _ if frame.column < column => frame.waits,
            (Kind::Group, Begins::Key) | (Kind::List, Begins::Dash) => true,
            (Kind::Group, Begins::Dash) => frame.waits,
            // A list may stand in the column of the group that it is a value of.
            (Kind::List, Begins::Key) => continue,
            _ => false,
        };
        return goes_on.then_some(depth + 1);
    }
    frames.is_empty().then_some(0)
}

/// The open list or group that is nearest to a column and has no field of a name: its column and its last line.
pub(super) fn nearest(frames: &[Frame<'_>], kind: Kind, column: usize, name: Option<&str>) -> Option<(usize, usize)> {
    let all = frames.iter().filter(|frame| frame.kind == kind && !name.is_some_and(|name| frame.names.contains(&name)));
    all.rev().min_by_key(|frame| frame.column.abs_diff(column)).map(|frame| (frame.column, frame.last))
}

/// What a line begins with.
pub(super) fn begins(body: &str) -> Begins {
    if body == "-" || body.starts_with("- ") || body.starts_with("-\t") || body.starts_with("-\u{a0}") {
        Begins::Dash
    } else if key(body).is_some() {
        Begins::Key
    } else {
        Begins::Text
    }
}

/// Whether a line begins with a field's name.
pub(super) fn field(body: &str) -> bool {
    key(body).is_some_and(|key| key.form == KeyForm::Field)
}
