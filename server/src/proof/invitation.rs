//! Invitations: links to a survey's own page that prove which order they were sent for.

use serde::{Deserialize, Serialize};
use shared::context::MAX_REFERENCE;
use shared::id::ShopId;
use shared::invalid::{Invalid, Reason};
use shared::text;
use shared::time::Timestamp;

use super::{Claims, sign};
use crate::app::App;
use crate::error::Error;
use crate::{shops, surveys};

/// Most products of one order in one invitation: nobody reviews more.
const MAX_SKUS: usize = 20;
/// Longest time that an invitation holds, in days.
const MAX_DAYS: i64 = 365;

/// Whom to invite to review what.
#[derive(Clone, Debug, Deserialize)]
pub struct Invitation {
    /// The survey that asks, by its name or its id.
    pub survey: String,
    /// The order's number.
    pub order: String,
    /// What was bought in it; none to ask about the order as a whole.
    #[serde(default)]
    pub skus: Vec<String>,
    /// The shop's own id of the customer.
    #[serde(default)]
    pub customer: Option<String>,
    /// For how many days the links hold.
    #[serde(default = "usual_days")]
    pub days: i64,
    /// Whether there is a reward for a review, whatever it says. Readers are told.
    #[serde(default)]
    pub incentive: bool,
}

/// The links of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invitations {
    /// One for each product, in the order asked for.
    pub items: Vec<Link>,
    /// When they stop to prove anything.
    pub expires_at: Timestamp,
}

/// A link to be sent to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// SKU of the product that it asks about; none where the order as a whole is meant.
    pub product: Option<String>,
    /// Where it leads.
    pub url: String,
}

fn usual_days() -> i64 {
    60
}

/// Makes the links that invite a customer to review what they bought.
pub async fn invite(app: &App, shop: ShopId, wanted: &Invitation) -> Result<Invitations, Error> {
    wanted.check()?;
    let survey = surveys::links::live(app, shop, &wanted.survey).await?;
    let expires_at = app.clock.now().plus_seconds(wanted.days * 24 * 3_600);
    #[expect(clippy::cast_precision_loss, reason = "exact to a microsecond for centuries")]
    let exp = (expires_at.micros() as f64 / 1_000_000.0).floor();
    let known = shops::known(app, shop).await?;
    let products: Vec<Option<&String>> =
        if wanted.skus.is_empty() { vec![None] } else { wanted.skus.iter().map(Some).collect() };
    let page = app.public.to(&surveys::links::path(shop, &survey.settings.name));
    let link = |product: Option<&String>| {
        let claims = Claims {
            shop: shop.to_string(),
            sub: wanted.customer.clone(),
            order: Some(wanted.order.clone()),
            skus: product.into_iter().cloned().collect(),
            exp,
            nbf: None,
            invited: true,
            incentive: wanted.incentive,
        };
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(product.map(|sku| ("product", sku)));
        query.append_pair("token", &sign(known.token_secret(), &claims)?);
        Ok(Link { product: product.cloned(), url: format!("{page}?{}", query.finish()) })
    };
    let items = products.into_iter().map(link).collect::<Result<_, Error>>()?;
    Ok(Invitations { items, expires_at })
}

impl Invitation {
    fn check(&self) -> Result<(), Invalid> {
        let is_good = |field: &str, value: &str| {
            let reason = if value.is_empty() { Err(Reason::Missing) } else { Ok(()) };
            let reason = reason.and_then(|()| text::check(value, MAX_REFERENCE));
            reason.map_err(|reason| Invalid::new(field, reason))
        };
        is_good("order", &self.order)?;
        if self.skus.len() > MAX_SKUS {
            return Err(Invalid::new("skus", Reason::TooMany(MAX_SKUS)));
        }
        for (at, sku) in self.skus.iter().enumerate() {
            is_good(&format!("skus[{at}]"), sku)?;
        }
        if let Some(customer) = &self.customer {
            is_good("customer", customer)?;
        }
        if !(1..=MAX_DAYS).contains(&self.days) {
            return Err(Invalid::new("days", Reason::Range(1, MAX_DAYS)));
        }
        Ok(())
    }
}
