//! What the library says, in the page's own terms: fields by the titles that stand above them, what a command does by the
//! place on the page that does it.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::diag::{Diagnostic, Sources};
use crate::tree::Level;

/// Advice that names commands or files of data, and what takes its place.
const ADVICE: &[(&str, &str)] = &[
    ("Chạy `vanban new ke-hoach` để có tệp mẫu.", "Chọn tệp khác, hoặc soạn phần chung ở đây rồi chọn nó."),
    ("Xem ví dụ bằng `vanban new`.", "Xem ví dụ điền sẵn của loại này ở “Soạn văn bản mới”."),
    ("in bản để điền tay bằng `vanban render --blank`", "để nguyên: bản in có dòng chấm để điền tay"),
    ("chạy `vanban render --check` với tệp đó để xem từng chỗ", "mở văn bản đó, bấm “Cần xem lại” để xem từng chỗ"),
    ("`vanban fix` chuyển giúp", "bản sửa ở dưới chuyển giúp"),
    ("Dùng tệp này làm dữ liệu hàng: vanban render --rows", "Mỗi hàng là một văn bản thì vào “Nhiều văn bản”"),
    ("; tệp dữ liệu YAML, JSON thì dùng vanban render", ""),
    ("thì ghi thêm --type, ví dụ: --type ke-hoach; các loại: vanban types.", "thì chọn loại ở “Sửa theo thể thức của loại”."),
    ("Chọn loại gần nhất bằng --type.", "Chọn loại gần nhất ở “Sửa theo thể thức của loại”."),
    ("thêm --sheet ", "ghi ở ô “Tên trang của bảng tính” (mục “Thêm”) "),
    ("Ví dụ: --name ", "Ghi ở ô “Tên tệp kết quả”, ví dụ: "),
    ("; hai quyền hạn thì ghi danh sách, ví dụ `[TM., KT.]`; tự ký thì bỏ trường này", "; người đứng đầu tự ký thì không ghi"),
    ("Mỗi căn cứ một phần tử: cả dòng viết sẵn, hoặc nhóm trường của văn bản được viện dẫn.", "Mỗi căn cứ một dòng."),
    ("dưới `items:`", "ở dòng bên dưới"),
    ("thêm cột rank_allowed, ghi Có", "thêm cột “Được ghi học hàm, học vị, quân hàm”, ghi Có"),
    (" (ngoài cùng, thẳng cột với `content`)", ""),
    ("; kết thúc vào ngày khác thì ghi {time: 16:30, date: 13/9/2025}", ""),
    ("Người đầu tiên có trường này", "Người đầu tiên có chữ ở đây"),
    ("Tệp YAML", "Tệp dữ liệu"),
    ("YAML chỉ thụt", "Tệp dữ liệu chỉ thụt"),
    ("hoặc dùng tệp YAML (.yaml)", "hoặc soạn phần chung ở đây"),
    ("ghi `issued: {code_number: …, issued_date: …}` bên cạnh `file`", "ghi số và ngày vào văn bản ấy"),
    ("Ghi `filing: {units: [VP]}`: đơn vị soạn thảo nối", "Ghi chữ viết tắt của đơn vị soạn thảo ở “Lưu”: nó nối"),
    ("ghi ở trường `filing`, ví dụ: filing: {units: [VP]}", "ghi ở “Lưu”"),
];

/// Levels as the editor's menu calls them.
const LEVELS: [(Level, &str); 10] = [
    (Level::Part, "Phần I"),
    (Level::Chapter, "Chương I"),
    (Level::Section, "Mục I."),
    (Level::Subsection, "Tiểu mục"),
    (Level::Article, "Điều 1."),
    (Level::Clause, "1."),
    (Level::Subclause, "1.1."),
    (Level::Point, "a)"),
    (Level::Dash, "- gạch đầu dòng"),
    (Level::Plus, "+ dấu cộng"),
];

/// The titles of fields by their names in data.
#[derive(Debug, Default)]
pub(super) struct Wording {
    titles: BTreeMap<String, String>,
}

