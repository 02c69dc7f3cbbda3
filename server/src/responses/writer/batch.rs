//! One transaction of many messages: what each comes to, and what is written of all of them.

use std::borrow::Cow;
use std::collections::HashMap;

use shared::id::{ResponseKey, SurveyId};
use shared::response::{Answer, NewResponse, Suspicion, Value};
use shared::review::State;
use shared::time::Timestamp;

use super::{Message, Written, store};
use crate::db::{Db, Tx};
use crate::error::Error;
use crate::reviews;

/// A response that nobody has changed for this long stays as it is.
const FROZEN_SECONDS: i64 = 24 * 3_600;
/// How often a transaction is begun again because another process was faster.
const ATTEMPTS: usize = 5;

/// What is stored of a response.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    /// The survey that it answers.
    pub(super) survey: SurveyId,
    /// The highest `seq` that came.
    pub(super) seq: i64,
    /// Whether that one was complete.
    pub(super) complete: bool,
    /// Its answers.
    pub(super) answers: Vec<Answer>,
    /// How often it was written.
    pub(super) messages: i64,
    /// When it was last written.
    pub(super) updated_at: Timestamp,
    /// What has become of its review, if it has one.
    pub(super) review: Option<State>,
}

/// A response as it is written.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The newest message about it.
    pub(super) message: &'a Message,
    /// The answers that it has from now on.
    pub(super) answers: Cow<'a, [Answer]>,
    /// Why it may not be a shopper's, from this message or from one before.
    pub(super) suspicion: Option<Suspicion>,
    /// How often it was written, with this time.
    pub(super) messages: i64,
    /// What happens to its review.
    review: Follow,
}

/// What a written response does to its review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follow {
    /// Nothing: there is none, or it was decided about.
    Leave,
    /// It becomes what the message says.
    Put,
    /// It was taken back.
    Drop,
}

type Outcome = Result<Written, Error>;

/// Writes messages and tells what each came to, in their order. Where they cannot be written
/// together, each is tried alone, so that a bad one does not sink its neighbours.
pub(super) async fn write(db: &Db, batch: &[Message]) -> Vec<Outcome> {
    match together(db, batch).await {
        Ok(outcomes) => outcomes,
        // The database is away for all of them alike.
        Err(error) if batch.len() == 1 || error.is_busy() => {
            let again = batch.iter().skip(1).map(|_| Err(Error::Busy("the database is away")));
            let again: Vec<Outcome> = again.collect();
            std::iter::once(Err(error)).chain(again).collect()
        }
        Err(error) => {
            tracing::warn!(%error, size = batch.len(), "messages are written one by one");
            let mut outcomes = Vec::with_capacity(batch.len());
            for message in batch {
                let outcome = together(db, std::slice::from_ref(message)).await;
                outcomes.push(outcome.and_then(|mut outcomes| {
                    outcomes.pop().unwrap_or(Err(Error::Busy("nothing was written")))
                }));
            }
            outcomes
        }
    }
}

async fn together(db: &Db, batch: &[Message]) -> Result<Vec<Outcome>, Error> {
    for _ in 0..ATTEMPTS {
        if let Some(outcomes) = attempt(db, batch).await? {
            return Ok(outcomes);
        }
    }
    Err(Error::Busy("other processes are faster"))
}

/// Tries once; none where another process changed one of the responses meanwhile.
async fn attempt(db: &Db, batch: &[Message]) -> Result<Option<Vec<Outcome>>, Error> {
    // In the same order everywhere, so that two transactions never wait for each other. The sort
    // is stable: messages about one response stay in the order in which they came.
    let mut order: Vec<usize> = (0..batch.len()).collect();
    order.sort_by_key(|&at| (batch[at].shop, batch[at].key));
    let mut outcomes: Vec<(usize, Outcome)> = Vec::with_capacity(batch.len());
    let mut rows = Vec::with_capacity(batch.len());

    let mut tx = db.begin().await?;
    for of_shop in order.chunk_by(|&one, &other| batch[one].shop == batch[other].shop) {
        let mut stored = find(&mut tx, batch, of_shop).await?;
        for of_one in of_shop.chunk_by(|&one, &other| batch[one].key == batch[other].key) {
            let before = stored.remove(&batch[of_one[0]].key);
            let messages = of_one.iter().map(|&at| &batch[at]);
            let (came_to, row) = settle(before, messages);
            outcomes.extend(of_one.iter().copied().zip(came_to));
            rows.extend(row);
        }
    }
    if !keep(&mut tx, &rows).await? {
        return Ok(None);
    }
    tx.commit().await?;
    outcomes.sort_by_key(|(at, _)| *at);
    Ok(Some(outcomes.into_iter().map(|(_, outcome)| outcome).collect()))
}

