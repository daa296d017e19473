//! The head of page 1: the column split from measured widths, balanced lines, drawn rules.

use super::{Columns, ColumnsRow, LineHeight, Para, Styles, natural_width};
use crate::font::Fonts;
use crate::line::{Run, line_widths, narrowest, parted};
use crate::standard::{Component, Head, Standard};
use crate::tree::{Header, Inline, Inlines, origin};
use crate::units::Twips;

/// Builds the header block.
pub(super) fn header(
    header: &Header,
    styles: &Styles,
    fonts: &Fonts,
    standard: &Standard,
    text_width: Twips,
    runs: &dyn Fn(Component, &Inlines) -> Vec<Run>,
) -> Columns {
    let literal = |c, text: &str| styles.para(c, runs(c, &vec![Inline::text(text)]));
    let of = |c, inlines: &Inlines| Para { origin: origin(inlines).cloned(), ..styles.para(c, runs(c, inlines)) };

    let mut left: Vec<Para> = Vec::new();
    left.extend(header.organization_in_charge.iter().map(|i| of(Component::OrganizationInCharge, i)));
    left.extend(header.organ_name.iter().map(|i| of(Component::OrganName, i)));
    let copy = header.copy_form.as_ref().map(|form| vec![of(Component::CopyForm, form)]);
    let copied = copy.is_some();
    let mut right = copy.unwrap_or_else(|| {
        vec![literal(Component::NationalTitle, &standard.words.national_title), literal(Component::Motto, &standard.words.motto)]
    });
    let code = header.code.as_ref().map(|code| of(Component::Code, &code.words));
    let subject = header.subject.as_ref().map(|subject| {
        let words = std::iter::once(Inline::text(format!("{} ", standard.words.about))).chain(subject.iter().cloned()).collect();
        of(Component::SubjectUnderNumber, &words)
    });
    let place_date = header.place_date.as_ref().map(|place| of(Component::PlaceDate, &place.words));

    let widest = |paras: &[Para]| paras.iter().map(|p| natural_width(fonts, p)).fold(0.0, f64::max);
    let title = widest(&right);
    let wanted_right = title.max(place_date.as_ref().map_or(0.0, |p| natural_width(fonts, p)));
    let wanted_left = widest(&left).max(code.as_ref().map_or(0.0, |p| natural_width(fonts, p)));
    let widths = split(text_width, &standard.head, wanted_left, wanted_right, title);

    for para in &mut left {
        balance(para, fonts, widths[0]);
    }
    if let Some(last) = left.last() {
        // The wrap that is set; of its longest line the rule is a third at least.
        let lines = line_widths(&last.runs, fonts, last.look.size.pt(), (widths[0] - last.look.left - last.look.right).pt());
        let range = &standard.ranges.short_rule;
        let (end, longest) = (lines.last().copied().unwrap_or_default(), lines.iter().copied().fold(0.0, f64::max));
        left.push(rule(styles, widths[0], (end * range.default).max(longest * range.min + 0.1)));
    }
    if let (Some(motto), false) = (right.last(), copied) {
        right.push(rule(styles, widths[1], natural_width(fonts, motto)));
    }
    let mut numbered: Vec<Para> = code.into_iter().chain(subject).collect();
    numbered.iter_mut().skip(1).for_each(|para| balance(para, fonts, widths[0]));
    let below = if numbered.is_empty() {
        // Alone it follows the motto, however many lines the names beside it have.
        right.extend(place_date);
        None
    } else {
        Some(ColumnsRow::new([numbered, place_date.into_iter().collect()]))
    };
    let rows = std::iter::once(ColumnsRow::new([left, right])).chain(below).collect();
    Columns { widths, rows }
}

