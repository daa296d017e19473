//! Names for files that every system takes.

use super::folded;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A text as a file's name: no marks (đ becomes d), lower case, everything else than letters,
/// digits and `_` a hyphen; at most `longest` bytes, cut between words.
pub fn slug(text: &str, longest: usize) -> String {
    let folded = folded(text);
    let words = folded.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|w| !w.is_empty());
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && out.len() + 1 + word.len() > longest {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out.truncate(longest);
    let port = ["com", "lpt"].iter().any(|p| out.strip_prefix(p).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit())));
    if port || DEVICES.contains(&out.as_str()) {
        out.push('_');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_short() {
        assert_eq!(slug("Báo cáo: Sở Y tế (Đợt 2)", 120), "bao-cao-so-y-te-dot-2");
        assert_eq!(slug("UBND phường Điện Biên Phủ", 120), "ubnd-phuong-dien-bien-phu");
        assert_eq!(slug("../a\\b/c", 120), "a-b-c");
        assert_eq!(slug("một hai ba", 8), "mot-hai");
        assert_eq!(slug("dàivôtận", 4), "daiv");
        assert_eq!(slug("…", 9), "");
    }

    #[test]
    fn names_of_devices_are_avoided() {
        assert_eq!(slug("CON", 9), "con_");
        assert_eq!(slug("COM1", 9), "com1_");
        assert_eq!(slug("Cồn Cỏ", 9), "con-co");
    }
}
