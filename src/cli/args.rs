//! What can be typed, in clap's terms, with Vietnamese help.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::standard;

// clap writes "[OPTIONS]" into the usage it composes, so every command with options has its own.
const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// Soạn văn bản hành chính theo Nghị định 30/2020/NĐ-CP: dữ liệu vào, DOCX và PDF ra.
#[derive(Debug, Parser)]
#[command(
    name = "vanban",
    version,
    help_template = TEMPLATE,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    after_help = "Ví dụ:\n  vanban new ke-hoach -o ke-hoach.yaml    tạo tệp dữ liệu mẫu\n  vanban render ke-hoach.yaml             tạo output/ke-hoach.docx và .pdf\n  vanban render --check data/*.yaml       chỉ kiểm tra, không ghi tệp\n\nMã kết thúc: 0 xong (kể cả có cảnh báo), 1 dữ liệu có lỗi, 2 không chạy được."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// In hướng dẫn
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "Tùy chọn")]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Tùy chọn")]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo DOCX và PDF từ tệp dữ liệu
    #[command(help_template = TEMPLATE, override_usage = "vanban render [TÙY_CHỌN] <TỆP>...", after_help = "Ví dụ:\n  vanban render ke-hoach.yaml\n  vanban render data/*.yaml -o ket-qua --format pdf\n  vanban render bao-cao.yaml --rows don-vi.xlsx -o bao-cao-don-vi\n  vanban render ke-hoach.yaml --fonts C:\\Windows\\Fonts")]
    Render(Render),
    /// Tạo lại mỗi khi tệp dữ liệu được lưu
    #[command(help_template = TEMPLATE, override_usage = "vanban watch [TÙY_CHỌN] <TỆP>", after_help = "Dừng bằng Ctrl-C.")]
    Watch(Watch),
    /// Kiểm tra thể thức, số liệu, chính tả của văn bản Word và tệp dữ liệu
    #[command(help_template = TEMPLATE, override_usage = "vanban check [TÙY_CHỌN] <TỆP>...", after_help = "Ví dụ:\n  vanban check cong-van.docx\n  vanban check van-ban-thang-3/ --format concise\n  vanban check ke-hoach.yaml\n\nVì sao một chỗ bị báo: vanban explain MÃ")]
    Check(Check),
    /// Liệt kê các quy tắc kiểm tra
    #[command(help_template = TEMPLATE)]
    Rules,
    /// Giải thích một quy tắc: căn cứ, cách xét, ví dụ sai và đúng
    #[command(help_template = TEMPLATE, after_help = "Ví dụ:\n  vanban explain R211")]
    Explain {
        /// Mã của quy tắc, xem `vanban rules`
        #[arg(value_name = "MÃ", help_heading = "Tham số")]
        rule: String,
    },
    /// In siêu dữ liệu, ô chữ ký, chỗ để trống của tệp PDF hoặc DOCX do vanban tạo
    #[command(help_template = TEMPLATE, after_help = "Ví dụ:\n  vanban info output/ke-hoach.pdf\n  vanban info --json output/ke-hoach.pdf")]
    Info(Info),
    /// Lấy lại tệp dữ liệu kèm trong PDF hoặc DOCX
    #[command(help_template = TEMPLATE, after_help = "Ví dụ:\n  vanban extract output/ke-hoach.pdf -o du-lieu")]
    Extract(Extract),
    /// Sao y, sao lục, trích sao một tệp PDF
    #[command(help_template = TEMPLATE, override_usage = "vanban copy <TỆP> --kind <HÌNH_THỨC> --from <NGUỒN> --to <BẢN_SAO> --data <TỆP> [TÙY_CHỌN]", after_help = "Ví dụ:\n  vanban new sao-y -o sao-y.yaml    tạo tệp dữ liệu mẫu của bản sao\n  vanban copy quyet-dinh.pdf --kind sao-y --from electronic --to paper --data sao-y.yaml\n  vanban copy ban-quet.pdf --kind sao-y --from paper --to electronic --data sao-y.yaml\n  vanban copy ke-hoach.pdf --kind trich-sao --pages 1,3 --from electronic --to paper --data profiles/so.yaml --number 7 --date 16/11/2026")]
    Copy(Copy),
    /// Lấy dữ liệu từ văn bản Word để soạn tiếp; mỗi chữ của bản gốc đều được đối chiếu
    #[command(help_template = TEMPLATE, override_usage = "vanban import [TÙY_CHỌN] <TỆP.docx>", after_help = "Ví dụ:\n  vanban import cu.docx -o moi.yaml\n  vanban import cu.docx --profile so-noi-vu.yaml -o moi.yaml\n  vanban import noi-dung.txt --type ke-hoach -o moi.yaml\n  vanban import --onto ke-hoach.yaml ke-hoach-da-sua.docx\n\nKhông có -o thì in ra màn hình. Chữ nào không chuyển được thì không ghi tệp mà nêu từng chỗ, mã kết thúc 1.")]
    Import(Import),
    /// Sửa văn bản Word cho đúng thể thức: ra DOCX, PDF, dữ liệu và danh sách những gì đã đổi
    #[command(help_template = TEMPLATE, override_usage = "vanban fix [TÙY_CHỌN] <TỆP.docx>", after_help = "Ví dụ:\n  vanban fix cu.docx\n  vanban fix cu.docx -o da-sua\n\nTệp gốc không bị sửa. Tệp …-thay-doi.md nói đã sửa gì, chữ nào khác, việc gì phải tự quyết.")]
    Fix(Fix),
    /// Liệt kê các loại văn bản
    #[command(help_template = TEMPLATE, override_usage = "vanban types [TÙY_CHỌN]")]
    Types(Setup),
    /// Tạo tệp dữ liệu mẫu có chú thích của một loại văn bản, hoặc ghép sẵn từ văn bản khác
    #[command(help_template = TEMPLATE, override_usage = "vanban new [TÙY_CHỌN] <LOẠI>", after_help = "Ví dụ:\n  vanban new ke-hoach -o ke-hoach.yaml\n  vanban new bien-ban --from ke-hoach-kiem-tra.yaml --decision quyet-dinh.yaml --unit \"Văn phòng Sở\" -o bien-ban.yaml\n  vanban new bien-ban --from ke-hoach-kiem-tra.yaml --each-unit -o bien-ban\n\nKhông có -o thì in ra màn hình.")]
    New(New),
    /// In JSON Schema của một loại văn bản, để trình soạn thảo gợi ý và kiểm tra
    #[command(help_template = TEMPLATE, override_usage = "vanban schema [TÙY_CHỌN] <LOẠI>", after_help = "Ví dụ:\n  vanban schema ke-hoach > ke-hoach.schema.json")]
    Schema {
        /// Loại văn bản, xem `vanban types`
        #[arg(value_name = "LOẠI", help_heading = "Tham số")]
        document_type: String,
        #[command(flatten)]
        #[expect(missing_docs, reason = "shared options")]
        setup: Setup,
    },
    /// Tạo bảng tính trống để gửi các đơn vị điền, mỗi đơn vị một hàng
    #[command(help_template = TEMPLATE, override_usage = "vanban rows [TÙY_CHỌN] <LOẠI> -o <TỆP>", after_help = "Ví dụ:\n  vanban rows bao-cao -o mau.xlsx\n  vanban rows bao-cao --base bao-cao-chung.yaml -o mau.xlsx\n\nCác đơn vị điền xong: vanban render bao-cao-chung.yaml --rows mau.xlsx")]
    Rows(Rows),
    /// Mở chương trình trong trình duyệt: soạn, kiểm tra, sửa văn bản mà không cần dòng lệnh
    #[command(help_template = TEMPLATE, override_usage = "vanban serve [TÙY_CHỌN]", after_help = "Mọi thứ nằm lại trên máy này: chương trình không gửi gì ra ngoài, không cần mạng. Dừng bằng Ctrl-C.")]
    Serve(Serve),
    /// In mã gợi ý lệnh cho shell (bash, zsh, fish, powershell, elvish)
    #[command(help_template = TEMPLATE)]
    Completions {
        /// bash, zsh, fish, powershell hoặc elvish
        #[arg(value_name = "SHELL", help_heading = "Tham số", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// In trang hướng dẫn (man)
    #[command(help_template = TEMPLATE)]
    Man,
}

