//! Brings tables up to date, beside servers of the previous version and of the next.

use anyhow::Context as _;
use sqlx::migrate::Migrator;

use super::{Backend, Db, on_db};

/// What has happened to a database's tables, compared with what this program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrations {
    /// How many were applied.
    pub applied: usize,
    /// Those that a newer program applied.
    pub newer: Vec<i64>,
    /// Those that this program would apply.
    pub missing: Vec<i64>,
    /// Those that broke off, or that were not what this program knows under the same number.
    pub wrong: Vec<i64>,
}

impl Migrations {
    /// Looks at a database.
    pub async fn of(db: &Db) -> anyhow::Result<Self> {
        let rows: Vec<(i64, bool, Vec<u8>)> = on_db!(db, |pool| sqlx::query_as(
            "select version, success, checksum from _sqlx_migrations order by version"
        )
        .fetch_all(pool)
        .await)
        .context("this is not a database of Candor")?;
        let known = known(db);
        let checksum = |version| {
            let migration = known.iter().find(|migration| migration.version == version);
            migration.map(|migration| migration.checksum.as_ref())
        };
        let is_wrong = |(version, success, sum): &&(i64, bool, Vec<u8>)| {
            !success || checksum(*version).is_some_and(|known| known != sum.as_slice())
        };
        let is_there = |version: &i64| rows.iter().any(|(applied, ..)| applied == version);
        let versions = rows.iter().map(|(version, ..)| *version);
        let all = known.iter().map(|migration| migration.version);
        Ok(Self {
            applied: rows.len(),
            newer: versions.filter(|version| checksum(*version).is_none()).collect(),
            missing: all.filter(|version| !is_there(version)).collect(),
            wrong: rows.iter().filter(is_wrong).map(|(version, ..)| *version).collect(),
        })
    }
}

/// Applies what is missing. A database that a newer program has been at is left as it is: the
/// rules for migrations in docs/operations.md make it good for this program, too.
pub(super) async fn run(db: &Db) -> anyhow::Result<()> {
    let migrator = known(db);
    match db {
        Backend::Sqlite(file) => {
            // The library locks only Postgres. One transaction makes programs that start at the
            // same time wait for each other, and an upgrade whole or not begun.
            let mut tx = file.writer.begin_with("begin immediate").await?;
            migrator.run(&mut *tx).await?;
            tx.commit().await?;
        }
        Backend::Postgres(pool) => migrator.run(pool).await?,
    }
    let newer = Migrations::of(db).await?.newer;
    if !newer.is_empty() {
        tracing::warn!(?newer, "a newer version has been at this database; going on beside it");
    }
    Ok(())
}

fn known(db: &Db) -> Migrator {
    let mut migrator = match db {
        Backend::Sqlite(_) => sqlx::migrate!("migrations/sqlite"),
        Backend::Postgres(_) => sqlx::migrate!("migrations/postgres"),
    };
    migrator.set_ignore_missing(true);
    migrator
}
