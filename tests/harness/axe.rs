//! axe-core, which finds in a page what keeps people out.

use std::{env, fs};

use serde_json::Value;

use crate::browser::Browser;
use crate::skip::skip;

/// Set by `cargo xtask test`: axe's script.
const SCRIPT: &str = "CANDOR_TEST_AXE";

/// All of its rules for people, and the size of targets, which it leaves out unless it is asked.
/// Frames are looked at as pages of their own.
const RUN: &str = "return axe.run(document, {
    iframes: false, rules: { 'target-size': { enabled: true } },
  }).then((found) => found.violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id} ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.failureSummary}`)));";

/// What still fades in has the contrast of neither its beginning nor its end.
const STILL: &str = "document.getAnimations().every((it) => it.playState !== 'running')";

/// axe's script.
#[derive(Clone, Debug)]
pub struct Axe {
    script: String,
    allowed: Option<&'static str>,
}

impl Axe {
    /// Reads it, or says loudly that this machine has none.
    pub fn find() -> Option<Self> {
        let Ok(script) = env::var(SCRIPT) else {
            skip("axe", "run `cargo xtask test`, which fetches it");
            return None;
        };
        let script = fs::read_to_string(script).expect("axe's script can be read");
        Some(Self { script, allowed: None })
    }

    /// The same without one of its rules, for pages that break it with a reason.
    #[must_use]
    pub fn except(self, rule: &'static str) -> Self {
        Self { allowed: Some(rule), ..self }
    }

    /// Fails where it finds something in the page as it stands now, and keeps a picture of it.
    pub async fn assert_clean(&self, browser: &Browser, name: &str) {
        browser.until_true(STILL).await;
        browser.picture(name).await;
        let mut found = self.violations(browser).await;
        found.retain(|it| self.allowed.is_none_or(|rule| !it.starts_with(rule)));
        assert_eq!(found, [] as [String; 0], "{name}");
    }

    /// What it finds in the page as it stands now: the rule, and what breaks it.
    pub async fn violations(&self, browser: &Browser) -> Vec<String> {
        if browser.value("!window.axe").await == true {
            browser.run(&self.script, Vec::new()).await;
        }
        let found: Value = browser.run(RUN, Vec::new()).await;
        serde_json::from_value(found).expect("axe gives texts")
    }
}
