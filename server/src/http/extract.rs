//! Extractors that fail with [`Error`], so that every refusal has one shape and names a field.

use std::error::Error as _;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ORIGIN};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::invalid::{Invalid, Reason};

use super::objects::Objects;
use crate::error::Error;

/// Largest body of any request, in bytes: what a browser lets `sendBeacon` carry.
pub const MAX_BODY: usize = 64 * 1024;

/// Deepest nesting of arrays and objects in a body; what we read has six levels.
const MAX_DEPTH: usize = 32;

/// A JSON body, whatever its content type says: browsers send `text/plain` to spare a
/// preflight.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        parse_json(&body(request).await?).map(Self)
    }
}

/// A body as it came, for whoever reads it in more than one way.
pub struct Body(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        body(request).await.map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self.0) {
            Ok(text) => {
                // What is for everybody goes through `cache`; this may be for one owner only.
                let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
                (headers, text).into_response()
            }
            Err(error) => Error::Internal(format!("answer: {error}")).into_response(),
        }
    }
}

/// A form's fields, urlencoded.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        parse_pairs(&body(request).await?).map(Self)
    }
}

/// The fields of an address's query; one that comes several times makes a list.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parse_pairs(parts.uri.query().unwrap_or_default().as_bytes()).map(Self)
    }
}

/// One part of the path by its name in the route, parsed; not found where it does not parse.
pub async fn path_part<T: FromStr>(parts: &mut Parts, name: &'static str) -> Result<T, Error> {
    let all =
        RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Error::NotFound(name))?;
    let text = all.iter().find(|(other, _)| *other == name).map(|(_, text)| text);
    text.and_then(|text| text.parse().ok()).ok_or(Error::NotFound(name))
}

/// Declares extractors of one part of the path each.
macro_rules! path_parts {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $part:literal;)*) => {$(
        $(#[$doc])*
        pub struct $name(pub $type);

        impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = Error;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
                path_part(parts, $part).await.map(Self)
            }
        }
    )*};
}

path_parts! {
    /// The `{survey}` of a path.
    SurveyPath(shared::id::SurveyId) = "survey";
    /// The `{survey}` of a path where it is the survey's name or its id.
    NamePath(String) = "survey";
    /// The `{version}` of a path.
    VersionPath(i64) = "version";
    /// The `{response}` of a path.
    ResponsePath(shared::id::ResponseKey) = "response";
    /// The `{review}` of a path.
    ReviewPath(shared::id::ReviewId) = "review";
    /// The `{photo}` of a path.
    PhotoPath(shared::id::PhotoId) = "photo";
    /// The `{picture}` of a path.
    PicturePath(String) = "picture";
    /// The `{key}` of a path.
    KeyPath(shared::id::ApiKeyId) = "key";
    /// The `{sku}` of a path.
    SkuPath(String) = "sku";
    /// The `{build}` of a path.
    BuildPath(String) = "build";
    /// The `{file}` of a path.
    FilePath(String) = "file";
    /// The `{token}` of a path.
    TokenPath(String) = "token";
}

async fn body(request: Request) -> Result<Bytes, Error> {
    axum::body::to_bytes(request.into_body(), MAX_BODY).await.map_err(|error| {
        if error.source().is_some_and(<dyn std::error::Error>::is::<LengthLimitError>) {
            Error::TooLarge(MAX_BODY)
        } else {
            Error::Unreadable { field: "body", reason: "the body broke off".to_owned() }
        }
    })
}

/// Where the page is that sends a request, as its browser says; none where it says nothing, and
/// `null` where it is not allowed to tell.
pub struct Origin(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let origin = parts.headers.get(ORIGIN);
        Ok(Self(origin.map(|origin| origin.to_str().unwrap_or("null").to_owned())))
    }
}

/// Reads JSON, or says which field is wrong, without the value.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // The parser passes over texts that it ignores without looking at their bytes.
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Unreadable {
        field: "body",
        reason: "the body is not UTF-8".to_owned(),
    })?;
    if is_too_deep(text) {
        let reason = format!("the body is nested deeper than {MAX_DEPTH} levels");
        return Err(Error::Unreadable { field: "body", reason });
    }
    // What can be read is read without keeping account of where the parser is.
    let mut parser = serde_json::Deserializer::from_str(text);
    match T::deserialize(Objects(&mut parser)) {
        Ok(value) if parser.end().is_ok() => Ok(value),
        _ => parse_watching(text),
    }
}

/// Reads JSON once more to learn where the mistake is.
fn parse_watching<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(Objects(&mut parser)).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        match inner.classify() {
            serde_json::error::Category::Data => refused(path, &inner.to_string()),
            _ => Error::Unreadable { field: "body", reason: inner.to_string() },
        }
    })?;
    parser.end().map_err(|error| Error::Unreadable { field: "body", reason: error.to_string() })?;
    Ok(value)
}

/// Whether arrays and objects stand in each other deeper than anything that is meant. The parser
/// itself has no limit within fields that it ignores.
fn is_too_deep(json: &str) -> bool {
    let opening = json.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    opening > MAX_DEPTH
        && json.bytes().any(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = in_text,
                b'"' => in_text = !in_text,
                b'[' | b'{' if !in_text => depth += 1,
                b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > MAX_DEPTH
        })
}

fn parse_pairs<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // Postgres fails at U+0000 even where a text is only compared with it.
    let mut pairs = url::form_urlencoded::parse(bytes);
    if let Some((name, _)) = pairs.find(|(_, value)| value.contains('\0')) {
        return Err(Invalid::new(name, Reason::Character).into());
    }
    let parser = serde_html_form::Deserializer::from_bytes(bytes);
    serde_path_to_error::deserialize(parser).map_err(|error| {
        let path = error.path().to_string();
        refused(path, &error.into_inner().to_string())
    })
}

