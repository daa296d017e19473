//! From the title to the text: type name, summary, addressees, authority, legal bases, enacting words.

use super::header::{self, Code, Header};
use super::kind::{self, Kind};
use super::mark;
use super::piece::{Certainty, Found, Piece, begins, is_typed_rule, joined};
use crate::paper::{Alignment, Block, Paragraph, Table, paragraphs};
use crate::text;

/// What stands between the header and the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front<'p> {
    /// Tên loại, as it is typed.
    pub type_name: Option<Found<'p, String>>,
    /// Trích yếu below it (box 5a).
    pub subject: Option<Found<'p, String>>,
    /// Kính gửi, one entry for each addressee.
    pub addressees: Vec<Found<'p, String>>,
    /// The line `Kính gửi:` itself.
    pub addressee_heading: Option<Piece<'p>>,
    /// The body or post that decides, above the legal bases.
    pub issuing_authority: Option<Found<'p, String>>,
    /// Căn cứ.
    pub legal_bases: Vec<Found<'p, String>>,
    /// `QUYẾT ĐỊNH:`.
    pub enacting_words: Option<Found<'p, String>>,
    /// Lines drawn with signs.
    pub typed_rules: Vec<Piece<'p>>,
}

impl<'p> Front<'p> {
    /// Takes number and symbol out of the summary: in contracts they stand below it.
    pub(super) fn take_code(&mut self) -> Option<Found<'p, Code>> {
        let lines = &mut self.subject.as_mut()?.pieces;
        let value = header::code(&lines.last()?.words())?;
        let pieces: Vec<Piece> = lines.pop().into_iter().collect();
        self.subject = self.subject.take().filter(|s| !s.pieces.is_empty()).map(|s| Found { value: joined(&s.pieces), ..s });
        Some(Found { value, pieces, certainty: Certainty::Likely })
    }
}

/// Reads on from a block; gives the first block of the text.
pub(super) fn read<'p>(blocks: &'p [Block], from: usize, header: &Header<'p>) -> (usize, Front<'p>, Kind) {
    let mut front = Front::default();
    let mut at = skip_empty(blocks, from, &mut front);
    let mut kind = Kind::Unknown;
    if let Some(Block::Paragraph(paragraph)) = blocks.get(at)
        && let Some(title) = Piece::lines(paragraph).into_iter().next().filter(|t| is_title(t))
    {
        kind = kind_of(&title);
        at = summary(blocks, at, title, &kind, &mut front);
    } else if header.subject.is_some() {
        kind = kind::letter();
    }
    loop {
        at = skip_empty(blocks, at, &mut front);
        let before = at;
        at = addressees(blocks, at, &kind, &mut front);
        at = authority(blocks, at, &kind, &mut front);
        at = bases(blocks, at, &kind, &mut front);
        at = enacting(blocks, at, &mut front);
        if at == before {
            break;
        }
    }
    kind = settled(kind, header, &front);
    (at, front, kind)
}

fn skip_empty<'p>(blocks: &'p [Block], mut at: usize, front: &mut Front<'p>) -> usize {
    while let Some(Block::Paragraph(paragraph)) = blocks.get(at) {
        let rule = is_typed_rule(&paragraph.text());
        if !(rule || paragraph.runs.iter().all(|r| r.text.trim().is_empty()) && paragraph.label.is_none()) {
            break;
        }
        front.typed_rules.extend(Some(Piece::whole(paragraph)).filter(|_| rule));
        at += 1;
    }
    at
}

/// A title: capitals that are neither an addressee nor an item.
fn is_title(piece: &Piece) -> bool {
    let text = piece.text();
    let known = kind::decree_type(piece).is_some() || kind::normative(piece).is_some();
    let stands_out = known || piece.paragraph.format.alignment == Alignment::Center;
    piece.is_capitals()
        && stands_out
        && mark::read(&text).is_none()
        && !piece.begins("kinh gui")
        && !piece.begins("phu luc")
        && text.chars().count() < 120
}

fn kind_of(title: &Piece) -> Kind {
    match (kind::decree_type(title), kind::normative(title)) {
        (Some(kind), _) => Kind::Decree(kind),
        (None, Some(name)) => Kind::Normative(name),
        (None, None) => Kind::Other(text::capitalized(&title.words().to_lowercase())),
    }
}

