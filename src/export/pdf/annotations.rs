//! Links and form fields: annotations that belong to an element of the structure tree.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::values::{hundredths, text};
use crate::layout::{Pages, Purpose, SignatureField};
use crate::style::ParaId;

/// The flag of annotations that are printed.
const PRINT: i64 = 1 << 2;

/// A rectangle on a page that does something.
pub(super) struct Annotation {
    pub(super) page: usize,
    /// Left, bottom, right, top.
    pub(super) area: [f32; 4],
    pub(super) action: Action,
    pub(super) element: usize,
}

/// What an annotation does.
pub(super) enum Action {
    /// Opens a target.
    Link(String),
    /// Waits for a signature.
    Waits { name: String, tooltip: String },
}

/// The name that programs know a field by, and what a person is told of it. The names are documented
/// in docs/KY-SO.md and stay.
fn words(field: &SignatureField) -> (String, String) {
    let (signature, seal, signer, body) = match &field.party {
        None => ("ChuKy_NguoiKy".to_owned(), "Dau_CoQuan".to_owned(), "người ký", "cơ quan"),
        Some(party) => (format!("ChuKy_Ben{}", party.number), format!("Dau_Ben{}", party.number), party.name.as_str(), party.name.as_str()),
    };
    match field.purpose {
        Purpose::Signature => (signature, format!("Chữ ký số của {signer}, giữa chức vụ và họ tên")),
        Purpose::Seal => (seal, format!("Dấu, chữ ký số của {body}, trùm khoảng một phần ba chữ ký về bên trái")),
        Purpose::AgencyText => {
            let tooltip = "Chữ ký số của cơ quan trên tệp riêng: số, ký hiệu văn bản, thời gian ký; chữ đen cỡ 10, không có hình";
            ("ChuKy_CoQuan".to_owned(), tooltip.to_owned())
        }
    }
}

/// The fields as annotations: the paragraph each stands above, its page, area and action. From the second of
/// a purpose on names carry a number.
pub(super) fn fields(fields: &[SignatureField], pages: &Pages) -> Vec<(ParaId, usize, [f32; 4], Action)> {
    let annotation = |(i, field): (usize, &SignatureField)| {
        let height = pages.pages.get(field.area.page)?.height;
        let (stem, tooltip) = words(field);
        let before = fields[..i].iter().filter(|f| (f.purpose, &f.party) == (field.purpose, &field.party)).count();
        let name = if before == 0 { stem } else { format!("{stem}_{}", before + 1) };
        let area = field.area;
        let corners = [area.x, height - area.y - area.height, area.x + area.width, height - area.y].map(hundredths);
        Some((field.para, area.page, corners, Action::Waits { name, tooltip }))
    };
    fields.iter().enumerate().filter_map(annotation).collect()
}

impl Annotation {
    /// Writes the annotation as an object and hangs it on its page; `number` leads to its element.
    pub(super) fn write(&self, document: &mut Document, pages: &[ObjectId], id: ObjectId, number: i64) {
        let mut annotation = match &self.action {
            Action::Link(target) => link(target),
            Action::Waits { name, tooltip } => field(document, name, tooltip, self.area),
        };
        annotation.set("Type", "Annot");
        annotation.set("Rect", self.area.map(Object::from).to_vec());
        annotation.set("F", PRINT);
        annotation.set("P", pages[self.page]);
        annotation.set("StructParent", number);
        document.set_object(id, annotation);
        let Ok(page) = document.get_dictionary_mut(pages[self.page]) else { return };
        match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
            Ok(annotations) => annotations.push(id.into()),
            Err(_) => page.set("Annots", vec![Object::from(id)]),
        }
    }
}

fn link(target: &str) -> Dictionary {
    dictionary! {
        "Subtype" => "Link",
        "Border" => [0, 0, 0].map(Object::from).to_vec(),
        "Contents" => text(&format!("Liên kết đến {target}")),
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(ascii(target)) },
    }
}

/// An empty signature field; PDF/A wants an appearance even of nothing.
fn field(document: &mut Document, name: &str, tooltip: &str, area: [f32; 4]) -> Dictionary {
    let [left, bottom, right, top] = area;
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => [0.0, 0.0, right - left, top - bottom].map(Object::from).to_vec(),
        "Resources" => Dictionary::new(),
    };
    let appearance = document.add_object(Stream::new(form, Vec::new()).with_compression(false));
    dictionary! {
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text(name),
        "TU" => text(tooltip),
        "AP" => dictionary! { "N" => appearance },
    }
}

