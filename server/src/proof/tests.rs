//! What a token must be to be believed.

use serde_json::{Value, json};

use super::*;

const SECRET: &str = "ts_a-secret-for-tests-only";
const NOW: i64 = 1_795_000_000;

fn now() -> Timestamp {
    Timestamp::from_micros(NOW * 1_000_000)
}

/// Signs any claims at all.
fn token(claims: &Value) -> String {
    hs256::install();
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key).expect("claims are JSON")
}

#[test]
fn a_token_holds_from_its_beginning_to_its_end_and_a_minute_more_for_clocks_that_differ() {
    let holds = |claims: Value| {
        let claims = claims_of(&token(&claims)).expect("it is signed");
        claims.hold_at(now())
    };

    assert!(holds(json!({ "shop": "", "exp": NOW + 1 })));
    assert!(holds(json!({ "shop": "", "exp": NOW - 59 })));
    assert!(!holds(json!({ "shop": "", "exp": NOW - 60 })));
    assert!(holds(json!({ "shop": "", "exp": 1e12, "nbf": 1_795_000_059.5 })));
    assert!(!holds(json!({ "shop": "", "exp": 1e12, "nbf": NOW + 61 })));
}

#[test]
fn claims_of_another_type_than_documented_prove_nothing() {
    for odd in [
        json!({ "shop": "sh" }),
        json!({ "shop": "sh", "exp": "1795000001" }),
        json!({ "shop": "sh", "exp": null }),
        json!({ "shop": "sh", "exp": NOW, "skus": "MUG-01" }),
        json!({ "shop": ["sh"], "exp": NOW }),
        json!([]),
    ] {
        assert!(claims_of(&token(&odd)).is_none(), "{odd}");
    }
}

#[test]
fn only_hs256_with_the_right_secret_can_be_read() {
    let good = token(&json!({ "shop": "sh", "exp": NOW }));
    let (header, rest) = good.split_once('.').expect("a token has three parts");
    let (payload, signature) = rest.split_once('.').expect("a token has three parts");
    assert!(claims_of(&good).is_some());

    let other = |alg: &str| {
        use base64::Engine as _;
        let header = json!({ "typ": "JWT", "alg": alg }).to_string();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(header)
    };
    for bad in [
        format!("{}.{payload}.", other("none")),
        format!("{}.{payload}.{signature}", other("none")),
        format!("{}.{payload}.{signature}", other("HS512")),
        format!("{}.{payload}.{signature}", other("RS256")),
        format!("{header}.{payload}."),
        format!("{header}.{payload}"),
        format!("{header}.{}.{signature}", &payload[1..]),
        format!("{good}.x"),
        String::new(),
        "...".to_owned(),
    ] {
        assert!(claims_of(&bad).is_none(), "{bad}");
    }
    assert!(claims("another secret", &good).is_none());
}

#[test]
fn a_proof_is_about_the_products_in_it_or_about_the_order() {
    let proof = |order_hash| Proof {
        provenance: Provenance::Spontaneous,
        order_hash,
        skus: vec!["MUG-01".to_owned()],
    };
    let line = |sku: &str| Some(OrderLine { order_hash: vec![1], sku: sku.to_owned() });

    assert_eq!(proof(Some(vec![1])).line(Some("MUG-01")), line("MUG-01"));
    assert_eq!(proof(Some(vec![1])).line(Some("BOWL-02")), None);
    assert_eq!(proof(Some(vec![1])).line(None), line(""));
    assert_eq!(proof(None).line(Some("MUG-01")), None);
}

fn claims_of(token: &str) -> Option<Claims> {
    claims(SECRET, token)
}

#[test]
fn the_documented_token_is_read_as_documented() {
    let docs = include_str!("../../../docs/verified-purchases.md");
    let (_, vector) = docs.split_once("## Test vector").expect("there is a test vector");
    let after = |label: &str| {
        let line = vector.lines().find(|line| line.starts_with(label)).expect("it is said");
        line[label.len()..].trim()
    };
    let token = vector.lines().find(|line| line.starts_with("eyJ")).expect("there is a token");

    let read = claims(after("secret"), token).expect("its signature is right");

    assert_eq!((&*read.shop, read.sub.as_deref()), (after("shop"), Some(after("customer"))));
    assert_eq!(
        (read.order.as_deref(), read.skus.join(", ")),
        (Some(after("order")), after("skus").to_owned())
    );
    assert!(after("exp").starts_with(&read.exp.to_string()));
    assert!(!read.invited && !read.incentive && read.hold_at(now()));
}
