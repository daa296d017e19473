//! The end of a document: recipients, and who signs.

use std::collections::BTreeMap;

use super::header::place_date;
use super::mark::{self, MarkKind};
use super::piece::{Certainty, Found, MOST_LINES, Piece, begins, is_dots, joined};
use crate::paper::{Alignment, Block, Cell, LineSpacing, Paragraph, Table, paragraphs};
use crate::text::{self, is_letter_or_digit};
use crate::units::Twips;

/// One who signs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signer<'p> {
    /// Authority and post, line by line: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
    pub authority: Vec<Found<'p, String>>,
    /// `(Ký, ghi rõ họ tên)`.
    pub hint: Option<Piece<'p>>,
    /// The other post, above or below the name.
    pub other_position: Option<Found<'p, String>>,
    /// Full name; absent where a form leaves it open.
    pub full_name: Option<Found<'p, String>>,
    /// Room to sign between post and name: empty lines and spacing.
    pub gap: Twips,
}

/// What stands below the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foot<'p> {
    /// The line `Nơi nhận:`.
    pub recipients_heading: Option<Piece<'p>>,
    /// Nơi nhận, an entry each, without dash and closing sign; the filing line is among them.
    pub recipients: Vec<Found<'p, String>>,
    /// Who signs, in reading order.
    pub signers: Vec<Signer<'p>>,
    /// The table they stand in.
    pub table: Option<&'p Table>,
    /// Lines that are none of these.
    pub rest: Vec<Piece<'p>>,
}

/// Less room than this between two lines is none to sign in.
const ROOM: Twips = Twips(400);

/// A line and the room above it.
struct Line<'p> {
    piece: Piece<'p>,
    gap: Twips,
}

/// About the height of a paragraph's line.
fn height(paragraph: &Paragraph) -> Twips {
    let single = Twips::from_pt(paragraph.mark.size.pt() * 1.15);
    match paragraph.format.line {
        LineSpacing::Multiple(times) => single * times,
        LineSpacing::AtLeast(least) => single.max(least),
        LineSpacing::Exactly(exact) => exact,
    }
}

/// The blocks of the foot, if there is one, and what is in it.
pub(super) fn read(blocks: &[Block], from: usize) -> Option<(std::ops::Range<usize>, Foot<'_>)> {
    let heads = |p: &Paragraph| Piece::lines(p).first().is_some_and(|l| l.begins("noi nhan"));
    for (at, block) in blocks.iter().enumerate().skip(from) {
        match block {
            Block::Table(table) if table.cells().any(|c| paragraphs(&c.blocks).any(heads) || !table.ruled && files(c)) => {
                return Some((at..at + 1, of_table(table)));
            }
            Block::Paragraph(paragraph) if heads(paragraph) => {
                // Minutes have their signers above the recipients.
                let (mut start, tables) = signing_above(blocks, from, at);
                let (end, mut foot) = of_paragraphs(blocks, at);
                foot.signers.splice(0..0, tables.into_iter().flat_map(|t| of_table(t).signers));
                if let Some((above, signer)) = signer_above(blocks, from, start).filter(|_| foot.signers.is_empty()) {
                    start = above;
                    foot.signers.push(signer);
                }
                return Some((start..end, foot));
            }
            _ => {}
        }
    }
    // Minutes and forms have no recipients: the last table in which people sign.
    let at = (from..blocks.len()).rev().take(40).find(|at| signing(&blocks[*at]).is_some())?;
    let (start, tables) = signing_above(blocks, from, at + 1);
    let mut foot = Foot::default();
    for table in tables {
        let found = of_table(table);
        foot.table = Some(table);
        foot.signers.extend(found.signers);
        foot.rest.extend(found.rest);
    }
    Some((start..at + 1, foot))
}

/// Whether a cell lists recipients without the word above them: dashes, and the line of what is filed.
fn files(cell: &Cell) -> bool {
    let lines = || paragraphs(&cell.blocks).flat_map(Piece::lines);
    let filed = |line: &Piece| ["- luu: vt", "luu: vt", "-luu: vt"].iter().any(|w| begins(&line.text(), w));
    lines().next().is_some_and(|first| mark::read(&first.text()).is_some_and(|m| m.kind == MarkKind::Dash)) && lines().any(|l| filed(&l))
}

