//! Many shoppers who answer at once, try again as the widget does, and remember what they were
//! told: what was acknowledged must be stored, once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::Value;
use shared::id::SurveyId;
use tokio::task::JoinSet;

use crate::client::{Client, Got};
use crate::database::Kept;
use crate::message::Message;
use crate::wait::until;

/// Before a shopper's browser tries again.
const PAUSE: Duration = Duration::from_millis(50);

/// No answers.
const NONE: [&str; 0] = [];

/// Shoppers who go on until they are told to end; dropped, they are gone.
#[derive(Debug)]
pub struct Load {
    shared: Arc<Shared>,
    shoppers: JoinSet<()>,
}

#[derive(Debug)]
struct Shared {
    survey: SurveyId,
    pages: Mutex<Vec<Client>>,
    ledger: Mutex<Ledger>,
    ends: AtomicBool,
}

/// What shoppers sent, and what they were told.
#[derive(Debug, Default)]
pub struct Ledger {
    /// How many messages were acknowledged.
    pub acknowledged: usize,
    /// How many messages a busy server sent back.
    pub refused: usize,
    /// Requests without an answer.
    pub broken: Vec<Broken>,
    /// Every message of each response, the first first.
    sent: HashMap<String, Vec<Message>>,
    /// The highest `seq` of each response that was acknowledged.
    safe: HashMap<String, i64>,
    /// Answers that no server should give.
    wrong: Vec<String>,
}

/// A request without an answer.
#[derive(Clone, Debug)]
pub struct Broken {
    /// When it was sent.
    pub begun: Instant,
    /// Whether nobody took the connection.
    pub unconnected: bool,
    /// What the client says.
    pub said: String,
}

impl Load {
    /// Lets so many shoppers begin to answer. Each message goes to every one of these pages,
    /// which are on different servers of one shop.
    pub fn begin(shoppers: usize, survey: SurveyId, pages: Vec<Client>) -> Self {
        let shared = Arc::new(Shared {
            survey,
            pages: Mutex::new(pages),
            ledger: Mutex::default(),
            ends: AtomicBool::new(false),
        });
        let one = |_| answer(Arc::clone(&shared));
        let shoppers = (0..shoppers).map(one).collect();
        Self { shared, shoppers }
    }

    /// Sends the shoppers' next messages to other servers.
    pub fn turn_to(&self, pages: Vec<Client>) {
        *lock(&self.shared.pages) = pages;
    }

    /// Waits until so many more messages were acknowledged.
    pub async fn go_on_for(&self, more: usize) {
        self.wait("answers are acknowledged", more, |ledger| ledger.acknowledged).await;
    }

    /// Waits until so many more messages were refused by a busy server.
    pub async fn be_refused(&self, more: usize) {
        self.wait("answers are refused", more, |ledger| ledger.refused).await;
    }

    /// Lets every shopper finish the message that is on its way.
    pub async fn end(mut self) -> Ledger {
        self.shared.ends.store(true, Ordering::Relaxed);
        while let Some(ended) = self.shoppers.join_next().await {
            ended.expect("a shopper does not panic");
        }
        std::mem::take(&mut *lock(&self.shared.ledger))
    }

    async fn wait(&self, what: &str, more: usize, count: impl Fn(&Ledger) -> usize) {
        let before = count(&lock(&self.shared.ledger));
        until(what, async || {
            let ledger = lock(&self.shared.ledger);
            assert_eq!(ledger.wrong, NONE, "answers that no server should give");
            (count(&ledger) >= before + more).then_some(())
        })
        .await;
    }
}

