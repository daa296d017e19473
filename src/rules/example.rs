//! The examples of rules as documents: a right plan in which an example replaces what it names.
//!
//! A line `@số Số: 5/KH-SNV` replaces a component; lines without a tag are the text, `| a | b |` a row of a table (the
//! first one its head). Looks stand in braces: `@số{cỡ 12, đậm} …`, `@{nghiêng} …`; `@trang{lề trái 20}` is the page.
//! `@bỏ số` leaves a component out. A text without the end mark gets a right last sentence, unless it says `@hết`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::facts::of_flow;
use crate::font::Fonts;
use crate::line::Run;
use crate::paper::{Alignment, Block, Font, LineSpacing, Paper, Paragraph, Remark, RemarkKind, Rgb};
use crate::standard::{Component, Standard};
use crate::style::{self, Columns, ColumnsRow, Flow, FlowBlock, NoteRule, Para, ParaId, Styles, TableCell, TableFlow, TableRow};
use crate::text::{is_letter, roman_value, upper};
use crate::units::{HalfPt, Twips};

const TAGS: [(&str, Component); 24] = [
    ("dấu", Component::Mark),
    ("quốc hiệu", Component::NationalTitle),
    ("tiêu ngữ", Component::Motto),
    ("chủ quản", Component::OrganizationInCharge),
    ("cơ quan", Component::OrganName),
    ("số", Component::Code),
    ("vv", Component::SubjectUnderNumber),
    ("ngày", Component::PlaceDate),
    ("loại", Component::TypeName),
    ("trích yếu", Component::Subject),
    ("kính gửi", Component::Addressee),
    ("thẩm quyền", Component::IssuingAuthority),
    ("căn cứ", Component::LegalBasis),
    ("lệnh", Component::EnactingWords),
    ("nơi nhận:", Component::RecipientsHeading),
    ("nơi nhận", Component::Recipient),
    ("quyền hạn", Component::Authority),
    ("chức vụ khác", Component::OtherPosition),
    ("họ tên", Component::FullName),
    ("phụ lục", Component::AppendixLabel),
    ("tên phụ lục", Component::AppendixTitle),
    ("kèm theo", Component::AppendixReference),
    ("chú thích", Component::Aside),
    ("sao", Component::CopyForm),
];

/// What stands where an example says nothing.
const BASE: &str = "\
@quốc hiệu CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
@tiêu ngữ Độc lập - Tự do - Hạnh phúc
@chủ quản ỦY BAN NHÂN DÂN TỈNH LAI CHÂU
@cơ quan SỞ NỘI VỤ
@số Số: 15/KH-SNV
@ngày Lai Châu, ngày 18 tháng 3 năm 2025
@loại KẾ HOẠCH
@trích yếu Kiểm tra công tác cải cách hành chính năm 2025
I. MỤC ĐÍCH
Đánh giá việc thực hiện nhiệm vụ tại các cơ quan, đơn vị.
II. NỘI DUNG
1. Kiểm tra việc giải quyết thủ tục hành chính.
2. Kiểm tra việc chấp hành kỷ luật, kỷ cương.
Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./.
@nơi nhận: Nơi nhận:
@nơi nhận - Ủy ban nhân dân tỉnh;
@nơi nhận - Các cơ quan, đơn vị;
@nơi nhận - Lưu: VT, CCHC.
@quyền hạn GIÁM ĐỐC
@họ tên Lò Văn Mẫu";

/// A line of an example.
struct Given<'t> {
    component: Option<Component>,
    looks: Vec<&'t str>,
    text: &'t str,
}

