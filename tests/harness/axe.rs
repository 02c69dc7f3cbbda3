//! axe-core, which finds what keeps people out of a page.

use std::{env, fs};

use serde_json::Value;

use crate::browser::Browser;
use crate::skip::skip;

/// Set by `cargo xtask test`, which fetches it: its script.
const SCRIPT: &str = "CANDOR_TEST_AXE";

/// All of its rules for people, and the size of targets, which it leaves out unless it is asked.
const RUN: &str = "return axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(
    (found) => found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')}: ${html}`)))";

/// axe's script.
#[derive(Debug)]
pub struct Axe(String);

impl Axe {
    /// Reads it, or says loudly that this machine has none.
    pub fn find() -> Option<Self> {
        let Ok(path) = env::var(SCRIPT) else {
            skip("axe", "run `cargo xtask test`, which fetches it with npm");
            return None;
        };
        let script = fs::read_to_string(&path);
        Some(Self(script.unwrap_or_else(|error| panic!("reading {path}: {error}"))))
    }

    /// What it finds in the page as it stands now: the rule, and what breaks it.
    pub async fn violations(&self, browser: &Browser) -> Vec<String> {
        if browser.value("!window.axe").await == true {
            browser.run(&self.0, Vec::new()).await;
        }
        let found: Value = browser.run(RUN, Vec::new()).await;
        serde_json::from_value(found).expect("axe gives texts")
    }
}
