//! What every document has besides its content: who issues it, when, to whom, signed by whom.
//!
//! The types generate the envelope's part of the schema, and their fields are the template's
//! variables. Names follow the decree's metadata list (Phụ lục VI) and edXML where these have one.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use unicode_normalization::char::is_combining_mark;

/// What an abbreviation of a body looks like, for editors; [`is_organ_code`] says the same.
pub const ORGAN_CODE: &str = r"^\p{Lu}[\p{L}\d&]*(-\p{Lu}[\p{L}\d&]*)*$";

/// Whether a text is an abbreviation of a body: a pattern of all the world's letters would take longer to compile than
/// a short document to be made.
pub fn is_organ_code(text: &str) -> bool {
    let letter = |c: char| is_letter(c) && !c.is_numeric() && !is_combining_mark(c);
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_uppercase() && letter(c)) && part.chars().all(|c| letter(c) || c.is_ascii_digit() || c == '&')
    };
    text.split('-').all(part)
}

pub use crate::standard::Medium;
use crate::text::is_letter;

/// The part of a document that an office profile may give as well.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Office {
    /// Cơ quan chủ quản trực tiếp, ví dụ: UBND tỉnh Lai Châu. Chương trình tự viết hoa.
    #[schemars(title = "Cơ quan chủ quản")]
    pub organization_in_charge: Option<String>,
    /// Tên đầy đủ của cơ quan ban hành, ví dụ: Sở Khoa học và Công nghệ. Chương trình tự viết hoa.
    #[schemars(title = "Cơ quan ban hành")]
    pub organ_name: Option<String>,
    /// Chữ viết tắt tên cơ quan dùng trong ký hiệu, ví dụ: SKHCN.
    #[schemars(title = "Chữ viết tắt tên cơ quan", extend("pattern" = ORGAN_CODE))]
    pub organ_code: Option<String>,
    /// Địa danh ghi trên văn bản, ví dụ: Lai Châu; Phường Điện Biên Phủ.
    #[schemars(title = "Địa danh")]
    pub place: Option<String>,
    /// Người ký. Khai báo trong văn bản thì thay toàn bộ người ký của hồ sơ cơ quan.
    #[schemars(title = "Người ký")]
    pub signer_info: Option<SignerInfo>,
    /// Nơi nhận, mỗi nơi một dòng; không gõ gạch đầu dòng và dấu câu cuối dòng. Dòng “Lưu” do chương trình ghi.
    #[schemars(title = "Nơi nhận")]
    pub to_places: Option<Vec<String>>,
    /// Lưu văn bản: đơn vị soạn thảo và số bản lưu.
    #[schemars(title = "Lưu")]
    pub filing: Option<Filing>,
    /// Địa chỉ cơ quan, in ở cuối trang thứ nhất.
    #[schemars(title = "Địa chỉ cơ quan")]
    pub address: Option<Address>,
    /// Lựa chọn trình bày trong phạm vi Nghị định 30/2020/NĐ-CP cho phép.
    #[schemars(title = "Trình bày")]
    pub style: Option<Style>,
    /// Quy tắc kiểm tra được bỏ qua hay đổi mức, kèm lý do; của văn bản thì thêm vào sau của hồ sơ cơ quan.
    #[schemars(title = "Quy tắc kiểm tra")]
    pub rules: Option<Vec<RuleSetting>>,
}

/// Một quy tắc được bỏ qua hay đổi mức.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["code", "reason"]))]
pub struct RuleSetting {
    /// Mã quy tắc, ví dụ: R407; danh sách: vanban rules.
    #[schemars(title = "Mã quy tắc")]
    pub code: String,
    /// Mức từ nay: off (bỏ qua, mặc định), note, warning, error.
    #[schemars(title = "Mức", extend("enum" = ["off", "note", "warning", "error"]))]
    pub level: Option<String>,
    /// Lý do; không có lý do thì không có hiệu lực.
    #[schemars(title = "Lý do", length(min = 3, max = 500))]
    pub reason: String,
    /// Chỉ ở chỗ có những chữ này; không ghi thì trong cả văn bản.
    #[schemars(title = "Ở chỗ có chữ", length(min = 1, max = 500))]
    pub at: Option<String>,
}

