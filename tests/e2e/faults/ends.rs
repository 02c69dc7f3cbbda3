//! The program ends under load: killed, or told to stop.

use std::time::Instant;

use harness::database::is_postgres;

use super::{begin, install, page};

/// How often a program is killed.
const KILLS: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_killed_again_and_again_loses_nothing_that_it_acknowledged() {
    let candor = install().await;
    let shop = candor.create_shop(super::URL).await;
    let mut server = candor.serve().await;
    let load = begin(&server, &shop).await;

    for _ in 0..KILLS {
        load.go_on_for(50).await;
        server.kill().await;
        server = candor.serve().await;
        load.turn_to(vec![page(&server, &shop)]);
    }
    load.go_on_for(50).await;
    let ledger = load.end().await;

    server.kill().await;
    ledger.assert_kept(&candor.database.kept().await);
    assert!(ledger.broken.len() >= KILLS, "nobody was there when it was killed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_told_to_stop_answers_everybody_who_came_before() {
    let candor = install().await;
    let shop = candor.create_shop(super::URL).await;
    let mut server = candor.serve().await;
    let load = begin(&server, &shop).await;

    load.go_on_for(200).await;
    let told = Instant::now();
    server.terminate();
    let code = server.ended().await;
    let ledger = load.end().await;

    assert_eq!(code, Some(0), "{}", server.logged());
    let (before, after): (Vec<_>, Vec<_>) =
        ledger.broken.iter().filter(|one| !one.unconnected).partition(|one| one.begun < told);
    println!("{} who came after it was told to stop were cut off", after.len());
    assert!(before.is_empty(), "{before:?}");
    ledger.assert_kept(&candor.database.kept().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_programs_on_one_postgres_one_may_be_killed() {
    if !is_postgres() {
        return;
    }
    let candor = install().await;
    let shop = candor.create_shop(super::URL).await;
    let (one, other) = (candor.serve().await, candor.serve().await);
    let load = begin(&one, &shop).await;

    load.turn_to(vec![page(&one, &shop), page(&other, &shop)]);
    load.go_on_for(500).await;
    one.kill().await;
    load.go_on_for(200).await;
    let ledger = load.end().await;

    other.kill().await;
    ledger.assert_kept(&candor.database.kept().await);
}