fn lines(text: &str) -> Vec<Given<'_>> {
    text.lines()
        .map(|line| {
            let Some(rest) = line.strip_prefix('@') else { return Given { component: None, looks: Vec::new(), text: line } };
            let tag = TAGS.iter().filter(|(tag, _)| rest.starts_with(tag)).max_by_key(|(tag, _)| tag.len());
            let (component, rest) = tag.map_or((None, rest), |(tag, component)| (Some(*component), &rest[tag.len()..]));
            let (looks, text) = match rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
                Some((looks, text)) => (looks.split(", ").collect(), text),
                None => (Vec::new(), rest),
            };
            assert!(component.is_some() || !looks.is_empty() || !text.starts_with(is_letter), "no such tag: {line}");
            Given { component, looks, text: text.strip_prefix(' ').unwrap_or(text) }
        })
        .collect()
}

/// The document of an example.
pub(super) fn paper(example: &str) -> Paper {
    let (mut page, mut left_out, mut ended) = (Vec::new(), Vec::new(), false);
    let own: Vec<&str> = example
        .lines()
        .filter(|line| {
            if let Some(looks) = line.strip_prefix("@trang{").and_then(|l| l.strip_suffix('}')) {
                page.extend(looks.split(", "));
            } else if let Some(tag) = line.strip_prefix("@bỏ ") {
                left_out.extend(TAGS.iter().filter(|(t, _)| *t == tag).map(|(_, c)| *c));
            } else if *line == "@hết" {
                ended = true;
            } else {
                return true;
            }
            false
        })
        .collect();
    let own = own.join("\n");
    let (own, base) = (lines(&own), lines(BASE));
    let (copied, own): (Vec<Given>, Vec<Given>) = own.into_iter().partition(|g| g.component == Some(Component::CopyForm));
    let body = |given: &Given| given.component.is_none() || given.component == Some(Component::Aside);
    let appendix = own
        .iter()
        .position(|g| matches!(g.component, Some(Component::AppendixLabel | Component::AppendixTitle | Component::AppendixReference)));
    let (main, behind) = own.split_at(appendix.unwrap_or(own.len()));
    let said = |component: Component| -> Vec<&Given> {
        if left_out.contains(&component) {
            return Vec::new();
        }
        let given: Vec<&Given> = main.iter().filter(|g| g.component == Some(component)).collect();
        if given.is_empty() { base.iter().filter(|g| g.component == Some(component)).collect() } else { given }
    };
    let mut builder = Builder { styles: Styles::new(Standard::nd30(), &style::Choices::default(), 13.0), looks: BTreeMap::new(), next: 0 };
    let all = |b: &mut Builder, components: &[Component]| -> Vec<Para> {
        components.iter().flat_map(|c| said(*c)).map(|g| b.para(g.component.unwrap(), g)).collect()
    };
    use Component::{
        Addressee, AppendixLabel, Authority, Code, EnactingWords, FullName, IssuingAuthority, LegalBasis, Motto, NationalTitle, OrganName,
        OrganizationInCharge, OtherPosition, PlaceDate, Recipient, RecipientsHeading, Subject, SubjectUnderNumber, TypeName,
    };
    let names = [OrganizationInCharge, OrganName];
    // Paragraphs are numbered in the order of the pages.
    let mut left = all(&mut builder, &names);
    left.extend(builder.line(&page, "không kẻ dưới tên cơ quan"));
    let mut right = all(&mut builder, &[NationalTitle, Motto]);
    right.extend(builder.line(&page, "không kẻ dưới tiêu ngữ"));
    let code = all(&mut builder, &[Code, SubjectUnderNumber]);
    let date = all(&mut builder, &[PlaceDate]);
    let columns = |rows: Vec<ColumnsRow>| FlowBlock::Columns(Columns { widths: [Twips(3800), Twips(5500)], rows });
    let row = |cells: [Vec<Para>; 2]| ColumnsRow { cells: cells.to_vec(), keep_next: false };
    let mut blocks = vec![columns(vec![row([left, right]), row([code, date])])];
    let front = all(&mut builder, &[Component::Mark, TypeName, Subject, Addressee, IssuingAuthority, LegalBasis, EnactingWords]);
    blocks.extend(front.into_iter().map(FlowBlock::Para));
    let given = if main.iter().any(body) { main } else { &base };
    let text: Vec<&Given> = given.iter().filter(|g| body(g)).collect();
    builder.text(&text, &mut blocks);
    if !ended && !text.iter().any(|g| g.text.ends_with("./.")) && main.iter().any(body) {
        let end =
            Given {
                component: None, looks: Vec::new(), text: "Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2025./."
            };
        builder.text(&[&end], &mut blocks);
    }
    let recipients = all(&mut builder, &[RecipientsHeading, Recipient]);
    let mut signer = all(&mut builder, &[Authority]);
    let mut name = all(&mut builder, &[OtherPosition, FullName]);
    if let Some(first) = name.first_mut() {
        first.look.before = Twips(1500);
    }
    signer.extend(name);
    blocks.push(columns(vec![row([recipients, signer])]));
    let setup = style::page_setup(Standard::nd30(), &style::Choices::default());
    let section = |blocks| style::Section {
        page: setup,
        blocks,
        first_header: Vec::new(),
        first_footer: Vec::new(),
        footer: Vec::new(),
        text_signature: None,
        notes: Vec::new(),
    };
    let mut sections = vec![section(blocks)];
    if !behind.is_empty() {
        let mut blocks = Vec::new();
        for given in behind {
            match given.component {
                Some(AppendixLabel) if !blocks.is_empty() => {
                    sections.push(section(std::mem::take(&mut blocks)));
                    blocks.push(FlowBlock::Para(builder.para(AppendixLabel, given)));
                }
                Some(component) => blocks.push(FlowBlock::Para(builder.para(component, given))),
                None => builder.text(&[given], &mut blocks),
            }
        }
        sections.push(section(blocks));
    }
    let copied: Vec<FlowBlock> = copied.iter().map(|g| FlowBlock::Para(builder.para(of_copy(g), g))).collect();
    sections.last_mut().into_iter().for_each(|section| section.blocks.extend(copied.iter().cloned()));
    let note_rule = NoteRule { above: Twips(0), below: Twips(0), width: Twips(0) };
    let flow = Flow { styles: builder.styles.clone(), sections, compatibility_mode: 14, note_rule };
    let (mut paper, _) = of_flow(&flow, &Fonts::builtin().unwrap());
    for block in &mut paper.blocks {
        looks(block, &builder.looks);
    }
    page.iter().for_each(|look| of_page(look, &mut paper));
    paper
}