/// A document without its content.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Envelope {
    /// Loại văn bản, ví dụ: ke-hoach.
    #[serde(rename = "type")]
    #[schemars(title = "Loại văn bản")]
    pub document_type: String,
    /// Đường dẫn đến hồ sơ cơ quan, tính từ tệp văn bản này.
    #[schemars(title = "Hồ sơ cơ quan")]
    pub profile: Option<String>,
    /// Who issues and signs.
    #[serde(flatten)]
    #[schemars(flatten)]
    pub office: Office,
    /// Văn bản liên tịch: các cơ quan cùng ban hành với organ_name, theo thứ tự ở phần đầu; mỗi cơ quan một người ký.
    #[schemars(title = "Cơ quan cùng ban hành", length(min = 1, max = 11))]
    pub co_issuers: Option<Vec<CoIssuer>>,
    /// Số của văn bản; để trống khi còn là dự thảo.
    #[schemars(title = "Số", schema_with = "text_or_integer")]
    pub code_number: Option<CodeNumber>,
    /// Ký hiệu, ví dụ: KH-SKHCN. Bỏ trống thì chương trình ghép từ tên loại và chữ viết tắt tên cơ quan.
    #[schemars(title = "Ký hiệu")]
    pub code_notation: Option<String>,
    /// Ngày ban hành: 2025-03-18, 18/3/2025, 3/2025 hoặc 2025. Phần chưa biết để trống trên văn bản.
    #[schemars(title = "Ngày ban hành", schema_with = "date")]
    pub issued_date: Option<DateText>,
    /// Trích yếu nội dung, không có dấu chấm cuối.
    #[schemars(title = "Trích yếu", length(min = 1, max = 500))]
    pub subject: Option<String>,
    /// Kính gửi: nơi nhận chính của công văn, tờ trình, báo cáo gửi cấp trên. Kế hoạch không có.
    #[schemars(title = "Kính gửi")]
    pub to: Option<Vec<String>>,
    /// Mức độ khẩn.
    #[schemars(title = "Mức độ khẩn")]
    pub priority: Option<Priority>,
    /// Độ mật: chương trình chỉ chừa chỗ đóng dấu.
    #[schemars(title = "Độ mật")]
    pub secrecy: Option<Secrecy>,
    /// Chỉ dẫn phạm vi lưu hành.
    #[schemars(title = "Phạm vi lưu hành")]
    pub sphere_of_promulgation: Option<Circulation>,
    /// Ghi DỰ THẢO dưới số, ký hiệu.
    #[schemars(title = "Dự thảo")]
    pub draft: Option<bool>,
    /// Bản điện tử (mặc định) hay bản giấy. Bản điện tử: dòng “(Kèm theo … số … ngày …)” của phụ lục để trống số, ngày (PL I-1.III.1c); bản giấy: ghi số, ngày của văn bản.
    #[schemars(title = "Hình thức")]
    pub medium: Option<Medium>,
    /// Chương trình ghi ./. ở cuối văn bản; false: không ghi.
    #[schemars(title = "Dấu ./. cuối văn bản")]
    pub end_mark: Option<bool>,
    /// Ký hiệu người soạn thảo, ví dụ: PL.
    #[schemars(title = "Ký hiệu người soạn thảo")]
    pub typer_notation: Option<String>,
    /// Số lượng bản phát hành.
    #[schemars(title = "Số lượng bản phát hành", range(min = 1, max = 9999))]
    pub issued_amount: Option<u32>,
    /// Chỉ dùng với --rows: các trường mà mọi hàng lấy chung từ tệp này dù mỗi hàng một cơ quan, ví dụ: `[place, signer_info]`.
    #[schemars(title = "Dùng chung cho mọi hàng")]
    pub shared: Option<Vec<Shareable>>,
}

