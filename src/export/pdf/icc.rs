//! A small sRGB profile (ICC version 2) for the output intent.

use std::sync::LazyLock;

use lopdf::{Stream, dictionary};

use super::file::deflated;

/// Points of the tone curve.
const POINTS: u16 = 256;
const HEADER: usize = 128;

/// Makes the profile: a display of sRGB primaries adapted to D50, with sRGB's tone curve.
pub(super) fn srgb() -> Stream {
    static PROFILE: LazyLock<Stream> = LazyLock::new(|| deflated(Stream::new(dictionary! { "N" => 3 }, profile())));
    PROFILE.clone()
}

fn profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description("sRGB")),
        (b"cprt", [b"text\0\0\0\0".as_slice(), b"CC0\0"].concat()),
        (b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (b"rXYZ", xyz([0.43607, 0.22249, 0.01392])),
        (b"gXYZ", xyz([0.38515, 0.71687, 0.09708])),
        (b"bXYZ", xyz([0.14307, 0.06061, 0.7141])),
        (b"rTRC", curve),
        (b"gTRC", Vec::new()),
        (b"bTRC", Vec::new()),
    ];
    let mut table = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let start = HEADER + 4 + tags.len() * 12;
    let mut last = (0, 0);
    table.extend((tags.len() as u32).to_be_bytes());
    for (name, bytes) in &tags {
        // The three colours share one curve.
        if !bytes.is_empty() {
            last = (start + data.len(), bytes.len());
            data.extend(bytes);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        table.extend(*name);
        table.extend((last.0 as u32).to_be_bytes());
        table.extend((last.1 as u32).to_be_bytes());
    }
    let mut profile = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| profile[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &((start + data.len()) as u32).to_be_bytes());
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // The day this profile was defined; the format asks for one.
    put(24, &[2025u16, 1, 1, 0, 0, 0].map(u16::to_be_bytes).concat());
    put(36, b"acsp");
    put(68, &numbers([0.9642, 1.0, 0.8249]));
    profile.extend(table);
    profile.extend(data);
    profile
}

/// Numbers with 16 bits behind the point.
fn numbers(values: [f64; 3]) -> Vec<u8> {
    values.iter().flat_map(|v| ((v * 65536.0).round() as i32).to_be_bytes()).collect()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    [b"XYZ \0\0\0\0".to_vec(), numbers(values)].concat()
}

fn description(name: &str) -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend((name.len() as u32 + 1).to_be_bytes());
    out.extend(name.as_bytes());
    // The name's end, then its empty forms in Unicode and for the Macintosh.
    out.resize(out.len() + 1 + 8 + 3 + 67, 0);
    out
}

fn curve() -> Vec<u8> {
    let mut out = b"curv\0\0\0\0".to_vec();
    out.extend(u32::from(POINTS).to_be_bytes());
    for i in 0..POINTS {
        let v = f64::from(i) / f64::from(POINTS - 1);
        let linear = if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
        out.extend(((linear * 65535.0).round() as u16).to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_well_formed() {
        let profile = profile();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        assert_eq!((&profile[12..24], &profile[36..40]), (b"mntrRGB XYZ ".as_slice(), b"acsp".as_slice()));
        assert_eq!(number(128), 9);
        for tag in 0..9 {
            let (offset, size) = (number(132 + tag * 12 + 4), number(132 + tag * 12 + 8));
            assert!(size > 0 && offset % 4 == 0 && offset + size <= profile.len(), "{tag}");
        }
        // Half of full signal is 21.4 % of full light (IEC 61966-2-1).
        let curve = number(132 + 6 * 12 + 4);
        let middle = u16::from_be_bytes(profile[curve + 12 + 256..][..2].try_into().unwrap());
        assert!((f64::from(middle) / 65535.0 - 0.2158).abs() < 0.0005, "{middle}");
    }
}
