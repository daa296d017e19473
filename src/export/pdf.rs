//! The PDF.
