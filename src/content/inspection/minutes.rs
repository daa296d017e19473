//! Minutes: their fields, whether these go together, and what is composed from them (NĐ 217/2025/NĐ-CP Đ15; decree
//! PL III Mẫu 1.9, PL V Mục V).

mod check;
mod signatories;
mod stated;

use serde_json::{Map, Value as Json, json};

use self::stated::{Finding, Minutes, Occasion, Paragraph};
use crate::content::signatories as cosigners;
use crate::content::{Complete, Fragment};
use crate::derive::Signatory;
use crate::diag::Diagnostics;
use crate::model::spanned::{List, Spanned, read};

/// The record.
pub(in crate::content) struct Record;

impl crate::content::Record for Record {
    fn name(&self) -> &'static str {
        "minutes"
    }

    fn describe(&self, fragment: &mut Fragment) {
        fragment.fields::<Minutes>();
        cosigners::describe(fragment);
    }

    fn compose(&self, document: &Complete<'_>, found: &mut Diagnostics) -> Map<String, Json> {
        let Some(content) = document.content() else { return Map::new() };
        let minutes = Spanned { span: content.span, value: read::<Minutes>(content).unwrap_or_default() };
        minutes.check(document, found);
        let stated = cosigners::stated(content, document.root, found);
        minutes.value.composed(document.open, stated)
    }
}

impl Minutes {
    /// What templates see; `open` is the number of places that are left open, `stated` are the signers that the data
    /// lists itself.
    fn composed(&self, open: usize, stated: Option<Vec<Vec<Signatory>>>) -> Map<String, Json> {
        // Whoever signs keeps a copy where no parties are listed.
        let sides =
            if self.parties.items.is_empty() { stated.iter().flatten().map(Vec::len).sum() } else { self.parties.items.len() } as u64;
        let free = self.form.get() == Some(&Occasion::Free);
        let copies = self.copies.get().copied().unwrap_or(if free { 0 } else { sides });
        let all = |part: fn(&Finding) -> &List<Paragraph>| {
            let paragraphs = self.results.values().flat_map(|result| part(result).values());
            json!(paragraphs.map(|Paragraph(answer)| answer.written()).collect::<Vec<_>>())
        };
        Map::from_iter(
            [
                ("signatories", json!(stated.unwrap_or_else(|| signatories::compose(self, open > 0)))),
                ("copies", json!(copies)),
                ("each_keeps_one", json!(copies == sides)),
                ("open", json!(open)),
                ("strengths", all(|result| &result.strengths)),
                ("weaknesses", all(|result| &result.weaknesses)),
                ("causes", all(|result| &result.causes)),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Record as _;
    use crate::content::testing::{messages, node};

    const PARTIES: &str = "parties: [
        {name: Đoàn kiểm tra, people: [{full_name: An, signs_as: Trưởng đoàn}, {full_name: Bình, signs_as: Thư ký}]},
        {name: Văn phòng Sở, people: [{full_name: '?', position: '?', signs_as: Đại diện đơn vị}]}]";

    fn composed(content: &str, open: usize) -> (Map<String, Json>, Vec<String>) {
        let root = node(&format!("{{issued_date: 12/9/2025, content: {{started_at: '08:30', location: Sở, {content}}}}}"));
        let mut found = Diagnostics::default();
        let composed = Record.compose(&Complete { root: &root, linked: &[], open }, &mut found);
        (composed, messages(&found))
    }

    #[test]
    fn the_end_comes_after_the_start() {
        let ends = |end: &str| composed(&format!("ended_at: {end}, {PARTIES}"), 0).1;
        assert_eq!(ends("'08:30'"), ["Kết thúc (08:30) không sau lúc bắt đầu (08:30)"]);
        assert_eq!(ends("{time: '09:00', date: 11/9/2025}"), ["Kết thúc (09:00 ngày 11/9/2025) không sau lúc bắt đầu (08:30)"]);
        for right in ["'08:31'", "{time: '07:00', date: 13/9/2025}", "'?'", "{time: '?', date: '?'}"] {
            assert_eq!(ends(right), Vec::<String>::new(), "{right}");
        }
        let (_, found) = composed(PARTIES, 0);
        assert_eq!(found, ["Biên bản thiếu trường `ended_at` (Kết thúc)"]);
        assert_eq!(composed(&format!("closing: [x], {PARTIES}"), 0).1, Vec::<String>::new());
    }

    #[test]
    fn who_signs_is_composed_grid_by_grid() {
        let (composed, found) = composed(&format!("ended_at: '09:00', {PARTIES}"), 0);
        assert_eq!(found, Vec::<String>::new());
        let name = |grid: usize, at: usize| composed["signatories"][grid][at]["authority"].as_str().unwrap_or_default().to_owned();
        assert_eq!([name(0, 0), name(0, 1), name(1, 0)], ["Đại diện đơn vị", "Trưởng đoàn", "Thư ký"]);
        assert_eq!(composed["signatories"][0][0]["hint"], "(Ký, ghi rõ họ tên)");
        assert!(composed["signatories"][0][0]["full_name"].is_null() && composed["signatories"][0][1]["hint"].is_null());
        assert_eq!(composed["copies"], 2);
    }

    #[test]
    fn a_meeting_is_signed_by_secretary_and_chair() {
        let (minutes, found) = composed("form: meeting, ended_at: '09:00', chair: {full_name: An, position: Giám đốc}", 1);
        assert_eq!(found, ["Biên bản thiếu trường `secretary` (Thư ký)"]);
        assert_eq!(
            (&minutes["signatories"][0][0]["other_position"], &minutes["signatories"][0][0]["seal"]),
            (&json!("Giám đốc"), &json!(true))
        );
    }

    #[test]
    fn people_copies_and_refusals_are_checked() {
        let (_, found) = composed(
            "ended_at: '09:00', copies: 1, attendees: [{full_name: An}], recommendations: [{text: x}, {text: y, deadline: 1/9/2025}], \
             parties: [{name: A, people: [{full_name: An, signs_as: x}]}, {name: B, refused: vắng}]",
            0,
        );
        assert_eq!(
            found,
            [
                "“An” được ghi hai lần",
                "Kiến nghị chưa có thời hạn",
                "Thời hạn 01/9/2025 trước ngày lập biên bản 12/9/2025",
                "Bên “B” chưa có người ký",
                "Bên “B” từ chối ký nhưng không có người chứng kiến",
                "Số bản (1) ít hơn số bên (2)",
            ]
        );
    }

    #[test]
    fn results_are_gathered_for_reports() {
        let (composed, _) = composed(
            &format!(
                "ended_at: '09:00', results: [{{heading: a, strengths: [x, '?']}}, {{heading: b, strengths: [y], causes: [z]}}], {PARTIES}"
            ),
            0,
        );
        assert_eq!(
            (&composed["strengths"], &composed["causes"], &composed["weaknesses"]),
            (&json!(["x", "?", "y"]), &json!(["z"]), &json!([]))
        );
    }
}
