//! Fills a database with responses as a shop has them after years, quickly.

use std::path::Path;

use anyhow::{Context as _, ensure};
use sqlx::SqlitePool;

use crate::clock::now;
use crate::database;

/// Rows in one transaction: its pages stay in memory until it ends.
const TOGETHER: i64 = 100_000;
/// How far apart the responses are, in microseconds: ten million of them are about two years.
const APART: i64 = 6_000_000;

/// One transaction's responses. Keys begin with the time in milliseconds, as the server's do;
/// what varies is taken from one random number for each row.
const RESPONSES: &str = r"
with recursive number (n) as (select $1 union all select n + 1 from number where n < $2),
row (at, random, hex) as materialized
    (select $3 + n * $4, abs(random() % 1000000), lower(hex(randomblob(10))) from number)
insert into response (shop_id, id, survey_id, survey_version, seq, complete, answers, nps, page,
                      touchpoint, locale, product, customer, device, vitals, messages,
                      created_at, updated_at)
select survey.shop_id, unhex(printf('%012x', at / 1000) || hex), survey.id, 1, 1 + random % 3,
       random % 4 = 0,
       case when random % 10 < 3
           then json_array(json_object('question', 'recommend', 'value', random % 11),
                           json_object('question', 'why', 'value',
                                       'Schöne Auswahl, schnelle Lieferung. Nur die Verpackung '
                                       || 'könnte kleiner sein. Nr. ' || hex))
           else json_array(json_object('question', 'recommend', 'value', random % 11))
       end,
       random % 11, 'https://shop.example/products/mug-' || random % 500 || '?utm_source=mail',
       'product', case when random % 3 = 0 then 'en-GB' else 'de-DE' end, 'MUG-' || random % 500,
       case when random % 5 = 0 then randomblob(32) end,
       case when random % 3 = 0 then 'desktop' else 'mobile' end,
       json_object('lcp_ms', 900.5 + random % 3000, 'inp_ms', 40 + random % 300,
                   'cls', 0.01, 'ttfb_ms', 80.5 + random % 500),
       1, at, at
from row, (select shop_id, id from survey where name = 'product-nps' limit 1) as survey
";

/// The review of every twentieth of them.
const REVIEWS: &str = "
insert into review (shop_id, id, response_id, product, stars, title, text, author, language, state,
                    provenance, verified, edited, helpful, secret_hash, submitted_at, decided_at,
                    published_at)
select shop_id, randomblob(16), id, product, 1 + nps / 3 + (nps < 10), '',
       'Hält schön warm, der Henkel liegt gut in der Hand. Gerne wieder!', 'Ana', locale,
       'published', 'spontaneous', 0, 0, 0, randomblob(32), created_at, created_at, created_at
from response
where shop_id = (select id from shop) and created_at >= $1 and created_at < $2 and rowid % 20 = 0
";

/// Fills a database with this many responses, the newest of them from just before now.
pub(crate) async fn fill(file: &Path, rows: i64) -> anyhow::Result<()> {
    let pool = database::open(file).await?;
    let stored: i64 = sqlx::query_scalar(database::COUNT).fetch_one(&pool).await?;
    ensure!(stored == 0, "{} has responses already", file.display());
    let oldest = now().micros() - (rows + 1) * APART;
    for from in (0..rows).step_by(usize::try_from(TOGETHER)?) {
        let until = (from + TOGETHER).min(rows);
        together(&pool, from, until, oldest).await.context("cannot fill the database")?;
    }
    sqlx::query("pragma wal_checkpoint(truncate)").execute(&pool).await?;
    pool.close().await;
    Ok(())
}

async fn together(
    pool: &SqlitePool,
    from: i64,
    until: i64,
    oldest: i64,
) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    sqlx::query(RESPONSES)
        .bind(from)
        .bind(until - 1)
        .bind(oldest)
        .bind(APART)
        .execute(&mut *tx)
        .await?;
    sqlx::query(REVIEWS)
        .bind(oldest + from * APART)
        .bind(oldest + until * APART)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}
