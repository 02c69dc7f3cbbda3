//! How light a colour is, as browsers write computed colours.

/// The luminance at which black and white text are equally legible, of 1,000.
const MIDDLE: i64 = 179;

/// Whether a colour is dark; nothing where it lets most of what is behind it through.
pub(crate) fn is_dark(colour: &str) -> Option<bool> {
    let (function, values) = colour.split_once('(')?;
    let [first, second, third, alpha] = numbers(values);
    let luminance = match function {
        "rgb" | "rgba" => from_rgb([first, second, third].map(|part| part / 255)),
        "color" => from_rgb([first, second, third]),
        "lab" | "lch" => from_lightness((first + 16_000) / 116),
        _ => from_lightness(first),
    };
    (alpha >= 500).then_some(luminance < MIDDLE)
}

/// Luminance of red, green and blue of 1,000 each, by a square in place of the true curve.
fn from_rgb([red, green, blue]: [i64; 3]) -> i64 {
    (213 * red * red + 715 * green * green + 72 * blue * blue) / 1_000_000
}

/// Luminance of a perceived lightness of 1,000.
fn from_lightness(lightness: i64) -> i64 {
    lightness * lightness * lightness / 1_000_000
}

/// The first four numbers in a text, in thousandths; 1,000 where there are fewer. Words such as
/// `display-p3` are passed over.
fn numbers(text: &str) -> [i64; 4] {
    let mut numbers = [1_000; 4];
    let mut at = 0;
    let (mut inside, mut word, mut unit) = (false, false, 1_000);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if !word => {
                let Some(number) = numbers.get_mut(at) else { break };
                let digit = i64::from(byte - b'0');
                if !inside {
                    (inside, *number) = (true, 0);
                }
                if unit == 1_000 {
                    *number = *number % 10_000_000 * 10 + digit * 1_000;
                } else {
                    *number += digit * unit;
                    unit /= 10;
                }
            }
            b'.' if !word => unit = 100,
            b'a'..=b'z' | b'-' if !inside => word = byte != b'-' || word,
            _ => {
                at += usize::from(inside);
                (inside, word, unit) = (false, false, 1_000);
            }
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_every_form_are_dark_or_light() {
        for (colour, dark) in [
            ("rgb(255, 255, 255)", false),
            ("rgb(0, 0, 0)", true),
            ("rgb(17, 24, 39)", true),
            ("rgb(10, 125, 79)", true),
            ("rgb(255, 200, 0)", false),
            ("rgba(20, 20, 20, 0.92)", true),
            ("oklch(0.21 0.02 260)", true),
            ("oklch(0.97 0.01 106.4)", false),
            ("oklab(0.15 0.01 -0.02)", true),
            ("lab(12.5 3 -7.5)", true),
            ("lch(96.3 2 270)", false),
            ("color(srgb 0.1 0.1 0.12)", true),
            ("color(display-p3 1 0.98 0.95)", false),
        ] {
            assert_eq!(is_dark(colour), Some(dark), "{colour}");
        }
    }

    #[test]
    fn what_is_behind_a_transparent_colour_decides() {
        for colour in [
            "rgba(0, 0, 0, 0)",
            "rgba(0, 0, 0, 0.3)",
            "oklch(0.2 0 0 / 0.1)",
            "lab(5 0 0 / 0)",
            "color(srgb 0 0 0 / 0.2)",
            "transparent",
        ] {
            assert_eq!(is_dark(colour), None, "{colour}");
        }
    }
}
