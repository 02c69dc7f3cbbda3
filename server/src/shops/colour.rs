//! What the widget makes of an owner's colour: the same as `widget/style.css` says, so that the
//! owner sees it beforehand.

/// As light as an accent may be on a light card, in OKLCH.
const LIGHTEST: f64 = 0.64;
/// As dark as it may be on a dark card.
const DARKEST: f64 = 0.66;

/// A colour in sRGB, each part 0–255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The card of a light survey.
    pub const LIGHT_CARD: Self = Self([255, 255, 255]);
    /// The card of a dark survey, `oklch(0.26 0.008 260)`.
    pub const DARK_CARD: Self = Self([34, 36, 40]);

    /// A colour as owners write it: `#0a7d4f`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// The same, written so.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The accent that a survey shows for this colour, on a light card or on a dark one.
    #[must_use]
    pub fn as_accent(self, dark: bool) -> Self {
        let [lightness, a, b] = to_oklab(self.linear());
        let clamped = if dark { lightness.max(DARKEST) } else { lightness.min(LIGHTEST) };
        if (clamped - lightness).abs() < f64::EPSILON { self } else { nearest([clamped, a, b]) }
    }

    /// How far two colours stand out from each other, 1–21, as WCAG 2.2 counts it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }
}

/// The colour of the screen nearest to one in `OKLab`: with less chroma where it has too much.
fn nearest([lightness, a, b]: [f64; 3]) -> Colour {
    let at = |share: f64| to_linear([lightness, a * share, b * share]);
    let shown = |linear: [f64; 3]| linear.iter().all(|part| (-0.0005..=1.0005).contains(part));
    let (mut low, mut high) = (0.0, 1.0);
    if !shown(at(1.0)) {
        // Halving twenty times is exact to less than one step of a part.
        for _ in 0..20 {
            let middle = f64::midpoint(low, high);
            if shown(at(middle)) { low = middle } else { high = middle }
        }
        high = low;
    }
    Colour(at(high).map(|part| {
        let part = part.clamp(0.0, 1.0);
        let part =
            if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is from 0 to 255"
        )]
        {
            (part * 255.0).round() as u8
        }
    }))
}

/// Björn Ottosson's `OKLab`, <https://bottosson.github.io/posts/oklab/>.
fn to_oklab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
    ]
}

fn to_linear([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let middle = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701 * short,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let near = |one: &str, other: &str, ratio: f64| {
            let is = colour(one).contrast(colour(other));
            assert!((is - ratio).abs() < 0.01, "{one} on {other}: {is}");
        };

        near("#000000", "#ffffff", 21.0);
        near("#ffffff", "#ffffff", 1.0);
        near("#777777", "#ffffff", 4.48);
        near("#0000ff", "#ffffff", 8.59);
    }

    #[test]
    fn every_colour_stands_out_once_it_is_an_accent() {
        let steps = [0_u8, 51, 102, 153, 204, 255];
        for red in steps {
            for green in steps {
                for blue in steps {
                    let picked = Colour([red, green, blue]);
                    for (dark, card) in [(false, Colour::LIGHT_CARD), (true, Colour::DARK_CARD)] {
                        let shown = picked.as_accent(dark);
                        let ratio = shown.contrast(card);
                        assert!(ratio >= 3.0, "{picked:?} becomes {shown:?}, {ratio}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_stands_out_stays_as_it_is() {
        assert_eq!(colour("#0a7d4f").as_accent(false), colour("#0a7d4f"));
        assert_eq!(colour("#ffcc00").as_accent(true), colour("#ffcc00"));
        assert_ne!(colour("#ffcc00").as_accent(false), colour("#ffcc00"));
        assert_eq!(Colour::parse("red"), None);
        assert_eq!(Colour::parse("#ü1234"), None);
        assert_eq!(colour("#0A7D4F").hex(), "#0a7d4f");
    }

    #[test]
    fn the_dark_card_is_the_one_of_the_sheet() {
        let angle = 260.0_f64.to_radians();
        let card = nearest([0.26, 0.008 * angle.cos(), 0.008 * angle.sin()]);

        assert_eq!(card, Colour::DARK_CARD);
        let sheet = include_str!("../../../widget/style.css");
        assert!(sheet.contains("--card: var(--candor-surface, oklch(0.26 0.008 260));"));
        assert!(sheet.contains("min(l, 0.64)") && sheet.contains("max(l, 0.66)"));
    }
}
