//! The secret that opens the program, what browsers keep in its stead, and the keys of single forms.

use axum::http::Method;
use axum::http::header::{self, HeaderMap};
use sha2::{Digest, Sha256};

use crate::cli::files::sha256;

/// The secret that opens the program, and what browsers keep in its stead.
pub(super) struct Keys {
    token: String,
    cookie: String,
    /// Cookies know no ports: two programs on one machine have cookies of two names.
    name: String,
}

impl Keys {
    pub(super) fn new(token: String, port: u16) -> Self {
        // A browser gives its cookie to every server of this machine; from it nobody gets the token.
        let cookie = sha256(format!("cookie of {token}").as_bytes());
        Keys { token, cookie, name: format!("vanban-{port}") }
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The key of one form, for a tablet: it opens that document and what its data links, nothing else.
    pub(super) fn of_form(&self, document: i64) -> String {
        format!("{document}.{}", sha256(format!("form {document} of {}", self.token).as_bytes()))
    }

    /// The document that a key opens.
    fn form(&self, key: &str) -> Option<i64> {
        let document = key.split_once('.')?.0.parse().ok()?;
        same(key, &self.of_form(document)).then_some(document)
    }

    /// The cookie that a browser gets for a token or for the key of a form.
    pub(super) fn traded(&self, token: &str) -> Option<String> {
        let value = if same(token, &self.token) { &self.cookie } else { self.form(token).map(|_| token)? };
        Some(format!("{}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000", self.name))
    }

    /// How a request shows that it may, if it does.
    pub(super) fn opens(&self, headers: &HeaderMap) -> Option<Way> {
        if let Some(given) = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()) {
            return given.strip_prefix("Bearer ").filter(|given| same(given, &self.token)).map(|_| Way::Bearer);
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
        let mut own = cookies.filter_map(|one| one.trim().split_once('=')).filter(|(name, _)| *name == self.name);
        own.find_map(|(_, value)| if same(value, &self.cookie) { Some(Way::Cookie) } else { self.form(value).map(Way::Form) })
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
