//! Properties of documents that several parties sign, and of forms to fill in: generated minutes of a
//! type that only tests know.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use common::{Disk, TRIAL, docx_text, squeezed};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use vanban::layout::{Placed, Purpose, TextLine, paragraphs};
use vanban::pipeline::Compiled;
use vanban::standard::Component;

fn party() -> impl Strategy<Value = Json> {
    let titles = vec![
        vec!["Trưởng đoàn"],
        vec!["Đại diện", "Đơn vị được kiểm tra"],
        vec!["Đại diện Trung tâm Thông tin và Thống kê Khoa học và Công nghệ tỉnh Lai Châu"],
    ];
    let names = vec!["", "Lò Văn Páo", "Công Tằng Tôn Nữ Thị Thanh Bình Nguyễn Phúc Hồng Ngọc Anh Thư"];
    let posts = vec!["", "Phó Giám đốc Sở Khoa học và Công nghệ tỉnh Lai Châu, Phó Trưởng ban Chỉ đạo"];
    let notes = vec!["", "", "", "Từ chối ký"];
    let pick = |list: Vec<&'static str>| prop::sample::select(list);
    (prop::sample::select(titles), pick(names), pick(posts), pick(notes), any::<bool>(), any::<bool>()).prop_map(
        |(authority, name, post, refused, seal, hint)| {
            let mut party = json!({"authority": authority, "seal": seal});
            let hint = if hint { "(Ký, ghi rõ họ tên)" } else { "" };
            for (key, text) in [("full_name", name), ("other_position", post), ("refused", refused), ("hint", hint)] {
                if !text.is_empty() {
                    party[key] = json!(text);
                }
            }
            party
        },
    )
}

fn minutes() -> impl Strategy<Value = Json> {
    let grid = || prop::collection::vec(party(), 2..=6);
    (0_usize..=40, grid(), prop::collection::vec(grid(), 0..2), any::<[bool; 4]>()).prop_map(
        |(people, first, others, [form, code, date, signed])| {
            let people: Vec<String> = (1..=people).map(|i| format!("Người dự thứ {i}")).collect();
            let mut grids = vec![first];
            grids.extend(others);
            let labels: &[&str] = if signed { &["Đoàn kiểm tra", "Văn phòng Sở"] } else { &[] };
            json!({
                "type": "nhieu-ben-ky", "organ_name": "Đoàn kiểm tra", "organ_code": "ĐKT", "place": "Lai Châu", "issued_date": "9/2025",
                "subject": "Kiểm tra", "to_places": ["Văn phòng Sở"], "signer_info": {"position": "Trưởng đoàn", "full_name": "Lò Văn Páo"},
                "content": {
                    "with_code": code, "with_place_date": date || !code, "form": form, "people": people, "body": [], "parties": grids,
                    "closing": ["Biên bản được lập thành 02 (hai) bản"], "page_signatures": labels,
                }
            })
        },
    )
}

fn rendered(minutes: &Json) -> Compiled {
    let outcome = TRIAL.compile("data/sinh.json", minutes.to_string().into_bytes(), &Disk);
    let report = vanban::cli::report(&outcome.sources, &outcome.diagnostics);
    outcome.compiled.unwrap_or_else(|| panic!("{report}"))
}

/// The words of the tree but for what is repeated on every page.
fn words(document: &Compiled) -> String {
    let once = paragraphs(&document.flow).filter(|p| p.component != Component::PageSignature);
    squeezed(&once.flat_map(|p| &p.runs).map(|r| r.text.as_str()).collect::<String>())
}

/// Lines that count, with their pages.
fn lines(document: &Compiled) -> impl Iterator<Item = (usize, &TextLine)> {
    document.pages.pages.iter().enumerate().flat_map(|(n, page)| {
        page.items.iter().filter_map(move |item| match item {
            Placed::Line(line) if line.para.is_some() => Some((n, line)),
            _ => None,
        })
    })
}

