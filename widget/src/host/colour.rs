//! How light a colour is, as browsers write computed colours.

/// The luminance at which black and white text are equally legible, of 1,000.
const MIDDLE: i64 = 179;

/// Whether a colour is dark; nothing where it lets most of what is behind it through.
pub(crate) fn is_dark(colour: &str) -> Option<bool> {
    let (function, values) = colour.split_once('(')?;
    let mut values = numbers(values);
    let mut next = || values.next().unwrap_or(1_000);
    let [first, second, third, alpha] = [next(), next(), next(), next()];
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

/// The numbers in a text, in thousandths. Words such as `display-p3` are passed over.
fn numbers(text: &str) -> impl Iterator<Item = i64> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-')).filter_map(number)
}

fn number(word: &str) -> Option<i64> {
    let digits = word.trim_start_matches('-');
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let digit = |at: usize| part.as_bytes().get(at).map_or(0, |digit| i64::from(digit & 15));
    let whole =
        whole.bytes().fold(0, |sum: i64, digit| (sum * 10 + i64::from(digit & 15)) % 10_000);
    Some(whole * 1_000 + digit(0) * 100 + digit(1) * 10 + digit(2))
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
