//! Who may ask for what.

use serde_json::{Value, json};

use super::client::{Served, command};

#[test]
fn without_the_token_only_shell_and_assets_answer() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    for (path, expected) in [("/", 200), ("/assets/app.css", 200), ("/assets/shell.js", 200), ("/assets/../Cargo.toml", 404)] {
        assert_eq!(served.raw("GET", path, &[], b"").status, expected, "{path}");
    }
    for (method, path) in [
        ("GET", "/api/types"),
        ("GET", "/api/documents"),
        ("GET", "/api/documents/1"),
        ("POST", "/api/documents"),
        ("POST", "/api/preview"),
        ("PUT", "/api/documents/1"),
        ("GET", "/api/anything"),
        ("POST", "/"),
        ("POST", "/anything"),
    ] {
        let answer = served.raw(method, path, &[("Origin", &served.origin()), ("Content-Type", "application/json")], b"{}");
        assert_eq!(answer.status, 401, "{method} {path}");
        assert!(answer.json()["error"]["help"].as_str().unwrap().contains("token"));
    }
    for path in ["/start", "/documents/1", "/settings"] {
        let answer = served.raw("GET", path, &[], b"");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{path}");
    }
    let wrong = "Bearer 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    assert_eq!(served.raw("GET", "/api/types", &[("Authorization", wrong)], b"").status, 401);
    let guess =
        served.raw("POST", "/session", &[("Origin", &served.origin()), ("Content-Type", "application/json")], b"{\"token\": \"x\"}");
    assert_eq!((guess.status, guess.header("set-cookie")), (401, None));
}

