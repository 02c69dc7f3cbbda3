//! One visit of one page by a browser that has never seen it, and what that took.

use std::collections::HashSet;

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Value, json};

use super::axe;
use super::driver::Session;
use crate::machine::browser::Browser;

/// Runs in every page before the page itself.
const WATCH: &str = include_str!("watch.js");
/// How long the page is watched after the question, or after it has loaded, in milliseconds.
const SETTLE: u32 = 1_500;
/// How much slower than this machine's processor that of a phone is taken to be.
const SLOWER: u32 = 4;

/// The reader's line and machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Conditions {
    /// What Lighthouse calls Slow 4G, on a processor of a quarter of the speed.
    Slow,
    /// As fast as this machine.
    Full,
}

/// What is opened.
pub(super) struct Page {
    /// Its address.
    pub(super) url: String,
    /// Whether it asks.
    pub(super) asks: bool,
}

/// What a visit took.
#[derive(Clone, Debug, Default)]
pub(super) struct Visit {
    /// From the start of the navigation until the question was painted.
    pub(super) question_ms: Option<f64>,
    /// What tasks took beyond 50 ms each.
    pub(super) blocking_ms: f64,
    /// What all tasks of the main thread took.
    pub(super) main_ms: f64,
    /// Cumulative layout shift.
    pub(super) shift: f64,
    /// Addresses of what was fetched besides the page, until the question if there was one.
    pub(super) fetched: Vec<String>,
    /// What axe found.
    pub(super) violations: Vec<String>,
}

#[derive(Deserialize)]
struct Watched {
    shift: f64,
    blocking_ms: f64,
    question_ms: Option<f64>,
}

impl Conditions {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Slow, Self::Full];

    /// Their name in the table.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Slow => "Slow 4G (1.6 Mbit/s, 150 ms), processor 4 times slower",
            Self::Full => "as fast as this machine",
        }
    }

    /// Their name in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Slow => "slow_4g_cpu_4x",
            Self::Full => "unthrottled",
        }
    }

    fn set(self, session: &Session) -> anyhow::Result<()> {
        if self == Self::Full {
            return Ok(());
        }
        let line = json!({
            "offline": false, "latency": 150, "downloadThroughput": 1_600_000 / 8,
            "uploadThroughput": 750_000 / 8,
        });
        session.devtools("Network.enable", &json!({}))?;
        session.devtools("Network.emulateNetworkConditions", &line)?;
        session.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
        Ok(())
    }
}

/// Opens a page in a new browser; looks for violations too where there is `axe`.
pub(super) fn visit(
    browser: &Browser,
    page: &Page,
    conditions: Conditions,
    axe: Option<&str>,
) -> anyhow::Result<Visit> {
    let session = Session::open(browser)?;
    session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }))?;
    session.devtools("Performance.enable", &json!({}))?;
    conditions.set(&session)?;
    session.events()?;

    session.goto(&page.url)?;
    if page.asks {
        session.run("return asked").context("no question is painted")?;
    }
    session.run(&format!("return new Promise((done) => setTimeout(done, {SETTLE}))"))?;

    let main_ms = main_thread(&session)?;
    let watched: Watched = serde_json::from_value(session.run("return bench")?)?;
    let origin = session.run("return performance.timeOrigin")?;
    let origin = origin.as_f64().context("a page has a beginning")?;
    let until = watched.question_ms.map_or(f64::INFINITY, |question| origin + question);
    let fetched = fetched(&session.events()?, until);
    let violations = axe.map_or(Ok(Vec::new()), |axe| axe::violations(&session, axe))?;
    Ok(Visit {
        question_ms: watched.question_ms,
        blocking_ms: watched.blocking_ms,
        main_ms,
        shift: watched.shift,
        fetched,
        violations,
    })
}

fn main_thread(session: &Session) -> anyhow::Result<f64> {
    let metrics = session.devtools("Performance.getMetrics", &json!({}))?;
    let metrics = metrics["metrics"].as_array().context("metrics are a list")?;
    let tasks = metrics.iter().find(|metric| metric["name"] == "TaskDuration");
    let seconds = tasks.and_then(|tasks| tasks["value"].as_f64());
    Ok(seconds.context("the browser does not say what its tasks took")? * 1_000.0)
}

/// Addresses of all requests that went out before a moment, in milliseconds since 1970. What the
/// browser had already, because it was preloaded, is no request.
fn fetched(events: &[Value], until: f64) -> Vec<String> {
    let named = |name: &str| {
        let name = name.to_owned();
        events.iter().filter(move |event| event["method"] == *name).map(|event| &event["params"])
    };
    let from_cache: HashSet<&str> =
        named("Network.requestServedFromCache").filter_map(|it| it["requestId"].as_str()).collect();
    let counts = |request: &&Value| {
        let began = request["wallTime"].as_f64().unwrap_or_default() * 1_000.0;
        let id = request["requestId"].as_str().unwrap_or_default();
        request["type"] != "Document" && began <= until && !from_cache.contains(id)
    };
    named("Network.requestWillBeSent")
        .filter(counts)
        .filter_map(|request| request["request"]["url"].as_str())
        .filter(|url| url.starts_with("http"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(id: &str, url: &str, seconds: f64) -> Value {
        let request = json!({
            "requestId": id, "request": { "url": url }, "wallTime": seconds, "type": "Script",
        });
        json!({ "method": "Network.requestWillBeSent", "params": request })
    }

    #[test]
    fn only_what_went_out_before_the_question_is_counted() {
        let cached =
            json!({ "method": "Network.requestServedFromCache", "params": { "requestId": "2" } });
        let events = [
            sent("1", "http://a/embed.js", 1.0),
            sent("2", "http://a/ask_bg.wasm", 1.2),
            sent("3", "data:,", 1.2),
            sent("4", "http://a/later.js", 2.0),
            cached,
        ];

        assert_eq!(fetched(&events, 1_500.0), ["http://a/embed.js"]);
        assert_eq!(fetched(&events, f64::INFINITY).len(), 2);
    }
}
