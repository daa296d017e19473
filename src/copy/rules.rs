//! What the decree asks of a copy before it is made.

use lopdf::{Object, ObjectId};

use super::ink::{Ink, Scan};
use super::request::Request;
use super::source::{Signed, Source};
use super::view::{View, entry};
use crate::diag::{Cited, Diagnostic, Diagnostics, code};
use crate::limits;
use crate::standard::{Clause, CopyKind, Medium, Standard};
use crate::text::upper;

/// Whether copies of this kind lead from the one medium to the other, and say what an extract is of.
pub(super) fn request(request: &Request, standard: &Standard) -> Diagnostics {
    let mut found = Diagnostics::default();
    let copying = &standard.copies[&request.kind];
    if !copying.ways.contains(&(request.from, request.to)) {
        let ways: Vec<String> = copying.ways.iter().map(|(from, to)| format!("{} sang {}", said(*from), said(*to))).collect();
        let message = format!("Không {} từ {} sang {}", copying.form.to_lowercase(), said(request.from), said(request.to));
        found.push(
            Diagnostic::error(code::COPY_WAY, None, message)
                .help(format!("{} được thực hiện: {}.", copying.form, ways.join("; ")))
                .clause(Cited::Text(copying.clause.clone())),
        );
    }
    match (request.kind, request.pages.is_some() || request.of_parts) {
        (CopyKind::TrichSao, false) => found.push(
            Diagnostic::error(code::COPY_PART, None, "Trích sao phải nói rõ phần cần trích")
                .help("Ghi --pages 1,3-4 để trích cả trang, hoặc --part \"Điều 3\" với PDF có kèm dữ liệu của vanban.")
                .clause(Clause::CopyExtract),
        ),
        (CopyKind::SaoY | CopyKind::SaoLuc, true) => found.push(
            Diagnostic::error(code::COPY_PART, None, format!("{} phải đầy đủ, không chọn trang hay phần của văn bản", copying.form))
                .help("Bỏ --pages, --part; chỉ cần một phần thì dùng --kind trich-sao.")
                .clause(Cited::Text(copying.clause.clone())),
        ),
        _ => {}
    }
    found
}

fn said(medium: Medium) -> &'static str {
    match medium {
        Medium::Paper => "bản giấy",
        Medium::Electronic => "bản điện tử",
    }
}

/// The pages of an extract in their order, from 0; of other kinds all.
pub(super) fn chosen(request: &Request, pages: usize, found: &mut Diagnostics) -> Vec<usize> {
    let Some(given) = &request.pages else { return (0..pages).collect() };
    let missing: Vec<String> = given.iter().filter(|page| !(1..=pages).contains(*page)).map(usize::to_string).collect();
    if !missing.is_empty() || given.is_empty() {
        let message = format!("Tệp nguồn có {pages} trang, không có trang {}", missing.join(", "));
        found.push(Diagnostic::error(code::COPY_PART, None, message).help(format!("Chọn các trang từ 1 đến {pages}.")));
    }
    let mut chosen: Vec<usize> = given.iter().filter(|page| (1..=pages).contains(*page)).map(|page| page - 1).collect();
    chosen.sort_unstable();
    chosen.dedup();
    for (page, what) in [(0, "trang 1 (Quốc hiệu, tên cơ quan, số, ký hiệu, trích yếu)"), (pages - 1, "trang cuối (chữ ký, nơi nhận)")]
    {
        if missing.is_empty() && !chosen.contains(&page) {
            found.push(
                Diagnostic::warning(code::COPY_PART, None, format!("Bản trích sao không có {what}"))
                    .help("Trích sao phải thể hiện đầy đủ thể thức của văn bản cùng phần nội dung cần trích; kiểm tra lại --pages.")
                    .clause(Clause::CopyExtract),
            );
        }
    }
    chosen
}

/// Whether the source is what such copies are made of.
pub(super) fn source(source: &Source<'_>, request: &Request, standard: &Standard, found: &mut Diagnostics) {
    let ink = |page: &ObjectId| View::of(&source.document, *page).and_then(|view| Ink::of(&source.document, *page, &view));
    // What kind of copy a source is stands on its first page or its last.
    let ends: Vec<Ink> = source.pages.first().into_iter().chain(source.pages.last()).filter_map(ink).collect();
    kind(source, &ends, request, standard, found);
    if request.to == Medium::Electronic && request.from == Medium::Paper {
        let pages: Vec<Option<Ink>> = source.pages.iter().take(limits::pdf::SCANS).map(ink).collect();
        scanned(&pages, standard, found);
    }
    if request.to == Medium::Electronic && source.signed() == Signed::Closed {
        found.push(
            Diagnostic::error(code::COPY_SIGNATURES, None, "Người ký đã khóa tệp nguồn: thêm bất cứ gì cũng làm mất chữ ký")
                .help("Sao từ bản giấy đã quét, hoặc xin lại tệp không khóa."),
        );
    }
    let cut = request.pages.as_ref().is_some_and(|pages| pages.len() < source.pages.len());
    if cut && request.to == Medium::Electronic && source.signed() != Signed::No {
        found.push(
            Diagnostic::warning(code::COPY_SIGNATURES, None, "Bản trích sao không mang chữ ký số của tệp nguồn, chỉ còn hình của chữ ký")
                .help("Giá trị của bản trích sao do chữ ký số của cơ quan sao bảo đảm; giữ tệp nguồn để đối chiếu.")
                .clause(Clause::CopyExtract),
        );
    }
}

