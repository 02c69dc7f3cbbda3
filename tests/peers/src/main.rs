//! What the benchmark of ingestion compares the server with: the limit, and what most would
//! write. Also counts what is stored, and fills a database.

mod clock;
mod database;
mod fill;
mod limit;
mod per_request;
mod surveys;

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use axum::Router;
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;

/// The other side of `cargo xtask bench ingest`.
#[derive(Parser)]
#[command(name = "peers")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves: parses and checks each message like the server, and stores nothing.
    Limit {
        /// A database of the server, for its surveys.
        database: PathBuf,
    },
    /// Serves: stores each message with a statement and a transaction of its own.
    PerRequest {
        /// A database of the server, with its tables.
        database: PathBuf,
    },
    /// Prints the ids of a database's surveys by their names, as JSON.
    Surveys {
        /// `sqlite:FILE` or `postgres://…`.
        url: String,
    },
    /// Prints how many responses a database has.
    Count {
        /// `sqlite:FILE` or `postgres://…`.
        url: String,
    },
    /// Fills a database with responses from before now.
    Fill {
        /// A database of the server, with one shop.
        database: PathBuf,
        /// How many.
        rows: i64,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Limit { database } => serve(limit::routes(&database).await?).await,
        Command::PerRequest { database } => serve(per_request::routes(&database).await?).await,
        Command::Surveys { url } => print(&database::surveys(&url).await?),
        Command::Count { url } => print(&database::count(&url).await?.to_string()),
        Command::Fill { database, rows } => fill::fill(&database, rows).await,
    }
}

/// Serves on a free port until it is ended.
async fn serve(routes: Router) -> anyhow::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("cannot listen")?;
    print(&format!("Listening at http://{}", listener.local_addr()?))?;
    Ok(axum::serve(listener, routes).await?)
}

fn print(line: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{line}").context("cannot write to standard output")
}
