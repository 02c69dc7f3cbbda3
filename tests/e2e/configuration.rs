//! Every bad value of a setting gets a message that names the setting and says what is expected,
//! and none repeats a password.

use std::net::TcpListener;

use harness::program::Installation;
use harness::{Client, Ended};

async fn install() -> Installation {
    Installation::of(env!("CARGO_BIN_EXE_candor-of-the-tests")).await
}

/// Starts the server with some settings, which must fail, and gives what it said.
async fn refused(candor: &Installation, settings: &[(&str, &str)]) -> Ended {
    let mut command = candor.command(&["serve"]);
    command.env("CANDOR_LISTEN", "127.0.0.1:0").envs(settings.iter().copied());
    Ended::of(&mut command).await
}

#[tokio::test]
async fn each_bad_value_is_named_with_what_is_expected() {
    let candor = install().await;
    let file = candor.database.folder().join("a-file");
    std::fs::write(&file, "").unwrap();
    let file = file.to_str().unwrap();
    let in_a_file = format!("{file}/below");
    for (setting, value, expected) in [
        ("CANDOR_LISTEN", "localhost", "127.0.0.1:7311"),
        ("CANDOR_LISTEN", "", "127.0.0.1:7311"),
        ("CANDOR_PUBLIC_URL", "shop.example", "https://shop.example/feedback"),
        ("CANDOR_PUBLIC_URL", "ftp://shop.example", "https://shop.example/feedback"),
        ("CANDOR_PUBLIC_URL", "https://shop.example/?a=1", "without user, ? and #"),
        ("CANDOR_VISITOR_RATE", "many", "0 for any number"),
        ("CANDOR_VISITOR_RATE", "-1", "0 for any number"),
        ("CANDOR_SHOP_RATE", "1.5", "0 for any number"),
        ("CANDOR_TRUSTED_PROXIES", "proxy.example", "10.0.0.0/8"),
        ("CANDOR_TRUSTED_PROXIES", "10.0.0.0/33", "10.0.0.0/8"),
        ("CANDOR_VISITOR_HEADER", "not a header", "x-forwarded-for"),
        ("CANDOR_VISITOR_HEADER", "forwarded", "x-forwarded-for"),
        ("CANDOR_VISITOR_HEADER", "x-forwarded-for", "CANDOR_TRUSTED_PROXIES"),
        ("CANDOR_COUNTRY_HEADER", "not a header", "cf-ipcountry"),
        ("CANDOR_COUNTRY_HEADER", "cf-ipcountry", "CANDOR_TRUSTED_PROXIES"),
        ("CANDOR_GEOIP", "", "country or city database"),
        ("CANDOR_GEOIP", "/nowhere/GeoLite2-Country.mmdb", "No such file"),
        ("CANDOR_GEOIP", file, "country or city database"),
        ("CANDOR_PHOTOS", "", "photos"),
        ("CANDOR_PHOTOS", "s3://", "s3://bucket/photos"),
        ("CANDOR_CONNECTIONS", "0", "from 1 to"),
        ("CANDOR_LOG", "inof", "error, warn, info"),
        ("CANDOR_LOG", "server=loud", "error, warn, info"),
        ("CANDOR_LOG", "", "error, warn, info"),
        ("DATABASE_URL", "mysql://db.example/shop", "postgres://"),
        ("DATABASE_URL", "", "postgres://"),
        ("DATABASE_URL", &format!("sqlite:{in_a_file}/candor.db"), "cannot make the folder"),
    ] {
        let ended = refused(&candor, &[(setting, value)]).await;
        ended.assert_failed(&[setting, expected]);
    }
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_used_is_named() {
    let mut candor = install().await;
    let file = candor.database.folder().join("a-file");
    std::fs::write(&file, "").unwrap();
    let file = file.to_str().unwrap().to_owned();
    // Not even the machine's own administrator may write there.
    let places =
        [(file.as_str(), "is a file"), ("", "must name a folder"), ("/proc", "may this user")];
    for (place, expected) in places {
        let mut command = candor.command(&["serve", "--listen", "127.0.0.1:0"]);
        let ended = Ended::of(command.env_remove("DATABASE_URL").env("CANDOR_DATA", place)).await;
        ended.assert_failed(&["CANDOR_DATA", expected, place]);
    }
    candor = candor.with("CANDOR_LOG", "info,sqlx=warn");
    candor.serve().await;
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let candor = install().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();

    let ended = refused(&candor, &[("CANDOR_LISTEN", &address)]).await;

    ended.assert_failed(&["CANDOR_LISTEN", &address, "another program"]);
}

#[tokio::test]
async fn a_postgres_that_is_away_is_named_and_no_password_is_ever_said() {
    let candor = install().await;
    let away = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let database = |rest: &str| format!("postgres://ana:s3cret{rest}");
    let at_host = format!("@{away}/shop?pasword=s3cret");
    for (url, expected) in [
        (database(&at_host), format!("the Postgres database shop at {away}")),
        (database("/more@db.example/shop"), "as % and two digits".to_owned()),
        (database("@db.example:port/shop"), "cannot be read".to_owned()),
        (database("@db.example/shop").replace("postgres", "mysql"), "postgres://".to_owned()),
    ] {
        let ended = refused(&candor, &[("DATABASE_URL", &url), ("CANDOR_LOG", "trace")]).await;
        ended.assert_failed(&["DATABASE_URL", &expected]);
        assert!(!ended.error.contains("s3cret"), "{}", ended.error);
    }
    let public =
        refused(&candor, &[("CANDOR_PUBLIC_URL", "https://ana:s3cret@shop.example")]).await;
    public.assert_failed(&["CANDOR_PUBLIC_URL"]);
    let help =
        Ended::of(candor.command(&["serve", "--help"]).env("DATABASE_URL", database("@db/s")))
            .await;
    for said in [public.error, help.said] {
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[tokio::test]
async fn the_guide_lists_every_metric_and_no_other() {
    let guide = include_str!("../../docs/operations.md");
    let candor = install().await;
    let server = candor.serve().await;

    let metrics = Client::new(&server.address).get("/metrics").await.ok().text();

    let types = metrics.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let mut there: Vec<&str> = types.filter_map(|line| line.split(' ').next()).collect();
    let rows = guide.lines().filter_map(|line| line.strip_prefix("| `candor_"));
    let names = rows.filter_map(|row| row.split('`').next());
    let names: Vec<String> = names.map(|name| format!("candor_{name}")).collect();
    // A counter's type is told without the ending that its samples have.
    let mut listed: Vec<&str> = names.iter().map(|name| name.trim_end_matches("_total")).collect();
    // Nothing was rejected yet, and reasons are told from the first time on.
    there.push("candor_responses_rejected");
    there.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, there);
}
