//! Messages come late, twice and in any order, and clocks go back; the rows are the same.

use harness::message::review;
use harness::{Message, Shop};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert_eq};
use proptest::test_runner::TestRunner;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use server::clock::Chance;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_clock_that_is_set_back_refuses_nothing_and_loses_nothing() {
    let shop = Shop::open_in_2026().await;
    let before: Vec<Message> = (0..5).map(|score| shop.recommends(score)).collect();
    for message in &before {
        shop.answer(message).await;
        shop.wait_seconds(60);
    }

    shop.wait_seconds(-2 * 24 * 3_600);
    let after: Vec<Message> = (5..10).map(|score| shop.recommends(score)).collect();
    for message in &after {
        shop.answer(message).await;
        shop.wait_seconds(60);
    }
    for message in &before {
        shop.answer(&message.clone().next().answer("why", "Said after the clock was set")).await;
    }
    let review = shop.review("MUG-01", 5, "Written on the day before.").await;
    shop.publish(review).await;

    assert_eq!(shop.feed("MUG-01").await.len(), 1);
    let paged = every_page(&shop, 3).await;
    assert_eq!(paged.len(), 11);
    assert_eq!(paged, every_page(&shop, 100).await, "pages of any size are in one order");
    let times: Vec<&str> = paged.iter().map(|one| one["created_at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|newer, older| newer >= older), "{times:?}");
    let late = |one: &&Value| one["answers"][1]["value"] == "Said after the clock was set";
    assert_eq!(paged.iter().filter(late).count(), before.len());
}

/// The owner's list of responses, read in pages of this size.
async fn every_page(shop: &Shop, size: usize) -> Vec<Value> {
    let (mut all, mut next) = (Vec::new(), String::new());
    loop {
        let path = format!("/responses?limit={size}{next}");
        let mut page: Value = shop.owner.get(&path).await.ok().json();
        all.append(page["items"].as_array_mut().unwrap());
        let Some(cursor) = page["next"].as_str() else { return all };
        next = format!("&cursor={cursor}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_three_times_in_any_order_ends_in_the_same_rows_as_once() {
    let seed = u64::from_ne_bytes(Chance::System.bytes());
    println!("seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let messages: Vec<Message> = (0..25).flat_map(|_| response(&shop, &mut random)).collect();

    for message in &messages {
        shop.answer(message).await;
    }
    let mut thrice: Vec<&Message> = messages.iter().cycle().take(3 * messages.len()).collect();
    thrice.shuffle(&mut random);
    send_some_at_once(&neighbour, thrice).await;

    assert_eq!(rows(&neighbour).await, rows(&shop).await, "seed {seed}");
}

/// What a shopper's browser sends about a response: up to four messages, some with a review.
fn response(shop: &Shop, random: &mut StdRng) -> Vec<Message> {
    let elapsed_ms = random.random_range(0..500);
    let mut message = shop.recommends(random.random_range(0..=10)).set("elapsed_ms", elapsed_ms);
    let mut all = Vec::new();
    for _ in 0..random.random_range(1..=4) {
        message = match random.random_range(0..4) {
            0 => message.answer("recommend", random.random_range(0..=10)),
            1 => message.answer("why", format!("Reason {}", random.random_range(0..1_000))),
            2 => message.context("product", format!("MUG-{}", random.random_range(0..5))),
            _ => message.answer("review", review(random.random_range(1..=5), "Holds tea.")),
        };
        all.push(message.clone());
        message = message.next();
    }
    all
}

/// Sends messages that were meant for another shop to this one, several at a time.
async fn send_some_at_once(shop: &Shop, messages: Vec<&Message>) {
    for some in messages.chunks(8) {
        let mut sending = JoinSet::new();
        for message in some {
            let (shop, message) = (shop.clone(), (*message).clone().set("survey", json!(shop.nps)));
            sending.spawn(async move { shop.send(&message).await.assert_ok() });
        }
        sending.join_all().await;
    }
}

/// What the owner sees of responses and reviews, apart from times and the shop's own ids.
async fn rows(shop: &Shop) -> Vec<Value> {
    let mut responses = every_page(shop, 100).await;
    for one in &mut responses {
        for differs in ["survey", "created_at", "updated_at"] {
            one.as_object_mut().unwrap().remove(differs);
        }
    }
    responses.sort_by_key(|one| one["key"].to_string());
    let mut reviews: Vec<Value> = shop
        .inbox("?limit=100")
        .await
        .into_iter()
        .map(|one| json!([one["product"], one["stars"], one["text"], one["author"]]))
        .collect();
    reviews.sort_by_key(ToString::to_string);
    responses.push(json!(reviews));
    responses
}

#[test]
fn messages_sent_at_once_in_any_order_end_in_the_row_of_the_newest() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _entered = runtime.enter();
    let shop = runtime.block_on(Shop::open());
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() };
    // Which of three responses, and which of its messages.
    let groups = vec(vec((0_usize..3, 1_i64..10), 1..8), 1..5);

    let tried = TestRunner::new(config).run(&groups, |groups| {
        let firsts = [0; 3].map(|_| shop.recommends(9));
        let said = |(which, seq): (usize, i64)| {
            let first = firsts[which].clone();
            let mark = format!("{} {seq}", first.id());
            first.set("seq", seq).answer("why", mark)
        };
        let rows = runtime.block_on(async {
            for group in &groups {
                let messages: Vec<Message> = group.iter().copied().map(said).collect();
                send_some_at_once(&shop, messages.iter().collect()).await;
            }
            shop.responses().await
        });
        for (which, first) in firsts.iter().enumerate() {
            let sent = groups.iter().flatten().copied().filter(|one| one.0 == which);
            let newest = sent.max().map(|newest| said(newest).answers().clone());
            let is_of_it = |answers: &&Value| answers.to_string().contains(first.id());
            let kept: Vec<&Value> =
                rows.iter().map(|row| &row["answers"]).filter(is_of_it).collect();
            prop_assert_eq!(kept, newest.iter().collect::<Vec<_>>());
        }
        Ok(())
    });

    tried.unwrap();
}
