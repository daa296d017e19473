//! Who signs: the lines above a signature as powers and post.

use super::case::Running;
use super::missing::DOTS;
use super::yaml::{Map, Node, Value, text, texts};
use crate::derive::{collective, superior};
use crate::model::doc_type::{DocType, Signers};
use crate::recognise::{Certainty, Draft, Signer};
use crate::text::upper;

/// What a reader is unsure of.
pub(super) fn doubted(node: Node, certainty: Certainty, what: &str) -> Node {
    if certainty == Certainty::Sure { node } else { node.noted(format!("Chưa chắc: {what}")) }
}

/// Who signs alone: of several the one on the right, unless the type's content has them all.
pub(super) fn signer<'d, 'p>(draft: &'d Draft<'p>, doc_type: &DocType) -> Option<&'d Signer<'p>> {
    let signers = &draft.foot.signers;
    let together = signers.len() > 1 && doc_type.content.get("properties").is_some_and(|p| p.get("signatories").is_some());
    signers.last().filter(|_| doc_type.declaration.signers == Signers::One && !together)
}

/// One signer by the ways to sign; lines that are none of these stay lines.
pub(super) fn signer_info(signer: &Signer, organ: &str, running: &Running) -> Node {
    let lines: Vec<String> = signer.authority.iter().map(|l| l.value.trim().to_owned()).collect();
    let map = match structured(&lines, organ, running) {
        Some(map) => map,
        None => vec![("authority_lines", texts(lines.iter().map(|l| running.natural(l).0)))],
    };
    named(map, signer)
}

/// A signer with the name, and the post above it, added to what else is known.
pub(super) fn named(mut map: Map, signer: &Signer) -> Node {
    map.extend(signer.other_position.as_ref().map(|o| ("other_position", text(o.value.trim_matches(['(', ')'])))));
    let name = signer.full_name.as_ref();
    map.push((
        "full_name",
        match name {
            Some(found) => doubted(text(&found.value), found.certainty, "họ tên người ký."),
            None => text(DOTS).noted("Bản gốc để trống họ tên người ký."),
        },
    ));
    Value::Map(map).into()
}

/// The ways to sign that some lines are; absent where they are none of these.
pub(super) fn structured(lines: &[String], organ: &str, running: &Running) -> Option<Map> {
    const POWERS: [&str; 5] = ["TM.", "KT.", "TL.", "TUQ.", "Q."];
    let parted: Vec<(Option<&str>, String)> = lines
        .iter()
        .map(|line| {
            let power = POWERS.into_iter().find(|p| line.starts_with(p));
            (power, running.natural(line[power.map_or(0, str::len)..].trim()).0)
        })
        .collect();
    let powers: Vec<&str> = parted.iter().filter_map(|(power, _)| *power).collect();
    let words: Vec<&str> = parted.iter().map(|(_, words)| words.as_str()).collect();
    if parted.iter().skip(powers.len()).any(|(power, _)| power.is_some()) {
        return None;
    }
    let same = |a: &str, b: &str| upper(a) == upper(b);
    let by = |words: &str| text(words);
    let head = |key, of: &str, position: &str| (!superior(position).is_some_and(|s| same(&s, of))).then(|| (key, text(of)));
    let body = |of: &str| (!same(&collective(organ), of)).then(|| ("collective", text(of)));
    let mut map: Map = Vec::new();
    match powers.as_slice() {
        [] => {}
        [one] => map.push(("competence", by(one))),
        both => map.push(("competence", texts(both.iter().map(|p| (*p).to_owned())))),
    }
    match (powers.as_slice(), words.as_slice()) {
        ([] | ["Q."], [position]) => map.push(("position", text(*position))),
        (["TM."], [of, position]) => {
            map.extend(body(of));
            map.push(("position", text(*position)));
        }
        (["KT."], [of, position]) => {
            map.extend(head("head_position", of, position));
            map.push(("position", text(*position)));
        }
        (["TM.", "KT."], [of, above, position]) => {
            map.extend(body(of));
            map.extend(head("head_position", above, position));
            map.push(("position", text(*position)));
        }
        (["TM.", "Q."], [of, position]) => {
            map.extend(body(of));
            map.push(("position", text(*position)));
        }
        (["TL."] | ["TUQ."], [of, position]) => {
            map.push(("head_position", text(*of)));
            map.push(("position", text(*position)));
        }
        (["TL.", "KT."], [of, unit, position]) => {
            map.push(("head_position", text(*of)));
            map.extend(head("unit_head_position", unit, position));
            map.push(("position", text(*position)));
        }
        _ => return None,
    }
    Some(map)
}

/// Several people who sign together.
pub(super) fn signatories(signers: &[Signer], running: &Running) -> Node {
    let all = signers.iter().map(|signer| {
        let mut lines = signer.authority.iter().map(|l| running.natural(&l.value).0);
        let mut map: Map = vec![("authority", text(lines.next().unwrap_or_default()))];
        let rest: Vec<String> = lines.collect();
        if !rest.is_empty() {
            map.push(("position", text(rest.join(" "))));
        }
        map.extend(signer.other_position.as_ref().map(|o| ("other_position", text(&o.value))));
        map.extend(signer.full_name.as_ref().map(|n| ("full_name", text(&n.value))));
        Value::Map(map).into()
    });
    Value::List(all.collect()).into()
}
