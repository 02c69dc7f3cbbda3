//! A shop's accent as it can be read on light and on dark pages: no lighter or darker than stands
//! out from the ground, with text on it that can be read.

/// Least contrast of a control with the ground, by WCAG 2.2.
const CONTROL: f64 = 3.0;
/// The grounds of the two looks, as luminance.
const LIGHT: f64 = 1.0;
const DARK: f64 = 0.027;

/// An accent and the colour of text on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Accent {
    /// What is chosen.
    pub(super) accent: String,
    /// Text on it.
    pub(super) on_accent: &'static str,
}

/// The accent for light and for dark pages; none where the text is no colour such as `#0a7d4f`.
pub(super) fn accents(colour: &str) -> Option<[Accent; 2]> {
    let rgb = parse(colour)?;
    Some([accent(rgb, LIGHT, 0.0), accent(rgb, DARK, 255.0)])
}

/// Mixes a colour with black or white until it stands out from the ground.
fn accent(rgb: [f64; 3], ground: f64, with: f64) -> Accent {
    let mixed = (0..=20).map(|step| {
        let share = f64::from(step) / 20.0;
        rgb.map(|part| part + (with - part) * share)
    });
    let stands_out = |rgb: &[f64; 3]| contrast(luminance(*rgb), ground) >= CONTROL;
    let [red, green, blue] = mixed.into_iter().find(stands_out).unwrap_or(rgb);
    let luminance = luminance([red, green, blue]);
    let white = contrast(luminance, 1.0) >= contrast(luminance, 0.0);
    Accent {
        accent: format!("rgb({red:.0} {green:.0} {blue:.0})"),
        on_accent: if white { "#fff" } else { "#000" },
    }
}

/// Red, green and blue up to 255.
fn parse(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let part = |from: usize, width: usize| {
        let digits = digits.get(from..from + width)?;
        let number = u8::from_str_radix(digits, 16).ok()?;
        Some(f64::from(if width == 1 { number * 17 } else { number }))
    };
    let width = match digits.len() {
        3 => 1,
        6 => 2,
        _ => return None,
    };
    Some([part(0, width)?, part(width, width)?, part(2 * width, width)?])
}

/// Relative luminance, by WCAG 2.2.
fn luminance(rgb: [f64; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_that_can_be_seen_stays_as_it_is() {
        let [light, dark] = accents("#0a7d4f").expect("a colour");

        assert_eq!(light, Accent { accent: "rgb(10 125 79)".into(), on_accent: "#fff" });
        assert_eq!(dark.on_accent, "#000", "it is made lighter, so that it stands out");
    }

    #[test]
    fn every_accent_stands_out_from_both_grounds_and_carries_text() {
        for colour in ["#ffffff", "#000", "#ffee00", "#777777", "#1a1aff", "#ff0"] {
            let looks = accents(colour).expect("a colour");
            for (look, ground) in looks.iter().zip([LIGHT, DARK]) {
                let numbers = look.accent.trim_start_matches("rgb(").trim_end_matches(')');
                let rgb: Vec<f64> =
                    numbers.split(' ').map(|part| part.parse().expect("a number")).collect();
                let shade = luminance([rgb[0], rgb[1], rgb[2]]);
                let text = if look.on_accent == "#fff" { 1.0 } else { 0.0 };
                assert!(contrast(shade, ground) >= 2.98, "{colour}: {look:?}");
                assert!(contrast(shade, text) >= 4.5, "{colour}: {look:?}");
            }
        }
        assert_eq!(accents("red"), None);
    }
}
