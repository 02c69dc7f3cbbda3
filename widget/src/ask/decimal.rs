//! Numbers as text. `to_string` would bring padding, signs and alignment along, a kilobyte of
//! forty-five.

/// A whole number as it is written.
pub(crate) fn decimal(number: i64) -> String {
    let mut digits = String::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.insert(0, char::from(b'0' + u8::try_from(rest % 10).unwrap_or_default()));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        digits.insert(0, '-');
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_everybody_writes_them() {
        for number in [0, 7, 10, 4_000, -1, -120, i64::MAX, i64::MIN] {
            assert_eq!(decimal(number), number.to_string());
        }
    }
}
