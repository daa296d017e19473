//! The store in one SQLite file: the only place that holds SQL.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{Row, Sqlite as Dialect, Transaction};

use super::{Answer, Content, Files, Listed, Store, Trouble, Unusable, Version};
use crate::text::is_letter_or_digit;

static MIGRATIONS: Migrator = sqlx::migrate!("src/serve/migrations");

/// Connections: many read at once, SQLite lets one write.
const CONNECTIONS: u32 = 4;

/// Files to be checked that are kept: their owners have them anyway.
const UPLOADS: i64 = 50;

/// The store in a file.
#[derive(Clone)]
pub(in crate::serve) struct Sqlite {
    pool: SqlitePool,
}

impl Sqlite {
    /// Opens the file, or makes it; looks whether it is whole and of a version that is known.
    pub(in crate::serve) async fn open(path: &Path) -> Result<Self, Unusable> {
        // A commit is on the disk when it is told: what was saved survives a power cut.
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10));
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await.map_err(unusable)?;
        let told: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_all(&pool).await.map_err(unusable)?;
        if told != ["ok"] {
            pool.close().await;
            return Err(Unusable::Damaged(told.join("; ")));
        }
        match MIGRATIONS.run(&pool).await {
            Ok(()) => Ok(Sqlite { pool }),
            Err(error) => {
                pool.close().await;
                Err(match error {
                    MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => Unusable::Newer,
                    MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => unusable(error),
                    other => Unusable::Other(other.to_string()),
                })
            }
        }
    }

    /// Writes a whole copy into a file that is not there yet.
    pub(in crate::serve) async fn copy_to(&self, path: &Path) -> Answer<()> {
        sqlx::query("VACUUM INTO ?").bind(path.to_string_lossy().into_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// Closes the file, so that another can take its place.
    pub(in crate::serve) async fn close(&self) {
        self.pool.close().await;
    }
}

impl Store for Sqlite {
    async fn documents(&self, words: &str, most: u32) -> Answer<Vec<Listed>> {
        let wanted = matching(words);
        let query = if wanted.is_empty() {
            sqlx::query(
                "SELECT id, title, document_type, version, strftime('%H:%M %d/%m/%Y', updated, 'localtime') AS shown FROM documents
                 WHERE away = 0 ORDER BY updated DESC, id DESC LIMIT ?",
            )
        } else {
            sqlx::query(
                "SELECT id, title, document_type, version, strftime('%H:%M %d/%m/%Y', updated, 'localtime') AS shown FROM documents
                 WHERE away = 0 AND id IN (SELECT rowid FROM search WHERE words MATCH ?) ORDER BY updated DESC, id DESC LIMIT ?",
            )
            .bind(wanted)
        };
        Ok(query.bind(most).fetch_all(&self.pool).await?.iter().map(listed).collect::<Result<_, _>>()?)
    }

    async fn create(&self, content: &Content, files: &Files, earlier: Option<i64>) -> Answer<i64> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let id =
            sqlx::query("INSERT INTO documents (title, document_type, version, updated, earlier) VALUES (?, ?, 0, datetime('now'), ?)")
                .bind(&content.title)
                .bind(&content.document_type)
                .bind(earlier)
                .execute(&mut *change)
                .await?
                .last_insert_rowid();
        add_version(&mut change, id, 1, content).await?;
        for (name, bytes) in files {
            add_file(&mut change, id, name, bytes).await?;
        }
        change.commit().await?;
        Ok(id)
    }

    async fn document(&self, id: i64) -> Answer<(Listed, String)> {
        let row = sqlx::query(
            "SELECT d.id, d.title, d.document_type, d.version, strftime('%H:%M %d/%m/%Y', d.updated, 'localtime') AS shown, v.data
             FROM documents d JOIN versions v ON v.document = d.id AND v.version = d.version WHERE d.id = ?",
        )
        .bind(id)
        .fetch_one(&self.pool)
        .await?;
        Ok((listed(&row)?, inflated(row.try_get("data")?)?))
    }

    async fn earlier(&self, id: i64) -> Answer<Option<String>> {
        let data: Option<Vec<u8>> = sqlx::query_scalar(
            "SELECT v.data FROM documents d JOIN documents e ON e.id = d.earlier JOIN versions v ON v.document = e.id AND v.version = e.version WHERE d.id = ?",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        data.map(|data| inflated(&data)).transpose()
    }

    async fn save(&self, id: i64, version: i64, content: &Content) -> Answer<i64> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query(
            "SELECT d.version, v.data FROM documents d JOIN versions v ON v.document = d.id AND v.version = d.version WHERE d.id = ?",
        )
        .bind(id)
        .fetch_one(&mut *change)
        .await?;
        let stored: i64 = row.try_get("version")?;
        if inflated(row.try_get("data")?)? == content.data {
            return Ok(stored);
        }
        if stored != version {
            return Err(Trouble::Conflict { version: stored });
        }
        add_version(&mut change, id, stored + 1, content).await?;
        change.commit().await?;
        Ok(stored + 1)
    }

    async fn versions(&self, id: i64) -> Answer<Vec<Version>> {
        let rows = sqlx::query(
            "SELECT version, title, strftime('%H:%M:%S %d/%m/%Y', saved, 'localtime') AS shown FROM versions WHERE document = ? ORDER BY version DESC",
        )
        .bind(id)
        .fetch_all(&self.pool)
        .await?;
        if rows.is_empty() { Err(Trouble::Missing) } else { Ok(rows.iter().map(version_of).collect::<Result<_, _>>()?) }
    }

    async fn version(&self, id: i64, version: i64) -> Answer<(Version, String)> {
        let row = sqlx::query(
            "SELECT version, title, strftime('%H:%M:%S %d/%m/%Y', saved, 'localtime') AS shown, data FROM versions WHERE document = ? AND version = ?",
        )
        .bind(id)
        .bind(version)
        .fetch_one(&self.pool)
        .await?;
        Ok((version_of(&row)?, inflated(row.try_get("data")?)?))
    }

    async fn put_away(&self, id: i64, away: bool) -> Answer<()> {
        let done = sqlx::query("UPDATE documents SET away = ? WHERE id = ?").bind(away).bind(id).execute(&self.pool).await?;
        if done.rows_affected() == 0 { Err(Trouble::Missing) } else { Ok(()) }
    }

    async fn keep_file(&self, id: i64, name: &str, bytes: &[u8]) -> Answer<String> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("SELECT id FROM documents WHERE id = ?").bind(id).fetch_one(&mut *change).await?;
        let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
        for number in 1.. {
            let free = if number == 1 { name.to_owned() } else { format!("{stem}-{number}{ending}") };
            let there: Option<Vec<u8>> = sqlx::query_scalar("SELECT bytes FROM files WHERE document = ? AND name = ?")
                .bind(id)
                .bind(&free)
                .fetch_optional(&mut *change)
                .await?;
            match there {
                Some(there) if there == bytes => return Ok(free),
                Some(_) => {}
                None => {
                    add_file(&mut change, id, &free, bytes).await?;
                    change.commit().await?;
                    return Ok(free);
                }
            }
        }
        Err(Trouble::Missing)
    }

    async fn file(&self, id: i64, name: &str) -> Answer<Vec<u8>> {
        Ok(sqlx::query_scalar("SELECT bytes FROM files WHERE document = ? AND name = ?").bind(id).bind(name).fetch_one(&self.pool).await?)
    }

    async fn files(&self, id: i64) -> Answer<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT name FROM files WHERE document = ? ORDER BY name").bind(id).fetch_all(&self.pool).await?)
    }

    async fn keep_upload(&self, name: &str, bytes: &[u8]) -> Answer<i64> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let id = sqlx::query("INSERT INTO uploads (name, bytes) VALUES (?, ?)")
            .bind(name)
            .bind(bytes)
            .execute(&mut *change)
            .await?
            .last_insert_rowid();
        sqlx::query("DELETE FROM uploads WHERE id <= ?").bind(id - UPLOADS).execute(&mut *change).await?;
        change.commit().await?;
        Ok(id)
    }

    async fn upload(&self, id: i64) -> Answer<(String, Vec<u8>)> {
        let row = sqlx::query("SELECT name, bytes FROM uploads WHERE id = ?").bind(id).fetch_one(&self.pool).await?;
        Ok((row.try_get("name")?, row.try_get("bytes")?))
    }

    async fn end_of_day(&self) -> Answer<u64> {
        let end = sqlx::query_scalar("SELECT CAST(strftime('%s', 'now', 'localtime', 'start of day', '+1 day', 'utc') AS INTEGER)");
        Ok(end.fetch_one(&self.pool).await.map(|seconds: i64| seconds.max(0) as u64)?)
    }

    async fn setting(&self, key: &str) -> Answer<Option<String>> {
        Ok(sqlx::query_scalar("SELECT value FROM settings WHERE key = ?").bind(key).fetch_optional(&self.pool).await?)
    }

    async fn set(&self, key: &str, value: &str) -> Answer<()> {
        sqlx::query("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
            .bind(key)
            .bind(value)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

/// Adds a version and makes it the document's newest.
async fn add_version(change: &mut Transaction<'_, Dialect>, id: i64, version: i64, content: &Content) -> Answer<()> {
    sqlx::query("INSERT INTO versions (document, version, saved, title, data) VALUES (?, ?, datetime('now'), ?, ?)")
        .bind(id)
        .bind(version)
        .bind(&content.title)
        .bind(deflated(&content.data)?)
        .execute(&mut **change)
        .await?;
    sqlx::query("UPDATE documents SET title = ?, document_type = ?, version = ?, updated = datetime('now') WHERE id = ?")
        .bind(&content.title)
        .bind(&content.document_type)
        .bind(version)
        .bind(id)
        .execute(&mut **change)
        .await?;
    sqlx::query("DELETE FROM search WHERE rowid = ?").bind(id).execute(&mut **change).await?;
    sqlx::query("INSERT INTO search (rowid, words) VALUES (?, ?)").bind(id).bind(&content.words).execute(&mut **change).await?;
    Ok(())
}

async fn add_file(change: &mut Transaction<'_, Dialect>, id: i64, name: &str, bytes: &[u8]) -> Answer<()> {
    let query = sqlx::query("INSERT INTO files (document, name, bytes) VALUES (?, ?, ?)").bind(id).bind(name).bind(bytes);
    query.execute(&mut **change).await?;
    Ok(())
}

/// What is typed into the search field as FTS5 wants it: every word is the beginning of one, none is an operator.
fn matching(words: &str) -> String {
    let words = words.split(|c: char| !is_letter_or_digit(c)).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

fn listed(row: &SqliteRow) -> Result<Listed, sqlx::Error> {
    Ok(Listed {
        id: row.try_get("id")?,
        title: row.try_get("title")?,
        document_type: row.try_get("document_type")?,
        version: row.try_get("version")?,
        updated: row.try_get("shown")?,
    })
}

fn version_of(row: &SqliteRow) -> Result<Version, sqlx::Error> {
    Ok(Version { version: row.try_get("version")?, saved: row.try_get("shown")?, title: row.try_get("title")? })
}

fn deflated(text: &str) -> Answer<Vec<u8>> {
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(text.as_bytes()).and_then(|()| writer.finish()).map_err(|e| Trouble::Other(e.to_string()))
}

fn inflated(bytes: &[u8]) -> Answer<String> {
    let mut text = String::new();
    match ZlibDecoder::new(bytes).read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(_) => Err(Trouble::Other("một phiên bản của văn bản bị hỏng".into())),
    }
}

/// SQLite's numbers of errors, the extended ones cut to the plain.
fn number(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error()?.code()?.parse::<u32>().ok()?;
    Some(code & 0xff)
}

const IO: u32 = 10;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const NOT_A_DATABASE: u32 = 26;

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        match (number(&error), &error) {
            (_, sqlx::Error::RowNotFound) => Trouble::Missing,
            (Some(FULL | IO), _) => Trouble::Full,
            (number, _) => Trouble::Other(number.map_or_else(|| "kho không trả lời".to_owned(), |n| format!("mã {n} của SQLite"))),
        }
    }
}

