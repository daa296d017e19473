//! Forms that tablets fill in: opened by a person, each with a key of its own, until it is closed or the day ends.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::failure::Failure;
use super::store::{Sqlite, Store};

/// Under which setting the open forms are kept.
const SETTING: &str = "forms";

/// When a form was opened, in microseconds, and when its day ends, in seconds since 1970.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Hours {
    since: u64,
    until: u64,
}

/// The hours of each open document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Opened(BTreeMap<i64, Hours>);

impl Opened {
    /// Those whose day has not ended.
    fn at(self, now: u64) -> Self {
        Opened(self.0.into_iter().filter(|(_, hours)| now < hours.until).collect())
    }
}

/// The forms that are open; a restart of the program leaves them so.
#[derive(Debug, Default)]
pub(super) struct Forms(RwLock<Opened>);

impl Forms {
    /// As the store has them.
    pub(super) async fn read(store: &Sqlite) -> Self {
        let text = store.setting(SETTING).await.ok().flatten();
        let opened = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Forms(RwLock::new(opened))
    }

    /// Since when a document is open; none when it is closed, or was opened on another day.
    pub(super) fn since(&self, document: i64) -> Option<u64> {
        self.now().0.get(&document).map(|hours| hours.since)
    }

    /// Whether any is open.
    pub(super) fn any(&self) -> bool {
        !self.now().0.is_empty()
    }

    /// Opens documents; the keys of those that are open stay.
    pub(super) async fn open(&self, store: &Sqlite, documents: &[i64]) -> Result<(), Failure> {
        let (mut opened, until) = (self.now(), store.end_of_day().await?);
        // Opened twice in a day a form has two keys.
        let since = UNIX_EPOCH.elapsed().map_or(0, |time| time.as_micros() as u64);
        for document in documents {
            opened.0.entry(*document).or_insert(Hours { since, until });
        }
        self.keep(store, opened).await
    }

    /// Closes documents: their keys open nothing any more, and never again.
    pub(super) async fn close(&self, store: &Sqlite, documents: &[i64]) -> Result<(), Failure> {
        let mut opened = self.now();
        opened.0.retain(|document, _| !documents.contains(document));
        self.keep(store, opened).await
    }

    fn now(&self) -> Opened {
        let now = UNIX_EPOCH.elapsed().map_or(u64::MAX, |time| time.as_secs());
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone().at(now)
    }

    async fn keep(&self, store: &Sqlite, opened: Opened) -> Result<(), Failure> {
        store.set(SETTING, &serde_json::to_string(&opened).unwrap_or_default()).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = opened;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_open_until_the_day_ends() {
        let opened = || Opened(BTreeMap::from([(7, Hours { since: 1_000_000, until: 100 })]));
        assert!(opened().at(99).0.contains_key(&7) && opened().at(100).0.is_empty());
    }
}
