//! The country of a visit, as the owner's own GeoIP file tells it.

use std::sync::Arc;

use harness::{Server, Shop};
use mmdb_writer::{Value, Writer};
use serde_json::json;
use server::http::countries::Countries;
use server::http::visitor::Proxies;

/// A shop behind a proxy, whose owner's file has one network in Sweden and one in Germany.
async fn shop_with_a_file() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("countries.mmdb");
    let mut writer = Writer::new("Test-Country");
    for (network, country) in [("203.0.113.0", "SE"), ("2001:db8::", "DE")] {
        let end = network.replace("113.0", "113.255").replace("8::", "8:ffff::");
        let (start, end) = (network.parse().unwrap(), end.parse().unwrap());
        let country = Value::map([("iso_code", Value::from(country))]);
        writer.insert_range(start, end, &Value::map([("country", country)])).unwrap();
    }
    std::fs::write(&file, writer.to_bytes().unwrap()).unwrap();
    let server = Server::start_with(None, |app| {
        app.countries = Arc::new(Countries::open(&file).unwrap());
        app.proxies = Arc::new(Proxies {
            trusted: vec!["127.0.0.0/8".parse().unwrap()],
            header: Some("x-forwarded-for".parse().unwrap()),
            country: Some("cf-ipcountry".parse().unwrap()),
        });
    });
    server.await.open_shop("Mugs & More", "https://shop.example").await
}

#[tokio::test]
async fn the_owners_file_tells_a_page_where_it_is_read_and_what_is_kept_with_the_answer() {
    for (address, header, country) in [
        ("203.0.113.9", "", json!("SE")),
        ("::ffff:203.0.113.9", "XX", json!("SE")),
        ("2001:db8::7", "Germany", json!("DE")),
        ("203.0.113.9", "nl", json!("NL")),
        ("192.168.1.7", "", json!(null)),
    ] {
        let shop = shop_with_a_file().await;
        let page = shop.page.with("x-forwarded-for", address).with("cf-ipcountry", header);
        page.post("/responses", &shop.recommends(9).0).await.assert_ok();

        let site = shop.server.http.with("x-forwarded-for", address).with("cf-ipcountry", header);
        let asked: serde_json::Value = site.get("/v1/country").await.ok().json();

        assert_eq!(asked["country"], country, "{address} {header}");
        let kept = shop.only_response().await;
        assert_eq!(kept["context"]["country"], country, "{address} {header}");
        assert!(!shop.is_stored(address).await, "nobody's address is kept");
    }
}
