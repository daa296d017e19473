//! Cells that a person put right in the page: kept beside the workbook, which stays as it was sent.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::order::{CORRECTIONS, unreadable};
use crate::limits;
use crate::model::sheet::Correction;
use crate::serve::failure::Failure;

/// Two windows must not lose each other's cells.
static WRITING: Mutex<()> = Mutex::new(());

/// All corrections of a batch, in the order in which they were made.
///
/// # Errors
///
/// Their file is damaged: they are not to be lost in silence, nor written over.
pub(super) fn read(folder: &Path) -> Result<Vec<Correction>, Failure> {
    match fs::read(folder.join(CORRECTIONS)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unreadable(&error)),
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|_| Failure::bad("Tệp các ô đã sửa của lượt soạn này bị hỏng", "Gửi lại bảng tính và phần chung để làm lượt mới.")),
    }
}

/// Keeps one more; a cell that is as the workbook has it needs none.
pub(super) fn keep(folder: &Path, one: Correction) -> Result<(), Failure> {
    if one.is.len().max(one.was.len()) > limits::TEXT {
        return Err(Failure::bad("Chữ trong ô quá dài", "Rút ngắn, hoặc để phần dài vào phần chung."));
    }
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut all = read(folder)?;
    all.retain(|other| other.cell != one.cell);
    if one.is != one.was {
        all.push(one);
    }
    if all.len() > limits::CELLS {
        return Err(Failure::bad("Đã sửa quá nhiều ô", "Sửa trong Excel rồi gửi lại bảng."));
    }
    let (new, path) = (folder.join("corrections.new"), folder.join(CORRECTIONS));
    let write = || {
        let mut file = fs::File::create(&new)?;
        file.write_all(&serde_json::to_vec(&all).unwrap_or_default())?;
        file.sync_all()?;
        fs::rename(&new, &path)
    };
    write().map_err(|error| unreadable(&error))
}

/// The corrections as a sheet that people read, for whoever mends the workbook.
pub(super) fn table(all: &[Correction]) -> Vec<u8> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let lines = all.iter().map(|one| [one.cell.as_str(), one.was.as_str(), one.is.as_str()]);
    for line in [["Ô", "Trong bảng", "Sửa thành"]].into_iter().chain(lines) {
        // Into memory nothing fails.
        drop(out.write_record(line.map(harmless)));
    }
    out.into_inner().unwrap_or_default()
}

/// Words that a spreadsheet program would take for a formula are words.
fn harmless(words: &str) -> String {
    if words.starts_with(['=', '+', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(cell: &str, was: &str, is: &str) -> Correction {
        Correction { cell: cell.into(), was: was.into(), is: is.into() }
    }

    #[test]
    fn the_last_word_on_a_cell_holds_and_what_is_as_it_was_needs_none() {
        let folder = tempfile::tempdir().unwrap();
        keep(folder.path(), correction("Q3", "1045 hồ sơ", "1045")).unwrap();
        keep(folder.path(), correction("H9", "", "Lò Văn Minh")).unwrap();
        keep(folder.path(), correction("Q3", "1045 hồ sơ", "1054")).unwrap();
        assert_eq!(read(folder.path()).unwrap(), [correction("H9", "", "Lò Văn Minh"), correction("Q3", "1045 hồ sơ", "1054")]);
        keep(folder.path(), correction("Q3", "1045 hồ sơ", "1045 hồ sơ")).unwrap();
        assert_eq!(read(folder.path()).unwrap(), [correction("H9", "", "Lò Văn Minh")]);
    }

    #[test]
    fn a_damaged_file_is_told_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(CORRECTIONS), "[{").unwrap();
        assert!(read(folder.path()).is_err() && keep(folder.path(), correction("Q3", "1", "2")).is_err());
        assert_eq!(fs::read_to_string(folder.path().join(CORRECTIONS)).unwrap(), "[{");
    }

    #[test]
    fn the_table_of_them_is_for_excel_and_runs_nothing() {
        let text = String::from_utf8(table(&[correction("Q3", "a, b", "=1+1")])).unwrap();
        assert_eq!(text, "\u{feff}Ô,Trong bảng,Sửa thành\nQ3,\"a, b\",'=1+1\n");
    }
}
