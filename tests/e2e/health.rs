//! What supervisors, load balancers and Prometheus are told.

use harness::Shop;
use serde_json::json;

#[tokio::test]
async fn a_server_without_its_database_is_alive_but_not_ready() {
    let shop = Shop::open().await;
    let http = &shop.server.http;
    http.get("/healthz").await.assert_ok();
    http.get("/readyz").await.assert_ok();

    shop.app().close().await;

    http.get("/healthz").await.assert_ok();
    let got = http.get("/readyz").await;
    assert_eq!(got.status, 503, "{}", got.text());
    assert_eq!(got.header("retry-after"), "5");
    assert_eq!(got.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn what_was_taken_and_what_was_refused_is_counted_by_reason() {
    let shop = Shop::open().await;
    let message = shop.recommends(9);
    shop.answer(&message).await;
    shop.answer(&message.clone().next().answer("why", "Fast")).await;
    shop.page.post("/responses", &json!("not a message")).await;
    shop.visitor.with("origin", "https://evil.example").post("/responses", &message.0).await;

    let metrics = shop.server.http.get("/metrics").await.ok().text();

    for line in [
        "candor_responses_accepted_total 2",
        "candor_responses_rejected_total{reason=\"invalid\"} 1",
        "candor_responses_rejected_total{reason=\"forbidden\"} 1",
        "candor_responses_waiting 0",
        "candor_batch_size_sum 2.0",
        "candor_commit_seconds_count 2",
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
    assert!(metrics.ends_with("# EOF\n"), "{metrics}");
}

#[tokio::test]
async fn every_answer_carries_an_id_of_its_own_that_is_not_the_clients() {
    let shop = Shop::open().await;
    let http = shop.server.http.with("x-request-id", "jane@example.org");

    let ids = [http.get("/healthz").await, http.get("/nowhere").await]
        .map(|got| got.header("x-request-id").to_owned());

    assert!(ids.iter().all(|id| id.len() == 16), "{ids:?}");
    assert_ne!(ids[0], ids[1]);
}
