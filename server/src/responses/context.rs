//! What is kept of where a response was given.

use serde::Serialize;
use shared::context::{Context, MAX_PAGE, Vitals};
use url::Url;

use crate::error::Error;
use crate::http::visitor::Sender;
use crate::shops::Known;

/// What is kept of where a response was given.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of `shared::context::Context`")]
pub struct KeptContext {
    pub page: Option<String>,
    pub touchpoint: Option<String>,
    pub locale: Option<String>,
    pub product: Option<String>,
    pub order: Option<String>,
    pub location: Option<String>,
    pub agent: Option<String>,
    pub ticket: Option<String>,
    pub device: Option<String>,
    /// The country that a trusted proxy or the owner's GeoIP file told, never the browser.
    pub country: Option<String>,
    pub vitals: Option<Vitals>,
    /// A keyed hash; never shown.
    #[serde(skip)]
    pub customer: Option<Vec<u8>>,
}

/// What is kept of a context: no query but campaign marks, no fragment, no customer's id.
pub(super) fn kept(shop: &Known, context: &Context, sender: &Sender) -> Result<KeptContext, Error> {
    let customer = context.customer.as_deref().map(|id| shop.customer_hash(id)).transpose()?;
    Ok(KeptContext {
        page: context.page.as_deref().and_then(plain_page),
        touchpoint: context.touchpoint.map(|touchpoint| touchpoint.as_str().to_owned()),
        locale: context.locale.clone(),
        product: context.product.clone(),
        order: context.order.clone(),
        location: context.location.clone(),
        agent: context.agent.clone(),
        ticket: context.ticket.clone(),
        device: context.device.map(|device| device.as_str().to_owned()),
        country: sender.country.clone(),
        vitals: context.vitals,
        customer,
    })
}

/// A page's address without user, fragment and query, but for `utm_…`; none if it is none.
fn plain_page(page: &str) -> Option<String> {
    let mut url = Url::parse(page).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let campaign: Vec<(String, String)> =
        url.query_pairs().filter(|(name, _)| name.starts_with("utm_")).map(own).collect();
    url.set_fragment(None);
    url.set_query(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    if !campaign.is_empty() {
        url.query_pairs_mut().extend_pairs(campaign);
    }
    Some(url.to_string()).filter(|page| page.len() <= MAX_PAGE)
}

fn own((name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)) -> (String, String) {
    (name.into_owned(), value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_kept_without_query_fragment_and_user() {
        let kept = plain_page("https://a:b@shop.example/x?email=a@b.c&utm_source=mail#token=1");

        assert_eq!(kept.as_deref(), Some("https://shop.example/x?utm_source=mail"));
        assert_eq!(plain_page("javascript:alert(1)"), None);
        assert_eq!(plain_page("not an address"), None);
    }
}