#[test]
fn a_page_of_another_origin_reads_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let cookie = served.cookie();
    let own = served.origin();
    let body = json!({ "type": "ke-hoach", "start": "blank" }).to_string();
    let post = |headers: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> =
            [("Cookie", &*cookie), ("Content-Type", "application/json")].into_iter().chain(headers.iter().copied()).collect();
        served.raw("POST", "/api/documents", &all, body.as_bytes()).status
    };
    assert_eq!(post(&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")]), 201);
    let stranger = "http://bao-moi.example";
    for headers in [
        &[("Origin", stranger)][..],
        &[("Origin", stranger), ("Sec-Fetch-Site", "cross-site")],
        &[("Origin", "null")],
        &[("Origin", &*own), ("Sec-Fetch-Site", "same-site")],
        &[("Sec-Fetch-Site", "none")],
        // Another program of this machine that serves pages is another origin.
        &[("Origin", "http://127.0.0.1:1")],
        // No browser sends a change without saying where it comes from.
        &[],
    ] {
        assert_eq!(post(headers), 403, "{headers:?}");
    }
    let get = |headers: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> = [("Cookie", &*cookie)].into_iter().chain(headers.iter().copied()).collect();
        served.raw("GET", "/api/documents", &all, b"").status
    };
    assert_eq!(get(&[("Sec-Fetch-Site", "same-origin")]), 200);
    assert_eq!(get(&[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")]), 403);
    assert_eq!(get(&[("Origin", stranger)]), 403);
    assert_eq!(served.ask("GET", "/api/documents", None).json()["documents"].as_array().unwrap().len(), 1);
}

#[test]
fn a_name_that_leads_here_from_elsewhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let cookie = served.cookie();
    for host in ["bao-moi.example", "127.0.0.1", "127.0.0.1:1", "192.168.1.2:80", ""] {
        for path in ["/", "/api/openapi.json", "/start", "/assets/app.css"] {
            assert_eq!(served.raw("GET", path, &[("Host", host), ("Cookie", &cookie)], b"").status, 421, "{host} {path}");
        }
    }
    assert_eq!(served.raw("GET", "/", &[("Host", &format!("localhost:{}", served.port))], b"").status, 200);
}

#[test]
fn every_answer_forbids_scripts_of_others_and_frames() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    for path in ["/", "/start", "/api/types", "/assets/app.css", "/nothing"] {
        let answer = served.ask("GET", path, None);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

/// Every address that changes something, as the router has them.
const CHANGES: [(&str, &str); 30] = [
    ("POST", "/session"),
    ("POST", "/check"),
    ("POST", "/check/1/edit"),
    ("POST", "/batch"),
    ("POST", "/batch/0123/begin"),
    ("POST", "/batch/0123/rows"),
    ("POST", "/minutes"),
    ("POST", "/minutes/1/tablets"),
    ("POST", "/minutes/1/report"),
    ("POST", "/settings/profile"),
    ("POST", "/settings/backup"),
    ("POST", "/settings/restore"),
    ("POST", "/documents/1/versions"),
    ("POST", "/api/documents"),
    ("PUT", "/api/documents/1"),
    ("DELETE", "/api/documents/1"),
    ("POST", "/api/documents/1/versions/1/restore"),
    ("POST", "/api/documents/1/files"),
    ("POST", "/api/documents/1/form"),
    ("DELETE", "/api/documents/1/form"),
    ("POST", "/api/check"),
    ("POST", "/api/fix"),
    ("POST", "/api/import"),
    ("POST", "/api/paste"),
    ("POST", "/api/render"),
    ("POST", "/api/new"),
    ("POST", "/api/batches"),
    ("PUT", "/api/batches/0123/cells"),
    ("POST", "/api/preview"),
    ("PATCH", "/anything"),
];

#[test]
fn every_change_asks_where_it_comes_from() {
    let router = include_str!("../../src/serve/router.rs");
    let changing = ["post(", ".put(", ".delete("].iter().map(|method| router.matches(method).count()).sum::<usize>();
    assert_eq!(CHANGES.len() - 1, changing, "an address of the router is missing here, or gone there");
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let cookie = served.cookie();
    served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "blank" })));
    let before = served.ask("GET", "/api/documents", None).text();
    for (method, path) in CHANGES {
        for foreign in
            [("Origin", "http://bao-moi.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("X-None", "")]
        {
            let answer = served.raw(method, path, &[("Cookie", &cookie), ("Content-Type", "application/json"), foreign], b"{}");
            assert_eq!(answer.status, 403, "{method} {path} {foreign:?}");
        }
    }
    assert_eq!(served.ask("GET", "/api/documents", None).text(), before);
}

#[test]
fn pages_hold_no_script_style_or_handler_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "example" })));
    let pages =
        ["/", "/start?later=1", "/settings", "/check", "/batch", "/minutes?plan=1", "/documents/1", "/documents/1/versions", "/nothing"];
    for path in pages.into_iter().chain(["/documents/1/versions/1"]) {
        let text = served.ask("GET", path, None).text();
        let scripts = text.matches("<script").count();
        assert_eq!(scripts, text.matches("<script type=\"module\" src=\"/assets/").count(), "{path}");
        let lower = text.to_lowercase();
        assert!(![" onclick", " onload", " onerror", " style=", "<style", "javascript:"].iter().any(|own| lower.contains(own)), "{path}");
    }
}

#[test]
fn the_cookie_is_for_this_program_alone_and_lasts() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    let body = format!("{{\"token\": \"{}\"}}", served.token);
    let answer = served.raw("POST", "/session", &[("Origin", &served.origin()), ("Content-Type", "application/json")], body.as_bytes());
    let set = answer.header("set-cookie").unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && !set.contains(&served.token), "{set}");
    let (cookie, token, port) = (served.cookie(), served.token.clone(), served.port);
    served.kill();
    // Started again it is where it was, and known browsers stay known.
    let again = Served::start(folder.path());
    assert_eq!((again.port, &again.token), (port, &token));
    assert!(again.said.contains("Ctrl-C") || again.said.contains("Mở trong trình duyệt"), "{}", again.said);
    assert_eq!(again.raw("GET", "/check", &[("Cookie", &cookie)], b"").status, 200);
    // A second one of the same folder only says where the first is.
    let second = command(folder.path(), &[]).output().unwrap();
    assert!(second.status.success() && String::from_utf8_lossy(&second.stderr).contains(&format!("127.0.0.1:{port}/")));
}

