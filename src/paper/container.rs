//! The container of Office's files of 1997 to 2003, and of those with a password.

/// Whether a file is such a container with a stream of this name.
pub(super) fn holds(bytes: &[u8], stream: &str) -> bool {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    is_office97(bytes) && bytes.windows(name.len()).any(|w| w == name)
}

/// Whether a file is such a container: of Word, Excel, a mail, or of what has a password.
pub(super) fn is_office97(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}
