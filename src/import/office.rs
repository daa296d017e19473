//! Who issues a document, when, to whom, signed by whom: header and foot as fields.

use chrono::NaiveDate;

use super::case::Running;
use super::joint;
use super::missing::DOTS;
use super::signing::{doubted, signer, signer_info};
use super::yaml::{Map, Node, Value, bare, text, texts};
use crate::model::doc_type::{Constituent, Declaration, DocType, Presence, Summary};
use crate::recognise::{Certainty, Draft, Found, Piece, PlaceDate};
use crate::text::{folded, is_letter_or_digit};

/// The envelope's fields.
pub(super) fn fields<'p>(draft: &Draft<'p>, doc_type: &DocType, running: &Running, composed: &mut Vec<Piece<'p>>) -> Map {
    let (header, declaration) = (&draft.header, &doc_type.declaration);
    let bodies = joint::bodies(draft, doc_type);
    let mut map: Map = Vec::new();
    let mut name = |key, found: Option<&Found<String>>| {
        let found = found?;
        let first = bodies.first().filter(|_| key == "organ_name").map_or(&found.value, |body| &body.name);
        let (words, cased) = running.natural(first);
        let mut node = doubted(text(&words), found.certainty, "tên cơ quan chủ quản và tên cơ quan ban hành có thể chia khác.");
        if cased != Certainty::Sure {
            node = node.noted("Bản gốc chỉ ghi chữ in hoa: kiểm tra lại chữ hoa, chữ thường.");
        }
        map.push((key, node));
        Some(words)
    };
    name("organization_in_charge", header.organization_in_charge.as_ref());
    let organ = name("organ_name", header.organ_name.as_ref()).unwrap_or_default();
    let addressed = declaration.constituents.get(&Constituent::Addressees) != Some(&Presence::Never);
    let filing = filing(draft, addressed, composed);
    let notation = header
        .code
        .as_ref()
        .map(|c| c.value.code_notation.replace([' ', '\u{a0}'], "").replace(['–', '—', '\u{2011}'], "-"))
        .filter(|n| !n.is_empty());
    let (code, symbol) = symbols(notation.as_deref(), declaration, filing.units.first().map(String::as_str));
    // Each body's abbreviation, where the symbol has one for each.
    let codes: Vec<String> = code.iter().flat_map(|code| code.split('-')).map(str::to_owned).collect();
    let codes = if codes.len() == bodies.len() { codes } else { Vec::new() };
    map.extend(codes.first().cloned().or(code).map(|code| ("organ_code", text(code))));
    map.extend(joint::co_issuers(&bodies, &codes, running).map(|others| ("co_issuers", others)));
    if let Some(found) = &header.place_date {
        map.extend(Some(&found.value.place).filter(|p| !p.is_empty()).map(|place| ("place", text(place))));
    }
    if map.iter().all(|(key, _)| *key != "place") {
        map.push(("place", text(DOTS).noted("Bản gốc không ghi địa danh: ghi tên tỉnh, xã nơi cơ quan đóng trụ sở.")));
    }
    if let Some(found) = &header.code {
        let year = found.value.year.as_ref().map(|y| format!("/{y}")).unwrap_or_default();
        let number = found.value.code_number.as_deref().unwrap_or_default();
        let node = match number.parse::<u32>() {
            Ok(n) if year.is_empty() => bare(n),
            _ if number.is_empty() && year.is_empty() => bare(""),
            _ => text(format!("{number}{year}")),
        };
        map.push(("code_number", doubted(node, found.certainty, "số, ký hiệu.")));
    }
    map.extend(symbol.map(|symbol| ("code_notation", text(symbol))));
    map.extend(header.place_date.as_ref().and_then(|found| date(&found.value)).map(|node| ("issued_date", node)));
    let subject = draft.subject().filter(|_| declaration.summary != Summary::None);
    map.extend(subject.map(|found| ("subject", text(super::words::escaped(&found.value, true, true)))));
    let to: Vec<String> = draft.front.addressees.iter().map(|a| a.value.clone()).collect();
    if !to.is_empty() && addressed {
        map.push(("to", texts(to)));
    }
    marks(draft, &mut map);
    let first = bodies.first().map(|body| joint::signer_info(body, running));
    map.extend(first.or_else(|| Some(signer_info(signer(draft, doc_type)?, &organ, running))).map(|signer| ("signer_info", signer)));
    if !filing.places.is_empty() {
        map.push(("to_places", texts(filing.places)));
    }
    if !filing.units.is_empty() || filing.copies.is_some() {
        let units = (!filing.units.is_empty()).then(|| ("units", texts(filing.units)));
        let copies = filing.copies.map(|n| ("copies", bare(n)));
        map.push(("filing", Value::Map(units.into_iter().chain(copies).collect()).into()));
    }
    map.extend(filing.typer.map(|t| ("typer_notation", text(t))));
    map.extend(filing.amount.map(|n| ("issued_amount", bare(n))));
    map
}