/// Một cơ quan cùng ban hành.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["organ_name", "signer_info"]))]
pub struct CoIssuer {
    /// Tên đầy đủ, ví dụ: Sở Tài chính. Chương trình tự viết hoa.
    #[schemars(title = "Tên cơ quan", length(min = 1))]
    pub organ_name: String,
    /// Nối vào ký hiệu của văn bản, ví dụ STC: KH-SNV-STC.
    #[schemars(title = "Chữ viết tắt của cơ quan cùng ban hành", extend("pattern" = ORGAN_CODE))]
    pub organ_code: Option<String>,
    /// Người ký thay mặt cơ quan này.
    #[schemars(title = "Người ký của cơ quan cùng ban hành")]
    pub signer_info: Option<SignerInfo>,
    /// true: ký bên trái, trước cơ quan đứng đầu; không ghi thì thứ tự ký như thứ tự tên.
    #[schemars(title = "Ký trước")]
    pub signs_first: Option<bool>,
}

/// Quyền hạn, chức vụ, họ tên người ký.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SignerInfo {
    /// Quyền hạn ký: TM., Q., KT., TL., TUQ.; hai quyền hạn thì ghi danh sách, ví dụ `[TM., KT.]`; tự ký thì bỏ trường này.
    #[schemars(title = "Quyền hạn ký", schema_with = "competence")]
    pub competence: Option<OneOrMany>,
    /// Chức vụ của người ký, ví dụ: Phó Giám đốc.
    #[schemars(title = "Chức vụ")]
    pub position: Option<String>,
    /// Họ và tên người ký.
    #[schemars(title = "Họ và tên", length(min = 1, max = 50))]
    pub full_name: String,
    /// Tên tập thể sau TM., ví dụ: Ủy ban nhân dân. Bỏ trống thì lấy từ tên cơ quan.
    #[schemars(title = "Tập thể")]
    pub collective: Option<String>,
    /// Chức vụ người đứng đầu sau KT., TL., TUQ., ví dụ: Giám đốc. Với KT. thường suy ra được từ chức vụ người ký.
    #[schemars(title = "Chức vụ người đứng đầu")]
    pub head_position: Option<String>,
    /// Chức vụ người đứng đầu đơn vị khi ký TL. rồi KT., ví dụ: Chánh Văn phòng.
    #[schemars(title = "Chức vụ người đứng đầu đơn vị")]
    pub unit_head_position: Option<String>,
    /// Chức vụ khác, ghi trên họ tên (hội đồng, ban chỉ đạo).
    #[schemars(title = "Chức vụ khác")]
    pub other_position: Option<String>,
    /// Các dòng quyền hạn, chức vụ viết sẵn, khi chương trình không ghép đúng.
    #[schemars(title = "Các dòng quyền hạn, chức vụ")]
    pub authority_lines: Option<Vec<String>>,
    /// Ngành được phép ghi học hàm, học vị, quân hàm trước họ tên.
    #[schemars(title = "Được ghi học hàm, học vị, quân hàm")]
    pub rank_allowed: Option<bool>,
}

/// What differs from body to body, unless the data says that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "names of fields")]
pub enum Shareable {
    OrganName,
    OrganCode,
    CodeNotation,
    Place,
    SignerInfo,
    CodeNumber,
}

/// Nơi lưu.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Filing {
    /// Chữ viết tắt đơn vị soạn thảo, ví dụ: VP. VT luôn đứng đầu.
    #[schemars(title = "Đơn vị")]
    pub units: Option<Vec<String>>,
    /// Số bản lưu, khi cần ghi.
    #[schemars(title = "Số bản lưu", range(min = 1, max = 99))]
    pub copies: Option<u32>,
}

