//! The calls of the trial: as a shopper's browser, as the owner and as the public.

use std::time::Duration;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::{Request, StatusCode};
use uuid::Uuid;

use super::sentences::Review;

/// The storefront that the shoppers say they are on.
pub(super) const STOREFRONT: &str = "https://sentences.example";

/// A shop on a server, and a key to it.
pub(super) struct Account {
    /// Address of the server.
    pub(super) url: String,
    /// The shop's id.
    pub(super) shop: String,
    /// An API key.
    pub(super) key: String,
}

/// A shop that asks for reviews.
pub(super) struct Shop {
    agent: Agent,
    account: Account,
    survey: Survey,
}

/// What the public feed has.
pub(super) struct Feed {
    /// Its reviews, of all pages.
    pub(super) reviews: Vec<Review>,
    /// How many its summary counts.
    pub(super) count: usize,
}

#[derive(Deserialize)]
struct Surveys {
    items: Vec<Survey>,
}

#[derive(Deserialize)]
struct Survey {
    id: String,
    version: i64,
    live: bool,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    kind: String,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
    summary: Option<Summary>,
}

#[derive(Deserialize)]
struct Summary {
    count: usize,
}

#[derive(Deserialize)]
struct Waiting {
    id: String,
}

impl Shop {
    /// Finds the shop's survey that asks for a review.
    pub(super) fn open(account: Account) -> anyhow::Result<Self> {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        let url = format!("{}/v1/shops/{}/surveys", account.url, account.shop);
        let Surveys { items } = as_owner(&agent, &account, "GET", &url)?;
        let asks = |survey: &Survey| survey.live && survey.questions.iter().any(is_review);
        let survey = items.into_iter().find(asks).context("no live survey asks for a review")?;
        Ok(Self { agent, account, survey })
    }

    /// Sends a response with this review, as a browser on the storefront would.
    pub(super) fn submit(&self, review: &Review) -> anyhow::Result<()> {
        let asked = self.survey.questions.iter();
        let answers: Vec<Value> = asked.filter_map(|question| answer(question, review)).collect();
        #[expect(clippy::disallowed_methods, reason = "this stands for a browser, which makes ids")]
        let id = Uuid::now_v7();
        let body = json!({
            "id": id, "survey": self.survey.id, "survey_version": self.survey.version,
            "seq": 1, "complete": true, "answers": answers, "token": null,
            "context": {
                "page": format!("{STOREFRONT}/products/sentences"), "touchpoint": "product",
                "product": "SENTENCES", "locale": "en",
            },
        });
        let request = Request::post(self.url("responses"))
            .header("origin", STOREFRONT)
            .header("content-type", "text/plain")
            .body(body.to_string())?;
        let (status, said) = exchange(&self.agent, request)?;
        if status != StatusCode::CREATED {
            bail!("{:?} was answered with {status}: {said}", review.text);
        }
        Ok(())
    }

    /// The ids of all reviews that wait for the owner.
    pub(super) fn waiting(&self) -> anyhow::Result<Vec<String>> {
        let mut ids = Vec::new();
        let mut next = None;
        loop {
            let url = self.page("inbox?state=pending&limit=100", next.as_deref());
            let page: Page<Waiting> = as_owner(&self.agent, &self.account, "GET", &url)?;
            ids.extend(page.items.into_iter().map(|review| review.id));
            next = page.next;
            if next.is_none() {
                return Ok(ids);
            }
        }
    }

    /// Publishes a review.
    pub(super) fn publish(&self, id: &str) -> anyhow::Result<()> {
        let url = self.url(&format!("reviews/{id}/publish"));
        let _published: Value = as_owner(&self.agent, &self.account, "POST", &url)?;
        Ok(())
    }

    /// Reads the public feed, page by page; the smallest usual page, so that there are many.
    pub(super) fn published(&self) -> anyhow::Result<Feed> {
        let mut reviews = Vec::new();
        let mut next = None;
        loop {
            let text = self.get(&self.page("reviews?limit=20", next.as_deref()))?;
            let page: Page<Review> = serde_json::from_str(&text).context("reading the feed")?;
            reviews.extend(page.items);
            next = page.next;
            if next.is_none() {
                let count = page.summary.context("the feed has no summary")?.count;
                return Ok(Feed { reviews, count });
            }
        }
    }

    /// What anybody gets at this address.
    pub(super) fn get(&self, url: &str) -> anyhow::Result<String> {
        let (status, text) = exchange(&self.agent, Request::get(url).body(String::new())?)?;
        if !status.is_success() {
            bail!("{url} was answered with {status}: {text}");
        }
        Ok(text)
    }

    /// The address of one of the shop's own paths.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}/v1/shops/{}/{path}", self.account.url, self.account.shop)
    }

    fn page(&self, path: &str, cursor: Option<&str>) -> String {
        let url = self.url(path);
        cursor.map_or(url.clone(), |cursor| format!("{url}&cursor={cursor}"))
    }
}

fn is_review(question: &Question) -> bool {
    question.kind == "review"
}

/// What a shopper with this opinion answers, where an answer is needed.
fn answer(question: &Question, review: &Review) -> Option<Value> {
    let happy = review.stars > 3;
    let value = match question.kind.as_str() {
        "review" => json!({
            "stars": review.stars, "title": "", "text": review.text, "name": "", "consent": true,
        }),
        "nps" => json!(if happy { 9 } else { 3 }),
        "effort" => json!(if happy { 6 } else { 2 }),
        _ if question.required => json!("."),
        _ => return None,
    };
    Some(json!({ "question": question.id, "value": value }))
}

fn as_owner<T: DeserializeOwned>(
    agent: &Agent,
    account: &Account,
    method: &str,
    url: &str,
) -> anyhow::Result<T> {
    let request = Request::builder()
        .method(method)
        .uri(url)
        .header("authorization", format!("Bearer {}", account.key))
        .body(String::new())?;
    let (status, text) = exchange(agent, request)?;
    if !status.is_success() {
        bail!("{method} {url} was answered with {status}: {text}");
    }
    serde_json::from_str(&text).with_context(|| format!("understanding {method} {url}"))
}

fn exchange(agent: &Agent, request: Request<String>) -> anyhow::Result<(StatusCode, String)> {
    let url = request.uri().clone();
    let mut response = agent.run(request).with_context(|| format!("asking {url}"))?;
    let text = response.body_mut().read_to_string().with_context(|| format!("reading {url}"))?;
    Ok((response.status(), text))
}
