//! What a figure measures, and what such a figure can be: things are counted whole, shares stay below
//! a hundred.

use crate::diag::{Diagnostic, Span, code};
use crate::text::{folded, grouped, is_letter};

/// What a figure measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The unit of measure as the data names it.
    pub unit: String,
}

/// The figures of a coded record: of this period and of the one before.
pub(super) const FIGURES: [&str; 2] = ["value", "previous"];

/// Units of which there are parts; all others count things.
const DIVISIBLE: [&str; 33] = [
    "dong", "nghin", "ngan", "trieu", "ty", "ti", "ha", "km", "m", "cm", "mm", "km2", "m2", "m3", "km²", "m²", "m³", "kg", "tan", "ta",
    "yen", "lit", "gio", "phut", "ngay", "diem", "kwh", "mw", "gb", "mb", "lan", "usd", "do",
];

/// From here on a sheet no longer holds every digit.
const EXACT: f64 = 1e15;

fn shown(value: f64) -> String {
    if value.abs() < 1e21 { grouped(&value.to_string()) } else { format!("{value:E}") }
}

impl Measure {
    /// Whether it is a percentage.
    pub fn is_share(&self) -> bool {
        self.unit.trim() == "%" || folded(self.unit.trim()) == "phan tram"
    }

    /// Whether it counts things, of which there are no parts.
    pub fn is_count(&self) -> bool {
        let first = folded(self.unit.split([' ', '/', '(']).next().unwrap_or_default());
        !self.unit.trim().is_empty() && !self.unit.contains(['%', '‰', '/']) && !DIVISIBLE.contains(&first.as_str())
    }

    /// What is wrong with words in the place of a figure: "không phát sinh" says something, `15%` or `x` is a slip.
    pub fn judge_words(&self, words: &str, span: Span) -> Option<Diagnostic> {
        let says = words.chars().filter(|c| is_letter(*c)).count() > 1 && !words.contains(|c: char| c.is_ascii_digit());
        (!self.unit.trim().is_empty() && !says).then(|| {
            Diagnostic::error(code::WRONG_TYPE, span, format!("“{words}” không phải số, chỉ tiêu này tính bằng {}", self.unit))
                .help("Ghi số, không có dấu nháy và đơn vị; không phát sinh thì ghi 0.")
        })
    }

    /// What is wrong with a figure of this measure in a sheet, which holds fifteen digits and no more.
    pub fn judge_cell(&self, value: f64, percent: bool, span: Span) -> Option<Diagnostic> {
        if value.abs() >= EXACT {
            let message = format!("Số {} quá lớn: bảng tính chỉ giữ đúng 15 chữ số", shown(value));
            return Some(
                Diagnostic::error(code::DOUBTFUL_FIGURE, span, message)
                    .help("Kiểm tra lại số; số định danh, số tài khoản thì định dạng ô là Text trước khi gõ."),
            );
        }
        self.judge(value, percent, span)
    }

    /// What is wrong with a figure of this measure.
    pub fn judge(&self, value: f64, percent: bool, span: Span) -> Option<Diagnostic> {
        let shown = shown(value);
        let unit = &self.unit;
        let warn = |message: String, help: &str| Some(Diagnostic::warning(code::DOUBTFUL_FIGURE, span, message).help(help));
        if percent && self.is_count() {
            return Some(
                Diagnostic::error(code::WRONG_TYPE, span, format!("Ô ghi phần trăm ({shown}%), chỉ tiêu này tính bằng {unit}"))
                    .help("Ghi số lượng, không ghi tỷ lệ; kiểm tra định dạng phần trăm của ô."),
            );
        }
        if value < 0.0 && (self.is_count() || self.is_share()) {
            return warn(format!("Số âm ({shown}) ở chỉ tiêu tính bằng {unit}"), "Kiểm tra lại dấu của số.");
        }
        if self.is_count() && has_three_decimals(value) {
            let meant = grouped(&format!("{:.0}", value * 1000.0));
            return Some(
                Diagnostic::error(code::DOUBTFUL_FIGURE, span, format!("Số {shown} {unit}: dấu chấm hàng nghìn bị đọc là dấu thập phân?"))
                    .help(format!("Nếu ý là {meant}: gõ liền không dấu chấm; số lượng phải là số nguyên.")),
            );
        }
        if value.fract() != 0.0 && self.is_count() {
            return warn(
                format!("Số lẻ ({shown}) ở chỉ tiêu đếm bằng {unit}"),
                "Số lượng phải là số nguyên; dấu chấm ở đây là dấu thập phân.",
            );
        }
        if value > 100.0 && self.is_share() {
            return warn(format!("Tỷ lệ {shown}% lớn hơn 100%"), "Ghi 71,4 hoặc 71,4% cho bảy mươi mốt phẩy bốn phần trăm.");
        }
        None
    }
}

/// Whether a number has three digits behind its point and could be thousands.
pub(super) fn has_three_decimals(x: f64) -> bool {
    let thousandths = (x * 1000.0).round();
    (x * 1000.0 - thousandths).abs() < 1e-6 && thousandths % 10.0 != 0.0 && thousandths.abs() >= 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;

    fn said(unit: &str, value: f64, percent: bool) -> Option<bool> {
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        Measure { unit: unit.into() }.judge_cell(value, percent, span).map(|d| d.is_error())
    }

    #[test]
    fn words_that_are_a_figure_gone_wrong() {
        let said = |unit: &str, words: &str| {
            let span = Span { source: SourceId(0), start: 0, end: 0 };
            Measure { unit: unit.into() }.judge_words(words, span).is_some_and(|d| d.is_error())
        };
        for words in ["15%", "x", "-", "08:30", "~15", "1.248", "15 hồ sơ", "…"] {
            assert!(said("hồ sơ", words), "{words}");
        }
        assert!(!said("hồ sơ", "không phát sinh") && !said("%", "chưa có số liệu") && !said("", "Đạt loại 1"));
    }

    #[test]
    fn figures_fit_what_they_measure() {
        for (unit, value) in
            [("hồ sơ", 15.0), ("triệu đồng", 1.5), ("%", 71.4), ("ngày làm việc", 2.5), ("điểm %", -1.5), ("", -0.5), ("m²", 1.5)]
        {
            assert_eq!(said(unit, value, false), None, "{unit}");
        }
        for (unit, value) in [("hồ sơ", -5.0), ("văn bản", 12.5), ("%", 101.0), ("%", -5.0)] {
            assert_eq!(said(unit, value, false), Some(false), "{unit}");
        }
        assert_eq!(said("hồ sơ", 1.248, false), Some(true));
        assert_eq!(said("hồ sơ", 15.0, true), Some(true));
        assert_eq!(said("đồng", 1e15, false), Some(true));
    }
}