/// Answers as one shopper after another: in three messages, of which the first comes once more.
async fn answer(shared: Arc<Shared>) {
    loop {
        let numbered = |message: Message| {
            let mark = format!("{} {}", message.id(), message.0["seq"]);
            message.answer("why", mark)
        };
        let first = numbered(Message::to(shared.survey).answer("recommend", 7));
        let second = numbered(first.clone().next().answer("recommend", 8));
        let third = numbered(second.clone().next()).complete();
        for message in [first.clone(), second, third, first] {
            lock(&shared.ledger).sends(&message);
            while !shared.send(&message).await {
                if shared.ends.load(Ordering::Relaxed) {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
        if shared.ends.load(Ordering::Relaxed) {
            return;
        }
    }
}

impl Shared {
    /// Sends a message to all servers at once; whether one of them acknowledged it.
    async fn send(self: &Arc<Self>, message: &Message) -> bool {
        let pages = lock(&self.pages).clone();
        let mut sending = JoinSet::new();
        for page in pages {
            let (shared, message) = (Arc::clone(self), message.clone());
            sending.spawn(async move {
                let begun = Instant::now();
                let body = message.0.to_string();
                let got = page.try_send(Method::POST, "/responses", body).await;
                lock(&shared.ledger).is_told(&message, begun, got)
            });
        }
        let mut taken = false;
        while let Some(sent) = sending.join_next().await {
            taken |= sent.expect("sending does not panic");
        }
        taken
    }
}

impl Ledger {
    fn sends(&mut self, message: &Message) {
        self.sent.entry(message.id().to_owned()).or_default().push(message.clone());
    }

    /// Notes what became of a message; whether it was acknowledged.
    fn is_told(
        &mut self,
        message: &Message,
        begun: Instant,
        got: Result<Got, reqwest::Error>,
    ) -> bool {
        match got {
            Ok(got) if (200..300).contains(&got.status) => {
                self.is_acknowledged(message, &got.json());
                return true;
            }
            Ok(got) => match got.is_not_busy() {
                None => self.refused += 1,
                Some(wrong) => self.wrong.push(wrong),
            },
            Err(error) => {
                let (unconnected, said) = (error.is_connect(), format!("{error:?}"));
                self.broken.push(Broken { begun, unconnected, said });
            }
        }
        false
    }

    fn is_acknowledged(&mut self, message: &Message, receipt: &Value) {
        self.acknowledged += 1;
        let (sent, stored) = (message.0["seq"].as_i64(), receipt["seq"].as_i64());
        let safe = self.safe.entry(message.id().to_owned()).or_default();
        if receipt["id"] != message.id() || stored < sent || stored < Some(*safe) {
            self.wrong.push(format!("{receipt} for {} after {safe}", message.0));
        }
        *safe = (*safe).max(sent.unwrap_or_default());
    }

    /// Fails unless everything that was acknowledged is among what is stored, each response once
    /// and just as it was sent, and nothing else.
    pub fn assert_kept(&self, stored: &[Kept]) {
        assert_eq!(self.wrong, NONE, "answers that no server should give");
        let mut found: HashMap<&str, i64> = HashMap::new();
        for kept in stored {
            let why = kept.answers.as_array().and_then(|answers| {
                answers.iter().find(|one| one["question"] == "why")?["value"].as_str()
            });
            let (id, _) =
                why.and_then(|mark| mark.split_once(' ')).expect("every answer is marked");
            let sent = self.sent.get(id).unwrap_or_else(|| panic!("nobody sent {kept:?}"));
            let matches = sent.iter().any(|message| {
                message.0["seq"] == kept.seq
                    && message.0["complete"] == kept.complete
                    && *message.answers() == kept.answers
            });
            assert!(matches, "{kept:?} is none of {sent:?}");
            assert_eq!(found.insert(id, kept.seq), None, "{id} is stored twice");
        }
        for (id, seq) in &self.safe {
            let there = found.get(id.as_str());
            assert!(there.is_some_and(|there| there >= seq), "{id} {seq} is lost: {there:?}");
        }
        println!(
            "{} messages acknowledged and {} refused, {} without an answer; \
             {} responses acknowledged, {} stored, none lost, none twice",
            self.acknowledged,
            self.refused,
            self.broken.len(),
            self.safe.len(),
            stored.len()
        );
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
