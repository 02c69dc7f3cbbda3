//! What the author's own page of a review says, in eight languages.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod nl;
mod ru;
mod sv;

use super::primary;
use crate::review::Withheld;

/// What the author's own page says.
#[derive(Clone, Copy, Debug)]
pub struct AuthorWords {
    /// Heads the page; `{about}` is the product or the shop.
    pub title: &'static str,
    /// Names the page in a browser's tab.
    pub name: &'static str,
    /// When it was written; `{date}` is a day.
    pub written: &'static str,
    /// It waits for a decision.
    pub waiting: &'static str,
    /// What that means; `{shop}` is its name, here and below.
    pub waiting_why: &'static str,
    /// It is public; `{date}` is a day.
    pub public_since: &'static str,
    /// What that means.
    pub public_why: &'static str,
    /// It is kept from the public.
    pub withheld: &'static str,
    /// What that means; `{reason}` is one of the reasons.
    pub withheld_why: &'static str,
    /// Its author took it back; `{date}` is a day.
    pub taken_back: &'static str,
    /// What that means.
    pub taken_back_why: &'static str,
    /// Its author had it erased; `{date}` is a day.
    pub erased: &'static str,
    /// What that means.
    pub erased_why: &'static str,
    /// In place of a text.
    pub no_text: &'static str,
    /// What was changed is kept.
    pub saved: &'static str,
    /// Opens the form in which it can be said otherwise.
    pub correct: &'static str,
    /// What happens to what is changed there.
    pub correct_note: &'static str,
    /// Sends that form.
    pub save: &'static str,
    /// Opens the question whether it shall be taken back.
    pub take_back: &'static str,
    /// What that does.
    pub take_back_note: &'static str,
    /// Does it.
    pub take_back_yes: &'static str,
    /// Opens the question whether it shall be erased.
    pub erase: &'static str,
    /// What that does.
    pub erase_note: &'static str,
    /// Does it.
    pub erase_yes: &'static str,
    /// Said at the end of the page.
    pub keep: &'static str,
    /// Heads a page of no review.
    pub gone: &'static str,
    /// Why there may be none.
    pub gone_why: &'static str,
    /// Why a review is withheld, in the order of `Withheld::ALL`.
    pub reasons: [&'static str; 6],
}

impl AuthorWords {
    /// Why a review is withheld, within a sentence.
    pub fn reason(&self, reason: Withheld) -> &'static str {
        let mut named = Withheld::ALL.into_iter().zip(self.reasons);
        named.find(|(one, _)| *one == reason).map_or("", |(_, words)| words)
    }
}

/// The words for an author, as [`super::locale`] picks them.
pub fn author_words(language: &str, shop_language: &str) -> &'static AuthorWords {
    let find = |tag: &str| ALL.iter().find(|(language, _)| *language == primary(tag));
    find(language).or_else(|| find(shop_language)).map_or(&en::WORDS, |(_, words)| words)
}

static ALL: [(&str, AuthorWords); 8] = [
    ("en", en::WORDS),
    ("nl", nl::WORDS),
    ("sv", sv::WORDS),
    ("ru", ru::WORDS),
    ("de", de::WORDS),
    ("fr", fr::WORDS),
    ("es", es::WORDS),
    ("ar", ar::WORDS),
];

#[cfg(test)]
mod tests {
    use super::super::LANGUAGES;
    use super::*;

    #[test]
    fn every_built_in_language_names_the_shop_the_day_and_the_reason() {
        assert_eq!(ALL.map(|(language, _)| language), LANGUAGES);
        for (language, words) in &ALL {
            assert!(words.title.contains("{about}"), "{language}");
            assert!(words.withheld_why.contains("{reason}"), "{language}");
            for dated in [words.written, words.public_since, words.taken_back, words.erased] {
                assert!(dated.contains("{date}"), "{language}: {dated}");
            }
            for named in [
                words.waiting_why,
                words.public_why,
                words.withheld_why,
                words.erased_why,
                words.take_back_note,
                words.erase_note,
            ] {
                assert!(named.contains("{shop}"), "{language}: {named}");
            }
        }
    }

    #[test]
    fn each_reason_has_words_of_its_own() {
        for (language, words) in &ALL {
            let mut said = Withheld::ALL.map(|reason| words.reason(reason)).to_vec();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), 6, "{language}");
        }
    }
}
