//! Documents that are kept, and what is found of them.

use serde_json::{Value, json};

use super::client::Served;

fn example(served: &Served, slug: &str) -> Value {
    let begun = served.ask("POST", "/api/documents", Some(&json!({ "type": slug, "start": "example" })));
    assert_eq!(begun.status, 201, "{}", begun.text());
    served.ask("GET", &format!("/api/documents/{}", begun.json()["id"]), None).json()
}

#[test]
fn two_windows_cannot_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let document = example(&served, "ke-hoach");
    let address = format!("/api/documents/{}", document["id"]);
    let save = |version: i64, subject: &str| {
        let mut data = document["data"].clone();
        data["subject"] = subject.into();
        served.ask("PUT", &address, Some(&json!({ "version": version, "data": data })))
    };
    assert_eq!(save(1, "của cửa sổ một").json()["version"], 2);
    let refused = save(1, "của cửa sổ hai");
    assert_eq!((refused.status, &refused.json()["version"]), (409, &json!(2)));
    assert!(refused.json()["error"]["message"].as_str().unwrap().contains("cửa sổ khác"));
    assert_eq!(served.ask("GET", &address, None).json()["data"]["subject"], "của cửa sổ một");
    let compared = served.ask("GET", &format!("{address}/compare?from=1&to=2"), None).json();
    assert!(compared["lines"].as_array().unwrap().contains(&json!({ "change": "added", "text": "của cửa sổ một" })), "{compared}");
    let page = served.ask("GET", &format!("{}/versions?from=1&all=1", address.replace("/api", "")), None).text();
    assert!(page.contains("<ins>của cửa sổ một</ins>") && page.contains("Lấy lại"), "{page}");
    // The old one is brought back as a new version; nothing is gone.
    let restored = served.ask("POST", &format!("{address}/versions/1/restore"), Some(&json!({ "version": 2 })));
    assert_eq!(restored.json()["version"], 3);
    assert_eq!(served.ask("GET", &address, None).json()["data"], document["data"]);
    let versions = served.ask("GET", &format!("{address}/versions"), None).json();
    assert_eq!(versions["versions"].as_array().unwrap().len(), 3);
}

#[test]
fn documents_are_found_by_any_word() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let id = example(&served, "bien-ban")["id"].clone();
    example(&served, "cong-van");
    let found = served.ask("GET", "/api/documents?q=bien%20ban", None).json();
    assert!(found["documents"].as_array().unwrap().iter().any(|d| d["id"] == id), "{found}");
    assert_eq!(served.ask("GET", "/api/documents?q=khongcochunay", None).json()["documents"], json!([]));
    let away = served.ask("DELETE", &format!("/api/documents/{id}"), None);
    assert_eq!(away.status, 204);
    assert_eq!(served.ask("GET", "/api/documents", None).json()["documents"].as_array().unwrap().len(), 1);
    assert_eq!(served.ask("DELETE", &format!("/api/documents/{id}?back=true"), None).status, 204);
    assert_eq!(served.ask("GET", "/api/documents", None).json()["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn every_example_gives_pages_and_findings_name_their_field() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let document = example(&served, "ke-hoach");
    let ask = |data: &Value| served.ask("POST", "/api/preview", Some(&json!({ "document": null, "data": data }))).json();
    let right = ask(&document["data"]);
    let pages = right["pages"].as_array().unwrap();
    assert!(pages.iter().all(|page| page["svg"].as_str().unwrap().starts_with("<svg")), "{right}");
    assert!(pages.iter().any(|page| page["svg"].as_str().unwrap().contains("data-path=\"/content/")));
    // A page that is known is not sent again.
    let known: Vec<&Value> = pages.iter().map(|page| &page["hash"]).collect();
    let again = served.ask("POST", "/api/preview", Some(&json!({ "document": null, "data": document["data"], "known": known }))).json();
    assert!(again["pages"].as_array().unwrap().iter().all(|page| page["svg"].is_null()));
    let mut wrong = document["data"].clone();
    wrong["place"] = 5.into();
    wrong["content"]["lạ"] = "x".into();
    let found = ask(&wrong);
    assert_eq!(found["pages"], Value::Null);
    let paths: Vec<&str> = found["findings"].as_array().unwrap().iter().filter_map(|f| f["place"]["path"].as_str()).collect();
    assert!(paths.contains(&"/place") && paths.contains(&"/content/lạ"), "{found}");
}

#[test]
fn a_document_begun_from_an_earlier_one_marks_what_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let mut data = example(&served, "ke-hoach")["data"].clone();
    data["subject"] = "công tác năm 2025".into();
    data["code_number"] = 51.into();
    let earlier = served.ask("POST", "/api/documents", Some(&json!({ "data": data }))).json()["id"].clone();
    let again = served.ask("POST", "/api/documents", Some(&json!({ "from": earlier }))).json()["id"].clone();
    let begun = served.ask("GET", &format!("/api/documents/{again}"), None).json();
    assert_eq!(begun["data"].get("code_number"), None);
    assert!(begun["marked"].as_array().unwrap().contains(&json!("/subject")), "{begun}");
}
