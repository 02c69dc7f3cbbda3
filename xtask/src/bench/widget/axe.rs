//! axe-core, which finds what keeps people out: fetched once with npm, into the build's folder.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use serde_json::Value;

use super::driver::Session;
use crate::machine::{skip, system};
use crate::workspace;

/// The one version that is measured with, so that figures can be compared.
const PACKAGE: &str = "axe-core@4.10.3";

/// What runs it in a page: all of its rules for people, and the size of targets, which it leaves
/// out unless it is asked.
const RUN: &str = "return axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(\
    (found) => found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => \
    id + ' ' + target.join(' '))));";

/// axe's script, or nothing where it cannot be fetched.
pub(super) fn source() -> anyhow::Result<Option<String>> {
    let Some(script) = script()? else { return Ok(None) };
    let source = fs::read_to_string(&script);
    source.map(Some).with_context(|| format!("reading {}", script.display()))
}

/// The file that axe's script is in, or nothing where it cannot be fetched.
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

/// What it finds in the page as it stands now: the rule and the element.
pub(super) fn violations(session: &Session, source: &str) -> anyhow::Result<Vec<String>> {
    session.run(source)?;
    let found: Value = session.run(RUN)?;
    serde_json::from_value(found).context("understanding what axe found")
}