#[test]
fn the_key_of_a_form_opens_that_form_alone() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let begin = || served.ask("POST", "/api/documents", Some(&json!({ "type": "bien-ban", "start": "blank" }))).json()["id"].to_string();
    let (own, other) = (begin(), begin());
    let opened = |id: &str| served.ask("POST", &format!("/api/documents/{id}/form"), None).json()["key"].as_str().unwrap().to_owned();
    let key = opened(&own);
    let hash = key.split_once('.').unwrap().1.to_owned();
    let session = |key: &str| {
        let body = json!({ "token": key }).to_string();
        served.raw("POST", "/session", &[("Origin", &served.origin()), ("Content-Type", "application/json")], body.as_bytes())
    };
    assert_eq!(session(&format!("{other}.{hash}")).status, 401);
    let traded = session(&key);
    assert_eq!(traded.status, 204);
    let cookie = traded.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let get = |path: &str| served.raw("GET", path, &[("Cookie", &cookie)], b"").status;
    assert_eq!((get(&format!("/documents/{own}")), get(&format!("/api/documents/{own}"))), (200, 200));
    for path in ["/start", "/settings", "/minutes", &format!("/documents/{other}"), &format!("/documents/{own}0")] {
        assert_eq!(get(path), 303, "{path}");
    }
    for path in ["/api/documents", &format!("/api/documents/{other}"), &format!("/api/documents/{own}0")] {
        assert_eq!(get(path), 401, "{path}");
    }
    let data = json!({ "version": 1, "data": { "type": "bien-ban", "subject": "điền trên máy tính bảng" } }).to_string();
    let send = |method: &str, path: &str, body: &str| {
        let headers = [("Cookie", &*cookie), ("Origin", &served.origin()), ("Content-Type", "application/json")];
        served.raw(method, path, &headers, body.as_bytes()).status
    };
    let put = |id: &str| send("PUT", &format!("/api/documents/{id}"), &data);
    assert_eq!((put(&own), put(&other)), (200, 401));
    // Nor does it read others by naming them, or put its own away.
    let names = |file: String| json!({ "type": "bien-ban", "content": { "plan": { "file": file } } });
    let (naming, spaced) = (names(format!("van-ban-{other}.json")), names(format!(" van-ban-{other}.json\u{200b}")));
    let preview = |document: &str, data: &Value| send("POST", "/api/preview", &format!("{{\"document\":{document},\"data\":{data}}}"));
    assert_eq!(preview(&own, &json!({ "type": "bien-ban" })), 200);
    assert_eq!((preview(&other, &json!({})), preview("null", &json!({}))), (403, 403));
    assert_eq!((preview(&own, &naming), preview(&own, &spaced)), (403, 403));
    let saved = json!({ "version": 2, "data": naming }).to_string();
    assert_eq!(send("PUT", &format!("/api/documents/{own}"), &saved), 403);
    assert_eq!(send("DELETE", &format!("/api/documents/{own}"), ""), 401);
    // What the office has it name it may name.
    assert_eq!(served.ask("PUT", &format!("/api/documents/{own}"), Some(&json!({ "version": 2, "data": naming }))).status, 200);
    assert_eq!(preview(&own, &naming), 200);
    // Closed it opens nothing, and says so in words for a tablet; opened again it has another key.
    assert_eq!(served.ask("DELETE", &format!("/api/documents/{own}/form"), None).status, 204);
    let saving = served.raw("PUT", &format!("/api/documents/{own}"), &[("Cookie", &cookie), ("Origin", &served.origin())], b"{}");
    assert!(saving.status == 401 && saving.text().contains("đã đóng") && saving.text().contains("QR"), "{}", saving.text());
    assert_eq!((get(&format!("/documents/{own}")), session(&key).status), (303, 401));
    assert_ne!(opened(&own), key);
}

#[test]
fn a_form_that_is_open_stays_so_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    let id = served.ask("POST", "/api/documents", Some(&json!({ "type": "bien-ban", "start": "blank" }))).json()["id"].to_string();
    let key = served.ask("POST", &format!("/api/documents/{id}/form"), None).json()["key"].clone();
    served.kill();
    let again = Served::start(folder.path());
    let body = json!({ "token": key }).to_string();
    let headers = [("Origin", &*again.origin()), ("Content-Type", "application/json")];
    assert_eq!(again.raw("POST", "/session", &headers, body.as_bytes()).status, 204);
}
