//! The `vanban` program: arguments in, exit status out.

use std::process::ExitCode;

/// Every document is tens of thousands of small pieces; BENCHMARKS.md has what this saves.
#[cfg(not(all(windows, target_env = "gnu")))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(feature = "serve"))]
use vanban::cli::without_server as serve;
#[cfg(feature = "serve")]
use vanban::serve::run as serve;

fn main() -> ExitCode {
    vanban::cli::run(serve).into()
}
