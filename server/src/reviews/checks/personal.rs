//! Personal data: e-mail addresses, telephone numbers, and numbers of accounts and cards that
//! their checksums tell from any others.

use linkify::{LinkFinder, LinkKind};

use super::{Finding, Found};

/// Digits of a telephone number with its area, by ITU-T E.164 at most.
const PHONE: std::ops::RangeInclusive<usize> = 9..=15;
/// Digits of the number of a payment card, by ISO/IEC 7812.
const CARD: std::ops::RangeInclusive<usize> = 14..=19;
/// Characters of an IBAN, by ISO 13616.
const IBAN: std::ops::RangeInclusive<usize> = 15..=34;

/// What is found in one part of a review.
pub(super) fn found_in(text: &str) -> Vec<Finding> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Email]);
    let emails = finder.links(text).map(|link| Finding::new(Found::Email, link.as_str()));
    let mut found: Vec<Finding> = emails.collect();
    // What is a number of an account is none of a telephone.
    let mut rest = text.to_owned();
    for iban in ibans(text) {
        rest = rest.replace(&iban, "\n");
        found.push(Finding::new(Found::Iban, iban));
    }
    found.extend(numbers(&without_codes(&rest)).into_iter().filter_map(|number| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let kind = if CARD.contains(&digits.len()) && has_luhn_digit(&digits) {
            Found::CardNumber
        } else if is_phone(number, &digits) {
            Found::Phone
        } else {
            return None;
        };
        Some(Finding::new(kind, number))
    }));
    found
}

/// Accounts, as they are written: in one or in groups.
fn ibans(text: &str) -> Vec<String> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric() && c != ' ').filter_map(filled).collect();
    let mut found = Vec::new();
    for line in words {
        let groups: Vec<&str> = line.split(' ').collect();
        let mut at = 0;
        while at < groups.len() {
            let longest = (at + 1..=groups.len().min(at + 9)).rev().find(|&end| {
                let whole = groups[at..end].concat();
                is_iban(&whole.to_ascii_uppercase())
            });
            if let Some(end) = longest {
                found.push(groups[at..end].join(" "));
                at = end;
            } else {
                at += 1;
            }
        }
    }
    found
}

fn filled(part: &str) -> Option<&str> {
    Some(part.trim()).filter(|part| !part.is_empty())
}

/// Country, two digits and an account, whose remainder by 97 is 1.
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = IBAN.contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !begins {
        return false;
    }
    let mut turned = text[4..].chars().chain(text[..4].chars());
    let remainder = turned.try_fold(0, |remainder: u32, c| {
        let value = c.to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((remainder * shift + value) % 97)
    });
    remainder == Some(1)
}

/// The text without words of letters and digits: an order or a model is called so, and nobody.
fn without_codes(text: &str) -> String {
    let is_code = |word: &str| {
        word.chars().any(char::is_alphabetic) && word.chars().any(|c| c.is_ascii_digit())
    };
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric()).map(|word| {
        let end = word.chars().next_back().filter(|c| !c.is_alphanumeric());
        if is_code(word) { end.unwrap_or('\n').to_string() } else { word.to_owned() }
    });
    words.collect()
}

/// Digits with nothing between them but what people write between the digits of one number.
fn numbers(text: &str) -> Vec<&str> {
    let part_of =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+');
    let parts = text.split(|c: char| !part_of(c)).flat_map(|part| {
        // A plus begins a number; whatever stands before it is another.
        let starts = part.match_indices('+').map(|(at, _)| at);
        let mut starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
        starts.dedup();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([part.len()]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| &part[start..end]).collect::<Vec<_>>()
    });
    let trimmed = parts.map(|part| {
        part.trim_start_matches([' ', '-', '.', '/', ')'])
            .trim_end_matches([' ', '-', '.', '/', '('])
    });
    trimmed.filter(|part| part.bytes().any(|byte| byte.is_ascii_digit())).collect()
}

/// Whether the last digit is what the others make it (Luhn).
fn has_luhn_digit(digits: &str) -> bool {
    let doubled = |(at, digit): (usize, u32)| match digit * 2 {
        _ if at % 2 == 0 => digit,
        twice if twice > 9 => twice - 9,
        twice => twice,
    };
    let digits = digits.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.enumerate().map(doubled).sum();
    sum > 0 && sum.is_multiple_of(10)
}

/// Whether a number is written as one calls it: from a country's code or from a zero on, or in
/// three groups as in North America. Dates are not.
fn is_phone(written: &str, digits: &str) -> bool {
    let groups: Vec<usize> =
        written.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|&n| n > 0).collect();
    let dated = |sizes: &[usize]| groups.starts_with(sizes);
    let is_date = !written.starts_with('+')
        && (dated(&[2, 2, 4]) || dated(&[1, 2, 4]) || dated(&[2, 1, 4]) || dated(&[4, 2, 2]));
    let called = written.starts_with('+') || written.starts_with("(0") || digits.starts_with('0');
    let in_three = groups == [3, 3, 4] || groups == [1, 3, 3, 4];
    PHONE.contains(&digits.len()) && !is_date && (called || in_three)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Found, String)> {
        found_in(text).into_iter().map(|finding| (finding.found, finding.words)).collect()
    }

    #[track_caller]
    fn assert_found(text: &str, kind: Found, words: &str) {
        assert_eq!(found(text), [(kind, words.to_owned())], "{text}");
    }

    #[test]
    fn email_addresses_are_found() {
        assert_found("Mail me: ana.b+x@shop.example.", Found::Email, "ana.b+x@shop.example");
        assert_eq!(found("5 @ 3 euro, @home"), []);
    }

    #[test]
    fn telephone_numbers_are_found_as_people_write_them() {
        for number in [
            "+31 6 1234 5678",
            "0031612345678",
            "06-12345678",
            "(020) 123 45 67",
            "+7 (495) 123-45-67",
            "030/1234567",
            "415-555-0132",
            "+44 20 7946 0958",
        ] {
            assert_found(&format!("Call {number}!"), Found::Phone, number);
        }
        for text in
            ["01.02.2026 12:30", "2026-11-27 10", "1 000 000 000", "order 123456789", "A0612345678"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn accounts_are_told_by_their_checksum() {
        assert_found("NL91ABNA0417164300", Found::Iban, "NL91ABNA0417164300");
        assert_found("pay NL91 ABNA 0417 1643 00 now", Found::Iban, "NL91 ABNA 0417 1643 00");
        assert_found("gb29nwbk60161331926819.", Found::Iban, "gb29nwbk60161331926819");
        assert_eq!(found("NL92ABNA0417164300"), []);
    }

    #[test]
    fn cards_are_told_by_their_last_digit() {
        assert_found("4111 1111 1111 1111", Found::CardNumber, "4111 1111 1111 1111");
        assert_found("card 5500-0000-0000-0004!", Found::CardNumber, "5500-0000-0000-0004");
        assert_eq!(found("4111 1111 1111 1112"), []);
        assert_eq!(found("00000000000000"), [(Found::Phone, "00000000000000".to_owned())]);
    }
}