/// The body's abbreviation, and the symbol where it is none that the program composes.
fn symbols(notation: Option<&str>, declaration: &Declaration, unit: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(notation) = notation else { return (None, None) };
    let is_code = |code: &str| {
        !code.is_empty()
            && code.split('-').all(|part| part.starts_with(char::is_uppercase) && part.chars().all(|c| is_letter_or_digit(c) || c == '&'))
    };
    let code = match &declaration.abbreviation {
        Some(abbreviation) => notation.strip_prefix(abbreviation.as_str()).and_then(|rest| rest.strip_prefix('-')).map(str::to_owned),
        None => match unit.and_then(|unit| notation.strip_suffix(unit)?.strip_suffix('-')) {
            Some(code) => Some(code.to_owned()),
            None => return (notation.split('-').next().filter(|c| is_code(c)).map(str::to_owned), Some(notation.to_owned())),
        },
    };
    match code.filter(|code| is_code(code)) {
        Some(code) => (Some(code), None),
        None => (None, Some(notation.to_owned())),
    }
}

/// As much of the date as is known from the year down.
fn date(date: &PlaceDate) -> Option<Node> {
    let year = date.year.as_deref().filter(|y| y.len() == 4)?;
    let (day, month) = (date.day.as_deref(), date.month.as_deref());
    Some(match (day, month) {
        (day, Some(month)) if !is_in_calendar(day, month, year) => {
            let said = day.map(|day| format!("ngày {day} ")).unwrap_or_default();
            let known = if is_in_calendar(None, month, year) { format!("{month}/{year}") } else { year.to_owned() };
            bare(known).noted(format!("Bản gốc ghi {said}tháng {month} năm {year}, không có trong lịch: điền lại ngày, tháng."))
        }
        (Some(day), Some(month)) => bare(format!("{day}/{month}/{year}")),
        (None, Some(month)) => bare(format!("{month}/{year}")),
        (None, None) => bare(year),
        (Some(day), None) => bare(year).noted(format!("Bản gốc ghi ngày {day} mà để trống tháng.")),
    })
}

/// Whether there is such a day, or month.
fn is_in_calendar(day: Option<&str>, month: &str, year: &str) -> bool {
    let day = day.map_or(Ok(1), str::parse);
    let date = (year.parse().ok()).zip(month.parse().ok()).zip(day.ok());
    date.is_some_and(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day).is_some())
}

fn marks(draft: &Draft, map: &mut Map) {
    for mark in &draft.header.marks {
        let words = folded(&mark.words());
        let field = match words.as_str() {
            w if w.starts_with("du thao") => ("draft", bare("true")),
            w if w.starts_with("hoa toc") => ("priority", text("Hỏa tốc")),
            w if w.starts_with("thuong khan") => ("priority", text("Thượng khẩn")),
            w if w.starts_with("khan") => ("priority", text("Khẩn")),
            w if w.starts_with("tuyet mat") => ("secrecy", text("Tuyệt mật")),
            w if w.starts_with("toi mat") => ("secrecy", text("Tối mật")),
            w if w.starts_with("mat") => ("secrecy", text("Mật")),
            w if w.starts_with("xem xong") => ("sphere_of_promulgation", text("Xem xong trả lại")),
            w if w.starts_with("luu hanh") => ("sphere_of_promulgation", text("Lưu hành nội bộ")),
            _ => continue,
        };
        if map.iter().all(|(key, _)| *key != field.0) {
            map.push(field);
        }
    }
}

/// Nơi nhận, and what its last lines say of the copies.
#[derive(Default)]
struct Places {
    places: Vec<String>,
    units: Vec<String>,
    copies: Option<u32>,
    typer: Option<String>,
    amount: Option<u32>,
}

