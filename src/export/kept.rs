//! What many documents share is made once. It is found by all that it is made from, so that no file hangs on
//! which were written before it.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::RandomState;

/// So many things are kept, then none. Documents of a run have few looks; 120 reports have 160 sets of letters.
const MOST: usize = 256;

/// Things of one kind by what they are made from.
pub(super) struct Kept<K, V>(Mutex<HashMap<K, Arc<V>, RandomState>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Kept(Mutex::default())
    }
}

impl<K: Eq + Hash, V> Kept<K, V> {
    /// What is made from `key`, kept or made now; a failure is not kept.
    pub(super) fn try_get<Q, E>(&self, key: &Q, make: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().get(key).cloned() {
            return Ok(found);
        }
        let made = Arc::new(make()?);
        let mut kept = kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key.to_owned(), made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_made_once_and_never_too_many() {
        let kept = Kept::<String, usize>::default();
        let get = |key: &str, made: Result<usize, &'static str>| kept.try_get(key, || made).map(|found| *found);
        assert_eq!((get("a", Ok(1)), get("a", Ok(2))), (Ok(1), Ok(1)));
        assert_eq!((get("b", Err("why")), get("b", Ok(3))), (Err("why"), Ok(3)));
        for i in 0..3 * MOST {
            assert_eq!(get(&i.to_string(), Ok(i)), Ok(i));
            assert!(kept.0.lock().unwrap().len() <= MOST);
        }
    }
}
