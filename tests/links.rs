//! Documents that name other documents' data files: what templates get, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::common;

use vanban::font::Fonts;
use vanban::model::Files;
use vanban::pipeline::{Engine, Outcome};
use vanban::template::Store;

/// A notice that names plans and notices, and shows what it got of them.
const SCHEMA: &str = r##"{
  "type": "object", "required": ["body"],
  "properties": {
    "plan": { "$ref": "#/definitions/data_file", "x-data-file": ["ke-hoach"] },
    "notices": { "$ref": "#/definitions/data_files", "x-data-file": ["thong-bao"] },
    "legal_bases": { "$ref": "#/definitions/legal_bases" },
    "body": { "$ref": "#/definitions/items" },
    "closing": { "$ref": "#/definitions/paragraphs" }
  }
}"##;

const TEMPLATE: &str = "<document>{{> header}}{{> title}}<body>
{{#if linked.plan}}<p>Thực hiện {{citation linked.plan}}.</p>
<p>{{linked.plan.signer_info.full_name}} {{len linked.plan.content.body}}</p>{{/if}}
{{#each linked.notices}}<p>{{citation this}}{{#if linked.plan}}; {{citation linked.plan}}{{/if}}</p>{{/each}}
{{#each content.body}}{{> item}}{{/each}}
</body><closing>{{#each content.closing}}<p>{{this}}</p>{{/each}}</closing>{{> foot}}</document>";

const PLAN: &str = "type: ke-hoach
profile: office.yaml
code_number: 7
issued_date: 18/3/2025
subject: Kiểm tra công tác cải cách hành chính
content: {body: [Một, Hai], closing: [Trên đây là Kế hoạch]}
";

const OFFICE: &str = "organ_name: Sở Khoa học và Công nghệ
organ_code: SKHCN
place: Lai Châu
signer_info: {position: Giám đốc, full_name: Phan Minh A}
to_places: [Các phòng thuộc Sở]
";

struct Memory(Vec<(&'static str, String)>);

impl Files for Memory {
    fn read(&self, _: &str, path: &str) -> Result<(String, Vec<u8>), String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())).ok_or_else(|| "không có tệp này".into())
    }
}

/// What one document named is read once for the others: each gets what it would get alone, also when a file has changed in between,
/// and when it names other files beside.
#[test]
fn documents_that_name_the_same_files_get_what_each_would_get_alone() {
    let draft = PLAN.replace("code_number: 7\n", "");
    let other = OFFICE.replace("Phan Minh A", "Trần Thị B");
    let both = "  plan: plan.yaml\n  notices: [old.yaml]\n";
    let old = notice("  plan: plan.yaml\n");
    let plan = |text: &str| text.to_owned();
    let runs = [
        ("  plan: plan.yaml\n", plan(PLAN), OFFICE),
        ("  plan: plan.yaml\n", plan(PLAN), OFFICE),
        ("  plan: plan.yaml\n", draft.clone(), OFFICE),
        ("  plan: plan.yaml\n", plan(PLAN), other.as_str()),
        ("  plan: {file: plan.yaml, issued: {code_number: 9, issued_date: 2/4/2025}}\n", draft.clone(), OFFICE),
        ("  plan: {file: plan.yaml, issued: {code_number: 8, issued_date: 2/4/2025}}\n", draft, OFFICE),
        (both, plan(PLAN), OFFICE),
        (both, plan(PLAN), OFFICE),
        ("  plan: plan.yaml\n", "type: ke-hoach\n".to_owned(), OFFICE),
        ("  plan: plan.yaml\n", plan(PLAN), OFFICE),
    ];
    let shared = engine();
    for (content, plan, office) in &runs {
        let files = [("plan.yaml", plan.as_str()), ("office.yaml", *office), ("old.yaml", old.as_str())];
        let told = |outcome: &Outcome| {
            let document = outcome.compiled.as_ref().map(common::flow_text);
            (document, vanban::cli::report(&outcome.sources, &outcome.diagnostics))
        };
        assert_eq!(told(&with(&shared, content, &files)), told(&compiled(content, &files)), "{content}");
    }
}

fn notice(content: &str) -> String {
    format!(
        "type: thong-bao\nprofile: office.yaml\ncode_number: 1\nissued_date: 1/4/2025\nsubject: Kết luận\ncontent:\n  body: [Ba]\n  closing: [Trên đây]\n{content}"
    )
}

fn engine() -> Engine {
    let overrides = [("thong-bao/schema.json", SCHEMA), ("thong-bao/template.hbs", TEMPLATE)];
    let store = Store::builtin().with_overrides(overrides.map(|(name, text)| (name.to_owned(), text.to_owned())));
    Engine::new(store, Fonts::builtin().ok().unwrap()).ok().unwrap()
}

/// A notice of some content among files; the plan and the office are there where no others are given.
fn with(engine: &Engine, content: &str, files: &[(&'static str, &str)]) -> Outcome {
    let usual = [("office.yaml", OFFICE), ("plan.yaml", PLAN)];
    let all = files.iter().chain(&usual).map(|(name, text)| (*name, (*text).to_owned())).collect();
    engine.compile("a.yaml", notice(content).into_bytes(), &Memory(all))
}

fn compiled(content: &str, files: &[(&'static str, &str)]) -> Outcome {
    with(&engine(), content, files)
}

fn text(outcome: &Outcome) -> String {
    common::flow_text(outcome.compiled.as_ref().unwrap_or_else(|| panic!("{:?}", messages(outcome))))
}

/// File, line and message of every finding.
fn messages(outcome: &Outcome) -> Vec<String> {
    let place = |span| {
        let line = outcome.sources.line_column(span).unwrap().0;
        format!("{}:{line} ", outcome.sources.get(span.source).unwrap().name)
    };
    outcome.diagnostics.iter().map(|d| d.span().map_or(String::new(), place) + &d.message).collect()
}

#[test]
fn a_linked_document_is_whole_and_citable() {
    let outcome = compiled("  plan: plan.yaml", &[]);
    assert!(outcome.diagnostics.is_empty(), "{:?}", messages(&outcome));
    let text = text(&outcome);
    let citation =
        "Thực hiện Kế hoạch số 07/KH-SKHCN ngày 18/3/2025 của Sở Khoa học và Công nghệ về kiểm tra công tác cải cách hành chính.";
    assert!(text.contains(citation), "{text}");
    assert!(text.contains("Phan Minh A 2"), "{text}");
}

#[test]
fn links_of_linked_files_are_followed() {
    let other = notice("  plan: plan.yaml").replace("code_number: 1", "code_number: 2");
    let outcome = compiled("  notices: [other.yaml, {file: other.yaml}]", &[("other.yaml", &other)]);
    let text = text(&outcome);
    assert_eq!(text.matches("Thông báo số 02/TB-SKHCN").count(), 2, "{text}");
    assert_eq!(text.matches("Kế hoạch số 07/KH-SKHCN").count(), 2, "{text}");
}

#[test]
fn a_draft_is_cited_with_a_blank_and_a_warning() {
    let draft = PLAN.replace("code_number: 7\n", "").replace("18/3/2025", "3/2025");
    let outcome = compiled("  plan: draft.yaml", &[("draft.yaml", &draft)]);
    assert_eq!(messages(&outcome), ["a.yaml:9 Văn bản được viện dẫn chưa có số hoặc ngày; chỗ đó để trống"]);
    let blank = text(&outcome);
    assert!(blank.contains("/KH-SKHCN") && !blank.contains("07/KH-SKHCN"), "{blank}");
    let outcome = compiled("  plan: {file: draft.yaml, issued: {code_number: 475, issued_date: 18/3/2025}}", &[("draft.yaml", &draft)]);
    assert!(text(&outcome).contains("Kế hoạch số 475/KH-SKHCN ngày 18/3/2025"), "{:?}", messages(&outcome));
}

#[test]
fn issued_never_contradicts_the_file() {
    let outcome = compiled("  plan: {file: plan.yaml, issued: {code_number: 8}}", &[]);
    let expected =
        ["a.yaml:9 Tệp dữ liệu “plan.yaml” có lỗi nên chưa dùng được", "a.yaml:9 `issued` khác với tệp được dẫn: `code_number` ở đó là 7"];
    assert_eq!(messages(&outcome), expected);
}

#[test]
fn errors_of_a_linked_file_stand_at_their_own_place() {
    let broken = PLAN.replace("subject:", "subjekt:");
    let outcome = compiled("  plan: broken.yaml\n  notices: [none.yaml]", &[("broken.yaml", &broken)]);
    let found = messages(&outcome);
    for expected in [
        "a.yaml:9 Tệp dữ liệu “broken.yaml” có lỗi nên chưa dùng được",
        "a.yaml:10 Không đọc được tệp dữ liệu “none.yaml”: không có tệp này",
        "broken.yaml:5 Không có trường `subjekt` trong văn bản",
    ] {
        assert!(found.contains(&expected.to_owned()), "{expected}: {found:?}");
    }
}

#[test]
fn circles_depth_and_foreign_types_are_refused() {
    let circle = notice("  notices: [a.yaml]");
    let outcome = compiled("  notices: [b.yaml]", &[("b.yaml", &circle), ("a.yaml", &notice(""))]);
    assert!(messages(&outcome).iter().any(|m| m == "b.yaml:9 Tệp “a.yaml” dẫn vòng trở lại chính nó"), "{:?}", messages(&outcome));

    let next = |name: &str| notice(&format!("  notices: [{name}]"));
    let (one, two, three, four, five) = (next("2.yaml"), next("3.yaml"), next("4.yaml"), next("5.yaml"), notice(""));
    let files = [("1.yaml", &*one), ("2.yaml", &two), ("3.yaml", &three), ("4.yaml", &four), ("5.yaml", &five)];
    let outcome = compiled("  notices: [{file: 2.yaml}]", &files);
    assert!(outcome.compiled.is_some(), "{:?}", messages(&outcome));
    let outcome = compiled("  notices: [1.yaml]", &files);
    assert!(messages(&outcome).iter().any(|m| m == "4.yaml:9 Các tệp dẫn nhau quá 4 cấp"), "{:?}", messages(&outcome));

    let outcome = compiled("  plan: b.yaml", &[("b.yaml", &notice(""))]);
    assert_eq!(messages(&outcome), ["a.yaml:9 Tệp “b.yaml” là Thông báo, trường `plan` cần Kế hoạch"]);
}
