//! Backups and checks, as an operator makes them: whole, beside a server that works, and put
//! back when they are needed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use harness::program::{Installation, NewShop, Program};
use harness::{Client, Ended, Message, until};
use serde_json::Value;
use server::db::{Backend, Db};
use shared::id::SurveyId;
use tokio::task::JoinSet;

async fn install() -> Installation {
    let candor = Installation::of(env!("CARGO_BIN_EXE_candor-of-the-tests")).await;
    candor.with("CANDOR_VISITOR_RATE", "0")
}

fn is_postgres() -> bool {
    std::env::var("TEST_DATABASE_URL").is_ok()
}

/// Shoppers who answer all the time, until they are dropped.
struct Shoppers {
    acknowledged: Arc<Mutex<Vec<String>>>,
    go_on: Arc<AtomicBool>,
    all: JoinSet<()>,
}

impl Shoppers {
    async fn of(server: &Program, shop: &NewShop) -> Self {
        let (owner, survey) = (server.owner(shop), survey(&server.owner(shop)).await);
        let acknowledged: Arc<Mutex<Vec<String>>> = Arc::default();
        let go_on = Arc::new(AtomicBool::new(true));
        let mut all = JoinSet::new();
        for shopper in 0..8 {
            let (owner, acknowledged, go_on) =
                (owner.clone(), Arc::clone(&acknowledged), Arc::clone(&go_on));
            all.spawn(async move {
                for number in 0.. {
                    let why = format!("{shopper}-{number}");
                    let message = Message::to(survey).answer("recommend", 9);
                    let message = message.answer("why", why.as_str());
                    owner.post("/responses", &message.0).await.assert_ok();
                    acknowledged.lock().unwrap_or_else(PoisonError::into_inner).push(why);
                    if !go_on.load(Ordering::Relaxed) {
                        break;
                    }
                }
            });
        }
        Self { acknowledged, go_on, all }
    }