/// Page and baseline of the first line of each paragraph of a component.
fn places(document: &Compiled, component: Component) -> Vec<(usize, f64)> {
    let numbers = paragraphs(&document.flow).filter(|p| p.component == component).map(|p| p.id);
    numbers.filter_map(|i| lines(document).find(|(_, l)| l.para == Some(i)).map(|(page, l)| (page, l.baseline))).collect()
}

fn grids(minutes: &Json) -> Vec<Vec<Json>> {
    let grids = minutes["content"]["parties"].as_array().unwrap();
    grids.iter().map(|g| g.as_array().unwrap().clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(40), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_in_both_files_once_and_in_order(minutes in minutes()) {
        let document = rendered(&minutes);
        let drawn: String = lines(&document).flat_map(|(_, l)| &l.fragments).map(|f| f.text.as_str()).collect();
        prop_assert_eq!(squeezed(&drawn), words(&document));
        prop_assert_eq!(squeezed(&docx_text(&TRIAL.docx(&document).unwrap())), words(&document));
    }

    #[test]
    fn the_first_grid_stays_with_the_last_paragraph(minutes in minutes()) {
        let document = rendered(&minutes);
        let page_of = |words: &str| lines(&document).filter(|(_, l)| l.fragments.iter().any(|f| f.text.contains(words))).map(|(n, _)| n).last();
        let titles: usize = grids(&minutes)[0].iter().map(|p| p["authority"].as_array().unwrap().len()).sum();
        let closing = page_of("02 (hai)");
        for (page, _) in places(&document, Component::Authority).into_iter().take(titles) {
            prop_assert_eq!(Some(page), closing);
        }
    }

    #[test]
    fn names_of_a_row_stand_on_one_level_below_room_for_a_signature(minutes in minutes()) {
        let document = rendered(&minutes);
        let all: Vec<Vec<Json>> = grids(&minutes).iter().flat_map(|g| g.chunks(2).map(<[Json]>::to_vec).collect::<Vec<_>>()).collect();
        let mut names = places(&document, Component::FullName).into_iter();
        for row in all {
            let named = row.iter().filter(|p| p.get("full_name").is_some()).count();
            let level: Vec<(usize, f64)> = names.by_ref().take(named).collect();
            prop_assert!(level.windows(2).all(|w| w[0].0 == w[1].0 && (w[0].1 - w[1].1).abs() < 0.06), "{:?}", level);
        }
        let room = 25.0 / 25.4 * 72.0;
        let gaps = paragraphs(&document.flow).filter(|p| p.signing.is_some()).map(|p| p.look.before.pt());
        for gap in gaps {
            prop_assert!(gap > room - 0.1, "{gap}");
        }
    }

    #[test]
    fn each_party_that_signs_has_its_own_fields(minutes in minutes()) {
        let document = rendered(&minutes);
        let fields = &document.pages.facts.fields;
        let parties: Vec<Json> = grids(&minutes).concat();
        for (number, party) in (1..).zip(&parties) {
            let count = |purpose| fields.iter().filter(|f| f.purpose == purpose && f.party.as_ref().is_some_and(|p| p.number == number)).count();
            let signs = party.get("refused").is_none();
            prop_assert_eq!(count(Purpose::Signature), usize::from(signs));
            prop_assert_eq!(count(Purpose::Seal), usize::from(signs && party["seal"] == true));
        }
    }

    #[test]
    fn nothing_leaves_the_text_area(minutes in minutes()) {
        let document = rendered(&minutes);
        let page = document.flow.sections[0].page;
        let (left, right) = (page.left.pt(), (page.width - page.right).pt());
        let bottom = (page.height - page.bottom).pt();
        for item in document.pages.pages.iter().flat_map(|p| &p.items) {
            match item {
                Placed::Dots { x, baseline, width, .. } => {
                    prop_assert!(*x > left - 0.1 && x + width < right + 0.1 && *baseline < bottom, "{x} {width} {baseline}");
                }
                Placed::Line(line) if line.para.is_some() => {
                    for f in &line.fragments {
                        let spaces = f.text.trim_end().matches(' ').count() as f64;
                        let width = TRIAL.fonts().face(f.bold, f.italic).width(f.text.trim_end(), line.size) + spaces * f.stretch;
                        prop_assert!(f.x > left - 0.1 && f.x + width < right + 0.1 && line.baseline < bottom, "{}", f.text);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Six parties of many lines fill a page with the closing paragraph: the title stays below the head, and the grid whole.
#[test]
fn a_grid_as_tall_as_a_page_leaves_the_title_where_it_is() {
    let party = json!({
        "authority": ["Đại diện Trung tâm Thông tin và Thống kê Khoa học và Công nghệ tỉnh Lai Châu"], "hint": "(Ký, ghi rõ họ tên)",
        "full_name": "Công Tằng Tôn Nữ Thị Thanh Bình Nguyễn Phúc Hồng Ngọc Anh Thư",
        "other_position": "Phó Giám đốc Sở Khoa học và Công nghệ tỉnh Lai Châu, Phó Trưởng ban Chỉ đạo"
    });
    let document = rendered(&json!({
        "type": "nhieu-ben-ky", "organ_name": "Đoàn kiểm tra", "organ_code": "ĐKT", "place": "Lai Châu", "issued_date": "9/2025",
        "subject": "Kiểm tra", "signer_info": {"position": "Trưởng đoàn", "full_name": "Lò Văn Páo"}, "to_places": ["Văn phòng Sở"],
        "content": {
            "with_place_date": true, "people": [], "closing": ["Biên bản được lập thành 02 (hai) bản"], "parties": [vec![party; 6]],
            "page_signatures": ["Đoàn kiểm tra", "Văn phòng Sở"]
        }
    }));
    let pages_of = |component| places(&document, component).into_iter().map(|(page, _)| page).collect::<Vec<_>>();
    assert_eq!((pages_of(Component::TypeName), pages_of(Component::Authority)), (vec![0], vec![1; 6]));
}

/// The line on which pages are signed stands on each page, at one height, and no word of the text.
#[test]
fn every_page_can_be_signed() {
    let people: Vec<String> = (1..60).map(|i| format!("Người dự thứ {i}")).collect();
    let party = json!({"authority": ["Trưởng đoàn"], "full_name": "Lò Văn Páo"});
    let document = rendered(&json!({
        "type": "nhieu-ben-ky", "organ_name": "Đoàn kiểm tra", "organ_code": "ĐKT", "place": "Lai Châu", "issued_date": "9/2025",
        "subject": "Kiểm tra", "signer_info": {"position": "Trưởng đoàn", "full_name": "Lò Văn Páo"},
        "content": {"with_place_date": true, "people": people, "closing": ["Hết"], "parties": [[party]], "page_signatures": ["Đoàn kiểm tra", "Văn phòng Sở"]}
    }));
    assert!(document.pages.pages.len() > 2);
    for page in &document.pages.pages {
        let signed = |l: &&TextLine| l.fragments.iter().any(|f| f.text.contains("Văn phòng Sở"));
        let repeated: Vec<&TextLine> =
            page.items.iter().filter_map(|i| if let Placed::Line(l) = i { Some(l) } else { None }).filter(signed).collect();
        let [line] = repeated[..] else { panic!("{} lines", repeated.len()) };
        assert_eq!(line.para, None);
        // 20 mm of margin; the letters of a 12 pt line hang a little above it.
        let above = page.height - 20.0 / 25.4 * 72.0 - line.baseline;
        assert!((1.0..5.0).contains(&above), "{above}");
    }
    let docx = TRIAL.docx(&document).unwrap();
    assert!(common::docx_part(&docx, "word/footer1.xml").contains("Văn phòng Sở"));
    assert_eq!(common::docx_part(&docx, "word/footer1.xml").matches("<w:sdt>").count(), 2);
}