/// What a line of a copy's block is.
fn of_copy(given: &Given) -> Component {
    match given.text {
        text if text.starts_with("SAO") || text.starts_with("TRÍCH") => Component::CopyForm,
        text if text.starts_with("Số") => Component::Code,
        text if text.contains("ngày") => Component::PlaceDate,
        text if text.starts_with("Nơi nhận") => Component::RecipientsHeading,
        text if text.starts_with('-') => Component::Recipient,
        "CHỦ TỊCH" => Component::Authority,
        text if upper(text) == text => Component::OrganName,
        _ => Component::FullName,
    }
}

struct Builder {
    styles: Styles,
    looks: BTreeMap<usize, Vec<String>>,
    next: usize,
}

impl Builder {
    fn para(&mut self, component: Component, given: &Given) -> Para {
        self.next += 1;
        self.looks.insert(self.next, given.looks.iter().map(|l| (*l).to_owned()).collect());
        let look = self.styles.look(component);
        // Words between stars are bold.
        let runs = given.text.split("**").enumerate().filter(|(_, t)| !t.is_empty());
        let runs = runs.map(|(at, text)| Run {
            text: text.replace("\\t", "\t"),
            bold: look.bold || at % 2 == 1,
            italic: look.italic,
            ..Run::default()
        });
        Para { id: ParaId::default(), ..self.styles.para(component, runs.collect()) }
    }

    /// A line that is drawn, unless the example leaves it out.
    fn line(&mut self, page: &[&str], left_out: &str) -> Option<Para> {
        let given = Given { component: None, looks: Vec::new(), text: "" };
        (!page.contains(&left_out)).then(|| Para { rule: true, ..self.para(Component::Motto, &given) })
    }