/// Options of all commands that need templates.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Setup {
    /// Thư mục mẫu trình bày của riêng bạn; tệp cùng tên thay tệp có sẵn
    #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
    pub templates: Option<PathBuf>,
    /// Thư mục phông chữ Times New Roman để nhúng vào PDF; không có thì dùng Liberation Serif cùng bề rộng
    #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
    pub fonts: Option<PathBuf>,
}

/// What data may lead to.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Reach {
    /// Cho tệp dữ liệu dùng cả tệp trong thư mục này, ngoài thư mục của nó và của hồ sơ cơ quan; ghi được nhiều lần
    #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
    pub allow_outside: Vec<PathBuf>,
}

/// `render`.
#[derive(Debug, clap::Args)]
pub struct Render {
    /// Tệp dữ liệu JSON hoặc YAML, thư mục chứa chúng, hoặc mẫu tên như data/*.yaml
    #[arg(value_name = "TỆP", required = true, help_heading = "Tham số")]
    pub files: Vec<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub target: Target,
    /// Chỉ kiểm tra và báo mọi lỗi, không ghi tệp nào
    #[arg(long, help_heading = "Tùy chọn")]
    pub check: bool,
    /// In bản để điền tay: chỗ ghi "?" là dòng chấm, không bị nhắc
    #[arg(long, help_heading = "Tùy chọn")]
    pub blank: bool,
    /// Vẫn tạo văn bản dù quy tắc về nội dung báo lỗi (xem `vanban rules`); lỗi thành cảnh báo
    #[arg(long, help_heading = "Tùy chọn")]
    pub allow_errors: bool,
    /// Coi cảnh báo là lỗi
    #[arg(long, help_heading = "Tùy chọn")]
    pub deny_warnings: bool,
    /// Bảng tính (.xlsx, .csv, .jsonl): mỗi hàng một văn bản, đặt lên tệp dữ liệu gốc; xem `vanban rows`
    #[arg(long, value_name = "BẢNG", help_heading = "Nhiều văn bản")]
    pub rows: Option<PathBuf>,
    /// Trang của bảng tính [mặc định: trang đầu tiên]
    #[arg(long, value_name = "TRANG", requires = "rows", help_heading = "Nhiều văn bản")]
    pub sheet: Option<String>,
    /// Ô của bảng tính đã sửa mà không sửa tệp bảng: [{"cell": "Sheet1!C14", "was": "chữ trong bảng", "is": "chữ đúng"}, …] (JSON)
    #[arg(long, value_name = "TỆP", requires = "rows", help_heading = "Nhiều văn bản")]
    pub corrections: Option<PathBuf>,
    /// Tên tệp kết quả của mỗi hàng, ví dụ "bc-{{organ_name}}" [mặc định: tên tệp gốc và tên cơ quan]
    #[arg(long, value_name = "MẪU", requires = "rows", help_heading = "Nhiều văn bản")]
    pub name: Option<String>,
    /// Tạo tất cả hoặc không tạo gì: một văn bản có lỗi thì không ghi tệp nào
    #[arg(long, help_heading = "Nhiều văn bản")]
    pub strict: bool,
    /// Số văn bản soạn cùng lúc [mặc định: số nhân của máy]
    #[arg(short, long, value_name = "SỐ", help_heading = "Nhiều văn bản")]
    pub jobs: Option<NonZeroUsize>,
    /// Chạy tiếp lần trước bị dừng: giữ văn bản đã xong mà dữ liệu, mẫu, phông không đổi
    #[arg(long, conflicts_with = "check", help_heading = "Nhiều văn bản")]
    pub resume: bool,
    /// Ghi danh mục kết quả (vanban-manifest.json và .csv) cả khi chỉ có một văn bản
    #[arg(long, conflicts_with = "check", help_heading = "Nhiều văn bản")]
    pub manifest: bool,
}