/// What header and title together say of the kind.
fn settled(kind: Kind, header: &Header, front: &Front) -> Kind {
    let with_year = header.code.as_ref().is_some_and(|c| c.value.year.is_some());
    let open = |found: Option<&Found<String>>| found.is_some_and(|f| is_open(&f.value));
    // Without a title, a number without a type's letters and somebody it is sent to.
    let letter = !front.addressees.is_empty()
        && header.code.as_ref().is_some_and(|c| {
            let first = c.value.code_notation.split('-').next().unwrap_or_default();
            !first.is_empty() && kind::TYPES.iter().all(|t| t.abbreviation != first)
        });
    let form = open(header.organ_name.as_ref()) || open(front.subject.as_ref()) || header.rest.iter().any(|p| p.begins("mau"));
    match kind {
        Kind::Decree(of) if with_year && matches!(of.name, "Quyết định" | "Nghị quyết" | "Chỉ thị") => {
            Kind::Normative(of.name.to_owned())
        }
        Kind::Decree(of) if form => Kind::Form(of.name.to_owned()),
        Kind::Other(title) if form => Kind::Form(title),
        Kind::Unknown if letter => kind::letter(),
        kind => kind,
    }
}

/// Whether words are a place to fill in: `(TÊN TỔ CHỨC)`, `…(1)…`.
fn is_open(words: &str) -> bool {
    words.starts_with('(') && words.ends_with(')') || words.contains("…(") || words.contains("(1)")
}

/// The summary below the title: the centred or bold lines up to what follows it.
fn summary<'p>(blocks: &'p [Block], from: usize, title: Piece<'p>, kind: &Kind, front: &mut Front<'p>) -> usize {
    let mut lines: Vec<Piece> = Vec::new();
    let certainty = if matches!(kind, Kind::Other(_)) { Certainty::Likely } else { Certainty::Sure };
    front.type_name = Some(Found { value: title.words(), pieces: vec![title.clone()], certainty });
    let mut at = from;
    let mut gap = false;
    while let Some(Block::Paragraph(paragraph)) = blocks.get(at) {
        let mut pieces = Piece::lines(paragraph);
        if at == from {
            pieces.remove(0);
        }
        if pieces.iter().all(|p| is_typed_rule(&p.text())) {
            gap |= at != from && !lines.is_empty();
            front.typed_rules.extend(pieces);
            at += 1;
            continue;
        }
        let centred = paragraph.format.alignment == Alignment::Center;
        let bold = pieces.iter().all(|p| p.all(|f| f.bold));
        let goes_on = centred || bold && !gap && paragraph.format.alignment != Alignment::Justify;
        let stops = pieces.first().is_some_and(|p| {
            p.begins("kinh gui")
                || is_basis_start(&p.text())
                || mark::read(&p.text()).is_some()
                || is_authority(p, kind)
                || is_enacting(p)
                || is_italic_note(p, &lines)
                || sends(&p.text(), kind, front)
        });
        if stops || !goes_on || lines.len() > 7 {
            break;
        }
        lines.extend(pieces);
        at += 1;
    }
    if !lines.is_empty() {
        front.subject = Some(Found { value: joined(&lines), pieces: lines, certainty: Certainty::Sure });
    }
    at
}

/// A reference line in brackets below a summary belongs to what is attached, not to the summary.
fn is_italic_note(piece: &Piece, lines: &[Piece]) -> bool {
    !lines.is_empty() && ["(kem theo", "(ban hanh kem theo", "(dinh kem"].iter().any(|w| begins(&piece.text(), w))
}

/// Kính gửi in paragraphs or in a table.
fn addressees<'p>(blocks: &'p [Block], at: usize, kind: &Kind, front: &mut Front<'p>) -> usize {
    match blocks.get(at) {
        Some(Block::Paragraph(paragraph)) if begins(&paragraph.text(), "kinh gui") || sends(&paragraph.text(), kind, front) => {}
        Some(Block::Table(table)) if !table.ruled && is_addressee_table(table) => {
            of_table(table, front);
            return at + 1;
        }
        _ => return at,
    }
    let mut next = at;
    let mut open = false;
    while let Some(Block::Paragraph(paragraph)) = blocks.get(next) {
        let mut lines = Piece::lines(paragraph);
        if next == at {
            open = heading(&mut lines, front);
        } else if !lines.first().is_some_and(|l| listed(l, paragraph)) {
            break;
        }
        add(lines, open, paragraph, front);
        next += 1;
        if next > at + 1 && lines_end(front) {
            break;
        }
        // Empty lines between the heading and the list.
        if open && front.addressees.is_empty() {
            next = skip_empty(blocks, next, front);
        }
    }
    next
}

