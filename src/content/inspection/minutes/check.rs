//! Whether times, people, copies and recommendations of minutes go together (NĐ 217/2025/NĐ-CP Đ15).

use super::signatories;
use super::stated::{Minutes, Occasion, Started};
use crate::content::Complete;
use crate::content::inspection::plan::Inspection;
use crate::content::inspection::team::Team;
use crate::diag::{Diagnostic, Diagnostics, code};
use crate::model::node::Node;
use crate::model::spanned::{Shorthand, Spanned};
use crate::standard::Clause;
use crate::text::{PartialDate, folded};

impl Spanned<Minutes> {
    pub(super) fn check(&self, document: &Complete<'_>, found: &mut Diagnostics) {
        let minutes = &self.value;
        let held_on = held_on(minutes, document.root);
        let is_stated = |field: &str| document.content().is_some_and(|content| content.get(field).is_some());
        self.times(document.root, found);
        twice(minutes, found);
        let named = |field: &str| document.linked.iter().find(|l| l.field == field).map(|l| &l.root);
        if let Some(inspection) = named("plan").and_then(|plan| Inspection::of_plan(plan)) {
            minutes.planned(held_on.as_ref(), &inspection, found);
        }
        if let Some(decision) = named("decision") {
            minutes.decided(&Team::of_decision(decision), found);
        }
        if minutes.form.get() != Some(&Occasion::Meeting) {
            minutes.deadlines(held_on.as_ref(), found);
        }
        if minutes.form.get() == Some(&Occasion::Free) && !is_stated("body") {
            let help = "Viết các phần của biên bản ở `body`: đề mục, đoạn văn, bảng.";
            found.push(self.missing("body", "Nội dung", help, Clause::MinutesHead));
        }
        if !is_stated("signatories") {
            signatories::check(self, found);
        }
        minutes.copies(found);
    }

    fn times(&self, root: &Node, found: &mut Diagnostics) {
        let Minutes { started_at, ended_at, location, opening, closing, .. } = &self.value;
        let free = self.value.form.get() == Some(&Occasion::Free);
        for (is_there, field, title, instead) in [
            (started_at.is_there(), "started_at", "Bắt đầu", opening),
            (location.is_there(), "location", "Địa điểm", opening),
            (ended_at.is_there(), "ended_at", "Kết thúc", closing),
        ] {
            if !free && !is_there && !instead.is_there() {
                found.push(self.missing(field, title, "Chưa biết thì ghi \"?\" để chừa chỗ điền tay.", Clause::InspectionMinutes));
            }
        }
        let (Some(started), Some(ended), Some(place)) = (self.value.started(), self.value.ended(), ended_at.span()) else { return };
        let day = root.text_at("issued_date").and_then(|t| PartialDate::parse(t).ok());
        let first = started.date.map_or(day, |_| started.day());
        let last = ended.date.map_or(first, |_| ended.day());
        let earlier = match ((first, started.minute()), (last, ended.minute())) {
            ((Some(a), Some(m)), (Some(b), Some(n))) => (b, n) <= (a, m),
            ((None, Some(m)), (None, Some(n))) => n <= m,
            ((Some(a), _), (Some(b), _)) => b < a,
            _ => false,
        };
        if earlier {
            let message = format!("Kết thúc ({}) không sau lúc bắt đầu ({})", ended.words(), started.words());
            found.push(
                Diagnostic::error(code::TIME_ORDER, place, message)
                    .help("Sửa giờ; nếu kết thúc vào ngày khác thì ghi ended_at: {time: 09:00, date: 13/9/2025}."),
            );
        }
    }
}

/// The day that minutes are of, when known to the day.
fn held_on(minutes: &Minutes, root: &Node) -> Option<Spanned<PartialDate>> {
    let whole = |text: &str| PartialDate::parse(text).ok().filter(|d| d.day.is_some());
    let of_start = minutes.started_at.get().filter(|start| start.0.date.is_there());
    if let Some(Shorthand(Started { date, .. })) = of_start {
        return Some(Spanned { span: date.span()?, value: whole(date.known()?)? });
    }
    let issued = root.get("issued_date")?;
    Some(Spanned { span: issued.span, value: whole(issued.text()?)? })
}