/// `check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Tệp DOCX, tệp chữ .txt, tệp dữ liệu JSON hoặc YAML, thư mục chứa chúng, mẫu tên như van-ban/*.docx; - là văn bản dán vào
    #[arg(value_name = "TỆP", required = true, help_heading = "Tham số")]
    pub files: Vec<String>,
    /// Cách in: full (cả đoạn văn và gợi ý), concise (mỗi lỗi một dòng), json, sarif [mặc định: full]
    #[arg(
        long,
        value_name = "CÁCH_IN",
        default_value = "full",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Tùy chọn"
    )]
    pub format: Report,
    /// Ghi bản sao của tệp DOCX với lời nhận xét (comment) của Word ở từng chỗ sai; tệp gốc giữ nguyên
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub annotate: Option<PathBuf>,
    /// Hồ sơ cơ quan: quy tắc mà cơ quan bỏ qua hay đổi mức (mục rules) áp dụng cho tệp Word và văn bản dán vào
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub profile: Option<PathBuf>,
    /// Bảng tính (.xlsx, .csv, .jsonl): xét văn bản của từng hàng, đặt lên tệp dữ liệu gốc
    #[arg(long, value_name = "BẢNG", help_heading = "Tùy chọn")]
    pub rows: Option<PathBuf>,
    /// Trang của bảng tính [mặc định: trang đầu tiên]
    #[arg(long, value_name = "TRANG", requires = "rows", help_heading = "Tùy chọn")]
    pub sheet: Option<String>,
    /// Coi cảnh báo là lỗi
    #[arg(long, help_heading = "Tùy chọn")]
    pub deny_warnings: bool,
    /// Số tệp kiểm tra cùng lúc [mặc định: số nhân của máy]
    #[arg(short, long, value_name = "SỐ", help_heading = "Tùy chọn")]
    pub jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reach: Reach,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Report {
    Full,
    Concise,
    Json,
    Sarif,
}

