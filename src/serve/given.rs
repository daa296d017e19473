//! What a document's data may name: its own files, the office's profile, other documents of the store. Nothing of the
//! disk.

use tokio::runtime::Handle;

use super::app::App;
use super::store::{Store, Trouble};
use crate::model::Files;

/// How data names the office's profile.
pub(super) const PROFILE: &str = "ho-so-co-quan.json";

/// Under which setting it is kept.
pub(super) const PROFILE_SETTING: &str = "profile";

/// The files of one document; to be asked on a thread that may wait.
pub(super) struct Given {
    app: App,
    document: Option<i64>,
    handle: Handle,
}

impl Given {
    /// To be made where requests are answered.
    pub(super) fn new(app: &App, document: Option<i64>) -> Self {
        Given { app: app.clone(), document, handle: Handle::current() }
    }

    async fn find(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        let store = self.app.store();
        if path == PROFILE {
            return store.setting(PROFILE_SETTING).await?.map(String::into_bytes).ok_or(Trouble::Missing);
        }
        if let Some(id) = document_of(path) {
            return store.document(id).await.map(|(_, data)| data.into_bytes());
        }
        store.file(self.document.ok_or(Trouble::Missing)?, path).await
    }
}

/// How data names another document of the store.
pub(super) fn document_name(id: i64) -> String {
    format!("van-ban-{id}.json")
}

pub(super) fn document_of(path: &str) -> Option<i64> {
    path.strip_prefix("van-ban-")?.strip_suffix(".json")?.parse().ok()
}

impl Files for Given {
    fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        match self.handle.block_on(self.find(path)) {
            Ok(bytes) => Ok((path.to_owned(), bytes)),
            Err(Trouble::Missing) if path == PROFILE => Err("chưa có hồ sơ cơ quan: khai ở trang Cài đặt".into()),
            Err(Trouble::Missing) => Err("văn bản không kèm tệp này: đính kèm tệp rồi làm lại".into()),
            Err(_) => Err("kho văn bản không trả lời".into()),
        }
    }
}
