//! Any bytes as a picture: what is read has all its pixels.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanban::picture::{Format, Picture};

fuzz_target!(|bytes: &[u8]| {
    let Ok(picture) = Picture::read(bytes.to_vec()) else { return };
    let pixels = picture.width as usize * picture.height as usize;
    if picture.format == Format::Png {
        assert_eq!(picture.pixels.len(), pixels * if picture.grey { 1 } else { 3 });
        assert!(picture.alpha.is_empty() || picture.alpha.len() == pixels);
    }
});