    fn text(&mut self, lines: &[&Given], blocks: &mut Vec<FlowBlock>) {
        for given in lines {
            let Some(row) = given.text.strip_prefix('|') else {
                let component = given.component.unwrap_or_else(|| component(given.text));
                blocks.push(FlowBlock::Para(self.para(component, given)));
                continue;
            };
            let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
            let known = matches!(blocks.last(), Some(FlowBlock::Table(_)));
            if !known {
                let widths = vec![Twips(9000 / cells.len() as i32); cells.len()];
                let none = Twips(0);
                let table = TableFlow {
                    widths,
                    rows: Vec::new(),
                    head: 1,
                    title: String::new(),
                    lined: true,
                    side_margin: none,
                    bottom_margin: none,
                    above: none,
                };
                blocks.push(FlowBlock::Table(table));
            }
            let component = if known { Component::TableCell } else { Component::TableHead };
            let cells = cells.into_iter().enumerate().map(|(column, text)| {
                let paras = if text.is_empty() {
                    Vec::new()
                } else {
                    vec![self.para(component, &Given { component: None, looks: given.looks.clone(), text })]
                };
                TableCell { column, columns: 1, rows: 1, paras }
            });
            let cells = cells.collect();
            if let Some(FlowBlock::Table(table)) = blocks.last_mut() {
                table.rows.push(TableRow { id: style::RowId::default(), cells, keep_next: false });
            }
        }
    }
}

/// What a line of the text is by its mark.
fn component(text: &str) -> Component {
    let mark = text.split(' ').next().unwrap_or_default();
    let heading = !text.ends_with(['.', ';', ':']);
    let core = mark.trim_end_matches(['.', ')']);
    if mark.ends_with('.') && roman_value(core).is_some() && upper(text) == text {
        Component::Section
    } else if text.starts_with("Điều ") && mark == "Điều" {
        if heading { Component::Article } else { Component::ArticleText }
    } else if ["Chương", "Phần", "Mục"].contains(&mark) && text.split(' ').count() == 2 {
        Component::Part
    } else if upper(text) == *text && text.chars().filter(|c| is_letter(*c)).count() > 3 {
        Component::PartTitle
    } else if mark.ends_with('.') && core.split('.').all(|n| n.parse::<u32>().is_ok()) {
        if heading { Component::ClauseHeading } else { Component::Clause }
    } else if mark.ends_with(')') {
        Component::Point
    } else if mark == "-" {
        Component::Dash
    } else if mark == "+" {
        Component::Plus
    } else {
        Component::Paragraph
    }
}

/// Sets the looks that paragraphs of a block are given.
fn looks(block: &mut Block, all: &BTreeMap<usize, Vec<String>>) {
    match block {
        Block::Paragraph(paragraph) => {
            let number = paragraph.place.paragraph;
            all.get(&number).into_iter().flatten().for_each(|look| of_paragraph(look, paragraph));
        }
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|r| &mut r.cells).flat_map(|c| &mut c.blocks);
            cells.for_each(|block| looks(block, all));
        }
    }
}

