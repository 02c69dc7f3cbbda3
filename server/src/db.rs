//! The database: SQLite or Postgres, opened, migrated and reached with one SQL text.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use anyhow::Context;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::error::Error;

/// One value per supported database.
#[derive(Clone, Debug)]
pub enum Backend<S, P> {
    /// A single file next to the server.
    Sqlite(S),
    /// A shared server for shops that outgrow one machine.
    Postgres(P),
}

/// A pool of connections, cheap to clone.
pub type Db = Backend<SqlitePool, PgPool>;

/// Several queries that take effect together or not at all.
pub type Tx = Backend<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

/// Evaluates one expression with `$conn` bound to the configured database.
macro_rules! on_db {
    ($db:expr, |$conn:ident| $query:expr) => {
        match $db {
            $crate::db::Backend::Sqlite($conn) => $query,
            $crate::db::Backend::Postgres($conn) => $query,
        }
    };
}

/// The same for a transaction, whose connection is borrowed from within.
macro_rules! on_tx {
    ($tx:expr, |$conn:ident| $query:expr) => {
        match $tx {
            $crate::db::Backend::Sqlite(tx) => {
                let $conn = &mut **tx;
                $query
            }
            $crate::db::Backend::Postgres(tx) => {
                let $conn = &mut **tx;
                $query
            }
        }
    };
}

pub(crate) use {on_db, on_tx};

/// How long a query waits for a connection or for another writer.
const PATIENCE: Duration = Duration::from_secs(10);

impl Db {
    /// Opens the database at a `postgres://…` address, or the file in `data` without one, and
    /// brings its tables up to date.
    pub async fn open(url: Option<&str>, data: &Path) -> anyhow::Result<Self> {
        match url {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Self::open_postgres(url).await
            }
            Some(url) => {
                Self::open_sqlite(Path::new(
                    url.strip_prefix("sqlite:")
                        .map(|path| path.trim_start_matches("//"))
                        .context("DATABASE_URL must start with postgres:// or sqlite:")?,
                ))
                .await
            }
            None => {
                std::fs::create_dir_all(data)
                    .with_context(|| format!("cannot create the folder {}", data.display()))?;
                Self::open_sqlite(&data.join("candor.db")).await
            }
        }
    }

    async fn open_sqlite(file: &Path) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL would lose acknowledged answers when the power fails.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let pool = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .with_context(|| format!("cannot open the database file {}", file.display()))?;
        sqlx::migrate!("migrations/sqlite").run(&pool).await.context("cannot migrate")?;
        Ok(Self::Sqlite(pool))
    }

    async fn open_postgres(url: &str) -> anyhow::Result<Self> {
        let options = PgConnectOptions::from_str(url).context("DATABASE_URL is not valid")?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .context("cannot reach the Postgres of DATABASE_URL")?;
        sqlx::migrate!("migrations/postgres").run(&pool).await.context("cannot migrate")?;
        Ok(Self::Postgres(pool))
    }

    /// Begins a transaction. On SQLite it takes the write lock at once: one that reads first
    /// and writes later would fail where another writer came between.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite(pool) => Backend::Sqlite(pool.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Backend::Postgres(pool.begin().await?),
        })
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        on_db!(self, |pool| sqlx::query("select 1").execute(pool).await.map(|_| ()))?;
        Ok(())
    }

    /// Waits for running queries and closes.
    pub async fn close(&self) {
        on_db!(self, |pool| pool.close().await);
    }
}

impl Tx {
    /// Makes all of it durable.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        on_db!(self, |tx| tx.commit().await)
    }
}
