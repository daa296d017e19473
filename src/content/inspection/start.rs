//! New data files filled from what other documents know: the minutes of an inspected unit from the
//! plan of the inspection and the decision that names the team.
//!
//! Only choosing and preparing lives here; the file's text is the type's `from-….hbs`.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::plan::{Inspection, Matter, Unit};
use super::team::Team;
use crate::content::citation::Citation;
use crate::content::fragment::Items;
use crate::diag::{Diagnostic, code};
use crate::model::node::Node;
use crate::model::spanned::{List, Words, read};
use crate::text::{PartialDate, folded, uncapitalized};

/// A document that new ones are made from.
pub struct Source {
    /// Its data with places.
    pub root: Arc<Node>,
    /// The symbol of its number, which the data need not say.
    pub code_notation: String,
}

/// How the new file names the files that it is made from; paths are relative to it.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The document that it is made from: the plan.
    pub from: String,
    /// The one that knows more: the decision.
    pub with: Option<String>,
    /// The office profile of the first.
    pub profile: Option<String>,
}

/// For which parts of the first document, inspected units, new files are made.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'a> {
    /// All.
    Each,
    /// The one of this name.
    Named(&'a str),
    /// The only one.
    Only,
}

/// New files from a plan, and from a decision where there is one.
pub struct Start<'a> {
    plan: &'a Source,
    inspection: Inspection,
    decision: Option<&'a Source>,
}

impl<'a> Start<'a> {
    /// Reads what the documents know.
    pub fn new(from: &'a Source, with: Option<&'a Source>) -> Self {
        Start { plan: from, inspection: Inspection::of_plan(&from.root).unwrap_or_default(), decision: with }
    }

    /// The names of the parts that are meant; `file` is the plan's name in messages.
    pub fn chosen(&self, choice: Choice<'_>, file: &str) -> Result<Vec<&str>, Diagnostic> {
        let units = self.inspection.unit_names();
        if units.is_empty() {
            let wrong = Diagnostic::error(code::FOREIGN_RECORD, None, format!("{file} không có đơn vị được kiểm tra"));
            return Err(wrong.help("Tệp ghép là kế hoạch kiểm tra có `content.inspection.units`."));
        }
        match choice {
            Choice::Each => Ok(units),
            Choice::Named(name) => Ok(vec![named(&units, name)?]),
            Choice::Only if units.len() == 1 => Ok(units),
            Choice::Only => {
                let wrong = Diagnostic::error(code::FOREIGN_RECORD, None, "Chưa chọn đơn vị được kiểm tra");
                Err(wrong.help(format!("Ghi --unit với một trong: {}; hoặc --each-unit.", units.join("; "))))
            }
        }
    }

    /// What the template of a part's new file sees: absent things are null.
    pub fn context(&self, part: &str, paths: &Paths) -> Json {
        let root = &self.plan.root;
        let subject = root.text_at("subject").unwrap_or_default();
        let mode = self.inspection.unit(part).and_then(Unit::mode);
        let contents = mode.map(|mode| self.inspection.contents(mode)).unwrap_or_default();
        let year = words(root, "issued_date").and_then(|date| PartialDate::parse(&date).ok()).map(|date| date.year.to_string());
        json!({
            "unit": { "name": part, "mode": mode },
            "subject": format!("{subject} tại {part}"),
            "team_name": format!("Đoàn {}", uncapitalized(subject)),
            "parent": self.local_name(),
            "place": root.text_at("place"),
            "year": year,
            "team": self.team(),
            "contents": contents.into_iter().map(content).collect::<Vec<_>>(),
            "plan": { "file": paths.from, "issued": self.issued() },
            "decision": paths.with.as_ref().map(|file| json!({ "file": file, "open": self.decision.is_some_and(Source::is_draft) })),
            "profile": paths.profile,
        })
    }

    /// A team's parent carries the name of the place where it sits (decree PL I-1.II.2a).
    fn local_name(&self) -> String {
        let text = |key| self.plan.root.text_at(key).unwrap_or_default();
        let above = text("organization_in_charge");
        let place = ["UBND ", "Ủy ban nhân dân "].iter().find_map(|p| above.strip_prefix(p)).unwrap_or_default();
        format!("{} {place}", text("organ_name")).trim().to_owned()
    }

