//! The house's own rules: layers, file sizes, module docs, names, Unicode form, licences.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::is_nfc;

/// From the ground up: a module may use those before it. ARCHITECTURE.md shows the same list.
const LAYERS: [&str; 30] = [
    "limits",
    "units",
    "text",
    "standard",
    "diag",
    "paper",
    "font",
    "line",
    "picture",
    "tree",
    "recognise",
    "markup",
    "model",
    "derive",
    "content",
    "shape",
    "validate",
    "constituents",
    "template",
    "style",
    "layout",
    "facts",
    "rules",
    "export",
    "pipeline",
    "copy",
    "review",
    "import",
    "cli",
    "serve",
];

fn files(root: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let (mut out, mut folders) = (Vec::new(), vec![PathBuf::from(root)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| extensions.contains(&e.to_str().unwrap())) {
                out.push(entry);
            }
        }
    }
    out.sort();
    out
}

fn module(path: &Path) -> String {
    let first = path.strip_prefix("src").unwrap().components().next().unwrap();
    first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let own = module(&path);
        let Some(level) = LAYERS.iter().position(|l| *l == own) else {
            assert!(["lib", "main"].contains(&own.as_str()), "{own} has no layer");
            continue;
        };
        for line in fs::read_to_string(&path).unwrap().lines().filter(|l| !l.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if LAYERS.iter().position(|l| *l == used).is_some_and(|l| l > level) {
                    wrong.push(format!("{}: {own} uses {used}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn architecture_shows_the_layers() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let at: Vec<usize> =
        LAYERS.iter().map(|l| text.find(&format!("| `{l}` |")).unwrap_or_else(|| panic!("ARCHITECTURE.md lacks {l}"))).collect();
    assert!(at.is_sorted(), "ARCHITECTURE.md lists the layers in another order");
    assert!(text.lines().count() <= 200);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for path in files("src", &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} has no module doc", path.display());
        assert!(text.lines().count() <= 700, "{} is too long", path.display());
        for word in ["todo!(", "unimplemented!(", "dbg!(", "FIXME", "TODO", "#[ignore"] {
            assert!(!text.contains(word), "{} contains {word}", path.display());
        }
    }
}

#[test]
fn exporters_and_layout_hold_no_number_of_the_standard() {
    // The decree's margins, sizes and strings come through `style`.
    for path in files("src/layout", &["rs"]).into_iter().chain(files("src/export", &["rs"])).filter(|p| !p.ends_with("tests.rs")) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in ["from_mm", "CỘNG HÒA", "Độc lập", "Nơi nhận", "Standard::nd30"] {
            assert!(!code.contains(word), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn all_texts_are_nfc() {
    let all = ["src", "templates", "data", "docs", "tests"]
        .iter()
        .flat_map(|r| files(r, &["rs", "toml", "hbs", "json", "yaml", "md", "corrections"]));
    for path in all.chain(["README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from)) {
        let text = fs::read_to_string(&path).unwrap();
        // Tests of normalisation write decomposed letters as escapes.
        assert!(is_nfc(&text), "{} is not NFC", path.display());
    }
}

#[test]
fn fonts_come_with_their_licence() {
    let licence = fs::read_to_string("fonts/LICENSE").unwrap();
    assert!(licence.contains("SIL OPEN FONT LICENSE Version 1.1"));
    assert_eq!(files("fonts", &["ttf"]).len(), 4);
}

#[test]
fn the_two_readmes_show_the_same_commands() {
    let blocks = |name: &str| -> Vec<String> {
        let text = fs::read_to_string(name).unwrap();
        text.split("```").skip(1).step_by(2).filter(|b| b.starts_with("sh\n")).map(str::to_owned).collect()
    };
    let english = blocks("README.md");
    assert!(english.len() >= 2);
    assert_eq!(english, blocks("README.vi.md"));
}

#[test]
fn every_type_folder_is_complete() {
    for folder in fs::read_dir("templates")
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir() && !p.ends_with("partials") && !p.ends_with("forms"))
    {
        for file in ["type.toml", "schema.json", "example.yaml"] {
            assert!(folder.join(file).is_file(), "{} lacks {file}", folder.display());
        }
    }
}

#[test]
fn every_test_file_is_run() {
    let suite = fs::read_to_string("tests/suite.rs").unwrap();
    for file in fs::read_dir("tests").unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "rs")) {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(name == "suite" || suite.contains(&format!("mod {name};")), "tests/suite.rs lacks {name}");
    }
}

/// A file's name as a path of modules: `export/pdf/tags`.
fn module_path(path: &Path) -> String {
    let path = path.strip_prefix("src").unwrap().with_extension("");
    let path = path.to_str().unwrap().replace('\\', "/");
    path.strip_suffix("/mod").unwrap_or(&path).to_owned()
}

/// A file's code: without its tests, comments and texts of documentation.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|l| !l.trim_start().starts_with("//")).map(|l| l.to_owned() + "\n").collect()
}

/// Every path that a `use` names, its braces opened.
fn opened(tree: &str, before: &str, out: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        out.push(before.to_owned() + tree.split(" as ").next().unwrap().trim());
        return;
    };
    let (mut depth, mut part) = (0, String::new());
    for c in rest.chars() {
        match c {
            ',' | '}' if depth == 0 => opened(&std::mem::take(&mut part), &format!("{before}{}", head.trim()), out),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                part.push(c);
            }
        }
    }
}

/// The paths in a file's code that may lead to another: those of its `use` lines, and those written out.
fn named_paths(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = String::new();
    for statement in code.split(';') {
        let keyword = statement.rfind("use ").filter(|at| {
            let line = statement[..*at].lines().last().unwrap_or_default().trim();
            line.is_empty() || line.starts_with("pub")
        });
        match keyword {
            Some(at) => {
                rest.push_str(&statement[..at]);
                opened(&statement[at + "use ".len()..].split_whitespace().collect::<Vec<_>>().join(" "), "", &mut out);
            }
            None => rest.push_str(statement),
        }
    }
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    out.extend(rest.split(|c| !part(c)).filter(|p| ["crate::", "super::", "self::"].iter().any(|s| p.starts_with(s))).map(str::to_owned));
    out
}

/// Which files each file uses. A file that holds others is not used by them: what they share is its own.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let all: BTreeMap<String, PathBuf> = files("src", &["rs"]).into_iter().map(|p| (module_path(&p), p)).collect();
    let used = |own: &str, path: &str| {
        let mut steps: Vec<&str> = path.split("::").collect();
        let mut at: Vec<&str> = own.split('/').collect();
        match steps[0] {
            "crate" => {
                steps.remove(0);
                at.clear();
            }
            "super" | "self" => {
                while matches!(steps.first(), Some(&"super" | &"self")) {
                    if steps.remove(0) == "super" {
                        at.pop();
                    }
                }
            }
            child if all.contains_key(&format!("{own}/{child}")) => {}
            _ => return None,
        }
        at.extend(steps);
        (1..=at.len()).rev().map(|n| at[..n].join("/")).find(|m| all.contains_key(m))
    };
    let of = |(own, path): (&String, &PathBuf)| {
        let used = named_paths(&code(path)).iter().filter_map(|p| used(own, p)).collect::<BTreeSet<_>>();
        (own.clone(), used.into_iter().filter(|m| m != own && !own.starts_with(&format!("{m}/"))).collect())
    };
    all.iter().map(of).collect()
}

