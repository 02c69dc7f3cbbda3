//! What axe-core finds in a page that is measured.

use std::fs;

use anyhow::Context as _;
use serde_json::Value;

use super::driver::Session;
use crate::machine::axe::script;

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

/// What it finds in the page as it stands now: the rule and the element.
pub(super) fn violations(session: &Session, source: &str) -> anyhow::Result<Vec<String>> {
    session.run(source)?;
    let found: Value = session.run(RUN)?;
    serde_json::from_value(found).context("understanding what axe found")
}