    /// The team of the decision; without one the plan knows how many come from where, not who.
    fn team(&self) -> Json {
        match self.decision {
            Some(decision) => json!(Team::of_decision(&decision.root)),
            None => {
                let from = self.inspection.delegated().enumerate();
                let role = |at| if at == 0 { "Trưởng đoàn" } else { "Thành viên" };
                json!(
                    from.map(|(at, unit)| json!({ "salutation": null, "full_name": "?", "position": unit, "role": role(at) }))
                        .collect::<Vec<_>>()
                )
            }
        }
    }

    /// Number and date of a plan that is still a draft here, as the decision cites it.
    fn issued(&self) -> Json {
        if !self.plan.is_draft() {
            return Json::Null;
        }
        let bases = self.decision.and_then(|decision| decision.root.get("content")).and_then(|content| content.get("legal_bases"));
        let bases = bases.and_then(read::<List<Citation>>).unwrap_or_default();
        let subject = folded(self.plan.root.text_at("subject").unwrap_or_default());
        let same =
            |basis: &&Citation| basis.code_notation.text() == Some(&self.plan.code_notation) && folded(basis.subject.or_empty()) == subject;
        let cited = bases.values().find(same);
        json!({
            "code_number": cited.and_then(|cited| cited.code_number.get()).map(|number| &number.0),
            "issued_date": cited.and_then(|cited| cited.issued_date.get()).map(|date| &date.0),
        })
    }
}

impl Source {
    fn is_draft(&self) -> bool {
        self.root.get("code_number").is_none()
    }
}

/// The names of the parts of a document for which new files can be made, in its order.
pub fn parts(from: &Node) -> Vec<String> {
    let inspection = Inspection::of_plan(from).unwrap_or_default();
    inspection.unit_names().into_iter().map(str::to_owned).collect()
}

/// The name among those of the units; marks and case may differ.
fn named<'a>(units: &[&'a str], name: &str) -> Result<&'a str, Diagnostic> {
    let wanted = folded(name);
    let found = units.iter().find(|unit| folded(unit) == wanted);
    found.copied().ok_or_else(|| {
        let score = |known: &str| if known.contains(&wanted) { 1.0 } else { strsim::jaro_winkler(known, &wanted) };
        let similar = units.iter().map(|unit| (score(&folded(unit)), unit)).filter(|(score, _)| *score > 0.8);
        let wrong = Diagnostic::error(code::FOREIGN_RECORD, None, format!("Kế hoạch không có đơn vị “{name}”"));
        let wrong = match similar.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, similar)) => wrong.help(format!("Có phải ý bạn là “{similar}”?")),
            None => wrong,
        };
        wrong.help(format!("Các đơn vị trong kế hoạch: {}.", units.join("; ")))
    })
}

fn words(root: &Node, key: &str) -> Option<String> {
    root.get(key).and_then(read::<Words>).map(|words| words.0)
}

/// A content of the inspection with the single things to look at.
fn content(matter: &Matter) -> Json {
    let heading = matter.heading().trim_end_matches('.');
    let mut items = Vec::new();
    if let Some(below) = matter.items() {
        leaves(below, &mut items);
    }
    if items.is_empty() {
        items.push(heading);
    }
    json!({ "heading": heading, "items": items })
}

