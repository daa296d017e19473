//! The screens, with real files.

use std::fs;
use std::time::Instant;

use serde_json::json;

use super::client::Served;

/// A Word file as the program makes it.
fn word_file(served: &Served) -> Vec<u8> {
    let example = served.ask("GET", "/api/types/ke-hoach/example", None).json();
    let made = served.ask("POST", "/api/render", Some(&json!({ "data": example["data"], "format": "docx" })));
    assert_eq!(made.status, 200, "{}", made.text());
    made.body
}

#[test]
fn a_word_file_is_checked_set_right_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    let docx = word_file(&served);
    let sent = served.upload("/check", &[], &[("file", "Kế hoạch cũ.docx", &docx)]);
    let address = sent.header("location").unwrap().to_owned();
    // The program stopped and started again in between.
    served.kill();
    let served = Served::start(folder.path());
    let page = served.ask("GET", &address, None);
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert!(text.contains("Kế hoạch cũ.docx") && text.contains("<svg") && text.contains("Lấy bản đã sửa"), "{text}");
    for (wanted, begin) in [("fixed", b"PK"), ("docx", b"PK"), ("pdf", b"%P"), ("commented", b"PK")] {
        let taken = served.ask("GET", &format!("{address}/{wanted}"), None);
        assert!(taken.status == 200 && taken.body.starts_with(begin), "{wanted}: {} {}", taken.status, taken.text());
        assert!(taken.header("content-disposition").unwrap().contains("K%E1%BA%BF%20ho%E1%BA%A1ch"), "{wanted}");
    }
    let bearer = format!("Bearer {}", served.token);
    let form = [("Authorization", &*bearer), ("Content-Type", "application/x-www-form-urlencoded")];
    let edited = served.raw("POST", &format!("{address}/edit"), &form, b"type=");
    let document = edited.header("location").unwrap().replace("/documents/", "/api/documents/");
    assert_eq!(served.ask("GET", &document, None).json()["type"], "ke-hoach");
}

#[test]
fn what_is_no_word_file_is_told_and_hostile_names_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let docx = word_file(&served);
    for name in ["../../etc/passwd.docx", "..\\..\\a.docx", "<script>alert(1)</script>.docx", "a\u{202e}xcod.docx", "%2e%2e%2fa.docx"] {
        let sent = served.upload("/check", &[], &[("file", name, &docx)]);
        let page = served.ask("GET", sent.header("location").unwrap(), None).text();
        assert!(page.contains("<svg") && !page.contains("<script>alert") && !page.contains('\u{202e}'), "{name}");
    }
    for (name, bytes) in [("a.docx", &b"not a word file"[..]), ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("c.docx", b"")] {
        let sent = served.upload("/check", &[], &[("file", name, bytes)]);
        let page = served.ask("GET", sent.header("location").unwrap(), None);
        assert!(page.status == 400 && page.text().contains("Chưa làm được"), "{name}: {}", page.text());
    }
    assert_eq!(served.upload("/check", &[], &[]).status, 400);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains("passwd")), "{names:?}");
}

#[test]
fn the_office_says_once_who_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    // The first start asks; whoever wants to tell later goes on.
    assert_eq!(served.ask("GET", "/start", None).header("location"), Some("/settings"));
    assert!(served.ask("GET", "/settings", None).text().contains("Lần đầu dùng"));
    assert!(served.ask("GET", "/start?later=1", None).text().contains("Lần đầu dùng"));
    let bearer = format!("Bearer {}", served.token);
    let form = [("Authorization", &*bearer), ("Content-Type", "application/x-www-form-urlencoded")];
    let save = |organ_code: &str| {
        let body = format!("%2Forgan_name=S%E1%BB%9F+N%E1%BB%99i+v%E1%BB%A5&%2Forgan_code={organ_code}&%2Fplace=Lai+Ch%C3%A2u");
        served.raw("POST", "/settings/profile", &form, body.as_bytes())
    };
    let wrong = save("snv+1");
    assert!(wrong.status == 422 && wrong.text().contains("snv 1") && wrong.text().contains("aria-invalid"), "{}", wrong.text());
    assert_eq!(save("SNV").status, 200);
    assert!(!served.ask("GET", "/start", None).text().contains("Lần đầu dùng"));
    let begun = served.ask("POST", "/api/documents", Some(&json!({ "type": "ke-hoach", "start": "example" }))).json()["id"].clone();
    let data = served.ask("GET", &format!("/api/documents/{begun}"), None).json()["data"].clone();
    assert_eq!((&data["profile"], data.get("organ_name")), (&json!("ho-so-co-quan.json"), None));
    let shown = served.ask("POST", "/api/preview", Some(&json!({ "document": begun, "data": data }))).json();
    assert!(shown["pages"][0]["svg"].as_str().unwrap().contains("SỞ"), "{}", shown["findings"]);
}