/// A table in which people sign.
fn signing(block: &Block) -> Option<&Table> {
    let Block::Table(table) = block else { return None };
    let signed = |t: &Table| of_table(t).signers.iter().any(|s| s.gap >= ROOM && !s.authority.is_empty());
    Some(table).filter(|t| !t.ruled && signed(t))
}

/// The tables in which people sign that end before a block, with nothing but empty lines between; the first block of all.
fn signing_above(blocks: &[Block], from: usize, end: usize) -> (usize, Vec<&Table>) {
    let (mut start, mut at, mut tables) = (end, end, Vec::new());
    while at > from {
        at -= 1;
        match &blocks[at] {
            Block::Paragraph(p) if p.is_empty() => {}
            block => match signing(block) {
                Some(table) => {
                    tables.insert(0, table);
                    start = at;
                }
                None => break,
            },
        }
    }
    (start, tables)
}

/// One who signs in plain paragraphs that end before a block, and the first of them.
fn signer_above(blocks: &[Block], from: usize, end: usize) -> Option<(usize, Signer<'_>)> {
    let plain = |block: &Block| match block {
        Block::Paragraph(paragraph) => Piece::lines(paragraph).iter().all(|l| l.is_capitals() || looks_like_name(l) || is_hint(l)),
        Block::Table(_) => false,
    };
    let near = end.saturating_sub(MOST_LINES).max(from);
    let start = (near..end).rev().take_while(|at| plain(&blocks[*at])).last()?;
    let said = |block: &Block| matches!(block, Block::Paragraph(p) if !p.is_empty());
    let start = (start..end).find(|at| said(&blocks[*at]))?;
    let paragraphs = blocks[start..end].iter().filter_map(|b| if let Block::Paragraph(p) = b { Some(p) } else { None });
    let signer = signer_of(&lines(paragraphs, &mut Twips(0)))?;
    let signs = signer.full_name.is_some() && signer.gap >= ROOM && signer.authority.iter().all(|a| a.pieces[0].is_capitals());
    (signs && !signer.authority.is_empty()).then_some((start, signer))
}

/// The lines of some paragraphs with the room above each; `gap` is the room that is open.
fn lines<'p>(all: impl Iterator<Item = &'p Paragraph>, gap: &mut Twips) -> Vec<Line<'p>> {
    let mut out = Vec::new();
    for paragraph in all {
        *gap += paragraph.format.before;
        let text = paragraph.text();
        let mut from = 0;
        for line in text.splitn(MOST_LINES, '\n') {
            let range = from..from + line.len();
            from = range.end + 1;
            match Piece::trimmed(paragraph, line, range) {
                Some(piece) => out.push(Line { piece, gap: std::mem::take(gap) }),
                None => *gap += height(paragraph),
            }
        }
        *gap += paragraph.format.after;
    }
    out
}

fn of_table(table: &Table) -> Foot<'_> {
    let mut foot = Foot { table: Some(table), ..Foot::default() };
    let mut columns: BTreeMap<usize, (Vec<Line>, Twips)> = BTreeMap::new();
    let mut left = None;
    for row in &table.rows {
        for cell in &row.cells {
            let heads = paragraphs(&cell.blocks).find(|p| !p.is_empty()).is_some_and(|p| begins(&p.text(), "noi nhan")) || files(cell);
            if heads {
                left = Some(cell.column);
            }
            if left == Some(cell.column) {
                recipients(lines(paragraphs(&cell.blocks), &mut Twips(0)), &mut foot);
                continue;
            }
            let (open, gap) = columns.entry(cell.column).or_default();
            let found = lines(paragraphs(&cell.blocks), gap);
            // Nobody signs below so many lines.
            if open.len() > MOST_LINES {
                foot.rest.extend(open.drain(..).map(|l| l.piece));
            }
            // A complete signer above: another one begins here.
            if !found.is_empty() && signer_of(open).is_some_and(|s| s.full_name.is_some()) {
                foot.signers.extend(signer_of(open));
                open.clear();
            }
            open.extend(found);
        }
    }
    for (lines, _) in columns.into_values() {
        match signer_of(&lines) {
            Some(signer) => foot.signers.push(signer),
            None => foot.rest.extend(lines.into_iter().map(|l| l.piece)),
        }
    }
    foot.signers.sort_by_key(|s| {
        s.authority
            .first()
            .or(s.full_name.as_ref())
            .and_then(|f| f.pieces.first())
            .map(|p| (p.place().cell.map(|c| c.row), p.place().paragraph))
    });
    foot
}

