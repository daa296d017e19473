//! Two documents side by side: what each difference means for the data.

use std::collections::{BTreeMap, BTreeSet};

use super::Theirs;
use super::base::{Base, Changed};
use super::looks;
use super::order::Order;
use super::outline::{Seen, element, lists};
use super::pairs::{Compared, pairs};
use super::patch::{Child, Patch};
use super::revise::revise;
use super::roles::{self, Role, Roles};
use super::rows::{Now, rows};
use super::tokens::{core, narrowed, plain};
use super::units::{self, Unit, units};
use super::values::Data;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::import::words::Notes;
use crate::import::yaml::{Node as Made, Value, bare, text};
use crate::import::{Context, shortened};
use crate::model::node::Value as Old;
use crate::paper::{self, Paper, Paragraph, Place, Row, Story, Table};
use crate::pipeline::Engine;
use crate::recognise::{Draft, Element, recognise};
use crate::style::{Choices, page_setup};
use crate::tree::{Level, Numbering};

/// What is found out while two documents are compared.
pub(super) struct Work<'w, 'p> {
    theirs: &'w Theirs<'p>,
    mine: &'w Paper,
    data: Data<'w>,
    base: Base,
    numbering: Numbering,
    context: Context<'p>,
    made: Findings,
}

/// What is to be done, and what is to be told.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) patch: Patch,
    pub(super) taken: Vec<(Place, String)>,
    pub(super) found: Diagnostics,
    /// Paragraphs of theirs that were told.
    pub(super) told: BTreeSet<(Story, usize)>,
    /// Pictures: part of the package → name in the data.
    pub(super) pictures: BTreeMap<String, String>,
}

impl<'w, 'p> Work<'w, 'p> {
    pub(super) fn new(
        engine: &Engine,
        name: &str,
        theirs: &'w Theirs<'p>,
        mine: &'w Paper,
        data: Data<'w>,
        base: Base,
        numbering: Numbering,
    ) -> Self {
        let page = page_setup(engine.standard(), &Choices::default());
        let stem = name.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let context = Context {
            notes: Notes::of(theirs.paper),
            renumber: true,
            text_width: page.text_width(),
            page: (page.text_width(), page.turned().text_width()),
            folder: format!("{stem}-anh"),
            pictures: BTreeMap::new(),
            composed: Vec::new(),
            found: Diagnostics::default(),
            wanted: Vec::new(),
            records: Vec::new(),
        };
        Work { theirs, mine, data, base, numbering, context, made: Findings::default() }
    }

    pub(super) fn finish(self) -> Findings {
        let mut made = self.made;
        made.found.extend(self.context.found);
        made.pictures = self.context.pictures;
        made
    }

    /// Goes through both.
    pub(super) fn compare(&mut self) {
        let (mine, theirs) = (self.mine, self.theirs);
        let draft = recognise(mine);
        let (old, new) = (units(mine, &draft), units(theirs.paper, &theirs.draft));
        let [of_mine, of_theirs] = self.base.names(&old, &new, &self.data);
        let compared = |all: &[Unit], names: &[Option<String>]| {
            all.iter().zip(names).map(|(u, name)| Compared::new(&u.text(), name.as_deref())).collect::<Vec<_>>()
        };
        let found = pairs(&compared(&old, &of_mine), &compared(&new, &of_theirs));
        let roles = Roles::of(&theirs.draft);
        let mut order = Order::default();
        for (unit, pair) in new.iter().zip(&found) {
            match (pair.map(|at| old[at]), unit) {
                (Some(Unit::Line(mine)), Unit::Line(their)) => {
                    self.line(mine, their);
                    self.keep(&[mine], &mut order);
                }
                (Some(mine), unit) => {
                    if let (Unit::Table(mine), Unit::Table(their)) = (mine, unit) {
                        self.table(mine, their);
                    }
                    self.keep(&mine.lines(), &mut order);
                }
                (None, unit) => self.added(unit, &roles, &mut order),
            }
        }
        let paired: BTreeSet<usize> = found.iter().flatten().copied().collect();
        for at in (0..old.len()).filter(|at| !paired.contains(at)) {
            // It stood behind what stood before it.
            let before = (0..at).rev().find_map(|i| found.iter().position(|f| *f == Some(i)));
            let place = before.or(Some(0)).and_then(|i| new.get(i)).map_or_else(|| old[at].place(), Unit::place);
            self.removed(old[at], place, &mut order);
        }
        for (list, (nested, seen)) in order.seen {
            let gone = order.gone.get(&list).cloned().unwrap_or_default();
            self.made.patch.lists.extend(lists(self.data.root, &list, nested, seen, &gone));
        }
        self.made.found.extend(looks::differences(&old, &new, &found));
    }

