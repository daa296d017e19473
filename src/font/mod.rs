//! The four faces that the layout measures with and the PDF embeds.
//!
//! No shaping: Vietnamese in NFC needs one glyph a letter, and the layout wants Word's classic
//! widths, without kerning or ligatures. Which glyphs a document uses is the exporter's question.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, code};

/// Letters every usable face must have: all that Vietnamese documents are written with.
const REQUIRED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\
    ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ\
    àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ\
    .,;:!?()/-–—“”‘’…%&*+\u{a0} ";

/// One face of a family.
pub struct Face {
    data: Cow<'static, [u8]>,
    family: String,
    postscript_name: String,
    units_per_em: u16,
    ascent: i16,
    descent: i16,
    line_gap: i16,
    cap_height: i16,
    bbox: [i16; 4],
    italic_angle: f32,
    glyphs: Glyphs,
    advances: Vec<u16>,
}

/// Glyph numbers by character: a table for the scripts in use, a map for the rest.
struct Glyphs {
    low: Vec<u16>,
    high: BTreeMap<u32, u16>,
}

const LOW: u32 = 0x2300;

impl Face {
    fn parse(data: Cow<'static, [u8]>) -> Result<Face, String> {
        let face = ttf_parser::Face::parse(&data, 0).map_err(|e| e.to_string())?;
        let mut glyphs = Glyphs { low: vec![0; LOW as usize], high: BTreeMap::new() };
        let subtables = face.tables().cmap.iter().flat_map(|c| c.subtables).filter(ttf_parser::cmap::Subtable::is_unicode);
        // The last one counts; most fonts say the same in several.
        for table in subtables.collect::<Vec<_>>().into_iter().rev() {
            table.codepoints(|c| {
                let slot = match glyphs.low.get_mut(c as usize) {
                    Some(slot) => slot,
                    None => glyphs.high.entry(c).or_default(),
                };
                if *slot == 0 {
                    *slot = table.glyph_index(c).map_or(0, |glyph| glyph.0);
                }
            });
        }
        let advances = (0..face.number_of_glyphs()).map(|g| face.glyph_hor_advance(ttf_parser::GlyphId(g)).unwrap_or(0)).collect();
        let name = |id| face.names().into_iter().filter(|n| n.name_id == id).find_map(|n| n.to_string());
        let family = name(ttf_parser::name_id::FAMILY).ok_or("phông không có tên")?;
        let bbox = face.global_bounding_box();
        Ok(Face {
            postscript_name: name(ttf_parser::name_id::POST_SCRIPT_NAME).unwrap_or_else(|| family.replace(' ', "")),
            family,
            units_per_em: face.units_per_em(),
            ascent: face.ascender(),
            descent: face.descender(),
            line_gap: face.line_gap(),
            cap_height: face.capital_height().unwrap_or(face.ascender()),
            bbox: [bbox.x_min, bbox.y_min, bbox.x_max, bbox.y_max],
            italic_angle: face.italic_angle(),
            glyphs,
            advances,
            data,
        })
    }

    /// The file's bytes.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The PostScript name, without spaces.
    pub fn postscript_name(&self) -> &str {
        &self.postscript_name
    }

    /// Font units in an em.
    pub fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    /// Bounding box of all glyphs, font units: left, bottom, right, top.
    pub fn bbox(&self) -> [i16; 4] {
        self.bbox
    }

    /// Slant in degrees, negative to the right.
    pub fn italic_angle(&self) -> f32 {
        self.italic_angle
    }

    /// Height of capitals, font units.
    pub fn cap_height(&self) -> i16 {
        self.cap_height
    }

    /// Highest and lowest reach of letters, font units; the second is negative.
    pub fn ascent_descent(&self) -> (i16, i16) {
        (self.ascent, self.descent)
    }

    /// The glyph of a character.
    pub fn glyph(&self, c: char) -> Option<u16> {
        let glyph = match self.glyphs.low.get(c as usize) {
            Some(glyph) => *glyph,
            None => self.glyphs.high.get(&(c as u32)).copied().unwrap_or(0),
        };
        (glyph != 0).then_some(glyph)
    }

