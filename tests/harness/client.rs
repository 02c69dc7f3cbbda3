//! HTTP as a visitor, a shop's page or an owner: the same requests with other headers.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Body, Method};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::net::IpAddr;
use std::time::Duration;

/// Longest time of one request; the server itself gives up after half of it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Sends requests below one address, each with the same headers.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    headers: HeaderMap,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Got {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Client {
    /// A client without a name, which follows no redirect, so that tests see it.
    pub fn new(base: &str) -> Self {
        Self::from(base, None)
    }

    /// A client of a machine that has this address.
    pub fn at_address(base: &str, address: IpAddr) -> Self {
        Self::from(base, Some(address))
    }

    fn from(base: &str, address: Option<IpAddr>) -> Self {
        server::http::tls::prepare();
        let http = reqwest::Client::builder().redirect(Policy::none()).timeout(PATIENCE);
        let http = http.local_address(address).build();
        Self {
            http: http.expect("a client without TLS can always be made"),
            base: base.to_owned(),
            headers: HeaderMap::new(),
        }
    }

    /// The same client for addresses below another one.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// The same client with one more header.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        let name: HeaderName = name.parse().expect("tests name real headers");
        client.headers.insert(name, HeaderValue::from_str(value).expect("tests send ASCII"));
        client
    }

    /// Sends any request.
    pub async fn send(&self, method: Method, path: &str, body: impl Into<Body>) -> Got {
        let got = self.try_send(method, path, body).await;
        got.unwrap_or_else(|error| panic!("{}{path}: {error:?}", self.base))
    }

    /// Sends any request to a server that may be away.
    pub async fn try_send(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Body>,
    ) -> Result<Got, reqwest::Error> {
        let url = format!("{}{path}", self.base);
        let request = self.http.request(method, &url).headers(self.headers.clone()).body(body);
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await?.to_vec();
        Ok(Got { status, headers, body })
    }

    /// Gets.
    pub async fn get(&self, path: &str) -> Got {
        self.send(Method::GET, path, Vec::new()).await
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Got {
        self.send(Method::POST, path, body.to_string()).await
    }

    /// Puts JSON.
    pub async fn put(&self, path: &str, body: &Value) -> Got {
        self.send(Method::PUT, path, body.to_string()).await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Got {
        self.send(Method::DELETE, path, Vec::new()).await
    }
}

impl Got {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {}: {}", self.status, self.text()))
    }

    /// Why this is not how a busy server answers a script of any site, if it is not: as
    /// `application/problem+json` that says when to try again, readable across origins.
    pub fn is_not_busy(&self) -> Option<String> {
        let seconds = self.header("retry-after").parse::<u32>();
        let readable = self.header("access-control-allow-origin") == "*"
            && self.header("access-control-expose-headers").contains("retry-after");
        let is_busy = self.status == 503
            && self.header("content-type") == "application/problem+json"
            && seconds.is_ok_and(|seconds| seconds > 0)
            && readable;
        (!is_busy).then(|| format!("{} {:?} {}", self.status, self.headers, self.text()))
    }

    /// A header, empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are ASCII"))
    }

    /// Fails unless the request succeeded.
    #[track_caller]
    pub fn assert_ok(&self) {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.text());
    }

    /// The same answer, if the request succeeded; fails otherwise.
    #[must_use]
    #[track_caller]
    pub fn ok(self) -> Self {
        self.assert_ok();
        self
    }

    /// Fails unless the request was refused as `application/problem+json` that names this field.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, field: &str) {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: Value = self.json();
        assert_eq!(problem["field"], field, "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        assert!(text("type").starts_with("urn:candor:problem:"), "{problem}");
        assert!(!text("title").is_empty() && !text("detail").is_empty(), "{problem}");
    }
}

/// A text as it stands in an address, every byte of it encoded.
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |all, byte| format!("{all}%{byte:02X}"))
}
