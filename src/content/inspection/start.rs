//! New data files filled from what other documents know: the minutes of an inspected unit from the
//! plan of the inspection and the decision that names the team.
//!
//! Only choosing and preparing lives here; the file's text is the type's `from-….hbs`.

use serde_json::{Value as Json, json};

use crate::diag::{Diagnostic, code};
use crate::text::{PartialDate, folded, uncapitalized};

/// How the new file names the files that it is made from; paths are relative to it.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The plan.
    pub plan: String,
    /// The decision.
    pub decision: Option<String>,
    /// The plan's office profile.
    pub profile: Option<String>,
}

/// Which inspected units get a new file.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'a> {
    /// All.
    Each,
    /// The one of this name.
    Named(&'a str),
    /// The only one.
    Only,
}

/// The units of a plan that are meant; `file` is the plan's name in messages.
pub fn chosen<'a>(plan: &'a Json, choice: Choice<'_>, file: &str) -> Result<Vec<&'a Json>, Diagnostic> {
    let units = units(plan);
    if units.is_empty() {
        let wrong = Diagnostic::error(code::FOREIGN_RECORD, None, format!("{file} không có đơn vị được kiểm tra"));
        return Err(wrong.help("Tệp ghép là kế hoạch kiểm tra có `content.inspection.units`."));
    }
    match choice {
        Choice::Each => Ok(units),
        Choice::Named(name) => Ok(vec![unit(plan, name)?]),
        Choice::Only if units.len() == 1 => Ok(units),
        Choice::Only => {
            let names: Vec<&str> = units.iter().map(|unit| name(unit)).collect();
            let wrong = Diagnostic::error(code::FOREIGN_RECORD, None, "Chưa chọn đơn vị được kiểm tra");
            Err(wrong.help(format!("Ghi --unit với một trong: {}; hoặc --each-unit.", names.join("; "))))
        }
    }
}

/// A unit's name.
pub fn name(unit: &Json) -> &str {
    text(unit, "name")
}

/// The inspected units of a plan, in its order.
pub fn units(plan: &Json) -> Vec<&Json> {
    plan.pointer("/content/inspection/units").and_then(Json::as_array).into_iter().flatten().collect()
}

/// The unit of that name; marks and case may differ.
pub fn unit<'a>(plan: &'a Json, name: &str) -> Result<&'a Json, Diagnostic> {
    let units = units(plan);
    let found = units.iter().find(|u| folded(text(u, "name")) == folded(name));
    found.copied().ok_or_else(|| {
        let wanted = folded(name);
        let score = |known: &str| if known.contains(&wanted) { 1.0 } else { strsim::jaro_winkler(known, &wanted) };
        let similar = units
            .iter()
            .map(|u| (score(&folded(text(u, "name"))), text(u, "name")))
            .filter(|(score, _)| *score > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let names: Vec<&str> = units.iter().map(|u| text(u, "name")).collect();
        let wrong = Diagnostic::error(code::FOREIGN_RECORD, None, format!("Kế hoạch không có đơn vị “{name}”"));
        let wrong = match similar {
            Some((_, similar)) => wrong.help(format!("Có phải ý bạn là “{similar}”?")),
            None => wrong,
        };
        wrong.help(format!("Các đơn vị trong kế hoạch: {}.", names.join("; ")))
    })
}