/// What is stored of the responses that some messages of one shop are about.
async fn find(
    tx: &mut Tx,
    batch: &[Message],
    of_shop: &[usize],
) -> Result<HashMap<ResponseKey, Stored>, Error> {
    let shop = batch[of_shop[0]].shop;
    let mut keys: Vec<ResponseKey> = of_shop.iter().map(|&at| batch[at].key).collect();
    keys.dedup();
    let mut stored = store::find(tx, shop, &keys).await?;
    let known: Vec<ResponseKey> = stored.keys().copied().collect();
    for (key, state) in reviews::states_of(tx, shop, &known).await? {
        if let Some(stored) = stored.get_mut(&key) {
            stored.review = Some(state);
        }
    }
    Ok(stored)
}

/// Writes rows and what belongs to them; false where another process was faster.
async fn keep(tx: &mut Tx, rows: &[Row<'_>]) -> Result<bool, Error> {
    if store::write(tx, rows).await? != rows.len() {
        return Ok(false);
    }
    for row in rows {
        let (shop, key) = (row.message.shop, row.message.key);
        let kept = match (row.review, &row.message.review) {
            (Follow::Put, Some(draft)) => reviews::put(tx, shop, draft).await?,
            (Follow::Drop, _) => reviews::take_back(tx, shop, key).await?,
            _ => true,
        };
        if !kept {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What messages about one response come to, in the order in which they came, and what is
/// written of them: the newest.
fn settle<'a>(
    mut stored: Option<Stored>,
    messages: impl Iterator<Item = &'a Message>,
) -> (Vec<Outcome>, Option<Row<'a>>) {
    let versions = stored.as_ref().map_or(0, |stored| stored.messages);
    let on_disk = stored.as_ref().and_then(|stored| stored.review);
    let mut newest: Option<Row<'a>> = None;
    let outcomes = messages.map(|message| {
        let first = stored.is_none();
        if changes(stored.as_ref(), message)? {
            let (next, mut row) = apply(stored.take(), message, (on_disk, versions + 1));
            row.suspicion = newest.as_ref().and_then(|row| row.suspicion).or(row.suspicion);
            stored = Some(next);
            newest = Some(row);
        }
        let after = stored.as_ref();
        Ok(Written {
            seq: after.map_or(message.new.seq, |stored| stored.seq),
            complete: after.is_some_and(|stored| stored.complete),
            first,
            has_review: after.is_some_and(|stored| stored.review.is_some()),
        })
    });
    let outcomes = outcomes.collect();
    (outcomes, newest)
}

/// Whether a message changes what is stored: it is the first, or newer. A repeated or older one
/// is acknowledged and changes nothing.
fn changes(stored: Option<&Stored>, message: &Message) -> Result<bool, Error> {
    let Some(stored) = stored else { return Ok(true) };
    if stored.survey != message.new.survey {
        let reason = "this id was used for another survey";
        return Err(Error::Conflict { field: "id", reason });
    }
    if message.new.seq <= stored.seq {
        return Ok(false);
    }
    if message.now.seconds_since(stored.updated_at) >= FROZEN_SECONDS {
        let reason = "this response is older than a day and stays as it is";
        return Err(Error::Conflict { field: "seq", reason });
    }
    Ok(true)
}

/// What is stored after a message that is newer than what was. `on_disk` is what has become of
/// the review before this transaction: messages that are written together are one to it.
fn apply(
    before: Option<Stored>,
    message: &Message,
    (on_disk, messages): (Option<State>, i64),
) -> (Stored, Row<'_>) {
    let decided = on_disk.is_some_and(|state| state != State::Pending);
    let answers = match before {
        Some(stored) if decided => Cow::Owned(with_its_review(&stored.answers, &message.new)),
        _ => Cow::Borrowed(message.new.answers.as_slice()),
    };
    let (review, follow) = match (decided, &message.review, on_disk) {
        (true, ..) => (on_disk, Follow::Leave),
        (false, Some(_), _) => (Some(State::Pending), Follow::Put),
        (false, None, Some(_)) => (None, Follow::Drop),
        (false, None, None) => (None, Follow::Leave),
    };
    let stored = Stored {
        survey: message.new.survey,
        seq: message.new.seq,
        complete: message.new.complete,
        // Needed again only where a review of them stays.
        answers: if decided { answers.to_vec() } else { Vec::new() },
        messages,
        updated_at: message.now,
        review,
    };
    let suspicion = message.suspicion;
    (stored, Row { message, answers, suspicion, messages, review: follow })
}

/// A message's answers with the review that was decided about in place of whatever it says now.
fn with_its_review(stored: &[Answer], new: &NewResponse) -> Vec<Answer> {
    let is_review = |answer: &&Answer| matches!(answer.value, Value::Review(_));
    let others = new.answers.iter().filter(|answer| !is_review(answer));
    others.chain(stored.iter().filter(is_review)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;
    use shared::id::ShopId;
    use uuid::Uuid;

    use super::*;
    use crate::responses::KeptContext;
    use crate::surveys::templates;

    /// A message; what it says follows from its number, as it does in a browser.
    fn message((response, seq): (u8, i64)) -> Message {
        let new = json!({
            "id": "0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70",
            "survey": "sv_0199a3c2d4e57b608f1a2b3c4d5e6f70",
            "survey_version": 1,
            "seq": seq,
            "complete": seq % 3 == 0,
            "answers": [{"question": "recommend", "value": seq % 11},
                        {"question": "why", "value": format!("{response} {seq}")}],
        });
        Message {
            shop: ShopId::new(Uuid::from_u128(1)),
            key: ResponseKey::new(Uuid::from_u128(response.into())),
            survey: Arc::new(templates::product_nps().without_words()),
            new: serde_json::from_value(new).expect("the message can be read"),
            context: KeptContext::default(),
            suspicion: None,
            review: None,
            now: Timestamp::from_micros(1_795_000_000_000_000),
        }
    }

    /// What a row comes to in the database.
    fn stored(row: &Row<'_>) -> Stored {
        Stored {
            survey: row.message.new.survey,
            seq: row.message.new.seq,
            complete: row.message.new.complete,
            answers: row.answers.to_vec(),
            messages: row.messages,
            updated_at: row.message.now,
            review: None,
        }
    }

    fn seen(stored: &Stored) -> (i64, bool, &[Answer]) {
        (stored.seq, stored.complete, &stored.answers)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn in_any_order_and_any_groups_messages_end_in_the_row_of_the_newest(
            groups in vec(vec((0_u8..3, 1_i64..12), 1..8), 1..8)
        ) {
            let mut rows: HashMap<ResponseKey, Stored> = HashMap::new();
            for group in &groups {
                let mut group: Vec<Message> = group.iter().copied().map(message).collect();
                group.sort_by_key(|message| message.key);
                for of_one in group.chunk_by(|one, other| one.key == other.key) {
                    let key = of_one[0].key;
                    let mut highest = rows.get(&key).map_or(0, |row| row.seq);
                    let (came_to, row) = settle(rows.get(&key).cloned(), of_one.iter());
                    for (message, came_to) in of_one.iter().zip(came_to) {
                        highest = highest.max(message.new.seq);
                        prop_assert_eq!(came_to.map(|written| written.seq).ok(), Some(highest));
                    }
                    rows.extend(row.map(|row| (key, stored(&row))));
                }
            }
            for response in 0..3 {
                let sent = groups.iter().flatten().filter(|one| one.0 == response);
                let newest = sent.max().copied().map(message);
                let alone = newest.as_ref().and_then(|newest| settle(None, [newest].into_iter()).1);
                let row = rows.get(&message((response, 1)).key);
                let alone = alone.as_ref().map(stored);
                prop_assert_eq!(row.map(seen), alone.as_ref().map(seen));
            }
        }
    }
}