/// Gives each column its natural width and shares out what is left; the national title's column
/// is served first, so that it never wraps.
fn split(text_width: Twips, head: &Head, left: f64, right: f64, title: f64) -> [Twips; 2] {
    let total = text_width.pt();
    let padded = |w: f64| w + head.gutter_pt;
    let slack = total - padded(left) - padded(right);
    let right_width = if slack >= 0.0 {
        padded(right) + slack / 2.0
    } else {
        let left_least = (total * head.left_least).min(total - padded(title));
        padded(right).min(total - left_least).max(padded(title)).min(total)
    };
    let right = Twips(right_width.floor() as i32 * 20);
    [text_width - right, right]
}

/// Narrows a wrapped paragraph to the width at which it keeps its number of lines, so that no
/// single word is left on the last one and no line ends inside a word of two syllables or a name.
pub(super) fn balance(para: &mut Para, fonts: &Fonts, width: Twips) {
    let (size, room) = (para.look.size.pt(), width.pt());
    let mut narrow = narrowest(&para.runs, fonts, size, room);
    let lines = line_widths(&para.runs, fonts, size, room).len();
    // Where no width does it, the word is held together, unless that costs a line or is too wide for one.
    while let Some((run, space)) = parted(&para.runs, fonts, size, narrow) {
        let mut held = para.runs.clone();
        held[run].text.replace_range(space..=space, "\u{a0}");
        let widths = line_widths(&held, fonts, size, room);
        if widths.len() > lines || widths.iter().any(|width| *width > room) {
            break;
        }
        para.runs = held;
        narrow = narrowest(&para.runs, fonts, size, room);
    }
    let narrow = Twips::from_pt(narrow);
    let spare = (width - narrow) * 0.5;
    para.look.left = spare;
    para.look.right = width - narrow - spare;
}

/// A drawn line of a length, centred in a width; lengths in pt.
pub(super) fn rule(styles: &Styles, width: Twips, length: f64) -> Para {
    let mut para = styles.para(Component::Rule, Vec::new());
    let length = Twips::from_pt(length);
    para.look.left = (width - length) * 0.5;
    para.look.right = width - length - para.look.left;
    para.look.line = LineHeight::Exact(Twips::from_pt(para.look.size.pt()));
    para.rule = true;
    para
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Choices;

    const TEXT: Twips = Twips(9355);

    #[test]
    fn the_national_title_is_served_before_the_names() {
        let head = &Standard::nd30().head;
        // Room for all: what is left is shared out.
        assert_eq!(split(TEXT, head, 150.0, 250.0, 250.0).map(|w| (w.pt() / 10.0).round() as i32), [18, 28]);
        // Names longer than the page: the title keeps its line, the names what is left.
        let [left, right] = split(TEXT, head, 900.0, 250.0, 250.0);
        assert!(right.pt() >= 250.0 && left.pt() > 150.0 && left + right == TEXT);
    }

    #[test]
    fn a_rule_is_as_long_as_told_and_stands_in_the_middle() {
        let styles = Styles::new(Standard::nd30(), &Choices::default(), 13.0);
        let rule = rule(&styles, TEXT, 100.0);
        assert_eq!((TEXT - rule.look.left - rule.look.right).pt(), 100.0);
        assert!((rule.look.left.0 - rule.look.right.0).abs() <= 1);
    }

    #[test]
    fn no_word_is_left_alone_on_a_balanced_last_line() {
        let styles = Styles::new(Standard::nd30(), &Choices::default(), 13.0);
        let fonts = Fonts::builtin().unwrap();
        let text = "TRUNG TÂM KIỂM ĐỊNH VÀ PHÁT TRIỂN KHOA HỌC CÔNG NGHỆ TỈNH";
        let mut para = styles.para(Component::OrganName, vec![Run { text: text.into(), ..Run::default() }]);
        let wraps = |para: &Para| line_widths(&para.runs, &fonts, 13.0, (TEXT - para.look.left - para.look.right).pt());
        let width = Twips(wraps(&para)[0].ceil() as i32 * 20 - 400);
        balance(&mut para, &fonts, width);
        let lines = line_widths(&para.runs, &fonts, 13.0, (width - para.look.left - para.look.right).pt());
        assert_eq!(lines.len(), 2);
        assert!(lines[1] > lines[0] * 0.5, "{lines:?}");
    }
}