/// Whether a line says who wires to whom: `Thủ tướng Chính phủ điện:` (PL III Mẫu 1.6).
fn sends(text: &str, kind: &Kind, front: &Front) -> bool {
    let before = text.split_once(':').map(|(before, _)| before.trim_end());
    kind.name() == "cong-dien"
        && front.addressees.is_empty()
        && before.is_some_and(|b| b.to_lowercase().ends_with(" điện") && b.chars().count() < 120)
}

fn lines_end(front: &Front) -> bool {
    front.addressees.last().is_some_and(|a| a.value.ends_with('.') && front.addressees.len() > 1)
}

fn is_addressee_table(table: &Table) -> bool {
    table.cells().flat_map(|c| paragraphs(&c.blocks)).find(|p| !p.is_empty()).is_some_and(|p| begins(&p.text(), "kinh gui"))
}

fn of_table<'p>(table: &'p Table, front: &mut Front<'p>) {
    let mut first = true;
    for paragraph in table.cells().flat_map(|c| paragraphs(&c.blocks)).filter(|p| !p.is_empty()) {
        let mut lines = Piece::lines(paragraph);
        if first {
            heading(&mut lines, front);
            first = false;
        }
        add(lines, true, paragraph, front);
    }
}

/// Takes `Kính gửi:` off the first line; says whether nothing follows it there.
fn heading<'p>(lines: &mut Vec<Piece<'p>>, front: &mut Front<'p>) -> bool {
    let Some(first) = lines.first().cloned() else { return true };
    let text = first.text();
    let end = text.find(':').map_or_else(|| text.char_indices().nth(8).map_or(text.len(), |(i, _)| i), |at| at + 1);
    front.addressee_heading = first.part(0..end);
    match first.part(end..text.len()).filter(|rest| !rest.range.is_empty()) {
        Some(rest) => lines[0] = rest,
        None => _ = lines.remove(0),
    }
    lines.is_empty()
}

/// Whether a line is an entry of a list.
fn listed(line: &Piece, paragraph: &Paragraph) -> bool {
    matches!(mark::read(&line.text()).map(|m| m.kind), Some(mark::MarkKind::Dash | mark::MarkKind::Plus))
        || paragraph.label.as_ref().is_some_and(|l| l.text == "-")
}

/// Adds addressees; a line without a dash in a list goes on with the one above.
fn add<'p>(lines: Vec<Piece<'p>>, in_list: bool, paragraph: &Paragraph, front: &mut Front<'p>) {
    for line in lines {
        let text = line.text();
        let dashed = listed(&line, paragraph);
        let from = mark::read(&text).filter(|_| dashed).map_or(0, |m| m.bytes);
        let Some(piece) = line.part(from..text.len()).filter(|p| !p.range.is_empty()) else { continue };
        match front.addressees.last_mut() {
            Some(last) if in_list && !dashed => {
                last.value = format!("{} {}", last.value, piece.words());
                last.pieces.push(piece);
            }
            _ => {
                let value = piece.words().trim_end_matches([';', '.']).to_owned();
                front.addressees.push(Found { value, pieces: vec![piece], certainty: Certainty::Sure });
            }
        }
    }
}

/// The line of a decision that names who decides.
fn is_authority(piece: &Piece, kind: &Kind) -> bool {
    const POSTS: [&str; 18] = [
        "chu tich",
        "giam doc",
        "bo truong",
        "uy ban",
        "hoi dong",
        "thu tuong",
        "chinh phu",
        "chanh",
        "cuc truong",
        "truong",
        "hieu truong",
        "tong",
        "vien truong",
        "thong doc",
        "ban",
        "pho",
        "quyen",
        "quoc hoi",
    ];
    let decides = match kind {
        Kind::Decree(of) => matches!(of.name, "Quyết định" | "Nghị quyết" | "Chỉ thị"),
        Kind::Normative(_) | Kind::Form(_) | Kind::Other(_) => true,
        Kind::Unknown => false,
    };
    decides && piece.is_capitals() && POSTS.iter().any(|p| piece.begins(p)) && !is_enacting(piece)
}