    fn acknowledged(&self) -> Vec<String> {
        self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many answers were acknowledged, and gives them.
    async fn until(&self, count: usize) -> Vec<String> {
        until("answers come in", async || {
            Some(self.acknowledged()).filter(|answers| answers.len() >= count)
        })
        .await
    }

    async fn stop(self) {
        self.go_on.store(false, Ordering::Relaxed);
        self.all.join_all().await;
    }
}

async fn survey(owner: &Client) -> SurveyId {
    let surveys: Value = owner.get("/surveys").await.ok().json();
    serde_json::from_value(surveys["items"][0]["id"].clone()).unwrap()
}

/// What shoppers wrote, as the owner reads it.
async fn written(owner: &Client) -> Vec<String> {
    let (mut written, mut path) = (Vec::new(), "/responses?limit=100".to_owned());
    loop {
        let page: Value = owner.get(&path).await.ok().json();
        for response in page["items"].as_array().unwrap() {
            written.push(response["answers"][1]["value"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/responses?limit=100&cursor={next}"),
            None => return written,
        }
    }
}

/// A response with a review, for checks to find.
async fn leave_a_review(candor: &Installation) {
    let shop = candor.create_shop("https://shop.example").await;
    let server = candor.serve().await;
    let owner = server.owner(&shop);
    let message = Message::to(survey(&owner).await)
        .answer("recommend", 9)
        .answer("review", harness::message::review(5, "Jane's own words"))
        .complete();
    owner.post("/responses", &message.0).await.assert_ok();
}

#[tokio::test]
async fn a_backup_that_was_made_beside_a_busy_server_has_all_that_was_acknowledged_before() {
    if is_postgres() {
        return;
    }
    let candor = install().await;
    let shop = candor.create_shop("https://shop.example").await;
    let server = candor.serve().await;
    let backups = tempfile::tempdir().unwrap();
    let file = backups.path().join("candor-monday.db");
    let shoppers = Shoppers::of(&server, &shop).await;

    let before = shoppers.until(200).await;
    let said = candor.run(&["backup", file.to_str().unwrap()]).await;
    let during = shoppers.acknowledged().len();
    shoppers.until(during + 50).await;
    shoppers.stop().await;
    drop(server);

    assert!(said.contains("candor-monday.db: ") && said.contains("responses: "), "{said}");
    assert!(during > before.len(), "nobody could answer during the backup");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(names_in(backups.path()), ["candor-monday.db"]);

    // Somebody restores it on another machine, as docs/operations.md says.
    let other = install().await;
    fs::copy(&file, other.database.folder().join("candor.db")).unwrap();
    let restored = other.serve().await;
    let there = written(&restored.owner(&shop)).await;
    for answer in &before {
        assert_eq!(there.iter().filter(|one| *one == answer).count(), 1, "{answer}");
    }
    let check = Ended::of(&mut other.command(&["check"])).await;
    assert_eq!(check.code, Some(0), "{check:?}");
    assert!(check.said.ends_with("Nothing is wrong.\n"), "{}", check.said);
    let shoppers = Shoppers::of(&restored, &shop).await;
    shoppers.until(10).await;
    shoppers.stop().await;
}

#[tokio::test]
async fn a_backup_replaces_nothing_and_leaves_nothing_half_done() {
    if is_postgres() {
        return;
    }
    let candor = install().await;
    let file = candor.database.folder().join("backup.db");
    let backup = async || Ended::of(&mut candor.command(&["backup", file.to_str().unwrap()])).await;

    backup().await.assert_failed(&["there is no database", "candor serve"]);
    assert!(names_in(candor.database.folder()).is_empty(), "nothing is made");

    candor.create_shop("https://shop.example").await;
    fs::write(&file, "dear to somebody").unwrap();
    backup().await.assert_failed(&["backup.db is there already"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "dear to somebody");
    fs::remove_file(&file).unwrap();

    let part = file.with_extension("db.part");
    fs::write(&part, "broken off").unwrap();
    backup().await.assert_failed(&["backup.db.part is there"]);
    fs::remove_file(&part).unwrap();

    let elsewhere = file.join("no/such/folder.db");
    Ended::of(&mut candor.command(&["backup", elsewhere.to_str().unwrap()]))
        .await
        .assert_failed(&["cannot write"]);

    assert_eq!(backup().await.code, Some(0));
    assert!(file.is_file() && !part.exists());
}

#[tokio::test]
async fn on_postgres_a_backup_says_which_command_makes_it() {
    if !is_postgres() {
        return;
    }
    let candor = install().await;

    let ended = Ended::of(&mut candor.command(&["backup", "monday.dump"])).await;

    ended.assert_failed(&["pg_dump --format=custom --file=monday.dump \"$DATABASE_URL\""]);
    assert!(!Path::new("monday.dump").exists());
}

#[tokio::test]
async fn a_check_of_a_whole_database_finds_nothing_and_changes_nothing() {
    let candor = install().await;
    leave_a_review(&candor).await;

    let check = Ended::of(&mut candor.command(&["check"])).await;

    assert_eq!(check.code, Some(0), "{check:?}");
    assert!(!check.said.contains("WRONG"), "{}", check.said);
    assert!(check.said.contains("every review has its response"), "{}", check.said);
    if is_postgres() {
        return;
    }
    let backups = tempfile::tempdir().unwrap();
    let file = backups.path().join("backup.db");
    candor.run(&["backup", file.to_str().unwrap()]).await;
    let before = fs::read(&file).unwrap();
    let url = format!("sqlite:{}", file.display());
    candor.run(&["check", "--database-url", &url]).await;
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(names_in(backups.path()), ["backup.db"]);
}

#[tokio::test]
async fn a_check_makes_no_database() {
    let candor = install().await;

    let check = Ended::of(&mut candor.command(&["check"])).await;

    let words = if is_postgres() { "not a database of Candor" } else { "there is no database" };
    check.assert_failed(&[words]);
    assert!(names_in(candor.database.folder()).is_empty());
}

#[tokio::test]
async fn a_check_says_what_is_wrong_and_never_what_somebody_wrote() {
    let candor = install().await;
    leave_a_review(&candor).await;
    let db = candor.database.open().await;
    let wrong = async |statements: &[&'static str], words: &str| {
        damage(&db, statements).await;
        let check = Ended::of(&mut candor.command(&["check"])).await;
        check.assert_failed(&["wrong"]);
        assert_eq!(check.code, Some(1));
        assert!(
            check.said.contains(&format!("WRONG  {words}")),
            "{words} is not in {}",
            check.said
        );
        assert!(!check.said.contains("Jane"), "{}", check.said);
    };

    wrong(&["update review set state = 'hidden'"], "every review is in a state").await;
    wrong(&["update review set stars = 6, state = 'pending'"], "every review has stars").await;
    wrong(&["update response set nps = 11"], "every score").await;
    wrong(&["update response set answers = '{\"said\": \"Jane\"}'"], "the answers of every").await;
    wrong(&["delete from response"], "every review has its response").await;
    wrong(&["delete from survey_version"], "every survey has its newest version").await;
    wrong(&["update _sqlx_migrations set checksum = $1 where version = 7"], "tables are as").await;
}

#[tokio::test]
async fn a_check_finds_a_file_that_the_disk_has_damaged() {
    if is_postgres() {
        return;
    }
    let candor = install().await;
    leave_a_review(&candor).await;
    let file = candor.database.folder().join("backup.db");
    candor.run(&["backup", file.to_str().unwrap()]).await;
    let mut bytes = fs::read(&file).unwrap();
    let words = b"Jane's own words";
    let at = bytes.windows(words.len()).rposition(|window| window == words).unwrap();
    let page = at / 4_096 * 4_096;
    bytes[page..page + 64].fill(0xff);
    fs::write(&file, bytes).unwrap();

    let url = format!("sqlite:{}", file.display());
    let check = Ended::of(&mut candor.command(&["check", "--database-url", &url])).await;

    check.assert_failed(&["wrong"]);
    assert!(check.said.contains("WRONG  pages, indexes and references"), "{check:?}");
}

/// Runs statements that break rules which the database enforces.
async fn damage(db: &Db, statements: &[&'static str]) {
    let any = vec![0_u8];
    for statement in statements {
        let bound = statement.contains("$1");
        match db {
            Backend::Sqlite(file) => {
                let mut connection = file.writer.acquire().await.unwrap();
                sqlx::query("pragma foreign_keys = off").execute(&mut *connection).await.unwrap();
                let query = sqlx::query(*statement);
                let query = if bound { query.bind(&any) } else { query };
                query.execute(&mut *connection).await.unwrap();
            }
            Backend::Postgres(pool) => {
                let mut connection = pool.acquire().await.unwrap();
                let off = "set session_replication_role = replica";
                sqlx::query(off).execute(&mut *connection).await.unwrap();
                let query = sqlx::query(*statement);
                let query = if bound { query.bind(&any) } else { query };
                query.execute(&mut *connection).await.unwrap();
            }
        }
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}
