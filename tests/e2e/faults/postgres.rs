//! Postgres goes away under load and comes back.

use harness::Cluster;
use harness::cluster::Stop;
use harness::database::{Database, is_postgres};

use super::{begin, installed_on};

/// Far more than it needs: what waits is bounded, so that memory does not grow with the outage.
const MOST_MIB: u64 = 400;

#[tokio::test(flavor = "multi_thread")]
async fn while_postgres_is_away_answers_are_refused_and_then_taken_without_a_restart() {
    if !is_postgres() {
        return;
    }
    let Some(mut postgres) = Cluster::start().await else { return };
    let candor = installed_on(Database::on(&postgres.url).await);
    let shop = candor.create_shop(super::URL).await;
    let server = candor.serve().await;
    let load = begin(&server, &shop).await;

    for how in [Stop::Immediate, Stop::Fast] {
        load.go_on_for(100).await;
        postgres.stop(how).await;
        load.be_refused(super::SHOPPERS / 2).await;
        assert!(!server.is_ready().await, "{how:?}");
        assert!(server.memory_mib() < MOST_MIB, "{} MiB", server.memory_mib());
        postgres.start_again().await;
        load.go_on_for(100).await;
        assert!(server.is_ready().await, "{how:?}");
    }
    let ledger = load.end().await;

    ledger.assert_kept(&candor.database.kept().await);
}
