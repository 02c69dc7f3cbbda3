//! The demo shop: made-up data, the same every time, and a storefront on another site.
//!
//! It lives in the server, and not beside it, because it is made by the features' own
//! functions with a clock and a chance of its own; only `cargo xtask run` asks for it.

mod sayings;
mod storefront;

use axum::Router;
use shared::context::{Context, Device, Vitals};
use shared::id::{ResponseId, ShopId};
use shared::response::{Answer, NewResponse, ReviewAnswer, Value};
use shared::review::Withheld;
use shared::time::Timestamp;
use shared::touchpoint::Touchpoint;
use tokio::net::TcpListener;

use crate::app::{App, Parts};
use crate::auth::Actor;
use crate::clock::{Chance, Clock};
use crate::error::Error;
use crate::http::visitor::Sender;
use crate::shops::Details;
use crate::surveys::ShopSurvey;
use crate::{products, responses, reviews, shops, surveys};
use sayings::{COMMENTS, PRODUCTS, REPLY, REVIEWS, Said};

/// Everything follows from this number.
const SEED: u64 = 0xCA7D;
/// How far back the made-up answers reach.
const DAYS: i64 = 90;
const DAY: i64 = 24 * 3_600;
/// The newest reviews that still wait for a decision.
const WAITING: usize = 3;

/// Makes the demo shop, if there is no shop yet, and opens its storefront at `place`, such as
/// `localhost:7312`. A database with shops but without a demo shop is left alone.
pub async fn open(app: &App, place: &str) -> anyhow::Result<Option<(TcpListener, Router)>> {
    let listener = TcpListener::bind(place)
        .await
        .map_err(|error| anyhow::anyhow!("cannot open the storefront at {place}: {error}"))?;
    let host = place.rsplit_once(':').map_or("localhost", |(host, _)| host);
    let url = format!("http://{host}:{}/", listener.local_addr()?.port());
    if shops::none_yet(app).await? {
        create(app, &url).await?;
    }
    let shop = shops::demo(app).await?;
    Ok(shop.map(|shop| (listener, storefront::router(app, shop))))
}

/// Creates the shop and three months of its life.
async fn create(app: &App, url: &str) -> Result<(), Error> {
    let end = app.clock.now();
    let begin = end.plus_seconds(-DAYS * DAY);
    let clock = Clock::fixed(begin);
    let app = App::from(Parts { clock, chance: Chance::seeded(SEED), ..(**app).clone() });
    let details = Details { accent: Some("#2f6b4f".to_owned()), ..Details::new("Kiln & Cup", url) };
    let shop = shops::create_demo(&app, details).await?.shop.id;
    surveys::create_usual(&app, shop, true).await?;
    for (sku, details) in PRODUCTS {
        products::put(&app, shop, sku, details(url)).await?;
    }
    let demo = Demo { app, shop, url: url.to_owned(), begin };
    demo.answers().await?;
    demo.reviews().await
}

struct Demo {
    app: App,
    shop: ShopId,
    url: String,
    begin: Timestamp,
}

impl Demo {
    /// A number from 0 to `below`, that one left out.
    fn draw(&self, below: u64) -> u64 {
        u64::from_le_bytes(self.app.chance.bytes()) % below
    }

