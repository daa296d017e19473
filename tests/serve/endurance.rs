//! Nothing typed is lost: the program killed, the store damaged or of a later version.

use std::fs;

use serde_json::json;

use super::client::{Served, command};

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    let id = served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "blank" }))).json()["id"].clone();
    let address = format!("/api/documents/{id}");
    let mut version = 1;
    for letters in 1..=20 {
        let data = json!({ "type": "ke-hoach", "subject": "ă".repeat(letters) });
        let saved = served.ask("PUT", &address, Some(&json!({ "version": version, "data": data })));
        version = saved.json()["version"].as_i64().unwrap();
    }
    served.kill();
    let again = Served::start(folder.path());
    let kept = again.ask("GET", &address, None).json();
    assert_eq!((&kept["data"]["subject"], &kept["version"]), (&json!("ă".repeat(20)), &json!(21)));
}

/// The program killed while a file is half sent; started again it has what it had, and nothing of the half.
#[test]
fn a_kill_in_the_middle_of_an_upload_leaves_nothing_half() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    let document = json!({ "data": { "type": "ke-hoach", "subject": "văn bản khác" } });
    let id = served.ask("POST", "/api/documents", Some(&document)).json()["id"].clone();
    for (path, name) in
        [("/check", "file"), ("/batch", "rows"), ("/settings/restore", "file"), (&*format!("/api/documents/{id}/files"), "file")]
    {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.docx\"\r\n\r\n");
        let half = [head.into_bytes(), vec![b'x'; 3 << 20]].concat();
        let sending = served.begin_sending("POST", path, "multipart/form-data; boundary=b", 8 << 20, &half);
        served.kill();
        drop(sending);
        // What a kill between two writes may leave, beside what is whole.
        let left_over =
            ["batches/0123.new/bang.xlsx", "backups/vanban-2026-01-01.new", "vanban.khoi-phuc", "vanban.khoi-phuc-wal", "token.new"];
        for left in left_over {
            let left = folder.path().join(left);
            fs::create_dir_all(left.parent().unwrap()).unwrap();
            fs::write(left, "half").unwrap();
        }
        served = Served::start(folder.path());
        let kept = served.ask("GET", &format!("/api/documents/{id}"), None).json();
        assert_eq!((&kept["data"], &kept["version"]), (&document["data"], &json!(1)), "{path}");
        assert_eq!(served.ask("GET", "/api/documents", None).json()["documents"].as_array().unwrap().len(), 1, "{path}");
        assert_eq!(served.ask("GET", "/check/1", None).status, 404, "{path}");
        let left: Vec<_> = left_over.iter().filter(|left| folder.path().join(left).exists()).collect();
        assert!(left.is_empty(), "{path}: {left:?}");
        assert_eq!(fs::read_dir(folder.path().join("batches")).map_or(0, Iterator::count), 0, "{path}");
    }
}

#[test]
fn a_damaged_store_is_restored_from_its_copy_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    served.ask("POST", "/api/documents", Some(&json!({ "data": { "type": "ke-hoach", "subject": "bản quý" } })));
    served.kill();
    // The next start copies the store before anything else happens to it.
    let backups = folder.path().join("backups");
    for copy in fs::read_dir(&backups).unwrap() {
        fs::remove_file(copy.unwrap().path()).unwrap();
    }
    let mut served = Served::start(folder.path());
    let copied = || fs::read_dir(&backups).unwrap().any(|e| e.unwrap().path().extension().is_some_and(|e| e == "db"));
    for _ in 0..200 {
        if copied() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    served.kill();
    let store = folder.path().join("vanban.db");
    let mut bytes = fs::read(&store).unwrap();
    bytes.iter_mut().take(4096).for_each(|byte| *byte = 0x5a);
    fs::write(&store, bytes).unwrap();
    // SQLite would mend it from what it keeps beside.
    for ending in ["wal", "shm"] {
        drop(fs::remove_file(folder.path().join(format!("vanban.db-{ending}"))));
    }
    let served = Served::start(folder.path());
    let found = served.ask("GET", "/api/documents?q=ban%20quy", None).json();
    assert_eq!(found["documents"].as_array().unwrap().len(), 1, "{found}");
    assert!(served.ask("GET", "/start", None).text().contains("dựng lại từ bản sao lưu"));
    let kept = fs::read_dir(folder.path()).unwrap().any(|e| e.unwrap().file_name().to_string_lossy().starts_with("vanban-hong-"));
    assert!(kept, "the damaged store itself must stay");
}

#[test]
fn a_store_of_a_later_version_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(Served::start(folder.path()));
    // What a later version would have written: a migration that this one does not know.
    let later = "INSERT INTO _sqlx_migrations VALUES (999, 'later', datetime('now'), 1, x'00', 1)";
    super::client::sql(&folder.path().join("vanban.db"), later);
    let before = fs::read(folder.path().join("vanban.db")).unwrap();
    let output = command(folder.path(), &[]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("bản vanban mới hơn") && said.contains("--data"), "{said}");
    assert_eq!(fs::read(folder.path().join("vanban.db")).unwrap(), before);
}

/// A disk that takes no more: a file may grow to so many KB, as `ulimit` says it.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // Signals of a file that grows too far are ignored, so that writing fails as on a full disk.
    let served = Served::within(folder.path(), 700);
    let id = served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "blank" }))).json()["id"].clone();
    let address = format!("/api/documents/{id}");
    let mut version = 1;
    let mut refused = None;
    for letters in 1..200 {
        // What deflates badly.
        let noise: String = (0..4000).map(|n| char::from(b'a' + ((n * n * 31 + letters * 17 + n / 7) % 26) as u8)).collect();
        let data = json!({ "type": "ke-hoach", "subject": format!("lần {letters}"), "content": { "noise": noise } });
        let saved = served.ask("PUT", &address, Some(&json!({ "version": version, "data": data })));
        if saved.status != 200 {
            refused = Some(saved);
            break;
        }
        version = saved.json()["version"].as_i64().unwrap();
    }
    let refused = refused.expect("the disk was never full");
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(refused.json()["error"]["message"].as_str().unwrap().contains("đầy"));
    drop(served);
    let again = Served::start(folder.path());
    let kept = again.ask("GET", &address, None).json();
    assert_eq!((&kept["version"], &kept["data"]["subject"]), (&json!(version), &json!(format!("lần {}", version - 1))));
}
