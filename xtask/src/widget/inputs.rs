//! Everything that the built widget depends on, as one hash: if it has not changed, nothing is
//! built.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use crate::workspace;

/// Sources, relative to the workspace; this pipeline is one of them.
const SOURCES: [&str; 6] =
    ["Cargo.lock", "Cargo.toml", "shared", "widget", "xtask/Cargo.toml", "xtask/src/widget"];

/// The stamp beside the assets.
const STAMP: &str = "inputs";

/// Hashes the sources and the compiler.
pub(super) fn digest() -> anyhow::Result<String> {
    let root = workspace::root();
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&root.join(source), &mut files)?;
    }
    files.sort();

    let mut hash = Sha256::new();
    hash.update(workspace::output(workspace::command("rustc").arg("-vV").current_dir(&root))?);
    hash.update(env::var("RUSTFLAGS").unwrap_or_default());
    for file in files {
        let contents = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        hash.update(file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().as_bytes());
        hash.update((contents.len() as u64).to_le_bytes());
        hash.update(contents);
    }
    Ok(hex(&hash.finalize()))
}

/// A hash as it is written.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if path.ends_with("widget/dist") {
        return Ok(());
    }
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("listing {}", path.display()))? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

/// Whether `dist` was made from inputs with this hash.
pub(super) fn is_current(dist: &Path, digest: &str) -> bool {
    dist.join("manifest.json").exists()
        && fs::read_to_string(dist.join(STAMP)).is_ok_and(|stamp| stamp == digest)
}

/// Keeps the hash; called last, so that an interrupted build is done again.
pub(super) fn remember(dist: &Path, digest: &str) -> anyhow::Result<()> {
    Ok(fs::write(dist.join(STAMP), digest)?)
}