/// Recipients to the left and the signer to the right of tabs, in plain paragraphs.
fn of_paragraphs(blocks: &[Block], from: usize) -> (usize, Foot<'_>) {
    let mut foot = Foot::default();
    let (mut left, mut right): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    // Room to sign is also where only the left side goes on.
    let (mut at, mut gap, mut named) = (from, Twips(0), false);
    while let Some(Block::Paragraph(paragraph)) = blocks.get(at) {
        if at > from
            && (paragraph.page_break || paragraph.format.page_break_before || begins(&paragraph.text(), "phu luc") || at - from > 60)
        {
            break;
        }
        let found = lines(std::iter::once(paragraph), &mut Twips(0));
        let empty = found.is_empty();
        let signing = right.len();
        for line in found {
            let columns = line.piece.columns();
            let dashed = matches!(mark::read(&line.piece.text()).map(|m| m.kind), Some(MarkKind::Dash));
            let aside = !dashed
                && at > from
                && (paragraph.format.alignment != Alignment::Left && !left.is_empty()
                    || line.piece.is_capitals()
                    || paragraph.format.left.0 > 2500
                    || looks_like_name(&line.piece));
            let mut columns = columns.into_iter();
            gap += line.gap;
            if !aside {
                left.extend(columns.next().map(|piece| Line { piece, gap: Twips(0) }));
            }
            for piece in columns {
                named |= looks_like_name(&piece);
                right.push(Line { piece, gap: std::mem::take(&mut gap) });
            }
        }
        if right.len() == signing {
            gap += height(paragraph);
        }
        at += 1;
        if named && empty {
            break;
        }
    }
    recipients(left, &mut foot);
    match signer_of(&right) {
        Some(signer) => foot.signers.push(signer),
        None => foot.rest.extend(right.into_iter().map(|l| l.piece)),
    }
    (at, foot)
}

/// Reads the list of recipients; a line without a dash goes on with the one above.
fn recipients<'p>(lines: Vec<Line<'p>>, foot: &mut Foot<'p>) {
    // The last entry may go on.
    let before = foot.recipients.len().saturating_sub(1);
    for Line { piece, .. } in lines {
        let mut piece = piece;
        if piece.begins("noi nhan") && foot.recipients_heading.is_none() {
            let text = piece.text();
            let end = text.find(':').map_or_else(|| text.char_indices().nth(8).map_or(text.len(), |(i, _)| i), |at| at + 1);
            foot.recipients_heading = piece.part(0..end);
            match piece.part(end..text.len()).filter(|rest| !rest.range.is_empty()) {
                Some(rest) => piece = rest,
                None => continue,
            }
        }
        let text = piece.text();
        let computed = piece.paragraph.label.as_ref().is_some_and(|_| piece.range.start == Piece::whole(piece.paragraph).range.start);
        let dash = mark::read(&text).filter(|m| m.kind == MarkKind::Dash);
        let Some(words) = piece.part(dash.as_ref().map_or(0, |m| m.bytes)..text.len()).filter(|p| !p.range.is_empty()) else { continue };
        let value = words.words();
        match foot.recipients.last_mut() {
            Some(last) if dash.is_none() && !computed => {
                last.value.push(' ');
                last.value.push_str(&value);
                last.pieces.push(words);
            }
            _ => {
                let certainty = if dash.is_some() || computed { Certainty::Sure } else { Certainty::Likely };
                foot.recipients.push(Found { value, pieces: vec![words], certainty });
            }
        }
    }
    for entry in &mut foot.recipients[before..] {
        entry.value = entry.value.trim_end_matches([';', '.', ' ']).to_owned();
    }
}

