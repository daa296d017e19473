//! The DOCX.
