//! Everything that must hold, from the formatting to real browsers on both databases.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;
use clap::Args;

use crate::machine::install::{self, Need};
use crate::machine::postgres::Promise;
use crate::machine::{axe, browser, postgres};
use crate::{bench, check, widget, workspace};

/// How `cargo xtask test` runs.
#[derive(Args)]
pub(crate) struct Test {
    /// Runs only tests with this in their name, and skips the checks
    filter: Option<String>,
    /// How many end-to-end tests run at once; each has a server, many have a browser
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    threads: usize,
}

/// What end-to-end tests can count on.
struct Surroundings {
    browser: Option<browser::Browser>,
    postgres: Option<postgres::Cluster>,
    axe: Option<PathBuf>,
}

/// Runs all stages and stops at the first that fails.
pub(crate) fn run(arguments: &Test) -> anyhow::Result<()> {
    workspace::stop_in_good_order()?;
    stage("what the tests need", || install::missing(&Need::ALL))?;
    stage("the widget", || widget::build().map(|_| ()))?;
    if arguments.filter.is_none() {
        stage("the checks", check::run)?;
    }
    let tests = |selection: &[&str]| cargo_test(selection, arguments);
    stage("unit tests", || workspace::run(&mut tests(&["--lib", "--bins"])))?;
    if arguments.filter.is_none() {
        stage("the examples in the docs", || workspace::run(&mut tests(&["--doc"])))?;
    }

    // Dropped at the end, whatever the tests say: no process outlives this one.
    let surroundings = Surroundings {
        browser: browser::start()?,
        postgres: postgres::start(Promise::Forgetful)?,
        axe: axe::script()?,
    };
    end_to_end(arguments, &surroundings)?;
    drop(surroundings);
    if arguments.filter.is_none() {
        stage("the benchmark of ingestion, in small", bench::smoke)?;
        stage("the benchmark of the widget, in small", bench::widget::smoke)?;
    }
    Ok(())
}

/// Tests that put the machine under load. They run after the others: a browser that is slow to
/// answer a key looks to its own measure as if the page had moved by itself.
const LOUD: &str = "faults::";

/// Runs the end-to-end tests on each database, the same tests.
fn end_to_end(arguments: &Test, surroundings: &Surroundings) -> anyhow::Result<()> {
    let run = |cluster: Option<&postgres::Cluster>, part: &[&str]| {
        let mut cargo = cargo_test(&["--test", "e2e"], arguments);
        if let Some(browser) = &surroundings.browser {
            cargo.env("CANDOR_TEST_CHROMEDRIVER", &browser.driver_url);
            cargo.env("CANDOR_TEST_CHROMIUM", &browser.program);
        }
        if let Some(nginx) = install::nginx() {
            cargo.env("CANDOR_TEST_NGINX", nginx);
        }
        if let Some(axe) = &surroundings.axe {
            cargo.env("CANDOR_TEST_AXE", axe);
        }
        cargo.env_remove("TEST_DATABASE_URL");
        if let Some(cluster) = cluster {
            cargo.env("TEST_DATABASE_URL", &cluster.url);
            cargo.env("CANDOR_TEST_POSTGRES", &cluster.programs);
            cargo.env("CANDOR_TEST_POSTGRES_ACCOUNT", cluster.account().unwrap_or_default());
        }
        if arguments.filter.is_none() {
            cargo.arg("--").args(part);
        }
        workspace::run(cargo.arg(format!("--test-threads={}", arguments.threads)))
    };
    let each = |name: &str, cluster: Option<&postgres::Cluster>| {
        stage(&format!("end to end on {name}"), || run(cluster, &["--skip", LOUD]))?;
        if arguments.filter.is_none() {
            stage(&format!("when things break, on {name}"), || run(cluster, &[LOUD]))?;
        }
        Ok(())
    };
    each("SQLite", None)?;
    surroundings.postgres.as_ref().map_or(Ok(()), |cluster| each("Postgres", Some(cluster)))
}

/// A test command. The whole workspace is always selected, or cargo would choose other features
/// of the dependencies for each stage and compile them again.
fn cargo_test(selection: &[&str], arguments: &Test) -> Command {
    let mut cargo = workspace::cargo(&["test", "--workspace"]);
    cargo.args(selection);
    if let Some(filter) = &arguments.filter {
        cargo.args(["--", filter]);
    }
    cargo
}

fn stage(name: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("\n==> {name}");
    work().with_context(|| format!("stopped at {name}"))
}
