//! Answers on their way: kept in the browser until the server has them.
//!
//! A later message of a response holds all of its answers, so that only the newest of each is
//! kept, by the response's id. Storage may be missing or full; then this page's memory serves.

use std::cell::{Cell, RefCell};

use js_sys::{JSON, Object, Reflect};
use leptos::prelude::window;
use leptos::web_sys::{Response, Storage};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::host::listen::{callback, listen};
use crate::host::{later, options};

/// Longest body that may outlive its page: browsers refuse more than 64 KiB under way.
const KEEPALIVE: usize = 60_000;
/// Longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE: u32 = 120_000;

thread_local! {
    /// What could not be stored, by storage key.
    static MEMORY: Object = Object::new();
    /// Ids of the messages that are under way.
    static UNDER_WAY: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// Whom to tell what became of a response, by its id; the last of each counts.
    static TELL: RefCell<Vec<(String, Tell)>> = const { RefCell::new(Vec::new()) };
    /// Where something is to be tried again.
    static WAITING: RefCell<Vec<Outbox>> = const { RefCell::new(Vec::new()) };
    /// Whether the page is being listened to.
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    /// Attempts that failed in a row.
    static FAILED: Cell<u32> = const { Cell::new(0) };
}

/// What became of a message.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fate {
    /// The server has it.
    Taken,
    /// The server will never take it.
    Refused,
    /// It is kept and sent later.
    Kept,
}

/// Is told what became of a message, each time it was tried.
pub(crate) type Tell = Box<dyn Fn(Fate)>;

/// The messages of one shop.
#[derive(Clone)]
pub(crate) struct Outbox {
    url: String,
    key: String,
}

impl Outbox {
    /// The outbox of a shop whose server is at `base`.
    pub(crate) fn new(base: &str, shop: &str) -> Self {
        Self {
            url: [base, "/v1/shops/", shop, "/responses"].concat(),
            key: ["candor:", shop, ":outbox"].concat(),
        }
    }

    /// Keeps a message in place of an earlier one of the same response, and sends it.
    pub(crate) fn send(&self, id: String, body: String, tell: Tell) {
        self.change(|messages| _ = Reflect::set(messages, &text(&id), &text(&body)));
        TELL.with_borrow_mut(|all| all.push((id.clone(), tell)));
        self.start(id, body);
    }

    /// Sends everything that waits and is not under way.
    pub(crate) fn flush(&self) {
        let messages = self.messages();
        for id in Object::keys(&messages).to_vec().iter().filter_map(JsValue::as_string) {
            let body = options::text(&messages, &id);
            if !UNDER_WAY.with_borrow(|ids| ids.contains(&id)) {
                self.start(id, body);
            }
        }
    }

    fn start(&self, id: String, body: String) {
        UNDER_WAY.with_borrow_mut(|ids| ids.push(id.clone()));
        let outbox = self.clone();
        spawn_local(async move {
            let fate = fate(post(&outbox.url, &body).await);
            UNDER_WAY.with_borrow_mut(|ids| {
                if let Some(at) = ids.iter().position(|other| *other == id) {
                    ids.swap_remove(at);
                }
            });
            outbox.settle(&id, &body, fate);
            TELL.with_borrow(|all| {
                if let Some((_, tell)) = all.iter().rfind(|(of, _)| *of == id) {
                    tell(fate);
                }
            });
        });
    }

    fn settle(&self, id: &str, body: &str, fate: Fate) {
        if fate == Fate::Kept {
            self.try_later();
            return;
        }
        FAILED.set(0);
        self.change(|messages| {
            // A newer message has taken its place meanwhile: that one is still to be sent.
            if options::text(messages, id) == body {
                _ = Reflect::delete_property(messages, &text(id));
            }
        });
    }

    /// Tries again after a pause that doubles, when the browser is online again, and when the
    /// page is left.
    fn try_later(&self) {
        let failed = FAILED.replace(FAILED.get() + 1);
        if !LISTENING.replace(true) {
            let again = callback(|_| flush_waiting());
            listen(&window(), "online", &again);
            listen(&window(), "pagehide", &again);
        }
        let waits = WAITING.with_borrow_mut(|waiting| {
            let waits = !waiting.is_empty();
            if !waiting.iter().any(|outbox| outbox.key == self.key) {
                waiting.push(self.clone());
            }
            waits
        });
        if !waits {
            let pause = (2_000 << failed.min(6)).min(LONGEST_PAUSE);
            // Not all shoppers of a shop at the same moment.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1")]
            let spread = (js_sys::Math::random() * f64::from(pause)) as u32;
            later(pause / 2 + spread, Box::new(flush_waiting));
        }
    }

    fn messages(&self) -> Object {
        let kept = MEMORY.with(|memory| options::get(memory, &self.key));
        if kept.is_object() {
            return kept.unchecked_into();
        }
        let stored = storage().and_then(|storage| storage.get_item(&self.key).ok()?);
        let kept = stored.and_then(|stored| JSON::parse(&stored).ok()).unwrap_or_default();
        kept.dyn_into().unwrap_or_default()
    }

    fn change(&self, change: impl FnOnce(&Object)) {
        let messages = self.messages();
        change(&messages);
        let left = Object::keys(&messages).length() > 0;
        let written = storage().and_then(|storage| {
            if left {
                let stored = JSON::stringify(&messages).ok()?;
                storage.set_item(&self.key, &String::from(stored)).ok()
            } else {
                storage.remove_item(&self.key).ok()
            }
        });
        let rest = if written.is_some() { JsValue::UNDEFINED } else { messages.into() };
        MEMORY.with(|memory| _ = Reflect::set(memory, &text(&self.key), &rest));
    }
}

fn flush_waiting() {
    for outbox in WAITING.take() {
        outbox.flush();
    }
}

/// What becomes of a message, by what the server says.
fn fate(answer: Result<Response, JsValue>) -> Fate {
    match answer.map(|answer| answer.status()) {
        Ok(200..300) => Fate::Taken,
        // Too early or too often: the same message may be taken later.
        Ok(408 | 425 | 429) | Err(_) => Fate::Kept,
        Ok(400..500) => Fate::Refused,
        Ok(_) => Fate::Kept,
    }
}

/// Storage, where the browser lets us have it.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// Posts as plain text, so that the browser asks no permission first, and without cookies.
async fn post(url: &str, body: &str) -> Result<Response, JsValue> {
    let init = options::object([
        ("method", text("POST")),
        ("credentials", text("omit")),
        ("body", text(body)),
        ("keepalive", (body.len() < KEEPALIVE).into()),
    ]);
    let answer = window().fetch_with_str_and_init(url, init.unchecked_ref());
    Ok(JsFuture::from(answer).await?.unchecked_into())
}

fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}
