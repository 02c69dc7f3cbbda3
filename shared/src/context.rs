//! Where, by whom and with what a response was given.

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason};
use crate::text;
use crate::touchpoint::Touchpoint;

/// Longest page address, in characters.
pub const MAX_PAGE: usize = 2_000;
/// Longest product, order or customer reference, in characters.
pub const MAX_REFERENCE: usize = 200;

/// Where and by whom a response was given. All of it is the browser's claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    /// The page's address.
    pub page: Option<String>,
    /// The moment of the journey.
    pub touchpoint: Option<Touchpoint>,
    /// Language tag of the page.
    pub locale: Option<String>,
    /// SKU of the product on the page.
    pub product: Option<String>,
    /// What the page's own structured data says of that product.
    pub product_details: Option<ProductDetails>,
    /// The order's number.
    pub order: Option<String>,
    /// The shop's own id of the customer.
    pub customer: Option<String>,
    /// The store or branch.
    pub location: Option<String>,
    /// Who helped.
    pub agent: Option<String>,
    /// `mobile`, `tablet` or `desktop`.
    pub device: Option<Device>,
    /// How fast this visit was.
    pub vitals: Option<Vitals>,
}

/// What a page's structured data says of its product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductDetails {
    /// The product's name.
    pub name: Option<String>,
    /// Address of its page.
    pub url: Option<String>,
    /// Address of its picture.
    pub image: Option<String>,
    /// Global Trade Item Number.
    pub gtin: Option<String>,
    /// Brand.
    pub brand: Option<String>,
    /// Category.
    pub category: Option<String>,
}

/// What the page was looked at with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// A phone.
    Mobile,
    /// A tablet.
    Tablet,
    /// A laptop or a desktop computer.
    Desktop,
}

impl Device {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::Mobile, Self::Tablet, Self::Desktop];

    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Tablet => "tablet",
            Self::Desktop => "desktop",
        }
    }
}

/// Core Web Vitals of one visit, each if it was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vitals {
    /// Largest Contentful Paint, in milliseconds.
    pub lcp_ms: Option<f64>,
    /// Interaction to Next Paint, in milliseconds.
    pub inp_ms: Option<f64>,
    /// Cumulative Layout Shift, without unit.
    pub cls: Option<f64>,
    /// Time to First Byte, in milliseconds.
    pub ttfb_ms: Option<f64>,
}

impl Context {
    /// Checks the length and the characters of each part.
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        for (field, value, limit) in [
            ("page", &self.page, MAX_PAGE),
            ("locale", &self.locale, 35),
            ("product", &self.product, MAX_REFERENCE),
            ("order", &self.order, MAX_REFERENCE),
            ("customer", &self.customer, MAX_REFERENCE),
            ("location", &self.location, MAX_REFERENCE),
            ("agent", &self.agent, MAX_REFERENCE),
        ] {
            if let Some(value) = value {
                text::check(value, limit).map_err(|reason| Invalid::new(field, reason))?;
            }
        }
        if let Some(details) = &self.product_details {
            details.check().map_err(|invalid| invalid.within("product_details"))?;
        }
        self.vitals
            .map_or(Ok(()), |vitals| vitals.check().map_err(|invalid| invalid.within("vitals")))
    }
}

impl ProductDetails {
    /// Checks the length and the characters of each detail.
    pub fn check(&self) -> Result<(), Invalid> {
        for (field, value, limit) in [
            ("name", &self.name, MAX_REFERENCE),
            ("url", &self.url, MAX_PAGE),
            ("image", &self.image, MAX_PAGE),
            ("gtin", &self.gtin, 14),
            ("brand", &self.brand, MAX_REFERENCE),
            ("category", &self.category, MAX_REFERENCE),
        ] {
            if let Some(value) = value {
                text::check(value, limit).map_err(|reason| Invalid::new(field, reason))?;
            }
        }
        Ok(())
    }
}

impl Vitals {
    fn check(&self) -> Result<(), Invalid> {
        for (field, value, high) in [
            ("lcp_ms", self.lcp_ms, 3_600_000),
            ("inp_ms", self.inp_ms, 3_600_000),
            ("cls", self.cls, 1_000),
            ("ttfb_ms", self.ttfb_ms, 3_600_000),
        ] {
            #[expect(clippy::cast_precision_loss, reason = "limits are small")]
            if value.is_some_and(|value| !(0.0..=high as f64).contains(&value)) {
                return Err(Invalid::new(field, Reason::Within(0, high)));
            }
        }
        Ok(())
    }
}
