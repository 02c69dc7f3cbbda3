//! The database: SQLite or Postgres, opened, migrated and reached with one SQL text.

mod address;
mod many;
mod migrations;

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Connection as _, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::error::Error;

pub use address::Address;
use address::PATIENCE;
pub(crate) use many::{Many, placeholders, rows_of_placeholders};
pub use migrations::Migrations;

/// One value per supported database.
#[derive(Clone, Debug)]
pub enum Backend<S, P> {
    /// A single file next to the server.
    Sqlite(S),
    /// A shared server for shops that outgrow one machine.
    Postgres(P),
}

/// Connections to the database, cheap to clone.
pub type Db = Backend<File, PgPool>;

/// Connections to a database file, which any number may read while one writes.
#[derive(Clone, Debug)]
pub struct File {
    /// Those that only read: SQLite refuses anything else on them.
    pub readers: SqlitePool,
    /// The one that writes. Whoever wants to write waits for it in the order of asking, so that
    /// nobody, however much they write, keeps others from it; SQLite's own lock has no order.
    pub writer: SqlitePool,
}

/// Transactions at a time that write answers to Postgres.
pub const WRITERS: u32 = 4;

/// Connections that look up what answers are checked against: each is asked for little, seldom.
const LOOKUPS: u32 = 2;

/// How long the way of answers waits for a connection. It never lacks one unless the database is
/// away, and whoever sent an answer should learn that soon.
const ANSWERS_PATIENCE: Duration = Duration::from_secs(3);

/// Several queries that take effect together or not at all.
pub type Tx = Backend<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

/// Evaluates one expression that reads, with `$conn` bound to the configured database.
macro_rules! on_db {
    ($db:expr, |$conn:ident| $query:expr) => {
        match $db {
            $crate::db::Backend::Sqlite($crate::db::File { readers: $conn, .. }) => $query,
            $crate::db::Backend::Postgres($conn) => $query,
        }
    };
}

/// The same for an expression that writes, when its turn has come.
macro_rules! in_turn {
    ($db:expr, |$conn:ident| $query:expr) => {
        match $db {
            $crate::db::Backend::Sqlite($crate::db::File { writer: $conn, .. }) => $query,
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

pub(crate) use {in_turn, on_db, on_tx};

/// The pattern of texts that contain these words as they stand: `like $1 escape '!'`.
pub(crate) fn containing(words: &str) -> String {
    // SQLite refuses patterns of more than 50,000 bytes; nobody searches for that much.
    let words: String = words.chars().take(100).collect();
    format!("%{}%", words.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

impl Db {
    /// Opens the database at a `postgres://…` address, or the file in `data` without one, and
    /// brings its tables up to date.
    pub async fn open(url: Option<&str>, data: &Path) -> anyhow::Result<Self> {
        Address::of(url, data)?.open().await
    }

    /// The same database with connections of its own, for taking answers: others, however many
    /// and slow, never keep an answer waiting for one. A file's writer still takes its turn.
    #[must_use]
    pub fn apart(&self) -> Self {
        match self {
            Self::Sqlite(File { readers, writer }) => {
                let options = sqlite_pool(LOOKUPS).acquire_timeout(ANSWERS_PATIENCE);
                let readers = options.connect_lazy_with(readers.connect_options().as_ref().clone());
                Self::Sqlite(File { readers, writer: writer.clone() })
            }
            Self::Postgres(pool) => {
                let options = PgPoolOptions::new().max_connections(WRITERS + LOOKUPS);
                let options = options.acquire_timeout(ANSWERS_PATIENCE);
                Self::Postgres(options.connect_lazy_with(pool.connect_options().as_ref().clone()))
            }
        }
    }

    /// Begins a transaction. On SQLite it takes the write lock at once: one that reads first
    /// and writes later would fail where another writer came between.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite(file) => Backend::Sqlite(file.writer.begin_with("begin immediate").await?),
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
        match self {
            Self::Sqlite(file) => {
                file.readers.close().await;
                // The last connection to close moves what was written to the database file.
                file.writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// How connections to a file are kept, at most so many.
fn sqlite_pool(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(most)
        .acquire_timeout(PATIENCE)
        // Nothing of a connection to a file goes bad while nobody uses it.
        .test_before_acquire(false)
        // On a full disk SQLite ends a transaction by itself; sqlx believes that the connection
        // is still in one, and could not begin another on it.
        .after_release(|connection, _| {
            Box::pin(async move {
                if connection.is_in_transaction() {
                    connection.ping().await?; // a rollback that is under way ends first
                }
                Ok(!connection.is_in_transaction())
            })
        })
}

impl Tx {
    /// Makes all of it durable.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }
}
