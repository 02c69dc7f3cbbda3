//! What an owner says of a shop, and what of it is acceptable.

use serde::{Deserialize, Serialize};
use shared::invalid::{Invalid, Reason};
use shared::targeting::{Manners, Matches, Page, check_pages, is_language_tag};
use shared::text;
use shared::touchpoint::Touchpoint;
use url::Url;

use super::look::{self, Position};
use super::publishing::Publishing;
use crate::error::Error;

/// What every address of a shop must be.
const ADDRESS: Reason = Reason::Expected("an address that starts with https:// or http://");

/// What an owner says of a shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Its name, as customers know it.
    pub name: String,
    /// Address of its front page.
    pub url: String,
    /// Sites whose pages may send answers, such as `https://shop.example`. Empty means the
    /// site of `url`.
    #[serde(default)]
    pub origins: Vec<String>,
    /// Its own language, for readers whose language has no text.
    #[serde(default = "english")]
    pub language: String,
    /// Colour of what is chosen, such as `#0a7d4f`; none leaves it to the widget.
    #[serde(default)]
    pub accent: Option<String>,
    /// Light or dark pages.
    #[serde(default)]
    pub theme: Theme,
    /// Radius of the corners of surveys in pixels, 0–24.
    #[serde(default = "look::usual_radius")]
    pub radius: u8,
    /// `page` for the page's own font, `system` for that of the reader's system, or the name of a
    /// font family that the pages load.
    #[serde(default = "look::font_of_page")]
    pub font: String,
    /// The corner of the window that a popover stands in.
    #[serde(default)]
    pub position: Position,
    /// Its privacy policy, linked from the widget.
    #[serde(default)]
    pub privacy_url: Option<String>,
    /// Which pages are which touchpoint, where the page does not say; the first match counts.
    #[serde(default = "usual_touchpoints")]
    pub touchpoints: Vec<TouchpointRule>,
    /// How many days a survey that was shown to a visitor keeps every other one silent.
    #[serde(default)]
    pub quiet_days: u16,
    /// Whether nothing is asked, kept or loaded before a page says that the visitor consents.
    #[serde(default)]
    pub consent_required: bool,
    /// Whether nothing is asked where the browser says no: Global Privacy Control or Do Not Track.
    #[serde(default = "yes")]
    pub honour_gpc: bool,
    /// Who decides which reviews are published.
    #[serde(default)]
    pub publishing: Publishing,
}

/// Light or dark pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the page's background is.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Which pages are a touchpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchpointRule {
    /// The touchpoint.
    pub touchpoint: Touchpoint,
    /// Its pages.
    pub pages: Vec<Page>,
}

fn yes() -> bool {
    true
}

fn english() -> String {
    "en".to_owned()
}

/// Page addresses as the common shop systems make them.
pub fn usual_touchpoints() -> Vec<TouchpointRule> {
    let rule = |touchpoint, globs: &[&str]| TouchpointRule {
        touchpoint,
        pages: globs
            .iter()
            .map(|glob| Page { matches: Matches::Glob, value: (*glob).to_owned() })
            .collect(),
    };
    vec![
        rule(
            Touchpoint::ThankYou,
            &["*thank-you*", "*thank_you*", "*thanks*", "*order-received*", "*onepage/success*"],
        ),
        rule(Touchpoint::Checkout, &["*/checkout*"]),
        rule(Touchpoint::Cart, &["*/cart*", "*/basket*"]),
        rule(Touchpoint::Product, &["*/product/*", "*/products/*", "*/p/*"]),
        rule(Touchpoint::Home, &["/"]),
    ]
}

/// Scheme, host and port of an address of the web.
pub(super) fn origin_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    web.then(|| url.origin().ascii_serialization())
}

/// The sites that may send answers, where an owner wrote down `others`: a list leaves out what is
/// not on it, and the front page's own site has to be on it. Empty where nothing was written.
pub fn origins_with(url: &str, others: Vec<String>) -> Vec<String> {
    let own = origin_of(url);
    let missing = |own: &String| others.iter().all(|other| origin_of(other).as_ref() != Some(own));
    match own.filter(missing) {
        Some(own) if !others.is_empty() => [vec![own], others].concat(),
        _ => others,
    }
}

/// Whether a text can be kept and leads to a page of the web.
fn is_address(text: &str) -> bool {
    let nobody = |url: Url| url.username().is_empty() && url.password().is_none();
    text::check(text, 2_000).is_ok()
        && origin_of(text).is_some()
        && Url::parse(text).is_ok_and(nobody)
}