fn unusable(error: sqlx::Error) -> Unusable {
    match number(&error) {
        Some(CORRUPT | NOT_A_DATABASE) => Unusable::Damaged(format!("SQLite số {}", number(&error).unwrap_or_default())),
        Some(FULL | IO) => Unusable::Other("ổ đĩa đã đầy hoặc không ghi được".into()),
        _ => Unusable::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::folded;

    fn content(title: &str, data: &str) -> Content {
        Content { title: title.into(), document_type: "ke-hoach".into(), data: data.into(), words: folded(&format!("{title} {data}")) }
    }

    fn run<T>(task: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(task)
    }

    #[test]
    fn every_save_is_a_version_and_none_overwrites_another() {
        let folder = tempfile::tempdir().unwrap();
        run(async {
            let store = Sqlite::open(&folder.path().join("a.db")).await.unwrap();
            let id = store.create(&content("Kế hoạch", "một"), &Files::new(), None).await.unwrap();
            assert_eq!(store.save(id, 1, &content("Kế hoạch", "hai")).await.unwrap(), 2);
            // The same again is no version; another window's old version is refused and changes nothing.
            assert_eq!(store.save(id, 2, &content("Kế hoạch", "hai")).await.unwrap(), 2);
            assert!(matches!(store.save(id, 1, &content("Kế hoạch", "ba")).await, Err(Trouble::Conflict { version: 2 })));
            assert_eq!(store.document(id).await.unwrap().1, "hai");
            assert_eq!(store.version(id, 1).await.unwrap().1, "một");
            assert_eq!(store.versions(id).await.unwrap().iter().map(|v| v.version).collect::<Vec<_>>(), [2, 1]);
        });
    }

    #[test]
    fn words_are_found_with_and_without_diacritics() {
        let folder = tempfile::tempdir().unwrap();
        run(async {
            let store = Sqlite::open(&folder.path().join("a.db")).await.unwrap();
            let id = store.create(&content("Kế hoạch đào tạo", "Phòng Nội vụ"), &Files::new(), None).await.unwrap();
            store.create(&content("Báo cáo", "khác"), &Files::new(), None).await.unwrap();
            for words in ["đào tạo", "dao tao", "NỘI vụ", "dao \"noi", "hoạch* OR"] {
                let found = store.documents(&folded(words), 10).await.unwrap();
                let expected: &[i64] = if words.contains("OR") { &[] } else { &[id] };
                assert_eq!(found.iter().map(|d| d.id).collect::<Vec<_>>(), expected, "{words}");
            }
            // Words of an old version lead nowhere once they are changed.
            store.save(id, 1, &content("Kế hoạch đào tạo", "Phòng Tài chính")).await.unwrap();
            assert!(store.documents("noi vu", 10).await.unwrap().is_empty());
            store.put_away(id, true).await.unwrap();
            assert!(store.documents("dao tao", 10).await.unwrap().is_empty() && store.document(id).await.is_ok());
        });
    }

    #[test]
    fn files_of_one_name_stay_both() {
        let folder = tempfile::tempdir().unwrap();
        run(async {
            let store = Sqlite::open(&folder.path().join("a.db")).await.unwrap();
            let id = store.create(&content("a", "b"), &Files::new(), None).await.unwrap();
            let names = [
                store.keep_file(id, "hinh.png", b"1").await.unwrap(),
                store.keep_file(id, "hinh.png", b"2").await.unwrap(),
                store.keep_file(id, "hinh.png", b"1").await.unwrap(),
            ];
            assert_eq!(names, ["hinh.png", "hinh-2.png", "hinh.png"]);
            assert_eq!(store.file(id, "hinh-2.png").await.unwrap(), b"2");
            assert!(store.keep_file(99, "a.png", b"1").await.is_err());
        });
    }

    #[test]
    fn a_newer_and_a_damaged_file_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        run(async {
            let store = Sqlite::open(&path).await.unwrap();
            sqlx::query("INSERT INTO _sqlx_migrations VALUES (999, 'later', datetime('now'), 1, x'00', 1)")
                .execute(&store.pool)
                .await
                .unwrap();
            store.close().await;
            assert!(matches!(Sqlite::open(&path).await, Err(Unusable::Newer)));
            let other = folder.path().join("b.db");
            std::fs::write(&other, "not a database at all, but as long as a header of one, and some more words".repeat(50)).unwrap();
            assert!(matches!(Sqlite::open(&other).await, Err(Unusable::Damaged(_))));
        });
    }
}
