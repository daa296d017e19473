//! What is sent to do harm: too large, named to lead elsewhere, words that look like code.

use serde_json::{Value, json};

use super::client::Served;

#[test]
fn what_is_sent_is_bounded_as_the_readers_are() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let large = vec![b'x'; 66 << 20];
    for path in ["/check", "/api/check", "/settings/restore"] {
        let refused = served.upload(path, &[], &[("file", "a.docx", &large)]);
        assert!(refused.status == 413 && refused.text().contains("64 MB"), "{path}: {} {}", refused.status, refused.text());
    }
    // What unpacks to more than a reader takes is refused by the reader, in words.
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("[Content_Types].xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut bomb, &vec![b' '; 80 << 20]).unwrap();
    let bomb = bomb.finish().unwrap().into_inner();
    let sent = served.upload("/check", &[], &[("file", "a.docx", &bomb)]);
    let page = served.ask("GET", sent.header("location").unwrap(), None);
    assert!(page.status == 400 && page.text().contains("Chưa làm được"), "{}", page.text());
}

#[test]
fn names_of_files_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "blank" })));
    let picture = std::fs::read("docs/images/ke-hoach-trang-1.png").unwrap();
    for name in ["../../../a.png", "..\\..\\a.png", "/etc/a.png", "C:\\a.png", "a\u{202e}gnp.png", "<script>alert(1)</script>.png"] {
        let kept = served.upload("/api/documents/1/files", &[], &[("file", name, &picture)]);
        let own = kept.json()["name"].as_str().unwrap().to_owned();
        assert!(!own.contains(['/', '\\', '<', '\u{202e}']) && !own.contains(".."), "{name}: {own}");
        let base = served.upload(
            "/batch",
            &[],
            &[("base", "../chung.yaml", b"type: bao-cao\n"), ("rows", &name.replace(".png", ".csv"), b"a;b\n1;2\n")],
        );
        assert!(base.status == 303 && !base.header("location").unwrap().contains(".."), "{name}");
    }
    for path in ["/api/documents/1/files/..%2f..%2ftoken", "/batch/..%2f..", "/assets/..%2f..%2fCargo.toml", "/api/batches/..%2ftoken/zip"]
    {
        assert_eq!(served.ask("GET", path, None).status, 404, "{path}");
    }
    let names: Vec<String> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| !name.ends_with(".png") && !name.ends_with(".csv")), "{names:?}");
}

const HOSTILE: &str = "</title></textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

fn is_harmless(text: &str) -> bool {
    !text.contains("<script>alert") && !text.contains("<img src=x")
}

#[test]
fn words_never_become_markup() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let begun = served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "example" }))).json()["id"].to_string();
    let data = served.ask("GET", &format!("/api/documents/{begun}"), None).json()["data"].clone();
    let mut fields = Vec::new();
    pointers(&data, String::new(), &mut fields);
    assert!(fields.len() > 30, "{fields:?}");
    for field in fields.iter().filter(|field| *field != "/type") {
        let mut data = data.clone();
        *data.pointer_mut(field).unwrap() = HOSTILE.into();
        let shown = served.ask("POST", "/api/preview", Some(&json!({ "document": null, "data": data }))).json();
        let pages = shown["pages"].as_array().cloned().unwrap_or_default();
        assert!(pages.iter().all(|page| is_harmless(page["svg"].as_str().unwrap())), "{field}");
        let id = served.ask("POST", "/api/documents", Some(&json!({ "data": data }))).json()["id"].to_string();
        for path in [format!("/documents/{id}"), format!("/documents/{id}/versions?from=1&all=1"), format!("/documents/{id}/versions/1")] {
            let page = served.ask("GET", &path, None);
            assert!(page.status == 200 && is_harmless(&page.text()), "{field} {path}");
        }
    }
    for path in
        ["/start", "/start?later=1", "/start?q=%3Cscript%3Ealert(1)%3C/script%3E", "/batch", "/minutes", &format!("/minutes?plan={begun}")]
    {
        let page = served.ask("GET", path, None);
        assert!(page.status == 200 && is_harmless(&page.text()), "{path}");
    }
}

/// The pointers of all texts.
fn pointers(data: &Value, path: String, out: &mut Vec<String>) {
    match data {
        Value::String(_) => out.push(path),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, one)| pointers(one, format!("{path}/{at}"), out)),
        Value::Object(map) => map.iter().for_each(|(key, one)| pointers(one, format!("{path}/{key}"), out)),
        _ => {}
    }
}

#[test]
fn words_of_files_and_settings_never_become_markup() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let bearer = format!("Bearer {}", served.token);
    let form = [("Authorization", &*bearer), ("Content-Type", "application/x-www-form-urlencoded")];
    let encoded: String = HOSTILE.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for field in ["/organ_name", "/organ_code", "/place", "/signer_info/full_name", "/address/phone"] {
        let page = served.raw("POST", "/settings/profile", &form, format!("{field}={encoded}").as_bytes());
        assert!(is_harmless(&page.text()), "{field}");
    }
    let base = std::fs::read("data/bao-cao-cchc-quy-3-2025-don-vi.yaml").unwrap();
    let quoted = HOSTILE.replace('"', "\"\"");
    let sheet = format!("organ_name;place;\"{quoted}\"\n\"{quoted}\";\"{quoted}\";\"{quoted}\"\n");
    let files = [("base", "chung.yaml", &*base), ("rows", "a.csv", sheet.as_bytes())];
    let seen = served.upload("/batch", &[], &files);
    let address = seen.header("location").unwrap().to_owned();
    for path in [address.clone(), format!("{address}/rows/0"), "/batch".into()] {
        let page = served.ask("GET", &path, None);
        assert!(page.status == 200 && is_harmless(&page.text()), "{path}: {}", page.text());
    }
}