fn filing<'p>(draft: &Draft<'p>, addressed: bool, composed: &mut Vec<Piece<'p>>) -> Places {
    let mut out = Places::default();
    let to = addressed && !draft.front.addressees.is_empty();
    let decides = draft.front.enacting_words.is_some();
    for found in &draft.foot.recipients {
        // Symbol of the drafter and number of copies stand below without a dash.
        let (pieces, below) = match found.pieces.split_last() {
            Some((last, above)) if !above.is_empty() && drafter(&last.words()).is_some() => (above, Some(last)),
            _ => (found.pieces.as_slice(), None),
        };
        if let Some(piece) = below {
            composed.push(piece.clone());
            (out.typer, out.amount) = drafter(&piece.words()).unwrap_or_default();
        }
        let words = pieces.iter().map(Piece::words).collect::<Vec<_>>().join(" ");
        let words = words.trim_end_matches([';', '.', ' ']);
        let low = folded(words);
        if low == "luu" || low.starts_with("luu:") || low.starts_with("luu ") {
            let rest: String = words.chars().skip(3).collect();
            composed.extend(found.pieces.iter().cloned());
            (out.units, out.copies) = units(rest.trim_start_matches([':', ' ']));
        } else if let Some((typer, amount)) = drafter(words) {
            composed.extend(found.pieces.iter().cloned());
            (out.typer, out.amount) = (typer, amount);
        } else if to && low == "nhu tren" || decides && low == format!("nhu {}", last_article(draft)) {
            composed.extend(found.pieces.iter().cloned());
        } else {
            out.places.push(words.to_owned());
        }
    }
    out
}

fn last_article(draft: &Draft) -> String {
    let mut articles = draft.body.iter().filter_map(|e| match e {
        crate::recognise::Element::Item(item) if item.level == crate::tree::Level::Article => Some(item),
        _ => None,
    });
    articles.next_back().map(|item| folded(item.marker.trim_end_matches(['.', ':']))).unwrap_or_default()
}

/// `VT, VP, L.Linh (2)`: the units behind VT, and the copies.
fn units(words: &str) -> (Vec<String>, Option<u32>) {
    let words = words.trim_end_matches(['.', ';', ' ', '/']);
    let (list, copies) = match words.rsplit_once('(') {
        Some((list, count)) => match count.trim_end_matches([')', ' ']).trim_end_matches("bản").trim_end_matches(['b', ' ']).parse::<u32>()
        {
            Ok(n) if (1..100).contains(&n) && count.trim_end().ends_with(')') => (list, Some(n)),
            _ => (words, None),
        },
        None => (words, None),
    };
    let units = list.split([',', ';']).map(|u| u.trim().trim_end_matches('.').trim()).filter(|u| !u.is_empty() && *u != "VT");
    (units.map(str::to_owned).collect(), copies)
}

/// `PL.(300)`.
fn drafter(words: &str) -> Option<(Option<String>, Option<u32>)> {
    let (symbol, amount) = match words.split_once('(') {
        Some((symbol, amount)) => (symbol, Some(amount.strip_suffix(')')?.trim().parse::<u32>().ok()?)),
        None => (words, None),
    };
    let symbol = symbol.trim();
    let named = symbol.ends_with('.') && symbol.chars().count() < 8 && symbol.trim_end_matches('.').chars().all(char::is_uppercase);
    if !(named && symbol.len() > 1 || symbol.is_empty() && amount.is_some()) {
        return None;
    }
    Some((Some(symbol.trim_end_matches('.').to_owned()).filter(|s| !s.is_empty()), amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filing_lines_are_units_and_copies() {
        let all = |words: &str| units(words);
        let s = |list: &[&str]| list.iter().map(|u| (*u).to_owned()).collect::<Vec<_>>();
        assert_eq!(all("VT, VP, L.Linh"), (s(&["VP", "L.Linh"]), None));
        assert_eq!(all("VT, CCHC (2)."), (s(&["CCHC"]), Some(2)));
        assert_eq!(all("VT; KT (05 bản)"), (s(&["KT"]), Some(5)));
        assert_eq!(all("VT"), (s(&[]), None));
        assert_eq!(drafter("PL.(300)"), Some((Some("PL".into()), Some(300))));
        assert_eq!(drafter("Sở Nội vụ"), None);
        assert_eq!(drafter("UBND tỉnh"), None);
    }
}
