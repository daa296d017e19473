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
        ErrorKind::UnknownArgument => format!("không có tùy chọn {argument}"),
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

/// The manual page, its headings in Vietnamese.
pub(super) fn man(command: clap::Command) -> io::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).title("VANBAN").manual("Hướng dẫn vanban").render(&mut page)?;
    let mut text = String::from_utf8(page).map_err(io::Error::other)?;
    for (english, vietnamese) in [
        (".SH NAME", ".SH TÊN"),
        (".SH SYNOPSIS", ".SH CÁCH DÙNG"),
        (".SH DESCRIPTION", ".SH MÔ TẢ"),
        (".SH OPTIONS", ".SH TÙY CHỌN"),
        (".SH SUBCOMMANDS", ".SH LỆNH"),
        (".SH EXTRA", ".SH THÊM"),
        (".SH VERSION", ".SH PHIÊN BẢN"),
    ] {
        text = text.replace(english, vietnamese);
    }
    Ok(text)
}