/// `cỡ 12`, `đậm`, `không đậm`, `phông Arial`, `lùi 0`, `dòng 2`.
fn of_paragraph(look: &str, paragraph: &mut Paragraph) {
    let number = || look.rsplit(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or_else(|| panic!("no number: {look}"));
    let format = &mut paragraph.format;
    let mut font = |set: &dyn Fn(&mut Font)| paragraph.runs.iter_mut().for_each(|r| set(&mut r.font));
    match look {
        "đậm" => font(&|f| f.bold = true),
        "không đậm" => font(&|f| f.bold = false),
        "nghiêng" => font(&|f| f.italic = true),
        "đứng" => font(&|f| f.italic = false),
        "gạch chân" => font(&|f| f.underline = true),
        "gạch ngang" => font(&|f| f.strike = true),
        "tô nền" => font(&|f| f.highlight = true),
        "chữ đỏ" => font(&|f| f.color = Some(Rgb(255, 0, 0))),
        "giữa" => format.alignment = Alignment::Center,
        "trái" => format.alignment = Alignment::Left,
        "phải" => format.alignment = Alignment::Right,
        "đều" => format.alignment = Alignment::Justify,
        "trang mới" => format.page_break_before = true,
        _ if look.starts_with("cỡ ") => font(&|f| f.size = HalfPt((number() * 2.0) as u32)),
        _ if look.starts_with("phông ") => {
            let name: Arc<str> = Arc::from(look.trim_start_matches("phông "));
            font(&|f| (f.name, f.other) = (name.clone(), name.clone()));
        }
        _ if look.starts_with("lùi ") => format.first_line = Twips::from_mm(number()),
        _ if look.starts_with("trước ") => format.before = Twips::from_pt(number()),
        _ if look.starts_with("sau ") => format.after = Twips::from_pt(number()),
        _ if look.starts_with("dòng ") => format.line = LineSpacing::Multiple(number()),
        _ => panic!("no such look: {look}"),
    }
}

/// `lề trái 20`, `khổ 216 279`, `số trang dưới`.
fn of_page(look: &str, paper: &mut Paper) {
    let numbers: Vec<f64> = look.split(' ').filter_map(|n| n.parse().ok()).collect();
    let number = || Twips::from_mm(*numbers.first().unwrap_or_else(|| panic!("no number: {look}")));
    for section in &mut paper.sections {
        let margins = &mut section.margins;
        match look {
            _ if look.starts_with("lề trên ") => margins.top = number(),
            _ if look.starts_with("lề dưới ") => margins.bottom = number(),
            _ if look.starts_with("lề trái ") => margins.left = number(),
            _ if look.starts_with("lề phải ") => margins.right = number(),
            _ if look.starts_with("khổ ") => (section.width, section.height) = (number(), Twips::from_mm(numbers[1])),
            "trang nằm ngang" => std::mem::swap(&mut section.width, &mut section.height),
            "trang đầu có số" => section.title_page = false,
            "không có số trang" => section.page_margins.clear(),
            "hai cột" => section.columns = 2,
            _ => {}
        }
    }
    let number_line = |paper: &mut Paper, set: &dyn Fn(&mut Paragraph)| {
        for margin in &mut paper.margins {
            margin.blocks.iter_mut().for_each(|b| {
                if let Block::Paragraph(p) = b {
                    set(p)
                }
            });
        }
    };
    match look {
        "theo dõi thay đổi" => remark(paper, RemarkKind::Inserted),
        "chữ ẩn" => remark(paper, RemarkKind::Hidden),
        "chữ đổi chiều" => remark(paper, RemarkKind::Turned),
        "Unicode tổ hợp" => remark(paper, RemarkKind::Decomposed),
        "bảng mã cũ" => remark(paper, RemarkKind::Legacy),
        "không lặp tiêu đề bảng" => {
            let tables = paper.blocks.iter_mut().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
            tables.flat_map(|t| &mut t.rows).for_each(|row| row.repeated = false);
        }
        "số trang bên phải" => number_line(paper, &|p| p.format.alignment = Alignment::Right),
        "số trang cỡ 10" => number_line(paper, &|p| p.runs.iter_mut().for_each(|r| r.font.size = HalfPt(20))),
        "số trang ở dưới" => paper.margins.iter_mut().for_each(|m| m.story = crate::paper::Story::Footer(0)),
        _ => {}
    }
}

/// Something that the reader tells of the first paragraph.
fn remark(paper: &mut Paper, kind: RemarkKind) {
    let place = paper.paragraphs().next().map(|p| p.place.clone()).unwrap_or_else(|| panic!("no paragraph"));
    paper.remarks.push(Remark { kind, place, words: "chữ".to_owned() });
}
