//! The vocabulary: every element with its attributes, content and meaning, in one table.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// One element of the vocabulary.
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Attributes it may carry.
    pub attributes: &'static [&'static str],
    /// Elements it may hold; `TEXT` stands for words and emphasis.
    pub content: &'static [&'static str],
    /// What it is, in Vietnamese, for the manual.
    pub meaning: &'static str,
}

/// Stands for words, `value`, `b`, `i`, `a`, `blank`, `leader`, `check` and `footnote` in [`Element::content`].
pub const TEXT: &str = "#text";

/// What may stand more than once in one element; everything else stands there once.
pub const REPEATED: [&str; 17] = [
    "p",
    "item",
    "cell",
    "row",
    "note",
    "table",
    "image",
    "column",
    "basis",
    "recipient",
    "to",
    "organ-name",
    "authority",
    "party",
    "parties",
    "attachment",
    "appendix",
];

/// The element of a name: asked of every one that a document holds.
pub(super) fn find(name: &str) -> Option<&'static Element> {
    static BY_NAME: LazyLock<HashMap<&str, &Element, RandomState>> =
        LazyLock::new(|| VOCABULARY.iter().map(|element| (element.name, element)).collect());
    BY_NAME.get(name).copied()
}

/// The whole vocabulary, in the order of a document.
pub const VOCABULARY: &[Element] = &[
    Element {
        name: "document",
        attributes: &[],
        content: &[
            "header",
            "marks",
            "type-name",
            "subject",
            "addressees",
            "issuing-authority",
            "legal-bases",
            "enacting-words",
            "opening",
            "body",
            "closing",
            "foot",
            "page-signatures",
            "address",
            "attachment",
            "appendix",
        ],
        meaning: "Cả văn bản.",
    },
    Element {
        name: "header",
        attributes: &[],
        content: &["copy-form", "organization-in-charge", "organ-name", "code", "subject", "place-date"],
        meaning: "Phần đầu (ô 1–4; 5b với công văn). Quốc hiệu, Tiêu ngữ do chương trình ghi; bản sao không có.",
    },
    Element {
        name: "copy-form", attributes: &[], content: &[TEXT], meaning: "Hình thức sao của bản sao, ở chỗ của Quốc hiệu (Mẫu 3.1)."
    },
    Element { name: "organization-in-charge", attributes: &[], content: &[TEXT], meaning: "Cơ quan chủ quản trực tiếp." },
    Element { name: "organ-name", attributes: &[], content: &[TEXT], meaning: "Tên cơ quan ban hành; mỗi phần tử một dòng." },
    Element {
        name: "code",
        attributes: &["number", "notation"],
        content: &[TEXT],
        meaning: "Số, ký hiệu; number, notation: số và ký hiệu riêng, cho siêu dữ liệu của tệp.",
    },
    Element {
        name: "place-date",
        attributes: &["place", "issued-date"],
        content: &[TEXT],
        meaning: "Địa danh và thời gian ban hành; place, issued-date: địa danh và ngày dạng 2025-03-18, cho siêu dữ liệu của tệp.",
    },
    Element {
        name: "marks",
        attributes: &["secrecy", "urgency", "circulation", "draft"],
        content: &[],
        meaning: "Dấu chỉ độ mật, mức độ khẩn, phạm vi lưu hành (ghi như trong dữ liệu: Khẩn), dự thảo (true).",
    },
    Element { name: "type-name", attributes: &[], content: &[TEXT], meaning: "Tên loại (ô 5a)." },
    Element {
        name: "subject",
        attributes: &[],
        content: &[TEXT],
        meaning: "Trích yếu: dưới tên loại (ô 5a); trong <header>: dưới số, ký hiệu (ô 5b), “V/v” do chương trình ghi.",
    },
    Element {
        name: "addressees",
        attributes: &["sender"],
        content: &["to"],
        meaning: "Kính gửi (ô 9a); sender: thay cho “Kính gửi:”, ví dụ “Giám đốc Sở Nội vụ điện:” của công điện.",
    },
    Element { name: "to", attributes: &[], content: &[TEXT], meaning: "Một nơi kính gửi." },
    Element {
        name: "issuing-authority",
        attributes: &[],
        content: &[TEXT],
        meaning: "Thẩm quyền ban hành quyết định, nghị quyết: chức vụ người đứng đầu hoặc tên tập thể.",
    },
    Element {
        name: "legal-bases", attributes: &[], content: &["basis"], meaning: "Các căn cứ; dấu câu cuối dòng do chương trình ghi."
    },
    Element { name: "basis", attributes: &[], content: &[TEXT], meaning: "Một căn cứ." },
    Element {
        name: "enacting-words",
        attributes: &[],
        content: &[TEXT],
        meaning: "“Quyết định:”; Nơi nhận khi đó bắt đầu bằng “Như Điều …” của điều cuối, trừ khi dữ liệu tự ghi.",
    },
    Element { name: "opening", attributes: &[], content: &["p"], meaning: "Đoạn mở đầu." },
    Element { name: "body", attributes: &[], content: &["item", "p", "note", "table", "image"], meaning: "Nội dung." },
    Element {
        name: "item",
        attributes: &["level", "marker", "origin"],
        content: &["heading", "heading-note", "run-in", "text", "item", "p", "note", "table", "image"],
        meaning: "Một mục; số thứ tự do chương trình đánh.",
    },
    Element { name: "heading", attributes: &[], content: &[TEXT], meaning: "Tiêu đề trên dòng riêng." },
    Element {
        name: "heading-note", attributes: &[], content: &[TEXT], meaning: "Phần đi sau tiêu đề, giữ nguyên chữ hoa, chữ thường."
    },
    Element {
        name: "run-in", attributes: &[], content: &[TEXT], meaning: "Tiêu đề đi liền với văn bản: “Thanh tra Sở: …”."
    },
    Element { name: "text", attributes: &[], content: &[TEXT], meaning: "Văn bản của mục." },
    Element { name: "p", attributes: &[], content: &[TEXT], meaning: "Một đoạn văn." },
    Element { name: "note", attributes: &[], content: &[TEXT], meaning: "Một đoạn ghi chú, chữ nghiêng." },
    Element { name: "closing", attributes: &[], content: &["p"], meaning: "Đoạn kết; ./. do chương trình ghi." },
    Element {
        name: "foot",
        attributes: &[],
        content: &["recipients", "signature", "parties", "confirmation"],
        meaning: "Phần cuối (ô 7, 9b, 12): một người ký hoặc các bên cùng ký.",
    },
    Element {
        name: "confirmation",
        attributes: &[],
        content: &["p", "hint"],
        meaning: "Chỗ xác nhận bằng tay dưới nơi nhận (Mẫu 1.10): <p> ai xác nhận, <hint> dòng nhắc “(Chữ ký, dấu)”.",
    },
    Element {
        name: "recipients",
        attributes: &[],
        content: &["recipient", "drafter"],
        meaning: "Nơi nhận; gạch đầu dòng và dấu câu do chương trình ghi.",
    },
    Element {
        name: "recipient",
        attributes: &["kind"],
        content: &[TEXT],
        meaning: "Một nơi nhận; kind = named (không ghi cũng vậy), referred (“Như trên”), filing (dòng Lưu, đứng cuối).",
    },
    Element {
        name: "drafter",
        attributes: &["notation", "amount"],
        content: &[TEXT],
        meaning: "Ký hiệu người soạn thảo, số lượng bản; notation, amount: từng phần, cho siêu dữ liệu của tệp.",
    },
    Element {
        name: "signature",
        attributes: &["competence", "position"],
        content: &["authority", "other-position", "full-name"],
        meaning: "Khối chữ ký; competence, position: quyền hạn (KT.) và chức vụ của người ký, cho siêu dữ liệu của tệp.",
    },
    Element {
        name: "parties",
        attributes: &[],
        content: &["party"],
        meaning: "Các bên cùng ký, hai bên một hàng; bên lẻ cuối cùng đứng giữa trang. Có thể có nhiều khối, lần lượt.",
    },
    Element {
        name: "party",
        attributes: &["seal", "name"],
        content: &["authority", "hint", "other-position", "full-name", "refused"],
        meaning: "Một bên ký; seal = true, false: có chỗ đóng dấu; name: tên của bên, để gọi ô chữ ký số.",
    },
    Element {
        name: "hint", attributes: &[], content: &[TEXT], meaning: "Dòng nhắc dưới chức danh: “(Ký, ghi rõ họ tên)”."
    },
    Element {
        name: "refused", attributes: &[], content: &[TEXT], meaning: "Ghi chú ở chỗ ký khi không có chữ ký: “Từ chối ký”."
    },
    Element { name: "authority", attributes: &[], content: &[TEXT], meaning: "Một dòng quyền hạn, chức vụ." },
    Element { name: "other-position", attributes: &[], content: &[TEXT], meaning: "Chức vụ khác, ghi trên họ tên." },
    Element {
        name: "full-name", attributes: &[], content: &[TEXT], meaning: "Họ và tên người ký; bên ký không có thì để dòng chấm."
    },
    Element {
        name: "page-signatures",
        attributes: &[],
        content: &["p"],
        meaning: "Dòng ký ở cuối mỗi trang: mỗi người ký một <p>; dòng chấm do chương trình ghi.",
    },
    Element { name: "address", attributes: &[], content: &["p"], meaning: "Địa chỉ cơ quan ở cuối trang 1 (ô 13)." },
    Element {
        name: "attachment",
        attributes: &["file", "end-mark"],
        content: &["type-name", "subject", "reference", "body"],
        meaning: "Văn bản ban hành, phê duyệt kèm theo quyết định (Mẫu 1.3); phần đầu do chương trình ghi, không có số và ngày; file=\"separate\": thành tệp riêng; end-mark=\"false\": không có ./.",
    },
    Element {
        name: "appendix",
        attributes: &["landscape", "file", "end-mark"],
        content: &["title", "reference", "body"],
        meaning: "Một phụ lục; “Phụ lục”, số La Mã và ./. do chương trình ghi; file=\"separate\": thành tệp riêng; end-mark=\"false\": không có ./.",
    },
    Element { name: "title", attributes: &[], content: &[TEXT], meaning: "Tiêu đề phụ lục." },
    Element {
        name: "reference",
        attributes: &[],
        content: &[TEXT],
        meaning: "Thông tin chỉ dẫn (Kèm theo …) của phụ lục, của văn bản kèm theo.",
    },
    Element {
        name: "table",
        attributes: &["size", "borders", "origin"],
        content: &["caption", "unit", "column", "head", "row"],
        meaning: "Bảng; size là cỡ chữ; borders = false: danh sách thẳng cột, không kẻ khung.",
    },
    Element {
        name: "caption", attributes: &[], content: &[TEXT], meaning: "Tên bảng, đứng trên bảng; tên hình, đứng dưới hình."
    },
    Element { name: "unit", attributes: &[], content: &[TEXT], meaning: "Đơn vị tính." },
    Element {
        name: "column",
        attributes: &["width", "align"],
        content: &[],
        meaning: "Một cột: width = 12mm, 2* (phần) hoặc auto; align = left, center, right, justify; không ghi thì số thứ tự đứng giữa, cột toàn số bên phải.",
    },
    Element { name: "head", attributes: &[], content: &["row"], meaning: "Các hàng tiêu đề, lặp lại ở mỗi trang." },
    Element {
        name: "row",
        attributes: &["kind", "marker", "origin"],
        content: &["cell"],
        meaning: "Một hàng; kind = plain, numbered (1, 2, 3), group (A, B), subgroup (I, II), heading, total; ô đầu nhận số thứ tự.",
    },
    Element {
        name: "cell",
        attributes: &["columns", "rows", "align"],
        content: &["p", "image"],
        meaning: "Một ô; columns, rows là số cột, số hàng được gộp. Hàng tiêu đề không chứa ảnh.",
    },
    Element {
        name: "image",
        attributes: &["file", "alt", "width", "origin"],
        content: &["caption"],
        meaning: "Ảnh PNG, JPEG; alt tả ảnh bằng lời; width = 120mm hoặc 60%; không có width thì theo số điểm ảnh, không quá bề rộng chữ hay bề rộng ô.",
    },
    Element {
        name: "value",
        attributes: &["origin"],
        content: &[TEXT],
        meaning: "Chữ lấy từ dữ liệu; do chương trình ghi quanh mỗi giá trị. origin: chỗ của giá trị trong dữ liệu.",
    },
    Element { name: "b", attributes: &[], content: &[TEXT], meaning: "Chữ đậm." },
    Element { name: "i", attributes: &[], content: &[TEXT], meaning: "Chữ nghiêng." },
    Element { name: "a", attributes: &["href"], content: &[TEXT], meaning: "Liên kết." },
    Element {
        name: "footnote",
        attributes: &[],
        content: &[TEXT],
        meaning: "Chú thích chân trang của chữ đứng trước; số do chương trình ghi. Trong hàng tiêu đề lặp lại chỉ ghi ở trang đầu của bảng.",
    },
    Element { name: "blank", attributes: &["of"], content: &[], meaning: "Chỗ để trống: of = number, day, month, year." },
    Element {
        name: "leader",
        attributes: &["lines", "width", "title"],
        content: &[],
        meaning: "Dòng chấm để điền: đến hết dòng; lines = 3: cả các dòng sau; width = 30mm: chỗ trống trong câu; title: cần ghi gì.",
    },
    Element {
        name: "check",
        attributes: &["on", "title"],
        content: &[],
        meaning: "Ô đánh dấu: on = true, false; title: đánh dấu việc gì.",
    },
];
