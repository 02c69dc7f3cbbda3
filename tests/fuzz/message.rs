//! Whatever bytes come as a message, they are read into a typed value or refused with a status
//! that blames the client; nothing panics.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use server::error::Error;
use server::http::extract::parse_json;
use server::surveys::templates;
use shared::response::NewResponse;
use shared::survey::{Kind, Question, Survey};
use shared::text::Texts;

static SURVEYS: LazyLock<[Survey; 3]> = LazyLock::new(|| {
    [templates::product_nps(), templates::post_purchase_effort(), every_kind()]
});

/// A survey with a question of every kind, by its name.
fn every_kind() -> Survey {
    let question =
        |kind: Kind| Question { id: kind.as_str().to_owned(), ..templates::question_of(kind) };
    Survey { questions: Kind::ALL.map(question).into(), thanks: Texts::default() }
}

fuzz_target!(|bytes: &[u8]| {
    match parse_json::<NewResponse>(bytes) {
        Ok(message) => {
            _ = message.suspicion();
            for survey in &*SURVEYS {
                if let Err(invalid) = message.check(survey) {
                    assert_blames_the_client(&invalid.into());
                }
            }
        }
        Err(error) => assert_blames_the_client(&error),
    }
});

fn assert_blames_the_client(error: &Error) {
    assert!(error.status().is_client_error(), "{error}");
    assert!(error.field().is_some_and(|field| !field.is_empty()), "{error}");
}