/// What the template of the new file sees: absent things are null.
pub fn context(plan: &Json, decision: Option<&Json>, unit: &Json, paths: &Paths) -> Json {
    let mode = text(unit, "mode");
    let contents = plan.pointer(&format!("/content/inspection/contents/{mode}")).and_then(Json::as_array);
    let year = PartialDate::parse(&plain(&plan["issued_date"])).map(|date| date.year.to_string()).ok();
    json!({
        "unit": unit,
        "subject": format!("{} tại {}", text(plan, "subject"), text(unit, "name")),
        "team_name": format!("Đoàn {}", uncapitalized(text(plan, "subject"))),
        "parent": local_name(plan),
        "place": plan["place"],
        "year": year,
        "team": decision.map_or_else(|| expected_team(plan), |d| d["content"]["inspection_team"].clone()),
        "contents": contents.into_iter().flatten().map(content).collect::<Vec<_>>(),
        "plan": { "file": paths.plan, "issued": issued(plan, decision) },
        "decision": paths.decision.as_ref().map(|file| json!({ "file": file, "open": is_draft(decision) })),
        "profile": paths.profile,
    })
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

fn is_draft(decision: Option<&Json>) -> bool {
    decision.is_some_and(|d| d["code_number"].is_null())
}

/// A team's parent carries the name of the place where it sits (decree PL I-1.II.2a).
fn local_name(plan: &Json) -> String {
    let above = text(plan, "organization_in_charge");
    let place = ["UBND ", "Ủy ban nhân dân "].iter().find_map(|p| above.strip_prefix(p)).unwrap_or_default();
    format!("{} {place}", text(plan, "organ_name")).trim().to_owned()
}

/// Without a decision the plan knows how many come from where, not who.
fn expected_team(plan: &Json) -> Json {
    let team = plan.pointer("/content/inspection/team").and_then(Json::as_array);
    let mut out = Vec::new();
    for group in team.into_iter().flatten() {
        for _ in 0..group["head_count"].as_u64().unwrap_or_default() {
            let role = if out.is_empty() { "Trưởng đoàn" } else { "Thành viên" };
            out.push(json!({ "full_name": "?", "position": group["unit"], "role": role }));
        }
    }
    Json::Array(out)
}

/// A content of the inspection with the single things to look at.
fn content(content: &Json) -> Json {
    let heading = content["heading"].as_str().or(content["text"].as_str()).unwrap_or_default().trim_end_matches('.');
    let mut items = Vec::new();
    leaves(content, &mut items);
    if items.is_empty() {
        items.push(heading.to_owned());
    }
    json!({ "heading": heading, "items": items })
}

/// Texts of items; one that only leads over to those below it says nothing by itself.
fn leaves(item: &Json, out: &mut Vec<String>) {
    for below in item["items"].as_array().into_iter().flatten() {
        let words = below["text"].as_str().or(below["run_in"].as_str()).unwrap_or_default();
        if !words.is_empty() && !words.ends_with(':') {
            out.push(words.to_owned());
        }
        leaves(below, out);
    }
}

/// Number and date of a plan that is still a draft here, as the decision cites it.
fn issued(plan: &Json, decision: Option<&Json>) -> Json {
    if !plan["code_number"].is_null() {
        return Json::Null;
    }
    let bases = decision.and_then(|d| d.pointer("/content/legal_bases")).and_then(Json::as_array);
    let same = |basis: &&Json| {
        text(basis, "code_notation") == text(plan, "code_notation") && folded(text(basis, "subject")) == folded(text(plan, "subject"))
    };
    let cited = bases.into_iter().flatten().find(same);
    json!({ "code_number": cited.map(|c| plain(&c["code_number"])), "issued_date": cited.map(|c| plain(&c["issued_date"])) })
}

fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Json {
        json!({
            "code_number": null, "code_notation": "KH-SKHCN", "issued_date": "3/2025", "place": "Lai Châu",
            "subject": "Kiểm tra công tác", "organ_name": "Sở A", "organization_in_charge": "UBND tỉnh B",
            "content": { "inspection": {
                "units": [{"name": "Văn phòng Sở", "mode": "on_site"}, {"name": "Trung tâm CNTT&TT", "mode": "online"}],
                "team": [{"unit": "Lãnh đạo Sở", "head_count": 1}, {"unit": "Văn phòng Sở", "head_count": 2}],
                "contents": { "on_site": [
                    {"heading": "Điều hành", "items": [{"text": "Kế hoạch."}, {"text": "Kết quả:", "items": [{"text": "Đúng hạn."}]}]},
                    {"heading": null, "text": "Hồ sơ."}
                ] }
            } }
        })
    }

    #[test]
    fn a_unit_is_found_by_its_name_as_people_type_it() {
        assert_eq!(unit(&plan(), "van phong so").unwrap()["mode"], "on_site");
        let wrong = unit(&plan(), "Văn phòng").unwrap_err();
        assert_eq!(wrong.help[0], "Có phải ý bạn là “Văn phòng Sở”?");
        assert!(wrong.help[1].contains("Trung tâm CNTT&TT"));
    }

    #[test]
    fn the_plan_knows_contents_and_head_counts() {
        let plan = plan();
        let context = context(&plan, None, unit(&plan, "Văn phòng Sở").unwrap(), &Paths::default());
        assert_eq!(context["contents"][0]["items"], json!(["Kế hoạch.", "Đúng hạn."]));
        assert_eq!(context["contents"][1], json!({"heading": "Hồ sơ", "items": ["Hồ sơ"]}));
        assert_eq!(context["team"].as_array().unwrap().len(), 3);
        assert_eq!((context["parent"].as_str(), context["year"].as_str()), (Some("Sở A tỉnh B"), Some("2025")));
        assert_eq!(context["subject"], "Kiểm tra công tác tại Văn phòng Sở");
    }

    #[test]
    fn the_decision_knows_the_plans_number_and_the_people() {
        let decision = json!({"code_number": 35, "content": {
            "inspection_team": [{"full_name": "Trần Văn Tuấn"}],
            "legal_bases": [
                {"code_notation": "KH-UBND", "subject": "kiểm tra công tác", "code_number": 1300, "issued_date": "27/3/2025"},
                {"code_notation": "KH-SKHCN", "subject": "kiểm tra công tác", "code_number": 512, "issued_date": "31/3/2025"}
            ]
        }});
        let plan = plan();
        let context = context(&plan, Some(&decision), units(&plan)[0], &Paths { decision: Some("qd.yaml".into()), ..Paths::default() });
        assert_eq!(context["plan"]["issued"], json!({"code_number": "512", "issued_date": "31/3/2025"}));
        assert_eq!(context["team"][0]["full_name"], "Trần Văn Tuấn");
        assert_eq!(context["decision"]["open"], false);
    }
}
