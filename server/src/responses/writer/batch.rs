//! One transaction of many messages: what is looked up for them, and what is written of them.

use std::collections::HashMap;

use shared::id::{ResponseKey, ShopId};

use super::settle::{Change, Follow, Mark, Outcome, Row, Stored, settle};
use super::{Message, store};
use crate::db::{Db, Tx};
use crate::error::Error;
use crate::reviews::{self, Draft};

/// How often a transaction is begun again because another process was faster.
const ATTEMPTS: usize = 5;

/// Writes messages and tells what each came to, in their order. Where they cannot be written
/// together, each is tried alone, so that a bad one does not sink its neighbours.
pub(super) async fn write(db: &Db, batch: &[Message]) -> Vec<Outcome> {
    match together(db, batch).await {
        Ok(outcomes) => outcomes,
        // The database is away for all of them alike.
        Err(error) if batch.len() == 1 || error.is_busy() => {
            let Error::Busy(why) = error else { return vec![Err(error)] };
            let again: Vec<Outcome> = batch.iter().skip(1).map(|_| Err(Error::Busy(why))).collect();
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
    // Most messages are the first about their response: nothing need be looked up to write them,
    // and where one is not, it cannot be written as if it were.
    let mut look = Look::AtLaterOnes;
    for _ in 0..ATTEMPTS {
        if let Some(outcomes) = attempt(db, batch, look).await? {
            return Ok(outcomes);
        }
        look = Look::AtAll;
    }
    Err(Error::Busy("other processes are faster"))
}

/// Which responses are looked up before they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Those that a message is about which says that it is not the first.
    AtLaterOnes,
    /// All of them.
    AtAll,
}

/// Tries once; none where a response is not as it was taken to be, because it was not looked at
/// or another process changed it meanwhile.
async fn attempt(db: &Db, batch: &[Message], look: Look) -> Result<Option<Vec<Outcome>>, Error> {
    // In the same order everywhere, so that two transactions never wait for each other. The sort
    // is stable: messages about one response stay in the order in which they came.
    let mut order: Vec<usize> = (0..batch.len()).collect();
    order.sort_by_key(|&at| (batch[at].shop, batch[at].key));
    let mut outcomes: Vec<(usize, Outcome)> = Vec::with_capacity(batch.len());
    let mut rows = Vec::with_capacity(batch.len());
    let mut marks = Vec::new();

    let mut tx = db.begin().await?;
    for of_shop in order.chunk_by(|&one, &other| batch[one].shop == batch[other].shop) {
        let mut stored = find(&mut tx, batch, of_shop, look).await?;
        for of_one in of_shop.chunk_by(|&one, &other| batch[one].key == batch[other].key) {
            let before = stored.remove(&batch[of_one[0]].key);
            let messages = of_one.iter().map(|&at| &batch[at]);
            let (came_to, change) = settle(before, messages);
            outcomes.extend(of_one.iter().copied().zip(came_to));
            match change {
                Some(Change::Row(row)) => rows.push(row),
                Some(Change::Mark(mark)) => marks.push(mark),
                None => {}
            }
        }
    }
    if !keep(&mut tx, &rows, &marks).await? {
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
    look: Look,
) -> Result<HashMap<ResponseKey, Stored>, Error> {
    let shop = batch[of_shop[0]].shop;
    let is_looked_up = |message: &&Message| look == Look::AtAll || message.new.seq > 1;
    let messages = of_shop.iter().map(|&at| &batch[at]).filter(is_looked_up);
    let mut keys: Vec<ResponseKey> = messages.map(|message| message.key).collect();
    keys.dedup();
    let mut stored = store::find(tx, shop, &keys).await?;
    let known: Vec<ResponseKey> = stored.keys().copied().collect();
    for (key, standing) in reviews::standings_of(tx, shop, &known).await? {
        if let Some(stored) = stored.get_mut(&key) {
            stored.review = Some(standing);
        }
    }
    Ok(stored)
}

/// Writes rows and what belongs to them; false where another process was faster.
async fn keep(tx: &mut Tx, rows: &[Row<'_>], marks: &[Mark]) -> Result<bool, Error> {
    if store::write(tx, rows).await? != rows.len() {
        return Ok(false);
    }
    for mark in marks {
        if !store::suspect(tx, mark).await? {
            return Ok(false);
        }
    }
    let put = rows.iter().filter(|row| row.review == Follow::Put);
    let drafts: Vec<(ShopId, &Draft)> = put
        .filter_map(|row| row.message.review.as_ref().map(|draft| (row.message.shop, draft)))
        .collect();
    if !reviews::put(tx, &drafts).await? {
        return Ok(false);
    }
    for row in rows.iter().filter(|row| publishes(row)) {
        let Message { shop, key, now, .. } = row.message;
        reviews::publish_checked(tx, *shop, *key, *now).await?;
    }
    for row in rows.iter().filter(|row| row.review == Follow::Drop) {
        if !reviews::take_back(tx, row.message.shop, row.message.key).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the review in a row is published without waiting for its shop: all of the response is
/// there, and nothing was found in either.
fn publishes(row: &Row<'_>) -> bool {
    let passed = row.message.review.as_ref().is_some_and(Draft::passes);
    row.review == Follow::Put && row.message.new.complete && row.suspicion.is_none() && passed
}
