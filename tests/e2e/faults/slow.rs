//! Thousands who connect and say nothing, or next to nothing, hold up nobody else.

use std::time::{Duration, Instant};

use harness::{Client, Message, skip, until};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::{install, page};

const IDLE: usize = 5_000;
const DRIBBLING: usize = 500;
/// Files that this process needs open for them, and for everything else.
const OPEN_FILES: u64 = 8_000;
/// Messages whose time is taken.
const TIMED: usize = 100;
/// Between two bytes of somebody who dribbles: often enough to look alive.
const DRIBBLE: Duration = Duration::from_millis(250);

#[tokio::test(flavor = "multi_thread")]
async fn thousands_who_say_nothing_hold_up_nobody_and_are_cut_off() {
    if rlimit::increase_nofile_limit(OPEN_FILES).is_ok_and(|limit| limit < OPEN_FILES) {
        skip("8,000 open files", "raise the limit: `ulimit -Hn 20000`");
        return;
    }
    let candor = install().await.with("CANDOR_PATIENCE_SECONDS", "8");
    let shop = candor.create_shop(super::URL).await;
    let server = candor.serve().await;
    let surveys: Value = server.owner(&shop).get("/surveys").await.ok().json();
    let survey = serde_json::from_value(surveys["items"][0]["id"].clone()).unwrap();
    let message = Message::to(survey).answer("recommend", 9);
    let page = page(&server, &shop);
    let alone = time(&page, &message).await;

    let host = server.address.trim_start_matches("http://");
    let path = format!("/v1/shops/{}/responses", shop.id);
    let mut idle = Vec::with_capacity(IDLE);
    for _ in 0..IDLE {
        idle.push(TcpStream::connect(host).await.unwrap());
    }
    let mut dribbling = JoinSet::new();
    for number in 0..DRIBBLING {
        let half = if number % 2 == 0 { head(&path) } else { format!("{}\r\n", head(&path)) };
        dribbling.spawn(dribble(TcpStream::connect(host).await.unwrap(), half));
    }
    let among_them = time(&page, &message).await;

    println!("{TIMED} messages took {alone:?} alone and {among_them:?} among thousands");
    assert!(among_them < 10 * alone + Duration::from_secs(5), "{alone:?}, {among_them:?}");
    for connection in &mut idle {
        until("an idle connection is cut off", async || {
            let read = tokio::time::timeout(DRIBBLE, connection.read(&mut [0; 256])).await;
            matches!(read, Ok(Ok(0) | Err(_))).then_some(())
        })
        .await;
    }
    until("everybody who dribbles is cut off", async || {
        while dribbling.try_join_next().is_some() {}
        dribbling.is_empty().then_some(())
    })
    .await;
    page.post("/responses", &message.next().0).await.assert_ok();
}

/// How long some messages take, one after the other.
async fn time(page: &Client, message: &Message) -> Duration {
    let begun = Instant::now();
    for _ in 0..TIMED {
        page.post("/responses", &message.0).await.assert_ok();
    }
    begun.elapsed()
}

/// The head of a message, without its last line.
fn head(path: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nhost: candor.example\r\ncontent-length: 2000\r\n")
}

/// Sends a part of a request, and then a byte at a time, until the server has had enough.
async fn dribble(mut connection: TcpStream, half: String) {
    if connection.write_all(half.as_bytes()).await.is_err() {
        return;
    }
    let mut pulse = tokio::time::interval(DRIBBLE);
    let mut answer = [0; 256];
    loop {
        tokio::select! {
            _ = pulse.tick() => if connection.write_all(b"a").await.is_err() { return },
            read = connection.read(&mut answer) => {
                if matches!(read, Ok(0) | Err(_)) { return }
            }
        }
    }
}
