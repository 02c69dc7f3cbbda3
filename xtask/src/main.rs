//! `cargo xtask`: builds the widget, embeds it, starts and checks everything.

mod bench;
mod check;
mod machine;
mod program;
mod test;
mod try_sentences;
mod widget;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What there is to do; `cargo xtask help NAME` tells more.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

/// The tasks, each in the module of its name.
#[derive(Subcommand)]
enum Task {
    /// Builds everything and starts the server with a demo shop, on one command
    Run(program::Run),
    /// Builds the program for production, with the size of each asset
    Build,
    /// Builds only the browser's side, into widget/dist
    Widget,
    /// Tests everything, in real browsers and on both databases; sets up what that needs
    Test(test::Test),
    /// Measures how fast the program is, and beside what
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Sends a file of sentences through a real server as reviews, and compares what comes out
    TrySentences(try_sentences::TrySentences),
    /// Checks the rules of the house, formatting, lints and docs
    Check,
}

fn main() -> ExitCode {
    match perform(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> anyhow::Result<()> {
    match task {
        Task::Run(arguments) => program::run(arguments),
        Task::Build => program::release(),
        Task::Test(arguments) => test::run(arguments),
        Task::Bench(bench) => bench::run(bench),
        Task::TrySentences(arguments) => try_sentences::run(arguments),
        Task::Check => check::run(),
        Task::Widget => widget::print_sizes(&widget::build()?),
    }
}
