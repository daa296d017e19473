//! The `vanban` program: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    vanban::cli::run().into()
}
