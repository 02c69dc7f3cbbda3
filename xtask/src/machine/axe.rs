//! axe-core, which finds what keeps people out: fetched once with npm, into the build's folder.

use std::fs;
use std::path::PathBuf;

use super::{skip, system};
use crate::workspace;

/// The one version that is measured with, so that figures can be compared.
const PACKAGE: &str = "axe-core@4.10.3";

/// Where axe's script is, or nothing where it cannot be fetched.
pub(crate) fn script() -> anyhow::Result<Option<PathBuf>> {
    let folder = workspace::target().join("bench/axe");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.exists() {
        let Some(npm) = system::find(&["npm"], &[]) else {
            skip("axe", "install npm, which fetches it")?;
            return Ok(None);
        };
        fs::create_dir_all(&folder)?;
        let mut install = workspace::command(npm);
        install.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]);
        install.arg("--prefix").arg(&folder).arg(PACKAGE);
        if let Err(error) = workspace::output(&mut install) {
            skip("axe", &format!("npm does not fetch {PACKAGE}: {error:#}"))?;
            return Ok(None);
        }
    }
    Ok(Some(script))
}
