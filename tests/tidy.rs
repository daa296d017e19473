//! The house's own rules: layers, file sizes, module docs, names, Unicode form, licences.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::is_nfc;

/// From the ground up: a module may use those before it. ARCHITECTURE.md shows the same list.
const LAYERS: [&str; 22] = [
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
    "validate",
    "template",
    "style",
    "layout",
    "export",
    "pipeline",
    "cli",
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
    for folder in fs::read_dir("templates").unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir() && !p.ends_with("partials")) {
        for file in ["type.toml", "schema.json", "template.hbs", "example.yaml"] {
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
