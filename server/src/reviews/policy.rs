//! How the shop collects and checks its reviews, told to readers from what it really does.

use shared::id::ShopId;
use shared::locale::{Practice, locale, policy};
use shared::review::Provenance;

use super::store;
use crate::app::App;
use crate::error::Error;
use crate::shops::{self, Publishing};

/// What is true of the shop's reviews, as HTML, in the language that is asked for or else the
/// shop's own.
pub async fn html(app: &App, shop: ShopId, language: Option<&str>) -> Result<String, Error> {
    let details = shops::find(app, shop).await?.details;
    let own = details.language;
    let language = language.unwrap_or(&own);
    let found = store::provenances(&app.db, shop).await?;
    let any = |provenance| found.iter().any(|(other, _)| *other == provenance);
    let practice = Practice {
        verified: found.iter().any(|(_, verified)| *verified),
        invited: any(Provenance::Invited),
        imported: any(Provenance::Imported),
        incentivised: any(Provenance::Incentivised),
        automatic: details.publishing == Publishing::Checked,
    };
    let (title, sentences) = policy(practice, language, &own);
    let spoken = locale(language, &own);
    let direction = if spoken.right_to_left { "rtl" } else { "ltr" };
    // The words are our own, and a test says that nothing in them has a meaning in HTML.
    let items = sentences.join("</li><li>");
    Ok(format!(
        "<section class=\"policy\" part=\"policy\" lang=\"{}\" dir=\"{direction}\">\
         <h2 part=\"policy-title\">{title}</h2><ul><li>{items}</li></ul></section>",
        spoken.language
    ))
}
