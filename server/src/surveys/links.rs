//! The addresses under which a survey is answered outside of the shop's pages.

use shared::id::{ShopId, SurveyId};
use subtle::ConstantTimeEq as _;

use super::ShopSurvey;
use crate::app::App;
use crate::error::Error;
use crate::{shops, surveys};

/// Where a survey can be answered.
#[derive(Clone, Debug)]
pub struct Links {
    /// Its own page.
    pub page: String,
    /// A picture of that address.
    pub qr: String,
    /// The page on a screen that many people use.
    pub kiosk: String,
    /// The page in a frame of the shop's own pages.
    pub frame: String,
}

/// The addresses of a survey.
pub async fn of(app: &App, shop: ShopId, survey: &ShopSurvey) -> Result<Links, Error> {
    let page = app.public.to(&path(shop, &survey.settings.name));
    let signature = kiosk_signature(app, shop, survey.id).await?;
    Ok(Links {
        qr: format!("{page}/qr.svg"),
        kiosk: format!("{page}?kiosk={signature}"),
        frame: format!("{page}?frame=1"),
        page,
    })
}

/// Path of a survey's own page.
pub(crate) fn path(shop: ShopId, name: &str) -> String {
    format!("/s/{shop}/{name}")
}

/// Whether a link was made by the shop for a screen that many people use.
pub(crate) async fn is_kiosk(
    app: &App,
    shop: ShopId,
    survey: SurveyId,
    signature: &str,
) -> Result<bool, Error> {
    let right = kiosk_signature(app, shop, survey).await?;
    Ok(right.as_bytes().ct_eq(signature.as_bytes()).into())
}

async fn kiosk_signature(app: &App, shop: ShopId, survey: SurveyId) -> Result<String, Error> {
    shops::sign(app, shop, &format!("kiosk {survey}")).await
}

/// A live survey by its name or its id.
pub(crate) async fn live(app: &App, shop: ShopId, name: &str) -> Result<ShopSurvey, Error> {
    let mut all = surveys::all(app, shop).await?;
    all.retain(|survey| survey.settings.live);
    let id = name.parse::<SurveyId>().ok();
    let mut found = all.into_iter();
    found
        .find(|survey| survey.settings.name == name || Some(survey.id) == id)
        .ok_or(Error::NotFound("survey"))
}
