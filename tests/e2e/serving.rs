//! The program as its operator knows it: it starts, says where it is, and stops without losing
//! anything.

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use harness::program::{Installation, Program};
use harness::{Client, Ended, Message, until};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long a client that waits for its turn waits before it tries anew.
const PATIENCE: Duration = Duration::from_secs(1);

const URL: &str = "https://shop.example";

async fn install() -> Installation {
    Installation::of(env!("CARGO_BIN_EXE_candor-of-the-tests")).await
}

/// A shopper's first message to the shop of an owner.
async fn message(owner: &Client) -> Message {
    let surveys: Value = owner.get("/surveys").await.ok().json();
    let survey = serde_json::from_value(surveys["items"][0]["id"].clone()).unwrap();
    Message::to(survey).answer("recommend", 9).answer("why", "Said while it stopped")
}

async fn count(owner: &Client) -> usize {
    let page: Value = owner.get("/responses").await.ok().json();
    page["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_request_under_way_is_finished_before_the_program_ends() {
    let candor = install().await;
    let shop = candor.create_shop(URL).await;
    let mut server = candor.serve().await;
    let body = message(&server.owner(&shop)).await.0.to_string();
    let host = server.address.trim_start_matches("http://").to_owned();

    // The server says that it waits for the body, so it is at work when it is told to stop.
    let mut connection = TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "POST /v1/shops/{}/responses HTTP/1.1\r\nhost: {host}\r\norigin: {URL}\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        shop.id,
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    connection.read_exact(&mut go_on).await.unwrap();
    assert!(go_on.starts_with(b"HTTP/1.1 100 Continue"));
    server.terminate();
    until("new connections are refused", async || TcpStream::connect(&host).await.err()).await;
    connection.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();

    assert!(answer.starts_with("HTTP/1.1 201 Created"), "{answer}");
    assert_eq!(server.ended().await, Some(0));
    assert!(!server.logged().contains("Said while it stopped"), "{}", server.logged());
    let again = candor.serve().await;
    assert_eq!(count(&again.owner(&shop)).await, 1);
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_program_that_is_killed() {
    let candor = install().await;
    let shop = candor.create_shop(URL).await;
    let server = candor.serve().await;
    let owner = server.owner(&shop);

    owner.post("/responses", &message(&owner).await.0).await.assert_ok();
    drop(server);

    let again = candor.serve().await;
    assert_eq!(count(&again.owner(&shop)).await, 1);
}

#[tokio::test]
async fn the_first_start_prints_a_link_that_makes_the_owners_account() {
    let candor = install().await;
    let mut server = candor.serve().await;
    let http = Client::new(&server.address);

    let printed = until("the link is printed", async || server.said("/invitations/")).await;
    let link = &printed[printed.find("/invitations/").unwrap()..];
    let account = [("email", "ana@shop.example"), ("password", "a few words")];
    assert_eq!(http.form(link, &account).await.status, 303);
    server.terminate();
    assert_eq!(server.ended().await, Some(0));
    let again = candor.serve().await;

    assert_eq!(again.said("/invitations/"), None, "there is an owner");
    let http = Client::new(&again.address);
    assert_eq!(http.form("/sign-in", &account).await.status, 303);
}

#[tokio::test]
async fn another_link_is_printed_for_whoever_is_locked_out() {
    let candor = install().await;
    let shop = candor.create_shop(URL).await;
    let server = candor.serve().await;

    let listen = server.address.trim_start_matches("http://");
    let link = candor.run(&["owner", "invite", "--shop", &shop.id, "--listen", listen]).await;

    assert!(link.starts_with(&server.address), "{link}");
    let path = &link[link.find("/invitations/").unwrap()..];
    let http = Client::new(&server.address);
    assert!(http.get(path).await.ok().text().contains("Create account"));
}

#[tokio::test]
async fn no_link_is_printed_for_a_database_that_is_not_there() {
    let candor = install().await;
    let nowhere = candor.database.folder().join("mistyped");
    let mut command = candor.command(&["owner", "invite", "--data"]);
    let command = command.arg(&nowhere).env_remove("DATABASE_URL");

    let ended = Ended::of(command).await;

    ended.assert_failed(&["CANDOR_DATA", "there is no database", "mistyped"]);
    assert!(!nowhere.exists());
}

#[tokio::test]
async fn whoever_listens_on_every_address_is_told_to_say_where_the_world_reaches_it() {
    let candor = install().await;
    let mut command = candor.command(&["serve", "--listen", "0.0.0.0:0"]);

    let server = Program::start(&mut command).await;

    assert!(server.address.starts_with("http://127.0.0.1:"), "{}", server.address);
    until("it is told", async || {
        Some(server.logged()).filter(|log| log.contains("set CANDOR_PUBLIC_URL"))
    })
    .await;
}

#[tokio::test]
async fn the_log_tells_routes_and_times_and_nothing_about_people() {
    let candor = install().await;
    let shop = candor.create_shop(URL).await;
    let server = candor.serve().await;
    let owner = server.owner(&shop);
    let message = message(&owner).await.answer("why", "Call jane.roe@example.org");
    let message = message.context("customer", "c-981").context("product", "MUG-SECRET");

    owner.with("origin", URL).post("/responses", &message.0).await.assert_ok();
    let bad = message.next().answer("recommend", "jane.roe@example.org");
    assert_eq!(owner.with("origin", URL).post("/responses", &bad.0).await.status, 422);
    owner.get("/reviews?product=MUG-SECRET").await.assert_ok();

    let log = until("the requests are logged", async || {
        Some(server.logged()).filter(|log| log.contains("/v1/shops/{shop}/reviews"))
    })
    .await;
    assert!(log.contains("duration_ms") && log.contains("refused"), "{log}");
    for personal in ["jane", "c-981", "MUG-SECRET", &shop.id, &shop.key, bad.id()] {
        assert!(!log.contains(personal), "{personal} in {log}");
    }
}

#[tokio::test]
async fn whoever_does_not_read_what_they_asked_for_makes_room_for_others() {
    let candor = install().await;
    let candor = candor.with("CANDOR_CONNECTIONS", "5").with("CANDOR_PATIENCE_SECONDS", "1");
    let server = candor.serve().await;
    let place = server.address.trim_start_matches("http://");
    let request = format!("GET /openapi.json HTTP/1.1\r\nhost: {place}\r\n\r\n").repeat(400);
    let mut deaf = Vec::new();
    for _ in 0..5 {
        let mut stream = TcpStream::connect(place).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        deaf.push(stream);
    }

    let http = Client::new(&server.address);

    until("somebody else is heard", async || {
        let heard = tokio::time::timeout(PATIENCE, http.get("/healthz")).await;
        heard.ok().filter(|got| got.status == 200)
    })
    .await;
    assert_eq!(deaf.len(), 5, "they are still there");
}

#[tokio::test]
async fn the_database_file_is_nobody_elses_to_read() {
    let candor = install().await;
    let file = candor.database.folder().join("new/candor.db");
    let mut command = candor.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("DATABASE_URL", format!("sqlite:{}", file.display()));

    let _server = Program::start(&mut command).await;

    for (path, mode) in [(file.parent().unwrap(), 0o700), (&*file, 0o600)] {
        let metadata = std::fs::metadata(path).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, mode, "{}", path.display());
    }
}
