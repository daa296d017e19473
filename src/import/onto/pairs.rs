//! Which paragraph of an edited document was which: by mark, by words in their order, by likeness, and moved ones.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{core, is_word, tokens};

/// Share of common words from which two paragraphs are the same one, changed.
const ALIKE: f64 = 0.5;
/// The same where order says nothing.
const MOVED: f64 = 0.8;
/// Pairs that are compared word by word in one gap, at most.
const MOST: usize = 200_000;

/// A paragraph or table as it is compared.
pub(super) struct Compared {
    key: String,
    words: BTreeMap<String, usize>,
    count: usize,
}

impl Compared {
    /// `name` is a mark that both documents have, if there is one.
    pub(super) fn new(text: &str, name: Option<&str>) -> Self {
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        tokens(core(text)).into_iter().filter(|t| is_word(t)).for_each(|t| *words.entry(t.to_lowercase()).or_default() += 1);
        let count = words.values().sum();
        let key = name.map_or_else(|| core(text).split_whitespace().collect::<Vec<_>>().join(" "), |name| format!("\u{0}{name}"));
        Compared { key, words, count }
    }

    /// The share of their words that two have in common.
    fn likeness(&self, other: &Compared) -> f64 {
        let common: usize = self.words.iter().map(|(word, n)| other.words.get(word).map_or(0, |m| *m.min(n))).sum();
        let all = self.count + other.count;
        if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
    }
}

/// For each of theirs the one of mine that it was.
pub(super) fn pairs(mine: &[Compared], theirs: &[Compared]) -> Vec<Option<usize>> {
    let mut out = vec![None; theirs.len()];
    let keys = |all: &[Compared]| all.iter().map(|c| c.key.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Patience, &keys(mine), &keys(theirs));
    for op in &ops {
        if let DiffOp::Equal { old_index, new_index, len } = *op {
            (0..len).for_each(|i| out[new_index + i] = Some(old_index + i));
        }
    }
    let mut taken = vec![false; mine.len()];
    out.iter().flatten().for_each(|at: &usize| taken[*at] = true);
    // The same one elsewhere, before likeness takes its place.
    let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..mine.len()).rev().filter(|at| !taken[*at]).for_each(|at| free.entry(&mine[at].key).or_default().push(at));
    for at in 0..theirs.len() {
        if out[at].is_none()
            && let Some(old) = free.get_mut(theirs[at].key.as_str()).and_then(Vec::pop)
        {
            (out[at], taken[old]) = (Some(old), true);
        }
    }
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let old: Vec<usize> = op.old_range().filter(|at| !taken[*at]).collect();
        let new: Vec<usize> = op.new_range().filter(|at| out[*at].is_none()).collect();
        for (o, n) in alike(&old, &new, mine, theirs) {
            (out[n], taken[o]) = (Some(o), true);
        }
    }
    let left: Vec<usize> = (0..mine.len()).filter(|at| !taken[*at] && mine[*at].count > 5).collect();
    if left.len() * theirs.len() <= MOST {
        for old in left {
            let likely = (0..theirs.len()).filter(|at| out[*at].is_none()).map(|at| (mine[old].likeness(&theirs[at]), at));
            if let Some((_, at)) = likely.filter(|(l, _)| *l >= MOVED).max_by(|a, b| a.0.total_cmp(&b.0)) {
                out[at] = Some(old);
            }
        }
    }
    out
}

/// The pairs in one gap, in order, that have most in common.
fn alike(old: &[usize], new: &[usize], mine: &[Compared], theirs: &[Compared]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST {
        return Vec::new();
    }
    // One paragraph for one, short as it may be, is the same one.
    let least = if old.len() == 1 && new.len() == 1 { 0.2 } else { ALIKE };
    let width = new.len() + 1;
    let mut best = vec![0.0_f64; (old.len() + 1) * width];
    let worth = |i: usize, j: usize| Some(mine[old[i]].likeness(&theirs[new[j]])).filter(|l| *l >= least);
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let apart = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = worth(i, j).map_or(apart, |l| apart.max(l + best[(i + 1) * width + j + 1]));
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        let here = best[i * width + j];
        if worth(i, j).is_some_and(|l| (l + best[(i + 1) * width + j + 1] - here).abs() < 1e-9) {
            out.push((old[i], new[j]));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mine: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
        let all = |texts: &[&str]| texts.iter().map(|t| Compared::new(t, None)).collect::<Vec<_>>();
        pairs(&all(mine), &all(theirs))
    }

    #[test]
    fn changed_added_removed_and_moved_are_told_apart() {
        let mine = ["1. Rà soát thủ tục hành chính.", "2. Công khai kết quả hằng quý.", "3. Kiểm tra việc thực hiện."];
        let theirs =
            ["1. Công khai kết quả hằng quý.", "2. Rà soát mọi thủ tục hành chính.", "3. Việc mới.", "4. Kiểm tra việc thực hiện."];
        assert_eq!(of(&mine, &theirs), [Some(1), Some(0), None, Some(2)]);
        assert_eq!(of(&["Xong"], &["Xong hết"]), [Some(0)]);
        assert_eq!(of(&["a b c d", "e f"], &["e f"]), [Some(1)]);
    }
}
