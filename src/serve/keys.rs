//! The secret that opens the program, what browsers keep in its stead, and the keys of single forms.

use axum::http::Method;
use axum::http::header::{self, HeaderMap};
use sha2::{Digest, Sha256};

use super::forms::Forms;
use crate::cli::files::sha256;

/// The secret that opens the program, and what browsers keep in its stead.
pub(super) struct Keys {
    token: String,
    cookie: String,
    /// Cookies know no ports: two programs on one machine have cookies of two names.
    name: String,
    forms: Forms,
}

impl Keys {
    pub(super) fn new(token: String, port: u16, forms: Forms) -> Self {
        // A browser gives its cookie to every server of this machine; from it nobody gets the token.
        let cookie = sha256(format!("cookie of {token}").as_bytes());
        Keys { token, cookie, name: format!("vanban-{port}"), forms }
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The forms that are open.
    pub(super) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// The key of one form, for a tablet: it opens that document and what its data links, nothing else, while it is open.
    pub(super) fn of_form(&self, document: i64) -> Option<String> {
        let since = self.forms.since(document)?;
        Some(format!("{document}.{}", sha256(format!("form {document} of {} since {since}", self.token).as_bytes())))
    }

    /// The document that a key opens.
    fn form(&self, key: &str) -> Option<i64> {
        let document = key.split_once('.')?.0.parse().ok()?;
        same(key, &self.of_form(document)?).then_some(document)
    }

    /// The cookie that a browser of this machine gets for the token or for the key of a form.
    pub(super) fn traded(&self, token: &str) -> Option<String> {
        if same(token, &self.token) { Some(self.cookie_of(&self.cookie)) } else { self.traded_key(token) }
    }

    /// The cookie that a browser gets for the key of a form.
    pub(super) fn traded_key(&self, key: &str) -> Option<String> {
        self.form(key).map(|_| self.cookie_of(key))
    }

    fn cookie_of(&self, value: &str) -> String {
        format!("{}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000", self.name)
    }

    /// Whether a request shows the key of a form that is no longer open.
    pub(super) fn is_closed(&self, headers: &HeaderMap) -> bool {
        self.cookies(headers).any(|value| value.contains('.') && self.form(value).is_none())
    }

    /// Our cookies of a request.
    fn cookies<'h>(&self, headers: &'h HeaderMap) -> impl Iterator<Item = &'h str> {
        let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
        all.filter_map(|one| one.trim().split_once('=')).filter(|(name, _)| *name == self.name).map(|(_, value)| value)
    }

    /// How a request shows that it may, if it does.
    pub(super) fn opens(&self, headers: &HeaderMap) -> Option<Way> {
        if let Some(given) = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()) {
            return given.strip_prefix("Bearer ").filter(|given| same(given, &self.token)).map(|_| Way::Bearer);
        }
        self.cookies(headers).find_map(|value| if same(value, &self.cookie) { Some(Way::Cookie) } else { self.form(value).map(Way::Form) })
    }
}

/// How somebody showed that they may.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    /// Another program.
    Bearer,
    /// A browser.
    Cookie,
    /// A tablet with the key of one document.
    Form(i64),
}

impl Way {
    /// Whether this way leads to an address.
    pub(super) fn leads_to(self, method: &Method, path: &str) -> bool {
        let Way::Form(document) = self else { return true };
        let of_it = |base: &str| path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let is_own = of_it(&format!("/documents/{document}")) || of_it(&format!("/api/documents/{document}"));
        // It may be filled in, not put away.
        (is_own && *method != Method::DELETE) || ["/api/preview", "/api/paste"].contains(&path) || path.starts_with("/api/types/")
    }
}

/// Whether two secrets are the same, in a time that tells nothing of where they differ.
fn same(given: &str, secret: &str) -> bool {
    let (a, b) = (Sha256::digest(given), Sha256::digest(secret));
    a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
