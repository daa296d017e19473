//! Any text as markup: parsed, composed, styled, laid out.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vanban::diag::SourceId;
use vanban::font::Fonts;
use vanban::standard::Standard;
use vanban::style::Choices;
use vanban::{layout, markup, style, tree};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::builtin().unwrap_or_else(|_| panic!("fonts")));

fuzz_target!(|text: &str| {
    let Ok(mut document) = markup::parse(text, SourceId(0), &|_| None) else { return };
    let standard = Standard::nd30();
    if tree::compose(&mut document, standard).has_errors() {
        return;
    }
    let (flow, found) = style::flow(&document, &Choices::default(), standard, &FONTS);
    if found.has_errors() {
        return;
    }
    let pages = layout::layout(&flow, &FONTS).0;
    assert!(!pages.pages.is_empty());
});