#[test]
fn a_copy_of_the_store_is_taken_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    served.ask("POST", "/api/documents", Some(&json!({ "data": { "type": "ke-hoach", "subject": "trước" } })));
    let copy = served.ask("POST", "/settings/backup", None);
    assert!(copy.status == 200 && copy.body.starts_with(b"SQLite format 3\0"));
    served.ask("POST", "/api/documents", Some(&json!({ "data": { "type": "ke-hoach", "subject": "sau" } })));
    let refused = served.upload("/settings/restore", &[], &[("file", "a.db", b"no store")]);
    assert!(refused.status == 400 && refused.text().contains("giữ nguyên"), "{}", refused.text());
    let titles = || served.ask("GET", "/api/documents", None).json()["documents"].as_array().unwrap().len();
    assert_eq!(titles(), 2);
    let restored = served.upload("/settings/restore", &[], &[("file", "a.db", &copy.body)]);
    assert!(restored.status == 200 && restored.text().contains("Đã khôi phục"), "{}", restored.text());
    assert_eq!(titles(), 1);
    let kept =
        fs::read_dir(folder.path()).unwrap().any(|e| e.unwrap().file_name().to_string_lossy().starts_with("vanban-truoc-khi-khoi-phuc-"));
    assert!(kept);
}

#[test]
fn a_batch_goes_on_after_a_kill_and_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path());
    let (base, rows) = (fs::read("data/bao-cao-cchc-quy-3-2025-don-vi.yaml").unwrap(), fs::read("data/don-vi-quy-3-2025.xlsx").unwrap());
    let files = [("base", "chung.yaml", &*base), ("rows", "đơn vị.xlsx", &*rows)];
    let seen = served.upload("/batch", &[], &files);
    let address = seen.header("location").unwrap();
    let look = || {
        let begun = Instant::now();
        (served.ask("GET", address, None).text(), begun.elapsed())
    };
    let (page, all) = look();
    // A cell put right costs its row, not all of them; and is seen there.
    let cells = format!("/api{}/cells", address.replace("batch", "batches"));
    let place = |is: &str| served.ask("PUT", &cells, Some(&json!({ "cell": "'Đơn vị'!I3", "was": "9/2025", "is": is }))).status;
    assert_eq!(place("31/9/2025"), 204);
    let (mended, one) = look();
    assert!(mended.contains("1 hàng còn lỗi") && mended.contains("31/9/2025"), "{}", &mended[..mended.len().min(3000)]);
    assert!(one * 2 < all, "{one:?} for one row, {all:?} for all");
    assert_eq!(place("9/2025"), 204);
    assert!(page.contains("120 văn bản") && page.contains("Tạo 120 văn bản"), "{}", &page[..page.len().min(3000)]);
    let row = served.ask("GET", &format!("{}/rows/7", seen.header("location").unwrap()), None).text();
    assert!(row.contains("<svg"), "{row}");
    let batch = served.upload("/api/batches", &[], &files).json()["id"].as_str().unwrap().to_owned();
    // The same order is the same batch.
    assert!(seen.header("location").unwrap().ends_with(&batch));
    std::thread::sleep(std::time::Duration::from_millis(700));
    served.kill();
    let served = Served::start(folder.path());
    for _ in 0..600 {
        let state = served.ask("GET", &format!("/api/batches/{batch}"), None).json();
        if state["state"] == "done" {
            let documents = state["documents"].as_array().unwrap();
            assert_eq!(documents.len(), 120);
            assert!(documents.iter().all(|d| d["files"].as_array().unwrap().len() == 2), "{state}");
            let zip = served.ask("GET", &format!("/api/batches/{batch}/zip"), None);
            assert!(zip.status == 200 && zip.body.starts_with(b"PK"));
            return;
        }
        assert_ne!(state["state"], "failed", "{state}");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    panic!("the batch did not end");
}