/// Texts of items; one that only leads over to those below it says nothing by itself.
fn leaves<'a>(below: &'a Items, out: &mut Vec<&'a str>) {
    for item in below.0.values().map(|item| &item.0) {
        let words = item.text.text().or(item.run_in.text()).unwrap_or_default();
        if !words.is_empty() && !words.ends_with(':') {
            out.push(words);
        }
        if let Some(items) = item.items.get() {
            leaves(items, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::testing::node;

    fn source(yaml: &str, code_notation: &str) -> Source {
        Source { root: Arc::new(node(yaml)), code_notation: code_notation.to_owned() }
    }

    fn plan() -> Source {
        let yaml = "
            {issued_date: 3/2025, place: Lai Châu, subject: Kiểm tra công tác, organ_name: Sở A, organization_in_charge: UBND tỉnh B,
            content: {inspection: {
                units: [{name: Văn phòng Sở, mode: on_site}, {name: Trung tâm CNTT&TT, mode: online}],
                team: [{unit: Lãnh đạo Sở, head_count: 1}, {unit: Văn phòng Sở, head_count: 2}],
                contents: {on_site: [
                    {heading: Điều hành, items: [Kế hoạch., {text: 'Kết quả:', items: [{text: Đúng hạn.}]}]},
                    {heading: , text: Hồ sơ.}]}}}}";
        source(yaml, "KH-SKHCN")
    }

    #[test]
    fn a_unit_is_found_by_its_name_as_people_type_it() {
        let plan = plan();
        let start = Start::new(&plan, None);
        assert_eq!(start.chosen(Choice::Named("van phong so"), "a.yaml").unwrap(), ["Văn phòng Sở"]);
        let wrong = start.chosen(Choice::Named("Văn phòng"), "a.yaml").unwrap_err();
        assert_eq!(wrong.help[0], "Có phải ý bạn là “Văn phòng Sở”?");
        assert!(wrong.help[1].contains("Trung tâm CNTT&TT"));
        assert_eq!(start.chosen(Choice::Each, "a.yaml").unwrap().len(), 2);
        assert!(start.chosen(Choice::Only, "a.yaml").unwrap_err().help[0].contains("--each-unit"));
        let none = source("{subject: x}", "KH");
        assert_eq!(Start::new(&none, None).chosen(Choice::Each, "a.yaml").unwrap_err().message, "a.yaml không có đơn vị được kiểm tra");
    }

    #[test]
    fn the_plan_knows_contents_and_head_counts() {
        let plan = plan();
        let context = Start::new(&plan, None).context("Văn phòng Sở", &Paths::default());
        assert_eq!(context["unit"], json!({"name": "Văn phòng Sở", "mode": "on_site"}));
        assert_eq!(context["contents"][0]["items"], json!(["Kế hoạch.", "Đúng hạn."]));
        assert_eq!(context["contents"][1], json!({"heading": "Hồ sơ", "items": ["Hồ sơ"]}));
        let team: Vec<_> = context["team"].as_array().unwrap().iter().map(|m| (m["position"].as_str(), m["role"].as_str())).collect();
        let of = |unit, role| (Some(unit), Some(role));
        assert_eq!(team, [of("Lãnh đạo Sở", "Trưởng đoàn"), of("Văn phòng Sở", "Thành viên"), of("Văn phòng Sở", "Thành viên")]);
        assert_eq!((context["parent"].as_str(), context["year"].as_str()), (Some("Sở A tỉnh B"), Some("2025")));
        assert_eq!(context["subject"], "Kiểm tra công tác tại Văn phòng Sở");
    }

    #[test]
    fn the_decision_knows_the_plans_number_and_the_people() {
        let decision = source(
            "{code_number: 35, content: {
                inspection_team: [{full_name: Trần Văn Tuấn, position: Phó Giám đốc, role: Trưởng đoàn}],
                legal_bases: [
                    Căn cứ Luật A,
                    {code_notation: KH-UBND, subject: kiểm tra công tác, code_number: 1300, issued_date: 27/3/2025},
                    {code_notation: KH-SKHCN, subject: kiểm tra công tác, code_number: 512, issued_date: 31/3/2025}]}}",
            "QĐ-SKHCN",
        );
        let plan = plan();
        let paths = Paths { with: Some("qd.yaml".into()), ..Paths::default() };
        let context = Start::new(&plan, Some(&decision)).context("Trung tâm CNTT&TT", &paths);
        assert_eq!(context["plan"]["issued"], json!({"code_number": "512", "issued_date": "31/3/2025"}));
        assert_eq!(
            context["team"],
            json!([{"salutation": null, "full_name": "Trần Văn Tuấn", "position": "Phó Giám đốc", "role": "Trưởng đoàn"}])
        );
        assert_eq!((context["decision"]["open"].as_bool(), context["contents"].as_array().map(Vec::len)), (Some(false), Some(0)));
    }
}
