//! The disk is full under load, and then it is not.

use harness::database::{Database, is_postgres};
use harness::program::Installation;
use harness::{Cluster, SmallDisk, until};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::{begin, installed_on};

/// Room for the tables and for what is written before the disk is filled.
const DISK_MIB: usize = 48;
/// Far more than it needs: what waits is bounded, so that memory does not grow while it is full.
const MOST_MIB: u64 = 400;

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_answers_are_refused_and_then_taken_without_a_restart() {
    if is_postgres() {
        return;
    }
    let Some(disk) = SmallDisk::mount(DISK_MIB) else { return };
    let candor = installed_on(Database::create_in(disk.path()));

    assert_recovers(&candor, &disk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_postgres_has_a_full_disk_answers_are_refused_and_then_taken_without_a_restart() {
    if !is_postgres() {
        return;
    }
    let Some(disk) = SmallDisk::mount(DISK_MIB) else { return };
    let Some(postgres) = Cluster::start().await else { return };
    put_tables_on(&disk, &postgres).await;
    let candor = installed_on(Database::on(&postgres.url).await);

    assert_recovers(&candor, &disk).await;
}

/// Lets new tables be on the small disk. Postgres's log is not: a server that cannot write that
/// one ends, which is what happens when it is stopped.
async fn put_tables_on(disk: &SmallDisk, postgres: &Cluster) {
    postgres.hand_over(disk.path());
    let mut connection = PgConnection::connect(&postgres.url).await.unwrap();
    let place = format!("create tablespace small location '{}'", disk.path().display());
    let used = "alter database postgres set default_tablespace = small".to_owned();
    for statement in [place, used] {
        sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    }
}

async fn assert_recovers(candor: &Installation, disk: &SmallDisk) {
    let shop = candor.create_shop(super::URL).await;
    let server = candor.serve().await;
    let load = begin(&server, &shop).await;
    load.go_on_for(100).await;
    assert!(server.is_ready().await);

    disk.fill();
    load.be_refused(200).await;
    until("the program says that it is not ready", async || {
        (!server.is_ready().await).then_some(())
    })
    .await;
    assert!(server.memory_mib() < MOST_MIB, "{} MiB", server.memory_mib());
    disk.free();
    load.go_on_for(500).await;
    until("the program says that it is ready", async || server.is_ready().await.then_some(()))
        .await;
    let ledger = load.end().await;

    server.kill().await;
    ledger.assert_kept(&candor.database.kept().await);
}
