//! The last words of a long run: how many documents, pages, findings, seconds.

use std::time::Duration;

use super::record::Record;

/// Counts over all documents.
#[derive(Default)]
pub(super) struct Summary {
    documents: usize,
    good: usize,
    proved: usize,
    pages: usize,
    errors: usize,
    warnings: usize,
    /// Files of earlier runs that stand for refused documents.
    old: Vec<String>,
}

impl Summary {
    /// Counts a document.
    pub(super) fn add(&mut self, record: &Record, proved: bool) {
        self.documents += 1;
        self.good += usize::from(record.errors.is_empty());
        self.proved += usize::from(proved);
        self.pages += record.pages;
        self.errors += record.errors.len();
        self.warnings += record.warnings.len();
        self.old.extend(record.old_files.iter().cloned());
    }

    /// A line for each count; the time is shown only here, never kept in a file.
    pub(super) fn table(&self, wrote: bool, time: Duration) -> String {
        let good = if wrote { "Đã tạo" } else { "Dùng được" };
        let seconds = format!("{:.1}", time.as_secs_f64()).replace('.', ",");
        let mut rows = vec![("Văn bản", self.documents.to_string()), (good, self.good.to_string())];
        if self.proved > 0 {
            rows.push(("Giữ từ lần trước", self.proved.to_string()));
        }
        rows.extend([
            ("Có lỗi", (self.documents - self.good).to_string()),
            ("Số trang", self.pages.to_string()),
            ("Lỗi", self.errors.to_string()),
            ("Cảnh báo", self.warnings.to_string()),
            ("Giây", seconds),
        ]);
        let mut lines: Vec<String> = rows.iter().map(|(name, value)| format!("{name:<17}{value:>8}")).collect();
        if let Some(first) = self.old.first() {
            let more = if self.old.len() > 1 { format!(" và {} tệp khác", self.old.len() - 1) } else { String::new() };
            lines.push(format!("Tệp cũ, không phải của lần này (hàng đang có lỗi): {first}{more}; xem vanban-manifest.csv."));
        }
        lines.join("\n")
    }
}