impl Wording {
    /// Titles as schemas give them; where one name has several, the commonest.
    pub(super) fn of<'a>(schemas: impl IntoIterator<Item = &'a Json>) -> Self {
        let mut counted: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for schema in schemas {
            count(schema, &mut counted);
        }
        let commonest = |(name, titles): (String, BTreeMap<String, usize>)| Some((name, titles.into_iter().max_by_key(|(_, n)| *n)?.0));
        Wording { titles: counted.into_iter().filter_map(commonest).collect() }
    }

    /// What was found.
    pub(super) fn message(&self, found: &Diagnostic) -> String {
        self.said(&found.message)
    }

    /// What to do.
    pub(super) fn advice(&self, sources: &Sources, found: &Diagnostic) -> String {
        self.said(&found.advice(sources).join(" "))
    }

    /// A finding as JSON has it.
    pub(super) fn finding(&self, mut found: Json) -> Json {
        for part in ["message", "expected", "help"] {
            if let Some(words) = found[part].as_str() {
                found[part] = self.said(words).into();
            }
        }
        if let Some(words) = found["clause"].as_str() {
            found["clause"] = clause(words).into();
        }
        found
    }

    /// A type's schema, its descriptions in the page's terms.
    pub(super) fn schema(&self, schema: &Json) -> Json {
        match schema {
            Json::Object(map) => {
                let said = |(key, part): (&String, &Json)| match part.as_str().filter(|_| key == "description") {
                    Some(words) => (key.clone(), self.said(words).into()),
                    None => (key.clone(), self.schema(part)),
                };
                map.iter().map(said).collect()
            }
            Json::Array(list) => list.iter().map(|part| self.schema(part)).collect(),
            other => other.clone(),
        }
    }

    /// Words of the library as the page says them.
    pub(super) fn said(&self, text: &str) -> String {
        let text = ADVICE.iter().fold(text.to_owned(), |text, (technical, own)| text.replace(technical, own));
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, (name, after))) = rest.split_once('`').and_then(|(before, rest)| Some((before, rest.split_once('`')?))) {
            out += before;
            for (technical, own) in [("Trường ", "Ô "), ("trường ", "ô ")] {
                if out.ends_with(technical) {
                    out.truncate(out.len() - technical.len());
                    out += own;
                }
            }
            // The message itself may say what the field is called.
            let told = after
                .strip_prefix(" (")
                .and_then(|rest| rest.split_once(')'))
                .filter(|(title, _)| is_name(name) && title.starts_with(char::is_uppercase));
            match told {
                Some((title, after)) => {
                    out += &format!("“{title}”");
                    rest = after;
                }
                None => {
                    out += &self.titled(name);
                    rest = after;
                }
            }
        }
        named_levels(out + rest)
    }

    /// A field, or fields with values, by its title.
    fn titled(&self, code: &str) -> String {
        if let Some((name, value)) = code.split_once(':').filter(|(name, _)| is_name(name)) {
            return format!("{}: {}", self.titled(name), value.trim().trim_matches(['{', '}']));
        }
        let last = code.rsplit(['.', '/']).next().unwrap_or(code).split('[').next().unwrap_or_default();
        let level = LEVELS.iter().find(|(level, _)| Level::from_name(code) == Some(*level)).map(|(_, words)| *words);
        format!("“{}”", level.or(self.titles.get(last).map(String::as_str)).unwrap_or(code))
    }
}

/// Words with what follows them parted.
pub(super) fn sentence(words: &str) -> String {
    if words.is_empty() || words.ends_with(['.', '!', '?']) { format!("{words} ") } else { format!("{words}. ") }
}

/// Where a rule stands, without the abbreviations of the command line.
pub(super) fn clause(cited: &str) -> String {
    let mut out = Vec::new();
    let mut words = cited.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push(match word {
            "NĐ" => "Nghị định".to_owned(),
            "PL" => {
                let next = words.next().unwrap_or_default();
                let part = [("I-1", "I, phần I"), ("I-2", "I, phần II")]
                    .into_iter()
                    .find_map(|(short, long)| Some((next.strip_prefix(short)?, long)));
                match part {
                    Some((rest, long)) => {
                        format!("Phụ lục {long}{}", rest.strip_prefix('.').map_or_else(|| rest.to_owned(), |item| format!(", mục {item}")))
                    }
                    None => match next.split_once('.') {
                        Some((annex, item)) => format!("Phụ lục {annex}, mục {item}"),
                        None => format!("Phụ lục {next}"),
                    },
                }
            }
            _ => match word.strip_prefix('Đ').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
                Some(article) => match article.split_once('.') {
                    Some((article, clause)) => format!("Điều {article} khoản {clause}"),
                    None => format!("Điều {article}"),
                },
                None => word.to_owned(),
            },
        });
    }
    out.join(" ")
}