#[test]
fn cells_put_right_stay_beside_the_workbook_and_go_with_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let base = fs::read("data/bao-cao-cchc-quy-3-2025-don-vi.yaml").unwrap();
    let sheet = "organ_name;place;signer_info.full_name\nSở Y tế;Sơn La;ThS. Lò Văn Minh\n";
    let seen = served.upload("/batch", &[], &[("base", "chung.yaml", &*base), ("rows", "a.csv", sheet.as_bytes())]);
    let address = seen.header("location").unwrap().to_owned();
    let cells = format!("/api{}/cells", address.replace("batch", "batches"));
    let put = |cell: &str, was: &str, is: &str| {
        assert_eq!(served.ask("PUT", &cells, Some(&json!({ "cell": cell, "was": was, "is": is }))).status, 204);
    };
    let is_wrong = |page: &str| page.contains("không ghi học hàm");
    assert!(is_wrong(&served.ask("GET", &address, None).text()));
    put("C2", "ThS. Lò Văn Minh", "Lò Văn Minh");
    put("A1", "organ_name", "");
    let page = served.ask("GET", &address, None).text();
    assert!(!is_wrong(&page) && page.contains("2 ô khác với bảng đã gửi"), "{page}");
    // Mended in the workbook, too: what is right there needs no correction, the column stays as it was chosen.
    let sheet = sheet.replace("ThS. Lò Văn Minh", "Lò Thị Hoa");
    let again = served.upload(&format!("{address}/rows"), &[], &[("rows", "a.csv", sheet.as_bytes())]);
    let page = served.ask("GET", again.header("location").unwrap(), None).text();
    assert!(
        page.contains("Lò Thị Hoa") && page.contains("<td>organ_name</td><td>\n<select") && page.contains("value=\"\" selected>Không dùng"),
        "{page}"
    );
    // The workbook is as it was sent; what is no correction is refused in words.
    let kept: Vec<_> = fs::read_dir(folder.path().join("batches")).unwrap().map(|one| one.unwrap().path().join("bang.csv")).collect();
    assert!(kept.iter().any(|path| fs::read_to_string(path).unwrap().contains("ThS. Lò Văn Minh")));
    let refused = served.ask("PUT", &cells, Some(&json!({ "cell": "C2" })));
    assert!(refused.status == 422 && refused.text().contains("không đúng dạng"), "{}", refused.text());
}

#[test]
fn minutes_come_from_the_plan_and_tablets_open_one_form_only() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::with(folder.path(), &["--lan"]);
    let yaml = fs::read_to_string("data/ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml").unwrap();
    let office = "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Khoa học và Công nghệ\norgan_code: SKHCN\nplace: Lai Châu\n\
                  signer_info: {competence: KT., position: Phó Giám đốc, full_name: Trần Văn Tuấn}\n";
    let yaml = format!("{}{office}", yaml.replace("profile: profiles/so-khcn-lai-chau.yaml\n", ""));
    let begun = served.ask("POST", "/api/documents", Some(&json!({ "yaml": yaml })));
    assert_eq!(begun.status, 201, "{}", begun.text());
    let plan = begun.json()["id"].to_string();
    let page = served.ask("GET", &format!("/minutes?plan={plan}"), None).text();
    assert!(page.contains("Văn phòng Sở"), "{page}");
    let bearer = format!("Bearer {}", served.token);
    let form = [("Authorization", &*bearer), ("Content-Type", "application/x-www-form-urlencoded")];
    let body = format!("plan={plan}&decision=&unit=V%C4%83n+ph%C3%B2ng+S%E1%BB%9F");
    let made = served.raw("POST", "/minutes", &form, body.as_bytes());
    assert_eq!(made.status, 303, "{}", made.text());
    let page = served.ask("GET", &format!("/minutes?plan={plan}"), None).text();
    let after = page.split("<section id=\"forms\"").nth(1).unwrap();
    let id = after.split("href=\"/documents/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(served.ask("GET", &format!("/api/documents/{id}"), None).json()["type"], "bien-ban");
    let printed = served.ask("GET", &format!("/api/documents/{id}/export?format=pdf"), None);
    assert!(printed.body.starts_with(b"%PDF"), "{}", printed.text());
    for collector in ["report", "notice"] {
        let made = served.ask("POST", &format!("/minutes/{plan}/{collector}"), None);
        let id: i64 = made.header("location").unwrap().rsplit('/').next().unwrap().parse().unwrap();
        let data = served.ask("GET", &format!("/api/documents/{id}"), None).json()["data"].clone();
        let shown = served.ask("POST", "/api/preview", Some(&json!({ "document": id, "data": data }))).json();
        assert!(shown["page_amount"].as_u64().is_some_and(|pages| pages > 0), "{collector}: {}", shown["findings"]);
    }
}