impl Details {
    /// A shop of this name and address, everything else as usual.
    pub fn new(name: &str, url: &str) -> Self {
        Self {
            name: name.to_owned(),
            url: url.to_owned(),
            origins: Vec::new(),
            language: english(),
            accent: None,
            theme: Theme::Auto,
            radius: look::usual_radius(),
            font: look::font_of_page(),
            position: Position::default(),
            privacy_url: None,
            touchpoints: usual_touchpoints(),
            quiet_days: 0,
            consent_required: false,
            honour_gpc: true,
            publishing: Publishing::ByHand,
        }
    }

    /// What holds for every survey of the shop.
    pub fn manners(&self) -> Manners {
        let Self { quiet_days, consent_required, honour_gpc, .. } = *self;
        Manners { quiet_days, consent_required, honour_gpc }
    }

    /// Checks what an owner wrote, and brings addresses into one form.
    pub(super) fn checked(mut self) -> Result<Self, Error> {
        let refuse = |field: &str, reason| Err(Invalid::new(field, reason).into());
        self.name = self.name.trim().to_owned();
        if self.name.is_empty() {
            return refuse("name", Reason::Missing);
        }
        text::check(&self.name, 80).map_err(|reason| Invalid::new("name", reason))?;
        if !is_address(&self.url) {
            return refuse("url", ADDRESS);
        }
        if self.origins.len() > 20 {
            return refuse("origins", Reason::TooMany(20));
        }
        for (at, origin) in self.origins.iter_mut().enumerate() {
            let Some(plain) = origin_of(origin) else {
                return refuse(&format!("origins[{at}]"), ADDRESS);
            };
            *origin = plain;
        }
        is_language_tag(&self.language).map_err(|reason| Invalid::new("language", reason))?;
        if self.accent.as_deref().is_some_and(|accent| !is_colour(accent)) {
            return refuse("accent", Reason::Expected("a colour such as #0a7d4f"));
        }
        self.font = self.font.trim().to_owned();
        look::check(self.radius, &self.font)?;
        if self.privacy_url.as_deref().is_some_and(|url| !is_address(url)) {
            return refuse("privacy_url", ADDRESS);
        }
        for (at, rule) in self.touchpoints.iter().enumerate() {
            let field = format!("touchpoints[{at}].pages");
            check_pages(&rule.pages).map_err(|invalid| invalid.within(&field))?;
        }
        if self.touchpoints.len() > 50 {
            return refuse("touchpoints", Reason::TooMany(50));
        }
        if self.quiet_days > 365 {
            return refuse("quiet_days", Reason::Range(0, 365));
        }
        Ok(self)
    }
}

/// Whether a text is `#` and six hexadecimal digits.
fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field_refused(change: impl FnOnce(&mut Details)) -> Option<String> {
        let mut details = Details::new("Mugs & More", "https://shop.example/en/");
        change(&mut details);
        match details.checked() {
            Err(Error::Invalid(invalid)) => Some(invalid.field),
            _ => None,
        }
    }

    #[test]
    fn a_shop_is_told_which_of_its_details_is_not_acceptable() {
        assert_eq!(field_refused(|_| ()), None);
        assert_eq!(field_refused(|d| d.name = "  ".into()).as_deref(), Some("name"));
        assert_eq!(field_refused(|d| d.url = "shop.example".into()).as_deref(), Some("url"));
        assert_eq!(field_refused(|d| d.url.push('\0')).as_deref(), Some("url"));
        assert_eq!(
            field_refused(|d| d.origins = vec!["javascript:alert(1)".into()]).as_deref(),
            Some("origins[0]")
        );
        assert_eq!(field_refused(|d| d.accent = Some("red;}".into())).as_deref(), Some("accent"));
        assert_eq!(field_refused(|d| d.language = "e".into()).as_deref(), Some("language"));
        assert_eq!(field_refused(|d| d.quiet_days = 366).as_deref(), Some("quiet_days"));
    }

    #[test]
    fn the_front_pages_own_site_is_on_every_list_and_once() {
        let with = |others: &[&str]| {
            let others = others.iter().map(|&other| other.to_owned()).collect();
            origins_with("https://shop.example/en/", others)
        };

        assert_eq!(with(&[]), [] as [String; 0]);
        assert_eq!(with(&["https://a.example"]), ["https://shop.example", "https://a.example"]);
        assert_eq!(with(&["https://SHOP.example/cart"]), ["https://SHOP.example/cart"]);
        assert_eq!(origins_with("no address", vec!["x".to_owned()]), ["x"]);
    }

    #[test]
    fn an_origin_is_reduced_to_scheme_host_and_port() -> Result<(), Error> {
        let mut details = Details::new("Mugs", "https://shop.example");
        details.origins = vec!["https://WWW.shop.example:443/cart?x=1".into()];

        assert_eq!(details.checked()?.origins, ["https://www.shop.example"]);
        Ok(())
    }
}
