//! Letters of the encodings before Unicode, known by their fonts and, where the font says nothing, by the words.

use super::RemarkKind;
use super::block::Run;
use super::look::{Font, Vertical};
use crate::text::legacy::{self, Legacy};
use crate::text::{is_letter_or_digit, lowered, nfc, raised, upper};

/// An encoding that a font's name stands for; `.VnTimeH` shows capitals.
enum Encoding {
    Tcvn3 { capitals: bool },
    Vni,
}

fn encoding(font: &Font) -> Option<Encoding> {
    let of = |name: &str| {
        let name = name.to_lowercase();
        if name.starts_with(".vn") {
            Some(Encoding::Tcvn3 { capitals: name.ends_with('h') })
        } else {
            name.starts_with("vni-").then_some(Encoding::Vni)
        }
    };
    of(&font.other).or_else(|| of(&font.name))
}

/// Whether a text has letters that only Unicode has: nothing of it is to be converted.
fn is_unicode(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă' | 'đ' | 'Đ' | '\u{300}'..='\u{36f}'))
}

/// Brings the runs of a paragraph into Unicode, NFC; says what was done.
pub(super) fn settle(runs: &mut [Run]) -> Vec<(RemarkKind, String)> {
    let mut told = Vec::new();
    for run in runs.iter_mut() {
        let converted = match encoding(&run.font) {
            Some(Encoding::Tcvn3 { capitals }) if !is_unicode(&run.text) => {
                let text = legacy::from_tcvn3(&run.text);
                if capitals { upper(&text) } else { text }
            }
            Some(Encoding::Vni) if !is_unicode(&run.text) => legacy::from_vni(&run.text),
            _ => continue,
        };
        if converted != run.text {
            told.push((RemarkKind::Legacy, converted.clone()));
            run.text = converted;
        }
    }
    let text: String = runs.iter().map(|r| r.text.as_str()).collect();
    // Nearly every paragraph ends here.
    if !(text.is_ascii() && !text.contains('?') || is_unicode(&text)) {
        by_words(runs, &text, &mut told);
    } else if text.contains('?') && legacy::spoilt(&text).is_some_and(|s| s.how == Legacy::Lost) {
        told.push((RemarkKind::Lost, text));
    }
    for run in runs.iter_mut() {
        let composed = nfc(&run.text);
        if composed != run.text {
            told.push((RemarkKind::Decomposed, composed.clone()));
            run.text = composed;
        }
    }
    told.extend(runs.iter_mut().filter(|run| run.note.is_none()).filter_map(set_level));
    told
}

/// Gives raised and lowered figures characters of their own, or 10⁵ would be read as 105; says which words have none.
fn set_level(run: &mut Run) -> Option<(RemarkKind, String)> {
    let own = match run.font.vertical {
        Vertical::Baseline => return None,
        Vertical::Superscript => raised(&run.text),
        Vertical::Subscript => lowered(&run.text),
    };
    let Some(own) = own else {
        return run.text.contains(is_letter_or_digit).then(|| (RemarkKind::Shifted, run.text.clone()));
    };
    run.text = own;
    None
}

fn by_words(runs: &mut [Run], text: &str, told: &mut Vec<(RemarkKind, String)>) {
    let Some(spoilt) = legacy::spoilt(text) else { return };
    let mut convert = |change: fn(&str) -> String| {
        for run in runs.iter_mut() {
            run.text = change(&run.text);
        }
        told.push((RemarkKind::Legacy, runs.iter().map(|r| r.text.as_str()).collect()));
    };
    match spoilt.how {
        Legacy::Tcvn3 => convert(legacy::from_tcvn3),
        Legacy::Vni => convert(legacy::from_vni),
        Legacy::Misread | Legacy::Lost => match (spoilt.proposed, runs) {
            (Some(proposed), [run]) => {
                run.text = proposed;
                told.push((RemarkKind::Legacy, run.text.clone()));
            }
            _ => told.push((RemarkKind::Lost, text.to_owned())),
        },
    }
}
