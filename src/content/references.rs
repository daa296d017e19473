//! References in texts: `[[TTHC_01]]`, `[[TTHC_01:tăng/giảm]]`, `[[period]]`, `[[plan]]`,
//! `[[progress:quá hạn]]` become the figure or words they name, before any template runs.

use serde_json::{Map, Value as Json};

use super::citation;
use crate::diag::{Diagnostic, Diagnostics, Span, code};
use crate::markup;
use crate::model::link::{LinkField, Linked};
use crate::model::node::{Node, Value};
use crate::text::{PartialDate, amount_in_words, folded, typed_number};

/// Parts of a document whose texts may refer.
const PARTS: [&str; 4] = ["subject", "content", "appendices", "attachments"];

/// What the body that issues the document is called in references.
const ORGAN: &str = "organ_name";

/// A record that was read, as texts and templates ask it.
pub trait Answers {
    /// The words for `[[name:form]]`, the form without marks and case; `None` when the name is another's.
    fn say(&self, name: &str, form: &str) -> Option<Result<String, Problem>>;

    /// The name that was probably meant.
    fn similar(&self, _name: &str) -> Option<&str> {
        None
    }

    /// What templates see.
    fn seen(&self) -> Json;

    /// The last day of a report's figures, for records that are judged by it.
    fn cut_off(&self) -> Option<PartialDate> {
        None
    }
}

/// Why a reference says nothing: what is wrong, what to do, and the place that is to be mended when it
/// is not the reference.
pub struct Problem(pub String, pub String, pub Option<Span>);

/// What the texts of a document may refer to.
pub(super) struct References<'a> {
    answers: &'a [Box<dyn Answers>],
    /// Records that there are not, or that could not be read.
    unread: Vec<&'a str>,
    linked: &'a [Linked],
    /// The fields that may name other documents.
    link_fields: &'a [LinkField],
    organ_name: Option<String>,
    /// The content's fields; one that is there but could not be read was reported already.
    fields: Vec<String>,
}

impl<'a> References<'a> {
    pub(super) fn new(
        root: &Node,
        answers: &'a [Box<dyn Answers>],
        unread: Vec<&'a str>,
        link_fields: &'a [LinkField],
        linked: &'a [Linked],
    ) -> Self {
        let fields = root.get("content").map(Node::entries).unwrap_or_default().iter().map(|e| e.key.clone()).collect();
        let organ_name = root.text_at(ORGAN).map(str::to_owned);
        References { answers, unread, linked, link_fields, organ_name, fields }
    }

    /// Writes what references name into all texts of a document.
    pub(super) fn resolve(&self, root: &mut Node, found: &mut Diagnostics) {
        for part in PARTS {
            if let Some(node) = root.get_mut(part) {
                self.walk(node, found);
            }
        }
    }

    /// The same in what templates see of records; what is wrong was told where the data has it.
    pub(super) fn resolve_seen(&self, value: &mut Json) {
        match value {
            Json::String(text) if text.contains("[[") => *text = self.replaced(text, &mut |_, _| {}),
            Json::Array(list) => list.iter_mut().for_each(|v| self.resolve_seen(v)),
            Json::Object(map) => map.values_mut().for_each(|v| self.resolve_seen(v)),
            _ => {}
        }
    }

    fn walk(&self, node: &mut Node, found: &mut Diagnostics) {
        let span = node.span;
        match &mut node.value {
            Value::Text(text) if text.contains("[[") => {
                let mut report = |reference: &str, Problem(message, help, place): Problem| {
                    let told = Diagnostic::error(code::UNKNOWN_REFERENCE, place.unwrap_or(span), message).help(help);
                    found.push(match place {
                        Some(_) => told.also(span, "văn bản cần số này").help_in_cell("Điền số vào ô này; không phát sinh thì ghi 0."),
                        None => told.quoting(reference),
                    });
                };
                *text = self.replaced(text, &mut report);
            }
            Value::List(list) => list.iter_mut().for_each(|n| self.walk(n, found)),
            Value::Map(entries) => entries.iter_mut().for_each(|e| self.walk(&mut e.node, found)),
            _ => {}
        }
    }

