//! Minifies style sheets: comments and the space that means nothing go, nothing else changes.

/// Space after these means nothing, wherever they stand.
const LOOSE_AFTER: &[char] = &['{', '}', ';', ',', '(', '[', ':', '>', '~'];

/// Space before these means nothing. Not `:`, `(` and `[`: `a :hover`, `and (…)`, `a [href]`.
const LOOSE_BEFORE: &[char] = &['{', '}', ';', ',', ')', ']', '>', '~', '!'];

/// Minifies a style sheet.
pub(super) fn minify(sheet: &str) -> String {
    let mut minified = String::with_capacity(sheet.len());
    let mut space = false;
    let mut rest = sheet;
    while let Some(next) = rest.chars().next() {
        let token = token(rest, next);
        rest = &rest[token.len()..];
        if next.is_whitespace() {
            space = true;
        } else if !token.starts_with("/*") {
            if space && !minified.ends_with(LOOSE_AFTER) && !token.starts_with(LOOSE_BEFORE) {
                minified.push(' ');
            }
            if next == '}' && minified.ends_with(';') {
                minified.pop();
            }
            minified.push_str(token);
            space = false;
        }
    }
    minified.trim_start().to_owned()
}

/// The piece at the start of `rest` that is kept or dropped as a whole.
fn token(rest: &str, next: char) -> &str {
    let length = match next {
        '/' if rest.starts_with("/*") => rest[2..].find("*/").map(|end| end + 4),
        '"' | '\'' => end_of_string(rest, next),
        'u' if rest.starts_with("url(") && !rest[4..].starts_with(['"', '\'']) => {
            rest.find(')').map(|end| end + 1)
        }
        _ => Some(next.len_utf8()),
    };
    &rest[..length.unwrap_or(rest.len())]
}

/// Where the string that `rest` starts with has ended.
fn end_of_string(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if letter == quote && !escaped {
            return Some(at + 1);
        }
        escaped = letter == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sheets and what becomes of them.
    const CASES: [(&str, &str); 15] = [
        ("a { width: calc(100% - (2rem + 4px) * 2) }", "a{width:calc(100% - (2rem + 4px) * 2)}"),
        ("a { width: calc(var(--x, 4px) + 2px) }", "a{width:calc(var(--x,4px) + 2px)}"),
        ("a { width: clamp(1rem, 2vw + 1rem, 3rem) }", "a{width:clamp(1rem,2vw + 1rem,3rem)}"),
        ("a:not(.b) .c, .d *, .e ~ .f {\n  x: y;\n}\n", "a:not(.b) .c,.d *,.e~.f{x:y}"),
        ("a :focus-visible [dir=\"rtl\"] [b] {}", "a :focus-visible [dir=\"rtl\"] [b]{}"),
        ("a:has(> .b):is(.c, .d) > .e + .f {}", "a:has(>.b):is(.c,.d)>.e + .f{}"),
        ("a { & .b { x: y; } &:hover { x: y } }", "a{& .b{x:y}&:hover{x:y}}"),
        (
            "@media (hover: hover) and (width >= 4rem) {}",
            "@media (hover:hover) and (width>= 4rem){}",
        ),
        ("@media not all and (width > 1px) {}", "@media not all and (width>1px){}"),
        ("@supports not (height: 1dvh) {}", "@supports not (height:1dvh){}"),
        ("a { margin: -1px 0 -2px !important; }", "a{margin:-1px 0 -2px!important}"),
        ("a { content: \"a  b /* c */ \\\" ; \" }", "a{content:\"a  b /* c */ \\\" ; \"}"),
        ("/* start */ a { /* b */ x: y; /* c */ } /* end */", "a{x:y}"),
        ("a { grid-area: 1 / 2; x: \"a b\" \"c d\" }", "a{grid-area:1 / 2;x:\"a b\" \"c d\"}"),
        ("a { b: url(data:a,b; c) no-repeat }", "a{b:url(data:a,b; c) no-repeat}"),
    ];

    #[test]
    fn space_that_means_something_stays() {
        for (sheet, minified) in CASES {
            assert_eq!(minify(sheet), minified, "{sheet}");
        }
    }

    #[test]
    fn what_is_minified_stays_as_it_is() {
        for (_, minified) in CASES {
            assert_eq!(minify(minified), minified);
        }
    }
}
