//! Versions of the program beside each other on one database: an upgrade, or the way back from
//! one, loses nothing and stops nobody.

use harness::program::Installation;
use harness::{Ended, Message, Shop};
use serde_json::{Value, json};
use server::db::{Backend, Db, File};
use sqlx::types::Json;
use uuid::Uuid;

/// How the previous version, which knew no suspicion, claimed a row and wrote it.
const CLAIM: &str = "insert into response (shop_id, id, survey_id, survey_version, seq, complete,
        answers, messages, created_at, updated_at)
    values ($1, $2, $3, $4, 0, $5, $6, 0, $7, $7)
    on conflict (shop_id, id) do nothing";
const LOCK: &str = "update response set messages = messages where shop_id = $1 and id = $2";
const WRITE: &str = "update response
    set seq = $3, complete = $4, answers = $5, nps = $6, messages = messages + 1, updated_at = $7
    where shop_id = $1 and id = $2";

/// Does the same on either database.
macro_rules! on_db {
    ($db:expr, |$pool:ident| $query:expr) => {
        match $db {
            Backend::Sqlite(File { writer: $pool, .. }) => $query,
            Backend::Postgres($pool) => $query,
        }
    };
}

async fn install() -> Installation {
    Installation::of(env!("CARGO_BIN_EXE_candor-of-the-tests")).await
}

#[tokio::test]
async fn an_answer_that_the_previous_version_writes_is_read_and_counts() {
    let shop = Shop::open().await;
    let (id, now) = (shop.id.uuid(), shop.app().clock.now().micros());
    let key = Uuid::from_u128(u128::from(now.unsigned_abs()) << 80);
    let answers = json!([{"question": "recommend", "value": 9}]);

    on_db!(&shop.app().db, |pool| {
        let mut tx = pool.begin().await.unwrap();
        let claim = sqlx::query(CLAIM).bind(id).bind(key).bind(shop.nps.uuid());
        let claim = claim.bind(1_i64).bind(false).bind(Json(json!([]))).bind(now);
        assert_eq!(claim.execute(&mut *tx).await.unwrap().rows_affected(), 1);
        sqlx::query(LOCK).bind(id).bind(key).execute(&mut *tx).await.unwrap();
        let write = sqlx::query(WRITE).bind(id).bind(key).bind(1_i64).bind(true);
        let write = write.bind(Json(&answers)).bind(9_i64).bind(now);
        assert_eq!(write.execute(&mut *tx).await.unwrap().rows_affected(), 1);
        tx.commit().await.unwrap();
    });

    let kept = shop.only_response().await;
    assert_eq!(kept["answers"], answers);
    assert_eq!((&kept["counted"], &kept["suspicion"]), (&json!(true), &Value::Null));
    let overruled =
        shop.owner.get(&format!("/responses?suspicious=true&survey={}", shop.nps)).await;
    assert_eq!(overruled.ok().json::<Value>()["items"], json!([]));
}

/// What the next version's first start leaves behind: a migration that this program lacks, and a
/// column that it does not know.
async fn upgrade(db: &Db) {
    on_db!(db, |pool| {
        sqlx::query("alter table response add column mood text").execute(pool).await.unwrap();
        sqlx::query(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (9999, 'moods', true, $1, 0)",
        )
        .bind(vec![0_u8; 48])
        .execute(pool)
        .await
        .unwrap();
    });
}

#[tokio::test]
async fn the_program_goes_on_beside_a_newer_version_and_starts_after_it() {
    let candor = install().await;
    let shop = candor.create_shop("https://shop.example").await;
    let server = candor.serve().await;
    let owner = server.owner(&shop);
    let surveys: Value = owner.get("/surveys").await.ok().json();
    let survey = serde_json::from_value(surveys["items"][0]["id"].clone()).unwrap();
    let answer = |owner: harness::Client| async move {
        let message = Message::to(survey).answer("recommend", 9);
        owner.post("/responses", &message.0).await.assert_ok();
        owner.get("/responses").await.ok().json::<Value>()["items"].as_array().unwrap().len()
    };
    assert_eq!(answer(owner.clone()).await, 1);

    upgrade(&candor.database.open().await).await;
    assert_eq!(answer(owner).await, 2, "beside it");
    drop(server);

    let again = candor.serve().await;
    assert_eq!(answer(again.owner(&shop)).await, 3, "after it");
    assert!(again.logged().contains("newer version"), "{}", again.logged());
    let check = Ended::of(&mut candor.command(&["check"])).await;
    assert_eq!(check.code, Some(0), "{check:?}");
    assert!(check.said.contains("a newer version has been here"), "{}", check.said);
}

#[tokio::test]
async fn programs_that_start_at_the_same_moment_on_an_empty_database_all_come_up() {
    let candor = install().await;

    let (one, two, three) = tokio::join!(candor.serve(), candor.serve(), candor.serve());

    for server in [one, two, three] {
        harness::Client::new(&server.address).get("/readyz").await.assert_ok();
    }
}