/// Nobody stands in two lists.
fn twice(minutes: &Minutes, found: &mut Diagnostics) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for name in minutes.everybody() {
        let (Some(text), Some(span)) = (name.known(), name.span()) else { continue };
        let key = folded(text);
        match seen.iter().find(|(k, _)| *k == key) {
            Some((_, first)) if *first == text => found.push(
                Diagnostic::error(code::PERSON_TWICE, span, format!("“{text}” được ghi hai lần"))
                    .help("Mỗi người chỉ đứng ở một bên; hai người trùng tên thì thêm chữ để phân biệt, ví dụ: Trần Văn Tuấn (A)."),
            ),
            Some(_) => {}
            None => seen.push((key, text)),
        }
    }
}

impl Minutes {
    /// The day lies in the plan's time, the unit is one of those to be inspected.
    fn planned(&self, held_on: Option<&Spanned<PartialDate>>, inspection: &Inspection, found: &mut Diagnostics) {
        let (first, last) = inspection.days();
        if let Some(Spanned { span, value: day }) = held_on
            && (first.is_some_and(|first| *day < first) || last.is_some_and(|last| *day > last))
        {
            let limit = |date: Option<PartialDate>, word: &str| date.map(|d| format!("{word} ngày {}", d.short()));
            let period: Vec<String> = [limit(first, "từ"), limit(last, "đến")].into_iter().flatten().collect();
            found.push(
                Diagnostic::warning(code::OUTSIDE_PERIOD, *span, format!("Ngày {} ngoài thời gian kiểm tra của kế hoạch", day.short()))
                    .label(period.join(" "))
                    .help("Sửa ngày, hoặc kiểm tra lại thời gian ghi trong kế hoạch."),
            );
        }
        let units = inspection.unit_names();
        if let Some(Spanned { span, value: unit }) = self.unit.spanned().filter(|unit| !units.contains(&unit.value.as_str())) {
            found.push(
                Diagnostic::error(code::FOREIGN_RECORD, *span, format!("Kế hoạch không kiểm tra “{unit}”"))
                    .help(format!("Các đơn vị trong kế hoạch: {}.", units.join("; "))),
            );
        }
    }

    /// The team's people are those of the decision.
    fn decided(&self, team: &Team, found: &mut Diagnostics) {
        let members: Vec<String> = team.names().map(folded).collect();
        let people = self.parties.values().next().into_iter().flat_map(|party| party.people.values());
        for name in people.map(|person| &person.full_name) {
            let (Some(text), Some(span)) = (name.known(), name.span()) else { continue };
            if !members.is_empty() && !members.contains(&folded(text)) {
                found.push(
                    Diagnostic::warning(code::FOREIGN_RECORD, span, format!("“{text}” không có trong quyết định thành lập Đoàn"))
                        .help("Thành viên Đoàn lấy từ quyết định; người thay thế phải có quyết định thay đổi."),
                );
            }
        }
    }

    fn deadlines(&self, held_on: Option<&Spanned<PartialDate>>, found: &mut Diagnostics) {
        for recommendation in &self.recommendations.items {
            let Some(place) = recommendation.value.deadline.span() else {
                found.push(
                    Diagnostic::error(code::NO_DEADLINE, recommendation.start(), "Kiến nghị chưa có thời hạn")
                        .help("Ghi deadline: 30/9/2025, hoặc recurring (thường xuyên), hoặc \"?\" nếu để điền sau."),
                );
                continue;
            };
            let due = recommendation.value.deadline.known().and_then(|t| PartialDate::parse(t).ok());
            if let (Some(due), Some(Spanned { value: day, .. })) = (due, held_on)
                && due < *day
            {
                let message = format!("Thời hạn {} trước ngày lập biên bản {}", due.short(), day.short());
                found.push(Diagnostic::error(code::TIME_ORDER, place, message).help("Sửa thời hạn của kiến nghị."));
            }
        }
    }

    /// One copy for each party, unless the data says otherwise.
    fn copies(&self, found: &mut Diagnostics) {
        let (Some(Spanned { span, value: copies }), parties) = (self.copies.spanned(), self.parties.items.len() as u64) else { return };
        if parties > 0 && *copies != parties {
            let (more, help) = if *copies < parties {
                ("ít hơn", "Mỗi bên giữ một bản: tăng `copies`, hoặc bỏ trường này.")
            } else {
                ("nhiều hơn", "Viết `closing` nếu cần ghi rõ ai giữ các bản còn lại.")
            };
            found.push(Diagnostic::warning(code::COPIES, *span, format!("Số bản ({copies}) {more} số bên ({parties})")).help(help));
        }
    }
}
