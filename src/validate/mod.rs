//! Whether the data is right.
//!
//! Every problem is found in one pass. Its shape was judged before, in `shape`; rules that need the finished tree are in
//! `constituents`; nothing here reads files or templates, and nothing here composes: that is `derive`'s.

mod amounts;
mod authority;
mod blanks;
mod faultless;
mod habits;
mod identity;
mod lists;
mod marks;
mod names;
mod wording;

pub use amounts::wrong_amounts;
pub use authority::rank_before_name;
pub use faultless::Faultless;
pub use habits::{other_department, other_organ, without_diacritics};
pub use identity::no_notation;

use crate::content::OpenPlace;
use crate::derive::Derived;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::font::Fonts;
use crate::model::doc_type::{Constituent, Declaration, Signers};
use crate::model::envelope::{Envelope, Secrecy};
use crate::model::node::Node;
use crate::standard::Clause;
use crate::text::stand_in;
use faultless::Texts;

/// A document's data as it is judged.
pub struct Given<'a> {
    /// All of it, complete.
    pub root: &'a Node,
    /// What all types have of it.
    pub envelope: &'a Envelope,
    /// What was derived from it.
    pub derived: &'a Derived,
    /// Where its content is left open.
    pub open_places: &'a [OpenPlace],
}

/// Checks the meaning of data whose shape is right; texts that are known to be faultless are passed over.
pub fn check(given: &Given<'_>, declaration: &Declaration, fonts: &Fonts, known: &Faultless) -> Diagnostics {
    let Given { root, envelope, derived, open_places } = given;
    let mut found = Diagnostics::default();
    identity::check(root, envelope, derived, declaration, &mut found);
    blanks::check(root, open_places, &mut found);
    if declaration.signers == Signers::One {
        authority::check(root, envelope, derived, &mut found);
    } else if let Some(entry) = root.entry("co_issuers") {
        found.push(
            Diagnostic::error(code::BAD_AUTHORITY, entry.key_span, format!("Loại {} không dùng `co_issuers`", declaration.name))
                .help("Các bên, những người cùng ký của loại này ghi trong `content`: vanban schema cho biết trường nào.")
                .clause(Clause::Signature),
        );
    }
    if declaration.demands(Constituent::IssuingAuthority) {
        authority::issuing(root, envelope, derived, &mut found);
    }
    if let Some(secrecy) = envelope.secrecy {
        found.push(secret(root, secrecy));
    }
    names::check(root, &mut found);
    wording::check(root, &known.worded, &mut found);
    coverage(root, fonts, &known.covered, &mut found);
    found
}

/// The span of the value at a dotted path, or of what is nearest to it.
fn at(root: &Node, path: &str) -> Span {
    root.nearest(path.split('.')).span
}

fn secret(root: &Node, _: Secrecy) -> Diagnostic {
    Diagnostic::warning(code::SECRET, at(root, "secrecy"), "Văn bản có độ mật: chỉ chừa chỗ đóng dấu độ mật, không in dấu")
        .help("Không soạn, lưu hay chuyển văn bản mật trên máy có nối mạng.")
        .clause(Clause::Secrecy)
}

/// Characters that the fonts cannot show.
fn coverage(root: &Node, fonts: &Fonts, known: &Texts, found: &mut Diagnostics) {
    root.each_text(&mut |node, text| {
        if known.have(text) {
            return;
        }
        let mut reported = Vec::new();
        for c in text.chars().filter(|c| !c.is_control()) {
            if !fonts.covers(c) && !reported.contains(&c) {
                reported.push(c);
                let instead = stand_in(c).filter(|instead| instead.chars().all(|c| fonts.covers(c)));
                let help = match instead {
                    Some(instead) => format!("Thay bằng “{instead}”."),
                    None => "Thay ký tự này bằng chữ; văn bản hành chính không dùng biểu tượng.".to_owned(),
                };
                found.push(
                    Diagnostic::error(
                        code::NO_GLYPH,
                        node.span,
                        format!("Phông chữ {} không có ký tự “{c}” (U+{:04X})", fonts.family(), c as u32),
                    )
                    .quoting(c)
                    .help(help)
                    .clause(Clause::Letters),
                );
            }
        }
        if reported.is_empty() {
            known.add(text);
        }
    });
}