/// `new`.
#[derive(Debug, clap::Args)]
pub struct New {
    /// Loại văn bản, xem `vanban types`
    #[arg(value_name = "LOẠI", help_heading = "Tham số")]
    pub document_type: String,
    /// Ghi vào tệp này (với --each-unit: thư mục này); tệp đã có thì không ghi đè
    #[arg(short, long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub output: Option<PathBuf>,
    /// Ghép sẵn từ tệp dữ liệu này, ví dụ biên bản từ kế hoạch kiểm tra
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub from: Option<PathBuf>,
    /// Quyết định thành lập Đoàn: thành viên Đoàn lấy từ đây
    #[arg(long = "decision", value_name = "TỆP", requires = "from", help_heading = "Tùy chọn")]
    pub with: Option<PathBuf>,
    /// Đơn vị được kiểm tra, như tên trong kế hoạch
    #[arg(long = "unit", value_name = "TÊN", requires = "from", conflicts_with = "each_part", help_heading = "Tùy chọn")]
    pub part: Option<String>,
    /// Mỗi đơn vị của kế hoạch một tệp, trong thư mục -o
    #[arg(long = "each-unit", requires = "from", requires = "output", help_heading = "Tùy chọn")]
    pub each_part: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reach: Reach,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// `info`.
#[derive(Debug, clap::Args)]
pub struct Info {
    /// Tệp PDF hoặc DOCX
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub file: PathBuf,
    /// In JSON cho chương trình khác đọc
    #[arg(long, help_heading = "Tùy chọn")]
    pub json: bool,
    /// In chữ đọc được trong DOCX, mỗi đoạn một dòng
    #[arg(long, conflicts_with = "json", help_heading = "Tùy chọn")]
    pub text: bool,
}

/// `copy`.
#[derive(Debug, clap::Args)]
pub struct Copy {
    /// Tệp PDF của văn bản được sao
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub file: PathBuf,
    /// Hình thức sao: sao-y, sao-luc hoặc trich-sao
    #[arg(long, value_name = "HÌNH_THỨC", hide_possible_values = true, help_heading = "Tùy chọn")]
    pub kind: Kind,
    /// Văn bản được sao là bản giấy (paper: tệp quét) hay điện tử (electronic)
    #[arg(long, value_name = "NGUỒN", hide_possible_values = true, help_heading = "Tùy chọn")]
    pub from: Medium,
    /// Bản sao là bản giấy (paper: tệp để in) hay điện tử (electronic: tệp để ký số)
    #[arg(long, value_name = "BẢN_SAO", hide_possible_values = true, help_heading = "Tùy chọn")]
    pub to: Medium,
    /// Tệp dữ liệu của bản sao (xem `vanban new sao-y`), hoặc hồ sơ cơ quan
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub data: PathBuf,
    /// Số của bản sao, thay số trong tệp dữ liệu
    #[arg(long, value_name = "SỐ", help_heading = "Tùy chọn")]
    pub number: Option<String>,
    /// Ngày sao, thay ngày trong tệp dữ liệu
    #[arg(long, value_name = "NGÀY", help_heading = "Tùy chọn")]
    pub date: Option<String>,
    /// Trích sao cả trang, ví dụ 1,3-5
    #[arg(long, value_name = "TRANG", conflicts_with = "part", help_heading = "Tùy chọn")]
    pub pages: Option<String>,
    /// Trích sao một phần của văn bản vanban tạo có kèm dữ liệu, ví dụ "Điều 3"; ghi được nhiều lần
    #[arg(long, value_name = "PHẦN", help_heading = "Tùy chọn")]
    pub part: Vec<String>,
    /// Với --part: số đã cấp của văn bản được trích, khi dữ liệu kèm theo chưa có
    #[arg(long, value_name = "SỐ", requires = "part", help_heading = "Tùy chọn")]
    pub source_number: Option<String>,
    /// Với --part: ngày ban hành của văn bản được trích, khi dữ liệu kèm theo chưa có
    #[arg(long, value_name = "NGÀY", requires = "part", help_heading = "Tùy chọn")]
    pub source_date: Option<String>,
    /// Thư mục kết quả [mặc định: output]
    #[arg(short, long, value_name = "THƯ_MỤC", default_value = "output", hide_default_value = true, help_heading = "Tùy chọn")]
    pub output: PathBuf,
    /// Thay cả bản sao đã có mà người khác đã ký, đã sửa
    #[arg(long, conflicts_with = "beside", help_heading = "Tùy chọn")]
    pub overwrite: bool,
    /// Khi bản sao đã có được ký, được sửa: giữ nguyên, ghi bản mới bên cạnh, thêm -2 vào tên
    #[arg(long, help_heading = "Tùy chọn")]
    pub beside: bool,
    /// Chỉ kiểm tra và báo mọi lỗi, không ghi tệp nào
    #[arg(long, help_heading = "Tùy chọn")]
    pub check: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reach: Reach,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// A kind of copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Kind {
    SaoY,
    SaoLuc,
    TrichSao,
}

impl From<Kind> for standard::CopyKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::SaoY => Self::SaoY,
            Kind::SaoLuc => Self::SaoLuc,
            Kind::TrichSao => Self::TrichSao,
        }
    }
}

