//! Measures how fast answers are taken and kept, beside what bounds that and what most would
//! write; and what the widget costs a page.

mod figures;
mod load;
mod place;
pub(crate) mod widget;

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context as _, bail, ensure};
use clap::{Args, Subcommand};

use self::figures::{Figures, Round};
use self::load::Load;
use self::place::{Contestant, Place};
use crate::machine::install::{self, Need};
use crate::machine::skip;
use crate::{program, workspace};

/// What measuring needs.
const NEEDS: [Need; 2] = [Need::Postgres, Need::Wrk];
/// What to do where it is not there.
const MISSING: &str = "install wrk and Postgres 13 or newer (Debian: apt install wrk postgresql)";

/// What can be measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Sends answers to the server on both databases, to one that keeps none, and to one that
    /// keeps each by itself
    Ingest(Ingest),
    /// Opens a page with the widget, with a hand-written floor and with neither, in a real browser
    Widget(widget::Widget),
}

/// How `cargo xtask bench ingest` measures.
#[derive(Args)]
pub(crate) struct Ingest {
    /// How often each server is measured, in turns
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    rounds: usize,
    /// How long each measurement takes
    #[arg(long, value_name = "NUMBER", default_value_t = 8)]
    seconds: u32,
    /// How many requests are under way at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 128)]
    connections: u32,
    /// Measures a database that holds so many responses already, too; filling it takes minutes
    #[arg(long, value_name = "NUMBER")]
    rows: Option<u64>,
    /// Only checks that measuring works, in seconds, with what is built for tests
    #[arg(long, conflicts_with_all = ["rounds", "seconds", "connections", "rows"])]
    smoke: bool,
}

/// The programs that take part.
struct Programs {
    /// Whether they are optimised.
    release: bool,
    /// The servers to compare with.
    peers: PathBuf,
    /// The load generator.
    wrk: PathBuf,
}

/// Measures.
pub(crate) fn run(bench: &Bench) -> anyhow::Result<()> {
    workspace::stop_in_good_order()?;
    match bench {
        Bench::Ingest(ingest) => run_ingest(ingest),
        Bench::Widget(widget) => widget::run(widget),
    }
}

fn run_ingest(ingest: &Ingest) -> anyhow::Result<()> {
    install::missing(&NEEDS)?;
    if ingest.smoke {
        return smoke();
    }
    on_a_disk()?;
    crate::widget::build()?;
    measure(ingest, &Programs::build(true)?)
}

/// Checks that measuring works, not how fast anything is.
pub(crate) fn smoke() -> anyhow::Result<()> {
    if !NEEDS.iter().all(|need| need.is_filled()) {
        return skip("the benchmark of ingestion", MISSING);
    }
    let ingest = Ingest { rounds: 1, seconds: 1, connections: 8, rows: Some(10_000), smoke: true };
    measure(&ingest, &Programs::build(false)?)
}

fn measure(ingest: &Ingest, programs: &Programs) -> anyhow::Result<()> {
    let load = Load::new(programs, ingest.connections, ingest.seconds);
    let filled = match ingest.rows {
        Some(rows) => Some(Place::filled(programs, rows)?),
        None => None,
    };
    let mut figures = Figures::default();
    for number in 0..ingest.rounds {
        let mut turn = Contestant::ALL.to_vec();
        // There and back, so that nobody always follows the same.
        if number % 2 == 1 {
            turn.reverse();
        }
        for contestant in turn {
            let round = match (contestant, &filled) {
                (Contestant::SqliteFilled, None) => continue,
                (Contestant::SqliteFilled, Some(place)) => one(programs, &load, contestant, place)?,
                _ => one(programs, &load, contestant, &Place::new(programs, contestant)?)?,
            };
            println!("{}", figures::line(number + 1, contestant, &round));
            figures.add(contestant, round);
        }
    }
    figures.print()
}

/// Measures one server once: as fast as it goes, then at four fifths of that.
fn one(
    programs: &Programs,
    load: &Load<'_>,
    contestant: Contestant,
    place: &Place,
) -> anyhow::Result<Round> {
    let before = place.count(programs)?;
    let server = place.serve(programs, contestant)?;
    let warm_up = load.send(&server.url, place, None)?;
    let most = load.send(&server.url, place, None)?;
    let paced = load.send(&server.url, place, Some(0.8 * most.per_second()))?;
    let resident_mb = resident_mb(server.id())?;
    server.stop()?;

    let acknowledged = warm_up.answered + most.answered + paced.answered;
    let stored = place.count(programs)? - before;
    if contestant.keeps() {
        // What was under way when a run ended may be stored, and nobody was told.
        let at_most = acknowledged + 3 * u64::from(load.connections);
        ensure!(
            (acknowledged..=at_most).contains(&stored),
            "{acknowledged} answers were acknowledged, and {stored} are stored"
        );
    }
    Ok(Round {
        per_second: most.per_second(),
        paced_per_second: paced.per_second(),
        p99_ms: paced.p99_ms,
        resident_mb,
        acknowledged,
        stored,
    })
}

/// The most memory that a process had, in megabytes.
fn resident_mb(process: u32) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))
        .context("the server's memory is read from /proc")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: f64 = kilobytes.context("/proc says nothing of memory")?.parse()?;
    Ok(kilobytes * 1_024.0 / 1_000_000.0)
}

/// Refuses to measure in memory what is to be durable.
fn on_a_disk() -> anyhow::Result<()> {
    let folder = env::temp_dir();
    let kind = workspace::output(workspace::command("stat").args(["-f", "-c", "%T"]).arg(&folder))?;
    if kind.trim() == "tmpfs" {
        bail!("{} is in memory: let TMPDIR name a folder on a disk", folder.display());
    }
    Ok(())
}

impl Programs {
    fn build(release: bool) -> anyhow::Result<Self> {
        let mut cargo = workspace::cargo(&["build"]);
        if release {
            // The peers have no dependency that the server has not, so it is as `xtask build`
            // makes it.
            cargo.args(["--package", "server", "--package", "peers", "--release"]);
        } else {
            // With the tests, which are built already: with them go the same dependencies.
            cargo.args(["--workspace", "--test", "e2e"]);
        }
        workspace::run(cargo.args(["--bin", "candor", "--bin", "peers"]))?;
        let name = format!("peers{}", env::consts::EXE_SUFFIX);
        let peers = program::path(release).with_file_name(name);
        Ok(Self { release, peers, wrk: install::wrk().context(MISSING)? })
    }
}