    /// Advance of a glyph, font units.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// Width of a text at a size, both in pt; characters without a glyph count nothing.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let units: u32 = text.chars().filter_map(|c| self.glyph(c)).map(|g| u32::from(self.advance(g))).sum();
        f64::from(units) * size / f64::from(self.units_per_em)
    }

    /// Height of a single-spaced line at a size, pt.
    pub fn line_height(&self, size: f64) -> f64 {
        let units = i32::from(self.ascent) - i32::from(self.descent) + i32::from(self.line_gap);
        f64::from(units) * size / f64::from(self.units_per_em)
    }

    /// Distance from a line's top to its baseline at a size, pt.
    pub fn baseline(&self, size: f64) -> f64 {
        f64::from(i32::from(self.ascent) + i32::from(self.line_gap)) * size / f64::from(self.units_per_em)
    }
}

/// A family of four faces.
pub struct Fonts {
    /// Regular, bold, italic, bold italic.
    faces: [Face; 4],
    family: String,
}

impl Fonts {
    /// The family that comes with the program: Liberation Serif 2.1.5, of Times New Roman's widths.
    pub fn builtin() -> Result<Fonts, Diagnostics> {
        Self::from_faces([
            Cow::Borrowed(include_bytes!("../../fonts/LiberationSerif-Regular.ttf").as_slice()),
            Cow::Borrowed(include_bytes!("../../fonts/LiberationSerif-Bold.ttf").as_slice()),
            Cow::Borrowed(include_bytes!("../../fonts/LiberationSerif-Italic.ttf").as_slice()),
            Cow::Borrowed(include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf").as_slice()),
        ])
    }

    fn from_faces(files: [Cow<'static, [u8]>; 4]) -> Result<Fonts, Diagnostics> {
        let mut faces = Vec::with_capacity(4);
        for data in files {
            faces.push(Face::parse(data).map_err(|e| bad_font(&format!("Không đọc được phông chữ: {e}")))?);
        }
        let faces: [Face; 4] = faces.try_into().map_err(|_| bad_font("Thiếu kiểu chữ"))?;
        Ok(Fonts { family: faces[0].family.clone(), faces })
    }

    /// Whether every face has the letters that documents are written with.
    fn proven(self) -> Result<Fonts, Diagnostics> {
        for face in &self.faces {
            let missing: String = REQUIRED.chars().filter(|c| face.glyph(*c).is_none()).take(12).collect();
            if !missing.is_empty() {
                return Err(bad_font(&format!("Phông {} thiếu chữ tiếng Việt: {missing}", face.postscript_name)));
            }
        }
        Ok(self)
    }

    /// A family found among the files of a folder: Times New Roman if it is there, else any family
    /// with all four faces. Each entry is a file's name and bytes.
    pub fn from_files(files: Vec<(String, Vec<u8>)>) -> Result<Fonts, Diagnostics> {
        let mut families: BTreeMap<String, [Option<Vec<u8>>; 4]> = BTreeMap::new();
        let (mut damaged, mut restricted) = (Vec::new(), Vec::new());
        for (file, data) in files {
            let Ok(face) = ttf_parser::Face::parse(&data, 0) else {
                damaged.push(file);
                continue;
            };
            if face.permissions() == Some(ttf_parser::Permissions::Restricted) {
                restricted.push(file);
                continue;
            }
            let name = face.names().into_iter().filter(|n| n.name_id == ttf_parser::name_id::FAMILY).find_map(|n| n.to_string());
            let slot = usize::from(face.is_bold()) + 2 * usize::from(face.is_italic());
            if let Some(name) = name {
                families.entry(name).or_default()[slot] = Some(data);
            }
        }
        let whole = |name: &str| families.get(name).is_some_and(|f| f.iter().all(Option::is_some));
        let chosen =
            if whole("Times New Roman") { Some("Times New Roman".to_owned()) } else { families.keys().find(|n| whole(n)).cloned() };
        match chosen.and_then(|name| families.remove(&name)) {
            Some([Some(regular), Some(bold), Some(italic), Some(both)]) => {
                Self::from_faces([Cow::Owned(regular), Cow::Owned(bold), Cow::Owned(italic), Cow::Owned(both)])?.proven()
            }
            _ => {
                let message = "Thư mục phông chữ không có đủ bốn kiểu của một phông (thường, đậm, nghiêng, đậm nghiêng)";
                let mut found = Diagnostic::error(code::BAD_FONT, None, message);
                let why = [("hỏng hoặc không phải phông TrueType", damaged), ("giấy phép của phông không cho nhúng", restricted)];
                for (why, files) in why.into_iter().filter(|(_, files)| !files.is_empty()) {
                    found = found.help(format!("Không dùng được vì {why}: {}.", files.join(", ")));
                }
                let help = "Chép times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf từ máy Windows có bản quyền vào thư mục đó.";
                Err(found.help(help).into())
            }
        }
    }

    /// Whether its letters are as wide as those of Times New Roman, which the DOCX names: only then do lines
    /// break alike in both files.
    pub fn is_as_wide_as_times(&self) -> bool {
        let Ok(times) = Self::builtin() else { return false };
        let wide = |face: &Face, c: char| face.width(c.encode_utf8(&mut [0; 4]), 1000.0).round();
        self.faces.iter().zip(&times.faces).all(|(own, times)| REQUIRED.chars().all(|c| wide(own, c) == wide(times, c)))
    }

    /// Whether these are the faces that come with the program.
    pub fn are_built_in(&self) -> bool {
        self.faces.iter().all(|face| matches!(face.data, Cow::Borrowed(_)))
    }

    /// The family's name.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The face for a weight and slant.
    pub fn face(&self, bold: bool, italic: bool) -> &Face {
        &self.faces[usize::from(bold) + 2 * usize::from(italic)]
    }

    /// Regular, bold, italic, bold italic.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Whether every face shows a character.
    pub fn covers(&self, c: char) -> bool {
        self.faces.iter().all(|f| f.glyph(c).is_some())
    }
}

fn bad_font(message: &str) -> Diagnostics {
    Diagnostic::error(code::BAD_FONT, None, message)
        .help("Dùng phông Times New Roman, Liberation Serif 2.x hoặc Tinos có đủ chữ tiếng Việt.")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Advance widths of Times New Roman at 2048 units, read off the font's own tables.
    #[test]
    fn widths_are_those_of_times_new_roman() {
        let fonts = Fonts::builtin().unwrap();
        let width = |c: char, bold| {
            let face = fonts.face(bold, false);
            face.advance(face.glyph(c).unwrap())
        };
        assert_eq!([width('A', false), width('m', false), width(' ', false), width('u', false)], [1479, 1593, 512, 1024]);
        assert_eq!([width('A', true), width('Ộ', true)], [1479, 1593]);
    }

    #[test]
    fn a_single_line_is_1_149_em() {
        let fonts = Fonts::builtin().unwrap();
        let face = fonts.face(false, false);
        assert!((face.line_height(100.0) - 114.99).abs() < 0.01);
    }

    #[test]
    fn the_built_in_family_is_as_wide_as_times() {
        assert!(Fonts::builtin().unwrap().is_as_wide_as_times());
        let mut narrow = Fonts::builtin().unwrap();
        narrow.faces[2].advances.iter_mut().for_each(|advance| *advance -= *advance / 10);
        assert!(!narrow.is_as_wide_as_times());
    }

    #[test]
    fn the_built_in_family_has_every_letter() {
        assert!(Fonts::builtin().unwrap().proven().is_ok());
    }

    #[test]
    fn emoji_are_not_covered() {
        let fonts = Fonts::builtin().unwrap();
        assert!(!fonts.covers('😀'));
        assert!(fonts.covers('ậ'));
    }

    #[test]
    fn a_folder_without_fonts_is_refused() {
        let found = Fonts::from_files(vec![("a.ttf".into(), b"khong phai phong".to_vec())]).err().unwrap();
        assert!(found.has_errors());
    }
}
