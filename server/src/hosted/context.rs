//! Where an answer on the hosted page was given: what the link says of it.

use shared::context::{Context, MAX_PAGE, MAX_REFERENCE};
use shared::response::MAX_TOKEN;
use shared::text;
use shared::touchpoint::Touchpoint;
use url::Url;

use super::visit::Visit;
use crate::shops::Shop;

/// The token in a signed link. One that is too long to be any is left out: it must not cost an
/// answer.
pub(super) fn token(visit: &Visit) -> Option<String> {
    visit.one("token").filter(|token| token.len() <= MAX_TOKEN).map(str::to_owned)
}

/// What a link says of the moment that it asks about. The page is the shop's own where a frame
/// names it, else this one.
pub(super) fn of(visit: &Visit, shop: &Shop, (language, own): (&str, &str)) -> Context {
    // An odd link must not cost an answer.
    let fits = |value: &&str| text::check(value, MAX_REFERENCE).is_ok();
    let text = |name: &str| visit.one(name).filter(fits).map(str::to_owned);
    let fits_page = |page: &str| text::check(page, MAX_PAGE).is_ok();
    let shops_page = visit.one("page").filter(|page| {
        let url = Url::parse(page).ok().filter(|_| fits_page(page));
        url.is_some_and(|url| shop.allows(&url.origin().ascii_serialization()))
    });
    let without_query = own.split_once('?').map_or(own, |(page, _)| page);
    let own = if fits_page(own) { own } else { without_query };
    Context {
        page: Some(shops_page.unwrap_or(own).to_owned()),
        touchpoint: visit.one("touchpoint").and_then(Touchpoint::parse),
        locale: Some(language.to_owned()),
        product: text("product"),
        order: text("order"),
        location: text("location"),
        agent: text("agent"),
        ticket: text("ticket"),
        device: visit.device,
        ..Context::default()
    }
}
