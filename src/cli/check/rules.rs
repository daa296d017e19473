//! `vanban rules` and `vanban explain`: what is judged, and why.

use std::io::{self, Write};

use crate::cli::{Exit, report};
use crate::diag::{Cited, code};
use crate::rules::{self, Family, Rule};
use crate::text::{closest, turns_direction};

/// Prints every rule, by families.
pub(in crate::cli) fn list() -> io::Result<Exit> {
    let mut out = String::new();
    for family in Family::ALL {
        let of: Vec<&Rule> = rules::all().filter(|rule| rule.family == family).collect();
        if of.is_empty() {
            continue;
        }
        out += &format!("{}\n", family.title());
        for rule in of {
            out += &format!("  {} {:<9} {} [{}]\n", rule.code.id, rule.severity.title(), rule.title, Cited::from(rule.basis));
        }
        out.push('\n');
    }
    io::stdout().lock().write_all(out.as_bytes())?;
    Ok(Exit::Done)
}

/// Prints a rule's manual and examples, or what another code means.
pub(in crate::cli) fn explain(name: &str) -> io::Result<Exit> {
    let text = match rules::find(name) {
        Some(rule) => manual(rule),
        None => match code::ALL.iter().find(|(code, _)| code.id.eq_ignore_ascii_case(name) || code.slug == name) {
            Some((code, meaning)) => format!("{} {}\n\n{meaning}\n", code.id, code.slug),
            None => {
                let similar = closest(&name.to_uppercase(), rules::all().map(|r| (r.code.id, r.code.id)));
                let hint = similar.map(|s| format!(" Có phải ý bạn là {s}?")).unwrap_or_default();
                return Ok(report::could_not_run(&format!("Không có quy tắc “{name}”.{hint} Danh sách: vanban rules")));
            }
        },
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

fn manual(rule: &Rule) -> String {
    let examples = |all: &[&str]| all.iter().map(|text| format!("{}\n", indented(text))).collect::<Vec<_>>().join("\n");
    format!(
        "{} {}: {}\nMức: {}. Căn cứ: {}.\n\n{}\n\nSai:\n{}\nĐúng:\n{}",
        rule.code.id,
        rule.code.slug,
        rule.title,
        rule.severity.title(),
        Cited::from(rule.basis),
        rule.manual,
        examples(rule.wrong),
        examples(rule.right)
    )
}

/// An example as people read it: the tag of a component becomes its name, what does not show its number.
fn indented(text: &str) -> String {
    let shown = |c: char| if turns_direction(c) { format!("[U+{:04X}]", c as u32) } else { c.to_string() };
    let text: String = text.chars().map(shown).collect();
    let line = |line: &str| match line.strip_prefix('@') {
        Some(rest) => format!("    [{rest}]"),
        None => format!("    {line}"),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