/// A link's target with everything but ASCII percent-encoded, as URI actions want it.
fn ascii(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for byte in target.bytes() {
        if byte.is_ascii_graphic() { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use lopdf::decode_text_string;

    use super::super::tests::{get, pages, read, shown, small};
    use super::*;

    const MM: f32 = 72.0 / 25.4;

    /// Name, tooltip and rectangle of each field.
    fn written(document: &Document) -> Vec<(String, String, [f32; 4])> {
        let form = get(document, document.catalog().unwrap(), "AcroForm").as_dict().unwrap();
        let fields = get(document, form, "Fields").as_array().unwrap().iter();
        let fields = fields.map(|f| document.dereference(f).unwrap().1.as_dict().unwrap());
        fields
            .map(|f| {
                assert_eq!((f.get(b"FT").unwrap(), f.get(b"F").unwrap()), (&Object::from("Sig"), &Object::Integer(4)));
                assert!(!f.has(b"V"));
                let appearance = get(document, get(document, f, "AP").as_dict().unwrap(), "N").as_stream().unwrap();
                assert!(appearance.content.is_empty());
                let text = |key: &[u8]| decode_text_string(f.get(key).unwrap()).unwrap();
                let area: Vec<f32> = f.get(b"Rect").unwrap().as_array().unwrap().iter().map(|v| v.as_float().unwrap()).collect();
                (text(b"T"), text(b"TU"), [area[0], area[1], area[2], area[3]])
            })
            .collect()
    }

    #[test]
    fn the_signature_stands_between_title_and_name_and_the_seal_over_its_left_third() {
        let document = read(&small());
        let fields = written(&document);
        let names: Vec<&str> = fields.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, ["ChuKy_NguoiKy", "Dau_CoQuan"]);
        assert_eq!(fields[0].1, "Chữ ký số của người ký, giữa chức vụ và họ tên");
        assert_eq!(fields[1].1, "Dấu, chữ ký số của cơ quan, trùm khoảng một phần ba chữ ký về bên trái");
        let (signature, seal) = (fields[0].2, fields[1].2);
        let page = pages(&document)[0];
        let lines = shown(&document, page);
        let line = |text: &str| lines.iter().find(|l| l.text.trim() == text).unwrap();
        let (title, name) = (line("GIÁM ĐỐC"), line("Trần Văn Tuấn"));
        // 13 pt letters: nothing hangs lower than 4 pt or, with its marks, stands higher than 13 pt.
        assert!(signature[3] < title.baseline - 4.0 && signature[1] > name.baseline + 13.0, "{signature:?} {title:?} {name:?}");
        let middle = (signature[0] + signature[2]) / 2.0;
        assert!((middle - (title.left + title.right) / 2.0).abs() < 0.1);
        assert!((signature[2] - signature[0] - 50.0 * MM).abs() < 0.1 && (signature[3] - signature[1] - 22.0 * MM).abs() < 0.1);
        assert!((seal[2] - seal[0] - 36.0 * MM).abs() < 0.1 && (seal[3] - seal[1] - 36.0 * MM).abs() < 0.1);
        let covered = (seal[2] - signature[0]) / (signature[2] - signature[0]);
        assert!((covered - 1.0 / 3.0).abs() < 0.01, "{covered}");
        assert!(seal[1] <= signature[1] && seal[3] >= signature[3], "{seal:?}");
        assert!(seal[1] >= 20.0 * MM - 0.1, "above the lower margin: {seal:?}");
    }

    /// pyHanko takes a signature for an unexplained change where the element holds its field in a list.
    #[test]
    fn an_element_holds_its_field_by_itself() {
        let document = read(&small());
        let elements = document.objects.values().filter_map(|o| o.as_dict().ok());
        let forms: Vec<&Object> =
            elements.filter(|e| e.get(b"S").is_ok_and(|s| *s == Object::from("Form"))).map(|e| e.get(b"K").unwrap()).collect();
        assert_eq!(forms.len(), 2);
        assert!(forms.iter().all(|kid| kid.as_dict().is_ok_and(|kid| kid.has(b"Obj"))), "{forms:?}");
    }

    #[test]
    fn without_a_signer_there_is_no_form() {
        let document = read("<document><body><item level=\"section\"><heading>A</heading></item></body></document>");
        assert!(document.catalog().unwrap().get(b"AcroForm").is_err());
    }
}