/// Địa chỉ liên hệ.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Address {
    /// Địa chỉ trụ sở.
    #[schemars(title = "Địa chỉ")]
    pub organ_add: Option<String>,
    /// Số điện thoại.
    #[schemars(title = "Điện thoại")]
    pub telephone: Option<String>,
    /// Số fax.
    #[schemars(title = "Fax")]
    pub fax: Option<String>,
    /// Thư điện tử.
    #[schemars(title = "Thư điện tử")]
    pub email: Option<String>,
    /// Trang thông tin điện tử.
    #[schemars(title = "Trang thông tin điện tử")]
    pub website: Option<String>,
}

/// Choices within the decree's ranges; limits are put into the schema from the standard.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[expect(missing_docs, reason = "titles and limits come from the standard")]
pub struct Style {
    pub header_size: Option<f64>,
    pub body_size: Option<f64>,
    pub margin_top: Option<f64>,
    pub margin_bottom: Option<f64>,
    pub margin_left: Option<f64>,
    pub margin_right: Option<f64>,
    pub indent: Option<f64>,
    pub paragraph_spacing: Option<f64>,
    pub line_spacing: Option<f64>,
    pub seal_diameter: Option<f64>,
    /// Thế hệ ngắt dòng của Word: 14 (mặc định) hoặc 15.
    #[schemars(title = "Chế độ tương thích của Word", extend("enum" = [14, 15]))]
    pub compatibility_mode: Option<u32>,
}

/// Mức độ khẩn (PL I-1.III.2b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the Vietnamese words say it")]
pub enum Priority {
    #[serde(rename = "Khẩn")]
    Urgent,
    #[serde(rename = "Thượng khẩn")]
    VeryUrgent,
    #[serde(rename = "Hỏa tốc")]
    Express,
}

/// Độ mật (PL I-1.III.2a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the Vietnamese words say it")]
pub enum Secrecy {
    #[serde(rename = "Mật")]
    Secret,
    #[serde(rename = "Tối mật")]
    HighlySecret,
    #[serde(rename = "Tuyệt mật")]
    TopSecret,
}

/// Phạm vi lưu hành (PL I-1.III.2c).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the Vietnamese words say it")]
pub enum Circulation {
    #[serde(rename = "Xem xong trả lại")]
    Return,
    #[serde(rename = "Lưu hành nội bộ")]
    Internal,
}

/// A document number as typed.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum CodeNumber {
    Number(u64),
    Text(String),
    /// A number that no document has: negative, or beyond measure.
    Other(serde_json::Number),
}

/// A date as typed.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum DateText {
    Year(i64),
    Text(String),
    /// A number that no year has.
    Other(serde_json::Number),
}

impl DateText {
    /// The typed text.
    pub fn text(&self) -> String {
        match self {
            DateText::Year(year) => year.to_string(),
            DateText::Other(number) => number.to_string(),
            DateText::Text(text) => text.clone(),
        }
    }
}

/// One text or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    /// All texts.
    pub fn all(&self) -> &[String] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

fn text_or_integer(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "integer"], "minimum": 0 })
}

/// The format is checked by the program; editors ignore it.
fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "integer"], "format": "vanban-date" })
}

fn competence(_: &mut SchemaGenerator) -> Schema {
    let one = ["TM.", "Q.", "KT.", "TL.", "TUQ."];
    json_schema!({
        "type": ["string", "array"],
        "pattern": r"^(TM\.|Q\.|KT\.|TL\.|TUQ\.)$",
        "items": { "type": "string", "enum": one },
        "minItems": 1,
        "maxItems": 2,
        "uniqueItems": true,
        "x-in-cell": "Ghi TM., Q., KT., TL. hoặc TUQ., có dấu chấm; hai quyền hạn ngăn cách bằng dấu chấm phẩy: TM.; KT.; tự ký thì để trống."
    })
}
