//! A database with a shop in it, and the servers that work on it.

use std::fs::File;
use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use super::Programs;
use crate::machine::postgres::{self, Cluster, Promise};
use crate::machine::served::{Folder, Served};
use crate::{program, workspace};

/// The shop's site.
pub(super) const ORIGIN: &str = "https://shop.example";
/// What stands before the address in what the peers print.
const PEER_ANNOUNCED: &str = "Listening at ";
/// So much that nobody is refused; counting goes on all the same.
const RATES: [(&str, &str); 2] =
    [("CANDOR_VISITOR_RATE", "1000000000"), ("CANDOR_SHOP_RATE", "10000000")];

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contestant {
    /// Parses and checks, and keeps nothing.
    Limit,
    /// The server on `SQLite`.
    Sqlite,
    /// Keeps each answer by itself.
    PerRequest,
    /// The server on Postgres.
    Postgres,
    /// The server on `SQLite` that holds many answers already.
    SqliteFilled,
}

/// A database with a shop in it.
pub(super) struct Place {
    /// The shop's id.
    pub(super) shop: String,
    /// The ids of the shop's surveys.
    pub(super) surveys: Surveys,
    // Dropped in this order.
    cluster: Option<Cluster>,
    folder: Folder,
}

/// The surveys that every shop begins with.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Surveys {
    /// Asks for a recommendation, a reason and a review.
    pub(super) product_nps: String,
    /// Asks how easy it was, and why.
    pub(super) post_purchase: String,
}

/// What `candor shop create` prints.
#[derive(Deserialize)]
struct Created {
    shop: String,
}

impl Contestant {
    /// All of them, in the order of the table.
    pub(super) const ALL: [Self; 5] =
        [Self::Limit, Self::Sqlite, Self::PerRequest, Self::Postgres, Self::SqliteFilled];

    /// Its name in the table.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Limit => "bare axum, keeps nothing",
            Self::Sqlite => "Candor on SQLite",
            Self::PerRequest => "one insert per request",
            Self::Postgres => "Candor on Postgres",
            Self::SqliteFilled => "Candor on filled SQLite",
        }
    }

    /// Its name in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Sqlite => "sqlite",
            Self::PerRequest => "per_request",
            Self::Postgres => "postgres",
            Self::SqliteFilled => "sqlite_filled",
        }
    }

    /// Whether it keeps answers.
    pub(super) fn keeps(self) -> bool {
        self != Self::Limit
    }
}

impl Place {
    /// A new database for this contestant.
    pub(super) fn new(programs: &Programs, contestant: Contestant) -> anyhow::Result<Self> {
        let cluster = match contestant {
            Contestant::Postgres => postgres::start(Promise::Durable)?,
            _ => None,
        };
        let folder = Folder::new("bench")?;
        let url = url(&folder, cluster.as_ref());
        let mut create = candor(programs, &url);
        create.args(["shop", "create", "--name", "Becher & Mehr", "--url", ORIGIN]);
        let printed = workspace::output(create.args(["--origin", ORIGIN]))?;
        let Created { shop } = serde_json::from_str(&printed)
            .context("understanding what `candor shop create` printed")?;
        let printed = workspace::output(peers(programs).args(["surveys", &url]))?;
        let surveys =
            serde_json::from_str(&printed).context("understanding the names of the surveys")?;
        Ok(Self { shop, surveys, cluster, folder })
    }

    /// A new database in a file with so many responses in it.
    pub(super) fn filled(programs: &Programs, rows: u64) -> anyhow::Result<Self> {
        println!("Filling a database with {rows} responses");
        let place = Self::new(programs, Contestant::SqliteFilled)?;
        let mut fill = peers(programs);
        fill.arg("fill").arg(file(&place.folder)).arg(rows.to_string());
        workspace::run(&mut fill)?;
        Ok(place)
    }

    /// Starts the server of a contestant.
    pub(super) fn serve(
        &self,
        programs: &Programs,
        contestant: Contestant,
    ) -> anyhow::Result<Served> {
        let peer = |name: &str| {
            let mut peer = peers(programs);
            peer.arg(name).arg(file(&self.folder));
            peer
        };
        let (mut command, announced) = match contestant {
            Contestant::Limit => (peer("limit"), PEER_ANNOUNCED),
            Contestant::PerRequest => (peer("per-request"), PEER_ANNOUNCED),
            _ => {
                let mut candor = candor(programs, &url(&self.folder, self.cluster.as_ref()));
                candor.args(["serve", "--listen", "127.0.0.1:0"]).envs(RATES);
                (candor, program::ANNOUNCED)
            }
        };
        // Its log goes where an operator's would: to a file.
        command.stderr(File::create(self.folder.path().join("log"))?);
        Served::start(&mut command, announced)
    }

    /// How many responses it holds.
    pub(super) fn count(&self, programs: &Programs) -> anyhow::Result<u64> {
        let url = url(&self.folder, self.cluster.as_ref());
        let printed = workspace::output(peers(programs).args(["count", &url]))?;
        printed.trim().parse().context("understanding how many responses there are")
    }
}

fn url(folder: &Folder, cluster: Option<&Cluster>) -> String {
    match cluster {
        Some(cluster) => cluster.url.clone(),
        None => format!("sqlite:{}", file(folder)),
    }
}

/// The database file where there is no cluster.
fn file(folder: &Folder) -> String {
    folder.path().join("candor.db").display().to_string()
}

fn candor(programs: &Programs, database: &str) -> Command {
    let mut candor = program::command(programs.release);
    candor.env("DATABASE_URL", database);
    candor
}

fn peers(programs: &Programs) -> Command {
    workspace::command(&programs.peers)
}