/// All that can be reached from a file.
fn reached(from: &str, uses: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let (mut out, mut next) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(file) = next.pop() {
        next.extend(uses[&file].iter().filter(|used| out.insert((*used).clone())).cloned());
    }
    out
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = uses();
    let reads = |file: &str, other: &str| assert!(uses[file].contains(other), "`use` lines are read wrongly: {file} uses {:?}", uses[file]);
    reads("layout", "style");
    reads("markup", "tree");
    let reach: BTreeMap<&String, BTreeSet<String>> = uses.keys().map(|file| (file, reached(file, &uses))).collect();
    let circles: BTreeSet<Vec<&str>> = uses
        .keys()
        .filter(|file| reach[file].contains(*file))
        .map(|file| uses.keys().filter(|other| reach[file].contains(*other) && reach[*other].contains(file)).map(String::as_str).collect())
        .collect();
    assert!(circles.is_empty(), "{circles:?}");
}

/// The keys of a table of TOML and of all tables in it, but those that name things of their own.
fn keys(table: &toml::Table, path: &str, out: &mut BTreeSet<String>) {
    for (key, value) in table {
        let named = matches!(path, "marks" | "clauses" | "forms" | "components" | "copies");
        if !named {
            out.insert(key.clone());
        }
        if let Some(inner) = value.as_table() {
            keys(inner, key, out);
        }
    }
}

#[test]
fn every_key_of_the_standard_is_read() {
    let standard: toml::Table = fs::read_to_string("src/standard/nd30-2020.toml").unwrap().parse().unwrap();
    let mut names = BTreeSet::new();
    keys(&standard, "", &mut names);
    assert!(names.len() > 60, "{}", names.len());
    // The glossary, which tests/generated.rs writes, shows what no document needs.
    let readers = files("src", &["rs"]).into_iter().chain([PathBuf::from("tests/generated.rs")]);
    let all: String = readers.map(|path| code(&path)).collect();
    let words: BTreeSet<&str> = all.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | ':')).collect();
    let read = |key: &str| words.iter().any(|word| word.split('.').skip(1).any(|field| field.split(':').next() == Some(key)));
    let unread: Vec<&String> = names.iter().filter(|key| !read(key)).collect();
    assert!(unread.is_empty(), "nobody reads {unread:?}");
    let capitals = |key: &str| key.split('_').map(|w| w[..1].to_uppercase() + &w[1..]).collect::<String>();
    for (table, kind) in [("clauses", "Clause"), ("components", "Component")] {
        let named = |key: &String| format!("{kind}::{}", capitals(key));
        let outside: String = files("src", &["rs"]).iter().filter(|p| !p.starts_with("src/standard")).map(|p| code(p)).collect();
        let unread: Vec<String> = standard[table].as_table().unwrap().keys().map(named).filter(|name| !outside.contains(name)).collect();
        assert!(unread.is_empty(), "nobody reads {unread:?}");
    }
}