/// Levels in a row, from large to small, as the editor calls them.
fn named_levels(text: String) -> String {
    if !text.contains('→') {
        return text;
    }
    let own = |word: &str| {
        let name = word.trim_end_matches(['.', ';', ',']);
        let level = LEVELS.iter().find(|(level, _)| Level::from_name(name) == Some(*level));
        level.map_or_else(|| word.to_owned(), |(_, words)| format!("“{words}”{}", &word[name.len()..]))
    };
    text.split(' ').map(own).collect::<Vec<_>>().join(" ")
}

/// Whether it is how data calls a field.
fn is_name(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_./[]".contains(&b))
}

fn count(schema: &Json, counted: &mut BTreeMap<String, BTreeMap<String, usize>>) {
    match schema {
        Json::Object(map) => {
            for (name, field) in map.get("properties").and_then(Json::as_object).into_iter().flatten() {
                if let Some(title) = field["title"].as_str() {
                    *counted.entry(name.clone()).or_default().entry(title.to_owned()).or_default() += 1;
                }
            }
            map.values().for_each(|part| count(part, counted));
        }
        Json::Array(list) => list.iter().for_each(|part| count(part, counted)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_are_named_by_their_titles() {
        let field = |title: &str| json!({ "title": title });
        let fields = json!({ "properties": { "organ_code": field("Chữ viết tắt tên cơ quan"), "issued_date": field("Ngày ban hành") } });
        let wording = Wording::of([&fields]);
        for (technical, own) in [
            ("Thiếu trường `place` (Địa danh)", "Thiếu ô “Địa danh”"),
            ("Trường `issued_date`: “x” sai", "Ô “Ngày ban hành”: “x” sai"),
            ("Ghi `organ_code: SKHCN` trong văn bản", "Ghi “Chữ viết tắt tên cơ quan”: SKHCN trong văn bản"),
            ("Cấp `clause` không thể nằm trong cấp `dash`", "Cấp “1.” không thể nằm trong cấp “- gạch đầu dòng”"),
            ("Xóa `content.nothing_known`.", "Xóa “content.nothing_known”."),
            ("Một dấu ` lẻ", "Một dấu ` lẻ"),
            ("chia thành part → section → dash.", "chia thành “Phần I” → “Mục I.” → “- gạch đầu dòng”."),
        ] {
            assert_eq!(wording.said(technical), own);
        }
    }

    #[test]
    fn rules_are_cited_in_whole_words() {
        for (short, long) in [
            ("PL I-1.II.6đ", "Phụ lục I, phần I, mục II.6đ"),
            ("Đ25.1", "Điều 25 khoản 1"),
            ("PL I-2.II; PL III Mẫu 3.1", "Phụ lục I, phần II, mục II; Phụ lục III Mẫu 3.1"),
            ("NĐ 217/2025/NĐ-CP Đ15.3a; PL V Mục V", "Nghị định 217/2025/NĐ-CP Điều 15 khoản 3a; Phụ lục V Mục V"),
            ("PL I-1.II.7b; Đ13", "Phụ lục I, phần I, mục II.7b; Điều 13"),
            ("Đ7; PL III.I", "Điều 7; Phụ lục III, mục I"),
            ("thông lệ", "thông lệ"),
        ] {
            assert_eq!(clause(short), long);
        }
    }

    /// The whole messages of every code, as the command line has them.
    #[test]
    fn no_message_sends_a_reader_of_the_page_to_a_command() {
        let wording = Wording::default();
        let mut seen = 0;
        for folder in ["tests/errors", "tests/errors/runs"] {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
                // Copies and templates are not made in the browser.
                if entry.file_name().to_string_lossy().starts_with("copy-") || entry.file_name().to_string_lossy().starts_with("template-")
                {
                    continue;
                }
                let path = if entry.path().is_dir() { entry.path().join("said.txt") } else { entry.path() };
                let Ok(text) = std::fs::read_to_string(&path) else { continue };
                for line in text.lines().filter(|line| line.contains("= gợi ý: ")) {
                    seen += 1;
                    let said = wording.said(line);
                    let leaks = ["vanban ", " --", "YAML", "`", "→ clause"].iter().any(|technical| said.contains(technical));
                    assert!(!leaks || said.contains(">-"), "{}: {said}", path.display());
                }
            }
        }
        assert!(seen > 100, "{seen}");
    }
}
