//! Texts that were judged and have no fault. The documents of a batch say most of their texts alike; what a check finds
//! hangs on the text alone, so one that is right is right wherever it stands.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

/// So many bytes of texts are kept, then none.
const MOST: usize = 1 << 20;

/// What one run of documents knows of texts.
#[derive(Default)]
pub struct Faultless {
    /// Their words are right.
    pub(super) worded: Texts,
    /// The fonts show all their letters.
    pub(super) covered: Texts,
}

/// Texts without one kind of fault.
#[derive(Default)]
pub(super) struct Texts(Mutex<(HashSet<String, RandomState>, usize)>);

impl Texts {
    /// Whether a text is known to be right.
    pub(super) fn have(&self, text: &str) -> bool {
        self.kept().0.contains(text)
    }

    /// Keeps a text that was found right.
    pub(super) fn add(&self, text: &str) {
        let mut kept = self.kept();
        let (texts, bytes) = &mut *kept;
        if *bytes + text.len() > MOST {
            texts.clear();
            *bytes = 0;
        }
        if text.len() <= MOST && texts.insert(text.to_owned()) {
            *bytes += text.len();
        }
    }

    fn kept(&self) -> MutexGuard<'_, (HashSet<String, RandomState>, usize)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_known_and_never_too_much_is_kept() {
        let texts = Texts::default();
        assert!(!texts.have("Rà soát"));
        texts.add("Rà soát");
        texts.add("Rà soát");
        assert!(texts.have("Rà soát") && !texts.have("Rà soát."));
        let long = "a".repeat(MOST / 2 + 1);
        texts.add(&long);
        assert!(texts.have(&long) && texts.have("Rà soát"));
        texts.add(&long.replace('a', "b"));
        assert!(!texts.have(&long) && !texts.have("Rà soát"));
        texts.add(&"c".repeat(MOST + 1));
        assert!(texts.kept().1 <= MOST);
    }
}