    /// Two paragraphs that are one.
    fn line(&mut self, mine: &Paragraph, their: &Paragraph) {
        let (shown, edited) = (plain(mine), plain(their));
        if shown == edited {
            return;
        }
        match self.base.changed(mine, their) {
            Changed::Mine => return self.told(their),
            Changed::Both => return self.conflict(mine, their),
            Changed::Theirs => {}
        }
        let all = self.data.values(mine.place.paragraph, &shown);
        let now: Vec<String> =
            all.iter().map(|v| self.made.patch.values.get(&v.path).cloned().unwrap_or_else(|| v.words.clone())).collect();
        let revision = revise(&now.iter().map(String::as_str).collect::<Vec<_>>(), &shown, &edited);
        let left = match all.is_empty() {
            true if core(&shown) != core(&edited) => vec![(shown.clone(), edited.clone())],
            true => Vec::new(),
            false => revision.left,
        };
        for (before, after) in left {
            self.refuse(mine, their, &before, &after);
        }
        for (at, words) in revision.values {
            let (before, after) = narrowed(&now[at], &words);
            self.made.taken.push((their.place.clone(), format!("“{}” → “{}”", shortened(&before), shortened(&after))));
            self.made.patch.values.insert(all[at].path.clone(), words);
        }
    }

    /// Notes that nothing more is to be said of a paragraph of theirs.
    fn told(&mut self, their: &Paragraph) {
        self.made.told.insert((their.place.story, their.place.paragraph));
    }

    /// Words that both sides changed since the document was written.
    fn conflict(&mut self, mine: &Paragraph, their: &Paragraph) {
        self.told(their);
        let message = "Chỗ này vừa sửa trong tệp Word, vừa sửa trong dữ liệu sau khi tạo tệp Word: không lấy";
        let span = self.data.origin(mine.place.paragraph).map(|o| o.span);
        let (now, edited) = narrowed(&plain(mine), &plain(their));
        let mut found = Diagnostic::error(code::EDIT_CONFLICT, span, message)
            .label(format!("dữ liệu nay là: “{}”", shortened(&now)))
            .help("Chọn một bên: sửa chỗ này trong dữ liệu cho đúng, hoặc đưa tệp Word về như dữ liệu, rồi chạy lại.");
        if let Some(at) = self.theirs.span(their) {
            found = found.also(at, format!("tệp Word nay là: “{}”", shortened(&edited)));
        }
        self.made.found.push(found);
    }

    /// Words that the data does not hold.
    fn refuse(&mut self, mine: &Paragraph, their: &Paragraph, before: &str, after: &str) {
        self.told(their);
        let origin = self.data.origin(mine.place.paragraph);
        let (before, after) = narrowed(before, after);
        let message = format!("Không đưa được vào dữ liệu: “{}” sửa thành “{}”", shortened(&before), shortened(&after));
        let mut found = Diagnostic::error(code::WORDS_LOST, self.theirs.span(their), message);
        match origin.filter(|o| o.span.source != self.data.source) {
            Some(foreign) => found = found.also(foreign.span, "chữ này lấy từ đây").help("Sửa ở tệp ấy rồi tạo lại văn bản."),
            None => {
                found = found.help("Chữ này do chương trình ghi: sửa trường tạo ra nó trong tệp dữ liệu.");
                if let Some(origin) = origin {
                    found = found.also(origin.span, "đoạn ấy bắt đầu từ đây");
                }
            }
        }
        self.made.found.push(found);
    }

    /// Notes that an element of the data is still there.
    fn keep(&self, lines: &[&Paragraph], order: &mut Order) {
        let path = lines.iter().find_map(|p| self.data.path(p.place.paragraph));
        if let Some(element) = path.and_then(|path| element(self.data.root, path)) {
            order.see(&element.list, element.nested, Seen::Old(element.path));
        }
    }

    /// Something that has none of mine.
    fn added(&mut self, unit: &Unit<'p>, roles: &Roles<'_, 'p>, order: &mut Order) {
        let Unit::Line(paragraph) = unit else {
            let Unit::Table(table) = unit else { return };
            let element = roles.table(table);
            let made = element.and_then(|e| roles::made(e, self.numbering, &mut self.context));
            return self.insert(unit, made, false, order);
        };
        // What the data left out since; a copy of a paragraph has its anchor, too, but other words.
        if self.base.is_untouched(paragraph) && !self.has(paragraph) {
            return self.told(paragraph);
        }
        match roles.line(paragraph) {
            Some(Role::Line(list, found)) => {
                let made = roles::line(list, found, &self.context);
                if self.data.root.nearest_on(list).1 != list.len() {
                    return self.strange(unit);
                }
                order.see(list, false, Seen::New(made, None));
                self.note(unit.place(), "thêm", &unit.text());
            }
            Some(Role::Text(element)) => {
                let made = roles::made(element, self.numbering, &mut self.context);
                let plain = matches!(element, Element::Paragraph(_));
                self.insert(unit, made, plain, order);
            }
            None => self.strange(unit),
        }
    }