    fn replaced(&self, text: &str, report: &mut impl FnMut(&str, Problem)) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once("[[") {
            // A reference may stand first in a footnote `^[…]` or a link `[…](…)`.
            let inner = after.trim_start_matches('[');
            out.push_str(before);
            out.push_str(&after[..after.len() - inner.len()]);
            let after = inner;
            let Some((inside, following)) = after.split_once("]]") else {
                report("[[", Problem("Dấu [[ mở mà không đóng bằng ]]".into(), "Viết [[MÃ]] hoặc [[MÃ:cách viết]].".into(), None));
                return out + "[[" + after;
            };
            rest = following;
            if markup::is_blank(inside) {
                out.push_str(&format!("[[{inside}]]"));
                continue;
            }
            let (name, form) = inside.split_once(':').unwrap_or((inside, ""));
            match self.say(name.trim(), &folded(form.trim())) {
                Ok(words) => out.push_str(&words),
                Err(problem) => report(&format!("[[{inside}]]"), problem),
            }
        }
        out + rest
    }

    fn say(&self, name: &str, form: &str) -> Result<String, Problem> {
        if let Some(said) = self.answers.iter().find_map(|answers| answers.say(name, form)) {
            return said;
        }
        // An amount needs no record: `[[1.250.000.000:bằng chữ]]`.
        if let (Ok(Ok(amount)), "bang chu") = (typed_number(name).map(|n| n.parse::<u64>()), form) {
            return Ok(amount_in_words(amount));
        }
        if name == ORGAN {
            return choose(name, form, &[("", self.organ_name.as_deref().ok_or_else(|| absent(ORGAN))?)]);
        }
        if let Some(document) = self.linked.iter().find(|l| l.field == name) {
            let mut record = document.json.as_object().cloned().unwrap_or_default();
            let full = cited(&record)?;
            record.retain(|field, _| ![ORGAN, "subject"].contains(&field.as_str()));
            return choose(name, form, &[("", &full), ("số", &cited(&record)?)]);
        }
        if self.unread.contains(&name) || self.link_fields.iter().any(|field| field.name == name) {
            let told = self.fields.iter().any(|field| field == name);
            return if told { Ok(String::new()) } else { Err(absent(&format!("content.{name}"))) };
        }
        Err(self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Problem {
        let help = match self.answers.iter().find_map(|answers| answers.similar(name)) {
            Some(similar) => format!("Có phải ý bạn là [[{similar}]]?"),
            None => {
                "Ghi mã của một chỉ tiêu trong `content.indicators`, hoặc period, progress, tên trường dẫn tệp (ví dụ plan).".to_owned()
            }
        };
        Problem(format!("Không có chỉ tiêu hay dữ liệu nào tên “{name}”"), help, None)
    }
}

fn absent(path: &str) -> Problem {
    Problem(format!("Văn bản không có `{path}`"), format!("Khai báo `{path}`, hoặc viết thẳng nội dung vào văn bản."), None)
}

fn cited(record: &Map<String, Json>) -> Result<String, Problem> {
    citation::cite(record)
        .map(|parts| citation::in_words(&parts))
        .map_err(|why| Problem(format!("Không viện dẫn được: {why}"), "Sửa tệp được dẫn.".into(), None))
}

/// The words of a form; forms are compared without marks and case.
pub(super) fn choose(name: &str, form: &str, forms: &[(&str, &str)]) -> Result<String, Problem> {
    if let Some((_, words)) = forms.iter().find(|(known, _)| folded(known) == form) {
        return Ok((*words).to_owned());
    }
    let list: Vec<String> =
        forms.iter().map(|(form, _)| if form.is_empty() { format!("[[{name}]]") } else { format!("[[{name}:{form}]]") }).collect();
    let message =
        if form.is_empty() { format!("[[{name}]] chưa nói cần gì") } else { format!("“{name}” không có cách viết này") };
    Err(Problem(message, format!("Các cách viết: {}.", list.join(", ")), None))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{messages, node};
    use super::*;

    struct Known;

    impl Answers for Known {
        fn say(&self, name: &str, form: &str) -> Option<Result<String, Problem>> {
            (name == "HS_01").then(|| choose(name, form, &[("", "120"), ("kèm đơn vị", "120 hồ sơ")]))
        }
        fn similar(&self, name: &str) -> Option<&str> {
            name.starts_with("HS").then_some("HS_01")
        }
        fn seen(&self) -> Json {
            Json::Null
        }
    }

    /// A text after all references, and what was found in it.
    fn resolved(text: &str) -> (String, Vec<String>) {
        let mut root = node(&format!("{{organ_name: Sở Nội vụ, content: {{plan: x, text: \"{text}\"}}}}"));
        let answers: Vec<Box<dyn Answers>> = vec![Box::new(Known)];
        let plan = LinkField { name: "plan".into(), types: Vec::new(), many: false };
        let decision = LinkField { name: "decision".into(), ..plan.clone() };
        let mut found = Diagnostics::default();
        References::new(&root.clone(), &answers, vec!["period"], &[plan, decision], &[]).resolve(&mut root, &mut found);
        (root.get("content").unwrap().text_at("text").unwrap().to_owned(), messages(&found))
    }

    #[test]
    fn names_become_their_words() {
        for (text, words) in [
            ("Có [[HS_01]], [[ HS_01 : Kèm đơn vị ]].", "Có 120, 120 hồ sơ."),
            ("[[organ_name]]^[[[HS_01]] hồ sơ]", "Sở Nội vụ^[120 hồ sơ]"),
            ("[[1.250.000:bằng chữ]]", "Một triệu hai trăm năm mươi nghìn đồng"),
            // A file that could not be read was told of where it is named; a blank is not a reference.
            ("[[plan]]x[[?số]]", "x[[?số]]"),
        ] {
            assert_eq!(resolved(text), (words.to_owned(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_told() {
        for (text, message) in [
            ("[[HS_1]]", "Không có chỉ tiêu hay dữ liệu nào tên “HS_1”"),
            ("[[HS_01:tỷ lệ]]", "“HS_01” không có cách viết này"),
            ("[[decision]]", "Văn bản không có `content.decision`"),
            ("[[period]]", "Văn bản không có `content.period`"),
            ("a [[HS_01", "Dấu [[ mở mà không đóng bằng ]]"),
        ] {
            assert_eq!(resolved(text).1, [message], "{text}");
        }
    }

    #[test]
    fn what_templates_see_is_resolved_in_silence() {
        let answers: Vec<Box<dyn Answers>> = vec![Box::new(Known)];
        let mut seen = serde_json::json!({ "rows": [{ "note": "[[HS_01]] và [[X]]" }] });
        References::new(&node("{}"), &answers, Vec::new(), &[], &[]).resolve_seen(&mut seen);
        assert_eq!(seen["rows"][0]["note"], "120 và ");
    }
}
