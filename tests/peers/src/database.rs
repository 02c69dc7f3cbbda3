//! The server's database, opened as the server opens it, and what the benchmark asks it.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use shared::id::SurveyId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

/// How many responses there are.
pub(crate) const COUNT: &str = "select count(*) from response";
/// The surveys of all shops; the benchmark has one.
const SURVEYS: &str = "select name, id from survey order by name";

/// Opens a database file with the server's own guarantees: what is committed is on disk.
pub(crate) async fn open(file: &Path) -> anyhow::Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10));
    let pool = SqlitePoolOptions::new().max_connections(8).connect_with(options).await;
    pool.with_context(|| format!("cannot open {}", file.display()))
}

/// How many responses a database has.
pub(crate) async fn count(url: &str) -> anyhow::Result<i64> {
    Ok(if url.starts_with("postgres") {
        sqlx::query_scalar(COUNT).fetch_one(&PgPool::connect(url).await?).await?
    } else {
        sqlx::query_scalar(COUNT).fetch_one(&SqlitePool::connect(url).await?).await?
    })
}

/// The ids of a database's surveys by their names, as JSON.
pub(crate) async fn surveys(url: &str) -> anyhow::Result<String> {
    let found: Vec<(String, SurveyId)> = if url.starts_with("postgres") {
        sqlx::query_as(SURVEYS).fetch_all(&PgPool::connect(url).await?).await?
    } else {
        sqlx::query_as(SURVEYS).fetch_all(&SqlitePool::connect(url).await?).await?
    };
    Ok(serde_json::to_string(&BTreeMap::from_iter(found))?)
}