    /// Whether my document has a paragraph of these words.
    fn has(&self, their: &Paragraph) -> bool {
        let words = plain(their);
        self.mine.paragraphs().any(|p| core(&plain(p)) == core(&words))
    }

    /// An element of the text that is at hand.
    fn insert(&mut self, unit: &Unit, made: Option<(Made, Option<Level>)>, plain: bool, order: &mut Order) {
        let words = made.as_ref().map_or_else(|| unit.text(), |(node, _)| words_of(node));
        match (made, order.list(plain)) {
            (Some((node, level)), Some((list, nested))) if self.data.root.nearest_on(&list).1 == list.len() => {
                order.see(&list, nested, Seen::New(node, level));
                self.note(unit.place(), "thêm", &words);
            }
            _ => self.strange(unit),
        }
    }

    fn note(&mut self, place: &Place, what: &str, words: &str) {
        self.made.taken.push((place.clone(), format!("{what} “{}”", shortened(words))));
    }

    fn strange(&mut self, unit: &Unit) {
        let lines = unit.lines();
        lines.iter().for_each(|line| self.told(line));
        let span = lines.first().and_then(|line| self.theirs.span(line));
        let message = format!("Đoạn mới chưa có chỗ trong dữ liệu: “{}”", shortened(&unit.text()));
        self.made.found.push(Diagnostic::error(code::WORDS_LOST, span, message).help("Thêm vào trường thích hợp của tệp dữ liệu."));
    }

    /// What is not there any more; it stood behind `place`.
    fn removed(&mut self, unit: Unit, place: &Place, order: &mut Order) {
        let lines = unit.lines();
        let path = lines.iter().find_map(|p| self.data.path(p.place.paragraph)).map(str::to_owned);
        let origin = self.data.origin(lines.first().map_or(0, |p| p.place.paragraph)).map(|o| o.span);
        if let (true, Unit::Line(line)) = (self.base.is_known(), unit)
            && !self.base.had(line)
        {
            if path.as_deref().is_some_and(|path| self.base.had_path(path)) && !self.still(line) {
                let message = format!("Đã xóa trong tệp Word, sau {place}, nhưng dữ liệu cũng đã sửa sau khi tạo tệp Word: giữ lại");
                let help = "Bỏ trong dữ liệu nếu đúng là không cần nữa.";
                self.made.found.push(Diagnostic::error(code::EDIT_CONFLICT, origin, message).help(help));
            }
            return;
        }
        let found = path.as_deref().and_then(|path| element(self.data.root, path));
        let words = shortened(&unit.text());
        match found {
            Some(element) if !order.has(&element) => {
                order.lose(element);
                self.made.taken.push((place.clone(), format!("bỏ đoạn đứng sau: “{words}”")));
            }
            _ => {
                let message = format!("Đã xóa trong tệp Word, sau {place}, mà không bỏ được khỏi dữ liệu: “{words}”");
                self.made
                    .found
                    .push(Diagnostic::error(code::WORDS_LOST, origin, message).help("Bỏ hoặc sửa trường này trong tệp dữ liệu."));
            }
        }
    }

    /// Whether what the value of a paragraph was when the document was written stands in the edited one.
    fn still(&self, mine: &Paragraph) -> bool {
        let path = self.data.path(mine.place.paragraph).unwrap_or_default();
        self.theirs.paper.paragraphs().any(|p| self.base.is_anchored_to(p, path))
    }