fn authority<'p>(blocks: &'p [Block], at: usize, kind: &Kind, front: &mut Front<'p>) -> usize {
    let mut next = at;
    let mut lines: Vec<Piece> = Vec::new();
    while let Some(Block::Paragraph(paragraph)) = blocks.get(next) {
        let pieces = Piece::lines(paragraph);
        let first = lines.is_empty();
        let fits = |p: &Piece| if first { is_authority(p, kind) } else { p.is_capitals() && !is_enacting(p) && !is_typed_rule(&p.text()) };
        let centred = paragraph.format.alignment == Alignment::Center;
        if front.issuing_authority.is_some() || pieces.is_empty() || !centred || !pieces.iter().all(fits) || lines.len() > 3 {
            break;
        }
        lines.extend(pieces);
        next += 1;
    }
    if !lines.is_empty() {
        front.issuing_authority = Some(Found { value: joined(&lines), pieces: lines, certainty: Certainty::Sure });
    }
    next
}

/// Whether a text begins as a legal basis does.
fn is_basis_start(text: &str) -> bool {
    ["can cu", "theo de nghi", "xet de nghi", "xet to trinh", "xet ho so", "theo don de nghi", "theo quyet dinh", "sau khi"]
        .iter()
        .any(|w| begins(text, w))
}

/// The legal bases: citations, not sentences that go on to say what is done.
fn bases<'p>(blocks: &'p [Block], at: usize, kind: &Kind, front: &mut Front<'p>) -> usize {
    let mut next = at;
    let decides = matches!(kind, Kind::Decree(of) if matches!(of.name, "Quyết định" | "Nghị quyết"))
        || matches!(kind, Kind::Normative(_) | Kind::Form(_) | Kind::Other(_));
    let mut held = None;
    while let Some(Block::Paragraph(paragraph)) = blocks.get(next) {
        if paragraph.runs.iter().all(|r| r.text.trim().is_empty()) {
            if front.legal_bases.is_empty() {
                break;
            }
            next += 1;
            continue;
        }
        held = held.or(Some(next));
        let piece = Piece::whole(paragraph);
        let text = piece.text();
        let goes_on = ["theo", "thuc hien", "xet", "tren co so"].iter().any(|w| begins(&text, w)) && text.trim_end().ends_with(';');
        let cites = begins(&text, "can cu") || (!front.legal_bases.is_empty() || decides) && (is_basis_start(&text) || goes_on);
        let ends = text.trim_end().chars().next_back();
        let italic = piece.font().italic;
        let whole = match ends {
            Some(';') => true,
            Some('.' | ',') => decides || italic || front.type_name.is_some() || !front.legal_bases.is_empty(),
            Some(':' | '/') | None => false,
            Some(_) => decides || italic,
        };
        if !cites || !whole || text.trim_end().ends_with("./.") {
            break;
        }
        // A sentence of citations alone may as well be the opening's.
        let sure = ends == Some(';') || decides || italic || !front.legal_bases.is_empty();
        let certainty = if sure { Certainty::Sure } else { Certainty::Likely };
        let value = piece.words().trim_end_matches([';', '.', ',']).to_owned();
        front.legal_bases.push(Found { value, pieces: vec![piece], certainty });
        next += 1;
    }
    next
}

/// `QUYẾT ĐỊNH:`, `QUYẾT NGHỊ:`.
fn is_enacting(piece: &Piece) -> bool {
    let words = piece.words();
    let words = words.trim_end_matches([':', ' ']);
    piece.is_capitals() && ["quyet dinh", "quyet nghi", "chi thi"].contains(&text::folded(words).as_str())
}

fn enacting<'p>(blocks: &'p [Block], at: usize, front: &mut Front<'p>) -> usize {
    if let Some(Block::Paragraph(paragraph)) = blocks.get(at)
        && front.type_name.is_some()
        && front.enacting_words.is_none()
    {
        let piece = Piece::whole(paragraph);
        if is_enacting(&piece) {
            front.enacting_words = Some(Found { value: piece.words(), pieces: vec![piece], certainty: Certainty::Sure });
            return at + 1;
        }
    }
    at
}