/// Lengths and shares outside the standard: how engines set and draw, not how a document is to look.
const ENGINE_FACTS: &[(&str, &str)] = &[
    ("export/pdf/pages", "BOX"),         // the square of a check box, drawn
    ("export/pdf/pages", "DOT"),         // thickness of leaders' dots, drawn
    ("export/pdf/pages", "DOT_STEP"),    // how close they stand, drawn
    ("export/pdf/pages", "GAP"),         // between dots and words, drawn
    ("layout", "BORDER"),                // the thinnest line of Word and LibreOffice
    ("layout", "END_HEIGHT"),            // the empty paragraph that Word asks for behind a table
    ("layout", "STROKE"),                // a drawn rule, as the DOCX has it
    ("layout/galley", "MOST_KEPT"),      // how much may move whole and leave a page's foot white
    ("layout/paginate", "MOST_SHARE"),   // the same for spread paragraphs
    ("layout/paginate", "MOST_WHITE"),   // the same for tall rows
    ("layout/paginate", "TALL"),         // the same
    ("layout/set", "HELD"),              // from where all engines pass over a hyphen
    ("style/foot", "MOST_OF_A_PAGE"),    // the same for signatures
    ("style/gaps", "AIR"),               // behind a gap, so that no engine misses it
    ("style/widths", "SHORT_WORD"),      // what is as good as a figure when widths are shared out
    ("layout/paginate", "NEAR_END"),     // how near a page's end engines differ
    ("layout/paginate", "NEAR_NOTES"),   // the same above footnotes
    ("layout/paginate", "SURE_OVERRUN"), // from where all engines break
    ("layout/place", "SAME"),            // rounding
    ("layout/set", "FRAME_PADDING"),     // Word's own room in a frame
    ("style/image", "DENSITY"),          // pixels an inch, as screens and Word take them
];

#[test]
fn numbers_of_the_standard_stand_nowhere_else() {
    let mut constants = BTreeSet::new();
    for path in ["src/style", "src/layout", "src/export"].iter().flat_map(|root| files(root, &["rs"])).filter(|p| !p.ends_with("tests.rs"))
    {
        let code = code(&path);
        for call in ["from_mm(", "from_pt(", "Twips(", "HalfPt("] {
            for (at, _) in code.match_indices(call) {
                let Some((number, _)) = code[at + call.len()..].split_once(')') else { continue };
                let constant = code[..at].lines().last().is_some_and(|line| line.contains("const "));
                let length = number.parse::<f64>().is_ok_and(|n| n > 1.0);
                assert!(constant || !length, "{}: {call}{number})", path.display());
            }
        }
        for line in code.lines().filter(|l| ["f64 =", "f32 =", "Twips =", "HalfPt ="].iter().any(|kind| l.contains(kind))) {
            if let Some((_, name)) = line.split_once("const ") {
                constants.insert((module_path(&path), name.split(':').next().unwrap().to_owned()));
            }
        }
    }
    let known: BTreeSet<(String, String)> = ENGINE_FACTS.iter().map(|(file, name)| ((*file).to_owned(), (*name).to_owned())).collect();
    assert_eq!(constants, known, "left: lengths in style, layout and export; right: those of engines");
}

#[test]
fn words_of_the_standard_stand_nowhere_else() {
    let standard: toml::Table = fs::read_to_string("src/standard/nd30-2020.toml").unwrap().parse().unwrap();
    // `VT`, `./.` and these are words like others, too.
    let ordinary = |word: &str| word.len() <= 3 || ["Như", "Phụ lục"].contains(&word);
    let words: Vec<&str> = standard["words"].as_table().unwrap().values().filter_map(|w| w.as_str()).filter(|w| !ordinary(w)).collect();
    assert!(words.len() >= 7, "{words:?}");
    // What a template writes itself: without its comments and without what names a thing to a reader of the markup.
    let of_template = |text: &str| {
        text.split("{{!").enumerate().map(|(i, t)| if i == 0 { t } else { t.split_once("}}").map_or("", |(_, t)| t) }).collect::<String>()
    };
    for path in files("templates", &["hbs"]).into_iter().filter(|p| !p.file_name().unwrap().to_str().unwrap().starts_with("from-")) {
        let text = of_template(&fs::read_to_string(&path).unwrap());
        for word in &words {
            let written =
                text.match_indices(word).any(|(at, _)| text[..at].ends_with('>') && text[at + word.len()..].starts_with(['<', '{', ' ']));
            assert!(!written, "{} writes “{word}” itself", path.display());
        }
    }
    for path in files("src", &["rs"]).into_iter().filter(|p| !p.starts_with("src/standard") && !p.ends_with("tests.rs")) {
        let code = code(&path);
        for word in &words {
            assert!(!code.contains(&format!("\"{word}\"")), "{} holds “{word}”", path.display());
        }
    }
}