    fn pick<'a, T>(&self, from: &'a [T]) -> Option<&'a T> {
        let at = self.draw(u64::try_from(from.len()).unwrap_or(1).max(1));
        from.get(usize::try_from(at).unwrap_or_default())
    }

    async fn survey(&self, name: &str) -> Result<ShopSurvey, Error> {
        let all = surveys::all(&self.app, self.shop).await?;
        all.into_iter().find(|one| one.settings.name == name).ok_or(Error::NotFound("survey"))
    }

    /// Scores of shoppers who leave it at that, or say why.
    async fn answers(&self) -> Result<(), Error> {
        let (nps, effort) =
            (self.survey("product-nps").await?, self.survey("post-purchase").await?);
        for day in 0..DAYS {
            for _ in 0..=self.draw(4) {
                self.go_to(day);
                self.answer_nps(&nps).await?;
            }
            for _ in 0..self.draw(3) {
                self.go_to(day);
                self.answer_effort(&effort).await?;
            }
        }
        Ok(())
    }

    /// Sets the clock to some time in the daytime.
    fn go_to(&self, day: i64) {
        let second = 6 * 3_600 + i64::try_from(self.draw(15 * 3_600)).unwrap_or_default();
        let at = self.begin.plus_seconds((day - 1) * DAY + second);
        self.app.clock.set(at.max(self.begin));
    }

    async fn answer_nps(&self, survey: &ShopSurvey) -> Result<(), Error> {
        let score = self.pick(&[10, 10, 10, 9, 9, 9, 9, 8, 8, 8, 7, 7, 6, 5, 3, 1]);
        let score = *score.unwrap_or(&8);
        let mut answers = vec![number("recommend", score)];
        if let Some(said) = self.comment(score >= 7) {
            answers.push(text("why", said));
        }
        let sku = self.pick(&PRODUCTS).map_or("MUG-01", |(sku, _)| sku);
        self.send(survey, answers, (Touchpoint::Product, Some(sku), "en")).await
    }

    async fn answer_effort(&self, survey: &ShopSurvey) -> Result<(), Error> {
        let step = *self.pick(&[7, 7, 7, 6, 6, 6, 5, 5, 4, 3, 2]).unwrap_or(&6);
        let mut answers = vec![number("easy", step)];
        if let Some(said) = self.comment(step >= 5) {
            answers.push(text(if step >= 5 { "easy_why" } else { "hard_why" }, said));
        }
        self.send(survey, answers, (Touchpoint::ThankYou, None, "en")).await
    }

    /// What somebody adds to a score; most add nothing.
    fn comment(&self, content: bool) -> Option<&'static str> {
        let fitting: Vec<&str> =
            COMMENTS.iter().filter(|(meant, _)| *meant == content).map(|(_, said)| *said).collect();
        if self.draw(5) < 2 { self.pick(&fitting).copied() } else { None }
    }

    /// Reviews, published whatever their stars; the newest still wait.
    async fn reviews(&self) -> Result<(), Error> {
        let survey = self.survey("product-nps").await?;
        let count = i64::try_from(REVIEWS.len()).unwrap_or(1);
        for (at, said) in (0..).zip(REVIEWS) {
            self.go_to(DAYS * at / count);
            let review = ReviewAnswer {
                stars: said.stars,
                title: said.title.to_owned(),
                text: said.text.to_owned(),
                name: said.name.to_owned(),
                consent: true,
            };
            let score = number("recommend", (said.stars * 2).min(10));
            let review = Answer { question: "review".to_owned(), value: Value::Review(review) };
            let place = (Touchpoint::Product, Some(said.sku), said.language);
            self.send(&survey, vec![score, review], place).await?;
        }
        self.decide().await
    }

    async fn decide(&self) -> Result<(), Error> {
        let filter = reviews::Filter { limit: Some(100), ..reviews::Filter::default() };
        let page = reviews::list(&self.app, self.shop, &filter).await?;
        for review in page.items.iter().skip(WAITING).rev() {
            let said = REVIEWS.iter().find(|said| said.text == review.text);
            self.app.clock.set(review.submitted_at.plus_seconds(DAY / 3));
            if said.is_some_and(Said::is_spam) {
                let why = (Withheld::Spam, None);
                reviews::withhold(&self.app, self.shop, review.id, why, owner()).await?;
                continue;
            }
            reviews::publish(&self.app, self.shop, review.id, None, owner()).await?;
            if review.stars == 2 {
                reviews::reply(&self.app, self.shop, review.id, REPLY, owner()).await?;
            }
        }
        Ok(())
    }

    /// Sends one complete response, as a shopper's browser would.
    async fn send(
        &self,
        survey: &ShopSurvey,
        answers: Vec<Answer>,
        (touchpoint, product, language): (Touchpoint, Option<&str>, &str),
    ) -> Result<(), Error> {
        let now = self.app.clock.now();
        let page = match product {
            Some(sku) => format!("{}products/{}", self.url, sku.to_lowercase()),
            None => format!("{}thank-you", self.url),
        };
        let new = NewResponse {
            id: self.response_id(now),
            survey: survey.id,
            survey_version: survey.version,
            seq: 1,
            complete: true,
            answers,
            context: Context {
                page: Some(page),
                touchpoint: Some(touchpoint),
                locale: Some(language.to_owned()),
                product: product.map(str::to_owned),
                device: self.pick(&[Device::Mobile, Device::Mobile, Device::Desktop]).copied(),
                vitals: Some(self.vitals()),
                ..Context::default()
            },
            token: None,
            elapsed_ms: None,
            website: None,
        };
        responses::submit(&self.app, self.shop, &Sender::default(), new).await.map(|_| ())
    }

    fn response_id(&self, now: Timestamp) -> ResponseId {
        let ms = u64::try_from(now.micros() / 1_000).unwrap_or_default();
        ResponseId::from_parts(ms, self.app.chance.bytes())
    }

    fn vitals(&self) -> Vitals {
        let ms = |least: u32, spread: u32| {
            let more = u32::try_from(self.draw(u64::from(spread))).unwrap_or_default();
            Some(f64::from(least + more))
        };
        Vitals { lcp_ms: ms(900, 2_400), inp_ms: ms(24, 180), cls: Some(0.0), ttfb_ms: ms(80, 400) }
    }
}

fn number(question: &str, value: i64) -> Answer {
    Answer { question: question.to_owned(), value: Value::Number(value) }
}

fn text(question: &str, said: &str) -> Answer {
    Answer { question: question.to_owned(), value: Value::Text(said.to_owned()) }
}

/// Whoever looks after the made-up shop.
fn owner() -> Actor {
    Actor::Owner("demo@shop.example".to_owned())
}
