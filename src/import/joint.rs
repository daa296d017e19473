//! A document that several bodies issue together (văn bản liên tịch): whose each signer is, and their fields.

use super::case::Running;
use super::signing::{named, structured};
use super::yaml::{Map, Node, Value, bare, text, texts};
use crate::derive::collective;
use crate::model::doc_type::{DocType, Signers};
use crate::recognise::{Draft, Signer};
use crate::text::upper;

/// One of the bodies, in the order of the head.
pub(super) struct Body<'d, 'p> {
    /// Its name as the head has it.
    pub(super) name: String,
    /// Who signs for it.
    pub(super) signer: &'d Signer<'p>,
    /// Whether that signature stands before the first body's.
    signs_first: bool,
}

/// The bodies of a document that more than one issue, with a signer each; nothing where one signs alone.
pub(super) fn bodies<'d, 'p>(draft: &'d Draft<'p>, doc_type: &DocType) -> Vec<Body<'d, 'p>> {
    let names = draft.header.issuers();
    let signers = &draft.foot.signers;
    let together = doc_type.content.get("properties").is_some_and(|p| p.get("signatories").is_some());
    if doc_type.declaration.signers != Signers::One || together || names.len() < 2 || names.len() != signers.len() {
        return Vec::new();
    }
    let order = order(&names, signers);
    let place = |body: usize| order.iter().position(|signer| *signer == body).unwrap_or(body);
    // Those before the first body's and those behind it must stand as in the head: data cannot say another order.
    let (before, after): (Vec<usize>, Vec<usize>) = (1..names.len()).partition(|body| place(*body) < place(0));
    let rises = |bodies: &[usize]| bodies.iter().map(|body| place(*body)).is_sorted();
    if !rises(&before) || !rises(&after) {
        return Vec::new();
    }
    let of = |(at, name)| Body { name, signer: &signers[place(at)], signs_first: place(at) < place(0) };
    names.into_iter().enumerate().map(of).collect()
}

/// The body of each signer, by the names above the signatures; those that name none take the bodies that are left.
fn order(names: &[String], signers: &[Signer]) -> Vec<usize> {
    let says = |signer: &Signer, name: &str| {
        let said = upper(&signer.authority.iter().map(|line| line.value.trim()).collect::<Vec<_>>().join(" "));
        said.contains(&upper(name)) || said.starts_with(&format!("TM. {}", upper(&collective(name))))
    };
    let mut order: Vec<Option<usize>> = Vec::new();
    for signer in signers {
        let body = (0..names.len()).find(|at| !order.contains(&Some(*at)) && says(signer, &names[*at]));
        order.push(body);
    }
    let mut left = (0..names.len()).filter(|at| !order.contains(&Some(*at))).collect::<Vec<_>>().into_iter();
    order.into_iter().filter_map(|body| body.or_else(|| left.next())).collect()
}

/// The signer of one of several bodies: the program writes the body's name above powers and post.
pub(super) fn signer_info(body: &Body, running: &Running) -> Node {
    let lines: Vec<String> = body.signer.authority.iter().map(|line| line.value.trim().to_owned()).collect();
    let for_all = |lines: &[String]| lines.first().is_some_and(|first| first.starts_with("TM."));
    let own = match lines.split_first() {
        Some((first, rest)) if upper(first) == upper(&body.name) && !for_all(rest) => structured(rest, &body.name, running),
        _ if for_all(&lines) => structured(&lines, &body.name, running),
        _ => None,
    };
    let map = own.unwrap_or_else(|| vec![("authority_lines", texts(lines.iter().map(|line| running.natural(line).0)))]);
    named(map, body.signer)
}

/// The bodies behind the first one, with their abbreviations.
pub(super) fn co_issuers(bodies: &[Body], codes: &[String], running: &Running) -> Option<Node> {
    let others = bodies.iter().enumerate().skip(1).map(|(at, body)| {
        let mut map: Map = vec![("organ_name", text(running.natural(&body.name).0))];
        map.extend(codes.get(at).map(|code| ("organ_code", text(code))));
        map.push(("signer_info", signer_info(body, running)));
        map.extend(body.signs_first.then(|| ("signs_first", bare(true))));
        Value::Map(map).into()
    });
    let others: Vec<Node> = others.collect();
    (!others.is_empty()).then(|| Value::List(others).into())
}