/// A sao lục is made of a sao y, the others of the original.
fn kind(source: &Source<'_>, ends: &[Ink], request: &Request, standard: &Standard, found: &mut Diagnostics) {
    let words = |ink: &Ink, form: &str| ink.words.lines().any(|line| line.trim() == upper(form));
    let mut readable = ends.iter().any(|ink| !ink.words.trim().is_empty());
    let shown = |kind: &CopyKind| {
        let form = &standard.copies[kind].form;
        ends.iter().any(|ink| words(ink, form)) || is_field_of(source, form)
    };
    let marked: Vec<CopyKind> = CopyKind::ALL.into_iter().filter(shown).collect();
    readable |= !marked.is_empty();
    let copying = &standard.copies[&request.kind];
    let form = &copying.form;
    match (copying.source, marked.first()) {
        (Some(needed), _) if readable && !marked.contains(&needed) => found.push(
            Diagnostic::warning(
                code::COPY_SOURCE,
                None,
                format!("Không thấy chữ {} trong tệp nguồn", upper(&standard.copies[&needed].form)),
            )
            .help(format!(
                "{form} chỉ được thực hiện từ bản {}; sao từ bản gốc, bản chính thì dùng --kind sao-y.",
                standard.copies[&needed].form.to_lowercase()
            ))
            .clause(Cited::Text(copying.clause.clone())),
        ),
        (None, Some(other)) if request.kind == CopyKind::SaoY => found.push(
            Diagnostic::warning(code::COPY_SOURCE, None, format!("Tệp nguồn đã là bản sao ({})", upper(&standard.copies[other].form)))
                .help("Sao y phải từ bản gốc hoặc bản chính; từ bản sao y thì dùng --kind sao-luc.")
                .clause(Cited::Text(copying.clause.clone())),
        ),
        _ => {}
    }
}

/// Whether a field of ours says that the file is a copy of that form.
fn is_field_of(source: &Source<'_>, form: &str) -> bool {
    let catalog = source.document.catalog().ok();
    let acro = catalog.and_then(|c| entry(&source.document, c, b"AcroForm")).and_then(|o| o.as_dict().ok());
    let fields = acro.and_then(|acro| entry(&source.document, acro, b"Fields")).and_then(|o| o.as_array().ok());
    let tooltip = |field: &Object| {
        let field = source.document.dereference(field).ok()?.1.as_dict().ok()?;
        lopdf::decode_text_string(entry(&source.document, field, b"TU")?).ok()
    };
    fields.into_iter().flatten().take(limits::PROPERTIES).filter_map(tooltip).any(|tooltip| tooltip.contains(&format!("“{form};")))
}

/// A paper is scanned in colour, finely enough, in its size.
fn scanned(inks: &[Option<Ink>], standard: &Standard, found: &mut Diagnostics) {
    let scan = &standard.copy_scan;
    let scans: Vec<(usize, Scan)> =
        (1..).zip(inks).flat_map(|(page, ink)| ink.iter().flat_map(move |ink| ink.scans.iter().map(move |scan| (page, *scan)))).collect();
    if scans.is_empty() {
        found.push(
            Diagnostic::warning(code::COPY_SOURCE, None, "Không trang nào của tệp nguồn là ảnh quét từ giấy")
                .help("Bản sao từ giấy sang điện tử được số hóa từ văn bản giấy; tệp nguồn là văn bản điện tử thì ghi --from electronic.")
                .clause(Clause::CopyElectronic),
        );
    }
    let pages = |wrong: &dyn Fn(&Scan) -> bool| -> Vec<String> {
        let mut pages: Vec<usize> = scans.iter().filter(|(_, scan)| wrong(scan)).map(|(page, _)| *page).collect();
        pages.dedup();
        pages.iter().map(usize::to_string).collect()
    };
    let coarse = pages(&|s| s.dpi < scan.dpi - 1.0);
    if let Some(least) = scans.iter().map(|(_, s)| s.dpi).reduce(f64::min).filter(|_| !coarse.is_empty()) {
        let message = format!("Ảnh quét chỉ có {least:.0} dpi (trang {}), phải từ {} dpi", coarse.join(", "), scan.dpi);
        found.push(
            Diagnostic::warning(code::COPY_QUALITY, None, message)
                .help("Quét lại với độ phân giải cao hơn, tỷ lệ 100 %.")
                .clause(Clause::CopyElectronic),
        );
    }
    let grey = pages(&|s| !s.colored);
    if !grey.is_empty() {
        let message = format!("Ảnh quét không có màu (trang {})", grey.join(", "));
        found
            .push(Diagnostic::warning(code::COPY_QUALITY, None, message).help("Quét lại ở chế độ ảnh màu.").clause(Clause::CopyElectronic));
    }
}

/// What a copy on paper does to signatures.
pub(super) fn signatures_lost() -> Diagnostic {
    Diagnostic::warning(code::COPY_SIGNATURES, None, "Tệp nguồn đã ký số: bản sao để in này làm chữ ký số của nó không còn hợp lệ")
        .help("Chỉ dùng tệp này để in; lưu và gửi tệp nguồn khi cần bản điện tử.")
        .clause(Clause::CopyPaper)
}

/// Something stands where the field is to be.
pub(super) fn no_room() -> Diagnostic {
    Diagnostic::warning(code::COPY_QUALITY, None, "Góc trên bên phải trang 1 đã có chữ hoặc hình: ô chữ ký của cơ quan sao đè lên")
        .help("Xem lại trang 1; có thể dời ô trong phần mềm ký số.")
        .clause(Clause::CopyElectronic)
}
