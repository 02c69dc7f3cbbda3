//! `cargo xtask`: builds the widget, embeds it, starts and checks everything.

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
    /// Builds the browser's side into widget/dist
    Widget,
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
        Task::Widget => widget::print_sizes(&widget::build()?),
    }
}