/// Whether a line is the name of a person: two to six words, each with a capital letter, no post.
fn looks_like_name(piece: &Piece) -> bool {
    // With their marks: Trương, Thu and Bồ are names.
    const POSTS: [&str; 17] = [
        "phó",
        "giám",
        "chủ tịch",
        "trưởng",
        "chánh",
        "thứ",
        "bộ",
        "đại diện",
        "sở",
        "ubnd",
        "ủy ban",
        "uỷ ban",
        "ban",
        "phòng",
        "hội đồng",
        "công ty",
        "thẩm tra",
    ];
    const RANKS: [&str; 12] = [
        "thạc sĩ",
        "tiến sĩ",
        "bác sĩ",
        "kỹ sư",
        "cử nhân",
        "giáo sư",
        "phó giáo sư",
        "đại tá",
        "thượng tá",
        "trung tá",
        "thiếu tá",
        "luật sư",
    ];
    let words = piece.words();
    // A rank that should not stand there is no part of the name.
    let rank = RANKS.iter().find(|rank| begins_with(&words, rank)).map_or(0, |rank| rank.split(' ').count());
    let parts: Vec<&str> = words.split(' ').skip(rank).collect();
    let cased = parts.iter().all(|w| w.starts_with(char::is_uppercase)) && !piece.is_capitals();
    (2..=6).contains(&parts.len())
        && cased
        && !words.contains([':', ',', ';', '(', '/'])
        && !POSTS.iter().any(|post| begins_with(&words, post))
}

/// Whether words begin with others, in small letters, that end with a word.
fn begins_with(words: &str, first: &str) -> bool {
    let small = words.to_lowercase();
    small.strip_prefix(first).is_some_and(|rest| !rest.starts_with(is_letter_or_digit))
}

/// `(Ký, ghi rõ họ tên)`, `(Đã ký)`.
fn is_hint(piece: &Piece) -> bool {
    let words = piece.words();
    words.starts_with('(') && words.ends_with(')') && text::folded(&words).contains("ky")
}

/// Reads one signer's lines: post, room to sign, name.
fn signer_of<'p>(lines: &[Line<'p>]) -> Option<Signer<'p>> {
    let found = |piece: &Piece<'p>, certainty| Found { value: piece.words(), pieces: vec![piece.clone()], certainty };
    // Forms have place and date above the post; room above a hint is room to sign, too.
    let (mut body, mut room): (Vec<Line>, Twips) = (Vec::new(), Twips(0));
    for line in lines {
        if is_hint(&line.piece) {
            room += line.gap;
        } else if place_date(&line.piece.words()).is_none() {
            body.push(Line { piece: line.piece.clone(), gap: line.gap + std::mem::take(&mut room) });
        }
    }
    if body.is_empty() {
        return None;
    }
    // The name stands below the room to sign.
    let widest = (1..body.len()).max_by_key(|at| (body[*at].gap, *at)).filter(|at| body[*at].gap >= ROOM);
    let split = match widest {
        Some(at) => at,
        None => {
            body.iter().position(|l| !l.piece.is_capitals()).filter(|at| *at > 0 && looks_like_name(&body[*at].piece)).unwrap_or(body.len())
        }
    };
    let mut signer = Signer { hint: lines.iter().find(|l| is_hint(&l.piece)).map(|l| l.piece.clone()), ..Signer::default() };
    signer.gap = body.get(split).map_or(Twips(0), |l| l.gap);
    for line in &body[..split] {
        let capitals = line.piece.is_capitals();
        signer.authority.push(found(&line.piece, if capitals { Certainty::Sure } else { Certainty::Likely }));
    }
    let below: Vec<&Piece> = body[split..].iter().map(|l| &l.piece).collect();
    let name = below.iter().rposition(|p| looks_like_name(p)).or((below.len() == 1).then_some(0));
    if let Some(at) = name {
        let sure = looks_like_name(below[at]);
        let open = is_dots(&below[at].words());
        signer.full_name = Some(found(below[at], if sure { Certainty::Sure } else { Certainty::Likely })).filter(|_| !open);
        let others: Vec<Piece> = below.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, p)| (*p).clone()).collect();
        if !others.is_empty() {
            signer.other_position = Some(Found { value: joined(&others), pieces: others, certainty: Certainty::Likely });
        }
    }
    Some(signer)
}
