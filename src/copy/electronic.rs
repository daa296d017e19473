//! An electronic copy (decree PL III Mẫu 3.2): at the upper right of the first page a field for the agency's
//! signature, which shows the words of the form; the signing program adds the time.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::source::{Signed, Source};
use super::view::{Area, Matrix, View, entry};
use super::{graft, structure};
use crate::export::{Extras, Metadata, pdf};
use crate::font::Fonts;
use crate::layout;
use crate::pipeline::Compiled;
use crate::standard::Standard;
use crate::style;
use crate::tree::plain;
use crate::units::Twips;

/// The name that signing programs know the field by (docs/KY-SO.md).
const NAME: &str = "ChuKy_CoQuanSao";
/// As long as what the signing program writes: date, time and zone as in ISO 8601.
const LATER: &str = "00/00/0000; 00:00:00 +07:00";
/// What is told of it.
const LATER_IN_WORDS: &str = "ngày/tháng/năm; giờ:phút:giây";
/// The flag of annotations that are printed.
const PRINT: i64 = 1 << 2;

/// A field that was added to the first page.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureField {
    /// Its name in the form.
    pub name: String,
    /// The words that it is to show.
    pub words: String,
    /// Left, bottom, right, top in the page's own places, pt.
    pub area: [f64; 4],
}

/// The words of the signature, without the time.
fn words(block: &Compiled) -> String {
    let header = &block.document.header;
    let form = header.copy_form.as_ref().map(|form| plain(form)).unwrap_or_default();
    let body: Vec<String> = header.organ_name.iter().map(|line| plain(line)).collect();
    format!("{form}; {};", body.join(" "))
}

/// Where the field stands on the first page, as it is seen.
pub(super) struct Room {
    view: View,
    pub(super) area: Area,
    page: Vec<u8>,
    words: String,
}

impl Room {
    /// Sets the words and measures the room that they and the time take.
    pub(super) fn of(source: &Source<'_>, block: &Compiled, standard: &'static Standard, fonts: &Fonts) -> Option<Room> {
        let view = View::of(&source.document, *source.pages.first()?)?;
        let words = words(block);
        let flow = style::copy_signature(&words, LATER, &block.choices, standard, fonts);
        let (pages, _) = layout::layout(&flow, fonts);
        let (width, height) = pages.pages.first().map(|page| (page.width, page.height))?;
        let page = pdf::write(&flow, &pages, fonts, &Metadata::default(), &Extras::default(), &pdf::Shared::default()).ok()?;
        let (across, up) = view.size();
        let right = across - style::page_setup(standard, &block.choices).right.pt();
        let top = up - Twips::from_mm(standard.text_signature_room.from_edge_mm).pt();
        Some(Room { view, area: [(right - width).max(0.0), top - height, right, top], page, words })
    }

    /// Adds the field.
    pub(super) fn add(self, source: &mut Source<'_>) -> Option<SignatureField> {
        let page = *source.pages.first()?;
        let appearance = graft::plain(source, &self.page)?.form;
        let [a, b, c, d, ..]: Matrix = self.view.matrix();
        let unit = a.hypot(b);
        let upright = [a, b, c, d].map(|n| Object::Real((n / unit) as f32)).into_iter().chain([0.into(), 0.into()]).collect::<Vec<_>>();
        if let Ok(form) = source.document.get_object_mut(appearance).and_then(Object::as_stream_mut) {
            form.dict.set("Matrix", upright);
        }
        let form = form(source)?;
        let name = free_name(source, form);
        let area = self.view.own(self.area).map(|n| (n * 100.0).round() / 100.0);
        let whole = format!("{} {LATER_IN_WORDS}", self.words);
        let tooltip = format!("Chữ ký số của cơ quan sao văn bản: “{whole}”; chữ đứng, cỡ 10, màu đen, không có hình");
        let mut field = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => lopdf::text_string(&name),
            "TU" => lopdf::text_string(&tooltip),
            "Rect" => area.map(|n| Object::Real(n as f32)).to_vec(),
            "F" => PRINT,
            "P" => page,
            "AP" => dictionary! { "N" => appearance },
        };
        if self.view.rotation() != 0 {
            field.set("MK", dictionary! { "R" => self.view.rotation() });
        }
        let id = source.reserve();
        // Whoever signed the source would find its structure changed.
        if source.is_tagged() && source.signed() == Signed::No {
            field.set("StructParent", tag(source, id, page)?);
            source.change(page, |page| page.set("Tabs", "S"));
        }
        source.set(id, field);
        push(source, page, "Annots", id);
        push(source, form, "Fields", id);
        Some(SignatureField { name, words: whole, area })
    }
}

/// Adds the field's element before the text; gives the number that leads back to it.
fn tag(source: &mut Source<'_>, field: ObjectId, page: ObjectId) -> Option<i64> {
    let holder = structure::document(source)?;
    let object = dictionary! { "Type" => "OBJR", "Obj" => field, "Pg" => page };
    let element = source.add(dictionary! { "Type" => "StructElem", "S" => "Form", "P" => holder, "K" => object });
    structure::prepend_kid(source, holder, element);
    structure::append_parents(source, element.into())
}

/// The document's form, made where there is none.
fn form(source: &mut Source<'_>) -> Option<ObjectId> {
    if let Some(form) = source.part("AcroForm").filter(|id| source.document.get_dictionary(*id).is_ok()) {
        return Some(form);
    }
    let root = source.root()?;
    let form = source.add(dictionary! { "Fields" => Vec::new(), "SigFlags" => 0 });
    source.change(root, |catalog| catalog.set("AcroForm", form));
    Some(form)
}

/// Adds to a list that a dictionary holds, where the list stands.
fn push(source: &mut Source<'_>, holder: ObjectId, key: &str, item: ObjectId) {
    let mut list = source.list(holder, key.as_bytes());
    list.push(item.into());
    let apart = source.document.get_dictionary(holder).and_then(|h| h.get(key.as_bytes())).and_then(Object::as_reference).ok();
    match apart {
        Some(id) => source.set(id, list),
        None => source.change(holder, |holder: &mut Dictionary| holder.set(key, list)),
    }
}

/// The field's name, numbered where the form has one of that name.
fn free_name(source: &Source<'_>, form: ObjectId) -> String {
    let fields = source.list(form, b"Fields");
    let taken: Vec<String> = fields
        .iter()
        .filter_map(|field| entry(&source.document, source.document.dereference(field).ok()?.1.as_dict().ok()?, b"T"))
        .filter_map(|name| lopdf::decode_text_string(name).ok())
        .collect();
    let mut names = std::iter::once(NAME.to_owned()).chain((2..).map(|n| format!("{NAME}_{n}")));
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}
