//! What is asked of a database to copy and to check it: statements that only read.

use std::path::Path;

use anyhow::Context as _;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use uuid::Uuid;

use crate::db::{Backend, Db, on_db, on_tx};

/// A row's shop and its id.
pub(super) type Key = (Uuid, Uuid);

/// A row's shop, its id, and JSON of it.
pub(super) type Cell = (Uuid, Uuid, Option<String>, Option<String>);

/// Rows that are read at a time; a server beside this is held up by none of it.
const PAGE: i64 = 1_000;

/// Copies everything that is committed at this moment to an empty file.
pub(super) async fn copy(from: &SqlitePool, to: &Path) -> anyhow::Result<()> {
    let to = to.to_str().context("the file's name is not Unicode")?;
    sqlx::query("vacuum into $1").bind(to).execute(from).await?;
    Ok(())
}

/// How many responses there are.
pub(super) async fn responses(db: &Db) -> anyhow::Result<i64> {
    let count = "select count(*) from response";
    Ok(on_db!(db, |pool| sqlx::query_scalar(count).fetch_one(pool).await)?)
}

/// What is wrong with the file itself: its pages, its indexes, and rows that refer to none.
pub(super) async fn damage(pool: &SqlitePool) -> anyhow::Result<Vec<String>> {
    let pages: Vec<String> =
        sqlx::query_scalar("pragma integrity_check(100)").fetch_all(pool).await?;
    let rows: Vec<(String, Option<i64>, String)> =
        sqlx::query_as("select \"table\", rowid, parent from pragma_foreign_key_check limit 100")
            .fetch_all(pool)
            .await?;
    let lost = rows.into_iter().map(|(table, row, parent)| {
        format!("{table}, row {}: refers to a {parent} that is not there", row.unwrap_or_default())
    });
    Ok(pages.into_iter().filter(|line| line != "ok").chain(lost).collect())
}

/// Indexes and constraints that Postgres itself does not rely on.
pub(super) async fn distrusted(pool: &PgPool) -> anyhow::Result<Vec<String>> {
    let found = sqlx::query_scalar(
        "select 'index ' || index.relname
         from pg_index join pg_class index on index.oid = indexrelid
         where index.relnamespace = current_schema()::regnamespace
           and not (indisvalid and indisready)
         union all
         select 'constraint ' || conname from pg_constraint
         where connamespace = current_schema()::regnamespace and not convalidated
         limit 100",
    );
    Ok(found.fetch_all(pool).await?)
}

/// The rows that a rule finds; they are read from the tables themselves, for an index may be
/// what is wrong.
pub(super) async fn broken(db: &Db, rule: &'static str) -> anyhow::Result<Vec<Key>> {
    let mut tx = match db {
        Backend::Sqlite(file) => Backend::Sqlite(file.readers.begin().await?),
        Backend::Postgres(pool) => {
            let mut tx = pool.begin().await?;
            for setting in ["indexscan", "indexonlyscan", "bitmapscan"] {
                let off = AssertSqlSafe(format!("set local enable_{setting} = off"));
                sqlx::query(off).execute(&mut *tx).await?;
            }
            Backend::Postgres(tx)
        }
    };
    Ok(on_tx!(&mut tx, |conn| sqlx::query_as(rule).fetch_all(conn).await)?)
}

/// The JSON of every row of a small table.
pub(super) async fn cells(db: &Db, select: &'static str) -> anyhow::Result<Vec<Cell>> {
    Ok(on_db!(db, |pool| sqlx::query_as(select).fetch_all(pool).await)?)
}

/// The JSON of the next responses after one.
pub(super) async fn answers(db: &Db, after: Key) -> anyhow::Result<Vec<Cell>> {
    let cells = on_db!(db, |pool| sqlx::query_as(
        "select shop_id, id, cast(answers as text), cast(vitals as text) from response
         where (shop_id, id) > ($1, $2)
         order by shop_id, id
         limit $3"
    )
    .bind(after.0)
    .bind(after.1)
    .bind(PAGE)
    .fetch_all(pool)
    .await)?;
    Ok(cells)
}

/// The words that a column of the reviews holds, each once.
pub(super) async fn words(db: &Db, select: &'static str) -> anyhow::Result<Vec<String>> {
    Ok(on_db!(db, |pool| sqlx::query_scalar(select).fetch_all(pool).await)?)
}
