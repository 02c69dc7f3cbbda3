//! What an author changes of the review in their response: the answer and the review say the same,
//! and both change together.

mod store;

use shared::id::{ResponseKey, ShopId};
use shared::response::{ReviewAnswer, Value};

use crate::app::App;
use crate::db::Tx;
use crate::error::Error;
use crate::reviews::{self, Words};
use crate::shops;

/// Makes a review say what its author now says, on the page that has this secret.
pub async fn correct_review(
    app: &App,
    shop: ShopId,
    secret: &str,
    words: Words,
) -> Result<(), Error> {
    let words = words.checked()?;
    let review = reviews::by_author(app, shop, secret).await?;
    let publishing = shops::find(app, shop).await?.details.publishing;
    let mut tx = app.db.begin().await?;
    // First the response, then its review, as whoever takes answers does.
    rewrite(&mut tx, shop, review.response, |answer| {
        answer.title.clone_from(&words.title);
        answer.text.clone_from(&words.text);
        answer.name.clone_from(&words.name);
    })
    .await?;
    reviews::correct(&mut tx, (shop, review.id), &words, publishing, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Erases the words and the name of a review, for its author: of the review and of the answer.
pub async fn erase_review(app: &App, shop: ShopId, secret: &str) -> Result<(), Error> {
    let review = reviews::by_author(app, shop, secret).await?;
    let mut tx = app.db.begin().await?;
    rewrite(&mut tx, shop, review.response, |answer| {
        *answer = ReviewAnswer { stars: answer.stars, consent: false, ..ReviewAnswer::default() };
    })
    .await?;
    reviews::erase(&mut tx, &review, shop, app.clock.now()).await?;
    tx.commit().await?;
    reviews::photos::clear_all(app, shop, review.id).await
}

/// Changes the review among the answers of a response, and nothing else of it.
async fn rewrite(
    tx: &mut Tx,
    shop: ShopId,
    key: ResponseKey,
    change: impl Fn(&mut ReviewAnswer),
) -> Result<(), Error> {
    let Some(mut answers) = store::answers(tx, shop, key).await? else { return Ok(()) };
    for answer in &mut answers {
        if let Value::Review(review) = &mut answer.value {
            change(review);
        }
    }
    Ok(store::replace(tx, shop, key, &answers).await?)
}