/// What a document stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Medium {
    Paper,
    Electronic,
}

impl From<Medium> for standard::Medium {
    fn from(medium: Medium) -> Self {
        match medium {
            Medium::Paper => Self::Paper,
            Medium::Electronic => Self::Electronic,
        }
    }
}

/// `extract`.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// Tệp PDF hoặc DOCX
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub file: PathBuf,
    /// Thư mục nhận các tệp lấy ra [mặc định: thư mục hiện tại]
    #[arg(short, long, value_name = "THƯ_MỤC", default_value = ".", hide_default_value = true, help_heading = "Tùy chọn")]
    pub output: PathBuf,
}

/// `import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// Tệp Word (.docx), tệp chữ (.txt), hoặc - để dán chữ vào
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub file: PathBuf,
    /// Hồ sơ cơ quan (.yaml): trường nào trùng với hồ sơ thì không ghi lại
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub profile: Option<PathBuf>,
    /// Đưa những chỗ sửa tay trong TỆP về tệp dữ liệu đã tạo ra nó; không có -o thì sửa ngay tệp dữ liệu này
    #[arg(long, value_name = "DỮ_LIỆU", conflicts_with_all = ["profile", "document_type", "renumber"], help_heading = "Tùy chọn")]
    pub onto: Option<PathBuf>,
    /// Ghi vào tệp này; tệp đã có thì không ghi đè
    #[arg(short, long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub output: Option<PathBuf>,
    /// Ghi cả khi có chữ không chuyển được
    #[arg(long, help_heading = "Tùy chọn")]
    pub partial: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reading: Reading,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// `fix`.
