//! What all requests share: the engine, the store, the keys.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use axum::Router;

use super::folder::{self, Folder};
use super::keys::Keys;
use super::queue::Queue;
use super::store::Sqlite;
use super::wording::Wording;
use crate::cli::args::Setup;
use crate::pipeline::{Engine, Judged as How};

/// Handed to every request.
#[derive(Clone)]
pub(super) struct App(Arc<Shared>);

struct Shared {
    engine: Engine,
    /// What it was made with.
    setup: Setup,
    /// Another one takes its place when a copy is restored.
    store: RwLock<Sqlite>,
    keys: Keys,
    queue: Queue,
    folder: Folder,
    port: u16,
    /// Under which other machines reach us, if they do.
    lan: RwLock<Option<Ipv4Addr>>,
    /// What is to be told on the first page: a store that was restored, templates that are wrong.
    notices: Vec<String>,
    wording: OnceLock<Wording>,
    routes: OnceLock<Router>,
}

impl App {
    /// Brings together what was opened.
    pub(super) fn new(
        (engine, setup): (Engine, Setup),
        (store, notices): (Sqlite, Vec<String>),
        queue: Queue,
        keys: Keys,
        folder: Folder,
        port: u16,
    ) -> Self {
        App(Arc::new(Shared {
            engine: engine.judging(How::Draft),
            setup,
            store: RwLock::new(store),
            notices,
            queue,
            keys,
            folder,
            port,
            lan: RwLock::default(),
            wording: OnceLock::new(),
            routes: OnceLock::new(),
        }))
    }

    /// The engine; it compiles drafts whose findings do not keep their pages back.
    pub(super) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// What people call a type.
    pub(super) fn type_name(&self, slug: &str) -> String {
        self.engine().declared(slug).and_then(Result::ok).map_or_else(|| slug.to_owned(), |known| known.declaration.name.clone())
    }

    /// How the page says what the library says.
    pub(super) fn wording(&self) -> &Wording {
        self.0.wording.get_or_init(|| {
            let types = self.engine().types();
            let schemas = types.iter().filter_map(|(slug, _)| self.engine().schema(slug).and_then(Result::ok));
            Wording::of(schemas.chain([self.engine().profile_schema()]))
        })
    }

    /// What answers requests, for whoever else listens.
    pub(super) fn routes(&self) -> Option<Router> {
        self.0.routes.get().cloned()
    }

    /// Says what answers requests.
    pub(super) fn answered_by(&self, routes: Router) {
        drop(self.0.routes.set(routes));
    }

    pub(super) fn store(&self) -> Sqlite {
        self.0.store.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Goes on with another store.
    pub(super) fn go_on_with(&self, store: Sqlite) {
        *self.0.store.write().unwrap_or_else(PoisonError::into_inner) = store;
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

    /// What is to be told on the first page.
    pub(super) fn notices(&self) -> &[String] {
        &self.0.notices
    }

    /// The templates and fonts that it was started with.
    pub(super) fn setup(&self) -> &Setup {
        &self.0.setup
    }

    /// The address that opens the program on this machine.
    pub(super) fn entry(&self) -> String {
        folder::entry(self.0.port, self.0.keys.token())
    }

    /// Under which address other machines reach us, if they do.
    pub(super) fn lan(&self) -> Option<Ipv4Addr> {
        *self.0.lan.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that they do.
    pub(super) fn reached_at(&self, address: Ipv4Addr) {
        *self.0.lan.write().unwrap_or_else(PoisonError::into_inner) = Some(address);
    }

    /// The address that opens one form on other machines of the network, and nothing else; only while it is open.
    pub(super) fn lan_entry(&self, document: i64) -> Option<String> {
        let key = self.0.keys.of_form(document)?;
        self.lan().map(|address| format!("http://{address}:{}/#token={key}&to=/documents/{document}", self.0.port))
    }

    /// Whether a `Host` header names us: a page elsewhere may make any name point to this machine.
    pub(super) fn is_own_host(&self, host: &str) -> bool {
        let port = self.0.port;
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned(), "[::1]".to_owned()];
        let lan = self.lan().map(|address| address.to_string());
        names.into_iter().chain(lan).any(|name| host == format!("{name}:{port}"))
    }
}