/// What serde says of a value, without the value: an answer must not come back in an error
/// that somebody logs.
fn refused(path: String, said: &str) -> Error {
    if let Some(rest) = said.strip_prefix("missing field `") {
        let name = rest.split('`').next().unwrap_or_default();
        let missing = Invalid::new(name, Reason::Missing);
        let parent = path.trim_start_matches('.');
        return if parent.is_empty() { missing } else { missing.within(parent) }.into();
    }
    // The last one: what stands before it may be the value.
    let reason = match said.rsplit_once("expected ") {
        Some((_, expected)) => {
            let expected = expected.split(" at line ").next().unwrap_or_default();
            Reason::Malformed(format!("expected {}", in_words(expected)))
        }
        None if said.starts_with("duplicate field ") => Reason::Twice,
        None => Reason::Malformed("has the wrong type".to_owned()),
    };
    let field = if path == "." { "body".to_owned() } else { path };
    Invalid { field, reason }.into()
}

/// What a type of ours is called by people who know JSON.
fn in_words(expected: &str) -> &str {
    match expected.split(' ').next().unwrap_or_default() {
        "struct" | "map" => "an object",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => "a whole number",
        "f32" | "f64" => "a number",
        "sequence" => "a list",
        "string" => "a text",
        "boolean" => "true or false",
        _ => expected,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Item {
        #[expect(dead_code, reason = "only its type matters")]
        stars: u8,
    }

    fn field_of(json: &[u8]) -> (u16, String) {
        let error = parse_json::<Vec<Item>>(json).expect_err("bad input");
        let field = match &error {
            Error::Invalid(invalid) => invalid.field.clone(),
            Error::Unreadable { field, .. } => (*field).to_owned(),
            other => panic!("{other}"),
        };
        (error.status().as_u16(), field)
    }

    #[test]
    fn json_that_cannot_be_read_is_400_and_values_that_cannot_be_meant_are_422() {
        assert_eq!(field_of(br#"[{"stars": 1}, {"stars": "#), (400, "body".to_owned()));
        assert_eq!(field_of(b"[{\"stars\xff\": 1}]"), (400, "body".to_owned()));
        assert_eq!(field_of("[".repeat(10_000).as_bytes()), (400, "body".to_owned()));
        assert_eq!(field_of(br#"[{"stars": 1}] x"#), (400, "body".to_owned()));
        assert_eq!(field_of(br#"[{"stars": "x"}]"#), (422, "[0].stars".to_owned()));
        assert_eq!(field_of(br"[{}]"), (422, "[0].stars".to_owned()));
        assert_eq!(field_of(b"7"), (422, "body".to_owned()));
    }

    #[test]
    fn a_list_is_no_object_at_any_depth() {
        #[derive(Debug, Default, Deserialize)]
        #[serde(default)]
        struct Order {
            first: Option<Item>,
            items: Vec<Item>,
        }
        let refused = |json: &[u8]| match parse_json::<Order>(json).expect_err("bad input") {
            Error::Invalid(Invalid { field, .. }) => field,
            other => panic!("{other}"),
        };

        assert_eq!(field_of(b"[[5]]"), (422, "[0]".to_owned()));
        assert_eq!(refused(b"[]"), "body");
        assert_eq!(refused(br#"{"first": [5]}"#), "first");
        assert_eq!(refused(br#"{"items": [{"stars": 5}, [5]]}"#), "items[1]");
        assert!(parse_json::<Order>(br#"{"first": {"stars": 5}, "items": []}"#).is_ok());
        let said = parse_json::<Item>(b"[5]").expect_err("bad input").detail();
        assert_eq!(said, "expected an object");
    }

    #[test]
    fn what_is_expected_is_said_without_names_of_our_types() {
        let said = |json: &[u8]| parse_json::<Item>(json).expect_err("bad input").detail();

        assert_eq!(said(b"7"), "expected an object");
        assert_eq!(said(br#"{"stars": "x"}"#), "expected a whole number");
        assert_eq!(said(br#"{"stars": 1, "stars": 2}"#), "stands here twice");
    }

    #[test]
    fn depth_counts_outside_of_texts_only() {
        let nested = |levels| format!("{}{}", "[{".repeat(levels / 2), "}]".repeat(levels / 2));

        assert!(!is_too_deep(&nested(MAX_DEPTH)));
        assert!(is_too_deep(&nested(MAX_DEPTH + 2)));
        assert!(!is_too_deep(&"[]".repeat(100)));
        assert!(!is_too_deep(&format!(r#""{}""#, r#"\"[\\{"#.repeat(100))));
    }

    #[test]
    fn a_missing_field_is_named_as_it_stands_in_the_request() {
        let missing = parse_json::<Item>(b"{}").expect_err("bad input");

        assert!(matches!(missing, Error::Invalid(invalid) if invalid.field == "stars"));
    }

    #[test]
    fn a_character_that_no_database_takes_is_refused_in_every_pair() {
        let refused = parse_pairs::<Vec<(String, String)>>(b"a=1&b=%00").expect_err("bad input");

        assert!(matches!(refused, Error::Invalid(invalid) if invalid.field == "b"));
    }

    #[test]
    fn an_error_never_repeats_the_value() {
        let error = parse_json::<Vec<Item>>(br#"[{"stars": "jane@example.org"}]"#);

        assert!(!error.expect_err("bad input").detail().contains("jane"));
    }
}