#[derive(Debug, clap::Args)]
pub struct Fix {
    /// Tệp Word (.docx)
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub file: PathBuf,
    /// Thư mục kết quả [mặc định: output]
    #[arg(short, long, value_name = "THƯ_MỤC", default_value = "output", hide_default_value = true, help_heading = "Tùy chọn")]
    pub output: PathBuf,
    /// Ghi cả khi có chữ không chuyển được
    #[arg(long, help_heading = "Tùy chọn")]
    pub partial: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reading: Reading,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// How somebody's document is read.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Reading {
    /// Lấy làm loại văn bản này, dù nhận ra là gì; xem `vanban types`
    #[arg(long = "type", value_name = "LOẠI", help_heading = "Tùy chọn")]
    pub document_type: Option<String>,
    /// Đánh lại những số thứ tự mà bản gốc đánh sai; không có thì giữ nguyên và nhắc
    #[arg(long, help_heading = "Tùy chọn")]
    pub renumber: bool,
}

/// `rows`.
#[derive(Debug, clap::Args)]
pub struct Rows {
    /// Loại văn bản, xem `vanban types`
    #[arg(value_name = "LOẠI", help_heading = "Tham số")]
    pub document_type: String,
    /// Ghi vào tệp này; tệp đã có thì không ghi đè
    #[arg(short, long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub output: PathBuf,
    /// Tệp dữ liệu chung: chỉ hỏi những gì tệp này chưa có, mỗi chỉ tiêu của tệp là một cột
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    pub base: Option<PathBuf>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reach: Reach,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// `serve`.
#[derive(Debug, Default, clap::Args)]
pub struct Serve {
    /// Thư mục giữ văn bản, hồ sơ cơ quan, bản sao lưu [mặc định: thư mục dữ liệu của người dùng]
    #[arg(long, value_name = "THƯ_MỤC", help_heading = "Tùy chọn")]
    pub data: Option<PathBuf>,
    /// Cổng; 0 là cổng trống bất kỳ [mặc định: cổng của lần trước]
    #[arg(long, value_name = "SỐ", help_heading = "Tùy chọn")]
    pub port: Option<u16>,
    /// Không tự mở trình duyệt, chỉ in địa chỉ
    #[arg(long, help_heading = "Tùy chọn")]
    pub no_open: bool,
    /// Cho máy tính bảng cùng mạng mở biểu mẫu bằng mã QR
    #[arg(long, help_heading = "Tùy chọn")]
    pub lan: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

/// `watch`.
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// Tệp dữ liệu JSON hoặc YAML
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub file: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub target: Target,
}

/// Where results go.
#[derive(Clone, Debug, clap::Args)]
pub struct Target {
    /// Thư mục kết quả [mặc định: output]
    #[arg(short, long, value_name = "THƯ_MỤC", default_value = "output", hide_default_value = true, help_heading = "Tùy chọn")]
    pub output: PathBuf,
    /// Định dạng: docx, pdf hoặc docx,pdf [mặc định: cả hai]
    #[arg(
        long,
        value_name = "ĐỊNH_DẠNG",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Tùy chọn"
    )]
    pub format: Vec<Format>,
    /// PDF không có sẵn ô chữ ký số và ô dấu
    #[arg(long, help_heading = "Tùy chọn")]
    pub no_fields: bool,
    /// Thay cả tệp kết quả mà người khác đã ký, đã sửa, hoặc không phải do vanban tạo
    #[arg(long, conflicts_with = "beside", help_heading = "Tùy chọn")]
    pub overwrite: bool,
    /// Khi tệp kết quả đã được ký, được sửa: giữ nguyên, ghi bản mới bên cạnh, thêm -2 vào tên
    #[arg(long, help_heading = "Tùy chọn")]
    pub beside: bool,
    /// Kèm tệp dữ liệu và hồ sơ cơ quan vào PDF và DOCX; lấy ra bằng `vanban extract`
    #[arg(long, help_heading = "Tùy chọn")]
    pub attach_data: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub reach: Reach,
    #[command(flatten)]
    #[expect(missing_docs, reason = "shared options")]
    pub setup: Setup,
}

impl Target {
    /// The formats, each once, in one order.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        [Format::Docx, Format::Pdf].into_iter().filter(|format| self.format.contains(format))
    }
}

/// A kind of result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "self-explanatory")]
pub enum Format {
    Docx,
    Pdf,
}

impl Format {
    /// The file name's ending.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_is_consistent() {
        Args::command().debug_assert();
    }
}
