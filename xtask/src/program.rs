//! Builds the `candor` program with the widget in it, and starts it with a demo shop.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use clap::Args;

use crate::{widget, workspace};

/// What stands before the address in what the server prints.
pub(crate) const ANNOUNCED: &str = "Candor is at ";

/// How `cargo xtask run` starts the server.
#[derive(Args)]
pub(crate) struct Run {
    /// Builds with optimisations, as for production
    #[arg(long)]
    release: bool,
    /// Address that the server listens on; its own default is 127.0.0.1:7311
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Folder of the database file; `data` in the workspace unless `CANDOR_DATA` says otherwise
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Address of the demo shop's storefront: another site, as a real shop would be
    #[arg(long, value_name = "ADDRESS", default_value = "localhost:7312")]
    demo_listen: String,
}

/// Builds what is out of date and becomes the server; settings in the environment hold.
pub(crate) fn run(arguments: &Run) -> anyhow::Result<()> {
    widget::build()?;
    build(arguments.release)?;

    let mut server = workspace::command(path(arguments.release));
    server.args(["serve", "--demo", &arguments.demo_listen]);
    if let Some(listen) = &arguments.listen {
        server.args(["--listen", listen]);
    }
    match &arguments.data {
        Some(data) => _ = server.arg("--data").arg(data),
        None if env::var_os("CANDOR_DATA").is_some() => {}
        None => _ = server.arg("--data").arg(workspace::root().join("data")),
    }
    // The server takes this process, so that Ctrl-C and SIGTERM reach it, and its status the caller.
    Err(anyhow::Error::from(server.exec()).context("starting the server"))
}

/// Builds the program; the widget that is built by then is embedded.
pub(crate) fn build(release: bool) -> anyhow::Result<()> {
    let mut cargo = workspace::cargo(&["build", "--package", "server", "--bin", "candor"]);
    if release {
        cargo.arg("--release");
    }
    workspace::run(&mut cargo)
}

/// The program's file, once it is built.
pub(crate) fn path(release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    workspace::target().join(profile).join(format!("candor{}", env::consts::EXE_SUFFIX))
}

/// The program that was built last, without any setting of the reader's own.
pub(crate) fn command(release: bool) -> Command {
    let mut candor = workspace::command(path(release));
    for setting in env::vars_os().map(|(name, _)| name) {
        if setting.to_string_lossy().starts_with("CANDOR_") {
            candor.env_remove(setting);
        }
    }
    candor.env_remove("DATABASE_URL");
    candor
}

/// Builds what goes to production, and says how large and where it is.
pub(crate) fn release() -> anyhow::Result<()> {
    let dist = widget::build()?;
    build(true)?;
    widget::print_sizes(&dist)?;
    let program = path(true);
    let megabytes = fs::metadata(&program)?.len() / 1_000_000;
    println!("The server, {megabytes} MB with the widget in it: {}", program.display());
    Ok(())
}
