//! What messages about one response come to. It depends on nothing but what is stored of the
//! response and what the messages say.

use std::borrow::Cow;

use shared::id::{ResponseKey, ShopId, SurveyId};
use shared::response::{Answer, NewResponse, Suspicion, Value};
use shared::time::Timestamp;

use super::{Message, Written};
use crate::error::Error;
use crate::reviews::Standing;

/// A response that nobody has changed for this long stays as it is.
const FROZEN_SECONDS: i64 = 24 * 3_600;
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
    /// Why it may not be a shopper's.
    pub(super) suspicion: Option<Suspicion>,
    /// How often it was written.
    pub(super) messages: i64,
    /// When it was last written.
    pub(super) updated_at: Timestamp,
    /// How its review stands, if it has one.
    pub(super) review: Option<Standing>,
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
    pub(super) review: Follow,
}

/// A suspicion that only an older message carries than the one that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whose response it is.
    pub(super) shop: ShopId,
    /// Which one.
    pub(super) key: ResponseKey,
    /// What is suspected.
    pub(super) suspicion: Suspicion,
    /// How often the response was written, without this time.
    pub(super) messages: i64,
}

/// What is written of a response.
#[derive(Debug)]
pub(super) enum Change<'a> {
    /// All of it.
    Row(Row<'a>),
    /// What it is suspected of.
    Mark(Mark),
}

/// What a written response does to its review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follow {
    /// Nothing: there is none, or it was decided about.
    Leave,
    /// It becomes what the message says.
    Put,
    /// It was taken back.
    Drop,
}

/// What a message comes to.
pub(super) type Outcome = Result<Written, Error>;

/// What messages about one response come to, in the order in which they came, and what is
/// written of them: the newest, and whatever any of them is suspected of.
pub(super) fn settle<'a>(
    mut stored: Option<Stored>,
    messages: impl Iterator<Item = &'a Message>,
) -> (Vec<Outcome>, Option<Change<'a>>) {
    let versions = stored.as_ref().map_or(0, |stored| stored.messages);
    let on_disk = stored.as_ref().and_then(|stored| stored.review);
    let mut change: Option<Change<'a>> = None;
    let outcomes = messages.map(|message| {
        let first = stored.is_none();
        if changes(stored.as_ref(), message)? {
            let (next, row) = apply(stored.take(), message, (on_disk, versions + 1));
            stored = Some(next);
            change = Some(Change::Row(row));
        } else if let Some(stored) = &mut stored
            && let Some(suspicion) = message.suspicion
            && stored.suspicion < message.suspicion
            && !is_frozen(stored, message)
        {
            stored.suspicion = message.suspicion;
            if let Some(Change::Row(row)) = &mut change {
                row.suspicion = message.suspicion;
            } else {
                let Message { shop, key, .. } = *message;
                change = Some(Change::Mark(Mark { shop, key, suspicion, messages: versions }));
            }
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
    (outcomes, change)
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
    if is_frozen(stored, message) {
        let reason = "this response is older than a day and stays as it is";
        return Err(Error::Conflict { field: "seq", reason });
    }
    Ok(true)
}

fn is_frozen(stored: &Stored, message: &Message) -> bool {
    message.now.seconds_since(stored.updated_at) >= FROZEN_SECONDS
}

/// What is stored after a message that is newer than what was. `on_disk` is how the review
/// stood before this transaction: messages that are written together are one to it.
fn apply(
    before: Option<Stored>,
    message: &Message,
    (on_disk, messages): (Option<Standing>, i64),
) -> (Stored, Row<'_>) {
    let before_suspicion = before.as_ref().and_then(|stored| stored.suspicion);
    let decided = on_disk == Some(Standing::Settled);
    let answers = match before {
        Some(stored) if decided => Cow::Owned(with_its_review(&stored.answers, &message.new)),
        _ => Cow::Borrowed(message.new.answers.as_slice()),
    };
    let (review, follow) = match (decided, &message.review, on_disk) {
        (true, ..) => (on_disk, Follow::Leave),
        (false, Some(_), _) => (Some(Standing::Open), Follow::Put),
        (false, None, Some(_)) => (None, Follow::Drop),
        (false, None, None) => (None, Follow::Leave),
    };
    // One message is enough, the newest or not.
    let suspicion = message.suspicion.max(before_suspicion);
    let stored = Stored {
        survey: message.new.survey,
        seq: message.new.seq,
        complete: message.new.complete,
        // Needed again only where a review of them stays.
        answers: if decided { answers.to_vec() } else { Vec::new() },
        suspicion,
        messages,
        updated_at: message.now,
        review,
    };
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
    use std::collections::HashMap;
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
            suspicion: [None, None, Some(Suspicion::TooFast), Some(Suspicion::Honeypot)]
                [usize::try_from(seq % 4).expect("a small number")],
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
            suspicion: row.suspicion,
            messages: row.messages,
            updated_at: row.message.now,
            review: None,
        }
    }

    fn seen(stored: &Stored) -> (i64, bool, &[Answer], Option<Suspicion>) {
        (stored.seq, stored.complete, &stored.answers, stored.suspicion)
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
                    let (came_to, change) = settle(rows.get(&key).cloned(), of_one.iter());
                    for (message, came_to) in of_one.iter().zip(came_to) {
                        highest = highest.max(message.new.seq);
                        prop_assert_eq!(came_to.map(|written| written.seq).ok(), Some(highest));
                    }
                    match change {
                        Some(Change::Row(row)) => _ = rows.insert(key, stored(&row)),
                        Some(Change::Mark(mark)) => {
                            let row = rows.get_mut(&key).expect("it is stored");
                            prop_assert_eq!(row.messages, mark.messages);
                            row.suspicion = Some(mark.suspicion);
                            row.messages += 1;
                        }
                        None => {}
                    }
                }
            }
            for response in 0..3 {
                let sent = groups.iter().flatten().filter(|one| one.0 == response);
                let mut sent: Vec<Message> = sent.copied().map(message).collect();
                sent.sort_by_key(|message| message.new.seq);
                let in_order = match settle(None, sent.iter()).1 {
                    Some(Change::Row(row)) => Some(stored(&row)),
                    _ => None,
                };
                let row = rows.get(&message((response, 1)).key);
                prop_assert_eq!(row.map(seen), in_order.as_ref().map(seen));
            }
        }
    }
}
