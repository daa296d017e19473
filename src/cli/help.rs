//! Help, usage errors and the manual page in Vietnamese: clap has no translations.

use std::io;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Exit, report};

/// Prints what clap has to say.
pub(super) fn explain(error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever reads the help may stop early.
            let _ = error.print();
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            report::line(&error.render().to_string());
            return Exit::CouldNotRun;
        }
        _ => {}
    }
    report::line(&format!("lỗi: {}", message(error)));
    if let Some(similar) = similar(error) {
        report::line(&format!("gợi ý: có phải ý bạn là `{similar}`?"));
    }
    report::line("Xem hướng dẫn: vanban --help");
    Exit::CouldNotRun
}

fn message(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("không có tùy chọn {argument}"),
        ErrorKind::UnknownArgument => format!("thừa tham số {argument}"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh {}", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".into(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = text(ContextKind::InvalidValue);
            let valid = text(ContextKind::ValidValue);
            let what = if value.is_empty() {
                format!("tùy chọn {argument} cần một giá trị")
            } else {
                format!("giá trị “{value}” không dùng được cho {argument}")
            };
            if valid.is_empty() { what } else { format!("{what}; các giá trị: {valid}") }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("số giá trị của {argument} không đúng")
        }
        ErrorKind::ArgumentConflict => format!("{argument} không dùng chung được với {}", text(ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => "tham số không phải văn bản UTF-8".into(),
        _ => "lệnh không đúng".into(),
    }
}

fn similar(error: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].into_iter().find_map(|kind| {
        match error.get(kind) {
            Some(ContextValue::String(s)) => Some(s.clone()),
            Some(ContextValue::Strings(list)) => list.first().cloned(),
            _ => None,
        }
    })
}

/// The manual page: all commands in one, its headings in Vietnamese.
pub(super) fn man(mut command: clap::Command) -> io::Result<String> {
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).title("VANBAN").manual("Hướng dẫn vanban").render(&mut page)?;
    let mut text = String::from_utf8(page).map_err(io::Error::other)?;
    for sub in command.get_subcommands() {
        let name = sub.get_name();
        // The library lists pages of their own.
        text = text.replace(&format!("vanban\\-{name}(1)"), &format!("vanban {name}"));
        let man = clap_mangen::Man::new(sub.clone());
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part)?;
        man.render_options_section(&mut part)?;
        let part = String::from_utf8(part).map_err(io::Error::other)?;
        text.push_str(&format!(".SH \"VANBAN {}\"\n{}", name.to_uppercase(), part.replace(".SH ", ".SS ")));
    }
    for (english, vietnamese) in [
        ("NAME", "TÊN"),
        ("SYNOPSIS", "\"CÁCH DÙNG\""),
        ("DESCRIPTION", "\"MÔ TẢ\""),
        ("Lệnh", "LỆNH"),
        ("EXTRA", "THÊM"),
        ("VERSION", "\"PHIÊN BẢN\""),
    ] {
        for level in [".SH", ".SS"] {
            text = text.replace(&format!("{level} {english}\n"), &format!("{level} {vietnamese}\n"));
        }
    }
    Ok(text)
}
