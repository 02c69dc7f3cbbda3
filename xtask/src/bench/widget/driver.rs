//! A browser with a new profile, steered through ChromeDriver.

use std::time::Duration;

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use ureq::Agent;

use crate::machine::browser::Browser;
use crate::machine::served::Folder;

/// What the browser is started with: nothing of its own may happen while it is measured.
const ARGUMENTS: [&str; 7] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--window-size=1280,800",
];

/// A browser that was just started; dropped, it is ended.
pub(super) struct Session {
    agent: Agent,
    url: String,
    _profile: Folder,
}

impl Session {
    /// Starts a browser that has never been anywhere.
    pub(super) fn open(browser: &Browser) -> anyhow::Result<Self> {
        let profile = Folder::new("bench-profile")?;
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": browser.program, "args": arguments },
            "goog:loggingPrefs": { "performance": "ALL" },
        } } });
        let config = Agent::config_builder().timeout_global(Some(Duration::from_mins(1))).build();
        let mut session =
            Self { agent: config.into(), url: browser.driver_url.clone(), _profile: profile };
        let opened = session.post("session", &capabilities)?;
        let id = opened["sessionId"].as_str().context("the driver opened no session")?;
        session.url = format!("{}/session/{id}", browser.driver_url);
        Ok(session)
    }

    /// Opens an address, and waits until all of the page has loaded.
    pub(super) fn goto(&self, url: &str) -> anyhow::Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Runs a script in the page, and waits for what it promises.
    pub(super) fn run(&self, script: &str) -> anyhow::Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Says something to the browser in the language of its developer tools.
    pub(super) fn devtools(&self, command: &str, parameters: &Value) -> anyhow::Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What the browser's tools have noted since this was last asked.
    pub(super) fn events(&self) -> anyhow::Result<Vec<Value>> {
        let log = self.post("se/log", &json!({ "type": "performance" }))?;
        let event = |entry: &Value| {
            let text = entry["message"].as_str().context("a note is a text")?;
            let mut message: Value = serde_json::from_str(text)?;
            Ok(message["message"].take())
        };
        log.as_array().context("the notes are a list")?.iter().map(event).collect()
    }

    fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let url = format!("{}/{path}", self.url);
        let call = self.agent.post(&url).header("content-type", "application/json");
        let answer = call.config().http_status_as_error(false).build().send(body.to_string());
        let text = answer
            .and_then(|mut answer| {
                answer.body_mut().with_config().limit(64_000_000).read_to_string()
            })
            .with_context(|| format!("asking the browser's driver for {path}"))?;
        let mut answer: Value = serde_json::from_str(&text)?;
        if let Some(error) = answer["value"]["error"].as_str() {
            bail!("the browser's driver says {error}: {}", answer["value"]["message"]);
        }
        Ok(answer["value"].take())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // What does not end now ends with the driver.
        _ = self.agent.delete(&self.url).call();
    }
}