    fn table(&mut self, mine: &Table, theirs: &Table) {
        fn lines(row: &Row) -> Vec<&Paragraph> {
            row.cells.iter().flat_map(|c| paper::paragraphs(&c.blocks)).collect()
        }
        let found = rows(mine, theirs, &self.data, &self.base);
        let first = |me: &Self, lines: &[&Paragraph]| lines.iter().find_map(|p| me.data.origin(p.place.paragraph)).map(|o| o.span);
        if found.columns {
            let (old, new) = (Unit::Table(mine).lines(), Unit::Table(theirs).lines());
            new.iter().for_each(|p| self.told(p));
            let message = "Bảng này có số cột khác trong tệp Word: không lấy những chỗ sửa trong bảng";
            let found = Diagnostic::error(code::WORDS_LOST, first(self, &old), message).help("Thêm, bớt cột trong tệp dữ liệu.");
            return self.made.found.push(found);
        }
        for (mine, their) in found.lines {
            self.line(mine, their);
        }
        found.stale.into_iter().flat_map(lines).for_each(|p| self.told(p));
        for (old, new) in found.both {
            let (old, new) = (lines(old), lines(new));
            new.iter().for_each(|p| self.told(p));
            let changed = old.iter().zip(&new).find(|(a, b)| plain(a) != plain(b));
            if let Some((old, new)) = changed {
                self.conflict(old, new);
            }
        }
        for (row, is_theirs) in found.strange {
            let lines = lines(row);
            let words = shortened(&units::words(lines.iter().copied()));
            let (what, span) = match is_theirs {
                true => ("Hàng này sửa trong tệp Word mà không đưa được vào dữ liệu", lines.first().and_then(|p| self.theirs.span(p))),
                false => ("Hàng này đã xóa trong tệp Word mà không bỏ được khỏi dữ liệu", first(self, &lines)),
            };
            if is_theirs {
                lines.iter().for_each(|p| self.told(p));
            }
            let help = "Bảng này lập từ các bản ghi hoặc từ tệp khác: sửa ở đó.";
            self.made.found.push(Diagnostic::error(code::WORDS_LOST, span, format!("{what}: “{words}”")).help(help));
        }
        let Some((list, now)) = found.list else { return };
        let mut children = Vec::new();
        for row in now {
            children.push(match row {
                Now::Old(path) => Child::Kept(path),
                Now::New(made, row) => {
                    let lines = lines(row);
                    let words = units::words(lines.iter().copied());
                    lines.iter().take(1).for_each(|p| self.note(&p.place, "thêm hàng", &words));
                    Child::Added(made, Vec::new())
                }
            });
        }
        let before = if let Old::List(all) = &self.data.root.nearest_on(&list).0.value { all.len() } else { 0 };
        let kept = children.iter().filter(|c| matches!(c, Child::Kept(_))).count();
        if kept < before {
            self.made.taken.push((theirs.place.clone(), format!("bỏ {} hàng của bảng", before - kept)));
        }
        self.made.patch.lists.insert(list, children);
    }

    /// Number and date, which somebody wrote into their blanks.
    pub(super) fn head(&mut self) {
        let (mine, theirs) = (recognise(self.mine), &self.theirs.draft);
        let number = |d: &Draft| d.header.code.as_ref().and_then(|c| c.value.code_number.clone());
        if let (Some(new), Some(found)) = (number(theirs).filter(|n| Some(n) != number(&mine).as_ref()), &theirs.header.code) {
            let made = new.parse::<u32>().map_or_else(|_| text(new.clone()), bare);
            self.field("code_number", made, &new, found.pieces.first().map(|p| p.paragraph));
        }
        let date = |d: &Draft| {
            let date = &d.header.place_date.as_ref()?.value;
            let parts = [&date.day, &date.month, &date.year].map(|n| n.as_deref().map(|n| n.trim_start_matches('0').to_owned()));
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join("/"))
        };
        if let (Some(new), Some(found)) = (date(theirs).filter(|n| Some(n) != date(&mine).as_ref()), &theirs.header.place_date) {
            self.field("issued_date", bare(&new), &new, found.pieces.first().map(|p| p.paragraph));
        }
    }

    fn field(&mut self, key: &'static str, made: Made, words: &str, paragraph: Option<&Paragraph>) {
        let Some(paragraph) = paragraph else { return };
        // The line itself was told, as words of the program.
        let span = self.theirs.span(paragraph);
        let told: Vec<Diagnostic> = self.made.found.iter().filter(|d| d.code != code::WORDS_LOST || d.span() != span).cloned().collect();
        self.made.found = Diagnostics::default();
        self.made.found.extend(told);
        self.made.told.insert((paragraph.place.story, paragraph.place.paragraph));
        self.made.patch.fields.push((key, made));
        self.made.taken.push((paragraph.place.clone(), format!("`{key}`: {words}")));
    }
}

/// The words of data that was made.
fn words_of(node: &Made) -> String {
    match &node.value {
        Value::Text(words) => words.clone(),
        Value::Map(map) => {
            let said = map.iter().filter(|(key, _)| !["level", "kind"].contains(key));
            said.map(|(_, n)| words_of(n)).collect::<Vec<_>>().join(" ")
        }
        Value::List(list) => list.iter().map(words_of).collect::<Vec<_>>().join(" "),
        Value::Bare(_) => String::new(),
    }
}
