//! What must hold in the source: the rules of the house, formatting, lints and docs.

mod arrows;
mod layering;
mod migrations;
mod paths;
mod shape;
mod source;

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context as _, bail};

use crate::{widget, workspace};

/// A file of the workspace.
struct File {
    /// Where it is, from the workspace's root, with `/` between the parts.
    path: String,
    /// What is in it; empty if it is not text.
    text: String,
}

/// Checks everything, the quick rules first; stops at the first kind that does not hold.
pub(crate) fn run() -> anyhow::Result<()> {
    rules()?;
    workspace::run(&mut workspace::cargo(&["fmt", "--all", "--check"]))
        .context("the formatting differs; `cargo fmt` puts it right")?;
    clippy(&["--workspace", "--all-targets"])?;
    widget::ensure_target()?;
    clippy(&["--package", "widget", "--lib", "--target", widget::TARGET])?;
    docs()
}

/// Checks the rules that need nothing but reading.
fn rules() -> anyhow::Result<()> {
    let files = tracked()?;
    let mut broken = layering::broken(&files);
    broken.extend(migrations::broken(&files));
    broken.extend(shape::broken(&files));
    broken.extend(paths::broken(&files));
    for line in &broken {
        eprintln!("{line}");
    }
    match broken.len() {
        0 => Ok(()),
        1 => bail!("a rule of the house is broken"),
        several => bail!("rules of the house are broken in {several} places"),
    }
}

/// Every file that git keeps, or would keep if it were added.
fn tracked() -> anyhow::Result<Vec<File>> {
    let root = workspace::root();
    let listed = workspace::output(
        workspace::command("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root),
    )
    .context("the rules are checked on the files that git keeps")?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // A file that was deleted, but not yet in git, is listed and cannot be read.
    let present = paths.filter(|path| root.join(path).is_file());
    present
        .map(|path| {
            let bytes = fs::read(root.join(path)).with_context(|| format!("reading {path}"))?;
            let text = String::from_utf8(bytes).unwrap_or_default();
            Ok(File { path: path.to_owned(), text })
        })
        .collect()
}

fn clippy(selection: &[&str]) -> anyhow::Result<()> {
    let mut cargo = workspace::cargo(&["clippy"]);
    workspace::run(cargo.args(selection).args(["--", "--deny", "warnings"]))
}

fn docs() -> anyhow::Result<()> {
    let mut cargo = workspace::cargo(&["doc", "--workspace", "--no-deps"]);
    cargo.args(["--document-private-items", "--quiet"]);
    let flags = env::var("RUSTDOCFLAGS").unwrap_or_default() + " -D warnings";
    workspace::run(cargo.env("RUSTDOCFLAGS", flags.trim()))
}

/// The modules of a source file of the server, outermost first: `reviews`, `http`.
fn modules(path: &str) -> Option<Vec<String>> {
    let inside = path.strip_prefix("server/src/")?.strip_suffix(".rs")?;
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    let parts: PathBuf = inside.into();
    Some(parts.iter().map(|part| part.to_string_lossy().into_owned()).collect())
}
