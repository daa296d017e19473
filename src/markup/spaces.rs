//! Blanks that are typed as spaces.

/// So many spaces in a row are room to write in; fewer are a slip.
const LEAST: usize = 3;

/// A text in which spaces that leave room stay: as no-break spaces, of that width in both files.
pub(super) fn kept(text: &str) -> String {
    let spaces = " ".repeat(LEAST);
    if !text.contains(&spaces) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&spaces) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let after = from.trim_start_matches(' ');
        let width = from.len() - after.len();
        // At the ends of a line they show nothing.
        let inside = out.chars().next_back().is_some_and(|c| !c.is_whitespace()) && after.starts_with(|c: char| !c.is_whitespace());
        out.push_str(&if inside { "\u{a0}" } else { " " }.repeat(width));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn room_is_kept_and_slips_are_not() {
        assert_eq!(kept("hồi    giờ, ngày   tháng"), "hồi\u{a0}\u{a0}\u{a0}\u{a0}giờ, ngày\u{a0}\u{a0}\u{a0}tháng");
        for text in ["một  hai", "   một", "một   ", "một\n    hai", "một    \nhai"] {
            assert!(!kept(text).contains('\u{a0}'), "{text}");
        }
    }
}
