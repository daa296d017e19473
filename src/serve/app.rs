//! What all requests share: the engine, the store, the keys.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use super::folder::{self, Folder};
use super::keys::Keys;
use super::queue::Queue;
use super::store::Sqlite;
use crate::pipeline::{Engine, Judged};

/// Handed to every request.
#[derive(Clone)]
pub(super) struct App(Arc<Shared>);

/// Where the program listens.
pub(super) struct Address {
    pub(super) port: u16,
    /// Under which other machines may reach us.
    pub(super) lan: Option<Ipv4Addr>,
}

struct Shared {
    engine: Engine,
    /// Another one takes its place when a copy is restored.
    store: RwLock<Sqlite>,
    keys: Keys,
    queue: Queue,
    folder: Folder,
    port: u16,
    /// Under which other machines may reach us.
    lan: Option<Ipv4Addr>,
    /// What is to be told on the first page: a store that was restored.
    notice: Option<String>,
}

impl App {
    /// Brings together what was opened.
    pub(super) fn new(
        engine: Engine,
        (store, notice): (Sqlite, Option<String>),
        queue: Queue,
        keys: Keys,
        folder: Folder,
        address: Address,
    ) -> Self {
        let Address { port, lan } = address;
        App(Arc::new(Shared { engine: engine.judging(Judged::Draft), store: RwLock::new(store), notice, queue, keys, folder, port, lan }))
    }

    /// The engine; it compiles drafts whose findings do not keep their pages back.
    pub(super) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// What people call a type.
    pub(super) fn type_name(&self, slug: &str) -> String {
        self.engine().declared(slug).and_then(Result::ok).map_or_else(|| slug.to_owned(), |known| known.declaration.name.clone())
    }

    pub(super) fn store(&self) -> Sqlite {
        self.0.store.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// Goes on with another store.
    pub(super) fn go_on_with(&self, store: Sqlite) {
        *self.0.store.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = store;
    }

    pub(super) fn queue(&self) -> &Queue {
        &self.0.queue
    }

    pub(super) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// A file or folder of the data folder.
    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.0.folder.at(name)
    }

    pub(super) fn port(&self) -> u16 {
        self.0.port
    }

    pub(super) fn notice(&self) -> Option<&str> {
        self.0.notice.as_deref()
    }

    /// The address that opens the program on this machine.
    pub(super) fn entry(&self) -> String {
        folder::entry(self.0.port, self.0.keys.token())
    }

    /// The address that opens one form on other machines of the network, and nothing else.
    pub(super) fn lan_entry(&self, document: i64) -> Option<String> {
        let key = self.0.keys.of_form(document);
        self.0.lan.map(|address| format!("http://{address}:{}/#token={key}&to=/documents/{document}", self.0.port))
    }

    /// Whether a `Host` header names us: a page elsewhere may make any name point to this machine.
    pub(super) fn is_own_host(&self, host: &str) -> bool {
        let port = self.0.port;
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned(), "[::1]".to_owned()];
        let lan = self.0.lan.map(|address| address.to_string());
        names.into_iter().chain(lan).any(|name| host == format!("{name}:{port}"))
    }
}
