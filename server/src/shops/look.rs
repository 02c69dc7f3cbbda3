//! How a shop's surveys look beside their colour: font, corners, and where they stand.

use serde::{Deserialize, Serialize};
use shared::invalid::{Invalid, Reason};

use super::Details;

/// Radius of corners where the owner has not chosen one, in pixels.
const USUAL_RADIUS: u8 = 8;
/// Largest radius: more would make a pill of every field.
const MAX_RADIUS: u8 = 24;
/// Stands for the font of the page.
const PAGE: &str = "page";

/// A corner at the foot of the window; the other one on pages that are read from right to left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Where lines end.
    #[default]
    Right,
    /// Where lines begin.
    Left,
}

impl Position {
    /// Its name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Left => "left",
        }
    }

    /// The position of that name; the usual one where it is none.
    pub fn parse(name: &str) -> Self {
        if name == "left" { Self::Left } else { Self::Right }
    }
}

/// The radius of a shop that has not chosen one.
pub(super) fn usual_radius() -> u8 {
    USUAL_RADIUS
}

/// The font of a shop that has not chosen one.
pub(super) fn font_of_page() -> String {
    PAGE.to_owned()
}

/// Checks what an owner wrote.
pub(super) fn check(radius: u8, font: &str) -> Result<(), Invalid> {
    if radius > MAX_RADIUS {
        return Err(Invalid::new("radius", Reason::Range(0, MAX_RADIUS.into())));
    }
    // It becomes a part of a style: nothing that could end a text there.
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let length = font.chars().count();
    if !(1..=60).contains(&length) || !font.chars().all(plain) {
        let wanted = "page, system, or the name of one font family";
        return Err(Invalid::new("font", Reason::Expected(wanted)));
    }
    Ok(())
}

impl Details {
    /// What the widget is told of the look beside its colour, as it writes styles; none where it
    /// is as usual.
    pub fn look(&self) -> Option<Look> {
        let look = Look {
            radius: (self.radius != USUAL_RADIUS).then(|| format!("{}px", self.radius)),
            font: match self.font.as_str() {
                PAGE => None,
                "system" => Some("system-ui,sans-serif".to_owned()),
                name => Some(format!("\"{name}\",sans-serif")),
            },
            left: self.position == Position::Left,
        };
        (look != Look { radius: None, font: None, left: false }).then_some(look)
    }
}

/// What the widget is told of a look, as far as it is not as usual.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Look {
    #[serde(skip_serializing_if = "Option::is_none")]
    radius: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    font: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    left: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(change: impl FnOnce(&mut Details)) -> Option<Look> {
        let mut details = Details::new("Mugs", "https://shop.example");
        change(&mut details);
        details.look()
    }

    #[test]
    fn the_usual_look_costs_no_page_a_byte() {
        assert_eq!(look(|_| ()), None);

        let said = serde_json::to_string(&look(|details| details.radius = 16)).unwrap();
        assert_eq!(said, r#"{"radius":"16px"}"#);
    }

    #[test]
    fn a_font_is_a_name_and_no_style() {
        let said = |font: &str| look(|details| details.font = font.to_owned())?.font;

        assert_eq!(said("system").as_deref(), Some("system-ui,sans-serif"));
        assert_eq!(said("Source Sans 3").as_deref(), Some("\"Source Sans 3\",sans-serif"));
        for bad in ["", "a;b", "a\"b", "url(x)", "a,b", "a\nb"] {
            assert_eq!(check(8, bad).unwrap_err().field, "font", "{bad}");
        }
        assert_eq!(check(8, "Source Sans 3"), Ok(()));
        assert_eq!(check(25, "page").unwrap_err().field, "radius");
    }
}
